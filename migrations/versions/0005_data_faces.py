"""The finished pieces of an event that data faces are joined from."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PIECES = ("record", "record_contacts", "sheet_rows", "sheet_contacts", "news_entry", "vevents_kept")


def upgrade() -> None:
    for name in PIECES:
        op.add_column("publication", sa.Column(name, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("publication", schema=None) as batch_op:
        for name in reversed(PIECES):
            batch_op.drop_column(name)
