"""La portada de un borrador de varias organizaciones: quién respondió por sí mismo y a qué versión dio su visto bueno.

Dice cómo estaba al hacer el documento. Nombra organizaciones; de quien escribe por ellas no dice nada.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.entrevista.borrador import Integrante, Rol, Visto
from bot.entrevista.eventos import Evento, Invitado, Llave, RolCambiado, Unido
from bot.entrevista.pasos import Actor
from bot.entrevista.propuesta.modelo import Cuadro, Participacion
from bot.entrevista.visible import Visible
from conocimiento.frases import cantidad, enumerar, punto_tras
from conocimiento.hora import HORA_DE_LIMA

SIN_NOMBRE = "una organización que el borrador ya no nombra"
NO_TOCA = "—"
TITULOS = ("Organización", "Quién respondió por ella", "Su visto bueno")
NO_ES_UNA_FIRMA = (
    "El visto bueno no es una firma ni obliga a nadie. El asistente no verificó la identidad de quien respondió por "
    "cada organización."
)


def reconocer_participacion(
    visible: Visible, eventos: Sequence[Evento], huella: str, numero: int
) -> Participacion | None:
    """Quién respondió y qué aprobó, para la versión de ese número y esa huella; None si nunca entró nadie más."""
    if not visible.borrador.es_de_varios:
        return None
    quienes = _Quienes(visible, eventos, huella, numero)
    filas = tuple(quienes.fila(actor) for actor in quienes.actores())
    leen = sum(uno.sigue and uno.rol is Rol.OBSERVADOR for uno in visible.borrador.integrantes.values())
    solo_leen = f"Además, {cantidad(leen, 'integrante solo lee', 'integrantes solo leen')} el borrador."
    return Participacion(
        quienes.resumen(),
        Cuadro(TITULOS, filas, (34, 38, 28)),
        (*((solo_leen,) if leen else ()), NO_ES_UNA_FIRMA),
    )


def nota_de_la_matriz(visible: Visible) -> str:
    """Debajo de lo que toca a cada uno: por quiénes lo escribió otra organización. Vacía si lo escribe uno solo."""
    borrador, matriz = visible.borrador, visible.entrevista.papeles.matriz
    if not borrador.es_de_varios:
        return ""
    dichas = [(actor, (matriz, actor.identificador)) for actor in visible.actores]
    ajenas = [(actor, llave) for actor, llave in dichas if llave in borrador.respuestas and not es_suya(visible, llave)]
    if not ajenas:
        return "Cada organización dijo lo suyo."
    de_quienes = enumerar([actor.nombre for actor, _ in ajenas])
    quienes = enumerar(list(_quienes_escribieron(visible, (llave for _, llave in ajenas))))
    return f"Cada organización dijo lo suyo, salvo {de_quienes}: lo escribió {quienes}{punto_tras(quienes)}"


def es_suya(visible: Visible, llave: Llave) -> bool:
    """La dijo quien responde, o respondió, por el actor del que habla."""
    autor = visible.borrador.integrantes.get(visible.borrador.escrita_por.get(llave, ""))
    return autor is not None and autor.actor == llave[1]


def nombre_de(visible: Visible, integrante: str) -> str:
    """La organización por la que escribe un integrante, como se lee en medio de una oración."""
    suyo = visible.borrador.integrantes.get(integrante)
    return next((uno.nombre for uno in visible.actores if suyo and uno.identificador == suyo.actor), SIN_NOMBRE)


def _quienes_escribieron(visible: Visible, llaves: Iterable[Llave]) -> Iterator[str]:
    yield from dict.fromkeys(nombre_de(visible, visible.borrador.escrita_por.get(llave, "")) for llave in llaves)


def _dia(instante: datetime) -> str:
    return f"{instante.astimezone(HORA_DE_LIMA):%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class _Quienes:
    """De dónde sale lo que dice la portada."""

    visible: Visible
    eventos: Sequence[Evento]
    huella: str
    numero: int

    def actores(self) -> tuple[Actor, ...]:
        """Los que nombra el borrador y, si alguno dejó de nombrarse, también quien responde por él."""
        nombrados = {uno.identificador for uno in self.visible.actores}
        sueltos = (
            Actor(uno.actor, SIN_NOMBRE[:1].upper() + SIN_NOMBRE[1:], None)
            for uno in self.visible.borrador.integrantes.values()
            if uno.sigue and uno.actor and uno.actor not in nombrados
        )
        return (*self.visible.actores, *sueltos)

    def resumen(self) -> str:
        """Cuántas respondieron por sí mismas, y a qué versión se pidió el visto bueno."""
        todas = self.actores()
        por_si = sum(map(self._respondio, todas))
        respondieron = "respondió por sí misma" if por_si == 1 else "respondieron por sí mismas"
        dicho = f"De {cantidad(len(todas), 'organización', 'organizaciones')}, {por_si} {respondieron}. "
        puesta = self.visible.borrador.puesta
        if puesta is None:
            return f"{dicho}Todavía no se pidió el visto bueno a ninguna versión."
        dicho += f"El visto bueno se pidió a la versión {puesta.version}, el {_dia(puesta.instante)}"
        return f"{dicho}." if puesta.huella == self.huella else f"{dicho}; después cambió, y esta es la {self.numero}."

    def fila(self, actor: Actor) -> tuple[str, str, str]:
        """Su nombre, quién respondió por ella y a qué versión dio su visto bueno."""
        integrante = self._integrante(actor.identificador)
        return actor.nombre, self._quien_respondio(actor, integrante), self._visto_bueno(integrante)

    def _nadie_la_nombra(self, actor: Actor) -> bool:
        """Quien la nombró se llevó lo suyo: lo que ella dijo sigue, pero no se lee en ninguna parte."""
        return actor not in self.visible.actores

    def _respondio(self, actor: Actor) -> bool:
        borrador = self.visible.borrador
        if self._nadie_la_nombra(actor):
            suyo = self._integrante(actor.identificador)
            return suyo is not None and suyo.codigo in borrador.escrita_por.values()
        return any(es_suya(self.visible, llave) for llave in self._dichas(actor))

    def _integrante(self, actor: str) -> Integrante | None:
        """Quien responde hoy por ese actor o, si salió, el último que lo hizo."""
        borrador = self.visible.borrador
        fueron = [uno for uno in borrador.integrantes.values() if uno.actor == actor]
        return borrador.responde_por(actor) or (fueron[-1] if fueron else None)

    def _dichas(self, actor: Actor) -> list[Llave]:
        """Las preguntas de ese actor que tienen respuesta."""
        borrador = self.visible.borrador
        suyos = (paso for paso in self.visible.pasos if paso.actor and paso.actor.identificador == actor.identificador)
        return [paso.llave for paso in suyos if borrador.esta_respondida(paso.llave)]

    def _quien_respondio(self, actor: Actor, integrante: Integrante | None) -> str:
        if self._nadie_la_nombra(actor):
            respondio = "Por sí misma" if self._respondio(actor) else "Entró y aún no responde"
            return "\n".join((respondio, *self._ademas(integrante, con_lo_suyo=False)))
        dichas = self._dichas(actor)
        ajenas = [llave for llave in dichas if not es_suya(self.visible, llave)]
        otras = enumerar(list(_quienes_escribieron(self.visible, ajenas)))
        if len(ajenas) < len(dichas):
            dicho = "Por sí misma"
            if ajenas:
                dicho += f", salvo {cantidad(len(ajenas), 'respuesta')} que escribió {otras}"
            return "\n".join((dicho, *self._ademas(integrante, con_lo_suyo=True)))
        escribio = f"Lo escribió {otras}" if ajenas else "Nadie respondió por ella"
        if integrante is not None and integrante.sigue:
            hecho = f"Entró y aún no confirma lo que escribió {otras}" if ajenas else "Entró y aún no responde"
            return "\n".join((hecho, *self._ademas(integrante, con_lo_suyo=False)))
        return "\n".join((escribio, *self._por_que_no(actor, integrante)))

    def _ademas(self, integrante: Integrante | None, *, con_lo_suyo: bool) -> Iterator[str]:
        if integrante is None:
            return
        if integrante.hasta is not None:
            yield f"Salió el {_dia(integrante.hasta)}{' y dejó sus respuestas' if con_lo_suyo else ''}"
        elif integrante.rol is Rol.COORDINACION:
            yield "Coordina el borrador"

    def _por_que_no(self, actor: Actor, integrante: Integrante | None) -> Iterator[str]:
        """Por qué no respondió por sí misma: salió, se la invitó y no entra, o no se la invitó."""
        if integrante is not None and integrante.hasta is not None:
            yield f"Salió el {_dia(integrante.hasta)}"
            return
        invitada = [u.instante for u in self.eventos if isinstance(u, Invitado) and u.actor == actor.identificador]
        yield f"Invitada el {_dia(invitada[-1])}; aún no entra" if invitada else "Aún no se la invitó"

    def _visto_bueno(self, integrante: Integrante | None) -> str:
        borrador = self.visible.borrador
        if integrante is None:
            return NO_TOCA
        visto = borrador.vistos.get(integrante.codigo)
        if visto is not None:
            return "\n".join((*self._a_que(visto), *(("Fue antes de salir",) if integrante.hasta is not None else ())))
        if integrante.hasta is not None:
            return NO_TOCA
        if integrante.rol is Rol.COORDINACION:
            return "Es quien lo pide"
        puesta = borrador.puesta
        suyos = (u for u in self.eventos if isinstance(u, Unido | RolCambiado) and u.integrante == integrante.codigo)
        socio_desde = [u.instante for u in suyos]  # quien coordinaba al pedirlo no se lo pidió a sí misma
        if puesta is None or not socio_desde or socio_desde[-1] > puesta.instante:
            return "Aún no se le pidió"
        return f"Se le pidió el {_dia(puesta.instante)}; aún no responde"

    def _a_que(self, visto: Visto) -> Iterator[str]:
        dia = _dia(visto.instante)
        if visto.huella == self.huella:
            yield f"A esta versión, la {visto.version}, el {dia}"
        else:
            yield f"A la versión {visto.version}, el {dia}"
            yield f"Después cambió: esta es la {self.numero}"
