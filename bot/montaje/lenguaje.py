"""El modelo de lenguaje, montado: con qué se tacha lo que sale, y qué cambia de una conversación si lo hay."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.config import Configuracion, ErrorConfiguracion
from bot.dialogo.datos.aviso import aviso_del_modo
from bot.dialogo.peticiones import Modo, Uso
from bot.dialogo.peticiones.lenguaje import FORMAS
from bot.dialogo.turno import Contexto
from bot.entrevista.propuesta.redaccion.modelo import SinDiccionario
from bot.lenguaje.ajustes import Ajustes, leer_ajustes
from bot.lenguaje.cifras import por_que_apagado
from bot.lenguaje.conexion import Conexion
from bot.lenguaje.formular import huella
from bot.lenguaje.limites import PLAZO, PLAZO_AL_MEDIR
from bot.lenguaje.modelo import CIFRAS_DE_HUELLA, ModeloDeLenguaje
from conocimiento.modelo import Documento

REGISTRO = logging.getLogger(__name__)

AL_CONVERSAR = "el aviso de privacidad lo dice, y se acepta otra vez"
SOLO_EL_PERSONAL = "en las conversaciones no se usa, y el aviso de privacidad no cambia"

Construir = Callable[[datetime], Contexto]


@dataclass(frozen=True, slots=True)
class LenguajeMontado:
    """Un modelo listo, para qué se usa de verdad en las conversaciones y qué dice de él el aviso."""

    modelo: ModeloDeLenguaje
    usos: frozenset[Uso]
    modo: Modo
    quien: str

    def en(self, construir: Construir) -> Construir:
        """El mismo contexto de cada turno, sabiendo que hay modelo."""

        def contexto(ahora: datetime) -> Contexto:
            base = construir(ahora)
            aviso = aviso_del_modo(base.entrevista.aviso, self.modo, self.quien)
            return replace(base, entrevista=replace(base.entrevista, aviso=aviso), usos=self.usos, modo=self.modo)

        return contexto


def montar_lenguaje(
    configuracion: Configuracion, contexto: Contexto, documentos: Sequence[Documento]
) -> LenguajeMontado | None:
    """El modelo configurado; None si en las conversaciones no se usa: ni se carga, ni el aviso habla de él.

    Carga la biblioteca de su proveedor, y no conecta con nadie. Raises `ErrorConfiguracion`, `ErrorDeLenguaje`.
    """
    ajustes = ajustes_de(configuracion)
    usos = usos_al_conversar(ajustes, configuracion.datos)
    if motivo := por_que_no_elige(ajustes, configuracion.datos):
        REGISTRO.warning(motivo)
    if not usos:
        return None
    return LenguajeMontado(abrir_modelo(ajustes, contexto, documentos), usos, ajustes.modo, ajustes.quien)


def ajustes_de(configuracion: Configuracion) -> Ajustes:
    """Lo configurado. Raises `ErrorConfiguracion`, también si no hay ningún modelo."""
    ajustes = leer_ajustes(configuracion)
    if ajustes is None:
        raise ErrorConfiguracion("No hay ningún modelo de lenguaje: póngalo en ALIANZAS_LENGUAJE (docs/lenguaje.md).")
    return ajustes


def abrir_modelo(
    ajustes: Ajustes, contexto: Contexto, documentos: Sequence[Documento], *, al_medir: bool = False
) -> ModeloDeLenguaje:
    """El modelo, con lo que tacha lo que se le envía. Raises `ErrorDeLenguaje`.

    `al_medir`: se le espera cuanto tarde, para saber cuánto es.
    """
    # Tachar lo usa también el personal, y aquí solo si hay modelo: a quien no lo usa no le cuesta nada.
    from bot.revision.tachado.conocidos import Publico
    from bot.revision.tachado.saliente import TachadorSaliente
    from bot.revision.tachado.tachar import SEUDONIMO

    entrevista, diccionario = contexto.entrevista, contexto.diccionario or SinDiccionario()
    fuera = ajustes.modo is Modo.EXTERNO
    tachar = TachadorSaliente(entrevista, Publico(entrevista, documentos), diccionario.conoce, sale_de_la_casa=fuera)
    plazo = dict.fromkeys(Uso, PLAZO_AL_MEDIR) if al_medir else PLAZO
    return ModeloDeLenguaje(Conexion(ajustes), tachar, SEUDONIMO, plazo=plazo)


def usos_al_conversar(ajustes: Ajustes, datos: Path) -> frozenset[Uso]:
    """Los pedidos de una conversación, sin `elegir` si no se midió este modelo con esta petición, o si no convenía."""
    pedidos = ajustes.usos & FORMAS.keys()
    return pedidos - {Uso.ELEGIR} if por_que_no_elige(ajustes, datos) else pedidos


def por_que_no_elige(ajustes: Ajustes, datos: Path) -> str:
    """Por qué `elegir`, si se pidió, está apagado, y qué hacer; vacío si no se pidió o está encendido."""
    if Uso.ELEGIR not in ajustes.usos:
        return ""
    motivo = por_que_apagado(datos, ajustes.nombre, Uso.ELEGIR, FORMAS[Uso.ELEGIR])
    como = "Mídalo con «alianzas evaluar --casos CASOS.jsonl --lenguaje vivo»"
    return f"elegir está pedido y apagado: {motivo}. {como}" if motivo else ""


def huella_de(uso: Uso) -> str:
    """Las primeras cifras de la petición de un uso; vacío si no es de una conversación."""
    return huella(uso, FORMAS[uso])[:CIFRAS_DE_HUELLA] if uso in FORMAS else ""


def version_del_modelo(configuracion: Configuracion) -> Mapping[str, Any]:
    """El modelo, su modo y, de cada uso encendido de una conversación, la huella de lo que se le pide.

    Raises `ErrorConfiguracion`.
    """
    ajustes = ajustes_de(configuracion)
    usos = sorted(usos_al_conversar(ajustes, configuracion.datos))
    peticiones = {uso.value: huella(uso, FORMAS[uso]) for uso in usos}
    return {"modelo": ajustes.nombre, "modo": ajustes.modo.value, "peticiones": peticiones}


def revisar_lenguaje(configuracion: Configuracion) -> str:
    """Una línea sobre el modelo, tras pedirle una palabra. Raises `ErrorLegible`, que dice qué revisar."""
    ajustes = ajustes_de(configuracion)
    segundos = asyncio.run(Conexion(ajustes).probar())
    motivo = por_que_no_elige(ajustes, configuracion.datos)
    en_el_aviso = AL_CONVERSAR if usos_al_conversar(ajustes, configuracion.datos) else SOLO_EL_PERSONAL
    dicho = f"{en_el_aviso}. AVISO: {motivo}" if motivo else en_el_aviso
    peticiones = ", ".join(f"{uso.value} {huella_de(uso)}".rstrip() for uso in sorted(ajustes.usos))
    return f"{ajustes.nombre}, modo {ajustes.modo.value}, contestó en {segundos:.1f} s; para {peticiones}; {dicho}"
