"""Las comprobaciones que sirven a más de una regla: una nueva de estas formas solo se escribe en `reglas.yaml`."""

import re
from collections.abc import Iterator
from itertools import groupby

from bot.entrevista.coherencia.hallado import (
    Clase,
    Clave,
    Hallado,
    Linea,
    Parte,
    actores_sin,
    es_alguna,
    frase_con,
    hay_sin_linea,
    lugar_en_la_matriz,
    menciona,
    patron_de,
)
from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Llave, Valor
from bot.entrevista.visible import Texto, Visible
from conocimiento.expresiones import diferida
from conocimiento.frases import enumerar
from conocimiento.palabras import plano

LARGO_DE_EXPLICACION = 20  # letras


def siempre(_visible: Visible, _regla: Regla) -> Hallado | None:
    """Se dice en toda revisión: un aviso sobre el propio marco."""
    return Hallado()


def falta_clase(visible: Visible, _regla: Regla, clase: Clase) -> Hallado | None:
    """Ningún actor es de esa clase del concepto de alianza."""
    return None if clase in visible.clases() else Hallado(pendiente=visible.faltan_clases())


def falta_linea(visible: Visible, _regla: Regla, linea: Linea) -> Hallado | None:
    """De algún actor no se dijo esa línea de la matriz; si no se sabe todavía, es un pendiente."""
    faltan, sin_saber = actores_sin(visible, linea)
    nombres = faltan or sin_saber
    if not nombres:
        return None
    return Hallado(
        pendiente=not faltan,
        es_duda=hay_sin_linea(visible, faltan),
        marcas={"actores": enumerar([actor.nombre for actor in nombres])},
        lugar=lugar_en_la_matriz(visible, nombres[0]),
    )


def falta_explicacion(visible: Visible, regla: Regla, pregunta: Clave) -> Hallado | None:
    """Una explicación que se pidió y falta, es una negativa («no hay») o apenas dice algo."""
    if not visible.toca(pregunta):
        return None
    valor = visible.valor(pregunta)
    if not isinstance(valor, str) or not valor.strip():
        return Hallado(pendiente=True)
    if len(valor.strip()) >= LARGO_DE_EXPLICACION and (
        menciona(valor[:LARGO_DE_EXPLICACION], regla.palabras) != 0
        or patron_de(regla.contrapeso).match(plano(valor.strip()))  # «Ninguno solo tiene a la vez…» sí explica
    ):
        return None
    return Hallado(frase=valor.strip())


def opcion_senalada(visible: Visible, regla: Regla, en: Parte, explicada_en: Parte | None = None) -> Hallado | None:
    """Se eligió una opción que señala la regla. Falta elegirla o, si se pide, explicarla: es un pendiente."""
    if es_alguna(visible.etiqueta(en.pregunta, en.campo), regla):
        return Hallado()
    if explicada_en is None:
        return Hallado(pendiente=True) if visible.es_pendiente(en.pregunta) else None
    sin_explicar = visible.toca(en.pregunta) and not visible.campo(explicada_en.pregunta, explicada_en.campo)
    return Hallado(pendiente=True) if sin_explicar else None


def de_todos_los_demas(visible: Visible, regla: Regla, pregunta: Clave) -> Hallado | None:
    """De todos los actores menos quien propone se eligió una opción que señala la regla."""
    otros = visible.otros_actores()
    if not otros or not visible.toca(pregunta):
        return None
    elegidas = [visible.etiqueta(pregunta, actor=actor.identificador) for actor in otros]
    lugar = (pregunta, otros[0].identificador)
    if all(es_alguna(elegida, regla) for elegida in elegidas):
        return Hallado(lugar=lugar)
    conocidas = [elegida for elegida in elegidas if elegida]
    son_senaladas = all(es_alguna(elegida, regla) for elegida in conocidas)
    return Hallado(pendiente=True, lugar=lugar) if son_senaladas and len(conocidas) < len(elegidas) else None


def dice(visible: Visible, regla: Regla, en: tuple[Parte, ...]) -> Hallado | None:
    """En alguna de esas partes hay una de las palabras de la regla."""
    for texto in _textos_de(visible, en):
        if (lugar := menciona(texto.texto, regla.palabras)) >= 0:
            return Hallado(frase=frase_con(texto.texto, lugar), lugar=texto.llave)
    return None


def dice_tal_cual(visible: Visible, regla: Regla) -> Hallado | None:
    """En cualquier respuesta está, letra por letra, una de las expresiones de la regla, aunque no sea una palabra."""
    for texto in visible.textos():
        liso = plano(texto.texto)
        lugares = [lugar for palabra in regla.palabras if (lugar := liso.find(plano(palabra))) >= 0]
        if lugares:
            return Hallado(frase=frase_con(texto.texto, min(lugares)), lugar=texto.llave)
    return None


def _textos_de(visible: Visible, partes: tuple[Parte, ...]) -> Iterator[Texto]:
    """Lo que se escribió en esas partes; las seguidas que son de la matriz, actor por actor."""
    matriz = visible.entrevista.papeles.matriz
    for pregunta, seguidas in groupby(partes, key=lambda parte: parte.pregunta):
        campos = [parte.campo for parte in seguidas]
        dichos: list[tuple[Llave, Valor]] = [
            ((pregunta, ""), visible.campo(pregunta, campo) if campo else visible.valor(pregunta)) for campo in campos
        ]
        if pregunta == matriz:
            dichos = [((matriz, a.identificador), visible.linea(a, campo)) for a in visible.actores for campo in campos]
        yield from (Texto(llave, "", dicho) for llave, dicho in dichos if isinstance(dicho, str))


# --- Los datos personales ---------------------------------------------------------------------------

_DATO_PERSONAL = diferida(
    r"\bdni\b\D{0,15}\d{8}\b"  # un DNI anunciado
    r"|(?<![\d/,.$])9\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)"  # un celular
    r"|\b10\d{9}\b"  # un RUC de persona natural contiene su DNI
    r"|(?<![\w.+-])[\w.+-]+@(?:gmail|hotmail|outlook|yahoo|live|icloud)\.[a-z.]+"  # un correo personal
)
_PERSONA = (
    r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+(?:tiene|padece|sufre|fue diagnosticad[oa]|está enferm[oa])"
)
_ALCANCE_DE_SALUD = 60  # letras entre la persona y la enfermedad


_SIN_ANUNCIAR = diferida(r"(?<![\d/,.$])\b\d{8}\b(?![.,]\d)|\b(?:dni|doc\w*|carne)\b\D{0,20}[\d.\s-]{8,12}")


def parece_personal(texto: str) -> bool:
    """Puede llevar un DNI, aun sin decirlo, un celular o un correo personal (heurística)."""
    liso = plano(texto)
    return _DATO_PERSONAL.search(liso) is not None or _SIN_ANUNCIAR.search(liso) is not None


def datos_personales(visible: Visible, regla: Regla, salvo_en: tuple[Clave, ...]) -> Hallado | None:
    """Puede haber un DNI, un celular, un correo personal o la salud de alguien (heurística)."""
    for texto in visible.textos():
        hallado = None if texto.llave[0] in salvo_en else _DATO_PERSONAL.search(plano(texto.texto))
        inicio = hallado.start() if hallado else _salud_de_alguien(texto.texto, regla)
        if inicio >= 0:
            # La observación se imprime: no debe repetir el dato que pide quitar.
            frase = re.sub(r"\d(?=[\d -]*\d{2})", "•", frase_con(texto.texto, inicio))
            return Hallado(marcas={"campo": texto.rotulo}, frase=frase, lugar=texto.llave)
    return None


def _salud_de_alguien(texto: str, regla: Regla) -> int:
    for persona in re.finditer(_PERSONA, texto):
        if menciona(texto[persona.end() : persona.end() + _ALCANCE_DE_SALUD], regla.palabras) >= 0:
            return persona.start()
    return -1
