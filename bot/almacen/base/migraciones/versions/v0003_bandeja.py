"""La bandeja de entrada, los mensajes dudosos y quién bloqueó al asistente."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea la bandeja y agrega dos instantes que pueden faltar."""
    op.create_table(
        "bandeja",
        sa.Column("entrada", sa.String(length=200), nullable=False),
        sa.Column("buzon", sa.String(length=40), nullable=False),
        sa.Column("numero", sa.BigInteger(), nullable=False),
        sa.Column("direccion", sa.Text(), nullable=True),
        sa.Column("contenido", sa.JSON(), nullable=True),
        sa.Column("recibida", sa.DateTime(timezone=True), nullable=False),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("situacion", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("entrada", name=op.f("pk_bandeja")),
    )
    op.create_index(op.f("ix_bandeja_recibida"), "bandeja", ["recibida"], unique=False)
    op.create_index(
        op.f("ix_bandeja_situacion_buzon_direccion"), "bandeja", ["situacion", "buzon", "direccion"], unique=False
    )
    # Sin `batch`: SQLite agrega una columna al final sin copiar la tabla.
    op.add_column("direcciones", sa.Column("bloqueada", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mensajes", sa.Column("dudoso", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Quita lo agregado, con lo que esperaba en la bandeja."""
    op.drop_column("mensajes", "dudoso")
    op.drop_column("direcciones", "bloqueada")
    op.drop_table("bandeja")
