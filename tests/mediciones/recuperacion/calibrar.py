"""La confianza: de dónde salen sus coeficientes y cuánto valen con artículos que no se usaron para ajustarlos."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.evaluacion.estadistica import area_bajo_la_curva, error_de_calibracion
from conocimiento.modelo import Hallazgo
from indices import ajuste
from indices.confianza import calibracion
from indices.confianza.calibracion import RASGOS, RASGOS_DE_DATO, Calibracion
from indices.guardado.pedido import leer_preguntas_de_fondo
from indices.palabras.artificiales import ARTIFICIALES, preguntas_con_origen
from tests.mediciones.recuperacion.banco import Banco, Pregunta

Numeros = npt.NDArray[np.float64]
VUELTAS = 160
"""De cuántos corpus se sacan ejemplos para calibrar el tema."""


@dataclass(frozen=True, slots=True)
class Ejemplos:
    """Rasgos de muchas consultas, si el corpus las trataba y de qué artículo y tamaño de corpus salen."""

    rasgos: Numeros
    tratados: Numeros
    articulos: npt.NDArray[np.int64]
    tamanos: npt.NDArray[np.int64]
    parafraseados: npt.NDArray[np.bool_]  # a la búsqueda por palabras se le ocultó parte de la pregunta


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
        f"Tema presente, dato ausente: AUC {area_bajo_la_curva(confianzas, ejemplos.tratados == 1):.4f}, "
        f"ECE {error_de_calibracion(confianzas, ejemplos.tratados == 1):.3f} (n = {len(confianzas)})"
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
        coleccion = coleccion.con_tema(base)
        artificiales = [*preguntas_con_origen(coleccion.fragmentos, ARTIFICIALES)]
        propia, _ = ajuste.calibrar(
            coleccion, banco.consultas(artificiales), banco.consultas(leer_preguntas_de_fondo())
        )
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
        f"Tema ausente, {nombre}: AUC {area_bajo_la_curva(puntos, tratados == 1):.4f}, "
        f"ECE {error_de_calibracion(puntos, tratados == 1):.3f}; "
        f"con 2 % de respuestas falsas responde {np.mean(puntos[tratados == 1] > umbral):.1%} "
        f"(umbral {umbral:.2f}); con confianza ≥ 0,5: falsas {np.mean(puntos[tratados == 0] >= 0.5):.1%}, "
        f"responde {np.mean(puntos[tratados == 1] >= 0.5):.1%} (n = {len(puntos)})",
        flush=True,
    )
