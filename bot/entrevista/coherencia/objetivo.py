"""Reglas sobre el objetivo, los ODS que se indican, la población y las metas con que se mediría lo logrado."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from re import Pattern

from bot.entrevista.coherencia.hallado import Clave, Hallado, Palabra, frase_con, patron_de
from bot.entrevista.esquema import Regla, Unidades
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cifras.gente import clase_de_gente, gente_en, total_dicho
from bot.entrevista.valores.cifras.lector import Duda
from bot.entrevista.valores.cifras.numeros import TIEMPO, es_anio, es_porcentaje, leer_numeros
from bot.entrevista.valores.cifras.trozos import trozos_de
from bot.entrevista.valores.lectura import plegadas
from bot.entrevista.visible import Visible
from conocimiento.expresiones import diferida
from conocimiento.palabras import VACIAS, palabras, plano, raiz

LARGO_DE_OBJETIVO = 30  # letras
LARGO_DE_POBLACION = 10
PERSONAS_POR_FAMILIA = 7
"""Más que las que viven juntas casi en cualquier parte: con más, la meta no cabe en esas familias."""
EXCESO_ADMITIDO = 1.02
_DE_FAMILIAS = ("famil", "hogar")
_CUALQUIERA = frozenset({"person", "habit", "poblador", "benefici", "beneficiari", "ciudadan", "vecin", "usuari"})
"""Raíces con que se cuenta a todos, sean quienes sean."""


def falta_objetivo(visible: Visible, _regla: Regla) -> Hallado | None:
    """Falta el objetivo común o es muy breve."""
    clave = visible.entrevista.papeles.objetivo
    valor = visible.valor(clave)
    if isinstance(valor, str) and len(valor) >= LARGO_DE_OBJETIVO:
        return None
    return Hallado(pendiente=visible.es_pendiente(clave))


def solo_lo_propio(
    visible: Visible,
    regla: Regla,
    en: tuple[Clave, ...],
    tajantes: tuple[Palabra, ...] = (),
    tambien_en: tuple[Clave, ...] = (),
    clientela: tuple[Palabra, ...] = (),
    del_negocio: tuple[Palabra, ...] = (),
) -> Hallado | None:
    """La primera de esas respuestas habla de lo propio y no de otros, y en alguna así está lo de la regla o su nombre.

    O, también en otras, se dice de una manera tajante («es para nosotros»). Quien le compra (`clientela`) no es «otros»
    si se habla de lo que solo gana un negocio (`del_negocio`): «1 500 pacientes nuevos y más facturación».
    """
    if _es_su_negocio(visible, regla, en[:1], patron_de(clientela), patron_de(del_negocio)) and (
        texto := next(iter(_textos(visible, en[:1])), None)
    ):
        return Hallado(frase=frase_con(texto[1], 0), lugar=(texto[0], ""))
    textos, otros = _textos(visible, en), _textos(visible, tambien_en)
    unidades = visible.entrevista.catalogos.unidades
    propios = [
        (clave, texto)
        for clave, texto in textos
        if not patron_de(regla.contrapeso).search(plano(texto))
        and not any(_es_de_otros(palabra, unidades) for palabra in palabras(texto))
    ]
    es_propio = bool(textos) and textos[0] in propios
    suyas = (*regla.palabras, *_nombre_corto(visible))
    for clave, texto in (*textos, *otros):
        cuales = (*tajantes, *suyas) if es_propio and (clave, texto) in propios else tajantes
        liso = plano(texto)
        dichos = (uno for uno in patron_de(cuales).finditer(liso) if not _NIEGA.search(liso[: uno.start()]))
        if (hallado := next(dichos, None)) is not None:
            return Hallado(frase=frase_con(texto, hallado.start()), lugar=(clave, ""))
    return None


_NIEGA = diferida(r"(?<![a-z])(?:no|ni|nunca|tampoco)\s(?:[a-z]{2,12}\s){0,2}$")
"""«no solo los socios», «no es para nosotros»: dice lo contrario."""


def _es_su_negocio(
    visible: Visible, regla: Regla, en: tuple[Clave, ...], clientela: Pattern[str], del_negocio: Pattern[str]
) -> bool:
    unidades, contrapeso = visible.entrevista.catalogos.unidades, patron_de(regla.contrapeso)
    for _, texto in _textos(visible, en):
        liso = plano(texto)
        otros = (palabra for palabra in palabras(texto) if not clientela.fullmatch(palabra))
        es_de_otros = contrapeso.search(liso) is not None or any(_es_de_otros(una, unidades) for una in otros)
        if del_negocio.search(liso) is not None and not es_de_otros:
            return True
    return False


def _textos(visible: Visible, claves: tuple[Clave, ...]) -> list[tuple[Clave, str]]:
    return [(clave, valor) for clave in claves if isinstance(valor := visible.valor(clave), str)]


def _nombre_corto(visible: Visible) -> tuple[str, ...]:
    """Cada dos palabras propias seguidas del nombre de quien propone: «Laguna Dorada», «Conecta Selva»."""
    organizaciones = visible.entrevista.catalogos.organizaciones
    comunes = plegadas(organizaciones.genericas) | plegadas(organizaciones.descriptores)
    nombre = palabras(str(visible.valor(visible.entrevista.papeles.proponente) or ""))
    pares = pairwise(nombre)
    return tuple(f"{una} {otra}" for una, otra in pares if min(len(una), len(otra)) > 3 and not {una, otra} & comunes)


def _es_de_otros(palabra: str, unidades: Unidades) -> bool:
    """Nombra a gente que no es de la organización: «artesanas», y no «socios»."""
    return not palabra.startswith(("soci", "personal")) and clase_de_gente(palabra, unidades) == "persona"


def faltan_fines(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """No se indica un ODS, o solo el que describe el medio."""
    valor = visible.valor(pregunta)
    medios = {ods.numero for ods in visible.entrevista.catalogos.ods if ods.es_medio}
    fines = [numero for numero in valor if numero not in medios] if isinstance(valor, list) else []
    return None if fines else Hallado(pendiente=visible.es_pendiente(pregunta))


def poblacion_imprecisa(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """No se dice cuántos son o apenas se describe quiénes."""
    valor = visible.valor(pregunta)
    if not isinstance(valor, dict):
        return Hallado(pendiente=True) if visible.es_pendiente(pregunta) else None
    descripcion = str(valor.get("texto") or valor.get("descripcion") or "")
    precisa = valor.get("cantidad") is not None and len(descripcion) >= LARGO_DE_POBLACION
    return None if precisa else Hallado()


# --- Las metas ------------------------------------------------------------------------------------


def meta_mayor_que_poblacion(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """Una meta cuenta más gente que la que se beneficia, o más del cien por ciento de ella."""
    valor = visible.valor(pregunta)
    if not isinstance(valor, dict):
        return None
    texto, unidades = str(valor.get("texto") or ""), visible.entrevista.catalogos.unidades
    cantidad, unidad = valor.get("cantidad"), str(valor.get("unidad") or "")
    gente = [(una.unidad, max(una.lecturas)) for una in gente_en(texto, unidades)]
    if isinstance(cantidad, int):
        gente.append((unidad, cantidad))
    contadas = _contadas(texto)
    if gente and (cuantos := total_dicho(texto)) is not None:
        de_que = gente[0][0]
        gente.append((de_que, cuantos))
        contadas[raiz(plano(de_que))] = max(cuantos, contadas.get(raiz(plano(de_que)), 0))
    poblacion = _Poblacion(texto, tuple(gente), contadas)
    for uno in visible.elementos(visible.entrevista.papeles.resultados):
        es_mas_de_todos = _pasa_de_cien(uno, unidades)
        for cuantos, de_que in _gente_de_la_meta(uno, unidades, poblacion):
            es_mas_de_todos = es_mas_de_todos or _no_cabe(cuantos, de_que, poblacion)
        if es_mas_de_todos:
            marcas = {"meta": str(uno.get("meta")), "resultado": f"«{uno.get('resultado')}»", "poblacion": texto}
            return Hallado(marcas=marcas, lugar=(visible.entrevista.papeles.resultados, ""))
    return None


@dataclass(frozen=True, slots=True)
class _Poblacion:
    """Quiénes se benefician: como se dijo, cuánta gente es, y cuánto hay de cada cosa que se cuenta («14 escuelas»)."""

    texto: str
    gente: tuple[tuple[str, int], ...]
    contadas: dict[str, int]


def _gente_de_la_meta(uno: dict[str, Valor], unidades: Unidades, poblacion: _Poblacion) -> Iterator[tuple[int, str]]:
    """A cuántos alcanza una meta y cómo se les llama; un número solo cuenta lo que dice el indicador."""
    meta = str(uno.get("meta") or "")
    dichas = [una for una in gente_en(meta, unidades) if not una.es_colectivo and una.duda is Duda.NINGUNA]
    if dichas:
        yield from ((max(una.lecturas), una.unidad) for una in dichas)
        return
    trozos, numeros = trozos_de(meta), leer_numeros(meta)
    if not numeros or not numeros[0].es_claro or es_porcentaje(trozos, numeros[0]) or es_anio(trozos, numeros[0]):
        return
    cuantos = int(numeros[0].lecturas[0])
    detras = [trozo.texto for trozo in trozos[numeros[0].siguiente :] if trozo.texto.isalpha()]
    if detras and detras[0] not in _TRAS_UNA_CIFRA:
        if raiz(detras[0]) in poblacion.contadas:
            yield cuantos, detras[0]
        return  # «14 toneladas»: cuenta otra cosa
    for parte in ("indicador", "resultado"):
        contada = _a_quien_cuenta(str(uno.get(parte) or ""), unidades, poblacion)
        if contada is None:
            continue
        if contada:
            yield cuantos, contada
        return


_TRAS_UNA_CIFRA = frozenset("de con o y al en como a por".split())
CUENTAN = frozenset(
    "numero n º nº no num nro cantidad total conteo cuantos cuantas nuevas nuevos de del la las los el mas".split()
)
"""Con qué empieza lo que se cuenta, sin decir qué es."""


def _a_quien_cuenta(texto: str, unidades: Unidades, poblacion: _Poblacion) -> str | None:
    """Con qué empieza un indicador: «número de familias inscritas» cuenta familias; None si no dice nada.

    También vale lo que se contó al decir la población («420 mujeres fileteadoras»: «fileteadoras examinadas»).
    """
    for palabra in palabras(texto):
        if palabra in CUENTAN or palabra.isdigit():
            continue
        se_cuenta = clase_de_gente(palabra, unidades) == "persona" or raiz(palabra) in poblacion.contadas
        return palabra if se_cuenta else ""
    return None


def _contadas(texto: str) -> dict[str, int]:
    """Cuánto hay de cada cosa que se cuenta en un texto, por la raíz de las dos palabras que siguen a la cifra."""
    trozos, contadas = trozos_de(texto), dict[str, int]()
    for numero in leer_numeros(texto):
        if not numero.es_claro or es_porcentaje(trozos, numero):
            continue
        detras = [trozo.texto for trozo in trozos[numero.siguiente : numero.siguiente + 2]]
        if not detras or not detras[0].isalpha() or detras[0] in TIEMPO or detras[0] in VACIAS:
            continue
        for palabra in detras:
            if len(palabra) > 3 and palabra.isalpha() and palabra not in VACIAS:
                contadas[raiz(palabra)] = max(int(numero.lecturas[0]), contadas.get(raiz(palabra), 0))
    return contadas


def _pasa_de_cien(uno: dict[str, Valor], unidades: Unidades) -> bool:
    """«120 %» de las familias; «aumentan 120 %» no es una parte de nadie."""
    meta = str(uno.get("meta") or "")
    trozos, numeros = trozos_de(meta), leer_numeros(meta)
    if not numeros or not es_porcentaje(trozos, numeros[0]) or not numeros[0].es_claro or numeros[0].lecturas[0] <= 100:
        return False
    dicho = palabras(f"{uno.get('resultado') or ''} {uno.get('indicador') or ''} {meta}")
    crece = any(palabra.startswith(_CRECEN) for palabra in dicho)
    return not crece and any(clase_de_gente(palabra, unidades) == "persona" for palabra in dicho)


_CRECEN = ("aument", "increment", "crec", "sub", "mas", "mejor", "gan", "ingres", "venta", "produc", "variac")


def _no_cabe(cuantos: int, de_que: str, poblacion: _Poblacion) -> bool:
    """Son más que los que hay; si se cuentan de otra manera, más que los que caben de ninguna."""
    suya, en_texto = raiz(plano(de_que)), {raiz(palabra) for palabra in palabras(poblacion.texto)}
    iguales = [n for otra, n in poblacion.gente if raiz(plano(otra)) == suya]
    if iguales or suya in poblacion.contadas:
        return cuantos > max(*iguales, poblacion.contadas.get(suya, 0), 0) * EXCESO_ADMITIDO
    if not poblacion.gente:
        return False
    if _son_familias(de_que):
        tope = max(n for _, n in poblacion.gente)
    elif suya in _CUALQUIERA | en_texto or any(raiz(plano(otra)) in _CUALQUIERA for otra, _ in poblacion.gente):
        tope = max(n * (PERSONAS_POR_FAMILIA if _son_familias(otra) else 1) for otra, n in poblacion.gente)
    else:
        return False  # «90 docentes» y «1 200 niños» no se comparan
    return cuantos > tope * EXCESO_ADMITIDO


def _son_familias(unidad: str) -> bool:
    return plano(unidad).startswith(_DE_FAMILIAS)
