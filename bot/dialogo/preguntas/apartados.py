"""Lo que se pide por su lugar en el documento: «¿qué dice el capítulo II?», «2.1», «4 puntos de las conclusiones».

No se busca: se lee ese apartado, en su orden y con sus palabras, cuanto se pidió. Si lo que queda de la pregunta
habla de otra cosa («¿qué dice el capítulo II de la confianza?»), no es esto lo que se pide.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.citas import citar
from bot.dialogo.preguntas.clases import clase_de_dato
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado, fichas_vigentes
from bot.dialogo.preguntas.por_reglas import CONFIANZA_DE_UN_VACIO, hueco_anunciado
from bot.dialogo.turno import Contexto
from conocimiento.abreviaturas import sin_abreviaturas
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Ficha, Fragmento, Tramo
from conocimiento.palabras import AL_PEDIR, NUMEROS, VACIAS, palabras, plegar, raices_con_sentido, raiz

LARGO_ENTERO = 900
"""Caracteres de un apartado que se lee entero si no se dice cuánto; de uno mayor, lo principal de cada párrafo."""
LARGO_DE_TODO = 3_000
"""Caracteres que se leen de una vez aunque se pida todo: lo demás está en «Ver el pasaje»."""
PUNTOS_MAXIMOS = 12

_ROMANOS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ORDINALES = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "quinto": 5, "sexto": 6}
_EN_INGLES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ENTEROS = "|".join((*(palabra for palabra, numero in NUMEROS.items() if numero <= PUNTOS_MAXIMOS), *_EN_INGLES))
_SECCION = r"(?:seccion(?:es)?|apartados?|acapites?|numeral(?:es)?|incisos?|titulos?|subtitulos?|partes?|section)"
_CAPITULO = re.compile(
    rf"\b(?:capitulo|cap|chapter)\b\.?\s*(?:n(?:ro|umero|o)?[.°º]*\s*)?(\d{{1,2}}|{'|'.join(_ROMANOS)}|{_ENTEROS})\b"
    rf"|\b({'|'.join(_ORDINALES)})o?\s+capitulo\b"
)
_NUMERADO = re.compile(
    r"(?<![\d.,/$])\b(\d{1,2}(?:\.\d{1,2})+)\b(?!\s*(?:%|mil|mill|soles|anos?\b|meses|km|ha\b)|[\d/])"
)
_CON_PALABRAS = re.compile(rf"\b({_ENTEROS}|\d{{1,2}})\s+punto\s+({_ENTEROS}|\d{{1,2}})\b")
_CUANTOS = re.compile(
    rf"(?<![\d.,])\b(\d{{1,2}}|{_ENTEROS})\s+(?:\w+\s+){{0,2}}?(?:bullets?|puntos?|punto?itos|vinetas?|ideas?|lineas?|frases?"
    r"|oraciones|items?|conclusiones|conclusion|points?|lines?)\b"
    r"|\b\d{1,3} palabras\b|\b(?:un|una) (?:sola? )?(?:parrafo|parrafito|frase|linea|oracion)(?: \w+ita?)?\b"
)
_PARA_QUE_ES = re.compile(r"\b(?:para|a fin de|con (?:el )?fin de)(?! que\b) .*$|\bsin \w+")
"""Lo que se hará con lo leído («para mi informe», «pa slide») no es de lo que trata."""
_INDICE = re.compile(
    rf"\b(?:indice|tabla de contenidos?|estructura)\b|\btable of contents\b"
    rf"|\b(?:que|cuales|cuant[oa]s)\b(?: son)?(?: las| los)? (?:capitulos|(?!partes?\b){_SECCION})\b"
    r"|\b(?:que|cuales|cuant[oa]s) partes (?:tiene|trae|son) (?:el|este|del) (?:documento|marco|texto)\b"
)
_DE_COSTUMBRE = {
    "conclusiones": "conclusion",
    "introduccion": "introduc",
    "recomendaciones": "recomend",
    "anexos": "anexo",
    "antecedentes": "antecedente",
    "presentacion": "presentacion",
    "glosario": "glosario",
    "bibliografia": "bibliograf",
    "prologo": "prologo",
}
"""Partes que un documento suele tener, y cómo empieza lo que las nombra: nadie pregunta por otra cosa con ellas."""
_AL_LEER = frozenset(
    """acapite aparece apartado apartados aparte apci arma armame breve breves bullet bullets cap capitulo capitulos
    chapter clave claves completa completas completo conceptual concreto consignar consigne contenido contenidos
    contiene copia copiame copiar copias copie copieme correspondiente corta cortas corto cortos cristiano cuantas
    cuantos describe diapo diapos diapositiva diapositivas dicho document documento documentos does encuentra entera
    entero enumera enumerame escribe estan estructura explicame explique expliqueme expone extracto facil facilito
    frase frases habla hablan hacer has haz hazme idea ideas importante importantes in inciso indice informe
    interesan item items las lee leeme leer letra linea lineas lines lista listame literal llega llego main mandas
    marco maximo me menciona minimo mostrar muestra muestrame muestreme numeral of oracion oraciones parrafo
    parrafos parte partes pega pegame point points pon pone ponme powerpoint pp ppt presenta presentacion principal
    principales propias pueden puntitos punto puntos redacta referente referido resaltantes respecto resume resumeme
    resumen resumes resumida resumidas resumido resumir resumirme saca sacame sale salen say says seccion secciones
    section sections sencilla sencillo simple simples sintesis sintetiza sintetizame slide slides sobre subtitulo
    subtitulos summarize summary sustancial sustanciales texto textual textuales the titulo titulos to todo trae
    traen trata tratan veo ver vienen vineta vinetas what which word""".split()
)
"""Con lo que se pide leer algo."""
_PUEDE_SER = re.compile(
    "|".join(
        (
            *(forma.pattern for forma in (_CAPITULO, _NUMERADO, _CON_PALABRAS, _CUANTOS, _INDICE)),
            rf"\b{_SECCION}\b",
            r"\b(?:resum|sintes|sintet|extract|summar)",
            *_DE_COSTUMBRE.values(),
        )
    )
)
"""Lo que tiene cualquiera de estas preguntas: lo demás ni se mira."""
_TODO = re.compile(
    r"\b(?:complet[oa]s?|enter[oa]s?|copi\w+|transcri\w+|literal|tod[oa]s?|textual(?:es)?|tal cual|full|whole)\b"
)
_RESUME = re.compile(r"\b(?:resum\w*|sintesis|sintetiza\w*|extracto|summar\w+|breves?|cort[oa]s?|principales|clave)\b")


@dataclass(frozen=True, slots=True)
class _Apartado:
    """Un apartado de un documento: su título y sus fragmentos, en orden."""

    titulo: str
    fragmentos: tuple[Fragmento, ...]

    @property
    def numero(self) -> str:
        """«2.1», o vacío."""
        hallado = re.match(r"\d+(?:\.\d+)*", self.titulo)
        return hallado.group() if hallado else ""

    @property
    def nombre(self) -> str:
        return self.titulo.lstrip("0123456789. ")


@dataclass(frozen=True, slots=True)
class _Texto:
    """Un documento y sus apartados, en orden."""

    ficha: Ficha
    apartados: tuple[_Apartado, ...]

    @property
    def titulos(self) -> list[str]:
        return [uno.titulo for uno in self.apartados]


def leer_apartado(contexto: Contexto, parte: str) -> ParteContestada | None:
    """Devuelve lo que dice el apartado que se pide, o que no lo tengo; None si no se pide ninguno."""
    plana = " ".join(plegar(sin_abreviaturas(parte.lower())).split())
    if not _PUEDE_SER.search(plana):
        return None
    plana = _CON_PALABRAS.sub(lambda hallado: ".".join(str(_entero(uno)) for uno in hallado.groups()), plana)
    cuantos = _CUANTOS.search(plana)
    cuantas = (_entero(cuantos.group(1)) if cuantos.group(1) else 1) if cuantos else 0
    resto = _PARA_QUE_ES.sub(" ", _CUANTOS.sub(_con_su_nombre, plana))
    contable = cuantas > 0 or _RESUME.search(plana) is not None
    contestada = ParteContestada(parte, Resultado.RESPUESTA, 1.0, clase_de_dato(parte))
    sin_el: _Texto | None = None
    for texto in _textos(contexto):
        elegidos, sobra = _pedido(texto, resto, contable=contable) or (None, "")
        if elegidos is None or not _solo_pide(sobra):
            continue
        if not elegidos:
            sin_el = sin_el or texto
            continue
        if _INDICE.search(plana) and elegidos == texto.apartados:
            return replace(contestada, lectura=Lectura(textos.indice(texto.ficha, texto.titulos)))
        return _leer(contestada, texto, elegidos, cuantas, plana)
    if sin_el is None:
        return None
    lectura = Lectura(textos.no_tengo_ese_apartado(sin_el.ficha, sin_el.titulos))
    return replace(contestada, resultado=Resultado.CERCANO, confianza=CONFIANZA_DE_UN_VACIO, lectura=lectura)


def _con_su_nombre(cuantos: re.Match[str]) -> str:
    """«3 conclusiones» dice cuántas y también de dónde; «4 puntos», solo cuántos."""
    return " conclusiones " if "conclusion" in cuantos.group() else " "


def _textos(contexto: Contexto) -> Iterator[_Texto]:
    """Los documentos vigentes con sus apartados; las respuestas oficiales no los tienen."""
    fichas = {ficha.documento: ficha for ficha in fichas_vigentes(contexto)}
    for documento, suyos in groupby(contexto.fragmentos, key=lambda uno: uno.documento):
        if documento in fichas and not documento.startswith(CARPETA_DE_RESPUESTAS):
            apartados = (
                _Apartado(titulo, tuple(grupo)) for titulo, grupo in groupby(suyos, key=lambda uno: uno.apartado)
            )
            con_titulo = tuple(uno for uno in apartados if uno.titulo)
            if con_titulo:
                yield _Texto(fichas[documento], con_titulo)


def _pedido(texto: _Texto, plana: str, *, contable: bool) -> tuple[tuple[_Apartado, ...], str] | None:
    """Los apartados que se nombran (ninguno si no los tengo) y lo que queda de la pregunta; None si no se nombran.

    `contable`: se pide un resumen o un número de puntos; entonces basta el nombre del apartado.
    """
    if hallado := _CAPITULO.search(plana):
        return _del_capitulo(texto, hallado), plana[: hallado.start()] + " " + plana[hallado.end() :]
    if hallado := _NUMERADO.search(plana):
        return _con_numero(texto, plana, hallado)
    for nombre, comienzo in _DE_COSTUMBRE.items():
        if hallado := re.search(rf"\b{comienzo}\w*", plana):
            es_otra_cosa = nombre == "presentacion" or plana[: hallado.start()].endswith(("una ", "un "))
            suyos = _con_la_raiz(texto, comienzo)
            if suyos or not es_otra_cosa:
                return suyos, plana[: hallado.start()] + " " + plana[hallado.end() :]
    if contable or re.search(rf"\b{_SECCION}\b", plana):
        dichas = {raiz(palabra) for palabra in palabras(plana)}
        nombres = [(uno, frozenset(raices_con_sentido(uno.nombre))) for uno in texto.apartados]
        suyos = tuple(uno for uno, suyas in nombres if suyas and suyas <= dichas)
        if len(suyos) == 1:
            del_nombre = frozenset(raices_con_sentido(suyos[0].nombre))
            return suyos, " ".join(palabra for palabra in palabras(plana) if raiz(palabra) not in del_nombre)
    return (texto.apartados, _INDICE.sub(" ", plana)) if _INDICE.search(plana) else None


def _del_capitulo(texto: _Texto, hallado: re.Match[str]) -> tuple[_Apartado, ...]:
    """Todo el documento si es ese capítulo; si trae varios, los apartados de ese; ninguno si no está."""
    pedido = _entero(hallado.group(1)) if hallado.group(1) else _ORDINALES[hallado.group(2)]
    suyo = re.search(r"\d+|\b[ivx]+\b", plegar(texto.ficha.capitulo))
    if suyo is not None:
        return texto.apartados if _entero(suyo.group()) == pedido else ()
    titulos = [_CAPITULO.match(plegar(uno.titulo)) for uno in texto.apartados]
    return tuple(
        uno
        for uno, titulo in zip(texto.apartados, titulos, strict=True)
        if (titulo and titulo.group(1) and _entero(titulo.group(1)) == pedido)
        or uno.numero.partition(".")[0] == str(pedido)
    )


def _con_numero(texto: _Texto, plana: str, hallado: re.Match[str]) -> tuple[tuple[_Apartado, ...], str] | None:
    numero = hallado.group(1)
    resto = plana[: hallado.start()] + " " + plana[hallado.end() :]
    suyos = tuple(uno for uno in texto.apartados if uno.numero == numero or uno.numero.startswith(f"{numero}."))
    mayores = {uno.numero.partition(".")[0] for uno in texto.apartados if uno.numero}
    se_nombra = re.search(rf"\b(?:{_SECCION}|punto|capitulo)\b", plana) is not None
    return (suyos, resto) if suyos or se_nombra or numero.partition(".")[0] in mayores else None


def _con_la_raiz(texto: _Texto, comienzo: str) -> tuple[_Apartado, ...]:
    return tuple(uno for uno in texto.apartados if plegar(uno.nombre).startswith(comienzo))


def _solo_pide(resto: str) -> bool:
    """Dice si lo que queda solo pide leer: ninguna palabra habla de otra cosa."""
    return all(
        palabra in VACIAS or palabra in AL_PEDIR or palabra in _AL_LEER or palabra.isdigit()
        for palabra in palabras(resto)
    )


def _leer(
    contestada: ParteContestada, texto: _Texto, elegidos: Sequence[_Apartado], cuantas: int, plana: str
) -> ParteContestada:
    """Lo que se pidió leer: tantos puntos, todo, o lo principal si es largo."""
    fragmentos = tuple(fragmento for uno in elegidos for fragmento in uno.fragmentos)
    largo = sum(len(uno.texto) for uno in fragmentos)
    de_uno = elegidos[0].titulo if len(elegidos) == 1 else ""
    entrada = textos.lo_que_dice(texto.ficha, de_uno)
    cabe = largo <= (LARGO_DE_TODO if _TODO.search(plana) else LARGO_ENTERO)
    if not cuantas and cabe and len(elegidos) == 1:
        lectura = Lectura(entrada, tuple(map(citar, fragmentos)), fragmentos)
        vacio = next((hueco for uno in fragmentos if (hueco := hueco_anunciado(uno.texto, texto.ficha))), None)
        return replace(contestada, lectura=lectura, vacio=vacio)
    por_bloque = [uno.fragmentos for uno in elegidos] if len(elegidos) > 1 else [(uno,) for uno in fragmentos]
    oraciones = sum(len(uno.oraciones) for uno in fragmentos)
    puntos = _escoger(por_bloque, min(cuantas, oraciones) or len(por_bloque))
    cierre = (
        textos.son_todos(len(puntos)) if cuantas > len(puntos) else textos.HAY_MAS if len(puntos) < oraciones else ""
    )
    citas = tuple(citar(fragmento, tramo) for fragmento, tramo in puntos)
    lectura = Lectura(entrada, citas, fragmentos, cierre, en_puntos=True)
    citados = " ".join(cita.texto for cita in citas)
    return replace(contestada, lectura=lectura, vacio=hueco_anunciado(citados, texto.ficha))


def _escoger(bloques: Sequence[Sequence[Fragmento]], cuantos: int) -> list[tuple[Fragmento, Tramo]]:
    """Tantos puntos, en el orden del documento: primero el principal de cada bloque y después los que más dicen.

    Un punto es una oración, con la que la presenta («…la siguiente definición:») si hay para elegir.
    """
    unidas = [[uno for fragmento in bloque for uno in _puntos(fragmento)] for bloque in bloques]
    if sum(map(len, unidas)) < cuantos:
        unidas = [[(f, tramo) for f in bloque for tramo in f.oraciones] for bloque in bloques]
    todas = [uno for bloque in unidas for uno in bloque]
    frecuentes = [raiz for fragmento, tramo in todas for raiz in set(raices_con_sentido(fragmento.oracion(tramo)))]
    peso = {raiz: frecuentes.count(raiz) - 1 for raiz in set(frecuentes)}

    def dice(uno: tuple[Fragmento, Tramo]) -> int:
        return sum(peso[raiz] for raiz in set(raices_con_sentido(uno[0].oracion(uno[1]))))

    principales = [next((uno for uno in bloque if ": " in uno[0].oracion(uno[1])), bloque[0]) for bloque in unidas]
    demas = sorted((uno for uno in todas if uno not in principales), key=dice, reverse=True)
    elegidos = [*principales, *demas][:cuantos]
    return [uno for uno in todas if uno in elegidos]


def _puntos(fragmento: Fragmento) -> Iterator[tuple[Fragmento, Tramo]]:
    """Las oraciones de un fragmento; la que solo presenta la siguiente va con ella."""
    inicio: int | None = None
    for tramo in fragmento.oraciones:
        desde = tramo.inicio if inicio is None else inicio
        presenta = fragmento.oracion(tramo).endswith(":") and tramo != fragmento.oraciones[-1]
        inicio = desde if presenta else None
        if not presenta:
            yield fragmento, Tramo(desde, tramo.fin)


def _entero(dicho: str) -> int:
    """El número de «2», «ii» o «dos»."""
    return int(dicho) if dicho.isdigit() else (_ROMANOS | NUMEROS | _EN_INGLES)[dicho]
