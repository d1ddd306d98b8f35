"""El almacén con SQLite y PostgreSQL reales: que nada se pierda, se repita, se mezcle ni sobreviva a un borrado."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from bot.almacen import AlmacenSQL
from bot.almacen.base.conexion import documentos_junto_a
from bot.almacen.base.errores import AlmacenDanado, HistoriaInconsistente, SalInvalida
from bot.almacen.base.tablas import METADATOS
from bot.dialogo.efectos import AnotarEnBorrador, AnotarPregunta, AnotarValoracion, Enviar
from bot.dialogo.mensajes import Adjunto, Boton, ClaseParrafo, Mensaje, negrita, parrafo
from bot.dialogo.peticiones import BorradorGuardado
from bot.dialogo.turno import Estado, PreguntaEnCurso, RespuestaDada
from bot.entrevista.eventos import Archivado, Creado
from bot.servicio.puertos import EstadoDesactualizado, Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, CITA, LUIS, abrir, borrar, cambiar_estado, evento, filas, recibida, saludo
from tests.apoyo.lectura_almacen import vista

a_la_vista = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
"""Para lo que se mira en las filas tal como se guardan sin cifrar."""


def test_una_persona_nueva_empieza_de_cero(almacen: AlmacenSQL) -> None:
    assert almacen.cargar(ANA) == (Estado(), 0)
    assert not vista(almacen, ANA, "1")
    assert almacen.leer_envios("telegram") == ()


def test_el_estado_vuelve_entero_despues_de_cerrar(url: str) -> None:
    estado = Estado(
        turno=7,
        saludada=True,
        preguntas=("¿Qué es una alianza?", "¿Y los principios?"),
        en_curso=PreguntaEnCurso("¿y eso?", ("¿y eso?",), (("principios de la alianza",),)),
        ultima=RespuestaDada(6, "¿Qué es?", (CITA,)),
        botones=(Boton("Sí", "si"), Boton("No", "no")),
        borrador="b1",
        en_entrevista=True,
        eventos=(Creado(AHORA), evento(1), evento(2, "Ñandú & Cía <S.A.> 💧")),
    )
    primero = abrir(url)
    primero.guardar(ANA, TurnoAtendido(0, "1", "hola", estado, (), AHORA))
    primero.cerrar()
    segundo = abrir(url)
    assert segundo.cargar(ANA) == (estado, 1)
    # La hora vuelve con la zona en que ocurrió: la fecha del documento sale de ella.
    assert segundo.cargar(ANA)[0].eventos[0].instante.utcoffset() == timedelta(hours=-5)
    segundo.cerrar()


def test_el_mensaje_por_entregar_vuelve_igual_y_en_orden(url: str, tmp_path: Path) -> None:
    documentos = tmp_path / "documentos"
    completo = Mensaje(
        (parrafo("Según el marco: ", negrita("cooperación")), parrafo("cita", clase=ClaseParrafo.CITA_PLEGABLE)),
        ((Boton("Me sirve", "v:1:1"), Boton("No", "v:1:0")), (Boton("Ver", "ver"),)),
        (Adjunto(str(documentos / "a.docx"), "Borrador - Agua.docx"),),
    )
    almacen = abrir(url, documentos=documentos)
    efectos = (saludo("uno"), AnotarValoracion(1, True), Enviar(completo))
    enviados = almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), efectos, AHORA))
    almacen.guardar(LUIS, TurnoAtendido(0, "1", "hola", Estado(turno=1), (saludo("tres"),), AHORA))
    almacen.guardar(Persona("consola", "local"), TurnoAtendido(0, "1", "hola", Estado(), (saludo("otra"),), AHORA))
    almacen.cerrar()
    almacen = abrir(url, documentos=documentos)
    pendientes = almacen.leer_envios("telegram")
    assert [envio.mensaje.texto.split("\n")[0] for envio in pendientes] == [
        "uno",
        "Según el marco: cooperación",
        "tres",
    ]
    assert pendientes[:2] == enviados
    assert pendientes[1].mensaje == completo
    assert [envio.persona for envio in pendientes] == [ANA, ANA, LUIS]
    almacen.marcar_enviado(pendientes[0].identificador, AHORA)
    assert almacen.leer_envios("telegram") == pendientes[1:]
    assert len(almacen.leer_envios("consola")) == 1
    almacen.cerrar()


def test_una_entrada_repetida_no_cambia_nada(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "41", "hola", Estado(turno=1), (saludo("hola"),), AHORA))
    antes = almacen.cargar(ANA)
    for revision in (0, 1, 99):
        assert (
            almacen.guardar(ANA, TurnoAtendido(revision, "41", "hola", Estado(turno=50), (saludo("otra"),), AHORA))
            == ()
        )
    assert almacen.cargar(ANA) == antes
    assert len(almacen.leer_envios("telegram")) == 1
    assert filas(url, "SELECT count(*) FROM turnos") == [(1,)]
    assert vista(almacen, ANA, "41")
    assert not vista(almacen, LUIS, "41")


def test_el_mismo_numero_de_entrada_en_otra_persona_es_otra_entrada(almacen: AlmacenSQL) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "41", "hola", Estado(turno=1), (), AHORA))
    assert len(almacen.guardar(LUIS, TurnoAtendido(0, "41", "hola", Estado(turno=1), (saludo("hola"),), AHORA))) == 1


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_una_revision_que_no_es_la_guardada_se_rechaza(almacen: AlmacenSQL, revision: int) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "a", Estado(turno=1), (), AHORA))
    almacen.guardar(ANA, TurnoAtendido(1, "2", "b", Estado(turno=2), (), AHORA))
    with pytest.raises(EstadoDesactualizado):
        almacen.guardar(ANA, TurnoAtendido(revision, "3", "c", Estado(turno=9), (saludo("no"),), AHORA))
    assert almacen.cargar(ANA) == (Estado(turno=2), 2)
    assert not vista(almacen, ANA, "3")
    assert almacen.leer_envios("telegram") == ()


def test_una_persona_nueva_con_revision_ajena_no_queda_inscrita(almacen: AlmacenSQL, url: str) -> None:
    with pytest.raises(EstadoDesactualizado):
        almacen.guardar(ANA, TurnoAtendido(5, "1", "a", Estado(turno=1), (), AHORA))
    assert filas(url, "SELECT count(*) FROM personas") == [(0,)]


def test_los_eventos_guardados_no_se_reescriben(almacen: AlmacenSQL, url: str) -> None:
    eventos = tuple(evento(numero) for numero in range(1, 6))
    almacen.guardar(ANA, TurnoAtendido(0, "1", "a", Estado(borrador="b", eventos=eventos[:3]), (), AHORA))
    antes = filas(url, "SELECT borrador, numero, instante FROM eventos ORDER BY numero")
    almacen.guardar(ANA, TurnoAtendido(1, "2", "b", Estado(borrador="b", eventos=eventos), (), AHORA))
    despues = filas(url, "SELECT borrador, numero, instante FROM eventos ORDER BY numero")
    assert despues[:3] == antes
    assert len(despues) == 5
    assert almacen.cargar(ANA)[0].eventos == eventos


@pytest.mark.parametrize(
    "estado",
    [
        Estado(turno=2, borrador="b", eventos=(evento(1),)),
        Estado(turno=2, borrador="b", eventos=()),
        Estado(turno=2, borrador="b", eventos=(evento(1), evento(2, "otra cosa"), evento(3))),
        Estado(turno=2, borrador=None, eventos=(evento(1), evento(2))),
    ],
    ids=["menos", "ninguno", "distintos", "sin borrador"],
)
def test_una_historia_que_no_continua_la_guardada_no_se_guarda(almacen: AlmacenSQL, estado: Estado) -> None:
    guardado = Estado(turno=1, borrador="b", eventos=(evento(1), evento(2)))
    almacen.guardar(ANA, TurnoAtendido(0, "1", "a", guardado, (), AHORA))
    with pytest.raises(HistoriaInconsistente):
        almacen.guardar(ANA, TurnoAtendido(1, "2", "b", estado, (saludo("no"),), AHORA))
    # El error ocurre con el turno a medio guardar: no debe quedar nada de él.
    assert almacen.cargar(ANA) == (guardado, 1)
    assert not vista(almacen, ANA, "2")
    assert almacen.leer_envios("telegram") == ()


def test_cada_borrador_conserva_sus_eventos_aunque_se_deje_o_se_cambie(almacen: AlmacenSQL) -> None:
    uno = Estado(borrador="uno", eventos=(evento(1), evento(2)))
    dos = Estado(borrador="dos", eventos=(evento(3),))
    for revision, estado in enumerate((uno, Estado(), dos)):
        almacen.guardar(ANA, TurnoAtendido(revision, None, "", estado, (), AHORA))
        assert almacen.cargar(ANA)[0] == estado
    retomado = replace(uno, eventos=(*uno.eventos, evento(4)))
    almacen.guardar(ANA, TurnoAtendido(3, None, "", retomado, (), AHORA))
    assert almacen.cargar(ANA)[0] == retomado


def test_dos_personas_pueden_llamar_igual_a_su_borrador(almacen: AlmacenSQL) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, None, "", Estado(borrador="b", eventos=(evento(1),)), (), AHORA))
    almacen.guardar(LUIS, TurnoAtendido(0, None, "", Estado(borrador="b", eventos=(evento(2),)), (), AHORA))
    assert almacen.cargar(ANA)[0].eventos == (evento(1),)
    assert almacen.cargar(LUIS)[0].eventos == (evento(2),)


@a_la_vista
def test_el_turno_guarda_lo_dicho_lo_respondido_y_por_que(almacen: AlmacenSQL, url: str) -> None:
    efectos = (
        AnotarPregunta("¿Qué es?", "respuesta", 0.91, (CITA,)),
        saludo("Según el marco"),
        saludo("¿Le sirve?"),
        AnotarValoracion(3, False),
    )
    almacen.guardar(ANA, TurnoAtendido(0, "1", "que es", Estado(turno=4), efectos, AHORA))
    almacen.guardar(ANA, TurnoAtendido(1, "2", "[Me sirve]", Estado(turno=4), (AnotarValoracion(3, True),), AHORA))
    assert filas(url, "SELECT numero, recibido, respuesta FROM turnos") == [
        (4, "que es", "Según el marco\n\n¿Le sirve?"),
        (4, "[Me sirve]", ""),
    ]
    ((*dicho, citas),) = filas(url, "SELECT pregunta, estado, confianza, citas FROM consultas")
    assert dicho == ["¿Qué es?", "respuesta", 0.91]
    assert (json.loads(citas) if isinstance(citas, str) else citas)[0]["inicio"] == 10  # PostgreSQL ya lo interpreta
    assert filas(url, "SELECT turno, sirve FROM valoraciones") == [(3, True)]  # vale la última


@a_la_vista
def test_un_texto_que_la_base_no_admite_no_pierde_el_turno(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "antes\x00\ud800después", Estado(turno=1), (), AHORA))
    ((recibido,),) = filas(url, "SELECT recibido FROM turnos")
    assert str(recibido).startswith("antes") and str(recibido).endswith("después")


def test_un_estado_de_una_version_anterior_se_puede_leer(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "a", Estado(turno=5, saludada=True), (), AHORA))
    cambiar_estado(url, {"turno": 5, "campo_que_ya_no_existe": 1})
    assert almacen.cargar(ANA) == (Estado(turno=5), 1)


def test_un_estado_ilegible_se_dice_sin_repetirlo(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "a", Estado(turno=5), (), AHORA))
    cambiar_estado(url, {"turno": "ZANAHORIA"})
    with pytest.raises(AlmacenDanado, match="no se puede leer") as lanzado:
        almacen.cargar(ANA)
    assert "ZANAHORIA" not in repr(lanzado.value)
    assert lanzado.value.__cause__ is None


def test_solo_una_tabla_dice_a_donde_se_le_escribe_a_la_persona(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (saludo("hola"),), AHORA))
    motor = create_engine(url)
    tablas = inspect(motor).get_table_names()
    motor.dispose()
    con_direccion = [tabla for tabla in tablas if ANA.direccion in repr(filas(url, f"SELECT * FROM {tabla}"))]
    assert con_direccion == ["direcciones"]


def test_con_otra_clave_no_se_abre_ni_se_reconoce_a_nadie(almacen: AlmacenSQL, url: str) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))
    with pytest.raises(SalInvalida, match="no es la clave de esta base"):
        abrir(url, b"z" * 32)
    motor = create_engine(url)
    otro = AlmacenSQL(motor, b"z" * 32, documentos_junto_a(url), {})
    assert otro.cargar(ANA) == (Estado(), 0)
    otro.cerrar()


def test_borrar_a_una_persona_no_deja_rastro_en_el_disco(url: str, tmp_path: Path) -> None:
    """Con SQLite se miran los archivos; con PostgreSQL, todo lo que sus tablas devuelven."""
    documento = tmp_path / "borrador.docx"
    almacen = abrir(url, documentos=tmp_path)
    documento.write_bytes(b"contenido")
    secreto = "ZANAHORIACRISTAL"
    for revision in range(30):
        eventos = tuple(evento(numero, f"{secreto} {'x' * 300}") for numero in range(1, revision + 2))
        adjunto = Mensaje((parrafo(f"{secreto} respuesta"),), (), (Adjunto(str(documento), "Borrador.docx"),))
        almacen.guardar(
            ANA,
            TurnoAtendido(
                revision,
                str(revision),
                f"{secreto} {revision} " + "y" * 2_000,
                Estado(turno=revision, preguntas=(secreto,), borrador=f"{secreto}", eventos=eventos),
                (Enviar(adjunto), AnotarPregunta(secreto, "no_sabe", 0.1, ()), AnotarValoracion(revision, True)),
                AHORA,
            ),
        )
    almacen.guardar(LUIS, TurnoAtendido(0, "1", "PERMANECE", Estado(turno=1), (saludo("hola"),), AHORA))

    def huellas(dato: str) -> list[str]:
        if url.startswith("sqlite"):
            return [ruta.name for ruta in tmp_path.rglob("alianzas.db*") if dato.encode() in ruta.read_bytes()]
        return [tabla for tabla in METADATOS.tables if dato in repr(filas(url, f"SELECT * FROM {tabla}"))]

    almacen.bandeja.recibir([recibida(900, ANA, secreto), recibida(901, ANA, f"{secreto} 2")], AHORA)
    almacen.bandeja.retirar("123:900")
    almacen.bandeja.terminar("123:901")
    assert huellas(secreto)
    assert huellas(ANA.direccion)
    # Treinta de turno, mensaje, consulta, valoración, entrada; treinta eventos; y una de cada una y de la bandeja.
    propias = 30 * 5 + 30 + 1 + 1 + 1 + 1 + 1 + 1
    recibo = borrar(almacen, ANA, AHORA)
    assert (recibo.filas, recibo.mensajes, recibo.borradores, recibo.documentos) == (propias, 30, 1, 1)
    assert huellas(secreto) == []
    assert huellas(ANA.direccion) == []
    assert not documento.exists()
    assert almacen.cargar(ANA) == (Estado(), 0)
    assert almacen.cargar(LUIS) == (Estado(turno=1), 1)
    assert huellas(LUIS.direccion)
    assert borrar(almacen, ANA, AHORA).filas == 0
    assert filas(url, "SELECT filas FROM borrados") == [(propias,)]


def test_despues_de_borrar_se_empieza_de_nuevo_y_la_entrada_queda_vista(almacen: AlmacenSQL) -> None:
    almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))
    borrar(almacen, ANA, AHORA)
    (envio,) = almacen.guardar(
        ANA, TurnoAtendido(almacen.cargar(ANA)[1], "2", "", Estado(), (saludo("Borrado."),), AHORA)
    )
    assert almacen.leer_envios("telegram") == (envio,)
    assert vista(almacen, ANA, "2")


def test_un_enviado_que_llega_tarde_no_marca_el_mensaje_de_otra_persona(almacen: AlmacenSQL) -> None:
    (de_ana,) = almacen.guardar(ANA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (saludo("para Ana"),), AHORA))
    borrar(almacen, ANA, AHORA)
    almacen.guardar(LUIS, TurnoAtendido(0, "1", "hola", Estado(turno=1), (saludo("para Luis"),), AHORA))
    almacen.marcar_enviado(de_ana.identificador, AHORA)
    assert [envio.mensaje.texto for envio in almacen.leer_envios("telegram")] == ["para Luis"]


def test_muchos_hilos_guardan_a_la_vez_sin_perder_turnos(almacen: AlmacenSQL, url: str) -> None:
    def conversar(numero: int) -> None:
        persona = Persona("telegram", str(numero))
        for revision in range(15):
            estado, guardada = almacen.cargar(persona)
            assert guardada == revision
            nuevo = replace(estado, turno=estado.turno + 1)
            almacen.guardar(
                persona, TurnoAtendido(guardada, str(revision), "x", nuevo, (saludo("y"),), datetime.now(UTC))
            )

    with ThreadPoolExecutor(8) as hilos:
        list(hilos.map(conversar, range(8)))
    assert filas(url, "SELECT count(*) FROM turnos") == [(120,)]
    assert len(almacen.leer_envios("telegram")) == 120


def test_lo_enviado_se_reconoce_por_su_numero_en_el_canal(almacen: AlmacenSQL) -> None:
    pregunta = Enviar(Mensaje((parrafo("¿Cuál es su RUC?"),), asunto="b1|ruc|"))
    (envio,) = almacen.guardar(ANA, TurnoAtendido(0, None, "/propuesta", Estado(turno=1), (pregunta,), AHORA))
    assert almacen.asunto_de(ANA, "501") == ("", False)
    almacen.marcar_enviado(envio.identificador, AHORA, "501")
    assert almacen.asunto_de(ANA, "501") == ("b1|ruc|", True)
    assert almacen.asunto_de(LUIS, "501") == ("", False)
    (ajeno,) = almacen.guardar(LUIS, TurnoAtendido(0, None, "hola", Estado(turno=1), (saludo("Hola"),), AHORA))
    almacen.marcar_enviado(ajeno.identificador, AHORA, "501")
    assert (almacen.asunto_de(LUIS, "501"), almacen.asunto_de(ANA, "501")) == (("", True), ("b1|ruc|", True))


def test_cada_borrador_conserva_su_historia_y_su_orden(almacen: AlmacenSQL) -> None:
    uno, dos = (evento(1, "uno"), evento(2, "uno")), (evento(1, "dos"),)
    almacen.guardar(ANA, TurnoAtendido(0, None, "a", Estado(turno=1, borrador="B1", eventos=uno), (), AHORA))
    almacen.guardar(ANA, TurnoAtendido(1, None, "b", Estado(turno=2, borrador="B2", eventos=dos), (), AHORA))
    archivado = Archivado(AHORA)
    anotar = AnotarEnBorrador("B1", archivado)
    almacen.guardar(ANA, TurnoAtendido(2, None, "c", Estado(turno=3, borrador="B2", eventos=dos), (anotar,), AHORA))
    assert almacen.leer_borradores(ANA) == (
        BorradorGuardado("B1", (*uno, archivado), visto=AHORA),
        BorradorGuardado("B2", dos, visto=AHORA),
    )
    assert almacen.leer_borradores(LUIS) == ()
    ajeno = (AnotarEnBorrador("no existe", archivado),)
    with pytest.raises(HistoriaInconsistente):
        almacen.guardar(ANA, TurnoAtendido(3, None, "d", Estado(turno=4, borrador="B2", eventos=dos), ajeno, AHORA))
    assert almacen.cargar(ANA)[1] == 3
