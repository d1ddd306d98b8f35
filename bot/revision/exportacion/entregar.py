"""La exportación que se entrega por un canal: la misma carpeta que `alianzas exportar`, en un solo archivo.

Siempre con seudónimos. Cumple el puerto `Exportador`.
"""

import logging
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from bot.almacen.depurar import DE_UN_DIA
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import ConversacionesExportadas, ExportacionRetenida, Filtros
from bot.documentos.archivo import guardar
from bot.revision.errores import FugaDetectada
from bot.servicio.cifrado import cerrar_archivo
from bot.servicio.puertos import Reloj
from conocimiento.errores import ErrorLegible

if TYPE_CHECKING:
    from bot.revision.exportacion.exportar import ExportacionPedida, Exportada

REGISTRO = logging.getLogger(__name__)

LIMITE = 50_000_000
"""Lo más que Telegram admite que suba un bot, en octetos."""

Exportar: TypeAlias = "Callable[[ExportacionPedida], Exportada]"
"""Como `exportar`; se espera que en otro proceso: ocupa uno durante un minuto y mucha memoria, y quien atiende no
debe notarlo."""


class ExportadorDeConversaciones:
    """Exporta con `exportar`; el archivo queda en `documentos`, si no pasa de `limite` octetos."""

    def __init__(
        self, exportar: Exportar, documentos: Path, reloj: Reloj, limite: int = LIMITE, *, cifrar: bool = False
    ) -> None:
        self._exportar, self._documentos, self._reloj = exportar, documentos, reloj
        self._limite, self._cifrar = limite, cifrar

    def exportar(self, filtros: Filtros, quien: str) -> ConversacionesExportadas | ExportacionRetenida:
        """Exporta y comprime; la carpeta se borra siempre.

        Raises `TrabajoInterrumpido`, `ErrorLegible`, `OSError`.
        """
        from bot.revision.exportacion.exportar import (
            ExportacionPedida,  # al exportar y no al arrancar: tarda en cargarse
        )

        self._documentos.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(prefix=f".{DE_UN_DIA}-", dir=self._documentos) as provisional:
            try:
                hecha = self._exportar(ExportacionPedida(Path(provisional), filtros, quien, self._reloj.ahora()))
            except ErrorLegible as error:
                REGISTRO.error("exportación sin hacer: %s", error)
                if isinstance(error, FugaDetectada):
                    return ExportacionRetenida()
                raise
            octetos, adjunto = 0, None
            if hecha.conversaciones:
                comprimido = _comprimir(hecha.carpeta)
                octetos = comprimido.stat().st_size
                adjunto = self._guardar(comprimido) if octetos <= self._limite else None
            return ConversacionesExportadas(
                filtros, quien, hecha.caduca, hecha.conversaciones, hecha.turnos, octetos, self._limite, adjunto
            )

    def _guardar(self, comprimido: Path) -> Adjunto:
        contenido = comprimido.read_bytes()
        guardado, secreto = cerrar_archivo(contenido) if self._cifrar else (contenido, "")
        ruta = guardar(self._documentos.resolve(), guardado, f"{DE_UN_DIA}.zip")
        return Adjunto(
            str(ruta), comprimido.name, "Conversaciones para revisar", sha256(contenido).hexdigest(), secreto
        )


def _comprimir(carpeta: Path) -> Path:
    archivo = carpeta.with_name(f"{carpeta.name}.zip")
    with ZipFile(archivo, "w", ZIP_DEFLATED) as comprimido:
        for ruta in sorted(carpeta.iterdir()):
            comprimido.write(ruta, f"{carpeta.name}/{ruta.name}")
    return archivo
