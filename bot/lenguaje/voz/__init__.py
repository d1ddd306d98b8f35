"""Pasar a texto una nota de voz: en esta máquina, con un modelo en una carpeta, o en un servidor de la institución."""
