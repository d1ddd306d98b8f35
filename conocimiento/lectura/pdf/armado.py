"""El texto canónico de un PDF y sus bloques, con sus páginas, su apartado y la comprobación de sus letras."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import DE_UNA_NORMA, OTRA_NORMA, Anidado, con_su_escritura, en_minusculas
from conocimiento.lectura.pdf.caracteres import Caja, Linea
from conocimiento.lectura.pdf.parrafos import Grupo, Pieza, agrupar, agrupar_notas
from conocimiento.lectura.pdf.tablas import Tabla
from conocimiento.lectura.pdf.texto import letras, unir
from conocimiento.lectura.pdf.titulos import (
    MAYOR,
    Apartado,
    apartado_de_articulo,
    apartado_de_titulo,
    cierra_norma,
    es_titulo,
)
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
_LETRAS_DE_UNA_NORMA = 60
"""Lo más corto entre dos números de publicación es un resto: el número de la página, una rúbrica."""
_PAGINAS_VECINAS = (-2, -1, 1, 2)
"""Donde puede estar lo demás de una celda que empezó, o sigue, en otra página."""
_CON_NUMERO = diferida(
    r"(?:LEY|DECRETO|RESOLUCI[ÓO]N|ORDENANZA|ACUERDO|DIRECTIVA)(?:\s[A-ZÁÉÍÓÚÑa-z]{1,14}){0,4}\s{1,2}"
    r"N\s?[º°o.]{1,2}\s?\d[\w./-]{0,40}(?:\s?-\s?[\w./-]{1,30})?(?=\s|$)"
)
"""Cómo empieza una norma: «RESOLUCIÓN MINISTERIAL N° 0423-2018-MINAGRI»."""
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
        en_la_otra = isinstance(grupo, Tabla)  # lo que de una fila, o de una celda de varias, partió el corte de página
        malas = [
            (numero, parte)
            for numero, parte in partes
            if letras(parte) not in del_papel[numero]
            and not (en_la_otra and any(letras(parte) in del_papel.get(numero + paso, "") for paso in _PAGINAS_VECINAS))
        ]
        if malas:
            propios.append(Aviso(ClaseDeAviso.NO_COINCIDE, malas[0][0], 1, malas[0][1][:80]))
        trozos.append(texto)
        largo += len(texto)
        bloques.append(bloque)
    texto_entero = "".join(trozos)
    escritos = con_su_escritura(texto_entero, bloques)
    propia, ajenas = _normas(texto_entero, escritos)
    elegido = _titulo(titulo, texto_entero, propia)
    distinguidos, otras = _distinguir(texto_entero, escritos, ajenas, elegido)
    lugares = {citada: numero for numero, citada in citadas.items()}
    propios += [replace(una, pagina=lugares.get(una.pagina, 0)) for una in otras]
    todos = tuple(sorted((*avisos, *propios), key=lambda aviso: aviso.pagina))
    return Lectura(texto_entero, tuple(distinguidos), paginas, todos, elegido, "pdf")


def _normas(texto: str, bloques: Sequence[Bloque]) -> tuple[Sequence[Bloque], list[Sequence[Bloque]]]:
    """Los bloques de la norma más larga de un extracto del diario oficial, y los de cada una de las demás.

    Cada norma acaba en su número de publicación, solo en un renglón («1707406-1»). Sin él, todo es de una.
    """
    tramos: list[Sequence[Bloque]] = []
    desde = 0
    for lugar, bloque in enumerate(bloques, 1):
        if lugar == len(bloques) or cierra_norma(texto[bloque.inicio : bloque.fin]):
            if len(letras(texto[bloques[desde].inicio : bloque.fin])) >= _LETRAS_DE_UNA_NORMA:
                tramos.append(bloques[desde:lugar])
            desde = lugar
    if not tramos:
        return bloques, []
    larga = max(tramos, key=lambda tramo: tramo[-1].fin - tramo[0].inicio)
    return larga, [tramo for tramo in tramos if tramo is not larga]


def _distinguir(
    texto: str, bloques: Sequence[Bloque], ajenas: Sequence[Sequence[Bloque]], titulo: str
) -> tuple[list[Bloque], list[Aviso]]:
    """Los mismos bloques, y el apartado de los de otra norma dice de cuál es; con un aviso por cada una."""
    de_quien = {bloque.inicio: _como_otra(texto, tramo) for tramo in ajenas for bloque in tramo}
    avisos = [
        Aviso(ClaseDeAviso.OTRA_NORMA, tramo[0].cortes[0].pagina if tramo[0].cortes else 0, 1, _numero(texto, tramo))
        for tramo in ajenas
    ]
    distinguidos: list[Bloque] = []
    anterior = ""
    for bloque in bloques:
        otra = de_quien.get(bloque.inicio, "")
        apartado, nivel = bloque.apartado, bloque.nivel
        if otra:
            es_nuevo = apartado or otra != anterior
            apartado, nivel = (", ".join(filter(None, (otra, apartado))), nivel or 1) if es_nuevo else ("", 0)
        elif anterior and not apartado:  # vuelve la suya, y lo que sigue no es de la otra
            apartado, nivel = titulo, 1
        anterior = otra
        distinguidos.append(replace(bloque, apartado=apartado, nivel=nivel))
    return distinguidos, avisos


def _como_otra(texto: str, tramo: Sequence[Bloque]) -> str:
    """«Otra norma (Ley Nº 32100)», o «Otra norma» si de ella no está su comienzo."""
    numero = _numero(texto, tramo)
    return f"{OTRA_NORMA} ({numero})" if numero else OTRA_NORMA


def _numero(texto: str, tramo: Sequence[Bloque]) -> str:
    hallados = (_CON_NUMERO.match(texto, bloque.inicio, bloque.fin) for bloque in tramo)
    return next((en_minusculas(uno.group()) for uno in hallados if uno), "")


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
    comienzo = bloques[0].inicio if bloques else 0
    dicho = letras(lectura[comienzo : comienzo + _COMIENZO]).lower()
    if limpio and not limpio.endswith(_A_MEDIAS) and letras(limpio).lower() in dicho:
        return limpio
    titulos = [
        bloque.apartado
        for bloque in bloques
        if bloque.clase is ClaseDeBloque.TITULO
        and bloque.inicio < comienzo + _COMIENZO
        and not _NO_NOMBRA.match(bloque.apartado)
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
