"""Lo que no debe salir: datos personales que se sustituyen por seudónimos, y la búsqueda de fugas."""
