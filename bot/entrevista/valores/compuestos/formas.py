"""Los tipos de pregunta «compuesto» y «lista»."""

from dataclasses import replace

from bot.entrevista.esquema import Campo, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.compuestos.campos import CAMPOS
from bot.entrevista.valores.compuestos.leer import leer_compuesto, leer_lista
from bot.entrevista.valores.compuestos.mostrar import (
    escribir_compuesto,
    escribir_lista,
    mostrar_compuesto,
    mostrar_lista,
)
from bot.entrevista.valores.definicion import Muestra, Tipo, en_lista


def _muestra(campos: tuple[Campo, ...], muestra: Muestra) -> dict[str, Valor]:
    return {
        campo.clave: None if muestra.a_medias and lugar % 2 else CAMPOS[campo.tipo].muestra(campo, muestra)
        for lugar, campo in enumerate(campos)
    }


def _muestra_de_lista(pregunta: Pregunta, muestra: Muestra) -> Valor:
    cuantos = 1 if muestra.a_medias else min(3, pregunta.maximo or 3)
    return [
        _muestra(
            pregunta.campos,
            replace(muestra, texto=f"{muestra.texto} ({numero})", variante=muestra.variante + numero),
        )
        for numero in range(1, cuantos + 1)
    ]


TIPOS = {
    "compuesto": Tipo(
        leer=lambda pregunta, texto, entorno: leer_compuesto(texto, pregunta.campos, entorno),
        muestra=lambda pregunta, muestra: _muestra(pregunta.campos, muestra),
        mostrar=lambda pregunta, valor, _: mostrar_compuesto(valor, pregunta.campos),
        escribir=lambda pregunta, valor, nombrar: escribir_compuesto(valor, pregunta.campos, nombrar),
        pide="campos",
        largo=None,
        trae_otras=False,
    ),
    "lista": Tipo(
        leer=lambda pregunta, texto, entorno: leer_lista(
            texto, pregunta.campos, entorno, pregunta.minimo or 1, pregunta.maximo or 12
        ),
        muestra=_muestra_de_lista,
        mostrar=lambda pregunta, valor, _: mostrar_lista(valor, pregunta.campos),
        escribir=lambda pregunta, valor, nombrar: escribir_lista(valor, pregunta.campos, nombrar),
        con_numero=en_lista,
        pide="campos",
        largo=None,
        minutos=1.5,
        es_lista=True,
        trae_otras=False,
    ),
}
