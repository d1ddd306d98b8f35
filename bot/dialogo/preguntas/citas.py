"""Qué trozo del documento se cita y de dónde es: en qué pasajes se mira, con qué oración y con cuáles vecinas.

No decide si eso contesta la pregunta (lo hace `responder`).
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.preguntas.clases import SIN_FORMA_PROPIA, Clase
from conocimiento.expresiones import diferida
from conocimiento.formas.definiciones import donde_se_define, terminos_preguntados
from conocimiento.frases import paginas, recortar
from conocimiento.modelo import Cita, Ficha, Fragmento, Pasaje, Tramo
from conocimiento.palabras import raices_con_sentido

LARGO_RESPUESTA = 700
"""Caracteres de una cita: lo que se lee en un teléfono sin desplazar."""
LARGO_SIN_AFIRMAR = 1_000
"""Los de lo que no se afirma, que se ve plegado: de un pasaje de 900, en 700 no cabía a veces lo que contesta."""
OTROS_AL_AFIRMAR, OTROS_SIN_AFIRMAR = 1, 2
"""Cuántos más. Lo que no se afirma se ve plegado, y un tercero ocupa tres renglones: con él y con el largo de arriba
se cita la evidencia de 405 y no 387 preguntas de 462 a doce normas, y de 368 y no 347 de 580 a dos documentos más."""
LARGO_DE_UN_APARTADO = 90
"""Caracteres del apartado en la fuente: el título de una norma entera no se lee."""
PASAJES_A_MIRAR = 3
PASAJES_DE_DEFINICION = 10
_DEFINICION_MINIMA = 60
_ENUMERACION = diferida(r",| (?:y|e|o|u) ")
_ELEMENTOS_DE_UNA_LISTA = 3


def citar(fragmento: Fragmento, tramo: Tramo | None = None) -> Cita:
    """Devuelve la cita de un tramo de un fragmento, con lo que presenta si solo presenta; sin tramo, del entero."""
    elegido = _con_lo_que_presenta(fragmento, tramo) if tramo else Tramo(fragmento.inicio, fragmento.fin)
    primera, ultima = fragmento.pagina_en(elegido.inicio), fragmento.pagina_en(elegido.fin - 1)
    return Cita(
        documento=fragmento.documento,
        version=fragmento.version,
        apartado=fragmento.apartado,
        pagina=primera,
        texto=fragmento.oracion(elegido),
        inicio=elegido.inicio,
        fin=elegido.fin,
        hasta_pagina=ultima if ultima != primera else None,
    )


def solo_presenta(oracion: str) -> bool:
    """Dice si una oración solo anuncia la que sigue («…las siguientes características:»): sola no dice nada."""
    return oracion.rstrip(' \u00a0»”"').endswith(":")


def _con_lo_que_presenta(fragmento: Fragmento, tramo: Tramo) -> Tramo:
    siguientes = (uno for uno in fragmento.oraciones if uno.inicio >= tramo.fin)
    while solo_presenta(fragmento.oracion(tramo)) and (siguiente := next(siguientes, None)) is not None:
        tramo = Tramo(tramo.inicio, siguiente.fin)
    return tramo


def fuente(cita: Cita, fichas: Sequence[Ficha]) -> str:
    """Devuelve la fuente legible: «Marco conceptual, cap. II, 2.1 Concepto, pág. 9 (APCI, 2017)»."""
    ficha = next((una for una in fichas if una.documento == cita.documento), None)
    suyo = "" if ficha and cita.apartado == ficha.titulo else cita.apartado
    apartado = recortar(suyo.removeprefix(f"{ficha.titulo}, ") if ficha else suyo, LARGO_DE_UN_APARTADO)
    en_que = (apartado, paginas(cita.pagina, cita.hasta_pagina))
    if ficha is None:
        return ", ".join(filter(None, (cita.documento, *en_que)))
    lugar = ", ".join(filter(None, (ficha.titulo, ficha.capitulo, *en_que)))
    autor = ", ".join(filter(None, (ficha.institucion, str(ficha.anio) if ficha.anio else "")))
    return f"{lugar} ({autor})" if autor else lugar


def oraciones_citadas(cita: Cita, fragmento: Fragmento) -> list[str]:
    """Las de un fragmento que empiezan en lo citado de él."""
    return [fragmento.oracion(uno) for uno in fragmento.oraciones if cita.inicio <= uno.inicio < cita.fin]


def ventana(
    pasaje: Pasaje,
    clase: Clase,
    pregunta: str = "",
    largo: int = LARGO_RESPUESTA,
    lugares: Sequence[Tramo] = (),
) -> Tramo:
    """Devuelve el tramo que se cita: la mejor oración y las vecinas que quepan en `largo` caracteres.

    Entran primero las que lleven a los `lugares` del fragmento que también pueden contestar y, después, la
    vecina que más palabras comparte con la pregunta. Una definición se cita sola, que ya es completa; en lo
    demás, una frase suelta puede cambiar de sentido.
    """
    fragmento, mejor = pasaje.fragmento, pasaje.oracion
    if fragmento.fin - fragmento.inicio <= largo and clase is not Clase.DEFINICION:
        return _sin_presentar_en_vano(fragmento, Tramo(fragmento.inicio, fragmento.fin), mejor, largo)
    if clase is Clase.DEFINICION and mejor.fin - mejor.inicio >= _DEFINICION_MINIMA:
        return mejor
    oraciones = fragmento.oraciones
    if not oraciones:
        return mejor
    buscadas = frozenset(raices_con_sentido(pregunta))
    comunes = [len(buscadas.intersection(raices_con_sentido(fragmento.oracion(tramo)))) for tramo in oraciones]
    primera = next((lugar for lugar, tramo in enumerate(oraciones) if tramo.fin > mejor.inicio), 0)
    ultima = max((lugar for lugar, tramo in enumerate(oraciones) if tramo.inicio < mejor.fin), default=primera)
    for lugar in lugares:
        tocadas = [numero for numero, uno in enumerate(oraciones) if uno.inicio < lugar.fin and uno.fin > lugar.inicio]
        desde, hasta = min([primera, *tocadas]), max([ultima, *tocadas])
        if oraciones[hasta].fin - oraciones[desde].inicio <= largo:
            primera, ultima = desde, hasta
    while True:
        opciones = [
            (comunes[nueva], nueva > ultima, desde, hasta)
            for nueva, desde, hasta in ((ultima + 1, primera, ultima + 1), (primera - 1, primera - 1, ultima))
            if 0 <= nueva < len(oraciones) and oraciones[hasta].fin - oraciones[desde].inicio <= largo
        ]
        if not opciones:
            return _sin_presentar_en_vano(
                fragmento, Tramo(oraciones[primera].inicio, oraciones[ultima].fin), mejor, largo
            )
        _, _, primera, ultima = max(opciones)


def _sin_presentar_en_vano(fragmento: Fragmento, tramo: Tramo, mejor: Tramo, largo: int) -> Tramo:
    """El tramo, si su última oración solo presenta, con lo que presenta; si no cabe, sin ella o sin lo que va antes."""
    *antes, ultima = [uno for uno in fragmento.oraciones if tramo.inicio <= uno.inicio < tramo.fin]
    completo = _con_lo_que_presenta(fragmento, tramo)
    if completo.fin - completo.inicio <= largo or not antes:
        return completo
    return Tramo(ultima.inicio, completo.fin) if mejor.inicio >= ultima.inicio else Tramo(tramo.inicio, antes[-1].fin)


def candidatos(parte: str, clase: Clase, pasajes: Sequence[Pasaje]) -> tuple[Pasaje, ...]:
    """Los pasajes en que se busca el dato, cada uno con la oración que mejor contesta a esa clase de pregunta."""
    definicion = pasaje_que_define(parte, pasajes[:PASAJES_DE_DEFINICION])
    if definicion is not None:
        return (definicion,)
    # Un monto o una fecha se reconoce en cualquier pasaje; que una palabra coincida no basta para cambiar de pasaje.
    primeros = tuple(pasajes[: 1 if clase in SIN_FORMA_PROPIA else PASAJES_A_MIRAR])
    return tuple(map(_con_la_que_enumera, primeros)) if clase is Clase.LISTA else primeros


def _con_la_que_enumera(pasaje: Pasaje) -> Pasaje:
    """Elige la oración que más cosas enumera («el sector público, la empresa y otros»); si ninguna, la mejor."""
    fragmento = pasaje.fragmento
    cuentas = [(len(_ENUMERACION.findall(fragmento.oracion(tramo))), tramo) for tramo in fragmento.oraciones]
    cuantas, tramo = max(cuentas, key=lambda cuenta: cuenta[0], default=(0, pasaje.oracion))
    return replace(pasaje, oracion=tramo) if cuantas >= _ELEMENTOS_DE_UNA_LISTA else pasaje


def pasaje_que_define(pregunta: str, pasajes: Sequence[Pasaje]) -> Pasaje | None:
    """Devuelve el pasaje cuya mejor oración define el término, o None si ninguno tiene esa forma."""
    for termino in terminos_preguntados(pregunta):
        halladas = [(donde_se_define(termino, pregunta, uno.fragmento), uno) for uno in pasajes]
        # Lo que lo nombra al frente, antes que lo que habla de él.
        mejor = min(((una[0], una[1], uno) for una, uno in halladas if una), key=lambda una: una[0], default=None)
        if mejor is not None:
            return replace(mejor[2], oracion=mejor[1])
    return None
