"""Los grupos de Telegram que siguen un borrador de varios."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agrega la tabla, vacía."""
    op.create_table(
        "grupos",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("borrador", sa.Integer(), sa.ForeignKey("borradores.id"), unique=True),
        sa.Column("integrante", sa.String(8)),
        sa.Column("hilo", sa.Integer()),
        sa.Column("mensaje", sa.Integer()),
        sa.Column("desde", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dicho", sa.DateTime(timezone=True)),
        sa.Column("leidos", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["borrador", "integrante"], ["integrantes.borrador", "integrantes.codigo"]),
    )
