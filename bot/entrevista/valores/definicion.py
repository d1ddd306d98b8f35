"""Qué define a un tipo de respuesta: cómo se lee, se muestra y se inventa, y cómo lo trata la entrevista.

Cada archivo de esta carpeta define los suyos en `TIPOS` y, los que también pueden ser una parte de una respuesta
compuesta, en `CAMPOS`. Nadie más pregunta por el nombre de un tipo para saber cómo tratarlo.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from bot.entrevista.condiciones import en_cifra
from bot.entrevista.esquema import Campo, Catalogos, Opcion, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.lectura import Entorno, Lectura, Valido

LARGO_DE_UN_DATO = 1_000  # caracteres de una respuesta de la que se saca un dato: para un plazo o un lugar sobran

Nombrar = Callable[[Valor], str | None]
"""El nombre del actor al que se refiere un identificador o un texto."""


@dataclass(frozen=True, slots=True)
class Muestra:
    """Con qué se inventa una respuesta para recorrer la entrevista.

    `texto`: lo que se escribe donde cabe cualquier cosa. `nombres`: los actores que puede nombrar. `variante`: para
    que no todas sean iguales. `a_medias`: sin lo que no es indispensable.
    """

    catalogos: Catalogos
    texto: str
    nombres: tuple[str, ...] = ()
    variante: int = 0
    a_medias: bool = False


def cifra_de(parte: str) -> Callable[[Valor], Decimal | None]:
    """El número de una parte de un valor compuesto."""
    return lambda valor: en_cifra(valor.get(parte) if isinstance(valor, dict) else valor)


def en_lista(numero: int) -> Valor:
    """Una lista de tantos elementos: para compararla basta cuántos son."""
    return [str(lugar) for lugar in range(numero)]


def _tal_cual(_pregunta: Pregunta, valor: Valor, _catalogos: Catalogos) -> str:
    return str(valor)


def _parte_tal_cual(_campo: Campo, valor: Valor) -> str:
    return str(valor)


def _de_ese_largo(numero: int) -> Valor:
    return "x" * max(1, numero)


@dataclass(frozen=True, slots=True)
class Tipo:
    """Un tipo de pregunta.

    leer          del texto de la persona al valor que se guarda, a una explicación o a una duda
    muestra       un valor inventado con la forma que guarda `leer`
    mostrar       el valor como se le muestra a una persona
    escribir      cómo se imprime en el documento, si no es como se muestra
    numero        con qué número se compara en una condición («mayor», «menor_o_igual»); None si no tiene
    con_numero    un valor que se compara como ese número
    elegibles     lo que se puede elegir de un catálogo con un botón, como se escribiría
    opciones_de   las opciones de la pregunta, si salen de un catálogo
    pide          lo que la pregunta debe traer en su archivo: «opciones», «lineas» o «campos»
    largo         cuántos caracteres puede tener la respuesta; None si lo limita `leer`, por lo que guarda
    minutos       lo que toma responderla en un teléfono; estimación propia, para no prometer de menos
    identifica    qué dato identificador es, para tacharlo al exportar: «RUC», «CORREO»…
    es_lista      su valor son elementos que se agregan, cambian o quitan de uno en uno
    es_libre      se responde con palabras propias: lo que empieza como una pregunta puede ser la respuesta
    es_estricto   lo que no es una respuesta no se deja leer: al corregir lo entendido, basta escribir el dato
    es_dato       una cifra o un código, sin palabras de la persona que mirar
    admite_corto  su mínimo es de letras, y la persona puede guardarla más corta
    trae_otras    en su respuesta puede venir la de otras preguntas
    es_oracion    sus textos se escriben en oraciones, que acaban en punto
    textos        en qué partes de su valor hay palabras de la persona que disponer para el documento; "" es el valor
    completar     lo que queda dicho y su lectura, de lo escrito tras una duda («500» y después «soles»), si se completa
    """

    leer: Callable[[Pregunta, str, Entorno], Lectura]
    muestra: Callable[[Pregunta, Muestra], Valor]
    mostrar: Callable[[Pregunta, Valor, Catalogos], str] = _tal_cual
    escribir: Callable[[Pregunta, Valor, Nombrar], str | None] | None = None
    numero: Callable[[Valor], Decimal | None] = en_cifra
    con_numero: Callable[[int], Valor] = _de_ese_largo
    elegibles: Callable[[Catalogos], tuple[str, ...]] | None = None
    opciones_de: Callable[[Catalogos], tuple[Opcion, ...]] | None = None
    pide: str = ""
    largo: int | None = LARGO_DE_UN_DATO
    minutos: float = 0.5
    identifica: str = ""
    es_lista: bool = False
    es_libre: bool = False
    es_estricto: bool = False
    es_dato: bool = False
    admite_corto: bool = False
    trae_otras: bool = True
    es_oracion: bool = False
    textos: Callable[[Pregunta], tuple[str, ...]] | None = None
    completar: Callable[[Pregunta, str, str, Entorno], tuple[str, Lectura] | None] | None = None


@dataclass(frozen=True, slots=True)
class TipoDeCampo:
    """Un tipo de parte de una respuesta compuesta.

    leer, muestra, mostrar, pide e identifica, como en `Tipo`
    reconoce      un trozo sin rótulo es claramente de esta parte; si no se dice, cuando se deja leer
    halla         dónde está, dentro de una frase, lo que es de esta parte; None si no se busca así
    es_libre      cualquier cosa se deja leer: lo que no lleva rótulo le toca por el orden
    es_texto      además, no hay cómo reconocerla, y lo que se dice dos veces se junta
    se_redacta    son palabras de la persona que disponer para el documento, y no un nombre ni un dato
    por_orden     le puede tocar lo que no lleva rótulo; si no, solo se llena con el suyo
    nombra_actor  se refiere a un actor de la alianza: en el documento va su nombre de hoy
    """

    leer: Callable[[Campo, str, Entorno], Lectura]
    muestra: Callable[[Campo, Muestra], Valor]
    mostrar: Callable[[Campo, Valor], str] = _parte_tal_cual
    reconoce: Callable[[Campo, str, Entorno], bool] | None = None
    halla: Callable[[str], tuple[int, int] | None] | None = None
    pide: str = ""
    identifica: str = ""
    es_libre: bool = False
    es_texto: bool = False
    se_redacta: bool = False
    por_orden: bool = True
    nombra_actor: bool = False

    def es_de(self, campo: Campo, texto: str, entorno: Entorno) -> bool:
        """Dice si un trozo sin rótulo es claramente de esa parte."""
        if self.reconoce is not None:
            return self.reconoce(campo, texto, entorno)
        return isinstance(self.leer(campo, texto, entorno), Valido)
