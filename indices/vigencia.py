"""Nota que lo abierto dejó de valer mientras se usa, y abre lo nuevo. No decide cuándo se mira ni quién lo usa después.

Deja de valer si otro proceso publicó otro índice (`alianzas pendientes responder`, `alianzas indexar`) o si terminó la
vigencia de un documento. Mirarlo cuesta leer un archivo de un renglón.
"""

import time
from datetime import date
from pathlib import Path

from indices.abrir import abrir_con_su_modelo
from indices.buscador import BuscadorLocal
from indices.guardado.generacion import carpeta_vigente

ENTRE_INTENTOS = 60.0
"""Segundos que se espera para volver a intentar abrir lo que no se pudo."""


class IndiceVigilado:
    """El índice de un buscador abierto. Se usa desde un solo hilo a la vez."""

    def __init__(self, buscador: BuscadorLocal, carpeta_corpus: Path, carpeta_datos: Path) -> None:
        self._buscador = buscador
        self._carpeta_corpus = carpeta_corpus
        self._carpeta_datos = carpeta_datos
        self._sin_intentar_hasta = 0.0

    def renovar(self, hoy: date) -> BuscadorLocal | None:
        """Devuelve otro buscador si el anterior dejó de valer; None si vale o si hace poco no se pudo abrir otro.

        Raises los errores de `abrir_con_su_modelo`: el anterior sigue siendo el que hay.
        """
        if time.monotonic() < self._sin_intentar_hasta or not self._dejo_de_valer(hoy):
            return None
        self._sin_intentar_hasta = time.monotonic() + ENTRE_INTENTOS
        self._buscador = abrir_con_su_modelo(self._buscador, self._carpeta_corpus, self._carpeta_datos, hoy)
        self._sin_intentar_hasta = 0.0
        return self._buscador

    def _dejo_de_valer(self, hoy: date) -> bool:
        vigente = carpeta_vigente(self._buscador.carpeta.parent)
        es_otro = vigente is not None and vigente.name != self._buscador.carpeta.name
        plazos = [documento.ficha.vigente_hasta for documento in self._buscador.documentos]
        return es_otro or any(plazo is not None and plazo < hoy for plazo in plazos)
