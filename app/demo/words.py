"""What generated events are made of: subjects, places, hosts, in our own words (``data/words.json``)."""

import json
from dataclasses import dataclass

from app.demo.weeks import DATA


@dataclass(frozen=True)
class Subject:
    """What an event is about. ``welsh`` is its title in Welsh, where it has one."""

    title: str
    summary: str
    welsh: str


@dataclass(frozen=True)
class Venue:
    """A public place. ``postcode`` is empty where only the town is given."""

    name: str
    town: str
    postcode: str


WORDS = json.loads((DATA / "words.json").read_text("utf-8"))
SUBJECTS = tuple(Subject(*one) for one in WORDS["subjects"])
FESTIVALS = tuple(Subject(*one) for one in WORDS["festivals"])
ACTIVITIES = tuple(Subject(*one) for one in WORDS["activities"])
VENUES = tuple(Venue(*one) for one in WORDS["venues"])
HOSTS: tuple[tuple[str, str], ...] = tuple((name, kind) for name, kind in WORDS["hosts"])
PARAGRAPHS: tuple[str, ...] = tuple(WORDS["paragraphs"])
NOTES: dict[str, list[str]] = WORDS["notes"]
