"""Lo que se lee al proponer un cambio a lo que es de todos, al decidirlo, y al pedir y dar el visto bueno."""

from collections.abc import Sequence

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.mensajes import (
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
from bot.entrevista.borrador import Sugerencia, Visto
from bot.entrevista.pasos import Paso
from bot.entrevista.propuesta.versiones import Cambio
from bot.entrevista.valor import Valor
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases
from conocimiento.hora import HORA_DE_LIMA

LARGO_DE_UN_TEXTO = 300
LARGO_DE_UN_BOTON, LARGO_DE_UN_NOMBRE, LARGO_ENTRE_VARIAS = 20, 60, 37
CAMBIOS_A_LA_VISTA, LARGO_DE_UN_CAMBIO = 6, 45
_BOTON = Espacio.ALIANZA.boton
_VOLVER = _BOTON("Volver al borrador", "volver")

PROPONER = _BOTON("Proponer un cambio", "prop")
PEDIR_VISTO_BUENO = _BOTON("Pedir visto bueno", "pedirvb")
QUE_CAMBIO = _BOTON("Quién cambió qué", "cambios")


def _entre_comillas(sesion: Sesion, paso: Paso, valor: Valor) -> str:
    return frases.recortado(mostrar(paso.pregunta, valor, sesion.entrevista.catalogos), LARGO_DE_UN_TEXTO)


# --- Proponer -------------------------------------------------------------------------------------


def que_parte(pasos: Sequence[Paso]) -> Mensaje:
    """Qué respuesta común quiere cambiar."""
    rotulos = frases.etiquetas([paso.pregunta.rotulo for paso in pasos], LARGO_DE_UN_BOTON)
    botones = [_BOTON(rotulo, "prop", paso.pregunta.clave) for rotulo, paso in zip(rotulos, pasos, strict=True)]
    return Mensaje((parrafo("¿Qué parte?"),), (*en_filas(botones), (_VOLVER,)))


def como_deberia_decir(sesion: Sesion, paso: Paso) -> Mensaje:
    """Lo que dice hoy, para que escriba otra cosa."""
    hoy = _entre_comillas(sesion, paso, sesion.valor_de(paso))
    dicho = parrafo(f"{paso.pregunta.rotulo}. Hoy dice: ", negrita(hoy), ".")
    return Mensaje((dicho, parrafo("Escriba cómo debería decir.")), ((_BOTON("Dejarlo como está", "volver"),),))


def no_se_lee(problema: str, clave: str) -> Mensaje:
    """Lo que escribió no sirve para esa respuesta."""
    return Mensaje((parrafo(problema),), ((_BOTON("Escribirlo otra vez", "prop", clave),), (_VOLVER,)))


def ya_dice_eso() -> Parrafo:
    """Lo que propone es lo que ya dice."""
    return parrafo("Ya dice eso: no hace falta proponerlo.")


def la_envio(sesion: Sesion, paso: Paso, valor: Valor) -> Mensaje:
    """Antes de enviar la propuesta."""
    nuevo, hoy = _entre_comillas(sesion, paso, valor), _entre_comillas(sesion, paso, sesion.valor_de(paso))
    dicho = parrafo("Propondré ", negrita(nuevo), " en lugar de ", cursiva(hoy), ". ¿La envío?")
    return Mensaje((dicho,), ((_BOTON("Enviar propuesta", "enviar"), _BOTON("Descartar", "volver")),))


ENVIADA = parrafo("Enviada a quien coordina. Lo que decida irá en su resumen, de lunes a viernes a las 9:00.")
ESPERAN_DEMASIADAS = parrafo(
    "Ya tiene 10 propuestas por decidir, que es el máximo: espere a que quien coordina decida alguna."
)
SE_PERDIO = parrafo("Esa propuesta ya no está a la vista: escríbala otra vez.")


def propone(sesion: Sesion, paso: Paso, suya: Sugerencia, quien: str, nombre: str) -> Mensaje:
    """A la coordinación: una propuesta por decidir."""
    nuevo, hoy = _entre_comillas(sesion, paso, suya.valor), _entre_comillas(sesion, paso, sesion.valor_de(paso))
    dicho = parrafo(negrita(quien), " propone cambiar ", negrita(paso.pregunta.rotulo), f": {hoy} → {nuevo}")
    si, no = (_BOTON(etiqueta, hace, cual_es(suya), nombre) for etiqueta, hace in _DECIDE)
    return Mensaje((dicho,), ((si, no),), reservado=True)


_DECIDE = (("Aceptar", "aco"), ("No por ahora", "des"))


def cual_es(suya: Sugerencia) -> str:
    """Cómo se nombra una propuesta en un botón: «i1.3»."""
    return f"{suya.de}.{suya.numero}"


def cambio_mientras(sesion: Sesion, paso: Paso, suya: Sugerencia, nombre: str) -> Mensaje:
    """El texto que miraba quien propuso ya no es el de hoy."""
    nuevo, hoy = _entre_comillas(sesion, paso, suya.valor), _entre_comillas(sesion, paso, sesion.valor_de(paso))
    dicho = parrafo(
        f"Desde que se propuso, {paso.pregunta.rotulo} cambió a ", negrita(hoy), ". Se propuso ", negrita(nuevo), "."
    )
    usar, dejar = (
        _BOTON("Usar lo propuesto", "usar", cual_es(suya), nombre),
        _BOTON("Dejar lo de hoy", "des", cual_es(suya), nombre),
    )
    return Mensaje((dicho,), una_por_fila(usar, dejar))


NADA_QUE_APROBAR = parrafo("Todavía no se pidió el visto bueno a ninguna versión. Cuando se pida, le avisaré aquí.")
NINGUNA_POR_DECIDIR = parrafo("No hay ninguna propuesta por decidir.")
VER_PROPUESTAS = _BOTON("Ver propuestas", "propuestas")


def hay_por_decidir(cuantas: int) -> tuple[Parrafo, ...]:
    """A quien coordina: cuántas esperan; nada, si ninguna."""
    dicho = f"Por decidir: {frases.cantidad(cuantas, 'propuesta')}."
    return (parrafo(dicho),) if cuantas else ()


YA_DECIDIDA = parrafo("Esa propuesta ya se decidió.")


def por_que(suya: Sugerencia, nombre: str) -> Mensaje:
    """Al no aceptarla, un motivo si se quiere dar."""
    boton = _BOTON("Sin explicación", "sin", cual_es(suya), nombre)
    return Mensaje((parrafo("¿Le digo por qué? Escríbalo, o deje la propuesta sin explicación."),), ((boton,),))


def aceptada(paso: Paso) -> Parrafo:
    """A la coordinación."""
    return parrafo(f"Aceptada: {paso.pregunta.rotulo} ya lo dice.")


QUEDO_COMO_ESTABA = parrafo("Queda como estaba. Quien lo propuso lo leerá en su resumen.")


# --- Visto bueno ----------------------------------------------------------------------------------


def antes_de_pedirlo(version: int, cuantas: int, callan: Sequence[Parrafo] = ()) -> Mensaje:
    """Qué pasará al pedirlo. `callan`: a quiénes ya no se les pide."""
    a_quien = frases.cantidad(cuantas, "organización", "organizaciones")
    parrafos = (
        parrafo(f"Envío la versión {version} a {a_quien}. No es una firma ni obliga a nadie."),
        parrafo("Si después cambia algo, cada visto bueno seguirá siendo a la versión que se vio."),
        *callan,
    )
    return Mensaje(
        parrafos, una_por_fila(_BOTON(f"Enviar versión {version}", "ponervb"), _BOTON("Todavía no", "volver"))
    )


NADIE_A_QUIEN_PEDIR = parrafo("Todavía no hay nadie a quien pedirlo, o ya lo dieron a este mismo texto.")


def no_contestan(quienes: Sequence[str]) -> tuple[Parrafo, ...]:
    """A la coordinación: a quiénes ya se les pidió bastante; nada, si a ninguna."""
    if not quienes:
        return ()
    les, llame = ("se lo pedí", "Llámela") if len(quienes) == 1 else ("se lo pedí a cada una", "Llámelas")
    nombres = frases.enumerar([frases.recortado(uno, LARGO_DE_UN_NOMBRE) for uno in quienes])
    return (parrafo(negrita(nombres), f": ya {les} dos veces y no hay respuesta; no les escribo más. {llame} usted."),)


def pedido(version: int, cuantas: int) -> Parrafo:
    """A la coordinación."""
    return parrafo(
        f"Pedí el visto bueno a la versión {version} a {frases.cantidad(cuantas, 'organización', 'organizaciones')}."
    )


def decida(titulo: str, version: int, cambios: Sequence[Cambio], nombre: str) -> Mensaje:
    """A cada socia: la versión, lo que cambió desde la última que vio y qué puede hacer."""
    parrafos = [parrafo(f"Versión {version} de ", negrita(titulo), ".")]
    if cambios:
        parrafos.append(parrafo("Desde la última versión cambió:"))
        parrafos += [_cambio(uno) for uno in cambios[:CAMBIOS_A_LA_VISTA]]
    if (mas := len(cambios) - CAMBIOS_A_LA_VISTA) > 0:
        parrafos.append(parrafo(f"Y {frases.cantidad(mas, 'cambio')} más, en el borrador."))
    botones = (
        _BOTON("Doy visto bueno", "vb", version, nombre),
        _BOTON("Pido un cambio", "proponer", nombre),
        _BOTON("Ver el borrador", "ver", nombre),
    )
    return Mensaje(tuple(parrafos), una_por_fila(*botones), reservado=True)


def _cambio(uno: Cambio) -> Parrafo:
    antes, ahora = (frases.recortado(dicho or "pendiente", LARGO_DE_UN_CAMBIO) for dicho in (uno.antes, uno.ahora))
    return parrafo(negrita(f"{uno.etiqueta}: "), f"{antes} → {ahora}", clase=ClaseParrafo.ELEMENTO)


def visto_bueno_dado(sesion: Sesion, por: str, visto: Visto) -> Mensaje:
    """A quien lo dio."""
    dia = f"{visto.instante.astimezone(HORA_DE_LIMA):%d/%m/%Y}"
    parrafos = (
        parrafo("Anotado: ", negrita(por), f", versión {visto.version}, {dia}."),
        parrafo(f"Si el texto cambia, el documento dirá que su visto bueno fue a la versión {visto.version}."),
    )
    return Mensaje(parrafos, _filas_de_salida(sesion))


def _filas_de_salida(sesion: Sesion) -> Filas:
    botones: tuple[Boton, ...] = (sesion.boton("Recibir Word y PDF", Accion.DOCUMENTO), _VOLVER)
    return una_por_fila(*botones)


def ya_hay_otra(version: int) -> Parrafo:
    """Pulsó el visto bueno de una versión que ya no es la que se pide."""
    return parrafo(f"Esa versión ya no es la que se pide: ahora es la {version}.")


def vistos(dados: Sequence[tuple[str, Visto | None]], puesta: Visto, hoy: str) -> tuple[Parrafo, ...]:
    """Quiénes dieron su visto bueno y a qué versión. `puesta`: la última que se pidió; `hoy`: la huella de hoy."""
    quienes: dict[str, list[str]] = {}
    for nombre, visto in dados:
        quienes.setdefault(_como_va(visto, puesta, hoy), []).append(frases.recortado(nombre, LARGO_ENTRE_VARIAS))
    return tuple(
        parrafo(negrita(f"{frases.enumerar(suyas)}: "), dicho, clase=ClaseParrafo.ELEMENTO)
        for dicho, suyas in quienes.items()
    )


def _como_va(visto: Visto | None, puesta: Visto, hoy: str) -> str:
    if visto is None:
        return "todavía sin visto bueno"
    dia = f"{visto.instante.astimezone(HORA_DE_LIMA):%d/%m/%Y}"
    es_otra = "" if visto.huella == puesta.huella else f"; esta es la {puesta.version}"
    despues = "; después cambió el texto" if not es_otra and visto.huella != hoy else ""
    return f"visto bueno a la versión {visto.version}, {dia}{es_otra}{despues}"


# --- Quién cambió qué -----------------------------------------------------------------------------


def quien_cambio_que(hechos: Sequence[tuple[str, str, str]]) -> Mensaje:
    """Lo último que cambió: cuándo, qué organización y qué respuesta."""
    if not hechos:
        return Mensaje((parrafo("Todavía no cambió nada."),), ((_VOLVER,),))
    dichos = ((cuando, frases.recortado(quien, LARGO_ENTRE_VARIAS), que) for cuando, quien, que in hechos)
    parrafos = (parrafo(f"{cuando} · {quien}: {que}", clase=ClaseParrafo.ELEMENTO) for cuando, quien, que in dichos)
    return Mensaje((parrafo(negrita("Lo último que cambió:")), *parrafos), ((_VOLVER,),))
