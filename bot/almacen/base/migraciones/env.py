"""Lo que Alembic ejecuta para migrar, dentro de la transacción que le da `bot.almacen.base.migracion`."""

from alembic import context

from bot.almacen.base.tablas import METADATOS

context.configure(
    connection=context.config.attributes["conexion"],
    target_metadata=METADATOS,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
