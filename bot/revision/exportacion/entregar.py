"""La exportación que se entrega por un canal: la misma carpeta que `alianzas exportar`, en un solo archivo.

La hace esa orden en otro proceso: ocupa un procesador durante un minuto y mucha memoria, y quien atiende no debe
notarlo. Siempre con seudónimos. Cumple el puerto `Exportador`.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from bot.almacen.personas import DE_UN_DIA
from bot.cifrado import cerrar_archivo
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import ConversacionesExportadas, ExportacionRetenida, Filtros
from bot.documentos.archivo import guardar
from bot.revision.errores import SALIDA_CON_FUGA, ErrorDeExportacion
from bot.revision.exportacion.exportar import MANIFIESTO
from bot.servicio.puertos import TrabajoInterrumpido

REGISTRO = logging.getLogger(__name__)

_ERROR_PREVISTO = "alianzas: "
LIMITE = 50_000_000
"""Lo más que Telegram admite que suba un bot, en octetos."""


class ExportadorDeConversaciones:
    """Exporta lo guardado en `datos`; el archivo queda en `documentos`, si no pasa de `limite` octetos."""

    def __init__(self, datos: Path, documentos: Path, limite: int = LIMITE, *, cifrar: bool = False) -> None:
        self._datos, self._documentos, self._limite, self._cifrar = datos, documentos, limite, cifrar

    def exportar(self, filtros: Filtros, quien: str) -> ConversacionesExportadas | ExportacionRetenida:
        """Exporta y comprime; la carpeta se borra siempre.

        Raises `TrabajoInterrumpido`, `ErrorDeExportacion`, `DocumentoNoEscrito`, `OSError`.
        """
        self._documentos.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(prefix=f".{DE_UN_DIA}-", dir=self._documentos) as provisional:
            salida = self._ordenar(Path(provisional), filtros, quien)
            if salida == SALIDA_CON_FUGA:
                return ExportacionRetenida()
            if salida < 0:
                raise TrabajoInterrumpido
            if salida:
                raise ErrorDeExportacion(f"«alianzas exportar» terminó con el código {salida}.")
            (carpeta,) = Path(provisional).iterdir()
            manifiesto = cast(dict[str, Any], json.loads((carpeta / MANIFIESTO).read_text(encoding="utf-8")))
            octetos, adjunto = 0, None
            if manifiesto["conversaciones"]:
                comprimido = _comprimir(carpeta)
                octetos = comprimido.stat().st_size
                adjunto = self._guardar(comprimido) if octetos <= self._limite else None
            return ConversacionesExportadas(
                filtros,
                quien,
                date.fromisoformat(manifiesto["caduca"]),
                manifiesto["conversaciones"],
                manifiesto["turnos"],
                octetos,
                self._limite,
                adjunto,
            )

    def _ordenar(self, salida: Path, filtros: Filtros, quien: str) -> int:
        """Ejecuta la orden y devuelve con qué código terminó; negativo, la señal que la detuvo."""
        orden = [sys.executable, "-m", "bot", "exportar", "--salida", str(salida), "--datos", str(self._datos)]
        hecha = subprocess.run(
            [*orden, "--quien", quien, *_opciones(filtros)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # un Ctrl+C en la terminal es para quien atiende, que espera a que termine
            check=False,
        )
        for linea in hecha.stderr.splitlines():
            # Solo los errores previstos: la traza de otro podría repetir palabras de una persona.
            if hecha.returncode and linea.startswith(_ERROR_PREVISTO):
                REGISTRO.error("exportación sin hacer: %s", linea.removeprefix(_ERROR_PREVISTO))
        return hecha.returncode

    def _guardar(self, comprimido: Path) -> Adjunto:
        contenido = comprimido.read_bytes()
        guardado, clave = cerrar_archivo(contenido) if self._cifrar else (contenido, "")
        ruta = guardar(self._documentos.resolve(), guardado, f"{DE_UN_DIA}.zip")
        return Adjunto(str(ruta), comprimido.name, "Conversaciones para revisar", sha256(contenido).hexdigest(), clave)


def _opciones(filtros: Filtros) -> Iterator[str]:
    opciones = (
        ("--desde", filtros.desde and filtros.desde.isoformat()),
        ("--hasta", filtros.hasta and filtros.hasta.isoformat()),
        ("--filtro", ",".join(filtros.senales)),
        ("--tipo-organizacion", filtros.tipo_organizacion),
        ("--ods", str(filtros.ods or "")),
        ("--departamento", filtros.departamento),
    )
    for nombre, valor in opciones:
        if valor:
            yield from (nombre, valor)


def _comprimir(carpeta: Path) -> Path:
    archivo = carpeta.with_name(f"{carpeta.name}.zip")
    with ZipFile(archivo, "w", ZIP_DEFLATED) as comprimido:
        for ruta in sorted(carpeta.iterdir()):
            comprimido.write(ruta, f"{carpeta.name}/{ruta.name}")
    return archivo
