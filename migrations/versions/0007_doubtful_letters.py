"""A letter that a server may have taken or not waits for a person's word."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLE = "outbox_message"
BEFORE = {"status_is_known": "status IN ('queued', 'sending', 'sent', 'failed')"}
AFTER = {
    "status_is_known": "status IN ('queued', 'sending', 'sent', 'doubtful', 'failed')",
    "doubtful_was_handed_over": "status <> 'doubtful' OR handed_over_at IS NOT NULL",
}


def replace(old: dict[str, str], new: dict[str, str]) -> None:
    """Other checks in the place of some."""
    with op.batch_alter_table(TABLE) as table:
        for name in old:
            table.drop_constraint(op.f(f"ck_{TABLE}_{name}"), type_="check")
        for name, rule in new.items():
            table.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), rule)


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True))
    replace(BEFORE, AFTER)


def downgrade() -> None:
    op.execute("UPDATE outbox_message SET status = 'failed' WHERE status = 'doubtful'")
    replace(AFTER, BEFORE)
    op.drop_column(TABLE, "handed_over_at")
