"""Signatures: what is refused, with a reason, before anybody is asked for a key."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from Crypto.PublicKey import RSA

from app.federation import signatures
from app.federation.signatures import BadSignature, digest_of, is_right, read, sign, usable
from tests.federation.fediverse import key, public

NOW = datetime(2027, 5, 10, 9, 0, tzinfo=UTC)
BODY = b'{"type":"Follow"}'


def private(name: str) -> str:
    return key(name).export_key().decode()


def request(body: bytes = BODY, at: datetime = NOW, **changed: Any) -> dict[str, str]:
    """The headers of a request that we signed, by lower-case name."""
    made = sign(
        "POST", "/inbox?a=1", "weeks.example", body, at, key_id="https://x.example/u#k", private_key=private("one")
    )
    headers = {"host": "weeks.example", **{name.lower(): value for name, value in made.items()}}
    return {name: value for name, value in (headers | changed).items() if value is not None}


def reads(headers: dict[str, str], body: bytes = BODY, path: str = "/inbox?a=1") -> signatures.Signed:
    return read(path, headers, body, NOW, {"weeks.example"})


def test_what_we_sign_is_right_with_our_key_and_no_other() -> None:
    signed = reads(request())
    assert signed.key_id == "https://x.example/u#k"
    assert is_right(signed, public("one"))
    assert not is_right(signed, public("two"))
    assert not is_right(signed, "no key")
    assert not is_right(reads(request(), path="/inbox?a=2"), public("one"))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"signature": None}, "no Signature header"),
        ({"signature": 'keyId="x"'}, "needs keyId and signature"),
        ({"signature": "x" * 5000}, "too long"),
        ({"signature": 'keyId="x",signature="eA=="'}, "Sign these too"),
        ({"digest": None}, "signed but not sent: digest"),
        ({"digest": "MD5=x"}, "Send a Digest header with SHA-256"),
        ({"digest": digest_of(b"other")}, "does not match the body"),
        ({"digest": "SHA-256=é"}, "does not match the body"),
        ({"date": "yesterday"}, "not a date"),
        ({"host": "other.example"}, "another host"),
    ],
)
def test_a_signature_that_holds_nobody_to_it_is_refused_with_a_reason(changed: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadSignature, match=reason):
        reads(request(**changed))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("rsa-sha256", "ed25519", "rsa-sha256"),
        ("(request-target) host date digest", "host date digest", "request-target"),
        ("(request-target) host date digest", "(request-target) host date digest x-lost", "not sent: x-lost"),
        ('signature="', 'signature="*', "not base64"),
    ],
)
def test_so_is_one_that_covers_too_little(old: str, new: str, reason: str) -> None:
    headers = request()
    headers["signature"] = headers["signature"].replace(old, new)
    with pytest.raises(BadSignature, match=reason):
        reads(headers)


@pytest.mark.parametrize("hours", [-12.1, 1.1])
def test_a_request_too_old_or_from_the_future_is_refused(hours: float) -> None:
    with pytest.raises(BadSignature, match="12 hours"):
        reads(request(at=NOW + timedelta(hours=hours)))


@pytest.mark.parametrize("hours", [-11.9, 0.9])
def test_clocks_may_differ_a_little(hours: float) -> None:
    assert is_right(reads(request(at=NOW + timedelta(hours=hours))), public("one"))


def test_a_key_has_to_be_public_rsa_of_a_sensible_size() -> None:
    assert usable(public("one"))
    assert not usable(private("one"))
    assert not usable(RSA.generate(1024).public_key().export_key().decode())
    for nonsense in (None, 7, "", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "x" * 9000):
        assert not usable(nonsense)
