"""Finished bytes are looked at without the library that wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue import well_formed
from app.catalogue.faces import Malformed
from tests.catalogue.documents import a_document, a_place, a_session
from tests.feeds.published import entries

GOOD = entries(a_document())


@given(st.text(max_size=200))
def test_whatever_organisers_write_is_well_formed(words: str) -> None:
    sessions = [a_session("one", label=words), a_session("two", label=words)]
    organisation = {"slug": "", "name": words, "kind": "charity", "website": ""}
    well_formed.vevents(
        entries(
            a_document(
                title=words, summary=words, place=a_place(venue=words), organisation=organisation, sessions=sessions
            )
        )
    )


BROKEN = {
    "cut off": GOOD[:-10],
    "a bare line feed": GOOD.replace(b"SEQUENCE:0\r\n", b"SEQUENCE:0\n"),
    "no UID": GOOD.replace(b"UID:", b"X-UID:"),
    "two titles": GOOD.replace(b"SUMMARY:", b"SUMMARY:One\r\nSUMMARY:", 1),
    "a line that is none": GOOD.replace(b"STATUS:", b"STATUS"),
    "a control character": GOOD.replace(b"Sharing", b"Sha\x07ring"),
    "a long line": GOOD.replace(b"STATUS:", b"X-A:" + b"a" * 80 + b"\r\nSTATUS:"),
    "half a letter": GOOD.replace(b"Sharing", b"Shar\xc5"),
    "another calendar": GOOD.replace(b"STATUS:", b"END:VCALENDAR\r\nSTATUS:"),
    "one inside another": GOOD.replace(b"STATUS:", b"BEGIN:VEVENT\r\nSTATUS:"),
    "no end": GOOD.removesuffix(b"END:VEVENT\r\n"),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_entry_is_seen(data: bytes) -> None:
    with pytest.raises((Malformed, UnicodeDecodeError)):
        well_formed.vevents(data)


def test_a_good_entry_passes() -> None:
    well_formed.vevents(GOOD)
    well_formed.vevents(GOOD + entries(a_document(slug="two")))


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b'{"type":"Feature","geometry":null}', b'{"type":"Feature","geometry":NaN}']
)
def test_a_broken_feature_is_seen(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        well_formed.feature(data)
