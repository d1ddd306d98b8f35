"""El borrador como pliegue de sus eventos, y todo lo que de él se deriva.

La historia no se reescribe: deshacer, archivar o pasar a otra versión de la entrevista también son
eventos (están descritos en `eventos`). Aquí no hay frases ni se leen textos.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.entrevista.condiciones import se_cumple
from bot.entrevista.esquema import Entrevista, Pregunta
from bot.entrevista.eventos import Evento, Valor

Llave = tuple[str, str]
"""Una respuesta posible: clave de la pregunta e identificador del actor («» si no se repite)."""

PROPONENTE = "a0"
ACTORES_PREVISTOS = 2  # hasta saber cuántos son, para no prometer una entrevista más corta


@dataclass(frozen=True, slots=True)
class Actor:
    """Un actor de la alianza; `tipo` es None si aún no se sabe."""

    identificador: str
    nombre: str
    tipo: str | None


@dataclass(frozen=True, slots=True)
class Respuesta:
    """Lo que la persona respondió: el valor entendido y sus palabras."""

    valor: Valor
    crudo: str


@dataclass(frozen=True, slots=True)
class Duda:
    """Valores entre los que la persona debe elegir; `numero` distingue una duda de otra."""

    numero: int
    llave: Llave
    crudo: str
    texto: str
    opciones: tuple[tuple[str, Valor], ...]
    confirma: bool = False
    """Se confirma un cambio de lo ya respondido: siempre se puede dejar como estaba."""
    mensaje: str = ""
    """El mensaje de la persona que la causó."""


@dataclass(frozen=True, slots=True)
class Elemento:
    """Lo que se está haciendo con un elemento de una lista. `accion`: agregar, cambiar o quitar.

    `lugar` es -1 mientras no se elige cuál.
    """

    llave: Llave
    accion: str
    lugar: int = -1


@dataclass(frozen=True, slots=True)
class Borrador:
    """Dónde está un borrador. `respuestas` incluye las apartadas (de ramas que hoy no se ven)."""

    respuestas: dict[Llave, Respuesta] = field(default_factory=dict)
    omitidas: frozenset[Llave] = frozenset()
    vuelta: Llave | None = None
    regreso: str = ""
    """Sección de la revisión a la que se vuelve después de corregir."""
    fallos: int = 0
    duda: Duda | None = None
    elemento: Elemento | None = None
    modo: str = "nucleo"
    situacion: str = "abierto"
    """«abierto», «archivado» o «descartado»."""
    version: str = ""
    """La versión de la entrevista con que se lleva el borrador."""
    aviso: str = ""
    """La última versión del aviso de privacidad que aceptó."""
    autorizada: str = ""
    """La versión del aviso para compartir con que autorizó que la APCI lo lea; vacía si no."""
    cambios: tuple[tuple[Llave, ...], ...] = ()
    """Lo que se puede deshacer, del más antiguo al más nuevo: qué respuestas tocó cada cambio."""
    revision: int = 0
    """Cambia con cada paso; un botón de otra revisión ya no vale."""


@dataclass(frozen=True, slots=True)
class Paso:
    """Una pregunta concreta: con su actor si se repite."""

    pregunta: Pregunta
    actor: Actor | None = None

    @property
    def llave(self) -> Llave:
        """Dónde se guarda su respuesta."""
        return self.pregunta.clave, self.actor.identificador if self.actor else ""


def plegar(eventos: Iterable[Evento]) -> Borrador:
    """Reconstruye el borrador; los mismos eventos dan siempre el mismo."""
    pasados: list[tuple[dict[Llave, Respuesta], frozenset[Llave], Valor]] = []
    actual, dudas = Borrador(), 0
    for evento in eventos:
        datos = evento.datos
        match evento.tipo:
            case "respuesta" | "omitida":
                llave, lote = llave_de(datos), datos.get("lote")
                if lote is None or not pasados or pasados[-1][2] != lote:
                    pasados.append((actual.respuestas, actual.omitidas, lote))
                    cambios = (*actual.cambios, (llave,))
                else:
                    cambios = (*actual.cambios[:-1], (*actual.cambios[-1], llave))
                respuestas = {otra: valor for otra, valor in actual.respuestas.items() if otra != llave}
                omitidas = actual.omitidas - {llave}
                if evento.tipo == "respuesta":
                    respuestas[llave] = Respuesta(datos.get("valor"), str(datos.get("crudo") or ""))
                else:
                    omitidas |= {llave}
                # Corregir otra respuesta no mueve a la persona de la pregunta a la que había vuelto.
                vuelta = actual.vuelta if actual.vuelta != llave else None
                actual = replace(_avanzar(actual, respuestas, omitidas), vuelta=vuelta, cambios=cambios)
            case "deshecha":
                for _ in range(_entero(datos.get("veces"), 1)):
                    if pasados:
                        respuestas, omitidas, _lote = pasados.pop()
                        actual = replace(_avanzar(actual, respuestas, omitidas), cambios=actual.cambios[:-1])
            case "vuelta":
                quieto = _avanzar(actual, actual.respuestas, actual.omitidas)
                actual = replace(quieto, vuelta=llave_de(datos), regreso=str(datos.get("desde") or ""))
            case "seguida":
                de_otra = actual.duda is not None and actual.duda.llave != actual.vuelta
                vuelta = actual.vuelta if de_otra else None
                actual = replace(_avanzar(actual, actual.respuestas, actual.omitidas), vuelta=vuelta)
            case "modo":
                quieto = _avanzar(actual, actual.respuestas, actual.omitidas)
                actual = replace(quieto, modo=str(datos.get("modo", "nucleo")))
            case "fallo":
                actual = replace(actual, fallos=actual.fallos + 1, duda=None)
            case "duda":
                dudas += 1
                actual = replace(actual, duda=_duda(dudas, datos))
            case "elemento":
                elemento = Elemento(llave_de(datos), str(datos.get("accion")), _entero(datos.get("lugar"), -1))
                actual = replace(actual, elemento=elemento, duda=None, fallos=0, revision=actual.revision + 1)
            case "creado":
                aviso = str(datos.get("aviso") or "")
                actual = replace(actual, version=str(datos.get("version") or ""), aviso=aviso)
            case "aviso_aceptado":
                actual = replace(actual, aviso=str(datos.get("aviso") or ""))
            case "autorizada":
                actual = replace(actual, autorizada=str(datos.get("aviso") or ""))
            case "revocada":
                actual = replace(actual, autorizada="")
            case "archivado" | "descartado" | "recuperado":
                situacion = "abierto" if evento.tipo == "recuperado" else evento.tipo
                actual = replace(_avanzar(actual, actual.respuestas, actual.omitidas), situacion=situacion)
            case "migrada":
                actual, pasados = _migrar(actual, pasados, datos)
            case _:
                pass
    return actual


def _migrar(
    actual: Borrador, pasados: list[tuple[dict[Llave, Respuesta], frozenset[Llave], Valor]], datos: dict[str, Valor]
) -> tuple[Borrador, list[tuple[dict[Llave, Respuesta], frozenset[Llave], Valor]]]:
    """Lleva las respuestas, también las que se recuperan al deshacer, a las claves de otra versión."""
    nombres, quitadas, opciones = datos.get("renombradas"), datos.get("quitadas"), datos.get("opciones")
    nueva = {str(v): str(n) for v, n in nombres.items()} if isinstance(nombres, dict) else {}
    fuera = set(map(str, quitadas)) if isinstance(quitadas, list) else set[str]()

    def llaves(viejas: Iterable[Llave]) -> tuple[Llave, ...]:
        return tuple((nueva.get(clave, clave), actor) for clave, actor in viejas if clave not in fuera)

    def valor(clave: str, respuesta: Respuesta) -> Respuesta:
        cambios = opciones.get(clave) if isinstance(opciones, dict) else None
        if isinstance(cambios, dict) and isinstance(respuesta.valor, str):
            return replace(respuesta, valor=cambios.get(respuesta.valor, respuesta.valor))
        return respuesta

    def respuestas(viejas: dict[Llave, Respuesta]) -> dict[Llave, Respuesta]:
        quedan = {llave: respuesta for llave, respuesta in viejas.items() if llave[0] not in fuera}
        return {llave: valor(llave[0], quedan[vieja]) for vieja, llave in zip(quedan, llaves(quedan), strict=True)}

    nuevos = [(respuestas(r), frozenset(llaves(o)), lote) for r, o, lote in pasados]
    quieto = _avanzar(actual, respuestas(actual.respuestas), frozenset(llaves(actual.omitidas)))
    cambios = tuple(llaves(cambio) for cambio in actual.cambios)
    return replace(quieto, version=str(datos.get("a") or ""), cambios=cambios), nuevos


def llave_de(datos: dict[str, Valor]) -> Llave:
    """Lee en un evento a qué respuesta se refiere."""
    return str(datos.get("pregunta") or ""), str(datos.get("actor") or "")


def datos_de(llave: Llave) -> dict[str, Valor]:
    """Lo contrario de `llave_de`."""
    return {"pregunta": llave[0], "actor": llave[1] or None}


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


def pasos_visibles(entrevista: Entrevista, borrador: Borrador) -> tuple[Paso, ...]:
    """Las preguntas que hoy tocan, en orden, con sus repeticiones por actor."""
    valores: dict[str, Valor] = {}
    pasos: list[Paso] = []
    for pregunta in entrevista.preguntas:
        if (pregunta.modo == "ampliado" and borrador.modo != "ampliado") or not se_cumple(pregunta.si, valores):
            continue
        if not pregunta.repite_por:
            pasos.append(Paso(pregunta))
            respuesta = borrador.respuestas.get((pregunta.clave, ""))
            if respuesta is not None:
                valores[pregunta.clave] = respuesta.valor
        else:
            sin_tipo = {a.identificador for a in _actores_nombrados(entrevista, borrador) if a.tipo is None}
            pasos += [
                Paso(pregunta, actor)
                for actor in actores(entrevista, borrador)
                if (pregunta.repite_por == "actores" or actor.identificador != PROPONENTE)
                and (pregunta.tipo != "clase_actor" or actor.identificador in sin_tipo)
            ]
    return tuple(pasos)


def esta_autorizado(entrevista: Entrevista, borrador: Borrador) -> bool:
    """Dice si la persona autorizó, con el aviso vigente, que la APCI lea el borrador."""
    return borrador.autorizada != "" and borrador.autorizada == entrevista.aviso_compartir.version


def esta_resuelto(borrador: Borrador, paso: Paso) -> bool:
    """Dice si ya se respondió o se dejó pendiente a propósito."""
    return paso.llave in borrador.respuestas or paso.llave in borrador.omitidas


def siguiente(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La primera pregunta visible y sin responder; None si no queda ninguna."""
    pasos = pasos_visibles(entrevista, borrador)
    return next((paso for paso in pasos if not esta_resuelto(borrador, paso)), None)


def paso_actual(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La pregunta que la persona tiene delante: aquella a la que volvió o la siguiente."""
    if borrador.vuelta is not None:
        paso = buscar_paso(entrevista, borrador, borrador.vuelta)
        if paso is not None:
            return paso
    return siguiente(entrevista, borrador)


def buscar_paso(entrevista: Entrevista, borrador: Borrador, llave: Llave) -> Paso | None:
    """El paso visible de esa llave, o None."""
    return next((paso for paso in pasos_visibles(entrevista, borrador) if paso.llave == llave), None)


def anterior(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La pregunta resuelta justo antes de la que se tiene delante."""
    actual = paso_actual(entrevista, borrador)
    previos: list[Paso] = []
    for paso in pasos_visibles(entrevista, borrador):
        if actual is not None and paso.llave == actual.llave:
            break
        if esta_resuelto(borrador, paso):
            previos.append(paso)
    return previos[-1] if previos else None


def por_completar(entrevista: Entrevista, borrador: Borrador) -> Paso | None:
    """La primera pregunta que se dejó pendiente, entera o en parte."""
    for paso in pasos_visibles(entrevista, borrador):
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
    respondidas = sum(paso.llave in borrador.respuestas for paso in pasos)
    return respondidas, len(pasos) + actores_por_conocer(entrevista, borrador)


def lugar(entrevista: Entrevista, borrador: Borrador, paso: Paso) -> int:
    """El número del paso entre los visibles, desde 1."""
    return 1 + [otro.llave for otro in pasos_visibles(entrevista, borrador)].index(paso.llave)


def identificar(eventos: Iterable[Evento], entrevista: Entrevista, nuevos: list[dict[str, Valor]]) -> list[Valor]:
    """Pone identificador a los actores de una lista: el que traen, el que ya tenían por su nombre o uno nunca usado."""
    usados: dict[str, str] = {}
    for evento in eventos:
        lista = evento.datos.get("valor")
        if evento.tipo == "respuesta" and evento.datos.get("pregunta") == entrevista.papeles.actores:
            for dato in lista if isinstance(lista, list) else []:
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


def _avanzar(borrador: Borrador, respuestas: dict[Llave, Respuesta], omitidas: frozenset[Llave]) -> Borrador:
    return replace(
        borrador,
        respuestas=respuestas,
        omitidas=omitidas,
        vuelta=None,
        regreso="",
        fallos=0,
        duda=None,
        elemento=None,
        revision=borrador.revision + 1,
    )


def _entero(valor: Valor, si_falta: int) -> int:
    return valor if isinstance(valor, int) else si_falta


def _duda(numero: int, datos: dict[str, Valor]) -> Duda:
    opciones: list[tuple[str, Valor]] = []
    crudas = datos.get("opciones")
    for opcion in crudas if isinstance(crudas, list) else []:
        if isinstance(opcion, list) and len(opcion) == 2:
            opciones.append((str(opcion[0]), opcion[1]))
    crudo, texto = str(datos.get("crudo") or ""), str(datos.get("texto") or "")
    confirma, mensaje = datos.get("confirma") is True, str(datos.get("mensaje") or "")
    return Duda(numero, llave_de(datos), crudo, texto, tuple(opciones), confirma, mensaje)


def _actor(dato: dict[str, Valor]) -> Actor:
    tipo = dato.get("tipo")
    return Actor(str(dato.get("id")), str(dato.get("nombre")), tipo if isinstance(tipo, str) else None)


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
