"""An event as a letter words it, and how many of what a letter has."""

from collections.abc import Iterator
from typing import Any, cast

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from app.catalogue.addresses import page_address
from app.catalogue.document import Document
from app.catalogue.event_facts import joining
from app.catalogue.heading import lower
from app.catalogue.wording import when, where
from app.digest.queries import News, Told
from app.registry.vocabularies.access import ACCESS_STATES, SHORT_SET, AccessState
from app.registry.vocabularies.kinds import HAPPENINGS, Format, Happening, Origin

OFF = (Happening.CANCELLED, Happening.WITHDRAWN)
SAID_IN_WHERE = (Format.ONLINE, Format.HYBRID)
STATES = (AccessState.YES, AccessState.ON_REQUEST, AccessState.NO, AccessState.UNKNOWN)


class EventLines:
    """The lines of one event. ``changed``: whether it stands among what is not as it was."""

    def __init__(self, told: Told, *, changed: bool = False) -> None:
        self.told = told
        self.changed = changed
        self.document = cast(Document, told.document)

    @property
    def title(self) -> str:
        """Its name; before it, in words, what has happened to it."""
        title = self.document["title"]
        if self.told.origin == Origin.EXAMPLE:
            title = _("%(title)s (an example, not a real event)", title=title)
        if self.told.happening != Happening.GOING_AHEAD:
            return str(_("%(state)s: %(title)s", state=HAPPENINGS[self.told.happening], title=title))
        return str(_("Changed: %(title)s", title=title)) if self.changed else title

    def lines(self) -> Iterator[str]:
        """Everything below the title."""
        if self.changed:
            yield self.what_changed
        yield when(self.document["sessions"])
        yield self.where
        if self.told.happening not in OFF:
            yield access_line(self.document)
            yield "{}: {}".format(*joining(self.document)[0])
        if self.told.happening != Happening.WITHDRAWN:
            yield current_app.config["SITE_URL"] + page_address(self.told.kind, self.told.slug)

    def __str__(self) -> str:
        return "\n".join(line for line in (self.title, *self.lines()) if line)

    @property
    def what_changed(self) -> str:
        """What it means for somebody who wanted to come, and why."""
        words: dict[str, Any] = {
            Happening.CANCELLED: _("It will not take place. It was to be:"),
            Happening.WITHDRAWN: _("Its organiser has taken it back. It was to be:"),
            Happening.POSTPONED: _("It will take place later. The date shown is the old one:"),
            Happening.MOVED_ONLINE: _("Nobody needs to travel: take part online."),
        }
        meaning = str(words.get(self.told.happening) or _("It is at another time or place than before. Now it is:"))
        return " ".join(part for part in (self.document["happening_reason"], meaning) if part)

    @property
    def where(self) -> str:
        """The place, and how to take part."""
        place, how = where(self.document), self.document["format"]
        if how == Format.NOT_STATED:
            return str(_("%(place)s. How you take part is not known yet", place=place))
        if how in SAID_IN_WHERE or self.told.happening == Happening.MOVED_ONLINE:
            return place
        return str(_("%(place)s, in person", place=place))


def access_line(document: Document) -> str:
    """The short set in four states, in one line: "Access. Yes: step-free access. Not known yet: BSL"."""
    named: dict[str, list[str]] = {state: [] for state in STATES}
    for feature in SHORT_SET:
        state = document["access"].get(feature.code, {}).get("state", AccessState.UNKNOWN)
        named[state].append(lower(str(feature.label)))
    if len(named[AccessState.UNKNOWN]) == len(SHORT_SET):
        return str(_("Access: nothing known yet. Please ask the organiser"))
    said = [f"{ACCESS_STATES[state]}: {', '.join(names)}" for state, names in named.items() if names]
    return str(_("Access. %(answers)s", answers=". ".join(said)))


def summary(news: News) -> str:
    """How many of what, for a subject: "1 changed, 3 new, 5 in the next two weeks"."""
    counted = (
        (news.changed.total, ngettext("%(num)s changed", "%(num)s changed", news.changed.total)),
        (news.new.total, ngettext("%(num)s new", "%(num)s new", news.new.total)),
        (
            news.soon.total,
            ngettext("%(num)s in the next two weeks", "%(num)s in the next two weeks", news.soon.total),
        ),
    )
    return ", ".join(words for number, words in counted if number)
