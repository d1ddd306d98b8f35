"""Lee y comprueba los archivos de la entrevista que edita la agencia.

Exception
└── ErrorEntrevista          cada línea dice archivo:línea, qué está mal y qué hacer
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.entrevista.coherencia import COMPROBACIONES
from bot.entrevista.condiciones import MODOS, OPERADORES, Combinacion, Comparacion, Condicion, preguntas_mencionadas
from bot.entrevista.esquema import (
    TIPOS,
    AvisoPrivacidad,
    Catalogos,
    Departamento,
    Entrevista,
    Linea,
    Moneda,
    Ods,
    Opcion,
    Papeles,
    Pregunta,
    Regla,
    SeccionEntrevista,
    TipoActor,
)
from bot.entrevista.nodos import Nodo

FORMATO = "entrevista/1"
LARGO_MAXIMO_CLAVE = 24  # la clave viaja en el código de un botón, que admite 64 bytes
SEVERIDADES = ("critica", "importante", "sugerencia", "info")
BASES = ("marco", "referencia", "norma", "coherencia")


class ErrorEntrevista(Exception):
    """Los archivos de la entrevista tienen errores; `errores` los trae uno por uno."""

    def __init__(self, errores: Iterable[str]) -> None:
        self.errores = tuple(errores)
        super().__init__("\n".join(self.errores))


def leer_entrevista(carpeta: Path) -> Entrevista:
    """Lee `entrevista.yaml`, `reglas.yaml` y `catalogos.yaml` de una carpeta.

    Raises `ErrorEntrevista` con todos los errores encontrados; `OSError` si falta un archivo.
    """
    errores: list[str] = []
    raiz, nodo_reglas, nodo_catalogos = (
        _abrir(carpeta / nombre, errores) for nombre in ("entrevista.yaml", "reglas.yaml", "catalogos.yaml")
    )
    if errores:
        raise ErrorEntrevista(errores)
    catalogos = _leer_catalogos(nodo_catalogos)
    raiz.admitir("formato", "version", "minutos", "aviso_privacidad", "papeles", "secciones", "preguntas")
    raiz.texto("formato", entre=(FORMATO,))
    aviso = raiz.nodo("aviso_privacidad")
    aviso.admitir("version", "texto")
    secciones = tuple(_leer_seccion(nodo) for nodo in raiz.nodos("secciones", obligatorio=True))
    nodos = raiz.nodos("preguntas", obligatorio=True)
    preguntas = tuple(_leer_pregunta(nodo, catalogos) for nodo in nodos)
    _comprobar_preguntas(nodos, preguntas, {seccion.clave for seccion in secciones})
    claves = {pregunta.clave for pregunta in preguntas}
    papeles = _leer_papeles(raiz.nodo("papeles"), claves)
    reglas = _leer_reglas(nodo_reglas, claves)
    entrevista = Entrevista(
        version=raiz.texto("version"),
        aviso=AvisoPrivacidad(aviso.texto("version"), aviso.texto("texto")),
        minutos=raiz.entero("minutos") or 0,
        secciones=secciones,
        preguntas=preguntas,
        papeles=papeles,
        reglas=reglas,
        catalogos=catalogos,
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


def _leer_pregunta(nodo: Nodo, catalogos: Catalogos) -> Pregunta:
    nodo.admitir(*(campo for campo in Pregunta.__dataclass_fields__))
    clave = nodo.texto("clave")
    if len(clave) > LARGO_MAXIMO_CLAVE or not clave.isascii() or not clave.replace("_", "").isalnum():
        nodo.error(f"la clave «{clave}» debe tener hasta {LARGO_MAXIMO_CLAVE} letras sin tildes, cifras o «_»", "clave")
    tipo = nodo.texto("tipo", entre=TIPOS)
    opciones = tuple(_leer_opcion(opcion) for opcion in nodo.nodos("opciones", obligatorio=tipo == "opcion"))
    if tipo == "clase_actor":
        opciones = tuple(Opcion(t.valor, t.etiqueta, t.sinonimos + t.palabras) for t in catalogos.tipos_actor)
    repetidos = {opcion.valor for opcion in opciones if [o.valor for o in opciones].count(opcion.valor) > 1}
    for valor in sorted(repetidos):
        nodo.error(f"la opción «{valor}» está repetida", "opciones")
    return Pregunta(
        clave=clave,
        seccion=nodo.texto("seccion"),
        rotulo=nodo.texto("rotulo"),
        etiqueta=nodo.texto("etiqueta", obligatorio=False) or nodo.texto("rotulo"),
        tipo=tipo,
        texto=nodo.texto("texto"),
        por_que=nodo.texto("por_que"),
        ayuda=nodo.texto("ayuda"),
        ejemplo=nodo.texto("ejemplo"),
        fuente=nodo.textos("fuente"),
        modo=nodo.texto("modo", obligatorio=False, entre=("nucleo", "ampliado")) or "nucleo",
        si=_leer_condicion(nodo.nodo("si")) if "si" in nodo.mapa else None,
        repite_por=nodo.texto("repite_por", obligatorio=False, entre=("actores",)),
        minimo=nodo.entero("minimo"),
        maximo=nodo.entero("maximo"),
        opciones=opciones,
        lineas=tuple(_leer_linea(linea) for linea in nodo.nodos("lineas", obligatorio=tipo == "matriz")),
        sin_dato=nodo.texto("sin_dato", obligatorio=False),
    )


def _leer_opcion(nodo: Nodo) -> Opcion:
    nodo.admitir("valor", "etiqueta", "sinonimos")
    return Opcion(nodo.texto("valor"), nodo.texto("etiqueta"), nodo.textos("sinonimos"))


def _leer_linea(nodo: Nodo) -> Linea:
    nodo.admitir("clave", "rotulo", "variantes", "obligatoria")
    obligatoria = nodo.mapa.get("obligatoria", True)
    if not isinstance(obligatoria, bool):
        nodo.error("«obligatoria» debe ser true o false", "obligatoria")
    clave = nodo.texto("clave", entre=("responsabilidad", "aporte", "beneficio", "riesgo", "motivacion"))
    return Linea(clave, nodo.texto("rotulo"), nodo.textos("variantes"), bool(obligatoria))


def _leer_condicion(nodo: Nodo) -> Condicion:
    modo = next((modo for modo in MODOS if modo in nodo.mapa), None)
    if modo:
        nodo.admitir(modo)
        return Combinacion(modo, tuple(_leer_condicion(parte) for parte in nodo.nodos(modo, obligatorio=True)))
    nodo.admitir("pregunta", *OPERADORES)
    presentes = [operador for operador in OPERADORES if operador in nodo.mapa]
    if len(presentes) != 1:
        nodo.error(f"una condición lleva «pregunta» y un solo operador: {', '.join(OPERADORES)}")
        return Comparacion(nodo.texto("pregunta"), "respondida", (True,))
    valor: Any = nodo.mapa[presentes[0]]
    if (presentes[0] == "esta_en") != isinstance(valor, list):
        nodo.error("«esta_en» lleva una lista; los demás operadores, un solo valor", presentes[0])
    operandos = cast("list[Any]", valor) if isinstance(valor, list) else [valor]
    return Comparacion(nodo.texto("pregunta"), presentes[0], tuple(operandos))


def _comprobar_preguntas(nodos: list[Nodo], preguntas: tuple[Pregunta, ...], secciones: set[str]) -> None:
    todas = {pregunta.clave for pregunta in preguntas}
    anteriores: dict[str, Pregunta] = {}
    for nodo, pregunta in zip(nodos, preguntas, strict=True):
        if pregunta.clave in anteriores:
            nodo.error(f"la clave «{pregunta.clave}» está repetida; cada pregunta lleva la suya", "clave")
        if pregunta.seccion and pregunta.seccion not in secciones:
            nodo.error(f"la sección «{pregunta.seccion}» no existe; agréguela en «secciones»", "seccion")
        for mencionada in preguntas_mencionadas(pregunta.si):
            if mencionada not in todas:
                nodo.error(f"la condición mira «{mencionada}», que no existe", "si")
            elif mencionada not in anteriores:
                nodo.error(f"la condición mira «{mencionada}», que se pregunta después; cambie el orden", "si")
            elif anteriores[mencionada].repite_por:
                nodo.error(f"la condición mira «{mencionada}», que se repite por actor; use otra", "si")
        _comprobar_valores(nodo, pregunta.si, anteriores)
        if pregunta.minimo is not None and pregunta.maximo is not None and pregunta.minimo > pregunta.maximo:
            nodo.error(f"el mínimo ({pregunta.minimo}) es mayor que el máximo ({pregunta.maximo})", "minimo")
        anteriores.setdefault(pregunta.clave, pregunta)


def _comprobar_valores(nodo: Nodo, condicion: Condicion | None, anteriores: dict[str, Pregunta]) -> None:
    if isinstance(condicion, Combinacion):
        for parte in condicion.partes:
            _comprobar_valores(nodo, parte, anteriores)
    elif condicion is not None and condicion.operador in ("es", "esta_en") and condicion.pregunta in anteriores:
        opciones = {opcion.valor for opcion in anteriores[condicion.pregunta].opciones}
        for operando in condicion.operandos:
            if opciones and operando not in opciones:
                nodo.error(f"la condición compara con «{operando}», que no es opción de «{condicion.pregunta}»", "si")


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
