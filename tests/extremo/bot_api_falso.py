"""Un servidor Bot API de mentira, estricto, para probar el asistente por HTTP de verdad.

Solo conoce los métodos que el bot usa (`contrato_de_telegram`): cualquier otro, un parámetro de más o de otro tipo, un
HTML mal formado o un límite pasado queda en `faltas`, y la prueba falla al cerrar. Guarda las actualizaciones hasta que
se confirman, como Telegram. Se puede ejecutar solo, para conversar con el bot sin Telegram:
`python -m tests.extremo.bot_api_falso`.
"""

import asyncio
import itertools
import re
import sys
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web

from tests.extremo.contrato_de_telegram import BOT, LIMITADOS, METODOS, Rechazo, leer_html
from tests.extremo.persona_simulada import FECHA, PersonaSimulada, Recibido

TOKEN = "123456:inventado"
NUMEROS = itertools.count(701)  # como en Telegram, no se repiten aunque el servidor sea otro

Teclado = list[list[dict[str, str]]]


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


class BotApiFalso:
    """El servidor y las personas que conversan con el bot."""

    def __init__(self) -> None:
        self.faltas: list[str] = []
        self.llamadas: list[Llamada] = []
        self.personas: dict[int, PersonaSimulada] = {}
        self.grupos: dict[int, list[str]] = {}
        self.temas: dict[int, dict[int | None, list[str] | None]] = {}
        """Lo dicho en cada tema de un foro, y en el general (None); un tema cerrado es None."""
        self.migrados: dict[int, int] = {}
        self.en_grupos: dict[int, dict[int, Recibido]] = {}
        """Lo que el bot dijo en cada grupo, como está ahora, por su número."""
        self.pendientes: deque[dict[str, Any]] = deque()
        self.entregadas: set[int] = set()
        self.desde: int | None = None
        self.presentacion: dict[str, Any] = {}
        self.ordenes_de: dict[int, list[str]] = {}
        self.subidos: dict[str, bytes] = {}
        """Lo que las personas enviaron, por su `file_id`."""
        self.direcciones: list[str] = []
        """Las que abren los botones que se enviaron."""
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

    def persona(self, chat: int, nombre: str = "Rosa") -> PersonaSimulada:
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

    async def pasar_a_supergrupo(self, grupo: int, nuevo: int) -> None:
        """El grupo cambia de número: Telegram lo dice en los dos, y en el nuevo no están los mensajes de antes."""
        self.grupos[nuevo], self.migrados[grupo] = [], nuevo
        for chat, tipo, dice in (
            (grupo, "group", {"migrate_to_chat_id": nuevo}),
            (nuevo, "supergroup", {"migrate_from_chat_id": grupo}),
        ):
            aviso = {"message_id": self.nuevo_mensaje(), "date": FECHA, "chat": {"id": chat, "type": tipo}, **dice}
            await self.publicar({"message": aviso})

    async def sacar_del_grupo(self, grupo: int, quien: dict[str, Any]) -> None:
        """Alguien saca al bot, que ya no puede escribir allí."""
        del self.grupos[grupo]
        antes, despues = ({"user": BOT, "status": estado, "until_date": 0} for estado in ("member", "kicked"))
        cambio = {"chat": {"id": grupo, "type": "supergroup", "title": "Grupo"}, "from": quien, "date": FECHA}
        await self.publicar({"my_chat_member": {**cambio, "old_chat_member": antes, "new_chat_member": despues}})

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
        aplicacion.router.add_get("/file/bot{token}/documents/{cual}", self._dar_archivo)
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
        if datos["scope"]["type"] == "all_group_chats":
            self.presentacion["ordenes_de_los_grupos"] = ordenes
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
        if chat in self.grupos:
            return self._editar_en_grupo(chat, Recibido(numero, visible, datos["text"], "HTML", botones))
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

    def _editar_en_grupo(self, chat: int, nuevo: Recibido) -> Any:
        suyos = self.en_grupos.setdefault(chat, {})
        if nuevo.numero not in suyos:
            raise Rechazo(400, "Bad Request: message to edit not found")
        if (nuevo.texto, nuevo.botones) == (suyos[nuevo.numero].texto, suyos[nuevo.numero].botones):
            raise Rechazo(400, "Bad Request: message is not modified")
        suyos[nuevo.numero] = nuevo
        return self._mensaje_del_bot(chat, nuevo.numero) | {"text": nuevo.texto, "edit_date": FECHA}

    async def _sendMessage(self, datos: dict[str, Any]) -> Any:
        chat, texto, modo = datos["chat_id"], datos["text"], datos.get("parse_mode")
        visible = self._comprobar_texto("sendMessage", datos)
        botones = self._comprobar_botones(datos.get("reply_markup"))
        self._comprobar_chat(chat)
        self._anotar_en_el_tema(chat, datos.get("message_thread_id"), visible)
        responde_a = self._a_que_responde(datos.get("reply_parameters"), chat)
        recibido = Recibido(self.nuevo_mensaje(), visible, texto, modo, botones, responde_a=responde_a)
        if chat in self.grupos:
            self.grupos[chat].append(visible)
            self.en_grupos.setdefault(chat, {})[recibido.numero] = recibido
        else:
            self.personas[chat].recibir(recibido)
        return self._mensaje_del_bot(chat, recibido.numero) | {"text": visible}

    def _anotar_en_el_tema(self, chat: int, tema: int | None, visible: str) -> None:
        temas = self.temas.get(chat, {None: []})
        if tema not in temas:
            raise Rechazo(400, "Bad Request: message thread not found")
        if (dichos := temas[tema]) is None:
            raise Rechazo(400, "Bad Request: TOPIC_CLOSED")
        dichos.append(visible)

    async def _deleteMessage(self, datos: dict[str, Any]) -> Any:
        self._comprobar_chat(datos["chat_id"])
        persona, numero = self.personas[datos["chat_id"]], datos["message_id"]
        if numero in persona.de_hace_dias:
            raise Rechazo(400, "Bad Request: message can't be deleted for everyone")
        if all(uno.numero != numero for uno in persona.recibidos):
            raise Rechazo(400, "Bad Request: message to delete not found")
        persona.quitados.add(numero)
        return True

    async def _getFile(self, datos: dict[str, Any]) -> Any:
        cual = datos["file_id"]
        if cual not in self.subidos:
            raise Rechazo(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        pesa = len(self.subidos[cual])
        if pesa > 20 * 2**20:
            raise Rechazo(400, "Bad Request: file is too big")
        return {"file_id": cual, "file_unique_id": f"u{cual}", "file_size": pesa, "file_path": f"documents/{cual}"}

    async def _dar_archivo(self, peticion: web.Request) -> web.StreamResponse:
        cual = peticion.match_info["cual"]
        if peticion.match_info["token"] != TOKEN or cual not in self.subidos:
            return _respuesta_de_error(404, "Not Found")
        fallo = self._fallo_de("descarga", None)
        if fallo is not None:
            return await self._fallar(peticion, fallo)
        return web.Response(body=self.subidos[cual])

    async def _sendPhoto(self, datos: dict[str, Any]) -> Any:
        if not datos.get(f"archivo:{datos['photo'].removeprefix('attach://')}", ("", b""))[1].startswith(b"\x89PNG"):
            raise Rechazo(400, "Bad Request: IMAGE_PROCESS_FAILED")
        enviado = await self._sendDocument({**datos, "document": datos["photo"]})
        foto = {"file_id": "f", "file_unique_id": "u", "width": 910, "height": 1287}
        return {clave: valor for clave, valor in enviado.items() if clave != "document"} | {"photo": [foto]}

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
            clases = ({"text", "callback_data"}, {"text", "copy_text"}, {"text", "url"})
            if set(boton) not in clases or not boton["text"].strip():
                self._culpar(f"botón con otros campos o sin texto: {sorted(boton)}")
            if "copy_text" in boton:
                if not 1 <= len(boton["copy_text"]["text"]) <= 256:
                    self._culpar(f"copy_text de más de 256 caracteres: {boton['copy_text']!r}")
                continue
            if "url" in boton:
                self.direcciones.append(boton["url"])
                if not re.fullmatch(r"https://\S{1,2000}", boton["url"]):
                    self._culpar(f"dirección que no se puede abrir: {boton['url']!r}")
                continue
            if not 1 <= len(boton["callback_data"].encode()) <= 64:
                self._culpar(f"callback_data de más de 64 bytes: {boton['callback_data']!r}")
        if sum(map(len, filas)) > 100:
            self._culpar("más de 100 botones")
        return tuple(tuple((boton["text"], boton.get("callback_data", "")) for boton in fila) for fila in filas)

    def _mensaje_del_bot(self, chat: int, numero: int) -> dict[str, Any]:
        tipo = {"type": "group", "title": "Grupo"} if chat in self.grupos else {"type": "private"}
        return {"message_id": numero, "date": FECHA, "chat": {"id": chat, **tipo}, "from": BOT}


def _fila_de(dato: dict[str, Any]) -> str:
    for campo in ("message", "edited_message", "my_chat_member"):
        if campo in dato:
            return str(dato[campo]["chat"]["id"])
    return str(dato["callback_query"]["from"]["id"])


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
