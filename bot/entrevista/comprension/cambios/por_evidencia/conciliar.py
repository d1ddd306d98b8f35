"""Lo que se leyó por la forma de la frase y lo que dice la evidencia: si no es lo mismo, cuál de las dos cosas."""

import re

from rapidfuzz import fuzz

from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    LoUltimo,
    PorSenalar,
    Posibles,
    Que,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.por_evidencia import nombres
from bot.entrevista.comprension.cambios.por_evidencia.decidir import (
    BASTA,
    CUANTAS,
    SOBRA,
    SOBRADO,
    Leido,
    leer_por_evidencia,
)
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import oraciones
from bot.entrevista.comprension.cambios.por_partes.senalar import no_pide_nada
from bot.entrevista.comprension.cambios.senales import QUITAR, es_claro
from conocimiento.palabras import plano

CASI_IGUALES = 90


def conciliar(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído por la forma de la frase o lo que dice la evidencia; si las dos cosas son distintas, cuál."""
    if isinstance(leida, LoUltimo) or no_pide_nada(plano(texto)):
        return leida
    actores = tenido.entrevista.papeles.actores
    if (letras := nombres.con_otras_letras(tenido, texto)) is not None:
        return letras
    if not isinstance(leida, Cambio) and (nombre := nombres.con_otro_adjetivo(tenido, oraciones(texto))) is not None:
        return nombre
    alguno = leida.cambios[0] if isinstance(leida, Posibles) else leida
    if isinstance(alguno, Cambio) and alguno.llave[0] == actores and _es_de_otro(tenido, alguno):
        leida = None
    if isinstance(alguno, Cambio) and _guarda_el_pedido(tenido, alguno):
        leida = None
    otro = leer_por_evidencia(tenido, texto)
    otra = otro.leida
    match leida, otra:
        case _, None:
            return leida
        case Cambio(que=Que.AGREGA, llave=llave), PorSenalar(llaves) if llave in llaves and not es_claro(plano(texto)):
            return otra if tenido.pregunta(llave).tipo == "texto" else leida
        case ((Cambio() | Posibles()), PorSenalar()):
            return leida
        case SinValor(problema=str(problema)), PorSenalar() if problema:
            return leida
        case Cambio(), _ if _la_nombra(otro, leida):
            return leida
        case Cambio(), Cambio():
            if leida.llave == otra.llave:
                return otra if (otro.peso and otra.cual) or _casi_lo_mismo(leida, otra) else leida
            return otra if _es_de_quien_se_habla(leida, actores, otro) else Posibles((otra, leida))
        case Cambio(), Posibles(cambios):
            if leida.llave in {uno.llave for uno in cambios}:
                return cambios[0] if len(cambios) == 1 and _casi_lo_mismo(leida, cambios[0]) else leida
            return otra if _es_de_quien_se_habla(leida, actores, otro) else Posibles((*cambios, leida)[:CUANTAS])
        case Posibles(cambios=suyos), Posibles() | Cambio():
            otros = (otra,) if isinstance(otra, Cambio) else otra.cambios
            if suyos[0].llave == otros[0].llave:
                lo_mismo = isinstance(otra, Cambio) and (
                    bool(otro.peso and otra.cual) or suyos[0].valor == otra.valor or _casi_lo_mismo(suyos[0], otra)
                )
                entera = bool(suyos[0].cual) and plano(otros[0].ahora) == f"que {plano(suyos[0].ahora)}"
                return otra if lo_mismo or entera else leida
            if suyos[0].llave[0] == actores and not _es_de_quien_se_habla(suyos[0], actores, otro):
                return leida
            if suyos[0].llave[0] == actores or (isinstance(otra, Cambio) and otro.peso >= SOBRADO):
                return otra
            return Posibles((*otros, *suyos)[:CUANTAS])
        case _:
            return otra


def _la_nombra(otro: Leido, leida: Cambio) -> bool:
    """Se nombra la pregunta que se leyó, y la evidencia señala otra o la misma cambiada entera."""
    suya = next((una for una in otro.senaladas if una.hoja.llave == leida.llave and not una.hoja.parte), None)
    otros = (otro.leida,) if isinstance(otro.leida, Cambio) else getattr(otro.leida, "cambios", ())
    casi = any(uno.llave == leida.llave and _casi_lo_mismo(uno, leida) for uno in otros)
    return suya is not None and suya.nombre >= BASTA and not casi


def _es_de_otro(tenido: Tenido, cambio: Cambio) -> bool:
    """Renombra con el nombre de otro actor, o agrega «lo de Cáritas», que ya está."""
    if cambio.que is Que.AGREGA:
        return (
            bool(menciones(plano(cambio.ahora), actores_de(tenido), tenido.entorno.catalogos))
            and re.match(r"lo de\b|lo del\b", plano(cambio.ahora)) is not None
        )
    return nombres.es_el_nombre_de_otro(tenido, cambio)


def _guarda_el_pedido(tenido: Tenido, cambio: Cambio) -> bool:
    """Lo nuevo empezaría por lo que se pide: «Sáquele eso de que la pesca bajó»."""
    if tenido.pregunta(cambio.llave).tipo != "texto" or cambio.que is not Que.CAMBIA:
        return False
    return QUITAR.match(plano(str(cambio.valor))) is not None


def _casi_lo_mismo(uno: Cambio, otro: Cambio) -> bool:
    """Los dos lectores, cada uno por su lado, llegan a lo mismo con alguna letra distinta."""
    de_uno, de_otro = (uno.ahora, otro.ahora) if uno.cual else (uno.valor, otro.valor)
    if not isinstance(de_uno, str) or not isinstance(de_otro, str) or plano(de_uno) == plano(de_otro):
        return False
    return fuzz.ratio(de_uno, de_otro) >= CASI_IGUALES


def _es_de_quien_se_habla(leida: Cambio, actores: str, otro: Leido) -> bool:
    """Se tomó por quitar o agregar a alguien lo que solo dice algo de quien ya está: «pone dos, el otro renunció»."""
    mejor = otro.senaladas[0] if otro.senaladas else None
    toca_a_alguien = leida.llave[0] == actores and leida.que is not Que.JUNTA
    if toca_a_alguien and leida.que is Que.CAMBIA:
        return mejor is not None and mejor.peso >= SOBRA and mejor.por_nombre and mejor.por_palabras > 0
    return toca_a_alguien and mejor is not None and mejor.peso >= SOBRA and (mejor.por_actor or mejor.por_palabras >= 2)
