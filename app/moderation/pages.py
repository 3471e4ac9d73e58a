"""The page of one event, as a moderator reads it."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.catalogue.differences import Change, changes
from app.catalogue.document import described, document
from app.catalogue.wording import when, where
from app.moderation import queries, said
from app.moderation.flags import flags_of
from app.moderation.forms import DecisionForm
from app.moderation.on_behalf import to_tell
from app.moderation.presenters import STANDING, LogRow, log_row, waited
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.revision import Revision
from app.registry.vocabularies.kinds import Happening
from app.shared.clock import now


def event_page(event: Event, form: DecisionForm, after: LogRow | None = None) -> ResponseReturnValue:
    """Everything the organiser said, what to notice, what happened so far, and the form while it waits."""
    revision = queries.to_read(event)
    if revision is None:
        abort(404)
    public = document(event, revision)
    return render_template(
        "moderation/event.html",
        event=event,
        revision=revision,
        form=form if revision.state == State.SUBMITTED else None,
        after=after,
        has_error=bool(form.errors),
        public=public,
        logo=described(revision.organisation_logo, revision.organisation_logo_alt),
        when=when(public["sessions"]),
        where=where(public),
        standing=STANDING[State(revision.state)],
        waits=waited(revision, now()) if revision.state == State.SUBMITTED else "",
        flags=flags_of([revision], now())[revision.id],
        said=said,
        to_tell=to_tell(event),
        differences=changed(event, revision),
        can_say=event.approved is not None and event.happening != Happening.WITHDRAWN,
        log=[log_row(decision) for decision in reversed(event.decisions)],
    )


def changed(event: Event, revision: Revision) -> list[Change]:
    """What a change of a public event says differently, while it waits. Empty for a first revision."""
    before = next((row for row in reversed(event.revisions) if is_before(row, revision)), None)
    return changes(before, revision) if before is not None else []


def is_before(row: Revision, revision: Revision) -> bool:
    """Whether a revision was public when the other was sent."""
    return row.state == State.APPROVED and row.number < revision.number
