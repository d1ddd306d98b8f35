"""El texto canónico de un PDF y sus bloques, con sus páginas, su apartado y la comprobación de sus letras."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import DE_UNA_NORMA, Anidado
from conocimiento.lectura.pdf.caracteres import Caja, Linea
from conocimiento.lectura.pdf.parrafos import Grupo, Pieza, agrupar, agrupar_notas
from conocimiento.lectura.pdf.tablas import Tabla
from conocimiento.lectura.pdf.texto import letras, unir
from conocimiento.lectura.pdf.titulos import MAYOR, Apartado, apartado_de_articulo, apartado_de_titulo, es_titulo
from conocimiento.lectura.valores import (
    CELDA,
    Aviso,
    Bloque,
    ClaseDeAviso,
    ClaseDeBloque,
    Corte,
    Lectura,
    Origen,
    Pagina,
    paginas_que_se_citan,
)
from conocimiento.modelo import Tramo
from conocimiento.palabras import CLASES_DE_DOCUMENTO, palabras

_ENTRE_BLOQUES = "\n\n"
_A_MEDIAS = (";", ",", ":")
_NO_NOMBRA = diferida(
    rf"(?:art[ií]culo|anexo|cap[ií]tulo|t[ií]tulo|\d|[ivxl]{{1,5}}\.|{DE_UNA_NORMA.pattern})", re.IGNORECASE
)
_LO_HACEN = frozenset("aprueba aprueban modifica modifican establece establecen dispone disponen texto".split())
PALABRAS_DE_UN_NUMERO = 4
"""«Ley Nº 32099», «Decreto Supremo Nº 004-2012»: dice cuál es y no de qué trata."""
_COMIENZO = 5_000
"""Caracteres del texto en que se busca el título."""


@dataclass(slots=True)
class Hoja:
    """Lo que se sabe de una página mientras se lee."""

    numero: int
    alto: float = 0.0
    lineas: list[Linea] = field(default_factory=list[Linea])
    origen: Origen = Origen.TEXTO
    rayas: list[Caja] = field(default_factory=list[Caja])
    piezas: list[Pieza] = field(default_factory=list[Pieza])
    notas: list[Linea] = field(default_factory=list[Linea])


def armar(
    hojas: Sequence[Hoja], paginas: tuple[Pagina, ...], avisos: Sequence[Aviso], cuerpo: float, titulo: str
) -> Lectura:
    """La lectura de unas páginas ya limpias."""
    citadas = paginas_que_se_citan(paginas)
    cuerpos = sorted(
        {
            round(linea.cuerpo, 1)
            for hoja in hojas
            for linea in hoja.lineas
            if es_titulo(linea, cuerpo) and linea.cuerpo > MAYOR * cuerpo
        },
        reverse=True,
    )
    del_papel = {hoja.numero: letras("".join(linea.texto for linea in hoja.lineas)) for hoja in hojas}
    trozos: list[str] = []
    largo = 0
    bloques: list[Bloque] = []
    propios: list[Aviso] = []
    anidado = Anidado()
    for grupo in _en_orden(hojas, cuerpo):
        if trozos:
            trozos.append(_ENTRE_BLOQUES)
            largo += len(_ENTRE_BLOQUES)
        if isinstance(grupo, Tabla):
            texto, bloque = _tabla(grupo, largo, citadas)
            partes = [(grupo.pagina, celda) for fila in grupo.filas for celda in " ".join(fila).split()]
        else:
            texto, comienzos = unir(grupo.lineas)
            cortes = _cortes(grupo.lineas, comienzos)
            apartado = _apartado(grupo, (cuerpo, cuerpos), anidado)
            bloque = Bloque(
                grupo.clase,
                largo,
                largo + len(texto),
                apartado.nombre,
                apartado.nivel,
                tuple(Corte(largo + p, citadas[n]) for p, n in cortes),
            )
            limites = [*(p for p, _ in cortes), len(texto)]
            partes = [(numero, texto[desde:hasta]) for (desde, numero), hasta in zip(cortes, limites[1:], strict=True)]
        en_la_otra = isinstance(grupo, Tabla)  # el final de una fila que el corte de página partió
        malas = [
            (numero, parte)
            for numero, parte in partes
            if letras(parte) not in del_papel[numero]
            and not (en_la_otra and letras(parte) in del_papel.get(numero + 1, ""))
        ]
        if malas:
            propios.append(Aviso(ClaseDeAviso.NO_COINCIDE, malas[0][0], 1, malas[0][1][:80]))
        trozos.append(texto)
        largo += len(texto)
        bloques.append(bloque)
    todos = tuple(sorted((*avisos, *propios), key=lambda aviso: aviso.pagina))
    texto_entero = "".join(trozos)
    return Lectura(texto_entero, tuple(bloques), paginas, todos, _titulo(titulo, texto_entero, bloques), "pdf")


def _en_orden(hojas: Sequence[Hoja], cuerpo: float) -> Iterator[Grupo | Tabla]:
    """Los bloques del documento, y las notas de cada página detrás del último que empieza en ella."""
    pendientes = [(hoja.numero, nota) for hoja in hojas for nota in agrupar_notas(hoja.notas)]
    for grupo in agrupar((pieza for hoja in hojas for pieza in hoja.piezas), cuerpo):
        pagina = grupo.pagina if isinstance(grupo, Tabla) else grupo.lineas[0].pagina
        while pendientes and pendientes[0][0] < pagina:
            yield pendientes.pop(0)[1]
        yield grupo
    yield from (nota for _, nota in pendientes)


def _cortes(lineas: Sequence[Linea], comienzos: Sequence[int]) -> list[tuple[int, int]]:
    cortes: list[tuple[int, int]] = []
    for linea, comienzo in zip(lineas, comienzos, strict=True):
        if not cortes or cortes[-1][1] != linea.pagina:
            cortes.append((comienzo, linea.pagina))
    return cortes


_SIN_APARTADO = Apartado("", 0)


def _apartado(grupo: Grupo, tamanos: tuple[float, Sequence[float]], anidado: Anidado) -> Apartado:
    """El que abre un grupo, si abre alguno."""
    match grupo.clase:
        case ClaseDeBloque.TITULO:
            suyo = apartado_de_titulo(grupo.lineas, *tamanos)
            return Apartado(anidado.titulo(suyo.nombre), suyo.nivel)
        case ClaseDeBloque.PARRAFO:
            return apartado_de_articulo(grupo.lineas, anidado) or _SIN_APARTADO
        case _:
            return _SIN_APARTADO


def _tabla(tabla: Tabla, inicio: int, citadas: dict[int, int]) -> tuple[str, Bloque]:
    renglones = [CELDA.join(fila).strip() for fila in tabla.filas]
    filas: list[Tramo] = []
    for renglon in renglones:
        desde = filas[-1].fin + 1 if filas else inicio
        filas.append(Tramo(desde, desde + len(renglon)))
    texto = "\n".join(renglones)
    cortes = (Corte(inicio, citadas[tabla.pagina]),)
    return texto, Bloque(ClaseDeBloque.TABLA, inicio, inicio + len(texto), cortes=cortes, filas=tuple(filas))


def _titulo(propuesto: str, lectura: str, bloques: Sequence[Bloque]) -> str:
    """El que dice el archivo, si el texto también lo dice; si no, el primero del texto que nombra un documento.

    Un extracto puede empezar con el final de otra norma: por eso no vale cualquier título.
    """
    limpio = " ".join(propuesto.split())
    if limpio and not limpio.endswith(_A_MEDIAS) and letras(limpio).lower() in letras(lectura[:_COMIENZO]).lower():
        return limpio
    titulos = [
        bloque.apartado
        for bloque in bloques
        if bloque.clase is ClaseDeBloque.TITULO and bloque.inicio < _COMIENZO and not _NO_NOMBRA.match(bloque.apartado)
    ]
    lugar = next((lugar for lugar, uno in enumerate(titulos) if _nombra_un_documento(uno)), None)
    if lugar is None:
        return next((uno for uno in titulos if len(uno.split()) > 2), next(iter(titulos), ""))
    nombre, siguiente = titulos[lugar], "".join(titulos[lugar + 1 : lugar + 2])
    es_solo_el_numero = len(nombre.split()) <= PALABRAS_DE_UN_NUMERO and _nombra_un_documento(siguiente)
    return f"{nombre}. {siguiente}" if es_solo_el_numero else nombre


def _nombra_un_documento(titulo: str) -> bool:
    """«Ley general del ambiente», «Aprueban el Reglamento…», «Texto único ordenado…»."""
    return next(iter(palabras(titulo)), "") in CLASES_DE_DOCUMENTO | _LO_HACEN
