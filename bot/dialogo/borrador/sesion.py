"""Una persona delante de su borrador: lo que se deduce de él, y cómo se le anota algo o se le contesta."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.dialogo.borrador.acciones import Accion, AccionPedida, asunto_de, sello
from bot.dialogo.efectos import Efecto, Enviar
from bot.dialogo.mensajes import Boton, Espacio, Filas, Mensaje
from bot.dialogo.peticiones import Modo, Uso
from bot.dialogo.turno import Contexto, Estado, Turno, hoy
from bot.entrevista.borrador import Borrador, Rol, sin_lo_reservado
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import COORDINA, DE_LA_ALIANZA, Evento, Llave
from bot.entrevista.pasos import Paso, actores, buscar_paso, paso_actual
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Propuesta
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno


@dataclass(frozen=True)
class Sesion:
    """El borrador abierto en este turno. Sin `slots`, para deducir cada cosa una sola vez."""

    contexto: Contexto
    estado: Estado
    mensaje: str = ""  # el que la persona acaba de escribir, en su canal; vacío si no escribió o no se sabe

    @property
    def entrevista(self) -> Entrevista:
        """Las preguntas, con sus reglas y sus textos."""
        return self.contexto.entrevista

    @property
    def ahora(self) -> datetime:
        """El instante de este turno: el de los eventos que se anotan en él."""
        return self.contexto.ahora

    @cached_property
    def borrador(self) -> Borrador:
        """El borrador, plegado de sus eventos como lo ve esta persona."""
        entero = Borrador.de(self.estado.eventos, self.estado.integrante)
        return sin_lo_reservado(entero, self.entrevista.reservadas) if entero.es_de_varios else entero

    @property
    def coordina(self) -> bool:
        """Escribe sola, o coordina a las demás organizaciones."""
        quien = self.borrador.integrantes.get(self.estado.integrante)
        return quien is not None and quien.rol is Rol.COORDINACION

    @property
    def propios(self) -> tuple[Evento, ...]:
        """Los eventos que no son de otro integrante: lo que ella contó, y lo que se entendió de eso, es solo suyo."""
        suyos = (self.estado.integrante, DE_LA_ALIANZA)
        return tuple(evento for evento in self.estado.eventos if evento.autor in suyos)

    @cached_property
    def paso(self) -> Paso | None:
        """La pregunta que la persona tiene delante; None si ya no queda ninguna."""
        return paso_actual(self.entrevista, self.borrador)

    @cached_property
    def propuesta(self) -> Propuesta:
        """La propuesta tal como está hoy."""
        return armar(self.entrevista, self.estado.eventos, hoy(self.contexto), self.estado.integrante)

    @cached_property
    def entorno(self) -> Entorno:
        """Lo que un validador puede mirar: catálogos, fecha, quién propone y los actores."""
        nombre = self.borrador.respuestas.get((self.entrevista.papeles.proponente, ""))
        nombres = tuple(actor.nombre for actor in actores(self.entrevista, self.borrador))
        return Entorno(
            self.entrevista.catalogos, hoy(self.contexto), str(nombre.valor) if nombre else "", None, nombres
        )

    def entorno_de(self, paso: Paso) -> Entorno:
        """El mismo, con lo que ya se respondió en ese paso, su actor y, si se duda de ella, la respuesta escrita."""
        duda, actor = self.borrador.duda, paso.actor.nombre if paso.actor else ""
        en_duda = duda.crudo if duda is not None and duda.llave == paso.llave else ""
        return replace(self.entorno, previo=self.valor_de(paso), actor=actor, en_duda=en_duda)

    def valor_de(self, paso: Paso) -> Valor:
        """Lo respondido en un paso; None si nada."""
        respuesta = self.borrador.respuestas.get(paso.llave)
        return respuesta.valor if respuesta is not None else None

    def buscar(self, llave: Llave) -> Paso | None:
        """El paso de una llave, si hoy se pregunta."""
        return buscar_paso(self.entrevista, self.borrador, llave)

    @property
    def falta_consentir(self) -> bool:
        """Si el aviso de privacidad cambió desde que la persona lo aceptó para este borrador."""
        return self.estado.borrador is not None and self.borrador.aviso != self.entrevista.aviso.version

    def puede_mostrar_a_un_modelo(self, uso: Uso) -> bool:
        """Si lo que la persona escribió de lo suyo se le puede mostrar a un modelo para eso.

        Solo a uno de los equipos de la agencia, con el aviso de ahora aceptado y si no dijo después que no.
        """
        decidido, version = self.estado.aviso_decidido, self.entrevista.aviso.version
        dijo_que_no = decidido is not None and decidido.version == version and not decidido.acepta
        hay_modelo = uso in self.contexto.usos and self.contexto.modo is Modo.LOCAL
        return hay_modelo and not dijo_que_no and not self.falta_consentir

    # --- Lo que cambia --------------------------------------------------------------------------------

    def anotar(self, evento: Evento) -> "Sesion":
        """La sesión con un evento más en el borrador: suyo, si no es de la alianza."""
        if evento.autor == COORDINA != self.estado.integrante:
            evento = replace(evento, autor=self.estado.integrante)
        return self.en(replace(self.estado, eventos=(*self.estado.eventos, evento)))

    def en(self, estado: Estado) -> "Sesion":
        """La misma persona en otro estado."""
        return replace(self, estado=estado)

    def dentro(self) -> "Sesion":
        """Con la entrevista en marcha: lo que escriba es respuesta."""
        return self.en(replace(self.estado, en_entrevista=True))

    def fuera(self) -> "Sesion":
        """Con la entrevista aparte: lo que escriba es pregunta."""
        return self.en(replace(self.estado, en_entrevista=False))

    # --- Lo que se contesta ---------------------------------------------------------------------------

    def turno(self, *efectos: Efecto) -> Turno:
        """El turno que deja este estado."""
        return Turno(self.estado, efectos)

    def enviar(self, mensaje: Mensaje) -> Turno:
        """Un turno que solo dice algo."""
        return self.turno(Enviar(mensaje))

    @cached_property
    def sello(self) -> str:
        """Lo que llevan los botones de este paso; los de cualquier otro ya no valen."""
        delante = self.paso if self.borrador.es_de_varios else None  # en el de uno solo no cuenta: no se busca
        return sello(self.estado.borrador, self.borrador, delante)

    def asunto(self, paso: Paso) -> str:
        """El asunto del mensaje que muestra una pregunta."""
        return asunto_de(self.estado.borrador, paso.llave)

    def boton(self, etiqueta: str, accion: Accion, *argumentos: str | int) -> Boton:
        """Un botón que vale mientras el borrador no cambie."""
        pedida = AccionPedida(accion, tuple(map(str, argumentos)))
        return Espacio.BORRADOR.boton(etiqueta, self.sello, pedida.codigo)

    def fila(self, *botones: tuple[str, Accion]) -> tuple[Boton, ...]:
        """Varios botones en una fila: pares (etiqueta, acción)."""
        return tuple(self.boton(etiqueta, accion) for etiqueta, accion in botones)

    def filas(self, *botones: tuple[str, Accion]) -> Filas:
        """Lo mismo, con uno en cada fila."""
        return tuple((boton,) for boton in self.fila(*botones))
