"""La exportación: una carpeta con todo lo que el personal necesita para leer y anotar, sin red.

Se escribe en una carpeta provisional y solo toma su nombre si la comprobación de fugas no halla nada: si algo
falla, no queda ningún archivo. Recorre el almacén una vez para conocer los valores y otra para escribir.
"""

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.almacen.personal.alianzas import leer_alianzas
from bot.almacen.personal.bitacora import (
    DIAS_DE_UNA_EXPORTACION,
    Actuacion,
    ExportacionInscrita,
    anotar_en_bitacora,
    inscribir_exportacion,
)
from bot.almacen.personal.lectura import leer_conversaciones, leer_respuestas
from bot.dialogo.peticiones import Filtros
from bot.entrevista.esquema import Entrevista
from bot.revision.errores import SALIDA_CON_FUGA, ErrorDeExportacion, FugaDetectada
from bot.revision.exportacion import hojas, textos
from bot.revision.exportacion.alianzas import AlianzaJson, Resumidor
from bot.revision.exportacion.conversacion import RESERVADO, Escritor, admite, en_lima
from bot.revision.exportacion.formato import FORMATO, RUBRICA, ConversacionJson, en_una_linea, huella_de_rubrica
from bot.revision.exportacion.pagina.escribir import Bloques, escribir_pagina, textos_de_la_pagina
from bot.revision.exportacion.panel import Grafico, Panel
from bot.revision.grupos.juntar import Agrupar
from bot.revision.tachado.conocidos import Conocido, Publico, valores_de
from bot.revision.tachado.formas.reconocer import reconocer
from bot.revision.tachado.fugas import BuscadorDeFugas
from bot.revision.tachado.tachar import POLITICA, SIN_REDACTAR, Tachado, Tachador
from conocimiento.archivos import huella_de_archivo
from conocimiento.errores import motivo_de
from conocimiento.frases import Informar, cantidad
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.modelo import Documento

JSONL, PAGINA, LIBRO = "conversaciones.jsonl", "revision.html", "revision.xlsx"
CSV_CONVERSACIONES, CSV_TURNOS, LEEME, MANIFIESTO = "conversaciones.csv", "turnos.csv", "LEEME.txt", "manifiesto.json"
CARPETA_PRIVADA, ARCHIVO_PRIVADO = 0o700, 0o600
_FRAGMENTOS = 400
_INFORMAR_CADA = 5_000


@dataclass(frozen=True, slots=True)
class ExportacionPedida:
    """Qué se exporta, a dónde, y quién lo pide. Con `motivo`, sin tachar."""

    salida: Path
    filtros: Filtros
    quien: str
    ahora: datetime
    motivo: str = ""

    def caduca(self) -> date:
        """El último día, en el Perú, en que se puede conservar lo exportado."""
        return (self.ahora + timedelta(days=DIAS_DE_UNA_EXPORTACION)).astimezone(HORA_DE_LIMA).date()

    def actuacion(self, accion: str, detalle: dict[str, Any]) -> Actuacion:
        """Cómo consta en la bitácora."""
        return Actuacion(self.ahora, self.quien, accion, self.motivo, detalle)


@dataclass(frozen=True, slots=True)
class Material:
    """De dónde sale lo exportado. `lenguaje`: el modelo encendido, como va en el encabezado; None si no hay."""

    motor: Engine
    entrevista: Entrevista
    documentos: tuple[Documento, ...]
    agrupar: Agrupar
    lenguaje: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Exportada:
    """Lo que se exportó."""

    carpeta: Path
    conversaciones: int
    turnos: int
    tachados: dict[str, int]
    caduca: date


def exportar(pedido: ExportacionPedida, material: Material, informar: Informar) -> Exportada:
    """Escribe la exportación y devuelve dónde quedó.

    Raises `FugaDetectada` (y no deja archivos), `ErrorDeExportacion`, `ErrorAlmacen`.
    """
    sal, identificador = secrets.token_bytes(32), _nuevo_identificador()
    detalle = {"exportacion": identificador, "filtros": pedido.filtros.en_json(), "redactada": not pedido.motivo}
    if pedido.motivo:
        # Antes de escribir: que consten también las que se interrumpen.
        anotar_en_bitacora(material.motor, pedido.actuacion("exportar_sin_redactar", detalle))
    nombre = f"export-{en_lima(pedido.ahora)[:10]}-{identificador}"
    provisional = pedido.salida / f".{nombre}.parcial"
    try:
        provisional.mkdir(parents=True)
        provisional.chmod(CARPETA_PRIVADA)
        exportada, huella = _Exportacion(pedido, material, sal, identificador, provisional, informar).hacer()
        for archivo in provisional.iterdir():
            archivo.chmod(ARCHIVO_PRIVADO)  # cualquiera que sea la máscara de quien la pide
        provisional.rename(pedido.salida / nombre)
    except OSError as error:
        raise ErrorDeExportacion(
            f"No se pudo escribir en «{pedido.salida}» ({motivo_de(error)}). Revise carpeta, permiso y espacio."
        ) from error
    finally:
        shutil.rmtree(provisional, ignore_errors=True)
    inscrita = ExportacionInscrita(identificador, pedido.ahora, sal, huella, huella_de_rubrica())
    inscribir_exportacion(material.motor, inscrita)
    detalle |= {"conversaciones": exportada.conversaciones, "turnos": exportada.turnos}
    anotar_en_bitacora(material.motor, pedido.actuacion("exportar", detalle))
    return Exportada(
        pedido.salida / nombre,
        exportada.conversaciones,
        exportada.turnos,
        dict(exportada.tachados.most_common()),
        pedido.caduca(),
    )


class _Exportacion:
    def __init__(
        self,
        pedido: ExportacionPedida,
        material: Material,
        sal: bytes,
        identificador: str,
        carpeta: Path,
        informar: Informar,
    ) -> None:
        self._pedido, self._material, self._sal = pedido, material, sal
        self._identificador, self._carpeta, self._informar = identificador, carpeta, informar
        self._tachador: Tachador | None = None
        self._exportadas: set[int] = set()
        self._alianzas: list[AlianzaJson] = []
        self._publico = Publico(material.entrevista, material.documentos, [*_textos_propios(), textos_de_la_pagina()])

    def hacer(self) -> tuple[Panel, str]:
        self._informar("Reuniendo los datos conocidos…")
        self._tachador = self._preparar_tachador()
        panel = Panel()
        bloques = Bloques(self._carpeta / ".bloques", self._repasar)
        self._escribir_datos(panel, bloques)
        huella = huella_de_archivo(self._carpeta / JSONL)
        self._escribir_pagina(panel, huella)
        (self._carpeta / LEEME).write_text(self._leeme(panel), encoding="utf-8")
        (self._carpeta / ".bloques").unlink()
        self._escribir_manifiesto(panel)
        if not self._pedido.motivo:
            self._comprobar_fugas()
        for ruta in self._carpeta.iterdir():
            ruta.chmod(0o600)  # también si quien los recibe los saca de la carpeta, que es de uno solo
        return panel, huella

    def _conocidos(self) -> Iterator[Conocido]:
        for evento in leer_respuestas(self._material.motor):
            yield from valores_de(self._material.entrevista, evento)

    def _preparar_tachador(self) -> Tachador | None:
        if self._pedido.motivo:
            return None
        return Tachador(self._sal, self._publico, self._conocidos(), self._material.entrevista.formas)

    def _tachar(self, texto: str, propios: Sequence[Conocido]) -> tuple[str, tuple[Tachado, ...]]:
        return self._tachador.tachar(texto, propios) if self._tachador is not None else (texto, ())

    def _repasar(self, texto: str) -> str:
        return self._tachador.repasar(texto) if self._tachador is not None else texto

    def _encabezado(self) -> dict[str, Any]:
        ahora = self._pedido.ahora
        return {
            "clase": "encabezado",
            "formato": FORMATO,
            "export_id": self._identificador,
            "creado": en_lima(ahora),
            "caduca": self._pedido.caduca().isoformat(),
            "filtros": self._pedido.filtros.en_json(),
            "versiones": {
                "asistente": _version(),
                "entrevista": self._material.entrevista.version,
                "documentos": {
                    documento.ficha.documento: documento.huella[:12] for documento in self._material.documentos
                },
                "lenguaje": self._material.lenguaje,
            },
            "redaccion": {"politica": SIN_REDACTAR if self._pedido.motivo else POLITICA, "motivo": self._pedido.motivo},
            "rubrica_sha": huella_de_rubrica(),
            "base_legal": textos.BASE_LEGAL,
            "advertencia": textos.ADVERTENCIA,
        }

    def _escribir_datos(self, panel: Panel, bloques: Bloques) -> None:
        libro = hojas.Libro(self._carpeta / LIBRO)
        for nombre, titulos in (
            ("Conversaciones", hojas.CONVERSACIONES),
            ("Turnos", hojas.TURNOS),
            ("Respuestas de la entrevista", hojas.RESPUESTAS),
            ("Alianzas", hojas.ALIANZAS),
        ):
            libro.agregar_hoja(nombre, titulos)
        fichas = hojas.Csv(self._carpeta / CSV_CONVERSACIONES, hojas.CONVERSACIONES)
        turnos = hojas.Csv(self._carpeta / CSV_TURNOS, hojas.TURNOS)
        with (self._carpeta / JSONL).open("w", encoding="utf-8", newline="\n") as jsonl:
            jsonl.write(en_una_linea(self._encabezado()) + "\n")
            for una in self._conversaciones():
                jsonl.write(en_una_linea(una) + "\n")
                fila = hojas.fila_de_conversacion(una)
                fichas.escribir(fila)
                libro.escribir("Conversaciones", fila)
                for fila in hojas.filas_de_turnos(una):
                    turnos.escribir(fila)
                    libro.escribir("Turnos", fila)
                for fila in hojas.filas_de_respuestas(una):
                    libro.escribir("Respuestas de la entrevista", fila)
                bloques.escribir(una)
                panel.sumar(una)
                if panel.conversaciones % _INFORMAR_CADA == 0:
                    self._informar(f"Conversaciones escritas: {panel.conversaciones}.")
        fichas.cerrar()
        turnos.cerrar()
        bloques.terminar()
        self._resumir_alianzas()
        for alianza in self._alianzas:
            libro.escribir("Alianzas", hojas.fila_de_alianza(alianza))
        self._informar("Terminando el libro…")
        libro.cerrar()

    def _escritor(self) -> Escritor:
        return Escritor(self._material.entrevista, self._sal, self._tachar, self._pedido.ahora)

    def _resumir_alianzas(self) -> None:
        """Los borradores de varias en que participa alguien cuya conversación sale."""
        entrevista, ahora = self._material.entrevista, self._pedido.ahora
        resumidor = Resumidor(entrevista, self._sal, self._escritor().nombrar, self._exportadas, ahora)
        self._alianzas += map(resumidor.resumir, leer_alianzas(self._material.motor, self._exportadas))

    def _conversaciones(self) -> Iterator[ConversacionJson]:
        escritor = self._escritor()
        filtros = self._pedido.filtros
        for guardada in leer_conversaciones(self._material.motor, filtros.comienzo(), filtros.final()):
            una = escritor.escribir(guardada)
            if admite(filtros, una):
                self._exportadas.add(guardada.persona)
                yield una

    def _escribir_pagina(self, panel: Panel, huella: str) -> None:
        entrevista, encabezado = self._material.entrevista, self._encabezado()
        fragmentos = [
            {"apartado": fragmento.apartado, "texto": self._tachar(fragmento.texto, ())[0]}
            for documento in self._material.documentos
            for fragmento in documento.fragmentos
        ][:_FRAGMENTOS]
        datos: dict[str, Any] = {
            "export_id": self._identificador,
            "export_sha": huella,
            "rubrica_sha": huella_de_rubrica(),
            "rubrica": RUBRICA,
            "rotulos": {una.clave: una.rotulo for una in entrevista.preguntas},
            "tipos": {tipo.valor: tipo.etiqueta for tipo in entrevista.catalogos.tipos_actor},
            "fragmentos": fragmentos,
            "reservado": RESERVADO,
        }
        valores: dict[str, Any] = {
            "export_id": self._identificador,
            "creado": _dia(encabezado["creado"]),
            "caduca": _dia(encabezado["caduca"]),
            "filtros": _filtros_legibles(self._pedido.filtros),
            "sin_redactar": bool(self._pedido.motivo),
            "motivo": self._pedido.motivo,
            "cifras": panel.cifras(),
            "graficos": self._graficos(panel),
            "tachados": panel.tachados.most_common(),
            "alianzas": self._alianzas,
        }
        with (
            (self._carpeta / PAGINA).open("w", encoding="utf-8", newline="\n") as destino,
            (self._carpeta / ".bloques").open(encoding="utf-8") as bloques,
        ):
            escribir_pagina(destino, bloques, datos, valores)

    def _graficos(self, panel: Panel) -> tuple[Grafico, ...]:
        entrevista = self._material.entrevista
        return panel.graficos(
            {una.clave: una.rotulo for una in entrevista.preguntas},
            {regla.clave: regla.titulo for regla in entrevista.reglas},
            self._material.agrupar,
            self._repasar,
        )

    def _leeme(self, panel: Panel) -> str:
        return textos.LEEME.format(
            identificador=self._identificador,
            creado=_dia(en_lima(self._pedido.ahora)),
            caduca=_dia(self._encabezado()["caduca"]),
            conversaciones=cantidad(panel.conversaciones, "conversación", "conversaciones"),
            turnos=cantidad(panel.turnos, "turno"),
            datos=textos.SIN_TACHAR.format(motivo=self._pedido.motivo)
            if self._pedido.motivo
            else textos.tachados(self._material.entrevista.formas),
        )

    def _escribir_manifiesto(self, panel: Panel) -> None:
        nombres = sorted(ruta.name for ruta in self._carpeta.iterdir())
        manifiesto = {
            **self._encabezado(),
            "clase": "manifiesto",
            "quien": self._pedido.quien,
            "conversaciones": panel.conversaciones,
            "turnos": panel.turnos,
            "consultas": panel.consultas,
            "tachados": dict(panel.tachados.most_common()),
            "archivos": {
                nombre: {
                    "sha256": huella_de_archivo(self._carpeta / nombre),
                    "octetos": (self._carpeta / nombre).stat().st_size,
                }
                for nombre in nombres
            },
        }
        texto = json.dumps(manifiesto, ensure_ascii=False, indent=2) + "\n"
        (self._carpeta / MANIFIESTO).write_text(texto, encoding="utf-8")

    def _comprobar_fugas(self) -> None:
        self._informar("Comprobando que ningún dato personal quedó en los archivos…")
        buscador = BuscadorDeFugas(self._publico, self._conocidos(), self._material.entrevista.formas)
        for ruta in sorted(self._carpeta.iterdir()):
            if fugas := buscador.revisar(ruta):
                raise FugaDetectada(textos.retenida(ruta.name, fugas), codigo_de_salida=SALIDA_CON_FUGA)


def _nuevo_identificador() -> str:
    """Ocho cifras hexadecimales al azar que no parezcan un dato de nadie: «45678912» lo parecería."""
    while any(reconocer(uno := secrets.token_hex(4))):
        pass
    return uno


def _textos_propios() -> Iterator[str]:
    yield textos.LEEME
    yield textos.TACHADOS
    yield textos.BASE_LEGAL
    yield from (*hojas.CONVERSACIONES, *hojas.TURNOS, *hojas.RESPUESTAS)


def _filtros_legibles(filtros: Filtros) -> str:
    puestos = {**filtros.en_json(), **({"senales": ", ".join(filtros.senales)} if filtros.senales else {})}
    return ", ".join(f"{nombre}: {valor}" for nombre, valor in puestos.items()).replace("_", " ")


def _dia(texto: str) -> str:
    return f"{texto[8:10]}/{texto[5:7]}/{texto[:4]}"


def _version() -> str:
    try:
        return version("asistente-alianzas-multiactor")
    except PackageNotFoundError:
        return "sin instalar"
