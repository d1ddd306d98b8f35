"""La lectura de documentos, fichas y vocabulario: qué se acepta y qué se dice cuando no."""

from pathlib import Path

import pytest

from conocimiento.errores import CorpusVacio, DocumentoDuplicado, ErrorDeDocumento, ErrorDeFicha
from conocimiento.ingesta import leer_corpus, leer_documento, leer_habla_comun, leer_vocabulario
from conocimiento.palabras import plegar
from tests.apoyo.rutas import DOCUMENTOS

FICHA = """\
titulo: Una norma
institucion: Una entidad
anio: 2020
fuente: El diario
version: "1"
"""


def escribir(carpeta: Path, nombre: str, contenido: str | bytes) -> Path:
    ruta = carpeta / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(contenido.encode("utf-8") if isinstance(contenido, str) else contenido)
    return ruta


def test_lee_en_subcarpetas_y_cita_por_ruta_relativa(tmp_path: Path) -> None:
    escribir(tmp_path, "b/dos.md", "# Dos\n\nTexto dos.")
    escribir(tmp_path, "uno.txt", "Texto uno.")
    escribir(tmp_path, ".oculto.txt", "No se lee.")
    escribir(tmp_path, "tabla.csv", "a,b")
    documentos = leer_corpus(tmp_path)
    assert [documento.ficha.documento for documento in documentos] == ["b/dos.md", "uno.txt"]
    assert documentos[0].ficha.titulo == "Dos"


def test_no_normaliza_ni_un_caracter(tmp_path: Path) -> None:
    original = "\ufeffCafe\u0301 solo.\r\n\r\nOtro\u00a0párrafo.\r\n"
    documento = leer_documento(escribir(tmp_path, "a.txt", original))
    assert documento.texto == original
    assert not documento.fragmentos[0].texto.startswith("\ufeff")


def test_la_huella_cambia_con_el_texto_y_con_la_ficha(tmp_path: Path) -> None:
    ruta = escribir(tmp_path, "a.txt", "Texto.")
    huellas = {leer_documento(ruta).huella}
    escribir(tmp_path, "a.ficha.yaml", FICHA)
    huellas.add(leer_documento(ruta).huella)
    escribir(tmp_path, "a.ficha.yaml", FICHA.replace("2020", "2021"))
    huellas.add(leer_documento(ruta).huella)
    escribir(tmp_path, "a.txt", "Texto nuevo.")
    huellas.add(leer_documento(ruta).huella)
    assert len(huellas) == 4


@pytest.mark.parametrize(
    ("contenido", "linea", "dice"),
    [
        (b"", 1, "vac"),
        (" \n\t\ufeff\n".encode(), 1, "vac"),
        (b"bien\nbien\nmal \xf1andu", 3, "UTF-8"),
        (b"bien\nbinario \x00", 2, "binario"),
    ],
)
def test_un_documento_que_no_sirve_dice_donde_y_por_que(
    tmp_path: Path, contenido: bytes, linea: int, dice: str
) -> None:
    ruta = escribir(tmp_path, "a.txt", contenido)
    with pytest.raises(ErrorDeDocumento, match=dice) as captura:
        leer_documento(ruta)
    assert captura.value.linea == linea
    assert "a.txt" in str(captura.value)


def test_un_duplicado_dice_de_cual(tmp_path: Path) -> None:
    escribir(tmp_path, "a.txt", "Lo mismo.")
    escribir(tmp_path, "b.md", "Lo mismo.")
    with pytest.raises(DocumentoDuplicado, match=r"b\.md.*a\.txt"):
        leer_corpus(tmp_path)


def test_una_carpeta_sin_documentos_lo_dice(tmp_path: Path) -> None:
    with pytest.raises(CorpusVacio):
        leer_corpus(tmp_path)
    with pytest.raises(CorpusVacio):
        leer_corpus(tmp_path / "no-existe")


VACIO = """\
vacios:
  - clave: tabla
    apartado: Uno
    anuncio: "la tabla siguiente"
    mensaje: No está.
    pistas: ["tabla"]
"""


@pytest.mark.parametrize(
    ("ficha", "dice", "linea"),
    [
        (FICHA + "titlo: x\n", "titlo", 6),
        (FICHA.replace("fuente: El diario\n", ""), "fuente", 1),
        (FICHA.replace('version: "1"', "version: 1"), "version", 5),
        (FICHA.replace("2020", "dosmil"), "anio", 3),
        (FICHA + VACIO.replace("tabla siguiente", "tabla anterior"), "tabla anterior", 9),
        (FICHA + VACIO.replace('["tabla"]', "tabla"), "pistas", 11),
        (FICHA + "vacios: nada\n", "vacios", 6),
        ("- a\n- b\n", "clave: valor", 1),
        ("titulo: [sin cerrar\n", "YAML", None),
    ],
)
def test_una_ficha_mal_formada_dice_donde_y_por_que(tmp_path: Path, ficha: str, dice: str, linea: int | None) -> None:
    ruta = escribir(tmp_path, "a.txt", "Como muestra la tabla siguiente, nada.")
    escribir(tmp_path, "a.ficha.yaml", ficha)
    with pytest.raises(ErrorDeFicha, match=dice) as captura:
        leer_documento(ruta)
    if linea is not None:
        assert captura.value.linea == linea


def test_una_ficha_completa_se_lee_con_sus_vacios(tmp_path: Path) -> None:
    ruta = escribir(tmp_path, "a.txt", "Como muestra la tabla siguiente, nada.")
    escribir(tmp_path, "a.ficha.yaml", FICHA + VACIO)
    documento = leer_documento(ruta)
    assert documento.ficha.anio == 2020
    assert [vacio.clave for vacio in documento.ficha.vacios] == ["tabla"]
    assert documento.fragmentos[0].version == "1"


def test_una_ficha_sin_documento_lo_dice(tmp_path: Path) -> None:
    escribir(tmp_path, "a.txt", "Texto.")
    escribir(tmp_path, "b.ficha.yaml", FICHA)
    with pytest.raises(ErrorDeFicha, match=r"b\.ficha\.yaml"):
        leer_corpus(tmp_path)


def test_el_marco_se_lee_con_sus_apartados_y_sus_vacios() -> None:
    (documento,) = leer_corpus(DOCUMENTOS)
    apartados = list(dict.fromkeys(fragmento.apartado for fragmento in documento.fragmentos))
    assert apartados == ["2.1 Concepto", "2.2 Características", "2.3 Principios", "Conclusiones"]
    oraciones = [fragmento.oracion(tramo) for fragmento in documento.fragmentos for tramo in fragmento.oraciones]
    for comienzo in ("Un esquema de cooperación voluntaria", "Confianza: Seguridad", "Respeto: Que", "Transparencia: "):
        assert sum(oracion.startswith(comienzo) for oracion in oraciones) == 1
    assert not any("GRÁFICO" in oracion or "Detalle de los actores" in oracion for oracion in oraciones)
    assert {vacio.clave for vacio in documento.ficha.vacios} == {
        "grafico-3",
        "grafico-4",
        "cuarto-principio",
        "detalle-de-actores",
    }


def test_los_vacios_del_marco_apuntan_a_apartados_que_existen_y_sus_pistas_estan_plegadas() -> None:
    (documento,) = leer_corpus(DOCUMENTOS)
    apartados = {fragmento.apartado for fragmento in documento.fragmentos}
    for vacio in documento.ficha.vacios:
        assert vacio.apartado in apartados
        for pista in vacio.pistas:
            assert pista.replace("º", "") == plegar(pista.replace("º", ""))


def test_el_vocabulario_del_marco_se_lee_y_sus_palabras_son_del_documento() -> None:
    (documento,) = leer_corpus(DOCUMENTOS)
    texto = plegar(documento.texto)
    equivalencias = [equivalencia for equivalencia in leer_vocabulario(DOCUMENTOS) if equivalencia.mismo_tema]
    assert equivalencias
    for equivalencia in equivalencias:
        for palabras in equivalencia.palabras.split(","):
            assert all(palabra in texto for palabra in plegar(palabras).split())


def test_el_habla_comun_solo_orienta_y_no_dice_dos_veces_una_expresion() -> None:
    equivalencias = leer_habla_comun()
    assert not any(equivalencia.mismo_tema for equivalencia in equivalencias)
    expresiones = [plegar(una) for equivalencia in equivalencias for una in equivalencia.expresiones]
    assert len(expresiones) == len(set(expresiones))


@pytest.mark.parametrize("contenido", ["expresiones: x", "- expresiones: [a]", "- equivale: a", "- [", "- 3"])
def test_un_vocabulario_mal_formado_lo_dice(tmp_path: Path, contenido: str) -> None:
    escribir(tmp_path, "vocabulario.yaml", contenido)
    with pytest.raises(ErrorDeFicha, match=r"vocabulario\.yaml"):
        leer_vocabulario(tmp_path)
