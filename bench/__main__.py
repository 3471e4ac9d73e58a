"""Measure a thousand events and then ten: inside the process, over the network with nothing kept, and kept."""

import json
import platform
import sys
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from app import create_app
from bench import inside, load
from bench.bars import Bar, failed, table
from bench.forms import form_bars
from bench.instance import EVENTS, MANY, grow, some_slug, thousand_events
from bench.servers import serving, worker_megabytes

SECONDS = 1.5
TURNS = 25
ACCEPTED = "br, gzip"
SITE = "bench.served:application"
CALENDAR = "/events.ics"
TWENTY_KB = 20_000
ADDED_BY_THE_SERVER = {"date", "server", "connection"}


def main() -> int:
    """Print the tables and say whether every bar is held."""
    with thousand_events() as folder:
        paths = ["/events", f"/events/{some_slug(folder)}", "/map", CALENDAR, "/events.geojson"]
        paths += ["/events.json", "/events.atom", "/events.csv"]
        bars = [*time_bars(paths), *form_bars(create_app()), *rate_bars(paths)]
        grow(MANY)
        bars += [*many_time_bars(), *many_rate_bars(paths)]
    print(table(bars))
    print(f"{EVENTS} and {MANY} events on {platform.processor() or platform.machine()}, ", end="")
    print(f"Python {platform.python_version()}")
    return 1 if failed(bars) else 0


def time_bars(paths: list[str]) -> Iterator[Bar]:
    """Server time with nothing kept."""
    print("Server time in this process, nothing kept, uncompressed: processor, elapsed (medians of 40)")
    limits = {paths[0]: 15.0, paths[1]: 15.0, CALENDAR: 5.0}
    app = create_app()
    for path in paths:
        taken = inside.server_time(app, path)
        print(f"  {taken.busy:8.2f} {taken.passed:8.2f} ms  {path}")
        if path in limits:
            yield Bar(f"{path}, nothing kept", taken.busy, limits[path], "ms", at_most=True)


def many_time_bars() -> Iterator[Bar]:
    """The calendar of ten thousand events with nothing kept."""
    taken = inside.server_time(create_app(), CALENDAR)
    print(f"Server time of {MANY} events, nothing kept: {taken.busy:.2f} ms of processor, {taken.passed:.2f} elapsed")
    yield Bar(f"{CALENDAR} of {MANY} events, nothing kept", taken.busy, 40.0, "ms", at_most=True)


def rate_bars(paths: list[str]) -> Iterator[Bar]:
    """Requests per second beside a bare hello, with nothing kept and kept."""
    with serving(SITE, "/readyz", KEPT_ANSWERS_BYTES="0") as (port, _):
        show_rates("Nothing kept", port, paths, hello_rate())
    with serving(SITE, "/readyz") as (port, _):
        show_rates("Kept", port, paths, hello_rate())
        yield from ratio_bars(port)


def ratio_bars(port: int) -> Iterator[Bar]:
    """What is kept beside what it is compared with, in turns, so that both meet the machine as it is just then."""
    twenty, feed = about_20_kb(port), load.request(CALENDAR, Accept_Encoding=ACCEPTED)
    _, headers, _ = load.first_answer(port, feed)
    same = {name: value for name, value in headers.items() if name not in ADDED_BY_THE_SERVER}
    held = load.request(CALENDAR, Accept_Encoding=ACCEPTED, If_None_Match=headers["etag"])
    bare = {"BENCH_FEED_BYTES": headers["content-length"], "BENCH_FEED_HEADERS": json.dumps(same)}
    with serving("bench.hello:application", "/hello", **bare) as (other, _):
        rates = rates_in_turns(
            {
                "hello": Asked(other, load.request("/hello")),
                "304": Asked(port, held, 304),
                "20 kB": Asked(port, load.request(twenty, Accept_Encoding=ACCEPTED)),
                "feed": Asked(port, feed),
                "bare": Asked(other, load.request("/feed")),
            }
        )
    print(f"In {TURNS} turns, medians: " + ", ".join(f"{name} {median(of):,.0f}/s" for name, of in rates.items()))
    yield Bar("304, kept, beside hello", beside(rates["304"], rates["hello"]), 2.0, "times", at_most=False)
    yield Bar("about 20 kB, kept, beside hello", beside(rates["20 kB"], rates["hello"]), 2.0, "times", at_most=False)
    feed_beside_bare = beside(rates["feed"], rates["bare"])
    yield Bar(f"{CALENDAR}, kept, beside a bare function", feed_beside_bare, 0.9, "times", at_most=False)


def many_rate_bars(paths: list[str]) -> Iterator[Bar]:
    """Ten thousand events, kept; and what a process holds once it has answered everything in every coding."""
    with serving(SITE, "/readyz") as (port, pid):
        for path in paths:
            for coding in (ACCEPTED, "gzip", "identity"):
                load.first_answer(port, load.request(path, Accept_Encoding=coding))
        yield Bar(f"memory of a worker with {MANY} events", worker_megabytes(pid), 150.0, "MB", at_most=True)
        show_rates(f"Kept, {MANY} events", port, [CALENDAR], hello_rate())
        # The server copies each answer on its way.
        yield Bar(f"the same while it sends {CALENDAR}", worker_megabytes(pid), 150.0, "MB", at_most=True)


def about_20_kb(port: int) -> str:
    """The address of a calendar of so many days that its compressed answer is about 20 kB."""
    found = {}
    for days in range(1, 60):
        path = f"{CALENDAR}?from=2027-07-01&to=2027-{7 + days // 29:02}-{days % 29 + 1:02}"
        found[path] = load.first_answer(port, load.request(path, Accept_Encoding=ACCEPTED))[2]
    return min(found, key=lambda path: abs(found[path] - TWENTY_KB))


class Asked(NamedTuple):
    """What is asked of whom, and the status that is expected."""

    port: int
    request: bytes
    expect: int = 200


def rates_in_turns(asked: dict[str, Asked]) -> dict[str, list[float]]:
    """The rates of short turns, one after another: what slows the machine for a while slows what is compared too."""
    rates: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(TURNS):
        for name, one in asked.items():
            rates[name].append(load.measure(one.port, one.request, SECONDS / 6, one.expect).rate)
    return rates


def beside(rates: list[float], others: list[float]) -> float:
    """The median of the ratios of one turn each."""
    return median(rate / other for rate, other in zip(rates, others, strict=True))


def hello_rate() -> float:
    """The bare Flask route, on the same server with the same settings, just before what it is compared with."""
    with serving("bench.hello:application", "/hello") as (port, _):
        return load.measure(port, load.request("/hello"), SECONDS).rate


def show_rates(name: str, port: int, paths: list[str], hello: float) -> dict[str, float]:
    """Measure and print every path and a 304."""
    print(f"{name}: requests per second, beside hello, median and 99th percentile in ms, bytes (16 connections)")
    print(f"  {hello:9,.0f}   1.00                              hello")
    asked = {path: (load.request(path, Accept_Encoding=ACCEPTED), 200) for path in paths}
    etag = load.first_answer(port, asked[paths[0]][0])[1]["etag"]
    asked["304"] = (load.request(paths[0], Accept_Encoding=ACCEPTED, If_None_Match=etag), 304)
    rates = {}
    for path, (bytes_asked, expect) in asked.items():
        figure = load.measure(port, bytes_asked, SECONDS, expect)
        rates[path] = figure.rate
        ratio = figure.rate / hello
        print(f"  {figure.rate:9,.0f} {ratio:6.2f} {figure.median:8.2f} {figure.p99:8.2f} {figure.size:9,}  {path}")
    return rates


if __name__ == "__main__":
    sys.exit(main())
