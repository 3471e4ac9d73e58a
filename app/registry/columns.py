"""Small pieces of column that several models share."""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """A named CHECK: the column holds one of these codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")
