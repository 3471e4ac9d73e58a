"""The VEVENTs of one event, read back with the library that wrote them (other readers: tests/feeds)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from app.catalogue.document import Document
from app.catalogue.ical_values import clean
from app.catalogue.vevent import vevents
from tests.catalogue.documents import a_document, a_place, a_session

PUBLISHED = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
CHANGED = datetime(2027, 5, 4, 8, 30, tzinfo=UTC)
PAGE = "https://weeks.example/events/sharing-circle"


def rendered(document: Document, **others: Any) -> bytes:
    """Its bytes, published in March and changed in May."""
    return vevents(document, **{"sequence": 3, "created": PUBLISHED, "changed": CHANGED, "url": PAGE} | others)


def read(data: bytes) -> list[Event]:
    """What a client would read."""
    calendar = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + data + b"END:VCALENDAR\r\n")
    assert [c.errors for c in calendar.walk()] == [[] for _ in calendar.walk()]
    return list(calendar.walk("VEVENT"))


def only(**fields: Any) -> Event:
    """The one VEVENT of a document with these fields."""
    (event,) = read(rendered(a_document(**fields)))
    return event


def test_an_entry_says_what_changed_when() -> None:
    event = only()
    assert event["uid"] == a_session()["uid"]
    assert event["dtstamp"].dt == event["last-modified"].dt == CHANGED
    assert event["created"].dt == PUBLISHED
    assert event["sequence"] == 3
    assert event["status"] == "CONFIRMED"
    assert event["url"] == PAGE


def test_the_same_publication_gives_the_same_bytes() -> None:
    one = rendered(a_document(), gone=[a_session("b"), a_session("a")])
    two = rendered(a_document(), gone=[a_session("a"), a_session("b")])
    assert one == two


def test_the_language_of_who_published_it_does_not_matter(app: Flask) -> None:
    with app.app_context(), force_locale("cy"):
        by_a_welsh_reader = rendered(a_document())
    assert by_a_welsh_reader == rendered(a_document())


def test_lines_end_in_crlf_and_none_is_longer_than_75_octets() -> None:
    data = rendered(a_document(summary="Llŷn 🫖 " * 40))
    assert data.endswith(b"END:VEVENT\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_times_are_londons() -> None:
    data = rendered(a_document())
    assert b"DTSTART;TZID=Europe/London:20270707T100000\r\n" in data
    assert b"DTEND;TZID=Europe/London:20270707T113000\r\n" in data


def test_a_time_elsewhere_is_given_in_london() -> None:
    assert b"DTSTART;TZID=Europe/London:20270707T150000\r\n" in rendered(
        a_document(sessions=[a_session(timezone="America/New_York")])
    )


def test_the_skipped_hour_becomes_one_that_exists() -> None:
    session = a_session(starts_on="2027-03-28", start_time="01:30", end_time="03:30")
    assert b"DTSTART;TZID=Europe/London:20270328T023000\r\n" in rendered(a_document(sessions=[session]))


def test_the_repeated_hour_is_its_first_time_said_in_utc() -> None:
    session = a_session(starts_on="2027-10-31", start_time="01:30", end_time="02:30")
    data = rendered(a_document(sessions=[session]))
    assert b"DTSTART:20271031T003000Z\r\n" in data
    assert b"DTEND;TZID=Europe/London:20271031T023000\r\n" in data


def test_an_unknown_end_is_left_out() -> None:
    event = only(sessions=[a_session(end_time=None)])
    assert "dtend" not in event
    assert "duration" not in event


@pytest.mark.parametrize("timing", ["all_day", "time_tbc", "date_tbc"])
def test_days_end_the_day_after_and_do_not_block_the_diary(timing: str) -> None:
    event = only(sessions=[a_session(timing=timing, starts_on="2027-07-05", ends_on="2027-07-09")])
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 7, 5), date(2027, 7, 10))
    assert event["transp"] == "TRANSPARENT"
    assert event["status"] == ("CONFIRMED" if timing == "all_day" else "TENTATIVE")


def test_a_cancelled_event_stays_and_says_so() -> None:
    event = only(happening="cancelled", happening_reason="The hall flooded.")
    assert event["status"] == "CANCELLED"
    assert event["summary"] == "Cancelled: Sharing circle"
    assert event["description"].startswith("This event is cancelled. The hall flooded.")


def test_a_postponed_event_is_tentative_and_says_so() -> None:
    event = only(happening="postponed", happening_reason="New date soon.")
    assert (event["status"], event["summary"]) == ("TENTATIVE", "Postponed: Sharing circle")


def test_a_date_taken_out_stays_as_cancelled_beside_the_others() -> None:
    kept, gone = a_session("kept", label="First"), a_session("gone", label="Second")
    data = rendered(a_document(sessions=[kept]), gone=[gone, kept])
    assert [(e["uid"], e["status"], e["summary"]) for e in read(data)] == [
        ("kept", "CONFIRMED", "Sharing circle"),
        ("gone", "CANCELLED", "Cancelled: Sharing circle: Second"),
    ]


def test_several_dates_carry_their_labels() -> None:
    sessions = [a_session("a", label="Morning"), a_session("b", label="Afternoon"), a_session("c")]
    titles = [event["summary"] for event in read(rendered(a_document(sessions=sessions)))]
    assert titles == ["Sharing circle: Morning", "Sharing circle: Afternoon", "Sharing circle"]


def test_a_door_that_may_be_shown_has_a_point() -> None:
    assert only()["geo"].to_ical() == "53.80083;-1.54846"


@pytest.mark.parametrize(
    "fields",
    [
        {"place": a_place(area_only=True)},
        {"place": None},
        {"place": a_place(latitude=None, longitude=None)},
        {"happening": "moved_online", "happening_reason": "Snow"},
    ],
)
def test_no_point_where_there_is_no_door_to_show(fields: dict[str, Any]) -> None:
    assert "geo" not in only(**fields)


def test_a_point_on_the_equator_or_the_meridian_is_still_a_point() -> None:
    assert only(place=a_place(latitude=51.5, longitude=0.0))["geo"].to_ical() == "51.5;0.0"


def test_a_public_link_is_a_conference_with_one_feature() -> None:
    data = rendered(a_document(format="online", online_url="https://meet.example/é room"))
    unfolded = data.replace(b"\r\n ", b"")
    assert b"CONFERENCE;FEATURE=VIDEO;LABEL=Join online;VALUE=URI:https://meet.example/%C3%A9%20room\r\n" in unfolded


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "meet.example", "https://[half"])
def test_no_conference_without_a_web_address(link: str) -> None:
    assert "conference" not in only(online_url=link)


def test_the_organiser_is_named_only_when_the_email_may_be_shown() -> None:
    assert only()["organizer"] == "mailto:hello@circle.example"
    assert only()["organizer"].params["CN"] == "The Circle"
    assert "organizer" not in only(contact={"role": "Events lead", "phone": "0113 496 0002"})


def test_categories_are_one_property() -> None:
    event = only(week={"slug": "w", "name": "Week; one, two"})
    assert event["categories"].cats == ["Event", "In person", "Week; one, two"]


def test_a_way_to_take_part_that_is_not_known_is_no_category() -> None:
    assert only(format="not_stated", week=None)["categories"].cats == ["Event"]


def test_a_part_of_a_festival_points_to_it() -> None:
    assert only()["related-to"] == a_document()["festival"]["uid"]
    assert only()["related-to"].params["RELTYPE"] == "PARENT"
    assert "related-to" not in only(festival=None)


def test_a_festivals_first_date_points_to_its_parts() -> None:
    sessions = [a_session("first"), a_session("second")]
    first, second = read(rendered(a_document(kind="festival", festival=None, sessions=sessions, parts=["a", "b"])))
    assert [(str(one), one.params["RELTYPE"]) for one in first["related-to"]] == [("a", "CHILD"), ("b", "CHILD")]
    assert "related-to" not in second


def test_a_public_picture_is_named_by_its_whole_address() -> None:
    (event,) = read(rendered(a_document(), picture="https://weeks.example/pictures/a-1280x853.jpg"))
    assert event["image"] == "https://weeks.example/pictures/a-1280x853.jpg"
    assert dict(event["image"].params) == {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/jpeg"}
    assert "image" not in only()


@pytest.mark.parametrize("happening", ["going_ahead", "cancelled"])
def test_what_is_off_does_not_block_the_diary(happening: str) -> None:
    event = only(happening=happening, happening_reason="" if happening == "going_ahead" else "Snow")
    assert event.get("transp") == ("TRANSPARENT" if happening == "cancelled" else None)


def test_the_long_description_with_its_marks_stays_on_the_page() -> None:
    text = only(description="**Bold** <b>bold</b> [a link](https://x.example)")["description"]
    assert not {"**", "<b>", "]("} & {text[i : i + n] for i in range(len(text)) for n in (2, 3)}


def test_what_moved_online_has_no_doors() -> None:
    assert "Doors open" in only()["description"]
    assert "Doors open" not in only(happening="moved_online", happening_reason="Snow")["description"]


def test_the_text_tells_access_in_four_states_and_whom_to_ask() -> None:
    text = only()["description"]
    assert "Step-free: Yes (Lift from the street)" in text
    assert "BSL: On request" in text
    assert "Changing Places toilet: No" in text
    assert "Not known yet: Accessible toilet, Live captions" in text
    assert "Ask about access: Access lead, access@circle.example, 0113 496 0000" in text
    assert "Doors open: 9:45am" in text
    assert "Book by Thursday 1 July 2027" in text
    assert "Cost: Free. Lunch included" in text
    assert text.endswith(PAGE)


def test_what_is_not_known_about_booking_and_cost_is_not_made_up() -> None:
    nothing = {
        "booking": "not_stated",
        "booking_url": "",
        "booking_phone": "",
        "booking_email": "",
        "booking_by": None,
    }
    text = only(**nothing, cost="not_stated", cost_note="")["description"]
    assert "Booking" not in text
    assert "Cost" not in text


@pytest.mark.parametrize(("origin", "said"), [("example", "Example listing"), ("archive", "not sent to us by")])
def test_an_entry_that_no_organiser_sent_says_so(origin: str, said: str) -> None:
    assert said in only(origin=origin)["description"]


@example(r"C:\New, \n \; \, \\")
@example("END:VEVENT\r\nBEGIN:VALARM")
@example("one\u2028two\x85three\x0bfour\x00\x07\ud800")
@given(st.text(max_size=300))
def test_an_organisers_words_arrive_as_written_and_make_no_second_property(words: str) -> None:
    session = a_session(label=words)
    data = rendered(
        a_document(
            title=words,
            summary=words,
            access_note=words,
            place=a_place(venue=words),
            organisation={"slug": "", "name": words, "kind": "charity", "website": ""},
            sessions=[session],
        )
    )
    (event,) = read(data)
    assert event["summary"] == clean(words)
    assert clean(words) in event["description"]
    assert clean(words) in event["location"]
    plain = rendered(a_document(sessions=[a_session()]))
    assert set(event) - {"ORGANIZER"} == set(read(plain)[0]) - {"ORGANIZER"}
    assert len(data.decode().splitlines()) == data.count(b"\r\n")


@example("[half", 'a"b;c:d,e^f\r\nATTENDEE:x')
@given(st.text(max_size=100), st.text(min_size=1, max_size=100))
def test_any_link_and_any_email_make_one_property_each_or_none(rest: str, email: str) -> None:
    data = rendered(a_document(online_url="https://" + rest, contact={"email": email}, access_contact={}))
    (event,) = read(data)
    names = [line.split(b":")[0].split(b";")[0] for line in data.replace(b"\r\n ", b"").split(b"\r\n")]
    assert names.count(b"CONFERENCE") <= 1
    assert names.count(b"ORGANIZER") == 1
    assert set(names) - {b"CONFERENCE", b""} == {
        line.split(b":")[0].split(b";")[0] for line in rendered(a_document()).replace(b"\r\n ", b"").split(b"\r\n")
    } - {b""}
    assert event["organizer"].startswith("mailto:")


@given(st.text(max_size=100))
def test_cleaning_is_done_once(words: str) -> None:
    assert clean(clean(words)) == clean(words)
    clean(words).encode()
