"""En la entrevista, diga lo que diga un modelo, nada cambia sin un toque y lo que se lee es de la persona o fijo.

Lo que podría contestar va de la basura a lo pedido con algún cambio: así una buena parte se muestra, y se comprueba.
Las pruebas miran unas cuantas; `python -m tests.mediciones.lenguaje.cualesquiera`, diez mil de cada uso.
"""

import json
import re
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

from bot.dialogo.borrador.plantear import mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import Consultar, Interpretar, LenguajeRespondio, Mejorar
from bot.dialogo.turno import Estado
from bot.entrevista.comprension.fidelidad.senas import palabras_de
from bot.entrevista.comprension.lote import lote_abierto
from bot.entrevista.eventos import DudaPlanteada, ModoCambiado, Respondida, Vuelta
from tests.apoyo.charla import CONTEXTO
from tests.apoyo.charla_con_modelo import CON_MODELO, CharlaConModelo, con_seudonimos, salidas

T = TypeVar("T")
ESCRITO = "En 3 comunidades no hay agua limpia y los niño de la escuela se enferma cada mes, nos dice Cáritas Espinar"
IDEA = (
    "Somos la Cooperativa Valle Verde, en Jaén, para 300 familias. Costaría S/ 350,000 en 24 meses. Las familias de la "
    "zona alta venderán su café sin intermediarios y los niños podrán terminar la secundaria"
)
LARGA = (
    "En 12 caseríos de la zona alta el agua llega sin cloro y los niños se enferman cada mes, según la red de salud. "
    "Con la planta las familias tendrán agua segura todos los días y dejarán de comprarla en bidones"
)
ANTES_DE_LA_LARGA = ("Asociación Los Andes", "No sé todavía", "No sé todavía", "Agua segura")
ANTES = {ESCRITO: ("Cáritas Espinar",), IDEA: ("Cooperativa Valle Verde", "Jaén"), LARGA: ("red de salud",)}
LO_ENVIADO = {texto: con_seudonimos(*datos)(Mejorar("", texto)) for texto, datos in ANTES.items()}
"""Cada texto como se le envía al modelo: con un seudónimo en lugar de cada dato."""
BIEN = (("niño", "niños"), ("enferma", "enferman"), (" y los", ", y los"), ("En 3", "en 3"), ("cada mes", "cada mes,"))
MAL = (
    ("3", "5"), ("3", "tres mil"), ("no hay", "hay"), ("limpia", ""), ("cada mes", "siempre"), ("los", "muchos"),
    ("se enferma", "se podría enfermar"), ("escuela", "escuela pública"), ("agua", "ag\u202eua"), ("En", "<b>En</b>"),
    ("nos dice", "garantiza"), ("mes", "mes. Vea https://malo.pe"), ("niño", "niño\x00"), ("hay", "había"),
)  # fmt: skip
"""Cambios que solo corrigen, y cambios con que se diría otra cosa o se mostraría lo que no se debe."""


def salidas_de_mejorar() -> st.SearchStrategy[str]:
    """Lo que un modelo podría contestar al mejorar una redacción: casi siempre, lo escrito con unos cambios."""
    enviado, (seudonimo,) = LO_ENVIADO[ESCRITO].texto, _seudonimos(ESCRITO)
    cambios = st.lists(st.sampled_from([*BIEN, *MAL, (seudonimo, ""), (seudonimo, "DATO-0A1B2C3D4E5F")]), max_size=3)
    buenos = st.lists(st.sampled_from(BIEN), min_size=1, max_size=3)
    cambiado = st.one_of(buenos, cambios).map(lambda unos: _con_cambios(enviado, unos))
    movido = st.permutations(range(4)).map(lambda orden: _en_otro_orden(enviado, orden))
    pedida = st.one_of(cambiado, cambiado, movido).map(lambda texto: _json({"texto": texto}))
    return _casi_siempre(pedida, salidas(lambda _, texto: {"texto": texto}, ["texto"], enviado.split(), [enviado]))


def salidas_de_interpretar(*, de_una_respuesta: bool = False) -> st.SearchStrategy[str]:
    """Lo que un modelo podría contestar al leer un mensaje: la idea o, si se dice, una respuesta larga."""
    _, pedido = _contestando() if de_una_respuesta else _leyendo()
    enviado, claves = LO_ENVIADO[pedido.texto].texto, [clave for clave, _ in pedido.preguntas]
    letras = st.integers(0, len(enviado))
    palabras = st.tuples(*2 * [st.sampled_from([lugar for lugar, letra in enumerate(f" {enviado} ") if letra == " "])])
    trozos = st.one_of(palabras, palabras, st.tuples(letras, letras)).map(lambda dos: enviado[min(dos) : max(dos)])
    dichas = st.one_of(trozos, trozos, trozos.map(str.upper), trozos.map(lambda uno: f"{uno} no"), st.text(max_size=20))
    nombres = st.one_of(st.sampled_from(claves), st.sampled_from([*claves, "problema", "inventada", ""]))
    una = st.fixed_dictionaries({"pregunta": nombres, "palabras": dichas})
    con_otra_clave = una.map(lambda suya: {**suya, "nota": "x"})
    pedida = st.lists(_casi_siempre(una, con_otra_clave), max_size=3).map(lambda unas: _json({"respuestas": unas}))

    def forma(clave: str, dicho: str) -> object:
        return {"respuestas": [{"pregunta": clave, "palabras": dicho}]}

    return _casi_siempre(pedida, salidas(forma, claves, enviado.split(), [enviado]))


def _casi_siempre(unos: st.SearchStrategy[T], otros: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return st.integers(0, 9).flatmap(lambda numero: otros if numero == 0 else unos)


def probar_redaccion(dice: str) -> bool:
    """Al mejorar, nada cambia; y lo que se muestre es lo que escribió la persona. Devuelve si se mostró algo."""
    estado, pedido = _mejorando()
    charla = CharlaConModelo.en(estado)
    charla.recibir(LenguajeRespondio(pedido, dice, LO_ENVIADO[ESCRITO]))
    assert charla.respuestas() == {"problema": ESCRITO}
    if charla.mensaje.texto.startswith("No pude mejorarla"):
        assert charla.mensaje.parrafos[1:] == mostrar_paso(Sesion(CON_MODELO, estado)).parrafos
        return False
    assert charla.etiquetas() == ["Usar la nueva", "Quedarme con la mía"]
    planteada = charla.estado.eventos[-1]
    assert isinstance(planteada, DudaPlanteada)
    nueva = str(planteada.opciones[0][1])
    assert nueva in charla.mensaje.texto
    assert _datos_de(nueva) == _datos_de(ESCRITO)
    propias = {una.raiz for una in palabras_de(ESCRITO)}
    assert {una.raiz for una in palabras_de(nueva) if una.tiene_sentido or una.es_numero or una.es_nombre} <= propias
    return True


def probar_interpretacion(dice: str) -> bool:
    """Al leer un mensaje, nada se guarda; lo sumado es un trozo literal para una pregunta abierta. Devuelve si sumó."""
    estado, pedido = _leyendo()
    charla, reglas = CharlaConModelo.en(estado), _solo_reglas()
    charla.recibir(LenguajeRespondio(pedido, dice, LO_ENVIADO[IDEA]))
    assert charla.respuestas() == {}
    lote, de_las_reglas = lote_abierto(charla.estado.eventos), lote_abierto(reglas.estado.eventos)
    assert lote is not None
    assert de_las_reglas is not None
    assert lote.entendidos[: len(de_las_reglas.entendidos)] == de_las_reglas.entendidos
    claves = {clave for clave, _ in pedido.preguntas}
    for _, uno in lote.entendidos[len(de_las_reglas.entendidos) :]:
        assert uno.llave[0] in claves
        assert uno.valor == uno.cita
        assert uno.cita in IDEA
    assert "DATO-" not in charla.mensaje.texto
    if lote == de_las_reglas:
        assert charla.mensaje == reglas.mensaje
    return lote != de_las_reglas


def probar_respuesta(dice: str) -> bool:
    """Al leer una respuesta larga, solo ella se guarda; lo sumado es un trozo literal. Devuelve si sumó."""
    estado, pedido = _contestando()
    charla = CharlaConModelo.en(estado)
    charla.recibir(LenguajeRespondio(pedido, dice, LO_ENVIADO[LARGA]))
    assert charla.respuestas() == {
        "nombre_organizacion": ANTES_DE_LA_LARGA[0],
        "titulo": "Agua segura",
        "problema": LARGA,
    }
    lote = lote_abierto(charla.estado.eventos)
    if lote is None:
        assert (charla.mensaje,) == pedido.si_no
        assert charla.estado.eventos == estado.eventos
        return False
    claves = {clave for clave, _ in pedido.preguntas}
    for _, uno in lote.entendidos:
        assert uno.llave[0] in claves
        assert uno.valor == uno.cita
        assert uno.cita in LARGA
        assert uno.cita != LARGA
    return True


@lru_cache(maxsize=1)
def _contestando() -> tuple[Estado, Interpretar]:
    """Una persona que acaba de dar una respuesta larga, ya anotada, y qué se le pide al modelo."""
    charla = CharlaConModelo(lambda _: None)
    charla.guiada()
    for dicha in ANTES_DE_LA_LARGA:
        charla.escribir(dicha)
    turno = decidir(CON_MODELO, charla.estado, MensajeRecibido(LARGA))
    (efecto,) = turno.efectos
    assert isinstance(efecto, Consultar)
    assert isinstance(efecto.pedido, Interpretar)
    return turno.estado, efecto.pedido


@lru_cache(maxsize=1)
def _mejorando() -> tuple[Estado, Mejorar]:
    """Una persona que acaba de pedir que se mejore lo que escribió, y qué se le pide al modelo."""
    sesion = Sesion(CON_MODELO, CharlaConModelo(lambda _: None).estado)
    for evento in (
        ModoCambiado(CONTEXTO.ahora, "ampliado"),
        Respondida(CONTEXTO.ahora, ("problema", ""), ESCRITO, ESCRITO),
        Vuelta(CONTEXTO.ahora, ("problema", "")),
    ):
        sesion = sesion.anotar(evento)
    return sesion.estado, Mejorar("problema", ESCRITO)


@lru_cache(maxsize=1)
def _leyendo() -> tuple[Estado, Interpretar]:
    """Una persona que acaba de contar su idea, con lo de las reglas entendido, y qué se le pide al modelo."""
    turno = decidir(CON_MODELO, CharlaConModelo(lambda _: None).estado, MensajeRecibido(IDEA))
    (efecto,) = turno.efectos
    assert isinstance(efecto, Consultar)
    assert isinstance(efecto.pedido, Interpretar)
    return turno.estado, efecto.pedido


def lo_que_se_interpreta() -> tuple[tuple[str, str], ...]:
    """Las preguntas que se le hacen al modelo de una idea recién contada."""
    return _leyendo()[1].preguntas


@lru_cache(maxsize=1)
def _solo_reglas() -> CharlaConModelo:
    charla = CharlaConModelo(lambda _: None, CONTEXTO)
    charla.escribir(IDEA)
    return charla


def _datos_de(texto: str) -> tuple[list[str], int, int]:
    """Las cifras, cuántas veces niega y cuántas nombra a quien lo dice: nada de eso lo puede cambiar un modelo."""
    return re.findall(r"\d+", texto), len(re.findall(r"\bno\b", texto)), texto.count(ANTES[ESCRITO][0])


def _seudonimos(texto: str) -> list[str]:
    enviado = LO_ENVIADO[texto]
    return [enviado.texto[uno.inicio : uno.fin] for uno in enviado.sustituidos]


def _con_cambios(texto: str, cambios: list[tuple[str, str]]) -> str:
    for antes, despues in cambios:
        texto = texto.replace(antes, despues, 1)
    return texto


def _en_otro_orden(texto: str, orden: list[int]) -> str:
    palabras = texto.split()
    cuarto = len(palabras) // len(orden)
    return " ".join(palabra for lugar in orden for palabra in palabras[lugar * cuarto : (lugar + 1) * cuarto])


def _json(dicho: object) -> str:
    return json.dumps(dicho, ensure_ascii=False)
