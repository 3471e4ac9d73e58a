"""What may be said when asking for letters: an address."""

from flask_babel import lazy_gettext as _

from app.shared.forms import BaseForm, EmailField, required


class AskForm(BaseForm):
    """Where letters go. What they are about is in the page's own address."""

    email = EmailField(
        _("Your email address"),
        hint=_("We send a link there first. Nothing more comes unless you open it."),
        validators=[required(_("Enter your email address, so that we can send you the letters"))],
    )
