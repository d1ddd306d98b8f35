"""De un mensaje a las consultas: partes, hilo de la conversación y vocabulario."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogo.preguntas.preparacion.separar import (
    LARGO_CONSULTA,
    PARTES_MAXIMAS,
    pregunta_en_una_lista,
    preparar,
    recordar,
    separar,
    sigue_el_hilo,
    sobrantes,
)


@pytest.mark.parametrize(
    ("mensaje", "partes"),
    [
        ("¿Qué es una alianza?", ["¿Qué es una alianza?"]),
        ("qué es una alianza y cuánto dura", ["qué es una alianza", "cuánto dura"]),
        (
            "¿Qué características tiene, quiénes participan y cómo se empieza?",
            ["¿Qué características tiene", "quiénes participan", "cómo se empieza?"],
        ),
        ("qué requisitos y qué pago pide la licencia", ["qué requisitos y qué pago pide la licencia"]),
        ("qué gastos cubre y qué pagos hace", ["qué gastos cubre", "qué pagos hace"]),
        ("Soy de una ONG de Puno. ¿Podemos participar?", ["¿Podemos participar?"]),
        ("Somos una minera, ¿podemos aliarnos con la muni?", ["¿podemos aliarnos con la muni?"]),
        ("La confianza es un principio, ¿no?", ["La confianza es un principio, ¿no?"]),
        ("la alianza y que sea pública", ["la alianza y que sea pública"]),
        ("¿Es voluntaria? ¿Quiénes deciden?", ["¿Es voluntaria?", "¿Quiénes deciden?"]),
        ("En el marco de 2017, ¿quién propone el concepto?", ["En el marco de 2017, ¿quién propone el concepto?"]),
        ("Si la empresa se va, ¿qué pasa con la alianza?", ["Si la empresa se va, ¿qué pasa con la alianza?"]),
        (
            "Si mi expediente ya estaba corriendo, ¿con qué reglas lo terminan?",
            ["Si mi expediente ya estaba corriendo, ¿con qué reglas lo terminan?"],
        ),
        (
            "Cuando nuestra obra ya empezó, ¿qué papel presentamos?",
            ["Cuando nuestra obra ya empezó, ¿qué papel presentamos?"],
        ),
        (
            "Al ampliar mi planta, ¿a quién tengo que avisar?",
            ["Al ampliar mi planta, ¿a quién tengo que avisar?"],
        ),
        ("¿Cómo y cuándo llegó la bacteria Y. pestis?", ["¿Cómo y cuándo llegó la bacteria Y. pestis?"]),
        ("¿Cuántos actores, como mínimo, participan?", ["¿Cuántos actores, como mínimo, participan?"]),
        ("cuantos actores participan y como se elige", ["cuantos actores participan", "como se elige"]),
        ("¿Quién decide, la municipalidad o quién?", ["¿Quién decide, la municipalidad o quién?"]),
        ("cuanto demora, un mes o cuanto", ["cuanto demora, un mes o cuanto"]),
        ("que piden, un plano, o que", ["que piden, un plano, o que"]),
        ("¿qué es una alianza o para qué sirve?", ["¿qué es una alianza", "para qué sirve?"]),
    ],
)
def test_separa_las_partes(mensaje: str, partes: list[str]) -> None:
    assert list(separar(mensaje)) == partes


TRES = ["que es una alianza", "quienes participan", "hay plazo"]


@pytest.mark.parametrize(
    "mensaje",
    [
        "1) que es una alianza 2) quienes participan 3) hay plazo",
        "1) ¿que es una alianza? 2) ¿quienes participan? 3) ¿hay plazo?",
        "a) que es una alianza b) quienes participan c) hay plazo",
        "1. que es una alianza\n2. quienes participan\n3. hay plazo",
        "1.- que es una alianza 2.- quienes participan 3.- hay plazo",
        "- que es una alianza\n- quienes participan\n- hay plazo",
        "• que es una alianza • quienes participan • hay plazo",
        "1️⃣ que es una alianza 2️⃣ quienes participan 3️⃣ hay plazo",
        "i) que es una alianza ii) quienes participan iii) hay plazo",
        "que es una alianza\nquienes participan\nhay plazo",
        "que es una alianza?\nhay plazo\nquienes participan",
        "primero que es una alianza, segundo quienes participan y tercero hay plazo",
        "En primer lugar, ¿que es una alianza? En segundo lugar, ¿quienes participan? En tercer lugar, ¿hay plazo?",
        "primero que es una alianza, luego quienes participan y por ultimo hay plazo",
        "pregunta 1: que es una alianza. pregunta 2: quienes participan. pregunta 3: hay plazo",
        "hola tengo estas dudas: (1) que es una alianza (2) quienes participan (3) hay plazo gracias",
        "1 que es una alianza\n2 quienes participan\n3 hay plazo",
        "Buenos días, soy de la muni.\n1) que es una alianza\n2) quienes participan\n3) hay plazo",
    ],
)
def test_cada_pregunta_de_una_lista_es_una_parte_y_sin_su_marca(mensaje: str) -> None:
    assert sorted(parte.strip("¿?.") for parte in separar(mensaje)) == sorted(TRES)


def test_quien_se_presenta_y_pregunta_en_varias_lineas() -> None:
    assert separar("Somos una ONG de Puno.\nqué es una alianza\nqué principios hay") == (
        "qué es una alianza",
        "qué principios hay",
    )


@pytest.mark.parametrize(
    ("mensaje", "partes"),
    [
        (
            "que es una alianza. quienes participan. hay plazo",
            ("que es una alianza.", "quienes participan.", "hay plazo"),
        ),
        ("que es / quienes participan / cuanto dura", ("que es", "quienes participan", "cuanto dura")),
        ("quiero saber que\nes una alianza y como\nfunciona", ("quiero saber que es una alianza", "como funciona")),
        (
            "¿qué es una alianza? y además 1) quiénes son 2) es obligatorio",
            ("¿qué es una alianza?", "quiénes son", "es obligatorio"),
        ),
        (
            "No encuentro ante qué dirección se ingresa el expediente. ¿Podría indicármelo?",
            ("No encuentro ante qué dirección se ingresa el expediente. ¿Podría indicármelo?",),
        ),
        ("1) qué es una alianza", ("qué es una alianza",)),
        ("- qué es una alianza", ("qué es una alianza",)),
        ("qué dicen el 2.1 y el 2.2", ("qué dicen el 2.1 y el 2.2",)),
    ],
)
def test_parte_donde_parte_quien_pregunta(mensaje: str, partes: tuple[str, ...]) -> None:
    assert separar(mensaje) == partes


@pytest.mark.parametrize(
    ("mensaje", "partes"),
    [
        (
            "quisiera saber si mi empresa puede entrar y que requisitos piden y cuanto demora",
            ("quisiera saber si mi empresa puede entrar", "que requisitos piden", "cuanto demora"),
        ),
        ("mi ong puede entrar y que requisitos piden", ("mi ong puede entrar", "que requisitos piden")),
        ("es voluntario y quien decide", ("es voluntario", "quien decide")),
        ("nos interesa saber cuanto cuesta y a quien se presenta", 2),
        ("queria preguntar si es obligatorio, cuanto demora y donde se presenta", 3),
        ("me dicen que es una alianza y como funciona", 2),
        ("necesito saber si puede una cooperativa y que papeles piden", 2),
        ("las empresas que contaminan y que quieren lavar su imagen pueden entrar", 1),
        ("quiero saber si una empresa que contamina y que paga multas puede entrar", 1),
        ("mi ong y quien nos financia pueden participar", 1),
        ("puede una empresa poner la plata y la muni el local", 1),
        ("quisiera saber como se hace y que me expliquen los pasos", 1),
        ("es obligatorio que la muni entre y que firme", 1),
        ("me gustaria conocer los principios y las caracteristicas", 1),
        ("nuestra cooperativa puede participar como socia y como donante", 1),
    ],
)
def test_sin_signos_se_parte_solo_donde_empieza_otra_pregunta(mensaje: str, partes: tuple[str, ...] | int) -> None:
    separadas = separar(mensaje)
    assert len(separadas) == (partes if isinstance(partes, int) else len(partes))
    assert isinstance(partes, int) or separadas == partes


@pytest.mark.parametrize("cuantas", [PARTES_MAXIMAS, PARTES_MAXIMAS + 1, PARTES_MAXIMAS + 5])
def test_de_lo_que_pasa_del_maximo_se_sabe_cual_es(cuantas: int) -> None:
    preguntas = tuple(f"qué es la cosa {'x' * lugar}" for lugar in range(1, cuantas + 1))
    mensaje = "\n".join(f"{lugar}) {una}" for lugar, una in enumerate(preguntas, 1))
    assert (*separar(mensaje), *sobrantes(mensaje)) == preguntas
    assert len(separar(mensaje)) == PARTES_MAXIMAS


@given(st.text(max_size=300))
def test_siempre_hay_entre_una_y_el_maximo_de_partes(mensaje: str) -> None:
    assert 1 <= len(separar(mensaje)) <= PARTES_MAXIMAS
    assert all(len(consulta) <= LARGO_CONSULTA for consulta in preparar(mensaje, ("¿Qué es?",)).buscar().consultas)


def test_un_seguimiento_se_busca_solo_y_tambien_con_la_anterior() -> None:
    en_curso = preparar("¿y las universidades?", ("¿Quiénes participan?",))
    assert en_curso.consultas == (("¿y las universidades?", "¿y las universidades? ¿Quiénes participan?"),)


def test_una_pregunta_completa_no_arrastra_la_anterior() -> None:
    entera = "¿Qué compromiso asume la APCI con la creación de entornos?"
    assert preparar(entera, ("¿Quiénes participan?",)).consultas == ((entera,),)


@pytest.mark.parametrize("corta", ["¿solos o con alguien más?", "plata nomas?", "¿Qué es la confianza?", "en qué país"])
def test_la_que_casi_no_dice_nada_se_busca_tambien_con_la_anterior(corta: str) -> None:
    """Después se elige: sola, si se entiende."""
    ((sola, unida),) = preparar(corta, ("¿Quiénes participan?",)).consultas
    assert unida == f"{sola} ¿Quiénes participan?"


def test_una_parte_elidida_se_busca_tambien_con_la_anterior() -> None:
    consultas = preparar("¿La APCI da fondos? ¿cuánto da?", ()).consultas
    assert consultas[1] == ("¿cuánto da?", "¿cuánto da? ¿La APCI da fondos?")


def test_el_hilo_se_mantiene_tras_varios_seguimientos() -> None:
    recordadas: tuple[str, ...] = ()
    for pregunta in ("¿Quiénes participan?", "¿y las universidades?", "¿y los gremios?"):
        en_curso = preparar(pregunta, recordadas)
        recordadas = recordar(recordadas, en_curso)
    assert recordadas == ("¿Quiénes participan?",)
    assert "¿Quiénes participan?" in en_curso.consultas[0][1]


@pytest.mark.parametrize(
    "frase", ["¿y la academia?", "y si no quieren?", "¿cuál de las que dijiste?", "pero quién decide"]
)
def test_reconoce_un_seguimiento(frase: str) -> None:
    assert sigue_el_hilo(frase)


@pytest.mark.parametrize("frase", ["¿Qué es una alianza?", "cómo participa la academia"])
def test_reconoce_una_pregunta_completa(frase: str) -> None:
    assert not sigue_el_hilo(frase)


@pytest.mark.parametrize(
    ("mensaje", "pregunta"),
    [
        ("1) que es una alianza 2) quiero hablar con una persona", True),
        ("- quiero armar mi propuesta\n- que principios hay", True),
        ("quiero armar mi propuesta: 1) agua 2) posta", False),
        ("quiero armar mi propuesta", False),
        ("¿qué es una alianza? ¿quiénes participan?", False),
    ],
)
def test_ve_si_una_lista_pregunta_algo(mensaje: str, pregunta: bool) -> None:
    assert pregunta_en_una_lista(mensaje) is pregunta
