"""The calendar around the events."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.catalogue.ical_values import clean, text
from app.feeds.calendar import calendar
from tests.catalogue.documents import a_document
from tests.feeds.published import entries, feed


def test_the_header_says_its_name_twice_and_how_often_to_look() -> None:
    lines = feed(a_document()).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"VERSION:2.0" in lines
    assert b"NAME:Events\\, all\\; of them" in lines
    assert b"X-WR-CALNAME:Events\\, all\\; of them" in lines
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert b"X-PUBLISHED-TTL:PT6H" in lines
    assert lines[-2:] == [b"END:VCALENDAR", b""]


def test_a_calendar_has_no_method_and_no_uid_of_its_own() -> None:
    container = Calendar.from_ical(calendar("Events", "All", []))
    assert "method" not in container
    assert "uid" not in container
    assert container.errors == []


def test_the_zone_is_a_rule_not_a_list_of_dates() -> None:
    (zone,) = Calendar.from_ical(feed()).walk("VTIMEZONE")
    observances = list(zone.subcomponents)
    assert [observance["rrule"]["BYDAY"] for observance in observances] == [["-1SU"], ["-1SU"]]
    assert not any("rdate" in observance or "comment" in observance for observance in observances)
    assert [observance["tzoffsetto"].td for observance in observances] == [timedelta(hours=1), timedelta(0)]


def test_finished_entries_are_joined_untouched() -> None:
    one, two = entries(a_document()), entries(a_document(slug="two"))
    assert one + two in calendar("Events", "All", iter([one, two]))


@given(st.text(max_size=200))
def test_any_name_arrives_as_written_on_lines_of_75_octets(name: str) -> None:
    data = calendar(name, name, [])
    lines = data.replace(b"\r\n ", b"").split(b"\r\n")
    for property_name in (b"NAME", b"DESCRIPTION", b"X-WR-CALNAME", b"X-WR-CALDESC"):
        assert [line for line in lines if line.startswith(property_name + b":")] == [
            property_name + b":" + text(name).to_ical()
        ]
    assert Calendar.from_ical(data)["description"] == clean(name)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert len(data.decode().splitlines()) == data.count(b"\r\n")
