"""De lo que la persona escribe o elige a un evento guardado, una duda o una explicación."""

from dataclasses import replace
from typing import assert_never

from bot.dialogo import textos_entrevista as textos
from bot.dialogo.entrevistar_comun import anotar, borrador_de, en_paso, entorno_de, enviar
from bot.dialogo.mensajes import Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.tipos import Contexto, Estado, Turno
from bot.entrevista.eventos import Valor
from bot.entrevista.motor import (
    Paso,
    buscar_paso,
    datos_de,
    identificar,
    pasos_visibles,
)
from bot.entrevista.valores import Explicacion, Pide, Valido
from bot.entrevista.valores_lectura import Entorno, leer, mostrar


def responder(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> Turno:
    """Lee el texto con el validador de la pregunta y actúa según lo que devuelva."""
    borrador = borrador_de(estado)
    entorno = entorno_de(contexto, estado, paso)
    lectura = leer(paso.pregunta, texto, entorno)
    duda = borrador.duda
    if isinstance(lectura, Explicacion) and paso.pregunta.tipo == "monto" and duda is not None:
        texto = f"{duda.crudo} {texto}"  # «500» y después «soles»
        lectura = leer(paso.pregunta, texto, entorno)
    match lectura:
        case Valido():
            return aceptar(contexto, estado, paso, lectura, texto)
        case Pide(pregunta, opciones):
            return _dudar(contexto, estado, paso, texto, pregunta, opciones)
        case Explicacion(problema, entendido):
            nuevo = anotar(contexto, estado, "fallo", datos_de(paso.llave))
            despues = borrador_de(nuevo)
            if despues.fallos >= 2 and (corto := _aunque_corto(paso, texto, entorno)) is not None:
                pregunta = f"«{texto}»: {problema}. ¿Lo guardo así? Después puede completarlo."
                return _dudar(contexto, nuevo, paso, texto, pregunta, (("Guardarlo así", corto.valor),))
            parrafos = textos.fallo(contexto, despues, paso, problema, entendido)
            return enviar(nuevo, Mensaje(parrafos, textos.botones_del_paso(contexto, nuevo, despues, paso)))
        case _:
            assert_never(lectura)


def elegir_opcion(contexto: Contexto, estado: Estado, paso: Paso, elegido: str) -> Turno:
    """Guarda una opción de la lista o de un catálogo; una desconocida vuelve a mostrar el paso."""
    for opcion in paso.pregunta.opciones:
        if opcion.valor == elegido:
            return aceptar(contexto, estado, paso, Valido(opcion.valor, opcion.etiqueta), opcion.etiqueta)
    if paso.pregunta.tipo in ("departamentos", "ods"):
        return responder(contexto, estado, paso, elegido)
    return en_paso(contexto, estado)


def elegir_duda(contexto: Contexto, estado: Estado, numero: int, lugar: int) -> Turno:
    """Guarda la lectura elegida, si la duda sigue en pie."""
    borrador = borrador_de(estado)
    duda = borrador.duda
    paso = buscar_paso(contexto.entrevista, borrador, duda.llave) if duda is not None else None
    if duda is None or paso is None or duda.numero != numero or lugar >= len(duda.opciones):
        return en_paso(contexto, estado, (parrafo("Esa elección ya no corresponde. Seguimos aquí:"),))
    valor = duda.opciones[lugar][1]
    leido = Valido(valor, mostrar(paso.pregunta, valor, contexto.entrevista.catalogos))
    return aceptar(contexto, estado, paso, leido, duda.crudo, confirmado=duda.confirma)


def dejar_pendiente(contexto: Contexto, estado: Estado, paso: Paso) -> Turno:
    """«No sé todavía»: queda pendiente y se sigue."""
    nuevo = anotar(contexto, estado, "omitida", datos_de(paso.llave))
    dicho = parrafo(f"De acuerdo, «{textos.nombre_del_paso(paso)}» queda pendiente.")
    return en_paso(contexto, nuevo, (dicho,))


def aceptar(
    contexto: Contexto, estado: Estado, paso: Paso, lectura: Valido, crudo: str, *, confirmado: bool = False
) -> Turno:
    """Guarda un valor; si al cambiarlo se apartan respuestas, antes lo dice y espera."""
    entrevista = contexto.entrevista
    valor = lectura.valor
    if paso.pregunta.tipo == "actores" and isinstance(valor, list):
        nuevos = [{c: v for c, v in dato.items() if c != "id"} for dato in valor if isinstance(dato, dict)]
        valor = identificar(estado.eventos, entrevista, nuevos)
    datos: dict[str, Valor] = {**datos_de(paso.llave), "valor": valor, "crudo": crudo}
    nuevo = anotar(contexto, estado, "respuesta", datos)
    if not confirmado and (consecuencia := _consecuencia(contexto, estado, nuevo)):
        leido = mostrar(paso.pregunta, valor, entrevista.catalogos)
        pregunta = f"Cambiar «{paso.pregunta.rotulo}» a «{leido}» {consecuencia}. ¿Lo cambio?"
        return _dudar(contexto, estado, paso, crudo, pregunta, (("Cambiar", valor),), confirma=True)
    aviso = (parrafo(lectura.aviso),) if lectura.aviso else ()
    return en_paso(contexto, nuevo, (*_acuse(paso, lectura, valor), *aviso))


def _aunque_corto(paso: Paso, texto: str, entorno: Entorno) -> Valido | None:
    """Un texto que solo falla por corto: a la segunda, la persona decide."""
    if paso.pregunta.tipo not in ("texto", "poblacion") or len(texto) >= (paso.pregunta.minimo or 1):
        return None
    lectura = leer(replace(paso.pregunta, minimo=1), texto, entorno)
    return lectura if isinstance(lectura, Valido) else None


def _acuse(paso: Paso, lectura: Valido, valor: Valor) -> tuple[Parrafo, ...]:
    if paso.pregunta.tipo == "matriz" and isinstance(valor, dict):
        faltan = [linea.rotulo for linea in paso.pregunta.lineas if linea.obligatoria and not valor.get(linea.clave)]
        if faltan:
            quien = paso.actor.nombre if paso.actor else "ese actor"
            return (parrafo(f"Anotado. De {quien} queda pendiente: {', '.join(faltan)}."),)
        return (parrafo("Anotado."),)
    if not lectura.lectura:
        return (parrafo("Anotado."),)
    if paso.pregunta.tipo == "actores":
        correccion = "Si algún tipo no es correcto, vuelva atrás y escríbalo entre paréntesis."
        return parrafo("Anotado: ", negrita(lectura.lectura), "."), parrafo(correccion)
    return (parrafo("Anotado: ", negrita(lectura.lectura), "."),)


def _consecuencia(contexto: Contexto, antes: Estado, despues: Estado) -> str:
    """«añade 2 preguntas y aparta 3 respuestas»; vacío si no aparta ninguna."""
    viejo, nuevo = borrador_de(antes), borrador_de(despues)
    vistos = {paso.llave for paso in pasos_visibles(contexto.entrevista, viejo)}
    veran = {paso.llave for paso in pasos_visibles(contexto.entrevista, nuevo)}
    apartadas = len((vistos - veran) & set(viejo.respuestas))
    if not apartadas:
        return ""
    nuevas = len(veran - vistos - set(nuevo.respuestas))
    aparta = f"aparta {apartadas} {'respuesta' if apartadas == 1 else 'respuestas'}"
    return f"añade {nuevas} {'pregunta' if nuevas == 1 else 'preguntas'} y {aparta}" if nuevas else aparta


def _dudar(
    contexto: Contexto,
    estado: Estado,
    paso: Paso,
    crudo: str,
    pregunta: str,
    opciones: tuple[tuple[str, Valor], ...],
    *,
    confirma: bool = False,
) -> Turno:
    datos: dict[str, Valor] = {
        **datos_de(paso.llave),
        "crudo": crudo,
        "opciones": [[etiqueta, valor] for etiqueta, valor in opciones],
        "confirma": confirma,
        "texto": pregunta,
    }
    nuevo = anotar(contexto, estado, "duda", datos)
    return en_paso(contexto, nuevo)
