"""El buscador ya abierto: de unas consultas a sus hallazgos. No abre ni construye nada (lo hace `buscador`)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from conocimiento.modelo import Documento, Hallazgo
from conocimiento.palabras import codificable
from indices import busqueda
from indices.busqueda import Coleccion
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.ampliacion import Ampliador
from indices.palabras.correccion import Corrector
from indices.parecido.ideas import Juez
from indices.parecido.solicitudes import Reconocedor

Avisar = Callable[[str], None]

_AVISAR_CADA = 256


def callar(_: str) -> None:
    """No avisa a nadie."""


class BuscadorLocal:
    """Busca en un corpus ya indexado. Se puede usar desde varios hilos a la vez."""

    def __init__(
        self,
        documentos: tuple[Documento, ...],
        coleccion: Coleccion,
        embeddings: EmbeddingsLocales,
        corrector: Corrector,
        ampliador: Ampliador,
        juez: Juez | None,
        reconocedor: Reconocedor | None,
        huellas: dict[str, str],
        carpeta: Path,
        avisar: Avisar = callar,
    ) -> None:
        self.documentos = documentos
        self.carpeta = carpeta  # la del índice que se abrió
        self._coleccion = coleccion
        self._embeddings = embeddings
        self._corrector = corrector
        self._ampliador = ampliador
        self._juez = juez
        self._reconocedor = reconocedor
        self._huellas = huellas
        self._avisar = avisar

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        """Devuelve un hallazgo por consulta, en el mismo orden; sin pasajes si la consulta no dice nada."""
        hallazgos: list[Hallazgo] = []
        for numero, consulta in enumerate(consultas, 1):
            hallazgos.append(self._buscar_una(consulta))
            if numero % _AVISAR_CADA == 0:
                self._avisar(f"Consultas buscadas: {numero} de {len(consultas)}.")
        return tuple(hallazgos)

    def _buscar_una(self, consulta: str) -> Hallazgo:
        corregida = self._corrector.corregir(codificable(consulta))
        ampliada = self._ampliador.ampliar(corregida)
        # Muchas veces dos de los tres textos son el mismo, y codificar es lo que más tarda.
        textos = list(dict.fromkeys((corregida, ampliada.consulta, ampliada.orientada or corregida)))
        vectores = dict(zip(textos, self._embeddings.de_preguntas(textos), strict=True))
        hallazgo = busqueda.buscar(
            self._coleccion,
            ampliada.consulta,
            vectores[ampliada.consulta],
            ampliada.orientada,
            vectores[ampliada.orientada] if ampliada.orientada else None,
        )
        if self._juez is not None:
            sin_ampliar = busqueda.buscar(self._coleccion, corregida, vectores[corregida])
            hallazgo = self._juez.juzgar(hallazgo, sin_ampliar, vectores[corregida])
        if self._reconocedor is not None and hallazgo.juicio is not None:
            pide, solicitud = self._reconocedor.reconocer(vectores[corregida])
            hallazgo = replace(hallazgo, juicio=replace(hallazgo.juicio, pide=pide, solicitud=solicitud))
        return replace(hallazgo, consulta=consulta)

    @property
    def embeddings(self) -> EmbeddingsLocales:
        """El codificador con que busca, para comparar otros textos sin cargarlo dos veces."""
        return self._embeddings

    def huellas(self) -> dict[str, str]:
        """Las huellas del corpus, del modelo y del índice, para poder explicar después una respuesta."""
        return dict(self._huellas)
