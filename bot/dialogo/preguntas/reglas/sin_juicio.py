"""Decide una parte de un documento del que nadie ha revisado las preguntas: con reglas, y afirmando poco.

Se cita lo mismo se afirme o no: lo que cambia es si se dice que eso contesta.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from bot.dialogo.preguntas.citas import (
    LARGO_RESPUESTA,
    LARGO_SIN_AFIRMAR,
    OTROS_AL_AFIRMAR,
    OTROS_SIN_AFIRMAR,
    citar,
    oraciones_citadas,
    ventana,
)
from bot.dialogo.preguntas.clases import Clase, apoyos
from bot.dialogo.preguntas.parte import LosMismos, ParteContestada, Resultado, ficha_de, raices_del_tema
from bot.dialogo.preguntas.reglas.ausencias import (
    es_de_otro_articulo,
    falta_a_la_vista,
    pide_que_se_haga,
    trae_el_dato,
)
from bot.dialogo.preguntas.reglas.generales import contestar_por_reglas, lo_mas_cercano
from bot.dialogo.turno import Contexto
from conocimiento.formas.definiciones import define_al_frente, terminos_preguntados
from conocimiento.modelo import Cita, Fragmento, Hallazgo, Pasaje, Tramo
from conocimiento.palabras import raiz

DATO_MINIMO = 0.65
"""La probabilidad de que lo citado conteste desde la que se afirma; lo que no se afirma se cita igual, como lo más
cercano. De 390 preguntas a doce normas, cada una con los coeficientes ajustados en las otras once, se afirman 79: 71
contestan, 5 se contestaban en otro pasaje y 3 (de 150) no las dice la norma. Antes eran 79, 54, 12 y 13."""
CERCA, CERCA_SIN_AFIRMAR = 1.0, 2.5
"""Diferencia de puntaje con el citado hasta la que se cita otro pasaje; más, si no se afirma."""
TRATA_ALGO = 0.05
"""La probabilidad de que se trate el tema desde la que se muestran otros pasajes: con menos, en 23 respuestas a doce
normas el segundo no trajo nunca lo que al primero le faltaba."""
PALABRAS_QUE_BASTAN = 2
"""Las de la pregunta, dichas también como las diría una norma, que un pasaje ha de traer para mostrarlo como lo más
cercano aunque sea poco probable que trate el tema."""
_ENTRE_PARRAFOS = 2
"""Los caracteres que separan dos párrafos seguidos en lo leído de un PDF."""


def contestar_sin_juicio(contexto: Contexto, parte: str, clase: Clase, hallazgo: Hallazgo) -> ParteContestada:
    """Devuelve lo decidido, con los pasajes que siguen si no está claro cuál contesta."""
    por_reglas = contestar_por_reglas(contexto, parte, clase, hallazgo)
    if por_reglas.resultado is Resultado.NO_SABE and _dice_lo_suyo(contexto, hallazgo):
        por_reglas = lo_mas_cercano(parte, clase, hallazgo)
    afirma = por_reglas.resultado is Resultado.RESPUESTA and _se_afirma(parte, por_reglas, hallazgo)
    if por_reglas.resultado is Resultado.RESPUESTA and not afirma:
        por_reglas = replace(por_reglas, resultado=Resultado.CERCANO)
    entera = _con_lo_seguido(contexto, replace(por_reglas, confianza=confianza_de_contestar(hallazgo)))
    return _con_los_que_siguen(contexto, entera, hallazgo)


def _dice_lo_suyo(contexto: Contexto, hallazgo: Hallazgo) -> bool:
    """Dice si el mejor pasaje trae bastantes palabras de la pregunta, además de las del título de su documento."""
    if not hallazgo.pasajes:
        return False
    fragmento = hallazgo.pasajes[0].fragmento
    tema = raices_del_tema(ficha_de(fragmento, contexto.fichas))
    texto = f"{fragmento.apartado} {fragmento.texto}"
    suyas = {raiz(palabra) for palabra in apoyos(hallazgo.orientada or hallazgo.consulta, texto, tema, ())}
    return len(suyas) >= PALABRAS_QUE_BASTAN


def _con_lo_seguido(contexto: Contexto, contestada: ParteContestada) -> ParteContestada:
    """Lo mismo, y de un artículo corto, entero: la respuesta puede estar en el párrafo de al lado."""
    cita, fragmento = contestada.cita, contestada.fragmento
    if cita is None or fragmento is None or contestada.clase is Clase.DEFINICION:
        return contestada
    if contestada.resultado is Resultado.CERCANO and fragmento.fin - fragmento.inicio <= LARGO_SIN_AFIRMAR:
        cita = citar(fragmento)
    return replace(contestada, cita=_con_vecinos(contexto, cita, fragmento, LARGO_RESPUESTA))


def _con_vecinos(contexto: Contexto, cita: Cita, fragmento: Fragmento, largo: int) -> Cita:
    """La cita de un fragmento entero, con los de su apartado que van seguidos y caben; si no lo es, la misma."""
    if (cita.inicio, cita.fin) != (fragmento.inicio, fragmento.fin) or not fragmento.paginas or fragmento.cabecera:
        return cita
    if cita.fin - cita.inicio >= largo:  # ya no cabe ninguno
        return cita
    suyos = _de_cada_apartado(LosMismos(contexto.fragmentos)).get((fragmento.documento, fragmento.apartado), [])
    lugar = next((numero for numero, uno in enumerate(suyos) if uno == fragmento), None)
    if lugar is None:
        return cita
    primero = ultimo = lugar
    while True:
        for desde, hasta in ((primero, ultimo + 1), (primero - 1, ultimo)):
            if desde >= 0 and hasta < len(suyos) and _cabe_seguido(suyos[desde : hasta + 1], largo):
                primero, ultimo = desde, hasta
                break
        else:
            return citar(_unidos(suyos[primero : ultimo + 1]))


@lru_cache(1)
def _de_cada_apartado(los: LosMismos[Fragmento]) -> dict[tuple[str, str], list[Fragmento]]:
    """Los que no son filas de una tabla, por su documento y su apartado: no cambian de una pregunta a otra."""
    suyos: defaultdict[tuple[str, str], list[Fragmento]] = defaultdict(list)
    for uno in los.mismos:
        if uno.cabecera is None:
            suyos[uno.documento, uno.apartado].append(uno)
    return suyos


def _cabe_seguido(fragmentos: Sequence[Fragmento], largo: int) -> bool:
    seguidos = all(otro.inicio - uno.fin == _ENTRE_PARRAFOS for uno, otro in pairwise(fragmentos))
    return seguidos and fragmentos[-1].fin - fragmentos[0].inicio <= largo


def _unidos(fragmentos: Sequence[Fragmento]) -> Fragmento:
    """Unos fragmentos seguidos como uno: entre los párrafos de un PDF va siempre un renglón en blanco."""
    primero = fragmentos[0]
    return replace(
        primero,
        texto="\n\n".join(uno.texto for uno in fragmentos),
        fin=fragmentos[-1].fin,
        oraciones=tuple(tramo for uno in fragmentos for tramo in uno.oraciones),
        paginas=tuple(par for uno in fragmentos for par in uno.paginas),
    )


def confianza_de_contestar(hallazgo: Hallazgo) -> float:
    """La probabilidad de que el tema esté, rebajada hasta la mitad si en el pasaje no parece estar el dato."""
    return hallazgo.confianza * (0.5 + 0.5 * hallazgo.dato)


def _se_afirma(parte: str, citada: ParteContestada, hallazgo: Hallazgo) -> bool:
    cita, fragmento = citada.cita, citada.fragmento
    if cita is None or fragmento is None:
        return False
    if define_al_frente(terminos_preguntados(parte), fragmento, Tramo(cita.inicio, cita.fin)):
        return True
    if hallazgo.dato < DATO_MINIMO:
        return False
    if pide_que_se_haga(parte) or es_de_otro_articulo(parte, fragmento.apartado):
        return False
    return not falta_a_la_vista(parte, cita.texto, oraciones_citadas(cita, fragmento))


def _con_los_que_siguen(contexto: Contexto, contestada: ParteContestada, hallazgo: Hallazgo) -> ParteContestada:
    """Cita también otros pasajes: el mejor, si no es el citado; el que trae lo que a este le falta;
    y, si no se afirma o no está claro cuál contesta, los que lo siguen."""
    cita = contestada.cita
    lugar = next((n for n, uno in enumerate(hallazgo.pasajes) if uno.fragmento == contestada.fragmento), None)
    if cita is None or contestada.vacio is not None or lugar is None:
        return contestada
    citado, demas = hallazgo.pasajes[lugar], (*hallazgo.pasajes[:lugar], *hallazgo.pasajes[lugar + 1 :])
    primero = demas[0] if lugar else _el_que_lo_trae(contestada, cita, hallazgo, demas)
    afirma = contestada.resultado is Resultado.RESPUESTA
    cerca, caben = (CERCA, OTROS_AL_AFIRMAR) if afirma else (CERCA_SIN_AFIRMAR, OTROS_SIN_AFIRMAR)
    siguen = [primero] if primero is not None else []
    if contestada.confianza >= TRATA_ALGO:
        siguen += [uno for uno in demas if uno is not primero and citado.puntuacion - uno.puntuacion < cerca]
    tambien: list[tuple[Cita, Fragmento]] = []
    for uno in siguen:
        if len(tambien) == caben:
            break
        otra = _con_vecinos(contexto, _de_otro(uno, contestada, hallazgo), uno.fragmento, LARGO_RESPUESTA)
        if not any(_empieza_en(otra, una) for una in (cita, *(una for una, _ in tambien))):
            tambien.append((otra, uno.fragmento))
    return replace(contestada, tambien=tuple(tambien))


def _empieza_en(una: Cita, otra: Cita) -> bool:
    return una.documento == otra.documento and otra.inicio <= una.inicio < otra.fin


def _de_otro(otro: Pasaje, contestada: ParteContestada, hallazgo: Hallazgo) -> Cita:
    largo = LARGO_RESPUESTA if contestada.resultado is Resultado.RESPUESTA else LARGO_SIN_AFIRMAR
    return citar(otro.fragmento, ventana(otro, contestada.clase, hallazgo.consulta, largo))


def _el_que_lo_trae(
    contestada: ParteContestada, cita: Cita, hallazgo: Hallazgo, demas: Sequence[Pasaje]
) -> Pasaje | None:
    """De los demás pasajes, el primero que trae a la vista lo que se pide por su forma, si el mejor no lo trae."""
    fragmento = contestada.fragmento
    if fragmento is None or trae_el_dato(contestada.parte, oraciones_citadas(cita, fragmento)) is not False:
        return None
    for uno in demas:
        otra = _de_otro(uno, contestada, hallazgo)
        if trae_el_dato(contestada.parte, oraciones_citadas(otra, uno.fragmento)):
            return uno
    return None
