"""Los estados de una conversación, dibujados de lo que `decidir` hace de verdad.

Una persona inventada da un paseo por el asistente. Cada flecha del dibujo es algo que pasó en el paseo: dónde estaba
la conversación, qué llegó y dónde quedó.
"""

from datetime import UTC, datetime
from enum import Enum

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import BorrarDatos, Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    Buscar,
    ConsultaNumerada,
    DatosBorrados,
    DocumentoListo,
    LeerBorradores,
    LeerUltimosTurnos,
    NumerarConsulta,
    OdsSugeridos,
    PasajesEncontrados,
    Recibo,
    RedactarBorrador,
    SugerirOds,
    TurnoDicho,
    UltimosTurnosLeidos,
)
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.lote import espera_idea, lote_abierto
from bot.entrevista.pasos import paso_actual
from conocimiento.modelo import Hallazgo
from tests.apoyo.chat import AGUA_SEGURA
from tests.apoyo.entrevista import ENTREVISTA

AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CONTEXTO = Contexto(ENTREVISTA, (), AHORA, "consultas@ejemplo.pe", hay_personal=True)
IDEA = "Somos Minera Andes Altos SAC. Queremos llevar agua segura a 500 familias de Celendín, en Cajamarca."
PREGUNTA = "¿Qué es una alianza multiactor?"


class Situacion(Enum):
    """Dónde puede estar una conversación, y cómo se lee en el dibujo."""

    CONVERSA = "Conversa, sin borrador abierto"
    ENVIO = "Ve lo que se enviaría al personal"
    AVISO = "Lee el aviso y decide si acepta"
    IDEA = "Puede contar su idea"
    ENTENDIDO = "Confirma lo que se entendió"
    PREGUNTA = "Tiene una pregunta delante"
    DUDA = "Elige entre lecturas o confirma un cambio"
    ELEMENTO = "Cambia uno de una lista"
    COMPLETO = "Repasa el borrador entero"
    GUARDADO = "Conversa, con un borrador guardado"


def situacion(estado: Estado) -> Situacion:
    """Dónde está una conversación; se deduce de su estado y de los eventos de su borrador."""
    borrador = Borrador.de(estado.eventos)
    lote = lote_abierto(estado.eventos)
    if estado.consulta is not None:
        return Situacion.ENVIO
    if not estado.en_entrevista:
        return Situacion.CONVERSA if estado.borrador is None else Situacion.GUARDADO
    if estado.borrador is None:
        return Situacion.AVISO
    if espera_idea(estado.eventos):
        return Situacion.IDEA
    if lote is not None and lote.avisa:
        return Situacion.ENTENDIDO
    if borrador.duda is not None:
        return Situacion.DUDA
    if borrador.elemento is not None:
        return Situacion.ELEMENTO
    return Situacion.PREGUNTA if paso_actual(CONTEXTO.entrevista, borrador) is not None else Situacion.COMPLETO


class Paseo:
    """Una conversación que anota por dónde pasa. `flechas`: de dónde, con qué y a dónde."""

    def __init__(self) -> None:
        self.estado = Estado()
        self.flechas: dict[tuple[Situacion, Situacion], list[str]] = {}
        self.donde_pregunto: set[Situacion] = set()
        self._dicho: list[Enviar] = []

    def escribe(self, que: str, texto: str) -> None:
        """Escribe un texto; `que` lo nombra en el dibujo («una pregunta»)."""
        self._anotar(f"escribe {que}", MensajeRecibido(texto))

    def pulsa(self, etiqueta: str) -> None:
        """Pulsa un botón de lo último que se le dijo."""
        botones = [boton for dicho in self._dicho for fila in dicho.mensaje.botones for boton in fila]
        codigo = next((boton.codigo for boton in botones if boton.etiqueta == etiqueta), None)
        assert codigo is not None, f"no hay «{etiqueta}» entre {[boton.etiqueta for boton in botones]}"
        self._anotar(f"«{etiqueta}»", BotonPulsado(codigo))

    def ordena(self, nombre: str) -> None:
        """Escribe una orden."""
        self._anotar(f"/{nombre}", OrdenRecibida(nombre))

    def pregunta_al_marco(self) -> None:
        """Pregunta a los documentos. No es una flecha: se le contesta y se queda donde estaba."""
        antes = situacion(self.estado)
        self._llega(MensajeRecibido(PREGUNTA))
        assert situacion(self.estado) is antes
        self.donde_pregunto.add(antes)

    def responde(self, hasta: str = "") -> None:
        """Responde lo que se le pregunte hasta llegar a la pregunta de ese rótulo o hasta que no quede nada."""
        for _ in range(60):
            paso = paso_actual(CONTEXTO.entrevista, Borrador.de(self.estado.eventos))
            if paso is None or paso.pregunta.rotulo == hasta:
                return
            dada = AGUA_SEGURA.get(paso.pregunta.rotulo) or AGUA_SEGURA.get(paso.actor.nombre if paso.actor else "")
            self.escribe("una respuesta", dada or "No sé todavía")
        raise AssertionError("la entrevista no termina")

    def _anotar(self, rotulo: str, entrada: Entrada) -> None:
        desde = situacion(self.estado)
        self._llega(entrada)
        rotulos = self.flechas.setdefault((desde, situacion(self.estado)), [])
        if rotulo not in rotulos:
            rotulos.append(rotulo)

    def _llega(self, entrada: Entrada) -> None:
        self._dicho, por_llegar = [], [entrada]
        while por_llegar:
            turno = decidir(CONTEXTO, self.estado, por_llegar.pop(0))
            self.estado = turno.estado
            por_llegar += [hecho for efecto in turno.efectos if (hecho := _cumplir(efecto)) is not None]
            self._dicho += [efecto for efecto in turno.efectos if isinstance(efecto, Enviar)]


def _cumplir(efecto: object) -> Entrada | None:
    """Lo que volvería de cada petición, sin índice ni almacén: la búsqueda no encuentra nada."""
    match efecto:
        case Buscar(consultas):
            return PasajesEncontrados(tuple(Hallazgo(consulta, (), 0.0) for consulta in consultas))
        case SugerirOds():
            return OdsSugeridos(())
        case RedactarBorrador():
            return DocumentoListo(())
        case LeerUltimosTurnos():
            return UltimosTurnosLeidos((TurnoDicho(PREGUNTA, "No lo dicen los documentos."),), 0)
        case NumerarConsulta():
            return ConsultaNumerada(1)
        case LeerBorradores(pedido):
            return BorradoresLeidos(pedido, ())
        case BorrarDatos():
            return DatosBorrados(Recibo("A1B2", AHORA, 1, 1, 1, 0, 0))
        case _:
            return None


def pasear(uno: Paseo | None = None) -> Paseo:
    """El paseo entero: preguntar, escribir al personal, contar la idea, responder, corregir, dejarlo y borrarlo."""
    uno = uno or Paseo()
    uno.ordena("start")
    uno.pregunta_al_marco()
    uno.pulsa("Escribir al personal")
    uno.pulsa("No enviar")
    uno.pregunta_al_marco()
    uno.pulsa("Escribir al personal")
    uno.escribe("su consulta", "¿Puedo ir a la APCI a que me expliquen?")
    uno.pulsa("Sí, enviar")
    uno.ordena("propuesta")
    uno.pregunta_al_marco()
    uno.pulsa("No acepto")
    uno.pulsa("Armar mi propuesta")
    uno.pulsa("Acepto")
    uno.pregunta_al_marco()
    uno.escribe("su idea", IDEA)
    uno.pregunta_al_marco()
    uno.pulsa("Guardar todo")
    uno.pregunta_al_marco()
    uno.escribe("una respuesta", "20100070970")
    uno.ordena("atras")
    uno.escribe("una respuesta", "20100070970")
    uno.ordena("pausa")
    uno.pregunta_al_marco()
    uno.ordena("propuesta")
    uno.responde(hasta="Presupuesto")
    uno.escribe("algo con dos lecturas", "200.000")
    uno.pregunta_al_marco()
    uno.pulsa("S/ 200,000.00")
    uno.responde()
    uno.pregunta_al_marco()
    uno.pulsa("Corregir una respuesta")
    uno.pulsa("Actores")
    uno.pulsa("Cambiar: Los otros actores")
    uno.pulsa("Quitar uno")
    uno.pregunta_al_marco()
    uno.pulsa("Quitar 3. Cáritas Cajamarca")
    uno.pulsa("Cambiar")
    uno.pulsa("Continuar")
    uno.pulsa("Recibir Word y PDF")
    uno.ordena("propuesta")
    uno.pulsa("Ampliar el borrador")
    uno.ordena("cancelar")
    uno.pulsa("Descartar el borrador")
    uno.ordena("propuesta")
    uno.pulsa("Acepto")
    uno.pulsa("Pregunta por pregunta")
    uno.ordena("pausa")
    uno.ordena("borrar")
    uno.pulsa("Sí, borrar todo")
    return uno


def dibujar() -> str:
    """El diagrama de Mermaid. No dibuja lo que deja la conversación donde estaba."""
    lineas = ["stateDiagram-v2", "    [*] --> conversa"]
    lineas += [f'    state "{una.value}" as {una.name.lower()}' for una in Situacion]
    for (desde, hasta), rotulos in pasear().flechas.items():
        if desde is not hasta:
            lineas.append(f"    {desde.name.lower()} --> {hasta.name.lower()}: {', '.join(rotulos)}")
    return "\n".join(lineas)
