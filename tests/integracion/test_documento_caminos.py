"""Cada camino de la entrevista da un Word y un PDF con el mismo texto, sin restos y sin nada de lo apartado."""

import time
from collections.abc import Iterator
from itertools import product

import pytest

from bot.documentos.archivo import normalizar
from bot.documentos.pdf import componer, con_codigos
from bot.documentos.plantilla import rellenar
from bot.entrevista.armar_propuesta import armar
from bot.entrevista.condiciones import preguntas_mencionadas
from bot.entrevista.eventos import Evento, Valor
from bot.entrevista.motor import datos_de, pasos_visibles, plegar, siguiente
from tests.borradores import AMPLIADO, CARPETA, ENTREVISTA, HOY, INSTANTE, RAPIDO, Respuestas, historia
from tests.lectura_documentos import juntar, texto_de_pdf, texto_de_word

WORD, PDF = CARPETA / "plantilla.docx", CARPETA / "plantilla.typ"
APARTADO = "TEXTO-APARTADO"
NO_DEBE_SALIR = ("{{", "}}", "{%", "None", "[object", "Undefined", "'a0'", APARTADO)


def _ramas() -> Iterator[tuple[str, Respuestas]]:
    """Una elección de las preguntas que abren ramas por cada conjunto distinto de preguntas visibles."""
    miradas = sorted({clave for pregunta in ENTREVISTA.preguntas for clave in preguntas_mencionadas(pregunta.si)})
    elegibles = [ENTREVISTA.pregunta(clave) for clave in miradas if ENTREVISTA.pregunta(clave).opciones]
    vistas: set[tuple[str, ...]] = set()
    for valores in product(*([opcion.valor for opcion in pregunta.opciones] for pregunta in elegibles)):
        elegidas = {(pregunta.clave, ""): valor for pregunta, valor in zip(elegibles, valores, strict=True)}
        visibles = tuple(p.pregunta.clave for p in pasos_visibles(ENTREVISTA, plegar(historia({**RAPIDO, **elegidas}))))
        if visibles not in vistas:
            vistas.add(visibles)
            # Lo que otra rama pregunta queda respondido y apartado.
            ocultas = {(p.clave, ""): APARTADO for p in ENTREVISTA.preguntas if p.si and p.clave not in visibles}
            registro = {("registro_apci", ""): "vigente"} if "registro_apci" in visibles else {}
            yield "-".join(valores), {**AMPLIADO, **registro, **elegidas, **ocultas}


def _sin_actores(respuestas: Respuestas) -> Respuestas:
    return {llave: valor for llave, valor in respuestas.items() if llave[0] != "actores" and not llave[1]}


def _a_medias(respuestas: Respuestas) -> Respuestas:
    """Cada respuesta compuesta, con su primera parte sola."""

    def parte(valor: Valor) -> Valor:
        if isinstance(valor, list) and valor and isinstance(valor[0], dict) and "id" not in valor[0]:
            return [parte(uno) for uno in valor]
        if isinstance(valor, dict) and "monto" not in valor and "departamentos" not in valor:
            return {clave: uno if lugar == 0 else None for lugar, (clave, uno) in enumerate(valor.items())}
        return valor

    return {llave: parte(valor) for llave, valor in respuestas.items()}


def _caminos() -> Iterator[tuple[str, tuple[Evento, ...]]]:
    yield "nada", ()
    for tipo, respuestas in _ramas():
        for modo in ("nucleo", "ampliado"):
            yield f"{tipo}-{modo}-todo", historia(respuestas, modo=modo)
            yield f"{tipo}-{modo}-medias", historia(_a_medias(respuestas), modo=modo)
            yield f"{tipo}-{modo}-sin-actores", historia(_sin_actores(respuestas), modo=modo)
            yield f"{tipo}-{modo}-no-sabe", _todo_omitido(respuestas, modo)


def _todo_omitido(respuestas: Respuestas, modo: str) -> tuple[Evento, ...]:
    tipo = respuestas["tipo_organizacion", ""]
    eventos = historia({("nombre_organizacion", ""): "Sol", ("tipo_organizacion", ""): tipo}, modo=modo)
    while (paso := siguiente(ENTREVISTA, plegar(eventos))) is not None:
        eventos = (*eventos, Evento("omitida", INSTANTE, datos_de(paso.llave)))
    return eventos


CAMINOS = dict(_caminos())


@pytest.mark.parametrize("eventos", CAMINOS.values(), ids=CAMINOS.keys())
def test_cada_camino_da_dos_documentos_iguales_y_limpios(eventos: tuple[Evento, ...]) -> None:
    propuesta = armar(ENTREVISTA, eventos, HOY)
    word, pdf = texto_de_word(rellenar(WORD, propuesta, "prueba")), texto_de_pdf(componer(PDF, propuesta, "prueba"))
    assert juntar(pdf) == juntar(con_codigos(word))
    assert [resto for resto in NO_DEBE_SALIR if resto in word] == []
    for seccion in propuesta.secciones:
        assert f"{seccion.numero}. {seccion.titulo}" in word
        assert seccion.datos or seccion.cuadros or seccion.notas


def test_los_catorce_apartados_van_en_orden_y_todo_camino_los_tiene() -> None:
    for eventos in CAMINOS.values():
        numeros = [seccion.numero for seccion in armar(ENTREVISTA, eventos, HOY).secciones]
        assert numeros == list(range(1, 15))


def test_los_dos_documentos_de_un_camino_se_hacen_pronto() -> None:
    propuesta = armar(ENTREVISTA, historia(AMPLIADO), HOY)
    rellenar(WORD, propuesta, "x"), componer(PDF, propuesta, "x")  # la primera vez se cargan las bibliotecas
    tiempos: list[float] = []
    for _ in range(3):
        inicio = time.perf_counter()
        normalizar(rellenar(WORD, propuesta, "x")), componer(PDF, propuesta, "x")
        tiempos.append(time.perf_counter() - inicio)
    assert min(tiempos) < 1.5  # la meta es 0.3 s: cinco veces eso, por si la máquina está ocupada


def test_los_mismos_eventos_dan_los_mismos_bytes() -> None:
    for eventos in (historia(AMPLIADO), historia(RAPIDO, modo="nucleo"), ()):
        una, otra = armar(ENTREVISTA, eventos, HOY), armar(ENTREVISTA, tuple(eventos), HOY)
        assert componer(PDF, una, "x") == componer(PDF, otra, "x")
        assert normalizar(rellenar(WORD, una, "x")) == normalizar(rellenar(WORD, otra, "x"))


def test_cambiar_de_rama_y_volver_da_el_mismo_pdf_aunque_pase_el_tiempo() -> None:
    al_principio = historia(AMPLIADO)
    ida, vuelta = (
        Evento("respuesta", INSTANTE.replace(day=28), {"pregunta": "tipo_organizacion", "valor": v, "crudo": v})
        for v in ("fuente", "empresa")
    )
    antes, despues = (armar(ENTREVISTA, e, HOY) for e in (al_principio, (*al_principio, ida, vuelta)))
    assert componer(PDF, antes, "x") == componer(PDF, despues, "x")
    assert componer(PDF, armar(ENTREVISTA, (*al_principio, ida), HOY), "x") != componer(PDF, antes, "x")
