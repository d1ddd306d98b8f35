"""La revisión por secciones: se genera de los datos, y de cada respuesta se va a cambiarla y se vuelve."""

from bot.dialogo.borrador import acciones, textos
from bot.dialogo.borrador.sesion import anotar, borrador_de, en_paso, enviar, propuesta_de
from bot.dialogo.mensajes import Adjunto, Boton, ClaseParrafo, Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.turno import Contexto, Estado, Turno, hoy
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import (
    AvanceDeSeccion,
    Paso,
    esta_resuelto,
    faltan,
    minutos_que_faltan,
    pendientes,
    por_seccion,
)
from bot.entrevista.propuesta.versiones import DOCUMENTO, Cambio, comparar, versiones_de
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
    botones = [Boton(_nombre(una), acciones.codigo(estado, borrador, f"R:{una.seccion.clave}")) for una in secciones]
    seguir = Boton("Continuar", acciones.codigo(estado, borrador, "t"))
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
        codigo = acciones.codigo(estado, borrador, f"c:{paso.llave[0]}:{paso.llave[1]}")
        botones.append(Boton(f"{accion}: {textos.nombre_del_paso(paso)}", codigo))
    otras = (("Otras secciones", "L"), ("Continuar", "t"))
    filas = (
        *((boton,) for boton in botones),
        tuple(Boton(etiqueta, acciones.codigo(estado, borrador, accion)) for etiqueta, accion in otras),
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
        codigo = acciones.codigo(estado, borrador, f"l:{paso.llave[0]}:{paso.llave[1]}")
        botones.append(Boton(f"Completar: {nombre}", codigo))
    parrafos.append(parrafo(cuanto_falta(contexto, borrador)))
    seguir = Boton("Continuar", acciones.codigo(estado, borrador, "t"))
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
    filas = tuple((Boton(etiqueta, acciones.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
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


CAMBIOS_A_LA_VISTA = 15


LARGO_DE_VALOR = 140  # letras: el texto entero está en los documentos


def anotar_entrega(contexto: Contexto, estado: Estado, adjuntos: tuple[Adjunto, ...]) -> Estado:
    """Deja constancia de la versión entregada y de la huella de cada archivo."""
    propuesta = propuesta_de(contexto, estado)
    archivos: list[Valor] = [{"nombre": adjunto.nombre, "sha256": adjunto.sha256} for adjunto in adjuntos]
    datos: dict[str, Valor] = {"version": propuesta.numero, "huella": propuesta.huella, "archivos": archivos}
    return anotar(contexto, estado, DOCUMENTO, datos)


def boton_de_comparar(estado: Estado) -> tuple[Boton, ...]:
    """El botón para comparar, si ya se entregó más de una versión."""
    if len(versiones_de(estado.eventos)) < 2:
        return ()
    return (Boton("Ver qué cambió", acciones.codigo(estado, borrador_de(estado), "v")),)


def comparar_versiones(contexto: Contexto, estado: Estado) -> Turno:
    """Las dos últimas versiones o, si desde la última ya cambió algo o solo hay una, la última y lo de ahora."""
    versiones = versiones_de(estado.eventos)
    if not versiones:
        return en_paso(contexto, estado, (parrafo("Todavía no ha recibido ninguna versión del borrador."),))
    ultima = versiones[-1]
    hasta_la_ultima = estado.eventos[: ultima.eventos]
    sin_entregar = comparar(contexto.entrevista, hasta_la_ultima, estado.eventos, hoy(contexto))
    if sin_entregar or len(versiones) == 1:
        titulo = f"Desde la versión {ultima.numero}:"
        cambios = sin_entregar
    else:
        previa = versiones[-2]
        titulo = f"De la versión {previa.numero} a la {ultima.numero}:"
        cambios = comparar(contexto.entrevista, estado.eventos[: previa.eventos], hasta_la_ultima, hoy(contexto))
    parrafos = (parrafo(negrita(titulo)), *_lista(cambios))
    borrador = borrador_de(estado)
    botones = (("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L"), ("Continuar", "t"))
    filas = tuple((Boton(etiqueta, acciones.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    return enviar(estado, Mensaje(parrafos, filas))


def _lista(cambios: tuple[Cambio, ...]) -> tuple[Parrafo, ...]:
    if not cambios:
        return (parrafo("No cambió ninguna respuesta."),)
    elementos = [
        parrafo(negrita(f"{cambio.etiqueta}: "), _de_a(cambio), clase=ClaseParrafo.ELEMENTO)
        for cambio in cambios[:CAMBIOS_A_LA_VISTA]
    ]
    quedan = len(cambios) - CAMBIOS_A_LA_VISTA
    if quedan > 0:
        elementos.append(parrafo(f"Y {quedan} {'cambio más' if quedan == 1 else 'cambios más'}, en los documentos."))
    return tuple(elementos)


def _de_a(cambio: Cambio) -> str:
    if cambio.antes is None:
        return f"nuevo → {_corto(cambio.ahora)}"
    return f"{_corto(cambio.antes)} → {_corto(cambio.ahora)}"


def _corto(valor: str | None) -> str:
    if valor is None:
        return "ya no está"
    junto = " · ".join(valor.splitlines())
    return junto if len(junto) <= LARGO_DE_VALOR else f"{junto[: LARGO_DE_VALOR - 1]}…"
