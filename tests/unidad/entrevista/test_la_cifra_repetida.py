"""La cifra que cambió y que otra respuesta sigue diciendo se propone allí, escrita como estaba; lo demás no se toca."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.comprension.cambios.por_confirmar.la_cifra_repetida import (
    CifraCambiada,
    cifra_de,
    donde_se_repite,
)
from bot.entrevista.eventos import Respondida
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno
from tests.apoyo.borrador_lleno import AHORA, eventos_hasta
from tests.apoyo.charla import ENTREVISTA

LLENO = eventos_hasta()


def _quedarian(objetivo: str, tipo: str, antes: int, ahora: int) -> list[str]:
    eventos = [
        replace(uno, valor=objetivo) if isinstance(uno, Respondida) and uno.llave[0] == "objetivo_comun" else uno
        for uno in LLENO
    ]
    tenido = Tenido(ENTREVISTA, Borrador.de(eventos), Entorno(ENTREVISTA.catalogos, AHORA.date()), None, None)
    repetidas = donde_se_repite(tenido, CifraCambiada(tipo, (Decimal(antes),), Decimal(ahora)))
    return [str(una.cambio.valor) for una in repetidas if una.cambio.llave[0] == "objetivo_comun"]


@pytest.mark.parametrize(
    ("objetivo", "tipo", "antes", "ahora", "queda"),
    [
        (
            "Capacitar a 120 artesanas de Puno en los Andes del sur",
            "poblacion",
            120,
            140,
            "Capacitar a 140 artesanas de Puno en los Andes del sur",
        ),
        ("Que 1,200 familias tengan agua", "poblacion", 1200, 1350, "Que 1,350 familias tengan agua"),
        (
            "Que 1200 familias tengan agua en los Andes del sur",
            "poblacion",
            1200,
            900,
            "Que 900 familias tengan agua en los Andes del sur",
        ),
        (
            "que ciento veinte artesanas vendan mas en los Andes del sur",
            "poblacion",
            120,
            140,
            "que 140 artesanas vendan mas en los Andes del sur",
        ),
        (
            "De 120 madres, que 120 lean en los Andes del sur",
            "poblacion",
            120,
            90,
            "De 90 madres, que 90 lean en los Andes del sur",
        ),
        ("Llegar a 2 mil niños sin anemia", "poblacion", 2000, 3000, "Llegar a 3 mil niños sin anemia"),
        ("Llegar a 2 mil niños sin anemia", "poblacion", 2000, 2500, "Llegar a 2500 niños sin anemia"),
        ("juntar 80 mil soles para el taller", "monto", 80_000, 90_000, "juntar 90 mil soles para el taller"),
        (
            "Con S/ 80,000 abrir un taller en los Andes del sur",
            "monto",
            80_000,
            8_000,
            "Con S/ 8,000 abrir un taller en los Andes del sur",
        ),
        ("gastar 80000 soles en maquinas", "monto", 80_000, 95_500, "gastar 95,500 soles en maquinas"),
        (
            "En 18 meses, agua para todos en los Andes del sur",
            "plazo",
            18,
            24,
            "En 24 meses, agua para todos en los Andes del sur",
        ),
        ("agua en dieciocho meses en los Andes del sur", "plazo", 18, 12, "agua en 12 meses en los Andes del sur"),
    ],
)
def test_se_propone_con_la_cifra_nueva(objetivo: str, tipo: str, antes: int, ahora: int, queda: str) -> None:
    assert _quedarian(objetivo, tipo, antes, ahora) == [queda]


@pytest.mark.parametrize(
    ("objetivo", "tipo", "antes", "ahora"),
    [
        ("Capacitar a 120 artesanas de Puno en los Andes del sur", "poblacion", 120, 120),
        ("Capacitar a 1200 artesanas de Puno", "poblacion", 120, 140),
        ("Tender 120 metros de tubo", "poblacion", 120, 140),
        ("Vender el 30% más", "poblacion", 30, 40),
        ("Lograrlo en 18 meses", "poblacion", 18, 20),
        ("Lograr el ODS 6 en Puno", "poblacion", 6, 8),
        ("Capacitar a 18 jóvenes de Puno", "plazo", 18, 24),
        ("Que 80 mil familias tengan agua", "monto", 80_000, 90_000),
        ("Entre 100 y 120 madres capacitadas", "poblacion", 100, 90),
        ("Lograrlo al 2028 en Puno", "poblacion", 2028, 2000),
    ],
)
def test_lo_que_cuenta_otra_cosa_no_se_propone(objetivo: str, tipo: str, antes: int, ahora: int) -> None:
    assert _quedarian(objetivo, tipo, antes, ahora) == []


@pytest.mark.parametrize(
    ("tipo", "valor", "cifra"),
    [
        ("poblacion", {"cantidad": 120, "unidad": "artesanas"}, Decimal(120)),
        ("poblacion", {"cantidad": None, "unidad": "artesanas"}, None),
        ("monto", {"monto": "80000.00", "moneda": "PEN"}, Decimal(80_000)),
        ("plazo", {"meses": 18, "inicio": "2027-03"}, Decimal(18)),
        ("texto", "120 artesanas", None),
    ],
)
def test_la_cifra_de_una_respuesta(tipo: str, valor: Valor, cifra: Decimal | None) -> None:
    assert cifra_de(tipo, valor) == cifra
