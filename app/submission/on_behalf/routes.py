"""For moderators: begin an event for somebody, and print what was written down."""

from secrets import token_urlsafe

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from app.accounts.moderator_session import current_moderator, moderator_required
from app.extensions import db
from app.registry.lifecycle import State
from app.shared.clock import now
from app.submission import queries
from app.submission.blueprint import submission
from app.submission.on_behalf import services
from app.submission.on_behalf.forms import CallerForm
from app.submission.presenters import standing, summary
from app.submission.sections import SECTIONS


@submission.route("/moderation/on-behalf", methods=["GET", "POST"])
@moderator_required
def on_behalf() -> ResponseReturnValue:
    """Who is on the phone; then the pages of the form."""
    form = CallerForm()
    if request.method == "GET":
        form.key.process_data(token_urlsafe(24))
        return caller_page(form, 200)
    if not form.validate():
        return caller_page(form, 422)
    moderator, key = current_moderator(), form.key.data or token_urlsafe(24)
    event = services.begin_for(form, moderator, key, now())
    try:
        db.session.commit()
    except IntegrityError:  # the other press was first by a hair
        db.session.rollback()
        event = services.begin_for(form, current_moderator(), key, now())
        db.session.commit()
    return redirect(url_for(".section", reference=event.reference, code=SECTIONS[0].code), 303)


def caller_page(form: CallerForm, status: int) -> ResponseReturnValue:
    """The form, and what was entered lately."""
    events = [(event, standing(event)) for event in services.entered_lately()]
    page = "submission/on_behalf/caller.html"
    return render_template(page, form=form, events=events, has_error=bool(form.error_list())), status


@submission.get("/moderation/on-behalf/<reference>")
@moderator_required
def acknowledgement(reference: str) -> ResponseReturnValue:
    """A letter in large print: the reference, what we wrote down, what happens next."""
    event = queries.event_with(reference)
    if event is None or not event.entered_by:
        abort(404)
    if event.latest.state == State.DRAFT:
        return redirect(url_for(".overview", reference=event.reference))
    facts = {"summary": summary(event), "waiting": queries.waiting_count(), "standing": standing(event)}
    return render_template("submission/on_behalf/acknowledgement.html", event=event, **facts)
