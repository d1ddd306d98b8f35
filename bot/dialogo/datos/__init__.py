"""Ver, llevarse y borrar lo que se guarda de una persona."""
