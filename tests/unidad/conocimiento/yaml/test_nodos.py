"""Un YAML se vuelve valores, o se dice todo lo que tiene mal: archivo, línea, clave y qué va en su lugar."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento.errores import ErrorDeFicha
from conocimiento.yaml.nodos import Fallo, Nodo, abrir, exigir_sin_fallos, leer_entero
from conocimiento.yaml.texto import entre_comillas, leer_texto


@dataclass(frozen=True, slots=True)
class Hoja:
    clave: str
    clase: Literal["verde", "seca"] = "verde"
    nervios: int | None = None


@dataclass(frozen=True, slots=True)
class Arbol:
    nombre: str
    tronco: Hoja
    edad: int
    hojas: tuple[Hoja, ...]
    alias: tuple[str, ...] = ()
    vivo: bool = True
    plantado: date | None = None
    alturas: Mapping[str, float] = field(default_factory=dict[str, float])
    suelto: Any = None


BUENO = """\
# Un árbol
nombre: "  Roble "
tronco: {clave: t}
edad: 30
hojas:
  - clave: a
    clase: seca
  - {clave: b, nervios: 3}
alias: [uno, "dos"]
vivo: false
plantado: 2027-01-31
alturas: {base: 1, copa: 2.5}
"""


def leer(carpeta: Path, texto: str) -> tuple[Arbol, list[Fallo]]:
    ruta = carpeta / "arbol.yaml"
    ruta.write_text(texto, encoding="utf-8")
    fallos: list[Fallo] = []
    nodo = abrir(ruta, fallos)
    assert nodo is not None, fallos
    return nodo.leer(Arbol), fallos


def test_lo_bien_escrito_se_lee_entero(tmp_path: Path) -> None:
    arbol, fallos = leer(tmp_path, BUENO)
    assert fallos == []
    assert arbol == Arbol(
        "Roble",
        Hoja("t"),
        30,
        (Hoja("a", "seca"), Hoja("b", nervios=3)),
        ("uno", "dos"),
        False,
        date(2027, 1, 31),
        {"base": 1.0, "copa": 2.5},
    )
    assert type(arbol.nombre) is str


@pytest.mark.parametrize(
    ("antes", "despues", "linea", "dice"),
    [
        ("edad: 30\n", "", 2, "falta «edad»; escríbalo"),
        ('"  Roble "', "", 2, "falta «nombre»; escríbalo"),
        ('"  Roble "', '"  "', 2, "falta «nombre»; escríbalo"),
        ('"  Roble "', "7", 2, "«nombre» debe ser un texto y dice «7»; póngalo entre comillas"),
        ('"  Roble "', "[a]", 2, '«nombre» debe ser un texto y dice «["a"]»'),
        ("edad: 30", "edad: treinta", 4, "«edad» debe ser un número entero y dice «treinta»"),
        ("edad: 30", "edad: true", 4, "«edad» debe ser un número entero y dice «true»"),
        ("edad: 30", "edad: 30.5", 4, "«edad» debe ser un número entero y dice «30.5»"),
        ("edad: 30", 'edad: "30"', 4, "«edad» debe ser un número entero y dice «30»"),
        ("vivo: false", "vivo: no", 10, "«vivo» debe ser true o false y dice «no»"),
        ("vivo: false", "vivo: 1", 10, "«vivo» debe ser true o false y dice «1»"),
        ("2027-01-31", '"2027-02-31"', 11, "«plantado» debe ser una fecha como 2027-12-31 y dice «2027-02-31»"),
        ("2027-01-31", "2027", 11, "«plantado» debe ser una fecha como 2027-12-31 y dice «2027»"),
        ("2.5", "alta", 12, "«copa» debe ser un número y dice «alta» (en alturas)"),
        ("{base: 1, copa: 2.5}", "[1]", 12, "«alturas» debe ser un mapa de «clave: valor» y dice «[1]»"),
        ('[uno, "dos"]', "uno", 9, "«alias» debe ser una lista y dice «uno»"),
        ('"dos"', "2", 9, "en «alias», cada elemento debe ser un texto y dice «2»; póngalo entre comillas"),
        ('"dos"', '""', 9, "en «alias», cada elemento debe ser un texto y no dice nada"),
        (
            "seca",
            "secas",
            7,
            "«clase: secas» no existe (¿quiso decir «seca»?); use uno de: verde, seca (en hojas › n.º 1)",
        ),
        ("seca", "7", 7, "«clase: 7» no existe; use uno de: verde, seca (en hojas › n.º 1)"),
        (
            "nervios: 3",
            "nervio: 3",
            8,
            "clave desconocida «nervio» (¿quiso decir «nervios»?); se admiten: clave, clase",
        ),
        ("nervios: 3", "nervios: muchos", 8, "«nervios» debe ser un número entero y dice «muchos» (en hojas › n.º 2)"),
        ("  - {clave: b, nervios: 3}", "  - b", 8, "en «hojas», cada elemento debe ser un mapa de «clave: valor»"),
        ("{clave: t}", "t", 3, "«tronco» debe ser un mapa de «clave: valor» y dice «t»"),
        ("{clave: t}", "{}", 3, "falta «clave»; escríbalo (en tronco)"),
        ("edad: 30", "edad: 30\naños: 3", 5, "clave desconocida «años»; se admiten: nombre, tronco, edad"),
    ],
)
def test_lo_mal_escrito_dice_su_linea_y_que_va_alli(
    tmp_path: Path, antes: str, despues: str, linea: int, dice: str
) -> None:
    assert antes in BUENO
    _, fallos = leer(tmp_path, BUENO.replace(antes, despues, 1))
    (fallo,) = fallos
    assert (fallo.archivo, fallo.linea) == ("arbol.yaml", linea)
    assert dice in fallo.mensaje
    assert str(fallo).startswith(f"arbol.yaml:{linea}: ")


@pytest.mark.parametrize(
    ("texto", "linea", "dice"),
    [("", 1, "esto debe ser un mapa de «clave: valor» y no dice nada"), ("- a\n- b\n", 1, "esto debe ser un mapa")],
)
def test_un_archivo_que_no_es_un_mapa_lo_dice(tmp_path: Path, texto: str, linea: int, dice: str) -> None:
    _, (fallo,) = leer(tmp_path, texto)
    assert fallo.linea == linea
    assert dice in fallo.mensaje


def test_se_dicen_a_la_vez_todos_los_fallos_y_lo_demas_se_lee(tmp_path: Path) -> None:
    texto = BUENO.replace("edad: 30", "edad: x").replace("seca", "roja").replace("{clave: t}", "{clabe: t}")
    arbol, fallos = leer(tmp_path, texto + "otra: 1\n")
    assert sorted(fallo.linea for fallo in fallos) == [3, 3, 4, 7, 13]
    assert (arbol.nombre, arbol.edad, arbol.tronco.clave, arbol.hojas[1].clave) == ("Roble", 0, "", "b")


def test_de_lo_que_falta_entero_se_dice_solo_eso(tmp_path: Path) -> None:
    arbol, (fallo,) = leer(tmp_path, BUENO.replace("tronco: {clave: t}\n", ""))
    assert fallo.mensaje == "falta «tronco»; escríbalo"
    assert arbol.tronco == Hoja("")


def test_lo_que_se_lee_aparte_no_sobra_pero_se_nombra(tmp_path: Path) -> None:
    fallos: list[Fallo] = []
    nodo = Nodo("a.yaml", {"clave": "a", "si": [1], "otra": 2}, fallos)
    assert nodo.leer(Hoja, salvo=("si",)) == Hoja("a")
    assert [fallo.mensaje for fallo in fallos] == [
        "clave desconocida «otra»; se admiten: clave, clase, nervios, si",
    ]


def test_un_elemento_sabe_su_linea_y_su_lugar(tmp_path: Path) -> None:
    ruta = tmp_path / "a.yaml"
    ruta.write_text("hojas:\n  - clave: a\n  - clase: seca\n", encoding="utf-8")
    fallos: list[Fallo] = []
    raiz = abrir(ruta, fallos)
    assert raiz is not None
    primera, segunda = raiz.hijos("hojas")
    assert raiz.hijos("ramas") == []
    assert (primera.linea, segunda.linea) == (2, 3)
    primera.fallar("está fea", "clave")
    segunda.leer(Hoja)
    segunda.exigir(Hoja(""), "clave", "clase")
    assert list(map(str, fallos)) == [
        "a.yaml:2: está fea",
        "a.yaml:3: falta «clave»; escríbalo (en hojas › n.º 2)",
        "a.yaml:3: falta «clave»; escríbalo (en hojas › n.º 2)",
    ]


@pytest.mark.parametrize(
    ("contenido", "linea", "dice"),
    [
        (b"a: [1\nb: 2\n", 2, "no es YAML válido; revise sangrías"),
        (b"a: 1\nb: 2\na: 3\n", 3, "clave repetida «a»"),
        (b"a: \xf1\n", 1, "no se puede leer como YAML en UTF-8"),
        (b"a: 1\nb: x\x7fy\n", 2, "no se ve (U+007F)"),
        (b"a: 1\n---\nb: 2\n", 2, "hay otro documento"),
        (b"a: 1\n? [b]\n: 2\n", 2, "una clave debe ser un texto"),
        (b"a: *b\n", 1, "«*b» repite algo que no está antes"),
        (b"a: &a [*a]\n", 1, "«*a» repite algo que no está antes"),
        (b"a: 1\nb: !!python/object:os.system x\n", 2, "quítela y deje el valor"),
        (
            b"a: &a [1,2,3,4,5,6,7,8]\n"
            + b"".join(
                b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (uno + 1, uno + 1, *[uno] * 8) for uno in b"abcdefgh"
            ),
            7,
            "pasa de 500000 cosas",
        ),
    ],
)
def test_lo_que_no_es_yaml_no_se_lee_y_dice_donde(tmp_path: Path, contenido: bytes, linea: int, dice: str) -> None:
    ruta = tmp_path / "a.yaml"
    ruta.write_bytes(contenido)
    fallos: list[Fallo] = []
    assert abrir(ruta, fallos) is None
    assert fallos[0].linea == linea
    assert dice in fallos[0].mensaje
    with pytest.raises(ErrorDeFicha, match=r"a\.yaml"):
        leer_entero(ruta, Hoja)


def test_lo_que_acompana_a_un_documento_dice_todos_sus_fallos_y_la_linea_del_primero(tmp_path: Path) -> None:
    ruta = tmp_path / "a.yaml"
    ruta.write_text("clave: 1\nnervios: x\n", encoding="utf-8")
    with pytest.raises(ErrorDeFicha) as recogido:
        leer_entero(ruta, Hoja)
    assert recogido.value.linea == 1
    assert [linea.split(": ")[0] for linea in str(recogido.value).splitlines()] == [
        f"{ruta}, línea 1",
        f"{ruta}, línea 2",
    ]
    exigir_sin_fallos(ruta, [])


SUELTOS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates()
CUALQUIERA = st.recursive(
    SUELTOS,
    lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(max_size=5), hijos, max_size=3),
    max_leaves=8,
)
CLAVES = st.sampled_from(["nombre", "tronco", "edad", "hojas", "alias", "vivo", "plantado", "alturas", "suelto", "x"])
CASI_HOJA = st.dictionaries(st.sampled_from(["clave", "clase", "nervios", "y"]), CUALQUIERA, max_size=4)


@given(st.dictionaries(CLAVES, CUALQUIERA | CASI_HOJA | st.lists(CASI_HOJA, max_size=3)))
def test_cualquier_cosa_da_un_valor_o_un_fallo_y_nunca_se_detiene(escrito: dict[str, Any]) -> None:
    fallos: list[Fallo] = []
    arbol = Nodo("a.yaml", escrito, fallos).leer(Arbol)
    assert isinstance(arbol, Arbol)
    assert all(isinstance(hoja, Hoja) for hoja in (arbol.tronco, *arbol.hojas))
    esta_escrito = escrito.get("x") not in (None, []) and (not isinstance(escrito["x"], str) or escrito["x"].strip())
    assert any("desconocida «x»" in fallo.mensaje for fallo in fallos) == bool(esta_escrito)


@pytest.mark.parametrize(
    "texto",
    [
        "[" * 3_000,
        "a:\n" + "  [\n" * 3_000,
        "{a: " * 3_000,
        "&a [" * 3_000,
        "a: [" + "[b], " * 500 + "[" * 60,
        "- " * 3_000,
        "? " * 3_000,
        "\n".join(" " * hondo + "a:" for hondo in range(1_200)),
    ],
    ids=lambda texto: repr(texto[:8]),
)
def test_el_que_se_hunde_sin_fin_se_rechaza_pronto_y_con_su_archivo(texto: str, tmp_path: Path) -> None:
    ruta, fallos = tmp_path / "honda.ficha.yaml", list[Fallo]()
    ruta.write_text(texto, encoding="utf-8")
    antes = time.process_time()
    assert abrir(ruta, fallos) is None
    assert time.process_time() - antes < 2  # con corchetes eran siete segundos, y después una traza
    assert [fallo.archivo for fallo in fallos] == ["honda.ficha.yaml"]
    assert "más de 50 niveles" in fallos[0].mensaje


def test_unos_corchetes_cerrados_por_muchos_que_sean_se_leen(tmp_path: Path) -> None:
    ruta, fallos = tmp_path / "a.yaml", list[Fallo]()
    ruta.write_text(f"a: [{'[b], ' * 500}]\nb: '{'(' * 500}'\nc: {'[' * 40}{']' * 40}\n", encoding="utf-8")
    assert abrir(ruta, fallos) is not None
    assert fallos == []


@dataclass(frozen=True, slots=True)
class Dicho:
    dicho: str = ""


PLANOS = [range(inicio, inicio + 0x10000) for inicio in (0, 0x10000, 0x20000, 0xE0000, 0x100000)]


@pytest.mark.parametrize("plano", PLANOS, ids=lambda plano: f"{plano.start:06x}")
def test_lo_que_se_escribe_entre_comillas_vuelve_igual_lleve_el_signo_que_lleve(plano: range, tmp_path: Path) -> None:
    """Cada signo de Unicode, entre letras: sin ellas, un texto de espacios sería como si no estuviera."""
    signos = "".join(f"a{chr(signo)}" for signo in plano if not 0xD800 <= signo <= 0xDFFF) + "a"
    archivo = tmp_path / "ficha.yaml"
    archivo.write_text(f"dicho: {entre_comillas(signos)}\n", encoding="utf-8")
    assert leer_entero(archivo, Dicho)[0].dicho == signos
    assert archivo.read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize(
    ("escrito", "valor"),
    [
        *(
            ("no", "no"),
            ("on", "on"),
            ("Sí", "Sí"),
            ("12:30", "12:30"),
            ("1_000", "1_000"),
            ("2027-02-31", "2027-02-31"),
        ),
        *(("true", True), ("FALSE", False), ("~", None), ("", None), ("null", None), ('"null"', "null"), ("'1'", "1")),
        *(
            ("20", 20),
            ("-3", -3),
            ("0o17", 15),
            ("0x1F", 31),
            ("2.5", 2.5),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("1.2.3", "1.2.3"),
        ),
        *(
            ("[1, a]", [1, "a"]),
            ("{a: 1}", {"a": 1}),
            ("|\n  uno\n  dos", "uno\ndos\n"),
            (">\n  uno\n  dos", "uno dos\n"),
        ),
        *(("&x [1]\nb: *x", [1]), ("<<", "<<"), ("=", "=")),
    ],
)
def test_que_es_un_numero_y_que_un_texto(escrito: str, valor: object) -> None:
    leido = leer_texto(f"a: {escrito}\n")["a"]
    assert leido == valor
    assert isinstance(leido, type(valor))
