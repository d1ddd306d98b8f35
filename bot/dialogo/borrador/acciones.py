"""Distingue una respuesta de un pedido («no sé», «atrás») y de una pregunta al marco."""

import re
from zlib import crc32

from bot.dialogo.intenciones import Intencion, reconocer
from bot.dialogo.turno import Estado
from bot.entrevista.borrador import Borrador, Duda, Llave
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.palabras import comparable, plano

LARGO_DE_UN_PEDIDO = 60
LARGO_DE_UNA_PREGUNTA = 160
_TEXTO_LIBRE = tuple(clave for clave, tipo in TIPOS.items() if tipo.es_libre)

_PEDIDOS = (
    ("n", r"(todavia |aun |yo )?no (lo )?se( todavia| aun)?( bien)?|no tengo( ni)? idea( todavia| aun)?|ni idea"
          r"|(pucha |uy |la verdad )*no se me ocurre( nada)?( todavia| ahora)?|no estoy segur[oa]"
          r"|lo dejo pendiente|pendiente|por definir|sal(tar|to|temos)( esta)?( pregunta)?|omitir|paso|siguiente"),
    ("j", r"(un |otro |dame un |deme un |ver )?ejemplos?|no entiendo( la pregunta| nada)?|no entendi( nada)?"
          r"|(y )?(que|q) es eso|a que se refiere|como asi|que significa( eso)?"),
    ("guiada", r"(no |mejor |si |ya |prefiero |quiero |vamos |hagamoslo |ir )*"
               r"(de una en una|(de )?una por una|pregunta por pregunta)"),
    ("desahogo", r"(eres|es|son|usted es) (un |una |unos )?(\w+ )?(inutil|inservible|tont[oa]|bruto|bruta|malo|mala)"
                 r"|(oye )?(que|q) (te|le) pasa( oye)?|no sirves?( para nada| de nada)?|(ja|je|ji|xd|lol)+"
                 r"|(.* )?(mierda|carajo|huevad\w+|cojud\w+|pendej\w+|imbecil|idiota|estupid\w+)( .*)?"),
    ("y", r"(y )?(por|para) que( me)?( lo| la)? ?(pregunta|preguntas|pide|pides|piden|quiere|quieres)?( eso)?"
          r"|(y )?(por|para) que (me )?(lo |la )?(pregunta|pide|quiere|necesita)[sn]?( \w+){1,3}"),
    ("k", r"continuar|continue|continuemos|seguir|sigamos|sigue|siga|adelante|(dejar|dejelo|dejalo) (como esta|asi)"
          r"|asi esta bien|esta bien asi|no cambiar nada"),
    ("a", r"atras|volver( atras)?|regresar|anterior|pregunta anterior|me equivoque"),
    ("g", r"pausa|pausar|(mas tarde|luego|despues)( sigo| seguimos| continuo)?|guardar y seguir despues"
          r"|(sigo|seguimos|continuo|continuamos) (mas tarde|luego|despues|manana)"),
    ("cancelar", r"cancelar|cancela|salir|ya no quiero( seguir| continuar)?|quiero salir"),
    ("L", r"(quiero )?corregir( una respuesta| algo)?|(quiero )?cambiar una respuesta"
          r"|(quiero )?(revisar|ver)( mis)? respuestas|revisar"),
    ("z", r"(quiero )?ampliar( el borrador| la propuesta| mi borrador| mi propuesta)?"),
    ("pendientes", r"(ver )?(los |mis )?pendientes|que (me )?falta"),
    ("borradores", r"(ver |quiero ver )?mis borradores|(ver )?otros? borrador(es)?|borradores"),
    ("f", r"(ver|quiero ver|muestreme|muestrame|dame|deme|enviame|envieme) (el|mi) (borrador|documento|word)"
          r"|(quiero )?(recibir|descargar|bajar)( (el|mi))? ?(word y pdf|word|pdf|documento)( y pdf)?"
          r"|vista previa|descargar( el borrador)?|(el )?word"),
    ("deshacer", r"deshacer|deshaz"),
)  # fmt: skip

_FUERTE = re.compile(
    r"^\W*(¿|qué\b|cuál(es)?\b|cómo\b|quién(es)?\b|cuánt[oa]s?\b|cuándo\b|dónde\b|por qué\b|para qué\b)", re.IGNORECASE
)
_DEBIL = re.compile(
    r"^(y |pero |oiga |disculpe )?(que (es|son|significa|quiere decir|dice|pasa|principios|requisitos|diferencia|hace"
    r"|tipos?|actores|papel|rol)\b|cual(es)? (es|son|seria)\b|como (se|puedo|debo|funciona|es|son)\b|quien(es)? "
    r"(es|son|puede|pueden|participa|participan|integra|integran"
    r"|conforma|conforman|aprueba|aprueban|revisa|decide|debe|deben|firma|financia|paga)\b"
    r"|cuant[oa]s? (cuesta|demora|dura|actores|principios|tiempo|dinero|hay)\b|para que sirven?\b"
    r"|(se puede|puedo|podemos|debo|es obligatorio)\b.{0,60}\b(apci|marco|alianza|alianzas"
    r"|ong|empresa|universidad|convenio|requisito|requisitos)\b|explique(me)?\b|explica(me)?\b|digame (que|cual|como)\b"
    r"|(quiero|quisiera) (saber|preguntar|consultar)\b|tengo una (pregunta|duda|consulta)\b)"
)

_DE_UN_DATO = re.compile(
    r"(cual(es)?|quien(es)?|cuant[oa]s?|por que|para que)\b|como (?!\d|un[oa]s\b|mas\b|s/|us)"
    r"|que (es|son|significa|pongo|pone|hago|hace|debo|pasa|quiere|tipos?|se|dice|va|numero|codigo|necesito|hay)\b"
)


def reconocer_pedido(texto: str, paso: Paso | None) -> str | None:
    """La acción que pide un texto corto, o None."""
    if len(texto) > LARGO_DE_UN_PEDIDO or "\n" in texto:
        return None
    dicho = re.sub(r"[^a-z0-9 ]", "", comparable(texto)).strip()
    accion = next((accion for accion, patron in _PEDIDOS if re.fullmatch(patron, dicho)), None)
    if accion is None and paso is not None and paso.pregunta.sin_dato:
        sin_dato = re.sub(r"[^a-z0-9 ]", "", comparable(paso.pregunta.sin_dato))
        if re.fullmatch(
            rf"({sin_dato}|no tengo|no tenemos|no aplica|no corresponde)(\b.*)?|no|nada|ningun[oa]?", dicho
        ):
            return "s"
    return accion


_DE_LISTA = (
    ("E:agregar", r"agreg\w+|anad\w+|aument\w+|incluir|falta"),
    ("E:cambiar", r"cambi\w+|corregir|edit\w+|modific\w+"),
    ("E:quitar", r"quit\w+|elimin\w+|sac\w+|borr\w+"),
)


def reconocer_accion_de_lista(texto: str) -> str | None:
    """«Quiero agregar un actor», «quitar uno»: lo mismo que el botón; None si el texto dice algo más."""
    dicho = re.sub(r"[^a-z0-9 ]", "", comparable(texto)).strip()
    cosas = r"elemento|actor|actora|riesgo|resultado|actividad|organizacion|socio"
    cola = rf"( (un|una|uno|otro|otra|a|mas|de la lista|{cosas}))*"
    cabeza = r"((quiero|quisiera|deseo|necesito|puedo|me|hay que) )*"
    return next((accion for accion, verbo in _DE_LISTA if re.fullmatch(rf"{cabeza}({verbo}){cola}", dicho)), None)


def reconocer_eleccion(texto: str, duda: Duda | None) -> str | None:
    """«La primera», o «sí» y «no» ante una confirmación: la acción equivalente, o None."""
    if duda is None:
        return None
    dicho = comparable(texto)
    if duda.confirma and dicho == "no":
        return "k"
    if duda.confirma and dicho == "si" and len(duda.opciones) == 1:
        return f"d{duda.numero}:0"
    hallado = re.fullmatch(r"(?:el |la )?(primer|segund|tercer|cuart)[oa]?(?: opcion)?", dicho)
    lugar = ("primer", "segund", "tercer", "cuart").index(hallado.group(1)) if hallado else len(duda.opciones)
    return f"d{duda.numero}:{lugar}" if lugar < len(duda.opciones) else None


def parece_pregunta(texto: str, paso: Paso | None) -> bool:
    """Dice si el texto no es una respuesta: pregunta, saludo, agradecimiento o pedido al asistente."""
    if len(texto) <= LARGO_DE_UN_PEDIDO:
        intencion = reconocer(texto)
        if intencion is not None and not (intencion is Intencion.SIN_PALABRAS and any(c.isalnum() for c in texto)):
            return True
    if len(texto) > LARGO_DE_UNA_PREGUNTA and not texto.rstrip().endswith("?"):
        return False
    if texto.rstrip().endswith("?") and "\n" not in texto:
        return True
    if paso is not None and paso.pregunta.tipo not in _TEXTO_LIBRE and _empieza_como_pregunta(texto):
        return True
    return _FUERTE.match(texto) is not None or _DEBIL.match(plano(texto).strip()) is not None


def _empieza_como_pregunta(texto: str) -> bool:
    """En una pregunta de dato. «Como 80 mil» y «que bajen las aguas» son respuestas, aunque no sirvan."""
    return _DE_UN_DATO.match(plano(texto)) is not None


def sello(estado: Estado, borrador: Borrador) -> str:
    """Lo que distingue los botones de este paso de los de cualquier otro."""
    return f"{crc32((estado.borrador or '').encode()) & 0xFFFF:04x}{borrador.revision}"


def codigo(estado: Estado, borrador: Borrador, accion: str) -> str:
    """El código de un botón de la entrevista: prefijo, sello y acción."""
    return f"e:{sello(estado, borrador)}:{accion}"


def asunto_de(estado: Estado, llave: Llave) -> str:
    """El asunto de un mensaje que muestra una pregunta: borrador, pregunta y actor."""
    return "|".join((estado.borrador or "", *llave))


def llave_de_asunto(asunto: str) -> tuple[str, Llave] | None:
    """Lo contrario de `asunto_de`: el borrador y la pregunta; None si no es de la entrevista."""
    partes = asunto.split("|")
    return (partes[0], (partes[1], partes[2])) if len(partes) == 3 else None
