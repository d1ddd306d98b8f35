"""La lectura de los archivos de la agencia: los buenos se leen y los rotos dicen dónde y por qué."""

import re
import shutil
from pathlib import Path

import pytest

from bot.edicion.leer import ErrorEntrevista, leer_entrevista
from bot.entrevista.coherencia.comprobaciones import COMPROBACIONES
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import ALIANZA

AYUDA_DEL_RUC = f'    ayuda: "{ENTREVISTA.pregunta("ruc").ayuda}"\n'


def _copia(destino: Path, archivo: str, antes: str, despues: str) -> tuple[Path, int]:
    """Copia la entrevista con un cambio y devuelve la carpeta y la línea del cambio."""
    carpeta = destino / "entrevista"
    carpeta.mkdir()
    for ruta in ALIANZA.glob("*.yaml"):
        shutil.copy(ruta, carpeta / ruta.name)
    texto = (carpeta / archivo).read_text(encoding="utf-8")
    assert antes in texto
    (carpeta / archivo).write_text(texto.replace(antes, despues, 1), encoding="utf-8")
    return carpeta, texto[: texto.index(antes)].count("\n") + 1


def test_la_entrevista_que_se_entrega_se_lee_sin_errores() -> None:
    entrevista = leer_entrevista(ALIANZA)
    assert entrevista.version
    assert entrevista.aviso.version
    assert "/borrar" in entrevista.aviso.texto
    assert len({pregunta.clave for pregunta in entrevista.preguntas}) == len(entrevista.preguntas)
    assert {regla.comprobacion.nombre for regla in entrevista.reglas} <= set(COMPROBACIONES)
    assert [ods.numero for ods in entrevista.catalogos.ods] == list(range(1, 18))
    assert len([d for d in entrevista.catalogos.departamentos if d.nombre != "Nacional"]) == 25


def test_el_nucleo_cabe_en_diecisiete_respuestas_con_dos_actores() -> None:
    nucleo = [p for p in leer_entrevista(ALIANZA).preguntas if p.modo == "nucleo"]
    una_vez = [p for p in nucleo if not p.repite_por and p.clave != "registro_apci"]
    por_actor = [p for p in nucleo if p.repite_por and p.tipo != "clase_actor"]
    assert len(una_vez) + 3 * len(por_actor) <= 17


@pytest.mark.parametrize(
    ("archivo", "antes", "despues", "dice"),
    [
        ("entrevista.yaml", '    rotulo: "RUC"', '    rotulos: "RUC"', "clave desconocida «rotulos»"),
        ("entrevista.yaml", "  - clave: titulo", "  - clave: problema", "está repetida"),
        ("entrevista.yaml", "seccion: S2", "seccion: S99", "la sección «S99» no existe"),
        ("entrevista.yaml", "tipo: ruc", "tipo: rucc", "«tipo: rucc» no existe"),
        (
            "entrevista.yaml",
            "{pregunta: tipo_organizacion, esta_en: [ongd",
            "{pregunta: tipo_x, esta_en: [ongd",
            "no existe",
        ),
        (
            "entrevista.yaml",
            "{pregunta: tipo_organizacion, esta_en: [ongd",
            "{pregunta: plazo, esta_en: [ongd",
            "después",
        ),
        ("entrevista.yaml", "esta_en: [ongd, eniex", "esta_en: [oenege, eniex", "no es opción"),
        ("entrevista.yaml", "esta_en: [ongd, eniex, ipreda]", "es: ongd, mayor: 3", "un solo operador"),
        ("entrevista.yaml", 'etiqueta: "Vencida", ', "", "falta «etiqueta»"),
        ("entrevista.yaml", "valor: vencida", "valor: vigente", "está repetida"),
        ("entrevista.yaml", "    minimo: 8\n", "    minimo: ocho\n", "número entero"),
        ("entrevista.yaml", "    minimo: 8\n", "    minimo: 800\n", "mayor que el máximo"),
        (
            "entrevista.yaml",
            AYUDA_DEL_RUC,
            "",
            "falta «ayuda»",
        ),
        ("entrevista.yaml", '    ejemplo: "6, 3"\n', "", "falta «ejemplo»"),
        ("entrevista.yaml", "  matriz: reparto", "  matriz: repartos", "no existe"),
        ("entrevista.yaml", "formato: entrevista/1", "formato: entrevista/9", "«formato: entrevista/9»"),
        ("entrevista.yaml", "clave: presupuesto\n", "clave: presupuesto_demasiado_largo_de_verdad\n", "24 letras"),
        ("entrevista.yaml", "secciones:  #", "secciones: [  #", "no es YAML válido"),
        ("entrevista.yaml", "    tipo: ruc\n", "    tipo: ruc\n    tipo: ruc\n", "clave repetida"),
        ("reglas.yaml", "    severidad: critica\n", "    severidad: gravisima\n", "«severidad: gravisima» no existe"),
        ("reglas.yaml", "clave: R02", "clave: R01", "la regla «R01» está repetida"),
        (
            "reglas.yaml",
            "{falta_clase: sector_publico}",
            "{falta_clas: sector_publico}",
            "clas» no existe (¿quiso",
        ),
        ("reglas.yaml", "preguntas: [ods]", "preguntas: [odss]", "no existe"),
        (
            "documento.yaml",
            "cuadros: [riesgos]",
            "cuadros: [riesgo]",
            "«cuadros: riesgo» no existe (¿quiso",
        ),
        ("documento.yaml", "de_un_vistazo: [poblacion,", "de_un_vistazo: [pobacion,", "«pobacion», que no existe"),
        (
            "documento.yaml",
            "preguntas: [nombre_organizacion,",
            "preguntas: [nombre_organizacio,",
            "que no existe (¿quiso",
        ),
        ("documento.yaml", ", contacto.correo,", ", contacto.corre,", "«contacto.corre», que no existe (¿quiso"),
        ("documento.yaml", "cuadros: [riesgos]", "preguntas: [ruc]", "«ruc» ya se imprime en otra sección"),
        (
            "documento.yaml",
            '["{problema}"]',
            '["{problemas}"]',
            "usa «{problemas}», que no existe (¿quiso",
        ),
        ("documento.yaml", '["{aportes}"]', '["{aportes"]', "una llave o un corchete sin pareja"),
        ("documento.yaml", "|los_ods]", "|las_ods]", "usa «{las_ods}», que no existe"),
        ("catalogos.yaml", "numero: 5,", "numer: 5,", "clave desconocida «numer»"),
        ("entrevista.yaml", "seccion: S2", "seccion: S22", "no existe (¿quiso decir «S2»?)"),
        ("entrevista.yaml", "esta_en: [ongd, eniex, ipreda]", "esta_en: ongd", "«esta_en» debe ser una lista"),
        ("entrevista.yaml", "esta_en: [ongd, eniex, ipreda]", "es: [ongd]", "un solo valor"),
        ("entrevista.yaml", "esta_en: [ongd, eniex, ipreda]", "esten: ongd", "clave desconocida «esten»"),
        ("entrevista.yaml", "{pregunta: tipo_organizacion, esta_en: [ongd, eniex, ipreda]}", "{todas: []}", "con sus"),
        ("entrevista.yaml", "esta_en: [ongd, eniex, ipreda]", "mayor: muchas", "«mayor» debe ser un número entero"),
        ("reglas.yaml", "preguntas: [ods]", "preguntas: [odss]", "que no existe (¿quiso decir «ods»?)"),
        ("catalogos.yaml", "monedas:", "moneda:", "falta «monedas»"),
        ("catalogos.yaml", "unidades:", "unidad:", "falta «unidades»"),
        ("catalogos.yaml", "organizaciones:", "organizacion:", "falta «organizaciones»"),
        ("catalogos.yaml", "  ajenas:", "  ajena:", "falta «ajenas»"),
    ],
)
def test_un_archivo_roto_dice_archivo_linea_y_motivo(
    tmp_path: Path, archivo: str, antes: str, despues: str, dice: str
) -> None:
    carpeta, _ = _copia(tmp_path, archivo, antes, despues)
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(carpeta)
    lineas = [error for error in recogido.value.errores if dice in error and error.startswith(f"{archivo}:")]
    assert lineas, recogido.value.errores
    # Un nombre cambiado también rompe los archivos que lo usan: cada error dice el suyo.
    assert all(re.match(r"\w+\.yaml:\d+: ", error) for error in recogido.value.errores)


def test_la_linea_es_la_del_error(tmp_path: Path) -> None:
    carpeta, linea = _copia(tmp_path, "entrevista.yaml", "    tipo: ruc", "    tipo: rucc")
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(carpeta)
    assert recogido.value.errores[0].startswith(f"entrevista.yaml:{linea}: ")


def test_se_informan_todos_los_errores_a_la_vez(tmp_path: Path) -> None:
    carpeta, _ = _copia(tmp_path, "entrevista.yaml", "tipo: ruc", "tipo: rucc")
    reglas = (carpeta / "reglas.yaml").read_text(encoding="utf-8")
    (carpeta / "reglas.yaml").write_text(reglas.replace("base: norma", "base: costumbre"), encoding="utf-8")
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(carpeta)
    assert {error.split(":")[0] for error in recogido.value.errores} == {"entrevista.yaml", "reglas.yaml"}


def test_una_pregunta_mal_escrita_tambien_dice_lo_que_no_cuadra_con_las_demas(tmp_path: Path) -> None:
    carpeta, _ = _copia(tmp_path, "entrevista.yaml", '    rotulo: "RUC"\n    tipo: ruc', "    rotulo: 7\n    tipo: ruc")
    texto = (carpeta / "entrevista.yaml").read_text(encoding="utf-8")
    otro = texto.replace("esta_en: [fuente, eniex]", "esta_en: [fuentes, eniex]", 1)
    (carpeta / "entrevista.yaml").write_text(otro, encoding="utf-8")
    with pytest.raises(ErrorEntrevista) as recogido:
        leer_entrevista(carpeta)
    rotulo, operando = recogido.value.errores
    assert "«rotulo» debe ser un texto y dice «7»; póngalo entre comillas (en preguntas › n.º 3)" in rotulo
    assert "compara con «fuentes», que no es opción de «tipo_organizacion» (¿quiso decir «fuente»?)" in operando
