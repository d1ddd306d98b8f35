"""La revisión por secciones: se genera de los datos, y de cada respuesta se va a cambiarla y se vuelve."""

from bot.dialogo import textos_entrevista as textos
from bot.dialogo.entrevistar_comun import borrador_de, en_paso, enviar, propuesta_de
from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.tipos import Contexto, Estado, Turno
from bot.entrevista.borrador import Borrador
from bot.entrevista.pasos import (
    AvanceDeSeccion,
    Paso,
    esta_resuelto,
    faltan,
    minutos_que_faltan,
    pendientes,
    por_seccion,
)
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases

LARGO_DE_UN_RESUMEN = 400


def mostrar_indice(contexto: Contexto, estado: Estado) -> Turno:
    """Las secciones del borrador con su avance; cada botón abre una."""
    borrador = borrador_de(estado)
    secciones = por_seccion(contexto.entrevista, borrador)
    parrafos = [parrafo(negrita("Sus respuestas, por sección."), f" {cuanto_falta(contexto, borrador)}")]
    parrafos += [
        parrafo(f"{_nombre(una)}: {una.respondidos} de {len(una.pasos)}", clase=ClaseParrafo.ELEMENTO)
        for una in secciones
    ]
    botones = [Boton(_nombre(una), textos.codigo(estado, borrador, f"R:{una.seccion.clave}")) for una in secciones]
    seguir = Boton("Continuar", textos.codigo(estado, borrador, "t"))
    return enviar(estado, Mensaje(tuple(parrafos), (*((boton,) for boton in botones), (seguir,))))


def mostrar_seccion(contexto: Contexto, estado: Estado, clave: str, previo: tuple[Parrafo, ...] = ()) -> Turno:
    """Las respuestas de una sección, cada una con su botón para cambiarla."""
    borrador = borrador_de(estado)
    una = next((s for s in por_seccion(contexto.entrevista, borrador) if s.seccion.clave == clave), None)
    if una is None:
        return mostrar_indice(contexto, estado)
    parrafos = [*previo, parrafo(negrita(_nombre(una)))]
    botones: list[Boton] = []
    for paso in una.pasos:
        parrafos.append(_respuesta(contexto, borrador, paso))
        accion = "Cambiar" if esta_resuelto(borrador, paso) else "Responder"
        codigo = textos.codigo(estado, borrador, f"c:{paso.llave[0]}:{paso.llave[1]}")
        botones.append(Boton(f"{accion}: {textos.nombre_del_paso(paso)}", codigo))
    otras = (("Otras secciones", "L"), ("Continuar", "t"))
    filas = (
        *((boton,) for boton in botones),
        tuple(Boton(etiqueta, textos.codigo(estado, borrador, accion)) for etiqueta, accion in otras),
    )
    return enviar(estado, Mensaje(tuple(parrafos), filas))


def listar_pendientes(contexto: Contexto, estado: Estado) -> Turno:
    """Lo que se dejó pendiente, con un botón por cada cosa; lo que aún no se preguntó solo se cuenta."""
    borrador = borrador_de(estado)
    dejadas = pendientes(contexto.entrevista, borrador)
    if not dejadas:
        nada = parrafo(negrita("No dejó nada pendiente."), f" {cuanto_falta(contexto, borrador)}")
        return en_paso(contexto, estado, (nada,))
    parrafos = [parrafo(negrita(f"Dejó pendiente ({len(dejadas)}):"))]
    botones: list[Boton] = []
    for paso, partes in dejadas:
        nombre = textos.nombre_del_paso(paso)
        detalle = f": {', '.join(partes)}" if partes else ""
        parrafos.append(parrafo(f"{nombre}{detalle}", clase=ClaseParrafo.ELEMENTO))
        codigo = textos.codigo(estado, borrador, f"l:{paso.llave[0]}:{paso.llave[1]}")
        botones.append(Boton(f"Completar: {nombre}", codigo))
    parrafos.append(parrafo(cuanto_falta(contexto, borrador)))
    seguir = Boton("Continuar", textos.codigo(estado, borrador, "t"))
    return enviar(estado, Mensaje(tuple(parrafos), (*((boton,) for boton in botones), (seguir,))))


def revision_entera(contexto: Contexto, estado: Estado) -> Turno:
    """Todas las observaciones, cada una con el botón que lleva a la pregunta donde se corrige."""
    borrador, propuesta = borrador_de(estado), propuesta_de(contexto, estado)
    parrafos = (
        parrafo(negrita("Revisión automática. "), "Orienta; no aprueba ni rechaza."),
        *(textos.observacion(una) for una in propuesta.observaciones),
    )
    corregir = textos.botones_para_corregir(estado, borrador, propuesta.observaciones)
    botones = (("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L"), ("Continuar", "t"))
    filas = tuple((Boton(etiqueta, textos.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    return enviar(estado, Mensaje(parrafos, (*corregir, *filas)))


def cuanto_falta(contexto: Contexto, borrador: Borrador) -> str:
    """«Le faltan 7 preguntas (unos 6 minutos).»"""
    quedan = faltan(contexto.entrevista, borrador)
    if not quedan:
        return "Ya no quedan preguntas."
    minutos = frases.cantidad(minutos_que_faltan(contexto.entrevista, borrador), "minuto", "minutos")
    verbo = "Le falta" if quedan == 1 else "Le faltan"
    return f"{verbo} {frases.cantidad(quedan, 'pregunta', 'preguntas')} (unos {minutos})."


def _nombre(una: AvanceDeSeccion) -> str:
    return una.seccion.titulo


def _respuesta(contexto: Contexto, borrador: Borrador, paso: Paso) -> Parrafo:
    respuesta = borrador.respuestas.get(paso.llave)
    if respuesta is not None:
        dicho = mostrar(paso.pregunta, respuesta.valor, contexto.entrevista.catalogos)
        dicho = frases.recortado(dicho, LARGO_DE_UN_RESUMEN)
    else:
        dicho = "pendiente" if paso.llave in borrador.omitidas else "sin responder todavía"
    return parrafo(negrita(f"{textos.nombre_del_paso(paso)}: "), dicho, clase=ClaseParrafo.ELEMENTO)
