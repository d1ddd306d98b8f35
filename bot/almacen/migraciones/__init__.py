"""Las migraciones de la base, en orden. Se aplican al abrir el almacén."""
