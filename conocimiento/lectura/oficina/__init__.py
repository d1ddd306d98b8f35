"""Lectores de los formatos de oficina y de la red: Word, páginas web y hojas de cálculo. Ninguno tiene páginas."""
