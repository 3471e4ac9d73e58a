"""The pages of the form: each shown with what the draft says, and saved on Continue."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from app.shared.forms import BaseForm
from app.submission import services, tabs
from app.submission.afterwards.notes import put_beside
from app.submission.blueprint import submission
from app.submission.ownership import own_event
from app.submission.reading_notes import note_on_draft
from app.submission.sections import BY_CODE, SECTIONS, Section, after
from app.submission.unfinished import as_left, is_untouched, keep, raw_of


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
        return show(event, page, as_left(event, page))
    form = page.form(event=event)
    if reshaped(form):
        return show(event, page, form, seen=request.form.get("seen"))
    return kept(event, page, form)


def kept(event: Event, page: Section, form: BaseForm) -> ResponseReturnValue:
    """Save what was sent: answers into the draft when they are right, else as typed. Then go on, or tell."""
    leaving = "later" in request.form
    is_right = form.validate()
    must_hear = is_right and not leaving and to_be_told(form)
    try:
        services.hold(event, now())
    except services.NotADraft:
        db.session.rollback()
        return redirect(url_for(".sent", reference=event.reference), 303)
    older = tabs.is_older(event, page, request.form.get("seen"))
    before, twice = tabs.fingerprint(event, page), tabs.differences(event, page, form) if older else []
    stored = write(event, page, form, is_right=is_right and not must_hear, leaving=leaving)
    if twice and tabs.fingerprint(event, page) != before:
        db.session.rollback()
        return told_of_both(event, page, form, twice)
    db.session.commit()
    if leaving and stored:
        return redirect(url_for(".later", reference=event.reference), 303)
    if not is_right or must_hear:
        return show(event, page, form, 200 if is_right else 422)
    if page.code in {"about", "contacts"} and "picture" in request.form:
        return redirect(url_for(".picture", reference=event.reference, code=page.code), 303)
    read = page.code if page.code == "about" and note_on_draft(event.latest) else None
    return redirect(next_address(event, page, read), 303)


def write(event: Event, page: Section, form: BaseForm, *, is_right: bool, leaving: bool) -> bool:
    """Put a page into the draft. False when it could not be kept. Nobody answers a page by only leaving it."""
    if leaving and is_untouched(form, as_left(event, page)):
        return True
    if not is_right:
        return keep(event.latest, page, form, request.form, now())
    services.save(event, page, form, now())
    db.session.flush()
    return True


def told_of_both(event: Event, page: Section, form: BaseForm, twice: list[tabs.Twice]) -> ResponseReturnValue:
    """What is saved and what was typed, side by side, and two buttons."""
    typed = [(name, value) for name, values in raw_of(form, request.form).items() for value in values]
    button = "later" if "later" in request.form else ""
    facts = {"rows": twice, "typed": typed, "seen": tabs.stamp(event, page), "pressed": button}
    return render_template("submission/tabs.html", event=event, page=page, **facts), 409


def reshaped(form: BaseForm) -> bool:
    """Whether the press was for the page again, with what was typed: a date more, less or opened, the pin, a name."""
    if "add" in request.form and hasattr(form, "add"):
        form.add()
        return True
    if "repeat" in request.form and hasattr(form, "repeat"):
        form.repeat()
        return True
    if "find" in request.form and hasattr(form, "find"):
        form.find(request.form["find"])
        return True
    for name in ("open", "remove"):
        number = request.form.get(name, "")
        if number.isascii() and number.isdecimal() and hasattr(form, name):
            getattr(form, name)(int(number[:4]) - 1)
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


def next_address(event: Event, page: Section, read: str | None = None) -> str:
    """The next page; or, when every page is answered, what was typed so far to be checked."""
    if not services.missing(event.latest) or (following := after(page.code)) is None:
        return url_for(".check", reference=event.reference, read=read)
    return url_for(".section", reference=event.reference, code=following.code, read=read)


def show(
    event: Event, page: Section, form: BaseForm, status: int = 200, *, seen: str | None = None
) -> ResponseReturnValue:
    """The page of a section. ``seen`` is the stamp of an earlier showing that was not saved since."""
    number, has_error = SECTIONS.index(page) + 1, bool(form.error_list())
    body = render_template(
        f"submission/sections/{page.code}.html",
        event=event,
        page=page,
        form=form,
        number=number,
        count=len(SECTIONS),
        seen=seen or tabs.stamp(event, page),
        asked=put_beside(form, event, page.code),
        unfinished=page.code in event.latest.unfinished and request.method == "GET" and not has_error,
        has_error=has_error,
    )
    return body, status
