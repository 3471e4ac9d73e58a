"""The key this site signs with: one for all its Weeks, made once, kept in the database, shown to nobody."""

from Crypto.PublicKey import RSA
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.federation.models import FederationState

BITS = 2048


def public_key() -> str | None:
    """The public half, in PEM. None before the worker or ``flask federation keys`` has made it."""
    return db.session.scalar(select(FederationState.public_key))


def private_key() -> str | None:
    """The private half, in PEM."""
    return db.session.scalar(select(FederationState.private_key))


def ensure_key() -> None:
    """Make the key where there is none. Commits; of two at once the first counts."""
    if public_key() is not None:
        return
    private, public = made()
    db.session.add(FederationState(id=1, private_key=private, public_key=public, compared=""))
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()


def renew_key() -> None:
    """Make another. Others fetch it when they see that the old one no longer fits. The caller commits."""
    private, public = made()
    values = {"private_key": private, "public_key": public}
    db.session.execute(update(FederationState).values(values).execution_options(synchronize_session=False))


def made() -> tuple[str, str]:
    """A new key: private and public half."""
    key = RSA.generate(BITS)
    return key.export_key(pkcs=8).decode(), key.public_key().export_key().decode()
