"""The pages of the form: each shown with what the draft says, and saved on Continue."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from app.shared.forms import BaseForm
from app.submission import services
from app.submission.blueprint import submission
from app.submission.ownership import own_event
from app.submission.sections import BY_CODE, SECTIONS, Section, after


@submission.route(
    "/submit/<reference>/<any(about,when,where,access,together,joining,contacts):code>", methods=["GET", "POST"]
)
def section(reference: str, code: str) -> ResponseReturnValue:
    """One page: shown with what the draft says, saved on Continue."""
    event = own_event(reference)
    if event.latest.state != State.DRAFT:
        return redirect(url_for(".sent", reference=event.reference), 303)
    page = BY_CODE[code]
    if request.method == "GET":
        return show(event, page, page.form(formdata=None, data=page.form.said(event, event.latest), event=event))
    form = page.form(event=event)
    if reshaped(form):
        return show(event, page, form)
    if not form.validate():
        return show(event, page, form, 422)
    if to_be_told(form):
        return show(event, page, form)
    return kept(event, page, form)


def kept(event: Event, page: Section, form: BaseForm) -> ResponseReturnValue:
    """Save a valid page and go on."""
    try:
        services.hold(event, now())
        services.save(event, page, form, now())
        db.session.commit()
    except services.NotADraft:
        db.session.rollback()
        return redirect(url_for(".sent", reference=event.reference), 303)
    return redirect(next_address(event, page), 303)


def reshaped(form: BaseForm) -> bool:
    """Whether the press was "Add another date" or "Remove this date": the page again, with what was typed."""
    if "add" in request.form and hasattr(form, "add"):
        form.add()
        return True
    if (number := request.form.get("remove", "")).isascii() and number.isdecimal() and hasattr(form, "remove"):
        form.remove(int(number[:4]) - 1)
        return True
    return False


def to_be_told(form: BaseForm) -> bool:
    """Whether the organiser must first hear that a place was not found. The second press goes on."""
    if not hasattr(form, "not_found"):
        return False
    sought = form.doubtful()
    if not sought or form.not_found.data == sought:
        return False
    form.not_found.process_data(sought)
    return True


def next_address(event: Event, page: Section) -> str:
    """The next page; or, when every page is answered, what was typed so far to be checked."""
    if not services.missing(event.latest) or (following := after(page.code)) is None:
        return url_for(".check", reference=event.reference)
    return url_for(".section", reference=event.reference, code=following.code)


def show(event: Event, page: Section, form: BaseForm, status: int = 200) -> ResponseReturnValue:
    """The page of a section."""
    number = SECTIONS.index(page) + 1
    body = render_template(
        f"submission/sections/{page.code}.html",
        event=event,
        page=page,
        form=form,
        number=number,
        count=len(SECTIONS),
        has_error=bool(form.error_list()),
    )
    return body, status
