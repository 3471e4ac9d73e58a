"""What may be asked of every face, in words, with the values that the vocabularies have today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.catalogue.query import DEFAULT_DISTANCE
from app.registry.vocabularies.access import FILTERS
from app.registry.vocabularies.joining import AUDIENCES
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, LANGUAGES
from app.registry.vocabularies.places import NATIONS, REGIONS
from app.registry.vocabularies.together import FACETS


@dataclass(frozen=True)
class Parameter:
    """One parameter. ``values`` are codes with their words; without any, it takes what ``example`` shows."""

    name: str
    means: LazyString
    example: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    repeats: bool = False


ACCESS_LABELS = {code: feature.label for code, feature in FILTERS.items()}
PARAMETERS = (
    Parameter("q", _("Words to look for, or an event’s reference"), "choir"),
    Parameter("near", _("A postcode, its first half, or a town"), "LS1"),
    Parameter("within", _("Miles around that place, 1 to 500; without it %(miles)s", miles=DEFAULT_DISTANCE), "10"),
    Parameter("from", _("First day; without it today, or all days of a Week or festival"), "2027-07-05"),
    Parameter("to", _("Last day. A past day alone gives past events, newest first"), "2027-07-11"),
    Parameter("week", _("The last part of a Week’s address"), "co-production-week-2027"),
    Parameter("nation", _("Nation of the UK"), values=NATIONS),
    Parameter("region", _("Region of England"), values=REGIONS),
    Parameter("council", _("Name of a council area, as events give it"), "Leeds"),
    Parameter("format", _("How people take part"), values=FORMATS),
    Parameter("kind", _("What it is"), values=EVENT_KINDS),
    Parameter(
        "access",
        _("Access that the organiser is sure of. Several mean all of them"),
        values=ACCESS_LABELS,
        repeats=True,
    ),
    Parameter("ask", _("1 counts access on request too"), values={"1": _("Access on request too")}),
    Parameter("together", _("How it is co-produced. Several mean all of them"), values=FACETS, repeats=True),
    Parameter("audience", _("Who it is for"), values=AUDIENCES),
    Parameter("language", _("A language it is held in"), values=LANGUAGES),
    Parameter("cost", _("What it costs to come"), values={"free": _("Free")}),
    Parameter("organisation", _("The last part of an organisation’s address"), "circle"),
    Parameter("festival", _("The last part of a festival’s address"), "leeds-together"),
    Parameter(
        "sort",
        _("The order near a place; without it nearest first"),
        values={"date": _("Soonest first"), "distance": _("Nearest first")},
    ),
)
PAGE = Parameter("page", _("Number of the page, for pages only; data is paged by its cursor"), "2")
CURSOR = Parameter("cursor", _("Where the last page ended. Follow “next” and it is filled in for you"))
