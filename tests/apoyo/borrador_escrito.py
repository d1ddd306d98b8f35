"""Un borrador escrito por una persona (una línea JSON), pasado por los lectores del producto como si lo respondiera.

Cada línea lleva `respuestas`, `actores`, `reparto`, `resultados`, `actividades` y `riesgos`; ninguna es obligatoria.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, cast

from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Creado, Evento, Llave, ModoCambiado, Respondida
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide
from bot.entrevista.valores.tipos import elementos, leer
from tests.apoyo.entrevista import ENTREVISTA

AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOY = AHORA.date()
LISTAS = ("resultados", "actividades", "riesgos")
Json = dict[str, Any]


@dataclass(slots=True)
class Escrito:
    """Los eventos de un borrador escrito; lo que un lector no entendió y aquello entre lo que preguntaría."""

    eventos: list[Evento]
    sin_leer: list[str] = field(default_factory=list[str])
    dudas: list[str] = field(default_factory=list[str])


def leer_escrito(escrito: Json, hoy: date = HOY) -> Escrito:
    """Responde cada pregunta con sus palabras; ante una duda del lector, elige la primera lectura y lo anota."""
    return _Lector(escrito, hoy).leer()


class _Lector:
    def __init__(self, escrito: Json, hoy: date) -> None:
        self.escrito, self.hoy = escrito, hoy
        self.respuestas: Json = escrito.get("respuestas", {})
        self.proponente = str(self.respuestas.get("nombre_organizacion", ""))
        self.otros = [str(uno["nombre"]) for uno in escrito.get("actores", ())]
        self.salida = Escrito([Creado(AHORA, ENTREVISTA.version, ENTREVISTA.aviso.version, acepta=True)])

    def leer(self) -> Escrito:
        dichas = {*self.respuestas, *(lista for lista in LISTAS if self.escrito.get(lista))}
        ampliadas = {pregunta.clave for pregunta in ENTREVISTA.preguntas if pregunta.modo == "ampliado"}
        self.salida.eventos.append(ModoCambiado(AHORA, "ampliado" if dichas & ampliadas else "nucleo"))
        for pregunta in ENTREVISTA.preguntas:
            match pregunta.tipo:
                case "actores":
                    self._anotar((pregunta.clave, ""), self._actores(), "\n".join(self.otros))
                case "matriz":
                    for identificador, actor, texto in self._reparto(pregunta):
                        self._responder(pregunta, texto, identificador, actor)
                case "lista":
                    self._responder_lista(pregunta)
                case _ if pregunta.clave in self.respuestas:
                    self._responder(pregunta, _escrito(self.respuestas[pregunta.clave], pregunta))
                case _:
                    pass
        return self.salida

    def _actores(self) -> list[Valor]:
        return [
            {"id": f"a{n}", "nombre": str(uno["nombre"]), "tipo": uno.get("tipo")}
            for n, uno in enumerate(self.escrito.get("actores", ()), start=1)
        ]

    def _reparto(self, pregunta: Pregunta) -> Iterator[tuple[str, str, str]]:
        for n, actor in enumerate([self.proponente, *self.otros]):
            lineas: Json = self.escrito.get("reparto", {}).get(actor, {})
            dichas = [f"{una.rotulo}: {lineas[una.clave]}" for una in pregunta.lineas if lineas.get(una.clave)]
            if dichas:
                yield f"a{n}", actor, "\n".join(dichas)
        for sobra in set(self.escrito.get("reparto", {})) - {self.proponente, *self.otros}:
            self.salida.sin_leer.append(f"{pregunta.clave} de {sobra}: no es el nombre de ningún actor")

    def _responder_lista(self, pregunta: Pregunta) -> None:
        """Cada elemento en su renglón, con sus rótulos; los que se lean, juntos."""
        leidos, crudos = list[Valor](), list[str]()
        for uno in self.escrito.get(pregunta.clave, ()):
            primero, *otros = pregunta.campos
            texto = "; ".join(
                [
                    str(uno.get(primero.clave, "")),
                    *(f"{campo.rotulo}: {uno[campo.clave]}" for campo in otros if uno.get(campo.clave)),
                ]
            )
            crudos.append(texto)
            leidos += elementos(self._leido(pregunta, texto, ""))
        if leidos:
            self._anotar((pregunta.clave, ""), leidos, "\n".join(crudos))

    def _responder(self, pregunta: Pregunta, texto: str, identificador: str = "", actor: str = "") -> None:
        valor = self._leido(pregunta, texto, actor)
        if valor is not None:
            self._anotar((pregunta.clave, identificador), valor, texto)

    def _leido(self, pregunta: Pregunta, texto: str, actor: str) -> Valor:
        nombres = (self.proponente, *self.otros)
        entorno = Entorno(ENTREVISTA.catalogos, self.hoy, self.proponente, None, nombres, actor)
        lectura = leer(pregunta, texto, entorno)
        match lectura:
            case Explicacion():
                self.salida.sin_leer.append(f"{pregunta.clave} {actor}: {lectura.problema} · {texto[:120]!r}")
                return None
            case Pide():
                self.salida.dudas.append(f"{pregunta.clave} {actor}: {lectura.pregunta} · {texto[:120]!r}")
                de_una = min(lectura.opciones, key=lambda opcion: len(elementos(opcion[1])))  # se escribió uno solo
                return de_una[1]
            case _:
                return lectura.valor

    def _anotar(self, llave: Llave, valor: Valor, crudo: str) -> None:
        self.salida.eventos.append(Respondida(AHORA, llave, valor, crudo))


def _escrito(dicho: Any, pregunta: Pregunta) -> str:
    """Lo dicho como texto; una opción, por su etiqueta."""
    if isinstance(dicho, list):
        return ", ".join(str(uno) for uno in cast("list[object]", dicho))
    return next((una.etiqueta for una in pregunta.opciones if una.valor == dicho), str(dicho))
