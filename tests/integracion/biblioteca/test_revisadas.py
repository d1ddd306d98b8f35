"""Poner a un documento lo que una persona revisó fuera: se comprueba entero, y lo que había se conserva."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.ordenes.documentos import decir
from bot.revision.biblioteca.revisadas import Puesto, al_lado, comprobar, guardar, por_su_nombre
from conocimiento.biblioteca.borrador.proponer import proponer
from conocimiento.biblioteca.borrador.textos import para_corregir
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.gestion import Comprobado, Empeorada
from conocimiento.biblioteca.guardado import EXPLICACIONES, PREGUNTAS
from conocimiento.biblioteca.textos import decir_lo_revisado
from tests.apoyo.biblioteca import agregar, directiva, escribir

BUENAS = """ajenas: ["¿Quién ganó?"]
contesta:
  - {idea: plazo, revisada: Sí, palabras: "en quince días hábiles", preguntas: ["¿Cuánto demora?"]}
  - {idea: oficina, revisada: no, palabras: "La oficina", preguntas: [""]}
"""
SENCILLO = """- oracion: "La oficina evalúa el expediente de convenio en quince días hábiles desde que llega completo."
  ideas:
    - {idea: plazo, en_sencillo: "Se demora tres semanas.", aprobado_por: Rosa Quispe, fecha: 2026-11-25}
"""


def test_lo_que_acompana_a_un_archivo_esta_a_su_lado_y_se_sabe_que_es(tmp_path: Path) -> None:
    guia = escribir(tmp_path, "guia.txt", directiva("quince"))
    assert al_lado(guia) == ()
    archivos = [
        escribir(tmp_path, f"guia.{que}.yaml", dice) for que, dice in (("preguntas", BUENAS), ("sencillo", SENCILLO))
    ]
    assert al_lado(guia) == tuple(archivos)
    assert por_su_nombre(archivos) == {PREGUNTAS: archivos[0], EXPLICACIONES: archivos[1]}
    assert por_su_nombre([escribir(tmp_path, "x.yaml", SENCILLO)]) == {EXPLICACIONES: tmp_path / "x.yaml"}
    with pytest.raises(ErrorDeBiblioteca, match=r"«x\.yaml» y «guia\.sencillo\.yaml» son lo mismo"):
        por_su_nombre([tmp_path / "x.yaml", archivos[1]])


def test_lo_bueno_se_pone_y_lo_que_habia_se_conserva(tmp_path: Path) -> None:
    uno = agregar(tmp_path / "datos", escribir(tmp_path, "guia.txt", directiva("quince"))).guardado
    dados = {
        PREGUNTAS: escribir(tmp_path, "p.yaml", BUENAS),
        EXPLICACIONES: escribir(tmp_path, "s.yaml", SENCILLO.replace("tres semanas", "15 días")),
    }
    with pytest.raises(ErrorDeBiblioteca, match="línea 3: «15» no está en la oración"):
        comprobar(uno, dados)
    escribir(tmp_path, "s.yaml", SENCILLO)
    puesto = comprobar(uno, dados)
    assert puesto.preguntas is not None
    assert (puesto.preguntas.preguntas, puesto.preguntas.sin_revisar, puesto.explicaciones) == (1, 1, 1)
    guardar(uno, {PREGUNTAS: b"antes"})
    guardar(uno, {nombre: archivo.read_bytes() for nombre, archivo in dados.items()})
    assert uno.preguntas.read_text(encoding="utf-8") == BUENAS
    assert (uno.carpeta / f"{PREGUNTAS}.anterior").read_bytes() == b"antes"
    assert comprobar(uno, {}) == puesto, "sin dar ninguno, se comprueba lo que tiene"


def test_lo_que_esta_mal_se_dice_entero_y_como_ponerlo_despues(tmp_path: Path) -> None:
    uno = agregar(tmp_path / "datos", escribir(tmp_path, "guia.txt", directiva("quince"))).guardado
    mal = BUENAS.replace("quince", "cien").replace("La oficina", "El oficio").replace("ajenas:", "agenas:")
    with pytest.raises(ErrorDeBiblioteca) as error:
        comprobar(uno, {PREGUNTAS: escribir(tmp_path, "p.yaml", mal)})
    dicho = str(error.value)
    assert "Hay 4 cosas que corregir" in dicho and dicho.count("p.yaml, línea") == 4
    assert "línea 3: el documento no contiene «en cien días hábiles»" in dicho
    assert dicho.endswith("alianzas documentos preguntas guia --con ARCHIVO")


@pytest.mark.parametrize(
    ("cuentas", "dicho"),
    [
        ((97, 384, 0), "Usé 97 ideas revisadas (384 preguntas)."),
        ((1, 1, 12), "Usé 1 idea revisada (1 pregunta). 12 ideas sin revisar no se usan."),
        ((0, 0, 12), "Hay un borrador de preguntas sin revisar (12 ideas): no se usa."),
        ((0, 0, 0), ""),
    ],
)
def test_cuanto_se_usa_se_dice(cuentas: tuple[int, int, int], dicho: str) -> None:
    assert decir_lo_revisado(*cuentas) == dicho


def test_lo_que_se_responde_peor_dice_de_que_documento_y_que_se_contesta(tmp_path: Path) -> None:
    uno = agregar(tmp_path / "datos", escribir(tmp_path, "guia.txt", directiva("quince"))).guardado
    repetida = BUENAS.replace('"en quince días hábiles"', '"de convenio"').replace('"La oficina"', '"la"')
    leidas = comprobar(uno, {PREGUNTAS: escribir(tmp_path, "p.yaml", repetida)}).preguntas
    peor = Empeorada(
        "marco.txt", "plazo", "toy full d q va el docu", "Marco conceptual", "«Una alianza…» (Marco, 2.1)", ""
    )
    dicho = decir.puesto(Puesto("guia", leidas, 0, (), Comprobado(40, (peor,))))
    assert (
        "Probé 40 preguntas conocidas y 1 se responde peor:\n  · «toy full d q va el docu», de «Marco conceptual».\n"
        "    Antes: «Una alianza…» (Marco, 2.1).\n    Ahora: que no lo dice.\n"
    ) in dicho
    assert "«oficina» (línea 4)" in dicho and dicho.endswith("Quedó puesto, y ya se usa.")


def test_lo_que_quiza_no_se_queria_se_dice_al_ponerlo(tmp_path: Path) -> None:
    uno = agregar(tmp_path / "datos", escribir(tmp_path, "guia.txt", directiva("quince"))).guardado
    raras = BUENAS.replace('["¿Cuánto demora?"]', '["¿Cuánto demora?", "", "“¿Y el plazo?”"]').replace(
        "revisada: no", "revisada: sí"
    )
    raras = raras.replace('preguntas: [""]', 'preguntas: ["¿cuanto demora?"]')
    leidas = comprobar(uno, {PREGUNTAS: escribir(tmp_path, "p.yaml", raras)}).preguntas
    assert leidas is not None
    dicho = decir.puesto(Puesto("guia", leidas, 0, ()))
    assert (
        "Mire también:\n"
        '  · línea 3: hay una pregunta en blanco (""): escríbala o borre el renglón.\n'
        "  · línea 3: las comillas de “¿Y el plazo?” quedan como parte de la pregunta. Si las puso para encerrarla, "
        'use " y no “ ni ”.\n'
        "  · línea 4: «¿cuanto demora?» ya está en otra idea (línea 3), y solo una puede contestarla. Déjela en la "
        "que corresponda.\n"
    ) in dicho
    muchas = [*leidas.reparos] * 6
    dicho = decir.puesto(Puesto("guia", replace(leidas, reparos=tuple(muchas)), 0, ()))
    assert dicho.count("línea 3: hay una") == 4 and "  · y 6 más.\n" in dicho


def test_lo_ya_revisado_se_entrega_con_lo_que_es_cierto_y_lo_demas_intacto(tmp_path: Path) -> None:
    uno = agregar(tmp_path / "datos", escribir(tmp_path, "guia.txt", directiva("quince"))).guardado
    propuesto = proponer(uno.lectura, "Guía de prueba").yaml
    cuerpo = propuesto[propuesto.index("\najenas:") :]
    assert para_corregir(propuesto, 0, 5) == propuesto, "sin nada revisado, es el borrador"
    corregido = para_corregir(propuesto.replace("\najenas:", "\n# mi nota\najenas:"), 2, 5)
    assert corregido.startswith("# Preguntas de este documento: 2 de 5 ideas están revisadas y se usan. Las otras 3,")
    assert "Lo escribió el programa" not in corregido and "No propuse" not in corregido
    assert corregido.endswith(f"\n# mi nota{cuerpo}") and "«palabras» dice qué se cita" in corregido
    assert para_corregir(corregido, 5, 5).startswith(
        "# Preguntas de este documento: sus 5 ideas están revisadas y se usan."
    )
    assert para_corregir(para_corregir(corregido, 5, 5), 5, 5) == para_corregir(corregido, 5, 5)
    assert para_corregir(BUENAS, 1, 2).endswith(BUENAS), "lo que escribió una persona no se toca"
    de_antes = (
        f"# Borrador de cómo preguntaría la gente por este documento. Nadie lo revisó.\n# 17 van sin pregunta\n{BUENAS}"
    )
    assert "17 van" not in para_corregir(de_antes, 1, 2) and para_corregir(de_antes, 1, 2).endswith(BUENAS)
