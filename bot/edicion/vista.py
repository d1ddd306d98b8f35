"""La entrevista como se ve en el chat, en una página HTML sin conexión, para revisarla después de editarla.

Usa los mismos mensajes que el asistente enviaría; el texto lo escapa la plantilla.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.dialogo.borrador import plantear
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import permisos as textos
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Contexto, Estado
from bot.edicion.caminos import Camino, caminos
from bot.entrevista.borrador import Borrador
from bot.entrevista.condiciones import Combinacion, Comparacion, Condicion
from bot.entrevista.esquema import Entrevista, Pregunta
from bot.entrevista.eventos import Evento, Fallo, Omitida, Respondida, Valor
from bot.entrevista.pasos import minutos_que_faltan
from bot.entrevista.valores.lectura import Explicacion
from conocimiento.errores import ErrorLegible

PLANTILLA = "vista.html"
_MUESTRA = "Alianza Agua Segura para Celendín (muestra)"
_FALLO = Explicacion("esto no es lo que se esperaba")
_OPERADORES = {"mayor": "es mayor que", "menor_o_igual": "es como mucho"}


class VistaNoEscrita(ErrorLegible):
    """No se pudo escribir la página."""

    def __init__(self, salida: Path, motivo: str) -> None:
        super().__init__(f"No se pudo escribir «{salida}» ({motivo}). Revise que la carpeta exista y admita archivos.")


@dataclass(frozen=True, slots=True)
class Ficha:
    """Una pregunta con lo que el asistente diría: al preguntarla y al pedirle ayuda."""

    pregunta: Pregunta
    condicion: str
    mensajes: tuple[tuple[str, Mensaje], ...]


@dataclass(frozen=True, slots=True)
class SeccionVista:
    """Una sección con sus preguntas."""

    titulo: str
    fichas: tuple[Ficha, ...]


def dibujar(entrevista: Entrevista, ahora: datetime) -> str:
    """Devuelve la página entera."""
    entorno = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    contexto = Contexto(entrevista, (), ahora)
    recorridos = tuple(caminos(entrevista, _MUESTRA))
    fichas = {p.clave: _ficha(contexto, recorridos, p) for p in entrevista.preguntas}
    secciones = [
        SeccionVista(seccion.titulo, tuple(fichas[p.clave] for p in entrevista.preguntas if p.seccion == seccion.clave))
        for seccion in entrevista.secciones
    ]
    nucleo = [pregunta for pregunta in entrevista.preguntas if pregunta.modo == "nucleo"]
    return entorno.get_template(PLANTILLA).render(
        entrevista=entrevista,
        secciones=[seccion for seccion in secciones if seccion.fichas],
        comienzo=(
            ("Antes de empezar", textos.consentimiento(contexto)),
            ("Leer el aviso", textos.aviso_completo(contexto)),
        ),
        nucleo=len(nucleo),
        minutos=minutos_que_faltan(entrevista, Borrador.de(())),
    )


def _ficha(contexto: Contexto, recorridos: tuple[Camino, ...], pregunta: Pregunta) -> Ficha:
    eventos = _hasta(recorridos, pregunta)
    sesion = Sesion(contexto, Estado(borrador="muestra", en_entrevista=True, eventos=eventos))
    paso = sesion.paso
    assert paso is not None
    cuerpo = [
        ("", plantear.pregunta_entera(sesion)),
        ("Ejemplo", Mensaje(plantear.ejemplo(paso))),
        ("¿Por qué me lo pregunta?", Mensaje(plantear.porque(sesion, paso))),
    ]
    for vez in (1, 2, 3):
        sesion = sesion.anotar(Fallo(sesion.ahora, paso.llave))
        cuerpo.append((f"Si no se entiende, vez {vez}", Mensaje(plantear.fallo(sesion, paso, _FALLO))))
    return Ficha(pregunta, describir(pregunta.si, contexto.entrevista), tuple(cuerpo))


def _hasta(recorridos: tuple[Camino, ...], pregunta: Pregunta) -> tuple[Evento, ...]:
    """La historia de un camino justo antes de llegar a la pregunta."""
    for camino in recorridos:
        for lugar, evento in enumerate(camino.eventos):
            if isinstance(evento, Respondida | Omitida) and evento.llave[0] == pregunta.clave:
                return camino.eventos[:lugar]
    raise ValueError(f"Ningún camino llega a la pregunta «{pregunta.clave}».")


def describir(condicion: Condicion | None, entrevista: Entrevista) -> str:
    """La condición dicha en palabras; vacía si la pregunta se hace siempre."""
    match condicion:
        case None:
            return ""
        case Comparacion(clave, operador, operandos):
            pregunta = entrevista.pregunta(clave)
            if operador == "respondida":
                return f"«{pregunta.rotulo}» {'tiene' if operandos[0] else 'no tiene'} respuesta"
            dichos = " o ".join(_etiqueta(pregunta, operando) for operando in operandos)
            return f"«{pregunta.rotulo}» {_OPERADORES.get(operador, 'es')} {dichos}"
        case Combinacion(modo, partes):
            dichas = [describir(parte, entrevista) for parte in partes]
            if modo == "ninguna":
                return "no se cumple que " + ", ni que ".join(dichas)
            return (" y " if modo == "todas" else " o ").join(dichas)
        case _:
            assert_never(condicion)


def _etiqueta(pregunta: Pregunta, valor: Valor) -> str:
    return next((opcion.etiqueta for opcion in pregunta.opciones if opcion.valor == valor), str(valor))
