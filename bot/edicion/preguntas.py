"""Lee cada pregunta de la entrevista y comprueba que se entienda con las demás.

Anota los errores en el `Nodo` que los tiene; no abre archivos ni se detiene en el primero.
"""

import re
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast

from bot.edicion.alcance import alcanzables
from bot.entrevista.condiciones import MODOS, OPERADORES, Combinacion, Comparacion, Condicion, preguntas_mencionadas
from bot.entrevista.esquema import Campo, Catalogos, Linea, Opcion, Pregunta
from bot.entrevista.valores.campos import CAMPOS
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.nodos import Nodo

LARGO_MAXIMO_CLAVE = 24  # la clave viaja en el código de un botón, que admite 64 bytes
BYTES_DE_UNA_OPCION = 44
"""Lo que queda de los 64 bytes de un botón después del prefijo, el sello y la acción."""

_MARCAS = ("actor", "numero", "total")


def leer_pregunta(nodo: Nodo, catalogos: Catalogos) -> Pregunta:
    """Lee una pregunta con sus opciones, líneas y campos."""
    nodo.admitir(*(campo for campo in Pregunta.__dataclass_fields__))
    clave = nodo.texto("clave")
    if len(clave) > LARGO_MAXIMO_CLAVE or not clave.isascii() or not clave.replace("_", "").isalnum():
        nodo.error(f"la clave «{clave}» debe tener hasta {LARGO_MAXIMO_CLAVE} letras sin tildes, cifras o «_»", "clave")
    tipo = nodo.texto("tipo", entre=tuple(TIPOS))
    pide, opciones_de = (TIPOS[tipo].pide, TIPOS[tipo].opciones_de) if tipo in TIPOS else ("", None)
    opciones = tuple(_leer_opcion(opcion) for opcion in nodo.nodos("opciones", obligatorio=pide == "opciones"))
    if opciones_de is not None:
        opciones = opciones_de(catalogos)
    _sin_repetir(nodo, opciones)
    return Pregunta(
        clave=clave,
        seccion=nodo.texto("seccion"),
        rotulo=nodo.texto("rotulo"),
        etiqueta=nodo.texto("etiqueta", obligatorio=False) or nodo.texto("rotulo"),
        tipo=tipo,
        texto=nodo.texto("texto"),
        por_que=nodo.texto("por_que"),
        ayuda=nodo.texto("ayuda"),
        ejemplo=nodo.texto("ejemplo"),
        ejemplo_flojo=nodo.texto("ejemplo_flojo"),
        por_que_flojo=nodo.texto("por_que_flojo"),
        fuente=nodo.textos("fuente"),
        modo=nodo.texto("modo", obligatorio=False, entre=("nucleo", "ampliado")) or "nucleo",
        si=_leer_condicion(nodo.nodo("si")) if "si" in nodo.mapa else None,
        repite_por=nodo.texto("repite_por", obligatorio=False, entre=("actores", "otros_actores")),
        minimo=nodo.entero("minimo"),
        maximo=nodo.entero("maximo"),
        opciones=opciones,
        lineas=tuple(_leer_linea(linea) for linea in nodo.nodos("lineas", obligatorio=pide == "lineas")),
        campos=tuple(_leer_campo(campo) for campo in nodo.nodos("campos", obligatorio=pide == "campos")),
        sin_dato=nodo.texto("sin_dato", obligatorio=False),
    )


def _leer_opcion(nodo: Nodo) -> Opcion:
    nodo.admitir("valor", "etiqueta", "sinonimos")
    valor = nodo.texto("valor")
    if len(valor.encode()) > BYTES_DE_UNA_OPCION:
        nodo.error(
            f"el valor «{valor[:20]}…» ocupa {len(valor.encode())} bytes y en un botón caben {BYTES_DE_UNA_OPCION}; "
            "acórtelo (la etiqueta puede ser larga)",
            "valor",
        )
    return Opcion(valor, nodo.texto("etiqueta"), nodo.textos("sinonimos"))


def _sin_repetir(nodo: Nodo, opciones: tuple[Opcion, ...]) -> None:
    valores = [opcion.valor for opcion in opciones]
    for valor in sorted({valor for valor in valores if valores.count(valor) > 1}):
        nodo.error(f"la opción «{valor}» está repetida", "opciones")


def _leer_campo(nodo: Nodo) -> Campo:
    nodo.admitir("clave", "rotulo", "tipo", "opciones", "variantes", "obligatorio")
    obligatorio = nodo.mapa.get("obligatorio", True)
    if not isinstance(obligatorio, bool):
        nodo.error("«obligatorio» debe ser true o false", "obligatorio")
    tipo = nodo.texto("tipo", obligatorio=False, entre=tuple(CAMPOS)) or "texto"
    pide_opciones = tipo in CAMPOS and CAMPOS[tipo].pide == "opciones"
    opciones = tuple(_leer_opcion(opcion) for opcion in nodo.nodos("opciones", obligatorio=pide_opciones))
    _sin_repetir(nodo, opciones)
    clave, rotulo = nodo.texto("clave"), nodo.texto("rotulo")
    return Campo(clave, rotulo, tipo, opciones, nodo.textos("variantes"), bool(obligatorio))


def _leer_linea(nodo: Nodo) -> Linea:
    nodo.admitir("clave", "rotulo", "variantes", "obligatoria")
    obligatoria = nodo.mapa.get("obligatoria", True)
    if not isinstance(obligatoria, bool):
        nodo.error("«obligatoria» debe ser true o false", "obligatoria")
    clave = nodo.texto("clave", entre=("responsabilidad", "aporte", "beneficio", "riesgo", "motivacion"))
    return Linea(clave, nodo.texto("rotulo"), nodo.textos("variantes"), bool(obligatoria))


def _leer_condicion(nodo: Nodo) -> Condicion:
    modo = next((modo for modo in MODOS if modo in nodo.mapa), None)
    if modo:
        nodo.admitir(modo)
        return Combinacion(modo, tuple(_leer_condicion(parte) for parte in nodo.nodos(modo, obligatorio=True)))
    nodo.admitir("pregunta", *OPERADORES)
    presentes = [operador for operador in OPERADORES if operador in nodo.mapa]
    if len(presentes) != 1:
        nodo.error(f"una condición lleva «pregunta» y un solo operador: {', '.join(OPERADORES)}")
        return Comparacion(nodo.texto("pregunta"), "respondida", (True,))
    valor: Any = nodo.mapa[presentes[0]]
    if (presentes[0] == "esta_en") != isinstance(valor, list):
        nodo.error("«esta_en» lleva una lista; los demás operadores, un solo valor", presentes[0])
    operandos = cast("list[Any]", valor) if isinstance(valor, list) else [valor]
    return Comparacion(nodo.texto("pregunta"), presentes[0], tuple(operandos))


def comprobar_preguntas(nodos: list[Nodo], preguntas: tuple[Pregunta, ...], secciones: set[str]) -> None:
    """Anota lo que no cuadra entre preguntas: claves, secciones, condiciones, ciclos y lo que nunca se preguntaría."""
    todas = {pregunta.clave for pregunta in preguntas}
    en_ciclo = _comprobar_ciclos(nodos, preguntas)
    anteriores: dict[str, Pregunta] = {}
    for nodo, pregunta in zip(nodos, preguntas, strict=True):
        if pregunta.clave in anteriores:
            nodo.error(f"la clave «{pregunta.clave}» está repetida; cada pregunta lleva la suya", "clave")
        if pregunta.seccion and pregunta.seccion not in secciones:
            nodo.error(f"la sección «{pregunta.seccion}» no existe; agréguela en «secciones»", "seccion")
        for mencionada in dict.fromkeys(preguntas_mencionadas(pregunta.si)):
            if mencionada not in todas:
                nodo.error(f"la condición mira «{mencionada}», que no existe", "si")
            elif mencionada not in anteriores:
                if mencionada not in en_ciclo:
                    nodo.error(f"la condición mira «{mencionada}», que se pregunta después; cambie el orden", "si")
            elif anteriores[mencionada].repite_por:
                nodo.error(f"la condición mira «{mencionada}», que se repite por actor; use otra", "si")
        _comprobar_valores(nodo, pregunta.si, anteriores)
        _comprobar_marcas(nodo, pregunta)
        claves_de_campo = [campo.clave for campo in pregunta.campos]
        if len(set(claves_de_campo)) < len(claves_de_campo):
            nodo.error("hay dos campos con la misma clave", "campos")
        if pregunta.minimo is not None and pregunta.maximo is not None and pregunta.minimo > pregunta.maximo:
            nodo.error(f"el mínimo ({pregunta.minimo}) es mayor que el máximo ({pregunta.maximo})", "minimo")
        anteriores.setdefault(pregunta.clave, pregunta)
    if not any(nodo.errores for nodo in nodos):  # con condiciones rotas no se puede saber qué se alcanza
        posibles = alcanzables(preguntas)
        for nodo, pregunta in zip(nodos, preguntas, strict=True):
            if pregunta.clave not in posibles:
                nodo.error(f"«{pregunta.clave}» nunca se preguntaría: su condición no se cumple en ningún caso", "si")


def _comprobar_ciclos(nodos: list[Nodo], preguntas: tuple[Pregunta, ...]) -> set[str]:
    depende = {pregunta.clave: set(preguntas_mencionadas(pregunta.si)) for pregunta in preguntas}
    try:
        tuple(TopologicalSorter(depende).static_order())
    except CycleError as error:
        ciclo: list[str] = error.args[1]
        nodo = next(n for n, pregunta in zip(nodos, preguntas, strict=True) if pregunta.clave == ciclo[0])
        nodo.error(f"las condiciones se miran en círculo: {' → '.join(ciclo)}; quite una de ellas", "si")
        return set(ciclo)
    return set()


def _comprobar_marcas(nodo: Nodo, pregunta: Pregunta) -> None:
    for marca in re.findall(r"\{(\w*)\}", pregunta.texto):
        if marca not in _MARCAS:
            nodo.error(f"«{{{marca}}}» no se reemplaza por nada; se admiten {{actor}}, {{numero}} y {{total}}", "texto")
        elif not pregunta.repite_por:
            nodo.error(f"«{{{marca}}}» solo vale en una pregunta con «repite_por»", "texto")


def _comprobar_valores(nodo: Nodo, condicion: Condicion | None, anteriores: dict[str, Pregunta]) -> None:
    if isinstance(condicion, Combinacion):
        for parte in condicion.partes:
            _comprobar_valores(nodo, parte, anteriores)
    elif condicion is not None and condicion.operador in ("es", "esta_en") and condicion.pregunta in anteriores:
        opciones = {opcion.valor for opcion in anteriores[condicion.pregunta].opciones}
        for operando in condicion.operandos:
            if opciones and operando not in opciones:
                nodo.error(f"la condición compara con «{operando}», que no es opción de «{condicion.pregunta}»", "si")
