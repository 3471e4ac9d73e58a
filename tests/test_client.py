"""The checking visitor finds what is wrong with a page, and fills in forms as a person would."""

import pytest
from flask import Flask, request, session
from flask.typing import ResponseReturnValue

from tests.client import Visitor

GOOD = """<!doctype html><html lang="en"><head><title>{title}Form - Fair</title></head><body><h1>Form</h1>{body}
</body></html>"""
FORM = """<form action="/sent" method="get"><input type="hidden" name="key" value="k">
<label for="n">Your name</label><input id="n" name="name" value="Olu">
<label for="t">Words</label><textarea id="t" name="words">kept</textarea>
<fieldset><legend>Which day?</legend>
<input type="radio" id="d1" name="day" value="1" checked><label for="d1">Monday</label>
<input type="radio" id="d2" name="day" value="2"><label for="d2">Tuesday</label></fieldset>
<input type="checkbox" id="c1" name="with" value="bsl"><label for="c1">BSL</label>
<input type="checkbox" id="c2" name="with" value="loop"><label for="c2">Loop</label>
<label for="s">Miles</label><select id="s" name="miles"><option>5</option><option selected>25</option></select>
<button>Look</button><button name="act" value="map">Map</button></form>"""
WRONG = {
    "no label": '<input name="lonely">',
    "no legend": '<label>One<input type="radio" name="one"></label>',
    "used twice": '<p id="a">1</p><p id="a">2</p>',
    "points nowhere": '<label for="nothing">Name</label>',
    "the link #gone points nowhere": '<a href="#gone">Gone</a>',
    "inline style": '<p style="color: red">Red</p>',
    "an inline script": "<script>alert(1)</script>",
    "data that cannot be read": '<script type="application/ld+json">{</script>',
    "onclick on <p>": '<p onclick="x()">Press</p>',
    "from elsewhere": '<img src="https://elsewhere.example/a.png" alt="">',
    "without alt": '<img src="/a.png">',
    "<a> without words": '<a href="/"></a>',
    "h1: ['Form', 'Two']": "<h1>Two</h1>",
    "error summary: True": '<div class="govuk-error-summary">Wrong</div>',
    "its token says otherwise": '<form method="post"><button>Go</button></form>',
    "HTML:": "<p></div>",
}


@pytest.fixture
def fair(app: Flask) -> Flask:
    """A tiny site with one page to spoil."""
    tiny = Flask("fair")
    tiny.config.update(SITE_NAME="Fair", SITE_URL="http://127.0.0.1:5000", SECRET_KEY="test")

    @tiny.get("/")
    def page() -> str:
        return GOOD.format(title=request.args.get("title", ""), body=request.args.get("body", FORM))

    @tiny.get("/sent")
    def sent() -> ResponseReturnValue:
        said = "; ".join(f"{name}={value}" for name, value in request.args.items(multi=True))
        return GOOD.format(title="", body=f"<p>{said}</p>")

    @tiny.get("/cookie")
    def cookie() -> str:
        session["seen"] = True
        return GOOD.format(title="", body="")

    return tiny


@pytest.mark.parametrize(("complaint", "body"), WRONG.items(), ids=WRONG)
def test_what_is_wrong_with_a_page_is_said(fair: Flask, complaint: str, body: str) -> None:
    with pytest.raises(AssertionError) as told:
        Visitor(fair).open("GET", "/", 200, query_string={"body": body})
    assert complaint in str(told.value)


def test_an_error_title_without_an_error_is_wrong(fair: Flask) -> None:
    with pytest.raises(AssertionError, match="error summary: False"):
        Visitor(fair).open("GET", "/", 200, query_string={"body": "", "title": "Error: "})


def test_an_untouched_form_is_sent_as_it_stands(fair: Flask) -> None:
    Visitor(fair).get("/").submit("Look").has("key=k; name=Olu; words=kept; day=1; miles=25")


def test_fields_are_found_by_name_and_by_label(fair: Flask) -> None:
    vi = Visitor(fair).get("/")
    vi.submit("Map", name="Vi", Words="new", **{"Which day?": "Tuesday", "with": ["BSL", "loop"], "miles": 5})
    vi.has("key=k; name=Vi; words=new; day=2; with=bsl; with=loop; miles=5; act=map")


def test_nobody_chooses_what_is_not_offered(fair: Flask) -> None:
    vi = Visitor(fair).get("/")
    with pytest.raises(AssertionError, match="does not offer"):
        vi.submit("Look", day="Sunday")
    with pytest.raises(AssertionError, match="no single field"):
        vi.submit("Look", age="9")
    with pytest.raises(AssertionError, match="no button"):
        vi.submit("Send")


def test_a_visitor_without_cookies_refuses_one(fair: Flask) -> None:
    Visitor(fair).get("/cookie")
    with pytest.raises(AssertionError, match="set a cookie"):
        Visitor(fair, keeps_cookies=False).get("/cookie")
