"""La lista de actores: se leen como la gente los escribe, y lo que no está claro se pregunta."""

from dataclasses import replace

from bot.entrevista.esquema import Campo, Catalogos, Pregunta, TipoActor
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.actores.dudas import con_lo_sobreentendido, corregir_cuenta, preguntar_lugar, preguntar_tipo
from bot.entrevista.valores.actores.nombres import (
    Nombrado,
    lineas_de_actores,
    nombrados,
    nombrar_entero,
    partes_de_linea,
    son_claros,
)
from bot.entrevista.valores.actores.reconocer import clases_de_actor, nombra_solo_a, reconocer_actor, tipo_calificado
from bot.entrevista.valores.definicion import Muestra, Tipo, TipoDeCampo, en_lista
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido, no_se_sabe
from bot.entrevista.valores.textos import leer_elegida, mostrar_elegida, si_solo_elige, una_opcion
from conocimiento.expresiones import diferida
from conocimiento.palabras import UN_MES_CON_ERRATAS, comparable, sin_signos

LARGO_MAXIMO_NOMBRE = 150
PALABRAS_DE_MAS = 2
"""Cuántas se agregan al decir qué es: «una municipalidad chica de la sierra». Con más, puede decirse otra cosa."""
LINEAS_POR_ACTOR = 4
"""Hasta cuántas pueden hablar de uno; con más, no es una lista de actores."""
_NADIE = diferida(
    r"(?:por ahora |todavia |aun )?(?:ningun[oa]?|nadie|sol[oa]s?|solamente|unicamente|nosotr[oa]s|n a|na|nada"
    r"|no (?:hay|tengo|tenemos|aplica|corresponde|existen?|hay nadie|sabemos)|sin (?:actores|socios|aliados))"
    r"(?: (?:mas|otr[oa]s?|actor(?:es)?|soci[oa]s?|aliad[oa]s?|yo|nosotr[oa]s|sol[oa]s?|por ahora|todavia|aun|nadie))*"
    r"|l[oa]s mism[oa]s(?: de siempre)?(?: pues)?"
)
_NO_ES_UN_ACTOR = diferida(
    rf"(para |en |desde |hasta )?({UN_MES_CON_ERRATAS})( (de|del))?( \d{{4}})?"
    r"|(unos |unas |como |casi |aprox\w* |mas de )?(s/\.? ?|us\$ ?|\$ ?|€ ?)?[\d.,/ -]+( ?(mil|millon(es)?))?"
    r"( (de )?(mes(es)?|anos?|dias?|soles|dolares|euros|familias|personas))?"
)


def leer_actores(texto: str, entorno: Entorno, minimo: int, maximo: int) -> Lectura:
    """Lee actores, uno por línea o seguidos, con su tipo entre paréntesis o deducido del nombre.

    El valor es una lista de `{"nombre": …, "tipo": … | None}`, sin repetir ni incluir a quien propone; con
    `"detalle"`, lo que se contó de ese actor. Lo dudoso se pregunta: si son varios, si es un lugar, qué ONG es.
    """
    catalogos = entorno.catalogos
    if (corregido := corregir_cuenta(texto, entorno.en_duda)) is not None:
        if not corregido:
            return Explicacion("no me sale la misma cuenta; escríbalos otra vez, uno por línea")
        return _comprobar(_distintos(nombrados(corregido, catalogos), entorno), entorno, minimo, maximo)
    lineas = [linea for linea in lineas_de_actores(texto) if not _no_es_nadie(linea)]
    if len(lineas) > LINEAS_POR_ACTOR * maximo:
        return _demasiados(len(lineas), maximo)
    if len(lineas) == 1 and len(partes := partes_de_linea(lineas[0])) > 1:
        separados = _distintos(nombrados(partes, catalogos), entorno)
        juntos = nombrar_entero(lineas[0], catalogos)
        claros = all(son_claros(uno, catalogos) for uno in separados) or len(juntos.nombre) > LARGO_MAXIMO_NOMBRE
        if len(separados) > 1 and claros:
            return _comprobar(separados, entorno, minimo, maximo)
        if len(separados) > 1:
            todos = " · ".join(uno.nombre for uno in separados)
            return Pide(
                f"¿Son {len(separados)} actores o es uno solo? Leí: {todos}.",
                (
                    (f"Son {len(separados)}", _valor(separados)),
                    ("Es uno solo", _valor([juntos])),
                ),
            )
    return _comprobar(_distintos(nombrados(lineas, catalogos), entorno), entorno, minimo, maximo)


def leer_lineas(lineas: list[str], catalogos: Catalogos, proponente: str) -> list[dict[str, Valor]]:
    """Convierte cada línea en un actor; quita viñetas, repetidos y al proponente."""
    entorno = Entorno(catalogos, proponente=proponente)
    hallados = nombrados([linea for dicha in lineas for linea in lineas_de_actores(dicha)], catalogos)
    return [_dato(uno) for uno in _distintos(hallados, entorno)]


def mostrar_actores(valor: Valor, tipos: tuple[TipoActor, ...]) -> str:
    """«GIZ: Fuente cooperante; Fundación Sol: falta saber qué es»."""
    lista = valor if isinstance(valor, list) else []
    return "; ".join(_con_etiqueta(dato, tipos) for dato in lista if isinstance(dato, dict))


def _comprobar(actores: list[Nombrado], entorno: Entorno, minimo: int, maximo: int) -> Lectura:
    """La lista, si cada uno es una organización; si alguno es un lugar o no se sabe qué ONG es, se pregunta."""
    if any(not 3 <= len(uno.nombre) <= LARGO_MAXIMO_NOMBRE for uno in actores):
        return Explicacion(f"cada nombre debe tener entre 3 y {LARGO_MAXIMO_NOMBRE} caracteres, uno por línea")
    if len(actores) < minimo:
        return Explicacion("no encontré ningún actor distinto de su organización")
    if ajeno := next((uno.nombre for uno in actores if _NO_ES_UN_ACTOR.fullmatch(comparable(uno.nombre))), None):
        return Explicacion("eso no es una organización; escriba el nombre de cada actor, uno por línea", ajeno)
    if len(actores) > maximo:
        return _demasiados(len(actores), maximo)
    catalogos = entorno.catalogos
    if (duda := preguntar_lugar(actores, catalogos)) is not None:
        return Pide(duda.pregunta, tuple((etiqueta, _valor(lista)) for etiqueta, lista in duda.opciones))
    if (duda := preguntar_tipo(actores, catalogos)) is not None:
        return Pide(duda.pregunta, tuple((etiqueta, _valor(lista)) for etiqueta, lista in duda.opciones))
    valor = _valor(actores)
    return Valido(valor, mostrar_actores(valor, catalogos.tipos_actor))


def _demasiados(cuantos: int, maximo: int) -> Explicacion:
    return Explicacion(f"son {cuantos} y caben hasta {maximo}; deje los principales")


def _distintos(hallados: list[Nombrado], entorno: Entorno) -> list[Nombrado]:
    """Sin repetir ni incluir a quien propone; lo que se contó de uno repetido se junta."""
    vistos: dict[str, int] = {}
    distintos: list[Nombrado] = []
    for uno in con_lo_sobreentendido(hallados, entorno.catalogos):
        clave = comparable(uno.nombre)
        if clave == comparable(entorno.proponente) or _no_es_nadie(uno.nombre):
            continue
        if clave in vistos:
            previo = distintos[vistos[clave]]
            junto = "; ".join(filter(None, dict.fromkeys((previo.detalle, uno.detalle))))
            distintos[vistos[clave]] = replace(previo, detalle=junto)
        else:
            vistos[clave] = len(distintos)
            distintos.append(uno)
    return distintos


def _valor(actores: list[Nombrado]) -> Valor:
    return [_dato(uno) for uno in actores]


def _dato(uno: Nombrado) -> dict[str, Valor]:
    dato: dict[str, Valor] = {"nombre": uno.nombre, "tipo": uno.tipo}
    return dato | {"detalle": uno.detalle} if uno.detalle else dato


def _no_es_nadie(nombre: str) -> bool:
    return no_se_sabe(nombre) or _NADIE.fullmatch(sin_signos(nombre.replace("/", " "))) is not None


def _con_etiqueta(actor: dict[str, Valor], tipos: tuple[TipoActor, ...]) -> str:
    etiqueta = next((tipo.etiqueta for tipo in tipos if tipo.valor == actor.get("tipo")), "falta saber qué es")
    detalle = f" ({actor['detalle']})" if actor.get("detalle") else ""
    return f"{actor.get('nombre')}: {etiqueta}{detalle}"


def _leer_clase(pregunta: Pregunta, texto: str, entorno: Entorno) -> Lectura:
    """Una de las opciones; «una ONG alemana» dice cuál aunque no se llame como ninguna."""
    calificado = tipo_calificado(texto, entorno.catalogos.tipos_actor)
    tipo = calificado[0] if calificado is not None else None
    opcion = next((opcion for opcion in pregunta.opciones if opcion.valor == tipo), None)
    if opcion is not None:
        return si_solo_elige(texto, Valido(opcion.valor, opcion.etiqueta), pregunta.opciones, PALABRAS_DE_MAS)
    return si_solo_elige(texto, leer_elegida(pregunta, texto, entorno), pregunta.opciones, PALABRAS_DE_MAS)


def _leer_actor(_campo: Campo, texto: str, entorno: Entorno) -> Lectura:
    """El actor que se nombra; si se dice más que su nombre («la JASS con la muni»), lo dicho."""
    actor = reconocer_actor(texto, entorno.actores)
    return Valido(actor if nombra_solo_a(texto, actor) else texto)


def _es_conocido(_campo: Campo, texto: str, entorno: Entorno) -> bool:
    actor = reconocer_actor(texto, entorno.actores)
    return actor in entorno.actores and nombra_solo_a(texto, actor)


_LISTAS_DE_MUESTRA: tuple[tuple[tuple[str, str | None], ...], ...] = (
    (("Municipalidad de Celendín", "gob_local"), ("Cooperación Andina", "fuente"), ("Agua Limpia", "empresa")),
    (("Universidad de Cajamarca", "academia"),),
    (("Municipalidad de Celendín", "gob_local"), ("Fundación Sol", None)),
)


def _muestra(_pregunta: Pregunta, muestra: Muestra) -> Valor:
    lugar = -1 if muestra.a_medias else muestra.variante % len(_LISTAS_DE_MUESTRA)
    return [{"nombre": nombre, "tipo": tipo} for nombre, tipo in _LISTAS_DE_MUESTRA[lugar]]


TIPOS = {
    "actores": Tipo(
        leer=lambda pregunta, texto, entorno: leer_actores(texto, entorno, pregunta.minimo or 1, pregunta.maximo or 12),
        muestra=_muestra,
        mostrar=lambda _, valor, catalogos: mostrar_actores(valor, catalogos.tipos_actor),
        con_numero=en_lista,
        largo=None,
        minutos=1.0,
        es_lista=True,
        es_libre=True,
        trae_otras=False,
    ),
    "clase_actor": Tipo(
        leer=_leer_clase,
        muestra=una_opcion,
        mostrar=mostrar_elegida,
        opciones_de=clases_de_actor,
        minutos=0.2,
        es_estricto=True,
        trae_otras=False,
    ),
}

CAMPOS = {
    "actor": TipoDeCampo(
        leer=_leer_actor,
        muestra=lambda campo, muestra: (
            muestra.nombres[muestra.variante % len(muestra.nombres)] if muestra.nombres else muestra.texto
        ),
        reconoce=_es_conocido,
        es_libre=True,
        nombra_actor=True,
    ),
}
