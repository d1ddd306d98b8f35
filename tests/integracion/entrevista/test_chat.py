"""La entrevista sobre el almacén real: el caso rápido, volver atrás, cambiar de rama y corregir mensajes."""

from dataclasses import replace
from pathlib import Path

from bot.entrevista.propuesta.armar import armar
from tests.apoyo.chat import AGUA_SEGURA, ENTREVISTA, Chat, valor


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
        "Comprar los equipos",
        "Operar el sistema",
        "Dar el método",
        "Capacitar a las juntas de agua",
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


# --- E2 y E3: la misma historia con botones y escrita ------------------------------------------


async def test_con_botones_o_escrito_el_estado_y_el_documento_son_los_mismos(tmp_path: Path) -> None:
    propuestas: list[str] = []
    estados: list[object] = []
    pasos = (
        ("Sol de los Andes", "Sol de los Andes"),
        ("[ONG peruana (ONGD)]", "somos una oenegé peruana"),
        ("[No tengo RUC]", "no tengo ruc"),
        ("[En trámite o renovación]", "está en trámite"),
        ("Bosques de Ucayali vivos", "Bosques de Ucayali vivos"),
        ("[No sé todavía]", "todavía no sé"),
        ("[No sé todavía]", "ni idea"),
        ("[Ver la lista]", ""),
        ("[Ucayali]", "Ucayali"),
        ("[No sé todavía]", "no lo sé"),
        ("[Ver la lista]", ""),
        ("[15. Vida de ecosistemas terrestres]", "15"),
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
