"""Working together: how the event is co-produced. Asked and shown, never scored."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.vocabularies.together import CHECKING, COSTS_TOWARDS, IDEA, PLANNING, REWARDS, ROLES
from app.shared.forms import BaseForm, CheckboxesField, RadiosField, TextareaField
from app.submission.forms.options import options


class TogetherForm(BaseForm):
    """The fifth page. Every question may be left empty."""

    idea = RadiosField(_("Whose idea was this event?"), options=options(IDEA))
    planning = RadiosField(_("Who is planning it?"), options=options(PLANNING))
    roles = CheckboxesField(
        _("What will people with lived experience do?"), options=options(ROLES, exclusive=("none_yet",))
    )
    checking = RadiosField(_("How will you find out how well it went?"), options=options(CHECKING))
    rewards = CheckboxesField(
        _("What do people with lived experience get back for helping?"),
        options=options(REWARDS, exclusive=("not_agreed", "nothing")),
    )
    costs_towards = CheckboxesField(
        _("Do people who come get anything towards their costs?"), options=options(COSTS_TOWARDS)
    )
    change = TextareaField(
        _("What could change because of this event? (optional)"),
        called=_("What could change"),
        max_length=1000,
        rows=3,
    )

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        return dict(revision.together)

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft; a question left empty is left out."""
        names = ("idea", "planning", "roles", "checking", "rewards", "costs_towards", "change")
        revision.together = {name: self[name].data for name in names if self[name].data}
