"""Are finished bytes what their format asks for? Asked once, at publication, without the library that wrote them."""

import json
import re

from app.catalogue.faces import Malformed

LONGEST_LINE = 75  # octets, RFC 5545 §3.1
# name *(";" param) ":" value, where a quoted parameter may hold what ends one (RFC 5545 §3.1). No control characters.
CONTENT_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?:;[A-Z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:\x00-\x08\x0a-\x1f\x7f]*))*'
    r":[^\x00-\x08\x0a-\x1f\x7f]*"
)
ONCE = ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY")


def vevents(data: bytes) -> None:
    """One VEVENT or more, in lines that end in CRLF, with what every one of ours has once. Raises Malformed."""
    if not data.endswith(b"\r\n"):
        raise Malformed("the last line does not end")
    lines = data[:-2].split(b"\r\n")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise Malformed(f"a line is longer than {LONGEST_LINE} octets")
    names: list[str] = []
    for line in data[:-2].replace(b"\r\n ", b"").decode().split("\r\n"):
        if line == "END:VEVENT":
            entry(names)
            names = []
            continue
        found = CONTENT_LINE.fullmatch(line)
        if found is None:
            raise Malformed(f"not a content line: {line[:60]!r}")
        names.append("BEGIN:VEVENT" if line == "BEGIN:VEVENT" else found["name"])
    if names:
        raise Malformed("the last VEVENT does not end")


def entry(names: list[str]) -> None:
    """The names of one VEVENT's properties, its BEGIN first."""
    if names[:1] != ["BEGIN:VEVENT"] or "BEGIN" in names or "END" in names or names.count("BEGIN:VEVENT") > 1:
        raise Malformed("lines outside a VEVENT, or one inside another")
    for name in ONCE:
        if names.count(name) != 1:
            raise Malformed(f"{name} is there {names.count(name)} times")


def feature(data: bytes) -> None:
    """One GeoJSON Feature (RFC 7946 §3.2) in UTF-8. Raises Malformed."""
    found = json.loads(data, parse_constant=refuse)
    if not (
        isinstance(found, dict) and found.get("type") == "Feature" and {"geometry", "properties"} <= found.keys()
    ):
        raise Malformed("not a Feature")


def refuse(name: str) -> None:
    """NaN and Infinity are not JSON (RFC 8259 §6), though Python writes and reads them."""
    raise Malformed(f"{name} is not JSON")
