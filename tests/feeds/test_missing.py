"""A calendar program that is not there is never passed over in silence."""

import pytest

from tests.feeds.clients.missing import need


def test_a_missing_program_is_a_skip_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Install the thing"):
        need("no-such-calendar", "Install the thing.")


def test_a_missing_program_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-calendar is not installed"):
        need("no-such-calendar", "Install the thing.")
