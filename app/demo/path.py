"""Takes answers through the real path: each form's validation, the draft, sending, confirming, a decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from flask import current_app

from app.extensions import db
from app.moderation.services import Decider, approve
from app.registry.event import REFERENCE_LETTERS, Event
from app.registry.organiser import Organiser
from app.submission import services
from app.submission.answers import Answers, Forms, fill, forms_as_they_are
from app.submission.forms.about import AboutForm
from app.submission.queries import all_weeks
from app.submission.sections import SECTIONS

MANY_FIELDS = ("access", "together", "joining")
LISTINGS = UUID("6a1f0f4e-6a53-4a39-9d3f-3d8c8f7d9b11")


def forms_for_past_events() -> Forms:
    """The forms, with every Week there is now on offer: past and example events join Weeks that take nothing more."""
    weeks = all_weeks()

    class PastAboutForm(AboutForm):
        """The first page, as it is for them."""

        weeks = staticmethod(lambda: weeks)

    forms = {**forms_as_they_are(), "about": PastAboutForm}
    return {**forms, **{code: Refilled(forms[code]) for code in MANY_FIELDS}}


class Refilled:
    """A form that is made once and filled again and again: of one with 130 fields, making it is most of the work."""

    def __init__(self, kind: Callable[..., Any]) -> None:
        self.kind = kind
        self.form: Any = None

    def __call__(self, *, formdata: Any, **others: Any) -> Any:
        """The form with new answers in it and nothing of the old ones."""
        if self.form is None:
            self.form = self.kind(formdata=formdata, **others)
        else:
            self.form.process(formdata=formdata)
        return self.form


def identity(origin: str, name: str, source_url: str = "") -> services.Provenance:
    """The same listing has the same UID and reference whenever it is loaded."""
    uid = uuid5(LISTINGS, f"{origin}/{name}")
    number, letters = uid.int, ""
    for _ in range(6):
        number, place = divmod(number, len(REFERENCE_LETTERS))
        letters += REFERENCE_LETTERS[place]
    return services.Provenance(origin=origin, source_url=source_url, uid=str(uid), reference=f"CW-{letters}")


@dataclass(frozen=True)
class Loader:
    """Who sends and who decides: those who run the site, as an organiser with a known address and as moderator."""

    organiser: Organiser
    decider: Decider
    forms: Forms

    def publish(self, answers: Answers, source: services.Provenance, at: datetime) -> Event:
        """Publish one event from its answers, page by page, adding it to the session. ``at`` is UTC.

        Raises Refused when a form does not take an answer.
        """
        with db.session.no_autoflush:  # each step below flushes what it needs; in between it would only cost
            event = services.begin(None, at, source)
            for section in SECTIONS:
                fill(event, section, answers.get(section.code, {}), at, self.forms)
            for number, row in enumerate(event.latest.sessions):
                row.uid = str(uuid5(UUID(event.uid), str(number)))
            db.session.flush()
            services.send(event, at, confirmed=self.organiser)
            approve(event, self.decider, at, joins_festival=True)
        return event


def loader(at: datetime) -> Loader:
    """One for a batch of events, in the session of now."""
    organiser = services.remember(current_app.config["CONTACT_EMAIL"], at)
    return Loader(organiser, Decider("the registry"), forms_for_past_events())


def our_own_contact() -> dict[str, str]:
    """The private contact of listings nobody submitted: those who run the site."""
    return {"your_name": current_app.config["SITE_NAME"], "your_email": current_app.config["CONTACT_EMAIL"]}
