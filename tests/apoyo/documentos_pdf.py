"""PDF de texto conocido para probar la lectura: el mismo escrito hecho con typst, LibreOffice y Chromium.

El escrito se inventa con una semilla: oraciones que no se repiten, títulos numerados, viñetas, y palabras con «fi» y
«fl» y largas, que las fuentes ligan y las columnas cortan.
"""

import html
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

_SUJETOS = """el comité; la oficina regional; cada aliado; la secretaría técnica; el equipo de planificación; la entidad
beneficiaria; una cooperativa agroindustrial; la municipalidad distrital; el grupo impulsor; la universidad pública; el
financiador; la dirección ejecutiva""".replace("\n", " ").split("; ")
_VERBOS = """define; revisa; notifica; clasifica; financia; ratifica; fiscaliza; confirma; publica; actualiza; coordina;
aprueba; registra; difunde; simplifica; verifica""".replace("\n", " ").split("; ")
_COSAS = """los flujos de información; el plan de sostenibilidad; las modificaciones presupuestales; un informe de
resultados; la figura del responsable; los beneficios compartidos; el reglamento interinstitucional; la matriz de
indicadores; los perfiles profesionales; las necesidades identificadas; el convenio específico; los conflictos de
interés""".replace("\n", " ").split("; ")
_CUANDO = """antes del cierre del ejercicio; con cargo a su presupuesto; según lo oficialmente acordado; dentro de los
plazos fijados; por encargo de la asamblea; sin perjuicio de sus atribuciones; de manera suficientemente justificada; a
propuesta de los participantes; mientras dure la intervención; en coordinación con las autoridades
competentes""".replace("\n", " ").split("; ")
_TEMAS = """Finalidad; Ámbito de aplicación; Definiciones; Responsables; Planificación; Financiamiento; Seguimiento;
Evaluación; Transparencia; Rendición de cuentas; Solución de conflictos; Modificaciones; Confidencialidad; Plazos;
Notificaciones; Beneficiarios; Participación; Sostenibilidad; Comunicación; Cierre""".replace("\n", " ").split("; ")


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un párrafo, una viñeta o un título de nivel 1 o 2; `nivel` 0 si no es un título."""

    texto: str
    nivel: int = 0
    vineta: bool = False


@cache
def escrito(semilla: int) -> tuple[Trozo, ...]:
    """Veinte títulos con lo suyo: unas 3 000 palabras."""
    azar = random.Random(semilla)
    vistas: set[str] = set()

    def oracion() -> str:
        while True:
            partes = [azar.choice(lista) for lista in (_SUJETOS, _VERBOS, _COSAS, _CUANDO)]
            if azar.random() < 0.4:
                partes += ["y", *(azar.choice(lista) for lista in (_VERBOS, _COSAS))]
            dicha = " ".join(partes)
            if dicha not in vistas:
                vistas.add(dicha)
                return f"{dicha[0].upper()}{dicha[1:]}."

    trozos: list[Trozo] = []
    for numero, tema in enumerate(_TEMAS):
        mayor, menor = divmod(numero, 4)
        rotulo = f"{mayor + 1}. {tema}" if menor == 0 else f"{mayor + 1}.{menor} {tema}"
        trozos.append(Trozo(rotulo, 1 if menor == 0 else 2))
        trozos += [Trozo(" ".join(oracion() for _ in range(azar.randint(2, 6)))) for _ in range(azar.randint(1, 3))]
        if azar.random() < 0.4:
            trozos += [Trozo(oracion(), vineta=True) for _ in range(3)]
    return tuple(trozos)


def con_typst(trozos: tuple[Trozo, ...], ruta: Path, columnas: int) -> None:
    """Justificado y con guiones, como lo deja typst en español; con número de página al pie."""

    def marca(trozo: Trozo) -> str:
        dicho = trozo.texto.replace("#", "\\#")
        if trozo.nivel:
            return f'#heading(level: {trozo.nivel}, numbering: none)["{dicho}"]'.replace('["', "[").replace('"]', "]")
        return f"- {dicho}" if trozo.vineta else dicho

    fuente = (
        f'#set page(paper: "a4", columns: {columnas}, numbering: "1", header: [Guía de prueba])\n'
        '#set text(lang: "es", size: 10pt)\n#set par(justify: true)\n\n' + "\n\n".join(map(marca, trozos))
    )
    ruta.write_bytes(typst.compile(fuente.encode()))


def con_libreoffice(trozos: tuple[Trozo, ...], ruta: Path, columnas: int) -> None:
    """Un Word con los estilos de título, en las columnas pedidas, vuelto PDF por LibreOffice."""
    documento = docx.Document()
    seccion = documento.sections[0]
    seccion._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columnas))
    seccion.header.paragraphs[0].text = "Guía de prueba"
    for trozo in trozos:
        if trozo.nivel:
            documento.add_heading(trozo.texto, trozo.nivel)
            continue
        parrafo = documento.add_paragraph(trozo.texto, style="List Bullet" if trozo.vineta else None)
        parrafo.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        parrafo.paragraph_format.space_after = Pt(6)
    fuente = ruta.with_suffix(".docx")
    documento.save(str(fuente))
    word_a_pdf(fuente)


def word_a_pdf(fuente: Path) -> None:
    """El PDF al lado, con su mismo nombre."""
    perfil = f"-env:UserInstallation={(fuente.parent / 'perfil').as_uri()}"
    ordenes = ["soffice", perfil, "--headless", "--convert-to", "pdf", "--outdir", str(fuente.parent), str(fuente)]
    subprocess.run(ordenes, check=True, capture_output=True, timeout=240)


def con_chromium(trozos: tuple[Trozo, ...], ruta: Path, columnas: int) -> None:
    """Una página web impresa, con sus columnas."""

    def marca(trozo: Trozo) -> str:
        etiqueta = f"h{trozo.nivel}" if trozo.nivel else "li" if trozo.vineta else "p"
        return f"<{etiqueta}>{html.escape(trozo.texto)}</{etiqueta}>"

    pagina_a_pdf(
        f"<style>body{{columns:{columnas};text-align:justify;hyphens:auto;font:10pt serif}}h1{{font-size:16pt}}"
        f"h2{{font-size:13pt}}</style>{''.join(map(marca, trozos))}",
        ruta,
    )


def pagina_a_pdf(cuerpo: str, ruta: Path) -> None:
    fuente = ruta.with_suffix(".html")
    fuente.write_text(f'<!doctype html><html lang="es"><meta charset="utf-8">{cuerpo}</html>', encoding="utf-8")
    ordenes = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    perfil = f"--user-data-dir={ruta.parent / 'chromium'}"
    subprocess.run(
        [*ordenes, perfil, f"--print-to-pdf={ruta}", fuente.as_uri()], check=True, capture_output=True, timeout=240
    )


Fabrica = Callable[[tuple[Trozo, ...], Path, int], None]
FABRICAS: dict[str, tuple[Fabrica, str]] = {
    "typst": (con_typst, ""),
    "libreoffice": (con_libreoffice, "soffice"),
    "chromium": (con_chromium, "chromium"),
}
"""Quién hace el PDF, y el programa que necesita."""


def fabricas_instaladas() -> list[str]:
    return [nombre for nombre, (_, programa) in FABRICAS.items() if not programa or shutil.which(programa)]
