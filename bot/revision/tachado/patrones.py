"""Los datos personales que se reconocen por su forma en el Perú.

| tipo | qué se reconoce |
|---|---|
| RUC | once cifras con su dígito verificador (también partidas por espacios o saltos) |
| DNI | ocho cifras, o las que siguen a «DNI»; una cantidad («12000000 soles») no lo es |
| CE | lo que sigue a «carné de extranjería», «C.E.» o «pasaporte» |
| CELULAR | nueve cifras que empiezan por 9, con o sin +51; fijos con su código o tras «teléfono» |
| CORREO, USUARIO | direcciones de correo y nombres de usuario (@nombre) |
| CUENTA | códigos de cuenta interbancario: veinte cifras |
| DIRECCION | «Av.», «Jr.», «Calle», «Mz.»… con su número |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.pe import ruc

_S = r"[\s.\-\u00a0\u200b]*"
_CIFRAS = re.compile(rf"(?<![\d,])\+?\d(?:{_S}\d){{7,21}}(?!\d)(?!,\d)")
_ADORNOS = re.compile(r"[\s.\-()+\u200b]")
_NO_CIFRA = re.compile(r"\D")
_FIJO = re.compile(r"\(0\d{1,2}\)\s*\d{3}[\s\-]?\d{3,4}\b", re.ASCII)
_TELEFONO = re.compile(
    r"\b(?:tel[eé]fonos?|telf?|fijo|anexo|whatsapp|celular|cel|fono)\b[^\d\n]{0,15}(\+?\d(?:[\s\-.]?\d){5,11})(?!\d)",
    re.I,
)
_DNI = re.compile(r"\b(?:dni|d\.n\.i\.?|documento de identidad)(?![a-z])[^\d\n]{0,20}(\d(?:[\s.\-]?\d){7})(?!\d)", re.I)
_CE = re.compile(
    r"(?:\bc\.?e\.?\b|carn[eé]t?\s+de\s+extranjer[ií]a|\bpasaporte\b)[\s:#.,°ºn\-]{0,12}([a-z]{0,3}\d{6,12})\b", re.I
)
_CORREO = re.compile(
    r"[\w.+%\-]{1,64}\s?(?:@|\(at\)|\[at\]|\sarroba\s)\s?[a-z0-9\-]{1,63}(?:\s?\.\s?[a-z0-9\-]{2,63}){1,4}", re.I
)
_USUARIO = re.compile(r"(?<![\w.@/])@[a-z]\w{3,31}\b", re.I)
_ENLACE = re.compile(r"\b(?:https?://)?(?:t\.me|wa\.me|telegram\.me)/\S+", re.I)
_PALABRAS_DE_VIA = r"(?:(?!y\b|con\b|para\b)[\wÁÉÍÓÚÑáéíóúñ°'.]+\s+){0,5}?(?!y\b)[\wÁÉÍÓÚÑáéíóúñ'.]+,?\s+"
_NUMERO_DE_VIA = (
    r"(?:(?i:n(?:ro|[°º.])?\.?|n[uú]mero|\#|km\.?|cdra\.?|cuadra)\s*)?\d{1,5}[a-zA-Z]?\b"
    r"(?:,?\s*(?i:dpto|dpt|int|of|oficina|piso|departamento|interior)\.?\s*[\w\-]{1,6}\b)?"
)
# Sin el punto de la abreviatura, «calle» o «avenida» son palabras corrientes: piden un nombre propio detrás.
_DIRECCION = re.compile(
    rf"(?:\b(?i:av|avda|jr|psje|pje|prol|carr|urb|ca)\.\s*|"
    rf"\b(?i:av|jr|avenida|jir[oó]n|calle|pasaje|prolongaci[oó]n|carretera|alameda|malec[oó]n)\s+"
    rf"(?=(?:(?:de|del|la|el|los|las)\s+){{0,2}}[A-ZÁÉÍÓÚÑ0-9]))"
    rf"{_PALABRAS_DE_VIA}{_NUMERO_DE_VIA}"
)
_MANZANA = re.compile(r"\b(?:mz|mza|manzana)\.?\s*[a-z0-9]{1,3}['’]?\s*,?\s*(?:lt|lte|lote)\.?\s*\d{1,3}\b", re.I)
_TROZO = re.compile(r"\d{8,11}|(?<!\d)9\d{2}[\s.\-]\d{3}[\s.\-]\d{3}(?!\d)")
_COMO_DNI = re.compile(r"\d{8}|\d+\s\d+|\d{2}[ .]\d{3}[ .]\d{3}")
_FECHA = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_ES_CANTIDAD_ANTES = re.compile(r"(?:s/\.?|us\$|\$|€|soles|d[oó]lares|pen|usd)\s*$", re.I)
_ES_CANTIDAD_DESPUES = re.compile(
    r"\s*(?:soles|d[oó]lares|euros|millones|personas|familias|habitantes|beneficiari|hect[aá]reas|litros|m2|m3|metros"
    r"|kilos|toneladas|niñ|mujeres|usd|pen|%)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reconocido:
    """Un tramo [inicio, fin) del texto que tiene la forma de un dato personal."""

    inicio: int
    fin: int
    tipo: str
    clave: str  # el dato sin adornos: el mismo dato, escrito de otro modo, tiene la misma clave


def sin_adornos(dato: str) -> str:
    """Devuelve un número o un correo sin espacios, puntos ni guiones, en minúsculas."""
    return _ADORNOS.sub("", dato).casefold()


def reconocer(texto: str) -> Iterator[Reconocido]:
    """Devuelve los datos que hay en el texto; pueden solaparse."""
    if any(cifra in texto for cifra in "0123456789"):
        yield from _numeros(texto)
        for hallado in _DIRECCION.finditer(texto):
            if not _ES_CANTIDAD_DESPUES.match(texto, hallado.end()):
                yield _reconocido(hallado, 0, "DIRECCION")
        for patron, tipo in ((_FIJO, "CELULAR"), (_MANZANA, "DIRECCION")):
            for hallado in patron.finditer(texto):
                yield _reconocido(hallado, 0, tipo)
        for patron, tipo in ((_TELEFONO, "CELULAR"), (_DNI, "DNI"), (_CE, "CE")):
            for hallado in patron.finditer(texto):
                yield _reconocido(hallado, 1, tipo)
    if any(marca in texto for marca in ("@", "arroba", "(at)", "[at]")):
        for hallado in _CORREO.finditer(texto):
            yield _reconocido(hallado, 0, "CORREO")
        for hallado in _USUARIO.finditer(texto):
            yield _reconocido(hallado, 0, "USUARIO")
    if ".me/" in texto:
        for hallado in _ENLACE.finditer(texto):
            yield _reconocido(hallado, 0, "USUARIO")


def _numeros(texto: str) -> Iterator[Reconocido]:
    for hallado in _CIFRAS.finditer(texto):
        seguidas = _NO_CIFRA.sub("", hallado.group())
        tipo = _tipo_de_numero(seguidas)
        if tipo is None:
            yield from _trozos(texto, hallado)
        elif not (tipo == "DNI" and _no_es_dni(texto, hallado)):
            yield Reconocido(hallado.start(), hallado.end(), tipo, _sin_prefijo(seguidas))


def _trozos(texto: str, hallado: "re.Match[str]") -> Iterator[Reconocido]:
    """Varios números seguidos («RUC … y 987654321»), o uno con otro pegado: cada uno por su lado."""
    for trozo in _TROZO.finditer(hallado.group()):
        seguidas = _NO_CIFRA.sub("", trozo.group())
        tipo = _tipo_de_numero(seguidas)
        if tipo is not None:
            inicio = hallado.start() + trozo.start()
            yield Reconocido(inicio, inicio + len(trozo.group()), tipo, _sin_prefijo(seguidas))


def _tipo_de_numero(cifras: str) -> str | None:
    if len(cifras) == 11 and cifras[:2] in {"10", "15", "16", "17", "20"} and ruc.is_valid(cifras):
        return "RUC"
    sin_prefijo = _sin_prefijo(cifras)
    if len(sin_prefijo) == 9 and sin_prefijo[0] == "9":
        return "CELULAR"
    if len(cifras) == 20:
        return "CUENTA"
    return "DNI" if len(cifras) == 8 else None


def _no_es_dni(texto: str, hallado: "re.Match[str]") -> bool:
    """Un monto («S/ 12.000.000»), una cantidad, una fecha o cifras sueltas no son un DNI."""
    if _ES_CANTIDAD_ANTES.search(texto, max(0, hallado.start() - 12), hallado.start()):
        return True
    if _ES_CANTIDAD_DESPUES.match(texto, hallado.end()):
        return True
    return _COMO_DNI.fullmatch(hallado.group()) is None or _FECHA.fullmatch(hallado.group()) is not None


def _sin_prefijo(cifras: str) -> str:
    return cifras[2:] if len(cifras) == 11 and cifras.startswith("519") else cifras


def _reconocido(hallado: "re.Match[str]", grupo: int, tipo: str) -> Reconocido:
    return Reconocido(hallado.start(grupo), hallado.end(grupo), tipo, sin_adornos(hallado.group(grupo)))
