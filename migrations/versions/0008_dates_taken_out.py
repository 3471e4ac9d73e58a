"""When the last calendar entry of a public event ends, those of dates taken out among them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "publication"
DATES = ["ends_at", "starts_at", "event_id"]
ENTRIES = ["entries_end_at", "starts_at", "event_id", "happening", "changed_at", "ends_at"]


def upgrade() -> None:
    # It may be empty, though it never is: for NOT NULL SQLite copies the table, and with it empties what hangs on it.
    op.add_column(TABLE, sa.Column("entries_end_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE publication SET entries_end_at = ends_at")  # the next start makes the catalogue anew
    op.drop_index("ix_publication_dates", TABLE)
    op.create_index("ix_publication_dates", TABLE, DATES)
    op.create_index("ix_publication_entries", TABLE, ENTRIES)


def downgrade() -> None:
    op.drop_index("ix_publication_entries", TABLE)
    op.drop_index("ix_publication_dates", TABLE)
    op.create_index("ix_publication_dates", TABLE, [*DATES, "happening", "changed_at"])
    op.drop_column(TABLE, "entries_end_at")
