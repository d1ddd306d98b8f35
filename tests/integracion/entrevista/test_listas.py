"""Las listas de la entrevista, de elemento en elemento: agregar, cambiar, quitar y reemplazar."""

import pytest

from tests.apoyo.chat import Chat, valor


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
