"""Encender «elegir» pide cifras: cómo se miden, se graban, se repiten, y qué dice de ello la comprobación."""

import asyncio
import json
from collections.abc import Callable, Generator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.config import leer_configuracion
from bot.dialogo.peticiones import Uso
from bot.dialogo.peticiones.lenguaje import FORMAS
from bot.evaluacion.casos import Caso, Esperado
from bot.evaluacion.lenguaje import (
    Comparadas,
    Consulta,
    ErrorDeGrabacion,
    Grabado,
    con_el_modelo,
    contar_cifras,
    medir_el_modelo,
)
from bot.evaluacion.marcas import marcar
from bot.evaluacion.orden import EvaluacionPedida, Preparado, comparar_con_modelo
from bot.evaluacion.respuestas import responder_casos
from bot.lenguaje.ajustes import leer_ajustes
from bot.lenguaje.cifras import ARCHIVO, Cifras, guardar_cifras, leer_cifras, por_que_apagado
from bot.lenguaje.conexion import ErrorDeLenguaje
from bot.lenguaje.formular import huella
from bot.montaje.lenguaje import AL_CONVERSAR, SOLO_EL_PERSONAL, montar_lenguaje, revisar_lenguaje, usos_al_conversar
from bot.ordenes.comun import ErrorDeOrden
from bot.ordenes.principal import aplicacion
from tests.apoyo.con_modelo import SIN_MODELO, hallazgo, marco, modelo_en
from tests.apoyo.servidor_de_lenguaje import ServidorDeLenguaje, servidor_de_lenguaje

PETICION = huella(Uso.ELEGIR, FORMAS[Uso.ELEGIR])
CASOS = tuple(
    Caso(str(numero), pregunta, esperado=Esperado(respondible=respondible))
    for numero, (pregunta, respondible) in enumerate(
        (
            ("¿qué actores participan en la alianza?", True),
            ("¿cuánto dura una alianza?", False),
            ("¿cuánto dinero da la APCI?", False),
        )
    )
)
CIFRAS = Cifras("openai:m", "elegir", PETICION, "2026-11-01T00:00:00+00:00", 3, 2, 1, 1, 1, 1, 0, 0, 0.1, 9, 9, 0)


class Buscador:
    documentos = (marco(),)

    def huellas(self) -> dict[str, str]:
        return {}

    def buscar(self, consultas):  # type: ignore[no-untyped-def]
        return tuple(map(hallazgo, consultas))


def medir(lenguaje, corredor: asyncio.Runner) -> tuple[Consulta, Cifras, list[str]]:  # type: ignore[no-untyped-def]
    """Lo que hace la orden, con lo hallado siempre igual."""
    textos = {marco().ficha.documento: marco().texto}
    consulta = Consulta(lenguaje, "openai:m", corredor)
    solas = list(responder_casos(SIN_MODELO, Buscador(), CASOS))
    dadas = list(responder_casos(con_el_modelo(SIN_MODELO), Buscador(), CASOS, consulta))
    sin, con = ([marcar(caso, dada, textos, []) for caso, dada in unas] for unas in (solas, dadas))
    dichos = [dada["texto"] for _, dada in dadas]
    cambiadas = sum(una["texto"] != otra for (_, una), otra in zip(solas, dichos, strict=True))
    return consulta, medir_el_modelo(consulta, Comparadas(sin, con, cambiadas), CIFRAS.fecha, (0, 0)), dichos


@pytest.fixture
def servidor() -> Generator[tuple[ServidorDeLenguaje, asyncio.Runner]]:
    """Abierto en el mismo bucle en que se le pregunta."""
    with asyncio.Runner() as corredor:
        abierto = servidor_de_lenguaje(lambda _: '{"estado":"contesta","oraciones":["o2","o5"]}')
        yield corredor.run(abierto.__aenter__()), corredor
        corredor.run(abierto.__aexit__(None, None, None))


def test_lo_grabado_repite_lo_medido_sin_ningun_modelo(
    tmp_path: Path, servidor: tuple[ServidorDeLenguaje, asyncio.Runner]
) -> None:
    abierto, corredor = servidor
    vivo, cifras, textos = medir(modelo_en(abierto.direccion), corredor)
    assert (cifras.casos, cifras.preguntadas, cifras.fallos, cifras.empeora) == (3, len(abierto.recibido), 0, False)
    assert cifras.preguntadas >= 2
    vivo.grabar(tmp_path / "grabado.json")
    pedidos = len(abierto.recibido)
    _, otras, mismos = medir(Grabado(tmp_path / "grabado.json"), corredor)
    assert mismos == textos
    sin_tiempos = {"p95_segundos": 0.0, "mediana_segundos": 0.0}
    assert replace(otras, **sin_tiempos) == replace(cifras, **sin_tiempos)
    assert (cifras.rechazadas, cifras.tarde) == (0, 0)
    assert cifras.cambiadas >= 2
    assert len(abierto.recibido) == pedidos
    assert "«elegir» se puede encender" in contar_cifras(cifras)[-1]


def test_lo_que_no_es_lo_pedido_se_cuenta(servidor: tuple[ServidorDeLenguaje, asyncio.Runner]) -> None:
    abierto, corredor = servidor
    abierto.contestar = lambda _: '{"estado":"contesta","oraciones":[]}'
    _, cifras, _ = medir(modelo_en(abierto.direccion), corredor)
    assert (cifras.fallos, cifras.rechazadas, cifras.cambiadas) == (0, cifras.preguntadas, 0)
    assert "«elegir» no se enciende" in contar_cifras(cifras)[-1]


def test_solo_cuenta_como_cambio_lo_que_se_contesta_a_una_pregunta(
    servidor: tuple[ServidorDeLenguaje, asyncio.Runner],
) -> None:
    """Con un modelo el aviso es otro, y se pide al empezar un borrador: no es una respuesta que cambie."""
    abierto, corredor = servidor
    consulta = Consulta(modelo_en(abierto.direccion), "openai:m", corredor)
    casos = (CASOS[0], Caso("9", "quiero armar mi propuesta"))
    preparado = Preparado(EvaluacionPedida(Path("casos.jsonl"), ""), casos, None, False)
    comparadas = comparar_con_modelo(preparado, SIN_MODELO, Buscador(), consulta, mostrar=lambda unos, *_: unos)
    assert (comparadas.cambiadas, len(consulta.segundos)) == (1, 1)


@pytest.mark.parametrize(
    ("cambio", "motivo"),
    [
        ({}, ""),
        ({"falsas_con": 1}, "se contesta más de lo que no se debe"),
        ({"fallos": 2}, "no contestó lo que se le pedía"),
        ({"fallos": 1, "rechazadas": 1}, "no contestó lo que se le pedía"),
        ({"p95_segundos": 8.5, "tarde": 1}, "tarda demasiado"),
        ({"preguntadas": 0}, "no se le preguntó nada"),
    ],
)
def test_con_cifras_malas_no_se_enciende_y_se_dice_por_que(cambio: dict[str, float], motivo: str) -> None:
    assert motivo in replace(CIFRAS, **cambio).por_que_no  # type: ignore[arg-type]
    assert bool(replace(CIFRAS, **cambio).por_que_no) == bool(motivo)  # type: ignore[arg-type]


def test_las_cifras_de_antes_sin_lo_que_hoy_se_cuenta_siguen_valiendo(tmp_path: Path) -> None:
    antes = {clave: valor for clave, valor in asdict(CIFRAS).items() if clave not in ("rechazadas", "tarde")}
    (tmp_path / ARCHIVO).write_text(json.dumps([antes]), encoding="utf-8")
    assert leer_cifras(tmp_path) == (CIFRAS,)


@pytest.mark.parametrize(
    ("pedido", "dice"),
    [
        (["--lenguaje", "vivo", "--umbrales", "u.yaml"], "no se junta con --umbrales"),
        (["--lenguaje", "grabado", "--informe", "i", "--robustez"], "no se junta con --informe y --robustez"),
        (["--grabacion", "g.json"], "--grabacion va con --lenguaje"),
        (["--lenguaje", "otro"], "escriba vivo o grabado"),
    ],
)
def test_evaluar_dice_lo_que_no_se_puede_pedir_junto(pedido: list[str], dice: str) -> None:
    hecha = CliRunner().invoke(aplicacion, ["evaluar", "--casos", "c.jsonl", *pedido])
    assert isinstance(hecha.exception, ErrorDeOrden)
    assert dice in str(hecha.exception)


@pytest.mark.parametrize(
    "cambiar",
    [
        lambda datos: {**datos, "peticion": "0" * 64},
        lambda datos: {**datos, "formato": "otro"},
        lambda datos: {"formato": datos["formato"]},
        lambda datos: [],
    ],
)
def test_una_grabacion_de_otra_peticion_dice_como_hacer_otra(
    tmp_path: Path, cambiar: Callable[[dict[str, object]], object]
) -> None:
    buenos = {"formato": "lenguaje-grabado/1", "modelo": "openai:m", "peticion": PETICION, "dichos": {}}
    ruta = tmp_path / "grabado.json"
    ruta.write_text(json.dumps(buenos), encoding="utf-8")
    Grabado(ruta)
    ruta.write_text(json.dumps(cambiar(buenos)), encoding="utf-8")
    with pytest.raises(ErrorDeGrabacion, match="--lenguaje vivo --grabacion"):
        Grabado(ruta)


def test_sin_cifras_de_ese_modelo_y_esa_peticion_elegir_no_se_enciende(tmp_path: Path) -> None:
    configuracion = leer_configuracion(
        datos=tmp_path,
        lenguaje="openai:m",
        lenguaje_direccion="http://127.0.0.1:9/v1",
        lenguaje_usos="elegir, preparar",
    )
    ajustes = leer_ajustes(configuracion)
    assert ajustes is not None
    assert montar_lenguaje(configuracion, SIN_MODELO, [marco()]) is None  # ni se carga, ni el aviso habla de él
    assert usos_al_conversar(ajustes, tmp_path) == frozenset()
    de_otro, de_otra, empeora = {"modelo": "openai:otro"}, {"peticion": "0" * 64}, {"falsas_con": 2}
    for mala in (replace(CIFRAS, **cambio) for cambio in (de_otro, de_otra, empeora)):
        guardar_cifras(tmp_path, mala)
        assert usos_al_conversar(ajustes, tmp_path) == frozenset()
    guardar_cifras(tmp_path, CIFRAS)
    assert usos_al_conversar(ajustes, tmp_path) == {Uso.ELEGIR}
    guardar_cifras(tmp_path, replace(CIFRAS, falsas_con=1, falsas_sin=0))  # las últimas mandan
    assert "se contesta más" in por_que_apagado(tmp_path, "openai:m", Uso.ELEGIR, FORMAS[Uso.ELEGIR])
    assert len(leer_cifras(tmp_path)) == 5
    (tmp_path / ARCHIVO).write_text("no es JSON", encoding="utf-8")
    assert leer_cifras(tmp_path) == ()


@pytest.mark.parametrize(
    ("modo", "dice"),
    [
        ("bueno", "modo local, contestó en"),
        ("401", "ALIANZAS_LENGUAJE_CLAVE"),
        ("404", "revise el nombre en ALIANZAS_LENGUAJE"),
        ("429", "revise su cupo"),
        ("500", "Contestó un error 500"),
        ("desvío", "Desvía a otro sitio"),
        ("HTML", "revise que la dirección"),
    ],
)
async def test_comprobar_pide_una_palabra_y_nombra_lo_que_esta_mal(tmp_path: Path, modo: str, dice: str) -> None:
    async with servidor_de_lenguaje() as servidor:
        servidor.modo = modo
        configuracion = leer_configuracion(
            datos=tmp_path,
            lenguaje="openai:m",
            lenguaje_direccion=servidor.direccion,
            lenguaje_clave="secretisima",
            lenguaje_usos="elegir",
        )
        try:
            dicho = await asyncio.to_thread(revisar_lenguaje, configuracion)
        except ErrorDeLenguaje as error:
            dicho = str(error)
        assert len(servidor.recibido) == 1
        assert servidor.pedidos[0]["max_tokens"] == 1
    assert dice in dicho
    assert "secretisima" not in dicho
    assert "<" not in dicho
    if modo == "bueno":
        assert "alianzas evaluar" in dicho
        assert SOLO_EL_PERSONAL in dicho


async def test_comprobar_dice_si_cambia_el_aviso(tmp_path: Path) -> None:
    async with servidor_de_lenguaje() as servidor:
        configuracion = leer_configuracion(
            datos=tmp_path, lenguaje="openai:m", lenguaje_direccion=servidor.direccion, lenguaje_usos="interpretar"
        )
        assert AL_CONVERSAR in await asyncio.to_thread(revisar_lenguaje, configuracion)


async def test_comprobar_dice_si_no_hay_nadie_ahi(tmp_path: Path) -> None:
    configuracion = leer_configuracion(datos=tmp_path, lenguaje="openai:m", lenguaje_direccion="http://127.0.0.1:9/v1")
    with pytest.raises(ErrorDeLenguaje, match="No se puede conectar"):
        await asyncio.to_thread(revisar_lenguaje, configuracion)
