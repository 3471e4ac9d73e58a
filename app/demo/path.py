"""Takes answers through the real path: each form's validation, the draft, sending, confirming, a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from flask import current_app
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.moderation.services import Decider, approve
from app.registry.event import REFERENCE_LETTERS, Event
from app.registry.organiser import Organiser
from app.submission import services
from app.submission.forms.about import AboutForm
from app.submission.queries import all_weeks
from app.submission.sections import SECTIONS, Section

Answers = Mapping[str, Mapping[str, Any]]
Forms = Mapping[str, type[Any]]
LISTINGS = UUID("6a1f0f4e-6a53-4a39-9d3f-3d8c8f7d9b11")


class Refused(Exception):
    """What the forms say of answers they do not take: page, field and message, in words."""


def forms_for_past_events() -> Forms:
    """The forms, with every Week there is now on offer: past and example events join Weeks that take nothing more."""
    weeks = all_weeks()

    class PastAboutForm(AboutForm):
        """The first page, as it is for them."""

        weeks = staticmethod(lambda: weeks)

    return {section.code: section.form for section in SECTIONS} | {"about": PastAboutForm}


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
                self.fill(event, section, answers.get(section.code, {}), at)
            for number, row in enumerate(event.latest.sessions):
                row.uid = str(uuid5(UUID(event.uid), str(number)))
            db.session.flush()
            services.send(event, at, confirmed=self.organiser)
            approve(event, self.decider, at, joins_festival=True)
        return event

    def fill(self, event: Event, section: Section, answers: Mapping[str, Any], at: datetime) -> None:
        """Send one page of the form as a browser would."""
        form = self.forms[section.code](formdata=as_sent(answers), meta={"csrf": False})
        if not form.validate():
            raise Refused(f"{section.title}: " + "; ".join(error["text"] for error in form.error_list()))
        services.save(event, section, form, at)


def loader(at: datetime) -> Loader:
    """One for a batch of events, in the session of now."""
    organiser = services.remember(current_app.config["CONTACT_EMAIL"], at)
    return Loader(organiser, Decider("the registry"), forms_for_past_events())


def as_sent(answers: Mapping[str, Any]) -> MultiDict[str, str]:
    """Answers as form data: a list is the same name several times."""
    sent: MultiDict[str, str] = MultiDict()
    for name, value in answers.items():
        for one in value if isinstance(value, list) else [value]:
            if one not in (None, ""):
                sent.add(name, str(one))
    return sent


def our_own_contact() -> dict[str, str]:
    """The private contact of listings nobody submitted: those who run the site."""
    return {"your_name": current_app.config["SITE_NAME"], "your_email": current_app.config["CONTACT_EMAIL"]}


def day_boxes(name: str, value: Any) -> dict[str, str]:
    """A date as the three boxes send it."""
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}
