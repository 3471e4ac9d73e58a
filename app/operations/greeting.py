"""What is said when the site is up: where mail goes, and last where it is and how to look round as a moderator."""

from pathlib import Path

from flask import Flask

DEMONSTRATION_MODERATOR = "moderator@example.org"
MINUTES = 60


def greeting(app: Flask, *, demonstration: bool) -> list[str]:
    """The last lines of a start."""
    lines = ["", mail_line(app), "Press Ctrl-C to stop.", ""]
    lines.append(f"{app.config['SITE_NAME']} is at {app.config['SITE_URL']}")
    if demonstration and (link := demonstration_link(app)):
        lines += [f"Sign in as a demonstration moderator (works once, for {MINUTES} minutes):", f"  {link}"]
    return lines


def demonstration_link(app: Flask) -> str | None:
    """A sign-in link for the demonstration moderator, from ``flask moderator link``; None where there is none."""
    arguments = ["moderator", "link", DEMONSTRATION_MODERATOR, "--minutes", str(MINUTES)]
    result = app.test_cli_runner().invoke(args=arguments)
    address = next((word for word in result.output.split() if word.startswith("http")), None)
    return address if result.exit_code == 0 else None


def mail_line(app: Flask) -> str:
    """Where mail goes."""
    if app.config["MAIL_URL"]:
        return "Mail is sent through the server in MAIL_URL."
    return f"Mail is not sent: it is written to {Path(app.config['INSTANCE_PATH']) / 'mail'}"
