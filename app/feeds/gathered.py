"""What the page of a shortlist shows: its events, what has changed about them, and what may be added."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.catalogue import reading
from app.catalogue.cards import EventCard
from app.catalogue.event_page import EventPage
from app.catalogue.models import Publication
from app.catalogue.query import EventQuery, Problem
from app.catalogue.shortlist import Shortlist
from app.catalogue.wording import location
from app.feeds.offers import not_found
from app.registry.vocabularies.kinds import Happening

FOUND_SHOWN = 10
DATES_SHOWN = 12
PAGE = "/shortlist"


class GatheredEvent:
    """One event of a shortlist, with what people need on the day."""

    def __init__(self, publication: Publication, known: Shortlist, today: date) -> None:
        page = EventPage(publication, today)
        # Of what its organiser has taken away only the name and the dates are left, as on its own page.
        gone = publication.happening == Happening.WITHDRAWN
        self.title: str = page.document["title"]
        self.reference = publication.reference
        self.tags = page.card.state_tags() if gone else page.tags
        self.state = page.state
        self.state_words = _("Its organiser has taken it away.") if gone else page.state_words
        self.reason: str = page.document["happening_reason"]
        self.url = "" if gone else page.url
        sittings = page.sittings
        self.dates = [one.when for one in sittings] if len(sittings) <= DATES_SHOWN else [page.when]
        self.where = "" if gone else location(page.document)
        self.joining = [] if gone else page.joining
        self.organisation: str = "" if gone else page.document["organisation"]["name"]
        self.without = known.without(self.reference).face(PAGE)


class Gathered:
    """A shortlist as it is shown. ``known`` are those of its references that the catalogue has."""

    def __init__(self, asked: Shortlist, rows: Sequence[Publication], today: date) -> None:
        self.known = Shortlist(tuple(sorted(row.reference for row in rows)))
        self.asked = asked
        self.events = [GatheredEvent(row, self.known, today) for row in rows]
        self.problems: tuple[Problem, ...] = (*asked.problems, *not_found(asked, self.known))
        self.url = self.known.face(PAGE)
        self.subscribe_url = self.known.face("/calendar")

    @property
    def changed(self) -> list[GatheredEvent]:
        """Those that are cancelled, postponed, moved online or withdrawn: said before everything else."""
        return [one for one in self.events if one.state]

    @property
    def count(self) -> str:
        """How many events there are, in words."""
        return str(ngettext("%(num)s event, in order of date", "%(num)s events, in order of date", len(self.events)))


class Finding:
    """Events found for the shortlist, each with the address of the shortlist that has it too."""

    def __init__(self, query: EventQuery, known: Shortlist, today: date) -> None:
        self.is_asked = bool(query.q or query.near)
        self.is_full = known.is_full
        self.found: list[tuple[EventCard, str, bool]] = []
        self.total = 0
        if not self.is_asked:
            return
        page = reading.page(query, today, FOUND_SHOWN)
        self.total = page.total
        search = query.canonical()
        for listed in page.events:
            more = f"{known.adding(listed.reference).face(PAGE)}&{search}#find"
            self.found.append((EventCard(listed, today, query.point), more, listed.reference in known.references))
