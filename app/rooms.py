"""Which rooms are open: their routes and their commands, in the order of the flow."""

from flask import Flask

from app.accounts.commands import open_accounts
from app.catalogue.commands import catalogue
from app.geography.commands import gazetteer
from app.notifications.commands import open_notifications
from app.operations.campaign_commands import campaign
from app.serving.opening import open_serving
from app.submission import links, routes, section_routes
from app.submission.blueprint import submission

PAGES_OF_SUBMISSION = (routes, section_routes, links)


def open_rooms(app: Flask) -> None:
    """Register every room's blueprint and command group."""
    app.register_blueprint(submission)
    open_serving(app)
    open_accounts(app)
    open_notifications(app)
    for group in (catalogue, gazetteer, campaign):
        app.cli.add_command(group)
