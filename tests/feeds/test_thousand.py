"""A thousand events, and every calendar reads of each what we mean: title, start, end, status and place."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.feeds.clients import calcurse, icaljs, libical
from tests.feeds.clients.khal import Subscription
from tests.feeds.conftest import over_http
from tests.feeds.thousand import STATES, Meant, Thousand

pytestmark = pytest.mark.client
ADDRESS = "/events.ics?from=2001-01-01"


@pytest.fixture(scope="session")
def feed(thousand: Thousand) -> bytes:
    """What the site answers."""
    return thousand.app.test_client().get(ADDRESS).data


def test_among_them_is_everything_that_is_hard(thousand: Thousand) -> None:
    assert len({one.uid for one in thousand.meant}) == len(thousand.meant) > 1000
    assert {one.status for one in thousand.meant} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    changing = [one for one in thousand.meant if isinstance(one.start, datetime) and one.start.hour in (22, 23, 0, 1)]
    assert len(changing) > 80
    assert any(one.end is None for one in thousand.meant)
    assert sum(type(one.start) is date for one in thousand.meant) > 100
    assert len(STATES) == 4


def agree(read: Iterable[Any], meant: Iterable[Any]) -> None:
    """As often the one as the other. Says only what differs."""
    found, wanted = Counter(read), Counter(meant)
    assert list((found - wanted).elements())[:9] == list((wanted - found).elements())[:9] == []


def test_icaljs(thousand: Thousand, feed: bytes) -> None:
    read = icaljs.read(feed)["events"]
    names = ("uid", "summary", "start", "end", "status", "location")
    agree(
        (tuple(event[name] for name in names) for event in read),
        ((one.uid, one.title, written(one.start), written(one.end), one.status, one.place) for one in thousand.meant),
    )


def written(moment: Any) -> str | None:
    """As ical.js writes an instant, or a day."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat() if moment else None


def test_libical_and_it_objects_to_nothing(thousand: Thousand, feed: bytes, libical_program: Path) -> None:
    read = libical.read(libical_program, feed)
    assert read.problems == []
    agree(
        ((e.uid, e.said("SUMMARY"), e.start, e.end, e.status, e.said("LOCATION")) for e in read.events),
        ((one.uid, one.title, at(one.start), at(one.end), one.status, one.place) for one in thousand.meant),
    )


def at(moment: Any) -> datetime | None:
    """An instant; of a day, its first in UTC."""
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime(moment.year, moment.month, moment.day, tzinfo=ZoneInfo("UTC"))


def test_vdirsyncer_and_khal(thousand: Thousand, subscribe: Callable[[str], Subscription]) -> None:
    with over_http(thousand.app) as site:
        cal = subscribe(site + ADDRESS)
    years = sorted(one.start.year for one in thousand.meant)
    listed = cal.list(f"01/01/{years[0]}", f"31/12/{years[-1] + 1}")
    agree(listed, map(khal_line, thousand.meant))


def khal_line(one: Meant) -> str:
    """What khal shows in London. Days have no times, and end on their last."""
    return f"{spoken(one)} | {one.title} | {one.place} | {one.status}"


def spoken(one: Meant) -> str:
    """The times of a line."""
    if isinstance(one.start, datetime):
        # khal gives what has no end an hour of its own; the others take it for a moment, as RFC 5545 §3.6.1 does.
        ends = one.end if isinstance(one.end, datetime) else one.start + timedelta(hours=1)
        return f"{local(one.start):%d/%m/%Y %H:%M} - {local(ends):%d/%m/%Y %H:%M}"
    assert one.end is not None
    return f"{one.start:%d/%m/%Y}  - {one.end - timedelta(days=1):%d/%m/%Y} "


def local(moment: datetime) -> datetime:
    """On London's clock."""
    return moment.astimezone(ZoneInfo("Europe/London"))


def test_calcurse_as_far_as_it_sees(thousand: Thousand, feed: bytes, tmp_path: Path) -> None:
    read = calcurse.read(tmp_path, feed)
    agree(
        ((one.title, one.start, one.end, one.place) for one in read),
        ((one.title, one.start, one.end or one.start, one.place) for one in thousand.meant),
    )
