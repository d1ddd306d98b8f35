"""Lo más pequeño que se puede cambiar hablando: una respuesta escrita con palabras, o una parte de las demás."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Que, Tenido
from bot.entrevista.comprension.cambios.nuevo import leida_entre
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Paso
from bot.entrevista.valor import Valor
from bot.entrevista.valores.compuestos.campos import CAMPOS, leer_campo, mostrar_campo
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import cambiar, elementos
from conocimiento.palabras import posicion_en


@dataclass(frozen=True, slots=True)
class Hoja:
    """De qué respuesta es, qué parte, cómo se llama y qué dice hoy.

    `parte`: vacía si es la respuesta entera. `lugar`: en una lista, el elemento; si no, -1. `nombres`: con qué palabras
    se habla de ella. `dicho`: vacío si está pendiente.
    """

    llave: Llave
    parte: str
    lugar: int
    rotulo: str
    nombres: tuple[str, ...]
    dicho: str
    es_un_actor: bool = False


def hojas(tenido: Tenido) -> tuple[Hoja, ...]:
    """Las de todo lo respondido, menos lo que se tiene delante y los datos que no se escriben con palabras."""
    return tuple(
        hoja
        for paso in tenido.pasos
        if paso.llave != tenido.delante and tenido.valor(paso.llave) is not None
        for hoja in _de(paso, tenido.valor(paso.llave))
    )


def _de(paso: Paso, valor: Valor) -> Iterator[Hoja]:
    pregunta = paso.pregunta
    match pregunta.tipo, valor:
        case "texto", str(dicho):
            nombres = (pregunta.rotulo, pregunta.etiqueta, *pregunta.sinonimos)
            yield Hoja(paso.llave, "", -1, pregunta.rotulo, nombres, dicho)
        case "matriz", dict():
            for linea in pregunta.lineas:
                nombres = (linea.rotulo, *linea.variantes)
                yield Hoja(paso.llave, linea.clave, -1, linea.rotulo, nombres, str(valor.get(linea.clave) or ""))
        case "lista", _:
            for lugar, uno in enumerate(elementos(valor)):
                for campo in pregunta.campos:
                    dicho = mostrar_campo(campo, uno.get(campo.clave))
                    nombres = (campo.rotulo, *campo.variantes)
                    es_un_actor = CAMPOS[campo.tipo].nombra_actor
                    yield Hoja(paso.llave, campo.clave, lugar, campo.rotulo, nombres, dicho, es_un_actor)
        case _:
            pass


LETRAS_DE_UN_NOMBRE = 4


def se_dice_alguno(nombres: Iterable[str], liso: str) -> bool:
    """Un texto, ya sin tildes, dice alguno de esos nombres; «al» o «da» no bastan."""
    return any(posicion_en(liso, nombre) >= 0 for nombre in nombres if len(nombre) >= LETRAS_DE_UN_NOMBRE)


def con_dicho(tenido: Tenido, hoja: Hoja, nuevo: str) -> Cambio | None:
    """El cambio que deja así esa hoja; None si su validador no lo admite o si ya decía eso."""
    nuevo = nuevo.strip()
    valor, pregunta = tenido.valor(hoja.llave), tenido.pregunta(hoja.llave)
    if not nuevo or nuevo == hoja.dicho:
        return None
    cual = f"{hoja.rotulo}: {hoja.dicho or 'pendiente'}"
    if pregunta.tipo == "matriz":
        partes = valor if isinstance(valor, dict) else {}
        if pregunta.maximo is not None and len(nuevo) > pregunta.maximo:
            return None
        return Cambio(Que.CAMBIA, hoja.llave, {**partes, hoja.parte: nuevo}, cual, nuevo)
    if pregunta.tipo == "lista":
        campo = next(campo for campo in pregunta.campos if campo.clave == hoja.parte)
        lectura = leer_campo(campo, nuevo, tenido.entorno)
        if not isinstance(lectura, Valido):
            return None
        lista = elementos(valor)
        elemento = {**lista[hoja.lugar], hoja.parte: lectura.valor}
        nueva: list[Valor] = [*cambiar(pregunta, lista, hoja.lugar, elemento)]
        return Cambio(Que.CAMBIA, hoja.llave, nueva, cual, mostrar_campo(campo, lectura.valor))
    leida = leida_entre(tenido, hoja.llave, [nuevo])
    return replace(leida, que=Que.CAMBIA) if isinstance(leida, Cambio) else None
