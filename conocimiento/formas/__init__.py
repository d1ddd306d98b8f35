"""Lo que un texto dice por su forma: las listas (que escribe la gente o anuncia un documento) y las definiciones."""
