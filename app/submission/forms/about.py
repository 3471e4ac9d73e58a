"""About the event: what it is, in the organiser's own words."""

import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.catalogue.document import image
from app.catalogue.markdown import links_in
from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.vocabularies.joining import AUDIENCES
from app.registry.vocabularies.kinds import EVENT_KINDS, LANGUAGES, EventKind, Language
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    Option,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    WebAddressField,
    required,
)
from app.shared.web_address import parse_web_address
from app.submission.festivals import festivals_named, spoken, suggestions
from app.submission.forms.options import options
from app.submission.queries import open_weeks, week_option, week_with_slug

KIND_HINTS = {
    EventKind.EVENT: _("Something people come to, in person or online"),
    EventKind.FESTIVAL: _(
        "An umbrella: several events under one name. Others can ask to join theirs to it, and you say yes or no"
    ),
    EventKind.ACTIVITY: _("Something with no door to walk through: a blog, a hashtag chat, a week-long campaign"),
}
WELSH = {"lang": "cy"}


class AboutForm(BaseForm):
    """The first page."""

    kind = RadiosField(
        _("What are you telling us about?"),
        options=[Option(str(code), words, hint=KIND_HINTS[EventKind(code)]) for code, words in EVENT_KINDS.items()],
        validators=[required(_("Choose what you are telling us about"))],
    )
    title = TextField(
        _("Name of your event"),
        called=_("Name"),
        max_length=120,
        validators=[required(_("Enter the name of your event"))],
    )
    summary = TextareaField(
        _("What is it, in one or two sentences?"),
        called=_("Summary"),
        hint=_("People see this first, in lists and in their calendars"),
        max_length=280,
        rows=3,
        validators=[required(_("Enter one or two sentences about your event"))],
    )
    description = TextareaField(
        _("Tell people more (optional)"),
        called=_("Description"),
        hint=_("What will happen? Please do not name people without asking them"),
        max_length=8000,
        rows=8,
    )
    week = SelectField(_("Which Week is it part of?"), options=[])
    festival = TextField(
        _("Is it part of a festival on this site? (optional)"),
        called=_("Festival"),
        hint=_(
            "Its name, its reference like CW-7KRM4T, or its web address. We ask its host, "
            "and show your event as part of it once they agree"
        ),
        max_length=300,
        attributes={"list": "festivals", "autocomplete": "off"},
    )
    languages = CheckboxesField(
        _("Which languages will be used?"),
        options=options(LANGUAGES),
        validators=[required(_("Choose at least one language"))],
    )
    audience = CheckboxesField(_("Who is it for? (optional)"), options=options(AUDIENCES))
    audience_note = TextField(
        _("Tell us more about who it is for (optional)"), called=_("Who it is for"), max_length=200
    )
    website = WebAddressField(_("Web page about it (optional)"), called=_("Web page"))
    title_cy = TextField(_("Name in Welsh (optional)"), called=_("Name in Welsh"), max_length=120, attributes=WELSH)
    summary_cy = TextareaField(
        _("Summary in Welsh (optional)"), called=_("Summary in Welsh"), max_length=280, rows=3, attributes=WELSH
    )
    description_cy = TextareaField(
        _("Tell people more, in Welsh (optional)"),
        called=_("Description in Welsh"),
        max_length=8000,
        rows=8,
        attributes=WELSH,
    )

    weeks = staticmethod(open_weeks)
    event: Event | None = None
    named: Event | None = None

    def process(self, *args: Any, event: Event | None = None, **others: Any) -> None:
        """Read the answers, once the Weeks on offer are known: today's, and the one the event is in already."""
        self.event = event
        offered = self.weeks()
        known = event.latest.campaign if event else None
        if known and known.slug not in {option.value for option in offered}:
            offered = [week_option(known), *offered]
        self.week.options = [Option("", _("Not part of a Week")), *offered]
        super().process(*args, **others)

    def validate_festival(self, field: TextField) -> None:
        """The festival must be one of ours, and another."""
        self.named = None
        if not field.data:
            return
        found = festivals_named(field.data)
        if not found:
            raise ValidationError(_("We do not know that festival. Check its reference, or leave this empty"))
        if len(found) > 1:
            raise ValidationError(_("Several festivals have this name. Give the reference of yours, like CW-7KRM4T"))
        if self.event is not None and found[0].id == self.event.id:
            raise ValidationError(_("A festival cannot be part of itself. Leave this empty"))
        self.named = found[0]

    def validate_description(self, field: TextareaField) -> None:
        """Its links lead to pages that everybody can open."""
        refuse_links(field)

    def validate_description_cy(self, field: TextareaField) -> None:
        """So do those of the Welsh one."""
        refuse_links(field)

    @staticmethod
    def picture_of(event: Event) -> Any:
        """The picture of the draft as the public would see it, or None."""
        return image(event.latest)

    def festivals(self) -> list[tuple[str, str]]:
        """Names and references to suggest."""
        return suggestions()

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        plain = {name: getattr(revision, name) for name in PLAIN}
        return plain | {
            "kind": revision.kind if "about" in revision.sections_done else None,
            "languages": revision.languages or [Language.ENGLISH],
            "week": revision.campaign.slug if revision.campaign else "",
            "festival": spoken(revision.festival) if revision.festival else "",
        }

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft."""
        for name in PLAIN:
            setattr(revision, name, getattr(self, name).data)
        revision.kind = str(self.kind.data)
        revision.languages = self.languages.data
        revision.campaign = week_with_slug(self.week.data) if self.week.data else None
        revision.festival = self.named


def refuse_links(field: TextareaField) -> None:
    """Name the first link of a text that leads nowhere, to a private network, or runs something."""
    for link in links_in(field.data or ""):
        try:
            if not EMAIL.fullmatch(link):
                parse_web_address(link)
        except ValueError as error:
            words = {"link": link[:60], "why": str(error)}
            raise ValidationError(_("The link “%(link)s” cannot be used. %(why)s", **words)) from None


EMAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+\.[^\s@]+", re.IGNORECASE)
PLAIN = (
    *("title", "summary", "description", "audience", "audience_note", "website"),
    *("title_cy", "summary_cy", "description_cy"),
)
