"""Lo que las dos plantillas pueden usar: los nombres que la agencia escribe en ellas.

titulo, fecha, numero, version_entrevista, version_reglas, version_plantilla, huella
pendientes       textos
secciones        numero, titulo, datos (etiqueta, valor), cuadros (columnas, titulos, filas), notas
actores          nombre, tipo, motivacion, responsabilidad, aporte, beneficio, riesgo
observaciones    punto, mensaje, fuente
procedencia      seccion, pregunta, quien, palabras
"""

from collections.abc import Callable

from bot.documentos.texto import limpiar
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.frases import fecha_en_palabras

SIN_TITULO = "Alianza sin título todavía"
TITULO_DEL_ARCHIVO = "Borrador de propuesta de Alianza Multiactor"
TAL_CUAL = "Tal cual."
LETRAS_DE_UNA_CITA = 1_000
"""De las palabras con que alguien respondió. Lo que se entendió de ellas va entero en su sección."""

Escribir = Callable[[str], object]
EscribirValor = Callable[[str | None], object]


def titulo_del_archivo(propuesta: Propuesta) -> str:
    """El título que se ve en la pestaña o en las propiedades del archivo."""
    return limpiar(propuesta.titulo or "") or TITULO_DEL_ARCHIVO


def construir_contexto(
    propuesta: Propuesta, version_plantilla: str, texto: Escribir, valor: EscribirValor
) -> dict[str, object]:
    """Devuelve los datos de la plantilla, con cada texto ya preparado por `texto` y lo que puede faltar por `valor`."""
    return {
        "titulo": texto(propuesta.titulo or SIN_TITULO),
        "sin_titulo": not limpiar(propuesta.titulo or ""),
        "titulo_del_archivo": texto(titulo_del_archivo(propuesta)),
        "fecha": texto(fecha_en_palabras(propuesta.fecha)),
        "numero": propuesta.numero,
        "version_entrevista": texto(propuesta.version_entrevista),
        "version_reglas": texto(propuesta.version_reglas),
        "version_plantilla": texto(version_plantilla),
        "huella": texto(propuesta.huella),
        "marca_pendiente": valor(None),
        "pendientes": [texto(punto) for punto in propuesta.pendientes],
        "secciones": [
            {
                "numero": seccion.numero,
                "titulo": texto(seccion.titulo),
                "datos": [{"etiqueta": texto(dato.etiqueta), "valor": valor(dato.valor)} for dato in seccion.datos],
                "cuadros": [
                    {
                        "columnas": len(cuadro.titulos),
                        "titulos": [texto(titulo) for titulo in cuadro.titulos],
                        "filas": [[valor(celda) for celda in fila] for fila in cuadro.filas],
                    }
                    for cuadro in seccion.cuadros
                ],
                "notas": [texto(nota) for nota in seccion.notas],
            }
            for seccion in propuesta.secciones
        ],
        "actores": [
            {
                "nombre": valor(actor.nombre),
                "tipo": texto(actor.tipo),
                "motivacion": valor(actor.motivacion),
                "responsabilidad": valor(actor.responsabilidad),
                "aporte": valor(actor.aporte),
                "beneficio": valor(actor.beneficio),
                "riesgo": valor(actor.riesgo),
            }
            for actor in (propuesta.actores if len(propuesta.actores) > 1 else ())  # uno solo no es una matriz
        ],
        "observaciones": [
            {
                "punto": texto(f"{una.grado}\n{una.titulo or una.regla}"),
                "mensaje": texto(f"{una.mensaje}\nSe lee: «{una.frase}»" if una.frase else una.mensaje),
                "fuente": texto(una.fuente_entera),
            }
            for una in propuesta.observaciones
        ],
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


def _citadas(palabras: str | None) -> str:
    """Las palabras entre comillas; de las que son muchas, el comienzo, y cuántas letras eran."""
    if palabras is None:
        return TAL_CUAL
    if len(palabras) <= LETRAS_DE_UNA_CITA:
        return f"«{palabras}»"
    return f"«{palabras[:LETRAS_DE_UNA_CITA].rstrip()} […]» (aquí va el comienzo: escribió {len(palabras):,} letras)"
