"""De qué se habla, qué se dice y qué se pide: si las tres se entienden, el cambio; si no, lo que haya que preguntar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.entrevista.comprension.cambios.actores import llave_de_actores, mencionados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    PorSenalar,
    Posibles,
    Tenido,
)
from bot.entrevista.comprension.cambios.nuevo import LARGO_DE_UNA_ORACION, con_lo_nuevo
from bot.entrevista.comprension.cambios.por_evidencia import datos, quienes
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import Apuntada, actores_nombrados, apuntadas
from bot.entrevista.comprension.cambios.por_evidencia.cifras import con_otra_cifra
from bot.entrevista.comprension.cambios.por_evidencia.del_reparto import leer_del_reparto
from bot.entrevista.comprension.cambios.por_evidencia.en_su_sitio import (
    con,
    frases_para,
    lo_que_se_quita,
    repite,
    se_suma,
    sin_ello,
    solo_lo_que_queda,
)
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import (
    PROBABLE,
    SEGURA,
    Frase,
    Hace,
    Oracion,
    frases_nuevas,
    no_pide_nada,
    oraciones,
    pide,
    pide_ademas,
    pregunta_por_algo,
)
from bot.entrevista.comprension.cambios.senales import AGREGAR, CAMBIAR, QUITAR, YERRO, citas, es_claro
from bot.entrevista.esquema import Linea
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.cifras.fechas import fechas_en
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

BASTA, VENTAJA, SOBRA = 4.0, 2.0, 6.0
SOBRADO = 8.0
"""Desde qué peso se habla de una parte, cuánto más que de la segunda y desde cuál no hay duda."""
CUANTAS = 3
ORACIONES_DE_UN_PEDIDO = 5
PALABRAS_TRAS_UN_NOMBRE, PALABRAS_DE_ALGO, PALABRAS_QUE_SE_PREGUNTAN = 3, 3, 18
PALABRAS_DE_UNA_ORACION, PALABRAS_DE_LO_SEGURO, PALABRAS_DE_UNA_ORACION_CLARA = 5, 14, 30
_DE_DATO = ("plazo", "monto", "poblacion", "departamentos", "ruc")
_QUITA = diferida(r"\bya no (?:les? |me |lo |la )?(?:pong|dig|mencion|consign)\w+|\bno (?:lo |la )?pong\w+")
_EN_VARIAS = diferida(r"\ben (?:las dos|los dos|ambas|ambos|todas|todos)\b")
_CON_PRONOMBRE = diferida(r"(?:que|q) l[aeo]s? ")
"""«Que los compra y los instala»: solo se entiende con lo que decía antes."""
_PIDE_VER = diferida(
    r"\b(?:mostr|muestr|ensen)\w{0,4}(?:me|nos)\b|\b(?:remit|reenvi)\w*|\b(?:leer?me|leame|dime|digame|recuerd\w+|enviar?|enviame|envieme)\b"
)


@dataclass(frozen=True, slots=True)
class Leido:
    """Lo que dice un mensaje: sus oraciones, lo que señala y lo que se lee de todo ello."""

    dichas: tuple[Oracion, ...]
    senaladas: list[Apuntada]
    leida: LecturaDeCambio | None
    peso: float = 0


def aunque_pregunte(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """Lo que además se pide en un mensaje que pregunta: «¿no es la muni? cámbialo, es la JASS». Espera un toque."""
    dichas = oraciones(texto)
    pedidos = [una for una in dichas if una.hace is Hace.DICE and pide_ademas(una.liso)]
    if not pedidos or no_pide_nada(plano(texto)):
        return None
    leida = leer_por_evidencia(tenido, texto).leida
    return Posibles((leida,)) if isinstance(leida, Cambio) else leida


def leer_por_evidencia(tenido: Tenido, texto: str) -> Leido:
    dichas, liso = oraciones(texto), plano(texto)
    frases = frases_nuevas(dichas)
    lo_pide = pide(liso) or any(una.es_puesta for una in frases)
    if not any(una.hace is Hace.DICE for una in dichas) or _solo_pide_ver(liso, frases):
        return Leido(dichas, [], None)
    senaladas = apuntadas(tenido, dichas)
    if not senaladas and not lo_pide:  # del borrador todavía no se dijo nada
        return Leido(dichas, senaladas, None)
    if not lo_pide:
        return Leido(dichas, senaladas, _aunque_no_lo_pida(tenido, texto, dichas, senaladas))
    cifra, peso = _por_cifras(tenido, texto, dichas, senaladas)
    leida = (
        datos.con_otro_elemento(tenido, texto)
        or datos.con_otro_responsable(tenido, dichas, senaladas)
        or datos.con_otra_fecha(tenido, texto, dichas, senaladas)
        or cifra
        or _por_palabras(tenido, texto, dichas, senaladas)
    )
    if leida is None or isinstance(leida, PorSenalar):
        leida = (
            datos.por_lo_que_se_pone(tenido, dichas)
            or datos.con_otra_gente(tenido, dichas)
            or quienes.con_otro_nombre(tenido, texto, dichas)
            or quienes.con_otro_tipo(tenido, dichas)
            or (quienes.con_alguien_mas(tenido, dichas) if senaladas and senaladas[0].nombre < BASTA else None)
            or leida
            or leer_del_reparto(tenido, texto)
            or _de_un_actor(tenido, texto)
        )
    return Leido(dichas, senaladas, leida, peso)


def _de_un_actor(tenido: Tenido, texto: str) -> PorSenalar | None:
    """Se nombra a un actor y no lo que le toca: será su nombre, su tipo o si está."""
    return PorSenalar((llave_de_actores(tenido),)) if mencionados(tenido, texto) and pide(plano(texto)) else None


def _aunque_no_lo_pida(
    tenido: Tenido, texto: str, dichas: tuple[Oracion, ...], senaladas: list[Apuntada]
) -> LecturaDeCambio | None:
    """«Su riesgo real es que se corte la luz»: dice cómo es algo que se nombra entero. Siempre se pregunta."""
    mejor = senaladas[0]
    if not (mejor.por_nombre and mejor.por_actor) or pregunta_por_algo(plano(texto)):
        return datos.con_otro_inicio(tenido, dichas)
    if len(senaladas) > 1 and senaladas[1].peso > mejor.peso - VENTAJA:
        return None
    frases = las_suyas(tenido, mejor, texto, dichas)
    pendiente = not mejor.hoja.dicho
    if not frases or len(frases[0].dicho.split()) < PALABRAS_DE_ALGO or (frases[0].fuerza < SEGURA and not pendiente):
        return None
    leida = _con_lo_nuevo(tenido, dichas, mejor, frases[0])
    rotulada = pendiente and (re.search(r"[:=]", texto) is not None or es_claro(plano(texto)))
    return Posibles((leida,)) if isinstance(leida, Cambio) and not rotulada else leida


def _solo_pide_ver(liso: str, frases: Sequence[Frase]) -> bool:
    return _PIDE_VER.search(liso) is not None and not any(una.fuerza >= SEGURA for una in frases)


def _por_cifras(
    tenido: Tenido, texto: str, dichas: Sequence[Oracion], senaladas: Sequence[Apuntada]
) -> tuple[LecturaDeCambio | None, float]:
    """Lo que se lee de las cifras, y cuánto lo señala el mensaje."""
    cifras = con_otra_cifra(tenido, texto, dichas, senaladas)
    if not cifras or cifras[0].peso < BASTA:
        return None, 0
    mejor = cifras[0]
    rivales = [otra for otra in cifras[1:] if otra.peso > mejor.peso - VENTAJA and otra.cambio != mejor.cambio]
    if rivales:
        return Posibles((mejor.cambio, *(otra.cambio for otra in rivales))[:CUANTAS]), mejor.peso
    return (mejor.cambio if mejor.peso >= SOBRA else Posibles((mejor.cambio,))), mejor.peso


def _por_palabras(
    tenido: Tenido, texto: str, dichas: Sequence[Oracion], senaladas: list[Apuntada]
) -> LecturaDeCambio | None:
    mejor = senaladas[0]
    if mejor.peso < BASTA:
        return None
    rivales = [otra for otra in senaladas[1:] if otra.peso > mejor.peso - VENTAJA]
    senalado = PorSenalar(tuple(dict.fromkeys(una.hoja.llave for una in (mejor, *rivales)))[:CUANTAS])
    tipo = tenido.pregunta(mejor.hoja.llave).tipo
    if rivales:
        return leer_del_reparto(tenido, texto) or senalado
    if tipo == "ods":
        return datos.con_otro_ods(tenido, dichas, mejor) or senalado
    if tipo in _DE_DATO:
        return datos.con_otro_dato(tenido, dichas, mejor) or senalado
    if (queda := solo_lo_que_queda(tenido, mejor.hoja, dichas)) is not None:
        return Posibles((queda,))
    liso = plano(texto)
    quita = QUITAR.search(liso) is not None or _QUITA.search(liso) is not None
    sin = sin_ello(tenido, mejor.hoja, lo_que_se_quita(dichas)) if quita else None
    if sin is not None and tipo == "texto":
        return Posibles((sin,))
    frases = las_suyas(tenido, mejor, texto, dichas)
    if frases and (frases[0].fuerza >= PROBABLE or sin is None):
        return _con_lo_nuevo(tenido, dichas, mejor, frases[0])
    return Posibles((sin,)) if sin is not None else senalado


def las_suyas(tenido: Tenido, mejor: Apuntada, texto: str, dichas: Sequence[Oracion]) -> list[Frase]:
    lineas: Sequence[Linea] = tenido.pregunta(mejor.hoja.llave).lineas
    suyas = frases_para(mejor.hoja, lineas, dichas, frases_nuevas(dichas), partial(_es_un_nombre, tenido))
    citadas = citas(texto)
    ultima = citadas[-1] if citadas else ""
    if ultima and (len(citadas) > 1 or not repite(mejor.hoja, ultima)):
        return [una for una in suyas if una.dicho == ultima] or suyas
    return [una for una in suyas if una.dicho not in citadas and not _se_quita(una, dichas)]


def _es_un_nombre(tenido: Tenido, dicho: str) -> bool:
    """Solo nombra a un actor, y no dice nada de él."""
    halladas = menciones(plano(dicho), actores_de(tenido), tenido.entorno.catalogos)
    return any(len(plano(dicho)[una.fin :].split()) < PALABRAS_TRAS_UN_NOMBRE and una.inicio <= 4 for una in halladas)


def _se_quita(frase: Frase, dichas: Sequence[Oracion]) -> bool:
    """Va tras un «quita», en la misma oración y sin nada que diga que es lo nuevo."""
    suya = _oracion_de(frase, dichas)
    verbo = QUITAR.search(suya.liso)
    return verbo is not None and suya.inicio + verbo.end() <= frase.inicio and not frase.es_puesta


def _oracion_de(frase: Frase, dichas: Sequence[Oracion]) -> Oracion:
    return next(una for una in dichas if una.inicio <= frase.inicio < una.inicio + len(una.liso))


def _con_lo_nuevo(tenido: Tenido, dichas: Sequence[Oracion], mejor: Apuntada, frase: Frase) -> LecturaDeCambio | None:
    pregunta = tenido.pregunta(mejor.hoja.llave)
    suma = se_suma(dichas, frase)
    de_oraciones = pregunta.tipo == "texto" and (pregunta.minimo or 0) >= LARGO_DE_UNA_ORACION
    entera = frase.fuerza >= SEGURA and len(frase.dicho.split()) >= PALABRAS_DE_UNA_ORACION
    if de_oraciones and not (mejor.por_nombre and (suma or entera)):
        return PorSenalar((mejor.hoja.llave,))
    if _EN_VARIAS.search(plano(frase.dicho)):
        return PorSenalar((mejor.hoja.llave,))
    es_otra_fecha = pregunta.tipo == "lista" and bool(fechas_en(frase.dicho, tenido.entorno.hoy))
    if es_otra_fecha or len(frase.dicho.split()) > PALABRAS_QUE_SE_PREGUNTAN:
        return PorSenalar((mejor.hoja.llave,))
    cambio = con(tenido, mejor.hoja, frase.dicho, suma=suma)
    if cambio is None:
        return PorSenalar((mejor.hoja.llave,))
    varios = len(actores_nombrados(tenido, plano(" ".join(una.texto for una in dichas)))) > 1
    seguro = not de_oraciones and not varios and _es_seguro(mejor, frase, dichas)
    return cambio if seguro else Posibles((cambio,))


def _es_seguro(mejor: Apuntada, frase: Frase, dichas: Sequence[Oracion]) -> bool:
    """Se sabe de qué se habla, dónde empieza lo nuevo y dónde acaba."""
    suya, palabras = _oracion_de(frase, dichas), len(frase.dicho.split())
    corta = es_claro(" ".join(una.liso for una in dichas))
    lo_pide = any(senal.search(una.liso) for una in dichas for senal in (AGREGAR, CAMBIAR, YERRO))
    puesto_por_su_nombre = mejor.por_nombre and frase.es_puesta and not mejor.hoja.parte
    anunciada = frase.fuerza >= SEGURA or (frase.fuerza >= PROBABLE and (not mejor.hoja.dicho or (corta and lo_pide)))
    return (
        anunciada
        and _CON_PRONOMBRE.match(plano(frase.dicho)) is None
        and (
            mejor.peso >= SOBRA
            or puesto_por_su_nombre
            or (mejor.por_palabras >= 2 and (mejor.por_nombre or mejor.por_actor))
        )
        and (1 if not frase.es_puesta else 2) <= palabras <= PALABRAS_DE_LO_SEGURO
        and len(suya.liso.split()) <= PALABRAS_DE_UNA_ORACION_CLARA
        and len(dichas) <= ORACIONES_DE_UN_PEDIDO
    )


def leer_en(tenido: Tenido, llave: Llave, texto: str) -> tuple[Cambio, ...]:
    """Hasta tres maneras de cambiar esa respuesta con ese texto, la más probable primero; ninguna si no dice cómo."""
    dichas = oraciones(texto)
    senaladas = [una for una in apuntadas(tenido, dichas) if una.hoja.llave == llave]
    cambios = [otra.cambio for otra in con_otra_cifra(tenido, texto, dichas, senaladas)]
    for senalada in senaladas if not cambios else ():
        if len(senaladas) > 1 and senalada.peso < senaladas[0].peso:
            break
        for frase in las_suyas(tenido, senalada, texto, dichas)[:1]:
            cambio = con(tenido, senalada.hoja, frase.dicho, suma=se_suma(dichas, frase))
            cambios += [cambio] if cambio is not None else []
    if not cambios and tenido.pregunta(llave).tipo not in ("matriz", "lista", "actores"):
        leida = con_lo_nuevo(tenido, llave, "", texto, 0)
        cambios += [leida] if isinstance(leida, Cambio) else []
    return tuple(cambios[:CUANTAS])
