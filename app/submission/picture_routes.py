"""The page for a picture of the event, and for the organisation's logo: a page each, as a file is sent once only."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.picture import dimensions
from app.registry.revision import Revision
from app.shared.clock import now
from app.submission import services
from app.submission.blueprint import submission
from app.submission.forms.picture import LogoForm, PictureForm
from app.submission.ownership import own_event

# More than a picture may have, so that one that is too large is refused with words and keeps what was typed.
MOST_SENT = 32 * 1024 * 1024
ENDPOINT = "submission.picture"


@dataclass(frozen=True)
class Slot:
    """Where a picture goes: the page it belongs to, and the draft's columns for its key, words and consent."""

    code: str
    title: LazyString
    form: type[LogoForm]
    key: str
    alt: str
    consent: str = ""


SLOTS = {
    "about": Slot("about", _l("A picture of your event"), PictureForm, "image", "image_alt", "image_consent"),
    "contacts": Slot(
        "contacts", _l("Your organisation’s logo"), LogoForm, "organisation_logo", "organisation_logo_alt"
    ),
}


@submission.url_value_preprocessor
def allow_a_file(endpoint: str | None, _values: object) -> None:
    """Let this page alone take more than a form's megabyte. Before anything reads the request."""
    if endpoint == ENDPOINT:
        request.max_content_length = MOST_SENT


@submission.route("/submit/<reference>/<any(about,contacts):code>/picture", methods=["GET", "POST"])
def picture(reference: str, code: str) -> ResponseReturnValue:
    """Show what there is; keep what comes; or take it away."""
    event, slot = own_event(reference), SLOTS[code]
    if event.latest.state != State.DRAFT:
        return redirect(url_for(".sent", reference=event.reference))
    if request.method == "GET":
        return show(event, slot, slot.form(formdata=None, data=said(slot, event.latest)))
    if "remove" in request.form:
        return kept(event, slot, None)
    form = slot.form()
    if form.validate():
        return kept(event, slot, form)
    db.session.commit()  # a good picture stays where another answer is wrong: no browser would send it again
    return show(event, slot, form, 422)


def said(slot: Slot, revision: Revision) -> dict[str, object]:
    """What the draft says, for the boxes."""
    consent = ["yes"] if slot.consent and getattr(revision, slot.consent) else []
    return {"kept": getattr(revision, slot.key), "alt": getattr(revision, slot.alt), "consent": consent}


def kept(event: Event, slot: Slot, form: LogoForm | None) -> ResponseReturnValue:
    """Write the picture into the draft, or take it out, and go back to the page it belongs to."""
    try:
        services.hold(event, now())
    except services.NotADraft:
        db.session.rollback()
        return redirect(url_for(".sent", reference=event.reference), 303)
    revision = event.latest
    setattr(revision, slot.key, form.kept.data if form else "")
    setattr(revision, slot.alt, form.alt.data if form else "")
    if slot.consent:
        setattr(revision, slot.consent, form is not None)
    db.session.commit()
    return redirect(url_for(".section", reference=event.reference, code=slot.code, _anchor="picture"), 303)


def show(event: Event, slot: Slot, form: LogoForm, status: int = 200) -> ResponseReturnValue:
    """The page, with the picture as it stands."""
    key = form.kept.data
    seen = None
    if key:
        width, height = dimensions(key)
        seen = {"key": key, "alt": form.alt.data, "width": width, "height": height}
    facts = {"event": event, "slot": slot, "form": form, "seen": seen, "has_error": bool(form.error_list())}
    return render_template("submission/picture.html", **facts), status
