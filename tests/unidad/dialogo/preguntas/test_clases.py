"""La clase de dato que se pide y si el texto la trae."""

import pytest

from bot.dialogo.preguntas.clases import (
    Clase,
    ausentes,
    clase_de_dato,
    contiene_el_dato,
    nombres_ajenos,
    pide_confirmar,
)
from conocimiento.modelo import Equivalencia
from conocimiento.palabras import raiz

TEMA = frozenset({raiz("alianza"), raiz("apci")})
NADA: tuple[Equivalencia, ...] = ()


@pytest.mark.parametrize(
    ("pregunta", "clase"),
    [
        ("¿Cuánto cuesta inscribirse?", Clase.DINERO),
        ("cual es el monto minimo", Clase.DINERO),
        ("¿Cuánto demora la revisión?", Clase.PLAZO),
        ("¿Hay plazo?", Clase.PLAZO),
        ("¿Cuándo empieza?", Clase.FECHA),
        ("¿Cuántos socios hacen falta?", Clase.CANTIDAD),
        ("¿Qué porcentaje pone la empresa?", Clase.PORCENTAJE),
        ("¿Cuál es el correo de contacto?", Clase.CONTACTO),
        ("¿Qué dice la Ley N.º 28875?", Clase.NORMA),
        ("¿Qué requisitos debo adjuntar?", Clase.TRAMITE),
        ("¿Quién firma el convenio?", Clase.TRAMITE),
        ("¿La APCI pone dinero?", Clase.SI_O_NO),
        ("¿Qué es una alianza?", Clase.DEFINICION),
        ("¿Cuáles son los principios?", Clase.LISTA),
        ("¿Cómo se relacionan los actores?", Clase.ABIERTA),
        ("¿Qué es el humo de segunda mano, ese que respiran mis mozos cuando otro fuma?", Clase.DEFINICION),
        ("quien responde cuando un actor se va", Clase.ABIERTA),
        ("como se decide cuando no hay acuerdo", Clase.ABIERTA),
        ("¿Qué es el piloto y cuándo empieza?", Clase.FECHA),
        ("quienes firman, cuando y donde", Clase.TRAMITE),
        ("¿Desde cuándo rige?", Clase.FECHA),
        ("sabe cuando empieza", Clase.FECHA),
        ("¿Se comparten, cuando menos, los riesgos?", Clase.SI_O_NO),
        ("¿A cuánto asciende el fondo?", Clase.DINERO),
        ("cuanto hay en soles", Clase.DINERO),
        ("¿Qué ley la obliga?", Clase.NORMA),
        ("¿Esto qué ley es?", Clase.ABIERTA),
        ("¿Qué autores la sustentan?", Clase.REFERENCIA),
    ],
)
def test_reconoce_la_clase_de_dato(pregunta: str, clase: Clase) -> None:
    assert clase_de_dato(pregunta) is clase


@pytest.mark.parametrize(
    ("pregunta", "texto", "esta"),
    [
        ("¿Qué ley la obliga?", "La Ley N.º 27692 la obliga.", True),
        ("¿Qué ley la obliga?", "Está obligada por la ley.", False),
        ("¿Qué dice el artículo 12?", "El artículo 12 trata de plazos.", True),
        ("¿Qué autor lo dice?", "La confianza abarata los acuerdos (Ostrom, 1990).", True),
        ("¿Qué autor lo dice?", "La confianza abarata los acuerdos.", False),
        ("¿Cuánto cuesta?", "El trámite cuesta S/ 120.50 por expediente.", True),
        ("¿Cuánto cuesta?", "Cada actor aporta recursos humanos y financieros.", False),
        ("¿Cuánto demora?", "La revisión toma quince días hábiles.", True),
        ("¿Cuánto demora?", "La revisión se hace con cuidado.", False),
        ("¿Cuándo empieza?", "El piloto empieza en marzo.", True),
        ("¿Cuándo empieza?", "El piloto empieza pronto.", False),
        ("¿Cuántos socios hay?", "Se requieren tres socios.", True),
        ("¿Cuántos socios hay?", "Los socios comparten cuatro principios.", False),
        ("¿Cuántos socios hay?", "Cada uno de los socios aporta.", False),
        ("¿Qué porcentaje aporta?", "Aporta el 30 % del total.", True),
        ("¿Qué porcentaje aporta?", "Aporta una parte del total.", False),
        ("¿Quién firma?", "El convenio lo firma la directora.", True),
        ("¿Quién firma?", "Los actores comparten principios.", False),
        ("¿Qué dice la ley 28875?", "La ley 28875 crea el sistema.", True),
        ("¿Qué dice la ley 28875?", "La ley crea el sistema.", False),
        ("¿La APCI financia las alianzas?", "La APCI promueve alianzas.", False),
        ("¿Las alianzas son voluntarias?", "Es un esquema de cooperación voluntaria.", True),
    ],
)
def test_dice_si_el_texto_trae_el_dato(pregunta: str, texto: str, esta: bool) -> None:
    assert contiene_el_dato(clase_de_dato(pregunta), pregunta, texto, TEMA, NADA) is esta


def test_un_sinonimo_tambien_apoya() -> None:
    plata = Equivalencia(("plata",), "recursos financieros", mismo_tema=True)
    texto = "El flujo de recursos (humanos, técnicos, financieros)."
    assert contiene_el_dato(Clase.SI_O_NO, "¿se pone plata?", texto, TEMA, (plata,))
    assert not contiene_el_dato(Clase.SI_O_NO, "¿se pone plata?", texto, TEMA, NADA)


def test_dice_que_palabras_no_figuran() -> None:
    assert ausentes("Rentabilidad es un principio, ¿no?", "Los principios: Confianza y Respeto.", TEMA, NADA) == (
        "rentabilidad",
    )


@pytest.mark.parametrize(
    ("pregunta", "pide"), [("Es obligatorio, ¿no?", True), ("es cierto que se paga", True), ("¿Qué es?", False)]
)
def test_reconoce_que_piden_confirmar(pregunta: str, pide: bool) -> None:
    assert pide_confirmar(pregunta) is pide


@pytest.mark.parametrize(
    ("pregunta", "ajenos"),
    [
        ("¿La Alianza del Pacífico da visa?", ("Pacífico",)),
        ("¿Qué dice la APCI?", ()),
        ("¿Y en Puno se puede?", ()),
        ("¿Esto lo regula el MEF?", ("MEF",)),
    ],
)
def test_reconoce_nombres_que_el_texto_no_trae(pregunta: str, ajenos: tuple[str, ...]) -> None:
    assert nombres_ajenos(pregunta, "La APCI promueve el desarrollo.", TEMA, NADA) == ajenos
