"""Lo que se le dice al personal cuando exporta desde el chat."""

from collections.abc import Sequence

from bot.dialogo.mensajes import Espacio, Mensaje, negrita, parrafo
from bot.dialogo.peticiones import ConversacionesExportadas, Filtros
from conocimiento.frases import cantidad, punto_tras

ELEGIR = "elegir"
BOTON_OTRA = Espacio.EXPORTACION.boton("Otra exportación", ELEGIR)
_PERIODOS = (
    (Espacio.EXPORTACION.boton("Últimos 7 días", "semana"),),
    (Espacio.EXPORTACION.boton("Este mes", "mes"),),
    (Espacio.EXPORTACION.boton("Todo", "todo"),),
)
_COMO_SE_PIDE = (
    "También puede escribirlo: «/exportar 2026-11-01 2026-11-23», «/exportar semana sin_respuesta» o "
    "«/exportar mes Cusco ods 6»."
)
_SENALES = {
    "sin_respuesta": "con algo sin respuesta",
    "valoracion_negativa": "con una valoración negativa",
    "abandono": "con el borrador abandonado",
}
_MEGA = 1_000_000


def sin_permiso() -> Mensaje:
    """Es del personal, pero no puede exportar."""
    return Mensaje(
        (
            parrafo("Usted atiende consultas, pero no tiene permiso para exportar conversaciones. No exporté nada."),
            parrafo("Lo da quien administra el asistente: alianzas personal agregar, con su número y --exporta."),
        )
    )


def elegir_periodo() -> Mensaje:
    """Qué se puede exportar."""
    return Mensaje((parrafo("¿De cuándo son las conversaciones?"), parrafo(_COMO_SE_PIDE)), _PERIODOS)


def no_se_entiende(motivo: str) -> Mensaje:
    """Por qué no se exporta lo que se pidió."""
    return Mensaje((parrafo(motivo), parrafo("No exporté nada.")), _PERIODOS)


def filtro_desconocido(parte: str, periodos: Sequence[str], senales: Sequence[str], tipos: Sequence[str]) -> str:
    """Lo que no se entendió y lo que sí se puede pedir."""
    juntos = ", ".join(tipos)
    return (
        f"No existe el filtro «{parte}». Los que hay: {', '.join(periodos)}; dos fechas, como "
        f"2026-11-01 2026-11-23; {', '.join(senales)}; ods y su número, como «ods 6»; un departamento, como «Cusco»; "
        f"un tipo de organización: {juntos}{punto_tras(juntos)}"
    )


def preparando(filtros: Filtros) -> Mensaje:
    """Lo que se dice antes de empezar."""
    return Mensaje(
        (
            parrafo(f"Preparo la exportación {_que(filtros)}. Puede tardar un minuto o más; se la envío aquí."),
            parrafo("Mientras tanto no leo lo que me escriba: se lo contesto después."),
        )
    )


def exportadas(hecha: ConversacionesExportadas) -> Mensaje:
    """La entrega: qué es, cómo se cuida, cómo se abre y qué queda registrado."""
    cuanto = (
        f"{cantidad(hecha.conversaciones, 'conversación', 'conversaciones')} y "
        f"{cantidad(hecha.turnos, 'turno', 'turnos')}"
    )
    return Mensaje(
        (
            parrafo(negrita(f"{cuanto}, {_que(hecha.filtros)}.")),
            parrafo(
                "Contiene datos personales con seudónimos, y en el texto libre puede quedar alguno sin sustituir. "
                f"No lo reenvíe y bórrelo, también de este chat, a más tardar el {hecha.caduca:%d/%m/%Y}."
            ),
            parrafo(
                "Para abrirlo, en una computadora: descomprima el archivo y abra revision.html con su navegador. "
                "No necesita internet."
            ),
            parrafo(f"Quedó en la bitácora, a nombre de «{hecha.quien}»."),
        ),
        ((BOTON_OTRA,),),
        () if hecha.adjunto is None else (hecha.adjunto,),
    )


def nada_que_exportar(filtros: Filtros) -> Mensaje:
    """No hay ninguna conversación."""
    return Mensaje((parrafo(f"No hay conversaciones {_que(filtros)}. Pruebe con otro período:"),), _PERIODOS)


def demasiado_grande(hecha: ConversacionesExportadas) -> Mensaje:
    """No cabe en un mensaje de Telegram."""
    pesa, cabe = (f"{octetos / _MEGA:.1f}".replace(".", ",") for octetos in (hecha.octetos, hecha.limite))
    return Mensaje(
        (
            parrafo(
                f"Son {cantidad(hecha.conversaciones, 'conversación', 'conversaciones')}, pero el archivo pesa {pesa} "
                f"MB y por aquí puedo enviar hasta {cabe} MB. No lo conservo."
            ),
            parrafo(
                "Pida un período más corto o agregue un filtro. Si lo necesita entero, se hace en la consola: "
                "alianzas exportar --salida exportaciones"
            ),
        ),
        _PERIODOS,
    )


def retenida() -> Mensaje:
    """La comprobación halló un dato personal."""
    return Mensaje(
        (
            parrafo(
                "No le envío la exportación: la comprobación final halló un dato personal que no quedó sustituido. "
                "Se borró; no se entregó nada."
            ),
            parrafo(
                "Pida un período más corto, para dejar fuera esa conversación, y avise a quien administra el "
                "asistente: «alianzas exportar» le dirá en qué archivo está."
            ),
        ),
        _PERIODOS,
    )


def fallida(referencia: str) -> Mensaje:
    """No se pudo hacer."""
    return Mensaje(
        (
            parrafo(
                f"No pude hacer la exportación (ref. {referencia}) y no se entregó nada. Pruebe otra vez en un "
                "momento; si se repite, dé esta referencia a quien administra el asistente."
            ),
        ),
        _PERIODOS,
    )


def _que(filtros: Filtros) -> str:
    """Dice el período y los demás filtros: «del 01/11/2026 al 23/11/2026, con algo sin respuesta»."""
    desde, hasta = (dia and f"{dia:%d/%m/%Y}" for dia in (filtros.desde, filtros.hasta))
    if desde and hasta:
        partes = [f"del {desde}" if desde == hasta else f"del {desde} al {hasta}"]
    elif desde:
        partes = [f"desde el {desde}"]
    elif hasta:
        partes = [f"hasta el {hasta}"]
    else:
        partes = ["de todo el tiempo"]
    partes += [_SENALES[senal] for senal in filtros.senales]
    partes += [f"de organizaciones «{filtros.tipo_organizacion}»"] if filtros.tipo_organizacion else []
    partes += [f"con el ODS {filtros.ods}"] if filtros.ods else []
    partes += [f"de {filtros.departamento}"] if filtros.departamento else []
    return ", ".join(partes)
