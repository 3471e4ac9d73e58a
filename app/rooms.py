"""Which rooms are open: their routes and their commands, in the order of the flow."""

from flask import Flask


def open_rooms(app: Flask) -> None:
    """Register every room's blueprint and command group."""
