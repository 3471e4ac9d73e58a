"""What the queue and the log show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import format_datetime, format_timedelta
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.catalogue.document import document
from app.catalogue.wording import when, where
from app.moderation.flags import Flag, flags_of
from app.registry.decision import ENTERED, Decision
from app.registry.lifecycle import Action, State
from app.registry.revision import Revision
from app.registry.times import local
from app.registry.vocabularies.kinds import HAPPENINGS

STANDING = {
    State.DRAFT: _l("Draft"),
    State.UNCONFIRMED: _l("Address not confirmed"),
    State.SUBMITTED: _l("Waiting"),
    State.CHANGES_REQUESTED: _l("Changes wanted"),
    State.APPROVED: _l("Approved"),
    State.REJECTED: _l("Declined"),
    State.WITHDRAWN: _l("Withdrawn"),
}
DID: dict[str, LazyString] = {
    Action.SEND: _l("%(who)s sent it"),
    Action.CONFIRM: _l("%(who)s confirmed their email address"),
    Action.SUBMIT: _l("%(who)s sent it"),
    Action.APPROVE: _l("%(who)s approved it"),
    Action.REQUEST_CHANGES: _l("%(who)s asked for changes"),
    Action.REJECT: _l("%(who)s declined it"),
    Action.WITHDRAW: _l("%(who)s withdrew it"),
    ENTERED: _l("%(who)s began it for somebody"),
}

SAID_OF_PEOPLE = {
    "joined": _l("A colleague of %(who)s joined"),
    "left": _l("Somebody who managed it left"),
    "festival_agreed": _l("%(who)s took it in"),
    "festival_declined": _l("%(who)s declined it"),
}


@dataclass(frozen=True)
class QueueRow:
    """One event in a list of moderators."""

    reference: str
    title: str
    url: str
    organisation: str
    when: str
    where: str
    week: str
    waits: str
    flags: Sequence[Flag]


@dataclass(frozen=True)
class LogRow:
    """One decision in words: "Mo approved it", when (London's clock), and why."""

    what: str
    when: str
    reason: str
    title: str = ""
    url: str = ""


def queue_rows(revisions: Sequence[Revision], at: datetime) -> list[QueueRow]:
    """Rows of the queue. ``at`` is this instant, in UTC."""
    flags = flags_of(revisions, at)
    return [queue_row(revision, at, flags[revision.id]) for revision in revisions]


def queue_row(revision: Revision, at: datetime, flags: Sequence[Flag]) -> QueueRow:
    """One row of the queue."""
    event = revision.event
    public = document(event, revision)
    return QueueRow(
        reference=event.reference,
        title=revision.title,
        url=url_for("moderation.read", reference=event.reference),
        organisation=revision.organisation_name,
        when=when(public["sessions"]),
        where=where(public),
        week=revision.campaign.name if revision.campaign else _("Not part of a Week"),
        waits=waited(revision, at),
        flags=flags,
    )


def waited(revision: Revision, at: datetime) -> str:
    """How long ago it came, in words: ``3 hours``."""
    return str(format_timedelta(at - (revision.submitted_at or at)))


def log_row(decision: Decision, revision: Revision | None = None) -> LogRow:
    """One decision, and what it was about where a list mixes events."""
    return LogRow(
        what=did(decision),
        when=moment(decision.decided_at),
        reason=decision.reason,
        title=revision.title if revision else "",
        url=url_for("moderation.read", reference=revision.event.reference) if revision else "",
    )


def did(decision: Decision) -> str:
    """Who did what: ``Mo approved it``."""
    who = decision.decided_by[:1].upper() + decision.decided_by[1:]
    if decision.action in DID:
        return str(DID[decision.action]) % {"who": who}
    if decision.action in SAID_OF_PEOPLE:
        return str(SAID_OF_PEOPLE[decision.action]) % {"who": who}
    state = HAPPENINGS.get(decision.to_state, decision.to_state)
    return _("%(who)s said: %(state)s", who=who, state=str(state))


def moment(at: datetime) -> str:
    """A UTC instant on London's clock: ``2 May 2027, 11:00``."""
    return str(format_datetime(local(at).replace(tzinfo=None), "d MMMM y, HH:mm", rebase=False))
