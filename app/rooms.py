"""Which rooms are open: their routes and their commands, in the order of the flow."""

from flask import Flask

from app.accounts.commands import open_accounts
from app.archive.routes import blueprint as archive
from app.browse.routes import crawlers, events, gatherings, standing
from app.catalogue.commands import catalogue
from app.demo.commands import demo
from app.digest.commands import open_digest
from app.federation.opening import open_federation
from app.feeds import shortlist_routes, subscribe_routes
from app.feeds.routes import blueprint as feeds
from app.geography.commands import gazetteer
from app.map.routes import blueprint as map_pages
from app.moderation import happening_routes, letters_routes
from app.moderation.routes import moderation
from app.notifications.commands import open_notifications
from app.operations.campaign_commands import campaign
from app.operations.commands import open_operations
from app.operations.retention import open_retention
from app.pictures.opening import open_pictures
from app.serving.opening import open_serving
from app.submission import later, links, picture_routes, routes, section_routes, suggestions
from app.submission.afterwards import festival_routes, notes, people_routes
from app.submission.afterwards import routes as afterwards_routes
from app.submission.blueprint import submission
from app.submission.bulk import routes as bulk_routes
from app.submission.calendars import moderator_routes as moderator_calendar_routes
from app.submission.calendars import routes as calendar_routes
from app.submission.calendars.jobs import open_calendar_jobs
from app.submission.jobs import open_submission_jobs
from app.submission.on_behalf import routes as on_behalf_routes
from app.syndication.api_routes import blueprint as api
from app.syndication.routes import blueprint as syndication

PAGES_OF_FEEDS = (subscribe_routes, shortlist_routes)
PAGES_OF_MODERATION = (happening_routes, letters_routes)
PAGES_OF_SUBMISSION = (
    routes,
    section_routes,
    picture_routes,
    later,
    links,
    suggestions,
    bulk_routes,
    calendar_routes,
    moderator_calendar_routes,
    on_behalf_routes,
    afterwards_routes,
    people_routes,
    festival_routes,
    notes,
)
BROWSE = (events.blueprint, gatherings.blueprint, standing.blueprint, crawlers.blueprint)
COMMANDS = (catalogue, gazetteer, campaign, demo)


def open_rooms(app: Flask) -> None:
    """Register every room's blueprint and command group."""
    for blueprint in (submission, moderation, *BROWSE, map_pages, feeds, syndication, api, archive):
        app.register_blueprint(blueprint)
    open_serving(app)
    open_accounts(app)
    open_digest(app)  # before the mail, so that one round of the worker writes letters and sends them
    open_notifications(app)
    open_submission_jobs(app)
    open_calendar_jobs(app)
    open_operations(app)
    open_pictures(app)
    open_retention(app)
    open_federation(app)
    for group in COMMANDS:
        app.cli.add_command(group)
