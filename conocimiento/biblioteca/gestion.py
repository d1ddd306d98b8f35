"""Lo que se hace con la biblioteca: agregar, publicar, retirar, deshacer y descartar; cada cosa, entera o nada.

Leer un archivo y hacer el índice se piden fuera (`Leer`, `Preparar`): aquí solo se decide y se escribe.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from conocimiento.biblioteca import catalogo as del_catalogo
from conocimiento.biblioteca import guardado as en_disco
from conocimiento.biblioteca.catalogo import Acto, Catalogo, Estado, Inscrito
from conocimiento.biblioteca.errores import ErrorDeBiblioteca, YaLoTengo
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.guardado import DocumentoGuardado, guardado, leer_catalogo
from conocimiento.biblioteca.parecidos import Parecido, clave_de, clave_libre, parecidos
from conocimiento.frases import fecha_en_palabras
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.lectura.aparte import PESO
from conocimiento.lectura.encabezados import titulo_util
from conocimiento.lectura.valores import ClaseDeBloque, Lectura

Leer = Callable[[Path, str], Lectura]
"""Lee un archivo, con el nombre que se le dirá a la persona. Raises `ErrorDeLectura`."""
Confirmar = Callable[[str], None]
"""Publica: se llama una vez, con el nombre del índice ya hecho y comprobado."""


@dataclass(frozen=True, slots=True)
class Empeorada:
    """Una pregunta conocida que se contestaba bien y ya no: de qué documento es y qué idea preguntaba.

    `titulo` es el del documento; `antes` y `ahora`, lo que se contestaba y lo que se contestaría, en una frase corta.
    """

    documento: str
    idea: str
    pregunta: str
    titulo: str = ""
    antes: str = ""
    ahora: str = ""


@dataclass(frozen=True, slots=True)
class Comprobado:
    """Lo que dio probar un índice nuevo: cuántas preguntas conocidas se hicieron y cuáles se contestarían peor."""

    probadas: int
    empeoran: tuple[Empeorada, ...]


@dataclass(frozen=True, slots=True)
class PorPreparar:
    """El índice que hace falta para publicar: el de lo que un catálogo tendría en vigor un día.

    `en_uso`: ese día es hoy, y después de `confirmar` se deja puesto. `escritos` son las preguntas y las explicaciones
    que tendría un documento, por su nombre, si no son las que tiene.
    """

    catalogo: Catalogo
    dia: date
    en_uso: bool
    confirmar: Confirmar
    escritos: Mapping[str, tuple[Path, Path]] = field(default_factory=dict[str, tuple[Path, Path]])


Preparar = Callable[[PorPreparar], None]
"""Hace el índice, lo comprueba, confirma y lo deja en uso. Si lanza un error sin haber confirmado, nada cambia."""

_SE_CITA = frozenset(ClaseDeBloque) - {ClaseDeBloque.TITULO, ClaseDeBloque.ROTULO}


@dataclass(frozen=True, slots=True)
class Propio:
    """Uno de los documentos que trae el programa: también se puede reemplazar o retirar."""

    version: str
    titulo: str
    texto: str


@dataclass(frozen=True, slots=True)
class PorAgregar:
    """Un archivo que llega. `nombre` es el que le puso la persona; `clave` y los datos de `ficha`, si los dijo."""

    archivo: Path
    nombre: str
    clave: str = ""
    ficha: FichaEscrita = field(default_factory=FichaEscrita)


@dataclass(frozen=True, slots=True)
class Agregado:
    """Un borrador recién guardado. `parecidos`: lo que quizá reemplaza, con su título, del más parecido al menos."""

    guardado: DocumentoGuardado
    lectura: Lectura
    ficha: FichaEscrita
    parecidos: tuple[tuple[Parecido, str], ...]


def agregar(datos: Path, pedido: PorAgregar, acto: Acto, leer: Leer, propios: Mapping[str, Propio]) -> Agregado:
    """Lee un archivo y lo guarda como borrador, que no se cita.

    Raises `YaLoTengo`, `ErrorDeBiblioteca`, `ErrorDeLectura`, `OSError`.
    """
    if not pedido.archivo.is_file() or pedido.archivo.stat().st_size > PESO:
        leer(pedido.archivo, pedido.nombre)  # lo rehúsa y dice por qué
    original = pedido.archivo.read_bytes()
    _rehusar_repetido(datos, leer_catalogo(datos), original)
    lectura = leer(pedido.archivo, pedido.nombre)
    if pedido.archivo.read_bytes() != original:
        raise ErrorDeBiblioteca(f"«{pedido.nombre}» cambió mientras lo leía. Agréguelo otra vez.")
    if not any(bloque.clase in _SE_CITA for bloque in lectura.bloques):
        raise ErrorDeBiblioteca(f"En «{pedido.nombre}» no encontré texto que se pueda citar.")
    escrita = replace(
        pedido.ficha,
        titulo=pedido.ficha.titulo.strip() or titulo_util(lectura.titulo),
        anio=pedido.ficha.anio or _anio_de(lectura),
    )
    with en_disco.turno(datos):
        antes = leer_catalogo(datos)
        _rehusar_repetido(datos, antes, original)
        otros = con_que_comparar(datos, antes, acto.dia, propios)
        clave = _su_clave(datos, antes, pedido, escrita.titulo, lectura.texto, propios)
        hallados = parecidos(lectura.texto, escrita.titulo, otros)
        hecho = en_disco.guardar_version(datos, clave, original, lectura, escrita)
        en_disco.escribir_catalogo(datos, del_catalogo.inscribir(antes, clave, hecho.version, acto))
    return Agregado(hecho, lectura, escrita, tuple((uno, otros[uno.clave][0]) for uno in hallados))


@dataclass(frozen=True, slots=True)
class PorPublicar:
    """Lo que se publica: desde cuándo (hoy, si no se dice) y qué claves deja de haber en vigor."""

    clave: str
    desde: date | None = None
    reemplaza: tuple[str, ...] = ()


def _anio_de(lectura: Lectura) -> int | None:
    """El del diario oficial en que se publicó, si lo trae impreso."""
    return int(lectura.fecha[:4]) if lectura.fecha else None


def publicar(
    datos: Path, pedido: PorPublicar, acto: Acto, preparar: Preparar, propios: Mapping[str, Propio]
) -> tuple[DocumentoGuardado, tuple[Inscrito, ...]]:
    """Publica la última versión de una clave; devuelve cuál es y cuáles dejan de citarse por ella.

    Primero el índice nuevo, entero y comprobado; después, el catálogo. Raises `ErrorDeBiblioteca` y lo que `preparar`
    lance, sin que nada cambie.
    """
    versiones = {clave: uno.version for clave, uno in propios.items()}
    with en_disco.turno(datos):
        antes = leer_catalogo(datos)
        for una in pedido.reemplaza:
            antes = del_catalogo.inscribir_propio(antes, una, versiones, acto)
        despues = del_catalogo.publicar(antes, pedido.clave, acto, pedido.desde, pedido.reemplaza)
        nuevo = despues.ultimo(pedido.clave)
        hecho = guardado(datos, nuevo)
        if not hecho.ficha.titulo:
            raise ErrorDeBiblioteca(
                f"«{pedido.clave}» no tiene título, y con él se cita. Póngalo así: alianzas documentos corregir "
                f'{pedido.clave} --titulo "…"',
                en_el_chat="No tiene título, y con él se cita. Ábralo con /documentos y toque [Publicar]: se lo pido.",
            )

        def confirmar(generacion: str) -> None:
            en_disco.escribir_catalogo(datos, del_catalogo.con_generacion(despues, pedido.clave, generacion))

        primero = nuevo.desde or acto.dia
        preparar(PorPreparar(despues, primero, primero <= acto.dia, confirmar))
    salen = tuple(
        uno for uno in despues.inscritos if uno.estado is Estado.REEMPLAZADO and uno.por == nuevo.nombre and uno.hasta
    )
    return hecho, salen


def retirar(datos: Path, clave: str, acto: Acto, motivo: str, propios: Mapping[str, Propio]) -> Inscrito:
    """Deja de citar una clave desde ahora; el índice se rehace después. Raises `ErrorDeBiblioteca`."""
    with en_disco.turno(datos):
        versiones = {suya: uno.version for suya, uno in propios.items()}
        antes = del_catalogo.inscribir_propio(leer_catalogo(datos), clave, versiones, acto)
        despues = del_catalogo.retirar(antes, clave, acto, motivo)
        en_disco.escribir_catalogo(datos, despues)
    return _movido(antes, despues, clave)


def deshacer(datos: Path, clave: str, acto: Acto) -> Inscrito:
    """Vuelve a borrador lo último publicado de una clave, y a citarse lo que reemplazó. Raises `ErrorDeBiblioteca`."""
    with en_disco.turno(datos):
        antes = leer_catalogo(datos)
        despues = del_catalogo.deshacer(antes, clave, acto)
        en_disco.escribir_catalogo(datos, despues)
    return _movido(antes, despues, clave)


def _movido(antes: Catalogo, despues: Catalogo, clave: str) -> Inscrito:
    """La última versión de una clave que cambió."""
    return [uno for uno in despues.de(clave) if uno not in antes.inscritos][-1]


def descartar(datos: Path, clave: str) -> DocumentoGuardado:
    """Borra un borrador que nunca se publicó; devuelve cuál era. Raises `ErrorDeBiblioteca`."""
    with en_disco.turno(datos):
        despues, sale = del_catalogo.descartar(leer_catalogo(datos), clave)
        en_disco.escribir_catalogo(datos, despues)
        quitado = guardado(datos, sale)
        en_disco.borrar_version(quitado)
    return quitado


def corregir(datos: Path, clave: str, nueva: FichaEscrita) -> DocumentoGuardado:
    """Cambia el título o los demás datos del borrador de una clave. Raises `ErrorDeBiblioteca` si no lo es."""
    with en_disco.turno(datos):
        ultimo = leer_catalogo(datos).ultimo(clave)
        if ultimo.estado is not Estado.BORRADOR:
            raise ErrorDeBiblioteca(f"«{clave}» ya está publicado: lo que se citó así no se cambia.")
        suyo = guardado(datos, ultimo)
        en_disco.corregir_ficha(suyo, nueva)
    return suyo


def olvidar_borradores(datos: Path, acto: Acto) -> tuple[DocumentoGuardado, ...]:
    """Borra los borradores viejos que nunca se publicaron; devuelve cuáles eran."""
    if not leer_catalogo(datos).inscritos:
        return ()
    with en_disco.turno(datos):
        despues, viejos = del_catalogo.olvidar_borradores(leer_catalogo(datos), acto.cuando)
        quitados = tuple(guardado(datos, uno) for uno in viejos)
        if quitados:
            en_disco.escribir_catalogo(datos, despues)
        for uno in quitados:
            en_disco.borrar_version(uno)
    return quitados


def _rehusar_repetido(datos: Path, catalogo: Catalogo, original: bytes) -> None:
    uno = catalogo.con_version(en_disco.version_de(original))
    if uno is None:
        return
    titulo = guardado(datos, uno).ficha.titulo or uno.clave
    cuando = fecha_en_palabras(uno.cuando.astimezone(HORA_DE_LIMA).date())
    raise YaLoTengo(f"Ya lo tengo: «{titulo}» (clave {uno.clave}), {uno.estado} desde el {cuando}.")


def con_que_comparar(
    datos: Path, catalogo: Catalogo, dia: date, propios: Mapping[str, Propio]
) -> dict[str, tuple[str, str]]:
    """Título y texto, por clave, de todo lo que se cita."""
    de_fuera = [guardado(datos, uno) for uno in catalogo.vigentes(dia) if uno.clave not in propios]
    quedan = propios.keys() - catalogo.propios_fuera(dia)
    return {clave: (propios[clave].titulo, propios[clave].texto) for clave in sorted(quedan)} | {
        uno.clave: (uno.ficha.titulo, uno.texto) for uno in de_fuera
    }


def _su_clave(
    datos: Path, catalogo: Catalogo, pedido: PorAgregar, titulo: str, texto: str, propios: Mapping[str, Propio]
) -> str:
    """La que pidió la persona o la del nombre del archivo; si es de otro documento distinto, con un número."""
    deseada = clave_de(pedido.clave or pedido.nombre)
    tomadas = {uno.clave for uno in catalogo.inscritos} | propios.keys()
    if deseada not in tomadas or (pedido.clave and deseada not in propios):
        return deseada
    if deseada not in propios:
        suyo = guardado(datos, catalogo.ultimo(deseada))
        if parecidos(texto, titulo, {deseada: (suyo.ficha.titulo, suyo.texto)}):
            return deseada
    return clave_libre(deseada, tomadas)


def elegir(catalogo: Catalogo, dicha: str) -> Inscrito:
    """La versión que se nombra con «clave» (la última) o «clave/version». Raises `ErrorDeBiblioteca`."""
    clave, _, version = dicha.partition("/")
    versiones: Sequence[Inscrito] = catalogo.de(clave)
    if not version:
        return versiones[-1]
    hallada = next((uno for uno in versiones if uno.version == version), None)
    if hallada is None:
        hay = ", ".join(uno.version for uno in versiones)
        raise ErrorDeBiblioteca(f"«{clave}» no tiene la versión «{version}». Las que hay: {hay}.")
    return hallada
