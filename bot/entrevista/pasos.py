"""Las preguntas que tocan en un borrador: cuáles se ven, cuál sigue, cuánto falta y qué trae un cambio.

Se deduce del borrador y de la entrevista; no guarda nada. Una respuesta apartada sigue en la historia: no se
imprime y vuelve si la persona vuelve a esa rama.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from bot.entrevista.borrador import PROPONENTE, Borrador, le_toca
from bot.entrevista.condiciones import Dicho, se_cumple
from bot.entrevista.esquema import Entrevista, Pregunta, SeccionEntrevista
from bot.entrevista.eventos import Evento, Llave, Respondida, Valor
from bot.entrevista.valores.tipos import TIPOS

ACTORES_PREVISTOS = 2  # hasta saber cuántos son, para no prometer una entrevista más corta


@dataclass(frozen=True, slots=True)
class Actor:
    """Un actor de la alianza; `tipo` es None si aún no se sabe. `detalle`: lo que se contó de él."""

    identificador: str
    nombre: str
    tipo: str | None
    detalle: str = ""


@dataclass(frozen=True, slots=True)
class Paso:
    """Una pregunta concreta: con su actor si se repite."""

    pregunta: Pregunta
    actor: Actor | None = None

    @property
    def llave(self) -> Llave:
        """Dónde se guarda su respuesta."""
        return self.pregunta.clave, self.actor.identificador if self.actor else ""


def actores(entrevista: Entrevista, borrador: Borrador) -> tuple[Actor, ...]:
    """Los actores de la alianza: primero quien propone y después los demás, con su tipo si se sabe."""
    clave = next((p.clave for p in entrevista.preguntas if p.tipo == "clase_actor" and p.repite_por), "")
    lista: list[Actor] = []
    for actor in _actores_nombrados(entrevista, borrador):
        respuesta = borrador.respuestas.get((clave, actor.identificador))
        if actor.tipo is None and respuesta is not None and isinstance(respuesta.valor, str):
            actor = replace(actor, tipo=respuesta.valor)
        lista.append(actor)
    return tuple(lista)


def nombres_de_actores(entrevista: Entrevista, borrador: Borrador) -> dict[str, str]:
    """Cómo se llama cada actor, por su identificador."""
    return {actor.identificador: actor.nombre for actor in actores(entrevista, borrador)}


def pasos_visibles(entrevista: Entrevista, borrador: Borrador) -> tuple[Paso, ...]:
    """Las preguntas que hoy tocan, en orden, con sus repeticiones por actor."""
    dichos: dict[str, Dicho] = {}
    pasos: list[Paso] = []
    todos = actores(entrevista, borrador)
    sin_tipo = {actor.identificador for actor in _actores_nombrados(entrevista, borrador) if actor.tipo is None}
    for pregunta in entrevista.preguntas:
        if (pregunta.modo == "ampliado" and borrador.modo != "ampliado") or not se_cumple(pregunta.si, dichos):
            continue
        if not pregunta.repite_por:
            pasos.append(Paso(pregunta))
            respuesta = borrador.respuestas.get((pregunta.clave, ""))
            if respuesta is not None:
                dichos[pregunta.clave] = Dicho(respuesta.valor, TIPOS[pregunta.tipo].numero)
        else:
            pasos += [
                Paso(pregunta, actor)
                for actor in todos
                if (pregunta.repite_por == "actores" or actor.identificador != PROPONENTE)
                and (pregunta.tipo != "clase_actor" or actor.identificador in sin_tipo)
            ]
    return tuple(pasos)


def esta_resuelto(borrador: Borrador, paso: Paso) -> bool:
    """Dice si ya se respondió o se dejó pendiente a propósito."""
    return paso.llave in borrador.respuestas or paso.llave in borrador.omitidas


def pasos_propios(entrevista: Entrevista, borrador: Borrador) -> tuple[Paso, ...]:
    """Las que tocan hoy a quien mira el borrador; si lo escribe uno solo, todas las visibles."""
    visibles, reservadas = pasos_visibles(entrevista, borrador), entrevista.reservadas
    return tuple(paso for paso in visibles if le_toca(borrador, paso.llave, reservadas))


def siguiente(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La primera pregunta suya y sin responder; None si no queda ninguna."""
    pasos = pasos_propios(entrevista, borrador)
    return next((paso for paso in pasos if not esta_resuelto(borrador, paso) or _la_dejo_otro(borrador, paso)), None)


def _la_dejo_otro(borrador: Borrador, paso: Paso) -> bool:
    """Quien coordina la dejó pendiente antes de que entrara la organización a la que le toca."""
    suya = borrador.escrita_por.get(paso.llave) == borrador.quien
    return paso.actor is not None and paso.llave in borrador.omitidas and not suya


def paso_actual(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La pregunta que la persona tiene delante: aquella a la que volvió o la siguiente."""
    if borrador.vuelta is not None:
        paso = buscar_paso(entrevista, borrador, borrador.vuelta)
        if paso is not None and le_toca(borrador, paso.llave, entrevista.reservadas):
            return paso
    return siguiente(entrevista, borrador)


def buscar_paso(entrevista: Entrevista, borrador: Borrador, llave: Llave) -> Paso | None:
    """El paso visible de esa llave, o None."""
    return next((paso for paso in pasos_visibles(entrevista, borrador) if paso.llave == llave), None)


def anterior(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La pregunta resuelta justo antes de la que se tiene delante."""
    actual = paso_actual(entrevista, borrador)
    previos: list[Paso] = []
    for paso in pasos_propios(entrevista, borrador):
        if actual is not None and paso.llave == actual.llave:
            break
        if esta_resuelto(borrador, paso):
            previos.append(paso)
    return previos[-1] if previos else None


def por_completar(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La primera pregunta suya que se dejó pendiente, entera o en parte."""
    for paso in pasos_propios(entrevista, borrador):
        if paso.llave in borrador.omitidas or partes_que_faltan(borrador, paso):
            return paso
    return None


def partes_que_faltan(borrador: Borrador, paso: Paso) -> tuple[str, ...]:
    """Los rótulos de las líneas o campos que una respuesta dejó sin decir, sin repetir."""
    respuesta = borrador.respuestas.get(paso.llave)
    return partes_sin_decir(paso.pregunta, respuesta.valor) if respuesta is not None else ()


def partes_sin_decir(pregunta: Pregunta, valor: Valor) -> tuple[str, ...]:
    """Lo mismo, de un valor todavía sin guardar."""
    trozos = valor if isinstance(valor, list) else [valor]
    partes = [(linea.clave, linea.rotulo) for linea in pregunta.lineas]
    partes += [(campo.clave, campo.rotulo) for campo in pregunta.campos if campo.obligatorio]
    return tuple(
        rotulo for clave, rotulo in partes if any(isinstance(uno, dict) and not uno.get(clave) for uno in trozos)
    )


def avance(entrevista: Entrevista, borrador: Borrador) -> tuple[int, int]:
    """Cuántas preguntas visibles tienen respuesta y cuántas son."""
    pasos = pasos_visibles(entrevista, borrador)
    respondidas = sum(borrador.esta_respondida(paso.llave) for paso in pasos)
    return respondidas, len(pasos) + actores_por_conocer(entrevista, borrador)


def lugar(entrevista: Entrevista, borrador: Borrador, paso: Paso) -> int:
    """El número del paso entre los visibles, desde 1."""
    return 1 + [otro.llave for otro in pasos_visibles(entrevista, borrador)].index(paso.llave)


def identificar(eventos: Iterable[Evento], entrevista: Entrevista, nuevos: list[dict[str, Valor]]) -> list[Valor]:
    """Pone identificador a los actores de una lista: el que traen, el que ya tenían por su nombre o uno nunca usado."""
    usados: dict[str, str] = {}
    for evento in eventos:
        if isinstance(evento, Respondida) and evento.llave[0] == entrevista.papeles.actores:
            for dato in evento.valor if isinstance(evento.valor, list) else []:
                if isinstance(dato, dict):
                    usados[str(dato.get("nombre")).casefold()] = str(dato.get("id"))
    salida: list[Valor] = []
    for nuevo in nuevos:
        nombre = str(nuevo["nombre"]).casefold()
        propio = nuevo.get("id")
        if not isinstance(propio, str):
            propio = usados.setdefault(nombre, f"a{len(set(usados.values())) + 1}")
        salida.append({**nuevo, "id": propio})
    return salida


def actores_por_conocer(entrevista: Entrevista, borrador: Borrador) -> int:
    """Cuántas repeticiones de la matriz se prevén mientras no se sabe quiénes participan."""
    papeles = entrevista.papeles
    if (papeles.actores, "") in borrador.respuestas or (papeles.actores, "") in borrador.omitidas:
        return 0
    conocidos = len(actores(entrevista, borrador))
    return 1 + ACTORES_PREVISTOS - conocidos


def _actor(dato: dict[str, Valor]) -> Actor:
    tipo = dato.get("tipo")
    return Actor(
        str(dato.get("id")),
        str(dato.get("nombre")),
        tipo if isinstance(tipo, str) else None,
        str(dato.get("detalle") or ""),
    )


def _actores_nombrados(entrevista: Entrevista, borrador: Borrador) -> tuple[Actor, ...]:
    papeles = entrevista.papeles
    nombre = borrador.respuestas.get((papeles.proponente, ""))
    tipo = borrador.respuestas.get((papeles.tipo_proponente, ""))
    lista: list[Actor] = []
    if nombre is not None:
        clase = tipo.valor if tipo is not None and isinstance(tipo.valor, str) else None
        lista.append(Actor(PROPONENTE, str(nombre.valor), clase))
    otros = borrador.respuestas.get((papeles.actores, ""))
    if otros is not None and isinstance(otros.valor, list):
        lista += [_actor(dato) for dato in otros.valor if isinstance(dato, dict)]
    return tuple(lista)


@dataclass(frozen=True, slots=True)
class AvanceDeSeccion:
    """Una sección con sus pasos visibles; `respondidos`, cuántos tienen respuesta."""

    seccion: SeccionEntrevista
    pasos: tuple[Paso, ...]
    respondidos: int


def minutos_que_faltan(entrevista: Entrevista, borrador: Borrador) -> int:
    """Los minutos que le tomaría lo que falta, redondeados hacia arriba."""
    minutos = 0.0
    for paso in pasos_propios(entrevista, borrador):
        if not esta_resuelto(borrador, paso):
            minutos += TIPOS[paso.pregunta.tipo].minutos
    minutos += actores_por_conocer(entrevista, borrador) * TIPOS["matriz"].minutos
    return ceil(minutos)


def faltan(entrevista: Entrevista, borrador: Borrador) -> int:
    """Cuántas preguntas suyas quedan sin resolver; las que se dejaron pendientes a propósito no cuentan."""
    sin_resolver = [p for p in pasos_propios(entrevista, borrador) if not esta_resuelto(borrador, p)]
    return len(sin_resolver) + actores_por_conocer(entrevista, borrador)


def pendientes_propias(entrevista: Entrevista, borrador: Borrador) -> int:
    """Cuántas preguntas suyas dejó pendientes a propósito y siguen sin respuesta."""
    propios = pasos_propios(entrevista, borrador)
    return sum(paso.llave in borrador.omitidas and paso.llave not in borrador.respuestas for paso in propios)


def por_seccion(entrevista: Entrevista, borrador: Borrador) -> tuple[AvanceDeSeccion, ...]:
    """Las secciones que tienen preguntas visibles, en el orden de la propuesta."""
    pasos = pasos_visibles(entrevista, borrador)
    avances: list[AvanceDeSeccion] = []
    for seccion in entrevista.secciones:
        suyos = tuple(paso for paso in pasos if paso.pregunta.seccion == seccion.clave)
        if suyos:
            avances.append(AvanceDeSeccion(seccion, suyos, sum(borrador.esta_respondida(paso.llave) for paso in suyos)))
    return tuple(avances)


def pendientes(entrevista: Entrevista, borrador: Borrador) -> tuple[tuple[Paso, tuple[str, ...]], ...]:
    """Lo suyo que se dejó sin responder, entero o en parte: el paso y las partes que le faltan (vacío si es todo)."""
    hallados: list[tuple[Paso, tuple[str, ...]]] = []
    for paso in pasos_propios(entrevista, borrador):
        partes = partes_que_faltan(borrador, paso)
        if paso.llave in borrador.omitidas or partes:
            hallados.append((paso, partes))
    return tuple(hallados)


def porcentaje(respondidas: int, total: int) -> int:
    """El avance de 0 a 100; solo es 100 si está todo."""
    return respondidas * 100 // total if total else 0


@dataclass(frozen=True, slots=True)
class Consecuencias:
    """Los pasos que un cambio añade sin respuesta, los que aparta con ella y los que recupera con ella."""

    anade: tuple[Paso, ...] = ()
    aparta: tuple[Paso, ...] = ()
    recupera: tuple[Paso, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.anade or self.aparta or self.recupera)


def comparar(entrevista: Entrevista, antes: Borrador, despues: Borrador) -> Consecuencias:
    """Compara lo que se ve antes y después de un cambio."""
    vistos = {paso.llave: paso for paso in pasos_visibles(entrevista, antes)}
    veran = {paso.llave: paso for paso in pasos_visibles(entrevista, despues)}
    nuevos = [paso for llave, paso in veran.items() if llave not in vistos]
    return Consecuencias(
        anade=tuple(paso for paso in nuevos if paso.llave not in despues.respuestas),
        aparta=tuple(p for llave, p in vistos.items() if llave not in veran and llave in antes.respuestas),
        recupera=tuple(paso for paso in nuevos if paso.llave in despues.respuestas),
    )
