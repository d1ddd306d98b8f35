"""Lo que alguien escribió, como sale hacia un modelo de lenguaje: con seudónimos y sabiendo qué sustituye cada uno.

Se tacha lo de siempre y, además, lo que la persona guardó, los nombres que las reglas de la entrevista ven en ese mismo
texto y lo que va con mayúscula sin ser del marco. De un nombre en minúsculas no hay señal: al que sale de la casa se le
quita también toda palabra que no sea del español ni del marco, que es como se escribe un apellido.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from bot.dialogo.peticiones.lenguaje import Sustituido, TextoEnviado
from bot.entrevista.comprension.actores import organizaciones
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento
from bot.revision.tachado.conocidos import ENTIDAD, Conocido, Publico, valores_de
from bot.revision.tachado.tachar import Tachador
from bot.revision.tachado.texto import en_raices
from conocimiento.expresiones import diferida
from conocimiento.palabras import VACIAS, plegar

_PALABRA = diferida(r"[^\W\d_]+")
_ENLACES = frozenset("de del la las los y e da dos san santa".split())
_FRASE_ANTERIOR = diferida(r"(?:^|[.!?:;¿¡\n])[\s«\"“(¿¡]*$")
_LARGO_DE_UN_NOMBRE = 3
_NUMERO_LARGO = diferida(r"\d{7,}")
"""Un DNI puede parecer una fecha («19950912») y no reconocerse por su forma; ninguna pregunta necesita uno así."""
_TILDES = str.maketrans("aeioun", "áéíóúñ")
_SE_DICE_UN_NOMBRE = diferida(
    r"\b(?:me llamo|mi nombre es|les? (?:escribe|habla|saluda)|se[nñ]ora?|se[nñ]orita|do[nñ]a?|atte\.?|atentamente),? +"
    r"((?:[^\W\d_]+ ?){1,4})",
    re.IGNORECASE,
)


class TachadorSaliente:
    """Los seudónimos son de un solo uso: de dos textos no se puede saber que nombran a la misma persona."""

    def __init__(
        self, entrevista: Entrevista, publico: Publico, existe: Callable[[str], bool], *, sale_de_la_casa: bool
    ) -> None:
        self._entrevista, self._publico, self._existe = entrevista, publico, existe
        self._sale_de_la_casa = sale_de_la_casa

    def __call__(self, texto: str, historia: Sequence[Evento]) -> TextoEnviado:
        """Devuelve el texto con seudónimos. `historia`: los eventos de quien lo escribió."""
        if not texto:
            return TextoEnviado("")
        guardados = [conocido for evento in historia for conocido in valores_de(self._entrevista, evento)]
        dichos = [Conocido(ENTIDAD, nombre) for nombre in dict.fromkeys(self._nombres(texto))]
        tachador = Tachador(secrets.token_bytes(16), self._publico, [*guardados, *dichos], self._entrevista.formas)
        tachado, puestos = tachador.tachar(texto, guardados)
        return TextoEnviado(tachado, tuple(Sustituido(uno.inicio, uno.fin, uno.desde, uno.hasta) for uno in puestos))

    def _nombres(self, texto: str) -> Iterator[str]:
        propia, otras = organizaciones(texto, self._entrevista.catalogos)
        yield from (una.nombre for una in (propia, *otras) if una is not None and una.nombre)
        yield from (numero.group() for numero in _NUMERO_LARGO.finditer(texto))
        for dicho in _SE_DICE_UN_NOMBRE.finditer(texto):
            palabras = list(takewhile(lambda una: plegar(una) not in VACIAS, dicho[1].split()))
            if palabras:
                yield " ".join(palabras)
        corrida: list[re.Match[str]] = []
        for palabra in _PALABRA.finditer(texto):
            seguida = bool(corrida) and not texto[corrida[-1].end() : palabra.start()].strip(" .'’-")
            if not seguida:
                yield from self._de_una_corrida(texto, corrida)
                corrida = []
            if palabra.group()[0].isupper() or (corrida and palabra.group() in _ENLACES):
                corrida.append(palabra)
                continue
            yield from self._de_una_corrida(texto, corrida)
            corrida = []
            if self._sale_de_la_casa and self._es_desconocida(palabra.group()):
                yield palabra.group()
        yield from self._de_una_corrida(texto, corrida)

    def _de_una_corrida(self, texto: str, corrida: list[re.Match[str]]) -> Iterator[str]:
        """De unas palabras con mayúscula seguidas, lo que queda sin lo que a los lados es del marco o corriente."""
        propias = list(corrida)
        while propias and self._sobra(texto, propias[-1]):
            propias.pop()
        while propias and self._sobra(texto, propias[0]):
            propias.pop(0)
        if propias:
            yield texto[propias[0].start() : propias[-1].end()]

    def _sobra(self, texto: str, palabra: re.Match[str]) -> bool:
        escrita = palabra.group()
        if escrita.lower() in _ENLACES or self._publico.es_publica(en_raices(escrita)):
            return True
        empieza_frase = _FRASE_ANTERIOR.search(texto, 0, palabra.start()) is not None
        return (empieza_frase or escrita.isupper()) and not self._es_desconocida(escrita.lower())

    def _es_desconocida(self, palabra: str) -> bool:
        if len(palabra) < _LARGO_DE_UN_NOMBRE or self._publico.es_publica(en_raices(palabra)):
            return False
        return not (self._existe(palabra) or any(map(self._existe, _con_tilde(palabra))))


def _con_tilde(palabra: str) -> Iterator[str]:
    """Quien escribe en un teléfono no pone las tildes: la palabra, con cada una que podría faltarle."""
    for lugar, letra in enumerate(palabra):
        if (cambiada := letra.translate(_TILDES)) != letra:
            yield f"{palabra[:lugar]}{cambiada}{palabra[lugar + 1 :]}"
