"""Real past events, as their public pages tell them: what is not known stays not known."""

import json
from datetime import date
from typing import Any

from app.demo.path import our_own_contact
from app.demo.weeks import DATA
from app.registry.session import Timing
from app.registry.slugs import slugify
from app.registry.vocabularies.joining import Booking, Cost
from app.registry.vocabularies.kinds import EventKind, Format
from app.submission.answers import day_boxes

KINDS = {
    "festival": EventKind.FESTIVAL,
    "campaign": EventKind.ACTIVITY,
    "announcement": EventKind.ACTIVITY,
    "online chat": EventKind.ACTIVITY,
}
FORMATS = {
    "in_person": Format.IN_PERSON,
    "online": Format.ONLINE,
    "hybrid": Format.HYBRID,
    "social_media": Format.ONLINE,
}
SERIES = {
    "National Co-production Week (SCIE)": "Co-production Week",
    "Co-production Week Scotland (Scottish Co-production Network)": "Co-production Week Scotland",
}
NOBODY_KNOWS = {"Not in stored copy"}
Record = dict[str, Any]


def records() -> list[Record]:
    """The 83 records of ``data/real_events.json``."""
    found: list[Record] = json.loads((DATA / "real_events.json").read_text("utf-8"))
    return found


def answers(record: Record) -> dict[str, dict[str, Any]]:
    """A record as the answers of the form. Raises ValueError when there is no date at all."""
    if not record["start_date"]:
        raise ValueError("no date at all")
    return {
        "about": about(record),
        "when": when(record),
        "where": where(record),
        "access": {"access_note": record["access_info"]},
        "together": {},
        "joining": joining(record),
        "contacts": contacts(record),
    }


def about(record: Record) -> dict[str, Any]:
    """What it was. The summary is the description, or as many of its sentences as fit."""
    text = record["description"]
    kind = KINDS.get(record["event_type"], EventKind.EVENT)
    return {
        "kind": kind,
        "title": record["title"],
        "summary": shortened(text, 280),
        "description": "\n\n".join(part for part in (text if len(text) > 280 else "", *further(record)) if part),
        "week": week(record),
        "languages": ["en"],
        "audience_note": record["audience"],
        "website": record["source_url"],
    }


def further(record: Record) -> list[str]:
    """Facts that have no question of their own."""
    told = []
    if record["campaign"] and record["campaign"] not in SERIES:
        told.append(f"Part of {record['campaign']}.")
    if record["attendance"]:
        told.append(f"How many came: {record['attendance']}.")
    if record["start_time"] and record["date_precision"] != "day":
        told.append(f"Started at {record['start_time']}.")
    return told


def shortened(text: str, longest: int) -> str:
    """Whole sentences up to a length."""
    if len(text) <= longest:
        return text
    kept = text[:longest].rpartition(". ")[0]
    return f"{kept}." if kept else text[: longest - 1].rpartition(" ")[0] + "…"


def week(record: Record) -> str:
    """The address of its Week, for events that were part of one."""
    series = SERIES.get(record["campaign"] or "")
    return slugify(f"{series} {record['start_date'][:4]}") if series and record["coproduction_week"] else ""


def when(record: Record) -> dict[str, Any]:
    """Its date as exactly as it is known, and no more exactly."""
    first = date.fromisoformat(record["start_date"])
    last = date.fromisoformat(record["end_date"] or record["start_date"])
    sent: dict[str, Any] = dict(day_boxes("sessions-0-starts_on", first))
    if last > first:
        sent |= day_boxes("sessions-0-ends_on", last)
    sent["sessions-0-timing"] = timing(record, last > first)
    if sent["sessions-0-timing"] == Timing.TIMED:
        sent |= {"sessions-0-start_time": record["start_time"], "sessions-0-end_time": record["end_time"]}
    return sent


def timing(record: Record, several_days: bool) -> Timing:
    """How exactly the time is known. A campaign of a whole week is all day; an event somewhere in it is not."""
    if record["date_precision"] != "day":
        return Timing.ALL_DAY if record["event_type"] == "campaign" else Timing.DATE_TBC
    if record["start_time"] and not several_days:
        return Timing.TIMED
    return Timing.ALL_DAY if several_days else Timing.TIME_TBC


def where(record: Record) -> dict[str, Any]:
    """Its place, or that nobody knows it."""
    known = record["place"] or record["postcode"] or record["venue"]
    return {
        "format": FORMATS.get(record["format"], Format.NOT_STATED),
        "venue": record["venue"],
        "town": record["place"],
        "postcode": record["postcode"],
        "place_tbc": [] if known else ["yes"],
        "nation": slugify(record["nation"] or ""),
    }


def joining(record: Record) -> dict[str, Any]:
    """What it cost and whether people booked, where that is known; the source's words beside it."""
    words = record["cost"] or ""
    cost = Cost.NOT_STATED
    if words.lower().startswith("free"):
        cost = Cost.FREE
    elif words.lower().startswith("pay what you can"):
        cost = Cost.WHAT_YOU_CAN
    booking = Booking.TURN_UP if "no booking" in words.lower() else Booking.NOT_STATED
    return {"cost": cost, "cost_note": words if words.lower() != "free" else "", "booking": booking}


def contacts(record: Record) -> dict[str, Any]:
    """Who held it. Nobody's address: a past event has none to show."""
    name = record["organiser"]
    return our_own_contact() | {"organisation_name": "Organiser not known" if name in NOBODY_KNOWS else name}
