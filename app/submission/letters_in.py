"""In which language an organiser gets our letters: asked with the address, kept with it, gone with it.

A draft's private contact says it for letters about that event, an organiser for letters about themselves. English is
what we write where nobody chose; so a choice of English by default never undoes one of another language.
"""

from typing import Any

from flask import has_request_context
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select, update

from app.accounts.organiser_session import signed_in_organiser
from app.extensions import db
from app.notifications.languages import ENGLISH, NAMES
from app.registry.event import Event
from app.registry.organiser import Organiser, PrivateContact
from app.shared.forms import Option, RadiosField

OPTIONS = [Option(language, name, lang=language) for language, name in NAMES.items()]
TO_YOU, TO_THEM = _("In which language shall we write to you?"), _("In which language shall we write to them?")


def letters_in(question: Any = TO_YOU) -> RadiosField:
    """The question, as a field of a form. Templates say it in Welsh too."""
    return RadiosField(question, options=OPTIONS, default=ENGLISH, inline=True)


def chosen(event: Event) -> str:
    """What the boxes of a draft begin with: what was said, else what the organiser signed in here said before."""
    if event.private_contact is not None:
        return event.private_contact.language
    organiser_id = signed_in_organiser() if has_request_context() else None
    organiser = db.session.get(Organiser, organiser_id) if organiser_id is not None else None
    return organiser.language if organiser is not None else ENGLISH


def adopt(organiser: Organiser, event: Event) -> None:
    """What somebody chose for an event, once the address is theirs, holds for letters about themselves too."""
    contact = event.private_contact
    if contact is not None and contact.email.lower() == organiser.email and contact.language != ENGLISH:
        organiser.language = contact.language


def choose(organiser: Organiser, language: str) -> None:
    """From now on every letter to this address is in this language."""
    organiser.language = language
    theirs = update(PrivateContact).where(func.lower(PrivateContact.email) == organiser.email)
    db.session.execute(theirs.values(language=language).execution_options(synchronize_session="fetch"))


def language_for(address: str, known: Organiser | None) -> str:
    """For a letter about no single event: the organiser's choice, else what was said last with this address."""
    if known is not None:
        return known.language
    said = select(PrivateContact.language).where(func.lower(PrivateContact.email) == address)
    return db.session.scalars(said.order_by(PrivateContact.event_id.desc())).first() or ENGLISH
