"""Vi, and a browser for her."""

from tests.browser import chromium
from tests.cast import vi

__all__ = ["chromium", "vi"]
