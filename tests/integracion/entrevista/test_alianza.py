"""Cuatro organizaciones en un borrador, cada una en su chat: invitar, entrar, responder por sí misma, ver y salir."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import cast

import pytest

from bot.dialogo.borrador.alianza.atender import atender_orden
from bot.dialogo.borrador.alianza.invitar import explicar
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.borrador.textos.alianza import relevar as relevo
from bot.dialogo.borrador.textos.alianza.acordar import dio_visto_bueno
from bot.dialogo.borrador.textos.alianza.ingresar import alguien_acepto
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import OrdenRecibida, RecordatorioVencido
from bot.dialogo.mensajes import Boton, Mensaje
from bot.dialogo.peticiones import AbrirInvitacion
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.borrador import Borrador, Motivo
from bot.entrevista.eventos import Respondida, Retirado
from bot.entrevista.valor import Valor
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, INSTANTE, historia
from tests.apoyo.historias_al_azar import entran
from tests.apoyo.mesa import Mesa, Persona

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE + timedelta(days=1))
RUC, NOMBRE_DEL_CONTACTO = "20100070970", "Rosa Fictiva Quispe"
SUYA = ("reparto", "a1")


def _respuestas() -> dict[tuple[str, str], Valor]:
    return dict(AMPLIADO)


@pytest.fixture
def mesa(tmp_path: Path) -> Iterator[Mesa]:
    """Una mesa con el borrador entero de la minera, y las demás sin sentarse."""
    mesa = Mesa(CONTEXTO, tmp_path)
    mesa.sentar("minera", historia(_respuestas()))
    yield mesa
    mesa.almacen.cerrar()


def municipalidad(mesa: Mesa) -> str:
    """Cómo se llama en el borrador la organización invitada."""
    (nombre, _), *_ = [(uno, 0) for uno in _nombres(mesa) if "unicipalidad" in uno]
    return nombre


def _nombres(mesa: Mesa) -> list[str]:
    valor = Borrador.de(mesa.historias["de minera"]).respuestas["actores", ""].valor
    assert isinstance(valor, list)
    return [str(cast("dict[str, Valor]", uno)["nombre"]) for uno in valor]


def invitar(mesa: Mesa, por: str) -> str:
    """La minera invita a alguien; devuelve el código."""
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.pulsa(
        minera, next(b.etiqueta for b in minera.botones() if b.etiqueta in ("Invitar a un socio", "Ver la alianza"))
    )
    if "¿A quién invita?" not in minera.leido:
        mesa.pulsa(minera, "Invitar a un socio")
    mesa.pulsa(minera, next(b.etiqueta for b in minera.botones() if por.startswith(b.etiqueta.rstrip("…"))))
    mesa.pulsa(minera, "Crear invitación")
    return mesa.enlace(minera)


def entrar(mesa: Mesa, nombre: str, por: str) -> Persona:
    """Alguien entra con una invitación."""
    codigo = invitar(mesa, por)
    persona = mesa.sentar(nombre)
    mesa.escribe(persona, f"/start i_{codigo}")
    mesa.pulsa(persona, "Sí, la represento" if por != "Solo para leer" else "Sí, quiero leerlo")
    mesa.pulsa(persona, "Acepto y entro")
    tres = persona.leido.partition("este número: ")[2][:3]
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, tres)
    return persona


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


def test_antes_de_entrar_solo_se_ve_un_titulo_y_dos_nombres(mesa: Mesa) -> None:
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
    codigo = invitar(mesa, municipalidad(mesa))
    invitada = mesa.sentar("invitada")
    mesa.escribe(invitada, f"/start i_{codigo}")
    mesa.pulsa(invitada, "Sí, la represento")
    mesa.pulsa(invitada, "Acepto y entro")
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


def test_lo_que_no_es_un_numero_no_se_toma_por_el_y_ya_no_se_espera(mesa: Mesa) -> None:
    codigo = invitar(mesa, municipalidad(mesa))
    invitada = mesa.sentar("invitada")
    mesa.escribe(invitada, f"/start i_{codigo}")
    mesa.pulsa(invitada, "Sí, la represento")
    mesa.pulsa(invitada, "Acepto y entro")
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, "/ayuda")
    mesa.escribe(minera, invitada.leido.partition("este número: ")[2][:3])
    assert set(mesa.integrantes["de minera"]) == {"minera"}


def test_no_es_quien_espero_y_no_entra_nadie(mesa: Mesa) -> None:
    codigo = invitar(mesa, municipalidad(mesa))
    intrusa = mesa.sentar("intrusa")
    mesa.escribe(intrusa, f"/start i_{codigo}")
    mesa.pulsa(intrusa, "Sí, la represento")
    mesa.pulsa(intrusa, "Acepto y entro")
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
    mesa.pulsa(muni, etiqueta)
    assert "Salió de la alianza" in muni.leido
    assert ("siete técnicos" in repr(mesa.historias["de minera"])) is queda
    assert ("siete técnicos" in str(Borrador.de(mesa.historias["de minera"]).respuestas[SUYA].valor)) is queda
    assert "salió" in mesa.personas["minera"].leido
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


@pytest.mark.parametrize("semilla", range(3))
def test_a_quien_no_participa_no_se_le_muestra_nada_haga_lo_que_haga(mesa: Mesa, semilla: int) -> None:
    muni = entrar(mesa, "muni", municipalidad(mesa))
    codigos = [boton.codigo for boton in (*muni.botones(), *mesa.personas["minera"].botones())]
    codigos += [f"i:{hace}:de minera" for hace in ("bien", "corregir", "ver", "proponer")]
    codigos += [
        "i:sale:lleva:de minera",
        "i:vb:1:de minera",
        "i:aco:i1.1:de minera",
        "i:numero:1",
        "i:noes:9",
        "i:entro",
    ]
    codigos += [
        "i:inv",
        "i:inv:a1",
        "i:crear:a1",
        "i:quienes",
        "i:prop",
        "i:pedirvb",
        "i:cambios",
        "i:si",
        "i:cancelar",
    ]
    valores = Borrador.de(mesa.historias["de minera"]).respuestas
    textos_del_borrador = [una.crudo for una in valores.values() if len(una.crudo) > 8]
    invitar(mesa, _nombres(mesa)[1])
    intrusa, azar = mesa.sentar("intrusa"), Random(semilla)
    antes = mesa.historias["de minera"], {**mesa.integrantes["de minera"]}
    for _ in range(40):
        if azar.random() < 0.7:
            intrusa.mensajes = [Mensaje((), ((Boton("Pulsar", azar.choice(codigos)),),))]
            mesa.pulsa(intrusa, "Pulsar")
        else:
            mesa.escribe(
                intrusa, azar.choice(["/alianza", "/entrar abc", "/start i_abc", "482", "/borradores", "/propuesta"])
            )
        assert [texto for texto in textos_del_borrador if texto in intrusa.leido] == []
    assert (mesa.historias["de minera"], mesa.integrantes["de minera"]) == antes


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
    descartar = next(boton.etiqueta for boton in minera.botones() if "escartar" in boton.etiqueta)
    mesa.pulsa(minera, descartar)
    assert "también de otras organizaciones" in minera.leido
    assert Borrador.de(mesa.historias["de minera"]).situacion == "abierto"
    assert not [uno for uno in mesa.historias["de minera"] if isinstance(uno, Retirado)]


# --- Con palabras, sin botones --------------------------------------------------------------------


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
    assert "dio su visto bueno a la versión 1" in minera.leido
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
        relevo.coordina_otra(textos.SIN_TITULO, "GIZ", "b"),
        relevo.le_toca_coordinar(textos.SIN_TITULO, "GIZ", "i0", "b", 0),
        relevo.le_retiraron(textos.SIN_TITULO, lee=True),
        relevo.salio_otra(textos.SIN_TITULO, "GIZ", deja=True),
        dio_visto_bueno(textos.SIN_TITULO, "GIZ", 1),
    )
    assert [aviso.texto[:10] for aviso in avisos] == ["Un borrador"[:10]] * len(avisos)


# --- El resumen del día ---------------------------------------------------------------------------


def recordar(mesa: Mesa, quien: Persona, cuando: datetime) -> str:
    """Lo que se le escribe a esa hora sin que haya escrito; vacío si nada."""
    mesa.contexto = replace(mesa.contexto, ahora=cuando)
    envios = asyncio.run(mesa.servicio.atender(quien.puerto, RecordatorioVencido(), f"recordatorio:{cuando}"))
    quien.mensajes = [envio.mensaje for envio in envios]
    for envio in envios:
        mesa.almacen.marcar_enviado(envio.identificador, cuando)
    return quien.leido


def test_el_resumen_dice_que_cambiaron_las_demas_y_no_lo_que_dice(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    despues = CONTEXTO.ahora + timedelta(hours=1)
    mesa.contexto = replace(mesa.contexto, ahora=despues)
    mesa.escribe(minera, "/propuesta")
    mesa.escribe(minera, "cambia el plazo a 20 meses desde marzo de 2027")
    mesa.escribe(minera, "quiero pedir el visto bueno")
    mesa.escribe(minera, "1")
    leido = recordar(mesa, muni, despues + timedelta(days=1))
    assert "Agua Segura para Celendín: cambió «Plazo»." in leido
    assert "Falta su visto bueno a la versión 1" in leido
    assert "20 meses" not in leido
    # Ya se le dijo: otro día no se repite, y a quien lo cambió no se le cuenta lo suyo.
    assert recordar(mesa, muni, despues + timedelta(days=2)) == ""
    assert recordar(mesa, minera, despues + timedelta(days=2)) == ""
    mesa.contexto = replace(mesa.contexto, ahora=despues + timedelta(days=3))
    mesa.escribe(minera, "cambia el plazo a 22 meses desde marzo de 2027")
    recordar(mesa, muni, despues + timedelta(days=4))
    mesa.pulsa(muni, "Menos avisos")
    assert "no le envío el resumen" in muni.leido
    mesa.contexto = replace(mesa.contexto, ahora=despues + timedelta(days=5))
    mesa.escribe(minera, "cambia el plazo a 24 meses desde marzo de 2027")
    assert recordar(mesa, muni, despues + timedelta(days=6)) == ""


# --- Pasar la coordinación, y retirar a alguien ---------------------------------------------------


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
    pasar(mesa, minera, "Municipalidad de Ce…")
    assert f"Desde ahora coordina {municipalidad(mesa)}" in minera.leido
    assert "le pasó la coordinación a su organización" in muni.leido
    assert f"desde ahora coordina {municipalidad(mesa)}" in lectora.leido
    # Lo que esperaba una decisión lo decide quien coordina ahora; el aviso que recibió la otra ya no vale.
    minera.mensajes = [aviso]
    mesa.pulsa(minera, "Aceptar")
    assert "Eso lo hace la organización que coordina" in minera.leido
    mesa.pulsa(muni, "Ver propuestas")
    mesa.pulsa(muni, "Aceptar")
    assert "30" in str(plazo(mesa))
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


# --- Ponerse de acuerdo ---------------------------------------------------------------------------


def proponer(mesa: Mesa, muni: Persona, texto: str) -> None:
    """Propone otro plazo."""
    mesa.escribe(muni, "/propuesta")
    mesa.pulsa(muni, "Proponer un cambio")
    mesa.pulsa(muni, "Plazo")
    assert "Hoy dice" in muni.leido
    mesa.escribe(muni, texto)
    assert "¿La envío?" in muni.leido
    mesa.pulsa(muni, "Enviar propuesta")
    assert "Enviada a quien coordina" in muni.leido


def plazo(mesa: Mesa) -> object:
    """Lo que dice hoy el plazo."""
    return Borrador.de(mesa.historias["de minera"]).respuestas["plazo", ""].valor


def test_una_propuesta_aceptada_pasa_a_ser_la_respuesta(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    antes = plazo(mesa)
    proponer(mesa, muni, "30 meses desde abril de 2027")
    assert plazo(mesa) == antes
    assert "propone cambiar Plazo" in minera.leido
    mesa.pulsa(minera, "Aceptar")
    assert "Aceptada" in minera.leido
    assert "Aceptaron su propuesta sobre Plazo" in muni.leido
    assert "30" in str(plazo(mesa))
    assert Borrador.de(mesa.historias["de minera"]).escrita_por["plazo", ""] == "i0"


def test_una_propuesta_que_no_se_acepta_dice_por_que_y_no_cambia_nada(mesa: Mesa) -> None:
    muni, minera = entrar(mesa, "muni", municipalidad(mesa)), mesa.personas["minera"]
    mesa.pulsa(muni, "Es correcto")
    antes = plazo(mesa)
    proponer(mesa, muni, "30 meses desde abril de 2027")
    mesa.pulsa(minera, "No por ahora")
    mesa.escribe(minera, "el expediente pide el otro")
    assert "«el expediente pide el otro»" in muni.leido
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
    assert "dio su visto bueno a la versión 1" in minera.leido
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
