"""Las direcciones del Perú, abreviadas o no: una vía con su número, una manzana con su lote, un pueblo con su casa."""

from collections.abc import Iterator

from bot.revision.tachado.formas.anuncios import Anuncios
from bot.revision.tachado.formas.normal import Normal, palabras_de_un, tiene_cifras
from bot.revision.tachado.formas.numeros import Tramo
from conocimiento.expresiones import diferida
from conocimiento.palabras import un_numero

DIRECCION = "DIRECCION"

_VIA = (
    r"av(?:da|d)?(?:\.|\b)|avenida|jr(?:\.|\b)|jir(?:\.|on\b)|calle|cal\.|ca\.(?= [a-z]{3})|c/(?= ?[a-z])|pasaje"
    r"|ps?je?(?:\.|\b)|prol(?:ongacion)?(?:\.|\b)|alameda|malecon|mlcn(?:\.|\b)|ovalo|galeria|plaz(?:a|uela)|paseo"
    r"|bajada|callejon|quinta|camino|costanera|carr(?:etera)?(?:\.|\b)"
)
_PUEBLO = (
    r"urb(?:anizacion)?(?:\.|\b)|aa\.? ?hh\.?|a\.h\.|asentamientos? humanos?|pp\.? ?jj\.?|pueblo joven|caserio|anexo"
    r"|fundo|cp(?:\.|\b)|c\.p\.|centro poblado|ccpp|barrio|residencial|condominio|conjunto habitacional|villa|parcela"
    r"|coop(?:\.|erativa) de vivienda|asoc(?:\.|iacion)? de viv\w*|predio|comunidad (?:campesina|nativa)|sector|parque"
)
_DONDE_VIVE = (
    r"(?:domicilio|direccion|dir\.|domiciliad[oa]|resid\w+|viv(?:o|imos|e mi \w+)|(?:mi|la) casa|me ubican?|ubicad[oa]"
    r"|(?:mi|nuestra?) (?:oficina|sede|local|tienda)|notificar(?:me)?)"
    r"(?: (?:en|es|esta|queda|por|fiscal|legal|real|actual|la|el)| ?:){0,4} "
)
_NO_ES_NOMBRE = "|".join(
    """hay es esta estan son con para por tiene tienen vive viven vivian donde que se y o u pero sea cerca hasta desde
    entre frente como cuando cada mas muy en su sus mi mis fue sera va van pasa hacia sin sobre cuesta cuestan ya
    costaria hace solo lo le nos ni no si un una unos unas este esta ese esa todo toda todos todas tuvo tenia queda
    quedan necesita mide hora horas punta cierra cierran recibe beneficia llega llegan durante luego despues""".split()
)
_NOMBRE = rf"(?:(?!(?:{_NO_ES_NOMBRE})\b)[a-z0-9°'.]{{1,25}}+[ ,]{{1,2}}){{1,6}}?"
_NOMBRES = rf"(?:(?!(?:{_NO_ES_NOMBRE})\b)[a-z0-9]{{1,20}}+ ?){{1,3}}"
_NUMERO = (
    r"(?:(?:(?:n(?:ro|um|umero|°|o)?\.?(?:°|o)?\.?|#|numero) ?)?\d{1,5}(?:[ \-]{0,2}[a-z])?(?![a-z0-9])"
    r"(?:-\d{1,4}(?![a-z0-9]))?(?![.,]\d| ?%)|s/n(?![a-z])|s\.n\.)"
)
_EN_PALABRAS = (
    r"(?:(?:cien|ciento|\w{2,8}cient[oa]s|quinient[oa]s|mil)(?: (?:\w{3,12}))?(?: y \w{2,6})?"
    rf"|(?:(?:nro|numero|n°)\.? )?(?:{un_numero(10, 99)})(?: y \w{{2,6}})?(?![a-z]))"
)
_CUADRA = r"(?:(?:cuadra|cdra\.?|cdr\.?|km\.?|kilometro) ?\d{1,4}|\d{1,2}(?:ra|da|ta|a)?\.? (?:cuadra|cdra))"
_MZ, _LT = r"(?:mz|mzna|mza|mzn|manzana)\.?", r"(?:lt|lte|lote|l)\.?[ \-:]{0,2}\d{1,3}[a-z]?(?![a-z0-9])"
_MANZANA = (
    rf"(?:{_MZ}[ \-:]{{0,2}}[a-z0-9]{{1,3}}(?:[ \-]?[a-z0-9]{{1,2}})?['´]?[ ,.\-]{{0,3}}{_LT}"
    rf"|{_LT}[ ,.\-]{{1,3}}(?:de la )?{_MZ} ?[a-z0-9]{{1,3}}(?![a-z0-9]))"
)
_ORDINAL = r"(?:\d{1,2}(?:er|ro|do|to|mo|°)?|primer|segundo|tercer|cuarto|quinto|[ivx]{1,4})"
_DETALLE = (
    r"(?:[ ,.\-]{1,3}(?:(?:dpto|depto|dpt|departamento|int|interior|of|ofic|oficina|block|bloque|torre|puerta|casa|tda"
    r"|tienda|stand|edif|edificio|cuadra|cdra|nro|n°|mz|manzana|lt|lote|grupo|sector|etapa|piso|km)\.?"
    rf" ?(?:n°|nro\.? |# ?)?[a-z0-9\-]{{1,6}}(?![a-z0-9])|{_ORDINAL} (?:piso|etapa|zona|sector|cuadra)"
    r"|(?:barrio|urb\.?|urbanizacion|aa\.?hh\.?|asentamiento humano)"
    rf"(?: (?!(?:{_NO_ES_NOMBRE})\b)[a-z]{{2,20}}+){{1,3}}+))"
)
_DETALLES = rf"{_DETALLE}{{0,5}}+"
_SUELTO = r"(?<![a-z0-9])"
_FORMAS = tuple(
    diferida(_SUELTO + forma)
    for forma in (
        rf"(?:{_VIA}) ?{_NOMBRE}(?:{_CUADRA}[ ,]{{1,2}})?(?:{_NUMERO}|{_CUADRA}|{_EN_PALABRAS}){_DETALLES}",
        rf"(?:(?:{_PUEBLO}) {_NOMBRE}[,\- ]{{0,2}})?{_SUELTO}{_MANZANA}{_DETALLES}",
        rf"(?:{_PUEBLO}) {_NOMBRE}(?:(?:casa|parcela|lote|chacra|torre|block|de?pto\.?|interior|km\.?|nro\.?|n°|#"
        rf"|numero) ?{_NUMERO}|s/n(?![a-z])"
        rf"|[a-z] ?- ?\d{{1,3}}(?![a-z0-9])){_DETALLES}",
        rf"(?:block|bloque|torre|edif(?:icio|\.)?) ?{_NOMBRE}(?:dpto|depto|dpt|departamento|int|piso|of)\.? ?\d{{1,4}}",
        rf"(?:{_VIA}) ?\d{{1,3}}(?:{_DETALLE}){{1,5}}+",
        rf"{_LT}[ ,]{{1,3}}(?:{_PUEBLO}|asociacion|zona|etapa) {_NOMBRES}",
        r"(?:zona|etapa|grupo|sector|comite) [a-z0-9]{1,3}[ ,]{1,3}(?:lt|lte|lote)\.? ?\d{1,3}(?![a-z0-9])",
        rf"(?:puesto|stand|kiosk?co|tienda) (?:nro\.? |n° ?)?\d{{1,4}}[ ,]{{1,3}}(?:del? |en )?(?:el |la )?(?:mercado"
        rf"|galeria|feria|centro comercial) {_NOMBRES}",
        r"(?:de?pto|dpt|departamento)\.? ?\d{1,4}[ ,\-]{1,3}(?:block|bloque|torre|edif(?:icio|\.)?) ?[a-z0-9]{1,20}",
        rf"esq(?:uina|\.)? (?:de |con )?(?:{_VIA}) ?{_NOMBRE}(?:con|y) (?:la |el )?(?:{_VIA}) ?[a-z0-9]{{2,20}}",
        rf"\d{{1,2}}(?:ra|da|ta|a|er)? (?:cuadra|cdra\.?) (?:del? )?(?:la |el )?(?:{_VIA}) ?{_NOMBRE}",
        rf"(?:casa|lote|nro\.?|numero) \d{{1,4}} (?:del? )(?:la |el )?(?:{_VIA}) ?{_NOMBRES}",
        rf"{_DONDE_VIVE}{_NOMBRE}{_NUMERO}{_DETALLES}",
    )
)
_PISTAS = frozenset(
    """av avda avd avenida jr jir jiron calle cal ca pasaje pje psje psj pj prol prolongacion alameda malecon mlcn ovalo
    galeria plaza plazuela paseo bajada callejon quinta camino costanera carr carretera urb urbanizacion aahh hh
    asentamiento asentamientos jj pueblo caserio anexo fundo cp centro ccpp barrio residencial condominio conjunto coop
    vivienda viv villa parcela predio campesina mz mza mzna mzn manzana block bloque torre edif edificio domicilio
    direccion dir domiciliado domiciliada vivo vivimos vive casa ubican ubica ubicado ubicada notificar notificarme
    cuadra cdra residente resido residimos oficina sede local tienda sector parque zona etapa grupo comite puesto stand
    kiosco lt lte lote h c depto dpto""".split()
)
"""Sin ninguna de estas palabras no hay ninguna dirección; tampoco, sin un número o uno de los que se escriben así."""
_SIN_CIFRAS = ("s/n", "s.n", "cien", "quinient", " mil", "nro", "numero", "n°", "esq", "ent", "nce", "eint")


def direcciones(normal: Normal, anuncios: Anuncios) -> Iterator[Tramo]:
    """Las del texto; una vía seguida de una cantidad («la calle tiene 20 familias») no lo es."""
    texto = normal.texto
    hay_numero = tiene_cifras(texto) or any(pista in texto for pista in _SIN_CIFRAS)
    if hay_numero and palabras_de_un(texto) & _PISTAS:
        for forma in _FORMAS:
            for hallada in forma.finditer(texto):
                if not anuncios.es_cantidad(hallada.end()):
                    yield hallada.start(), hallada.end(), DIRECCION
