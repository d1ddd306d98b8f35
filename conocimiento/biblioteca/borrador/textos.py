"""Lo que lee quien revisa un borrador de preguntas: qué es, qué hacer con él y qué le falta."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from conocimiento.expresiones import diferida
from conocimiento.frases import cantidad, en_un_renglon, enumerar

AJENAS = ("¿Quién ganó el partido de ayer?", "¿Va a llover mañana en Lima?", "¿Cómo se prepara el ceviche?")
SIN_PREGUNTA = "escriba cómo lo preguntaría la gente, o borre la idea"
SIGUE = "la oración sigue: puede alargarlas"
ANCHO = 118
LARGO_DE_LO_CITADO = 700
"""Letras de una cita: unas «palabras» más largas no se muestran enteras."""
_ARTICULO = diferida(r"Artículo (?P<numero>\d{1,4})\b")
SOBRE_LO_QUE_NO_DICE = """# Lo que la gente suele preguntar y aquí no hallé. Compruébelo: si de verdad no lo dice,
# cambie a «revisada: sí»; si lo dice, bórrelo. Cada pregunta nombra de qué trata esta norma, y conviene que siga así:
# una que no la nombra («¿Cuánto cuesta?») podría tapar lo que dice otra norma. «falta» termina la frase «el documento
# no dice…».
# «cerca» es opcional: las palabras del documento que más se acercan, tal cual, para mostrarlas. Por ejemplo:
#   - idea: no-dice-monto-de-la-multa
#     revisada: sí
#     falta: "de cuánto es la multa"
#     cerca: "será sancionado por la autoridad competente"
#     apartado: "Artículo 18"
#     preguntas:
#       - "¿De cuánto es la multa por no presentar el informe?\""""
SIN_NOMBRE = """# No propuse nada de lo que el documento no dice, porque no supe cómo llamarlo: póngale título
# (alianzas documentos corregir CLAVE --titulo "…") y vuelva a pedir este archivo."""
_ES_UN_BORRADOR, _YA_REVISADO = "# Borrador de cómo preguntaría la gente", "# Preguntas de este documento: "
"""Con lo que empieza la cabecera que pone el programa; se reconoce por ello."""
_CABECERA = f"""{_ES_UN_BORRADOR} por este documento. Lo escribió el programa: nada se usa
# mientras usted no lo revise. Va en el orden del documento."""
_QUE_HACER = f"""# De cada idea: corrija las preguntas como las haría la gente y agregue otras (cinco o más es lo
# mejor), o bórrela. Si está bien, cambie «revisada: no» por «revisada: sí».
# «palabras» dice qué se cita. Puede acortarlas, alargarlas o cambiarlas por otras, siempre copiadas del documento sin
# cambiarles una letra; más de {LARGO_DE_LO_CITADO} letras no se muestran enteras.
# Si las mismas palabras están en dos apartados, diga en cuál. Para agregar una idea, copie una y cámbiela:
#   - idea: un-nombre-corto-que-no-se-repita
#     revisada: sí
#     palabras: "copiadas del documento, tal cual"
#     apartado: "Artículo 5"
#     preguntas:
#       - "¿Cómo lo preguntaría alguien?"
#       - "como lo escribiria otro, sin tildes"
# Escriba con espacios y no con tabuladores, y cierre cada comilla (" y no “ ni ”)."""


def cabecera(sin_pregunta: int, sin_hallar: Mapping[str, int], sin_sitio: Mapping[str, int]) -> str:
    """Qué es el archivo, qué hacer con él y qué le falta.

    De cada apartado, cuántas oraciones quedaron fuera: `sin_hallar`, porque no se ve qué se preguntaría; `sin_sitio`,
    porque el archivo ya está lleno.
    """
    lineas = [_CABECERA, _QUE_HACER]
    if sin_pregunta:
        van = "va" if sin_pregunta == 1 else "van"
        lineas.append(f'# {cantidad(sin_pregunta, "idea")} {van} sin pregunta (""): escríbala usted, o borre la idea.')
    if sin_hallar:
        fuera = cantidad(sum(sin_hallar.values()), "oración", "oraciones")
        dicho = f"No propuse {fuera} de las que no sé qué se preguntaría. Si alguna importa, agréguela. Están en"
        lineas += _en_comentario(f"{dicho}: {nombrar_apartados(sin_hallar)}.")
    if sin_sitio:
        fuera = cantidad(sum(sin_sitio.values()), "oración más", "oraciones más")
        cabian = "cabía" if sum(sin_sitio.values()) == 1 else "cabían"
        dicho = f"No {cabian} en el archivo {fuera}. Si alguna importa, agréguela. Están en"
        lineas += _en_comentario(f"{dicho}: {nombrar_apartados(sin_sitio)}.")
    return "\n".join(lineas) + "\n"


def para_corregir(escrito: str, revisadas: int, ideas: int) -> str:
    """Un archivo de preguntas que ya tiene algo revisado, con una cabecera que dice cuánto en lugar de la del borrador.

    La cabecera son las primeras líneas seguidas que empiezan con «#», si la puso el programa; lo demás queda como está.
    `ideas`: cuántas hay, revisadas o no.
    """
    if not revisadas:
        return escrito
    faltan = ideas - revisadas
    if faltan:
        cuales = f"Las otras {faltan}, que dicen «revisada: no», no." if faltan > 1 else "La otra dice «revisada: no»."
        dicho = f"{revisadas} de {ideas} ideas están revisadas y se usan. {cuales}"
    else:
        dicho = (
            f"sus {ideas} ideas están revisadas y se usan." if ideas > 1 else "su única idea está revisada y se usa."
        )
    lineas = escrito.split("\n")
    if lineas[0].startswith((_ES_UN_BORRADOR, _YA_REVISADO)):
        propias = next((lugar for lugar, una in enumerate(lineas) if not una.startswith("#")), len(lineas))
        lineas = lineas[propias:]
    cuerpo = "\n".join(lineas).removeprefix("\n")
    return "\n".join((f"{_YA_REVISADO}{dicho}", _QUE_HACER, "", cuerpo))


def _en_comentario(dicho: str) -> Iterator[str]:
    return (f"# {renglon}" for renglon in textwrap.wrap(dicho, ANCHO - 2, break_long_words=False))


def nombrar_apartados(apartados: Iterable[str]) -> str:
    """«los artículos 2 y 5 a 9; Considerando; Anexo 1», en el orden en que se dan: los artículos, por su número."""
    numeros: list[int] = []
    otros: dict[str, None] = {}
    for apartado in apartados:
        if hallado := _ARTICULO.match(apartado):
            numeros.append(int(hallado["numero"]))
        else:
            otros[_corto(apartado)] = None
    articulos = _tramos(sorted(set(numeros)))
    dichos = [f"{'los artículos' if len(set(numeros)) > 1 else 'el artículo'} {enumerar(articulos)}"] if numeros else []
    return "; ".join((*dichos, *otros))


def _corto(apartado: str) -> str:
    """«Anexo 1, Del contenido» es «Anexo 1»; de un título largo, sus primeras palabras."""
    ultimo = en_un_renglon(apartado).rpartition(", ")[2] if "Considerando" in apartado else en_un_renglon(apartado)
    return re.split(r"\.\s|,\s", ultimo)[0][:60] or "el principio"


def _tramos(numeros: Sequence[int]) -> list[str]:
    tramos: list[list[int]] = []
    for numero in numeros:
        if tramos and tramos[-1][-1] == numero - 1:
            tramos[-1].append(numero)
        else:
            tramos.append([numero])
    dichos: list[str] = []
    for uno in tramos:
        dichos += [f"{uno[0]} a {uno[-1]}"] if len(uno) > 2 else map(str, uno)
    return dichos


def quedan_fuera(cuantas: int) -> str:
    """Lo que se dice junto al apartado del que algo quedó fuera."""
    return f"aquí {'queda' if cuantas == 1 else 'quedan'} fuera {cantidad(cuantas, 'oración', 'oraciones')}"


def tambien_en(apartados: Sequence[str]) -> str:
    """Dónde más están las mismas palabras."""
    return f"también está en {en_un_renglon(enumerar([f'«{uno}»' for uno in apartados]))}"


def tambien_sale_de(apartados: Sequence[str]) -> str:
    """Dónde más hay una oración de la que sale la misma pregunta."""
    return f"también podría contestarla otra oración: mire {nombrar_apartados(apartados)}"
