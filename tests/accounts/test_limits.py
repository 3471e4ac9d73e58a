"""How often something may be asked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.limits import forget_old_requests, network_of, within_limit
from app.accounts.models import LinkRequest
from app.extensions import db

HOUR = timedelta(hours=1)


def test_the_limit_holds_for_its_time_and_each_asker_apart(app: Flask, later: Callable[[timedelta], None]) -> None:
    assert [within_limit("link", "olu@example.org", 2, HOUR) for _ in range(4)] == [True, True, False, False]
    assert within_limit("link", "mo@example.org", 2, HOUR)
    assert within_limit("other", "olu@example.org", 2, HOUR)
    later(HOUR)
    assert within_limit("link", "olu@example.org", 2, HOUR)


def test_no_address_is_kept_and_counts_are_forgotten(app: Flask, later: Callable[[timedelta], None]) -> None:
    within_limit("link", "olu@example.org", 2, HOUR)
    db.session.commit()
    assert "olu" not in db.session.scalars(select(LinkRequest.asker)).one()
    later(timedelta(days=2))
    forget_old_requests()
    assert db.session.scalar(select(LinkRequest.id)) is None


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002"),
        (None, "unknown"),
        ("somewhere", "unknown"),
    ],
)
def test_a_network_is_an_address_or_a_household(address: str | None, network: str) -> None:
    assert network_of(address) == network
