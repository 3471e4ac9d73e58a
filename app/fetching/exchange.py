"""A request from our server to another: any method, no redirect followed, the answer as it was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPResponse

from flask import current_app

from app.fetching.asking import Request, ask
from app.fetching.body import as_sent
from app.fetching.network import network
from app.fetching.patience import Patience
from app.fetching.target import Target
from app.fetching.troubles import NoAnswer

MOST_BYTES = 256 * 1024
SECONDS = 10.0


@dataclass(frozen=True)
class Answer:
    """What a server said. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def exchange(
    method: str,
    target: Target,
    headers: Mapping[str, str],
    body: bytes | None = None,
    *,
    most: int = MOST_BYTES,
    seconds: float = SECONDS,
) -> Answer:
    """One request and its answer. Raises NoAnswer, with the host's name in its reason.

    On any port: where another server listens is part of the names it gives its people.
    """
    patience = Patience(seconds)
    agent = f"coproduction-week-registry (+{current_app.config['SITE_URL']})"

    def read(answer: HTTPResponse) -> Answer:
        said = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status, said, as_sent(answer, most, patience))

    request = Request(method, {"User-Agent": agent, **headers}, body)
    try:
        return ask(target, request, read, patience, replace(network(), ports=None))
    except NoAnswer as trouble:
        raise NoAnswer(trouble.kind, f"{target.host}: {trouble}") from trouble
