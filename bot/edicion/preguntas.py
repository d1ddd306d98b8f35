"""Lee cada pregunta de la entrevista y comprueba que se entienda con las demás.

Anota los errores en el `Nodo` que los tiene; no abre archivos ni se detiene en el primero.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from bot.edicion.alcance import alcanzables
from bot.entrevista.condiciones import MODOS, OPERADORES, Combinacion, Comparacion, Condicion, preguntas_mencionadas
from bot.entrevista.esquema import Campo, Catalogos, Opcion, Papeles, Pregunta
from bot.entrevista.propuesta.cuadros import CAMPOS_DE_CUADRO, preguntas_de_cuadro
from bot.entrevista.valores.compuestos.campos import CAMPOS
from bot.entrevista.valores.definicion import Tipo, TipoDeCampo
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.yaml.nodos import Nodo, fuera_de_lista, parecido

LARGO_MAXIMO_CLAVE = 24  # la clave viaja en el código de un botón, que admite 64 bytes
BYTES_DE_UNA_OPCION = 44
"""Lo que queda de los 64 bytes de un botón después del prefijo, el sello y la acción."""

_MARCAS = ("actor", "numero", "total")


@dataclass(frozen=True, slots=True)
class _Condicion:
    """Una condición como se escribe: «pregunta» con un operador, o un modo con sus condiciones."""

    pregunta: str = ""
    es: Any = None
    esta_en: tuple[Any, ...] = ()
    respondida: bool | None = None
    mayor: int | None = None
    menor_o_igual: int | None = None
    todas: tuple[Any, ...] = ()
    alguna: tuple[Any, ...] = ()
    ninguna: tuple[Any, ...] = ()


def leer_pregunta(nodo: Nodo, catalogos: Catalogos) -> Pregunta:
    """Lee una pregunta con sus opciones, líneas y campos."""
    pregunta = nodo.leer(Pregunta, salvo=("si",))
    clave = pregunta.clave
    if clave and (len(clave) > LARGO_MAXIMO_CLAVE or not clave.isascii() or not clave.replace("_", "").isalnum()):
        se_admite = f"hasta {LARGO_MAXIMO_CLAVE} letras sin tildes, cifras o «_»"
        nodo.fallar(f"la clave «{clave}» debe tener {se_admite}", "clave")
    _comprobar_tipo(nodo, pregunta, TIPOS)
    nodo.exigir(pregunta, "ejemplo_flojo", "por_que_flojo")
    _comprobar_opciones(nodo, pregunta.opciones)
    for campo, suyo in zip(pregunta.campos, nodo.hijos("campos"), strict=True):
        _comprobar_tipo(suyo, campo, CAMPOS)
        _comprobar_opciones(suyo, campo.opciones)
    opciones_de = TIPOS[pregunta.tipo].opciones_de if pregunta.tipo in TIPOS else None
    return replace(
        pregunta,
        etiqueta=pregunta.etiqueta or pregunta.rotulo,
        si=_leer_condicion(nodo.hijo("si")) if "si" in nodo else None,
        opciones=pregunta.opciones if opciones_de is None else opciones_de(catalogos),
    )


def _comprobar_tipo(nodo: Nodo, leido: Pregunta | Campo, tipos: Mapping[str, Tipo | TipoDeCampo]) -> None:
    """El tipo existe y está lo que ese tipo pide."""
    if (tipo := tipos.get(leido.tipo)) is not None:
        nodo.exigir(leido, *((tipo.pide,) if tipo.pide else ()))
    elif leido.tipo:
        nodo.fallar(fuera_de_lista("tipo", leido.tipo, tipos), "tipo")


def _comprobar_opciones(nodo: Nodo, opciones: tuple[Opcion, ...]) -> None:
    vistas: set[str] = set()
    for opcion, suyo in zip(opciones, nodo.hijos("opciones"), strict=True):
        ocupa = len(opcion.valor.encode())
        if ocupa > BYTES_DE_UNA_OPCION:
            caben = f"en un botón caben {BYTES_DE_UNA_OPCION}; acórtelo (la etiqueta puede ser larga)"
            suyo.fallar(f"el valor «{opcion.valor[:20]}…» ocupa {ocupa} bytes y {caben}", "valor")
        if opcion.valor and opcion.valor in vistas:
            suyo.fallar(f"la opción «{opcion.valor}» está repetida", "valor")
        vistas.add(opcion.valor)


def _leer_condicion(nodo: Nodo) -> Condicion:
    leida = nodo.leer(_Condicion)
    match [clave for clave in (*MODOS, *OPERADORES) if getattr(leida, clave) not in (None, ())]:
        case [modo] if modo in MODOS and not leida.pregunta:
            return Combinacion(modo, tuple(map(_leer_condicion, nodo.hijos(modo))))
        case [operador] if operador in OPERADORES and leida.pregunta:
            valor: Any = getattr(leida, operador)
            operandos = valor if operador == "esta_en" else (valor,)
            if all(isinstance(uno, str | int) for uno in operandos):
                return Comparacion(leida.pregunta, operador, operandos)
        case _:
            pass
    nodo.fallar(
        f"una condición lleva «pregunta» y un solo operador ({', '.join(OPERADORES)}) con un solo valor, "
        f"salvo «esta_en», que lleva una lista; o solo uno de: {', '.join(MODOS)}, con sus condiciones"
    )
    return Combinacion("todas", ())


def comprobar_preguntas(nodos: list[Nodo], preguntas: tuple[Pregunta, ...], secciones: set[str]) -> None:
    """Anota lo que no cuadra entre preguntas: claves, secciones, condiciones, ciclos y lo que nunca se preguntaría."""
    todas = {pregunta.clave for pregunta in preguntas}
    en_ciclo = _comprobar_ciclos(nodos, preguntas)
    anteriores: dict[str, Pregunta] = {}
    for nodo, pregunta in zip(nodos, preguntas, strict=True):
        if pregunta.clave in anteriores:
            nodo.fallar(f"la clave «{pregunta.clave}» está repetida; cada pregunta lleva la suya", "clave")
        if pregunta.seccion and pregunta.seccion not in secciones:
            parecida = parecido(pregunta.seccion, secciones)
            nodo.fallar(f"la sección «{pregunta.seccion}» no existe{parecida}; agréguela en «secciones»", "seccion")
        for mencionada in dict.fromkeys(preguntas_mencionadas(pregunta.si)):
            if mencionada not in todas:
                nodo.fallar(f"la condición mira «{mencionada}», que no existe{parecido(mencionada, todas)}", "si")
            elif mencionada not in anteriores:
                if mencionada not in en_ciclo:
                    nodo.fallar(f"la condición mira «{mencionada}», que se pregunta después; cambie el orden", "si")
            elif anteriores[mencionada].repite_por:
                nodo.fallar(f"la condición mira «{mencionada}», que se repite por actor; use otra", "si")
        _comprobar_valores(nodo, pregunta.si, anteriores)
        _comprobar_marcas(nodo, pregunta)
        claves_de_campo = [campo.clave for campo in pregunta.campos]
        if len(set(claves_de_campo)) < len(claves_de_campo):
            nodo.fallar("hay dos campos con la misma clave", "campos")
        if pregunta.minimo is not None and pregunta.maximo is not None and pregunta.minimo > pregunta.maximo:
            nodo.fallar(f"el mínimo ({pregunta.minimo}) es mayor que el máximo ({pregunta.maximo})", "minimo")
        anteriores.setdefault(pregunta.clave, pregunta)
    if not any(nodo.fallos for nodo in nodos):  # con condiciones rotas no se puede saber qué se alcanza
        posibles = alcanzables(preguntas)
        for nodo, pregunta in zip(nodos, preguntas, strict=True):
            if pregunta.clave not in posibles:
                nodo.fallar(f"«{pregunta.clave}» nunca se preguntaría: su condición no se cumple en ningún caso", "si")


def _comprobar_ciclos(nodos: list[Nodo], preguntas: tuple[Pregunta, ...]) -> set[str]:
    depende = {pregunta.clave: set(preguntas_mencionadas(pregunta.si)) for pregunta in preguntas}
    try:
        tuple(TopologicalSorter(depende).static_order())
    except CycleError as error:
        ciclo: list[str] = error.args[1]
        nodo = next(n for n, pregunta in zip(nodos, preguntas, strict=True) if pregunta.clave == ciclo[0])
        nodo.fallar(f"las condiciones se miran en círculo: {' → '.join(ciclo)}; quite una de ellas", "si")
        return set(ciclo)
    return set()


def _comprobar_marcas(nodo: Nodo, pregunta: Pregunta) -> None:
    for marca in re.findall(r"\{(\w*)\}", pregunta.texto):
        if marca not in _MARCAS:
            admitidas = "se admiten {actor}, {numero} y {total}"
            nodo.fallar(f"«{{{marca}}}» no se reemplaza por nada; {admitidas}", "texto")
        elif not pregunta.repite_por:
            nodo.fallar(f"«{{{marca}}}» solo vale en una pregunta con «repite_por»", "texto")


def _comprobar_valores(nodo: Nodo, condicion: Condicion | None, anteriores: dict[str, Pregunta]) -> None:
    if isinstance(condicion, Combinacion):
        for parte in condicion.partes:
            _comprobar_valores(nodo, parte, anteriores)
    elif condicion is not None and condicion.operador in ("es", "esta_en") and condicion.pregunta in anteriores:
        opciones = {opcion.valor for opcion in anteriores[condicion.pregunta].opciones}
        for operando in condicion.operandos:
            if opciones and operando not in opciones:
                cercana = parecido(str(operando), opciones)
                ajena = f"que no es opción de «{condicion.pregunta}»{cercana}"
                nodo.fallar(f"la condición compara con «{operando}», {ajena}", "si")


def comprobar_papeles(raiz: Nodo, papeles: Papeles, preguntas: tuple[Pregunta, ...]) -> None:
    """Anota los papeles y los campos que no cuadran; `raiz`, todo `entrevista.yaml`."""
    claves = {pregunta.clave for pregunta in preguntas}
    for papel in Papeles.__dataclass_fields__ if "papeles" in raiz else ():
        clave = getattr(papeles, papel)
        if clave and clave not in claves:
            senala = f"el papel «{papel}» señala la pregunta «{clave}», que no existe"
            raiz.hijo("papeles").fallar(f"{senala}{parecido(clave, claves)}", papel)
    de_cuadro = {clave: cuadro for cuadro, clave in preguntas_de_cuadro(papeles).items() if cuadro in CAMPOS_DE_CUADRO}
    for pregunta, suyo in zip(preguntas, raiz.hijos("preguntas"), strict=True):
        admitidos = CAMPOS_DE_CUADRO.get(de_cuadro.get(pregunta.clave, ""), ())
        for lugar, campo in enumerate(pregunta.campos if admitidos else ()):
            if campo.clave not in admitidos:
                sin_cuadro = f"el campo «{campo.clave}» no se imprime en el cuadro «{de_cuadro[pregunta.clave]}»"
                cercano = parecido(campo.clave, admitidos)
                suyo.fallar(f"{sin_cuadro}{cercano}; use: {', '.join(admitidos)}", "campos", lugar)
