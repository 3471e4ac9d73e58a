"""Which edition of the site this is: a digest of everything but the catalogue that public bytes are made from."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (
    "app/**/*.py",
    "templates/**/*.html",
    "templates/**/*.xml",
    "translations/**/*.mo",
    "static/dist/manifest.json",
)
FILES = ("config.py", "requirements.txt")

# They differ from machine to machine, or are secret, and no public byte depends on them.
NOT_SHOWN = frozenset({"INSTANCE_PATH", "SECRET_KEY", "SQLALCHEMY_DATABASE_URI", "MAIL_URL", "KEPT_ANSWERS_BYTES"})


def edition(settings: Mapping[str, Any]) -> str:
    """Sixteen hexadecimal digits, the same wherever the same code runs with the same public settings."""
    digest = hashlib.sha256(sources_digest().encode())
    for name in sorted(settings):
        value = settings[name]
        if name not in NOT_SHOWN and isinstance(value, (str, int, float, bool)):
            digest.update(f"{name}={value}\n".encode())
    return digest.hexdigest()[:16]


@cache
def sources_digest() -> str:
    """The digest of our own sources, the locked packages and the built files. Read once: code does not change."""
    digest = hashlib.sha256()
    for path in source_files():
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def source_files() -> Iterator[Path]:
    """Every file that can change what a page says, in a fixed order."""
    for pattern in SOURCES:
        yield from sorted(ROOT.glob(pattern))
    yield from (path for name in FILES if (path := ROOT / name).exists())
