"""Kept answers are the same bytes as fresh ones, and never older than the catalogue."""

import gzip
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import brotli
import pytest
from flask import abort
from werkzeug.test import Client, EnvironBuilder, TestResponse, run_wsgi_app

from app.serving import kept
from app.serving.public import Answer, public
from app.shared import clock
from tests.serving.conftest import LONG, Stand

CODINGS = ("identity", "gzip", "br")


def get(stand: Stand, path: str, coding: str = "identity", **headers: str) -> TestResponse:
    return stand.client().get(path, headers={"Accept-Encoding": coding, **headers})


def read(answer: TestResponse) -> bytes:
    opened: dict[str | None, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress}
    return opened.get(answer.headers.get("Content-Encoding"), bytes)(answer.data)


@pytest.mark.parametrize("path", ["/stall", "/stall.ics", "/small", "/stall?b=2&a=1"])
@pytest.mark.parametrize("coding", CODINGS)
def test_a_kept_answer_is_what_flask_would_say(stand: Stand, path: str, coding: str) -> None:
    fresh = stand.app.test_client().get(path)
    first, second = get(stand, path, coding), get(stand, path, coding)
    assert read(first) == read(second) == fresh.data
    assert first.data == second.data
    assert sorted(first.headers) == sorted(second.headers)
    changed = {"ETag", "Content-Length", "Content-Encoding"}
    assert {n: v for n, v in second.headers if n not in changed} == {
        n: v for n, v in fresh.headers if n not in changed
    }
    assert int(second.headers["Content-Length"]) == len(second.data)


def test_flask_is_asked_once(stand: Stand) -> None:
    for coding in CODINGS * 3:
        assert read(get(stand, "/stall", coding)).decode() == LONG
    assert len(stand.asked) == 3  # once for each coding asked for one after another


def test_what_was_just_published_is_seen_at_once(stand: Stand) -> None:
    before = get(stand, "/stall")
    stand.publish("Swansea joins in")
    after = get(stand, "/stall")
    assert after.text == "Swansea joins in"
    assert before.headers["ETag"] != after.headers["ETag"]


def test_requests_that_come_together_share_one_asking(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, clock_now = [], [100.0]
    assert stand.layer.reader is not None
    reading = stand.layer.reader.read
    monkeypatch.setattr(stand.layer.reader, "read", lambda: (asked.append(1), reading())[1])
    monkeypatch.setattr(kept, "monotonic", lambda: clock_now[0])
    monkeypatch.setattr(kept, "HOLDS", 0.002)
    assert {get(stand, "/stall").text for _ in range(10)} == {LONG}
    assert len(asked) == 1
    stand.publish("Swansea joins in")
    clock_now[0] += kept.HOLDS
    assert get(stand, "/stall").text == "Swansea joins in"
    assert len(asked) == 2


def test_whoever_learns_of_a_change_from_an_answer_is_shown_it_by_every_process(
    make_stand: Callable[..., Stand], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = make_stand(), make_stand()
    passed = [100.0]
    monkeypatch.setattr(kept, "HOLDS", 0.001)
    monkeypatch.setattr(kept, "monotonic", lambda: passed[0])
    monkeypatch.setattr(kept, "sleep", lambda seconds: passed.__setitem__(0, passed[0] + seconds))
    assert get(other, "/stall").text == LONG
    passed[0] += 0.0009
    assert get(other, "/stall").text == LONG
    other.text = "Swansea joins in"
    with mine.app.app_context():
        mine.publish("Swansea joins in")
    assert get(other, "/stall").text == LONG, "nobody knows yet"
    mine.client().post("/stall")
    assert get(other, "/stall").text == "Swansea joins in"


def test_where_nothing_is_kept_nobody_waits(
    make_stand: Callable[..., Stand], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "sleep", lambda _seconds: pytest.fail("nothing to wait for"))
    make_stand(KEPT_ANSWERS_BYTES=0).client().post("/stall")


@pytest.mark.parametrize("coding", CODINGS)
def test_who_holds_an_answer_gets_304(stand: Stand, coding: str) -> None:
    etag = get(stand, "/stall", coding).headers["ETag"]
    for given in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = get(stand, "/stall", coding, **{"If-None-Match": given})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == etag
        assert "Content-Type" not in again.headers
        assert "Content-Security-Policy" in again.headers
    assert get(stand, "/stall", coding, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_304_is_given_across_codings_and_restarts(make_stand: Callable[..., Stand]) -> None:
    etag = get(make_stand(), "/stall", "br").headers["ETag"]
    assert get(make_stand(), "/stall", "gzip", **{"If-None-Match": etag}).status_code == 304
    unkept = make_stand(KEPT_ANSWERS_BYTES=0)
    assert get(unkept, "/stall", "br", **{"If-None-Match": etag}).status_code == 304


def test_a_client_that_only_knows_dates_gets_304(stand: Stand) -> None:
    changed = get(stand, "/stall").headers["Last-Modified"]
    assert get(stand, "/stall", **{"If-Modified-Since": changed}).status_code == 304
    assert get(stand, "/stall", **{"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}).status_code == 200
    assert get(stand, "/stall", **{"If-Modified-Since": "yesterday"}).status_code == 200


def test_an_etag_that_differs_outweighs_the_date(stand: Stand) -> None:
    changed = get(stand, "/stall").headers["Last-Modified"]
    answer = get(stand, "/stall", **{"If-Modified-Since": changed, "If-None-Match": '"other"'})
    assert answer.status_code == 200


@pytest.mark.parametrize("kept", [0, 1_000_000])
def test_head_has_the_headers_of_get_and_no_body(make_stand: Callable[..., Stand], kept: int) -> None:
    stand = make_stand(KEPT_ANSWERS_BYTES=kept)
    for _ in range(2):
        head = stand.client().head("/stall", headers={"Accept-Encoding": "gzip"})
        assert head.data == b""
        assert dict(head.headers) == dict(get(stand, "/stall", "gzip").headers)


def test_many_at_once_make_flask_work_once(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    together, started = threading.Barrier(8), threading.Event()
    answers: list[bytes] = []

    @stand.app.get("/slow")
    @public
    def slow() -> Answer:
        stand.asked.append("slow")
        started.wait(0.3)
        return LONG, "text/plain"

    def ask(coding: str) -> None:
        together.wait()
        answers.append(read(get(stand, "/slow", coding)))

    threads = [threading.Thread(target=ask, args=(CODINGS[n % 3],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [LONG.encode()] * 8
    assert stand.asked == ["slow"]


def test_a_private_page_and_a_post_pass_through(stand: Stand) -> None:
    client = stand.client()
    for _ in range(2):
        answer = client.get("/private", headers={"Accept-Encoding": "br"})
        assert answer.text == LONG
        assert "Set-Cookie" in answer.headers
        assert client.post("/private").text == LONG
    assert stand.asked == ["GET", "POST", "GET", "POST"]


def test_errors_are_not_kept(stand: Stand) -> None:
    for _ in range(2):
        assert get(stand, "/missing").status_code == 404
    assert stand.asked == ["missing", "missing"]
    assert len(stand.layer.store) == 0


def test_a_page_that_comes_to_be_is_found(stand: Stand) -> None:
    there: list[str] = []

    @stand.app.get("/soon")
    @public
    def soon() -> Answer:
        if not there:
            abort(404)
        return there[0], "text/plain"

    assert get(stand, "/soon").status_code == 404
    there.append("Here")
    assert get(stand, "/soon").text == "Here"
    there.append("Asked again")
    assert get(stand, "/soon").text == "Here"


def test_cookies_change_nothing(stand: Stand) -> None:
    client = stand.client()
    client.get("/private")
    assert client.get("/forgetful").text == "nobody"
    answer = client.get("/stall")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_public_page_cannot_write_to_the_session(stand: Stand) -> None:
    with pytest.raises(RuntimeError, match="same for everyone"):
        get(stand, "/careless")


def test_each_host_has_its_own_answer(stand: Stand) -> None:
    client = stand.client()
    for host in ("one.example", "two.example"):
        client.get("/stall", headers={"Host": host})
    assert len(stand.asked) == 2


def test_tomorrow_is_another_page(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def at(*moment: int) -> Any:
        return lambda: datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type]

    monkeypatch.setattr(clock, "now", at(2027, 7, 5, 22, 59))
    today = get(stand, "/stall")
    monkeypatch.setattr(clock, "now", at(2027, 7, 5, 23, 0))  # midnight in London
    tomorrow = get(stand, "/stall")
    assert len(stand.asked) == 2
    assert today.headers["ETag"] != tomorrow.headers["ETag"]
    assert tomorrow.headers["Last-Modified"] == "Mon, 05 Jul 2027 23:00:00 GMT"


def test_a_database_that_cannot_be_read_leaves_it_to_flask(stand: Stand) -> None:
    class Gone:
        def read(self) -> None:
            return None

        def close(self) -> None:
            return None

    stand.layer.reader = Gone()  # type: ignore[assignment]
    for _ in range(2):
        assert read(get(stand, "/stall", "br")).decode() == LONG
    assert len(stand.asked) == 2


def test_an_answer_made_while_something_changed_is_not_kept(stand: Stand) -> None:
    @stand.app.get("/racing")
    @public
    def racing() -> Answer:
        stand.asked.append("racing")
        if len(stand.asked) == 1:
            stand.publish("changed meanwhile")
        return "Hello", "text/plain"

    get(stand, "/racing")
    get(stand, "/racing")
    get(stand, "/racing")
    assert stand.asked == ["racing", "racing"]


def test_only_so_much_is_kept(make_stand: Callable[..., Stand]) -> None:
    stand = make_stand(KEPT_ANSWERS_BYTES=100_000)
    for number in range(40):
        get(stand, f"/stall?page={number}", "br")
    assert 0 < stand.layer.store.size <= 100_000
    assert read(get(stand, "/stall?page=39", "br")).decode() == LONG
    assert len(stand.asked) == 40


def test_parameters_in_another_order_have_the_same_etag(stand: Stand) -> None:
    orders = ("a=1&b=2&b=3", "b=2&a=1&b=3", "b=3&b=2&a=1")
    tags = [get(stand, f"/stall?{order}").headers["ETag"] for order in orders]
    assert tags[0] == tags[1] != tags[2]


def test_the_edition_is_part_of_the_etag(make_stand: Callable[..., Stand]) -> None:
    one, other = make_stand(), make_stand(CONTACT_EMAIL="someone@example.org")
    assert get(one, "/stall").headers["ETag"] != get(other, "/stall").headers["ETag"]


def test_clients_are_told_to_ask_again(stand: Stand) -> None:
    assert get(stand, "/stall").headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert Client(stand.layer).get("/stall.ics").headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_server_may_leave_out_what_is_empty(stand: Stand) -> None:
    """PEP 3333: no Host in HTTP/1.0, no QUERY_STRING. Twice, as the second is answered from what was kept."""
    for _ in range(2):
        environ = EnvironBuilder("/stall").get_environ()
        for name in ("HTTP_HOST", "QUERY_STRING", "SCRIPT_NAME"):
            environ.pop(name, None)
        environ["SERVER_NAME"] = "localhost"
        body, status, _headers = run_wsgi_app(stand.layer, environ)
        assert (status, b"".join(body).decode()) == ("200 OK", LONG)
