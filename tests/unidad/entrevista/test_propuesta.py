"""La propuesta que se imprime: sus secciones, lo que no se preguntó, de dónde sale cada dato y sus versiones."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import DocumentoEntregado, Evento, Fallo, Migrada, Respondida, Valor, Vuelta
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Cuadro, Dato, Procedencia, Propuesta, Seccion
from bot.entrevista.propuesta.versiones import Cambio, comparar, numero_de_version, versiones_de
from bot.entrevista.visible import huella_de, ver
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, INSTANTE, RAPIDO, Respuestas, fila, historia


def _seccion(propuesta: Propuesta, titulo: str) -> Seccion:
    return next(seccion for seccion in propuesta.secciones if seccion.titulo == titulo)


def _cuadro(propuesta: Propuesta, primera: str) -> Cuadro:
    """El primer cuadro cuya primera columna se llama así."""
    cuadros = (cuadro for seccion in propuesta.secciones for cuadro in seccion.cuadros)
    return next(cuadro for cuadro in cuadros if cuadro.titulos[0] == primera)


def _procedencia(propuesta: Propuesta, pregunta: str) -> Procedencia:
    return next(una for una in propuesta.procedencia if una.pregunta == pregunta)


def _respuesta(clave: str, valor: Valor, crudo: str = "", minutos: int = 60, actor: str = "") -> Evento:
    return Respondida(INSTANTE + timedelta(minutes=minutos), (clave, actor), valor, crudo or str(valor))


def _entregada(eventos: tuple[Evento, ...]) -> tuple[Evento, ...]:
    propuesta = armar(ENTREVISTA, eventos, HOY)
    return (*eventos, DocumentoEntregado(INSTANTE, propuesta.numero, propuesta.huella))


def test_cada_dato_va_en_su_seccion_y_los_actores_por_su_nombre() -> None:
    propuesta = armar(ENTREVISTA, historia(AMPLIADO), HOY)
    contacto = _seccion(propuesta, "Quién propone y con quién comunicarse").datos
    dichos = [dato.valor for dato in contacto]
    assert dichos[-3:] == ["María Quispe", "Jefa de proyectos", "mquispe@andes.pe"]
    assert _cuadro(propuesta, "Actor").filas[1] == ("Municipalidad de Celendín", "Municipalidad", "Ya conversamos")
    assert (propuesta.actores[2].nombre, propuesta.actores[2].responsabilidad) == ("GIZ", "Operar el sistema de agua")
    riesgos = _cuadro(propuesta, "Riesgo")
    assert riesgos.filas[0][2] == "Minera Andes"  # responde quien asume el riesgo, si no se dijo otro
    assert ("Sequía", "Social", "Municipalidad de Celendín", "Reservorios") in riesgos.filas
    assert _cuadro(propuesta, "Resultado").filas == (
        (
            "Centros poblados con agua clorada",
            "Centros con cloro de 0.5 mg/l o más",
            "2",
            "12 centros poblados",
            "agosto de 2028",
            "Municipalidad de Celendín",
        ),
    )
    assert _cuadro(propuesta, "Actividad").filas[1][:3] == (
        "Instalar los cloradores",
        "Municipalidad de Celendín",
        "mes 4",
    )
    assert propuesta.pendientes == ()


@pytest.mark.parametrize("modo", ["nucleo", "ampliado"])
def test_lo_de_cada_actor_se_lee_en_la_matriz_aunque_sea_uno(modo: str) -> None:
    propuesta = armar(ENTREVISTA, historia(AMPLIADO, modo=modo), HOY)
    matriz = next(cuadro for s in propuesta.secciones for cuadro in s.cuadros if "Se encarga de" in cuadro.titulos)
    assert [fila[0] for fila in matriz.filas] == [actor.nombre for actor in propuesta.actores]
    sola = armar(ENTREVISTA, historia({**RAPIDO, ("actores", ""): []}, modo=modo), HOY)
    matriz = next(cuadro for s in sola.secciones for cuadro in s.cuadros if "Se encarga de" in cuadro.titulos)
    assert [fila[:2] for fila in matriz.filas] == [("Minera Andes", "Operar el sistema de agua")]


def test_lo_que_no_se_pregunto_no_aparece_y_se_dice_una_vez_al_final() -> None:
    propuesta = armar(ENTREVISTA, historia(RAPIDO, modo="nucleo"), HOY)
    titulos = [seccion.titulo for seccion in propuesta.secciones]
    assert "Cómo se decide y se rinde cuentas" not in titulos
    assert [seccion.numero for seccion in propuesta.secciones] == list(range(1, len(titulos) + 1))
    assert "Continuidad y salida" in [uno.que for uno in propuesta.por_ampliar]
    assert propuesta.pendientes == ()
    assert len({uno.que for uno in propuesta.por_ampliar}) == len(propuesta.por_ampliar)
    assert all(uno.como.endswith(("?", ".", ":")) and "{" not in uno.como for uno in propuesta.por_ampliar)
    assert armar(ENTREVISTA, historia(AMPLIADO), HOY).por_ampliar == ()


def test_un_borrador_vacio_no_tiene_secciones_y_todo_esta_por_completar() -> None:
    propuesta = armar(ENTREVISTA, historia({}, modo="nucleo"), HOY)
    assert (propuesta.secciones, propuesta.resumen, propuesta.de_un_vistazo) == ((), (), ())
    assert "Nombre o razón social" in [uno.que for uno in propuesta.pendientes]


def test_lo_que_falta_de_una_respuesta_compuesta_se_pide_por_su_nombre() -> None:
    cambios: Respuestas = {
        **AMPLIADO,
        ("contacto", ""): {"nombre": "María", "cargo": "jefa", "correo": None},
        ("resultados", ""): [
            {"resultado": "Agua", "indicador": "casos", "meta": "12", "fecha": None, "responsable": None}
        ],
        ("reparto", "a1"): fila(riesgo=""),
    }
    pendientes = [uno.que for uno in armar(ENTREVISTA, historia(cambios), HOY).pendientes]
    assert any(punto.endswith(": correo") for punto in pendientes)
    assert any(punto.endswith(": fecha y responsable") for punto in pendientes)
    assert "Municipalidad de Celendín: riesgo" in pendientes


def test_una_pregunta_que_la_agencia_agrega_se_imprime_aunque_no_tenga_seccion() -> None:
    nueva = replace(ENTREVISTA.pregunta("objetivo_comun"), clave="nueva", etiqueta="Pregunta nueva")
    entrevista = replace(ENTREVISTA, preguntas=(*ENTREVISTA.preguntas, nueva))
    propuesta = armar(entrevista, historia({**RAPIDO, ("nueva", ""): "una respuesta nueva"}), HOY)
    ultima = propuesta.secciones[-1]
    assert ultima.titulo == "Otros datos"
    assert ultima.datos == (Dato("Pregunta nueva", "Una respuesta nueva"),)


def test_cada_dato_dice_quien_lo_dijo_cuando_y_con_que_palabras() -> None:
    crudos = {("presupuesto", ""): "unos 150 mil soles"}
    propuesta = armar(ENTREVISTA, historia(RAPIDO, modo="nucleo", crudos=crudos), HOY)
    presupuesto = _procedencia(propuesta, "Presupuesto total aproximado")
    assert (presupuesto.seccion, presupuesto.quien) == ("6. El presupuesto", "La persona")
    assert presupuesto.palabras == "unos 150 mil soles"
    # Las 15:02 de Greenwich son las 10:02 de Lima.
    assert _procedencia(propuesta, "Nombre o razón social").cuando == "23/11/2026, 10:02"
    assert _procedencia(propuesta, "Nombre o razón social").palabras is None
    reparto = next(una for una in propuesta.procedencia if una.pregunta.startswith("GIZ"))
    assert reparto.seccion == "4. Qué hace, pone, gana y arriesga cada uno\n5. Por qué participan"
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


OTRAS_VERSIONES = (
    replace(ENTREVISTA, version_reglas="2031-01-01"),
    replace(ENTREVISTA, version="2031-01-01"),
    replace(ENTREVISTA, reglas=()),
)


def test_la_huella_es_de_lo_que_se_dijo_y_no_de_las_reglas_con_que_se_revisa() -> None:
    eventos = historia(AMPLIADO)
    de_hoy = ver(ENTREVISTA, Borrador.de(eventos), HOY)
    assert {huella_de(ver(otra, de_hoy.borrador, HOY)) for otra in OTRAS_VERSIONES} == {huella_de(de_hoy)}
    se_ven = {paso.llave for paso in de_hoy.pasos}
    dichas = [uno for uno in eventos if isinstance(uno, Respondida) and uno.llave in se_ven]
    con_una_letra_mas = ((*eventos, replace(uno, crudo=f"{uno.crudo}.")) for uno in dichas)
    otras = {huella_de(ver(ENTREVISTA, Borrador.de(una), HOY)) for una in con_una_letra_mas}
    assert len(otras - {huella_de(de_hoy)}) == len(dichas) > 20


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
    assert Cambio("Presupuesto total aproximado", "S/ 150,000", "S/ 180,000") in cambios
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
    impreso = str((propuesta.secciones, propuesta.actores)).casefold()
    assert {clave: dicho in impreso for clave, dicho in detalles.items()} == dict.fromkeys(detalles, True)
    assert "meses 1 a 8" in impreso
