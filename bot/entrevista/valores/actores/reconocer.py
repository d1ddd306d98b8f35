"""A qué actor de la alianza se refiere un texto: por su nombre, por parte de él o por sus siglas."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz

from bot.entrevista.valores.actores.nombres import sin_articulo
from conocimiento.palabras import comparable, plano

_PALABRAS_SIN_INICIAL = {"de", "del", "la", "las", "los", "el", "y", "e", "para", "en"}


def es_mismo_actor(dicho: str, nombre: str) -> bool:
    """Dice si alguien mencionado es ese actor: mismo nombre, parte de él o casi igual."""
    return _es_el_mismo(comparable(dicho), comparable(nombre))


def _es_el_mismo(dicho: str, nombre: str) -> bool:
    return bool(dicho) and (dicho in nombre or nombre in dicho or fuzz.token_set_ratio(dicho, nombre) >= 88)


def reconocer_actor(dicho: str, actores: tuple[str, ...]) -> str:
    """El nombre del actor mencionado, por su nombre, parte de él o sus siglas; lo dicho, si no está claro."""
    return reconocedor(actores)(dicho)


def reconocedor(actores: tuple[str, ...]) -> Callable[[str], str]:
    """Lo mismo para muchos textos: los actores se preparan una sola vez."""
    conocidos = [(nombre, comparable(nombre), _siglas(nombre)) for nombre in actores]

    def reconocer(dicho: str) -> str:
        comparado = comparable(dicho)
        if not comparado:  # de un renglón sin palabras no hay a quién reconocer
            return dicho
        siglas, suelto = re.sub(r"[^a-z0-9]", "", plano(dicho)), comparable(sin_articulo(dicho))
        candidatos = [
            (nombre, suyo)
            for nombre, suyo, suyas in conocidos
            if _es_el_mismo(suelto, suyo) or (len(siglas) >= 2 and siglas in suyas)
        ]
        posibles = [nombre for nombre, suyo in candidatos if suyo == comparado] or [nombre for nombre, _ in candidatos]
        return posibles[0] if len(posibles) == 1 else dicho

    return reconocer


def _siglas(nombre: str) -> set[str]:
    """Las siglas posibles: las que trae entre paréntesis y las iniciales de sus palabras."""
    palabras = re.findall(r"[a-z0-9]+", plano(re.sub(r"\([^)]*\)", " ", nombre)))
    iniciales = "".join(p[0] for p in palabras if p not in _PALABRAS_SIN_INICIAL)
    return {iniciales, *(re.sub(r"[^a-z0-9]", "", plano(s)) for s in re.findall(r"\(([^)]*+)\)", nombre))} - {""}
