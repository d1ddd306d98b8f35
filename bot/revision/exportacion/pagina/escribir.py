"""La página `revision.html`: un solo archivo que funciona sin red.

La plantilla escapa los textos; los datos van en JSON con «<» escapado, y la página solo los pone como texto.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from markupsafe import Markup

from bot.documentos.pagina import DOCUMENTO, ESTILOS, PROGRAMA, armar, leer
from bot.revision.exportacion.formato import ConversacionJson, en_una_linea

CARPETA = Path(__file__).resolve().parent
POR_BLOQUE = 100
_MARCA = "@@BLOQUES@@"
_LARGO_DE_PRIMERA = 120
_CONFIANZA_BAJA = 0.6


def en_guion(dato: Any) -> str:
    """Devuelve JSON que se puede poner dentro de <script>: nada en él lo puede cerrar."""
    return en_una_linea(dato).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class Bloques:
    """Escribe los datos de la página mientras se exporta, en bloques que la página lee solo al necesitarlos.

    `repasar` tacha lo que, al recortar lo primero que dijo la persona, parezca un dato.
    """

    def __init__(self, ruta: Path, repasar: Callable[[str], str]) -> None:
        self._repasar = repasar
        self._archivo = ruta.open("w", encoding="utf-8", newline="\n")
        self._indice: list[str] = []
        self._pasajes: dict[str, int] = {}
        self._bloque: list[str] = []
        self._numero = 0

    def escribir(self, una: ConversacionJson) -> None:
        """Agrega una conversación."""
        self._indice.append(en_guion(_resumen(una, self._numero, self._repasar)))
        turnos: list[dict[str, Any]] = []
        for turno in una["turnos"]:
            consultas = [
                {**consulta, "citas": [self._pasaje(en_guion(cita)) for cita in consulta["citas"]]}
                for consulta in turno["consultas"]
            ]
            turnos.append({**turno, "consultas": consultas})
        self._bloque.append(en_guion({**una, "turnos": turnos}))
        if len(self._bloque) == POR_BLOQUE:
            self._vaciar()

    def terminar(self) -> None:
        """Escribe lo que falta: el último bloque, el índice y los pasajes citados."""
        if self._bloque:
            self._vaciar()
        self._guion("indice", "", "[" + ",\n".join(self._indice) + "]")
        self._guion("pasajes", "", "[" + ",\n".join(self._pasajes) + "]")
        self._archivo.close()

    def _pasaje(self, cita: str) -> int:
        return self._pasajes.setdefault(cita, len(self._pasajes))

    def _vaciar(self) -> None:
        self._guion(f"bloque-{self._numero}", "bloque", "[" + ",\n".join(self._bloque) + "]")
        self._bloque, self._numero = [], self._numero + 1

    def _guion(self, identificador: str, clase: str, datos: str) -> None:
        self._archivo.write(f'<script type="application/json" id="{identificador}" class="{clase}">{datos}</script>\n')


def escribir_pagina(
    destino: "IO[str]", bloques: "IO[str]", datos: Mapping[str, Any], valores: Mapping[str, Any]
) -> None:
    """Escribe la página: la plantilla con `valores`, `datos` como cabecera y lo que escribió `Bloques`."""
    entera = armar(CARPETA, {**valores, "datos": Markup(en_guion(datos))})
    antes, despues = entera.split(_MARCA, 1)
    destino.write(antes)
    while trozo := bloques.read(1 << 20):
        destino.write(trozo)
    destino.write(despues)


def textos_de_la_pagina() -> str:
    """Devuelve los textos propios de la página, que no son datos de nadie."""
    return "\n".join(leer(CARPETA, nombre) for nombre in (DOCUMENTO, ESTILOS, PROGRAMA))


def _resumen(una: ConversacionJson, bloque: int, repasar: Callable[[str], str]) -> dict[str, Any]:
    dichas = [turno["persona"] for turno in una["turnos"] if turno["persona"].strip()]
    # Una orden o un botón dicen poco de qué trata la conversación.
    primera = next((dicha for dicha in dichas if dicha[0] not in "/["), dichas[0] if dichas else "")
    consultas = [consulta for turno in una["turnos"] for consulta in turno["consultas"]]
    return {
        "conversacion": una["conversacion"],
        "bloque": bloque,
        "inicio": una["inicio"],
        "estado": una["estado"],
        "tipo": una["tipo_organizacion"],
        "turnos": una["n_turnos"],
        "reintentos": una["n_reintentos"],
        "sin_respuesta": una["n_sin_respuesta"],
        "sirve": una["valoraciones"]["sirve"],
        "no_sirve": una["valoraciones"]["no_sirve"],
        "traspasos": una["traspasos"],
        "senales": len(una["senales"]),
        "dudosas": sum(bool(uno["citas"]) and uno["confianza"] < _CONFIANZA_BAJA for uno in consultas),
        "primera": repasar(_comienzo(primera)),
    }


def _comienzo(texto: str) -> str:
    """Lo que cabe, sin partir una palabra: un seudónimo partido no lo parecería."""
    return texto if len(texto) <= _LARGO_DE_PRIMERA else texto[:_LARGO_DE_PRIMERA].rsplit(maxsplit=1)[0]
