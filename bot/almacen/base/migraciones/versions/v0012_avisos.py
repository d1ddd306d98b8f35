"""Los avisos de un borrador de varios: cuándo se entrega cada uno, y a quién se le dirá en el resumen."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agrega las dos columnas, vacías: lo que ya esperaba se entrega como antes."""
    op.add_column("integrantes", sa.Column("por_resumir", sa.DateTime(timezone=True)))
    op.add_column("mensajes", sa.Column("desde", sa.DateTime(timezone=True)))
