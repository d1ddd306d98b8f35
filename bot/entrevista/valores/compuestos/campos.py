"""Las partes de una respuesta compuesta: sus tipos, cómo se lee cada una y cómo se muestran y se imprimen juntas."""

from dataclasses import replace
from functools import partial

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import textos
from bot.entrevista.valores.actores import lista
from bot.entrevista.valores.cifras import cantidades, montos, plazos
from bot.entrevista.valores.cifras.fechas import fechas_en, momento_en
from bot.entrevista.valores.compuestos import tramos
from bot.entrevista.valores.compuestos.tramos import CORREO, FECHA, hallar
from bot.entrevista.valores.definicion import Nombrar, TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido


def _leer_fecha(_campo: Campo, texto: str, entorno: Entorno) -> Lectura:
    """Una fecha; de «fines de 2028» solo es seguro el año."""
    lectura = plazos.leer_fecha(texto, entorno.hoy)
    if isinstance(lectura, Pide) and es_una_epoca(texto, entorno):
        etiqueta, anio = lectura.opciones[-1]
        return Valido(anio, etiqueta)
    return lectura


def es_una_epoca(texto: str, entorno: Entorno) -> bool:
    """«fines de 2028», «el primer trimestre del 2027»: dice más que el año y menos que el mes."""
    return momento_en(texto, entorno.hoy) is not None and not fechas_en(texto, entorno.hoy)


CAMPOS: dict[str, TipoDeCampo] = (
    textos.CAMPOS
    | lista.CAMPOS
    | plazos.CAMPOS
    | montos.CAMPOS
    | cantidades.CAMPOS
    | tramos.CAMPOS
    | {
        "fecha": replace(plazos.CAMPOS["fecha"], leer=_leer_fecha, halla=partial(hallar, FECHA)),
        "correo": replace(textos.CAMPOS["correo"], halla=partial(hallar, CORREO)),
    }
)
"""Por el nombre con que los pide la agencia."""

LARGO_DE_UNA_PARTE = 600  # caracteres
DETALLE = "detalle"
"""La parte que recibe lo que no cabe en las otras, si la pregunta la tiene."""


def leer_campo(campo: Campo, texto: str, entorno: Entorno) -> Lectura:
    """Lee una parte con el validador de su tipo."""
    largo = len(texto)
    if largo > LARGO_DE_UNA_PARTE:
        return Explicacion(f"es muy largo ({largo} caracteres y caben {LARGO_DE_UNA_PARTE})")
    return CAMPOS[campo.tipo].leer(campo, texto, entorno)


def mostrar_campo(campo: Campo, valor: Valor) -> str:
    """Escribe el valor de una parte; vacío si no hay."""
    return "" if valor is None else CAMPOS[campo.tipo].mostrar(campo, valor)


def escribir_campo(campo: Campo, valor: Valor, nombrar: Nombrar) -> str | None:
    """Una parte como va en el documento; None si no se sabe."""
    return nombrar(valor) if CAMPOS[campo.tipo].nombra_actor else mostrar_campo(campo, valor) or None


def el_detalle(campos: tuple[Campo, ...]) -> Campo | None:
    """El campo que recibe lo que no cabe en los otros; None si no hay."""
    return next((campo for campo in campos if campo.clave == DETALLE), None)


PENDIENTE = "[PENDIENTE]"
"""La parte que falta dentro de una respuesta; las enteras las marca cada plantilla a su manera."""


def mostrar_compuesto(valor: Valor, campos: tuple[Campo, ...]) -> str:
    """Una línea por parte dicha: «Nombre: Rosa Quispe»; «pendiente» si es obligatoria y falta."""
    partes = valor if isinstance(valor, dict) else {}
    return "\n".join(
        f"{campo.rotulo}: {mostrar_campo(campo, partes.get(campo.clave)) or 'pendiente'}"
        for campo in campos
        if partes.get(campo.clave) is not None or (campo.obligatorio and campo.clave in partes)
    )


def mostrar_lista(valor: Valor, campos: tuple[Campo, ...]) -> str:
    """Una línea por elemento: «Cambio de autoridades — Responsable: Municipalidad»."""
    lineas: list[str] = []
    for elemento in valor if isinstance(valor, list) else []:
        partes = elemento if isinstance(elemento, dict) else {}
        dichas = [
            texto if lugar == 0 else f"{campo.rotulo}: {texto}"
            for lugar, campo in enumerate(campos)
            if (texto := mostrar_campo(campo, partes.get(campo.clave)))
        ]
        lineas.append(" — ".join(dichas))
    return "\n".join(lineas)


def escribir_compuesto(valor: Valor, campos: tuple[Campo, ...], nombrar: Nombrar) -> str | None:
    """Una línea por parte, como va en el documento; None si no se dijo ninguna."""
    partes = valor if isinstance(valor, dict) else {}
    escritas = [(campo, escribir_campo(campo, partes.get(campo.clave), nombrar)) for campo in campos]
    if not any(escrita for _, escrita in escritas):
        return None
    return "\n".join(
        f"{campo.rotulo}: {escrita or PENDIENTE}" for campo, escrita in escritas if escrita or campo.obligatorio
    )


def escribir_lista(valor: Valor, campos: tuple[Campo, ...], nombrar: Nombrar) -> str | None:
    """Una línea por elemento, como va en el documento; None si no hay ninguno."""
    elementos = valor if isinstance(valor, list) else []
    escritos = [escribir_compuesto(uno, campos, nombrar) for uno in elementos]
    return "\n".join(escrito.replace("\n", " · ") for escrito in escritos if escrito) or None
