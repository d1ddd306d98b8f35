"""Lo que se dice de un cambio pedido con palabras: qué se hizo, cómo estaba y cómo queda, o qué falta para hacerlo."""

from collections.abc import Sequence

from bot.dialogo.borrador.textos.responder import describir
from bot.dialogo.mensajes import Parrafo, negrita, parrafo
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Que, Tenido
from bot.entrevista.comprension.cambios.por_confirmar.la_cifra_repetida import Repetida
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Consecuencias, actores
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases

LARGO_DE_ANTES = 160
LARGO_DE_UN_BOTON = 44
DESHACER_EL_CAMBIO = "Deshacer el cambio"
RECIBIR_DE_NUEVO = "Recibir el nuevo Word y PDF"
RECIBIR_WORD = "Recibir Word y PDF"
CONTINUAR = "Continuar"
VER_TODO = "Ver mis respuestas"
PUEDE_SER_UN_CAMBIO = parrafo(
    "No entendí si eso cambia su borrador. Nada cambió. Si es un cambio, dígame qué respuesta y cómo queda («el plazo "
    "es de 24 meses»), o tóquela en «Ver mis respuestas». Si era una pregunta, escríbala con signos de pregunta."
)
DE_QUE_HABLA = parrafo(
    "Nada cambió todavía. Si quiere cambiar algo de esto, toque cuál y vemos cómo queda con lo que escribió. Si solo "
    "me lo contaba, no hace falta nada; si era una pregunta, escríbala con signos de pregunta."
)
ESCRIBIRLO = "Escribirlo yo"
DESHECHO_EN_LA_LISTA = parrafo("Deshice ese cambio. La lista queda como estaba.")


def nombre_del_dato(llave: Llave, tenido: Tenido) -> str:
    """«Presupuesto», o «Compromiso de GIZ»."""
    rotulo, quien = tenido.pregunta(llave).rotulo, de_quien(llave, tenido)
    return f"{rotulo} de {quien}" if quien else rotulo


def de_quien(llave: Llave, tenido: Tenido) -> str:
    """El nombre del actor de una respuesta; vacío si es de todos."""
    return next((a.nombre for a in actores(tenido.entrevista, tenido.borrador) if llave[1] == a.identificador), "")


def hecho(cambio: Cambio, tenido: Tenido) -> Parrafo:
    """Lo que se cambió, con cómo estaba y cómo queda."""
    nombre = nombre_del_dato(cambio.llave, tenido)
    antes, ahora = _visto(cambio, tenido, antes=True), _visto(cambio, tenido, antes=False)
    match cambio.que:
        case Que.QUITA if cambio.cual:
            return parrafo("Quité de «", nombre, "»: ", negrita(cambio.cual), frases.punto_tras(cambio.cual))
        case Que.QUITA:
            return parrafo(f"Quité «{nombre}» (decía: {antes}). Queda pendiente.")
        case Que.AGREGA:
            return parrafo("Agregué en «", nombre, "»: ", negrita(cambio.ahora), frases.punto_tras(cambio.ahora))
        case Que.JUNTA:
            return parrafo(
                f"Junté «{cambio.cual}» con ", negrita(cambio.ahora), ": queda uno, con lo que se dijo de los dos."
            )
        case Que.CAMBIA if cambio.cual:
            return parrafo(
                f"Cambié en «{nombre}»: {cambio.cual} → ", negrita(cambio.ahora), frases.punto_tras(cambio.ahora)
            )
        case Que.CAMBIA:
            return parrafo(f"Cambié «{nombre}»: {antes} → ", negrita(ahora), frases.punto_tras(ahora))


def _visto(cambio: Cambio, tenido: Tenido, *, antes: bool) -> str:
    valor = tenido.valor(cambio.llave) if antes else cambio.valor
    if valor is None:
        return "sin responder"
    visto = mostrar(tenido.pregunta(cambio.llave), valor, tenido.entrevista.catalogos)
    return frases.recortado(visto, LARGO_DE_ANTES)


def lo_que_trae(cambio: Consecuencias) -> tuple[Parrafo, ...]:
    """Lo que el cambio añade, aparta o recupera; nada si no trae nada."""
    dicho = describir(cambio)
    return (
        (parrafo(f"Con eso {dicho}{frases.punto_tras(dicho)}".replace("Con eso añade", "Eso añade")),) if dicho else ()
    )


def tambien_lo_dicen(repetidas: Sequence[Repetida], tenido: Tenido) -> tuple[Parrafo, ...]:
    """La cifra de antes sigue escrita en otras respuestas, que no se tocaron, y cómo quedaría cada una."""
    donde = dict.fromkeys(f"«{nombre_del_dato(una.cambio.llave, tenido)}»" for una in repetidas)
    cifras = frases.enumerar([*dict.fromkeys(f"{una.antes:,.2f}".removesuffix(".00") for una in repetidas)])
    en, dice = frases.enumerar([*donde]), "se lee" if len({una.antes for una in repetidas}) == 1 else "se leen"
    return (
        parrafo(f"Ojo: {cifras} también {dice} en {en}, y eso no lo cambié. Si quiere, tóquelo y queda así:"),
        *(parrafo(f"• {_como_queda(una.cambio, tenido)}") for una in repetidas),
    )


def _como_queda(cambio: Cambio, tenido: Tenido) -> str:
    quedaria = cambio.ahora or _visto(cambio, tenido, antes=False)
    return f"{nombre_del_dato(cambio.llave, tenido)}: «{quedaria}»"


def tambien_en(cambio: Cambio, tenido: Tenido) -> str:
    """El botón con que la cifra se cambia también en esa respuesta."""
    return frases.recortado(f"Cambiar también: {nombre_del_dato(cambio.llave, tenido)}", LARGO_DE_UN_BOTON)


def etiqueta(cambio: Cambio, tenido: Tenido) -> str:
    """El botón con que se elige una lectura."""
    match cambio.que:
        case Que.QUITA:
            dicho = f"Quitar {cambio.cual or nombre_del_dato(cambio.llave, tenido)}"
        case Que.AGREGA:
            dicho = f"Agregar {cambio.ahora}"
        case Que.JUNTA:
            dicho = f"Juntar {cambio.cual} con {cambio.ahora}"
        case Que.CAMBIA if cambio.cual:
            dicho = cambio.ahora if cambio.cual in cambio.ahora else f"{cambio.cual} → {cambio.ahora}"
        case Que.CAMBIA:
            dicho = _visto(cambio, tenido, antes=False)
    return frases.recortado(dicho, LARGO_DE_UN_BOTON)


def cual_de(cambios: Sequence[Cambio], tenido: Tenido) -> str:
    """Varias lecturas, cada una con cómo está y cómo quedaría; si es una sola, si se hace."""
    if len(cambios) == 1:
        return f"¿Hago este cambio? {_propuesto(cambios[0], tenido)} Nada cambió todavía."
    numerados = " ".join(f"{lugar}) {_propuesto(uno, tenido)}" for lugar, uno in enumerate(cambios, 1))
    return f"No estoy seguro de qué cambiar, y nada cambió todavía. ¿Cuál es? {numerados}"


def _propuesto(cambio: Cambio, tenido: Tenido) -> str:
    """«Población»: 350 familias → 412 familias."""
    nombre = nombre_del_dato(cambio.llave, tenido)
    match cambio.que:
        case Que.QUITA:
            dicho = f"quitar {cambio.cual}" if cambio.cual else "quitarlo"
        case Que.AGREGA if cambio.ahora:
            dicho = f"agregar {cambio.ahora}"
        case Que.JUNTA:
            dicho = f"juntar {cambio.cual} con {cambio.ahora}"
        case Que.CAMBIA if cambio.cual:
            dicho = f"{cambio.cual} → {cambio.ahora}"
        case _:
            dicho = f"{_visto(cambio, tenido, antes=True)} → {_visto(cambio, tenido, antes=False)}"
    return f"En «{nombre}»: {dicho}{frases.punto_tras(dicho)}"


def cambiar(rotulo: str) -> str:
    """El botón que lleva a una pregunta."""
    return f"Cambiar: {rotulo}"


def no_se_cambio(rotulo: str, problema: str, antes: str) -> Parrafo:
    """Lo nuevo no se pudo leer: por qué, y que sigue lo de antes."""
    queda = f"Sigue como estaba: {frases.recortado(antes, LARGO_DE_ANTES)}" if antes else "No anoté nada"
    return parrafo(f"No cambié «{rotulo}»: {problema}{frases.punto_tras(problema)} {queda}{frases.punto_tras(queda)}")


def como_queda(rotulo: str) -> Parrafo:
    """Se dijo qué cambiar y no cómo queda."""
    return parrafo(f"¿Cómo queda «{rotulo}»? Escríbalo:")


def no_esta(dicho: str) -> Parrafo:
    """Se pide quitar o cambiar algo que no está."""
    return parrafo(f"No encuentro «{frases.recortado(dicho, 60)}» entre lo anotado, así que no cambié nada.")


def corregido(hechos: Sequence[Parrafo], cierre: str) -> Parrafo:
    """Lo que se corrigió de lo entendido, que todavía no se guarda."""
    trozos = [trozo for uno in hechos for trozo in (*uno.trozos, " ")]
    return parrafo("Lo corregí así. ", *trozos, cierre)
