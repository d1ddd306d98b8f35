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

from bot.entrevista.esquema import Campo, Catalogos, Entrevista, Pregunta
from bot.entrevista.eventos import Evento, Respondida, Valor
from bot.entrevista.valores.compuestos.campos import CAMPOS
from bot.entrevista.valores.tipos import SIN_DATO, TIPOS
from bot.revision.tachado.texto import en_raices, palabras_de, sin_adornos
from conocimiento.expresiones import diferida
from conocimiento.modelo import Documento
from conocimiento.palabras import VACIAS, plegar, raiz

PERSONA, ENTIDAD, RUC, CORREO, CELULAR = "PERSONA", "ENTIDAD", "RUC", "CORREO", "CELULAR"
_FINALES = frozenset("sa sac saa srl eirl scrl ltda ltd inc s a c r l e i".split())
_RAZON_SOCIAL = diferida(
    r"\b(?:s\.? ?a\.?(?: ?[ac]\.?)?|s\.? ?r\.? ?l|e\.? ?i\.? ?r\.? ?l|s\.? ?c\.? ?r\.? ?l|ltda?|inc)\.?$", re.I
)
_PUBLICA, _UNIVERSIDAD_PUBLICA = "sector_publico", "universidad nacional"
_ENTRE_LUGARES = frozenset("de del la las los el y peru san".split())
_SIGLA = diferida(r"\(([^()]{2,20})\)")
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
        self._organismos = _Organismos(catalogos)
        self._corrientes = frozenset(
            raiz(palabra) for texto in (*textos, *etiquetas, *preguntas) for palabra in palabras_de(texto)
        ) | frozenset(raiz(palabra) for palabra in VACIAS)

    def es_organismo(self, conocido: Conocido) -> bool:
        """Dice si es el nombre de un organismo público."""
        return conocido.tipo == ENTIDAD and self._organismos.es_uno(conocido.valor)

    def es_publica(self, forma: str) -> bool:
        """Dice si unas raíces (entre espacios) no identifican a nadie."""
        sueltas = forma.split()
        if len(sueltas) == 1:
            return len(sueltas[0]) < _LARGO_MINIMO or sueltas[0] in self._corrientes
        return forma in self._textos


class _Organismos:
    """Los organismos públicos según los catálogos: por su sigla, o por la clase con que empieza su nombre."""

    def __init__(self, catalogos: Catalogos) -> None:
        publicas = {
            _plegadas(dicha) for tipo in catalogos.tipos_actor if tipo.clase == _PUBLICA for dicha in tipo.palabras
        }
        siglas, genericas, descriptores = (
            {plegar(una) for una in suyas}
            for suyas in (
                catalogos.organizaciones.siglas,
                catalogos.organizaciones.genericas,
                catalogos.organizaciones.descriptores,
            )
        )
        lugares = (dicho for uno in catalogos.departamentos for dicho in (uno.nombre, *uno.provincias, *uno.ciudades))
        self._lugares = {palabra for dicho in lugares for palabra in palabras_de(dicho)} | _ENTRE_LUGARES
        self._siglas = siglas | publicas
        self._clases = {una for una in publicas if " " in una} | {_UNIVERSIDAD_PUBLICA}
        self._de_una_palabra = publicas & genericas
        self._siguen = descriptores | self._lugares
        de_publicas = {palabra for una in self._clases | self._de_una_palabra for palabra in una.split()}
        self._privadas = genericas - de_publicas - descriptores

    def es_uno(self, nombre: str) -> bool:
        """Dice si el nombre es de un organismo público; uno que además nombra a otra clase de organización, no."""
        sin_sigla = _SIGLA.sub(" ", nombre).strip()
        propias = palabras_de(sin_sigla)
        if not propias or _RAZON_SOCIAL.search(sin_sigla):
            return False
        primera, otras = propias[0], propias[1:]
        if primera in self._siglas and self._lugares.issuperset(otras):
            return True
        if self._privadas & set(propias):
            return False
        if primera in self._de_una_palabra and otras and otras[0] in self._siguen:
            return True
        return f"{' '.join(propias)} ".startswith(tuple(f"{clase} " for clase in self._clases))


def _plegadas(dicha: str) -> str:
    return " ".join(palabras_de(dicha))


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
