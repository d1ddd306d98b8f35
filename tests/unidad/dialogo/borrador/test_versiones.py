"""La conversación sobre el documento: la versión entregada queda anotada y se puede ver qué cambió."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogo.borrador import atender as borrador_abierto
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, OrdenRecibida
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import DocumentoListo, RedactarBorrador
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.eventos import Archivo, DocumentoEntregado, Respondida, Valor, Vuelta
from tests.apoyo.borradores import ENTREVISTA, INSTANTE, RAPIDO, fila, historia

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE)
ARCHIVOS = (
    Adjunto("/datos/a.docx", "Borrador - Agua - v1.docx", "Word", "aa"),
    Adjunto("/datos/a.pdf", "Borrador - Agua - v1.pdf", "PDF", "bb"),
)


def _estado() -> Estado:
    return Estado(borrador="b", en_entrevista=True, eventos=historia(RAPIDO, modo="nucleo"))


def _mensaje(turno: Turno | None) -> Mensaje:
    assert turno is not None
    (mensaje,) = [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]
    return mensaje


def _etiquetas(mensaje: Mensaje) -> list[str]:
    return [boton.etiqueta for fila_botones in mensaje.botones for boton in fila_botones]


def _entregar(estado: Estado) -> tuple[Estado, Mensaje]:
    turno = borrador_abierto.atender_documento(CONTEXTO, estado, DocumentoListo(ARCHIVOS))
    return replace(turno.estado, en_entrevista=True), _mensaje(turno)


def _responder(estado: Estado, pregunta: str, valor: Valor, actor: str = "") -> Estado:
    evento = Respondida(INSTANTE + timedelta(hours=1), (pregunta, actor), valor, str(valor))
    return replace(estado, eventos=(*estado.eventos, evento))


def _comparar(estado: Estado) -> Mensaje:
    return _mensaje(borrador_abierto.atender_orden(CONTEXTO, estado, OrdenRecibida("comparar")))


def test_la_entrega_queda_anotada_con_su_version_y_la_huella_de_cada_archivo() -> None:
    estado, mensaje = _entregar(_estado())
    assert "Aquí está su borrador, versión 1:" in mensaje.texto
    assert mensaje.adjuntos == ARCHIVOS
    entregado = estado.eventos[-1]
    assert isinstance(entregado, DocumentoEntregado)
    assert entregado.version == 1
    assert entregado.archivos == (
        Archivo("Borrador - Agua - v1.docx", "aa"),
        Archivo("Borrador - Agua - v1.pdf", "bb"),
    )
    assert "Ver qué cambió" not in _etiquetas(mensaje)


def test_antes_de_la_primera_version_se_dice_que_no_hay() -> None:
    assert "Todavía no ha recibido ninguna versión" in _comparar(_estado()).texto


def test_despues_de_corregir_se_ve_lo_que_cambio_desde_la_version_entregada() -> None:
    estado, _ = _entregar(_estado())
    assert "No cambió ninguna respuesta." in _comparar(estado).texto
    estado = _responder(estado, "titulo", "Agua para todo Celendín")
    texto = _comparar(estado).texto
    assert "Desde la versión 1:" in texto
    assert "Nombre de la alianza: Agua Segura para Celendín → Agua para todo Celendín" in texto


def test_entre_dos_versiones_se_comparan_las_dos_ultimas() -> None:
    estado, _ = _entregar(_estado())
    estado, mensaje = _entregar(_responder(estado, "reparto", fila(aporte="tres técnicos"), "a1"))
    assert "versión 2" in mensaje.texto
    assert "Ver qué cambió" in _etiquetas(mensaje)
    texto = _comparar(estado).texto
    assert "De la versión 1 a la 2:" in texto
    assert "Municipalidad de Celendín · Aporta: dos técnicos, S/ 50,000 → tres técnicos" in texto


def test_una_lista_larga_de_cambios_cabe_en_un_telefono() -> None:
    estado, _ = _entregar(_estado())
    for actor in ("a0", "a1", "a2"):
        nuevos = {clave: f"{clave} " + "muy larga " * 40 for clave in fila()}
        estado = _responder(estado, "reparto", {**nuevos}, actor)
    for clave in ("titulo", "problema", "objetivo_comun"):
        estado = _responder(estado, clave, f"otro {clave} " * 3)
    texto = _comparar(estado).texto
    assert "cambios más, en los documentos." in texto
    assert len(texto) < 6000


def test_el_cierre_ofrece_los_dos_archivos_y_corregir_lo_observado() -> None:
    estado = _responder(_estado(), "reparto", fila(responsabilidad=None), "a1")
    mensaje = _mensaje(borrador_abierto.atender_orden(CONTEXTO, estado, OrdenRecibida("propuesta")))
    assert "Recibir Word y PDF" in _etiquetas(mensaje)
    boton = next(b for f in mensaje.botones for b in f if b.etiqueta == "Corregir: Actores sin responsabilidad")
    assert len(boton.codigo.encode()) <= 64
    corregida = borrador_abierto.atender_boton(CONTEXTO, estado, BotonPulsado(boton.codigo))
    assert "Municipalidad de Celendín" in _mensaje(corregida).texto
    vuelta = corregida.estado.eventos[-1]
    assert isinstance(vuelta, Vuelta)
    assert vuelta.llave == ("reparto", "a1")


def test_lo_posible_se_muestra_con_las_palabras_de_la_persona() -> None:
    estado = _responder(_estado(), "reparto", fila(responsabilidad="Será proveedor de la empresa"), "a1")
    texto = _mensaje(borrador_abierto.empezar(CONTEXTO, estado)).texto
    assert "Por confirmar · Parece un contrato" in texto
    assert "Se lee: «Será proveedor de la empresa»" in texto


def test_pedir_el_borrador_arma_la_propuesta_de_la_version_que_toca() -> None:
    turno = borrador_abierto.atender_orden(CONTEXTO, _estado(), OrdenRecibida("vista_previa"))
    assert turno is not None
    (efecto,) = turno.efectos
    assert isinstance(efecto, RedactarBorrador)
    assert efecto.propuesta.numero == 1
