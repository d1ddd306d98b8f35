"""Corregir en Telegram: editar el propio mensaje o responder a una pregunta anterior, por el canal entero."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.almacen import abrir_almacen
from bot.canal.telegram import atender_telegram
from bot.dialogo.decidir import decidir
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.tipos import Contexto
from bot.entrevista.motor import plegar
from bot.entrevista.propuesta import Propuesta
from bot.puertos import Persona
from bot.servicio import Servicio
from conocimiento.modelo import Hallazgo
from tests.chat_de_entrevista import ENTREVISTA
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso


class _Piezas:
    """La hora y lo que esta conversación no pide."""

    def ahora(self) -> datetime:
        return datetime.now(UTC)

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        raise AssertionError("nadie preguntó al marco")

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        raise AssertionError("nadie pidió el documento")


async def test_editar_y_responder_corrigen_esa_respuesta(tmp_path: Path) -> None:
    almacen = abrir_almacen(f"sqlite:///{tmp_path / 'alianzas.db'}", b"c" * 32)
    piezas, api, detener = _Piezas(), BotApiFalso(), asyncio.Event()
    servicio = Servicio(decidir, almacen, piezas, piezas, piezas, lambda ahora: Contexto(ENTREVISTA, (), ahora))

    def valor(clave: str) -> object:
        respuesta = plegar(almacen.cargar(Persona("telegram", "11"))[0].eventos).respuestas.get((clave, ""))
        return respuesta.valor if respuesta is not None else None

    async with api.abierto():
        rosa = api.persona(11)
        tarea = asyncio.create_task(atender_telegram(servicio, almacen, TOKEN, api.raiz, detener=detener))
        try:
            await rosa.escribe("/propuesta")
            await rosa.espera_respuesta()
            for etiqueta in ("Acepto", "Pregunta por pregunta"):
                await rosa.pulsa(etiqueta)
                pregunta = await rosa.espera_respuesta()
            assert "¿Cómo se llama su organización" in pregunta.texto
            await rosa.envia({"text": "Sol de los Andes", "message_id": 9001})
            await rosa.espera_respuesta()
            await rosa.pulsa("Empresa privada")
            assert "RUC" in (await rosa.espera_respuesta()).texto

            editado = {**rosa._mensaje({"text": "Sol de los Andes S.A.C."}), "message_id": 9001, "edit_date": 1}
            await api.publicar({"edited_message": editado})
            propuesto = await rosa.espera_respuesta()
            assert "¿Cambio «Su organización» de «Sol de los Andes» a «Sol de los Andes S.A.C.»?" in propuesto.texto
            assert valor("nombre_organizacion") == "Sol de los Andes"
            await rosa.pulsa("Cambiar")
            assert "RUC" in (await rosa.espera_respuesta()).texto
            assert valor("nombre_organizacion") == "Sol de los Andes S.A.C."

            vieja = api._mensaje_del_bot(11, pregunta.numero) | {"text": pregunta.texto}
            await rosa.envia({"text": "Luna de los Andes", "reply_to_message": vieja})
            assert "a «Luna de los Andes»?" in (await rosa.espera_respuesta()).texto
            await rosa.pulsa("Dejar como estaba")
            assert "RUC" in (await rosa.espera_respuesta()).texto
            assert valor("nombre_organizacion") == "Sol de los Andes S.A.C."
        finally:
            detener.set()
            await asyncio.wait_for(tarea, 20)
    almacen.cerrar()
    assert api.faltas == []
