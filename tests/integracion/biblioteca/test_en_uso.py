"""Con el modelo de verdad y un corpus pequeño: publicar y retirar mientras se responde, y explicarlo después."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import methodcaller
from pathlib import Path

import pytest

from bot.almacen.personal.bitacora import leer_bitacora
from bot.almacen.personal.lectura import abrir_para_revision, leer_conversaciones
from bot.canal.consola import a_entrada
from bot.config import Configuracion, leer_configuracion
from bot.evaluacion.empeora import Lado, PublicacionRehusada, preguntas_que_empeoran, se_rehusa
from bot.montaje import armar_contexto, con_la_biblioteca, montar
from bot.revision.biblioteca import Publicado
from bot.revision.por_que import Carpetas, explicar
from bot.servicio.aparte import hacer_aparte
from bot.servicio.puertos import Persona
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import Comprobado, Empeorada, PorAgregar, PorPublicar
from conocimiento.frases import en_un_renglon
from conocimiento.hora import HORA_DE_LIMA
from indices.abrir import IndiceVigilado, abrir_buscador, abrir_con
from indices.guardado import generacion
from indices.guardado.pedido import pedir
from indices.guardado.vectores import VectoresGuardados
from indices.modelo.servicio import EmbeddingsLocales, Vectores
from tests.apoyo.biblioteca import DEL_MARCO, DICHAS, MARCO, directiva, escribir
from tests.conftest import enlazar_datos

DE_LA_DIRECTIVA = """ajenas: ["¿Quién ganó?"]
contesta:
  - idea: plazo
    palabras: "en quince días hábiles"
    revisada: SI
    preguntas: ["¿En cuántos días evalúan?", "¿cuánto demoran?"]
"""
ANA = Persona("consola", "ana")
PREGUNTA = "¿En cuántos días evalúa la oficina el expediente de convenio?"


@pytest.fixture
def configuracion(tmp_path: Path, carpeta_modelo: Path) -> Configuracion:
    corpus = escribir(tmp_path / "corpus", "marco.txt", MARCO).parent
    datos = enlazar_datos(tmp_path / "datos", carpeta_modelo, ("modelo",))
    return leer_configuracion(datos=datos, corpus=corpus)


def ahora() -> datetime:
    return datetime.now(UTC)


def poner(configuracion: Configuracion, dias: str) -> Publicado:
    """Agrega y publica una directiva que dice esos días."""
    archivo = escribir(configuracion.datos / dias, "directiva.txt", directiva(dias))
    pedido = PorAgregar(archivo, "directiva.txt", "directiva", FichaEscrita("Directiva de convenios", "APCI", 2026))
    con_la_biblioteca(configuracion, methodcaller("agregar", pedido, "rosa", ahora()))
    return con_la_biblioteca(configuracion, methodcaller("publicar", PorPublicar("directiva"), "rosa", ahora()))


def retirar(configuracion: Configuracion) -> None:
    con_la_biblioteca(configuracion, methodcaller("retirar", "directiva", "derogada", "rosa", ahora()))


async def test_por_que_de_tres_versiones_antes_es_lo_que_se_envio(configuracion: Configuracion) -> None:
    versiones = ("quince", "veinte", "treinta")
    asistente = montar(configuracion, lambda _: None)
    try:
        for dias in versiones:
            poner(configuracion, dias)
            assert await asistente.renovar() == 2
            await asistente.servicio.atender(ANA, a_entrada(PREGUNTA), None)
        # Lo retira otro proceso, y este todavía no ha cambiado de índice: ni así se cita.
        await asyncio.to_thread(hacer_aparte, retirar, configuracion)
        for escrito in (PREGUNTA, "¿Qué dice la directiva de convenios?"):
            await asistente.servicio.atender(ANA, a_entrada(escrito), None)
        assert await asistente.renovar() == 1
        await asistente.servicio.atender(ANA, a_entrada(PREGUNTA), None)
    finally:
        asistente.cerrar()
    motor = abrir_para_revision(configuracion.direccion_del_almacen)
    (conversacion,) = leer_conversaciones(motor)
    turnos = [uno for uno in conversacion.turnos if uno.preguntas]
    carpetas = Carpetas(configuracion.carpeta_corpus, configuracion.datos)
    explicadas = [explicar(motor, carpetas, uno.identificador, "rosa", ahora()) for uno in turnos]
    for dias, turno, explicada in zip(versiones, turnos, explicadas, strict=False):
        assert explicada.respuesta == turno.respuesta
        (cita,) = explicada.preguntas[0].citas
        assert cita.coincide and cita.texto is not None and f"en {dias} días hábiles" in cita.texto
        assert en_un_renglon(cita.texto) in en_un_renglon(turno.respuesta)
        assert cita.inscrito is not None
    estados = [una.preguntas[0].citas[0].inscrito for una in explicadas[:3]]
    assert [str(uno and uno.estado) for uno in estados] == ["reemplazado", "reemplazado", "retirado"]
    despues = [cita for una in explicadas[3:] for pregunta in una.preguntas for cita in pregunta.citas]
    assert not any(cita.documento.startswith("biblioteca/") for cita in despues)
    assert not any("treinta días" in turno.respuesta for turno in turnos[3:])
    acciones = [una.accion for una in leer_bitacora(motor, 20)]
    assert [acciones.count(una) for una in ("agregar_documento", "publicar_documento", "retirar_documento")] == [
        3,
        3,
        1,
    ]
    motor.dispose()


async def test_dos_procesos_lo_notan_en_menos_de_cinco_segundos(configuracion: Configuracion) -> None:
    """Los dos vigilantes abren por su cuenta, como dos procesos, y miran cada tres segundos."""
    vigilados = [
        IndiceVigilado(
            abrir_buscador(configuracion.carpeta_corpus, configuracion.datos),
            configuracion.carpeta_corpus,
            configuracion.datos,
        )
        for _ in range(2)
    ]
    hoy = ahora().astimezone(HORA_DE_LIMA).date()
    assert [uno.renovar(hoy) for uno in vigilados] == [None, None]
    for cambiar, cuantos in ((lambda: poner(configuracion, "quince"), 2), (lambda: retirar(configuracion), 1)):
        cambiar()
        for uno in vigilados:
            inicio = time.perf_counter()
            nuevo = await asyncio.to_thread(uno.renovar, hoy)
            assert nuevo is not None and len(nuevo.documentos) == cuantos
            assert time.perf_counter() - inicio < 5 - 3  # tres, como mucho, los pasó sin mirar
            assert uno.renovar(hoy) is None


def test_un_borrador_o_lo_que_empieza_otro_dia_no_molesta_a_quien_atiende(configuracion: Configuracion) -> None:
    corpus, datos = configuracion.carpeta_corpus, configuracion.datos
    vigilado = IndiceVigilado(abrir_buscador(corpus, datos), corpus, datos)
    hoy = ahora().astimezone(HORA_DE_LIMA).date()
    archivo = escribir(datos / "de-fuera", "directiva.txt", directiva("quince"))
    pedido = PorAgregar(archivo, "directiva.txt", "", FichaEscrita("Directiva"))
    con_la_biblioteca(configuracion, methodcaller("agregar", pedido, "rosa", ahora()))
    assert vigilado.renovar(hoy) is None
    manana = hoy + timedelta(days=1)
    con_la_biblioteca(configuracion, methodcaller("publicar", PorPublicar("directiva", manana), "rosa", ahora()))
    assert vigilado.renovar(hoy) is None
    nuevo = vigilado.renovar(manana)
    assert nuevo is not None and [uno.ficha.documento for uno in nuevo.documentos] == [
        "marco.txt",
        "biblioteca/directiva",
    ]


def test_se_prueban_las_preguntas_revisadas_y_forzar_queda_anotado(
    configuracion: Configuracion, monkeypatch: pytest.MonkeyPatch
) -> None:
    codificadas: Counter[str] = Counter()

    def codificar(self: EmbeddingsLocales, textos: Sequence[str]) -> Vectores:
        codificadas.update(textos)
        return de_preguntas(self, textos)

    de_preguntas = EmbeddingsLocales.de_preguntas
    monkeypatch.setattr(EmbeddingsLocales, "de_preguntas", codificar)
    (configuracion.carpeta_corpus / "marco.preguntas.yaml").write_text(DEL_MARCO, encoding="utf-8")
    archivo = escribir(configuracion.datos / "de-fuera", "directiva.txt", directiva("quince"))
    pedido = PorAgregar(archivo, "directiva.txt", "", FichaEscrita("Directiva"))
    con_la_biblioteca(configuracion, methodcaller("agregar", pedido, "rosa", ahora()))
    forzada = methodcaller("publicar", PorPublicar("directiva"), "rosa", ahora(), forzar=True)
    hecha = con_la_biblioteca(configuracion, forzada)
    assert (hecha.comprobado.probadas, hecha.revisado) == (4, None)
    motor = abrir_para_revision(configuracion.direccion_del_almacen)
    ultima = leer_bitacora(motor, 1)[0]
    assert (ultima.accion, ultima.detalle["forzada"], ultima.detalle["probadas"]) == ("publicar_documento", True, 4)
    motor.dispose()
    assert {*DICHAS} <= codificadas.keys()
    assert codificadas.most_common(1)[0][1] == 1, "al hacer el índice; al preguntar antes y después, ya se saben"
    ya_codificadas = codificadas.total()
    buscador = abrir_buscador(configuracion.carpeta_corpus, configuracion.datos)
    con_erratas = "que es una aliansa multiactor"
    modelo = buscador.huellas()["modelo"]
    pedido_del_indice = pedir(buscador.documentos, configuracion.carpeta_corpus, configuracion.datos, modelo)
    abierta = generacion.abrir(pedido_del_indice)
    assert abierta is not None
    for veces in (1, 0):  # lo que se preguntó al publicar no se codifica al publicar otra vez
        with generacion.consultas_guardadas(pedido_del_indice, abierta, buscador.embeddings) as vectores:
            buscador.recordando(vectores).buscar((*DICHAS, con_erratas))
        assert codificadas.total() - ya_codificadas == veces
        ya_codificadas = codificadas.total()
    _poner_lo_revisado_prueba_antes(configuracion)


def _poner_lo_revisado_prueba_antes(configuracion: Configuracion) -> None:
    """A lo que ya se cita se le ponen preguntas sin publicarlo otra vez, y no se usan hasta haberlas probado."""
    escrito = escribir(configuracion.datos / "de-fuera", "directiva.preguntas.yaml", DE_LA_DIRECTIVA)
    puesto = con_la_biblioteca(configuracion, methodcaller("poner", "directiva", [escrito], "rosa", ahora()))
    assert puesto.preguntas is not None and puesto.comprobado is not None
    assert (puesto.preguntas.preguntas, puesto.comprobado.probadas, puesto.comprobado.empeoran) == (2, 4, ())
    buscador = abrir_buscador(configuracion.carpeta_corpus, configuracion.datos)
    (plazo,) = next(uno.ideas for uno in buscador.documentos if uno.ficha.documento == "biblioteca/directiva")
    assert plazo.preguntas == ("¿En cuántos días evalúan?", "¿cuánto demoran?")
    mala = escribir(configuracion.datos / "de-fuera", "otra.yaml", DE_LA_DIRECTIVA.replace("quince", "cien"))
    with pytest.raises(ErrorDeBiblioteca, match="línea 4: el documento no contiene «en cien días hábiles»"):
        con_la_biblioteca(configuracion, methodcaller("poner", "directiva", [mala], "rosa", ahora()))


def test_recordar_lo_codificado_no_cambia_lo_que_se_halla(configuracion: Configuracion) -> None:
    (configuracion.carpeta_corpus / "marco.preguntas.yaml").write_text(DEL_MARCO, encoding="utf-8")
    buscador = abrir_buscador(configuracion.carpeta_corpus, configuracion.datos)
    preguntas = (*DICHAS, "que es una alianza multiactor", "¿dónde qeda la sede?", PREGUNTA, "", "🙂")
    vectores = VectoresGuardados(buscador.embeddings)
    hallados = buscador.buscar(preguntas)
    recuerda = buscador.recordando(vectores)
    assert recuerda.buscar(preguntas) == hallados
    calculados = vectores.calculados
    assert recuerda.buscar(preguntas) == hallados
    assert 0 < vectores.calculados == calculados


def test_lo_que_se_contestaria_peor_se_dice_y_se_rehusa(configuracion: Configuracion, tmp_path: Path) -> None:
    """Antes se busca en el marco; después, en un corpus que no lo tiene."""
    corpus, datos = configuracion.carpeta_corpus, configuracion.datos
    (corpus / "marco.preguntas.yaml").write_text(DEL_MARCO, encoding="utf-8")
    antes = abrir_buscador(corpus, datos)
    otro = escribir(tmp_path / "otro", "directiva.txt", directiva("quince")).parent
    despues = abrir_buscador(otro, datos)
    contexto = armar_contexto(configuracion, antes.documentos)(ahora())
    bien = Lado(contexto, antes, antes.documentos)
    assert preguntas_que_empeoran(bien, bien).empeoran == ()
    assert not any(despues.hallan_lo_mismo(antes, DICHAS)), "su estante ya no está"
    con_los_dos = abrir_con((*antes.documentos, *despues.documentos), corpus, datos)
    preguntas = (*DICHAS, PREGUNTA, "¿dónde queda la sede?", "¿Quién ganó?", "🙂", "directiva")
    hallados = zip(antes.buscar(preguntas), con_los_dos.buscar(preguntas), strict=True)
    seguras = con_los_dos.hallan_lo_mismo(antes, preguntas)
    assert all(uno.pasajes == otro.pasajes for (uno, otro), es_igual in zip(hallados, seguras, strict=True) if es_igual)
    assert any(seguras[: len(DICHAS)]) and not seguras[len(DICHAS)], "lo que dice el nuevo va a otro estante"
    los_dos = Lado(armar_contexto(configuracion, con_los_dos.documentos)(ahora()), con_los_dos, con_los_dos.documentos)
    sin_atajo = preguntas_que_empeoran(bien, los_dos)
    assert preguntas_que_empeoran(bien, los_dos, partial(con_los_dos.hallan_lo_mismo, antes)) == sin_atajo
    sin_el = armar_contexto(configuracion, despues.documentos)(ahora())
    hecho = preguntas_que_empeoran(bien, Lado(sin_el, despues, antes.documentos))
    assert hecho.probadas == 4
    assert {una.pregunta for una in hecho.empeoran} >= {DICHAS[0], DICHAS[1]}
    peor = next(una for una in hecho.empeoran if una.pregunta == DICHAS[0])
    assert (peor.titulo, peor.antes.startswith("«"), "es un acuerdo voluntario" in peor.antes) == (
        antes.documentos[0].ficha.titulo,
        True,
        True,
    )
    assert peor.ahora != peor.antes and f"Antes: {peor.antes}" in str(PublicacionRehusada(hecho))
    assert se_rehusa(hecho)
    assert DICHAS[0] in str(PublicacionRehusada(hecho)) and "--forzar" in str(PublicacionRehusada(hecho))


@pytest.mark.parametrize(
    ("empeoran", "probadas", "se_rehusa_"),
    [(0, 0, False), (1, 1, False), (2, 2, True), (1, 1000, False), (10, 1000, False), (11, 1000, True), (2, 150, True)],
)
def test_mas_de_un_caso_o_del_uno_por_ciento_se_rehusa(empeoran: int, probadas: int, se_rehusa_: bool) -> None:
    una = Empeorada("marco.txt", "idea", "¿pregunta?")
    assert se_rehusa(Comprobado(probadas, (una,) * empeoran)) is se_rehusa_
