"""De qué se quiere un índice y, de ello, qué se codifica. No lee ni escribe índices."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from conocimiento.ingesta import leer_solicitudes
from conocimiento.modelo import Documento, Fragmento, Solicitud
from indices.archivos import huella_de
from indices.busqueda import texto_indexado
from indices.confianza import calibracion
from indices.confianza.calibracion import Calibraciones
from indices.guardado.vectores import Textos
from indices.palabras.artificiales import preguntas_artificiales
from indices.parecido.conocidas import Preguntas, reunir

FORMATO = 6
"""Súbase cuando cambie lo que se guarda o cómo se segmenta: los índices se rehacen solos."""

LIMITE_DE_ORACIONES = 4_000
"""Con más oraciones, calcular sus vectores dobla con creces lo que tarda indexar."""


@dataclass(frozen=True, slots=True)
class Servidor:
    """Un servidor de Chroma: su dirección, sin barra final, y la cabecera (nombre y valor) con que deja entrar."""

    direccion: str
    cabecera: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class IndicePedido:
    """El índice que hace falta: dónde va, de qué documentos, con qué modelo y de qué coeficientes parte."""

    carpeta: Path
    documentos: tuple[Documento, ...]
    solicitudes: tuple[Solicitud, ...]
    preguntas_de_fondo: tuple[str, ...]
    huella_modelo: str
    base: Calibraciones
    servidor: Servidor | None = None  # no cambia lo que se encuentra: no entra en la huella

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
        if self.oficiales:
            partes["oficiales"] = Textos("pregunta", [documento.pregunta for documento in self.oficiales])
        oraciones = [texto_indexado(uno.apartado, uno.oracion(tramo)) for uno in fragmentos for tramo in uno.oraciones]
        return partes | ({"oraciones": Textos("pasaje", oraciones)} if len(oraciones) <= LIMITE_DE_ORACIONES else {})

    @property
    def fragmentos(self) -> tuple[Fragmento, ...]:
        """Los fragmentos en que se busca, en orden: los de todos los documentos que no son respuestas oficiales."""
        return tuple(
            fragmento for documento in self.documentos if not documento.es_oficial for fragmento in documento.fragmentos
        )

    @property
    def oficiales(self) -> tuple[Documento, ...]:
        """Las respuestas oficiales: se compara con su pregunta, y no se busca en ellas."""
        return tuple(documento for documento in self.documentos if documento.es_oficial)

    @property
    def preguntas(self) -> Preguntas | None:
        """Las que se le hacen a los documentos, con la idea de cada una."""
        return reunir(self.documentos)

    @property
    def preguntas_conocidas(self) -> tuple[str, ...]:
        """Las que se sabe que la gente hace y, después, las solicitudes; ninguna si ningún documento las trae."""
        preguntas = self.preguntas
        if preguntas is None:
            return ()
        return (*preguntas.textos, *(ejemplo for solicitud in self.solicitudes for ejemplo in solicitud.ejemplos))

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


def leer_preguntas_de_fondo() -> tuple[str, ...]:
    """Las preguntas ajenas a cualquier corpus con las que se mide el fondo."""
    ruta = Path(__file__).with_name("preguntas_de_fondo.json")
    return tuple(json.loads(ruta.read_text(encoding="utf-8")))
