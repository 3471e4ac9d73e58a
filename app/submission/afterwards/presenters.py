"""Where an event stands, in plain words, and what can be done with it now."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.vocabularies.kinds import HAPPENINGS, EventKind, Happening
from app.submission.afterwards import queries
from app.submission.afterwards.services import UNDECIDED, WAITING, can_edit, is_public, is_withdrawn

NEVER_PUBLIC = {
    State.DRAFT: _l("Not sent yet"),
    State.UNCONFIRMED: _l("Waiting for you to confirm your email address"),
    State.SUBMITTED: _l("Waiting for a moderator to look at it"),
    State.CHANGES_REQUESTED: _l("We have asked you to change something"),
    State.APPROVED: _l("Public"),
    State.REJECTED: _l("We did not publish it"),
    State.WITHDRAWN: _l("Withdrawn"),
}
CHANGE_OF_A_PUBLIC_ONE = {
    State.DRAFT: _l("You have begun a change and not sent it yet."),
    State.UNCONFIRMED: _l("Your change waits for you to confirm your email address."),
    State.SUBMITTED: _l("Your change waits for a moderator. Until then people see it as it was."),
    State.CHANGES_REQUESTED: _l("We have asked you something about your change."),
    State.REJECTED: _l("We did not publish your last change. People see it as it was."),
}


@dataclass(frozen=True)
class Standing:
    """One event in the list: a short state, and more about it."""

    event: Event
    title: str
    state: str
    more: str
    address: str


@dataclass(frozen=True)
class Deed:
    """Something that can be done now: words, address, whether it is a press (POST) or a page."""

    words: str
    address: str
    is_press: bool = False
    hint: str = ""


def title_of(event: Event) -> str:
    """What people know it as; before anybody knows it, what its draft says."""
    return (event.approved or event.latest).title or _("No name yet")


def state_of(event: Event) -> str:
    """In two or three words."""
    if is_withdrawn(event):
        return str(HAPPENINGS[Happening.WITHDRAWN])
    if event.approved is None:
        return str(NEVER_PUBLIC[State(event.latest.state)])
    if event.happening != Happening.GOING_AHEAD:
        return _("Public: %(state)s", state=str(HAPPENINGS[event.happening]).lower())
    return str(NEVER_PUBLIC[State.APPROVED])


def more_about(event: Event) -> str:
    """What happens next."""
    state = State(event.latest.state)
    if is_withdrawn(event):
        return _("Its page says that you have taken it away.")
    if event.approved is not None:
        return str(CHANGE_OF_A_PUBLIC_ONE.get(state, ""))
    return place_in_queue(event) if state is State.SUBMITTED else ""


def place_in_queue(event: Event) -> str:
    """How many are before it, and how long it usually takes."""
    before = queries.waits_before(event.latest)
    said = ngettext("%(num)s event is before yours.", "%(num)s events are before yours.", before)
    if before == 0:
        said = _("Yours is next.")
    usual = queries.typical_wait()
    return " ".join([said, _("The usual wait is %(time)s.", time=usual)]) if usual else str(said)


def standing(event: Event) -> Standing:
    """One row of the list."""
    address = url_for("submission.my_event", reference=event.reference)
    return Standing(event, title_of(event), state_of(event), more_about(event), address)


def deeds(event: Event, *, knows_who: bool) -> list[Deed]:
    """What can be done now, the likeliest first. ``knows_who``: an organiser is signed in here."""
    at: dict[str, Any] = {"reference": event.reference}
    found = changing(event, at)
    if is_public(event):
        hint = _("Everyone sees it at once, with your reason")
        found.append(Deed(_("Postpone, move online or cancel"), url_for("submission.happening", **at), hint=hint))
    if event.approved is not None and event.approved.kind == EventKind.FESTIVAL and is_public(event):
        found.append(Deed(_("Events that want to join"), url_for("submission.joining_festival", **at)))
    if knows_who:
        hint = _("Add a colleague, or hand it over")
        found.append(Deed(_("Who manages it"), url_for("submission.people", **at), hint=hint))
    if event.latest.sessions:
        hint = _("Everything but the dates is filled in for you")
        found.append(Deed(_("Copy it for another date"), url_for("submission.copy_event", **at), hint=hint))
    if is_public(event) or (event.approved is None and event.latest.state in UNDECIDED):
        found.append(
            Deed(_("Withdraw it"), url_for("submission.withdraw_event", **at), hint=_("Take it away for good"))
        )
    return found


def changing(event: Event, at: dict[str, Any]) -> list[Deed]:
    """What can be done to what it says."""
    state = event.latest.state
    found = []
    if state == State.DRAFT:
        found.append(Deed(_("Go on"), url_for("submission.overview", **at)))
    elif can_edit(event):
        words = _("Answer and change it") if state == State.CHANGES_REQUESTED else _("Change what it says")
        found.append(Deed(words, url_for("submission.edit_event", **at), is_press=True))
    if state in WAITING:
        hint = _("It leaves the queue until you send it again")
        found.append(
            Deed(_("Take it back to change it"), url_for("submission.take_back", **at), is_press=True, hint=hint)
        )
    if is_public(event) and state in UNDECIDED:
        hint = _("The event stays as people see it now")
        found.append(Deed(_("Throw the change away"), url_for("submission.discard", **at), hint=hint))
    return found


def words_of_moderator(event: Event) -> str:
    """Why the newest revision was declined."""
    last = queries.last_decision(event, Action.REJECT)
    declined = event.latest.state == State.REJECTED and last is not None
    return last.reason if declined and last is not None else ""
