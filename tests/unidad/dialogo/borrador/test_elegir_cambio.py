"""Elegir entre las lecturas de un cambio, y señalar de qué se hablaba sin escribirlo otra vez."""

from bot.entrevista.borrador import Borrador
from tests.unidad.dialogo.borrador.test_cambios import LLENO, Persona

YA_NO_HACE_ESO = "la municipalidad ya no hace eso, cámbielo. Capacita a las juntas"
CAMBIAR_LO_SUYO = "Cambiar: Qué le toca a cada actor de Municipalidad de Celendín"


def entregado() -> Persona:
    """Alguien con el borrador entero y fuera de la entrevista."""
    return Persona(LLENO, en_entrevista=False)


def respuesta_de(persona: Persona, clave: str, actor: str = "") -> object:
    """Lo guardado en esa respuesta."""
    return Borrador.de(persona.estado.eventos).respuestas[(clave, actor)].valor


def test_un_cambio_dudoso_se_muestra_entero_antes_de_hacerlo_y_se_deshace() -> None:
    persona = entregado()
    antes = respuesta_de(persona, "reparto", "a4")
    dicho = persona.escribir("lo que pone caritas ya no cuadra, son 20 talleres ahora")
    assert "Aporta: equipos de Cáritas Cajamarca → 20 talleres. Nada cambió todavía." in dicho
    assert respuesta_de(persona, "reparto", "a4") == antes
    hecho = persona.pulsar(persona.etiquetas()[0])
    assert "→ 20 talleres" in hecho
    assert isinstance(antes, dict)
    assert respuesta_de(persona, "reparto", "a4") == {**antes, "aporte": "20 talleres"}
    persona.pulsar("Deshacer el cambio")
    assert respuesta_de(persona, "reparto", "a4") == antes


def test_entre_dos_respuestas_se_hace_solo_la_que_se_elige() -> None:
    persona = entregado()
    problema, objetivo = respuesta_de(persona, "problema"), respuesta_de(persona, "objetivo_comun")
    dicho = persona.escribir("una observación de ortografía, «Familias» va con mayúscula")
    assert "1) En «Problema público»" in dicho and "2) En «Objetivo común»" in dicho
    persona.pulsar(persona.etiquetas()[1])
    assert respuesta_de(persona, "problema") == problema
    assert respuesta_de(persona, "objetivo_comun") == str(objetivo).replace("familias", "Familias")


def test_elegir_con_un_si_o_con_el_numero_vale_lo_mismo_que_el_boton() -> None:
    persona = entregado()
    persona.escribir("una observación de ortografía, «Familias» va con mayúscula")
    persona.escribir("2")
    assert "Familias" in str(respuesta_de(persona, "objetivo_comun"))
    assert "Familias" not in str(respuesta_de(persona, "problema"))


def test_una_eleccion_de_antes_de_otro_cambio_no_guarda_nada_donde_no_es() -> None:
    persona = entregado()
    persona.escribir("una observación de ortografía, «Familias» va con mayúscula")
    viejos = persona.mensajes
    persona.escribir("el problema ahora es que en Celendín 640 hogares toman agua sin cloro")
    antes = Borrador.de(persona.estado.eventos).respuestas
    persona.mensajes = viejos
    persona.pulsar(persona.etiquetas()[1])
    assert Borrador.de(persona.estado.eventos).respuestas == antes


def test_al_senalar_una_respuesta_se_propone_lo_que_se_acaba_de_escribir() -> None:
    persona = entregado()
    persona.escribir(YA_NO_HACE_ESO)
    dicho = persona.pulsar(CAMBIAR_LO_SUYO)
    assert "→ Capacita a las juntas" in dicho
    assert "Escribirlo yo" in persona.etiquetas()
    persona.pulsar(persona.etiquetas()[0])
    valor = respuesta_de(persona, "reparto", "a1")
    assert isinstance(valor, dict)
    assert (valor["responsabilidad"], valor["aporte"]) == (
        "Capacita a las juntas",
        "equipos de Municipalidad de Celendín",
    )


def test_quien_prefiere_escribirlo_llega_a_la_pregunta() -> None:
    persona = entregado()
    persona.escribir(YA_NO_HACE_ESO)
    persona.pulsar(CAMBIAR_LO_SUYO)
    assert "Municipalidad de Celendín (2 de 7 actores)" in persona.pulsar("Escribirlo yo")


def test_si_lo_escrito_no_dice_como_queda_se_va_a_la_pregunta() -> None:
    persona = entregado()
    persona.escribir("El monto que pusimos ya quedó viejo")
    assert "¿Cuánto costaría todo" in persona.pulsar("Cambiar: Presupuesto")
