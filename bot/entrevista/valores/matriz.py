"""Lo que toca a cada actor: sus líneas rotuladas («Aporta: …»), de uno o de varios en un solo mensaje."""

import re
from string import whitespace

from bot.entrevista.esquema import Catalogos, Linea, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.actores import reconocedor
from bot.entrevista.valores.cifras.trozos import sin_bordes
from bot.entrevista.valores.definicion import Muestra, Tipo
from bot.entrevista.valores.lectura import SIN_SABER, VINETA, Explicacion, Lectura, Valido
from conocimiento.palabras import comparable, plano

_DE_UN_RIESGO = re.compile(r"\b(responsable|se hace cargo|a cargo de|mitigacion)\s*:\s*")
_ANTES_DE_UNA_MARCA = f"{whitespace}\xa0;,.(–—-"
_SANGRIA = r"(?:[^\S\n]|[-–—•*·])*+"  # sin saltos: cada salto es otro sitio donde puede empezar un rótulo
LARGO_DE_UN_NOMBRE = 12  # palabras


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
        contenido = sin_bordes(texto[fin : siguiente[1] if siguiente else len(texto)], " \n\t;,-–—•*·")
        if comparable(contenido) in SIN_SABER:
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


def separar_por_actor(texto: str, actual: str, actores: tuple[str, ...]) -> list[tuple[str, str]]:
    """Lo que se dice de cada actor, si un mensaje trae varios: cada uno, con su nombre al comienzo de una línea.

    Lo que va antes del primer nombre es del actor `actual`. Si no se nombra a ninguno, todo es suyo.
    """
    bloques: list[tuple[str, list[str]]] = [(actual, [])]
    reconocer = reconocedor(actores)
    for linea in texto.splitlines():
        limpia = VINETA.sub("", linea).strip(" *_")
        cabeza, dos_puntos, resto = limpia.partition(":")
        nombre = reconocer(cabeza.strip())
        if nombre in actores and (dos_puntos or not resto) and len(cabeza.split()) <= LARGO_DE_UN_NOMBRE:
            bloques.append((nombre, [resto.strip()]))
        else:
            bloques[-1][1].append(linea)
    unidos = [(nombre, "\n".join(lineas).strip()) for nombre, lineas in bloques]
    return [(nombre, dicho) for nombre, dicho in unidos if dicho]


def _rotulos(texto: str, lineas: tuple[Linea, ...]) -> list[tuple[str, int, int]]:
    """Dónde empieza y termina cada rótulo: al inicio de una línea, o dentro de ella con dos puntos."""
    claves = {re.sub(r"\s+", " ", plano(n)): linea.clave for linea in lineas for n in (linea.rotulo, *linea.variantes)}
    nombres = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(claves, key=len, reverse=True))
    liso = plano(texto)
    inicio = rf"(?:^|\n){_SANGRIA}(?:\d\s*[.)]\s*)?(?P<a>{nombres})\s*(?:[:=]|\s[-–—]\s)"
    dentro = rf"(?<=[.;,\s])(?P<b>{nombres})\s*:"
    rotulos = "|".join(re.escape(plano(linea.rotulo)) for linea in lineas)
    suelto = rf"(?:^|\n){_SANGRIA}(?P<c>{rotulos})\s"
    if not re.search(r"[:=]", texto):  # todo seguido: «Se encarga de operar, aporta dos técnicos y gana prestigio»
        principio = rf"(?:(?:^|\n){_SANGRIA}|(?:[.;,]|\sy\s)[\s–—•*·-]*+)"
        suelto = rf"{principio}(?:y\s+)?(?:(?:el|su)\s+)?(?P<c>{rotulos})\s+(?:es\s+)?"
    hallados: list[tuple[str, int, int]] = []
    for hallado in re.finditer(f"{inicio}|{dentro}|{suelto}", liso):
        nombre = re.sub(r"\s+", " ", hallado.group("a") or hallado.group("b") or hallado.group("c"))
        hallados.append((claves[nombre], hallado.start(), hallado.end()))
    return hallados


def mostrar_matriz(pregunta: Pregunta, valor: Valor, _catalogos: Catalogos) -> str:
    """Una línea por rótulo; «pendiente» en la que falta."""
    dichas = valor if isinstance(valor, dict) else {}
    return "\n".join(f"{linea.rotulo}: {dichas.get(linea.clave) or 'pendiente'}" for linea in pregunta.lineas)


def _muestra(pregunta: Pregunta, muestra: Muestra) -> Valor:
    return {
        linea.clave: None if muestra.a_medias and lugar % 2 else f"{linea.rotulo}: {muestra.texto}"
        for lugar, linea in enumerate(pregunta.lineas)
    }


TIPOS = {
    "matriz": Tipo(
        leer=lambda pregunta, texto, entorno: leer_matriz(
            texto, pregunta.lineas, pregunta.maximo or 400, entorno.previo
        ),
        muestra=_muestra,
        mostrar=mostrar_matriz,
        pide="lineas",
        largo=None,
        minutos=1.1,
        es_libre=True,
        trae_otras=False,
    ),
}
