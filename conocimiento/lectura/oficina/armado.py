"""El texto canónico de un archivo sin páginas, armado bloque a bloque, y lo que hay que avisar de él."""

from collections.abc import Sequence

from conocimiento.lectura.blancos import sin_invisibles
from conocimiento.lectura.encabezados import (
    COLA_DE_TITULO,
    NIVEL_DE_ARTICULO,
    Anidado,
    articulo_de,
    con_su_escritura,
    mostrar,
    titulo_util,
)
from conocimiento.lectura.valores import CELDA, Aviso, Bloque, ClaseDeAviso, ClaseDeBloque, Lectura
from conocimiento.modelo import Tramo

ENTRE_BLOQUES = "\n\n"
MUESTRA = 80


class Armado:
    """Recoge los bloques en orden de lectura y los avisos; `lectura` da el valor."""

    def __init__(self) -> None:
        self._trozos: list[str] = []
        self._largo = 0
        self._bloques: list[Bloque] = []
        self._anidado = Anidado()
        self._avisos: dict[tuple[ClaseDeAviso, str], tuple[int, str]] = {}

    def avisar(self, clase: ClaseDeAviso, muestra: str = "", cuantas: int = 1) -> None:
        """Cuenta algo que mirar; queda la primera muestra. Cada hoja oculta se avisa aparte, con su nombre."""
        clave = (clase, muestra if clase is ClaseDeAviso.HOJA_OCULTA else "")
        habia, primera = self._avisos.get(clave, (0, ""))
        self._avisos[clave] = (habia + cuantas, primera or sin_invisibles(muestra)[0][:MUESTRA])

    def agregar(self, clase: ClaseDeBloque, texto: str, nivel: int = 0, resaltado: str = "") -> None:
        """Un bloque de una sola pieza; lo vacío no se agrega.

        Un título lleva su `nivel`, de 1 en adelante; un párrafo, el `resaltado` con que empieza, que puede ser el
        epígrafe de un artículo.
        """
        limpio = self._limpiar(texto)
        if not limpio:
            return
        inicio = self._escribir(limpio)
        apartado = ""
        if clase is ClaseDeBloque.TITULO:
            apartado = self._anidado.titulo(mostrar(COLA_DE_TITULO.sub("", limpio)))
        elif clase is ClaseDeBloque.PARRAFO:
            apartado = articulo_de(limpio, self._anidado, resaltado)
            nivel = NIVEL_DE_ARTICULO if apartado else 0
        self._bloques.append(Bloque(clase, inicio, inicio + len(limpio), apartado, nivel))

    def agregar_tabla(self, filas: Sequence[Sequence[str]]) -> None:
        """Una tabla, la primera fila su cabecera. Las filas y las columnas sin nada no cuentan."""
        limpias = [[self._limpiar(celda) for celda in fila] for fila in filas]
        ancho = max(map(len, limpias), default=0)
        iguales = [[*fila, *[""] * (ancho - len(fila))] for fila in limpias if any(fila)]
        columnas = [lugar for lugar in range(ancho) if any(fila[lugar] for fila in iguales)]
        renglones = [CELDA.join(fila[lugar] for lugar in columnas).strip() for fila in iguales]
        if not renglones:
            return
        inicio = self._escribir("\n".join(renglones))
        tramos: list[Tramo] = []
        for renglon in renglones:
            desde = tramos[-1].fin + 1 if tramos else inicio
            tramos.append(Tramo(desde, desde + len(renglon)))
        self._bloques.append(Bloque(ClaseDeBloque.TABLA, inicio, tramos[-1].fin, filas=tuple(tramos)))

    def lectura(self, formato: str, titulo: str = "") -> Lectura:
        """Lo armado. `titulo` es el que dice el archivo; si no sirve, vale el primero del texto."""
        texto = "".join(self._trozos)
        bloques = con_su_escritura(texto, self._bloques)
        primero = next((uno.apartado for uno in bloques if uno.clase is ClaseDeBloque.TITULO), "")
        avisos = tuple(Aviso(clase, 0, *dicho) for (clase, _), dicho in self._avisos.items())
        return Lectura(texto, tuple(bloques), (), avisos, titulo_util(titulo) or primero, formato)

    def _limpiar(self, texto: str) -> str:
        limpio, escondidos = sin_invisibles(texto)
        if escondidos:
            self.avisar(ClaseDeAviso.TEXTO_INVISIBLE, limpio, escondidos)
        return limpio

    def _escribir(self, texto: str) -> int:
        """Escribe un bloque y devuelve dónde empieza."""
        if self._trozos:
            texto_previo = ENTRE_BLOQUES
            self._trozos.append(texto_previo)
            self._largo += len(texto_previo)
        inicio = self._largo
        self._trozos.append(texto)
        self._largo += len(texto)
        return inicio
