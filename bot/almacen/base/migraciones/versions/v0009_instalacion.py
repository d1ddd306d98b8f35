"""La tabla con la huella de la clave de personas y el último mantenimiento."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea la tabla vacía: la huella se anota al abrir la base con una clave que reconozca a alguien."""
    op.create_table(
        "instalacion",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("huella_de_personas", sa.String(16), nullable=False),
        sa.Column("mantenida", sa.DateTime(timezone=True)),
    )
