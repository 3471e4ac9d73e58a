"""Events for tests, built as rows: Olu's sharing circle unless told otherwise. The caller commits."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from app.catalogue.publish import publish
from app.extensions import db
from app.moderation.services import Decider, approve
from app.registry.campaign import Campaign
from app.registry.decision import Decision
from app.registry.event import Event, new_reference
from app.registry.lifecycle import Action, State
from app.registry.organiser import PrivateContact
from app.registry.place import EventPlace
from app.registry.review import move
from app.registry.revision import Revision
from app.registry.session import EventSession, Timing
from app.registry.times import end_of, instant, start_of

WRITTEN = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)
SENT = datetime(2027, 5, 1, 10, 0, tzinfo=UTC)
DECIDED = datetime(2027, 5, 2, 10, 0, tzinfo=UTC)
SECRET_NAME, SECRET_EMAIL, SECRET_PHONE = "Oluwaseun Quillfeather", "olu.private@example.org", "07700 900 123"
A_MODERATOR = Decider("Mo", 1)


def a_session(
    day: date = date(2027, 7, 7), at: time | None = time(10), until: time | None = time(11, 30), **o: Any
) -> EventSession:
    """One date: timed in London, or all day where ``at`` is None."""
    last = o.pop("ends_on", day)
    begins = instant(day, at) if at else start_of(day)
    ends = end_of(last) if at is None else (instant(last, until) if until else None)
    timing = Timing.TIMED if at else Timing.ALL_DAY
    return EventSession(
        timing=o.pop("timing", timing),
        starts_on=day,
        ends_on=last,
        start_time=at,
        end_time=until if at else None,
        starts_at=begins,
        ends_at=ends,
        uid=o.pop("uid", None) or str(uuid4()),
        **o,
    )


def a_place(**others: Any) -> EventPlace:
    """A library in Leeds, found by its postcode."""
    found = {
        "venue": "Leeds Central Library",
        "address": "Calverley Street",
        "town": "Leeds",
        "postcode": "LS1 3AB",
        "latitude": 53.80083,
        "longitude": -1.54846,
        "nation": "england",
        "region": "yorkshire-and-the-humber",
        "council": "Leeds",
        "precision": "postcode",
        "source": "gazetteer",
    }
    return EventPlace(**(found | others))


def a_revision(number: int = 1, **others: Any) -> Revision:
    """A draft that says everything needed."""
    said: dict[str, Any] = {
        "title": "Sharing circle",
        "summary": "An open circle about planning care together.",
        "description": "Bring a story.\n\n* Tea at ten",
        "languages": ["en"],
        "audience": ["everyone"],
        "format": "in_person",
        "cost": "free",
        "booking": "turn_up",
        "access": {"step_free": {"state": "yes", "note": "Lift from the street"}},
        "together": {"planning": "equal_say", "roles": ["co_deliver"]},
        "organisation_name": "The Circle",
        "organisation_kind": "user_led",
        "organisation_website": "https://circle.example/",
        "contact_role": "Events team",
        "contact_email": "hello@circle.example",
        "contact_shown": ["role", "email"],
    }
    said |= others
    said.setdefault("sessions", [a_session()])
    said.setdefault("places", [a_place()])
    return Revision(number=number, state=State.DRAFT, created_at=WRITTEN, saved_at=WRITTEN, **said)


def make_event(of_event: dict[str, Any] | None = None, **said: Any) -> Event:
    """A draft in the session. ``of_event`` are columns of the event, the others what its first revision says."""
    columns: dict[str, Any] = {
        "uid": str(uuid4()),
        "reference": new_reference(),
        "created_at": WRITTEN,
        "private_contact": PrivateContact(name=SECRET_NAME, email=SECRET_EMAIL, phone=SECRET_PHONE, language="en"),
    }
    event = Event(**(columns | (of_event or {})))
    event.revisions.append(a_revision(**said))
    db.session.add(event)
    db.session.flush()
    return event


def submitted(of_event: dict[str, Any] | None = None, at: datetime = SENT, **said: Any) -> Event:
    """An event that waits for a moderator."""
    event = make_event(of_event, **said)
    move(event.latest, Action.SUBMIT, by="the organiser", at=at)
    db.session.flush()
    return event


def approved(of_event: dict[str, Any] | None = None, at: datetime = DECIDED, **said: Any) -> Event:
    """A public event."""
    event = submitted(of_event, **said)
    approve(event, A_MODERATOR, at, joins_festival=True)
    return event


def edited(event: Event, at: datetime = DECIDED, **said: Any) -> Event:
    """A further revision of an event, waiting for a moderator. What is not said is as the factory has it."""
    event.revisions.append(a_revision(number=event.latest.number + 1, **said))
    db.session.flush()
    move(event.latest, Action.SUBMIT, by="the organiser", at=at)
    db.session.flush()
    return event


def happens(event: Event, to: str, reason: str, at: datetime) -> Event:
    """The organiser says whether it goes ahead; made public at once, as that service will."""
    db.session.add(
        Decision(
            event_id=event.id,
            revision_id=None,
            action="happening",
            from_state=event.happening,
            to_state=to,
            decided_by="the organiser",
            reason=reason,
            decided_at=at,
        )
    )
    event.happening, event.happening_reason = to, reason
    db.session.flush()
    db.session.expire(event, ["decisions"])
    publish(event)
    return event


def a_week(**others: Any) -> Campaign:
    """A Week in July."""
    facts: dict[str, Any] = {
        "slug": "co-production-week-2027",
        "name": "Co-production Week 2027",
        "host": "The hosts",
        "year": 2027,
        "first_day": date(2027, 7, 5),
        "last_day": date(2027, 7, 11),
    }
    week = Campaign(**(facts | others))
    db.session.add(week)
    db.session.flush()
    return week
