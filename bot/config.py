"""La configuración: el único lugar que lee el entorno y el archivo `.env`.

ErrorLegible
└── ErrorConfiguracion   una variable falta, sobra o no tiene un valor válido
"""

import os
import re
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from conocimiento.errores import ErrorLegible

PREFIJO = "ALIANZAS_"
_ESCUCHA = r"^[^:\s]+:\d{1,5}$"
_CLAVE = r"[A-Za-z0-9_-]{43}="  # 32 bytes en base64: una clave de Fernet
_COMO_SE_HACE = {"clave_datos": ": una clave nueva se hace con «alianzas generar-clave»"}


class ErrorConfiguracion(ErrorLegible):
    """La configuración no se puede usar; el mensaje dice qué variable y qué poner."""


class Configuracion(BaseSettings):
    """Todo lo configurable. Cada campo es la variable `ALIANZAS_<CAMPO>` del entorno o de `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIJO,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    datos: Path = Field(
        default=Path("datos"), description="Carpeta del almacén, el modelo, el índice y los documentos."
    )
    telegram_token: SecretStr | None = Field(default=None, description="Token del bot, el que da @BotFather.")
    telegram_api: str | None = Field(default=None, description="Raíz de un servidor Bot API propio, si lo hay.")
    telegram_webhook: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="Dirección pública del webhook; vacía: se sondea."
    )
    telegram_webhook_escucha: str = Field(
        default="127.0.0.1:8080", pattern=_ESCUCHA, description="Dónde escucha el webhook: dirección:puerto."
    )
    telegram_salud: str | None = Field(
        default=None, pattern=_ESCUCHA, description="Dónde atender /salud y /metrics: dirección:puerto."
    )
    base_datos: SecretStr | None = Field(
        default=None, description="Otra base de datos: postgresql+psycopg://usuario:clave@servidor/base."
    )
    modelo: str | None = Field(default=None, description="Otro modelo de frases: carpeta o nombre de Hugging Face.")
    corpus: Path | None = Field(default=None, description="Otra carpeta de documentos; por omisión, la del producto.")
    contacto: str = Field(default="", description="Cómo llegar a una persona de la APCI (correo, teléfono o página).")
    personal: str = Field(
        default="",
        pattern=r"^\s*(\d{1,20}(\s*,\s*\d{1,20})*)?\s*$",
        description="Números de Telegram, separados por comas, de quienes atienden como personal de la APCI.",
    )
    clave_datos: SecretStr | None = Field(
        default=None, description="Claves, separadas por comas, con que se cifra lo guardado; vacía: no se cifra."
    )
    conservacion_dias: int = Field(
        default=365, ge=1, description="Días sin escribir tras los que se borra a quien tiene un borrador."
    )
    conservacion_consultas_dias: int = Field(
        default=90, ge=1, description="Días sin escribir tras los que se borra a quien solo hizo preguntas."
    )

    @property
    def direccion_del_almacen(self) -> str:
        """La URL de la base de datos que se usa; puede llevar una contraseña."""
        if self.base_datos is not None:
            return self.base_datos.get_secret_value()
        from sqlalchemy import URL

        # Armada y no pegada: en el nombre de la carpeta, «%20», «?» o «#» no son lo mismo que en una dirección.
        archivo = str((self.datos / "alianzas.db").resolve())
        return URL.create("sqlite", database=archivo).render_as_string(hide_password=False)

    @field_validator("clave_datos")
    @classmethod
    def _son_claves(cls, valor: SecretStr | None) -> SecretStr | None:
        if valor is not None and not all(re.fullmatch(_CLAVE, una) for una in _separar(valor.get_secret_value())):
            raise ValueError
        return valor

    @property
    def claves_de_datos(self) -> tuple[str, ...]:
        """Las claves con que se abre lo guardado; la primera es la que cifra. Ninguna: no se cifra."""
        return () if self.clave_datos is None else tuple(_separar(self.clave_datos.get_secret_value()))

    @property
    def escucha_del_webhook(self) -> tuple[str, int]:
        """Dirección y puerto del webhook."""
        return _dividir(self.telegram_webhook_escucha)

    @property
    def escucha_de_salud(self) -> tuple[str, int] | None:
        """Dirección y puerto de /salud, si se pidió."""
        return None if self.telegram_salud is None else _dividir(self.telegram_salud)

    @property
    def chats_del_personal(self) -> frozenset[str]:
        """Los chats de Telegram desde los que atiende el personal: el de una persona lleva su mismo número."""
        return frozenset(_separar(self.personal))

    @property
    def carpeta_corpus(self) -> Path:
        """La carpeta de documentos que se usa."""
        return self.corpus or Path(__file__).resolve().parent.parent / "conocimiento" / "documentos"


def _dividir(escucha: str) -> tuple[str, int]:
    direccion, _, puerto = escucha.rpartition(":")
    return direccion, int(puerto)


def _separar(valor: str) -> list[str]:
    return [parte.strip() for parte in valor.split(",") if parte.strip()]


def leer_configuracion(**valores: Any) -> Configuracion:
    """Lee el entorno y `.env`; los `valores` dados (que no sean None) mandan. Raises `ErrorConfiguracion`."""
    conocidas = {PREFIJO + campo.upper() for campo in Configuracion.model_fields}
    sobran = sorted(nombre for nombre in os.environ if nombre.startswith(PREFIJO) and nombre not in conocidas)
    if sobran:
        raise ErrorConfiguracion(
            f"No existe la variable {', '.join(sobran)}. Las que hay: {', '.join(sorted(conocidas))}."
        )
    try:
        return Configuracion(**{campo: valor for campo, valor in valores.items() if valor is not None})
    except ValidationError as error:
        fallas = "; ".join(_explicar(str(falla["loc"][0]), falla["type"]) for falla in error.errors())
        raise ErrorConfiguracion(f"Revise la configuración (entorno o .env): {fallas}.") from None


def _explicar(campo: str, tipo: str) -> str:
    nombre = campo.upper() if campo.upper().startswith(PREFIJO) else PREFIJO + campo.upper()
    if tipo == "extra_forbidden":
        return f"no existe la variable {nombre}"
    return f"{nombre} no tiene un valor válido{_COMO_SE_HACE.get(campo, '')}"
