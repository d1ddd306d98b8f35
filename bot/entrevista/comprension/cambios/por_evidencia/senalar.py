"""De qué respuestas habla un mensaje del que no se entiende qué cambia: para llevar a la que es con un toque."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.entrevista.comprension.actores import organizaciones
from bot.entrevista.comprension.cambios.actores import llave_de_actores
from bot.entrevista.comprension.cambios.cambiar import UNIDADES_DE_DATO
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import (
    POR_OTRO_NOMBRE,
    Apuntada,
    actores_nombrados,
    apuntadas,
)
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Hace, oraciones
from bot.entrevista.comprension.cambios.por_evidencia.quienes import dice_que_llega
from bot.entrevista.comprension.cambios.senales import QUITAR, REPETIDO, YA_NO
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.cifras.fechas import fechas_en
from bot.entrevista.valores.lugares import lugares_en
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, raices_con_sentido

CUANTAS = 3
SE_NOMBRA, SE_CUENTA_ASI = 3.0, 1.5
MINIMO, VENTAJA = 1.5, 2.5
"""Desde qué peso se señala una respuesta, y cuánto menos que la primera pesa la última que se muestra."""
CLARO = 2.0
"""Desde qué peso un mensaje que no pregunta habla del borrador, y no de lo que dicen los documentos."""
_DE_QUE_TIPO = diferida(r"\b(?:tipo|categori\w+|catalog\w+|clasific\w+|consider\w+|registrad[oa] como)\b")
_QUIEN_RESPONDE = diferida(r"\b(?:respond|responsab|a cargo|encargad)\w*")
_NOMBRE_CON_NUMERO = diferida(r"\b(?:i\.?e\.?|n[°º])\s?\d{3,}|\b[A-ZÁÉÍÓÚÑ]{3,}\b(?: [A-ZÁÉÍÓÚÑ]\w+)+")
_EMPIEZA_PREGUNTANDO = diferida(
    r"\W{0,5}(?:(?:y|pero|oiga|oye|oe|una consulta|disculpe?)\W{1,3})?(?:por que|xq|q es|que es|que son|que pasa"
    r"|que significa"
    r"|que diferencia|cual es|cuales son|como se|se puede|puedo|podemos|es obligatori\w+|es necesari\w+|hay algun\w*"
    r"|donde|cuando)\b"
)

_CONSULTA = diferida(
    r"\b(?:(?:una|mi|otra) duda|consulta\b|pregunt\w+ (?:tecnica|nomas|nada mas)|signific\w+|diferencia"
    r"|expli[cq]\w{1,8}|como es eso|es oficial|oficialmente|(?:es|tiene|ya) (?:valid|legal)\w*|vale como|(?:el"
    r"|del) marco|apci|(?:quisiera|quiero|para) saber)\b"
)
"""Con que se anuncia una pregunta sobre la alianza o sobre este asistente."""


@dataclass(frozen=True, slots=True)
class DeQueHabla:
    """De una a tres respuestas, la más señalada primero, y cuánto lo está; ninguna si no se nombra nada."""

    llaves: tuple[Llave, ...]
    peso: float

    @property
    def es_claro(self) -> bool:
        """Se habla de lo anotado, y no de algo que apenas se le parece."""
        return self.peso >= CLARO


def de_que_habla(tenido: Tenido, texto: str) -> DeQueHabla:
    """Las respuestas que un mensaje nombra, por sus actores, sus palabras, sus cifras o lo que se hace con ellas."""
    dichas = oraciones(texto)
    senaladas = apuntadas(tenido, dichas) if dichas else []
    pesos: dict[Llave, float] = {}
    por_partes = ((una.hoja.llave, una.peso) for una in senaladas)
    for llave, peso in (*por_partes, *_por_los_actores(tenido, texto, senaladas), *_datos(tenido, texto)):
        pesos[llave] = max(peso, pesos.get(llave, 0))
    en_orden = sorted(pesos, key=lambda llave: -pesos[llave])
    if not en_orden or pesos[en_orden[0]] < MINIMO:
        return DeQueHabla((), 0)
    mayor = pesos[en_orden[0]]
    quedan = [llave for llave in en_orden if pesos[llave] >= max(MINIMO, mayor - VENTAJA)]
    return DeQueHabla(tuple(quedan[:CUANTAS]), mayor)


def dice_algo_de_lo_anotado(tenido: Tenido, texto: str) -> bool:
    """Alguna oración que no pregunta habla con claridad de lo anotado, y el mensaje no pregunta por el marco."""
    if _CONSULTA.search(plano(texto)):
        return False
    dichas = [
        una
        for una in oraciones(texto)
        if una.hace is not Hace.PREGUNTA and _EMPIEZA_PREGUNTANDO.match(una.liso) is None
    ]
    return bool(dichas) and de_que_habla(tenido, "\n".join(una.texto for una in dichas)).es_claro


def _por_los_actores(tenido: Tenido, texto: str, senaladas: Sequence[Apuntada]) -> Iterator[tuple[Llave, float]]:
    """Quién entra, quién sale, cómo se llama o de qué tipo es; y quién responde de un resultado."""
    liso = plano(texto)
    suyos = actores_nombrados(tenido, liso)
    otra = nombra_a_otra_organizacion(tenido, texto)
    sale = any(senal.search(liso) for senal in (QUITAR, YA_NO, REPETIDO))
    de_una_parte = any(una.por_actor and (una.nombre >= POR_OTRO_NOMBRE or una.por_palabras) for una in senaladas)
    if otra and _QUIEN_RESPONDE.search(liso):
        yield from ((una.hoja.llave, SE_NOMBRA + 1) for una in senaladas if una.hoja.es_un_actor)
    if otra or dice_que_llega(liso) or (suyos and (_DE_QUE_TIPO.search(liso) or (sale and not de_una_parte))):
        yield llave_de_actores(tenido), SE_NOMBRA + 1
    elif suyos and not de_una_parte:
        yield llave_de_actores(tenido), SE_NOMBRA - 1


def nombra_a_otra_organizacion(tenido: Tenido, texto: str) -> bool:
    """Se nombra a una organización que no está entre las anotadas."""
    catalogos = tenido.entorno.catalogos
    propia, otras = organizaciones(texto, catalogos)
    nombres = [una.nombre for una in (*((propia,) if propia else ()), *otras) if una.nombre]
    nombres += [hallado.group() for hallado in _NOMBRE_CON_NUMERO.finditer(texto)]
    propias = frozenset(raices_con_sentido(tenido.entorno.proponente or ""))
    return any(
        len(nombre.split()) > 1
        and not menciones(plano(nombre), actores_de(tenido), catalogos)
        and propias.isdisjoint(raices_con_sentido(nombre))
        for nombre in nombres
    )


def _datos(tenido: Tenido, texto: str) -> Iterator[tuple[Llave, float]]:
    """Lo que se cuenta así: gente, dinero, meses o una fecha."""
    liso = plano(texto)
    for paso in tenido.pasos:
        tipo = paso.pregunta.tipo
        if tipo == "departamentos" and lugares_en(texto, tenido.entorno.catalogos):
            yield paso.llave, SE_CUENTA_ASI
        unidad = UNIDADES_DE_DATO.get(tipo)
        if unidad is None or paso.llave == tenido.delante or tenido.valor(paso.llave) is None:
            continue
        if unidad.search(liso) or (tipo == "plazo" and fechas_en(texto, tenido.entorno.hoy)):
            yield paso.llave, SE_CUENTA_ASI
