"""What a letter is about: an EventQuery as it is kept, what stops it, and when it is over."""

from datetime import date
from urllib.parse import parse_qsl

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.catalogue import reading
from app.catalogue.heading import day
from app.catalogue.query import EventQuery
from app.catalogue.wording import long_day
from app.digest.models import LONGEST_QUERY
from app.registry.times import local


def kept(query: EventQuery) -> str:
    """The query string that a subscription keeps: without order and page, which a letter has of its own."""
    return query.without("sort").canonical()


def asked(text: str) -> EventQuery:
    """What a kept query string asks. Its ``problems`` say what nobody knows any more."""
    return EventQuery.from_args(MultiDict(parse_qsl(text)))


def over(query: EventQuery, today: date) -> str:
    """Why nothing of this can come any more, in words; empty while something can."""
    if query.day_to is not None and query.day_to < today:
        return str(_("These days are over: the last was %(day)s.", day=day(query.day_to)))
    week = reading.week(query.week) if query.week else None
    if week is not None and week.last_day and date.fromisoformat(week.last_day) < today:
        name, last = week.document["name"], long_day(date.fromisoformat(week.last_day))
        return str(_("%(week)s is over: its last day was %(day)s.", week=name, day=last))
    festival = reading.publication(query.festival) if query.festival else None
    if festival is not None and local(festival.ends_at).date() < today:
        return str(_("%(festival)s is over.", festival=festival.document["title"]))
    return ""


def refusal(query: EventQuery, today: date) -> str:
    """Why nobody can ask for letters of this, and what to do instead; empty where they can."""
    if len(kept(query)) > LONGEST_QUERY:
        return str(_("That is more than one letter can be about. Choose less below, with fewer words."))
    if reason := over(query, today):
        return reason + " " + _("There is nothing left to write about. Choose other events below.")
    return ""
