"""De las marcas al resumen, las medidas, la robustez, los umbrales y el informe."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluacion import Caso, Esperado
from bot.evaluacion.estadistica import Medida
from bot.evaluacion.informe import TITULOS, Informe, Procedencia, dibujar, escribir_informe, mostrar
from bot.evaluacion.marcas import Marca, Puesto
from bot.evaluacion.metricas import Medidas, comparar, confusiones, curvas, medir
from bot.evaluacion.orden import resumir
from bot.evaluacion.robustez import VARIANTES, con_errata, sin_tildes, variar
from bot.evaluacion.umbrales import ErrorUmbrales, Umbrales, incumplidos, leer_umbrales

BUENO, MALO = Puesto(1.0, 1.0, 1.0, 1.0), Puesto(0.5, 0.0, 1.0, 1 / 3)


def marca(
    identificador: str,
    estado: str,
    dado: str,
    confianza: float = 0.9,
    hallada: bool | None = None,
    largo: int | None = None,
    alteradas: int = 0,
    historial: tuple[str, ...] = (),
) -> Marca:
    esperado = Esperado(estado == "respuesta", estado=estado, clase=f"clase {estado}")
    return Marca(
        caso=Caso(identificador, "¿?", historial, esperado),
        dado=dado,
        confianza=confianza,
        ms=10.0,
        hallada=hallada,
        puesto=None if hallada is None else BUENO if hallada else MALO,
        admitido=estado == dado,
        largo=largo,
        alteradas=alteradas,
        citas=int(largo is not None),
    )


MARCAS = (
    marca("bien", "respuesta", "respuesta", 0.9, True, 300),
    marca("larga", "respuesta", "respuesta", 0.8, True, 900),
    marca("otra", "respuesta", "cercano", 0.6, False, 500, historial=("antes",)),
    marca("falsa", "no_sabe", "respuesta", 0.7, None, 100, alteradas=1),
    marca("calla", "cercano", "no_sabe", 0.2),
    marca("hola", "charla", "charla", 0.0),
)


@pytest.fixture(scope="module")
def medidas() -> Medidas:
    return medir(MARCAS, [(True, True), (False, True)])


def test_las_medidas_de_unos_casos_contados_a_mano(medidas: Medidas) -> None:
    valores = {nombre: medida.valor for nombre, medida in medidas.items()}
    esperados = {
        "recuperacion.ndcg_10": 2.5 / 3,
        "recuperacion.r_1": 2 / 3,
        "recuperacion.r_5": 1.0,
        "respuesta.evidencia": 2 / 3,
        "respuesta.halladas_hasta_700": 1 / 2,
        "respuesta.largo_mediana": 400,
        "respuesta.largo_maximo": 900,
        "respuesta.hasta_700": 3 / 4,
        "estado.acierto": 3 / 6,
        "estado.negativas": 2 / 3,
        # Respondibles 0,9 0,8 0,6 frente a 0,7 y 0,2: cinco de seis pares en orden.
        "estado.auc": 5 / 6,
        "estado.auc_tema_ausente": 2 / 3,
        "estado.auc_dato_ausente": 1.0,
        # De cinco preguntas se contestan tres; las dos de más confianza van bien.
        "estado.cobertura_5": 2 / 5,
        "estado.respondidas_1": 2 / 3,
        "seguimientos.halladas": 0.0,
        "seguimientos.enteras": 1.0,
        "seguimientos.perdida": 50.0,
        "citas.literales": 3 / 4,
        "latencia.p50": 10.0,
        "clase.clase respuesta.evidencia": 2 / 3,
        "clase.clase no_sabe.negativas": 0.0,
    }
    assert {nombre: valores[nombre] for nombre in esperados} == pytest.approx(esperados)


def test_sin_nada_esperado_solo_se_miden_citas_largos_y_tiempos() -> None:
    suelta = Marca(Caso("1", "¿?"), "respuesta", 0.9, 3.0, None, None, None, 20, 0, 1)
    assert {nombre.partition(".")[0] for nombre in medir([suelta])} == {"respuesta", "citas", "latencia"}
    assert medir([]) == {}
    assert curvas([suelta]).riesgo == ()
    assert resumir([suelta]) == ("Citas literales: 1/1 = 100.0% (IC 95 %: 20.7% a 100.0%)",)


def test_la_cobertura_cuenta_como_error_la_cita_sin_evidencia_y_no_lo_que_se_callo() -> None:
    marcas = [
        marca("callada", "respuesta", "no_sabe", 0.99, False),
        marca("bien", "respuesta", "respuesta", 0.9, True, 10),
        marca("mal citada", "respuesta", "respuesta", 0.8, False, 10),
        marca("bien también", "respuesta", "respuesta", 0.7, True, 10),
    ]
    assert medir(marcas)["estado.cobertura_5"].valor == pytest.approx(1 / 4)
    assert curvas(marcas).riesgo == (
        pytest.approx((1 / 4, 0)),
        pytest.approx((2 / 4, 1 / 2)),
        pytest.approx((3 / 4, 1 / 3)),
    )


def test_la_matriz_de_confusion_separa_lo_admitido() -> None:
    admitida = Marca(
        Caso("x", "¿?", (), Esperado(False, estado="cercano", estados_admitidos=("cercano", "no_sabe"))),
        dado="no_sabe",
        confianza=0.1,
        ms=1.0,
        hallada=None,
        puesto=None,
        admitido=True,
        largo=None,
        alteradas=0,
        citas=0,
    )
    assert confusiones([*MARCAS, admitida])["cercano"] == {"no_sabe": (2, 1)}


def test_la_perdida_se_cuenta_caso_por_caso() -> None:
    peores = (marca("bien", "respuesta", "no_sabe", 0.1, False), *MARCAS[1:])
    medidas = comparar(MARCAS, peores, "errata")
    assert medidas["robustez.errata.evidencia"].valor == pytest.approx(100 / 3)
    assert medidas["robustez.errata.estado"].valor == pytest.approx(100 / 6)
    assert medidas["robustez.errata.ndcg_10"].valor == pytest.approx(50 / 3)


def test_el_resumen_dice_cuales_fallan_salvo_que_sean_reservados() -> None:
    lineas = "\n".join(resumir(MARCAS))
    assert "Respondibles que citan su evidencia: 2/3" in lineas
    assert "sin su evidencia: otra (cercano)" in lineas
    assert "No respondibles que no se responden: 2/3" in lineas
    assert "respondida sin deber: falsa" in lineas
    assert "Citas literales: 3/4" in lineas
    callado = "\n".join(resumir(MARCAS, con_identificadores=False))
    assert not any(uno.caso.identificador in callado.split() for uno in MARCAS)


# --- Robustez ---------------------------------------------------------------------------------


@given(st.text(max_size=60), st.text(max_size=8))
def test_las_variantes_son_siempre_las_mismas_y_no_fallan(texto: str, clave: str) -> None:
    caso = Caso(clave, texto, ("antes",))
    for variante in VARIANTES:
        assert variar(caso, variante) == variar(caso, variante)
        assert variar(caso, variante).historial == ("antes",)


@given(
    st.lists(st.sampled_from("alianza ooooo ¿Quién principio, que tráMite? de y año".split()), min_size=1), st.text()
)
def test_una_errata_cambia_una_sola_palabra_y_a_lo_mas_una_letra_de_largo(palabras: list[str], clave: str) -> None:
    texto = " ".join(palabras)
    errada = con_errata(texto, clave).split(" ")
    distintas = [(una, otra) for una, otra in zip(palabras, errada, strict=True) if una != otra]
    assert len(distintas) == any(sum(map(str.isalpha, palabra)) >= 4 for palabra in palabras)
    assert all(abs(len(una) - len(otra)) <= 1 for una, otra in distintas)


def test_una_errata_nunca_deja_la_palabra_igual() -> None:
    assert "ooooo" not in {con_errata("ooooo", str(clave)) for clave in range(100)}


def test_descuidada_es_sin_tildes_en_minusculas_y_con_la_misma_errata() -> None:
    pregunta = "¿Cuál es la Definición de año?"
    assert sin_tildes(pregunta) == "¿Cual es la Definicion de ano?"
    assert variar(Caso("a", pregunta), "descuidada").pregunta == sin_tildes(con_errata(pregunta, "a")).lower()


# --- Umbrales ---------------------------------------------------------------------------------


def test_dice_que_umbrales_no_se_cumplen() -> None:
    medidas = {"a.x": Medida(0.8, 0.7, 0.9, 10), "a.y": Medida(0.2, 0.1, 0.3, 10)}
    assert incumplidos(Umbrales({"a.x": 0.8}, {"a.y": 0.2}), medidas) == ()
    bajo, ausente, alto = incumplidos(Umbrales({"a.x": 0.81, "a.z": 0.5}, {"a.y": 0.1}), medidas)
    assert bajo.startswith("a.x: 0.8000 < 0.81")
    assert ausente.startswith("a.z: no se midió")
    assert alto.startswith("a.y: 0.2000 > 0.1")


def test_lee_los_umbrales(tmp_path: Path) -> None:
    ruta = tmp_path / "u.yaml"
    ruta.write_text("minimos:\n  a.x: 1\nmaximos: {b: 0.5}\n", encoding="utf-8")
    assert leer_umbrales(ruta) == Umbrales({"a.x": 1.0}, {"b": 0.5})


@pytest.mark.parametrize(
    "texto", ["", "minimo: {a: 1}", "minimos: [1]", "minimos: {a: si}", "minimos: {}", "a: [", "3"]
)
def test_unos_umbrales_mal_escritos_no_pasan_por_cumplidos(tmp_path: Path, texto: str) -> None:
    ruta = tmp_path / "u.yaml"
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(ErrorUmbrales, match=r"u\.yaml"):
        leer_umbrales(ruta)


# --- Informe ----------------------------------------------------------------------------------


def armar(medidas: Medidas, reservado: bool = False) -> Informe:
    procedencia = Procedencia("1", "2026-01-01", "alianzas evaluar", "c.jsonl", "ab", 6, reservado, {"corpus": "cd"})
    return Informe(procedencia, medidas, confusiones(MARCAS), curvas(MARCAS), MARCAS, "u.yaml", ("a.x: mal",))


def test_el_informe_trae_medidas_procedencia_y_fallos(medidas: Medidas, tmp_path: Path) -> None:
    escribir_informe(tmp_path, armar(medidas))
    leido = json.loads((tmp_path / "informe.json").read_text(encoding="utf-8"))
    assert leido["medidas"]["respuesta.evidencia"]["n"] == 3
    assert leido["huellas"] == {"corpus": "cd"}
    assert leido["citas_alteradas"] == ["falsa"]
    assert [caso["id"] for caso in leido["por_caso"]] == [uno.caso.identificador for uno in MARCAS]
    texto = (tmp_path / "informe.md").read_text(encoding="utf-8")
    for trozo in ("`alianzas evaluar`", "| nDCG@10 | 0.833 (", "a.x: mal", "alteradas: falsa", "| clase respuesta |"):
        assert trozo in texto


def test_el_informe_de_lo_reservado_no_trae_caso_por_caso(medidas: Medidas, tmp_path: Path) -> None:
    escribir_informe(tmp_path, armar(medidas, reservado=True))
    assert json.loads((tmp_path / "informe.json").read_text(encoding="utf-8"))["por_caso"] == []


def test_dibuja_dos_imagenes_solo_si_hay_que_dibujar(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    nombres = dibujar(tmp_path, curvas(MARCAS))
    assert len(nombres) == 2
    assert all((tmp_path / nombre).read_bytes().startswith(b"\x89PNG") for nombre in nombres)
    assert dibujar(tmp_path, curvas([])) == ()


def test_cada_medida_tiene_su_titulo(medidas: Medidas) -> None:
    assert {nombre for nombre in medidas if not nombre.startswith("clase.")} <= TITULOS.keys()


def test_cada_unidad_se_muestra_a_su_manera() -> None:
    assert mostrar(Medida(0.5, 0.25, 0.75, 4)) == "50.0 % (25.0 a 75.0), n=4"
    assert mostrar(Medida(700, None, None, 4, "caracteres")) == "700 caracteres, n=4"
    assert mostrar(Medida(1.5, 0, 3, 4, "puntos")) == "1.5 puntos (0.0 a 3.0), n=4"
