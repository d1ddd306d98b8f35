"""Todo lo que se lee en un borrador de varios: de usted, en mensajes cortos y con botones que caben en un teléfono."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any

import pytest

from bot.dialogo.borrador.alianza.acordar import HECHOS_A_LA_VISTA
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import acordar, grupo, ingresar, participar, relevar, resumir
from bot.dialogo.mensajes import Boton, EnGrupo, Espacio, Mensaje, Parrafo, parrafo, partir
from bot.dialogo.peticiones import InvitacionViva
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.borrador import Motivo, Rol, Sugerencia, Visto
from bot.entrevista.pasos import Actor, actores
from bot.entrevista.propuesta.versiones import Cambio
from tests.apoyo.borradores import ENTREVISTA, INSTANTE
from tests.apoyo.organizaciones import DIA, NOMBRES, OTRO_PLAZO, PLAZO, de_doce

LARGO_DE_UN_MENSAJE, LARGO_DE_UN_BOTON = 900, 20
DE_TODO_EL_ASISTENTE = {"Autorizar que la APCI lo lea", "Retirar la autorización", "Guardar y seguir después"}
"""Los que no son de una alianza y no caben en ese largo."""
SIN_LARGO = {"avisos_enteros"}
"""Los avisos, con todas sus palabras."""
DE_TU = re.compile(
    r"\b(?:tú|tus?|te|ti|contigo|tuy[oa]s?|puedes|quieres|tienes|debes|eres|estás|sabes|vas|dile|dime|haz|pulsa el|"
    r"escríbeme|avísame|vosotros)\b",
    re.IGNORECASE,
)
CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE + 20 * DIA, usuario="AsistenteDeAlianzasDeLaApciBot")
EVENTOS = tuple(de_doce().eventos)
LARGO = max(NOMBRES, key=len)
SESIONES = {
    quien: Sesion(CONTEXTO, Estado(9, borrador="b" * 30, eventos=EVENTOS, integrante=quien))
    for quien in ("i0", "i1", "i7")
}
COORDINA = SESIONES["i0"]
PASO = COORDINA.buscar(PLAZO)
assert PASO is not None
VIVAS = [InvitacionViva(9_000 + lugar, f"a{lugar % 12}", INSTANTE, lugar % 3) for lugar in range(20)]
NOVEDAD = resumir.Novedad(
    "b" * 30,
    LARGO,
    tuple(resumir.cambio(f"Responsables y plazos {n}", LARGO) for n in range(9)),
    resumir.PorDecidir(10, 3),
)
VISTO, OTRO = Visto(12, "x", INSTANTE), Visto(11, "w", INSTANTE)
VALORES: dict[str, Sequence[Any]] = {
    "sesion": tuple(SESIONES.values()),
    "contexto": (CONTEXTO, Contexto(ENTREVISTA, (), INSTANTE)),
    "alianza": tuple(participar.alianza_de(una) for una in SESIONES.values()),
    "libres": (actores(ENTREVISTA, COORDINA.borrador),),
    "actor": (None, Actor("a3", LARGO, "ongd")),
    "nombres": ({f"a{lugar}": nombre for lugar, nombre in enumerate(NOMBRES)},),
    "vivas": (VIVAS, ()),
    "puesto": (participar.lo_puesto(COORDINA, [PASO] * 3), ()),
    "pasos": ([PASO] * 3,),
    "paso": (PASO,),
    "valor": (OTRO_PLAZO,),
    "suya": (Sugerencia("i11", 10, PLAZO, OTRO_PLAZO, "doce meses", "x"),),
    "cambios": ([Cambio(f"Parte {n}", LARGO, LARGO) for n in range(20)], ()),
    "visto": (VISTO,),
    "dados": ([(nombre, (VISTO, OTRO, None)[n % 3]) for n, nombre in enumerate(NOMBRES)],),
    "hoy": ("x", "y"),
    "puesta": (VISTO,),
    "hechos": ([("27/11, 10:02", LARGO, "Responsables y plazos")] * HECHOS_A_LA_VISTA, ()),
    "quienes": ([(f"i{n}", nombre) for n, nombre in enumerate(NOMBRES)], ()),
    "novedades": ([NOVEDAD] * 3, [NOVEDAD]),
    "por_decidir": (resumir.PorDecidir(10, 3, 12),),
    "motivo": tuple(Motivo),
    "de_grupo": (grupo.boton(CONTEXTO, hay=True), ()),
    "suyos": ([("b" * 26, nombre) for nombre in NOMBRES], [("b" * 26, LARGO)]),
    "avance": ((18, 22),),
    "vistos": (grupo.Vistos(2, 3, 12, sigue_igual=False), None),
    "rol": (Rol.SOCIO, Rol.OBSERVADOR),
    "desde": (INSTANTE,),
    "callan": ((), (parrafo(LARGO),)),
    "no_contestan.quienes": (NOMBRES, ()),
    "de_un_borrador.etiqueta": ("Ver el borrador",),
}
DE_UN_TIPO: dict[object, Sequence[Any]] = {str: (LARGO, ""), int: (12, 1), bool: (True, False)}


def llamadas(hacer: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """Los argumentos con que se llama: cada valor de cada uno, con el primero de los demás."""
    posibles = {
        nombre: VALORES.get(f"{hacer.__name__}.{nombre}") or DE_UN_TIPO.get(uno.annotation) or VALORES[nombre]
        for nombre, uno in inspect.signature(hacer).parameters.items()
    }
    primeros = {nombre: valores[0] for nombre, valores in posibles.items()}
    yield primeros
    for nombre, valores in posibles.items():
        yield from ({**primeros, nombre: valor} for valor in valores[1:])


def dicho_en(modulo: ModuleType) -> Iterator[tuple[str, Any]]:
    """Cada texto, párrafo, botón o mensaje que da ese módulo, y con qué se hizo."""
    for nombre, cosa in inspect.getmembers(modulo):
        if inspect.isfunction(cosa) and cosa.__module__ == modulo.__name__ and not nombre.startswith("_"):
            for con in llamadas(cosa):
                yield nombre, cosa(**con)
        elif isinstance(cosa, Parrafo | Boton | Mensaje):
            yield nombre, cosa


MODULOS = (acordar, grupo, ingresar, participar, relevar, resumir)


@pytest.mark.parametrize("modulo", MODULOS, ids=lambda uno: uno.__name__[-9:])
def test_lo_que_se_lee_cabe_y_es_de_usted(modulo: ModuleType) -> None:
    mal: list[str] = []
    vistos = 0
    for nombre, dado in dicho_en(modulo):
        cosa = como_mensaje(dado) if isinstance(dado, EnGrupo) else dado
        textos = [cosa.texto] if isinstance(cosa, Mensaje | Parrafo) else [cosa] if isinstance(cosa, str) else []
        textos += [uno.texto for uno in cosa if isinstance(uno, Parrafo)] if isinstance(cosa, tuple) else []
        filas = cosa.botones if isinstance(cosa, Mensaje) else ((cosa,),) if isinstance(cosa, Boton) else ()
        botones = [boton for fila in filas for boton in fila]
        vistos += len(textos) + len(botones)
        entero = "\n".join(textos)
        if len(entero) > LARGO_DE_UN_MENSAJE and nombre not in SIN_LARGO:
            mal.append(f"{nombre}: {len(entero)} letras")
        if hallado := DE_TU.search(f"{entero} {' '.join(boton.etiqueta for boton in botones)}"):
            mal.append(f"{nombre}: trata de tú, «{hallado[0]}»")
        mal += [f"{nombre}: «{uno.etiqueta}» no cabe" for uno in botones if not cabe(uno)]
        etiquetas = [uno.etiqueta for uno in botones]
        mal += [f"{nombre}: dos botones «{una}»" for una in set(etiquetas) if etiquetas.count(una) > 1]
    assert set(mal) == set(), "\n".join(sorted(set(mal)))
    assert vistos > 5


def como_mensaje(dicho: EnGrupo) -> Mensaje:
    return Mensaje(dicho.parrafos, tuple((Boton(etiqueta),) for etiqueta, _ in dicho.enlaces))


def cabe(boton: Boton) -> bool:
    propio = not boton.codigo or partir(boton.codigo)[0] is Espacio.ALIANZA
    return len(boton.etiqueta) <= LARGO_DE_UN_BOTON or (not propio and boton.etiqueta in DE_TODO_EL_ASISTENTE)
