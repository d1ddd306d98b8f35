"""Reglas de un borrador de varias organizaciones: que cada una haya dicho lo suyo, y a qué dio su visto bueno.

En el de una sola persona no observan nada: ahí no hay quien responda por los demás.
"""

from collections.abc import Iterator

from bot.entrevista.borrador import Integrante, Rol
from bot.entrevista.coherencia.hallado import Hallado
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Actor
from bot.entrevista.visible import Visible, huella_de
from conocimiento.frases import enumerar


def responsabilidad_sin_confirmar(visible: Visible, _regla: Regla) -> Hallado | None:
    """De un resultado, una actividad o un riesgo se encarga una organización que entró y no lo confirmó.

    Lo confirma al escribirlo o al dar su visto bueno a una versión.
    """
    papeles = visible.entrevista.papeles
    entraron = {actor.nombre: quien for actor, quien in _socias(visible) if quien.codigo not in visible.borrador.vistos}
    for clave, parte in (
        (papeles.resultados, "resultado"),
        (papeles.actividades, "actividad"),
        (papeles.riesgos, "riesgo"),
    ):
        for uno in visible.elementos(clave):
            quien = visible.nombre_de(uno.get("responsable")) or ""
            suya = entraron.get(quien)
            if suya is not None and visible.borrador.escrita_por.get((clave, "")) != suya.codigo:
                return Hallado(marcas={"quien": quien, "que": f"«{uno.get(parte)}»"}, lugar=(clave, ""))
    return None


def sin_respuesta_propia(visible: Visible, _regla: Regla) -> Hallado | None:
    """Lo que le toca a una organización lo dijo otra: todavía no entró, o entró y no lo hizo suyo."""
    if not visible.borrador.es_de_varios:
        return None
    matriz, sin_ella = visible.entrevista.papeles.matriz, list[tuple[str, Llave]]()
    for actor in visible.actores:
        suya, llave = visible.borrador.responde_por(actor.identificador), (matriz, actor.identificador)
        if suya is None or visible.borrador.escrita_por.get(llave) != suya.codigo:
            sin_ella.append((actor.nombre, llave))
    if not sin_ella:
        return None
    return Hallado(marcas={"quienes": enumerar([nombre for nombre, _ in sin_ella])}, lugar=sin_ella[0][1])


def visto_bueno_anterior(visible: Visible, _regla: Regla) -> Hallado | None:
    """Una organización dio su visto bueno y el texto cambió después."""
    huella, vistos = huella_de(visible), visible.borrador.vistos
    antes = [
        f"{actor.nombre} (versión {vistos[quien.codigo].version})"
        for actor, quien in _socias(visible)
        if quien.codigo in vistos and vistos[quien.codigo].huella != huella
    ]
    return Hallado(marcas={"quienes": enumerar(antes)}) if antes else None


def _socias(visible: Visible) -> Iterator[tuple[Actor, Integrante]]:
    """Los actores por los que entró alguien que no coordina, con quien responde por cada uno."""
    for actor in visible.actores:
        quien = visible.borrador.responde_por(actor.identificador)
        if quien is not None and quien.rol is Rol.SOCIO:
            yield actor, quien
