"""Pregunta a varios documentos a la vez y dice qué se contesta de cada uno.

    python -m tests.mediciones.documentos --corpus CARPETA --preguntas ARCHIVO… [--datos CARPETA] [--fallos]
        [--revisadas CARPETA]   lo que una persona escribió de cada PDF: NOMBRE.preguntas.yaml y NOMBRE.sencillo.yaml
        [--calibrar]        ajusta con ellas la probabilidad de que lo citado de un documento sin revisar conteste
        [--frente-a OTRA]   cuánto tarda una pregunta en comparación con otro corpus: las mismas, una en cada uno

La carpeta trae documentos como los del producto y, si se quiere, PDF. Cada línea de un archivo es una pregunta con
`respondible`, `evidencia`, `evidencias_tambien`, `documento` (el nombre de su archivo sin extensión; sin él, el del
primero con preguntas revisadas), `pagina` y `seccion`; lo que no trae no se mide. Las letras de la evidencia se buscan
en lo citado sin mirar espacios, signos ni guiones: así vale para dos lecturas del mismo PDF.
"""

import argparse
import json
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from bot.config import leer_configuracion
from bot.dialogo.turno import Contexto
from bot.evaluacion.casos import Caso, Esperado
from bot.evaluacion.estadistica import wilson
from bot.evaluacion.respuestas import CitaJson, RespuestaJson, responder_casos
from bot.montaje import armar_contexto
from conocimiento.archivos import huella_de_archivo
from conocimiento.ingesta import leer_corpus
from conocimiento.ingesta.corpus import con_lo_revisado
from conocimiento.ingesta.cortes import Dividido
from conocimiento.ingesta.ideas import SUFIJO as SUFIJO_DE_IDEAS
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.ingesta.sencillo import SUFIJO as SUFIJO_DE_EXPLICACIONES
from conocimiento.lectura.pdf import leer_pdf
from conocimiento.lectura.valores import Lectura, a_json, de_json, paginas_que_se_citan
from conocimiento.modelo import Documento, Ficha
from indices.abrir import abrir_con
from indices.archivos import huella_de
from indices.buscador import BuscadorLocal
from indices.confianza.calibracion import RASGOS_DE_DATO, ajustar, cargar, guardar

PESO_DE_UNO_SOLO = 0.3
CASTIGO = 10.0
"""A los coeficientes grandes: con 3 o 30 se acierta igual en las normas que no se vieron."""
_NO_LETRAS = re.compile(r"[\W_ºª]+")


@dataclass(frozen=True, slots=True)
class Resultado:
    """Lo que se vio en un caso; None: el caso no permite saberlo."""

    documento: str
    caso: Caso
    dada: RespuestaJson
    evidencia: bool | None
    no_afirma: bool | None
    del_suyo: bool | None  # lo citado es de su documento
    seccion: bool | None
    pagina: bool | None

    @property
    def afirma(self) -> bool | None:
        """De las que se pueden contestar, las que se dan por contestadas."""
        return self.dada["estado"] == "respuesta" if self.evidencia is not None else None


def letras(texto: str) -> str:
    """Solo letras y cifras, en minúsculas."""
    return _NO_LETRAS.sub("", texto).casefold()


def leer_preguntas(rutas: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Cada línea, con un `id` propio."""
    for ruta in rutas:
        for numero, linea in enumerate(ruta.read_text(encoding="utf-8").split("\n"), 1):
            if linea.strip():
                leida = json.loads(linea)
                yield leida | {"id": leida.get("id", f"{ruta.stem}-{numero}"), "grupo": ruta.stem}


@dataclass(frozen=True, slots=True)
class Abierto:
    """Un corpus abierto para preguntarle, con sus documentos por su nombre sin terminación."""

    contexto: Contexto
    buscador: BuscadorLocal
    documentos: Mapping[str, Documento]
    citadas: Mapping[str, Mapping[int, int]]
    """De cada PDF, la página que se cita de cada una de las suyas."""

    def responder(self, caso: Caso) -> RespuestaJson:
        """Lo que se contesta."""
        ((_, dada),) = responder_casos(self.contexto, self.buscador, [caso])
        return dada


def abrir(corpus: Path, datos: Path | None, cuales: str = "*.pdf", revisadas: Path | None = None) -> Abierto:
    """Abre un corpus como el producto, con los PDF que se digan; lo leído de ellos y el índice quedan en `datos`.

    En `revisadas`, lo que acompaña a cada PDF: sin ella, ninguno tiene preguntas revisadas.
    """
    configuracion = leer_configuracion(corpus=corpus, **({"datos": datos} if datos else {}))
    escritos = leer_corpus(corpus) if any(corpus.glob("*.txt")) or any(corpus.glob("*.md")) else ()
    leidos = [_de_pdf(ruta, configuracion.datos, revisadas) for ruta in sorted(corpus.glob(cuales))]
    documentos = (*escritos, *(documento for documento, _ in leidos))
    citadas = {documento.ficha.documento: paginas_que_se_citan(lectura.paginas) for documento, lectura in leidos}
    buscador = abrir_con(documentos, corpus, configuracion.datos, configuracion.modelo, print)
    armado = armar_contexto(configuracion, buscador.documentos, sin_erratas=buscador.sin_erratas)
    por_nombre = {Path(uno.ficha.documento).stem: uno for uno in documentos}
    return Abierto(armado(datetime.now(UTC)), buscador, por_nombre, citadas)


def medir(abierto: Abierto, rutas: Sequence[Path]) -> list[Resultado]:
    """Contesta todas las preguntas, en un proceso."""
    por_nombre = abierto.documentos
    revisado = next((nombre for nombre, uno in por_nombre.items() if uno.ideas), "")
    resultados: list[Resultado] = []
    for leida in leer_preguntas(rutas):
        caso = _caso(leida)
        if (en_el_archivo := leida.get("pagina")) is not None:  # la pregunta dice el lugar; se cita la impresa
            impresas = abierto.citadas.get(f"{leida.get('documento')}.pdf", {})
            leida |= {"pagina": impresas.get(en_el_archivo, en_el_archivo)}
        dada = abierto.responder(caso)
        nombre = str(leida.get("documento", revisado))
        grupo = nombre if leida.get("documento") else str(leida["grupo"])
        resultados.append(_comparar(grupo, por_nombre.get(nombre), caso, leida, dada))
    return resultados


def calibrar(corpus: Path, datos: Path | None, rutas: Sequence[Path]) -> int:
    """Ajusta y guarda los coeficientes de lo no revisado; devuelve con cuántas respuestas.

    Se pregunta todo al corpus entero y, a cada PDF solo con los revisados, lo suyo, que cuenta menos porque son las
    mismas preguntas: así vale haya un documento o muchos. No cuenta lo que decide un juez ni lo que no cita nada.
    """
    rasgos: list[Sequence[float]] = []
    ciertos: list[float] = []
    pesos: list[float] = []
    for cuales, peso in (("*.pdf", 1.0), *((ruta.name, PESO_DE_UNO_SOLO) for ruta in sorted(corpus.glob("*.pdf")))):
        abierto = abrir(corpus, datos, cuales)
        for uno in medir(abierto, rutas):
            (hallazgo,) = abierto.buscador.buscar([uno.caso.pregunta])
            es_suya = cuales in ("*.pdf", f"{uno.documento}.pdf")
            if es_suya and hallazgo.juicio is None and hallazgo.senales and uno.dada["citas"]:
                rasgos.append([valor for _, valor in hallazgo.senales])
                ciertos.append(float(uno.evidencia is True))
                pesos.append(peso)
    ajustada = ajustar(RASGOS_DE_DATO, np.array(rasgos), np.array(ciertos), np.array(pesos), CASTIGO)
    guardar(replace(cargar(), sin_revisar=ajustada))
    return len(ciertos)


def tardan(unos: Abierto, otros: Abierto, rutas: Sequence[Path]) -> str:
    """La mediana de cada uno, preguntando lo mismo a los dos por turnos: lo que haga la máquina les toca a ambos."""
    casos = [_caso(leida) for leida in leer_preguntas(rutas)]
    for abierto in (unos, otros):
        abierto.responder(casos[0])  # la primera carga lo que las demás encuentran cargado
    tiempos: dict[int, list[float]] = {0: [], 1: []}
    for numero, caso in enumerate(casos):
        # Quien contesta después encuentra recordadas las palabras de la pregunta: que no sea siempre el mismo.
        for lugar in (0, 1) if numero % 2 else (1, 0):
            tiempos[lugar].append((unos, otros)[lugar].responder(caso)["ms"])
    uno, otro = (statistics.median(suyos) for suyos in tiempos.values())
    return f"p50, por turnos, n = {len(casos)}: {uno:.1f} ms frente a {otro:.1f}: {uno / otro:.2f} veces"


def _de_pdf(ruta: Path, datos: Path, revisadas: Path | None) -> tuple[Documento, Lectura]:
    """Como se publicaría, con el título que se propone y lo que lo acompañe; lo leído se guarda, que tarda."""
    leida = datos / "lecturas" / f"{huella_de_archivo(ruta)[:16]}.json"
    if leida.is_file():
        lectura = de_json(leida.read_bytes())
    else:
        lectura = leer_pdf(ruta)
        leida.parent.mkdir(parents=True, exist_ok=True)
        leida.write_bytes(a_json(lectura))
    huella = huella_de(lectura.texto, repr(lectura.bloques))
    ficha = Ficha(ruta.name, lectura.titulo or ruta.stem, "", None, "", huella[:12], "")
    al_lado = (revisadas or datos) / ruta.name
    escritos = (al_lado.with_suffix(SUFIJO_DE_IDEAS), al_lado.with_suffix(SUFIJO_DE_EXPLICACIONES))
    dividido = Dividido(lectura.texto, segmentar(lectura, ficha.documento, ficha.version))
    return con_lo_revisado(ficha, dividido, huella, escritos), lectura


def _caso(leida: Mapping[str, Any]) -> Caso:
    return Caso(
        str(leida["id"]),
        str(leida["pregunta"]),
        tuple(leida.get("historial") or ()),
        Esperado(
            leida.get("respondible"),
            leida.get("evidencia"),
            tuple(leida.get("evidencias_tambien") or ()),
            tuple(leida.get("evidencias_todas") or ()),
            clase=str(leida.get("clase", "")),
        ),
    )


def _comparar(
    grupo: str, documento: Documento | None, caso: Caso, leida: Mapping[str, Any], dada: RespuestaJson
) -> Resultado:
    citas, esperado = dada["citas"], caso.esperado
    if not esperado.respondible:
        return Resultado(grupo, caso, dada, None, dada["estado"] != "respuesta", None, None, None)
    citados = [letras(cita["texto"]) for cita in citas]
    necesidades = [[letras(una) for una in alternativas] for alternativas in esperado.necesidades()]
    hallada = all(any(una in citado for citado in citados for una in unas) for unas in necesidades)
    suyas = [cita for cita in citas if documento is not None and cita["documento"] == documento.ficha.documento]
    con_ella = [cita for cita in suyas if any(una in letras(cita["texto"]) for unas in necesidades for una in unas)]
    con_seccion = documento is not None and any(uno.apartado for uno in documento.fragmentos)
    seccion = letras(str(leida.get("seccion") or "")) if con_seccion and con_ella else ""
    pagina = leida.get("pagina") if con_ella and con_ella[0]["pagina"] is not None else None
    return Resultado(
        grupo,
        caso,
        dada,
        (hallada and dada["estado"] in ("respuesta", "cercano")) if necesidades else None,
        None,
        bool(suyas) if documento is not None and citas else None,
        any(seccion in letras(uno["apartado"]) for uno in con_ella) if seccion else None,
        None if documento is None or pagina is None else any(_toca(documento, uno, pagina) for uno in con_ella),
    )


def _toca(documento: Documento, cita: CitaJson, pagina: int) -> bool:
    suyo = next(uno for uno in documento.fragmentos if uno.inicio <= cita["inicio"] < uno.fin)
    desde, hasta = suyo.pagina_en(cita["inicio"]), suyo.pagina_en(cita["fin"] - 1)
    return desde is not None and hasta is not None and desde <= pagina <= hasta


def _cuenta(marcas: Sequence[bool | None]) -> str:
    vistas = [marca for marca in marcas if marca is not None]
    if not vistas:
        return "—".center(24)
    bajo, alto = wilson(sum(vistas), len(vistas))
    parte = 100 * sum(vistas) / len(vistas)
    return f"{sum(vistas):>3}/{len(vistas):<3} {parte:5.1f} % [{100 * bajo:3.0f}; {100 * alto:3.0f}]".ljust(24)


def contar(resultados: Sequence[Resultado]) -> str:
    """La tabla: por documento y en total, cada cuenta con su intervalo de Wilson."""
    medidas = ("evidencia", "no_afirma", "afirma", "del_suyo", "seccion", "pagina")
    grupos = [*dict.fromkeys(uno.documento for uno in resultados)]
    lineas = ["".join(["".ljust(24), *(nombre.ljust(26) for nombre in medidas)])]
    for grupo in (*grupos, "todo") if len(grupos) > 1 else grupos:
        suyos = [uno for uno in resultados if grupo in ("todo", uno.documento)]
        cuentas = (_cuenta([getattr(uno, nombre) for uno in suyos]).ljust(26) for nombre in medidas)
        lineas.append("".join([grupo[:23].ljust(24), *cuentas]))
    lineas.append(f"p50 de una pregunta: {statistics.median(uno.dada['ms'] for uno in resultados):.1f} ms")
    return "\n".join(lineas)


def main() -> None:
    """Lee los argumentos, mide e imprime."""
    analizador = argparse.ArgumentParser(
        prog="python -m tests.mediciones.documentos",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    analizador.add_argument("--corpus", type=Path, required=True)
    analizador.add_argument("--preguntas", type=Path, nargs="+", required=True)
    analizador.add_argument("--datos", type=Path)
    analizador.add_argument("--revisadas", type=Path)
    analizador.add_argument("--frente-a", type=Path)
    analizador.add_argument("--fallos", nargs="*", help="lista lo que salió mal, de todos o de unos documentos")
    analizador.add_argument("--calibrar", action="store_true")
    pedido = analizador.parse_args()
    if pedido.calibrar:
        print(f"Coeficientes escritos, con {calibrar(pedido.corpus, pedido.datos, pedido.preguntas)} respuestas.")
        return
    abierto = abrir(pedido.corpus, pedido.datos, revisadas=pedido.revisadas)
    resultados = medir(abierto, pedido.preguntas)
    for uno in resultados if pedido.fallos is not None else ():
        if False in (uno.evidencia, uno.no_afirma) and uno.documento in (pedido.fallos or [uno.documento]):
            citas = [f"{cita['documento']} {cita['apartado']}: {cita['texto'][:160]!r}" for cita in uno.dada["citas"]]
            esperada = (uno.caso.esperado.evidencia or "")[:160]
            print(
                f"{uno.documento} [{uno.caso.esperado.clase}] {uno.caso.pregunta}\n   → {uno.dada['estado']} "
                f"{uno.dada['confianza']:.2f} {citas}\n   ← {esperada!r}"
            )
    print(contar(resultados))
    if pedido.frente_a is not None:
        print(tardan(abierto, abrir(pedido.frente_a, pedido.datos), pedido.preguntas))


if __name__ == "__main__":
    main()
