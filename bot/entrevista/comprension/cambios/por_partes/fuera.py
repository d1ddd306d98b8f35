"""Lo que se cambia sin ninguna pregunta delante: se lee también por partes, y lo dudoso espera un toque."""

import re

from bot.entrevista.comprension.cambios.actores import con_otro, mencionados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo, con_mas_texto, la_otra_cifra, leida_entre
from bot.entrevista.comprension.cambios.por_partes.del_reparto import leer_del_reparto
from bot.entrevista.comprension.cambios.por_partes.senalar import senalar
from bot.entrevista.comprension.cambios.por_partes.sustituir import leer_sustituir
from bot.entrevista.comprension.cambios.senales import (
    AGREGAR,
    CAMBIAR,
    QUITAR,
    TAMBIEN,
    YERRO,
    entre_comillas,
    es_claro,
)
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.palabras import plano

_TAMBIEN = re.compile(rf"(?:(?:q|que) )?(?:{TAMBIEN})\s+")
_AGREGA_A_ALGUIEN = re.compile(
    r"\b(?:agreg|inclu|sum|anad|incorpor|pon)\w* (?:tambien |tb )?(?:a (?:la|los|las) |al? )"
)
_HABLA_DE_LO_ESCRITO = re.compile(
    r"(?:dice|decia|figura|esta|estaba|aparece|sale|habla|suena|no (?:es|son|va|me)|pero|demasiado|muy)\b"
)


def afinar(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído, o lo que cambia solo una parte si eso es lo que se dijo."""
    sustituida = leer_sustituir(tenido, texto)
    cabe = not isinstance(leida, Cambio) or _puede_ser_una_parte(tenido, leida)
    if cabe and not any(la_otra_cifra(tenido, paso.llave, texto) for paso in tenido.pasos):
        leida = sustituida or leida
    leida = _segun_el_verbo(tenido, leida, texto)
    if isinstance(leida, Cambio) and leida.que is Que.AGREGA:
        del_actor = leer_del_reparto(tenido, texto) if mencionados(tenido, texto) else None
        return sustituida or del_actor or leida
    return leida


def senalar_o_leer(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """Si nada se entendió: lo que toca a un actor, la otra cifra o, al menos, de qué respuestas se habla."""
    return leer_del_reparto(tenido, texto) or _con_otra_cifra(tenido, texto) or _senalado(tenido, texto)


def hay_que_confirmar(tenido: Tenido, cambio: Cambio, liso: str) -> bool:
    """Quita o agrega a alguien en una frase que cuenta más cosas: mejor un toque que un actor de menos.

    Lo que cambia también otras respuestas se hace de una vez, con cómo deshacerlo: un botón guarda una sola.
    """
    tipo = tenido.pregunta(cambio.llave).tipo
    es_de_una_lista = tipo == "actores" or (tipo == "lista" and cambio.que is not Que.CAMBIA)
    return es_de_una_lista and not cambio.junto and not es_claro(liso)


def nombra_de_paso(tenido: Tenido, texto: str) -> bool:
    """«Retiren lo del cambio de gestión, la municipalidad lo va a leer»: se quita lo primero, y no la municipalidad."""
    liso = plano(texto)
    verbo, halladas = QUITAR.search(liso), mencionados(tenido, texto)
    if verbo is None or not halladas:
        return False
    objeto = re.split(r"[,.;:]\s", liso[verbo.end() :], maxsplit=1)[0]
    return len(objeto.split()) > 1 and halladas[0].inicio > verbo.end() + len(objeto)


def _senalado(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """De qué respuestas puede hablar; si es de una sola y se cita cómo queda, si es eso."""
    senaladas = senalar(tenido, texto)
    citado = entre_comillas(texto)
    if senaladas is None or len(senaladas.llaves) != 1 or not citado:
        return senaladas
    leida = leida_entre(tenido, senaladas.llaves[0], [citado])
    return Posibles((leida,)) if isinstance(leida, Cambio) and _es_de_texto(tenido, leida) else senaladas


def _con_otra_cifra(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """«Esas 350 familias ya no son, ahora somos 412»: la cifra que se tenía y otra sola. Se pregunta antes."""
    for paso in tenido.pasos:
        if paso.actor is None and (cifra := la_otra_cifra(tenido, paso.llave, texto)):
            leida = con_lo_nuevo(tenido, paso.llave, "", f"es {cifra}", 0)
            return Posibles((leida,)) if isinstance(leida, Cambio) and _es_un_numero(tenido, leida) else None
    return None


def _segun_el_verbo(tenido: Tenido, leida: LecturaDeCambio | None, texto: str) -> LecturaDeCambio | None:
    """Lo que se pide agregar no reemplaza lo que había, y quien pide quitar una palabra no agrega otras."""
    liso = plano(texto)
    if isinstance(leida, Cambio) and leida.que is Que.AGREGA and tenido.pregunta(leida.llave).tipo == "lista":
        verbo = _AGREGA_A_ALGUIEN.search(liso)
        quien = con_otro(tenido, texto[verbo.end() :], exige_forma=True) if verbo is not None else None
        return quien or leida
    if not isinstance(leida, Cambio) or not _es_de_texto(tenido, leida):
        return leida
    if leida.que is Que.AGREGA and QUITAR.search(liso):
        return None
    verbos = [senal for senal in AGREGAR.finditer(liso) if not senal.group().startswith("falt")]  # «la falta de agua»
    pide_cambiar = CAMBIAR.search(liso) or YERRO.search(liso)
    dicho = str(leida.valor)
    suma = _TAMBIEN.match(plano(dicho))
    if leida.que is Que.CAMBIA and (suma or (verbos and not pide_cambiar)):
        return con_mas_texto(tenido, leida.llave, entre_comillas(texto) or dicho[suma.end() if suma else 0 :])
    if leida.que is Que.CAMBIA and _HABLA_DE_LO_ESCRITO.match(plano(dicho)):
        return None
    return leida


def _es_de_texto(tenido: Tenido, cambio: Cambio) -> bool:
    """Cambia una respuesta escrita con palabras: si se dijo qué decía, se cambia solo eso."""
    return tenido.pregunta(cambio.llave).tipo == "texto"


def _puede_ser_una_parte(tenido: Tenido, cambio: Cambio) -> bool:
    """Cambia palabras o una cifra, que también pueden estar dentro de otra respuesta."""
    return tenido.pregunta(cambio.llave).tipo in ("texto", "matriz", "monto", "plazo", "poblacion")


def _es_un_numero(tenido: Tenido, cambio: Cambio) -> bool:
    """Se leyó un número, y no «400 mil soles» como si fuera la gente."""
    valor = cambio.valor
    return isinstance(valor, dict) and TIPOS[tenido.pregunta(cambio.llave).tipo].numero(valor) is not None
