"""Cambiar una parte de una respuesta: la que se nombra, la que decía lo que ya no es, o la que se señala."""
