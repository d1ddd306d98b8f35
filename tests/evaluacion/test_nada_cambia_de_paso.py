"""Lo que la gente contesta a una pregunta no cambia, de paso, la respuesta de otra."""

from bot.entrevista.borrador import Borrador
from bot.entrevista.pasos import pasos_visibles
from tests.apoyo.borrador_lleno import eventos_hasta
from tests.apoyo.chat import ENTREVISTA
from tests.mediciones.compuerta import CASOS, leer_casos
from tests.unidad.dialogo.borrador.test_cambios import Persona

LLENO = eventos_hasta()
PIDEN_ADEMAS_UN_CAMBIO = {"un año, arrancando abril. ahh y el título cámbialo a Barrio Vivo"}


def test_ninguna_respuesta_escrita_por_personas_cambia_otra() -> None:
    dichos = {(caso.pregunta, caso.dice) for caso in leer_casos(CASOS) if caso.es == "respuesta"}
    probados, cambiaron = 0, list[str]()
    for clave, dicho in sorted(dichos):
        eventos = tuple(uno for uno in LLENO if getattr(uno, "llave", ("", ""))[0] != clave)
        antes = Borrador.de(eventos)
        delante = [paso.llave for paso in pasos_visibles(ENTREVISTA, antes) if paso.llave not in antes.respuestas]
        if [llave[0] for llave in delante][:1] != [clave]:
            continue
        persona = Persona(eventos, en_entrevista=True)
        persona.escribir(dicho)
        quedan = Borrador.de(persona.estado.eventos).respuestas
        cambio = [llave for llave, una in antes.respuestas.items() if llave not in quedan or quedan[llave] != una]
        probados += 1
        if cambio and dicho not in PIDEN_ADEMAS_UN_CAMBIO:
            cambiaron.append(f"{clave}: {dicho} → {cambio}")
    assert probados > 300
    assert cambiaron == []
