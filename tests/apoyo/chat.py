"""Una persona que conversa con el asistente por un chat con mensajes numerados, sobre el almacén real.

El reloj lo mueve la prueba. Sin modelo: quien pregunte al marco debe usar el asistente entero.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.documentos.mis_datos import ArchivadorDeDatos
from bot.documentos.redactor import RedactorDeDocumentos
from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Entrevista
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio.atender import Servicio
from bot.servicio.cifrado import Cifrador
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Envio, Persona
from conocimiento.modelo import Hallazgo
from tests.apoyo.almacen import base_nueva
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import ALIANZA

INICIO = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

AGUA_SEGURA: dict[str, str] = {
    "Su organización": "Minera Andes Altos S.A.C.",
    "Tipo de organización": "Empresa privada",
    "RUC": "20100070970",
    "Nombre de la alianza": "Agua Segura para Celendín",
    "Problema público": "En 12 caseríos de Celendín el agua llega sin cloro y los niños se enferman (posta, 2025).",
    "Población": "500 familias de 12 caseríos",
    "Lugar": "Cajamarca, provincia de Celendín",
    "Objetivo común": "Que 500 familias de Celendín tengan agua clorada todos los días al 2028.",
    "Desarrollo Sostenible": "6, 3",
    "Los otros actores": "Municipalidad Provincial de Celendín\nAgencia Española de Cooperación\n"
    "Cáritas Cajamarca (ONG peruana)",
    "Minera Andes Altos S.A.C.": "Se encarga de: comprar los equipos\nAporta: S/ 120,000\nGana: comunidades sanas\n"
    "Riesgo: que suba el precio del cloro\nLe motiva: convivir bien con sus vecinos",
    "Municipalidad Provincial de Celendín": "Se encarga de: operar el sistema\nAporta: dos técnicos\n"
    "Gana: cumplir su meta\nRiesgo: cambio de autoridades\nLe motiva: dar agua segura",
    "Agencia Española de Cooperación": "Se encarga de: dar el método\nAporta: una especialista\nGana: réplicas\n"
    "Riesgo: demoras\nLe motiva: la Agenda 2030",
    "Tipo de actor": "ONG peruana",
    "Cáritas Cajamarca": "Se encarga de: capacitar a las juntas de agua\nAporta: cuatro capacitadoras\n"
    "Gana: experiencia\nRiesgo: poca asistencia\nLe motiva: su misión social",
    "Presupuesto": "S/ 200 mil",
    "Beneficio para la población": "Agua segura todos los días y menos enfermedades en los niños.",
    "Resultados": "Caseríos con agua clorada; indicador: caseríos con cloro residual; meta: 12; fecha: 31/08/2028; "
    "responsable: Municipalidad Provincial de Celendín",
    "Plazo": "18 meses desde marzo de 2027",
}
"""Lo que responde a cada pregunta del modo rápido; en la matriz, por el nombre del actor."""


class SinBuscador:
    """No halla nada: en la duda decide la forma, y una pregunta al marco no se contesta."""

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(Hallazgo(consulta, (), 0.0) for consulta in consultas)


class _Documentador:
    """Entrega un archivo que ya existe: aquí no se prueba el documento."""

    def __init__(self) -> None:
        self.propuestas: list[Propuesta] = []

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        self.propuestas.append(propuesta)
        return (Adjunto("/dev/null", "borrador.docx"),)

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)


class Chat:
    """El chat de una persona. Sus mensajes y los del asistente comparten una numeración, como en Telegram."""

    def __init__(
        self,
        carpeta: Path,
        entrevista: Entrevista = ENTREVISTA,
        cifrador: Cifrador | None = None,
        *,
        puede_recordar: bool = False,
    ) -> None:
        """Con `cifrador` lo guardado se cifra, y los documentos son de verdad."""
        self.entrevista = entrevista
        self.puede_recordar = puede_recordar
        self.ahora_es = INICIO
        self.persona = Persona("telegram", "77")
        self.mensajes: list[Mensaje] = []
        self.enviados = 0
        """Cuántas veces actuó la persona."""
        self.escritos: list[str] = []
        """Lo que escribió, en orden."""
        self.numero = 0
        self.numeros: dict[int, str] = {}
        """El texto de cada mensaje del asistente, por su número."""
        self._documentador = _Documentador()
        self.almacen: AlmacenSQL = abrir_almacen(base_nueva(carpeta / "chat.db"), b"k" * 32, cifrador)
        documentos = carpeta / "documentos"
        cumplidor = Cumplidor(
            self.almacen,
            SinBuscador(),
            RedactorDeDocumentos(ALIANZA, documentos, cifrar=True) if cifrador else self._documentador,
            archivador=ArchivadorDeDatos(documentos, cifrar=cifrador is not None),
        )
        self._servicio = Servicio(decidir, self.almacen, cumplidor, self, self._contexto, estricto=True)

    def ahora(self) -> datetime:
        """La hora: avanza un segundo por vez."""
        self.ahora_es += timedelta(seconds=1)
        return self.ahora_es

    @property
    def texto(self) -> str:
        """Lo último que dijo el asistente."""
        return "\n".join(mensaje.texto for mensaje in self.mensajes)

    @property
    def botones(self) -> list[Boton]:
        """Los botones del último mensaje."""
        return [boton for fila in self.mensajes[-1].botones for boton in fila]

    @property
    def etiquetas(self) -> list[str]:
        """Las etiquetas de esos botones."""
        return [boton.etiqueta for boton in self.botones]

    @property
    def propuesta(self) -> Propuesta:
        """La última propuesta que se mandó a documento."""
        return self._documentador.propuestas[-1]

    def estado(self) -> Estado:
        """El estado guardado."""
        return self.almacen.cargar(self.persona)[0]

    def borrador(self) -> Borrador:
        """El borrador abierto."""
        return Borrador.de(self.estado().eventos)

    async def escribir(self, texto: str, *, responde_a: int = 0) -> int:
        """Envía un texto y devuelve su número."""
        self.numero += 1
        propio = self.numero
        self.escritos.append(texto)
        await self._atender(MensajeRecibido(texto, str(propio), str(responde_a) if responde_a else ""))
        return propio

    async def editar(self, numero: int, texto: str) -> None:
        """Edita un mensaje que ya había enviado."""
        await self._atender(MensajeEditado(texto, str(numero)))

    async def pulsar(self, etiqueta: str) -> None:
        """Pulsa un botón del último mensaje; si su etiqueta es larga basta el comienzo y «…»."""
        comienzo = etiqueta.removesuffix("…")
        iguales = [boton for boton in self.botones if boton.etiqueta == etiqueta]
        parecidos = [b for b in self.botones if comienzo != etiqueta and b.etiqueta.startswith(comienzo)]
        boton = next(iter(iguales or parecidos), None)
        assert boton is not None, f"no hay «{etiqueta}» entre {self.etiquetas}\n{self.texto}"
        await self._atender(BotonPulsado(boton.codigo))

    async def entregar(self, entrada: Entrada, identificador: str) -> tuple[Envio, ...]:
        """Entrega una entrada con su identificador, como la trae el canal; repetida, no produce nada."""
        return await self._servicio.atender(self.persona, entrada, identificador)

    async def pulsar_codigo(self, codigo: str) -> None:
        """Pulsa un botón de cualquier mensaje."""
        await self._atender(BotonPulsado(codigo))

    async def ordenar(self, nombre: str, argumento: str = "") -> None:
        """Escribe una orden."""
        await self._atender(OrdenRecibida(nombre, argumento))

    async def empezar(self) -> None:
        """Pide armar la propuesta, acepta el aviso y va pregunta por pregunta."""
        await self.ordenar("propuesta")
        await self.pulsar("Acepto")
        await self.pulsar("Pregunta por pregunta")

    async def responder(self, respuestas: dict[str, str] = AGUA_SEGURA, hasta: str = "") -> None:
        """Responde cada pregunta hasta la que se indique o hasta el cierre."""
        for _ in range(60):
            rotulo = self.rotulo()
            if not rotulo or rotulo == hasta:
                return
            clave = rotulo
            if rotulo == "Qué le toca a cada actor":
                clave = next((nombre for nombre in respuestas if f"{nombre} (" in self.mensajes[-1].texto), "")
                assert clave, self.texto
                if clave == hasta:
                    return
            await self.escribir(respuestas[clave])
        raise AssertionError(f"la entrevista no termina: sigue en «{self.rotulo()}»")

    def rotulo(self) -> str:
        """El rótulo de la pregunta que se tiene delante, o vacío."""
        for mensaje in reversed(self.mensajes):
            for parrafo in mensaje.parrafos:
                if parrafo.texto.startswith("Pregunta ") and " · " in parrafo.texto:
                    return parrafo.texto.split(" · ", 1)[1]
        return ""

    def numero_de(self, fragmento: str) -> int:
        """El número del último mensaje del asistente que contiene un texto."""
        return next(numero for numero, texto in reversed(self.numeros.items()) if fragmento in texto)

    def _contexto(self, ahora: datetime) -> Contexto:
        return Contexto(self.entrevista, (), ahora, "consultas@ejemplo.pe", puede_recordar=self.puede_recordar)

    async def _atender(self, entrada: Entrada) -> None:
        self.enviados += 1
        envios = await self._servicio.atender(self.persona, entrada, None)
        assert envios, "nunca se deja a la persona sin respuesta"
        self.mensajes = [envio.mensaje for envio in envios]
        for envio in envios:
            self.numero += 1
            self.numeros[self.numero] = envio.mensaje.texto
            self.almacen.marcar_enviado(envio.identificador, self.ahora(), str(self.numero))


def valor(chat: Chat, clave: str, actor: str = "") -> object:
    """Lo guardado de una pregunta del borrador abierto; None si no se respondió."""
    respuesta = chat.borrador().respuestas.get((clave, actor))
    return respuesta.valor if respuesta is not None else None
