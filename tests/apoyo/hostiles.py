"""Textos hechos para que el programa tarde, y todos los sitios de una conversación adonde pueden llegar.

Un texto hostil es una *bomba* repetida hasta el largo de un mensaje, con un comienzo que la deja entrar y un final que
la hace fallar. Nada de lo que haga una persona con un solo mensaje debe ocupar el procesador para las demás.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache

from bot.canal.html import a_partes
from bot.dialogo.borrador.acciones import DE_UNA_ORDEN
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.peticiones import (
    Buscar,
    BuscarPregunta,
    ConsultaAlPersonal,
    ConsultasLeidas,
    LeerConsultas,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    SugerirOds,
)
from bot.dialogo.turno import ConsultaPorEnviar, Contexto, Entrada, Estado, Papeles, RespuestaPorConfirmar
from bot.edicion.caminos import caminos
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Entendida, Evento, Vuelta
from bot.entrevista.pasos import paso_actual
from bot.entrevista.valores.definicion import LARGO_DE_UN_DATO
from conocimiento.ingesta import leer_corpus, leer_vocabulario
from conocimiento.modelo import Hallazgo, Juicio, Pasaje, Tramo
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS

LARGO = 4096
"""Lo que cabe en un mensaje de Telegram."""
LIMITE = 0.150
"""Segundos de procesador que puede tomar un mensaje, y a lo más una expresión al leerlo."""
AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOY = date(2026, 11, 23)


def llenar(comienzo: str, bomba: str, final: str = "", largo: int = LARGO) -> str:
    """El comienzo, la bomba cuantas veces quepa y el final, con ese largo justo."""
    veces = largo // len(bomba) + 1
    return (comienzo + bomba * veces)[: largo - len(final)] + final


BOMBAS = (
    *", . ; : - ( ) ¿ ? « \" ' / 1 0 a e A Ñ é".split(),
    " ",
    "\n",
    "\t",
    ",\n",
    "\n,",
    ", ",
    ". ",
    ".\n",
    "¿ ",
    "?¿",
    ", )",
    "() ",
    "(a) ",
    "((",
    "«\"'",
    "1 ",
    "1,",
    "1.",
    "1 2 3 ",
    "1.000 ",
    "1,000,",
    "A001.000, ",
    "1-",
    "1/",
    "a-b-",
    "a ",
    "a,",
    "a, ",
    "aa bb ",
    "a y ",
    "A y ",
    "Aa ",
    "Ab y Cd, ",
    "A.",
    "el ",
    "de ",
    "de la ",
    "y ",
    "o ",
    "e y ",
    "que ",
    "¿que ",
    "no ",
    "mil ",
    "un ",
    "dos ",
    "medio ",
    "mes ",
    "mes de ",
    "enero ",
    "enero de ",
    "ene/",
    "2027 ",
    "entre 1 ",
    "soles ",
    "S/ ",
    "S/ 1 ",
    "US$1,",
    "ods ",
    "ods 1,",
    "familias ",
    "1 familias ",
    "somos ",
    "soy a de ",
    "con A, ",
    "la empresa ",
    "ong de ",
    "muni de la ",
    "Lima ",
    "san ",
    "hola ",
    "gracias ",
    "x@y.",
    "a@",
    "20100070970 ",
    "Aporta: ",
    "aporta ",
    "Responsable: ",
    "a: ",
    " — ",
    "; ",
    "|",
    "💧",
    "👨‍👩‍👧 ",
    "e\u0301",
    "\u0301",
    "a\u0300\u0301 ",
    "漢",
    "ß",
    "İ",
    "ﬁ ",
    "\u200b",
    "\u00a0",
)
"""Lo que se repite: separadores, letras, cifras y las palabras que el asistente busca."""
PEORES = (
    *", . ( - 1 a _ y e".split(),
    *(" ", "\n", ",\n", ".\n", ", ", ". ", ", )", "a, ", "a,", "abcd,", "ab\n", "1,", "1 2 3 ", "2027 enero "),
    *("mil ", "entre 1 ", "S/ 1 ", "US$1,", "77'711'", "eur\n11'77 ", "777.11my\nmi ", "5m.m.m.m.", "1.000 mil "),
    *("un ", "Lima ", "Celendín ", "somos ", "soy a de ", "muni de la ", "A001.000, ", "Aporta: a\n", "a: ", " — "),
    *("Responsable: a; ", "¿que ", "qué, ", "y que ", "no?", "gracias ", "hola, ", "según el ", "x@y.", "💧", "ﬁ "),
    "e\u0301",
)
"""De todo lo probado por `python -m tests.mediciones.hostiles`, lo que más costaba cuando costaba: lo de cada día."""
COMIENZOS = ("", "Somos ", "¿", "qué ", "entre 1", "S/ 1", "18 meses ", "en la ", "-")
FINALES = ("", "?", "¬")


@cache
def textos() -> tuple[str, ...]:
    """Los hostiles de la lista, cada uno con el largo de un mensaje."""
    puros = [llenar("", bomba) for bomba in BOMBAS]
    vestidos = [
        llenar(comienzo, bomba, FINALES[(i + j) % len(FINALES)])
        for i, bomba in enumerate(BOMBAS)
        for j, comienzo in enumerate(COMIENZOS)
    ]
    return tuple(dict.fromkeys((*puros, *vestidos)))


@cache
def peores() -> tuple[str, ...]:
    """Los de cada día: del largo de un mensaje, y del que aceptan las respuestas de las que se saca un dato."""
    repetidos = (llenar("", bomba, largo=largo) for bomba in PEORES for largo in (LARGO, LARGO_DE_UN_DATO))
    return (*repetidos, *(palabras[:LARGO] for palabras in DISTINTAS))


DISTINTAS = (
    "¿Qué es " + " ".join(f"a{numero}" for numero in range(1_200)),
    "¿Cuáles son " + ", ".join(f"Ab{numero}" for numero in range(1_000)),
    " ".join(f"{numero}" for numero in range(1_200)),
    "¿" + " y ".join(f"cuánto ab{numero}" for numero in range(400)) + "?",
)
"""Textos en que nada se repite: lo que se guarda de cada palabra no sirve para la siguiente."""


@dataclass(frozen=True, slots=True)
class Sitio:
    """Un lugar de una conversación adonde llega un texto. `entrada`: cómo llega.

    `contesta`: lo que se supone que sería lo más parecido, si se conocen preguntas: algo que el documento dice o no.
    """

    nombre: str
    contexto: Contexto
    estado: Estado
    entrada: Callable[[str], Entrada] = MensajeRecibido
    contesta: bool | None = True


@cache
def contexto() -> Contexto:
    """El de una persona cualquiera, con los documentos y el vocabulario del producto."""
    fichas = tuple(documento.ficha for documento in leer_corpus(DOCUMENTOS))
    return Contexto(ENTREVISTA, fichas, AHORA, "consultas@ejemplo.pe", leer_vocabulario(DOCUMENTOS), hay_personal=True)


@cache
def _pasajes() -> tuple[Pasaje, ...]:
    fragmentos = [fragmento for documento in leer_corpus(DOCUMENTOS) for fragmento in documento.fragmentos]
    return tuple(
        Pasaje(uno, 3.0, uno.oraciones[0] if uno.oraciones else Tramo(uno.inicio, uno.fin)) for uno in fragmentos[:10]
    )


@cache
def _juicio(contesta: bool | None) -> Juicio | None:
    ideas = [idea for documento in leer_corpus(DOCUMENTOS) for idea in documento.ideas if idea.contesta is contesta]
    if contesta is None:
        return None
    return Juicio(*((0.9, 0.05, 0.05) if contesta else (0.05, 0.9, 0.05)), tuple((idea, 0.9) for idea in ideas[:5]))


@cache
def sitios() -> tuple[Sitio, ...]:
    """Cada lugar distinto: sin borrador, contando la idea, ante cada pregunta, repasando, y el personal."""
    return (*_sin_borrador(), *_del_personal(), *_de_la_idea(), *_de_las_preguntas())


def _sin_borrador() -> Iterator[Sitio]:
    uno = contexto()
    yield Sitio("conversa", uno, Estado())
    yield Sitio("conversa: sobre lo que falta", uno, Estado(), contesta=False)
    yield Sitio("conversa: sin preguntas conocidas", uno, Estado(), contesta=None)
    yield Sitio("conversa: sigue el hilo", uno, Estado(preguntas=("¿Qué es una alianza?", llenar("¿", "a "))))
    yield Sitio("conversa: edita", uno, Estado(), MensajeEditado)
    yield Sitio("conversa: orden", uno, Estado(), lambda texto: OrdenRecibida("ayuda", texto))
    yield Sitio("conversa: orden inventada", uno, Estado(), OrdenRecibida)
    yield Sitio("conversa: botón", uno, Estado(), BotonPulsado)
    yield Sitio("consulta al personal", uno, Estado(consulta=ConsultaPorEnviar(1, "", ())))
    yield Sitio("aviso", uno, Estado(en_entrevista=True))


def _del_personal() -> Iterator[Sitio]:
    suyo = replace(contexto(), papeles=Papeles(atiende=True, exporta=True))
    yield Sitio("personal: responde a un mensaje", suyo, Estado(), lambda texto: MensajeRecibido(texto, "1", "2"))
    yield Sitio("personal: por confirmar", suyo, Estado(consulta=RespuestaPorConfirmar(1, 1, "Hola.")))
    for orden in ("exportar", "responder", "cerrar", "consultas"):
        yield Sitio(f"personal: /{orden}", suyo, Estado(), lambda texto, orden=orden: OrdenRecibida(orden, texto))
        yield Sitio(f"personal: /{orden} 1", suyo, Estado(), lambda t, orden=orden: OrdenRecibida(orden, f"1 {t}"))


def _de_la_idea() -> Iterator[Sitio]:
    camino = next(iter(caminos(ENTREVISTA)))
    vacia = Estado(borrador="b1", en_entrevista=True, eventos=camino.eventos[:1])
    yield Sitio("idea", contexto(), vacia)
    for dicho in (
        "Somos Minera Andes SAC. Agua para 500 familias de Celendín, 200 mil soles, 18 meses.",
        "Somos Minera Andes SAC. Costaría 200.000 y duraría 18 meses o 2 años desde mediados de 2027.",
    ):
        turno = decidir(contexto(), vacia, MensajeRecibido(dicho))
        if any(isinstance(efecto, SugerirOds) for efecto in turno.efectos):
            turno = decidir(contexto(), turno.estado, OdsSugeridos(()))
        assert isinstance(turno.estado.eventos[-1], Entendida)
        yield Sitio("lo entendido", contexto(), turno.estado)
        lote = turno.estado.eventos[-1].lote
        for numero, entendido in lote.entendidos:
            solo = replace(lote, entendidos=((numero, entendido),), uno_por_uno=True)
            eventos = (*turno.estado.eventos[:-1], replace(turno.estado.eventos[-1], lote=solo))
            yield Sitio(f"lo entendido, {entendido.llave[0]}", contexto(), replace(turno.estado, eventos=eventos))


def _de_las_preguntas() -> Iterator[Sitio]:
    """Ante cada pregunta de cualquier camino: por primera vez, de vuelta a ella y cambiando uno de su lista."""
    vistas: set[str] = set()
    for camino in caminos(ENTREVISTA):
        if not camino.nombre.startswith("ampliado, todo"):
            continue
        for hasta in range(2, len(camino.eventos) + 1):
            eventos = camino.eventos[:hasta]
            paso = paso_actual(ENTREVISTA, Borrador.de(eventos))
            nombre = paso.pregunta.clave if paso is not None else "repaso"
            if paso is not None and paso.actor is not None:
                nombre += " del proponente" if paso.actor.identificador == "a0" else " de otro actor"
            if nombre in vistas:
                continue
            vistas.add(nombre)
            yield Sitio(f"pregunta {nombre}", contexto(), _en(eventos))
            if paso is None:
                yield from _de_vuelta(eventos)


def _de_vuelta(eventos: tuple[Evento, ...]) -> Iterator[Sitio]:
    llaves = dict.fromkeys(llave for llave in Borrador.de(eventos).respuestas)
    for llave in llaves:
        vuelta = (*eventos, Vuelta(AHORA, llave))
        yield Sitio(f"corrige {'·'.join(llave)}", contexto(), _en(vuelta))


def _en(eventos: tuple[Evento, ...]) -> Estado:
    return Estado(borrador="b1", en_entrevista=True, eventos=eventos)


@cache
def repasos(texto: str) -> tuple[Sitio, ...]:
    """Todo lo que se puede pedir de un borrador con ese texto en cada respuesta."""
    camino = next(uno for uno in caminos(ENTREVISTA, texto) if uno.nombre.startswith("ampliado, todo"))
    return tuple(
        Sitio(f"/{orden}", contexto(), _en(camino.eventos), lambda _, orden=orden: OrdenRecibida(orden))
        for orden in DE_UNA_ORDEN
    )


def atender(sitio: Sitio, texto: str) -> None:
    """Todo lo que la llegada de un texto hace pensar, hasta lo que se mostraría; lo buscado vuelve con pasajes."""
    estado, por_llegar = sitio.estado, [sitio.entrada(texto)]
    while por_llegar:
        turno = decidir(sitio.contexto, estado, por_llegar.pop())
        estado = turno.estado
        for efecto in turno.efectos:
            match efecto:
                case Enviar(mensaje=mensaje):
                    a_partes(mensaje)
                case Buscar(consultas):
                    hallado = Hallazgo("", _pasajes(), 0.9, dato=0.9, juicio=_juicio(sitio.contesta))
                    por_llegar.append(PasajesEncontrados((hallado,) * len(consultas)))
                case SugerirOds():
                    por_llegar.append(OdsSugeridos(((6, efecto.fragmentos[0]),)))
                case BuscarPregunta(recibido):
                    por_llegar.append(PreguntaHallada(recibido, "traspaso:1"))
                case LeerConsultas(pedido):
                    una = ConsultaAlPersonal(1, AHORA, "¿Cómo empiezo?", ())
                    por_llegar.append(ConsultasLeidas(pedido, (una,)))
                case _:
                    pass


def segundos(hacer: Callable[[], object]) -> float:
    """Los segundos de procesador que toma. Si pasan del límite se repite: quizá se recogía la basura de otra prueba."""
    tomados = _una_vez(hacer)
    return tomados if tomados <= LIMITE else min(tomados, _una_vez(hacer))


def _una_vez(hacer: Callable[[], object]) -> float:
    antes = time.process_time()
    hacer()
    return time.process_time() - antes
