"""Lo que se lee en el resumen del día de los borradores que se comparten."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogo.mensajes import Boton, Espacio, Mensaje, Parrafo, negrita, parrafo, una_por_fila
from bot.dialogo.textos import BOTON_PREGUNTA
from bot.entrevista.propuesta.oraciones import con_mayuscula
from conocimiento import frases

_BOTON = Espacio.ALIANZA.boton
MENOS_AVISOS = _BOTON("Menos avisos", "menos")
TODOS_LOS_AVISOS = _BOTON("Recibir el resumen", "todos")
LARGO_DE_UN_BOTON = 15
BORRADORES_A_LA_VISTA = 3
NOVEDADES_A_LA_VISTA = 6


@dataclass(frozen=True, slots=True)
class Novedad:
    """Lo que otros cambiaron en un borrador. `version`: a la que le falta su visto bueno; 0 si a ninguna."""

    nombre: str
    titulo: str
    dichas: tuple[str, ...]
    version: int = 0


def cambio(rotulo: str, actor: str) -> str:
    """Cambió una respuesta."""
    return f"cambió «{rotulo}»" + (f" de {actor}" if actor else "")


def entro(quien: str) -> str:
    """Entró alguien; sin nombre, solo lee."""
    return f"entró {quien or 'quien solo lee'}"


def salio(quien: str) -> str:
    """Salió una organización."""
    return f"salió {quien}"


def coordina(quien: str) -> str:
    """Pasó a coordinar otra."""
    return f"ahora coordina {quien}"


def resumen(novedades: Sequence[Novedad]) -> Mensaje:
    """Lo de todos sus borradores en un mensaje."""
    vistas = novedades[:BORRADORES_A_LA_VISTA]
    botones = [_ver(una, solo=len(vistas) == 1) for una in vistas]
    parrafos = (parrafo("Resumen de lo que cambió:"), *(_de_un_borrador(una) for una in vistas))
    return Mensaje(parrafos, una_por_fila(*botones, MENOS_AVISOS), reservado=True)


def _ver(una: Novedad, *, solo: bool) -> Boton:
    etiqueta = "Ver el borrador" if solo else f"Ver: {frases.recortado(una.titulo, LARGO_DE_UN_BOTON)}"
    return _BOTON(etiqueta, "ver", una.nombre)


def _de_un_borrador(una: Novedad) -> Parrafo:
    dichas, mas = list(una.dichas[:NOVEDADES_A_LA_VISTA]), len(una.dichas) - NOVEDADES_A_LA_VISTA
    if mas > 0:
        dichas.append(f"{mas} más")
    falta = f" Falta su visto bueno a la versión {una.version}." if una.version else ""
    dicho = frases.enumerar(dichas)
    return parrafo(negrita(con_mayuscula(una.titulo)), f": {dicho}{frases.punto_tras(dicho)}{falta}")


def menos_avisos() -> Mensaje:
    """Pidió menos."""
    dicho = "De acuerdo: no le envío el resumen de cada día. Le escribo solo si le toca decidir algo."
    return Mensaje((parrafo(dicho),), ((TODOS_LOS_AVISOS,), (BOTON_PREGUNTA,)))


def todos_los_avisos() -> Mensaje:
    """Los pidió otra vez."""
    dicho = "De acuerdo: si cambia algo en sus borradores compartidos, se lo resumo a las 9:00, de lunes a viernes."
    return Mensaje((parrafo(dicho),), ((MENOS_AVISOS,), (BOTON_PREGUNTA,)))
