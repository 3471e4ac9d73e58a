"""Measure a thousand events: inside the process, over the network with nothing kept, and kept."""

import platform
import sys
from collections.abc import Iterator

from app import create_app
from bench import inside, load
from bench.bars import Bar, failed, table
from bench.forms import form_bars
from bench.instance import EVENTS, some_slug, thousand_events
from bench.servers import serving, worker_megabytes

SECONDS = 1.5
ACCEPTED = "br, gzip"


def main() -> int:
    """Print the tables and say whether every bar is held."""
    with thousand_events() as folder:
        paths = ["/events", f"/events/{some_slug(folder)}", "/map", "/events.ics", "/events.geojson"]
        paths += ["/events.json", "/events.atom", "/events.csv"]
        bars = [*time_bars(paths), *form_bars(create_app()), *rate_bars(paths)]
    print(table(bars))
    print(f"{EVENTS} events on {platform.processor() or platform.machine()}, Python {platform.python_version()}")
    return 1 if failed(bars) else 0


def time_bars(paths: list[str]) -> Iterator[Bar]:
    """Server time with nothing kept."""
    print("Server time in this process, nothing kept, uncompressed (median of 40)")
    limits = {paths[0]: 15.0, paths[1]: 15.0, "/events.ics": 10.0}
    app = create_app()
    for path in paths:
        taken = inside.median_time(app, path)
        print(f"  {taken:8.2f} ms  {path}")
        if path in limits:
            yield Bar(f"{path}, nothing kept", taken, limits[path], "ms", at_most=True)


def rate_bars(paths: list[str]) -> Iterator[Bar]:
    """Requests per second beside a bare hello, with nothing kept and kept."""
    with serving("wsgi:application", "/readyz", KEPT_ANSWERS_BYTES="0") as (port, _):
        show_rates("Nothing kept", port, paths, hello_rate())
    with serving("wsgi:application", "/readyz") as (port, pid):
        hello = hello_rate()
        rates = show_rates("Kept", port, paths, hello)
        megabytes = worker_megabytes(pid)
        feed = load.first_answer(port, load.request("/events.ics", Accept_Encoding=ACCEPTED))[2]
    bare = bare_rate(feed)
    print(f"  A bare function with as many bytes as the compressed feed: {bare:,.0f}/s")
    yield Bar("304, kept, beside hello", rates["304"] / hello, 0.5, "times", at_most=False)
    yield Bar(f"{paths[0]}, kept, beside hello", rates[paths[0]] / hello, 0.5, "times", at_most=False)
    yield Bar("memory of a worker", megabytes, 150.0, "MB", at_most=True)


def hello_rate() -> float:
    """The bare Flask route, on the same server with the same settings, just before what it is compared with."""
    with serving("bench.hello:application", "/hello") as (port, _):
        return load.measure(port, load.request("/hello"), SECONDS).rate


def bare_rate(size: int) -> float:
    """A WSGI function that returns so many bytes."""
    with serving("bench.hello:application", "/hello", BENCH_FEED_BYTES=str(size)) as (port, _):
        return load.measure(port, load.request("/feed"), SECONDS).rate


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
