"""Una respuesta oficial, como documento que el asistente cita: con su autor, su fecha y su vigencia."""

from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from bot.revision.errores import ErrorDeTarea
from conocimiento.archivos import DE_LA_CUENTA, escribir_entero
from conocimiento.errores import motivo_de
from conocimiento.hora import HORA_DE_LIMA


@dataclass(frozen=True, slots=True)
class RespuestaOficial:
    """Lo que el personal responde a una tarea. Sin `vigente_hasta` no caduca."""

    pregunta: str
    texto: str
    autor: str
    vigente_hasta: date | None = None


def escribir_respuesta(carpeta: Path, identificador: int, respuesta: RespuestaOficial, ahora: datetime) -> Path:
    """Escribe el documento y su ficha; la ficha, primero, para que nunca se lea un documento sin ella.

    Raises `ErrorDeTarea`.
    """
    hoy = ahora.astimezone(HORA_DE_LIMA).date()
    vigencia = f" Vigente hasta el {respuesta.vigente_hasta:%d/%m/%Y}." if respuesta.vigente_hasta else ""
    ficha = {
        "titulo": f"Respuesta oficial {identificador}",
        "institucion": "APCI",
        "anio": hoy.year,
        "fuente": f"Respuesta oficial de la APCI, del {hoy:%d/%m/%Y}. Autor: {respuesta.autor}.{vigencia}",
        "version": hoy.isoformat(),
    }
    if respuesta.vigente_hasta:
        ficha["vigente_hasta"] = respuesta.vigente_hasta.isoformat()
    texto = StringIO()
    cast(Any, YAML()).dump(
        {clave: DoubleQuotedScalarString(valor) if isinstance(valor, str) else valor for clave, valor in ficha.items()},
        texto,
    )
    documento = carpeta / f"respuesta-{identificador:04}.md"
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        suya = documento.with_name(f"{documento.stem}.ficha.yaml")
        escribir_entero(suya, texto.getvalue().encode(), DE_LA_CUENTA)
        dicho = f"# {respuesta.pregunta.strip()}\n\n{respuesta.texto.strip()}\n"
        escribir_entero(documento, dicho.encode(), DE_LA_CUENTA)
    except OSError as error:
        raise ErrorDeTarea(f"No se pudo escribir en «{carpeta}» ({motivo_de(error)}).") from error
    return documento
