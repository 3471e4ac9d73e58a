"""Where: in person, online or both."""

from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.geography.chain import locate
from app.geography.distance import Point, distance_miles
from app.geography.place import Place, Precision, Source
from app.geography.postcode_check import is_unknown_postcode
from app.geography.postcodes import normalise_eircode, normalise_outward, normalise_postcode
from app.registry.event import Event
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.vocabularies.kinds import FORMATS, Format
from app.registry.vocabularies.places import NATIONS
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    HiddenField,
    Option,
    RadiosField,
    SelectField,
    TelephoneField,
    TextareaField,
    TextField,
    WebAddressField,
    required,
)
from app.submission.forms.coordinates import CoordinateField
from app.submission.forms.options import options
from app.submission.saved_places import described, places_given_before

TOO_FAR = 40  # miles: a town of that name elsewhere, not the one of the postcode
HAS_A_DOOR = (Format.IN_PERSON, Format.HYBRID)
MAY_HAVE_A_DOOR = (*HAS_A_DOOR, Format.NOT_STATED)
MAY_HAVE_A_SCREEN = (Format.ONLINE, Format.HYBRID, Format.NOT_STATED)
# Miles a pin may be from the middle of what was found, by how exactly that is known.
ASTRAY = {Precision.ADDRESS: 1, Precision.POSTCODE: 1, Precision.OUTWARD: 8, Precision.TOWN: 12, Precision.AREA: 40}
WITHIN_A_MILE = [precision for precision, miles in ASTRAY.items() if miles == 1]
NAMES_TOWNS = (Source.TOWNS, Source.AREAS)


class WhereForm(BaseForm):
    """The third page."""

    format = RadiosField(
        _l("How do people take part?"),
        options=options(FORMATS),
        validators=[required(_l("Choose how people take part"))],
    )
    venue = TextField(_l("Name of the place"), hint=_l("For example, Leeds Central Library"), max_length=150)
    address = TextField(_l("Building and street (optional)"), called=_l("Building and street"), max_length=200)
    town = TextField(_l("Town or city"), max_length=80)
    postcode = TextField(_l("Postcode"), hint=_l("For example, LS1 4AP"), width=10, max_length=20)
    area_only = CheckboxesField(
        _l("Is it in somebody’s home, or a care home?"),
        options=[
            Option(
                "yes",
                _l("Show people the area, not the door"),
                hint=_l("We show the town and the first half of the postcode"),
            ),
        ],
    )
    place_tbc = CheckboxesField(_l("Not decided yet?"), options=[Option("yes", _l("We do not know the place yet"))])
    online_how = TextareaField(
        _l("How do people join online? (optional)"),
        called=_l("How people join"),
        hint=_l("For example, “On Zoom. We send the link when you book.”"),
        max_length=400,
        rows=2,
    )
    online_url = WebAddressField(_l("Link to join (optional)"), called=_l("Link to join"))
    online_url_public = CheckboxesField(
        _l("Who may see the link?"),
        options=[
            Option("yes", _l("Show the link to everyone"), hint=_l("If you leave this empty, we never show it"))
        ],
    )
    phone_in = TelephoneField(_l("Number to join by phone (optional)"), called=_l("Number to join by phone"))
    nation = SelectField(
        _l("Which part of the UK is it for? (optional)"),
        hint=_l("We work this out from the postcode when there is one"),
        options=[Option("", _l("All of the UK, or not sure")), *options(NATIONS)],
    )
    latitude = CoordinateField(_l("Latitude"), least=49, most=61.5, example="53.80083")
    longitude = CoordinateField(_l("Longitude"), least=-11, most=2.5, example="-1.54846")
    saved_place = RadiosField(_l("Use a place you gave before (optional)"), called=_l("Place"), options=[])
    not_found = HiddenField(max_length=600)

    def process(self, *args: Any, event: Event | None = None, **others: Any) -> None:
        """Read the answers, once it is known which places can be used again."""
        self.places = {str(place.id): place for place in places_given_before(event)} if event else {}
        self.saved_place.options = [Option(number, described(place)) for number, place in self.places.items()]
        super().process(*args, **others)
        if (chosen := self.places.get(str(self.saved_place.data))) and not any(self[name].typed for name in PLACE):
            self.fill(chosen)

    def fill(self, place: EventPlace) -> None:
        """Put a place given before into the empty boxes."""
        for name in PLACE:
            self[name].process_data(getattr(place, name))
        self.area_only.process_data(["yes"] if place.area_only else [])
        if place.pinned:
            self.latitude.process_data(place.latitude)
            self.longitude.process_data(place.longitude)

    def find(self, _pressed: str) -> None:
        """Nothing to change: the page shows the pin of what was typed."""

    def validate_latitude(self, field: CoordinateField) -> None:
        """Both numbers or neither."""
        if bool(field.typed) != bool(self.longitude.typed) and self.format.data in MAY_HAVE_A_DOOR:
            raise ValidationError(_("Enter both latitude and longitude, or leave both empty"))

    def validate_town(self, field: TextField) -> None:
        """An event with a door has a town or a postcode, unless the place is not known yet."""
        wants = self.format.data in HAS_A_DOOR and not self.place_tbc.data and self.pin is None
        if wants and not field.data and not self.postcode.typed:
            raise ValidationError(_("Enter a town or a postcode, or tell us that you do not know the place yet"))

    def validate_postcode(self, field: TextField) -> None:
        """What cannot be a postcode is put right here. A new one, not in our list yet, can be; so can an Eircode."""
        typed = field.data
        known = normalise_postcode(typed) or normalise_outward(typed) or normalise_eircode(typed)
        if typed and not known and self.format.data in MAY_HAVE_A_DOOR:
            raise ValidationError(_("Enter a full UK postcode, like LS1 4AP"))

    @property
    def pin(self) -> Point | None:
        """The point a person gave."""
        if self.latitude.data is None or self.longitude.data is None:
            return None
        return Point(self.latitude.data, self.longitude.data)

    @cached_property
    def found(self) -> Place | None:
        """What the postcode and the town mean, as exactly as we know."""
        return finest([self.found_by_postcode, locate(self.town.data) if self.town.data else None])

    @cached_property
    def found_by_postcode(self) -> Place | None:
        """What the postcode alone means."""
        return locate(self.postcode.data) if self.postcode.data else None

    def place(self) -> EventPlace | None:
        """The place the answers mean, found on the map where we can. None for an online event."""
        nation = self.nation.data or None
        typed = any(self[name].data for name in PLACE) or self.pin is not None
        if self.format.data not in (MAY_HAVE_A_DOOR if typed else HAS_A_DOOR):
            return EventPlace(nation=nation) if nation else None
        postcode, town, found = self.postcode.data, self.town.data, self.found
        row = EventPlace(
            venue=self.venue.data,
            address=self.address.data,
            town=town or town_of(found),
            postcode=written(postcode),
            area_only=bool(self.area_only.data),
            nation=(found.nation if found else None) or nation,
        )
        if found:
            row.latitude, row.longitude = found.latitude, found.longitude
            row.region, row.council = found.region, found.council or ""
            row.precision, row.source = str(found.precision), str(found.source)
        if self.pin:
            row.latitude, row.longitude = self.pin
            row.pinned, row.precision, row.source = True, str(Precision.ADDRESS), ""
        return row

    @property
    def unknown(self) -> str:
        """What we could not find: a postcode nobody knows, or a place. Empty when all is well."""
        if self.postcode.data and is_unknown_postcode(self.postcode.data):
            return str(self.postcode.data)
        place = self.place()
        sought = " ".join(part for part in (self.postcode.data, self.town.data) if part)
        return "" if place is None or place.found else sought

    @property
    def astray(self) -> int:
        """How many miles the pin is from what the postcode or town means, where that is too far; else 0."""
        if self.pin is None or self.found is None:
            return 0
        miles = distance_miles(self.pin, self.found.point)
        return max(1, round(miles)) if miles > ASTRAY[self.found.precision] else 0

    @property
    def unchecked(self) -> str:
        """The postcode that a pin cannot be held against, as we know only roughly where it is; empty when we can.

        Those of Northern Ireland, whose list is the operator's to license, and those that are newer than ours.
        """
        postcode = normalise_postcode(self.postcode.data or "")
        if self.pin is None or postcode is None or self.astray:
            return ""
        known = self.found_by_postcode
        return "" if known and known.precision in WITHIN_A_MILE else str(postcode)

    def doubtful(self) -> str:
        """What the organiser should look at once: the next press goes on. Empty when all is well."""
        if self.format.data not in MAY_HAVE_A_DOOR:
            return ""
        pin = ""
        if self.astray or self.unchecked:
            typed = [self[name].typed for name in ("latitude", "longitude", "postcode", "town")]
            pin = ", ".join(filter(None, typed))
        return " | ".join(part for part in (self.unknown, pin) if part)

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        place = revision.place or EventPlace()
        answers: dict[str, Any] = {name: getattr(place, name) or "" for name in PLACE}
        answers |= {name: getattr(revision, name) for name in ONLINE}
        answered = "where" in revision.sections_done
        return answers | {
            "format": revision.format if answered else None,
            "nation": place.nation or "",
            "latitude": place.latitude if place.pinned else None,
            "longitude": place.longitude if place.pinned else None,
            "area_only": ["yes"] if place.area_only else [],
            "place_tbc": ["yes"]
            if answered and revision.format in HAS_A_DOOR and not (place.town or place.postcode or place.found)
            else [],
            "online_url_public": ["yes"] if revision.online_url_public else [],
        }

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft."""
        revision.format = str(self.format.data)
        online = self.format.data in MAY_HAVE_A_SCREEN
        for name in ONLINE:
            setattr(revision, name, getattr(self, name).data if online else "")
        revision.online_url_public = online and bool(self.online_url_public.data) and bool(self.online_url.data)
        place = self.place()
        revision.places = [place] if place else []


def written(typed: str) -> str:
    """A postcode, an outward code or an Eircode as it is written ("LS1 4AP"); anything else in capitals."""
    return str(normalise_postcode(typed) or normalise_outward(typed) or normalise_eircode(typed) or typed.upper())


def town_of(found: Place | None) -> str:
    """The town that was found where none was typed. A postcode's or a door's own name is none."""
    return found.name if found and found.source in NAMES_TOWNS else ""


def finest(places: list[Place | None]) -> Place | None:
    """The most exactly known of the places found, unless it lies far from the first: then the first is believed."""
    found = [place for place in places if place is not None]
    if not found:
        return None
    near = [place for place in found if distance_miles(place.point, found[0].point) <= TOO_FAR]
    return min(near, key=lambda place: list(Precision).index(place.precision))


PLACE = ("venue", "address", "town", "postcode")
ONLINE = ("online_how", "online_url", "phone_in")
