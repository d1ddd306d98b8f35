"""Qué cambio pide un texto: la única puerta de esta carpeta."""

import re

from bot.entrevista.comprension.cambios.actores import son_el_mismo
from bot.entrevista.comprension.cambios.agregar import leer_agregar
from bot.entrevista.comprension.cambios.cambiar import leer_cambiar
from bot.entrevista.comprension.cambios.indicios import leer_por_indicios
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    LoUltimo,
    Posibles,
    Que,
    SinHallar,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.lo_que_sobra import sin_lo_que_sobra
from bot.entrevista.comprension.cambios.nuevo import (
    con_lo_nuevo,
    hay_un_correo,
    hay_un_ruc,
)
from bot.entrevista.comprension.cambios.por_confirmar.proponer import proponer
from bot.entrevista.comprension.cambios.por_evidencia import conciliar
from bot.entrevista.comprension.cambios.por_evidencia.decidir import aunque_pregunte
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import no_pide_nada
from bot.entrevista.comprension.cambios.por_evidencia.repasar import repasar
from bot.entrevista.comprension.cambios.quitar import leer_quitar
from bot.entrevista.comprension.cambios.senales import (
    AGREGAR,
    CAMBIAR,
    LARGO_DE_UN_CAMBIO,
    LO_ULTIMO,
    QUITAR,
    REPETIDO,
    YA_NO,
    YERRO,
    es_un_pedido,
)
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, sin_signos

_PREGUNTA = diferida(
    r"\W*(?:y |pero |oiga |disculpe,? )?(?:(?:en|a|de|con|por|para) )?(?:(?:que|q) (?!(?:(?:el|la|los|las"
    r"|nuestr[oa]s?) \w+(?![^?]{0,300}\?)|se (?:llame|quit|borr|elimin|saq|agreg|cambi|corrij|pong|inclu)|diga"
    r"|sea |quede"
    r"|figure|dure|empiece|insista|(?:lo|la|le|los) moleste))|cual|como (?!actor|socio)|quien"
    r"|cuand|cuant"
    r"|donde(?! (?:dice|decia|puse|puso|dije|va))|por que|para que|se puede|es (?:posible|obligatorio|necesario))"
)
_PIDE_CON_PREGUNTA = diferida(
    r"\W*(?:\w+\W+){0,3}?(?:puedes?|podrias?|podria|se puede|podemos|me (?:lo|la|ayudas?)"
    r"|(?:habra|hay|habria) (?:forma|manera|modo)|(?:sera|seria|es) (?:posible|tan amable))\b"
)
_COLETILLA = diferida(r",?\s?¿?\b(?:no|verdad|cierto|s[ií]|ya|ok)\s?\?\s*$", re.IGNORECASE)
_DUDA_DE_UNA_CIFRA = diferida(r"(\d)\s?\?+")
"""«350?? son 530 familias» no pregunta nada."""
_NO_TRAS_LA_CIFRA = diferida(
    r"^\W*(?:(?:uy|perdon|disculpa|ay|ah)\W+)?(?:no\W{1,2}(?:eran? |son )?)?"
    r"(?P<era>\d[\d.,]*(?: mil)?(?: [a-zñáéíóú]{3,20})?)\W{0,2} no\W{1,2}"
    r"(?:son |es |eran? |sino |mejor )?(?P<es>\d.*)$",
    re.IGNORECASE,
)
"""«No 500 no, 600», «80 no, son 95»: lo mismo que «no son 500, son 600»."""
_SOLO_CUENTA = diferida(
    r"\W*(?:(?:perdon|disculp\w+|ah|uy|ay|ya|mejor|en realidad|al final|corrijo|pero|no)\W{1,3}){0,3}"
    r"(?:son|eran|seran|serian|somos|fueron) (?:como |unas? |unos )?(?P<es>\d[\d.,]*(?: mil)? (?P<que>[a-z]{3,30}))"
    r"(?:\W{1,3}(?:nomas|no mas|en total|en realidad|pues|ps|ah|perdon|disculp\w+|en verdad|mas bien)){0,2}\W*$"
)
_SE_CONTESTAN_CONTANDO = frozenset({"poblacion", "lista", "matriz", "compuesto"})
_SE_PUEDE_QUE = diferida(
    r"\W{0,3}(?:\w+\W{1,3}){0,4}?(?:se puede|se podria|sera posible|seria posible|puede ser|podria ser)\s(?:que|q)\s"
)
_MIL_DISCULPAS = diferida(r"\bmil (?:disculpas|gracias|perdones|excusas)\b", re.IGNORECASE)
_DE_TODO = diferida(r"\b(?:tod[oa]s?|too+do|datos|borrador(?:es)?|conversacion\w*|cuenta|mensajes?|historial|cero)\b")
_SE_FUE = diferida(
    r"\bya no\b|\bse (?:nos )?(?:bajo|bajaron|retir|sali|corri|abri|desanim|apart|desvincul|deslig|fue|fueron"
    r"|ech|ca)\w*"
    r"|\b(?:desisti|renunci|declin)\w+|\b(?:dijo|dijeron) que no\b|\bde mas\b|\b(?:queda|quedo|sale|salio"
    r"|va) (?:a)?fuera\b"
    r"|\b(?:sale|salen|salio|salieron|deja|dejo) (?:de )?(?:la|esta|nuestra)\b|\bal final no\b|\bfuera\W*$"
    r"|\bno (?:consider|inclu|tom|cuent)\w+|\bque no (?:vaya|este|figure|salga)"
)
"""Que alguien se fue; «no entra» o «no quiere que…» también se dicen de lo que hará."""
_EN_OTRO_MOMENTO = diferida(
    r"\b(?:despues|luego|cuando|hasta|mientras|una vez|al (?:acabar|terminar|cierre|final del)|termin\w+"
    r"|acab\w+|a partir"
    r"|en adelante|futuro|anos?|meses|sigue\w?|segui\w+|queda (?:a cargo|con)|asum\w+|se encarga\w*)\b"
)
_CONTRASTA = diferida(r"\bno (?:es|son) [^?]*\b(?:es|son|pon\w*) ")
RENGLONES_DE_UN_CAMBIO = 2
"""Con más, es una lista que contesta una pregunta."""


def leer_cambio(texto: str, tenido: Tenido) -> LecturaDeCambio | None:
    """El cambio que pide un texto a lo que ya se tiene; None si no pide ninguno o si parece otra cosa."""
    if len(texto) > LARGO_DE_UN_CAMBIO or len(texto.strip().splitlines()) > RENGLONES_DE_UN_CAMBIO:
        return None
    if (al_reves := _NO_TRAS_LA_CIFRA.match(texto)) is not None:
        texto = f"no son {al_reves['era']}, son {al_reves['es']}"
    if (cuenta := _otra_cuenta(tenido, texto)) is not None:
        texto = cuenta
    if not _es_libre(tenido):
        return _leer(_sin_rodeos(texto, tenido), tenido)
    texto = sin_lo_que_sobra(texto)
    return proponer(tenido, texto, repasar(tenido, texto, _leer(_sin_rodeos(texto, tenido), tenido)))


def _otra_cuenta(tenido: Tenido, texto: str) -> str | None:
    """«Eran 150 artesanas», ante una pregunta que no se contesta contando, corrige cuántas se dijo que eran."""
    dicha = _SOLO_CUENTA.match(plano(texto))
    if dicha is None or tenido.delante is None or dicha["que"] not in tenido.unidades:
        return None
    papeles, pregunta = tenido.entrevista.papeles, tenido.pregunta(tenido.delante)
    se_nombra = pregunta.clave in (papeles.proponente, papeles.titulo)
    if not se_nombra and (TIPOS[pregunta.tipo].es_libre or pregunta.tipo in _SE_CONTESTAN_CONTANDO):
        return None
    for respuesta in tenido.borrador.respuestas.values():
        valor = respuesta.valor
        if isinstance(valor, dict) and plano(str(valor.get("unidad"))) == dicha["que"] and valor.get("cantidad"):
            return f"no son {valor['cantidad']} {dicha['que']}, son {texto[dicha.start('es') : dicha.end('es')]}"
    return None


def _es_libre(tenido: Tenido) -> bool:
    """No hay ninguna pregunta delante ni lista a la vista: lo escrito solo puede cambiar lo anotado."""
    return tenido.delante is None and not tenido.renglones


def _sin_rodeos(texto: str, tenido: Tenido) -> str:
    """De «¿se puede que se llame…?» y «mil disculpas, …», lo que se pide."""
    texto = _DUDA_DE_UNA_CIFRA.sub(r"\1", _COLETILLA.sub("", texto))
    if not _es_libre(tenido):
        return texto
    texto = _MIL_DISCULPAS.sub("disculpas", texto)
    rodeo = _SE_PUEDE_QUE.match(plano(texto))
    return f"que {texto[rodeo.end() :].partition('?')[0]}" if rodeo is not None else texto


def _leer(texto: str, tenido: Tenido) -> LecturaDeCambio | None:
    liso = plano(texto)
    pide = any(_PIDE_CON_PREGUNTA.match(oracion) for oracion in re.split(r"[.;]\s", liso))
    libre = _es_libre(tenido)
    pregunta = (_PREGUNTA.match(liso) and not _CONTRASTA.search(liso)) or (re.search(r"[?¿]", texto) and not pide)
    if pregunta:
        return aunque_pregunte(tenido, texto) if libre else None
    de_la_lista = tenido.renglones and re.search(r"\b(?:el|la) ultim", liso)
    if LO_ULTIMO.fullmatch(sin_signos(texto)) and not de_la_lista:
        return LoUltimo()
    suelto = bool(tenido.renglones) or tenido.delante is None
    de_paso = libre and conciliar.nombra_de_paso(tenido, texto)
    leida = (
        son_el_mismo(tenido, texto)
        or (None if de_paso else _quitar(tenido, texto, liso, suelto=suelto))
        or _dato_inconfundible(tenido, texto, liso)
        or _agregar_o_cambiar(tenido, texto, liso, suelto=suelto)
    )
    libre = libre and not no_pide_nada(liso)
    leida = conciliar.afinar(tenido, texto, leida) if libre else leida
    if (leida is None or isinstance(leida, SinHallar | SinValor)) and not de_paso:
        leida = leer_por_indicios(tenido, texto, suelto=suelto) or leida
    if libre:
        leida = conciliar.conciliar(tenido, texto, leida)
    if libre and (leida is None or isinstance(leida, SinHallar)):
        leida = conciliar.senalar_o_leer(tenido, texto) or leida
    if libre and isinstance(leida, Cambio) and conciliar.hay_que_confirmar(tenido, leida, liso):
        leida = Posibles((leida,))
    if isinstance(leida, Cambio) and not suelto and _adelanta(tenido, leida, liso):
        return None
    if isinstance(leida, Cambio | Posibles) and _cuenta_lo_que_pasara(tenido, leida, liso):
        return None
    if isinstance(leida, SinHallar | SinValor) and (not suelto or texto.rstrip().endswith("?")):
        return leida if isinstance(leida, SinValor) and leida.problema else None
    if suelto and isinstance(leida, SinHallar | SinValor) and no_pide_nada(liso):
        return None
    if isinstance(leida, SinHallar) and _DE_TODO.search(plano(leida.dicho)):
        return None
    return leida


def _adelanta(tenido: Tenido, cambio: Cambio, liso: str) -> bool:
    """Diría algo que aún no se preguntó, sin pedirlo: «En la zona de Ucayali falta agua» cuenta el problema."""
    delante = tenido.delante
    if (
        delante is None
        or cambio.llave in tenido.borrador.respuestas
        or not TIPOS[tenido.pregunta(delante).tipo].es_libre
    ):
        return False
    return not any(es_un_pedido(liso, senal) for senal in CAMBIAR.finditer(liso))


def _quitar(tenido: Tenido, texto: str, liso: str, *, suelto: bool) -> LecturaDeCambio | None:
    verbo = QUITAR.search(liso)
    if verbo is not None and not suelto and not es_un_pedido(liso, verbo) and not _solo_pide_quitar(liso, verbo):
        return None
    if verbo is None and not (YA_NO.search(liso) or REPETIDO.search(liso)):
        return None
    return leer_quitar(tenido, texto, suelto=suelto)


def _cuenta_lo_que_pasara(tenido: Tenido, leida: Cambio | Posibles, liso: str) -> bool:
    """Ante una pregunta que se contesta con palabras, «la universidad no entra después» es la respuesta."""
    delante, cambio = tenido.delante, leida.cambios[0] if isinstance(leida, Posibles) else leida
    if delante is None or not TIPOS[tenido.pregunta(delante).tipo].es_libre:
        return False
    if cambio.que is not Que.QUITA or QUITAR.search(liso) or REPETIDO.search(liso):
        return False
    return _SE_FUE.search(liso) is None or _EN_OTRO_MOMENTO.search(liso) is not None


def _solo_pide_quitar(liso: str, verbo: re.Match[str]) -> bool:
    """«Quitar a la comunidad Ponga»: el verbo, «a» y un nombre; «Quitar el plomo del agua» no es de nadie."""
    return (
        re.match(r"\W*$", liso[: verbo.start()]) is not None and re.match(r"\s+al? ", liso[verbo.end() :]) is not None
    )


def _dato_inconfundible(tenido: Tenido, texto: str, liso: str) -> LecturaDeCambio | None:
    """Un RUC o un correo, con algo que diga que corrige: no hace falta nombrarlo."""
    if not (
        YERRO.search(liso)
        or CAMBIAR.search(liso)
        or AGREGAR.search(liso)
        or "termina en" in liso
        or tenido.delante is None
        or re.search(r"\b(?:ruc|correo|e-?mail)\b", liso)
    ):
        return None
    for paso in tenido.pasos:
        tipo = paso.pregunta.tipo
        es_suyo = (tipo == "ruc" and (hay_un_ruc(texto) or "ruc" in liso.split())) or (
            any(campo.tipo == "correo" for campo in paso.pregunta.campos) and hay_un_correo(texto)
        )
        if es_suyo and paso.llave != tenido.delante and paso.actor is None:
            return con_lo_nuevo(tenido, paso.llave, "", texto, 0)
    return None


def _agregar_o_cambiar(tenido: Tenido, texto: str, liso: str, *, suelto: bool) -> LecturaDeCambio | None:
    agrega, cambia = AGREGAR.search(liso), CAMBIAR.search(liso)
    primero_agrega = agrega is not None and (cambia is None or agrega.start() < cambia.start())
    orden = (leer_agregar, leer_cambiar) if primero_agrega else (leer_cambiar, leer_agregar)
    for leer in orden:
        if (leida := leer(tenido, texto, suelto=suelto)) is not None:
            return leida
    return None
