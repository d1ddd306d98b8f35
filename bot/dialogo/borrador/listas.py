"""Agregar, cambiar o quitar un elemento de una lista ya respondida, sin escribir las demás otra vez."""

from dataclasses import replace
from typing import assert_never

from bot.dialogo.borrador.responder import aceptar, explicar_fallo, seguir
from bot.dialogo.borrador.sesion import anotar, borrador_de, en_paso, entorno_de
from bot.dialogo.mensajes import negrita, parrafo
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Elemento, datos_de
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Paso, partes_sin_decir, pasos_visibles
from bot.entrevista.valores.elementos import TIPOS_DE_LISTA, Elementos, agregar, cambiar, elementos, nombre_de, quitar
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.matriz import separar_por_actor
from bot.entrevista.valores.tipos import leer


def elegir_accion(contexto: Contexto, estado: Estado, paso: Paso, accion: str, lugar: int) -> Turno:
    """Atiende los botones de la lista: agregar, cambiar, quitar o volver a ella."""
    borrador = borrador_de(estado)
    respuesta = borrador.respuestas.get(paso.llave)
    tengo = elementos(respuesta.valor) if respuesta is not None else []
    if not tengo or paso.pregunta.tipo not in TIPOS_DE_LISTA or lugar >= len(tengo):
        return en_paso(contexto, estado)
    if accion == "volver":
        datos: dict[str, Valor] = {**datos_de(paso.llave), "desde": borrador.regreso}
        return en_paso(contexto, anotar(contexto, estado, "vuelta", datos))
    if accion == "quitar" and len(tengo) <= (paso.pregunta.minimo or 0):
        ultimo = parrafo("Debe quedar al menos uno. Si ya no corresponde, toque «No sé todavía» o cámbielo.")
        return en_paso(contexto, estado, (ultimo,))
    if accion == "quitar" and lugar >= 0:
        leido = Valido([*quitar(tengo, lugar)])
        quitado = parrafo(f"Quitado: {nombre_de(paso.pregunta, tengo[lugar])}.")
        return aceptar(contexto, estado, paso, leido, "", acuse=(quitado,))
    if accion not in ("agregar", "cambiar", "quitar"):
        return en_paso(contexto, estado)
    return en_paso(
        contexto, anotar(contexto, estado, "elemento", {**datos_de(paso.llave), "accion": accion, "lugar": lugar})
    )


def escribir_elemento(contexto: Contexto, estado: Estado, paso: Paso, elemento: Elemento, texto: str) -> Turno:
    """Toma el texto como el elemento que se agrega o se cambia."""
    borrador = borrador_de(estado)
    respuesta = borrador.respuestas.get(paso.llave)
    tengo = elementos(respuesta.valor) if respuesta is not None else []
    if elemento.accion == "quitar" or (elemento.accion == "cambiar" and elemento.lugar < 0):
        return en_paso(contexto, estado, (parrafo("Elija con un botón cuál, por favor."),))
    lectura = leer(replace(paso.pregunta, minimo=1), texto, entorno_de(contexto, estado, None))
    match lectura:
        case Pide(_, opciones):  # «A, B y C»: al agregar de uno en uno se toma la primera lectura
            return _guardar(contexto, estado, paso, elemento, texto, tengo, elementos(opciones[0][1]))
        case Valido(valor):
            return _guardar(contexto, estado, paso, elemento, texto, tengo, elementos(valor))
        case Explicacion():
            return explicar_fallo(contexto, estado, paso, texto, lectura)
        case _:
            assert_never(lectura)


def _guardar(
    contexto: Contexto,
    estado: Estado,
    paso: Paso,
    elemento: Elemento,
    texto: str,
    tengo: Elementos,
    nuevos: Elementos,
) -> Turno:
    if elemento.accion == "cambiar" and len(nuevos) != 1:
        return en_paso(contexto, estado, (parrafo(f"Entendí {len(nuevos)}. Escriba solo el que cambia, por favor."),))
    if elemento.accion == "cambiar":
        otros = quitar(tengo, elemento.lugar)
        if len(agregar(paso.pregunta, otros, nuevos)) == len(otros):
            return en_paso(contexto, estado, (parrafo("Ya hay otro con ese nombre en la lista."),))
        valor = cambiar(paso.pregunta, tengo, elemento.lugar, nuevos[0])
        dicho = f"Cambiado: {nombre_de(paso.pregunta, nuevos[0])}."
    else:
        valor = agregar(paso.pregunta, tengo, nuevos)
        mas = [nombre_de(paso.pregunta, uno) for uno in valor[len(tengo) :]]
        if not mas:
            return en_paso(contexto, estado, (parrafo("Eso ya estaba en la lista."),))
        maximo = paso.pregunta.maximo
        if maximo is not None and len(valor) > maximo:
            return en_paso(contexto, estado, (parrafo(f"Serían {len(valor)} y caben {maximo}. Quite alguno antes."),))
        dicho = f"Agregado: {', '.join(mas)}."
    return aceptar(contexto, estado, paso, Valido([*valor]), texto, acuse=(parrafo(dicho),))


def responder_por_varios(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> Turno | None:
    """Guarda lo de cada actor nombrado; None si el mensaje habla solo del actor por el que se pregunta."""
    if paso.pregunta.tipo != "matriz" or paso.actor is None:
        return None
    visibles = pasos_visibles(contexto.entrevista, borrador_de(estado))
    pasos = {otro.actor.nombre: otro for otro in visibles if otro.pregunta == paso.pregunta and otro.actor}
    bloques = separar_por_actor(texto, paso.actor.nombre, tuple(pasos))
    if {nombre for nombre, _ in bloques} <= {paso.actor.nombre}:
        return None
    nuevo, juntas = estado, str(len(estado.eventos))  # lo que se guarda de una vez se deshace de una vez
    leidos, sin_leer, faltan = list[str](), list[str](), dict[str, str]()
    for nombre, suyo in bloques:
        lectura = leer(paso.pregunta, suyo, entorno_de(contexto, nuevo, pasos[nombre]))
        if isinstance(lectura, Valido):
            datos = {**datos_de(pasos[nombre].llave), "valor": lectura.valor, "crudo": suyo, "lote": juntas}
            nuevo = anotar(contexto, nuevo, "respuesta", datos)
            leidos.append(nombre)
            faltan[nombre] = ", ".join(partes_sin_decir(paso.pregunta, lectura.valor))
        else:
            sin_leer.append(nombre)
    if not leidos:
        return None
    dicho = [parrafo("Anotado lo de ", negrita(", ".join(dict.fromkeys(leidos))), ".")]
    if pendientes := [f"{nombre} ({partes})" for nombre, partes in faltan.items() if partes]:
        dicho.append(parrafo(f"Queda pendiente: {'; '.join(pendientes)}."))
    if sin_leer:
        dicho.append(parrafo(f"Lo de {', '.join(sin_leer)} no lo pude leer; no lo guardé y se lo pregunto aparte."))
    return seguir(contexto, estado, nuevo, tuple(dicho))
