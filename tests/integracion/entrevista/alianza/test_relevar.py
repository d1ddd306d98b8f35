"""Pasar la coordinación de un borrador de varias organizaciones, y retirar a alguien."""

from bot.dialogo.mensajes import Boton, Mensaje
from bot.entrevista.borrador import Borrador
from tests.apoyo.borradores import ENTREVISTA
from tests.apoyo.mesa import Mesa, Persona
from tests.integracion.entrevista.alianza.organizaciones import (
    RUC,
    SUYA,
    entrar,
    invitar,
    municipalidad,
    pasan,
    plazo,
    proponer,
    resumen,
)


def pasar(mesa: Mesa, de: Persona, etiqueta: str) -> None:
    """Quien coordina le pasa la coordinación a la organización de ese botón."""
    mesa.escribe(de, "/alianza")
    mesa.pulsa(de, "Pasar coordinación")
    mesa.pulsa(de, etiqueta)
    assert "responde por sí misma" in de.leido
    mesa.pulsa(de, "Sí, pasarla")


def test_al_pasar_la_coordinacion_coordina_la_otra_y_se_le_dice_a_todas(mesa: Mesa) -> None:
    muni, lectora = entrar(mesa, "muni", municipalidad(mesa)), entrar(mesa, "lectora", "Solo para leer")
    minera = mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    proponer(mesa, muni, "30 meses desde abril de 2027")
    aviso = minera.mensajes[-1]
    pasan(mesa, 1)
    pasar(mesa, minera, "Municipalidad de Ce…")
    assert f"Desde ahora coordina {municipalidad(mesa)}" in minera.leido
    assert "le pasó la coordinación a su organización" in muni.leido
    # Lo que esperaba una decisión lo decide quien coordina ahora; el aviso que recibió la otra ya no vale.
    minera.mensajes = [aviso]
    mesa.pulsa(minera, "Aceptar")
    assert "Eso lo hace la organización que coordina" in minera.leido
    mesa.pulsa(muni, "Ver propuestas")
    mesa.pulsa(muni, "Aceptar")
    assert "30" in str(plazo(mesa))
    assert f"ahora coordina {municipalidad(mesa)}" in resumen(mesa, lectora)
    # Y cada una sigue respondiendo por lo suyo.
    mesa.escribe(minera, "cambia el plazo a 6 meses")
    for etiqueta in [boton.etiqueta for boton in minera.botones()][:1]:
        mesa.pulsa(minera, etiqueta)
    assert "30" in str(plazo(mesa))
    reservadas = [llave for llave in Borrador.de(mesa.historias["de minera"]).respuestas if llave[0] == "ruc"]
    assert reservadas
    mesa.escribe(muni, "/propuesta")
    mesa.pulsa(muni, "Recibir Word y PDF")
    assert RUC not in repr(muni.propuestas)
    # La otra puede devolvérsela.
    mesa.escribe(muni, "/alianza")
    mesa.pulsa(muni, "Pasar coordinación")
    mesa.pulsa(muni, next(muni.botones()).etiqueta)
    mesa.pulsa(muni, "Sí, pasarla")
    mesa.escribe(minera, "/alianza")
    assert "Pasar coordinación" in [boton.etiqueta for boton in minera.botones()]


def test_un_boton_de_otro_dia_no_pasa_la_coordinacion_ni_retira_a_nadie(mesa: Mesa) -> None:
    entrar(mesa, "muni", municipalidad(mesa))
    minera = mesa.personas["minera"]
    antes = mesa.historias["de minera"]
    for codigo, pregunta in (("i:pasa:i1", "Pasará a coordinar"), ("i:aparte:i1", "¿Retira a")):
        mesa.escribe(minera, "/ayuda")
        minera.mensajes = [Mensaje((), ((Boton("Viejo", codigo),),))]
        mesa.pulsa(minera, "Viejo")
        assert pregunta in minera.leido
        mesa.pulsa(minera, "No pasarla" if "Pasará" in pregunta else "No retirar")
    mesa.escribe(minera, "/borrar")
    mesa.pulsa(minera, "Pasarla antes")
    assert "¿A qué organización le pasa" in minera.leido
    assert mesa.historias["de minera"] == antes


def test_retirar_a_alguien_aparta_lo_suyo_y_si_vuelve_vuelve_con_ello(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    antes = Borrador.de(mesa.historias["de minera"]).respuestas[SUYA]
    mesa.pulsa(muni, "Corregir")
    mesa.escribe(muni, "Aporta: siete técnicos y una camioneta")
    dicho = Borrador.de(mesa.historias["de minera"]).respuestas[SUYA]
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Retirar a alguien")
    mesa.pulsa(minera, "Municipalidad de Ce…")
    assert "se aparta" in minera.leido
    mesa.pulsa(minera, "Sí, retirar")
    assert f"{municipalidad(mesa)} ya no participa" in minera.leido
    assert "le retiró de la alianza" in muni.leido
    assert {boton.etiqueta for boton in muni.botones()} >= {"Mis datos", "Armar mi propuesta"}
    assert Borrador.de(mesa.historias["de minera"]).respuestas[SUYA] == antes
    mesa.escribe(muni, "/alianza")
    assert "siete técnicos" not in muni.leido
    codigo = invitar(mesa, municipalidad(mesa))
    mesa.escribe(muni, f"/start i_{codigo}")
    mesa.pulsa(muni, "Sí, la represento")
    mesa.pulsa(muni, "Acepto y entro")
    tres = muni.leido.partition("este número: ")[2][:3]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, tres)
    assert Borrador.de(mesa.historias["de minera"]).respuestas[SUYA] == dicho


def test_al_retirar_a_quien_coordinaba_lo_comun_se_queda(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    antes = Borrador.de(mesa.historias["de minera"]).respuestas
    pasar(mesa, minera, "Municipalidad de Ce…")
    mesa.escribe(muni, "/alianza")
    mesa.pulsa(muni, "Retirar a alguien")
    mesa.pulsa(muni, next(muni.botones()).etiqueta)
    mesa.pulsa(muni, "Sí, retirar")
    assert "le retiró de la alianza" in minera.leido
    ahora = Borrador.de(mesa.historias["de minera"]).respuestas
    comunes = {llave for llave in antes if not llave[1] and llave[0] not in ENTREVISTA.reservadas}
    assert {llave: ahora[llave] for llave in comunes} == {llave: antes[llave] for llave in comunes}
    assert "".join(clave for clave, actor in ahora if actor == "a0") == ""
    assert not {clave for clave, _ in ahora} & ENTREVISTA.reservadas
