"""La configuración: el único lugar que lee el entorno y el archivo `.env`.

ErrorLegible
└── ErrorConfiguracion   una variable falta, sobra o no tiene un valor válido
"""

import os
import re
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from conocimiento.errores import ErrorLegible
from conocimiento.modelo import QueExplicaciones

PREFIJO = "ALIANZAS_"
ARCHIVO = Path(".env")
_ESCUCHA = r"[^:\s]+:[0-9]{1,5}"
_PUERTO_MAXIMO = 65_535
_CIEN_ANOS = 36_500
_CLAVE = r"[A-Za-z0-9_-]{43}="  # 32 bytes en base64: una clave de Fernet
_CABECERA = r"[A-Za-z0-9-]{1,100}: ?[!-~]([ -~]{0,4000}[!-~])?"  # lo que HTTP admite en un renglón, sin tildes
_NOMBRE = r"^[^\x00-\x1f\x7f]{1,200}$"
_NOMBRES_INTERNOS = (".internal", ".home.arpa", ".local", ".localhost")
"""Los que no existen fuera de una red propia: están reservados para eso."""
_NUMEROS = r"^\s*([0-9]{1,20}(\s*,\s*[0-9]{1,20})*)?\s*$"
_DONDE_SE_ESCUCHA = ": escriba dirección:puerto, con un puerto de 1 a 65535 (por ejemplo, 127.0.0.1:8080)"
_COMO_SE_HACE = {
    "datos": ": debe ser una carpeta, y es otra cosa o no se puede abrir",
    "telegram_api": ": debe ser una dirección https://, o http:// de esta misma máquina (http://127.0.0.1:8081)",
    "telegram_webhook": ": debe ser una dirección https://, la que se ve desde fuera",
    "telegram_webhook_escucha": _DONDE_SE_ESCUCHA,
    "telegram_salud": _DONDE_SE_ESCUCHA,
    "personal": ": escriba números de Telegram separados por comas",
    "personal_exporta": ": escriba números de Telegram separados por comas",
    "en_sencillo": ": escriba sí, aprobadas o no",
    "chroma": (
        ": debe ser una dirección https://, o http:// de esta misma máquina (http://127.0.0.1:8000). Chroma no pide "
        "contraseña, y por http cualquiera en el camino lee y cambia lo que va: si está en otra máquina, ponga delante "
        "de él un servidor con HTTPS que pida permiso, y escriba ese permiso en ALIANZAS_CHROMA_CABECERA"
    ),
    "lenguaje_direccion": (
        ": debe ser una dirección https://, o http:// de esta misma máquina (http://127.0.0.1:8000/v1). Por http, "
        "cualquiera en el camino lee lo que va: si el modelo está en otra máquina, ponga delante un servidor con HTTPS"
    ),
    "lenguaje_quien": ": escriba un nombre y un país, en menos de 120 letras",
    "chroma_cabecera": ": escriba «Nombre: valor» en un renglón (por ejemplo, Authorization: Bearer …)",
    "voz": (
        ": escriba una carpeta, o la dirección de un servidor de su institución: https:// con una dirección privada o "
        "un nombre interno (https://10.0.0.5/v1, https://voz.internal/v1), o http:// de esta misma máquina "
        "(http://127.0.0.1:8000/v1). A otro sitio no se envía lo que alguien dice: saldría de sus equipos, y el aviso "
        "de privacidad promete que no"
    ),
    "voz_modelo": ": escriba el nombre del modelo en un renglón, en menos de 200 letras",
    "voz_clave": ": escriba la clave en un renglón, sin espacios ni tildes",
    "clave_datos": ": una clave nueva se hace con «alianzas generar-clave»",
    "conservacion_dias": f": escriba un número de días, de 1 a {_CIEN_ANOS}",
    "conservacion_consultas_dias": f": escriba un número de días, de 1 a {_CIEN_ANOS}",
}


class ErrorConfiguracion(ErrorLegible):
    """La configuración no se puede usar; el mensaje dice qué variable y qué poner.

    El programa termina con 2, que a systemd le dice que no lo reinicie: volvería a fallar igual.
    """

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje, codigo_de_salida=2)


class Configuracion(BaseSettings):
    """Todo lo configurable. Cada campo es la variable `ALIANZAS_<CAMPO>` del entorno o de `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIJO,
        env_file=ARCHIVO,
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    datos: Path = Field(
        default=Path("datos"), description="Carpeta del almacén, el modelo, el índice y los documentos."
    )
    telegram_token: SecretStr | None = Field(default=None, description="Token del bot, el que da @BotFather.")
    telegram_api: str | None = Field(default=None, description="Raíz de un servidor Bot API propio, si lo hay.")
    telegram_webhook: str | None = Field(default=None, description="Dirección pública del webhook; vacía: se sondea.")
    telegram_webhook_escucha: str = Field(
        default="127.0.0.1:8080", description="Dónde escucha el webhook: dirección:puerto."
    )
    telegram_salud: str | None = Field(default=None, description="Dónde atender /salud y /metrics: dirección:puerto.")
    base_datos: SecretStr | None = Field(
        default=None, description="Otra base de datos: postgresql+psycopg://usuario:clave@servidor/base."
    )
    modelo: str | None = Field(default=None, description="Otro modelo de frases: carpeta o nombre de Hugging Face.")
    corpus: Path | None = Field(default=None, description="Otra carpeta de documentos; por omisión, la del producto.")
    chroma: str | None = Field(
        default=None, description="Dirección de un servidor de Chroma para la búsqueda; vacía: no hace falta."
    )
    chroma_cabecera: SecretStr | None = Field(
        default=None, description="Cabecera «Nombre: valor» con que ese servidor deja entrar."
    )
    lenguaje: str | None = Field(
        default=None, description="Modelo de lenguaje, «proveedor:modelo»; vacío: no se usa ninguno."
    )
    lenguaje_direccion: str | None = Field(
        default=None, description="Dirección del servidor de ese modelo; vacía: la de su proveedor."
    )
    lenguaje_clave: SecretStr | None = Field(default=None, description="Clave con que ese servidor deja entrar.")
    lenguaje_usos: str = Field(
        default="", description="Para qué se usa: preparar, elegir, interpretar, redaccion. Vacío: preparar."
    )
    lenguaje_quien: str = Field(
        default="", max_length=120, description="De quién es y en qué país está, si el servidor no es de la agencia."
    )
    en_sencillo: QueExplicaciones = Field(
        default=QueExplicaciones.TODAS,
        description="Qué explicaciones y ejemplos se dan a quien los pide: sí (todos), aprobadas (por la APCI) o no.",
    )
    voz: str | None = Field(
        default=None,
        description="Con qué se oyen las notas de voz: carpeta de un modelo o dirección de un servidor propio.",
    )
    voz_modelo: str = Field(
        default="whisper-1", pattern=_NOMBRE, description="El modelo que se le pide a ese servidor de voz."
    )
    voz_clave: SecretStr | None = Field(default=None, description="Clave con que ese servidor de voz deja entrar.")
    contacto: str = Field(default="", description="Cómo llegar a una persona de la APCI (correo, teléfono o página).")
    personal: str = Field(
        default="",
        pattern=_NUMEROS,
        description="Números de Telegram, separados por comas, de quienes reciben y responden las consultas.",
    )
    personal_exporta: str = Field(
        default="",
        pattern=_NUMEROS,
        description="Números de Telegram, separados por comas, de quienes pueden exportar conversaciones.",
    )
    clave_datos: SecretStr | None = Field(
        default=None, description="Claves, separadas por comas, con que se cifra lo guardado; vacía: no se cifra."
    )
    conservacion_dias: int = Field(
        default=365,
        ge=1,
        le=_CIEN_ANOS,
        description="Días sin escribir tras los que se borra a quien tiene un borrador.",
    )
    conservacion_consultas_dias: int = Field(
        default=90,
        ge=1,
        le=_CIEN_ANOS,
        description="Días sin escribir tras los que se borra a quien solo hizo preguntas.",
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

    @property
    def habla_de_un_modelo(self) -> bool:
        """Si se configuró algo de un modelo de lenguaje."""
        return any(
            (self.lenguaje, self.lenguaje_direccion, self.lenguaje_clave, self.lenguaje_usos, self.lenguaje_quien)
        )

    @field_validator("datos")
    @classmethod
    def _es_carpeta(cls, valor: Path) -> Path:
        try:
            if valor.exists() and not valor.is_dir():
                raise ValueError
        except OSError as error:
            raise ValueError from error
        return valor

    @field_validator("en_sencillo", mode="before")
    @classmethod
    def _se_dice_en_espanol(cls, valor: object) -> object:
        dicho = valor.strip().lower() if isinstance(valor, str) else valor
        return QueExplicaciones.TODAS if dicho == "si" else dicho

    @field_validator("telegram_api", "telegram_webhook", "chroma", "lenguaje_direccion")
    @classmethod
    def _es_segura(cls, valor: str | None) -> str | None:
        if valor is not None and not es_direccion_segura(valor):
            raise ValueError
        return valor

    @field_validator("voz")
    @classmethod
    def _no_sale_de_la_institucion(cls, valor: str | None) -> str | None:
        if (
            valor is not None
            and _es_direccion(valor)
            and not (es_direccion_segura(valor) and es_direccion_interna(valor))
        ):
            raise ValueError
        return valor

    @field_validator("voz_clave")
    @classmethod
    def _cabe_en_una_cabecera(cls, valor: SecretStr | None) -> SecretStr | None:
        if valor is not None and not re.fullmatch(r"[!-~]{1,4000}", valor.get_secret_value()):
            raise ValueError
        return valor

    @field_validator("telegram_webhook_escucha", "telegram_salud")
    @classmethod
    def _tiene_puerto(cls, valor: str | None) -> str | None:
        if valor is not None and not (re.fullmatch(_ESCUCHA, valor) and 1 <= _dividir(valor)[1] <= _PUERTO_MAXIMO):
            raise ValueError
        return valor

    @field_validator("clave_datos")
    @classmethod
    def _son_claves(cls, valor: SecretStr | None) -> SecretStr | None:
        if valor is not None and not all(re.fullmatch(_CLAVE, una) for una in _separar(valor.get_secret_value())):
            raise ValueError
        return valor

    @field_validator("chroma_cabecera")
    @classmethod
    def _es_cabecera(cls, valor: SecretStr | None) -> SecretStr | None:
        if valor is not None and not re.fullmatch(_CABECERA, valor.get_secret_value()):
            raise ValueError
        return valor

    @property
    def cabecera_de_chroma(self) -> tuple[str, str] | None:
        """Nombre y valor de la cabecera con que se entra a Chroma, si se configuró."""
        if self.chroma_cabecera is None:
            return None
        nombre, _, valor = self.chroma_cabecera.get_secret_value().partition(":")
        return nombre, valor.strip()

    @property
    def direccion_de_voz(self) -> str | None:
        """La del servidor que pasa a texto las notas de voz, si se configuró uno."""
        return self.voz if self.voz is not None and _es_direccion(self.voz) else None

    @property
    def carpeta_de_voz(self) -> Path | None:
        """La del modelo con que se hace en esta máquina, si se configuró."""
        return Path(self.voz) if self.voz is not None and not _es_direccion(self.voz) else None

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
    def chats_que_atienden(self) -> frozenset[str]:
        """Los chats de Telegram de quienes responden consultas: el de una persona lleva su mismo número."""
        return frozenset(_separar(self.personal))

    @property
    def chats_que_exportan(self) -> frozenset[str]:
        """Los de quienes pueden exportar; atender no basta."""
        return frozenset(_separar(self.personal_exporta))

    @property
    def carpeta_corpus(self) -> Path:
        """La carpeta de documentos que se usa."""
        return self.corpus or Path(__file__).resolve().parent.parent / "conocimiento" / "documentos"


def es_direccion_segura(valor: str) -> bool:
    """Dice si es https, o http dentro de la máquina: si no, irían a la vista el token y lo que la gente escribe."""
    try:
        partes = urlsplit(valor)
        servidor, puerto = partes.hostname, partes.port
    except ValueError:
        return False
    # `urlsplit` quita los saltos de línea en vez de rechazarlos.
    if not servidor or puerto == 0 or re.search(r"[\s\\@?#]|[^ -~]", valor):
        return False
    return partes.scheme == "https" or (partes.scheme == "http" and _es_de_la_maquina(servidor))


def es_direccion_interna(valor: str) -> bool:
    """Dice si una dirección segura es de esta máquina o de la red de la institución, sin preguntárselo a nadie."""
    servidor = urlsplit(valor).hostname or ""
    try:
        numero = ip_address(servidor)
    except ValueError:
        return "." not in servidor or servidor.endswith(_NOMBRES_INTERNOS)
    return numero.is_private and not numero.is_unspecified and not numero.is_multicast


def _es_direccion(valor: str) -> bool:
    return "://" in valor


def _es_de_la_maquina(servidor: str) -> bool:
    try:
        return ip_address(servidor).is_loopback
    except ValueError:
        return servidor == "localhost"


def _dividir(escucha: str) -> tuple[str, int]:
    direccion, _, puerto = escucha.rpartition(":")
    return direccion, int(puerto)


def _separar(valor: str) -> list[str]:
    return [parte.strip() for parte in valor.split(",") if parte.strip()]


def leer_configuracion(**valores: Any) -> Configuracion:
    """Lee el entorno y `.env`; los `valores` dados (que no sean None) mandan. Raises `ErrorConfiguracion`."""
    _comprobar_archivo()
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


def _comprobar_archivo() -> None:
    """Comprueba que `.env`, si lo hay, sea texto en UTF-8. Raises `ErrorConfiguracion`."""
    ruta = ARCHIVO.resolve()
    try:
        contenido = ruta.read_bytes() if ruta.is_file() else b""
    except OSError as error:
        raise ErrorConfiguracion(f"No se puede leer «{ruta}» ({error.strerror}). Revise sus permisos.") from None
    if parece := "UTF-16" if b"\0" in contenido else "" if _es_utf8(contenido) else "ANSI":
        raise ErrorConfiguracion(
            f"«{ruta}» no está guardado en UTF-8 (parece {parece}). Ábralo con un editor de texto, elija «Guardar "
            "como» y la codificación UTF-8."
        )


def _es_utf8(contenido: bytes) -> bool:
    try:
        contenido.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def aviso_de_permisos() -> str:
    """Qué hacer si otras cuentas de la máquina pueden leer `.env`, que lleva el token y las claves; vacío si no."""
    if os.name != "posix" or not ARCHIVO.is_file() or not ARCHIVO.stat().st_mode & 0o077:
        return ""
    return "otras cuentas de esta máquina pueden leer el archivo .env, que lleva el token: ejecute «chmod 600 .env»"


def _explicar(campo: str, tipo: str) -> str:
    nombre = campo.upper() if campo.upper().startswith(PREFIJO) else PREFIJO + campo.upper()
    if tipo == "extra_forbidden":
        return f"no existe la variable {nombre}"
    return f"{nombre} no tiene un valor válido{_COMO_SE_HACE.get(campo, '')}"
