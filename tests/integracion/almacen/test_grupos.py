"""Los grupos que siguen un borrador, en SQLite y PostgreSQL: quién los vincula, cuándo toca decir algo y cuándo no."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.almacen import AlmacenSQL
from bot.almacen.base.errores import HistoriaInconsistente
from bot.dialogo.efectos import Efecto
from bot.dialogo.peticiones import ComprobarGrupo, LeerInvitaciones
from bot.dialogo.peticiones.alianza import DesvincularGrupo, VincularGrupo
from bot.dialogo.turno import Estado
from bot.entrevista.eventos import Creado, Evento, Vuelta
from bot.servicio.puertos import EstadoDesactualizado, Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA, filas
from tests.apoyo.varios import NOMBRE, integrante, juntar
from tests.integracion.almacen.test_entrar import EN_LOS_DOS, EN_UNO

GRUPO, OTRO, TEMA = -1_002_345_678_901, -4_500, 7
COORDINA = integrante(0)
DIEZ, UN_SEGUNDO = timedelta(minutes=10), timedelta(seconds=1)


def hacer(almacen: AlmacenSQL, quien: Persona, *efectos: Efecto, eventos: tuple[Evento, ...] = ()) -> None:
    estado, cambio = almacen.cargar(quien)
    nuevo = replace(estado, turno=estado.turno + 1, eventos=(*estado.eventos, *eventos))
    almacen.guardar(quien, TurnoAtendido(cambio, None, "", nuevo, efectos, AHORA))


def vincular(almacen: AlmacenSQL, chat: int, hilo: int | None = None, quien: Persona = COORDINA) -> None:
    hacer(almacen, quien, VincularGrupo(almacen.grupos.dar_pase(chat, hilo, AHORA)))


def por_decir(almacen: AlmacenSQL, ahora: datetime) -> list[tuple[int, int | None, int | None, str]]:
    return [(uno.chat, uno.hilo, uno.mensaje, uno.borrador) for uno in almacen.grupos.por_decir(ahora)]


def dice(almacen: AlmacenSQL, mensaje: int, ahora: datetime) -> None:
    """Lo que toca decir en el único grupo en que toca queda dicho con ese mensaje."""
    (uno,) = almacen.grupos.por_decir(ahora)
    almacen.grupos.anotar_dicho(uno, mensaje)


@EN_UNO
def test_un_pase_vale_una_hora_y_no_se_puede_cambiar_ni_hacer_fuera(almacen: AlmacenSQL) -> None:
    def vale(pase: str, ahora: datetime = AHORA) -> bool:
        return almacen.grupos.comprobar(ComprobarGrupo(pase), ahora).vale

    for chat, hilo in ((GRUPO, TEMA), (OTRO, None), (-1, 2**31 - 1)):
        pase = almacen.grupos.dar_pase(chat, hilo, AHORA)
        assert len(pase) == 28 and vale(pase) and vale(pase, AHORA + timedelta(minutes=59))
        assert not vale(pase, AHORA + timedelta(minutes=62)) and not vale(pase, AHORA - timedelta(minutes=2))
        cambiados = (
            pase[:lugar] + otra + pase[lugar + 1 :] for lugar in range(28) for otra in "A_9-" if otra != pase[lugar]
        )
        assert not any(map(vale, cambiados))
    assert not any(map(vale, ("", "x", "ñ" * 28, "A" * 28, "A" * 400, "=" * 28)))


@EN_LOS_DOS
def test_lo_vincula_solo_quien_coordina_y_un_grupo_sigue_un_solo_borrador(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 2)
    with pytest.raises(HistoriaInconsistente):
        vincular(almacen, GRUPO, quien=integrante(1))
    vincular(almacen, GRUPO, TEMA)
    assert filas(url, "SELECT chat, hilo, integrante FROM grupos") == [(GRUPO, TEMA, "i0")]
    assert almacen.leer_invitaciones(integrante(0), LeerInvitaciones("", NOMBRE), AHORA).en_grupo

    ajena = Persona("telegram", "8000001")
    almacen.guardar(ajena, TurnoAtendido(0, None, "", Estado(turno=1), (), AHORA))
    suyo = Estado(turno=2, borrador="otro", eventos=(Creado(AHORA, "1", "1"),), en_entrevista=True)
    almacen.guardar(ajena, TurnoAtendido(1, None, "", suyo, (), AHORA))
    with pytest.raises(EstadoDesactualizado):
        vincular(almacen, GRUPO, quien=ajena)
    pase = almacen.grupos.dar_pase(GRUPO, None, AHORA)
    assert almacen.grupos.comprobar(ComprobarGrupo(pase, "otro"), AHORA).sigue == NOMBRE

    # Vincularlo a otro grupo deja el primero, y allí se dice.
    dice(almacen, 5, AHORA)
    vincular(almacen, OTRO)
    assert sorted(por_decir(almacen, AHORA)) == [(GRUPO, TEMA, 5, ""), (OTRO, None, None, NOMBRE)]
    with pytest.raises(HistoriaInconsistente):
        hacer(almacen, integrante(1), DesvincularGrupo())
    hacer(almacen, integrante(0), DesvincularGrupo())
    assert not almacen.leer_invitaciones(integrante(0), LeerInvitaciones("", NOMBRE), AHORA).en_grupo


@EN_LOS_DOS
def test_toca_decir_algo_cuando_cambia_y_cada_diez_minutos_como_mucho(almacen: AlmacenSQL) -> None:
    juntar(almacen, 2)
    vincular(almacen, GRUPO, TEMA)
    dice(almacen, 5, AHORA)
    assert por_decir(almacen, AHORA + 9 * DIEZ) == [], "nada cambió"
    hacer(almacen, integrante(1), eventos=(Vuelta(AHORA, ("plazo", ""), autor="i1"),))
    assert por_decir(almacen, AHORA + DIEZ - UN_SEGUNDO) == []
    assert por_decir(almacen, AHORA + DIEZ) == [(GRUPO, TEMA, 5, NOMBRE)]
    assert por_decir(almacen, AHORA + DIEZ) == [], "lo tomó otro proceso"
    # No se pudo decir: vuelve a los diez minutos. Y si quitaron el mensaje, va otro.
    (uno,) = almacen.grupos.por_decir(AHORA + 2 * DIEZ)
    almacen.grupos.anotar_dicho(uno, None)
    assert por_decir(almacen, AHORA + 3 * DIEZ) == [(GRUPO, TEMA, None, NOMBRE)]


@EN_UNO
def test_si_el_grupo_cambia_de_numero_sigue_siendo_uno(almacen: AlmacenSQL, url: str) -> None:
    juntar(almacen, 2)
    vincular(almacen, OTRO, TEMA)
    dice(almacen, 5, AHORA)
    for _ in range(2):  # Telegram lo dice en los dos chats
        almacen.grupos.mudar(OTRO, GRUPO)
    assert por_decir(almacen, AHORA + UN_SEGUNDO) == [(GRUPO, None, None, NOMBRE)]
    almacen.grupos.mudar(-9, GRUPO)
    almacen.grupos.olvidar(GRUPO)
    assert filas(url, "SELECT * FROM grupos") == []


@EN_LOS_DOS
@pytest.mark.parametrize("cuantos", [1, 2])
def test_al_irse_quien_coordina_el_grupo_deja_de_seguirlo(almacen: AlmacenSQL, url: str, cuantos: int) -> None:
    juntar(almacen, cuantos)
    vincular(almacen, GRUPO)
    dice(almacen, 5, AHORA)
    almacen.borrar_persona(integrante(0), AHORA, lambda _: None)
    assert por_decir(almacen, AHORA) == [(GRUPO, None, 5, "")]
    assert filas(url, "SELECT borrador, integrante FROM grupos") == [(None, None)]
