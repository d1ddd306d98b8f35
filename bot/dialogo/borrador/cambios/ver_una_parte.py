"""«Solo los riesgos», «¿qué pusimos de la JASS?»: lo anotado de lo que se nombra, y nada más."""

import re

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.cambios.hacer import lo_que_tiene
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
from conocimiento.palabras import plano

LARGO = 200
PARTES_A_LA_VISTA = 12
_SOLO = re.compile(
    r"\W{0,5}(?:y |ahora )?(?:solo|solamente|unicamente|nomas)(?: (?:de|lo de|la parte de))? (?:el|la|los|las|lo) "
)
_QUE_SE_MUESTRE = re.compile(
    r"\b(?:muestr|mostr|ensen)\w{0,4}(?:me|nos|l[aeo]s?)\b|\b(?:lee|leer|lea)(?:me|nos)(?:l[aeo]s?)?\b"
    r"|\b(?:dime|digame|diganme|decirme|recuerd[ae]me|recordarme|repit[ae]me)\b"
    r"|\bquier\w+ (?:ver|leer|escuchar|saber|oir)|\bescucharl[ao]\b|\bpas[ae]me (?:\w+ )?lo (?:que|q|de)\b"
    r"|\b(?:solo|solamente|unicamente) (?:necesito|quiero|quisiera)\b|\bno me acuerdo\b"
)
_QUE_SE_PUSO = (
    r"(?:pus\w+|quedo|quedaron|quedamos|dij\w+|dice|consign\w+|anot\w+|habiamos|tenemos|figura|sale"
    r"|esta(?:ba)? puest[oa])"
)
_COMO_QUEDO = re.compile(
    rf"\W{{0,5}}(?:\w+\W{{1,3}}){{0,4}}?(?:cuant[oa]s?|cual(?:es)?|quien(?:es)?)\b(?: \w+){{0,4}}? {_QUE_SE_PUSO}\b"
    rf"|\W{{0,5}}(?:(?:y|a ver|oe|oye|recuerd\w+)\W{{1,3}}){{0,2}}(?:que|q|como|cuando|donde)"
    r"(?: (?:es|lo|que|q|le|se|hemos|nos|me|cosa|fecha|de|inicio|mes|monto|cifra|nombre|tipo|parte)){0,4}"
    rf" {_QUE_SE_PUSO}\b"
)
_COMO_QUEDO_ESO = re.compile(r"\b(?:como|cual|que) (?:quedo|pus\w{2,5})\W{0,3}$")
_PREGUNTA_POR_EL_MARCO = re.compile(
    r"\b(?:por que|xq|para que|signific\w+|diferenci\w+|obligatori\w+|marco|apci|ley|se puede|tiene\w? que|debe\w*"
    r"|alianzas|esta(?:ria)? bien|correct[oa])\b"
)
_PLATA = re.compile(r"\b(?:plata|dinero)\b")


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
    liso = plano(texto).replace("al final", "")
    if len(texto) > LARGO or any(senal.search(liso) for senal in (CAMBIAR, QUITAR, AGREGAR, YERRO, YA_NO)):
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
