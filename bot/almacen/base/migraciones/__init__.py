"""Las migraciones de la base, para Alembic."""
