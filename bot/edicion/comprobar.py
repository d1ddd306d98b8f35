"""La comprobación de la carpeta de una entrevista: archivos, condiciones, botones, caminos y plantilla.

Reúne lo que cada pieza sabe comprobar de sí misma; no arregla nada.
"""

from datetime import date
from pathlib import Path

from bot.documentos.comprobacion import comprobar_pdf, comprobar_word
from bot.documentos.errores import PlantillaInvalida
from bot.edicion.alcance import CASOS_MAXIMOS, combinaciones
from bot.edicion.caminos import caminos
from bot.edicion.leer import leer_entrevista
from bot.entrevista.esquema import Entrevista
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.valores.tipos import TIPOS
from conocimiento.errores import ErrorLegible
from conocimiento.frases import cantidad

BYTES_DE_UN_BOTON = 64
_CODIGO_MAS_LARGO = len("e:ffff9999:")
_FECHA = date(2026, 1, 2)


class EntrevistaInvalida(ErrorLegible):
    """La carpeta de la entrevista tiene errores; el mensaje los trae uno por línea."""


def abrir_carpeta(carpeta: Path) -> Entrevista:
    """Lee la entrevista de una carpeta. Raises `ErrorLegible` si falta un archivo o tiene errores."""
    try:
        return leer_entrevista(carpeta)
    except FileNotFoundError as error:
        falta = Path(str(error.filename)).name
        raise EntrevistaInvalida(f"En «{carpeta}» falta {falta}. Indique la carpeta de la entrevista.") from None


def comprobar_carpeta(carpeta: Path) -> str:
    """Devuelve un resumen de una línea. Raises `EntrevistaInvalida` con todos los errores hallados."""
    entrevista = abrir_carpeta(carpeta)
    errores = [*_migraciones(entrevista), *_botones(entrevista)]
    for comprobar in (comprobar_word, comprobar_pdf):
        try:
            comprobar(carpeta)
        except PlantillaInvalida as error:
            errores.append(str(error))
    if errores:
        raise EntrevistaInvalida("\n".join(errores))
    recorridos = 0
    for camino in caminos(entrevista):
        armar(entrevista, camino.eventos, _FECHA)
        recorridos += 1
    casos = sum(1 for _ in combinaciones(entrevista.preguntas))
    cortado = " (solo las primeras combinaciones)" if casos == CASOS_MAXIMOS else ""
    return (
        f"versión {entrevista.version}, {cantidad(len(entrevista.preguntas), 'pregunta')}, "
        f"{cantidad(len(entrevista.reglas), 'regla')}, {contar_sugerencias(entrevista)}, "
        f"{cantidad(recorridos, 'camino recorrido', 'caminos recorridos')}{cortado}; las plantillas sirven"
    )


def contar_sugerencias(entrevista: Entrevista) -> str:
    """«384 sugerencias (165 indicadores)»."""
    suyas = entrevista.sugerencias
    listas = (suyas.nombres, suyas.temas, suyas.planes, suyas.indicadores, suyas.riesgos, suyas.actividades)
    total = sum(map(len, (*listas, suyas.reparto, suyas.respuestas)))
    return f"{cantidad(total, 'sugerencia')} ({cantidad(len(suyas.indicadores), 'indicador', 'indicadores')})"


def _migraciones(entrevista: Entrevista) -> list[str]:
    """Cada migración debe llevar, por sí o por las siguientes, a la versión de hoy."""
    destinos = {migracion.de: migracion.a for migracion in entrevista.migraciones}
    errores: list[str] = []
    for migracion in entrevista.migraciones:
        version, vistas = migracion.a, {migracion.de}
        while version in destinos and version not in vistas:
            vistas.add(version)
            version = destinos[version]
        if version != entrevista.version:
            errores.append(
                f"migraciones:1: desde la versión «{migracion.de}» se llega a «{version}» y no a la de hoy, "
                f"«{entrevista.version}»; agregue el archivo que falta"
            )
    return errores


def _botones(entrevista: Entrevista) -> list[str]:
    """Ningún botón puede llevar un código que Telegram rechace."""
    codigos = [f"c:{pregunta.clave}:a99" for pregunta in entrevista.preguntas]
    codigos += [f"o:{opcion.valor}" for pregunta in entrevista.preguntas for opcion in pregunta.opciones]
    con_catalogo = {p.tipo: elegibles for p in entrevista.preguntas if (elegibles := TIPOS[p.tipo].elegibles)}
    codigos += [f"o:{uno}" for elegibles in con_catalogo.values() for uno in elegibles(entrevista.catalogos)]
    codigos += [f"R:{seccion.clave}" for seccion in entrevista.secciones]
    return [
        f"entrevista.yaml:1: el botón «{codigo}» ocupa {bytes_} bytes y caben {BYTES_DE_UN_BOTON}; acorte la clave"
        for codigo in codigos
        if (bytes_ := _CODIGO_MAS_LARGO + len(codigo.encode())) > BYTES_DE_UN_BOTON
    ]
