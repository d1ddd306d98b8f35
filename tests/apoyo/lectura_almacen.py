"""Lo que las pruebas miran en el almacén y el producto no necesita preguntar así."""

from bot.servicio.puertos import Conversaciones, EntradaRepetida, Persona


def vista(almacen: Conversaciones, persona: Persona, id_entrada: str) -> bool:
    """Dice si esa entrada ya se atendió y se guardó."""
    try:
        almacen.cargar(persona, id_entrada)
    except EntradaRepetida:
        return True
    return False
