"""Todos los caminos de la entrevista, generados de sus condiciones: historias completas para probar.

Cada camino responde de una manera las preguntas de las que dependen otras (los casos de `alcance`), en un
modo y con un llenado: todo, a medias (lo opcional queda pendiente) o nada. Los valores tienen la forma que
guardan los validadores.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

from bot.edicion.alcance import combinaciones
from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Campo, Catalogos, Entrevista, Pregunta
from bot.entrevista.eventos import Creado, Evento, ModoCambiado, Omitida, Respondida, Valor
from bot.entrevista.pasos import Paso, actores, identificar, siguiente

MODOS = ("nucleo", "ampliado")
LLENADOS = ("todo", "a medias", "nada")
TEXTO = "Muestra con Ñandú & Cía <S.A.>, tildes y «comillas» para ver que todo se lea."
INSTANTE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PASOS_MAXIMOS = 400

_LISTAS_DE_ACTORES: tuple[tuple[tuple[str, str | None], ...], ...] = (
    (("Municipalidad de Celendín", "gob_local"), ("Cooperación Andina", "fuente"), ("Agua Limpia", "empresa")),
    (("Universidad de Cajamarca", "academia"),),
    (("Municipalidad de Celendín", "gob_local"), ("Fundación Sol", None)),
)


@dataclass(frozen=True, slots=True)
class Camino:
    """Una historia completa: `nombre` dice qué la distingue."""

    nombre: str
    eventos: tuple[Evento, ...]


def caminos(entrevista: Entrevista, texto: str = TEXTO) -> Iterator[Camino]:
    """Recorre todos los caminos; `texto` es lo que se escribe en las respuestas libres."""
    decisiones = tuple(combinaciones(entrevista.preguntas))
    for numero, (valores, modo, llenado) in enumerate(product(decisiones, MODOS, LLENADOS)):
        dichos = ", ".join(f"{clave} {_dicho(valor)}" for clave, valor in valores.items())
        yield Camino(f"{modo}, {llenado}: {dichos}", _recorrer(entrevista, valores, modo, llenado, texto, numero))


def _dicho(valor: Valor) -> str:
    if valor is None:
        return "sin responder"
    return f"«{valor}»" if isinstance(valor, str | int) else "respondida"


def _recorrer(
    entrevista: Entrevista, valores: dict[str, Valor], modo: str, llenado: str, texto: str, variante: int
) -> tuple[Evento, ...]:
    eventos: list[Evento] = [
        Creado(INSTANTE, entrevista.version, entrevista.aviso.version, acepta=True),
        ModoCambiado(INSTANTE, modo),
    ]
    for lugar in range(PASOS_MAXIMOS):
        borrador = Borrador.de(eventos)
        paso = siguiente(entrevista, borrador)
        if paso is None:
            return tuple(eventos)
        nombres = tuple(actor.nombre for actor in actores(entrevista, borrador))
        valor = _valor(entrevista, eventos, paso, nombres, valores, llenado, texto, variante + lugar)
        if valor is None:
            eventos.append(Omitida(INSTANTE, paso.llave))
        else:
            eventos.append(Respondida(INSTANTE, paso.llave, valor, texto))
    raise ValueError(f"Un camino no terminó en {PASOS_MAXIMOS} preguntas; revise las condiciones.")


def _valor(
    entrevista: Entrevista,
    eventos: list[Evento],
    paso: Paso,
    nombres: tuple[str, ...],
    valores: dict[str, Valor],
    llenado: str,
    texto: str,
    variante: int,
) -> Valor:
    pregunta = paso.pregunta
    if pregunta.clave in valores:
        return valores[pregunta.clave]
    if llenado == "nada" or (llenado == "a medias" and variante % 3 == 2):
        return None
    if pregunta.tipo == "actores":
        lugar = -1 if llenado == "a medias" else variante % len(_LISTAS_DE_ACTORES)
        dichos = _LISTAS_DE_ACTORES[lugar]
        return identificar(eventos, entrevista, [{"nombre": nombre, "tipo": tipo} for nombre, tipo in dichos])
    return valor_de_muestra(pregunta, entrevista.catalogos, texto, nombres, variante, a_medias=llenado == "a medias")


def valor_de_muestra(
    pregunta: Pregunta,
    catalogos: Catalogos,
    texto: str = TEXTO,
    nombres: tuple[str, ...] = (),
    variante: int = 0,
    *,
    a_medias: bool = False,
) -> Valor:
    """Un valor con la forma que guarda ese tipo de pregunta; `nombres` son los actores que puede nombrar."""
    match pregunta.tipo:
        case "opcion" | "clase_actor":
            return pregunta.opciones[variante % len(pregunta.opciones)].valor
        case "ruc":
            return "20131312955"
        case "correo":
            return "proyectos@organizacion.org.pe"
        case "monto":
            return {"monto": "250000.00", "moneda": "PEN" if variante % 2 else "USD"}
        case "plazo":
            return {"meses": 24, "inicio": None if a_medias else "2027-03"}
        case "fecha":
            return "2028-12-31"
        case "entero":
            return pregunta.maximo or 300
        case "poblacion":
            return {"texto": texto, "cantidad": None if a_medias else 500, "unidad": "familias"}
        case "departamentos":
            return {
                "departamentos": [catalogos.departamentos[variante % len(catalogos.departamentos)].nombre],
                "texto": texto,
            }
        case "ods":
            return [6] if a_medias else [6, 3]
        case "matriz":
            return {
                linea.clave: None if a_medias and lugar % 2 else f"{linea.rotulo}: {texto}"
                for lugar, linea in enumerate(pregunta.lineas)
            }
        case "compuesto":
            return _elemento(pregunta.campos, texto, nombres, variante, a_medias=a_medias)
        case "lista":
            cuantos = 1 if a_medias else min(3, pregunta.maximo or 3)
            return [
                _elemento(pregunta.campos, f"{texto} ({numero})", nombres, variante + numero, a_medias=a_medias)
                for numero in range(1, cuantos + 1)
            ]
        case _:
            return texto


def _elemento(
    campos: tuple[Campo, ...], texto: str, nombres: tuple[str, ...], variante: int, *, a_medias: bool
) -> dict[str, Valor]:
    return {
        campo.clave: None if a_medias and lugar % 2 else _de_campo(campo, texto, nombres, variante)
        for lugar, campo in enumerate(campos)
    }


def _de_campo(campo: Campo, texto: str, nombres: tuple[str, ...], variante: int) -> Valor:
    match campo.tipo:
        case "opcion":
            return campo.opciones[variante % len(campo.opciones)].valor
        case "actor":
            return nombres[variante % len(nombres)] if nombres else texto
        case "correo":
            return "proyectos@organizacion.org.pe"
        case "fecha":
            return "2028-12-31"
        case "monto":
            return {"monto": "1200.00", "moneda": "PEN"}
        case "entero":
            return variante % 12 + 1
        case _:
            return f"{campo.rotulo}: {texto}"
