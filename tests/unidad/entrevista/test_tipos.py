"""Los tipos de respuesta: cada uno lo dice todo de sí y nadie más pregunta por su nombre."""

from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest

from bot.entrevista import valores
from bot.entrevista.condiciones import Comparacion, Dicho, se_cumple
from bot.entrevista.esquema import Campo, Linea, Opcion, Pregunta
from bot.entrevista.valores.compuestos.campos import CAMPOS, mostrar_campo
from bot.entrevista.valores.definicion import Muestra
from bot.entrevista.valores.lectura import Entorno, Explicacion, Valido
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from tests.apoyo.entrevista import ENTREVISTA

CATALOGOS = ENTREVISTA.catalogos
HOY = date(2026, 11, 23)
ENTORNO = Entorno(CATALOGOS, HOY, actores=("Municipalidad de Celendín",))
MUESTRA = Muestra(CATALOGOS, "Agua segura para 500 familias", ("Municipalidad de Celendín",))


def _pregunta(tipo: str) -> Pregunta:
    opciones = (Opcion("si", "Sí"), Opcion("no", "No"))
    lineas = (Linea("aporte", "Aporta"), Linea("riesgo", "Riesgo"))
    campos = tuple(Campo(clave, clave.capitalize(), clave, opciones if clave == "opcion" else ()) for clave in CAMPOS)
    return Pregunta(
        "p", "S1", "P", tipo, "¿?", "p", "a", "e", opciones=opciones, lineas=lineas, campos=campos, maximo=100
    )


def test_se_reunen_los_tipos_de_todos_los_archivos_y_ninguno_tapa_a_otro() -> None:
    nombres = {uno.name for uno in walk_packages(valores.__path__, f"{valores.__name__}.")}
    archivos = [import_module(nombre) for nombre in nombres - {f"{valores.__name__}.tipos"}]
    de_pregunta = [clave for archivo in archivos for clave in getattr(archivo, "TIPOS", ())]
    propios = [suyos for archivo in archivos if (suyos := getattr(archivo, "CAMPOS", CAMPOS)) is not CAMPOS]
    de_parte = [clave for suyos in propios for clave in suyos]
    assert sorted(de_pregunta) == sorted(TIPOS)
    assert sorted(de_parte) == sorted(CAMPOS)


@pytest.mark.parametrize("tipo", TIPOS)
def test_la_muestra_de_cada_tipo_se_muestra_se_compara_y_se_escribe(tipo: str) -> None:
    pregunta = _pregunta(tipo)
    for variante in (MUESTRA, Muestra(CATALOGOS, "Agua", (), 1, a_medias=True)):
        valor = TIPOS[tipo].muestra(pregunta, variante)
        assert mostrar(pregunta, valor, CATALOGOS)
        escribir = TIPOS[tipo].escribir
        assert escribir is None or escribir(pregunta, valor, str)
        dichos = {"p": Dicho(valor, TIPOS[tipo].numero)}
        assert se_cumple(Comparacion("p", "respondida", (True,)), dichos)


@pytest.mark.parametrize("tipo", [tipo for tipo in TIPOS if TIPOS[tipo].numero(TIPOS[tipo].con_numero(7)) is not None])
def test_lo_inventado_con_un_numero_se_compara_como_ese_numero(tipo: str) -> None:
    dichos = {"p": Dicho(TIPOS[tipo].con_numero(7), TIPOS[tipo].numero)}
    assert se_cumple(Comparacion("p", "mayor", (6,)), dichos)
    assert se_cumple(Comparacion("p", "menor_o_igual", (7,)), dichos)
    assert not se_cumple(Comparacion("p", "mayor", (7,)), dichos)


def test_los_tipos_con_numero_son_los_que_se_cuentan_o_se_miden() -> None:
    medidos = {tipo for tipo in TIPOS if TIPOS[tipo].numero(TIPOS[tipo].con_numero(7)) is not None}
    assert medidos >= {"monto", "plazo", "entero", "poblacion", "ods", "actores", "lista"}


@pytest.mark.parametrize("tipo", [tipo for tipo in TIPOS if TIPOS[tipo].elegibles is not None])
def test_lo_que_se_elige_de_un_catalogo_se_lee_al_escribirlo(tipo: str) -> None:
    elegibles = TIPOS[tipo].elegibles
    assert elegibles is not None
    nombres = elegibles(CATALOGOS)
    assert nombres
    assert all(isinstance(leer(_pregunta(tipo), nombre, ENTORNO), Valido) for nombre in nombres)


@pytest.mark.parametrize("tipo", CAMPOS)
def test_la_muestra_de_cada_parte_se_muestra_y_se_vuelve_a_leer(tipo: str) -> None:
    campo = next(campo for campo in _pregunta("compuesto").campos if campo.tipo == tipo)
    valor = CAMPOS[tipo].muestra(campo, MUESTRA)
    lectura = CAMPOS[tipo].leer(campo, mostrar_campo(campo, valor), ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == valor


@pytest.mark.parametrize("tipo", [tipo for tipo in TIPOS if TIPOS[tipo].largo is not None])
def test_de_una_respuesta_demasiado_larga_se_dice_cuanto_cabe(tipo: str) -> None:
    lectura = leer(_pregunta(tipo), "a" * 1_001, ENTORNO)
    assert isinstance(lectura, Explicacion)
    assert lectura.problema == "es muy largo; escriba solo el dato (1001 caracteres y caben 1000)"
    justa = leer(_pregunta(tipo), "a" * 1_000, ENTORNO)
    assert not isinstance(justa, Explicacion) or "muy largo" not in justa.problema


def test_lo_que_se_guarda_entero_lo_limita_quien_lo_lee() -> None:
    assert {tipo for tipo in TIPOS if TIPOS[tipo].largo is None} == {
        *("texto", "poblacion", "matriz", "actores", "compuesto", "lista")
    }
