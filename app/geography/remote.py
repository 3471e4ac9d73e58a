"""The last link that can ask: Nominatim or Photon, only where the operator configured one (``GEOCODER``)."""

import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from geopy.exc import GeopyError
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from app.geography.answers import remember, remembered
from app.geography.geocoders import Offline, located
from app.geography.names import name_key
from app.geography.place import Place, Precision, Source
from app.geography.postcodes import normalise_area, normalise_postcode
from app.geography.turns import Turns
from app.registry.vocabularies.places import Nation

TIME_OUT = 3
SECONDS_BETWEEN = 1.0
PATIENCE = 2.0
REST_AFTER_FAILURE = 30.0
LONGEST = 200
COUNTRIES = ("gb", "ie", "im", "je", "gg")
BOX = ((49.0, -11.0), (61.0, 2.5))
"""The UK and Ireland, for Photon, which cannot be asked for countries."""
NATIONS = {
    "england": Nation.ENGLAND,
    "scotland": Nation.SCOTLAND,
    "wales": Nation.WALES,
    "cymru / wales": Nation.WALES,
    "northern ireland": Nation.NORTHERN_IRELAND,
}
AREAS = frozenset(("county", "state", "state_district", "region", "country", "province"))
TOWN_WORDS = """
    city town village hamlet suburb borough municipality quarter neighbourhood district locality city_district
    island islet
"""
TOWNS = frozenset(TOWN_WORDS.split())
log = logging.getLogger(__name__)


class RemoteGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """A geopy service with manners: one question a second, 3 s to answer, each question once. It never raises."""

    def __init__(self, source: Source, service: Geocoder) -> None:
        super().__init__(user_agent="asks through its service", adapter_factory=Offline)
        self.source = source
        self.service = service
        self.turns = Turns(SECONDS_BETWEEN)

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:  # noqa: ARG002
        """One Location, None when not found or when the service could not be asked."""
        asked = name_key(query)
        if not asked or len(asked) > LONGEST or "@" in query or normalise_area(query):
            return None
        try:
            place = self.place(query, asked)
        except (GeopyError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            # Whatever a stranger's server says, the organiser goes on without a point.
            log.warning("%s did not answer", self.source, exc_info=True)
            self.turns.rest(REST_AFTER_FAILURE)
            return None
        if place is None:
            return None
        return located(place) if exactly_one else [located(place)]

    def place(self, query: str, asked: str) -> Place | None:
        """The answer we have, or else the service's. Raises what geopy raises."""
        if answer := remembered(self.source, asked):
            return answer.place
        if not self.turns.take(PATIENCE):
            log.warning("%s was not asked: too many questions, or it failed lately", self.source)
            return None
        place = self.read(self.ask(query))
        remember(self.source, asked, place)
        return place

    def ask(self, query: str) -> Location | None:
        """Ask the service."""
        if self.source is Source.NOMINATIM:
            return self.service.geocode(query, addressdetails=True, country_codes=list(COUNTRIES), timeout=TIME_OUT)
        return self.service.geocode(query, bbox=BOX, timeout=TIME_OUT)

    def read(self, location: Location | None) -> Place | None:
        """Their Location as our Place; None outside the UK and Ireland."""
        if location is None:
            return None
        details: Mapping[str, Any] = location.raw.get("address") or location.raw.get("properties") or {}
        country = str(details.get("country_code") or details.get("countrycode") or "").lower()
        if country not in COUNTRIES:
            return None
        kind = str(location.raw.get("addresstype") or details.get("type") or "")
        postcode = normalise_postcode(str(details.get("postcode") or ""))
        return Place(
            latitude=round(float(location.latitude), 5),
            longitude=round(float(location.longitude), 5),
            name=str(location.address)[:200],
            precision=precision_of(kind),
            source=self.source,
            postcode=str(postcode) if postcode else None,
            outward=postcode.outward if postcode else None,
            nation=NATIONS.get(str(details.get("state") or "").lower()) if country == "gb" else None,
        )


def precision_of(kind: str) -> Precision:
    """How exact an answer is, from OpenStreetMap's word for what was found."""
    if kind == "postcode":
        return Precision.POSTCODE
    if kind in AREAS:
        return Precision.AREA
    return Precision.TOWN if kind in TOWNS else Precision.ADDRESS


def configured() -> RemoteGeocoder | None:
    """The remote geocoder of this application, or None (the default)."""
    settings = current_app.config
    name = str(settings.get("GEOCODER") or "").strip().lower()
    if not name:
        return None
    agent = f"coproduction-week-registry ({settings.get('SITE_URL', '')}; {settings.get('CONTACT_EMAIL', '')})"
    return connected(name, str(settings.get("GEOCODER_URL") or ""), agent)


@lru_cache(maxsize=8)
def connected(name: str, url: str, agent: str) -> RemoteGeocoder | None:
    """The one geocoder of a process for some settings, so that its threads share its turns."""
    parts = urlsplit(url.rstrip("/"))
    place = {"scheme": parts.scheme, "domain": parts.netloc + parts.path} if url else {}
    if name == Source.NOMINATIM:
        return RemoteGeocoder(Source.NOMINATIM, Nominatim(user_agent=agent, timeout=TIME_OUT, **place))
    if name == Source.PHOTON:
        return RemoteGeocoder(Source.PHOTON, Photon(user_agent=agent, timeout=TIME_OUT, **place))
    log.error("GEOCODER is %r: use nominatim, photon or nothing", name)
    return None
