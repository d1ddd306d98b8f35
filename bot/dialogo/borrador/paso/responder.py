"""De lo que la persona escribe o elige a un evento guardado, una duda o una explicación."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from bot.dialogo.borrador import plantear
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.repasar import EN_FILA, seguir
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import responder as textos
from bot.dialogo.borrador.textos.compuerta import es_de_la_compuerta
from bot.dialogo.borrador.textos.mejorar import es_una_mejora
from bot.dialogo.mensajes import Mensaje, Parrafo, una_por_fila
from bot.dialogo.textos import BOTON_PERSONAL
from bot.dialogo.turno import Turno
from bot.entrevista.eventos import Deshecha, DudaPlanteada, Fallo, Llave, Omitida, Respondida, Seguida
from bot.entrevista.pasos import Consecuencias, Paso, comparar, identificar
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido
from bot.entrevista.valores.matriz import preguntar_que_parte
from bot.entrevista.valores.tipos import TIPOS, agregar, elementos, leer, leer_tras_duda, mostrar, nombre_de, sin_dato

FALLOS_PARA_UNA_PERSONA = 3
CAMBIOS_QUE_SE_DESHACEN = 20
"""Cuántos se pueden deshacer de una vez; un número mayor suele ser una errata."""


@dataclass(frozen=True, slots=True)
class Leida:
    """Una respuesta ya entendida: a qué pregunta, qué se entendió y con qué palabras."""

    paso: Paso
    lectura: Valido
    crudo: str
    mejorada: bool = False  # la escribió un modelo con sus palabras, y la persona la eligió


def responder(sesion: Sesion, paso: Paso, texto: str) -> Turno:
    """Lee el texto con el validador de la pregunta y actúa según lo que devuelva."""
    entorno = sesion.entorno_de(paso)
    duda = None if es_de_la_compuerta(sesion.borrador.duda) else sesion.borrador.duda
    if duda is not None and duda.llave == paso.llave:
        texto, lectura = leer_tras_duda(paso.pregunta, texto, duda.crudo, entorno)
    else:
        lectura = leer(paso.pregunta, texto, entorno)
    match lectura:
        case Valido():
            return aceptar(sesion, Leida(paso, lectura, texto))
        case Pide():
            return dudar(sesion, paso, texto, lectura)
        case Explicacion() if (parte := _que_parte_es(paso, texto, entorno)) is not None:
            return dudar(sesion, paso, texto, parte)
        case Explicacion():
            return explicar_fallo(sesion, paso, texto, lectura)
        case _:
            assert_never(lectura)


def _que_parte_es(paso: Paso, texto: str, entorno: Entorno) -> Pide | None:
    """De lo que toca a un actor y se dice sin rótulo, se pregunta qué es: nadie tiene que escribirlo otra vez."""
    pregunta = paso.pregunta
    if pregunta.tipo != "matriz":
        return None
    return preguntar_que_parte(texto, pregunta.lineas, pregunta.maximo or len(texto), entorno)


def explicar_fallo(sesion: Sesion, paso: Paso, texto: str, lectura: Explicacion) -> Turno:
    """Dice qué pasó; a la segunda ofrece guardar un texto que solo es corto, y a la tercera, seguir o una persona."""
    nueva = sesion.anotar(Fallo(sesion.ahora, paso.llave))
    fallos = nueva.borrador.fallos
    if fallos >= 2 and (corto := _aunque_corto(nueva, paso, texto)) is not None:
        pregunta = textos.guardo_corto(texto, lectura.problema)
        return dudar(nueva, paso, texto, Pide(pregunta, ((textos.GUARDARLO_ASI, corto.valor),)))
    botones = plantear.botones_del_paso(nueva, paso)
    if fallos >= FALLOS_PARA_UNA_PERSONA and sesion.contexto.hay_personal:
        botones = (*botones, *una_por_fila(BOTON_PERSONAL))
    return nueva.enviar(Mensaje(plantear.fallo(nueva, paso, lectura), botones, asunto=nueva.asunto(paso)))


def elegir_opcion(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Guarda una opción de la lista o de un catálogo; una desconocida vuelve a mostrar el paso."""
    paso, elegido = sesion.paso, ":".join(argumentos)
    if paso is None:
        return en_paso(sesion)
    for opcion in paso.pregunta.opciones:
        if opcion.valor == elegido:
            return aceptar(sesion, Leida(paso, Valido(opcion.valor, opcion.etiqueta), opcion.etiqueta))
    hay_catalogo = TIPOS[paso.pregunta.tipo].elegibles is not None
    return responder(sesion, paso, elegido) if hay_catalogo else en_paso(sesion)


def elegir_lectura(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Guarda la lectura elegida, si la duda sigue en pie. `argumentos`: el número de la duda y el lugar."""
    match argumentos:
        case [numero, lugar] if lugar.isdecimal():
            return _elegir_lectura(sesion, int(numero), int(lugar))
        case _:
            return en_paso(sesion)


def _elegir_lectura(sesion: Sesion, numero: int, lugar: int) -> Turno:
    duda = sesion.borrador.duda
    paso = sesion.buscar(duda.llave) if duda is not None else None
    if duda is None or paso is None or duda.numero != numero or lugar >= len(duda.opciones):
        return en_paso(sesion, textos.ELECCION_VIEJA)
    valor = duda.opciones[lugar][1]
    leida = Leida(
        paso, Valido(valor, mostrar(paso.pregunta, valor, sesion.entrevista.catalogos)), duda.crudo, es_una_mejora(duda)
    )
    de_la_duda = replace(sesion, mensaje=duda.mensaje)
    return guardar(de_la_duda, leida) if duda.confirma else aceptar(de_la_duda, leida)


def dejar_sin_dato(sesion: Sesion, paso: Paso) -> Turno:
    """«No tengo RUC» y parecidos: es una respuesta."""
    if not paso.pregunta.sin_dato:
        return en_paso(sesion)
    return aceptar(sesion, Leida(paso, sin_dato(paso.pregunta), paso.pregunta.sin_dato))


def omitir(sesion: Sesion, paso: Paso) -> Turno:
    """«No sé todavía»: queda pendiente y se sigue."""
    if sesion.borrador.regreso == EN_FILA and paso.llave in sesion.borrador.respuestas:
        return dejar_como_esta(sesion)  # solo le faltaba una parte: lo que ya dijo no se pierde
    return omitir_diciendo(sesion, paso, textos.queda_pendiente(paso))


def omitir_diciendo(sesion: Sesion, paso: Paso, *dicho: Parrafo) -> Turno:
    """Lo mismo, diciendo otra cosa."""
    return seguir(sesion, sesion.anotar(Omitida(sesion.ahora, paso.llave)), *dicho)


def dejar_como_esta(sesion: Sesion) -> Turno:
    """Deja aquello a lo que había vuelto, o sobre lo que se dudaba."""
    if sesion.borrador.vuelta is None and sesion.borrador.duda is None:
        return en_paso(sesion)
    return seguir(sesion, sesion.anotar(Seguida(sesion.ahora)), textos.COMO_ESTABA)


def deshacer(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Deshace el último cambio, o los que se pidan."""
    pedidos = "".join(argumentos)
    veces = int(pedidos) if pedidos.isdecimal() else 1
    if pedidos and (not pedidos.isdecimal() or not 1 <= veces <= CAMBIOS_QUE_SE_DESHACEN):
        return en_paso(sesion, textos.como_se_deshace(CAMBIOS_QUE_SE_DESHACEN))
    hechos = sesion.borrador.cambios[-veces:]
    if not hechos:
        return en_paso(sesion, textos.NADA_QUE_DESHACER)
    nueva, yo = sesion.anotar(Deshecha(sesion.ahora, len(hechos))), sesion.estado.integrante
    rotulos = {pregunta.clave: pregunta.rotulo for pregunta in sesion.entrevista.preguntas}
    llaves = [llave for cambio in reversed(hechos) for llave in cambio]
    deshechas = [llave for llave in llaves if sesion.borrador.escrita_por.get(llave, yo) == yo]
    nombres = dict.fromkeys(rotulos.get(clave, clave) for clave, _ in deshechas)
    de_otros = dict.fromkeys(rotulos.get(llave[0], llave[0]) for llave in llaves if llave not in deshechas)
    return en_paso(nueva, *textos.deshecho(len(hechos), tuple(nombres), tuple(de_otros)))


# --- Las ayudas de la pregunta --------------------------------------------------------------------


def dar_ejemplo(sesion: Sesion, paso: Paso) -> Turno:
    """Una buena respuesta y una floja."""
    return en_paso(sesion, *plantear.ejemplo(paso))


def dar_motivo(sesion: Sesion, paso: Paso) -> Turno:
    """Por qué se pregunta."""
    return en_paso(sesion, *plantear.porque(sesion, paso))


def mostrar_catalogo(sesion: Sesion, paso: Paso) -> Turno:
    """Las opciones del catálogo como botones."""
    return sesion.enviar(plantear.pregunta_con_catalogo(sesion, paso))


def calmar(sesion: Sesion) -> Turno:
    """A quien se desahoga no se le anota nada: se le dice cómo seguir."""
    return en_paso(sesion, textos.ante_la_molestia(sesion.estado.turno))


# --- Guardar --------------------------------------------------------------------------------------


def aceptar(sesion: Sesion, leida: Leida, *acuse: Parrafo) -> Turno:
    """Guarda un valor; si al cambiarlo cambia lo que se pregunta, antes lo dice y espera.

    Con `acuse`, que dice qué se hizo con un elemento de una lista, la lista nueva ya es la que se quiere.
    """
    paso = leida.paso
    valor = con_identificadores(sesion, paso, leida.lectura.valor)
    if trae := lo_que_trae(sesion, leida, valor):
        leido = leida.lectura.lectura or mostrar(paso.pregunta, valor, sesion.entrevista.catalogos)
        pregunta = textos.hacer_el_cambio(trae) if acuse else textos.si_cambia(paso, leido, trae)
        return dudar(sesion, paso, leida.crudo, Pide(pregunta, ((textos.CAMBIAR, valor),)), confirma=True)
    if not acuse and (duda := _lista_mas_corta(sesion, leida, valor)) is not None:
        return duda
    return guardar(sesion, leida, *acuse)


def guardar(sesion: Sesion, leida: Leida, *acuse: Parrafo) -> Turno:
    """Guarda un valor sin preguntar nada."""
    paso = leida.paso
    valor = con_identificadores(sesion, paso, leida.lectura.valor)
    nueva = anotar_respuesta(sesion, paso.llave, valor, leida.crudo, mejorada=leida.mejorada)
    leido = leida.lectura.lectura or mostrar(paso.pregunta, valor, sesion.entrevista.catalogos)
    return seguir(sesion, nueva, *(acuse or textos.anotado(paso, leida.lectura, valor, leido)))


def anotar_respuesta(sesion: Sesion, llave: Llave, valor: Valor, crudo: str, *, mejorada: bool = False) -> Sesion:
    """La sesión con la respuesta, y con el mensaje que la dio si se sabe."""
    respondida = Respondida(sesion.ahora, llave, valor, crudo, sesion.mensaje or None, mejorada=mejorada or None)
    return sesion.anotar(respondida)


def dudar(sesion: Sesion, paso: Paso, crudo: str, pide: Pide, *, confirma: bool = False) -> Turno:
    """Pregunta cuál de varias lecturas guardar, o si cambia lo ya respondido; todavía no guarda nada."""
    planteada = DudaPlanteada(
        sesion.ahora, paso.llave, crudo, pide.opciones, confirma, pide.pregunta, mensaje=sesion.mensaje
    )
    nueva = sesion.anotar(planteada)
    duda = nueva.borrador.duda
    assert duda is not None
    return nueva.enviar(plantear.duda(nueva, paso, duda))


def con_identificadores(sesion: Sesion, paso: Paso, valor: Valor) -> Valor:
    """El valor por guardar: los actores, con el identificador que los une a lo que se dijo de ellos."""
    if paso.pregunta.tipo != "actores" or not isinstance(valor, list):
        return valor
    return identificar(sesion.estado.eventos, sesion.entrevista, [dato for dato in valor if isinstance(dato, dict)])


def lo_que_trae(sesion: Sesion, leida: Leida, valor: Valor) -> str:
    """Lo que hay que decir antes de guardar: lo que aparta siempre; lo demás, si cambia una respuesta ya dada."""
    paso, viejo = leida.paso, sesion.borrador
    nuevo = anotar_respuesta(sesion, paso.llave, valor, leida.crudo).borrador
    cambio = comparar(sesion.entrevista, viejo, nuevo)
    es_cambio = paso.llave in viejo.respuestas and not TIPOS[paso.pregunta.tipo].es_lista
    return textos.describir(cambio if cambio.aparta or es_cambio else Consecuencias())


def _lista_mas_corta(sesion: Sesion, leida: Leida, valor: Valor) -> Turno | None:
    """Si la lista nueva deja fuera algo de la que había, pregunta si la reemplaza o se suma a ella."""
    paso = leida.paso
    if not TIPOS[paso.pregunta.tipo].es_lista or paso.llave not in sesion.borrador.respuestas:
        return None
    viejos, nuevos = elementos(sesion.valor_de(paso)), elementos(valor)
    fuera = agregar(paso.pregunta, nuevos, viejos)[len(nuevos) :]
    juntos = agregar(paso.pregunta, viejos, nuevos)
    if not fuera or len(juntos) > (paso.pregunta.maximo or len(juntos)):
        return None
    opciones: tuple[tuple[str, Valor], ...] = ((textos.REEMPLAZAR_LISTA, valor),)
    if len(juntos) > len(viejos):
        opciones = ((textos.AGREGAR_A_LISTA, [*juntos]), *opciones)
    pregunta = textos.lista_mas_corta(leida.crudo, [nombre_de(paso.pregunta, uno) for uno in fuera])
    return dudar(sesion, paso, leida.crudo, Pide(pregunta, opciones), confirma=True)


def _aunque_corto(sesion: Sesion, paso: Paso, texto: str) -> Valido | None:
    """Un texto que solo falla por corto: a la segunda, la persona decide."""
    if not TIPOS[paso.pregunta.tipo].admite_corto or len(texto) >= (paso.pregunta.minimo or 1):
        return None
    lectura = leer(replace(paso.pregunta, minimo=1), texto, sesion.entorno)
    return lectura if isinstance(lectura, Valido) else None
