"""Las palabras que dicen qué es el número que tienen al lado: «mi DNI es…», «S/», «resolución n.º…», «… personas».

Manda la más cercana de las que van delante. `CODIGO`, `MONEDA` y `CANTIDAD` dicen que el número no es dato de nadie.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from bot.revision.tachado.formas.normal import HUECO, Normal
from conocimiento.expresiones import diferida

DNI, RUC, CE, DOCUMENTO, CELULAR, CUENTA, TARJETA = "DNI", "RUC", "CE", "DOCUMENTO", "CELULAR", "CUENTA", "TARJETA"
CODIGO, MONEDA, CANTIDAD = "CODIGO", "MONEDA", "CANTIDAD"

_ALCANCE = {
    **dict.fromkeys((RUC, CE, DOCUMENTO, CELULAR), 40),
    **dict.fromkeys((DNI, TARJETA, CUENTA), 45),
    MONEDA: 3,
    CODIGO: 20,
    CANTIDAD: 25,
}
"""A cuántas letras del número lo anuncia aún cada una."""
_PALABRAS = {
    MONEDA: r"s/\.?|us ?\$|\$|€|(?:soles|pen|usd|eur|chf)(?![a-z])",
    RUC: r"r ?\.? ?u ?\.? ?c(?![a-z])|registro unico de contribuyentes?|contribuyente",
    CE: r"c\.? ?e(?![a-z])\.?|carne\w* (?:de )?extr\w*\.?|carnet?(?= (?:es|n|:))|extran[gj]eria",
    DOCUMENTO: r"pasaportes?|pas\.|p\.? ?t\.? ?p(?![a-z])|c\.? ?p\.? ?p(?![a-z])|permiso temporal|cedulas?|libretas?"
    r"|refugi\w+|doc\.?(?![a-z])|carnet?s? (?:de (?!extr)\w+|universitario)|brevete|licencia de conducir"
    r"|rut(?![a-z])|cpf|curp|cui[lt](?![a-z])|ni[ef](?![a-z])|ssn|cip(?![a-z])|colegiatura|historia clinica"
    r"|autogenerado|salvoconducto|residencia|migraciones|colegiad[oa]|id(?![a-z])|cmp(?![a-z])|visa de",
    DNI: r"d ?\.? ?n ?\.? ?i(?![a-z])\.?|de ?ene ?i|deenei|documentos?(?! (?:de|del) (?!ident|repre|pres))|identidad"
    r"|identificad[oa]s?",
    CELULAR: r"tele?fonos?|telefax|tel[ef]?\w?s?\.?(?![a-z])|fonos?|fijo|anexo|wh?ats?ap?p?|was+ap+|guasap|wsp|wsap"
    r"|wpp|fax|cel(?:u|ular(?:es)?)?(?![a-z])|movil(?:es)?(?![a-z])|rp[mc](?![a-z])|contact[aoe]\w*|marc[ao](?![a-z])|timbr\w+"
    r"|llam(?:ar|eme|enme|ame|enos|e|a|en)(?![a-z])|comunic\w+|comuniq\w+|yape\w*|plin(?![a-z])|(?:mi|su) numero",
    TARJETA: r"tarjetas?|visa(?![a-z])|master ?card|amex|american express|diners|tc(?![a-z])|debito|credito|plastico"
    r"|multired",
    CUENTA: r"c\.? ?c\.? ?i(?![a-z])|interbancari[oa]|cuentitas?|cuentas?(?! con)|cta\w{0,3}\.?|ahorros?|bcp|bbva"
    r"|continental|interbank|scotiabank|banbif|banco|bco|caja (?!chica)|transf\w+|deposit\w+|abon[aeo]\w*"
    r"|detraccion(?:es)?",
    CODIGO: r"ley(?:es)?(?![a-z])|decretos?|d\. ?[sl]\.?|d\.? ?leg\.?|ds(?![a-z])|r\. ?[mds]\.?|r[md](?![a-z])|rde"
    r"|resolucion\w*|oficios?|expedientes?|exp(?![a-z])|expte|snip|cui(?![a-z])|siaf|codigos?|convenio|adenda|ubigeo"
    r"|renipress|directiva|ordenanza|acuerdo|norma|reglamento|ntp|iso(?![a-z])|sentencia|folios?|series?|grant|iati"
    r"|partida (?:registral|electronica)|crs(?![a-z])|certificado|contrato|proyecto|licitacion|convocatoria|secuencia"
    r"|especifica|version|modelo|informe|memorando?|acta|asiento|ficha|isbn|issn|doi(?![a-z])|modular|catastral"
    r"|hoja de ruta|sisgedo|meta(?![a-z])",
    CANTIDAD: r"montos?|presupuest\w+|pi[am](?![a-z])|devengad\w+|girad[oa]s?|poblacion|habitantes|inver[st]i\w+"
    r"|sum[ao]n?(?![a-z])|total\w*|ascend\w+|asciend\w+|costos?|cuesta\w*|costar\w+|valor(?:es)?|cifras?|cantidad\w*"
    r"|export\w+|importacion\w*|recaud\w+|produc\w+|ventas?|gast\w+|ingresos|desembols\w+|donacion\w*|financi\w+"
    r"|aport\w+|censo|beneficia\w*|saldo|ejecut\w+|hectareas|toneladas|fueron|llego a|llegan a|pasamos",
}
_TODAS = diferida("(?<![a-z0-9])(?:" + "|".join(f"(?P<{que}>{como})" for que, como in _PALABRAS.items()) + ")")
_LO_ANUNCIADO = diferida(rf"[\d{HUECO}]")
_DECIMALES = r"(?:[.,]\d{1,2}(?!\d))?"
_UNIDAD = diferida(
    _DECIMALES + r" ?(?:%|s/|us\$|\$|€|(?:(?:mil(?:lon(?:es)?)?|nuevos|de) ?)?(?:soles|dolares|euros|coronas|millones"
    r"|libras|francos|pen|usd|eur|personas|familias|habitantes|beneficiari\w+|peruan[oa]s|hectareas|has?|litros|m[23]"
    r"|mts?|metros|km2?|kilos?|kg|kilometros|toneladas|tm?|nin[oa]s|mujeres|varones|votos|casos|msnm|ml|kw\w?|mw)"
    r"(?![a-z]))"
)
_PLURAL = diferida(_DECIMALES + r" (?:de )?([a-z]{3,}s)(?![a-z])")
_NO_SE_CUENTAN = diferida(
    r"despues|antes|gracias|saludos|mas|nomas|pues|tod[oa]s|lunes|martes|miercoles|jueves|viernes|dos|tres|seis|dias"
    r"|tardes|noches|horas|ademas|entonces|nos|los|las|sus|mis|tus|nuestr\w+|buen[ao]s|amb[oa]s|senor\w+|jefes|amig[oa]s"
    r"|est[ao]s|es[ao]s|ell[ao]s|nosotr\w+|ustedes|algun[ao]s|apellidos|nombres|atentos|carlos|jesus|luis|\w+mos"
    r"|(?:llam|escrib|avis|contact)\w+nos"
)


@dataclass(frozen=True, slots=True)
class Anuncio:
    """De qué habla la palabra más cercana, y a cuántas letras está."""

    que: str
    distancia: int


class Anuncios:
    """Lo que anuncian las palabras de un texto."""

    def __init__(self, normal: Normal) -> None:
        self._normal = normal

    @cached_property
    def _hallados(self) -> tuple[list[int], list[str]]:
        hallados = list(_TODAS.finditer(self._normal.texto))
        return [uno.end() for uno in hallados], [uno.lastgroup or "" for uno in hallados]

    def de(self, inicio: int) -> Anuncio | None:
        """Lo que anuncia el número que empieza en `inicio`; None si nada lo alcanza o ya anunció a otro."""
        finales, clases = self._hallados
        lugar = bisect_right(finales, inicio) - 1
        if lugar < 0 or inicio - finales[lugar] > _ALCANCE[clases[lugar]]:
            return None
        if _LO_ANUNCIADO.search(self._normal.texto, finales[lugar], inicio):
            return None
        return Anuncio(clases[lugar], inicio - finales[lugar])

    def es_cantidad(self, fin: int) -> bool:
        """Dice si lo que sigue es lo que se cuenta: «soles», «personas», «plantones»."""
        if self.es_unidad(fin):
            return True
        hallado = _PLURAL.match(self._normal.texto, fin)
        return (
            hallado is not None
            and not _NO_SE_CUENTAN.fullmatch(hallado.group(1))
            and not self._normal.empieza_en_mayuscula(hallado.start(1))
        )

    def es_unidad(self, fin: int) -> bool:
        """Dice si lo que sigue es una moneda o una unidad de las corrientes."""
        return _UNIDAD.match(self._normal.texto, fin) is not None
