"""Lo que se lee al vincular un grupo a un borrador, y lo único que el asistente dice en el grupo."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogo.borrador.textos.alianza.participar import SALIDAS, VER_LA_ALIANZA, Alianza
from bot.dialogo.mensajes import Boton, EnGrupo, Espacio, Mensaje, negrita, parrafo, una_por_fila
from bot.dialogo.peticiones.alianza import MINUTOS_DE_UN_PASE, MINUTOS_ENTRE_CAMBIOS
from bot.dialogo.turno import Contexto
from bot.entrevista.propuesta.oraciones import con_mayuscula
from conocimiento import frases

DE_UN_PASE, DE_MI_PARTE = "v_", "p_"
"""Con qué empieza lo que trae /start desde un grupo: para vincularlo, o para abrir la parte de quien pulsa."""
SEGUIR_EN_PRIVADO = ("Seguir en privado", "grupo")
"""El enlace que solo pasa del grupo al chat privado."""
LARGO_DE_UN_BOTON, LARGO_DE_UN_NOMBRE, LARGO_DE_UN_TITULO = 20, 40, 120
FALTAN_A_LA_VISTA = 5
_BOTON = Espacio.ALIANZA.boton
_VINCULAR, _DESVINCULAR = _BOTON("Vincular un grupo", "grupo"), _BOTON("Desvincular grupo", "suelta")
_VER = ((VER_LA_ALIANZA,),)


def boton(contexto: Contexto, *, hay: bool) -> tuple[Boton, ...]:
    """Lo que quien coordina puede hacer con un grupo; nada, donde no los hay."""
    if not contexto.usuario:
        return ()
    return (_DESVINCULAR,) if hay else (_VINCULAR,)


# --- En el chat privado ---------------------------------------------------------------------------


def como_se_vincula(*, en_telegram: bool) -> Mensaje:
    """Los pasos, que empiezan en el grupo."""
    if not en_telegram:
        return Mensaje((parrafo("Los grupos son de Telegram: aquí no hay ninguno que vincular."),), SALIDAS)
    parrafos = (
        parrafo("En un grupo puedo decir cómo va el borrador. Agrégueme al grupo y escriba allí /vincular."),
        parrafo("Después lo confirma aquí quien coordina, y solo entonces digo algo del borrador en el grupo."),
    )
    return Mensaje(parrafos, SALIDAS)


def no_vale() -> Mensaje:
    """El enlace venció, o nadie lo dio."""
    dicho = f"Ese enlace ya no sirve: vale {MINUTOS_DE_UN_PASE} minutos. Escriba otra vez /vincular en el grupo."
    return Mensaje((parrafo(dicho),), SALIDAS)


def no_coordina() -> Mensaje:
    """A quien lo abre y no coordina ningún borrador de varias organizaciones."""
    dicho = "Un grupo lo vincula quien coordina un borrador de varias organizaciones, y ahora no coordina ninguno."
    return Mensaje((parrafo(dicho),), SALIDAS)


def antes_de_vincular(suyos: Sequence[tuple[str, str]], pase: str) -> Mensaje:
    """Qué se leerá en el grupo; cada botón lo confirma para un borrador, dado su nombre y su título."""
    cual = "¿Vinculo el grupo a este borrador?" if len(suyos) == 1 else "¿A cuál de sus borradores vinculo el grupo?"
    titulos = [titulo for _, titulo in suyos]
    parrafos = (
        parrafo(cual, " ", negrita(frases.recortado(titulos[0], LARGO_DE_UN_TITULO)))
        if len(suyos) == 1
        else parrafo(cual),
        parrafo(
            "Todo el grupo leerá el título, cuántas respuestas hay, qué organizaciones faltan y cuántas dieron su "
            "visto bueno. Nunca una respuesta, un archivo ni quién lo dio."
        ),
    )
    etiquetas = ["Sí, vincular"] if len(suyos) == 1 else frases.etiquetas(titulos, LARGO_DE_UN_BOTON)
    botones = [_BOTON(dicho, "une", pase, nombre) for dicho, (nombre, _) in zip(etiquetas, suyos, strict=True)]
    atras = [_BOTON("No vincular", "ver", nombre) for nombre, _ in suyos[:1]]
    return Mensaje(parrafos, una_por_fila(*botones, *atras))


def sigue_otro() -> Mensaje:
    """El grupo es de otro borrador."""
    dicho = "Ese grupo ya sigue otro borrador. Quien lo coordina puede desvincularlo en «Ver la alianza»."
    return Mensaje((parrafo(dicho),), _VER)


def vinculado(titulo: str) -> Mensaje:
    """A quien coordina."""
    dicho = (
        f". En un momento verá allí un mensaje, que se pone al día cada {MINUTOS_ENTRE_CAMBIOS} minutos como mucho. "
        "Para dejarlo: «Desvincular grupo», en «Ver la alianza», o sáqueme del grupo."
    )
    corto = frases.recortado(con_mayuscula(titulo), LARGO_DE_UN_TITULO)
    return Mensaje((parrafo("Listo: el grupo sigue ", negrita(corto), dicho),), _VER)


def desvinculado() -> Mensaje:
    """A quien coordina."""
    return Mensaje((parrafo("Listo: ya no digo nada de este borrador en el grupo."),), _VER)


def no_hay() -> Mensaje:
    """Ningún grupo lo sigue."""
    dicho = "Ningún grupo sigue este borrador. Para vincular uno, escriba /vincular en el grupo."
    return Mensaje((parrafo(dicho),), _VER)


def no_es_suyo() -> Mensaje:
    """A quien pulsa «Mi parte» en el grupo y no participa: no se le dice si estuvo, ni nada del borrador."""
    dicho = "No participa en ese borrador. Si le invitaron, abra el enlace que le enviaron."
    return Mensaje((parrafo(dicho),), SALIDAS)


# --- En el grupo ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Vistos:
    """Cuántas organizaciones dieron su visto bueno a la última versión que se pidió, y si el texto sigue igual."""

    dados: int
    de: int
    version: int
    sigue_igual: bool


def confirme(pase: str) -> EnGrupo:
    """A quien escribe /vincular: lo mismo a todos, sean o no de la alianza."""
    return EnGrupo(
        (parrafo("Quien coordina el borrador lo confirma en privado."),), (("Confirmar", f"{DE_UN_PASE}{pase}"),)
    )


def como_va(alianza: Alianza, avance: tuple[int, int], vistos: Vistos | None, nombre: str) -> EnGrupo:
    """El mensaje que se pone al día: título, avance, quiénes faltan y cuántos vistos buenos; nunca qué ni quién."""
    titulo = frases.recortado(con_mayuscula(alianza.titulo), LARGO_DE_UN_TITULO)
    respondidas, total = avance
    partes = [f"{respondidas} de {frases.cantidad(total, 'respuesta')}"]
    if alianza.faltan:
        partes.append(f"falta: {_los_que_faltan(alianza.faltan)}")
    if vistos is not None and vistos.de:
        despues = "" if vistos.sigue_igual else f" a la versión {vistos.version}; después cambió el texto"
        partes.append(f"visto bueno: {vistos.dados} de {vistos.de}{despues}")
    dicho = parrafo(negrita(titulo), "".join(f" · {una}" for una in partes))
    return EnGrupo((dicho,), (("Mi parte", f"{DE_MI_PARTE}{nombre}"),))


def _los_que_faltan(faltan: Sequence[str]) -> str:
    dichas = [frases.recortado(una, LARGO_DE_UN_NOMBRE) for una in faltan[:FALTAN_A_LA_VISTA]]
    if (mas := len(faltan) - len(dichas)) > 0:
        dichas.append(f"{mas} más")
    return frases.enumerar(dichas)


def despedida() -> EnGrupo:
    """Lo que queda en lugar de ese mensaje cuando el grupo deja de seguir el borrador."""
    return EnGrupo((parrafo("Aquí decía cómo iba un borrador. Este grupo ya no lo sigue."),))
