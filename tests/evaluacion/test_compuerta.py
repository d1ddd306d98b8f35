"""Lo que se guarda sin ser respuesta y las respuestas que se detienen, contra sus umbrales."""

from collections import Counter

from tests.mediciones.compuerta import CASOS, leer_casos, medir

GUARDADAS, DETENIDAS = 0.03, 0.04
"""Lo más que puede darse: de lo que no responde, lo que se guardaría; de las respuestas, las que se detienen."""
DE_OTRA_CLASE = 0.12
"""De lo que no responde y se atiende, lo que recibe la ayuda de otra clase."""


def test_hay_frases_de_varias_voces_y_de_cada_clase() -> None:
    casos = leer_casos(CASOS)
    assert len(casos) >= 700
    assert len({caso.voz for caso in casos}) >= 6
    assert min(Counter(caso.es for caso in casos).values()) >= 25


def test_solo_con_la_forma_se_guarda_poco_por_error_y_se_detiene_poco() -> None:
    cuenta = medir(leer_casos(CASOS))
    assert cuenta.parte_guardada <= GUARDADAS, [caso.dice for caso in cuenta.guardadas]
    assert cuenta.parte_detenida <= DETENIDAS, [caso.dice for caso in cuenta.detenidas]
    assert len(cuenta.de_otra_clase) <= DE_OTRA_CLASE * cuenta.otras
