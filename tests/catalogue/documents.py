"""Public documents for tests: every field filled, each may be replaced."""

from typing import Any, cast

from app.catalogue.document import Document, PlaceDocument, SessionDocument
from app.catalogue.markdown import to_html


def a_session(uid: str = "6f1c1f0e-6a0c-4f4e-9d7e-0d6a4a3f2b10", **others: Any) -> SessionDocument:
    """Wednesday 7 July 2027, 10am to 11:30am in London."""
    fields = {
        "uid": uid,
        "label": "",
        "timing": "timed",
        "starts_on": "2027-07-07",
        "start_time": "10:00",
        "ends_on": "2027-07-07",
        "end_time": "11:30",
        "doors_time": "09:45",
        "timezone": "Europe/London",
    }
    if "starts_on" in others:
        others.setdefault("ends_on", others["starts_on"])
    if others.get("timing", "timed") != "timed":
        fields |= {"start_time": None, "end_time": None, "doors_time": None}
    return cast(SessionDocument, fields | others)


def a_place(**others: Any) -> PlaceDocument:
    """A library in Leeds."""
    fields = {
        "venue": "Leeds Central Library",
        "address": "Calverley Street",
        "town": "Leeds",
        "postcode": "LS1 3AB",
        "area_only": False,
        "latitude": 53.80083,
        "longitude": -1.54846,
        "nation": "england",
        "region": "yorkshire-and-the-humber",
        "council": "Leeds",
    }
    return cast(PlaceDocument, fields | others)


def a_document(**others: Any) -> Document:
    """Olu's sharing circle: in person, all facts known."""
    fields: dict[str, Any] = {
        "title": "Sharing circle",
        "title_cy": "Cylch rhannu",
        "summary": "An open circle about planning care together.",
        "summary_cy": "Cylch agored am gynllunio gofal gyda’n gilydd.",
        "description": "Bring a story.\n\n* Tea at ten\n* Home by noon",
        "description_cy": "Dewch â stori.",
        "kind": "event",
        "origin": "submitted",
        "source_url": "",
        "reference": "CW-7KRM4T",
        "slug": "sharing-circle",
        "happening": "going_ahead",
        "happening_reason": "",
        "languages": ["en", "bfi"],
        "audience": ["everyone"],
        "audience_note": "Families welcome",
        "website": "https://circle.example/",
        "format": "in_person",
        "sessions": [a_session()],
        "place": a_place(),
        "online_how": "",
        "online_url": "",
        "phone_in": "",
        "access": {
            "step_free": {"state": "yes", "note": "Lift from the street"},
            "bsl": {"state": "on_request", "note": ""},
            "changing_places": {"state": "no", "note": ""},
        },
        "access_note": "The room is on the first floor.",
        "access_checked_how": "visited",
        "access_checked_on": "2027-05-01",
        "access_contact": {"role": "Access lead", "email": "access@circle.example", "phone": "0113 496 0000"},
        "access_ask_by": "2027-06-23",
        "together": {"planning": "equal_say", "roles": ["co_deliver"], "rewards": ["money"], "checking": "together"},
        "cost": "free",
        "cost_note": "Lunch included",
        "booking": "required",
        "booking_url": "https://circle.example/book",
        "booking_phone": "0113 496 0001",
        "booking_email": "book@circle.example",
        "booking_by": "2027-07-01",
        "capacity": 40,
        "organisation": {
            "slug": "circle",
            "name": "The Circle",
            "kind": "user_led",
            "website": "https://circle.example/",
        },
        "contact": {"role": "Events lead", "email": "hello@circle.example", "phone": "0113 496 0002"},
        "week": {"slug": "co-production-week-2027", "name": "Co-production Week 2027"},
        "festival": {
            "slug": "leeds-together",
            "title": "Leeds together",
            "uid": "0a3b5d1c-25a1-4d0c-8a5e-7c2f4a1d9e01",
        },
    }
    fields["parts"] = []
    fields |= others
    fields["description_html"] = to_html(fields["description"])
    fields["description_cy_html"] = to_html(fields["description_cy"])
    return cast(Document, fields)
