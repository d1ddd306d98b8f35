"""Ver sugerencias en una pregunta y usar una: nada se guarda sin un toque, queda marcado y se deshace."""

from bot.dialogo.borrador.acciones import Accion, AccionPedida, leer_accion
from bot.dialogo.borrador.paso.sugerir import sugerir
from bot.dialogo.borrador.plantear import mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.efectos import Enviar
from bot.entrevista.eventos import ModoCambiado, Respondida, Vuelta
from bot.entrevista.pasos import Actor, Paso
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.autoria.procedencia import CON_SUGERENCIAS, LA_PERSONA
from tests.apoyo.charla import CONTEXTO, Charla

NO_DEL_MARCO = "del asistente, no del marco"
IDEA = "Somos la Cooperativa Valle Verde, en Jaén, para 300 familias. Los niños toman agua sin cloro. ODS 6."


def en(clave: str, idea: str = IDEA) -> Charla:
    """Una charla que ya contó su idea y está en esa pregunta."""
    charla = Charla()
    charla.escribir(idea)
    if "Guardar todo" in charla.etiquetas():
        charla.pulsar("Guardar todo")
    return volver(charla, clave)


def volver(charla: Charla, clave: str) -> Charla:
    """La misma charla, otra vez ante esa pregunta, con todas las del modo ampliado."""
    sesion = Sesion(CONTEXTO, charla.estado).anotar(ModoCambiado(CONTEXTO.ahora, "ampliado"))
    sesion = sesion.anotar(Vuelta(CONTEXTO.ahora, (clave, "")))
    charla.estado, charla.mensaje = sesion.estado, mostrar_paso(sesion)
    return charla


def ver(clave: str) -> Charla:
    charla = en(clave)
    charla.pulsar("Ver sugerencias")
    return charla


def respuesta(charla: Charla, clave: str) -> object:
    return charla.respuestas().get(clave)


def test_el_boton_esta_bajo_la_ayuda_solo_donde_hay_sugerencias() -> None:
    for clave, hay in (("titulo", True), ("resultados", True), ("poblacion", False), ("presupuesto", False)):
        assert ("Ver sugerencias" in en(clave).etiquetas()) is hay, clave


def test_se_muestran_tres_se_dice_de_quien_son_y_no_se_guarda_nada() -> None:
    charla = en("titulo")
    antes = charla.estado.eventos
    charla.pulsar("Ver sugerencias")
    assert NO_DEL_MARCO in charla.mensaje.texto
    assert [una for una in charla.etiquetas() if una.startswith("Usar esta")] == [
        "Usar esta (1)",
        "Usar esta (2)",
        "Usar esta (3)",
    ]
    assert "1. Alianza Agua Segura para Jaén" in charla.mensaje.texto
    assert charla.estado.eventos == antes
    charla.pulsar("Otras")
    assert "4. " in charla.mensaje.texto
    assert charla.estado.eventos == antes
    charla.pulsar("Volver a la pregunta")
    assert "¿Qué nombre le pondría" in charla.mensaje.texto
    assert charla.estado.eventos == antes


def test_un_indicador_se_muestra_con_su_unidad_su_fuente_y_su_codigo() -> None:
    texto = ver("resultados").mensaje.texto
    assert "INEI, ENAPRES" in texto
    assert "% de la población" in texto
    assert "meta ODS 6.1." in texto or "indicador ODS 6.1.1." in texto


def test_usar_una_la_guarda_como_sugerida_y_se_deshace() -> None:
    charla = ver("titulo")
    charla.pulsar("Usar esta (1)")
    assert respuesta(charla, "titulo") == "Alianza Agua Segura para Jaén"
    ultima = charla.estado.eventos[-1]
    assert isinstance(ultima, Respondida)
    assert ultima.sugerida
    charla.pulsar("Deshacer")
    assert respuesta(charla, "titulo") is None


def test_de_una_lista_se_suma_y_se_puede_elegir_otra() -> None:
    charla = ver("resultados")
    charla.pulsar("Usar esta (1)")
    charla.pulsar("Usar esta (1)")
    elegidos = respuesta(charla, "resultados")
    assert isinstance(elegidos, list)
    assert len(elegidos) == 2
    assert len({str(uno) for uno in elegidos}) == 2
    charla.pulsar("Deshacer")
    assert respuesta(charla, "resultados") == elegidos[:1]


def test_lo_que_la_persona_ya_escribio_en_la_lista_se_queda() -> None:
    charla = en("riesgos")
    charla.escribir("Que no llueva; responsable: Cooperativa Valle Verde")
    volver(charla, "riesgos").pulsar("Ver sugerencias")
    charla.pulsar("Usar esta (1)")
    riesgos = respuesta(charla, "riesgos")
    assert isinstance(riesgos, list)
    assert riesgos[0]["riesgo"] == "Que no llueva"
    assert len(riesgos) == 2
    charla.pulsar("Listo, seguir")
    assert "Sugerencias ·" not in charla.mensaje.texto


def test_varios_planes_caben_en_la_misma_respuesta() -> None:
    charla = ver("alineamiento")
    charla.pulsar("Usar esta (1)")
    primero = respuesta(charla, "alineamiento")
    charla.pulsar("Usar esta (1)")
    assert str(respuesta(charla, "alineamiento")).startswith(f"{primero}; ")
    for _ in range(12):
        if "Usar esta (1)" not in charla.etiquetas():
            break
        charla.pulsar("Usar esta (1)")
    assert len(str(respuesta(charla, "alineamiento"))) <= 300
    assert "Ya no cabe otra" in charla.mensaje.texto


def test_mientras_se_miran_se_puede_escribir_la_propia() -> None:
    charla = ver("titulo")
    charla.escribir("Agua Buena para Jaén")
    assert respuesta(charla, "titulo") == "Agua Buena para Jaén"
    assert not any(evento.sugerida for evento in charla.estado.eventos if isinstance(evento, Respondida))


def test_un_codigo_que_ya_no_es_de_ninguna_no_guarda_nada() -> None:
    charla = ver("titulo")
    antes = charla.estado.eventos
    codigo = next(boton.codigo for boton in charla.botones() if boton.etiqueta == "Usar esta (1)")
    for falso in ("00000000", "", "x", "1:2"):
        charla.pulsar_codigo(f"{codigo.rpartition(':')[0]}:{falso}")
        assert charla.estado.eventos == antes
        assert NO_DEL_MARCO in charla.mensaje.texto


def test_la_entrada_con_palabras_da_lo_mismo_que_el_boton_y_donde_no_hay_da_un_ejemplo() -> None:
    charla = en("titulo")
    sesion = Sesion(CONTEXTO, charla.estado)
    assert sesion.paso is not None
    turno = sugerir(sesion, sesion.paso)
    charla.pulsar("Ver sugerencias")
    assert [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)] == [charla.mensaje]
    sin = en("poblacion")
    sesion = Sesion(CONTEXTO, sin.estado)
    assert sesion.paso is not None
    (efecto,) = sugerir(sesion, sesion.paso).efectos
    assert isinstance(efecto, Enviar)
    assert "no tengo sugerencias" in efecto.mensaje.texto
    assert "300 familias cafetaleras" in efecto.mensaje.texto


def test_si_no_se_sabe_de_que_trata_pide_saber_mas_y_da_un_ejemplo() -> None:
    charla = volver(Charla().guiada(), "titulo")
    charla.pulsar("Ver sugerencias")
    assert "necesito saber un poco más" in charla.mensaje.texto
    assert charla.respuestas() == {}


def test_la_procedencia_dice_que_salio_de_una_sugerencia() -> None:
    charla = ver("titulo")
    charla.pulsar("Usar esta (1)")
    propuesta = armar(CONTEXTO.entrevista, charla.estado.eventos, CONTEXTO.ahora.date())
    quien = {fila.pregunta: (fila.quien, fila.palabras) for fila in propuesta.procedencia}
    assert quien["Nombre de la alianza"] == (CON_SUGERENCIAS, None)
    assert {uno for uno, _ in quien.values()} == {CON_SUGERENCIAS, LA_PERSONA}


def test_si_despues_escribe_la_suya_la_procedencia_es_solo_suya() -> None:
    charla = ver("titulo")
    charla.pulsar("Usar esta (1)")
    volver(charla, "titulo").escribir("Agua Buena para Todos")
    propuesta = armar(CONTEXTO.entrevista, charla.estado.eventos, CONTEXTO.ahora.date())
    assert {fila.quien for fila in propuesta.procedencia if fila.pregunta == "Nombre de la alianza"} == {LA_PERSONA}


def test_los_codigos_se_leen_y_caben_en_un_boton() -> None:
    for pedida in (AccionPedida(Accion.SUGERENCIAS, ("3",)), AccionPedida(Accion.USAR, ("0a1b2c3d",))):
        assert leer_accion(pedida.codigo.split(":")) == pedida
    for boton in ver("resultados").botones():
        assert len(boton.codigo.encode()) <= 64


def test_tres_sugerencias_caben_en_una_pantalla() -> None:
    for clave in ("titulo", "objetivo_comun", "ods", "alineamiento", "riesgos", "resultados", "actividades"):
        charla = ver(clave)
        assert len(charla.mensaje.texto) <= 1000, clave


def test_de_un_actor_se_suma_cada_linea_y_sin_saber_que_es_se_pide_el_tipo() -> None:
    charla = en("titulo")
    sesion = Sesion(CONTEXTO, charla.estado).anotar(Vuelta(CONTEXTO.ahora, ("reparto", "a0")))
    charla.estado, charla.mensaje = sesion.estado, mostrar_paso(sesion)
    charla.pulsar("Ver sugerencias")
    charla.pulsar("Usar esta (1)")
    charla.pulsar("Usar esta (1)")
    dicho = respuesta(charla, "reparto")
    assert isinstance(dicho, dict)
    assert dicho["responsabilidad"]
    assert dicho["aporte"]
    assert dicho["riesgo"] is None
    paso = Paso(CONTEXTO.entrevista.pregunta("reparto"), Actor("a9", "Los vecinos", None))
    (efecto,) = sugerir(Sesion(CONTEXTO, charla.estado), paso).efectos
    assert isinstance(efecto, Enviar)
    assert "qué tipo de actor es" in efecto.mensaje.texto
