"""Varios borradores, retomar uno, ampliarlo y pasarlo a otra versión de la entrevista."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.entrevista.esquema import Migracion
from bot.entrevista.pasos import pasos_visibles
from tests.apoyo.chat import AGUA_SEGURA, ENTREVISTA, Chat, valor


async def test_tres_borradores_que_se_alternan_a_mitad_de_pregunta(chat: Chat) -> None:
    titulos = ("Agua Segura para Celendín", "Café Limpio de Jaén", "Bosques de Ucayali")
    for numero, titulo in enumerate(titulos):
        if numero:
            await chat.ordenar("borradores")
            await chat.pulsar("Empezar otro")
            await chat.pulsar("Acepto")
            await chat.pulsar("Pregunta por pregunta")
        else:
            await chat.empezar()
        await chat.responder({**AGUA_SEGURA, "Nombre de la alianza": titulo}, hasta="Problema público")
    for vuelta, clave in enumerate(("Problema público", "Población", "Lugar")):
        for lugar, titulo in enumerate(titulos):
            await chat.ordenar("borradores")
            await chat.pulsar(f"Abrir {lugar + 1}. {titulo}")
            assert chat.rotulo() == clave, (vuelta, titulo)
            texto = {"Problema público": f"En la zona de {titulo} falta agua limpia para todos"}.get(
                clave, f"{300 + lugar} familias"
            )
            await chat.escribir("Cajamarca" if clave == "Lugar" else texto)
    for lugar, titulo in enumerate(titulos):
        await chat.ordenar("borradores")
        await chat.pulsar(f"Abrir {lugar + 1}. {titulo}")
        assert valor(chat, "titulo") == titulo
        assert valor(chat, "problema") == f"En la zona de {titulo} falta agua limpia para todos"
        poblacion = valor(chat, "poblacion")
        assert isinstance(poblacion, dict)
        assert poblacion["cantidad"] == 300 + lugar
    await chat.ordenar("borradores")
    assert "(el que tiene abierto)" in chat.texto
    assert "41 %, 7 de 17 respuestas" in chat.texto


async def test_duplicar_archivar_y_recuperar(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Presupuesto")
    await chat.ordenar("borradores")
    assert "con Municipalidad Provincial de Celendín, Agencia Española de Cooperación, Cáritas Cajamarca" in chat.texto
    assert "23 de noviembre de 2026" in chat.texto
    await chat.pulsar("Duplicar uno")
    await chat.pulsar("Duplicar 1. Agua Segura para Celendín")
    assert "Agua Segura para Celendín (copia)" in chat.texto
    assert chat.rotulo() == "Presupuesto"
    await chat.escribir("US$ 90,000")
    await chat.ordenar("borradores")
    await chat.pulsar("Archivar uno")
    await chat.pulsar("Archivar 2. Agua Segura para Celendín (copia)")
    assert "Archivado" in chat.texto
    assert chat.estado().borrador is None
    assert "Abrir 1. Agua Segura para Celendín" in chat.etiquetas
    await chat.pulsar("Abrir 1. Agua Segura para Celendín")
    assert valor(chat, "presupuesto") is None
    await chat.ordenar("borradores")
    await chat.pulsar("Ver archivados")
    await chat.pulsar("Recuperar 1. Agua Segura para Celendín (copia)")
    assert valor(chat, "presupuesto") == {"monto": "90000.00", "moneda": "USD"}
    assert chat.borrador().situacion == "abierto"


async def test_un_borrador_descartado_no_vuelve_a_aparecer(chat: Chat) -> None:
    await chat.ordenar("borradores")
    assert "No tiene borradores abiertos." in chat.texto
    await chat.empezar()
    await chat.escribir(AGUA_SEGURA["Su organización"])
    await chat.ordenar("cancelar")
    await chat.pulsar("Descartar el borrador")
    await chat.ordenar("borradores")
    assert "No tiene borradores abiertos." in chat.texto


async def test_los_botones_de_un_borrador_no_actuan_en_otro(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="RUC")
    viejo = next(boton.codigo for boton in chat.botones if boton.etiqueta == "No tengo RUC")
    await chat.ordenar("borradores")
    await chat.pulsar("Empezar otro")
    await chat.pulsar("Acepto")
    await chat.pulsar("Pregunta por pregunta")
    await chat.escribir("Cooperativa Valle Verde")
    eventos = chat.estado().eventos
    await chat.pulsar_codigo(viejo)
    assert "mensaje anterior" in chat.texto
    assert chat.estado().eventos == eventos
    pregunta = chat.numero_de("¿Cómo se llama su organización")
    await chat.escribir("Otra", responde_a=pregunta - 4)
    assert valor(chat, "nombre_organizacion") == "Cooperativa Valle Verde"


async def test_al_volver_tras_unos_dias_se_dice_por_donde_ibamos(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Objetivo común")
    await chat.ordenar("pausa")
    assert "Le faltan 9 preguntas" not in chat.texto  # son más: los actores aún no se conocen
    assert "Le faltan 10 preguntas" in chat.texto
    chat.ahora_es += timedelta(days=20)
    await chat.ordenar("propuesta")
    assert "Tiene abierto «Agua Segura para Celendín»: 7 de 17 respuestas." in chat.texto
    assert "hace 20 días" in chat.texto
    assert "Íbamos por «Objetivo común»" in chat.texto
    assert chat.rotulo() == "Objetivo común"


async def test_ampliar_solo_pregunta_lo_que_falta_y_nada_dos_veces(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder()
    respondidas = set(chat.borrador().respuestas)
    await chat.pulsar("Ampliar el borrador")
    preguntadas: list[tuple[str, str]] = []
    while chat.rotulo():
        asunto = chat.mensajes[-1].asunto.split("|")
        preguntadas.append((asunto[1], asunto[2]))
        await chat.pulsar("No sé todavía")
    assert len(set(preguntadas)) == len(preguntadas)
    assert respondidas.isdisjoint(preguntadas)
    visibles = {paso.llave for paso in pasos_visibles(ENTREVISTA, chat.borrador())}
    assert visibles == respondidas | set(preguntadas)


async def test_un_borrador_de_otra_version_se_pone_al_dia_y_se_cuenta(tmp_path: Path) -> None:
    vieja = replace(
        ENTREVISTA,
        version="1",
        preguntas=tuple(replace(p, clave="nombre_alianza") if p.clave == "titulo" else p for p in ENTREVISTA.preguntas),
        papeles=replace(ENTREVISTA.papeles, titulo="nombre_alianza"),
        migraciones=(),
    )
    chat = Chat(tmp_path, vieja)
    await chat.empezar()
    await chat.responder(hasta="Lugar")
    viejo = next(boton.codigo for boton in chat.botones if boton.etiqueta == "No sé todavía")
    migraciones = (
        Migracion("1", "2", "El nombre de la alianza cambió de lugar.", (("nombre_alianza", "titulo"),)),
        Migracion("2", ENTREVISTA.version, "Ya no se pregunta el problema aparte.", (), ("problema",)),
    )
    chat.entrevista = replace(ENTREVISTA, migraciones=migraciones)
    await chat.pulsar_codigo(viejo)
    assert "La APCI actualizó las preguntas de este borrador." in chat.texto
    assert "El nombre de la alianza cambió de lugar." in chat.texto
    assert "Ya no se pregunta el problema aparte." in chat.texto
    assert valor(chat, "titulo") == AGUA_SEGURA["Nombre de la alianza"]
    assert valor(chat, "problema") is None
    assert valor(chat, "poblacion") is not None
    assert chat.borrador().version == ENTREVISTA.version
    await chat.ordenar("pendientes")
    assert "La APCI actualizó" not in chat.texto
    chat.almacen.cerrar()


async def test_al_escribir_tras_el_cambio_de_version_no_se_pierde_la_respuesta(tmp_path: Path) -> None:
    chat = Chat(tmp_path, replace(ENTREVISTA, version="1", migraciones=()))
    await chat.empezar()
    await chat.responder(hasta="Lugar")
    chat.entrevista = ENTREVISTA
    await chat.escribir("Cajamarca")
    assert "La APCI actualizó las preguntas" in chat.texto
    assert valor(chat, "ubicacion") is not None
    assert chat.rotulo() == "Objetivo común"
    chat.almacen.cerrar()
