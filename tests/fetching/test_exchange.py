"""Servers that talk to servers: raw answers, no redirect, reasons with the name of the host, one time limit."""

import gzip
import time
from pathlib import Path

import pytest
from flask import Flask

from app.fetching.exchange import Answer, exchange
from app.fetching.network import PUBLIC
from app.fetching.target import Target
from app.fetching.troubles import Kind, NoAnswer
from tests.fetching.server import Elsewhere, answer, elsewhere, here_only, sent_on, trusting

pytestmark = pytest.mark.enable_socket


def inbox(there: Elsewhere) -> Target:
    """Where we write to."""
    return Target("social.example", there.port, "/inbox")


def said(there: Elsewhere, page: bytes, **how: float) -> Answer:
    """What a POST comes to."""
    there.pages["/inbox"] = page
    return exchange("POST", inbox(there), {"Date": "today"}, b"{}", **how)  # type: ignore[arg-type]


def test_an_answer_comes_back_as_it_was_sent(there: Elsewhere) -> None:
    came = said(there, answer(b"ok", status="202 Accepted", Content_Type="text/plain; charset=utf-8"))
    assert (came.status, came.body, came.media_type) == (202, b"ok", "text/plain")
    assert there.asked[0].startswith("POST /inbox HTTP/1.1\r\n")
    assert "User-Agent: coproduction-week-registry (+http://127.0.0.1:5000)\r\n" in there.asked[0]
    assert "Date: today\r\n" in there.asked[0]


@pytest.mark.parametrize("packed", ["gzip", "br"])
def test_what_was_taken_stays_taken_however_the_answer_is_packed(there: Elsewhere, packed: str) -> None:
    """Nothing is unpacked: an odd body is no reason to send the same again."""
    assert said(there, answer(status="202 Accepted", Content_Encoding=packed)).status == 202
    bomb = gzip.compress(bytes(1024 * 1024))
    assert said(there, answer(bomb, Content_Encoding=packed)).body == bomb


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
def test_a_redirect_is_not_followed(there: Elsewhere, status: str) -> None:
    assert said(there, sent_on("/elsewhere", status)).status == int(status[:3])
    assert len(there.asked) == 1


def test_a_reason_names_the_host(there: Elsewhere) -> None:
    with pytest.raises(NoAnswer, match=r"^social\.example: the answer is longer than 1000 bytes$"):
        said(there, answer(b"x" * 1001), most=1000)
    there.pages["/inbox"] = lambda _line: time.sleep(1)
    with pytest.raises(NoAnswer, match=r"^social\.example: it took longer than 0\.2 seconds$"):
        exchange("GET", inbox(there), {}, seconds=0.2)


def test_this_machine_is_not_asked_on_any_port(there: Elsewhere, app: Flask) -> None:
    app.extensions["network"] = PUBLIC
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(NoAnswer, match="not on the public internet") as reason:
            exchange("GET", Target(host, there.port, "/"), {})
        assert reason.value.kind == Kind.PRIVATE
    assert there.asked == []


def test_another_server_may_listen_on_any_port_and_shows_who_it_is(app: Flask, certificate: Path) -> None:
    with elsewhere(certificate) as there:
        there.pages["/"] = answer(b"ok")
        try:
            app.extensions["network"] = here_only(ports=PUBLIC.ports, tls=lambda: trusting(certificate))
            assert exchange("GET", Target("calendar.example", there.port, "/"), {}).body == b"ok"
            with pytest.raises(NoAnswer, match=r"^social\.example: .*certificate"):
                exchange("GET", Target("social.example", there.port, "/"), {})
        finally:
            del app.extensions["network"]
