"""Sin ninguna pregunta delante: lo leído por la forma se concilia con la evidencia, y lo dudoso espera un toque."""

import re

from rapidfuzz import fuzz

from bot.entrevista.comprension.cambios.actores import con_otro, mencionados
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
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
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo, con_mas_texto, la_otra_cifra
from bot.entrevista.comprension.cambios.por_evidencia import quienes
from bot.entrevista.comprension.cambios.por_evidencia.decidir import (
    BASTA,
    CUANTAS,
    SOBRA,
    SOBRADO,
    Leido,
    leer_por_evidencia,
)
from bot.entrevista.comprension.cambios.por_evidencia.del_reparto import leer_del_reparto
from bot.entrevista.comprension.cambios.por_evidencia.hojas import leer_sustituir
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import no_pide_nada, oraciones
from bot.entrevista.comprension.cambios.por_evidencia.repasar import se_puede_guardar
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
from conocimiento.expresiones import diferida
from conocimiento.palabras import palabras, plano

CASI_IGUALES = 90
LARGO_DE_UNA_ENTRADA = 25  # letras: «ah y bueno, el objetivo general…»
_ES = diferida(r"(?:\W{1,3}\w{1,12}){0,2}?\W{1,3}(?:es|seria|sera|sea|son)\b")
_DICE_DONDE_EMPIEZA = diferida(
    r"[:«\"]|\b(?:que|debe|deberia|quiero que) (?:diga|decir|quede|quedar|ponga|poner)\b"
    r"|\b(?:dice|decia) .{1,80}\b(?:no|es|debe)\b"
    r"|\b(?:cambi|reemplac|reemplaz|sustitu)\w+ .{1,160}\b(?:por|a)\b"
)
"""Con qué se anuncia dónde empieza el texto nuevo: «que diga», dos puntos, comillas, «cambia X por Y»."""


def conciliar(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído por la forma de la frase o lo que dice la evidencia; si las dos cosas son distintas, cuál."""
    if isinstance(leida, LoUltimo) or no_pide_nada(plano(texto)):
        return leida
    actores = tenido.entrevista.papeles.actores
    if (letras := quienes.con_otras_letras(tenido, texto)) is not None:
        return letras
    if not isinstance(leida, Cambio) and (nombre := quienes.con_otro_adjetivo(tenido, oraciones(texto))) is not None:
        return nombre
    alguno = leida.cambios[0] if isinstance(leida, Posibles) else leida
    if isinstance(alguno, Cambio) and alguno.llave[0] == actores and _es_de_otro(tenido, alguno):
        leida = None
    if isinstance(alguno, Cambio) and not se_puede_guardar(tenido, alguno):
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
    return quienes.es_el_nombre_de_otro(tenido, cambio)


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


_TAMBIEN = diferida(rf"(?:(?:q|que) )?(?:{TAMBIEN})\s+")
_AGREGA_A_ALGUIEN = diferida(r"\b(?:agreg|inclu|sum|anad|incorpor|pon)\w* (?:tambien |tb )?(?:a (?:la|los|las) |al? )")
_HABLA_DE_LO_ESCRITO = diferida(
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
    """Si nada se entendió: lo que toca a un actor o la otra cifra."""
    return leer_del_reparto(tenido, texto) or _con_otra_cifra(tenido, texto)


def hay_que_confirmar(tenido: Tenido, cambio: Cambio, liso: str) -> bool:
    """Quita o agrega a alguien en una frase que cuenta más cosas, o reescribe una oración: mejor un toque que perderla.

    Lo que cambia también otras respuestas se hace de una vez, con cómo deshacerlo: un botón guarda una sola.
    """
    tipo = tenido.pregunta(cambio.llave).tipo
    if tipo == "texto" and _reescribe_una_oracion(tenido, cambio):
        return not _dice_donde_empieza(tenido, cambio, liso)
    es_de_una_lista = tipo == "actores" or (tipo == "lista" and cambio.que is not Que.CAMBIA)
    return es_de_una_lista and not cambio.junto and not es_claro(liso)


def _reescribe_una_oracion(tenido: Tenido, cambio: Cambio) -> bool:
    """Pone otras palabras en una respuesta de oraciones ya dada: dónde empiezan y acaban puede leerse mal."""
    papeles, tenia = tenido.entrevista.papeles, tenido.valor(cambio.llave)
    if cambio.llave[0] in (papeles.titulo, papeles.proponente) or not isinstance(tenia, str) or cambio.valor is None:
        return False
    quedan = set(palabras(str(cambio.valor)))
    return cambio.que is Que.AGREGA or sum(una in quedan for una in palabras(tenia)) < len(palabras(tenia)) / 2


def _dice_donde_empieza(tenido: Tenido, cambio: Cambio, liso: str) -> bool:
    """«El objetivo es que…», «agrega al problema que…»: el texto nuevo va detrás de lo que lo anuncia."""
    if cambio.que is Que.AGREGA:
        verbo = AGREGAR.search(liso)
        return verbo is not None and not re.search(r"l[aeo]s?$", verbo.group())
    nombradas = (una for una in nombrados(liso, tenido.entrevista.preguntas) if una.clave == cambio.llave[0])
    es_suyo = any(una.inicio <= LARGO_DE_UNA_ENTRADA and _ES.match(liso, una.fin) for una in nombradas)
    return es_suyo or _DICE_DONDE_EMPIEZA.search(liso) is not None


def nombra_de_paso(tenido: Tenido, texto: str) -> bool:
    """«Retiren lo del cambio de gestión, la municipalidad lo va a leer»: se quita lo primero, y no la municipalidad."""
    liso = plano(texto)
    verbo, halladas = QUITAR.search(liso), mencionados(tenido, texto)
    if verbo is None or not halladas:
        return False
    objeto = re.split(r"[,.;:]\s", liso[verbo.end() :], maxsplit=1)[0]
    return len(objeto.split()) > 1 and halladas[0].inicio > verbo.end() + len(objeto)


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
