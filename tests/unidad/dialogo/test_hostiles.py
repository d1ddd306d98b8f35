"""Un solo mensaje no hace esperar a los demás: cada expresión, en cada sitio y por cada camino, en un tiempo acotado.

La lista larga y las bombas de cada expresión en cada sitio las prueba `python -m tests.mediciones.hostiles`.
"""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.canal.limpieza import limpiar
from bot.entrevista.esquema import Pregunta
from bot.entrevista.valores.compuestos.campos import CAMPOS
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido
from bot.entrevista.valores.tipos import TIPOS, leer
from tests.apoyo.borradores import ENTREVISTA as CON_TODO
from tests.apoyo.hostiles import (
    BOMBAS,
    ENTREVISTA,
    HOY,
    LARGO,
    LIMITE,
    Sitio,
    atender,
    llenar,
    peores,
    repasos,
    segundos,
    sitios,
)
from tests.apoyo.patrones import Escucha, patrones
from tests.mediciones.hostiles import FINALES, LEEN_POCO, Peor, peor_de_un_patron, peor_de_un_sitio

Anotar = Callable[[str, object], None]

TOPE = 5 * LIMITE
"""Una prueba dice si algo se dispara; si cabe en `LIMITE` lo dice la medición, en una máquina que no hace otra cosa."""
EN_UN_CUARTO = TOPE / 4**3
"""Lo que crece como un cubo y pasaría de `TOPE` con el texto entero tarda al menos esto con un cuarto."""
UNO_DE_CADA = 48
"""La lista entera en cada sitio la recorre `python -m tests.mediciones.hostiles`."""
DE_TRES = 3
"""De tres textos seguidos, cada sitio de muestra o cada clase de respuesta prueba uno."""
APARTE = "bot.revision.tachado"
"""Se usan al exportar, en otro proceso: no hacen esperar a nadie."""


def _pasan_del_limite(medidos: list[Peor]) -> list[str]:
    return [f"{uno.tarda:.2f} s: {uno.que}, con {uno.texto[:30]!r}" for uno in medidos if uno.tarda > TOPE]


def test_cada_expresion_del_producto_lee_pronto_sus_propias_bombas(record_property: Anotar) -> None:
    with Escucha() as escucha:  # las que se compilan en el momento
        for sitio in sitios():
            atender(sitio, "Somos Minera Andes SAC: 500 familias, S/ 200 mil, 18 meses; responsable: la muni")
    todas = {patron.expresion: patron for patron in (*escucha.oidos.values(), *patrones())}
    leidas = [uno for uno in todas.values() if APARTE not in uno.lugar]
    record_property("probados", len(leidas))
    assert len(leidas) > 200
    assert (
        _pasan_del_limite([peor_de_un_patron(uno, rondas=1, finales=FINALES[1:], desde=EN_UN_CUARTO) for uno in leidas])
        == []
    )


def test_las_que_leen_poco_siguen_ahi() -> None:
    lugares = {patron.lugar for patron in patrones()}
    assert [una for una in LEEN_POCO if "." in una and not any(lugar.endswith(una) for lugar in lugares)] == []


def test_ningun_texto_hostil_ocupa_el_procesador_en_ningun_sitio(record_property: Anotar) -> None:
    """Los textos se reparten entre los sitios; a cada uno de muestra le toca uno de cada `DE_TRES`."""
    medidas = [(sitio, _los_de(sitio, numero)) for numero, sitio in enumerate(sitios())]
    record_property("probados", sum(len(textos) for _, textos in medidas))
    assert len({sitio.nombre for sitio in sitios()}) > 60
    assert _pasan_del_limite([peor_de_un_sitio(sitio, textos) for sitio, textos in medidas]) == []


def _los_de(sitio: Sitio, numero: int) -> tuple[str, ...]:
    paso = DE_TRES if sitio.nombre in DE_MUESTRA else UNO_DE_CADA
    return tuple(peores()[numero % paso :: paso])


def test_limpiar_lo_que_llega_tampoco(record_property: Anotar) -> None:
    sin_orden = llenar("a", "\u0301\u0316")  # la forma NFC las ordena
    escritos = (*peores(), sin_orden, llenar("", " \n"), llenar("", "\r\n\u200b"))
    record_property("probados", len(escritos))
    assert [texto[:20] for texto in escritos if segundos(lambda: limpiar(texto)) > TOPE] == []  # noqa: B023


def test_repasar_un_borrador_lleno_de_textos_hostiles_tampoco(record_property: Anotar) -> None:
    escritos = [texto[:600] for texto in peores() if len(texto) == LARGO]
    medidos = [
        peor_de_un_sitio(sitio, (texto,))
        for numero, texto in enumerate(escritos)
        for lugar, sitio in enumerate(repasos(texto))
        if (numero + lugar) % DE_TRES == 0
    ]
    record_property("probados", len(medidos))
    assert _pasan_del_limite(medidos) == []


def test_cada_tipo_de_respuesta_lee_o_explica_cualquier_cosa(record_property: Anotar) -> None:
    entorno = Entorno(ENTREVISTA.catalogos, HOY, "Minera Andes", actores=("Municipalidad de Celendín", "GIZ"))
    de_prueba = {p.tipo: p for p in (*CON_TODO.preguntas, *ENTREVISTA.preguntas)}
    sueltas = {tipo: Pregunta("x", "S1", "X", tipo, "¿X?", "Por qué.", "Ayuda.", "Ejemplo.") for tipo in TIPOS}
    preguntas = [replace((sueltas | de_prueba)[tipo], maximo=None) for tipo in TIPOS]
    campo = next(p.campos[0] for p in preguntas if p.campos)
    escritos = [texto for texto in peores() if len(texto) == LARGO]
    for numero, texto in enumerate(escritos):
        for pregunta in preguntas[numero % DE_TRES :: DE_TRES]:
            assert isinstance(leer(pregunta, texto, entorno), Valido | Pide | Explicacion)
            if pregunta.opciones or pregunta.tipo not in ("opcion", "clase_actor"):  # sin el tope de `leer`
                assert isinstance(TIPOS[pregunta.tipo].leer(pregunta, texto, entorno), Valido | Pide | Explicacion)
        for nombre, tipo in CAMPOS.items():
            if nombre != "opcion":
                assert isinstance(tipo.leer(replace(campo, tipo=nombre), texto, entorno), Valido | Pide | Explicacion)
    record_property("probados", len(escritos) * (2 * len(preguntas) // DE_TRES + len(CAMPOS) - 1))


DE_MUESTRA = {
    *("conversa", "idea", "lo entendido, presupuesto"),
    *("pregunta plazo", "pregunta riesgos", "pregunta reparto de otro actor"),
}


@given(st.lists(st.tuples(st.sampled_from(BOMBAS), st.integers(1, 900)), min_size=1, max_size=6), st.booleans())
@settings(max_examples=25)
def test_mezclarlos_no_los_hace_peores(trozos: list[tuple[str, int]], limpio: bool) -> None:
    texto = "".join(bomba * veces for bomba, veces in trozos)[:LARGO]
    texto = limpiar(texto) if limpio else texto
    for sitio in (uno for uno in sitios() if uno.nombre in DE_MUESTRA):
        assert segundos(lambda: atender(sitio, texto)) < TOPE  # noqa: B023
