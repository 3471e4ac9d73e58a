"""Whole addresses for mails and terminals, where there is no request to take the host from."""

from flask import current_app


def absolute(endpoint: str, **values: str | int) -> str:
    """The address of one of our pages, beginning with ``SITE_URL``."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return str(current_app.config["SITE_URL"]) + path
