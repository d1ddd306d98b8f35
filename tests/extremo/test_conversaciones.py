"""Las conversaciones escritas, de principio a fin, con todas las piezas reales (sin canal)."""

from pathlib import Path

import pytest

from bot.canal.consola import a_entrada, a_texto
from bot.config import leer_configuracion
from bot.montaje import montar
from bot.servicio.puertos import Persona
from tests.conftest import enlazar_datos
from tests.extremo.conversaciones import Conversacion, comprobar, todas


@pytest.fixture
def carpeta_datos(carpeta_producto: Path, tmp_path: Path) -> Path:
    """Una carpeta de datos nueva que comparte el modelo y el índice ya preparados."""
    return enlazar_datos(tmp_path / "datos", carpeta_producto)


@pytest.mark.parametrize("conversacion", todas(), ids=lambda una: una.archivo)
async def test_la_conversacion_va_como_esta_escrita(conversacion: Conversacion, carpeta_datos: Path) -> None:
    personal = "700000001" if conversacion.con_personal else None
    asistente = montar(leer_configuracion(datos=carpeta_datos, personal=personal), lambda _: None)
    persona = Persona("prueba", conversacion.archivo)
    try:
        for turno in conversacion.turnos:
            envios = await asistente.servicio.atender(persona, a_entrada(turno.persona), None)
            mensajes = [envio.mensaje for envio in envios]
            comprobar(
                turno,
                "\n".join(map(a_texto, mensajes)),
                [boton.etiqueta for mensaje in mensajes for fila in mensaje.botones for boton in fila],
                [Path(adjunto.ruta) for mensaje in mensajes for adjunto in mensaje.adjuntos],
            )
        if conversacion.mensajes_maximos is not None:
            assert len(conversacion.turnos) <= conversacion.mensajes_maximos
    finally:
        asistente.cerrar()
