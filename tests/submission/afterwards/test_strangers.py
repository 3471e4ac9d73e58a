"""Every endpoint that names an event: another's and none at all are the same answer, and nothing changes."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import Visitor
from tests.submission.afterwards.conftest import find, published_by

BODIES = {"event": "CW-ZZZZZZ", "answer": "agree", "to": "cancelled", "reason": "Mine now", "what": "share"}


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Method and rule of every address of the organisers' room that holds a reference."""
    return sorted(
        (method, str(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("submission.")
        and "reference" in rule.arguments
        and not str(rule.rule).startswith("/moderation/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    )


def filled(rule: str, reference: str) -> str:
    """An address with a reference in it."""
    for name in ("<reference:reference>", "<reference>"):
        rule = rule.replace(name, reference)
    start = rule.find("<any(")
    return rule if start < 0 else rule[:start] + rule[start + 5 :].split(",")[0] + rule[rule.index(">", start) + 1 :]


def test_another_organisers_event_looks_like_none(
    app: Flask, olu: Visitor, ada: Visitor, circle: str, press: Callable[..., Visitor]
) -> None:
    published_by(ada, "ada@example.org", about={"title": "Ada’s own"})
    before = [(row.number, row.state, row.title) for row in find(circle).revisions]
    box = ada.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert box is not None
    body = {**BODIES, "csrf_token": str(box["value"])}
    rules = addresses(app)
    assert len(rules) > 20
    for method, rule in rules:
        data = body if method == "POST" else None
        theirs = ada.ask(method, filled(rule, circle), data=data)
        nothing = ada.ask(method, filled(rule, "CW-ZZZZZZ"), data=data)
        assert theirs.status_code == nothing.status_code == 404, rule
        assert theirs.text == nothing.text, rule
        assert "Sharing circle" not in theirs.text
    event = find(circle)
    assert [(row.number, row.state, row.title) for row in event.revisions] == before
    assert (event.happening, len(event.organisers)) == ("going_ahead", 1)


def test_somebody_signed_out_learns_nothing(app: Flask, stranger: Visitor, circle: str) -> None:
    for method, rule in addresses(app):
        theirs = stranger.ask(method, filled(rule, circle))
        nothing = stranger.ask(method, filled(rule, "CW-ZZZZZZ"))
        assert theirs.status_code == nothing.status_code, rule
        assert theirs.status_code in (302, 400, 404), rule
        assert theirs.headers.get("Location") == nothing.headers.get("Location"), rule


@pytest.mark.parametrize("rest", ["", "/edit", "/happening", "/people", "/joining", "/copy", "/withdraw", "/discard"])
@pytest.mark.parametrize(
    "reference", ["CW-%00%00%00%00%00%00", "CW-%ED%A0%80123", "%C3%9F%C3%9F%C3%9F%C3%9F%C3%9F%C3%9F", "1" * 9]
)
def test_odd_references_are_no_event(app: Flask, olu: Visitor, circle: str, reference: str, rest: str) -> None:
    assert olu.ask("GET", f"/my-events/{reference}{rest}").status_code in (404, 405)
