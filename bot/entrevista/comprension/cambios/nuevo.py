"""Cómo queda una respuesta con lo que se dice de ella: lo nuevo se busca en el texto y lo lee su validador."""

import re
from collections.abc import Iterable

from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    Posibles,
    Que,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.senales import (
    EN_UN_ANIO,
    QUITAR,
    TAMBIEN,
    citas,
    entre_comillas,
    sin_cola,
    sin_cola_de_oracion,
    sin_negar,
    tras_un_conector,
)
from bot.entrevista.esquema import Campo, Pregunta
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.compuestos.campos import CAMPOS
from bot.entrevista.valores.compuestos.tramos import CORREO
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.lugares import lugares_en
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

LARGO_DE_UNA_ORACION = 30
"""Desde este mínimo, una respuesta de texto se escribe en oraciones: lo nuevo empieza con mayúscula."""
_LUGAR_SIN_CATALOGO = diferida(
    r"\b(?:distritos?|caserios?|centros? poblados?|anexos?|comunidad(?:es)?|provincia|cuenca|valle)\s+\w{2,}"
)
_ANTES_DE_UN_NOMBRE = diferida(
    r"^(?:algo (?:as[ií] )?como\s+|(?:el|la|un)\s+(?:t[ií]tulo|nombre)\s+|(?:ahora\s+)?(?:somos|se llama|es)\s+)"
)
_UNIDAD = diferida(r"\s+(?:meses|a[nñ]os?|soles|d[oó]lares|euros|familias|personas|habitantes)\b", re.IGNORECASE)
_OTRA_COSA = diferida(r"\s+(?!nom[aá]s|adem[aá]s|m[aá]s\b|menos\b|\w{1,12}mos\b)([a-záéíóúñ]{3,}s)\b", re.IGNORECASE)
_CUENTA_ALGO = diferida(r"\b(?:que|sino|pero|porque|quien|es|somos|no|muy|cambio|mes|ayer|hoy)\b")
"""Con estas palabras no se llama ninguna organización: es una frase que habla de ella."""
_CONTRASTA = diferida(r"\W*(?:ya\s+)?no\s+(?:es|era|son|seria)\b")
_QUEDA = diferida(
    r"\W*(?:(?:en realidad|ahora|mejor|general|principal|comun|publico|nuevo|correcto|que)\s+){0,3}"
    r"(?:es|son|seria|sera|sea|debe ser|diga)\s+"
)
_ANTES_DE_UN_NUMERO = diferida(r"(?:(?:unas?|unos|como|solo|aprox\w*)\s+)?")
_ODS_QUE_SALE = diferida(rf"{QUITAR.pattern}[^\d,.;]{{0,20}}(\d{{1,2}})\b|\b(\d{{1,2}}) (?:ya )?no\b(?! \d)")
"""«Quita el ODS 14 y pon el 6»."""
_TAMBIEN = diferida(rf"\b(?:{TAMBIEN})\b")
_RUC = diferida(r"\d(?:[\s.-]?\d){8,12}")


def con_lo_nuevo(tenido: Tenido, llave: Llave, parte: str, texto: str, desde: int) -> LecturaDeCambio | None:
    """La respuesta de esa llave con lo que dice el texto desde ahí; None si no dice nada nuevo de ella."""
    pregunta = tenido.pregunta(llave)
    if parte or pregunta.tipo == "compuesto":
        return _en_una_parte(tenido, llave, parte, texto, desde)
    if otra := la_otra_cifra(tenido, llave, texto):
        texto, desde = otra, 0
    dichos = candidatos(pregunta, texto, desde)
    if llave[0] == tenido.entrevista.papeles.objetivo:
        dichos = [_con_su_que(dicho, texto) for dicho in dichos]
    match pregunta.tipo:
        case "ruc":
            dichos = [*_RUC.findall(texto), *_con_otro_final(str(tenido.valor(llave)), texto), *_cifras(texto)]
        case "ods":
            return _ods(tenido, llave, texto)
        case "poblacion":
            dichos = [*_otra_cantidad(tenido, llave, dichos), *(d for d in dichos if re.search(r"[^\W\d]{3}", d))]
        case "plazo":
            dichos = [otro for dicho in dichos for otro in (dicho, f"{dicho} meses") if otro]
        case _:
            pass
    return leida_entre(tenido, llave, dichos)


def la_otra_cifra(tenido: Tenido, llave: Llave, texto: str) -> str:
    """De «dice 350 familias pero el padrón sale 412», «412»: si está lo que se tenía y otra sola cifra, la otra."""
    tenia = tenido.valor(llave)
    cuantos = TIPOS[tenido.pregunta(llave).tipo].numero(tenia) if isinstance(tenia, dict) else None
    numeros = leer_numeros(texto) if cuantos is not None else ()
    otros = [numero for numero in numeros if cuantos not in numero.lecturas]
    if len(numeros) != 2 or len(otros) != 1:
        return ""
    unidad = _UNIDAD.match(texto, otros[0].fin)
    cuenta = _OTRA_COSA.match(texto, otros[0].fin) if unidad is None else None
    if cuenta is not None and plano(cuenta.group(1)) not in tenido.unidades:
        return ""  # «350 familias de dos distritos»
    return f"{texto[otros[0].inicio : otros[0].fin]}{unidad.group() if unidad else ''}"


def leida_entre(tenido: Tenido, llave: Llave, dichos: Iterable[str]) -> LecturaDeCambio | None:
    """El primero de esos textos que su validador admite; si ninguno, por qué."""
    pregunta, tenia, problema = tenido.pregunta(llave), tenido.valor(llave), ""
    dichos = list(dict.fromkeys(d for d in dichos if d))
    for dicho in dichos:
        match leer(pregunta, dicho, tenido.entorno_de(llave)):
            case Valido(valor):
                nuevo = _con_lo_de_antes(pregunta, tenia, valor)
                if nuevo != tenia:
                    habla_de_ella = llave[0] == tenido.entrevista.papeles.proponente and _CUENTA_ALGO.search(
                        plano(dicho)
                    )
                    return SinValor(llave) if habla_de_ella else Cambio(Que.CAMBIA, llave, nuevo)
            case Pide(_, opciones):
                elegidas = _con_su_moneda(pregunta, tenia, [valor for _, valor in opciones])
                elegidas = _dicho_con_meses(tenido, llave, dichos, elegidas) or elegidas
                cambios = tuple(Cambio(Que.CAMBIA, llave, valor) for valor in elegidas if valor != tenia)
                if cambios:
                    return cambios[0] if len(cambios) == 1 else Posibles(cambios[:3])
            case Explicacion(porque):
                problema = problema or porque
    return SinValor(llave, problema) if problema else None


def candidatos(pregunta: Pregunta, texto: str, desde: int) -> list[str]:
    """Lo que puede ser lo nuevo, de lo más a lo menos probable."""
    citado = entre_comillas(texto)
    afirmado = sin_negar(texto[desde:])
    if pregunta.tipo == "texto" and (pregunta.minimo or 0) >= LARGO_DE_UNA_ORACION:
        return _oraciones(pregunta, texto, desde)
    if pregunta.tipo == "texto":
        enseguida = re.match(r"\s*[:=]?\s*([A-ZÁÉÍÓÚÑ¿¡\"'«])", texto[desde:]) is not None
        directo = sin_cola(re.sub(r"^[\s:=]+", "", texto[desde:])) if desde else ""
        tras = [sin_cola(parte) for parte in reversed(tras_un_conector(afirmado))]
        hallados = [citado, directo, *tras] if enseguida else [citado, *tras, directo]
        limpios = [_ANTES_DE_UN_NOMBRE.sub("", dicho) for dicho in hallados]
        return [_con_mayuscula(pregunta, limpio) for limpio in limpios if len(limpio) > 1]
    if pregunta.tipo in ("poblacion", "monto"):
        afirmado = EN_UN_ANIO.sub("", afirmado)
    partes = tras_un_conector(afirmado)
    if pregunta.tipo == "departamentos":
        citados = sorted(citas(texto), key=len, reverse=True)
        return [limpio for parte in (*citados, *reversed(partes), afirmado) if (limpio := sin_cola(parte))]
    cortas = [re.split(r"[,;]\s+(?=\D)|\.\s|\n|\s+(?:y\s+)?no\s|\s[-–—]\s", parte)[0] for parte in partes]
    return [limpio for parte in (*cortas, *partes, afirmado) if (limpio := sin_cola(parte))]


_SU_QUE = diferida(r"^[\s:=]*(?:(?:que|q|k)\s+(?=\w+\s+\w+\s+\w+))?")


def _oraciones(pregunta: Pregunta, texto: str, desde: int) -> list[str]:
    """Lo nuevo de lo que se escribe en oraciones: también puede llevar un «no», y no por eso acaba."""
    resto = texto[desde:]
    _, dos_puntos, tras_dos_puntos = resto.partition(":")
    contrasta = _CONTRASTA.match(plano(resto)) is not None  # «no es que falte agua, es que…»
    partes = [*reversed(tras_un_conector(sin_negar(resto) if contrasta else resto)), resto if desde else ""]
    enseguida = _QUEDA.match(plano(resto))
    tras_decirlo = resto[enseguida.end() :] if enseguida is not None and not contrasta else ""
    hallados = [entre_comillas(texto), tras_dos_puntos if dos_puntos else "", tras_decirlo, *partes]
    limpios = [_SU_QUE.sub("", sin_cola_de_oracion(uno)) for uno in hallados]
    return [_con_mayuscula(pregunta, limpio) for limpio in limpios if len(limpio) > 1]


def _con_su_que(dicho: str, texto: str) -> str:
    """Un objetivo dicho con «que» («cambia el objetivo a que las familias tengan agua») no se entiende sin él."""
    lugar = plano(texto).find(plano(dicho))
    if lugar < 0 or re.search(r"\b(?:que|q|k)\s+$", plano(texto[:lugar])) is None:
        return dicho
    return f"Que {texto[lugar : lugar + len(dicho)]}"


def _con_mayuscula(pregunta: Pregunta, dicho: str) -> str:
    return dicho[:1].upper() + dicho[1:] if (pregunta.minimo or 0) >= LARGO_DE_UNA_ORACION else dicho


def con_mas_texto(tenido: Tenido, llave: Llave, dicho: str) -> LecturaDeCambio | None:
    """Una respuesta escrita con palabras, con otra oración al final."""
    tenia = str(tenido.valor(llave) or "")
    if len(dicho) < 3:
        return SinValor(llave)
    es_de_oraciones = (tenido.pregunta(llave).minimo or 0) >= LARGO_DE_UNA_ORACION
    mas = f". {dicho[:1].upper()}{dicho[1:]}" if es_de_oraciones else f" {dicho}"
    junta = f"{tenia.rstrip(' .')}{mas}" if tenia else dicho
    leida = leida_entre(tenido, llave, [junta])
    return Cambio(Que.AGREGA, llave, leida.valor, ahora=dicho) if isinstance(leida, Cambio) else leida


def con_mas_lugar(tenido: Tenido, llave: Llave, dicho: str) -> LecturaDeCambio | None:
    """El ámbito, con otro lugar."""
    pregunta = tenido.pregunta(llave)
    solo = re.sub(r"^(?:tambi[eé]n\s+)?(?:en\s+|es\s+)?", "", dicho)
    if not lugares_en(solo, tenido.entrevista.catalogos) and _LUGAR_SIN_CATALOGO.search(plano(solo)) is None:
        return None
    tenia = mostrar(pregunta, tenido.valor(llave), tenido.entrevista.catalogos) if tenido.valor(llave) else ""
    return leida_entre(tenido, llave, [f"{tenia}, {solo}" if tenia else solo])


def _en_una_parte(tenido: Tenido, llave: Llave, parte: str, texto: str, desde: int) -> LecturaDeCambio | None:
    """Una parte de una respuesta compuesta; las demás quedan como estaban."""
    pregunta, tenia = tenido.pregunta(llave), tenido.valor(llave)
    partes = {**tenia} if isinstance(tenia, dict) else dict[str, Valor]()
    campo = next((c for c in pregunta.campos if c.clave == parte), None) or _campo_de(pregunta, texto)
    correo = CORREO.search(texto)
    dichos = candidatos(pregunta, texto, desde)
    if campo is not None and campo.tipo == "correo":
        dichos = [correo.group(1)] if correo else dichos
    elif campo is not None and CAMPOS[campo.tipo].es_texto:
        dichos = [sin_cola(uno) for uno in reversed(tras_un_conector(sin_negar(texto[desde:])))]
    problema = ""
    for dicho in dichos:
        if campo is not None:
            lectura = CAMPOS[campo.tipo].leer(campo, dicho, tenido.entorno)
        else:
            lectura = leer(pregunta, dicho, tenido.entorno_de(llave))
        match lectura:
            case Valido(valor):
                nuevo = {**partes, campo.clave: valor} if campo is not None else valor
                if nuevo != tenia:
                    return Cambio(Que.CAMBIA, llave, nuevo)
            case Explicacion(porque):
                problema = problema or porque
            case Pide():
                pass
    return SinValor(llave, problema) if problema else None


def _campo_de(pregunta: Pregunta, texto: str) -> Campo | None:
    """La parte de la que se habla sin nombrarla: un correo es el correo; una persona, quien contacta."""
    if CORREO.search(texto):
        return next((campo for campo in pregunta.campos if campo.tipo == "correo"), None)
    return pregunta.campos[0] if any(campo.tipo == "correo" for campo in pregunta.campos) else None


def hay_un_correo(texto: str) -> bool:
    """Dice si el texto trae un correo."""
    return CORREO.search(texto) is not None


def hay_un_ruc(texto: str) -> bool:
    """Dice si el texto trae algo con la forma de un RUC."""
    return any(len(re.sub(r"\D", "", uno)) == 11 for uno in _RUC.findall(texto))


def _con_otro_final(tenia: str, texto: str) -> list[str]:
    """«Termina en 71, no en 17»."""
    final = re.search(r"\btermina en (\d{1,6})\b", plano(texto))
    if final is None or not tenia.isdecimal():
        return []
    return [tenia[: -len(final.group(1))] + final.group(1)]


def _cifras(texto: str) -> list[str]:
    return re.findall(r"\d{5,}", texto)


def _otra_cantidad(tenido: Tenido, llave: Llave, dichos: list[str]) -> list[str]:
    """La población como se dijo, con otra cantidad: «620» en lugar de «500» en «500 familias de Celendín»."""
    tenia = tenido.valor(llave)
    if not isinstance(tenia, dict) or tenia.get("cantidad") is None:
        return []
    dicho, cuantos, unidad = str(tenia.get("texto")), tenia.get("cantidad"), plano(str(tenia.get("unidad")))
    vieja = next((numero for numero in leer_numeros(dicho) if cuantos in numero.lecturas), None)
    nuevas: list[str] = []
    for uno in dichos:
        numero = next(iter(leer_numeros(uno)), None)
        if vieja is None or numero is None:
            continue
        que, *resto = re.sub(r"^(?:las|los)\s", "", plano(uno[numero.fin :]).strip(" .,;!")).split() or [""]
        if resto or not unidad.startswith(que[:3]):
            continue
        if not que and _ANTES_DE_UN_NUMERO.fullmatch(plano(uno[: numero.inicio])) is None:
            continue  # «el padrón dice 498 familias» sí; «el padrón dice 498», no
        nuevas.append(dicho[: vieja.inicio] + uno[numero.inicio : numero.fin] + dicho[vieja.fin :])
    return nuevas


def _con_lo_de_antes(pregunta: Pregunta, tenia: Valor, nuevo: Valor) -> Valor:
    """De un plazo, lo que no se vuelve a decir (los meses o el comienzo) queda como estaba."""
    if pregunta.tipo != "plazo" or not isinstance(tenia, dict) or not isinstance(nuevo, dict):
        return nuevo
    return {clave: nuevo.get(clave) or tenia.get(clave) for clave in {**tenia, **nuevo}}


def _dicho_con_meses(tenido: Tenido, llave: Llave, dichos: Iterable[str], elegidas: list[Valor]) -> list[Valor]:
    """De «30 meses desde abril de 2027», los meses que se dicen con ese comienzo; ninguno si no se dicen."""
    pregunta, comienzos = tenido.pregunta(llave), [v.get("inicio") for v in elegidas if isinstance(v, dict)]
    if pregunta.tipo != "plazo":
        return []
    leidos = (leer(pregunta, dicho, tenido.entorno_de(llave)) for dicho in dichos)
    enteros = (uno.valor for uno in leidos if isinstance(uno, Valido) and isinstance(uno.valor, dict))
    hallado = next((valor for valor in enteros if valor.get("inicio") and valor.get("inicio") in comienzos), None)
    return [] if hallado is None else [hallado]


def _con_su_moneda(pregunta: Pregunta, tenia: Valor, opciones: list[Valor]) -> list[Valor]:
    """De un monto sin moneda, la que ya tenía; de un comienzo sin meses, los que ya tenía."""
    if not isinstance(tenia, dict):
        return opciones
    valores = [opcion for opcion in opciones if isinstance(opcion, dict)]
    if pregunta.tipo == "monto":
        return [v for v in valores if v.get("moneda") == tenia.get("moneda")] or opciones
    comienzos = {str(v.get("inicio") or "") for v in valores}
    if pregunta.tipo == "plazo" and tenia.get("meses") and len(comienzos) == 1 and (inicio := comienzos.pop()):
        return [{**tenia, "inicio": inicio}]
    return opciones


def _ods(tenido: Tenido, llave: Llave, texto: str) -> LecturaDeCambio | None:
    """«El principal es el 3 y no el 6», «cambia los ODS a 6 y 13»."""
    tenia = tenido.valor(llave)
    numeros = [n for n in tenia if isinstance(n, int)] if isinstance(tenia, list) else []
    dichos = [int(n) for n in re.findall(r"(?<![\d.])\d{1,2}(?![\d%])", sin_negar(texto))]
    todos = [int(n) for n in re.findall(r"(?<![\d.])\d{1,2}(?![\d%])", texto)]
    negados = [n for n in todos if n not in dichos]
    por = re.search(r"\b(\d{1,2})\b\D{0,20}\b(?:por|con)\b\D{0,12}\b(\d{1,2})\b", plano(texto))
    if por is not None and int(por.group(1)) in numeros:
        viejo, nuevo = int(por.group(1)), int(por.group(2))
        return leida_entre(tenido, llave, [", ".join(str(nuevo if n == viejo else n) for n in numeros)])
    if fuera := [int(uno.group(1) or uno.group(2)) for uno in _ODS_QUE_SALE.finditer(plano(texto))]:
        quedan = [n for n in (*numeros, *dichos) if n not in fuera]
        return leida_entre(tenido, llave, [", ".join(map(str, dict.fromkeys(quedan)))]) if quedan else None
    if not dichos:
        return leida_entre(tenido, llave, candidatos(tenido.pregunta(llave), texto, 0))
    if len(dichos) == 1 and (negados or re.search(r"\bprincipal|\bprimer", plano(texto))):
        quedan = [n for n in numeros if n != dichos[0] and (dichos[0] in numeros or n not in negados)]
        dichos = [dichos[0], *quedan]
    if _TAMBIEN.search(plano(texto)) and not negados:
        dichos = [*dict.fromkeys((*numeros, *dichos))]
    return leida_entre(tenido, llave, [", ".join(map(str, dichos))])
