"""Los borradores de una persona: verlos, abrir otro, duplicar, archivar y empezar uno nuevo.

Solo uno está abierto; los demás esperan en el almacén con su historia, y nada pasa de uno a otro.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogo.borrador import acciones, textos
from bot.dialogo.borrador.repasar import cuanto_falta
from bot.dialogo.borrador.sesion import al_dia, anotar, borrador_de, en_paso, enviar, paso_de
from bot.dialogo.efectos import AnotarEnBorrador
from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.peticiones import BorradoresLeidos, BorradorGuardado, LeerBorradores
from bot.dialogo.turno import Contexto, Estado, Turno, hoy
from bot.entrevista.borrador import Borrador, datos_de, plegar
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import evento_de
from bot.entrevista.pasos import PROPONENTE, actores, avance, pasos_visibles, porcentaje
from bot.entrevista.valores.plazos import MESES
from conocimiento import frases
from conocimiento.hora import HORA_DE_LIMA

SELLO = "b"
"""En el código de sus botones ocupa el lugar del sello: no dependen del borrador abierto."""

SIN_NOMBRE = "Borrador sin nombre"
LARGO_DE_UNA_ETIQUETA = 40
ACTORES_EN_LA_LISTA = 3


@dataclass(frozen=True, slots=True)
class _Ficha:
    guardado: BorradorGuardado
    borrador: Borrador
    nombre: str

    @property
    def dia(self) -> date:
        """El día de su último cambio, en el Perú."""
        return self.guardado.eventos[-1].instante.astimezone(HORA_DE_LIMA).date()


def pedir(estado: Estado, pedido: str) -> Turno:
    """Pide los borradores para cumplir `pedido`: lista, abrir:NOMBRE, duplicar:NOMBRE, archivar:NOMBRE…"""
    return Turno(estado, (LeerBorradores(pedido),))


def atender_leidos(contexto: Contexto, estado: Estado, leidos: BorradoresLeidos) -> Turno:
    """Cumple lo que se pidió al leerlos; un borrador que ya no está vuelve a mostrar la lista."""
    guardados = [
        replace(uno, eventos=estado.eventos) if uno.nombre == estado.borrador else uno for uno in leidos.borradores
    ]
    if estado.borrador is not None and all(uno.nombre != estado.borrador for uno in guardados):
        guardados.append(BorradorGuardado(estado.borrador, estado.eventos))
    fichas = [_ficha(contexto, uno) for uno in guardados if uno.eventos]
    fichas = [una for una in fichas if una.borrador.situacion != "descartado"]
    accion, _, nombre = leidos.pedido.partition(":")
    elegida = next((una for una in fichas if una.guardado.nombre == nombre), None)
    match accion, elegida:
        case "abrir" | "recuperar", _Ficha():
            return _abrir(contexto, estado, elegida)
        case "duplicar", _Ficha():
            return _duplicar(contexto, estado, elegida)
        case "archivar", _Ficha():
            return _archivar(contexto, estado, fichas, elegida)
        case "lista", _ if nombre in _TITULOS:
            return _listar(contexto, estado, fichas, nombre)
        case _:
            return _listar(contexto, estado, fichas, "")


_TITULOS = {
    "": "Sus borradores:",
    "duplicar": "¿Cuál quiere duplicar? El original no cambia.",
    "archivar": "¿Cuál quiere archivar? Deja de aparecer aquí y puede recuperarlo cuando quiera.",
    "archivados": "Sus borradores archivados:",
}
_VERBOS = {
    "": ("Abrir", "abrir"),
    "duplicar": ("Duplicar", "duplicar"),
    "archivar": ("Archivar", "archivar"),
    "archivados": ("Recuperar", "recuperar"),
}


def _listar(
    contexto: Contexto, estado: Estado, fichas: Sequence[_Ficha], cual: str, previo: tuple[Parrafo, ...] = ()
) -> Turno:
    situacion = "archivado" if cual == "archivados" else "abierto"
    visibles = [una for una in fichas if una.borrador.situacion == situacion]
    hay_archivados = any(una.borrador.situacion == "archivado" for una in fichas)
    if not visibles and cual != "archivados":
        botones = [(textos.PROPUESTA,)]
        if hay_archivados:
            botones.append((_boton("Ver archivados", "lista:archivados"),))
        return enviar(estado, Mensaje((*previo, parrafo("No tiene borradores abiertos.")), tuple(botones)))
    if not visibles:
        nada = parrafo("No tiene borradores archivados.")
        return enviar(estado, Mensaje((*previo, nada), ((_boton("Ver los borradores", "lista"),),)))
    verbo, accion = _VERBOS[cual]
    parrafos = [*previo, parrafo(negrita(_TITULOS[cual]))]
    filas: list[tuple[Boton, ...]] = []
    for numero, una in enumerate(visibles, start=1):
        parrafos.append(_linea(contexto, estado, una, numero))
        corto = frases.recortado(una.nombre, LARGO_DE_UNA_ETIQUETA)
        filas.append((_boton(f"{verbo} {numero}. {corto}", f"{accion}:{una.guardado.nombre}"),))
    if cual:
        filas.append((_boton("Ver los borradores", "lista"),))
    else:
        filas.append((_boton("Duplicar uno", "lista:duplicar"), _boton("Archivar uno", "lista:archivar")))
        filas.append((_boton("Empezar otro", "nuevo"),))
        if hay_archivados:
            filas.append((_boton("Ver archivados", "lista:archivados"),))
    return enviar(estado, Mensaje(tuple(parrafos), tuple(filas)))


def _linea(contexto: Contexto, estado: Estado, una: _Ficha, numero: int) -> Parrafo:
    respondidas, total = avance(contexto.entrevista, una.borrador)
    socios = [a.nombre for a in actores(contexto.entrevista, una.borrador) if a.identificador != PROPONENTE]
    con = ""
    if socios:
        mas = len(socios) - ACTORES_EN_LA_LISTA
        con = f" · con {', '.join(socios[:ACTORES_EN_LA_LISTA])}{f' y {mas} más' if mas > 0 else ''}"
    abierto = " (el que tiene abierto)" if una.guardado.nombre == estado.borrador else ""
    dia = f"{una.dia.day} de {MESES[una.dia.month - 1]} de {una.dia.year}"
    avanzado = f"{porcentaje(respondidas, total)} %, {respondidas} de {total} respuestas"
    return parrafo(
        negrita(f"{numero}. {una.nombre}"),
        f"{abierto}: {avanzado} · último cambio el {dia}{con}",
        clase=ClaseParrafo.ELEMENTO,
    )


def _abrir(contexto: Contexto, estado: Estado, una: _Ficha) -> Turno:
    nuevo = replace(estado, borrador=una.guardado.nombre, eventos=una.guardado.eventos, en_entrevista=True)
    if una.borrador.situacion == "archivado":
        nuevo = anotar(contexto, nuevo, "recuperado")
    nuevo, aviso = al_dia(contexto, nuevo)
    return en_paso(contexto, nuevo, (parrafo("Abierto: ", negrita(una.nombre), "."), *aviso))


def _duplicar(contexto: Contexto, estado: Estado, una: _Ficha) -> Turno:
    entrevista = contexto.entrevista
    copia = replace(
        estado,
        borrador=nombre_nuevo(contexto, estado),
        # Lo que se autorizó leer es el otro borrador.
        eventos=tuple(uno for uno in una.guardado.eventos if uno.tipo not in ("autorizada", "revocada")),
        en_entrevista=True,
    )
    if una.borrador.situacion == "archivado":
        copia = anotar(contexto, copia, "recuperado")
    nombre = una.nombre
    if (entrevista.papeles.titulo, "") in una.borrador.respuestas:
        maximo = entrevista.pregunta(entrevista.papeles.titulo).maximo or len(nombre) + 8
        nombre = f"{nombre[: maximo - 8]} (copia)"
        datos = {**datos_de((entrevista.papeles.titulo, "")), "valor": nombre, "crudo": nombre}
        copia = anotar(contexto, copia, "respuesta", datos)
    dicho = parrafo("Este es el duplicado, con las mismas respuestas: ", negrita(nombre), ".")
    return en_paso(contexto, copia, (dicho,))


def _archivar(contexto: Contexto, estado: Estado, fichas: Sequence[_Ficha], una: _Ficha) -> Turno:
    evento = evento_de("archivado", contexto.ahora, {})
    if una.guardado.nombre == estado.borrador:
        estado = replace(estado, borrador=None, eventos=(), en_entrevista=False)
    archivado = replace(una.guardado, eventos=(*una.guardado.eventos, evento))
    quedan = [_ficha(contexto, archivado) if otra is una else otra for otra in fichas]
    turno = _listar(contexto, estado, quedan, "", (parrafo("Archivado: ", negrita(una.nombre), "."),))
    return Turno(turno.estado, (AnotarEnBorrador(una.guardado.nombre, evento), *turno.efectos))


def nombre_nuevo(contexto: Contexto, estado: Estado) -> str:
    """Un nombre interno que no se repite: la hora y el turno."""
    return f"{contexto.ahora:%Y%m%dT%H%M%S%f}-{estado.turno}"


def _ficha(contexto: Contexto, guardado: BorradorGuardado) -> _Ficha:
    borrador = plegar(guardado.eventos)
    return _Ficha(guardado, borrador, nombre_del_borrador(contexto.entrevista, borrador) or SIN_NOMBRE)


def _boton(etiqueta: str, pedido: str) -> Boton:
    return Boton(etiqueta, f"e:{SELLO}:{pedido}")


def resumen_borrador(contexto: Contexto, estado: Estado) -> str | None:
    """Una frase sobre el borrador abierto, o None si no hay."""
    if estado.borrador is None:
        return None
    borrador = borrador_de(estado)
    respondidas, total = avance(contexto.entrevista, borrador)
    nombre = nombre_del_borrador(contexto.entrevista, borrador)
    abierto = f"Tiene abierto «{nombre}»" if nombre else "Tiene un borrador abierto"
    return f"{abierto}: {respondidas} de {total} respuestas. {cuanto_falta(contexto, borrador)}"


def nombre_del_borrador(entrevista: Entrevista, borrador: Borrador) -> str:
    """Cómo llama la persona a su borrador: el título o, si falta, su organización; puede estar vacío."""
    papeles = entrevista.papeles
    dicho = borrador.respuestas.get((papeles.titulo, "")) or borrador.respuestas.get((papeles.proponente, ""))
    return str(dicho.valor) if dicho else ""


def donde_ibamos(contexto: Contexto, estado: Estado) -> str:
    """Por qué pregunta se iba y hace cuánto, si pasó al menos un día."""
    paso, partes = paso_de(contexto, estado), list[str]()
    if estado.eventos:
        dias = (hoy(contexto) - estado.eventos[-1].instante.astimezone(HORA_DE_LIMA).date()).days
        if dias >= 1:
            partes.append(f"Su último cambio fue hace {frases.cantidad(dias, 'día', 'días')}.")
    if paso is not None and len(estado.eventos) > 1:
        partes.append(f"Íbamos por «{textos.nombre_del_paso(paso)}».")
    return " ".join(partes)


def ampliar(contexto: Contexto, estado: Estado) -> Turno:
    """Pasa al modo ampliado: solo se preguntará lo que falta."""
    antes = borrador_de(estado)
    if antes.modo == "ampliado" or not any(p.modo == "ampliado" for p in contexto.entrevista.preguntas):
        return en_paso(contexto, estado, (parrafo("Su borrador ya tiene todas las preguntas."),))
    nuevo = anotar(contexto, estado, "modo", {"modo": "ampliado"})
    despues = borrador_de(nuevo)
    mas = len(pasos_visibles(contexto.entrevista, despues)) - len(pasos_visibles(contexto.entrevista, antes))
    dicho = f"Se añaden {frases.cantidad(mas, 'pregunta', 'preguntas')}; lo que ya respondió no se vuelve a preguntar."
    return en_paso(contexto, nuevo, (parrafo(f"{dicho} Puede parar cuando quiera con /pausa."),))


def pausar(contexto: Contexto, estado: Estado) -> Turno:
    """Deja la entrevista guardada y vuelve a las preguntas."""
    resumen = resumen_borrador(contexto, estado) or ""
    guardado = parrafo(f"Guardado. {resumen} Para seguir, toque «Continuar» o escriba /propuesta.")
    continuar = Boton("Continuar", acciones.codigo(estado, borrador_de(estado), "t"))
    recordar = ((textos.RECORDAR,),) if contexto.puede_recordar else ()
    botones = ((continuar,), *recordar, (textos.PREGUNTA,))
    return enviar(replace(estado, en_entrevista=False), Mensaje((guardado,), botones))


def preguntar_si_cancela(estado: Estado) -> Turno:
    """Antes de cancelar: guardar, descartar o seguir."""
    borrador = borrador_de(estado)
    botones = (("Guardarlo para después", "g"), ("Descartar el borrador", "x"), ("Seguir ahora", "t"))
    filas = tuple((Boton(etiqueta, acciones.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    return enviar(estado, Mensaje((parrafo("¿Qué hago con su borrador?"),), filas))
