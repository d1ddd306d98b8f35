"""La revisión automática: observa, no aprueba ni rechaza y no pone puntaje.

Cada regla es una función pequeña que dice si encontró algo; su texto, su severidad y su fuente están
en `reglas.yaml`. Un dato que la persona aún no sabe da una observación pendiente, no un incumplimiento.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.entrevista.esquema import Entrevista, Regla
from bot.entrevista.eventos import Evento, Valor
from bot.entrevista.motor import Actor, Borrador, Paso, actores, pasos_visibles, plegar
from bot.entrevista.propuesta import FilaRiesgo, Observacion
from bot.entrevista.valores import plano, posicion
from bot.entrevista.valores_actores import es_mismo_actor, separar_riesgo

ORDEN = ("critica", "importante", "sugerencia", "info")
MESES_DE_UN_PILOTO_LARGO = 36
TIPOS_MINIMOS = 3


@dataclass(frozen=True, slots=True)
class Hallado:
    """Lo que encontró una regla, con lo que completa su mensaje."""

    pendiente: bool = False
    severidad: str = ""  # si cambia la de la regla
    marcas: dict[str, str] = field(default_factory=dict)
    preguntas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examen:
    """El borrador tal como lo miran las reglas: solo lo visible."""

    entrevista: Entrevista
    borrador: Borrador
    fecha: date
    pasos: tuple[Paso, ...]
    actores: tuple[Actor, ...]

    def valor(self, clave: str) -> Valor:
        """El valor visible de una pregunta, o None."""
        visible = any(paso.llave == (clave, "") for paso in self.pasos)
        respuesta = self.borrador.respuestas.get((clave, ""))
        return respuesta.valor if visible and respuesta is not None else None

    def es_pendiente(self, clave: str) -> bool:
        """La pregunta toca y no tiene respuesta: aún no se llegó a ella o la persona no lo sabe."""
        return any(p.pregunta.clave == clave and p.llave not in self.borrador.respuestas for p in self.pasos)

    def linea(self, actor: Actor, clave: str) -> str | None:
        """Lo que se dijo de un actor en la matriz: None si no se dijo, "" si aún no se sabe."""
        respuesta = self.borrador.respuestas.get((self.entrevista.papeles.matriz, actor.identificador))
        if respuesta is None or not isinstance(respuesta.valor, dict):
            return ""
        dicho = respuesta.valor.get(clave)
        return dicho if isinstance(dicho, str) else None

    def clases(self) -> set[str]:
        """Las clases del concepto de alianza presentes."""
        clases = {tipo.valor: tipo.clase for tipo in self.entrevista.catalogos.tipos_actor}
        return {clases[actor.tipo] for actor in self.actores if actor.tipo in clases}

    def faltan_clases(self) -> bool:
        """Puede haber actores que todavía no se conocen."""
        sin_tipo = any(actor.tipo is None for actor in self.actores)
        return sin_tipo or not self.actores or self.es_pendiente(self.entrevista.papeles.actores)


def examinar(entrevista: Entrevista, borrador: Borrador, fecha: date) -> Examen:
    """Prepara un borrador para las reglas."""
    return Examen(entrevista, borrador, fecha, pasos_visibles(entrevista, borrador), actores(entrevista, borrador))


def revisar(entrevista: Entrevista, eventos: Iterable[Evento], fecha: date) -> tuple[Observacion, ...]:
    """Aplica todas las reglas; primero lo más grave y, a la par, lo que no está pendiente."""
    examen = examinar(entrevista, plegar(eventos), fecha)
    observaciones = [
        _observar(regla, hallado)
        for regla in entrevista.reglas
        for hallado in (COMPROBACIONES[regla.clave](examen, regla),)
        if hallado is not None
    ]
    return tuple(sorted(observaciones, key=lambda o: (ORDEN.index(o.severidad), o.pendiente)))


def titulo_de(entrevista: Entrevista, observacion: Observacion) -> str:
    """El título corto de la regla de una observación."""
    return next((regla.titulo for regla in entrevista.reglas if regla.clave == observacion.regla), observacion.regla)


def filas_de_riesgo(examen: Examen) -> tuple[FilaRiesgo, ...]:
    """Los riesgos dichos; si no se nombra a otro, se hace cargo el actor que lo dijo."""
    filas: list[FilaRiesgo] = []
    for actor in examen.actores:
        dicho = examen.linea(actor, "riesgo")
        if dicho:
            riesgo, responsable, mitigacion = separar_riesgo(dicho)
            filas.append(FilaRiesgo(riesgo, responsable or actor.nombre, mitigacion))
    return tuple(filas)


def _observar(regla: Regla, hallado: Hallado) -> Observacion:
    mensaje = regla.mensaje
    for marca, texto in hallado.marcas.items():
        mensaje = mensaje.replace("{" + marca + "}", texto)
    return Observacion(
        regla=regla.clave,
        severidad=hallado.severidad or regla.severidad,
        mensaje=mensaje,
        fuente=regla.fuente,
        pendiente=hallado.pendiente,
        preguntas=hallado.preguntas or regla.preguntas,
    )


def _falta_clase(clase: str) -> Callable[[Examen, Regla], Hallado | None]:
    def comprobar(examen: Examen, _regla: Regla) -> Hallado | None:
        return None if clase in examen.clases() else Hallado(pendiente=examen.faltan_clases())

    return comprobar


def _pocos_actores(examen: Examen, _regla: Regla) -> Hallado | None:
    cuantos, tipos = len(examen.actores), len(examen.clases())
    pendiente = examen.faltan_clases()
    if cuantos < 2:
        return Hallado(pendiente=pendiente, marcas={"detalle": "se conoce menos de dos organizaciones"})
    if tipos < TIPOS_MINIMOS:
        detalle = f"son {cuantos} organizaciones de {tipos} {'clase' if tipos == 1 else 'clases'}"
        return Hallado(pendiente=pendiente, severidad="importante", marcas={"detalle": detalle})
    return None


def _sin_objetivo(examen: Examen, regla: Regla) -> Hallado | None:
    clave = regla.preguntas[0]
    valor = examen.valor(clave)
    if isinstance(valor, str) and len(valor) >= (examen.entrevista.pregunta(clave).minimo or 1):
        return None
    return Hallado(pendiente=examen.es_pendiente(clave))


def _objetivo_no_publico(examen: Examen, regla: Regla) -> Hallado | None:
    dicho = " ".join(str(valor) for clave in regla.preguntas if (valor := examen.valor(clave)) is not None)
    propias = [palabra for palabra in regla.palabras if posicion(dicho, palabra) >= 0]
    ajenas = any(posicion(dicho, palabra) >= 0 for palabra in regla.contrapeso)
    return Hallado(marcas={"detalle": propias[0]}) if propias and not ajenas else None


def _sin_ods(examen: Examen, regla: Regla) -> Hallado | None:
    valor = examen.valor(regla.preguntas[0])
    numeros = valor if isinstance(valor, list) else []
    return None if set(map(str, numeros)) - {"17"} else Hallado(pendiente=examen.es_pendiente(regla.preguntas[0]))


def _falta_linea(clave: str) -> Callable[[Examen, Regla], Hallado | None]:
    def comprobar(examen: Examen, _regla: Regla) -> Hallado | None:
        faltan, sin_saber = _actores_sin(examen, clave)
        if not faltan and not sin_saber:
            return None
        return Hallado(pendiente=not faltan, marcas={"actores": _enumerar(faltan or sin_saber)})

    return comprobar


def _beneficios(examen: Examen, _regla: Regla) -> Hallado | None:
    faltan, sin_saber = _actores_sin(examen, "beneficio")
    if not faltan and not sin_saber:
        return None
    con_beneficio = len(examen.actores) - len(faltan) - len(sin_saber)
    severidad = "importante" if con_beneficio >= 2 else ""
    return Hallado(pendiente=not faltan, severidad=severidad, marcas={"actores": _enumerar(faltan or sin_saber)})


def _sin_riesgos(examen: Examen, _regla: Regla) -> Hallado | None:
    dichos = [examen.linea(actor, "riesgo") for actor in examen.actores]
    if any(dichos):
        return None
    return Hallado(pendiente=not dichos or any(dicho == "" for dicho in dichos))


def _riesgo_sin_responsable(examen: Examen, _regla: Regla) -> Hallado | None:
    sueltos = [
        fila.riesgo
        for fila in filas_de_riesgo(examen)
        if not any(es_mismo_actor(fila.responsable or "", actor.nombre) for actor in examen.actores)
    ]
    return Hallado(marcas={"riesgos": "; ".join(f"«{riesgo}»" for riesgo in sueltos)}) if sueltos else None


def _siempre(_examen: Examen, _regla: Regla) -> Hallado | None:
    return Hallado()


def _plazo(examen: Examen, regla: Regla) -> Hallado | None:
    valor = examen.valor(regla.preguntas[0])
    if not isinstance(valor, dict):
        pendiente = examen.es_pendiente(regla.preguntas[0])
        return Hallado(pendiente=True, marcas={"detalle": "falta indicarlo"}) if pendiente else None
    inicio, meses = valor.get("inicio"), valor.get("meses")
    if isinstance(inicio, str) and inicio < examen.fecha.isoformat()[: len(inicio)]:
        return Hallado(marcas={"detalle": "la fecha de inicio ya pasó"})
    if isinstance(meses, int) and meses > MESES_DE_UN_PILOTO_LARGO:
        return Hallado(marcas={"detalle": f"{meses} meses es largo para un piloto"})
    if inicio is None:
        return Hallado(pendiente=True, marcas={"detalle": "falta cuándo empezaría"})
    return None


def _registro(examen: Examen, regla: Regla) -> Hallado | None:
    clave = regla.preguntas[0]
    if examen.valor(clave) in ("vencida", "no_inscrita"):
        return Hallado()
    return Hallado(pendiente=True) if examen.es_pendiente(clave) else None


def _poblacion(examen: Examen, regla: Regla) -> Hallado | None:
    valor = examen.valor(regla.preguntas[0])
    if isinstance(valor, dict):
        return None if valor.get("cantidad") is not None else Hallado()
    return Hallado(pendiente=True) if examen.es_pendiente(regla.preguntas[0]) else None


def _datos_personales(examen: Examen, _regla: Regla) -> Hallado | None:
    patron = re.compile(r"\bdni\b\D{0,15}\d{8}\b|(?<![\d/,.])9\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)|\b10\d{9}\b")
    pasos = [
        paso.pregunta
        for paso in examen.pasos
        if paso.llave in examen.borrador.respuestas
        and paso.pregunta.tipo not in ("monto", "correo")
        and patron.search(plano(examen.borrador.respuestas[paso.llave].crudo))
    ]
    if not pasos:
        return None
    rotulos = dict.fromkeys(pregunta.rotulo for pregunta in pasos)
    claves = dict.fromkeys(pregunta.clave for pregunta in pasos)
    return Hallado(marcas={"campo": "», «".join(rotulos)}, preguntas=tuple(claves))


def _actores_sin(examen: Examen, clave: str) -> tuple[list[str], list[str]]:
    """Nombres de los actores de los que no se dijo esa línea, y de los que aún no se sabe."""
    faltan = [actor.nombre for actor in examen.actores if examen.linea(actor, clave) is None]
    sin_saber = [actor.nombre for actor in examen.actores if examen.linea(actor, clave) == ""]
    return faltan, sin_saber


def _enumerar(nombres: list[str]) -> str:
    return nombres[0] if len(nombres) == 1 else ", ".join(nombres[:-1]) + " y " + nombres[-1]


COMPROBACIONES: dict[str, Callable[[Examen, Regla], Hallado | None]] = {
    "R01": _falta_clase("sector_publico"),
    "R02": _falta_clase("empresa_privada"),
    "R03": _falta_clase("fuente_cooperante"),
    "R04": _pocos_actores,
    "R05": _sin_objetivo,
    "R06": _objetivo_no_publico,
    "R07": _sin_ods,
    "R08": _falta_linea("motivacion"),
    "R10": _falta_linea("responsabilidad"),
    "R11": _falta_linea("aporte"),
    "R12": _beneficios,
    "R13": _sin_riesgos,
    "R14": _riesgo_sin_responsable,
    "R22": _siempre,
    "R25": _plazo,
    "R28": _registro,
    "R32": _poblacion,
    "R33": _datos_personales,
}
