"""La portada de un borrador de varias organizaciones: qué respondió cada una y a qué versión dio su visto bueno."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Evento, Respondida, Retirado
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Participacion, Propuesta
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, RAPIDO, fila, historia
from tests.apoyo.organizaciones import HECHO, NOMBRES, Alianza, de_doce, de_dos

COORDINA, MUNI, GIZ = "Minera Andes", *NOMBRES[:2]


def propuesta_de(eventos: Sequence[Evento], quien: str = "i0") -> Propuesta:
    return armar(ENTREVISTA, eventos, HECHO, quien)


def portada(eventos: Sequence[Evento]) -> Participacion:
    participacion = propuesta_de(eventos).participacion
    assert participacion is not None
    return participacion


def nota_de_la_matriz(propuesta: Propuesta) -> str:
    todos = (cuadro for seccion in propuesta.secciones for cuadro in seccion.cuadros)
    return next(cuadro.nota for cuadro in todos if cuadro.titulos[1] == "Se encarga de")


def filas(eventos: Sequence[Evento]) -> dict[str, tuple[str, str]]:
    """De cada organización, quién respondió por ella y su visto bueno."""
    return {str(nombre): (str(quien), str(visto)) for nombre, quien, visto in portada(eventos).cuadro.filas}


def entro_y_calla(alianza: Alianza) -> None:
    alianza.invitan("a1")
    alianza.entran("a1")


def corrige_una(alianza: Alianza) -> None:
    entro_y_calla(alianza)
    alianza.responde("i1", ("reparto", "a1"), fila(aporte="la mano de obra"), "la mano de obra")


def confirma(alianza: Alianza) -> None:
    entro_y_calla(alianza)
    alianza.confirma("i1")


def sale_y_deja(alianza: Alianza) -> None:
    confirma(alianza)
    alianza.sale("i1", deja=True)


def sale_y_se_lleva(alianza: Alianza) -> None:
    confirma(alianza)
    alianza.sale("i1", deja=False)


def deja_y_despues_lo_cambia_otra(alianza: Alianza) -> None:
    sale_y_deja(alianza)
    for clave in ("reparto", "estado_compromiso"):
        alianza.responde("i0", (clave, "a1"), fila() if clave == "reparto" else "idea", "lo de hoy")


def la_reemplaza_otra_persona(alianza: Alianza) -> None:
    sale_y_deja(alianza)
    alianza.entran("a1")


def solo_entra_otra(alianza: Alianza) -> None:
    alianza.entran("a2")


def invitada_y_no_entra(alianza: Alianza) -> None:
    alianza.invitan("a1")
    solo_entra_otra(alianza)


@pytest.mark.parametrize(
    ("que_pasa", "lineas"),
    [
        (entro_y_calla, [f"Entró y aún no confirma lo que escribió {COORDINA}"]),
        (corrige_una, [f"Por sí misma, salvo 1 respuesta que escribió {COORDINA}"]),
        (confirma, ["Por sí misma"]),
        (sale_y_deja, ["Por sí misma", "Salió el 24/11/2026 y dejó sus respuestas"]),
        (sale_y_se_lleva, [f"Lo escribió {COORDINA}", "Salió el 24/11/2026"]),
        (deja_y_despues_lo_cambia_otra, [f"Lo escribió {COORDINA}", "Salió el 24/11/2026"]),
        (la_reemplaza_otra_persona, ["Por sí misma"]),
        (solo_entra_otra, [f"Lo escribió {COORDINA}", "Aún no se la invitó"]),
        (invitada_y_no_entra, [f"Lo escribió {COORDINA}", "Invitada el 24/11/2026; aún no entra"]),
    ],
)
def test_dice_quien_respondio_por_cada_una(que_pasa: Callable[[Alianza], None], lineas: list[str]) -> None:
    alianza = Alianza(3)
    que_pasa(alianza)
    assert filas(alianza.eventos)[MUNI][0].split("\n") == lineas
    assert filas(alianza.eventos)[COORDINA] == ("Por sí misma\nCoordina el borrador", "Es quien lo pide")


def test_el_visto_bueno_dice_a_que_version_fue_y_si_despues_cambio() -> None:
    alianza = Alianza(3)
    alianza.entran("a1", "a2")
    assert filas(alianza.eventos)[MUNI][1] == "Aún no se le pidió"
    assert "Todavía no se pidió el visto bueno" in portada(alianza.eventos).resumen
    alianza.piden_visto_bueno()
    assert filas(alianza.eventos)[MUNI][1] == "Se le pidió el 24/11/2026; aún no responde"
    alianza.dan_visto_bueno("i1")
    assert filas(alianza.eventos)[MUNI][1] == "A esta versión, la 1, el 24/11/2026"
    alianza.propone_y_se_acoge("i2")
    assert filas(alianza.eventos)[MUNI][1] == "A la versión 1, el 24/11/2026\nDespués cambió: esta es la 2"
    assert portada(alianza.eventos).resumen.endswith("a la versión 1, el 24/11/2026; después cambió, y esta es la 2.")


@pytest.mark.parametrize("cambia", [{"version_reglas": "2031-01-01"}, {"version": "2031-01-01"}])
def test_cambiar_las_reglas_no_envejece_un_visto_bueno(cambia: dict[str, str]) -> None:
    eventos, otra = de_dos().eventos, replace(ENTREVISTA, **cambia)
    propuesta = armar(otra, eventos, HECHO)
    assert (propuesta.numero, propuesta.participacion) == (1, portada(eventos))
    assert "R45" not in {una.regla for una in propuesta.observaciones}
    dicho = (*eventos, replace(next(uno for uno in eventos if isinstance(uno, Respondida)), crudo="otra cosa"))
    assert "R45" in {una.regla for una in armar(otra, dicho, HECHO).observaciones}


def test_a_quien_entra_despues_de_pedirlo_no_se_le_pidio() -> None:
    alianza = Alianza(3)
    alianza.entran("a1")
    alianza.piden_visto_bueno()
    alianza.entran("a2")
    assert filas(alianza.eventos)[GIZ][1] == "Aún no se le pidió"


def test_quien_coordinaba_al_pedirlo_no_se_lo_pidio_a_si_misma() -> None:
    alianza = de_dos()
    alianza.pasa_la_coordinacion("i1")
    dicho = filas(alianza.eventos)
    assert dicho[COORDINA] == ("Por sí misma", "Aún no se le pidió")
    assert dicho[MUNI] == ("Por sí misma\nCoordina el borrador", "A esta versión, la 1, el 24/11/2026")


def test_todas_reciben_la_misma_portada() -> None:
    eventos = de_doce().eventos
    de_coordinacion, de_socia, de_quien_lee = (
        propuesta_de(eventos, quien).participacion for quien in ("i0", "i1", "i7")
    )
    assert de_coordinacion is not None
    assert de_coordinacion == de_socia == de_quien_lee
    assert "Además, 1 integrante solo lee el borrador." in de_coordinacion.notas
    assert len(de_coordinacion.cuadro.filas) == len(NOMBRES) + 1


def test_a_quien_no_ve_el_ruc_no_se_le_dice_que_falta() -> None:
    eventos = de_dos().eventos
    suya, entera = (propuesta_de(eventos, quien) for quien in ("i1", "i0"))
    assert "20100070970" in repr(entera)
    assert "20100070970" not in repr(suya)
    assert suya.pendientes == entera.pendientes


def test_un_borrador_de_uno_no_lleva_portada_ni_nota() -> None:
    for respuestas in (RAPIDO, AMPLIADO):
        propuesta = armar(ENTREVISTA, historia(respuestas), HOY)
        assert propuesta.participacion is None
        assert nota_de_la_matriz(propuesta) == ""
    invitada = Alianza(2)
    invitada.invitan("a1")
    assert propuesta_de(invitada.eventos).participacion is None, "mientras no entra nadie, lo escribe uno solo"


def test_quien_coordinaba_borra_lo_suyo_y_queda_quien_responde() -> None:
    alianza = de_dos()
    alianza.sale("i0", deja=False)
    (unica,) = portada(alianza.eventos).cuadro.filas
    assert unica[:2] == ("Una organización que el borrador ya no nombra", "Por sí misma")
    assert portada(alianza.eventos).resumen.startswith("De 1 organización, 1 respondió por sí misma.")
    assert COORDINA not in repr(propuesta_de(alianza.eventos))


def test_la_matriz_y_el_anexo_dicen_que_organizacion_lo_dijo() -> None:
    alianza = Alianza(3)
    confirma(alianza)
    alianza.propone_y_se_acoge("i1")
    propuesta = propuesta_de(alianza.eventos)
    assert nota_de_la_matriz(propuesta) == f"Cada organización dijo lo suyo, salvo {GIZ}: lo escribió {COORDINA}."
    quien = {una.pregunta: una.quien for una in propuesta.procedencia}
    assert quien[f"{MUNI}: Qué le toca a cada actor"] == f"{MUNI}, que confirmó lo escrito por {COORDINA}"
    assert quien[f"{GIZ}: Qué le toca a cada actor"] == COORDINA
    assert quien["Duración e inicio"] == f"{COORDINA}, a propuesta de {MUNI}"
    assert not [uno for uno in quien.values() if "persona" in uno]


def test_el_anexo_dice_cuando_lo_dijo_ella_y_no_quien_lo_escribio_antes() -> None:
    alianza = de_dos()
    reparto = next(una for una in propuesta_de(alianza.eventos).procedencia if una.pregunta.startswith(f"{MUNI}: Qué"))
    assert reparto.cuando.startswith("24/11/2026")


def test_lo_que_se_llevo_no_esta_en_ninguna_parte() -> None:
    alianza = Alianza(2)
    entro_y_calla(alianza)
    alianza.responde("i1", ("reparto", "a1"), fila(aporte="SECRETO"), "SECRETO")
    alianza.sale("i1", deja=False)
    assert isinstance(alianza.eventos[-1], Retirado)
    assert "SECRETO" not in repr(propuesta_de(alianza.eventos))
    assert Borrador.de(alianza.eventos).es_de_varios
