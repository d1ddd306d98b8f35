"""Las frases de la entrevista que no están en sus datos, y cómo se compone cada mensaje."""

import re
from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, cursiva, negrita, parrafo
from bot.dialogo.textos import BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.dialogo.tipos import Contexto, Estado
from bot.entrevista.borrador import Borrador, Duda, Elemento, Llave, esta_autorizado
from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import (
    Paso,
    anterior,
    avance,
    esta_resuelto,
    lugar,
    minutos_que_faltan,
    pasos_visibles,
    por_completar,
)
from bot.entrevista.propuesta.modelo import Propuesta
from bot.entrevista.valores.elementos import TIPOS_DE_LISTA, elementos, nombre_de
from bot.entrevista.valores.tipos import mostrar
from conocimiento.frases import recortado

Filas = tuple[tuple[Boton, ...], ...]

ACEPTO = Boton("Acepto", "e:c:si")
NO_ACEPTO = Boton("No acepto", "e:c:no")
LEER_AVISO = Boton("Leer el aviso", "e:c:aviso")
PROPUESTA, PREGUNTA = BOTON_PROPUESTA, BOTON_PREGUNTA
RECORDAR = Boton("Recordármelo en 3 días", "r:si")
NO_ES_APROBACION = "No es una aprobación ni una presentación ante la APCI."
SEVERIDADES = {"critica": "Crítico", "importante": "Importante", "sugerencia": "Sugerencia", "info": "Para saber"}
OBSERVACIONES_EN_RESUMEN = 3
CON_CATALOGO = ("departamentos", "ods")
ANCHO_DE_FILA = 26  # letras que caben cómodas en una fila de botones de un teléfono


def sello(estado: Estado, borrador: Borrador) -> str:
    """Lo que distingue los botones de este paso de los de cualquier otro."""
    return f"{crc32((estado.borrador or '').encode()) & 0xFFFF:04x}{borrador.revision}"


def codigo(estado: Estado, borrador: Borrador, accion: str) -> str:
    """El código de un botón de la entrevista: prefijo, sello y acción."""
    return f"e:{sello(estado, borrador)}:{accion}"


VARIOS_ACTORES = (
    "También puede escribir lo de varios de una vez: el nombre de cada uno en una línea y, debajo, lo suyo."
)


def en_filas(botones: list[Boton]) -> Filas:
    """Reparte botones en filas según el largo de sus etiquetas."""
    filas: list[tuple[Boton, ...]] = []
    for boton in botones:
        largo = sum(len(otro.etiqueta) + 2 for otro in filas[-1]) if filas else 0
        if filas and largo + len(boton.etiqueta) <= ANCHO_DE_FILA:
            filas[-1] = (*filas[-1], boton)
        else:
            filas.append((boton,))
    return tuple(filas)


def consentimiento(contexto: Contexto, aclaracion: str = "") -> Mensaje:
    """Lo primero: qué se hará y si acepta el aviso."""
    entrevista = contexto.entrevista
    parrafos = (
        parrafo(
            "Le haré unas preguntas para un ",
            negrita("borrador"),
            f" de propuesta. Tarda unos {entrevista.minutos} minutos y puede dejarlo cuando quiera: se guarda cada "
            "respuesta. «No sé todavía» siempre vale.",
        ),
        parrafo(
            "Soy un asistente automático: puedo equivocarme y no apruebo propuestas. Sus respuestas se guardan para "
            "preparar el borrador y para que la APCI mejore el servicio; no se envían a proveedores externos de "
            "inteligencia artificial. Puede borrarlas con /borrar."
        ),
        parrafo(f"¿Acepta el aviso de privacidad (versión {entrevista.aviso.version})?"),
    )
    previo = (parrafo(aclaracion),) if aclaracion else ()
    return Mensaje((*previo, *parrafos), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def aviso_cambiado(contexto: Contexto, previo: tuple[Parrafo, ...] = ()) -> Mensaje:
    """Cuando el aviso de privacidad cambió y hay que aceptarlo otra vez antes de seguir."""
    dicho = (
        f"El aviso de privacidad cambió. Antes de seguir necesito saber si acepta la versión "
        f"{contexto.entrevista.aviso.version}. Lo que ya respondió sigue guardado."
    )
    return Mensaje((*previo, parrafo(dicho)), ((ACEPTO, NO_ACEPTO), (LEER_AVISO,)))


def boton_de_compartir(contexto: Contexto, estado: Estado, borrador: Borrador) -> Boton:
    """Autorizar que la APCI lea el borrador o, si ya está autorizado, retirarlo."""
    if esta_autorizado(contexto.entrevista, borrador):
        return Boton("Retirar la autorización", codigo(estado, borrador, "pr"))
    return Boton("Autorizar que la APCI lo lea", codigo(estado, borrador, "pa"))


def aviso_completo(contexto: Contexto) -> Mensaje:
    """El aviso entero, con la misma pregunta al final."""
    return Mensaje((*parrafos_del_aviso(contexto), parrafo("¿Lo acepta para empezar?")), ((ACEPTO, NO_ACEPTO),))


def parrafos_del_aviso(contexto: Contexto) -> tuple[Parrafo, ...]:
    """El aviso de privacidad entero, con los plazos de esta instalación."""
    aviso, plazos = contexto.entrevista.aviso, contexto.conservacion
    plazo = (
        f"Cuánto tiempo: si no escribe, se borra solo: a los {plazos.consultas} días si solo hizo preguntas y a los "
        f"{plazos.borradores} días si tiene un borrador. Usted puede borrarlo antes."
    )
    return (
        parrafo(negrita(f"Aviso de privacidad (versión {aviso.version})")),
        *(parrafo(linea.strip()) for linea in aviso.texto.splitlines() if linea.strip()),
        parrafo(plazo),
    )


def pregunta_de(contexto: Contexto, borrador: Borrador, paso: Paso) -> str:
    """El texto de la pregunta, con el nombre y el lugar del actor."""
    if paso.actor is None:
        return paso.pregunta.texto
    todos = [p.llave for p in pasos_visibles(contexto.entrevista, borrador) if p.pregunta == paso.pregunta]
    marcas = {"actor": paso.actor.nombre, "numero": str(todos.index(paso.llave) + 1), "total": str(len(todos))}
    partes = re.split(r"\{(actor|numero|total)\}", paso.pregunta.texto)
    return "".join(marcas[parte] if lugar_parte % 2 else parte for lugar_parte, parte in enumerate(partes))


def cabecera(contexto: Contexto, borrador: Borrador, paso: Paso) -> Parrafo:
    """«Pregunta 5 de 14 (unos 9 min más) · Objetivo común»."""
    _, total = avance(contexto.entrevista, borrador)
    numero = lugar(contexto.entrevista, borrador, paso)
    minutos = minutos_que_faltan(contexto.entrevista, borrador)
    tiempo = f" (unos {minutos} min más)" if minutos > 1 else ""
    return parrafo(negrita(f"Pregunta {numero} de {total}{tiempo} · {paso.pregunta.rotulo}"))


def cuerpo(contexto: Contexto, borrador: Borrador, paso: Paso) -> tuple[Parrafo, ...]:
    """La pregunta entera: cabecera, texto, líneas que se esperan y la respuesta que ya tenía."""
    parrafos = [cabecera(contexto, borrador, paso), parrafo(pregunta_de(contexto, borrador, paso))]
    if paso.llave not in borrador.respuestas:
        parrafos += [
            parrafo(f"{linea.rotulo}: …{'' if linea.obligatoria else ' (si quiere)'}", clase=ClaseParrafo.ELEMENTO)
            for linea in paso.pregunta.lineas
        ]
        if paso.pregunta.tipo == "matriz" and _faltan_varios(contexto, borrador, paso):
            parrafos.append(parrafo(cursiva(VARIOS_ACTORES)))
    if borrador.vuelta == paso.llave and esta_resuelto(borrador, paso):
        parrafos += _lo_anotado(contexto, borrador, paso)
    return tuple(parrafos)


def _faltan_varios(contexto: Contexto, borrador: Borrador, paso: Paso) -> bool:
    """Es el primero de los actores por los que se pregunta, y quedan más."""
    visibles = [p for p in pasos_visibles(contexto.entrevista, borrador) if p.pregunta == paso.pregunta]
    return len(visibles) > 1 and visibles[0].llave == paso.llave


def _lo_anotado(contexto: Contexto, borrador: Borrador, paso: Paso) -> list[Parrafo]:
    respuesta = borrador.respuestas.get(paso.llave)
    if respuesta is None:
        return [parrafo("La había dejado pendiente.")]
    if paso.pregunta.tipo in TIPOS_DE_LISTA:
        return [
            parrafo("Tengo esto. Toque un botón para cambiar uno, o escriba la lista entera otra vez:"),
            *lista_numerada(contexto, paso, respuesta.valor),
        ]
    anotado = mostrar(paso.pregunta, respuesta.valor, contexto.entrevista.catalogos)
    se_completa = paso.pregunta.tipo in ("matriz", "compuesto")
    rotulo = "Escriba solo lo que agrega o cambia. Tengo:\n" if se_completa else "Su respuesta es: "
    return [parrafo(rotulo, negrita(anotado))]


def lista_numerada(contexto: Contexto, paso: Paso, valor: Valor) -> tuple[Parrafo, ...]:
    """Los elementos de una lista, con el número con que se eligen."""
    return tuple(
        parrafo(
            f"{numero}. {mostrar(paso.pregunta, [elemento], contexto.entrevista.catalogos)}",
            clase=ClaseParrafo.ELEMENTO,
        )
        for numero, elemento in enumerate(elementos(valor), start=1)
    )


def botones_del_paso(
    contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, *, con_catalogo: bool = False
) -> Filas:
    """Las opciones de la pregunta y las salidas de siempre."""
    opciones = [
        Boton(opcion.etiqueta, codigo(estado, borrador, f"o:{opcion.valor}")) for opcion in paso.pregunta.opciones
    ]
    if con_catalogo or borrador.fallos >= 2:
        opciones += _opciones_de_catalogo(contexto, estado, borrador, paso)
    elif paso.pregunta.tipo in CON_CATALOGO:
        opciones.append(Boton("Ver la lista", codigo(estado, borrador, "catalogo")))
    if paso.pregunta.sin_dato:
        opciones.append(Boton(paso.pregunta.sin_dato, codigo(estado, borrador, "s")))
    salidas: Filas = (
        (
            Boton("Ejemplo", codigo(estado, borrador, "j")),
            Boton("¿Por qué me lo pregunta?", codigo(estado, borrador, "y")),
        ),
        (Boton("No sé todavía", codigo(estado, borrador, "n")), *_atras(contexto, estado, borrador)),
    )
    if borrador.vuelta == paso.llave and esta_resuelto(borrador, paso):
        salidas = ((Boton("Dejar como está", codigo(estado, borrador, "k")),), *salidas)
        if paso.pregunta.tipo in TIPOS_DE_LISTA and paso.llave in borrador.respuestas:
            acciones = (("Agregar", "E:agregar"), ("Cambiar uno", "E:cambiar"), ("Quitar uno", "E:quitar"))
            salidas = (tuple(Boton(e, codigo(estado, borrador, c)) for e, c in acciones), *salidas)
    return (*en_filas(opciones), *salidas)


def paso_entero(
    contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, previo: tuple[Parrafo, ...] = ()
) -> Mensaje:
    """El mensaje de un paso, con lo que haya que decir antes."""
    botones = botones_del_paso(contexto, estado, borrador, paso)
    return Mensaje((*previo, *cuerpo(contexto, borrador, paso)), botones, asunto=asunto_de(estado, paso.llave))


def paso_con_catalogo(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso) -> Mensaje:
    """La misma pregunta con todas las opciones de su catálogo como botones."""
    mensaje = paso_entero(contexto, estado, borrador, paso)
    return replace(mensaje, botones=botones_del_paso(contexto, estado, borrador, paso, con_catalogo=True))


def asunto_de(estado: Estado, llave: Llave) -> str:
    """El asunto de un mensaje que muestra una pregunta: borrador, pregunta y actor."""
    return "|".join((estado.borrador or "", *llave))


def llave_de_asunto(asunto: str) -> tuple[str, Llave] | None:
    """Lo contrario de `asunto_de`: el borrador y la pregunta; None si no es de la entrevista."""
    partes = asunto.split("|")
    return (partes[0], (partes[1], partes[2])) if len(partes) == 3 else None


def duda(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, dudosa: Duda) -> Mensaje:
    """Las lecturas posibles, para que elija."""
    texto = dudosa.texto
    botones = [
        Boton(etiqueta, codigo(estado, borrador, f"d{dudosa.numero}:{lugar_opcion}"))
        for lugar_opcion, (etiqueta, _) in enumerate(dudosa.opciones)
    ]
    if dudosa.confirma:
        salida = (Boton("Dejar como estaba", codigo(estado, borrador, "k")),)
        return Mensaje((parrafo(texto),), (*((boton,) for boton in botones), salida))
    salida = (Boton("No sé todavía", codigo(estado, borrador, "n")), *_atras(contexto, estado, borrador))
    texto += " También puede escribirlo de otra manera."
    return Mensaje(
        (cabecera(contexto, borrador, paso), parrafo(texto)),
        (*((boton,) for boton in botones), salida),
        asunto=asunto_de(estado, paso.llave),
    )


def elemento_de_lista(
    contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, elemento: Elemento
) -> Mensaje:
    """Qué elemento se cambia o se quita, o qué escribir para agregar o cambiar uno."""
    respuesta = borrador.respuestas.get(paso.llave)
    valor = respuesta.valor if respuesta is not None else None
    volver = (Boton("Volver a la lista", codigo(estado, borrador, "E:volver")),)
    cabeza = cabecera(contexto, borrador, paso)
    if elemento.accion == "agregar":
        pide = parrafo("Escriba lo que agrega, uno por línea. Lo que ya tengo se queda como está.")
        return Mensaje((cabeza, pide, *_ejemplo_de_uno(paso)), (volver,))
    if elemento.lugar >= 0:
        actual = lista_numerada(contexto, paso, valor)[elemento.lugar]
        pide = parrafo("Escríbalo de nuevo, completo. Ahora dice:")
        return Mensaje((cabeza, pide, actual), (volver,))
    verbo = "Cambiar" if elemento.accion == "cambiar" else "Quitar"
    filas = tuple(
        (
            Boton(
                f"{verbo} {numero}. {recortado(nombre_de(paso.pregunta, uno), 30)}",
                codigo(estado, borrador, f"E:{elemento.accion}:{numero - 1}"),
            ),
        )
        for numero, uno in enumerate(elementos(valor), start=1)
    )
    pregunta = parrafo(f"¿Cuál quiere {verbo.lower()}?")
    return Mensaje((cabeza, pregunta, *lista_numerada(contexto, paso, valor)), (*filas, volver))


def _ejemplo_de_uno(paso: Paso) -> tuple[Parrafo, ...]:
    primero = paso.pregunta.ejemplo.splitlines()[0]
    return parrafo(cursiva("Por ejemplo:")), parrafo(primero, clase=ClaseParrafo.CITA)


def cierre(contexto: Contexto, estado: Estado, borrador: Borrador, propuesta: Propuesta) -> Mensaje:
    """El resumen corto y la revisión, con lo más grave primero."""
    respondidas, total = avance(contexto.entrevista, borrador)
    visibles = [o for o in propuesta.observaciones if o.severidad != "info"]
    primeras = visibles[:OBSERVACIONES_EN_RESUMEN]
    nombre = f"«{propuesta.titulo}»" if propuesta.titulo else "Su borrador"
    parrafos = [
        parrafo(negrita(f"{nombre}: {respondidas} de {total} respuestas.")),
        parrafo(_balance(visibles)),
        *(observacion(una) for una in primeras),
        parrafo(cursiva(NO_ES_APROBACION)),
    ]
    botones = [("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L")]
    if por_completar(contexto.entrevista, borrador) is not None:
        botones.append(("Completar lo pendiente", "p"))
    otras = len(propuesta.observaciones) - len(primeras)
    if otras:
        botones.append(("Ver toda la revisión", "m"))
    if borrador.modo == "nucleo" and any(p.modo == "ampliado" for p in contexto.entrevista.preguntas):
        botones.append(("Ampliar el borrador", "z"))
    filas = tuple((Boton(etiqueta, codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    guardar = Boton("Guardar y seguir después", codigo(estado, borrador, "g"))
    corregir = botones_para_corregir(estado, borrador, primeras)
    compartir = boton_de_compartir(contexto, estado, borrador)
    return Mensaje(tuple(parrafos), (*corregir, *filas, (compartir,), (guardar,)))


def botones_para_corregir(estado: Estado, borrador: Borrador, observaciones: Iterable[Observacion]) -> Filas:
    """Un botón por observación que lleva a la pregunta que la corrige; uno solo si dos llevan a la misma."""
    destinos: dict[Llave, Boton] = {}
    for una in observaciones:
        if una.lugar is not None and una.lugar not in destinos:
            verbo = "Completar" if una.pendiente else "Corregir"
            accion = f"l:{una.lugar[0]}:{una.lugar[1]}"
            destinos[una.lugar] = Boton(f"{verbo}: {una.titulo}", codigo(estado, borrador, accion))
    return tuple((boton,) for boton in destinos.values())


def observacion(una: Observacion) -> Parrafo:
    """Una observación con su fuente; si el dato falta, se dice que está pendiente."""
    grado = "Pendiente" if una.pendiente else SEVERIDADES[una.severidad]
    posible = " (posible)" if una.posible else ""
    frase = f" Se lee: «{una.frase}»." if una.frase else ""
    fuente = f"Marco de la APCI, {una.fuente}" if una.base == "marco" else una.fuente
    partes = (negrita(f"{grado}{posible} · {una.titulo}. "), una.mensaje, frase, cursiva(f" ({fuente})"))
    return parrafo(*(parte for parte in partes if parte), clase=ClaseParrafo.ELEMENTO)


def nombre_del_paso(paso: Paso) -> str:
    """Cómo se nombra un paso en una lista."""
    return f"{recortado(paso.actor.nombre, 30)} · {paso.pregunta.rotulo}" if paso.actor else paso.pregunta.rotulo


def _balance(observaciones: list[Observacion]) -> str:
    firmes = [una.severidad for una in observaciones if not una.pendiente]
    pendientes = len(observaciones) - len(firmes)
    criticas, otras = firmes.count("critica"), len(firmes) - firmes.count("critica")
    partes = [
        f"{cuantas} {singular if cuantas == 1 else plural}"
        for cuantas, singular, plural in (
            (criticas, "punto crítico", "puntos críticos"),
            (otras, "por mejorar", "por mejorar"),
            (pendientes, "pendiente de un dato", "pendientes de un dato"),
        )
        if cuantas
    ]
    if not partes:
        return "La revisión automática no encontró nada que observar."
    junto = partes[0] if len(partes) == 1 else ", ".join(partes[:-1]) + " y " + partes[-1]
    return f"La revisión automática encontró {junto}:"


def _atras(contexto: Contexto, estado: Estado, borrador: Borrador) -> tuple[Boton, ...]:
    hay = anterior(contexto.entrevista, borrador) is not None
    return (Boton("◀ Atrás", codigo(estado, borrador, "a")),) if hay else ()


def _opciones_de_catalogo(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso) -> list[Boton]:
    catalogos = contexto.entrevista.catalogos
    if paso.pregunta.tipo == "departamentos":
        nombres = [(d.nombre, d.nombre) for d in catalogos.departamentos]
    elif paso.pregunta.tipo == "ods":
        nombres = [(str(o.numero), str(o.numero)) for o in catalogos.ods if o.numero != 17]
    else:
        nombres = []
    return [Boton(etiqueta, codigo(estado, borrador, f"o:{valor}")) for etiqueta, valor in nombres]
