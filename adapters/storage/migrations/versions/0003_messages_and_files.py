"""Files that people sent, and how messages travel.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from adapters.storage.append_only import triggers
from adapters.storage.columns import Flag, Sealed, UtcTime, number, words

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

_TYPES: dict[str, Any] = {"text": words, "int": number, "time": UtcTime, "flag": Flag, "sealed": Sealed}


def upgrade() -> None:
    _table(
        "evidence_files",
        "id:text original:text uploader_id:text>users source:text kind:text name:sealed mime:text size:int sha256:text "
        "scan:text created_at:time",
        unique="source",
        filled="id original source kind mime sha256 scan",
    )
    _index("evidence_files", "uploader_id", "created_at")
    _table(
        "message_relays",
        "id:text>negotiation_messages negotiation_id:text>negotiations identity_id:text status:text reply_to:text "
        "album:text created_at:time updated_at:time",
        filled="id status",
    )
    _index("message_relays", "negotiation_id")
    _index("message_relays", "identity_id", "album")
    _table(
        "message_files",
        "id:text negotiation_id:text>negotiations message_id:text>negotiation_messages file_id:text>evidence_files "
        "number:int created_at:time",
        unique="message_id number",
        filled="id",
    )
    _index("message_files", "negotiation_id")
    _index("message_files", "file_id")
    _table(
        "message_versions",
        "id:text negotiation_id:text>negotiations message_id:text>negotiation_messages number:int change:text "
        "message:sealed sha256:text created_at:time",
        unique="message_id number",
        filled="id change sha256",
    )
    _index("message_versions", "negotiation_id")
    for statement in triggers("message_versions", ("message_id", "number"), op.get_context().dialect.name):
        op.execute(statement)
    _table(
        "message_parts",
        "id:text message_id:text>negotiation_messages identity_id:text place:text part:text own:flag created_at:time",
        unique="place part",
        filled="id place part",
    )
    _index("message_parts", "message_id")
    _index("negotiation_messages", "sender_id", "created_at")


def downgrade() -> None:
    """What people wrote is evidence and is not removed by a command."""
    raise RuntimeError("messages and files are not taken back")


def _table(name: str, described: str, *, filled: str, unique: str = "") -> None:
    """Columns as `name:type>table it refers to`; `?` is not needed, nothing here may be NULL."""
    parts: list[Any] = []
    keys: list[Any] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    for one in described.split():
        column, _, rest = one.partition(":")
        code, _, target = rest.partition(">")
        parts.append(sa.Column(column, _TYPES[code](), nullable=False))
        if target:
            keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}")))
    if unique:
        columns = unique.split()
        keys.append(sa.UniqueConstraint(*columns, name=op.f(f"uq_{name}_{'_'.join(columns)}")))
    rules = [
        sa.CheckConstraint(f"{column} <> ''", name=op.f(f"ck_{name}_{column}_filled")) for column in filled.split()
    ]
    op.create_table(name, *parts, *keys, *rules)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
