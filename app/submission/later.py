"""Save and come back later: an email address, and a link that opens the draft in any browser, once."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import PrivateContact
from app.shared.clock import now
from app.shared.forms import BaseForm, EmailField, required
from app.submission.blueprint import submission
from app.submission.drafts import last_day
from app.submission.letters_in import chosen, letters_in
from app.submission.limits import may_ask_for_link, too_often
from app.submission.notifications import mail_way_back
from app.submission.ownership import own_event, signed_in


class WhereToForm(BaseForm):
    """All we need to know to let somebody come back."""

    email = EmailField(
        _("Your email address"),
        hint=_("We send one link to it. We never show it, and you need no account"),
        validators=[required(_("Enter your email address, so that we can send you the link"))],
        attributes={"autocomplete": "email"},
    )
    letters_in = letters_in()


@submission.route("/submit/<reference>/later", methods=["GET", "POST"])
def later(reference: str) -> ResponseReturnValue:
    """Ask where to send the link; then send it."""
    event = own_event(reference)
    if event.latest.state != State.DRAFT:
        return redirect(url_for(".sent", reference=event.reference))
    if request.method == "GET":
        return ask(
            event, WhereToForm(formdata=None, data={"email": likely_address(event), "letters_in": chosen(event)})
        )
    form = WhereToForm()
    if not form.validate():
        return ask(event, form), 422
    address = form.email.data
    allowed = may_ask_for_link(address, request.remote_addr)
    if allowed:
        remember_address(event, address, form.letters_in.data or chosen(event))
        mail_way_back(event, address)
    db.session.commit()
    if not allowed:
        return too_often("link", event=event)
    return render_template("submission/later_sent.html", event=event, email=address, until=last_day(event.latest))


def ask(event: Event, form: WhereToForm) -> str:
    """The page that asks for an address."""
    until = last_day(event.latest)
    return render_template("submission/later.html", event=event, form=form, until=until, has_error=bool(form.errors))


def likely_address(event: Event) -> str:
    """The address we would write to anyway."""
    if event.private_contact is not None:
        return event.private_contact.email
    organiser = signed_in()
    return organiser.email if organiser is not None else ""


def remember_address(event: Event, address: str, language: str) -> None:
    """Whom to warn before the draft is deleted. An address given on the contacts page stays."""
    if event.private_contact is None:
        event.private_contact = PrivateContact(email=address, name="", phone="", language=language)
        event.latest.saved_at = now()
