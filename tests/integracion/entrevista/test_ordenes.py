"""`alianzas entrevista …`: la que se entrega está bien y cada rota dice dónde, con qué código y qué hacer."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from bot.edicion.comprobar import comprobar_carpeta
from conocimiento.errores import ErrorLegible
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.ordenes import ordenar
from tests.apoyo.rutas import ALIANZA

AYUDA_DEL_RUC = f'    ayuda: "{ENTREVISTA.pregunta("ruc").ayuda}"\n'
SI_DEL_RUC = "    si: {ninguna: [{pregunta: tipo_organizacion, esta_en: [fuente, eniex]}]}\n"
SI_DEL_REGISTRO = "    si: {pregunta: tipo_organizacion, esta_en: [ongd, eniex, ipreda]}\n"


def alianzas(*argumentos: str) -> subprocess.CompletedProcess[str]:
    return ordenar("entrevista", *argumentos)


@pytest.fixture
def copia(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ALIANZA, tmp_path / "entrevista"))


def cambiar(carpeta: Path, antes: str, despues: str, archivo: str = "entrevista.yaml") -> int:
    """Hace un cambio en un archivo y devuelve la línea donde empieza."""
    texto = (carpeta / archivo).read_text(encoding="utf-8")
    assert antes in texto
    (carpeta / archivo).write_text(texto.replace(antes, despues, 1), encoding="utf-8")
    return texto[: texto.index(antes)].count("\n") + 1


def fallo(carpeta: Path) -> str:
    """Lo que diría `alianzas entrevista comprobar`, que con cualquiera de estos errores sale con 1."""
    with pytest.raises(ErrorLegible) as recogido:
        comprobar_carpeta(carpeta)
    assert recogido.value.codigo_de_salida == 1
    return str(recogido.value)


def test_la_que_se_entrega_no_tiene_errores() -> None:
    hecho = alianzas("comprobar")
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert f"{len(ENTREVISTA.preguntas)} preguntas" in hecho.stdout


ROTAS: dict[str, tuple[str, str, str]] = {
    "clave repetida": ("  - clave: problema\n", "  - clave: titulo\n", "la clave «titulo» está repetida"),
    "sección desconocida": ("    seccion: S7\n", "    seccion: S77\n", "la sección «S77» no existe"),
    "condición sobre un nombre sin definir": (
        SI_DEL_REGISTRO,
        "    si: {pregunta: agregar_mas, es: si}\n",
        "la condición mira «agregar_mas», que no existe",
    ),
    "condición sobre una pregunta posterior": (
        SI_DEL_REGISTRO,
        "    si: {pregunta: plazo, respondida: true}\n",
        "la condición mira «plazo», que se pregunta después",
    ),
    "condiciones en círculo": (
        SI_DEL_RUC,
        "    si: {pregunta: ruc, respondida: true}\n",
        "las condiciones se miran en círculo: ruc → ruc",
    ),
    "pregunta que nunca se haría": (
        SI_DEL_REGISTRO,
        "    si: {todas: [{pregunta: tipo_organizacion, es: ongd}, {pregunta: tipo_organizacion, es: eniex}]}\n",
        "«registro_apci» nunca se preguntaría",
    ),
    "valor que no es opción": (
        SI_DEL_REGISTRO,
        "    si: {pregunta: tipo_organizacion, esta_en: [oenege]}\n",
        "compara con «oenege», que no es opción",
    ),
    "sin ayuda": (
        AYUDA_DEL_RUC,
        "",
        "falta «ayuda»",
    ),
    "sin ejemplo flojo": ('    ejemplo_flojo: "17"\n', "", "falta «ejemplo_flojo»"),
    "opción que no cabe en un botón": (
        "{valor: no_corresponde,",
        "{valor: no_corresponde_porque_la_organizacion_no_tiene_que_inscribirse,",
        "ocupa 62 bytes y en un botón caben 44",
    ),
    "variable que nadie reemplaza": (
        '"¿Qué tipo de actor es {actor}?"',
        '"¿Qué tipo de actor es {nombre}?"',
        "«{nombre}» no se reemplaza por nada",
    ),
    "variable de actor donde no la hay": (
        '"¿Qué nombre le pondría a la alianza?"',
        '"¿Qué nombre le pondría {actor} a la alianza?"',
        "«{actor}» solo vale en una pregunta con «repite_por»",
    ),
    "clave mal escrita": ("    sin_dato: ", "    sin_datos: ", "clave desconocida «sin_datos»"),
    "lista sin campos": (
        "    campos:\n      - {clave: actividad,",
        "    campo:\n      - {clave: actividad,",
        "falta «campos»",
    ),
    "papel que señala lo que no existe": ("  titulo: titulo\n", "  titulo: nombre\n", "señala la pregunta «nombre»"),
    "YAML mal escrito": ("papeles:\n", "papeles: [\n", "no es YAML válido"),
}


@pytest.mark.parametrize("caso", ROTAS, ids=lambda caso: caso)
def test_una_rota_sale_con_1_y_dice_archivo_linea_y_que_hacer(copia: Path, caso: str) -> None:
    antes, despues, dice = ROTAS[caso]
    linea = cambiar(copia, antes, despues)
    senalada = [uno for uno in fallo(copia).splitlines() if dice in uno]
    assert senalada, fallo(copia)
    archivo, numero, _ = senalada[0].split(":", 2)
    assert archivo == "entrevista.yaml"
    # La línea es la del cambio o, si falta algo, la de la pregunta a la que le falta.
    assert linea - 20 <= int(numero) <= linea + 20


def test_un_circulo_entre_dos_preguntas_se_nombra_entero(copia: Path) -> None:
    cambiar(copia, SI_DEL_RUC, "    si: {pregunta: registro_apci, respondida: true}\n")
    cambiar(copia, SI_DEL_REGISTRO, "    si: {pregunta: ruc, respondida: true}\n")
    assert re.search(r"en círculo: (ruc → registro_apci → ruc|registro_apci → ruc → registro_apci)", fallo(copia))


def test_en_un_proceso_el_error_sale_por_su_salida_y_con_1(copia: Path) -> None:
    linea = cambiar(copia, "tipo: ruc", "tipo: rucc")
    hecho = alianzas("comprobar", "--carpeta", str(copia))
    assert (hecho.returncode, hecho.stdout) == (1, "")
    assert f"entrevista.yaml:{linea}: «tipo: rucc» no existe" in hecho.stderr
    assert "Traceback" not in hecho.stderr


def test_una_variable_mal_escrita_en_la_plantilla_se_encuentra(copia: Path) -> None:
    documento = Document(str(copia / "plantilla.docx"))
    documento.paragraphs[0].text = "{{ tituloo }}"
    documento.save(str(copia / "plantilla.docx"))
    dicho = fallo(copia)
    assert "plantilla.docx" in dicho
    assert "tituloo" in dicho


def test_una_migracion_que_no_llega_a_hoy_se_encuentra(copia: Path) -> None:
    cambiar(copia, 'version: "2026-11-29"', 'version: "2027-01-01"')
    assert "«2026-11-23» se llega a «2026-11-29»" in fallo(copia)


def test_una_migracion_que_renombra_lo_que_sigue_existiendo_se_encuentra(copia: Path) -> None:
    archivo = min((copia / "migraciones").iterdir())
    archivo.write_text(archivo.read_text(encoding="utf-8") + "renombradas: {titulo: nombre}\n", encoding="utf-8")
    dicho = fallo(copia)
    assert f"{archivo.name}:" in dicho
    assert "«titulo» se renombra, pero sigue siendo una pregunta" in dicho


def test_otra_carpeta_dice_que_falta(tmp_path: Path) -> None:
    assert "falta entrevista.yaml" in fallo(tmp_path)


def test_los_caminos_se_listan() -> None:
    hecho = alianzas("caminos", "--detalle")
    assert hecho.returncode == 0
    assert hecho.stdout.rstrip().endswith("96 caminos")
    assert "tipo_organizacion «ongd»" in hecho.stdout
    assert "registro_apci" in hecho.stdout


class _Pagina(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.atributos: list[tuple[str, str]] = []
        self.texto: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.atributos += [(f"{tag}.{nombre}", valor or "") for nombre, valor in attrs]

    def handle_data(self, data: str) -> None:
        self.texto.append(data)


def test_la_vista_muestra_cada_pregunta_sin_pedir_nada_a_la_red(copia: Path, tmp_path: Path) -> None:
    cambiar(copia, "¿Qué nombre le pondría a la alianza?", "¿Qué <script>alert(1)</script> & nombre {le} pondría?")
    cambiar(copia, "{le}", "le")
    salida = tmp_path / "vista.html"
    hecho = alianzas("vista", "--salida", str(salida), "--carpeta", str(copia))
    assert (hecho.returncode, hecho.stderr) == (0, "")
    pagina = _Pagina()
    pagina.feed(salida.read_text(encoding="utf-8"))
    texto = "".join(pagina.texto)
    assert "¿Qué <script>alert(1)</script> & nombre le pondría?" in texto
    assert ("html.lang", "es-PE") in pagina.atributos
    fuera = [
        (nombre, valor)
        for nombre, valor in pagina.atributos
        if nombre.split(".")[1] in ("src", "href", "srcset", "action") and not valor.startswith("#")
    ]
    assert fuera == []
    assert not any(nombre.startswith("script.") for nombre, _ in pagina.atributos)

    for pregunta in ENTREVISTA.preguntas:
        assert pregunta.rotulo in texto
        assert pregunta.por_que_flojo in texto
