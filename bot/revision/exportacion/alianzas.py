"""De un borrador de varias organizaciones a lo que lee el personal: quiénes, hasta dónde llegaron y qué aprobaron.

No sale nada de lo que dice el borrador. De quien no autorizó que se lea no sale ni cuál es su conversación: al lado de
las de los demás, que nombran a todas las organizaciones, se sabría de quién es. El nombre de la suya sale, tachado como
cualquiera, si además lo autorizó quien lo escribió.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from bot.almacen.personal.alianzas import AlianzaGuardada
from bot.entrevista.borrador import Borrador, Integrante, Rol, Suerte
from bot.entrevista.borrador.plegado import vigentes
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento, Invitado, Unido
from bot.entrevista.pasos import PROPONENTE
from bot.entrevista.propuesta.autoria.participacion import es_suya
from bot.entrevista.propuesta.versiones import versiones_de
from bot.entrevista.visible import Visible, ver
from bot.revision.exportacion.conversacion import nombre_de_conversacion
from bot.revision.tachado.conocidos import Conocido, valores_de
from bot.revision.tachado.tachar import seudonimo
from conocimiento.hora import HORA_DE_LIMA

CIFRAS_DE_ALIANZA = 10
SIN_AUTORIZAR, SOLO_LEE, SIN_NOMBRAR = "(no autorizó)", "(solo lee)", "(ya no se nombra)"
NO_ESTA, SE_FUE = "(no está en esta exportación)", "(borró sus datos o es del personal)"
ROLES = {Rol.COORDINACION: "coordina", Rol.SOCIO: "responde", Rol.OBSERVADOR: "solo lee"}

Nombrar = Callable[[str, Sequence[Conocido]], str]
"""Cómo sale el nombre de una organización, con lo que se sabe de su borrador."""


class IntegranteJson(TypedDict):
    """Alguien en una alianza. `dias`: los que pasaron desde que se le invitó hasta que entró; None si no se sabe.

    `propias` y `preguntas`: cuántas de las de su organización respondió, y cuántas son.
    """

    integrante: str
    rol: str
    organizacion: str
    conversacion: str
    sigue: bool
    dias: int | None
    propias: int
    preguntas: int
    visto_bueno: str


class AlianzaJson(TypedDict):
    """Un borrador de varias organizaciones, sin nada de lo que dice."""

    alianza: str
    creada: str
    ultimo_cambio: str
    organizaciones: int
    por_si_mismas: int
    sin_entrar: int
    integrantes: list[IntegranteJson]
    sugerencias: dict[str, int]
    versiones: int
    puesta: str
    situacion: str


@dataclass(frozen=True, slots=True)
class Resumidor:
    """Lo que hace falta para resumir una alianza. `exportadas`: las personas cuya conversación sale."""

    entrevista: Entrevista
    sal: bytes
    nombrar: Nombrar
    exportadas: Collection[int]
    ahora: datetime

    def resumir(self, guardada: AlianzaGuardada) -> AlianzaJson:
        """Devuelve lo que se lee de ella."""
        eventos = vigentes(guardada.eventos)
        visible = ver(self.entrevista, Borrador.de(eventos), self.ahora.astimezone(HORA_DE_LIMA).date())
        borrador = visible.borrador
        suertes = [una.suerte for una in borrador.sugerencias.values()]
        entraron = {uno.actor for uno in borrador.integrantes.values()}
        invitadas = {uno.actor for uno in eventos if isinstance(uno, Invitado) and uno.actor}
        actores = [actor.identificador for actor in visible.actores]
        return {
            "alianza": seudonimo(self.sal, "A", str(guardada.borrador), CIFRAS_DE_ALIANZA),
            "creada": _dia(guardada.eventos[0].instante),
            "ultimo_cambio": _dia(guardada.eventos[-1].instante),
            "organizaciones": len(actores),
            "por_si_mismas": sum(_cuenta(visible, actor)[0] > 0 for actor in actores),
            "sin_entrar": len(invitadas - entraron),
            "integrantes": [self._integrante(guardada, visible, uno) for uno in borrador.integrantes.values()],
            "sugerencias": {una.value: suertes.count(una) for una in Suerte},
            "versiones": len(versiones_de(eventos)),
            "puesta": f"{borrador.puesta.version} ({_dia(borrador.puesta.instante)})" if borrador.puesta else "",
            "situacion": _situacion(visible),
        }

    def _integrante(self, guardada: AlianzaGuardada, visible: Visible, uno: Integrante) -> IntegranteJson:
        conversacion = self._conversacion(guardada, visible, uno)
        propias, preguntas = _cuenta(visible, uno.actor) if uno.actor else (0, 0)
        return {
            "integrante": uno.codigo,
            "rol": ROLES[uno.rol],
            "organizacion": self._organizacion(guardada.eventos, visible, uno),
            "conversacion": conversacion,
            "sigue": uno.sigue,
            "dias": _dias_hasta_entrar(guardada.eventos, uno),
            "propias": propias,
            "preguntas": preguntas,
            "visto_bueno": _visto_bueno(visible.borrador, uno),
        }

    def _conversacion(self, guardada: AlianzaGuardada, visible: Visible, uno: Integrante) -> str:
        persona = guardada.personas.get(uno.codigo)
        if persona is None:
            return SE_FUE
        if not self._autorizo(visible, uno.codigo):
            return SIN_AUTORIZAR
        return nombre_de_conversacion(self.sal, persona) if persona in self.exportadas else NO_ESTA

    def _organizacion(self, eventos: Sequence[Evento], visible: Visible, uno: Integrante) -> str:
        if not uno.actor:
            return SOLO_LEE
        papeles = self.entrevista.papeles
        donde = papeles.proponente if uno.actor == PROPONENTE else papeles.actores
        nombre = next((actor.nombre for actor in visible.actores if actor.identificador == uno.actor), "")
        if not nombre:
            return SIN_NOMBRAR
        lo_escribio = visible.borrador.escrita_por[donde, ""]
        if not (self._autorizo(visible, lo_escribio) and self._autorizo(visible, uno.codigo)):
            return SIN_AUTORIZAR
        return self.nombrar(nombre, [c for evento in eventos for c in valores_de(self.entrevista, evento)])

    def _autorizo(self, visible: Visible, integrante: str) -> bool:
        return visible.borrador.autorizadas.get(integrante) == self.entrevista.aviso_compartir.version


def _dia(instante: datetime) -> str:
    return instante.astimezone(HORA_DE_LIMA).date().isoformat()


def _cuenta(visible: Visible, actor: str) -> tuple[int, int]:
    """Cuántas de las preguntas de un actor respondió quien responde por él, y cuántas son."""
    suyas = [paso.llave for paso in visible.pasos if paso.actor is not None and paso.actor.identificador == actor]
    dichas = [llave for llave in suyas if visible.borrador.esta_respondida(llave) and es_suya(visible, llave)]
    return len(dichas), len(suyas)


def _dias_hasta_entrar(eventos: Sequence[Evento], uno: Integrante) -> int | None:
    entro = next((u.instante for u in eventos if isinstance(u, Unido) and u.integrante == uno.codigo), None)
    de_ella = [u.instante for u in eventos if isinstance(u, Invitado) and u.actor == uno.actor]
    antes = [instante for instante in de_ella if entro is not None and instante <= entro]
    return (entro - antes[-1]).days if entro is not None and antes else None


def _visto_bueno(borrador: Borrador, uno: Integrante) -> str:
    visto = borrador.vistos.get(uno.codigo)
    return f"a la versión {visto.version} ({_dia(visto.instante)})" if visto is not None else ""


def _situacion(visible: Visible) -> str:
    """Dónde está hoy: lo primero que le falta."""
    borrador = visible.borrador
    siguen = [uno for uno in borrador.integrantes.values() if uno.sigue]
    socias = [uno for uno in siguen if uno.rol is Rol.SOCIO]
    if borrador.situacion == "descartado":
        return "descartada"
    if not any(uno.rol is Rol.COORDINACION for uno in siguen):
        return "sin coordinación"
    if not socias:
        return "sin otra organización"
    cuentas = (_cuenta(visible, uno.actor) for uno in socias)
    if any(propias < preguntas for propias, preguntas in cuentas):
        return "responden lo suyo"
    if borrador.puesta is None:
        return "sin pedir el visto bueno"
    vistos = [borrador.vistos.get(uno.codigo) for uno in socias]
    if all(visto is not None and visto.huella == borrador.puesta.huella for visto in vistos):
        return "con el visto bueno de todas"
    return "esperan el visto bueno"
