"""Where: in person, online or both."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.geography.chain import locate
from app.geography.distance import distance_miles
from app.geography.place import Place, Precision
from app.geography.postcode_check import is_unknown_postcode
from app.geography.postcodes import normalise_outward, normalise_postcode
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
from app.submission.forms.options import options

TOO_FAR = 40  # miles: a town of that name elsewhere, not the one of the postcode
HAS_A_DOOR = (Format.IN_PERSON, Format.HYBRID)
MAY_HAVE_A_DOOR = (*HAS_A_DOOR, Format.NOT_STATED)
MAY_HAVE_A_SCREEN = (Format.ONLINE, Format.HYBRID, Format.NOT_STATED)
EIRCODE = re.compile(r"[A-Z][0-9][0-9W] ?[A-Z0-9]{4}", re.IGNORECASE)


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
    not_found = HiddenField()

    def validate_town(self, field: TextField) -> None:
        """An event with a door has a town or a postcode, unless the place is not known yet."""
        wants = self.format.data in HAS_A_DOOR and not self.place_tbc.data
        if wants and not field.data and not self.postcode.typed:
            raise ValidationError(_("Enter a town or a postcode, or tell us that you do not know the place yet"))

    def validate_postcode(self, field: TextField) -> None:
        """What cannot be a postcode is put right here. A new one, not in our list yet, can be; so can an Eircode."""
        typed = field.data
        known = normalise_postcode(typed) or normalise_outward(typed) or EIRCODE.fullmatch(typed)
        if typed and not known and self.format.data in MAY_HAVE_A_DOOR:
            raise ValidationError(_("Enter a full UK postcode, like LS1 4AP"))

    def place(self) -> EventPlace | None:
        """The place the answers mean, found on the map where we can. None for an online event."""
        nation = self.nation.data or None
        typed = any(self[name].data for name in PLACE)
        if self.format.data not in (MAY_HAVE_A_DOOR if typed else HAS_A_DOOR):
            return EventPlace(nation=nation) if nation else None
        postcode, town = self.postcode.data, self.town.data
        found = finest([locate(text) for text in (postcode, town) if text])
        row = EventPlace(
            venue=self.venue.data,
            address=self.address.data,
            town=town or (found.name if found else ""),
            postcode=written(postcode),
            area_only=bool(self.area_only.data),
            nation=(found.nation if found else None) or nation,
        )
        if found:
            row.latitude, row.longitude = found.latitude, found.longitude
            row.region, row.council = found.region, found.council or ""
            row.precision, row.source = str(found.precision), str(found.source)
        return row

    def doubtful(self) -> str:
        """What we could not find: a postcode nobody knows, or a place. Empty when all is well."""
        if self.format.data not in MAY_HAVE_A_DOOR:
            return ""
        if self.postcode.data and is_unknown_postcode(self.postcode.data):
            return str(self.postcode.data)
        place = self.place()
        sought = " ".join(part for part in (self.postcode.data, self.town.data) if part)
        return "" if place is None or place.found else sought

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
            "area_only": ["yes"] if place.area_only else [],
            "place_tbc": ["yes"]
            if answered and revision.format in HAS_A_DOOR and not (place.town or place.postcode)
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
    """A postcode or outward code as it is written ("LS1 4AP"); anything else in capitals."""
    return str(normalise_postcode(typed) or normalise_outward(typed) or typed.upper())


def finest(places: list[Place | None]) -> Place | None:
    """The most exactly known of the places found, unless it lies far from the first: then the first is believed."""
    found = [place for place in places if place is not None]
    if not found:
        return None
    near = [place for place in found if distance_miles(place.point, found[0].point) <= TOO_FAR]
    return min(near, key=lambda place: list(Precision).index(place.precision))


PLACE = ("venue", "address", "town", "postcode")
ONLINE = ("online_how", "online_url", "phone_in")
