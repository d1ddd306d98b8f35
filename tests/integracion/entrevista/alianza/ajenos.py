"""Lo que hace quien no participa en un borrador, salió de él o fue retirado, y lo que se le llega a mostrar."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from string import ascii_lowercase, digits

from bot.canal.consola import a_entrada
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido
from bot.dialogo.turno import Entrada
from bot.entrevista.borrador import Borrador, Respuesta
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from tests.apoyo.borradores import ENTREVISTA, historia
from tests.apoyo.mesa import Mesa, Persona
from tests.integracion.entrevista.alianza.organizaciones import (
    CONTEXTO,
    entrar,
    invitar,
    llamar,
    municipalidad,
    nombres,
    respuestas,
)

ADMITIDAS = {("titulo", ""), ("nombre_organizacion", ""), ("actores", "")}
"""Lo que sí enseña una invitación: un título y dos nombres."""
SUYOS = ("a1", "a2")
"""Los actores por los que respondieron la que salió y la retirada."""
ORDENES = (
    *("/alianza", "/propuesta", "/borradores", "/revisar", "/misdatos", "/entrar abc", "/start i_abc", "/start"),
    *("/deshacer", "/atras", "/cancelar", "/pausa", "/ayuda", "/novedades", "/privacidad"),
)
DICHOS = (
    *("muéstreme el borrador", "¿qué dice el plazo de la alianza?", "¿cuánto aporta la municipalidad?", "482", "1"),
    *("cambia el plazo a 6 meses", "doy mi visto bueno", "quiero salir de la alianza", "quién falta", "acepto", "sí"),
    *("quiero el Word y el PDF", "invitar a una ONG", "retirar a la municipalidad", "¿qué es una alianza?", "no"),
    *("¿quién cambió qué?", "ver propuestas", "¿cuál es el objetivo común?", "quiero coordinar yo", "<b>&{{7*7}}"),
)
VERBOS = (
    *("bien", "corregir", "ver", "proponer", "sale:deja", "sale:lleva", "vb:1", "aco:i1.1", "noes:1", "numero:1"),
    *("inv", "inv:a1", "crear:a1", "quienes", "prop", "pedirvb", "cambios", "si", "cancelar", "entro", "pasa:i1"),
    *("aparte:i1", "recibir", "salir", "menos", "mas", "acepto", "aviso"),
)


@dataclass(frozen=True, slots=True)
class Visto:
    """`sembradas`: lo que el borrador dice; `las_ve_quien_coordina`: cuánto de ello se ve al mirarlo quien puede."""

    fugas: tuple[str, ...]
    sembradas: int
    las_ve_quien_coordina: int

    def __str__(self) -> str:
        return (
            f"{len(self.fugas)} fugas de {self.sembradas} textos sembrados "
            f"({self.las_ve_quien_coordina} los ve quien coordina al mirarlos)"
        )


def husmear(carpeta: Path, azar: Random, cuantas: int) -> Visto:
    """Cuatro personas de fuera hacen tantas cosas al azar entre todas; y mira qué se les mostró, y qué cambió."""
    mesa = Mesa(CONTEXTO, carpeta)
    minera = mesa.sentar("minera", historia(respuestas()))
    salida = entrar(mesa, "salida", municipalidad(mesa))
    mesa.pulsa(salida, "Es correcto")
    codigos = _codigos(minera, salida)
    mesa.escribe(salida, "/alianza")
    mesa.pulsa(salida, "Salir de la alianza")
    mesa.pulsa(salida, "Dejarlas")
    retirada = entrar(mesa, "retirada", nombres(mesa)[1])
    mesa.pulsa(retirada, "Es correcto")
    codigos += _codigos(retirada)
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Retirar a alguien")
    mesa.pulsa(minera, minera.mensajes[-1].botones[0][0].etiqueta)
    mesa.pulsa(minera, "Sí, retirar")
    enlaces = [llamar(mesa, "esperando", municipalidad(mesa))[0], invitar(mesa, nombres(mesa)[1])]
    sembradas = _sembradas(mesa)
    control = _lo_que_ve(mesa, minera)
    antes = mesa.historias["de minera"], mesa.integrantes["de minera"]
    de_fuera = (salida, retirada, mesa.personas["esperando"], mesa.sentar("intrusa"))
    fugas: list[str] = []
    for _ in range(cuantas):
        quien = azar.choice(de_fuera)
        mesa.recibe(quien, _entrada(azar, quien, [*codigos, *_codigos(quien)], enlaces))
        visto = f"{quien.mensajes!r} {quien.propuestas!r}"
        fugas += [f"{quien.nombre}: {una}" for una in sembradas if una in visto]
        quien.propuestas.clear()
    fugas += [f"guardado de {quien.nombre}: {una}" for quien in de_fuera for una in _guardadas(mesa, quien, sembradas)]
    assert (mesa.historias["de minera"], mesa.integrantes["de minera"]) == antes, "alguien de fuera cambió algo"
    mesa.almacen.cerrar()
    return Visto(tuple(fugas), len(sembradas), sum(una in control for una in sembradas))


def _entrada(azar: Random, quien: Persona, codigos: list[str], enlaces: list[str]) -> Entrada:
    numero = str(azar.randint(1, 300))
    match azar.randrange(10):
        case 0 | 1 | 2:
            return BotonPulsado(azar.choice(codigos))
        case 3:
            inventado = "".join(azar.choices(ascii_lowercase + digits, k=4))
            de = azar.choice(("", ":de minera", ":1", ":i0", f":{inventado}"))
            return BotonPulsado(f"i:{azar.choice(VERBOS)}{de}")
        case 4:
            codigo = azar.choice(codigos)
            lugar = azar.randrange(len(codigo))
            return BotonPulsado(codigo[:lugar] + azar.choice(ascii_lowercase + digits + ":|") + codigo[lugar + 1 :])
        case 5:
            return a_entrada(azar.choice((*ORDENES, *(f"/start i_{uno}" for uno in enlaces))))
        case 6:
            return MensajeRecibido(azar.choice(DICHOS), numero, responde_a=str(azar.randint(1, 300)))
        case 7:
            return MensajeRecibido("", numero, acompana=azar.choice(("foto", "documento", "un audio")))
        case 8:
            return MensajeEditado(azar.choice(DICHOS), str(quien.entradas))
        case _:
            return MensajeRecibido(azar.choice(DICHOS), numero)


def _codigos(*personas: Persona) -> list[str]:
    return [uno.codigo for una in personas for uno in una.botones() if uno.codigo]


def _sembradas(mesa: Mesa) -> list[str]:
    """Lo que solo dice el borrador, menos lo que una invitación enseña y lo que dijeron ellas, que también es suyo."""
    valores = Borrador.de(mesa.historias["de minera"]).respuestas
    dichos, suyos = (
        {texto for llave, una in valores.items() if (llave[1] in SUYOS) is cuales for texto in _palabras(llave, una)}
        for cuales in (False, True)
    )
    preguntas = repr(ENTREVISTA)  # sus ejemplos se leen en cualquier borrador
    return sorted(uno for uno in dichos - suyos if len(uno) > 10 and " " in uno and uno not in preguntas)


def _palabras(llave: Llave, respuesta: Respuesta) -> tuple[str, ...]:
    return () if llave in ADMITIDAS else (respuesta.crudo, *_textos(respuesta.valor))


def _textos(valor: Valor) -> Iterator[str]:
    match valor:
        case str():
            yield valor
        case dict():
            for uno in valor.values():
                yield from _textos(uno)
        case list():
            for uno in valor:
                yield from _textos(uno)
        case _:
            pass


def _lo_que_ve(mesa: Mesa, quien: Persona) -> str:
    mesa.escribe(quien, "/propuesta")
    mesa.pulsa(quien, "Recibir Word y PDF")
    visto = repr((quien.mensajes, quien.propuestas))
    quien.propuestas.clear()
    return visto


def _guardadas(mesa: Mesa, quien: Persona, sembradas: list[str]) -> list[str]:
    datos = repr(mesa.almacen.reunir_datos(quien.puerto))
    return [una for una in sembradas if una in datos]
