"""Working together: how the event is co-produced. Asked and shown, never scored."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.vocabularies.together import (
    CHECKING,
    COSTS_TOWARDS,
    FOLLOW_UP,
    IDEA,
    PAID_WHEN,
    PLANNING,
    REWARDS,
    ROLES,
    SHAPED_BY,
    TOLD_BENEFITS,
)
from app.shared.forms import BaseForm, CheckboxesField, RadiosField, TextareaField, TextField
from app.submission.forms.options import options

QUESTIONS = (
    "idea",
    "planning",
    "roles",
    "roles_more",
    "shaped_by",
    "shaped_by_other",
    "left_out",
    "rewards",
    "how_much",
    "paid_when",
    "told_benefits",
    "costs_towards",
    "checking",
    "change",
    "who_changes",
    "follow_up",
)


class TogetherForm(BaseForm):
    """The fifth page. Every question may be left empty."""

    idea = RadiosField(_("Whose idea was this event?"), options=options(IDEA))
    planning = RadiosField(_("Who is planning it?"), options=options(PLANNING))
    roles = CheckboxesField(
        _("What will people with lived experience do?"), options=options(ROLES, exclusive=("none_yet",))
    )
    roles_more = TextareaField(
        _("Tell us more (optional)"), called=_("What you tell us about what people do"), max_length=1200, rows=3
    )
    shaped_by = CheckboxesField(
        _("Which people have helped shape this?"),
        hint=_("Groups only. Please never name a person"),
        options=options(SHAPED_BY, exclusive=("not_said",)),
    )
    shaped_by_other = TextField(_("Which other people? (optional)"), called=_("Which other people"), max_length=200)
    left_out = TextareaField(
        _("Who is often left out, and what have you done about it? (optional)"),
        called=_("Who is often left out"),
        max_length=1000,
        rows=3,
    )
    rewards = CheckboxesField(
        _("What do people with lived experience get back for helping?"),
        hint=_("“Nothing at the moment” is an honest answer"),
        options=options(REWARDS, exclusive=("not_agreed", "nothing")),
    )
    how_much = TextField(
        _("How much, or where can people read your policy? (optional)"), called=_("How much"), max_length=300
    )
    paid_when = RadiosField(_("When is it paid? (optional)"), options=options(PAID_WHEN))
    told_benefits = RadiosField(
        _("Have you told people it may affect benefits, and where to get advice? (optional)"),
        hint=_("We do not show this answer"),
        options=options(TOLD_BENEFITS),
    )
    costs_towards = CheckboxesField(
        _("Do people who come get anything towards their costs?"), options=options(COSTS_TOWARDS, exclusive=("no",))
    )
    checking = RadiosField(_("How will you find out how well it went?"), options=options(CHECKING))
    change = TextareaField(
        _("What could change because of this event? (optional)"),
        called=_("What could change"),
        max_length=1000,
        rows=3,
    )
    who_changes = TextField(
        _("Who can make that change? (optional)"), called=_("Who can make that change"), max_length=300
    )
    follow_up = RadiosField(
        _("After the event, can we ask you what happened?"),
        hint=_("We do not show this answer"),
        options=options(FOLLOW_UP),
    )

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        return dict(revision.together)

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft; a question left empty is left out."""
        revision.together = {name: self[name].data for name in QUESTIONS if self[name].data}
