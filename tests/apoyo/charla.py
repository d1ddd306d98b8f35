"""Una conversación sobre una idea contada con palabras, sin canal ni almacén: solo el diálogo."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Self

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Efecto, Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido
from bot.dialogo.mensajes import Boton, Mensaje
from bot.dialogo.peticiones import (
    Buscar,
    OdsSugeridos,
    PasajesEncontrados,
    RetenerTexto,
    SoltarTexto,
    SugerirOds,
    TextoSoltado,
)
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.entrevista.borrador import Borrador
from bot.entrevista.valores.lectura import Entorno
from conocimiento.modelo import Hallazgo, Juicio
from tests.apoyo.entrevista import ENTREVISTA

CONTEXTO = Contexto(ENTREVISTA, (), datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "consultas@ejemplo.pe")

ENTORNO = Entorno(ENTREVISTA.catalogos, datetime(2026, 11, 23).date())

CLAVES = {pregunta.clave for pregunta in ENTREVISTA.preguntas}
MODELO = (
    "Somos Minera Andes Altos SAC, en Cajamarca. Queremos con la muni de Celendín y una ONG alemana llevar agua segura "
    "a 500 familias, unos 200 mil soles, 18 meses"
)

SEIS = "Somos la Cooperativa Valle Verde, en Jaén, para 300 familias. Costaría S/ 350,000 en 24 meses. ODS 8."


def sin_pasajes(buscado: Buscar, juicio: Juicio | None = None) -> PasajesEncontrados:
    """Lo que daría una búsqueda que no encuentra nada; `juicio`, lo que diría de cada texto."""
    return PasajesEncontrados(tuple(Hallazgo(consulta, (), 0.0, juicio=juicio) for consulta in buscado.consultas))


class Charla:
    """Una conversación por el núcleo entero, en `contexto`.

    `ods` es lo que sugeriría la búsqueda por sentido; `juicio`, lo que diría de cada texto; si falta, de nada.
    """

    contexto = CONTEXTO

    def __init__(
        self, ods: tuple[int, ...] = (), juicio: Juicio | None = None, *, empieza: bool = True, acepta: bool = True
    ) -> None:
        self.estado, self.ods, self.mensaje = Estado(), ods, Mensaje(())
        self.fragmentos: tuple[str, ...] = ()
        self.juicio, self.retenido, self.buscado = juicio, "", ""
        if empieza:
            self.pulsar_codigo("m:propuesta")
        if empieza and acepta:
            self.pulsar("Acepto")

    @classmethod
    def desde_cero(cls) -> Self:
        """Nadie escribió nada todavía."""
        return cls(empieza=False)

    def escribir(self, texto: str) -> None:
        self.recibir(MensajeRecibido(texto))

    def pulsar(self, etiqueta: str) -> None:
        self.pulsar_codigo(next(boton.codigo for boton in self.botones() if boton.etiqueta == etiqueta))

    def pulsar_codigo(self, codigo: str) -> None:
        self.recibir(BotonPulsado(codigo))

    def botones(self) -> Iterator[Boton]:
        return (boton for fila in self.mensaje.botones for boton in fila)

    def etiquetas(self) -> list[str]:
        return [boton.etiqueta for boton in self.botones()]

    def respuestas(self) -> dict[str, object]:
        return {llave[0]: respuesta.valor for llave, respuesta in Borrador.de(self.estado.eventos).respuestas.items()}

    def guiada(self) -> "Charla":
        self.pulsar("Pregunta por pregunta")
        return self

    def recibir(self, entrada: Entrada) -> None:
        turno = decidir(self.contexto, self.estado, entrada)
        self.estado = turno.estado
        for efecto in turno.efectos:
            self.cumplir(efecto)

    def cumplir(self, efecto: Efecto) -> None:
        match efecto:
            case SugerirOds(fragmentos):
                self.fragmentos = fragmentos
                self.recibir(OdsSugeridos(tuple((numero, fragmentos[-1]) for numero in self.ods)))
            case RetenerTexto() as pedido:
                self.retenido = pedido.despues_de(self.retenido)
            case SoltarTexto():
                soltado, self.retenido = TextoSoltado(self.retenido), ""
                self.recibir(soltado)
            case Buscar():
                self.buscado = self.estado.en_curso.original if self.estado.en_curso else ""
                self.recibir(sin_pasajes(efecto, self.juicio))
            case Enviar(mensaje):
                self.mensaje = mensaje
                codigos = [boton.codigo for boton in self.botones()]
                assert len(set(codigos)) == len(codigos)
                assert all(len(codigo.encode()) <= 64 for codigo in codigos)
            case _:
                pass
