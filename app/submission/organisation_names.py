"""Names of the organisations that are public already: offered as one types, and asked about when nearly typed."""

from difflib import get_close_matches

from sqlalchemy import Select, func, select

from app.catalogue.models import PublishedOrganisation
from app.extensions import db
from app.registry.organisation import Organisation, folded

MOST_OFFERED, MOST_MEANT = 10, 3
NEARLY = 0.84
FEWEST_LETTERS = 2


def names_like(typed: str) -> list[str]:
    """Public names that hold what was typed, those that begin with it first. At most ten."""
    wanted = folded(typed)
    if len(wanted) < FEWEST_LETTERS:
        return []
    at = func.strpos if db.engine.dialect.name == "postgresql" else func.instr
    where = at(Organisation.folded_name, wanted)
    query = public_names().where(where > 0).order_by(where, PublishedOrganisation.name).limit(MOST_OFFERED)
    return list(db.session.scalars(query))


def near_names(typed: str) -> list[str]:
    """Public names that are nearly what was typed, the nearest first. None when it is one of them."""
    wanted = folded(typed)
    rows = db.session.execute(public_names().add_columns(Organisation.folded_name)).all()
    known = {name: shown for shown, name in rows}
    if wanted in known:
        return []
    return [known[name] for name in get_close_matches(wanted, known, n=MOST_MEANT, cutoff=NEARLY)]


def public_names() -> Select[tuple[str]]:
    """The names in the catalogue, beside the registry's rows, which hold them folded."""
    return select(PublishedOrganisation.name).join(Organisation, Organisation.slug == PublishedOrganisation.slug)
