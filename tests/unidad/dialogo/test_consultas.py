"""La consulta a una persona: nada se envía sin un sí, y las órdenes del personal no existen para nadie más."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.canal.html import LIMITE_VISIBLE, a_partes
from bot.dialogo import textos
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import (
    CerrarConsulta,
    Efecto,
    Enviar,
    MostrarConsulta,
    OlvidarRecibido,
    PedirPersona,
    ResponderConsulta,
)
from bot.dialogo.entradas import BotonPulsado, EntradaNoAdmitida, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Espacio, Mensaje
from bot.dialogo.personal.consultas import textos as textos_de_consultas
from bot.dialogo.personal.consultas.atender import ABIERTOS_MAXIMOS, TURNOS_QUE_SE_ENVIAN
from bot.dialogo.peticiones import (
    Buscar,
    BuscarDestinos,
    BuscarPregunta,
    ConsultaAlPersonal,
    ConsultaNumerada,
    ConsultasLeidas,
    DestinosHallados,
    LeerConsultas,
    LeerUltimosTurnos,
    NumerarConsulta,
    PasajesEncontrados,
    PreguntaHallada,
    RespuestaDelPersonal,
    TurnoDicho,
    UltimosTurnosLeidos,
)
from bot.dialogo.turno import Contexto, Entrada, Estado, Papeles, RespuestaDada, Turno
from conocimiento.modelo import Hallazgo
from tests.apoyo.entrevista import ENTREVISTA

AHORA = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
SIN_PERSONAL = Contexto(ENTREVISTA, (), AHORA, "correo@apci.example")
CONTEXTO = replace(SIN_PERSONAL, hay_personal=True)
DEL_PERSONAL = replace(CONTEXTO, papeles=Papeles(atiende=True))
ETIQUETA = textos.BOTON_PERSONAL.etiqueta
TURNOS = (TurnoDicho("¿cuánto cuesta?", "De eso no tratan los documentos"), TurnoDicho("[👎 No]", "Gracias, lo anoté"))
ABIERTA = ConsultaAlPersonal(12, AHORA, "¿Hay <costo>?", TURNOS)
RESPONDIDA = replace(ABIERTA, respuestas=1, atendido=AHORA)
CERRADA = replace(ABIERTA, cerrado=AHORA, motivo="se atendió por teléfono")


def conversar(
    *entradas: Entrada,
    estado: Estado | None = None,
    contexto: Contexto = CONTEXTO,
    abiertos: int = 0,
    turnos: tuple[TurnoDicho, ...] = TURNOS,
    consultas: tuple[ConsultaAlPersonal, ...] = (ABIERTA,),
    asunto: str = "",
    hay_sin_leer: bool = False,
    respondido: tuple[RespuestaDelPersonal, ...] = (),
) -> Turno:
    """Atiende varias entradas con un almacén supuesto; devuelve lo último decidido, con todos sus efectos."""
    actual = estado or Estado()
    turno = Turno(actual)
    for entrada in entradas:
        efectos: list[Efecto] = []
        por_decidir: list[Entrada] = [entrada]
        while por_decidir:
            hecho = decidir(contexto, actual, por_decidir.pop(0))
            actual = hecho.estado
            efectos += hecho.efectos
            for efecto in hecho.efectos:
                match efecto:
                    case Buscar(buscadas):
                        por_decidir.append(PasajesEncontrados(tuple(Hallazgo(una, (), 0.0) for una in buscadas)))
                    case LeerUltimosTurnos(cuantos):
                        por_decidir.append(UltimosTurnosLeidos(turnos[-cuantos:], abiertos, respondido))
                    case NumerarConsulta():
                        por_decidir.append(ConsultaNumerada(12))
                    case LeerConsultas(pedido):
                        suyos = [uno for uno in consultas if pedido.numero in (None, uno.numero)]
                        por_decidir.append(ConsultasLeidas(pedido, tuple(suyos)))
                    case BuscarPregunta(recibido):
                        por_decidir.append(PreguntaHallada(recibido, asunto))
                    case BuscarDestinos(de):
                        por_decidir.append(DestinosHallados(de, consultas, hay_sin_leer))
                    case _:
                        pass
        turno = Turno(actual, tuple(efectos))
    return turno


def mensajes(turno: Turno) -> list[Mensaje]:
    return [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)]


def texto(turno: Turno) -> str:
    return "\n".join(mensaje.texto for mensaje in mensajes(turno))


def etiquetas(turno: Turno) -> list[str]:
    return [boton.etiqueta for mensaje in mensajes(turno) for fila in mensaje.botones for boton in fila]


def codigo(turno: Turno, etiqueta: str) -> BotonPulsado:
    return BotonPulsado(
        next(
            boton.codigo
            for uno in mensajes(turno)
            for fila in uno.botones
            for boton in fila
            if boton.etiqueta == etiqueta
        )
    )


def de(clase: type, turno: Turno) -> list[Efecto]:
    return [efecto for efecto in turno.efectos if isinstance(efecto, clase)]


# --- La persona -----------------------------------------------------------------------------------

OFERTAS: tuple[tuple[Entrada, ...], ...] = (
    (MensajeRecibido("quiero hablar con una persona"),),
    (OrdenRecibida("ayuda"),),
    (MensajeRecibido("ayuda"),),
    (MensajeRecibido("¿cuánto cuesta inscribirse?"),),
    (MensajeRecibido("¿cuánto cuesta inscribirse?"), BotonPulsado("v:-:1")),
    (MensajeRecibido("bórrenme mis datos y quiero hablar con una persona"),),
)


@pytest.mark.parametrize("entradas", OFERTAS)
def test_se_ofrece_donde_se_habla_de_una_persona_y_solo_si_hay_quien_atienda(entradas: tuple[Entrada, ...]) -> None:
    assert ETIQUETA in etiquetas(conversar(*entradas))
    sin_nadie = conversar(*entradas, contexto=SIN_PERSONAL)
    assert ETIQUETA not in etiquetas(sin_nadie)
    assert textos_de_consultas.DESDE_AQUI not in texto(sin_nadie)


def test_un_pulgar_arriba_no_ofrece_a_nadie() -> None:
    assert ETIQUETA not in etiquetas(conversar(MensajeRecibido("¿qué es?"), BotonPulsado("v:+:1")))


def test_se_ve_lo_mismo_que_recibira_el_personal_y_no_sale_nada_sin_un_si() -> None:
    visto = conversar(MensajeRecibido("¿cuánto cuesta?"), BotonPulsado("h:pedir"))
    assert not de(PedirPersona, visto)
    (previa,) = mensajes(visto)
    assert "no hay un plazo fijo" in previa.texto
    assert "¿Lo envío?" in previa.texto
    assert etiquetas(visto) == ["Sí, enviar", "No enviar"]
    hecho = conversar(codigo(visto, "Sí, enviar"), estado=visto.estado)
    (pedido,) = de(PedirPersona, hecho)
    assert isinstance(pedido, PedirPersona)
    assert (pedido.numero, pedido.pregunta, pedido.turnos) == (12, "¿cuánto cuesta?", TURNOS)
    cuerpo = previa.parrafos[1:-2]
    assert pedido.mensaje.parrafos[1:-1] == cuerpo
    assert "Persona: ¿cuánto cuesta?" in cuerpo[-1].texto
    assert "(consulta n.º 12)" in texto(hecho)
    assert hecho.estado.consulta is None


def test_lo_que_se_escribe_despues_es_la_consulta_y_se_vuelve_a_mostrar() -> None:
    visto = conversar(BotonPulsado("h:pedir"))
    assert "Escriba su consulta, o envíe los últimos mensajes" in texto(visto)
    otra = conversar(MensajeRecibido("¿pueden entrar universidades?"), estado=visto.estado)
    assert not de(Buscar, otra)
    assert "¿pueden entrar universidades?" in texto(otra)
    viejo = conversar(codigo(visto, "Sí, enviar"), estado=otra.estado)
    assert not de(PedirPersona, viejo), "lo que mostraba el mensaje anterior no es lo último que vio"
    assert texto(viejo) == texto(otra)
    (pedido,) = de(PedirPersona, conversar(MensajeRecibido("sí, enviar"), estado=otra.estado))
    assert isinstance(pedido, PedirPersona)
    assert pedido.pregunta == "¿pueden entrar universidades?"


def test_sin_nada_dicho_antes_primero_pide_la_consulta() -> None:
    visto = conversar(BotonPulsado("h:pedir"), turnos=())
    assert etiquetas(visto) == ["No enviar"]
    forzado = conversar(MensajeRecibido("sí"), estado=visto.estado)
    assert not de(PedirPersona, forzado)
    assert "«" not in texto(visto)


def test_una_pregunta_de_hace_mucho_no_se_da_por_la_consulta() -> None:
    vieja = Estado(turno=40, ultima=RespuestaDada(40 - TURNOS_QUE_SE_ENVIAN - 1, "¿qué es eso?", ()))
    assert "¿qué es eso?" not in texto(conversar(BotonPulsado("h:pedir"), estado=vieja))


@pytest.mark.parametrize("dicho", ["dale envialo", "si mándelo nomás", "ya envía pues", "así está bien, manda"])
def test_mandarlo_con_otras_palabras_no_reemplaza_la_consulta(dicho: str) -> None:
    visto = conversar(MensajeRecibido("¿cuánto cuesta?"), BotonPulsado("h:pedir"))
    (pedido,) = de(PedirPersona, conversar(MensajeRecibido(dicho), estado=visto.estado))
    assert isinstance(pedido, PedirPersona)
    assert pedido.pregunta == "¿cuánto cuesta?"


@pytest.mark.parametrize("dicho", ["hola", "gracias", "Escribir al personal", "buenas tardes"])
def test_un_saludo_o_el_mismo_boton_no_es_la_consulta(dicho: str) -> None:
    visto = conversar(MensajeRecibido("¿cuánto cuesta?"), BotonPulsado("h:pedir"))
    assert texto(conversar(MensajeRecibido(dicho), estado=visto.estado)) == texto(visto)


@pytest.mark.parametrize("antes", ["hola, buenas tardes, soy Rosa de la ong manos", "no me sirvió lo que dijo"])
def test_lo_que_no_pregunta_nada_no_se_propone_por_consulta(antes: str) -> None:
    ultima = Estado(turno=3, ultima=RespuestaDada(3, antes, ()))
    assert "Consulta:" not in texto(conversar(BotonPulsado("h:pedir"), estado=ultima))


@pytest.mark.parametrize(
    ("dicho", "avisa"),
    [
        ("mi dni es 45678912, ¿me responden?", True),
        ("soy Ana, 45678912, ¿cuándo me llaman?", True),
        ("llámenme al 987 654 321", True),
        ("mi correo es ana.quispe@gmail.com", True),
        ("mi RUC es 10456789123", True),
        ("¿el presupuesto de 12,000,000 soles es mucho?", False),
        ("¿cuánto demora el trámite 2026-00123?", False),
        ("¿el RUC 20100070970 vale?", False),
    ],
)
def test_se_avisa_si_lo_que_se_enviaria_lleva_datos_personales(dicho: str, avisa: bool) -> None:
    visto = conversar(BotonPulsado("h:pedir"), MensajeRecibido(dicho), turnos=())
    assert ("Parece que lleva un DNI" in texto(visto)) is avisa
    assert "¿Lo envío?" in texto(visto)


@pytest.mark.parametrize(
    ("dicho", "es_motivo"),
    [
        ("No respondía a lo que pregunté", True),
        ("muy largo y no se entiende", True),
        ("eso ya lo sabía", True),
        ("me repite lo mismo", True),
        ("¿y quién la firma?", False),
        ("quiero armar mi propuesta", False),
        ("mejor hábleme con una persona, quiero hablar con alguien", False),
    ],
)
def test_lo_que_se_escribe_tras_un_pulgar_abajo_es_el_motivo_salvo_que_pida_algo(dicho: str, es_motivo: bool) -> None:
    turno = conversar(MensajeRecibido("¿qué es?"), BotonPulsado("v:-:1"), MensajeRecibido(dicho))
    assert ("queda anotado" in texto(turno)) is es_motivo


@pytest.mark.parametrize("decision", ["No enviar", "no", "mejor no lo mande", "déjelo nomás"])
def test_decir_que_no_no_envia_nada(decision: str) -> None:
    turno = conversar(BotonPulsado("h:pedir"), MensajeRecibido(decision))
    assert "no envié nada" in texto(turno)
    assert turno.estado.consulta is None


def test_pulsar_dos_veces_envia_una() -> None:
    visto = conversar(BotonPulsado("h:pedir"))
    enviado = conversar(codigo(visto, "Sí, enviar"), estado=visto.estado)
    for boton in ("Sí, enviar", "No enviar"):
        otra = conversar(codigo(visto, boton), estado=enviado.estado)
        assert not de(PedirPersona, otra)
        assert "ya se envió o se dejó" in texto(otra)


def test_con_tres_esperando_no_se_admite_otra() -> None:
    turno = conversar(BotonPulsado("h:pedir"), abiertos=ABIERTOS_MAXIMOS)
    assert "Ya tiene 3 consultas" in texto(turno)
    assert turno.estado.consulta is None


@pytest.mark.parametrize(
    "entrada", [OrdenRecibida("ayuda"), BotonPulsado("m:propuesta"), EntradaNoAdmitida("voz"), OrdenRecibida("start")]
)
def test_quien_pasa_a_otra_cosa_deja_de_tener_algo_por_enviar(entrada: Entrada) -> None:
    visto = conversar(BotonPulsado("h:pedir"))
    despues = conversar(entrada, estado=visto.estado)
    assert despues.estado.consulta is None
    assert not de(PedirPersona, conversar(codigo(visto, "Sí, enviar"), estado=despues.estado))


def test_a_mitad_de_la_entrevista_vuelve_la_misma_pregunta_y_no_se_anota_nada() -> None:
    paso = conversar(OrdenRecibida("propuesta"), MensajeRecibido("acepto"), MensajeRecibido("pregunta por pregunta"))
    pregunta = mensajes(paso)[-1]
    persona = conversar(MensajeRecibido("quiero hablar con una persona"), estado=paso.estado)
    assert [fila[0].etiqueta for fila in mensajes(persona)[0].botones] == [ETIQUETA]
    assert mensajes(persona)[-1].botones == pregunta.botones
    visto = conversar(MensajeRecibido(ETIQUETA), estado=persona.estado)
    dicha = conversar(MensajeRecibido("¿debo tener RUC?"), estado=visto.estado)
    enviado = conversar(MensajeRecibido("sí"), estado=dicha.estado)
    assert de(PedirPersona, enviado)
    assert mensajes(enviado)[-1] == mensajes(persona)[-1]
    assert enviado.estado.eventos == paso.estado.eventos


def test_a_la_tercera_que_no_se_entiende_se_ofrece_una_persona() -> None:
    def fallar(contexto: Contexto) -> Turno:
        entradas = (OrdenRecibida("propuesta"), MensajeRecibido("acepto"), MensajeRecibido("pregunta por pregunta"))
        hasta_ruc = (MensajeRecibido("Sol de los Andes S.A.C."), MensajeRecibido("Empresa privada"))
        return conversar(*entradas, *hasta_ruc, *[MensajeRecibido("12345678901")] * 3, contexto=contexto)

    assert etiquetas(fallar(CONTEXTO))[-1] == ETIQUETA
    assert ETIQUETA not in etiquetas(fallar(SIN_PERSONAL))


def test_lo_mas_largo_cabe_en_un_mensaje_y_se_dice_donde_se_corto() -> None:
    turnos = tuple(TurnoDicho("a" * 4000, "b\n" * 2000) for _ in range(TURNOS_QUE_SE_ENVIAN))
    respondido = tuple(RespuestaDelPersonal(999_999_990 + numero, AHORA, "c" * 4000) for numero in range(2))
    entradas = (BotonPulsado("h:pedir"), MensajeRecibido("¿" + "x" * 4000))
    visto = conversar(*entradas, turnos=turnos, respondido=respondido)
    (pedido,) = de(PedirPersona, conversar(MensajeRecibido("sí"), estado=visto.estado))
    assert isinstance(pedido, PedirPersona)
    assert len(pedido.pregunta) == textos_de_consultas.LARGO_DE_PREGUNTA
    assert pedido.pregunta.endswith("…")
    for mensaje in (mensajes(visto)[0], pedido.mensaje):
        (parte,) = a_partes(mensaje)
        assert len(parte.texto) <= LIMITE_VISIBLE


def test_se_ve_lo_que_el_personal_ya_le_respondio_y_lo_recibe_quien_atiende() -> None:
    respondido = (
        RespuestaDelPersonal(7, AHORA, "No tiene costo.\nTraiga su RUC."),
        RespuestaDelPersonal(9, AHORA, "Sí"),
    )
    visto = conversar(BotonPulsado("h:pedir"), respondido=respondido)
    (previa,) = mensajes(visto)
    assert "n.º 7, el 25/11/2026: No tiene costo. Traiga su RUC.\nn.º 9, el 25/11/2026: Sí" in previa.texto
    otra = conversar(MensajeRecibido("¿y los sábados?"), estado=visto.estado)
    (pedido,) = de(PedirPersona, conversar(MensajeRecibido("sí"), estado=otra.estado))
    assert isinstance(pedido, PedirPersona)
    assert pedido.mensaje.parrafos[1:-1] == mensajes(otra)[0].parrafos[1:-2]
    assert "n.º 7, el 25/11/2026: No tiene costo." in pedido.mensaje.texto


def test_responder_a_lo_que_el_personal_respondio_es_consultarle_otra_vez() -> None:
    asunto = f"{textos_de_consultas.ASUNTO_DE_RESPUESTA}7"
    visto = conversar(MensajeRecibido("¿y los sábados?", "9", "5"), asunto=asunto)
    assert not de(Buscar, visto) + de(PedirPersona, visto)
    assert "¿y los sábados?" in texto(visto) and etiquetas(visto) == ["Sí, enviar", "No enviar"]
    (pedido,) = de(PedirPersona, conversar(codigo(visto, "Sí, enviar"), estado=visto.estado))
    assert isinstance(pedido, PedirPersona) and pedido.pregunta == "¿y los sábados?"
    demasiadas = conversar(MensajeRecibido("¿y los sábados?", "9", "5"), asunto=asunto, abiertos=ABIERTOS_MAXIMOS)
    assert demasiadas.estado.consulta is None
    assert de(Buscar, conversar(MensajeRecibido("¿y los sábados?", "9", "5"), asunto=asunto, contexto=SIN_PERSONAL))


def test_sin_personal_el_boton_no_hace_nada_aunque_alguien_conserve_uno() -> None:
    turno = conversar(BotonPulsado("h:pedir"), contexto=SIN_PERSONAL)
    assert "ya no hace nada" in texto(turno)


# --- El personal ----------------------------------------------------------------------------------


@pytest.mark.parametrize("nombre", ["responder", "consultas", "cerrar"])
@pytest.mark.parametrize("argumento", ["", "12", "12 hola"])
@pytest.mark.parametrize("contexto", [CONTEXTO, SIN_PERSONAL])
def test_para_los_demas_son_ordenes_que_no_existen(nombre: str, argumento: str, contexto: Contexto) -> None:
    inventada = conversar(OrdenRecibida("qwerty", argumento), contexto=contexto)
    suya = conversar(OrdenRecibida(nombre, argumento), contexto=contexto)
    assert repr(suya) == repr(inventada).replace("/qwerty", f"/{nombre}")


@pytest.mark.parametrize("boton", ["lista", "otra:1", "dejar:1", "otra:x", ""])
def test_los_botones_del_personal_tampoco_existen_para_los_demas(boton: str) -> None:
    assert repr(conversar(BotonPulsado(Espacio.CONSULTA.codigo(boton)))) == repr(conversar(BotonPulsado("viejo")))


def test_responder_a_un_mensaje_del_asistente_es_del_personal_solo_si_lo_es() -> None:
    respuesta = MensajeRecibido("Sí, hay un costo", "9", "5")
    ajena = conversar(respuesta, asunto=f"{textos_de_consultas.ASUNTO}12")
    assert not de(ResponderConsulta, ajena)
    propia = conversar(respuesta, asunto=f"{textos_de_consultas.ASUNTO}12", contexto=DEL_PERSONAL)
    (hecha,) = de(ResponderConsulta, propia)
    assert isinstance(hecha, ResponderConsulta)
    assert hecha.texto == "Sí, hay un costo"
    assert OlvidarRecibido() in propia.efectos


@pytest.mark.parametrize("argumento", ["12 Sí, pueden.", "n.º 12: Sí, pueden.", "#12 Sí, pueden.", "12\nSí, pueden."])
def test_la_respuesta_dice_que_es_de_una_persona(argumento: str) -> None:
    turno = conversar(OrdenRecibida("responder", argumento), contexto=DEL_PERSONAL)
    (hecha,) = de(ResponderConsulta, turno)
    assert isinstance(hecha, ResponderConsulta)
    assert hecha.mensaje.parrafos[0].texto == "Respuesta del personal de la APCI (una persona, no el asistente):"
    assert hecha.mensaje.parrafos[1].texto == "Sí, pueden."
    assert "Consulta n.º 12" in hecha.mensaje.texto
    assert "Sí, pueden." not in texto(turno), "lo escrito a la persona no queda también en el turno de quien responde"


@pytest.mark.parametrize("previa", [RESPONDIDA, CERRADA])
def test_si_ya_se_atendio_se_pregunta_antes_de_enviar_otra(previa: ConsultaAlPersonal) -> None:
    orden = OrdenRecibida("responder", "12 Otra cosa", "77")
    aviso = conversar(orden, contexto=DEL_PERSONAL, consultas=(previa,))
    assert not de(ResponderConsulta, aviso)
    assert "todavía no se envió" in texto(aviso)
    assert mensajes(aviso)[0].responde_a == "77", "el botón vuelve con lo escrito, que no se guarda"
    assert "Otra cosa" not in repr(aviso.estado)
    boton = codigo(aviso, "Sí, enviarlo también")
    for sin_texto in (boton, MensajeRecibido("sí"), MensajeRecibido("Sí, enviarlo también")):
        espera = conversar(sin_texto, estado=aviso.estado, contexto=DEL_PERSONAL, consultas=(previa,))
        assert "pulse uno de estos botones" in texto(espera) and not de(ResponderConsulta, espera)
        assert espera.estado.consulta == aviso.estado.consulta
    boton = replace(boton, sobre=MensajeRecibido("/responder n.º 12: Otra cosa", "77"))
    hecho = conversar(boton, estado=aviso.estado, contexto=DEL_PERSONAL, consultas=(previa,))
    assert [efecto.texto for efecto in de(ResponderConsulta, hecho) if isinstance(efecto, ResponderConsulta)] == [
        "Otra cosa"
    ]
    repetido = conversar(boton, estado=hecho.estado, contexto=DEL_PERSONAL, consultas=(previa,))
    assert not de(ResponderConsulta, repetido)
    dejado = conversar(MensajeRecibido("no"), estado=aviso.estado, contexto=DEL_PERSONAL)
    assert "No envié nada más" in texto(dejado)


def test_ver_una_consulta_no_deja_su_texto_en_el_turno_de_quien_la_ve() -> None:
    turno = conversar(OrdenRecibida("consultas", "12"), contexto=DEL_PERSONAL)
    (mostrado,) = de(MostrarConsulta, turno)
    assert isinstance(mostrado, MostrarConsulta)
    assert "¿Hay <costo>?" in mostrado.mensaje.texto
    assert mostrado.mensaje.asunto == f"{textos_de_consultas.ASUNTO}12"
    assert not mensajes(turno)
    lista = conversar(OrdenRecibida("consultas"), contexto=DEL_PERSONAL)
    assert "n.º 12, del 25/11/2026 a las 10:00" in texto(lista)
    assert "costo" not in texto(lista)
    assert "No hay consultas" in texto(conversar(OrdenRecibida("consultas"), contexto=DEL_PERSONAL, consultas=()))


def test_al_cerrar_sin_respuesta_la_persona_se_entera_del_motivo() -> None:
    turno = conversar(OrdenRecibida("cerrar", "12 se repite"), contexto=DEL_PERSONAL)
    (hecho,) = de(CerrarConsulta, turno)
    assert isinstance(hecho, CerrarConsulta) and hecho.mensaje is not None
    assert "se repite" in hecho.mensaje.texto
    con_respuesta = conversar(OrdenRecibida("cerrar", "12 listo"), contexto=DEL_PERSONAL, consultas=(RESPONDIDA,))
    (hecho,) = de(CerrarConsulta, con_respuesta)
    assert isinstance(hecho, CerrarConsulta) and hecho.mensaje is None
    assert not de(
        CerrarConsulta,
        conversar(OrdenRecibida("cerrar", "12 x"), contexto=DEL_PERSONAL, consultas=(CERRADA,)),
    )


@pytest.mark.parametrize("nombre", ["responder", "cerrar"])
@pytest.mark.parametrize("argumento", ["", "hola", "12", "12   ", "0 hola", "1234567890123 hola"])
def test_una_orden_incompleta_dice_como_se_escribe_y_no_envia_nada(nombre: str, argumento: str) -> None:
    turno = conversar(OrdenRecibida(nombre, argumento), contexto=DEL_PERSONAL)
    assert f"/{nombre} 12" in texto(turno)
    assert not de(ResponderConsulta, turno) + de(CerrarConsulta, turno)


@pytest.mark.parametrize("escrito", ["/", "/ ", "/ 12"])
def test_editar_un_mensaje_hasta_dejar_solo_la_barra_no_es_una_orden(escrito: str) -> None:
    assert conversar(MensajeEditado(escrito), contexto=DEL_PERSONAL).efectos


def test_un_numero_que_no_existe_y_una_orden_editada_se_explican() -> None:
    assert "No hay una consulta n.º 99" in texto(
        conversar(OrdenRecibida("responder", "99 hola"), contexto=DEL_PERSONAL)
    )
    editada = conversar(MensajeEditado("/responder 12 hola"), contexto=DEL_PERSONAL)
    assert OlvidarRecibido() in editada.efectos
    assert not de(ResponderConsulta, editada)


entradas = st.one_of(
    st.builds(MensajeRecibido, st.text(max_size=30), st.just("1"), st.sampled_from(["", "5"])),
    st.builds(MensajeRecibido, st.sampled_from(["sí", "no", "Sí, enviar", ETIQUETA, "¿qué es?", "quiero una persona"])),
    st.builds(
        BotonPulsado, st.sampled_from(["h:pedir", "h:lista", "h:si:1", "h:no:2", "h:otra:3", "h:dejar:1", "m:datos"])
    ),
    st.builds(OrdenRecibida, st.sampled_from(["responder", "cerrar", "consultas", "propuesta"]), st.text(max_size=12)),
    st.builds(OrdenRecibida, st.sampled_from(["responder", "cerrar"]), st.sampled_from(["12 hola", "13 x", "12"])),
)


@settings(max_examples=60)
@given(
    st.lists(st.one_of(entradas, st.integers(0, 5)), max_size=8),
    st.booleans(),
    st.sampled_from([ABIERTA, RESPONDIDA, CERRADA]),
)
def test_nunca_se_envia_lo_que_no_se_mostro(
    pasos: list[Entrada | int], es_personal: bool, consulta: ConsultaAlPersonal
) -> None:
    contexto = replace(CONTEXTO, papeles=Papeles(atiende=es_personal))
    estado, mostrados = Estado(), set[str]()
    for paso in pasos:
        if isinstance(paso, int):
            if not estado.botones:
                continue
            paso = BotonPulsado(estado.botones[paso % len(estado.botones)].codigo)
        turno = conversar(
            paso,
            estado=estado,
            contexto=contexto,
            consultas=(consulta,),
            asunto=f"{textos_de_consultas.ASUNTO}12",
        )
        assert turno.efectos, f"sin respuesta a {paso}"
        for efecto in de(PedirPersona, turno):
            assert isinstance(efecto, PedirPersona) and efecto.pregunta in mostrados | {""}
        mostrados = {parrafo.texto for mensaje in mensajes(turno) for parrafo in mensaje.parrafos}
        estado = turno.estado
