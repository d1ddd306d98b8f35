"""Lo que no se escribe con palabras: una fecha, un plazo, un lugar, los ODS, quién responde o un elemento más."""

import re
from collections.abc import Iterator, Sequence

from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_lo_nuevo, leida_entre
from bot.entrevista.comprension.cambios.por_evidencia.apuntar import POR_OTRO_NOMBRE, Apuntada
from bot.entrevista.comprension.cambios.por_evidencia.hojas import con_dicho
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import SEGURA, Hace, Oracion, frases_nuevas
from bot.entrevista.comprension.cambios.senales import sin_negar
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from bot.entrevista.valores.cifras.duraciones import duraciones_en
from bot.entrevista.valores.cifras.fechas import fechas_en
from bot.entrevista.valores.cifras.gente import gente_en
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.lugares import lugares_en
from bot.entrevista.valores.tipos import agregar, elementos, leer, nombre_de
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, posicion_en

DE_LA_QUE_SE_HABLA = 3.0
_ANIO = diferida(r"\b20\d\d\b")
_SE_NIEGA = diferida(r"\b(?:no|ni|decia|puse|desde) (?:\w+ ){0,2}$")
_SE_PASA = diferida(
    r"\b(?:baj|sub|mov|pas|adelant|poster|pon|pong|cambi|corr|seria|deb)\w*(?: \w+){0,3} (?:a|para|en|ser|el)\s$"
)
_UN_ODS = diferida(r"\bods\b\D{0,12}(\d{1,2})\b|\b(\d{1,2})\b(?=[^\d]{0,20}\b(?:ods|salud|educacion)\b)")
_CON_EL_OTRO = diferida(
    r"\b(?:aparte|ademas|junto|complement\w+|tambien|tb|tmb|mas|sum\w+|agreg\w+|aument\w+|inclu\w+|incorpor\w+|anad\w+)\b"
)
_EMPIEZA, _NO_EN = diferida(r"\b(?:arranca|empieza|inicia|comienza)\b"), diferida(r"\bno (?:en|es)\b")
LETRAS_DE_UN_NOMBRE = 5
_QUIEN_RESPONDE = diferida(r"\b(?:respond|responsab|a cargo|encargad)\w*")
_EMPEZAMOS = diferida(
    r"\b(?:arrancari|empezari|iniciari|comenzari)\w+\b|\b(?:arrancamos|empezamos|iniciamos|comenzamos)\b"
    r"|\bel (?:inicio|arranque) (?:es|seria)\b"
)
_OTRO = r"(?:otr[oa]|segund[oa]|2d[oa]|tercer[oa]?|3er|nuev[oa]|un[oa]? (?:nuev[oa] )?)"
_ABREVIADO = diferida(r"\bresp\.\s", re.IGNORECASE)
_ACTOR_NEGADO = diferida(
    r"\b(?:no (?:es|son|seria|deberia ser|debe ser|sea)?|en (?:vez|lugar) de(?: responder)?|si dice|dice"
    r"|ya no)\s?(?:(?:a|la|el|los)\s)?$"
)


def con_otra_fecha(
    tenido: Tenido, texto: str, dichas: Sequence[Oracion], senaladas: Sequence[Apuntada]
) -> LecturaDeCambio | None:
    """La fecha de un resultado, si se habla de ella y se dice una sola que no es la de antes."""
    sitios = [
        una
        for una in senaladas
        if una.hoja.lugar >= 0 and una.peso >= DE_LA_QUE_SE_HABLA and _tipo(tenido, una) == "fecha"
    ]
    plazos = [una.peso for una in senaladas if tenido.pregunta(una.hoja.llave).tipo == "plazo"]
    sitios = [una for una in sitios if una.peso == sitios[0].peso]
    if len(sitios) != 1 or max(plazos, default=0) > sitios[0].peso:
        return None
    hoja = sitios[0].hoja
    nuevas, puestas = dict[str, Cambio](), dict[str, Cambio]()
    for una in dichas:
        if una.hace is not Hace.DICE:
            continue
        for fecha in fechas_en(una.texto, tenido.entorno.hoy):
            dicho = una.texto[fecha.inicio : fecha.fin].strip(" ,;.")
            suya = dicho.isdigit() or plano(dicho) in plano(hoja.dicho) or _SE_NIEGA.search(una.liso[: fecha.inicio])
            cambio = None if suya else con_dicho(tenido, hoja, _con_su_anio(dicho, hoja.dicho))
            if cambio is not None and cambio.valor != tenido.valor(hoja.llave):
                nuevas[cambio.ahora] = cambio
                if _SE_PASA.search(una.liso[: fecha.inicio]):
                    puestas[cambio.ahora] = cambio
    unica = puestas if len(puestas) == 1 else nuevas
    if len(unica) != 1:
        return None
    cambio = next(iter(unica.values()))
    return cambio if sitios[0].por_nombre and len(nuevas) == 1 else Posibles((cambio,))


def _con_su_anio(dicho: str, antes: str) -> str:
    """De «julio», dicho de «diciembre de 2028», «julio de 2028»."""
    suyo = _ANIO.search(antes)
    return f"{dicho} de {suyo.group()}" if suyo is not None and not re.search(r"\d", dicho) else dicho


def _tipo(tenido: Tenido, una: Apuntada) -> str:
    campos = tenido.pregunta(una.hoja.llave).campos
    return next((campo.tipo for campo in campos if campo.clave == una.hoja.parte), "")


def con_otro_responsable(
    tenido: Tenido, dichas: Sequence[Oracion], senaladas: Sequence[Apuntada]
) -> LecturaDeCambio | None:
    """Quién responde por un resultado, si se habla de ello y se afirma un actor que no es el de antes."""
    if not any(_QUIEN_RESPONDE.search(una.liso) for una in dichas):
        return None
    sitios = [una for una in senaladas if una.hoja.es_un_actor and una.nombre >= POR_OTRO_NOMBRE]
    sitios = [una for una in sitios if una.nombre == sitios[0].nombre]
    if len(sitios) != 1:
        return None
    hoja, propio = sitios[0].hoja, tenido.entorno.proponente
    afirmados: list[str] = []
    for una in dichas:
        halladas = menciones(una.liso, actores_de(tenido), tenido.entorno.catalogos)
        for mencion in sorted(halladas, key=lambda m: m.inicio):
            if mencion.cosa.nombre != hoja.dicho and _ACTOR_NEGADO.search(una.liso[: mencion.inicio]) is None:
                afirmados.append(mencion.cosa.nombre)
        if propio != hoja.dicho and (dicho := _el_propio(propio, una.liso)) >= 0:
            afirmados += [propio] if _ACTOR_NEGADO.search(una.liso[:dicho]) is None else []
    distintos = list(dict.fromkeys(afirmados))
    cambio = con_dicho(tenido, hoja, distintos[0]) if len(distintos) == 1 else None
    return Posibles((cambio,)) if cambio is not None else None


def _el_propio(propio: str, liso: str) -> int:
    """Dónde se nombra a quien propone, por una palabra de su nombre; -1 si no se lo nombra."""
    lugares = (posicion_en(liso, palabra) for palabra in propio.split() if len(palabra) >= LETRAS_DE_UN_NOMBRE)
    return min((lugar for lugar in lugares if lugar >= 0), default=-1)


def con_otro_ods(tenido: Tenido, dichas: Sequence[Oracion], mejor: Apuntada) -> LecturaDeCambio | None:
    """Un ODS más; quitar o reemplazar los que había se pide de otras maneras, y no se adivina."""
    tenia = tenido.valor(mejor.hoja.llave)
    numeros = [uno for uno in tenia if isinstance(uno, int)] if isinstance(tenia, list) else []
    for una in dichas:
        if una.hace is not Hace.DICE or not _CON_EL_OTRO.search(una.liso):
            continue
        dichos = [int(uno.group(1) or uno.group(2)) for uno in _UN_ODS.finditer(una.liso)]
        nuevos = [uno for uno in dichos if uno not in numeros]
        if len(nuevos) == 1:
            return leida_entre(tenido, mejor.hoja.llave, [", ".join(map(str, (*numeros, *nuevos)))])
    return None


def con_otro_dato(tenido: Tenido, dichas: Sequence[Oracion], mejor: Apuntada) -> LecturaDeCambio | None:
    """Un plazo, un monto, un lugar o un RUC que se nombra: lo que su validador lea en lo que se afirma."""
    tipo = tenido.pregunta(mejor.hoja.llave).tipo
    frases = [frase.dicho for frase in frases_nuevas(dichas) if frase.fuerza >= SEGURA or tipo == "departamentos"]
    for dicho in frases:
        if tipo == "departamentos" and not lugares_en(dicho, tenido.entorno.catalogos):
            continue
        if (cambio := con_dicho(tenido, mejor.hoja, dicho)) is not None:
            return Posibles((cambio,)) if tipo == "departamentos" else cambio
    for una in dichas:
        afirmado = sin_negar(una.texto)
        if una.hace is Hace.DICE and tipo == "plazo" and duraciones_en(afirmado).dichas:
            leida = con_lo_nuevo(tenido, mejor.hoja.llave, "", afirmado, 0)
            if isinstance(leida, Cambio):
                return Posibles((leida,))
    return None


def por_lo_que_se_pone(tenido: Tenido, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """«Póngale dos años»: una duración solo puede ser el plazo."""
    for frase in frases_nuevas(dichas):
        duraciones = duraciones_en(frase.dicho).dichas if frase.es_puesta else ()
        if len(duraciones) != 1 or duraciones[0].inicio > 0:
            continue
        for paso in tenido.pasos:
            if paso.pregunta.tipo == "plazo" and tenido.valor(paso.llave) is not None:
                leida = con_lo_nuevo(tenido, paso.llave, "", f"es {frase.dicho}", 0)
                return leida if isinstance(leida, Cambio) else None
    return None


def con_otra_gente(tenido: Tenido, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """«1,400 personas» y no familias: la población contada de otra manera."""
    for paso in tenido.pasos:
        tenia = tenido.valor(paso.llave)
        if paso.pregunta.tipo != "poblacion" or not isinstance(tenia, dict):
            continue
        dichos = {
            plano(una.texto[gente.inicio : gente.fin])
            for una in dichas
            if una.hace is Hace.DICE
            for gente in gente_en(sin_negar(una.texto), tenido.entorno.catalogos.unidades)
        }
        otras = [uno for uno in dichos if str(tenia.get("cantidad")) not in uno]
        if len(otras) == 1 and isinstance(leida := con_lo_nuevo(tenido, paso.llave, "", f"es {otras[0]}", 0), Cambio):
            return Posibles((leida,))
    return None


def con_otro_elemento(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """«Un segundo resultado: …»: uno más, detrás de los que había."""
    liso = plano(texto)
    for llave, nombre in _listas(tenido):
        pedido = re.search(rf"\b(?:{_OTRO} ?{nombre}|{nombre} (?:mas|nuevo|adicional|2|3))\b(?!e)", liso)
        if pedido is None:
            continue
        resto = texto[pedido.end() :]
        aparte = re.match(r"[^:]{0,60}:\s*", resto)
        dicho = _ABREVIADO.sub("responsable: ", resto[aparte.end() if aparte else 0 :]).strip(" ,.:")
        dicho = re.sub(r"^(?:(?:consign\w+|pon\w*|que diga|es|seria|que|q)\b[\s:,]*){1,3}", "", dicho)
        pregunta = tenido.pregunta(llave)
        lectura = leer(pregunta, dicho, tenido.entorno) if len(dicho) > 2 else None
        if not isinstance(lectura, Valido):
            continue
        lista = elementos(tenido.valor(llave))
        nuevos = elementos(lectura.valor)[:1]
        nueva: list[Valor] = [*agregar(pregunta, lista, nuevos)]
        if len(nueva) > len(lista):
            return Posibles((Cambio(Que.AGREGA, llave, nueva, ahora=nombre_de(pregunta, nuevos[0])),))
    return None


def _listas(tenido: Tenido) -> Iterator[tuple[Llave, str]]:
    for paso in tenido.pasos:
        if paso.pregunta.tipo == "lista" and tenido.valor(paso.llave) is not None and paso.pregunta.campos:
            yield paso.llave, plano(paso.pregunta.campos[0].rotulo)


def con_otro_inicio(tenido: Tenido, dichas: Sequence[Oracion]) -> LecturaDeCambio | None:
    """«Arrancaríamos en junio»: cuándo empieza, si es otro mes."""
    for una in dichas:
        verbo = _EMPEZAMOS.search(una.liso) or (_EMPIEZA.search(una.liso) if _NO_EN.search(una.liso) else None)
        if una.hace is not Hace.DICE or verbo is None:
            continue
        afirmado = sin_negar(una.texto[verbo.end() :])
        fechas = fechas_en(afirmado, tenido.entorno.hoy)
        for paso in tenido.pasos:
            if paso.pregunta.tipo == "plazo" and tenido.valor(paso.llave) is not None and len(fechas) == 1:
                leida = con_lo_nuevo(tenido, paso.llave, "", f"desde {afirmado.strip(' .')}", 0)
                return Posibles((leida,)) if isinstance(leida, Cambio) else None
    return None
