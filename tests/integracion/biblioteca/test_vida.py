"""La vida de un documento en el disco, de que llega a que se retira, sin índice."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.ordenes.documentos import decir
from conocimiento.biblioteca import gestion
from conocimiento.biblioteca.errores import ErrorDeBiblioteca, YaLoTengo
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import PorAgregar, PorPreparar, PorPublicar, Propio
from conocimiento.biblioteca.guardado import carpeta_de, guardado, leer_catalogo
from conocimiento.errores import DocumentoDuplicado, ErrorDeDocumento, ErrorDeLectura
from conocimiento.ingesta import leer_corpus, leer_version, siguen_en_vigor
from conocimiento.lectura.aparte import leer_aparte
from tests.apoyo.biblioteca import (
    HOY,
    MARCO,
    acto,
    agregar,
    comprobar_en_disco,
    directiva,
    en_vigor,
    escribir,
    leer,
    preparar,
    publicar,
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return escribir(tmp_path / "corpus", "marco.txt", MARCO).parent


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    return tmp_path / "datos"


def test_de_borrador_a_retirado(corpus: Path, datos: Path, tmp_path: Path) -> None:
    hecho = agregar(datos, escribir(tmp_path, "directiva-004.txt", directiva("quince")))
    assert (hecho.guardado.clave, len(hecho.guardado.version)) == ("directiva-004", 12)
    assert en_vigor(corpus, datos) == ["marco.txt"]
    publicar(datos, "directiva-004")
    assert en_vigor(corpus, datos) == ["marco.txt", f"biblioteca/directiva-004/{hecho.guardado.version}"]
    (_, suyo) = leer_corpus(corpus, datos, HOY)
    assert suyo.texto == directiva("quince")
    assert [uno.apartado for uno in suyo.fragmentos] == ["1.1 Objeto", "1.2 Plazos"]
    for fragmento in suyo.fragmentos:
        assert fragmento.texto == suyo.texto[fragmento.inicio : fragmento.fin]
    assert (suyo.ficha.titulo, suyo.ficha.institucion, suyo.ficha.anio) == ("Directiva de convenios", "APCI", 2026)
    gestion.retirar(datos, "directiva-004", acto(), "derogada", {})
    assert en_vigor(corpus, datos) == ["marco.txt"]
    assert leer_version(corpus, datos, "biblioteca/directiva-004", hecho.guardado.version) == directiva("quince")
    comprobar_en_disco(datos)


def test_con_fecha_se_cita_desde_ese_dia_y_lo_anterior_hasta_la_vispera(
    corpus: Path, datos: Path, tmp_path: Path
) -> None:
    vieja = agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince"))).guardado
    publicar(datos, "directiva")
    nueva = agregar(datos, escribir(tmp_path / "otra", "directiva.txt", directiva("veinte"))).guardado
    assert nueva.clave == "directiva"  # se parece: es otra versión de lo mismo
    llegada = date(2026, 12, 10)
    publicar(datos, "directiva", desde=llegada)
    antes, despues = (f"biblioteca/directiva/{una.version}" for una in (vieja, nueva))
    assert en_vigor(corpus, datos, llegada - timedelta(days=1)) == ["marco.txt", antes]
    assert en_vigor(corpus, datos, llegada) == ["marco.txt", despues]
    abiertos = leer_corpus(corpus, datos, llegada - timedelta(days=1))
    assert siguen_en_vigor(abiertos, datos, llegada - timedelta(days=1))
    assert not siguen_en_vigor(abiertos, datos, llegada)


def test_otro_documento_con_el_mismo_nombre_de_archivo_es_otra_clave(datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "documento.txt", directiva("quince")), "Directiva de convenios")
    ajeno = "1.1 Vacaciones\n\nEl personal descansa treinta días al año según el rol que aprueba cada jefatura.\n"
    otro = agregar(datos, escribir(tmp_path / "b", "documento.txt", ajeno), "Rol de vacaciones")
    assert otro.guardado.clave == "documento-2"


def test_el_mismo_archivo_dos_veces_es_ya_lo_tengo(datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince")))
    publicar(datos, "directiva")
    antes = leer_catalogo(datos)
    with pytest.raises(
        YaLoTengo, match=r"Ya lo tengo: «Directiva de convenios» \(clave directiva\), publicado desde el 25"
    ):
        agregar(datos, escribir(tmp_path, "copia.txt", directiva("quince")))
    assert leer_catalogo(datos) == antes


def test_propone_lo_que_parece_reemplazar(datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "directiva-2024.txt", directiva("quince")))
    publicar(datos, "directiva-2024")
    hecho = agregar(datos, escribir(tmp_path, "directiva-2026.txt", directiva("veinte")), "Otra cosa")
    ((parecido, titulo),) = hecho.parecidos
    assert (parecido.clave, titulo) == ("directiva-2024", "Directiva de convenios")
    assert parecido.parte >= 0.5 and not parecido.mismo_titulo


def test_sin_titulo_no_se_publica_y_con_el_si(corpus: Path, datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince")), titulo="")
    with pytest.raises(ErrorDeBiblioteca, match="no tiene título"):
        publicar(datos, "directiva")
    assert en_vigor(corpus, datos) == ["marco.txt"]
    gestion.corregir(datos, "directiva", FichaEscrita('Con "comillas": y dos puntos\\', "APCI"))
    publicar(datos, "directiva")
    assert leer_corpus(corpus, datos, HOY)[1].ficha.titulo == 'Con "comillas": y dos puntos\\'
    with pytest.raises(ErrorDeBiblioteca, match="ya está publicado"):
        gestion.corregir(datos, "directiva", FichaEscrita("Otro"))


def test_si_el_indice_no_se_puede_hacer_no_se_publica(corpus: Path, datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince")))
    antes = leer_catalogo(datos)

    def fallar(_: PorPreparar) -> None:
        raise ErrorDeBiblioteca("empeora")

    with pytest.raises(ErrorDeBiblioteca, match="empeora"):
        gestion.publicar(datos, PorPublicar("directiva"), acto(), fallar, {})
    assert leer_catalogo(datos) == antes
    assert en_vigor(corpus, datos) == ["marco.txt"]


def test_lo_que_trae_el_programa_se_reemplaza_y_vuelve(corpus: Path, datos: Path, tmp_path: Path) -> None:
    propios = {"marco": Propio("abc123abc123", "Marco", MARCO)}
    archivo = escribir(tmp_path, "guia.txt", directiva("quince"))
    pedido = PorAgregar(archivo, "guia.txt", "", FichaEscrita("Guía"))
    hecho = gestion.agregar(datos, pedido, acto(), leer, propios).guardado
    gestion.publicar(datos, PorPublicar("guia", None, ("marco",)), acto(), preparar, propios)
    assert en_vigor(corpus, datos) == [f"biblioteca/guia/{hecho.version}"]
    gestion.deshacer(datos, "guia", acto())
    assert en_vigor(corpus, datos) == ["marco.txt"]
    otro = replace(pedido, archivo=escribir(tmp_path / "b", "marco.txt", directiva("seis")), nombre="marco.txt")
    assert gestion.agregar(datos, otro, acto(), leer, propios).guardado.clave == "marco-2"  # la suya está tomada


def test_descartar_y_olvidar_borran_del_disco_lo_que_nunca_se_publico(datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "uno.txt", directiva("uno")))
    agregar(datos, escribir(tmp_path, "dos.txt", directiva("dos", "proyecto")), "Otra")
    publicar(datos, "dos")
    gestion.descartar(datos, "uno")
    assert not (carpeta_de(datos) / "uno").exists()
    agregar(datos, escribir(tmp_path, "tres.txt", directiva("tres", "donación")), "Tercera")
    assert gestion.olvidar_borradores(datos, acto(HOY + timedelta(days=30))) == ()
    (olvidado,) = gestion.olvidar_borradores(datos, acto(HOY + timedelta(days=32)))
    assert olvidado.clave == "tres" and not olvidado.carpeta.exists()
    assert [uno.clave for uno in leer_catalogo(datos).inscritos] == ["dos"]
    comprobar_en_disco(datos)


def test_dos_con_el_mismo_texto_no_se_publican(corpus: Path, datos: Path, tmp_path: Path) -> None:
    agregar(datos, escribir(tmp_path, "copia-del-marco.txt", MARCO), "Copia")

    def leer_lo_nuevo(pedido: PorPreparar) -> None:
        leer_corpus(corpus, datos, pedido.dia, pedido.catalogo)
        pedido.confirmar("")

    with pytest.raises(DocumentoDuplicado, match=r"tiene el mismo contenido que marco\.txt"):
        gestion.publicar(datos, PorPublicar("copia-del-marco"), acto(), leer_lo_nuevo, {})
    assert en_vigor(corpus, datos) == ["marco.txt"]


@pytest.mark.parametrize("falta", ["texto.txt", "lectura.json", "ficha.yaml"])
def test_una_version_danada_lo_dice(corpus: Path, datos: Path, tmp_path: Path, falta: str) -> None:
    hecho = agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince"))).guardado
    publicar(datos, "directiva")
    (hecho.carpeta / falta).unlink()
    with pytest.raises(ErrorDeDocumento, match="copia de respaldo"):
        leer_corpus(corpus, datos, HOY)


def test_un_texto_cambiado_no_se_cita(corpus: Path, datos: Path, tmp_path: Path) -> None:
    hecho = agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince"))).guardado
    publicar(datos, "directiva")
    (hecho.carpeta / "texto.txt").write_text(directiva("ciento"), encoding="utf-8")
    with pytest.raises(ErrorDeDocumento, match="no es el que se leyó"):
        leer_corpus(corpus, datos, HOY)


@pytest.mark.parametrize("contenido", [b"", b"\x00\x01\x02", b"PK\x03\x04roto", b"%PDF-1.7 roto", b"\n \n\t"])
def test_lo_que_no_se_puede_leer_no_deja_nada(datos: Path, tmp_path: Path, contenido: bytes) -> None:
    archivo = tmp_path / "malo.pdf"
    archivo.write_bytes(contenido)
    with pytest.raises((ErrorDeLectura, ErrorDeBiblioteca, ErrorDeDocumento)) as error:
        gestion.agregar(datos, PorAgregar(archivo, "malo.pdf"), acto(), leer_aparte, {})
    assert "malo.pdf" in str(error.value)
    assert leer_catalogo(datos).inscritos == ()


def test_se_busca_por_clave_y_version(datos: Path, tmp_path: Path) -> None:
    hecho = agregar(datos, escribir(tmp_path, "directiva.txt", directiva("quince"))).guardado
    catalogo = leer_catalogo(datos)
    assert guardado(datos, gestion.elegir(catalogo, "directiva")) == hecho
    assert guardado(datos, gestion.elegir(catalogo, f"directiva/{hecho.version}")) == hecho
    with pytest.raises(ErrorDeBiblioteca, match=f"Las que hay: {hecho.version}"):
        gestion.elegir(catalogo, "directiva/000000000000")


@pytest.mark.parametrize(
    ("fecha", "dicho", "anio"), [("2018-07-18", None, 2018), ("2018-07-18", 2017, 2017), ("", None, None)]
)
def test_el_anio_es_el_del_diario_si_nadie_dice_otro(
    datos: Path, tmp_path: Path, fecha: str, dicho: int | None, anio: int | None
) -> None:
    pedido = PorAgregar(
        escribir(tmp_path, "d.txt", directiva("diez")), "d.txt", "", FichaEscrita("Directiva", "", dicho)
    )
    hecho = gestion.agregar(datos, pedido, acto(), lambda *uno: replace(leer(*uno), fecha=fecha), {})
    assert hecho.ficha.anio == hecho.guardado.ficha.anio == anio
    assert hecho.guardado.lectura.fecha == fecha
    dice = "Lo publicó El Peruano el 18 de julio de 2018" in decir.agregado(hecho, 1)
    assert dice is (anio == 2018)
