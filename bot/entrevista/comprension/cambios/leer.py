"""Qué cambio pide un texto: la única puerta de esta carpeta."""

import re

from bot.entrevista.comprension.cambios.actores import con_otro, mencionados, son_el_mismo
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
from bot.entrevista.comprension.cambios.nuevo import (
    con_lo_nuevo,
    con_mas_texto,
    hay_un_correo,
    hay_un_ruc,
    la_otra_cifra,
    leida_entre,
)
from bot.entrevista.comprension.cambios.por_partes.del_reparto import leer_del_reparto
from bot.entrevista.comprension.cambios.por_partes.senalar import senalar
from bot.entrevista.comprension.cambios.por_partes.sustituir import leer_sustituir
from bot.entrevista.comprension.cambios.quitar import leer_quitar
from bot.entrevista.comprension.cambios.senales import (
    AGREGAR,
    CAMBIAR,
    CONTADO,
    LARGO_DE_UN_CAMBIO,
    LO_ULTIMO,
    QUITAR,
    REPETIDO,
    YA_NO,
    YERRO,
    entre_comillas,
    es_un_pedido,
)
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.palabras import plano, sin_signos

_PREGUNTA = re.compile(
    r"\W*(?:y |pero |oiga |disculpe,? )?(?:(?:en|a|de|con|por|para) )?(?:(?:que|q) (?!(?:la alianza|el (?:titulo"
    r"|nombre|plazo|proyecto)|se (?:llame|quit|borr|elimin|saq|agreg|cambi|corrij|pong|inclu)|diga|sea |quede"
    r"|figure|dure|empiece))|cual|como (?!actor|socio)|quien"
    r"|cuand|cuant"
    r"|donde(?! (?:dice|decia|puse|puso|dije|va))|por que|para que|se puede|es (?:posible|obligatorio|necesario))"
)
_PIDE_CON_PREGUNTA = re.compile(
    r"\W*(?:\w+\W+){0,3}?(?:puedes?|podrias?|podria|se puede|podemos|me (?:lo|la|ayudas?)"
    r"|(?:habra|hay|habria) (?:forma|manera|modo)|(?:sera|seria|es) posible)\b"
)
_COLETILLA = re.compile(r",?\s?¿?\b(?:no|verdad|cierto|s[ií]|ya|ok)\s?\?\s*$", re.IGNORECASE)
_DE_TODO = re.compile(r"\b(?:tod[oa]s?|too+do|datos|borrador(?:es)?|conversacion\w*|cuenta|mensajes?|historial|cero)\b")
_YA_NO_SON = re.compile(r"\bya no (?:son|es|somos|hay)\b|\bahora (?:son|es|somos|hay)\b|\bno (?:son |es )?\d")
_CONTRASTA = re.compile(r"\bno (?:es|son) [^?]*\b(?:es|son|pon\w*) ")
_AGREGA_A_ALGUIEN = re.compile(
    r"\b(?:agreg|inclu|sum|anad|incorpor|pon)\w* (?:tambien |tb )?(?:a (?:la|los|las) |al? )"
)
_HABLA_DE_LO_ESCRITO = re.compile(
    r"(?:dice|decia|figura|esta|estaba|aparece|sale|habla|suena|no (?:es|son|va|me)|pero|demasiado|muy)\b"
)
PALABRAS_SIN_CONFIRMAR = 16
RENGLONES_DE_UN_CAMBIO = 2
"""Con más, es una lista que contesta una pregunta."""


def leer_cambio(texto: str, tenido: Tenido) -> LecturaDeCambio | None:
    """El cambio que pide un texto a lo que ya se tiene; None si no pide ninguno o si parece otra cosa."""
    if len(texto) > LARGO_DE_UN_CAMBIO or len(texto.strip().splitlines()) > RENGLONES_DE_UN_CAMBIO:
        return None
    texto = _COLETILLA.sub("", texto)
    liso = plano(texto)
    pide = any(_PIDE_CON_PREGUNTA.match(oracion) for oracion in re.split(r"[.;]\s", liso))
    if (_PREGUNTA.match(liso) and not _CONTRASTA.search(liso)) or (re.search(r"[?¿]", texto) and not pide):
        return None
    de_la_lista = tenido.renglones and re.search(r"\b(?:el|la) ultim", liso)
    if LO_ULTIMO.fullmatch(sin_signos(texto)) and not de_la_lista:
        return LoUltimo()
    suelto = bool(tenido.renglones) or tenido.delante is None
    libre = tenido.delante is None and not tenido.renglones
    de_paso = libre and _nombra_de_paso(tenido, texto, liso)
    leida = (
        son_el_mismo(tenido, texto)
        or (None if de_paso else _quitar(tenido, texto, liso, suelto=suelto))
        or _dato_inconfundible(tenido, texto, liso)
        or _agregar_o_cambiar(tenido, texto, liso, suelto=suelto)
    )
    de_texto = not isinstance(leida, Cambio) or _es_de_texto(tenido, leida) or _es_una_cifra(tenido, leida)
    if libre and de_texto and not any(la_otra_cifra(tenido, paso.llave, texto) for paso in tenido.pasos):
        leida = leer_sustituir(tenido, texto) or leida
    leida = _segun_el_verbo(tenido, leida, texto, liso) if libre else leida
    if libre and isinstance(leida, Cambio) and leida.que is Que.AGREGA:
        del_actor = leer_del_reparto(tenido, texto) if mencionados(tenido, texto) else None
        leida = leer_sustituir(tenido, texto) or del_actor or leida
    if (leida is None or isinstance(leida, SinHallar | SinValor)) and not de_paso:
        leida = leer_por_indicios(tenido, texto, suelto=suelto) or leida
    if libre and (leida is None or isinstance(leida, SinHallar)):
        leida = leer_del_reparto(tenido, texto) or _senalado(tenido, texto) or leida
    if libre and isinstance(leida, Cambio) and _hay_que_confirmar(tenido, leida, liso):
        leida = Posibles((leida,))
    if isinstance(leida, Cambio) and not suelto and _adelanta(tenido, leida, liso):
        return None
    if isinstance(leida, SinHallar | SinValor) and (not suelto or texto.rstrip().endswith("?")):
        return leida if isinstance(leida, SinValor) and leida.problema else None
    if isinstance(leida, SinHallar) and _DE_TODO.search(plano(leida.dicho)):
        return None
    return leida


def _senalado(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """De qué respuestas puede hablar; si es de una sola y se cita cómo queda, si es eso."""
    if (otra := _con_otra_cifra(tenido, texto)) is not None:
        return otra
    senaladas = senalar(tenido, texto)
    citado = entre_comillas(texto)
    if senaladas is None or len(senaladas.llaves) != 1 or not citado:
        return senaladas
    leida = leida_entre(tenido, senaladas.llaves[0], [citado])
    return Posibles((leida,)) if isinstance(leida, Cambio) and _es_de_texto(tenido, leida) else senaladas


def _con_otra_cifra(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """«Esas 350 familias ya no son, ahora somos 412»: la cifra que se tenía y otra sola. Se pregunta antes."""
    if not any(senal.search(plano(texto)) for senal in (CAMBIAR, YERRO, YA_NO, CONTADO, _YA_NO_SON)):
        return None
    for paso in tenido.pasos:
        if paso.actor is None and (cifra := la_otra_cifra(tenido, paso.llave, texto)):
            leida = con_lo_nuevo(tenido, paso.llave, "", f"es {cifra}", 0)
            return Posibles((leida,)) if isinstance(leida, Cambio) else None
    return None


def _segun_el_verbo(tenido: Tenido, leida: LecturaDeCambio | None, texto: str, liso: str) -> LecturaDeCambio | None:
    """Lo que se pide agregar no reemplaza lo que había, y quien pide quitar una palabra no agrega otras."""
    if isinstance(leida, Cambio) and leida.que is Que.AGREGA and tenido.pregunta(leida.llave).tipo == "lista":
        verbo = _AGREGA_A_ALGUIEN.search(liso)
        quien = con_otro(tenido, texto[verbo.end() :], exige_forma=True) if verbo is not None else None
        return quien or leida
    if not isinstance(leida, Cambio) or not _es_de_texto(tenido, leida):
        return leida
    if leida.que is Que.AGREGA and QUITAR.search(liso):
        return None
    agrega = any(not senal.group().startswith("falt") for senal in AGREGAR.finditer(liso))  # «la falta de agua»
    if leida.que is Que.CAMBIA and agrega and not (CAMBIAR.search(liso) or YERRO.search(liso)):
        return con_mas_texto(tenido, leida.llave, entre_comillas(texto) or str(leida.valor))
    if leida.que is Que.CAMBIA and _HABLA_DE_LO_ESCRITO.match(plano(str(leida.valor))):
        return None
    return leida


def _es_una_cifra(tenido: Tenido, cambio: Cambio) -> bool:
    return tenido.pregunta(cambio.llave).tipo in ("monto", "plazo", "poblacion")


def _es_de_texto(tenido: Tenido, cambio: Cambio) -> bool:
    """Cambia una respuesta escrita con palabras: si se dijo qué decía, se cambia solo eso."""
    return tenido.pregunta(cambio.llave).tipo == "texto"


def _hay_que_confirmar(tenido: Tenido, cambio: Cambio, liso: str) -> bool:
    """Quita, agrega o renombra a alguien en una frase que cuenta más cosas: mejor un toque que un actor de menos."""
    return tenido.pregunta(cambio.llave).tipo in ("actores", "lista") and len(liso.split()) > PALABRAS_SIN_CONFIRMAR


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


def _nombra_de_paso(tenido: Tenido, texto: str, liso: str) -> bool:
    """«Retiren lo del cambio de gestión, la municipalidad lo va a leer»: se quita lo primero, y no la municipalidad."""
    verbo, halladas = QUITAR.search(liso), mencionados(tenido, texto)
    if verbo is None or not halladas:
        return False
    objeto = re.split(r"[,.;:]\s", liso[verbo.end() :], maxsplit=1)[0]
    return len(objeto.split()) > 1 and halladas[0].inicio > verbo.end() + len(objeto)


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
