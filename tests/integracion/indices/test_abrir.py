"""El índice de verdad: se construye, se reutiliza, se repara y encuentra."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from conocimiento.archivos import huella_de_archivo
from conocimiento.modelo import Hallazgo
from indices import ajuste, busqueda
from indices.abrir import abrir_buscador, reconstruir, revisar_chroma, revisar_indice
from indices.buscador import BuscadorLocal
from indices.errores import ErrorDeCalibracion, ErrorDeIndice
from indices.guardado.generacion import PUNTERO
from indices.guardado.piezas import VECTORES as VECTORES_DE_PIEZAS
from indices.guardado.vectores import leer
from tests.apoyo.rutas import DOCUMENTOS

TEXTOS = {
    "agua.txt": "El agua potable de la ciudad viene del río Rímac. La planta de La Atarjea la trata con cloro.",
    "papa.txt": "La papa nativa se siembra en octubre. Hay más de tres mil variedades en los Andes del Perú.",
    "tren.txt": "El tren a Huancayo sale del puente de los Desamparados. El viaje toma doce horas de subida.",
    "danza.md": "# Danzas\n\n## La marinera\n\nLa marinera se baila con pañuelo. Es la danza de pareja de la costa.",
}


def crear_datos(carpeta: Path, carpeta_modelo: Path) -> Path:
    """Una carpeta de datos nueva que comparte el modelo ya preparado."""
    carpeta.mkdir()
    (carpeta / "modelo").symlink_to((carpeta_modelo / "modelo").resolve())
    return carpeta


def crear_corpus(carpeta: Path) -> Path:
    carpeta.mkdir()
    for nombre, texto in TEXTOS.items():
        (carpeta / nombre).write_text(texto, encoding="utf-8")
    return carpeta


@pytest.fixture
def datos(carpeta_modelo: Path, tmp_path: Path) -> Path:
    return crear_datos(tmp_path / "datos", carpeta_modelo)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return crear_corpus(tmp_path / "corpus")


@pytest.fixture(scope="module")
def abierto(carpeta_modelo: Path, tmp_path_factory: pytest.TempPathFactory) -> BuscadorLocal:
    """Un buscador ya abierto, para las pruebas que solo buscan."""
    base = tmp_path_factory.mktemp("abierto")
    return abrir_buscador(crear_corpus(base / "corpus"), crear_datos(base / "datos", carpeta_modelo))


def primero(buscador: BuscadorLocal, consulta: str) -> str:
    (hallazgo,) = buscador.buscar([consulta])
    return hallazgo.pasajes[0].fragmento.documento


def carpeta_del_indice(datos: Path) -> Path:
    (carpeta,) = (datos / "indice").iterdir()
    return carpeta


def vigente(datos: Path) -> Path:
    carpeta = carpeta_del_indice(datos)
    return carpeta / (carpeta / PUNTERO).read_text(encoding="utf-8")


def test_encuentra_cita_literal_y_confia_mas_en_lo_que_trata(abierto: BuscadorLocal) -> None:
    textos = {documento.ficha.documento: documento.texto for documento in abierto.documentos}
    consultas = ["¿De dónde viene el agua?", "cuando se siembran las papas", "duracion del viaje en tren a huancayo"]
    tratadas = abierto.buscar(consultas)
    for hallazgo, esperado in zip(tratadas, ["agua.txt", "papa.txt", "tren.txt"], strict=True):
        assert hallazgo.pasajes[0].fragmento.documento == esperado
        for pasaje in hallazgo.pasajes:
            fragmento = pasaje.fragmento
            assert textos[fragmento.documento][fragmento.inicio : fragmento.fin] == fragmento.texto
            assert pasaje.oracion in fragmento.oraciones
        puntuaciones = [pasaje.puntuacion for pasaje in hallazgo.pasajes]
        assert puntuaciones == sorted(puntuaciones, reverse=True)
    ajenas = abierto.buscar(["quién descubrió la penicilina", "goles del mundial"])
    assert min(hallazgo.confianza for hallazgo in tratadas) > max(hallazgo.confianza for hallazgo in ajenas)
    assert all(0 <= hallazgo.confianza <= 1 and hallazgo.senales for hallazgo in (*tratadas, *ajenas))


def test_la_mejor_oracion_es_la_que_responde(abierto: BuscadorLocal) -> None:
    for consulta, comienzo in (("¿qué planta le pone cloro?", "La planta"), ("¿de dónde sale el tren?", "El tren")):
        pasaje = abierto.buscar([consulta])[0].pasajes[0]
        assert pasaje.fragmento.oracion(pasaje.oracion).startswith(comienzo)


RARAS = {
    "vacía": "",
    "blancos": "   \n",
    "emojis": "😀😀😀",
    "signos": "?!…",
    "medio emoji": "\ud83d",
    "diez mil letras": "a" * 10_000,
    "diez mil caracteres": "hola que tal " * 800,
    "nulo": "\0",
    "solo palabras vacías": "¿y qué es lo que hay de eso?",
    "cuatro mil caracteres": "¿Cómo se siembra la papa nativa en los Andes? " * 87,
}


@pytest.mark.parametrize("consulta", RARAS.values(), ids=RARAS.keys())
def test_una_consulta_rara_da_un_hallazgo_sensato(abierto: BuscadorLocal, consulta: str) -> None:
    (hallazgo,) = abierto.buscar([consulta])
    assert hallazgo.consulta == consulta
    assert 0 <= hallazgo.confianza <= 1
    if not any(caracter.isalnum() for caracter in consulta):
        assert hallazgo == Hallazgo(consulta, (), 0.0)


def test_un_corpus_de_un_solo_fragmento_se_puede_buscar(tmp_path: Path, datos: Path) -> None:
    corpus = tmp_path / "uno"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Solo una frase.", encoding="utf-8")
    (hallazgo,) = abrir_buscador(corpus, datos).buscar(["¿cuántas frases hay?"])
    assert [pasaje.fragmento.texto for pasaje in hallazgo.pasajes] == ["Solo una frase."]


def test_en_lote_da_lo_mismo_y_avisa_cuando_son_muchas(corpus: Path, datos: Path) -> None:
    avisos: list[str] = []
    buscador = abrir_buscador(corpus, datos, None, avisos.append)
    avisos.clear()
    consultas = ["agua de la ciudad", "papa nativa", "tren", "marinera"] * 70
    hallazgos = buscador.buscar(consultas)
    assert [hallazgo.consulta for hallazgo in hallazgos] == consultas
    assert [hallazgo.pasajes[0].fragmento.documento for hallazgo in hallazgos[:4]] == [
        primero(buscador, consulta) for consulta in consultas[:4]
    ]
    assert avisos and str(len(consultas)) in avisos[-1]
    assert buscador.buscar([]) == ()


def test_al_dia_no_se_rehace_y_con_un_cambio_solo_se_calcula_lo_nuevo(corpus: Path, datos: Path) -> None:
    antes = abrir_buscador(corpus, datos).huellas()
    carpeta = vigente(datos)
    avisos: list[str] = []
    assert abrir_buscador(corpus, datos, None, avisos.append).huellas() == antes
    assert avisos == [] and vigente(datos) == carpeta

    (corpus / "papa.txt").write_text("La papa se cosecha en mayo. Se guarda en trojes.", encoding="utf-8")
    buscador = abrir_buscador(corpus, datos, None, avisos.append)
    # El fragmento, sus dos oraciones y las dos preguntas artificiales de la única que da para ellas.
    assert "5 vectores nuevos" in avisos[-1]
    assert buscador.huellas()["corpus"] != antes["corpus"] and buscador.huellas()["modelo"] == antes["modelo"]
    assert primero(buscador, "¿cuándo se cosecha la papa?") == "papa.txt"


def test_lo_que_nadie_reviso_se_mira_por_piezas_y_lo_muy_revisado_no(
    abierto: BuscadorLocal, carpeta_producto: Path
) -> None:
    (sin_revisar,) = abierto._abierto.estantes
    assert sin_revisar.coleccion.piezas is not None
    assert len(sin_revisar.coleccion.piezas) == len(sin_revisar.coleccion.fragmentos) == len(TEXTOS)
    (revisado,) = abrir_buscador(DOCUMENTOS, carpeta_producto)._abierto.estantes
    assert revisado.coleccion.piezas is None


def danar_vectores(carpeta: Path) -> None:
    contenido = bytearray((carpeta / "vectores.npz").read_bytes())
    contenido[-5] ^= 0xFF
    (carpeta / "vectores.npz").write_bytes(contenido)


def test_con_una_errata_y_sin_tildes_encuentra_lo_mismo(abierto: BuscadorLocal) -> None:
    consultas = ["De dónde viene el agua potable", "Variedades de papa nativa", "Viaje del tren a Huancayo"]
    descuidadas = ["de donde viene el agua potbale", "variedaes de papa nativa", "viaje del tren a huanacyo"]
    for bien, mal in zip(abierto.buscar(consultas), abierto.buscar(descuidadas), strict=True):
        assert mal.pasajes[0].fragmento == bien.pasajes[0].fragmento
        assert mal.pasajes[0].oracion == bien.pasajes[0].oracion
        assert mal.confianza == pytest.approx(bien.confianza, abs=0.1)
        assert mal.consulta in descuidadas  # se devuelve lo que se preguntó, no lo corregido


def test_la_senal_del_dato_es_una_probabilidad_y_la_confianza_no_la_cuenta(abierto: BuscadorLocal) -> None:
    con_dato, sin_dato = abierto.buscar(["¿cuántas variedades de papa hay?", "¿qué papa no se siembra en 1850?"])
    assert 0 <= sin_dato.dato < con_dato.dato <= 1
    nombres = [nombre for nombre, _ in con_dato.senales]
    assert len(nombres) == len(set(nombres))


def test_la_calibracion_se_guarda_con_el_indice_y_se_informa(corpus: Path, datos: Path) -> None:
    assert "AUC" in reconstruir(corpus, datos) and "AUC" in revisar_indice(corpus, datos)
    ruta = vigente(datos) / "calibracion.json"
    guardada = json.loads(ruta.read_text(encoding="utf-8"))
    (del_estante,) = guardada["estantes"]
    assert del_estante["huella"]
    assert del_estante["fiabilidad"]["ejemplos"] > 40 and 0.8 < del_estante["fiabilidad"]["auc"] <= 1


def test_lo_que_no_cambio_no_se_vuelve_a_ajustar(corpus: Path, datos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reconstruir(corpus, datos)
    antes = (vigente(datos) / "calibracion.json").read_text(encoding="utf-8")

    def no_hace_falta(*_: object) -> None:
        raise AssertionError("se ajustó de nuevo lo que no había cambiado")

    monkeypatch.setattr(ajuste, "calibrar", no_hace_falta)
    reconstruir(corpus, datos)
    assert (vigente(datos) / "calibracion.json").read_text(encoding="utf-8") == antes


def test_una_calibracion_de_otro_corpus_se_rechaza_y_se_rehace(corpus: Path, datos: Path) -> None:
    abrir_buscador(corpus, datos)
    ruta = vigente(datos) / "calibracion.json"
    ruta.write_text(ruta.read_text(encoding="utf-8").replace('"huella": "', '"huella": "0'), encoding="utf-8")
    cambiar_manifiesto(vigente(datos))
    with pytest.raises(ErrorDeCalibracion, match="alianzas indexar"):
        revisar_indice(corpus, datos)
    assert primero(abrir_buscador(corpus, datos), "papa nativa") == "papa.txt"
    assert "AUC" in revisar_indice(corpus, datos)


def como_en_la_version_0_1(carpeta: Path) -> None:
    """Deja el índice como lo guardaba la 0.1.0: una sola matriz y una sola lista de claves, sin nombres."""
    partes = leer(carpeta)
    np.save(carpeta / "vectores.npy", np.concatenate([parte.vectores for parte in partes.values()]))
    claves = [clave for parte in partes.values() for clave in parte.claves]
    (carpeta / "claves.json").write_text(json.dumps(claves), encoding="utf-8")
    (carpeta / "vectores.npz").unlink()
    cambiar_manifiesto(carpeta, formato=3)


def cambiar_manifiesto(carpeta: Path, **cambios: object) -> None:
    """Le pone las sumas de los archivos que hay, como si se hubieran publicado así."""
    manifiesto = json.loads((carpeta / "manifiesto.json").read_text(encoding="utf-8"))
    archivos = {
        nombre: {"sha256": huella_de_archivo(carpeta / nombre), "bytes": (carpeta / nombre).stat().st_size}
        for nombre in ("vectores.npz", "vectores.npy", "claves.json", "calibracion.json")
        if (carpeta / nombre).exists()
    }
    (carpeta / "manifiesto.json").write_text(json.dumps({**manifiesto, **cambios, "archivos": archivos}), "utf-8")


def sin_piezas(carpeta: Path) -> None:
    """Como se guardaba antes de mirar pieza por pieza: entero, y sin ellas."""
    (carpeta / VECTORES_DE_PIEZAS).unlink()
    cambiar_manifiesto(carpeta)


DANOS: dict[str, Callable[[Path], object]] = {
    "vectores": danar_vectores,
    "sin piezas": sin_piezas,
    "de la versión 0.1.0": como_en_la_version_0_1,
    "manifiesto": lambda carpeta: (carpeta / "manifiesto.json").write_text('{"archivos": 3', encoding="utf-8"),
    "puntero ausente": lambda carpeta: (carpeta.parent / PUNTERO).unlink(),
    "puntero ajeno": lambda carpeta: (carpeta.parent / PUNTERO).write_text("../../otro", encoding="utf-8"),
    "carpeta": lambda carpeta: carpeta.rename(carpeta.with_name("otra")),
}


def test_un_indice_danado_se_rehace_solo(corpus: Path, datos: Path) -> None:
    abrir_buscador(corpus, datos)
    for nombre, danar in DANOS.items():
        danar(vigente(datos))
        with pytest.raises(ErrorDeIndice, match="alianzas indexar"):
            revisar_indice(corpus, datos)
        assert primero(abrir_buscador(corpus, datos), "papa nativa") == "papa.txt", nombre
        assert "4 documentos" in revisar_indice(corpus, datos)


def test_reconstruir_resume_y_cura_una_chroma_danada(
    corpus: Path, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(busqueda, "LIMITE_EXACTO", 0)
    assert "4 documentos" in reconstruir(corpus, datos)
    assert "4 registros" in revisar_chroma(corpus, datos)
    for archivo in (vigente(datos) / "chroma").glob("*.sqlite3"):
        archivo.write_bytes(b"esto no es una base de datos" * 500)
    with pytest.raises(ErrorDeIndice, match="alianzas indexar"):
        revisar_chroma(corpus, datos)
    assert primero(abrir_buscador(corpus, datos), "papa nativa") == "papa.txt"
    assert "0 vectores" in reconstruir(corpus, datos)
    assert "4 registros" in revisar_chroma(corpus, datos)


def test_un_indice_que_no_existe_lo_dice(corpus: Path, datos: Path) -> None:
    with pytest.raises(ErrorDeIndice, match="no existe"):
        revisar_indice(corpus, datos)


def test_cada_corpus_tiene_su_indice(corpus: Path, datos: Path, tmp_path: Path) -> None:
    otro = tmp_path / "otro" / "corpus"
    otro.mkdir(parents=True)
    (otro / "a.txt").write_text("Los volcanes de Arequipa son tres.", encoding="utf-8")
    uno, dos = abrir_buscador(corpus, datos), abrir_buscador(otro, datos)
    assert len(list((datos / "indice").iterdir())) == 2
    assert primero(dos, "volcanes") == "a.txt" and primero(uno, "danza de pareja") == "danza.md"


def test_las_generaciones_viejas_se_borran(corpus: Path, datos: Path) -> None:
    for _ in range(3):
        reconstruir(corpus, datos)
    assert len([ruta for ruta in carpeta_del_indice(datos).iterdir() if ruta.is_dir()]) == 2


def test_si_la_calibracion_falla_no_queda_nada_a_medias_y_sigue_el_indice_de_antes(
    corpus: Path, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    abrir_buscador(corpus, datos)
    antes = vigente(datos)

    def fallar(*_: object) -> None:
        assert len(list(antes.parent.glob(".g-*/vectores.npz"))) == 1  # la nueva ya está en el disco
        raise ErrorDeCalibracion("no se pudo")

    with monkeypatch.context() as cambio:
        cambio.setattr(ajuste, "ajustar", fallar)
        with pytest.raises(ErrorDeCalibracion, match="no se pudo"):
            reconstruir(corpus, datos)
    assert vigente(datos) == antes
    assert [ruta for ruta in antes.parent.iterdir() if ruta.is_dir()] == [antes]
    assert "4 documentos" in revisar_indice(corpus, datos)


def test_dos_procesos_a_la_vez_construyen_una_sola_generacion(corpus: Path, datos: Path) -> None:
    orden = (
        "import sys; from pathlib import Path; from indices.abrir import abrir_buscador; "
        "b = abrir_buscador(Path(sys.argv[1]), Path(sys.argv[2])); "
        "print(b.buscar(['papa nativa'])[0].pasajes[0].fragmento.documento)"
    )
    procesos = [
        subprocess.Popen([sys.executable, "-c", orden, str(corpus), str(datos)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [proceso.communicate()[0].strip() for proceso in procesos] == ["papa.txt"] * 2
    assert len([ruta for ruta in carpeta_del_indice(datos).iterdir() if ruta.is_dir()]) == 1


def test_varios_hilos_buscan_a_la_vez(abierto: BuscadorLocal) -> None:
    consultas = ["agua", "papa", "tren", "marinera"] * 5
    with ThreadPoolExecutor(4) as hilos:
        assert list(hilos.map(lambda consulta: primero(abierto, consulta), consultas)) == [
            primero(abierto, consulta) for consulta in consultas
        ]
