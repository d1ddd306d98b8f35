"""El nombre de la alianza, su comienzo, su lugar, su problema y lo que se espera lograr, cuando se dice cómo quedan."""

import re
from collections.abc import Iterator

from bot.entrevista.comprension.cambios.actores import mencionados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo, con_mas_texto
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import todo_lo_anotado
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, con_dicho, hojas
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Oracion, oraciones
from bot.entrevista.comprension.cambios.senales import QUITAR, sin_cola
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.cifras.fechas import fechas_en
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.lugares import lugares_en
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_DEL_NOMBRE = diferida(r"\b(?:nombre|titulo|bautic\w+)\b")
_QUE_SEA = diferida(
    r"\b(?:que (?:el nombre )?(?:sea|se llame|diga|quede(?: como)?)|va a (?:ser|llamarse)|se va a llamar"
    r"|el nombre (?:sea|seria)"
    r"|(?:quedado|quedamos|acordado|acordamos|decidido|decidimos) (?:en|con)|mejor (?:seria|es))\s(?:el de\s)?"
)
_EMPIEZA = diferida(r"\b(?:emp(?:ie|e)[cz]|inici|arran[cq]|com(?:ie|e)n[cz])\w*+(?! a [a-z]{2,20}r\b)")
_ACABA = diferida(r"\b(?:venc|termin|culmin|acab|conclu|cierr|finaliz|cumpl|logr|alcanz)\w*")
_SE_NIEGA = diferida(r"\b(?:no|ni|sino|decia|puse|antes)(?: (?:en|es|a|de|va|era|desde)){0,2}\s$")
_OTRO_RESULTADO = diferida(r"\b(?:otr[oa]|segund[oa]|tercer[oa]?|nuev[oa]) (?:resultado|meta|indicador)\b")
_LA_META = diferida(r"(?<!\bsu )\bmeta\b")
_OTRA_COSA = diferida(r"\s(?:partes?|lados?|veces|sitios)\b")
_DE_UN_RESULTADO = diferida(r"\b(?:resultados?|meta|indicador)\b")
_NO_DETRAS = diferida(r"\s?(?:\w+ )?no\b")
_VA = diferida(r"\W*(?:va|seria|es|debe ser|debe decir|ponga|pon|pongan|consigne)\s(?:como\s|el\s)?")
_METELO = diferida(
    r"[,.;]?\s(?:y )?(?:met[ae]|agreg\w{1,3}|inclu[yi]\w{0,3}|sum[ae]|anad\w|pon(?:ga)?|anot[ae]"
    r"|consign[ae])(?:n)?l[oa]\b.{0,60}$"
)
_LO_DEL_PROBLEMA = diferida(r"\bproblema\b[^:.;,]{0,30}(?::|,|\b(?:que|q|k)\b)\s{0,2}(?:es (?:que|q|k)\s)?")
_PRECISA = diferida(r"\b(?:especifi[cq]|precis|detall|consign|indi[cq]|complet)\w{1,6}\s(?:que es\s|en\s)?")
_DEL_LUGAR = diferida(r"\b(?:lugar|ubicacion|ambito|zona)\b")
PALABRAS_DE_UN_NOMBRE, PALABRAS_DE_UN_HECHO = 12, 4


def con_otro_titulo(tenido: Tenido, texto: str) -> Cambio | None:
    """«En la asamblea hemos quedado que sea Yaku Kawsay, agua y vida para Espinar»."""
    liso = plano(texto)
    nombrado, pedido = _DEL_NOMBRE.search(liso), _QUE_SEA.search(liso)
    if nombrado is None or pedido is None or mencionados(tenido, texto[: pedido.start()]):
        return None
    dicho = sin_cola(re.split(r"[.;!\n]\s", texto[pedido.end() :], maxsplit=1)[0])
    titulo = next((una for una in hojas(tenido) if una.llave[0] == tenido.entrevista.papeles.titulo), None)
    if titulo is None or not 1 <= len(dicho.split()) <= PALABRAS_DE_UN_NOMBRE or not dicho[:1].isupper():
        return None
    return con_dicho(tenido, titulo, dicho)


def con_otra_meta(tenido: Tenido, texto: str) -> Cambio | None:
    """«En resultados meta 8 no, 6»: la única cifra que se afirma junto a la meta del único resultado."""
    hoja = _del_resultado(tenido, plano(texto), "meta")
    for una in oraciones(texto) if hoja is not None and not QUITAR.search(plano(texto)) else ():
        if _LA_META.search(una.liso) is None or hoja is None:
            continue
        afirmadas = {
            una.texto[cifra.inicio : cifra.fin]
            for cifra in leer_numeros(una.texto)
            if _SE_NIEGA.search(una.liso[: cifra.inicio]) is None
            and _NO_DETRAS.match(una.liso, cifra.fin) is None
            and _OTRA_COSA.match(una.liso, cifra.fin) is None
        } - {hoja.dicho}
        if len(afirmadas) == 1:
            return con_dicho(tenido, hoja, afirmadas.pop().strip(" .,"))
    return None


def con_otra_fecha(tenido: Tenido, texto: str) -> Cambio | None:
    """«El resultado vence en junio de 2028, no en diciembre»."""
    hoja = _del_resultado(tenido, plano(texto), "fecha")
    for una in oraciones(texto) if hoja is not None else ():
        acaba = _ACABA.search(una.liso)
        if hoja is None or acaba is None or _DE_UN_RESULTADO.search(una.liso) is None:
            continue
        dichas = [dicho for dicho in _fechas(tenido, una, acaba.end()) if plano(dicho) not in plano(hoja.dicho)]
        if len(dichas) == 1:
            return con_dicho(tenido, hoja, dichas[0])
    return None


def con_otro_inicio(tenido: Tenido, texto: str) -> Cambio | None:
    """«Enero no se puede, que inicie en junio»: el único mes que no es el de antes."""
    liso, llave = plano(texto), _llave_de(tenido, "plazo")
    tenia = tenido.valor(llave) if llave is not None else None
    if llave is None or not isinstance(tenia, dict) or not _EMPIEZA.search(liso) or _ACABA.search(liso):
        return None
    anio = str(tenia.get("inicio") or "")[:4]
    cambios: dict[str, Cambio] = {}
    for una in oraciones(texto):
        for dicho in _fechas(tenido, una, 0):
            completa = dicho if re.search(r"\d{4}", dicho) or not anio else f"{dicho} de {anio}"
            leida = con_lo_nuevo(tenido, llave, "", f"desde {completa}", 0)
            if (
                isinstance(leida, Cambio)
                and isinstance(leida.valor, dict)
                and leida.valor.get("meses") == tenia.get("meses")
            ):
                cambios[str(leida.valor)] = leida
    return next(iter(cambios.values())) if len(cambios) == 1 else None


def con_el_indicador_completo(tenido: Tenido, texto: str) -> Cambio | None:
    """«Al indicador le falta el valor. Va cloro residual mayor a 0.5»: lo que ya decía, y algo más."""
    liso = plano(texto)
    for hoja in hojas(tenido):
        if not hoja.parte or hoja.llave[1] or not hoja.dicho or plano(hoja.rotulo) not in liso:
            continue
        for una in oraciones(texto):
            va = _VA.match(una.liso)
            dicho = sin_cola(una.texto[va.end() :]) if va is not None else ""
            if dicho and plano(dicho).startswith(plano(hoja.dicho)) and plano(dicho) != plano(hoja.dicho):
                return con_dicho(tenido, hoja, dicho)
    return None


def con_mas_problema(tenido: Tenido, texto: str) -> Cambio | None:
    """«Falta lo más grave del problema: la DIRESA halló arsénico…, mételo ahí»: una oración más."""
    liso, llave = plano(texto), _llave_de(tenido, "texto", tenido.entrevista.papeles.problema)
    metelo = _METELO.search(liso)
    if llave is None or metelo is None or "problema" not in liso:
        return None
    desde = _LO_DEL_PROBLEMA.search(liso, 0, metelo.start())
    dicho = texto[desde.end() if desde is not None else 0 : metelo.start()].strip(" ,.;")
    if len(dicho.split()) < PALABRAS_DE_UN_HECHO:
        return None
    leida = con_mas_texto(tenido, llave, dicho)
    return leida if isinstance(leida, Cambio) else None


def con_otro_lugar(tenido: Tenido, texto: str) -> Cambio | None:
    """«Lugar: especificar provincia de Espinar, departamento de Cusco»."""
    liso = plano(texto)
    pedido = _PRECISA.search(liso)
    hoja = next((una for una in todo_lo_anotado(tenido) if tenido.pregunta(una.llave).tipo == "departamentos"), None)
    if hoja is None or pedido is None or _DEL_LUGAR.search(liso) is None:
        return None
    dicho = sin_cola(texto[pedido.end() :])
    return con_dicho(tenido, hoja, dicho) if lugares_en(dicho, tenido.entorno.catalogos) else None


def _del_resultado(tenido: Tenido, liso: str, parte: str) -> Hoja | None:
    """Esa parte del único resultado; None si hay varios o si se habla de otro."""
    if _OTRO_RESULTADO.search(liso):
        return None
    halladas = [una for una in hojas(tenido) if una.lugar >= 0 and una.parte == parte]
    return halladas[0] if len(halladas) == 1 else None


def _fechas(tenido: Tenido, una: Oracion, desde: int) -> Iterator[str]:
    """Las que se afirman, tal como se dijeron."""
    for fecha in fechas_en(una.texto, tenido.entorno.hoy):
        if fecha.inicio >= desde and _SE_NIEGA.search(una.liso[: fecha.inicio]) is None:
            dicho = una.texto[fecha.inicio : fecha.fin].strip(" ,;.")
            if not dicho.isdigit():
                yield dicho


def _llave_de(tenido: Tenido, tipo: str, clave: str = "") -> Llave | None:
    return next((p.llave for p in tenido.pasos if p.pregunta.tipo == tipo and (not clave or p.llave[0] == clave)), None)
