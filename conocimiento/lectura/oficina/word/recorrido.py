"""Un .docx, párrafo a párrafo, en el orden en que se lee y solo lo que se ve."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from zipfile import ZipFile

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.encabezados import LARGO_DE_TITULO, abre_apartado
from conocimiento.lectura.formatos.arbol import Elemento
from conocimiento.lectura.formatos.comprimidos import abrir_comprimido, leer_xml, parte_principal, partes_de
from conocimiento.lectura.oficina.armado import Armado
from conocimiento.lectura.oficina.numeros import VINETA
from conocimiento.lectura.oficina.titulos import nivel_por_su_forma
from conocimiento.lectura.oficina.word.estilos import LETRA_DIMINUTA, Apariencia, Estilos
from conocimiento.lectura.oficina.word.marcas import COMPATIBLE, DIBUJO, MATEMATICA, W, camino, encendido, valor
from conocimiento.lectura.oficina.word.numeracion import Numeracion
from conocimiento.lectura.oficina.word.tablas import Debajo, celdas_de, es_de_maqueta, filas_de, se_borro, se_oculta
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura, extender

_PAPEL = ("FFFFFF",)
_BORRADO = {W + "del", W + "moveFrom"}
_AGREGADO = {W + "ins", W + "moveTo"}
_NO_SON_TEXTO = {
    COMPATIBLE + "Fallback",  # lo mismo que `Choice`, para un Word antiguo
    *(W + nombre for nombre in ("pPr", "rPr", "instrText", "delText", "delInstrText", "rt", "sdtPr")),
}
_ESPACIOS = {W + "tab", W + "br", W + "cr", W + "ptab"}
_LLAMADAS = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}

_Pieza = tuple[str, bool]


def leer_word(ruta: Path) -> Lectura:
    """Lee un .docx. Raises `ErrorDeLectura` si está dañado o protegido."""
    with abrir_comprimido(ruta) as abierto:
        principal = parte_principal(abierto)
        raiz = leer_xml(abierto, principal)
        cuerpo = None if raiz is None else raiz.find(camino("body"))
        if raiz is None or cuerpo is None:
            raise ErrorDeLectura(ruta, motivos.danado(clase="un Word"))
        lector = _Lector(abierto, partes_de(abierto, principal))
        lector.leer(cuerpo, valor(raiz, "background", atributo="color"))
        return lector.armado.lectura("docx", _titulo_dicho(abierto))


def _titulo_dicho(abierto: ZipFile) -> str:
    propiedades = leer_xml(abierto, "docProps/core.xml")
    titulo = None if propiedades is None else propiedades.find("{http://purl.org/dc/elements/1.1/}title")
    return "" if titulo is None else titulo.text or ""


class _Lector:
    def __init__(self, abierto: ZipFile, partes: dict[str, str]) -> None:
        def parte(clase: str) -> Elemento | None:
            return leer_xml(abierto, partes[clase]) if clase in partes else None

        def hijos(clase: str) -> tuple[Elemento, ...]:
            raiz = parte(clase)
            return () if raiz is None else tuple(raiz)

        self.armado = Armado()
        self._estilos = Estilos(parte("styles"))
        self._numeracion = Numeracion(parte("numbering"))
        self._muestra_el_fondo = encendido(parte("settings"), "displayBackgroundShape") is True
        self._notas = {
            (clase, nota.get(W + "id", "")): nota
            for clase in _LLAMADAS.values()
            for nota in hijos(clase)
            if not nota.get(W + "type", "").endswith(("eparator", "Notice"))
        }
        self._por_poner: list[Elemento] = []
        self._cajas: list[Elemento] = []
        for comentario in hijos("comments"):
            self.armado.avisar(ClaseDeAviso.CAMBIOS_SIN_ACEPTAR, "".join(comentario.itertext()))

    def leer(self, cuerpo: Elemento, fondo: str) -> None:
        """Lee el documento. `fondo`: el color de la página, si se muestra."""
        pagina = (fondo,) if self._muestra_el_fondo and fondo not in ("", "auto") else _PAPEL
        self._de_cuerpo(cuerpo, pagina)
        self._poner_notas()

    def _de_cuerpo(self, contenedor: Elemento, fondos: tuple[str, ...], de_fuera: tuple[Elemento, ...] = ()) -> None:
        for hijo in contenedor:
            if hijo.tag == W + "p":
                self._de_parrafo(hijo, fondos, de_fuera)
            elif hijo.tag == W + "tbl":
                self._de_tabla(hijo, fondos)
            elif hijo.tag in _BORRADO:
                self._avisar_cambio(hijo)
            elif hijo.tag not in _NO_SON_TEXTO:
                self._de_cuerpo(hijo, fondos, de_fuera)

    def _de_parrafo(self, parrafo: Elemento, fondos: tuple[str, ...], de_fuera: tuple[Elemento, ...]) -> None:
        texto, resaltado = self._texto(parrafo, fondos, de_fuera)
        rotulo = self._rotulo(parrafo)  # uno sin texto también cuenta en su lista
        if texto:
            self._agregar(parrafo, rotulo, texto, resaltado)
        cajas, self._cajas = self._cajas, []
        for caja in cajas:
            self._de_cuerpo(caja, _PAPEL)

    def _rotulo(self, parrafo: Elemento) -> str:
        lista, nivel, estilo = self._estilos.numeracion(parrafo)
        return self._numeracion.rotular(lista, nivel, estilo) if lista else ""

    def _agregar(self, parrafo: Elemento, rotulo: str, texto: str, resaltado: str) -> None:
        completo = f"{rotulo} {texto}".strip()
        nivel = self._estilos.nivel(parrafo) if len(completo) <= LARGO_DE_TITULO else 0
        if not nivel and rotulo != VINETA:
            nivel = nivel_por_su_forma(completo, resaltado == texto)
        if self._estilos.es_indice(parrafo) or self._estilos.es_leyenda(parrafo):
            self.armado.agregar(ClaseDeBloque.ROTULO, completo)
        elif nivel and not abre_apartado(completo):
            self._poner_notas()
            self.armado.agregar(ClaseDeBloque.TITULO, completo, nivel)
        elif rotulo and not abre_apartado(completo):
            self.armado.agregar(ClaseDeBloque.VINETA, completo)
        else:
            self.armado.agregar(ClaseDeBloque.PARRAFO, completo, resaltado=f"{rotulo} {resaltado}".strip())

    def _poner_notas(self) -> None:
        """Las del apartado que acaba, después de él: dentro partirían una oración."""
        notas, self._por_poner = self._por_poner, []
        for nota in notas:
            self.armado.agregar(ClaseDeBloque.NOTA, self._texto_de_varios(nota, _PAPEL, ()))

    def _de_tabla(self, tabla: Elemento, fondos: tuple[str, ...]) -> None:
        filas = [fila for fila in filas_de(tabla) if self._cuenta(fila)]
        if not filas:
            return
        debajo = Debajo(tabla, self._estilos, fondos)
        de_maqueta = es_de_maqueta(filas, self._estilos)
        lugares: list[list[int | None]] = []
        textos: dict[int, str] = {}
        for numero, fila in enumerate(filas):
            leida: list[int | None] = []
            for celda in celdas_de(fila):
                columna = len(leida)
                suyos, letras = debajo.fondos(numero, columna, celda.elemento), debajo.letras(numero, columna)
                if de_maqueta:
                    self._de_cuerpo(celda.elemento, suyos, letras)
                    continue
                texto = self._texto_de_varios(celda.elemento, suyos, letras)
                suya: int | None = len(textos)
                if celda.repite and not texto and lugares and columna < len(lugares[-1]):
                    suya = lugares[-1][columna]
                else:
                    textos[len(textos)] = texto
                leida += [suya] * celda.ancho
            lugares.append(leida)
        if not de_maqueta:
            self.armado.agregar_tabla(extender(lugares, textos))
            cajas, self._cajas = self._cajas, []
            for caja in cajas:
                self._de_cuerpo(caja, _PAPEL)

    def _cuenta(self, fila: Elemento) -> bool:
        if se_borro(fila):
            self._avisar_cambio(fila)
            return False
        if se_oculta(fila):
            self.armado.avisar(ClaseDeAviso.TEXTO_INVISIBLE, "".join(fila.itertext()))
            return False
        return True

    def _texto_de_varios(self, contenedor: Elemento, fondos: tuple[str, ...], de_fuera: tuple[Elemento, ...]) -> str:
        """Los párrafos de una celda o de una nota, seguidos."""
        textos: list[str] = []
        for parrafo in contenedor.iter(W + "p"):
            if any(padre.tag == W + "txbxContent" for padre in parrafo.iterancestors()):
                continue  # está en una caja, que se lee después
            texto, _ = self._texto(parrafo, fondos, de_fuera)
            rotulo = self._rotulo(parrafo)
            textos += [f"{rotulo} {texto}".strip()] if texto else []
        return " ".join(textos)

    def _texto(self, parrafo: Elemento, fondos: tuple[str, ...], de_fuera: tuple[Elemento, ...]) -> tuple[str, str]:
        """Lo que se ve de un párrafo, y lo que va en negrita al comienzo."""
        apariencia, fondo = self._estilos.de_parrafo(parrafo, de_fuera)
        piezas = list(self._piezas(parrafo, apariencia, (fondo,) if fondo else fondos))
        en_negrita = takewhile(lambda pieza: pieza[1] or not pieza[0].strip(), piezas)
        return "".join(texto for texto, _ in piezas).strip(), "".join(texto for texto, _ in en_negrita).strip()

    def _piezas(self, elemento: Elemento, apariencia: Apariencia, fondos: tuple[str, ...]) -> Iterator[_Pieza]:
        """Cada trozo de texto visible y si va en negrita; anota las cajas y las notas que cuelgan de él."""
        for hijo in elemento:
            if hijo.tag in _BORRADO:
                self._avisar_cambio(hijo)
            elif hijo.tag == W + "r":
                propia = self._estilos.de_letras(hijo, apariencia)
                texto = "".join(self._de_tanda(hijo))
                if not propia.se_ve(fondos):
                    if texto.strip():
                        self.armado.avisar(ClaseDeAviso.TEXTO_INVISIBLE, texto)
                    continue
                if propia.tamano < LETRA_DIMINUTA and texto.strip():
                    self.armado.avisar(ClaseDeAviso.LETRA_DIMINUTA, texto)
                yield texto, propia.negrita
            elif hijo.tag == MATEMATICA + "t":
                yield hijo.text or "", apariencia.negrita
            elif hijo.tag not in _NO_SON_TEXTO:
                if hijo.tag in _AGREGADO:
                    self._avisar_cambio(hijo)
                yield from self._piezas(hijo, apariencia, fondos)

    def _de_tanda(self, elemento: Elemento) -> Iterator[str]:
        for hijo in elemento:
            if hijo.tag in (W + "t", MATEMATICA + "t"):
                yield hijo.text or ""
            elif hijo.tag in _ESPACIOS:
                yield " "
            elif hijo.tag == W + "noBreakHyphen":
                yield "-"
            elif hijo.tag == W + "sym":
                yield VINETA
            elif hijo.tag in _LLAMADAS:
                nota = self._notas.get((_LLAMADAS[hijo.tag], hijo.get(W + "id", "")))
                self._por_poner += [] if nota is None else [nota]
            elif hijo.tag == W + "txbxContent":
                self._cajas.append(hijo)
            elif hijo.tag not in _NO_SON_TEXTO and not self._es_figura_oculta(hijo):
                yield from self._de_tanda(hijo)

    def _es_figura_oculta(self, elemento: Elemento) -> bool:
        datos = elemento.find(f"*/{DIBUJO}docPr")
        oculta = (datos is not None and datos.get("hidden", "") in ("1", "true")) or (
            "visibility:hidden" in elemento.get("style", "").replace(" ", "")
        )
        if oculta:
            self.armado.avisar(ClaseDeAviso.TEXTO_INVISIBLE, "".join(elemento.itertext()))
        return oculta

    def _avisar_cambio(self, elemento: Elemento) -> None:
        if cambiado := "".join(elemento.itertext()).strip():
            self.armado.avisar(ClaseDeAviso.CAMBIOS_SIN_ACEPTAR, cambiado)
