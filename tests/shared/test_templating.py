"""What every template can use."""

from flask import Flask, render_template_string

from app.shared.templating import Templates

IMPORTED = """{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}
{{ govukButton({"text": _("Continue")}) }} {{ own }} {{ asset("site.css") }}"""


def test_templates_have_everybodys_globals_and_their_own(look: Flask) -> None:
    assert isinstance(look.jinja_env, Templates), "somebody opened the environment before it was said which"
    with look.test_request_context("/"):
        page = render_template_string(IMPORTED, own="mine")
        assert "Continue" in page
        assert " mine /static/dist/site" in page
        loaded = look.jinja_env.from_string("{{ own }} {{ config.SITE_NAME }}", globals={"own": "its"})
        assert loaded.render() == f"its {look.config['SITE_NAME']}"
