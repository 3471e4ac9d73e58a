"""The organiser's form: begin, check, send. Its pages in between are in section_routes."""

from secrets import token_urlsafe

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from app.accounts.organiser_session import allow_event
from app.extensions import db
from app.registry.lifecycle import State
from app.registry.review import AlreadyDecided
from app.shared.clock import now
from app.shared.forms import BaseForm, HiddenField
from app.submission import queries, services
from app.submission.afterwards.notifications import mail_wording_published
from app.submission.afterwards.services import publish_wording
from app.submission.blueprint import submission
from app.submission.notifications import mail_sent
from app.submission.ownership import own_event, signed_in
from app.submission.presenters import notices, summary, task_list
from app.submission.sections import SECTIONS


class PressForm(BaseForm):
    """A page with only a button. ``key`` makes a second press the same as the first."""

    key = HiddenField(max_length=64)


@submission.get("/submit")
def start() -> ResponseReturnValue:
    """What we ask, and a button to begin."""
    return render_template("submission/start.html", form=PressForm(key=token_urlsafe(24)), sections=SECTIONS)


@submission.post("/submit")
def begin() -> ResponseReturnValue:
    """Begin a draft; the same press twice begins one."""
    form = PressForm()
    if not form.validate():  # a key that this site never made
        return redirect(url_for(".start"), 303)
    key = form.key.data or token_urlsafe(24)
    event = services.begin(key, now())
    try:
        db.session.commit()
    except IntegrityError:  # the other press was first by a hair
        db.session.rollback()
        event = services.begin(key, now())
    if event.latest.state != State.DRAFT or event.latest.number > 1:
        return redirect(url_for(".start"), 303)
    allow_event(event.reference)
    return redirect(url_for(".section", reference=event.reference, code=SECTIONS[0].code), 303)


@submission.get("/submit/<reference>")
def overview(reference: str) -> ResponseReturnValue:
    """Every page and where it stands."""
    event = own_event(reference)
    if event.latest.state != State.DRAFT:
        return redirect(url_for(".sent", reference=event.reference))
    return render_template("submission/overview.html", event=event, tasks=task_list(event))


@submission.post("/submit/<reference>/change")
def change(reference: str) -> ResponseReturnValue:
    """Open it again, where a moderator asked for changes; however often the button is pressed, once."""
    event = own_event(reference)
    address = url_for(".overview", reference=event.reference)
    if event.latest.state == State.CHANGES_REQUESTED:
        services.reopen(event, now())
    try:
        db.session.commit()
    except IntegrityError:  # the other press was first by a hair
        db.session.rollback()
    return redirect(address, 303)


@submission.get("/submit/<reference>/check")
def check(reference: str) -> ResponseReturnValue:
    """Everything on one page, before it is sent."""
    event = own_event(reference)
    if event.latest.state != State.DRAFT:
        return redirect(url_for(".sent", reference=event.reference))
    if services.missing(event.latest):
        return redirect(url_for(".overview", reference=event.reference))
    facts = {"summary": summary(event), "notices": notices(event), "known": signed_in()}
    return render_template("submission/check.html", event=event, form=PressForm(), **facts)


@submission.post("/submit/<reference>/send")
def send(reference: str) -> ResponseReturnValue:
    """Send it. However often the button is pressed, it is sent once."""
    event = own_event(reference)
    address = url_for(".sent", reference=event.reference)
    try:
        services.send(event, now(), confirmed=signed_in())
    except services.Incomplete:
        return redirect(url_for(".overview", reference=event.reference), 303)
    except (services.NotADraft, AlreadyDecided):
        db.session.rollback()
        return redirect(address, 303)
    if publish_wording(event, now()):
        mail_wording_published(event)
    else:
        mail_sent(event)
    db.session.commit()
    return redirect(address, 303)


@submission.get("/submit/<reference>/sent")
def sent(reference: str) -> ResponseReturnValue:
    """The reference, and what happens next."""
    event = own_event(reference)
    if event.latest.state == State.DRAFT:
        return redirect(url_for(".overview", reference=event.reference))
    return render_template("submission/sent.html", event=event, waiting=queries.waiting_count())
