"""A quién se refiere un texto: de qué tipo parece una organización, qué actor se nombra, quién se encarga."""

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.esquema import Catalogos, Opcion, TipoActor
from bot.entrevista.valores.lectura import Entorno, plegadas
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano


def deducir_tipo(nombre: str, tipos: tuple[TipoActor, ...]) -> str | None:
    """El tipo que dicen las palabras del nombre; None si no lo dicen o si vale por más de uno («ONG»)."""
    posibles = tipos_posibles(nombre, tipos)
    return posibles[0] if len(posibles) == 1 else None


def tipos_posibles(nombre: str, tipos: tuple[TipoActor, ...]) -> tuple[str, ...]:
    """Los tipos que dice la primera palabra que señala alguno y, a la par, la más larga: varios si los dos la usan."""
    patron, valores = _senales(tipos)
    hallada = patron.search(plano(nombre))
    if hallada is None:
        return ()
    if hallada.lastgroup is not None:  # el grupo lleva el lugar del tipo
        return (tipos[int(hallada.lastgroup[1:])].valor,)
    return valores[re.sub(r"\s+", " ", hallada.group())]


def tipo_calificado(dicho: str, tipos: tuple[TipoActor, ...]) -> tuple[str, int] | None:
    """El tipo que dice una palabra con su gentilicio («una ONG alemana»), y dónde acaban; None si no lo hay."""
    hallada = _senales(tipos)[0].search(plano(dicho))
    if hallada is None or hallada.lastgroup is None:
        return None
    return tipos[int(hallada.lastgroup[1:])].valor, hallada.end()


@lru_cache(maxsize=4)
def _senales(tipos: tuple[TipoActor, ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Una expresión con las palabras de todos los tipos, la más larga primero, y de qué tipos es cada una."""
    valores: dict[str, tuple[str, ...]] = {}
    for tipo in tipos:
        for palabra in tipo.palabras:
            valores[plano(palabra)] = (*valores.get(plano(palabra), ()), tipo.valor)
    escritas = [_escrita(palabra) for palabra in sorted(valores, key=len, reverse=True)]
    calificadas = [
        rf"(?P<t{lugar}>(?:{'|'.join(_escrita(plano(base)) for base in tipo.bases)})(?:\s+[\w.&-]+){{0,4}}?\s+\(?"
        rf"(?:{'|'.join(_escrita(plano(uno)) for uno in tipo.gentilicios)})(?:e?s)?)"
        for lugar, tipo in enumerate(tipos)
        if tipo.bases and tipo.gentilicios
    ]
    alternativas = "|".join((*calificadas, *escritas)) or "(?!)"
    return re.compile(rf"(?<![a-z0-9])(?:{alternativas})(?![a-z0-9])"), valores


def _escrita(palabra: str) -> str:
    return re.escape(palabra).replace(r"\ ", r"\s+")


def clases_de_actor(catalogos: Catalogos) -> tuple[Opcion, ...]:
    """Los tipos de organización como opciones de una pregunta."""
    return tuple(Opcion(tipo.valor, tipo.etiqueta, tipo.sinonimos + tipo.palabras) for tipo in catalogos.tipos_actor)


_PALABRAS_SIN_INICIAL = {"de", "del", "la", "las", "los", "el", "y", "e", "para", "en"}


def _es_el_mismo(dicho: str, nombre: str) -> bool:
    """Mismo nombre, parte de él o casi igual; los dos, ya comparables."""
    return bool(dicho) and (dicho in nombre or nombre in dicho or fuzz.token_set_ratio(dicho, nombre) >= 88)


def reconocer_actor(dicho: str, actores: tuple[str, ...]) -> str:
    """El nombre del actor mencionado, por su nombre, parte de él o sus siglas; lo dicho, si no está claro."""
    return reconocedor(actores)(dicho)


def reconocedor(actores: tuple[str, ...]) -> Callable[[str], str]:
    """Lo mismo para muchos textos: los actores se preparan una sola vez."""
    conocidos = [(nombre, comparable(nombre), siglas_de(nombre)) for nombre in actores]

    def reconocer(dicho: str) -> str:
        comparado = comparable(dicho)
        if not comparado:  # de un renglón sin palabras no hay a quién reconocer
            return dicho
        siglas, suelto = re.sub(r"[^a-z0-9]", "", plano(dicho)), comparable(sin_articulo(dicho))
        candidatos = [
            (nombre, suyo)
            for nombre, suyo, suyas in conocidos
            if _es_el_mismo(suelto, suyo) or (len(siglas) >= 2 and siglas in suyas)
        ]
        posibles = [nombre for nombre, suyo in candidatos if suyo == comparado] or [nombre for nombre, _ in candidatos]
        return posibles[0] if len(posibles) == 1 else dicho

    return reconocer


def nombra_solo_a(dicho: str, actor: str) -> bool:
    """Dice si unas palabras son el nombre de ese actor y nada más: «capacitación a la JASS» dice más."""
    suyas = set(comparable(sin_articulo(actor)).split())
    dichas = comparable(sin_articulo(dicho)).split()
    return len(dichas) == 1 or not [palabra for palabra in dichas if len(palabra) >= 4 and palabra not in suyas]


def siglas_de(nombre: str) -> set[str]:
    """Las siglas posibles: las que trae entre paréntesis y las iniciales de sus palabras."""
    palabras = re.findall(r"[a-z0-9]+", plano(re.sub(r"\([^)]*\)", " ", nombre)))
    iniciales = "".join(p[0] for p in palabras if p not in _PALABRAS_SIN_INICIAL)
    return {iniciales, *(re.sub(r"[^a-z0-9]", "", plano(s)) for s in re.findall(r"\(([^)]*+)\)", nombre))} - {""}


_LETRAS_DE_UNA_PALABRA = 4
"""Las que toma de cada una, a lo más, una sigla de sílabas: «GER-CE-TUR», «PROD»."""


@lru_cache(maxsize=2048)
def es_sigla_de(sigla: str, nombre: str) -> bool:
    """Dice si una sigla, ya plegada, son los comienzos de las primeras palabras de un nombre: «gerepro», «diresa»."""
    escritas = (p for p in re.findall(r"[a-z0-9]+", plano(nombre)) if p not in _PALABRAS_SIN_INICIAL)
    faltan = {sigla}  # lo que queda por explicar de la sigla, según cuántas letras se tomen de cada palabra
    for lugar, palabra in enumerate(escritas, start=1):
        faltan = {
            resto[letras:]
            for resto in faltan
            for letras in range(1, _LETRAS_DE_UNA_PALABRA + 1)
            if len(palabra) >= letras and resto.startswith(palabra[:letras])
        }
        if "" in faltan:
            return lugar > 2 or (lugar == 2 and len(sigla) > _LETRAS_DE_UNA_PALABRA)
    return False


_EMPIEZA_CON_ARTICULO = diferida(r"(?:el|la|los|las|un|una)\s")
_CON_QUE_SE_REDUCE = diferida(
    r"\s{1,2}(?=\w+(?:ando|iendo|endo)\b|con\s{1,2}un[oa]?\b|con\s{1,2}(?:plan|seguro|fechas|actas?)\b)"
)
_NOSOTROS = diferida(
    r"(?:a\s+)?(?:nosotr[oa]s(?:\s+mism[oa]s)?|nuestra\s+(?:organizacion|empresa|institucion|ong)|yo)\b"
)
_TODOS = diferida(
    r"(?:tod[oa]s|tod[oa]s\s+(?:los\s+)?actores|entre\s+tod[oa]s|el\s+comite|la\s+directiva)(?:\s+\w+){0,3}"
)
_VE_ESO = diferida(
    r"\s{1,2}(?:ve|ven|hace|hacen|asume|asumen|se\s{1,2}encarga|responde|lo\s{1,2}ve|lo\s{1,2}asume)(?:\s{1,2}(?:de\s{1,2})?eso)?$"
)
_ES_COMPLEMENTO = diferida(r"(?<![a-z])(?:de|del|con|en|por|para|a|al)\s+(?:la\s+|el\s+|los\s+|las\s+)?$")
_LARGO_DE_UN_ACTOR = 7  # palabras
_ANTES_DE_UN_COMPLEMENTO = frozenset("a de del con para en por al sin desde hacia entre sobre y e o".split())


def sin_lo_que_hace(trozo: str) -> tuple[str, str]:
    """«la muni con un plan de contingencia»: quién, y con qué."""
    sin = _VE_ESO.sub("", plano(trozo))
    trozo = trozo[: len(sin)]
    corte = _CON_QUE_SE_REDUCE.search(plano(trozo))
    return (trozo[: corte.start()], trozo[corte.end() :]) if corte else (trozo, "")


def es_alguien(trozo: str, entorno: Entorno) -> bool:
    """Un actor ya nombrado, «nosotros» o pocas palabras que son una organización."""
    liso = plano(trozo).strip(" .")
    if not liso or len(liso.split()) > _LARGO_DE_UN_ACTOR:
        return False
    if _NOSOTROS.match(liso) or _TODOS.fullmatch(liso):
        return True
    actor = reconocer_actor(trozo, entorno.actores)
    if actor in entorno.actores and len(comparable(trozo)) > 2 and nombra_solo_a(trozo, actor):
        return True
    primera = re.sub(r"^(?:por\s+)?(?:(?:el|la|los|las|nuestr[oa]s?)\s+)?", "", liso)
    propias = entorno.catalogos.organizaciones
    conocidas = plegadas(propias.genericas) | plegadas(propias.siglas) | plegadas(propias.quienes)
    comienzo = " ".join(primera.split()[:2])
    if not conocidas.isdisjoint({comienzo, comienzo.partition(" ")[0]}):
        return True
    senal = _senales(entorno.catalogos.tipos_actor)[0].search(primera)
    if senal is None or _ES_COMPLEMENTO.search(primera, 0, senal.start()):  # «prueba de la UGEL» no es alguien
        return False
    return senal.start() == 0 or senal.end() == len(primera.rstrip(".")) or trozo.strip()[:1].isupper()


def puede_ser_alguien(trozo: str) -> bool:
    """«StartUp Kusi», «los profesores cesantes»: pocas palabras, con artículo o con mayúscula."""
    palabras = trozo.split()
    if not 1 <= len(palabras) <= 5 or re.search(r"\d", trozo):
        return False
    return (
        bool(re.match(r"(?:el|la|los|las|nuestr[oa]s?|un[oa]?)\s", plano(trozo)))
        or trozo[:1].isupper()
        or len(palabras) <= 2
    )


def a_quien(dicho: str, entorno: Entorno) -> str:
    """«nosotros» es quien propone."""
    dicho = _limpio(re.sub(r"^(?:por|con)\s+(?=la\b|el\b|los\b|las\b)", "", dicho.strip()))
    propio = _NOSOTROS.fullmatch(plano(dicho))
    return entorno.proponente if propio and entorno.proponente else dicho


def actor_al_final(texto: str, entorno: Entorno) -> tuple[str, str] | None:
    """«la obra la mina»: lo que se hace y quién, si son un nombre y, al final, alguien que no es su complemento."""
    if _EMPIEZA_CON_ARTICULO.match(plano(texto)) is None:
        return None  # «instalar la posta», «cambie el alcalde»: lo del final es el complemento o el sujeto
    for articulo in reversed(list(re.finditer(r"\s(?=(?:la|el|los|las|nuestra)\s)", plano(texto)))):
        antes, quien = texto[: articulo.start()], texto[articulo.end() :]
        if not antes.strip() or plano(antes).split()[-1] in _ANTES_DE_UN_COMPLEMENTO:
            continue
        if es_alguien(quien, entorno):
            return antes.strip(), quien.strip()
    return None


def sin_quien(dicho: str, actor: str) -> str:
    """«la bodega junta botellas», dicho de Bodega la Esquina, es «junta botellas»; lo mismo si solo lo nombra."""
    palabras = dicho.split()
    for cuantas in range(min(LARGO_DE_UN_ACTOR, len(palabras) - 1), 0, -1):
        quien = " ".join(palabras[:cuantas])
        if plano(palabras[cuantas - 1]) in _SIGUE_EL_NOMBRE:
            continue
        es_suyo = reconocer_actor(quien, (actor,)) == actor and nombra_solo_a(quien, actor)
        if (es_suyo or plano(quien) in _LOS_QUE_HABLAN) and plano(palabras[cuantas]) not in _SIGUE_EL_NOMBRE:
            return " ".join(palabras[cuantas:])
    return dicho


_LOS_QUE_HABLAN = frozenset({"nosotros", "nosotras"})
_SIGUE_EL_NOMBRE = frozenset("y e o de del la el los las con que no ya".split())
LARGO_DE_UN_ACTOR = 8


def sin_articulo(dicho: str) -> str:
    """«la muni de Celendín» se compara como «municipalidad de Celendín»."""
    sin = re.sub(r"^(?:el|la|los|las|nuestr[oa]s?|mi)\s+", "", plano(dicho).strip())
    return re.sub(r"^(?:muni|municipio)\b", "municipalidad", sin)


def _limpio(dicho: str) -> str:
    return dicho.strip(" \n\t;,.|—–-")
