"""La lista de actores («uno por línea») y las líneas rotuladas de cada actor."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.esquema import Linea, TipoActor
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.lectura import Explicacion, Lectura, Pide, Valido
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
SIGLAS = frozenset(
    "aecid giz usaid jica koica kfw pnud unicef fao bid caf onu ops fida oit acnur ugel unsa unmsm unsaac pucp upch uni"
    " minam midis minsa minedu midagri".split()
)
"""Las que por sí solas son el nombre de una organización."""
_SIGLAS_DE_CLASE = frozenset("ong eniex sac srl eirl sa scrl s.a.c. s.r.l. e.i.r.l. s.a. sac. srl.".split())
_SIN_DATO = {
    "no se",
    "no se todavia",
    "todavia no se",
    "aun no se",
    "no lo se",
    "por definir",
    "pendiente",
    "-",
    "?",
    "",
}


def leer_actores(texto: str, tipos: tuple[TipoActor, ...], proponente: str, minimo: int, maximo: int) -> Lectura:
    """Lee actores, uno por línea, con su tipo entre paréntesis o deducido del nombre.

    El valor es una lista de `{"nombre": …, "tipo": … | None}`, sin repetir ni incluir a quien propone.
    """
    lineas = [linea for linea in re.split(r"[\n;]", texto) if linea.strip()]
    if len(lineas) == 1 and (partes := _partes_en_linea(lineas[0])):
        juntos, separados = leer_lineas(lineas, tipos, proponente), leer_lineas(partes, tipos, proponente)
        if len(separados) > 1:
            todos = " · ".join(str(actor["nombre"]) for actor in separados)
            return Pide(
                f"¿Son {len(separados)} actores o es uno solo? Leí: {todos}.",
                ((f"Son {len(separados)}", [*separados]), ("Es uno solo", [*juntos])),
            )
    actores = leer_lineas(lineas, tipos, proponente)
    if any(not 3 <= len(str(actor["nombre"])) <= LARGO_MAXIMO_NOMBRE for actor in actores):
        return Explicacion(f"cada nombre debe tener entre 3 y {LARGO_MAXIMO_NOMBRE} caracteres, uno por línea")
    if len(actores) < minimo or all(_no_es_nadie(str(actor["nombre"])) for actor in actores):
        return Explicacion("no encontré ningún actor distinto de su organización")
    if ajeno := next((n for a in actores if _NO_ES_UN_ACTOR.fullmatch(comparable(n := str(a["nombre"])))), None):
        return Explicacion("eso no es una organización; escriba el nombre de cada actor, uno por línea", ajeno)
    if len(actores) > maximo:
        return Explicacion(f"son {len(actores)} y caben hasta {maximo}; deje los principales")
    return Valido([*actores], mostrar_actores([*actores], tipos))


def con_mayusculas(nombre: str) -> str:
    """«gobierno regional de puno» como «Gobierno Regional de Puno», y «giz» como «GIZ».

    Si ya trae alguna mayúscula, se deja como se escribió.
    """
    if nombre != nombre.lower():
        return nombre
    palabras = re.split(r"(\s+|(?<=[(\-/]))", nombre)
    for lugar, palabra in enumerate(palabras):
        if not {palabra.strip("().,"), palabra}.isdisjoint(SIGLAS | _SIGLAS_DE_CLASE):
            palabras[lugar] = palabra.upper()
        elif not lugar or palabra not in _SIN_MAYUSCULA:
            palabras[lugar] = palabra[:1].upper() + palabra[1:]
    return "".join(palabras)


def mostrar_actores(valor: Valor, tipos: tuple[TipoActor, ...]) -> str:
    """«GIZ: Fuente cooperante; Fundación Sol: falta saber qué es»."""
    lista = valor if isinstance(valor, list) else []
    return "; ".join(_con_etiqueta(dato, tipos) for dato in lista if isinstance(dato, dict))


def leer_lineas(lineas: list[str], tipos: tuple[TipoActor, ...], proponente: str) -> list[dict[str, Valor]]:
    """Convierte cada línea en un actor; quita viñetas, repetidos y al proponente."""
    vistos, actores = {comparable(proponente)}, list[dict[str, Valor]]()
    for linea in lineas:
        nombre, tipo = _nombre_y_tipo(_VINETA.sub("", linea).strip(), tipos)
        if nombre and comparable(nombre) not in vistos:
            vistos.add(comparable(nombre))
            actores.append({"nombre": con_mayusculas(nombre), "tipo": tipo})
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


def leer_matriz(texto: str, lineas: tuple[Linea, ...], maximo: int, previo: Valor = None) -> Lectura:
    """Lee «Rótulo: contenido», cada uno en su línea o seguidos. Lo que falta queda en None y lo que «no sabe», vacío.

    `previo`: lo ya guardado de ese actor; se conserva lo que este mensaje no menciona.
    """
    hallados = _rotulos(texto, lineas)
    if not hallados:
        return Explicacion("no encontré los rótulos; escriba cada cosa en su línea, con su rótulo y dos puntos")
    valor: dict[str, Valor] = {linea.clave: None for linea in lineas}
    if isinstance(previo, dict):
        valor |= previo
    dichos: dict[str, str] = {}
    for (clave, _, fin), siguiente in zip(hallados, [*hallados[1:], None], strict=True):
        contenido = texto[fin : siguiente[1] if siguiente else len(texto)].strip(" \n\t;,-–—•*·")
        if comparable(contenido) in _SIN_DATO:
            dichos.setdefault(clave, "")
        else:
            dichos[clave] = f"{dichos[clave]}; {contenido}" if dichos.get(clave) else contenido
    for clave, contenido in dichos.items():
        if len(contenido) > maximo:
            return Explicacion(f"una línea tiene {len(contenido)} caracteres y caben {maximo}; resúmala, por favor")
        valor[clave] = contenido
    if not any(dichos.values()) and not isinstance(previo, dict):
        return Explicacion("las líneas están vacías: escriba algo después de los dos puntos")
    if re.search(r"[:=]", texto):
        return Valido(valor)
    return Valido(
        valor, " · ".join(f"{linea.rotulo}: {dichos[linea.clave]}" for linea in lineas if dichos.get(linea.clave))
    )


def separar_riesgo(texto: str) -> tuple[str, str | None, str | None]:
    """Separa «riesgo — responsable: X — mitigación: Y»; lo que no está es None."""
    patron = re.compile(r"[\s;,.(–—-]*\b(responsable|se hace cargo|a cargo de|mitigacion)\s*:\s*")
    marcas = list(patron.finditer(plano(texto)))
    riesgo = texto[: marcas[0].start()].strip() if marcas else texto.strip()
    responsable = mitigacion = None
    for marca, siguiente in zip(marcas, [*marcas[1:], None], strict=False):
        contenido = texto[marca.end() : siguiente.start() if siguiente else len(texto)].strip(" .;,()") or None
        if marca.group(1) == "mitigacion":
            mitigacion = contenido
        else:
            responsable = contenido
    return riesgo or texto.strip(), responsable, mitigacion


def es_mismo_actor(dicho: str, nombre: str) -> bool:
    """Dice si alguien mencionado es ese actor: mismo nombre, parte de él o casi igual."""
    a, b = comparable(dicho), comparable(nombre)
    return bool(a) and (a in b or b in a or fuzz.token_set_ratio(a, b) >= 88)


def _no_es_nadie(nombre: str) -> bool:
    dicho = comparable(nombre)
    return dicho in _SIN_DATO or _NADIE.fullmatch(dicho) is not None


def _nombre_y_tipo(linea: str, tipos: tuple[TipoActor, ...]) -> tuple[str, str | None]:
    final = re.search(r"\s*\(([^()]+)\)\s*$", linea)
    if final:
        dicho = comparable(final.group(1))
        for tipo in tipos:
            if dicho in {comparable(n) for n in (tipo.etiqueta, tipo.valor, *tipo.sinonimos)}:
                return linea[: final.start()].strip(), tipo.valor
        deducido = deducir_tipo(linea[: final.start()], tipos) or deducir_tipo(final.group(1), tipos)
        return linea, deducido
    return linea, deducir_tipo(linea, tipos)


def _partes_en_linea(linea: str) -> list[str]:
    sin_parentesis = re.sub(r"\([^)]*\)", lambda p: p.group().replace(",", "\x00").replace(" y ", " \x01 "), linea)
    partes = re.split(r",\s+(?:y\s+)?|\s+y\s+(?:con\s+)?", sin_parentesis)
    return [p.replace("\x00", ",").replace("\x01", "y").strip(" .") for p in partes if p.strip(" .")]


def _con_etiqueta(actor: dict[str, Valor], tipos: tuple[TipoActor, ...]) -> str:
    etiqueta = next((tipo.etiqueta for tipo in tipos if tipo.valor == actor["tipo"]), "falta saber qué es")
    return f"{actor['nombre']}: {etiqueta}"


def _rotulos(texto: str, lineas: tuple[Linea, ...]) -> list[tuple[str, int, int]]:
    """Dónde empieza y termina cada rótulo: al inicio de una línea, o dentro de ella con dos puntos."""
    claves = {re.sub(r"\s+", " ", plano(n)): linea.clave for linea in lineas for n in (linea.rotulo, *linea.variantes)}
    nombres = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(claves, key=len, reverse=True))
    liso = plano(texto)
    inicio = rf"(?:^|\n)[\s\-–—•*·]*(?:\d\s*[.)]\s*)?(?P<a>{nombres})\s*(?:[:=]|\s[-–—]\s)"
    dentro = rf"(?<=[.;,\s])(?P<b>{nombres})\s*:"
    rotulos = "|".join(re.escape(plano(linea.rotulo)) for linea in lineas)
    suelto = rf"(?:^|\n)[\s\-–—•*·]*(?P<c>{rotulos})\s"
    if not re.search(r"[:=]", texto):  # todo seguido: «Se encarga de operar, aporta dos técnicos y gana prestigio»
        suelto = rf"(?:^|[\n.;,]|\sy\s)[\s\-–—•*·]*(?:y\s+)?(?:(?:el|su)\s+)?(?P<c>{rotulos})\s+(?:es\s+)?"
    hallados: list[tuple[str, int, int]] = []
    for hallado in re.finditer(f"{inicio}|{dentro}|{suelto}", liso):
        nombre = re.sub(r"\s+", " ", hallado.group("a") or hallado.group("b") or hallado.group("c"))
        hallados.append((claves[nombre], hallado.start(), hallado.end()))
    return hallados
