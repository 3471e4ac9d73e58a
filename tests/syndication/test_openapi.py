"""The description and the data say the same, whatever anybody asks: schemathesis asks, and reads every answer."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup
from werkzeug.datastructures import MultiDict

from app.catalogue.query import EventQuery
from app.catalogue.record import EventRecord
from app.syndication.faces import FACES
from app.syndication.parameters import PAGE, PARAMETERS
from tests.syndication.site import filled_site

EXAMPLES = 20
EVENTS = ("odd", "quiet-hour", "picture-show", "leeds-together", "withdrawn-walk", "nothing-like-it")
WEEKS = ("co-production-week-2027", "no-such-week")
load_all_checks()
ACCEPTED = CHECKS.get_one("positive_data_acceptance")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with filled_site(tmp_path_factory.mktemp("described")) as app:
        yield app


@pytest.fixture(scope="module")
def description(site: Flask) -> dict[str, Any]:
    """What the site says of itself, read more strictly than it asks others to: nothing may be there unsaid."""
    said: dict[str, Any] = json.loads(site.test_client().get("/api/openapi.json").data)
    for schema in said["components"]["schemas"].values():
        schema["additionalProperties"] = False
    return said


def ask(site: Flask, description: dict[str, Any], name: str, examples: int = EXAMPLES, **fixed: Any) -> set[int]:
    """Ask an operation many questions, hold each answer against the description, and give the states it answered."""
    schema = schemathesis.openapi.from_dict(copy.deepcopy(description))
    schema.app = site
    found = [one.ok() for one in schema.get_all_operations()]
    operation = next(one for one in found if one.definition.raw["operationId"] == name)
    seen = set()

    @settings(max_examples=examples, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(**fixed))
    def every_answer(case: Any) -> None:
        answer = case.call()
        # No made-up cursor is one of ours, and what is withdrawn is gone: these states are described too.
        right = {400} if "cursor" in (case.query or {}) else {410} if name == "event" else set()
        case.validate_response(answer, excluded_checks=[ACCEPTED] if answer.status_code in right else [])
        seen.add(answer.status_code)

    every_answer()
    return seen


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_answer_of_a_face_is_as_described(site: Flask, description: dict[str, Any], face: Any) -> None:
    assert ask(site, description, face.name) == ({200, 400} if face.is_paged else {200})


def test_every_event_is_as_described(site: Flask, description: dict[str, Any]) -> None:
    states = [ask(site, description, "event", 1, path_parameters={"slug": slug}) for slug in EVENTS]
    assert states == [{200}, {200}, {200}, {200}, {410}, {404}]
    assert ask(site, description, "event") == {404}


def test_every_archive_is_as_described(site: Flask, description: dict[str, Any]) -> None:
    assert [ask(site, description, "archive", 1, path_parameters={"slug": slug}) for slug in WEEKS] == [{200}, {404}]


def test_a_description_that_says_something_else_is_found_out(site: Flask, description: dict[str, Any]) -> None:
    wrong = copy.deepcopy(description)
    del wrong["components"]["schemas"]["Event"]["properties"]["title"]
    wrong["components"]["schemas"]["Event"]["required"].remove("title")
    with pytest.raises(FailureGroup, match="title"):
        ask(site, wrong, "event", 1, path_parameters={"slug": "odd"})
    wrong = copy.deepcopy(description)
    content = wrong["paths"]["/events.csv"]["get"]["responses"]["200"]["content"]
    content["text/plain"] = content.pop("text/csv")
    with pytest.raises(FailureGroup, match="text/csv"):
        ask(site, wrong, "spreadsheet", 1)


def test_the_second_page_of_data_is_as_described_too(site: Flask, description: dict[str, Any]) -> None:
    client = site.test_client()
    address = json.loads(client.get("/events.json").data)["next"]
    cursor = address.partition("cursor=")[2]
    assert ask(site, description, "records", 1, query={"cursor": cursor}) == {200}


class Watched(MultiDict[str, str]):
    """Parameters that remember what they were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: Any, *others: Any, **more: Any) -> Any:
        self.asked.add(key)
        return super().get(key, *others, **more)

    def getlist(self, key: Any, *others: Any, **more: Any) -> Any:
        self.asked.add(key)
        return super().getlist(key, *others, **more)


def test_the_parameters_are_those_that_the_query_reads(site: Flask, description: dict[str, Any]) -> None:
    with site.test_request_context():
        args = Watched()
        EventQuery.from_args(args)
        args["near"] = "Leeds"
        EventQuery.from_args(args)
    assert {one.name for one in (*PARAMETERS, PAGE)} == args.asked
    for face in FACES:
        said = [one["name"] for one in description["paths"][face.path]["get"]["parameters"]]
        assert said == [one.name for one in PARAMETERS] + (["cursor"] if face.is_paged else [])


@pytest.mark.parametrize("parameter", [one for one in PARAMETERS if one.values], ids=lambda one: one.name)
def test_every_value_that_is_named_can_be_asked_for_and_no_other(site: Flask, parameter: Any) -> None:
    with site.test_request_context():
        for value in parameter.values:
            query = EventQuery.from_args(MultiDict({parameter.name: value, "near": "Leeds"}))
            assert query.problems == (), value
        if parameter.name != "ask":
            query = EventQuery.from_args(MultiDict({parameter.name: "narnia", "near": "Leeds"}))
            assert [problem.parameter for problem in query.problems] == [parameter.name]


def test_every_member_of_an_event_is_described(description: dict[str, Any]) -> None:
    event = description["components"]["schemas"]["Event"]
    assert list(event["properties"]) == list(EventRecord.__annotations__) == event["required"]
    assert all(said["description"] for said in event["properties"].values())
