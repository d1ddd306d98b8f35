"""Cómo se plantea una pregunta: su cabecera, su cuerpo, sus botones, sus ejemplos y por qué se pregunta."""

import re
from dataclasses import replace

from bot.dialogo.borrador.acciones import asunto_de, codigo
from bot.dialogo.borrador.textos import Filas, en_filas
from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, cursiva, negrita, parrafo
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.borrador import Borrador, Duda, Elemento
from bot.entrevista.condiciones import preguntas_mencionadas
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Paso, anterior, avance, esta_resuelto, lugar, minutos_que_faltan, pasos_visibles
from bot.entrevista.valores.elementos import TIPOS_DE_LISTA, elementos, nombre_de
from bot.entrevista.valores.tipos import TIPOS, mostrar
from conocimiento.frases import recortado

CON_CATALOGO = tuple(clave for clave, tipo in TIPOS.items() if tipo.elegibles is not None)


VARIOS_ACTORES = (
    "También puede escribir lo de varios de una vez: el nombre de cada uno en una línea y, debajo, lo suyo."
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


def _atras(contexto: Contexto, estado: Estado, borrador: Borrador) -> tuple[Boton, ...]:
    hay = anterior(contexto.entrevista, borrador) is not None
    return (Boton("◀ Atrás", codigo(estado, borrador, "a")),) if hay else ()


def _opciones_de_catalogo(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso) -> list[Boton]:
    elegibles = TIPOS[paso.pregunta.tipo].elegibles
    nombres = elegibles(contexto.entrevista.catalogos) if elegibles is not None else ()
    return [Boton(nombre, codigo(estado, borrador, f"o:{nombre}")) for nombre in nombres]


def ejemplo(paso: Paso) -> tuple[Parrafo, ...]:
    """Una buena respuesta, una floja con su porqué y el consejo."""
    pregunta = paso.pregunta
    flojo: tuple[Parrafo, ...] = ()
    if pregunta.ejemplo_flojo:
        floja = en_citas(pregunta.ejemplo_flojo)
        flojo = parrafo(cursiva("Una floja:")), *floja, parrafo(f"{pregunta.por_que_flojo}")
    return parrafo(cursiva("Una buena respuesta:")), *en_citas(pregunta.ejemplo), *flojo, parrafo(pregunta.ayuda)


def en_citas(texto: str) -> tuple[Parrafo, ...]:
    """Un párrafo de cita por línea."""
    return tuple(parrafo(linea, clase=ClaseParrafo.CITA) for linea in texto.splitlines() if linea.strip())


def porque(contexto: Contexto, borrador: Borrador, paso: Paso) -> tuple[Parrafo, ...]:
    """Por qué se pregunta: el motivo, su fuente, qué respuesta la trajo y qué regla la mira."""
    pregunta = paso.pregunta
    fuente = f" (Marco de la APCI, cap. II: {', '.join(pregunta.fuente)})" if pregunta.fuente else ""
    parrafos = [parrafo(pregunta.por_que + fuente)]
    dichas: list[str] = []
    for clave in dict.fromkeys(preguntas_mencionadas(pregunta.si)):
        otra, respuesta = contexto.entrevista.pregunta(clave), borrador.respuestas.get((clave, ""))
        if respuesta is not None:
            dicho = mostrar(otra, respuesta.valor, contexto.entrevista.catalogos)
            dichas.append(f"en «{otra.rotulo}» respondió «{dicho}»")
    if dichas:
        parrafos.append(parrafo(f"Le toca porque {' y '.join(dichas)}."))
    titulos = [f"«{regla.titulo}»" for regla in contexto.entrevista.reglas if pregunta.clave in regla.preguntas]
    if titulos:
        varias = "los puntos" if len(titulos) > 1 else "el punto"
        parrafos.append(parrafo(f"La revisión automática la usa en {varias} {', '.join(titulos)}."))
    return tuple(parrafos)


def fallo(contexto: Contexto, borrador: Borrador, paso: Paso, problema: str, entendido: str) -> tuple[Parrafo, ...]:
    """Qué pasó y qué hacer: la primera vez explica, la segunda da opciones y la tercera ofrece salir."""
    sin_leer = "No pude anotarlo: " if borrador.fallos == 1 else "Todavía no puedo anotarlo: "
    leido = f"Entendí «{entendido}», pero " if entendido else sin_leer
    explicacion = parrafo(f"{leido}{problema}.")
    cabeza = cabecera(contexto, borrador, paso)
    match borrador.fallos:
        case 1:
            return cabeza, explicacion, parrafo(cursiva("Por ejemplo:")), *en_citas(paso.pregunta.ejemplo)
        case 2:
            lista = (*_lista_de_catalogo(contexto, paso), *_forma_de_los_campos(paso))
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
            return cabeza, parrafo(frases[numero % len(frases)])  # el motivo ya se dijo dos veces


def _lista_de_catalogo(contexto: Contexto, paso: Paso) -> tuple[Parrafo, ...]:
    if paso.pregunta.tipo != "ods":
        return ()
    return tuple(
        parrafo(f"{ods.numero}. {ods.nombre}", clase=ClaseParrafo.ELEMENTO) for ods in contexto.entrevista.catalogos.ods
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
        return parrafo("Escríbalo así, uno por línea:"), parrafo("; ".join(f"{c.rotulo}: …" for c in campos))
    return (
        parrafo("Escríbalo así, una línea por cosa:"),
        *(parrafo(f"{c.rotulo}: …{opciones.get(c.clave, '')}", clase=ClaseParrafo.ELEMENTO) for c in campos),
    )
