"""Borradores de varias organizaciones ya escritos: quién entró, confirmó lo suyo y dio su visto bueno.

Son historias de eventos, sin almacén: lo que se imprime de ellas.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    Acogida,
    Evento,
    Invitado,
    Respondida,
    Retirado,
    RolCambiado,
    Sugerida,
    Unido,
    Valor,
    VersionPuesta,
    VistoBuenoDado,
)
from bot.entrevista.propuesta.armar import armar
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, INSTANTE, fila, historia

DIA = timedelta(days=1)
HECHO = date(2026, 12, 5)
"""El día en que se hace el documento, después de todo lo que pasa aquí."""
PLAZO = ("plazo", "")
OTRO_PLAZO: Valor = {"meses": 12, "inicio": "2027-06"}
NOMBRES = (
    "Municipalidad de Celendín",
    "GIZ",
    "Universidad Nacional de Cajamarca",
    "Asociación de Juntas Administradoras de Servicios de Saneamiento de la Provincia de Celendín y Anexos del Marañón",
    "Cáritas Cajamarca",
    "Consorcio Internacional para el Acceso Universal al Agua Segura y el Saneamiento Rural Sostenible",
    "Red de Salud de Celendín",
    "Cooperativa Agraria Norandino Ltda.",
    "Gobierno Regional de Cajamarca",
    "Cámara de Comercio y Producción de Cajamarca",
    "Fundación Suyana",
)
"""Las que pueden invitarse, además de quien coordina: once, con nombres cortos y muy largos."""


def respuestas(cuantas: int) -> Mapping[tuple[str, str], Valor]:
    """Un borrador entero con esas organizaciones, contando a quien coordina."""
    otras: list[Valor] = [
        {"id": f"a{numero}", "nombre": nombre, "tipo": "gob_local" if numero % 2 else "fuente"}
        for numero, nombre in enumerate(NOMBRES[: cuantas - 1], 1)
    ]
    filas = {("reparto", f"a{numero}"): fila() for numero in range(cuantas)}
    estados: dict[tuple[str, str], Valor] = {("estado_compromiso", f"a{n}"): "conversado" for n in range(1, cuantas)}
    quedan = {llave: valor for llave, valor in AMPLIADO.items() if llave[0] not in ("reparto", "estado_compromiso")}
    return {**quedan, ("actores", ""): otras, **filas, **estados}


class Alianza:
    """Lo que va pasando en un borrador, un suceso por hora."""

    def __init__(self, cuantas: int) -> None:
        self.eventos: list[Evento] = list(historia(respuestas(cuantas)))
        self._hora = INSTANTE + DIA

    def anota(self, evento: Evento, autor: str = DE_LA_ALIANZA) -> None:
        """Ocurre, y lo hace ese integrante."""
        self._hora += timedelta(hours=1)
        self.eventos.append(replace(evento, instante=self._hora, autor=autor))

    def pasa_un_dia(self) -> None:
        """Lo siguiente ocurre otro día."""
        self._hora += DIA

    def invitan(self, *actores: str) -> None:
        """La coordinación crea una invitación por cada una."""
        for actor in actores:
            self.anota(Invitado(INSTANTE, actor, "socio"), "i0")

    def entran(self, *actores: str) -> None:
        """Entran por esas organizaciones, en ese orden; sin actor, alguien que solo lee."""
        for actor in actores:
            codigo = f"i{sum(isinstance(uno, Unido) for uno in self.eventos) + 1}"
            rol = "socio" if actor else "observador"
            self.anota(Unido(INSTANTE, codigo, actor, rol, "1", "1", INSTANTE))

    def confirma(self, integrante: str) -> None:
        """Hace suyo todo lo que se había escrito por su organización."""
        borrador = Borrador.de(self.eventos)
        suyo = borrador.integrantes[integrante].actor
        for llave, respuesta in borrador.respuestas.items():
            if llave[1] == suyo:
                self.anota(Respondida(INSTANTE, llave, respuesta.valor, respuesta.crudo), integrante)

    def responde(self, integrante: str, llave: tuple[str, str], valor: Valor, crudo: str) -> None:
        """Dice otra cosa."""
        self.anota(Respondida(INSTANTE, llave, valor, crudo), integrante)

    def propone_y_se_acoge(self, integrante: str) -> None:
        """Propone otro plazo, y la coordinación lo acepta."""
        self.anota(Sugerida(INSTANTE, PLAZO, 1, OTRO_PLAZO, "doce meses desde junio", "x"), integrante)
        self.responde("i0", PLAZO, OTRO_PLAZO, "doce meses desde junio")
        self.anota(Acogida(INSTANTE, 1, integrante), "i0")

    def piden_visto_bueno(self) -> None:
        """Se pide a lo que dice hoy."""
        propuesta = armar(ENTREVISTA, self.eventos, HECHO)
        self.anota(VersionPuesta(INSTANTE, propuesta.numero, propuesta.huella, len(self.eventos)), "i0")

    def dan_visto_bueno(self, *integrantes: str) -> None:
        """A la versión que se pidió."""
        puesta = Borrador.de(self.eventos).puesta
        assert puesta is not None
        for uno in integrantes:
            self.anota(VistoBuenoDado(INSTANTE, puesta.version, puesta.huella), uno)

    def pasa_la_coordinacion(self, integrante: str) -> None:
        """Quien empezó el borrador deja de coordinarlo y sigue como socio."""
        self.anota(RolCambiado(INSTANTE, integrante, "coordinacion"))
        self.anota(RolCambiado(INSTANTE, "i0", "socio"))

    def sale(self, integrante: str, *, deja: bool) -> None:
        """Se va, con lo suyo o dejándolo."""
        self.anota(Retirado(INSTANTE, integrante, "propio", deja))


def de_dos() -> Alianza:
    """La municipalidad confirmó lo suyo y dio su visto bueno a lo que hoy dice."""
    alianza = Alianza(2)
    alianza.invitan("a1")
    alianza.entran("a1")
    alianza.confirma("i1")
    alianza.piden_visto_bueno()
    alianza.dan_visto_bueno("i1")
    return alianza


def de_doce() -> Alianza:
    """De todo: quien confirmó, quien corrigió, quien entró y calla, quien salió de cada modo, y quien no entra."""
    alianza = Alianza(12)
    alianza.invitan(*(f"a{numero}" for numero in range(1, 9)))
    alianza.entran("a1", "a2", "a4", "a5", "a6", "a7", "")
    for uno in ("i1", "i2", "i4", "i5"):
        alianza.confirma(uno)
    alianza.responde("i3", ("reparto", "a4"), fila(aporte="la mano de obra"), "ponemos la mano de obra")
    alianza.pasa_un_dia()
    alianza.piden_visto_bueno()
    alianza.dan_visto_bueno("i1", "i4", "i5")
    alianza.sale("i4", deja=True)
    alianza.sale("i5", deja=False)
    alianza.pasa_un_dia()
    alianza.propone_y_se_acoge("i1")
    alianza.piden_visto_bueno()
    alianza.dan_visto_bueno("i2")
    alianza.invitan("a9")
    return alianza
