"""Every setting, read once from the environment. The README's table lists the same names."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent
OPEN_GOVERNMENT_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def kept_secret(instance: Path) -> str:
    """The key that signs cookies: from the environment, or made once and kept beside the database."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    kept = instance / "secret_key"
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return kept.read_text()


def database_url(instance: Path) -> str:
    """SQLite under the instance folder unless DATABASE_URL says otherwise; always psycopg 3 for PostgreSQL."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'registry.sqlite3'}"
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            url = "postgresql+psycopg://" + url.removeprefix(old)
    try:
        make_url(url)
    except ArgumentError:
        raise SystemExit("DATABASE_URL must look like postgresql://user:password@host/name.") from None
    return url


def whole_number(name: str, without: int) -> int:
    """A setting that counts something. Ends the start with words when it does not."""
    given = os.environ.get(name) or str(without)
    if not (given.isascii() and given.isdecimal()):
        raise SystemExit(f"{name} must be a whole number, and is {given!r}.")
    return int(given)


def switched_on(name: str) -> bool:
    """A setting that is 1 or 0. Ends the start with words when it is neither."""
    given = os.environ.get(name) or "0"
    if given not in {"0", "1"}:
        raise SystemExit(f"{name} must be 1 or 0, and is {given!r}.")
    return given == "1"


def own_address() -> str:
    """The name of this machine in addresses people can open: not "every address", which only a server can use."""
    host = os.environ.get("HOST") or "127.0.0.1"
    if host in {"0.0.0.0", "::"}:  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def instance_folder() -> Path:
    """The folder for what must last. Ends the start with words when it cannot be made."""
    instance = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance").resolve()
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SystemExit(f"INSTANCE_PATH {instance} cannot be made: {problem.strerror}.") from None
    return instance


def welsh_name() -> str:
    """The name of the site in Welsh. One that was given another name has that in Welsh too, until told otherwise."""
    return os.environ.get("SITE_NAME_CY") or os.environ.get("SITE_NAME") or "Wythnos Cyd-gynhyrchu"


def public_address() -> str:
    """SITE_URL without a slash at its end, or where we listen. Ends the start with words when it is no address."""
    url = (os.environ.get("SITE_URL") or f"http://{own_address()}:{os.environ.get('PORT') or '5000'}").rstrip("/")
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        good = False
    if not good:
        raise SystemExit(f"SITE_URL must look like https://example.org, and is {url!r}.")
    return url


def geocoder() -> str:
    """Who is asked for places we do not know. Ends the start with words when we cannot ask them."""
    given = os.environ.get("GEOCODER", "")
    if given not in {"", "nominatim", "photon"}:
        raise SystemExit(f"GEOCODER must be nominatim or photon, and is {given!r}.")
    return given


def from_environment() -> dict[str, Any]:
    """All settings for a running site."""
    env = os.environ.get
    instance = instance_folder()
    site_url = public_address()
    return {
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": kept_secret(instance),
        "SQLALCHEMY_DATABASE_URI": database_url(instance),
        "SITE_URL": site_url,
        "SITE_NAME": env("SITE_NAME", "Co-production Week"),
        "SITE_NAME_CY": welsh_name(),
        "PEOPLE_TERM": env("PEOPLE_TERM", "people who draw on care and support"),
        "CONTACT_PHONE": env("CONTACT_PHONE", ""),
        "CONTACT_EMAIL": env("CONTACT_EMAIL", "hello@example.org"),
        "MAIL_URL": env("MAIL_URL", ""),
        "MAIL_FROM": env("MAIL_FROM", "Co-production Week <hello@example.org>"),
        "LICENCE_NAME": env("LICENCE_NAME") or "Open Government Licence v3.0",
        "LICENCE_URL": env("LICENCE_URL") or OPEN_GOVERNMENT_LICENCE,
        "MAP_TILE_URL": env("MAP_TILE_URL", ""),
        "MAP_TILE_ATTRIBUTION": env("MAP_TILE_ATTRIBUTION", ""),
        "PICTURE_STORAGE": env("PICTURE_STORAGE", ""),
        "GEOCODER": geocoder(),
        "GEOCODER_URL": env("GEOCODER_URL", ""),
        "FEDERATION": switched_on("FEDERATION"),
        "TRUSTED_PROXIES": whole_number("TRUSTED_PROXIES", 0),
        "KEPT_ANSWERS_BYTES": whole_number("KEPT_ANSWERS_BYTES", 16 * 1024 * 1024),
        "SESSION_COOKIE_SECURE": site_url.startswith("https://"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "registry",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
    }
