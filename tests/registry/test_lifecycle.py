"""The review table, over every state and every action."""

from itertools import product

import pytest

from app.registry.lifecycle import NEEDS_A_REASON, TRANSITIONS, WAITING, Action, NotAllowed, State, after

# Written out a second time, by hand, so that a slip in the table is seen.
ALLOWED = {
    "draft": {"send": "unconfirmed", "submit": "submitted", "withdraw": "withdrawn"},
    "unconfirmed": {"confirm": "submitted", "withdraw": "withdrawn"},
    "submitted": {
        "approve": "approved",
        "request_changes": "changes_requested",
        "reject": "rejected",
        "withdraw": "withdrawn",
    },
    "changes_requested": {"withdraw": "withdrawn"},
    "approved": {},
    "rejected": {},
    "withdrawn": {},
}


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_step_is_in_the_table_or_refused(state: State, action: Action) -> None:
    expected = ALLOWED[state].get(action)
    if expected is None:
        with pytest.raises(NotAllowed) as refused:
            after(state, action)
        assert (refused.value.state, refused.value.action) == (state, action)
    else:
        assert after(state, action) == expected


def test_the_table_has_nothing_else() -> None:
    assert len(TRANSITIONS) == sum(len(steps) for steps in ALLOWED.values())


def test_only_what_waits_can_become_public() -> None:
    sources = {state for (state, action), to in TRANSITIONS.items() if to is State.APPROVED}
    assert sources == {State.SUBMITTED}
    assert State.SUBMITTED in WAITING


def test_no_step_leads_back_to_a_draft() -> None:
    assert State.DRAFT not in TRANSITIONS.values()


def test_every_state_can_be_reached_and_the_decided_ones_are_final() -> None:
    reached = {State.DRAFT}
    while more := {to for (state, _), to in TRANSITIONS.items() if state in reached} - reached:
        reached |= more
    assert reached == set(State)
    assert {state for state in State if not any(start is state for start, _ in TRANSITIONS)} == {
        State.APPROVED,
        State.REJECTED,
        State.WITHDRAWN,
    }


def test_refusals_need_a_reason() -> None:
    assert set(NEEDS_A_REASON) == {Action.REQUEST_CHANGES, Action.REJECT}
