"""Fields keep what was typed, understand what was meant, and say what to do."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.shared.specimens import EverythingForm

pytestmark = pytest.mark.usefixtures("asked")
GOOD = {
    "title": "Cooking up change",
    "day-day": "7",
    "day-month": "July",
    "day-year": "2027",
    "place": "online",
    "starts_at": "10am",
}


def filled(**others: Any) -> EverythingForm:
    """The form with good answers and these, validated."""
    form = EverythingForm(MultiDict({**GOOD, **others}), meta={"csrf": False})
    form.validate()
    return form


def only_error(name: str, typed: Any) -> str:
    """The one error a field has, which must be the only one of the form."""
    form = filled(**{name: typed})
    assert list(form.errors) == [name], form.errors
    return str(form[name].errors[0])


def test_good_answers_are_understood() -> None:
    form = filled(access=["bsl", "step_free"], people="1,200", email="Olu@Example.ORG", web="example.org")
    assert form.errors == {}
    assert (form.title.data, form.day.data, form.starts_at.data) == ("Cooking up change", date(2027, 7, 7), time(10))
    assert (form.place.data, form.access.data, form.nation.data) == ("online", ["bsl", "step_free"], None)
    assert (form.people.data, form.email.data, form.web.data) == (1200, "Olu@example.org", "https://example.org")


def test_white_space_is_trimmed_and_kept_only_between_paragraphs() -> None:
    form = filled(title="  Cooking \t up\r\nchange ", about=" One \r\n\r\n\r\n Two ")
    assert (form.title.data, form.about.data) == ("Cooking up change", "One\n\n Two")


def test_an_unreadable_character_is_told_and_not_shown_back() -> None:
    form = filled(title="Cook\x00ing")
    assert form.title.errors == ["Take out the character we cannot read from title"]
    assert form.title.typed == "Cooking"


def test_an_over_long_answer_is_told_and_kept() -> None:
    form = filled(title="x" * 10_000)
    assert form.title.errors == ["Title must be 120 characters or fewer"]
    assert form.title.typed == "x" * 10_000


def test_an_answer_of_just_the_length_is_fine() -> None:
    assert filled(title="x" * 120).errors == {}


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("title", " \u200b ", "Enter the name of your event"),
        ("email", "olu", "Enter an email address in the right shape, like name@example.com"),
        ("email", "a" * 300 + "@example.org", "Your email address must be 254 characters or fewer"),
        ("phone", "ring me", "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ("web", "javascript:alert(1)", "Enter a web address that starts with https:// or www"),
        ("people", "lots", "Number of people must be a whole number, like 30"),
        ("people", "0", "Number of people must be between 1 and 5000"),
        ("people", "9" * 5000, "Number of people must be 20 characters or fewer"),
        ("starts_at", "25:00", "Enter an hour between 0 and 23, like 14:00 or 2pm"),
        ("place", "the moon", "Choose one of the answers listed"),
        ("access", "lasers", "Choose from the answers listed"),
        ("access", ["bsl", "none"], "Choose “None of these” or the other answers, not both"),
    ],
)
def test_a_wrong_answer_gets_an_instruction(name: str, typed: Any, message: str) -> None:
    assert only_error(name, typed) == message


@pytest.mark.parametrize(
    "number", ["01632 960 001", "+44 (0)7700 900982", "18001 01632 960001", "01632 960001 ext. 22"]
)
def test_a_telephone_number_is_welcome_as_people_write_it(number: str) -> None:
    assert filled(phone=number).errors == {}


def test_a_missing_date_is_asked_for_at_its_first_box() -> None:
    form = EverythingForm(MultiDict({**GOOD, "day-day": "", "day-month": "", "day-year": ""}), meta={"csrf": False})
    form.validate()
    assert form.error_list() == [{"text": "Enter the date", "href": "#day-day"}]
    assert form.day.marked_boxes == ("day", "month", "year")


def test_the_summary_leads_to_the_first_wrong_box_and_what_was_typed_stays() -> None:
    form = filled(**{"day-month": "Juno"})
    assert form.error_list() == [{"text": "Date must be a real date", "href": "#day-month"}]
    assert form.day.typed == {"day": "7", "month": "Juno", "year": "2027"}


def test_errors_are_listed_in_the_order_of_the_page() -> None:
    form = EverythingForm(MultiDict({"people": "x"}), meta={"csrf": False})
    form.validate()
    assert [error["href"] for error in form.error_list()] == ["#title", "#people", "#day-day", "#place"]


def test_an_error_found_outside_the_form_is_listed_with_its_own() -> None:
    form = filled()
    form.fail("postcode", "Check the postcode: we cannot find it")
    assert form.error_list() == [{"text": "Check the postcode: we cannot find it", "href": "#postcode"}]


def test_what_comes_from_us_is_shown_as_people_would_type_it() -> None:
    kept = {"title": "Tea", "day": date(2027, 7, 1), "starts_at": time(9, 30), "people": 30, "access": ["bsl"]}
    form = EverythingForm(meta={"csrf": False}, data=kept)
    assert (form.starts_at.typed, form.people.typed, form.access.chosen) == ("9:30am", "30", ["bsl"])
    assert form.day.typed == {"day": "1", "month": "7", "year": "2027"}


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "about", "email", "phone", "web", "people", "access"]), st.text(max_size=30)
    )
)
def test_nothing_typed_breaks_a_form(typed: dict[str, str]) -> None:
    form = filled(**typed)
    assert all(error["text"] and error["href"].startswith("#") for error in form.error_list())
    assert bool(form.errors) == bool(form.error_list())
