"""«Quita a Cáritas», «la GIZ ya no va», «borra el 5», «quita el RUC»."""

import re

from bot.entrevista.comprension.cambios.actores import con_otro, el_repetido, renombrar, sin_esos
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import Cosa, Mencion, el_que_se_nombra, por_nombre, por_numero
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    Posibles,
    Que,
    SinHallar,
    Tenido,
)
from bot.entrevista.comprension.cambios.nuevo import leida_entre
from bot.entrevista.comprension.cambios.senales import QUITAR, REPETIDO, YA_NO, va_al_comienzo
from bot.entrevista.valores.lugares import lugares_en
from bot.entrevista.valores.tipos import mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_ANTES_DE_UN_NOMBRE = diferida(
    r"\s*(?:(?:a|al|el|la|los|las|de|del|lo|actor|socio|tambien|por favor|porfa|mejor|me|nomas|otro|borrador"
    r"|relacion|listado|alianza|proyecto|registro|cuadro|con"
    r"|lista|ahi|participantes|actores"
    r"|riesgo|riesgos|actividad|resultado|en|entre|que dice|pls|y)\b[\s,:]*)*"
)
_TRAS_UN_NOMBRE = diferida(
    r"\s*(?:$|[.,;:!?)\n🙏👍]|\b(?:de (?:la|los|ahi|aqui|mi)|del (?:borrador|proyecto|listado)|por(?:que| favor|fa)"
    r"|xq|porfa|xfa|x fa|pls|que|q|ya|no|como|al final|y|e|de|se|en|si|gracias|nomas|pues|pe|ps|mejor|tambien)\b)"
)
_ENCLITICO = diferida(r"(?:l[aeo]s?|me l[aeo]s?)$")
_EN_SU_LUGAR = diferida(
    r"\b(?:en (?:su|vez de (?:ell?[oa]s?|eso)) ?(?:lugar|reemplazo)?|en su lugar|en reemplazo|por (?:ella"
    r"|el))\s*(?:,\s*)?(?:entra|va|viene|pon\w*|esta|estara|participa|sera|agreg\w+)?\s*(?:a\s+)?"
)


def leer_quitar(tenido: Tenido, texto: str, *, suelto: bool) -> LecturaDeCambio | None:
    """Lo que se quita. `suelto`: no hay una pregunta que se pueda estar contestando, y basta pedirlo."""
    liso = plano(texto)
    verbo = QUITAR.search(liso)
    if REPETIDO.search(liso) and (hallado := el_repetido(tenido, texto)) is not None:
        return hallado
    ya_no = YA_NO.search(liso)
    if verbo is None and ya_no is None:
        return None
    desde = verbo.end() if verbo is not None and ya_no is None and not _ENCLITICO.search(verbo.group()) else 0
    senalados = por_numero(tenido, liso, desde)
    if senalados:
        return _sin_los(tenido, senalados)
    if (lugar := _sin_un_lugar(tenido, texto, verbo)) is not None:
        return lugar
    halladas = _nombradas(tenido, liso, verbo, ya_no, suelto=suelto)
    if halladas:
        reemplazo = _EN_SU_LUGAR.search(liso)
        if reemplazo is not None and (otro := _en_su_lugar(tenido, halladas, texto[reemplazo.end() :])) is not None:
            return otro
        return _sin_los_nombrados(tenido, halladas)
    if verbo is None:
        return None
    if (entero := _sin_la_respuesta(tenido, liso, verbo)) is not None:
        return entero
    dicho = texto[verbo.end() :].strip(" .,;")
    return SinHallar(dicho) if suelto and dicho and len(dicho) <= 60 and not _ENCLITICO.search(verbo.group()) else None


_CON_LO_MISMO = diferida(r"\b(?:con|hace|hara|pone|aporta) (?:lo|las|los) mism[oa]s?\b")


def _nombradas(
    tenido: Tenido, liso: str, verbo: re.Match[str] | None, ya_no: re.Match[str] | None, *, suelto: bool
) -> list[Mencion]:
    """Lo nombrado justo tras el verbo o, si el verbo lleva pronombre o se dice «ya no va», lo nombrado antes."""
    if verbo is not None:
        tras = _ANTES_DE_UN_NOMBRE.match(liso, verbo.end())
        desde = tras.end() if tras else verbo.end()
        halladas = [m for m in por_nombre(tenido, liso, verbo.end()) if _esta_pegada(liso, m, verbo.end())]
        if halladas:
            primera = min(halladas, key=lambda m: (m.inicio, -m.peso))
            juntas = [m for m in halladas if _es_de_la_misma_enumeracion(liso, primera, m)]
            return juntas if primera.inicio <= desde + 1 or _esta_pegada(liso, primera, verbo.end()) else []
        if ya_no is None and not _ENCLITICO.search(verbo.group()) and "uno" not in liso[verbo.end() :].split():
            return []
    del_texto = el_que_se_nombra(tenido, liso)
    if not del_texto:
        return []
    if ya_no is None:
        return del_texto if verbo is not None and del_texto[0].inicio < verbo.start() else []
    return [m for m in del_texto if _es_de_quien_se_dice(liso, m, ya_no, suelto=suelto)]


def _es_de_quien_se_dice(liso: str, mencion: Mencion, ya_no: re.Match[str], *, suelto: bool) -> bool:
    """«La GIZ ya no va» y «ya no va la GIZ»: junto a lo que se dice de él, en la misma oración."""
    antes = mencion.fin <= ya_no.start()
    entre = liso[mencion.fin : ya_no.start()] if antes else liso[ya_no.end() : mencion.inicio]
    al_comienzo = suelto or not antes or va_al_comienzo(liso[: mencion.inicio])
    return al_comienzo and len(entre.split()) <= (5 if antes else 2) and "." not in entre


def _esta_pegada(liso: str, mencion: Mencion, desde: int) -> bool:
    """El verbo, el nombre y nada más: «quitar el plomo del agua» no quita «Agua Limpia»."""
    antes = liso[desde : mencion.inicio]
    limpia = re.fullmatch(rf"(?:{_ANTES_DE_UN_NOMBRE.pattern})(?:[\w\s]+ y a? ?(?:la |el )?)?", antes)
    return limpia is not None and _TRAS_UN_NOMBRE.match(liso, mencion.fin) is not None


def _es_de_la_misma_enumeracion(liso: str, primera: Mencion, otra: Mencion) -> bool:
    if otra.inicio <= primera.fin:
        return otra.inicio == primera.inicio and otra.peso == primera.peso
    return (
        re.fullmatch(r"\s*(?:,|y|e|ni)\s*(?:a\s+|al\s+)?(?:la\s+|el\s+)?", liso[primera.fin : otra.inicio]) is not None
    )


def _sin_los_nombrados(tenido: Tenido, halladas: list[Mencion]) -> LecturaDeCambio:
    """Todos los nombrados si son distintos; si unas mismas palabras son de varios, se pregunta de cuál."""
    primera = halladas[0]
    dudosas = [m for m in halladas if m.inicio == primera.inicio]
    if len(dudosas) > 1:
        return Posibles(tuple(sin_esos(tenido, [m.cosa]) for m in dudosas[:3]))
    misma_lista = [m.cosa for m in halladas if m.cosa.llave == primera.cosa.llave]
    return sin_esos(tenido, misma_lista)


def _sin_los(tenido: Tenido, senalados: list[Cosa]) -> LecturaDeCambio:
    entera = next((una for una in senalados if una.lugar < 0), None)
    if entera is not None:
        return Cambio(Que.QUITA, entera.llave, None)
    return sin_esos(tenido, [una for una in senalados if una.llave == senalados[0].llave])


def _en_su_lugar(tenido: Tenido, halladas: list[Mencion], dicho: str) -> LecturaDeCambio | None:
    """«Ya no va el banco, en su lugar entra la caja»: quien entra no hereda lo que se dijo de quien sale.

    «Con lo mismo», «con las mismas funciones»: sí lo hereda.
    """
    actores = tenido.entrevista.papeles.actores
    if len(halladas) != 1 or halladas[0].cosa.llave[0] != actores:
        return None
    cosa = halladas[0].cosa
    agregado = con_otro(tenido, dicho, exige_forma=False)
    otro = renombrar(tenido, cosa, agregado.ahora) if isinstance(agregado, Cambio) else None
    if not isinstance(otro, Cambio) or not isinstance(otro.valor, list) or _CON_LO_MISMO.search(plano(dicho)):
        return otro
    nuevos = [{k: v for k, v in uno.items() if k != "id"} if lugar == cosa.lugar and isinstance(uno, dict) else uno
              for lugar, uno in enumerate(otro.valor)]  # fmt: skip
    return Cambio(Que.CAMBIA, otro.llave, nuevos, otro.cual, otro.ahora)


def _sin_un_lugar(tenido: Tenido, texto: str, verbo: re.Match[str] | None) -> LecturaDeCambio | None:
    """«Quita Ucayali»: un lugar de los que se dijeron; «quita el ODS 3»."""
    if verbo is None:
        return None
    for paso in tenido.pasos:
        valor, tipo = tenido.valor(paso.llave), paso.pregunta.tipo
        if (
            tipo == "ods"
            and isinstance(valor, list)
            and re.search(r"\bods\b|\bobjetivos? de desarrollo\b", plano(texto))
        ):
            fuera = {int(n) for n in re.findall(r"\b\d{1,2}\b", texto)}
            quedan = [n for n in valor if n not in fuera]
            return leida_entre(tenido, paso.llave, [", ".join(map(str, quedan))]) if len(quedan) < len(valor) else None
        if tipo == "departamentos" and valor and tenido.delante != paso.llave:
            tenia = mostrar(paso.pregunta, valor, tenido.entorno.catalogos)
            for lugar in lugares_en(texto[verbo.end() :], tenido.entorno.catalogos):
                pegado = re.fullmatch(
                    r"\s*(?:(?:a|el|la|de|lo de|provincia|region|departamento|lo)\s+)*",
                    plano(texto[verbo.end() :][: lugar.inicio]),
                )
                suyo = re.search(
                    rf"[,\s]*(?:(?:y|en|provincia de|distrito de)\s+)*\b{re.escape(plano(lugar.nombre))}\b",
                    plano(tenia),
                )
                if pegado and suyo:
                    queda = (tenia[: suyo.start()] + tenia[suyo.end() :]).strip(" ,y")
                    return leida_entre(tenido, paso.llave, [queda])
    return None


def _sin_la_respuesta(tenido: Tenido, liso: str, verbo: re.Match[str]) -> LecturaDeCambio | None:
    """«Borra el RUC»: la respuesta entera, si está dicha y no se dice nada más."""
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):
        pegado = _ANTES_DE_UN_NOMBRE.fullmatch(liso, verbo.end(), nombrado.inicio)
        llave = (nombrado.clave, "")
        if pegado and _TRAS_UN_NOMBRE.match(liso, nombrado.fin) and llave in tenido.borrador.respuestas:
            resto = liso[nombrado.fin :].strip(" .,!")
            if not resto or re.fullmatch(r"(?:por favor|porfa|nomas|pls|que .{0,60}|porque .{0,60}|ya .{0,40})", resto):
                return Cambio(Que.QUITA, llave, None)
    return None
