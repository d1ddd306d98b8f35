"""Lo que se escribió mientras se armaba un borrador que la persona no autorizó leer: qué puede ver el personal.

Una pregunta a los documentos es una pregunta aunque se haga dentro de la entrevista, y el personal ha de poder
responderla. Lo que responde o cuenta algo es del borrador aunque se haya tomado por pregunta. De cada texto solo se
lee, entonces, lo que tiene forma de pregunta y no repite nada del borrador, y de eso se quitan cifras y nombres. Quien
pidió que se le avise si la APCI responde dice que quiere que se lea su pregunta: basta que lo escrito pregunte algo.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from bot.entrevista.borrador import Borrador, esta_autorizado
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento, Redactada, Respondida, Valor
from bot.revision.grupos.mismo_dato import argumentos
from bot.revision.grupos.relaciones import SI_O_NO, normalizar, relacion_y_resto
from conocimiento.expresiones import diferida
from conocimiento.palabras import VACIAS, palabras, plegar, raices_con_sentido, raiz

OMITIDO, CIFRA, NOMBRE = "[…]", "[cifra]", "[nombre]"
_SEGUIDAS = 4
"""Palabras con sentido seguidas, iguales a las de una respuesta, con que una pregunta repite el borrador."""
_LARGO_SIN_SIGNOS = 110
"""Letras de una pregunta sin «?»: más larga, casi siempre cuenta algo."""
JUSTO_ANTES = timedelta(minutes=30)
"""Quien va a armar su propuesta suele contarla antes de empezarla."""
_CLAUSULAS = diferida(r"¿[^¿?]*\?|[^¿?.!\n]+\?|[^¿?.!\n]+")
_ULTIMA_PREGUNTA = diferida(
    r".*[,:;]\s*(?:y |o |e |pero )?((?:(?:a|de|en|con|por|para|ante|desde|hasta|cada|sobre) )?"
    r"(?:quien(?:es)?|cual(?:es)?|cuant[oa]s?|que|donde|cuando|como|hay|(?:se |nos |me )?(?:puede\w*|podemos|podria\w*)"
    r")\b.*)"
)
_PREGUNTA_SIN_SIGNOS = diferida(
    r"(?!por que\b)(?:(?:a|de|en|con|por|ante|para|hasta|desde|sobre) )?(?:quien(?:es)? \w+|cuant[oa]s? \w+"
    r"|cual(?:es)? (?:es|son|seria\w*|era)\b|que (?:(?:es|son)(?! (?:para|que|porque))|pasa(?! es)|significa\w*"
    r"|requisitos?|documentos?|papeles?|pasos?|ley|norma|plazo|ocurre|dice|correo|telefono|beneficios?|impuestos?"
    r"|costo|tramites?|hago|hacemos|debo|tengo que|diferencia|hay que)\b"
    r"|donde (?:se|puedo|podemos|queda|esta|es|presento|envio|encuentro|consigo|mando|descargo|hay)\b"
    r"|cuando (?:es|sera|son|se|abre\w*|cierra\w*|sale\w*|empieza\w*|vence\w*|puedo|podemos|hay)\b"
    r"|como (?:se|puedo|podemos|hago|hacemos|debo|debemos|tengo que|funciona\w*|presento|envio|me|nos)\b"
    r"|para que (?:sirve\w*|es)\b|cada cuanto\b|requisitos? para\b|ejemplos? de\b|plazo para\b)"
)
_CUENTA_ALGO = diferida(
    r"\b(?:somos|soy|queremos|tenemos|nuestr[oa]s?|vamos|vivimos|hemos|estamos|nosotros|porque|pondr\w+"
    r"|\w+[aei]remos|sean|hayan?|tengan|hagan)\b|^quien(?:es)? .*\b(?:es|son|sera|seria) (?:la|el|los|las)\b"
    r"|^quien(?:es)? se encarg"
)
_SE_RESPONDE = diferida(
    r"^\w+(?: \w+){2,} (?:es|son|era|sera|seria|fue)\b"  # «como se llama la alianza es…»
    r"|^(?:en |a )?donde .*\ben \w+|^cuando .*\b(?:en|desde|el) \w+|^como .*\b(?:con|mediante|a traves|por medio)\b"
)
"""Quien copia la pregunta de la entrevista y la contesta en la misma frase, sin signos."""
_LLENA_EL_BORRADOR = diferida(r"(?:y )?(?:(?:le|lo|la|los|las) )?(?:pongo|coloco|escribo|anoto)\b")
_BUSCA_QUE_LE_CONFIRMEN = diferida(r",\s*(?:no|verdad|cierto|correcto|ok|o no|si)\s*\?$")
_SE_CONTESTA = diferida(r"(?:porque|por |ya que|es que|pues |debido|a causa)")
"""Cómo sigue quien se contesta: lo anterior no se lo preguntaba a nadie."""
_COLETILLAS = frozenset(
    map(raiz, "no si bien correcto cierto verdad ok vale parece entiende entendido claro listo".split())
)
_INFINITIVO = diferida(r"\w+[aei]r(?:se|nos|les?|las?|los?)?\b")
_CIFRAS = diferida(r"\d(?:[\d.,'’ ]*\d)?")
_NOMBRES = diferida(r"(?<=[\w,;:] )[A-ZÁÉÍÓÚÑ][\w&.-]+(?: (?:(?:de|del|la|las|los|y) )*[A-ZÁÉÍÓÚÑ][\w&.-]+)*")
_DE_TODOS = frozenset(
    "apci ong ongd ods amd amds appd cid eniex ipreda sunat sunarp ruc dni peru estado alianza alianzas multiactor "
    "marco cooperacion internacional desarrollo sostenible ley agenda".split()
)
"""Nombres que no dicen nada de nadie."""


@dataclass(frozen=True, slots=True)
class Reserva:
    """Lo que una persona no autorizó leer: desde cuándo, y las palabras seguidas que hay en sus respuestas."""

    desde: datetime
    seguidas: frozenset[tuple[str, ...]]

    def alcanza(self, instante: datetime) -> bool:
        """Dice si lo escrito en ese momento es de ese borrador, de justo antes o de después: también se habla de él."""
        return instante >= self.desde - JUSTO_ANTES

    def lo_legible(self, texto: str, *, quiere_aviso: bool) -> str | None:
        """Lo que pregunta el texto, sin lo que diga del borrador; None si no pregunta nada que se pueda leer."""
        clausulas = [una.strip() for una in _CLAUSULAS.findall(texto) if una.strip()]
        leidas = [
            dicho
            for una, siguiente in pairwise((*clausulas, ""))
            if not _SE_CONTESTA.match(plegar(siguiente))
            and (dicho := _lo_preguntado(una, quiere_aviso=quiere_aviso)) is not None
            and self.seguidas.isdisjoint(_tramos(dicho))
        ]
        if not leidas:
            return None
        dicho = " ".join(leidas) if leidas == clausulas else f"{OMITIDO} {' '.join(leidas)}"
        return _NOMBRES.sub(_sin_nombre, _CIFRAS.sub(CIFRA, dicho))


def reserva_de(entrevista: Entrevista, borradores: Iterable[Sequence[Evento]]) -> Reserva | None:
    """Lo reservado de una persona, por los eventos de cada uno de sus borradores; None si nada lo está."""
    reservados = [suyos for suyos in borradores if suyos and not esta_autorizado(entrevista, Borrador.de(suyos))]
    if not reservados:
        return None
    textos = (texto for suyos in reservados for evento in suyos for texto in _textos_de(evento))
    seguidas = frozenset(tramo for texto in textos for tramo in _tramos(texto))
    return Reserva(min(suyos[0].instante for suyos in reservados), seguidas)


def _textos_de(evento: Evento) -> Iterator[str]:
    """Lo que un hecho dice de la alianza: lo respondido, y cómo quedaría en el documento."""
    match evento:
        case Respondida():
            yield evento.crudo
            yield from _textos(evento.valor)
        case Redactada():
            yield from (uno.despues for uno in evento.arreglos)
        case _:
            pass


def _lo_preguntado(clausula: str, *, quiere_aviso: bool) -> str | None:
    """Lo que tiene forma de pregunta en una cláusula, o None."""
    if not clausula.endswith("?"):
        return clausula if _pregunta_sin_signos(clausula) else None
    dicho = clausula
    plana = plegar(clausula)
    if not clausula.startswith("¿") and len(plana) == len(clausula) and (hallada := _ULTIMA_PREGUNTA.match(plana)):
        dicho = clausula[hallada.start(1) :]
    escrita = normalizar(dicho)
    if _LLENA_EL_BORRADOR.match(escrita):
        return None
    relacion, resto = relacion_y_resto(escrita)
    if relacion == SI_O_NO:
        dice_algo = not argumentos(resto) <= _COLETILLAS and not _INFINITIVO.match(escrita)
        return dicho if dice_algo and (quiere_aviso or plana.lstrip("¿ ").startswith("hay que")) else None
    if relacion != "existe":
        return dicho
    # «Hay anemia en la zona» se dice igual al afirmarlo que al preguntarlo.
    es_de_signos = dicho.startswith("¿") or escrita.startswith("hay ")
    return dicho if (es_de_signos or quiere_aviso) and not _BUSCA_QUE_LE_CONFIRMEN.search(plana) else None


def _pregunta_sin_signos(clausula: str) -> bool:
    """Empieza preguntando y no cuenta ni contesta nada: ni cifras, ni nombres, ni una lista."""
    escrita = normalizar(clausula)
    nombra = any(_sin_nombre(hallado) == NOMBRE for hallado in _NOMBRES.finditer(clausula))
    return (
        _PREGUNTA_SIN_SIGNOS.match(escrita) is not None
        and len(clausula) <= _LARGO_SIN_SIGNOS
        and not (nombra or _CIFRAS.search(clausula) or ":" in clausula or clausula.count(",") > 1)
        and not (_CUENTA_ALGO.search(escrita) or _SE_RESPONDE.search(escrita))
    )


def _tramos(texto: str) -> Iterator[tuple[str, ...]]:
    raices = raices_con_sentido(texto)
    yield from (raices[desde : desde + _SEGUIDAS] for desde in range(len(raices) - _SEGUIDAS + 1))


def _textos(valor: Valor) -> Iterator[str]:
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, list):
        for parte in valor:
            yield from _textos(parte)
    elif isinstance(valor, dict):
        for parte in valor.values():
            yield from _textos(parte)


def _sin_nombre(hallado: re.Match[str]) -> str:
    es_de_todos = all(palabra in _DE_TODOS | VACIAS for palabra in palabras(hallado.group()))
    return hallado.group() if es_de_todos else NOMBRE
