"""Cómo queda una parte con lo que se dice de ella: lo nuevo en su lugar, sumado a lo que había, o sin ello."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Que, Tenido
from bot.entrevista.comprension.cambios.nuevo import con_mas_texto
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, con_dicho
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import PROBABLE, SEGURA, Frase, Hace, Oracion, desde
from bot.entrevista.comprension.cambios.senales import AGREGAR, QUITAR, TAMBIEN
from bot.entrevista.esquema import Linea
from conocimiento.expresiones import diferida
from conocimiento.palabras import VACIAS, plano, posicion_en, raices_con_sentido

_SUMA = diferida(
    rf"\b(?:{TAMBIEN}|aparte de|no (?:es |son |solo )?(?:solo|solamente|nomas|el unico|la unica)|encima)\b"
)
_TAMBIEN = diferida(rf"(?:(?:que|q) )?(?:{TAMBIEN})\s+")
_ES = diferida(
    r"(?:[\s,]{1,2}(?!(?:no|ni|ya no)\b)[a-z]{1,16}){0,6}?[\s,]{0,2}(?:\b(?:es|son|seria|sera"
    r"|serian)\b(?: mas bien| ahora| en realidad)?"
    r"|[:=]|->|→)\s{0,3}(?!no\b)"
)
_ENSEGUIDA = diferida(r"\s{1,2}(?!(?:de|del|no|es|son|que es|a|al|por|y|pero|la|los|el que|ya)\b)(?=[a-z])")
_ANTES_DE_SU_NOMBRE = frozenset("que q lo su el la les le nos a al como".split())
PALABRAS_DELANTE = 6
_Y_NO = diferida(r",? (?:y )?no (\w.*)$")
_MITAD, MINIMO_DE_LETRAS = 0.5, 3


def frases_para(
    hoja: Hoja,
    lineas: Sequence[Linea],
    dichas: Sequence[Oracion],
    frases: Iterable[Frase],
    nombra_al_actor: Callable[[str], bool],
) -> list[Frase]:
    """Las que pueden ser cómo queda esa parte, la mejor primero; las que repiten lo que ya decía, no."""
    suyas = [*_tras_su_nombre(hoja, lineas, dichas), *frases]
    salida: dict[str, Frase] = {}
    for frase in sorted(suyas, key=lambda una: (-una.fuerza, -una.inicio)):
        limpia = _sin_su_nombre(hoja, frase)
        if limpia is not None and not nombra_al_actor(limpia.dicho) and dice_algo_nuevo(hoja, limpia.dicho):
            salida.setdefault(plano(limpia.dicho), limpia)
    return [*salida.values()]


def dice_algo_nuevo(hoja: Hoja, dicho: str) -> bool:
    """Tiene alguna palabra que la parte no tenía."""
    return bool(frozenset(raices_con_sentido(dicho)) - frozenset(raices_con_sentido(hoja.dicho)))


def repite(hoja: Hoja, dicho: str) -> bool:
    """Al menos la mitad de sus palabras son las de esa parte: se cita lo que decía."""
    suyas = frozenset(raices_con_sentido(dicho))
    return bool(suyas) and len(suyas & frozenset(raices_con_sentido(hoja.dicho))) / len(suyas) >= _MITAD


def _nombres(hoja: Hoja) -> list[str]:
    return [plano(nombre) for nombre in hoja.nombres if len(nombre) >= MINIMO_DE_LETRAS]


def _tras_su_nombre(hoja: Hoja, lineas: Sequence[Linea], dichas: Sequence[Oracion]) -> Iterator[Frase]:
    """«Su riesgo es que…», «lo que les motiva es…», «pone el local», «supervisa el sistema»."""
    if not hoja.parte:
        return
    verbos = next((linea.verbos for linea in lineas if linea.clave == hoja.parte), ())
    for una in dichas:
        if una.hace is not Hace.DICE:
            continue
        for nombre in _nombres(hoja):
            if nombre not in una.liso:
                continue
            for suyo in re.finditer(rf"\b{re.escape(nombre)}\b", una.liso):
                if re.search(r"\b(?:no|ni|sin)(?: \w+)?\s$|\blo\s$", una.liso[: suyo.start()]):
                    continue
                if ((es := _ES.match(una.liso, suyo.end())) and (frase := desde(una, es.end(), SEGURA))) or (
                    (y := _ENSEGUIDA.match(una.liso, suyo.end())) and (frase := desde(una, y.end(), PROBABLE))
                ):
                    yield frase
        for verbo in verbos:
            comienzo = plano(verbo).rstrip("*")
            if comienzo not in una.liso:
                continue
            forma = re.escape(plano(verbo)).replace(r"\*", r"\w{0,8}")
            for suyo in re.finditer(rf"(?<!no )(?<!no se )(?<!no lo )\b{forma}\b(?=\s\w)", una.liso):
                if (frase := desde(una, suyo.start(), PROBABLE)) is not None:
                    yield frase


def _sin_su_nombre(hoja: Hoja, frase: Frase) -> Frase | None:
    """De «que a la JASS les motiva cumplir», «cumplir»: lo nuevo empieza tras el nombre de la parte."""
    liso = plano(frase.dicho)
    sobra = _Y_NO.search(liso)
    if sobra is not None and repite(hoja, sobra.group(1)):
        frase = Frase(
            frase.dicho[: sobra.start()],
            frase.inicio,
            frase.inicio + sobra.start(),
            frase.fuerza,
            frase.es_puesta,
            frase.se_suma,
        )
        liso = plano(frase.dicho)
    suyos = [nombre for nombre in _nombres(hoja) if nombre in liso] if hoja.parte else []
    for nombre in sorted(suyos, key=len, reverse=True):
        suyo = re.search(rf"\b{re.escape(nombre)}\s(?:(?:es|son|que es)\s)?", liso)
        if suyo is None or len(liso) <= suyo.end():
            continue
        delante = liso[: suyo.start()].split()
        if len(delante) <= PALABRAS_DELANTE and (not delante or delante[0] in _ANTES_DE_SU_NOMBRE):
            return Frase(
                frase.dicho[suyo.end() :],
                frase.inicio + suyo.end(),
                frase.fin,
                frase.fuerza,
                frase.es_puesta,
                frase.se_suma,
            )
    return frase


def se_suma(dichas: Sequence[Oracion], frase: Frase) -> bool:
    """Lo nuevo va con lo que había: «también», «además», «agrégale», «no solo»."""
    if frase.se_suma:
        return True
    for una in dichas:
        if una.hace is not Hace.DICE:
            continue
        dentro = (frase.inicio - una.inicio, frase.fin - una.inicio)
        fuera = [suma for suma in _SUMA.finditer(una.liso) if not dentro[0] < suma.start() < dentro[1]]
        if fuera or _pide_agregar(una.liso):
            return True
    return False


def _pide_agregar(liso: str) -> bool:
    return any(not senal.group().startswith(("falt", "aument")) for senal in AGREGAR.finditer(liso))


def con(tenido: Tenido, hoja: Hoja, dicho: str, *, suma: bool) -> Cambio | None:
    """Esa parte con lo nuevo, en lugar de lo que decía o, si se suma, detrás."""
    tambien = _TAMBIEN.match(plano(dicho)) if suma else None
    dicho = dicho[tambien.end() :] if tambien is not None else dicho
    if not suma or not hoja.dicho:
        return con_dicho(tenido, hoja, dicho)
    if hoja.parte:
        return con_dicho(tenido, hoja, f"{hoja.dicho.rstrip(' .')}, {dicho}")
    leida = con_mas_texto(tenido, hoja.llave, re.sub(r"^(?:que|q)\s+(?=\w+\s\w+\s\w)", "", dicho, flags=re.IGNORECASE))
    return leida if isinstance(leida, Cambio) else None


_DEJA_SOLO = diferida(r"\b(?:deja|deje|dejale|dejen|que quede) (?:solo|solamente|nomas|unicamente) (?:lo de |que )?")
_QUE_SE_QUITA = diferida(
    r"\W{0,2}(?:(?:lo|eso|esa parte|la (?:palabra|frase|parte|mencion)|el termino|de|del|el|la|los|las|que|q|a"
    r"|al)\s){0,5}"
)
_HASTA_DONDE = diferida(
    r"[,.;:!?]|\b(?:del?|en (?:el|la)) (?:problema|objetivo|beneficio|enunciado|titulo|riesgo)\b|\b(?:porque"
    r"|xq|pq|ya|que ya|por|se|y deja|nomas)\b"
)


def lo_que_se_quita(dichas: Sequence[Oracion]) -> str:
    """De «quita lo de los metales», «metales»; vacío si no se pide quitar nada."""
    for una in dichas:
        if una.hace is not Hace.DICE:
            continue
        verbo = QUITAR.search(una.liso)
        if verbo is None:
            continue
        inicio = _QUE_SE_QUITA.match(una.liso, verbo.end())
        comienzo = inicio.end() if inicio else verbo.end()
        fin = _HASTA_DONDE.search(una.liso, comienzo)
        return una.texto[comienzo : fin.start() if fin else len(una.texto)].strip(" «»\"'“”‘’.,;")
    return ""


def sin_ello(tenido: Tenido, hoja: Hoja, fuera: str) -> Cambio | None:
    """La parte sin eso: toda ella si era de un actor; de un texto, las palabras y el enlace que las une a las otras."""
    if tenido.pregunta(hoja.llave).tipo == "matriz":
        valor = tenido.valor(hoja.llave)
        partes = valor if isinstance(valor, dict) else {}
        return Cambio(Que.QUITA, hoja.llave, {**partes, hoja.parte: None}, f"{hoja.rotulo}: {hoja.dicho}")
    queda = _sin_las_palabras(hoja.dicho, fuera) if fuera and not hoja.parte else None
    return con_dicho(tenido, hoja, queda) if queda else None


def solo_lo_que_queda(tenido: Tenido, hoja: Hoja, dichas: Sequence[Oracion]) -> Cambio | None:
    """«Deja solo lo de menos enfermedades»: lo que se dice que quede, si la parte lo decía así."""
    for una in dichas:
        deja = _DEJA_SOLO.search(una.liso)
        if deja is None:
            continue
        dichas_asi = re.findall(r"\w+", una.liso[deja.end() :])
        liso = plano(hoja.dicho)
        for cuantas in range(len(dichas_asi), 1, -1):
            lugar = posicion_en(liso, " ".join(dichas_asi[:cuantas]))
            if lugar >= 0:
                while dichas_asi[cuantas - 1] in VACIAS:
                    cuantas -= 1
                return con_dicho(tenido, hoja, hoja.dicho[lugar : lugar + len(" ".join(dichas_asi[:cuantas]))])
    return None


def _sin_las_palabras(dicho: str, fuera: str) -> str | None:
    palabras = re.findall(r"\w+", plano(fuera))
    if not palabras:
        return None
    buscado = re.compile(r"\W+".join(map(re.escape, palabras)))
    liso = plano(dicho)
    hallado = buscado.search(liso)
    if hallado is None:
        return None
    antes, despues = liso[: hallado.start()], liso[hallado.end() :]
    enlace_antes = re.search(r"(?:\s(?:y|e|ni|ademas de))?\s(?:(?:con|de|del|en|el|la|los|las|sin)\s){0,2}$", antes)
    if len(palabras) == 1 and (enlace_antes is None or not enlace_antes.group().strip()):
        return None  # «no tiene refrigeradora y…»: lo que queda no se entendería
    enlace_despues = re.match(r"\s?(?:,|\by\b|\be\b)\s?", despues)
    inicio = enlace_antes.start() if enlace_antes else hallado.start()
    fin = hallado.end()
    if enlace_despues is not None and not (enlace_antes and re.match(r"\s(?:y|e|ni)\b", enlace_antes.group())):
        fin += enlace_despues.end()
        return f"{dicho[:inicio].rstrip()} {dicho[fin:].lstrip()}".strip()
    return f"{dicho[:inicio].rstrip(' ,')}{dicho[fin:]}".strip()
