"""Las tablas de la primera versión publicada. Se llama 0007 porque así están marcadas las bases que hizo."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea las tablas; los nombres de claves, restricciones e índices los da la convención de `tablas`."""
    op.create_table(
        "personas",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("clave", sa.String(64), nullable=False, unique=True),
        sa.Column("creada", _instante(), nullable=False),
        sa.Column("clave_envuelta", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "direcciones",
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), primary_key=True),
        sa.Column("canal", sa.Text(), nullable=False),
        sa.Column("direccion", sa.Text(), nullable=False),
        sa.Column("bloqueada", _instante()),
    )
    op.create_table(
        "bandeja",
        sa.Column("entrada", sa.String(200), primary_key=True),
        sa.Column("buzon", sa.String(40), nullable=False),
        sa.Column("numero", sa.BigInteger(), nullable=False),
        sa.Column("direccion", sa.Text()),
        sa.Column("contenido", sa.JSON()),
        sa.Column("recibida", _instante(), nullable=False, index=True),
        sa.Column("intentos", sa.Integer(), nullable=False),
        sa.Column("situacion", sa.String(10), nullable=False),
        sa.Index(None, "situacion", "buzon", "direccion"),
    )
    op.create_table(
        "entradas_vistas",
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), primary_key=True),
        sa.Column("entrada", sa.String(200), primary_key=True),
        sa.Column("instante", _instante(), nullable=False),
    )
    op.create_table(
        "borradores",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("creado", _instante(), nullable=False),
        sa.Column("clave_envuelta", sa.Text()),
        sa.UniqueConstraint("persona", "nombre"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "eventos",
        sa.Column("borrador", sa.Integer(), sa.ForeignKey("borradores.id"), primary_key=True),
        sa.Column("numero", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("tipo", sa.Text(), nullable=False),
        sa.Column("instante", sa.String(40), nullable=False),
        sa.Column("datos", sa.JSON(), nullable=False),
    )
    op.create_table(
        "conversaciones",
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("estado", sa.JSON(), nullable=False),
        sa.Column("actualizada", _instante(), nullable=False),
        sa.Column("recordar", _instante(), index=True),
    )
    op.create_table(
        "turnos",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("borrador", sa.Integer(), sa.ForeignKey("borradores.id")),
        sa.Column("instante", _instante(), nullable=False),
        sa.Column("recibido", sa.Text(), nullable=False),
        sa.Column("respuesta", sa.Text(), nullable=False),
        sa.Index(None, "persona", "numero"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "consultas",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("turno", sa.Integer(), sa.ForeignKey("turnos.id"), nullable=False, index=True),
        sa.Column("pregunta", sa.Text(), nullable=False),
        sa.Column("estado", sa.Text(), nullable=False),
        sa.Column("confianza", sa.Float(), nullable=False),
        sa.Column("citas", sa.JSON(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mensajes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), nullable=False),
        sa.Column("turno", sa.Integer(), sa.ForeignKey("turnos.id"), nullable=False, index=True),
        sa.Column("contenido", sa.JSON(), nullable=False),
        sa.Column("creado", _instante(), nullable=False),
        sa.Column("pendiente", sa.Boolean(), nullable=False, index=True),
        sa.Column("enviado", _instante()),
        sa.Column("en_canal", sa.String(64)),
        sa.Column("dudoso", _instante()),
        sa.Index(None, "persona", "en_canal"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "valoraciones",
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), primary_key=True),
        sa.Column("turno", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("sirve", sa.Boolean(), nullable=False),
        sa.Column("instante", _instante(), nullable=False),
    )
    op.create_table(
        "borrados",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instante", _instante(), nullable=False),
        sa.Column("filas", sa.Integer(), nullable=False),
    )
    op.create_table(
        "bitacora",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instante", _instante(), nullable=False),
        sa.Column("quien", sa.Text(), nullable=False),
        sa.Column("accion", sa.Text(), nullable=False),
        sa.Column("motivo", sa.Text(), nullable=False),
        sa.Column("detalle", sa.JSON(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "exportaciones",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("creada", _instante(), nullable=False),
        sa.Column("sal", sa.String(64), nullable=False),
        sa.Column("huella", sa.String(64), nullable=False),
        sa.Column("rubrica", sa.String(64), nullable=False),
    )
    op.create_table(
        "anotaciones",
        sa.Column("turno", sa.Integer(), sa.ForeignKey("turnos.id"), primary_key=True, autoincrement=False),
        sa.Column("revisor", sa.String(80), primary_key=True),
        sa.Column("instante", _instante(), nullable=False),
        sa.Column("rubrica", sa.String(64), nullable=False),
        sa.Column("valores", sa.JSON(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.Column("respuesta_correcta", sa.Text(), nullable=False),
        sa.Column("fuentes", sa.JSON(), nullable=False),
        sa.Column("definitiva", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "pendientes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("creado", _instante(), nullable=False),
        sa.Column("asignado", sa.Text(), nullable=False),
        sa.Column("cerrado", _instante()),
        sa.Column("motivo", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pendientes_consultas",
        sa.Column("consulta", sa.Integer(), sa.ForeignKey("consultas.id"), primary_key=True, autoincrement=False),
        sa.Column("pendiente", sa.Integer(), sa.ForeignKey("pendientes.id"), nullable=False, index=True),
    )
    op.create_table(
        "avisos",
        sa.Column("consulta", sa.Integer(), sa.ForeignKey("consultas.id"), primary_key=True, autoincrement=False),
        sa.Column("pedido", _instante(), nullable=False),
        sa.Column("avisado", _instante()),
    )
    op.create_table(
        "traspasos",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id"), index=True),
        sa.Column("turno", sa.Integer(), sa.ForeignKey("turnos.id"), index=True),
        sa.Column("instante", _instante(), nullable=False),
        sa.Column("contenido", sa.JSON(), nullable=False),
        sa.Column("atendido", _instante()),
        sa.Column("cerrado", _instante()),
    )


def _instante() -> sa.DateTime:
    return sa.DateTime(timezone=True)
