"""Reglas sobre quiénes integran la alianza y cómo se presentan."""

from itertools import combinations

from rapidfuzz import fuzz

from bot.entrevista.coherencia.hallado import Hallado, es_alguna, menciona
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
TIPOS_CON_REGISTRO = ("ongd", "eniex", "ipreda")
TIPOS_CON_RUC_DE_PERSONA = ("otro", "osb", "empresa")


def _falta_clase(visible: Visible, clase: str) -> Hallado | None:
    return None if clase in visible.clases() else Hallado(pendiente=visible.faltan_clases())


def sin_actor_publico(visible: Visible, _regla: Regla) -> Hallado | None:
    """R01: ningún actor es del sector público."""
    return _falta_clase(visible, "sector_publico")


def sin_empresa_privada(visible: Visible, _regla: Regla) -> Hallado | None:
    """R02: ningún actor es empresa o gremio."""
    return _falta_clase(visible, "empresa_privada")


def sin_fuente_cooperante(visible: Visible, _regla: Regla) -> Hallado | None:
    """R03: ningún actor es fuente cooperante."""
    return _falta_clase(visible, "fuente_cooperante")


def pocos_actores(visible: Visible, _regla: Regla) -> Hallado | None:
    """R04: menos de dos organizaciones, o menos de tres clases."""
    distintas = {comparable(actor.nombre) for actor in visible.actores}
    tipos, pendiente = len(visible.clases()), visible.faltan_clases()
    if len(distintas) < ORGANIZACIONES_MINIMAS:
        return Hallado(pendiente=pendiente, marcas={"detalle": "se conoce menos de dos organizaciones"})
    if tipos < TIPOS_MINIMOS:
        detalle = f"son {len(distintas)} organizaciones de {tipos} {'clase' if tipos == 1 else 'clases'}"
        return Hallado(pendiente=pendiente, severidad="importante", marcas={"detalle": detalle})
    return None


def motivaciones_clonadas(visible: Visible, _regla: Regla) -> Hallado | None:
    """R09: las motivaciones de todos (tres o más) son casi la misma."""
    dichas = [dicha for actor in visible.actores if (dicha := visible.linea(actor, "motivacion"))]
    if len(dichas) < ACTORES_PARA_COMPARAR or len(dichas) < len(visible.actores):
        return None
    parecidas = (fuzz.ratio(comparable(a), comparable(b)) >= PARECIDO_DE_COPIA for a, b in combinations(dichas, 2))
    return Hallado(frase=dichas[0]) if all(parecidas) else None


def registro_no_vigente(visible: Visible, regla: Regla) -> Hallado | None:
    """R28: la organización lleva registro en la APCI y no está vigente."""
    if es_alguna(visible.etiqueta("registro_apci"), regla):
        return Hallado()
    return Hallado(pendiente=True) if visible.es_pendiente("registro_apci") else None


def nota_de_conformidad(visible: Visible, regla: Regla) -> Hallado | None:
    """R29: una fuente aportaría dinero y ejecutaría una organización con registro en la APCI."""
    ejecutoras = [
        a for a in visible.actores if a.tipo in TIPOS_CON_REGISTRO and visible.clase(a) != "fuente_cooperante"
    ]
    fuentes = [a for a in visible.actores if visible.clase(a) == "fuente_cooperante" or a.tipo == "eniex"]
    if not fuentes or not [ejecutora for ejecutora in ejecutoras if ejecutora not in fuentes]:
        return None
    aportes = [(fuente, visible.linea(fuente, "aporte")) for fuente in fuentes]
    for fuente, aporte in aportes:
        if aporte and (menciona(aporte, regla.palabras) >= 0 or any(signo in aporte for signo in ("S/", "$", "€"))):
            return Hallado(lugar=(visible.entrevista.papeles.matriz, fuente.identificador))
    return Hallado(pendiente=True) if any(aporte == "" for _, aporte in aportes) else None


def ruc_invalido(visible: Visible, _regla: Regla) -> Hallado | None:
    """R30: el RUC no pasa el dígito verificador o es de persona natural y la organización no lo es."""
    ruc = visible.valor("ruc")
    if ruc is None:
        return Hallado(pendiente=True, marcas={"detalle": "falta"}) if visible.es_pendiente("ruc") else None
    if ruc == SIN_DATO or not isinstance(ruc, str):
        return None
    if isinstance(lectura := leer_ruc(ruc), Explicacion):
        return Hallado(marcas={"detalle": lectura.problema})
    tipo = visible.valor(visible.entrevista.papeles.tipo_proponente)
    if ruc.startswith("10") and tipo is not None and tipo not in TIPOS_CON_RUC_DE_PERSONA:
        return Hallado(marcas={"detalle": "empieza con 10, que es de personas naturales"})
    return None


def nadie_contactado(visible: Visible, regla: Regla) -> Hallado | None:
    """R31: de todos los demás actores se dijo que solo son una idea."""
    otros = visible.otros_actores()
    if not otros or not visible.toca("estado_compromiso"):
        return None
    estados = [visible.etiqueta("estado_compromiso", actor=actor.identificador) for actor in otros]
    lugar = ("estado_compromiso", otros[0].identificador)
    if all(es_alguna(estado, regla) for estado in estados):
        return Hallado(lugar=lugar)
    conocidos = [estado for estado in estados if estado]
    sin_contacto = all(es_alguna(estado, regla) for estado in conocidos)
    return Hallado(pendiente=True, lugar=lugar) if sin_contacto and len(conocidos) < len(estados) else None


def territorio_incoherente(visible: Visible, _regla: Regla) -> Hallado | None:
    """R34: una entidad pública lleva en su nombre un departamento o provincia que no es del ámbito elegido."""
    ambito = visible.campo("ubicacion", "departamentos")
    elegidos = [str(nombre) for nombre in ambito] if isinstance(ambito, list) else []
    if "Nacional" in elegidos:
        return None
    for actor in visible.actores:
        if actor.tipo not in ("gob_regional", "gob_local"):
            continue
        nombrados = _departamentos_de(visible, actor.nombre)
        if nombrados and not elegidos and visible.es_pendiente("ubicacion"):
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
