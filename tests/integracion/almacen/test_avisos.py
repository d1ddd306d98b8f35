"""Cuándo se avisa a quien comparte un borrador: pocas veces al día, nunca de noche, y sin perder lo que decide."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.almacen import AlmacenSQL
from bot.almacen.varios.avisos import AL_DIA, hueco
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.peticiones.alianza import AvisarA, DarPorResumido
from bot.servicio.puertos import TurnoAtendido
from conocimiento.hora import HORA_DE_LIMA
from tests.apoyo.varios import integrante, juntar
from tests.integracion.almacen.test_entrar import EN_LOS_DOS
from tests.mediciones.semana import faltas, simular

LUNES = datetime(2026, 12, 7, tzinfo=HORA_DE_LIMA)
DECIDE, SITUACION = Mensaje((parrafo("por decidir"),)), Mensaje((parrafo("cambió su lugar"),))


def a_las(hora: float, dia: int = 0) -> datetime:
    return LUNES + timedelta(days=dia, hours=hora)


@pytest.mark.parametrize(
    ("ahora", "ya", "hoy", "otro_dia"),
    [
        (a_las(10), (), a_las(10), a_las(10)),
        (a_las(7.99), (), a_las(8), a_las(8)),
        (a_las(20), (), a_las(8, 1), a_las(8, 1)),
        (a_las(2, 1), (a_las(19),) * AL_DIA, a_las(8, 1), a_las(8, 1)),
        (a_las(10), (a_las(8), a_las(9)), a_las(10), a_las(10)),
        (a_las(10), (a_las(8),) * AL_DIA, None, a_las(8, 1)),
        (a_las(22), (a_las(8, 1),) * AL_DIA, None, a_las(8, 2)),
        (a_las(10), (*(a_las(8),) * AL_DIA, *(a_las(8, 1),) * AL_DIA), None, a_las(8, 2)),
    ],
)
def test_cada_aviso_tiene_su_hora(
    ahora: datetime, ya: tuple[datetime, ...], hoy: datetime | None, otro_dia: datetime
) -> None:
    assert hueco(ahora, ya, puede_esperar=False) == hoy
    assert hueco(ahora, ya, puede_esperar=True) == otro_dia


def avisar(almacen: AlmacenSQL, ahora: datetime, *efectos: AvisarA | DarPorResumido, quien: int = 0) -> None:
    estado, cambio = almacen.cargar(integrante(quien))
    almacen.guardar(integrante(quien), TurnoAtendido(cambio, None, "", estado, efectos, ahora))


def llega(almacen: AlmacenSQL, ahora: datetime) -> list[str]:
    """Lo que se le entrega a «i1» a esa hora, y a nadie más."""
    textos: list[str] = []
    for direccion in almacen.por_entregar("telegram", ahora + timedelta(seconds=1)):
        for envio in almacen.leer_envios("telegram", direccion, ahora):
            assert envio.persona == integrante(1)
            textos.append(envio.mensaje.texto)
            almacen.marcar_enviado(envio.identificador, ahora)
    return textos


@EN_LOS_DOS
def test_lo_que_no_cabe_hoy_va_al_resumen_o_espera_y_de_noche_no_llega_nada(almacen: AlmacenSQL) -> None:
    juntar(almacen, 2)
    decide, situacion = AvisarA(("i1",), DECIDE), AvisarA(("i1",), SITUACION, se_resume=False)
    avisar(almacen, a_las(20.5, -1), decide, situacion)
    assert llega(almacen, a_las(20.6, -1)) == llega(almacen, a_las(7.9)) == []
    assert llega(almacen, a_las(8)) == [DECIDE.texto, SITUACION.texto]
    avisar(almacen, a_las(8.5), decide, decide, situacion)
    assert llega(almacen, a_las(8.5)) == [DECIDE.texto]
    nueve, (guardado,) = a_las(9), almacen.leer_borradores(integrante(1))
    assert guardado.por_resumir
    assert almacen.recordatorios_vencidos("telegram", nueve) == ((integrante(1), nueve),)
    avisar(almacen, nueve, DarPorResumido(), quien=1)
    assert almacen.recordatorios_vencidos("telegram", nueve) == ()
    assert llega(almacen, a_las(8, 1)) == [SITUACION.texto]


def test_a_quien_bloqueo_al_asistente_no_se_le_guardan_avisos_y_al_volver_se_lo_dice_el_resumen(
    almacen: AlmacenSQL,
) -> None:
    juntar(almacen, 2)
    almacen.anotar_bloqueo(integrante(1), a_las(8))
    avisar(almacen, a_las(8.5), AvisarA(("i1",), DECIDE))
    assert almacen.recordatorios_vencidos("telegram", a_las(9, 1)) == ()
    avisar(almacen, a_las(10, 1), quien=1)
    assert llega(almacen, a_las(11, 1)) == []
    assert almacen.recordatorios_vencidos("telegram", a_las(9, 2)) == ((integrante(1), a_las(9, 2)),)


def test_en_unos_dias_nadie_recibe_de_mas_ni_de_noche_y_no_se_pierde_nada(tmp_path: Path) -> None:
    mesa = simular(Random(3), 16, tmp_path, dias=2)
    assert faltas(mesa) == []
    # Se mide algo: hubo resumen, quien esperó a la mañana, y un aviso más o menos se habría notado.
    assert mesa.resumenes
    assert any(cuando.astimezone(HORA_DE_LIMA).hour == 8 for _, cuando, _ in mesa.avisos)
    de_mas = [(quien, cuando.replace(hour=7), texto) for quien, cuando, texto in mesa.avisos[:1]]
    llegaron, mesa.avisos = mesa.avisos, mesa.avisos + de_mas
    assert "de noche" in str(faltas(mesa))
    mesa.avisos = [uno for uno in llegaron if "propone cambiar" not in uno[2] and "Versión" not in uno[2]]
    mesa.resumenes = []
    assert "no se le dijo" in str(faltas(mesa))
    mesa.almacen.cerrar()
