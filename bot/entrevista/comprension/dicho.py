"""Lo que la persona ya dijo de su alianza, reunido para sugerirle lo que le viene bien."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.lote import lote_abierto
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import COORDINA, Entendida, Evento, Lote
from bot.entrevista.pasos import Paso, actores
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lugares import lugares_en
from conocimiento.palabras import raices_con_sentido

PESO_DE_UNA_RESPUESTA, PESO_DE_LA_IDEA, PESO_DE_LO_DEMAS = 2.0, 1.5, 1.0


@dataclass(frozen=True, slots=True)
class Dicho:
    """Lo que la persona ya dijo y ayuda a sugerir. `raices`: cuánto pesa cada raíz de sus palabras.

    `lugar` y `departamento` están vacíos si no se saben. `tengo`: lo ya respondido a la pregunta.
    """

    ods: tuple[int, ...] = ()
    raices: Mapping[str, float] = field(default_factory=dict[str, float])
    lugar: str = ""
    departamento: str = ""
    tipos: frozenset[str] = frozenset()
    tipo_del_actor: str = ""
    tengo: Valor = None


def lo_dicho(entrevista: Entrevista, eventos: Sequence[Evento], paso: Paso, quien: str = COORDINA) -> Dicho:
    """Lo que se sabe al llegar a un paso, también lo de la idea que contó al empezar ese integrante."""
    borrador = Borrador.de(eventos, quien)
    propios = tuple(evento for evento in eventos if evento.autor == quien)
    elegidos, raices = tuple[int, ...](), dict[str, float]()

    def pesar(texto: str, peso: float) -> None:
        for raiz in raices_con_sentido(texto):
            raices[raiz] = max(peso, raices.get(raiz, 0.0))

    for evento in propios:
        if isinstance(evento, Entendida):
            pesar(_sin_organizaciones(entrevista, evento.lote), PESO_DE_LA_IDEA)
    for (clave, actor), respuesta in borrador.respuestas.items():
        pregunta = next((una for una in entrevista.preguntas if una.clave == clave), None)
        if pregunta is None or actor:
            continue
        if pregunta.tipo == "ods" and isinstance(respuesta.valor, list):
            elegidos = tuple(numero for numero in respuesta.valor if isinstance(numero, int))
        elif pregunta.tipo == "texto" and clave != entrevista.papeles.proponente:
            pesar(respuesta.crudo, PESO_DE_UNA_RESPUESTA)
        elif pregunta.tipo in ("texto", "lista", "poblacion"):
            pesar(respuesta.crudo, PESO_DE_LO_DEMAS)
    previa = borrador.respuestas.get(paso.llave)
    lugar, departamento = _lugar(entrevista, propios, borrador)
    return Dicho(
        elegidos,
        raices,
        lugar,
        departamento,
        frozenset(actor.tipo for actor in actores(entrevista, borrador) if actor.tipo),
        (paso.actor.tipo or "") if paso.actor else "",
        previa.valor if previa is not None else None,
    )


def _sin_organizaciones(entrevista: Entrevista, lote: Lote) -> str:
    """Lo contado, sin los nombres de quienes participan: que lo haga una municipalidad no dice de qué trata."""
    papeles, resto = entrevista.papeles, lote.crudo
    for _, entendido in lote.entendidos:
        if entendido.llave[0] in (papeles.proponente, papeles.actores):
            resto = resto.replace(entendido.cita, " ")
    return resto


def _lugar(entrevista: Entrevista, eventos: Sequence[Evento], borrador: Borrador) -> tuple[str, str]:
    """Cómo se nombra el lugar y de qué departamento es; lo más preciso que se dijo, y hasta dos lugares."""
    clave = next((p.clave for p in entrevista.preguntas if p.tipo == "departamentos"), "")
    respuesta, lote = borrador.respuestas.get((clave, "")), lote_abierto(eventos)
    entendidos = (uno.valor for _, uno in lote.entendidos if uno.llave == (clave, "")) if lote else ()
    valor = respuesta.valor if respuesta is not None else next(iter(entendidos), None)
    if not isinstance(valor, dict):
        return "", ""
    lista, detalle = valor.get("departamentos"), str(valor.get("texto") or "")
    nombres = [str(uno) for uno in lista] if isinstance(lista, list) else []
    if nombres == ["Nacional"]:
        return "el Perú", ""
    if len(nombres) != 1:
        return (" y ".join(nombres), "") if len(nombres) == 2 else ("", "")
    dentro = {lugar.nombre for lugar in lugares_en(detalle, entrevista.catalogos)} - set(nombres)
    return dentro.pop() if len(dentro) == 1 else nombres[0], nombres[0]
