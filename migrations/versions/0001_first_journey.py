"""Everything the first journey needs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_cy", sa.String(length=160), nullable=False),
        sa.Column("host", sa.String(length=160), nullable=False),
        sa.Column("nation", sa.String(length=20), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("hashtag", sa.String(length=60), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("submissions_open", sa.Date(), nullable=True),
        sa.Column("submissions_close", sa.Date(), nullable=True),
        sa.CheckConstraint("(first_day IS NULL) = (last_day IS NULL)", name=op.f("ck_campaign_both_days_or_neither")),
        sa.CheckConstraint(
            "last_day IS NULL OR last_day >= first_day", name=op.f("ck_campaign_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "submissions_close IS NULL OR submissions_close >= submissions_open",
            name=op.f("ck_campaign_closes_after_open"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("slug", name=op.f("uq_campaign_slug")),
    )
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_for", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_state")),
    )
    op.create_table(
        "daily_count",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "day", "what", name=op.f("pk_daily_count")),
    )
    op.create_table(
        "gazetteer_load",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("northern_ireland", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("release", sa.String(length=100), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("without_point", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("rows_done >= 0", name=op.f("ck_gazetteer_load_rows_done_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gazetteer_load")),
        sa.UniqueConstraint("digest", "northern_ireland", name=op.f("uq_gazetteer_load_digest_northern_ireland")),
    )
    op.create_table(
        "gazetteer_name",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("release", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_gazetteer_name")),
    )
    op.create_table(
        "gazetteer_outward",
        sa.Column("outward", sa.String(length=4), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("country", sa.String(length=1), nullable=True),
        sa.Column("region", sa.SmallInteger(), nullable=True),
        sa.Column("council_code", sa.String(length=9), nullable=True),
        sa.PrimaryKeyConstraint("outward", name=op.f("pk_gazetteer_outward")),
    )
    op.create_table(
        "gazetteer_postcode",
        sa.Column("postcode", sa.String(length=7), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=1), nullable=True),
        sa.Column("region", sa.SmallInteger(), nullable=True),
        sa.Column("council_code", sa.String(length=9), nullable=True),
        sa.Column("terminated", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "latitude BETWEEN 4900000 AND 6100000", name=op.f("ck_gazetteer_postcode_latitude_in_isles")
        ),
        sa.CheckConstraint(
            "longitude BETWEEN -900000 AND 250000", name=op.f("ck_gazetteer_postcode_longitude_in_isles")
        ),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_gazetteer_postcode")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "geocoder_answer",
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("precision", sa.String(length=20), nullable=True),
        sa.Column("nation", sa.String(length=30), nullable=True),
        sa.Column("postcode", sa.String(length=8), nullable=True),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_geocoder_answer_whole_point")),
        sa.PrimaryKeyConstraint("service", "asked", name=op.f("pk_geocoder_answer")),
    )
    op.create_table(
        "link_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asker", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_request")),
    )
    with op.batch_alter_table("link_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_request_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_request_asker_asked_at"), ["asker", "asked_at"], unique=False)

    op.create_table(
        "moderator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("last_totp_step", sa.Integer(), nullable=True),
        sa.Column("session_number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_moderator_email_is_lower_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderator")),
        sa.UniqueConstraint("email", name=op.f("uq_moderator_email")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("codes_tried", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_one_time_link_lives_a_while")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_link_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_one_time_link_subject"), ["subject"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("logo", sa.String(length=80), nullable=False),
        sa.Column("logo_alt", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('user_led', 'charity', 'care_provider', 'council', 'nhs', 'university', 'network', 'company', 'informal_group', 'one_person', 'not_stated')",
            name=op.f("ck_organisation_kind_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("folded_name", name=op.f("uq_organisation_folded_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    op.create_table(
        "organiser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organiser")),
        sa.UniqueConstraint("email", name=op.f("uq_organiser_email")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("text_body", sa.Text(), nullable=False),
        sa.Column("html_body", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("event_reference", sa.String(length=20), nullable=True),
        sa.Column("extra_headers", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(length=64), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'failed' OR last_error IS NOT NULL", name=op.f("ck_outbox_message_failed_has_a_reason")
        ),
        sa.CheckConstraint(
            "status <> 'sending' OR claimed_until IS NOT NULL", name=op.f("ck_outbox_message_sending_has_a_lease")
        ),
        sa.CheckConstraint("status <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_outbox_message_sent_has_a_time")),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed')", name=op.f("ck_outbox_message_status_is_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_message_id")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_message_event_reference"), ["event_reference"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outbox_message_status_next_attempt_at"), ["status", "next_attempt_at"], unique=False
        )

    op.create_table(
        "picture",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0 AND size > 0", name=op.f("ck_picture_has_a_size")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_picture")),
    )
    op.create_table(
        "published_organisation",
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_published_organisation")),
    )
    with op.batch_alter_table("published_organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_organisation_name"), ["name"], unique=False)

    op.create_table(
        "published_week",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("nation", sa.String(length=20), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=True),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_published_week")),
    )
    with op.batch_alter_table("published_week", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_week_first_day"), ["first_day"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("submission_key", sa.String(length=64), nullable=True),
        sa.Column("slug", sa.String(length=120), nullable=True),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("source_url", sa.String(length=500), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("agreed_festival_id", sa.Integer(), nullable=True),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("entered_by", sa.String(length=160), nullable=False),
        sa.Column("happening", sa.String(length=14), nullable=False),
        sa.Column("happening_reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "happening = 'going_ahead' OR happening_reason <> ''", name=op.f("ck_event_change_has_a_reason")
        ),
        sa.CheckConstraint(
            "happening IN ('going_ahead', 'postponed', 'moved_online', 'cancelled', 'withdrawn')",
            name=op.f("ck_event_happening_is_known"),
        ),
        sa.CheckConstraint("origin IN ('submitted', 'archive', 'example')", name=op.f("ck_event_origin_is_known")),
        sa.CheckConstraint(
            "agreed_festival_id IS NULL OR agreed_festival_id <> id", name=op.f("ck_event_not_its_own_festival")
        ),
        sa.ForeignKeyConstraint(["agreed_festival_id"], ["event.id"], name=op.f("fk_event_agreed_festival_id")),
        sa.ForeignKeyConstraint(["copied_from_id"], ["event.id"], name=op.f("fk_event_copied_from_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_event_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("reference", name=op.f("uq_event_reference")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_event_submission_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_agreed_festival_id"), ["agreed_festival_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "organisation_organiser",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_organiser_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"],
            ["organiser.id"],
            name=op.f("fk_organisation_organiser_organiser_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "organiser_id", name=op.f("pk_organisation_organiser")),
    )
    with op.batch_alter_table("organisation_organiser", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_organiser_organiser_id"), ["organiser_id"], unique=False)

    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organiser.id"], name=op.f("fk_upload_organiser_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("key", name=op.f("uq_upload_key")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_organiser_id"), ["organiser_id"], unique=False)

    op.create_table(
        "event_organiser",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_organiser_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organiser_id"], ["organiser.id"], name=op.f("fk_event_organiser_organiser_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "organiser_id", name=op.f("pk_event_organiser")),
    )
    with op.batch_alter_table("event_organiser", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_organiser_organiser_id"), ["organiser_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_notice_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "kind", "about", name=op.f("pk_notice")),
    )
    op.create_table(
        "private_contact",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_private_contact_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_private_contact")),
    )
    op.create_table(
        "publication",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("happening", sa.String(length=14), nullable=False),
        sa.Column("format", sa.String(length=12), nullable=False),
        sa.Column("cost", sa.String(length=12), nullable=False),
        sa.Column("week", sa.String(length=80), nullable=True),
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("festival", sa.String(length=120), nullable=True),
        sa.Column("nation", sa.String(length=20), nullable=True),
        sa.Column("region", sa.String(length=30), nullable=True),
        sa.Column("council", sa.String(length=80), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("vevents", sa.LargeBinary(), nullable=False),
        sa.Column("feature", sa.LargeBinary(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_publication_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_publication")),
        sa.UniqueConstraint("reference", name=op.f("uq_publication_reference")),
        sa.UniqueConstraint("slug", name=op.f("uq_publication_slug")),
        sa.UniqueConstraint("uid", name=op.f("uq_publication_uid")),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index("ix_publication_dates", ["ends_at", "starts_at", "event_id"], unique=False)
        batch_op.create_index("ix_publication_festival", ["festival", "starts_at"], unique=False)
        batch_op.create_index("ix_publication_organisation", ["organisation", "starts_at"], unique=False)
        batch_op.create_index("ix_publication_point", ["latitude", "longitude"], unique=False)
        batch_op.create_index("ix_publication_week", ["week", "starts_at"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sections_done", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unfinished", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("festival_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("title_cy", sa.String(length=160), nullable=False),
        sa.Column("summary_cy", sa.String(length=300), nullable=False),
        sa.Column("description_cy", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("audience_note", sa.String(length=300), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("image", sa.String(length=80), nullable=False),
        sa.Column("image_alt", sa.String(length=300), nullable=False),
        sa.Column("image_consent", sa.Boolean(), nullable=False),
        sa.Column("format", sa.String(length=12), nullable=False),
        sa.Column("online_how", sa.String(length=500), nullable=False),
        sa.Column("online_url", sa.String(length=500), nullable=False),
        sa.Column("online_url_public", sa.Boolean(), nullable=False),
        sa.Column("phone_in", sa.String(length=60), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("access_note", sa.Text(), nullable=False),
        sa.Column("access_checked_how", sa.String(length=20), nullable=False),
        sa.Column("access_checked_on", sa.Date(), nullable=True),
        sa.Column("access_contact", sa.JSON(), nullable=False),
        sa.Column("access_ask_by", sa.Date(), nullable=True),
        sa.Column("together", sa.JSON(), nullable=False),
        sa.Column("cost", sa.String(length=12), nullable=False),
        sa.Column("cost_note", sa.String(length=300), nullable=False),
        sa.Column("booking", sa.String(length=12), nullable=False),
        sa.Column("booking_url", sa.String(length=500), nullable=False),
        sa.Column("booking_phone", sa.String(length=40), nullable=False),
        sa.Column("booking_email", sa.String(length=254), nullable=False),
        sa.Column("booking_by", sa.Date(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(length=200), nullable=False),
        sa.Column("organisation_kind", sa.String(length=20), nullable=False),
        sa.Column("organisation_website", sa.String(length=300), nullable=False),
        sa.Column("organisation_summary", sa.String(length=500), nullable=False),
        sa.Column("organisation_logo", sa.String(length=80), nullable=False),
        sa.Column("organisation_logo_alt", sa.String(length=300), nullable=False),
        sa.Column("contact_role", sa.String(length=120), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_text_relay", sa.String(length=80), nullable=False),
        sa.Column("contact_shown", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "booking IN ('required', 'optional', 'turn_up', 'not_stated')", name=op.f("ck_revision_booking_is_known")
        ),
        sa.CheckConstraint(
            "cost IN ('free', 'paid', 'what_you_can', 'not_stated')", name=op.f("ck_revision_cost_is_known")
        ),
        sa.CheckConstraint(
            "format IN ('in_person', 'online', 'hybrid', 'not_stated')", name=op.f("ck_revision_format_is_known")
        ),
        sa.CheckConstraint("kind IN ('event', 'festival', 'activity')", name=op.f("ck_revision_kind_is_known")),
        sa.CheckConstraint(
            "organisation_kind IN ('user_led', 'charity', 'care_provider', 'council', 'nhs', 'university', 'network', 'company', 'informal_group', 'one_person', 'not_stated')",
            name=op.f("ck_revision_organisation_kind_is_known"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'withdrawn' OR sent_at IS NOT NULL", name=op.f("ck_revision_sent_has_a_date")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'unconfirmed', 'submitted', 'changes_requested', 'approved', 'rejected', 'withdrawn')",
            name=op.f("ck_revision_state_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR length(title) > 0", name=op.f("ck_revision_sent_has_a_title")
        ),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name=op.f("ck_revision_capacity_is_positive")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_revision_campaign_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_revision_event_id")),
        sa.ForeignKeyConstraint(["festival_id"], ["event.id"], name=op.f("fk_revision_festival_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_revision_event_id_number")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_festival_id"), ["festival_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_submitted_at"), ["submitted_at"], unique=False)
        batch_op.create_index(
            "uq_revision_one_waiting_per_event",
            ["event_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('unconfirmed', 'submitted')"),
            postgresql_where=sa.text("state IN ('unconfirmed', 'submitted')"),
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=160), nullable=False),
        sa.Column("moderator_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "action NOT IN ('request_changes', 'reject') OR length(trim(reason)) > 0",
            name=op.f("ck_decision_refusal_has_a_reason"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_decision_event_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_decision_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_moderator_id"), ["moderator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_revision_id"), ["revision_id"], unique=False)

    op.create_table(
        "event_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("town", sa.String(length=100), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("area_only", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("nation", sa.String(length=20), nullable=True),
        sa.Column("region", sa.String(length=30), nullable=True),
        sa.Column("council", sa.String(length=80), nullable=False),
        sa.Column("precision", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_event_place_whole_point_or_none")
        ),
        sa.CheckConstraint(
            "latitude IS NULL OR latitude BETWEEN -90 AND 90", name=op.f("ck_event_place_latitude_on_earth")
        ),
        sa.CheckConstraint(
            "longitude IS NULL OR longitude BETWEEN -180 AND 180", name=op.f("ck_event_place_longitude_on_earth")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_event_place_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_place")),
    )
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_place_revision_id"), ["revision_id"], unique=False)

    op.create_table(
        "event_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("timing", sa.String(length=10), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("doors_time", sa.Time(), nullable=True),
        sa.Column("drop_in", sa.Boolean(), nullable=False),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "timing <> 'timed' OR start_time IS NOT NULL", name=op.f("ck_event_session_timed_has_a_time")
        ),
        sa.CheckConstraint(
            "timing IN ('timed', 'all_day', 'time_tbc', 'date_tbc')", name=op.f("ck_event_session_timing_is_known")
        ),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_event_session_ends_after_it_starts")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_event_session_last_day_after_first")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_event_session_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_session")),
    )
    with op.batch_alter_table("event_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_session_revision_id"), ["revision_id"], unique=False)

    op.create_table(
        "publication_facet",
        sa.Column("facet", sa.String(length=12), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["publication.event_id"], name=op.f("fk_publication_facet_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("facet", "value", "event_id", name=op.f("pk_publication_facet")),
    )
    with op.batch_alter_table("publication_facet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_facet_event_id"), ["event_id"], unique=False)

    create_search(op.get_bind().dialect.name)


def create_search(dialect: str) -> None:
    """The full-text index: a virtual table on SQLite, an index on words on PostgreSQL."""
    if dialect == "sqlite":
        tokenize = "unicode61 remove_diacritics 2"
        op.execute(f"CREATE VIRTUAL TABLE publication_search USING fts5(search_text, tokenize='{tokenize}')")
    else:
        words = "to_tsvector('simple'::regconfig, search_text)"
        op.execute(f"CREATE INDEX ix_publication_search ON publication USING gin ({words})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE publication_search")
    with op.batch_alter_table("publication_facet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_facet_event_id"))

    op.drop_table("publication_facet")
    with op.batch_alter_table("event_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_session_revision_id"))

    op.drop_table("event_session")
    with op.batch_alter_table("event_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_place_revision_id"))

    op.drop_table("event_place")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_revision_id"))
        batch_op.drop_index(batch_op.f("ix_decision_moderator_id"))
        batch_op.drop_index(batch_op.f("ix_decision_event_id"))

    op.drop_table("decision")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_revision_one_waiting_per_event",
            sqlite_where=sa.text("state IN ('unconfirmed', 'submitted')"),
            postgresql_where=sa.text("state IN ('unconfirmed', 'submitted')"),
        )
        batch_op.drop_index(batch_op.f("ix_revision_submitted_at"))
        batch_op.drop_index(batch_op.f("ix_revision_state"))
        batch_op.drop_index(batch_op.f("ix_revision_festival_id"))
        batch_op.drop_index(batch_op.f("ix_revision_event_id"))
        batch_op.drop_index(batch_op.f("ix_revision_campaign_id"))

    op.drop_table("revision")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index("ix_publication_week")
        batch_op.drop_index("ix_publication_point")
        batch_op.drop_index("ix_publication_organisation")
        batch_op.drop_index("ix_publication_festival")
        batch_op.drop_index("ix_publication_dates")

    op.drop_table("publication")
    op.drop_table("private_contact")
    op.drop_table("notice")
    with op.batch_alter_table("event_organiser", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_organiser_organiser_id"))

    op.drop_table("event_organiser")
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_upload_organiser_id"))

    op.drop_table("upload")
    with op.batch_alter_table("organisation_organiser", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_organiser_organiser_id"))

    op.drop_table("organisation_organiser")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_event_agreed_festival_id"))

    op.drop_table("event")
    with op.batch_alter_table("published_week", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_week_first_day"))

    op.drop_table("published_week")
    with op.batch_alter_table("published_organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_organisation_name"))

    op.drop_table("published_organisation")
    op.drop_table("picture")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_message_status_next_attempt_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_message_event_reference"))

    op.drop_table("outbox_message")
    op.drop_table("organiser")
    op.drop_table("organisation")
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_link_subject"))
        batch_op.drop_index(batch_op.f("ix_one_time_link_expires_at"))

    op.drop_table("one_time_link")
    op.drop_table("moderator")
    with op.batch_alter_table("link_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_request_asker_asked_at"))
        batch_op.drop_index(batch_op.f("ix_link_request_asked_at"))

    op.drop_table("link_request")
    op.drop_table("geocoder_answer")
    op.drop_table("gazetteer_postcode")
    op.drop_table("gazetteer_outward")
    op.drop_table("gazetteer_name")
    op.drop_table("gazetteer_load")
    op.drop_table("daily_count")
    op.drop_table("catalogue_state")
    op.drop_table("campaign")
