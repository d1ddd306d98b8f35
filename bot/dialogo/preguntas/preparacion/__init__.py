"""De lo que la persona escribió a lo que hay que buscar."""
