"""Lo que se lee en un borrador de varios al invitar, al reconocer a quien entra, en la parte propia y al salir."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import acordar as acuerdos
from bot.dialogo.borrador.textos.alianza import relevar as relevo
from bot.dialogo.borrador.textos.alianza.acordar import LARGO_ENTRE_VARIAS
from bot.dialogo.borrador.textos.permisos import boton_de_compartir
from bot.dialogo.mensajes import (
    Boton,
    ClaseParrafo,
    CodigoQr,
    Espacio,
    Filas,
    Mensaje,
    Parrafo,
    negrita,
    para_compartir,
    para_copiar,
    parrafo,
    una_por_fila,
)
from bot.dialogo.peticiones import InvitacionViva
from bot.dialogo.textos import BOTON_PREGUNTA, BOTON_PROPUESTA
from bot.dialogo.turno import Contexto
from bot.entrevista.borrador import CUPOS, INVITACIONES_POR_DIA, INVITACIONES_VIVAS, Motivo, Rol
from bot.entrevista.pasos import Actor, Paso, actores, avance, nombres_de_actores, pendientes, por_completar
from bot.entrevista.propuesta.oraciones import con_mayuscula
from bot.entrevista.valores.tipos import mostrar
from conocimiento import frases
from conocimiento.hora import HORA_DE_LIMA

DIAS_DE_UNA_INVITACION = 14
LARGO_DE_UN_BOTON = 20
LARGO_DE_LO_PUESTO = 500
INVITACIONES_A_LA_VISTA = 3
"""Primero, las que alguien aceptó."""

_BOTON = Espacio.ALIANZA.boton
INVITAR = _BOTON("Invitar a un socio", "inv")
VER_LA_ALIANZA = _BOTON("Ver la alianza", "quienes")
_SALIR = _BOTON("Salir de la alianza", "salir")
SALIDAS = ((BOTON_PREGUNTA,), (BOTON_PROPUESTA,))

ES_DE_OTROS = "Este borrador es también de otras organizaciones, y por eso no se descarta."
NO_PARTICIPA = "Ya no participa en esa alianza."
_MOTIVOS: Mapping[Motivo, str] = {
    Motivo.NO_PARTICIPA: NO_PARTICIPA,
    Motivo.SOLO_LEE: "En este borrador usted lee: no cambia respuestas. Nada cambió.",
    Motivo.ES_DE_OTRO: "Esa respuesta es de otra organización, y solo ella la cambia. Nada cambió.",
    Motivo.ES_COMUN: "Esa respuesta es de toda la alianza y la escribe quien coordina. Nada cambió.",
    Motivo.LO_HACE_LA_COORDINACION: "Eso lo hace la organización que coordina el borrador. Nada cambió.",
    Motivo.HAY_OTROS: f"{ES_DE_OTROS} Puede guardarlo y volver otro día, o pasar la coordinación en «Ver la alianza».",
    Motivo.NO_ES_SUYO: "Eso lo puede hacer solo la otra organización. Nada cambió.",
    Motivo.NO_CABE: "Ya están todos los que caben en este borrador. Nada cambió.",
    Motivo.POR_HOY: f"Ya se crearon las {INVITACIONES_POR_DIA} invitaciones de 24 horas. Nada cambió.",
    Motivo.YA_NO_ESTA: "Esa organización ya no participa, o quien está solo lee. Nada cambió.",
}


@dataclass(frozen=True, slots=True)
class Alianza:
    """Quiénes son en un borrador: cómo se llama, quién lo coordina y qué se sabe de cada organización."""

    titulo: str
    coordina: str
    entraron: tuple[str, ...]
    faltan: tuple[str, ...]
    leen: int = 0
    vistos: tuple[Parrafo, ...] = ()
    """Quién dio su visto bueno y a qué versión; vacío mientras no se pidió."""
    por_decidir: int = 0
    """Cuántos cambios propuestos esperan a quien coordina."""

    @property
    def son(self) -> int:
        """Cuántas organizaciones nombra el borrador."""
        return len(self.entraron) + len(self.faltan)


def negado(motivo: Motivo) -> Parrafo:
    """Por qué no se hizo lo que pedía."""
    return parrafo(_MOTIVOS[motivo])


def ya_no_participa() -> Mensaje:
    """A quien pulsa algo de un borrador en el que no está."""
    return Mensaje((parrafo(NO_PARTICIPA),), (_mis_datos(), (BOTON_PROPUESTA,)))


def _mis_datos() -> tuple[Boton, ...]:
    return (Espacio.MENU.boton("Mis datos", "misdatos"),)


# --- Invitar --------------------------------------------------------------------------------------


def a_quien(sesion: Sesion, libres: Sequence[Actor]) -> Mensaje:
    """A quiénes se puede invitar: a cada organización por la que nadie responde, o a quien solo lea."""
    nombres = frases.etiquetas([uno.nombre for uno in libres], LARGO_DE_UN_BOTON)
    botones = [_BOTON(nombre, "inv", uno.identificador) for nombre, uno in zip(nombres, libres, strict=True)]
    lista = sesion.boton("Otra organización", Accion.CORREGIR, sesion.entrevista.papeles.actores, "")
    botones += [lista, _BOTON("Solo para leer", "inv", SOLO_LEE), sesion.boton("Volver", Accion.CONTINUAR)]
    pregunta = parrafo("Cada organización puede responder por sí misma. ¿A quién invita?")
    return Mensaje((pregunta,), una_por_fila(*botones))


SOLO_LEE = "lee"
"""Lo que va en el lugar del actor, en los botones, cuando se invita a alguien que solo leerá."""


def antes_de_invitar(actor: Actor | None) -> Mensaje:
    """Qué verá quien entre, antes de crear la invitación."""
    if actor is None:
        hara = "Quien entre verá todo el borrador, menos lo reservado, y no podrá cambiar nada."
    else:
        por = f"{actor.nombre}{frases.punto_tras(actor.nombre)}"
        hara = f"Quien entre verá todo el borrador, menos su RUC y su contacto, y responderá por {por}"
    parrafos = (parrafo(hara), parrafo("No verá su nombre, su número ni sus otros borradores."))
    cual = actor.identificador if actor is not None else SOLO_LEE
    return Mensaje(parrafos, una_por_fila(_BOTON("Crear invitación", "crear", cual), _BOTON("No invitar", "volver")))


def para_reenviar(contexto: Contexto, alianza: Alianza, por: str, secreto: str) -> Mensaje:
    """El mensaje que la coordinación reenvía; sin canal con enlaces, dice cómo se escribe el código."""
    entra = enlace(contexto, secreto) or f"escriba /entrar {secreto}"
    return Mensaje((parrafo(f"{_le_invita(alianza, por)} {entra}"),))


def _le_invita(alianza: Alianza, por: str) -> str:
    nombre = f", en nombre de {por}" if por else ", para leerlo"
    return f"{alianza.coordina} le invita a preparar juntos «{alianza.titulo}»{nombre}. Con el asistente de la APCI:"


DE_UNA_INVITACION = "i_"
"""Con qué empieza lo que trae /start cuando abre una invitación."""


def enlace(contexto: Contexto, secreto: str) -> str:
    """La dirección que abre la invitación; vacía si el canal no tiene."""
    return f"https://t.me/{contexto.usuario}?start={DE_UNA_INVITACION}{secreto}" if contexto.usuario else ""


def iba_la_invitacion() -> Mensaje:
    """Lo que se guarda en lugar de la invitación: su secreto solo lo tienen quien la creó y quien la recibe."""
    dicho = "Aquí iba una invitación, que no se guarda. Si no le llegó, anúlela en «Ver la alianza» y cree otra."
    return Mensaje((parrafo(dicho),))


def invitacion_creada(contexto: Contexto, alianza: Alianza, por: str, secreto: str = "") -> Mensaje:
    """Qué hacer con el mensaje de arriba; sin el secreto, como se guarda."""
    parrafos = (
        parrafo(
            "Listo. Reenvíe el mensaje de arriba, por aquí o por WhatsApp. Es ",
            negrita("para una sola persona"),
            f" y vale {DIAS_DE_UNA_INVITACION} días.",
        ),
        parrafo("Cuando la acepte, le avisaré para que me diga el número que ella le dé."),
    )
    botones = (*_para_pasarla(contexto, alianza, por, secreto), (VER_LA_ALIANZA,), (VOLVER,))
    direccion = enlace(contexto, secreto) if secreto else ""
    return Mensaje(parrafos, botones, qr=CodigoQr(direccion, _para_una_reunion(por)) if direccion else None)


def _para_una_reunion(por: str) -> str:
    nombre = f"responder por {por}" if por else "leer el borrador"
    return (
        f"Si están juntos: con la cámara de su teléfono abre esta invitación para {nombre}. Es para una sola persona."
    )


def _para_pasarla(contexto: Contexto, alianza: Alianza, por: str, secreto: str) -> Filas:
    """Los botones que llevan el secreto: abrir la lista de chats de Telegram y copiar; sin enlace, solo copiar."""
    direccion = enlace(contexto, secreto)
    if not secreto or not direccion:
        return ((para_copiar("Copiar código", f"/entrar {secreto}"),),) if secreto else ()
    dicho = frases.recortar(_le_invita(alianza, por), LARGO_DE_LO_PUESTO)
    return una_por_fila(
        para_compartir("Enviar por Telegram", direccion, dicho), para_copiar("Copiar enlace", direccion)
    )


VOLVER = _BOTON("Volver al borrador", "volver")


def no_caben_mas() -> Mensaje:
    """Ya hay demasiadas invitaciones vivas."""
    dicho = f"Ya hay {INVITACIONES_VIVAS} invitaciones sin usar, que es el máximo. Anule alguna antes de crear otra."
    return _no_se_invita(dicho)


def no_cabe(rol: Rol) -> Mensaje:
    """Ya están todos los que caben con ese rol."""
    cuantos = CUPOS[rol]
    quienes = {
        Rol.SOCIO: f"{cuantos} organizaciones, además de la que coordina",
        Rol.OBSERVADOR: f"{cuantos} personas que solo leen",
    }
    dicho = (
        f"En un borrador caben {quienes[rol]}, y ya están las {cuantos}. Para que entre otra, retire antes a alguna."
    )
    return _no_se_invita(dicho)


def por_hoy(desde: datetime) -> Mensaje:
    """Ya se crearon las de 24 horas; `desde`: cuándo se puede crear otra."""
    cuando = f"{desde.astimezone(HORA_DE_LIMA):%d/%m a las %H:%M}"
    dicho = (
        f"Ya creó {INVITACIONES_POR_DIA} invitaciones en 24 horas, que es el máximo. La siguiente, desde el {cuando}."
    )
    return _no_se_invita(dicho)


def _no_se_invita(dicho: str) -> Mensaje:
    return Mensaje((parrafo(dicho),), ((VER_LA_ALIANZA,), (VOLVER,)))


def quienes(
    alianza: Alianza,
    vivas: Sequence[InvitacionViva],
    nombres: Mapping[str, str],
    *,
    coordina: bool,
    de_grupo: Sequence[Boton] = (),
) -> Mensaje:
    """Quiénes están, quiénes faltan y, a quien coordina, las invitaciones que todavía sirven.

    `de_grupo`: lo que puede hacer con un grupo.
    """
    parrafos = [parrafo(negrita(con_mayuscula(alianza.titulo))), *como_van(alianza)]
    botones = [INVITAR, acuerdos.PEDIR_VISTO_BUENO] if coordina else []
    if coordina and alianza.por_decidir:
        parrafos += acuerdos.hay_por_decidir(alianza.por_decidir)
        botones.append(acuerdos.VER_PROPUESTAS)
    botones.append(acuerdos.QUE_CAMBIO)
    a_la_vista = sorted(vivas, key=lambda una: not una.esperan)[:INVITACIONES_A_LA_VISTA] if coordina else []
    de_quienes = [nombres.get(una.actor, "quien solo lea") for una in a_la_vista]
    cortos = frases.etiquetas(de_quienes, LARGO_DE_UN_BOTON - len("Número: "))
    for una, por, corto in zip(a_la_vista, de_quienes, cortos, strict=True):
        vence = f"{una.caduca.astimezone(HORA_DE_LIMA):%d/%m}"
        espera = " Alguien la aceptó y espera." if una.esperan else ""
        para = frases.recortado(por, LARGO_ENTRE_VARIAS)
        parrafos.append(parrafo(f"Invitación para {para}, hasta el {vence}.{espera}", clase=ClaseParrafo.ELEMENTO))
        if una.esperan:
            botones.append(_BOTON(f"Número: {corto}", "numero", una.numero))
        botones.append(_BOTON(f"Anular: {corto}", "anular", una.numero))
    if coordina and (mas := len(vivas) - len(a_la_vista)):
        parrafos.append(
            parrafo(f"Y {frases.cantidad(mas, 'invitación', 'invitaciones')} más, que verá al anular esas.")
        )
    if coordina and alianza.entraron[1:]:
        botones.append(relevo.PASAR)
    if coordina and (alianza.entraron[1:] or alianza.leen):
        botones.append(relevo.RETIRAR)
    botones += [*de_grupo, VOLVER] if coordina else [VOLVER, _SALIR]
    return Mensaje(tuple(parrafos), una_por_fila(*botones))


def como_van(alianza: Alianza) -> tuple[Parrafo, ...]:
    """«Entraron 3 de 4 organizaciones; falta Una ONG alemana.»"""
    falta = ""
    if alianza.faltan:
        verbo = "falta" if len(alianza.faltan) == 1 else "faltan"
        falta = f"; {verbo} {frases.enumerar([frases.recortado(una, LARGO_ENTRE_VARIAS) for una in alianza.faltan])}"
    entraron = "Entró" if len(alianza.entraron) == 1 else "Entraron"
    dicho = f"{entraron} {len(alianza.entraron)} de {frases.cantidad(alianza.son, 'organización', 'organizaciones')}"
    leen = (parrafo(f"Además, {frases.cantidad(alianza.leen, 'persona')} solo lee."),) if alianza.leen else ()
    return (parrafo(f"{dicho}{falta}{frases.punto_tras(falta)}"), *leen, *alianza.vistos)


def anulada() -> Mensaje:
    """La coordinación anuló una invitación."""
    return Mensaje((parrafo("Anulada: esa invitación ya no sirve."),), ((INVITAR,), (VOLVER,)))


def ya_no_sirve() -> Mensaje:
    """A quien coordina y hace algo con una invitación que se usó, venció o se anuló."""
    dicho = "Esa invitación ya no sirve: se usó, venció o se anuló."
    return Mensaje((parrafo(dicho),), ((VER_LA_ALIANZA,), (VOLVER,)))


def no_entro_nadie() -> Mensaje:
    """No era quien se esperaba."""
    return Mensaje((parrafo("No entró nadie, y esa invitación ya no sirve."),), ((INVITAR,), (VOLVER,)))


def se_anulo() -> Mensaje:
    """A quien esperaba entrar con una invitación que se anuló."""
    return Mensaje((parrafo("La invitación se anuló. Si fue un error, pida otra a quien se la envió."),))


# --- La parte propia ------------------------------------------------------------------------------


def bienvenida(alianza: Alianza, nombre: str, puesto: Sequence[Parrafo], *, lee: bool) -> Mensaje:
    """A quien acaba de entrar: lo que se había puesto por su organización, para que lo confirme o lo corrija."""
    saludo = parrafo("Bienvenida su organización a ", negrita(alianza.titulo), ".")
    ver = de_un_borrador(nombre, "Ver el borrador", "ver")
    if lee:
        return Mensaje((saludo, parrafo("Puede leerlo entero y recibir el Word y el PDF.")), ((ver,),), reservado=True)
    if not puesto:
        dicho = parrafo("Todavía nadie dijo qué le toca a su organización: son pocas preguntas.")
        return Mensaje((saludo, dicho), una_por_fila(de_un_borrador(nombre, "Empezar", "bien"), ver), reservado=True)
    return Mensaje(
        (saludo, parrafo("La coordinación había puesto esto por ustedes:"), *puesto, parrafo(_ES_CORRECTO)),
        una_por_fila(
            de_un_borrador(nombre, "Es correcto", "bien"), de_un_borrador(nombre, "Corregir", "corregir"), ver
        ),
        reservado=True,
    )


_ES_CORRECTO = "¿Es correcto? Lo que diga reemplaza a lo anterior."


def de_un_borrador(nombre: str, etiqueta: str, hace: str) -> Boton:
    """Un botón que hace algo en ese borrador, esté o no abierto."""
    return _BOTON(etiqueta, hace, nombre)


def lo_puesto(sesion: Sesion, pasos: Sequence[Paso]) -> tuple[Parrafo, ...]:
    """Lo que se respondió de una organización, en el orden de la entrevista."""
    return tuple(
        parrafo(negrita(f"{paso.pregunta.rotulo}: "), frases.recortado(valor(sesion, paso), LARGO_DE_LO_PUESTO))
        for paso in pasos
        if paso.llave in sesion.borrador.respuestas
    )


HECHO_SUYO = parrafo("Anotado: ya es la respuesta de su organización.")
YA_ERA_SUYO = parrafo("Esa ya es la respuesta de su organización.")


def menu(sesion: Sesion, alianza: Alianza) -> Mensaje:
    """A quien no coordina y ya no tiene nada por responder."""
    suyo = sesion.borrador.integrantes.get(sesion.estado.integrante)
    lee = suyo is None or not suyo.actor
    falta = por_completar(sesion.entrevista, sesion.borrador)
    dicho = (
        "Puede leer el borrador entero." if lee else "Su parte está completa." if falta is None else _le_falta(sesion)
    )
    respondidas, total = avance(sesion.entrevista, sesion.borrador)
    cuanto = parrafo(
        negrita(con_mayuscula(alianza.titulo)), f": {respondidas} de {frases.cantidad(total, 'respuesta')}."
    )
    botones = [sesion.boton("Ver el borrador", Accion.INDICE), sesion.boton("Recibir Word y PDF", Accion.DOCUMENTO)]
    if falta is not None:
        botones.insert(0, sesion.boton("Completar lo pendiente", Accion.COMPLETAR))
    if not lee:
        botones.append(acuerdos.PROPONER)
        botones.append(boton_de_compartir(sesion))
    botones.append(acuerdos.QUE_CAMBIO)
    botones += [sesion.boton("Guardar y seguir después", Accion.PAUSAR), _SALIR]
    return Mensaje((parrafo(dicho), cuanto, *como_van(alianza), parrafo("¿Qué quiere hacer?")), una_por_fila(*botones))


def _le_falta(sesion: Sesion) -> str:
    """«De su parte falta: Riesgo y Le motiva.»"""
    faltan = (partes or (paso.pregunta.rotulo,) for paso, partes in pendientes(sesion.entrevista, sesion.borrador))
    return f"De su parte falta: {frases.enumerar([una for suyas in faltan for una in suyas])}."


def valor(sesion: Sesion, paso: Paso) -> str:
    """Cómo se lee lo respondido en un paso; vacío si nada."""
    respuesta = sesion.borrador.respuestas.get(paso.llave)
    return mostrar(paso.pregunta, respuesta.valor, sesion.entrevista.catalogos) if respuesta is not None else ""


def alianza_de(sesion: Sesion) -> Alianza:
    """Quiénes son en el borrador de esta sesión."""
    borrador, papeles = sesion.borrador, sesion.entrevista.papeles
    todos = actores(sesion.entrevista, borrador)
    titulo = borrador.respuestas.get((papeles.titulo, ""))
    entraron = tuple(uno.nombre for uno in todos if borrador.responde_por(uno.identificador) is not None)
    faltan = tuple(uno.nombre for uno in todos if borrador.responde_por(uno.identificador) is None)
    leen = sum(uno.sigue and not uno.actor for uno in borrador.integrantes.values())
    nombres = nombres_de_actores(sesion.entrevista, borrador)
    socias = borrador.con_rol(Rol.SOCIO)
    dados = [(nombres.get(uno.actor, OTRA), borrador.vistos.get(uno.codigo)) for uno in socias]
    puesta = borrador.puesta
    vistos = acuerdos.vistos(dados, puesta, sesion.propuesta.huella) if puesta is not None else ()
    nombre = str(titulo.valor) if titulo is not None else SIN_TITULO
    coordina = next((nombres.get(uno.actor, "") for uno in borrador.con_rol(Rol.COORDINACION)), "")
    return Alianza(nombre, coordina or OTRA, entraron, faltan, leen, vistos, len(borrador.por_decidir))


SIN_TITULO, OTRA = "un borrador todavía sin título", "Otra organización"
