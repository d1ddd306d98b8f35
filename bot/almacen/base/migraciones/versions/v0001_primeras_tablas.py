"""Las tablas de la primera versión."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea las tablas."""
    op.create_table(
        "borrados",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filas", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borrados")),
    )
    op.create_table(
        "personas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clave", sa.String(length=64), nullable=False),
        sa.Column("creada", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personas")),
        sa.UniqueConstraint("clave", name=op.f("uq_personas_clave")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "borradores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_borradores_persona")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borradores")),
        sa.UniqueConstraint("persona", "nombre", name=op.f("uq_borradores_persona_nombre")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "conversaciones",
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("estado", sa.JSON(), nullable=False),
        sa.Column("actualizada", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_conversaciones_persona")),
        sa.PrimaryKeyConstraint("persona", name=op.f("pk_conversaciones")),
    )
    op.create_table(
        "direcciones",
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("canal", sa.Text(), nullable=False),
        sa.Column("direccion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_direcciones_persona")),
        sa.PrimaryKeyConstraint("persona", name=op.f("pk_direcciones")),
    )
    op.create_table(
        "entradas_vistas",
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("entrada", sa.String(length=200), nullable=False),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_entradas_vistas_persona")),
        sa.PrimaryKeyConstraint("persona", "entrada", name=op.f("pk_entradas_vistas")),
    )
    op.create_table(
        "valoraciones",
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("turno", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sirve", sa.Boolean(), nullable=False),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_valoraciones_persona")),
        sa.PrimaryKeyConstraint("persona", "turno", name=op.f("pk_valoraciones")),
    )
    op.create_table(
        "eventos",
        sa.Column("borrador", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tipo", sa.Text(), nullable=False),
        sa.Column("instante", sa.String(length=40), nullable=False),
        sa.Column("datos", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["borrador"], ["borradores.id"], name=op.f("fk_eventos_borrador")),
        sa.PrimaryKeyConstraint("borrador", "numero", name=op.f("pk_eventos")),
    )
    op.create_table(
        "turnos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("borrador", sa.Integer(), nullable=True),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recibido", sa.Text(), nullable=False),
        sa.Column("respuesta", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["borrador"], ["borradores.id"], name=op.f("fk_turnos_borrador")),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_turnos_persona")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turnos")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_turnos_persona_numero"), "turnos", ["persona", "numero"], unique=False)
    op.create_table(
        "consultas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("turno", sa.Integer(), nullable=False),
        sa.Column("pregunta", sa.Text(), nullable=False),
        sa.Column("estado", sa.Text(), nullable=False),
        sa.Column("confianza", sa.Float(), nullable=False),
        sa.Column("citas", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["turno"], ["turnos.id"], name=op.f("fk_consultas_turno")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultas")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consultas_turno"), "consultas", ["turno"], unique=False)
    op.create_table(
        "mensajes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("turno", sa.Integer(), nullable=False),
        sa.Column("contenido", sa.JSON(), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pendiente", sa.Boolean(), nullable=False),
        sa.Column("enviado", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_mensajes_persona")),
        sa.ForeignKeyConstraint(["turno"], ["turnos.id"], name=op.f("fk_mensajes_turno")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mensajes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mensajes_pendiente"), "mensajes", ["pendiente"], unique=False)
    op.create_index(op.f("ix_mensajes_persona"), "mensajes", ["persona"], unique=False)


def downgrade() -> None:
    """Borra las tablas con todo lo guardado."""
    op.drop_table("mensajes")
    op.drop_table("consultas")
    op.drop_table("turnos")
    op.drop_table("eventos")
    op.drop_table("valoraciones")
    op.drop_table("entradas_vistas")
    op.drop_table("direcciones")
    op.drop_table("conversaciones")
    op.drop_table("borradores")
    op.drop_table("personas")
    op.drop_table("borrados")
