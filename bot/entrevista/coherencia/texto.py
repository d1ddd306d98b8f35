"""Reglas que miran las palabras de la persona: señalan lo posible, con la frase que lo motivó."""

import re

from bot.entrevista.coherencia.hallado import Clave, Hallado, frase_con, menciona
from bot.entrevista.esquema import Regla
from bot.entrevista.visible import Visible
from conocimiento.palabras import plano

_DATO_PERSONAL = re.compile(
    r"\bdni\b\D{0,15}\d{8}\b"  # un DNI anunciado
    r"|(?<![\d/,.$])9\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)"  # un celular
    r"|\b10\d{9}\b"  # un RUC de persona natural contiene su DNI
    r"|(?<![\w.+-])[\w.+-]+@(?:gmail|hotmail|outlook|yahoo|live|icloud)\.[a-z.]+"  # un correo personal
)
_PERSONA = (
    r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+(?:tiene|padece|sufre|fue diagnosticad[oa]|está enferm[oa])"
)
_ALCANCE_DE_SALUD = 60  # letras entre la persona y la enfermedad


_SIN_ANUNCIAR = re.compile(r"(?<![\d/,.$])\b\d{8}\b(?![.,]\d)|\b(?:dni|doc\w*|carne)\b\D{0,20}[\d.\s-]{8,12}")


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
