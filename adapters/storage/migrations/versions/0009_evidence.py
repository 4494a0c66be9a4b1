"""Records of signatures, printed papers, and the language of an agreement.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage import columns

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.add_column("escrow_agreements", sa.Column("language", columns.words(), nullable=True))
    op.add_column("escrow_agreements", sa.Column("parties", columns.Sealed(), nullable=True))
    op.create_table(
        "signature_evidence",
        sa.Column("id", columns.words(), nullable=False),
        sa.Column("negotiation_id", columns.words(), nullable=False),
        sa.Column("agreement_id", columns.words(), nullable=False),
        sa.Column("role", columns.words(), nullable=False),
        sa.Column("record", columns.Sealed(), nullable=False),
        sa.Column("created_at", columns.UtcTime(), nullable=False),
        sa.Column("number", columns.number(), nullable=False),
        sa.Column("previous_sha256", columns.words(), nullable=False),
        sa.Column("sha256", columns.words(), nullable=False),
        sa.Column("key_id", columns.words(), nullable=False),
        sa.Column("seal", columns.words(), nullable=False),
        sa.Column("sealed_at", columns.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_evidence")),
        sa.ForeignKeyConstraint(
            ["negotiation_id"], ["negotiations.id"], name=op.f("fk_signature_evidence_negotiation_id")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["escrow_agreements.id"], name=op.f("fk_signature_evidence_agreement_id")
        ),
        sa.CheckConstraint("id <> ''", name=op.f("ck_signature_evidence_id_filled")),
        sa.CheckConstraint("role <> ''", name=op.f("ck_signature_evidence_role_filled")),
    )
    op.create_index("ix_signature_evidence_negotiation_id", "signature_evidence", ["negotiation_id"])
    numbered = sa.text("number > 0")
    op.create_index(
        "uq_signature_evidence_number",
        "signature_evidence",
        ["number"],
        unique=True,
        sqlite_where=numbered,
        postgresql_where=numbered,
    )
    op.create_table(
        "documents",
        sa.Column("id", columns.words(), nullable=False),
        sa.Column("negotiation_id", columns.words(), nullable=False),
        sa.Column("subject_id", columns.words(), nullable=False),
        sa.Column("kind", columns.words(), nullable=False),
        sa.Column("lang", columns.words(), nullable=False),
        sa.Column("sha256", columns.words(), nullable=False),
        sa.Column("size", columns.number(), nullable=False),
        sa.Column("file_id", columns.words(), nullable=False),
        sa.Column("created_at", columns.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.ForeignKeyConstraint(["negotiation_id"], ["negotiations.id"], name=op.f("fk_documents_negotiation_id")),
        sa.UniqueConstraint("subject_id", "kind", "lang", name=op.f("uq_documents_subject_id_kind_lang")),
        sa.CheckConstraint("id <> ''", name=op.f("ck_documents_id_filled")),
        sa.CheckConstraint("kind <> ''", name=op.f("ck_documents_kind_filled")),
        sa.CheckConstraint("sha256 <> ''", name=op.f("ck_documents_sha256_filled")),
        sa.CheckConstraint("file_id <> ''", name=op.f("ck_documents_file_id_filled")),
        sa.CheckConstraint("size > 0", name=op.f("ck_documents_size_positive")),
    )
    op.create_index("ix_documents_negotiation_id", "documents", ["negotiation_id"])


def downgrade() -> None:
    """Evidence is taken away by nobody, least of all by a command."""
    raise RuntimeError("evidence is not taken back")
