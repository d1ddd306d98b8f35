"""Corrige un texto: de lo que se acorta al teclear al punto final, en un orden que no deshace lo anterior."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial

from bot.entrevista.propuesta.redaccion.concordancia import concordar
from bot.entrevista.propuesta.redaccion.mayusculas import bajar, nombrar_lugares
from bot.entrevista.propuesta.redaccion.modelo import Clase, Correccion, Redactor
from bot.entrevista.propuesta.redaccion.ortografia import con_su_tilde, sin_errata
from bot.entrevista.propuesta.redaccion.signos import abrir_con_mayuscula, cerrar_con_punto, espaciar
from bot.entrevista.propuesta.redaccion.tildes import acentuar
from bot.entrevista.propuesta.redaccion.trozos import NEGACIONES, Trozo, junto, palabras_de, partir
from conocimiento.palabras import plano

_LETRA_DE_ORDEN = frozenset(
    "vitamina hepatitis clase nivel sector zona manzana lote bloque letra grupo categoria tipo fase etapa seccion "
    "anexo modulo".split()
)
_TRAS_UNA_LETRA = frozenset(("", "y", "o", "en", "de", "para", "con", "a", "e", "que", "es", "son"))
"""Tras estas, una letra suelta es un nombre: «vitamina d», «sector x»."""
_ANTES_DE_UN_MAL = frozenset("de con contra la el por".split())


PALABRAS_DUDOSAS = 6
"""En cuántas palabras de un texto se busca una errata: si hay más, no es español o no se sabrá qué se quiso decir."""


class Forma(StrEnum):
    """Cómo se escribe un texto en el documento: una oración acaba en punto; una frase no; un título, tampoco."""

    ORACION = "oracion"
    FRASE = "frase"


def corregir(texto: str, forma: Forma, protegidos: Iterable[str], redactor: Redactor) -> tuple[Correccion, ...]:
    """Las correcciones seguras de un texto, en orden y sin pisarse. Las mismas palabras dan siempre las mismas."""
    nombres = tuple(protegidos)
    trozos = partir(bajar(texto, nombres, redactor), nombres)
    pasos: list[Callable[[list[Trozo]], list[Trozo]]] = [
        partial(_desplegar, redactor=redactor),
        partial(_corregir_letras, redactor=redactor),
        partial(acentuar, diccionario=redactor.diccionario),
        partial(concordar, diccionario=redactor.diccionario),
        espaciar,
        partial(nombrar_lugares, nombres=nombres, diccionario=redactor.diccionario),
        abrir_con_mayuscula,
    ]
    if forma is Forma.ORACION:
        pasos.append(cerrar_con_punto)
    for paso in pasos:
        trozos = paso(trozos)
    return tuple(_en_el_original(texto, trozos))


def _en_el_original(texto: str, trozos: Iterable[Trozo]) -> Iterator[Correccion]:
    for trozo in trozos:
        fin = trozo.inicio + len(trozo.texto)
        antes = texto[trozo.inicio : fin]
        if trozo.nuevo != antes:
            yield Correccion(trozo.inicio, fin, antes, trozo.nuevo, trozo.clase or Clase.MAYUSCULA)


# --- Lo que se acorta al teclear ------------------------------------------------------------------


def _desplegar(trozos: list[Trozo], redactor: Redactor) -> list[Trozo]:
    """«q» y «xq», enteras; no tras lo que se cuenta con letras ni entre cifras."""
    lugares = palabras_de(trozos)
    usos = redactor.usos
    nuevos = list(trozos)
    for orden, lugar in enumerate(lugares):
        trozo = nuevos[lugar]
        corta = trozo.nuevo.lower()
        entera = usos.abreviaturas.get(corta, "")
        if not entera or _pegada(trozos, lugar):
            continue
        antes = trozos[lugares[orden - 1]].liso if junto(trozos, lugares, orden - 1) else ""
        despues = trozos[lugares[orden + 1]].liso if junto(trozos, lugares, orden) else ""
        es_una_letra = antes in _LETRA_DE_ORDEN and despues in _TRAS_UNA_LETRA
        if len(corta) == 1 and (es_una_letra or _entre_cifras(trozos, lugar)):
            continue
        if corta == "tb" and antes in _ANTES_DE_UN_MAL:
            continue
        if entera == "porque" and not despues:
            entera = "por qué"  # «se le pregunta xq»: sin lo que explica, es la pregunta
        nuevos[lugar] = trozo.con(entera, Clase.ABREVIATURA)
    return nuevos


def _pegada(trozos: list[Trozo], lugar: int) -> bool:
    """«c/u», «p.m.», «s/ 500», «y/o»: con un signo que la une a lo de al lado."""
    antes, despues = (
        trozos[lugar - 1].texto if lugar else "",
        trozos[lugar + 1].texto if lugar + 1 < len(trozos) else "",
    )
    return antes[-1:] in ("/", "'", "_", "&", "+") or despues[:1] in ("/", "'", "_", "&", "+") or antes[-1:].isdigit()


def _entre_cifras(trozos: list[Trozo], lugar: int) -> bool:
    """«4 x 4»: la letra es un signo."""
    antes = "".join(trozo.texto for trozo in trozos[max(0, lugar - 2) : lugar]).rstrip()
    despues = "".join(trozo.texto for trozo in trozos[lugar + 1 : lugar + 3]).lstrip()
    return antes[-1:].isdigit() and despues[:1].isdigit()


# --- Lo que el diccionario no conoce ----------------------------------------------------------------


def _corregir_letras(trozos: list[Trozo], redactor: Redactor) -> list[Trozo]:
    nuevos = _corregir_frases(trozos, redactor)
    dudosas = 0
    for lugar, trozo in enumerate(nuevos):
        if not trozo.es_palabra or trozo.fijo:
            continue
        escrita = trozo.nuevo.lower()
        if (nueva := _con_su_tilde(trozo, redactor)) is not None:
            nuevos[lugar] = trozo.con(*nueva)
        elif _puede_ser_errata(trozo, redactor) and dudosas < PALABRAS_DUDOSAS:
            dudosas += 1
            if _junto_a_una_extranjera(nuevos, lugar, redactor):
                continue
            nuevos[lugar] = trozo.con(sin_errata(escrita, redactor.diccionario) or trozo.nuevo, Clase.LETRAS)
    return nuevos


def _junto_a_una_extranjera(trozos: list[Trozo], lugar: int, redactor: Redactor) -> bool:
    """«open source»: si la palabra de al lado tampoco existe ni se sabe cuál es, no es una errata."""
    lugares = palabras_de(trozos)
    orden = lugares.index(lugar)
    vecinas = [trozos[otro] for otro in (*lugares[max(0, orden - 1) : orden], *lugares[orden + 1 : orden + 2])]
    return any(
        not una.fijo and _puede_ser_errata(una, redactor) and not sin_errata(una.nuevo.lower(), redactor.diccionario)
        for una in vecinas
    )


def _corregir_frases(trozos: list[Trozo], redactor: Redactor) -> list[Trozo]:
    """Lo que solo seguido de otra palabra se sabe cómo va: «se ase cargo», «mas o menos»."""
    nuevos = list(trozos)
    lugares = palabras_de(trozos)
    dichas = [trozos[lugar].nuevo.lower() for lugar in lugares]
    for frase, bien in redactor.usos.frases.items():
        buscadas = frase.split()
        for orden in (lugar for lugar, dicha in enumerate(dichas) if dicha == buscadas[0]):
            suyos = lugares[orden : orden + len(buscadas)]
            if dichas[orden : orden + len(buscadas)] != buscadas:
                continue
            if all(junto(trozos, lugares, orden + cual) for cual in range(len(suyos) - 1)):
                for lugar, buena in zip(suyos, bien.split(), strict=True):
                    nuevos[lugar] = nuevos[lugar].con(_con_su_mayuscula(nuevos[lugar], buena), Clase.LETRAS)
    return nuevos


def _con_su_tilde(trozo: Trozo, redactor: Redactor) -> tuple[str, Clase] | None:
    """La palabra con sus letras y su tilde, y qué se corrigió; None si está bien o no se sabe."""
    palabra = trozo.nuevo.lower()
    usos, diccionario = redactor.usos, redactor.diccionario
    if palabra in usos.propias and not diccionario.es_nombre(palabra):
        return usos.propias[palabra], Clase.MAYUSCULA
    if (rara := usos.raras.get(palabra)) is not None:
        return _con_su_mayuscula(trozo, rara), Clase.TILDE if plano(rara) == plano(palabra) else Clase.LETRAS
    if palabra in usos.conocidas or diccionario.conoce(palabra) or diccionario.conoce(palabra.capitalize()):
        return None  # existe, o es un nombre propio en minúsculas: cómo se escribe solo lo sabe quien lo lleva
    hallada = con_su_tilde(palabra, diccionario)
    return (_con_su_mayuscula(trozo, hallada), Clase.TILDE) if hallada else None


def _puede_ser_errata(trozo: Trozo, redactor: Redactor) -> bool:
    """No existe con ninguna tilde, y en minúsculas no es un nombre."""
    palabra = trozo.nuevo.lower()
    usos, diccionario = redactor.usos, redactor.diccionario
    if trozo.nuevo != palabra or palabra in NEGACIONES or palabra in usos.conocidas or palabra in usos.propias:
        return False
    existe = diccionario.conoce(palabra) or diccionario.conoce(palabra.capitalize())
    return not existe and con_su_tilde(palabra, diccionario) is None


def _con_su_mayuscula(trozo: Trozo, palabra: str) -> str:
    return palabra[0].upper() + palabra[1:] if trozo.nuevo[0].isupper() else palabra
