"""Las trampas medidas del español del Perú: se lee el valor correcto o se pregunta; nunca otro en silencio."""

from datetime import date
from decimal import Decimal

import pytest

from bot.entrevista.esquema import Pregunta
from bot.entrevista.valores.cifras.montos import leer_monto, mostrar_monto
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido
from bot.entrevista.valores.textos import leer_correo, leer_ruc
from bot.entrevista.valores.tipos import leer
from tests.apoyo.entrevista import ENTREVISTA

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 25))
MONEDAS = ENTREVISTA.catalogos.monedas

# Lo que se escribe y lo único que puede querer decir; None si solo la persona lo sabe.
MONTOS: list[tuple[str, str | None]] = [
    ("1,500.50 soles", "PEN 1500.50"),
    ("1.500,50 soles", "PEN 1500.50"),
    ("250.000", None),
    ("250.000 soles", None),
    ("S/ 250.000", None),
    ("S/250.000", None),
    ("250,000 soles", "PEN 250000"),
    ("S/ 250,000", "PEN 250000"),
    ("250,000", None),
    ("250000", None),
    ("S/ 1,500.50", "PEN 1500.50"),
    ("S/ 250 mil", "PEN 250000"),
    ("S/250mil", "PEN 250000"),
    ("250 mil soles", "PEN 250000"),
    ("250mil soles", "PEN 250000"),
    ("250 mil", None),
    ("doscientos cincuenta mil soles", "PEN 250000"),
    ("un millón y medio de soles", "PEN 1500000"),
    ("un millon y medio", None),
    ("millón y medio de soles", "PEN 1500000"),
    ("1.5 M", None),
    ("1.5 M soles", "PEN 1500000"),
    ("S/ 1.5M", "PEN 1500000"),
    ("S/ 1.5 MM", "PEN 1500000"),
    ("1,5 millones de soles", "PEN 1500000"),
    ("1.5 millones de dólares", "USD 1500000"),
    ("dos millones", None),
    ("dos millones de soles", "PEN 2000000"),
    ("dos y medio millones de soles", "PEN 2500000"),
    ("2.500.000 soles", "PEN 2500000"),
    ("2'500,000 soles", "PEN 2500000"),
    ("S/. 2'500,000.00", "PEN 2500000"),
    ("2 500 000 soles", "PEN 2500000"),
    ("medio millón de dólares", "USD 500000"),
    ("medio millon", None),
    ("US$ 80 mil", "USD 80000"),
    ("US$80,000.00", "USD 80000"),
    ("80k dólares", "USD 80000"),
    ("80K USD", "USD 80000"),
    ("$ 80,000", "USD 80000"),
    ("80 mil dolares americanos", "USD 80000"),
    ("USD 80000", "USD 80000"),
    ("€ 45,000", "EUR 45000"),
    ("45 mil euros", "EUR 45000"),
    ("45.000 €", None),
    ("EUR 45.000,00", "EUR 45000"),
    ("45.000,00 soles", "PEN 45000"),
    ("1,200.000 soles", None),
    ("1.200,000 soles", None),
    ("250,000 mil soles", None),
    ("1,500 mil soles", None),
    ("mil soles", "PEN 1000"),
    ("mil quinientos soles", "PEN 1500"),
    ("2 mil quinientos soles", "PEN 2500"),
    ("quinientas mil soles", "PEN 500000"),
    ("ciento veinte mil soles", "PEN 120000"),
    ("treinta y cinco mil soles", "PEN 35000"),
    ("1 millón 200 mil soles", "PEN 1200000"),
    ("un millón doscientos mil soles", "PEN 1200000"),
    ("entre 100 y 200 mil soles", None),
    ("100 a 200 mil soles", None),
    ("1,500,50 soles", None),
    ("1.500.50 soles", None),
    ("más o menos 90 mil nuevos soles", "PEN 90000"),
    ("aprox. S/ 90,000.-", "PEN 90000"),
    ("0.5 millones de soles", "PEN 500000"),
    ("3 soles o 3 dólares", None),
    ("12 mil soles al mes por 10 meses", None),
    ("-500 soles", None),
    ("no sé, bastante plata", None),
    ("S/ 300,000 + S/ 100,000", None),
]


@pytest.mark.parametrize(("escrito", "esperado"), MONTOS)
def test_ningun_monto_se_lee_mal_en_silencio(escrito: str, esperado: str | None) -> None:
    lectura = leer_monto(escrito, MONEDAS)
    if esperado is None:
        assert isinstance(lectura, Pide | Explicacion), escrito
        return
    moneda, monto = esperado.split()
    assert isinstance(lectura, Valido), escrito
    assert lectura.valor == {"monto": str(Decimal(monto).quantize(Decimal("0.01"))), "moneda": moneda}
    assert lectura.lectura == mostrar_monto(lectura.valor)


def test_son_al_menos_sesenta_escrituras_distintas() -> None:
    assert len({escrito for escrito, _ in MONTOS}) >= 60


def test_el_punto_seguido_de_tres_cifras_ofrece_las_dos_lecturas() -> None:
    lectura = leer_monto("S/ 250.000", MONEDAS)
    assert isinstance(lectura, Pide)
    assert [etiqueta for etiqueta, _ in lectura.opciones] == ["S/ 250,000.00", "S/ 250.00"]


def test_un_monto_se_muestra_como_en_el_peru() -> None:
    assert mostrar_monto({"monto": "1234567.5", "moneda": "PEN"}) == "S/ 1,234,567.50"


def _fecha(texto: str) -> object:
    pregunta = Pregunta("f", "S", "F", "fecha", "?", "", "", "")
    lectura = leer(pregunta, texto, ENTORNO)
    return lectura.valor if isinstance(lectura, Valido) else type(lectura)


@pytest.mark.parametrize(
    ("dicho", "fecha"),
    [
        ("03/04/2027", "2027-04-03"),
        ("3-4-2027", "2027-04-03"),
        ("3 de abril de 2027", "2027-04-03"),
        ("marzo 2027", "2027-03"),
        ("setiembre 2027", "2027-09"),
        ("septiembre del 2027", "2027-09"),
        ("set. 2027", "2027-09"),
        ("2027", "2027"),
        ("finales de 2027", Pide),
        ("a mediados de 2027", Pide),
        ("pronto", Explicacion),
    ],
)
def test_las_fechas_conservan_la_precision_dicha(dicho: str, fecha: object) -> None:
    assert _fecha(dicho) == fecha


@pytest.mark.parametrize(
    ("dicho", "meses"),
    [("18 meses", 18), ("un año y medio", 18), ("año y medio", 18), ("dos años", 24), ("dos años y medio", 30),
     ("1 año y 6 meses", 18), ("medio año", 6), ("tres semestres", 18), ("cuarenta meses", 40)],
)  # fmt: skip
def test_las_duraciones_se_leen_en_meses(dicho: str, meses: int) -> None:
    lectura = leer(ENTREVISTA.pregunta("plazo"), dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == {"meses": meses, "inicio": None}


@pytest.mark.parametrize(
    ("dicho", "cantidad", "unidad"),
    [("500 familias", 500, "familias"), ("3 mil personas", 3000, "personas"), ("quinientas familias", 500, "familias"),
     ("1,200 niños", 1200, "niños"), ("1.200 niños", 1200, "niños"), ("un millón de personas", 1_000_000, "personas")],
)  # fmt: skip
def test_las_personas_se_cuentan(dicho: str, cantidad: int, unidad: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("poblacion"), dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == {"texto": dicho, "cantidad": cantidad, "unidad": unidad}


@pytest.mark.parametrize(
    ("dicho", "departamentos"),
    [
        ("Celendín", ["Cajamarca"]),
        ("celendin y hualgayoc", ["Cajamarca"]),
        ("provincia de Grau", ["Apurímac"]),
        ("Huaral y Cañete, y también el Cusco", ["Lima", "Cusco"]),
        ("CHIMBOTE", ["Áncash"]),
        ("Ucayali", ["Ucayali"]),
        ("San Martín", ["San Martín"]),
        ("Juliaca, prov. San Román", ["Puno"]),
        ("el Callao", ["Callao"]),
        ("cuzco", ["Cusco"]),
        ("Maynas, Loreto", ["Loreto"]),
        ("Ica, distrito de Santa Cruz", ["Ica"]),
        ("todo el país", ["Nacional"]),
    ],
)
def test_la_provincia_dice_su_departamento(dicho: str, departamentos: list[str]) -> None:
    lectura = leer(ENTREVISTA.pregunta("ubicacion"), dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert lectura.valor["departamentos"] == departamentos


def test_un_lugar_con_nombre_corriente_se_pregunta() -> None:
    lectura = leer(ENTREVISTA.pregunta("ubicacion"), "Santa Cruz", ENTORNO)
    assert isinstance(lectura, Pide)
    assert [etiqueta for etiqueta, _ in lectura.opciones] == ["Santa Cruz, en Cajamarca"]


def test_estan_los_25_ambitos_y_las_196_provincias_sin_repetir() -> None:
    departamentos = [d for d in ENTREVISTA.catalogos.departamentos if d.nombre != "Nacional"]
    provincias = [provincia for d in departamentos for provincia in d.provincias]
    assert len(departamentos) == 25
    assert len(provincias) == len(set(provincias)) == 196
    for departamento in departamentos:
        for provincia in departamento.provincias:
            lectura = leer(ENTREVISTA.pregunta("ubicacion"), f"provincia de {provincia}", ENTORNO)
            assert isinstance(lectura, Valido), provincia
            assert isinstance(lectura.valor, dict)
            hallados = lectura.valor["departamentos"]
            # «Ucayali» es también un departamento y, sin más, se lee como tal.
            assert hallados == [departamento.nombre] or provincia == "Ucayali", provincia


def test_los_comunes_son_nombres_del_catalogo() -> None:
    nombres = {n for d in ENTREVISTA.catalogos.departamentos for n in (*d.provincias, *d.ciudades)}
    assert set(ENTREVISTA.catalogos.lugares_comunes) <= nombres


@pytest.mark.parametrize(
    ("correo", "avisa"),
    [("rosa@municelendin.gob.pe", False), ("rosa.quispe@gmail.com", True), ("MQuispe@Hotmail.COM", True),
     ("a@yahoo.com.pe", True), ("contacto@gmailandes.pe", False)],
)  # fmt: skip
def test_un_correo_personal_se_acepta_y_se_avisa(correo: str, avisa: bool) -> None:
    lectura = leer_correo(correo, ENTREVISTA.catalogos.correos_gratuitos)
    assert isinstance(lectura, Valido)
    assert bool(lectura.advertencia) is avisa


@pytest.mark.parametrize("ruc", ["20100070970", "20 100070970", "RUC 20100070970"])
def test_un_ruc_valido_se_acepta_y_con_otro_digito_se_explica(ruc: str) -> None:
    assert leer_ruc(ruc) == Valido("20100070970", "20100070970")
    malo = leer_ruc(ruc[:-1] + "1")
    assert isinstance(malo, Explicacion)
    assert "último dígito" in malo.problema


def test_las_opciones_se_reconocen_solo_con_parecido_claro() -> None:
    pregunta = ENTREVISTA.pregunta("tipo_organizacion")
    universidad = leer(pregunta, "univercidad", ENTORNO)
    assert isinstance(universidad, Valido)
    assert universidad.valor == "academia"
    assert isinstance(leer(pregunta, "fundacion empresarial", ENTORNO), Pide | Explicacion)
    oenege = leer(pregunta, "somos una oenegé", ENTORNO)
    assert isinstance(oenege, Pide)
    assert dict(oenege.opciones) == {"ONG extranjera (ENIEX)": "eniex", "ONG peruana (ONGD)": "ongd"}
