"""Las formas de un dato personal: cómo se escriben en el Perú, qué se les parece y cuánto cuesta buscarlas."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edicion.formas import compilar
from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.formas.dictado import poner_en_cifras
from bot.revision.tachado.formas.normal import descubrir, normalizar
from bot.revision.tachado.formas.reconocer import Reconocido, reconocer

FORMAS: dict[str, tuple[str, ...]] = {
    "DNI": (
        "mi DNI es 45123678",
        "DNI N° 4512 3678",
        "identificado con 45123678",
        "DNI45123678",
        "45123678-9",
        "DNI: 4571 8203",
        "dni-45718203",
        "45718203 DNI",
        "45.718.203",
        "4-5-7-1-8-2-0-3",
        "documento 45/718/203",
        "d n i 45 71 82 03",
        "457 18 203",
        "45 718-203",
        "mi documento nacional es 45718203",
        "45 67 89 12",
        "45,678,920",
        "DNI 45678920 personas",
        "４５６７８９１２",
        "4\u03365\u03366\u03367\u03368\u03369\u03361\u03362",
        "4\u200b5\u200b6\u200b7\u200b8\u200b9\u200b12",
        "DNI 4567891O",
        "DNI 4567891",
        "45678912-K",
        "DNI n.° 45 678 912",
        "mi dni 45\n67\n89\n12",
        "٤٥٦٧٨٩١٢",
        "DNI 45_678_912",
        "1\ufe0f\u20e30\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e37\ufe0f\u20e38\ufe0f\u20e33\ufe0f\u20e32\ufe0f\u20e3",
        "dni:45*67*89*12",
        "dni cuatro cinco seis siete ocho nueve uno dos",
        "cuarenta y cinco sesenta y siete ochenta y nueve doce",
        "mi dni: cuarenta y cinco millones seiscientos setenta y ocho mil novecientos doce",
        "mi dni es sinco sero ocho nuebe uno dos tres cuatro",
        "45·678·912",
        "45 ‑ 678 ‑ 912",
        "DNI del tesorero y también vocal: 45678912",
        "soy Juan, 45678912.",
    ),
    "RUC": (
        "RUC 20131312955",
        "RUC 2013131\n2955",
        "RUC20131312955",
        "RUC 10451236780",
        "RUC: 2013 1312 955",
        "20.131.312.955",
    ),
    "RUC_ERRADO": ("RUC 20131312954", "20604817390", "17123456789", "ruc 2060481739", "su RUC es el 20 604 817 390"),
    "CE": (
        "carné de extranjería 001234567",
        "C.E. 001234567",
        "CE nro 001234567",
        "mi carné es 001234567",
        "c.e.: 001-234-567",
        "carnet de extranjería: 001 234 567",
        "CE001234567",
    ),
    "DOCUMENTO": (
        "PTP 003456789",
        "pasaporte n° AB123456",
        "mi pasaporte es el 118234567",
        "pasaporte: A12345678",
        "NIE X1234567L",
        "cédula de ciudadanía 1.020.304.050",
        "pasaporte alemán C01X00T47",
        "permiso temporal de permanencia nro 1234567",
        "cédula V-12345678",
        "pasaporte AAB 123 456",
    ),
    "CELULAR": (
        "987654321",
        "+51 987 654 321",
        "987-654-321",
        "cel987654321",
        "51987654321",
        "987 65 43 21",
        "0051987654323",
        "llame al 987 654 321 5 veces",
        "987654321\n45123678",
        "(01) 225-1234",
        "teléfono: 225 1234",
        "987/654/324",
        "01 4445566",
        "9-8-7-6-5-4-3-2-1",
        "cel. 987 654 321 ó 912 345 678",
        "(511) 4445566",
        "+51 1 444 5566",
        "511-444-5566",
        "fijo 23 7815",
        "064-237815",
        "llámame al 4471234",
        "987|654|321",
        "987.654.321",
        "9 8765 4321",
        "+34 612 345 678",
        "987 (654) 321",
        "(01)444-55-66",
        "9876 54321",
        "98 765 4321",
        "987–654–321",
        "987\u00a0654\u00a0321",
        "987654321 lunes a viernes",
        "nueve ocho siete seis cinco cuatro tres dos uno",
        "nueve ochenta y siete, seiscientos cincuenta y cuatro, tres veintiuno",
        "nueve ocho doble siete, este, cinco cuatro triple dos",
        "9 ocho 7 seis 5 cuatro 3 dos uno",
    ),
    "CORREO": (
        "ana.perez@ejemplo.org.pe",
        "ana arroba gmail.com",
        "x(arroba)y.com",
        "x arroba gmail punto com",
        "x[at]y[dot]com",
        "ana＠gmail.com",
        "juan punto perez arroba gmail punto com",
        "juan@gmail",
        "juanperez arroba gmail",
        "jp(@)gmail.com",
        "juan AT gmail DOT com",
        "juan.perez@ gmail. com",
        "jperez gmail.com",
        "maria.lopez@gmailcom",
        "ana{arroba}ejemplo{punto}pe",
        "ana <arroba> ejemplo.pe",
        "ANA@EJEMPLO.PE",
        "juan guion bajo perez arroba hotmail punto com",
        "ana@gmail,com",
        "m.quispe@\nvalleverde.pe",
        "аna@gmail.com",
        "ana arrova upn pe",
    ),
    "USUARIO": (
        "búscame como @anita_p",
        "t.me/anita_p",
        "facebook.com/juan.perez",
        "wa.me/51987654321",
        "ig: yeni.cuyes21",
        "instagram @ maria",
        "https://www.facebook.com/profile.php?id=1000",
        "tiktok.com/@x",
        "linkedin.com/in/x",
        "facebook punto com slash juanperez",
        "chat.whatsapp.com/AbCd123",
        "mi face es juanito.perez",
        "https://x.com/juanp",
        "mi usuario de telegram arroba sabino_a",
        "m.me/lucha.y",
    ),
    "CUENTA": (
        "CCI 00219300123456789012",
        "0011-0234-0200123456",
        "200-3001234567",
        "193 1234567 0 12",
        "cci 002 193 001234567890 12",
        "cuenta 19112345678012",
        "BCP 191-12345678-0-12",
        "Nº de cuenta: 000-1234567",
        "cta. ahorros 04-123-456789",
        "banco de la nación 04123456789",
        "cuenta corriente 2003 0123 4567 89",
    ),
    "TARJETA": (
        "4557 8821 3094 1768",
        "tarjeta 4557882130941768",
        "4111111111111111",
        "371449635398431",
        "5555-5555-5555-4444",
        "visa: 4111 1111 1111 1111",
    ),
    "DIRECCION": (
        "vivo en Av. Los Pinos 123",
        "av. los pinos 123 dpto 4",
        "Jirón de la Unión 456",
        "Calle Lima N° 12",
        "Mz. B Lt. 5",
        "jirón de la unión 1234",
        "calle los pinos 123",
        "av los héroes 456",
        "Av. Los Héroes s/n",
        "Jr Puno Nº 123 Int. 4",
        "Block C dpto 302 Residencial San Felipe",
        "psj 12 de octubre 345",
        "jr unión cdra 5",
        "mi domicilio es Los Olivos 345",
        "vivo en los jazmines 123",
        "urb. los rosales mz a lt 3",
        "AAHH Villa María mz 3 lt 4",
        "av 28 de julio 1250",
        "av.los incas 333",
        "Avenida José Larco 1301 piso 4",
        "psje. 2 de mayo s/n",
        "carretera central km 14.5 lote 3",
        "av. grau #340",
        "malecón balta 100 int 5",
        "fundo el rosal s/n",
        "av perú cuatrocientos veinte",
        "caserío La Unión nro 27",
    ),
    "UBICACION": (
        "-12.0464, -77.0428",
        "12°03'45.2\"S 77°01'50.3\"W",
        "S12.0464 W77.0428",
        "12.0464° S / 77.0428° O",
        "-12.05, -77.04",
        "57R9+2V Lima",
        "18L 278234 8665432",
        "E 278234 N 8665432",
        "https://maps.app.goo.gl/abc",
        "lat: -12.0464 lon: -77.0428",
        "14 grados 50 minutos sur con 74 grados 56 minutos oeste",
        "-3,74912 ; -73,25336",
    ),
    "NACIMIENTO": (
        "nací un 3 de mayo del 85",
        "fecha de nacimiento 12/03/1985",
        "F. Nac. 12-03-85",
        "nacida el 12 de marzo de 1985",
        "mi cumpleaños es el 3 de mayo",
        "fec. nac.: 03.05.1985",
        "nací el tres de mayo de 1985",
        "nacimiento: 3 mayo 1985",
        "soy del 12 de marzo de 1985",
        "el 12/03/1985 es mi fecha de nacimiento",
        "nací en 1979",
        "nacido en el año 1979",
        "uno nacido el 03/04/2003 y la otra el 27/09/2004",
    ),
    "PLACA": (
        "placa A1B-234",
        "placa: ABC-123",
        "mi carro ABC-123",
        "la placa es abc123",
        "moto MA-12345",
        "A1B-234",
        "mototaxi 1234-AB",
        "vehículo de placa EGB 456",
        "camioneta F1G-234",
        "placa A 1 B 2 3 4",
    ),
    "NUMERO": ("mi afiliación es 4512367890", "123456789"),
}
NO_LO_SON = (
    "S/ 12000000",
    "12000000 soles",
    "costaría 12,345,678.00 dólares",
    "S/ 12.345.678",
    "20261125",
    "15000000 habitantes",
    "del 2024 al 2028 en 12 centros poblados",
    "la calle es larga y 20 personas viven ahí",
    "presupuesto de 45,678,920",
    "en la avenida principal hay 300 familias",
    "ODS 6, 3 y 17; apartado 2.1",
    "escríbalo a las 10 @ Lima",
    "son 45678920 beneficiarios",
    "uno, dos, tres, cuatro, cinco, seis, siete, ocho",
    "veinte, treinta, cuarenta y cincuenta años",
    "tod@s l@s beneficiari@s",
    "S/ 1,234,567.89",
    "€ 10.000.000",
    "2019 2020 2021 2022 2023",
    "10, 20, 30, 40, 50 y 60 familias",
    "Ley N.° 27692",
    "D.S. 016-2024-JUS",
    "RDE 085-2015/APCI-DE",
    "Resolución Ministerial N° 123-2024-MINAM",
    "ISBN 978-612-46580-9-9",
    "de 8:00 a 13:00 y de 14:00 a 17:30",
    "el 12/03/1998 se firmó el convenio",
    "la asociación nació el 12 de marzo de 1985",
    "nuestra cooperativa nació en 1984",
    "código SNIP 2345678",
    "CUI 2412345",
    "expediente N° 2023-0014587",
    "ubigeo 150101",
    "beneficia a 45 678 920 personas",
    "población: 12,345,678",
    "versión 2026.11.25",
    "PBI de 987,654,321 soles",
    "la avenida Brasil tiene 4.2 km",
    "Av. Javier Prado a hora punta: 8 km",
    "vivo en Puno hace 12 años",
    "vivimos en 3 caseríos",
    "mi casa tiene 5 cuartos",
    "ODS17 y COVID-19",
    "100l/s",
    "https://www.gob.pe/institucion/apci/normas-legales/123456-ley-27692",
    "Convenio 045-2019-APCI",
    "01/01/2024 31/12/2026",
    "1,5; 2,5; 3,5; 4,5; 5,5",
    "100 200 300 400 familias",
    "aprox. 10000000",
    "lotes de 1200, 1500 y 1800 m2",
    "resultado 1.1.1.1.1.1.1.1",
    "la inversión llegó a 9,876,543.21",
    "el DNI tiene 8 dígitos",
    "tarjeta de vacunas de 640 niños",
    "el año mil novecientos ochenta y cuatro",
    "cuesta mil doscientos soles",
    "la cuenta del proyecto tiene 12,345,678 soles",
    "teléfonos para 1234567 usuarios",
    "100000 200000 300000",
    "80 arrobas de papa",
    "el primer punto es la gobernanza",
    "grant number 7200AA19CA00023",
    "cuarenta y cinco millones de soles para seiscientos km",
)
HOSTILES = (
    "1 ",
    "1",
    "1-",
    "12,",
    "9 8 ",
    "a",
    "a@",
    "@",
    "dni ",
    "dni 1 ",
    "cuenta 1",
    "s/",
    "av a ",
    "calle los ",
    "jr. 1 ",
    "mz a lt ",
    "uno ",
    "uno dos tres ",
    "cien y ",
    "punto ",
    "arroba ",
    "a arroba b punto ",
    "(",
    "[[[",
    "a.",
    "1.2345 ",
    "-1.2345,",
    "12°",
    "1 grados 2 ",
    "naci el 1 de ",
    "1/2/",
    "12/12/1999 ",
    "placa a b 1 ",
    "abc 123 moto ",
    "facebook.com/",
    "\u200b",
    "\u0301a",
    "ａ",
    "１ ",
    "1\n",
    "+",
    "((1",
    "vivo en a b c d e f ",
    "1ra cuadra de ",
    "doble ",
    "mil novecientos y ",
    "18l 123456 ",
    "a @ b . c ",
    "_",
    "guion bajo ",
    "oil1",
    "tarjeta cuenta dni cel ",
    "1|",
    ")1",
    "a1b",
    "A1B2C3D4",
    "-99.9999 ",
    "nací 1 de mayo ",
)
TROZOS = (
    "1 12 987 9 a @ . , - / ( ) dni cel uno dos mil y av calle mz lt urb naci el de mayo 1999 placa moto s/ arroba"
    " punto gmail.com vivo en casa x= ∎"
).split()


@pytest.mark.parametrize(("texto", "tipo"), [(texto, tipo) for tipo, textos in FORMAS.items() for texto in textos])
def test_cada_forma_se_reconoce(texto: str, tipo: str) -> None:
    assert tipo in {uno.tipo for uno in reconocer(texto)}


@pytest.mark.parametrize("texto", NO_LO_SON)
def test_lo_que_no_es_un_dato_personal_no_se_reconoce(texto: str) -> None:
    assert list(reconocer(texto)) == []


@pytest.mark.parametrize(
    ("texto", "dato"),
    [
        ("Llámeme: ９８７\u200b 654 321, gracias", "９８７\u200b 654 321"),
        ("Escriba a Ana (arroba) Gmail punto com hoy", "Ana (arroba) Gmail punto com"),
        (
            "cel. nueve ocho siete, seis cinco cuatro, tres dos uno.",
            "nueve ocho siete, seis cinco cuatro, tres dos uno",
        ),
        ("el ﬁchero y mi DNI ４５ ６７８ ９１２ ya", "４５ ６７８ ９１２"),
        ("ﬁﬁﬁ 45\u0301678912 fin", "45\u0301678912"),
        ("Mi pasaporte es AB 482 9163, vence ya", "AB 482 9163"),
    ],
)
def test_se_sabe_que_parte_del_original_es(texto: str, dato: str) -> None:
    assert dato in {texto[uno.inicio : uno.fin] for uno in reconocer(texto)}


def test_el_mismo_dato_escrito_de_otro_modo_tiene_la_misma_clave() -> None:
    for maneras in (
        ("987654321", "+51 987-654-321", "nueve ocho siete seis cinco cuatro tres dos uno", "0051 987 654 321"),
        ("ana.p@gmail.com", "ana punto p arroba gmail punto com", "ANA.P[at]gmail[dot]com"),
        ("DNI 45678912", "mi dni: 45 678 912"),
    ):
        assert len({uno.clave for texto in maneras for uno in reconocer(texto)}) == 1, maneras


@given(st.text(max_size=60))
def test_cada_letra_normal_sale_de_un_tramo_del_original(texto: str) -> None:
    normal = poner_en_cifras(descubrir(normalizar(texto)))
    anterior = 0
    for lugar in range(len(normal.texto)):
        desde, hasta = normal.tramo(lugar, lugar + 1)
        assert 0 <= anterior <= desde < hasta <= len(texto)
        anterior = desde
    for uno in reconocer(texto):
        assert 0 <= uno.inicio < uno.fin <= len(texto)


@given(st.lists(st.sampled_from(TROZOS), max_size=40).map(" ".join))
def test_lo_reconocido_siempre_es_un_tramo(texto: str) -> None:
    assert all(isinstance(uno, Reconocido) and texto[uno.inicio : uno.fin] for uno in reconocer(texto))


def test_ningun_texto_hostil_lo_detiene(record_property: Callable[[str, object], None]) -> None:
    azar = random.Random(13)
    largo = 4096
    textos = [(trozo * largo)[:largo] for trozo in HOSTILES]
    textos += ["".join(azar.choice(TROZOS) + azar.choice(("", " ")) for _ in range(largo))[:largo] for _ in range(40)]
    propias = (FormaDeDato("PROPIA", "x", (compilar("{1 a 5 letras o cifras}-{3 a 5 cifras}{2 letras}"),)),)
    record_property("probados", len(textos))
    tardanzas = {texto[:20]: min(_segundos(texto, propias) for _ in range(2)) for texto in textos}
    assert {texto: tardanza for texto, tardanza in tardanzas.items() if tardanza > 0.15} == {}


def _segundos(texto: str, propias: tuple[FormaDeDato, ...]) -> float:
    desde = time.process_time()
    list(reconocer(texto, propias))
    return time.process_time() - desde
