"""Varias organizaciones en un mismo borrador: invitar, entrar, responder por la propia, ver el conjunto y salir."""
