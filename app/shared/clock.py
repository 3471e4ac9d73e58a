"""The one place that asks what time it is, so that tests can say."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, in UTC, to the second (what calendars can carry)."""
    return datetime.now(UTC).replace(microsecond=0)
