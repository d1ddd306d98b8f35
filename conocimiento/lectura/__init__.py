"""Lectura de archivos de cualquier formato: todos dan el mismo valor, `Lectura`, y desde ahí nadie sabe de formatos."""
