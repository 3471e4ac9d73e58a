"""Events somebody has gathered: a small immutable value that is nothing but its address (docs/adr/0010)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from sqlalchemy import or_, select
from werkzeug.datastructures import MultiDict

from app.catalogue.models import Publication
from app.catalogue.query import Problem, seen
from app.catalogue.reading import CALENDAR_KEEPS_DAYS, vevents_shown
from app.extensions import db
from app.registry.event import REFERENCE_LETTERS
from app.registry.times import start_of
from app.registry.vocabularies.kinds import Happening

MOST = 50
PARAMETER = "event"
REFERENCE = re.compile(rf"CW-?([{REFERENCE_LETTERS}]{{6}})")
MOST_SAID = 5  # whoever plays with the address need not read a thousand lines


@dataclass(frozen=True)
class Shortlist:
    """References of events, sorted, each once, at most ``MOST``. Only the catalogue knows whether they exist."""

    references: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "Shortlist":
        """Read ``event=…&event=…``. What is no reference, and what is too much, is left out and becomes a problem."""
        known: dict[str, None] = {}
        odd: dict[str, None] = {}
        for value in filter(str.strip, args.getlist(PARAMETER)):
            found = as_reference(value)
            (known if found else odd)[found or seen(value)[:40]] = None
        said = (
            []
            if len(known) <= MOST
            else [_("There is room for %(most)s events. The others are left out.", most=MOST)]
        )
        said += [_("“%(value)s” is not the reference of an event, so it is left out.", value=value) for value in odd]
        return cls(
            references=tuple(sorted(list(known)[:MOST])),
            problems=tuple(Problem(PARAMETER, words) for words in said[:MOST_SAID]),
        )

    @property
    def is_full(self) -> bool:
        """Whether there is room for no more."""
        return len(self.references) >= MOST

    def adding(self, reference: str) -> "Shortlist":
        """The same and one more."""
        return Shortlist(tuple(sorted({*self.references, reference})))

    def without(self, reference: str) -> "Shortlist":
        """The same but one."""
        return Shortlist(tuple(one for one in self.references if one != reference))

    def canonical(self) -> str:
        """The one query string of these events, in whatever order they were gathered."""
        return urlencode([(PARAMETER, one) for one in self.references])

    def face(self, path: str) -> str:
        """The address of these events on one of their faces."""
        return f"{path}?{self.canonical()}" if self.references else path


def as_reference(value: str) -> str:
    """A reference as we write it, from what somebody typed: ``cw 7krm4t``. Empty where it is none."""
    found = REFERENCE.fullmatch("".join(value[:40].split()).upper())
    return f"CW-{found[1]}" if found else ""


def publications(shortlist: Shortlist, today: date) -> Sequence[Publication]:
    """Its events that are public, by date, in one SELECT. What was withdrawn stays 90 days, so that people hear."""
    return db.session.scalars(chosen(Publication, shortlist, today)).all()


def vevent_chunks(shortlist: Shortlist, today: date) -> Sequence[bytes]:
    """The finished VEVENT bytes of the same events, in the same order."""
    found: Sequence[bytes | None] = db.session.scalars(chosen(vevents_shown(today), shortlist, today)).all()
    return [vevents for vevents in found if vevents]


def chosen(what: Any, shortlist: Shortlist, today: date) -> Any:
    """The SELECT of a shortlist."""
    lately = Publication.changed_at > start_of(today - timedelta(days=CALENDAR_KEEPS_DAYS))
    stands = or_(Publication.happening != Happening.WITHDRAWN, lately)
    wanted = select(what).where(Publication.reference.in_(shortlist.references), stands)
    return wanted.order_by(Publication.starts_at, Publication.event_id)
