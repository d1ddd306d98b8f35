"""La comprobación de las plantillas: que lo que editó la agencia funcione antes de usarlo.

Se rellenan con dos propuestas de muestra, una completa y otra toda pendiente. Así se encuentra una
variable mal escrita en cualquier rincón, y también un dato que la plantilla dejó de imprimir.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from bot.documentos.contexto import construir_contexto, construir_contexto_del_anexo
from bot.documentos.errores import PlantillaInvalida
from bot.documentos.pdf import componer, componer_anexo, datos_que_no_imprime
from bot.documentos.redactor import ESTILO, PLANTILLA_DE_PDF, PLANTILLA_DE_WORD, PLANTILLA_DEL_ANEXO
from bot.documentos.word import rellenar
from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.propuesta.modelo import (
    Cuadro,
    Dato,
    Parrafo,
    Participacion,
    Pendiente,
    Presupuesto,
    Procedencia,
    Propuesta,
    Seccion,
)

MARCA_DE_AGUA = "BORRADOR"
FRASE_DEL_PIE = "No es una aprobación ni una presentación ante la APCI"

_TODO_BIEN = "imprime todos los datos, con su marca de agua y su pie"
_PAGINAS = {"first": "la primera página", "default": "las páginas impares", "even": "las páginas pares"}


def _cuadro(letra: str, totales: int) -> Cuadro:
    return Cuadro(
        (f"muestracolumna{letra}", f"muestraotracolumna{letra}"),
        ((f"muestracelda{letra}", None), (f"muestraultima{letra}", f"muestraotraultima{letra}")),
        (40, 60),
        totales=totales,
        nota=f"muestranota{letra}",
    )


# Cada valor es una palabra que no puede salir de otro sitio: si no está, la plantilla no lo imprime.
_MUESTRA = Propuesta(
    titulo="muestratitulo",
    fecha=date(2026, 1, 2),
    resumen=(Parrafo("muestraresumen", "muestraentrada"), Parrafo("muestraotroresumen")),
    de_un_vistazo=(Dato("muestravistazo", "muestravaloralavista"),),
    secciones=(
        Seccion(
            1,
            "muestraseccion",
            (Parrafo("muestraparrafo", "muestraentradadeparrafo"),),
            (Dato("muestraetiqueta", "muestravalor"), Dato("muestraotra", None)),
            (_cuadro("a", 0), _cuadro("b", 1)),
        ),
    ),
    actores=(),
    riesgos=(),
    presupuesto=Presupuesto((), (), None, None),
    observaciones=(Observacion("", "critica", "muestramensaje", "muestrafuente", False, (), titulo="muestrapunto"),),
    pendientes=(Pendiente("muestrapendiente", "muestracomo"),),
    por_ampliar=(Pendiente("muestraampliable", "muestracomoampliar"),),
    version_entrevista="muestracuestionario",
    procedencia=(Procedencia("muestralugar", "muestrapregunta", "muestraquien", "muestracuando", "muestrapalabras"),),
    version_reglas="muestrareglas",
    huella="muestrahuella",
    participacion=Participacion(
        "muestraparticipacion", replace(_cuadro("c", 0), nota=""), ("muestranotadeparticipacion",)
    ),
)

_VERSION = "muestraplantilla"

_VACIA = Propuesta(None, date(2026, 1, 2), (), (), (), (), (), Presupuesto((), (), None, None), (), (), "muestra")


def comprobar_word(carpeta: Path) -> str:
    """Devuelve una línea: que la plantilla de Word sirve y, si es el caso, qué datos no imprime.

    Raises `PlantillaInvalida`, con lo que hay que corregir en Word.
    """
    plantilla = carpeta / PLANTILLA_DE_WORD
    rellenar(plantilla, _VACIA)
    with ZipFile(BytesIO(rellenar(plantilla, _MUESTRA))) as documento:
        partes = {
            nombre: documento.read(nombre).decode("utf-8", "replace")
            for nombre in documento.namelist()
            if nombre.startswith("word/") and nombre.endswith((".xml", ".rels"))
        }
    for clase in ("header", "footer"):
        for pagina, parte in _encabezados_o_pies(partes, clase):
            _exigir(plantilla, clase, _PAGINAS[pagina], parte)
    texto = " ".join(_texto(parte) for nombre, parte in partes.items() if nombre.endswith(".xml"))
    valores = _valores(construir_contexto(_MUESTRA, str, _tal_cual))
    return _resumir([valor.removeprefix("muestra") for valor in valores if valor not in texto])


def comprobar_pdf(carpeta: Path) -> str:
    """Devuelve una línea: que las plantillas del PDF sirven y, si es el caso, qué datos no imprimen.

    Raises `PlantillaInvalida`, con la línea y lo que hay que corregir.
    """
    plantilla, anexo, estilo = carpeta / PLANTILLA_DE_PDF, carpeta / PLANTILLA_DEL_ANEXO, carpeta / ESTILO
    componer(plantilla, _VACIA)
    componer_anexo(anexo, _VACIA, _VERSION)
    ausentes = datos_que_no_imprime(plantilla, construir_contexto(_MUESTRA, str, _tal_cual))
    ausentes += datos_que_no_imprime(anexo, construir_contexto_del_anexo(_MUESTRA, _VERSION, str))
    fuente = re.sub(r"(?m)//.*$", "", estilo.read_text(encoding="utf-8"))
    if not re.search(rf"background:[^\n]*\b{MARCA_DE_AGUA}\b", fuente):
        raise PlantillaInvalida(
            estilo, f"falta la marca de agua {MARCA_DE_AGUA} en el «background:» de la página («set page»)."
        )
    if not re.search(rf"footer:.{{0,400}}{FRASE_DEL_PIE}", fuente, re.DOTALL):
        raise PlantillaInvalida(estilo, f"falta en el pie («footer:») la frase «{FRASE_DEL_PIE}».")
    return _resumir(ausentes)


def _resumir(ausentes: list[str]) -> str:
    return f"sirve, pero no imprime: {', '.join(ausentes)}" if ausentes else _TODO_BIEN


def _valores(contexto: dict[str, object]) -> list[str]:
    return sorted(set(re.findall(r"muestra\w+", repr(contexto))))


def _tal_cual(texto: str | None) -> str | None:
    return texto


def _texto(parte: str) -> str:
    # Word reparte una misma palabra en varios tramos: se unen sin espacio.
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", parte)))


def _encabezados_o_pies(partes: dict[str, str], clase: str) -> Iterator[tuple[str, str | None]]:
    """Recorre los de cada clase de página y de cada sección; None si la primera sección no lo tiene."""
    relaciones = dict(_relaciones(partes.get("word/_rels/document.xml.rels", "")))
    secciones: list[str] = re.findall(r"<w:sectPr.*?</w:sectPr>", partes["word/document.xml"], re.DOTALL)
    for numero, seccion in enumerate(secciones):
        for pagina in _PAGINAS:
            propio = next(
                (
                    re.search(r'r:id="([^"]+)"', etiqueta)
                    for etiqueta in re.findall(rf"<w:{clase}Reference[^>]*>", seccion)
                    if f'w:type="{pagina}"' in etiqueta
                ),
                None,
            )
            if propio is not None:
                yield pagina, partes.get("word/" + relaciones.get(propio[1], ""))
            elif numero == 0:  # las demás secciones heredan el de la anterior
                yield pagina, None


def _relaciones(xml: str) -> Iterator[tuple[str, str]]:
    for etiqueta in re.findall(r"<Relationship [^>]*>", xml):
        identificador, destino = re.search(r'Id="([^"]+)"', etiqueta), re.search(r'Target="([^"]+)"', etiqueta)
        if identificador and destino:
            yield identificador[1], destino[1].removeprefix("/word/")


def _exigir(plantilla: Path, clase: str, paginas: str, parte: str | None) -> None:
    if clase == "header" and (parte is None or f'string="{MARCA_DE_AGUA}"' not in parte):
        raise PlantillaInvalida(
            plantilla,
            f"falta la marca de agua {MARCA_DE_AGUA} en {paginas}. "
            "En Word: Diseño, Marca de agua, Personalizada, Texto.",
        )
    if clase == "footer" and (parte is None or FRASE_DEL_PIE not in _texto(parte)):
        raise PlantillaInvalida(plantilla, f"falta en el pie de {paginas} la frase «{FRASE_DEL_PIE}».")
