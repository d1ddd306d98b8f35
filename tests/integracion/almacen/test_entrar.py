"""Invitar a un borrador, entrar en él y salir, en SQLite y PostgreSQL: quién puede, cuántos entran y qué queda."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.almacen import AlmacenSQL
from bot.almacen.base.errores import HistoriaInconsistente
from bot.dialogo.efectos import AnotarEnBorrador, Efecto
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.peticiones import ComprobarIngreso, InvitacionLeida, LeerInvitaciones, Situacion
from bot.dialogo.peticiones.alianza import (
    AnotarCodigoErrado,
    AnularInvitacion,
    Apartar,
    AvisarA,
    GuardarInvitacion,
    Ingresar,
    PedirIngreso,
    Retirar,
    huella_de,
)
from bot.dialogo.turno import Conservacion, Estado
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    POR_LA_COORDINACION,
    Evento,
    Respondida,
    Retirado,
    RolCambiado,
    Unido,
    Vuelta,
)
from bot.servicio.puertos import EstadoDesactualizado, TurnoAtendido
from conocimiento.hora import HORA_DE_LIMA
from tests.apoyo.almacen import AHORA, filas
from tests.apoyo.varios import NOMBRE, abrir_la_puerta, anotar, integrante, invitar, juntar, pedir_entrar

SECRETO = "un secreto de la prueba"
AVISO = Mensaje((parrafo("un aviso"),))
AJENA = 9
EN_UNO = pytest.mark.parametrize("url", ["cifrado"], indirect=True)
EN_LOS_DOS = pytest.mark.parametrize("url", ["cifrado", "postgresql"], indirect=True)


def hacer(almacen: AlmacenSQL, numero: int, *efectos: Efecto, eventos: Sequence[Evento] = ()) -> None:
    """Ese integrante guarda un turno con esos efectos."""
    estado, cambio = almacen.cargar(integrante(numero))
    nuevo = replace(estado, turno=estado.turno + 1, eventos=(*estado.eventos, *eventos))
    almacen.guardar(integrante(numero), TurnoAtendido(cambio, None, "dicho", nuevo, efectos, AHORA))


def llegados(almacen: AlmacenSQL, numero: int) -> list[str]:
    """Lo que le falta recibir."""
    return [uno.mensaje.texto for uno in almacen.leer_envios("telegram", integrante(numero).direccion)]


@EN_UNO
def test_del_secreto_solo_queda_la_huella_y_cada_persona_tiene_su_codigo(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 1)
    invitar(almacen, SECRETO)
    assert filas(url, "SELECT huella FROM invitaciones") == [(huella_de(SECRETO),)]
    assert SECRETO not in repr(filas(url, "SELECT * FROM invitaciones"))
    codigos = {almacen.abrir_invitacion(integrante(uno), SECRETO, AHORA).codigo for uno in range(1, 30)}
    assert all(len(uno) == 3 and uno.isdecimal() for uno in codigos)
    assert len(codigos) > 20
    # Mirarla no deja nada de quien la mira.
    assert filas(url, "SELECT count(*) FROM personas") == [(1,)]


def _usada(almacen: AlmacenSQL) -> None:
    abrir_la_puerta(almacen, pedir_entrar(almacen, integrante(1), SECRETO))


def _anulada(almacen: AlmacenSQL) -> None:
    hacer(almacen, 0, AnularInvitacion(1, AVISO))


def _sin_intentos(almacen: AlmacenSQL) -> None:
    for _ in range(3):
        hacer(almacen, 0, AnotarCodigoErrado(1))


def _llena(almacen: AlmacenSQL) -> None:
    for uno in (1, 2, 3):
        pedir_entrar(almacen, integrante(uno), SECRETO)


def _ya_responde_otra(almacen: AlmacenSQL) -> None:
    invitar(almacen, "otro secreto")
    abrir_la_puerta(almacen, pedir_entrar(almacen, integrante(1), "otro secreto"))


@EN_UNO
@pytest.mark.parametrize("pasa", [_usada, _anulada, _sin_intentos, _llena, _ya_responde_otra])
def test_la_que_no_sirve_se_lee_igual_que_la_inventada(almacen: AlmacenSQL, pasa: Callable[[AlmacenSQL], None]) -> None:
    juntar(almacen, 1)
    invitar(almacen, SECRETO)
    assert almacen.abrir_invitacion(integrante(AJENA), SECRETO, AHORA).situacion is Situacion.VALE
    pasa(almacen)
    inventada = almacen.abrir_invitacion(integrante(AJENA), "inventado", AHORA)
    assert almacen.abrir_invitacion(integrante(AJENA), SECRETO, AHORA) == inventada
    assert inventada == InvitacionLeida(Situacion.NO_VALE)


@EN_UNO
def test_vence_a_los_catorce_dias_y_quien_espera_a_los_dos(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 1)
    invitar(almacen, SECRETO)
    leida = pedir_entrar(almacen, integrante(1), SECRETO)
    pedido = ComprobarIngreso("codigo", leida.numero, leida.codigo)
    for horas, entra in ((47, True), (49, False)):
        comprobado = almacen.comprobar_ingreso(integrante(0), pedido, AHORA + timedelta(hours=horas))
        assert bool(comprobado.integrante) is entra
    ajena, casi = integrante(AJENA), timedelta(days=14) - timedelta(minutes=1)
    assert almacen.abrir_invitacion(ajena, SECRETO, AHORA + casi).situacion is Situacion.VALE
    assert almacen.abrir_invitacion(ajena, SECRETO, AHORA + timedelta(days=14)).situacion is Situacion.NO_VALE


@EN_LOS_DOS
@pytest.mark.parametrize("vez", range(3))
def test_de_dos_que_aceptan_un_enlace_entra_exactamente_una(almacen: AlmacenSQL, url: str, vez: int) -> None:
    juntar(almacen, 1)
    invitar(almacen, SECRETO)
    leidas = [pedir_entrar(almacen, integrante(uno + 10 * vez), SECRETO) for uno in (1, 2)]
    assert leidas[0].codigo != leidas[1].codigo

    def entrar(leida: InvitacionLeida) -> bool:
        try:
            abrir_la_puerta(almacen, leida)
        except (EstadoDesactualizado, HistoriaInconsistente):
            return False
        return True

    with ThreadPoolExecutor(2) as hilos:
        entraron = list(hilos.map(entrar, leidas))
    assert sum(entraron) == 1
    assert filas(url, "SELECT count(*) FROM integrantes") == [(2,)]
    assert filas(url, "SELECT count(*) FROM ingresos") == [(0,)]
    assert sum(isinstance(uno, Unido) for uno in almacen.cargar(integrante(0))[0].eventos) == 1
    quien, quien_no = (0, 1) if entraron[0] else (1, 0)
    assert len(almacen.leer_borradores(integrante(quien + 1 + 10 * vez))) == 1
    assert almacen.leer_borradores(integrante(quien_no + 1 + 10 * vez)) == ()


@EN_UNO
def test_quien_no_es_integrante_no_lee_nada_de_un_borrador(almacen: AlmacenSQL) -> None:
    juntar(almacen, 2)
    invitar(almacen, SECRETO, "a5")
    hacer(almacen, AJENA)
    ajena = integrante(AJENA)
    assert almacen.leer_borradores(ajena) == ()
    assert almacen.leer_invitaciones(ajena, LeerInvitaciones("p", NOMBRE), AHORA).vivas == ()
    for numero in (1, 2, 99):
        pedido = ComprobarIngreso("codigo", numero, "123")
        comprobado = almacen.comprobar_ingreso(ajena, pedido, AHORA)
        assert (comprobado.borrador, comprobado.eventos, comprobado.actor, comprobado.vale) == ("", (), "", False)
    # Un socio no las lee tampoco: las ve quien coordina.
    assert almacen.leer_invitaciones(integrante(1), LeerInvitaciones("p", NOMBRE), AHORA).vivas == ()
    assert len(almacen.leer_invitaciones(integrante(0), LeerInvitaciones("p", NOMBRE), AHORA).vivas) == 1


UNIDO = Unido(AHORA, "i2", "a2", "coordinacion", autor=DE_LA_ALIANZA)
ECHADO = Retirado(AHORA, "i1", POR_LA_COORDINACION, deja=False, autor=DE_LA_ALIANZA)


FORJADOS: tuple[tuple[int, tuple[Efecto, ...], tuple[Evento, ...]], ...] = (
    (1, (GuardarInvitacion("f" * 64, "a3", "socio", AHORA + timedelta(days=1)),), ()),
    (1, (AnularInvitacion(2, AVISO),), ()),
    (1, (AnotarCodigoErrado(2),), ()),
    (1, (), (Respondida(AHORA, ("titulo", ""), "x", "x", autor="i1"),)),
    (1, (), (Respondida(AHORA, ("reparto", "a0"), "x", "x", autor="i1"),)),
    (1, (), (RolCambiado(AHORA, "i1", "coordinacion", autor=DE_LA_ALIANZA),)),
    (1, (Retirar("i0", deja=True),), (Retirado(AHORA, "i0", "propio", autor=DE_LA_ALIANZA),)),
    (1, (Retirar("i0", deja=False),), ()),
    (1, (), (Retirado(AHORA, "i1", "propio", autor=DE_LA_ALIANZA),)),
    (0, (), (Respondida(AHORA, ("reparto", "a1"), "x", "x", autor="i0"),)),
    (0, (), (UNIDO,)),
    (0, (), (RolCambiado(AHORA, "i1", "coordinacion", autor=DE_LA_ALIANZA),)),
    (0, (), (RolCambiado(AHORA, "i0", "socio", autor=DE_LA_ALIANZA),)),
    (0, (Apartar("i1"),), ()),
    (0, (), (ECHADO,)),
    (0, (Retirar("i1", deja=False),), (ECHADO,)),
    (1, (Apartar("i0"),), (replace(ECHADO, integrante="i0"),)),
    (0, (Ingresar(2, "000", "i2", AVISO),), ()),
    (0, (AnotarEnBorrador(NOMBRE, UNIDO),), ()),
    (AJENA, (AnularInvitacion(2, AVISO),), ()),
    (AJENA, (AvisarA(("i0",), AVISO, NOMBRE),), ()),
)


@EN_LOS_DOS
def test_lo_que_no_se_puede_no_se_guarda_aunque_se_pida(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 2)
    invitar(almacen, SECRETO, "a2")
    hacer(almacen, AJENA)
    tablas = ("eventos", "integrantes", "invitaciones", "ingresos", "mensajes", "turnos")
    antes = [filas(url, f"SELECT * FROM {tabla}") for tabla in tablas]
    for quien, efectos, eventos in FORJADOS:
        with pytest.raises((HistoriaInconsistente, EstadoDesactualizado)):
            hacer(almacen, quien, *efectos, eventos=eventos)
        assert [filas(url, f"SELECT * FROM {tabla}") for tabla in tablas] == antes, (quien, efectos, eventos)


@EN_UNO
def test_lo_que_dice_quien_entra_es_lo_de_su_invitacion(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 1)
    invitar(almacen, SECRETO)
    leida = pedir_entrar(almacen, integrante(1), SECRETO)
    falso = Unido(AHORA, "i1", "a1", "coordinacion", "1", "2", AHORA, autor=DE_LA_ALIANZA)
    with pytest.raises(HistoriaInconsistente):
        hacer(almacen, 0, Ingresar(leida.numero, leida.codigo, "i1", AVISO), eventos=(falso,))
    assert filas(url, "SELECT count(*) FROM integrantes") == [(1,)]
    abrir_la_puerta(almacen, leida)
    assert llegados(almacen, 1) == ["bienvenida"]


@EN_UNO
def test_pedirlo_dos_veces_es_pedirlo_una(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 1)
    invitar(almacen, SECRETO)
    for _ in range(2):
        pedir_entrar(almacen, integrante(1), SECRETO)
    assert filas(url, "SELECT count(*) FROM ingresos") == [(1,)]
    assert llegados(almacen, 0) == ["alguien espera"]
    hacer(almacen, 0, AnularInvitacion(1, AVISO))
    assert llegados(almacen, 1) == ["un aviso"]
    with pytest.raises(EstadoDesactualizado):
        hacer(almacen, 1, PedirIngreso(1, "1", "2", AVISO))


def _a_las(dias: int, hora: int, minuto: int = 0) -> datetime:
    """Esa hora del Perú, tantos días después del lunes que sigue a `AHORA`."""
    hoy = AHORA.astimezone(HORA_DE_LIMA)
    lunes = hoy.date() + timedelta(days=7 - hoy.weekday())
    return datetime.combine(lunes + timedelta(days=dias), time(hora, minuto), HORA_DE_LIMA)


@EN_LOS_DOS
def test_el_resumen_le_toca_una_vez_a_quien_no_vio_lo_que_otro_cambio(almacen: AlmacenSQL) -> None:
    juntar(almacen, 3)
    assert almacen.recordatorios_vencidos("telegram", _a_las(0, 9)) == ()
    cuando = AHORA + timedelta(minutes=5)
    anotar(almacen, 1, Respondida(cuando, ("reparto", "a1"), "x", "x"), Vuelta(cuando, ("reparto", "a1")))
    a_los_demas = {(integrante(0), _a_las(0, 9)), (integrante(2), _a_las(0, 9))}
    for hora, minuto in ((9, 0), (12, 30), (19, 59)):
        assert set(almacen.recordatorios_vencidos("telegram", _a_las(0, hora, minuto))) == a_los_demas
    # Ni de noche, ni el fin de semana, ni en otro canal, ni a quien lo bloqueó, ni a quien ya volvió.
    for dias, hora, minuto in ((0, 8, 59), (0, 20, 0), (0, 3, 0), (5, 10, 0), (6, 10, 0)):
        assert almacen.recordatorios_vencidos("telegram", _a_las(dias, hora, minuto)) == ()
    assert almacen.recordatorios_vencidos("consola", _a_las(0, 9)) == ()
    almacen.anotar_bloqueo(integrante(2), _a_las(0, 9))
    estado, cambio = almacen.cargar(integrante(0))
    almacen.guardar(integrante(0), TurnoAtendido(cambio, None, "", estado, (), _a_las(0, 9)))
    assert almacen.recordatorios_vencidos("telegram", _a_las(0, 10)) == ()
    # Lo que solo mueve a quien lo hizo no es noticia.
    anotar(almacen, 1, Vuelta(_a_las(0, 10), ("reparto", "a1")))
    assert almacen.recordatorios_vencidos("telegram", _a_las(1, 9)) == ()


@EN_LOS_DOS
def test_de_un_dia_y_vivas_se_guardan_las_que_caben(almacen: AlmacenSQL) -> None:
    juntar(almacen, 1)
    for numero in range(20):
        if numero == 10:
            with pytest.raises(HistoriaInconsistente):
                invitar(almacen, "una más de hoy", "a1")
        invitar(almacen, f"secreto {numero}", "a1", cuando=AHORA + timedelta(days=numero // 10))
    with pytest.raises(HistoriaInconsistente):
        invitar(almacen, "otro día, y ya hay veinte", "a1", cuando=AHORA + timedelta(days=2))


@EN_LOS_DOS
def test_a_quien_retira_la_coordinacion_se_le_aparta_lo_suyo_y_a_los_treinta_dias_se_borra(
    almacen: AlmacenSQL, url: str
) -> None:
    juntar(almacen, 3)
    suyo = Respondida(AHORA, ("reparto", "a1"), "PALABRASUYA", "PALABRASUYA")
    anotar(almacen, 1, suyo, dicho="PALABRASUYA")
    anotar(almacen, 2, Respondida(AHORA, ("reparto", "a2"), "LODEOTRA", "LODEOTRA"), dicho="LODEOTRA")
    hacer(almacen, 0, AvisarA(("i1",), AVISO), Apartar("i1"), eventos=(ECHADO,))
    assert llegados(almacen, 1) == ["un aviso"]
    assert (almacen.cargar(integrante(1))[0].borrador, almacen.leer_borradores(integrante(1))) == (None, ())

    def dice() -> str:
        return repr(Borrador.de(almacen.cargar(integrante(2))[0].eventos).respuestas)

    assert ("PALABRASUYA" in dice(), "LODEOTRA" in dice()) == (False, True)
    assert "PALABRASUYA" in repr(almacen.reunir_datos(integrante(1))[0])
    # Si vuelve antes, vuelve con lo suyo y con su nombre; y se le puede retirar otra vez.
    invitar(almacen, SECRETO)
    abrir_la_puerta(almacen, pedir_entrar(almacen, integrante(1), SECRETO))
    assert [uno.integrante for uno in almacen.leer_borradores(integrante(1))] == ["i1"]
    assert "PALABRASUYA" in dice()
    hacer(almacen, 0, Apartar("i1"), eventos=(ECHADO,))
    plazos = Conservacion(10_000, 10_000)
    for dias in (6, 12, 18, 24, 29, 31):
        almacen.mantener(plazos, AHORA + timedelta(days=dias))
        eventos = almacen.cargar(integrante(2))[0].eventos
        assert ("PALABRASUYA" in repr(eventos), "LODEOTRA" in repr(eventos)) == (dias < 30, True)
    assert filas(url, "SELECT persona, clave_envuelta FROM integrantes WHERE codigo = 'i1'") == [(None, None)]
    assert "PALABRASUYA" not in repr(almacen.reunir_datos(integrante(1))[0])


@EN_LOS_DOS
@pytest.mark.parametrize("deja", [True, False])
def test_quien_sale_no_ve_nada_y_deja_lo_suyo_o_se_lo_lleva(almacen: AlmacenSQL, url: str, deja: bool) -> None:
    juntar(almacen, 3)
    suyo = Respondida(AHORA, ("reparto", "a1"), "PALABRASUYA", "PALABRASUYA")
    anotar(almacen, 1, suyo, dicho="PALABRASUYA")
    sale = Retirado(AHORA, "i1", "propio", deja, autor=DE_LA_ALIANZA)
    hacer(almacen, 1, AvisarA(("i0", "i1"), AVISO), Retirar("i1", deja), eventos=(sale,))
    assert llegados(almacen, 0) == ["un aviso"]
    for envio in almacen.leer_envios("telegram"):
        almacen.marcar_enviado(envio.identificador, AHORA)
    estado, _ = almacen.cargar(integrante(1))
    assert (estado.borrador, estado.eventos, estado.integrante) == (None, (), "i0")
    assert almacen.leer_borradores(integrante(1)) == ()
    hacer(almacen, 0, AvisarA(("i1", "i2"), AVISO))
    assert (llegados(almacen, 1), llegados(almacen, 2)) == ([], ["un aviso"])
    assert ("PALABRASUYA" in repr(almacen.cargar(integrante(0))[0].eventos)) is deja
    datos, _ = almacen.reunir_datos(integrante(1))  # lo que dejó sigue siendo suyo, y se puede leer
    assert ("PALABRASUYA" in repr(datos)) is deja
    # Puede volver, con el mismo nombre si dejó lo suyo.
    invitar(almacen, SECRETO)
    abrir_la_puerta(almacen, pedir_entrar(almacen, integrante(1), SECRETO))
    (vuelto,) = almacen.leer_borradores(integrante(1))
    assert vuelto.integrante == ("i1" if deja else "i3")


@EN_UNO
def test_quien_deja_lo_suyo_y_despues_borra_sus_datos_se_lo_lleva(almacen: AlmacenSQL) -> None:
    juntar(almacen, 3)
    anotar(almacen, 1, Respondida(AHORA, ("reparto", "a1"), "PALABRASUYA", "PALABRASUYA"))
    sale = Retirado(AHORA, "i1", "propio", deja=True, autor=DE_LA_ALIANZA)
    hacer(almacen, 1, Retirar("i1", deja=True), eventos=(sale,))
    almacen.borrar_persona(integrante(1), AHORA, lambda _: None)
    assert "PALABRASUYA" not in repr(almacen.cargar(integrante(0))[0].eventos)


@EN_UNO
def test_al_borrar_lo_de_alguien_se_dice_quien_coordina(almacen: AlmacenSQL) -> None:
    juntar(almacen, 3)
    dichos: list[tuple[str, str, bool]] = []

    def despedir(recibo: object) -> TurnoAtendido:
        (uno,) = recibo.compartidos  # type: ignore[attr-defined]
        dichos.append((uno.nombre, uno.coordina, uno.sucede))
        return TurnoAtendido(0, None, "", Estado(), (AvisarA((uno.coordina,), AVISO, uno.nombre),), AHORA)

    almacen.borrar_persona(integrante(2), AHORA, despedir)
    almacen.borrar_persona(integrante(0), AHORA, despedir)
    assert dichos == [(NOMBRE, "i0", False), (NOMBRE, "i1", True)]
    assert llegados(almacen, 1) == ["un aviso"]
    invitar_otra = GuardarInvitacion("e" * 64, "a2", "socio", AHORA + timedelta(days=1))
    hacer(almacen, 1, invitar_otra)  # ahora coordina
