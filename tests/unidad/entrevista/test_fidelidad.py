"""Si una oración dice solo lo que dice un pasaje, y si un texto escrito de otra manera sigue diciendo lo mismo."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entrevista.comprension.fidelidad.comparar import Cambio, comparar
from bot.entrevista.comprension.fidelidad.oracion import reparo
from tests.apoyo.rutas import RAIZ
from tests.mediciones.pares import leer_pares

PARES = leer_pares(RAIZ / "tests" / "evaluacion" / "oraciones.yaml")


def test_la_muestra_es_grande_y_de_todas_las_clases() -> None:
    falsas = {uno.clase for uno in PARES if not uno.sostenida}
    assert len(PARES) >= 60
    assert falsas >= {"negacion", "numero", "nombre", "modalidad", "cantidad", "agregado", "papel", "opuesto"}


def test_ninguna_que_el_pasaje_no_dice_se_acepta() -> None:
    assert [
        (uno.clase, uno.oracion) for uno in PARES if not uno.sostenida and not reparo(uno.oracion, uno.pasajes)
    ] == []


def test_se_aceptan_las_que_se_pueden_comprobar() -> None:
    rechazadas = {uno.oracion: reparo(uno.oracion, uno.pasajes) for uno in PARES if uno.clase == "se_acepta"}
    assert {oracion: por_que for oracion, por_que in rechazadas.items() if por_que} == {}


@pytest.mark.parametrize(
    "pasaje", sorted({uno.pasajes[0] for uno in PARES}), ids=range(len({u.pasajes for u in PARES}))
)
def test_sin_su_negacion_su_numero_o_su_fuerza_ninguna_oracion_pasa(pasaje: str) -> None:
    """Quitar, poner o cambiar una sola palabra de las que importan se nota en cualquier oración del marco."""
    if pasaje.rstrip().endswith(":") or len(pasaje) > 260:
        pasaje = f"{pasaje.split(',')[0].rstrip(':')}."
    assert reparo(pasaje, [pasaje]) in ("", "no dice nada que se pueda comparar")
    for cambiada in (
        f"No {pasaje[0].lower()}{pasaje[1:]}",
        pasaje.replace(".", " en 2031."),
        pasaje.replace(".", " de la Contraloría."),
        f"Solo {pasaje[0].lower()}{pasaje[1:]}",
        f"Si conviene, {pasaje[0].lower()}{pasaje[1:]}",
    ):
        assert reparo(cambiada, [pasaje]), cambiada


@pytest.mark.parametrize(
    ("oracion", "dice"),
    [
        ("Es larga" + " y larga" * 60 + ".", "caben 260"),
        ("Mire www.ejemplo.pe.", "enlace"),
        ("Dice «algo» así.", "comillas"),
        ("Está cortada", "punto"),
        ("Una cosa. Otra cosa.", "varias oraciones"),
        ("El perro ladra.", "agrega «perro»"),
    ],
)
def test_dice_por_que_no(oracion: str, dice: str) -> None:
    assert dice in reparo(oracion, ["Los actores firman un convenio."])


def test_basta_una_de_las_fuentes_pero_no_se_juntan_dos() -> None:
    fuentes = ["Las empresas firman el convenio.", "Las comunidades reciben la orientación."]
    assert reparo("Las comunidades reciben la orientación.", fuentes) == ""
    assert reparo("Las comunidades firman el convenio.", fuentes) != ""


ESCRITO = (
    "En 3 comunidades de Espinar no hay agua potable y las mujeres deben caminar dos horas al día hasta el río. "
    "Con Cáritas podemos instalar 12 filtros antes de marzo de 2027, si la Municipalidad da el permiso"
)

CAMBIAN: list[tuple[str, str, Cambio]] = [
    ("3 comunidades", "4 comunidades", Cambio.NUMEROS),
    ("dos horas", "tres horas", Cambio.NUMEROS),
    ("dos horas", "horas", Cambio.NUMEROS),
    ("12 filtros", "filtros", Cambio.NUMEROS),
    ("marzo", "mayo", Cambio.NUMEROS),
    ("2027", "2028", Cambio.NUMEROS),
    ("horas al", "minutos al", Cambio.PALABRAS),
    ("Espinar", "Canas", Cambio.NOMBRES),
    ("Con Cáritas", "Con CARE", Cambio.NOMBRES),
    ("Con Cáritas podemos", "Podemos", Cambio.NOMBRES),
    ("no hay agua", "hay agua", Cambio.NEGACION),
    ("hay agua", "no hay agua", Cambio.NEGACION),
    ("agua potable", "agua sin potable", Cambio.NEGACION),
    ("deben caminar", "pueden caminar", Cambio.FUERZA),
    ("deben caminar", "caminan", Cambio.FUERZA),
    ("podemos instalar", "garantizamos instalar", Cambio.FUERZA),
    ("si la Municipalidad da", "la Municipalidad da", Cambio.CONDICION),
    ("antes de marzo", "después de marzo", Cambio.CONDICION),
    ("hasta el río", "desde el río", Cambio.CONDICION),
    ("las mujeres", "todas las mujeres", Cambio.CANTIDAD),
    ("las mujeres", "algunas mujeres", Cambio.CANTIDAD),
    ("las mujeres", "las niñas", Cambio.PALABRAS),
    ("las mujeres", "las mujeres embarazadas", Cambio.PALABRAS),
    ("agua potable", "agua", Cambio.PALABRAS),
    ("el permiso", "el permiso sostenible e innovador", Cambio.PALABRAS),
    ("el permiso", "los permisos", Cambio.PLURAL),
]


@pytest.mark.parametrize(("esto", "por", "cambio"), CAMBIAN, ids=range(len(CAMBIAN)))
def test_ningun_dato_cambia_sin_que_se_note(esto: str, por: str, cambio: Cambio) -> None:
    assert esto in ESCRITO
    assert cambio in comparar(ESCRITO, ESCRITO.replace(esto, por, 1)).cambios


@pytest.mark.parametrize(
    ("antes", "despues", "nuevas"),
    [
        (ESCRITO, ESCRITO + ".", []),
        ("los niño no tiene agua", "Los niños no tienen agua.", ["niños", "tienen"]),
        ("hace que pierden sus cosecha", "Hace que pierdan sus cosechas.", ["pierdan", "cosechas"]),
        ("se capacitara a 40 jovenes", "Se capacitará a 40 jóvenes.", []),
        ("riego riego para la chacra, y agua", "Riego para la chacra y agua.", []),
        ("falta agua la gente se enferma", "Falta agua; la gente, además, se enferma.", ["además"]),
    ],
)
def test_lo_que_solo_se_escribe_mejor_dice_lo_mismo(antes: str, despues: str, nuevas: list[str]) -> None:
    diferencia = comparar(antes, despues)
    assert diferencia.cambios == ()
    assert [despues[inicio:fin] for inicio, fin in diferencia.nuevas] == nuevas


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        ("la empresa pone dinero y la comunidad pone terreno", "La comunidad pone dinero y la empresa pone terreno."),
        ("la empresa beneficios, la comunidad riesgos", "La empresa riesgos, la comunidad beneficios."),
        ("Cáritas paga a la UGEL de Canas", "La UGEL de Canas paga a Cáritas."),
        ("20 mujeres y 30 varones", "30 mujeres y 20 varones"),
        ("no talan, sí siembran", "talan, no siembran"),
    ],
)
def test_quien_hace_que_no_cambia_de_orden(antes: str, despues: str) -> None:
    assert not comparar(antes, despues).dice_lo_mismo


@pytest.mark.parametrize(("por", "cambia"), [("construiremos", True), ("construimos", False), ("construido", True)])
def test_cuando_pasa_tampoco_cambia(por: str, cambia: bool) -> None:
    assert (Cambio.TIEMPO in comparar("construimos un pozo", f"{por} un pozo").cambios) is cambia


@pytest.mark.parametrize(("veces", "cabe"), [(0.5, False), (0.7, True), (1.4, True), (1.6, False)])
def test_ni_mucho_mas_corto_ni_mucho_mas_largo(veces: float, cabe: bool) -> None:
    antes = "es " * 100
    assert (Cambio.LARGO not in comparar(antes, ("es " * int(100 * veces))).cambios) is cabe


def _textos() -> Iterator[st.SearchStrategy[str]]:
    yield st.text(max_size=300)
    yield st.lists(
        st.sampled_from([*ESCRITO.split(), "no", "solo", "si", "7", "ÑANDÚ", "\u202e", "<b>"]), max_size=40
    ).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(*_textos()), st.one_of(*_textos()))
def test_con_cualquier_texto_lo_nuevo_es_un_trozo_y_uno_mismo_no_cambia(antes: str, despues: str) -> None:
    diferencia = comparar(antes, despues)
    assert all(despues[inicio:fin].strip() for inicio, fin in diferencia.nuevas)
    assert set(comparar(despues, despues).cambios) <= {Cambio.LARGO}
    aceptada: Any = reparo(despues, [antes])
    assert isinstance(aceptada, str)
