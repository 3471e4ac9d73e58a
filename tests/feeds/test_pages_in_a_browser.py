"""The pages of subscribing and of the shortlist in a real browser: barriers, keys, codes, paper."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page

from app.feeds.qr import QUIET_ZONE
from tests.browser import AXE, TAGS, open_page
from tests.feeds.site import open_site
from tests.sniffer import sniffed

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LOOKS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
ADD = "Add to my shortlist"
TAKE = "On my shortlist: take off"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A site with a few events."""
    with open_site(tmp_path_factory.mktemp("keeping")) as found:
        yield found


PATHS = {
    "a calendar": "/calendar?near=Leeds&cost=free&access=step_free",
    "an empty calendar with errors": "/calendar?near=Swansea&within=oops&from=31/2/2027&festival=nothing",
    "a shortlist": "/shortlist?event={circle}&event={off}&event=CW-CCCCCC&near=Leeds",
    "an empty shortlist with errors": "/shortlist?event=oops&near=Xyzzy",
}


@pytest.mark.parametrize("name", PATHS)
def test_nobody_who_looks_for_barriers_finds_one(chromium: Browser, site: dict[str, str], name: str) -> None:
    page, complaints = open_page(chromium, site["url"] + PATHS[name].format(**site))
    page.evaluate(AXE.read_text())
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sniffed(page) == []
    assert complaints == []
    page.close()


def modules(page: Page, side: int) -> list[list[int]]:
    """A code as a camera sees it: 1 where the middle of a module is dark."""
    seen = Image.open(BytesIO(page.locator("svg.qr__code").screenshot())).convert("L")
    middle = [int((n + 0.5) * seen.width / side) for n in range(side)]
    return [[int(seen.getpixel((x, y)) < 128) for x in middle] for y in middle]  # type: ignore[operator]


@pytest.mark.parametrize("looks", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_a_camera_sees_the_code_whatever_colours_vi_prefers(
    chromium: Browser, site: dict[str, str], looks: Any
) -> None:
    page, _complaints = open_page(chromium, f"{site['url']}/calendar?near=Leeds", **looks)
    code = segno.make_qr(f"{site['url']}/calendar?near=Leeds", error="l")
    expected = [list(row) for row in code.matrix_iter(border=QUIET_ZONE)]
    assert b"".join(map(bytes, modules(page, len(expected)))) == b"".join(map(bytes, expected))
    page.close()


def said(page: Page) -> str:
    """What a screen reader has been told last."""
    return page.locator("[data-shortlist-said]").inner_text()


def test_the_shortlist_stays_on_the_device_until_it_is_opened(chromium: Browser, site: dict[str, str]) -> None:
    page, complaints = open_page(chromium, f"{site['url']}/events")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    way = page.locator("[data-shortlist-way]")
    assert way.inner_text() == "Shortlist"
    page.get_by_role("button", name=f"{ADD} Sharing circle").press("Enter")
    assert said(page) == "Added to your shortlist: Sharing circle. 1 event."
    page.get_by_role("button", name=f"{ADD} Online chat").press("Space")
    assert said(page) == "Added to your shortlist: Online chat. 2 events."
    page.get_by_role("button", name=f"{TAKE} Online chat").press("Space")
    assert said(page) == "Taken off your shortlist: Online chat. 1 event."
    assert "(1 event)" in way.inner_text().replace("\n", " ")
    # The browser fetches the icon of the tab when it likes.
    assert [one for one in asked if not one.endswith("/static/favicon.svg")] == [], "nothing left the device"
    page.goto(f"{site['url']}/events/online-chat")
    page.get_by_role("button", name=f"{ADD} Online chat").press("Enter")
    page.locator("[data-shortlist-way]").press("Enter")
    page.wait_for_url("**/shortlist?event=*&event=*")
    assert page.locator(".gathered .card__title").all_inner_texts() == ["Sharing circle", "Online chat"]
    assert not page.locator("[data-shortlist-keep]").is_visible(), "it is this device's already"
    page.get_by_role("link", name="Take off Online chat").press("Enter")
    page.wait_for_url(f"**/shortlist?event={site['circle']}")
    page.goto(f"{site['url']}/shortlist")
    page.wait_for_url(f"**/shortlist?event={site['circle']}")
    assert page.context.cookies() == []
    assert complaints == []
    page.close()


def test_a_shortlist_of_somebody_else_is_kept_only_when_asked(chromium: Browser, site: dict[str, str]) -> None:
    page, complaints = open_page(chromium, f"{site['url']}/shortlist?event={site['circle']}&event=CW-CCCCCC")
    assert page.evaluate("localStorage.getItem('shortlist')") is None
    page.get_by_role("button", name="Keep these on this device").press("Enter")
    assert said(page) == "This shortlist is kept on this device now. 1 event."
    assert page.evaluate("localStorage.getItem('shortlist')") == f'["{site["circle"]}"]'
    assert page.evaluate("document.activeElement.textContent").startswith("Shortlist"), "focus is not lost"
    assert complaints == []
    page.close()


def test_what_is_kept_and_broken_breaks_nothing(chromium: Browser, site: dict[str, str]) -> None:
    page, complaints = open_page(chromium, f"{site['url']}/about")
    for kept in ("oops", '{"a": 1}', '["<img src=x>", 7, null]'):
        page.evaluate("kept => localStorage.setItem('shortlist', kept)", kept)
        page.goto(f"{site['url']}/shortlist")
        assert page.locator("[data-shortlist-way]").inner_text() == "Shortlist"
    full = [f"CW-{letter}{other}CCCC" for letter in "CDFGHJKLMN" for other in "CDFGH"]
    page.evaluate("full => localStorage.setItem('shortlist', JSON.stringify(full))", full)
    page.goto(f"{site['url']}/events/online-chat")
    page.get_by_role("button", name=ADD).press("Enter")
    assert said(page) == "Your shortlist is full. Take something off it first."
    assert complaints == []
    page.close()


def test_where_nothing_can_be_kept_links_stay_links(chromium: Browser, site: dict[str, str]) -> None:
    page = chromium.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(f"{site['url']}/events/online-chat")
    page.get_by_role("link", name=ADD).press("Enter")
    page.wait_for_url(f"**/shortlist?event={site['online']}")
    assert page.locator(".gathered .card__title").all_inner_texts() == ["Online chat"]
    page.close()


def test_on_paper_are_the_events_and_the_way_back(chromium: Browser, site: dict[str, str]) -> None:
    page, _complaints = open_page(
        chromium, f"{site['url']}/shortlist?event={site['circle']}&event={site['off']}", 794
    )
    page.emulate_media(media="print")
    for words in ("Sharing circle", "10am to 11:30am", site["circle"], "We are ill."):
        assert page.get_by_text(words).first.is_visible(), words
    assert page.locator("#address").is_visible()
    assert page.locator("svg.qr__code").is_visible()
    for one in page.locator("button, .shortlist-link, form, nav").all():
        assert not one.is_visible()
    page.close()
