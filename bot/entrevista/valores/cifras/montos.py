"""Montos con moneda. Convención del Perú: coma de miles y punto decimal.

Lo que admite más de una lectura se pregunta, y también lo que lleva en medio una palabra que no se conoce.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import format_currency

from bot.entrevista.esquema import Moneda, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cifras.dinero import Dicho, Lector
from bot.entrevista.valores.cifras.lector import Duda
from bot.entrevista.valores.cifras.numeros import APROXIMADAS, es_anio, extrana_junto_a
from bot.entrevista.valores.cifras.trozos import Clase, trozos_de
from bot.entrevista.valores.cifras.vocabulario import LUCAS
from bot.entrevista.valores.definicion import Tipo, TipoDeCampo, cifra_de
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, UN_MES_CON_ERRATAS, VACIAS, plano

MONTO_MAXIMO = Decimal(10) ** 12
LECTURAS_MAXIMAS = 3
LARGO_CITADO = 40
CIFRA_CORTA = 1_000
_DURACION_O_FECHA = diferida(
    rf"\b(?:\d{{1,3}}|{'|'.join(NUMEROS)})\s+(?:mes(?:es)?|anos?|semanas?|dias?|trimestres?|semestres?)\b"
    rf"|\b(?:\d{{1,2}}\s+de\s+)?(?:{UN_MES_CON_ERRATAS})(?:\s+del?)?\s+(?:19|20)\d\d\b"
)
_VERDES = frozenset({"verdes", "verde", "cocos"})
"""Dólares, en la calle."""
_ENTRE_CIFRA_Y_MONEDA = APROXIMADAS | frozenset(
    "de del en la el los las para por todo toda todos proyecto presupuesto monto costo inversion alianza moneda "
    "nacional peruanos peruana corrientes netos que es son seria serian y a lo al se calcula expresado expresada "
    "( ) , : . * - = \n".split(" ")
)
"""Lo que puede ir entre una cifra y una moneda dicha más lejos sin cambiar lo que vale."""


_NO_FALTA = diferida(
    r"\s*(?:pues\s|ya\s|por ahora\s|felizmente\s){0,2}(?:nada|cero|ningun[oa]?|no aplica"
    r"|no (?:nos |hay |queda )?falta(?:n|ria)?(?![a-z])|ya no faltan?|no hay (?:nada|saldo|brecha|ningun|monto|parte)"
    r"|no (?:queda|tenemos) (?:nada|saldo|brecha|monto|parte)|(?:todo )?(?:esta|estan|ta|queda) (?:todo |ya |bien )?"
    r"(?:cubiert|complet|cerrad|financiad|fondead|asegurad|garantizad|conseguid|listo)[a-z]{0,2}"
    r"|todo (?:cubierto|completo|financiado|conseguido)|completo|cubierto|lo cubr(?:imos|en)|se cubre"
    r"|con lo que (?:ponemos|ponen|hay)"
    r"|ya (?:esta|ta)(?: todo)?(?![a-z])|no[.,;]|no$)"
)
"""Con qué se dice que no falta conseguir nada."""
_FALTA = diferida(
    r"(?<![a-z])(?:pero|salvo|excepto|menos|solo|solamente|aunque|casi|parcial\w{0,6}|mitad|parte de|hasta ahora"
    r"|todavia|aun|(?<!no )(?<!nos )(?<!nada )falta(?:n|ria|rian|remos)?|buscar\w{0,4}|por conseguir|conseguiremos"
    r"|gestion\w{0,6})(?![a-z])"
    r"|\d\s?%(?!\s?(?:del total)?\s?$)"
)
"""Y con qué se dice después que sí falta algo: «nada de la municipalidad, pero faltan 20 mil»."""
_CIEN = diferida(r"\b(?:100|cien)\s?(?:%|por ciento)")


def no_falta_nada(texto: str, monedas: tuple[Moneda, ...]) -> bool:
    """Se dice que no falta nada, aunque se cuente quién pone qué: «Nada, lo cubrimos entre los tres», «S/ 0.00»."""
    liso = _CIEN.sub("todo", plano(texto))
    dicho = _NO_FALTA.match(liso)
    if dicho is not None:
        return _FALTA.search(liso, dicho.end()) is None
    dichos = _los_que_importan(Lector(texto, monedas))
    return bool(dichos) and all(max(uno.lecturas) == 0 for uno in dichos) and _FALTA.search(liso) is None


def leer_monto(texto: str, monedas: tuple[Moneda, ...]) -> Lectura:
    """Lee un monto. El valor es `{"monto": "250000.00", "moneda": "PEN"}`."""
    lector = Lector(texto, monedas)
    if _es_negativo(lector):
        return Explicacion("el monto no puede ser negativo")
    if _solo_dice_un_plazo(lector, monedas):
        return Explicacion("eso dice cuánto dura o cuándo empieza, y no cuánto cuesta")
    if any(trozo.clase is Clase.CIFRAS and not trozo.lecturas for trozo in lector.trozos):
        return Explicacion("los puntos y comas de esa cifra no me quedan claros")
    dichos = _los_que_importan(lector)
    if not dichos:
        return Explicacion("no encontré ninguna cantidad")
    if any(lectura > MONTO_MAXIMO for dicho in dichos for lectura in dicho.lecturas):
        return Explicacion("esa cifra es demasiado grande; revise los ceros")
    dichos = [dicho for dicho in dichos if max(dicho.lecturas) > 0]
    if not dichos:
        return Explicacion("el monto debe ser mayor que cero")
    lejanas = _monedas_lejanas(lector, dichos)
    if (extrana := _extrana(lector, dichos, lejanas)) is not None:
        return extrana
    return _decidir(lector, dichos, lejanas)


def _solo_dice_un_plazo(lector: Lector, monedas: tuple[Moneda, ...]) -> bool:
    """«18 meses desde abril de 2027» no es un monto: sin la duración ni la fecha, no queda ninguna cifra."""
    if any(dicho.monedas for dicho in lector.dichos()):
        return False
    resto = _DURACION_O_FECHA.sub(" ", lector.liso)
    return resto != lector.liso and not list(Lector(resto, monedas).dichos())


def _decidir(lector: Lector, dichos: Sequence[Dicho], lejanas: tuple[str, ...]) -> Lectura:
    """El monto si solo hay una lectura; si no, la pregunta con las que hay."""
    codigos = tuple(dict.fromkeys(codigo for dicho in dichos for codigo in dicho.monedas)) or lejanas
    montos: dict[tuple[Decimal, str], None] = {}
    por_que = ""
    for dicho in dichos:
        cuantos, motivo = _totales(lector, dicho)
        por_que = por_que or motivo
        suyas = dicho.monedas or (codigos if len(codigos) == 1 else ())
        montos |= {(cuanto, codigo): None for cuanto in cuantos for codigo in suyas or ("",)}
    con_moneda = {cuanto for cuanto, codigo in montos if codigo}
    unicos = [(cuanto, codigo) for cuanto, codigo in montos if cuanto > 0 and (codigo or cuanto not in con_moneda)]
    if len(dichos) > 1 and len({codigo for _, codigo in unicos}) == 1 and lector.se_suman(dichos):
        unicos.insert(0, (sum((cuanto for cuanto, _ in unicos), Decimal(0)), unicos[0][1]))
    if len(unicos) == 1 and unicos[0][1] and not por_que:
        valor = _valor(*unicos[0])
        return Valido(valor, mostrar_monto(valor))
    if not por_que and len({cuanto for cuanto, _ in unicos}) > 1:
        por_que = "¿Cuál de las cantidades es el total?"
    todas = codigos or tuple(moneda.codigo for moneda in lector.monedas)
    posibles = todas if len({cuanto for cuanto, _ in unicos}) == 1 else todas[:2]
    valores = [
        _valor(cuanto, moneda)
        for moneda in dict.fromkeys((*(codigo for _, codigo in unicos if codigo), *posibles))
        for cuanto, codigo in unicos[: LECTURAS_MAXIMAS + 1]
        if moneda == codigo or (not codigo and moneda in posibles)
    ]
    return Pide(por_que or "¿En qué moneda?", tuple((mostrar_monto(valor), valor) for valor in valores))


_FIN_DE_FRASE = diferida(r"[,;)\n]|\.\s|\sy\s")
_ENLACE_FINAL = diferida(r"(?:\s(?:por|x|durante|y|for|con|a|al|de|en|el|la|los|las|desde)){1,5}$")


def _totales(lector: Lector, dicho: Dicho) -> tuple[tuple[Decimal, ...], str]:
    """Lo que puede ser en total, y por qué se pregunta si no está claro."""
    lecturas = dicho.lecturas
    if dicho.cada:
        veces = dicho.veces or (lector.veces_antes(dicho) if dicho.cada == "unidad" else None)
        veces = veces or (lector.gente_cerca(dicho) if dicho.cada == "unidad" else None)
        dicho_por = _FIN_DE_FRASE.split(lector.texto[dicho.fin :].strip(" ,("))[0]
        motivo = f"Dijo «{_ENLACE_FINAL.sub('', ' '.join(dicho_por.split()[:5]))}». ¿Cuánto es en total?"
        return ((*(lectura * veces for lectura in lecturas), *lecturas) if veces else lecturas), motivo
    if (veces := lector.veces_antes(dicho)) is not None:
        return (*(lectura * veces for lectura in lecturas), *lecturas), "¿Cuánto es en total?"
    if (parte := lector.parte_antes(dicho)) is not None:
        return (*(lectura * parte for lectura in lecturas), *lecturas), "¿Cuál de las cantidades es el total?"
    match dicho.numero.duda:
        case Duda.RANGO:
            return lecturas, "Es un rango. ¿Qué cifra aproximada anoto?"
        case Duda.VAGO | Duda.EXTRANA:
            return lecturas, "No me queda claro cuánto es exactamente. ¿Qué cifra anoto?"
        case Duda.DISTINTAS:
            return lecturas, "La cifra y las palabras no dicen lo mismo. ¿Cuál es?"
        case Duda.MANERAS | Duda.NINGUNA:
            return lecturas, "Ese número se puede leer de dos maneras. ¿Cuál es?" if len(lecturas) > 1 else ""


def _los_que_importan(lector: Lector) -> list[Dicho]:
    """Las cifras que pueden ser el monto: las que llevan moneda y las que no se sabe qué cuentan."""
    dichos = [dicho for dicho in lector.dichos() if dicho.lecturas]
    con_moneda = [dicho for dicho in dichos if dicho.monedas]
    propias = [d for d in dichos if d.monedas or not (d.es_ajena or es_anio(lector.trozos, d.numero))]
    return propias if con_moneda or propias else dichos


def _monedas_lejanas(lector: Lector, dichos: Sequence[Dicho]) -> tuple[str, ...]:
    """Las monedas que se nombran lejos de la cifra, si ninguna la lleva pegada; las lucas son soles."""
    if any(dicho.monedas for dicho in dichos):
        return ()
    dichas = tuple(dict.fromkeys(trozo.texto for trozo in lector.trozos if trozo.clase is Clase.MONEDA))
    if dichas:  # «luquitas; soles, no verdes»: su nombre manda sobre su apodo
        return dichas
    nombradas = {trozo.texto for trozo in lector.trozos}
    apodada = "USD" if not _VERDES.isdisjoint(nombradas) else "PEN" if not LUCAS.isdisjoint(nombradas) else ""
    return tuple(moneda.codigo for moneda in lector.monedas if moneda.codigo == apodada)


def _extrana(lector: Lector, dichos: Sequence[Dicho], lejanas: tuple[str, ...]) -> Pide | None:
    """La pregunta, si junto a la cifra, o entre ella y su moneda, hay algo que no se conoce y puede ser parte suya."""
    dicho = dichos[0]
    parecida = extrana_junto_a(lector.trozos, dicho.numero)
    palabra, de_veces = "", (Decimal(1), Decimal(1_000), Decimal(1_000_000))
    if parecida is not None:
        palabra, de_veces = lector.texto[parecida.inicio : parecida.fin], (Decimal(1),)
    elif dicho.monedas and (raro := _rara_detras(lector, dicho)):
        palabra = raro
    elif any(f.clase is Clase.MONEDA for f in lector.trozos) and lejanas:
        moneda = next(f for f in lector.trozos if f.clase is Clase.MONEDA and f.texto == lejanas[0])
        entre = [f for f in lector.trozos if dicho.numero.fin <= f.inicio < moneda.inicio and f.fin - f.inicio]
        extranas = [f for f in entre if f.texto not in _ENTRE_CIFRA_Y_MONEDA]
        palabra = lector.texto[extranas[0].inicio : extranas[-1].fin] if extranas else ""
        de_veces = de_veces if dicho.numero.escala == 1 else (Decimal(1),)
    if not palabra:
        return None
    codigo = (dicho.monedas or lejanas or ("PEN",))[0]
    valores = [
        _valor(dicho.lecturas[0] * veces, codigo) for veces in de_veces if dicho.lecturas[0] * veces <= MONTO_MAXIMO
    ]
    pregunta = f"No entendí «{palabra[:LARGO_CITADO]}». ¿Cuánto es?"
    return Pide(pregunta, tuple((mostrar_monto(valor), valor) for valor in valores))


def _rara_detras(lector: Lector, dicho: Dicho) -> str:
    """«EUR 1.2 mllx»: lo que sigue a una cifra corta y puede decir que son miles o millones."""
    sigue = lector.trozos[dicho.numero.siguiente : dicho.numero.siguiente + 1]
    es_corta = (
        dicho.numero.escala == 1 and dicho.lecturas == dicho.numero.lecturas and max(dicho.lecturas) < CIFRA_CORTA
    )
    if not es_corta or dicho.cada or not sigue or sigue[0].clase is not Clase.PALABRA:
        return ""
    es_corriente = sigue[0].texto in VACIAS or sigue[0].texto in _ENTRE_CIFRA_Y_MONEDA
    return "" if es_corriente else lector.texto[sigue[0].inicio : sigue[0].fin]


def _es_negativo(lector: Lector) -> bool:
    """«-500», «S/ -500»; no «10 -20 mil» ni el guion de una lista."""
    for lugar, trozo in enumerate(lector.trozos):
        siguientes = lector.trozos[lugar + 1 : lugar + 3]
        if trozo.texto != "-" or not siguientes or siguientes[0].inicio != trozo.fin:
            continue
        previa = lector.trozos[lugar - 1] if lugar else None
        es_de_cifra = siguientes[0].clase in (Clase.CIFRAS, Clase.MONEDA)
        if es_de_cifra and (
            previa is None
            or (
                previa.clase is Clase.MONEDA
                or previa.texto == ":"
                or (trozo.inicio > previa.fin and previa.clase is Clase.PALABRA)
            )
        ):
            return True
    return False


def mostrar_monto(valor: Valor) -> str:
    """Escribe un monto como se usa en el Perú: «S/ 250,000.00»."""
    if not isinstance(valor, dict):
        return ""
    moneda = str(valor.get("moneda"))
    escrito = format_currency(Decimal(str(valor.get("monto"))), moneda, locale="es_PE")
    escrito = escrito.replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"^(USD|EUR|\$|€)\s*", {"USD": "US$ ", "EUR": "€ "}.get(moneda, r"\1"), escrito)


def _valor(monto: Decimal, codigo: str) -> dict[str, Valor]:
    return {"monto": str(monto.quantize(Decimal("0.01"))), "moneda": codigo}


def _completar(_pregunta: Pregunta, texto: str, crudo: str, entorno: Entorno) -> tuple[str, Lectura] | None:
    """«500» y después «soles»; «entre 10 y 20 mil soles» y después «15 mil»."""
    monedas = entorno.catalogos.monedas
    if isinstance(leer_monto(texto, monedas), Explicacion):
        return f"{crudo} {texto}", leer_monto(f"{crudo} {texto}", monedas)
    dichas = {trozo.texto for trozo in trozos_de(crudo, monedas) if trozo.clase is Clase.MONEDA}
    if len(dichas) != 1 or any(trozo.clase is Clase.MONEDA for trozo in trozos_de(texto, monedas)):
        return None
    junto = f"{texto} {dichas.pop()}"
    lectura = leer_monto(junto, monedas)
    return (junto, lectura) if isinstance(lectura, Valido) else None


TIPOS = {
    "monto": Tipo(
        leer=lambda _, texto, entorno: leer_monto(texto, entorno.catalogos.monedas),
        muestra=lambda _, muestra: {"monto": "250000.00", "moneda": "PEN" if muestra.variante % 2 else "USD"},
        mostrar=lambda _, valor, __: mostrar_monto(valor),
        numero=cifra_de("monto"),
        con_numero=lambda numero: {"monto": f"{numero}.00", "moneda": "PEN"},
        completar=_completar,
        es_estricto=True,
        es_dato=True,
    ),
}

CAMPOS = {
    "monto": TipoDeCampo(
        leer=lambda _, texto, entorno: leer_monto(texto, entorno.catalogos.monedas),
        muestra=lambda _, __: {"monto": "1200.00", "moneda": "PEN"},
        mostrar=lambda _, valor: mostrar_monto(valor),
    ),
}
