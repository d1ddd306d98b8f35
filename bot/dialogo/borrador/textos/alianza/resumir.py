"""Lo que se lee en el resumen del día de los borradores que se comparten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialogo.mensajes import Boton, Espacio, Mensaje, Parrafo, negrita, parrafo, una_por_fila
from bot.dialogo.textos import BOTON_PREGUNTA
from bot.entrevista.propuesta.oraciones import con_mayuscula
from conocimiento import frases

_BOTON = Espacio.ALIANZA.boton
MENOS_AVISOS = _BOTON("Menos avisos", "menos")
TODOS_LOS_AVISOS = _BOTON("Recibir el resumen", "todos")
LARGO_DE_UN_BOTON = 15
LARGO_DE_UN_NOMBRE, LARGO_DE_UN_TITULO, LARGO_DE_UN_MOTIVO = 40, 40, 100
BORRADORES_A_LA_VISTA = 3
NOVEDADES_A_LA_VISTA = 6
"""Entre todos los borradores."""


@dataclass(frozen=True, slots=True)
class PorDecidir:
    """Lo que en un borrador le toca decidir a quien lo lee. `version`: a la que le falta su visto bueno; 0, ninguna."""

    propuestas: int = 0
    esperan: int = 0
    version: int = 0

    @property
    def algo(self) -> bool:
        """Si le toca algo."""
        return bool(self.propuestas or self.esperan or self.version)


@dataclass(frozen=True, slots=True)
class Novedad:
    """Lo que otros hicieron en un borrador, y lo que le toca decidir a quien lo lee."""

    nombre: str
    titulo: str
    dichas: tuple[str, ...]
    por_decidir: PorDecidir = PorDecidir()


def cambio(rotulo: str, actor: str) -> str:
    """Cambió una respuesta."""
    return f"cambió «{rotulo}»" + (f" de {_corto(actor)}" if actor else "")


def _corto(nombre: str) -> str:
    return frases.recortado(nombre, LARGO_DE_UN_NOMBRE)


def se_decidio(rotulo: str, motivo: str | None) -> str:
    """De un cambio que propuso quien lo lee. `motivo`: por qué no se aceptó, vacío si no se dijo; None: se aceptó."""
    if motivo is None:
        return f"se aceptó su propuesta sobre «{rotulo}»"
    dijo = f": «{frases.recortado(motivo, LARGO_DE_UN_MOTIVO)}»" if motivo else ""
    return f"su propuesta sobre «{rotulo}» no se aceptó{dijo}"


def dio_visto_bueno(quien: str, version: int) -> str:
    """A quien coordina."""
    return f"{_corto(quien)} dio su visto bueno a la versión {version}"


def entro(quien: str) -> str:
    """Entró alguien; sin nombre, solo lee."""
    return f"entró {_corto(quien) or 'quien solo lee'}"


def salio(quien: str) -> str:
    """Salió una organización."""
    return f"salió {_corto(quien)}"


def coordina(quien: str) -> str:
    """Pasó a coordinar otra."""
    return f"ahora coordina {_corto(quien)}"


def resumen(novedades: Sequence[Novedad]) -> Mensaje:
    """Lo de todos sus borradores en un mensaje."""
    vistas = novedades[:BORRADORES_A_LA_VISTA]
    caben = NOVEDADES_A_LA_VISTA // max(len(vistas), 1)
    titulos = frases.etiquetas([una.titulo for una in vistas], LARGO_DE_UN_BOTON)
    ver = [_BOTON(f"Ver: {titulo}", "ver", una.nombre) for titulo, una in zip(titulos, vistas, strict=True)]
    botones = _para_decidir(vistas[0]) if len(vistas) == 1 else ver
    parrafos = (parrafo("Resumen de lo que comparte:"), *(_de_un_borrador(una, caben) for una in vistas))
    return Mensaje(parrafos, una_por_fila(*botones, MENOS_AVISOS), reservado=True)


def _para_decidir(una: Novedad) -> list[Boton]:
    botones = [_BOTON("Ver el borrador", "ver", una.nombre)]
    if una.por_decidir.propuestas:
        botones.insert(0, _BOTON("Ver propuestas", "propuestas", una.nombre))
    if una.por_decidir.version:
        botones.insert(0, _BOTON("Doy visto bueno", "vb", una.por_decidir.version, una.nombre))
    return botones


def _de_un_borrador(una: Novedad, caben: int) -> Parrafo:
    dichas, mas = list(una.dichas[:caben]), len(una.dichas) - caben
    if mas > 0:
        dichas.append(f"{mas} más")
    dicho = frases.enumerar(dichas)
    partes = [f"{dicho}{frases.punto_tras(dicho)}"] if dicho else []
    titulo = frases.recortado(con_mayuscula(una.titulo), LARGO_DE_UN_TITULO)
    return parrafo(negrita(titulo), f": {' '.join([*partes, *_lo_que_le_toca(una.por_decidir)])}")


def _lo_que_le_toca(por_decidir: PorDecidir) -> Iterator[str]:
    if por_decidir.propuestas:
        yield f"Por decidir: {frases.cantidad(por_decidir.propuestas, 'propuesta')}."
    if por_decidir.esperan:
        verbo = "acepta" if por_decidir.esperan == 1 else "aceptan"
        yield f"{frases.cantidad(por_decidir.esperan, 'persona')} {verbo} su invitación: vea «Ver la alianza»."
    if por_decidir.version:
        yield f"Falta su visto bueno a la versión {por_decidir.version}."


def menos_avisos() -> Mensaje:
    """Pidió menos."""
    dicho = "De acuerdo: no le envío el resumen de cada día. Le escribo solo si le toca decidir algo."
    return Mensaje((parrafo(dicho),), ((TODOS_LOS_AVISOS,), (BOTON_PREGUNTA,)))


def todos_los_avisos() -> Mensaje:
    """Los pidió otra vez."""
    dicho = "De acuerdo: si cambia algo en sus borradores compartidos, se lo resumo a las 9:00, de lunes a viernes."
    return Mensaje((parrafo(dicho),), ((MENOS_AVISOS,), (BOTON_PREGUNTA,)))
