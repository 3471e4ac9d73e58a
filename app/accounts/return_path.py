"""Where to go after signing in: a page of ours, whatever the address bar was made to say."""

from urllib.parse import urlsplit

FIRST_PAGE = "/moderation"


def safe_path(target: str | None, otherwise: str = FIRST_PAGE) -> str:
    """``target`` if it is a path on this site, else ``otherwise``.

    Browsers read ``//host`` and ``/\\host`` as another site, and drop tabs and line breaks before reading.
    """
    if not target or not target.isascii() or not target.isprintable() or " " in target or "\\" in target:
        return otherwise
    if not target.startswith("/") or target.startswith("//"):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target
