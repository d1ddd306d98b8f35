"""El motor: las propiedades que valen para cualquier historia."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entrevista.borrador import Borrador
from bot.entrevista.condiciones import Combinacion, Comparacion, Dicho, se_cumple
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import (
    Creado,
    Deshecha,
    DudaPlanteada,
    ElementoElegido,
    Evento,
    Fallo,
    ModoCambiado,
    Omitida,
    Respondida,
    Seguida,
    Valor,
    Vuelta,
)
from bot.entrevista.pasos import (
    Paso,
    anterior,
    avance,
    buscar_paso,
    comparar,
    esta_resuelto,
    identificar,
    lugar,
    paso_actual,
    pasos_visibles,
    por_completar,
    siguiente,
)
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.valores.definicion import Muestra
from bot.entrevista.valores.tipos import TIPOS
from tests.apoyo.entrevista import ENTREVISTA

INSTANTE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOY = date(2026, 11, 23)

HISTORIAS = 200
"""Por propiedad: entre todas pasan de tres mil."""

TEXTOS = st.sampled_from(
    ["Ñandú & Cía <S.A.>", "{{ 7*7 }}", "Agua segura para todos los niños", "línea uno\nlínea dos"]
)
CLASES = st.sampled_from([tipo.valor for tipo in ENTREVISTA.catalogos.tipos_actor])
NOMBRES = st.lists(st.sampled_from(["GIZ", "Municipalidad de Celendín", "Sol", "Luna"]), min_size=1, unique=True)
ACCIONES = st.lists(
    st.tuples(
        st.sampled_from(
            ["responder"] * 4
            + ["omitir", "deshacer", "volver", "fallo", "modo", "corregir", "lote", "duda", "elemento", "seguir"]
        ),
        TEXTOS,
        CLASES,
        NOMBRES,
        st.integers(0, 30),
    ),
    max_size=40,
)
Acciones = list[tuple[str, str, str, list[str], int]]


def _valor(paso: Paso, eventos: list[Evento], texto: str, tipo: str, nombres: list[str]) -> Valor:
    if paso.pregunta.tipo == "clase_actor":
        return tipo
    if paso.pregunta.tipo == "actores":
        conocidos = {"GIZ": "fuente", "Municipalidad de Celendín": "gob_local"}
        return identificar(eventos, ENTREVISTA, [{"nombre": n, "tipo": conocidos.get(n)} for n in nombres])
    muestra = Muestra(ENTREVISTA.catalogos, texto, tuple(nombres), a_medias=len(nombres) > 1)
    return TIPOS[paso.pregunta.tipo].muestra(paso.pregunta, muestra)


def _respondida(paso: Paso, eventos: list[Evento], texto: str, tipo: str, nombres: list[str]) -> Respondida:
    return Respondida(INSTANTE, paso.llave, _valor(paso, eventos, texto, tipo, nombres), texto)


def _historia(acciones: Acciones) -> list[Evento]:
    eventos: list[Evento] = [Creado(INSTANTE, ENTREVISTA.version)]
    for accion, texto, tipo, nombres, numero in acciones:
        borrador = Borrador.de(eventos)
        visibles = pasos_visibles(ENTREVISTA, borrador)
        paso, otro = paso_actual(ENTREVISTA, borrador), visibles[numero % len(visibles)]
        match accion:
            case "deshacer":
                eventos.append(Deshecha(INSTANTE, 1 + numero % 3))
            case "volver":
                desde = otro.pregunta.seccion if numero % 2 else ""
                eventos.append(Vuelta(INSTANTE, otro.llave, desde))
            case "seguir":
                eventos.append(Seguida(INSTANTE))
            case "modo":
                eventos.append(ModoCambiado(INSTANTE, "ampliado"))
            case "corregir":
                eventos.append(_respondida(otro, eventos, texto, tipo, nombres))
            case "duda":
                opciones = (("una", _valor(otro, eventos, texto, tipo, nombres)),)
                eventos.append(DudaPlanteada(INSTANTE, otro.llave, opciones=opciones, confirma=True))
            case "elemento":
                eventos.append(ElementoElegido(INSTANTE, otro.llave, "agregar"))
            case "fallo" if paso is not None:
                eventos.append(Fallo(INSTANTE, paso.llave))
            case "omitir" if paso is not None:
                eventos.append(Omitida(INSTANTE, paso.llave))
            case "lote" if paso is not None:
                for uno in visibles[: 1 + numero % 4]:
                    respondida = _respondida(uno, eventos, texto, tipo, nombres)
                    eventos.append(replace(respondida, lote=str(len(acciones))))
            case "responder" if paso is not None:
                eventos.append(_respondida(paso, eventos, texto, tipo, nombres))
            case _:
                pass
    return eventos


@given(ACCIONES)
@settings(max_examples=HISTORIAS)
def test_repetir_los_eventos_da_lo_mismo(acciones: Acciones) -> None:
    eventos = _historia(acciones)
    assert Borrador.de(eventos) == Borrador.de(list(eventos))
    assert armar(ENTREVISTA, eventos, HOY) == armar(ENTREVISTA, tuple(eventos), HOY)


@given(ACCIONES)
@settings(max_examples=HISTORIAS)
def test_la_siguiente_es_visible_y_no_esta_respondida(acciones: Acciones) -> None:
    borrador = Borrador.de(_historia(acciones))
    paso = siguiente(ENTREVISTA, borrador)
    visibles = pasos_visibles(ENTREVISTA, borrador)
    if paso is None:
        assert all(esta_resuelto(borrador, visible) for visible in visibles)
    else:
        assert paso.llave in [visible.llave for visible in visibles]
        assert paso.llave not in borrador.respuestas
        assert paso.llave not in borrador.omitidas
    assert len({visible.llave for visible in visibles}) == len(visibles)
    actual = paso_actual(ENTREVISTA, borrador)
    if actual is not None:
        respondidas, total = avance(ENTREVISTA, borrador)
        assert 1 <= lugar(ENTREVISTA, borrador, actual) <= total
        assert respondidas <= total


@given(ACCIONES, TEXTOS, CLASES, NOMBRES, st.booleans())
@settings(max_examples=HISTORIAS)
def test_deshacer_es_el_inverso_exacto(
    acciones: Acciones, texto: str, tipo: str, nombres: list[str], omite: bool
) -> None:
    eventos = _historia(acciones)
    antes = Borrador.de(eventos)
    cambio = _historia([*acciones, ("omitir" if omite else "responder", texto, tipo, nombres, 0)])
    if len(cambio) == len(eventos):
        return  # ya no quedaba nada que responder
    despues = Borrador.de([*cambio, Deshecha(INSTANTE)])
    assert (despues.respuestas, despues.omitidas) == (antes.respuestas, antes.omitidas)
    assert pasos_visibles(ENTREVISTA, despues) == pasos_visibles(ENTREVISTA, antes)


@given(ACCIONES, st.integers(1, 5))
@settings(max_examples=HISTORIAS)
def test_deshacer_n_veces_es_deshacer_de_una_en_una(acciones: Acciones, veces: int) -> None:
    eventos = _historia(acciones)
    juntas = Borrador.de([*eventos, Deshecha(INSTANTE, veces)])
    sueltas = Borrador.de([*eventos, *[Deshecha(INSTANTE)] * veces])
    assert (juntas.respuestas, juntas.omitidas, juntas.cambios) == (
        sueltas.respuestas,
        sueltas.omitidas,
        sueltas.cambios,
    )
    assert len(juntas.cambios) == max(0, len(Borrador.de(eventos).cambios) - veces)


@given(ACCIONES, CLASES, CLASES)
@settings(max_examples=HISTORIAS)
def test_cambiar_de_rama_y_volver_deja_todo_identico(acciones: Acciones, tipo: str, otro: str) -> None:
    eventos = [*_historia(acciones), _respuesta("tipo_organizacion", tipo)]
    antes = Borrador.de(eventos)
    ida = [*eventos, _respuesta("tipo_organizacion", otro)]
    vuelta = [*ida, _respuesta("tipo_organizacion", tipo)]
    despues = Borrador.de(vuelta)
    assert despues.respuestas == antes.respuestas
    assert pasos_visibles(ENTREVISTA, despues) == pasos_visibles(ENTREVISTA, antes)
    assert armar(ENTREVISTA, vuelta, HOY) == armar(ENTREVISTA, eventos, HOY)
    cambio, regreso = comparar(ENTREVISTA, antes, Borrador.de(ida)), comparar(ENTREVISTA, Borrador.de(ida), despues)
    assert [paso.llave for paso in cambio.aparta] == [paso.llave for paso in regreso.recupera]
    apartadas = {paso.llave for paso in cambio.aparta}
    assert apartadas.isdisjoint(paso.llave for paso in pasos_visibles(ENTREVISTA, Borrador.de(ida)))


@given(ACCIONES, TEXTOS, CLASES, NOMBRES, st.integers(0, 30))
@settings(max_examples=HISTORIAS)
def test_una_propuesta_no_cambia_nada(
    acciones: Acciones, texto: str, tipo: str, nombres: list[str], numero: int
) -> None:
    """Una duda, un fallo o empezar a cambiar un elemento no tocan las respuestas ni lo que se pregunta."""
    eventos = _historia(acciones)
    antes = Borrador.de(eventos)
    propuestos = [("duda", texto, tipo, nombres, numero), ("elemento", texto, tipo, nombres, numero)]
    despues = Borrador.de([*eventos, *_historia([*propuestos, ("fallo", texto, tipo, nombres, numero)])[1:]])
    assert (despues.respuestas, despues.omitidas, despues.cambios) == (antes.respuestas, antes.omitidas, antes.cambios)
    assert siguiente(ENTREVISTA, despues) == siguiente(ENTREVISTA, antes)
    assert (paso_actual(ENTREVISTA, despues), despues.vuelta) == (paso_actual(ENTREVISTA, antes), antes.vuelta)


def _marcada(eventos: list[Evento]) -> list[Evento]:
    """La misma historia con una marca propia en cada respuesta de texto."""
    marcados: list[Evento] = []
    for numero, evento in enumerate(eventos):
        if isinstance(evento, Respondida):
            pregunta = ENTREVISTA.pregunta(evento.llave[0])
            evento = replace(evento, crudo=f"marca{numero}x")
            if pregunta.tipo in ("texto", "poblacion", "departamentos", "matriz", "compuesto", "lista"):
                muestra = Muestra(ENTREVISTA.catalogos, f"marca{numero}x")
                evento = replace(evento, valor=TIPOS[pregunta.tipo].muestra(pregunta, muestra))
        marcados.append(evento)
    return marcados


@given(ACCIONES)
@settings(max_examples=HISTORIAS)
def test_la_propuesta_solo_tiene_respuestas_visibles_y_todas(acciones: Acciones) -> None:
    eventos = _marcada(_historia(acciones))
    borrador = Borrador.de(eventos)
    escrito = str(armar(ENTREVISTA, eventos, HOY)).casefold()  # el documento pone la mayúscula inicial
    visibles = {paso.llave for paso in pasos_visibles(ENTREVISTA, borrador)}
    vigentes = {respuesta.crudo for llave, respuesta in borrador.respuestas.items() if llave in visibles}
    marcas = {evento.crudo for evento in eventos if isinstance(evento, Respondida)}
    assert {marca for marca in marcas if marca in escrito} == vigentes


@given(st.lists(NOMBRES, min_size=1, max_size=6))
def test_cada_actor_conserva_su_identificador(listas: list[list[str]]) -> None:
    eventos: list[Evento] = []
    de_nombre: dict[str, str] = {}
    for nombres in listas:
        valor = identificar(eventos, ENTREVISTA, [{"nombre": nombre, "tipo": None} for nombre in nombres])
        eventos.append(Respondida(INSTANTE, ("actores", ""), valor))
        for dato in valor:
            assert isinstance(dato, dict)
            assert de_nombre.setdefault(str(dato["nombre"]), str(dato["id"])) == dato["id"]
    assert len(set(de_nombre.values())) == len(de_nombre)


def _respuesta(clave: str, valor: Valor) -> Evento:
    return Respondida(INSTANTE, (clave, ""), valor, str(valor))


def test_cambiar_de_rama_y_volver_no_pierde_nada() -> None:
    eventos = [_respuesta("nombre_organizacion", "Sol"), _respuesta("tipo_organizacion", "empresa")]
    eventos.append(_respuesta("ruc", "20100070970"))
    al_principio = armar(ENTREVISTA, eventos, HOY)
    eventos.append(_respuesta("tipo_organizacion", "fuente"))
    assert buscar_paso(ENTREVISTA, Borrador.de(eventos), ("ruc", "")) is None
    assert "20100070970" not in str(armar(ENTREVISTA, eventos, HOY))
    eventos.append(_respuesta("tipo_organizacion", "empresa"))
    assert armar(ENTREVISTA, eventos, HOY) == al_principio


def test_volver_no_pierde_lo_respondido_despues() -> None:
    eventos = [_respuesta("nombre_organizacion", "Sol"), _respuesta("tipo_organizacion", "empresa")]
    previo = anterior(ENTREVISTA, Borrador.de(eventos))
    assert previo is not None
    assert previo.pregunta.clave == "tipo_organizacion"
    eventos.append(Vuelta(INSTANTE, ("nombre_organizacion", "")))
    actual = paso_actual(ENTREVISTA, Borrador.de(eventos))
    assert actual is not None
    assert actual.pregunta.clave == "nombre_organizacion"
    eventos.append(_respuesta("nombre_organizacion", "Luna"))
    borrador = Borrador.de(eventos)
    assert borrador.respuestas["tipo_organizacion", ""].valor == "empresa"
    proximo = paso_actual(ENTREVISTA, borrador)
    assert proximo is not None
    assert proximo.pregunta.clave == "ruc"


def test_responder_lo_omitido_y_omitir_lo_respondido() -> None:
    omitida = Omitida(INSTANTE, ("titulo", ""))
    respuesta = _respuesta("titulo", "Agua Segura")
    respondido, omitido = Borrador.de([omitida, respuesta]), Borrador.de([respuesta, omitida])
    assert (set(respondido.respuestas), respondido.omitidas) == ({("titulo", "")}, frozenset())
    assert (set(omitido.respuestas), omitido.omitidas) == (set(), frozenset({("titulo", "")}))
    assert por_completar(ENTREVISTA, respondido) is None
    pendiente = por_completar(ENTREVISTA, omitido)
    assert pendiente is not None
    assert pendiente.pregunta.clave == "titulo"


def test_el_total_es_exacto_cuando_se_conocen_los_actores() -> None:
    actores = identificar([], ENTREVISTA, [{"nombre": f"Actor {n}", "tipo": "ongd"} for n in range(5)])
    for eventos in (
        [_respuesta("nombre_organizacion", "Sol"), _respuesta("actores", actores)],
        [_respuesta("nombre_organizacion", "Sol"), _respuesta("actores", actores[:1])],
        [_respuesta("nombre_organizacion", "Sol"), Omitida(INSTANTE, ("actores", ""))],
    ):
        borrador = Borrador.de(eventos)
        assert avance(ENTREVISTA, borrador)[1] == len(pasos_visibles(ENTREVISTA, borrador))


def test_el_modo_ampliado_solo_agrega() -> None:
    preguntas = tuple(replace(p, modo="ampliado" if p.clave == "problema" else p.modo) for p in ENTREVISTA.preguntas)
    entrevista: Entrevista = replace(ENTREVISTA, preguntas=preguntas)
    nucleo = [paso.llave for paso in pasos_visibles(entrevista, Borrador.de([]))]
    ampliado = [paso.llave for paso in pasos_visibles(entrevista, Borrador.de([ModoCambiado(INSTANTE, "ampliado")]))]
    assert set(ampliado) - set(nucleo) >= {("problema", "")}
    assert set(nucleo) <= set(ampliado)


def test_las_condiciones_son_datos() -> None:
    valores = {
        "tipo": Dicho("ongd", TIPOS["opcion"].numero),
        "ods": Dicho([6, 3], TIPOS["ods"].numero),
        "meses": Dicho(24, TIPOS["entero"].numero),
        "monto": Dicho({"monto": "900.50"}, TIPOS["monto"].numero),
    }
    casos = [
        (Comparacion("tipo", "es", ("ongd",)), True),
        (Comparacion("tipo", "esta_en", ("empresa", "gremio")), False),
        (Comparacion("ods", "es", (3,)), True),
        (Comparacion("nada", "respondida", (False,)), True),
        (Comparacion("nada", "es", ("x",)), False),
        (Comparacion("meses", "mayor", (24,)), False),
        (Comparacion("meses", "menor_o_igual", (24,)), True),
        (Comparacion("monto", "mayor", (900,)), True),
        (Comparacion("tipo", "mayor", (3,)), False),
    ]
    for condicion, esperado in casos:
        assert se_cumple(condicion, valores) is esperado, condicion
    cierta, falsa = casos[0][0], casos[1][0]
    assert se_cumple(Combinacion("todas", (cierta, falsa)), valores) is False
    assert se_cumple(Combinacion("alguna", (cierta, falsa)), valores) is True
    assert se_cumple(Combinacion("ninguna", (cierta, falsa)), valores) is False
    assert se_cumple(Combinacion("ninguna", (falsa,)), valores) is True
    assert se_cumple(None, valores) is True
