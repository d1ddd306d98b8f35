"""Ponerse de acuerdo en un borrador de varias organizaciones: proponer, decidir y dar el visto bueno."""

from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.entrevista.borrador import Borrador, Motivo
from tests.apoyo.borradores import ENTREVISTA
from tests.apoyo.mesa import Mesa
from tests.integracion.entrevista.alianza.organizaciones import (
    entrar,
    municipalidad,
    pasan,
    plazo,
    proponer,
    resumen,
)


def test_una_propuesta_aceptada_pasa_a_ser_la_respuesta(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    antes = plazo(mesa)
    proponer(mesa, muni, "30 meses desde abril de 2027")
    assert plazo(mesa) == antes
    assert "propone cambiar Plazo" in minera.leido
    pasan(mesa, 1)
    mesa.pulsa(minera, "Aceptar")
    assert "Aceptada" in minera.leido
    assert "se aceptó su propuesta sobre «Plazo»" in resumen(mesa, muni)
    assert "30" in str(plazo(mesa))
    assert Borrador.de(mesa.historias["de minera"]).escrita_por["plazo", ""] == "i0"


def test_una_propuesta_que_no_se_acepta_dice_por_que_y_no_cambia_nada(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    antes = plazo(mesa)
    proponer(mesa, muni, "30 meses desde abril de 2027")
    pasan(mesa, 1)
    mesa.pulsa(minera, "No por ahora")
    mesa.escribe(minera, "el expediente pide el otro")
    assert "su propuesta sobre «Plazo» no se aceptó: «el expediente pide el otro»" in resumen(mesa, muni)
    assert plazo(mesa) == antes


def test_si_el_texto_cambio_mientras_se_muestran_los_dos(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    proponer(mesa, muni, "30 meses desde abril de 2027")
    aviso = minera.mensajes[-1]
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "cambia el plazo a 20 meses desde marzo de 2027")
    assert "20" in str(plazo(mesa))
    minera.mensajes = [aviso]
    mesa.pulsa(minera, "Aceptar")
    assert "Desde que se propuso, Plazo cambió" in minera.leido
    assert "20" in str(plazo(mesa))
    mesa.pulsa(minera, "Usar lo propuesto")
    assert "30" in str(plazo(mesa))


def test_el_visto_bueno_es_de_una_version_y_no_miente_si_el_texto_cambia(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    entradas = muni.entradas
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Pedir visto bueno")
    mesa.pulsa(minera, "Enviar versión 1")
    assert "Versión 1" in muni.leido
    mesa.pulsa(muni, "Doy visto bueno")
    assert muni.entradas == entradas + 1 <= 6
    assert "versión 1" in muni.leido
    visto = Borrador.de(mesa.historias["de minera"]).vistos["i1"]
    assert visto.version == 1
    # Pedirlo otra vez al mismo texto no escribe a nadie.
    muni.mensajes.clear()
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Pedir visto bueno")
    assert "o ya lo dieron a este mismo texto" in minera.leido
    assert muni.mensajes == []
    # Si el texto cambia, el visto bueno sigue siendo a la versión 1 y se pide a la 2, con lo que cambió.
    mesa.escribe(minera, "cambia el plazo a 20 meses desde marzo de 2027")
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Pedir visto bueno")
    mesa.pulsa(minera, "Enviar versión 2")
    assert "Versión 2" in muni.leido
    assert "cambió" in muni.leido
    assert Borrador.de(mesa.historias["de minera"]).vistos["i1"] == visto
    mesa.escribe(minera, "/alianza")
    assert "visto bueno a la versión 1" in minera.leido
    assert "esta es la 2" in minera.leido


def test_quien_cambio_que_dice_organizaciones_y_no_lo_reservado(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(muni, "Es correcto")
    mesa.escribe(muni, "/propuesta")
    mesa.pulsa(muni, "Quién cambió qué")
    assert f"{municipalidad(mesa)}: Qué le toca a cada actor" in muni.leido
    assert "RUC" not in muni.leido


def test_una_copia_es_solo_suya_y_no_lleva_lo_reservado(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(muni, "Es correcto")
    mesa.escribe(muni, "/borradores")
    mesa.pulsa(muni, "Duplicar uno")
    mesa.pulsa(muni, muni.botones().__next__().etiqueta)
    nombre = mesa.abierto(muni)
    assert nombre not in (None, "de minera")
    copia = Borrador.de(mesa.historias[nombre or ""])
    assert not copia.es_de_varios
    assert set(copia.escrita_por.values()) == {"i0"}
    assert not {clave for clave, _ in copia.respuestas} & ENTREVISTA.reservadas
    assert ("plazo", "") in copia.respuestas


def test_cada_motivo_tiene_su_frase() -> None:
    assert len({textos.negado(motivo).texto for motivo in Motivo}) == len(Motivo)
