"""Which public events are missing from which face, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "left_out",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("face", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_left_out_event_id")),
        sa.PrimaryKeyConstraint("event_id", "face", name=op.f("pk_left_out")),
    )


def downgrade() -> None:
    op.drop_table("left_out")
