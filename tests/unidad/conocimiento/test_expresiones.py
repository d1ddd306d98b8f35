"""Una expresión diferida hace lo mismo que la de `re`, y no se compila antes de usarse."""

import copy
import re

import pytest

from conocimiento.expresiones import Diferida, diferida

TEXTO = "Del 2 al 5 y del 14 al 17."


EXPRESIONES = (r"(?P<desde>\d+) al (?P<hasta>\d+)", r"\w+", r"del", r".*")


@pytest.mark.parametrize("metodo", ["search", "match", "fullmatch"])
def test_halla_lo_mismo_que_la_de_re(metodo: str) -> None:
    for escrita in EXPRESIONES:
        suyo = getattr(diferida(escrita, re.IGNORECASE), metodo)(TEXTO)
        de_re = getattr(re.compile(escrita, re.IGNORECASE), metodo)(TEXTO)
        assert (suyo and (suyo.span(), suyo.groupdict())) == (de_re and (de_re.span(), de_re.groupdict()))


@pytest.mark.parametrize("metodo", ["findall", "split"])
def test_reparte_lo_mismo_que_la_de_re(metodo: str) -> None:
    for escrita in EXPRESIONES:
        suyo = getattr(diferida(escrita, re.IGNORECASE), metodo)(TEXTO)
        assert suyo == getattr(re.compile(escrita, re.IGNORECASE), metodo)(TEXTO)


def test_cambia_recorre_y_cuenta_igual() -> None:
    numero = diferida(r"\d+")
    assert numero.sub("N", TEXTO) == "Del N al N y del N al N."
    assert numero.subn("N", TEXTO, count=2) == ("Del N al N y del 14 al 17.", 2)
    assert [uno.group() for uno in numero.finditer(TEXTO, 8)] == ["5", "14", "17"]
    assert (numero.groups, numero.flags) == (re.compile(r"\d+").groups, re.compile(r"\d+").flags)
    assert diferida(rb"\d+").findall(TEXTO.encode()) == [b"2", b"5", b"14", b"17"]
    assert copy.deepcopy(numero).findall(TEXTO) == ["2", "5", "14", "17"]


def test_no_se_compila_hasta_que_se_usa() -> None:
    mala = diferida("(")
    assert isinstance(mala, Diferida) and mala.pattern == "("
    with pytest.raises(re.error):
        mala.search("")
