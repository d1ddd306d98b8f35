"""De las respuestas de un borrador, los textos que quedarían mejor en el documento y aún no se decidieron."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.entrevista.borrador import Borrador
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Paso, actores, pasos_visibles
from bot.entrevista.propuesta.oraciones import con_mayuscula, con_punto
from bot.entrevista.propuesta.redaccion.corregir import Forma, corregir
from bot.entrevista.propuesta.redaccion.modelo import Correccion, Redactor, aplicar
from bot.entrevista.valor import Valor
from bot.entrevista.valores.compuestos.campos import CAMPOS
from bot.entrevista.valores.tipos import TIPOS, con_textos


@dataclass(frozen=True, slots=True)
class Pieza:
    """Un texto de una respuesta y cómo quedaría."""

    paso: Paso
    antes: str
    despues: str
    correcciones: tuple[Correccion, ...]


def por_decidir(entrevista: Entrevista, borrador: Borrador, redactor: Redactor) -> tuple[Pieza, ...]:
    """Los textos visibles que se imprimirían de otro modo y la persona no ha decidido, en el orden de la entrevista."""
    nombres = nombres_del_borrador(entrevista, borrador)
    piezas: dict[tuple[Llave, str], Pieza] = {}
    for paso in pasos_visibles(entrevista, borrador):
        respuesta = borrador.respuestas.get(paso.llave)
        if respuesta is None or paso.pregunta.clave == entrevista.papeles.proponente:
            continue
        es_titulo = paso.pregunta.clave == entrevista.papeles.titulo
        es_oracion = TIPOS[paso.pregunta.tipo].es_oracion and not es_titulo
        forma = Forma.ORACION if es_oracion else Forma.FRASE
        for texto in _textos(paso, respuesta.valor):
            if (paso.llave, texto) in borrador.redaccion or (paso.llave, texto) in piezas:
                continue
            correcciones = corregir(texto, forma, nombres, redactor)
            corregido = aplicar(texto, correcciones)
            if como_se_imprime(corregido) != como_se_imprime(texto):
                piezas[paso.llave, texto] = Pieza(paso, texto, corregido, correcciones)
    return tuple(piezas.values())


def como_se_imprime(texto: str) -> str:
    """El texto con la mayúscula inicial y el punto que el documento pone siempre: por ellos no se pregunta."""
    return con_mayuscula(con_punto(texto))


def _textos(paso: Paso, valor: Valor) -> list[str]:
    hallados: list[str] = []

    def anotar(texto: str) -> str:
        hallados.append(texto)
        return texto

    con_textos(paso.pregunta, valor, anotar)
    return hallados


def nombres_del_borrador(entrevista: Entrevista, borrador: Borrador) -> tuple[str, ...]:
    """Los nombres que la persona dio: de organizaciones, de personas y de responsables. No se tocan."""
    nombres = [actor.nombre for actor in actores(entrevista, borrador)]
    for paso in pasos_visibles(entrevista, borrador):
        respuesta = borrador.respuestas.get(paso.llave)
        if respuesta is not None:
            nombres += _nombres(paso, respuesta.valor)
    return tuple(dict.fromkeys(nombre for nombre in nombres if nombre.strip()))


def _nombres(paso: Paso, valor: Valor) -> Iterator[str]:
    """Lo dicho en las partes que nombran a alguien."""
    de_nombres = [
        campo.clave
        for campo in paso.pregunta.campos
        if CAMPOS[campo.tipo].nombra_actor or (CAMPOS[campo.tipo].es_texto and not CAMPOS[campo.tipo].se_redacta)
    ]
    for uno in valor if isinstance(valor, list) else [valor]:
        for clave in de_nombres:
            dicho = uno.get(clave) if isinstance(uno, dict) else None
            if isinstance(dicho, str):
                yield dicho
