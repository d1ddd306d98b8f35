"""Lo que se escribe en un chat, llevado a palabras enteras para poder compararlo.

Se deshacen las abreviaturas («xq», «toy»), las letras repetidas y las tildes; lo que va entre comillas no lo dice la
persona y se aparta, y también lo que envuelve a una respuesta sin ser parte de ella: el saludo, las gracias y el «¿está
bien así?» del final.
"""

import re
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.palabras import ABREVIATURAS, plegar

_REPETIDAS = diferida(r"([a-z!?])\1{2,}")
_PALABRA = diferida(r"[a-zñ]+")
_SUELTA = diferida(r"(?<![@.\w-])[a-zñ]+(?![\w.-]*@)")
"""Las que pueden ser una abreviatura: en «yachay@correo.pe», ninguna lo es."""
ENTRE_COMILLAS = diferida(r"«[^»]{2,200}»|“[^”]{2,200}”|\"[^\"\n]{2,200}\"|(?<!\w)[‘'][^'’\n]{2,200}['’](?!\w)")
CITADO = "«»"
"""Lo que queda en lugar de unas palabras entre comillas."""

_BUSCANDO = diferida(
    r"^\W{0,6}(?:deje?(?:me)?|dejame|esper\w*|aguant\w*|un (?:momento|ratito|segundo|toque)|a ver|ya"
    r"|permitame)\b[^.\n…]{0,40}"
    r"(?:\.{2,}+|…)\W{0,6}(?:(?:ya|listo|aqui|aca|esta|aja|lo|tengo|encontre|a ver|es)\b\W{0,6}){1,6}(?=.*\d)"
)
"""Lo que se dice mientras se busca un dato que se da enseguida: «déjeme buscarlo… ya, aquí está»."""
_SALUDO = diferida(
    r"^\W*(?:(?:hola+|holi|buen[oa]?s?(?: (?:dias?|tardes?|noches?))?|muy buen[oa]s? (?:dias|tardes|noches)|que tal"
    r"|saludos|estimad[oa]s?(?: \w+)?|disculp\w+(?: la (?:demora|hora))?|perdon\w*(?: la (?:demora|hora))?|mire"
    r"|bueno|ya|este|mm+|eh+|uy+|uf+|joven|senor|senorita|ingenier[oa]|hermanito|causa|jaja\w*|con (?:su|el) permiso"
    r"|con todo respeto|con el debido respeto|si no es (?:mucha )?molestia|por favor|dios mediante)\b[\s,.;:!¡…]*)+"
)
_CORTESIA = diferida(
    r"(?<![\s,.;:!¡-])[\s,.;:!¡-]*+(?:(?:muchas |mil )?gracias(?: por \w+ \w+)?|por favor(?:cito)?|atentamente.*"
    r"|a sus ordenes.*"
    r"|jaja\w*|jeje\w*|asi no ?mas|pues|no ?mas)[\s.!]*$"
)
_CONTROL = diferida(
    r"(?<![\s,.;:¿(-])[\s,.;:¿(-]*+(?:(?:esta|estara|va|ira|estaria|suena|quedo|queda) (?:bien|bonito|mal"
    r"|bacan)(?: asi)?(?: .{0,40})?"
    r"|bien asi|asi esta bien|asi va|que (?:tal|le parece|te parece)|le parece|te parece|correcto|no|verdad|cierto|ok"
    r"|le falta algo|algo mas|con eso (?:basta|va|alcanza)\b.{0,40}|o (?:mas )?(?:que )?(?:otra cosa|mas)\b.{0,30}"
    r"|(?:la|lo|las|los) (?:pongo|cuento|incluyo|considero) (?:igual|aparte|tambien)|esta bacan no)\s*\?[\s)!?]*$"
)


@dataclass(frozen=True, slots=True)
class Escrito:
    """Un texto como se escribió y como se compara. `nucleo`: sin lo que lo envuelve; `palabras`: cuántas tiene."""

    crudo: str
    liso: str
    nucleo: str
    se_confirma: bool
    """Termina con una pregunta sobre lo que acaba de decir: «¿está bien así?»."""

    @property
    def palabras(self) -> int:
        """Cuántas palabras tiene el núcleo."""
        return len(_PALABRA.findall(self.nucleo))


AL_COMIENZO, AL_FINAL = 360, 120
"""Cuántas letras se miran de un texto largo: lo que se pide se dice al comienzo o al final, y lo largo responde."""


def _lo_que_se_mira(texto: str) -> str:
    return texto if len(texto) <= AL_COMIENZO + AL_FINAL else f"{texto[:AL_COMIENZO]}\n{texto[-AL_FINAL:]}"


def leer_escrito(texto: str) -> Escrito:
    """El texto, con cada palabra entera y sin lo que va entre comillas; de uno largo, su comienzo y su final."""
    texto = _lo_que_se_mira(texto)
    liso = _REPETIDAS.sub(r"\1", plegar(ENTRE_COMILLAS.sub(CITADO, texto)))
    liso = _SUELTA.sub(lambda hallada: ABREVIATURAS.get(hallada.group(), hallada.group()), liso)
    liso = re.sub(r"[^\S\n]+", " ", liso).strip()
    sin_saludo = _SALUDO.sub("", _BUSCANDO.sub("", liso))
    nucleo = _CONTROL.sub("", sin_saludo)
    if len(nucleo) < 8:
        nucleo = sin_saludo
    se_confirma = nucleo != sin_saludo
    nucleo = _CORTESIA.sub("", nucleo).strip()
    return Escrito(texto, liso, nucleo, se_confirma)
