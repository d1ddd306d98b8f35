"""Lo que se lee cuando cambia quién está: pasar la coordinación a otra organización, retirar a alguien y salir."""

from collections.abc import Sequence

from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.mensajes import (
    Boton,
    Espacio,
    Mensaje,
    Parrafo,
    Trozo,
    cursiva,
    en_filas,
    negrita,
    parrafo,
    una_por_fila,
)
from bot.dialogo.textos import BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.entrevista.borrador import Rol
from bot.entrevista.eventos import SE_APARTA
from bot.entrevista.propuesta.oraciones import con_mayuscula
from conocimiento import frases

LARGO_DE_UN_BOTON = 20
_BOTON = Espacio.ALIANZA.boton
_VOLVER = _BOTON("Volver al borrador", "volver")
PASAR = _BOTON("Pasar coordinación", "relevo")
RETIRAR = _BOTON("Retirar a alguien", "retirar")
Candidato = tuple[str, str]
"""El nombre de un integrante en el borrador («i1») y cómo se llama ante los demás."""


def _uno_por_fila(hace: str, quienes: Sequence[Candidato]) -> tuple[tuple[Boton, ...], ...]:
    nombres = frases.etiquetas([nombre for _, nombre in quienes], LARGO_DE_UN_BOTON)
    botones = (_BOTON(nombre, hace, codigo) for nombre, (codigo, _) in zip(nombres, quienes, strict=True))
    return una_por_fila(*botones, _VOLVER)


def _ver(nombre: str) -> Boton:
    return _BOTON("Ver el borrador", "ver", nombre)


def _de(titulo: str, *dicho: str | Trozo) -> Parrafo:
    """Un párrafo que empieza por el borrador de que se trata."""
    return parrafo(negrita(con_mayuscula(titulo)), *dicho)


# --- Pasar la coordinación ------------------------------------------------------------------------


def a_quien(quienes: Sequence[Candidato]) -> Mensaje:
    """A qué organización se le pasa; si no hay otra, se dice."""
    if not quienes:
        dicho = "Todavía no hay otra organización a quien pasarla: primero tiene que entrar alguna."
        return Mensaje((parrafo(dicho),), ((_BOTON("Invitar a un socio", "inv"),), (_VOLVER,)))
    dicho = "¿A qué organización le pasa la coordinación? Coordinar es cambiar lo común, invitar y decidir propuestas."
    return Mensaje((parrafo(dicho),), _uno_por_fila("pasar", quienes))


def antes_de_pasar(codigo: str, quien: str) -> Mensaje:
    """Qué cambia, antes de pasarla."""
    parrafos = (
        parrafo("Pasará a coordinar ", negrita(quien), frases.punto_tras(quien)),
        parrafo("Su organización sigue en la alianza y responde por sí misma; a lo común le propondrá cambios."),
        parrafo(cursiva("Solo ella podrá devolvérsela.")),
    )
    return Mensaje(parrafos, una_por_fila(_BOTON("Sí, pasarla", "pasa", codigo), _BOTON("No pasarla", "volver")))


def pasada(quien: str) -> Parrafo:
    """A quien la pasó."""
    return parrafo(
        "Desde ahora coordina ", negrita(quien), f"{frases.punto_tras(quien)} Las demás lo leerán en su resumen."
    )


def le_toca_coordinar(titulo: str, de: str, codigo: str, nombre: str, por_decidir: int) -> Mensaje:
    """A la organización que la recibe. `codigo`: el integrante que se la pasó."""
    parrafos = [
        _de(titulo, f": {de} le pasó la coordinación a su organización."),
        parrafo("Desde ahora usted cambia lo común, invita y decide las propuestas."),
    ]
    botones = [_ver(nombre)]
    if por_decidir:
        parrafos.append(parrafo(f"Por decidir: {frases.cantidad(por_decidir, 'propuesta')}."))
        botones.append(_BOTON("Ver propuestas", "propuestas", nombre))
    return Mensaje(tuple(parrafos), una_por_fila(*botones, _BOTON("Devolverla", "pasar", codigo, nombre)))


def ya_no_coordina() -> Mensaje:
    """A quien coordinaba y hace algo con una invitación de entonces."""
    return Mensaje(
        (parrafo("Eso lo hace la organización que coordina ahora el borrador. Nada cambió."),), ((_VOLVER,),)
    )


# --- Retirar a alguien ----------------------------------------------------------------------------


def a_quien_retirar(quienes: Sequence[Candidato]) -> Mensaje:
    """A quién se retira; si no hay nadie más, se dice."""
    if not quienes:
        return Mensaje((parrafo("En este borrador no hay nadie más a quien retirar."),), ((_VOLVER,),))
    return Mensaje((parrafo("¿A quién retira de la alianza?"),), _uno_por_fila("aparta", quienes))


def antes_de_retirar(codigo: str, quien: str, *, lee: bool) -> Mensaje:
    """Qué pasa con lo suyo, antes de retirarla."""
    parrafos = [parrafo("¿Retira a ", negrita(quien), "? Dejará de ver este borrador, y se lo diré.")]
    if not lee:
        parrafos += [
            parrafo("Lo que respondió se aparta: vuelve a leerse lo que había antes."),
            parrafo(
                f"Si en {SE_APARTA.days} días entra con otra invitación, vuelve con lo suyo; si no, después se borra."
            ),
        ]
    parrafos.append(parrafo(cursiva("Los Word y PDF ya enviados los conserva.")))
    si, no = _BOTON("Sí, retirar", "aparte", codigo), _BOTON("No retirar", "volver")
    return Mensaje(tuple(parrafos), una_por_fila(si, no))


def retirada(quien: str) -> Parrafo:
    """A quien coordina."""
    return parrafo(negrita(quien), " ya no participa, y se lo dije.")


def le_retiraron(titulo: str, *, lee: bool) -> Mensaje:
    """A quien fue retirado: qué pasa con lo suyo y qué puede hacer."""
    parrafos = [_de(titulo, ": quien coordina le retiró de la alianza. Ya no verá este borrador.")]
    if not lee:
        apartado = f"Lo que respondió queda apartado {SE_APARTA.days} días y después se borra."
        parrafos.append(parrafo(f"{apartado} Hasta entonces puede descargarlo en «Mis datos»."))
    parrafos.append(parrafo("Si fue un error, pida otra invitación a quien coordina."))
    return Mensaje(tuple(parrafos), ((Espacio.MENU.boton("Mis datos", "misdatos"),), (BOTON_PROPUESTA,)))


QUIEN_LEE = "Quien solo lee"


# --- Salir ----------------------------------------------------------------------------------------


def que_hacemos(nombre: str, por: str, *, escribio_comunes: bool) -> Mensaje:
    """Antes de salir: dejar las respuestas o llevárselas. `escribio_comunes`: coordinó, y lo de todos es suyo."""
    if not por:
        dicho = parrafo("Dejará de ver este borrador. ¿Sale?")
        return Mensaje((dicho,), una_por_fila(_BOTON("Sí, salir", "sale", "deja", nombre), _NO_SALIR))
    parrafos: tuple[Parrafo, ...] = (
        parrafo("¿Qué hacemos con las respuestas de ", negrita(por), "?"),
        parrafo(cursiva("Los Word y PDF ya enviados los tienen los demás.")),
    )
    if escribio_comunes:
        dicho = "Si se las lleva, se van también los textos comunes que escribió cuando coordinaba."
        parrafos = (*parrafos, parrafo(dicho))
    dejarlas, llevarlas = _BOTON("Dejarlas", "sale", "deja", nombre), _BOTON("Llevármelas", "sale", "lleva", nombre)
    return Mensaje(parrafos, en_filas((dejarlas, llevarlas, _NO_SALIR)))


_NO_SALIR = _BOTON("No salir", "volver")


def salio(por: str, *, deja: bool) -> Mensaje:
    """Ya no participa; `por`, la organización por la que respondía, vacía si solo leía."""
    queda = " Sus respuestas quedan en el borrador." if deja else " Sus respuestas ya no están en el borrador."
    return Mensaje((parrafo(f"Salió de la alianza.{queda if por else ''}"),), ((BOTON_PREGUNTA,), (BOTON_PROPUESTA,)))


def le_toca_por_un_borrado(nombre: str) -> Mensaje:
    """A la organización que coordina desde que quien lo hacía borró sus datos."""
    dicho = (
        "La organización que coordinaba un borrador que comparten borró sus datos: sus respuestas ya no están. "
        "Desde ahora lo coordina la suya, que fue la primera en entrar."
    )
    return Mensaje((parrafo(dicho),), ((_ver(nombre),),))


def no_sale_quien_coordina(sesion: Sesion) -> Mensaje:
    """La coordinación no sale: la pasa antes, pausa, o borra lo suyo."""
    dicho = "Usted coordina este borrador: puede guardarlo y volver otro día. Con /borrar se elimina lo suyo."
    if not sesion.borrador.con_rol(Rol.SOCIO):
        return Mensaje((parrafo(dicho),), ((_VOLVER,),))
    antes = " Para salir, pase antes la coordinación a otra organización."
    return Mensaje((parrafo(dicho + antes),), ((PASAR,), (_VOLVER,)))
