"""Mide la compuerta: qué se guarda sin ser respuesta y qué respuestas se detienen, con frases de personas.

    python -m tests.mediciones.compuerta [--casos ARCHIVO] [--datos CARPETA] [--sin-sentido] [--fallos] [--ajustar]

Sin `--ajustar`, mide dos veces: con los pesos del producto y, para no creerse mejor de lo que se es, dejando fuera a
cada voz: ni los pesos ni los ejemplos de `solicitudes.yaml` con que se mira el sentido son suyos. Los casos
llevan `voz`, `pregunta`, `dice` y `es`; `es` es una `Clase`.
`--ajustar` escribe por la salida los pesos que irían en `bot/entrevista/comprension/compuerta/pesos.py`.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.edicion.leer import leer_entrevista
from bot.entrevista.comprension.compuerta import distinguir as compuerta
from bot.entrevista.comprension.compuerta.campos import campos_ajenos
from bot.entrevista.comprension.compuerta.clases import Clase
from bot.entrevista.comprension.compuerta.desvios import DESVIOS
from bot.entrevista.comprension.compuerta.distinguir import Distincion, con_sentido, distinguir
from bot.entrevista.comprension.compuerta.escritura import leer_escrito
from bot.entrevista.comprension.compuerta.esperas import ESPERAS
from bot.entrevista.comprension.compuerta.ordenes import ORDENES
from bot.entrevista.comprension.compuerta.pedidos import PEDIDOS
from bot.entrevista.valores.lectura import Entorno, Lectura
from bot.entrevista.valores.tipos import leer
from conocimiento.modelo import Solicitud
from tests.apoyo.rutas import ALIANZA, DOCUMENTOS, RAIZ

CASOS = RAIZ / "tests" / "evaluacion" / "dichos-ante-preguntas.jsonl"
ENTREVISTA = leer_entrevista(ALIANZA)
ENTORNO = Entorno(
    ENTREVISTA.catalogos, date(2026, 11, 25), "Asociación Manos", None, ("Asociación Manos", "Minera Andina")
)
CASTIGO = 1.0
ESCALA = 2.0
"""Con que se lleva el parecido, que va de -0,5 a 0,5, al tamaño de los demás números; cuanto menor, más se castiga.

Con menos castigo pesaría más del doble: quienes escribieron las voces se parecen entre sí más que la gente.
"""
DE_RESPUESTA = frozenset(
    {
        "leido_estricto", "dudoso_estricto", "leido_a_medias", "titular", "nombre_y_corto", "cifra", "porque",
        "infinitivo", "afirma", "nosotros", "dato", "reporta", "nombre_propio", "nombre_propio_en_un_nombre", "sigla",
        "lineas", "lista", "se_confirma", "palabras_suyas", "largo", "muy_largo", "ninguna", "ninguna_y_corto",
        "largo_con_senal", "titulo_entero", "trae_el_dato", "niega",
    }
)  # fmt: skip
"""Los rasgos que solo pueden inclinar a que sea respuesta; los demás, solo a que no."""

Numeros = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Caso:
    """Una frase de una persona ante una pregunta, con lo que es y lo que leyó el validador."""

    voz: int
    pregunta: str
    dice: str
    es: Clase
    lectura: Lectura

    @property
    def responde(self) -> bool:
        return self.es is Clase.RESPUESTA


@dataclass(frozen=True, slots=True)
class Cuenta:
    """De las frases que no responden, cuántas se guardarían; de las respuestas, cuántas se detienen.

    `guardadas`: se toman por respuesta y el validador lee un valor. `detenidas`: se toman por otra cosa o se preguntan.
    """

    otras: int
    respuestas: int
    guardadas: tuple[Caso, ...]
    detenidas: tuple[Caso, ...]
    preguntadas: int
    respuestas_preguntadas: int
    de_otra_clase: tuple[tuple[Caso, Clase], ...]

    @property
    def parte_guardada(self) -> float:
        return len(self.guardadas) / max(1, self.otras)

    @property
    def parte_detenida(self) -> float:
        return len(self.detenidas) / max(1, self.respuestas)


def leer_casos(ruta: Path) -> list[Caso]:
    """Los casos de un archivo, leídos ya por el validador de su pregunta."""
    lineas = [json.loads(linea) for linea in ruta.read_text(encoding="utf-8").splitlines() if linea.strip()]
    return [
        Caso(
            int(linea.get("voz", 0)),
            linea["pregunta"],
            linea["dice"],
            Clase(linea["es"]),
            leer(ENTREVISTA.pregunta(linea["pregunta"]), linea["dice"], ENTORNO),
        )
        for linea in lineas
    ]


def contar(casos: Sequence[Caso], distinciones: Sequence[Distincion]) -> Cuenta:
    """Los dos errores."""
    pares = list(zip(casos, distinciones, strict=True))
    return Cuenta(
        sum(not caso.responde for caso in casos),
        sum(caso.responde for caso in casos),
        tuple(caso for caso, una in pares if not caso.responde and una.es_respuesta and una.se_guardaria),
        tuple(caso for caso, una in pares if caso.responde and not una.es_respuesta),
        sum(una.se_pregunta for _, una in pares),
        sum(una.se_pregunta and caso.responde for caso, una in pares),
        tuple(
            (caso, una.clase)
            for caso, una in pares
            if not caso.responde and not una.es_respuesta and una.clase is not caso.es
        ),
    )


def medir(casos: Sequence[Caso], juicios: Sequence[tuple[float, str]] | None = None) -> Cuenta:
    """Con los pesos del producto. `juicios`: de cada caso, cuánto se parece a responder y, si no, a qué."""
    distinciones = [distinguir(ENTREVISTA.pregunta(caso.pregunta), caso.dice, caso.lectura) for caso in casos]
    return contar(casos, con_juicios(distinciones, juicios))


def con_juicios(distinciones: Sequence[Distincion], juicios: Sequence[tuple[float, str]] | None) -> list[Distincion]:
    """Lo mismo que hace el diálogo: en la duda, mirar el sentido."""
    if juicios is None:
        return list(distinciones)
    return [
        con_sentido(una, parecido, None) if una.es_dudosa else una
        for una, (parecido, _) in zip(distinciones, juicios, strict=True)
    ]


def juzgar(casos: Sequence[Caso], datos: Path) -> list[tuple[float, str]]:
    """A qué se parece cada frase por el sentido, con el reconocedor del producto."""
    from indices.abrir import abrir_buscador

    juicios = [hallazgo.juicio for hallazgo in abrir_buscador(DOCUMENTOS, datos).buscar([caso.dice for caso in casos])]
    return [
        (uno.parecido_a_responder(caso.pregunta), uno.solicitud) if uno is not None else (0.0, "")
        for caso, uno in zip(casos, juicios, strict=True)
    ]


def juzgar_sin_su_voz(casos: Sequence[Caso], datos: Path) -> list[tuple[float, str]]:
    """Lo mismo, con un reconocedor que no vio ninguna frase de su voz; no dice a qué se parece."""
    from conocimiento.ingesta import leer_solicitudes
    from indices.abrir import abrir_buscador
    from indices.parecido.conocidas import clases_de, reunir, vecinos_de

    buscador, solicitudes = abrir_buscador(DOCUMENTOS, datos), leer_solicitudes(DOCUMENTOS)
    preguntas = reunir(buscador.documentos)
    assert preguntas is not None
    textos = [*preguntas.textos, *(ejemplo for una in solicitudes for ejemplo in una.ejemplos)]
    clases, vectores = clases_de(solicitudes, preguntas.clases), buscador.embeddings.de_preguntas(textos)
    dichos = buscador.embeddings.de_preguntas([caso.dice for caso in casos])
    salida: list[tuple[float, str]] = [(0.0, "")] * len(casos)
    for voz in {caso.voz for caso in casos}:
        suyas = {_sin_datos(caso.dice) for caso in casos if caso.voz == voz}
        quedan = np.array([_sin_datos(texto) not in suyas for texto in textos])
        vecinos = vecinos_de([_sin(una, suyas) for una in solicitudes], vectores[quedan], clases[quedan])
        assert vecinos is not None
        for i, caso in enumerate(casos):
            if caso.voz == voz:
                parecidos = vecinos.parecidos(dichos[i])
                salida[i] = (parecidos.get(caso.pregunta, parecidos[""]), "")
    return salida


def _sin_datos(texto: str) -> str:
    """Sin correos ni números largos, que en los ejemplos son otros."""
    return re.sub(r"\S+@[\w.-]+|\b(?:\d[ -]?){9,}", "", texto).strip()


def _sin(solicitud: Solicitud, dichos: set[str]) -> Solicitud:
    """La misma, sin los ejemplos que están entre esos dichos."""
    preguntas = solicitud.preguntas or ("",) * len(solicitud.ejemplos)
    pares = [par for par in zip(solicitud.ejemplos, preguntas, strict=True) if _sin_datos(par[0]) not in dichos]
    claves = tuple(clave for _, clave in pares) if solicitud.preguntas else ()
    return Solicitud(solicitud.clave, tuple(ejemplo for ejemplo, _ in pares), claves)


# --- Ajustar los pesos ----------------------------------------------------------------------------


def rasgos(caso: Caso) -> dict[str, float]:
    pregunta, escrito = ENTREVISTA.pregunta(caso.pregunta), leer_escrito(caso.dice)
    vistas = compuerta.senales_de(pregunta, escrito)
    return compuerta.rasgos_de(pregunta, escrito, caso.lectura, vistas, campos_ajenos(caso.pregunta, escrito.nucleo))


def matriz(casos: Sequence[Caso]) -> tuple[tuple[str, ...], Numeros]:
    """Los nombres de todos los rasgos, y una fila por caso."""
    filas = [rasgos(caso) for caso in casos]
    senales = (*PEDIDOS, *ESPERAS, *DESVIOS, *ORDENES, compuerta.DECLARA_OTRO)
    nombres = tuple(dict.fromkeys((*(una.nombre for una in senales), *(nombre for fila in filas for nombre in fila))))
    return nombres, np.array([[fila.get(nombre, 0.0) for nombre in nombres] for fila in filas])


def ajustar(nombres: Sequence[str], filas: Numeros, ciertos: Numeros) -> Numeros:
    """Una regresión logística con el signo de cada peso fijado por lo que dice su rasgo; el último, el sesgo."""
    from scipy.optimize import minimize

    def perdida(pesos: Numeros) -> tuple[float, Numeros]:
        sumas = filas @ pesos[:-1] + pesos[-1]
        errores = 1 / (1 + np.exp(-sumas)) - ciertos
        valor = float((np.logaddexp(0, sumas) - ciertos * sumas).sum() + 0.5 * CASTIGO * (pesos[:-1] ** 2).sum())
        return valor, np.append(filas.T @ errores + CASTIGO * pesos[:-1], errores.sum())

    limites = [(None, 0.0) if nombre in DE_RESPUESTA else (0.0, None) for nombre in nombres]
    inicio = np.zeros(len(nombres) + 1)
    return minimize(perdida, inicio, jac=True, method="L-BFGS-B", bounds=[*limites, (None, None)]).x


def apartadas(casos: Sequence[Caso]) -> list[Distincion]:
    """Lo que se distinguiría de cada voz con los pesos ajustados solo con las demás."""
    nombres, filas = matriz(casos)
    ciertos, voces = np.array([float(not caso.responde) for caso in casos]), np.array([caso.voz for caso in casos])
    salida: list[Distincion] = []
    sumas = np.zeros(len(casos))
    for voz in set(voces):
        pesos = ajustar(nombres, filas[voces != voz], ciertos[voces != voz])
        sumas[voces == voz] = filas[voces == voz] @ pesos[:-1] + pesos[-1]
    for caso, suma in zip(casos, sumas, strict=True):
        una = distinguir(ENTREVISTA.pregunta(caso.pregunta), caso.dice, caso.lectura)
        salida.append(Distincion(una.clase, 1 / (1 + float(np.exp(-suma))), una.senales, una.campos, una.se_guardaria))
    return salida


def escribir_pesos(casos: Sequence[Caso], juicios: Sequence[tuple[float, str]] | None) -> None:
    """Los pesos, y los tres números con que se suma el sentido, ajustados con lo que cada voz da sin haberla visto."""
    nombres, filas = matriz(casos)
    ciertos = np.array([float(not caso.responde) for caso in casos])
    pesos = ajustar(nombres, filas, ciertos)
    print("PESOS: Mapping[str, float] = {")
    for nombre, peso in sorted(zip(nombres, pesos, strict=False), key=lambda par: par[1]):
        if abs(peso) >= 0.005:
            print(f'    "{nombre}": {peso:.2f},')
    print(f"}}\nSESGO = {pesos[-1]:.2f}")
    if juicios is not None:
        fuera = apartadas(casos)
        dudosas = [i for i, una in enumerate(fuera) if una.se_guardaria and 0.02 < una.no_responde < 0.98]
        forma = [compuerta.logit(una.no_responde) for una in fuera]
        sentido = [-ESCALA * parecido for parecido, _ in juicios]
        dos = np.array([[forma[i], sentido[i]] for i in dudosas])
        de_la_forma, del_sentido, sesgo = ajustar(("forma", "sentido"), dos, ciertos[dudosas])
        print(
            f"DE_LA_FORMA, DEL_SENTIDO, SESGO_CON_SENTIDO = {de_la_forma:.3f}, {ESCALA * del_sentido:.3f}, {sesgo:.3f}"
        )


def _contar_en_pantalla(titulo: str, cuenta: Cuenta, *, con_fallos: bool) -> None:
    print(
        f"{titulo}: guardadas por error {cuenta.parte_guardada:.1%} ({len(cuenta.guardadas)} de {cuenta.otras}); "
        f"respuestas detenidas {cuenta.parte_detenida:.1%} ({len(cuenta.detenidas)} de {cuenta.respuestas}); "
        f"se preguntan {cuenta.preguntadas} ({cuenta.respuestas_preguntadas} son respuestas); "
        f"de otra clase {len(cuenta.de_otra_clase)}"
    )
    if con_fallos:
        for nombre, fallos in (("guardada", cuenta.guardadas), ("detenida", cuenta.detenidas)):
            for caso in fallos:
                print(f"  {nombre} · {caso.voz} · {caso.pregunta} · {caso.es} · {caso.dice[:150]!r}")
        print(
            "  de otra clase:",
            Counter((str(caso.es), str(clase)) for caso, clase in cuenta.de_otra_clase).most_common(12),
        )


def principal() -> None:
    """Imprime las medidas, o los pesos."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.compuerta", description=__doc__)
    lector.add_argument("--casos", type=Path, default=CASOS)
    lector.add_argument("--datos", type=Path, default=RAIZ / "datos" / "pruebas", help="trae el modelo y el índice")
    lector.add_argument("--sin-sentido", action="store_true", help="solo la forma: no abre el modelo")
    lector.add_argument("--fallos", action="store_true", help="nombra los casos que fallan")
    lector.add_argument("--ajustar", action="store_true", help="escribe los pesos en lugar de medir")
    dicho: Any = lector.parse_args()
    casos = leer_casos(dicho.casos)
    sin_su_voz = None if dicho.sin_sentido else juzgar_sin_su_voz(casos, dicho.datos)
    if dicho.ajustar:
        escribir_pesos(casos, sin_su_voz)
        return
    juicios = None if dicho.sin_sentido else juzgar(casos, dicho.datos)
    _contar_en_pantalla("Con los pesos del producto", medir(casos, juicios), con_fallos=dicho.fallos)
    if len({caso.voz for caso in casos}) > 1:
        distinciones = con_juicios(apartadas(casos), sin_su_voz)
        fuera = contar(casos, distinciones)
        _contar_en_pantalla("Dejando fuera a cada voz", fuera, con_fallos=dicho.fallos)
        for voz in sorted({caso.voz for caso in casos}):
            de_esta = [(caso, una) for caso, una in zip(casos, distinciones, strict=True) if caso.voz == voz]
            cuenta = contar([caso for caso, _ in de_esta], [una for _, una in de_esta])
            _contar_en_pantalla(f"  voz {voz}", cuenta, con_fallos=False)


if __name__ == "__main__":
    principal()
