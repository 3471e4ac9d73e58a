"""Accepting and declining what a calendar proposes: into a draft that its organiser then sends. Routes commit."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.registry.calendar_source import CalendarEntry, CalendarSource, Proposal
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.times import today
from app.submission import services
from app.submission.afterwards import services as afterwards
from app.submission.answers import as_sent
from app.submission.calendars.entries import hold
from app.submission.calendars.facts import PLACE, Facts, last_day_of
from app.submission.calendars.looking import OVER, is_open
from app.submission.calendars.questions import BOXES, PAGE_OF, fingerprint, plain_date, shown
from app.submission.forms.when import MOST_SESSIONS
from app.submission.sections import BY_CODE, Section
from app.submission.unfinished import Raw


class SeenBefore(Exception):
    """One side has changed since the page was shown: it must be looked at again."""


def pending(source: CalendarSource) -> list[CalendarEntry]:
    """What a calendar proposes that nobody has answered, by the one way or the other, the oldest first."""
    query = select(CalendarEntry).where(
        CalendarEntry.source_id == source.id,
        CalendarEntry.proposal != Proposal.NONE,
        CalendarEntry.event_id.is_not(None),
    )
    return [entry for entry in db.session.scalars(query.order_by(CalendarEntry.id)) if still_asks(entry)]


def still_asks(entry: CalendarEntry) -> bool:
    """Whether there is something to answer: an event may have been cancelled here in the meantime."""
    event = entry.event
    if event is None or entry.proposal == Proposal.NONE or not is_open(event):
        return False
    return not (entry.proposal == Proposal.CANCEL and event.happening in OVER)


def answer(entry: CalendarEntry, seen: str, names: list[str], at: datetime) -> bool:
    """Take these answers from the calendar into a draft, and decline the others. Whether there is a draft to send.

    Raises SeenBefore, afterwards.NotNow, services.NotADraft and AlreadyDecided.
    """
    hold(entry.source)
    db.session.refresh(entry)
    event = entry.event
    if event is None or entry.proposal == Proposal.NONE:
        raise SeenBefore
    db.session.refresh(event)
    if seen != fingerprint(entry, event):
        raise SeenBefore
    if entry.proposal == Proposal.CANCEL:
        entry.proposal, entry.kept_anyway = Proposal.NONE, True
        return False
    if names:
        take(event, entry.found, names, at)
    entry.taken, entry.proposal = entry.found, Proposal.NONE
    return bool(names)


def take(event: Event, found: Facts, names: list[str], at: datetime) -> None:
    """Put answers of a calendar into the event's draft; every other answer stays as it is."""
    if event.latest.state == State.DRAFT:
        services.hold(event, at)
    elif event.latest.state in afterwards.WAITING:
        afterwards.take_back(event, at)
    else:
        afterwards.edit(event, at)
    db.session.flush()
    for code in dict.fromkeys(PAGE_OF[name] for name in names):
        some = [name for name in names if PAGE_OF[name] == code]
        write(event, BY_CODE[code], replaced(shown(event, code), found, some, at), at)


def write(event: Event, page: Section, raw: Raw, at: datetime) -> None:
    """Save a page; one that the form does not take is kept as it is, to be put right by hand."""
    form = page.form(formdata=as_sent(raw), event=event, meta={"csrf": False})
    if form.validate():
        services.save(event, page, form, at)
        db.session.flush()
        return
    revision = event.latest
    revision.unfinished = {**revision.unfinished, page.code: raw}
    revision.version += 1
    revision.saved_at = at


def replaced(raw: Raw, found: Facts, names: list[str], at: datetime) -> Raw:
    """A page with some answers from the calendar."""
    cells: dict[str, str] = found.get("cells", {})
    for name in names:
        if name == "when":
            raw = with_dates(raw, found["sessions"], today(at))
        elif name == "place":
            raw |= {part: [cells.get(part, "")] for part in PLACE}
            raw |= {"latitude": [""], "longitude": [""], "place_tbc": [], "not_found": [""], "saved_place": []}
        else:
            raw[name] = [cells.get(name, "")]
    if {"place", "online_url"} & set(names):
        raw["format"] = [way(raw)]
    return raw


def way(raw: Raw) -> str:
    """How people take part: as it was, unless a door or a screen came or went."""
    was = (raw.get("format") or [""])[0]
    door = any(raw.get(name, [""])[0] for name in PLACE)
    screen = any(raw.get(name, [""])[0] for name in ("online_url", "online_how", "phone_in"))
    fits = {"in_person": door, "online": screen and not door, "hybrid": door or screen}
    if fits.get(was, False):
        return was
    known = {(True, True): "hybrid", (True, False): "in_person", (False, True): "online"}
    return known.get((door, screen), was or "not_stated")


def with_dates(raw: Raw, dates: list[dict[str, str]], day: date) -> Raw:
    """The calendar's dates to come instead of ours; what is over stays. A date keeps its UID and its label."""
    ours = [one for one in numbered(raw) if plain_date(one)]
    over = [one for one in ours if is_before(one, day)]
    left = [one for one in ours if one not in over]
    to_come = [one for one in dates if last_day_of(one) >= day]
    same: list[dict[str, str] | None] = []
    for one in to_come:
        match = next((mine for mine in left if first_day(mine) == first_day(one)), None)
        if match is not None:
            left.remove(match)
        same.append(match)
    merged = []
    for one, match in zip(to_come, same, strict=True):
        own = match or (left.pop(0) if left else {})
        merged.append({name: own[name] for name in ("uid", "label") if own.get(name)} | one)
    rest: dict[str, Any] = {name: values for name, values in raw.items() if not name.startswith("sessions-")}
    kept = [*over, *merged][:MOST_SESSIONS]
    boxes = [(f"sessions-{n}-{name}", value) for n, one in enumerate(kept) for name, value in one.items()]
    return rest | {name: [value] for name, value in boxes if value}


def numbered(raw: Raw) -> list[dict[str, str]]:
    """The dates of a page, box by box."""
    found: dict[str, dict[str, str]] = {}
    for name, values in raw.items():
        if name.startswith("sessions-"):
            _sessions, number, box = name.split("-", 2)
            found.setdefault(number, {})[box] = values[0] if values else ""
    return list(found.values())


def first_day(one: dict[str, str]) -> list[str]:
    """The boxes of a first day, to compare."""
    return [one.get(f"starts_on-{box}", "").lstrip("0") for box in BOXES]


def is_before(one: dict[str, str], day: date) -> bool:
    """Whether a date was over before a day. What is no date is not."""
    try:
        return last_day_of(one) < day
    except (KeyError, ValueError):
        return False
