"""La revisión automática de un borrador contra el marco: cada regla señala, ninguna corrige."""
