"""Un borrador de varias organizaciones: quién puede qué, y que cada uno mueva solo lo suyo."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random

import pytest

from bot.entrevista.borrador import (
    Acto,
    Borrador,
    Denegado,
    Motivo,
    Permitido,
    Rol,
    puede,
    puede_anotar,
)
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    POR_LA_COORDINACION,
    Borrado,
    Creado,
    Deshecha,
    DocumentoEntregado,
    Evento,
    Invitado,
    Llave,
    Respondida,
    Retirado,
    RolCambiado,
    Unido,
    Vuelta,
)
from bot.entrevista.propuesta.versiones import versiones_de
from tests.apoyo.historias_al_azar import CLAVES, INSTANTE, LISTA_DE_ACTORES, de_uno, de_varios, entran
from tests.mediciones.varios import (
    aceptados_en_nombre_de_otro,
    ajenas_cambiadas,
    distintas,
    permisos_que_cambian,
    tarda,
)

HISTORIAS = 300
PLAZO, LISTA = ("plazo", ""), (LISTA_DE_ACTORES, "")
# i0 coordina y propone; i1 e i2 son socios y responden por a1 y a2; i3 lee; por a3 no responde nadie; i9 no participa.
ENTRARON = [*entran(2, 1), Unido(INSTANTE, "i9", "a9", "socio", "1", "1", autor=DE_LA_ALIANZA)]
ENTRARON += [Retirado(INSTANTE, "i9", "propio", True, autor=DE_LA_ALIANZA)]


def dice(autor: str, llave: Llave, valor: str) -> Respondida:
    """Lo que respondió un integrante."""
    return Respondida(INSTANTE, llave, valor, valor, autor=autor)


def que_dice(eventos: list[Evento], llave: Llave) -> object:
    """Lo que vale hoy en una pregunta; None si nada."""
    respuesta = Borrador.de(eventos).respuestas.get(llave)
    return None if respuesta is None else respuesta.valor


def test_quien_escribe_solo_tiene_el_mismo_borrador_que_antes() -> None:
    azar = Random(1)
    assert distintas(de_uno(azar) for _ in range(HISTORIAS)) == []


def test_nadie_cambia_lo_de_otro_haga_lo_que_haga() -> None:
    azar, forzados = Random(2), 0
    for _ in range(HISTORIAS // 5):
        eventos = de_varios(azar, 20)
        assert ajenas_cambiadas(eventos) == []
        aceptados, intentados = aceptados_en_nombre_de_otro(azar, eventos)
        assert aceptados == 0
        forzados += intentados
        assert permisos_que_cambian(azar, eventos) == []
    assert forzados > HISTORIAS


_COORDINA, _SOCIO, _LEE, _SALIO, _AJENO = "i0", "i1", "i3", "i9", "i7"
_TODOS, _NADIE = {_COORDINA, _SOCIO, _LEE}, set[str]()


CELDAS: tuple[tuple[Acto, Llave | None, set[str]], ...] = (
    (Acto.VER, None, _TODOS),
    (Acto.VER_RESERVADA, ("ruc", ""), {_COORDINA}),
    (Acto.VER_RESERVADA, ("reparto", "a0"), {_COORDINA}),
    (Acto.VER_RESERVADA, ("reparto", "a1"), {_SOCIO}),
    (Acto.VER_RESERVADA, ("reparto", "a3"), _NADIE),
    (Acto.RESPONDER, ("reparto", "a0"), {_COORDINA}),
    (Acto.RESPONDER, ("reparto", "a1"), {_SOCIO}),
    (Acto.RESPONDER, ("reparto", "a2"), _NADIE),
    (Acto.RESPONDER, ("reparto", "a3"), {_COORDINA}),
    (Acto.RESPONDER, ("reparto", "a9"), {_COORDINA}),
    (Acto.RESPONDER, PLAZO, {_COORDINA}),
    (Acto.SUGERIR, PLAZO, {_SOCIO}),
    (Acto.SUGERIR, ("reparto", "a2"), _NADIE),
    (Acto.SUGERIR, ("reparto", "a1"), _NADIE),
    (Acto.NOMBRAR, (LISTA_DE_ACTORES, "a0"), {_COORDINA}),
    (Acto.NOMBRAR, (LISTA_DE_ACTORES, "a1"), {_SOCIO}),
    (Acto.NOMBRAR, (LISTA_DE_ACTORES, "a2"), _NADIE),
    (Acto.NOMBRAR, (LISTA_DE_ACTORES, "a3"), {_COORDINA}),
    (Acto.RESOLVER, None, {_COORDINA}),
    (Acto.INVITAR, None, {_COORDINA}),
    (Acto.VINCULAR, None, {_COORDINA}),
    (Acto.RETIRAR, None, {_COORDINA}),
    (Acto.SALIR, None, {_SOCIO, _LEE}),
    (Acto.CAMBIAR_ROL, None, {_COORDINA}),
    (Acto.PEDIR_VISTO_BUENO, None, {_COORDINA}),
    (Acto.DAR_VISTO_BUENO, None, {_COORDINA, _SOCIO}),
    (Acto.RECIBIR, None, _TODOS),
    (Acto.AUTORIZAR, None, {_COORDINA, _SOCIO}),
    (Acto.DESCARTAR, None, _NADIE),
)


@pytest.mark.parametrize(("acto", "llave", "quienes"), CELDAS)
def test_quien_puede_cada_cosa(acto: Acto, llave: Llave | None, quienes: set[str]) -> None:
    borrador = Borrador.de(ENTRARON)
    todos = (_COORDINA, _SOCIO, _LEE, _SALIO, _AJENO)
    pueden = {uno for uno in todos if isinstance(puede(borrador, uno, acto, llave), Permitido)}
    assert pueden == quienes
    for ajeno in (_SALIO, _AJENO):
        assert puede(borrador, ajeno, acto, llave) == Denegado(Motivo.NO_PARTICIPA)


def test_lo_que_no_esta_escrito_no_lo_puede_nadie() -> None:
    borrador, escritas = Borrador.de(ENTRARON), {(acto, llave and llave[1]) for acto, llave, _ in CELDAS}
    for acto, actor in product(Acto, (None, "", "a0", "a1", "a2", "a3")):
        llave = None if actor is None else (LISTA_DE_ACTORES if acto is Acto.NOMBRAR else "reparto", actor)
        pueden = [uno for uno in borrador.integrantes if isinstance(puede(borrador, uno, acto, llave), Permitido)]
        assert (acto, actor) in escritas or pueden == [] or (acto, actor, pueden) in DE_LA_OTRA_SOCIA


DE_LA_OTRA_SOCIA = [(Acto.VER_RESERVADA, "a2", ["i2"])]


def test_quien_escribe_solo_puede_todo_lo_suyo() -> None:
    solo = Borrador.de([Creado(INSTANTE)])
    for acto, llave in [(Acto.RESPONDER, PLAZO), (Acto.RESPONDER, ("reparto", "a1")), (Acto.DESCARTAR, None)]:
        assert puede(solo, "i0", acto, llave) == Permitido()


def _actores(**nombres: str) -> Respondida:
    return Respondida(INSTANTE, LISTA, [{"id": uno, "nombre": nombre} for uno, nombre in nombres.items()], "")


def test_el_nombre_de_quien_entro_solo_lo_cambia_quien_responde_por_el() -> None:
    borrador = Borrador.de([*ENTRARON, _actores(a1="Uno", a2="Dos", a3="Tres")])

    def negado(quien: str, dicho: Respondida) -> Motivo | None:
        permiso = puede_anotar(borrador, quien, replace(dicho, autor=quien), CLAVES)
        return permiso.motivo if isinstance(permiso, Denegado) else None

    assert negado("i0", _actores(a1="Uno", a2="Dos", a3="Otro", a4="Nuevo")) is None
    assert negado("i0", _actores(a1="Uno", a2="Dos")) is None
    assert negado("i0", _actores(a1="Otra", a2="Dos", a3="Tres")) is Motivo.ES_DE_OTRO
    assert negado("i0", _actores(a2="Dos", a3="Tres")) is Motivo.ES_DE_OTRO
    assert negado("i1", _actores(a1="Otra", a2="Dos", a3="Tres")) is None
    assert negado("i1", _actores(a1="Otra", a2="Cambiada", a3="Tres")) is Motivo.ES_DE_OTRO
    assert negado("i1", _actores(a1="Otra", a2="Dos", a3="Tres", a4="Nuevo")) is Motivo.ES_COMUN
    assert negado("i1", _actores(a1="Uno", a2="Dos", a3="Tres")) is Motivo.ES_COMUN


def test_nadie_anota_en_nombre_de_otro_ni_se_da_otro_lugar() -> None:
    borrador = Borrador.de(ENTRARON)
    entra = Unido(INSTANTE, "i5", "a3", "socio", autor=DE_LA_ALIANZA)
    asciende = RolCambiado(INSTANTE, "i1", "coordinacion", autor=DE_LA_ALIANZA)
    echa = Retirado(INSTANTE, "i2", "coordinacion", False, autor=DE_LA_ALIANZA)
    for quien in ("i1", "i3", "i9", "i7"):
        for evento in (dice("i0", PLAZO, "x"), entra, asciende, echa, Borrado(INSTANTE, autor=DE_LA_ALIANZA)):
            assert isinstance(puede_anotar(borrador, quien, evento, CLAVES), Denegado)
    for evento in (entra, asciende, echa):
        assert puede_anotar(borrador, "i0", evento, CLAVES) == Permitido()


@pytest.mark.parametrize(
    ("evento", "motivo"),
    [
        (RolCambiado(INSTANTE, "i3", "coordinacion"), Motivo.YA_NO_ESTA),
        (RolCambiado(INSTANTE, "i9", "coordinacion"), Motivo.YA_NO_ESTA),
        (RolCambiado(INSTANTE, "i7", "coordinacion"), Motivo.YA_NO_ESTA),
        (RolCambiado(INSTANTE, "i1", "observador"), Motivo.NO_ES_SUYO),
        (Retirado(INSTANTE, "i9", POR_LA_COORDINACION, deja=False), Motivo.YA_NO_ESTA),
        (Retirado(INSTANTE, "i1", POR_LA_COORDINACION, deja=True), Motivo.NO_ES_SUYO),
        (Retirado(INSTANTE, "i1", "propio", deja=False), Motivo.NO_ES_SUYO),
        (Retirado(INSTANTE, "i0", "propio"), Motivo.LO_HACE_LA_COORDINACION),
    ],
)
def test_quien_coordina_no_da_ni_quita_cualquier_lugar(evento: Evento, motivo: Motivo) -> None:
    suyo = replace(evento, autor=DE_LA_ALIANZA)
    assert puede_anotar(Borrador.de(ENTRARON), "i0", suyo, CLAVES) == Denegado(motivo)


@pytest.mark.parametrize(("socios", "leen"), [(11, 8), (12, 7)])
def test_caben_doce_socios_y_ocho_que_leen_ademas_de_quien_coordina(socios: int, leen: int) -> None:
    borrador = Borrador.de(entran(socios, leen))
    for rol, cabe in (("socio", socios < 12), ("observador", leen < 8)):
        for evento in (Unido(INSTANTE, "i99", "a99", rol), Invitado(INSTANTE, "a99", rol)):
            permiso = puede_anotar(borrador, "i0", replace(evento, autor=DE_LA_ALIANZA), CLAVES)
            assert permiso == (Permitido() if cabe else Denegado(Motivo.NO_CABE))
    # Al salir uno, cabe otro.
    sale = Retirado(INSTANTE, "i1", "propio", autor=DE_LA_ALIANZA)
    libre = Borrador.de([*entran(12, 7), sale])
    assert puede_anotar(libre, "i0", Invitado(INSTANTE, "a1", "socio"), CLAVES) == Permitido()


def test_en_veinticuatro_horas_se_crean_diez_invitaciones() -> None:
    creadas = [Invitado(INSTANTE + timedelta(hours=hora), "a3", "socio") for hora in range(10)]
    borrador = Borrador.de([*ENTRARON, *creadas])
    for hora, permiso in ((23, Denegado(Motivo.POR_HOY)), (24, Permitido())):
        otra = Invitado(INSTANTE + timedelta(hours=hora), "a3", "socio")
        assert puede_anotar(borrador, "i0", otra, CLAVES) == permiso


def test_al_pasar_la_coordinacion_cada_una_sigue_respondiendo_por_lo_suyo() -> None:
    pasan = [RolCambiado(INSTANTE, "i1", "coordinacion", autor=DE_LA_ALIANZA)]
    pasan.append(RolCambiado(INSTANTE, "i0", "socio", autor=DE_LA_ALIANZA))
    borrador = Borrador.de([*ENTRARON, *pasan])
    pueden = {
        (quien, llave): isinstance(puede(borrador, quien, Acto.RESPONDER, llave), Permitido)
        for quien in ("i0", "i1")
        for llave in (PLAZO, ("reparto", "a0"), ("reparto", "a1"), ("reparto", "a3"))
    }
    assert [uno for uno, si in pueden.items() if si] == [
        ("i0", ("reparto", "a0")),
        ("i1", PLAZO),
        ("i1", ("reparto", "a1")),
        ("i1", ("reparto", "a3")),
    ]
    assert isinstance(puede(borrador, "i0", Acto.SALIR), Permitido)
    ruc = Respondida(INSTANTE, ("ruc", ""), "20100070970", "20100070970")
    pueden_el_ruc = [
        quien
        for quien in ("i0", "i1", "i2", "i3")
        if puede_anotar(borrador, quien, replace(ruc, autor=quien), CLAVES) == Permitido()
    ]
    assert pueden_el_ruc == ["i0"]  # es de quien propone, la coordine quien la coordine
    assert isinstance(puede(borrador, "i1", Acto.VER_RESERVADA, ("ruc", "")), Denegado)


# --- Deshacer -------------------------------------------------------------------------------------


def test_cada_uno_deshace_lo_suyo_y_no_lo_que_otro_cambio_despues() -> None:
    suya, otra = ("reparto", "a1"), ("compromiso", "a1")
    antes: list[Evento] = [*ENTRARON, dice("i0", PLAZO, "24 meses"), dice("i0", suya, "lo puso la coordinación")]
    despues = [*antes, dice("i1", suya, "lo nuestro"), dice("i0", PLAZO, "18 meses"), dice("i1", otra, "firmado")]
    assert que_dice([*despues, Deshecha(INSTANTE, autor="i0")], PLAZO) == "24 meses"
    assert que_dice([*despues, Deshecha(INSTANTE, autor="i0")], otra) == "firmado"
    # Lo que la coordinación puso antes de que entrara ya no es suyo: deshacerlo no lo toca.
    todo = [*despues, Deshecha(INSTANTE, 3, autor="i0")]
    assert (que_dice(todo, PLAZO), que_dice(todo, suya)) == (None, "lo nuestro")
    assert que_dice([*despues, Deshecha(INSTANTE, 2, autor="i1")], suya) == "lo puso la coordinación"


@pytest.mark.parametrize("semilla", range(20))
def test_solo_mis_eventos_mueven_mi_lugar(semilla: int) -> None:
    eventos = de_varios(Random(semilla), 60)
    antes = Borrador.de([*ENTRARON, Vuelta(INSTANTE, ("reparto", "a1"), autor="i1")], "i1")
    ajenos = [evento for evento in eventos if evento.autor not in ("i1", DE_LA_ALIANZA)]
    despues = Borrador.de([*ENTRARON, Vuelta(INSTANTE, ("reparto", "a1"), autor="i1"), *ajenos], "i1")
    assert len(ajenos) > 10
    for campo in ("vuelta", "regreso", "fallos", "duda", "elemento", "situacion", "aviso", "cambios", "pasos_dados"):
        if campo != "situacion" or despues.situacion != "descartado":
            assert getattr(antes, campo) == getattr(despues, campo)


@pytest.mark.parametrize("semilla", range(20))
def test_todos_ven_las_mismas_respuestas(semilla: int) -> None:
    eventos = de_varios(Random(semilla), 60)
    vistos = [Borrador.de(eventos, quien) for quien in ("i0", "i1", "i2", "i3")]
    for visto in vistos:
        assert list(visto.respuestas.items()) == list(vistos[0].respuestas.items())
        assert (visto.omitidas, visto.escrita_por, visto.modo) == (
            vistos[0].omitidas,
            vistos[0].escrita_por,
            vistos[0].modo,
        )


# --- Salir, y las versiones -----------------------------------------------------------------------


@pytest.mark.parametrize("semilla", range(20))
def test_quien_se_lleva_lo_suyo_deja_el_borrador_como_si_no_hubiera_escrito(semilla: int) -> None:
    eventos = [uno for uno in de_varios(Random(semilla), 60) if not isinstance(uno, Retirado)]
    sale = Retirado(INSTANTE, "i1", "propio", False, autor=DE_LA_ALIANZA)
    sin_lo_suyo = [uno for uno in eventos if uno.autor != "i1"]
    borrados = [Borrado(uno.instante, autor=DE_LA_ALIANZA) if uno.autor == "i1" else uno for uno in eventos]
    llevado, borrado, sin = (Borrador.de([*una, sale]) for una in (eventos, borrados, sin_lo_suyo))
    assert llevado.respuestas == sin.respuestas
    assert borrado.respuestas == sin.respuestas
    assert "i1" not in llevado.escrita_por.values()
    for quien in llevado.con_rol(Rol.COORDINACION):
        assert isinstance(puede(llevado, quien.codigo, Acto.RESPONDER, ("reparto", "a1")), Permitido)


@pytest.mark.parametrize("semilla", range(10))
def test_lo_de_quien_fue_retirado_no_cuenta_hasta_que_vuelve(semilla: int) -> None:
    eventos = [uno for uno in de_varios(Random(semilla), 60) if not isinstance(uno, Retirado)]
    sale = Retirado(INSTANTE, "i1", POR_LA_COORDINACION, deja=False, autor=DE_LA_ALIANZA)
    vuelve = Unido(INSTANTE, "i1", "a1", "socio", "1", "1", autor=DE_LA_ALIANZA)
    fuera = Borrador.de([*eventos, sale])
    assert fuera.respuestas == Borrador.de([*(uno for uno in eventos if uno.autor != "i1"), sale]).respuestas
    assert "i1" not in fuera.escrita_por.values()
    assert Borrador.de([*eventos, sale, vuelve]).respuestas == Borrador.de(eventos).respuestas
    # Lo de la alianza que anotó quien empezó el borrador sigue: si no, nadie sabría de qué entrevista es.
    empezo = Retirado(INSTANTE, "i0", POR_LA_COORDINACION, deja=False, autor=DE_LA_ALIANZA)
    assert Borrador.de([*eventos, empezo]).version == Borrador.de(eventos).version == "1"


def test_una_version_es_de_lo_que_habia_leido_quien_la_recibio() -> None:
    leido = [*ENTRARON, dice("i0", PLAZO, "24 meses")]
    mientras = dice("i1", ("reparto", "a1"), "llegó mientras se hacía")
    suyo = dice("i0", ("titulo", ""), "Agua")
    entregado = DocumentoEntregado(INSTANTE, 1, "huella", hasta=len(leido))
    eventos = [*leido, mientras, suyo, entregado]
    assert versiones_de(eventos)[0].historia(eventos) == (*leido, suyo)
    sin_hasta = [*leido, suyo, replace(entregado, hasta=None)]
    assert versiones_de(sin_hasta)[0].historia(sin_hasta) == (*leido, suyo)


def test_una_historia_larga_de_muchos_se_suma_deprisa() -> None:
    larga = de_varios(Random(4), 3_000, socios=12)
    assert len(larga) > 1_000
    assert tarda(lambda: Borrador.de(larga), 5) < 50  # se espera menos de 10 ms; aquí corre junto a otras
