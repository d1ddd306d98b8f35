"""Historias al azar: de una sola persona, con todo lo que puede pasar, y de varias organizaciones a la vez."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from bot.entrevista.borrador import Borrador, Claves, Permitido, Rol, puede_anotar
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    POR_LA_COORDINACION,
    PROPIO,
    Acogida,
    Archivado,
    Arreglo,
    Autorizada,
    AvisoAceptado,
    Borrado,
    Creado,
    Descartado,
    Desconocido,
    Desestimada,
    Deshecha,
    DocumentoEntregado,
    DudaPlanteada,
    ElementoElegido,
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
    Valor,
    VersionPuesta,
    VistoBuenoDado,
    Vuelta,
)

INSTANTE = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
LISTA_DE_ACTORES = "actores"
CLAVES = Claves(LISTA_DE_ACTORES, frozenset({"ruc"}))
COMUNES: tuple[Llave, ...] = tuple((clave, "") for clave in ("titulo", "plazo", "objetivo", "riesgos", "presupuesto"))
_VALORES = ("uno", "dos", "tres", "ñandú <b>", "")


def de_los_actores(cuantos: int) -> tuple[Llave, ...]:
    """Lo que se pregunta de cada actor, de «a0» en adelante."""
    return tuple((clave, f"a{actor}") for actor in range(cuantos) for clave in ("reparto", "compromiso"))


def _evento(azar: Random, llaves: Sequence[Llave], instante: datetime) -> Evento:
    llave, dicho = azar.choice(llaves), azar.choice(_VALORES)
    lote = azar.choice((None, None, None, "7", "8"))
    return azar.choice(
        (
            *[Respondida(instante, llave, dicho, dicho, lote=lote)] * 8,
            *[Omitida(instante, llave, lote)] * 2,
            *[Deshecha(instante, azar.randint(1, 3))] * 3,
            Vuelta(instante, llave, azar.choice((None, "S1"))),
            Seguida(instante),
            ElementoElegido(instante, llave, "agregar"),
            Fallo(instante, llave),
            DudaPlanteada(instante, llave, dicho, (("uno", "uno"),), azar.random() < 0.5, "¿?", "9"),
            Guiada(instante),
            AvisoAceptado(instante, dicho),
            Autorizada(instante, dicho),
            Revocada(instante),
            Redactada(instante, (Arreglo(llave, dicho, dicho + ".", azar.random() < 0.5),)),
            DocumentoEntregado(instante, 1, "huella"),
            Archivado(instante),
            Recuperado(instante),
        )
    )


def de_uno(azar: Random, cuantos: int = 40) -> list[Evento]:
    """Lo que hizo una sola persona, también pasar a otras versiones de la entrevista."""
    llaves = [*COMUNES, *de_los_actores(3)]
    eventos: list[Evento] = [Creado(INSTANTE, "1", "1", True)]
    for numero in range(azar.randint(0, cuantos)):
        instante = INSTANTE + timedelta(minutes=numero)
        raro = azar.random()
        if raro < 0.02:
            clave = azar.choice([clave for clave, _ in llaves])
            nueva, quitada = f"{clave}-{numero}", azar.choice([c for c, _ in llaves if c != clave] or ["ninguna"])
            opciones = {nueva: {"uno": "once", "dos": "uno"}}
            eventos.append(Migrada(instante, "1", "2", {clave: nueva}, (quitada,), opciones))
            llaves = [(nueva if c == clave else c, actor) for c, actor in llaves if c != quitada] or list(COMUNES)
        elif raro < 0.05:
            sueltos = (ModoCambiado(instante, azar.choice(("nucleo", "ampliado"))), Descartado(instante))
            eventos.append(azar.choice((*sueltos, Desconocido(instante, "de otra versión", {}))))
        else:
            eventos.append(_evento(azar, llaves, instante))
    return eventos


def entran(cuantos: int, observadores: int = 0) -> list[Evento]:
    """Cómo empieza un borrador en el que entran esos socios, y después esos observadores."""
    eventos: list[Evento] = [Creado(INSTANTE, "1", "1", True)]
    actores = [{"id": f"a{n}", "nombre": f"Organización {n}", "tipo": None} for n in range(1, cuantos + 2)]
    eventos.append(Respondida(INSTANTE, (LISTA_DE_ACTORES, ""), [dict(uno) for uno in actores], "las organizaciones"))
    for numero in range(1, cuantos + 1):
        eventos.append(Unido(INSTANTE, f"i{numero}", f"a{numero}", "socio", "1", "1", autor=DE_LA_ALIANZA))
    for numero in range(cuantos + 1, cuantos + observadores + 1):
        eventos.append(Unido(INSTANTE, f"i{numero}", "", "observador", "1", "1", autor=DE_LA_ALIANZA))
    return eventos


def cualquiera(azar: Random, instante: datetime, autor: str) -> Evento:
    """Algo que alguien quiso anotar en un borrador de varios, pueda o no; también lo que cambia quién está en él."""
    otro, dicho = f"i{azar.randint(0, 5)}", azar.choice(_VALORES)
    actor = azar.choice(("", "a0", "a1", "a2", "a3", "a9"))
    nombrados: Valor = [{"id": f"a{numero}", "nombre": azar.choice(_VALORES), "tipo": None} for numero in range(1, 5)]
    suelto: Evento = azar.choice(
        (
            *[_evento(azar, [*COMUNES, *de_los_actores(4), ("ruc", "")], instante)] * 6,
            Respondida(instante, (LISTA_DE_ACTORES, ""), nombrados, dicho),
            Sugerida(instante, (azar.choice(("plazo", "reparto")), actor), 1, dicho, dicho),
            Acogida(instante, 1, otro),
            Desestimada(instante, 1, otro),
            Invitado(instante, actor, azar.choice(("socio", "observador"))),
            Unido(instante, otro, actor, azar.choice(("socio", "observador", "coordinacion"))),
            Retirado(instante, otro, azar.choice((PROPIO, POR_LA_COORDINACION)), azar.random() < 0.5),
            RolCambiado(instante, otro, azar.choice(("coordinacion", "socio", "observador"))),
            VersionPuesta(instante, 1, "huella"),
            VistoBuenoDado(instante, 1, "huella"),
            ModoCambiado(instante, "ampliado"),
            Descartado(instante),
            Borrado(instante),
        )
    )
    return replace(suelto, autor=azar.choice((autor, autor, DE_LA_ALIANZA)))


def de_varios(azar: Random, cuantos: int, *, socios: int = 2, observadores: int = 1) -> list[Evento]:
    """Lo que hicieron varios, cada uno solo lo que puede; lo que no puede se intenta y no se guarda."""
    eventos = entran(socios, observadores)
    llaves = [*COMUNES, *de_los_actores(socios + 2)]
    todos = [f"i{numero}" for numero in range(socios + observadores + 1)]
    borrador = Borrador.de(eventos)
    for numero in range(cuantos):
        autor, instante = azar.choice(todos), INSTANTE + timedelta(minutes=numero)
        evento: Evento = replace(_evento(azar, llaves, instante), autor=autor)
        if azar.random() < 0.01:
            sale = azar.choice(todos)
            motivo, deja = (PROPIO, azar.random() < 0.5) if sale == autor else (POR_LA_COORDINACION, False)
            evento = Retirado(instante, sale, motivo, deja, autor=DE_LA_ALIANZA)
        if isinstance(puede_anotar(borrador, autor, evento, CLAVES), Permitido):
            eventos.append(evento)
            if isinstance(evento, Retirado):
                borrador = Borrador.de(eventos)
        if azar.random() < 0.01 and (pasa := borrador.con_rol(Rol.COORDINACION)) and borrador.con_rol(Rol.SOCIO):
            toma = azar.choice(borrador.con_rol(Rol.SOCIO))
            for quien, rol in ((toma, Rol.COORDINACION), (pasa[0], Rol.SOCIO)):
                eventos.append(RolCambiado(instante, quien.codigo, rol, autor=DE_LA_ALIANZA))
            borrador = Borrador.de(eventos)
    return eventos
