"""La entrevista sobre el almacén real: corregir, revisar, varios borradores, retomar y cambiar de versión."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.entrevista.armar_propuesta import armar
from bot.entrevista.esquema import Migracion
from bot.entrevista.motor import pasos_visibles
from tests.chat_de_entrevista import AGUA_SEGURA, ENTREVISTA, Chat


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    uno = Chat(tmp_path)
    yield uno
    uno.almacen.cerrar()


def valor(chat: Chat, clave: str, actor: str = "") -> object:
    respuesta = chat.borrador().respuestas.get((clave, actor))
    return respuesta.valor if respuesta is not None else None


async def test_el_caso_rapido_cabe_en_veinte_mensajes(chat: Chat) -> None:
    await chat.ordenar("propuesta")
    await chat.pulsar("Acepto")
    await chat.escribir(
        "Somos Minera Andes Altos S.A.C., en Cajamarca. Queremos, con la Municipalidad Provincial de Celendín, la "
        "Agencia Española de Cooperación y Cáritas Cajamarca, llevar agua segura a 500 familias de 12 caseríos, "
        "con S/ 200 mil, en 18 meses desde marzo de 2027."
    )
    await chat.pulsar("Guardar todo")
    await chat.responder()
    await chat.pulsar("Recibir Word y PDF")
    assert chat.enviados <= 20
    assert chat.propuesta.pendientes == ()
    assert [fila.nombre for fila in chat.propuesta.actores] == [
        "Minera Andes Altos S.A.C.",
        "Municipalidad Provincial de Celendín",
        "Agencia Española de Cooperación",
        "Cáritas Cajamarca",
    ]
    assert [una.regla for una in chat.propuesta.observaciones if una.severidad == "critica"] == []


async def test_pregunta_por_pregunta_cabe_en_veinte_mensajes_si_se_juntan_los_actores(chat: Chat) -> None:
    nombres = [
        "Minera Andes Altos S.A.C.",
        "Municipalidad Provincial de Celendín",
        "Agencia Española de Cooperación",
        "Cáritas Cajamarca",
    ]
    await chat.empezar()
    await chat.responder(hasta=nombres[0])
    assert "También puede escribir lo de varios de una vez" in chat.texto
    assert all(len(linea) < 220 for linea in chat.texto.splitlines())
    await chat.escribir("\n\n".join(f"{nombre}\n{AGUA_SEGURA[nombre]}" for nombre in nombres))
    assert f"Anotado lo de {', '.join(nombres)}." in chat.texto
    await chat.responder()
    await chat.pulsar("Recibir Word y PDF")
    assert chat.enviados <= 20
    assert chat.propuesta.pendientes == ()
    assert [fila.responsabilidad for fila in chat.propuesta.actores] == [
        "comprar los equipos",
        "operar el sistema",
        "dar el método",
        "capacitar a las juntas de agua",
    ]


async def test_lo_de_varios_actores_se_lee_con_sus_nombres_cortos_y_se_deshace_de_una_vez(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Minera Andes Altos S.A.C.")
    respuestas = chat.borrador().respuestas
    await chat.escribir(
        "Se encarga de: comprar los equipos\nAporta: S/ 120,000\n"
        "La municipalidad: se encarga de: operar el sistema\nAporta: dos técnicos\nCáritas\nayuda en lo que pueda"
    )
    assert "Anotado lo de Minera Andes Altos S.A.C., Municipalidad Provincial de Celendín." in chat.texto
    assert "Municipalidad Provincial de Celendín (Gana, Riesgo, Le motiva)" in chat.texto
    assert "Lo de Cáritas Cajamarca no lo pude leer; no lo guardé y se lo pregunto aparte." in chat.texto
    suyo = valor(chat, "reparto", "a1")
    assert isinstance(suyo, dict)
    assert (suyo["responsabilidad"], suyo["aporte"], suyo["riesgo"]) == ("operar el sistema", "dos técnicos", None)
    assert "Agencia Española de Cooperación (3 de 4" in chat.texto
    await chat.ordenar("deshacer")
    assert chat.borrador().respuestas == respuestas


async def test_lo_guardado_de_una_vez_se_deshace_de_una_vez(chat: Chat) -> None:
    await chat.ordenar("propuesta")
    await chat.pulsar("Acepto")
    await chat.escribir("Somos Minera Andes Altos SAC, en Cajamarca. 500 familias, S/ 200 mil, 18 meses, ODS 6")
    await chat.pulsar("Guardar todo")
    assert len(chat.borrador().respuestas) >= 5
    await chat.ordenar("deshacer")
    assert chat.borrador().respuestas == {}


# --- E7: atrás, cambiar y seguir ---------------------------------------------------------------


async def test_tres_veces_atras_cambiar_y_seguir_conserva_lo_demas(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Desarrollo Sostenible")
    for _ in range(3):
        await chat.pulsar("◀ Atrás")
    assert chat.rotulo() == "Población"
    await chat.escribir("600 familias de 12 caseríos")
    assert chat.rotulo() == "Desarrollo Sostenible"
    await chat.responder()
    await chat.ordenar("vista_previa")
    escrito = str(chat.propuesta)
    assert "600 familias de 12 caseríos" in escrito
    assert "500 familias de 12 caseríos" not in escrito
    for clave in ("RUC", "Objetivo común", "Beneficio para la población"):
        assert AGUA_SEGURA[clave] in escrito


async def test_deshacer_varios_dice_cuales_y_deja_lo_demas(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Población")
    await chat.ordenar("deshacer", "3")
    assert "Deshice sus 3 últimos cambios: Problema público, Nombre de la alianza, RUC." in chat.texto
    assert chat.rotulo() == "RUC"
    assert valor(chat, "nombre_organizacion") == AGUA_SEGURA["Su organización"]
    for argumento in ("0", "muchos", "21"):
        await chat.ordenar("deshacer", argumento)
        assert "/deshacer 3" in chat.texto
        assert chat.rotulo() == "RUC"
    await chat.ordenar("deshacer", "20")
    assert chat.rotulo() == "Su organización"


# --- E8: cambiar de rama y volver --------------------------------------------------------------


async def test_cambiar_de_rama_se_anuncia_y_al_volver_el_documento_es_el_mismo(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder()
    await chat.ordenar("ampliar")
    while chat.rotulo() != "Relación con su negocio":
        await chat.pulsar("No sé todavía")
    await chat.escribir("Tomamos agua de la misma cuenca que las familias de Celendín.")
    antes = armar(ENTREVISTA, chat.estado().eventos, chat.ahora_es.date())
    for destino, dice, no_dice in (
        (
            "ONG peruana (ONGD)",
            "añade 1 pregunta (Registro en la APCI) y aparta 1 respuesta (Relación con su negocio)",
            "",
        ),
        ("Empresa privada", "recupera 1 respuesta (Relación con su negocio)", "aparta"),
    ):
        await chat.ordenar("revisar")
        await chat.pulsar("Datos del proponente")
        await chat.pulsar("Cambiar: Tipo de organización")
        await chat.pulsar(destino)
        assert dice in chat.texto
        assert not no_dice or no_dice not in chat.texto
        await chat.pulsar("Cambiar")
        assert "Datos del proponente" in chat.texto
        escrito = str(armar(ENTREVISTA, chat.estado().eventos, chat.ahora_es.date()))
        assert ("Tomamos agua de la misma cuenca" in escrito) == (destino == "Empresa privada")
    assert armar(ENTREVISTA, chat.estado().eventos, chat.ahora_es.date()) == antes


# --- E9: editar un mensaje, responder a una pregunta -------------------------------------------


async def test_editar_un_mensaje_propone_corregir_esa_respuesta(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Nombre de la alianza")
    titulo = await chat.escribir(AGUA_SEGURA["Nombre de la alianza"])
    await chat.responder(hasta="Lugar")
    pregunta, respuestas = chat.texto, chat.borrador().respuestas
    await chat.editar(titulo, "Agua Limpia para Celendín y sus caseríos")
    assert "¿Cambio «Nombre de la alianza» de «Agua Segura para Celendín» a «Agua Limpia para Celendín" in chat.texto
    assert chat.borrador().respuestas == respuestas
    await chat.pulsar("Cambiar")
    assert valor(chat, "titulo") == "Agua Limpia para Celendín y sus caseríos"
    assert chat.mensajes[-1].texto.endswith(pregunta[pregunta.index("Pregunta ") :])
    await chat.responder(hasta="Objetivo común")


async def test_editar_y_dejar_como_estaba_no_cambia_nada(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="RUC")
    ruc = await chat.escribir(AGUA_SEGURA["RUC"])
    await chat.editar(ruc, "20131312955")
    await chat.pulsar("Dejar como estaba")
    assert valor(chat, "ruc") == AGUA_SEGURA["RUC"]
    assert chat.rotulo() == "Nombre de la alianza"
    await chat.editar(ruc, "20131312954")
    assert "último dígito" in chat.texto
    assert "Su respuesta sigue como estaba" in chat.texto
    assert chat.rotulo() == "Nombre de la alianza"
    await chat.editar(ruc, AGUA_SEGURA["RUC"])
    assert "ya decía eso" in chat.texto


async def test_editar_un_monto_con_dos_lecturas_pregunta_cual(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Presupuesto")
    monto = await chat.escribir("S/ 200 mil")
    await chat.editar(monto, "S/ 250.000")
    assert valor(chat, "presupuesto") == {"monto": "200000.00", "moneda": "PEN"}
    assert "Dejar como estaba" in chat.etiquetas
    await chat.pulsar("S/ 250,000.00")
    assert valor(chat, "presupuesto") == {"monto": "250000.00", "moneda": "PEN"}
    assert chat.rotulo() == "Beneficio para la población"


async def test_decir_primero_cuando_empieza_y_despues_cuanto_dura_es_una_sola_respuesta(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Plazo")
    await chat.escribir("para marzo de 2027")
    assert "Empezaría en marzo de 2027. ¿Cuántos meses duraría?" in chat.texto
    assert valor(chat, "plazo") is None
    await chat.escribir("20 meses")
    assert valor(chat, "plazo") == {"meses": 20, "inicio": "2027-03"}


async def test_editar_un_mensaje_que_cambia_de_rama_dice_que_trae(chat: Chat) -> None:
    await chat.empezar()
    await chat.escribir("Sol de los Andes")
    tipo = await chat.escribir("somos una empresa privada")
    await chat.escribir(AGUA_SEGURA["RUC"])
    await chat.editar(tipo, "fuente cooperante")
    assert "aparta 1 respuesta (RUC)" in chat.texto
    assert chat.rotulo() != "Tipo de organización"
    await chat.escribir("sí")
    assert valor(chat, "tipo_organizacion") == "fuente"
    assert chat.rotulo() == "Nombre de la alianza"


async def test_editar_un_mensaje_ajeno_a_las_respuestas_no_toca_nada(chat: Chat) -> None:
    await chat.empezar()
    malo = await chat.escribir("123")
    await chat.escribir(AGUA_SEGURA["Su organización"])
    eventos = chat.estado().eventos
    await chat.editar(malo, "Otra cosa distinta")
    assert "no es el de una respuesta vigente" in chat.texto
    assert chat.rotulo() == "Tipo de organización"
    assert chat.estado().eventos == eventos


async def test_un_mensaje_ya_reemplazado_no_corrige(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="RUC")
    viejo = await chat.escribir(AGUA_SEGURA["RUC"])
    await chat.pulsar("◀ Atrás")
    await chat.escribir("20131312955")
    await chat.editar(viejo, "20512333797")
    assert "no es el de una respuesta vigente" in chat.texto
    assert valor(chat, "ruc") == "20131312955"


async def test_responder_a_una_pregunta_anterior_corrige_esa(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Objetivo común")
    pregunta = chat.numero_de("¿Quiénes se beneficiarían")
    await chat.escribir("650 familias de 14 caseríos", responde_a=pregunta)
    assert "¿Cambio «Población» de «500 familias de 12 caseríos» a «650 familias de 14 caseríos»?" in chat.texto
    await chat.pulsar("Cambiar")
    dicho = valor(chat, "poblacion")
    assert isinstance(dicho, dict)
    assert dicho["cantidad"] == 650
    assert chat.rotulo() == "Objetivo común"


async def test_responder_a_la_pregunta_que_esta_delante_es_responderla(chat: Chat) -> None:
    await chat.empezar()
    await chat.escribir(AGUA_SEGURA["Su organización"], responde_a=chat.numero)
    assert valor(chat, "nombre_organizacion") == AGUA_SEGURA["Su organización"]
    assert chat.rotulo() == "Tipo de organización"


async def test_responder_a_una_pregunta_pendiente_ofrece_anotarla(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="RUC")
    pregunta = chat.numero
    await chat.pulsar("No sé todavía")
    await chat.escribir(AGUA_SEGURA["RUC"], responde_a=pregunta)
    assert "¿Anoto en «RUC»: «20100070970»?" in chat.texto
    await chat.pulsar("Anotar")
    assert valor(chat, "ruc") == AGUA_SEGURA["RUC"]
    assert chat.rotulo() == "Nombre de la alianza"


async def test_responder_al_propio_mensaje_tambien_corrige(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="RUC")
    ruc = await chat.escribir(AGUA_SEGURA["RUC"])
    await chat.escribir("20131312955", responde_a=ruc)
    assert "¿Cambio «RUC» de «20100070970» a «20131312955»?" in chat.texto


# --- Listas, de uno en uno ---------------------------------------------------------------------


async def test_un_actor_se_agrega_se_cambia_y_se_quita_sin_escribir_los_demas(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Cáritas Cajamarca")
    await chat.ordenar("revisar")
    await chat.pulsar("Actores")
    await chat.pulsar("Cambiar: Los otros actores")
    await chat.pulsar("Cambiar uno")
    await chat.pulsar("Cambiar 1. Municipalidad Provincial de C…")
    await chat.escribir("Municipalidad Distrital de Sorochuco")
    assert "Cambiado: Municipalidad Distrital de Sorochuco." in chat.texto
    assert "Otras secciones" in chat.etiquetas
    actores = valor(chat, "actores")
    assert isinstance(actores, list)
    assert [dato["nombre"] for dato in actores] == [
        "Municipalidad Distrital de Sorochuco",
        "Agencia Española de Cooperación",
        "Cáritas Cajamarca",
    ]
    de_la_municipalidad = valor(chat, "reparto", actores[0]["id"])
    assert isinstance(de_la_municipalidad, dict)
    assert de_la_municipalidad["responsabilidad"] == "operar el sistema"
    await chat.pulsar("Cambiar: Los otros actores")
    await chat.pulsar("Agregar")
    await chat.escribir("Universidad Nacional de Cajamarca")
    assert "Agregado: Universidad Nacional de Cajamarca." in chat.texto
    await chat.pulsar("Cambiar: Los otros actores")
    await chat.pulsar("Quitar uno")
    await chat.pulsar("Quitar 2. Agencia Española de Cooperac…")
    assert "aparta 1 respuesta (Agencia Española de Cooperaci… · Qué le toca a cada actor)" in chat.texto
    await chat.pulsar("Cambiar")
    actores = valor(chat, "actores")
    assert isinstance(actores, list)
    assert [dato["nombre"] for dato in actores] == [
        "Municipalidad Distrital de Sorochuco",
        "Cáritas Cajamarca",
        "Universidad Nacional de Cajamarca",
    ]
    assert len({dato["id"] for dato in actores}) == 3


async def test_las_acciones_de_una_lista_tambien_se_escriben(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Minera Andes Altos S.A.C.")
    await chat.pulsar("◀ Atrás")
    await chat.escribir("quiero agregar un actor")
    assert "Escriba lo que agrega, uno por línea." in chat.texto
    await chat.escribir("Universidad Nacional de Cajamarca")
    assert "Agregado: Universidad Nacional de Cajamarca." in chat.texto
    await chat.pulsar("◀ Atrás")
    await chat.escribir("quitar uno")
    assert "Quitar 4. Universidad Nacional de Cajam…" in chat.etiquetas


@pytest.mark.parametrize("dicho", ["solo nosotros", "nadie más", "para marzo", "18 meses", "diciembre 2028", "250.000"])
async def test_lo_que_no_es_un_actor_no_se_toma_por_uno(chat: Chat, dicho: str) -> None:
    await chat.empezar()
    await chat.responder(hasta="Los otros actores")
    await chat.escribir(dicho)
    assert valor(chat, "actores") is None
    assert "No sé todavía" in chat.etiquetas


async def test_escribir_una_lista_mas_corta_pregunta_si_reemplaza_o_agrega(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Minera Andes Altos S.A.C.")
    await chat.pulsar("◀ Atrás")
    await chat.escribir("Universidad Nacional de Cajamarca")
    assert "«Universidad Nacional de Cajamarca» no incluye: Municipalidad Provincial de Celendín, Agencia" in chat.texto
    await chat.pulsar("Agregar a la lista")
    actores = valor(chat, "actores")
    assert isinstance(actores, list)
    assert len(actores) == 4
    await chat.pulsar("◀ Atrás")
    await chat.escribir("Universidad Nacional de Cajamarca")
    await chat.pulsar("Reemplazar la lista")
    actores = valor(chat, "actores")
    assert isinstance(actores, list)
    assert [dato["nombre"] for dato in actores] == ["Universidad Nacional de Cajamarca"]
    await chat.pulsar("◀ Atrás")
    await chat.escribir("continuar")
    assert "Queda como estaba." in chat.texto
    assert valor(chat, "actores") == actores


async def test_las_listas_no_aceptan_repetidos_ni_quedarse_vacias(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Los otros actores")
    await chat.escribir("Municipalidad Provincial de Celendín")
    await chat.pulsar("◀ Atrás")
    await chat.pulsar("Agregar")
    await chat.escribir("municipalidad provincial de celendin")
    assert "Eso ya estaba en la lista." in chat.texto
    await chat.pulsar("Volver a la lista")
    await chat.pulsar("Quitar uno")
    assert "Debe quedar al menos uno" in chat.texto
    await chat.pulsar("Dejar como está")
    assert chat.rotulo() == "Qué le toca a cada actor"


async def test_un_resultado_se_agrega_y_se_corrige(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Plazo")
    await chat.pulsar("◀ Atrás")
    await chat.pulsar("Agregar")
    await chat.escribir("Juntas de agua capacitadas; indicador: juntas; meta: 12; fecha: 2027; responsable: Cáritas")
    await chat.pulsar("◀ Atrás")
    await chat.pulsar("Cambiar uno")
    await chat.pulsar("Cambiar 2. Juntas de agua capacitadas")
    await chat.escribir("Juntas de agua formadas; indicador: juntas; meta: 10; fecha: 2028; responsable: Cáritas")
    resultados = valor(chat, "resultados")
    assert isinstance(resultados, list)
    assert [(uno["resultado"], uno["meta"]) for uno in resultados] == [
        ("Caseríos con agua clorada", "12"),
        ("Juntas de agua formadas", "10"),
    ]
    assert resultados[1]["responsable"] == "Cáritas Cajamarca"


# --- E16: varios borradores --------------------------------------------------------------------


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


# --- Retomar, ampliar, cambiar de versión ------------------------------------------------------


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


# --- E2 y E3: la misma historia con botones y escrita ------------------------------------------


async def test_con_botones_o_escrito_el_estado_y_el_documento_son_los_mismos(tmp_path: Path) -> None:
    propuestas: list[str] = []
    estados: list[object] = []
    pasos = (
        ("Sol de los Andes", "Sol de los Andes"),
        ("[ONG peruana (ONGD)]", "somos una oenegé, ong peruana"),
        ("[No tengo RUC]", "no tengo ruc"),
        ("[En trámite o renovación]", "está en trámite"),
        ("Bosques de Ucayali vivos", "Bosques de Ucayali vivos"),
        ("[No sé todavía]", "todavía no sé"),
        ("[No sé todavía]", "ni idea"),
        ("[Ver la lista]", ""),
        ("[Ucayali]", "Ucayali"),
        ("[No sé todavía]", "no lo sé"),
        ("[Ver la lista]", ""),
        ("[15]", "15"),
        ("[No sé todavía]", "no sé"),
        ("[No sé todavía]", "no sé"),
        ("[No sé todavía]", "pendiente"),
        ("[No sé todavía]", "no sé todavía"),
        ("[No sé todavía]", "saltar"),
        ("[No sé todavía]", "siguiente"),
    )
    for escrito in (False, True):
        carpeta = tmp_path / str(escrito)
        carpeta.mkdir()
        chat = Chat(carpeta)
        if escrito:
            await chat.escribir("quiero armar mi propuesta")
            await chat.escribir("acepto")
            await chat.escribir("pregunta por pregunta")
        else:
            await chat.empezar()
        for con_boton, con_texto in pasos:
            if escrito:
                if con_texto:
                    await chat.escribir(con_texto)
            elif con_boton.startswith("["):
                await chat.pulsar(con_boton.strip("[]"))
            else:
                await chat.escribir(con_boton)
        assert chat.rotulo() == "", chat.texto
        if escrito:
            await chat.escribir("recibir word y pdf")
        else:
            await chat.pulsar("Recibir Word y PDF")
        propuestas.append(str(replace(chat.propuesta, procedencia=(), huella="")))  # estas sí miran sus palabras
        borrador = chat.borrador()
        valores = {llave: respuesta.valor for llave, respuesta in borrador.respuestas.items()}
        estados.append((valores, borrador.omitidas))
        chat.almacen.cerrar()
    assert estados[0] == estados[1]
    assert propuestas[0] == propuestas[1]
