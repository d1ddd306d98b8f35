"""Las consultas que una persona envía al personal."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Crea la tabla y el índice."""
    op.create_table(
        "traspasos",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("persona", sa.Integer(), nullable=True),
        sa.Column("turno", sa.Integer(), nullable=True),
        sa.Column("instante", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contenido", sa.JSON(), nullable=False),
        sa.Column("atendido", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cerrado", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["persona"], ["personas.id"], name=op.f("fk_traspasos_persona")),
        sa.ForeignKeyConstraint(["turno"], ["turnos.id"], name=op.f("fk_traspasos_turno")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traspasos")),
    )
    op.create_index(op.f("ix_traspasos_persona"), "traspasos", ["persona"], unique=False)
    op.create_index(op.f("ix_traspasos_turno"), "traspasos", ["turno"], unique=False)
    # Los mensajes al personal son del turno de otra persona: al borrarla se buscan por él.
    op.create_index(op.f("ix_mensajes_turno"), "mensajes", ["turno"], unique=False)


def downgrade() -> None:
    """Borra la tabla con todo lo guardado en ella."""
    op.drop_index(op.f("ix_mensajes_turno"), "mensajes")
    op.drop_table("traspasos")
