"""De lo guardado a la conversación que se exporta, ya redactada.

El estado de una conversación: «sin_borrador», «en_curso», «completo» (se entregó el documento o no quedan
preguntas) o «abandonado» (sin completar y sin actividad en una semana).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.almacen.personal.lectura import ConversacionGuardada, TurnoGuardado
from bot.dialogo.peticiones import Filtros
from bot.entrevista.borrador import Borrador, esta_autorizado
from bot.entrevista.coherencia.revisar import revisar, senales_para_el_personal
from bot.entrevista.esquema import Entrevista, Pregunta
from bot.entrevista.eventos import DocumentoEntregado, DudaPlanteada, Evento, Fallo, Llave, Valor
from bot.entrevista.pasos import actores, avance, paso_actual, siguiente
from bot.entrevista.valores.tipos import mostrar
from bot.revision.exportacion.formato import (
    AnotacionJson,
    CambioJson,
    CitaJson,
    ConversacionJson,
    PreguntaJson,
    SenalJson,
    TachadoJson,
    TurnoJson,
)
from bot.revision.reserva import Reserva, reserva_de
from bot.revision.tachado.conocidos import Conocido, valores_de
from bot.revision.tachado.tachar import Tachado, seudonimo
from conocimiento import palabras
from conocimiento.hora import HORA_DE_LIMA

DIAS_DE_ABANDONO = 7
RESERVADO = "[Del borrador: la persona no autorizó que se lea]"
DE_DOCUMENTOS = ("respuesta", "cercano", "no_sabe")
CIFRAS_DE_CONVERSACION, CIFRAS_DE_TURNO = 10, 12

Tachar = Callable[[str, Sequence[Conocido]], tuple[str, tuple[Tachado, ...]]]


@dataclass(frozen=True, slots=True)
class Escritor:
    """Lo que hace falta para exportar una conversación."""

    entrevista: Entrevista
    sal: bytes
    tachar: Tachar
    ahora: datetime

    def escribir(self, guardada: ConversacionGuardada) -> ConversacionJson:
        """Devuelve la conversación redactada. De un borrador sin autorizar salen las cifras y nada de lo que dice."""
        ultimo = _ultimo_borrador(guardada)
        eventos = guardada.borradores.get(ultimo, ()) if ultimo is not None else ()
        entero = Borrador.de(eventos)
        es_visible = esta_autorizado(self.entrevista, entero)
        borrador = entero if es_visible else Borrador()
        propios = tuple(
            conocido
            for suyos in guardada.borradores.values()
            for evento in suyos
            for conocido in valores_de(self.entrevista, evento)
        )
        turnos = self._turnos(guardada, propios)
        respondidas, preguntas = avance(self.entrevista, entero) if eventos else (0, 0)
        estado = self._estado(guardada, eventos, entero)
        paso = paso_actual(self.entrevista, entero) if estado == "abandonado" else None
        valoraciones = [turno["valoracion"] for turno in turnos]
        proponente = borrador.respuestas.get((self.entrevista.papeles.proponente, ""))
        return {
            "clase": "conversacion",
            "conversacion": nombre_de_conversacion(self.sal, guardada.persona),
            "canal": guardada.canal,
            "inicio": en_lima(guardada.turnos[0].instante),
            "fin": en_lima(guardada.turnos[-1].instante),
            "organizacion": self.nombrar(str(proponente.valor), propios) if proponente else None,
            "tipo_organizacion": _texto(self._valor(borrador, self.entrevista.papeles.tipo_proponente)),
            "departamentos": _departamentos(self._de_tipo(borrador, "departamentos")),
            "ods": _numeros(self._de_tipo(borrador, "ods")),
            "borrador_autorizado": es_visible if eventos else None,
            "estado": estado,
            "abandono_en": paso.pregunta.clave if paso else None,
            "respondidas": respondidas,
            "preguntas": preguntas,
            "n_turnos": len(turnos),
            "n_turnos_en_total": guardada.total,
            "n_reintentos": sum(turno["tropiezos"] for turno in turnos),
            "n_sin_respuesta": sum(
                consulta["estado"] == "no_sabe" for turno in turnos for consulta in turno["consultas"]
            ),
            "valoraciones": {uno: valoraciones.count(uno) for uno in ("sirve", "no_sirve")},
            "traspasos": sum(turno["traspaso"] for turno in turnos),
            "reglas": self._reglas(eventos),
            "senales": self._senales(eventos, propios, es_visible=es_visible),
            "respuestas": self._diferencias(Borrador(), borrador, propios),
            "turnos": turnos,
        }

    def nombrar(self, nombre: str, propios: Sequence[Conocido]) -> str:
        """Devuelve cómo sale el nombre de una organización: su seudónimo o, si es un organismo público, el nombre."""
        redactado, tachados = self.tachar(nombre, propios)
        return tachados[0].seudonimo if len(tachados) == 1 else redactado

    def _turnos(self, guardada: ConversacionGuardada, propios: Sequence[Conocido]) -> list[TurnoJson]:
        vistos = dict.fromkeys(guardada.borradores, 0)
        visibles = {uno for uno, suyos in guardada.borradores.items() if self._es_visible(suyos)}
        reserva = reserva_de(self.entrevista, guardada.borradores.values())
        turnos: list[TurnoJson] = []
        for vistos_antes, turno in enumerate(guardada.turnos):
            cambios: list[CambioJson] = []
            tropiezos, avanzo = 0, False
            if turno.borrador is not None:
                eventos = guardada.borradores.get(turno.borrador, ())
                desde, hasta = vistos.get(turno.borrador, 0), _hasta(eventos, turno.instante)
                if not vistos_antes:  # lo anterior al período no lo cambió este turno
                    desde = max(desde, _antes_de(eventos, turno.instante))
                if hasta > desde:
                    avanzo = True
                    if turno.borrador in visibles:
                        cambios = self._diferencias(Borrador.de(eventos[:desde]), Borrador.de(eventos[:hasta]), propios)
                    tropiezos = sum(isinstance(evento, Fallo | DudaPlanteada) for evento in eventos[desde:hasta])
                    vistos[turno.borrador] = hasta
            # Fuera de la entrevista también se nombran los borradores: en la lista, al saludar o al retomar.
            es_visible = avanzo and turno.borrador in visibles
            if reserva is not None and reserva.alcanza(turno.instante) and not es_visible:
                turno = _reservado(turno, reserva)
            turnos.append(self._turno(turno, cambios, tropiezos, avanzo, propios))
        return turnos

    def _es_visible(self, eventos: Sequence[Evento]) -> bool:
        return esta_autorizado(self.entrevista, Borrador.de(eventos))

    def _turno(
        self,
        turno: TurnoGuardado,
        cambios: list[CambioJson],
        tropiezos: int,
        avanzo: bool,
        propios: Sequence[Conocido],
    ) -> TurnoJson:
        persona, en_persona = self.tachar(turno.recibido, propios)
        asistente, en_asistente = self.tachar(turno.respuesta, propios)
        return {
            "turno": nombre_de_turno(self.sal, turno.identificador),
            "numero": turno.lugar,
            "instante": en_lima(turno.instante),
            "modo": _modo(turno, avanzo),
            "persona": persona,
            "asistente": asistente,
            "valoracion": None if turno.sirve is None else "sirve" if turno.sirve else "no_sirve",
            "traspaso": turno.es_consulta,
            "consultas": [
                PreguntaJson(
                    pregunta=self.tachar(dicha.pregunta, propios)[0],
                    estado=dicha.estado,
                    confianza=round(dicha.confianza, 4),
                    citas=[self._cita(cita) for cita in dicha.citas],
                )
                for dicha in turno.preguntas
            ],
            "cambios": cambios,
            "tropiezos": tropiezos,
            "redacciones": [*_tachados("persona", en_persona), *_tachados("asistente", en_asistente)],
            "anotaciones": [
                AnotacionJson(
                    revisor=una.revisor,
                    instante=en_lima(una.instante),
                    valores=una.valores,
                    nota=self.tachar(una.nota, propios)[0],
                    respuesta_correcta=self.tachar(una.respuesta_correcta, propios)[0],
                    fuentes_correctas=list(una.fuentes),
                    definitiva=una.definitiva,
                )
                for una in turno.anotaciones
            ],
        }

    def _cita(self, cita: dict[str, object]) -> CitaJson:
        # El texto de un documento es público, pero un valor conocido no debe salir ni por ahí.
        return CitaJson(
            documento=str(cita["documento"]),
            version=str(cita["version"]),
            apartado=str(cita["apartado"]),
            pagina=pagina if isinstance(pagina := cita["pagina"], int) else None,
            texto=self.tachar(str(cita["texto"]), ())[0],
            inicio=inicio if isinstance(inicio := cita["inicio"], int) else 0,
            fin=fin if isinstance(fin := cita["fin"], int) else 0,
            hasta_pagina=hasta if isinstance(hasta := cita.get("hasta_pagina"), int) else None,
        )

    def _diferencias(self, antes: Borrador, despues: Borrador, propios: Sequence[Conocido]) -> list[CambioJson]:
        llaves = dict.fromkeys((*antes.respuestas, *despues.respuestas))
        cambios: list[CambioJson] = []
        for llave in llaves:
            previa, nueva = antes.respuestas.get(llave), despues.respuestas.get(llave)
            if previa == nueva:
                continue
            cambios.append(
                CambioJson(
                    clave=".".join(filter(None, llave)),
                    rotulo=self.tachar(self._rotulo(llave, despues), propios)[0],
                    antes=self._escrito(llave, previa.valor, propios) if previa else None,
                    despues=self._escrito(llave, nueva.valor, propios) if nueva else None,
                )
            )
        return cambios

    def _rotulo(self, llave: Llave, borrador: Borrador) -> str:
        pregunta = self._pregunta(llave[0])
        rotulo = pregunta.rotulo if pregunta else llave[0]
        nombre = next(
            (actor.nombre for actor in actores(self.entrevista, borrador) if actor.identificador == llave[1]), llave[1]
        )
        return f"{rotulo} · {nombre}" if llave[1] else rotulo

    def _escrito(self, llave: Llave, valor: Valor, propios: Sequence[Conocido]) -> str:
        pregunta = self._pregunta(llave[0])
        texto = mostrar(pregunta, valor, self.entrevista.catalogos) if pregunta else str(valor)
        return self.tachar(texto, propios)[0]

    def _pregunta(self, clave: str) -> Pregunta | None:
        return next((una for una in self.entrevista.preguntas if una.clave == clave), None)

    def _valor(self, borrador: Borrador, clave: str) -> Valor:
        respuesta = borrador.respuestas.get((clave, ""))
        return respuesta.valor if respuesta else None

    def _de_tipo(self, borrador: Borrador, tipo: str) -> Valor:
        valores = (self._valor(borrador, una.clave) for una in self.entrevista.preguntas if una.tipo == tipo)
        return next((valor for valor in valores if valor is not None), None)

    def _estado(self, guardada: ConversacionGuardada, eventos: Sequence[Evento], borrador: Borrador) -> str:
        if not eventos:
            return "sin_borrador"
        if (
            any(isinstance(evento, DocumentoEntregado) for evento in eventos)
            or siguiente(self.entrevista, borrador) is None
        ):
            return "completo"
        quieta = self.ahora - guardada.turnos[-1].instante > timedelta(days=DIAS_DE_ABANDONO)
        return "abandonado" if quieta else "en_curso"

    def _reglas(self, eventos: Sequence[Evento]) -> list[str]:
        if not eventos:
            return []
        observaciones = revisar(self.entrevista, eventos, self._hoy())
        return sorted({una.regla for una in observaciones if not una.pendiente})

    def _senales(self, eventos: Sequence[Evento], propios: Sequence[Conocido], *, es_visible: bool) -> list[SenalJson]:
        return [
            SenalJson(
                regla=una.regla, titulo=una.titulo, frase=self.tachar(una.frase, propios)[0] if es_visible else None
            )
            for una in senales_para_el_personal(self.entrevista, eventos, self._hoy())
            if not una.pendiente
        ]

    def _hoy(self) -> date:
        return self.ahora.astimezone(HORA_DE_LIMA).date()


def nombre_de_conversacion(sal: bytes, persona: int) -> str:
    """Devuelve el seudónimo de una conversación en una exportación."""
    return seudonimo(sal, "C", str(persona), CIFRAS_DE_CONVERSACION)


def nombre_de_turno(sal: bytes, turno: int) -> str:
    """Devuelve el seudónimo de un turno en una exportación."""
    return seudonimo(sal, "T", str(turno), CIFRAS_DE_TURNO)


def en_lima(instante: datetime) -> str:
    """Devuelve la hora de Lima, con segundos y zona."""
    return instante.astimezone(HORA_DE_LIMA).isoformat(timespec="seconds")


def _ultimo_borrador(guardada: ConversacionGuardada) -> int | None:
    usados = [turno.borrador for turno in guardada.turnos if turno.borrador in guardada.borradores]
    return usados[-1] if usados else max(guardada.borradores, default=None)


def _reservado(turno: TurnoGuardado, reserva: Reserva) -> TurnoGuardado:
    """El turno sin nada del borrador: queda lo que preguntó a los documentos, si preguntó, y su respuesta."""
    preguntas = tuple(
        replace(dicha, pregunta=legible)
        for dicha in turno.preguntas
        if dicha.estado in DE_DOCUMENTOS
        and (legible := reserva.lo_legible(dicha.pregunta, quiere_aviso=dicha.quiere_aviso)) is not None
    )
    if not preguntas:
        return replace(turno, recibido=RESERVADO, respuesta=RESERVADO, preguntas=())
    leido = " ".join(dicha.pregunta for dicha in preguntas)
    # Después de la respuesta se vuelve a mostrar el paso de la entrevista, que puede repetir lo anotado; y la propia
    # respuesta nombra palabras de la pregunta, que si no se leen enteras tampoco ahí.
    es_entera = leido == " ".join(dicha.pregunta for dicha in turno.preguntas)
    respuesta = turno.respuesta.split("\n\n", 1)[0] if es_entera else RESERVADO
    return replace(turno, recibido=leido, respuesta=respuesta, preguntas=preguntas)


def _modo(turno: TurnoGuardado, hay_cambios: bool) -> str:
    if any(dicha.estado in DE_DOCUMENTOS for dicha in turno.preguntas):
        return "consulta"
    return "entrevista" if hay_cambios else "otro"


def _hasta(eventos: Sequence[Evento], instante: datetime) -> int:
    return sum(evento.instante <= instante for evento in eventos)


def _antes_de(eventos: Sequence[Evento], instante: datetime) -> int:
    return sum(evento.instante < instante for evento in eventos)


def _tachados(campo: str, tachados: Iterable[Tachado]) -> list[TachadoJson]:
    return [
        TachadoJson(campo=campo, inicio=uno.inicio, fin=uno.fin, tipo=uno.tipo, seudonimo=uno.seudonimo)
        for uno in tachados
    ]


def _texto(valor: Valor) -> str | None:
    return valor if isinstance(valor, str) else None


def _departamentos(valor: Valor) -> list[str]:
    """Los nombres de departamento que haya en la respuesta, sea una lista o un mapa con una lista dentro."""
    if isinstance(valor, dict):
        return [nombre for parte in valor.values() if isinstance(parte, list) for nombre in _departamentos(parte)]
    return [uno for uno in valor if isinstance(uno, str)] if isinstance(valor, list) else []


def _numeros(valor: Valor) -> list[int]:
    textos = [str(uno) for uno in valor] if isinstance(valor, list) else []
    return [int(uno) for uno in textos if uno.isdecimal()]


def admite(filtros: Filtros, conversacion: ConversacionJson) -> bool:
    """Dice si la conversación cumple todos los filtros que no son de fecha."""
    cumplidas = {
        "sin_respuesta": conversacion["n_sin_respuesta"] > 0,
        "valoracion_negativa": conversacion["valoraciones"]["no_sirve"] > 0,
        "abandono": conversacion["estado"] == "abandonado",
    }
    departamentos = {palabras.plegar(uno) for uno in conversacion["departamentos"]}
    return (
        all(cumplidas[senal] for senal in filtros.senales)
        and (not filtros.tipo_organizacion or conversacion["tipo_organizacion"] == filtros.tipo_organizacion)
        and (filtros.ods is None or filtros.ods in conversacion["ods"])
        and (not filtros.departamento or palabras.plegar(filtros.departamento) in departamentos)
    )
