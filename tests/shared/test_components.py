"""Our fields become components that everybody can find, name and follow."""

from html import unescape

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from app.shared.components import component
from tests.shared.specimens import EverythingForm

SHOW = '{% from "shared/components.html" import field %}{{ field(form[name], **options) }}'


def page(vi: FlaskClient, *, wrong: bool = False) -> BeautifulSoup:
    """The gallery, as opened or as posted empty."""
    opened = BeautifulSoup(vi.get("/try/gallery").text, "html5lib")
    if not wrong:
        return opened
    token = opened.select_one("form[method=post] [name=csrf_token]")
    assert token is not None
    return BeautifulSoup(vi.post("/try/gallery", data={"csrf_token": token["value"], "web": "x"}).text, "html5lib")


def shown(form: EverythingForm, name: str, **options: object) -> BeautifulSoup:
    """One field as HTML."""
    return BeautifulSoup(render_template_string(SHOW, form=form, name=name, options=options), "html5lib")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    """The only element of its kind."""
    found = soup.select(selector)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("wrong", [False, True])
def test_every_id_is_used_once(vi: FlaskClient, wrong: bool) -> None:
    ids = [tag["id"] for tag in page(vi, wrong=wrong).select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("wrong", [False, True])
def test_every_question_has_a_label_and_every_description_exists(vi: FlaskClient, wrong: bool) -> None:
    soup = page(vi, wrong=wrong)
    labelled = {label["for"] for label in soup.select("label[for]")}
    asked = soup.select("input:not([type=hidden]), select, textarea")
    assert {tag["id"] for tag in asked} <= labelled
    ids = {tag["id"] for tag in soup.select("[id]")}
    described = {word for tag in soup.select("[aria-describedby]") for word in str(tag["aria-describedby"]).split()}
    assert described <= ids


def test_the_summary_links_to_things_that_take_focus_in_the_order_of_the_form(vi: FlaskClient) -> None:
    soup = page(vi, wrong=True)
    targets = [str(link["href"]) for link in soup.select(".govuk-error-summary a")]
    assert targets == ["#title", "#web", "#day-day", "#place"]
    assert all(one(soup, target).name == "input" for target in targets)
    assert soup.title is not None
    assert soup.title.text == "Error: Gallery - Co-production Week"


def test_a_label_or_legend_can_be_the_heading_of_the_page(asked: None) -> None:
    form = EverythingForm(meta={"csrf": False})
    for name in ("title", "about", "nation", "day", "place", "access"):
        assert one(shown(form, name, page_heading=True), "h1").get_text(strip=True) == form[name].label.text


def test_only_the_wrong_box_of_a_date_is_marked(asked: None) -> None:
    form = EverythingForm(MultiDict({"day-day": "1", "day-month": "13", "day-year": "2027"}), meta={"csrf": False})
    form.validate()
    marked = shown(form, "day").select(".govuk-input--error")
    assert [tag["id"] for tag in marked] == ["day-month"]


def test_what_is_revealed_is_in_the_page_without_javascript(asked: None) -> None:
    soup = shown(EverythingForm(meta={"csrf": False}), "place", reveal={"online": "<p id=more>How to join</p>"})
    assert one(soup, "#more").parent == one(soup, "#conditional-place-2")
    assert one(soup, "#place-2")["data-aria-controls"] == "conditional-place-2"


def test_paragraphs_survive_in_a_textarea_inside_a_revealed_answer(asked: None) -> None:
    typed = "One\n\n  & two <b>"
    form = EverythingForm(MultiDict({"about": typed}), meta={"csrf": False})
    inner = render_template_string(SHOW, form=form, name="about", options={})
    soup = shown(form, "place", reveal={"online": inner})
    assert one(soup, "textarea").text == typed


def test_what_was_typed_is_never_html(asked: None) -> None:
    form = EverythingForm(MultiDict({"title": '"><script>x</script>', "place": "<b>"}), meta={"csrf": False})
    form.validate()
    assert not shown(form, "title").select("script")
    assert one(shown(form, "title"), "input")["value"] == unescape("&quot;&gt;&lt;script&gt;x&lt;/script&gt;")


def test_what_is_not_one_of_our_fields_is_refused(asked: None) -> None:
    form = EverythingForm(meta={"csrf": False})
    with pytest.raises(TypeError, match="not one of the fields"):
        component(type("Odd", (), {"id": "a", "name": "a", "description": "", "errors": ()})())
    assert component(form.title)["label"]["text"] == "What is your event called?"


def test_nothing_inline_in_any_part(look: Flask, vi: FlaskClient) -> None:
    soup = page(vi)
    assert not soup.select("[style], style, [onclick], [onload]")
    assert all(script.get("src") for script in soup.select("script"))
