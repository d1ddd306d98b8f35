"""Lo que se pide de lo último que se contestó: que se explique, que se resuma, de dónde es, que se muestre uno."""

from dataclasses import replace

from bot.dialogo import textos
from bot.dialogo.borrador.atender import decir
from bot.dialogo.efectos import AnotarPregunta
from bot.dialogo.intenciones.decidido import aplanado
from bot.dialogo.preguntas.citas import fuente
from bot.dialogo.preguntas.lecturas.formas import pide_lo_principal
from bot.dialogo.preguntas.lecturas.pedido import pide_un_parrafo
from bot.dialogo.preguntas.preparacion.senalar import lugar_a_solas, nombrar_lo_senalado
from bot.dialogo.preguntas.preparacion.separar import preparar_extracto, separar
from bot.dialogo.preguntas.responder import leer, preparar_todo
from bot.dialogo.preguntas.sencillo import pide_explicacion, raices_de_los_temas
from bot.dialogo.turno import Contexto, Estado, PreguntaEnCurso, Turno
from conocimiento.expresiones import diferida
from conocimiento.palabras import palabras

MARCO = frozenset({"marco", "documento", "capitulo", "texto", "todo"})
_LUGAR = r"(?:articulo|art|parte|pagina|pag|seccion|capitulo|numeral|inciso|norma|ley|documento|texto|hoja)s?"
_SE_DICE = r"(?:es|son|esta|estan|sale|dice|dicen|lo dice|aparece|figura|viene|se dice|lo encuentro|esta escrito)"
_ESO = r"(?:eso|esto|ese|esa|todo eso|lo que (?:me )?(?:dijo|dice|cito|respondio|contesto)|la respuesta|lo anterior)"
_DE_DONDE_ES = diferida(
    rf"(?:(?:y|pero|ok|ya|disculpe?|oiga) )*(?:(?:en|de|a) )?(?:(?:que|cual|q) )(?:es (?:el|la) )?{_LUGAR}"
    rf"(?: {_SE_DICE})?(?: {_ESO})?(?: escrito| exactamente)?"
    rf"|(?:(?:y|pero|ok|ya|disculpe?|oiga) )*(?:en |de |a )?donde {_SE_DICE} {_ESO}(?: escrito| exactamente)?"
)
"""«¿En qué artículo dice eso?», «¿y qué página es?»: no nombra otra cosa."""


def decir_de_donde(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """En qué documento, apartado y página está lo último que se citó; None si no se pide o no se citó nada."""
    ultima = estado.ultima
    if ultima is None or not ultima.pasajes or _DE_DONDE_ES.fullmatch(aplanado(texto)) is None:
        return None
    fuentes = list(dict.fromkeys(fuente(cita, contexto.fichas) for cita in ultima.pasajes))
    return decir(contexto, estado, textos.de_donde_es(fuentes), AnotarPregunta(texto, "charla", 1.0, ()))


def mostrar_el_senalado(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """«El tercero», «muéstreme la segunda»: el pasaje entero que en lo último se citó en ese lugar.

    None si se citó uno solo, si se dice algo más o si es uno de los que un documento enumera («el segundo», tras los
    principios).
    """
    ultima = estado.ultima
    lugar = lugar_a_solas(texto, len(ultima.pasajes)) if ultima and len(ultima.pasajes) > 1 else None
    if ultima is None or lugar is None or estado.en_entrevista:
        return None
    if nombrar_lo_senalado(texto, (*estado.preguntas, estado.ultima_pregunta), contexto.listas) is not None:
        return None
    cita = ultima.pasajes[lugar - 1]
    mensaje = textos.pasaje_completo(((cita.texto, fuente(cita, contexto.fichas)),))
    return decir(contexto, estado, mensaje, AnotarPregunta(texto, "charla", 1.0, ()))


def resumir(estado: Estado, texto: str) -> Turno:
    """Lo último que se preguntó o, si se pide el documento o no hay nada antes, lo principal del marco."""
    del_documento = not estado.ultima_pregunta or any(palabra in MARCO for palabra in palabras(texto))
    todas = tuple(pregunta for _, pregunta in textos.SUGERENCIAS.values())
    preguntas = todas if del_documento else separar(estado.ultima_pregunta)
    vuelve_a = "" if del_documento else estado.ultima_pregunta
    return buscar(estado, replace(preparar_extracto(texto, preguntas), vuelve_a=vuelve_a))


def explicar(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """«Explíquemelo fácil», «un ejemplo»: de lo que se nombra o, si no se nombra nada, de lo último que se contestó."""
    if estado.en_entrevista:  # allí, lo que no se entiende es la pregunta de delante
        return None
    pedida = pide_explicacion(texto, raices_de_los_temas(contexto))
    if pedida is None:
        return None
    de_que = pedida.de_que or estado.ultima_pregunta
    if not de_que:
        return None
    en_curso = replace(
        preparar_todo(contexto, estado, de_que),
        original=texto,
        en_sencillo=pedida.en_sencillo,
        con_ejemplo=pedida.con_ejemplo,
        vuelve_a=de_que,
    )
    return buscar(estado, en_curso)


def resumir_lo_leido(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """«Lo más importante», «y en 3 puntos», «¿y el segundo párrafo?»: de lo último que se contestó.

    De un apartado, con sus oraciones.
    """
    sin_respuesta = estado.en_entrevista or (estado.ultima is not None and not estado.ultima.pasajes)
    un_parrafo = pide_un_parrafo(texto)
    if not estado.ultima_pregunta or sin_respuesta or not (un_parrafo or pide_lo_principal(texto)):
        return None
    if leer(contexto, estado.ultima_pregunta) is None:
        return None if un_parrafo else resumir(estado, texto)
    junta = f"{estado.ultima_pregunta}: {texto}"
    return buscar(estado, PreguntaEnCurso(texto, (junta,), ((junta,),), vuelve_a=estado.ultima_pregunta))


def buscar(estado: Estado, en_curso: PreguntaEnCurso) -> Turno:
    """Pide que se busque lo preguntado; lo hallado se contesta en otro turno."""
    return Turno(replace(estado, en_curso=en_curso), (en_curso.buscar(),))
