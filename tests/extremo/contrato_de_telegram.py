"""Lo que la Bot API admite de un bot: quién es, los métodos que usa, con sus parámetros, y el HTML de sus mensajes."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, ClassVar

BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Alianzas",
    "username": "alianzas_prueba_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


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
    "getFile": ({"file_id": str}, {}),
    "sendChatAction": ({"chat_id": entero, "action": str}, {}),
    "answerCallbackQuery": ({"callback_query_id": str}, {"text": str}),
    "sendMessage": (
        {"chat_id": entero, "text": str},
        {
            "parse_mode": str,
            "reply_markup": objeto,
            "link_preview_options": objeto,
            "reply_parameters": objeto,
            "message_thread_id": entero,
        },
    ),
    "editMessageText": (
        {"chat_id": entero, "message_id": entero, "text": str},
        {"parse_mode": str, "reply_markup": objeto, "link_preview_options": objeto},
    ),
    "deleteMessage": ({"chat_id": entero, "message_id": entero}, {}),
    "sendDocument": ({"chat_id": entero, "document": str}, {"caption": str}),
    "sendPhoto": ({"chat_id": entero, "photo": str}, {"caption": str}),
}


LIMITADOS = {"sendMessage", "editMessageText", "sendDocument", "sendPhoto", "sendChatAction", "answerCallbackQuery"}
