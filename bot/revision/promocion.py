"""De lo anotado a pruebas: casos que lee `alianzas evaluar` e historias que vuelven a conversar de principio a fin.

Lo escrito se revisa y se guarda como el código: por eso sale sin datos personales. Un caso lleva seudónimos; una
historia, nombres ficticios con los que la entrevista se puede repetir.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from sqlalchemy import Engine

from bot.almacen.base.conexion import lectura
from bot.almacen.personal.lectura import (
    AnotacionGuardada,
    ConversacionGuardada,
    PreguntaGuardada,
    TurnoGuardado,
    leer_anotaciones,
    leer_conversaciones,
    leer_respuestas,
)
from bot.entrevista.borrador import Borrador, esta_autorizado
from bot.entrevista.esquema import Entrevista
from bot.revision.errores import ErrorDeAnotaciones
from bot.revision.exportacion.conversacion import DE_DOCUMENTOS
from bot.revision.exportacion.formato import en_una_linea
from bot.revision.ficticios import Ficticios
from bot.revision.reserva import reserva_de
from bot.revision.tachado.conocidos import Publico, valores_de
from bot.revision.tachado.tachar import Tachador
from bot.revision.turnos import nombrar_turno
from conocimiento.archivos import escribir_entero
from conocimiento.frases import en_un_renglon
from conocimiento.modelo import Documento

CASOS, UMBRALES = "casos-revision.jsonl", "umbrales-revision.yaml"
_PREGUNTAS_PREVIAS = 3
_LARGO_DE_FRAGMENTO = 100
_BUENOS = {"respuesta": "correcta", "fuente": "correcta", "trato": "claro", "entrevista": "entendio"}
"""Lo que se marca, en cada dimensión de la rúbrica, cuando no hay nada que corregir; en «grave» no hay nada bueno."""


@dataclass(frozen=True, slots=True)
class Promocion:
    """Lo que se escribió, y por qué no se pudo lo demás (una línea por turno)."""

    casos: int
    sin_promover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fuente:
    """Lo que hace falta para promover. Con la misma `sal`, lo promovido otra vez lleva los mismos seudónimos."""

    sal: bytes
    motor: Engine
    entrevista: Entrevista
    documentos: tuple[Documento, ...]

    def tachador(self) -> Tachador:
        """Un tachador con todos los valores conocidos, de seudónimos estables entre promociones."""
        conocidos = (uno for evento in leer_respuestas(self.motor) for uno in valores_de(self.entrevista, evento))
        publico = Publico(self.entrevista, self.documentos)
        return Tachador(self.sal, publico, conocidos, self.entrevista.formas)


def promover_casos(fuente: Fuente, salida: Path) -> Promocion:
    """Escribe en `salida` un caso por turno con anotación definitiva, y los umbrales con que ninguno puede fallar.

    Un caso que ya estaba se sustituye; los demás se conservan. Raises `ErrorDeAnotaciones`, `OSError`.
    """
    with lectura(fuente.motor) as conexion:
        anotaciones = leer_anotaciones(conexion)
    tachador = fuente.tachador()
    textos = [en_un_renglon(documento.texto) for documento in fuente.documentos]
    archivo = salida / CASOS
    casos = _leer_casos(archivo)
    sin_promover: list[str] = []
    nuevos = 0

    def nombrar(turno: TurnoGuardado) -> str:
        return nombrar_turno(fuente.motor, turno.identificador)

    for conversacion in leer_conversaciones(fuente.motor):
        legible = _Legible(fuente.entrevista, conversacion)
        for lugar, turno in enumerate(conversacion.turnos):
            suyas = anotaciones.get(turno.identificador, [])
            definitiva = next((una for una in suyas if una.definitiva), None)
            if definitiva is None:
                if suyas:
                    sin_promover.append(f"{nombrar(turno)}: los revisores no coinciden")
                continue
            consulta = next((una for una in turno.preguntas if una.estado in DE_DOCUMENTOS), None)
            if consulta is None or "respuesta" not in definitiva.valores:
                continue
            esperado = _esperado(definitiva, consulta, textos)
            if isinstance(esperado, str):
                sin_promover.append(f"{nombrar(turno)}: {esperado}")
                continue
            pregunta = legible(turno, consulta)
            if pregunta is None:
                sin_promover.append(f"{nombrar(turno)}: se escribió en un borrador que la persona no autorizó leer")
                continue
            previas = [
                tachador.tachar(dicha)[0]
                for anterior in conversacion.turnos[:lugar]
                for previa in anterior.preguntas
                if previa.estado in DE_DOCUMENTOS and (dicha := legible(anterior, previa)) is not None
            ]
            identificador = f"revision-{turno.identificador}"
            casos[identificador] = {
                "id": identificador,
                "pregunta": tachador.tachar(pregunta)[0],
                "historial": previas[-_PREGUNTAS_PREVIAS:],
                "clase": "revision",
                **esperado,
                "esperado": tachador.tachar(esperado["esperado"])[0],
                "origen": {"revisores": sorted(una.revisor for una in suyas), "definitiva": definitiva.revisor},
            }
            nuevos += 1
    if casos:
        salida.mkdir(parents=True, exist_ok=True)
        lineas = "".join(en_una_linea(caso) + "\n" for _, caso in sorted(casos.items()))
        escribir_entero(archivo, lineas.encode())
        escribir_entero(salida / UMBRALES, _umbrales(casos.values()).encode())
    return Promocion(nuevos, tuple(sin_promover))


def promover_historia(fuente: Fuente, turno: int, salida: Path) -> Path:
    """Escribe como historia una conversación, desde el principio hasta ese turno, y devuelve el archivo.

    Lo que un revisor no dio por bueno no se espera: se repite lo que dijo la persona y nada más.
    Raises `ErrorDeAnotaciones` si ese turno ya no está o hay un borrador sin autorizar; `OSError`.
    """
    entera = next(
        (una for una in leer_conversaciones(fuente.motor) if any(suyo.identificador == turno for suyo in una.turnos)),
        None,
    )
    if entera is None:
        raise ErrorDeAnotaciones(f"No hay ningún turno {turno}; pudo borrarse.")
    conversacion = _hasta(entera, turno)
    nombre = nombrar_turno(fuente.motor, turno)
    if not all(esta_autorizado(fuente.entrevista, Borrador.de(suyos)) for suyos in conversacion.borradores.values()):
        raise ErrorDeAnotaciones(
            f"La conversación del {nombre} tiene un borrador que la persona no autorizó leer; elija otra."
        )
    ficticios = Ficticios(fuente.tachador(), fuente.entrevista, conversacion)
    pasos = list(_pasos(conversacion.turnos, ficticios))
    salida.mkdir(parents=True, exist_ok=True)
    archivo = salida / f"revision-{turno}.yaml"
    texto = StringIO()
    escritor = cast(Any, YAML())
    escritor.width, escritor.allow_unicode = 120, True
    escritor.indent(mapping=2, sequence=4, offset=2)
    titulo = f"Conversación real, con nombres ficticios, hasta el turno {len(conversacion.turnos)} de {entera.total}"
    escritor.dump({"titulo": titulo, "turnos": pasos}, texto)
    escribir_entero(archivo, texto.getvalue().encode())
    return archivo


def _esperado(anotacion: AnotacionGuardada, consulta: PreguntaGuardada, textos: Sequence[str]) -> dict[str, Any] | str:
    """Lo que el caso debería dar, o por qué no se puede saber."""
    dicho = anotacion.valores["respuesta"]
    se_abstuvo = consulta.estado == "no_sabe"
    nota = anotacion.respuesta_correcta or anotacion.nota
    if dicho == "debia_abstenerse" or (dicho == "correcta" and se_abstuvo):
        admitidos = ["no_sabe", "cercano"]
        return {
            "respondible": False,
            "evidencia": None,
            "estado": "no_sabe",
            "estados_admitidos": admitidos,
            "esperado": nota,
        }
    fuentes = list(anotacion.fuentes) or (
        [str(cita["texto"]) for cita in consulta.citas]
        if dicho == "correcta" and consulta.estado == "respuesta"
        else []
    )
    if not fuentes:
        return "falta elegir el texto del documento que responde"
    if not all(any(en_un_renglon(fuente) in texto for texto in textos) for fuente in fuentes):
        return "el texto elegido ya no está, palabra por palabra, en los documentos"
    evidencia, *otras = (en_un_renglon(fuente) for fuente in fuentes)
    return {
        "respondible": True,
        "evidencia": evidencia,
        **({"evidencias_todas": [evidencia, *otras]} if otras else {}),
        "estado": "respuesta",
        "estados_admitidos": ["respuesta", "cercano"],
        "esperado": nota,
    }


def _umbrales(casos: Iterable[dict[str, Any]]) -> str:
    lineas = ["minimos:", "  estado.acierto: 1.0"]
    if any(caso.get("evidencia") for caso in casos):
        lineas.append("  respuesta.evidencia: 1.0")
    return "\n".join(lineas) + "\n"


def _leer_casos(archivo: Path) -> dict[str, dict[str, Any]]:
    if not archivo.exists():
        return {}
    try:
        leidos = [json.loads(linea) for linea in archivo.read_text(encoding="utf-8").split("\n") if linea.strip()]
        return {str(caso["id"]): caso for caso in leidos}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ErrorDeAnotaciones(f"«{archivo}» no se puede leer como casos; revíselo o use otra carpeta.") from error


def _pasos(turnos: Sequence[TurnoGuardado], ficticios: "Ficticios") -> Iterator[dict[str, Any]]:
    for turno in turnos:
        dicho = turno.recibido.strip()
        if not dicho or re.fullmatch(r"\([a-z_]+\)", dicho):
            continue  # lo que no es texto no se puede repetir por escrito y no cambia la conversación
        if dicho.startswith("[") and dicho.endswith("]"):
            dicho = dicho[1:-1]  # la etiqueta de un botón
        paso: dict[str, Any] = {"persona": ficticios.sustituir(dicho)}
        fragmento = _fragmento(ficticios.sustituir(turno.respuesta)) if _se_da_por_bueno(turno) else ""
        yield {**paso, "dice": [fragmento]} if fragmento else paso


def _se_da_por_bueno(turno: TurnoGuardado) -> bool:
    """Nadie marcó nada malo en ese turno: una respuesta a medias o confusa no es la que se espera otra vez."""
    return all(valor == _BUENOS.get(dimension) for una in turno.anotaciones for dimension, valor in una.valores.items())


def _hasta(conversacion: ConversacionGuardada, turno: int) -> ConversacionGuardada:
    """La conversación hasta ese turno: sin los de después ni los borradores que aún no se habían empezado."""
    turnos = tuple(suyo for suyo in conversacion.turnos if suyo.identificador <= turno)
    posteriores = (suyo.instante for suyo in conversacion.turnos if suyo.identificador > turno)
    siguiente = next(posteriores, None)
    if siguiente is None:
        return conversacion
    empezados = {
        uno: suyos for uno, suyos in conversacion.borradores.items() if suyos and suyos[0].instante < siguiente
    }
    return replace(conversacion, turnos=turnos, borradores=empezados)


def _fragmento(respuesta: str) -> str:
    """La primera línea con sentido de una respuesta, sin cortar palabras; la que solo anuncia a otra no dice nada."""
    lineas = [una.strip() for una in respuesta.splitlines() if len(una.strip()) > 3]
    linea = next((una for una in lineas if not una.endswith(":")), lineas[0] if lineas else "")
    if len(linea) <= _LARGO_DE_FRAGMENTO:
        return linea
    return linea[:_LARGO_DE_FRAGMENTO].rsplit(" ", 1)[0]


class _Legible:
    """Lo que se puede leer de cada pregunta de una conversación; None si es de un borrador sin autorizar."""

    def __init__(self, entrevista: Entrevista, conversacion: ConversacionGuardada) -> None:
        self._reserva = reserva_de(entrevista, conversacion.borradores.values())

    def __call__(self, turno: TurnoGuardado, dicha: PreguntaGuardada) -> str | None:
        if self._reserva is None or not self._reserva.alcanza(turno.instante):
            return dicha.pregunta
        return self._reserva.lo_legible(dicha.pregunta, quiere_aviso=dicha.quiere_aviso)
