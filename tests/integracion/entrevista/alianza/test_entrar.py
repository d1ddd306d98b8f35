"""Cuatro organizaciones en un borrador, cada una en su chat: invitar, entrar, responder por sí misma, ver y salir."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.alianza.atender import atender_orden
from bot.dialogo.borrador.alianza.invitar import explicar
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import OrdenRecibida
from bot.dialogo.peticiones import AbrirInvitacion
from bot.dialogo.turno import Estado
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Respondida, Retirado
from tests.apoyo.borradores import ENTREVISTA
from tests.apoyo.historias_al_azar import entran
from tests.apoyo.mesa import Mesa
from tests.integracion.entrevista.alianza.ajenos import husmear
from tests.integracion.entrevista.alianza.organizaciones import (
    CONTEXTO,
    SUYA,
    entrar,
    invitar,
    llamar,
    municipalidad,
    pasan,
    resumen,
)


def test_una_socia_llega_hasta_completar_su_parte_en_pocos_mensajes(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    minera = mesa.personas["minera"]
    assert f"Entró {municipalidad(mesa)}" in minera.leido
    assert "La coordinación había puesto esto por ustedes" in muni.leido
    mesa.pulsa(muni, "Es correcto")
    assert "ya es la respuesta de su organización" in muni.leido
    assert muni.entradas <= 6
    borrador = Borrador.de(mesa.historias["de minera"])
    assert borrador.escrita_por[SUYA] == "i1"
    assert borrador.escrita_por["plazo", ""] == "i0"
    assert "Su parte está completa" in muni.leido
    assert {boton.etiqueta for boton in muni.botones()} >= {
        "Ver el borrador",
        "Recibir Word y PDF",
        "Salir de la alianza",
    }


def test_corrige_su_parte_y_la_coordinacion_ya_no_la_cambia(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(muni, "Corregir")
    mesa.escribe(muni, "Aporta: siete técnicos y una camioneta")
    dicho = Borrador.de(mesa.historias["de minera"]).respuestas[SUYA]
    assert "siete técnicos" in str(dicho.valor)
    minera = mesa.personas["minera"]
    antes = mesa.historias["de minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, f"cambia el aporte de la {municipalidad(mesa)} a: nada de nada por ahora")
    for etiqueta in [boton.etiqueta for boton in minera.botones()][:1]:
        mesa.pulsa(minera, etiqueta)
    assert Borrador.de(mesa.historias["de minera"]).respuestas[SUYA] == dicho
    nuevos = mesa.historias["de minera"][len(antes) :]
    assert not [uno for uno in nuevos if isinstance(uno, Respondida) and uno.llave == SUYA]


def test_la_socia_no_cambia_lo_comun_ni_lo_de_otra(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(muni, "Es correcto")
    antes = Borrador.de(mesa.historias["de minera"]).respuestas
    for texto in (
        "cambia el plazo a 6 meses",
        "el presupuesto total es 5 soles",
        "quita a la ONG",
        "el título es Otro",
    ):
        mesa.escribe(muni, texto)
        for etiqueta in [boton.etiqueta for boton in muni.botones()][:1]:
            mesa.pulsa(muni, etiqueta)
    ahora = Borrador.de(mesa.historias["de minera"]).respuestas
    assert {llave: una for llave, una in ahora.items() if llave[1] != "a1"} == {
        llave: una for llave, una in antes.items() if llave[1] != "a1"
    }


def test_nadie_ve_lo_reservado_de_otra_ni_el_nombre_de_nadie(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    visto: list[str] = []

    def mirar() -> None:
        visto.append(muni.leido)

    mesa.pulsa(muni, "Ver el borrador")
    mirar()
    secciones = [boton.etiqueta for boton in muni.botones() if boton.etiqueta[:1].isalpha()]
    for seccion in secciones:
        if seccion in ("Continuar", "Salir de la alianza"):
            continue
        mesa.escribe(muni, "/revisar")
        if seccion in [boton.etiqueta for boton in muni.botones()]:
            mesa.pulsa(muni, seccion)
            mirar()
    mesa.escribe(muni, "/propuesta")
    mirar()
    mesa.pulsa(muni, "Recibir Word y PDF")
    mirar()
    entero = "\n".join(visto)
    valores = Borrador.de(mesa.historias["de minera"]).respuestas
    reservadas = [str(valores[llave].valor) for llave in valores if llave[0] in ENTREVISTA.reservadas]
    assert reservadas
    for reservada in reservadas:
        assert reservada not in entero
        assert reservada not in repr(muni.propuestas)
    assert "lo ve solo su organización" in entero
    assert "minera" not in entero
    # La coordinación sí ve lo suyo, y la versión es la misma.
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.pulsa(minera, "Recibir Word y PDF")
    assert any(reservada in repr(minera.propuestas) for reservada in reservadas)
    assert (minera.propuestas[-1].huella, minera.propuestas[-1].numero) == (muni.propuestas[-1].huella, 1)


def test_antes_de_entrar_solo_se_ve_un_titulo_y_dosnombres(mesa: Mesa) -> None:
    codigo = invitar(mesa, municipalidad(mesa))
    curioso = mesa.sentar("curioso")
    mesa.escribe(curioso, f"/entrar {codigo}")
    leido = curioso.leido
    mesa.pulsa(curioso, "Sí, la represento")
    leido += curioso.leido
    mesa.pulsa(curioso, "Leer el aviso")
    mesa.pulsa(curioso, "Acepto y entro")
    leido += curioso.leido
    valores = Borrador.de(mesa.historias["de minera"]).respuestas
    admitidas = {("titulo", ""), ("nombre_organizacion", ""), ("actores", "")}
    textos = [una.crudo for llave, una in valores.items() if llave not in admitidas and len(una.crudo) > 8]
    assert len(textos) > 15
    assert [texto for texto in textos if texto in leido] == []
    assert mesa.abierto(curioso) is None


def test_de_una_invitacion_no_queda_nada_guardado_en_quien_la_abre(mesa: Mesa) -> None:
    codigo = invitar(mesa, municipalidad(mesa))
    curioso = mesa.sentar("curioso")
    mesa.escribe(curioso, f"/start i_{codigo}")
    assert "Agua Segura" in curioso.leido
    mesa.pulsa(curioso, "Sí, la represento")
    mesa.pulsa(curioso, "Acepto y entro")
    assert mesa.abierto(curioso) is None
    guardado = repr(mesa.almacen.reunir_datos(curioso.puerto))
    assert "Acepto y entro" in guardado
    assert [dicho for dicho in ("Agua Segura", "Minera Andes", municipalidad(mesa), codigo) if dicho in guardado] == []


def test_un_enlace_sirve_a_una_sola_persona_y_el_numero_dice_cual(mesa: Mesa) -> None:
    codigo = invitar(mesa, municipalidad(mesa))
    invitada, intrusa = mesa.sentar("invitada"), mesa.sentar("intrusa")
    for una in (intrusa, invitada):
        mesa.escribe(una, f"/start i_{codigo}")
        mesa.pulsa(una, "Sí, la represento")
        mesa.pulsa(una, "Acepto y entro")
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, invitada.leido.partition("este número: ")[2][:3])
    assert "muni" not in mesa.integrantes["de minera"]
    assert set(mesa.integrantes["de minera"]) == {"minera", "invitada"}
    for sobra in (intrusa, mesa.sentar("tardia")):
        mesa.escribe(sobra, f"/start i_{codigo}")
        assert "Esta invitación ya no sirve" in sobra.leido
    mesa.pulsa(invitada, "Cancelar")  # el botón que quedó de cuando esperaba
    assert "Ya participa en ese borrador" in invitada.leido
    mesa.escribe(invitada, f"/start i_{codigo}")
    assert "Ya participa en ese borrador" in invitada.leido


@pytest.mark.parametrize("como", ["{}", "i_{}", "https://t.me/asistente?start=i_{}"])
def test_un_codigo_se_puede_pegar_solo_o_con_su_enlace_aunque_empiece_como_el(como: str) -> None:
    secreto = "i_" + "7Qm" * 6 + "aa"
    turno = atender_orden(CONTEXTO, Estado(), OrdenRecibida("entrar", como.format(secreto)))
    assert turno is not None
    assert AbrirInvitacion(secreto) in turno.efectos


def test_quien_prueba_codigos_deja_de_ser_atendido_y_los_demas_no(mesa: Mesa) -> None:
    codigo = invitar(mesa, municipalidad(mesa))
    curioso, invitada = mesa.sentar("curioso"), mesa.sentar("invitada")
    for vez in range(5):
        mesa.escribe(curioso, f"/entrar prueba{vez}")
    mesa.escribe(curioso, f"/entrar {codigo}")
    assert "Esta invitación ya no sirve" in curioso.leido
    mesa.escribe(invitada, f"/entrar {codigo}")
    assert "le invita a" in invitada.leido


def test_lo_que_se_ve_de_otra_no_queda_en_la_conversacion_guardada(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(muni, "Corregir")
    mesa.escribe(muni, "Aporta: siete técnicos y una camioneta")
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/revisar")
    for boton in [uno.etiqueta for uno in minera.botones()]:
        mesa.escribe(minera, boton)
    datos, _ = mesa.almacen.reunir_datos(minera.puerto)
    assert "siete técnicos" not in repr(datos["conversacion"])
    assert "siete técnicos" in repr(mesa.almacen.reunir_datos(muni.puerto)[0]["conversacion"])


def test_tres_numeros_que_no_son_y_la_invitacion_deja_de_servir(mesa: Mesa) -> None:
    _, invitada = llamar(mesa, "invitada", municipalidad(mesa))
    suyo = invitada.leido.partition("este número: ")[2][:3]
    otros = [f"{(int(suyo) + n) % 1000:03}" for n in (1, 2, 3)]
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, otros[0])
    assert "Le quedan 2 intentos" in minera.leido
    mesa.pulsa(minera, "Escribirlo otra vez")
    mesa.escribe(minera, otros[1])
    assert "Le queda 1 intento" in minera.leido
    mesa.pulsa(minera, "Escribirlo otra vez")
    mesa.escribe(minera, otros[2])
    assert "ya no sirve" in minera.leido
    assert set(mesa.integrantes["de minera"]) == {"minera"}


def test_lo_que_no_es_un_numero_no_se_toma_por_el_ni_un_numero_con_una_pregunta_delante(mesa: Mesa) -> None:
    _, invitada = llamar(mesa, "invitada", municipalidad(mesa))
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, "/ayuda")
    assert "intento" not in minera.leido
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "quiero cambiar el plazo")
    mesa.escribe(minera, invitada.leido.partition("este número: ")[2][:3])
    assert set(mesa.integrantes["de minera"]) == {"minera"}


def test_no_es_quien_espero_y_no_entra_nadie(mesa: Mesa) -> None:
    codigo, intrusa = llamar(mesa, "intrusa", municipalidad(mesa))
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "No es quien espero")
    assert "La invitación se anuló" in intrusa.leido
    mesa.escribe(intrusa, f"/start i_{codigo}")
    assert "ya no sirve" in intrusa.leido


@pytest.mark.parametrize(("etiqueta", "queda"), [("Dejarlas", True), ("Llevármelas", False)])
def test_sale_cuando_quiere_con_lo_suyo_o_sin_ello(mesa: Mesa, etiqueta: str, queda: bool) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(muni, "Corregir")
    mesa.escribe(muni, "Aporta: siete técnicos y una camioneta")
    mesa.escribe(muni, "/alianza")
    mesa.pulsa(muni, "Salir de la alianza")
    pasan(mesa, 1)
    mesa.pulsa(muni, etiqueta)
    assert "Salió de la alianza" in muni.leido
    assert ("siete técnicos" in repr(mesa.historias["de minera"])) is queda
    assert ("siete técnicos" in str(Borrador.de(mesa.historias["de minera"]).respuestas[SUYA].valor)) is queda
    assert f"salió {municipalidad(mesa)}" in resumen(mesa, mesa.personas["minera"])
    mesa.escribe(muni, "/borradores")
    assert "Agua" not in muni.leido
    # La coordinación vuelve a poder escribir por ella.
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/alianza")
    assert "falta" in minera.leido


def test_quien_salio_no_ve_nada_al_pulsar_lo_viejo(mesa: Mesa) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    viejos = [boton for boton in muni.botones() if boton.codigo.endswith(":de minera")]
    assert len(viejos) >= 3
    mesa.escribe(muni, "/entrar")
    for boton in viejos:
        if boton.etiqueta == "Ver el borrador":
            muni.mensajes[-1] = replace(muni.mensajes[-1], botones=((boton,),))
    mesa.pulsa(muni, "Ver el borrador")
    mesa.escribe(muni, "/alianza")
    mesa.pulsa(muni, "Salir de la alianza")
    mesa.pulsa(muni, "Dejarlas")
    for boton in viejos:
        muni.mensajes[-1] = replace(muni.mensajes[-1], botones=((boton,),))
        mesa.pulsa(muni, boton.etiqueta)
        assert "Ya no participa en esa alianza" in muni.leido


def test_a_quien_no_participa_no_se_le_muestra_nada_haga_lo_que_haga(tmp_path: Path) -> None:
    visto = husmear(tmp_path, Random(0), 60)
    assert visto.fugas == ()
    assert visto.las_ve_quien_coordina > 10


def test_al_llegar_a_un_limite_se_dice_cual_es_y_que_hacer(mesa: Mesa) -> None:
    minera = mesa.personas["minera"]
    for _ in range(10):
        invitar(mesa, municipalidad(mesa))
    mesa.pulsa(minera, "Ver la alianza")
    mesa.pulsa(minera, "Invitar a un socio")
    mesa.pulsa(minera, "Solo para leer")
    assert "10 invitaciones en 24 horas" in minera.leido
    assert f"{CONTEXTO.ahora + timedelta(days=1):%d/%m}" in minera.leido
    assert [boton.etiqueta for boton in minera.botones()] == ["Ver la alianza", "Volver al borrador"]


@pytest.mark.parametrize(("socios", "leen", "cual"), [(12, 0, "a13"), (0, 8, textos.SOLO_LEE)])
def test_si_ya_estan_todos_los_que_caben_se_dice_cuantos_son(socios: int, leen: int, cual: str) -> None:
    lleno = Estado(borrador="b", eventos=tuple(entran(socios, leen)), en_entrevista=True)
    dicho = explicar(Sesion(CONTEXTO, lleno), cual).efectos[0]
    assert isinstance(dicho, Enviar)
    assert f"ya están las {socios or leen}" in dicho.mensaje.texto
    assert "retire antes a alguna" in dicho.mensaje.texto


def test_quien_solo_lee_lee_y_no_cambia_nada(mesa: Mesa) -> None:
    lectora = entrar(mesa, "universidad", "Solo para leer")
    assert "Puede leerlo entero" in lectora.leido
    mesa.pulsa(lectora, "Ver el borrador")
    assert not [boton for boton in lectora.botones() if boton.etiqueta.startswith(("Cambiar", "Responder"))]
    antes = Borrador.de(mesa.historias["de minera"]).respuestas
    for texto in ("cambia el plazo a 6 meses", "el título es Otro", "/deshacer", "/atras"):
        mesa.escribe(lectora, texto)
    assert Borrador.de(mesa.historias["de minera"]).respuestas == antes


def test_quien_coordina_no_sale_ni_descarta_con_otras_dentro(mesa: Mesa) -> None:
    entrar(mesa, "muni", municipalidad(mesa))
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/cancelar")
    assert "también de otras organizaciones" in minera.leido
    assert not [boton.etiqueta for boton in minera.botones() if "escartar" in boton.etiqueta]
    seguir = next(boton.codigo for boton in minera.botones() if boton.etiqueta == "Seguir ahora")
    mesa.pulsa_codigo(minera, seguir.replace(Accion.CONTINUAR, Accion.DESCARTAR))  # el de un mensaje de antes
    assert "por eso no se descarta" in minera.leido
    assert Borrador.de(mesa.historias["de minera"]).situacion == "abierto"
    assert not [uno for uno in mesa.historias["de minera"] if isinstance(uno, Retirado)]
