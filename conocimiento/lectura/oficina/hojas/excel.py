"""Lo que un .xlsx no muestra: filas y columnas ocultas, letras del color de su celda y fórmulas sin calcular."""

from collections.abc import Iterator
from zipfile import ZipFile

from conocimiento.expresiones import diferida
from conocimiento.lectura.formatos.arbol import Elemento, recorrer_xml
from conocimiento.lectura.formatos.comprimidos import leer_xml, parte_principal, partes_de
from conocimiento.lectura.oficina.colores import componentes
from conocimiento.lectura.oficina.hojas.celdas import PORCENTAJES, LoOculto, decimales_de, no_deja_ver

_DIRECCION = diferida(r"([A-Z]{1,3})(\d{1,7})")
_DEL_TEMA = {"0": "FFFFFF", "1": "000000"}
_DE_LA_LISTA = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
_RELACION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELACION_ESTRICTA = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PRENDIDO = ("1", "true")


def ocultas_de_excel(abierto: ZipFile) -> dict[str, LoOculto]:
    """Lo que no se ve de cada hoja, por su nombre."""
    principal = parte_principal(abierto)
    libro = leer_xml(abierto, principal)
    estilos = _Estilos(leer_xml(abierto, partes_de(abierto, principal).get("styles", "")))
    destinos = partes_de(abierto, principal, por_clave=True)
    hojas = () if libro is None else libro.iter("{*}sheet")
    partes = {
        hoja.get("name", ""): destinos.get(hoja.get(_RELACION, "") or hoja.get(_RELACION_ESTRICTA, ""), "")
        for hoja in hojas
    }
    return {nombre: _de_hoja(abierto, parte, estilos) for nombre, parte in partes.items() if parte}


def _de_hoja(abierto: ZipFile, parte: str, estilos: "_Estilos") -> LoOculto:
    oculto = LoOculto()
    fila, columna = 0, -1  # la fila en curso y la última celda: no todos los programas escriben dónde está cada una
    for elemento in recorrer_xml(abierto, parte, ("col", "c", "row")):
        marca = elemento.tag.rpartition("}")[2]
        if marca == "col" and _esta_oculto(elemento):
            desde, hasta = _entero(elemento.get("min", "")), _entero(elemento.get("max", ""))
            oculto.columnas.update(range(max(desde - 1, 0), min(hasta, 16_384)))
        elif marca == "c":
            fila_de_ella = elemento.getparent()
            direccion = elemento.get("r", "")
            hallada = _DIRECCION.fullmatch(direccion)
            dicha = "" if fila_de_ella is None else fila_de_ella.get("r", "")
            lugar = (
                (int(hallada[2]) - 1, _columna(hallada[1])) if hallada else (_entero(dicha, fila + 1) - 1, columna + 1)
            )
            columna = lugar[1]
            _de_celda(elemento, lugar, direccion, estilos, oculto)
        elif marca == "row":
            numero = _entero(elemento.get("r", ""), fila + 1) - 1
            if _esta_oculto(elemento):
                oculto.filas.add(numero)
            fila, columna = numero + 1, -1
    return oculto


def _de_celda(celda: Elemento, lugar: tuple[int, int], direccion: str, estilos: "_Estilos", oculto: LoOculto) -> None:
    con_valor = any((hijo.text or "") or len(hijo) for hijo in celda.iter("{*}v", "{*}is"))
    if not con_valor:
        if celda.find("{*}f") is not None and celda.get("t", "") != "str":
            oculto.sin_valor.append(direccion)
        return
    oculto.filas_en_total = max(oculto.filas_en_total, lugar[0] + 1)
    oculto.columnas_en_total = max(oculto.columnas_en_total, lugar[1] + 1)
    estilo = _entero(celda.get("s", "0"))
    if estilo in estilos.no_se_ven:
        oculto.celdas.add(lugar)
    if estilo in estilos.decimales:
        oculto.decimales[lugar] = estilos.decimales[estilo]


class _Estilos:
    """De los estilos de celda, por su número: cuáles no dejan ver el texto y cuántos decimales muestran los de tanto
    por ciento."""

    def __init__(self, raiz: Elemento | None) -> None:
        self.no_se_ven: set[int] = set()
        self.decimales: dict[int, int] = {}
        if raiz is None:
            return
        colores = [_color(fuente.find("{*}color"), "000000") for fuente in _hijos(raiz, "fonts")]
        fondos = [_fondo(relleno) for relleno in _hijos(raiz, "fills")]
        formatos = PORCENTAJES | {
            _entero(uno.get("numFmtId", "")): uno.get("formatCode", "") for uno in _hijos(raiz, "numFmts")
        }
        for numero, estilo in enumerate(_hijos(raiz, "cellXfs")):
            formato = formatos.get(_entero(estilo.get("numFmtId", "")), "")
            fuente, relleno = _entero(estilo.get("fontId", "")), _entero(estilo.get("fillId", ""))
            color = colores[fuente] if fuente < len(colores) else ""
            fondo = fondos[relleno] if relleno < len(fondos) else ""
            if no_deja_ver(color, fondo, formato):
                self.no_se_ven.add(numero)
            if (decimales := decimales_de(formato)) is not None:
                self.decimales[numero] = decimales


def _hijos(raiz: Elemento, nombre: str) -> Iterator[Elemento]:
    hallado = raiz.find(f"{{*}}{nombre}")
    return iter(()) if hallado is None else iter(hallado)


def _fondo(relleno: Elemento) -> str:
    """El color de una celda: blanco si no tiene; vacío si es una trama o un degradado."""
    patron = relleno.find("{*}patternFill")
    if patron is None:
        return ""
    clase = patron.get("patternType", "none")
    return "FFFFFF" if clase == "none" else _color(patron.find("{*}fgColor"), "") if clase == "solid" else ""


def _color(color: Elemento | None, omision: str) -> str:
    """Las seis cifras de un color; vacío si no se puede saber cuál es."""
    if color is None or color.get("auto", "") in _PRENDIDO:
        return omision
    dicho = color.get("rgb", "")[-6:] or _DEL_TEMA.get(color.get("theme", ""), "")
    return _con_tinte(dicho or _DE_LA_LISTA.get(color.get("indexed", ""), ""), color.get("tint", ""))


def _con_tinte(color: str, tinte: str) -> str:
    partes = componentes(color)
    try:
        cuanto = float(tinte)
    except ValueError:
        return color
    if partes is None or not -1 <= cuanto <= 1:
        return color
    return "".join(f"{int(una * (1 + cuanto) if cuanto < 0 else una + (255 - una) * cuanto):02X}" for una in partes)


def _esta_oculto(elemento: Elemento) -> bool:
    es_nada = elemento.get("ht", "1") in ("0", "0.0") or elemento.get("width", "1") in ("0", "0.0")
    return elemento.get("hidden", "") in _PRENDIDO or es_nada


def _columna(letras: str) -> int:
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - ord("A") + 1
    return numero - 1


def _entero(texto: str, omision: int = 0) -> int:
    return int(texto) if texto.isdecimal() and len(texto) < 9 else omision
