"""Las conversaciones escritas, de principio a fin, con todas las piezas reales (sin canal)."""

from pathlib import Path

import pytest

from bot.canal.consola import a_entrada, a_texto
from bot.config import leer_configuracion
from bot.montaje import montar
from bot.puertos import Persona
from tests.extremo.conversaciones import Conversacion, comprobar, todas


@pytest.fixture
def carpeta_datos(carpeta_modelo: Path, tmp_path: Path) -> Path:
    """Una carpeta de datos nueva que comparte el modelo ya preparado."""
    datos = tmp_path / "datos"
    datos.mkdir()
    (datos / "modelo").symlink_to(carpeta_modelo / "modelo", target_is_directory=True)
    return datos


@pytest.mark.parametrize("conversacion", todas(), ids=lambda una: una.archivo)
async def test_la_conversacion_va_como_esta_escrita(conversacion: Conversacion, carpeta_datos: Path) -> None:
    asistente = montar(leer_configuracion(datos=carpeta_datos), lambda _: None)
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
