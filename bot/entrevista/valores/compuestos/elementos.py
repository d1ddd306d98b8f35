"""Dónde empieza cada elemento de una lista: en cada línea, en «primero… luego… después», en «…, y…»."""

import re

from bot.entrevista.esquema import Campo
from bot.entrevista.valores.compuestos.alguien import actor_al_final
from bot.entrevista.valores.compuestos.rotulos import limpio, sin_marcas
from bot.entrevista.valores.compuestos.tramos import DURACION, sin_tramo
from bot.entrevista.valores.lectura import Entorno
from conocimiento.marcas import renglones
from conocimiento.palabras import NUMEROS, plano

_CONECTOR = (
    r"(?:primero|primeramente|en\s+primer\s+lugar|al\s+(?:inicio|comienzo|principio)|para\s+empezar|segundo|tercero|cuarto"
    r"|luego(?:\s+de\s+eso)?|despues(?:\s+de\s+eso)?|posteriormente|seguidamente|a\s+continuacion|enseguida|de\s+ahi|dsp(?:ues)?"
    r"|por\s+ultimo|finalmente|al\s+final|al\s+cierre|y\s+ya\s+al\s+final|ultimo)"
)
_ENLACE = re.compile(rf"(?:(?:^|[,;.\n])\s*(?:(?:y|e)\s+)?(?:ya\s+)?|\s(?:y|e)\s+(?:ya\s+)?){_CONECTOR}\b\s*[,:]?\s*")
_Y_OTRO = re.compile(
    r",\s+(?:y|e|ademas|tambien)\s+(?!(?:por\s+eso|asi|con\s+eso|entonces|eso|no|ya|lo|la|los|las\s+que|se|nos|le|les)\b)"
    r"(?=[^\s,]+\s+[^\s,]+)"
)
_ORACION = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W_]+\s)")
_HACE = re.compile(
    r"\s+(?:l[oa]s?\s+)?(?:hace|hacen|hara|haran|haria|ejecuta|ejecutan|ve|ven|lleva|llevan|asume|asumen|realiza|realizan)"
    r"\s+(?=(?:el|la|los|las|nuestra|nosotr[oa]s|[a-z]))"
)


def separar_elementos(texto: str) -> list[str]:
    """Cada elemento, sin su marca. Una línea que empieza con el rótulo de una parte sigue a la anterior."""
    lineas = [uno for linea in renglones(texto) if (uno := sin_marcas(linea))]
    if len(lineas) != 1:
        return lineas
    if len(seguidos := _seguidos(lineas[0])) > 1:
        return seguidos
    return _unidos_por_y(lineas[0])


def es_una_secuencia(texto: str) -> bool:
    """Dice si los elementos van uno después de otro: sus duraciones se encadenan."""
    return len(_seguidos(" ".join(texto.split()))) > 1


def oraciones(linea: str) -> list[str]:
    """Las oraciones de una línea: pueden ser elementos, pero no es seguro."""
    return [uno for trozo in _ORACION.split(linea) if (uno := limpio(trozo).rstrip(".")) and not uno.endswith("?")]


def encadenar(elementos: list[str]) -> list[str]:
    """«el expediente en 4 meses», «la obra, 12 meses»: cada duración, como los meses que le tocan tras la anterior."""
    salida, mes = list[str](), 1
    for elemento in elementos:
        hallada = DURACION.search(plano(elemento))
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
    if not {"actor", "meses"} <= tipos:
        return elemento
    primera, coma, resto = elemento.partition(", ")
    hace = _HACE.search(plano(primera))
    if hace is not None and hace.start():
        return f"{primera[: hace.start()]}, {primera[hace.end() :]}{coma}{resto}"
    if (partido := actor_al_final(primera, entorno)) is not None:
        return f"{partido[0]}, {partido[1]}{coma}{resto}"
    return elemento


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
