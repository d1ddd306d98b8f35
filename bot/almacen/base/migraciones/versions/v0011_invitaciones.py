"""Invitar a otras organizaciones a un borrador, que entren y que salgan."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agrega las invitaciones, quienes esperan entrar y desde cuándo salió quien salió."""
    op.add_column("integrantes", sa.Column("hasta", sa.DateTime(timezone=True)))
    op.create_table(
        "invitaciones",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("borrador", sa.Integer(), sa.ForeignKey("borradores.id"), nullable=False),
        sa.Column("huella", sa.String(64), nullable=False, unique=True),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("rol", sa.String(20), nullable=False),
        sa.Column("creada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("caduca", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fallos", sa.Integer(), nullable=False),
        sa.Column("usada", sa.DateTime(timezone=True)),
        sa.Column("anulada", sa.DateTime(timezone=True)),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitaciones_borrador", "invitaciones", ["borrador"])
    op.create_table(
        "ingresos",
        sa.Column("invitacion", sa.Integer(), sa.ForeignKey("invitaciones.id"), primary_key=True, autoincrement=False),
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), primary_key=True, autoincrement=False),
        sa.Column("aviso", sa.String(40), nullable=False),
        sa.Column("privacidad", sa.String(80), nullable=False),
        sa.Column("pedido", sa.DateTime(timezone=True), nullable=False),
    )
