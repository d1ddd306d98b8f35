"""La lectura en otro proceso: lo que llega, lo que se dice cuando muere y que no se lleva nada de este."""

import os
import textwrap
import threading
import time
from pathlib import Path

import pikepdf
import pytest
import typst

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import aparte, motivos
from conocimiento.lectura.aparte import dibujar_aparte, leer_aparte
from conocimiento.lectura.escrito import leer_escrito
from tests.apoyo.rutas import DOCUMENTOS, RAIZ

MARCO = DOCUMENTOS / "marco-apci-capitulo-2.txt"


def de_mentira(carpeta: Path, monkeypatch: pytest.MonkeyPatch, cuerpo: str) -> None:
    """Pone, en el otro proceso, `cuerpo` en lugar del lector; lo demás, límites y respuesta, es lo de siempre."""
    guion = carpeta / "de_mentira.py"
    guion.write_text(
        "from conocimiento.lectura import archivo\n\n\ndef leer_archivo(ruta, avanzar):\n"
        + textwrap.indent(textwrap.dedent(cuerpo), "    ")
        + "\n\narchivo.leer_archivo = leer_archivo\n",
        encoding="utf-8",
    )
    arranque = f"import sys; sys.path.insert(0, {str(RAIZ)!r}); sys.path.insert(0, {str(carpeta)!r}); import de_mentira"
    monkeypatch.setattr(aparte, "_ARRANQUE", f"{arranque}; {aparte._ARRANQUE}")


def motivo_de(ruta: Path, nombre: str = "Guía de 2026.pdf") -> str:
    with pytest.raises(ErrorDeLectura) as lanzado:
        leer_aparte(ruta, nombre)
    mensaje = str(lanzado.value)
    assert mensaje.startswith(nombre)
    return mensaje.removeprefix(nombre).lstrip(":, ")


def test_un_texto_leido_aparte_es_el_mismo() -> None:
    texto = MARCO.read_bytes().decode("utf-8")
    assert leer_aparte(MARCO, "marco.txt") == leer_escrito(texto, es_markdown=False)


def test_dice_cada_pagina_que_lee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    de_mentira(
        tmp_path,
        monkeypatch,
        """
        from conocimiento.lectura.escrito import leer_escrito
        print("5 5")
        for pagina in (1, 2, 3):
            avanzar(pagina, 3)
        return leer_escrito("Hola.", False)
        """,
    )
    vistas: list[tuple[int, int]] = []
    leer_aparte(MARCO, "marco.txt", lambda numero, total: vistas.append((numero, total)))
    assert vistas == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("cuerpo", "dice"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", motivos.danado(8)),
        ("os._exit(77)", motivos.danado(8)),
        ("raise KeyError('palabrasecreta')", motivos.danado(8)),
        ("bytearray(2 * 2**30)", motivos.sin_memoria(7)),
        ("os.abort()", motivos.sin_memoria(7)),
        ("os.kill(os.getpid(), signal.SIGXCPU)", motivos.interrumpido(7, 5)),
        ("resource.setrlimit(resource.RLIMIT_CPU, (1, 9)); exec('while True: pass')", motivos.interrumpido(7, 5)),
        ("signal.alarm(1); time.sleep(60)", motivos.interrumpido(7, 5)),
        ("open('grande', 'wb').write(bytes(300_000_000))", motivos.danado(8)),
        ("def f(): f()\nf()", motivos.danado(8)),
        ("raise SystemExit", motivos.danado(8)),
    ],
)
def test_si_el_otro_proceso_muere_dice_el_archivo_y_la_pagina(
    cuerpo: str, dice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    de_mentira(tmp_path, monkeypatch, f"import os, signal, resource, time\navanzar(7, 9)\n{cuerpo}")
    assert motivo_de(MARCO) == dice
    assert "palabrasecreta" not in caplog.text


def test_no_le_llega_nada_de_este_proceso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIANZAS_PALABRA", "palabrasecreta")
    secreto = (tmp_path / "secreto").open("w+")
    os.set_inheritable(secreto.fileno(), True)
    de_mentira(
        tmp_path,
        monkeypatch,
        """
        import os, resource, signal, sys
        from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Lectura
        abiertos = {os.readlink(f"/proc/self/fd/{uno}") for uno in os.listdir("/proc/self/fd")
                    if os.path.exists(f"/proc/self/fd/{uno}")}
        topes = [resource.getrlimit(uno)[0] for uno in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]
        dicho = repr((sorted(os.environ), [uno for uno in abiertos if "secreto" in uno], topes, os.nice(0) >= 10,
                      sys.flags.isolated, sys.stdin.read(), signal.alarm(0) > 290))
        return Lectura(dicho, (Bloque(ClaseDeBloque.PARRAFO, 0, len(dicho)),))
        """,
    )
    dicho = leer_aparte(MARCO, "marco.txt").texto
    ambiente, abiertos, topes, cede, aislado, entrada, alarma = eval(dicho)
    assert set(ambiente) <= {"LC_CTYPE"}  # lo pone el propio Python
    assert (abiertos, topes) == ([], [2**30, 120, 200_000_000])
    assert (cede, aislado, entrada, alarma) == (True, 1, "", True)


def test_lo_que_abre_el_otro_proceso_muere_con_el(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anotado = tmp_path / "nieto"
    de_mentira(
        tmp_path,
        monkeypatch,
        f"""
        import os, subprocess
        nieto = subprocess.Popen(["/bin/sleep", "120"])
        open({str(anotado)!r}, "w").write(str(nieto.pid))
        os._exit(9)
        """,
    )
    motivo_de(MARCO)
    nieto = int(anotado.read_text())
    limite = time.monotonic() + 10
    while time.monotonic() < limite and Path(f"/proc/{nieto}").exists():
        if "(sleep) Z" in Path(f"/proc/{nieto}/stat").read_text():
            break
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{nieto}").exists()


def test_hay_una_sola_lectura_a_la_vez(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diario = tmp_path / "diario"
    de_mentira(
        tmp_path,
        monkeypatch,
        f"""
        import time
        from conocimiento.lectura.escrito import leer_escrito
        for que in "ab":
            with open({str(diario)!r}, "a") as abierto:
                abierto.write(que)
            time.sleep(0.3)
        return leer_escrito("Hola.", False)
        """,
    )
    hilos = [threading.Thread(target=leer_aparte, args=(MARCO, "marco.txt")) for _ in range(3)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert diario.read_text() == "ababab"


def test_si_quien_espera_se_va_el_otro_se_detiene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    de_mentira(tmp_path, monkeypatch, "import time\navanzar(1, 2)\ntime.sleep(120)")

    def irse(numero: int, total: int) -> None:
        raise KeyboardInterrupt

    desde = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        leer_aparte(MARCO, "marco.txt", irse)
    assert time.monotonic() - desde < 30


def test_lo_que_pesa_demasiado_y_lo_que_no_es_un_archivo_no_se_abren(tmp_path: Path) -> None:
    grande = tmp_path / "grande"
    with grande.open("wb") as abierto:
        abierto.truncate(61_000_000)
    assert motivo_de(grande) == motivos.demasiado("pesa 61 MB", "50 MB")
    os.mkfifo(tmp_path / "tubo")
    assert "no es un archivo" in motivo_de(tmp_path / "tubo")
    assert "no es un archivo" in motivo_de(tmp_path)
    with pytest.raises(FileNotFoundError):
        leer_aparte(tmp_path / "no-esta", "no-esta.pdf")


def pdf(carpeta: Path) -> Path:
    hojas = "#pagebreak()".join(f"= Capítulo {numero}\n\nUna alianza reúne a varios actores.\n" for numero in (1, 2, 3))
    (carpeta / "guia.typ").write_text(f"#set page(width: 10cm, height: 8cm)\n{hojas}", encoding="utf-8")
    ruta = carpeta / "guia.pdf"
    typst.compile(carpeta / "guia.typ", output=ruta)
    return ruta


def test_un_pdf_se_lee_y_se_dibuja_en_el_otro_proceso(tmp_path: Path) -> None:
    ruta = pdf(tmp_path)
    vistas: list[tuple[int, int]] = []
    lectura = leer_aparte(ruta, "guia.pdf", lambda numero, total: vistas.append((numero, total)))
    assert vistas == [(1, 3), (2, 3), (3, 3)] and len(lectura.paginas) == 3 and lectura.formato == "pdf"
    assert "Una alianza reúne a varios actores." in lectura.texto
    imagenes = dibujar_aparte(ruta, (3, 1), 72)
    assert len(imagenes) == 2 and all(imagen.startswith(b"\x89PNG") for imagen in imagenes)


def test_un_pdf_protegido_o_cortado_lo_dice(tmp_path: Path) -> None:
    ruta = pdf(tmp_path)
    with pikepdf.open(ruta) as abierto:
        abierto.save(tmp_path / "protegido.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "contraseña" in motivo_de(tmp_path / "protegido.pdf")
    (tmp_path / "cortado.pdf").write_bytes(ruta.read_bytes()[:700])
    assert "dañado" in motivo_de(tmp_path / "cortado.pdf")


def test_solo_se_dibuja_un_pdf() -> None:
    with pytest.raises(ErrorDeLectura, match="páginas que dibujar"):
        dibujar_aparte(MARCO, (1,), 72)


def test_no_queda_nada_en_la_carpeta_de_paso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    leer_aparte(MARCO, "marco.txt")
    assert [uno.suffix for uno in tmp_path.iterdir()] == [".candado"]
