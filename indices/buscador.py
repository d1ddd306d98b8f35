"""El buscador ya abierto: de unas consultas a sus hallazgos. No abre ni construye nada (lo hace `abrir`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conocimiento.frases import Informar
from conocimiento.modelo import Documento, Hallazgo
from indices import busqueda
from indices.busqueda import Coleccion, Mirada, mirar_cada_uno
from indices.guardado.pedido import Servidor
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.consultas import Ampliador, Corrector
from indices.parecido.conocidas import Juez, Reconocedor
from indices.parecido.oficiales import Oficiales

_INFORMAR_CADA = 256


def callar(_: str) -> None:
    """No avisa a nadie."""


@dataclass(frozen=True, slots=True)
class Abierto:
    """Un índice abierto: en qué carpeta está, de qué documentos es, cómo se busca en él y las huellas de todo eso.

    `servidor`: el de Chroma que se pidió, si se pidió uno.
    """

    carpeta: Path
    documentos: tuple[Documento, ...]
    coleccion: Coleccion
    oficiales: Oficiales
    huellas: Mapping[str, str]
    servidor: Servidor | None = None


@dataclass(frozen=True, slots=True)
class Lengua:
    """Cómo se entiende lo que la gente escribe: se corrige, se amplía y se codifica."""

    corrector: Corrector
    ampliador: Ampliador
    embeddings: EmbeddingsLocales


@dataclass(frozen=True, slots=True)
class Conocidas:
    """Lo que se aprendió de las preguntas conocidas y, si las hay, de las solicitudes."""

    juez: Juez
    reconocedor: Reconocedor | None


class BuscadorLocal:
    """Busca en un corpus ya indexado. Se puede usar desde varios hilos a la vez."""

    def __init__(
        self, abierto: Abierto, lengua: Lengua, conocidas: Conocidas | None, informar: Informar = callar
    ) -> None:
        """`conocidas` es None si de ningún documento se sabe qué se pregunta."""
        self._abierto = abierto
        self._lengua = lengua
        self._conocidas = conocidas
        self._informar = informar

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        """Devuelve un hallazgo por consulta, en el mismo orden; sin pasajes si la consulta no dice nada."""
        hallados: dict[str, Hallazgo] = {}
        for numero, consulta in enumerate(consultas, 1):
            if consulta not in hallados:  # quien repite una pregunta en su mensaje la hace una vez
                hallados[consulta] = self._buscar_una(consulta)
            if numero % _INFORMAR_CADA == 0:
                self._informar(f"Consultas buscadas: {numero} de {len(consultas)}.")
        return tuple(hallados[consulta] for consulta in consultas)

    def _buscar_una(self, consulta: str) -> Hallazgo:
        coleccion = self._abierto.coleccion
        corregida = self._lengua.corrector.corregir(consulta)
        ampliada = self._lengua.ampliador.ampliar(corregida)
        # Lo que se amplía son palabras, y se busca por ellas; el significado es el de lo que la persona dijo. Codificar
        # también lo ampliado no mejora nada y es lo que más tarda (`docs/decisiones/0006`).
        (vector,) = self._lengua.embeddings.de_preguntas([corregida])
        textos = dict.fromkeys((corregida, ampliada.consulta, ampliada.orientada or corregida))
        miradas = mirar_cada_uno(coleccion, textos, vector)
        hallazgo = busqueda.buscar(coleccion, miradas[ampliada.consulta], miradas.get(ampliada.orientada))
        if self._conocidas is not None:
            hallazgo = self._juzgar(self._conocidas, hallazgo, miradas[corregida])
        oficiales = self._abierto.oficiales.parecidas(miradas[corregida].consulta.vector)
        return replace(hallazgo, consulta=consulta, oficiales=oficiales)

    def _juzgar(self, conocidas: Conocidas, hallazgo: Hallazgo, sin_ampliar: Mirada) -> Hallazgo:
        certeza = busqueda.medir(self._abierto.coleccion, sin_ampliar)
        juzgado = conocidas.juez.juzgar(hallazgo, certeza, sin_ampliar.consulta)
        if conocidas.reconocedor is None or juzgado.juicio is None:
            return juzgado
        suyo = conocidas.reconocedor.reconocer(sin_ampliar.consulta)
        return replace(
            juzgado,
            juicio=replace(
                juzgado.juicio,
                pide=suyo.pide,
                solicitud=suyo.solicitud,
                respuestas=suyo.respuestas,
                solicitudes=suyo.solicitudes,
            ),
        )

    @property
    def documentos(self) -> tuple[Documento, ...]:
        """Los documentos en que busca."""
        return self._abierto.documentos

    @property
    def carpeta(self) -> Path:
        """La del índice que se abrió."""
        return self._abierto.carpeta

    @property
    def servidor(self) -> Servidor | None:
        """El servidor de Chroma con que se abrió, para que el siguiente se abra igual."""
        return self._abierto.servidor

    @property
    def embeddings(self) -> EmbeddingsLocales:
        """El codificador con que busca, para comparar otros textos sin cargarlo dos veces."""
        return self._lengua.embeddings

    def huellas(self) -> dict[str, str]:
        """Las huellas del corpus, del modelo y del índice, para poder explicar después una respuesta."""
        return dict(self._abierto.huellas)
