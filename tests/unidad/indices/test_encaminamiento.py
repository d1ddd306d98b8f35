"""A qué documentos se dirige una pregunta: el reparto en estantes, las probabilidades y con qué hallazgo se queda."""

from dataclasses import replace

import numpy as np
import pytest

from conocimiento.modelo import Documento, Ficha, Fragmento, Hallazgo, Idea, Juicio, Pasaje, Tramo
from indices.encaminamiento.aprendizaje import Ejemplos, aprender
from indices.encaminamiento.caminos import Camino, elegir, encaminar
from indices.encaminamiento.encaminador import RASGOS, Encaminador, Vecindad
from indices.encaminamiento.estantes import raices_dichas, repartir
from tests.apoyo.textos_leidos import fragmentos_de

DIMENSION = 12


def documento(nombre: str, *, revisado: bool = False) -> Documento:
    texto = f"Esto lo dice {nombre}. Y nada más."
    ficha = Ficha(nombre, nombre, "", None, "", "1", "")
    ideas = (Idea(nombre, "una", True, Tramo(0, 4), ("¿Qué dice?", "¿Y qué más?")),) if revisado else ()
    return Documento(ficha, texto, nombre, fragmentos_de(texto, nombre), ideas)


def test_cada_revisado_tiene_su_estante_y_los_demas_comparten_uno() -> None:
    documentos = [
        documento("a.txt"),
        documento("b.txt", revisado=True),
        documento("c.txt"),
        documento("d.txt", revisado=True),
        documento("respuestas/1.md"),
    ]
    estantes = repartir(documentos)
    assert [[uno.ficha.documento for uno in estante.documentos] for estante in estantes] == [
        ["b.txt"],
        ["d.txt"],
        ["a.txt", "c.txt"],
    ]
    assert [estante.preguntas is not None for estante in estantes] == [True, True, False]


def test_lo_de_un_revisado_no_cambia_porque_haya_otros() -> None:
    solo, *_ = repartir([documento("b.txt", revisado=True)])
    con_otros, *_ = repartir([documento("a.txt"), documento("b.txt", revisado=True), documento("c.txt")])
    assert solo == con_otros


def _cerca_de(centro: np.ndarray, cuantos: int, semilla: int) -> np.ndarray:
    azar = np.random.default_rng(semilla)
    filas = centro + 0.25 * azar.normal(size=(cuantos, DIMENSION))
    return (filas / np.linalg.norm(filas, axis=1, keepdims=True)).astype(np.float32)


def test_aprende_a_mandar_cada_pregunta_al_estante_del_que_se_parece() -> None:
    uno, otro = np.eye(DIMENSION)[0], np.eye(DIMENSION)[1]
    vecindades = (
        Vecindad(_cerca_de(uno, 4, 1), _cerca_de(uno, 9, 2), _cerca_de(uno, 60, 3)),
        Vecindad(_cerca_de(otro, 30, 4), _cerca_de(otro, 60, 5)),
    )
    conocidas = vecindades[0].conocidas
    assert conocidas is not None
    ejemplos = [
        Ejemplos(0, conocidas, range(60)),
        Ejemplos(1, _cerca_de(otro, 40, 6), [lugar % 30 for lugar in range(40)], [lugar // 2 for lugar in range(60)]),
    ]
    encaminador = Encaminador(vecindades, aprender(vecindades, ejemplos))
    assert len(encaminador.pesos) == len(RASGOS)
    for centro, esperado in ((uno, 0), (otro, 1)):
        for vector in _cerca_de(centro, 20, 7):
            probabilidades = encaminador.probabilidades(vector, encaminador.cosenos(vector))
            assert sum(probabilidades) == pytest.approx(1)
            assert probabilidades[esperado] > 0.7


@pytest.mark.parametrize(
    ("probabilidades", "buscados"),
    [
        ((0.9, 0.1), [0]),  # el revisado está claro
        ((0.1, 0.9), [1]),  # los demás están claros
        ((0.6, 0.4), [0, 1]),
        ((0.2, 0.8), [1, 0]),  # mirar en el revisado no cuesta y su juez sabe
    ],
)
def test_en_que_estantes_se_busca(probabilidades: tuple[float, ...], buscados: list[int]) -> None:
    camino = encaminar(probabilidades, [True, False])
    assert [lugar for lugar, _ in camino.candidatos] == buscados
    assert camino.revisado == 0


def hallazgo(
    documento: str, juicio: tuple[float, float, float] | None = None, *, puntaje: float = 3.0, conocidas: int = 1_500
) -> Hallazgo:
    fragmento = Fragmento(documento, "1", "", "Algo.", 0, 5, (Tramo(0, 5),))
    dado = None if juicio is None else Juicio(*juicio, (), conocidas=conocidas)
    return Hallazgo("¿?", (Pasaje(fragmento, puntaje, Tramo(0, 5)),), 0.5, juicio=dado)


@pytest.mark.parametrize(
    ("probable", "juicio", "esperado"),
    [
        (0.9, (0.1, 0.1, 0.8), "revisado"),  # se dirige a él: su juez dirá que no lo trata
        (0.2, (0.9, 0.05, 0.05), "revisado"),  # su juez sabe que lo contesta
        (0.2, (0.05, 0.9, 0.05), "otro"),  # de casi toda pregunta a otro parece que él no lo dice
        (0.4, (0.05, 0.9, 0.05), "revisado"),
        (0.6, (0.4, 0.3, 0.3), "revisado"),
        (0.6, (0.1, 0.1, 0.8), "otro"),
        (0.1, (0.9, 0.05, 0.05), "otro"),
    ],
)
def test_con_que_hallazgo_se_queda(probable: float, juicio: tuple[float, float, float], esperado: str) -> None:
    hallados = (hallazgo("revisado", juicio), hallazgo("otro"))
    elegido = elegir(encaminar((probable, 1 - probable), [True, False]), hallados.__getitem__)
    assert elegido.pasajes[0].fragmento.documento == esperado
    assert elegido.dicho == Juicio(*juicio, (), conocidas=1_500)  # si era una pregunta se sabe igual, vaya a donde vaya
    assert (elegido.juicio is None) == (esperado == "otro")


@pytest.mark.parametrize(
    ("probable", "contesta", "confianza", "esperado"),
    [
        (0.5, 0.7, 0.9, "otro"),  # su juez cree contestarlo, y de lo que se pregunta no dice nada
        (0.5, 0.7, 0.3, "revisado"),
        (0.5, 0.9, 0.95, "revisado"),
        (0.8, 0.7, 0.9, "revisado"),  # se dirige a él con claridad
    ],
)
def test_si_otro_dice_lo_que_en_el_revisado_no_se_dice_nunca_su_juez_ha_de_tenerlo_mas_claro(
    probable: float, contesta: float, confianza: float, esperado: str
) -> None:
    hallados = (
        hallazgo("revisado", (contesta, 1 - contesta, 0.0)),
        replace(hallazgo("otro"), confianza=confianza),
    )
    camino = encaminar((probable, 1 - probable), [True, False])
    elegido = elegir(camino, hallados.__getitem__, lambda revisado, de_otro: True)
    assert elegido.pasajes[0].fragmento.documento == esperado
    assert elegir(camino, hallados.__getitem__).pasajes[0].fragmento.documento == "revisado"


@pytest.mark.parametrize(
    ("probable", "contesta", "suya", "de_otro", "esperado"),
    [
        (0.3, 0.8, 0.2, 0.7, "otro"),  # menos probable, y los demás tratan más el tema
        (0.3, 0.8, 0.7, 0.2, "revisado"),
        (0.3, 0.95, 0.2, 0.7, "revisado"),  # su juez no lo duda
        (0.45, 0.8, 0.2, 0.7, "revisado"),
        (0.3, 0.8, 0.05, 0.15, "revisado"),  # los demás tampoco lo tratan
    ],
)
def test_a_uno_menos_probable_que_trata_menos_el_tema_no_le_basta_creer_que_contesta(
    probable: float, contesta: float, suya: float, de_otro: float, esperado: str
) -> None:
    revisado = replace(hallazgo("revisado", (contesta, 1 - contesta, 0.0)), confianza=suya)
    hallados = (revisado, replace(hallazgo("otro"), confianza=de_otro))
    elegido = elegir(encaminar((probable, 1 - probable), [True, False]), hallados.__getitem__)
    assert elegido.pasajes[0].fragmento.documento == esperado


@pytest.mark.parametrize(
    ("probable", "suya", "de_otro", "ajeno", "esperado"),
    [
        (0.45, 0.7, 0.1, False, "revisado"),  # los demás más bien no tratan el tema
        (0.45, 0.7, 0.6, False, "otro"),
        (0.45, 0.05, 0.1, False, "otro"),
        (0.35, 0.7, 0.1, False, "otro"),
        (0.6, 0.7, 0.1, True, "revisado"),  # que digan una palabra de la pregunta no es tratar el tema
        (0.6, 0.7, 0.6, True, "otro"),
    ],
)
def test_si_los_demas_no_tratan_el_tema_basta_que_al_revisado_no_le_sea_ajeno(
    probable: float, suya: float, de_otro: float, ajeno: bool, esperado: str
) -> None:
    revisado = replace(hallazgo("revisado", (0.48, 0.52, 0.0)), confianza=suya)
    hallados = (revisado, replace(hallazgo("otro"), confianza=de_otro))
    camino = encaminar((probable, 1 - probable), [True, False])
    elegido = elegir(camino, hallados.__getitem__, lambda revisado, de_otro: ajeno)
    assert elegido.pasajes[0].fragmento.documento == esperado


@pytest.mark.parametrize(
    ("probable", "contesta", "suya", "de_otro", "esperado"),
    [
        (0.6, 0.0, 0.05, 0.85, "otro"),  # lo que falta en un documento que no trata el tema está en el que lo trata
        (0.6, 0.0, 0.05, 0.5, "revisado"),
        (0.6, 0.0, 0.4, 0.85, "revisado"),
        (0.6, 0.7, 0.05, 0.85, "revisado"),  # su juez cree contestarlo
        (0.8, 0.0, 0.05, 0.85, "revisado"),  # se dirige a él con claridad
    ],
)
def test_lo_que_falta_en_uno_que_no_trata_el_tema_se_busca_en_el_que_lo_trata(
    probable: float, contesta: float, suya: float, de_otro: float, esperado: str
) -> None:
    revisado = replace(hallazgo("revisado", (contesta, 1 - contesta, 0.0)), confianza=suya)
    hallados = (revisado, replace(hallazgo("otro"), confianza=de_otro))
    elegido = elegir(encaminar((probable, 1 - probable), [True, False]), hallados.__getitem__)
    assert elegido.pasajes[0].fragmento.documento == esperado


@pytest.mark.parametrize(
    ("probable", "contesta", "suya", "de_otro", "en_disputa"),
    [
        (0.33, 0.93, 0.17, 0.68, True),  # «¿podemos participar en esa comisión?»: se parece a una de las suyas
        (0.28, 0.95, 0.03, 0.19, True),
        (0.33, 0.93, 0.4, 0.68, False),  # trata el tema
        (0.33, 0.93, 0.17, 0.1, False),  # el otro lo trata menos
        (0.6, 0.93, 0.17, 0.68, False),  # es el más probable
    ],
)
def test_lo_que_apenas_trata_el_revisado_y_mas_otro_se_muestra_de_los_dos_y_queda_en_disputa(
    probable: float, contesta: float, suya: float, de_otro: float, en_disputa: bool
) -> None:
    revisado = replace(hallazgo("revisado", (contesta, 1 - contesta, 0.0)), confianza=suya)
    hallados = (revisado, replace(hallazgo("otro"), confianza=de_otro))
    elegido = elegir(encaminar((probable, 1 - probable), [True, False]), hallados.__getitem__)
    assert elegido.juicio is not None and elegido.juicio.en_disputa is en_disputa
    esperados = ["revisado", "otro"] if en_disputa else ["revisado"]
    assert [pasaje.fragmento.documento for pasaje in elegido.pasajes] == esperados


@pytest.mark.parametrize(
    ("suyo", "de_otro", "conocidas", "en_disputa"),
    [
        (8.4, 11.9, 240, True),
        (7.6, 6.0, 240, True),  # quitado lo que suma una idea, halló menos
        (9.7, 6.6, 240, False),
        (8.4, 11.9, 1_500, False),  # a quien juzga con mucho que se sabe se le cree
    ],
)
def test_si_otro_hallo_mejor_que_uno_con_pocas_preguntas_se_muestran_los_dos_y_no_se_afirma(
    suyo: float, de_otro: float, conocidas: int, en_disputa: bool
) -> None:
    poco = hallazgo("revisado", (0.9, 0.1, 0.0), puntaje=suyo, conocidas=conocidas)
    for otro in (hallazgo("otro", puntaje=de_otro), hallazgo("otro", (0.2, 0.2, 0.6), puntaje=de_otro, conocidas=240)):
        camino = Camino(((1, 0.5), (0, 0.43)), 0)
        elegido = elegir(camino, (poco, otro).__getitem__)
        assert elegido.juicio is not None and elegido.juicio.en_disputa is en_disputa
        esperados = ["revisado", "otro"] if en_disputa else ["revisado"]
        assert [pasaje.fragmento.documento for pasaje in elegido.pasajes] == esperados


def test_lo_que_se_dice_de_un_estante_es_lo_suyo_y_lo_que_se_pregunta_de_el() -> None:
    suyo = documento("b.txt", revisado=True)
    idea = replace(suyo.ideas[0], preguntas=("¿Quién riega la chacra?",))
    (estante,) = repartir([replace(suyo, texto="La laguna se cuida.", ideas=(idea,))])
    assert raices_dichas(estante) == {"lagun", "cuid", "rieg", "chacr"}


def test_si_nadie_lo_tiene_claro_se_ven_los_dos_pasajes() -> None:
    hallados = (hallazgo("revisado", (0.35, 0.3, 0.35)), hallazgo("otro"))
    elegido = elegir(encaminar((0.4, 0.6), [True, False]), hallados.__getitem__)
    assert [pasaje.fragmento.documento for pasaje in elegido.pasajes] == ["otro", "revisado"]
    assert elegido.pasajes[0].puntuacion == elegido.pasajes[1].puntuacion


def test_sin_pasajes_en_uno_se_queda_con_el_otro() -> None:
    vacio = replace(hallazgo("otro"), pasajes=())
    hallados = (hallazgo("revisado", (0.2, 0.2, 0.6)), vacio)
    assert elegir(Camino(((1, 0.6), (0, 0.4)), 0), hallados.__getitem__).pasajes[0].fragmento.documento == "revisado"
