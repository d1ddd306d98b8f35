"""Las explicaciones de una pregunta: ejemplos, por qué se pregunta y qué hacer cuando no se entendió."""

from bot.dialogo.mensajes import ClaseParrafo, Parrafo, cursiva, parrafo
from bot.dialogo.textos_entrevista import cabecera
from bot.dialogo.tipos import Contexto
from bot.entrevista.borrador import Borrador
from bot.entrevista.condiciones import preguntas_mencionadas
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.tipos import mostrar


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
