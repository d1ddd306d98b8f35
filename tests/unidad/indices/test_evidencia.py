"""Los rasgos de si el pasaje trae el dato: qué falta, qué sobra y de qué clase es lo que se pide."""

import pytest

from conocimiento.modelo import Fragmento, Tramo
from conocimiento.palabras import MESES, NUMEROS
from indices.confianza.evidencia import RASGOS_DE_EVIDENCIA, calcular_evidencia
from indices.palabras.lexico import IndiceLexico

ORACIONES = [
    "El puente de Ilo se abrió al tránsito en 1998.",
    "Costó más que el muelle.",
    "Lo pintó la empresa Andina.",
]
TEXTO = " ".join(ORACIONES)
LEXICO = IndiceLexico([TEXTO, "La feria de Tacna reúne a los artesanos cada octubre.", "El tren sube despacio."])


def crear_fragmento() -> Fragmento:
    tramos: list[Tramo] = []
    for oracion in ORACIONES:
        inicio = TEXTO.index(oracion)
        tramos.append(Tramo(inicio, inicio + len(oracion)))
    return Fragmento("a.txt", "1", "", TEXTO, 0, len(TEXTO), tuple(tramos))


def rasgos(consulta: str) -> dict[str, float]:
    valores = calcular_evidencia(LEXICO, LEXICO.buscar(consulta), consulta, crear_fragmento(), 0.85, None)
    return dict(zip(RASGOS_DE_EVIDENCIA, valores, strict=True))


@pytest.mark.parametrize(
    ("rasgo", "sin_el_dato", "con_el_dato"),
    [
        ("cifras_ausentes", "¿Qué se abrió en 1976?", "¿Qué se abrió en 1998?"),
        ("nombres_ausentes", "¿Cuándo se abrió el puente de Tacna?", "¿Cuándo se abrió el puente de Ilo?"),
        ("nombres_ajenos", "¿Cuándo se abrió el puente de Pisco?", "¿Cuándo se abrió el puente de Tacna?"),
        ("contrario_en_su_lugar", "¿Qué costó menos que el muelle?", "¿Qué costó más que el muelle?"),
        ("negacion_sola", "¿Quién no pintó el puente?", "¿Quién pintó el puente?"),
        ("mayor_ausente", "¿Quién demolió el puente?", "¿Quién pintó el puente?"),
    ],
)
def test_el_rasgo_sube_cuando_falta_el_dato(rasgo: str, sin_el_dato: str, con_el_dato: str) -> None:
    assert rasgos(sin_el_dato)[rasgo] > rasgos(con_el_dato)[rasgo]


def test_la_clase_de_dato_que_se_pide_se_busca_en_el_pasaje() -> None:
    assert rasgos("¿En qué año se abrió el puente?")["clase_presente"] == 1
    assert rasgos("¿En qué año se abrió el puente de 1998?")["clase_ausente"] == 1  # el año ya lo traía la pregunta
    assert rasgos("¿De qué color es?")["clase_presente"] == rasgos("¿De qué color es?")["clase_ausente"] == 0


@pytest.mark.parametrize(
    "consulta",
    ["Lo pintó la empresa Andina, ¿no?", "lo pinto la empresa andina no?", "Lo pintó Andina, ¿no es cierto?", "¿o no?"],
)
def test_el_no_con_que_se_pide_confirmar_no_niega(consulta: str) -> None:
    assert rasgos(consulta)["negacion_sola"] == 0


def test_la_ventana_cubre_al_menos_lo_que_su_mejor_oracion() -> None:
    valores = rasgos("¿Cuándo se abrió el puente y qué empresa lo pintó?")
    assert 0 < valores["cobertura_de_oracion"] <= valores["cobertura_de_ventana"] <= 1


@pytest.mark.parametrize("consulta", ["", "¿y eso?", "😀", "1998", "A" * 4_000, "hola " * 800])
def test_una_consulta_rara_tiene_rasgos_finitos(consulta: str) -> None:
    valores = rasgos(consulta).values()
    assert len(valores) == len(RASGOS_DE_EVIDENCIA)
    assert all(-1 <= valor <= 1 for valor in valores)


# La calibración que se entrega se ajustó con estas palabras y no otras: si cambian, cambian los rasgos.
SON_CANTIDAD = set(
    "dos tres cuatro cinco seis siete ocho nueve diez cien cientos mil millon millones mitad tercio doble 1998".split()
)
SON_FECHA = set(
    "enero febrero marzo abril mayo junio julio agosto setiembre septiembre octubre noviembre diciembre siglo siglos "
    "ano anos dia dias meses semana semanas 1998 100".split()
)
PALABRAS = sorted(
    {*SON_CANTIDAD, *SON_FECHA, *NUMEROS, *MESES, "sepiembre", "ene", "mes", "decena", "docena", "miles", "0", "20000"}
    | {palabra + cola for palabra in (*NUMEROS, *MESES) for cola in "so"}
)


@pytest.mark.parametrize(("pregunta", "valen"), [("¿Cuántas son?", SON_CANTIDAD), ("¿Cuándo fue?", SON_FECHA)])
def test_cuentan_como_dato_las_mismas_palabras_con_que_se_calibro(pregunta: str, valen: set[str]) -> None:
    def hay(palabra: str) -> bool:
        texto = f"Se dijo {palabra} allí."
        fragmento = Fragmento("a.txt", "1", "", texto, 0, len(texto), (Tramo(0, len(texto)),))
        valores = calcular_evidencia(LEXICO, LEXICO.buscar(pregunta), pregunta, fragmento, 0.85, None)
        return dict(zip(RASGOS_DE_EVIDENCIA, valores, strict=True))["clase_presente"] == 1

    con_cifra = {palabra for palabra in PALABRAS if palabra.isdigit()} if valen is SON_CANTIDAD else set[str]()
    assert {palabra for palabra in PALABRAS if hay(palabra)} == valen | con_cifra
