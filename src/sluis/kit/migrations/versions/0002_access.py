# SPDX-License-Identifier: EUPL-1.2
"""The tables of access: persons, one-time links, passkeys, sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sluis.kit.database import UtcTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "access_person",
        sa.Column("id", sa.String(128), primary_key=True),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
    )
    op.create_table(
        "access_link",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("person", sa.String(128), sa.ForeignKey("access_person.id"), nullable=False),
        sa.Column("issued_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
    )
    op.create_table(
        "access_credential",
        sa.Column("id", sa.String(1400), primary_key=True),
        sa.Column("person", sa.String(128), sa.ForeignKey("access_person.id"), nullable=False, index=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("added_at", UtcTime(), nullable=False),
    )
    op.create_table(
        "access_session",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("person", sa.String(128), sa.ForeignKey("access_person.id"), nullable=False, index=True),
        sa.Column("method", sa.String(16), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
    )
