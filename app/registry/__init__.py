"""What flows through the registry. No routes."""

from app.registry import event, notice, picture, upload

TABLES = (event, notice, picture, upload)
