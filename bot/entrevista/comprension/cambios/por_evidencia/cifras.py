"""Otra cifra en lugar de una anotada: la que se dice, si cuenta lo mismo y no es ninguna de las que ya estaban."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import Apuntada
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, con_dicho
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Hace, Oracion
from bot.entrevista.valores.cifras.fechas import fechas_en
from bot.entrevista.valores.cifras.numeros import leer_numeros
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, plano, raices_con_sentido, raiz

_QUE_CUENTA = diferida(r"\s{0,2}(?:(?:de|las|los|solo|nomas|nuevos|nuevas)\s)?([a-z%]+)")
_NIEGA = diferida(
    r"\b(?:no|ni|ya no|en (?:vez|lugar) de|antes|decia|puse|pusimos)\b"
    r"(?:\s(?:son|es|eran|era|de|a|al|los|las|el|la|va|van|pone|ponen|a poner|solo|que|con|esta|unos|seran"
    r"|sean)){0,4}\s$"
)
_RELATIVA = diferida(
    r"\b(?:aument\w+|agreg\w+|sum\w+|anad\w+|adicional\w*|otr[oa]s|quit\w+|rest\w+|menos|mas)(?: \w+)?\s$"
    r"|\bde cada\s$"
)
_RELATIVA_DESPUES = diferida(r"\s{0,2}(?:\w+\s)?(?:mas|adicional\w*|que hay que (?:aument|sum|agreg)\w+|extra)\b")
_SOL, ANIO_MENOR, ANIO_MAYOR, DESDE_MILES, MIL = "sol", 1990, 2100, 10_000, 1000
PALABRAS_EN_SINGULAR = 3
_NOMBRA = diferida(r"\b(?:ods|nro|numero|n[°º]|articulo|fase|etapa|resultado|linea|punto)\s$")
_SIN_CIFRAS = ("ods", "ruc", "departamentos")
LETRAS_DE_UN_ANIO = 4
_SOLO_UNO = diferida(
    r"\b(?:un|uno|una)\b(?= (?:nomas|no mas|solo|sola|solito|solamente)\b)|(?<=solo )\b(?:un|uno|una)\b"
)
_ENTRE_PARENTESIS = diferida(r"\([^)]{0,80}\)")
POR_LA_DE_ANTES, POR_LO_QUE_CUENTA = 3, 2


@dataclass(frozen=True, slots=True)
class _Cifra:
    """Un número: cuánto vale, qué cuenta (la raíz de esa palabra, o nada) y dónde está."""

    vale: Decimal
    cuenta: str
    inicio: int
    fin: int
    negada: bool = False

    @property
    def es_anio(self) -> bool:
        return ANIO_MENOR <= self.vale <= ANIO_MAYOR and not self.cuenta


@dataclass(frozen=True, slots=True)
class ConOtraCifra:
    """El cambio de una cifra, cuánto lo señala el mensaje y si se dijo cuál era la de antes."""

    cambio: Cambio
    peso: float
    dice_la_de_antes: bool


def con_otra_cifra(
    tenido: Tenido, texto: str, dichas: Sequence[Oracion], senaladas: Sequence[Apuntada]
) -> list[ConOtraCifra]:
    """Los cambios posibles de una cifra por otra, el más señalado primero."""
    fechas = [
        (una.inicio, una.fin)
        for una in fechas_en(texto, tenido.entorno.hoy)
        if una.fin - una.inicio > LETRAS_DE_UN_ANIO
    ]
    suyas = [
        cifra
        for una in dichas
        if una.hace is Hace.DICE
        for cifra in _del_mensaje(una)
        if all(cifra.fin <= inicio or cifra.inicio >= fin for inicio, fin in fechas)
    ]
    if not suyas:
        return []
    raices = frozenset(raices_con_sentido(texto))
    salida: list[ConOtraCifra] = []
    for senalada in senaladas:
        if tenido.pregunta(senalada.hoja.llave).tipo in _SIN_CIFRAS:
            continue
        for vieja in _cifras_de(senalada.hoja.dicho):
            hecho = _en_lugar_de(tenido, texto, senalada, vieja, suyas, raices, senaladas)
            salida += [hecho] if hecho is not None else []
    return sorted(salida, key=lambda uno: -uno.peso)


def _en_lugar_de(
    tenido: Tenido,
    texto: str,
    senalada: Apuntada,
    vieja: _Cifra,
    suyas: Sequence[_Cifra],
    raices: frozenset[str],
    senaladas: Sequence[Apuntada],
) -> ConOtraCifra | None:
    antes = any(una.vale == vieja.vale and (not vieja.cuenta or una.cuenta in ("", vieja.cuenta)) for una in suyas)
    antes = antes or any(_es_la_misma_en_miles(una, vieja) for una in suyas)
    se_nombra = bool(vieja.cuenta) and vieja.cuenta in raices
    del_mismo = frozenset(
        raiz
        for otra in senaladas
        if otra.hoja.lugar >= 0 and (otra.hoja.llave, otra.hoja.lugar) == (senalada.hoja.llave, senalada.hoja.lugar)
        for raiz in raices_con_sentido(otra.hoja.dicho)
    )
    candidatas = {
        una.vale: una
        for una in suyas
        if una.vale != vieja.vale
        and not una.negada
        and una.es_anio == vieja.es_anio
        and not _es_la_misma_en_miles(una, vieja)
        and _cuenta_lo_mismo(una, vieja, antes or se_nombra or senalada.por_nombre, del_mismo)
    } or {
        una.vale: una
        for una in suyas
        if se_nombra
        and senalada.por_actor
        and len(suyas) == 1
        and una.vale != vieja.vale
        and una.es_anio == vieja.es_anio
    }
    pegada = [
        una for una in candidatas.values() if senalada.por_nombre and _va_tras_su_nombre(senalada.hoja, texto, una)
    ]
    if len(candidatas) != 1 and len(pegada) != 1:
        return None
    nueva = pegada[0] if len(pegada) == 1 else next(iter(candidatas.values()))
    cuenta_lo_mismo = bool(vieja.cuenta) and (nueva.cuenta == vieja.cuenta or se_nombra)
    if not (antes or cuenta_lo_mismo or senalada.por_nombre):
        return None
    hoja = senalada.hoja
    dicho = texto[nueva.inicio : nueva.fin].strip(" .,;")
    en_miles = vieja.cuenta == _SOL and nueva.vale < MIL and vieja.vale >= DESDE_MILES
    sigue = hoja.dicho[vieja.fin :]
    if nueva.vale == 1:
        sigue = _en_singular(sigue)
        dicho = "una" if re.match(r"\s?\w+a\b", sigue) else "un" if re.match(r"\s?[a-z]", plano(sigue)) else dicho
    cambio = con_dicho(tenido, hoja, f"{hoja.dicho[: vieja.inicio]}{dicho}{' mil' if en_miles else ''}{sigue}")
    peso = senalada.peso + (antes + (len(pegada) == 1)) * POR_LA_DE_ANTES + cuenta_lo_mismo * POR_LO_QUE_CUENTA
    return ConOtraCifra(cambio, peso, antes) if cambio is not None else None


def _cuenta_lo_mismo(una: _Cifra, vieja: _Cifra, se_habla_de_ella: bool, del_mismo: frozenset[str]) -> bool:
    """Cuentan lo mismo o, si una no dice qué cuenta, se habla de ella: «la meta, 6», «la meta, 6 comunidades»."""
    if una.cuenta and vieja.cuenta:
        return una.cuenta == vieja.cuenta
    return se_habla_de_ella and (not una.cuenta or una.cuenta in del_mismo)


def _en_singular(sigue: str) -> str:
    """« técnicos municipales» con uno solo: « técnico municipal»."""
    return re.sub(r"(?<=[rndlz])es\b|(?<=[aeo])s\b", "", sigue) if len(sigue.split()) <= PALABRAS_EN_SINGULAR else sigue


def _va_tras_su_nombre(hoja: Hoja, texto: str, cifra: _Cifra) -> bool:
    """«Meta del resultado 6, 2 comunidades recién entran»: la que sigue al nombre."""
    antes = plano(texto[: cifra.inicio])
    return any(re.search(rf"\b{re.escape(plano(nombre))}(?:\W+[a-z]+){{0,3}}\W*$", antes) for nombre in hoja.nombres)


def _es_la_misma_en_miles(una: _Cifra, vieja: _Cifra) -> bool:
    """«Ya no es 600, subió a 750 mil», de S/ 600,000."""
    return vieja.vale >= DESDE_MILES and una.vale * MIL == vieja.vale


def _del_mensaje(oracion: Oracion) -> list[_Cifra]:
    salida = [
        _Cifra(Decimal(1), "", oracion.inicio + uno.start(), oracion.inicio + uno.end())
        for uno in _SOLO_UNO.finditer(oracion.liso)
    ]
    aparte = [uno.span() for uno in _ENTRE_PARENTESIS.finditer(oracion.liso)]
    for uno in leer_numeros(oracion.texto):
        if any(inicio <= uno.inicio < fin for inicio, fin in aparte):
            continue
        antes, despues = oracion.liso[: uno.inicio], oracion.liso[uno.fin :]
        es_articulo = oracion.liso[uno.inicio : uno.fin] in ("un", "una")
        if len(uno.lecturas) != 1 or _NOMBRA.search(antes) or es_articulo or despues.lstrip()[:1] == "%":
            continue
        if _RELATIVA.search(antes) or _RELATIVA_DESPUES.match(despues):
            continue
        salida.append(
            _Cifra(
                uno.lecturas[0],
                _que_cuenta(antes, despues),
                oracion.inicio + uno.inicio,
                oracion.inicio + uno.fin,
                _NIEGA.search(antes) is not None,
            )
        )
    return salida


def _cifras_de(dicho: str) -> list[_Cifra]:
    liso = plano(dicho)
    return [
        _Cifra(uno.lecturas[0], _que_cuenta(liso[: uno.inicio], liso[uno.fin :]), uno.inicio, uno.fin)
        for uno in leer_numeros(dicho)
        if len(uno.lecturas) == 1
    ]


def _que_cuenta(antes: str, despues: str) -> str:
    """La raíz de lo que cuenta un número; «sol» si es dinero; nada si no se dice."""
    if re.search(r"(?:s/\.?|us\$|\$)\s?$", antes):
        return _SOL
    hallada = _QUE_CUENTA.match(despues)
    palabra = hallada.group(1) if hallada else ""
    if palabra in VACIAS or palabra in NUMEROS or len(palabra) < 3:
        return ""
    return raiz(palabra)
