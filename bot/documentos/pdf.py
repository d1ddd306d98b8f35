"""La frontera con typst: componer el PDF de una propuesta y traducir los errores de su plantilla.

Los datos viajan como JSON y la plantilla los trata como texto: lo que escribe una persona no se ejecuta.
No se lee nada de fuera de la carpeta de la plantilla, tampoco las tipografías de la máquina: el mismo
borrador da los mismos bytes.
"""

import json
import re
from collections.abc import Set
from pathlib import Path
from typing import Any, cast

import typst

from bot.documentos.contexto import construir_contexto, construir_contexto_del_anexo
from bot.documentos.errores import PlantillaInvalida
from bot.documentos.texto import limpiar
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.expresiones import diferida

NORMA = "ua-1"  # PDF/UA-1: que un lector de pantalla pueda recorrerlo
PUNTOS_POR_PULGADA = 110.0  # de la imagen de una página: se lee en un teléfono y pesa menos de 300 KB
_SIN_LETRA = diferida(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_POR_CODIGO = diferida(r"\\u\{([0-9a-f]+)\}")
_LETRAS = '("Libertinus Serif", "DejaVu Sans Mono")'
# Cada letra en su caja: junto a otra, typst puede no encontrarle una tipografía que sí la tiene.
_PRUEBA = (
    f'#set document(title: "-")\n#set text(lang: "es", font: {_LETRAS})\n'
    "#for letra in sys.inputs.letras.codepoints() { box(letra) }"
).encode()
_RARA = 0x2FF  # hasta aquí, las tipografías incluidas tienen todas las letras
_CAMBIOS = 4
_NOMBRE = "pide «{0}», que el programa no conoce. Revise cómo está escrito ese nombre"
_EN_ESPANOL = (
    (r"unknown variable: (\S+)", _NOMBRE),
    (r"does not contain key \"(\S+)\"", _NOMBRE),
    (r"unclosed", "falta cerrar un paréntesis, un corchete, una llave o unas comillas"),
    (r"expected|unexpected", "hay un signo mal escrito o de más: compare con una línea que funcione"),
    (r"package", "pide un paquete de internet («@preview»), que aquí no se descarga: copie lo que necesite"),
    (r"file not found|access denied|failed to load", "no encuentra un archivo: póngalo junto a la plantilla"),
    (r"PDF/UA", "no cumple la norma de accesibilidad PDF/UA-1: revise títulos, cuadros y textos alternativos"),
)


def componer(plantilla: Path, propuesta: Propuesta) -> bytes:
    """Devuelve el PDF de la propuesta. Raises `PlantillaInvalida`."""
    return _componer(plantilla, construir_contexto(propuesta, limpiar, _valor))


def fotografiar(plantilla: Path, propuesta: Propuesta) -> bytes:
    """Devuelve la primera página del PDF como imagen PNG. Raises `PlantillaInvalida`."""
    datos = json.dumps(construir_contexto(propuesta, limpiar, _valor), ensure_ascii=False)
    try:
        hojas = typst.compile(
            input=plantilla,
            root=plantilla.parent,
            sys_inputs={"datos": con_codigos(datos)},
            ignore_system_fonts=True,
            format="png",
            ppi=PUNTOS_POR_PULGADA,
        )
    except typst.TypstError as error:
        raise PlantillaInvalida(plantilla, _explicar(error)) from error
    return cast("bytes", hojas[0] if isinstance(hojas, list) else hojas)


def componer_anexo(plantilla: Path, propuesta: Propuesta, version: str) -> bytes:
    """Devuelve el PDF del anexo; `version` es la de las plantillas. Raises `PlantillaInvalida`."""
    return _componer(plantilla, construir_contexto_del_anexo(propuesta, version, limpiar))


def datos_que_no_imprime(plantilla: Path, contexto: dict[str, object]) -> list[str]:
    """Los valores de muestra que la plantilla no usa: cambiarlos no cambia el PDF. Raises `PlantillaInvalida`."""
    entero = _componer(plantilla, contexto)
    escrito = json.dumps(contexto, ensure_ascii=False)
    valores = sorted(set(re.findall(r"muestra\w+", escrito)))
    sin_uso = [v for v in valores if _componer(plantilla, json.loads(escrito.replace(v, f"{v}z"))) == entero]
    return [valor.removeprefix("muestra") for valor in sin_uso]


def _componer(plantilla: Path, contexto: dict[str, object]) -> bytes:
    if not plantilla.is_file():
        raise PlantillaInvalida(plantilla, f"no existe en «{plantilla.parent}».")
    datos = json.dumps(contexto, ensure_ascii=False)
    try:
        return _imprimir(plantilla, con_codigos(datos))
    except typst.TypstError as error:
        raise PlantillaInvalida(plantilla, _explicar(error)) from error


def _imprimir(plantilla: Path, datos: str) -> bytes:
    """El PDF. La letra que sola se escribe y junto a otra no (una tilde sobre una flecha) va también por su código."""
    for _ in range(_CAMBIOS):
        try:
            return _compilar(plantilla, datos=datos)
        except typst.TypstError as error:
            faltan = _letras_que_faltan(error)
            if faltan.isdisjoint(datos):
                raise
            datos = _por_su_codigo(datos, faltan)
    return _compilar(plantilla, datos=_por_su_codigo(datos, _raras(datos)))


def con_codigos(texto: str) -> str:
    """Escribe por su código («[U+1F4A7]») cada carácter que las tipografías incluidas no tienen.

    Cuesta una sola compilación, por muchos que sean los caracteres distintos.
    """
    raras = _raras(texto)
    try:
        if raras:
            _compilar(_PRUEBA, letras="".join(sorted(raras)))
    except typst.TypstError as error:
        return _por_su_codigo(texto, _letras_que_faltan(error))
    return texto


def _raras(texto: str) -> frozenset[str]:
    return frozenset(letra for letra in texto if ord(letra) > _RARA)


def _letras_que_faltan(error: typst.TypstError) -> frozenset[str]:
    """Las letras raras de los textos que typst dice que no pudo escribir; los controles los dice por su código."""
    escritos = _SIN_LETRA.findall(str(error.diagnostic))
    textos = (_POR_CODIGO.sub(lambda codigo: chr(int(codigo[1], 16)), escrito) for escrito in escritos)
    return _raras("".join(textos))


def _por_su_codigo(texto: str, letras: Set[str]) -> str:
    return "".join(f"[U+{ord(letra):04X}]" if letra in letras else letra for letra in texto)


def _compilar(fuente: Path | bytes, **entradas: str) -> bytes:
    # La raíz es la carpeta de la plantilla: se puede leer un logotipo que esté en ella, y nada más.
    raiz = fuente.parent if isinstance(fuente, Path) else None
    opciones: dict[str, Any] = {"input": fuente, "root": raiz, "sys_inputs": entradas, "ignore_system_fonts": True}
    return cast("bytes", typst.compile(format="pdf", pdf_standards=NORMA, **opciones))


def _valor(texto: str | None) -> str | None:
    return limpiar(texto or "") or None


def _explicar(error: typst.TypstError) -> str:
    mensaje = str(error)
    linea = re.search(r":(\d+):\d+", str(error.diagnostic))
    donde = f" (línea {linea[1]})" if linea else ""
    for patron, explicacion in _EN_ESPANOL:
        hallado = re.search(patron, mensaje)
        if hallado:
            return explicacion.format(*hallado.groups()) + donde + "."
    return f"una instrucción no es válida{donde}: «{mensaje.splitlines()[0][:160]}»."
