"""Qué modelo de lenguaje se configuró, para qué, y hasta dónde llega lo que se escribe."""

from dataclasses import dataclass, field

from bot.config import Configuracion, ErrorConfiguracion, es_direccion_interna
from bot.dialogo.peticiones.lenguaje import CON_TEXTO_PERSONAL, Modo, Uso
from conocimiento.frases import enumerar

DIRECCIONES = {
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
    "openai": "https://api.openai.com/v1",
}
"""A dónde se habla con cada proveedor si no se dice otra cosa: nunca lo decide una variable de su biblioteca."""


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Con qué modelo se habla, dónde, para qué y de quién es si no es de la agencia."""

    proveedor: str
    modelo: str
    direccion: str
    clave: str = field(repr=False)
    usos: frozenset[Uso]
    quien: str

    @property
    def nombre(self) -> str:
        """Como se escribe en la configuración y en el registro."""
        return f"{self.proveedor}:{self.modelo}"

    @property
    def modo(self) -> Modo:
        """Hasta dónde llega lo que se le envía: es de la agencia una dirección de esta máquina o de su red.

        Un nombre que se pueda ver desde fuera no lo es: a quién lleva no se sabe sin preguntarlo.
        """
        return Modo.LOCAL if es_direccion_interna(self.direccion) else Modo.EXTERNO


def leer_ajustes(configuracion: Configuracion) -> Ajustes | None:
    """Lo configurado, comprobado entero; None si no hay modelo. Raises `ErrorConfiguracion`."""
    if configuracion.lenguaje is None:
        sobran = [
            f"ALIANZAS_LENGUAJE_{nombre}"
            for nombre, valor in (
                ("DIRECCION", configuracion.lenguaje_direccion),
                ("CLAVE", configuracion.lenguaje_clave),
                ("USOS", configuracion.lenguaje_usos),
                ("QUIEN", configuracion.lenguaje_quien),
            )
            if valor
        ]
        if sobran:
            raise ErrorConfiguracion(f"{enumerar(sobran)} no hace nada sin ALIANZAS_LENGUAJE: diga qué modelo se usa.")
        return None
    proveedor, _, modelo = configuracion.lenguaje.partition(":")
    if proveedor not in DIRECCIONES or not modelo:
        raise ErrorConfiguracion(
            f"ALIANZAS_LENGUAJE dice «{configuracion.lenguaje}»: escriba proveedor:modelo. Los proveedores "
            f"son {', '.join(DIRECCIONES)}; un servidor que hable como el de OpenAI es «openai», con su dirección."
        )
    clave = configuracion.lenguaje_clave
    ajustes = Ajustes(
        proveedor=proveedor,
        modelo=modelo,
        direccion=configuracion.lenguaje_direccion or DIRECCIONES[proveedor],
        clave="" if clave is None else clave.get_secret_value(),
        usos=_usos(configuracion.lenguaje_usos),
        quien=configuracion.lenguaje_quien.strip(),
    )
    _comprobar_el_modo(ajustes)
    return ajustes


def _usos(escritos: str) -> frozenset[Uso]:
    pedidos = [uno.strip().lower() for uno in escritos.split(",") if uno.strip()]
    sobran = sorted(set(pedidos) - {uso.value for uso in Uso})
    if sobran:
        raise ErrorConfiguracion(
            f"ALIANZAS_LENGUAJE_USOS dice «{', '.join(sobran)}», que no existe. Los usos son: {', '.join(Uso)}."
        )
    return frozenset(map(Uso, pedidos)) or frozenset({Uso.PREPARAR})


def _comprobar_el_modo(ajustes: Ajustes) -> None:
    if ajustes.modo is not Modo.EXTERNO:
        return
    if not ajustes.quien:
        raise ErrorConfiguracion(
            f"«{ajustes.direccion}» no es de esta máquina ni de una red propia: diga en ALIANZAS_LENGUAJE_QUIEN a "
            "quién se envía y en qué país está (por ejemplo, «Empresa Tal, Estados Unidos»): el aviso lo dice."
        )
    personales = sorted(ajustes.usos & CON_TEXTO_PERSONAL)
    if personales:
        raise ErrorConfiguracion(
            f"ALIANZAS_LENGUAJE_USOS pide {enumerar(personales)}, que llevan lo que la gente escribe de lo suyo, y "
            f"«{ajustes.direccion}» no es de esta máquina ni de una red propia. Quítelos, o use un modelo propio."
        )
