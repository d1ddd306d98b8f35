"""Antes del documento se muestra una vez cómo quedaría el texto; se decide junto o uno a uno, y lo dicho queda."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.almacen.base.conversion import evento_a_fila, evento_de_fila
from bot.dialogo.borrador import atender as borrador_abierto
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import RedactarBorrador
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Arreglo, Deshecha, Migrada, Redactada, Respondida, Valor
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Propuesta
from bot.entrevista.propuesta.redaccion.modelo import SinDiccionario
from bot.entrevista.propuesta.versiones import comparar
from bot.entrevista.visible import ver
from bot.servicio.cifrado import EN_CLARO
from indices.palabras.ortografia import abrir_diccionario
from tests.apoyo.borradores import ENTREVISTA, INSTANTE, RAPIDO, fila, historia

CONTEXTO = replace(Contexto(ENTREVISTA, (), INSTANTE), diccionario=abrir_diccionario())
HOY = date(2026, 11, 29)
PROBLEMA = "el agua llega sucia xq no ay planta d tratamiento y los niño se enferman"
LIMPIO = "El agua llega sucia porque no hay planta de tratamiento y los niños se enferman."


def _estado(**cambios: Valor) -> Estado:
    """Un borrador cuyas respuestas ya están como irían en el documento, salvo las que se indican."""
    estado = _usado_todo(Estado(borrador="b", en_entrevista=True, eventos=historia(RAPIDO, modo="nucleo")))
    for clave, valor in cambios.items():
        estado = _responder(estado, clave, valor)
    return estado


def _usado_todo(estado: Estado) -> Estado:
    turno = _pedir(estado)
    return turno.estado if _hace_documento(turno) else _pulsar(turno, "Usar todo").estado


def _responder(estado: Estado, clave: str, valor: Valor, actor: str = "") -> Estado:
    evento = Respondida(INSTANTE + timedelta(hours=1), (clave, actor), valor, str(valor))
    return replace(estado, eventos=(*estado.eventos, evento))


def _pedir(estado: Estado, contexto: Contexto = CONTEXTO) -> Turno:
    turno = borrador_abierto.atender_orden(contexto, estado, OrdenRecibida("borrador"))
    assert turno is not None
    return turno


def _mensaje(turno: Turno) -> Mensaje:
    (mensaje,) = [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]
    return mensaje


def _etiquetas(turno: Turno) -> list[str]:
    return [boton.etiqueta for fila_de_botones in _mensaje(turno).botones for boton in fila_de_botones]


def _pulsar(turno: Turno, etiqueta: str, contexto: Contexto = CONTEXTO) -> Turno:
    boton = next(b for f in _mensaje(turno).botones for b in f if b.etiqueta == etiqueta)
    assert len(boton.codigo.encode()) <= 64
    return borrador_abierto.atender_boton(contexto, turno.estado, BotonPulsado(boton.codigo))


def _hace_documento(turno: Turno) -> Propuesta | None:
    hechos = [efecto.propuesta for efecto in turno.efectos if isinstance(efecto, RedactarBorrador)]
    return hechos[0] if hechos else None


def _impreso(propuesta: Propuesta) -> str:
    datos = [dato.valor or "" for seccion in propuesta.secciones for dato in seccion.datos]
    datos += [parrafo.texto for seccion in propuesta.secciones for parrafo in seccion.parrafos]
    actores = [f"{actor.responsabilidad}|{actor.aporte}|{actor.beneficio}" for actor in propuesta.actores]
    return "\n".join((propuesta.titulo or "", *datos, *actores))


def test_se_muestra_una_sola_vez_con_su_antes_y_despues() -> None:
    turno = _pedir(_estado(problema=PROBLEMA))
    texto = _mensaje(turno).texto
    assert "Así quedaría su texto en el documento:" in texto
    assert f"Problema público: {PROBLEMA} → {LIMPIO}" in texto
    assert _etiquetas(turno) == ["Usar todo", "Elegir una por una", "Dejar como lo escribí"]


def test_quien_no_tiene_nada_que_corregir_recibe_sus_documentos_sin_otro_mensaje() -> None:
    assert _hace_documento(_pedir(_estado())) is not None


def test_sin_diccionario_configurado_no_se_pregunta_nada() -> None:
    sin = replace(CONTEXTO, diccionario=None)
    assert _hace_documento(_pedir(_responder(_estado(), "problema", PROBLEMA), sin)) is not None


def test_sin_hunspell_se_propone_lo_tipografico() -> None:
    sin = replace(CONTEXTO, diccionario=SinDiccionario())
    texto = _mensaje(_pedir(_estado(problema="falta agua xq no llueve desde hace un año"), sin)).texto
    assert "Falta agua porque no llueve desde hace un año." in texto


def test_usar_todo_imprime_lo_corregido_y_conserva_lo_escrito() -> None:
    turno = _pulsar(_pedir(_estado(problema=PROBLEMA)), "Usar todo")
    propuesta = _hace_documento(turno)
    assert propuesta is not None
    assert LIMPIO in _impreso(propuesta)
    assert PROBLEMA not in _impreso(propuesta)
    borrador = Borrador.de(turno.estado.eventos)
    assert borrador.respuestas["problema", ""].valor == PROBLEMA
    assert borrador.respuestas["problema", ""].crudo == PROBLEMA
    dicha = next(una for una in propuesta.procedencia if una.pregunta.startswith("Problema"))
    assert "ortografía revisada por el asistente, aceptada por la persona" in dicha.quien
    assert dicha.palabras == PROBLEMA


def test_dejarlo_como_se_escribio_imprime_lo_escrito_y_no_se_pregunta_mas() -> None:
    turno = _pulsar(_pedir(_estado(problema=PROBLEMA)), "Dejar como lo escribí")
    propuesta = _hace_documento(turno)
    assert propuesta is not None
    assert f"{PROBLEMA[0].upper()}{PROBLEMA[1:]}." in _impreso(propuesta)
    dicha = next(una for una in propuesta.procedencia if una.pregunta.startswith("Problema"))
    assert "ortografía" not in dicha.quien
    assert _hace_documento(_pedir(turno.estado)) is not None


def test_una_por_una_se_decide_cada_una() -> None:
    estado = _estado(problema=PROBLEMA, titulo="agua limpia pa todos")
    primera = _pulsar(_pedir(estado), "Elegir una por una")
    assert "agua limpia pa todos" in _mensaje(primera).texto
    assert "Agua limpia para todos" in _mensaje(primera).texto
    segunda = _pulsar(primera, "Dejar este como lo escribí")
    assert PROBLEMA in _mensaje(segunda).texto
    ultima = _pulsar(segunda, "Usar este texto")
    propuesta = _hace_documento(ultima)
    assert propuesta is not None
    assert propuesta.titulo == "Agua limpia pa todos"
    assert LIMPIO in _impreso(propuesta)


def test_a_mitad_se_pueden_usar_las_que_faltan() -> None:
    estado = _estado(problema=PROBLEMA, titulo="agua limpia pa todos", objetivo_comun="q el agua llege limpia a todos")
    primera = _pulsar(_pedir(estado), "Elegir una por una")
    propuesta = _hace_documento(_pulsar(primera, "Usar este y los 2 que faltan"))
    assert propuesta is not None
    assert "Que el agua llegue limpia a todos." in _impreso(propuesta)


def test_si_la_respuesta_cambia_despues_lo_aceptado_ya_no_vale_y_se_pregunta_solo_por_ella() -> None:
    aceptado = _pulsar(_pedir(_estado(problema=PROBLEMA, titulo="agua limpia pa todos")), "Usar todo").estado
    cambiado = _responder(aceptado, "problema", "falta agua xq se seco la laguna del cerro")
    visible = ver(ENTREVISTA, Borrador.de(cambiado.eventos), HOY)
    assert visible.valor("problema") == "falta agua xq se seco la laguna del cerro"
    assert ("problema", "") not in visible.redactadas
    turno = _pedir(cambiado)
    assert "Problema público" in _mensaje(turno).texto
    assert "agua limpia" not in _mensaje(turno).texto


def test_de_un_actor_se_corrige_cada_linea_y_cambiar_una_no_toca_las_otras() -> None:
    estado = _responder(_estado(), "reparto", fila(aporte="mano d obra", beneficio="agua pa sus chacras"), "a1")
    aceptado = _usado_todo(estado)
    impreso = _impreso(armar(ENTREVISTA, aceptado.eventos, HOY))
    assert "Mano de obra" in impreso
    assert "Agua para sus chacras" in impreso
    otro = _responder(aceptado, "reparto", fila(aporte="dos tecnicos", beneficio="agua pa sus chacras"), "a1")
    impreso = _impreso(armar(ENTREVISTA, otro.eventos, HOY))
    assert "Dos tecnicos" in impreso
    assert "Agua para sus chacras" in impreso


def test_los_nombres_de_las_organizaciones_no_se_tocan() -> None:
    problema = "la asosiacion sumaq away no tiene agua potable ni desague"
    estado = _estado(nombre_organizacion="asosiacion sumaq away", problema=problema)
    texto = _mensaje(_pedir(estado)).texto
    assert "La asosiacion sumaq away no tiene agua potable ni desagüe." in texto
    assert "Asociación" not in texto


def test_muchas_piezas_caben_en_un_telefono_y_las_demas_estan_tras_un_boton() -> None:
    estado = _estado(problema=f"{PROBLEMA} {'y falta agua xq no llueve ' * 40}", titulo="agua limpia pa todos")
    for actor in ("a0", "a1", "a2"):
        estado = _responder(estado, "reparto", {clave: f"ponen {clave} d la {actor}" for clave in fila()}, actor)
    turno = _pedir(estado)
    assert len(_mensaje(turno).texto) < 3_500
    siguiente = next(etiqueta for etiqueta in _etiquetas(turno) if etiqueta.startswith("Ver "))
    assert _mensaje(_pulsar(turno, siguiente)).texto != _mensaje(turno).texto
    propuesta = _hace_documento(_pulsar(_pulsar(turno, siguiente), "Usar todo"))
    assert propuesta is not None
    assert " d " not in _impreso(propuesta)


def test_un_boton_de_antes_de_cambiar_algo_ya_no_decide() -> None:
    turno = _pedir(_estado(problema=PROBLEMA))
    despues = replace(turno, estado=_responder(turno.estado, "titulo", "Agua Segura para Celendín y Sucre"))
    viejo = _pulsar(despues, "Usar todo")
    assert _hace_documento(viejo) is None
    assert Borrador.de(viejo.estado.eventos).redaccion == Borrador.de(despues.estado.eventos).redaccion


@pytest.mark.parametrize("argumentos", [(), ("nada", "1"), ("pagina",), ("pagina", "x"), ("otra",), ("si", "9")])
def test_un_codigo_extrano_no_decide_nada(argumentos: tuple[str, ...]) -> None:
    turno = _pedir(_estado(problema=PROBLEMA))
    sello = next(b.codigo.split(":")[1] for f in _mensaje(turno).botones for b in f)
    codigo = ":".join(("e", sello, "rd", *argumentos))
    despues = borrador_abierto.atender_boton(CONTEXTO, turno.estado, BotonPulsado(codigo))
    assert despues.estado.eventos == turno.estado.eventos


def test_lo_decidido_se_guarda_se_lee_y_sobrevive_a_deshacer_y_a_otra_version() -> None:
    decidida = Redactada(INSTANTE, (Arreglo(("problema", ""), "q", "que", True), Arreglo(("titulo", ""), "x", "y")))
    escrita = evento_a_fila(EN_CLARO, 1, 1, decidida)
    leida = evento_de_fila(EN_CLARO, escrita["tipo"], escrita["instante"], escrita["datos"])
    assert leida == decidida
    migrada = Migrada(INSTANTE, "1", "2", {"problema": "problema_publico"}, ("titulo",))
    eventos = (Respondida(INSTANTE, ("problema", ""), "q", "q"), decidida, Deshecha(INSTANTE), migrada)
    assert Borrador.de(eventos).redaccion == {(("problema_publico", ""), "q"): "que"}


def test_aceptar_la_ortografia_da_otra_version_y_se_ve_que_cambio() -> None:
    antes = _estado(problema=PROBLEMA).eventos
    ahora = _pulsar(_pedir(_estado(problema=PROBLEMA)), "Usar todo").estado.eventos
    (cambio,) = comparar(ENTREVISTA, antes, ahora, HOY)
    assert (cambio.antes, cambio.ahora) == (PROBLEMA, LIMPIO)
    assert armar(ENTREVISTA, antes, HOY).huella != armar(ENTREVISTA, ahora, HOY).huella


LO_USAN = ("sí", "si", "ok", "ya", "dale", "úsalo nomás", "usa todo", "sí, use todo", "acepto", "acepto todo pues")
LO_DEJAN = (
    "no",
    "mejor no",
    "déjelo así",
    "dejalo como lo escribi",
    "no, mejor déjalo como está",
    "dejar todo igual",
    "déjelo nomás",
    "deja todo como estaba",
    "no dejalo asi",
    "mejor dejalo igual",
)


@pytest.mark.parametrize(("escrito", "usado"), [*((una, True) for una in LO_USAN), *((una, False) for una in LO_DEJAN)])
def test_un_si_o_un_no_escritos_deciden_lo_propuesto(escrito: str, usado: bool) -> None:
    turno = _pedir(_estado(problema=PROBLEMA))
    botones = tuple(boton for fila_de_botones in _mensaje(turno).botones for boton in fila_de_botones)
    estado = replace(turno.estado, botones=botones)
    despues = borrador_abierto.atender_texto(CONTEXTO, estado, MensajeRecibido(escrito))
    assert despues is not None
    propuesta = _hace_documento(despues)
    assert propuesta is not None
    assert (LIMPIO in _impreso(propuesta)) is usado
