"""What the pages about Weeks and organisations show, in words."""

from datetime import date

from flask_babel import gettext as _

from app.catalogue.document import described
from app.catalogue.models import PublishedOrganisation, PublishedWeek
from app.catalogue.wording import days_between
from app.registry.vocabularies.kinds import ORGANISATION_KINDS, OrganisationKind
from app.registry.vocabularies.places import NATIONS


class WeekCard:
    """A Week. Its dates may not be announced yet."""

    def __init__(self, week: PublishedWeek, today: date) -> None:
        facts = week.document
        self.slug = week.slug
        self.url = f"/weeks/{week.slug}"
        self.name: str = facts["name"]
        self.host: str = facts["host"]
        self.theme: str = facts["theme"]
        self.hashtag: str = facts["hashtag"]
        self.website: str = facts["website"]
        self.note: str = facts["note"]
        self.nation = str(NATIONS.get(week.nation or "", ""))
        self.first = date.fromisoformat(week.first_day) if week.first_day else None
        self.last = date.fromisoformat(week.last_day) if week.last_day else None
        self.today = today

    @property
    def when(self) -> str:
        """Its days in words."""
        if self.first is None or self.last is None:
            return str(_("Dates not announced yet"))
        return days_between(self.first, self.last, _("to"))

    @property
    def is_over(self) -> bool:
        """Whether its last day is past. Without dates it is still ahead."""
        return self.last is not None and self.last < self.today

    @property
    def is_on(self) -> bool:
        """Whether today is one of its days."""
        return self.first is not None and self.last is not None and self.first <= self.today <= self.last


def ahead(weeks: list[WeekCard]) -> list[WeekCard]:
    """The Weeks that are on or coming, soonest first; those without dates last."""
    coming = [week for week in weeks if not week.is_over]
    return sorted(coming, key=lambda week: (week.first is None, str(week.first), week.slug))


class OrganisationCard:
    """Who holds events."""

    def __init__(self, organisation: PublishedOrganisation) -> None:
        facts = organisation.document
        self.slug = organisation.slug
        self.url = f"/organisations/{organisation.slug}"
        self.name = organisation.name
        self.website: str = facts["website"]
        self.summary: str = facts["summary"]
        self.logo = described(facts["logo"], facts["logo_alt"])
        known = facts["kind"] != OrganisationKind.NOT_STATED
        self.kind = str(ORGANISATION_KINDS.get(facts["kind"], "")) if known else ""
