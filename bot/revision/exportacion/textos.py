"""Lo que lee quien recibe una exportación: su LEEME y qué se dice si la comprobación la retiene."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.fugas import Fuga

BASE_LEGAL = "Ley 29733 y D.S. 016-2024-JUS: revisión y mejora del servicio, según el aviso de privacidad aceptado."
ADVERTENCIA = "El texto libre puede contener datos personales."
_LUGARES_QUE_SE_DICEN = 5

TACHADOS = """con seudónimos. El mismo dato lleva el mismo seudónimo en toda la carpeta.

Qué se tacha: lo que la entrevista guardó (organizaciones, personas, RUC, correos, teléfonos), también con una errata; y
en el texto libre, por su forma: DNI, RUC, carné de extranjería, pasaporte, PTP, teléfonos, correos, usuarios y páginas
de redes sociales, cuentas, tarjetas, direcciones, coordenadas, fechas de nacimiento, placas y otros números largos,
aunque estén dictados con palabras o disfrazados («arroba», «punto»).{propias}

Qué NO se reconoce y puede haber quedado:
- el nombre de una persona u organización que no está en ninguna entrevista («mi vecina Rosa Quispe»);
- apodos, cargos y parentescos que señalan a alguien («la alcaldesa de…», «mi hijo el mayor»);
- lugares sin número, lote ni kilómetro («la casa azul frente a la posta»);
- contraseñas y códigos cortos, y números de menos de siete cifras que nada anuncia;
- lo escrito en quechua, aimara u otra lengua, y lo que está en una foto, un audio o un archivo.
Los ministerios, gobiernos regionales, municipalidades y otros organismos públicos sí se nombran"""

SIN_TACHAR = "SIN TACHAR. Motivo registrado: {motivo}"

LEEME = """Exportación {identificador}, del {creado}. Bórrela a más tardar el {caduca}.
{conversaciones}, {turnos}. Las horas son de Lima.

Datos personales: {datos}.
No difunda esta carpeta.

revision.html         ábrala con cualquier navegador, sin internet: leer, anotar y ver el panel del período
revision.xlsx         cuatro hojas: Conversaciones, Turnos, Respuestas de la entrevista y Alianzas
conversaciones.csv    lo mismo, para otros programas (separado por «;»)
turnos.csv
conversaciones.jsonl  los datos completos, una conversación por línea
manifiesto.json       qué hay aquí, con la huella de cada archivo

Al terminar de anotar, pulse «Descargar anotaciones» y entregue ese archivo a quien administra el asistente.
"""


def tachados(propias: Sequence[FormaDeDato]) -> str:
    """Qué se tachó y qué no se reconoce; `propias`: las formas que agregó la agencia."""
    nombres = "; ".join(f"{una.nombre} ({una.que_es})" for una in propias)
    return TACHADOS.format(propias=f" Además, lo que agregó la agencia: {nombres}." if propias else "")


def retenida(archivo: str, fugas: Iterable[Fuga]) -> str:
    """Qué se encontró, en qué archivo y dónde; nunca el dato."""
    cuentas = Counter((fuga.tipo, fuga.lugar) for fuga in fugas)
    dichos = [f"{tipo} ({lugar})" for tipo, lugar in list(cuentas)[:_LUGARES_QUE_SE_DICEN]]
    otros = len(cuentas) - len(dichos)
    return (
        f"La comprobación encontró en «{archivo}» datos que no debían salir: {'; '.join(dichos)}"
        f"{f'; y en {otros} lugares más' if otros else ''}. No se entregó nada. "
        "Acote las fechas para hallar la conversación o, con autorización, use --sin-redactar y --motivo."
    )
