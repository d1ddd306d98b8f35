"""Un solo camino para leer una respuesta y para mostrarla, según el tipo de la pregunta."""

from bot.entrevista.esquema import Catalogos, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.actores import leer_actores, mostrar_actores
from bot.entrevista.valores.compuestos import leer_compuesto, leer_lista, mostrar_compuesto, mostrar_lista
from bot.entrevista.valores.lectura import Entorno, Lectura, Valido
from bot.entrevista.valores.lugares import leer_departamentos, mostrar_departamentos
from bot.entrevista.valores.matriz import leer_matriz
from bot.entrevista.valores.montos import leer_monto, mostrar_monto
from bot.entrevista.valores.ods import leer_ods, mostrar_ods
from bot.entrevista.valores.plazos import leer_fecha, leer_plazo, mostrar_fecha, mostrar_plazo
from bot.entrevista.valores.poblacion import leer_poblacion
from bot.entrevista.valores.textos import leer_correo, leer_entero, leer_opcion, leer_ruc, leer_texto

__all__ = ["SIN_DATO", "Entorno", "leer", "mostrar", "sin_dato"]

SIN_DATO = "sin_dato"
"""Valor de «No tengo RUC» y parecidos: es una respuesta, no un punto pendiente."""


def leer(pregunta: Pregunta, texto: str, entorno: Entorno) -> Lectura:
    """Lee el texto de la persona con el validador de la pregunta."""
    minimo, maximo, catalogos = pregunta.minimo, pregunta.maximo, entorno.catalogos
    match pregunta.tipo:
        case "opcion" | "clase_actor":
            return leer_opcion(texto, pregunta.opciones)
        case "ruc":
            return leer_ruc(texto)
        case "correo":
            return leer_correo(texto)
        case "monto":
            return leer_monto(texto, catalogos.monedas)
        case "plazo":
            return leer_plazo(texto, entorno.hoy, minimo or 1, maximo or 60)
        case "fecha":
            return leer_fecha(texto, entorno.hoy)
        case "entero":
            return leer_entero(texto, minimo or 0, maximo or 1_000_000_000)
        case "poblacion":
            return leer_poblacion(texto, minimo or 1, maximo or 300)
        case "departamentos":
            return leer_departamentos(texto, catalogos, minimo or 1, maximo or 25)
        case "ods":
            return leer_ods(texto, catalogos.ods, maximo or 3)
        case "actores":
            return leer_actores(texto, catalogos.tipos_actor, entorno.proponente, minimo or 1, maximo or 12)
        case "matriz":
            return leer_matriz(texto, pregunta.lineas, maximo or 400, entorno.previo)
        case "compuesto":
            return leer_compuesto(texto, pregunta.campos, entorno)
        case "lista":
            return leer_lista(texto, pregunta.campos, entorno, minimo or 1, maximo or 12)
        case "texto":
            return leer_texto(texto, minimo or 1, maximo or 4000)
        case _:
            raise ValueError(f"El tipo de pregunta «{pregunta.tipo}» no tiene validador; agréguelo en `leer`.")


def mostrar(pregunta: Pregunta, valor: Valor, catalogos: Catalogos) -> str:
    """Escribe un valor guardado como se muestra a una persona y en el documento."""
    if valor == SIN_DATO and pregunta.sin_dato:
        return pregunta.sin_dato
    match pregunta.tipo:
        case "opcion" | "clase_actor":
            return next((o.etiqueta for o in pregunta.opciones if o.valor == valor), str(valor))
        case "monto":
            return mostrar_monto(valor)
        case "plazo":
            return mostrar_plazo(valor)
        case "fecha":
            return mostrar_fecha(str(valor))
        case "entero":
            return f"{valor:,}" if isinstance(valor, int) else str(valor)
        case "poblacion":
            return str(valor.get("texto")) if isinstance(valor, dict) else str(valor)
        case "departamentos":
            return mostrar_departamentos(valor)
        case "ods":
            return mostrar_ods(valor, catalogos.ods)
        case "actores":
            return mostrar_actores(valor, catalogos.tipos_actor)
        case "matriz":
            lineas = valor if isinstance(valor, dict) else {}
            return "\n".join(f"{linea.rotulo}: {lineas.get(linea.clave) or 'pendiente'}" for linea in pregunta.lineas)
        case "compuesto":
            return mostrar_compuesto(valor, pregunta.campos)
        case "lista":
            return mostrar_lista(valor, pregunta.campos)
        case _:
            return str(valor)


def sin_dato(pregunta: Pregunta) -> Valido:
    """La respuesta «no tengo»."""
    return Valido(SIN_DATO, pregunta.sin_dato)
