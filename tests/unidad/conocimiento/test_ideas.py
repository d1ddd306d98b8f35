"""Las preguntas que acompañan a un documento: qué se lee y qué se rechaza, con su línea."""

import re
from pathlib import Path

import pytest

from bot.dialogo.intenciones.reconocer import DE_SOLICITUD
from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta import leer_corpus, leer_documento, leer_solicitudes
from conocimiento.ingesta.cortes import Dividido
from conocimiento.ingesta.ideas import ClaseDeReparo, revisar_ideas
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura.escrito import leer_escrito
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


def test_todo_lo_que_esta_mal_se_dice_de_una_vez_y_en_orden(tmp_path: Path) -> None:
    mal = PREGUNTAS.replace("El azul enfría", "El verde enfría").replace("falta:", "falata:", 1)
    ruta = escribir(tmp_path, mal.replace('["¿Cuál es el tercero?"]', '[""]'))
    with pytest.raises(ErrorDeFicha) as error:
        leer_documento(ruta)
    lineas = [int(numero) for numero in re.findall(r"línea (\d+): ", str(error.value))]
    assert lineas == [3, 6, 7, 13]


REPAROS = """contesta:
  - idea: abriga
    palabras: "El azul enfría"
    preguntas:
      - "¿El azul enfría?"
      - el azul enfria
      - ""
      - “¿da frio el azul?”
  - idea: colores
    palabras: "Hay tres colores"
    preguntas:
      - "¿cuántos colores hay?"
      - "el azul enfria?"
      - ¿hay tres?"
  - idea: nadie-la-leyo
    revisada: no
    palabras: "Hay tres colores"
    preguntas: ["¿cuántos colores hay?", "“x”", ""]
ajenas: ["¿Quién ganó?"]
"""


def test_lo_que_se_admite_y_quiza_no_se_queria_se_dice_con_su_linea(tmp_path: Path) -> None:
    ruta = escribir(tmp_path, REPAROS)
    texto = ruta.read_text(encoding="utf-8")
    dividido = Dividido(texto, segmentar(leer_escrito(texto, es_markdown=False), "d", "1"))
    reparos = revisar_ideas(tmp_path / "guia.preguntas.yaml", "d", dividido, ()).reparos
    assert [(uno.clase, uno.linea, uno.otra) for uno in reparos] == [
        (ClaseDeReparo.EN_BLANCO, 7, 0),
        (ClaseDeReparo.CON_COMILLAS, 8, 0),
        (ClaseDeReparo.EN_DOS_IDEAS, 13, 5),
        (ClaseDeReparo.CON_COMILLAS, 14, 0),
    ]


@pytest.mark.parametrize(
    ("dicha", "vale"), [("sí", 1), ("Sí", 1), ("SI", 1), ("si", 1), ("SÍ", 1), ("No", 0), ("no", 0)]
)
def test_revisada_se_escribe_con_tilde_o_sin_ella(tmp_path: Path, dicha: str, vale: int) -> None:
    ruta = escribir(tmp_path, PREGUNTAS.replace("idea: abriga\n", f"idea: abriga\n    revisada: {dicha}\n"))
    assert sum(idea.clave == "abriga" for idea in leer_documento(ruta).ideas) == vale


def test_lo_que_no_es_si_ni_no_se_rechaza(tmp_path: Path) -> None:
    ruta = escribir(tmp_path, PREGUNTAS.replace("idea: abriga\n", "idea: abriga\n    revisada: quizá\n"))
    with pytest.raises(ErrorDeFicha, match="línea 3: «revisada: quizá» no existe; use uno de: sí, no"):
        leer_documento(ruta)


REPETIDO = "1.1 Rojo\n\nSe paga al mes.\n\n1.2 Azul\n\nSe paga al mes.\n"


DIVIDIDO = Dividido(REPETIDO, segmentar(leer_escrito(REPETIDO, es_markdown=False), "d", "1"))


@pytest.mark.parametrize(("apartado", "lugar"), [("", 0), ("1.2 Azul", 1), ("azul", 1), ("1.1", 0)])
def test_si_las_palabras_estan_en_dos_apartados_se_dice_en_cual(tmp_path: Path, apartado: str, lugar: int) -> None:
    archivo = tmp_path / "x.yaml"
    archivo.write_text(
        'ajenas: ["a"]\ncontesta:\n  - idea: pago\n    palabras: "Se paga al mes"\n    preguntas: ["¿Cuándo?"]\n'
        + (f'    apartado: "{apartado}"\n' if apartado else ""),
        encoding="utf-8",
    )
    leidas = revisar_ideas(archivo, "d", DIVIDIDO, ())
    (idea,) = leidas.revisadas
    assert idea.lugar is not None
    assert REPETIDO[: idea.lugar.inicio].count("Se paga") == lugar
    avisa = [(una.idea, una.linea, una.apartados) for una in leidas.repetidas]
    assert avisa == ([] if apartado else [("pago", 3, ("1.1 Rojo", "1.2 Azul"))])


def test_un_apartado_en_que_no_estan_se_rechaza_diciendo_donde_estan(tmp_path: Path) -> None:
    archivo = tmp_path / "x.yaml"
    archivo.write_text(
        'ajenas: ["a"]\ncontesta:\n  - idea: pago\n    palabras: "Se paga"\n    preguntas: ["¿Cuándo?"]\n'
        "    apartado: Verde\n",
        encoding="utf-8",
    )
    with pytest.raises(ErrorDeFicha, match=r"línea 6: .* «Verde»; están en «1.1 Rojo» y «1.2 Azul»"):
        revisar_ideas(archivo, "d", DIVIDIDO, ())


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
