"""Las tablas de la revisión: bitácora, exportaciones, anotaciones, preguntas pendientes y avisos."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea las tablas."""
    op.create_table(
        "bitacora",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quien", sa.Text(), nullable=False),
        sa.Column("accion", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("detalle", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bitacora")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "exportaciones",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("creada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sal", sa.String(length=64), nullable=False),
        sa.Column("huella", sa.String(length=64), nullable=False),
        sa.Column("rubrica", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exportaciones")),
    )
    op.create_table(
        "anotaciones",
        sa.Column("turno", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revisor", sa.String(length=80), nullable=False),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rubrica", sa.String(length=64), nullable=False),
        sa.Column("valores", sa.JSON(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("respuesta_correcta", sa.Text(), nullable=False),
        sa.Column("fuentes", sa.JSON(), nullable=False),
        sa.Column("definitiva", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["turno"], ["turnos.id"], name=op.f("fk_anotaciones_turno")),
        sa.PrimaryKeyConstraint("turno", "revisor", name=op.f("pk_anotaciones")),
    )
    op.create_table(
        "pendientes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asignado", sa.Text(), nullable=False),
        sa.Column("cerrado", sa.DateTime(timezone=True), nullable=True),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pendientes")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pendientes_consultas",
        sa.Column("consulta", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pendiente", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consulta"], ["consultas.id"], name=op.f("fk_pendientes_consultas_consulta")),
        sa.ForeignKeyConstraint(["pendiente"], ["pendientes.id"], name=op.f("fk_pendientes_consultas_pendiente")),
        sa.PrimaryKeyConstraint("consulta", name=op.f("pk_pendientes_consultas")),
    )
    op.create_index(op.f("ix_pendientes_consultas_pendiente"), "pendientes_consultas", ["pendiente"], unique=False)
    op.create_table(
        "avisos",
        sa.Column("consulta", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pedido", sa.DateTime(timezone=True), nullable=False),
        sa.Column("avisado", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["consulta"], ["consultas.id"], name=op.f("fk_avisos_consulta")),
        sa.PrimaryKeyConstraint("consulta", name=op.f("pk_avisos")),
    )


def downgrade() -> None:
    """Borra las tablas con todo lo guardado en ellas."""
    op.drop_table("avisos")
    op.drop_table("pendientes_consultas")
    op.drop_table("pendientes")
    op.drop_table("anotaciones")
    op.drop_table("exportaciones")
    op.drop_table("bitacora")
