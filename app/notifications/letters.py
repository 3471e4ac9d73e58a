"""Words of a mail, from a text template: "Subject: …", an empty line, the text. HTML is made from the text."""

import re
from dataclasses import dataclass

from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup, escape

from app.notifications.languages import ENGLISH, WELSH, spoken, tag
from app.notifications.outbox import readable

ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")
PAGE = Markup(
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>\n'
    '<body style="font-family: sans-serif; font-size: 18px; line-height: 1.5; max-width: 38em">\n'
    "{text}\n</body></html>\n"
)


@dataclass(frozen=True)
class Letter:
    """What a person will read. ``html`` says exactly what ``text`` says; ``language`` is what both are in."""

    subject: str
    text: str
    html: str
    language: str = ENGLISH


def letter(template: str, wish: str = ENGLISH, **facts: object) -> Letter:
    """Write the letter of ``templates/<template>`` (``submission/mail/received.txt``) in the language wished for.

    Facts that are words of ours must be lazy: they are said in that language too, not in that of the page.
    Subject and text are rendered apart, so that no fact can push the one into the other, and cleaned afterwards.
    """
    environment = current_app.jinja_env.overlay(autoescape=False)
    assert environment.loader is not None
    source, _name, _fresh = environment.loader.get_source(environment, template)
    first, _line, rest = source.partition("\n")
    if not first.startswith("Subject: "):
        raise ValueError(f'{template} must start with "Subject: "')
    language = spoken(wish)
    facts["site_name"] = current_app.config["SITE_NAME_CY" if language == WELSH else "SITE_NAME"]
    current_app.update_template_context(facts)
    with force_locale(language):
        subject = environment.from_string(first.removeprefix("Subject: ")).render(facts)
        text = environment.from_string(rest.lstrip("\n")).render(facts)
    subject = " ".join(readable(subject).split())
    text = readable(text).strip() + "\n"
    return Letter(subject, text, page(subject, text, language), language)


def page(subject: str, text: str, language: str) -> str:
    """The text as HTML: paragraphs, line breaks and clickable addresses, nothing else; no picture, no tracking."""
    paragraphs = re.split(r"\n{2,}", text.strip())
    body = Markup("\n").join(Markup("<p>{}</p>").format(linked(paragraph)) for paragraph in paragraphs)
    return PAGE.format(language=tag(language), subject=subject, text=body)


def linked(paragraph: str) -> Markup:
    """Escaped text in which web addresses can be pressed."""
    pieces: list[Markup] = []
    end = 0
    for found in ADDRESS.finditer(paragraph):
        pieces.append(escape(paragraph[end : found.start()]))
        pieces.append(Markup('<a href="{0}">{0}</a>').format(found.group()))
        end = found.end()
    pieces.append(escape(paragraph[end:]))
    return Markup("").join(pieces).replace("\n", Markup("<br>\n"))
