"""Sumar los eventos de un borrador: lo que dice, para todos igual, y dónde está en él quien lo mira.

Se suma sobre valores que cambian: un borrador de varios junta miles de eventos y se suma en cada turno.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import assert_never

from bot.entrevista.borrador.partes import (
    PROPONENTE,
    Duda,
    Elemento,
    Integrante,
    Respuesta,
    Rol,
    Suerte,
    Sugerencia,
    Visto,
)
from bot.entrevista.eventos import (
    COORDINA,
    Aceptada,
    Acogida,
    Archivado,
    Autorizada,
    AvisoAceptado,
    Borrado,
    Creado,
    Descartada,
    Descartado,
    Desconocido,
    Desestimada,
    Deshecha,
    DocumentoEntregado,
    DudaPlanteada,
    ElementoElegido,
    Entendida,
    Evento,
    Fallo,
    Guiada,
    Invitado,
    Llave,
    Migrada,
    ModoCambiado,
    Omitida,
    Recuperado,
    Redactada,
    Respondida,
    Retirado,
    Revocada,
    RolCambiado,
    Seguida,
    Sugerida,
    Unido,
    VersionPuesta,
    VistoBuenoDado,
    Vuelta,
)

PRIMEROS: Mapping[str, Integrante] = MappingProxyType({COORDINA: Integrante(COORDINA, PROPONENTE, Rol.COORDINACION)})
"""Los integrantes de un borrador recién empezado: quien lo empezó, que responde por quien propone."""


_DE_TODOS = frozenset(
    {
        *(Respondida, Omitida, Deshecha, ModoCambiado, Redactada, Creado, Migrada, Autorizada, Revocada),
        *(Archivado, Recuperado, Descartado, Unido, Retirado, RolCambiado),
        *(Sugerida, Acogida, Desestimada, VersionPuesta, VistoBuenoDado, Invitado),
    }
)
"""Los que cambian el borrador para todos; casi la mitad de una historia no está aquí."""


QUEDA_AL_SALIR: Mapping[type[Evento], frozenset[str]] = MappingProxyType(
    {
        Creado: frozenset({"version"}),
        Migrada: frozenset(campo.name for campo in fields(Migrada)),
        DocumentoEntregado: frozenset({"version", "huella", "hasta"}),
        VersionPuesta: frozenset({"version", "huella", "hasta"}),
        ModoCambiado: frozenset({"modo"}),
        Acogida: frozenset({"numero", "de"}),
        Desestimada: frozenset({"numero", "de"}),
    }
)
"""Lo que la historia de los demás necesita y no son palabras de nadie: versiones con hasta dónde se había leído,
números, de quién era lo decidido y cuánto se pregunta."""


def vigentes(eventos: Iterable[Evento]) -> tuple[Evento, ...]:
    """Los eventos, sin lo que dijeron quienes salieron sin dejarlo y no volvieron: como si no hubieran escrito."""
    historia, idos = tuple(eventos), set[str]()
    for uno in historia:
        if isinstance(uno, Retirado) and not uno.deja:
            idos.add(uno.integrante)
        elif isinstance(uno, Unido):
            idos.discard(uno.integrante)
    if not idos:
        return historia
    return tuple(uno for uno in historia if uno.autor not in idos or type(uno) in QUEDA_AL_SALIR)


@dataclass(slots=True)
class Casilla:
    """Lo que hoy vale en una pregunta, quién lo dijo y en qué orden. Sin `respuesta`, se dejó pendiente."""

    respuesta: Respuesta | None
    autor: str
    orden: int


@dataclass(slots=True)
class Cambio:
    """Un cambio que se puede deshacer: lo que había antes en cada respuesta que tocó."""

    lote: str | None
    llaves: list[Llave]
    previas: dict[Llave, Casilla | None]


@dataclass(slots=True)
class _Cursor:
    """Dónde está en el borrador quien lo mira."""

    vuelta: Llave | None = None
    regreso: str = ""
    fallos: int = 0
    duda: Duda | None = None
    elemento: Elemento | None = None
    situacion: str = "abierto"
    aviso: str = ""
    pasos_dados: int = 0
    dudas: int = 0

    def avanzar(self, vuelta: Llave | None = None) -> None:
        """Un paso más: deja lo que estaba a medias."""
        self.vuelta, self.regreso, self.fallos = vuelta, "", 0
        self.duda = self.elemento = None
        self.pasos_dados += 1


@dataclass(slots=True)
class Plegado:
    """Lo sumado hasta ahora, como lo ve `quien`."""

    quien: str
    cursor: _Cursor = field(default_factory=_Cursor)
    casillas: dict[Llave, Casilla] = field(default_factory=dict[Llave, Casilla])
    cambios: dict[str, list[Cambio]] = field(default_factory=dict[str, list[Cambio]])
    integrantes: Mapping[str, Integrante] = field(default_factory=lambda: PRIMEROS)
    modo: str = "nucleo"
    version: str = ""
    redaccion: dict[tuple[Llave, str], str] = field(default_factory=dict[tuple[Llave, str], str])
    autorizadas: dict[str, str] = field(default_factory=dict[str, str])
    sugerencias: dict[tuple[str, int], Sugerencia] = field(default_factory=dict[tuple[str, int], Sugerencia])
    puesta: Visto | None = None
    vistos: dict[str, Visto] = field(default_factory=dict[str, Visto])
    invitaciones: list[datetime] = field(default_factory=list[datetime])
    descartado: bool = False
    _orden: int = 0

    def cambios_de(self, integrante: str) -> list[Cambio]:
        """Lo que ese integrante puede deshacer, del más antiguo al más nuevo."""
        return self.cambios.get(integrante, [])

    def plegar(self, eventos: Iterable[Evento]) -> None:
        """Suma los eventos, en su orden."""
        for evento in vigentes(eventos):
            if type(evento) in _DE_TODOS:
                self._de_todos(evento)
            if evento.autor == self.quien:
                self._de_quien_mira(evento)

    def _de_todos(self, evento: Evento) -> None:
        """Lo que cambia para todos, lo haga quien lo haga."""
        match evento:
            case Respondida():
                self._escribir(evento, Respuesta(evento.valor, evento.crudo))
            case Omitida():
                self._escribir(evento, None)
            case Deshecha():
                self._deshacer(evento)
            case ModoCambiado():
                self.modo = evento.modo
            case Redactada():
                for uno in evento.arreglos:
                    self.redaccion[uno.llave, uno.antes] = uno.despues if uno.usado else uno.antes
            case Creado():
                self.version = evento.version
            case Migrada():
                self._migrar(evento)
            case Autorizada():
                self.autorizadas[evento.autor] = evento.aviso
            case Revocada():
                self.autorizadas.pop(evento.autor, None)
            case Descartado():
                self.descartado = True
            case Archivado() | Recuperado():
                self.descartado = False
            case Unido():
                self._entrar(evento)
            case Retirado() if evento.integrante in self.integrantes:
                self._cambiar(replace(self.integrantes[evento.integrante], hasta=evento.instante))
            case RolCambiado() if evento.integrante in self.integrantes:
                self._cambiar(replace(self.integrantes[evento.integrante], rol=Rol(evento.rol)))
            case _:
                self._entre_varios(evento)

    def _entre_varios(self, evento: Evento) -> None:
        """Lo que se propone y se aprueba; aprobar otra versión no borra lo aprobado, lo sustituye."""
        match evento:
            case Sugerida(autor=de, numero=numero, llave=llave, valor=valor, crudo=crudo):
                suya = Sugerencia(de, numero, llave, valor, crudo, evento.base)
                self.sugerencias[de, numero] = suya
            case Acogida(de=de, numero=numero):
                self._resolver((de, numero), Suerte.ACOGIDA)
            case Desestimada(de=de, numero=numero):
                self._resolver((de, numero), Suerte.DESESTIMADA)
            case VersionPuesta():
                self.puesta = Visto(evento.version, evento.huella, evento.instante)
            case Invitado():
                self.invitaciones.append(evento.instante)
            case VistoBuenoDado():
                self.vistos[evento.autor] = Visto(evento.version, evento.huella, evento.instante)
            case _:
                pass

    def _resolver(self, cual: tuple[str, int], suerte: Suerte) -> None:
        if cual in self.sugerencias:  # si quien la hizo se llevó lo suyo, ya no está
            self.sugerencias[cual] = replace(self.sugerencias[cual], suerte=suerte)

    def _de_quien_mira(self, evento: Evento) -> None:
        """Lo que mueve a quien lo hizo, y a nadie más."""
        cursor = self.cursor
        match evento:
            case Respondida() | Omitida():
                # Corregir otra respuesta no mueve a la persona de la pregunta a la que había vuelto.
                cursor.avanzar(cursor.vuelta if cursor.vuelta != evento.llave else None)
            case Vuelta():
                cursor.avanzar(evento.llave)
                cursor.regreso = evento.desde or ""
            case Seguida():
                de_otra = cursor.duda is not None and cursor.duda.llave != cursor.vuelta
                cursor.avanzar(cursor.vuelta if de_otra else None)
            case Fallo():
                cursor.fallos, cursor.duda = cursor.fallos + 1, None
            case DudaPlanteada(llave=llave, crudo=crudo, texto=texto, opciones=opciones):
                cursor.dudas += 1
                cursor.duda = Duda(cursor.dudas, llave, crudo, texto, opciones, evento.confirma, evento.mensaje)
            case ElementoElegido():
                cursor.elemento = Elemento(evento.llave, evento.accion, evento.lugar)
                cursor.duda, cursor.fallos = None, 0
                cursor.pasos_dados += 1
            case ModoCambiado() | Descartado():
                cursor.avanzar()
            case Archivado():
                cursor.avanzar()
                cursor.situacion = evento.tipo
            case Recuperado():
                cursor.avanzar()
                cursor.situacion = "abierto"
            case Redactada():
                cursor.pasos_dados += 1
            case Creado() | AvisoAceptado():
                cursor.aviso = evento.aviso
            case Deshecha() | Migrada() | Autorizada() | Revocada():
                pass  # ya se hizo: al deshacer se da un paso por cada cambio, y al migrar lo dan todos
            case Guiada() | Entendida() | Aceptada() | Descartada() | DocumentoEntregado() | Desconocido():
                pass
            case Invitado() | Unido() | Retirado() | RolCambiado() | Borrado():
                pass
            case Sugerida() | Acogida() | Desestimada() | VersionPuesta() | VistoBuenoDado():
                pass
            case _:
                assert_never(evento)

    # --- Las respuestas -------------------------------------------------------------------------------

    def _escribir(self, evento: Respondida | Omitida, respuesta: Respuesta | None) -> None:
        llave, suyos = evento.llave, self.cambios.setdefault(evento.autor, [])
        if evento.lote is None or not suyos or suyos[-1].lote != evento.lote:
            suyos.append(Cambio(evento.lote, [], {}))
        cambio = suyos[-1]
        cambio.llaves.append(llave)
        cambio.previas.setdefault(llave, self.casillas.get(llave))
        self._orden += 1
        self.casillas[llave] = Casilla(respuesta, evento.autor, self._orden)

    def _deshacer(self, evento: Deshecha) -> None:
        """Cada uno deshace lo suyo, y solo en lo que nadie más cambió después."""
        suyos = self.cambios_de(evento.autor)
        for _ in range(min(evento.veces, len(suyos))):
            for llave, previa in suyos.pop().previas.items():
                de_hoy = self.casillas.get(llave)
                if de_hoy is not None and de_hoy.autor != evento.autor:
                    continue
                if previa is None:
                    self.casillas.pop(llave, None)
                else:
                    self.casillas[llave] = previa
            if evento.autor == self.quien:
                self.cursor.avanzar()

    # --- Pasar a otra versión -------------------------------------------------------------------------

    def _migrar(self, migrada: Migrada) -> None:
        """Lleva las respuestas, también las que se recuperan al deshacer, a las claves de otra versión."""
        nueva = _renombrar(migrada)
        casillas: dict[Llave, Casilla] = {}
        for vieja, casilla in sorted(self.casillas.items(), key=lambda una: una[1].orden):
            if (llave := nueva(vieja)) is not None:
                casillas[llave] = _con_otras_opciones(migrada, llave[0], casilla)
        self.casillas = casillas
        for cambio in (uno for suyos in self.cambios.values() for uno in suyos):
            previas: dict[Llave, Casilla | None] = {}
            for vieja, previa in cambio.previas.items():
                if (llave := nueva(vieja)) is not None:
                    previas[llave] = _con_otras_opciones(migrada, llave[0], previa) if previa else None
            cambio.previas = previas
            cambio.llaves = [llave for vieja in cambio.llaves if (llave := nueva(vieja)) is not None]
        textos, self.redaccion = self.redaccion, {}
        for (vieja, antes), va in textos.items():
            if (llave := nueva(vieja)) is not None:
                self.redaccion[llave, antes] = va
        self.version = migrada.a
        self.cursor.avanzar()

    # --- Los integrantes ------------------------------------------------------------------------------

    def _entrar(self, unido: Unido) -> None:
        self._cambiar(Integrante(unido.integrante, unido.actor, Rol(unido.rol)))
        if unido.integrante == self.quien:
            self.cursor.aviso = unido.privacidad

    def _cambiar(self, integrante: Integrante) -> None:
        self.integrantes = {**self.integrantes, integrante.codigo: integrante}


def _renombrar(migrada: Migrada) -> Callable[[Llave], Llave | None]:
    """De la llave de antes a la de ahora; None si esa pregunta ya no existe."""

    def nueva(vieja: Llave) -> Llave | None:
        clave, actor = vieja
        return None if clave in migrada.quitadas else (migrada.renombradas.get(clave, clave), actor)

    return nueva


def _con_otras_opciones(migrada: Migrada, clave: str, casilla: Casilla) -> Casilla:
    cambian, respuesta = migrada.opciones.get(clave), casilla.respuesta
    if cambian is None or respuesta is None or not isinstance(respuesta.valor, str):
        return casilla
    valor = cambian.get(respuesta.valor, respuesta.valor)
    return Casilla(replace(respuesta, valor=valor), casilla.autor, casilla.orden)
