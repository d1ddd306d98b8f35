"""La clave de cada persona y de cada borrador, para cifrar lo suyo."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Agrega las columnas; lo que ya hay queda sin cifrar hasta que se abra con una clave."""
    op.add_column("personas", sa.Column("clave_envuelta", sa.Text(), nullable=True))
    op.add_column("borradores", sa.Column("clave_envuelta", sa.Text(), nullable=True))


def downgrade() -> None:
    """Quita las columnas; lo cifrado ya no se podrá leer."""
    op.drop_column("borradores", "clave_envuelta")
    op.drop_column("personas", "clave_envuelta")
