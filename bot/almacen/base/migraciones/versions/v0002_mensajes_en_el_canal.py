"""Cómo identifica el canal cada mensaje entregado, para saber a qué pregunta responde una persona."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agrega la columna; de lo ya entregado no se sabe."""
    op.add_column("mensajes", sa.Column("en_canal", sa.String(length=64), nullable=True))
    op.drop_index(op.f("ix_mensajes_persona"), table_name="mensajes")
    op.create_index(op.f("ix_mensajes_persona_en_canal"), "mensajes", ["persona", "en_canal"], unique=False)


def downgrade() -> None:
    """Quita la columna."""
    op.drop_index(op.f("ix_mensajes_persona_en_canal"), table_name="mensajes")
    op.create_index(op.f("ix_mensajes_persona"), "mensajes", ["persona"], unique=False)
    op.drop_column("mensajes", "en_canal")
