"""El modelo de vectores: prepararlo una vez y usarlo sin red."""
