"""Lets scripts of other sites read public data (Fetch standard, CORS protocol). Nothing here depends on who asks."""

from flask import Blueprint, Response, request

# What a script may send along, so that it can ask whether anything has changed.
MAY_SEND = "Accept, If-Modified-Since, If-None-Match"
MAY_READ = "Content-Disposition, ETag, Last-Modified, Link, Problems"
A_DAY = "86400"


def open_to_other_sites(blueprint: Blueprint) -> None:
    """Say so with every answer of a blueprint, and in full when a browser asks beforehand (OPTIONS)."""

    @blueprint.after_request
    def allow(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = "*"
        if request.method != "OPTIONS":
            response.headers["Access-Control-Expose-Headers"] = MAY_READ
            return response
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = MAY_SEND
        response.headers["Access-Control-Max-Age"] = A_DAY
        return response
