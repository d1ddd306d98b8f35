"""La base de datos y lo que sabe de SQL y nada de turnos: tablas, conexión, migraciones y secretos."""
