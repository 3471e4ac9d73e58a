"""The addresses of one calendar in the forms that calendar programs open."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Addresses:
    """Where to subscribe. ``https`` is the address itself, ``webcal`` opens the calendar of the device."""

    https: str
    webcal: str
    google: str
    outlook: str
    microsoft_365: str


def addresses(https: str, name: str) -> Addresses:
    """Every form of a calendar's whole address. ``name`` is what Outlook will call it."""
    webcal = "webcal:" + https.partition(":")[2]
    outlook = urlencode({"url": https, "name": name}, quote_via=quote)
    return Addresses(
        https=https,
        webcal=webcal,
        google="https://calendar.google.com/calendar/r?" + urlencode({"cid": webcal}),
        outlook=f"https://outlook.live.com/calendar/0/addfromweb?{outlook}",
        microsoft_365=f"https://outlook.office.com/calendar/0/addfromweb?{outlook}",
    )
