"""``flask campaign``: Weeks are added, changed without losing what was said before, and refused in words."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.demo.weeks import example_week
from app.extensions import db
from app.registry.campaign import Campaign

WEEK = ("add", "Co-production Week 2027", "--host", "SCIE", "--year", "2027")


def told(app: Flask, *words: str, code: int = 0) -> str:
    """What ``flask campaign …`` says."""
    result = app.test_cli_runner().invoke(args=["campaign", *words])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def the_week() -> Campaign:
    db.session.rollback()
    return db.session.scalars(select(Campaign)).one()


def test_what_is_left_out_of_a_change_stays(app: Flask) -> None:
    assert "/weeks/co-production-week-2027" in told(app, *WEEK, "--hashtag", "#coproweek", "--nation", "wales")
    told(app, *WEEK, "--from", "2027-07-05", "--to", "2027-07-09", "--theme", "Beyond the  room")
    told(app, *WEEK, "--open", "2027-01-04")
    week = the_week()
    assert (week.first_day, week.last_day) == (date(2027, 7, 5), date(2027, 7, 9))
    assert (week.hashtag, week.theme, week.nation) == ("#coproweek", "Beyond the room", "wales")
    assert "2027-07-05 to 2027-07-09" in told(app, "list")
    told(app, *WEEK, "--no-days", "--theme", "")
    assert (the_week().first_day, the_week().theme, the_week().hashtag) == (None, "", "#coproweek")


def test_real_days_end_the_note_of_an_example(app: Flask) -> None:
    db.session.add(example_week(date(2027, 1, 1)))
    db.session.commit()
    assert the_week().note
    told(app, *WEEK, "--from", "2027-07-06", "--to", "2027-07-10")
    assert (the_week().note, the_week().first_day) == ("", date(2027, 7, 6))
    assert "Example dates" not in app.test_client().get("/weeks/co-production-week-2027").text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*WEEK, "--from", "2027-07-05"), 1),
        ((*WEEK, "--from", "2027-07-05", "--to", "2027-07-01"), 1),
        ((*WEEK, "--open", "2027-07-05", "--close", "2027-07-01"), 1),
        ((*WEEK, "--from", "31/2/2027", "--to", "2027-07-01"), 2),
        ((*WEEK, "--theme", "x" * 300), 2),
        ((*WEEK, "--theme", "a\x00b"), 2),
        ((*WEEK, "--theme", "\udcff"), 2),
        (("add", "", "--host", "SCIE", "--year", "2027"), 1),
        (("add", "Week", "--host", "SCIE", "--year", "99999999999999999999"), 2),
    ],
)
def test_what_makes_no_week_is_refused_in_words(app: Flask, words: tuple[str, ...], code: int) -> None:
    assert "Error: " in told(app, *words, code=code)
    assert db.session.scalars(select(Campaign)).all() == []
