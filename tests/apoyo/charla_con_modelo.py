"""Una conversación en que un modelo de lenguaje contesta lo que la prueba diga, y todo lo que podría contestar."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Self

from hypothesis import strategies as st

from bot.dialogo.datos.aviso import aviso_del_modo
from bot.dialogo.efectos import AnotarUso, Efecto
from bot.dialogo.peticiones import (
    Consultar,
    LenguajeFallo,
    LenguajeRespondio,
    Modo,
    Motivo,
    Pedido,
    Sustituido,
    TextoEnviado,
    Uso,
)
from bot.dialogo.turno import Contexto, Estado
from tests.apoyo.charla import CONTEXTO, Charla

QUIEN = "Empresa Tal, Estados Unidos"


def con_modelo(base: Contexto, modo: Modo = Modo.LOCAL, usos: frozenset[Uso] = frozenset(Uso)) -> Contexto:
    """El mismo contexto, con un modelo en ese modo y para esos usos, y lo que dice de él el aviso."""
    aviso = aviso_del_modo(base.entrevista.aviso, modo, QUIEN)
    return replace(base, entrevista=replace(base.entrevista, aviso=aviso), modo=modo, usos=usos)


Contesta = Callable[[Pedido], str | None]
"""Lo que dice el modelo de un pedido; None si falla."""
CON_MODELO = con_modelo(CONTEXTO)
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


class CharlaConModelo(Charla):
    """Escribe y pulsa como una persona; lo que se le pida al modelo lo contesta `contesta`."""

    def __init__(self, contesta: Contesta, contexto: Contexto = CON_MODELO, *, empieza: bool = True) -> None:
        self.contesta, self.contexto, self.enviar = contesta, contexto, EN_CLARO
        self.pedidos, self.usos = list[Pedido](), list[AnotarUso]()
        super().__init__(empieza=empieza)

    @classmethod
    def en(cls, estado: Estado) -> Self:
        """Una que ya va por ahí, con un modelo que no contesta nada más."""
        charla = cls(_nada, empieza=False)
        charla.estado = estado
        return charla

    def cumplir(self, efecto: Efecto) -> None:
        match efecto:
            case Consultar(pedido):
                self.pedidos.append(pedido)
                dicho = self.contesta(pedido)
                self.recibir(
                    LenguajeFallo(pedido, Motivo.PLAZO)
                    if dicho is None
                    else LenguajeRespondio(pedido, dicho, self.enviar(pedido))
                )
            case AnotarUso():
                self.usos.append(efecto)
            case _:
                super().cumplir(efecto)


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
