"""Lo que se pide quitar de una respuesta, y cómo queda sin ello."""

import re
from collections.abc import Sequence

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Que, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import Hace, Oracion
from bot.entrevista.comprension.cambios.por_partes.hojas import Hoja, con_dicho
from bot.entrevista.comprension.cambios.senales import QUITAR
from conocimiento.palabras import VACIAS, plano, posicion_en

_DEJA_SOLO = re.compile(r"\b(?:deja|deje|dejale|dejen|que quede) (?:solo|solamente|nomas|unicamente) (?:lo de |que )?")
_QUE_SE_QUITA = re.compile(
    r"\W{0,2}(?:(?:lo|eso|esa parte|la (?:palabra|frase|parte|mencion)|el termino|de|del|el|la|los|las|que|q|a"
    r"|al)\s){0,5}"
)
_HASTA_DONDE = re.compile(
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
