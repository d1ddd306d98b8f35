"""«El segundo», «el que sigue», «¿y el otro?»: lo que se señala por su lugar en una lista del documento."""

import pytest

from bot.dialogo.preguntas.preparacion.senalar import nombrar_lo_senalado
from bot.dialogo.preguntas.preparacion.separar import preparar, recordar
from conocimiento.formas.rotulados import ListaRotulada, listas_rotuladas
from conocimiento.modelo import Fragmento, Tramo

PRINCIPIOS = (ListaRotulada("principios", ("Confianza", "Respeto", "Transparencia"), 4),)
PIDEN = ("q principios piden",)
FALTA = "¿Cuál es el cuarto de los principios, el cuarto principio?"


@pytest.mark.parametrize(
    ("dicho", "anteriores", "nombrado"),
    [
        ("el 2do explicamelo", PIDEN, "¿Qué es Respeto?"),
        ("¿Cuál es el segundo?", PIDEN, "¿Qué es Respeto?"),
        ("falta la tercera", ("confianza como la explican", "y respeto"), "¿Qué es Transparencia?"),
        ("ok, ahora la primera de la lista, que me la salté", ("me explica transparencia",), "¿Qué es Confianza?"),
        ("Me faltó que me explique el que va primero", ("Deme los principios",), "¿Qué es Confianza?"),
        ("¿Y el que viene inmediatamente después?", ("¿Cómo define la Confianza?",), "¿Qué es Respeto?"),
        ("ok next, el q viene después", (*PIDEN, "explícame el de respeto"), "¿Qué es Transparencia?"),
        ("el siguiente", ("que es la confianza",), "¿Qué es Respeto?"),
        ("el q sigue", ("¿Qué es Respeto?",), "¿Qué es Transparencia?"),
        ("el primer principio", (), "¿Qué es Confianza?"),
        ("y el tercero cual es", PIDEN, "¿Qué es Transparencia?"),
        ("¿Y el que viene después?", ("¿Qué dice de la transparencia?",), FALTA),
        ("ya, ¿y luego de ese cuál viene?", ("¿Cuántos principios son?", "¿Qué es Transparencia?"), FALTA),
        ("y el otro?", ("dime los principios", "tengo confianza respeto y transparencia"), FALTA),
        ("Ahí hay tres. ¿Y el que sobra?", PIDEN, FALTA),
        ("que principio viene detras del de transparencia", (), FALTA),
        ("y el último?", ("que es el respeto",), FALTA),
        ("el cuarto", PIDEN, FALTA),
    ],
)
def test_se_nombra_lo_que_se_senala(dicho: str, anteriores: tuple[str, ...], nombrado: str) -> None:
    (parte,) = preparar(dicho, anteriores, PRINCIPIOS).partes[-1:]
    assert parte == nombrado


@pytest.mark.parametrize(
    ("dicho", "anteriores"),
    [
        ("¿y la segunda parte del documento?", PIDEN),
        ("cuál es el primer paso para formar una alianza", PIDEN),
        ("¿Y otro ejemplo?", ("que es la confianza",)),
        ("¿quién es el último responsable?", PIDEN),
        ("¿Qué es la confianza?", PIDEN),
        ("y despues que se firma?", ("que es la transparencia",)),
        ("el tercer sector participa?", ("respeto",)),
        ("el segundo", ("quién participa en la alianza",)),
        ("el sexto", PIDEN),
        ("la primera", (*PIDEN, "y las caracteristicas cuales son")),
        ("el segundo", (*PIDEN, "quienes participan")),
        ("y el tercero", ("los principios", "que requisitos piden")),
        ("el primero", ("que es el respeto", "cuales son los beneficios")),
        ("¿es el primer documento que sacan?", PIDEN),
    ],
)
def test_lo_que_habla_de_otra_cosa_queda_como_se_dijo(dicho: str, anteriores: tuple[str, ...]) -> None:
    assert nombrar_lo_senalado(dicho, anteriores, PRINCIPIOS) is None


@pytest.mark.parametrize(
    ("dicho", "anteriores", "ultima", "parte"),
    [
        ("el tercero", ("cuales son las caracteristicas",), "y los principios?", "¿Qué es Transparencia?"),
        ("la primera", ("cuales son las caracteristicas",), "y los principios?", "¿Qué es Confianza?"),
        ("y el otro?", ("quien participa",), "y que principios son", FALTA),
        ("el siguiente", ("quien participa",), "y el respeto?", "¿Qué es Transparencia?"),
        ("la primera", PIDEN, "y las caracteristicas", "la primera"),
        ("el segundo", PIDEN, "y quienes participan", "el segundo"),
    ],
)
def test_lo_ultimo_que_se_pregunto_dice_de_que_lista_es(
    dicho: str, anteriores: tuple[str, ...], ultima: str, parte: str
) -> None:
    en_curso = preparar(dicho, anteriores, PRINCIPIOS, ultima)
    assert en_curso.partes == (parte,)
    if parte == dicho:  # no se nombra ninguno: se busca con lo último, y no con lo de antes
        assert en_curso.consultas == ((dicho, f"{dicho} {ultima}"),)


def test_se_sigue_la_lista_hasta_el_final() -> None:
    recordadas: tuple[str, ...] = ()
    partes: list[str] = []
    for dicho in ("¿Qué principios hay?", "el primero", "y el siguiente", "y el siguiente", "y el siguiente"):
        en_curso = preparar(dicho, recordadas, PRINCIPIOS)
        recordadas = recordar(recordadas, en_curso)
        partes += en_curso.partes
    assert partes[1:] == ["¿Qué es Confianza?", "¿Qué es Respeto?", "¿Qué es Transparencia?", FALTA]


def _fragmento(texto: str) -> Fragmento:
    return Fragmento("a.txt", "1", "", texto, 0, len(texto), (Tramo(0, len(texto)),))


def test_una_lista_se_reconoce_por_su_anuncio_y_sus_rotulos() -> None:
    texto = "Son necesarias las siguientes dos etapas: Diseño: Se piensa. Puesta en marcha: Se hace. Costo: no se dice."
    assert listas_rotuladas([_fragmento(texto)]) == (
        ListaRotulada("etapas", ("Diseño", "Puesta en marcha", "Costo"), 2),
    )


@pytest.mark.parametrize(
    "texto", ["Reúne las siguientes características: un objetivo común.", "Nota: sin anuncio. Otra: tampoco.", ""]
)
def test_sin_anuncio_o_con_un_solo_rotulo_no_hay_lista(texto: str) -> None:
    assert listas_rotuladas([_fragmento(texto)]) == ()
