"""Una página web guardada, bloque a bloque, en el orden en que se lee."""

import codecs
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from conocimiento.errores import ErrorDeLectura
from conocimiento.expresiones import diferida
from conocimiento.lectura import motivos
from conocimiento.lectura.encabezados import abre_apartado
from conocimiento.lectura.formatos.arbol import Elemento, NoEsUnArbol, analizar_html
from conocimiento.lectura.oficina.armado import Armado
from conocimiento.lectura.oficina.numeros import VINETA, escribir_numero
from conocimiento.lectura.oficina.titulos import nivel_por_su_forma
from conocimiento.lectura.oficina.web.tablas import celdas_de_tabla
from conocimiento.lectura.oficina.web.vista import DIMINUTA, Estilo, Vista, mirar
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura, extender

_NO_SON_TEXTO = frozenset(
    "script style noscript template svg iframe object embed canvas video audio select option button input textarea "
    "datalist map area head meta link base title param source track picture".split()
)
_ALREDEDOR = frozenset(("nav", "aside", "form", "dialog", "menu"))
_PAPELES_DE_ALREDEDOR = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar".split()
)
_PRINCIPALES = ("main", "article")
_BLOQUES = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul caption".split()
)
_TITULOS = {f"h{nivel}": nivel for nivel in range(1, 7)}
_NEGRITAS = frozenset(("b", "strong"))
_CODIFICACION = diferida(rb"charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,30})", re.I)
_NUMEROS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SALTO = "\n"
_CORTE = diferida(r"\n(?:[^\S\n]{0,99}\n)+")
_CASI_TODO = 0.5
"""La parte del texto de la página a partir de la cual algo es la página y no lo que la rodea."""


def leer_web(ruta: Path) -> Lectura:
    """Lee una página guardada. Raises `ErrorDeLectura` si no es una página."""
    try:
        raiz = analizar_html(_decodificar(ruta.read_bytes()))
    except NoEsUnArbol as error:
        raise ErrorDeLectura(ruta, motivos.danado(clase="una página web")) from error
    lector = _Lector(raiz)
    lector.leer()
    titulo = next(("".join(uno.itertext()) for uno in raiz.iter("title")), "")
    lectura = lector.armado.lectura("html")
    return lectura if lectura.titulo else lector.armado.lectura("html", titulo)


def _decodificar(octetos: bytes) -> str:
    """El texto de la página, sin los signos que un XML no admite."""
    dicha = _CODIFICACION.search(octetos[:2048])
    codificaciones = ["utf-8", dicha.group(1).decode("ascii") if dicha else "cp1252", "cp1252"]
    if octetos.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codificaciones.insert(0, "utf-16")
    for codificacion in codificaciones:
        try:
            texto = octetos.decode(codificacion)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        texto = octetos.decode("cp1252", "replace")
    return re.sub(r"<\?xml[^>]{0,200}\?>", "", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", texto), count=1)


class _Lector:
    def __init__(self, raiz: Elemento) -> None:
        self.armado = Armado()
        self._raiz = raiz
        self._estilo = Estilo("\n".join(hoja.text or "" for hoja in raiz.iter("style")))
        self._tanda: list[tuple[str, bool]] = []
        self._rotulo = ""
        self._total = _letras(raiz)

    def leer(self) -> None:
        """Lee lo principal de la página; si no lo marca, la página entera."""
        principal, vista = self._principal()
        if vista is not None:
            self._recorrer(principal, vista)
            self._cerrar()

    def _principal(self) -> tuple[Elemento, Vista | None]:
        cuerpo = next(self._raiz.iter("body"), self._raiz)
        total = _letras(cuerpo)
        candidatos = [uno for uno in cuerpo.iter() if uno.tag == "main" or uno.get("role", "") == "main"]
        articulos = list(cuerpo.iter("article"))
        candidatos += articulos if len(articulos) == 1 else []
        elegido = next((uno for uno in candidatos if _letras(uno) >= min(200, _CASI_TODO * total)), cuerpo)
        vista: Vista | None = Vista()
        for uno in (*reversed(tuple(elegido.iterancestors())), elegido):
            vista = None if vista is None else mirar(uno, self._estilo.de(uno), vista)
        if vista is None:
            self._avisar(elegido)
        return elegido, vista

    def _recorrer(self, elemento: Elemento, vista: Vista, clase: ClaseDeBloque = ClaseDeBloque.PARRAFO) -> None:
        self._escribir(elemento.text, vista, elemento)
        orden = _primero(elemento)
        for hijo in elemento:
            if hijo.tag == "li":
                self._cerrar(clase)
                clase_de_numero = _NUMEROS.get(elemento.get("type", ""), "decimal")
                self._rotulo = f"{escribir_numero(orden, clase_de_numero)}." if elemento.tag == "ol" else VINETA
                orden += 1
            self._de_elemento(hijo, vista, clase)
            self._escribir(hijo.tail, vista, elemento)

    def _de_elemento(self, elemento: Elemento, de_fuera: Vista, clase: ClaseDeBloque) -> None:
        padre = elemento.getparent()
        es_plegable = elemento.tag == "button" and padre is not None and padre.tag in _TITULOS
        if (elemento.tag in _NO_SON_TEXTO and not es_plegable) or self._rodea(elemento):
            return
        if elemento.tag == "br":
            self._tanda.append((_SALTO, True))
            return
        if elemento.tag == "del":
            self.armado.avisar(ClaseDeAviso.CAMBIOS_SIN_ACEPTAR, "".join(_legible(elemento)))
            return
        vista = mirar(elemento, self._estilo.de(elemento), de_fuera)
        if vista is None:
            self._avisar(elemento)
            return
        if elemento.tag not in _BLOQUES:
            self._recorrer(elemento, vista, clase)
            return
        propia = _clase_de(elemento, clase)
        self._cerrar(clase)
        if elemento.tag == "table" and (filas := self._filas(elemento, vista)):
            self.armado.agregar_tabla(filas)
            return
        self._recorrer(elemento, vista, propia)
        self._cerrar(propia, _TITULOS.get(elemento.tag, 0))
        self._rotulo = "" if elemento.tag == "li" else self._rotulo

    def _filas(self, tabla: Elemento, vista: Vista) -> list[list[str]]:
        """Las de una tabla de datos; vacío si solo acomoda texto en la página."""
        celdas = celdas_de_tabla(tabla, self._BLOQUEAN)
        if not celdas:
            return []
        for leyenda in tabla.iter("caption"):
            self.armado.agregar(ClaseDeBloque.ROTULO, self._texto_de(leyenda, vista))
        cada_una = dict.fromkeys(celda for fila in celdas for celda in fila if celda is not None)
        numeros = {celda: numero for numero, celda in enumerate(cada_una)}
        leidas = {numero: self._texto_de(celda, vista) for celda, numero in numeros.items()}
        return extender([[None if celda is None else numeros[celda] for celda in fila] for fila in celdas], leidas)

    _BLOQUEAN = ("table", *_TITULOS)

    def _texto_de(self, elemento: Elemento, de_fuera: Vista) -> str:
        """El texto visible de una celda o una leyenda, en un renglón."""
        guardada, self._tanda = self._tanda, []
        cadena = [elemento]
        for padre in elemento.iterancestors():
            if padre.tag == "table":
                break
            cadena.append(padre)
        vista: Vista | None = de_fuera
        for uno in reversed(cadena):
            vista = None if vista is None else mirar(uno, self._estilo.de(uno), vista)
        if vista is None:
            self._avisar(elemento)
        else:
            self._en_un_renglon(elemento, vista)
        leido, self._tanda = "".join(texto for texto, _ in self._tanda), guardada
        return leido

    def _en_un_renglon(self, elemento: Elemento, vista: Vista) -> None:
        self._escribir(elemento.text, vista, elemento)
        for hijo in elemento:
            if hijo.tag not in _NO_SON_TEXTO:
                suya = mirar(hijo, self._estilo.de(hijo), vista)
                if suya is None:
                    self._avisar(hijo)
                else:
                    separa = hijo.tag in _BLOQUES or hijo.tag == "br"
                    self._tanda += [(" ", True)] if separa else []
                    self._en_un_renglon(hijo, suya)
                    self._tanda += [(" ", True)] if separa else []
            self._escribir(hijo.tail, vista, elemento)

    def _escribir(self, texto: str | None, vista: Vista, elemento: Elemento) -> None:
        if not texto:
            return
        if not texto.strip():
            self._tanda.append((" ", True))
        elif not vista.se_lee or vista.letra < DIMINUTA / 2:
            self.armado.avisar(ClaseDeAviso.TEXTO_INVISIBLE, texto)
        else:
            if vista.letra < DIMINUTA:
                self.armado.avisar(ClaseDeAviso.LETRA_DIMINUTA, texto)
            en_negrita = elemento.tag in _NEGRITAS or any(uno.tag in _NEGRITAS for uno in elemento.iterancestors())
            limpio = texto if elemento.tag == "pre" else texto.replace("\n", " ").replace("\r", " ")
            self._tanda.append((limpio, en_negrita))

    def _cerrar(self, clase: ClaseDeBloque = ClaseDeBloque.PARRAFO, nivel: int = 0) -> None:
        """Acaba el bloque: lo escrito desde el anterior. Dos saltos seguidos separan párrafos."""
        tanda, self._tanda = self._tanda, []
        en_negrita = takewhile(lambda pieza: pieza[1] or not pieza[0].strip(), tanda)
        resaltado = " ".join("".join(texto for texto, _ in en_negrita).split())
        for texto in _CORTE.split("".join(texto for texto, _ in tanda)):
            if not (limpio := " ".join(texto.split())):
                continue
            if self._rotulo:
                limpio, self._rotulo = f"{self._rotulo} {limpio}", ""
            negrita = bool(resaltado) and resaltado.endswith(limpio)
            por_su_forma = nivel_por_su_forma(limpio, negrita) if clase is ClaseDeBloque.PARRAFO else 0
            if (nivel or por_su_forma) and not abre_apartado(limpio):
                self.armado.agregar(ClaseDeBloque.TITULO, limpio, nivel or por_su_forma)
            elif clase is ClaseDeBloque.TITULO or (clase is ClaseDeBloque.VINETA and abre_apartado(limpio)):
                self.armado.agregar(ClaseDeBloque.PARRAFO, limpio, resaltado=resaltado)
            else:
                self.armado.agregar(clase, limpio, resaltado=resaltado)

    def _rodea(self, elemento: Elemento) -> bool:
        """Si es lo que rodea al texto: menús, pie de la página, cajas de búsqueda, columnas laterales."""
        es = elemento.tag in _ALREDEDOR or elemento.get("role", "").lower() in _PAPELES_DE_ALREDEDOR
        if elemento.tag in ("header", "footer"):
            es = not any(uno.tag in (*_PRINCIPALES, "section", "blockquote") for uno in elemento.iterancestors())
        if elemento.tag == "form":  # hay páginas enteras dentro de uno
            return _letras(elemento) < _CASI_TODO * self._total
        return es

    def _avisar(self, elemento: Elemento) -> None:
        if oculto := " ".join("".join(_legible(elemento)).split()):
            self.armado.avisar(ClaseDeAviso.TEXTO_INVISIBLE, oculto)


def _clase_de(elemento: Elemento, de_fuera: ClaseDeBloque) -> ClaseDeBloque:
    if elemento.tag in _TITULOS:
        return ClaseDeBloque.TITULO
    if elemento.tag == "li":
        return ClaseDeBloque.VINETA
    if elemento.tag in ("figcaption", "caption"):
        return ClaseDeBloque.ROTULO
    return de_fuera


def _primero(elemento: Elemento) -> int:
    desde = elemento.get("start", "1")
    return int(desde) if desde.isdecimal() and len(desde) < 7 else 1


def _legible(elemento: Elemento) -> Iterator[str]:
    """El texto de un elemento sin el de sus guiones y estilos."""
    if elemento.tag not in _NO_SON_TEXTO:
        yield elemento.text or ""
        for hijo in elemento:
            yield from _legible(hijo)
            yield hijo.tail or ""


def _letras(elemento: Elemento) -> int:
    return sum(len(trozo.strip()) for trozo in _legible(elemento))
