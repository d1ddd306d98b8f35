"""Lo que se entiende de las descripciones, contra sus umbrales; ningún monto ni fecha equivocados en silencio."""

from pathlib import Path

import pytest

from tests.mediciones.comprension import (
    ABIERTAS,
    FRASES,
    RESERVADAS,
    abrir_sugeridor,
    leer_yaml,
    medir_descripciones,
    medir_ods,
)

# dato: (precisión, cobertura) mínimas. Lo que se propone mal cuesta más que lo que no se propone.
UMBRALES_ABIERTAS = {
    "organizacion": (0.97, 0.95),
    "tipo": (0.97, 0.95),
    "departamentos": (0.97, 0.95),
    "poblacion": (0.97, 0.95),
    "monto": (1.0, 0.95),
    "meses": (1.0, 0.95),
    "inicio": (1.0, 0.9),
    "actor": (0.95, 0.95),
    "clase": (0.95, 0.95),
}
UMBRALES_RESERVADAS = {
    "organizacion": (0.95, 0.7),
    "tipo": (0.95, 0.65),
    "departamentos": (0.95, 0.9),
    "poblacion": (0.95, 0.9),
    "monto": (1.0, 0.9),
    "meses": (1.0, 0.9),
    "inicio": (1.0, 0.9),
    "actor": (0.8, 0.9),
    "clase": (0.95, 0.95),
}


@pytest.mark.parametrize(("ruta", "umbrales"), [(ABIERTAS, UMBRALES_ABIERTAS), (RESERVADAS, UMBRALES_RESERVADAS)])
def test_las_descripciones_se_entienden(ruta: Path, umbrales: dict[str, tuple[float, float]]) -> None:
    resultado = medir_descripciones(ruta)
    assert resultado.cifras_equivocadas == []
    assert resultado.citas_ajenas == []
    for dato, (precision, cobertura) in umbrales.items():
        medida = resultado.de(dato)
        assert medida.precision >= precision, f"{dato}: precisión {medida.precision:.2f}"
        assert medida.cobertura >= cobertura, f"{dato}: cobertura {medida.cobertura:.2f}"


def test_hay_descripciones_y_frases_suficientes() -> None:
    textos = [caso["texto"] for ruta in (ABIERTAS, RESERVADAS) for caso in leer_yaml(ruta)]
    assert len(set(textos)) == len(textos) >= 60
    assert len(leer_yaml(FRASES)) >= 60


@pytest.mark.parametrize(("paridad", "cobertura"), [(0, 0.85), (1, 0.75)])
def test_los_ods_se_sugieren_por_el_sentido(carpeta_modelo: Path, paridad: int, cobertura: float) -> None:
    medida = medir_ods(abrir_sugeridor(carpeta_modelo), paridad).de("ods")
    assert medida.precision >= 0.95
    assert medida.cobertura >= cobertura


def test_sin_nada_claro_no_se_sugiere_ningun_ods(carpeta_modelo: Path) -> None:
    sugeridor = abrir_sugeridor(carpeta_modelo)
    assert sugeridor.sugerir(()) == ()
    assert sugeridor.sugerir(("asdf qwer zxcv", "Buenas tardes a todos", "\ud83d\ud83d", "x" * 5000)) == ()
    assert sugeridor.sugerir(("Somos una empresa", "llevar agua segura a 500 familias")) == (
        (6, "llevar agua segura a 500 familias"),
    )
