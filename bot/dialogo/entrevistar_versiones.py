"""Las versiones del documento en la conversación: anotar la entregada y decir qué cambió desde la anterior."""

from bot.dialogo import textos_entrevista as textos
from bot.dialogo.entrevistar_comun import anotar, borrador_de, en_paso, enviar, hoy, propuesta_de
from bot.dialogo.mensajes import Adjunto, Boton, ClaseParrafo, Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.tipos import Contexto, Estado, Turno
from bot.entrevista.eventos import Valor
from bot.entrevista.propuesta.versiones import DOCUMENTO, Cambio, comparar, versiones_de

CAMBIOS_A_LA_VISTA = 15
LARGO_DE_VALOR = 140  # letras: el texto entero está en los documentos


def anotar_entrega(contexto: Contexto, estado: Estado, adjuntos: tuple[Adjunto, ...]) -> Estado:
    """Deja constancia de la versión entregada y de la huella de cada archivo."""
    propuesta = propuesta_de(contexto, estado)
    archivos: list[Valor] = [{"nombre": adjunto.nombre, "sha256": adjunto.sha256} for adjunto in adjuntos]
    datos: dict[str, Valor] = {"version": propuesta.numero, "huella": propuesta.huella, "archivos": archivos}
    return anotar(contexto, estado, DOCUMENTO, datos)


def boton_de_comparar(estado: Estado) -> tuple[Boton, ...]:
    """El botón para comparar, si ya se entregó más de una versión."""
    if len(versiones_de(estado.eventos)) < 2:
        return ()
    return (Boton("Ver qué cambió", textos.codigo(estado, borrador_de(estado), "v")),)


def comparar_versiones(contexto: Contexto, estado: Estado) -> Turno:
    """Las dos últimas versiones o, si desde la última ya cambió algo o solo hay una, la última y lo de ahora."""
    versiones = versiones_de(estado.eventos)
    if not versiones:
        return en_paso(contexto, estado, (parrafo("Todavía no ha recibido ninguna versión del borrador."),))
    ultima = versiones[-1]
    hasta_la_ultima = estado.eventos[: ultima.eventos]
    sin_entregar = comparar(contexto.entrevista, hasta_la_ultima, estado.eventos, hoy(contexto))
    if sin_entregar or len(versiones) == 1:
        titulo = f"Desde la versión {ultima.numero}:"
        cambios = sin_entregar
    else:
        previa = versiones[-2]
        titulo = f"De la versión {previa.numero} a la {ultima.numero}:"
        cambios = comparar(contexto.entrevista, estado.eventos[: previa.eventos], hasta_la_ultima, hoy(contexto))
    parrafos = (parrafo(negrita(titulo)), *_lista(cambios))
    borrador = borrador_de(estado)
    botones = (("Recibir Word y PDF", "f"), ("Corregir una respuesta", "L"), ("Continuar", "t"))
    filas = tuple((Boton(etiqueta, textos.codigo(estado, borrador, accion)),) for etiqueta, accion in botones)
    return enviar(estado, Mensaje(parrafos, filas))


def _lista(cambios: tuple[Cambio, ...]) -> tuple[Parrafo, ...]:
    if not cambios:
        return (parrafo("No cambió ninguna respuesta."),)
    elementos = [
        parrafo(negrita(f"{cambio.etiqueta}: "), _de_a(cambio), clase=ClaseParrafo.ELEMENTO)
        for cambio in cambios[:CAMBIOS_A_LA_VISTA]
    ]
    quedan = len(cambios) - CAMBIOS_A_LA_VISTA
    if quedan > 0:
        elementos.append(parrafo(f"Y {quedan} {'cambio más' if quedan == 1 else 'cambios más'}, en los documentos."))
    return tuple(elementos)


def _de_a(cambio: Cambio) -> str:
    if cambio.antes is None:
        return f"nuevo → {_corto(cambio.ahora)}"
    return f"{_corto(cambio.antes)} → {_corto(cambio.ahora)}"


def _corto(valor: str | None) -> str:
    if valor is None:
        return "ya no está"
    junto = " · ".join(valor.splitlines())
    return junto if len(junto) <= LARGO_DE_VALOR else f"{junto[: LARGO_DE_VALOR - 1]}…"
