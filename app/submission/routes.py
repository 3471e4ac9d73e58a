"""The organiser's form: begin, check, send. Its pages in between are in section_routes."""

from secrets import token_urlsafe

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from app.accounts.organiser_session import allow_event
from app.catalogue.preview import preview
from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.review import AlreadyDecided
from app.registry.times import today
from app.shared.clock import now
from app.shared.forms import BaseForm, HiddenField
from app.shared.trap import is_trapped
from app.submission import limits, queries, services
from app.submission.afterwards.notifications import mail_wording_published
from app.submission.afterwards.services import publish_wording
from app.submission.beside import Beside
from app.submission.blueprint import submission
from app.submission.drafts import last_day
from app.submission.notifications import mail_sent
from app.submission.on_behalf.vouching import entered_for_somebody, vouching
from app.submission.ownership import own_event, signed_in
from app.submission.presenters import notices, summary, task_list
from app.submission.sections import SECTIONS
from app.submission.waiting import wait_words


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
    if is_trapped():
        return limits.trapped()
    allowed = limits.may_start()
    db.session.commit()
    if not allowed:
        return limits.too_often("start")
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
    facts = {"tasks": task_list(event), "until": last_day(event.latest)}
    return render_template("submission/overview.html", event=event, **facts)


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
    day = today(now())
    facts = {"summary": summary(event), "notices": notices(event), "known": signed_in()}
    facts |= {"shown": preview(event, event.latest, day), "beside": Beside(event, day)}
    return render_template("submission/check.html", event=event, form=PressForm(), **facts)


@submission.post("/submit/<reference>/send")
def send(reference: str) -> ResponseReturnValue:
    """Send it, once however often the button is pressed, and not before what is sent has been seen."""
    event = own_event(reference)
    address = url_for(".sent", reference=event.reference)
    if (answer := not_yet(event)) is not None:
        return answer
    try:
        services.send(event, now(), confirmed=signed_in(), vouched=vouching(event))
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


def not_yet(event: Event) -> ResponseReturnValue | None:
    """Why it cannot be sent now, if so: it was, it changed since it was checked, a program pressed, or too many."""
    if event.latest.state != State.DRAFT:
        return redirect(url_for(".sent", reference=event.reference), 303)
    version = str(event.latest.version)
    if request.form.get("version", version) != version:
        return redirect(url_for(".check", reference=event.reference, changed="yes"), 303)
    if is_trapped():
        return limits.trapped(event)
    allowed = limits.may_send(event)
    db.session.commit()
    return None if allowed else limits.too_often("send", event)


@submission.get("/submit/<reference>/sent")
def sent(reference: str) -> ResponseReturnValue:
    """The reference, and what happens next."""
    event = own_event(reference)
    if event.latest.state == State.DRAFT:
        return redirect(url_for(".overview", reference=event.reference))
    if entered_for_somebody(event):
        return redirect(url_for(".acknowledgement", reference=event.reference))
    facts = {"waiting": queries.waiting_count(), "wait": wait_words()}
    return render_template("submission/sent.html", event=event, **facts)
