"""Los datos que la propia entrevista guardó y que, por eso, se saben buscar en cualquier texto.

Un valor deja de ser identificador si es del marco, de un catálogo o de una sola palabra corriente:
quien escribe «Empresa privada» como nombre no se identifica con eso.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any, cast

from bot.entrevista.esquema import Campo, Entrevista, Pregunta
from bot.entrevista.eventos import Evento, Respondida, Valor
from bot.entrevista.valores.compuestos import CAMPOS
from bot.entrevista.valores.tipos import SIN_DATO, TIPOS
from bot.revision.tachado.patrones import sin_adornos
from bot.revision.tachado.texto import en_raices, palabras_de
from conocimiento.modelo import Documento
from conocimiento.palabras import VACIAS, raiz

PERSONA, ENTIDAD, RUC, CORREO, CELULAR = "PERSONA", "ENTIDAD", "RUC", "CORREO", "CELULAR"
_FINALES = frozenset("sa sac saa srl eirl scrl ltda ltd inc s a c r l e i".split())
_SIGLA = re.compile(r"\(([^()]{2,20})\)")
_LARGO_MINIMO = 3


@dataclass(frozen=True, slots=True)
class Conocido:
    """Un valor guardado y qué es."""

    tipo: str
    valor: str


def valores_de(entrevista: Entrevista, evento: Evento) -> Iterator[Conocido]:
    """Devuelve los valores identificadores de un evento: solo una respuesta los tiene, según su pregunta."""
    if not isinstance(evento, Respondida):
        return
    clave, valor = evento.llave[0], evento.valor
    pregunta = next((una for una in entrevista.preguntas if una.clave == clave), None)
    if pregunta is None or valor is None:
        return
    if clave == entrevista.papeles.proponente and isinstance(valor, str):
        yield Conocido(ENTIDAD, valor)
    elif (clase := TIPOS[pregunta.tipo].identifica) and isinstance(valor, str):
        if valor != SIN_DATO:
            yield Conocido(clase, valor)
    elif pregunta.tipo == "actores" or clave == entrevista.papeles.actores:
        for actor in valor if isinstance(valor, list) else []:
            if isinstance(actor, dict) and isinstance(nombre := actor.get("nombre"), str):
                yield Conocido(ENTIDAD, nombre)
    elif pregunta.campos:
        for parte in valor if isinstance(valor, list) else [valor]:
            yield from _de_campos(pregunta, parte)


def _de_campos(pregunta: Pregunta, valor: Valor) -> Iterator[Conocido]:
    if isinstance(valor, dict):
        for campo in pregunta.campos:
            dicho, tipo = valor.get(campo.clave), _tipo_de_campo(campo)
            if tipo is not None and isinstance(dicho, str):
                yield Conocido(tipo, dicho)


def _tipo_de_campo(campo: Campo) -> str | None:
    if clase := CAMPOS[campo.tipo].identifica:
        return clase
    if "correo" in campo.clave:
        return CORREO
    if "nombre" in campo.clave:
        return PERSONA
    return CELULAR if any(parte in campo.clave for parte in ("telefono", "celular")) else None


class Publico:
    """Lo que ya es público: el marco, los catálogos, los textos propios y las palabras corrientes de todos."""

    def __init__(
        self, entrevista: Entrevista, documentos: Iterable[Documento], textos_propios: Iterable[str] = ()
    ) -> None:
        textos = [*(documento.texto for documento in documentos), *textos_propios]
        catalogos = entrevista.catalogos
        etiquetas = [
            *(texto for tipo in catalogos.tipos_actor for texto in (tipo.etiqueta, *tipo.sinonimos)),
            *(texto for uno in catalogos.departamentos for texto in (uno.nombre, *uno.alias)),
            *(uno.nombre for uno in catalogos.ods),
            *(opcion.etiqueta for pregunta in entrevista.preguntas for opcion in pregunta.opciones),
        ]
        preguntas = [f"{una.rotulo} {una.texto} {una.ayuda}" for una in entrevista.preguntas]
        rotulos = [*(una.rotulo for una in entrevista.preguntas), *(regla.titulo for regla in entrevista.reglas)]
        self._textos = "|".join(en_raices(texto) for texto in (*textos, *etiquetas, *rotulos))
        self._corrientes = frozenset(
            raiz(palabra) for texto in (*textos, *etiquetas, *preguntas) for palabra in palabras_de(texto)
        ) | frozenset(raiz(palabra) for palabra in VACIAS)

    def es_publica(self, forma: str) -> bool:
        """Dice si unas raíces (entre espacios) no identifican a nadie."""
        sueltas = forma.split()
        if len(sueltas) == 1:
            return len(sueltas[0]) < _LARGO_MINIMO or sueltas[0] in self._corrientes
        return forma in self._textos


def clave_de(conocido: Conocido) -> str:
    """Devuelve lo que no cambia de un valor aunque se escriba de otro modo: de ahí sale su seudónimo."""
    if conocido.tipo in (ENTIDAD, PERSONA):
        return " ".join(en_raices(conocido.valor).split())
    return sin_adornos(conocido.valor)


def formas_de(conocido: Conocido) -> Iterator[str]:
    """Devuelve, como raíces, las maneras de nombrar un valor: entero, sin la razón social, la sigla, sin un nombre."""
    yield en_raices(conocido.valor)
    if conocido.tipo == ENTIDAD:
        sin_sigla = _SIGLA.sub(" ", conocido.valor)
        for nombre in {conocido.valor, sin_sigla}:
            propias = palabras_de(nombre)
            while len(propias) > 1 and propias[-1] in _FINALES:
                propias.pop()
            yield en_raices(" ".join(propias))
        for sigla in _SIGLA.findall(conocido.valor):
            if sigla.upper() == sigla:
                yield en_raices(sigla)
    elif conocido.tipo == PERSONA:
        propias = [palabra for palabra in palabras_de(conocido.valor) if len(palabra) >= _LARGO_MINIMO]
        for una, otra in pairwise(propias):
            yield en_raices(f"{una} {otra}")
        for otra in propias[2:]:
            yield en_raices(f"{propias[0]} {otra}")


def sueltas_de(conocido: Conocido) -> frozenset[str]:
    """Devuelve las raíces de cada nombre y apellido: bastan para reconocer a la persona en su conversación."""
    if conocido.tipo != PERSONA:
        return frozenset()
    return frozenset(raiz(palabra) for palabra in palabras_de(conocido.valor) if len(palabra) > _LARGO_MINIMO)


class Buscados:
    """Un autómata (Aho-Corasick) que encuentra miles de textos en una sola pasada. Se cierra al primer uso."""

    def __init__(self) -> None:
        self._automata: Any = cast(Any, import_module("ahocorasick")).Automaton()
        self._hecho = False

    def agregar(self, texto: str, dato: object) -> None:
        """Agrega un texto; el primero que llega se queda con su dato."""
        if texto and not self._automata.exists(texto):
            self._automata.add_word(texto, (len(texto), dato))

    def buscar(self, texto: str) -> Iterator[tuple[int, int, Any]]:
        """Devuelve [inicio, fin) y el dato de cada aparición, también las que se solapan."""
        if not self._hecho:
            self._automata.make_automaton()
            self._hecho = True
        if len(self._automata):
            for fin, (largo, dato) in self._automata.iter(texto):
                yield fin - largo + 1, fin + 1, dato
