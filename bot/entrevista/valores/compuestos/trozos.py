"""Cómo se corta lo escrito: cada elemento de una lista y, en él, las partes con su rótulo y las que no lo llevan."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.entrevista.esquema import Campo
from bot.entrevista.valores.actores.reconocer import actor_al_final, es_alguien
from bot.entrevista.valores.cifras.trozos import sin_bordes
from bot.entrevista.valores.compuestos.tramos import DURACION, MESES, sin_tramo
from bot.entrevista.valores.lectura import Entorno
from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import renglones, sin_marca
from conocimiento.palabras import NUMEROS, plano

SEPARADOR = diferida(r"\s[—–-]\s|\s//?\s|[|;\t]")  # los espacios que sobran los quita `limpio`
_SIN_LEER = diferida(
    r"(?:(?:^|\n)[\s•*·-]{0,6}|[;.,]\s{1,2}|\s[—–|-]\s)(?=[^\W\d_])((?:[^\s:=;.,]+[^\S\n]+){0,3}[^\s:=;.,]{1,30})\s?[:=]\s"
)
"""Un rótulo que no es de ninguna parte: lo que sigue no es de la anterior."""


_COMA = diferida(r",\s+")


@dataclass(frozen=True, slots=True)
class Parte:
    """Un trozo dicho: con el campo que nombra su rótulo o, sin rótulo, None. `ajena`: su rótulo no se conoce."""

    campo: Campo | None
    texto: str
    ajena: bool = False


def partes_rotuladas(texto: str, campos: tuple[Campo, ...], *, enteras: bool) -> list[Parte]:
    """Lo que va antes del primer rótulo y, después, cada parte con su campo.

    `enteras`: lo de un rótulo llega hasta el siguiente; si no, hasta un separador, y lo demás queda sin rótulo.
    """
    patron, nombres = _rotulos(campos)
    marcas = list(patron.finditer(plano(texto)))
    antes = limpio(texto[: marcas[0].start()] if marcas else texto)
    partes = [Parte(None, antes)] if antes else []
    for marca, siguiente in zip(marcas, [*marcas[1:], None], strict=False):
        contenido = texto[marca.end() : siguiente.start() if siguiente else len(texto)]
        campo = nombres[re.sub(r"\s+", " ", marca.group(1))]
        propio, *ajenos = _con_rotulos_sin_leer(contenido)
        primero, *otros = [propio] if enteras else trozos(propio) or [""]
        suyo, *seguidas = _hasta_otro_rotulo(primero, campo, campos)
        cortadas = (parte for otra in otros for parte in _en_sus_rotulos(otra, campos))
        sueltas = (suelta for otra in (*seguidas, *cortadas) if (suelta := limpio(otra)))
        partes += [Parte(campo, limpio(suyo)), *(Parte(None, suelta) for suelta in sueltas)]
        partes += [Parte(None, limpio(ajeno), ajena=True) for ajeno in ajenos if limpio(ajeno)]
    return partes


def _hasta_otro_rotulo(contenido: str, campo: Campo, campos: tuple[Campo, ...]) -> list[str]:
    """«registro de ventas, meta 150, la muni»: lo de un rótulo acaba donde se nombra otra parte sin dos puntos."""
    dichos = _COMA.split(contenido)
    for lugar, dicho in enumerate(dichos[1:], start=1):
        rotulada = quitar_rotulo(dicho, campos)
        otro = rotulada[0] if rotulada is not None else campo
        if otro != campo and plano(dicho).lstrip().startswith(plano(otro.rotulo)):
            return [", ".join(dichos[:lugar]), *dichos[lugar:]]
    return [contenido]


def _en_sus_rotulos(trozo: str, campos: tuple[Campo, ...]) -> list[str]:
    """Lo mismo, de un trozo que ya empieza nombrando una parte sin dos puntos."""
    rotulada = quitar_rotulo(trozo, campos)
    return [trozo] if rotulada is None else _hasta_otro_rotulo(trozo, rotulada[0], campos)


def con_dos_puntos(texto: str, campos: tuple[Campo, ...]) -> str:
    """«Nombre Rosa Quispe cargo gerenta», con los dos puntos de cada rótulo: si no hay ninguno y se dicen dos o más."""
    if ":" in texto or any(campo.opciones for campo in campos):
        return texto
    rotulos = "|".join(re.escape(plano(campo.rotulo)) for campo in campos)
    dichos = list(re.finditer(rf"(?<![a-z0-9])(?:{rotulos})\s+(?!es\b)(?=\S)", plano(texto)))
    if len(dichos) < 2 or dichos[0].start():
        return texto
    for dicho in reversed(dichos):
        texto = (
            f"{texto[: dicho.start()].rstrip()}\n{texto[dicho.start() : dicho.end()].rstrip()}: {texto[dicho.end() :]}"
        )
    return texto.lstrip()


def trozos(texto: str) -> list[str]:
    """Lo que separan una raya, una barra o un punto y coma."""
    return [uno for trozo in SEPARADOR.split(texto) if (uno := limpio(trozo))]


def limpio(texto: str) -> str:
    """Sin los signos que separan ni un paréntesis que se quedó sin pareja."""
    sin = sin_bordes(texto, " \n\t;,|—–-•*·")
    if sin.endswith(")") and "(" not in sin:
        sin = sin[:-1]
    return sin.rstrip(" (").strip()


def quitar_rotulo(trozo: str, campos: tuple[Campo, ...]) -> tuple[Campo, str] | None:
    """«meta 6000», «responsable el banco»: un trozo que empieza con el nombre de su parte, sin dos puntos."""
    patron, nombres = _comienzos(campos)
    hallado = patron.match(plano(trozo))
    if hallado is None or not (resto := limpio(trozo[hallado.end() :])):
        return None
    return nombres[re.sub(r"\s+", " ", hallado.group(1))], resto


def quien_se_dice(campo: Campo, dicho: str) -> str:
    """«… a cargo de la muni»: lo que sigue a una manera de decir quién, dentro de una frase; vacío si no se dice."""
    hallado = None
    for marca in _dentro(campo).finditer(plano(dicho)):
        hallado = marca
    if hallado is None:
        return ""
    sigue = re.match(r"[^,.;:]*", dicho[hallado.end() :])
    return limpio(sigue.group()) if sigue else ""


@lru_cache(maxsize=64)
def _dentro(campo: Campo) -> re.Pattern[str]:
    escritos, _ = _escritos((campo,))
    return re.compile(rf"(?<![a-z0-9])(?:{escritos})\s+(?:es\s+|son\s+)?(?=\S)")


def _con_rotulos_sin_leer(contenido: str) -> list[str]:
    """El contenido, cortado donde empieza un rótulo que no se conoce."""
    cortes = [m.start() for m in _SIN_LEER.finditer(contenido) if m.start() > 0]
    bordes = [0, *cortes, len(contenido)]
    return [contenido[a:b].lstrip(" .,;\n") if a else contenido[a:b] for a, b in pairwise(bordes)]


def _escritos(campos: tuple[Campo, ...]) -> tuple[str, dict[str, Campo]]:
    nombres = {
        re.sub(r"\s+", " ", plano(nombre)): campo for campo in campos for nombre in (campo.rotulo, *campo.variantes)
    }
    orden = sorted(nombres, key=len, reverse=True)
    return "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in orden), nombres


@lru_cache(maxsize=64)
def _rotulos(campos: tuple[Campo, ...]) -> tuple[re.Pattern[str], dict[str, Campo]]:
    """Cómo se encuentra el rótulo de una parte, y de cuál es cada uno."""
    escritos, nombres = _escritos(campos)
    return re.compile(rf"(?:^|(?<=[\s,;.(|—–-]))({escritos})\s*[:=]\s*"), nombres


@lru_cache(maxsize=64)
def _comienzos(campos: tuple[Campo, ...]) -> tuple[re.Pattern[str], dict[str, Campo]]:
    escritos, nombres = _escritos(campos)
    antes = r"(?:(?:y|e|eso|ahi|de\s+eso|el|la|su|que|q|lo|quien|con)\s+){0,4}"
    return re.compile(rf"{antes}({escritos or '(?!)'})(?:\s+(?:es|son|seria|de|del|:))?\s+(?=\S)"), nombres


def sin_marcas(linea: str) -> str:
    """La línea sin su viñeta ni el «y» con que sigue a otra."""
    return re.sub(r"^(?:y|e)\s+(?=\S)", "", sin_marca(linea), flags=re.IGNORECASE)


_CONECTOR = (
    r"(?:primero|primeramente|en\s+primer\s+lugar|al\s+(?:inicio|comienzo|principio)|para\s+empezar|segundo|tercero|cuarto"
    r"|luego(?:\s+de\s+eso)?|despues(?:\s+de\s+eso)?|posteriormente|seguidamente|a\s+continuacion|enseguida|de\s+ahi|dsp(?:ues)?"
    r"|por\s+ultimo|finalmente|al\s+final|al\s+cierre|y\s+ya\s+al\s+final|ultimo)"
)
_ENLACE = diferida(
    rf"(?:(?:^|[,;.\n])\s{{0,2}}(?:(?:y|e)\s{{1,2}})?(?:ya\s{{1,2}})?|\s(?:y|e)\s{{1,2}}(?:ya\s{{1,2}})?){_CONECTOR}\b"
    rf"(?!\s+(?:semestre|trimestre|bimestre|ano|mes|piso|nivel|grado|ciclo|lugar|puesto)\b)\s{{0,2}}[,:]?\s{{0,2}}"
)
_MESES_CON_RAYA = diferida(r"(\bmes(?:es)?:?\s+\d{1,3})\s[—–-]\s(?=\d)", re.IGNORECASE)
_UN_MES = r"mes(?:es)?\s+\d{1,3}(?:\s*(?:-|–|al?|y|hasta)\s*\d{1,3})?"
_CADA_MES = diferida(rf"(?:^|[;,.]\s+)(?={_UN_MES}\s*:\s)", re.IGNORECASE)
_MES_DELANTE = diferida(rf"^({_UN_MES})\s*(?::|\s[-–—])\s+(\S.*)$", re.IGNORECASE)
"""«Mes 1–3: diagnóstico»: primero cuándo y después qué."""
_ENTRE_PARENTESIS = diferida(r"\s*\(([^()]{2,60})\)(?=$|,|\.)")
_ENLACE_INICIAL = diferida(rf"(?:y\s+)?{_CONECTOR}\s*[,:]\s*(?=\S)")
_Y_OTRO = diferida(
    r",\s+(?:y|e|ademas|tambien)\s+(?!(?:por\s+eso|asi|con\s+eso|entonces|eso|no|ya|lo|la|los|las\s+que|se|nos|le|les)\b)"
    r"(?=[^\s,]+\s+[^\s,]+)"
)
_ORACION = diferida(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W_]+\s)")
_HACE = diferida(
    r"\s{1,2}(?:l[oa]s?\s{1,2})?(?:hace|hacen|hara|haran|haria|ejecuta|ejecutan|ve|ven|lleva|llevan|asume|asumen|realiza|realizan)"
    r"\s{1,2}(?=(?:el|la|los|las|nuestra|nosotr[oa]s|[a-z]))"
)


def separar_elementos(texto: str) -> list[str]:
    """Cada elemento, sin su marca. Una línea que empieza con el rótulo de una parte sigue a la anterior."""
    texto = _MESES_CON_RAYA.sub(r"\1-", texto)
    lineas = [uno for linea in renglones(texto) if (uno := _sin_enlace(sin_marcas(linea)))]
    if len(lineas) == 1 and len(con_mes := _CADA_MES.split(lineas[0])) > 2:
        lineas = [uno for trozo in con_mes if (uno := limpio(trozo))]
    lineas = [_MES_DELANTE.sub(r"\2, \1", linea) for linea in lineas]
    if len(lineas) != 1:
        return lineas
    if len(seguidos := _seguidos(lineas[0])) > 1:
        return seguidos
    return _unidos_por_y(lineas[0])


def _sin_enlace(linea: str) -> str:
    """«luego: la obra» es «la obra»; sin coma ni dos puntos puede ser parte de lo que se dice."""
    enlace = _ENLACE_INICIAL.match(plano(linea))
    return linea[enlace.end() :] if enlace is not None else linea


def es_una_secuencia(texto: str) -> bool:
    """Dice si los elementos van uno después de otro: sus duraciones se encadenan."""
    return len(_seguidos(texto)) > 1


def oraciones(linea: str) -> list[str]:
    """Las oraciones de una línea: pueden ser elementos, pero no es seguro."""
    return [uno for trozo in _ORACION.split(linea) if (uno := limpio(trozo).rstrip(".")) and not uno.endswith("?")]


def encadenar(elementos: list[str]) -> list[str]:
    """«el expediente en 4 meses», «la obra, 12 meses»: cada duración, como los meses que le tocan tras la anterior."""
    salida, mes = list[str](), 1
    for elemento in elementos:
        hallada = DURACION.search(plano(elemento))
        if (dicho := MESES.search(plano(elemento))) is not None:
            mes = 1 + max(int(cifra) for cifra in (*re.findall(r"\d+", dicho.group()), "0"))
            salida.append(elemento)
            continue
        if hallada is None:
            salida.append(f"{elemento}, mes {mes}" if mes > 1 else elemento)
            continue
        cifra = hallada.group(1)
        dura = (int(cifra) if cifra.isdecimal() else NUMEROS[cifra]) * (12 if hallada.group(2).startswith("an") else 1)
        resto = sin_tramo(elemento, hallada.span())
        salida.append(f"{resto}, mes {mes} al {mes + dura - 1}")
        mes += dura
    return salida


def con_quien(elemento: str, campos: tuple[Campo, ...], entorno: Entorno) -> str:
    """«el expediente lo hace la muni» y «la obra la mina», con una coma antes de quién."""
    tipos = {campo.tipo for campo in campos}
    if "actor" not in tipos:
        return elemento
    elemento = _ENTRE_PARENTESIS.sub(
        lambda hallado: f", {hallado.group(1)}" if _dice_quien(hallado.group(1), campos, entorno) else hallado.group(),
        elemento,
    )
    if "meses" not in tipos:
        return elemento
    primera, coma, resto = elemento.partition(", ")
    hace = _HACE.search(plano(primera))
    if hace is not None and hace.start():
        return f"{primera[: hace.start()]}, {primera[hace.end() :]}{coma}{resto}"
    if (partido := actor_al_final(primera, entorno)) is not None:
        return f"{partido[0]}, {partido[1]}{coma}{resto}"
    return elemento


def _dice_quien(dicho: str, campos: tuple[Campo, ...], entorno: Entorno) -> bool:
    return es_alguien(dicho, entorno) or quitar_rotulo(dicho, campos[1:]) is not None


def _seguidos(linea: str) -> list[str]:
    """Lo que va tras cada «primero», «luego», «después»…; con uno solo al comienzo no hay secuencia."""
    liso = plano(linea)
    enlaces = list(_ENLACE.finditer(liso))
    if len([enlace for enlace in enlaces if enlace.start()]) < 1:
        return [linea]
    bordes = [(0, 0), *((e.start(), e.end()) for e in enlaces)] if enlaces[0].start() else [e.span() for e in enlaces]
    finales = [*(inicio for inicio, _ in bordes[1:]), len(linea)]
    return [
        uno
        for (_, desde), hasta in zip(bordes, finales, strict=True)
        if (uno := limpio(linea[desde:hasta]).rstrip("."))
    ]


def _unidos_por_y(linea: str) -> list[str]:
    """«el Niño malogra las tuberías, y conflicto social»: la coma antes de la «y» separa."""
    trozos, desde = list[str](), 0
    for corte in _Y_OTRO.finditer(plano(linea)):
        trozos.append(linea[desde : corte.start()])
        desde = corte.end()
    return [uno for trozo in (*trozos, linea[desde:]) if (uno := limpio(trozo))]
