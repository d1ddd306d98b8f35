"""Lo que se guarda sin ser respuesta y las respuestas que se detienen, contra sus umbrales."""

from collections import Counter
from pathlib import Path

from tests.mediciones.compuerta import CASOS, PRIMERA_SIN_MIRAR, leer_casos, medir, voces_de

GUARDADAS, DETENIDAS = 0.03, 0.04
"""Lo más que puede darse: de lo que no responde, lo que se guardaría; de las respuestas, las que se detienen."""
GUARDADAS_SIN_MODELO, DETENIDAS_SIN_MODELO = 0.05, 0.05
"""Lo mismo, si no se puede mirar el sentido: sin índice, o mientras se prepara."""
DE_OTRA_CLASE, DE_OTRA_CLASE_SIN_MODELO = 0.20, 0.12
"""De lo que no responde y se atiende, lo que recibe la ayuda de otra clase."""
SE_PREGUNTAN = 0.08
"""De las respuestas, en las que se pregunta si lo son."""


def test_hay_frases_de_varias_voces_y_de_cada_clase() -> None:
    casos = leer_casos(CASOS)
    assert len(casos) >= 700
    assert len({caso.voz for caso in casos}) >= 6
    assert min(Counter(caso.es for caso in casos).values()) >= 25


def test_solo_con_la_forma_se_guarda_poco_por_error_y_se_detiene_poco() -> None:
    cuenta = medir(leer_casos(CASOS))
    assert cuenta.parte_guardada <= GUARDADAS_SIN_MODELO, [caso.dice for caso in cuenta.guardadas]
    assert cuenta.parte_detenida <= DETENIDAS_SIN_MODELO, [caso.dice for caso in cuenta.detenidas]
    assert len(cuenta.de_otra_clase) <= DE_OTRA_CLASE_SIN_MODELO * cuenta.otras


def test_con_el_sentido_sin_los_ejemplos_de_su_voz_se_guarda_poco_por_error_y_se_detiene_poco(
    carpeta_modelo: Path,
) -> None:
    """En las voces que no se miraron al escribir las formas, que es lo más parecido a quien no escribió ninguna."""
    casos = [caso for caso in leer_casos(CASOS) if caso.voz >= PRIMERA_SIN_MIRAR]
    cuenta = medir(casos, voces_de(casos, carpeta_modelo).sentidos())
    assert cuenta.parte_guardada <= GUARDADAS, [caso.dice for caso in cuenta.guardadas]
    assert cuenta.parte_detenida <= DETENIDAS, [caso.dice for caso in cuenta.detenidas]
    assert cuenta.respuestas_preguntadas <= SE_PREGUNTAN * cuenta.respuestas
    assert len(cuenta.de_otra_clase) <= DE_OTRA_CLASE * cuenta.otras
