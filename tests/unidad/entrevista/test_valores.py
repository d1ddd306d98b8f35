"""Los demás validadores, con los datos reales de la entrevista."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrevista.esquema import Opcion, Pregunta, Unidades
from bot.entrevista.valores.actores.reconocer import reconocer_actor
from bot.entrevista.valores.cifras.cantidades import leer_entero, leer_poblacion
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.matriz import separar_riesgo
from bot.entrevista.valores.textos import leer_correo, leer_opcion, leer_ruc
from bot.entrevista.valores.tipos import Entorno, leer, mostrar
from conocimiento.palabras import plano
from tests.apoyo.entrevista import ENTREVISTA

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 23), "Minera Andes Altos SAC")


@pytest.mark.parametrize("ruc", ["20131312955", "20100070970", "20512333797", "15000000016"])
def test_acepta_un_ruc_con_su_digito(ruc: str) -> None:
    assert leer_ruc(f"RUC: {ruc[:2]}-{ruc[2:]}") == Valido(ruc, ruc)


def test_un_ruc_que_lleva_un_dni_se_acepta_y_se_avisa() -> None:
    lectura = leer_ruc("10123456781")
    assert isinstance(lectura, Valido)
    assert lectura.valor == "10123456781"
    assert "DNI" in lectura.advertencia


@pytest.mark.parametrize(
    ("ruc", "motivo"),
    [
        ("20131312954", "último dígito"),
        ("2013131295", "11 dígitos"),
        ("30131312955", "empieza con 30"),
        ("2O131312955", "solo números"),
    ],
)
def test_explica_por_que_un_ruc_no_vale(ruc: str, motivo: str) -> None:
    lectura = leer_ruc(ruc)
    assert isinstance(lectura, Explicacion)
    assert motivo in lectura.problema


@given(st.integers(0, 10**8 - 1))
def test_de_los_diez_digitos_finales_solo_uno_vale(medio: int) -> None:
    validos = [digito for digito in range(10) if isinstance(leer_ruc(f"20{medio:08d}{digito}"), Valido)]
    assert len(validos) == 1


@pytest.mark.parametrize(
    ("dicho", "tipo"),
    [
        ("empresa", "empresa"),
        ("EMPRESA PRIVADA", "empresa"),
        ("somos una oenegé peruana", "ongd"),
        ("univercidad", "academia"),
        ("una ong alemana", "eniex"),
        ("somos la muni", "gob_local"),
        ("cooperación alemana", "fuente"),
    ],
)
def test_reconoce_una_opcion_con_sinonimos_y_erratas(dicho: str, tipo: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("tipo_organizacion"), dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == tipo


@pytest.mark.parametrize("dicho", ["fundacion empresarial", "gobierno", "universidad y municipalidad"])
def test_ante_la_duda_pregunta_en_lugar_de_elegir(dicho: str) -> None:
    assert isinstance(leer(ENTREVISTA.pregunta("tipo_organizacion"), dicho, ENTORNO), Pide)


def test_una_errata_se_acepta_solo_si_es_clara_y_unica() -> None:
    opciones = (Opcion("si", "Convenio marco"), Opcion("no", "Convenio marca"), Opcion("otro", "Carta"))
    assert leer_opcion("Carrta", opciones) == Valido("otro", "Carta")
    assert isinstance(leer_opcion("Convenio marcu", opciones), Pide)
    assert not isinstance(leer_opcion("Caricatura", opciones), Valido)


@pytest.mark.parametrize(
    ("dicho", "departamentos"),
    [
        ("ancash", ["Áncash"]),
        ("Cajamrca y Puno", ["Cajamarca", "Puno"]),
        ("La Libertad, Ica", ["La Libertad", "Ica"]),
        ("en la provincia de Celendín, Cajamarca", ["Cajamarca"]),
        ("cuzco", ["Cusco"]),
        ("todo el país", ["Nacional"]),
    ],
)
def test_reconoce_departamentos_en_el_orden_dicho(dicho: str, departamentos: list[str]) -> None:
    pregunta = ENTREVISTA.pregunta("ubicacion")
    lectura = leer(pregunta, dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert lectura.valor["departamentos"] == departamentos
    escrito = mostrar(pregunta, lectura.valor, ENTREVISTA.catalogos)
    assert all(nombre in escrito for nombre in departamentos) or plano(dicho) in plano(escrito)


@pytest.mark.parametrize(
    ("dicho", "ods"),
    [
        ("6, 3", [6, 3]),
        ("el 3 y el 6", [3, 6]),
        ("1,2,3", [1, 2, 3]),
        ("agua segura para 500 familias", [6]),
        ("educacion y genero", [4, 5]),
        ("ODS 6: Agua limpia y saneamiento", [6]),
        ("meta 6.1", [6]),
    ],
)
def test_reconoce_ods_por_numero_o_por_palabra(dicho: str, ods: list[int]) -> None:
    lectura = leer(ENTREVISTA.pregunta("ods"), dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == ods


@pytest.mark.parametrize("dicho", ["17", "99", "1,2,3,4", "cosas buenas", "12 centros poblados"])
def test_explica_los_ods_que_no_valen(dicho: str) -> None:
    assert isinstance(leer(ENTREVISTA.pregunta("ods"), dicho, ENTORNO), Explicacion)


@pytest.mark.parametrize(
    ("dicho", "cantidad"),
    [
        ("500 familias de Celendín", 500),
        ("1.200 familias", 1200),
        ("unas dos mil personas", 2000),
        ("quinientas familias", 500),
        ("15 comunidades: 2,500 personas", 2500),
        ("los niños de la zona", None),
    ],
)
def test_cuenta_la_poblacion_si_se_dice(dicho: str, cantidad: int | None) -> None:
    lectura = leer(ENTREVISTA.pregunta("poblacion"), dicho, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert (lectura.valor["texto"], lectura.valor["cantidad"]) == (dicho, cantidad)


def test_lee_los_actores_uno_por_linea_y_deduce_su_tipo() -> None:
    primeros = "1. Municipalidad de Celendín (municipalidad)\n- GIZ\n• Ñandú & Cía <S.A.>"
    texto = f"{primeros}\nFundación Sol\nGIZ\nMinera Andes Altos SAC"
    lectura = leer(ENTREVISTA.pregunta("actores"), texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == [
        {"nombre": "Municipalidad de Celendín", "tipo": "gob_local"},
        {"nombre": "GIZ", "tipo": "fuente"},
        {"nombre": "Ñandú & Cía <S.A.>", "tipo": "empresa"},
        {"nombre": "Fundación Sol", "tipo": None},
    ]


def test_una_sola_linea_con_comas_se_pregunta() -> None:
    lectura = leer(ENTREVISTA.pregunta("actores"), "Asociación de Café, Cacao y Miel", ENTORNO)
    assert isinstance(lectura, Pide)
    assert [len(valor) for _, valor in lectura.opciones if isinstance(valor, list)] == [3, 1]


@pytest.mark.parametrize("dicho", ["ninguno", "Minera Andes Altos SAC", "ab"])
def test_sin_otro_actor_se_explica(dicho: str) -> None:
    assert isinstance(leer(ENTREVISTA.pregunta("actores"), dicho, ENTORNO), Explicacion)


@pytest.mark.parametrize(
    "texto",
    [
        "Se encarga de: operar\nAporta: dos técnicos\nGana: prestigio\nRiesgo: sequía\nLe motiva: su deber",
        "RESPONSABILIDADES - operar\naportes= dos técnicos\nRECIBE: prestigio\nriesgos: sequía\ninterés: su deber",
        "Se encarga de: operar Aporta: dos técnicos Gana: prestigio Riesgo: sequía Le motiva: su deber",
        "Se encarga de operar, aporta dos técnicos, gana prestigio, el riesgo es sequía y le motiva su deber",
        "- se encarga de operar\n- aporta dos técnicos\n- gana prestigio\n- riesgo sequía\n- le motiva su deber",
    ],
)
def test_lee_la_matriz_como_la_escriban(texto: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("reparto"), texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == {
        "responsabilidad": "operar",
        "aporte": "dos técnicos",
        "beneficio": "prestigio",
        "riesgo": "sequía",
        "motivacion": "su deber",
    }


def test_en_la_matriz_lo_que_falta_y_lo_que_no_se_sabe_son_distintos() -> None:
    lectura = leer(ENTREVISTA.pregunta("reparto"), "Aporta: dinero\nRiesgo: no sé", ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert (lectura.valor["riesgo"], lectura.valor["beneficio"]) == ("", None)


def test_completar_la_matriz_conserva_lo_anterior() -> None:
    previo = {"responsabilidad": "operar", "aporte": "dinero", "beneficio": None, "riesgo": None, "motivacion": None}
    entorno = Entorno(ENTREVISTA.catalogos, ENTORNO.hoy, previo={**previo})
    lectura = leer(ENTREVISTA.pregunta("reparto"), "Gana: agua\nAporta: dos técnicos", entorno)
    assert isinstance(lectura, Valido)
    assert lectura.valor == {**previo, "aporte": "dos técnicos", "beneficio": "agua"}


def test_sin_rotulos_la_matriz_lo_explica() -> None:
    assert isinstance(leer(ENTREVISTA.pregunta("reparto"), "el sistema de agua", ENTORNO), Explicacion)


def test_separa_el_riesgo_de_quien_se_hace_cargo() -> None:
    dicho = "Cambio de autoridades — responsable: Gobierno Regional — mitigación: acta con la JASS"
    assert separar_riesgo(dicho) == ("Cambio de autoridades", "Gobierno Regional", "acta con la JASS")
    assert separar_riesgo("Sequía (dos años)") == ("Sequía (dos años)", None, None)
    conocidos = ("Gobierno Regional de Cajamarca", "Municipalidad de Celendín")
    assert reconocer_actor("el gobierno regional", conocidos) == conocidos[0]
    assert reconocer_actor("la comunidad", conocidos) == "la comunidad"


def test_textos_correos_y_enteros() -> None:
    nombre = ENTREVISTA.pregunta("nombre_organizacion")
    assert leer(nombre, "Ñandú & Cía <S.A.>", ENTORNO) == Valido("Ñandú & Cía <S.A.>")
    assert isinstance(leer(nombre, "ab", ENTORNO), Explicacion)
    assert isinstance(leer(nombre, "12345", ENTORNO), Explicacion)
    assert isinstance(leer(nombre, "x" * 151, ENTORNO), Explicacion)
    assert leer_correo("mi correo es mquispe@organizacion.org.pe", ()) == Valido(*["mquispe@organizacion.org.pe"] * 2)
    assert isinstance(leer_correo("mquispe arroba organizacion", ()), Explicacion)
    assert leer_entero("12 mil") == Valido(12000, "12,000")
    assert isinstance(leer_entero("1.5"), Explicacion)


def test_sin_palabras_con_que_contar_la_poblacion_solo_se_describe() -> None:
    lectura = leer_poblacion("500 familias rurales", Unidades((), ()), 1, 300)
    assert lectura == Valido({"texto": "500 familias rurales", "cantidad": None, "unidad": ""})


@pytest.mark.parametrize("pregunta", ENTREVISTA.preguntas, ids=lambda pregunta: pregunta.clave)
@given(texto=st.text(max_size=80))
def test_ningun_texto_rompe_un_validador(pregunta: Pregunta, texto: str) -> None:
    lectura = leer(pregunta, texto, ENTORNO)
    assert isinstance(lectura, Valido | Pide | Explicacion)
    if isinstance(lectura, Valido):
        assert mostrar(pregunta, lectura.valor, ENTREVISTA.catalogos)


@pytest.mark.parametrize(
    "pregunta", [p for p in ENTREVISTA.preguntas if p.tipo != "matriz"], ids=lambda pregunta: pregunta.clave
)
def test_el_ejemplo_de_cada_pregunta_es_una_respuesta_valida(pregunta: Pregunta) -> None:
    ejemplo = pregunta.ejemplo
    assert isinstance(leer(pregunta, ejemplo, ENTORNO), Valido)


def test_el_ejemplo_de_la_matriz_llena_todas_sus_lineas() -> None:
    pregunta = ENTREVISTA.pregunta("reparto")
    lectura = leer(pregunta, pregunta.ejemplo, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert all(lectura.valor[linea.clave] for linea in pregunta.lineas)


@given(st.text())
def test_quitar_tildes_no_cambia_el_largo(texto: str) -> None:
    assert len(plano(texto)) == len(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "compramos los equipos\nponemos 400 mil soles\nganamos mejor relación con las comunidades",
        "en el distrito hay muchas empresas informales que botan la basura al río y nadie dice nada desde hace años",
        "menos enfermedades en los niños; lo mide la universidad con la posta y la municipalidad cada seis meses",
    ],
)
def test_una_opcion_nombrada_de_paso_en_un_texto_largo_se_pregunta(texto: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("clase"), texto, Entorno(ENTREVISTA.catalogos))
    assert isinstance(lectura, Pide | Explicacion)


@pytest.mark.parametrize(
    "texto",
    [
        "Hogares que segregan; indicador: hogares inscritos; meta: 12,000; responsable: la municipalidad",
        "Agua limpia para las comunidades awajún",
        "la municipalidad presta locales y pone 60 mil soles",
        "la cooperativa acopia el café y capacita a las familias",
        "falta de agua en la comunidad de Tintaya",
        "Mujeres rurales que crean empresa en la sierra sur",
        "el ministerio firma el convenio en marzo",
        "la universidad diseña los productos con los alumnos",
        "bajar la anemia con la municipalidad provincial de Acobamba",
        "Niños sanos; responsable: municipalidad",
    ],
)
def test_nombrar_de_paso_a_una_organizacion_no_dice_de_que_tipo_es(texto: str) -> None:
    assert not isinstance(leer(ENTREVISTA.pregunta("tipo_organizacion"), texto, ENTORNO), Valido)


@pytest.mark.parametrize(
    ("texto", "tipo"),
    [
        ("una municipalidad chica de la sierra", "gob_local"),
        ("somos empresa privada pero pequeñita nomas", "empresa"),
        ("somos una asociación de mujeres tejedoras de Puno", "osb"),
        ("es una ong alemana pues", "eniex"),
        ("yo diria que universidad", "academia"),
    ],
)
def test_decir_el_tipo_con_unas_palabras_mas_basta(texto: str, tipo: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("tipo_organizacion"), texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.valor == tipo


@pytest.mark.parametrize(
    ("texto", "hace", "aporta"),
    [
        ("la red da el hierro y los controles, aporta personal", "la red da el hierro y los controles", "personal"),
        ("da el local de acopio, pone un almacen", "da el local de acopio", "un almacen"),
        ("presta locales, pone 60 mil soles, gana niños sanos", "presta locales", "60 mil soles"),
        ("da filtros de agua, pone 200 mil soles", "da filtros de agua", "200 mil soles"),
        ("paga los estudios, pone 1 millon de soles", "paga los estudios", "1 millon de soles"),
        ("financia la obra y da asistencia tecnica", "financia la obra", "asistencia tecnica"),
        ("damos el terreno, ponemos 3 técnicos", "damos el terreno", "3 técnicos"),
        ("entrega semillas, aporta dos ingenieros", "entrega semillas", "dos ingenieros"),
        ("cede su local, aporta S/ 20,000", "cede su local", "S/ 20,000"),
        ("cubren los pasajes, ponen 10 mil soles", "cubren los pasajes", "10 mil soles"),
        ("da 20 mil soles y aporta dos carros", None, "20 mil soles; dos carros"),
        ("pone 10 alumnos y pone 2 carros", None, "10 alumnos; 2 carros"),
        ("Aporta: dos técnicos\nAporta: un carro", None, "dos técnicos; un carro"),
        ("opera el sistema, da el local, pone 2 técnicos", "opera el sistema", "el local; 2 técnicos"),
    ],
)
def test_lo_primero_que_da_es_su_tarea_si_ademas_pone_algo(texto: str, hace: str | None, aporta: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("reparto"), texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert (lectura.valor["responsabilidad"], lectura.valor["aporte"]) == (hace, aporta)


@pytest.mark.parametrize(
    ("texto", "hace"),
    [
        ("recogemos los retazos, ponemos 20 mil soles", "recogemos los retazos"),
        ("juntamos los retazos de los talleres, ponemos dos carros", "juntamos los retazos de los talleres"),
        ("cosemos con los retazos, ponemos las máquinas", "cosemos con los retazos"),
        ("retazo cose la ropa, pone las máquinas", "cose la ropa"),
        ("Retazo: cose la ropa, pone las máquinas", "cose la ropa"),
    ],
)
def test_nombrar_al_actor_dentro_de_lo_que_hace_no_lo_pierde(texto: str, hace: str) -> None:
    entorno = Entorno(ENTREVISTA.catalogos, date(2026, 11, 23), "Retazo", actores=("Retazo",), actor="Retazo")
    lectura = leer(ENTREVISTA.pregunta("reparto"), texto, entorno)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert hace in str(lectura.valor["responsabilidad"])


def test_de_la_poblacion_se_muestra_todo_lo_que_se_guarda() -> None:
    lectura = leer(ENTREVISTA.pregunta("poblacion"), "50 jovenes de gamarra y los vecinos", ENTORNO)
    assert isinstance(lectura, Valido)
    assert lectura.lectura == "50 jovenes de gamarra y los vecinos (50 jovenes)"
