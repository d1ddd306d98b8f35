"""Lo que se lee al repasar un borrador: las secciones, lo pendiente, los documentos y lo que cambió."""

from collections.abc import Sequence

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.permisos import fila_de_compartir
from bot.dialogo.mensajes import (
    Boton,
    ClaseParrafo,
    Espacio,
    Filas,
    Mensaje,
    Parrafo,
    cursiva,
    negrita,
    parrafo,
    una_por_fila,
)
from bot.dialogo.peticiones import DocumentoFallido
from bot.dialogo.textos import BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.entrevista.borrador import le_toca
from bot.entrevista.pasos import (
    AvanceDeSeccion,
    Paso,
    esta_resuelto,
    faltan,
    minutos_que_faltan,
    pendientes_propias,
    por_completar,
    por_seccion,
)
from bot.entrevista.propuesta.versiones import Cambio
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases

NO_ES_APROBACION = "No es una aprobación ni una presentación ante la APCI."
LARGO_DE_UN_RESUMEN = 400
LARGO_DE_UN_ACTOR = 30
CAMBIOS_A_LA_VISTA = 15
RECORDAR_LO_PENDIENTE = Espacio.RECORDATORIO.boton("Recordarme lo pendiente en 3 días", "si")
PARA_QUE_LO_CORRIJAN = (
    "Reenvíe el PDF a los demás actores y pídales que lo corrijan: lo que cambien, dígamelo aquí con sus palabras."
)
VER_COMO_VA = "Ver cómo va el documento"
LARGO_DE_VALOR = 140  # letras: el texto entero está en los documentos

ASI_VA = parrafo(negrita("Así va su documento."), " En la imagen está la primera página; dice esto:")
SIN_RESUMEN = parrafo("Su documento todavía está vacío: con sus primeras respuestas empezará a verse.")
SIN_VERSIONES = parrafo("Todavía no ha recibido ninguna versión del borrador.")


def nombre_del_paso(paso: Paso) -> str:
    """Cómo se nombra un paso en una lista."""
    if paso.actor is None:
        return paso.pregunta.rotulo
    return f"{frases.recortado(paso.actor.nombre, LARGO_DE_UN_ACTOR)} · {paso.pregunta.rotulo}"


def nombres_de_los_pasos(pasos: Sequence[Paso]) -> list[str]:
    """Lo mismo de varios, sin dos actores que se lean igual."""
    actores = {paso.actor.identificador: paso.actor.nombre for paso in pasos if paso.actor is not None}
    cortos = dict(zip(actores, frases.etiquetas(list(actores.values()), LARGO_DE_UN_ACTOR), strict=True))
    return [
        f"{cortos[paso.actor.identificador]} · {paso.pregunta.rotulo}" if paso.actor else paso.pregunta.rotulo
        for paso in pasos
    ]


def cuanto_falta(sesion: Sesion, *, y_lo_pendiente: bool = True) -> str:
    """«Le faltan 7 preguntas (unos 6 minutos) y 2 que dejó pendientes.»: con lo respondido, todas."""
    quedan = faltan(sesion.entrevista, sesion.borrador)
    dejadas = pendientes_propias(sesion.entrevista, sesion.borrador) if y_lo_pendiente else 0
    que_dejo = f"{dejadas} que dejó {'pendiente' if dejadas == 1 else 'pendientes'}" if dejadas else ""
    if not quedan:
        return f"Ya no quedan preguntas{f', salvo {que_dejo}' if que_dejo else ''}."
    minutos = frases.unos(minutos_que_faltan(sesion.entrevista, sesion.borrador), "minuto")
    verbo = "Le falta" if quedan == 1 else "Le faltan"
    dicho = f"{verbo} {frases.cantidad(quedan, 'pregunta', 'preguntas')} ({minutos})"
    return f"{dicho} y {que_dejo}." if que_dejo else f"{dicho}."


def salidas(sesion: Sesion) -> Filas:
    """Adónde se va después de ver la revisión o lo que cambió."""
    return sesion.filas(
        ("Recibir Word y PDF", Accion.DOCUMENTO),
        _ver_o_corregir(sesion),
        ("Continuar", Accion.CONTINUAR),
    )


def _ver_o_corregir(sesion: Sesion) -> tuple[str, Accion]:
    """Las secciones: para corregirlas, quien las escribe."""
    return ("Corregir una respuesta" if sesion.coordina else "Ver el borrador", Accion.INDICE)


# --- Las secciones y lo pendiente -----------------------------------------------------------------


def indice(sesion: Sesion) -> Mensaje:
    """Las secciones del borrador con su avance; cada botón abre una."""
    secciones = por_seccion(sesion.entrevista, sesion.borrador)
    avances = (
        parrafo(f"{una.seccion.titulo}: {una.respondidos} de {len(una.pasos)}", clase=ClaseParrafo.ELEMENTO)
        for una in secciones
    )
    botones = (sesion.boton(una.seccion.titulo, Accion.SECCION, una.seccion.clave) for una in secciones)
    return Mensaje(
        (_de_quien_es(sesion), *avances),
        (*una_por_fila(*botones), *sesion.filas((VER_COMO_VA, Accion.VISTA)), *_continuar(sesion)),
    )


def _de_quien_es(sesion: Sesion) -> Parrafo:
    """Lo que encabeza las secciones: quien no coordina mira lo de todas, y solo le falta lo suyo."""
    if sesion.coordina or faltan(sesion.entrevista, sesion.borrador):
        return parrafo(negrita("Sus respuestas, por sección."), f" {cuanto_falta(sesion)}")
    return parrafo(negrita("El borrador, por sección."))


def _continuar(sesion: Sesion) -> Filas:
    return sesion.filas(("Continuar", Accion.CONTINUAR))


def seccion(sesion: Sesion, una: AvanceDeSeccion, *previo: Parrafo) -> Mensaje:
    """Las respuestas de una sección, cada una con su botón para cambiarla."""
    botones: list[Boton] = []
    reservadas = sesion.entrevista.reservadas
    for paso, nombre in zip(una.pasos, nombres_de_los_pasos(una.pasos), strict=True):
        if not le_toca(sesion.borrador, paso.llave, reservadas):
            continue
        verbo = "Cambiar" if esta_resuelto(sesion.borrador, paso) else "Responder"
        botones.append(sesion.boton(f"{verbo}: {nombre}", Accion.CORREGIR, *paso.llave))
    otras = sesion.fila(("Otras secciones", Accion.INDICE), ("Continuar", Accion.CONTINUAR))
    respuestas = (_respuesta(sesion, paso) for paso in una.pasos)
    return Mensaje((*previo, parrafo(negrita(una.seccion.titulo)), *respuestas), (*una_por_fila(*botones), otras))


def _respuesta(sesion: Sesion, paso: Paso) -> Parrafo:
    respuesta = sesion.borrador.respuestas.get(paso.llave)
    if paso.llave in sesion.borrador.ocultas:
        dicho = "lo ve solo su organización"
    elif respuesta is not None:
        dicho = mostrar(paso.pregunta, respuesta.valor, sesion.entrevista.catalogos)
        dicho = frases.recortado(dicho, LARGO_DE_UN_RESUMEN)
    else:
        dicho = "pendiente" if paso.llave in sesion.borrador.omitidas else "sin responder todavía"
    return parrafo(negrita(f"{nombre_del_paso(paso)}: "), dicho, clase=ClaseParrafo.ELEMENTO)


def sin_pendientes(sesion: Sesion) -> Parrafo:
    """No dejó nada para después."""
    return parrafo(negrita("No dejó nada pendiente."), f" {cuanto_falta(sesion)}")


def pendientes(sesion: Sesion, dejadas: Sequence[tuple[Paso, tuple[str, ...]]]) -> Mensaje:
    """Lo que se dejó pendiente, con un botón por cada cosa; lo que aún no se preguntó solo se cuenta."""
    parrafos = [parrafo(negrita(f"Dejó pendiente ({len(dejadas)}):"))]
    botones: list[Boton] = []
    nombres = nombres_de_los_pasos([paso for paso, _ in dejadas])
    for (paso, partes), nombre in zip(dejadas, nombres, strict=True):
        detalle = f": {', '.join(partes)}" if partes else ""
        parrafos.append(parrafo(f"{nombre}{detalle}", clase=ClaseParrafo.ELEMENTO))
        botones.append(sesion.boton(f"Completar: {nombre}", Accion.IR, *paso.llave))
    parrafos.append(parrafo(cuanto_falta(sesion, y_lo_pendiente=False)))
    return Mensaje(tuple(parrafos), (*una_por_fila(*botones), *_continuar(sesion)))


# --- Los documentos y sus versiones ---------------------------------------------------------------


def vista(sesion: Sesion) -> Mensaje:
    """Lo mismo que dice el resumen de la primera página, palabra por palabra."""
    propuesta = sesion.propuesta
    titulo = (parrafo(negrita(propuesta.titulo)),) if propuesta.titulo else ()
    resumen = (
        parrafo(*((negrita(f"{uno.entrada}. "),) if uno.entrada else ()), uno.texto) for uno in propuesta.resumen
    )
    datos = (
        parrafo(negrita(f"{dato.etiqueta}: "), str(dato.valor), clase=ClaseParrafo.ELEMENTO)
        for dato in propuesta.de_un_vistazo
    )
    cabeza = ASI_VA if propuesta.resumen else SIN_RESUMEN
    return Mensaje((cabeza, *titulo, *resumen, *datos, parrafo(cursiva(NO_ES_APROBACION))), salidas(sesion))


def entrega(version: int) -> tuple[Parrafo, ...]:
    """Lo que acompaña a los archivos."""
    return (
        parrafo(
            negrita(f"Aquí está su borrador, versión {version}:"),
            " Word para editar, PDF para compartir, Excel con el presupuesto y un anexo con el origen de cada dato.",
        ),
        parrafo(cursiva(NO_ES_APROBACION)),
    )


def ahora_que(sesion: Sesion) -> tuple[Parrafo, ...]:
    """Lo que puede hacer quien ya tiene su borrador, y lo que la APCI no ha hecho."""
    propuesta, contacto = sesion.propuesta, sesion.contexto.contacto
    faltan = len(propuesta.pendientes)
    donde = "al final del documento"
    if por_completar(sesion.entrevista, sesion.borrador) is not None:
        donde += " y lo puede completar aquí" if faltan == 1 else " y los puede completar aquí"
    pasos = (
        f"Falta 1 dato: está {donde}."
        if faltan == 1
        else f"Faltan {faltan} datos: están {donde}."
        if faltan
        else "No dejó nada pendiente.",
        _para_los_demas(sesion),
        f"Cuando esté listo, escriba a la APCI: {contacto}." if contacto else "",
    )
    return (
        parrafo(negrita("¿Y ahora?")),
        *(parrafo(paso, clase=ClaseParrafo.ELEMENTO) for paso in pasos if paso),
        parrafo("La APCI todavía no lo ha recibido: yo no envío ni presento nada."),
    )


def _para_los_demas(sesion: Sesion) -> str:
    """Qué hacer para que los demás lo vean: si están en el borrador, ya lo tienen a mano."""
    if not sesion.borrador.es_de_varios:
        return PARA_QUE_LO_CORRIJAN
    if sesion.coordina:
        return "Las demás organizaciones lo pueden recibir aquí. Para saber si están de acuerdo, pida su visto bueno."
    return "Las demás organizaciones también lo pueden recibir aquí."


def entregado(sesion: Sesion, *entrega: Parrafo, se_compara: bool) -> Mensaje:
    """La entrega de un borrador al que ya no le quedan preguntas."""
    botones = [_ver_o_corregir(sesion), ("Ver toda la revisión", Accion.COHERENCIA)]
    hay_por_completar = por_completar(sesion.entrevista, sesion.borrador) is not None
    if hay_por_completar:
        botones.insert(0, ("Completar lo pendiente", Accion.COMPLETAR))
    if se_compara:
        botones.append(("Ver qué cambió", Accion.COMPARAR))
    botones.append((VER_COMO_VA, Accion.VISTA))
    se_recuerda = hay_por_completar and sesion.contexto.puede_recordar
    recordar: Filas = ((RECORDAR_LO_PENDIENTE,),) if se_recuerda else ()
    return Mensaje(
        (*entrega, *ahora_que(sesion)),
        (*sesion.filas(*botones), *recordar, *fila_de_compartir(sesion), (BOTON_PREGUNTA,)),
    )


def sin_documento(sesion: Sesion, fallido: DocumentoFallido) -> Mensaje:
    """El archivo no se pudo hacer."""
    que, remedio = ("", "Inténtelo otra vez")
    if fallido.excede:
        que, remedio = (": es demasiado largo", "Acorte sus respuestas más largas e inténtelo otra vez")
    fallo = parrafo(
        f"No pude hacer el archivo{que} (ref. {fallido.referencia}). Sus respuestas siguen guardadas. {remedio}; "
        "si se repite, indique esa referencia al personal de la APCI."
    )
    filas = sesion.filas(("Intentar otra vez", Accion.DOCUMENTO), ("Continuar", Accion.CONTINUAR))
    return Mensaje((fallo,), filas)


def documento_de_otro() -> Mensaje:
    """Los archivos llegaron cuando el borrador ya se había cerrado."""
    return Mensaje((parrafo("Ese borrador ya no está abierto."),), ((BOTON_PROPUESTA,),))


def desde_la_version(numero: int) -> str:
    """El título de lo que cambió desde una entrega."""
    return f"Desde la versión {numero}:"


def entre_versiones(previa: int, ultima: int) -> str:
    """El título de lo que cambió entre dos entregas."""
    return f"De la versión {previa} a la {ultima}:"


def comparacion(sesion: Sesion, titulo: str, cambios: Sequence[Cambio]) -> Mensaje:
    """Lo que cambió, respuesta por respuesta."""
    return Mensaje((parrafo(negrita(titulo)), *_lista(cambios)), salidas(sesion))


def _lista(cambios: Sequence[Cambio]) -> tuple[Parrafo, ...]:
    if not cambios:
        return (parrafo("No cambió ninguna respuesta."),)
    elementos = [
        parrafo(negrita(f"{cambio.etiqueta}: "), _de_a(cambio), clase=ClaseParrafo.ELEMENTO)
        for cambio in cambios[:CAMBIOS_A_LA_VISTA]
    ]
    quedan = len(cambios) - CAMBIOS_A_LA_VISTA
    if quedan > 0:
        elementos.append(parrafo(f"Y {frases.cantidad(quedan, 'cambio más', 'cambios más')}, en los documentos."))
    return tuple(elementos)


def _de_a(cambio: Cambio) -> str:
    antes = "nuevo" if cambio.antes is None else frases.recortado(cambio.antes, LARGO_DE_VALOR)
    ahora = "ya no está" if cambio.ahora is None else frases.recortado(cambio.ahora, LARGO_DE_VALOR)
    return f"{antes} → {ahora}"
