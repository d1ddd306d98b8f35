"""Lo que toca a cada actor: sus líneas rotuladas («Aporta: …»), de uno o de varios en un solo mensaje."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from string import whitespace

from bot.entrevista.esquema import Catalogos, Linea, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.actores.reconocer import nombra_solo_a, reconocedor, sin_quien
from bot.entrevista.valores.cifras.trozos import sin_bordes
from bot.entrevista.valores.definicion import Muestra, Tipo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido, no_se_sabe
from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import renglones, sin_marca
from conocimiento.palabras import plano

DETALLE = "detalle"
"""Lo que se dijo de un actor y no es de ninguna de sus líneas."""
_ROTULO_DE_DETALLE = "Detalle"

_DE_UN_RIESGO = diferida(r"\b(responsable|se hace cargo|a cargo de|mitigacion)\s*:\s*")
_ANTES_DE_UNA_MARCA = f"{whitespace}\xa0;,.(–—-"
_BORDES = " \n\t;,•*·-–—"
_SUJETO = (
    r"(?:(?:y|e|que|q|el|la|ell[oa]s|ella|nosotr[oa]s|nos|les?|se|su|lo|pues|ya|tambien|ademas|ahi|por\s+su\s+parte|cuanto)"
    r"\s+)"
)
_SIN_LEER = diferida(r"(?:[^\s:=;.,]+[^\S\n]+){0,3}[^\s:=;.,]{2,30}\s?[:=](?=\s)")
_DE_UN_RENGLON_DE_RIESGO = diferida(r"(?:responsables?|mitigacion|se\s+hace\s+cargo|a\s+cargo\s+de)\b")
_ANTES_DE_UNA_ORACION = diferida(r"(?:[.;,]\s{1,2}|\s{1,2}(?:y|e|pero)\s{1,2}|\n\s{0,2})$")
_TRAS_UN_ENLACE = diferida(r"\s(?:y|e|pero)\s{1,2}$")
_CON_CIFRAS = diferida(r"\d|[$€]|\bs/")
_ENLACE_FINAL = diferida(r"\s{1,2}(?:y|e|pero)$|(?<=[a-záéíóúñ]{4})\.$")
_DEL, _DE = diferida(r"del\s+", re.IGNORECASE), diferida(r"^de\s+", re.IGNORECASE)
_PALABRA = diferida(r"(?<!\S)\S")
_TIEMPO_PASADO = diferida(
    r"hace\s+(?:\d+|un[oa]?s?|dos|tres|cuatro|cinco|much\w+|poc\w+|tiempo|anos?|falta|frio|calor)\b"
)
_ES_UN_DESEO = diferida(
    r"(?:pero\s|y\s|e\s)?(?:que|q)\s(?:se\s|les?\s|nos\s|l[ao]s?\s)?(?!(?:constru|dirig|recog|difund|atiend|promuev|manti|asum)\w)"
    r"\w{3,14}e(?:n|mos)?\b"
)
"""«…y que operen mejor sus equipos»: lo que se espera que pase, y no lo que alguien hace."""
_SOLO_APORTA = diferida(rf"{_SUJETO}{{0,4}}(?:aport|pon|pus|contribu|recurso|gan|riesgo|motiv|le motiv|arriesg|asum)")
"""Con estas palabras se dice lo que se pone, y no lo que se hace."""
LARGO_DE_UN_NOMBRE = 12  # palabras
PALABRAS_DE_UN_SUJETO = 8


@dataclass(frozen=True, slots=True)
class _Rotulo:
    """Un rótulo hallado: de qué línea es (None si no se conoce), dónde empieza y desde dónde va lo que dice."""

    clave: str | None
    inicio: int
    contenido: int
    es_verbo: bool = False
    """Es el verbo de una frase, que se queda en lo que dice."""


PALABRAS_DE_UNA_FRASE = (3, 25)
"""Las de una frase de la que vale la pena preguntar qué parte es."""


def leer_matriz(texto: str, lineas: tuple[Linea, ...], maximo: int, entorno: Entorno) -> Lectura:
    """Lee «Rótulo: contenido» o frases con su verbo («pone dos técnicos y gana prestigio»), en líneas o seguidos.

    Lo que falta queda en None y lo que «no sabe», vacío. Lo ya guardado de ese actor se conserva si este mensaje no
    lo menciona. Lo que va antes del primer rótulo es la primera línea, si no se dijo; lo demás, `DETALLE`.
    """
    texto = _sin_su_nombre("\n".join(renglones(texto)), lineas, entorno)
    hallados = _rotulos(texto, lineas)
    if all(rotulo.clave is None for rotulo in hallados):
        return Explicacion("no encontré los rótulos; escriba cada cosa en su línea, con su rótulo y dos puntos")
    previo = entorno.previo
    valor: dict[str, Valor] = {linea.clave: None for linea in lineas}
    if isinstance(previo, dict):
        valor |= previo
    antes = _limpio(texto[: hallados[0].inicio])
    detalles = list[str]()
    dichos: dict[str, str] = {}
    hallados = _con_lo_que_hace(texto, hallados, lineas[0].clave)
    for rotulo, siguiente in zip(hallados, [*hallados[1:], None], strict=True):
        fin = siguiente.inicio if siguiente else len(texto)
        if rotulo.clave is None:
            detalles.append(_limpio(texto[rotulo.inicio : fin]))
            continue
        contenido = _limpio(texto[rotulo.contenido : fin])
        if not rotulo.es_verbo:
            contenido = _sin_su_de(contenido, con_signo=texto[: rotulo.contenido].rstrip().endswith((":", "=")))
        contenido = _ENLACE_FINAL.sub("", contenido) if siguiente else contenido
        if no_se_sabe(contenido.strip(" .")):
            dichos.setdefault(rotulo.clave, "")
        else:
            dicho = dichos.get(rotulo.clave)
            dichos[rotulo.clave] = f"{dicho}; {contenido}" if dicho else contenido
    if re.search(r"\w", antes):
        primera = lineas[0].clave
        if primera not in dichos and not valor[primera]:
            # «compramos los equipos, ponemos…»: lo primero que se pide, dicho sin rótulo
            dichos[primera] = sin_quien(antes, entorno.actor) if entorno.actor else antes
        else:
            detalles.insert(0, antes)
    if detalles:
        dichos[DETALLE] = "; ".join(detalles)
    for clave, contenido in dichos.items():
        if len(contenido) > maximo:
            return Explicacion(f"una línea tiene {len(contenido)} caracteres y caben {maximo}; resúmala, por favor")
        valor[clave] = contenido
    if not any(dichos.values()) and not isinstance(previo, dict):
        return Explicacion("las líneas están vacías: escriba algo después de los dos puntos")
    if re.search(r"[:=]", texto) and not detalles:
        return Valido(valor)
    dichas = [(linea.rotulo, dichos.get(linea.clave)) for linea in lineas]
    return Valido(
        valor,
        " · ".join(
            f"{rotulo}: {dicho}" for rotulo, dicho in (*dichas, (_ROTULO_DE_DETALLE, dichos.get(DETALLE))) if dicho
        ),
    )


def _con_lo_que_hace(texto: str, hallados: list[_Rotulo], primera: str) -> list[_Rotulo]:
    """«Da el hierro y los controles, aporta personal»: con dos aportes y sin tarea, lo primero que da es su tarea."""
    cabeza, *resto = hallados
    repetida = any(otro.clave == cabeza.clave for otro in resto) and all(uno.clave != primera for uno in hallados)
    liso = plano(texto)
    if not repetida or _SOLO_APORTA.match(liso, cabeza.inicio) or ":" in liso[cabeza.inicio : cabeza.contenido]:
        return hallados
    if re.search(r"\w", texto[: cabeza.inicio]) or re.match(r"(?:s/|us\$|\$)?\s*\d", liso[cabeza.contenido :].lstrip()):
        return hallados
    return [replace(cabeza, clave=primera, contenido=cabeza.inicio), *resto]


def cuantas_rotula(texto: str, lineas: tuple[Linea, ...]) -> int:
    """Cuántas de las líneas se dicen con su rótulo y dos puntos, cada una al comienzo de un renglón."""
    con_signo = _patrones(lineas)[0]
    hallados = (con_signo.match(plano(renglon)) for renglon in renglones(texto))
    return len({_linea_de(hallado, lineas) for hallado in hallados if hallado is not None})


def separar_riesgo(texto: str) -> tuple[str, str | None, str | None]:
    """Separa «riesgo — responsable: X — mitigación: Y»; lo que no está es None."""
    marcas = list(_DE_UN_RIESGO.finditer(plano(texto)))
    riesgo = texto[: marcas[0].start()].rstrip(_ANTES_DE_UNA_MARCA).strip() if marcas else texto.strip()
    responsable = mitigacion = None
    for marca, siguiente in zip(marcas, [*marcas[1:], None], strict=False):
        contenido = texto[marca.end() : siguiente.start() if siguiente else len(texto)]
        contenido = (contenido.rstrip(_ANTES_DE_UNA_MARCA) if siguiente else contenido).strip(" .;,()") or None
        if marca.group(1) == "mitigacion":
            mitigacion = contenido
        else:
            responsable = contenido
    return riesgo or texto.strip(), responsable, mitigacion


def separar_por_actor(
    texto: str, actual: str, actores: tuple[str, ...], lineas: tuple[Linea, ...] = ()
) -> list[tuple[str, str]]:
    """Lo que se dice de cada actor, si un mensaje trae varios: cada uno, con su nombre al comienzo de una línea.

    También seguidos en una línea, tras un punto o un punto y coma («jass: opera; muni: supervisa»), y sin dos puntos
    si sigue uno de los rótulos de `lineas` («La muni pone el terreno»). Lo que va antes del primer nombre es del
    actor `actual`. Si no se nombra a ninguno, todo es suyo.
    """
    bloques: list[tuple[str, list[str]]] = [(actual, [])]
    reconocer = reconocedor(actores)
    for linea in (trozo for entera in texto.splitlines() for trozo in _con_varios(entera, reconocer, actores, lineas)):
        limpia = sin_marca(linea).strip(" *_")
        cabeza, dos_puntos, resto = limpia.partition(":")
        nombre = reconocer(cabeza.strip())
        if lineas and (lugar := _tras_su_nombre(limpia, lineas, reconocer, actores)):
            bloques.append((reconocer(limpia[:lugar].strip()), [limpia[lugar:]]))
        elif nombre in actores and (dos_puntos or not resto) and len(cabeza.split()) <= LARGO_DE_UN_NOMBRE:
            bloques.append((nombre, [resto.strip()]))
        else:
            bloques[-1][1].append(linea)
    unidos = [(nombre, "\n".join(lineas).strip()) for nombre, lineas in bloques]
    return [(nombre, dicho) for nombre, dicho in unidos if dicho]


def _con_varios(
    linea: str, reconocer: Callable[[str], str], actores: tuple[str, ...], lineas: tuple[Linea, ...]
) -> list[str]:
    """La línea, cortada donde tras un punto o punto y coma se nombra a otro actor."""
    trozos = [""]
    for parte in re.split(r"((?:[.;]\s+|\s[/|]\s))", linea):
        cabeza, dos_puntos, _ = parte.partition(":")
        nombra = bool(dos_puntos) and len(cabeza.split()) <= LARGO_DE_UN_NOMBRE and reconocer(cabeza.strip()) in actores
        nombra = nombra or bool(lineas and _tras_su_nombre(parte, lineas, reconocer, actores))
        if nombra and trozos[-1].strip():
            trozos.append(parte)
        else:
            trozos[-1] += parte
    return trozos


def preguntar_que_parte(texto: str, lineas: tuple[Linea, ...], maximo: int, entorno: Entorno) -> Pide | None:
    """Lo que se dice de un actor sin rótulo («la ugel nos manda los alumnos») puede ser cualquiera de sus líneas.

    None si lleva alguno, si son varios renglones o si no es una frase corta.
    """
    dicho = _limpio(_sin_su_nombre(texto.strip(), lineas, entorno))
    es_una_frase = "\n" not in dicho and PALABRAS_DE_UNA_FRASE[0] <= len(dicho.split()) <= PALABRAS_DE_UNA_FRASE[1]
    if not es_una_frase or len(dicho) > maximo or any(rotulo.clave for rotulo in _rotulos(dicho, lineas)):
        return None
    tenido: dict[str, Valor] = {linea.clave: None for linea in lineas}
    if isinstance(entorno.previo, dict):
        tenido |= entorno.previo
    libres = [linea for linea in lineas if not tenido[linea.clave]]
    opciones = tuple((linea.rotulo, {**tenido, linea.clave: dicho}) for linea in libres)
    return Pide(f"«{dicho}»: ¿qué es de lo que le toca?", opciones) if len(opciones) > 1 else None


def _sin_su_nombre(texto: str, lineas: tuple[Linea, ...], entorno: Entorno) -> str:
    """Sin «jass:» ni «la JASS» al comienzo, si así se llama el actor por el que se pregunta."""
    cabeza, dos_puntos, resto = texto.partition(":")
    reconocer = reconocedor(entorno.actores)
    corta = dos_puntos and "\n" not in cabeza.strip() and 1 <= len(cabeza.split()) <= LARGO_DE_UN_NOMBRE
    if corta and resto.strip() and reconocer(sin_marca(cabeza)) in entorno.actores:
        return resto.lstrip()
    lugar = _tras_su_nombre(texto, lineas, reconocer, (entorno.actor,) if entorno.actor else ())
    return texto[lugar:]


def _tras_su_nombre(
    linea: str, lineas: tuple[Linea, ...], reconocer: Callable[[str], str], nombres: tuple[str, ...]
) -> int:
    """Dónde sigue la frase tras el nombre de uno de esos actores, si luego va un verbo: «La muni pone…»; 0 si no."""
    liso, frase = plano(linea), _patrones(lineas)[1]
    for palabra in islice(_PALABRA.finditer(linea), 1, PALABRAS_DE_UN_SUJETO):
        if not frase.match(liso, palabra.start()):
            continue
        dicho = linea[: palabra.start()].strip()
        actor = reconocer(dicho)
        if actor in nombres and nombra_solo_a(dicho, actor):  # «recogemos los retazos» dice más que «Retazo»
            return palabra.start()
    return 0


@lru_cache(maxsize=16)
def _patrones(lineas: tuple[Linea, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Un rótulo con sus dos puntos en cualquier lugar; y un rótulo o un verbo con que empieza una frase.

    El grupo de un rótulo es «r» y el lugar de su línea; el de un verbo, «v».
    """
    rotulos = "|".join(
        f"(?P<r{lugar}>{_alternativas((linea.rotulo, *linea.variantes))})" for lugar, linea in enumerate(lineas)
    )
    verbos = "|".join(f"(?P<v{lugar}>{_alternativas(linea.verbos)})" for lugar, linea in enumerate(lineas))
    con_signo = re.compile(rf"{_SUJETO}{{0,3}}(?:{rotulos})\s*(?:[:=]|\.{{3}}|…|\s[-–—](?=\s))")
    frase = re.compile(
        rf"{_SUJETO}{{0,4}}(?:(?:{verbos})|(?:{rotulos})(?:\s+(?:es|son|seria|serian|sera))?)(?![a-z0-9])(?=\s+\S)"
    )
    return con_signo, frase


def _alternativas(nombres: tuple[str, ...]) -> str:
    """Los nombres, el más largo primero; «*» es cualquier terminación («oper*»)."""
    lisos = sorted(map(plano, nombres), key=len, reverse=True)
    escritos = (re.escape(n).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for n in lisos)
    return "|".join(re.sub(r"\\s\+de$", r"(?:\\s+de\\b|(?=\\s+del\\b))", n) for n in escritos) or "(?!)"


def _sin_su_de(contenido: str, *, con_signo: bool) -> str:
    """«Se encarga del transporte» y «se encarga de regar» son, tras su rótulo, «el transporte» y «regar»."""
    del_ = _DEL.match(contenido)
    if del_ is not None:
        return f"el {contenido[del_.end() :]}"
    return contenido if con_signo else _DE.sub("", contenido)


def _rotulos(texto: str, lineas: tuple[Linea, ...]) -> list[_Rotulo]:
    """Los rótulos, en orden: al comienzo de una línea y, dentro de ella, con dos puntos o, si no hay, tras una coma."""
    liso, hallados, desde = plano(texto), list[_Rotulo](), 0
    con_signos = re.search(r"[:=]", texto) is not None and bool(_patrones(lineas)[0].search(liso))
    for linea in texto.splitlines(keepends=True):
        propia = sin_marca(linea)
        inicio, comienzo, fin = desde, desde + (linea.index(propia) if propia else 0), desde + len(linea)
        desde = fin
        hallado = _rotulo_en(liso, comienzo, lineas, es_comienzo=True)
        hallados += [replace(hallado, inicio=inicio)] if hallado else []  # la viñeta no es de la línea anterior
        lugar = hallado.contenido if hallado else comienzo
        for corte in _cortes(liso, lugar, fin):
            if hallados and (
                corte < hallados[-1].contenido or (hallados[-1].es_verbo and corte == hallados[-1].contenido)
            ):
                continue
            dentro = _rotulo_en(liso, corte, lineas, es_comienzo=False, con_verbos=not con_signos)
            hallados += [dentro] if dentro else []
    return hallados


def _cortes(liso: str, desde: int, hasta: int) -> list[int]:
    """Dónde puede empezar otra frase; también tras un espacio, porque un rótulo con dos puntos puede ir sin coma."""
    return [palabra.start() for palabra in _PALABRA.finditer(liso, desde, hasta)]


def _rotulo_en(
    liso: str, lugar: int, lineas: tuple[Linea, ...], *, es_comienzo: bool, con_verbos: bool = True
) -> _Rotulo | None:
    con_signo, frase = _patrones(lineas)
    hallado = con_signo.match(liso, lugar)
    if hallado is not None and (es_comienzo or ":" in hallado.group() or "=" in hallado.group()):
        return _Rotulo(_linea_de(hallado, lineas), lugar, hallado.end())
    es_frase = es_comienzo or _ANTES_DE_UNA_ORACION.search(liso, max(0, lugar - 14), lugar) is not None
    if es_frase and (es_comienzo or con_verbos) and not _TIEMPO_PASADO.match(liso, lugar):
        hallado = frase.match(liso, lugar)
        if hallado is not None:
            clave = _linea_de(hallado, lineas)
            if str(hallado.lastgroup).startswith("v"):
                if not es_comienzo and _ES_UN_DESEO.match(liso, lugar):
                    return None
                return _Rotulo(clave, lugar, hallado.start(str(hallado.lastgroup)), es_verbo=True)
            return _Rotulo(clave, lugar, hallado.end())
    ajeno = _SIN_LEER.match(liso, lugar) if es_frase and not _DE_UN_RENGLON_DE_RIESGO.match(liso, lugar) else None
    if ajeno is None or (not es_comienzo and _sigue_la_frase(liso, lugar, ajeno)):
        return None
    return _Rotulo(None, lugar, ajeno.end())


def _sigue_la_frase(liso: str, lugar: int, ajeno: re.Match[str]) -> bool:
    """«…pero sí su local: dos salones», «…, S/ 5 000 mensuales: S/ 60 000»: se detalla lo que se venía diciendo."""
    return (
        _CON_CIFRAS.search(ajeno.group()) is not None
        or _TRAS_UN_ENLACE.search(liso, max(0, lugar - 8), lugar) is not None
    )


def _linea_de(hallado: re.Match[str], lineas: tuple[Linea, ...]) -> str:
    return lineas[int(str(hallado.lastgroup)[1:])].clave


def _limpio(texto: str) -> str:
    """Sin los signos de alrededor; un guion pegado a una cifra se queda: «-20 %»."""
    return sin_bordes(texto, _BORDES)


def mostrar_matriz(pregunta: Pregunta, valor: Valor, _catalogos: Catalogos) -> str:
    """Una línea por rótulo; «pendiente» en la que falta."""
    dichas = valor if isinstance(valor, dict) else {}
    mostradas = [f"{linea.rotulo}: {dichas.get(linea.clave) or 'pendiente'}" for linea in pregunta.lineas]
    detalle = dichas.get(DETALLE)
    return "\n".join((*mostradas, f"{_ROTULO_DE_DETALLE}: {detalle}") if detalle else mostradas)


def _muestra(pregunta: Pregunta, muestra: Muestra) -> Valor:
    return {
        linea.clave: None if muestra.a_medias and lugar % 2 else f"{linea.rotulo}: {muestra.texto}"
        for lugar, linea in enumerate(pregunta.lineas)
    }


TIPOS = {
    "matriz": Tipo(
        leer=lambda pregunta, texto, entorno: leer_matriz(texto, pregunta.lineas, pregunta.maximo or 400, entorno),
        muestra=_muestra,
        mostrar=mostrar_matriz,
        pide="lineas",
        largo=None,
        minutos=1.1,
        es_libre=True,
        trae_otras=False,
        textos=lambda pregunta: (*(linea.clave for linea in pregunta.lineas), DETALLE),
    ),
}
