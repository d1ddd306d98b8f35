"""Qué modelo, dónde y para qué: lo que se admite, y qué se dice de lo que no."""

import pytest

from bot.config import Configuracion, ErrorConfiguracion, leer_configuracion
from bot.dialogo.peticiones import Modo, Uso
from bot.lenguaje.ajustes import DIRECCIONES, Ajustes, leer_ajustes

CASA = "http://127.0.0.1:8000/v1"
FUERA = "https://modelos.example.com/v1"


def configuracion(**valores: str) -> Configuracion:
    return leer_configuracion(
        **{nombre if nombre == "lenguaje" else f"lenguaje_{nombre}": v for nombre, v in valores.items()}
    )


@pytest.mark.parametrize(
    ("direccion", "esperado"),
    [
        (CASA, Modo.LOCAL),
        ("http://localhost:11434", Modo.LOCAL),
        ("http://[::1]:8000", Modo.LOCAL),
        ("https://10.1.2.3/v1", Modo.LOCAL),
        ("https://192.168.1.9/v1", Modo.LOCAL),
        ("https://modelo.apci.internal/v1", Modo.LOCAL),
        (FUERA, Modo.EXTERNO),
        ("https://8.8.8.8/v1", Modo.EXTERNO),
        ("https://localhost.example.com/v1", Modo.EXTERNO),
        ("https://10.1.2.3.example.com/v1", Modo.EXTERNO),
        ("https://modelo/v1", Modo.LOCAL),
        (DIRECCIONES["openai"], Modo.EXTERNO),
        (DIRECCIONES["anthropic"], Modo.EXTERNO),
        (DIRECCIONES["ollama"], Modo.LOCAL),
    ],
)
def test_hasta_donde_llega_lo_dice_la_direccion(direccion: str, esperado: Modo) -> None:
    assert Ajustes("openai", "uno", direccion, "", frozenset(), "").modo is esperado


def test_sin_configurar_no_hay_modelo() -> None:
    assert leer_ajustes(leer_configuracion()) is None


def test_lo_configurado() -> None:
    ajustes = leer_ajustes(configuracion(lenguaje="openai:un/modelo:8b", direccion=CASA, usos="Elegir, interpretar"))
    assert ajustes is not None
    assert (ajustes.nombre, ajustes.modo) == ("openai:un/modelo:8b", Modo.LOCAL)
    assert ajustes.usos == {Uso.ELEGIR, Uso.INTERPRETAR}
    por_omision = leer_ajustes(configuracion(lenguaje="ollama:uno"))
    assert por_omision is not None
    assert por_omision.usos == {Uso.PREPARAR}


@pytest.mark.parametrize(
    ("valores", "dice"),
    [
        ({"lenguaje": "gpt-4"}, "proveedor:modelo"),
        ({"lenguaje": "openai:"}, "proveedor:modelo"),
        ({"lenguaje": "mistral:uno"}, "anthropic, ollama, openai"),
        ({"lenguaje": "openai:m", "direccion": CASA, "usos": "elegir, resumir"}, "resumir"),
        ({"lenguaje": "openai:m", "direccion": FUERA}, "ALIANZAS_LENGUAJE_QUIEN"),
        ({"lenguaje": "openai:m"}, "ALIANZAS_LENGUAJE_QUIEN"),
        (
            {"lenguaje": "openai:m", "direccion": FUERA, "quien": "Tal", "usos": "elegir,redaccion"},
            "redaccion",
        ),
        ({"lenguaje": "anthropic:m", "quien": "Tal, EE. UU.", "usos": "interpretar"}, "interpretar"),
        ({"direccion": CASA}, "ALIANZAS_LENGUAJE_DIRECCION no hace nada sin"),
        ({"lenguaje": "openai:m", "direccion": "http://10.1.2.3/v1"}, "ALIANZAS_LENGUAJE_DIRECCION"),
        ({"lenguaje": "openai:m", "direccion": "ftp://127.0.0.1"}, "ALIANZAS_LENGUAJE_DIRECCION"),
    ],
)
def test_lo_que_no_se_puede_usar_dice_que_variable_y_que_poner(valores: dict[str, str], dice: str) -> None:
    with pytest.raises(ErrorConfiguracion, match=dice):
        leer_ajustes(configuracion(**valores))


def test_la_clave_no_se_muestra() -> None:
    ajustes = leer_ajustes(configuracion(lenguaje="openai:m", direccion=CASA, clave="secretisima"))
    assert ajustes is not None
    assert ajustes.clave == "secretisima"
    assert "secretisima" not in repr(ajustes)
