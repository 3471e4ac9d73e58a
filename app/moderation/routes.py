"""The queue, one event, one decision. Reading never changes anything; deciding is POST only."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.moderator_session import current_moderator, moderator_required
from app.extensions import db
from app.moderation import queries, services
from app.moderation.forms import DecisionForm
from app.moderation.left_out import left_out
from app.moderation.pages import event_page
from app.moderation.presenters import LogRow, log_row, queue_rows
from app.moderation.services import Decider
from app.notifications.stuck import count_stuck
from app.registry.again import again_if_raced
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import Action
from app.registry.review import AlreadyDecided
from app.shared.clock import now

moderation = Blueprint("moderation", __name__, url_prefix="/moderation")


@moderation.get("")
@moderator_required
def queue() -> ResponseReturnValue:
    """What waits, oldest first; what is public and yet missing somewhere; and that letters did not arrive."""
    rows = queue_rows(queries.waiting(), now())
    return render_template(
        "moderation/queue.html",
        tab="waiting",
        rows=rows,
        counts=queries.counts(),
        after=after(),
        missing=left_out(),
        stuck=count_stuck(),
    )


@moderation.get("/changes-wanted")
@moderator_required
def changes_wanted() -> ResponseReturnValue:
    """What organisers were asked to change."""
    rows = queue_rows(queries.changes_wanted(), now())
    return render_template("moderation/queue.html", tab="changes", rows=rows, counts=queries.counts())


@moderation.get("/decided")
@moderator_required
def decided() -> ResponseReturnValue:
    """What was decided lately."""
    log = [log_row(decision, revision) for decision, revision in queries.decided_lately()]
    return render_template("moderation/decided.html", tab="decided", log=log, counts=queries.counts())


@moderation.get("/<reference>")
@moderator_required
def read(reference: str) -> ResponseReturnValue:
    """Everything about one event, and the three buttons."""
    return event_page(event_or_404(reference), DecisionForm(formdata=None), after())


@moderation.post("/<reference>")
@moderator_required
def decide(reference: str) -> ResponseReturnValue:
    """Decide, then go on to the next that waits."""
    event = event_or_404(reference)
    form = DecisionForm()
    if not form.validate():
        return event_page(event, form)
    moderator = current_moderator()
    decider = Decider(moderator.name, moderator.id)

    def act() -> Decision:
        decision = act_on(event, form, decider)
        db.session.commit()
        return decision

    try:
        again_if_raced(act)
    except AlreadyDecided as late:
        db.session.rollback()
        return told(event, late)
    onward = queries.next_waiting()
    if onward is None:
        return redirect(url_for(".queue", after=event.reference), 303)
    return redirect(url_for(".read", reference=onward, after=event.reference), 303)


def event_or_404(reference: str) -> Event:
    """An event a moderator may read. Drafts and unconfirmed events are their organiser's alone."""
    event = queries.event_with(reference)
    if event is None or queries.to_read(event) is None:
        abort(404)
    return event


def act_on(event: Event, form: DecisionForm, decider: Decider) -> Decision:
    """What the pressed button says."""
    reason, seen = form.reason.data, form.seen_number
    if form.chosen is Action.APPROVE:
        return services.approve(event, decider, now(), seen=seen, reason=reason, joins_festival=bool(form.joins.data))
    if form.chosen is Action.REQUEST_CHANGES:
        return services.request_changes(event, decider, reason, now(), seen=seen, notes=form.notes)
    return services.reject(event, decider, reason, now(), seen=seen)


def told(event: Event, late: AlreadyDecided) -> ResponseReturnValue:
    """Somebody was first: say who, what and when."""
    row = log_row(late.decision) if late.decision else None
    waits_again = queries.waits(event)
    return render_template("moderation/already_decided.html", event=event, row=row, waits_again=waits_again), 409


def after() -> LogRow | None:
    """What the moderator has just done, from the log: the address only names the event."""
    found = queries.last_decision_on(request.args.get("after", ""))
    return log_row(*found) if found else None
