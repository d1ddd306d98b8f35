"""Las frases de la entrevista que no están en sus datos, y cómo se compone cada mensaje."""

import re
from collections.abc import Iterable
from zlib import crc32

from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, cursiva, negrita, parrafo
from bot.dialogo.tipos import Contexto, Estado
from bot.entrevista.motor import (
    Borrador,
    Duda,
    Llave,
    Paso,
    anterior,
    avance,
    esta_resuelto,
    lugar,
    pasos_visibles,
    por_completar,
)
from bot.entrevista.propuesta import Observacion, Propuesta
from bot.entrevista.valores_lectura import mostrar

Filas = tuple[tuple[Boton, ...], ...]

ACEPTO = Boton("Acepto", "e:c:si")
NO_ACEPTO = Boton("No acepto", "e:c:no")
LEER_AVISO = Boton("Leer el aviso", "e:c:aviso")
PROPUESTA = Boton("Armar mi propuesta", "m:propuesta")
PREGUNTA = Boton("Hacer una pregunta", "m:pregunta")
NO_ES_APROBACION = "No es una aprobación ni una presentación ante la APCI."
SEVERIDADES = {"critica": "Crítico", "importante": "Importante", "sugerencia": "Sugerencia", "info": "Para saber"}
OBSERVACIONES_EN_RESUMEN = 3
ANCHO_DE_FILA = 26  # letras que caben cómodas en una fila de botones de un teléfono


def sello(estado: Estado, borrador: Borrador) -> str:
    """Lo que distingue los botones de este paso de los de cualquier otro."""
    return f"{crc32((estado.borrador or '').encode()) & 0xFFFF:04x}{borrador.revision}"


def codigo(estado: Estado, borrador: Borrador, accion: str) -> str:
    """El código de un botón de la entrevista: prefijo, sello y acción."""
    return f"e:{sello(estado, borrador)}:{accion}"


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


def aviso_completo(contexto: Contexto) -> Mensaje:
    """El aviso entero, con la misma pregunta al final."""
    aviso = contexto.entrevista.aviso
    return Mensaje(
        (
            parrafo(negrita(f"Aviso de privacidad (versión {aviso.version})")),
            *(parrafo(linea.strip()) for linea in aviso.texto.splitlines() if linea.strip()),
            parrafo("¿Lo acepta para empezar?"),
        ),
        ((ACEPTO, NO_ACEPTO),),
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
    """«Pregunta 5 de 14 · Objetivo común»."""
    _, total = avance(contexto.entrevista, borrador)
    numero = lugar(contexto.entrevista, borrador, paso)
    return parrafo(negrita(f"Pregunta {numero} de {total} · {paso.pregunta.rotulo}"))


def cuerpo(contexto: Contexto, borrador: Borrador, paso: Paso) -> tuple[Parrafo, ...]:
    """La pregunta entera: cabecera, texto, líneas que se esperan y la respuesta que ya tenía."""
    parrafos = [cabecera(contexto, borrador, paso), parrafo(pregunta_de(contexto, borrador, paso))]
    for linea in paso.pregunta.lineas if paso.llave not in borrador.respuestas else ():
        parrafos.append(
            parrafo(f"{linea.rotulo}: …{'' if linea.obligatoria else ' (si quiere)'}", clase=ClaseParrafo.ELEMENTO)
        )
    if borrador.vuelta == paso.llave and esta_resuelto(borrador, paso):
        respuesta = borrador.respuestas.get(paso.llave)
        if respuesta is None:
            parrafos.append(parrafo("La había dejado pendiente."))
        else:
            anotado = mostrar(paso.pregunta, respuesta.valor, contexto.entrevista.catalogos)
            rotulo = "Escriba solo lo que agrega o cambia. Tengo:\n" if paso.pregunta.lineas else "Su respuesta es: "
            parrafos.append(parrafo(rotulo, negrita(anotado)))
    return tuple(parrafos)


def botones_del_paso(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso) -> Filas:
    """Las opciones de la pregunta y las salidas de siempre."""
    opciones = [
        Boton(opcion.etiqueta, codigo(estado, borrador, f"o:{opcion.valor}")) for opcion in paso.pregunta.opciones
    ]
    if borrador.fallos >= 2:
        opciones += _opciones_de_catalogo(contexto, estado, borrador, paso)
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
    return (*en_filas(opciones), *salidas)


def paso_entero(
    contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, previo: tuple[Parrafo, ...] = ()
) -> Mensaje:
    """El mensaje de un paso, con lo que haya que decir antes."""
    botones = botones_del_paso(contexto, estado, borrador, paso)
    return Mensaje((*previo, *cuerpo(contexto, borrador, paso)), botones)


def duda(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, dudosa: Duda) -> Mensaje:
    """Las lecturas posibles, para que elija."""
    texto = dudosa.texto
    botones = [
        Boton(etiqueta, codigo(estado, borrador, f"d{dudosa.numero}:{lugar_opcion}"))
        for lugar_opcion, (etiqueta, _) in enumerate(dudosa.opciones)
    ]
    if dudosa.confirma:
        salida = (Boton("Dejar como estaba", codigo(estado, borrador, "k")),)
    else:
        salida = (Boton("No sé todavía", codigo(estado, borrador, "n")), *_atras(contexto, estado, borrador))
        texto += " También puede escribirlo de otra manera."
    return Mensaje((cabecera(contexto, borrador, paso), parrafo(texto)), (*((boton,) for boton in botones), salida))


def ejemplo(paso: Paso) -> tuple[Parrafo, ...]:
    """Una buena respuesta y el consejo."""
    return parrafo(cursiva("Por ejemplo:")), *en_citas(paso.pregunta.ejemplo), parrafo(paso.pregunta.ayuda)


def en_citas(texto: str) -> tuple[Parrafo, ...]:
    """Un párrafo de cita por línea."""
    return tuple(parrafo(linea, clase=ClaseParrafo.CITA) for linea in texto.splitlines() if linea.strip())


def porque(paso: Paso) -> tuple[Parrafo, ...]:
    """Por qué se pregunta y de dónde sale."""
    fuente = f" (Marco de la APCI, cap. II: {', '.join(paso.pregunta.fuente)})" if paso.pregunta.fuente else ""
    return (parrafo(paso.pregunta.por_que + fuente),)


def fallo(contexto: Contexto, borrador: Borrador, paso: Paso, problema: str, entendido: str) -> tuple[Parrafo, ...]:
    """Qué pasó y qué hacer: la primera vez explica, la segunda da opciones y la tercera ofrece salir."""
    leido = f"Entendí «{entendido}», pero " if entendido else "No pude anotarlo: "
    explicacion = parrafo(f"{leido}{problema}.")
    cabeza = cabecera(contexto, borrador, paso)
    match borrador.fallos:
        case 1:
            return cabeza, explicacion, parrafo(cursiva("Por ejemplo:")), *en_citas(paso.pregunta.ejemplo)
        case 2:
            lista = _lista_de_catalogo(contexto, paso)
            return cabeza, explicacion, *lista, parrafo(f"{paso.pregunta.ayuda} También puede dejarlo pendiente.")
        case numero:
            persona = (
                f"También puede consultar con una persona de la APCI: {contexto.contacto}."
                if contexto.contacto
                else "Con /ayuda ve cómo hablar con una persona."
            )
            frases = (
                f"No se detenga por esto: toque «No sé todavía» y seguimos; después lo completa. {persona}",
                f"Podemos dejar «{paso.pregunta.rotulo}» pendiente y pasar a lo siguiente. {persona}",
                f"Lo más práctico es saltar esta pregunta con «No sé todavía». {persona}",
            )
            return cabeza, explicacion, parrafo(frases[numero % len(frases)])


def cierre(contexto: Contexto, estado: Estado, borrador: Borrador, propuesta: Propuesta) -> Mensaje:
    """El resumen corto y la revisión, con lo más grave primero."""
    respondidas, total = avance(contexto.entrevista, borrador)
    visibles = [o for o in propuesta.observaciones if o.severidad != "info"]
    nombre = f"«{propuesta.titulo}»" if propuesta.titulo else "Su borrador"
    parrafos = [
        parrafo(negrita(f"{nombre}: {respondidas} de {total} respuestas.")),
        parrafo(_balance(visibles)),
        *(observacion(una) for una in visibles[:OBSERVACIONES_EN_RESUMEN]),
        parrafo(cursiva(NO_ES_APROBACION)),
    ]
    botones = [("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L")]
    if por_completar(contexto.entrevista, borrador) is not None:
        botones.append(("Completar lo pendiente", "p"))
    otras = len(propuesta.observaciones) - len(visibles[:OBSERVACIONES_EN_RESUMEN])
    if otras:
        botones.append(("Ver toda la revisión", "m"))
    if borrador.modo == "nucleo" and any(p.modo == "ampliado" for p in contexto.entrevista.preguntas):
        botones.append(("Ampliar el borrador", "z"))
    botones.append(("Guardar y seguir después", "g"))
    corregir = botones_para_corregir(estado, borrador, visibles[:OBSERVACIONES_EN_RESUMEN])
    return Mensaje(tuple(parrafos), (*corregir, *((Boton(e, codigo(estado, borrador, c)),) for e, c in botones)))


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
    return f"{paso.actor.nombre[:28]} · {paso.pregunta.rotulo}"[:60] if paso.actor else paso.pregunta.rotulo


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


def _lista_de_catalogo(contexto: Contexto, paso: Paso) -> tuple[Parrafo, ...]:
    if paso.pregunta.tipo != "ods":
        return ()
    return tuple(
        parrafo(f"{ods.numero}. {ods.nombre}", clase=ClaseParrafo.ELEMENTO) for ods in contexto.entrevista.catalogos.ods
    )
