"""Letters about followed calendars: what is new, at most one for a look; and that we have given up looking."""

from flask_babel import lazy_ngettext

from app.accounts.models import Moderator
from app.extensions import db
from app.notifications.addresses import absolute
from app.notifications.letters import letter
from app.notifications.outbox import queue
from app.registry.calendar_source import CalendarSource
from app.submission.calendars.following import MOST_FAILURES
from app.submission.calendars.looking import News
from app.submission.ownership import FORGOTTEN


def mail_news(source: CalendarSource, news: News) -> None:
    """What a look found; nothing of it is done yet."""
    lines = [
        (news.new, lazy_ngettext("%(num)s new event", "%(num)s new events", news.new)),
        (news.changed, lazy_ngettext("%(num)s event has changed", "%(num)s events have changed", news.changed)),
        (
            news.gone,
            lazy_ngettext("%(num)s event is cancelled or gone", "%(num)s events are cancelled or gone", news.gone),
        ),
    ]
    write(source, "calendar-news", lines=[words for number, words in lines if number])


def mail_paused(source: CalendarSource, reason: Exception) -> None:
    """We could not read it several times, and look no more. Its words are lazy, and said in the letter's language."""
    write(source, "calendar-paused", reason=reason, times=MOST_FAILURES)


def owner(source: CalendarSource) -> tuple[str, str]:
    """Address and language of whoever follows it. The address is empty where nobody is left."""
    if source.organiser is not None:
        email = source.organiser.email
        return ("" if email.endswith(FORGOTTEN) else email), source.organiser.language
    moderator = db.session.get(Moderator, source.moderator_id) if source.moderator_id else None
    return (moderator.email if moderator is not None and moderator.active else ""), "en"


def write(source: CalendarSource, kind: str, **facts: object) -> None:
    """Queue one letter to whoever follows a calendar."""
    email, language = owner(source)
    if not email:
        return
    page = "submission.moderated_calendar" if source.moderator_id else "submission.calendar"
    words = letter(
        f"submission/mail/{kind.replace('-', '_')}.txt",
        language,
        calendar=source.name or source.address,
        source=source.address,
        address=absolute(page, key=source.key),
        **facts,
    )
    queue(email, words.subject, words.text, html=words.html, kind=kind, language=words.language)
