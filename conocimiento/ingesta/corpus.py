"""De archivos a documentos: decodifica, comprueba y segmenta.

El texto es UTF-8 estricto y no se normaliza: ni saltos de línea, ni tildes, ni espacios. Si empieza con BOM, U+FEFF
sigue siendo su primer carácter, para que las posiciones cuenten lo decodificado; ningún fragmento lo incluye.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from conocimiento.biblioteca.catalogo import Catalogo, Inscrito
from conocimiento.biblioteca.ficha import FICHA
from conocimiento.biblioteca.guardado import EXPLICACIONES, PREGUNTAS, DocumentoGuardado, guardado, leer_catalogo
from conocimiento.biblioteca.parecidos import clave_de
from conocimiento.errores import CorpusVacio, DocumentoDuplicado, ErrorDeDocumento, ErrorDeFicha
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta.cortes import Dividido, dividir
from conocimiento.ingesta.ficha import leer_ficha
from conocimiento.ingesta.ideas import SUFIJO as SUFIJO_DE_IDEAS
from conocimiento.ingesta.ideas import leer_ideas
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.ingesta.sencillo import SUFIJO as SUFIJO_DE_EXPLICACIONES
from conocimiento.ingesta.sencillo import leer_explicaciones
from conocimiento.lectura.blancos import BLANCOS
from conocimiento.lectura.escrito import leer_escrito
from conocimiento.modelo import CARPETA_DE_LA_BIBLIOTECA, CARPETA_DE_RESPUESTAS, Documento, Ficha, Idea

EXTENSIONES = (".txt", ".md")
SUFIJO_DE_FICHA = ".ficha.yaml"
SUFIJOS = (SUFIJO_DE_FICHA, SUFIJO_DE_IDEAS, SUFIJO_DE_EXPLICACIONES)
"""Los de los archivos que acompañan a un documento."""


def leer_corpus(
    carpeta: Path,
    datos: Path | None = None,
    hoy: date | None = None,
    catalogo: Catalogo | None = None,
    ya_leidos: Iterable[Documento] = (),
) -> tuple[Documento, ...]:
    """Devuelve los documentos .txt y .md de la carpeta y sus subcarpetas, en orden alfabético de ruta.

    Después van las respuestas oficiales del personal que haya en `datos` y lo que su biblioteca tiene en vigor, según
    el `catalogo` que se dé o el que tenga. Lo que caducó antes de `hoy`, y lo que el catálogo reemplazó o retiró, no se
    devuelve; sin `hoy`, vale el día en el Perú. Lo de la biblioteca que esté en `ya_leidos`, de la misma versión, no se
    lee otra vez. Los archivos y carpetas ocultos se pasan por alto. Raises
    `CorpusVacio` si no hay ninguno, `DocumentoDuplicado` si dos tienen el mismo contenido, `ErrorDeBiblioteca` y los
    errores de `leer_documento`.
    """
    dia = hoy or datetime.now(HORA_DE_LIMA).date()
    if catalogo is None:
        catalogo = leer_catalogo(datos) if datos is not None else Catalogo()
    visibles = sorted(
        ruta
        for ruta in carpeta.rglob("*")
        if ruta.is_file() and not any(parte.startswith(".") for parte in ruta.relative_to(carpeta).parts)
    )
    rutas = [ruta for ruta in visibles if ruta.suffix.lower() in EXTENSIONES]
    if not rutas:
        raise CorpusVacio(carpeta, "no hay documentos; ponga al menos un archivo .txt o .md en UTF-8.")
    nombres = {ruta: ruta.relative_to(carpeta).as_posix() for ruta in rutas}
    if datos is not None:
        nombres |= {
            ruta: ruta.relative_to(datos).as_posix() for ruta in sorted(datos.glob(f"{CARPETA_DE_RESPUESTAS}*.md"))
        }
    acompanantes = {_al_lado(ruta, sufijo) for ruta in rutas for sufijo in SUFIJOS}
    for ruta in visibles:
        if ruta.name.endswith(SUFIJOS) and ruta not in acompanantes:
            raise ErrorDeFicha(ruta, "acompaña a un documento que no está; póngale el nombre del documento.")
    leidos = [(ruta, leer_documento(ruta, nombre)) for ruta, nombre in nombres.items()]
    if datos is not None:
        sabidos = {(uno.ficha.documento, uno.ficha.version, uno.ficha.vigente_hasta): uno for uno in ya_leidos}
        leidos += [
            (
                uno.carpeta,
                sabidos.get((uno.documento, uno.version, inscrito.hasta))
                or leer_guardado(uno, inscrito.hasta, guardando=True),
            )
            for uno, inscrito in vigentes_de(datos, catalogo, dia)
        ]
    documentos: list[Documento] = []
    vistos: dict[str, Documento] = {}
    for ruta, documento in leidos:
        anterior = vistos.setdefault(documento.texto, documento)
        if anterior is not documento:
            dicho = anterior.ficha.documento
            raise DocumentoDuplicado(ruta, f"tiene el mismo contenido que {dicho}; deje solo uno.")
        documentos.append(documento)
    fuera = catalogo.propios_fuera(dia)
    return tuple(
        uno
        for uno in documentos
        if (uno.ficha.vigente_hasta is None or uno.ficha.vigente_hasta >= dia) and clave_propia(uno) not in fuera
    )


def clave_propia(documento: Documento) -> str:
    """La clave con que el catálogo nombra a uno de los que trae el programa; vacía si no es de esos."""
    nombre = documento.ficha.documento
    ajeno = nombre.startswith((CARPETA_DE_RESPUESTAS, CARPETA_DE_LA_BIBLIOTECA))
    return "" if ajeno else clave_de(nombre.replace("/", "-"))


def leer_version(carpeta: Path, datos: Path, documento: str, version: str) -> str | None:
    """El texto de la versión de un documento que se citó, aunque ya no se cite; None si no se conserva."""
    if documento.startswith(CARPETA_DE_LA_BIBLIOTECA):
        clave = documento.removeprefix(CARPETA_DE_LA_BIBLIOTECA)
        inscritos = (uno for uno in leer_catalogo(datos).inscritos if (uno.clave, uno.version) == (clave, version))
        return next((guardado(datos, uno).texto for uno in inscritos), None)
    ruta = (datos if documento.startswith(CARPETA_DE_RESPUESTAS) else carpeta) / documento
    if not ruta.is_file():
        return None
    leido = leer_documento(ruta, documento)
    return leido.texto if leido.ficha.version == version else None


def vigentes_de(datos: Path, catalogo: Catalogo, dia: date) -> list[tuple[DocumentoGuardado, Inscrito]]:
    """Lo que la biblioteca tiene en vigor; lo que trae el programa se inscribe sin `desde` y no está en ella."""
    return [(guardado(datos, uno), uno) for uno in catalogo.vigentes(dia) if uno.desde is not None]


def leer_guardado(
    uno: DocumentoGuardado,
    hasta: date | None = None,
    escritos: tuple[Path, Path] | None = None,
    *,
    guardando: bool = False,
) -> Documento:
    """El documento de una versión de la biblioteca, que se cita `hasta` ese día; `guardando`, lo que dice `dividir`.

    Con `escritos`, como si sus preguntas y sus explicaciones fueran las de esos dos archivos.

    Raises `ErrorDeDocumento` si a la versión le falta algo o está dañada, `ErrorDeFicha`.
    """
    try:
        dividido, escrita = dividir(uno, guardando=guardando), uno.ficha
    except (OSError, ValueError) as error:
        motivo = f"falta un archivo o está dañado ({type(error).__name__}); devuélvalo de una copia de respaldo"
        raise ErrorDeDocumento(uno.carpeta, motivo) from error
    ficha = Ficha(
        documento=uno.documento,
        titulo=escrita.titulo,
        institucion=escrita.institucion,
        anio=escrita.anio,
        fuente=escrita.fuente,
        version=uno.version,
        capitulo=escrita.capitulo,
        vigente_hasta=hasta,
    )
    escritos = escritos or (uno.preguntas, uno.explicaciones)
    return con_lo_revisado(ficha, dividido, uno.version + repr(ficha), escritos)


def con_lo_revisado(ficha: Ficha, dividido: Dividido, distinto: str, escritos: tuple[Path, Path]) -> Documento:
    """El documento de un texto, con cómo pregunta la gente y las explicaciones que haya en esos dos archivos.

    `distinto` es lo que, sin lo escrito, lo hace otro documento. Raises `ErrorDeFicha`.
    """
    preguntas, aparte = escritos
    suma = hashlib.sha256(distinto.encode())
    ideas: tuple[Idea, ...] = ()
    ajenas: tuple[str, ...] = ()
    if preguntas.is_file():
        suma.update(b"\0" + preguntas.read_bytes())
        ideas, ajenas = leer_ideas(preguntas, ficha.documento, dividido, ())
    texto, fragmentos = dividido.texto, dividido.fragmentos
    explicaciones, caidas = (
        leer_explicaciones(aparte, texto, fragmentos, ideas, solo_aprobadas=True) if aparte.is_file() else ((), ())
    )
    return Documento(ficha, texto, suma.hexdigest(), fragmentos, ideas, ajenas, explicaciones, caidas)


def leer_documento(ruta: Path, documento: str | None = None) -> Documento:
    """Devuelve el documento con su ficha (o la que se deduce de él) y sus fragmentos.

    `documento` es el nombre con el que se cita; sin él, el del archivo.
    Raises `ErrorDeDocumento` si está vacío, es binario o no es UTF-8; `ErrorDeFicha` si lo que lo acompaña está mal.
    """
    nombre = documento or ruta.name
    octetos = ruta.read_bytes()
    texto = _decodificar(ruta, octetos)
    ruta_de_ficha, ruta_de_ideas = _al_lado(ruta, SUFIJO_DE_FICHA), _al_lado(ruta, SUFIJO_DE_IDEAS)
    suma = hashlib.sha256(octetos)
    if ruta_de_ficha.is_file():
        ficha = leer_ficha(ruta_de_ficha, nombre, texto)
        suma.update(b"\0" + ruta_de_ficha.read_bytes())
    else:
        ficha = _ficha_deducida(nombre, texto, suma.hexdigest()[:12])
    lectura = leer_escrito(texto, es_markdown=ruta.suffix.lower() == ".md")
    fragmentos = segmentar(lectura, nombre, ficha.version)
    ideas: tuple[Idea, ...] = ()
    ajenas: tuple[str, ...] = ()
    if ruta_de_ideas.is_file():
        suma.update(b"\0" + ruta_de_ideas.read_bytes())
        ideas, ajenas = leer_ideas(ruta_de_ideas, nombre, Dividido(texto, fragmentos), ficha.vacios)
    ruta_de_explicaciones = _al_lado(ruta, SUFIJO_DE_EXPLICACIONES)
    explicaciones, caidas = (
        leer_explicaciones(ruta_de_explicaciones, texto, fragmentos, ideas)
        if ruta_de_explicaciones.is_file()
        else ((), ())
    )
    return Documento(ficha, texto, suma.hexdigest(), fragmentos, ideas, ajenas, explicaciones, caidas)


def fechas_de(documentos: Iterable[Documento], carpeta: Path, datos: Path) -> dict[Path, tuple[int, int]]:
    """Fecha (nanosegundos) y tamaño (octetos) de cada documento y de lo que lo acompaña; lo que no está no sale."""
    fechas: dict[Path, tuple[int, int]] = {}
    for documento in documentos:
        for archivo in _archivos_de(documento.ficha, carpeta, datos):
            with suppress(OSError):
                dicho = archivo.stat()
                fechas[archivo] = (dicho.st_mtime_ns, dicho.st_size)
    return fechas


def _archivos_de(ficha: Ficha, carpeta: Path, datos: Path) -> tuple[Path, ...]:
    """Lo que se puede editar de un documento: de uno de la biblioteca, cómo pregunta la gente y la ficha."""
    nombre = ficha.documento
    if nombre.startswith(CARPETA_DE_LA_BIBLIOTECA):
        return tuple(datos / nombre / ficha.version / archivo for archivo in (PREGUNTAS, EXPLICACIONES, FICHA))
    ruta = (datos if nombre.startswith(CARPETA_DE_RESPUESTAS) else carpeta) / nombre
    return (ruta, *(_al_lado(ruta, sufijo) for sufijo in SUFIJOS))


def _decodificar(ruta: Path, octetos: bytes) -> str:
    nulo = octetos.find(b"\0")
    if nulo >= 0:
        raise ErrorDeDocumento(
            ruta, "parece un archivo binario, no un texto; guárdelo como texto UTF-8.", _linea(octetos, nulo)
        )
    try:
        texto = octetos.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ErrorDeDocumento(
            ruta,
            f"no está en UTF-8 (octeto 0x{octetos[error.start]:02X}); guárdelo con esa codificación.",
            _linea(octetos, error.start),
        ) from error
    if not texto.strip(BLANCOS):
        raise ErrorDeDocumento(ruta, "está vacío; bórrelo o escriba su contenido.", 1)
    return texto


def _linea(octetos: bytes, posicion: int) -> int:
    return octetos.count(b"\n", 0, posicion) + 1


def _al_lado(ruta: Path, sufijo: str) -> Path:
    return ruta.with_name(ruta.stem + sufijo)


def _ficha_deducida(nombre: str, texto: str, version: str) -> Ficha:
    """Sin ficha, el título es la primera línea si parece un título y si no el nombre del archivo."""
    primera = texto.strip(BLANCOS).splitlines()[0].lstrip("#").strip(BLANCOS)
    titulo = primera if 0 < len(primera) <= 120 else Path(nombre).stem
    return Ficha(nombre, titulo, institucion="", anio=None, fuente="", version=version, capitulo="")
