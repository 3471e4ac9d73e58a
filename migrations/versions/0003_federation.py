"""Weeks that can be followed: what was announced, who follows, what waits to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "federation_announcement",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("event_uid", sa.String(length=36), nullable=False),
        sa.Column("week", sa.String(length=80), nullable=False),
        sa.Column("fingerprint", sa.String(length=500), nullable=False),
        sa.Column("updates", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_federation_announcement")),
    )
    with op.batch_alter_table("federation_announcement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_federation_announcement_live",
            ["event_uid"],
            unique=True,
            sqlite_where=sa.text("gone_at IS NULL"),
            postgresql_where=sa.text("gone_at IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_federation_announcement_week_made_at"), ["week", "made_at"], unique=False
        )

    op.create_table(
        "federation_blocked",
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_federation_blocked")),
    )
    op.create_table(
        "federation_follower",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=80), nullable=False),
        sa.Column("actor", sa.String(length=500), nullable=False),
        sa.Column("inbox", sa.String(length=500), nullable=False),
        sa.Column("shared_inbox", sa.String(length=500), nullable=False),
        sa.Column("follow", sa.String(length=500), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federation_follower")),
        sa.UniqueConstraint("week", "actor", name=op.f("uq_federation_follower_week_actor")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("federation_follower", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_federation_follower_actor"), ["actor"], unique=False)
        batch_op.create_index(batch_op.f("ix_federation_follower_inbox"), ["inbox"], unique=False)
        batch_op.create_index(batch_op.f("ix_federation_follower_shared_inbox"), ["shared_inbox"], unique=False)

    op.create_table(
        "federation_inbox",
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(length=32), nullable=True),
        sa.Column("last_error", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_federation_inbox")),
    )
    with op.batch_alter_table("federation_inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_federation_inbox_next_attempt_at"), ["next_attempt_at"], unique=False)

    op.create_table(
        "federation_peer",
        sa.Column("actor", sa.String(length=500), nullable=False),
        sa.Column("key_id", sa.String(length=500), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("inbox", sa.String(length=500), nullable=False),
        sa.Column("shared_inbox", sa.String(length=500), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("actor", name=op.f("pk_federation_peer")),
        sa.UniqueConstraint("key_id", name=op.f("uq_federation_peer_key_id")),
    )
    op.create_table(
        "federation_seen",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_federation_seen")),
    )
    with op.batch_alter_table("federation_seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_federation_seen_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "federation_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("private_key", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("compared", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federation_state")),
    )
    op.create_table(
        "federation_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("announcement", sa.String(length=32), nullable=True),
        sa.Column("follower_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'accept') = (follower_id IS NOT NULL)",
            name=op.f("ck_federation_activity_accept_is_for_somebody"),
        ),
        sa.CheckConstraint(
            "kind IN ('create', 'update', 'delete', 'accept')", name=op.f("ck_federation_activity_kind_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["announcement"],
            ["federation_announcement.key"],
            name=op.f("fk_federation_activity_announcement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"],
            ["federation_follower.id"],
            name=op.f("fk_federation_activity_follower_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federation_activity")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("federation_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_federation_activity_announcement"), ["announcement"], unique=False)
        batch_op.create_index(batch_op.f("ix_federation_activity_follower_id"), ["follower_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_federation_activity_week_id"), ["week", "id"], unique=False)

    op.create_table(
        "federation_delivery",
        sa.Column("inbox", sa.String(length=500), nullable=False),
        sa.Column("activity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["federation_activity.id"],
            name=op.f("fk_federation_delivery_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inbox"], ["federation_inbox.url"], name=op.f("fk_federation_delivery_inbox"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("inbox", "activity_id", name=op.f("pk_federation_delivery")),
    )
    with op.batch_alter_table("federation_delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_federation_delivery_activity_id"), ["activity_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("federation_delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_federation_delivery_activity_id"))

    op.drop_table("federation_delivery")
    with op.batch_alter_table("federation_activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_federation_activity_week_id"))
        batch_op.drop_index(batch_op.f("ix_federation_activity_follower_id"))
        batch_op.drop_index(batch_op.f("ix_federation_activity_announcement"))

    op.drop_table("federation_activity")
    op.drop_table("federation_state")
    with op.batch_alter_table("federation_seen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_federation_seen_seen_at"))

    op.drop_table("federation_seen")
    op.drop_table("federation_peer")
    with op.batch_alter_table("federation_inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_federation_inbox_next_attempt_at"))

    op.drop_table("federation_inbox")
    with op.batch_alter_table("federation_follower", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_federation_follower_shared_inbox"))
        batch_op.drop_index(batch_op.f("ix_federation_follower_inbox"))
        batch_op.drop_index(batch_op.f("ix_federation_follower_actor"))

    op.drop_table("federation_follower")
    op.drop_table("federation_blocked")
    with op.batch_alter_table("federation_announcement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_federation_announcement_week_made_at"))
        batch_op.drop_index(
            "ix_federation_announcement_live",
            sqlite_where=sa.text("gone_at IS NULL"),
            postgresql_where=sa.text("gone_at IS NULL"),
        )

    op.drop_table("federation_announcement")
