"""Runs ``flask serve`` in a process of its own: what `make run` does last."""

import sys

from app import create_app
from app.operations.commands import open_operations

if __name__ == "__main__":
    app = create_app()
    if "serve" not in app.cli.commands:
        open_operations(app)
    app.cli.main(args=sys.argv[1:])
