"""Entender sin modelo lo que una persona cuenta de corrido: se señalan sus palabras, el valor lo da cada pregunta."""
