"""Fuera de la entrevista, lo que se pide del borrador dicho de cualquier manera: por el verbo, la cosa y el motivo.

Dentro de ella, esas mismas palabras pueden ser una respuesta, y solo vale la frase entera (`pedidos`).
"""

import re

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.cambios.hacer import lo_que_tiene
from bot.dialogo.borrador.cambios.pedidos import Pedido, cumplir, reconocer
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.borrador.textos.pedidos import lo_de_una_parte
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.cambiar import UNIDADES_DE_DATO
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import POR_OTRO_NOMBRE, actores_nombrados, apuntadas
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Hace, Oracion, oraciones
from bot.entrevista.comprension.cambios.senales import AGREGAR, CAMBIAR, QUITAR, YA_NO, YERRO
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

LARGO_DE_UN_PEDIDO = 220
PALABRAS_DE_UNA_PREGUNTA = 16
_LO_MANDA_OTRO = diferida(r"\s(?:la|el|los|las) (?!vez)\w+\W*$")
"""«Nos envía el archivo la municipalidad»."""
_ARCHIVO = diferida(
    r"\b(?:word|pdf|docx?|excel|archivos?|adjuntos?|documentos?|formato editable|impres[oa]s?|version impresa)\b"
)
_OTRO_DOCUMENTO = diferida(r"\b(?:marco|ley|reglamento|apci|modelo|plantilla|ejemplo|convenio|acta|adenda)\b")
_DEL_MARCO = diferida(r"\b(?:marco|ley|norma|agenda|cooperacion|apci|pais|peru|estado)\b")
_ENVIAR = r"(?:re)?(?:envi|mand|remit|alcanz|adjunt|descarg|imprim|compart|pas|bot|generar?|hac)"
_QUE_LO_MANDE = diferida(
    rf"\b(?:me|nos) (?:(?:lo|la|los) )?(?:puede\w* |podria\w* |vuelve\w* a )?{_ENVIAR}\w*"
    rf"|\b{_ENVIAR}\w{{0,3}}(?:me|nos)(?:l[oa]s?)?\b|\b(?:hacer|haga|haz)(?:me|nos) llegar\b|\breenvi\w+"
    r"|\b(?:mand|envi)[ae] (?:l[oa] )?(?:otr[oa]|de nuevo|nuevamente)\b"
    r"|\b(?:puede\w*|podria\w*) (?:\w+ )?(?:enviar|mandar|remitir|alcanzar|pasar|descargar)(?:me|nos|l[oa])*\b"
)
_LO_NECESITO = diferida(r"\b(?:necesit|quier|quisier|requier|urge)\w* (?:\w+ ){0,4}?$|\bpara imprimir\w*\b")
_NO_LO_TENGO = diferida(
    r"\bno (?:me |se |lo |la |nos |pude |puedo |ha |ya ){0,3}"
    r"(?:encuentr|llega|llego|abre|abri|carg|descarg|baj|recib|aparec)\w*"
    r"|\b(?:se me )?(?:perdi|borr|elimin|extravi)(?:o|e|eron)?\b|\bformate\w+|\bsin querer\b"
)
_OTRA_VEZ = diferida(r"\b(?:otra vez|de nuevo|nuevamente|una vez mas|vuelv[ae]\w* a)\b")
_LEER = diferida(
    r"\b(?:muestr|mostr|ensen|leer?|lea|mand|envi|pas|escrib|copi|cuent|dict|dig|dim|list)\w{0,6}(?:me|nos)?(?:l[oa]s?)?\b"
    r"|\bquiero (?:ver|leer)\w*\b"
)
_ENTERO = diferida(r"\b(?:complet[oa]|enter[oa]|tod[oa]|todit[oa]|de corrido|de principio a fin)\b")
_COMO_QUEDA = diferida(r"\bcomo (?:esta|va|quedo|viene|quedaria|quedara)\b(?: (?:quedando|la propuesta|el documento))?")
_AQUI = diferida(
    r"\b(?:(?:por|en) (?:aqui|aca|este medio|el chat|letras|texto|mensaje)|aqui mismo|por escrito|el chat"
    r"|sin archivo|no (?:me |lo |la |se |los ){0,2}(?:puedo |pude |puede |deja )?abr\w+|no tengo (?:word|para abrir))\b"
)
_QUE_FALTA = diferida(
    r"\b(?:hay|qued\w+|faltan?|tengo|tiene|esta) (?:todavia |aun |ya |siempre )?"
    r"(?:algo|algun\w* \w+|alguna|mucho|cosas|(?:\w+ )?(?:pendientes?|sin (?:llenar|completar|responder)|en blanco"
    r"|por (?:llenar|completar|responder)|vaci[oa]s?))\b"
    r"|\b(?:que|q|cuant[oa]s?|cual(?:es)?)(?: \w+){0,2}? (?:me |nos |le )?"
    r"(?:falta\w*|qued\w+ (?:por|sin|vaci|en blanco|pendiente)\w*)"
    r"|\bya (?:esta|quedo) (?:complet|list|todo|termin)\w*\b.{0,40}\b(?:o|falta)\b"
)
_QUE_CAMBIO = diferida(
    r"\W{0,5}(?:(?:y|oe|oye|a ver|ya|disculpe|digame|dime|joven)\W{1,3}){0,2}(?:que|q|cuales|cual|en (?:que|q))\b"
    r"(?: (?:cosas?|partes?|cambios|se|le|me|lo|es lo (?:que|q))){0,3}(?: (?:ha|han|has|hubo|hizo|hiciste))?"
    r" (?:cambi|modific|corrig|correg|movi|toc|edit)\w{0,3}(?:o|aste|iste|aron|ieron|ado|ido)\b"
)
_SABER_QUE_CAMBIO = diferida(
    r"\b(?:saber|ver|conocer|verificar|revisar|dig\w+|dime|decir\w*|muestr\w+|mostrar\w*|indi[cq]\w+|detall\w+|confirm\w+"
    r"|list\w+|cuent\w+|expli[cq]\w+)(?: \w+){0,3}? (?:que|q|cuales|lo que|en que)(?: (?:cosas?|partes?|puntos?"
    r"|datos?|es|lo que"
    r"|se|le|les|me|nos|ha|han|fue|fueron|usted|ya)){0,4}"
    r" (?:cambi|modific|corrig|correg|movi|toc|edit)\w{0,3}(?:o|aste|iste|aron|ieron|ado|ido|ada|idas?|ados|adas)\b"
)
_DIFERENCIA = diferida(
    r"\bdiferenci\w*\b.{0,60}\b(?:word|version|versiones|anterior|primer[oa]?|antes)\b"
    r"|\b(?:cambios|modificaciones|correcciones|ediciones)\b.{0,30}\b(?:version|anterior|respecto|hubo|hicier\w+|hiciste)\b"
)
_EMPEZAR = (
    r"(?:hacer|hag\w+|arm\w+|abr\w+|empe[cz]\w+|empiec\w+|crear?|inici\w+|comenz\w+|prepar\w+|elabor\w+|vamos con"
    r"|sigamos con)"
)
_OTRO = diferida(
    rf"\b{_EMPEZAR}(?: \w+)? (?:otr[oa]|un[oa]? nuev[oa]|un[oa] mas)\b(?! (?:\w+ )?(?:actor|soci|aliad|resultado|cosa"
    r"|fecha|meta|riesgo|vez|indicador|objetivo|actividad|dia|ano|mes))"
)
_DONDE_SE_PRESENTA = diferida(
    r"\b(?:donde|adonde|a (?:que|q|quien)|ante (?:que|q|quien)|en (?:que|q))\b(?: \w+){0,4}? "
    r"(?:present|entreg|dej|ingres|tramit|llev)(?:o|a|an|amos|ar|ado|arlo|arla)\b"
)


def atender_pedido(sesion: Sesion, texto: str) -> Turno | None:
    """Cumple lo que se pide, dicho de cualquier manera; None si no se pide nada."""
    pedido = reconocer_por_sus_piezas(texto) or reconocer(texto)
    return cumplir(sesion, pedido, texto) if pedido is not None else None


def reconocer_por_sus_piezas(texto: str) -> Pedido | None:
    """Qué se pide de un borrador ya hecho; None si no se pide nada de esto o si se pide cambiarlo."""
    if len(texto) > LARGO_DE_UN_PEDIDO or "\n" in texto.strip():
        return None
    liso, dichas = plano(texto), [una.liso for una in oraciones(texto)]
    libres = [una for una in dichas if QUITAR.search(una) is None and CAMBIAR.search(una) is None]
    entero = _ENTERO.search(liso) or _COMO_QUEDA.search(liso)
    if len(libres) == len(dichas) and _LEER.search(liso) and entero and _AQUI.search(liso):
        return Pedido.LO_ANOTADO
    if any(_pide_el_archivo(una, liso) for una in libres):
        return Pedido.DOCUMENTO
    if len(libres) < len(dichas):
        return None
    compara = any(map(_QUE_CAMBIO.match, dichas)) or _DIFERENCIA.search(liso) or _SABER_QUE_CAMBIO.search(liso)
    if compara and not _DEL_MARCO.search(liso):
        return Pedido.COMPARAR
    if _OTRO.search(liso):
        return Pedido.OTRO
    if len(liso.split()) > PALABRAS_DE_UNA_PREGUNTA or AGREGAR.search(_QUE_FALTA.sub(" ", liso)):
        return None
    if _DONDE_SE_PRESENTA.search(liso):
        return Pedido.PRESENTAR
    return Pedido.COMO_VA if _QUE_FALTA.search(liso) else None


def _pide_el_archivo(oracion: str, liso: str) -> bool:
    """Pide que se le mande, o no lo tiene; si no lo nombra, que sea otra vez."""
    archivo = _ARCHIVO.search(liso)
    if archivo is not None and (_OTRO_DOCUMENTO.search(liso) or _LO_MANDA_OTRO.match(liso, archivo.end())):
        return False
    if _QUE_LO_MANDE.search(oracion):
        otra_vez = any(senal.search(liso) for senal in (_OTRA_VEZ, _NO_LO_TENGO)) or "reenvi" in oracion
        return otra_vez or archivo is not None
    suyo = _ARCHIVO.search(oracion)
    return suyo is not None and (
        _NO_LO_TENGO.search(oracion) is not None or _LO_NECESITO.search(oracion[: suyo.start()]) is not None
    )


# --- «Solo los riesgos», «¿qué pusimos de la JASS?» ------------------------------------------------

LARGO_DE_UNA_VISTA = 200
PARTES_A_LA_VISTA = 12
_SOLO = diferida(
    r"\W{0,5}(?:y |ahora )?(?:solo|solamente|unicamente|nomas)(?: (?:de|lo de|la parte de))? (?:el|la|los|las|lo) "
)
_QUE_SE_MUESTRE = diferida(
    r"\b(?:muestr|mostr|ensen)\w{0,4}(?:me|nos|l[aeo]s?)\b|\b(?:lee|leer|lea)(?:me|nos)(?:l[aeo]s?)?\b"
    r"|\b(?:dime|digame|diganme|decirme|recuerd[ae]me|recordarme|repit[ae]me)\b"
    r"|\bquier\w+ (?:ver|leer|escuchar|saber|oir)|\bescucharl[ao]\b|\bpas[ae]me (?:\w+ )?lo (?:que|q|de)\b"
    r"|\b(?:solo|solamente|unicamente) (?:necesito|quiero|quisiera)\b|\bno me acuerdo\b"
)
_QUE_SE_PUSO = (
    r"(?:pus\w+|quedo|quedaron|quedamos|dij\w+|dice|consign\w+|anot\w+|habiamos|tenemos|figura|sale"
    r"|esta(?:ba)? puest[oa])"
)
_COMO_QUEDO = diferida(
    rf"\W{{0,5}}(?:\w+\W{{1,3}}){{0,4}}?(?:cuant[oa]s?|cual(?:es)?|quien(?:es)?)\b(?: \w+){{0,4}}? {_QUE_SE_PUSO}\b"
    rf"|\W{{0,5}}(?:(?:y|a ver|oe|oye|recuerd\w+)\W{{1,3}}){{0,2}}(?:que|q|como|cuando|donde)"
    r"(?: (?:es|lo|que|q|le|se|hemos|nos|me|cosa|fecha|de|inicio|mes|monto|cifra|nombre|tipo|parte)){0,4}"
    rf" {_QUE_SE_PUSO}\b"
)
_COMO_QUEDO_ESO = diferida(r"\b(?:como|cual|que) (?:quedo|pus\w{2,5})\W{0,3}$")
_PREGUNTA_POR_EL_MARCO = diferida(
    r"\b(?:por que|xq|para que|signific\w+|diferenci\w+|obligatori\w+|marco|apci|ley|se puede|tiene\w? que|debe\w*"
    r"|alianzas|esta(?:ria)? bien|correct[oa])\b"
)
_PLATA = diferida(r"\b(?:plata|dinero)\b")


_NADA_QUE_CAMBIAR = diferida(
    r"[^.;!?,\n]{0,60}\b(?:no|sin|tampoco)(?: \w+){0,2}? (?:corregir|cambiar|modificar|tocar|mover"
    r"|editar)(?:l[oa]s?)?\b"
    r"[^.;!?\n]{0,60}"
)
"""«Todavía no deseo corregir nada»: solo quiere verlo."""


def ver_una_parte(sesion: Sesion, texto: str) -> Turno | None:
    """Muestra lo que se nombra; None si no se pide verlo, si se pide cambiarlo o si no se nombra nada."""
    if sesion.estado.borrador is None or sesion.falta_consentir:
        return None
    tenido = lo_que_tiene(sesion)
    partes = partes_pedidas(tenido, texto)
    if not partes:
        return None
    vistas = [(_rotulo(tenido, una), una.dicho) for una in partes[:PARTES_A_LA_VISTA]]
    llaves = list(dict.fromkeys(una.llave for una in partes))
    botones = [(textos.VER_TODO, Accion.INDICE), (textos.CONTINUAR, Accion.CONTINUAR)]
    cambiar = [sesion.boton(textos.cambiar(textos.nombre_del_dato(llaves[0], tenido)), Accion.CORREGIR, *llaves[0])]
    propias = (tuple(cambiar),) if len(llaves) == 1 else ()
    return sesion.enviar(Mensaje(lo_de_una_parte(vistas), (*propias, *sesion.filas(*botones))))


def partes_pedidas(tenido: Tenido, texto: str) -> list[Hoja]:
    """Las que se piden ver, en el orden del borrador."""
    texto = _NADA_QUE_CAMBIAR.sub(" ", texto)
    liso = plano(texto).replace("al final", "")
    if len(texto) > LARGO_DE_UNA_VISTA or any(senal.search(liso) for senal in (CAMBIAR, QUITAR, AGREGAR, YERRO, YA_NO)):
        return []
    dichas = [una.liso for una in oraciones(texto)]
    pregunta = any(map(_COMO_QUEDO.match, dichas)) or _COMO_QUEDO_ESO.search(liso) is not None
    lo_pide = (
        (pregunta and not re.search(r"\d", liso))
        or _SOLO.match(liso) is not None
        or _QUE_SE_MUESTRE.search(liso) is not None
    )
    if not lo_pide or _PREGUNTA_POR_EL_MARCO.search(liso):
        return []
    como_dichas = [Oracion(una.texto, una.liso, una.inicio, Hace.DICE) for una in oraciones(texto)]
    senaladas = apuntadas(tenido, como_dichas)
    suyos = actores_nombrados(tenido, liso)
    nombradas = [una.hoja for una in senaladas if una.nombre >= POR_OTRO_NOMBRE]
    if not nombradas and not suyos:
        nombradas = [una.hoja for una in senaladas if _se_cuenta(tenido.pregunta(una.hoja.llave).tipo, liso)]
    elegidas = [una for una in nombradas if not una.llave[1] or una.llave[1] in suyos] if suyos else nombradas
    elegidas = elegidas or [una.hoja for una in senaladas if una.por_actor]
    orden = {paso.llave: lugar for lugar, paso in enumerate(tenido.pasos)}
    return sorted(elegidas, key=lambda una: (orden[una.llave], una.lugar))


def _se_cuenta(tipo: str, liso: str) -> bool:
    """«Cuántas familias quedaron», «cuánta plata pusimos»: se nombra por lo que se cuenta."""
    unidad = UNIDADES_DE_DATO.get(tipo)
    return unidad is not None and (
        unidad.search(liso) is not None or (tipo == "monto" and _PLATA.search(liso) is not None)
    )


def _rotulo(tenido: Tenido, hoja: Hoja) -> str:
    de_quien = textos.de_quien(hoja.llave, tenido)
    return f"{hoja.rotulo} ({de_quien})" if de_quien else hoja.rotulo
