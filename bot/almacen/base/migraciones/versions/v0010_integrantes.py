"""De quién es cada cosa de un borrador: sus integrantes, cada uno con su clave, y el autor de cada evento."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_CONVENCION = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


def upgrade() -> None:
    """Quien tenía un borrador pasa a ser su integrante «i0», y la clave de ese borrador, la suya en él.

    El borrador recibe otra clave al abrir la base; hasta entonces, nada se cierra con ella.
    """
    op.create_table(
        "integrantes",
        sa.Column("borrador", sa.Integer(), sa.ForeignKey("borradores.id"), primary_key=True, autoincrement=False),
        sa.Column("codigo", sa.String(8), primary_key=True),
        sa.Column("persona", sa.Integer(), sa.ForeignKey("personas.id")),
        sa.Column("clave_envuelta", sa.Text()),
        sa.Column("desde", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("persona", "borrador"),
    )
    op.execute(
        "INSERT INTO integrantes (borrador, codigo, persona, clave_envuelta, desde) "
        "SELECT id, 'i0', persona, clave_envuelta, creado FROM borradores"
    )
    op.execute("UPDATE borradores SET clave_envuelta = NULL")
    op.add_column("mensajes", sa.Column("queda", sa.JSON()))
    if op.get_bind().dialect.name == "sqlite":
        _rehacer()
        return
    op.drop_constraint("uq_borradores_persona_nombre", "borradores", type_="unique")
    op.drop_column("borradores", "persona")
    op.add_column("eventos", sa.Column("autor", sa.String(8)))
    op.execute("UPDATE eventos SET autor = 'i0'")
    op.create_foreign_key(
        "fk_eventos_borrador_autor", "eventos", "integrantes", ["borrador", "autor"], ["borrador", "codigo"]
    )


def _rehacer() -> None:
    """Lo mismo en SQLite, que no quita una columna con llaves: se copia a otra tabla y se le da el nombre."""
    metadatos = sa.MetaData(naming_convention=_CONVENCION)
    sa.Table("integrantes", metadatos, sa.Column("borrador", sa.Integer()), sa.Column("codigo", sa.String(8)))
    # El mayor número que se dio puede ser de un borrador que ya no está, y no se vuelve a dar.
    dado = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'borradores'"))
    borradores = sa.Table(
        "borradores",
        metadatos,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("persona", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.Text(), nullable=False),
        sa.Column("creado", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clave_envuelta", sa.Text()),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("borradores", recreate="always", copy_from=borradores) as tabla:
        tabla.drop_column("persona")
    if dado is not None:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'borradores'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('borradores', {int(dado)})")
    eventos = sa.Table(
        "eventos",
        metadatos,
        sa.Column("borrador", sa.Integer(), sa.ForeignKey("borradores.id"), primary_key=True),
        sa.Column("numero", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("tipo", sa.Text(), nullable=False),
        sa.Column("instante", sa.String(40), nullable=False),
        sa.Column("datos", sa.JSON(), nullable=False),
    )
    with op.batch_alter_table("eventos", recreate="always", copy_from=eventos) as tabla:
        tabla.add_column(sa.Column("autor", sa.String(8)))
        tabla.create_foreign_key(
            "fk_eventos_borrador_autor", "integrantes", ["borrador", "autor"], ["borrador", "codigo"]
        )
    op.execute("UPDATE eventos SET autor = 'i0'")
