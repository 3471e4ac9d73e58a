"""HTTP signatures as federated servers send them: draft-cavage-http-signatures-12 with RSA and SHA-256.

Mastodon, Mobilizon and Gancio sign ``(request-target) host date digest``; some call the algorithm "hs2019", which for
an RSA key of theirs means the same.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15
from werkzeug.http import http_date, parse_date

WINDOW = timedelta(hours=12)
AHEAD = timedelta(hours=1)  # of a clock that goes wrong
LONGEST = 4000
ALGORITHMS = {"rsa-sha256", "hs2019"}
PARAMETER = re.compile(r'([A-Za-z]+)=(?:"([^"]*)"|(\d+))')
PEM = re.compile(r"[ -~\r\n]+")
SIGNED_OF_POST = frozenset({"(request-target)", "host", "date", "digest"})
SMALLEST_KEY, LARGEST_KEY = 2048, 8192


class BadSignature(Exception):
    """A request that nobody can be held to. The message says what to mend."""


@dataclass(frozen=True)
class Signed:
    """A signature and the text it is said to be of."""

    key_id: str
    signature: bytes
    text: bytes

    @property
    def digest(self) -> str:
        """A name for this very request."""
        return hashlib.sha256(self.signature).hexdigest()


def digest_of(body: bytes) -> str:
    """The value of a Digest header (RFC 3230)."""
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def signed_text(names: list[str], method: str, path: str, headers: Mapping[str, str]) -> bytes:
    """The lines that are signed, in their order. ``headers`` are by lower-case name."""
    values = {**headers, "(request-target)": f"{method.lower()} {path}"}
    return "\n".join(f"{name}: {values[name].strip()}" for name in names).encode()


def sign(
    method: str, path: str, host: str, body: bytes | None, at: datetime, *, key_id: str, private_key: str
) -> dict[str, str]:
    """The headers that make a request ours. ``path`` carries the query, ``at`` is UTC."""
    headers = {"host": host, "date": http_date(at)}
    if body is not None:
        headers["digest"] = digest_of(body)
    names = ["(request-target)", *headers]
    text = signed_text(names, method, path, headers)
    signature = pkcs1_15.new(RSA.import_key(private_key)).sign(SHA256.new(text))
    said = {"keyId": key_id, "algorithm": "rsa-sha256", "headers": " ".join(names)}
    said["signature"] = base64.b64encode(signature).decode()
    del headers["host"]  # the connection says it
    return {
        **{name.capitalize(): value for name, value in headers.items()},
        "Signature": ",".join(f'{name}="{value}"' for name, value in said.items()),
    }


def read(path: str, headers: Mapping[str, str], body: bytes, at: datetime, hosts: set[str]) -> Signed:
    """What a POST says about who sent it, after everything was checked that needs no key.

    ``headers`` are by lower-case name; ``hosts`` are the names this site goes by. Raises BadSignature.
    """
    said = parameters(headers.get("signature", ""))
    names = said.get("headers", "date").lower().split()
    if missing := SIGNED_OF_POST - set(names):
        raise BadSignature(f"Sign these too: {' '.join(sorted(missing))}.")
    if unknown := [name for name in names if name != "(request-target)" and name not in headers]:
        raise BadSignature(f"These were signed but not sent: {' '.join(unknown)}.")
    if said.get("algorithm", "hs2019").lower() not in ALGORITHMS:
        raise BadSignature("Sign with rsa-sha256.")
    if headers["host"].lower() not in hosts:
        raise BadSignature("This was signed for another host.")
    check_date(headers["date"], at)
    check_digest(headers["digest"], body)
    try:
        signature = base64.b64decode(said["signature"], validate=True)
    except binascii.Error as error:
        raise BadSignature("The signature is not base64.") from error
    return Signed(said["keyId"], signature, signed_text(names, "post", path, headers))


def parameters(header: str) -> dict[str, str]:
    """The parts of a Signature header."""
    if not header:
        raise BadSignature("Sign the request: it has no Signature header.")
    if len(header) > LONGEST:
        raise BadSignature("The Signature header is too long.")
    said = {name: quoted or number for name, quoted, number in PARAMETER.findall(header)}
    if not said.get("keyId", "").isprintable() or not said.get("keyId") or not said.get("signature"):
        raise BadSignature("The Signature header needs keyId and signature.")
    return said


def check_date(text: str, at: datetime) -> None:
    """Not so old that somebody may have kept it."""
    date = parse_date(text)
    if date is None:
        raise BadSignature("The Date header is not a date.")
    if not at - WINDOW <= date <= at + AHEAD:
        raise BadSignature(f"The Date header is more than 12 hours away from ours, {http_date(at)}.")


def check_digest(text: str, body: bytes) -> None:
    """The body is the one that was signed for."""
    stated = dict(part.strip().partition("=")[::2] for part in text.split(","))
    for name, value in stated.items():
        if name.lower() == "sha-256":
            if hmac.compare_digest(f"SHA-256={value}".encode("utf-8", "replace"), digest_of(body).encode()):
                return
            raise BadSignature("The Digest header does not match the body.")
    raise BadSignature("Send a Digest header with SHA-256.")


def is_right(signed: Signed, public_key: str) -> bool:
    """Whether the owner of a key signed this."""
    try:
        pkcs1_15.new(RSA.import_key(public_key)).verify(SHA256.new(signed.text), signed.signature)
    except (ValueError, TypeError, IndexError):
        return False
    return True


def usable(public_key: object) -> bool:
    """Whether a text is a public RSA key of a sensible size."""
    if not isinstance(public_key, str) or len(public_key) > LONGEST or not PEM.fullmatch(public_key):
        return False
    try:
        key = RSA.import_key(public_key)
    except (ValueError, TypeError, IndexError):
        return False
    return not key.has_private() and SMALLEST_KEY <= key.size_in_bits() <= LARGEST_KEY
