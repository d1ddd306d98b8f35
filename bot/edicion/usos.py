"""Lee y comprueba `redaccion.yaml`: cómo se escriben en el documento las palabras que se teclean deprisa."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bot.entrevista.esquema import Catalogos, Usos
from conocimiento.expresiones import diferida
from conocimiento.palabras import ABREVIATURAS, plano
from conocimiento.yaml.nodos import Fallo, Nodo, abrir

ARCHIVO = "redaccion.yaml"
_LARGO_DE_UN_NOMBRE, _LARGO_DE_UN_LUGAR = 4, 3
_PALABRA = diferida(r"[^\W\d_]{1,40}")
_FRASE = diferida(r"[^\W\d_]{1,40}(?: [^\W\d_]{1,40}){1,5}")


@dataclass(frozen=True, slots=True)
class _Archivo:
    """Lo que lleva `redaccion.yaml`."""

    formato: Literal["redaccion/1"]
    abreviaturas: Mapping[str, str] = field(default_factory=dict[str, str])
    se_dejan: tuple[str, ...] = ()
    raras: Mapping[str, str] = field(default_factory=dict[str, str])
    frases: Mapping[str, str] = field(default_factory=dict[str, str])
    conocidas: tuple[str, ...] = ()
    siglas: tuple[str, ...] = ()
    grafias: Mapping[str, str] = field(default_factory=dict[str, str])


def leer_usos(carpeta: Path, catalogos: Catalogos, fallos: list[Fallo]) -> Usos:
    """Los de una carpeta; ninguno si no tiene el archivo. Anota en `fallos` lo que está mal."""
    ruta = carpeta / ARCHIVO
    nodo = abrir(ruta, fallos) if ruta.exists() else None
    if nodo is None:
        return Usos()
    nuevos = len(fallos)
    leido = nodo.leer(_Archivo)
    if len(fallos) > nuevos:
        return Usos()
    _comprobar(nodo, leido)
    # Las que se entienden en el chat son las mismas: aquí solo están las que el documento escribe de otro modo.
    abreviaturas = {**ABREVIATURAS, **leido.abreviaturas}
    lugares = _lugares(catalogos)
    return Usos(
        abreviaturas={corta: entera for corta, entera in abreviaturas.items() if corta not in leido.se_dejan},
        raras=leido.raras,
        frases=leido.frases,
        conocidas=frozenset((*leido.conocidas, *leido.se_dejan, *_palabras_de_lugares(catalogos))),
        propias={**lugares, **{sigla: sigla.upper() for sigla in leido.siglas}, **leido.grafias},
    )


def _lugares(catalogos: Catalogos) -> dict[str, str]:
    """Los lugares de una palabra que no es también otra cosa, sin tildes ni mayúsculas, y como se escriben."""
    nombres = [nombre for nombre in _nombres_de_lugares(catalogos) if " " not in nombre]
    return {plano(nombre): nombre for nombre in nombres if len(nombre) >= _LARGO_DE_UN_LUGAR}


def _nombres_de_lugares(catalogos: Catalogos) -> Iterator[str]:
    """Departamentos, provincias y ciudades, menos los que se llaman como otra cosa."""
    for departamento in catalogos.departamentos:
        if departamento.provincias:  # «Nacional» no es un lugar
            for nombre in (departamento.nombre, *departamento.provincias, *departamento.ciudades):
                if nombre not in catalogos.lugares_comunes:
                    yield nombre


def _palabras_de_lugares(catalogos: Catalogos) -> set[str]:
    """Las palabras de provincias y ciudades: escritas en minúsculas no son una errata de otra."""
    palabras = (palabra for nombre in _nombres_de_lugares(catalogos) for palabra in nombre.split())
    return {plano(palabra) for palabra in palabras if len(palabra) >= _LARGO_DE_UN_NOMBRE}


def _comprobar(nodo: Nodo, leido: _Archivo) -> None:
    """Cada clave es una palabra (o varias, en `frases`) en minúsculas, y dice algo distinto de ella."""
    for lista in ("abreviaturas", "raras", "frases", "grafias"):
        forma = _FRASE if lista == "frases" else _PALABRA
        que = "varias palabras" if lista == "frases" else "una sola palabra"
        for clave, valor in getattr(leido, lista).items():
            if forma.fullmatch(clave) is None or clave != clave.lower():
                nodo.fallar(f"«{clave}» debe ser {que} en minúsculas, sin signos ni cifras", lista, clave)
            elif not valor.strip() or valor == clave:
                nodo.fallar(f"«{clave}» no dice cómo queda; escriba otra cosa o quítela", lista, clave)
            elif lista == "frases" and len(valor.split()) != len(clave.split()):
                nodo.fallar(f"«{clave}» y «{valor}» deben tener las mismas palabras", lista, clave)
    for lista in ("se_dejan", "conocidas", "siglas"):
        for lugar, palabra in enumerate(getattr(leido, lista)):
            if _PALABRA.fullmatch(palabra) is None or palabra != palabra.lower():
                nodo.fallar(f"«{palabra}» debe ser una sola palabra en minúsculas, sin signos ni cifras", lista, lugar)
