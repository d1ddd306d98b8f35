"""Mide la búsqueda y, con `--calibrar`, recalcula los coeficientes de la confianza.

    python -m tests.mediciones.recuperacion --datos squad.json [--casos casos.jsonl] [--calibrar]

`--datos` es un archivo con el formato de SQuAD v2 (artículos, párrafos, preguntas); `--casos`, una línea
JSON por pregunta del dominio con `pregunta` y `evidencia`. Imprime nDCG@10, R@1 y AUC con su n. No forma
parte de las pruebas: los datos no viajan con el proyecto.
"""

import argparse
import json
import math
import random
import shlex
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.modelo import Fragmento, Hallazgo
from indices import busqueda
from indices.abrir import abrir_buscador
from indices.ajuste import area_bajo_la_curva, calibrar, error_de_calibracion
from indices.busqueda import Coleccion, Consulta, mirar, texto_indexado
from indices.confianza import calibracion
from indices.confianza.calibracion import RASGOS, RASGOS_DE_DATO, Calibracion, Calibraciones
from indices.guardado import vectores
from indices.guardado.pedido import leer_preguntas_de_fondo
from indices.guardado.vectores import VectoresGuardados
from indices.modelo.preparacion import preparar_modelo
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.artificiales import parafrasear, preguntas_artificiales
from indices.palabras.correccion import Conocer, Corrector
from indices.palabras.lexico import Analizador, IndiceLexico
from tests.apoyo.rutas import DOCUMENTOS, RAIZ


def _neutra(rasgos: Sequence[str]) -> Calibracion:
    cuantos = len(rasgos)
    return Calibracion(tuple(rasgos), (0.0,) * cuantos, (1.0,) * cuantos, (0.0,) * cuantos, 0.0)


NEUTRAS = Calibraciones(_neutra(RASGOS), _neutra(RASGOS_DE_DATO), "")
Numeros = npt.NDArray[np.float64]
VUELTAS = 160
"""De cuántos corpus se sacan ejemplos para calibrar el tema."""


@dataclass(frozen=True, slots=True)
class Pregunta:
    """Una pregunta que se puede responder, con su artículo y su párrafo."""

    texto: str
    descuidada: str  # sin tildes ni mayúsculas y con una errata, como en el teléfono
    articulo: int
    parrafo: int


@dataclass(frozen=True, slots=True)
class Datos:
    """El conjunto público, ya repartido."""

    parrafos: tuple[tuple[int, str], ...]  # (artículo, texto)
    preguntas: tuple[Pregunta, ...]
    imposibles: tuple[Pregunta, ...]  # su párrafo trata el tema y no trae el dato


@dataclass(frozen=True, slots=True)
class Ejemplos:
    """Rasgos de muchas consultas, si el corpus las trataba y de qué artículo y tamaño de corpus salen."""

    rasgos: Numeros
    tratados: Numeros
    articulos: npt.NDArray[np.int64]
    tamanos: npt.NDArray[np.int64]
    parafraseados: npt.NDArray[np.bool_]  # a la búsqueda por palabras se le ocultó parte de la pregunta


def leer_datos(ruta: Path, azar: random.Random) -> Datos:
    """Lee un archivo con el formato de SQuAD v2."""
    parrafos: list[tuple[int, str]] = []
    preguntas: list[Pregunta] = []
    imposibles: list[Pregunta] = []
    for articulo, contenido in enumerate(json.loads(ruta.read_text(encoding="utf-8"))["data"]):
        for parrafo in contenido["paragraphs"]:
            parrafos.append((articulo, parrafo["context"]))
            preguntas += [
                Pregunta(caso["question"], descuidar(caso["question"], azar), articulo, len(parrafos) - 1)
                for caso in parrafo["qas"]
                if not caso["is_impossible"]
            ]
            imposibles += [
                Pregunta(caso["question"], "", articulo, len(parrafos) - 1)
                for caso in parrafo["qas"]
                if caso["is_impossible"]
            ]
    return Datos(tuple(parrafos), tuple(preguntas), tuple(imposibles))


def descuidar(texto: str, azar: random.Random) -> str:
    """Escribe una pregunta como se escribe deprisa: sin tildes ni mayúsculas y con una errata."""
    descompuesto = unicodedata.normalize("NFD", texto).lower().strip("¿?¡! ")
    palabras = "".join(letra for letra in descompuesto if unicodedata.category(letra) != "Mn").split()
    largas = [lugar for lugar, palabra in enumerate(palabras) if len(palabra) >= 5]
    if largas:
        lugar = azar.choice(largas)
        palabra = palabras[lugar]
        corte = azar.randrange(1, len(palabra) - 1)
        palabras[lugar] = azar.choice(
            (
                palabra[:corte] + palabra[corte + 1 :],
                palabra[:corte] + palabra[corte + 1] + palabra[corte] + palabra[corte + 2 :],
                palabra[:corte] + azar.choice("aeioust") + palabra[corte + 1 :],
            )
        )
    return " ".join(palabras)


class Banco:
    """El conjunto público codificado una vez: de él se sacan corpus de muchos tamaños."""

    def __init__(
        self, datos: Datos, memoria: VectoresGuardados, conocer: Conocer, avisar: Callable[[str], None]
    ) -> None:
        self.datos = datos
        self._analizador = Analizador()
        self.fragmentos: list[tuple[int, Fragmento]] = [
            (numero, fragmento)
            for numero, (_, texto) in enumerate(datos.parrafos)
            for fragmento in segmentar(texto, str(numero), "1", es_markdown=False)
        ]
        self.vectores = memoria.de_pasajes([fragmento.texto for _, fragmento in self.fragmentos], avisar)
        avisar("Pasajes codificados; siguen las oraciones y las preguntas.")
        self.comienzos: list[int] = []
        oraciones: list[str] = []
        for _, fragmento in self.fragmentos:
            self.comienzos.append(len(oraciones))
            oraciones += [fragmento.oracion(tramo) for tramo in fragmento.oraciones]
        self.oraciones = memoria.de_pasajes(oraciones, avisar)
        self.fondo = memoria.de_preguntas(leer_preguntas_de_fondo())
        self._memoria = memoria
        self._conocer = conocer

    def coleccion(self, filas: Sequence[int], con_oraciones: bool) -> Coleccion:
        """Arma un corpus con algunos fragmentos."""
        de_fragmentos = self.vectores[list(filas)]
        fragmentos = tuple(self.fragmentos[fila][1] for fila in filas)
        comienzos = np.cumsum([0, *(len(fragmento.oraciones) for fragmento in fragmentos)])
        de_oraciones = [
            self.comienzos[fila] + lugar for fila in filas for lugar in range(len(self.fragmentos[fila][1].oraciones))
        ]
        coleccion = Coleccion(
            fragmentos=fragmentos,
            vectores=de_fragmentos,
            lexico=IndiceLexico([texto_indexado("", fragmento.texto) for fragmento in fragmentos], self._analizador),
            calibraciones=NEUTRAS,
            oraciones=self.oraciones[de_oraciones] if con_oraciones else None,
            comienzos=tuple(int(comienzo) for comienzo in comienzos[:-1]),
        )
        return replace(coleccion, fondo=busqueda.fondo_de(coleccion, self.fondo))

    def corrector(self, coleccion: Coleccion) -> Corrector:
        """El que corrige con las palabras de ese corpus."""
        return Corrector([fragmento.texto for fragmento in coleccion.fragmentos], self._conocer, self._analizador)

    def buscar(
        self, coleccion: Coleccion, corrector: Corrector, textos: Sequence[str], ocultar: random.Random | None = None
    ) -> list[Hallazgo]:
        """Busca unas preguntas como las busca el producto; con `ocultar`, como si se preguntaran con otras palabras."""
        corregidas = [corrector.corregir(texto) for texto in textos]
        codificadas = self._memoria.de_preguntas(corregidas)
        consultas = [
            Consulta(parafrasear(texto, ocultar, 1.0) if ocultar else texto, vector)
            for texto, vector in zip(corregidas, codificadas, strict=True)
        ]
        return [busqueda.buscar(coleccion, mirar(coleccion, consulta)) for consulta in consultas]

    def consultas(self, textos: Sequence[str]) -> list[Consulta]:
        """Unas preguntas con su vector."""
        return [Consulta(*una) for una in zip(textos, self._memoria.de_preguntas(textos), strict=True)]


def sacar_ejemplos(banco: Banco, azar: random.Random) -> Ejemplos:
    """Preguntas tratadas y ajenas frente a corpus diminutos (6 a 12 fragmentos), de un artículo y de varios."""
    articulos = sorted({articulo for articulo, _ in banco.datos.parrafos})
    del_articulo = {
        articulo: [
            fila for fila, (parrafo, _) in enumerate(banco.fragmentos) if banco.datos.parrafos[parrafo][0] == articulo
        ]
        for articulo in articulos
    }
    filas_de_rasgos: list[tuple[float, ...]] = []
    tratados: list[float] = []
    origenes: list[int] = []
    tamanos: list[int] = []
    parafraseados: list[bool] = []
    for vuelta in range(VUELTAS):
        elegidos = azar.sample(articulos, 1 if vuelta % 4 else azar.randint(2, 8))
        filas = [fila for articulo in elegidos for fila in del_articulo[articulo]]
        if vuelta % 3:
            cuantos = azar.randint(6, 12) if vuelta % 4 else len(filas)
            desde = azar.randrange(max(1, len(filas) - cuantos))
            filas = filas[desde : desde + cuantos]
        coleccion = banco.coleccion(filas, con_oraciones=vuelta % 5 > 0)  # un corpus grande no las tiene
        presentes = {banco.fragmentos[fila][0] for fila in filas}
        si = [numero for numero, pregunta in enumerate(banco.datos.preguntas) if pregunta.parrafo in presentes]
        no = [numero for numero, pregunta in enumerate(banco.datos.preguntas) if pregunta.articulo not in elegidos]
        elegidas: list[str] = []
        for grupo, valor in ((si, 1.0), (no, 0.0)):
            for numero in azar.sample(grupo, min(16, len(grupo))):
                pregunta = banco.datos.preguntas[numero]
                elegidas.append(pregunta.descuidada if azar.random() < 0.4 else pregunta.texto)
                tratados.append(valor)
                origenes.append(elegidos[0])
                tamanos.append(len(filas))
        hallazgos = banco.buscar(coleccion, banco.corrector(coleccion), elegidas, azar if vuelta % 3 == 1 else None)
        filas_de_rasgos += [_valores(hallazgo, RASGOS) for hallazgo in hallazgos]
        parafraseados += [vuelta % 3 == 1] * len(elegidas)
    return Ejemplos(
        np.array(filas_de_rasgos),
        np.array(tratados),
        np.array(origenes),
        np.array(tamanos),
        np.array(parafraseados),
    )


def sacar_ejemplos_de_dato(banco: Banco, azar: random.Random) -> Ejemplos:
    """Preguntas que un párrafo contesta y que no contesta, frente a corpus de un artículo y al entero."""
    filas_de_rasgos: list[tuple[float, ...]] = []
    contestadas: list[float] = []
    origenes: list[int] = []
    tamanos: list[int] = []
    todas = [(pregunta, 1.0) for pregunta in banco.datos.preguntas]
    todas += [(pregunta, 0.0) for pregunta in banco.datos.imposibles]
    entero = range(len(banco.fragmentos))
    grupos: list[tuple[Sequence[int], list[tuple[Pregunta, float]]]] = [(entero, azar.sample(todas, len(todas) // 4))]
    for articulo in sorted({articulo for articulo, _ in banco.datos.parrafos}):
        filas = [fila for fila in entero if banco.datos.parrafos[banco.fragmentos[fila][0]][0] == articulo]
        grupos.append((filas, [(pregunta, valor) for pregunta, valor in todas if pregunta.articulo == articulo]))
    for filas, elegidas in grupos:
        coleccion = banco.coleccion(filas, con_oraciones=True)
        hallazgos = banco.buscar(coleccion, banco.corrector(coleccion), [pregunta.texto for pregunta, _ in elegidas])
        filas_de_rasgos += [_valores(hallazgo, RASGOS_DE_DATO) for hallazgo in hallazgos]
        contestadas += [valor for _, valor in elegidas]
        origenes += [pregunta.articulo for pregunta, _ in elegidas]
        tamanos += [len(filas)] * len(elegidas)
    return Ejemplos(
        np.array(filas_de_rasgos),
        np.array(contestadas),
        np.array(origenes),
        np.array(tamanos),
        np.zeros(len(contestadas), dtype=np.bool_),
    )


def _valores(hallazgo: Hallazgo, nombres: Sequence[str]) -> tuple[float, ...]:
    senales = dict(hallazgo.senales)
    return tuple(senales[nombre] for nombre in nombres)


def medir_calibracion(ejemplos: Ejemplos) -> Calibracion:
    """Valida por mitades de artículos, imprime y devuelve la calibración del tema ajustada con todo."""
    confianzas = _por_mitades(ejemplos, RASGOS)
    tal_cual = ~ejemplos.parafraseados
    for nombre, cuales in (
        ("todos los tamaños", tal_cual),
        ("6 a 12 fragmentos", tal_cual & (ejemplos.tamanos <= 12)),
        ("más de 12", tal_cual & (ejemplos.tamanos > 12)),
        ("con otras palabras", ejemplos.parafraseados),
    ):
        _imprimir_tema(nombre, confianzas[cuales], ejemplos.tratados[cuales])
    return calibracion.ajustar(RASGOS, ejemplos.rasgos, ejemplos.tratados)


def medir_dato(ejemplos: Ejemplos) -> Calibracion:
    """Lo mismo con la probabilidad de que el primer pasaje conteste."""
    confianzas = _por_mitades(ejemplos, RASGOS_DE_DATO)
    print(
        f"Tema presente, dato ausente: AUC {area_bajo_la_curva(confianzas, ejemplos.tratados):.4f}, "
        f"ECE {error_de_calibracion(confianzas, ejemplos.tratados):.3f} (n = {len(confianzas)})"
    )
    return calibracion.ajustar(RASGOS_DE_DATO, ejemplos.rasgos, ejemplos.tratados, castigo=3.0)


def medir_por_corpus(banco: Banco, ejemplos: Ejemplos, azar: random.Random, cuantos: int = 24) -> None:
    """Cuánto cambia la confianza al calibrar en cada corpus, con una base que no vio su artículo."""
    puntos: dict[str, list[float]] = {"base": [], "calibrada": []}
    tratados: list[float] = []
    articulos = sorted({articulo for articulo, _ in banco.datos.parrafos})
    for vuelta in range(cuantos):
        articulo = articulos[vuelta % len(articulos)]
        fuera = ejemplos.articulos % 2 != articulo % 2
        base = calibracion.ajustar(RASGOS, ejemplos.rasgos[fuera], ejemplos.tratados[fuera])
        filas = [f for f, (uno, _) in enumerate(banco.fragmentos) if banco.datos.parrafos[uno][0] == articulo]
        if vuelta % 2:
            filas = filas[: azar.randint(6, 12)]
        coleccion = banco.coleccion(filas, con_oraciones=True)
        coleccion = replace(coleccion, calibraciones=replace(NEUTRAS, tema=base))
        artificiales = preguntas_artificiales(coleccion.fragmentos)
        propia, _ = calibrar(coleccion, banco.consultas(artificiales), banco.consultas(leer_preguntas_de_fondo()))
        presentes = {banco.fragmentos[fila][0] for fila in filas}
        si = [pregunta for pregunta in banco.datos.preguntas if pregunta.parrafo in presentes]
        no = [pregunta for pregunta in banco.datos.preguntas if pregunta.articulo != articulo]
        elegidas = [*azar.sample(si, min(25, len(si))), *azar.sample(no, 25)]
        hallazgos = banco.buscar(coleccion, banco.corrector(coleccion), [pregunta.texto for pregunta in elegidas])
        for hallazgo in hallazgos:
            valores = _valores(hallazgo, RASGOS)
            puntos["base"].append(base.confianza(valores))
            puntos["calibrada"].append(propia.confianza(valores))
        tratados += [float(pregunta.articulo == articulo) for pregunta in elegidas]
    for nombre, suyos in puntos.items():
        _imprimir_tema(f"{cuantos} corpus apartados, {nombre}", np.array(suyos), np.array(tratados))


def _por_mitades(ejemplos: Ejemplos, rasgos: Sequence[str]) -> Numeros:
    confianzas = np.zeros(len(ejemplos.tratados))
    for mitad in (0, 1):
        dentro = ejemplos.articulos % 2 == mitad
        parcial = calibracion.ajustar(rasgos, ejemplos.rasgos[dentro], ejemplos.tratados[dentro], castigo=3.0)
        confianzas[~dentro] = [parcial.confianza(fila) for fila in ejemplos.rasgos[~dentro].tolist()]
    return confianzas


def _imprimir_tema(nombre: str, puntos: Numeros, tratados: Numeros) -> None:
    umbral = float(np.quantile(puntos[tratados == 0], 0.98))
    print(
        f"Tema ausente, {nombre}: AUC {area_bajo_la_curva(puntos, tratados):.4f}, "
        f"ECE {error_de_calibracion(puntos, tratados):.3f}; "
        f"con 2 % de respuestas falsas responde {np.mean(puntos[tratados == 1] > umbral):.1%} "
        f"(umbral {umbral:.2f}); con confianza ≥ 0,5: falsas {np.mean(puntos[tratados == 0] >= 0.5):.1%}, "
        f"responde {np.mean(puntos[tratados == 1] >= 0.5):.1%} (n = {len(puntos)})",
        flush=True,
    )


def medir_orden(banco: Banco, azar: random.Random, cuantas: int) -> None:
    """nDCG@10 y R@1 sobre el corpus completo y sobre corpus diminutos, cuidado y descuidado."""
    todas = list(range(len(banco.datos.preguntas)))
    muestra = todas if cuantas <= 0 else azar.sample(todas, min(cuantas, len(todas)))
    for con_oraciones in (False, True):
        completo = banco.coleccion(range(len(banco.fragmentos)), con_oraciones=con_oraciones)
        for descuidada in (False, True):
            _imprimir_orden(
                "Corpus completo"
                + (", con vectores de oraciones" if con_oraciones else "")
                + (", escritura descuidada" if descuidada else ""),
                _puestos(banco, completo, muestra, descuidada),
            )
    puestos: list[int | None] = []
    for _ in range(100):
        desde = azar.randrange(len(banco.fragmentos) - 12)
        filas = list(range(desde, desde + azar.randint(6, 12)))
        diminuto = banco.coleccion(filas, con_oraciones=True)
        presentes = {banco.fragmentos[fila][0] for fila in filas}
        candidatas = [numero for numero in todas if banco.datos.preguntas[numero].parrafo in presentes]
        puestos += _puestos(banco, diminuto, azar.sample(candidatas, min(10, len(candidatas))), False)
    _imprimir_orden("Corpus de 6 a 12 fragmentos", puestos)


def _puestos(banco: Banco, coleccion: Coleccion, numeros: Sequence[int], descuidada: bool) -> list[int | None]:
    preguntas = [banco.datos.preguntas[numero] for numero in numeros]
    hallazgos = banco.buscar(
        coleccion,
        banco.corrector(coleccion),
        [pregunta.descuidada if descuidada else pregunta.texto for pregunta in preguntas],
    )
    puestos: list[int | None] = []
    for pregunta, hallazgo in zip(preguntas, hallazgos, strict=True):
        parrafos = list(dict.fromkeys(pasaje.fragmento.documento for pasaje in hallazgo.pasajes))
        esperado = str(pregunta.parrafo)
        puestos.append(parrafos.index(esperado) if esperado in parrafos else None)
    return puestos


def _imprimir_orden(nombre: str, puestos: Sequence[int | None]) -> None:
    ganancia = [0.0 if puesto is None else 1 / math.log2(puesto + 2) for puesto in puestos]
    primero = [puesto == 0 for puesto in puestos]
    print(f"{nombre}: nDCG@10 {np.mean(ganancia):.1%}, R@1 {np.mean(primero):.1%} (n = {len(puestos)})")


def medir_casos(ruta: Path, carpeta_datos: Path) -> None:
    """Las preguntas del dominio sobre el corpus que viaja: evidencia entre los primeros y confianza."""
    buscador = abrir_buscador(DOCUMENTOS, carpeta_datos)
    casos = [json.loads(linea) for linea in ruta.read_text(encoding="utf-8").splitlines() if linea.strip()]
    hallazgos = buscador.buscar([caso["pregunta"] for caso in casos])
    primero = segundo = en_oracion = con_evidencia = 0
    for caso, hallazgo in zip(casos, hallazgos, strict=True):
        puesto = None
        if caso["evidencia"]:
            con_evidencia += 1
            textos = [pasaje.fragmento.texto for pasaje in hallazgo.pasajes]
            puesto = next((lugar for lugar, texto in enumerate(textos) if caso["evidencia"] in texto), None)
            primero += puesto == 0
            segundo += puesto in (0, 1)
            oracion = hallazgo.pasajes[0].fragmento.oracion(hallazgo.pasajes[0].oracion)
            en_oracion += puesto == 0 and (caso["evidencia"] in oracion or oracion in caso["evidencia"])
        print(f"  {caso['id']} {caso['tipo']:<20} puesto {puesto!s:<5} confianza {hallazgo.confianza:.2f}")
    print(
        f"Casos del dominio: evidencia primera {primero}, entre las dos primeras {segundo}, "
        f"en la mejor oración {en_oracion} (n = {con_evidencia})"
    )


def principal() -> int:
    """Lee los argumentos, mide e imprime."""
    lector = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lector.add_argument("--datos", type=Path, required=True)
    lector.add_argument("--casos", type=Path)
    lector.add_argument("--carpeta-datos", type=Path, default=RAIZ / "datos" / "pruebas")
    lector.add_argument(
        "--preguntas", type=int, default=0, help="cuántas usar para medir el orden; 0, todas; -1, ninguna"
    )
    lector.add_argument("--calibrar", action="store_true", help="escribe indices/confianza/calibracion_base.json")
    opciones = lector.parse_args()
    azar = random.Random(20)
    embeddings = EmbeddingsLocales(preparar_modelo(opciones.carpeta_datos, None, print))
    datos = leer_datos(opciones.datos, azar)
    memoria = VectoresGuardados(embeddings, vectores.leer_por_clave(opciones.carpeta_datos / "evaluacion"))
    banco = Banco(datos, memoria, embeddings.conoce, print)
    _guardar_memoria(opciones.carpeta_datos, memoria)
    # Cada medida con su azar: así ninguna cambia porque se omita otra.
    if opciones.preguntas >= 0:
        medir_orden(banco, random.Random(21), opciones.preguntas)
    orden = f"python -m tests.mediciones.recuperacion --datos {shlex.quote(opciones.datos.name)} --calibrar"
    ejemplos = sacar_ejemplos(banco, random.Random(22))
    tema = medir_calibracion(ejemplos)
    dato = medir_dato(sacar_ejemplos_de_dato(banco, random.Random(23)))
    _guardar_memoria(opciones.carpeta_datos, memoria)
    if opciones.calibrar:
        calibracion.guardar(Calibraciones(tema, dato, orden))
        print(f"Coeficientes escritos en {calibracion.RUTA_BASE.name}.", flush=True)
    medir_por_corpus(banco, ejemplos, random.Random(24))
    _guardar_memoria(opciones.carpeta_datos, memoria)
    if opciones.casos:
        medir_casos(opciones.casos, opciones.carpeta_datos)
    return 0


def _guardar_memoria(carpeta_datos: Path, memoria: VectoresGuardados) -> None:
    if not memoria.calculados:
        return
    carpeta = carpeta_datos / "evaluacion"
    carpeta.mkdir(parents=True, exist_ok=True)
    vectores.escribir(carpeta, {"todo": memoria.todo()})


if __name__ == "__main__":
    raise SystemExit(principal())
