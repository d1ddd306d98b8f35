"""Lo que puede ir en los huecos de las oraciones del documento: cada respuesta, y lo que se deduce de varias."""

import re
from collections.abc import Iterator, Sequence

from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Actor
from bot.entrevista.propuesta.articulos import nombrar, nombrar_a_todos, son_varios
from bot.entrevista.propuesta.cuadros import escribir
from bot.entrevista.propuesta.oraciones import Hueco, con_mayuscula, sin_punto
from bot.entrevista.valores.cifras.fechas import correr
from bot.entrevista.valores.compuestos.campos import escribir_campo
from bot.entrevista.valores.tipos import SIN_DATO
from bot.entrevista.visible import Visible
from conocimiento.frases import cantidad, enumerar, fecha_en_palabras
from conocimiento.palabras import plano

LETRAS_DE_UNA_LISTA = 800
"""Las de una lista dicha en un párrafo, que cabe así en el resumen de una página."""
DEDUCIDOS = {
    "proponente": "",
    "otros_actores": "",
    "aportes": "",
    "lista_de_resultados": "",
    "duracion": "plazo",
    "inicio": "",
    "fin": "",
    "cuantos_beneficiarios": "",
    "lugar": "",
    "los_ods": "ods",
}
"""Los que no llevan el nombre de una pregunta y, si la dicen entera, el tipo de aquella de la que salen."""


def nombres_posibles(preguntas: tuple[Pregunta, ...]) -> set[str]:
    """Cómo se puede llamar un hueco: las preguntas que no se repiten por actor, sus partes y los `DEDUCIDOS`."""
    unicas = [pregunta for pregunta in preguntas if not pregunta.repite_por]
    partes = {f"{una.clave}.{campo.clave}" for una in unicas if una.tipo == "compuesto" for campo in una.campos}
    return {una.clave for una in unicas} | partes | set(DEDUCIDOS)


def claves_de(preguntas: tuple[Pregunta, ...], nombre: str) -> list[str]:
    """Las preguntas cuya respuesta dice entera ese hueco: de «contacto.correo», «contacto»."""
    tipo = DEDUCIDOS.get(nombre)
    if tipo is None:
        return [nombre.partition(".")[0]]
    return [pregunta.clave for pregunta in preguntas if pregunta.tipo == tipo]


def huecos_de(visible: Visible) -> dict[str, Hueco]:
    """Los huecos que este borrador puede llenar, por su nombre."""
    return dict((*_respondidos(visible), *_deducidos(visible)))


def _respondidos(visible: Visible) -> Iterator[tuple[str, Hueco]]:
    for paso in visible.pasos:
        pregunta, respuesta = paso.pregunta, visible.borrador.respuestas.get(paso.llave)
        if paso.actor is not None or respuesta is None or respuesta.valor == SIN_DATO:
            continue
        if pregunta.tipo == "compuesto":
            partes = respuesta.valor if isinstance(respuesta.valor, dict) else {}
            for campo in pregunta.campos:
                if escrita := escribir_campo(campo, partes.get(campo.clave), visible.nombre_de):
                    yield f"{pregunta.clave}.{campo.clave}", Hueco(sin_punto(escrita))
        elif escrito := escribir(visible, paso, respuesta.valor):
            yield pregunta.clave, Hueco(sin_punto(escrito))


def _deducidos(visible: Visible) -> Iterator[tuple[str, Hueco]]:
    papeles, catalogos = visible.entrevista.papeles, visible.entrevista.catalogos
    otros = visible.otros_actores()
    if visible.valor(papeles.proponente) is not None and visible.actores:
        quien = nombrar(visible.actores[0], catalogos)
        yield "proponente", Hueco(quien, 2 if son_varios(quien) else 1)
    titulo = visible.valor(papeles.titulo)
    if isinstance(titulo, str) and titulo:
        yield papeles.titulo, Hueco(con_mayuscula(sin_punto(titulo)))
    if otros:
        quienes = nombrar_a_todos(otros, catalogos)
        yield "otros_actores", Hueco(quienes, len(otros) + son_varios(quienes))
    aportes = [
        f"{actor.nombre}: {_dentro(visible, actor, sin_punto(dicho))}"
        for actor in visible.actores
        if (dicho := visible.linea(actor, "aporte"))
    ]
    if aportes:
        yield "aportes", Hueco(_los_que_caben(aportes), len(aportes))
    for paso in visible.pasos:
        valor = visible.valor(paso.pregunta.clave) if paso.actor is None else None
        yield from _por_tipo(visible, paso.pregunta.tipo, valor)
    nombres = [str(uno["resultado"]) for uno in visible.elementos(papeles.resultados) if uno.get("resultado")]
    if nombres:
        yield "lista_de_resultados", Hueco(_los_que_caben([sin_punto(nombre) for nombre in nombres]), len(nombres))


def _como_en(texto: str, palabra: str) -> str:
    """La palabra con las tildes que lleva en el texto que la persona aceptó: «jóvenes»."""
    escritas = {plano(una): una for una in re.findall(r"[^\W\d_]{2,40}", texto)}
    return " ".join(escritas.get(plano(una), una) for una in palabra.split())


def _dentro(visible: Visible, actor: Actor, dicho: str) -> str:
    """Lo dicho de un actor, como va dentro de una oración: con la minúscula con que lo escribió la persona."""
    respuesta = visible.borrador.respuestas.get((visible.entrevista.papeles.matriz, actor.identificador))
    primera = re.match(r"[^\W\d_]{2,40}", dicho)
    if respuesta is None or primera is None or not primera.group().istitle():
        return dicho
    escritas = {palabra for palabra in re.findall(r"[^\W\d_]{2,40}", respuesta.crudo) if palabra.islower()}
    la_bajo = plano(primera.group()) in {plano(palabra) for palabra in escritas}
    return dicho[0].lower() + dicho[1:] if la_bajo else dicho


def _los_que_caben(dichos: Sequence[str]) -> str:
    """Los primeros, enteros, y cuántos más hay; todos están en su sección."""
    caben = [dichos[0]]
    for dicho in dichos[1:]:
        if sum(map(len, caben)) + len(dicho) > LETRAS_DE_UNA_LISTA:
            break
        caben.append(dicho)
    quedan = len(dichos) - len(caben)
    return "; ".join((*caben, f"y {quedan} más")) if quedan else "; ".join(caben)


def _por_tipo(visible: Visible, tipo: str, valor: Valor) -> Iterator[tuple[str, Hueco]]:
    match tipo, valor:
        case "plazo", {"meses": int(meses)}:
            yield "duracion", Hueco(cantidad(meses, "mes", "meses"), meses)
            inicio = valor.get("inicio")
            if isinstance(inicio, str) and inicio:
                yield "inicio", Hueco(fecha_en_palabras(inicio))
                if len(inicio) > len("2027"):
                    yield "fin", Hueco(fecha_en_palabras(correr(inicio[:7], meses - 1)))
        case "poblacion", {"cantidad": int(cuantos), "unidad": str(unidad)} if unidad:
            yield "cuantos_beneficiarios", Hueco(f"{cuantos:,} {_como_en(str(valor.get('texto')), unidad)}", cuantos)
        case "departamentos", {"departamentos": list(nombres)} if nombres:
            yield "lugar", Hueco(enumerar([str(nombre) for nombre in nombres]), len(nombres))
        case "ods", list(numeros) if numeros:
            nombres = {uno.numero: uno.nombre for uno in visible.entrevista.catalogos.ods}
            dichos = [f"{numero} ({nombres.get(numero, '')})" for numero in numeros if isinstance(numero, int)]
            yield "los_ods", Hueco(f"ODS {enumerar(dichos)}", len(dichos))
        case _:
            return
