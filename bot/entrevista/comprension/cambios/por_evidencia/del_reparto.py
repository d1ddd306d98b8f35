"""«La JASS también pone el local», «a la muni le motiva…»: lo que le toca a un actor, sin ir a su pregunta."""

import re
from dataclasses import replace

from bot.entrevista.comprension.cambios.actores import identificador_de, mencionados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import LecturaDeCambio, Posibles, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, con_dicho, hojas, se_dice_alguno
from bot.entrevista.comprension.cambios.senales import (
    AGREGAR,
    CAMBIAR,
    QUITAR,
    TAMBIEN,
    UNA_OPINION,
    YERRO,
    es_claro,
    sin_cola,
    tras_un_conector,
)
from bot.entrevista.pasos import PROPONENTE
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.matriz import leer_matriz
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_NOSOTROS = diferida(
    r"\b(?:nosotr[oa]s|de nuestra parte|nuestr[oa]|nos (?:motiva|mueve|interesa|toca|encargamos|comprometemos)"
    r"|ponemos|aportamos|ganamos|damos|hacemos|asumimos|arriesgamos)\b"
)
_TAMBIEN = diferida(rf"\b(?:{TAMBIEN}|aparte|agreg\w+|anad\w+|sum(?:a|e|ale|ele)|aument\w+ (?:que|q))\b")
_RODEOS = diferida(
    rf"(?:[\s,:]|(?:q|que|{TAMBIEN}|ya|ahora|al final|en realidad|y|lo (?:que|q)|a ell[oa]s?"
    r"|nuestr[oa]s?|a|nosotr[oa]s)\b)*"
)
_ADEMAS_DE = diferida(r",?\s(?:ademas|aparte|fuera) de\b.*$", re.DOTALL)
_VERBO_INICIAL = diferida(
    r"(?:(?:corrig|corrij|cambi|pon|actualiz)\w*[,:]?\s+)?(?:es|son|seria|sera|debe ser|que es|que sea)\s+"
)
_CIFRA_SOLA, _CIFRA_INICIAL = diferida(r"\d{1,3}"), diferida(r"^\d{1,3}(?=\s)")
_NO_DICE_COMO_QUEDA = diferida(
    rf"^(?:no|algo|diga|digan|de mas|repetid\w|{UNA_OPINION})\b"
    r"|\b(?:baj|sub|cambi|qued|pas|aument|reduc|dobl)(?:a|o|e|aron|io) (?:a|en|de|al?)\b"
)
_GERUNDIO = diferida(r"^[a-z]{2,}(?:ando|iendo|yendo)\b")
"""«Vi a los técnicos arreglando un tubo» cuenta lo que pasó, y no lo que harán."""
_NIEGA = diferida(r"^\W*(?:ya )?no\b|\bno (?:mueva|cambie|toque|borre|haga)\w*\b")
PALABRAS_DE_UNA_PARTE = 25
ALCANCE_DEL_NOMBRE = 60  # letras entre el nombre de la parte y el del actor


def leer_del_reparto(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """Cómo queda una parte de lo que le toca a un actor; None si no se dice de quién o de qué parte.

    Si no se pide cambiarla y ya decía algo, se pregunta antes.
    """
    liso = plano(texto)
    if _NIEGA.search(liso) or QUITAR.search(liso):
        return None
    for identificador, inicio, fin in _de_quien(tenido, texto, liso):
        suyas = [hoja for hoja in hojas(tenido) if hoja.llave[1] == identificador and _es_de_la_matriz(tenido, hoja)]
        if not suyas:
            continue
        dicha = _nombrada_antes(suyas, texto, liso, inicio, fin) or _dicha_despues(tenido, suyas, texto, fin)
        if dicha is None:
            continue
        hoja, nuevo = dicha
        sobra = any(senal.search(plano(nuevo)) for senal in (_GERUNDIO, _NO_DICE_COMO_QUEDA))
        if sobra or len(nuevo.split()) > PALABRAS_DE_UNA_PARTE:
            continue
        if any(otra is not hoja and otra.dicho and plano(otra.dicho) in plano(nuevo) for otra in suyas):
            continue  # repite lo que ya se anotó en otra parte: habla de ella
        if _CIFRA_SOLA.fullmatch(nuevo) and _CIFRA_INICIAL.match(hoja.dicho):
            nuevo = _CIFRA_INICIAL.sub(nuevo, hoja.dicho)  # «ponemos 450», de «400 mil soles»
        suma = hoja.dicho and _TAMBIEN.search(liso)
        cambio = con_dicho(tenido, hoja, f"{hoja.dicho.rstrip(' .')}, {nuevo}" if suma else nuevo)
        if cambio is not None:
            pide = bool(suma) or any(senal.search(liso) for senal in (CAMBIAR, YERRO, AGREGAR))
            lo_pide = not hoja.dicho or (pide and es_claro(liso))
            return cambio if lo_pide else Posibles((cambio,))
    return None


def _es_de_la_matriz(tenido: Tenido, hoja: Hoja) -> bool:
    return tenido.pregunta(hoja.llave).tipo == "matriz"


def _de_quien(tenido: Tenido, texto: str, liso: str) -> list[tuple[str, int, int]]:
    """El identificador del actor y dónde se nombra; de quien propone, dónde habla de «nosotros»."""
    nombrados = [
        (identificador_de(tenido, mencion), mencion.inicio, mencion.fin) for mencion in mencionados(tenido, texto)
    ]
    if nombrados:
        return nombrados if len(nombrados) == 1 else []
    nosotros = _NOSOTROS.search(liso)
    return [(PROPONENTE, nosotros.start(), nosotros.start())] if nosotros else []


def habla_de_quien_propone(tenido: Tenido, liso: str) -> bool:
    """Dice «nosotros», o una palabra del nombre de quien propone."""
    return _NOSOTROS.search(liso) is not None or se_dice_alguno((tenido.entorno.proponente or "").split(), liso)


def _nombrada_antes(suyas: list[Hoja], texto: str, liso: str, inicio: int, fin: int) -> tuple[Hoja, str] | None:
    """«La motivación de la JASS es…», «como riesgo de la muni pon…»: la parte, el actor y lo nuevo."""
    desde = max(0, inicio - ALCANCE_DEL_NOMBRE)
    for hoja in suyas:
        for nombre in hoja.nombres:
            if re.search(rf"\b{re.escape(plano(nombre))}\b(?: \w+){{0,4}} ?$", liso[desde:inicio]) is None:
                continue
            for dicho in reversed(tras_un_conector(texto[fin:])):
                if limpio := _limpio(dicho):
                    return hoja, limpio
    return None


def _dicha_despues(tenido: Tenido, suyas: list[Hoja], texto: str, fin: int) -> tuple[Hoja, str] | None:
    """«La JASS pone el local»: el verbo dice qué parte es."""
    resto = texto[fin:]
    corte = re.search(r"\.\s|\n", resto)
    resto = resto[: corte.start()] if corte else resto
    resto = resto[_tras_los_rodeos(resto) :]
    pregunta = tenido.pregunta(suyas[0].llave)
    lectura = leer_matriz(resto, pregunta.lineas, pregunta.maximo or len(texto), replace(tenido.entorno, previo=None))
    if not isinstance(lectura, Valido) or not isinstance(lectura.valor, dict):
        return None
    dichas = [(clave, dicho) for clave, dicho in lectura.valor.items() if isinstance(dicho, str) and dicho]
    hoja = next((una for una in suyas if len(dichas) == 1 and una.parte == dichas[0][0]), None)
    nuevo = _limpio(str(dichas[0][1])) if hoja is not None else ""
    return (hoja, nuevo) if hoja is not None and nuevo else None


def _limpio(dicho: str) -> str:
    """Sin «es» delante ni lo que se dice de más detrás: «, además de la mano de obra»."""
    sobra = _ADEMAS_DE.search(plano(dicho))
    dicho = dicho[: sobra.start()] if sobra else dicho
    verbo = _VERBO_INICIAL.match(plano(dicho))
    return sin_cola(dicho[verbo.end() :] if verbo else dicho)


def _tras_los_rodeos(resto: str) -> int:
    hallado = _RODEOS.match(plano(resto))
    return hallado.end() if hallado else 0
