"""Un servidor Bot API de mentira, estricto, para probar el asistente por HTTP de verdad.

Solo conoce los métodos que el bot usa: cualquier otro, un parámetro de más o de otro tipo, un HTML
mal formado o un límite pasado queda en `faltas`, y la prueba falla al cerrar. Guarda las
actualizaciones hasta que se confirman, como Telegram. Se puede ejecutar solo, para conversar con el
bot sin Telegram: `python -m tests.extremo.bot_api_falso`.
"""

import asyncio
import itertools
import json
import re
import sys
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, ClassVar

import aiohttp
from aiohttp import web

TOKEN = "123456:prueba"
BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Alianzas",
    "username": "alianzas_prueba_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
FECHA = 1_790_000_000
NUMEROS = itertools.count(701)  # como en Telegram, no se repiten aunque el servidor sea otro

Teclado = list[list[dict[str, str]]]


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


@dataclass(frozen=True)
class Fallo:
    """Lo que pasa en lugar de la respuesta. `corte`: «antes» o «después» de que el mensaje llegue.

    `crudo`: lo que se contesta, con ese código; si este es 0, son los bytes que salen por el enchufe, sin HTTP.
    `llega`: se contesta eso después de hacer lo pedido. `demora`: no falla, pero tarda esos segundos.
    """

    codigo: int = 0
    descripcion: str = ""
    espera: int | None = None
    corte: str = ""
    crudo: str | bytes | None = None
    llega: bool = False
    demora: float = 0.0


@dataclass(frozen=True)
class Llamada:
    """Una petición del bot, ya interpretada."""

    metodo: str
    datos: dict[str, Any]


class Rechazo(Exception):
    """Lo que Telegram contesta cuando no acepta una petición."""

    def __init__(self, codigo: int, descripcion: str, espera: int | None = None, nuevo: int | None = None) -> None:
        super().__init__(descripcion)
        self.codigo, self.descripcion, self.espera, self.nuevo = codigo, descripcion, espera, nuevo


class LectorHtml(HTMLParser):
    """El subconjunto de HTML de Telegram, con etiquetas bien cerradas y citas sin anidar."""

    ADMITIDAS: ClassVar[dict[str, tuple[list[tuple[str, str | None]], ...]]] = {
        "b": ([],),
        "i": ([],),
        "u": ([],),
        "s": ([],),
        "code": ([],),
        "pre": ([],),
        "blockquote": ([], [("expandable", None)]),
    }

    ENTIDADES: ClassVar[dict[str, str]] = {
        "b": "bold",
        "i": "italic",
        "u": "underline",
        "s": "strikethrough",
        "code": "code",
        "pre": "pre",
        "blockquote": "blockquote",
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.abiertas: list[str] = []
        self.visible = ""
        self.entidades: list[dict[str, Any]] = []
        self._inicios: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if attrs not in self.ADMITIDAS.get(tag, ()):
            raise Rechazo(400, f"Bad Request: can't parse entities: unsupported start tag {tag!r}")
        if tag == "blockquote" and tag in self.abiertas:
            raise Rechazo(400, "Bad Request: can't parse entities: nested blockquote")
        self.abiertas.append(tag)
        self._inicios.append(("expandable_blockquote" if attrs else self.ENTIDADES[tag], self._largo()))

    def handle_endtag(self, tag: str) -> None:
        if not self.abiertas or self.abiertas.pop() != tag:
            raise Rechazo(400, f"Bad Request: can't parse entities: unmatched end tag {tag!r}")
        tipo, inicio = self._inicios.pop()
        if self._largo() > inicio:
            self.entidades.append({"type": tipo, "offset": inicio, "length": self._largo() - inicio})

    def handle_data(self, data: str) -> None:
        self.visible += data

    def _largo(self) -> int:
        return len(self.visible.encode("utf-16-le")) // 2  # Telegram cuenta en unidades de UTF-16


def leer_html(codigo: str) -> LectorHtml:
    """Lee el texto visible y dónde empieza y acaba cada formato. Raises `Rechazo`."""
    lector = LectorHtml()
    lector.feed(codigo)
    lector.close()
    if lector.abiertas:
        raise Rechazo(400, f"Bad Request: can't parse entities: can't find end tag {lector.abiertas[-1]!r}")
    return lector


def entero(valor: str) -> int:
    return int(valor)


def logico(valor: str) -> bool:
    return {"true": True, "false": False}[valor.lower()]


def lista(valor: str) -> list[Any]:
    leido = json.loads(valor)
    assert isinstance(leido, list)
    return leido


def objeto(valor: str) -> dict[str, Any]:
    leido = json.loads(valor)
    assert isinstance(leido, dict)
    return leido


Parametros = dict[str, Callable[[str], Any]]

METODOS: dict[str, tuple[Parametros, Parametros]] = {
    # método: (obligatorios, opcionales)
    "getMe": ({}, {}),
    "deleteWebhook": ({}, {"drop_pending_updates": logico}),
    "setWebhook": (
        {"url": str, "secret_token": str, "allowed_updates": lista, "max_connections": entero},
        {"drop_pending_updates": logico},
    ),
    "getUpdates": ({"allowed_updates": lista, "timeout": entero}, {"offset": entero, "limit": entero}),
    "setMyCommands": ({"commands": lista}, {"language_code": str, "scope": objeto}),
    "setMyDescription": ({"description": str}, {}),
    "setMyShortDescription": ({"short_description": str}, {}),
    "sendChatAction": ({"chat_id": entero, "action": str}, {}),
    "answerCallbackQuery": ({"callback_query_id": str}, {"text": str}),
    "sendMessage": (
        {"chat_id": entero, "text": str},
        {"parse_mode": str, "reply_markup": objeto, "link_preview_options": objeto, "reply_parameters": objeto},
    ),
    "editMessageText": (
        {"chat_id": entero, "message_id": entero, "text": str},
        {"parse_mode": str, "reply_markup": objeto, "link_preview_options": objeto},
    ),
    "deleteMessage": ({"chat_id": entero, "message_id": entero}, {}),
    "sendDocument": ({"chat_id": entero, "document": str}, {"caption": str}),
}


LIMITADOS = {"sendMessage", "editMessageText", "sendDocument", "sendChatAction", "answerCallbackQuery"}


class BotApiFalso:
    """El servidor y las personas que conversan con el bot."""

    def __init__(self) -> None:
        self.faltas: list[str] = []
        self.llamadas: list[Llamada] = []
        self.personas: dict[int, PersonaSimulada] = {}
        self.grupos: dict[int, list[str]] = {}
        self.migrados: dict[int, int] = {}
        self.pendientes: deque[dict[str, Any]] = deque()
        self.entregadas: set[int] = set()
        self.desde: int | None = None
        self.presentacion: dict[str, Any] = {}
        self.ordenes_de: dict[int, list[str]] = {}
        self.raiz = ""
        self._fallos: dict[tuple[str, int | None], deque[Fallo]] = {}
        self._botones_por_contestar: set[str] = set()
        self._mensaje = 10
        self._pidiendo = 0
        self.puerto = 0
        self.webhook: tuple[str, str] | None = None
        self.reentregas = 0
        self.tope_por_segundo = 0
        self.frenadas = 0
        self._recientes: deque[float] = deque()
        self._entregador: asyncio.Task[None] | None = None
        self._novedad = asyncio.Condition()

    # --- lo que usan las pruebas ---

    def persona(self, chat: int, nombre: str = "Rosa") -> "PersonaSimulada":
        return self.personas.setdefault(chat, PersonaSimulada(self, chat, nombre))

    def fallar(self, metodo: str, *fallos: Fallo, chat: int | None = None) -> None:
        """Las próximas llamadas a un método fallan así, una por fallo, en todos los chats o en uno."""
        self._fallos.setdefault((metodo, chat), deque()).extend(fallos)

    def de(self, metodo: str) -> list[dict[str, Any]]:
        return [llamada.datos for llamada in self.llamadas if llamada.metodo == metodo]

    async def publicar(self, contenido: dict[str, Any], numero: int | None = None) -> int:
        """Pone una actualización en la cola; con `numero` repite una ya enviada."""
        if numero is None:
            numero = next(NUMEROS)
        self.pendientes.append({"update_id": numero, **contenido})
        await self.avisar()
        return numero

    def nuevo_mensaje(self) -> int:
        self._mensaje += 1
        return self._mensaje

    def nuevo_boton(self) -> str:
        codigo = f"boton-{self.nuevo_mensaje()}"
        self._botones_por_contestar.add(codigo)
        return codigo

    async def esperar(self, condicion: Callable[[], bool], segundos: float = 15.0, que: str = "") -> None:
        """Espera a que se cumpla algo; si no, falla diciendo qué se vio."""
        try:
            async with asyncio.timeout(segundos):
                while not condicion():  # se mira cada poco: lo esperado puede no pasar por este servidor
                    await asyncio.sleep(0.02)
        except TimeoutError:
            vistas = [(llamada.metodo, llamada.datos.get("chat_id")) for llamada in self.llamadas[-15:]]
            raise AssertionError(
                f"no ocurrió en {segundos} s: {que or 'lo esperado'}; faltas: {self.faltas}; últimas llamadas: {vistas}"
            ) from None

    async def esperar_confirmadas(self) -> None:
        """Espera a que el bot no tenga nada por leer."""
        await self.esperar(lambda: not self.pendientes, que="que el bot confirme todo")

    async def avisar(self) -> None:
        async with self._novedad:
            self._novedad.notify_all()

    # --- el servidor ---

    @asynccontextmanager
    async def abierto(self, puerto: int = 0) -> AsyncGenerator["BotApiFalso"]:
        """Atiende en un puerto libre, o en el que se diga."""
        await self.abrir(puerto)
        try:
            yield self
        finally:
            await self.cerrar()

    async def abrir(self, puerto: int = 0) -> None:
        aplicacion = web.Application(client_max_size=60 * 2**20)
        aplicacion.router.add_post("/bot{token}/{metodo}", self._atender)
        self._corredor = web.AppRunner(aplicacion, handler_cancellation=True, shutdown_timeout=1)
        await self._corredor.setup()
        await web.TCPSite(self._corredor, "127.0.0.1", puerto, reuse_address=True).start()
        self.puerto = self._corredor.addresses[0][1]
        self.raiz = f"http://127.0.0.1:{self.puerto}"

    async def cerrar(self) -> None:
        """Deja de atender, como si se cortara la red; `abrir(puerto)` la devuelve."""
        if self._entregador is not None:
            self._entregador.cancel()
            await asyncio.gather(self._entregador, return_exceptions=True)
            self._entregador = None
        await self._corredor.cleanup()

    async def _atender(self, peticion: web.Request) -> web.StreamResponse:
        if peticion.match_info["token"] != TOKEN:
            return _respuesta_de_error(401, "Unauthorized")
        metodo = peticion.match_info["metodo"]
        if metodo not in METODOS:
            self.faltas.append(f"método no previsto: {metodo}")
            return _respuesta_de_error(404, "Not Found")
        try:
            datos = await self._leer(peticion, metodo)
        except Rechazo as rechazo:
            return _respuesta_de_error(rechazo.codigo, rechazo.descripcion)
        if self.tope_por_segundo and metodo in LIMITADOS and not self._hay_cupo():
            self.frenadas += 1
            return _respuesta_de_error(429, "Too Many Requests: retry after 1", 1)
        fallo = self._fallo_de(metodo, datos.get("chat_id"))
        if fallo is not None and fallo.demora:
            await asyncio.sleep(fallo.demora)
            fallo = None
        if fallo is not None and fallo.corte != "después" and not fallo.llega:
            return await self._fallar(peticion, fallo)
        try:
            resultado = await getattr(self, f"_{metodo}")(datos)
        except Rechazo as rechazo:
            await self._registrar(metodo, datos)
            return _respuesta_de_error(rechazo.codigo, rechazo.descripcion, rechazo.espera, rechazo.nuevo)
        await self._registrar(metodo, datos)
        if fallo is not None:
            return await self._fallar(peticion, fallo)
        return web.json_response({"ok": True, "result": resultado})

    def _hay_cupo(self) -> bool:
        ahora = asyncio.get_running_loop().time()
        while self._recientes and self._recientes[0] <= ahora - 1.0:
            self._recientes.popleft()
        if len(self._recientes) >= self.tope_por_segundo:
            return False
        self._recientes.append(ahora)
        return True

    async def _registrar(self, metodo: str, datos: dict[str, Any]) -> None:
        if metodo != "getUpdates":
            self.llamadas.append(Llamada(metodo, datos))
        await self.avisar()

    async def _leer(self, peticion: web.Request, metodo: str) -> dict[str, Any]:
        """Lee los parámetros; lo que no encaja es una falta del bot."""
        obligatorios, opcionales = METODOS[metodo]
        formulario = await peticion.post()
        datos: dict[str, Any] = {}
        for nombre, valor in formulario.items():
            if isinstance(valor, web.FileField):
                datos[f"archivo:{nombre}"] = (valor.filename, valor.file.read())
                if nombre in obligatorios:  # el archivo puede venir en el propio parámetro o aparte, con «attach://»
                    datos[nombre] = f"attach://{nombre}"
                continue
            leer = obligatorios.get(nombre) or opcionales.get(nombre)
            if leer is None:
                self._culpar(f"{metodo}: parámetro no previsto {nombre!r}")
            try:
                datos[nombre] = leer(valor)
            except (ValueError, KeyError, AssertionError):
                self._culpar(f"{metodo}: {nombre!r} no es del tipo debido")
        for nombre in obligatorios:
            if nombre not in datos:
                self._culpar(f"{metodo}: falta {nombre!r}")
        return datos

    def _culpar(self, falta: str) -> None:
        self.faltas.append(falta)
        raise Rechazo(400, f"Bad Request: {falta}")

    def _fallo_de(self, metodo: str, chat: int | None) -> Fallo | None:
        for clave in ((metodo, chat), (metodo, None)):
            if cola := self._fallos.get(clave):
                return cola.popleft()
        return None

    async def _fallar(self, peticion: web.Request, fallo: Fallo) -> web.StreamResponse:
        self.llamadas.append(Llamada("(fallo)", {"codigo": fallo.codigo, "corte": fallo.corte}))
        await self.avisar()
        crudo = fallo.crudo.encode() if isinstance(fallo.crudo, str) else fallo.crudo
        if fallo.corte or (crudo is not None and not fallo.codigo):
            assert peticion.transport is not None
            if crudo is not None:
                peticion.transport.write(crudo)
                peticion.transport.close()
            else:
                peticion.transport.abort()
            return web.Response()
        if crudo is not None:
            return web.Response(status=fallo.codigo, body=crudo, content_type="text/html")
        return _respuesta_de_error(fallo.codigo, fallo.descripcion, fallo.espera)

    # --- los métodos ---

    async def _getMe(self, _datos: dict[str, Any]) -> Any:
        return BOT

    async def _deleteWebhook(self, datos: dict[str, Any]) -> Any:
        if datos.get("drop_pending_updates"):
            self._culpar("deleteWebhook: tira lo que la gente escribió mientras el bot no estaba")
        self.webhook = None
        return True

    async def _setWebhook(self, datos: dict[str, Any]) -> Any:
        if datos.get("drop_pending_updates"):
            self._culpar("setWebhook: tira lo que la gente escribió mientras el bot no estaba")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", datos["secret_token"]):
            self._culpar("setWebhook: secret_token con caracteres que Telegram no admite")
        self.webhook = (datos["url"], datos["secret_token"])
        if self._entregador is None:
            self._entregador = asyncio.create_task(self._entregar_por_webhook())
        return True

    async def _entregar_por_webhook(self) -> None:
        """Como Telegram: en orden dentro de cada chat, varios chats a la vez, y otra vez lo que no reciba un 200."""
        en_camino: set[str] = set()
        envios: set[asyncio.Task[None]] = set()
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100, force_close=True)) as sesion:

            async def entregar(dato: dict[str, Any], fila: str) -> None:
                try:
                    assert self.webhook is not None
                    url, secreto = self.webhook
                    async with sesion.post(
                        url, json=dato, headers={"X-Telegram-Bot-Api-Secret-Token": secreto}
                    ) as respuesta:
                        recibida = respuesta.status == 200
                except aiohttp.ClientError:
                    recibida = False
                if recibida:
                    self.pendientes.remove(dato)
                    self.entregadas.add(dato["update_id"])
                else:
                    self.reentregas += 1
                    await asyncio.sleep(0.2)
                en_camino.discard(fila)
                await self.avisar()

            while self.webhook is not None:
                for dato in list(self.pendientes):
                    fila = _fila_de(dato)
                    if fila not in en_camino and len(en_camino) < 100:
                        en_camino.add(fila)
                        envio = asyncio.create_task(entregar(dato, fila))
                        envios.add(envio)
                        envio.add_done_callback(envios.discard)
                async with self._novedad:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._novedad.wait(), 0.2)

    async def _getUpdates(self, datos: dict[str, Any]) -> Any:
        if self.webhook is not None:
            raise Rechazo(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._pidiendo:
            raise Rechazo(409, "Conflict: terminated by other getUpdates request")
        desde, limite = datos.get("offset"), datos.get("limit", 100)
        self.desde = desde
        if not 1 <= limite <= 100:
            self._culpar("getUpdates: limit fuera de 1-100")
        if desde is not None:
            while self.pendientes and self.pendientes[0]["update_id"] < desde:
                self.pendientes.popleft()
            await self.avisar()
        self._pidiendo += 1
        try:
            async with asyncio.timeout(datos["timeout"]), self._novedad:
                await self._novedad.wait_for(lambda: bool(self.pendientes))
        except TimeoutError:
            pass
        finally:
            self._pidiendo -= 1
        entrega = list(self.pendientes)[:limite]
        self.entregadas |= {actualizacion["update_id"] for actualizacion in entrega}
        await self.avisar()
        return entrega

    async def _setMyCommands(self, datos: dict[str, Any]) -> Any:
        for orden in datos["commands"]:
            if not (orden["command"].isascii() and orden["command"].islower() and len(orden["description"]) <= 256):
                self._culpar(f"setMyCommands: orden no válida {orden}")
        ordenes = [orden["command"] for orden in datos["commands"]]
        if "scope" not in datos:
            self.presentacion["ordenes"] = ordenes
            return True
        if datos["scope"]["type"] != "chat":
            self._culpar(f"setMyCommands: ámbito {datos['scope']['type']!r}")
        self._comprobar_chat(datos["scope"]["chat_id"])
        self.ordenes_de[datos["scope"]["chat_id"]] = ordenes
        return True

    async def _setMyDescription(self, datos: dict[str, Any]) -> Any:
        if len(datos["description"]) > 512:
            self._culpar("setMyDescription: más de 512 caracteres")
        self.presentacion["descripcion"] = datos["description"]
        return True

    async def _setMyShortDescription(self, datos: dict[str, Any]) -> Any:
        if len(datos["short_description"]) > 120:
            self._culpar("setMyShortDescription: más de 120 caracteres")
        self.presentacion["descripcion_corta"] = datos["short_description"]
        return True

    async def _sendChatAction(self, datos: dict[str, Any]) -> Any:
        self._comprobar_chat(datos["chat_id"])
        if datos["action"] not in {"typing", "upload_document"}:
            self._culpar(f"sendChatAction: acción {datos['action']!r}")
        return True

    async def _answerCallbackQuery(self, datos: dict[str, Any]) -> Any:
        if datos["callback_query_id"] not in self._botones_por_contestar:
            raise Rechazo(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._botones_por_contestar.discard(datos["callback_query_id"])
        return True

    def _comprobar_texto(self, metodo: str, datos: dict[str, Any]) -> str:
        """Devuelve el texto visible."""
        texto, modo = datos["text"], datos.get("parse_mode")
        if modo not in {None, "HTML"}:
            self._culpar(f"{metodo}: parse_mode {modo!r}")
        try:
            visible = leer_html(texto).visible if modo == "HTML" else texto
        except Rechazo as rechazo:
            self._culpar(f"{metodo}: {rechazo.descripcion}")
        if not visible.strip():
            self._culpar(f"{metodo}: message text is empty")
        if len(visible.encode("utf-16-le")) // 2 > 4096:
            self._culpar(f"{metodo}: message is too long")
        return visible

    async def _editMessageText(self, datos: dict[str, Any]) -> Any:
        chat, numero = datos["chat_id"], datos["message_id"]
        visible = self._comprobar_texto("editMessageText", datos)
        botones = self._comprobar_botones(datos.get("reply_markup"))
        self._comprobar_chat(chat)
        recibidos = self.personas[chat].recibidos
        lugar = next((lugar for lugar, uno in enumerate(recibidos) if uno.numero == numero), None)
        if lugar is None:
            raise Rechazo(400, "Bad Request: message to edit not found")
        if recibidos[lugar].archivo is not None:
            raise Rechazo(400, "Bad Request: there is no text in the message to edit")
        if (visible, botones) == (recibidos[lugar].texto, recibidos[lugar].botones):
            raise Rechazo(400, "Bad Request: message is not modified")
        responde_a = recibidos[lugar].responde_a
        recibidos[lugar] = Recibido(
            numero, visible, datos["text"], datos.get("parse_mode"), botones, responde_a=responde_a
        )
        return self._mensaje_del_bot(chat, numero) | {"text": visible, "edit_date": FECHA}

    async def _sendMessage(self, datos: dict[str, Any]) -> Any:
        chat, texto, modo = datos["chat_id"], datos["text"], datos.get("parse_mode")
        visible = self._comprobar_texto("sendMessage", datos)
        botones = self._comprobar_botones(datos.get("reply_markup"))
        self._comprobar_chat(chat)
        responde_a = self._a_que_responde(datos.get("reply_parameters"), chat)
        recibido = Recibido(self.nuevo_mensaje(), visible, texto, modo, botones, responde_a=responde_a)
        if chat in self.grupos:
            self.grupos[chat].append(visible)
        else:
            self.personas[chat].recibir(recibido)
        return self._mensaje_del_bot(chat, recibido.numero) | {"text": visible}

    async def _deleteMessage(self, datos: dict[str, Any]) -> Any:
        self._comprobar_chat(datos["chat_id"])
        persona, numero = self.personas[datos["chat_id"]], datos["message_id"]
        if numero in persona.de_hace_dias:
            raise Rechazo(400, "Bad Request: message can't be deleted for everyone")
        if all(uno.numero != numero for uno in persona.recibidos):
            raise Rechazo(400, "Bad Request: message to delete not found")
        persona.quitados.add(numero)
        return True

    async def _sendDocument(self, datos: dict[str, Any]) -> Any:
        self._comprobar_chat(datos["chat_id"])
        adjunto = datos.get(f"archivo:{datos['document'].removeprefix('attach://')}")
        if adjunto is None:
            self._culpar("sendDocument: el archivo no viene en la petición")
        nombre, contenido = adjunto
        if not contenido:
            self._culpar("sendDocument: file must be non-empty")
        pie = datos.get("caption", "")
        if len(pie) > 1024:
            self._culpar("sendDocument: message caption is too long")
        recibido = Recibido(self.nuevo_mensaje(), pie, archivo=nombre, contenido=contenido)
        self.personas[datos["chat_id"]].recibir(recibido)
        archivo = {"file_id": f"a{recibido.numero}", "file_unique_id": f"u{recibido.numero}", "file_name": nombre}
        return self._mensaje_del_bot(datos["chat_id"], recibido.numero) | {"document": archivo}

    def _a_que_responde(self, cita: dict[str, Any] | None, chat: int) -> int:
        """El mensaje de la persona al que responde; 0 si ella ya lo borró y se permite enviarlo igual."""
        if cita is None:
            return 0
        if set(cita) - {"message_id", "allow_sending_without_reply"}:
            self._culpar(f"reply_parameters con otros campos: {sorted(cita)}")
        if cita["message_id"] in self.personas[chat].enviados:
            return int(cita["message_id"])
        if not cita.get("allow_sending_without_reply"):
            raise Rechazo(400, "Bad Request: message to be replied not found")
        return 0

    def _comprobar_chat(self, chat: int) -> None:
        if chat in self.migrados:
            raise Rechazo(400, "Bad Request: group chat was upgraded to a supergroup chat", nuevo=self.migrados[chat])
        if chat in self.personas and self.personas[chat].bloqueo:
            raise Rechazo(403, "Forbidden: bot was blocked by the user")
        if chat not in self.personas and chat not in self.grupos:
            raise Rechazo(400, "Bad Request: chat not found")

    def _comprobar_botones(self, teclado: dict[str, Any] | None) -> tuple[tuple[tuple[str, str], ...], ...]:
        filas: Teclado = teclado["inline_keyboard"] if teclado else []
        for boton in (boton for fila in filas for boton in fila):
            if set(boton) != {"text", "callback_data"} or not boton["text"].strip():
                self._culpar(f"botón con otros campos o sin texto: {sorted(boton)}")
            if not 1 <= len(boton["callback_data"].encode()) <= 64:
                self._culpar(f"callback_data de más de 64 bytes: {boton['callback_data']!r}")
        if sum(map(len, filas)) > 100:
            self._culpar("más de 100 botones")
        return tuple(tuple((boton["text"], boton["callback_data"]) for boton in fila) for fila in filas)

    def _mensaje_del_bot(self, chat: int, numero: int) -> dict[str, Any]:
        tipo = {"type": "group", "title": "Grupo"} if chat in self.grupos else {"type": "private"}
        return {"message_id": numero, "date": FECHA, "chat": {"id": chat, **tipo}, "from": BOT}


class PersonaSimulada:
    """Alguien que conversa con el bot desde su teléfono."""

    def __init__(self, api: BotApiFalso, chat: int, nombre: str) -> None:
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
        self.api.grupos.setdefault(grupo, [])
        chat = {"chat": {"id": grupo, "type": "group", "title": "Grupo"}}
        return await self.envia({"text": texto, **_entidades(texto), **chat})


def _fila_de(dato: dict[str, Any]) -> str:
    for campo in ("message", "edited_message", "my_chat_member"):
        if campo in dato:
            return str(dato[campo]["chat"]["id"])
    return str(dato["callback_query"]["from"]["id"])


def _entidades(texto: str) -> dict[str, Any]:
    if not texto.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(texto.split()[0])}]}


def _respuesta_de_error(
    codigo: int, descripcion: str, espera: int | None = None, nuevo: int | None = None
) -> web.Response:
    cuerpo: dict[str, Any] = {"ok": False, "error_code": codigo, "description": descripcion}
    if nuevo is not None:
        cuerpo["parameters"] = {"migrate_to_chat_id": nuevo}
    if espera is not None:
        cuerpo["parameters"] = {"retry_after": espera}
    return web.json_response(cuerpo, status=codigo)


async def _conversar() -> None:
    """Una persona en la terminal conversa con el bot que apunte a este servidor."""
    api = BotApiFalso()
    async with api.abierto(8081):
        persona = api.persona(1)
        print(f"ALIANZAS_TELEGRAM_TOKEN={TOKEN} ALIANZAS_TELEGRAM_API={api.raiz} python -m bot telegram")
        while linea := await asyncio.to_thread(sys.stdin.readline):
            ultimo = persona.recibidos[-1].etiquetas if persona.recibidos else []
            await (persona.pulsa(linea.strip()) if linea.strip() in ultimo else persona.escribe(linea.strip()))
            for recibido in await persona.espera_turno():
                print(recibido.texto or f"[archivo {recibido.archivo}, {len(recibido.contenido)} bytes]")
                print(*(f"[{etiqueta}]" for etiqueta in recibido.etiquetas))


if __name__ == "__main__":
    asyncio.run(_conversar())
