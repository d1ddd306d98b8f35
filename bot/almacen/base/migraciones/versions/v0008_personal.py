"""Quiénes son o fueron del personal, y lo que se les permite."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea la tabla, vacía: quienes nombra la configuración se inscriben al abrir el almacén."""
    op.create_table(
        "personal",
        sa.Column("seudonimo", sa.String(64), primary_key=True),
        sa.Column("desde", sa.DateTime(timezone=True), nullable=False),
        sa.Column("atiende", sa.Boolean()),
        sa.Column("exporta", sa.Boolean()),
    )
