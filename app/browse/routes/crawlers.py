"""For search engines: what to leave alone, and where everything is."""

from flask import Blueprint, current_app, render_template

from app.browse.queries import addresses
from app.serving.public import public

blueprint = Blueprint("crawlers", __name__)

STANDING = (
    "/",
    "/events",
    "/map",
    "/calendar",
    "/festivals",
    "/organisations",
    "/weeks",
    "/changes",
    "/about",
    "/api",
)
MOST_ADDRESSES = 50_000  # sitemaps.org: a sitemap has no more
PRIVATE = ("/confirm", "/digest/", "/manage/", "/moderation", "/my-events", "/return/", "/sign-in", "/submit/")


@blueprint.get("/robots.txt")
@public
def robots() -> tuple[str, str]:
    """RFC 9309."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return "\n".join([*lines, "", f"Sitemap: {current_app.config['SITE_URL']}/sitemap.xml", ""]), "text/plain"


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> tuple[str, str]:
    """Every public page (sitemaps.org 0.9)."""
    pages = [*((path, None) for path in (*STANDING, "/accessibility", "/privacy")), *addresses()]
    text = render_template("browse/sitemap.xml", site=current_app.config["SITE_URL"], pages=pages[:MOST_ADDRESSES])
    return text, "application/xml"
