"""Quiénes integran la alianza: sus nombres, de qué tipo parece cada uno y a cuál se refiere un texto."""
