"""Las preguntas que acompañan a un documento: qué se lee y qué se rechaza, con su línea."""

from pathlib import Path

import pytest

from bot.dialogo.intenciones import DE_SOLICITUD
from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta import leer_corpus, leer_documento, leer_solicitudes
from conocimiento.modelo import RESPUESTA
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS

TEXTO = "El rojo abriga.\nEl azul\nenfría. Hay tres colores."
FICHA = """
titulo: "Guía"
institucion: "Taller"
fuente: "archivo"
version: "1"
vacios:
  - {clave: tercero, apartado: "1", anuncio: "tres colores", mensaje: "Solo da dos.", pistas: ["tercer color"]}
"""
PREGUNTAS = """contesta:
  - idea: abriga
    palabras: "El azul enfría"
    preguntas: ["¿El azul enfría?", "¿da frio el azul?"]
no_dice:
  - idea: precio
    falta: "precios"
    cerca: "Hay tres colores"
    preguntas: ["¿Cuánto cuesta?"]
  - idea: tercero
    falta: "el tercer color"
    vacio: tercero
    preguntas: ["¿Cuál es el tercero?"]
ajenas: ["¿Quién ganó?"]
"""


def escribir(carpeta: Path, preguntas: str) -> Path:
    (carpeta / "guia.ficha.yaml").write_text(FICHA, encoding="utf-8")
    (carpeta / "guia.preguntas.yaml").write_text(preguntas, encoding="utf-8")
    ruta = carpeta / "guia.txt"
    ruta.write_text(TEXTO, encoding="utf-8")
    return ruta


def test_lee_ideas_con_su_lugar_exacto_aunque_haya_saltos_de_linea(tmp_path: Path) -> None:
    documento = leer_documento(escribir(tmp_path, PREGUNTAS))
    abriga, precio, tercero = documento.ideas
    assert abriga.lugar is not None
    assert documento.texto[abriga.lugar.inicio : abriga.lugar.fin] == "El azul\nenfría"
    assert (abriga.contesta, precio.contesta, precio.falta) == (True, False, "precios")
    assert (tercero.vacio, tercero.lugar) == ("tercero", None)
    assert documento.ajenas == ("¿Quién ganó?",)


def test_cambiar_una_pregunta_cambia_la_huella(tmp_path: Path) -> None:
    ruta = escribir(tmp_path, PREGUNTAS)
    antes = leer_documento(ruta).huella
    escribir(tmp_path, PREGUNTAS.replace("¿Quién ganó?", "¿Quién perdió?"))
    assert leer_documento(ruta).huella != antes


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        (('"El azul enfría"', '"El verde enfría"'), "línea 3: el documento no contiene «El verde enfría»"),
        (("idea: precio", "idea: abriga"), "línea 6: hay dos ideas con la clave «abriga»"),
        (("vacio: tercero", "vacio: cuarto"), "línea 12: la ficha no tiene un vacío «cuarto»"),
        (("falta:", "falata:"), "línea 7: clave desconocida «falata» (¿quiso decir «falta»?)"),
        (('["¿Cuánto cuesta?"]', "[]"), "línea 9: falta «preguntas»"),
        (('ajenas: ["¿Quién ganó?"]', ""), "falta «ajenas»"),
        (("contesta:\n", "contesta: [\n"), "no es YAML válido"),
    ],
)
def test_un_error_dice_el_archivo_la_linea_y_que_hacer(tmp_path: Path, cambio: tuple[str, str], dicho: str) -> None:
    ruta = escribir(tmp_path, PREGUNTAS.replace(*cambio, 1))
    with pytest.raises(ErrorDeFicha, match=r"guia\.preguntas\.yaml") as error:
        leer_documento(ruta)
    assert dicho in str(error.value)


def test_unas_preguntas_sin_documento_se_rechazan(tmp_path: Path) -> None:
    escribir(tmp_path, PREGUNTAS).rename(tmp_path / "otra.txt")
    with pytest.raises(ErrorDeFicha, match="acompaña a un documento que no está"):
        leer_corpus(tmp_path)


def test_lee_las_solicitudes_y_sin_archivo_no_hay_ninguna(tmp_path: Path) -> None:
    assert leer_solicitudes(tmp_path) == ()
    (tmp_path / "solicitudes.yaml").write_text(
        "solicitudes:\n  - {solicitud: saludo, ejemplos: [hola, buenas]}\n", encoding="utf-8"
    )
    (saludo,) = leer_solicitudes(tmp_path)
    assert (saludo.clave, saludo.ejemplos) == ("saludo", ("hola", "buenas"))


def test_de_cada_respuesta_se_sabe_a_que_pregunta_contesta(tmp_path: Path) -> None:
    (tmp_path / "solicitudes.yaml").write_text(
        "solicitudes:\n  - {solicitud: saludo, ejemplos: [hola]}\n"
        "respuestas:\n  - {pregunta: ruc, ejemplos: [no tengo]}\n  - {pregunta: plazo, ejemplos: [un año, dos]}\n",
        encoding="utf-8",
    )
    respuestas, saludo = leer_solicitudes(tmp_path)
    assert (respuestas.clave, respuestas.ejemplos) == (RESPUESTA, ("no tengo", "un año", "dos"))
    assert respuestas.preguntas == ("ruc", "plazo", "plazo")
    assert saludo.preguntas == ()


def test_hay_respuestas_de_todas_las_preguntas_de_la_entrevista_y_de_ninguna_otra() -> None:
    respuestas = leer_solicitudes(DOCUMENTOS)[0]
    assert set(respuestas.preguntas) == {una.clave for una in ENTREVISTA.preguntas}


def test_dos_solicitudes_iguales_se_rechazan_con_su_linea(tmp_path: Path) -> None:
    repetida = "  - {solicitud: saludo, ejemplos: [hola]}\n"
    (tmp_path / "solicitudes.yaml").write_text("solicitudes:\n" + repetida * 2, encoding="utf-8")
    with pytest.raises(ErrorDeFicha, match="línea 3: hay dos solicitudes con la clave «saludo»"):
        leer_solicitudes(tmp_path)


def test_cada_solicitud_del_producto_tiene_su_intencion() -> None:
    claves = [solicitud.clave for solicitud in leer_solicitudes(DOCUMENTOS)]
    assert set(claves) == {RESPUESTA, *DE_SOLICITUD}
    assert claves[0] == RESPUESTA  # lo que no se pide va antes de lo que se pide: así lo cuenta el reconocedor
