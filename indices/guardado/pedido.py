"""De qué se quiere un índice y, de ello, qué se codifica. No lee ni escribe índices."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from conocimiento.ingesta import leer_solicitudes
from conocimiento.modelo import Documento, Fragmento, Solicitud
from indices.archivos import huella_de
from indices.busqueda import texto_indexado
from indices.confianza import calibracion
from indices.confianza.calibracion import Calibraciones
from indices.encaminamiento.estantes import Estante, repartir
from indices.guardado.vectores import Textos
from indices.palabras.artificiales import ARTIFICIALES, huella_de_las_artificiales, preguntas_con_origen
from indices.palabras.formas import clave_de
from indices.parecido.conocidas import Preguntas, reunir

FORMATO = 10
"""Súbase cuando cambie lo que se guarda o cómo se segmenta: los índices se rehacen solos."""

LIMITE_DE_ORACIONES = 20_000
"""Con más oraciones en un estante, no se calculan sus vectores: indexar tardaría más del doble."""
ARTIFICIALES_DE_UN_ESTANTE = 300
"""Las que enseñan a distinguir los documentos sin preguntas conocidas; con las primeras se calibra."""

INVENTADAS = "artificiales"
"""El nombre con que se guardan las preguntas artificiales."""


@dataclass(frozen=True, slots=True)
class Servidor:
    """Un servidor de Chroma: su dirección, sin barra final, y la cabecera (nombre y valor) con que deja entrar."""

    direccion: str
    cabecera: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class IndicePedido:
    """El índice que hace falta: dónde va, de qué documentos, con qué modelo y de qué coeficientes parte.

    Lo que se deduce de los documentos se deduce una vez: con cincuenta mil fragmentos, reunirlos tarda.
    """

    carpeta: Path
    documentos: tuple[Documento, ...]
    solicitudes: tuple[Solicitud, ...]
    preguntas_de_fondo: tuple[str, ...]
    huella_modelo: str
    base: Calibraciones
    servidor: Servidor | None = None  # no cambia lo que se encuentra: no entra en la huella

    @property
    def partes(self) -> dict[str, Textos]:
        """Lo que se codifica, por el nombre con que se guarda, que es el de un campo de `Generacion`.

        De las preguntas: las de fondo, las artificiales con las que se calibra y las que se sabe que la gente hace.
        """
        inventadas = [texto for suyas in self.artificiales for texto in suyas]
        return {**self.partes_escritas, INVENTADAS: Textos("pregunta", inventadas)}

    @cached_property
    def partes_escritas(self) -> dict[str, Textos]:
        """Como `partes`, sin las preguntas artificiales: inventarlas tarda, y de las otras se deducen."""
        partes = {
            "fragmentos": Textos("pasaje", [texto_de(uno) for uno in self.fragmentos]),
            "fondo": Textos("pregunta", self.preguntas_de_fondo),
            "conocidas": Textos("pregunta", self.preguntas_conocidas),
        }
        if self.oficiales:
            partes["oficiales"] = Textos("pregunta", [documento.pregunta for documento in self.oficiales])
        oraciones = [
            texto_indexado(uno, tramo)
            for estante in self.estantes
            if tiene_oraciones(estante)
            for uno in estante.fragmentos
            for tramo in uno.oraciones
        ]
        return partes | ({"oraciones": Textos("pasaje", oraciones)} if oraciones else {})

    @cached_property
    def por_piezas(self) -> tuple[str, ...]:
        """De los fragmentos que se comparan también pieza por pieza, lo que se indexa, en su orden."""
        return tuple(
            texto_de(uno) for estante in self.estantes if se_mira_por_piezas(estante) for uno in estante.fragmentos
        )

    @cached_property
    def estantes(self) -> tuple[Estante, ...]:
        """Los documentos en que se busca, por los que se buscan juntos."""
        return repartir(self.documentos)

    @cached_property
    def huella_de_los_textos(self) -> str:
        """Cambia si cambia lo que se codifica, aunque los documentos sean los mismos: cómo se dividen, por ejemplo."""
        suma = hashlib.sha256(huella_de_las_artificiales().encode())
        for nombre, parte in self.partes_escritas.items():
            suma.update(json.dumps((nombre, parte.clase, [*map(len, parte.textos)])).encode())
            suma.update("".join(parte.textos).encode("utf-8", "surrogatepass"))
        return suma.hexdigest()

    @property
    def textos_de_los_documentos(self) -> list[str]:
        """El texto de cada documento en que se busca, por estantes."""
        return [documento.texto for estante in self.estantes for documento in estante.documentos]

    @cached_property
    def claves_de_los_documentos(self) -> tuple[str, ...]:
        """Con que se guarda lo que se contó en cada uno."""
        return tuple(map(clave_de, self.textos_de_los_documentos))

    @cached_property
    def artificiales(self) -> tuple[Mapping[str, int], ...]:
        """Las preguntas artificiales de cada estante, con el lugar del fragmento de que salió cada una."""
        return tuple(map(artificiales_de, self.estantes))

    @cached_property
    def fragmentos(self) -> tuple[Fragmento, ...]:
        """Los fragmentos en que se busca, por estantes."""
        return tuple(fragmento for estante in self.estantes for fragmento in estante.fragmentos)

    @cached_property
    def oficiales(self) -> tuple[Documento, ...]:
        """Las respuestas oficiales: se compara con su pregunta, y no se busca en ellas."""
        return tuple(documento for documento in self.documentos if documento.es_oficial)

    @cached_property
    def preguntas(self) -> Preguntas | None:
        """Las que se le hacen a los documentos, con la idea de cada una, por estantes."""
        return reunir([documento for estante in self.estantes for documento in estante.documentos])

    @cached_property
    def preguntas_conocidas(self) -> tuple[str, ...]:
        """Las que se sabe que la gente hace y, después, las solicitudes; ninguna si ningún documento las trae."""
        preguntas = self.preguntas
        if preguntas is None:
            return ()
        return (*preguntas.textos, *(ejemplo for solicitud in self.solicitudes for ejemplo in solicitud.ejemplos))

    @cached_property
    def huella_corpus(self) -> str:
        """Cambia si cambia, aparece o desaparece un documento o su ficha."""
        return huella_de(*(f"{documento.ficha.documento}:{documento.huella}" for documento in self.documentos))

    @cached_property
    def huella(self) -> str:
        """La identidad del índice: si coincide con la guardada, está al día."""
        return huella_de(
            str(FORMATO),
            self.huella_corpus,
            self.huella_modelo,
            self.base.huella,
            *self.preguntas_de_fondo,
            *(f"{solicitud.clave}:{ejemplo}" for solicitud in self.solicitudes for ejemplo in solicitud.ejemplos),
            *(pregunta for solicitud in self.solicitudes for pregunta in solicitud.preguntas),
        )


def pedir(
    documentos: tuple[Documento, ...], carpeta_corpus: Path, carpeta_datos: Path, huella_modelo: str
) -> IndicePedido:
    """Devuelve el índice que les toca a los documentos de un corpus; cada corpus tiene su carpeta en `carpeta_datos`.

    Raises `ErrorDeConocimiento` si las solicitudes del corpus no se entienden.
    """
    absoluta = carpeta_corpus.resolve()
    legible = re.sub(r"[^A-Za-z0-9]+", "-", absoluta.name).strip("-") or "corpus"
    return IndicePedido(
        carpeta_datos / "indice" / f"{legible}-{huella_de(str(absoluta))[:8]}",
        documentos,
        leer_solicitudes(carpeta_corpus),
        leer_preguntas_de_fondo(),
        huella_modelo,
        calibracion.cargar(),
    )


def texto_de(fragmento: Fragmento) -> str:
    """Lo que se indexa de un fragmento."""
    return texto_indexado(fragmento)


def artificiales_de(estante: Estante) -> dict[str, int]:
    """Las preguntas artificiales de un estante, con el lugar del fragmento de que salió cada una."""
    cuantas = ARTIFICIALES if estante.preguntas else ARTIFICIALES_DE_UN_ESTANTE
    return preguntas_con_origen(estante.fragmentos, cuantas)


def tiene_oraciones(estante: Estante) -> bool:
    """Dice si se calculan los vectores de sus oraciones."""
    return estante.oraciones <= LIMITE_DE_ORACIONES


def se_mira_por_piezas(estante: Estante) -> bool:
    """Dice si sus fragmentos se comparan también pieza por pieza: donde se sabe poco de lo que se pregunta y caben."""
    return estante.sabe_poco and tiene_oraciones(estante)


def leer_preguntas_de_fondo() -> tuple[str, ...]:
    """Las preguntas ajenas a cualquier corpus con las que se mide el fondo."""
    ruta = Path(__file__).with_name("preguntas_de_fondo.json")
    return tuple(json.loads(ruta.read_text(encoding="utf-8")))
