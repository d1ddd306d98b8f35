"""Lee las conversaciones de prueba, escritas para que también las lea y amplíe la agencia.

Cada archivo tiene `titulo`, `turnos` y, si importa, `mensajes_maximos` de la persona y `con_personal`, si hay a
quién enviarle una consulta. En un turno, `persona` es lo que escribe (o la etiqueta del botón que pulsa), `dice` son
fragmentos que la respuesta debe contener, `no_dice` los que no, `botones` los que debe ofrecer y `documento` los
textos que deben tener el Word y el PDF.

Si dice `aparte`, son las palabras de la persona que no acaban en su documento, cada una con su razón; todas las demás
deben estar en él, fuera del anexo que las repite. Un turno con `pide: true` no cuenta nada de la alianza (pide ayuda,
acepta, manda algo…) y sus palabras no se buscan.

Si hablan varias personas, cada una en su chat, `personas` las nombra y cada turno dice de quién es (`de`, o `recibe` si
le llega sin que escriba); `mensajes_maximos` dice entonces los de algunas. Lo que un turno `guarda` (un nombre y el
patrón, con un grupo, de lo que se lee) se puede escribir después entre llaves: el código de una invitación, un número.

Si también habla quien atiende consultas, lo suyo va en `personal`. Lo que cada uno escribe puede responder a un
mensaje (`responde_a`, un fragmento de él), sustituir a uno suyo (`edita`, lo que decía) o ser de otro (`reenviado`). Un
turno con `recibe: persona` o `recibe: personal` es lo que le llega a ese chat sin que escriba.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from tests.apoyo.lectura_documentos import juntar, texto_de_pdf, texto_de_word

CARPETA = Path(__file__).parent / "conversaciones"


@dataclass(frozen=True)
class Turno:
    """Lo que hace la persona o quien atiende, y lo que se espera del asistente."""

    persona: str = ""
    personal: str = ""
    de: str = "persona"
    responde_a: str = ""
    edita: str = ""
    reenviado: bool = False
    recibe: str = ""
    pide: bool = False
    dice: tuple[str, ...] = ()
    no_dice: tuple[str, ...] = ()
    botones: tuple[str, ...] = ()
    documento: tuple[str, ...] = ()
    guarda: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def quien(self) -> str:
        """En qué chat pasa."""
        return self.recibe or ("personal" if self.personal else self.de)

    @property
    def hecho(self) -> str:
        """Qué pasó, para decir dónde falló."""
        return (self.persona or self.personal or f"lo que recibe {self.recibe}")[:80]


@dataclass(frozen=True)
class Conversacion:
    """Una conversación entera."""

    archivo: str
    titulo: str
    turnos: tuple[Turno, ...]
    mensajes_maximos: Mapping[str, int] = field(default_factory=dict[str, int])
    con_personal: bool = False
    aparte: Mapping[str, str] | None = None
    personas: tuple[str, ...] = ("persona",)

    @property
    def habla_el_personal(self) -> bool:
        """Si también cuenta lo que pasa en el chat de quien atiende."""
        return any("personal" in (turno.quien, turno.recibe) for turno in self.turnos)

    @property
    def hablan_varias(self) -> bool:
        """Si cada persona está en su chat."""
        return len(self.personas) > 1


def leer(ruta: Path) -> Conversacion:
    """Lee un archivo; un campo desconocido es un error, para que una errata no deje de comprobar algo."""
    datos = YAML(typ="safe", pure=True).load(ruta.read_text(encoding="utf-8"))
    turnos = []
    for turno in datos["turnos"]:
        campos = {clave: tuple(valor) if isinstance(valor, list) else valor for clave, valor in turno.items()}
        turnos.append(Turno(**campos))
    con_personal = bool(datos.get("con_personal"))
    maximos, personas = datos.get("mensajes_maximos", {}), tuple(datos.get("personas", ["persona"]))
    if isinstance(maximos, int):
        maximos = {"persona": maximos}
    conocidas = {*personas, "personal"}
    assert all(turno.quien in conocidas for turno in turnos), f"{ruta.name}: hay un turno de alguien que no se nombra"
    return Conversacion(ruta.name, datos["titulo"], tuple(turnos), maximos, con_personal, datos.get("aparte"), personas)


def todas() -> list[Conversacion]:
    """Devuelve todas las conversaciones de la carpeta, por nombre de archivo."""
    return [leer(ruta) for ruta in sorted(CARPETA.rglob("*.yaml"))]


def lo_contado(conversacion: Conversacion, etiquetas: Collection[str]) -> list[str]:
    """Lo que la persona dijo de su alianza: ni órdenes, ni botones (`etiquetas`: los que vio), ni lo que solo pide."""
    turnos = (turno for turno in conversacion.turnos if turno.persona and not turno.pide)
    return [turno.persona for turno in turnos if not turno.persona.startswith("/") and turno.persona not in etiquetas]


def texto_del_documento(ruta: Path) -> str:
    """Devuelve el texto de un .docx o un .pdf, sin espacios."""
    contenido = ruta.read_bytes()
    return juntar(texto_de_pdf(contenido) if ruta.suffix == ".pdf" else texto_de_word(contenido))


def comprobar(turno: Turno, texto: str, botones: Iterable[str], documentos: Iterable[Path]) -> None:
    """Compara un turno con lo recibido; el mensaje de fallo dice qué faltó y qué llegó."""
    for fragmento in turno.dice:
        assert fragmento in texto, f"tras «{turno.hecho}» se esperaba «{fragmento}» y llegó:\n{texto}"
    for fragmento in turno.no_dice:
        assert fragmento not in texto, f"tras «{turno.hecho}» no debía decir «{fragmento}» y llegó:\n{texto}"
    ofrecidos = list(botones)
    for etiqueta in turno.botones:
        assert etiqueta in ofrecidos, f"tras «{turno.hecho}» falta el botón «{etiqueta}»; hay {ofrecidos}"
    if turno.documento:
        rutas = list(documentos)
        assert [ruta.suffix for ruta in rutas] == [".docx", ".pdf", ".xlsx", ".pdf"], (
            f"tras «{turno.hecho}» faltan archivos"
        )
        textos = {ruta.suffix: texto_del_documento(ruta).casefold() for ruta in rutas[:2]}
        for fragmento in turno.documento:
            for formato, texto_entero in textos.items():
                assert juntar(fragmento).casefold() in texto_entero, f"el {formato} no contiene «{fragmento}»"
