"""Calendars that events are brought from, and the entries in them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=True),
        sa.Column("moderator_id", sa.Integer(), nullable=True),
        sa.Column("following", sa.String(length=10), nullable=False),
        sa.Column("sender", sa.JSON(), nullable=False),
        sa.Column("etag", sa.String(length=200), nullable=False),
        sa.Column("last_modified", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=500), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "following IN ('once', 'followed', 'paused')", name=op.f("ck_calendar_source_following_is_known")
        ),
        sa.CheckConstraint(
            "following <> 'followed' OR next_look_at IS NOT NULL",
            name=op.f("ck_calendar_source_followed_has_a_next_look"),
        ),
        sa.CheckConstraint(
            "following = 'once' OR address <> ''", name=op.f("ck_calendar_source_followed_has_an_address")
        ),
        sa.CheckConstraint(
            "following = 'once' OR organiser_id IS NOT NULL OR moderator_id IS NOT NULL",
            name=op.f("ck_calendar_source_followed_has_an_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organiser.id"], name=op.f("fk_calendar_source_organiser_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_source")),
        sa.UniqueConstraint("key", name=op.f("uq_calendar_source_key")),
    )
    op.create_index(
        op.f("ix_calendar_source_following_next_look_at"), "calendar_source", ["following", "next_look_at"]
    )
    op.create_index(op.f("ix_calendar_source_organiser_id"), "calendar_source", ["organiser_id"])
    op.create_table(
        "calendar_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("proposal", sa.String(length=10), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("kept_anyway", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "proposal IN ('none', 'change', 'cancel')", name=op.f("ck_calendar_entry_proposal_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_calendar_entry_event_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["calendar_source.id"], name=op.f("fk_calendar_entry_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_entry")),
        sa.UniqueConstraint("source_id", "uid", name=op.f("uq_calendar_entry_source_id_uid")),
    )
    op.create_index(op.f("ix_calendar_entry_event_id"), "calendar_entry", ["event_id"])
    op.create_index(op.f("ix_calendar_entry_uid"), "calendar_entry", ["uid"])
    with op.batch_alter_table("upload") as batch:
        batch.add_column(sa.Column("source_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_upload_source_id"), "calendar_source", ["source_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_index(op.f("ix_upload_source_id"), ["source_id"])


def downgrade() -> None:
    with op.batch_alter_table("upload") as batch:
        batch.drop_index(op.f("ix_upload_source_id"))
        batch.drop_constraint(op.f("fk_upload_source_id"), type_="foreignkey")
        batch.drop_column("source_id")
    op.drop_table("calendar_entry")
    op.drop_table("calendar_source")
