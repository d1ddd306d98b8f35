"""Lee y comprueba los archivos de la entrevista que edita la agencia.

ErrorLegible
└── ErrorEntrevista          cada línea dice archivo:línea, qué está mal y qué hacer
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.edicion.preguntas import comprobar_preguntas, leer_pregunta
from bot.entrevista.coherencia.revisar import COMPROBACIONES
from bot.entrevista.esquema import (
    CUADROS,
    AvisoPrivacidad,
    Catalogos,
    Departamento,
    Entrevista,
    Migracion,
    Moneda,
    Ods,
    Papeles,
    Regla,
    SeccionDocumento,
    SeccionEntrevista,
    TipoActor,
)
from conocimiento.legible import ErrorLegible
from conocimiento.nodos import Nodo

FORMATO = "entrevista/1"
FORMATO_MIGRACION = "migracion/1"
SEVERIDADES = ("critica", "importante", "sugerencia", "info")
DETECCIONES = ("determinista", "heuristica")
BASES = ("marco", "referencia", "norma", "coherencia")


class ErrorEntrevista(ErrorLegible):
    """Los archivos de la entrevista tienen errores; `errores` los trae uno por uno."""

    def __init__(self, errores: Iterable[str]) -> None:
        self.errores = tuple(errores)
        super().__init__("\n".join(self.errores))


def leer_entrevista(carpeta: Path) -> Entrevista:
    """Lee `entrevista.yaml`, `reglas.yaml`, `catalogos.yaml`, `documento.yaml` y `migraciones/` de una carpeta.

    Raises `ErrorEntrevista` con todos los errores encontrados; `OSError` si falta un archivo.
    """
    errores: list[str] = []
    raiz, nodo_reglas, nodo_catalogos, nodo_documento = (
        _abrir(carpeta / f"{nombre}.yaml", errores) for nombre in ("entrevista", "reglas", "catalogos", "documento")
    )
    if errores:
        raise ErrorEntrevista(errores)
    catalogos = _leer_catalogos(nodo_catalogos)
    raiz.admitir(
        "formato", "version", "minutos", "aviso_privacidad", "aviso_compartir", "papeles", "secciones", "preguntas"
    )
    raiz.texto("formato", entre=(FORMATO,))
    aviso = raiz.nodo("aviso_privacidad")
    aviso.admitir("version", "texto")
    compartir = raiz.nodo("aviso_compartir")
    compartir.admitir("version", "texto")
    secciones = tuple(_leer_seccion(nodo) for nodo in raiz.nodos("secciones", obligatorio=True))
    nodos = raiz.nodos("preguntas", obligatorio=True)
    preguntas = tuple(leer_pregunta(nodo, catalogos) for nodo in nodos)
    comprobar_preguntas(nodos, preguntas, {seccion.clave for seccion in secciones})
    claves = {pregunta.clave for pregunta in preguntas}
    papeles = _leer_papeles(raiz.nodo("papeles"), claves)
    reglas = _leer_reglas(nodo_reglas, claves)
    documento = _leer_documento(nodo_documento, claves)
    entrevista = Entrevista(
        version=raiz.texto("version"),
        aviso=AvisoPrivacidad(aviso.texto("version"), aviso.texto("texto")),
        minutos=raiz.entero("minutos") or 0,
        secciones=secciones,
        preguntas=preguntas,
        papeles=papeles,
        reglas=reglas,
        catalogos=catalogos,
        migraciones=tuple(
            _leer_migracion(_abrir(ruta, errores), claves) for ruta in sorted((carpeta / "migraciones").glob("*.yaml"))
        ),
        version_reglas=nodo_reglas.texto("version"),
        documento=documento,
        aviso_compartir=AvisoPrivacidad(compartir.texto("version"), compartir.texto("texto")),
    )
    if errores:
        raise ErrorEntrevista(errores)
    return entrevista


def _abrir(ruta: Path, errores: list[str]) -> Nodo:
    lector = YAML(typ="rt")
    try:
        contenido: object = cast(Any, lector).load(ruta.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        detalle = cast(Any, error)  # ruamel no declara los tipos de sus errores
        marca: Any = detalle.problem_mark or detalle.context_mark
        linea = int(marca.line) + 1 if marca is not None else 1
        problema = "clave repetida" if "duplicate key" in str(detalle.problem) else "no es YAML válido"
        errores.append(f"{ruta.name}:{linea}: {problema}; revise sangrías, comillas y dos puntos")
        return Nodo(ruta.name, {}, errores)
    except (YAMLError, UnicodeDecodeError) as error:
        errores.append(f"{ruta.name}:1: no se puede leer como YAML en UTF-8 ({type(error).__name__})")
        return Nodo(ruta.name, {}, errores)
    return Nodo(ruta.name, contenido, errores)


def _leer_seccion(nodo: Nodo) -> SeccionEntrevista:
    nodo.admitir("clave", "titulo")
    return SeccionEntrevista(nodo.texto("clave"), nodo.texto("titulo"))


def _leer_migracion(nodo: Nodo, claves: set[str]) -> Migracion:
    nodo.admitir("formato", "de", "a", "aviso", "renombradas", "quitadas", "opciones")
    nodo.texto("formato", entre=(FORMATO_MIGRACION,))
    renombradas = nodo.nodo("renombradas").mapa if "renombradas" in nodo.mapa else {}
    opciones = nodo.nodo("opciones").mapa if "opciones" in nodo.mapa else {}
    for vieja, nueva in renombradas.items():
        if vieja in claves:
            nodo.error(f"«{vieja}» se renombra, pero sigue siendo una pregunta", "renombradas")
        if not isinstance(nueva, str):
            nodo.error(f"el nombre nuevo de «{vieja}» debe ser un texto", "renombradas")
    for vieja in nodo.textos("quitadas"):
        if vieja in claves:
            nodo.error(f"«{vieja}» figura como quitada, pero sigue siendo una pregunta", "quitadas")
    if any(not isinstance(cambios, dict) for cambios in opciones.values()):
        nodo.error("«opciones» lleva, por cada pregunta, un mapa de valor viejo a valor nuevo", "opciones")
        opciones = {}
    return Migracion(
        de=nodo.texto("de"),
        a=nodo.texto("a"),
        aviso=nodo.texto("aviso"),
        renombradas=tuple((str(vieja), str(nueva)) for vieja, nueva in renombradas.items()),
        quitadas=nodo.textos("quitadas"),
        opciones=tuple((clave, str(v), str(n)) for clave, cambios in opciones.items() for v, n in cambios.items()),
    )


def _leer_papeles(nodo: Nodo, claves: set[str]) -> Papeles:
    nombres = tuple(Papeles.__dataclass_fields__)
    nodo.admitir(*nombres)
    valores = {nombre: nodo.texto(nombre) for nombre in nombres}
    for nombre, clave in valores.items():
        if clave and clave not in claves:
            nodo.error(f"el papel «{nombre}» señala la pregunta «{clave}», que no existe", nombre)
    return Papeles(**valores)


def _leer_reglas(nodo: Nodo, claves: set[str]) -> tuple[Regla, ...]:
    nodo.admitir("version", "reglas")
    reglas: list[Regla] = []
    for hijo in nodo.nodos("reglas", obligatorio=True):
        hijo.admitir(*Regla.__dataclass_fields__)
        regla = Regla(
            clave=hijo.texto("clave"),
            titulo=hijo.texto("titulo"),
            severidad=hijo.texto("severidad", entre=SEVERIDADES),
            mensaje=hijo.texto("mensaje"),
            base=hijo.texto("base", entre=BASES),
            fuente=hijo.texto("fuente"),
            preguntas=hijo.textos("preguntas"),
            palabras=hijo.textos("palabras"),
            contrapeso=hijo.textos("contrapeso"),
            deteccion=hijo.texto("deteccion", obligatorio=False, entre=DETECCIONES) or "determinista",
            interna=hijo.mapa.get("interna") is True,
        )
        if regla.clave and regla.clave not in COMPROBACIONES:
            hijo.error(f"la regla «{regla.clave}» no tiene comprobación; existen: {', '.join(COMPROBACIONES)}", "clave")
        if regla.clave in {otra.clave for otra in reglas}:
            hijo.error(f"la regla «{regla.clave}» está repetida", "clave")
        for clave in regla.preguntas:
            if clave not in claves:
                hijo.error(f"la regla «{regla.clave}» señala la pregunta «{clave}», que no existe", "preguntas")
        reglas.append(regla)
    return tuple(reglas)


def _leer_documento(nodo: Nodo, claves: set[str]) -> tuple[SeccionDocumento, ...]:
    nodo.admitir("secciones")
    secciones: list[SeccionDocumento] = []
    puestas: set[str] = set()
    for hijo in nodo.nodos("secciones", obligatorio=True):
        hijo.admitir(*SeccionDocumento.__dataclass_fields__)
        seccion = SeccionDocumento(
            numero=hijo.entero("numero") or 0,
            titulo=hijo.texto("titulo"),
            preguntas=hijo.textos("preguntas"),
            cuadros=hijo.textos("cuadros"),
            nota=hijo.texto("nota", obligatorio=False),
        )
        for clave in seccion.preguntas:
            if clave not in claves:
                hijo.error(f"la sección imprime la pregunta «{clave}», que no existe", "preguntas")
            elif clave in puestas:
                hijo.error(f"la pregunta «{clave}» ya se imprime en otra sección; déjela en una sola", "preguntas")
        for cuadro in seccion.cuadros:
            if cuadro not in CUADROS:
                hijo.error(f"el cuadro «{cuadro}» no existe; use uno de: {', '.join(CUADROS)}", "cuadros")
        puestas.update(seccion.preguntas)
        secciones.append(seccion)
    return tuple(secciones)


def _leer_catalogos(nodo: Nodo) -> Catalogos:
    nodo.admitir("version", "ods", "frases_sin_ods", "departamentos", "lugares_comunes", "tipos_actor", "monedas")
    ods, departamentos = nodo.nodos("ods", obligatorio=True), nodo.nodos("departamentos", obligatorio=True)
    tipos, monedas = nodo.nodos("tipos_actor", obligatorio=True), nodo.nodos("monedas", obligatorio=True)
    for hijo in ods:
        hijo.admitir("numero", "nombre", "palabras", "descripcion")
    for hijo in departamentos:
        hijo.admitir("nombre", "alias", "provincias", "ciudades")
    for hijo in tipos:
        hijo.admitir("valor", "etiqueta", "clase", "sinonimos", "palabras")
    for hijo in monedas:
        hijo.admitir("codigo", "alias")
    return Catalogos(
        ods=tuple(
            Ods(
                h.entero("numero") or 0,
                h.texto("nombre"),
                h.textos("palabras"),
                h.texto("descripcion", obligatorio=False),
            )
            for h in ods
        ),
        frases_sin_ods=nodo.textos("frases_sin_ods"),
        departamentos=tuple(
            Departamento(h.texto("nombre"), h.textos("alias"), h.textos("provincias"), h.textos("ciudades"))
            for h in departamentos
        ),
        lugares_comunes=nodo.textos("lugares_comunes"),
        tipos_actor=tuple(
            TipoActor(
                h.texto("valor"), h.texto("etiqueta"), h.texto("clase"), h.textos("sinonimos"), h.textos("palabras")
            )
            for h in tipos
        ),
        monedas=tuple(Moneda(h.texto("codigo"), h.textos("alias")) for h in monedas),
    )
