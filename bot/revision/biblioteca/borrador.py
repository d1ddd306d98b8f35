"""Lo que un modelo propone de cada oración de un documento, escrito para que una persona lo revise.

Nada de esto se carga: son archivos «.borrador.yaml». Lo que no se pudo comprobar lleva «REVISAR» y por qué.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from bot.dialogo.peticiones import Encargo, Uso
from bot.dialogo.peticiones.objeto import leer_lista, leer_objeto
from bot.entrevista.comprension.fidelidad.oracion import reparo
from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon, recortar
from conocimiento.ingesta.sencillo import PALABRAS_MAXIMAS
from conocimiento.palabras import comparable, plegar
from conocimiento.yaml.texto import entre_comillas

_UNA_PREGUNTA: Mapping[str, Any] = {"type": "array", "items": {"type": "string"}, "maxItems": 3}
FORMA_DE_PREPARAR: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "preguntas": _UNA_PREGUNTA,
        "explicacion": {"type": "string"},
        "no_dice": {
            "type": "array",
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"falta": {"type": "string"}, "cerca": {"type": "string"}, "preguntas": _UNA_PREGUNTA},
                "required": ["falta", "cerca", "preguntas"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["preguntas", "explicacion", "no_dice"],
    "additionalProperties": False,
}
PREGUNTAS_POR_IDEA, LARGO_DE_PREGUNTA, LARGO_DE_LO_QUE_FALTA, LARGO_DE_EXPLICACION = 3, 200, 120, 400
_ENLACE = diferida(r"https?:|www\.|[<>{}]")
AJENAS = ("¿Quién ganó el partido de ayer?", "¿Va a llover mañana en Lima?")


@dataclass(frozen=True, slots=True)
class Vacio:
    """Algo que la oración anuncia y no dice: qué falta, con qué palabras lo anuncia y cómo se preguntaría."""

    falta: str
    cerca: str
    preguntas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Propuesta:
    """De una oración del documento: cómo se preguntaría por ella, cómo decirla fácil y qué no dice."""

    oracion: str
    preguntas: tuple[str, ...]
    explicacion: str
    vacios: tuple[Vacio, ...]


@dataclass(frozen=True, slots=True)
class SinPropuesta:
    """Una oración de la que no hay borrador, y por qué."""

    oracion: str
    motivo: str


def encargo_de(titulo: str, apartado: str, oracion: str) -> Encargo:
    """Lo que se le pide al modelo de una oración. Solo lleva texto del documento."""
    publico = {"titulo": titulo, "apartado": apartado or titulo, "oracion": en_un_renglon(oracion)}
    return Encargo(Uso.PREPARAR, FORMA_DE_PREPARAR, "", publico)


def leer_propuesta(texto: str, oracion: str) -> Propuesta | None:
    """Lo que propuso el modelo; None si no es justo lo que se le pidió. Nada de ello se da por bueno."""
    leido = leer_objeto(texto, "preguntas", "explicacion", "no_dice")
    if leido is None or not isinstance(leido["explicacion"], str):
        return None
    vacios = (
        Vacio(_renglon(uno["falta"], LARGO_DE_LO_QUE_FALTA), _renglon(uno["cerca"]), _textos(uno["preguntas"]))
        for uno in leer_lista(leido["no_dice"], "falta", "cerca", "preguntas")
        if isinstance(uno["falta"], str) and isinstance(uno["cerca"], str)
    )
    completos = tuple(uno for uno in vacios if uno.falta and uno.preguntas)
    explicacion = _renglon(leido["explicacion"], LARGO_DE_EXPLICACION)
    return Propuesta(en_un_renglon(oracion), _textos(leido["preguntas"]), explicacion, completos)


def _textos(dicho: object) -> tuple[str, ...]:
    elementos = cast("list[object]", dicho) if isinstance(dicho, list) else []
    limpios = (_renglon(uno) for uno in elementos if isinstance(uno, str))
    return tuple(uno for uno in limpios if uno)[:PREGUNTAS_POR_IDEA]


def _renglon(dicho: str, largo: int = LARGO_DE_PREGUNTA) -> str:
    """En una línea, sin lo que no se imprime y sin pasar de un largo."""
    visible = "".join(letra if letra.isprintable() else " " for letra in dicho)
    return recortar(" ".join(visible.split()), largo)


def preguntas_en_yaml(cabecera: str, propuestas: Sequence[Propuesta], ya_hechas: Iterable[str] = ()) -> str:
    """El borrador de preguntas y de vacíos; `ya_hechas`: las preguntas que el documento ya tiene."""
    claves, dichas = _claves(propuestas), {comparable(una): "las que ya tiene" for una in ya_hechas}
    contesta, no_dice = list[str](), list[str]()
    for clave, una in zip(claves, propuestas, strict=True):
        if una.preguntas:
            contesta += [f"  - idea: {clave}", "    revisada: no", f"    palabras: {entre_comillas(una.oracion)}"]
            contesta += ["    preguntas:", *_preguntas(una.preguntas, clave, dichas)]
        for numero, vacio in enumerate(una.vacios, 1):
            suya = f"no-dice-{clave}-{numero}"
            no_dice += [f"  - idea: {suya}", "    revisada: no", f"    falta: {entre_comillas(vacio.falta)}"]
            no_dice += _cerca(vacio, una.oracion)
            no_dice += ["    preguntas:", *_preguntas(vacio.preguntas, suya, dichas)]
    ajenas = ["ajenas:", *(f"  - {entre_comillas(una)}" for una in AJENAS)]
    secciones = [["contesta:", *contesta] if contesta else [], ["no_dice:", *no_dice] if no_dice else []]
    return "\n".join([cabecera, *ajenas, *(linea for seccion in secciones for linea in ("", *seccion))]).rstrip() + "\n"


def _preguntas(preguntas: Sequence[str], clave: str, dichas: dict[str, str]) -> Iterator[str]:
    for una in preguntas:
        if por_que := _reparo_de_pregunta(una, dichas):
            yield f"      # REVISAR: {por_que}"
        dichas.setdefault(comparable(una), f"«{clave}»")
        yield f"      - {entre_comillas(una)}"


def _reparo_de_pregunta(una: str, dichas: Mapping[str, str]) -> str:
    if (donde := dichas.get(comparable(una))) is not None:
        return f"está repetida: ya está en {donde}"
    if _ENLACE.search(una):
        return "lleva un enlace o marcas"
    return "" if una.endswith("?") else "no parece una pregunta"


def _cerca(vacio: Vacio, oracion: str) -> Iterator[str]:
    if vacio.cerca and vacio.cerca in oracion:
        yield f"    cerca: {entre_comillas(vacio.cerca)}"
    else:
        yield f"    # REVISAR: no son palabras del documento: {entre_comillas(vacio.cerca)}"


def explicaciones_en_yaml(cabecera: str, propuestas: Sequence[Propuesta]) -> str:
    """El borrador de explicaciones, cada una con lo que no se pudo comprobar de ella."""
    lineas: list[str] = []
    for clave, una in zip(_claves(propuestas), propuestas, strict=True):
        if una.explicacion and una.preguntas:
            lineas += [f"- oracion: {entre_comillas(una.oracion)}", "  ideas:", f"    - idea: {clave}"]
            lineas += [f"      # REVISAR: {por_que}" for por_que in reparos_de_explicacion(una)]
            lineas += [f"      en_sencillo: {entre_comillas(una.explicacion)}"]
            lineas += ["      # aprobado_por: Nombre y apellido", "      # fecha: 2027-01-15"]
    return "\n".join([cabecera, *(lineas or ["[]"])]) + "\n"


def reparos_de_explicacion(una: Propuesta) -> tuple[str, ...]:
    """Por qué alguien tiene que mirarla con cuidado; ninguno si dice solo lo que dice la oración."""
    palabras = len(una.explicacion.split())
    larga = f"tiene {palabras} palabras y caben {PALABRAS_MAXIMAS}" if palabras > PALABRAS_MAXIMAS else ""
    igual = "es la misma oración" if comparable(una.explicacion) == comparable(una.oracion) else ""
    return tuple(
        en_un_renglon(por_que) for por_que in (larga, igual, reparo(una.explicacion, [una.oracion])) if por_que
    )


def _claves(propuestas: Sequence[Propuesta]) -> list[str]:
    """Una por oración, hecha con sus primeras palabras y distinta de las demás."""
    claves: list[str] = []
    for una in propuestas:
        base = "-".join(re.findall(r"[a-z0-9]+", plegar(una.oracion)))[:40].strip("-") or "idea"
        repetidas = sum(clave == base or clave.startswith(f"{base}--") for clave in claves)
        claves.append(f"{base}--{repetidas + 1}" if repetidas else base)
    return claves
