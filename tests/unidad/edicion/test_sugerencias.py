"""El archivo de sugerencias: las que se entregan son honestas y caben; uno mal escrito dice dónde y qué hacer."""

import re
import shutil
from pathlib import Path

import pytest

from bot.edicion.leer import ErrorEntrevista, leer_entrevista
from bot.edicion.sugerencias import ARCHIVO
from bot.entrevista.sugerencias import Sugerencias
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import ALIANZA

SUGERENCIAS = ENTREVISTA.sugerencias

# Los códigos del marco de indicadores mundiales de los ODS (Naciones Unidas, A/RES/71/313, con sus ajustes de 2020).
OFICIALES = frozenset(
    """1.1.1 1.2.1 1.2.2 1.3.1 1.4.1 1.4.2 1.5.1 1.5.2 1.5.3 1.5.4 1.a.1 1.a.2 1.b.1
    2.1.1 2.1.2 2.2.1 2.2.2 2.2.3 2.3.1 2.3.2 2.4.1 2.5.1 2.5.2 2.a.1 2.a.2 2.b.1 2.c.1
    3.1.1 3.1.2 3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 3.4.1 3.4.2 3.5.1 3.5.2 3.6.1 3.7.1 3.7.2 3.8.1 3.8.2 3.9.1
    3.9.2 3.9.3 3.a.1 3.b.1 3.b.2 3.b.3 3.c.1 3.d.1 3.d.2
    4.1.1 4.1.2 4.2.1 4.2.2 4.3.1 4.4.1 4.5.1 4.6.1 4.7.1 4.a.1 4.b.1 4.c.1
    5.1.1 5.2.1 5.2.2 5.3.1 5.3.2 5.4.1 5.5.1 5.5.2 5.6.1 5.6.2 5.a.1 5.a.2 5.b.1 5.c.1
    6.1.1 6.2.1 6.3.1 6.3.2 6.4.1 6.4.2 6.5.1 6.5.2 6.6.1 6.a.1 6.b.1
    7.1.1 7.1.2 7.2.1 7.3.1 7.a.1 7.b.1
    8.1.1 8.2.1 8.3.1 8.4.1 8.4.2 8.5.1 8.5.2 8.6.1 8.7.1 8.8.1 8.8.2 8.9.1 8.10.1 8.10.2 8.a.1 8.b.1
    9.1.1 9.1.2 9.2.1 9.2.2 9.3.1 9.3.2 9.4.1 9.5.1 9.5.2 9.a.1 9.b.1 9.c.1
    10.1.1 10.2.1 10.3.1 10.4.1 10.4.2 10.5.1 10.6.1 10.7.1 10.7.2 10.7.3 10.7.4 10.a.1 10.b.1 10.c.1
    11.1.1 11.2.1 11.3.1 11.3.2 11.4.1 11.5.1 11.5.2 11.6.1 11.6.2 11.7.1 11.7.2 11.a.1 11.b.1 11.b.2
    12.1.1 12.2.1 12.2.2 12.3.1 12.4.1 12.4.2 12.5.1 12.6.1 12.7.1 12.8.1 12.a.1 12.b.1 12.c.1
    13.1.1 13.1.2 13.1.3 13.2.1 13.2.2 13.3.1 13.a.1 13.b.1
    14.1.1 14.2.1 14.3.1 14.4.1 14.5.1 14.6.1 14.7.1 14.a.1 14.b.1 14.c.1
    15.1.1 15.1.2 15.2.1 15.3.1 15.4.1 15.4.2 15.5.1 15.6.1 15.7.1 15.8.1 15.9.1 15.a.1 15.b.1 15.c.1
    16.1.1 16.1.2 16.1.3 16.1.4 16.2.1 16.2.2 16.2.3 16.3.1 16.3.2 16.3.3 16.4.1 16.4.2 16.5.1 16.5.2 16.6.1 16.6.2
    16.7.1 16.7.2 16.8.1 16.9.1 16.10.1 16.10.2 16.a.1 16.b.1
    17.1.1 17.1.2 17.2.1 17.3.1 17.3.2 17.4.1 17.5.1 17.6.1 17.7.1 17.8.1 17.9.1 17.10.1 17.11.1 17.12.1 17.13.1
    17.14.1 17.15.1 17.16.1 17.17.1 17.18.1 17.18.2 17.18.3 17.19.1 17.19.2""".split()
)
METAS = {codigo.rpartition(".")[0] for codigo in OFICIALES}


def carpeta_con(destino: Path, antes: str, despues: str) -> Path:
    """Una copia de la entrevista con un cambio en sus sugerencias."""
    carpeta = destino / "entrevista"
    carpeta.mkdir()
    for ruta in ALIANZA.glob("*.yaml"):
        shutil.copy(ruta, carpeta / ruta.name)
    ruta = carpeta / ARCHIVO
    texto = ruta.read_text(encoding="utf-8")
    assert texto.count(antes) >= 1
    ruta.write_text(texto.replace(antes, despues, 1), encoding="utf-8")
    return carpeta


def test_cada_indicador_nombra_un_codigo_que_existe() -> None:
    assert len(SUGERENCIAS.indicadores) >= 90
    for indicador in SUGERENCIAS.indicadores:
        assert indicador.codigo in (OFICIALES if indicador.marco == "mundial" else METAS), indicador


def test_un_indicador_dice_con_que_se_mide_quien_lo_publica_y_cada_cuanto_y_nunca_su_valor() -> None:
    for indicador in SUGERENCIAS.indicadores:
        assert indicador.unidad, indicador
        assert indicador.fuente, indicador
        assert indicador.publica, indicador
        dicho = indicador.nombre.replace("40 % más pobre", "").replace("PM2.5", "") + indicador.resultado
        assert not re.search(r"\d\s*%|\d[.,]\d", dicho), indicador


def test_los_diecisiete_ods_tienen_de_todo() -> None:
    todos = set(range(1, 18))
    assert {tema.ods for tema in SUGERENCIAS.temas} == todos
    for lista in (SUGERENCIAS.indicadores, SUGERENCIAS.riesgos, SUGERENCIAS.actividades, SUGERENCIAS.planes):
        assert {numero for una in lista for numero in una.ods} >= todos


def test_cada_tipo_de_actor_tiene_una_sugerencia_para_cada_linea() -> None:
    entrevista = ENTREVISTA
    lineas = {linea.clave for linea in entrevista.pregunta("reparto").lineas}
    for tipo in (tipo.valor for tipo in entrevista.catalogos.tipos_actor if tipo.valor != "otro"):
        assert {una.linea for una in SUGERENCIAS.reparto if tipo in una.de} == lineas, tipo


def test_sin_archivo_no_hay_sugerencias_y_lo_demas_sigue(tmp_path: Path) -> None:
    carpeta = carpeta_con(tmp_path, "formato:", "formato:")
    (carpeta / ARCHIVO).unlink()
    entrevista = leer_entrevista(carpeta)
    assert entrevista.sugerencias == Sugerencias()
    assert len(entrevista.preguntas) > 20


@pytest.mark.parametrize(
    ("antes", "despues", "dice"),
    [
        ("formato: sugerencias/1", "formato: sugerencias/9", "«formato: sugerencias/9» no existe"),
        ("nombres: titulo,", "nombres: titular,", "esa pregunta no existe (¿quiso decir «titulo»?)"),
        ("nombres: titulo,", "nombres: presupuesto,", "es de tipo «monto» y debe ser «texto»"),
        ("riesgos: riesgos,", "riesgos: actividades,", "le falta el campo «riesgo»"),
        ("ods: ods,", "ods: titulo,", "debe ser «ods»"),
        ('codigo: "6.1.1"', 'codigo: "6.1"', "el código de un indicador mundial es «6.1.1»"),
        ('codigo: "6.1", marco: nacional', 'codigo: "6.1.1", marco: nacional', "es solo la meta, como «6.1»"),
        ('codigo: "6.1.1"', 'codigo: "18.1.1"', "el ODS 18 no existe; van del 1 al 17"),
        ('codigo: "6.2.1"', 'codigo: "6.1.1"', "«6.1.1» ya está en la línea"),
        ("marco: mundial", "marco: global", "«marco: global» no existe"),
        ("[ para {lugar}]", "[ para {sitio}]", "«marca: sitio» no existe"),
        ("[ para {lugar}]", " para {lugar}", "puede no saberse: póngala entre corchetes"),
        ("[ para {lugar}]", "[ para {lugar}", "sin pareja"),
        ("si: [gob_local], palabras: [alcalde", "si: [gob_locall], palabras: [alcalde", "«si: gob_locall» no existe"),
        ("linea: responsabilidad", "linea: responsabilidades", "«linea: responsabilidades» no existe"),
        ("categoria: politico", "categoria: politica", "«categoria: politica» no existe"),
        ("pregunta: cumplimiento", "pregunta: cumplimientos", "«pregunta: cumplimientos» no existe"),
        ("pregunta: cumplimiento", "pregunta: riesgos", "«pregunta: riesgos» no existe"),
        ('texto: "Reporte trimestral', f'texto: "{"muy largo " * 70}Reporte', "caben de 30 a 600"),
        (
            'riesgo: "Cambio de autoridades municipales"',
            f'riesgo: "{"largo " * 30}"',
            "en un teléfono conviene hasta 130",
        ),
        ('nombre: "Agua Segura"', f'nombre: "{"Agua " * 26}"', "el tema tiene 129 letras y caben 40"),
        ('nombre: "Saneamiento Digno"', 'nombre: "Agua Segura"', "«Agua Segura» ya está en la línea"),
        ("{ods: 17, nombre:", "{ods: 16, nombre:", "en «temas» no hay nada de estos ODS: 17"),
        ("rector: CEPLAN", "rectoria: CEPLAN", "clave desconocida «rectoria»"),
        ('fuente: "INEI, ENAHO", ', "", "falta «fuente»"),
    ],
)
def test_lo_mal_escrito_se_dice_con_su_archivo_y_su_linea(tmp_path: Path, antes: str, despues: str, dice: str) -> None:
    carpeta = carpeta_con(tmp_path, antes, despues)
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(carpeta)
    suyos = [error for error in recogido.value.errores if dice in error]
    assert suyos, recogido.value.errores
    cambiada = next(
        numero
        for numero, (una, otra) in enumerate(
            zip(
                (ALIANZA / ARCHIVO).read_text(encoding="utf-8").splitlines(),
                (carpeta / ARCHIVO).read_text(encoding="utf-8").splitlines(),
                strict=True,
            ),
            start=1,
        )
        if una != otra
    )
    lineas = {int(error.split(":")[1]) for error in suyos}
    assert all(error.startswith(f"{ARCHIVO}:") for error in suyos)
    assert cambiada in lineas or "no hay nada de estos ODS" in dice or "ya está" in dice, (cambiada, suyos)
