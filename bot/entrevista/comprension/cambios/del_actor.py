"""Lo que se cambia de un actor: cómo se llama, de qué tipo es y en qué estado está su participación."""

import re

from bot.entrevista.comprension.cambios.actores import de_otro_tipo, lista_de, mencionados, renombrar
from bot.entrevista.comprension.cambios.lo_anotado.cosas import Cosa
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.senales import CAMBIAR, es_un_pedido, sin_cola, va_al_comienzo
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.lectura import Pide, Valido
from bot.entrevista.valores.textos import leer_opcion
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano

_ES = diferida(
    r"\s{0,2},?\s{0,2}(?:ya\s{1,2})?(?:al final\s{1,2})?(?:es|son|no es [^,]{2,30},? (?:es|sino)|pon(?:l[aeo]"
    r"|ga(?:l[aeo])?)?(?:\s{1,2}como)?|va como"
    r"|cambial[aeo] (?:a|como)|seria|en realidad es|figura como|(?:figura|esta|salio"
    r"|quedo) mal,? es)\s{1,2}(?:una?\s{1,2}|de\s{1,2})?(?:tipo\s{1,2})?"
)
_SE_LLAMA = diferida(
    r"\s{0,2},?\s{0,2}(?:(?:en realidad|ahora|ya|se\s)*\s{0,2}(?:se\s)?(?:llaman?|escriben?|dice|denomina)"
    r"|(?:por(?! fav|fa)|a|con|como|=|:|→|->)"
    r"|(?:cambial[aeo]|ponl[aeo]|corrigel[aeo]|renombral[aeo])\s{1,2}(?:a|por|como|con)"
    r"|(?:esta |va |figura |salio |quedo )?(?:mal (?:escrit\w|puest\w)|con su nombre completo|cambio de nombre"
    r"|cambio su nombre)\s{0,2}[,:]?\s{0,2}(?:es|a|por|se llama)?\s{0,2}|(?:su|el)\snombre\s(?:correcto\s)?es"
    r"|deberia\s{1,2}(?:decir|ser|llamarse)|debe\s{1,2}(?:decir|ser|llamarse)"
    r"|(?:que|q|k)\s{1,2}(?:diga|sea|se llame))\s{0,2}:?\s{1,2}"
)
_EXTRANJERA = diferida(
    r"\b(?:extranjer\w|internacional|no (?:es )?peruan\w|espan\w+|aleman\w*|ital\w+|franc\w+|suiz\w|belg\w+"
    r"|holand\w+|canad\w+|japon\w*|estados unidos|europ\w+|ingl\w+)\b"
)
_PERUANA = diferida(r"\b(?:peruan\w+|nacional|local|aca|aqui|peru|(?:nuestro|mi|este) pais)\b")
CUANTOS_TIPOS = 3
"""Si puede ser de más, no se dijo de qué tipo es."""
_NIEGA = diferida(r"(?<![\s,;])[\s,;]++(?:y\s+|e\s+|pero\s+|que\s+)?no\s+", re.IGNORECASE)
_COMPROMISO = diferida(r"\b(?:firm\w+|carta|convenio|convers\w+|hablamos|interes|compromis\w+)\b")
_RECIENTE = diferida(
    r"\b(?:ya (?:firm\w+|no|mand\w+|envi\w+|tene\w+|hay|convers\w+|hablamos|esta)|ayer|hoy|al final|update"
    r"|actualiz\w+|no (?:ha|a|es exacto|han)"
    r"|solo|todavia|en realidad|anoche|recien|corrij\w+|cambi\w+|pon\w*)\b"
)


def leer_del_actor(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    """El cambio que se pide de un actor nombrado. `suelto`, como al quitar."""
    halladas = mencionados(tenido, texto)
    if not halladas:
        return None
    mencion, liso = halladas[0], plano(texto)
    leidas = [_de_ese_actor(tenido, texto, m.cosa, m.inicio, m.fin, suelto=suelto) for m in halladas[:3]]
    cambios = tuple(uno for uno in leidas if isinstance(uno, Cambio))
    if len(halladas) > 1 and len(cambios) > 1:
        return Posibles(cambios)
    if leidas[0] is not None:
        return leidas[0]
    antes = liso[: mencion.inicio]
    nombre = re.search(
        r"\b(?:el|su) nombre (?:correcto |real |completo )?(?:de|del|de la|de los)?\s*(?:la |el |los )?$", antes
    )
    if (
        nombre is not None
        and (es := re.match(r"\s*,?\s*(?:es|seria|esta mal,? es)\s+", liso[mencion.fin :])) is not None
    ):
        return _con_otro_nombre(tenido, mencion.cosa, sin_cola(texto[mencion.fin + es.end() :]))
    senal = next((s for s in CAMBIAR.finditer(antes)), None)
    if senal is not None and (suelto or es_un_pedido(liso, senal)) and len(antes[senal.end() :].split()) <= 4:
        por = _SE_LLAMA.match(liso, mencion.fin)
        if por is not None:
            return _con_otro_nombre(tenido, mencion.cosa, sin_cola(texto[por.end() :]))
    return None


def _de_ese_actor(
    tenido: Tenido, texto: str, cosa: Cosa, inicio: int, fin: int, *, suelto: bool
) -> LecturaDeCambio | None:
    liso = plano(texto)
    al_comienzo = va_al_comienzo(liso[:inicio])
    if (suelto or al_comienzo) and (estado := _de_su_compromiso(tenido, texto, cosa)) is not None:
        return estado
    if al_comienzo and (es := _ES.match(liso, fin)) is not None:
        if (otro := _de_tipo(tenido, cosa, texto[es.end() :], "ong" in liso)) is not None:
            return otro
        if re.search(r"realidad|ahora", es.group()):
            return _con_otro_nombre(tenido, cosa, sin_cola(texto[es.end() :]))
    llamada = _SE_LLAMA.match(liso, fin)
    pedido = any(suelto or es_un_pedido(liso, s) for s in CAMBIAR.finditer(liso[:inicio]))
    dice_llamarse = llamada is not None and re.search(
        r"llam|escrib|escrit|puest|denomin|nombre|cambia|ponl|corrig|renombr|deb", llamada.group()
    )
    if llamada is not None and (pedido or (al_comienzo and dice_llamarse)):
        return _con_otro_nombre(tenido, cosa, sin_cola(texto[llamada.end() :]))
    return None


def _con_otro_nombre(tenido: Tenido, cosa: Cosa, dicho: str) -> LecturaDeCambio | None:
    """Se llama de otra manera; «ponla como municipalidad» no es un nombre: es su tipo."""
    llano = comparable(re.sub(r"^una?\s+", "", dicho))
    for tipo in tenido.entorno.catalogos.tipos_actor:
        if llano in {comparable(nombre) for nombre in (tipo.etiqueta, *tipo.sinonimos)}:
            return de_otro_tipo(tenido, cosa, tipo.etiqueta)
    return renombrar(tenido, cosa, dicho)


def _de_tipo(tenido: Tenido, cosa: Cosa, dicho: str, dice_ong: bool) -> LecturaDeCambio | None:
    """De qué tipo es: lo afirmado y, si nombra dos, cuál de los dos."""
    opciones = tuple(o for o in tenido.entrevista.pregunta(tenido.entrevista.papeles.tipo_proponente).opciones)
    afirmado = sin_cola(_NIEGA.split(dicho)[0]).strip(" ,;.") or dicho
    if len(afirmado.split()) > 8:
        return None
    es_ong = dice_ong or not {"ong", "ongs"}.isdisjoint(plano(cosa.nombre).split())
    if es_ong or lista_de(tenido)[cosa.lugar].get("tipo") in ("ongd", "eniex"):
        if _EXTRANJERA.search(plano(afirmado)):
            return de_otro_tipo(tenido, cosa, "ong extranjera")
        if _PERUANA.search(plano(afirmado)):
            return de_otro_tipo(tenido, cosa, "ong peruana")
    lectura = leer_opcion(afirmado, opciones)
    if isinstance(lectura, Pide) and 1 < len(lectura.opciones) <= CUANTOS_TIPOS:
        leidas = [de_otro_tipo(tenido, cosa, etiqueta) for etiqueta, _ in lectura.opciones]
        cambios = tuple(uno for uno in leidas if isinstance(uno, Cambio))
        if len(cambios) > 1:
            return Posibles(cambios[:3])
    if isinstance(lectura, Valido) or re.fullmatch(r"[\w\s.()]{2,40}", afirmado):
        return de_otro_tipo(tenido, cosa, afirmado)
    return None


def _de_su_compromiso(tenido: Tenido, texto: str, cosa: Cosa) -> LecturaDeCambio | None:
    """«La minera ya firmó el convenio»: en qué estado está su participación."""
    liso, clave = plano(texto), tenido.entrevista.papeles.compromiso
    if not clave or _COMPROMISO.search(liso) is None or _RECIENTE.search(liso) is None or "\n" in texto.strip():
        return None
    if tenido.delante is not None and tenido.delante[0] == clave:
        return None
    llave: Llave = (clave, str(lista_de(tenido)[cosa.lugar].get("id")))
    if tenido.delante == llave or all(paso.llave != llave for paso in tenido.pasos):
        return None
    afirmado = re.sub(r"\b(?:ya )?no (?:es|esta|a|ha|hemos) [^,.;]*", " ", liso)
    lectura = leer_opcion(afirmado, tenido.pregunta(llave).opciones)
    if isinstance(lectura, Valido):
        return Cambio(Que.CAMBIA, llave, lectura.valor) if lectura.valor != tenido.valor(llave) else None
    if isinstance(lectura, Pide):
        cambios = tuple(
            Cambio(Que.CAMBIA, llave, valor) for _, valor in lectura.opciones[:3] if valor != tenido.valor(llave)
        )
        return (cambios[0] if len(cambios) == 1 else Posibles(cambios)) if cambios else None
    return None
