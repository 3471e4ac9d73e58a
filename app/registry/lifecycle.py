"""The whole of the review process, as one table."""

from enum import StrEnum


class State(StrEnum):
    """Where a revision stands."""

    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can be done to a revision."""

    SEND = "send"
    CONFIRM = "confirm"
    SUBMIT = "submit"
    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    WITHDRAW = "withdraw"


class NotAllowed(Exception):
    """This action cannot be done in this state. ``state`` is where the revision stands."""

    def __init__(self, state: State, action: Action) -> None:
        super().__init__(f"{action} cannot be done to a revision that is {state}")
        self.state = state
        self.action = action


# SEND is for an organiser whose address is not confirmed yet; SUBMIT for one whose address is.
TRANSITIONS: dict[tuple[State, Action], State] = {
    (State.DRAFT, Action.SEND): State.UNCONFIRMED,
    (State.DRAFT, Action.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Action.WITHDRAW): State.WITHDRAWN,
    (State.UNCONFIRMED, Action.CONFIRM): State.SUBMITTED,
    (State.UNCONFIRMED, Action.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Action.APPROVE): State.APPROVED,
    (State.SUBMITTED, Action.REQUEST_CHANGES): State.CHANGES_REQUESTED,
    (State.SUBMITTED, Action.REJECT): State.REJECTED,
    (State.SUBMITTED, Action.WITHDRAW): State.WITHDRAWN,
    (State.CHANGES_REQUESTED, Action.WITHDRAW): State.WITHDRAWN,
}
WAITING = (State.UNCONFIRMED, State.SUBMITTED)
NEEDS_A_REASON = (Action.REQUEST_CHANGES, Action.REJECT)


def after(state: State, action: Action) -> State:
    """The state an action leads to. Raises NotAllowed where the table has no row."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise NotAllowed(state, action) from None
