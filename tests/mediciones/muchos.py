"""Con muchos fragmentos o muchos documentos: cuánto se tarda en abrir, en contestar, en publicar otro y con Chroma.

    python -m tests.mediciones.muchos velocidad --fragmentos 50000     Chroma, frente a comparar con todos
    python -m tests.mediciones.muchos caidas --veces 8                 si aguanta que lo maten
    python -m tests.mediciones.muchos abrir --documentos 200 --fragmentos 50000    abrir el índice, y una pregunta
    python -m tests.mediciones.muchos publicar --documentos 200 --fragmentos 10000    publicar 50 páginas con la orden
    python -m tests.mediciones.muchos compuerta --datos CARPETA        si el atajo de la compuerta da lo mismo

Los vectores son los del índice de `--datos`, mezclados de dos en dos y con algo de ruido: calcular los de cincuenta mil
fragmentos de verdad tardaría horas. Los documentos son de palabras inventadas, unas más frecuentes que otras.
`compuerta` publica, en una copia de una carpeta con documentos, lo que allí es borrador y uno que repite lo que dicen
los revisados: es el que más puede estropear. De todo lo que el atajo da por seguro se mira que se halle lo mismo.
"""

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import accumulate, compress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from bot.config import leer_configuracion
from bot.evaluacion.casos import Caso
from bot.evaluacion.empeora import Lado, preguntas_que_empeoran
from bot.evaluacion.respuestas import consultas_de, responder_casos
from bot.montaje import armar_contexto, preparar_publicacion
from bot.montaje.busqueda import abrir_busqueda
from conocimiento.biblioteca.catalogo import Estado, inscribir
from conocimiento.biblioteca.catalogo import publicar as publicar_en_el_catalogo
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import PorPreparar
from conocimiento.biblioteca.guardado import escribir_catalogo, guardar_version, leer_catalogo, turno
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta import leer_corpus
from conocimiento.lectura.escrito import leer_escrito
from conocimiento.modelo import Fragmento, Tramo
from indices.abrir import Cambio, cambiar
from indices.ajuste import a_texto, ajustar
from indices.buscador import BuscadorLocal
from indices.errores import ErrorDeIndice
from indices.guardado import generacion
from indices.guardado.chroma import LectorDeChroma, Lugar, construir
from indices.guardado.coleccion import colecciones_de
from indices.guardado.generacion import carpeta_vigente
from indices.guardado.pedido import leer_preguntas_de_fondo, pedir
from indices.guardado.vectores import leer
from indices.modelo.preparacion import carpeta_del_modelo, huella_del_modelo
from indices.modelo.servicio import EmbeddingsLocales
from tests.apoyo.biblioteca import acto, directiva
from tests.apoyo.chroma import ServidorDeChroma
from tests.apoyo.rutas import DOCUMENTOS, RAIZ

CONSULTAS = 300
FRAGMENTOS_DE_CINCUENTA_PAGINAS = 300
"""Una ley de 46 páginas tiene 277."""

Puntos = npt.NDArray[np.float32]


class Hechos(Embeddings):
    """Unos embeddings que dan, en orden, los vectores que se les dieron."""

    def __init__(self, vectores: Puntos) -> None:
        self._vectores = vectores

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectores[int(texto.removeprefix("texto "))].tolist() for texto in texts]

    def embed_query(self, text: str) -> list[float]:
        raise NotImplementedError


def fragmentos(cuantos: int) -> list[Fragmento]:
    """Fragmentos que solo dicen su número."""
    textos = [f"texto {numero}" for numero in range(cuantos)]
    return [Fragmento("d.txt", "1", "", texto, 0, len(texto), (Tramo(0, len(texto)),)) for texto in textos]


def mezclar(datos: Path, cuantos: int, semilla: int) -> Puntos:
    """Vectores normalizados, parecidos a los del índice del producto."""
    carpeta = next(una for otra in (datos / "indice").glob("documentos-*") if (una := carpeta_vigente(otra)))
    base = np.concatenate([parte.vectores for nombre, parte in leer(carpeta).items() if nombre != "conocidas"])
    azar = np.random.default_rng(semilla)
    unos, otros = azar.integers(len(base), size=(2, cuantos))
    peso = azar.uniform(0.5, 0.95, size=(cuantos, 1)).astype(np.float32)
    ruido = azar.normal(0, 0.02, size=(cuantos, base.shape[1])).astype(np.float32)
    vectores = peso * base[unos] + (1 - peso) * base[otros] + ruido
    return (vectores / np.linalg.norm(vectores, axis=1, keepdims=True)).astype(np.float32)


def medir_velocidad(datos: Path, cuantos: int, carpeta: Path) -> str:
    """Una tabla: milisegundos por consulta y cuántos de los diez y de los doscientos más cercanos se encuentran."""
    vectores, consultas = mezclar(datos, cuantos, 1), mezclar(datos, CONSULTAS, 2)
    servidor = ServidorDeChroma(carpeta / "chroma")
    servidor.iniciar()
    try:
        lugar = Lugar(servidor.servidor, "medida")
        desde = time.perf_counter()
        construir(lugar, fragmentos(cuantos), Hechos(vectores))
        guardar = time.perf_counter() - desde
        lector = LectorDeChroma(lugar, cuantos)
        tiempos: dict[str, list[float]] = {"exacta": [], "Chroma": []}
        hallados: dict[int, list[float]] = {10: [], 200: []}
        for consulta in consultas:
            desde = time.perf_counter()
            cosenos = vectores @ consulta
            tiempos["exacta"].append(time.perf_counter() - desde)
            desde = time.perf_counter()
            filas = set(lector.cercanos(consulta).tolist())
            tiempos["Chroma"].append(time.perf_counter() - desde)
            orden = np.argsort(-cosenos)
            for hasta, partes in hallados.items():
                partes.append(len(filas & set(orden[:hasta].tolist())) / hasta)
    finally:
        servidor.matar()
    ocupa = sum(ruta.stat().st_size for ruta in servidor.carpeta.rglob("*") if ruta.is_file()) / 1e6
    filas_de_tabla = [
        f"{nombre}: p50 {np.percentile(suyos, 50) * 1e3:.1f} ms, p95 {np.percentile(suyos, 95) * 1e3:.1f} ms"
        for nombre, suyos in tiempos.items()
    ]
    encontrados = ", ".join(f"{np.mean(partes):.3f} de los {hasta}" for hasta, partes in hallados.items())
    return "\n".join(
        [
            f"{cuantos} fragmentos, {CONSULTAS} consultas; guardar en el servidor: {guardar:.0f} s y {ocupa:.0f} MB",
            *filas_de_tabla,
            f"Chroma encuentra {encontrados} más cercanos; la exacta, todos",
        ]
    )


def medir_caidas(datos: Path, veces: int, carpeta: Path) -> str:
    """Mata el servidor en un momento al azar mientras guarda, y mira si la otra colección sigue entera."""
    azar = random.Random(7)
    servidor = ServidorDeChroma(carpeta / "chroma")
    servidor.iniciar()
    vectores = mezclar(datos, 6_000, 1)
    firme = Lugar(servidor.servidor, "firme")
    construir(firme, fragmentos(2_000), Hechos(vectores))
    antes = [LectorDeChroma(firme, 2_000).cercanos(consulta).tolist() for consulta in vectores[:20]]
    a_medias = intactas = 0
    for vez in range(veces):
        matar = threading.Timer(azar.uniform(0.05, 4.0), servidor.matar)
        matar.start()
        try:
            construir(Lugar(servidor.servidor, f"otra-{vez}"), fragmentos(6_000), Hechos(vectores))
        except ErrorDeIndice:
            a_medias += 1
        matar.join()
        servidor.iniciar()
        lector = LectorDeChroma(firme, 2_000)
        intactas += [lector.cercanos(consulta).tolist() for consulta in vectores[:20]] == antes
    servidor.matar()
    return f"{veces} veces muerto, {a_medias} de ellas a medio guardar: la otra colección, intacta {intactas} veces"


class Inventados(EmbeddingsLocales):
    """Los de verdad para una pregunta; los de un pasaje, inventados: son decenas de miles."""

    def __init__(self, carpeta: Path, datos: Path) -> None:
        super().__init__(carpeta)
        self._datos, self._tandas = datos, 0

    def de_pasajes(self, textos: Sequence[str]) -> Puntos:
        self._tandas += 1
        return mezclar(self._datos, len(textos), self._tandas)


def escribir_documentos(datos: Path, cuantos: int, fragmentos_de_cada_uno: int) -> tuple[str, str]:
    """Publica en una biblioteca nueva documentos de palabras inventadas; devuelve los textos de otros dos, de 50
    páginas."""
    azar = random.Random(5)
    silabas = [a + b for a in "b c d f g l m n p r s t v tr pr".split() for b in "a e i o u an en ar or is".split()]
    palabras = sorted({"".join(azar.choices(silabas, k=azar.randint(1, 4))) for _ in range(30_000)})
    azar.shuffle(palabras)
    veces = [*accumulate(1 / (lugar + 5) for lugar in range(len(palabras)))]  # como en una lengua: unas, mucho más

    def parrafo(numero: int) -> str:
        oraciones = [" ".join(azar.choices(palabras, cum_weights=veces, k=azar.randint(14, 30))) for _ in range(3)]
        titulo = f"Artículo {numero // 5 + 1}.- {palabras[numero].capitalize()}\n\n" if numero % 5 == 0 else ""
        return titulo + " ".join(f"{una.capitalize()}." for una in oraciones)

    catalogo = leer_catalogo(datos)
    for numero in range(cuantos):
        texto = "\n\n".join(map(parrafo, range(fragmentos_de_cada_uno)))
        ficha = FichaEscrita(f"Reglamento {palabras[numero]} {numero}", "APCI", 2026)
        with turno(datos):
            hecha = guardar_version(
                datos, f"doc{numero}", texto.encode(), leer_escrito(texto, es_markdown=False), ficha
            )
        catalogo = inscribir(catalogo, hecha.clave, hecha.version, acto())
        catalogo = publicar_en_el_catalogo(catalogo, hecha.clave, acto(), None, ())
    with turno(datos):
        escribir_catalogo(datos, catalogo)
    uno, otro = ("\n\n".join(map(parrafo, range(FRAGMENTOS_DE_CINCUENTA_PAGINAS))) for _ in range(2))
    return uno, otro


def preparar(datos: Path, carpeta: Path, cuantos: int, fragmentos_en_total: int) -> tuple[str, str]:
    """Deja en `carpeta` el índice de los documentos del producto y de otros; devuelve el texto de dos por publicar."""
    nuevos = escribir_documentos(carpeta, cuantos - 1, fragmentos_en_total // cuantos)
    (carpeta / "modelo").symlink_to((datos / "modelo").resolve(), target_is_directory=True)
    modelo = carpeta_del_modelo(carpeta, None)
    pedido = pedir(leer_corpus(DOCUMENTOS, carpeta), DOCUMENTOS, carpeta, huella_del_modelo(modelo))
    with generacion.construir(pedido, Inventados(modelo, datos), lambda _: None) as hecha:
        calibrada = ajustar(pedido, hecha, colecciones_de(pedido, hecha))
        generacion.publicar(pedido, hecha, a_texto(calibrada))
    return nuevos


def medir_abrir(datos: Path, carpeta: Path, cuantos: int, fragmentos_en_total: int) -> str:
    """Cuánto tarda en abrirse el índice, y una pregunta, de las conocidas y de las ajenas, por turnos."""
    preparar(datos, carpeta, cuantos, fragmentos_en_total)
    configuracion = leer_configuracion(datos=carpeta)
    desde, gastado = time.perf_counter(), time.process_time()
    buscador = abrir_busqueda(configuracion, lambda _: None)
    abrir = f"abrir: {time.perf_counter() - desde:.2f} s ({time.process_time() - gastado:.2f} de procesador)"
    desde = time.perf_counter()
    buscador.armar()
    abrir += f", y armar sus palabras, {time.perf_counter() - desde:.2f} s"
    contexto = armar_contexto(configuracion, buscador.documentos, sin_erratas=buscador.sin_erratas)(datetime.now(UTC))
    conocidas = [una for documento in buscador.documentos for idea in documento.ideas for una in idea.preguntas]
    conocidas = random.Random(3).sample(conocidas, CONSULTAS // 2)
    preguntas = [*conocidas, *leer_preguntas_de_fondo()[: CONSULTAS // 2]]
    casos = [Caso(str(numero), pregunta) for numero, pregunta in enumerate(preguntas)]
    primera = next(responder_casos(contexto, buscador, [Caso("", "¿Qué plazo da el reglamento?")]))[1]["ms"]
    tiempos = [dada["ms"] for _, dada in responder_casos(contexto, buscador, casos)]
    hay = sum(len(documento.fragmentos) for documento in buscador.documentos)
    return (
        f"{len(buscador.documentos)} documentos, {hay} fragmentos; {abrir}; la primera pregunta, {primera:.0f} ms; las "
        f"demás (n = {len(tiempos)}), p50 {np.percentile(tiempos, 50):.0f} ms, p95 {np.percentile(tiempos, 95):.0f} ms"
    )


def medir_publicar(datos: Path, carpeta: Path, cuantos: int, fragmentos_en_total: int) -> str:
    """Publica con la orden un documento pequeño y otro de 50 páginas; de un tercero, como el segundo, dice cada parte:
    codificar lo suyo, hacer el índice y probar las preguntas conocidas."""
    uno, otro = preparar(datos, carpeta, cuantos - 3, fragmentos_en_total)
    for clave, texto in (("corto", directiva("quince")), ("largo", uno), ("otro", otro)):
        lectura = leer_escrito(texto, es_markdown=False)
        with turno(carpeta):
            hecha = guardar_version(carpeta, clave, texto.encode(), lectura, FichaEscrita(f"Norma de {clave}"))
            escribir_catalogo(carpeta, inscribir(leer_catalogo(carpeta), clave, hecha.version, acto()))
    gastados: list[str] = []
    for clave in ("corto", "largo"):
        desde, antes = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        orden = [sys.executable, "-m", "bot", "documentos", "publicar", clave, "--datos", str(carpeta)]
        subprocess.run(orden, check=True, capture_output=True)
        despues = resource.getrusage(resource.RUSAGE_CHILDREN)
        de_procesador = despues.ru_utime + despues.ru_stime - antes.ru_utime - antes.ru_stime
        gastados.append(f"{time.perf_counter() - desde:.1f} s ({de_procesador:.1f} de procesador)")
    partes = _publicar_por_partes(carpeta, "otro")
    hay = sum(len(documento.fragmentos) for documento in leer_corpus(DOCUMENTOS, carpeta))
    return (
        f"entre {cuantos} documentos, {hay} fragmentos: publicar el primero, de una página, {gastados[0]}; 50 páginas, "
        f"{gastados[1]}; otras 50, con el índice ya abierto, segundos de procesador: {partes}"
    )


def _publicar_por_partes(carpeta: Path, clave: str) -> str:
    configuracion = leer_configuracion(datos=carpeta)
    gastado: defaultdict[str, float] = defaultdict(float)

    def cronometrar(parte: str, hacer: Callable[..., Any]) -> Callable[..., Any]:
        def cronometrada(*valores: Any) -> Any:
            desde = time.process_time()
            try:
                return hacer(*valores)
            finally:
                gastado[parte] += time.process_time() - desde

        return cronometrada

    codificar = cronometrar("codificar lo suyo", EmbeddingsLocales.de_pasajes)
    comprobar = cronometrar("probar", preguntas_que_empeoran)
    with (
        patch.object(EmbeddingsLocales, "de_pasajes", codificar),
        patch("bot.evaluacion.empeora.preguntas_que_empeoran", comprobar),
    ):
        desde = time.process_time()
        abrir_busqueda(configuracion, lambda _: None)
        gastado["abrir el que hay"] = time.process_time() - desde
        despues = publicar_en_el_catalogo(leer_catalogo(carpeta), clave, acto(), None, ())
        pedido = PorPreparar(despues, acto().dia, True, lambda _: escribir_catalogo(carpeta, despues))
        desde = time.process_time()
        preparar_publicacion(configuracion, lambda _: None, pedido, False)
        gastado["todo"] = time.process_time() - desde
    gastado["hacer el índice y lo demás"] = 2 * gastado["todo"] - sum(gastado.values())
    return ", ".join(f"{parte}, {cuanto:.1f}" for parte, cuanto in gastado.items())


def _consultas(lado: Lado, pregunta: str) -> tuple[str, ...]:
    return consultas_de(lado.contexto, Caso("", pregunta))


class _Visto(Exception):
    """Ya se comparó: no hace falta publicarlo."""


def medir_compuerta(datos: Path, carpeta: Path) -> str:
    """Lo que empeora, con el atajo y sin él, al publicar cada borrador y uno que repite lo que dicen los revisados."""
    copia = Path(shutil.copytree(datos, carpeta / "datos", symlinks=True))
    configuracion = leer_configuracion(datos=copia)
    buscador = abrir_busqueda(configuracion, lambda _: None)
    dicho = [uno.texto for documento in buscador.documentos if documento.ideas for uno in documento.fragmentos]
    repetido = "\n\n".join(f"Artículo {numero}.- Esto se dispone: {uno}" for numero, uno in enumerate(dicho, 1))
    with turno(copia):
        lectura = leer_escrito(repetido, es_markdown=False)
        hecha = guardar_version(copia, "repite", repetido.encode(), lectura, FichaEscrita("Norma que repite"))
        escribir_catalogo(copia, inscribir(leer_catalogo(copia), "repite", hecha.version, acto()))
    vistos: list[str] = []

    def comparar(clave: str, antes: BuscadorLocal, despues: BuscadorLocal) -> None:
        unos, otros = (
            Lado(
                armar_contexto(configuracion, uno.documentos, sin_erratas=uno.sin_erratas)(datetime.now(UTC)),
                uno,
                uno.documentos,
            )
            for uno in (antes, despues)
        )
        con = preguntas_que_empeoran(unos, otros, partial(despues.hallan_lo_mismo, antes))
        sin = preguntas_que_empeoran(unos, otros)
        assert con == sin, (con, sin)
        preguntas = [una for documento in antes.documentos for idea in documento.ideas for una in idea.preguntas]
        consultas = [*dict.fromkeys(una for lado in (unos, otros) for p in preguntas for una in _consultas(lado, p))]
        seguras = list(compress(consultas, despues.hallan_lo_mismo(antes, consultas)))
        distintas = [
            consulta
            for consulta, uno, otro in zip(seguras, antes.buscar(seguras), despues.buscar(seguras), strict=True)
            if uno != otro
        ]
        assert not distintas, distintas
        vistos.append(
            f"{clave}: de {con.probadas} preguntas empeoran {len(con.empeoran)}, las mismas con el atajo y sin él; de "
            f"{len(consultas)} consultas da por seguras {len(seguras)}, y en todas se halla lo mismo"
        )
        raise _Visto

    hoy = datetime.now(HORA_DE_LIMA).date()
    for uno in leer_catalogo(copia).inscritos:
        if uno.estado is Estado.BORRADOR:
            despues = publicar_en_el_catalogo(leer_catalogo(copia), uno.clave, acto(hoy))
            documentos = leer_corpus(DOCUMENTOS, copia, hoy, despues)
            with suppress(_Visto):
                cambiar(buscador, DOCUMENTOS, copia, Cambio(documentos, partial(comparar, uno.clave), lambda _: None))
    return "\n".join(vistos)


def main() -> None:
    """Mide lo que se pida."""
    medidas = ("velocidad", "caidas", "abrir", "publicar", "compuerta")
    lector = argparse.ArgumentParser(
        prog="python -m tests.mediciones.muchos",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    lector.add_argument("medida", choices=medidas)
    lector.add_argument("--fragmentos", type=int, default=50_000)
    lector.add_argument("--documentos", type=int, default=200)
    lector.add_argument("--veces", type=int, default=8)
    lector.add_argument("--datos", type=Path, default=RAIZ / "datos" / "pruebas")
    pedido = lector.parse_args()
    with tempfile.TemporaryDirectory() as temporal:
        carpeta = Path(temporal)
        match pedido.medida:
            case "velocidad":
                print(medir_velocidad(pedido.datos, pedido.fragmentos, carpeta))
            case "caidas":
                print(medir_caidas(pedido.datos, pedido.veces, carpeta))
            case "abrir":
                print(medir_abrir(pedido.datos, carpeta, pedido.documentos, pedido.fragmentos))
            case "publicar":
                print(medir_publicar(pedido.datos, carpeta, pedido.documentos, pedido.fragmentos))
            case _:
                print(medir_compuerta(pedido.datos, carpeta))


if __name__ == "__main__":
    main()
