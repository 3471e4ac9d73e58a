"""The ten real events whose facts are fullest, entered through the pages with what a person would use."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import format_date
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from tests.client import Visitor

Facts = dict[str, Any]
FILE = Path(__file__).resolve().parents[2] / "app" / "demo" / "data" / "real_events.json"
BOXES = "sessions-0-starts_on", "sessions-0-ends_on"


def fullest(count: int) -> list[Facts]:
    """The events with the most answers, among those whose day is known."""
    known = [event for event in json.loads(FILE.read_text()) if event["date_precision"] == "day"]
    return sorted(known, key=lambda event: -sum(value is not None for value in event.values()))[:count]


def about(facts: Facts) -> Facts:
    return {
        "What are you telling us about?": "Festival" if facts["event_type"] == "festival" else "Event",
        "Name of your event": facts["title"],
        "What is it, in one or two sentences?": facts["description"],
        "audience_note": facts["audience"] or "",
        "website": facts["source_url"],
    }


def when(facts: Facts) -> Facts:
    first, last = date.fromisoformat(facts["start_date"]), date.fromisoformat(facts["end_date"])
    answers = boxes(BOXES[0], first) | (boxes(BOXES[1], last) if last != first else {})
    if facts["start_time"] is None:
        return answers | {"What time?": "The time is not known yet"}
    return answers | {"Starts at": facts["start_time"], "sessions-0-end_time": facts["end_time"] or ""}


def boxes(name: str, day: date) -> Facts:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def where(facts: Facts) -> Facts:
    words = {"in_person": "In person", "online": "Online", "hybrid": "In person and online"}
    town = (facts["place"] or "").rpartition(", ")[2]
    return {
        "How do people take part?": words[facts["format"]],
        "venue": facts["venue"] or "",
        "Town or city": town,
        "Postcode": facts["postcode"] or "",
    }


def joining(facts: Facts) -> Facts:
    cost = facts["cost"] or ""
    must_book = re.search(r"booking essential|book by|register", cost, re.IGNORECASE)
    answers = {"What does it cost?": "Free"} if "free" in cost.lower() else {"What does it cost?": "not_stated"}
    answers["cost_note"] = cost
    if must_book:
        return answers | {"booking": "required", "booking_url": facts["source_url"]}
    return answers | {"booking": "turn_up" if "no booking" in cost else "not_stated"}


def contacts(facts: Facts) -> Facts:
    return {
        "organisation_name": facts["organiser"],
        "Your name": "Olu Quillfeather",
        "Your email address": "olu@example.org",
    }


def enter(olu: Visitor, facts: Facts) -> str:
    """From Start to "Nearly there"; the reference. What is not found on a map is confirmed by pressing again."""
    olu.get("/submit").submit("Start")
    reference = olu.path.split("/")[2]
    pages = [about, when, where, lambda f: {"access_note": f["access_info"] or ""}, lambda _: {}, joining, contacts]
    for answers in pages:
        here = olu.path
        olu.submit("Continue", **answers(facts))
        if olu.path == here:
            olu.has("We could not find").submit("Continue")
    assert olu.page.h1 == "Check your answers", olu.path
    day = date.fromisoformat(facts["start_date"])
    olu.has(facts["title"], facts["organiser"], format_date(day, "EEEE d MMMM y"))
    olu.submit("Send your event").has("Nearly there")
    return reference


def test_ten_real_events_go_through_the_pages(app: Flask) -> None:
    olu = Visitor(app)
    events = fullest(10)
    assert len({event["title"] for event in events}) == 10
    references = [enter(olu, facts) for facts in events]
    for letter in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all():
        link = re.search(r"http://127\.0\.0\.1:5000(/confirm/\S+)", letter.text_body)
        assert link is not None
        Visitor(app).get(link.group(1)).submit("Confirm my address").has("Thank you: your event is with us")
    for reference, facts in zip(references, events, strict=True):
        event = db.session.scalars(select(Event).where(Event.reference == reference)).one()
        said = event.latest
        assert said.state == State.SUBMITTED
        assert said.title == facts["title"]
        assert said.sessions[0].starts_on.isoformat() == facts["start_date"]
        shown = said.sessions[0].start_time
        assert (shown.strftime("%H:%M") if shown else None) == facts["start_time"]
        assert (said.place.postcode if said.place else "") == (facts["postcode"] or "")
