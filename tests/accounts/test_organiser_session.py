"""What this browser may edit."""

from flask import Flask

from app.accounts import organiser_session as session


def test_a_browser_may_edit_what_it_was_allowed(app: Flask) -> None:
    with app.test_request_context():
        assert not session.may_edit("CPW-1")
        session.allow_event("CPW-1")
        assert session.may_edit("CPW-1")
        assert not session.may_edit("CPW-2")


def test_the_newest_forty_are_kept(app: Flask) -> None:
    with app.test_request_context():
        for number in range(45):
            session.allow_event(f"CPW-{number}")
        session.allow_event("CPW-5")
        assert len(session.editable_events()) == 40
        assert not session.may_edit("CPW-4")
        assert session.editable_events()[-1] == "CPW-5"


def test_forgetting_takes_every_right(app: Flask) -> None:
    with app.test_request_context():
        session.allow_event("CPW-1")
        session.sign_in_organiser(7)
        assert session.signed_in_organiser() == 7
        session.forget()
        assert not session.may_edit("CPW-1")
        assert session.signed_in_organiser() is None
