"""Lo que se pide del borrador con palabras: verlo, recibirlo, compararlo, completarlo, abrir otro."""

import re
from dataclasses import replace

import pytest

from bot.dialogo.borrador.cambios.pedidos import reconocer
from bot.dialogo.borrador.cambios.por_sus_piezas import reconocer_por_sus_piezas
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.pedidos import como_va
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import DocumentoEntregado, Omitida
from tests.apoyo.borrador_lleno import AHORA, eventos_hasta
from tests.apoyo.charla import Charla
from tests.apoyo.pedidos_dichos import FUERA_DE_LA_ENTREVISTA, NI_FUERA_DE_LA_ENTREVISTA, NO_SON_PEDIDOS, PEDIDOS
from tests.unidad.dialogo.borrador.test_cambios import Persona, a_mitad

LLENO = eventos_hasta()
PENDIENTES = ("presupuesto", "plazo", "valor_agregado")


@pytest.mark.parametrize(("texto", "que"), PEDIDOS)
def test_se_reconoce_lo_que_se_pide(texto: str, que: str) -> None:
    pedido = reconocer(texto)
    assert pedido is not None
    assert pedido.value == que


@pytest.mark.parametrize("texto", NO_SON_PEDIDOS)
def test_lo_demas_no_es_un_pedido(texto: str) -> None:
    assert reconocer(texto) is None


@pytest.mark.parametrize("en_entrevista", [True, False])
def test_muestrame_todo_muestra_cada_respuesta(en_entrevista: bool) -> None:
    persona = a_mitad("titulo") if en_entrevista else Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("muestrame todo")
    for dicho in ("Agua Segura para Celendín", "S/ 900,000.00", "Cáritas Cajamarca", "18 meses", "Diagnóstico"):
        assert dicho in respuesta
    assert ("Sin responder: Continuidad." in respuesta) == en_entrevista
    assert ("· Continuidad" in respuesta) == en_entrevista


def test_como_va_dice_cuanto_hay_y_cuanto_falta() -> None:
    respuesta = a_mitad("titulo").escribir("como va?")
    assert "«Agua Segura para Celendín»" in respuesta
    assert "Le falta 1 pregunta" in respuesta


@pytest.mark.parametrize("dejadas", [0, 1, 2, 5])
def test_lo_respondido_lo_que_falta_y_lo_pendiente_hacen_el_total(dejadas: int) -> None:
    charla = Charla()
    charla.escribir("Somos Minera Andes SAC, en Cajamarca, para 300 familias. Costaría S/ 350,000 en 24 meses. ODS 6.")
    charla.escribir("guardar todo")
    for _ in range(dejadas):
        charla.pulsar("No sé todavía")
    dicho = como_va(Sesion(charla.contexto, charla.estado))[0].texto
    respondidas, total = map(int, re.findall(r"(\d+) de (\d+) respuestas", dicho)[0])
    faltan = int(re.findall(r"faltan? (\d+) pregunta", dicho)[0])
    pendientes = sum(map(int, re.findall(r"(\d+) que dejó", dicho)))
    assert pendientes == dejadas
    assert respondidas + faltan + pendientes == total


def test_el_word_otra_vez_llega_aunque_la_entrevista_haya_terminado() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    assert "Aquí está su borrador, versión 1" in persona.escribir("no me llegó el archivo")
    assert "Aquí está su borrador" in persona.escribir("Recibir Word y PDF")


def test_que_cambio_entre_versiones_compara() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir("mándame el word")
    persona.escribir("cambia el presupuesto a 1 millon de soles")
    persona.escribir("mándame el word")
    respuesta = persona.escribir("que cambió entre la version 1 y la 2?")
    assert "De la versión 1 a la 2" in respuesta
    assert "S/ 900,000 → S/ 1,000,000" in respuesta


def test_mejorar_la_redaccion_ofrece_cambiarla_y_no_inventa() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("mejora la redaccion del objetivo")
    assert "No escribo por usted" in respuesta
    assert "Llevar agua segura a 500 familias" in respuesta
    assert "· Objetivo común" in persona.pulsar("Cambiar: Objetivo común")


def test_con_quienes_dice_las_clases_que_tiene_y_ninguna_organizacion_nueva() -> None:
    respuesta = Persona(LLENO, en_entrevista=False).escribir("que empresas podrian ser mis socias?")
    assert "No recomiendo organizaciones por su nombre" in respuesta
    assert "Sector público: Municipalidad de Celendín" in respuesta
    assert "Según el marco" not in respuesta


def test_donde_lo_presento_no_promete_y_dice_a_quien_preguntar() -> None:
    respuesta = Persona(LLENO, en_entrevista=False).escribir("donde lo presento")
    assert "no lo presenta ni lo aprueba" in respuesta
    assert "consultas@ejemplo.pe" in respuesta


def test_otro_proyecto_aparte_deja_guardado_el_que_habia() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("quiero hacer otro proyecto aparte")
    assert "«Agua Segura para Celendín» queda guardado" in respuesta
    assert "Acepto" in persona.etiquetas()
    assert persona.estado.borrador is None


def con_pendientes() -> Persona:
    dejadas = tuple(Omitida(AHORA, (clave, "")) for clave in PENDIENTES)
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] not in PENDIENTES)
    entregado = DocumentoEntregado(AHORA, 1, "x")
    return Persona((*eventos, *dejadas, entregado), en_entrevista=False)


def test_completar_lo_pendiente_va_por_todos_seguidos_hasta_el_ultimo() -> None:
    persona = con_pendientes()
    assert "Quedan 3 pendientes" in persona.escribir("completar lo pendiente")
    assert "Quedan 2 pendientes" in persona.escribir("S/ 900,000")
    assert "Queda un pendiente" in persona.escribir("18 meses desde marzo de 2027")
    respuesta = persona.escribir("La empresa sola no puede operar el servicio y la municipalidad no puede pagarlo")
    assert "Esos eran todos los pendientes" in respuesta
    assert Borrador.de(persona.estado.eventos).omitidas == frozenset()


def test_lo_que_se_vuelve_a_dejar_pendiente_no_detiene_a_los_demas() -> None:
    persona = con_pendientes()
    persona.escribir("completar lo pendiente")
    assert "Quedan 2 pendientes" in persona.escribir("no sé")
    persona.escribir("no sé")
    assert "Esos eran todos los pendientes" in persona.escribir("no sé")


def test_se_puede_dejar_el_resto_para_despues() -> None:
    persona = con_pendientes()
    persona.escribir("completar lo pendiente")
    persona.pulsar("Dejar el resto para después")
    assert not persona.estado.en_entrevista


def test_al_completar_una_parte_que_falta_no_se_sabe_no_borra_lo_dicho() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.estado = replace(
        persona.estado,
        eventos=tuple(
            replace(uno, valor={**uno.valor, "beneficio": None})
            if getattr(uno, "llave", ("", "")) == ("reparto", "a2") and isinstance(uno.valor, dict)  # type: ignore[attr-defined]
            else uno
            for uno in LLENO
        ),
    )
    persona.escribir("completar lo pendiente")
    persona.escribir("no sé")
    assert "equipos de GIZ" in persona.ve("reparto:GIZ")


@pytest.mark.parametrize(("texto", "que"), FUERA_DE_LA_ENTREVISTA)
def test_fuera_de_la_entrevista_se_pide_de_cualquier_manera(texto: str, que: str) -> None:
    pedido = reconocer_por_sus_piezas(texto) or reconocer(texto)
    assert pedido is not None
    assert pedido.value == que


@pytest.mark.parametrize("texto", [*NI_FUERA_DE_LA_ENTREVISTA, *NO_SON_PEDIDOS])
def test_lo_que_nombra_el_archivo_y_no_lo_pide_no_es_un_pedido(texto: str) -> None:
    assert reconocer_por_sus_piezas(texto) is None


@pytest.mark.parametrize(
    ("texto", "se_ve", "no_se_ve"),
    [
        ("muéstrame la parte del presupuesto", "S/ 900,000.00", "18 meses"),
        ("recuérdame cuántas familias quedaron", "500 familias", "S/ 900,000.00"),
        ("cuánta plata pusimos al final?", "S/ 900,000.00", "500 familias"),
        ("solo el plazo", "18 meses", "S/ 900,000.00"),
        ("y el nombre de la alianza cómo quedó", "Agua Segura para Celendín", "18 meses"),
        ("léame nomás el problema, por favor", "agua sin cloro", "S/ 900,000.00"),
        ("que habíamos puesto en lo de Cáritas?", "Cáritas Cajamarca", "500 familias"),
        ("digame qué fecha de inicio consignamos", "18 meses", "S/ 900,000.00"),
        ("no me acuerdo del objetivo, repíteme", "Objetivo común", "S/ 900,000.00"),
        ("quiero ver lo que aporta cada uno", "Aporta", "18 meses"),
    ],
)
def test_se_muestra_solo_la_parte_que_se_pide_y_nada_cambia(texto: str, se_ve: str, no_se_ve: str) -> None:
    persona = Persona(LLENO, en_entrevista=False)
    antes = persona.estado.eventos
    respuesta = persona.escribir(texto)
    assert "Esto es lo anotado" in respuesta
    assert se_ve in respuesta
    assert no_se_ve not in respuesta
    assert persona.estado.eventos == antes


@pytest.mark.parametrize(
    "texto",
    [
        "el presupuesto es 800 mil soles",
        "¿por qué me piden el presupuesto?",
        "quita el presupuesto",
        "solo falta el presupuesto de la muni, son 20 mil",
        "qué bravazo quedó lo de Cáritas",
    ],
)
def test_lo_demas_no_pide_ver_una_parte(texto: str) -> None:
    assert "Esto es lo anotado" not in Persona(LLENO, en_entrevista=False).escribir(texto)


def test_lo_que_no_se_entiende_lleva_con_un_toque_a_lo_que_nombra_y_el_texto_queda() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("los de Cáritas andan complicados con su gente este año, habría que ver")
    assert "Nada cambió todavía" in respuesta
    assert any("Cáritas Cajamarca" in etiqueta for etiqueta in persona.etiquetas())
    assert persona.ve("presupuesto") == "S/ 900,000.00"
