"""La conversación que se ve en las imágenes: una empresa inventada pregunta y arma su propuesta hasta el documento."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.documentacion.imagenes.telefono import Globo, Telefono
from tests.extremo.asistente_en_telegram import asistente_en_telegram

IDEA = (
    "Somos Minera Andes Altos SAC, en Cajamarca. Queremos con la muni de Celendín y una ONG alemana llevar agua segura "
    "a 500 familias, unos 200 mil soles, 18 meses"
)
RESPUESTAS = (
    "20999999990",
    "Agua Segura para Celendín",
    "En 12 caseríos de Celendín el agua llega sin cloro y los niños se enferman (Red de Salud, 2025).",
    "Que 500 familias de Celendín tengan agua clorada todos los días al 2028, para que los niños no se enfermen.",
    "Se encarga de: comprar los equipos\nAporta: S/ 120,000\nGana: comunidades sanas y menos conflictos\n"
    "Riesgo: que suba el precio del cloro\nLe motiva: convivir bien con sus vecinos",
    "Se encarga de: operar el sistema\nAporta: dos técnicos\nGana: cumplir su meta de agua clorada\n"
    "Riesgo: cambio de autoridades; mitigación: acta con las juntas de agua\nLe motiva: su deber de dar agua segura",
    "Se encarga de: capacitar a las juntas de agua\nAporta: cuatro capacitadoras\nGana: experiencia en la zona\n"
    "Riesgo: poca asistencia a los talleres\nLe motiva: su misión social",
    "Agua segura todos los días y menos enfermedades en los niños.",
    "Caseríos con agua clorada; indicador: caseríos con cloro residual; meta: 12; fecha: 31/08/2028; "
    "responsable: la muni de Celendín",
)


@dataclass(frozen=True, slots=True)
class Conversada:
    """Lo que quedó: las pantallas que se muestran, por el nombre de su imagen, y los dos documentos."""

    pantallas: dict[str, list[Globo]]
    word: bytes
    pdf: bytes


async def conversar(datos: Path, ahora: datetime) -> Conversada:
    """Conversa con el asistente entero, que guarda en `datos`."""
    async with asistente_en_telegram(datos) as api:
        telefono = Telefono(api.persona(11), ahora)
        pantallas: dict[str, list[Globo]] = {}
        await telefono.escribe("que es una alianza multiactor??")
        pantallas["respuesta"] = telefono.pasar_pantalla()
        await telefono.escribe("cuál es el cuarto principio?")
        pantallas["lo-que-no-dice"] = telefono.pasar_pantalla()
        await telefono.escribe("quiero armar mi propuesta")
        await telefono.pulsa("Acepto")
        pantallas["aviso"] = telefono.pasar_pantalla()
        await telefono.escribe(IDEA)
        pantallas["idea"] = telefono.pasar_pantalla()
        await telefono.pulsa("Guardar todo")
        for respuesta in RESPUESTAS:
            await telefono.escribe(respuesta)
        await telefono.pulsa("Autorizar que la APCI lo lea")
        await telefono.pulsa("Sí, autorizo")
        await telefono.pulsa("Recibir Word y PDF")
        if telefono.ofrece("Usar todo"):
            await telefono.pulsa("Usar todo")
    return Conversada(pantallas, telefono.archivo(".docx"), telefono.archivo(".pdf"))
