"""Una persona que conversa con el bot desde su teléfono, a través del servidor de mentira (`bot_api_falso`)."""

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.extremo.contrato_de_telegram import BOT, leer_html

if TYPE_CHECKING:
    from tests.extremo.bot_api_falso import BotApiFalso

FECHA = 1_790_000_000
"""La de todos los mensajes."""


@dataclass(frozen=True)
class Recibido:
    """Un mensaje que la persona ve. `botones`: filas de (etiqueta, código)."""

    numero: int
    texto: str
    html: str = ""
    modo: str | None = None
    botones: tuple[tuple[tuple[str, str], ...], ...] = ()
    archivo: str | None = None
    contenido: bytes = b""
    responde_a: int = 0

    @property
    def etiquetas(self) -> list[str]:
        return [etiqueta for fila in self.botones for etiqueta, _ in fila]


class PersonaSimulada:
    """Alguien que conversa con el bot desde su teléfono."""

    def __init__(self, api: "BotApiFalso", chat: int, nombre: str) -> None:
        self.api, self.chat, self.nombre = api, chat, nombre
        self.recibidos: list[Recibido] = []
        self.enviados: dict[int, dict[str, Any]] = {}
        """Lo que envió, como está ahora, por su número."""
        self.quitados: set[int] = set()
        """Los mensajes del bot que él mismo quitó."""
        self.de_hace_dias: set[int] = set()
        """Los que Telegram ya no deja quitar."""
        self.bloqueo = False
        self.novedad = asyncio.Event()
        self._leidos = 0

    def recibir(self, recibido: Recibido) -> None:
        self.recibidos.append(recibido)
        self.novedad.set()

    async def escribe(self, texto: str, numero: int | None = None) -> int:
        return await self.envia({"text": texto, **_entidades(texto)}, numero)

    async def envia(self, contenido: dict[str, Any], numero: int | None = None) -> int:
        """Envía un mensaje de cualquier clase, con los campos que Telegram le pondría."""
        return await self.api.publicar({"message": self._mensaje(contenido)}, numero)

    async def envia_archivo(self, nombre: str, contenido: bytes, pesa: int | None = None, **campos: Any) -> int:
        """Envía un documento; `pesa`, lo que Telegram dice que pesa, si es otra cosa."""
        cual = f"archivo{len(self.api.subidos)}"
        self.api.subidos[cual] = contenido
        documento = {
            "file_id": cual,
            "file_unique_id": f"u{cual}",
            "file_name": nombre,
            "file_size": len(contenido) if pesa is None else pesa,
        }
        return await self.envia({"document": documento, **campos})

    async def envia_voz(self, contenido: bytes, segundos: int = 3, pesa: int | None = None, **campos: Any) -> int:
        """Envía una nota de voz; `segundos` y `pesa`, lo que Telegram dice que dura y que pesa."""
        cual = f"voz{len(self.api.subidos)}"
        self.api.subidos[cual] = contenido
        octetos = len(contenido) if pesa is None else pesa
        voz = {"file_id": cual, "file_unique_id": f"u{cual}", "duration": segundos, "file_size": octetos}
        return await self.envia({"voice": {**voz, "mime_type": "audio/ogg"}, **campos})

    async def avisa_de_edicion(self, mensaje: int, **cambios: Any) -> int:
        """Lo que Telegram envía cuando cambia algo de uno de sus mensajes: a veces, nada que la persona escribiera."""
        return await self.api.publicar(
            {"edited_message": {**self.enviados[mensaje], **cambios, "edit_date": FECHA + 9}}
        )

    async def edita(self, texto: str, mensaje: int | None = None) -> int:
        """Edita uno de sus mensajes o, sin decir cuál, uno que el bot no vio."""
        cual = {} if mensaje is None else {"message_id": mensaje}
        return await self.api.publicar(
            {"edited_message": self._mensaje({"text": texto} | cual) | {"edit_date": FECHA + 9}}
        )

    async def responde(self, texto: str, recibido: Recibido) -> int:
        """Escribe con «Responder» sobre un mensaje del bot."""
        citado = self.api._mensaje_del_bot(self.chat, recibido.numero) | {"text": recibido.texto}
        return await self.envia({"text": texto, "reply_to_message": citado, **_entidades(texto)})

    async def reenvia(self, texto: str) -> int:
        """Reenvía un mensaje que escribió otra persona."""
        origen = {"type": "hidden_user", "date": FECHA, "sender_user_name": "Otra persona"}
        return await self.envia({"text": texto, "forward_origin": origen, **_entidades(texto)})

    @property
    def ultimo_enviado(self) -> int:
        """El número de lo último que envió."""
        return max(self.enviados)

    async def pulsa(self, etiqueta: str) -> int:
        """Pulsa el botón más reciente con esa etiqueta."""
        for recibido in reversed(self.recibidos):
            for una, codigo in (boton for fila in recibido.botones for boton in fila):
                if una == etiqueta:
                    return await self.pulsa_codigo(codigo, recibido.numero)
        vistas = self.recibidos[-1].etiquetas if self.recibidos else []
        raise AssertionError(f"no hay botón {etiqueta!r}; los últimos: {vistas}")

    async def pulsa_codigo(self, codigo: str, mensaje: int = 1, *, caducado: bool = False) -> int:
        """Pulsa un botón por su código; `caducado`: el mensaje ya no es accesible ni se puede contestar."""
        visto = {"date": 0} if caducado else self._visto(mensaje)
        pulsado: dict[str, Any] = {
            "id": "caducado" if caducado else self.api.nuevo_boton(),
            "from": self._usuario(),
            "chat_instance": "1",
            "data": codigo,
            "message": self.api._mensaje_del_bot(self.chat, mensaje) | visto,
        }
        return await self.api.publicar({"callback_query": pulsado})

    def _visto(self, numero: int) -> dict[str, Any]:
        """El contenido de un mensaje del bot, como Telegram lo devuelve al pulsar uno de sus botones."""
        visto = next((uno for uno in self.recibidos if uno.numero == numero), None)
        if visto is None:
            return {"text": "x"}
        filas = [[{"text": una, "callback_data": codigo} for una, codigo in fila] for fila in visto.botones]
        entidades = leer_html(visto.html).entidades if visto.modo == "HTML" else []
        citado = {"reply_to_message": self.enviados[visto.responde_a]} if visto.responde_a in self.enviados else {}
        return {"text": visto.texto, "entities": entidades, "reply_markup": {"inline_keyboard": filas}, **citado}

    async def bloquea(self, bloqueo: bool = True) -> int:
        self.bloqueo = bloqueo
        estados = [{"user": BOT, "status": estado, "until_date": 0} for estado in ("member", "kicked")]
        antes, despues = estados if bloqueo else reversed(estados)
        cambio = {"chat": self._chat(), "from": self._usuario(), "date": FECHA}
        return await self.api.publicar(
            {"my_chat_member": {**cambio, "old_chat_member": antes, "new_chat_member": despues}}
        )

    async def espera_respuesta(self, segundos: float = 15.0) -> Recibido:
        """Devuelve el siguiente mensaje sin leer."""
        return (await self.espera_respuestas(1, segundos))[0]

    async def espera_respuestas(self, cuantas: int, segundos: float = 15.0) -> list[Recibido]:
        """Devuelve los siguientes mensajes sin leer."""
        hasta = self._leidos + cuantas
        await self.api.esperar(lambda: len(self.recibidos) >= hasta, segundos, f"{cuantas} mensaje(s) a {self.nombre}")
        nuevos, self._leidos = self.recibidos[self._leidos : hasta], hasta
        return nuevos

    async def espera_turno(self, segundos: float = 30.0, calma: float = 0.5) -> list[Recibido]:
        """Devuelve todo lo que el bot contestó a lo último, cuando deja de escribir."""
        await self.api.esperar(lambda: len(self.recibidos) > self._leidos, segundos, f"una respuesta a {self.nombre}")
        cuantos = -1
        while cuantos != len(self.recibidos) or self._falta_confirmar():
            cuantos = len(self.recibidos)
            await asyncio.sleep(calma)
        nuevos, self._leidos = self.recibidos[self._leidos :], len(self.recibidos)
        return nuevos

    def _falta_confirmar(self) -> bool:
        return any(str(self.chat) in json.dumps(pendiente) for pendiente in self.api.pendientes)

    @property
    def sin_leer(self) -> list[Recibido]:
        return self.recibidos[self._leidos :]

    def _usuario(self) -> dict[str, Any]:
        return {"id": self.chat, "is_bot": False, "first_name": self.nombre, "language_code": "es"}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.chat, "type": "private", "first_name": self.nombre}

    def _mensaje(self, contenido: dict[str, Any]) -> dict[str, Any]:
        base = {"message_id": self.api.nuevo_mensaje(), "date": FECHA, "from": self._usuario(), "chat": self._chat()}
        mensaje = {**base, **contenido}
        # Como Telegram, que al citar un mensaje no cita el que ese citaba.
        self.enviados[mensaje["message_id"]] = {uno: mensaje[uno] for uno in mensaje if uno != "reply_to_message"}
        return mensaje

    async def escribe_en_grupo(self, grupo: int, texto: str) -> int:
        return await self.envia_en_grupo(grupo, {"text": texto, **_entidades(texto)})

    async def envia_en_grupo(self, grupo: int, contenido: dict[str, Any]) -> int:
        """Envía a un grupo un mensaje de cualquier clase; si el grupo es un foro, con los campos que se digan."""
        self.api.grupos.setdefault(grupo, [])
        es_foro = grupo in self.api.temas
        chat = {"id": grupo, "type": "supergroup" if es_foro else "group", "title": "Grupo", "is_forum": es_foro}
        return await self.envia({**contenido, "chat": chat})


def _entidades(texto: str) -> dict[str, Any]:
    if not texto.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(texto.split()[0])}]}
