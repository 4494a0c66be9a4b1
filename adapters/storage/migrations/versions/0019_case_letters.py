"""Questions that moderators ask in a case, and the answers.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from adapters.storage.append_only import triggers
from adapters.storage.columns import TextList, UtcTime, words

revision = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None

_NAME = "case_letters"
_REFERENCES = {"negotiation_id": "negotiations", "dispute_id": "disputes", "author_id": "users"}


def upgrade() -> None:
    texts = ("id", "negotiation_id", "dispute_id", "author_id", "side", "audience", "question_id", "topic")
    op.create_table(
        _NAME,
        *(sa.Column(column, words(), nullable=False) for column in texts),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("files", TextList(), nullable=False),
        sa.Column("sha256", words(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{_NAME}_{column}"))
            for column, target in _REFERENCES.items()
        ),
        *(
            sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{_NAME}_{column}_filled"))
            for column in ("id", "side", "audience", "sha256")
        ),
    )
    op.create_index(f"ix_{_NAME}_negotiation_id_created_at", _NAME, ["negotiation_id", "created_at"])
    op.create_index(f"ix_{_NAME}_question_id", _NAME, ["question_id"])
    for statement in triggers(_NAME, (), op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """What was asked and answered is evidence and is not removed by a command."""
    raise RuntimeError("evidence is not taken back")
