"""El borrador como pliegue de sus eventos.

La historia no se reescribe: deshacer, archivar o pasar a otra versión de la entrevista también son eventos.
Aquí no hay frases ni se leen textos.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.entrevista.borrador.partes import Duda, Elemento, Integrante, Respuesta, Rol, Suerte, Sugerencia, Visto
from bot.entrevista.borrador.plegado import PRIMEROS, Plegado
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import COORDINA, Evento, Llave


@dataclass(frozen=True, slots=True)
class Borrador:
    """Dónde está un borrador: lo que dice, igual para todos, y dónde está en él `quien` lo mira.

    `respuestas` incluye las apartadas (de ramas que hoy no se ven). Lo de quien lo mira solo lo mueven sus eventos.
    """

    respuestas: dict[Llave, Respuesta] = field(default_factory=dict)
    omitidas: frozenset[Llave] = frozenset()
    escrita_por: Mapping[Llave, str] = field(default_factory=dict[Llave, str])
    """El integrante que dijo, o dejó pendiente, lo que hoy vale en cada pregunta."""
    integrantes: Mapping[str, Integrante] = field(default_factory=lambda: PRIMEROS)
    """Quienes lo escriben o leen, por su nombre en él, también los que salieron."""
    modo: str = "nucleo"
    version: str = ""
    """La versión de la entrevista con que se lleva el borrador."""
    redaccion: dict[tuple[Llave, str], str] = field(default_factory=dict[tuple[Llave, str], str])
    """Cómo van en el documento los textos que ya se decidieron, por su respuesta y como se escribieron."""
    autorizadas: Mapping[str, str] = field(default_factory=dict[str, str])
    """Con qué versión del aviso para compartir autorizó cada integrante que la APCI lea lo suyo; vacía si la retiró."""

    sugerencias: Mapping[tuple[str, int], Sugerencia] = field(default_factory=dict[tuple[str, int], Sugerencia])
    """Los cambios propuestos a las respuestas comunes, por quien los propuso y su número, en su orden."""
    puesta: Visto | None = None
    """La última versión a la que se pidió el visto bueno."""
    vistos: Mapping[str, Visto] = field(default_factory=dict[str, Visto])
    """El último visto bueno de cada integrante."""
    invitaciones: tuple[datetime, ...] = ()
    """Cuándo se creó cada invitación a entrar."""
    ocultas: frozenset[Llave] = frozenset()
    """Las respuestas reservadas de otros, que `quien` lo mira no ve: no están en `respuestas`."""

    quien: str = COORDINA
    vuelta: Llave | None = None
    regreso: str = ""
    """Sección del repaso a la que se vuelve después de corregir."""
    fallos: int = 0
    duda: Duda | None = None
    elemento: Elemento | None = None
    situacion: str = "abierto"
    """«abierto», «archivado» o «descartado»."""
    aviso: str = ""
    """La última versión del aviso de privacidad que aceptó."""
    cambios: tuple[tuple[Llave, ...], ...] = ()
    """Lo suyo que se puede deshacer, del más antiguo al más nuevo: qué respuestas tocó cada cambio."""
    pasos_dados: int = 0
    """Cambia con cada paso suyo: un botón de otro paso ya no vale."""

    @classmethod
    def de(cls, eventos: Iterable[Evento], quien: str = COORDINA) -> "Borrador":
        """Lo reconstruye de su historia, como lo ve ese integrante; los mismos eventos dan siempre el mismo."""
        dicho = Plegado(quien)
        dicho.plegar(eventos)
        casillas = sorted(dicho.casillas.items(), key=lambda una: una[1].orden)
        cursor = dicho.cursor
        return cls(
            respuestas={llave: una.respuesta for llave, una in casillas if una.respuesta is not None},
            omitidas=frozenset(llave for llave, una in casillas if una.respuesta is None),
            escrita_por={llave: una.autor for llave, una in casillas},
            integrantes=dicho.integrantes,
            modo=dicho.modo,
            version=dicho.version,
            redaccion=dicho.redaccion,
            autorizadas=dicho.autorizadas,
            sugerencias=dicho.sugerencias,
            puesta=dicho.puesta,
            vistos=dicho.vistos,
            invitaciones=tuple(dicho.invitaciones),
            quien=quien,
            vuelta=cursor.vuelta,
            regreso=cursor.regreso,
            fallos=cursor.fallos,
            duda=cursor.duda,
            elemento=cursor.elemento,
            situacion="descartado" if dicho.descartado else cursor.situacion,
            aviso=cursor.aviso,
            cambios=tuple(tuple(cambio.llaves) for cambio in dicho.cambios_de(quien)),
            pasos_dados=cursor.pasos_dados,
        )

    @property
    def autorizada(self) -> str:
        """La versión del aviso para compartir con que `quien` lo mira autorizó que la APCI lo lea; vacía si no."""
        return self.autorizadas.get(self.quien, "")

    @property
    def es_de_varios(self) -> bool:
        """Alguien más entró alguna vez."""
        return len(self.integrantes) > 1

    def esta_respondida(self, llave: Llave) -> bool:
        """Tiene respuesta, la vea o no quien lo mira."""
        return llave in self.respuestas or llave in self.ocultas

    def responde_por(self, actor: str) -> Integrante | None:
        """El integrante que responde hoy por un actor; None si nadie."""
        return next((uno for uno in self.integrantes.values() if uno.sigue and actor and uno.actor == actor), None)

    @property
    def por_decidir(self) -> tuple[Sugerencia, ...]:
        """Los cambios propuestos que nadie aceptó ni descartó todavía, del más antiguo al más nuevo."""
        return tuple(una for una in self.sugerencias.values() if una.suerte is Suerte.ABIERTA)

    def con_rol(self, rol: Rol) -> tuple[Integrante, ...]:
        """Los integrantes que siguen y tienen hoy ese rol, por el orden en que entraron la primera vez."""
        return tuple(uno for uno in self.integrantes.values() if uno.sigue and uno.rol is rol)


def esta_autorizado(entrevista: Entrevista, borrador: Borrador) -> bool:
    """Dice si la persona autorizó, con el aviso vigente, que la APCI lea el borrador."""
    return borrador.autorizada != "" and borrador.autorizada == entrevista.aviso_compartir.version
