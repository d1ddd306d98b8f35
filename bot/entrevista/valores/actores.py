"""La lista de actores («uno por línea»): sus nombres, de qué tipo parece cada uno y a cuál se refiere un texto."""

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.esquema import Campo, Catalogos, Opcion, Pregunta, TipoActor
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.definicion import Muestra, Tipo, TipoDeCampo, en_lista
from bot.entrevista.valores.lectura import SIN_SABER, Entorno, Explicacion, Lectura, Pide, Valido, plegadas
from bot.entrevista.valores.textos import leer_elegida, mostrar_elegida, una_opcion
from conocimiento.palabras import UN_MES_CON_ERRATAS, comparable, plano

LARGO_MAXIMO_NOMBRE = 150
_VINETA = re.compile(r"^\s*(?:[-–—•*·▪]+|\d{1,2}\s*[.)-](?!\d)|[a-z]\))\s*")
_NADIE = re.compile(
    r"(ningun[oa]?|nadie|sol[oa]s?|solamente|unicamente|nosotr[oa]s)"
    r"( (mas|yo|nosotr[oa]s|sol[oa]s?|por ahora))*"
)
_NO_ES_UN_ACTOR = re.compile(
    rf"(para |en |desde |hasta )?({UN_MES_CON_ERRATAS})( (de|del))?( \d{{4}})?"
    r"|[\d.,]+ (mes(es)?|anos?|dias?|soles|dolares|familias|personas)|[\d.,/ -]+"
)
_SIN_MAYUSCULA = frozenset("a al con de del e el en la las los o para por u y".split())
_PALABRAS_SIN_INICIAL = {"de", "del", "la", "las", "los", "el", "y", "e", "para", "en"}
_SIGLAS_DE_CLASE = frozenset("ong eniex sac srl eirl sa scrl s.a.c. s.r.l. e.i.r.l. s.a. sac. srl.".split())


def leer_actores(texto: str, catalogos: Catalogos, proponente: str, minimo: int, maximo: int) -> Lectura:
    """Lee actores, uno por línea, con su tipo entre paréntesis o deducido del nombre.

    El valor es una lista de `{"nombre": …, "tipo": … | None}`, sin repetir ni incluir a quien propone.
    """
    lineas = [linea for linea in re.split(r"[\n;]", texto) if linea.strip()]
    if len(lineas) == 1 and (partes := _partes_en_linea(lineas[0])):
        juntos, separados = leer_lineas(lineas, catalogos, proponente), leer_lineas(partes, catalogos, proponente)
        if len(separados) > 1:
            todos = " · ".join(str(actor["nombre"]) for actor in separados)
            return Pide(
                f"¿Son {len(separados)} actores o es uno solo? Leí: {todos}.",
                ((f"Son {len(separados)}", [*separados]), ("Es uno solo", [*juntos])),
            )
    actores = leer_lineas(lineas, catalogos, proponente)
    if any(not 3 <= len(str(actor["nombre"])) <= LARGO_MAXIMO_NOMBRE for actor in actores):
        return Explicacion(f"cada nombre debe tener entre 3 y {LARGO_MAXIMO_NOMBRE} caracteres, uno por línea")
    if len(actores) < minimo or all(_no_es_nadie(str(actor["nombre"])) for actor in actores):
        return Explicacion("no encontré ningún actor distinto de su organización")
    if ajeno := next((n for a in actores if _NO_ES_UN_ACTOR.fullmatch(comparable(n := str(a["nombre"])))), None):
        return Explicacion("eso no es una organización; escriba el nombre de cada actor, uno por línea", ajeno)
    if len(actores) > maximo:
        return Explicacion(f"son {len(actores)} y caben hasta {maximo}; deje los principales")
    return Valido([*actores], mostrar_actores([*actores], catalogos.tipos_actor))


def con_mayusculas(nombre: str, siglas: tuple[str, ...]) -> str:
    """«gobierno regional de puno» como «Gobierno Regional de Puno», y «giz» como «GIZ».

    Si ya trae alguna mayúscula, se deja como se escribió.
    """
    if nombre != nombre.lower():
        return nombre
    palabras = re.split(r"(\s+|(?<=[(\-/]))", nombre)
    en_mayusculas = plegadas(siglas) | _SIGLAS_DE_CLASE
    for lugar, palabra in enumerate(palabras):
        if not {palabra.strip("().,"), palabra}.isdisjoint(en_mayusculas):
            palabras[lugar] = palabra.upper()
        elif not lugar or palabra not in _SIN_MAYUSCULA:
            palabras[lugar] = palabra[:1].upper() + palabra[1:]
    return "".join(palabras)


def mostrar_actores(valor: Valor, tipos: tuple[TipoActor, ...]) -> str:
    """«GIZ: Fuente cooperante; Fundación Sol: falta saber qué es»."""
    lista = valor if isinstance(valor, list) else []
    return "; ".join(_con_etiqueta(dato, tipos) for dato in lista if isinstance(dato, dict))


def leer_lineas(lineas: list[str], catalogos: Catalogos, proponente: str) -> list[dict[str, Valor]]:
    """Convierte cada línea en un actor; quita viñetas, repetidos y al proponente."""
    vistos, actores = {comparable(proponente)}, list[dict[str, Valor]]()
    for linea in lineas:
        nombre, tipo = _nombre_y_tipo(_VINETA.sub("", linea).strip(), catalogos.tipos_actor)
        if nombre and comparable(nombre) not in vistos:
            vistos.add(comparable(nombre))
            actores.append({"nombre": con_mayusculas(nombre, catalogos.organizaciones.siglas), "tipo": tipo})
    return actores


def deducir_tipo(nombre: str, tipos: tuple[TipoActor, ...]) -> str | None:
    """Deduce el tipo por las palabras del nombre: gana la primera que aparece y, a la par, la más larga."""
    patron, valores = _senales(tipos)
    hallada = patron.search(plano(nombre))
    return valores[re.sub(r"\s+", " ", hallada.group())] if hallada else None


@lru_cache(maxsize=4)
def _senales(tipos: tuple[TipoActor, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Una expresión con las palabras de todos los tipos, la más larga primero, y de qué tipo es cada una."""
    valores: dict[str, str] = {}
    for tipo in tipos:
        for palabra in tipo.palabras:
            valores.setdefault(plano(palabra), tipo.valor)
    escritas = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(valores, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{escritas or '(?!)'})(?![a-z0-9])"), valores


def es_mismo_actor(dicho: str, nombre: str) -> bool:
    """Dice si alguien mencionado es ese actor: mismo nombre, parte de él o casi igual."""
    return _es_el_mismo(comparable(dicho), comparable(nombre))


def _es_el_mismo(dicho: str, nombre: str) -> bool:
    return bool(dicho) and (dicho in nombre or nombre in dicho or fuzz.token_set_ratio(dicho, nombre) >= 88)


def reconocer_actor(dicho: str, actores: tuple[str, ...]) -> str:
    """El nombre del actor mencionado, por su nombre, parte de él o sus siglas; lo dicho, si no está claro."""
    return reconocedor(actores)(dicho)


def reconocedor(actores: tuple[str, ...]) -> Callable[[str], str]:
    """Lo mismo para muchos textos: los actores se preparan una sola vez."""
    conocidos = [(nombre, comparable(nombre), _siglas(nombre)) for nombre in actores]

    def reconocer(dicho: str) -> str:
        comparado = comparable(dicho)
        if not comparado:  # de un renglón sin palabras no hay a quién reconocer
            return dicho
        siglas, sin_articulo = re.sub(r"[^a-z0-9]", "", plano(dicho)), comparable(_sin_articulo(dicho))
        candidatos = [
            (nombre, suyo)
            for nombre, suyo, suyas in conocidos
            if _es_el_mismo(sin_articulo, suyo) or (len(siglas) >= 2 and siglas in suyas)
        ]
        posibles = [nombre for nombre, suyo in candidatos if suyo == comparado] or [nombre for nombre, _ in candidatos]
        return posibles[0] if len(posibles) == 1 else dicho

    return reconocer


def _no_es_nadie(nombre: str) -> bool:
    dicho = comparable(nombre)
    return dicho in SIN_SABER or _NADIE.fullmatch(dicho) is not None


def _nombre_y_tipo(linea: str, tipos: tuple[TipoActor, ...]) -> tuple[str, str | None]:
    final = re.search(r"(?<!\s)\s*\(([^()]+)\)\s*$", linea)
    if final:
        dicho = comparable(final.group(1))
        for tipo in tipos:
            if dicho in {comparable(n) for n in (tipo.etiqueta, tipo.valor, *tipo.sinonimos)}:
                return linea[: final.start()].strip(), tipo.valor
        deducido = deducir_tipo(linea[: final.start()], tipos) or deducir_tipo(final.group(1), tipos)
        return linea, deducido
    return linea, deducir_tipo(linea, tipos)


def _partes_en_linea(linea: str) -> list[str]:
    cierre = linea.rfind(")") + 1  # lo que se abre después no se cierra
    sin_parentesis = re.sub(
        r"\([^)]*\)", lambda p: p.group().replace(",", "\x00").replace(" y ", " \x01 "), linea[:cierre]
    )
    partes = re.split(r",\s+(?:y\s+)?|(?<!\s)\s+y\s+(?:con\s+)?", sin_parentesis + linea[cierre:])
    return [p.replace("\x00", ",").replace("\x01", "y").strip(" .") for p in partes if p.strip(" .")]


def _con_etiqueta(actor: dict[str, Valor], tipos: tuple[TipoActor, ...]) -> str:
    etiqueta = next((tipo.etiqueta for tipo in tipos if tipo.valor == actor["tipo"]), "falta saber qué es")
    return f"{actor['nombre']}: {etiqueta}"


def _sin_articulo(dicho: str) -> str:
    """«la muni de Celendín» se compara como «municipalidad de Celendín»."""
    sin = re.sub(r"^(?:el|la|los|las|nuestra?|mi)\s+", "", plano(dicho).strip())
    return re.sub(r"^(?:muni|municipio)\b", "municipalidad", sin)


def _siglas(nombre: str) -> set[str]:
    """Las siglas posibles: las que trae entre paréntesis y las iniciales de sus palabras."""
    palabras = re.findall(r"[a-z0-9]+", plano(re.sub(r"\([^)]*\)", " ", nombre)))
    iniciales = "".join(p[0] for p in palabras if p not in _PALABRAS_SIN_INICIAL)
    return {iniciales, *(re.sub(r"[^a-z0-9]", "", plano(s)) for s in re.findall(r"\(([^)]*+)\)", nombre))} - {""}


def clases_de_actor(catalogos: Catalogos) -> tuple[Opcion, ...]:
    """Los tipos de organización como opciones de una pregunta."""
    return tuple(Opcion(tipo.valor, tipo.etiqueta, tipo.sinonimos + tipo.palabras) for tipo in catalogos.tipos_actor)


def _es_conocido(_campo: Campo, texto: str, entorno: Entorno) -> bool:
    return reconocer_actor(texto, entorno.actores) in entorno.actores


_LISTAS_DE_MUESTRA: tuple[tuple[tuple[str, str | None], ...], ...] = (
    (("Municipalidad de Celendín", "gob_local"), ("Cooperación Andina", "fuente"), ("Agua Limpia", "empresa")),
    (("Universidad de Cajamarca", "academia"),),
    (("Municipalidad de Celendín", "gob_local"), ("Fundación Sol", None)),
)


def _muestra(_pregunta: Pregunta, muestra: Muestra) -> Valor:
    lugar = -1 if muestra.a_medias else muestra.variante % len(_LISTAS_DE_MUESTRA)
    return [{"nombre": nombre, "tipo": tipo} for nombre, tipo in _LISTAS_DE_MUESTRA[lugar]]


TIPOS = {
    "actores": Tipo(
        leer=lambda pregunta, texto, entorno: leer_actores(
            texto, entorno.catalogos, entorno.proponente, pregunta.minimo or 1, pregunta.maximo or 12
        ),
        muestra=_muestra,
        mostrar=lambda _, valor, catalogos: mostrar_actores(valor, catalogos.tipos_actor),
        con_numero=en_lista,
        largo=None,
        minutos=1.0,
        es_lista=True,
        es_libre=True,
        trae_otras=False,
    ),
    "clase_actor": Tipo(
        leer=leer_elegida,
        muestra=una_opcion,
        mostrar=mostrar_elegida,
        opciones_de=clases_de_actor,
        minutos=0.2,
        es_estricto=True,
        trae_otras=False,
    ),
}

CAMPOS = {
    "actor": TipoDeCampo(
        leer=lambda _, texto, entorno: Valido(reconocer_actor(texto, entorno.actores)),
        muestra=lambda campo, muestra: (
            muestra.nombres[muestra.variante % len(muestra.nombres)] if muestra.nombres else muestra.texto
        ),
        reconoce=_es_conocido,
        es_libre=True,
        nombra_actor=True,
    ),
}
