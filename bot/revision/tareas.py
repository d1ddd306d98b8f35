"""Las preguntas que nadie contestó, como lista de trabajo: se juntan, se asignan y se cierran.

Una respuesta oficial se guarda como documento, con su autor, su fecha y su vigencia: desde ese momento se cita
como los demás, y a quien pidió que se le avisara se le escribe una sola vez.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from sqlalchemy import Engine

from bot.almacen.personal import tareas as almacen
from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora
from bot.almacen.personal.lectura import leer_borradores
from bot.almacen.personal.tareas import PreguntaSinContestar
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.textos import respuesta_oficial
from bot.entrevista.esquema import Entrevista
from bot.revision.errores import ErrorDeTarea
from bot.revision.grupos.juntar import Agrupar
from bot.revision.reserva import reserva_de
from conocimiento.archivos import DE_LA_CUENTA, escribir_entero
from conocimiento.errores import motivo_de
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.modelo import CARPETA_DE_RESPUESTAS


@dataclass(frozen=True, slots=True)
class PreguntaDeTarea:
    """Una pregunta de una tarea, como el personal la puede leer: cuántas veces, de cuántas personas y para cuántas.

    `numero`: con el que se la nombra. `por_avisar`: cuántas pidieron que se les avise.
    """

    numero: int
    texto: str
    veces: int
    personas: int
    por_avisar: int


@dataclass(frozen=True, slots=True)
class Tarea:
    """Unas preguntas que piden lo mismo: cuántas veces y cuántas personas, y quién se encarga."""

    identificador: int
    preguntas: tuple[PreguntaDeTarea, ...]
    veces: int
    personas: int
    ultima: datetime
    asignado: str

    @property
    def pregunta(self) -> str:
        """La primera que se hizo."""
        return self.preguntas[0].texto


@dataclass(frozen=True, slots=True)
class Pendientes:
    """Las tareas abiertas, de la más pedida a la menos, y cuántos textos no se muestran.

    `reservadas`: lo que no tiene forma de pregunta, o repite lo suyo, en un borrador que la persona no autorizó leer.
    """

    tareas: tuple[Tarea, ...]
    reservadas: int


@dataclass(frozen=True, slots=True)
class RespuestaOficial:
    """Lo que el personal responde a una tarea. Sin `vigente_hasta` no caduca."""

    pregunta: str
    texto: str
    autor: str
    vigente_hasta: date | None = None


@dataclass(frozen=True, slots=True)
class PorAvisar:
    """Lo que recibirá una persona. `legible`: su pregunta, como el personal la puede leer."""

    consulta: int
    persona: int
    legible: str
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class Preparada:
    """Una respuesta antes de enviarse: a quién llegaría y qué leería cada quien."""

    tarea: int
    respuesta: RespuestaOficial
    avisos: tuple[PorAvisar, ...]


@dataclass(frozen=True, slots=True)
class Tareas:
    """Con qué se leen las tareas: lo guardado, y la entrevista, que dice qué autorizó leer cada persona."""

    motor: Engine
    entrevista: Entrevista

    def listar(self, agrupar: Agrupar, ahora: datetime) -> Pendientes:
        """Junta las preguntas nuevas con las que ya estaban y devuelve las tareas abiertas."""
        leidas, reservadas = self._leidas()
        por_tarea: dict[int, list[_Leida]] = defaultdict(list)
        nuevas: dict[int, list[int]] = defaultdict(list)
        textos, ya = [una.legible for una in leidas], [una.guardada.tarea for una in leidas]
        for lugares in agrupar(textos, tareas=ya) if leidas else ():
            suyas = [leidas[lugar] for lugar in lugares]
            # Lo ya agrupado no se mueve: alguien puede estar trabajando en ello.
            tarea = next((una.guardada.tarea for una in suyas if una.guardada.tarea is not None), None)
            tarea = tarea if tarea is not None else almacen.crear_tarea(self.motor, ahora)
            nuevas[tarea] += [una.guardada.identificador for una in suyas if una.guardada.tarea is None]
            por_tarea[tarea] += suyas
        almacen.unir_preguntas(self.motor, nuevas)
        tareas = (self._tarea(identificador, suyas) for identificador, suyas in por_tarea.items())
        en_orden = sorted(tareas, key=lambda tarea: (-tarea.personas, -tarea.veces, tarea.identificador))
        return Pendientes(tuple(en_orden), reservadas)

    def ver(self, identificador: int) -> Tarea:
        """Devuelve una tarea abierta. Raises `ErrorDeTarea`."""
        _abierta(self.motor, identificador)
        if not (suyas := self._de(identificador)):
            raise ErrorDeTarea(f"La tarea {identificador} ya no tiene preguntas: se borraron o no se pueden leer.")
        return self._tarea(identificador, suyas)

    def separar(self, identificador: int, numeros: Collection[int], quien: str, ahora: datetime) -> int:
        """Pasa unas preguntas de una tarea a otra nueva, y devuelve cuál. Raises `ErrorDeTarea`."""
        tarea, suyas = self.ver(identificador), self._de(identificador)
        de_cual = {una.guardada.identificador: una.legible for una in suyas}
        conocidos = {una.numero for una in tarea.preguntas}
        if ajenos := sorted(set(numeros) - conocidos):
            raise ErrorDeTarea(
                f"La tarea {identificador} no tiene la pregunta {ajenos[0]}; "
                f"vea las que tiene con `alianzas pendientes ver {identificador}`."
            )
        if set(numeros) >= conocidos:
            raise ErrorDeTarea(f"Son todas las preguntas de la tarea {identificador}: deje al menos una en ella.")
        apartados = {de_cual[numero] for numero in numeros}
        movidas = [una.guardada.identificador for una in suyas if una.legible in apartados]
        nueva = almacen.crear_tarea(self.motor, ahora)
        almacen.mover_preguntas(self.motor, movidas, nueva)
        if tarea.asignado:
            almacen.asignar_tarea(self.motor, nueva, tarea.asignado)
        detalle = {"pendiente": identificador, "nueva": nueva, "preguntas": len(movidas)}
        anotar_en_bitacora(self.motor, Actuacion(ahora, quien, "separar_pendiente", detalle=detalle))
        return nueva

    def juntar(self, identificador: int, otra: int, quien: str, ahora: datetime) -> None:
        """Pasa todas las preguntas de `otra` a la tarea, y cierra la otra. Raises `ErrorDeTarea`."""
        if identificador == otra:
            raise ErrorDeTarea(f"La tarea {identificador} ya es una sola: dé dos números distintos.")
        destino, origen = self.ver(identificador), self.ver(otra)
        movidas = [una.guardada.identificador for una in self._de(otra)]
        almacen.mover_preguntas(self.motor, movidas, identificador)
        if origen.asignado and not destino.asignado:
            almacen.asignar_tarea(self.motor, identificador, origen.asignado)
        almacen.cerrar_tarea(self.motor, otra, f"se juntó con la tarea {identificador}", ahora)
        detalle = {"pendiente": identificador, "otra": otra, "preguntas": len(movidas)}
        anotar_en_bitacora(self.motor, Actuacion(ahora, quien, "juntar_pendientes", detalle=detalle))

    def preparar(self, identificador: int, respuesta: RespuestaOficial, ahora: datetime) -> Preparada:
        """Devuelve lo que se enviaría, sin enviar ni guardar nada. Raises `ErrorDeTarea`."""
        _abierta(self.motor, identificador)
        hoy = ahora.astimezone(HORA_DE_LIMA).date()
        if respuesta.vigente_hasta is not None and respuesta.vigente_hasta < hoy:
            raise ErrorDeTarea(f"La vigencia {respuesta.vigente_hasta:%d/%m/%Y} ya pasó; revise la fecha.")
        if not respuesta.texto.strip() or not respuesta.pregunta.strip():
            raise ErrorDeTarea("La respuesta y su pregunta no pueden estar vacías.")
        avisos: dict[int, PorAvisar] = {}
        for una in self._de(identificador):
            guardada = una.guardada
            if guardada.quiere_aviso and guardada.persona not in avisos:  # a quien preguntó varias veces, una sola
                mensaje = respuesta_oficial(guardada.pregunta, respuesta.texto.strip(), f"{hoy:%d/%m/%Y}")
                avisos[guardada.persona] = PorAvisar(guardada.identificador, guardada.persona, una.legible, mensaje)
        return Preparada(identificador, respuesta, tuple(avisos.values()))

    def responder(self, datos: Path, preparada: Preparada, quien: str, ahora: datetime) -> tuple[Path, int]:
        """Guarda la respuesta como documento, cierra la tarea y avisa a quienes se dijo.

        Devuelve el documento y a cuántas personas se avisará. Raises `ErrorDeTarea`, también si desde que se preparó
        cambió a quién le llegaría.
        """
        identificador, respuesta = preparada.tarea, preparada.respuesta
        if self.preparar(identificador, respuesta, ahora).avisos != preparada.avisos:
            raise ErrorDeTarea(
                f"Mientras se confirmaba cambió quién espera la respuesta de la tarea {identificador}: "
                "no se envió nada. Vuelva a dar la orden y mire otra vez la lista."
            )
        documento = _escribir(datos / CARPETA_DE_RESPUESTAS, identificador, respuesta, ahora)
        almacen.cerrar_tarea(self.motor, identificador, documento.name, ahora)
        mensajes = {uno.consulta: uno.mensaje for uno in preparada.avisos}
        avisadas = almacen.avisar(self.motor, identificador, mensajes, ahora)
        detalle = {
            "pendiente": identificador,
            "documento": documento.name,
            "autor": respuesta.autor,
            "avisadas": avisadas,
        }
        anotar_en_bitacora(self.motor, Actuacion(ahora, quien, "responder_pendiente", detalle=detalle))
        return documento, avisadas

    def _de(self, identificador: int) -> list["_Leida"]:
        return [una for una in self._leidas()[0] if una.guardada.tarea == identificador]

    def _leidas(self) -> tuple[list["_Leida"], int]:
        """Las preguntas sin contestar que se pueden leer, y cuántas no. Las que no, no están en ninguna tarea."""
        guardadas = almacen.leer_preguntas_sin_contestar(self.motor)
        borradores = leer_borradores(self.motor, sorted({una.persona for una in guardadas}))
        reservas = {persona: reserva_de(self.entrevista, suyos.values()) for persona, suyos in borradores.items()}
        leidas: list[_Leida] = []
        por_soltar: list[int] = []
        for una in guardadas:
            reserva = reservas.get(una.persona)
            legible: str | None = una.pregunta.strip()
            if reserva is not None and reserva.alcanza(una.instante):
                legible = reserva.lo_legible(una.pregunta, quiere_aviso=una.quiere_aviso)
            if legible is not None:
                leidas.append(_Leida(una, legible))
            elif una.tarea is not None:
                por_soltar.append(una.identificador)
        if por_soltar:
            almacen.soltar_preguntas(self.motor, por_soltar)
        return leidas, len(guardadas) - len(leidas)

    def _tarea(self, identificador: int, suyas: Sequence["_Leida"]) -> Tarea:
        guardada = almacen.leer_tarea(self.motor, identificador)
        por_texto: dict[str, list[PreguntaSinContestar]] = defaultdict(list)
        for una in sorted(suyas, key=lambda una: una.guardada.identificador):
            por_texto[una.legible].append(una.guardada)
        return Tarea(
            identificador=identificador,
            preguntas=tuple(_de_un_texto(texto, iguales) for texto, iguales in por_texto.items()),
            veces=len(suyas),
            personas=len({una.guardada.persona for una in suyas}),
            ultima=max(una.guardada.instante for una in suyas),
            asignado=guardada.asignado if guardada else "",
        )


@dataclass(frozen=True, slots=True)
class _Leida:
    guardada: PreguntaSinContestar
    legible: str


def asignar(motor: Engine, identificador: int, a_quien: str, quien: str, ahora: datetime) -> None:
    """Encarga una tarea a alguien. Raises `ErrorDeTarea`."""
    _abierta(motor, identificador)
    almacen.asignar_tarea(motor, identificador, a_quien)
    detalle = {"pendiente": identificador, "a": a_quien}
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "asignar_pendiente", detalle=detalle))


def cerrar(motor: Engine, identificador: int, motivo: str, quien: str, ahora: datetime) -> None:
    """Cierra una tarea que no se va a responder. Raises `ErrorDeTarea`."""
    _abierta(motor, identificador)
    almacen.cerrar_tarea(motor, identificador, motivo, ahora)
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "cerrar_pendiente", motivo, {"pendiente": identificador}))


def _de_un_texto(texto: str, iguales: Sequence[PreguntaSinContestar]) -> PreguntaDeTarea:
    return PreguntaDeTarea(
        numero=iguales[0].identificador,
        texto=texto,
        veces=len(iguales),
        personas=len({una.persona for una in iguales}),
        por_avisar=len({una.persona for una in iguales if una.quiere_aviso}),
    )


def _abierta(motor: Engine, identificador: int) -> None:
    guardada = almacen.leer_tarea(motor, identificador)
    if guardada is None:
        raise ErrorDeTarea(f"No hay una tarea {identificador}; vea las que hay con `alianzas pendientes ver`.")
    if guardada.cerrado is not None:
        raise ErrorDeTarea(f"La tarea {identificador} ya está cerrada: {guardada.motivo}")


def _escribir(carpeta: Path, identificador: int, respuesta: RespuestaOficial, ahora: datetime) -> Path:
    """Escribe el documento y su ficha; la ficha, primero, para que nunca se lea un documento sin ella.

    Raises `ErrorDeTarea`.
    """
    hoy = ahora.astimezone(HORA_DE_LIMA).date()
    vigencia = f" Vigente hasta el {respuesta.vigente_hasta:%d/%m/%Y}." if respuesta.vigente_hasta else ""
    ficha = {
        "titulo": f"Respuesta oficial {identificador}",
        "institucion": "APCI",
        "anio": hoy.year,
        "fuente": f"Respuesta oficial de la APCI, del {hoy:%d/%m/%Y}. Autor: {respuesta.autor}.{vigencia}",
        "version": hoy.isoformat(),
    }
    if respuesta.vigente_hasta:
        ficha["vigente_hasta"] = respuesta.vigente_hasta.isoformat()
    texto = StringIO()
    cast(Any, YAML()).dump(
        {clave: DoubleQuotedScalarString(valor) if isinstance(valor, str) else valor for clave, valor in ficha.items()},
        texto,
    )
    documento = carpeta / f"respuesta-{identificador:04}.md"
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        suya = documento.with_name(f"{documento.stem}.ficha.yaml")
        escribir_entero(suya, texto.getvalue().encode(), DE_LA_CUENTA)
        dicho = f"# {respuesta.pregunta.strip()}\n\n{respuesta.texto.strip()}\n"
        escribir_entero(documento, dicho.encode(), DE_LA_CUENTA)
    except OSError as error:
        raise ErrorDeTarea(f"No se pudo escribir en «{carpeta}» ({motivo_de(error)}).") from error
    return documento
