"""One HTML page as it came, and what must hold of every page whatever it says."""

import json
import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag

RESOURCES = {"img": "src", "script": "src", "source": "src", "iframe": "src", "audio": "src", "video": "src"}
RESOURCE_LINKS = {"stylesheet", "icon", "preload", "manifest", "apple-touch-icon", "modulepreload", "prefetch"}
NOT_FILLED_IN = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list")
PASSING = re.compile(r'(?<=name="csrf_token" )[^>]*|CW-[2-9A-Z]{6}')
OWN_RIGHT = "/digest/leave/"  # the address itself is the right to do it: RFC 8058 asks for no cookie and no token
LOOKED_AT: set[int] = set()


class Page:
    """A parsed page. ``check`` raises AssertionError with everything that is wrong, at once."""

    def __init__(self, html: str, site_name: str) -> None:
        self.html = html
        self.site_name = site_name
        self.soup = BeautifulSoup(html, "html.parser")

    @cached_property
    def text(self) -> str:
        """The words of the page, white space made single."""
        return words_of(self.soup.body or self.soup)

    @cached_property
    def labels(self) -> defaultdict[str, list[Tag]]:
        """The labels of each id."""
        found = defaultdict(list)
        for label in self.soup.find_all("label", attrs={"for": True}):
            found[str(label["for"])].append(label)
        return found

    @property
    def title(self) -> str:
        """The words in the tab."""
        return words_of(self.soup.title) if self.soup.title else ""

    @property
    def h1(self) -> str:
        """The main heading."""
        return words_of(self.soup.h1) if self.soup.h1 else ""

    def check(self) -> None:
        """Whatever the page says, this holds. The same page but for its token and reference is looked at once."""
        known = hash(PASSING.sub("", self.html))
        if known in LOOKED_AT:
            return
        wrong = [
            *self.structure(),
            *self.names(),
            *self.controls(),
            *self.forms(),
            *self.strangers(),
            *self.spoken(),
        ]
        assert not wrong, "This page is not right:\n- " + "\n- ".join(wrong)
        LOOKED_AT.add(known)

    def structure(self) -> list[str]:
        """Doctype, well-formed HTML, language, title, one h1."""
        wrong = [] if self.html.lstrip().lower().startswith("<!doctype html>") else ["no doctype"]
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
        tree = parser.parse(self.html)
        wrong += [] if shape_of(tree) == shape_of_soup(self.soup) else ["browsers read it otherwise than these tests"]
        wrong += [f"HTML: {code} at {position} {more}" for position, code, more in parser.errors]
        root = self.soup.html
        if root is None or not root.get("lang"):
            wrong.append("no language")
        if not self.title.endswith(f" - {self.site_name}"):
            wrong.append(f"the title {self.title!r} does not end in the site's name")
        has_summary = self.soup.select_one(".govuk-error-summary") is not None
        if self.title.startswith("Error: ") != has_summary:
            wrong.append(f"title {self.title!r}, but error summary: {has_summary}")
        headings = [words_of(h) for h in self.soup.find_all("h1")]
        return wrong if len(headings) == 1 and headings[0] else [*wrong, f"h1: {headings}"]

    def names(self) -> list[str]:
        """Ids are unique, and everything that points to one finds it."""
        ids = Counter(str(tag["id"]) for tag in self.soup.find_all(id=True))
        wrong = [f"the id {one!r} is used twice" for one, count in sorted(ids.items()) if count > 1]
        for tag in self.soup.find_all(True):
            for attribute in REFERENCES:
                for target in str(tag.get(attribute, "")).split() if not isinstance(tag.get(attribute), list) else []:
                    if target not in ids:
                        wrong.append(f"{attribute}={target!r} of <{tag.name}> points nowhere")
            href = str(tag.get("href", ""))
            if tag.name == "a" and href.startswith("#") and href[1:] not in ids:
                wrong.append(f"the link {href} points nowhere")
        return wrong

    def controls(self) -> list[str]:
        """Everything to fill in has a label, and choices have a legend."""
        wrong = []
        for tag in self.soup.select("input, select, textarea"):
            kind = str(tag.get("type", "text"))
            if tag.name == "input" and kind in NOT_FILLED_IN:
                continue
            if not self.label_of(tag):
                wrong.append(f"<{tag.name} name={tag.get('name')!r}> has no label")
            if kind == "radio" and not has_legend(tag):
                wrong.append(f"the choice {tag.get('name')!r} has no legend")
        return wrong

    def label_of(self, tag: Tag) -> str:
        """The words a control is known by."""
        if said := str(tag.get("aria-label", "")).strip():
            return said
        pointed = [self.soup.find(id=one) for one in str(tag.get("aria-labelledby", "")).split()]
        labels = self.labels[str(tag.get("id"))]
        around = tag.find_parent("label")
        found = [one for one in (*pointed, *labels, around) if isinstance(one, Tag)]
        return " ".join(words_of(one) for one in found).strip()

    def forms(self) -> list[str]:
        """What changes something carries a token; what only asks does not."""
        wrong = []
        for form in self.soup.select(f"form:not([action^='{OWN_RIGHT}'])"):
            posts = str(form.get("method", "get")).lower() == "post"
            if posts != (form.select_one("input[name=csrf_token]") is not None):
                wrong.append(f"the form to {form.get('action')!r} posts: {posts}, but its token says otherwise")
        return wrong

    def strangers(self) -> list[str]:
        """Nothing inline that the security policy refuses, nothing from elsewhere."""
        wrong = [f"inline style on <{tag.name}>" for tag in self.soup.select("[style]")]
        wrong += ["a <style> element"] * len(self.soup.find_all("style"))
        for tag in self.soup.find_all(True):
            wrong += [f"{name} on <{tag.name}>" for name in tag.attrs if name.startswith("on")]
            source = str(tag.get(RESOURCES.get(tag.name, ""), ""))
            if tag.name == "link" and RESOURCE_LINKS & set(tag.get("rel") or ()):
                source = str(tag.get("href", ""))
            if source and (not source.startswith("/") or source.startswith("//")):
                wrong.append(f"<{tag.name}> fetches {source!r} from elsewhere")
            if tag.name == "script" and not tag.get("src"):
                wrong += wrong_data_block(tag)
        return wrong

    def spoken(self) -> list[str]:
        """Links, buttons and headings have words; images have a text alternative."""
        wrong = [f"an image without alt: {tag.get('src')}" for tag in self.soup.select("img:not([alt])")]
        for tag in self.soup.select("a[href], button, h1, h2, h3, h4, summary, legend, th"):
            pictures = " ".join(str(image.get("alt", "")) for image in tag.select("img"))
            if not (words_of(tag) or tag.get("aria-label") or pictures.strip()):
                wrong.append(f"<{tag.name}> without words: {str(tag)[:80]}")
        return wrong


def shape_of(tree: Any) -> list[Any]:
    """The names of the elements in a tree as browsers make it, each with what is inside."""
    name = tree.tag.rpartition("}")[2].lower()  # clipPath is written so in SVG only
    inside = [shape_of(one) for one in tree if isinstance(one.tag, str)]
    return [name, inside]


def shape_of_soup(soup: BeautifulSoup) -> list[Any]:
    """The same of the quick parser's tree."""
    return of_tag(soup.html) if soup.html else []


def of_tag(tag: Tag) -> list[Any]:
    """One element's name and what is inside."""
    return [tag.name, [of_tag(one) for one in tag.children if isinstance(one, Tag)]]


def words_of(tag: Tag) -> str:
    """What is read of an element, white space made single."""
    return " ".join(tag.get_text(" ").split())


def has_legend(tag: Tag) -> bool:
    """Whether a choice stands under a question."""
    fieldset = tag.find_parent("fieldset")
    legend = fieldset.find("legend") if fieldset else None
    return isinstance(legend, Tag) and bool(words_of(legend))


def wrong_data_block(tag: Tag) -> list[str]:
    """An inline script may only be data, and must be readable as such."""
    if tag.get("type") != "application/ld+json":
        return ["an inline script"]
    try:
        json.loads(tag.string or "")
    except ValueError as error:
        return [f"data that cannot be read: {error}"]
    return []
