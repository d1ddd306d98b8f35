"""Cómo se plantea una pregunta: su cabecera, su cuerpo, sus botones, sus ejemplos y por qué se pregunta."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido
from bot.dialogo.borrador.textos.compuerta import (
    ERA_MI_RESPUESTA,
    NI_LO_UNO,
    NO_ES_EL_NOMBRE,
    PIDO_AYUDA,
    SI_ES_EL_NOMBRE,
    es_de_la_compuerta,
)
from bot.dialogo.borrador.textos.mejorar import BOTON as BOTON_DE_MEJORAR
from bot.dialogo.borrador.textos.mejorar import antes_y_despues, es_una_mejora, se_puede_mejorar
from bot.dialogo.borrador.textos.permisos import aviso_cambiado
from bot.dialogo.borrador.textos.responder import actualizada
from bot.dialogo.borrador.textos.revision import cierre
from bot.dialogo.mensajes import (
    Boton,
    ClaseParrafo,
    Filas,
    Mensaje,
    Parrafo,
    cursiva,
    en_filas,
    negrita,
    parrafo,
    una_por_fila,
)
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Duda, Elemento, poner_al_dia
from bot.entrevista.comprension.sugerir import hay_para
from bot.entrevista.condiciones import preguntas_mencionadas
from bot.entrevista.pasos import Paso, anterior, avance, esta_resuelto, lugar, minutos_que_faltan, pasos_visibles
from bot.entrevista.valor import Valor
from bot.entrevista.valores.compuestos.campos import DETALLE
from bot.entrevista.valores.lectura import Explicacion
from bot.entrevista.valores.tipos import TIPOS, elementos, mostrar, nombre_de
from conocimiento.frases import punto_tras, recortado

VARIOS_ACTORES = (
    "También puede escribir lo de varios de una vez: el nombre de cada uno en una línea y, debajo, lo suyo."
)


def pregunta_de(sesion: Sesion, paso: Paso) -> str:
    """El texto de la pregunta, con el nombre y el lugar del actor."""
    if paso.actor is None:
        return paso.pregunta.texto
    todos = [p.llave for p in pasos_visibles(sesion.entrevista, sesion.borrador) if p.pregunta == paso.pregunta]
    marcas = {"actor": paso.actor.nombre, "numero": str(todos.index(paso.llave) + 1), "total": str(len(todos))}
    partes = re.split(r"\{(actor|numero|total)\}", paso.pregunta.texto)
    return "".join(marcas[parte] if lugar_parte % 2 else parte for lugar_parte, parte in enumerate(partes))


def cabecera(sesion: Sesion, paso: Paso) -> Parrafo:
    """«Pregunta 5 de 14 (unos 9 min más) · Objetivo común»."""
    _, total = avance(sesion.entrevista, sesion.borrador)
    numero = lugar(sesion.entrevista, sesion.borrador, paso)
    minutos = minutos_que_faltan(sesion.entrevista, sesion.borrador)
    tiempo = f" (unos {minutos} min más)" if minutos > 1 else ""
    return parrafo(negrita(f"Pregunta {numero} de {total}{tiempo} · {paso.pregunta.rotulo}"))


def cuerpo(sesion: Sesion, paso: Paso) -> tuple[Parrafo, ...]:
    """La pregunta entera: cabecera, texto, líneas que se esperan y la respuesta que ya tenía."""
    parrafos = [cabecera(sesion, paso), parrafo(pregunta_de(sesion, paso))]
    if paso.llave not in sesion.borrador.respuestas:
        parrafos += [
            parrafo(f"{linea.rotulo}: …{'' if linea.obligatoria else ' (si quiere)'}", clase=ClaseParrafo.ELEMENTO)
            for linea in paso.pregunta.lineas
        ]
        if paso.pregunta.tipo == "matriz" and _faltan_varios(sesion, paso):
            parrafos.append(parrafo(cursiva(VARIOS_ACTORES)))
    if sesion.borrador.vuelta == paso.llave and esta_resuelto(sesion.borrador, paso):
        parrafos += _lo_anotado(sesion, paso)
    return tuple(parrafos)


def _faltan_varios(sesion: Sesion, paso: Paso) -> bool:
    """Es el primero de los actores por los que se pregunta, y quedan más."""
    visibles = [p for p in pasos_visibles(sesion.entrevista, sesion.borrador) if p.pregunta == paso.pregunta]
    return len(visibles) > 1 and visibles[0].llave == paso.llave


def _lo_anotado(sesion: Sesion, paso: Paso) -> list[Parrafo]:
    respuesta = sesion.borrador.respuestas.get(paso.llave)
    if respuesta is None:
        return [parrafo("La había dejado pendiente.")]
    if TIPOS[paso.pregunta.tipo].es_lista:
        return [
            parrafo("Tengo esto. Toque un botón para cambiar uno, o escriba la lista entera otra vez:"),
            *lista_numerada(sesion, paso, respuesta.valor),
        ]
    anotado = mostrar(paso.pregunta, respuesta.valor, sesion.entrevista.catalogos)
    se_completa = paso.pregunta.tipo in ("matriz", "compuesto")
    rotulo = "Escriba solo lo que agrega o cambia. Tengo:\n" if se_completa else "Su respuesta es: "
    return [parrafo(rotulo, negrita(anotado))]


def lista_numerada(sesion: Sesion, paso: Paso, valor: Valor) -> tuple[Parrafo, ...]:
    """Los elementos de una lista, con el número con que se eligen."""
    return tuple(
        parrafo(
            f"{numero}. {mostrar(paso.pregunta, [elemento], sesion.entrevista.catalogos)}",
            clase=ClaseParrafo.ELEMENTO,
        )
        for numero, elemento in enumerate(elementos(valor), start=1)
    )


def botones_del_paso(sesion: Sesion, paso: Paso, *, con_catalogo: bool = False) -> Filas:
    """Las opciones de la pregunta y las salidas de siempre."""
    borrador = sesion.borrador
    opciones = [sesion.boton(opcion.etiqueta, Accion.OPCION, opcion.valor) for opcion in paso.pregunta.opciones]
    if con_catalogo or borrador.fallos >= 2:
        opciones += [
            sesion.boton(nombre, Accion.OPCION, codigo) for nombre, codigo in nombres_del_catalogo(sesion, paso)
        ]
    elif TIPOS[paso.pregunta.tipo].elegibles is not None:
        opciones.append(sesion.boton("Ver la lista", Accion.CATALOGO))
    if paso.pregunta.sin_dato:
        opciones.append(sesion.boton(paso.pregunta.sin_dato, Accion.SIN_DATO))
    ideas = (("Ver sugerencias", Accion.SUGERENCIAS),) if hay_para(sesion.entrevista, paso.pregunta) else ()
    salidas: Filas = (
        sesion.fila(("Ejemplo", Accion.EJEMPLO), ("¿Por qué me lo pregunta?", Accion.MOTIVO)),
        *sesion.filas(*ideas),
        _no_se_o_atras(sesion),
    )
    if borrador.duda is not None and borrador.duda.llave == paso.llave:
        salidas = (*una_por_fila(*boton_de_lo_escrito(sesion)), *salidas)
    if borrador.vuelta == paso.llave and esta_resuelto(borrador, paso):
        mejor = ((BOTON_DE_MEJORAR, Accion.MEJORAR),) if se_puede_mejorar(sesion, paso) else ()
        salidas = (*sesion.filas(("Dejar como está", Accion.DEJAR_COMO_ESTA), *mejor), *salidas)
        if TIPOS[paso.pregunta.tipo].es_lista and paso.llave in borrador.respuestas:
            cambios = (("Agregar", "agregar"), ("Cambiar uno", "cambiar"), ("Quitar uno", "quitar"))
            salidas = (tuple(sesion.boton(etiqueta, Accion.ELEMENTO, que) for etiqueta, que in cambios), *salidas)
    return (*en_filas(opciones), *salidas)


def boton_de_lo_escrito(sesion: Sesion) -> tuple[Boton, ...]:
    """El que guarda lo que se escribió y no se tomó por respuesta, si espera."""
    duda = sesion.borrador.duda
    if duda is None or not es_de_la_compuerta(duda):
        return ()
    return (sesion.boton(ERA_MI_RESPUESTA, Accion.LECTURA, duda.numero, 0),)


def _no_se_o_atras(sesion: Sesion) -> tuple[Boton, ...]:
    hay = anterior(sesion.entrevista, sesion.borrador) is not None
    atras = (("◀ Atrás", Accion.ATRAS),) if hay else ()
    return sesion.fila(("No sé todavía", Accion.OMITIR), *atras)


def nombres_del_catalogo(sesion: Sesion, paso: Paso) -> Sequence[tuple[str, str]]:
    """Lo que se puede elegir de un catálogo: cómo se lee y cómo se escribiría."""
    elegibles, catalogos = TIPOS[paso.pregunta.tipo].elegibles, sesion.entrevista.catalogos
    if elegibles is None:
        return ()
    ods = (
        {str(uno.numero): f"{uno.numero}. {uno.nombre}" for uno in catalogos.ods} if paso.pregunta.tipo == "ods" else {}
    )
    return [(ods.get(codigo, codigo), codigo) for codigo in elegibles(catalogos)]


def pregunta_entera(sesion: Sesion, *previo: Parrafo) -> Mensaje:
    """La pregunta que toca, con lo que haya que decir antes."""
    paso = sesion.paso
    assert paso is not None
    botones = botones_del_paso(sesion, paso)
    return Mensaje((*previo, *cuerpo(sesion, paso)), botones, asunto=sesion.asunto(paso))


def pregunta_con_catalogo(sesion: Sesion, paso: Paso) -> Mensaje:
    """La misma pregunta con todas las opciones de su catálogo como botones."""
    return replace(pregunta_entera(sesion), botones=botones_del_paso(sesion, paso, con_catalogo=True))


def duda(sesion: Sesion, paso: Paso, dudosa: Duda) -> Mensaje:
    """Las lecturas posibles, para que elija."""
    lecturas = una_por_fila(
        *(
            sesion.boton(etiqueta, Accion.LECTURA, dudosa.numero, numero)
            for numero, (etiqueta, _) in enumerate(dudosa.opciones)
        )
    )
    if es_de_la_compuerta(dudosa):
        salidas = ((PIDO_AYUDA, Accion.AYUDA), (NI_LO_UNO, Accion.NI_LO_UNO))
        if dudosa.opciones[0][0] == SI_ES_EL_NOMBRE:
            salidas = ((NO_ES_EL_NOMBRE, Accion.NI_LO_UNO),)
        partes = tuple(map(parrafo, dudosa.texto.splitlines()))
        return Mensaje(
            (cabecera(sesion, paso), *partes), (*lecturas, *sesion.filas(*salidas)), asunto=sesion.asunto(paso)
        )
    if es_una_mejora(dudosa):
        return antes_y_despues(sesion, paso, dudosa)
    if dudosa.confirma:
        salida = sesion.filas(("Dejar como estaba", Accion.DEJAR_COMO_ESTA))
        return Mensaje((parrafo(dudosa.texto),), (*lecturas, *salida))
    texto = f"{dudosa.texto} También puede escribirlo de otra manera."
    return Mensaje(
        (cabecera(sesion, paso), parrafo(texto)), (*lecturas, _no_se_o_atras(sesion)), asunto=sesion.asunto(paso)
    )


def duda_a_la_vista(sesion: Sesion) -> Duda | None:
    """La duda, si sus lecturas se ven: dicho después de otra cosa, un «sí» no elige ninguna."""
    duda = sesion.borrador.duda
    if duda is None:
        return None
    suyo = sesion.boton("", Accion.LECTURA, duda.numero, 0).codigo
    se_ve = any(uno.codigo == suyo and uno.etiqueta != ERA_MI_RESPUESTA for uno in sesion.estado.botones)
    return duda if se_ve else None


def elemento_de_lista(sesion: Sesion, paso: Paso, elemento: Elemento) -> Mensaje:
    """Qué elemento se cambia o se quita, o qué escribir para agregar o cambiar uno."""
    valor = sesion.valor_de(paso)
    volver = (sesion.boton("Volver a la lista", Accion.ELEMENTO, "volver"),)
    cabeza = cabecera(sesion, paso)
    if elemento.accion == "agregar":
        pide = parrafo("Escriba lo que agrega, uno por línea. Lo que ya tengo se queda como está.")
        return Mensaje((cabeza, pide, *_ejemplo_de_uno(paso)), (volver,))
    if elemento.lugar >= 0:
        actual = lista_numerada(sesion, paso, valor)[elemento.lugar]
        pide = parrafo("Escríbalo de nuevo, completo. Ahora dice:")
        return Mensaje((cabeza, pide, actual), (volver,))
    verbo = "Cambiar" if elemento.accion == "cambiar" else "Quitar"
    botones = (
        sesion.boton(
            f"{verbo} {numero}. {recortado(nombre_de(paso.pregunta, uno), 30)}",
            Accion.ELEMENTO,
            elemento.accion,
            numero - 1,
        )
        for numero, uno in enumerate(elementos(valor), start=1)
    )
    pregunta = parrafo(f"¿Cuál quiere {verbo.lower()}?")
    return Mensaje((cabeza, pregunta, *lista_numerada(sesion, paso, valor)), (*una_por_fila(*botones), volver))


def _ejemplo_de_uno(paso: Paso) -> tuple[Parrafo, ...]:
    primero = paso.pregunta.ejemplo.splitlines()[0]
    return parrafo(cursiva("Por ejemplo:")), parrafo(primero, clase=ClaseParrafo.CITA)


def ejemplo(paso: Paso, *, con_ayuda: bool = True) -> tuple[Parrafo, ...]:
    """Una buena respuesta, una floja con su porqué y, si se pide, el consejo."""
    pregunta = paso.pregunta
    flojo: tuple[Parrafo, ...] = ()
    if pregunta.ejemplo_flojo:
        floja = en_citas(pregunta.ejemplo_flojo)
        flojo = parrafo(cursiva("Una floja:")), *floja, parrafo(f"{pregunta.por_que_flojo}")
    consejo = (parrafo(pregunta.ayuda),) if con_ayuda else ()
    return parrafo(cursiva("Una buena respuesta:")), *en_citas(pregunta.ejemplo), *flojo, *consejo


def en_citas(texto: str) -> tuple[Parrafo, ...]:
    """Un párrafo de cita por línea."""
    return tuple(parrafo(linea, clase=ClaseParrafo.CITA) for linea in texto.splitlines() if linea.strip())


def porque(sesion: Sesion, paso: Paso) -> tuple[Parrafo, ...]:
    """Por qué se pregunta: el motivo, su fuente, qué respuesta la trajo y qué regla la mira."""
    pregunta = paso.pregunta
    fuente = f" (Marco de la APCI, cap. II: {', '.join(pregunta.fuente)})" if pregunta.fuente else ""
    parrafos = [parrafo(pregunta.por_que + fuente)]
    dichas: list[str] = []
    for clave in dict.fromkeys(preguntas_mencionadas(pregunta.si)):
        otra, respuesta = sesion.entrevista.pregunta(clave), sesion.borrador.respuestas.get((clave, ""))
        if respuesta is not None:
            dicho = mostrar(otra, respuesta.valor, sesion.entrevista.catalogos)
            dichas.append(f"en «{otra.rotulo}» respondió «{dicho}»")
    if dichas:
        parrafos.append(parrafo(f"Le toca porque {' y '.join(dichas)}."))
    titulos = [f"«{regla.titulo}»" for regla in sesion.entrevista.reglas if pregunta.clave in regla.preguntas]
    if titulos:
        varias = "los puntos" if len(titulos) > 1 else "el punto"
        parrafos.append(parrafo(f"La revisión automática la usa en {varias} {', '.join(titulos)}."))
    return tuple(parrafos)


def fallo(sesion: Sesion, paso: Paso, lectura: Explicacion) -> tuple[Parrafo, ...]:
    """Qué pasó y qué hacer: la primera vez explica, la segunda da opciones y la tercera ofrece salir."""
    sin_leer = "No pude anotarlo: " if sesion.borrador.fallos == 1 else "Todavía no puedo anotarlo: "
    leido = f"Entendí «{lectura.entendido}», pero " if lectura.entendido else sin_leer
    explicacion = parrafo(f"{leido}{lectura.problema}{punto_tras(lectura.problema)}")
    cabeza = cabecera(sesion, paso)
    match sesion.borrador.fallos:
        case 1:
            return cabeza, explicacion, parrafo(cursiva("Por ejemplo:")), *en_citas(paso.pregunta.ejemplo)
        case 2:
            lista = (*_lista_de_catalogo(sesion, paso), *_forma_de_los_campos(paso))
            return cabeza, explicacion, *lista, parrafo(f"{paso.pregunta.ayuda} También puede dejarlo pendiente.")
        case numero:
            persona = (
                f"También puede consultar con una persona de la APCI: {contacto}{punto_tras(contacto)}"
                if (contacto := sesion.contexto.contacto)
                else "Con /ayuda ve cómo hablar con una persona."
            )
            frases = (
                f"No se detenga por esto: toque «No sé todavía» y seguimos; después lo completa. {persona}",
                f"Podemos dejar «{paso.pregunta.rotulo}» pendiente y pasar a lo siguiente. {persona}",
                f"Lo más práctico es saltar esta pregunta con «No sé todavía». {persona}",
            )
            return cabeza, parrafo(frases[numero % len(frases)])  # el motivo ya se dijo dos veces


def _lista_de_catalogo(sesion: Sesion, paso: Paso) -> tuple[Parrafo, ...]:
    if paso.pregunta.tipo != "ods":
        return ()
    return tuple(
        parrafo(f"{ods.numero}. {ods.nombre}", clase=ClaseParrafo.ELEMENTO) for ods in sesion.entrevista.catalogos.ods
    )


def _forma_de_los_campos(paso: Paso) -> tuple[Parrafo, ...]:
    """Cómo escribir una respuesta de varias partes, con sus opciones."""
    campos = paso.pregunta.campos
    if not campos:
        return ()
    opciones = {
        campo.clave: f" ({', '.join(o.etiqueta for o in campo.opciones)})" for campo in campos if campo.opciones
    }
    if paso.pregunta.tipo == "lista":
        return parrafo("Escríbalo así, uno por línea:"), parrafo(
            "; ".join(f"{c.rotulo}: …" for c in campos if c.clave != DETALLE)
        )
    return (
        parrafo("Escríbalo así, una línea por cosa:"),
        *(parrafo(f"{c.rotulo}: …{opciones.get(c.clave, '')}", clase=ClaseParrafo.ELEMENTO) for c in campos),
    )


# --- El paso en que se está -----------------------------------------------------------------------


def mostrar_paso(sesion: Sesion, *previo: Parrafo) -> Mensaje:
    """Lo que la persona tiene delante, con lo que haya que decir antes; si el aviso cambió, pide aceptarlo."""
    if sesion.falta_consentir:
        return aviso_cambiado(sesion.contexto, *previo)
    if (pendiente := lo_entendido.mensaje_pendiente(sesion, *previo)) is not None:
        return pendiente
    borrador, paso = sesion.borrador, sesion.paso
    if paso is None:
        mensaje = cierre(sesion)
    elif borrador.elemento is not None and borrador.elemento.llave == paso.llave:
        mensaje = elemento_de_lista(sesion, paso, borrador.elemento)
    elif borrador.duda is not None and borrador.duda.llave == paso.llave and not previo:
        return duda(sesion, paso, borrador.duda)
    else:
        return lo_entendido.con_sugerencia(sesion, paso, pregunta_entera(sesion, *previo))
    return replace(mensaje, parrafos=(*previo, *mensaje.parrafos))


def en_paso(sesion: Sesion, *previo: Parrafo) -> Turno:
    """Un turno que dice eso y vuelve a poner el paso."""
    return sesion.enviar(mostrar_paso(sesion, *previo))


def al_dia(sesion: Sesion) -> tuple[Sesion, tuple[Parrafo, ...]]:
    """Lleva el borrador a la versión de hoy de la entrevista; devuelve también qué contarle a la persona."""
    if sesion.estado.borrador is None:
        return sesion, ()
    puesta = poner_al_dia(sesion.entrevista, sesion.borrador.version, sesion.ahora)
    if puesta is None:
        return sesion, ()
    for migrada in puesta.eventos:
        sesion = sesion.anotar(migrada)
    return sesion, actualizada(puesta.novedades)
