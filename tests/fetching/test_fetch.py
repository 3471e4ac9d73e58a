"""Reading somebody else's address: what is read, and how every hostile server is ended in time, size and words."""

import contextlib
import gzip
import socket
import time
import tracemalloc
from collections.abc import Callable

import pytest
from flask import Flask

from app.fetching.fetch import fetch
from app.fetching.network import PUBLIC
from app.fetching.refused import Refused
from tests.fetching.server import Elsewhere, answer, authority_of_tests, elsewhere, here_only, sent_on

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


def test_the_address_that_was_checked_is_the_one_connected_to(
    there: Elsewhere, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is looked up, and private a moment later, gets no second look."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    tried: list[object] = []

    def connect(address: object, timeout: object = None) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    app.extensions["network"] = here_only(resolve=lambda _h, _p: next(answers), allows=PUBLIC.allows)
    assert "did not answer" in refused(there.address())
    assert tried == [("93.184.216.34", there.port)]
    assert next(answers) == ["127.0.0.1"]


def test_the_public_network_refuses_this_machine(there: Elsewhere, app: Flask) -> None:
    app.extensions["network"] = PUBLIC
    for address in ("https://127.0.0.1/", "webcal://127.0.0.1/x.ics", "https://[::1]/", there.address()):
        assert "private network" in refused(address)
    assert there.asked == []


def drip(line: socket.socket) -> None:
    """A header that never ends, a byte at a time."""
    line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(1000):
        line.sendall(b"x")
        time.sleep(0.05)


def slow_body(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\n")
    for _ in range(1000):
        line.sendall(b"x")
        time.sleep(0.05)


def silence(line: socket.socket) -> None:
    time.sleep(3)


def continues(line: socket.socket) -> None:
    for _ in range(1000):
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.01)


@pytest.mark.parametrize("act", [drip, slow_body, silence, continues])
def test_an_answer_that_never_ends_is_ended(there: Elsewhere, act: Callable[[socket.socket], None]) -> None:
    there.pages["/events.ics"] = act
    began = time.monotonic()
    assert "too long to answer" in refused(there.address(), seconds=0.4)
    assert time.monotonic() - began < 1.5


def test_a_name_service_that_never_answers_is_not_waited_for(there: Elsewhere, app: Flask) -> None:
    app.extensions["network"] = here_only(resolve=lambda _h, _p: [str(there.over.wait(5))])
    began = time.monotonic()
    assert "too long" in refused(there.address(), seconds=0.3)
    assert time.monotonic() - began < 1.5


def endless(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    with contextlib.suppress(OSError):
        while True:
            line.sendall(b"x" * MB)


def test_no_more_is_held_than_may_be(there: Elsewhere) -> None:
    """An endless body, a hundred megabytes, and a bomb of 64 MB in 64 kB: each ends under 25 MB of our memory."""
    there.pages |= {
        "/endless": endless,
        "/long": b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n",
        "/bomb": answer(gzip.compress(bytes(64 * MB), 1), Content_Encoding="gzip"),
    }
    tracemalloc.start()
    try:
        for path in there.pages:
            tracemalloc.reset_peak()
            assert "more than 5 MB" in refused(there.address(path)), path
            assert tracemalloc.get_traced_memory()[1] < 25 * MB, path
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (answer(BODY)[:-5], "broke off"),
        (answer(gzip.compress(BODY)[:-9], Content_Encoding="gzip"), "broke off"),
        (answer(b"not gzip at all", Content_Encoding="gzip"), "broke off"),
        (answer(BODY, whole=False, Transfer_Encoding="chunked"), "broke off"),
        (answer(BODY, Content_Encoding="br"), "packed in a way"),
        (b"SSH-2.0-OpenSSH_9.0\r\n", "broke off"),
        (b"", "did not answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n", "broke off"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", "broke off"),
        (answer(status="404 Not Found"), "nothing at this address"),
        (answer(status="401 Unauthorized"), "Not everybody may see"),
        (answer(status="503 Busy"), "error (503)"),
        (answer(status="302 Found"), "error (302)"),
        (sent_on("https://[::1"), "broke off"),
    ],
)
def test_every_other_answer_is_refused_with_words(there: Elsewhere, page: bytes, said: str) -> None:
    there.pages["/events.ics"] = page
    assert said in refused(there.address())


def test_cookies_are_not_kept(there: Elsewhere) -> None:
    there.pages["/a"] = answer(status="302 Found", Location="/b", Set_Cookie="who=me; Path=/")
    there.pages["/b"] = answer(BODY, Set_Cookie="who=me")
    fetch(there.address("/a"))
    fetch(there.address("/b"))
    assert not any("cookie" in asked.lower() for asked in there.asked)


def test_tls_is_checked_against_the_name_that_was_asked_for(app: Flask) -> None:
    with elsewhere(tls=True) as there, app.test_request_context("/"):
        there.pages["/events.ics"] = answer(BODY)
        try:
            app.extensions["network"] = here_only(tls=authority_of_tests)
            assert fetch(there.address()).body == BODY
            assert "certificate is wrong" in refused(there.address(host="other.example"))
            app.extensions["network"] = here_only(tls=PUBLIC.tls)
            assert "certificate is wrong" in refused(there.address())
        finally:
            del app.extensions["network"]
