"""Lo que la plantilla puede usar: los nombres que la agencia escribe entre llaves. Módulo puro.

titulo, fecha, version_entrevista, marca_pendiente
pendientes       textos
secciones        numero, titulo, datos (etiqueta, valor)
actores          nombre, tipo, motivacion, responsabilidad, aporte, beneficio, riesgo
riesgos          riesgo, responsable, mitigacion
observaciones    severidad, regla, mensaje, fuente
"""

from datetime import date

from bot.documentos.texto import literal, valor
from bot.entrevista.propuesta import Observacion, Propuesta

_MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "setiembre",  # como se escribe en el Perú
    "octubre",
    "noviembre",
    "diciembre",
)

_SEVERIDADES = {"critica": "Crítica", "importante": "Importante", "sugerencia": "Sugerencia", "info": "Información"}

_SIN_TITULO = "Alianza sin título todavía"


def fecha_en_palabras(fecha: date) -> str:
    """Escribe una fecha como «23 de noviembre de 2026»."""
    return f"{fecha.day} de {_MESES[fecha.month - 1]} de {fecha.year}"


def construir_contexto(propuesta: Propuesta) -> dict[str, object]:
    """Devuelve las variables de la plantilla, con todo el texto ya escapado y lo que falta ya marcado."""
    return {
        "titulo": literal(propuesta.titulo or "") or literal(_SIN_TITULO) + " " + valor(None),
        "fecha": literal(fecha_en_palabras(propuesta.fecha)),
        "version_entrevista": literal(propuesta.version_entrevista),
        "marca_pendiente": valor(None),
        "pendientes": [literal(punto) for punto in propuesta.pendientes],
        "secciones": [
            {
                "numero": seccion.numero,
                "titulo": literal(seccion.titulo),
                "datos": [{"etiqueta": literal(dato.etiqueta), "valor": valor(dato.valor)} for dato in seccion.datos],
            }
            for seccion in propuesta.secciones
        ],
        "actores": [
            {
                "nombre": valor(actor.nombre),
                "tipo": literal(actor.tipo),
                "motivacion": valor(actor.motivacion),
                "responsabilidad": valor(actor.responsabilidad),
                "aporte": valor(actor.aporte),
                "beneficio": valor(actor.beneficio),
                "riesgo": valor(actor.riesgo),
            }
            for actor in propuesta.actores
        ],
        "riesgos": [
            {
                "riesgo": valor(fila.riesgo),
                "responsable": valor(fila.responsable),
                "mitigacion": literal(fila.mitigacion or "—"),  # nadie la pregunta: no es un pendiente
            }
            for fila in propuesta.riesgos
        ],
        "observaciones": [
            {
                "severidad": literal(severidad_visible(observacion)),
                "regla": literal(observacion.regla),
                "mensaje": literal(observacion.mensaje),
                "fuente": literal(observacion.fuente),
            }
            for observacion in propuesta.observaciones
        ],
    }


def severidad_visible(observacion: Observacion) -> str:
    """Dice la severidad en palabras; un dato pendiente se nombra así y no como una falta."""
    if observacion.pendiente:
        return "Dato pendiente"
    return _SEVERIDADES.get(observacion.severidad, observacion.severidad)
