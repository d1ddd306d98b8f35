"""Lo que se le dice al personal de los documentos que envía y de los que hay."""

from collections.abc import Sequence

from bot.dialogo.entradas import ArchivoEnviado
from bot.dialogo.mensajes import (
    Adjunto,
    Boton,
    ClaseParrafo,
    Espacio,
    Filas,
    Mensaje,
    Parrafo,
    cursiva,
    en_filas,
    negrita,
    parrafo,
    una_por_fila,
)
from bot.dialogo.peticiones import DocumentoDescrito, DocumentoPublicado, EstadoDeDocumento
from conocimiento.frases import cantidad, enumerar, fecha_en_palabras, punto_tras, recortar
from conocimiento.hora import HORA_DE_LIMA

DOCUMENTO, FOTO = "documento", "foto"
"""Las clases con que el canal nombra un archivo y una imagen."""
VER, MIRAR, PUBLICAR, CONFIRMAR, REEMPLAZAR, SIN_REEMPLAZAR = "ver", "mirar", "publicar", "si", "por", "ambos"
DESHACER, RETIRAR, CONFIRMAR_RETIRO, DESCARTAR, NADA = "deshacer", "retirar", "fuera", "descartar", "nada"
TITULO, ANIO, INSTITUCION, LISTA = "titulo", "anio", "quien", "lista"
SIN_ANIO = "sin año"
SIN_INSTITUCION = "sin institución"
SIN_BIBLIOTECA = "Aquí no puedo agregar ni cambiar documentos. Se hace en la consola: alianzas documentos"
SIN_DESCARGAR = "No pude recibir el archivo. Envíelo otra vez, por favor."
EN_LA_LISTA = 20
_EN_UN_BOTON = 40
_MEGA = 1_000_000
_PUBLICADO = EstadoDeDocumento.PUBLICADO


def _boton(etiqueta: str, *partes: str) -> Boton:
    return Espacio.BIBLIOTECA.boton(etiqueta, *partes)


def _dicho(*frases: str, botones: Filas = ()) -> Mensaje:
    return Mensaje(tuple(map(parrafo, frases)), botones)


def leyendo(archivo: ArchivoEnviado) -> Mensaje:
    """Mientras se lee."""
    return _dicho(f"Recibí «{archivo.nombre}». Lo estoy leyendo; le aviso en un momento.")


def pesa_demasiado(archivo: ArchivoEnviado, limite: int) -> Mensaje:
    """No cabe por Telegram."""
    pesa, cabe = (
        f"{octetos / _MEGA:.1f}".replace(".", ",").removesuffix(",0") for octetos in (archivo.octetos, limite)
    )
    return _dicho(
        f"«{archivo.nombre}» pesa {pesa} MB y por Telegram puedo recibir hasta {cabe} MB. No lo leí.",
        "Divídalo en partes o, en la computadora donde está el asistente, agréguelo con: alianzas documentos agregar",
    )


def borrador(uno: DocumentoDescrito) -> Mensaje:
    """Lo que se entendió, y qué se puede hacer."""
    parrafos = [parrafo("Leí ", negrita(_nombre(uno)), f": {uno.leido}.")]
    parrafos += [parrafo(aviso, clase=ClaseParrafo.ELEMENTO) for aviso in uno.avisos]
    parrafos.append(parrafo("Todavía no lo uso para responder."))
    return Mensaje(tuple(parrafos), _del_borrador(uno))


def ya_estaba(uno: DocumentoDescrito) -> Mensaje:
    """El mismo archivo ya se había enviado."""
    cuando = fecha_en_palabras(uno.cuando.astimezone(HORA_DE_LIMA).date())
    match uno.estado:
        case EstadoDeDocumento.BORRADOR:
            como, botones = f"lo leí el {cuando} y todavía no se publicó", _del_borrador(uno)
        case EstadoDeDocumento.PUBLICADO:
            como = f"está publicado desde el {cuando}"
            botones = una_por_fila(_ver(uno), _boton("Retirar", RETIRAR, uno.version))
        case EstadoDeDocumento.REEMPLAZADO:
            como, botones = f"lo reemplazó otro el {cuando}", una_por_fila(_ver(uno))
        case EstadoDeDocumento.RETIRADO:
            como, botones = f"se retiró el {cuando}", una_por_fila(_ver(uno))
    return _dicho(f"Ya tengo ese archivo: «{_nombre(uno)}»; {como}.", botones=botones)


def vista(uno: DocumentoDescrito, adjunto: Adjunto) -> Mensaje:
    """La página en que se ve cómo se leyó."""
    dicho = parrafo(
        f"Así leí «{_nombre(uno)}». Ábralo en su computadora o en su teléfono: no necesita internet. Si algo está mal "
        "leído, no lo publique y avise a quien administra el asistente."
    )
    es_borrador = uno.estado is EstadoDeDocumento.BORRADOR
    botones = en_filas((_publicar(uno), _descartar(uno))) if es_borrador else ()
    return Mensaje((dicho,), botones, (adjunto,))


def confirmar(uno: DocumentoDescrito) -> Mensaje:
    """Cómo se citará, antes de publicarlo."""
    quien = _boton(
        "Cambiar quién lo publica" if uno.institucion else "Decir quién lo publica", INSTITUCION, uno.version
    )
    anio = _boton("Poner el año" if uno.anio is None else "Cambiar el año", ANIO, uno.version)
    return Mensaje(
        (parrafo("Así lo citaré:"), parrafo(cursiva(f"— {uno.cita}")), parrafo("¿Está bien?")),
        una_por_fila(
            _boton("Sí, publicar", CONFIRMAR, uno.version),
            _boton("Cambiar el título", TITULO, uno.version),
            quien,
            anio,
        ),
    )


def pedir_titulo(version: str, *, falta: bool = False) -> Mensaje:
    """El título, que falta o está mal."""
    antes = ["El archivo no dice cómo se llama el documento, y con su título se cita."] if falta else []
    return _dicho(*antes, "Escriba el título, como quiere que se lea.", botones=_sin_cambiar(version, MIRAR))


def titulo_largo(version: str, caben: int) -> Mensaje:
    """No cabe en una cita."""
    dicho = f"Es muy largo para citarlo: escriba uno de hasta {cantidad(caben, 'letra')}."
    return _dicho(dicho, botones=_sin_cambiar(version))


def pedir_institucion(version: str) -> Mensaje:
    """Quién lo publica."""
    dicho = f"Escriba qué institución lo publica, como «APCI» o «MINAM», o «{SIN_INSTITUCION}»."
    return _dicho(dicho, botones=_sin_cambiar(version))


def pedir_anio(version: str) -> Mensaje:
    """El año en que se publicó."""
    dicho = f"Escriba el año en que se publicó, con cuatro cifras, o «{SIN_ANIO}»."
    return _dicho(dicho, botones=_sin_cambiar(version))


def no_es_un_anio(version: str, escrito: str) -> Mensaje:
    """Lo escrito no es un año."""
    dicho = f"«{recortar(escrito, 40)}» no es un año. Escríbalo con cuatro cifras, como 2026, o «{SIN_ANIO}»."
    return _dicho(dicho, botones=_sin_cambiar(version))


def _sin_cambiar(version: str, a_donde: str = PUBLICAR) -> Filas:
    return una_por_fila(_boton("Volver sin cambiarlo", a_donde, version))


def reemplazar(uno: DocumentoDescrito) -> Mensaje:
    """Se parece a algo que se cita: si deja de citarse."""
    dichos = [f"«{otro.titulo}»" + (f" (comparten el {otro.parte} %)" if otro.parte else "") for otro in uno.parecidos]
    quitar = [
        _boton(f"Sí: dejar de citar «{recortar(otro.titulo, _EN_UN_BOTON)}»", REEMPLAZAR, uno.version, otro.version)
        for otro in uno.parecidos
    ]
    ambos = "No: valen los dos" if len(quitar) == 1 else "No: valen todos"
    return _dicho(
        f"Se parece mucho a {enumerar(dichos)}, que ya cito. ¿Lo reemplaza?",
        botones=una_por_fila(*quitar, _boton(ambos, SIN_REEMPLAZAR, uno.version)),
    )


def publicando() -> Mensaje:
    """Mientras se publica."""
    return _dicho("Lo estoy publicando: antes pruebo que las preguntas conocidas se sigan respondiendo bien.")


def publicado(hecho: DocumentoPublicado) -> Mensaje:
    """Ya se cita."""
    frases = [f"Publicado: «{hecho.documento.titulo}» ya vale para responder."]
    if hecho.revisado:
        frases.append(hecho.revisado)
    if hecho.salen:
        frases.append(f"Dejé de citar {enumerar([f'«{una}»' for una in hecho.salen])}.")
    if hecho.probadas:
        cuantas = cantidad(hecho.probadas, "pregunta conocida", "preguntas conocidas")
        peor = f"{hecho.empeoran} se responde{'n' * (hecho.empeoran > 1)} peor" if hecho.empeoran else "ninguna empeoró"
        frases.append(f"Probé {cuantas} y {peor}{':' if hecho.peores else '.'}")
        frases += hecho.peores
    frases.append("Pruébelo: escriba una pregunta.")
    deshacer = _boton("Deshacer", DESHACER, hecho.documento.version)
    return _dicho(*frases, botones=una_por_fila(deshacer))


def ya_publicado(uno: DocumentoDescrito) -> Mensaje:
    """Se pulsó publicar dos veces."""
    return _dicho(f"«{_nombre(uno)}» ya está publicado.")


def ya_no_es_borrador(uno: DocumentoDescrito) -> Mensaje:
    """Lo que se pide solo vale antes de publicar."""
    return _dicho(f"«{_nombre(uno)}» ya no es un borrador: está {uno.estado}.", botones=una_por_fila(_lista()))


def tarde_para_deshacer(uno: DocumentoDescrito, horas: int) -> Mensaje:
    """Pasó el plazo de deshacer."""
    return _dicho(
        f"Pasaron más de {horas} horas desde que se publicó. Si no debe citarse, retírelo.",
        botones=una_por_fila(_boton("Retirar", RETIRAR, uno.version)),
    )


def deshecho(uno: DocumentoDescrito) -> Mensaje:
    """Ya no se cita, y lo que reemplazó, otra vez sí."""
    return _dicho(
        f"Deshecho: ya no cito «{_nombre(uno)}». Volvió a ser un borrador, y lo que reemplazaba se cita otra vez.",
        botones=en_filas((_ver(uno), _publicar(uno))),
    )


def pedir_motivo(boton: str = "") -> Mensaje:
    """Por qué se retira; `boton`, la etiqueta del que se tocó, que en una lista nombra el documento."""
    cual = f" «{nombrado}»" if (nombrado := boton.partition("«")[2].rstrip("»")) else ""
    return _dicho(
        f"¿Por qué se retira{cual}? Escríbalo en una línea, por ejemplo: «derogada por R.D. 15-2027». Queda anotado.",
        botones=una_por_fila(_boton("No retirarlo", NADA, "")),
    )


def confirmar_retiro(version: str, motivo: str) -> Mensaje:
    """Lo que se va a hacer, y por qué."""
    return _dicho(
        f"Motivo: «{motivo}». En cuanto confirme dejo de citar el documento. ¿Lo retiro?",
        botones=en_filas((_boton("Sí, retirarlo", CONFIRMAR_RETIRO, version), _boton("No retirarlo", NADA, ""))),
    )


def retirado(uno: DocumentoDescrito, motivo: str) -> Mensaje:
    """Ya no se cita."""
    return _dicho(
        f"Ya no cito «{_nombre(uno)}». Motivo anotado: {motivo}{punto_tras(motivo)}", botones=una_por_fila(_lista())
    )


def sin_retirar() -> Mensaje:
    """No se retiró nada."""
    return _dicho("No retiré nada.", botones=una_por_fila(_lista()))


def descartado(uno: DocumentoDescrito) -> Mensaje:
    """Se borró el borrador."""
    return _dicho(f"Descarté «{_nombre(uno)}»: no guardo nada de ese archivo.")


def lista(documentos: Sequence[DocumentoDescrito]) -> Mensaje:
    """Lo que hay."""
    if not documentos:
        return _dicho("No hay documentos. Envíeme uno: PDF, Word, hoja de cálculo o página guardada.")
    borradores = [uno for uno in documentos if uno.estado is EstadoDeDocumento.BORRADOR]
    citados = [uno for uno in documentos if uno.estado is EstadoDeDocumento.PUBLICADO]
    parrafos = [parrafo(negrita(f"Cito {cantidad(len(citados), 'documento')}."))]
    parrafos += [_renglon(uno) for uno in citados[:EN_LA_LISTA]]
    if borradores:
        parrafos.append(parrafo(negrita(f"Sin publicar: {len(borradores)}.")))
        parrafos += [_renglon(uno) for uno in borradores[:EN_LA_LISTA]]
    if max(len(citados), len(borradores)) > EN_LA_LISTA:
        parrafos.append(parrafo("No caben todos. La lista entera se ve en la consola: alianzas documentos"))
    parrafos.append(parrafo("Para agregar otro, envíeme el archivo."))
    filas = [
        _boton(f"Retirar «{recortar(_nombre(uno), _EN_UN_BOTON)}»", RETIRAR, uno.version)
        for uno in citados[:EN_LA_LISTA]
    ]
    filas += [
        _boton(f"Seguir con «{recortar(_nombre(uno), _EN_UN_BOTON)}»", MIRAR, uno.version)
        for uno in borradores[:EN_LA_LISTA]
    ]
    return Mensaje(tuple(parrafos), una_por_fila(*filas))


def _renglon(uno: DocumentoDescrito) -> Parrafo:
    autor = ", ".join(filter(None, (uno.institucion, str(uno.anio or ""))))
    desde = f", desde el {fecha_en_palabras(uno.desde)}" if uno.desde and uno.estado is _PUBLICADO else ""
    return parrafo(f"{_nombre(uno)}{f' ({autor})' if autor else ''}{desde}", clase=ClaseParrafo.ELEMENTO)


def dicho_en_el_chat(motivo: str) -> str:
    """Por qué no se pudo; lo que solo se arregla con la línea de órdenes no se le pide a quien conversa."""
    if "alianzas " not in motivo:
        return motivo
    return f"No pude hacerlo y nada cambió. Lo puede arreglar quien administra el asistente; dígale esto: {motivo}"


def rehusado(motivo: str) -> Mensaje:
    """No se puede hacer, y por qué."""
    return _dicho(motivo)


def sin_hacer(referencia: str) -> Mensaje:
    """Falló."""
    return _dicho(
        f"No pude hacerlo (ref. {referencia}) y nada cambió. Pruebe otra vez en un momento; si se repite, dé esta "
        "referencia a quien administra el asistente."
    )


def no_es_un_archivo() -> Mensaje:
    """Llegó la foto de algo, quizá de la página de un documento."""
    return _dicho(
        "No puedo leer una foto. Si es de un documento, envíe el documento como archivo (PDF, Word o una hoja de "
        "cálculo): toque el clip y elija [Archivo]. Si es una pregunta, escríbamela con palabras."
    )


def uno_a_la_vez() -> Mensaje:
    """Llegaron varios juntos."""
    return _dicho("Envíeme los documentos de uno en uno, por favor: así le digo qué entendí de cada uno.")


def _nombre(uno: DocumentoDescrito) -> str:
    return uno.titulo or "un documento sin título"


def _ver(uno: DocumentoDescrito) -> Boton:
    return _boton("Ver cómo lo leí", VER, uno.version)


def _publicar(uno: DocumentoDescrito) -> Boton:
    return _boton("Publicar", PUBLICAR, uno.version)


def _descartar(uno: DocumentoDescrito) -> Boton:
    return _boton("Descartar", DESCARTAR, uno.version)


def _lista() -> Boton:
    return _boton("Ver los documentos", LISTA, "")


def _del_borrador(uno: DocumentoDescrito) -> Filas:
    return ((_ver(uno),), (_publicar(uno), _descartar(uno)))
