"""Vi, for these tests."""

from tests.cast import vi

__all__ = ["vi"]
