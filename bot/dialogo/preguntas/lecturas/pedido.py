"""Qué apartados de qué documento se piden y cuánto de ellos: «¿qué dice el capítulo II?», «la última parte», «los
principios en 3 puntos».

Se reconoce por la forma de toda la pregunta: lo que nombra un lugar del documento y, en lo que queda, ninguna palabra
que hable de otra cosa («¿qué dice el capítulo II de la confianza?» se busca).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.lecturas import formas, parrafos, rodeos
from bot.dialogo.preguntas.parte import fichas_vigentes, raices_del_tema
from bot.dialogo.turno import Contexto
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Ficha, Fragmento
from conocimiento.palabras import palabras, plegar, raices_con_sentido, raiz


@dataclass(frozen=True, slots=True)
class Apartado:
    """Un apartado de un documento: su título y sus fragmentos, en orden; sin ellos, solo se tiene el título."""

    titulo: str
    fragmentos: tuple[Fragmento, ...]

    @property
    def numero(self) -> str:
        """«2.1», o vacío."""
        hallado = re.match(r"\d+(?:\.\d+)*", self.titulo)
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


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que se pide leer: esos apartados (ninguno si no los tengo), tantos puntos (0 si no se dice) o todo."""

    texto: Texto
    elegidos: tuple[Apartado, ...]
    puntos: int = 0
    resumido: bool = False
    completo: bool = False
    corto: bool = False
    indice: bool = False
    parrafo: str = ""  # si es solo uno de un apartado, cuál: «el párrafo 2»


@dataclass(slots=True)
class _Busqueda:
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


def leer_pedido(contexto: Contexto, parte: str) -> Pedido | None:
    """Devuelve qué se pide leer; None si no se pide eso. De varios documentos, el primero que lo tiene."""
    plana, con_clausulas = formas.aplanada(parte), rodeos.con_sus_clausulas(parte)
    sin_el: Pedido | None = None
    for texto in textos_de(contexto):
        pedido = _pedido(texto, plana) or _pedido(texto, con_clausulas, con_rodeos=True)
        if pedido is not None and pedido.elegidos:
            return pedido
        sin_el = sin_el or pedido
    return sin_el


def pide_un_parrafo(parte: str) -> bool:
    """Dice si se pide un párrafo sin decir de qué («¿y el segundo párrafo?»): si algo se leyó, es de eso."""
    plana = formas.aplanada(parte)
    nombrados = parrafos.nombrados(plana)
    for hallado, _ in nombrados:
        plana = plana.replace(hallado.group(), " ")
    if not nombrados or formas.nombra_el_documento(plana):
        return False
    return formas.solo_pide(formas.sin_cuantos(plana), admitidas=frozenset(), del_apartado=False)


def textos_de(contexto: Contexto) -> Iterator[Texto]:
    """Los documentos vigentes con sus apartados; las respuestas oficiales no los tienen."""
    fichas = {ficha.documento: ficha for ficha in fichas_vigentes(contexto)}
    for documento, suyos in groupby(contexto.fragmentos, key=lambda uno: uno.documento):
        if documento in fichas and not documento.startswith(CARPETA_DE_RESPUESTAS):
            ficha = fichas[documento]
            apartados = [
                Apartado(titulo, tuple(grupo))
                for titulo, grupo in groupby(suyos, key=lambda uno: uno.apartado)
                if titulo
            ]
            titulos = {uno.titulo for uno in apartados}
            anunciados = dict.fromkeys(uno.apartado for uno in ficha.vacios if uno.apartado not in titulos)
            if apartados:
                yield Texto(ficha, (*apartados, *(Apartado(titulo, ()) for titulo in anunciados if titulo)))


def _pedido(texto: Texto, plana: str, *, con_rodeos: bool = False) -> Pedido | None:
    """Lo que se pide leer de un documento. Con rodeos, si se pide en poco: lo demás que se diga puede ser el motivo."""
    puntos, resumido = formas.cuantos_puntos(plana), formas.pide_resumir(plana)
    if con_rodeos and not formas.pide_poco(plana):
        return None
    es_indice = formas.INDICE.search(plana) is not None
    busqueda = _Busqueda(texto, plana, formas.sin_cuantos(plana), [])
    _por_parrafo(busqueda)
    del_capitulo = _por_capitulo(busqueda)
    for buscar in (_por_vecino, _por_numero, _por_lugar, _por_costumbre):
        buscar(busqueda)
    if puntos or resumido or busqueda.parrafo is not None or re.search(rf"\b{formas.SECCION}\b", plana):
        _por_nombre(busqueda)
    elegidos = tuple(uno for uno in texto.apartados if uno in busqueda.elegidos)
    de_un_lugar = bool(elegidos or busqueda.faltan or del_capitulo or busqueda.parrafo is not None or busqueda.desde)
    del_apartado = de_un_lugar or formas.nombra_el_documento(plana)
    if not (elegidos or busqueda.faltan):
        if es_indice:
            busqueda.resto = formas.INDICE.sub(" ", busqueda.resto)
            elegidos = texto.apartados
        elif del_capitulo:
            elegidos = del_capitulo
        elif (
            de_un_lugar
            or (formas.nombra_el_documento(plana) and formas.pide_leerlo(plana))
            or (formas.es_lo_principal(plana) and not con_rodeos)
        ):
            elegidos = texto.apartados
        else:
            return None
    if de_un_lugar and formas.es_de_lo_suyo(busqueda.resto):
        return None
    admitidas = raices_del_tema(texto.ficha) if del_apartado else frozenset[str]()
    admitidas |= {una for uno in elegidos if busqueda.elegidos for una in raices_con_sentido(uno.nombre)}
    if con_rodeos:
        del_documento = _raices_de(texto)
        if not rodeos.solo_rodea(plana, busqueda.resto, admitidas=admitidas, del_documento=del_documento):
            return None
    elif not formas.solo_pide(busqueda.resto, admitidas=admitidas, del_apartado=del_apartado):
        return None
    del_indice = es_indice and elegidos == texto.apartados
    pedido = Pedido(
        texto, elegidos, puntos, resumido, formas.pide_todo(plana), formas.pide_menos(plana), indice=del_indice
    )
    return _solo_su_parrafo(pedido, busqueda)


def _raices_de(texto: Texto) -> frozenset[str]:
    return frozenset(
        una for uno in texto.apartados for fragmento in uno.fragmentos for una in raices_con_sentido(fragmento.texto)
    )


def _solo_su_parrafo(pedido: Pedido, busqueda: _Busqueda) -> Pedido:
    """Lo mismo, pero solo el párrafo que se nombró, si se nombró uno; ninguno si no lo hay."""
    fragmentos = [fragmento for uno in pedido.elegidos for fragmento in uno.fragmentos]
    if busqueda.desde:
        elegido, cual = busqueda.desde, ""
    elif busqueda.parrafo is None or not fragmentos:
        return pedido
    else:
        todos, lugar = parrafos.parrafos_de(fragmentos), busqueda.parrafo
        if not -len(todos) <= lugar < len(todos):
            return replace(pedido, elegidos=())
        elegido, cual = todos[lugar], textos.un_parrafo(lugar)
    apartado = Apartado(elegido[0].apartado, elegido)
    return replace(pedido, elegidos=(apartado,), completo=False, parrafo=cual)


def _por_parrafo(busqueda: _Busqueda) -> None:
    """«El segundo párrafo», «el párrafo con que cierra», «donde empieza con finalmente»."""
    for hallado, lugar in parrafos.nombrados(busqueda.resto):
        busqueda.parrafo = lugar  # de dos, el último: «el primer párrafo: ¿y el segundo párrafo?»
        busqueda.quitar(*hallado.span())
    fragmentos = [fragmento for uno in busqueda.texto.apartados for fragmento in uno.fragmentos]
    palabras_suyas = parrafos.desde_esas_palabras(busqueda.resto, fragmentos)
    if palabras_suyas is not None:
        busqueda.desde = palabras_suyas[1]
        busqueda.quitar(palabras_suyas[0].inicio, palabras_suyas[0].fin)


def _por_vecino(busqueda: _Busqueda) -> None:
    """«Lo que viene después del concepto», «el que está antes de las conclusiones»."""
    apartados = [uno for uno in busqueda.texto.apartados if uno.fragmentos]
    for hallado in formas.JUNTO_A.finditer(busqueda.resto):
        for lugar, uno in enumerate(apartados):
            fin = _termina_de_nombrar(uno, busqueda.resto, hallado.end())
            vecino = lugar + (-1 if hallado["antes"] else 1)
            if fin and 0 <= vecino < len(apartados):
                busqueda.quitar(hallado.start(), fin)
                busqueda.elegidos.append(apartados[vecino])
                break


def _termina_de_nombrar(apartado: Apartado, resto: str, desde: int) -> int:
    """Dónde termina el nombre o el número de un apartado que empieza ahí; 0 si no es el suyo."""
    if apartado.numero and resto.startswith(apartado.numero, desde):
        return desde + len(apartado.numero)
    suyas = palabras(apartado.nombre)
    siguientes = list(re.finditer(r"\w+", resto[desde:]))[: len(suyas)]
    if tuple(raiz(una.group()) for una in siguientes) != tuple(map(raiz, suyas)):
        return 0
    return desde + siguientes[-1].end()


def _por_capitulo(busqueda: _Busqueda) -> tuple[Apartado, ...]:
    """Los del capítulo nombrado: todo el documento si es ese; si trae varios, los de ese. Si no está, se anota."""
    hallado = formas.CAPITULO.search(busqueda.resto)
    if hallado is None:
        return ()
    texto = busqueda.texto
    pedido = formas.entero(hallado.group(1)) if hallado.group(1) else formas.lugar_de(hallado.group(2)) + 1
    propio = re.search(r"\d+|\b[ivx]+\b", plegar(texto.ficha.capitulo))
    if propio is not None:
        suyos = texto.apartados if formas.entero(propio.group()) == pedido else ()
    else:
        titulos = [formas.CAPITULO.match(plegar(uno.titulo)) for uno in texto.apartados]
        suyos = tuple(
            uno
            for uno, titulo in zip(texto.apartados, titulos, strict=True)
            if (titulo and titulo.group(1) and formas.entero(titulo.group(1)) == pedido)
            or uno.numero.partition(".")[0] == str(pedido)
        )
    busqueda.tomar(hallado, suyos)
    busqueda.elegidos.clear()  # lo más preciso que además se nombre manda
    return suyos


def _por_numero(busqueda: _Busqueda) -> None:
    """«2.1», «sección 2,3»; el que no está cuenta si se nombra como sección o es de los de este documento."""
    apartados = busqueda.texto.apartados
    mayores = {uno.numero.partition(".")[0] for uno in apartados if uno.numero}
    se_lee = re.search(rf"\b(?:{formas.SECCION}|punto|capitulo|dice|trata)\b", busqueda.resto) is not None
    anterior = 0
    for hallado in formas.NUMERADO.finditer(busqueda.resto):
        numero = re.sub("[,-]", ".", hallado.group(1))
        suyos = tuple(uno for uno in apartados if uno.numero == numero or uno.numero.startswith(f"{numero}."))
        con_punto = numero == hallado.group(1)
        if suyos or se_lee or (con_punto and numero.partition(".")[0] in mayores):
            if suyos and busqueda.elegidos and formas.HASTA.fullmatch(busqueda.resto, anterior, hallado.start()):
                desde, hasta = apartados.index(busqueda.elegidos[-1]), apartados.index(suyos[0])
                suyos = (*apartados[desde:hasta], *suyos)
            busqueda.tomar(hallado, suyos)
            anterior = hallado.end()


def _por_lugar(busqueda: _Busqueda) -> None:
    """«La última parte», «la sección 3», «cómo termina el documento»."""
    apartados = busqueda.texto.apartados
    del_documento = formas.nombra_el_documento(busqueda.plana)
    if hallado := formas.VARIOS_EN_ORDEN.search(busqueda.resto):
        cuantos = formas.entero(hallado["cuantas"] or hallado["cuantos"])
        primeros = (hallado["antes"] or hallado["despues"]).startswith("primer")
        busqueda.tomar(hallado, apartados[:cuantos] if primeros else apartados[-cuantos:])
    for hallado in formas.EN_ORDEN.finditer(busqueda.resto):
        if "punto" not in hallado.group() or del_documento:
            lugar = formas.lugar_de(hallado.group(1) or hallado.group(2))
            busqueda.tomar(hallado, apartados[lugar:][:1] if lugar < len(apartados) else ())
    for hallado in formas.CONTADO.finditer(busqueda.resto):
        numero = formas.entero(hallado.group(1))
        suyos = tuple(uno for uno in apartados if uno.numero.split(".")[-1] == str(numero))
        if len(suyos) == 1:
            busqueda.tomar(hallado, suyos)
    for forma, lugar in ((formas.COMIENZO, 0), (formas.FINAL, -1)):
        if del_documento and (hallado := forma.search(busqueda.resto)):
            busqueda.tomar(hallado, (apartados[lugar],))


def _por_costumbre(busqueda: _Busqueda) -> None:
    """Las partes que todo documento suele tener, por su nombre."""
    for nombre, comienzo in formas.DE_COSTUMBRE.items():
        if hallado := re.search(rf"\b{comienzo}\w*", busqueda.resto):
            es_otra_cosa = nombre == "presentacion" or busqueda.resto[: hallado.start()].endswith(
                ("una ", "un ", "mi ")
            )
            suyos = tuple(uno for uno in busqueda.texto.apartados if plegar(uno.nombre).startswith(comienzo))
            if suyos or not es_otra_cosa:
                busqueda.tomar(hallado, suyos)


def _por_nombre(busqueda: _Busqueda) -> None:
    """Los apartados cuyo nombre entero está en la pregunta; si el de uno contiene el de otro, el más largo."""
    dichas = {raiz(palabra) for palabra in palabras(busqueda.resto)}
    nombres = [(uno, frozenset(raices_con_sentido(uno.nombre))) for uno in busqueda.texto.apartados]
    suyos = [(uno, suyas) for uno, suyas in nombres if suyas and suyas <= dichas]
    suyos = [(uno, suyas) for uno, suyas in suyos if not any(suyas < otras for _, otras in suyos)]
    if len({suyas for _, suyas in suyos}) < len(suyos):
        return  # dos con el mismo nombre: no se sabe cuál
    del_nombre = {una for _, suyas in suyos for una in suyas}
    busqueda.elegidos += [uno for uno, _ in suyos]
    for palabra in re.finditer(r"\w+", busqueda.resto):
        if raiz(palabra.group()) in del_nombre:
            busqueda.quitar(*palabra.span())
