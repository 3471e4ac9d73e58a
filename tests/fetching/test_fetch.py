"""Reading an address somebody gave us: what is read, where a redirect may lead, and words for everything else."""

import gzip
import socket
import time
from pathlib import Path

import pytest
from flask import Flask

from app.fetching.fetch import fetch
from app.fetching.network import PUBLIC
from app.fetching.refused import Refused, in_words
from app.fetching.troubles import Kind, NoAnswer
from tests.fetching.server import Elsewhere, answer, elsewhere, here_only, named, sent_on, trusting

pytestmark = pytest.mark.enable_socket
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
MB = 1024 * 1024


def refused(address: str, **how: object) -> str:
    with pytest.raises(Refused) as reason:
        fetch(address, **how)  # type: ignore[arg-type]
    return str(reason.value)


def test_what_is_there_is_read_and_its_validators_kept(there: Elsewhere) -> None:
    there.pages["/events.ics"] = answer(BODY, ETag='"7"', Last_Modified="Wed, 07 Jul 2027 10:00:00 GMT")
    found = fetch(there.address())
    assert (found.body, found.etag, found.last_modified) == (BODY, '"7"', "Wed, 07 Jul 2027 10:00:00 GMT")
    assert "User-Agent: coproduction-week-registry (http://127.0.0.1:5000; hello@example.org)" in there.asked[0]
    assert f"Host: calendar.example:{there.port}\r\n" in there.asked[0]
    assert not any(name in there.asked[0] for name in ("Cookie", "Authorization", "Referer", "If-"))


@pytest.mark.parametrize("kept", [{"etag": '"7"'}, {"last_modified": "Wed, 07 Jul 2027 10:00:00 GMT"}])
def test_what_has_not_changed_is_not_sent_again(there: Elsewhere, kept: dict[str, str]) -> None:
    there.pages["/events.ics"] = answer(status="304 Not Modified", whole=False, ETag='"7"')
    found = fetch(there.address(), **kept)  # type: ignore[arg-type]
    assert found.is_same
    assert "If-None-Match" in there.asked[0] or "If-Modified-Since" in there.asked[0]
    assert "error (304)" in refused(there.address())


def test_gzip_and_chunks_are_read(there: Elsewhere) -> None:
    there.pages["/gzip"] = answer(gzip.compress(BODY * 1000), Content_Encoding="gzip")
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:9], BODY[9:])) + b"0\r\n\r\n"
    there.pages["/chunks"] = answer(chunks, whole=False, Transfer_Encoding="chunked")
    assert fetch(there.address("/gzip")).body == BODY * 1000
    assert fetch(there.address("/chunks")).body == BODY


def test_three_redirects_are_followed_and_no_more(there: Elsewhere) -> None:
    there.pages |= {f"/{n}": sent_on(f"/{n + 1}") for n in range(4)} | {"/4": answer(BODY)}
    assert fetch(there.address("/1")).body == BODY
    assert "on and on" in refused(there.address("/0"))


def test_a_redirect_to_itself_is_noticed_at_once(there: Elsewhere) -> None:
    there.pages["/a"], there.pages["/b"] = sent_on("/b"), sent_on("/a", "308 Permanent Redirect")
    assert "on and on" in refused(there.address("/a"))
    assert len(there.asked) == 2


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("https://127.0.0.1/", "private network"),
        ("http://169.254.169.254/latest/meta-data/", "private network"),
        ("https://[::1]/", "private network"),
        ("https://[::ffff:127.0.0.1]/", "private network"),
        ("https://intranet.example/", "private network"),
        ("https://both.example/", "private network"),
        ("//me:secret@public.example/", "name or password"),
        ("file:///etc/passwd", "starts with https"),
        ("https://public.example:6379/", "private network"),
    ],
)
def test_a_redirect_into_a_private_network_is_not_followed(
    there: Elsewhere, app: Flask, place: str, said: str
) -> None:
    """The first hop is allowed to reach this machine; every later one is checked as the public network is."""
    names = {
        "calendar.example": ["127.0.0.1"],
        "intranet.example": ["10.0.0.7"],
        "both.example": ["8.8.8.8", "10.0.0.7"],
        "public.example": ["8.8.8.8"],
    }
    hops: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        hops.append(host)
        return names.get(host, [host])

    def allows(address: object) -> bool:
        return len(hops) == 1 or PUBLIC.allows(address)  # type: ignore[arg-type]

    ports = frozenset({443, there.port})
    app.extensions["network"] = here_only(resolve=resolve, allows=allows, ports=ports)
    there.pages["/events.ics"] = sent_on(place)
    assert said in refused(there.address())
    assert len(there.asked) == 1


def test_the_public_network_refuses_this_machine(there: Elsewhere, app: Flask) -> None:
    app.extensions["network"] = PUBLIC
    for address in ("https://127.0.0.1/", "webcal://127.0.0.1/x.ics", "https://[::1]/", there.address()):
        assert "private network" in refused(address)
    assert there.asked == []


def test_silence_is_ended_with_words(there: Elsewhere) -> None:
    there.pages["/events.ics"] = lambda _line: time.sleep(1)
    assert "too long to answer" in refused(there.address(), seconds=0.3)


def test_one_time_limit_holds_for_all_hops(there: Elsewhere) -> None:
    def slowly_on(line: socket.socket) -> None:
        time.sleep(0.3)
        line.sendall(sent_on(f"/{len(there.asked)}"))

    there.pages |= dict.fromkeys(["/events.ics", "/1", "/2", "/3"], slowly_on)
    assert "too long to answer" in refused(there.address(), seconds=0.5)
    assert len(there.asked) == 2


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (answer(BODY)[:-5], "broke off"),
        (answer(BODY, Content_Encoding="br"), "packed in a way"),
        (answer(gzip.compress(bytes(9 * MB)), Content_Encoding="x-gzip"), "more than 5 MB"),
        (b"", "did not answer"),
        (answer(status="404 Not Found"), "nothing at this address"),
        (answer(status="401 Unauthorized"), "Not everybody may see"),
        (answer(status="503 Busy"), "error (503)"),
        (answer(status="302 Found"), "error (302)"),
        (sent_on("https://[::1"), "broke off"),
    ],
    ids=named,
)
def test_every_other_answer_is_refused_with_words(there: Elsewhere, page: bytes, said: str) -> None:
    there.pages["/events.ics"] = page
    assert said in refused(there.address())


@pytest.mark.parametrize("kind", Kind)
def test_every_trouble_has_words_that_tell_nothing_of_us(there: Elsewhere, kind: Kind) -> None:
    words = str(in_words(NoAnswer(kind, "10.0.0.7 refused"), 5 * MB))
    assert words
    assert "10.0.0.7" not in words


def test_cookies_are_not_kept(there: Elsewhere) -> None:
    there.pages["/a"] = answer(status="302 Found", Location="/b", Set_Cookie="who=me; Path=/")
    there.pages["/b"] = answer(BODY, Set_Cookie="who=me")
    fetch(there.address("/a"))
    fetch(there.address("/b"))
    assert not any("cookie" in asked.lower() for asked in there.asked)


def test_who_cannot_show_who_they_are_is_refused_with_words(app: Flask, certificate: Path) -> None:
    with elsewhere(certificate) as there, app.test_request_context("/"):
        there.pages["/events.ics"] = answer(BODY)
        try:
            app.extensions["network"] = here_only(tls=lambda: trusting(certificate))
            assert fetch(there.address()).body == BODY
            assert "certificate is wrong" in refused(there.address(host="other.example"))
        finally:
            del app.extensions["network"]
