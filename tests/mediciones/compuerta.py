"""Mide la compuerta: qué se guarda sin ser respuesta y qué respuestas se detienen, con frases de personas.

    python -m tests.mediciones.compuerta [--casos ARCHIVO] [--datos CARPETA] [--sin-sentido] [--fallos]
        [--ajustar | --curva]

Mide dos veces, sin los ejemplos de su voz con que se mira el sentido: con los pesos del producto y, para no creerse
mejor de lo que se es, con los que daría lo que dicen las demás voces. Los casos llevan `voz`, `pregunta`, `dice` y
`es`; `es` es una `Clase`.
`--ajustar` escribe por la salida los pesos que irían en `bot/entrevista/comprension/compuerta/pesos.py` y en
`indices/parecido/vecinos.py`. `--curva` dice cuánto se yerra según con cuántas voces se aprende.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
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
from bot.entrevista.comprension.compuerta.pesos import DE_LA_FORMA
from bot.entrevista.valores.lectura import Entorno, Lectura
from bot.entrevista.valores.tipos import leer
from indices.parecido.vecinos import RASGOS
from tests.apoyo.rutas import ALIANZA, RAIZ
from tests.mediciones.sentido import Frase, Sentido, Voces, ajustar_sentido, logistica

CASOS = RAIZ / "tests" / "evaluacion" / "dichos-ante-preguntas.jsonl"
ENTREVISTA = leer_entrevista(ALIANZA)
ENTORNO = Entorno(
    ENTREVISTA.catalogos, date(2026, 11, 25), "Asociación Manos", None, ("Asociación Manos", "Minera Andina")
)
CASTIGO = 1.0
PRIMERA_SIN_MIRAR = 14
"""Desde esta voz, ninguna frase se miró al escribir las formas."""
VECES = 6
"""Cuántas veces se eligen al azar las voces con que se aprende."""
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


def medir(casos: Sequence[Caso], sentidos: Sequence[Sentido] | None = None) -> Cuenta:
    """Con los pesos del producto; con `sentidos`, también lo que dice el sentido de cada caso."""
    return contar(casos, con_sentidos(casos, mirar(casos), sentidos))


def mirar(casos: Sequence[Caso]) -> list[Distincion]:
    """Lo que se distingue de cada uno por su forma."""
    return [distinguir(ENTREVISTA.pregunta(caso.pregunta), caso.dice, caso.lectura) for caso in casos]


def con_sentidos(
    casos: Sequence[Caso], distinciones: Sequence[Distincion], sentidos: Sequence[Sentido] | None
) -> list[Distincion]:
    """Lo mismo que hace el diálogo: si no basta la forma, mirar el sentido."""
    if sentidos is None:
        return list(distinciones)
    return [
        con_sentido(una, sentido.parecido, sentido.clases) if una.es_dudosa else una
        for una, sentido in zip(distinciones, sentidos, strict=True)
    ]


def voces_de(casos: Sequence[Caso], datos: Path) -> Voces:
    return Voces([Frase(caso.voz, caso.pregunta, caso.dice) for caso in casos], datos)


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
    return logistica(filas, ciertos, CASTIGO, [(None, 0.0) if n in DE_RESPUESTA else (0.0, None) for n in nombres])


def apartadas(casos: Sequence[Caso]) -> list[Distincion]:
    """Lo que se distinguiría por la forma de cada voz con los pesos ajustados solo con las demás."""
    nombres, filas = matriz(casos)
    ciertos, voces = np.array([float(not caso.responde) for caso in casos]), np.array([caso.voz for caso in casos])
    sumas = np.zeros(len(casos))
    for voz in set(voces):
        pesos = ajustar(nombres, filas[voces != voz], ciertos[voces != voz])
        sumas[voces == voz] = filas[voces == voz] @ pesos[:-1] + pesos[-1]
    return [
        replace(una, no_responde=1 / (1 + float(np.exp(-suma)))) if una.no_responde > 0 else una
        for una, suma in zip(mirar(casos), sumas, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Ajuste:
    """Los pesos del sentido, y lo que se suma con él: el sesgo y cuánto pesa la forma."""

    pesos: Numeros
    sesgo: float
    de_la_forma: float


def ajustar_todo(casos: Sequence[Caso], formas: Sequence[Distincion], sentidos: Sequence[Sentido]) -> Ajuste:
    """Los pesos del sentido, con todas las voces; el de la forma, solo con las que no se vieron al escribirla.

    En las otras la forma acierta más de lo que acertará con nadie, y se llevaría todo el peso.
    """
    pesos, sesgo = ajustar_sentido(sentidos, np.array([float(caso.responde) for caso in casos]))
    sin_ver = [i for i, caso in enumerate(casos) if caso.voz >= PRIMERA_SIN_MIRAR and formas[i].es_dudosa]
    if not sin_ver:
        return Ajuste(pesos, -sesgo, DE_LA_FORMA)
    dos = np.array([[compuerta.logit(formas[i].no_responde), -sentidos[i].con_pesos(pesos) - sesgo] for i in sin_ver])
    ciertos = np.array([float(not casos[i].responde) for i in sin_ver])
    forma, sentido, resto = logistica(dos, ciertos, CASTIGO, [(0.0, None)] * 2)
    return Ajuste(pesos * sentido, resto - sesgo * sentido, forma)


def sumar(ajuste: Ajuste, una: Distincion, sentido: Sentido) -> Distincion:
    """La misma distinción, con otros pesos."""
    if not una.es_dudosa:
        return una
    suma = ajuste.sesgo + ajuste.de_la_forma * compuerta.logit(una.no_responde) - sentido.con_pesos(ajuste.pesos)
    vista = con_sentido(una, 0.0, sentido.clases)
    return replace(vista, no_responde=1 / (1 + float(np.exp(-suma))))


def probar(
    casos: Sequence[Caso], formas: Sequence[Distincion], voces: Voces, con: Collection[int]
) -> dict[int, Distincion]:
    """De las voces que no están en `con`, por su lugar, lo que se distinguiría sabiendo solo lo que dicen estas."""
    sentidos = voces.sentidos(con)
    dentro = [i for i, caso in enumerate(casos) if caso.voz in con]
    ajuste = ajustar_todo(*([todos[i] for i in dentro] for todos in (casos, formas, sentidos)))
    return {i: sumar(ajuste, formas[i], sentidos[i]) for i, caso in enumerate(casos) if caso.voz not in con}


def sin_su_voz(casos: Sequence[Caso], voces: Voces) -> list[Distincion]:
    """Lo que se distinguiría de cada voz si ni los pesos ni los ejemplos la hubieran visto."""
    formas, todas = apartadas(casos), sorted({caso.voz for caso in casos})
    salida: dict[int, Distincion] = {}
    for voz in todas:
        salida |= probar(casos, formas, voces, [otra for otra in todas if otra != voz])
    return [salida[lugar] for lugar in range(len(casos))]


def mostrar_curva(casos: Sequence[Caso], voces: Voces) -> None:
    """Los dos errores, en las voces que se apartan, según con cuántas se aprende."""
    azar, formas, todas = random.Random(5), apartadas(casos), sorted({caso.voz for caso in casos})
    for cuantas in (2, 4, 8, 13):
        pares: list[tuple[Caso, Distincion]] = []
        for _ in range(VECES):
            vistas = probar(casos, formas, voces, azar.sample(todas, cuantas))
            pares += [(casos[lugar], una) for lugar, una in vistas.items()]
        cuenta = contar([caso for caso, _ in pares], [una for _, una in pares])
        _contar_en_pantalla(f"Con {cuantas} voces", cuenta, con_fallos=False)


def escribir_pesos(casos: Sequence[Caso], voces: Voces | None) -> None:
    """Los pesos de la forma y, con las voces, los del sentido."""
    nombres, filas = matriz(casos)
    pesos = ajustar(nombres, filas, np.array([float(not caso.responde) for caso in casos]))
    print("PESOS: Mapping[str, float] = {")
    for nombre, peso in sorted(zip(nombres, pesos, strict=False), key=lambda par: par[1]):
        if abs(peso) >= 0.005:
            print(f'    "{nombre}": {peso:.2f},')
    print(f"}}\nSESGO = {pesos[-1]:.2f}")
    if voces is not None:
        ajuste = ajustar_todo(casos, apartadas(casos), voces.sentidos())
        print(f"DE_LA_FORMA, SESGO_CON_SENTIDO = {ajuste.de_la_forma:.3f}, {ajuste.sesgo:.3f}")
        print({nombre: round(float(peso), 3) for nombre, peso in zip(RASGOS, ajuste.pesos, strict=True)})


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
    lector.add_argument("--curva", action="store_true", help="mide según con cuántas voces se aprende")
    dicho: Any = lector.parse_args()
    casos = leer_casos(dicho.casos)
    voces = None if dicho.sin_sentido else voces_de(casos, dicho.datos)
    if dicho.ajustar:
        escribir_pesos(casos, voces)
    elif dicho.curva and voces is not None:
        mostrar_curva(casos, voces)
    else:
        sentidos = None if voces is None else voces.sentidos()
        _contar_en_pantalla("Con los pesos del producto", medir(casos, sentidos), con_fallos=dicho.fallos)
        if len({caso.voz for caso in casos}) > 1:
            fuera = apartadas(casos) if voces is None else sin_su_voz(casos, voces)
            _mostrar_por_voz(casos, fuera, con_fallos=dicho.fallos)


def _mostrar_por_voz(casos: Sequence[Caso], distinciones: Sequence[Distincion], *, con_fallos: bool) -> None:
    _contar_en_pantalla("Dejando fuera a cada voz", contar(casos, distinciones), con_fallos=con_fallos)
    for voz in sorted({caso.voz for caso in casos}):
        de_esta = [(caso, una) for caso, una in zip(casos, distinciones, strict=True) if caso.voz == voz]
        cuenta = contar([caso for caso, _ in de_esta], [una for _, una in de_esta])
        _contar_en_pantalla(f"  voz {voz}", cuenta, con_fallos=False)


if __name__ == "__main__":
    principal()
