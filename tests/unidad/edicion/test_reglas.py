"""Las reglas nombran preguntas, partes, líneas y tipos de actor: si uno cambia de nombre, al leerlas se dice dónde."""

import re
import shutil
from dataclasses import replace
from inspect import Parameter
from pathlib import Path

import pytest

from bot.edicion.leer import ErrorEntrevista, leer_entrevista
from bot.edicion.reglas import Nombrables, leer_reglas
from bot.entrevista.coherencia.comprobaciones import COMPROBACIONES, parametros_de
from bot.entrevista.coherencia.hallado import Parte
from bot.entrevista.coherencia.revisar import revisar
from bot.entrevista.esquema import Comprobacion, Pregunta, Regla
from conocimiento.yaml.nodos import Fallo, abrir
from tests.apoyo.borradores import AMPLIADO, HOY, historia
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import ALIANZA

NOMBRABLES = Nombrables(ENTREVISTA.preguntas, ENTREVISTA.papeles, ENTREVISTA.catalogos)
TEXTO = (ALIANZA / "reglas.yaml").read_text(encoding="utf-8")
LINEAS = TEXTO.splitlines()
PRIMERA = TEXTO[: TEXTO.index("  - clave: R02")]
NOMBRADOS = [
    (regla, valor)
    for regla in ENTREVISTA.reglas
    for _, dicho in regla.comprobacion.argumentos
    for valor in (dicho if isinstance(dicho, tuple) else (dicho,))
]
PREGUNTAS = {pregunta.clave for pregunta in ENTREVISTA.preguntas}
PREGUNTAS_NOMBRADAS = sorted(
    {valor.pregunta for _, valor in NOMBRADOS if isinstance(valor, Parte)}
    | {valor for _, valor in NOMBRADOS if isinstance(valor, str) and valor in PREGUNTAS}
)
PARTES_NOMBRADAS = sorted(
    {(valor.pregunta, valor.campo) for _, valor in NOMBRADOS if isinstance(valor, Parte) and valor.campo}
    | {
        ("reparto", valor)
        for _, valor in NOMBRADOS
        if valor in {"motivacion", "responsabilidad", "aporte", "beneficio"}
    }
)


def _leer(carpeta: Path, texto: str = TEXTO, nombrables: Nombrables = NOMBRABLES) -> tuple[list[Regla], list[Fallo]]:
    ruta, fallos = carpeta / "reglas.yaml", list[Fallo]()
    ruta.write_text(texto, encoding="utf-8")
    nodo = abrir(ruta, fallos)
    assert nodo is not None
    _, reglas = leer_reglas(nodo, nombrables)
    return list(reglas), fallos


def _con_comprobacion(carpeta: Path, escrita: str) -> tuple[list[Regla], list[Fallo]]:
    return _leer(carpeta, PRIMERA.replace("{falta_clase: sector_publico}", escrita))


def _sin_parte(pregunta: Pregunta, parte: str) -> Pregunta:
    campos = tuple(replace(uno, clave=f"{parte}x") if uno.clave == parte else uno for uno in pregunta.campos)
    return replace(pregunta, campos=campos, lineas=tuple(una for una in pregunta.lineas if una.clave != parte))


@pytest.mark.parametrize("clave", PREGUNTAS_NOMBRADAS)
def test_una_pregunta_que_cambia_de_nombre_no_calla_ninguna_regla(tmp_path: Path, clave: str) -> None:
    preguntas = tuple(replace(p, clave=f"{clave}_hoy") if p.clave == clave else p for p in ENTREVISTA.preguntas)
    _, fallos = _leer(tmp_path, nombrables=replace(NOMBRABLES, preguntas=preguntas))
    que_falta = f"señala la pregunta «{clave}», que no existe (¿quiso decir «{clave}_hoy»?)"
    en_lineas = [LINEAS[fallo.linea - 1] for fallo in fallos if que_falta in fallo.mensaje]
    assert all(clave in linea for linea in en_lineas)
    assert any("comprobacion:" in linea for linea in en_lineas)


@pytest.mark.parametrize(("clave", "parte"), PARTES_NOMBRADAS)
def test_una_parte_que_cambia_de_nombre_tampoco(tmp_path: Path, clave: str, parte: str) -> None:
    preguntas = tuple(_sin_parte(p, parte) if p.clave == clave else p for p in ENTREVISTA.preguntas)
    _, fallos = _leer(tmp_path, nombrables=replace(NOMBRABLES, preguntas=preguntas))
    assert fallos
    assert all(f"«{parte}»" in fallo.mensaje and parte in LINEAS[fallo.linea - 1] for fallo in fallos)


@pytest.mark.parametrize(
    ("de", "a"), [("ipreda", "ipredas"), ("gob_local", "gob_locales"), ("otro", "otros"), ("ongd", "ong")]
)
def test_los_tipos_de_actor_de_una_regla_son_los_del_catalogo(tmp_path: Path, de: str, a: str) -> None:
    tipos = tuple(replace(t, valor=a) if t.valor == de else t for t in ENTREVISTA.catalogos.tipos_actor)
    catalogos = replace(ENTREVISTA.catalogos, tipos_actor=tipos)
    _, fallos = _leer(tmp_path, nombrables=replace(NOMBRABLES, catalogos=catalogos))
    assert [f"el tipo de actor «{de}», que no existe (¿quiso decir «{a}»?)" in uno.mensaje for uno in fallos] == [True]


@pytest.mark.parametrize(
    ("escrita", "dice"),
    [
        ("falta_clas", "«comprobacion: falta_clas» no existe (¿quiso decir «falta_clase»?)"),
        ("[falta_clase]", "«comprobacion» lleva el nombre de una sola"),
        ("{falta_clase: sector_publico, siempre: si}", "«comprobacion» lleva el nombre de una sola"),
        ("falta_clase", "a «falta_clase» le falta «clase»; lleva: clase"),
        ("{falta_clase: {clas: sector_publico}}", "«falta_clase» no conoce «clas» (¿quiso decir «clase»?)"),
        ("{falta_clase: 3}", "«clase» debe ser un nombre y dice «3»"),
        ("{falta_clase: sector_publica}", "la clase de actor «sector_publica», que no existe (¿quiso decir «sector_p"),
        ("{siempre: {en: ods}}", "«siempre» no conoce «en»; no lleva argumentos"),
        ("{falta_linea: aportes}", "la línea «aportes», que no existe (¿quiso decir «aporte»?)"),
        ("{opcion_senalada: decision.mecanismo}", "«decision», que no existe (¿quiso decir «decisiones»?)"),
        ("{opcion_senalada: decisiones.mecanismos}", "ninguna parte «mecanismos» (¿quiso decir «mecanismo»?)"),
        ("{opcion_senalada: plazo.inicio}", "«plazo» no tiene ninguna parte «inicio»"),
        ("{dice: [reparto.riesgo, reparto.riesgoso]}", "ninguna parte «riesgoso» (¿quiso decir «riesgo»?)"),
        ('{objetivo_sin_medir: [taller*, "*"]}', "«tareas» lleva palabras y una está vacía"),
        ("{objetivo_sin_medir: [3]}", "«tareas» debe ser un nombre y dice «3»"),
        ("", "«comprobacion» lleva el nombre de una sola"),
    ],
)
def test_una_comprobacion_mal_escrita_dice_como_va(tmp_path: Path, escrita: str, dice: str) -> None:
    _, fallos = _con_comprobacion(tmp_path, escrita)
    assert any(dice in fallo.mensaje for fallo in fallos), fallos
    assert {LINEAS[fallo.linea - 1].strip().split(":")[0] for fallo in fallos} == {"comprobacion"}


@pytest.mark.parametrize(
    ("escrita", "leida"),
    [
        ("siempre", Comprobacion("siempre")),
        ("{falta_linea: aporte}", Comprobacion("falta_linea", (("linea", "aporte"),))),
        ("{falta_linea: {linea: aporte}}", Comprobacion("falta_linea", (("linea", "aporte"),))),
        ("{dice: [ods, reparto.riesgo]}", Comprobacion("dice", (("en", (Parte("ods"), Parte("reparto", "riesgo"))),))),
        ("{dice: ods}", Comprobacion("dice", (("en", (Parte("ods"),)),))),
    ],
)
def test_un_argumento_se_escribe_suelto_o_con_su_nombre(tmp_path: Path, escrita: str, leida: Comprobacion) -> None:
    reglas, fallos = _con_comprobacion(tmp_path, escrita)
    assert not fallos
    assert reglas[0].comprobacion == leida


def test_una_regla_nueva_de_una_forma_conocida_solo_se_escribe(tmp_path: Path) -> None:
    nueva = """
  - clave: R99
    titulo: "Falta la sociedad civil"
    comprobacion: {falta_clase: sociedad_civil}
    severidad: sugerencia
    mensaje: "Ningún actor es de la sociedad civil."
    base: marco
    fuente: "2.1"
    preguntas: [actores]
"""
    reglas, fallos = _leer(tmp_path, TEXTO.rstrip() + nueva)
    assert not fallos
    observaciones = revisar(replace(ENTREVISTA, reglas=tuple(reglas)), historia(AMPLIADO), HOY)
    assert "R99" in [una.regla for una in observaciones]


@pytest.mark.parametrize(
    ("antes", "despues", "dice"),
    [
        ("  riesgos: riesgos", "  riesgos: riesgo", "el papel «riesgos» señala la pregunta «riesgo», que no existe"),
        ("  compromiso: estado_com", "  compromiso: estado_de_com", "(¿quiso decir «estado_compromiso»?)"),
        ("- clave: mitigacion", "- clave: mitigaciones", "«mitigaciones» no se imprime en el cuadro «riesgos» (¿quiso"),
    ],
)
def test_un_papel_sin_pregunta_o_un_campo_sin_cuadro_se_dice(
    tmp_path: Path, antes: str, despues: str, dice: str
) -> None:
    for ruta in ALIANZA.glob("*.yaml"):
        shutil.copy(ruta, tmp_path / ruta.name)
    texto = (ALIANZA / "entrevista.yaml").read_text(encoding="utf-8")
    assert antes in texto
    (tmp_path / "entrevista.yaml").write_text(texto.replace(antes, despues, 1), encoding="utf-8")
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(tmp_path)
    (error,) = recogido.value.errores
    assert dice in error
    assert error.startswith(f"entrevista.yaml:{texto[: texto.index(antes)].count(chr(10)) + 1}: ")


def test_la_cabecera_explica_cada_comprobacion_con_sus_argumentos() -> None:
    cabecera = TEXTO.split("version:")[0]
    for nombre in COMPROBACIONES:
        argumentos = [
            clave + ("" if parametro.default is Parameter.empty else "?")
            for clave, parametro in parametros_de(nombre).items()
        ]
        llevados = f"{nombre}: {{{', '.join(argumentos)}}}" if argumentos else nombre
        assert re.search(rf"(?<!\w){re.escape(llevados)}(?!\w)", cabecera), llevados
