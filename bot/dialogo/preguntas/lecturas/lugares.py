"""Qué apartados y párrafo de un documento se nombran en una pregunta."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.dialogo.preguntas.lecturas import cuanto, formas, parrafos
from conocimiento.modelo import Ficha, Fragmento
from conocimiento.palabras import palabras, plegar, raices_con_sentido, raiz

_NUMERO = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Apartado:
    """Un apartado de un documento: su título y sus fragmentos, en orden; sin ellos, solo se tiene el título."""

    titulo: str
    fragmentos: tuple[Fragmento, ...]

    @property
    def numero(self) -> str:
        """«2.1», o vacío."""
        # Se mira el de cada apartado de cada documento, y casi ninguno empieza con una cifra.
        hallado = _NUMERO.match(self.titulo) if self.titulo[:1].isdecimal() else None
        return hallado.group() if hallado else ""

    @property
    def nombre(self) -> str:
        """«Concepto»."""
        return self.titulo.lstrip("0123456789. ")


@dataclass(frozen=True, slots=True)
class Texto:
    """Un documento y sus apartados, en orden."""

    ficha: Ficha
    apartados: tuple[Apartado, ...]

    @property
    def titulos(self) -> list[str]:
        """Los de sus apartados."""
        return [uno.titulo for uno in self.apartados]


@dataclass(slots=True)
class Busqueda:
    """Los apartados que se van nombrando en una pregunta y lo que queda de ella."""

    texto: Texto
    plana: str
    resto: str
    elegidos: list[Apartado]
    faltan: bool = False  # se nombró uno que no está
    parrafo: int | None = None  # el que se nombró, desde 0 o desde el final
    desde: parrafos.Parrafo = ()  # lo que empieza con las palabras que se dicen

    def tomar(self, hallado: re.Match[str], apartados: tuple[Apartado, ...]) -> None:
        """Anota los que nombra lo hallado y lo quita de lo que queda."""
        self.quitar(hallado.start(), hallado.end())
        self.elegidos += apartados
        self.faltan |= not apartados

    def quitar(self, inicio: int, fin: int) -> None:
        """Pone espacios en lugar de lo que ya se leyó."""
        self.resto = self.resto[:inicio] + " " * (fin - inicio) + self.resto[fin:]


def puede_haber_lugares(resto: str) -> bool:
    """Dice si en lo que queda de una pregunta hay algo que pueda nombrar un lugar, sea de qué documento sea.

    Con cientos de documentos, mirarlo una vez y no en cada uno es casi todo lo que cuesta.
    """
    lugares = (formas.CAPITULO, formas.JUNTO_A, formas.NUMERADO, formas.VARIOS_EN_ORDEN, formas.EN_ORDEN)
    hechos = (forma for forma, _ in formas.POR_LO_QUE_HACE)
    return (
        any(forma.search(resto) for forma in (*lugares, formas.CONTADO, *hechos, formas.COMIENZO, formas.FINAL))
        or any(comienzo in resto for comienzo in formas.DE_COSTUMBRE.values())
        or parrafos.puede_nombrarse_uno(resto)
    )


def buscar_lugares(busqueda: Busqueda) -> tuple[Apartado, ...]:
    """Anota los apartados y el párrafo que se nombran; devuelve los del capítulo, si se nombra uno."""
    _por_parrafo(busqueda)
    del_capitulo = _por_capitulo(busqueda)
    for buscar in (_por_vecino, _por_numero, _por_lugar, _por_costumbre):
        buscar(busqueda)
    return del_capitulo


def _por_parrafo(busqueda: Busqueda) -> None:
    """«El segundo párrafo», «el párrafo con que cierra», «donde empieza con finalmente»."""
    for hallado, lugar in parrafos.nombrados(busqueda.resto):
        busqueda.parrafo = lugar  # de dos, el último: «el primer párrafo: ¿y el segundo párrafo?»
        busqueda.quitar(*hallado.span())
    palabras_suyas = parrafos.desde_esas_palabras(
        busqueda.resto, lambda: [fragmento for uno in busqueda.texto.apartados for fragmento in uno.fragmentos]
    )
    if palabras_suyas is not None:
        busqueda.desde = palabras_suyas[1]
        busqueda.quitar(palabras_suyas[0].inicio, palabras_suyas[0].fin)


def _por_vecino(busqueda: Busqueda) -> None:
    """«Lo que viene después del concepto», «el que está antes de las conclusiones»."""
    for hallado in formas.JUNTO_A.finditer(busqueda.resto):
        apartados = [uno for uno in busqueda.texto.apartados if uno.fragmentos]
        siguientes = list(re.finditer(r"\w+", busqueda.resto[hallado.end() :]))
        for lugar, uno in enumerate(apartados):
            fin = _termina_de_nombrar(uno, busqueda.resto, hallado.end(), siguientes)
            vecino = lugar + (-1 if hallado["antes"] else 1)
            if fin and 0 <= vecino < len(apartados):
                busqueda.quitar(hallado.start(), fin)
                busqueda.elegidos.append(apartados[vecino])
                break


def _termina_de_nombrar(apartado: Apartado, resto: str, desde: int, palabras_de_ahi: list[re.Match[str]]) -> int:
    """Dónde termina el nombre o el número de un apartado que empieza ahí; 0 si no es el suyo."""
    if apartado.numero and resto.startswith(apartado.numero, desde):
        return desde + len(apartado.numero)
    suyas = _raices_en_orden(apartado.nombre)
    siguientes = palabras_de_ahi[: len(suyas)]
    if not siguientes or tuple(raiz(una.group()) for una in siguientes) != suyas:
        return 0
    return desde + siguientes[-1].end()


def _por_capitulo(busqueda: Busqueda) -> tuple[Apartado, ...]:
    """Los del capítulo nombrado: todo el documento si es ese; si trae varios, los de ese. Si no está, se anota."""
    hallado = formas.CAPITULO.search(busqueda.resto)
    if hallado is None:
        return ()
    texto = busqueda.texto
    pedido = cuanto.entero(hallado.group(1)) if hallado.group(1) else formas.lugar_de(hallado.group(2)) + 1
    propio = re.search(r"\d+|\b[ivx]+\b", plegar(texto.ficha.capitulo))
    if propio is not None:
        suyos = texto.apartados if cuanto.entero(propio.group()) == pedido else ()
    else:
        titulos = [formas.CAPITULO.match(plegar(uno.titulo)) for uno in texto.apartados]
        suyos = tuple(
            uno
            for uno, titulo in zip(texto.apartados, titulos, strict=True)
            if (titulo and titulo.group(1) and cuanto.entero(titulo.group(1)) == pedido)
            or uno.numero.partition(".")[0] == str(pedido)
        )
    busqueda.tomar(hallado, suyos)
    busqueda.elegidos.clear()  # lo más preciso que además se nombre manda
    return suyos


def _por_numero(busqueda: Busqueda) -> None:
    """«2.1», «sección 2,3»; el que no está cuenta si se nombra como sección o es de los de este documento."""
    apartados = busqueda.texto.apartados
    hallados = list(formas.NUMERADO.finditer(busqueda.resto))
    if not hallados:
        return
    mayores = {uno.numero.partition(".")[0] for uno in apartados if uno.numero}
    se_lee = re.search(rf"\b(?:{formas.SECCION}|punto|capitulo|dice|trata)\b", busqueda.resto) is not None
    anterior = 0
    for hallado in hallados:
        numero = re.sub("[,-]", ".", hallado.group(1))
        suyos = tuple(uno for uno in apartados if uno.numero == numero or uno.numero.startswith(f"{numero}."))
        con_punto = numero == hallado.group(1)
        if suyos or se_lee or (con_punto and numero.partition(".")[0] in mayores):
            if suyos and busqueda.elegidos and formas.HASTA.fullmatch(busqueda.resto, anterior, hallado.start()):
                desde, hasta = apartados.index(busqueda.elegidos[-1]), apartados.index(suyos[0])
                suyos = (*apartados[desde:hasta], *suyos)
            busqueda.tomar(hallado, suyos)
            anterior = hallado.end()


def _por_lugar(busqueda: Busqueda) -> None:
    """«La última parte», «la sección 3», «cómo termina el documento»."""
    apartados = busqueda.texto.apartados
    del_documento = formas.nombra_el_documento(busqueda.plana)
    if hallado := formas.VARIOS_EN_ORDEN.search(busqueda.resto):
        cuantos = cuanto.entero(hallado["cuantas"] or hallado["cuantos"])
        primeros = (hallado["antes"] or hallado["despues"]).startswith("primer")
        busqueda.tomar(hallado, apartados[:cuantos] if primeros else apartados[-cuantos:])
    for hallado in formas.EN_ORDEN.finditer(busqueda.resto):
        if "punto" not in hallado.group() or del_documento:
            lugar = formas.lugar_de(hallado.group(1) or hallado.group(2))
            busqueda.tomar(hallado, apartados[lugar:][:1] if lugar < len(apartados) else ())
    for hallado in formas.CONTADO.finditer(busqueda.resto):
        numero = cuanto.entero(hallado.group(1))
        suyos = tuple(uno for uno in apartados if uno.numero.split(".")[-1] == str(numero))
        if len(suyos) == 1:
            busqueda.tomar(hallado, suyos)
    for forma, lugar in formas.POR_LO_QUE_HACE:
        if hallado := forma.search(busqueda.resto):
            busqueda.tomar(hallado, (apartados[lugar],))
    for forma, lugar in ((formas.COMIENZO, 0), (formas.FINAL, -1)):
        if del_documento and (hallado := forma.search(busqueda.resto)):
            busqueda.tomar(hallado, (apartados[lugar],))


def _por_costumbre(busqueda: Busqueda) -> None:
    """Las partes que todo documento suele tener, por su nombre."""
    for nombre, comienzo in formas.DE_COSTUMBRE.items():
        # Mirar antes si está cuesta mucho menos que buscarlo, y se hace en cada documento.
        if comienzo in busqueda.resto and (hallado := re.search(rf"\b{comienzo}\w*", busqueda.resto)):
            es_otra_cosa = nombre == "presentacion" or busqueda.resto[: hallado.start()].endswith(
                ("una ", "un ", "mi ")
            )
            suyos = tuple(uno for uno in busqueda.texto.apartados if plegar(uno.nombre).startswith(comienzo))
            if suyos or not es_otra_cosa:
                busqueda.tomar(hallado, suyos)


@lru_cache(32_768)
def _raices_en_orden(nombre: str) -> tuple[str, ...]:
    return tuple(map(raiz, palabras(nombre)))


@lru_cache(32_768)
def _raices_del_nombre(nombre: str) -> frozenset[str]:
    return frozenset(raices_con_sentido(nombre))


def por_nombre(busqueda: Busqueda) -> None:
    """Los apartados cuyo nombre entero está en la pregunta; si el de uno contiene el de otro, el más largo."""
    dichas = {raiz(palabra) for palabra in palabras(busqueda.resto)}
    nombres = [(uno, _raices_del_nombre(uno.nombre)) for uno in busqueda.texto.apartados]
    suyos = [(uno, suyas) for uno, suyas in nombres if suyas and suyas <= dichas]
    suyos = [(uno, suyas) for uno, suyas in suyos if not any(suyas < otras for _, otras in suyos)]
    if len({suyas for _, suyas in suyos}) < len(suyos):
        return  # dos con el mismo nombre: no se sabe cuál
    del_nombre = {una for _, suyas in suyos for una in suyas}
    busqueda.elegidos += [uno for uno, _ in suyos]
    for palabra in re.finditer(r"\w+", busqueda.resto):
        if raiz(palabra.group()) in del_nombre:
            busqueda.quitar(*palabra.span())
