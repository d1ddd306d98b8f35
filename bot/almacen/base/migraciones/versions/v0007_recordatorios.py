"""Cuándo pidió una persona que se le recordara su borrador."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agrega el instante, que casi siempre falta."""
    # Sin `batch`: SQLite agrega una columna al final sin copiar la tabla.
    op.add_column("conversaciones", sa.Column("recordar", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_conversaciones_recordar"), "conversaciones", ["recordar"], unique=False)


def downgrade() -> None:
    """Olvida los recordatorios pedidos."""
    op.drop_index(op.f("ix_conversaciones_recordar"), table_name="conversaciones")
    op.drop_column("conversaciones", "recordar")
