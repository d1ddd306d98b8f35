"""Lo que hace `alianzas evaluar`: responder, escribir, resumir y, si se pide, informar y comparar con umbrales."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median, quantiles
from typing import Protocol

from bot.dialogo.turno import Contexto
from bot.evaluacion.casos import Caso, ErrorCasos, es_reservado, leer_casos, rehusar_reservado
from bot.evaluacion.estadistica import wilson
from bot.evaluacion.informe import Informe, Procedencia, escribir_informe, preparar_carpeta
from bot.evaluacion.lenguaje import Comparadas, Consulta, con_el_modelo
from bot.evaluacion.marcas import Marca, marcar
from bot.evaluacion.metricas import Medidas, comparar, confusiones, curvas, medir
from bot.evaluacion.respuestas import RespuestaJson, responder_casos
from bot.evaluacion.robustez import VARIANTES, variar
from bot.evaluacion.umbrales import Umbrales, incumplidos, leer_umbrales
from bot.servicio.puertos import Buscador
from conocimiento.frases import en_un_renglon
from conocimiento.modelo import Documento

PAQUETE = "asistente-alianzas-multiactor"
_SALTOS_EN_JSON = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Saltos de línea que JSON admite sueltos en un texto y que partirían la línea al leerla."""

Respondidos = Iterable[tuple[Caso, RespuestaJson]]
Mostrar = Callable[[Respondidos, str, int], Respondidos]
Responder = Callable[[Sequence[Caso], str], Respondidos]


class BuscadorMedible(Buscador, Protocol):
    """Un buscador del que se sabe en qué busca."""

    @property
    def documentos(self) -> tuple[Documento, ...]: ...

    def huellas(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class EvaluacionPedida:
    """Lo que se pidió en la línea de órdenes. `orden` es esa línea, para el informe."""

    casos: Path
    orden: str
    salida: Path | None = None
    informe: Path | None = None
    umbrales: Path | None = None
    robustez: bool = False
    abrir_reservado: bool = False


@dataclass(frozen=True, slots=True)
class Preparado:
    """Un pedido ya comprobado, antes de cargar nada pesado."""

    pedido: EvaluacionPedida
    casos: tuple[Caso, ...]
    umbrales: Umbrales | None
    reservado: bool


def preparar_pedido(pedido: EvaluacionPedida) -> Preparado:
    """Lee y comprueba todo lo que pueda estar mal. Raises `ErrorCasos`, `ErrorUmbrales` o `ErrorInforme`."""
    if not pedido.abrir_reservado:
        rehusar_reservado(pedido.casos)
    casos = leer_casos(pedido.casos)
    umbrales = leer_umbrales(pedido.umbrales) if pedido.umbrales else None
    if pedido.informe:
        preparar_carpeta(pedido.informe)
    return Preparado(pedido, casos, umbrales, es_reservado(pedido.casos))


def evaluar(preparado: Preparado, contexto: Contexto, buscador: BuscadorMedible, mostrar: Mostrar) -> bool:
    """Cumple el pedido y dice si se cumplen los umbrales (sin umbrales, siempre).

    `mostrar` deja ver el avance de un recorrido, con su título y su total.
    """
    pedido = preparado.pedido

    def responder(casos: Sequence[Caso], titulo: str) -> Respondidos:
        return mostrar(responder_casos(contexto, buscador, casos), titulo, len(casos))

    respondidos = list(responder(preparado.casos, "Respondiendo"))
    _escribir(pedido.salida, respondidos)
    marcador = _Marcador(buscador.documentos)
    marcas = marcador.marcar(respondidos)
    _avisar(resumir(marcas, con_identificadores=not preparado.reservado))
    if not (pedido.informe or pedido.robustez or preparado.umbrales):
        return True
    medidas = medir(marcas, _enteras(marcas, marcador, responder))
    if pedido.robustez:
        for variante in VARIANTES:
            variados = [variar(caso, variante) for caso in preparado.casos]
            medidas |= comparar(marcas, marcador.marcar(responder(variados, f"Respondiendo ({variante})")), variante)
        _avisar(_resumir_robustez(medidas))
    fallos = incumplidos(preparado.umbrales, medidas) if preparado.umbrales else ()
    if pedido.informe:
        de, umbrales = _procedencia(preparado, buscador.huellas()), pedido.umbrales.name if pedido.umbrales else ""
        informe = Informe(de, medidas, confusiones(marcas), curvas(marcas), marcas, umbrales, fallos)
        escribir_informe(pedido.informe, informe)
        _avisar([f"Informe: {pedido.informe / 'informe.md'}"])
    if preparado.umbrales:
        _avisar([f"Umbral incumplido: {fallo}" for fallo in fallos] or ["Umbrales: todos se cumplen."])
    return not fallos


def comparar_con_modelo(
    preparado: Preparado, contexto: Contexto, buscador: BuscadorMedible, consulta: Consulta, *, mostrar: Mostrar
) -> Comparadas:
    """Los mismos casos sin el modelo y con él. Escribe las respuestas de él."""
    casos, marcador = preparado.casos, _Marcador(buscador.documentos)
    solos = list(mostrar(responder_casos(contexto, buscador, casos), "Respondiendo sin el modelo", len(casos)))
    acompanados = responder_casos(con_el_modelo(contexto), buscador, casos, consulta)
    respondidos = list(mostrar(acompanados, "Respondiendo con el modelo", len(casos)))
    if preparado.pedido.salida is not None:
        _escribir(preparado.pedido.salida, respondidos)
    # Lo que no es una pregunta no va al modelo, y con él se pide además aceptar otro aviso.
    pares = ((una, otra) for (_, una), (_, otra) in zip(solos, respondidos, strict=True) if otra["estado"] != "accion")
    cambiadas = sum(una["texto"] != otra["texto"] for una, otra in pares)
    return Comparadas(marcador.marcar(solos), marcador.marcar(respondidos), cambiadas)


class _Marcador:
    """Compara respuestas con un corpus que se reduce una sola vez."""

    def __init__(self, documentos: Sequence[Documento]) -> None:
        self._textos = {documento.ficha.documento: documento.texto for documento in documentos}
        self._fragmentos = [en_un_renglon(uno.texto) for documento in documentos for uno in documento.fragmentos]

    def marcar(self, respondidos: Respondidos) -> list[Marca]:
        return [marcar(caso, dada, self._textos, self._fragmentos) for caso, dada in respondidos]


def _escribir(salida: Path | None, respondidos: Respondidos) -> None:
    lineas = "".join(
        json.dumps({"id": caso.identificador, **dada}, ensure_ascii=False).translate(_SALTOS_EN_JSON) + "\n"
        for caso, dada in respondidos
    )
    if salida is None:
        sys.stdout.write(lineas)
        return
    try:
        salida.write_text(lineas, encoding="utf-8")
    except OSError as error:
        raise ErrorCasos(f"{salida}: no se puede escribir; revise la carpeta y los permisos.") from error


def _enteras(marcas: Sequence[Marca], marcador: _Marcador, responder: Responder) -> list[tuple[bool, bool]]:
    """De cada seguimiento con su pregunta entera: si se halló siguiendo el hilo y si se halló entera."""
    con_entera = [marca for marca in marcas if marca.caso.esperado.entera and marca.hallada is not None]
    if not con_entera:
        return []
    casos = [replace(uno.caso, pregunta=uno.caso.esperado.entera or "", historial=()) for uno in con_entera]
    enteras = marcador.marcar(responder(casos, "Respondiendo (preguntas enteras)"))
    return [(bool(hilo.hallada), bool(entera.hallada)) for hilo, entera in zip(con_entera, enteras, strict=True)]


def _procedencia(preparado: Preparado, huellas: Mapping[str, str]) -> Procedencia:
    pedido = preparado.pedido
    return Procedencia(
        version=_version(),
        fecha=datetime.now(UTC).isoformat(timespec="seconds"),
        orden=pedido.orden,
        archivo=pedido.casos.name,
        huella_casos=hashlib.sha256(pedido.casos.read_bytes()).hexdigest(),
        casos=len(preparado.casos),
        reservado=preparado.reservado,
        huellas=huellas,
    )


def _resumir_robustez(medidas: Medidas) -> Iterator[str]:
    for nombre, medida in medidas.items():
        if nombre.startswith("robustez."):
            _, variante, que = nombre.split(".")
            yield (
                f"Pérdida con «{variante}» en {que}: {medida.valor:.1f} puntos "
                f"(IC 95 % pareado: {medida.bajo:.1f} a {medida.alto:.1f}), n={medida.n}"
            )


def _version() -> str:
    try:
        return version(PAQUETE)
    except PackageNotFoundError:
        return "sin instalar"


def _avisar(lineas: Iterable[str]) -> None:
    for linea in lineas:
        print(linea, file=sys.stderr)


def resumir(marcas: Sequence[Marca], con_identificadores: bool = True) -> tuple[str, ...]:
    """Devuelve líneas legibles: evidencia citada, negativas correctas, citas literales y tiempos.

    Sin identificadores no dice qué casos fallan (los reservados no se miran uno por uno).
    """
    lineas: list[str] = []
    con_evidencia = [marca for marca in marcas if marca.hallada is not None]
    if con_evidencia:
        lineas.append(_proporcion("Respondibles que citan su evidencia", [bool(uno.hallada) for uno in con_evidencia]))
        lineas.append(
            _proporcion(
                "  de ellas, con estado «respuesta»", [bool(uno.hallada) and uno.responde for uno in con_evidencia]
            )
        )
        if con_identificadores:
            lineas += [
                f"  sin su evidencia: {marca.caso.identificador} ({marca.dado})"
                for marca in con_evidencia
                if not marca.hallada
            ]
    imposibles = [marca for marca in marcas if marca.respondible is False]
    if imposibles:
        lineas.append(_proporcion("No respondibles que no se responden", [not marca.responde for marca in imposibles]))
        if con_identificadores:
            lineas += [f"  respondida sin deber: {uno.caso.identificador}" for uno in imposibles if uno.responde]
    con_estado = [marca.admitido for marca in marcas if marca.admitido is not None]
    if con_estado:
        lineas.append(_proporcion("Estado correcto", con_estado))
    citas = [lugar >= marca.alteradas for marca in marcas for lugar in range(marca.citas)]
    if citas:
        lineas.append(_proporcion("Citas literales", citas))
    tiempos = [marca.ms for marca in marcas]
    if len(tiempos) > 1:
        lineas.append(
            f"Milisegundos por pregunta: mediana {median(tiempos):.1f}, p95 {quantiles(tiempos, n=20)[-1]:.1f}, "
            f"n={len(tiempos)}"
        )
    return tuple(lineas)


def _proporcion(nombre: str, aciertos: Sequence[bool]) -> str:
    bien, total = sum(aciertos), len(aciertos)
    bajo, alto = wilson(bien, total)
    return f"{nombre}: {bien}/{total} = {bien / total:.1%} (IC 95 %: {bajo:.1%} a {alto:.1%})"
