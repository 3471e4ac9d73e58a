"""Where public things are. Once given, an address stays."""

from app.registry.vocabularies.kinds import EventKind


def page_address(kind: str, slug: str) -> str:
    """The path of an event's own page."""
    return f"/festivals/{slug}" if kind == EventKind.FESTIVAL else f"/events/{slug}"


def picture_address(key: str) -> str:
    """The path of a picture in its full size."""
    return f"/pictures/{key}"
