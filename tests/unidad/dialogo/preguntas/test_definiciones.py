"""Reconocer la oración que define, por su forma."""

import pytest

from bot.dialogo.preguntas.citas import pasaje_que_define
from conocimiento.formas.definiciones import define_al_frente, termino_preguntado, terminos_preguntados
from conocimiento.modelo import Fragmento, Pasaje, Tramo
from conocimiento.palabras import raiz


def pasaje(*oraciones: str) -> Pasaje:
    tramos, posicion = [], 0
    for oracion in oraciones:
        tramos.append(Tramo(posicion, posicion + len(oracion)))
        posicion += len(oracion) + 1
    texto = " ".join(oraciones)
    return Pasaje(Fragmento("a", "1", "", texto, 0, len(texto), tuple(tramos)), 1.0, tramos[0])


def definida(pregunta: str, *pasajes: Pasaje) -> str | None:
    hallado = pasaje_que_define(pregunta, pasajes)
    return hallado.fragmento.oracion(hallado.oracion) if hallado else None


@pytest.mark.parametrize(
    ("pregunta", "termino"),
    [
        ("¿Qué es una cooperativa agraria según la ley?", ("cooperativa", "agraria")),
        ("q es el cooperante", ("cooperante",)),
        ("defina... ¿qué significa reciprocidad?", ("reciprocidad",)),
        ("a quien le dicen proveedor habitual, nosotros vendemos leche", ("proveedor", "habitual")),
        ("¿A qué se le llama zona de espera?", ("zona", "espera")),
        ("que viene a ser la reciprocidad", ("reciprocidad",)),
        ("qué cosa es un cooperante", ("cooperante",)),
        ("¿Quién coopera?", ()),
        ("¿A quién le avisan?", ()),
    ],
)
def test_encuentra_el_termino(pregunta: str, termino: tuple[str, ...]) -> None:
    assert termino_preguntado(pregunta) == tuple(map(raiz, termino))


@pytest.mark.parametrize(
    "oraciones",
    [
        ("La cooperativa nace en 1844.", "Una cooperativa es una empresa de propiedad común."),
        ("Hay varias formas.", "Cooperativa: empresa de propiedad común."),
        ("Hay varias formas.", "h) Cooperativa.- empresa de propiedad común."),
        ("Hay varias formas.", "Cooperativa. – Empresa de propiedad común."),
        ("Para la cooperativa proponemos la siguiente definición:", "Una empresa de propiedad común."),
        ("Nace en 1844.", "La cooperativa se define como una empresa de propiedad común."),
    ],
)
def test_prefiere_la_oracion_que_define_aunque_no_sea_del_primer_pasaje(oraciones: tuple[str, ...]) -> None:
    otra = pasaje("La cooperativa del valle vende café y la cooperativa crece.")
    assert definida("¿Qué es una cooperativa?", otra, pasaje(*oraciones)) == oraciones[1]


def test_lo_que_lo_nombra_al_frente_va_antes_que_lo_que_habla_de_el() -> None:
    habla = pasaje("La zona de espera se define por la siguiente lista:", "a) Patio norte.")
    rotula = pasaje("b) Zona de espera.- lugar en que se aguarda.")
    assert definida("¿Qué es la zona de espera?", habla, rotula) == "b) Zona de espera.- lugar en que se aguarda."


def test_no_toma_por_definicion_cualquier_frase_con_la_palabra() -> None:
    assert definida("¿Qué es una cooperativa?", pasaje("Las cooperativas son muchas y venden café.")) is None
    assert definida("¿Qué es una cooperativa?", pasaje("Un banco es una empresa que presta a la cooperativa.")) is None


@pytest.mark.parametrize(
    ("pregunta", "oracion", "define"),
    [
        ("que es un humedal", "Los humedales son los manglares, lagunas y pantanos.", True),
        ("que es el ECA", "31.1 El Estándar de Calidad Ambiental – ECA, es la medida que fija un límite.", True),
        (
            "¿Qué es el estándar de calidad ambiental?",
            "31.1 El Estándar de Calidad Ambiental – ECA, es una medida.",
            True,
        ),
        ("q es daño ambiental", "142.2 Se denomina daño ambiental a todo menoscabo que sufre el ambiente.", True),
        ("que se entiende por residuo", "Entiéndase como residuo lo que ya no se usa.", True),
        ("a que le dicen puquio", "c) Los puquios son las salidas naturales del agua.", True),
        ("definicion de pasivo ambiental", "19.2 El ordenamiento territorial ambiental es un instrumento.", False),
        ("que es la zona de espera", "La zona de espera se define por la siguiente lista:", False),
        ("que es un humedal", "La protección de los humedales es un deber.", False),
        ("que es un humedal", "Los humedales amenazados son los que señala el mapa.", False),
        ("que es el ECA", "Apruébase los Estándares de Calidad Ambiental (ECA) para Agua.", False),
        ("cuanto mide un humedal", "Los humedales son los manglares, lagunas y pantanos.", False),
    ],
)
def test_define_al_frente_quien_empieza_por_el_termino_y_dice_que_es(pregunta: str, oracion: str, define: bool) -> None:
    fragmento = pasaje("Otra cosa se dispone.", oracion).fragmento
    terminos = terminos_preguntados(pregunta)
    assert define_al_frente(terminos, fragmento, Tramo(fragmento.inicio, fragmento.fin)) is define
    assert not define_al_frente(terminos, fragmento, fragmento.oraciones[0])


@pytest.mark.parametrize(
    ("pregunta", "hallada"),
    [
        ("¿Qué es eso de riesgo social y ambiental para el banco?", "k) Riesgo social y ambiental: pérdida posible."),
        ("¿Qué es el proyecto y quién lo paga?", "j) Proyecto: conjunto de acciones."),
    ],
)
def test_un_termino_de_dos_partes_se_define_entero_y_dos_preguntas_son_dos(pregunta: str, hallada: str) -> None:
    definiciones = pasaje("j) Proyecto: conjunto de acciones.", "k) Riesgo social y ambiental: pérdida posible.")
    assert definida(pregunta, pasaje("El riesgo social lo mira el banco."), definiciones) == hallada
