"""Las generaciones de un índice: se construyen aparte, enteras, y un puntero atómico dice cuál vale.

    <carpeta del índice>/actual        nombre de la generación vigente
                         g-…/          manifiesto.json, vectores.npz, claves.json, calibracion.json, chroma/

Quien lee nunca ve una a medio escribir. Una ausente, vieja o dañada se rehace; los vectores de lo que
no cambió se toman de la anterior.
"""

import json
import shutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from conocimiento.modelo import Documento, Fragmento, Solicitud
from indices.ajuste import ARCHIVO as CALIBRACION
from indices.ajuste import preguntas_artificiales
from indices.archivos import candado, escribir_atomico, huella_de, leer_manifiesto, publicar
from indices.busqueda import LIMITE_EXACTO, texto_indexado
from indices.guardado import vectores
from indices.guardado.vectores import Parte, Textos, Vectores, VectoresGuardados
from indices.modelo.servicio import EmbeddingsLocales
from indices.parecido.ideas import Preguntas, reunir

FORMATO = 4
"""Súbase cuando cambie lo que se guarda o cómo se segmenta: los índices se rehacen solos."""

PUNTERO = "actual"
CHROMA = "chroma"
LIMITE_DE_ORACIONES = 4_000
"""Con más oraciones, calcular sus vectores dobla con creces lo que tarda indexar."""

Avisar = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Generacion:
    """Un índice listo, con los vectores de cada una de las partes de su pedido."""

    carpeta: Path
    huella: str
    fragmentos: Vectores
    fondo: Vectores
    artificiales: Vectores
    conocidas: Vectores
    oraciones: Vectores | None = None
    calculados: int = 0


Calibrar = Callable[[Generacion], str]
"""Calcula lo que se guarda como calibración de un índice recién hecho."""


@dataclass(frozen=True, slots=True)
class Pedido:
    """De qué se quiere un índice."""

    carpeta: Path
    documentos: tuple[Documento, ...]
    huella_modelo: str
    preguntas_de_fondo: tuple[str, ...]
    huella_base: str  # la de los coeficientes de los que parte la calibración
    solicitudes: tuple[Solicitud, ...] = ()

    @property
    def preguntas_conocidas(self) -> tuple[str, ...]:
        """Las que se sabe que la gente hace y, después, las solicitudes; ninguna si ningún documento las trae."""
        preguntas = self.preguntas
        if preguntas is None:
            return ()
        return (*preguntas.textos, *(ejemplo for solicitud in self.solicitudes for ejemplo in solicitud.ejemplos))

    @property
    def preguntas(self) -> Preguntas | None:
        """Las que se le hacen a los documentos, con la idea de cada una."""
        return reunir(self.documentos)

    @property
    def fragmentos(self) -> tuple[Fragmento, ...]:
        """Los fragmentos de todos los documentos, en orden."""
        return tuple(fragmento for documento in self.documentos for fragmento in documento.fragmentos)

    def partes(self) -> dict[str, Textos]:
        """Lo que se codifica, por el nombre con que se guarda, que es el de un campo de `Generacion`.

        De las preguntas: las de fondo, las artificiales con las que se calibra y las que se sabe que la gente hace.
        """
        fragmentos = self.fragmentos
        partes = {
            "fragmentos": Textos("pasaje", [texto_indexado(uno.apartado, uno.texto) for uno in fragmentos]),
            "fondo": Textos("pregunta", self.preguntas_de_fondo),
            "artificiales": Textos("pregunta", preguntas_artificiales(fragmentos)),
            "conocidas": Textos("pregunta", self.preguntas_conocidas),
        }
        oraciones = [texto_indexado(uno.apartado, uno.oracion(tramo)) for uno in fragmentos for tramo in uno.oraciones]
        return partes | ({"oraciones": Textos("pasaje", oraciones)} if len(oraciones) <= LIMITE_DE_ORACIONES else {})

    @property
    def huella_corpus(self) -> str:
        """Cambia si cambia, aparece o desaparece un documento o su ficha."""
        return huella_de(*(f"{documento.ficha.documento}:{documento.huella}" for documento in self.documentos))

    @property
    def huella(self) -> str:
        """La identidad del índice: si coincide con la guardada, está al día."""
        return huella_de(
            str(FORMATO),
            self.huella_corpus,
            self.huella_modelo,
            self.huella_base,
            *self.preguntas_de_fondo,
            *(f"{solicitud.clave}:{ejemplo}" for solicitud in self.solicitudes for ejemplo in solicitud.ejemplos),
        )


def abrir_o_construir(
    pedido: Pedido, embeddings: EmbeddingsLocales, calibrar: Calibrar, avisar: Avisar, rehacer: bool = False
) -> Generacion:
    """Devuelve la generación vigente; la construye si no está al día, está dañada o se pide `rehacer`."""
    if not rehacer and (vigente := abrir(pedido)) is not None:
        return vigente
    with candado(pedido.carpeta / ".candado"):
        if not rehacer and (vigente := abrir(pedido)) is not None:
            return vigente  # otro proceso la hizo mientras se esperaba
        return _construir(pedido, embeddings, calibrar, avisar)


def abrir(pedido: Pedido) -> Generacion | None:
    """Devuelve la generación vigente si es exactamente la pedida y está entera."""
    carpeta = carpeta_vigente(pedido.carpeta)
    if carpeta is None:
        return None
    manifiesto = leer_manifiesto(carpeta, a_fondo=True)
    if manifiesto is None or manifiesto.get("huella") != pedido.huella:
        return None
    partes = vectores.leer(carpeta)
    if _claves(partes) != _claves(pedido.partes()):
        return None  # está dañada o la hizo una versión que partía los textos de otro modo
    return _generacion(pedido, carpeta, partes)


def carpeta_vigente(carpeta: Path) -> Path | None:
    """Devuelve la carpeta a la que apunta `actual`, si existe."""
    try:
        nombre = (carpeta / PUNTERO).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    vigente = carpeta / nombre
    return vigente if nombre.startswith("g-") and "/" not in nombre and vigente.is_dir() else None


def modelo_de(carpeta: Path) -> str | None:
    """La huella del modelo con que se hizo la generación vigente; None si no se puede saber."""
    vigente = carpeta_vigente(carpeta)
    manifiesto = leer_manifiesto(vigente) if vigente else None
    return None if manifiesto is None else manifiesto.get("modelo")


def _construir(pedido: Pedido, embeddings: EmbeddingsLocales, calibrar: Calibrar, avisar: Avisar) -> Generacion:
    from indices.guardado import chroma

    fragmentos = pedido.fragmentos
    avisar(f"Construyendo el índice: {len(pedido.documentos)} documentos, {len(fragmentos)} fragmentos…")
    memoria = VectoresGuardados(embeddings, _anteriores(pedido))
    partes = {nombre: memoria.obtener(textos, avisar) for nombre, textos in pedido.partes().items()}

    nombre = f"g-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    provisional = pedido.carpeta / f".{nombre}"
    provisional.mkdir(parents=True)
    try:
        vectores.escribir(provisional, partes)
        chroma.construir(provisional / CHROMA, fragmentos, memoria)
        (provisional / CALIBRACION).write_text(calibrar(_generacion(pedido, provisional, partes)), encoding="utf-8")
        publicar(provisional, pedido.carpeta / nombre, _manifiesto(pedido), sin=CHROMA)
    finally:
        shutil.rmtree(provisional, ignore_errors=True)
    anterior = carpeta_vigente(pedido.carpeta)
    escribir_atomico(pedido.carpeta / PUNTERO, nombre)
    _limpiar(pedido.carpeta, {nombre, anterior.name if anterior else nombre})
    total = sum(len(parte.claves) for parte in partes.values())
    avisar(f"Índice listo: {memoria.calculados} vectores nuevos, {total - memoria.calculados} reutilizados.")
    return _generacion(pedido, pedido.carpeta / nombre, partes, memoria.calculados)


def _claves(partes: Mapping[str, Parte | Textos]) -> dict[str, tuple[str, ...]]:
    return {nombre: parte.claves for nombre, parte in partes.items()}


def _generacion(pedido: Pedido, carpeta: Path, partes: Mapping[str, Parte], calculados: int = 0) -> Generacion:
    matrices = {nombre: parte.vectores for nombre, parte in partes.items()}
    return Generacion(carpeta, pedido.huella, calculados=calculados, **matrices)


def _anteriores(pedido: Pedido) -> dict[str, Vectores]:
    """Los vectores de la generación anterior, si los hizo el mismo modelo y se pueden leer."""
    carpeta = carpeta_vigente(pedido.carpeta)
    manifiesto = leer_manifiesto(carpeta, a_fondo=True) if carpeta else None
    if carpeta is None or manifiesto is None or manifiesto.get("modelo") != pedido.huella_modelo:
        return {}
    return vectores.leer_por_clave(carpeta)


def _manifiesto(pedido: Pedido) -> dict[str, Any]:
    return {
        "formato": FORMATO,
        "huella": pedido.huella,
        "corpus": pedido.huella_corpus,
        "modelo": pedido.huella_modelo,
        "fecha": datetime.now(UTC).isoformat(timespec="seconds"),
        "documentos": len(pedido.documentos),
        "fragmentos": len(pedido.fragmentos),
        "exacto": len(pedido.fragmentos) <= LIMITE_EXACTO,
        "versiones": {nombre: version(nombre) for nombre in ("chromadb", "langchain-chroma", "onnxruntime")},
    }


def _limpiar(carpeta: Path, conservar: set[str]) -> None:
    """Borra las generaciones viejas y las que quedaron a medias; la anterior se guarda por si alguien la lee."""
    for ruta in carpeta.iterdir():
        if ruta.is_dir() and ruta.name.lstrip(".").startswith("g-") and ruta.name not in conservar:
            shutil.rmtree(ruta, ignore_errors=True)


def leer_preguntas_de_fondo() -> tuple[str, ...]:
    """Las preguntas ajenas a cualquier corpus con las que se mide el fondo."""
    ruta = Path(__file__).with_name("preguntas_de_fondo.json")
    return tuple(json.loads(ruta.read_text(encoding="utf-8")))
