"""Nada sale de la máquina: se sigue con strace todo lo que el programa y sus hijos hacen con la red.

Lo prometen el README y el aviso de privacidad. No basta con mirar desde Python: quien llamaba a su casa era una
biblioteca en C++, desde un hilo suyo.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from bot.ordenes.principal import aplicacion
from tests.apoyo.biblioteca import DEL_MARCO, MARCO, escribir
from tests.apoyo.red import Llamada, leer_rastro, orden_seguida, salidas
from tests.apoyo.revision_sembrada import abrir, sembrar
from tests.apoyo.rutas import RAIZ
from tests.conftest import enlazar_datos
from tests.extremo import conversaciones
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.telegram.test_proceso import Programa, entorno_de_proceso, seguir


def ordenes(carpeta: Path) -> list[list[str]]:
    """Todas las órdenes menos `telegram`, que se prueba aparte; `{datos}` ya tiene conversaciones y anotaciones."""
    respuesta = carpeta / "respuesta.txt"
    respuesta.write_text("No hay un monto mínimo.", encoding="utf-8")
    casos = carpeta / "casos.jsonl"
    casos.write_text('{"id": "1", "pregunta": "¿Qué es una alianza?", "historial": []}\n', encoding="utf-8")
    anotaciones = carpeta / "anotaciones.json"
    anotaciones.write_text("{}", encoding="utf-8")
    copia = carpeta / "copia.tar"
    copia.write_bytes(b"")
    dicho = ["--pregunta", "¿Hay un monto mínimo?", "--autor", "Ana"]
    motivo = ["--motivo", "Ya se dijo."]
    guia = carpeta / "guia.txt"
    guia.write_text("GUÍA DE PRUEBA\n\n1.1 Plazos\n\nLa agencia responde en quince días hábiles.\n", encoding="utf-8")
    en = ["--datos", str(carpeta / "datos")]
    return [
        ["indexar", *en],
        ["comprobar", *en],
        ["preguntar", "¿Qué es una alianza?", *en],
        ["charla", *en],
        ["evaluar", "--casos", str(casos), *en],
        ["exportar", "--salida", str(carpeta / "exportado"), *en],
        ["importar-anotaciones", str(anotaciones), *en],
        ["elegir-definitiva", "1", "Ana", *en],
        ["promover", "--salida", str(carpeta / "promovido"), *en],
        ["pendientes", "ver", *en],
        ["pendientes", "asignar", "1", "Rosa", *en],
        ["pendientes", "separar", "1", "1", *en],
        ["pendientes", "juntar", "1", "2", *en],
        ["pendientes", "responder", "1", str(respuesta), *dicho, "--si", *en],
        ["pendientes", "cerrar", "1", *motivo, *en],
        ["consultas", "ver", *en],
        ["consultas", "responder", "1", str(respuesta), *en],
        ["consultas", "cerrar", "1", *motivo, *en],
        ["personal", "agregar", "70000001", "--exporta", *en],
        ["personal", "ver", *en],
        ["personal", "quitar", "70000001", *en],
        ["documentos", "agregar", str(guia), "--clave", "guia", "--titulo", "Guía de prueba", *en],
        ["documentos", "ver", "guia", "--salida", str(carpeta / "guia.html"), *en],
        ["documentos", "corregir", "guia", "--anio", "2026", *en],
        ["documentos", "preguntas", "guia", *en],
        ["documentos", "comparar", "guia", "guia", *en],
        ["documentos", "preparar", "guia", *en],
        ["documentos", "publicar", "otra", *en],
        ["documentos", "retirar", "otra", *motivo, *en],
        ["documentos", "deshacer", "otra", *en],
        ["documentos", "descartar", "guia", *en],
        ["por-que", "1", *en],
        ["bitacora", *en],
        ["depurar", "--si", *en],
        ["respaldar", str(carpeta / "copias"), *en],
        ["restaurar", str(copia), "--datos", str(carpeta / "otros")],
        ["generar-clave"],
        ["voz", "preparar", str(carpeta), *en],
        ["entrevista", "comprobar"],
        ["entrevista", "caminos"],
        ["entrevista", "vista", "--salida", str(carpeta / "vista.html")],
    ]


def nombres_de_ordenes() -> Iterator[tuple[str, ...]]:
    """Los nombres que reconoce `alianzas`, con el de su grupo."""
    raiz = typer.main.get_command(aplicacion)
    for nombre, orden in raiz.commands.items():  # type: ignore[attr-defined]
        for hija in getattr(orden, "commands", ("",)):
            yield (nombre, hija) if hija else (nombre,)


def test_se_siguen_todas_las_ordenes(tmp_path: Path) -> None:
    seguidas = {
        tuple(una[: 2 if una[0] in ("consultas", "pendientes", "entrevista", "personal", "documentos", "voz") else 1])
        for una in ordenes(tmp_path)
    }
    assert seguidas | {("telegram",)} == set(nombres_de_ordenes())


def test_el_rastro_ve_un_nombre_y_una_conexion_que_salen(tmp_path: Path) -> None:
    rastro = tmp_path / "rastro"
    programa = (
        "import socket\n"
        "for familia, destino in ((socket.AF_INET, ('192.0.2.1', 443)), (socket.AF_INET6, ('2001:db8::1', 443))):\n"
        "    with socket.socket(familia, socket.SOCK_DGRAM) as uno:\n"
        "        try: uno.sendto(b'x', destino)\n"
        "        except OSError: pass\n"
        "with socket.socket() as uno: uno.connect_ex(('127.0.0.1', 9))\n"
    )
    subprocess.run(orden_seguida(rastro, [sys.executable, "-c", programa]), check=True)
    assert salidas(rastro) == [Llamada("192.0.2.1", 443), Llamada("2001:db8::1", 443)]
    assert Llamada("127.0.0.1", 9) in leer_rastro(rastro.read_text().splitlines())
    assert Llamada("127.0.0.53", 53).sale()
    assert Llamada("/run/systemd/resolve/io.systemd.Resolve").sale()
    assert not Llamada("::ffff:127.0.0.1", 5432).sale()


def test_ninguna_orden_sale_de_la_maquina(
    tmp_path: Path, carpeta_modelo: Path, record_property: Callable[[str, object], None]
) -> None:
    """Con unos documentos pequeños: sus índices se hacen y se publican igual, en menos tiempo."""
    motor = abrir(tmp_path / "datos")
    sembrar(motor, 6, 4)
    motor.dispose()
    (tmp_path / "datos" / "modelo").symlink_to((carpeta_modelo / "modelo").resolve(), target_is_directory=True)
    corpus = escribir(tmp_path / "corpus", "marco.txt", MARCO).parent
    (corpus / "marco.preguntas.yaml").write_text(DEL_MARCO, encoding="utf-8")
    pedidas = ordenes(tmp_path)
    (tmp_path / "ordenes.json").write_text(json.dumps(pedidas), encoding="utf-8")
    rastro = tmp_path / "rastro"
    propio = {"HOME": str(tmp_path / "casa"), "PYTHONPATH": str(RAIZ), "ALIANZAS_CORPUS": str(corpus)}
    entorno = entorno_de_proceso(tmp_path / "datos", **propio)
    programa = [sys.executable, "-m", "tests.extremo.ordenes_en_fila", str(tmp_path / "ordenes.json")]
    hecho = subprocess.run(
        orden_seguida(rastro, programa), cwd=tmp_path, env=entorno, capture_output=True, text=True, check=False
    )
    assert hecho.returncode == 0, hecho.stderr
    assert hecho.stderr.count(": bien") >= 17, hecho.stderr
    assert salidas(rastro) == []
    assert list((tmp_path / "casa").rglob("*")) == [], "ninguna biblioteca deja su identificador en la carpeta personal"
    record_property("probados", len(pedidas))


async def test_atender_en_telegram_no_habla_con_nadie_mas(tmp_path: Path, carpeta_producto: Path) -> None:
    """Una conversación entera, del saludo al Word, y después el tiempo que onnxruntime espera para enviar lo suyo."""
    enlazar_datos(tmp_path / "datos", carpeta_producto)
    rastro = tmp_path / "rastro"
    api = BotApiFalso()
    async with api.abierto():
        entorno = entorno_de_proceso(
            tmp_path / "datos",
            HOME=str(tmp_path / "casa"),
            PYTHONPATH=str(RAIZ),
            ALIANZAS_TELEGRAM_TOKEN=TOKEN,
            ALIANZAS_TELEGRAM_API=api.raiz,
        )
        proceso = await asyncio.create_subprocess_exec(
            *orden_seguida(rastro, [sys.executable, "-m", "bot", "telegram"]),
            cwd=tmp_path,
            env=entorno,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        programa = Programa(proceso)
        try:
            await programa.esperar_listo()
            await seguir(
                api.persona(11),
                conversaciones.leer(conversaciones.CARPETA / "05-caso-rapido-agua-segura.yaml"),
                tmp_path,
            )
            assert await programa.terminar() == 0, programa.salida
        finally:
            if proceso.returncode is None:
                proceso.kill()
    assert api.faltas == []
    assert salidas(rastro) == []
    assert any(una.destino == "127.0.0.1" for una in leer_rastro(rastro.read_text().splitlines()))
    assert not list((tmp_path / "casa").rglob("*"))
