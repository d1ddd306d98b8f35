"""Varias personas en una misma alianza, cada una en su chat: solo el diálogo, con lo guardado en memoria.

Hace con las peticiones y los efectos lo mínimo que dicen sus descripciones; lo de verdad se prueba con el almacén.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import AnotarEnBorrador, Efecto, Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje
from bot.dialogo.peticiones import (
    AbrirInvitacion,
    BorradoresLeidos,
    BorradorGuardado,
    Buscar,
    ComprobarIngreso,
    DocumentoListo,
    IngresoComprobado,
    InvitacionesLeidas,
    InvitacionLeida,
    InvitacionViva,
    LeerBorradores,
    LeerInvitaciones,
    RedactarBorrador,
    SecretoSorteado,
    Situacion,
    SortearSecreto,
)
from bot.dialogo.peticiones.alianza import (
    AnotarCodigoErrado,
    AnularInvitacion,
    AvisarA,
    DesistirDeEntrar,
    GuardarInvitacion,
    Ingresar,
    PedirIngreso,
    Retirar,
)
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.entrevista.eventos import DE_LA_ALIANZA, Borrado, Evento
from bot.entrevista.propuesta.modelo import Propuesta
from tests.apoyo.charla import sin_pasajes

INTENTOS = 3
LARGO_DE_UN_BOTON, LARGO_DE_UN_CODIGO = 20, 64


@dataclass
class Invitacion:
    """Una invitación guardada."""

    numero: int
    borrador: str
    huella: str
    actor: str
    rol: str
    caduca: datetime
    usada: bool = False
    fallos: int = 0
    esperan: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])


@dataclass
class Persona:
    """Quien conversa: su estado y todo lo que se le mostró."""

    nombre: str
    estado: Estado = field(default_factory=Estado)
    mensajes: list[Mensaje] = field(default_factory=list[Mensaje])
    entradas: int = 0
    propuestas: list[Propuesta] = field(default_factory=list[Propuesta])

    @property
    def leido(self) -> str:
        """Lo que se le mostró al final, desde lo último que hizo."""
        return "\n".join(mensaje.texto for mensaje in self.mensajes)

    def botones(self) -> Iterator[Boton]:
        """Los que tiene a la vista, del último mensaje al primero."""
        return (boton for uno in reversed(self.mensajes) for fila in uno.botones for boton in fila)


class Mesa:
    """Las personas de una alianza y lo que queda guardado."""

    def __init__(self, contexto: Contexto) -> None:
        self.contexto = contexto
        self.personas: dict[str, Persona] = {}
        self.historias: dict[str, tuple[Evento, ...]] = {}
        self.integrantes: dict[str, dict[str, str]] = {}
        self.invitaciones: list[Invitacion] = []

    def sentar(self, nombre: str, eventos: tuple[Evento, ...] = ()) -> Persona:
        """Alguien que llega, con un borrador suyo si se da su historia."""
        persona = self.personas[nombre] = Persona(nombre)
        if eventos:
            borrador = f"de {nombre}"
            self.historias[borrador], self.integrantes[borrador] = eventos, {nombre: "i0"}
            persona.estado = Estado(borrador=borrador, saludada=True, borradores=1)
        return persona

    def escribe(self, quien: Persona, texto: str) -> None:
        """Escribe un texto o una orden."""
        if texto.startswith("/"):
            nombre, _, argumento = texto[1:].partition(" ")
            self._recibir(quien, OrdenRecibida(nombre, argumento))
        else:
            self._recibir(quien, MensajeRecibido(texto, str(quien.entradas + 100)))

    def pulsa(self, quien: Persona, etiqueta: str) -> None:
        """Pulsa el último botón que dice eso."""
        boton = next((uno for uno in quien.botones() if uno.etiqueta == etiqueta), None)
        assert boton is not None, f"«{etiqueta}» no está entre {[uno.etiqueta for uno in quien.botones()]}"
        self._recibir(quien, BotonPulsado(boton.codigo))

    def enlace(self, quien: Persona) -> str:
        """El código de la invitación que acaba de crear."""
        return next(uno.copiar for uno in quien.botones() if uno.copiar).rpartition("i_")[2].rpartition(" ")[2]

    def _recibir(self, quien: Persona, entrada: Entrada) -> None:
        quien.entradas += 1
        quien.mensajes.clear()
        quien.estado = self._cargar(quien)
        self._seguir(quien, entrada)
        assert quien.mensajes, "una entrada de la persona nunca queda sin respuesta"
        for mensaje in quien.mensajes:
            suyos = [boton for fila in mensaje.botones for boton in fila if boton.codigo.startswith("i:")]
            assert all(len(boton.etiqueta) <= LARGO_DE_UN_BOTON for boton in suyos)
            assert all(len(boton.codigo.encode()) <= LARGO_DE_UN_CODIGO for boton in suyos)

    def _cargar(self, quien: Persona) -> Estado:
        nombre = quien.estado.borrador
        codigo = self.integrantes.get(nombre or "", {}).get(quien.nombre)
        if nombre is None or (codigo is None and nombre in self.historias):
            return replace(quien.estado, borrador=None, eventos=(), integrante="i0", cargados=0, en_entrevista=False)
        eventos = self.historias.get(nombre, ())
        return replace(quien.estado, eventos=eventos, integrante=codigo or "i0", cargados=len(eventos))

    def _seguir(self, quien: Persona, entrada: Entrada) -> None:
        turno = decidir(self.contexto, quien.estado, entrada)
        quien.estado = turno.estado
        if (nombre := turno.estado.borrador) is not None:
            self.integrantes.setdefault(nombre, {quien.nombre: "i0"})
            self.historias[nombre] = turno.estado.eventos
        for efecto in turno.efectos:
            self._cumplir(quien, efecto)

    def _cumplir(self, quien: Persona, efecto: Efecto) -> None:
        match efecto:
            case Enviar(mensaje):
                quien.mensajes.append(mensaje)
            case Buscar():
                self._seguir(quien, sin_pasajes(efecto))
            case RedactarBorrador(propuesta):
                quien.propuestas.append(propuesta)
                self._seguir(quien, DocumentoListo((Adjunto("ruta", "borrador.docx", sha256="a" * 64),)))
            case LeerBorradores(pedido):
                suyos = [
                    BorradorGuardado(nombre, self.historias[nombre], codigos[quien.nombre])
                    for nombre, codigos in self.integrantes.items()
                    if quien.nombre in codigos
                ]
                self._seguir(quien, BorradoresLeidos(pedido, tuple(suyos)))
            case AnotarEnBorrador(borrador, evento):
                self.historias[borrador] = (*self.historias[borrador], evento)
            case _:
                self._de_alianza(quien, efecto)

    def _de_alianza(self, quien: Persona, efecto: Efecto) -> None:
        abierto = quien.estado.borrador or ""
        match efecto:
            case SortearSecreto(pedido):
                secreto = sha256(f"{len(self.invitaciones)}".encode()).hexdigest()[:22]
                self._seguir(quien, SecretoSorteado(pedido, secreto))
            case LeerInvitaciones(pedido):
                vivas = tuple(
                    InvitacionViva(una.numero, una.actor, una.rol, una.caduca, len(una.esperan))
                    for una in self.invitaciones
                    if una.borrador == abierto and self._vale(una)
                )
                self._seguir(quien, InvitacionesLeidas(pedido, vivas))
            case GuardarInvitacion(huella, actor, rol, _, caduca):
                numero = len(self.invitaciones) + 1
                self.invitaciones.append(Invitacion(numero, abierto, huella, actor, rol, caduca))
            case AbrirInvitacion(secreto):
                self._seguir(quien, self._abrir(quien, secreto))
            case PedirIngreso(numero, aviso, privacidad, mensaje):
                una = self._una(numero)
                una.esperan[quien.nombre] = (aviso, privacidad)
                self._avisar(una.borrador, ("i0",), mensaje)
            case DesistirDeEntrar(numero):
                self._una(numero).esperan.pop(quien.nombre, None)
            case AnularInvitacion(numero, mensaje):
                una = self._una(numero)
                una.usada = True
                for nombre in una.esperan:
                    self.personas[nombre].mensajes = [mensaje]
            case ComprobarIngreso():
                self._seguir(quien, self._comprobar(quien, efecto))
            case AnotarCodigoErrado(numero):
                self._una(numero).fallos += 1
            case Ingresar(numero, codigo, integrante, mensaje):
                una = self._una(numero)
                nombre = next(uno for uno in una.esperan if self._codigo(una, uno) == codigo)
                una.usada = True
                self.integrantes[una.borrador][nombre] = integrante
                self.personas[nombre].mensajes = [mensaje]
            case Retirar(integrante, deja):
                suyos = self.integrantes[abierto]
                nombre = next(uno for uno, codigo in suyos.items() if codigo == integrante)
                del suyos[nombre]
                if not deja:
                    eventos = self.historias[abierto]
                    borrado = Borrado(self.contexto.ahora, autor=DE_LA_ALIANZA)
                    quedan = (borrado if uno.autor == integrante else uno for uno in eventos)
                    self.historias[abierto] = tuple(quedan)
            case AvisarA(integrantes, mensaje, _):
                self._avisar(abierto, integrantes, mensaje)
            case _:
                pass

    def _avisar(self, borrador: str, integrantes: tuple[str, ...], mensaje: Mensaje) -> None:
        for nombre, codigo in self.integrantes[borrador].items():
            if codigo in integrantes:
                self.personas[nombre].mensajes.append(mensaje)

    def _una(self, numero: int) -> Invitacion:
        return self.invitaciones[numero - 1]

    def _vale(self, una: Invitacion) -> bool:
        return not una.usada and una.fallos < INTENTOS and una.caduca > self.contexto.ahora

    def _codigo(self, una: Invitacion, nombre: str) -> str:
        return f"{int(sha256(f'{una.huella}{nombre}'.encode()).hexdigest(), 16) % 1000:03}"

    def _abrir(self, quien: Persona, secreto: str) -> InvitacionLeida:
        huella = sha256(secreto.encode()).hexdigest()
        una = next((una for una in self.invitaciones if una.huella == huella and self._vale(una)), None)
        if una is None:
            return InvitacionLeida(Situacion.NO_VALE)
        if quien.nombre in self.integrantes[una.borrador]:
            return InvitacionLeida(Situacion.YA_ES, una.borrador)
        return InvitacionLeida(
            Situacion.VALE,
            una.borrador,
            self.historias[una.borrador],
            una.actor,
            una.rol,
            una.numero,
            self._codigo(una, quien.nombre),
        )

    def _comprobar(self, quien: Persona, pedido: ComprobarIngreso) -> IngresoComprobado:
        nada = IngresoComprobado(pedido.pedido, pedido.invitacion, pedido.codigo)
        una = next((una for una in self.invitaciones if una.numero == pedido.invitacion and self._vale(una)), None)
        suyo = self.integrantes[una.borrador].get(quien.nombre) if una is not None else None
        if una is None or suyo is None:
            return nada
        vista = replace(nada, borrador=una.borrador, eventos=self.historias[una.borrador], coordina_como=suyo)
        quien_entra = next((uno for uno in una.esperan if self._codigo(una, uno) == pedido.codigo), None)
        if quien_entra is None:
            return replace(vista, quedan=INTENTOS - 1 - una.fallos)
        aviso, privacidad = una.esperan[quien_entra]
        return replace(
            vista,
            integrante=f"i{len(self.integrantes[una.borrador])}",
            actor=una.actor,
            rol=una.rol,
            aviso=aviso,
            privacidad=privacidad,
            aceptados=self.contexto.ahora - timedelta(minutes=5),
        )
