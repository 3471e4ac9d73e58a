"""Calendar entries in a table of their own; and which public events are missing from which face, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DATES = ["ends_at", "starts_at", "event_id"]


def upgrade() -> None:
    op.create_table(
        "left_out",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("face", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_left_out_event_id")),
        sa.PrimaryKeyConstraint("event_id", "face", name=op.f("pk_left_out")),
    )
    op.create_table(
        "calendar_entries",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vevents", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["publication.event_id"], name=op.f("fk_calendar_entries_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_calendar_entries")),
    )
    op.execute("INSERT INTO calendar_entries (event_id, vevents) SELECT event_id, vevents FROM publication")
    op.drop_column("publication", "vevents")
    op.drop_index("ix_publication_dates", "publication")
    op.create_index("ix_publication_dates", "publication", [*DATES, "happening", "changed_at"])


def downgrade() -> None:
    op.drop_index("ix_publication_dates", "publication")
    op.create_index("ix_publication_dates", "publication", DATES)
    op.add_column("publication", sa.Column("vevents", sa.LargeBinary(), nullable=False, server_default=""))
    op.execute(
        "UPDATE publication SET vevents = (SELECT vevents FROM calendar_entries"
        " WHERE calendar_entries.event_id = publication.event_id)"
    )
    op.drop_table("calendar_entries")
    op.drop_table("left_out")
