"""Los tipos de pregunta, reunidos de los archivos que los definen; leer y mostrar cualquiera, y tratar sus listas."""

from collections.abc import Callable

from bot.entrevista.esquema import Catalogos, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import lugares, matriz, ods, textos
from bot.entrevista.valores.actores import lista as lista_de_actores
from bot.entrevista.valores.cifras import cantidades, montos, plazos
from bot.entrevista.valores.compuestos import formas
from bot.entrevista.valores.definicion import Tipo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Valido
from conocimiento.palabras import comparable

SIN_DATO = "sin_dato"
"""Valor de «No tengo RUC» y parecidos: es una respuesta, no un punto pendiente."""

TIPOS: dict[str, Tipo] = (
    textos.TIPOS
    | montos.TIPOS
    | plazos.TIPOS
    | cantidades.TIPOS
    | lugares.TIPOS
    | ods.TIPOS
    | lista_de_actores.TIPOS
    | matriz.TIPOS
    | formas.TIPOS
)
"""Los tipos de pregunta, por el nombre con que los pide la agencia en `tipo:`."""


def leer(pregunta: Pregunta, texto: str, entorno: Entorno) -> Lectura:
    """Lee el texto de la persona con el validador de la pregunta."""
    tipo, largo = TIPOS[pregunta.tipo], len(texto)
    if tipo.largo is not None and largo > tipo.largo:
        return Explicacion(f"es muy largo; escriba solo el dato ({largo} caracteres y caben {tipo.largo})")
    if pregunta.tipo == "monto" and pregunta.sin_dato and montos.es_cero(texto, entorno.catalogos.monedas):
        return sin_dato(pregunta)
    return tipo.leer(pregunta, texto, entorno)


def leer_tras_duda(pregunta: Pregunta, texto: str, crudo: str, entorno: Entorno) -> tuple[str, Lectura]:
    """Lee lo que se escribe tras preguntar cuál de las lecturas de `crudo` era: puede completarlo o reemplazarlo."""
    completar = TIPOS[pregunta.tipo].completar
    completa = completar(pregunta, texto, crudo, entorno) if completar is not None else None
    return completa or (texto, leer(pregunta, texto, entorno))


def mostrar(pregunta: Pregunta, valor: Valor, catalogos: Catalogos) -> str:
    """Escribe un valor guardado como se muestra a una persona."""
    if valor == SIN_DATO and pregunta.sin_dato:
        return pregunta.sin_dato
    return TIPOS[pregunta.tipo].mostrar(pregunta, valor, catalogos)


def sin_dato(pregunta: Pregunta) -> Valido:
    """La respuesta «no tengo»."""
    return Valido(SIN_DATO, pregunta.sin_dato)


def con_textos(pregunta: Pregunta, valor: Valor, cambiar_texto: Callable[[str], str]) -> Valor:
    """El valor con cada texto de la persona cambiado; los nombres, las opciones y los datos quedan igual."""
    textos = TIPOS[pregunta.tipo].textos
    partes = textos(pregunta) if textos is not None and valor != SIN_DATO else ()

    def en(uno: Valor) -> Valor:
        if not isinstance(uno, dict):
            return cambiar_texto(uno) if isinstance(uno, str) and uno and "" in partes else uno
        return {
            clave: cambiar_texto(dicho) if clave in partes and isinstance(dicho, str) and dicho else dicho
            for clave, dicho in uno.items()
        }

    return [en(uno) for uno in valor] if isinstance(valor, list) else en(valor)


Elementos = list[dict[str, Valor]]


def elementos(valor: Valor) -> Elementos:
    """Los elementos guardados en una respuesta de lista."""
    return [uno for uno in valor if isinstance(uno, dict)] if isinstance(valor, list) else []


def nombre_de(pregunta: Pregunta, elemento: dict[str, Valor]) -> str:
    """Cómo se nombra un elemento: el del actor o el de su primer campo."""
    clave = "nombre" if pregunta.tipo == "actores" else pregunta.campos[0].clave
    return str(elemento.get(clave) or "sin nombre")


def lo_comun(opciones: tuple[tuple[str, Valor], ...]) -> Valor:
    """De varias lecturas de una lista, la primera; lo que las demás dicen distinto de un mismo elemento, sin decir."""
    listas = [elementos(valor) for _, valor in opciones]
    primera = listas[0]
    iguales = [otra for otra in listas if [uno.get("nombre") for uno in otra] == [uno.get("nombre") for uno in primera]]
    return [
        {parte: dicho if all(otra[n].get(parte) == dicho for otra in iguales) else None for parte, dicho in uno.items()}
        for n, uno in enumerate(primera)
    ]


def agregar(pregunta: Pregunta, lista: Elementos, nuevos: Elementos) -> Elementos:
    """La lista con los elementos nuevos al final; los que ya estaban, por su nombre, no se repiten."""
    vistos = {comparable(nombre_de(pregunta, uno)) for uno in lista}
    return [*lista, *(uno for uno in nuevos if comparable(nombre_de(pregunta, uno)) not in vistos)]


def cambiar(pregunta: Pregunta, lista: Elementos, lugar: int, nuevo: dict[str, Valor]) -> Elementos:
    """La lista con otro elemento en ese lugar; un actor conserva su identificador, y así lo que se dijo de él."""
    if pregunta.tipo == "actores":
        nuevo = {**nuevo, "id": lista[lugar].get("id"), "tipo": nuevo.get("tipo") or lista[lugar].get("tipo")}
    return [*lista[:lugar], nuevo, *lista[lugar + 1 :]]


def quitar(lista: Elementos, lugar: int) -> Elementos:
    """La lista sin el elemento de ese lugar."""
    return [*lista[:lugar], *lista[lugar + 1 :]]
