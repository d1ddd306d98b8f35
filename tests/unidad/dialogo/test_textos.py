"""Lo que lee una persona está en los textos: quien decide no redacta."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import bot.dialogo

DIALOGO = Path(bot.dialogo.__file__).parent
DE_TEXTOS = {"borrador/plantear.py", "preguntas/mensaje.py"}
"""Además de cada `textos.py` y de cada carpeta `textos`."""

HUECO = "{}"
_PALABRAS = re.compile(r"[^\W\d_]+(?:[»”,;:.]* [«“¿¡(]*[^\W\d_]+)+|[^\W\d_]{2,} {}|{} [^\W\d_]{2,}")
_EMPIEZA = re.compile(r"[\s«“(]*[¿¡A-ZÁÉÍÓÚÑ]")
_TERMINA = re.compile(r"[.:?!…»][\s»)]*$|^ [«(]?[^\W\d_]")


def es_frase(texto: str) -> bool:
    """Dos palabras seguidas, y empieza o termina como una frase, o es el trozo de una. Una expresión no lo es."""
    return "(?:" not in texto and bool(_PALABRAS.search(texto) and (_EMPIEZA.match(texto) or _TERMINA.search(texto)))


def frases(codigo: str) -> Iterator[tuple[int, str]]:
    """Las frases escritas en un módulo, con su línea.

    No cuentan las descripciones, lo que dice un error que se lanza ni lo que se le da a `re` o a `diferida`, que es lo
    que la persona puede escribir. De lo que lleva huecos («Íbamos por {}.») se mira lo escrito.
    """
    yield from _frases(ast.parse(codigo))


def _frases(nodo: ast.AST) -> Iterator[tuple[int, str]]:
    match nodo:
        case ast.Raise() | ast.Expr(value=ast.Constant()):
            return
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re")) | ast.Name(id="diferida")):
            return
        case ast.JoinedStr(values=partes):
            escrito = "".join(str(una.value) if isinstance(una, ast.Constant) else HUECO for una in partes)
            if es_frase(escrito):
                yield nodo.lineno, escrito
            for una in partes:
                if isinstance(una, ast.FormattedValue):
                    yield from _frases(una.value)
        case ast.Constant(value=str(escrito)) if es_frase(escrito):
            yield nodo.lineno, escrito
        case _:
            for hijo in ast.iter_child_nodes(nodo):
                yield from _frases(hijo)


def _es_de_textos(modulo: Path) -> bool:
    lugar = modulo.relative_to(DIALOGO)
    return lugar.as_posix() in DE_TEXTOS or "textos" in (lugar.stem, *lugar.parent.parts)


def test_quien_decide_no_redacta() -> None:
    halladas = [
        f"{modulo.relative_to(DIALOGO)}:{linea} {frase}"
        for modulo in sorted(DIALOGO.rglob("*.py"))
        if not _es_de_textos(modulo)
        for linea, frase in frases(modulo.read_text(encoding="utf-8"))
    ]
    assert halladas == []


def test_se_ven_las_frases_y_no_lo_que_no_lo_es() -> None:
    codigo = '''
"""Un módulo. Con su descripción."""
SUELTA = "Esto se le dice a alguien."
def f(nombre, cuantas):
    """Hace algo. De verdad."""
    boton = Boton("No sé todavía", codigo)
    dicho = f"De acuerdo, «{nombre}» queda pendiente."
    resto = f" Quedan {cuantas} más."
    mas = " en los documentos" if cuantas else "e:b:lista"
    re.compile(r"No sé|Todavía no. (x y)")
    {"no acepto": 1}
    raise ErrorLegible("No existe el filtro pedido.")
'''
    assert [frase for _, frase in frases(codigo)] == [
        "Esto se le dice a alguien.",
        "No sé todavía",
        "De acuerdo, «{}» queda pendiente.",
        " Quedan {} más.",
        " en los documentos",
    ]
    assert sum(1 for modulo in DIALOGO.rglob("*.py") if _es_de_textos(modulo)) > 8
