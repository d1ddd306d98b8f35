"""Quién dijo cada cosa de la propuesta: una persona o, en un borrador de varias, cada organización."""
