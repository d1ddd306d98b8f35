"""Un borrador de varias organizaciones con palabras, sin botones, y el resumen del día de quien lo comparte."""

from dataclasses import replace

from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.alianza import relevar as relevo
from bot.dialogo.borrador.textos.alianza.ingresar import alguien_acepto
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Omitida, VersionPuesta
from bot.servicio.puertos import TurnoAtendido
from tests.apoyo.mesa import Mesa
from tests.integracion.entrevista.alianza.organizaciones import (
    SUYA,
    entrar,
    invitar,
    municipalidad,
    pasan,
    plazo,
    proponer,
    resumen,
)


def test_lo_mismo_se_pide_con_palabras_y_se_elige_por_su_numero(mesa: Mesa) -> None:
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "quiero invitar a alguien")
    assert "¿A quién invita?" in minera.leido
    mesa.escribe(minera, "1")
    assert f"responderá por {municipalidad(mesa)}" in minera.leido
    mesa.escribe(minera, "quiero invitar a la municipalidad")
    assert f"responderá por {municipalidad(mesa)}" in minera.leido
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.escribe(muni, "/propuesta")  # sin tocar nada de la bienvenida
    assert mesa.abierto(muni) == "de minera"
    assert "Aviso" not in muni.leido
    mesa.pulsa(minera, "Ver la alianza")
    mesa.escribe(muni, "doy mi visto bueno")
    assert "Todavía no se pidió el visto bueno" in muni.leido
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.escribe(minera, "1")
    assert "Versión 1" in muni.leido
    mesa.escribe(muni, "damos el visto bueno")
    assert Borrador.de(mesa.historias["de minera"]).vistos["i1"].version == 1
    mesa.escribe(muni, "quien falta")
    assert "Entraron 2 de 3 organizaciones; falta GIZ" in muni.leido
    mesa.escribe(muni, "quiero salir de la alianza")
    assert "¿Qué hacemos con las respuestas" in muni.leido
    mesa.escribe(muni, "3")
    assert "Salió" not in muni.leido
    assert mesa.abierto(muni) == "de minera"


def test_sin_titulo_los_avisos_empiezan_con_mayuscula() -> None:
    avisos = (
        alguien_acepto(textos.SIN_TITULO, "", 1),
        relevo.le_toca_coordinar(textos.SIN_TITULO, "GIZ", "i0", "b", 0),
        relevo.le_retiraron(textos.SIN_TITULO, lee=True),
    )
    assert [aviso.texto[:10] for aviso in avisos] == ["Un borrador"[:10]] * len(avisos)


def test_el_resumen_dice_que_cambiaron_las_demas_y_no_lo_que_dice(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    pasan(mesa, 1)
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "cambia el plazo a 20 meses desde marzo de 2027")
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.escribe(minera, "1")
    leido = resumen(mesa, muni)
    assert "Agua Segura para Celendín: cambió «Plazo»." in leido
    assert "Falta su visto bueno a la versión 1" in leido
    assert "20 meses" not in leido
    # Ya se le dijo: otro día no se repite, y a quien lo cambió no se le cuenta lo suyo.
    assert resumen(mesa, muni) == ""
    assert resumen(mesa, minera) == ""
    mesa.escribe(minera, "cambia el plazo a 22 meses desde marzo de 2027")
    resumen(mesa, muni)
    mesa.pulsa(muni, "Menos avisos")
    assert "no le envío el resumen" in muni.leido
    pasan(mesa, 1)
    mesa.escribe(minera, "cambia el plazo a 24 meses desde marzo de 2027")
    assert resumen(mesa, muni) == ""
    # Lo que le toca decidir se lo dice aunque haya pedido menos.
    pasan(mesa, 1)
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.escribe(minera, "1")
    assert resumen(mesa, muni).endswith(": Falta su visto bueno a la versión 2.")
    mesa.pulsa(muni, "Doy visto bueno")
    assert f"{municipalidad(mesa)} dio su visto bueno a la versión 2" in resumen(mesa, minera)


def test_dos_pedidos_sin_contestar_son_bastantes_y_se_le_dice_a_quien_coordina(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    for vez in range(2):
        mesa.escribe(minera, f"cambia el plazo a {20 + vez} meses desde marzo de 2027")
        mesa.escribe(minera, "quiero pedir el visto bueno")
        mesa.pulsa(minera, f"Enviar versión {1 + vez}")
        assert f"Versión {1 + vez}" in muni.leido
    muni.mensajes.clear()
    mesa.escribe(minera, "cambia el plazo a 23 meses desde marzo de 2027")
    mesa.escribe(minera, "quiero pedir el visto bueno")
    assert f"{municipalidad(mesa)}: ya se lo pedí dos veces y no hay respuesta" in minera.leido
    assert muni.mensajes == []
    assert sum(isinstance(uno, VersionPuesta) for uno in mesa.historias["de minera"]) == 2
    # Si hace algo en el borrador, contesta: se le puede pedir otra vez.
    mesa.escribe(muni, "/propuesta")
    proponer(mesa, muni, "30 meses desde abril de 2027")
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.pulsa(minera, "Enviar versión 3")
    assert "Versión 3" in muni.leido


def test_el_numero_se_escribe_sin_pedirlo_y_otra_vez_si_no_era(mesa: Mesa) -> None:
    codigo, minera, muni = invitar(mesa, municipalidad(mesa)), mesa.personas["minera"], mesa.sentar("muni")
    mesa.escribe(muni, codigo)  # pegado sin la orden
    assert "le invita a" in muni.leido
    mesa.escribe(muni, "si")
    mesa.escribe(muni, "acepto y entro")
    tres = muni.leido.partition("este número: ")[2][:3]
    otro = "111" if tres != "111" else "112"
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, otro)
    assert "Ese no es. Le quedan 2 intentos" in minera.leido
    mesa.escribe(minera, tres)
    assert f"Entró {municipalidad(mesa)}" in minera.leido
    assert "Bienvenida" in muni.leido


def test_a_quien_entra_se_le_pregunta_lo_que_quien_coordinaba_dejo_pendiente(mesa: Mesa) -> None:
    minera = mesa.personas["minera"]
    mesa.pulsa_codigo(minera, "i:inv")
    estado, cambio = mesa.almacen.cargar(minera.puerto)
    deja = replace(estado, eventos=(*estado.eventos, Omitida(mesa.ahora(), SUYA)))
    mesa.almacen.guardar(minera.puerto, TurnoAtendido(cambio, None, "", deja, (), mesa.ahora()))
    muni = entrar(mesa, "muni", municipalidad(mesa))
    assert "Compromiso" in muni.leido
    assert "Se encarga de" not in muni.leido
    mesa.pulsa(muni, "Es correcto")
    assert "Se encarga de: …" in muni.leido
    mesa.escribe(muni, "Se encarga de: operar el sistema\nAporta: dos técnicos")
    assert "De su parte falta: " in muni.leido
    assert "Completar lo pendiente" in [boton.etiqueta for boton in muni.botones()]


def test_quien_no_puede_cambiar_lo_comun_lo_propone_con_las_mismas_palabras(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    antes = plazo(mesa)
    mesa.escribe(muni, "cambia el plazo a 30 meses desde abril de 2027")
    assert "Propondré 30 meses, desde abril de 2027" in muni.leido
    mesa.pulsa(muni, "Enviar propuesta")
    assert "propone cambiar Plazo" in minera.leido
    assert plazo(mesa) == antes
