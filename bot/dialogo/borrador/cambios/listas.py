"""Agregar, cambiar o quitar un elemento de una lista ya respondida, sin escribir las demás otra vez."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.dialogo.borrador.paso.responder import Leida, aceptar, explicar_fallo
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.repasar import seguir
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import responder as textos
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Elemento
from bot.entrevista.eventos import ElementoElegido, Respondida, Vuelta
from bot.entrevista.pasos import Paso, partes_sin_decir, pasos_visibles
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.matriz import separar_por_actor
from bot.entrevista.valores.tipos import (
    TIPOS,
    Elementos,
    agregar,
    cambiar,
    elementos,
    leer,
    lo_comun,
    nombre_de,
    quitar,
)


def elegir_elemento(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Atiende los botones de la lista: agregar, cambiar, quitar o volver a ella. `argumentos`: qué y cuál."""
    paso = sesion.paso
    if paso is None or not argumentos:
        return en_paso(sesion)
    accion, *resto = argumentos
    lugar = int(resto[0]) if resto and resto[0].isdecimal() else -1
    tengo = elementos(sesion.valor_de(paso))
    if not tengo or not TIPOS[paso.pregunta.tipo].es_lista or lugar >= len(tengo):
        return en_paso(sesion)
    match accion:
        case "volver":
            return en_paso(sesion.anotar(Vuelta(sesion.ahora, paso.llave, sesion.borrador.regreso)))
        case "quitar" if len(tengo) <= (paso.pregunta.minimo or 0):
            return en_paso(sesion, textos.DEBE_QUEDAR_UNO)
        case "quitar" if lugar >= 0:
            leida = Leida(paso, Valido([*quitar(tengo, lugar)]), "")
            return aceptar(sesion, leida, textos.quitado(nombre_de(paso.pregunta, tengo[lugar])))
        case "agregar" | "cambiar" | "quitar":
            return en_paso(sesion.anotar(ElementoElegido(sesion.ahora, paso.llave, accion, lugar)))
        case _:
            return en_paso(sesion)


def escribir_elemento(sesion: Sesion, paso: Paso, elemento: Elemento, texto: str) -> Turno:
    """Toma el texto como el elemento que se agrega o se cambia."""
    if elemento.accion == "quitar" or (elemento.accion == "cambiar" and elemento.lugar < 0):
        return en_paso(sesion, textos.ELIJA_CON_UN_BOTON)
    lectura = leer(replace(paso.pregunta, minimo=1), texto, sesion.entorno)
    match lectura:
        case Pide(_, opciones):  # «A, B y C»: al agregar de uno en uno se toma la primera lectura; «ONG», sin su tipo
            valor = lo_comun(opciones)
        case Valido(valor):
            pass
        case Explicacion():
            return explicar_fallo(sesion, paso, texto, lectura)
        case _:
            assert_never(lectura)
    tengo, nuevos = elementos(sesion.valor_de(paso)), elementos(valor)
    leida = Leida(paso, Valido([*nuevos]), texto)
    return _agregar(sesion, leida, tengo) if elemento.accion == "agregar" else _cambiar(sesion, leida, tengo, elemento)


def _cambiar(sesion: Sesion, leida: Leida, tengo: Elementos, elemento: Elemento) -> Turno:
    pregunta, nuevos = leida.paso.pregunta, elementos(leida.lectura.valor)
    if len(nuevos) != 1:
        return en_paso(sesion, textos.son_varios(len(nuevos)))
    otros = quitar(tengo, elemento.lugar)
    if len(agregar(pregunta, otros, nuevos)) == len(otros):
        return en_paso(sesion, textos.YA_HAY_OTRO)
    lista = Valido([*cambiar(pregunta, tengo, elemento.lugar, nuevos[0])])
    return aceptar(sesion, replace(leida, lectura=lista), textos.cambiado(nombre_de(pregunta, nuevos[0])))


def _agregar(sesion: Sesion, leida: Leida, tengo: Elementos) -> Turno:
    pregunta = leida.paso.pregunta
    lista = agregar(pregunta, tengo, elementos(leida.lectura.valor))
    mas = [nombre_de(pregunta, uno) for uno in lista[len(tengo) :]]
    if not mas:
        return en_paso(sesion, textos.YA_ESTABA)
    if pregunta.maximo is not None and len(lista) > pregunta.maximo:
        return en_paso(sesion, textos.no_caben(len(lista), pregunta.maximo))
    return aceptar(sesion, replace(leida, lectura=Valido([*lista])), textos.agregado(mas))


def responder_por_varios(sesion: Sesion, paso: Paso, texto: str) -> Turno | None:
    """Guarda lo de cada actor nombrado; None si el mensaje habla solo del actor por el que se pregunta."""
    if paso.pregunta.tipo != "matriz" or paso.actor is None:
        return None
    visibles = pasos_visibles(sesion.entrevista, sesion.borrador)
    pasos = {otro.actor.nombre: otro for otro in visibles if otro.pregunta == paso.pregunta and otro.actor}
    bloques = separar_por_actor(texto, paso.actor.nombre, tuple(pasos), paso.pregunta.lineas)
    if {nombre for nombre, _ in bloques} <= {paso.actor.nombre}:
        return None
    nueva, juntas = sesion, str(len(sesion.estado.eventos))  # lo que se guarda de una vez se deshace de una vez
    leidos, sin_leer, faltan = list[str](), list[str](), dict[str, str]()
    for nombre, suyo in bloques:
        lectura = leer(paso.pregunta, suyo, nueva.entorno_de(pasos[nombre]))
        if isinstance(lectura, Valido):
            llave = pasos[nombre].llave
            nueva = nueva.anotar(Respondida(sesion.ahora, llave, lectura.valor, suyo, lote=juntas))
            leidos.append(nombre)
            faltan[nombre] = ", ".join(partes_sin_decir(paso.pregunta, lectura.valor))
        else:
            sin_leer.append(nombre)
    if not leidos:
        return None
    pendientes = [f"{nombre} ({partes})" for nombre, partes in faltan.items() if partes]
    return seguir(sesion, nueva, *textos.anotado_lo_de(leidos, pendientes, sin_leer))
