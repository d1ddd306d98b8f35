"""La propuesta que se imprime: sus secciones, lo que no se preguntó, de dónde sale cada dato y sus versiones."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.entrevista.eventos import DocumentoEntregado, Evento, Fallo, Migrada, Respondida, Valor, Vuelta
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Dato, Procedencia, Propuesta, Seccion
from bot.entrevista.propuesta.versiones import Cambio, comparar, numero_de_version, versiones_de
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, INSTANTE, RAPIDO, Respuestas, fila, historia


def _seccion(propuesta: Propuesta, numero: int) -> Seccion:
    return next(seccion for seccion in propuesta.secciones if seccion.numero == numero)


def _procedencia(propuesta: Propuesta, pregunta: str) -> Procedencia:
    return next(una for una in propuesta.procedencia if una.pregunta == pregunta)


def _respuesta(clave: str, valor: Valor, crudo: str = "", minutos: int = 60, actor: str = "") -> Evento:
    return Respondida(INSTANTE + timedelta(minutes=minutos), (clave, actor), valor, crudo or str(valor))


def _entregada(eventos: tuple[Evento, ...]) -> tuple[Evento, ...]:
    propuesta = armar(ENTREVISTA, eventos, HOY)
    return (*eventos, DocumentoEntregado(INSTANTE, propuesta.numero, propuesta.huella))


def test_cada_dato_va_en_su_seccion_y_los_actores_por_su_nombre() -> None:
    propuesta = armar(ENTREVISTA, historia(AMPLIADO), HOY)
    assert Dato("Contacto", "Nombre: María Quispe\nCargo: jefa de proyectos\nCorreo: mquispe@andes.pe") in [
        replace(dato, etiqueta="Contacto") for dato in _seccion(propuesta, 1).datos
    ]
    assert _seccion(propuesta, 4).cuadros[0].filas[1] == (
        "Municipalidad de Celendín",
        "Municipalidad",
        "Ya conversamos",
    )
    assert (propuesta.actores[2].nombre, propuesta.actores[2].responsabilidad) == ("GIZ", "operar el sistema de agua")
    riesgos = _seccion(propuesta, 9).cuadros[0]
    assert riesgos.filas[0][2] == "Minera Andes"  # responde quien asume el riesgo, si no se dijo otro
    assert ("Sequía", "Social", "Municipalidad de Celendín", "reservorios") in riesgos.filas
    assert _seccion(propuesta, 10).cuadros[0].filas == (
        (
            "Centros poblados con agua clorada\nIndicador: centros con cloro de 0.5 mg/l o más",
            "2",
            "12 centros poblados",
            "agosto de 2028",
            "Municipalidad de Celendín",
        ),
    )
    assert _seccion(propuesta, 12).cuadros[0].filas[1] == ("Instalar los cloradores", "4", "Municipalidad de Celendín")
    assert "el cuarto está por confirmar" in _seccion(propuesta, 11).notas[-1].lower()
    assert propuesta.pendientes == ()


@pytest.mark.parametrize("modo", ["nucleo", "ampliado"])
def test_lo_de_cada_actor_se_lee_una_sola_vez(modo: str) -> None:
    propuesta = armar(ENTREVISTA, historia(AMPLIADO, modo=modo), HOY)
    for numero in (5, 6, 7, 8):
        seccion = _seccion(propuesta, numero)
        assert seccion.cuadros == ()
        assert seccion.notas[0].startswith("Lo de cada actor está en la matriz del Anexo A.")
    sola = armar(ENTREVISTA, historia({**RAPIDO, ("actores", ""): []}, modo=modo), HOY)
    assert sola.actores[1:] == ()  # con un solo actor no hay matriz
    assert _seccion(sola, 6).cuadros[0].filas == (("Minera Andes", "operar el sistema de agua"),)
    assert not any("Anexo A" in nota for seccion in sola.secciones for nota in seccion.notas)


def test_en_modo_rapido_lo_que_no_se_pregunto_se_dice_y_no_es_pendiente() -> None:
    propuesta = armar(ENTREVISTA, historia(RAPIDO, modo="nucleo"), HOY)
    for numero in (13, 14):
        seccion = _seccion(propuesta, numero)
        assert (seccion.datos, seccion.cuadros) == ((), ())
        assert seccion.notas[0].startswith("No se preguntó en el modo rápido: ")
        assert "Puede ampliar el borrador." in seccion.notas[0]
    assert propuesta.pendientes == ()
    assert "[PENDIENTE]" not in str(propuesta)
    assert not any(
        "modo rápido" in nota for s in armar(ENTREVISTA, historia(AMPLIADO), HOY).secciones for nota in s.notas
    )


def test_un_borrador_vacio_tiene_sus_secciones_y_lo_pendiente_al_frente() -> None:
    propuesta = armar(ENTREVISTA, historia({}, modo="nucleo"), HOY)
    assert [seccion.numero for seccion in propuesta.secciones] == list(range(1, 15))
    assert "Nombre o razón social" in propuesta.pendientes
    assert _seccion(propuesta, 4).datos == (Dato("Actores de la alianza", None),)
    assert _seccion(propuesta, 9).datos == (Dato("Riesgos", None),)


def test_lo_que_falta_de_una_respuesta_compuesta_se_pide_por_su_nombre() -> None:
    cambios: Respuestas = {
        **AMPLIADO,
        ("contacto", ""): {"nombre": "María", "cargo": "jefa", "correo": None},
        ("resultados", ""): [
            {"resultado": "Agua", "indicador": "casos", "meta": "12", "fecha": None, "responsable": None}
        ],
        ("reparto", "a1"): fila(riesgo=""),
    }
    pendientes = armar(ENTREVISTA, historia(cambios), HOY).pendientes
    assert any(punto.endswith(": Correo") for punto in pendientes)
    assert any(punto.endswith(": Fecha, Responsable") for punto in pendientes)
    assert "Municipalidad de Celendín: Riesgo" in pendientes


def test_una_pregunta_que_la_agencia_agrega_se_imprime_aunque_no_tenga_seccion() -> None:
    nueva = replace(ENTREVISTA.pregunta("objetivo_comun"), clave="nueva", etiqueta="Pregunta nueva")
    entrevista = replace(ENTREVISTA, preguntas=(*ENTREVISTA.preguntas, nueva))
    propuesta = armar(entrevista, historia({**RAPIDO, ("nueva", ""): "una respuesta nueva"}), HOY)
    ultima = propuesta.secciones[-1]
    assert (ultima.numero, ultima.titulo) == (15, "Otros datos")
    assert ultima.datos == (Dato("Pregunta nueva", "una respuesta nueva"),)


def test_cada_dato_dice_quien_lo_dijo_cuando_y_con_que_palabras() -> None:
    crudos = {("presupuesto", ""): "unos 150 mil soles"}
    propuesta = armar(ENTREVISTA, historia(RAPIDO, modo="nucleo", crudos=crudos), HOY)
    presupuesto = _procedencia(propuesta, "Presupuesto total aproximado")
    assert (presupuesto.seccion, presupuesto.quien) == ("Sección 7", "La persona")
    assert presupuesto.palabras == "unos 150 mil soles"
    # Las 15:02 de Greenwich son las 10:02 de Lima.
    assert _procedencia(propuesta, "Nombre o razón social").cuando == "23/11/2026, 10:02"
    assert _procedencia(propuesta, "Nombre o razón social").palabras is None
    reparto = next(una for una in propuesta.procedencia if una.pregunta.startswith("GIZ"))
    assert reparto.seccion == "Anexo A y sección 9"
    visibles = [dato for seccion in propuesta.secciones for dato in seccion.datos if dato.valor]
    assert len(propuesta.procedencia) >= len(visibles)


def test_corregir_cambia_la_hora_y_repetir_lo_mismo_no() -> None:
    eventos = historia(RAPIDO, modo="nucleo")
    corregida = armar(ENTREVISTA, (*eventos, _respuesta("titulo", "Agua para Celendín")), HOY)
    repetida = armar(ENTREVISTA, (*eventos, _respuesta("titulo", RAPIDO["titulo", ""])), HOY)
    antes = _procedencia(armar(ENTREVISTA, eventos, HOY), "Nombre de la alianza")
    assert _procedencia(corregida, "Nombre de la alianza").cuando == "23/11/2026, 11:00"
    assert _procedencia(repetida, "Nombre de la alianza") == antes


def test_pasar_a_otra_version_de_la_entrevista_conserva_de_donde_sale_cada_dato() -> None:
    viejas: Respuestas = {("nombre_viejo", ""): "Sol", ("tipo_organizacion", ""): "empresa_vieja"}
    migrada = Migrada(
        INSTANTE,
        renombradas={"nombre_viejo": "nombre_organizacion"},
        opciones={"tipo_organizacion": {"empresa_vieja": "empresa"}},
    )
    eventos = (*historia(viejas, modo="nucleo"), migrada)
    propuesta = armar(ENTREVISTA, eventos, HOY)
    assert _procedencia(propuesta, "Nombre o razón social").cuando == "23/11/2026, 10:02"
    assert _procedencia(propuesta, "Tipo de organización").cuando == "23/11/2026, 10:03"


def test_la_huella_cambia_con_las_respuestas_y_no_con_la_conversacion() -> None:
    eventos = historia(RAPIDO, modo="nucleo")
    huella = armar(ENTREVISTA, eventos, HOY).huella
    vuelta, fallo = Vuelta(INSTANTE, ("titulo", "")), Fallo(INSTANTE, ("titulo", ""))
    assert armar(ENTREVISTA, (*eventos, vuelta, fallo), HOY).huella == huella
    assert armar(ENTREVISTA, (*eventos, _respuesta("titulo", "Otra alianza")), HOY).huella != huella
    assert len(huella) == 64


def test_una_version_nueva_solo_si_algo_cambio() -> None:
    eventos = historia(RAPIDO, modo="nucleo")
    primera = _entregada(eventos)
    assert numero_de_version(primera, armar(ENTREVISTA, primera, HOY).huella) == 1
    segunda = _entregada((*primera, _respuesta("titulo", "Otra alianza por el agua")))
    assert [version.numero for version in versiones_de(segunda)] == [1, 2]
    assert [version.numero for version in versiones_de(_entregada(segunda))] == [1, 2]


def test_comparar_dice_que_cambio_de_cada_dato() -> None:
    antes = historia(AMPLIADO)
    ahora = (
        *antes,
        _respuesta("titulo", "Agua para todo Celendín"),
        _respuesta("presupuesto", {"monto": "180000.00", "moneda": "PEN"}),
        _respuesta("reparto", fila(aporte="tres técnicos"), actor="a1"),
        _respuesta("tipo_organizacion", "fuente"),
    )
    cambios = comparar(ENTREVISTA, antes, ahora, HOY)
    assert Cambio("Nombre de la alianza", "Agua Segura para Celendín", "Agua para todo Celendín") in cambios
    assert Cambio("Presupuesto total aproximado", "S/ 150,000.00", "S/ 180,000.00") in cambios
    assert Cambio("Municipalidad de Celendín · Aporta", "dos técnicos, S/ 50,000", "tres técnicos") in cambios
    assert Cambio("RUC", "20100070970", None) in cambios  # esa rama ya no se pregunta
    assert Cambio("Tipo de organización", "Empresa privada", "Fuente cooperante") in cambios
    assert comparar(ENTREVISTA, antes, antes, HOY) == ()


@pytest.mark.parametrize("modo", ["nucleo", "ampliado"])
def test_comparar_de_ida_y_de_vuelta_es_lo_mismo_al_reves(modo: str) -> None:
    antes = historia(RAPIDO, modo=modo)
    ahora = historia({**AMPLIADO, ("titulo", ""): "Otra alianza"}, modo=modo)
    ida, vuelta = comparar(ENTREVISTA, antes, ahora, HOY), comparar(ENTREVISTA, ahora, antes, HOY)
    assert {(c.etiqueta, c.antes, c.ahora) for c in ida} == {(c.etiqueta, c.ahora, c.antes) for c in vuelta}


def test_el_detalle_de_cada_cosa_se_imprime() -> None:
    detalles = {
        "riesgos": "probabilidad media",
        "resultados": "ojalá antes de la cosecha",
        "actividades": "con jóvenes voluntarios",
        "actores": "todavía no firma",
        "reparto": "solo por las mañanas",
        "contacto": "llamar después de las seis",
    }
    respuestas = {
        **AMPLIADO,
        ("actores", ""): [{"id": "a1", "nombre": "UNICEF", "tipo": "fuente", "detalle": detalles["actores"]}],
        ("reparto", "a1"): fila(detalle=detalles["reparto"]),
        ("riesgos", ""): [{"riesgo": "Huaicos", "responsable": "a1", "detalle": detalles["riesgos"]}],
        ("resultados", ""): [{"resultado": "Agua", "meta": "12", "detalle": detalles["resultados"]}],
        ("actividades", ""): [
            {"actividad": "Feria", "mes": {"desde": 1, "hasta": 8}, "detalle": detalles["actividades"]}
        ],
        ("contacto", ""): {"nombre": "Rosa", "correo": "rosa@agua.pe", "detalle": detalles["contacto"]},
    }
    propuesta = armar(ENTREVISTA, historia(respuestas, modo="ampliado"), HOY)
    impreso = str((propuesta.secciones, propuesta.actores))
    assert {clave: dicho in impreso for clave, dicho in detalles.items()} == dict.fromkeys(detalles, True)
    assert "1 a 8" in impreso
