"""Lee y comprueba `sugerencias.yaml`: que cada una quepa en su pregunta, no se repita y nombre lo que existe.

Anota los errores en el `Nodo` que los tiene, con su línea.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from bot.entrevista.comprension.sugerir import completar
from bot.entrevista.esquema import Catalogos, Pregunta
from bot.entrevista.sugerencias import (
    Actividad,
    Destinos,
    Indicador,
    Molde,
    OtraRespuesta,
    Plan,
    Reparto,
    Riesgo,
    Sugerencias,
    Tema,
)
from conocimiento.expresiones import diferida
from conocimiento.yaml.nodos import Fallo, Nodo, abrir, fuera_de_lista, parecido

ARCHIVO = "sugerencias.yaml"
LARGO_EN_UN_TELEFONO = 130
LARGO_DE_UN_TEXTO = 200
LARGO_DE_UN_TEMA = 40  # para que quepa con el lugar en el nombre de la alianza
_MUNDIAL, _NACIONAL = diferida(r"\d{1,2}\.(\d{1,2}|[a-d])\.\d"), diferida(r"\d{1,2}\.(\d{1,2}|[a-d])")
_MARCA, _ENTRE_CORCHETES = diferida(r"\{([^{}]*)\}"), diferida(r"\[[^\[\]]*\]")
_SIEMPRE_SE_SABE = "tema"
_PIDEN = {"ods": "ods", "reparto": "matriz", "riesgos": "lista", "indicadores": "lista", "actividades": "lista"}
"""De qué tipo es la pregunta de cada lista; las demás son de texto."""
_CAMPOS = {
    "riesgos": ("riesgo", "mitigacion", "categoria"),
    "indicadores": ("resultado", "indicador"),
    "actividades": ("actividad",),
}
_CUBREN_LOS_ODS = ("temas", "indicadores", "riesgos", "actividades")


@dataclass(frozen=True, slots=True)
class _Archivo:
    """Lo que lleva `sugerencias.yaml`."""

    formato: Literal["sugerencias/1"]
    version: str
    preguntas: Destinos
    nombres: tuple[Molde, ...] = ()
    temas: tuple[Tema, ...] = ()
    planes: tuple[Plan, ...] = ()
    indicadores: tuple[Indicador, ...] = ()
    riesgos: tuple[Riesgo, ...] = ()
    actividades: tuple[Actividad, ...] = ()
    reparto: tuple[Reparto, ...] = ()
    respuestas: tuple[OtraRespuesta, ...] = ()


@dataclass(frozen=True, slots=True)
class _Destino:
    """Las preguntas por su clave, para saber qué cabe en cada una."""

    preguntas: dict[str, Pregunta]
    catalogos: Catalogos


def leer_sugerencias(
    carpeta: Path, preguntas: tuple[Pregunta, ...], catalogos: Catalogos, fallos: list[Fallo]
) -> Sugerencias:
    """Las de una carpeta; ninguna si no tiene el archivo. Anota en `fallos` lo que está mal.

    Si la entrevista ya tenía fallos no se cruza con ella: una clave mal escrita daría el mismo error dos veces.
    """
    ruta = carpeta / ARCHIVO
    nodo = abrir(ruta, fallos) if ruta.exists() else None
    if nodo is None:
        return Sugerencias()
    leido = nodo.leer(_Archivo)
    if fallos:
        return Sugerencias()
    leidas = Sugerencias(**{campo.name: getattr(leido, campo.name) for campo in fields(Sugerencias)})
    destino = _Destino({pregunta.clave: pregunta for pregunta in preguntas}, catalogos)
    _comprobar_destinos(nodo.hijo("preguntas"), leidas.preguntas, destino)
    if not fallos:
        _comprobar_textos(nodo, leidas, destino)
        _comprobar_referencias(nodo, leidas, destino)
        _comprobar_repetidas(nodo, leidas)
        _comprobar_que_cubren(nodo, leidas, catalogos)
    return leidas


def _comprobar_destinos(nodo: Nodo, destinos: Destinos, destino: _Destino) -> None:
    for lista in (campo.name for campo in fields(Destinos)):
        clave = getattr(destinos, lista)
        if not clave:
            continue
        pregunta, pide = destino.preguntas.get(clave), _PIDEN.get(lista, "texto")
        if pregunta is None:
            nodo.fallar(f"«{lista}: {clave}»: esa pregunta no existe{parecido(clave, destino.preguntas)}", lista)
        elif pregunta.tipo != pide:
            nodo.fallar(f"«{lista}: {clave}»: esa pregunta es de tipo «{pregunta.tipo}» y debe ser «{pide}»", lista)
        else:
            campos = {campo.clave for campo in pregunta.campos}
            for campo in _CAMPOS.get(lista, ()):
                if campo not in campos:
                    nodo.fallar(f"«{lista}: {clave}»: a esa pregunta le falta el campo «{campo}»", lista)


def _comprobar_textos(nodo: Nodo, leidas: Sugerencias, destino: _Destino) -> None:
    """Las marcas están bien puestas y el texto, con el lugar más largo o sin lugar, cabe en su pregunta."""
    de = leidas.preguntas
    lugares = [departamento.nombre for departamento in destino.catalogos.departamentos]
    temas = [tema.nombre for tema in leidas.temas]
    con_marcas: list[tuple[str, str, str, tuple[str, ...]]] = [
        ("nombres", "texto", de.nombres, ("tema", "lugar")),
        ("temas", "objetivo", de.objetivos, ("lugar",)),
        ("temas", "beneficio", de.beneficios, ("lugar",)),
        ("planes", "nombre", de.planes, ("departamento",)),
    ]
    for lista, campo, clave, marcas in con_marcas:
        pregunta = destino.preguntas.get(clave)
        for suyo, una in zip(nodo.hijos(lista), getattr(leidas, lista), strict=True):
            texto = getattr(una, campo)
            if _marcas_bien_puestas(suyo, campo, texto, marcas) and pregunta is not None:
                for escrito in _variantes(texto, lugares, temas):
                    _comprobar_largo(suyo, campo, escrito, pregunta)
    for suyo, otra in zip(nodo.hijos("respuestas"), leidas.respuestas, strict=True):
        pregunta = destino.preguntas.get(otra.pregunta)
        if pregunta is None or pregunta.tipo != "texto":
            admitidas = [clave for clave, una in destino.preguntas.items() if una.tipo == "texto"]
            suyo.fallar(fuera_de_lista("pregunta", otra.pregunta, admitidas), "pregunta")
        else:
            _comprobar_largo(suyo, "texto", otra.texto, pregunta)
    for suyo, tema in zip(nodo.hijos("temas"), leidas.temas, strict=True):
        if len(tema.nombre) > LARGO_DE_UN_TEMA:
            suyo.fallar(f"el tema tiene {len(tema.nombre)} letras y caben {LARGO_DE_UN_TEMA}", "nombre")
    for lista in ("indicadores", "riesgos", "actividades", "reparto", "respuestas"):
        for suyo, una in zip(nodo.hijos(lista), getattr(leidas, lista), strict=True):
            for campo in fields(una):
                texto = getattr(una, campo.name)
                limite = LARGO_DE_UN_TEXTO if lista == "respuestas" else LARGO_EN_UN_TELEFONO
                if isinstance(texto, str) and len(texto) > limite:
                    suyo.fallar(f"tiene {len(texto)} letras y en un teléfono conviene hasta {limite}", campo.name)


def _marcas_bien_puestas(nodo: Nodo, campo: str, texto: str, admitidas: tuple[str, ...]) -> bool:
    """Dice si las marcas y los corchetes de un texto están bien puestos; si no, anota qué corregir."""
    antes = len(nodo.fallos)
    for marca in _MARCA.findall(texto):
        if marca not in admitidas:
            nodo.fallar(fuera_de_lista("marca", marca, admitidas), campo)
    sueltas = set(_MARCA.findall(_ENTRE_CORCHETES.sub("", texto))) & set(admitidas) - {_SIEMPRE_SE_SABE}
    for marca in sorted(sueltas):
        nodo.fallar(f"«{{{marca}}}» puede no saberse: póngala entre corchetes, como «[ en {{{marca}}}]»", campo)
    if re.search(r"[\[\]]", _ENTRE_CORCHETES.sub("", texto)) or re.search(r"[{}]", _MARCA.sub("", texto)):
        nodo.fallar("hay un corchete o una llave sin pareja", campo)
    return len(nodo.fallos) == antes


def _variantes(texto: str, lugares: Sequence[str], temas: Sequence[str]) -> Iterator[str]:
    """El texto más corto y el más largo que puede quedar: sin lugar, y con los dos lugares más largos."""
    largos = " y ".join(sorted(lugares, key=len)[-2:])
    for lugar in ("", largos):
        for tema in (min(temas, key=len, default=""), max(temas, key=len, default="")):
            yield completar(texto, {"tema": tema, "lugar": lugar, "departamento": lugar})


def _comprobar_largo(nodo: Nodo, campo: str, texto: str, pregunta: Pregunta) -> None:
    minimo, maximo = pregunta.minimo or 1, pregunta.maximo or LARGO_DE_UN_TEXTO
    if not minimo <= len(texto) <= maximo:
        nodo.fallar(f"«{texto}» tiene {len(texto)} letras y en «{pregunta.clave}» caben de {minimo} a {maximo}", campo)


def _comprobar_referencias(nodo: Nodo, leidas: Sugerencias, destino: _Destino) -> None:
    """Los ODS, los tipos de actor, las líneas, las categorías y los códigos que nombra existen."""
    tipos = [tipo.valor for tipo in destino.catalogos.tipos_actor]
    numeros = [ods.numero for ods in destino.catalogos.ods]
    for suyo, una in _todas(nodo, leidas):
        for campo in ("si", "de"):
            for tipo in getattr(una, campo, ()):
                if tipo not in tipos:
                    suyo.fallar(fuera_de_lista(campo, tipo, tipos), campo)
        dichos = getattr(una, "ods", ())
        for numero in (dichos,) if isinstance(dichos, int) else dichos:
            if numero not in numeros:
                suyo.fallar(f"el ODS {numero} no existe; van del 1 al {len(numeros)}", "ods")
    for suyo, indicador in zip(nodo.hijos("indicadores"), leidas.indicadores, strict=True):
        forma = _MUNDIAL if indicador.marco == "mundial" else _NACIONAL
        if not forma.fullmatch(indicador.codigo):
            como = "«6.1.1»" if indicador.marco == "mundial" else "solo la meta, como «6.1»"
            suyo.fallar(f"«{indicador.codigo}»: el código de un indicador {indicador.marco} es {como}", "codigo")
    for lista, campo, partes in (("reparto", "linea", "lineas"), ("riesgos", "categoria", "campos")):
        pregunta = destino.preguntas.get(getattr(leidas.preguntas, lista))
        admitidas = [uno.clave for uno in getattr(pregunta, partes)] if pregunta is not None else []
        if pregunta is not None and lista == "riesgos":
            del_campo = next(uno for uno in pregunta.campos if uno.clave == campo)
            admitidas = [opcion.valor for opcion in del_campo.opciones]
        for suyo, una in zip(nodo.hijos(lista), getattr(leidas, lista), strict=True):
            if admitidas and getattr(una, campo) not in admitidas:
                suyo.fallar(fuera_de_lista(campo, getattr(una, campo), admitidas), campo)


def _comprobar_repetidas(nodo: Nodo, leidas: Sugerencias) -> None:
    vistas: dict[tuple[str, str], int] = {}
    for suyo, una in _todas(nodo, leidas):
        for campo in ("texto", "nombre", "riesgo", "actividad", *(("codigo",) if _es_mundial(una) else ())):
            dicho = getattr(una, campo, "")
            quien = (f"{type(una).__name__}.{campo}", f"{getattr(una, 'linea', '')}{dicho}".casefold())
            if dicho and quien in vistas:
                suyo.fallar(f"«{dicho}» ya está en la línea {vistas[quien]}; deje una sola", campo)
            vistas.setdefault(quien, suyo.linea)


def _es_mundial(una: object) -> bool:
    return isinstance(una, Indicador) and una.marco == "mundial"


def _comprobar_que_cubren(nodo: Nodo, leidas: Sugerencias, catalogos: Catalogos) -> None:
    for lista in _CUBREN_LOS_ODS:
        de_cada = (una.ods for una in getattr(leidas, lista))
        cubiertos = {numero for dichos in de_cada for numero in ((dichos,) if isinstance(dichos, int) else dichos)}
        faltan = [str(ods.numero) for ods in catalogos.ods if ods.numero not in cubiertos]
        if faltan:
            nodo.fallar(f"en «{lista}» no hay nada de estos ODS: {', '.join(faltan)}; agregue al menos una", lista)


_Escrita = Molde | Tema | Plan | Indicador | Riesgo | Actividad | Reparto | OtraRespuesta


def _todas(nodo: Nodo, leidas: Sugerencias) -> Iterator[tuple[Nodo, _Escrita]]:
    """Cada sugerencia con su lugar en el archivo."""
    for campo in fields(Sugerencias):
        escritas: Iterable[_Escrita] = getattr(leidas, campo.name) if campo.name != "preguntas" else ()
        yield from zip(nodo.hijos(campo.name), escritas, strict=True) if escritas else ()
