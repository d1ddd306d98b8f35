"""El cierre de un borrador: primero lo que está claro, después hasta tres observaciones y el botón de cada una."""

import re

from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.revision import OBSERVACIONES_EN_RESUMEN, cierre, coherencia_entera
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.eventos import Valor
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, INSTANTE, fila, historia

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE)
CLARO = "Lo que ya está claro: "


def _sesion(**cambios: Valor) -> Sesion:
    respuestas = {(clave, ""): valor for clave, valor in cambios.items()}
    return Sesion(CONTEXTO, Estado(borrador="b", en_entrevista=True, eventos=historia({**AMPLIADO, **respuestas})))


def _con_reparto(**cambios: Valor) -> Sesion:
    eventos = historia({**AMPLIADO, ("reparto", "a1"): fila(**cambios)})
    return Sesion(CONTEXTO, Estado(borrador="b", en_entrevista=True, eventos=eventos))


def _etiquetas(mensaje: Mensaje) -> list[str]:
    return [boton.etiqueta for fila_botones in mensaje.botones for boton in fila_botones]


def test_lo_que_esta_claro_va_antes_que_lo_observado() -> None:
    for mensaje in (cierre(_con_reparto(motivacion=None)), coherencia_entera(_con_reparto(motivacion=None))):
        assert CLARO in mensaje.texto
        assert mensaje.texto.index(CLARO) < mensaje.texto.index("Motivaciones por definir")
    texto = cierre(_sesion()).texto
    (claro,) = re.findall(rf"{CLARO}(.*)\.", texto)
    assert claro == (
        "3 actores con su tarea y su aporte, 1 resultado con meta, fecha y responsable y un presupuesto que cuadra con "
        "los aportes"
    )


def test_sin_nada_claro_no_se_dice() -> None:
    vacio = Sesion(CONTEXTO, Estado(borrador="b", en_entrevista=True, eventos=historia({})))
    assert CLARO not in cierre(vacio).texto


def test_lo_dudoso_se_pregunta_con_su_frase_y_su_boton_de_aclarar() -> None:
    mensaje = cierre(_con_reparto(responsabilidad="comprar en la tienda de mi cuñado, que vende los equipos."))
    assert "1 por confirmar" in mensaje.texto
    assert "Por confirmar · Vínculos entre quienes participan. ¿Hay un vínculo" in mensaje.texto
    assert "Se lee: «" in mensaje.texto and ".»." not in mensaje.texto
    assert "Aclarar: Vínculos entre quienes participan" in _etiquetas(mensaje)
    assert "Crítico" not in mensaje.texto


def test_lo_critico_es_lo_que_falta_de_verdad() -> None:
    mensaje = cierre(_con_reparto(responsabilidad=None))
    assert "Crítico · Actores sin responsabilidad" in mensaje.texto
    assert "1 punto crítico" in mensaje.texto
    dudoso = cierre(_con_reparto(responsabilidad=None, detalle="ve la cuenca y avisa"))
    assert "Crítico" not in dudoso.texto
    assert "Por confirmar · Actores sin responsabilidad" in dudoso.texto


def test_se_muestran_hasta_tres_de_lugares_distintos_con_un_boton_cada_una() -> None:
    sesion = _sesion(
        ods=[17],
        objetivo_comun="Agua",
        actores=[{"id": "a1", "nombre": "Caja Rural", "tipo": "empresa"}],
        cumplimiento="no",
        valor_agregado="nada",
    )
    mensaje = cierre(sesion)
    fuentes = [observacion for observacion in sesion.propuesta.observaciones if observacion.titulo in mensaje.texto]
    assert len(fuentes) == OBSERVACIONES_EN_RESUMEN
    assert len({una.lugar for una in fuentes}) == OBSERVACIONES_EN_RESUMEN
    botones = [etiqueta for etiqueta in _etiquetas(mensaje) if etiqueta.startswith(("Corregir: ", "Aclarar: "))]
    assert len(botones) == OBSERVACIONES_EN_RESUMEN
    assert "Ver toda la revisión" in _etiquetas(mensaje)
