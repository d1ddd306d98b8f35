"""Lo que se entendió de un texto libre y espera la decisión de la persona, deducido de los eventos.

Eventos: «propuesta» {lote, crudo, propuestas, avisa, uno_por_uno} no cambia ninguna respuesta; «aceptada» y
«descartada» {lote, lugares} dicen qué se decidió; «guiada», que prefiere ir pregunta por pregunta.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.entrevista.borrador import datos_de, llave_de
from bot.entrevista.comprension.comprender import Propuesto
from bot.entrevista.eventos import Evento, Valor

_ANTES_DE_LA_IDEA = {"creado", "documento", "fallo"}


@dataclass(frozen=True, slots=True)
class Lote:
    """Propuestas sin decidir. `avisa`: se muestran juntas; si no, cada una cuando llega su pregunta."""

    numero: int
    crudo: str
    propuestos: tuple[tuple[int, Propuesto], ...]
    avisa: bool
    uno_por_uno: bool
    intentos: int = 0
    """Cuántas veces seguidas no se entendió qué hacer con lo propuesto."""

    @property
    def claros(self) -> tuple[tuple[int, Propuesto], ...]:
        """Las que no esperan que se elija entre lecturas, con su lugar en el lote."""
        return tuple(par for par in self.propuestos if not par[1].opciones)

    @property
    def dudosos(self) -> tuple[tuple[int, Propuesto], ...]:
        """Las que esperan que se elija entre lecturas, con su lugar en el lote."""
        return tuple(par for par in self.propuestos if par[1].opciones)


def espera_idea(eventos: Sequence[Evento]) -> bool:
    """Dice si el borrador acaba de empezar y todavía puede contarse la idea con palabras propias."""
    return bool(eventos) and {evento.tipo for evento in eventos} <= _ANTES_DE_LA_IDEA


def lote_abierto(eventos: Sequence[Evento]) -> Lote | None:
    """El último lote con propuestas sin decidir; None si no hay."""
    lote: Lote | None = None
    for evento in eventos:
        match evento.tipo:
            case "propuesta":
                lote = _leer(evento.datos)
            case "aceptada" | "descartada" if lote is not None and evento.datos.get("lote") == lote.numero:
                lugares = evento.datos.get("lugares")
                decididos = lugares if isinstance(lugares, list) else []
                restantes = tuple(par for par in lote.propuestos if par[0] not in decididos)
                lote = replace(lote, propuestos=restantes, intentos=0)
            case _:
                pass
    return lote if lote is not None and lote.propuestos else None


def numero_siguiente(eventos: Sequence[Evento]) -> int:
    """El número del próximo lote."""
    numeros = [evento.datos.get("lote") for evento in eventos if evento.tipo == "propuesta"]
    return 1 + max((numero for numero in numeros if isinstance(numero, int)), default=0)


def datos_del_lote(lote: Lote) -> dict[str, Valor]:
    """Los datos del evento «propuesta»."""
    propuestas: list[Valor] = [
        {
            **datos_de(propuesto.llave),
            "lugar": lugar,
            "valor": propuesto.valor,
            "lectura": propuesto.lectura,
            "cita": propuesto.cita,
            "duda": propuesto.pregunta,
            "opciones": [[etiqueta, valor] for etiqueta, valor in propuesto.opciones],
        }
        for lugar, propuesto in lote.propuestos
    ]
    return {
        "lote": lote.numero,
        "crudo": lote.crudo,
        "propuestas": propuestas,
        "avisa": lote.avisa,
        "uno_por_uno": lote.uno_por_uno,
        "intentos": lote.intentos,
    }


def _leer(datos: dict[str, Valor]) -> Lote:
    crudas, numero, intentos = datos.get("propuestas"), datos.get("lote"), datos.get("intentos")
    propuestos: list[tuple[int, Propuesto]] = []
    for cruda in crudas if isinstance(crudas, list) else []:
        if not isinstance(cruda, dict):
            continue
        lugar, opciones = cruda.get("lugar"), cruda.get("opciones")
        pares = [o for o in opciones if isinstance(o, list) and len(o) == 2] if isinstance(opciones, list) else []
        propuesto = Propuesto(
            llave_de(cruda),
            cruda.get("valor"),
            str(cruda.get("lectura") or ""),
            str(cruda.get("cita") or ""),
            str(cruda.get("duda") or ""),
            tuple((str(etiqueta), valor) for etiqueta, valor in pares),
        )
        propuestos.append((lugar if isinstance(lugar, int) else len(propuestos), propuesto))
    return Lote(
        numero if isinstance(numero, int) else 0,
        str(datos.get("crudo") or ""),
        tuple(propuestos),
        datos.get("avisa") is True,
        datos.get("uno_por_uno") is True,
        intentos if isinstance(intentos, int) else 0,
    )
