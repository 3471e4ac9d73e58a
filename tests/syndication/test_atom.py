"""The news face: what changed, newest first, for readers that keep what they read."""

from datetime import timedelta
from xml.etree.ElementTree import Element, fromstring

import pytest

from app.catalogue import publish, reading_data
from app.extensions import db
from app.moderation.services import approve
from tests.cast import NOON
from tests.catalogue.rows import LONG_AGO, published
from tests.client import Visitor
from tests.registry.factory import A_MODERATOR, DECIDED, approved, edited, happens
from tests.selects import counted_selects

ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOUR = timedelta(hours=1)


def feed(vi: Visitor, path: str = "/events.atom") -> Element:
    """The answer, read."""
    answer = vi.get(path).response
    assert answer.content_type == "application/atom+xml"
    return fromstring(answer.data)


def all_of(element: Element, name: str) -> list[str]:
    """Texts at a path."""
    return [one.text or "" for one in element.findall(name, ATOM)]


def link(element: Element, rel: str) -> str:
    """The link of a relation to a page or to itself."""
    return next(one.attrib["href"] for one in element.findall("a:link", ATOM) if one.attrib["rel"] == rel)


def test_a_feed_says_what_it_is(vi: Visitor) -> None:
    published(changed_at=LONG_AGO + HOUR)
    published("Older")
    db.session.commit()
    found = feed(vi, "/events.atom?x=1&nation=england&page=2")
    assert all_of(found, "a:title") == ["Co-production Week: Events in England"]
    assert link(found, "self") == "http://127.0.0.1:5000/events.atom?nation=england"
    assert link(found, "alternate") == "http://127.0.0.1:5000/events?nation=england"
    assert all_of(found, "a:updated") == ["2027-01-04T10:00:00Z"]
    assert "Open Government Licence v3.0" in all_of(found, "a:rights")[0]
    assert all_of(found, "a:entry/a:title") == ["Sharing circle", "Older"], "the newest change comes first"


def test_an_entry_leads_to_its_page_and_names_nobody(vi: Visitor) -> None:
    row = published()
    db.session.commit()
    entry = feed(vi).find("a:entry", ATOM)
    assert entry is not None
    assert all_of(entry, "a:id") == [f"urn:uuid:{row.uid}"]
    assert link(entry, "alternate") == "http://127.0.0.1:5000/events/sharing-circle"
    assert all_of(entry, "a:author/a:name") == ["The Circle"]
    assert "Wednesday 7 July 2027, 10am to 11:30am" in all_of(entry, "a:content")[0]
    assert [one.attrib["term"] for one in entry.findall("a:category", ATOM)][:2] == ["event", "in_person"]
    assert b"@circle.example" not in vi.response.data


@pytest.mark.parametrize(
    ("happening", "title"),
    [
        ("cancelled", "Cancelled: Circle"),
        ("postponed", "Postponed: Circle"),
        ("moved_online", "Moved online: Circle"),
        ("withdrawn", "Withdrawn: Circle"),
    ],
)
def test_the_title_says_first_what_has_changed(vi: Visitor, happening: str, title: str) -> None:
    published("Circle", happening=happening, happening_reason="Snow", changed_at=NOON - HOUR)
    db.session.commit()
    found = feed(vi)
    assert all_of(found, "a:entry/a:title") == [title]
    assert all_of(found, "a:entry/a:summary")[0].endswith("Snow")
    assert ("Leeds" in vi.response.text) == (happening in ("cancelled", "postponed"))


def test_updated_changes_only_when_something_does(vi: Visitor) -> None:
    event = approved()
    uid = event.uid
    db.session.commit()
    first = vi.get("/events.atom").response.data
    publish.publish(event)
    db.session.commit()
    assert vi.get("/events.atom").response.data == first, "being published again is no news"
    edited(event, title="Sharing square")
    db.session.commit()
    assert vi.get("/events.atom").response.data == first, "nor is what a moderator has not read"
    approve(event, A_MODERATOR, DECIDED + HOUR)
    db.session.commit()
    assert all_of(feed(vi), "a:entry/a:updated") == ["2027-05-02T11:00:00Z"]
    happens(event, "cancelled", "Snow", DECIDED + 2 * HOUR)
    db.session.commit()
    found = feed(vi)
    assert all_of(found, "a:updated") == all_of(found, "a:entry/a:updated") == ["2027-05-02T12:00:00Z"]
    assert all_of(found, "a:entry/a:id") == [f"urn:uuid:{uid}"]
    assert all_of(found, "a:entry/a:published") == ["2027-05-02T10:00:00Z"]
    first = vi.response.data
    for _ in publish.rebuild():
        pass
    db.session.commit()
    assert vi.get("/events.atom").response.data == first, "and a rebuild is no news"


def test_the_window_is_bounded_and_costs_one_select(vi: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading_data.ENTRIES_SHOWN == 100
    monkeypatch.setattr(reading_data, "ENTRIES_SHOWN", 4)
    for number in range(6):
        published(f"Table {number}", changed_at=LONG_AGO + number * HOUR)
    db.session.commit()
    with counted_selects() as sent:
        titles = all_of(feed(vi), "a:entry/a:title")
    assert len(sent) == 2  # the catalogue's version, the entries
    assert titles == ["Table 5", "Table 4", "Table 3", "Table 2"]


def test_a_feed_of_nothing_is_valid_and_always_the_same(vi: Visitor) -> None:
    first = vi.get("/events.atom").response.data
    assert all_of(fromstring(first), "a:updated") == ["1970-01-01T00:00:00Z"]
    published("Elsewhere")
    db.session.commit()
    assert all_of(feed(vi, "/events.atom?nation=wales"), "a:updated") == ["1970-01-01T00:00:00Z"]


def test_what_could_not_be_used_is_said(vi: Visitor) -> None:
    found = feed(vi, "/events.atom?nation=narnia")
    assert "We do not know “narnia”" in all_of(found, "a:subtitle")[0]
    assert vi.response.headers["Problems"] == "nation"


def test_any_words_of_an_organiser_arrive_as_written(vi: Visitor) -> None:
    words = "]]> <b>&amp;</b> \u2028 \ufffe 🎪 Gŵyl\r\nsecond\x0b"
    published(words, slug="odd", summary=words)
    db.session.commit()
    entry = feed(vi).find("a:entry", ATOM)
    assert entry is not None
    assert all_of(entry, "a:title") == ["]]> <b>&amp;</b> \n  🎪 Gŵyl\nsecond\n"]
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in all_of(entry, "a:content")[0], "no markup of theirs is ours"
