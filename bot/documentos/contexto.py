"""Lo que las plantillas pueden usar: los nombres que la agencia escribe en ellas.

titulo, titulo_del_archivo, fecha, numero
participacion    si lo escriben varias organizaciones: resumen, cuadro (como los de una sección), notas, y
                 aparte, si llena la primera página y el resumen empieza en otra
resumen          entrada, texto
resumen_aparte   si el resumen llena la primera página sin pasarse, y lo demás empieza en otra
de_un_vistazo    etiqueta, valor
secciones        numero, titulo, parrafos (entrada, texto), datos (etiqueta, valor),
                 cuadros (titulos, filas, totales, anchos, nota)
pendientes       que, como
por_ampliar      que, como
observaciones    punto, mensaje, fuente

Y en el anexo: procedencia (seccion, pregunta, quien, palabras), version_entrevista, version_reglas, version_plantilla,
huella
"""

from collections.abc import Callable, Sequence

from bot.documentos.texto import limpiar
from bot.entrevista.propuesta.modelo import Cuadro, Dato, Parrafo, Participacion, Pendiente, Propuesta
from conocimiento.frases import fecha_en_palabras

SIN_TITULO = "Alianza sin título todavía"
TITULO_DEL_ARCHIVO = "Borrador de propuesta de Alianza Multiactor"
TAL_CUAL = "Tal cual."
FILAS_ANTES_DEL_RESUMEN = 4
"""Organizaciones de la portada con que el resumen todavía cabe en su página."""
PARRAFOS_DE_UN_RESUMEN = 3
LETRAS_DE_UN_RESUMEN = 2_500
"""Con menos párrafos o más letras, lo que sigue no empieza en otra página: quedaría una casi vacía."""
LETRAS_DE_UNA_CITA = 1_000
"""De las palabras con que alguien respondió. Lo que se entendió de ellas va entero en su sección."""

Escribir = Callable[[str], object]
EscribirValor = Callable[[str | None], object]


def titulo_del_archivo(propuesta: Propuesta) -> str:
    """El título que se ve en la pestaña o en las propiedades del archivo."""
    return limpiar(propuesta.titulo or "") or TITULO_DEL_ARCHIVO


def construir_contexto(propuesta: Propuesta, texto: Escribir, valor: EscribirValor) -> dict[str, object]:
    """Devuelve los datos de la propuesta, con cada texto ya preparado por `texto` y lo que puede faltar por `valor`."""
    return {
        **_caratula(propuesta, texto),
        "participacion": _participacion(propuesta.participacion, texto, valor),
        "sin_titulo": not limpiar(propuesta.titulo or ""),
        "marca_pendiente": valor(None),
        "resumen": [_parrafo(uno, texto) for uno in propuesta.resumen],
        "resumen_aparte": _va_aparte(propuesta.resumen),
        "de_un_vistazo": [_dato(dato, texto, valor) for dato in propuesta.de_un_vistazo],
        "secciones": [
            {
                "numero": seccion.numero,
                "titulo": texto(seccion.titulo),
                "parrafos": [_parrafo(uno, texto) for uno in seccion.parrafos],
                "datos": [_dato(dato, texto, valor) for dato in seccion.datos],
                "cuadros": [_cuadro(cuadro, texto, valor) for cuadro in seccion.cuadros],
            }
            for seccion in propuesta.secciones
        ],
        "pendientes": [_pendiente(uno, texto) for uno in propuesta.pendientes],
        "por_ampliar": [_pendiente(uno, texto) for uno in propuesta.por_ampliar],
        "observaciones": [
            {
                "punto": texto(f"{una.grado}\n{una.titulo or una.regla}"),
                "mensaje": texto(f"{una.mensaje}\nSe lee: «{una.frase}»" if una.frase else una.mensaje),
                "fuente": texto(una.fuente_entera),
            }
            for una in propuesta.observaciones
        ],
    }


def construir_contexto_del_anexo(propuesta: Propuesta, version_plantilla: str, texto: Escribir) -> dict[str, object]:
    """Devuelve los datos del anexo, con cada texto ya preparado por `texto`."""
    return {
        **_caratula(propuesta, texto),
        "version_entrevista": texto(propuesta.version_entrevista),
        "version_reglas": texto(propuesta.version_reglas),
        "version_plantilla": texto(version_plantilla),
        "huella": texto(propuesta.huella),
        "procedencia": [
            {
                "seccion": texto(una.seccion),
                "pregunta": texto(una.pregunta),
                "quien": texto(f"{una.quien} {una.cuando}"),
                "palabras": texto(_citadas(una.palabras)),
            }
            for una in propuesta.procedencia
        ],
    }


def _caratula(propuesta: Propuesta, texto: Escribir) -> dict[str, object]:
    return {
        "titulo": texto(propuesta.titulo or SIN_TITULO),
        "titulo_del_archivo": texto(titulo_del_archivo(propuesta)),
        "fecha": texto(fecha_en_palabras(propuesta.fecha)),
        "numero": propuesta.numero,
    }


def _va_aparte(resumen: Sequence[Parrafo]) -> bool:
    letras = sum(len(uno.texto) for uno in resumen)
    return len(resumen) >= PARRAFOS_DE_UN_RESUMEN and letras <= LETRAS_DE_UN_RESUMEN


def _parrafo(uno: Parrafo, texto: Escribir) -> dict[str, object]:
    return {"entrada": texto(uno.entrada), "texto": texto(uno.texto)}


def _dato(dato: Dato, texto: Escribir, valor: EscribirValor) -> dict[str, object]:
    return {"etiqueta": texto(dato.etiqueta), "valor": valor(dato.valor)}


def _cuadro(cuadro: Cuadro, texto: Escribir, valor: EscribirValor) -> dict[str, object]:
    """Una celda vacía es de un gráfico y va vacía; solo `None` es un pendiente."""
    escritas = [[valor(celda) if celda != "" else texto("") for celda in fila] for fila in cuadro.filas]
    corte = len(escritas) - cuadro.totales
    return {
        "titulos": [texto(titulo) for titulo in cuadro.titulos],
        "filas": escritas[:corte],
        "totales": escritas[corte:],
        "anchos": list(cuadro.anchos),
        "nota": texto(cuadro.nota),
    }


def _participacion(una: Participacion | None, texto: Escribir, valor: EscribirValor) -> dict[str, object] | None:
    if una is None:
        return None
    return {
        "resumen": texto(una.resumen),
        "cuadro": _cuadro(una.cuadro, texto, valor),
        "notas": [texto(nota) for nota in una.notas],
        "aparte": len(una.cuadro.filas) > FILAS_ANTES_DEL_RESUMEN,
    }


def _pendiente(uno: Pendiente, texto: Escribir) -> dict[str, object]:
    return {"que": texto(uno.que), "como": texto(uno.como)}


def _citadas(palabras: str | None) -> str:
    """Las palabras entre comillas; de las que son muchas, el comienzo, y cuántas letras eran."""
    if palabras is None:
        return TAL_CUAL
    if len(palabras) <= LETRAS_DE_UNA_CITA:
        return f"«{palabras}»"
    return f"«{palabras[:LETRAS_DE_UNA_CITA].rstrip()} […]» (aquí va el comienzo: escribió {len(palabras):,} letras)"
