"""How an event is co-produced: asked, shown, never scored."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

IDEA: dict[str, LazyString] = {
    "lived_experience": _("People with lived experience or carers"),
    "together": _("People with lived experience and staff together"),
    "staff": _("Staff"),
    "not_sure": _("I am not sure"),
}
PLANNING: dict[str, LazyString] = {
    "lived_experience_leads": _("A group where people with lived experience lead"),
    "equal_say": _("A group where everyone has an equal say"),
    "staff_ask": _("Staff plan it and ask people for ideas"),
    "staff": _("Staff plan it"),
    "not_sure": _("I am not sure"),
}
ROLES: dict[str, LazyString] = {
    "co_design": _("Choose what the event is about (co-design)"),
    "co_decide": _("Help decide how money or time is used (co-decide)"),
    "co_deliver": _("Help run it: host, speak, perform, welcome (co-deliver)"),
    "co_evaluate": _("Help check how well it went (co-evaluate)"),
    "take_part": _("Come along and take part"),
    "none_yet": _("None of these yet"),
}
SHAPED_BY: dict[str, LazyString] = {
    "disabled_people": _("Disabled people"),
    "older_people": _("Older people"),
    "learning_disability": _("People with a learning disability"),
    "autistic_people": _("Autistic people"),
    "mental_health": _("People with mental health experience"),
    "dementia": _("People living with dementia"),
    "unpaid_carers": _("Unpaid carers"),
    "young_people": _("Young people"),
    "deaf_people": _("Deaf people"),
    "ethnic_groups": _("People from Black, Asian or other ethnic groups"),
    "homeless": _("People who have been homeless"),
    "other": _("Other people"),
    "not_said": _("Prefer not to say"),
}
REWARDS: dict[str, LazyString] = {
    "money": _("Money for their time"),
    "vouchers": _("Vouchers"),
    "time_credits": _("Time credits"),
    "travel": _("Travel paid"),
    "care_cover": _("Carer or PA cover paid"),
    "food": _("Food"),
    "training": _("Training or a certificate"),
    "reference": _("A reference or job experience"),
    "say_in_next": _("A say in what happens next"),
    "thanks": _("Thanks and public credit"),
    "not_agreed": _("We have not agreed this yet"),
    "nothing": _("Nothing at the moment"),
}
CHECKING: dict[str, LazyString] = {
    "lived_experience_leads": _("People with lived experience will lead this"),
    "together": _("We will do it together"),
    "form": _("We will ask people to fill in a form"),
    "not_planned": _("We have not planned this yet"),
}
PAID_WHEN: dict[str, LazyString] = {
    "on_the_day": _("Paid on the day or before"),
    "claimed_later": _("Claimed back later"),
    "not_decided": _("Not decided yet"),
}
TOLD_BENEFITS: dict[str, LazyString] = {"yes": _("Yes"), "no": _("No"), "not_sure": _("Not sure")}
FOLLOW_UP: dict[str, LazyString] = {
    "yes": _("Yes, send a short form two weeks after"),
    "no": _("No"),
}
COSTS_TOWARDS: dict[str, LazyString] = {
    "no": _("No"),
    "travel": _("Travel"),
    "childcare": _("Childcare"),
    "care_cover": _("Carer or PA cover"),
    "internet": _("Internet or phone"),
    "ask_us": _("Ask us"),
}
# Between the organiser and us: whether people were told about benefits is a prompt to the organiser, and whether we
# may write afterwards is nobody else's business. Neither says how the event is co-produced, so neither is shown.
NOT_PUBLIC = frozenset({"told_benefits", "follow_up"})
FACETS: dict[str, LazyString] = {
    "planned_together": _("Planned with people with lived experience"),
    "run_together": _("Run with people with lived experience"),
    "checked_together": _("Checked with people with lived experience"),
    "pays_people": _("Pays people for their time"),
}


def facets_of(together: Mapping[str, Any]) -> list[str]:
    """Which ``together`` filters an event's own answers match, in the order of ``FACETS``."""
    matches = {
        "planned_together": together.get("planning") in {"lived_experience_leads", "equal_say"},
        "run_together": "co_deliver" in together.get("roles", ()),
        "checked_together": together.get("checking") in {"lived_experience_leads", "together"},
        "pays_people": "money" in together.get("rewards", ()),
    }
    return [code for code in FACETS if matches[code]]


def pays_costs(together: Mapping[str, Any]) -> bool:
    """Whether people who come get something towards their costs."""
    return any(code not in {"no", "ask_us"} for code in together.get("costs_towards", ()))
