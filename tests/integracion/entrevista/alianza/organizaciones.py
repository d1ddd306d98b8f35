"""La minera, que propone, y a quién invita: lo que comparten estas pruebas."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import cast

from bot.dialogo.entradas import RecordatorioVencido
from bot.dialogo.turno import Contexto
from bot.entrevista.borrador import Borrador
from bot.entrevista.valor import Valor
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, INSTANTE
from tests.apoyo.mesa import Mesa, Persona

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE + timedelta(days=1))
RUC, NOMBRE_DEL_CONTACTO = "20100070970", "Rosa Fictiva Quispe"
SUYA = ("reparto", "a1")


def respuestas() -> dict[tuple[str, str], Valor]:
    return dict(AMPLIADO)


def municipalidad(mesa: Mesa) -> str:
    """Cómo se llama en el borrador la organización invitada."""
    (nombre, _), *_ = [(uno, 0) for uno in nombres(mesa) if "unicipalidad" in uno]
    return nombre


def nombres(mesa: Mesa) -> list[str]:
    valor = Borrador.de(mesa.historias["de minera"]).respuestas["actores", ""].valor
    assert isinstance(valor, list)
    return [str(cast("dict[str, Valor]", uno)["nombre"]) for uno in valor]


def invitar(mesa: Mesa, por: str) -> str:
    """La minera invita a alguien; devuelve el código."""
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.pulsa(
        minera, next(b.etiqueta for b in minera.botones() if b.etiqueta in ("Invitar a un socio", "Ver la alianza"))
    )
    if "¿A quién invita?" not in minera.leido:
        mesa.pulsa(minera, "Invitar a un socio")
    mesa.pulsa(minera, next(b.etiqueta for b in minera.botones() if por.startswith(b.etiqueta.rstrip("…"))))
    mesa.pulsa(minera, "Crear invitación")
    return mesa.enlace(minera)


def llamar(mesa: Mesa, nombre: str, por: str) -> tuple[str, Persona]:
    """Alguien acepta una invitación y espera en la puerta; devuelve también el código con que llegó."""
    codigo = invitar(mesa, por)
    persona = mesa.sentar(nombre)
    mesa.escribe(persona, f"/start i_{codigo}")
    mesa.pulsa(persona, "Sí, la represento" if por != "Solo para leer" else "Sí, quiero leerlo")
    mesa.pulsa(persona, "Acepto y entro")
    return codigo, persona


def entrar(mesa: Mesa, nombre: str, por: str) -> Persona:
    """Alguien entra con una invitación."""
    _, persona = llamar(mesa, nombre, por)
    tres = persona.leido.partition("este número: ")[2][:3]
    minera = mesa.personas["minera"]
    mesa.pulsa(minera, "Tengo el número")
    mesa.escribe(minera, tres)
    return persona


def proponer(mesa: Mesa, muni: Persona, texto: str) -> None:
    """Propone otro plazo."""
    mesa.escribe(muni, "/propuesta")
    mesa.pulsa(muni, "Proponer un cambio")
    mesa.pulsa(muni, "Plazo")
    assert "Hoy dice" in muni.leido
    mesa.escribe(muni, texto)
    assert "¿La envío?" in muni.leido
    mesa.pulsa(muni, "Enviar propuesta")
    assert "Enviada a quien coordina" in muni.leido


def plazo(mesa: Mesa) -> object:
    """Lo que dice hoy el plazo."""
    return Borrador.de(mesa.historias["de minera"]).respuestas["plazo", ""].valor


def pasan(mesa: Mesa, horas: float) -> None:
    """Pasa ese tiempo sin que nadie escriba."""
    mesa.contexto = replace(mesa.contexto, ahora=mesa.contexto.ahora + timedelta(hours=horas))


def resumen(mesa: Mesa, quien: Persona) -> str:
    """Lo que se le escribe, cuando pasa un día, sin que haya escrito; vacío si nada."""
    pasan(mesa, 24)
    envios = asyncio.run(mesa.servicio.atender(quien.puerto, RecordatorioVencido(), f"recordatorio:{mesa.ahora()}"))
    quien.mensajes = [envio.mensaje for envio in envios]
    for envio in envios:
        mesa.almacen.marcar_enviado(envio.identificador, mesa.ahora())
    return quien.leido
