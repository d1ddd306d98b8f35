"""La página de revisión: un documento suelto que se abre sin internet."""
