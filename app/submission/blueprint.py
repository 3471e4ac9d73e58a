"""The organiser's room."""

from flask import Blueprint

submission = Blueprint("submission", __name__)
