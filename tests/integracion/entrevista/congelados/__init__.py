"""Un chat de la versión 0.1.0 vuelto a vivir: las mismas entradas, a las mismas horas, con el mismo almacén.

De mentira es solo lo que necesita un modelo o escribe archivos. La entrada número i (desde 0) ocurre 60·i segundos
después de `INICIO`, el mensaje de la persona en ella es el «100·i+1» de su chat y las respuestas, desde el «100·i+50».
"""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.almacen import abrir_almacen
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida, RecordatorioVencido
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import ConversacionesExportadas, Filtros
from bot.dialogo.turno import Contexto, Entrada, Papeles
from bot.edicion.leer import leer_entrevista
from bot.entrevista.esquema import AvisoPrivacidad
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona
from conocimiento.modelo import Ficha, Fragmento, Hallazgo, Pasaje, Tramo
from tests.apoyo.almacen import base_nueva
from tests.apoyo.rutas import ALIANZA_0_1_0

CONGELADOS: dict[str, Any] = json.loads(Path(__file__).with_name("botones-0.1.0.json").read_text(encoding="utf-8"))
ENTREVISTA = leer_entrevista(ALIANZA_0_1_0)
ENTREVISTAS = {"hoy": ENTREVISTA, "aviso-3": replace(ENTREVISTA, aviso=AvisoPrivacidad("3", ENTREVISTA.aviso.texto))}
INICIO = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PERSONAS = {
    quien: Persona("telegram", numero)
    for quien, numero in (("persona", "1001"), ("otra", "1002"), ("personal", "9001"))
}
PERSONAL = {PERSONAS["personal"]: Papeles(atiende=True, exporta=True)}
SAL = b"k" * 32
LARGO_CONGELADO = 200
"""De cada respuesta se guardaron los primeros caracteres."""

GUIA = (
    "Una alianza es un acuerdo voluntario entre actores distintos. Los principios son la confianza, el respeto y la "
    "transparencia. Pueden integrarla el sector público, la empresa privada y la fuente cooperante."
)
ORACIONES = (Tramo(0, 61), Tramo(62, 125), Tramo(126, 205))
FRAGMENTO = Fragmento("guia-de-prueba.txt", "1", "1 Concepto", GUIA, 0, len(GUIA), ORACIONES)
FICHA = Ficha("guia-de-prueba.txt", "Guía de prueba", "APCI", 2017, "archivo", "1", "")
DE_QUE_TRATA = (
    (("principio",), 1),
    (("integrar", "participa", "actores"), 2),
    (("alianza multiactor", "qué es", "que es", "características"), 0),
)


class DeMentira:
    """Busca por palabras y entrega archivos que no existen."""

    falla = False

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(map(self._hallar, consultas))

    def _hallar(self, consulta: str) -> Hallazgo:
        for pistas, oracion in DE_QUE_TRATA:
            if any(palabra in consulta.lower() for palabra in pistas):
                return Hallazgo(consulta, (Pasaje(FRAGMENTO, 1.0, ORACIONES[oracion]),), 0.9)
        return Hallazgo(consulta, (), 0.0)

    def sugerir(self, fragmentos: Sequence[str]) -> tuple[tuple[int, str], ...]:
        return tuple((6, uno) for uno in fragmentos if "agua" in uno.lower())[:1]

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        if self.falla:
            raise RuntimeError("el documento falla a propósito")
        return (
            Adjunto("/no-existe/borrador.docx", "borrador.docx", "Word", "a" * 64),
            Adjunto("/no-existe/borrador.pdf", "borrador.pdf", "PDF", "b" * 64),
        )

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)

    def archivar(self, datos: dict[str, Any], documentos: Sequence[Adjunto]) -> Adjunto:
        return Adjunto("/no-existe/mis-datos.zip", "mis-datos.zip", "Todo lo que guardo de usted")

    def exportar(self, filtros: Filtros, quien: str) -> ConversacionesExportadas:
        adjunto = Adjunto("/no-existe/export.zip", "export.zip", "Conversaciones para revisar")
        return ConversacionesExportadas(filtros, quien, date(2027, 2, 21), 3, 12, 1000, 50_000_000, adjunto)


class Mundo:
    """El asistente y quienes conversan con él."""

    def __init__(self, carpeta: Path) -> None:
        carpeta.mkdir()
        self.numero, self.dias, self.entrevista = 0, 0, "hoy"
        self.escrito: dict[str, MensajeRecibido] = {}
        """Lo último que escribió cada quien: si se le pregunta por ello, vuelve al pulsar el botón."""
        self.de_mentira = DeMentira()
        self._archivo = carpeta / "chat.db"
        self.almacen = abrir_almacen(base_nueva(self._archivo), SAL, personal=PERSONAL)
        piezas = self.de_mentira
        cumplidor = Cumplidor(self.almacen, piezas, piezas, piezas, piezas, piezas, sal=SAL)
        self._servicio = Servicio(decidir, self.almacen, cumplidor, self, self._contexto, estricto=True)

    def ahora(self) -> datetime:
        """La hora de la entrada en curso: todo el turno ve la misma."""
        return INICIO + timedelta(days=self.dias, seconds=60 * self.numero)

    def _contexto(self, ahora: datetime) -> Contexto:
        return Contexto(ENTREVISTAS[self.entrevista], (FICHA,), ahora, "consultas@ejemplo.pe", puede_recordar=True)

    async def hacer(self, dicho: dict[str, Any]) -> list[Mensaje]:
        """Cumple una entrada del guion y devuelve los mensajes que recibe quien actúa."""
        self.dias += dicho.get("dias", 0)
        self.entrevista = dicho.get("entrevista", self.entrevista)
        self.de_mentira.falla = dicho.get("falla") == "documento"
        persona = PERSONAS[dicho.get("de", "persona")]
        entrada = _entrada(dicho, str(100 * self.numero + 1))
        quien = dicho.get("de", "persona")
        if isinstance(entrada, OrdenRecibida):
            texto = f"/{entrada.nombre} {entrada.argumento}"
            self.escrito[quien] = MensajeRecibido(texto, entrada.mensaje)
        elif isinstance(entrada, BotonPulsado) and entrada.codigo.startswith("h:otra"):
            entrada = replace(entrada, sobre=self.escrito.get(quien))
        if entrada is None:
            envios = self.almacen.leer_envios("telegram", persona.direccion)
        else:
            envios = await self._servicio.atender(persona, entrada, None)
        for lugar, envio in enumerate(envios):
            self.almacen.marcar_enviado(envio.identificador, self.ahora(), str(100 * self.numero + 50 + lugar))
        self.numero += 1
        return [envio.mensaje for envio in envios]

    def eventos(self, quien: str) -> dict[str, list[str]]:
        """Las clases de evento de cada borrador suyo."""
        leidos = self.almacen.leer_borradores(PERSONAS[quien])
        return {uno.nombre: [evento.tipo for evento in uno.eventos] for uno in leidos}

    def ponerse_como(self, otro: "Mundo") -> None:
        """Deja este mundo igual que otro: lo que pase aquí no cambia el otro."""
        origen, copia = sqlite3.connect(otro._archivo), sqlite3.connect(self._archivo)
        origen.backup(copia)
        origen.close()
        copia.close()
        self.numero, self.dias, self.entrevista = otro.numero, otro.dias, otro.entrevista
        self.escrito = dict(otro.escrito)

    async def pulsar(self, boton: dict[str, Any]) -> dict[str, Any]:
        """Lo que contesta y anota pulsar un botón congelado."""
        quien = boton.get("de", "persona")
        antes = self.eventos(quien)
        mensajes = await self.hacer({"pulsa": boton["codigo"], "de": quien})
        nuevos = [tipo for nombre, suyos in self.eventos(quien).items() for tipo in suyos[len(antes.get(nombre, ())) :]]
        return {"respuesta": leido(mensajes), **({"anota": nuevos} if nuevos else {})}


def _entrada(dicho: dict[str, Any], mensaje: str) -> Entrada | None:
    match dicho:
        case {"escribe": texto}:
            return MensajeRecibido(texto, mensaje, dicho.get("responde_a", ""))
        case {"edita": editado, "texto": texto}:
            return MensajeEditado(texto, editado)
        case {"pulsa": codigo}:
            return BotonPulsado(codigo)
        case {"orden": nombre}:
            return OrdenRecibida(nombre, dicho.get("argumento", ""), mensaje)
        case {"vence": "recordatorio"}:
            return RecordatorioVencido()
        case {"recibe": _}:
            return None
        case _:
            raise ValueError(dicho)


def leido(mensajes: Sequence[Mensaje]) -> str:
    """Lo que se congeló de una respuesta; no cuenta la referencia de un error, que es al azar, ni lo que ya está claro.

    Lo que ya está claro se dice después de 0.1.0, antes de la revisión.
    """
    dichos = "\n".join(mensaje.texto for mensaje in mensajes).splitlines()
    texto = "\n".join(dicho for dicho in dichos if not dicho.startswith("Lo que ya está claro: "))
    return re.sub(r"\(ref\. [^)]*\)", "(ref. …)", texto)[:LARGO_CONGELADO]
