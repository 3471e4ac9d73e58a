"""What the page of subscribing offers: one calendar, what it is called, where it is and what is in it."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.catalogue import reading
from app.catalogue.addresses import page_address
from app.catalogue.cards import EventCard
from app.catalogue.heading import heading
from app.catalogue.listing import PLACE, Listing, face
from app.catalogue.query import EventQuery, Problem
from app.catalogue.shortlist import Shortlist, publications
from app.registry.vocabularies.kinds import EventKind, Format

SHOWN = 5


@dataclass(frozen=True)
class Elsewhere:
    """Events this calendar leaves out that people may want: in words, and the page that offers them."""

    words: str
    link: str
    url: str


@dataclass(frozen=True)
class Offer:
    """One calendar. ``ics``, ``page`` and ``again`` are paths: the feed, the same events as a page, this offer."""

    heading: str
    ics: str
    page: str
    again: str
    cards: list[EventCard]
    count: str
    problems: tuple[Problem, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    is_shortlist: bool = False
    is_one_event: bool = False


def of_query(query: EventQuery, today: date) -> Offer:
    """The calendar of a query and the next of its events. Festivals, organisations and Weeks have their own feeds."""
    query = query.on_page(1)
    first = max(query.day_from or today, today)
    coming = Listing(replace(query, day_from=first, sort="date" if query.point else ""), today, SHOWN)
    total = coming.total or reading.page(query, today, 1).total
    return Offer(
        heading=heading(query),
        ics=own_address(query) or face("/events.ics", query),
        page=face("/events", query),
        again=face("/calendar", query),
        cards=coming.cards,
        count=counted(coming.total, total),
        problems=(*query.problems, *unknown(query)),
        elsewhere=tuple(elsewhere(query, coming)),
    )


def own_address(query: EventQuery) -> str:
    """The feed that something has of its own, where the query asks for that and nothing else."""
    pairs = query.pairs()
    if len(pairs) != 1:
        return ""
    name, slug = pairs[0]
    if name == "festival" and (found := reading.publication(slug)) and found.kind == EventKind.FESTIVAL:
        return f"/festivals/{slug}.ics"
    if name == "organisation" and reading.organisation(slug):
        return f"/organisations/{slug}.ics"
    if name == "week" and reading.week(slug):
        return f"/weeks/{slug}.ics"
    return ""


def unknown(query: EventQuery) -> list[Problem]:
    """What the query names and the catalogue does not have (yet, or any more)."""
    found = {
        "festival": not query.festival or reading.publication(query.festival),
        "organisation": not query.organisation or reading.organisation(query.organisation),
        "week": not query.week or reading.week(query.week),
    }
    words = {
        "festival": _("We do not know this festival. Its events appear here once it is announced."),
        "organisation": _("This organisation has no public events. They appear here once it has."),
        "week": _("We do not know this Week. Its events appear here once it is announced."),
    }
    return [Problem(name, words[name]) for name, is_there in found.items() if not is_there]


def counted(coming: int, total: int) -> str:
    """How many events are in it, in words. ``total`` counts what is over where nothing is coming."""
    if coming > SHOWN:
        return str(_("%(count)s events are coming. The next %(shown)s:", count=coming, shown=SHOWN))
    if coming:
        return str(ngettext("%(num)s event is coming:", "%(num)s events are coming:", coming))
    if total:
        return str(
            ngettext(
                "The %(num)s event of this calendar is over. Nothing more is announced.",
                "All %(num)s events of this calendar are over. Nothing more is announced.",
                total,
            )
        )
    return ""


def elsewhere(query: EventQuery, coming: Listing) -> list[Elsewhere]:
    """What is online, which no distance finds; and where nothing is near, what is a little further."""
    found = []
    if coming.further:
        miles = coming.further.query.within
        words = ngettext("%(num)s is a little further.", "%(num)s are a little further.", coming.further.total)
        wider = face("/calendar", replace(query, within=miles))
        found.append(Elsewhere(words, _("Take all within %(miles)s miles", miles=miles), wider))
    if coming.online and query.format != Format.ONLINE:
        words = ngettext(
            "%(num)s online event would fit too. It is at no place, so it is not in it.",
            "%(num)s online events would fit too. They are at no place, so they are not in it.",
            coming.online.total,
        )
        online = replace(query.without(*PLACE, "nation", "region", "council"), format=Format.ONLINE)
        found.append(Elsewhere(words, _("Make a calendar of what is online"), face("/calendar", online)))
    return found


def of_shortlist(shortlist: Shortlist, today: date) -> Offer:
    """The calendar of a shortlist; of one event, that event's own."""
    rows = publications(shortlist, today)
    cards = [EventCard(reading.as_listed(row), today) for row in rows]
    known = Shortlist(tuple(sorted(row.reference for row in rows)))
    alone = rows[0] if len(rows) == 1 else None
    return Offer(
        heading=alone.document["title"] if alone else _("My shortlist"),
        ics=f"/events/{alone.slug}.ics" if alone else known.face("/shortlist.ics"),
        page=page_address(alone.kind, alone.slug) if alone else known.face("/shortlist"),
        again=known.face("/calendar"),
        cards=cards,
        count="" if alone or not rows else ngettext("%(num)s event:", "%(num)s events:", len(rows)),
        problems=(*shortlist.problems, *not_found(shortlist, known)),
        is_shortlist=alone is None,
        is_one_event=alone is not None,
    )


def not_found(shortlist: Shortlist, known: Shortlist) -> list[Problem]:
    """References that nothing public has, in one sentence."""
    missing = [one for one in shortlist.references if one not in known.references]
    if not missing:
        return []
    words = ngettext(
        "We do not know %(references)s, so it is left out. It may have been taken away, or mistyped.",
        "We do not know %(references)s, so they are left out. They may have been taken away, or mistyped.",
        len(missing),
        references=", ".join(missing),
    )
    return [Problem("event", words)]
