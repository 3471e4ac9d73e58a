"""The letter over a real SMTP exchange: both headers arrive as they left."""

import re

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.extensions import db
from tests.catalogue import documents
from tests.catalogue.rows import published
from tests.client import Visitor
from tests.digest.conftest import THURSDAY, Travel, subscribed, subscriptions
from tests.notifications.postbox import Postbox

pytestmark = pytest.mark.enable_socket


def test_both_headers_arrive_and_what_they_say_to_post_ends_it(
    app: Flask, it_is: Travel, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SITE_URL", "https://weeks.example")
    monkeypatch.setitem(app.config, "MAIL_URL", postbox.url)
    published("Sharing circle", sessions=[documents.a_session(starts_on="2027-07-01")])
    db.session.commit()
    key = subscribed()
    it_is(THURSDAY)
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output
    (letter,) = postbox.received
    assert letter["To"] == "vi@example.org"
    assert letter["List-Unsubscribe"] == f"<https://weeks.example/digest/leave/{key}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == "<events-every-week.example.org>"
    plain = letter.get_body(("plain",))
    assert plain is not None
    assert "Sharing circle" in plain.get_content()
    program = Visitor(app, keeps_cookies=False)
    address = re.fullmatch("<(https://[^>]+)>", letter["List-Unsubscribe"])
    assert address is not None
    name, _equals, value = letter["List-Unsubscribe-Post"].partition("=")
    answer = program.ask("POST", program.ours(address[1]), data=MultiDict([(name, value)]))
    assert answer.status_code == 200
    assert subscriptions() == []
    app.test_cli_runner().invoke(args=["worker", "--once"])
    assert len(postbox.received) == 1
