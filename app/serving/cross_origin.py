"""Data for programs on other sites (Fetch Standard, CORS): any page may read our files, and their validators."""

from flask import Blueprint, Response, request

ASKED_WITH = "If-None-Match, If-Modified-Since"  # what a careful reader sends, and a browser asks leave for
A_DAY = "86400"  # seconds


def share(blueprint: Blueprint) -> None:
    """Open every file of a blueprint (an address with an ending): its 200, 304 and 404, and the question before."""
    blueprint.after_request(opened)


def opened(response: Response) -> Response:
    """The same answer, readable from everywhere. Nothing personal is in it: it is public and knows no cookie."""
    if "." not in request.path.rpartition("/")[2]:
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = ASKED_WITH
        response.headers["Access-Control-Max-Age"] = A_DAY
    return response
