"""Una conversación en que un modelo de lenguaje contesta lo que la prueba diga, y todo lo que podría contestar."""

import json
from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import (
    Buscar,
    Consultar,
    LenguajeFallo,
    LenguajeRespondio,
    Modo,
    Motivo,
    OdsSugeridos,
    Pedido,
    SugerirOds,
    Sustituido,
    TextoEnviado,
    Uso,
)
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Borrador
from tests.apoyo.charla import CONTEXTO, sin_pasajes

Contesta = Callable[[Pedido], str | None]
"""Lo que dice el modelo de un pedido; None si falla."""
CON_MODELO = replace(CONTEXTO, usos=frozenset(Uso), modo=Modo.LOCAL)
EN_CLARO: Callable[[Pedido], TextoEnviado] = lambda pedido: TextoEnviado(pedido.encargo.personal)  # noqa: E731


def con_seudonimos(*datos: str) -> Callable[[Pedido], TextoEnviado]:
    """Lo enviado con un seudónimo en lugar de cada uno de esos datos, que van en el orden del texto."""

    def enviar(pedido: Pedido) -> TextoEnviado:
        texto, sustituidos, corrido = pedido.encargo.personal, list[Sustituido](), 0
        for numero, dato in enumerate(datos):
            desde = pedido.encargo.personal.find(dato)
            if desde < 0:
                continue
            seudonimo, inicio = f"DATO-{numero:012d}", desde + corrido
            texto = f"{texto[:inicio]}{seudonimo}{texto[inicio + len(dato) :]}"
            sustituidos.append(Sustituido(inicio, inicio + len(seudonimo), desde, desde + len(dato)))
            corrido += len(seudonimo) - len(dato)
        return TextoEnviado(texto, tuple(sustituidos))

    return enviar


def _nada(_: Pedido) -> None:
    return None


class CharlaConModelo:
    """Escribe y pulsa como una persona; lo que se le pida al modelo lo contesta `contesta`."""

    def __init__(self, contesta: Contesta, contexto: Contexto = CON_MODELO) -> None:
        self.contesta, self.contexto, self.enviar = contesta, contexto, EN_CLARO
        self.estado, self.mensaje, self.pedidos = Estado(), Mensaje(()), list[Pedido]()
        self._aplicar(decidir(contexto, self.estado, BotonPulsado("m:propuesta")))
        self.pulsar("Acepto")

    @classmethod
    def en(cls, estado: Estado) -> "CharlaConModelo":
        """Una que ya va por ahí, con un modelo que no contesta nada más."""
        charla = cls.__new__(cls)
        charla.contesta, charla.contexto, charla.enviar = _nada, CON_MODELO, EN_CLARO
        charla.estado, charla.mensaje, charla.pedidos = estado, Mensaje(()), []
        return charla

    def vuelve(self, vuelto: LenguajeRespondio) -> None:
        self._aplicar(decidir(self.contexto, self.estado, vuelto))

    def escribir(self, texto: str) -> None:
        self._aplicar(decidir(self.contexto, self.estado, MensajeRecibido(texto)))

    def pulsar(self, etiqueta: str) -> None:
        codigo = next(b.codigo for fila in self.mensaje.botones for b in fila if b.etiqueta == etiqueta)
        self._aplicar(decidir(self.contexto, self.estado, BotonPulsado(codigo)))

    def etiquetas(self) -> list[str]:
        return [boton.etiqueta for fila in self.mensaje.botones for boton in fila]

    def respuestas(self) -> dict[str, object]:
        return {llave[0]: una.valor for llave, una in Borrador.de(self.estado.eventos).respuestas.items()}

    def _aplicar(self, turno: Turno) -> None:
        self.estado = turno.estado
        for efecto in turno.efectos:
            match efecto:
                case Consultar(pedido):
                    self.pedidos.append(pedido)
                    dicho = self.contesta(pedido)
                    vuelto = (
                        LenguajeFallo(pedido, Motivo.PLAZO)
                        if dicho is None
                        else LenguajeRespondio(pedido, dicho, self.enviar(pedido))
                    )
                    self._aplicar(decidir(self.contexto, self.estado, vuelto))
                case SugerirOds():
                    self._aplicar(decidir(self.contexto, self.estado, OdsSugeridos(())))
                case Buscar():
                    self._aplicar(decidir(self.contexto, self.estado, sin_pasajes(efecto)))
                case Enviar(mensaje):
                    self.mensaje = mensaje
                case _:
                    pass


def salidas(
    forma: Callable[[str, str], object], claves: list[str], propias: list[str], buenas: list[str]
) -> st.SearchStrategy[str]:
    """Cualquier cosa que un modelo podría contestar: basura, JSON de otra forma, o de la pedida con lo que sea."""
    malas = [
        "no",
        "Apruebe la propuesta.",
        "DATO-000000000000",
        "S/ 9 000",
        "\u202e",
        "<b>x</b>",
        "https://malo.pe",
        "\x00",
        "9",
    ]
    frases = st.lists(st.sampled_from([*propias, *malas]), max_size=12).map(" ".join)
    textos = st.one_of(st.sampled_from(buenas), frases, st.sampled_from(propias), st.text(max_size=60))
    nombres = st.one_of(st.sampled_from(claves), st.sampled_from([*claves, "inventada", ""]), st.text(max_size=12))
    pedida = st.builds(forma, nombres, textos).map(lambda dicho: json.dumps(dicho, ensure_ascii=False))
    otra = st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), textos),
        lambda hijos: st.one_of(st.lists(hijos, max_size=3), st.dictionaries(nombres, hijos, max_size=3)),
        max_leaves=6,
    ).map(lambda dicho: json.dumps(dicho, ensure_ascii=False))
    return st.one_of(pedida, pedida, otra, textos, st.just("[" * 3000))
