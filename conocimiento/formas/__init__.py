"""Lo que un texto dice por su forma: las listas que escribe la gente, con sus marcas, y las que anuncia un documento, con
sus rótulos; y las definiciones."""
