"""De lo que solo se señalaba, lo que se puede proponer: antes, después y un botón. Nada se hace sin él."""

from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    PorSenalar,
    Posibles,
    SinHallar,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.por_confirmar import de_un_actor, del_proyecto, quien_llega
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Hace, no_pide_nada, oraciones
from bot.entrevista.comprension.cambios.por_evidencia.repasar import se_puede_ofrecer
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_COMENTA = diferida(
    r"\b(?:esta|ta) (?:ok|bien asi|perfecto|conforme)\b|\basi como esta\b|\bcomo dice ahi\b|\bsin observaciones\b"
    r"|\bbonito (?:ha )?quedado?\b"
)
_LECTORES = (
    de_un_actor.como_queda_su_parte,
    del_proyecto.con_mas_problema,
    quien_llega.otro_actor,
    de_un_actor.con_algo_mas,
    de_un_actor.lo_que_lo_motiva,
    de_un_actor.lo_hace_de_otra_manera,
    de_un_actor.sin_una_parte,
    de_un_actor.con_otro_nombre,
    del_proyecto.con_otro_titulo,
    del_proyecto.con_otra_meta,
    del_proyecto.con_otra_fecha,
    del_proyecto.con_otro_inicio,
    del_proyecto.con_el_indicador_completo,
    del_proyecto.con_otro_lugar,
)


def proponer(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído o, si no se sabía cómo queda, el cambio que se puede proponer entero."""
    liso = plano(texto)
    if "?" in texto or no_pide_nada(liso) or _COMENTA.search(liso):
        return leida
    match leida:
        case None | PorSenalar() | SinHallar() | SinValor(problema=""):
            propuesto = next((uno for leer in _LECTORES if (uno := leer(tenido, texto)) is not None), None)
        case Cambio() | Posibles():
            de_otros = {uno.llave for uno in ((leida,) if isinstance(leida, Cambio) else leida.cambios)}
            propuesto = de_un_actor.como_queda_su_parte(tenido, texto)
            if propuesto is None and all(tenido.pregunta(una).tipo == "departamentos" for una in de_otros):
                propuesto = de_un_actor.con_otro_nombre(tenido, texto)
            if propuesto is None or propuesto.llave in de_otros:
                return leida
        case _:
            return leida
    if propuesto is None or not se_puede_ofrecer(tenido, texto, propuesto):
        return leida
    return Posibles((propuesto,)) if any(una.hace is Hace.DICE for una in oraciones(texto)) else leida
