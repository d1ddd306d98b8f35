"""El discriminante y el juicio, con vectores de juguete."""

from dataclasses import replace

import numpy as np
import pytest

from bot.dialogo.preguntas.reglas.con_juicio import CERCA
from conocimiento.modelo import RESPUESTA, Ficha, Fragmento, Hallazgo, Idea, Juicio, Pasaje, Solicitud, Tramo
from conocimiento.modelo import Documento as Leido
from indices.busqueda import Consulta
from indices.confianza.calibracion import RASGOS_DE_DATO, Certeza
from indices.parecido.clasificador import Clasificador, Ejemplos, probabilidades_apartadas
from indices.parecido.conocidas import (
    Juez,
    Preguntas,
    Reconocedor,
    ajustar_juicio,
    ajustar_solicitud,
    ejemplos_de,
    ejemplos_de_preguntas,
    reunir,
    vecinos_de,
)
from indices.parecido.discriminante import Discriminante
from indices.parecido.vecinos import FrasesConocidas, VecinosDeRespuestas

DIMENSION = 8
CERTEZA = Certeza(0.6, 0.5, tuple((nombre, 0.5) for nombre in RASGOS_DE_DATO))


def documento() -> Leido:
    oraciones = ("El rojo abriga.", "El azul enfría.")
    tramos = (Tramo(0, 15), Tramo(16, 31))
    fragmentos = tuple(
        Fragmento("a.txt", "1", "", oracion, tramo.inicio, tramo.fin, (tramo,))
        for oracion, tramo in zip(oraciones, tramos, strict=True)
    )
    ideas = (
        Idea("a.txt", "rojo", True, tramos[0], tuple(f"rojo {numero}" for numero in range(12))),
        Idea("a.txt", "azul", True, tramos[1], tuple(f"azul {numero}" for numero in range(12))),
        Idea("a.txt", "precio", False, None, tuple(f"precio {numero}" for numero in range(12)), falta="precios"),
    )
    ficha = Ficha("a.txt", "A", "", None, "", "1", "")
    return Leido(ficha, " ".join(oraciones), "huella", fragmentos, ideas, tuple(f"ajena {n}" for n in range(12)))


def nubes(clases: np.ndarray) -> np.ndarray:
    """Un vector por ejemplo, alrededor del centro de su clase."""
    azar = np.random.default_rng(3)
    centros = np.eye(DIMENSION)[: int(clases.max()) + 1]
    return (centros[clases] + azar.normal(scale=0.15, size=(len(clases), DIMENSION))).astype(np.float32)


def hallar(leido: Leido, puntuaciones: tuple[float, float] = (1.0, 0.9)) -> Hallazgo:
    pasajes = tuple(
        Pasaje(uno, puntos, uno.oraciones[0]) for uno, puntos in zip(leido.fragmentos, puntuaciones, strict=True)
    )
    return Hallazgo("x", pasajes, CERTEZA.tema, CERTEZA.senales, CERTEZA.dato)


@pytest.fixture(scope="module")
def juez() -> Juez:
    leido = documento()
    preguntas = reunir([leido])
    assert preguntas is not None
    clases = np.array(preguntas.clases)
    vectores = nubes(clases)
    ejemplos = ejemplos_de_preguntas(preguntas, vectores)
    calibraciones = ajustar_juicio(preguntas, [CERTEZA] * len(clases), probabilidades_apartadas(ejemplos))
    return Juez(preguntas, Clasificador(ejemplos), calibraciones, leido.fragmentos)


def test_sin_ideas_no_hay_nada_que_reunir() -> None:
    leido = documento()
    assert reunir([Leido(leido.ficha, leido.texto, "h", leido.fragmentos)]) is None


def test_las_probabilidades_suman_uno_y_aciertan_lo_que_no_vieron() -> None:
    clases = np.repeat(np.arange(4), 12)
    vectores = nubes(clases)
    apartadas = probabilidades_apartadas(Ejemplos(["igual"] * len(clases), vectores, clases, 4))
    assert np.allclose(apartadas.sum(axis=1), 1)
    assert (apartadas.argmax(axis=1) == clases).mean() > 0.9


def test_el_discriminante_no_se_rompe_con_vectores_iguales() -> None:
    iguales = np.ones((6, DIMENSION), dtype=np.float32)
    probabilidades = Discriminante(iguales, np.array([0, 0, 1, 1, 2, 2]), 3).probabilidades(iguales[:1])
    assert np.allclose(probabilidades, 1 / 3)


@pytest.mark.parametrize(("clase", "tipo"), [(0, "contesta"), (1, "contesta"), (2, "falta"), (3, "ajena")])
def test_juzga_segun_a_que_se_parece(juez: Juez, clase: int, tipo: str) -> None:
    hallazgo = hallar(documento())
    vector = np.eye(DIMENSION, dtype=np.float32)[clase]
    juicio = juez.juzgar(hallazgo, CERTEZA, Consulta("", vector)).juicio
    assert juicio is not None
    assert juicio.contesta + juicio.falta + juicio.ajena == pytest.approx(1)
    assert max(("contesta", "falta", "ajena"), key=lambda nombre: getattr(juicio, nombre)) == tipo


def test_pone_primero_el_pasaje_de_la_idea_y_destaca_su_oracion(juez: Juez) -> None:
    leido = documento()
    hallazgo = juez.juzgar(hallar(leido), CERTEZA, Consulta("", np.eye(DIMENSION, dtype=np.float32)[1]))
    assert hallazgo.pasajes[0].fragmento == leido.fragmentos[1]
    assert hallazgo.pasajes[0].oracion == Tramo(16, 31)


def test_con_pocas_conocidas_lo_mejor_de_la_busqueda_queda_tan_cerca_que_se_cita_al_lado(juez: Juez) -> None:
    hallazgo = juez.juzgar(hallar(documento()), CERTEZA, Consulta("", np.eye(DIMENSION, dtype=np.float32)[1]))
    assert hallazgo.juicio is not None and hallazgo.juicio.sabe_poco
    primero, segundo = hallazgo.pasajes
    assert segundo.fragmento == hallar(documento()).pasajes[0].fragmento
    assert 0 < primero.puntuacion - segundo.puntuacion < CERCA


@pytest.mark.parametrize(
    ("escrita", "tipo"),
    [("¿Rojo 3?", "contesta"), ("rójo  3!!", "contesta"), (" PRECIO 3 ", "falta"), ("Ajena, 3...", "ajena")],
)
def test_lo_preguntado_palabra_por_palabra_es_lo_que_alguien_aprobo(juez: Juez, escrita: str, tipo: str) -> None:
    """Diga lo que diga su vector: aquí, el de otra idea."""
    vector = np.eye(DIMENSION, dtype=np.float32)[1]
    hallazgo = juez.juzgar(hallar(documento()), CERTEZA, Consulta(escrita, vector))
    juicio = hallazgo.juicio
    assert juicio is not None and juicio.es_sabida
    assert max(("contesta", "falta", "ajena"), key=lambda nombre: getattr(juicio, nombre)) == tipo
    assert juez.aprobada(escrita) is (tipo == "contesta")


def test_la_escrita_en_dos_ideas_no_dice_de_cual_es() -> None:
    leido = documento()
    repetida = replace(leido.ideas[0], preguntas=("¿Precio 3?", *leido.ideas[0].preguntas[1:]))
    preguntas = reunir([replace(leido, ideas=(repetida, *leido.ideas[1:]))])
    assert preguntas is not None
    clases = np.array(preguntas.clases)
    ejemplos = ejemplos_de_preguntas(preguntas, nubes(clases))
    calibraciones = ajustar_juicio(preguntas, [CERTEZA] * len(clases), probabilidades_apartadas(ejemplos))
    uno = Juez(preguntas, Clasificador(ejemplos), calibraciones, leido.fragmentos)
    vector = np.eye(DIMENSION, dtype=np.float32)[1]
    sabidas = {
        texto: (juicio := uno.juzgar(hallar(leido), CERTEZA, Consulta(texto, vector)).juicio) and juicio.es_sabida
        for texto in ("precio 3", "precio 4")
    }
    assert sabidas == {"precio 3": False, "precio 4": True}


def test_de_otro_documento_no_opina(juez: Juez) -> None:
    ajeno = Fragmento("b.txt", "1", "", "Otra cosa.", 0, 10, (Tramo(0, 10),))
    hallazgo = Hallazgo("x", (Pasaje(ajeno, 1.0, Tramo(0, 10)),), 0.6)
    assert juez.juzgar(hallazgo, CERTEZA, Consulta("", np.eye(DIMENSION, dtype=np.float32)[0])) is hallazgo


def test_reconoce_una_solicitud_y_no_toma_por_tal_una_pregunta() -> None:
    solicitudes = [Solicitud(clave, tuple(f"{clave} {n}" for n in range(12))) for clave in ("saludo", "borrar")]
    preguntas = Preguntas(("x",) * 36, tuple(clase for clase in range(3) for _ in range(12)), (None,) * 3)
    clases = np.repeat(np.arange(5), 12)
    ejemplos = ejemplos_de(preguntas, solicitudes, nubes(clases))
    assert list(ejemplos.clases) == list(clases)
    reconocedor = Reconocedor(solicitudes, ejemplos, ajustar_solicitud(ejemplos, 3))
    ejes = np.eye(DIMENSION, dtype=np.float32)
    pregunta, saludo, borrar = (reconocedor.reconocer(Consulta("", ejes[eje])) for eje in (0, 3, 4))
    assert saludo.solicitud == "saludo" and borrar.solicitud == "borrar"
    assert saludo.pide > 0.8 > 0.2 > pregunta.pide


def test_parecerse_a_responder_depende_de_la_pregunta() -> None:
    """La misma frase responde a una pregunta y no a otra, y lo que no es de ninguna no responde a nada."""
    solicitudes = [
        Solicitud(RESPUESTA, tuple(f"r {n}" for n in range(24)), ("ruc",) * 12 + ("plazo",) * 12),
        Solicitud("saludo", tuple(f"hola {n}" for n in range(12))),
    ]
    vecinos = vecinos_de(solicitudes, nubes(np.repeat(np.arange(5), 12)))
    assert vecinos is not None
    ejes = np.eye(DIMENSION, dtype=np.float32)
    de_ruc, de_plazo, saludo = (vecinos.parecidos(vecinos.mirar(vector)) for vector in ejes[2:5])
    assert de_ruc["ruc"] > 5 > de_ruc["plazo"]
    assert de_plazo["plazo"] > 5 > de_plazo["ruc"]
    assert max(saludo.values()) < -5 < 5 < min(de_ruc[""], de_plazo[""])
    pregunta, de_saludo = (vecinos.a_cada_solicitud(vecinos.mirar(ejes[eje])) for eje in (0, 4))
    assert de_saludo["saludo"] > 0.5 > de_saludo[""]
    assert pregunta[""] > 0.5 > pregunta["saludo"]
    assert Juicio(0, 0, 1, (), respuestas=de_ruc).parecido_a_responder("sin ejemplos") == de_ruc[""]


def test_sin_respuestas_no_hay_vecinos() -> None:
    solicitudes = [Solicitud("saludo", ("hola", "buenas"))]
    assert vecinos_de(solicitudes, np.eye(4, dtype=np.float32)) is None


def test_lo_que_se_parece_a_cada_pregunta_es_la_media_de_sus_mas_cercanas() -> None:
    """Todas a la vez dan lo mismo que de una en una, con cualquier número de ejemplos."""
    azar = np.random.default_rng(5)
    for _ in range(40):
        de_cual = azar.integers(0, azar.integers(1, 6), size=azar.integers(1, 40))
        vectores = azar.normal(size=(len(de_cual) + 9, DIMENSION)).astype(np.float32)
        conocidas = FrasesConocidas(
            vectores, [RESPUESTA] * len(de_cual) + ["saludo"] * 9, [f"p{una}" for una in de_cual] + [""] * 9
        )
        vecinos = VecinosDeRespuestas(conocidas)
        vistas = vecinos.mirar(azar.normal(size=DIMENSION).astype(np.float32))
        cosenos = np.empty(len(de_cual))
        cosenos[vistas.orden] = vistas.respuestas
        for una in {*de_cual.tolist()}:
            suyas, ajenas = (np.sort(cosenos[parte])[::-1] for parte in (de_cual == una, de_cual != una))
            medias = [suyas[:cuantas].mean() for cuantas in (1, 3, 8)]
            esperado = [*medias, ajenas[:3].mean() if len(ajenas) else -1]
            assert vecinos.rasgos(vistas, f"p{una}")[:4] == pytest.approx(esperado, abs=1e-5)
        todas = np.sort(cosenos)[::-1]
        esperado = [todas[:cuantas].mean() for cuantas in (1, 3, 8, 3)]
        assert vecinos.rasgos(vistas, "sin ejemplos")[:4] == pytest.approx(esperado, abs=1e-5)
