"""What may be said when signing in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Email, Length, Regexp


def trimmed(value: str | None) -> str:
    """Without the spaces that copying brings along."""
    return (value or "").strip()


def closed_up(value: str | None) -> str:
    """Codes are shown as "123 456"."""
    return "".join((value or "").split())


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Who wants a link."""

    email = StringField(
        _l("Email address"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Enter your email address")),
            Length(max=254, message=_l("Enter an email address of 254 characters or fewer")),
            Email(_l("Enter an email address in the correct format, like name@example.org")),
        ],
    )
    next = HiddenField()


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The code on the moderator's phone."""

    code = StringField(
        _l("Six-digit code"),
        filters=[closed_up],
        validators=[
            DataRequired(_l("Enter the six digits your app shows")),
            Regexp("^[0-9]{6}$", message=_l("Enter the six digits your app shows, like 123 456")),
        ],
    )
