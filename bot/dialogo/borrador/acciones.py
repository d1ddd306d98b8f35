"""Lo que se puede pedir mientras se arma un borrador, con un botón, una orden o unas palabras («no sé», «atrás»).

También distingue una respuesta de un pedido y de una pregunta al marco.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from bot.dialogo.intenciones.decidido import lugar_escrito, si_o_no
from bot.dialogo.intenciones.reconocer import Intencion, reconocer
from bot.entrevista.borrador import Borrador, Duda
from bot.entrevista.comprension.compuerta.desvios import PREGUNTA_DESPUES, PREGUNTA_DIRECTA
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, palabras, plano, raiz, sin_abreviaturas, sin_signos

LARGO_DE_UN_PEDIDO = 60
LARGO_DE_UNA_PREGUNTA = 160


class Accion(StrEnum):
    """Su valor va en los botones que quedan en los chats: no cambia nunca."""

    OMITIR = "n"
    SIN_DATO = "s"
    OPCION = "o"
    ELEMENTO = "E"
    LECTURA = "d"
    ENTENDIDO = "q"
    EJEMPLO = "j"
    AYUDA = "ayuda"
    MOTIVO = "y"
    SUGERENCIAS = "sg"
    USAR = "us"
    CATALOGO = "catalogo"
    DEJAR_COMO_ESTA = "k"
    CONTINUAR = "t"
    NI_LO_UNO = "ni"
    ATRAS = "a"
    DESHACER = "deshacer"
    DESAHOGO = "desahogo"
    GUIADA = "guiada"
    INDICE = "L"
    SECCION = "R"
    IR = "l"
    CORREGIR = "c"
    TAMBIEN = "tb"
    COMPLETAR = "p"
    PENDIENTES = "pendientes"
    COHERENCIA = "m"
    COMPARAR = "v"
    DOCUMENTO = "f"
    VISTA = "vista"
    REDACTAR = "rd"
    MEJORAR = "me"
    AMPLIAR = "z"
    AUTORIZAR = "pa"
    REVOCAR = "pr"
    BORRADORES = "borradores"
    PAUSAR = "g"
    CANCELAR = "cancelar"
    DESCARTAR = "x"


_ACCIONES = {accion.value: accion for accion in Accion}
_PEGADAS = (Accion.LECTURA, Accion.ENTENDIDO)
"""Su primer argumento es un número y se escribe pegado: «d3:1», «q2:t»."""


@dataclass(frozen=True, slots=True)
class AccionPedida:
    """Una acción con lo que hace falta para cumplirla: «la opción empresa», «la primera lectura de la duda 3»."""

    accion: Accion
    argumentos: tuple[str, ...] = ()

    @property
    def codigo(self) -> str:
        """Cómo se escribe en el código de un botón."""
        if self.accion in _PEGADAS:
            numero, *resto = self.argumentos
            return ":".join((f"{self.accion}{numero}", *resto))
        return ":".join((self.accion, *self.argumentos))


def leer_accion(partes: Sequence[str]) -> AccionPedida | None:
    """Lo contrario de `AccionPedida.codigo`, ya partido; None si no es ninguna."""
    primera, *argumentos = partes or ("",)
    accion = _ACCIONES.get(primera)
    if accion is not None and accion not in _PEGADAS:
        return AccionPedida(accion, tuple(argumentos))
    pegada = _ACCIONES.get(primera[:1])
    if pegada is not None and pegada in _PEGADAS and primera[1:].isdecimal():
        return AccionPedida(pegada, (primera[1:], *argumentos))
    return None


class SinSello(StrEnum):
    """Lo que ocupa el lugar del sello en los botones que no dependen del borrador abierto."""

    AVISO = "c"
    LISTA = "b"


class Decision(StrEnum):
    """Lo que se hace ante el aviso de privacidad."""

    ACEPTAR = "si"
    NO_ACEPTAR = "no"
    LEER = "aviso"
    PREGUNTAR = "pregunta"


DE_UNA_ORDEN = {
    "atras": Accion.ATRAS,
    "avance": Accion.INDICE,
    "pausa": Accion.PAUSAR,
    "cancelar": Accion.CANCELAR,
    "revisar": Accion.INDICE,
    "corregir": Accion.INDICE,
    "vista_previa": Accion.VISTA,
    "borrador": Accion.DOCUMENTO,
    "pendientes": Accion.PENDIENTES,
    "comparar": Accion.COMPARAR,
    "ampliar": Accion.AMPLIAR,
    "deshacer": Accion.DESHACER,
    "borradores": Accion.BORRADORES,
}

_DE_UNAS_PALABRAS = {
    Accion.OMITIR: diferida(
        r"(todavia |aun |yo )?no (lo )?se( todavia| aun)?( bien)?|no tengo( ni)? idea( todavia| aun)?|ni idea"
        r"|(pucha |uy |la verdad )*no se me ocurre( nada)?( todavia| ahora)?|no estoy segur[oa]"
        r"|(ya |pues |ps |mejor )*(avancemos|avanza|avance|sigamos|pasemos( a (otra|la siguiente))?)( pues| nomas)?"
        r"|lo dejo pendiente|pendiente|por definir|sal(tar|to|temos)( esta)?( pregunta)?|omitir|paso|siguiente"
    ),
    Accion.EJEMPLO: diferida(
        r"(un |otro |dame un |deme un |ver )?ejemplos?|no entiendo( la pregunta| nada)?|no entendi( nada)?|como asi"
    ),
    Accion.AYUDA: diferida(
        r"((y|pero|oiga|disculpe|no se|ni se) )?((eso|esto) )?(que|q) (es|significa|quiere decir|viene a ser)"
        r"( (eso|esto))?|(y |pero )?que (va|pongo|se pone|escribo|respondo|debo poner|tengo que poner)"
        r" (aqui|aca|ahi|en (esta|esto|eso))"
        r"|a (que|q) se refiere( (con )?(eso|esto))?|(como|que|q) es eso|explique(me)?( eso)?|explica(me)?( eso)?"
    ),
    Accion.GUIADA: diferida(
        r"(no |mejor |si |ya |prefiero |quiero |vamos |hagamoslo |ir )*"
        r"(de una en una|(de )?una por una|pregunta por pregunta)"
    ),
    Accion.DESAHOGO: diferida(
        r"(eres|es|son|usted es) (un |una |unos )?(\w+ )?"
        r"(inutil|inservible|tont[oa]|bruto|bruta|malo|mala)"
        r"|(oye )?(que|q) (te|le) pasa( oye)?|no sirves?( para nada| de nada)?|(ja|je|ji|xd|lol)+"
        r"|(.* )?(mierda|carajo|huevad\w+|cojud\w+|pendej\w+|imbecil|idiota|estupid\w+)( .*)?"
    ),
    Accion.MOTIVO: diferida(
        r"(y )?(por|para) que( me)?( lo| la)? ?(pregunta|preguntas|pide|pides|piden|quiere|quieres)?( eso)?"
        r"|(y )?(por|para) que (me )?(lo |la )?(pregunta|pide|quiere|necesita)[sn]?( \w+){1,3}"
    ),
    Accion.DEJAR_COMO_ESTA: diferida(
        r"(quiero |queremos |si |mejor |ya )*(continu(ar|e|a|o|emos)|seguir|sigamos|sigue|siga|sigo)( ahora)?|adelante"
        r"|(dejar|dejelo|dejalo) (como esta|asi)|asi esta bien|esta bien asi|no cambiar nada"
    ),
    Accion.ATRAS: diferida(r"atras|volver( atras)?|regresar|anterior|pregunta anterior|me equivoque"),
    Accion.PAUSAR: diferida(
        r"pausa|pausar|(mejor |lo dejo |lo vemos )*(mas tarde|luego|despues|otro (dia|momento|rato))"
        r"( sigo| seguimos| continuo)?|guardar(lo)? (y seguir|para) despues"
        r"|(sigo|seguimos|continuo|continuamos) (mas tarde|luego|despues|manana)"
    ),
    Accion.CANCELAR: diferida(r"cancelar|cancela|salir|ya no quiero( seguir| continuar)?|quiero salir"),
    Accion.INDICE: diferida(
        r"(quiero )?corregir( una respuesta| mis respuestas| algo)?|(quiero )?cambiar una respuesta"
        r"|(quiero )?(revisar|ver)( mis)? respuestas|revisar"
    ),
    Accion.AMPLIAR: diferida(r"(quiero )?ampliar( el borrador| la propuesta| mi borrador| mi propuesta)?"),
    Accion.PENDIENTES: diferida(
        r"(ver )?(los |mis )?pendientes|que (me |nos )?falta|cuant[oa]s? (preguntas )?(me |nos )?(faltan?|quedan?)"
        r"|(y )?ya (termin(e|amos)|acab(e|amos)|(esta|es|seria) todo)|(y )?falta mucho|(ya )?(eso )?(es|seria) todo"
    ),
    Accion.BORRADORES: diferida(r"(ver |quiero ver )?(mis|los) borradores|(ver )?otros? borrador(es)?|borradores"),
    Accion.DOCUMENTO: diferida(
        r"(ver|quiero ver|muestreme|muestrame|dame|deme|enviame|envieme) (el|mi)"
        r" (borrador|documento|word)"
        r"|(quiero )?(recibir|descargar|bajar)( (el|mi))? ?(word y pdf|word|pdf|documento)( y pdf)?"
        r"|descargar( el borrador)?|(el )?word"
    ),
    Accion.VISTA: diferida(
        r"vista previa|(ver |dame |deme |leer |quiero (ver|leer) )?(el |un )?resumen"
        r"|(a ver |ver |quiero ver |muestrame |muestreme )?como (va|esta quedando|quedaria?|esta)( quedando)?"
        r" (el|mi) (documento|word|borrador)"
    ),
    Accion.COMPARAR: diferida(r"(quiero )?ver (lo )?que cambio"),
    Accion.DESHACER: diferida(r"deshacer|deshaz"),
}
_NO_SE_CUANTO = diferida(
    r"(?:(?:la verdad|uy|pucha|pues|bueno|todavia|aun|yo|nosotros|eso)(?: que)? )*"
    r"no (?:lo )?(?:se|sabemos|sabria|tenemos|tengo)(?: bien| claro| todavia| aun| exactamente| exacto)* "
    r"(?:cuant[oa]s?|cual|cuando|como|quien|a cuanto|en cuanto|el (?:monto|costo|plazo|presupuesto|tiempo))"
    r"(?: \w+){0,5}"
)
"""«No sé cuánto costaría», ante un dato: queda pendiente."""
_DE_UNA_LISTA = (
    ("agregar", r"agreg\w+|anad\w+|aument\w+|incluir|falta"),
    ("cambiar", r"cambi\w+|corregir|edit\w+|modific\w+"),
    ("quitar", r"quit\w+|elimin\w+|sac\w+|borr\w+"),
)

_FUERTE = diferida(
    r"^\W*(¿|qué\b|cuál(es)?\b|cómo\b|quién(es)?\b|cuánt[oa]s?\b|cuándo\b|dónde\b|por qué\b|para qué\b)", re.IGNORECASE
)
_DE_UN_DATO = diferida(
    r"(cual(es)?|quien(es)?|cuant[oa]s?|por que|para que)\b|como (?!\d|un[oa]s\b|mas\b|s/|us)"
    r"|que (es|son|significa|pongo|pone|hago|hace|debo|pasa|quiere|tipos?|se|dice|va|numero|codigo|necesito|hay)\b"
)

_INTERROGA = diferida(
    r"(?:(?:y|pero|entonces|oiga|disculpe),? )*(?:(?:a|con|de|en|para|por) )?"
    r"(?:que|cual(?:es)?|quien(?:es)?|cuant[oa]s?|cuando|donde|como|(?:(?:me|nos|se|les?) )?(?:puedo|podemos|pueden?"
    r"|podrian?|podriamos)|es|son|hay|tengo que|tenemos que|debo|debemos)\b"
    r"|(?:y|pero) .{1,40} (?:que|cuanto|como) \w+(?: \w+)?$"  # «y la muni que pone»
)

_DEL_PERMISO = diferida(
    r"\b(?:si|que|tengo que|debo|hay que|para que|por que) (?:no )?(?:lo )?acept(?:o|ar|e|amos)\b"
    r"|\bes (?:obligatorio|necesario|opcional|voluntario)\b|\b(?:ese|este|el|que) (?:aviso|permiso)\b"
    r"|\bno (?:quiero|queremos|deseo|voy a) (?:dar|dejar|compartir)\w* (?:mis|nuestros|los) datos\b"
)


def reconocer_pedido(texto: str, paso: Paso | None) -> Accion | None:
    """La acción que pide un texto corto, o None."""
    if len(texto) > LARGO_DE_UN_PEDIDO or "\n" in texto:
        return None
    dicho = sin_signos(sin_abreviaturas(plano(texto)))  # «x q me pides eso»
    accion = next((accion for accion, forma in _DE_UNAS_PALABRAS.items() if forma.fullmatch(dicho)), None)
    if accion is None and paso is not None and TIPOS[paso.pregunta.tipo].es_estricto and _NO_SE_CUANTO.fullmatch(dicho):
        return Accion.OMITIR
    if accion is None and paso is not None and paso.pregunta.sin_dato and _dice_que_no_hay(dicho, paso):
        return Accion.SIN_DATO
    return accion


def _dice_que_no_hay(dicho: str, paso: Paso) -> bool:
    """«Aún no hay RUC», «no tenemos»; «no lo tengo a la mano» no dice eso."""
    sin_dato = sin_signos(paso.pregunta.sin_dato)
    dato = re.escape(sin_dato.split()[-1])
    if re.search(r"\b(?:a la mano|aqui|aca|conmigo|ahorita|acuerdo|no se|ni idea|buscar\w*)\b", dicho):
        return False
    return (
        re.fullmatch(
            rf"{sin_dato}(?:\b.*)?|no|nada|ningun[oa]?|(?:no aplica|no corresponde)(?:\b.*)?"
            rf"|(?:no tengo|no tenemos)(?! (?:ni |la mas |idea|todavia|aun|ahora|claro|cerrado|definido|el dato"
            rf"|ese dato|esa ))(?:\b.*)?"
            rf"|(?:\w+ ){{0,4}}?no (?:\w+ ){{0,4}}?(?:hay|tengo|tenemos|tiene|contamos|cuenta|cuento|sac\w+|existe)"
            rf" (?:\w+ ){{0,4}}?{dato}(?: \w+){{0,4}}|(?:\w+ ){{0,3}}?(?:sin|ningun) {dato}(?: \w+){{0,3}}",
            dicho,
        )
        is not None
    )


def reconocer_accion_de_lista(texto: str) -> AccionPedida | None:
    """«Quiero agregar un actor», «quitar uno»: lo mismo que el botón; None si el texto dice algo más."""
    dicho = sin_signos(texto)
    cosas = r"elemento|actor|actora|riesgo|resultado|actividad|organizacion|socio"
    cola = rf"( (un|una|uno|otro|otra|a|mas|de la lista|{cosas}))*"
    cabeza = r"((quiero|quisiera|deseo|necesito|puedo|me|hay que) )*"
    que = next((que for que, verbo in _DE_UNA_LISTA if re.fullmatch(rf"{cabeza}({verbo}){cola}", dicho)), None)
    return AccionPedida(Accion.ELEMENTO, (que,)) if que else None


def reconocer_eleccion(texto: str, duda: Duda | None) -> AccionPedida | None:
    """«La primera», o «sí» y «no» ante una confirmación: la acción equivalente, o None."""
    if duda is None:
        return None
    dice_si, lugar = si_o_no(texto), lugar_escrito(texto)
    de_una = len(duda.opciones) == 1
    if duda.confirma and dice_si is False:
        return AccionPedida(Accion.DEJAR_COMO_ESTA)
    if dice_si and de_una:
        return AccionPedida(Accion.LECTURA, (str(duda.numero), "0"))
    es_un_dato = texto.strip().isdecimal() and not duda.confirma  # «200» puede ser el monto, y no la opción
    lugar = _la_que_se_describe(texto, duda) if lugar is None else lugar
    if lugar is None or lugar >= len(duda.opciones) or es_un_dato:
        return None
    return AccionPedida(Accion.LECTURA, (str(duda.numero), str(lugar)))


def _la_que_se_describe(texto: str, duda: Duda) -> int | None:
    """«La ong es peruana», ante «ONG peruana» y «ONG extranjera»: la única que tiene todo lo que se dice de nuevo."""
    if len(duda.opciones) < 2 or len(texto) > LARGO_DE_UN_PEDIDO or duda.confirma:
        return None
    etiquetas = [_raices_dichas(etiqueta) for etiqueta, _ in duda.opciones]
    de_todas = frozenset[str].intersection(*etiquetas) | (_raices_dichas(duda.texto) - frozenset().union(*etiquetas))
    propias = _raices_dichas(texto) - de_todas
    suyas = [lugar for lugar, etiqueta in enumerate(etiquetas) if propias and propias <= etiqueta]
    return suyas[0] if len(suyas) == 1 else None


_AL_ELEGIR = frozenset("creo q seria nomas pues ps pe un una este esta yo nuestra mi".split())


def _raices_dichas(texto: str) -> frozenset[str]:
    """Las de las palabras con sentido, y los números con cifras: «son dos» es «son 2»."""
    dichas = (str(NUMEROS[una]) if NUMEROS.get(una, 0) > 1 else una for una in palabras(texto) if una not in _AL_ELEGIR)
    return frozenset(raiz(una) for una in dichas if una not in VACIAS or una == "uno")


_ENCARGO = diferida(
    r"(?:(?:m+|eh+|ah?|este|bueno|ok|pues|ya|a ver|no (?:lo )?se|ni idea|creo que|mejor|entonces|por ahora|de repente"
    r"|quizas?|tal vez|oye|si|dale|yo (?:digo|diria)|la verdad)[\s,.;:]{1,4}){0,4}"
    r"(?:pon(?:le|ga(?:le|n)?|gamosle|lo|er)?|anot[ae](?:le|lo|la)?|apunt[ae](?:le|lo|la)?|escrib[ae](?:le|lo|la)?"
    r"|(?:que )?se (?:llame|llama(?:ria|ra)?)|(?:se )?podria (?:ser|llamarse)|puede ser|que sea|digamos que?)"
    r"[\s:]{1,3}(?:(?:que|q|asi|como|nomas|tal cual)[\s:]{1,3})?[\"«“']?(?P<que>[^\s].{2,})"
)
_AL_PENSAR = diferida(r"^(?:(?:m{2,}|e+h+|a+h+|uhm+|hm+)[\s,.…]+)+(?=\S{2})", re.IGNORECASE)
"""«Mmm, la basura se quema»: lo que se dice mientras se piensa no es de la respuesta."""
_NO_SE_ENCARGA = diferida(
    r"(?:(?:un|otro|el|mi|tu) )?ejemplos?\b|cualquier|l[oa] (?:que|mismo|anterior)\b|algo\b|eso\b|nada\b|tu\b|usted\b"
    r"|(?:en|a|al|con) |mas\b|menos\b|otr[oa]s?\b|ahi\b|pendiente"
)


def lo_encargado(texto: str) -> str:
    """La respuesta, si se manda anotar: «mmm no sé, ponle Agua para Celendín»; si no, lo mismo que se escribió.

    Con «ponle lo que quieras», «pon un ejemplo» o «ponga en los riesgos…» no se dicta ninguna.
    """
    hallado = _ENCARGO.fullmatch(plano(texto)) if len(texto) <= LARGO_DE_UN_PEDIDO * 4 else None
    if hallado is None or _NO_SE_ENCARGA.match(plano(texto), hallado.start("que")):
        return _AL_PENSAR.sub("", texto) or texto
    return texto[hallado.start("que") :].strip(" \"»”'")


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
    if paso is not None and not TIPOS[paso.pregunta.tipo].es_libre and _empieza_como_pregunta(texto):
        return True
    if PREGUNTA_DESPUES.match(plano(texto)) is not None:
        return True
    return _FUERTE.match(texto) is not None or PREGUNTA_DIRECTA.match(plano(texto).strip()) is not None


def _empieza_como_pregunta(texto: str) -> bool:
    """En una pregunta de dato. «Como 80 mil» y «que bajen las aguas» son respuestas, aunque no sirvan."""
    return _DE_UN_DATO.match(plano(texto)) is not None


def interroga(texto: str) -> bool:
    """Dice si empieza preguntando, con signos o sin ellos. Solo donde una respuesta no podría empezar así."""
    return _INTERROGA.match(plano(texto).strip(" ¿")) is not None


def pregunta_por_el_permiso(texto: str) -> bool:
    """Dice si pregunta por lo que se le pide aceptar: si está obligado, qué pasa si no, qué es."""
    return len(texto) <= LARGO_DE_UN_PEDIDO and _DEL_PERMISO.search(plano(texto)) is not None


def sello(nombre: str | None, borrador: Borrador, paso: Paso | None) -> str:
    """Lo que distingue los botones de este paso de los de cualquier otro, de este borrador o de otro.

    Lo que escriben los demás integrantes no lo cambia, salvo que a la persona le toque ya otra pregunta.
    """
    suyo = f"{crc32((nombre or '').encode()) & 0xFFFF:04x}{borrador.pasos_dados}"
    if not borrador.es_de_varios:
        return suyo
    return f"{suyo}-{crc32('|'.join(paso.llave if paso else ()).encode()) & 0xFFF:03x}"


def asunto_de(nombre: str | None, llave: Llave) -> str:
    """El asunto de un mensaje que muestra una pregunta: borrador, pregunta y actor."""
    return "|".join((nombre or "", *llave))


def llave_de_asunto(asunto: str) -> tuple[str, Llave] | None:
    """Lo contrario de `asunto_de`: el borrador y la pregunta; None si no es de la entrevista."""
    partes = asunto.split("|")
    return (partes[0], (partes[1], partes[2])) if len(partes) == 3 else None
