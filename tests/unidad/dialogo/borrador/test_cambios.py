"""Cambiar hablando: antes de aceptar lo entendido, a mitad de la entrevista y con el borrador entregado."""

from dataclasses import replace

import pytest

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import Buscar, DocumentoListo, RedactarBorrador
from bot.dialogo.turno import Estado, Turno
from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.lote import lote_abierto
from bot.entrevista.eventos import Evento
from bot.entrevista.pasos import pasos_visibles
from tests.apoyo.borrador_lleno import eventos_hasta, lo_que_se_ve
from tests.apoyo.cambios_dichos import (
    DE_LA_QUE_SE_NOMBRA,
    DE_LO_ENTENDIDO,
    DESPUES,
    EN_LA_ENTREVISTA,
    EN_LOS_DOS,
    IDEA,
    NO_ES_QUIEN_MAS,
    NO_SON_CAMBIOS,
    NO_SON_TANTOS,
    ORGANIZACIONES,
    QUIEN_MAS,
    TODOS,
    sin,
)
from tests.apoyo.charla import CONTEXTO, ENTREVISTA, Charla, sin_pasajes

LLENO = eventos_hasta()


class Persona:
    """Alguien con un borrador: escribe, pulsa y lee."""

    def __init__(self, eventos: tuple[Evento, ...], *, en_entrevista: bool) -> None:
        self.estado = Estado(borrador="b1", eventos=eventos, en_entrevista=en_entrevista, saludada=True)
        self.mensajes: list[Mensaje] = []

    def escribir(self, texto: str) -> str:
        return self._seguir(decidir(CONTEXTO, self.estado, MensajeRecibido(texto)))

    def pulsar(self, etiqueta: str) -> str:
        botones = [boton for mensaje in self.mensajes for fila in mensaje.botones for boton in fila]
        codigo = next(boton.codigo for boton in botones if boton.etiqueta == etiqueta)
        return self._seguir(decidir(CONTEXTO, self.estado, BotonPulsado(codigo)))

    def etiquetas(self) -> list[str]:
        return [boton.etiqueta for mensaje in self.mensajes for fila in mensaje.botones for boton in fila]

    def ve(self, que: str) -> str:
        return lo_que_se_ve(self.estado.eventos, que)

    def _seguir(self, turno: Turno, *, sigue: bool = False) -> str:
        self.estado = turno.estado
        self.mensajes = [
            *(self.mensajes if sigue else []),
            *(e.mensaje for e in turno.efectos if isinstance(e, Enviar)),
        ]
        if any(isinstance(efecto, RedactarBorrador) for efecto in turno.efectos):
            listo = DocumentoListo((Adjunto("borradores/b.docx", "borrador.docx"),))
            return self._seguir(decidir(CONTEXTO, self.estado, listo), sigue=True)
        for efecto in turno.efectos:
            if isinstance(efecto, Buscar):
                return self._seguir(decidir(CONTEXTO, self.estado, sin_pasajes(efecto)), sigue=True)
        return "\n".join(mensaje.texto for mensaje in self.mensajes)


def a_mitad(que: str) -> Persona:
    """Alguien en la última pregunta, que no es la que va a cambiar, con todo lo demás respondido."""
    clave = que.partition(":")[0].partition(".")[0]
    delante = "valor_agregado" if clave == "continuidad" else "continuidad"
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] != delante)
    persona = Persona(eventos, en_entrevista=True)
    borrador = Borrador.de(eventos)
    pendientes = [p.llave for p in pasos_visibles(ENTREVISTA, borrador) if p.llave not in borrador.respuestas]
    assert pendientes == [(delante, "")]
    return persona


@pytest.mark.parametrize(("texto", "que", "queda"), (*EN_LA_ENTREVISTA, *EN_LOS_DOS))
def test_a_mitad_de_la_entrevista_se_hace_el_cambio_y_se_vuelve_a_la_pregunta(texto: str, que: str, queda: str) -> None:
    persona = a_mitad(que)
    antes = persona.ve(que)
    respuesta = persona.escribir(texto)
    assert persona.ve(que) == queda
    assert "Pregunta" in respuesta
    persona.pulsar("Deshacer el cambio")
    assert persona.ve(que) == antes


@pytest.mark.parametrize(("texto", "que", "queda"), (*DESPUES, *EN_LOS_DOS))
def test_con_el_borrador_entregado_se_hace_el_cambio_y_se_ofrece_el_word(texto: str, que: str, queda: str) -> None:
    persona = Persona(LLENO, en_entrevista=False)
    antes = persona.ve(que)
    persona.escribir(texto)
    assert persona.ve(que) == queda
    assert "Recibir el nuevo Word y PDF" in persona.etiquetas()
    persona.pulsar("Deshacer el cambio")
    assert persona.ve(que) == antes


def _entendido(charla: Charla) -> dict[str, str]:
    """Lo entendido, por su pregunta; de los actores, sus nombres."""
    lote = lote_abierto(charla.estado.eventos)
    dichos: dict[str, str] = {}
    for _, uno in lote.entendidos if lote is not None else ():
        clave = uno.llave[0]
        if clave == "actores" and isinstance(uno.valor, list):
            nombres = [str(dato["nombre"]) for dato in uno.valor if isinstance(dato, dict)]
            dichos[clave] = " | ".join([*([dichos[clave]] if clave in dichos else []), *nombres])
            for dato in uno.valor:
                assert isinstance(dato, dict)
                dichos[f"tipo:{dato['nombre']}"] = str(dato.get("tipo"))
        else:
            dichos[clave] = uno.lectura
    return dichos


@pytest.mark.parametrize(("texto", "que", "queda"), DE_LO_ENTENDIDO)
def test_lo_entendido_se_corrige_hablando_antes_de_guardarlo(texto: str, que: str, queda: str) -> None:
    charla = Charla()
    charla.escribir(IDEA)
    antes = _entendido(charla)
    charla.escribir(texto)
    assert _entendido(charla).get(que, "") == queda
    assert charla.respuestas() == {}
    assert "Lo corregí así" in charla.mensaje.texto
    charla.pulsar("Deshacer el cambio")
    assert _entendido(charla) == antes


@pytest.mark.parametrize(("pregunta", "texto"), NO_SON_CAMBIOS)
def test_lo_que_contesta_la_pregunta_de_delante_no_es_un_cambio_de_otra(pregunta: str, texto: str) -> None:
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] != pregunta)
    persona = Persona(eventos, en_entrevista=True)
    antes = Borrador.de(eventos).respuestas
    persona.escribir(texto)
    ahora = Borrador.de(persona.estado.eventos).respuestas
    assert {llave: valor for llave, valor in ahora.items() if llave[0] != pregunta} == antes


def test_una_respuesta_y_un_cambio_en_el_mismo_mensaje_son_las_dos_cosas() -> None:
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] != "plazo")
    persona = Persona(eventos, en_entrevista=True)
    respuesta = persona.escribir("un año, arrancando abril. ahh y el título cámbialo a Barrio Vivo")
    assert "12 meses" in persona.ve("plazo")
    assert persona.ve("titulo") == "Barrio Vivo"
    assert "Cambié «Nombre de la alianza»" in respuesta


def test_lo_que_no_se_puede_leer_no_cambia_nada_y_se_dice_por_que() -> None:
    persona = a_mitad("ruc")
    respuesta = persona.escribir("el ruc que te di estaba mal, es 20610384417")
    assert "No cambié «RUC»: el último dígito no corresponde" in respuesta
    assert "Sigue como estaba: 20100070970" in respuesta
    assert persona.ve("ruc") == "20100070970"


def test_al_cambiar_cuantos_son_se_dice_donde_mas_esta_escrito_y_solo_se_toca_con_un_boton() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("no son 500 familias, son 620")
    assert "Ojo: 500 también se lee en «Problema público», «Objetivo común» y «Resultados»" in respuesta
    assert "500 familias toman agua" in persona.ve("problema")
    assert "Ojo: 500 también se lee en «Problema público»" in persona.pulsar("Cambiar también: Objetivo común")
    assert persona.ve("objetivo_comun").startswith("Llevar agua segura a 620 familias")
    assert "500 familias toman agua" in persona.ve("problema")
    persona.pulsar("Cambiar también: Problema público")
    assert "620 familias toman agua" in persona.ve("problema")
    assert "Ojo" not in persona.pulsar("Cambiar también: Resultados")
    assert "Meta: 620" in persona.ve("resultados")
    persona.pulsar("Deshacer el cambio")
    assert "Meta: 500" in persona.ve("resultados")


def test_quien_corrige_dos_veces_puede_poner_al_dia_lo_que_dice_la_primera() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir("no son 500 familias, son 620")
    respuesta = persona.escribir("no son 620 familias, son 700")
    assert "Ojo: 500 también se lee en «Problema público»" in respuesta
    persona.pulsar("Cambiar también: Problema público")
    assert "700 familias toman agua" in persona.ve("problema")


@pytest.mark.parametrize(
    ("texto", "que", "queda"),
    [
        ("no son 500 familias, son 1,200", "poblacion", "1,200 familias"),
        ("no son 500 sino 1,350 familias", "poblacion", "1,350 familias"),
        ("puse 500 familias y son 2,400", "poblacion", "2,400 familias"),
        ("no son S/ 900,000, son S/ 1,200,000", "presupuesto", "S/ 1,200,000.00"),
        ("no son 900,000 soles sino 850,000 soles", "presupuesto", "S/ 850,000.00"),
    ],
)
def test_la_coma_de_los_miles_no_parte_la_cifra_que_se_corrige(texto: str, que: str, queda: str) -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir(texto)
    assert persona.ve(que).startswith(queda)


@pytest.mark.parametrize(
    ("texto", "queda"),
    [
        ("eran 450 familias", "450 familias"),
        ("son 450 familias nomas", "450 familias"),
        ("perdon, eran 1,200 familias", "1,200 familias"),
        ("ah no, son 450 familias en total", "450 familias"),
        ("seran unas 450 familias pues", "450 familias"),
        ("somos 450 familias", "450 familias"),
    ],
)
@pytest.mark.parametrize("delante", ["nombre_organizacion", "titulo", "tipo_organizacion"])
def test_lo_que_solo_cuenta_la_poblacion_no_se_anota_de_nombre(texto: str, queda: str, delante: str) -> None:
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] != delante)
    persona = Persona(eventos, en_entrevista=True)
    persona.escribir(texto)
    assert persona.ve("poblacion").startswith(queda)
    assert persona.ve(delante) == ""


@pytest.mark.parametrize("texto", ["son 450 alumnos", "eran 450", "son 450 familias y 30 talleres", "450 familias"])
def test_otra_cuenta_no_corrige_la_poblacion(texto: str) -> None:
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] != "beneficio_poblacion")
    persona = Persona(eventos, en_entrevista=True)
    persona.escribir(texto)
    assert persona.ve("poblacion").startswith("500 familias")


def test_si_dos_se_llaman_parecido_se_pregunta_cual_y_nada_cambia_hasta_elegir() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir("agrega a la Municipalidad de Sucre")
    persona.escribir("quita a la municipalidad")
    assert persona.etiquetas()[:2] == ["Quitar Municipalidad de Celendín", "Quitar Municipalidad de Sucre"]
    assert persona.ve("actores") == f"{TODOS} | Municipalidad de Sucre"
    persona.pulsar("Quitar Municipalidad de Sucre")
    assert persona.ve("actores") == TODOS


def test_quitar_un_actor_dice_lo_que_se_va_con_el_y_vuelve_al_deshacer() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    visibles = len(pasos_visibles(ENTREVISTA, Borrador.de(persona.estado.eventos)))
    respuesta = persona.escribir("quita a Cáritas")
    assert "Cáritas Cajamarca" in respuesta
    assert "aparta" in respuesta
    assert len(pasos_visibles(ENTREVISTA, Borrador.de(persona.estado.eventos))) < visibles
    persona.pulsar("Deshacer el cambio")
    assert len(pasos_visibles(ENTREVISTA, Borrador.de(persona.estado.eventos))) == visibles


def test_renombrar_un_actor_conserva_lo_que_se_dijo_de_el_y_donde_responde() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir("GIZ se llama Cooperación Alemana")
    assert "equipos de GIZ" in persona.ve("reparto:Cooperación Alemana")
    assert "Alza del precio del cloro — Responsable: Cooperación Alemana" in persona.ve("riesgos")


def test_juntar_dos_actores_no_pierde_nada_de_lo_que_se_dijo_de_cada_uno() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("la giz y caritas son lo mismo")
    assert persona.ve("actores") == sin("Cáritas Cajamarca")
    assert "equipos de GIZ; equipos de Cáritas Cajamarca" in persona.ve("reparto:GIZ")
    assert "Capacitar — Responsable: GIZ" in persona.ve("actividades")
    assert "Junté «Cáritas Cajamarca» con GIZ" in respuesta
    persona.pulsar("Deshacer el cambio")
    assert persona.ve("actores") == TODOS
    assert "Capacitar — Responsable: Cáritas Cajamarca" in persona.ve("actividades")


def test_quien_entra_en_lugar_de_otro_no_hereda_lo_que_se_dijo_de_el() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir("ya no va el banco, en su lugar entra Fundación Qori")
    assert "Fundación Qori" in persona.ve("actores")
    assert persona.ve("reparto:Fundación Qori") == ""


@pytest.mark.parametrize("texto", ["borra lo último", "deshaz lo último por favor", "quita lo ultimo que puse"])
def test_borra_lo_ultimo_deshace_el_ultimo_cambio(texto: str) -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.escribir("quita a Cáritas")
    persona.escribir(texto)
    assert persona.ve("actores") == TODOS


def test_lo_que_no_esta_no_se_quita_y_se_dice() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    respuesta = persona.escribir("quita a Backus")
    assert "No encuentro «a Backus»" in respuesta
    assert persona.ve("actores") == " | ".join(ORGANIZACIONES)


def test_un_cambio_no_saca_a_la_persona_de_la_pregunta_a_la_que_habia_vuelto() -> None:
    persona = Persona(LLENO, en_entrevista=True)
    persona.escribir("revisar")
    persona.pulsar("Problema público, población y ámbito")
    persona.pulsar("Cambiar: Lugar")
    respuesta = persona.escribir("cambia el presupuesto a 1 millon de soles")
    assert persona.ve("presupuesto") == "S/ 1,000,000.00"
    assert "· Lugar" in respuesta


def test_ante_una_duda_de_la_lista_se_elige_con_un_boton() -> None:
    charla = Charla()
    charla.escribir(IDEA)
    charla.escribir("agrega a la Municipalidad de Sucre")
    charla.escribir("quita la municipalidad")
    assert [e for e in charla.etiquetas() if e.startswith("Quitar ")] == [
        "Quitar Municipalidad de Celendín",
        "Quitar Municipalidad de Sucre",
    ]
    charla.pulsar("Quitar Municipalidad de Celendín")
    assert "Celendín" not in _entendido(charla)["actores"]
    assert "Municipalidad de Sucre" in _entendido(charla)["actores"]


def test_pedir_quitar_lo_que_no_esta_no_agrega_nada_a_la_lista() -> None:
    charla = Charla()
    charla.escribir(IDEA)
    antes = _entendido(charla)
    charla.escribir("quita a la universidad de piura")
    assert _entendido(charla) == antes
    assert "corregí" not in charla.mensaje.texto


def test_contar_el_problema_no_responde_el_lugar_que_aun_no_se_pregunta() -> None:
    sin_decir = {"problema", "poblacion", "ubicacion"}
    eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] not in sin_decir)
    persona = Persona(eventos, en_entrevista=True)
    persona.escribir("En la zona de Bosques de Ucayali falta agua limpia para todos")
    assert persona.ve("ubicacion") == ""
    assert persona.ve("problema") == "En la zona de Bosques de Ucayali falta agua limpia para todos"


@pytest.mark.parametrize(
    "dicho",
    [
        "que las familias vendan mejor el cafe sin tumbar bosque al 2029",
        "vender mejor el cafe de las familias al 2029",
        "que las familias vivan mejor para el 2030",
        "mejor agua para las familias en el 2028",
        "que las personas mayores coman mejor hasta el 2027",
        "que las familias ya no tomen agua sucia desde 2028",
        "mejor que las familias tengan su agua al 2030",
        "que los hogares ya no cocinen con leña para 2029",
        "que las familias ahora sí tengan luz al 2028",
        "ya no más familias sin desagüe en 2030",
        "que al 2029 las familias vendan mejor su café",
    ],
)
def test_un_anio_al_que_se_llega_no_es_cuanta_gente_ni_cuanto_dinero(dicho: str) -> None:
    objetivo = next(paso for paso in LLENO if getattr(paso, "llave", None) == ("objetivo_comun", ""))
    persona = Persona(tuple(uno for uno in LLENO if uno is not objetivo), en_entrevista=True)
    antes = persona.ve("poblacion"), persona.ve("presupuesto")
    persona.escribir(dicho)
    assert (persona.ve("poblacion"), persona.ve("presupuesto")) == antes


def test_sin_borrador_abierto_no_hay_nada_que_cambiar() -> None:
    persona = Persona(LLENO, en_entrevista=False)
    persona.estado = replace(persona.estado, borrador=None, eventos=())
    persona.escribir("cambia el presupuesto a 1 millon de soles")
    assert persona.estado.eventos == ()


@pytest.mark.parametrize(("texto", "que", "queda"), DE_LA_QUE_SE_NOMBRA)
@pytest.mark.parametrize("delante", ["presupuesto", "reparto", "plazo"])
def test_la_respuesta_que_se_nombra_se_cambia_si_no_contesta_la_de_delante(
    texto: str, que: str, queda: str, delante: str
) -> None:
    persona = Persona(eventos_hasta(delante), en_entrevista=True)
    antes = persona.ve(que)
    respuesta = persona.escribir(texto)
    assert persona.ve(que) == queda
    assert "Pregunta" in respuesta
    persona.pulsar("Deshacer el cambio")
    assert persona.ve(que) == antes


@pytest.mark.parametrize(("texto", "queda"), NO_SON_TANTOS)
def test_de_lo_que_le_toca_a_un_actor_se_corrige_solo_lo_dicho(texto: str, queda: str) -> None:
    persona = Persona(eventos_hasta("reparto"), en_entrevista=True)
    persona.escribir("hacemos la consejeria casa por casa, ponemos 10 promotoras, ganamos paz")
    respuestas = Borrador.de(persona.estado.eventos).respuestas
    llave = next(llave for llave in respuestas if llave[0] == "reparto")
    persona.escribir(texto)
    dicho = Borrador.de(persona.estado.eventos).respuestas[llave].valor
    assert isinstance(dicho, dict)
    assert queda in str(dicho.values())
    assert dicho["beneficio"] == "paz"
    assert "promotor" in str(dicho["aporte"])


@pytest.mark.parametrize(("texto", "nombre"), QUIEN_MAS)
@pytest.mark.parametrize("delante", ["presupuesto", "plazo"])
def test_otro_actor_dicho_ante_otra_pregunta_se_agrega(texto: str, nombre: str, delante: str) -> None:
    persona = Persona(eventos_hasta(delante), en_entrevista=True)
    antes = persona.ve("actores")
    persona.escribir(texto)
    assert persona.ve("actores") == f"{antes} | {nombre}"
    persona.pulsar("Deshacer el cambio")
    assert persona.ve("actores") == antes


@pytest.mark.parametrize("texto", NO_ES_QUIEN_MAS)
def test_lo_que_no_nombra_a_nadie_no_agrega_un_actor(texto: str) -> None:
    persona = Persona(eventos_hasta("presupuesto"), en_entrevista=True)
    antes = persona.ve("actores")
    persona.escribir(texto)
    assert persona.ve("actores") == antes
