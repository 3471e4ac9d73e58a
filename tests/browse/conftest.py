"""Vi, and a browser for her."""

from tests.browser import chromium
from tests.cast import vi
from tests.programs import chromium_path

__all__ = ["chromium", "chromium_path", "vi"]
