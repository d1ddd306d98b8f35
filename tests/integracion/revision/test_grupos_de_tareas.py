"""Las tareas del personal: separar, juntar, ver a quién le llega qué antes de enviarlo, y lo que no se puede leer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import Engine, insert, select

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.tablas import (
    AVISOS_PEDIDOS,
    CONVERSACIONES,
    DIRECCIONES,
    EVENTOS,
    MENSAJES,
    PERSONAS,
    PREGUNTAS,
    TURNOS,
)
from bot.almacen.personal.bitacora import leer_bitacora
from bot.entrevista.eventos import COORDINA
from bot.revision.errores import ErrorDeTarea
from bot.revision.grupos.juntar import agrupar
from bot.revision.tareas import RespuestaOficial, Tarea, Tareas
from tests.apoyo.almacen import sembrar_borrador
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.revision_sembrada import abrir, autorizacion

AHORA = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
OFICIAL = RespuestaOficial("¿Cuáles son los pasos para elegir al comité?", "Los pasos son tres: convocar.", "Dirección")
QUIEN = "quien elige al comite directivo"
PASOS = "cuales son los pasos para elegir al comite directivo"


@pytest.fixture
def motor(tmp_path: Path) -> Iterator[Engine]:
    abierto = abrir(tmp_path)
    yield abierto
    abierto.dispose()


@pytest.fixture
def tareas(motor: Engine) -> Tareas:
    return Tareas(motor, ENTREVISTA)


def preguntar(
    motor: Engine,
    pregunta: str,
    *,
    quiere_aviso: bool = True,
    borrador: str | None = None,
    empezado: datetime = AHORA - timedelta(minutes=5),
) -> int:
    """Una persona nueva pregunta algo que no se supo contestar; con `borrador`, dentro del suyo. Devuelve la pregunta.

    `borrador`: «autorizado» o «reservado»; su problema es «Ampliar el agua clorada en doce centros poblados de Ponga».
    """
    with escritura(motor) as conexion:
        persona = conexion.scalars(
            insert(PERSONAS).values(clave=token_hex(32), creada=AHORA).returning(PERSONAS.c.id)
        ).one()
        conexion.execute(insert(DIRECCIONES).values(persona=persona, canal="telegram", direccion=str(persona)))
        conexion.execute(insert(CONVERSACIONES).values(persona=persona, revision=1, estado={}, actualizada=AHORA))
        suyo = None
        if borrador is not None:
            suyo = sembrar_borrador(conexion, persona, empezado)
            problema = "Ampliar el agua clorada en doce centros poblados de Ponga"
            dicho = {"pregunta": "problema", "actor": None, "valor": problema, "crudo": problema}
            eventos: list[dict[str, object]] = [
                {"autor": COORDINA, "tipo": "respuesta", "instante": empezado.isoformat(), "datos": dicho}
            ]
            eventos += [autorizacion(AHORA)] if borrador == "autorizado" else []
            for numero, evento in enumerate(eventos):
                conexion.execute(insert(EVENTOS).values(borrador=suyo, numero=numero, **evento))
        turno = conexion.scalars(
            insert(TURNOS)
            .values(
                persona=persona, numero=1, borrador=suyo, instante=AHORA, recibido=pregunta, respuesta="No lo dice."
            )
            .returning(TURNOS.c.id)
        ).one()
        identificador = conexion.scalars(
            insert(PREGUNTAS)
            .values(turno=turno, pregunta=pregunta, estado="no_sabe", confianza=0.1, citas=[])
            .returning(PREGUNTAS.c.id)
        ).one()
        if quiere_aviso:
            conexion.execute(insert(AVISOS_PEDIDOS).values(consulta=identificador, pedido=AHORA))
    return identificador


def listar(tareas: Tareas) -> tuple[Tarea, ...]:
    return tareas.listar(agrupar, AHORA).tareas


def enviados(motor: Engine) -> list[str]:
    with lectura(motor) as conexion:
        return [str(contenido) for contenido in conexion.scalars(select(MENSAJES.c.contenido))]


def test_a_quien_pregunto_quien_no_le_llegan_los_pasos(motor: Engine, tareas: Tareas, tmp_path: Path) -> None:
    preguntar(motor, QUIEN)
    preguntar(motor, PASOS)
    quien, pasos = sorted(listar(tareas), key=lambda una: una.identificador)
    preparada = tareas.preparar(pasos.identificador, OFICIAL, AHORA)
    assert [uno.legible for uno in preparada.avisos] == [PASOS]
    assert tareas.responder(tmp_path, preparada, "rosa", AHORA)[1] == 1
    (mensaje,) = enviados(motor)
    assert PASOS in mensaje
    assert QUIEN not in mensaje
    assert [una.identificador for una in listar(tareas)] == [quien.identificador]


def test_se_ve_lo_que_recibira_cada_persona_y_no_se_envia_nada(motor: Engine, tareas: Tareas) -> None:
    preguntar(motor, QUIEN)
    preguntar(motor, "¿Quién designa al comité directivo?")
    preguntar(motor, "¿Quiénes nombran al comité directivo?", quiere_aviso=False)
    (tarea,) = listar(tareas)
    preparada = tareas.preparar(tarea.identificador, OFICIAL, AHORA)
    vistos = [uno.mensaje.texto for uno in preparada.avisos]
    assert len(vistos) == 2  # quien no lo pidió no recibe nada
    for pregunta, visto in zip((QUIEN, "¿Quién designa al comité directivo?"), vistos, strict=True):
        assert visto.index("Usted preguntó:") < visto.index(pregunta) < visto.index("La APCI respondió")
        assert OFICIAL.texto in visto
    assert enviados(motor) == []


def test_lo_separado_no_recibe_la_respuesta_y_no_se_vuelve_a_juntar(
    motor: Engine, tareas: Tareas, tmp_path: Path
) -> None:
    preguntar(motor, QUIEN)
    otra = preguntar(motor, "quien nombra al comite directivo")
    (tarea,) = listar(tareas)
    nueva = tareas.separar(tarea.identificador, [otra], "rosa", AHORA)
    assert [(una.identificador, una.pregunta) for una in listar(tareas)] == [
        (tarea.identificador, QUIEN),
        (nueva, "quien nombra al comite directivo"),
    ]
    preparada = tareas.preparar(tarea.identificador, OFICIAL, AHORA)
    tareas.responder(tmp_path, preparada, "rosa", AHORA)
    (mensaje,) = enviados(motor)
    assert QUIEN in mensaje
    assert [una.identificador for una in listar(tareas)] == [nueva]


def test_lo_juntado_se_responde_de_una_vez(motor: Engine, tareas: Tareas, tmp_path: Path) -> None:
    preguntar(motor, "cuanto demora la respuesta de una solicitud")
    preguntar(motor, "en cuantos dias habiles nos contestan")
    una, otra = listar(tareas)
    tareas.juntar(una.identificador, otra.identificador, "rosa", AHORA)
    (junta,) = listar(tareas)
    assert (junta.identificador, junta.personas) == (una.identificador, 2)
    with pytest.raises(ErrorDeTarea, match=f"se juntó con la tarea {una.identificador}"):
        tareas.ver(otra.identificador)
    assert tareas.responder(tmp_path, tareas.preparar(junta.identificador, OFICIAL, AHORA), "rosa", AHORA)[1] == 2
    assert [linea.accion for linea in leer_bitacora(motor, 9)] == ["responder_pendiente", "juntar_pendientes"]


def test_lo_que_no_vale_se_rehusa_y_dice_que_hacer(motor: Engine, tareas: Tareas) -> None:
    unica = preguntar(motor, QUIEN)
    (tarea,) = listar(tareas)
    for numeros, dice in (([unica], "deje al menos una"), ([999], "no tiene la pregunta 999")):
        with pytest.raises(ErrorDeTarea, match=dice):
            tareas.separar(tarea.identificador, numeros, "rosa", AHORA)
    with pytest.raises(ErrorDeTarea, match="dos números distintos"):
        tareas.juntar(tarea.identificador, tarea.identificador, "rosa", AHORA)
    with pytest.raises(ErrorDeTarea, match="No hay una tarea 999"):
        tareas.juntar(tarea.identificador, 999, "rosa", AHORA)


def test_si_mientras_se_confirma_alguien_mas_pide_el_aviso_no_se_envia_a_ciegas(
    motor: Engine, tareas: Tareas, tmp_path: Path
) -> None:
    preguntar(motor, QUIEN)
    despues = preguntar(motor, "¿Quién designa al comité directivo?", quiere_aviso=False)
    (tarea,) = listar(tareas)
    preparada = tareas.preparar(tarea.identificador, OFICIAL, AHORA)
    with escritura(motor) as conexion:
        conexion.execute(insert(AVISOS_PEDIDOS).values(consulta=despues, pedido=AHORA))
    with pytest.raises(ErrorDeTarea, match="cambió quién espera"):
        tareas.responder(tmp_path, preparada, "rosa", AHORA)
    assert enviados(motor) == []
    assert not (tmp_path / "respuestas").exists()


DEL_BORRADOR = (
    "el objetivo es que 300 familias tengan agua",
    "Ampliar el agua clorada en doce centros poblados de Ponga",
    "q toda la gente tenga agua buena",
    "hay anemia en 12 centros poblados",
    "podemos poner 12 mil soles nosotros y la muni el terreno",
    "cambia el presupuesto a 1 millon de soles",
    "como somos 12 comunidades queremos agua",
    "quien hace la obra es la muni",
    "reducir la anemia infantil?",
    "ampliar el agua en Ponga, esta bien asi?",
    "¿Por qué hay anemia? Porque en 12 centros poblados no hay posta",
    "¿qué pasa si ampliar el agua clorada en doce centros demora?",
    "quien dirige es don Julio Quispe el alcalde",
    "cual es el problema: no hay agua en Chacapampa",
    "que es para mejorar la nutricion de los wawas",
    "como se llama la alianza es Yaku Kawsay",
    "donde se hara en el distrito de ongoy",
    "cuando se empieza en marzo",
    "requisitos para la obra son el terreno y la plata",
    "ejemplos de actividades: taller, pasantia, feria",
    "como se resuelve la contaminacion con plantas de tratamiento",
    "por que es necesario el agua segura",
    "para que sirve el proyecto es para tener riego",
    "¿No hay agua segura en Ongoy, verdad?",
    "¿pongo a la municipalidad como responsable?",
)
PREGUNTAS_EN_UN_BORRADOR = (
    (QUIEN, QUIEN),
    ("una mype puede participar?", "una mype puede participar?"),
    ("Somos de Ponga. ¿A qué correo envío la propuesta?", "[…] ¿A qué correo envío la propuesta?"),
    ("nosotros somos una jass, cuanto cuesta inscribirse?", "[…] cuanto cuesta inscribirse?"),
    ("¿La minera Quebrada Honda puede poner 2,000,000?", "¿La minera [nombre] puede poner [cifra]?"),
    ("¿Hay un plazo para presentar?", "¿Hay un plazo para presentar?"),
    ("necesito saber cual es el plazo", "necesito saber cual es el plazo"),
    ("¿podemos retirarnos de la alianza?", "¿podemos retirarnos de la alianza?"),
)


@pytest.mark.parametrize("quiere_aviso", [False, True])
@pytest.mark.parametrize("dicho", DEL_BORRADOR)
def test_lo_dicho_en_un_borrador_reservado_no_se_ve_ni_por_error(
    motor: Engine, tareas: Tareas, dicho: str, quiere_aviso: bool
) -> None:
    preguntar(motor, dicho, quiere_aviso=quiere_aviso, borrador="reservado")
    hay = tareas.listar(agrupar, AHORA)
    assert (hay.tareas, hay.reservadas) == ((), 1)


@pytest.mark.parametrize(("dicho", "se_lee"), PREGUNTAS_EN_UN_BORRADOR)
def test_una_pregunta_hecha_en_un_borrador_reservado_se_puede_responder(
    motor: Engine, tareas: Tareas, tmp_path: Path, dicho: str, se_lee: str
) -> None:
    preguntar(motor, dicho, borrador="reservado")
    (tarea,) = listar(tareas)
    assert tarea.pregunta == se_lee
    preparada = tareas.preparar(tarea.identificador, OFICIAL, AHORA)
    assert [uno.legible for uno in preparada.avisos] == [se_lee]
    assert tareas.responder(tmp_path, preparada, "rosa", AHORA)[1] == 1
    (mensaje,) = enviados(motor)
    assert dicho in mensaje  # quien preguntó lee su pregunta entera


def test_lo_contado_justo_antes_de_empezar_el_borrador_tampoco_se_ve(motor: Engine, tareas: Tareas) -> None:
    en_un_rato, otro_dia = AHORA + timedelta(minutes=10), AHORA + timedelta(days=1)
    preguntar(motor, "queremos agua para los anexos", borrador="reservado", empezado=en_un_rato)
    preguntar(motor, QUIEN, borrador="reservado", empezado=en_un_rato)
    preguntar(motor, "requisitos de una ong", borrador="reservado", empezado=otro_dia)
    hay = tareas.listar(agrupar, AHORA)
    assert {una.pregunta for una in hay.tareas} == {QUIEN, "requisitos de una ong"}
    assert hay.reservadas == 1


@pytest.mark.parametrize("borrador", [None, "autorizado"])
def test_fuera_de_lo_reservado_se_lee_entero(motor: Engine, tareas: Tareas, borrador: str | None) -> None:
    preguntar(motor, DEL_BORRADOR[0], borrador=borrador)
    (tarea,) = listar(tareas)
    assert tarea.pregunta == DEL_BORRADOR[0]


def test_lo_que_dejo_de_poder_leerse_sale_de_su_tarea_y_no_recibe_la_respuesta(
    motor: Engine, tareas: Tareas, tmp_path: Path
) -> None:
    dicho = "las donaciones pagan impuesto"
    preguntar(motor, dicho, borrador="autorizado")
    preguntar(motor, dicho)
    (tarea,) = listar(tareas)
    assert tarea.personas == 2
    with escritura(motor) as conexion:
        conexion.execute(EVENTOS.delete().where(EVENTOS.c.tipo == "autorizada"))
    preparada = tareas.preparar(tarea.identificador, OFICIAL, AHORA)
    assert len(preparada.avisos) == 1
    tareas.responder(tmp_path, preparada, "rosa", AHORA)
    assert len(enviados(motor)) == 1
    assert tareas.listar(agrupar, AHORA).reservadas == 1  # si la persona lo autoriza, vuelve a la lista
