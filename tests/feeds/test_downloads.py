"""What a downloaded calendar is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from app.feeds.downloads import disposition

NAMES = {
    "Co-production Week: Events": "Co-production-Week-Events.ics",
    "Gŵyl Tŷ / Llŷn": "Gŵyl-Tŷ-Llŷn.ics",
    "": "events.ics",
    "../../etc/passwd": "etc-passwd.ics",
}


@pytest.mark.parametrize(("name", "file"), NAMES.items())
def test_a_file_is_named_for_what_is_in_it(name: str, file: str) -> None:
    assert parse_options_header(disposition(name, "ics"))[1]["filename"] == file


def test_an_old_browser_gets_the_name_without_its_accents() -> None:
    assert 'filename="Gwyl-Llyn.ics"' in disposition("Gŵyl Llŷn", "ics")


@given(st.text(max_size=300))
def test_any_name_makes_one_safe_header(name: str) -> None:
    header = disposition(name, "ics")
    assert header.isascii()
    assert header.isprintable()
    kind, options = parse_options_header(header)
    assert kind == "inline"
    assert options["filename"].endswith(".ics")
    assert not set(options["filename"]) & set('/\\"\r\n:')
