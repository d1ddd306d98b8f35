"""Un PDF, leído como lo ve una persona: `leer_pdf`."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.pdf.armado import Hoja, armar
from conocimiento.lectura.pdf.caracteres import Linea, lineas_de, pdfium
from conocimiento.lectura.pdf.orden import ordenar
from conocimiento.lectura.pdf.parrafos import Grupo, Pieza, abre_nota
from conocimiento.lectura.pdf.reconocer import CONFIANZA, reconocer
from conocimiento.lectura.pdf.repetidos import (
    fecha_del_diario,
    lineas_de_indice,
    numeros_impresos,
    separar_repetidos,
)
from conocimiento.lectura.pdf.tablas import (
    Tabla,
    juntar_la_fila_cortada,
    poner_tablas,
    rayas_de,
    seguir_las_unidas,
    tablas_de,
)
from conocimiento.lectura.pdf.titulos import es_de_otra_norma
from conocimiento.lectura.pdf.visible import quitar_lo_que_no_se_ve
from conocimiento.lectura.valores import Aviso, ClaseDeAviso, ClaseDeBloque, Lectura, Origen, Pagina

PAGINAS = 1_000
_LETRAS_DE_IMAGEN = 40
_PARTE_DE_IMAGEN = 0.4
_PARTE_DE_CAPA = 0.8
_LETRA_DIMINUTA = 2.0  # puntos
_LETRA_DE_NOTA = 0.92  # de la del cuerpo
MUESTRA = 80


def _sin_avanzar(leidas: int, total: int) -> None:
    pass


def leer_pdf(ruta: Path, avanzar: Callable[[int, int], None] = _sin_avanzar) -> Lectura:
    """La lectura de un PDF. `avanzar` recibe, tras cada página, cuántas van y cuántas son.

    Raises `ErrorDeLectura` si pide contraseña, tiene más de `PAGINAS`, está dañado desde una o no tiene más que
    imágenes que no se pudieron leer.
    """
    with ExitStack() as pila:
        documento = _abrir(ruta, pila)
        total = len(documento)
        if total > PAGINAS:
            raise ErrorDeLectura(ruta, motivos.demasiado(f"tiene {total:,} páginas", f"{PAGINAS:,}"))
        avisos: list[Aviso] = []
        hojas: list[Hoja] = []
        for numero in range(1, total + 1):
            hojas.append(_leer_hoja(documento, numero, avisos))
            avanzar(numero, total)
        _comprobar(ruta, hojas, avisos)
        cuerpos, bordes = separar_repetidos([(hoja.alto, hoja.lineas) for hoja in hojas])
        cuerpo = _cuerpo_del_texto(cuerpos)
        for hoja, lineas in zip(hojas, cuerpos, strict=True):
            hoja.lineas = lineas
            tablas = tablas_de(hoja.rayas, hoja.numero, lineas) if hoja.rayas else []
            hoja.piezas = list(poner_tablas(lineas, tablas))
            if hoja.origen is Origen.TEXTO:
                _separar_notas(hoja, cuerpo)
            _apartar_el_indice(hoja, total)
        _juntar_filas(hojas)
        impresos = numeros_impresos(bordes)
        paginas = tuple(Pagina(hoja.numero, str(impresos.get(hoja.numero, "")), hoja.origen) for hoja in hojas)
        titulo = str(documento.get_metadata_dict().get("Title", ""))
    return replace(armar(hojas, paginas, tuple(avisos), cuerpo, titulo), fecha=fecha_del_diario(bordes))


def _juntar_filas(hojas: Sequence[Hoja]) -> None:
    """De dos tablas seguidas, sin nada en medio, la fila o la celda que partió el corte de página o de columna."""
    lugares = [(hoja, lugar) for hoja in hojas for lugar in range(len(hoja.piezas))]
    sobran: list[tuple[Hoja, Pieza]] = []
    for (antes, uno), (despues, otro) in pairwise(lugares):
        primera, segunda = antes.piezas[uno], despues.piezas[otro]
        if isinstance(primera, Tabla) and isinstance(segunda, Tabla):
            primera, queda = juntar_la_fila_cortada(primera, segunda)
            if queda is None:
                sobran.append((despues, segunda))
            else:
                primera, despues.piezas[otro] = seguir_las_unidas(primera, queda)
            antes.piezas[uno] = primera
    for hoja, pieza in sobran:
        hoja.piezas = [una for una in hoja.piezas if una is not pieza]


def _abrir(ruta: Path, pila: ExitStack) -> Any:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    try:
        documento = pila.enter_context(pypdfium2.PdfDocument(ruta))
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD:
            raise ErrorDeLectura(ruta, motivos.PROTEGIDO) from error
        raise ErrorDeLectura(ruta, motivos.danado(clase="un PDF")) from error
    if len(documento) == 0:
        raise ErrorDeLectura(ruta, motivos.danado(clase="un PDF"))
    return documento


def _leer_hoja(documento: Any, numero: int, avisos: list[Aviso]) -> Hoja:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    hoja = Hoja(numero)
    try:
        pagina = documento[numero - 1]
    except pypdfium2.PdfiumError:
        avisos.append(Aviso(ClaseDeAviso.PAGINA_ROTA, numero))
        return hoja
    try:
        hoja.alto = pagina.get_height()
        avisos += _leer_lo_escrito(hoja, pagina)
        if hoja.origen is Origen.IMAGEN:
            avisos += _reconocer(hoja, pagina)
    finally:
        pagina.close()
    if hoja.origen is Origen.RECONOCIDA:
        hoja.lineas = _con_un_cuerpo(hoja.lineas)
    hoja.lineas, desordenada = ordenar(hoja.lineas)
    if desordenada:
        avisos.append(Aviso(ClaseDeAviso.ORDEN_DUDOSO, numero))
    return hoja


def _leer_lo_escrito(hoja: Hoja, pagina: Any) -> Iterator[Aviso]:
    """Pone en la hoja las líneas que se ven y de dónde salen."""
    lineas = lineas_de(pagina, hoja.numero)
    imagen = _parte_de_imagen(pagina)
    sin_tinta = any(palabra.sin_tinta for linea in lineas for palabra in linea.palabras)
    es_capa = sin_tinta and imagen > _PARTE_DE_CAPA
    hoja.lineas, ocultas = quitar_lo_que_no_se_ve(pagina, lineas, es_capa=es_capa)
    if sum(len(linea.texto) for linea in hoja.lineas) < _LETRAS_DE_IMAGEN and imagen > _PARTE_DE_IMAGEN:
        hoja.origen = Origen.IMAGEN
    elif es_capa:
        hoja.origen = Origen.RECONOCIDA
        return
    hoja.rayas = rayas_de(pagina) if hoja.lineas else []
    if ocultas:
        clase = ClaseDeAviso.OTRA_NORMA_TAPADA if es_de_otra_norma(ocultas) else ClaseDeAviso.TEXTO_INVISIBLE
        yield Aviso(clase, hoja.numero, len(ocultas), ocultas[0][:MUESTRA])
    diminutas = [p.texto for linea in hoja.lineas for p in linea.palabras if 0 < p.cuerpo < _LETRA_DIMINUTA]
    if diminutas:
        yield Aviso(ClaseDeAviso.LETRA_DIMINUTA, hoja.numero, len(diminutas), " ".join(diminutas)[:MUESTRA])


def _reconocer(hoja: Hoja, pagina: Any) -> Iterator[Aviso]:
    """Pone en la hoja lo que se reconozca en su imagen, si hay con qué."""
    lineas, confianza = reconocer(pagina, hoja.numero)
    if not lineas:
        yield Aviso(ClaseDeAviso.PAGINA_DE_IMAGEN, hoja.numero)
        return
    hoja.lineas, hoja.origen, hoja.rayas = lineas, Origen.RECONOCIDA, []
    if confianza < CONFIANZA:
        yield Aviso(ClaseDeAviso.RECONOCIDA_CON_DUDAS, hoja.numero, muestra=lineas[0].texto[:MUESTRA])


def _con_un_cuerpo(lineas: Sequence[Linea]) -> list[Linea]:
    """Las líneas con el mismo tamaño de letra: el que supone un reconocimiento no dice qué es un título."""
    if not lineas:
        return []
    cuerpo = median(linea.cuerpo for linea in lineas)
    return [
        replace(linea, palabras=tuple(replace(palabra, cuerpo=cuerpo, negrita=False) for palabra in linea.palabras))
        for linea in lineas
    ]


def _parte_de_imagen(pagina: Any) -> float:
    """La parte de la página que cubre la imagen más grande."""
    ancho, alto = pagina.get_size()
    izquierda, abajo, derecha, arriba = pagina.get_cropbox()
    mayor = 0.0
    for objeto in pagina.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        x0, y0, x1, y1 = objeto.get_bounds()
        dentro = max(0.0, min(x1, derecha) - max(x0, izquierda)) * max(0.0, min(y1, arriba) - max(y0, abajo))
        mayor = max(mayor, dentro / (ancho * alto))
    return mayor


def _comprobar(ruta: Path, hojas: Sequence[Hoja], avisos: Sequence[Aviso]) -> None:
    rotas = {aviso.pagina for aviso in avisos if aviso.clase is ClaseDeAviso.PAGINA_ROTA}
    primera = len(hojas) + 1
    while primera - 1 in rotas:
        primera -= 1
    if primera < len(hojas) or primera == 1:  # una página suelta, aunque sea la última, se puede pasar por alto
        raise ErrorDeLectura(ruta, motivos.danado(primera))
    if not any(hoja.lineas for hoja in hojas):
        imagenes = sum(hoja.origen is Origen.IMAGEN for hoja in hojas)
        raise ErrorDeLectura(ruta, motivos.solo_imagenes(imagenes) if imagenes else motivos.SIN_TEXTO)


def _cuerpo_del_texto(cuerpos: Sequence[Sequence[Linea]]) -> float:
    """El tamaño de letra en que está escrita la mayor parte del texto, en puntos."""
    letras: Counter[float] = Counter()
    for lineas in cuerpos:
        for linea in lineas:
            letras[round(2 * linea.cuerpo) / 2] += len(linea.texto)
    return letras.most_common(1)[0][0] if letras else 0.0


def _separar_notas(hoja: Hoja, cuerpo: float) -> None:
    """Saca de las piezas las notas al pie: letra chica, al final de la página, desde un número o un asterisco."""
    final = [pieza for pieza in hoja.piezas if isinstance(pieza, Linea)]
    desde = len(final)
    while desde and final[desde - 1].cuerpo < _LETRA_DE_NOTA * cuerpo and final[desde - 1].y0 > hoja.alto / 2:
        desde -= 1
    while desde < len(final) and not abre_nota(final[desde]):
        desde += 1
    if desde == 0:
        return
    hoja.notas = final[desde:]
    quitadas = {id(linea) for linea in hoja.notas}
    hoja.piezas = [pieza for pieza in hoja.piezas if id(pieza) not in quitadas]


def _apartar_el_indice(hoja: Hoja, total: int) -> None:
    """Cada línea de un índice es un rótulo: no se cita ni abre un apartado."""
    suyas = lineas_de_indice([pieza for pieza in hoja.piezas if isinstance(pieza, Linea)], total)
    hoja.piezas = [
        Grupo(ClaseDeBloque.ROTULO, (pieza,)) if isinstance(pieza, Linea) and id(pieza) in suyas else pieza
        for pieza in hoja.piezas
    ]
