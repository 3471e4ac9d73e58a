"""Events that a moderator entered for somebody: how to tell them what was decided."""

from flask_babel import gettext as _

from app.registry.decision import ENTERED
from app.registry.event import Event


def to_tell(event: Event) -> str:
    """Whom to tell, and how; empty for events that organisers sent themselves."""
    if not event.entered_by:
        return ""
    wish = next((row.reason for row in event.decisions if row.action == ENTERED), "")
    contact = event.private_contact
    if contact is None:
        return wish
    if not contact.email and contact.phone:
        number = _("There is no email address, so nothing is mailed. Phone: %(phone)s.", phone=contact.phone)
        return f"{contact.name}. {wish} {number}"
    if not contact.email:
        return f"{contact.name}. {wish} " + _("There is no email address, so nothing is mailed.")
    return f"{contact.name}. {wish} " + _("What you decide is mailed to %(email)s.", email=contact.email)
