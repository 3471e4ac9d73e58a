"""Which rooms are open: their routes and their commands, in the order of the flow."""

from flask import Flask

from app.accounts.commands import open_accounts
from app.catalogue.commands import catalogue
from app.demo.commands import demo
from app.feeds.routes import blueprint as feeds
from app.geography.commands import gazetteer
from app.notifications.commands import open_notifications
from app.operations.campaign_commands import campaign
from app.operations.commands import open_operations
from app.serving.opening import open_serving
from app.submission import links, routes, section_routes
from app.submission.blueprint import submission

PAGES_OF_SUBMISSION = (routes, section_routes, links)


def open_rooms(app: Flask) -> None:
    """Register every room's blueprint and command group."""
    app.register_blueprint(submission)
    app.register_blueprint(feeds)
    open_serving(app)
    open_operations(app)
    open_accounts(app)
    open_notifications(app)
    for group in (catalogue, gazetteer, campaign, demo):
        app.cli.add_command(group)
