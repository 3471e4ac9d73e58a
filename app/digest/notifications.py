"""What is mailed: the link that confirms, the weekly letter, and the last one."""

from datetime import timedelta

from flask import current_app

from app.catalogue.heading import heading
from app.catalogue.listing import face
from app.catalogue.query import EventQuery
from app.digest.asked import asked
from app.digest.models import Digest
from app.digest.presenters import EventLines, summary
from app.digest.queries import News
from app.notifications.addresses import absolute
from app.notifications.letters import Letter, letter
from app.notifications.outbox import own_domain, queue

CONFIRM, WEEKLY, LAST = "digest-confirm", "digest", "digest-last"
KINDS = (CONFIRM, WEEKLY, LAST)


def mail_confirmation(email: str, query: str, token: str, lifetime: timedelta) -> None:
    """The link somebody asked for. Whoever got it unasked hears nothing more."""
    words = letter(
        "digest/mail/confirm.txt",
        heading=heading(asked(query)),
        address=absolute("digest.confirm", token=token),
        days=lifetime.days,
    )
    queue(email, words.subject, words.text, html=words.html, kind=CONFIRM)


def mail_news(digest: Digest, query: EventQuery, news: News) -> None:
    """The weekly letter."""
    site = current_app.config["SITE_URL"]
    words = letter(
        "digest/mail/weekly.txt",
        heading=heading(query),
        summary=summary(news),
        changed=[EventLines(told, changed=True) for told in news.changed.events],
        new=[EventLines(told) for told in news.new.events],
        soon=[EventLines(told) for told in news.soon.events],
        news=news,
        all=site + face("/events", query),
        changes=site + "/changes",
        leave=leaving_address(digest.key),
    )
    send(digest, words, WEEKLY)


def mail_last(digest: Digest, query: EventQuery, reason: str) -> None:
    """Why no more letters come, and how to ask for others."""
    again = current_app.config["SITE_URL"] + face("/digest", query.without("day_from", "day_to", "week", "festival"))
    words = letter("digest/mail/last.txt", heading=heading(query), reason=reason, again=again)
    send(digest, words, LAST)


def send(digest: Digest, words: Letter, kind: str) -> None:
    """Queue a letter as one of a list: mail programs offer to end it in one press (RFC 8058)."""
    headers = {
        "List-Id": f"<events-every-week.{own_domain()}>",  # RFC 2919
        "List-Unsubscribe": f"<{leaving_address(digest.key)}>",  # RFC 2369 §3.2
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058 §3.1
        "List-Post": "NO",  # RFC 2369 §3.4: nobody answers to everybody
        "Precedence": "bulk",  # what programs that answer by themselves have long looked at
    }
    queue(digest.email, words.subject, words.text, html=words.html, kind=kind, headers=headers)


def leaving_address(key: str) -> str:
    """Where a subscription ends."""
    return absolute("digest.leave", key=key)
