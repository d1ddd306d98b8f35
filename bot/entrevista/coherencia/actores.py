"""Reglas sobre quiénes integran la alianza y cómo se presentan."""

from itertools import combinations

from rapidfuzz import fuzz

from bot.entrevista.coherencia.hallado import Clase, Clave, Hallado, Linea, TipoDeActor, lugar_en_la_matriz, menciona
from bot.entrevista.esquema import Regla
from bot.entrevista.valores.lectura import Explicacion
from bot.entrevista.valores.textos import leer_ruc
from bot.entrevista.valores.tipos import SIN_DATO
from bot.entrevista.visible import Visible
from conocimiento.frases import enumerar
from conocimiento.palabras import comparable, posicion

ORGANIZACIONES_MINIMAS = 2
TIPOS_MINIMOS = 3
PARECIDO_DE_COPIA = 90
ACTORES_PARA_COMPARAR = 3


def pocos_actores(visible: Visible, _regla: Regla) -> Hallado | None:
    """Menos de dos organizaciones, o menos de tres clases."""
    distintas = {comparable(actor.nombre) for actor in visible.actores}
    tipos, pendiente = len(visible.clases()), visible.faltan_clases()
    if len(distintas) < ORGANIZACIONES_MINIMAS:
        return Hallado(pendiente=pendiente, marcas={"detalle": "se conoce menos de dos organizaciones"})
    if tipos < TIPOS_MINIMOS:
        detalle = f"son {len(distintas)} organizaciones de {tipos} {'clase' if tipos == 1 else 'clases'}"
        return Hallado(pendiente=pendiente, severidad="importante", marcas={"detalle": detalle})
    return None


def lineas_iguales(visible: Visible, _regla: Regla, linea: Linea) -> Hallado | None:
    """Lo que se dijo de todos los actores (tres o más) en esa línea es casi lo mismo."""
    dichas = [dicha for actor in visible.actores if (dicha := visible.linea(actor, linea))]
    if len(dichas) < ACTORES_PARA_COMPARAR or len(dichas) < len(visible.actores):
        return None
    parecidas = (fuzz.ratio(comparable(a), comparable(b)) >= PARECIDO_DE_COPIA for a, b in combinations(dichas, 2))
    return Hallado(frase=dichas[0]) if all(parecidas) else None


def aporta_una_fuente(
    visible: Visible, regla: Regla, clase: Clase, linea: Linea, con_registro: tuple[TipoDeActor, ...]
) -> Hallado | None:
    """Una fuente, que es de esa clase, aportaría dinero y ejecutaría otra de un tipo que lleva registro en la APCI."""
    fuentes = [actor for actor in visible.actores if visible.clase(actor) == clase]
    if not fuentes or not any(actor.tipo in con_registro for actor in visible.actores if actor not in fuentes):
        return None
    aportes = [(fuente, visible.linea(fuente, linea)) for fuente in fuentes]
    for fuente, aporte in aportes:
        if aporte and (menciona(aporte, regla.palabras) >= 0 or any(signo in aporte for signo in ("S/", "$", "€"))):
            return Hallado(lugar=lugar_en_la_matriz(visible, fuente))
    return Hallado(pendiente=True) if any(aporte == "" for _, aporte in aportes) else None


def ruc_por_revisar(
    visible: Visible, _regla: Regla, pregunta: Clave, con_ruc_de_persona: tuple[TipoDeActor, ...]
) -> Hallado | None:
    """El RUC no pasa el dígito verificador o es de persona natural, y quien propone no es de esos tipos."""
    ruc = visible.valor(pregunta)
    if ruc is None:
        return (
            Hallado(pendiente=True, marcas={"detalle": "falta indicarlo"}) if visible.es_pendiente(pregunta) else None
        )
    if ruc == SIN_DATO or not isinstance(ruc, str):
        return None
    if isinstance(lectura := leer_ruc(ruc), Explicacion):
        return Hallado(marcas={"detalle": lectura.problema})
    tipo = visible.valor(visible.entrevista.papeles.tipo_proponente)
    if ruc.startswith("10") and tipo is not None and tipo not in con_ruc_de_persona:
        return Hallado(marcas={"detalle": "empieza con 10, que es de personas naturales"})
    return None


def territorio_ajeno(visible: Visible, _regla: Regla, ambito: Clave, tipos: tuple[TipoDeActor, ...]) -> Hallado | None:
    """Una entidad de esos tipos lleva en su nombre un departamento o provincia que no es del ámbito elegido."""
    departamentos = visible.campo(ambito, "departamentos")
    elegidos = [str(nombre) for nombre in departamentos] if isinstance(departamentos, list) else []
    if "Nacional" in elegidos:
        return None
    for actor in visible.actores:
        if actor.tipo not in tipos:
            continue
        nombrados = _departamentos_de(visible, actor.nombre)
        if nombrados and not elegidos and visible.es_pendiente(ambito):
            return Hallado(pendiente=True, marcas={"actor": actor.nombre, "ambito": "falta indicarlo"})
        if nombrados and elegidos and not nombrados & set(elegidos):
            return Hallado(marcas={"actor": actor.nombre, "ambito": enumerar(elegidos)})
    return None


def _departamentos_de(visible: Visible, nombre: str) -> set[str]:
    """Los departamentos que nombra una entidad o, si es provincial, aquellos que tienen una provincia de ese nombre."""
    departamentos = visible.entrevista.catalogos.departamentos
    nombrados = {uno.nombre for uno in departamentos if posicion(nombre, uno.nombre) >= 0}
    if posicion(nombre, "provincial") >= 0:  # un distrito puede llamarse como una provincia de otro lugar
        nombrados |= {uno.nombre for uno in departamentos if any(posicion(nombre, p) >= 0 for p in uno.provincias)}
    return nombrados
