"""La frontera con docxtpl, Jinja y python-docx: rellenar una plantilla y traducir sus errores.

La plantilla se ejecuta en una caja de arena (`SandboxedEnvironment`) y una variable que el programa
no da es un error, nunca un hueco en blanco.
"""

import re
from collections.abc import MutableMapping
from copy import deepcopy
from datetime import datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELACION
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docxtpl import DocxTemplate  # pyright: ignore[reportMissingTypeStubs]
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from bot.documentos.contexto import construir_contexto, titulo_del_archivo
from bot.documentos.errores import PlantillaInvalida
from bot.documentos.maquetar import acomodar
from bot.documentos.texto import literal, valor
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.errores import motivo_de

_VML = "{urn:schemas-microsoft-com:vml}"
_PARTES = 64
"""Las de varias plantillas: el cuerpo, los encabezados, los pies y las propiedades de cada una."""
_TITULO_MAXIMO = 255  # lo que admite la propiedad «título» de un archivo de Word


def rellenar(plantilla: Path, propuesta: Propuesta) -> bytes:
    """Devuelve el documento de Word con la propuesta. Raises `PlantillaInvalida`."""
    rellena = _abrir(plantilla)
    contexto = construir_contexto(propuesta, literal, valor)
    try:
        rellena.render(contexto, _Entorno(undefined=StrictUndefined, autoescape=True), autoescape=True)
    except UndefinedError as error:
        raise PlantillaInvalida(plantilla, _explicar_variable(error)) from error
    except TemplateError as error:
        raise PlantillaInvalida(plantilla, _explicar_instruccion(error)) from error
    except Exception as error:  # docxtpl deja pasar los errores de XML y los que causa una instrucción
        que = "una instrucción entre llaves dejó el documento mal formado. Deshaga el último cambio y pruebe de nuevo."
        raise PlantillaInvalida(plantilla, que) from error
    documento = cast(Document, rellena.docx)
    cuadros = [cuadro for seccion in propuesta.secciones for cuadro in seccion.cuadros]
    acomodar(documento, [propuesta.participacion.cuadro, *cuadros] if propuesta.participacion else cuadros)
    _completar_la_marca(documento)
    _fijar_propiedades(documento, propuesta)
    archivo = BytesIO()
    rellena.save(archivo)  # pyright: ignore[reportUnknownMemberType]
    return archivo.getvalue()


class _Entorno(SandboxedEnvironment):
    """Recuerda cada parte compilada: compilarlas es casi la mitad de lo que tarda un documento.

    Quien comprueba una plantilla la rellena más de una vez.
    """

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        return _compilada(source) if isinstance(source, str) else super().from_string(source, globals, template_class)


@lru_cache(maxsize=_PARTES)
def _compilada(parte: str) -> Template:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True).from_string(parte)


def _abrir(plantilla: Path) -> DocxTemplate:
    try:
        contenido = plantilla.read_bytes()
    except FileNotFoundError as error:
        raise PlantillaInvalida(plantilla, f"no existe en «{plantilla.parent}».") from error
    except OSError as error:
        raise PlantillaInvalida(plantilla, f"no se pudo leer ({motivo_de(error)}).") from error
    rellena = DocxTemplate(BytesIO(contenido))
    try:
        rellena.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        que = "no es un documento de Word (.docx) o está dañado. Ábralo en Word y guárdelo de nuevo como .docx."
        raise PlantillaInvalida(plantilla, que) from error
    return rellena


def _completar_la_marca(documento: Document) -> None:
    """En cada encabezado, la forma de la que se hace la marca de agua.

    LibreOffice, al guardar, la deja en uno solo y los demás la nombran: sin ella, la marca no se dibuja en su página.
    """
    relaciones = documento.part.rels.values()
    encabezados: list[Any] = [  # lxml no dice sus tipos
        cast("XmlPart", una.target_part).element for una in relaciones if una.reltype == RELACION.HEADER
    ]
    formas: dict[str, Any] = {forma.get("id"): forma for uno in encabezados for forma in uno.iter(f"{_VML}shapetype")}
    for encabezado in encabezados:
        suyas: set[str] = {forma.get("id") for forma in encabezado.iter(f"{_VML}shapetype")}
        for dibujo in list(encabezado.iter(f"{_VML}shape")):
            nombre = str(dibujo.get("type", "")).removeprefix("#")
            if nombre in formas and nombre not in suyas:
                dibujo.addprevious(deepcopy(formas[nombre]))
                suyas.add(nombre)


def _fijar_propiedades(documento: Document, propuesta: Propuesta) -> None:
    propiedades = documento.core_properties
    propiedades.title = titulo_del_archivo(propuesta)[:_TITULO_MAXIMO]
    # La fecha de la propuesta y no la del reloj: el mismo borrador da los mismos bytes.
    propiedades.created = propiedades.modified = datetime.combine(propuesta.fecha, time())


def _explicar_variable(error: UndefinedError) -> str:
    nombres = re.findall(r"'([^']+)'", str(error))
    nombre = nombres[-1] if nombres else "?"
    return f"pide «{nombre}», que el programa no conoce.{_cerca_de(error)} Revise cómo está escrito ese nombre."


def _explicar_instruccion(error: TemplateError) -> str:
    mensaje = error.message or ""
    if "end of template" in mensaje or "looking for the following tags" in mensaje:
        que = "falta cerrar una instrucción: cada «for» necesita su «endfor» y cada «if» su «endif»."
    elif "unknown tag" in mensaje:
        nombres = re.findall(r"'([^']+)'", mensaje)
        que = f"la instrucción «{nombres[0] if nombres else '?'}» no existe o está fuera de lugar."
    elif isinstance(error, TemplateSyntaxError):
        que = "hay llaves o signos mal escritos: compare con una instrucción que funcione."
    else:
        que = "una instrucción pide algo que no está permitido."
    return que + _cerca_de(error)


def _cerca_de(error: TemplateError) -> str:
    lineas = cast("list[str]", list(getattr(error, "docx_context", ())))
    texto = " ".join(" ".join(lineas).split())
    return f" Está cerca de: «{texto[:160]}»." if texto else ""
