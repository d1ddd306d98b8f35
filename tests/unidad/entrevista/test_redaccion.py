"""Cómo se disponen para el documento las palabras de la persona, y lo que no se toca nunca."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entrevista.propuesta.redaccion.corregir import Forma, corregir
from bot.entrevista.propuesta.redaccion.modelo import Redactor, SinDiccionario, aplicar
from indices.palabras.ortografia import abrir_diccionario
from tests.apoyo.entrevista import ENTREVISTA

USOS = ENTREVISTA.usos
REDACTOR = Redactor(abrir_diccionario(), USOS)
AHORA = datetime(2026, 11, 29, 15, tzinfo=UTC)


def queda(texto: str, forma: Forma = Forma.FRASE, protegidos: tuple[str, ...] = ()) -> str:
    return aplicar(texto, corregir(texto, forma, protegidos, REDACTOR))


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("Hay familias q viven lejos", "Hay familias que viven lejos"),
        ("No vienen xq no hay carretera", "No vienen porque no hay carretera"),
        ("La posta tb atiende partos", "La posta también atiende partos"),
        ("Tmb participan las rondas", "También participan las rondas"),
        ("Ollas pa las vecinas d Manchay", "Ollas para las vecinas de Manchay"),
        ("Se coordina x teléfono", "Se coordina por teléfono"),
        ("Dsps de la cosecha", "Después de la cosecha"),
        ("Los datos dl padrón", "Los datos del padrón"),
        ("Trabajan bn con las madres", "Trabajan bien con las madres"),
        ("Unas 40 flias de la quebrada", "Unas 40 familias de la quebrada"),
        ("Van cn la enfermera", "Van con la enfermera"),
    ],
)
def test_lo_que_se_acorta_al_teclear_se_escribe_entero(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    "texto",
    [
        "Una reja de 4 x 4 metros",
        "Dosis de vitamina d y hierro",
        "Casos de tb en el penal",
        "Pago en S/ 500 c/u",
        "Reunión a las 3 p.m. en la muni",
        "Viven en el sector x de la ladera",
        "La muni y la posta",
        "Compra y/o alquiler",
    ],
)
def test_lo_que_parece_acortado_y_no_lo_es_se_deja(texto: str) -> None:
    assert queda(texto) == texto


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("La educacion rural", "La educación rural"),
        ("Los niños estan anemicos", "Los niños están anémicos"),
        ("Faltaria capacitacion tecnica", "Faltaría capacitación técnica"),
        ("Segun el padron", "Según el padrón"),
        ("Asi tambien la region", "Así también la región"),
        ("Jovenes y ninos del valle", "Jóvenes y niños del valle"),
        ("El agua esta contaminada", "El agua está contaminada"),
        ("La obra esta en marcha", "La obra está en marcha"),
        ("Necesitamos mas pozos", "Necesitamos más pozos"),
        ("Un cuidado del rio", "Un cuidado del río"),
        ("El calculo del ingeniero", "El cálculo del ingeniero"),
        ("Sin diagnostico previo", "Sin diagnóstico previo"),
        ("Es de interes publico", "Es de interés público"),
        ("La salud publica del distrito", "La salud pública del distrito"),
        ("No se cuanto costaría", "No sé cuánto costaría"),
        ("No sabemos cuando llega", "No sabemos cuándo llega"),
        ("Aun no firma", "Aún no firma"),
        ("Hablamos con el, y aceptó", "Hablamos con él, y aceptó"),
        ("La red continua con la cuota", "La red continúa con la cuota"),
        ("Dijeron que si", "Dijeron que sí"),
        ("se mejoraran los pastos", "Se mejorarán los pastos"),
        ("falta riego. se comprara una bomba", "Falta riego. Se comprará una bomba"),
    ],
)
def test_las_tildes_seguras_se_ponen(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    "texto",
    [
        "Esta comunidad organizada",
        "En esta temporada seca",
        "Con esta medida bastaría",
        "Pidieron ayuda, mas no llegó",
        "Si hay plata se hace",
        "El programa continua",
        "La formación continua de docentes",
        "El gremio publico un informe",
        "Yo practico con ellos",
        "Las papas se venden en la feria",
        "Las mamas cocinan por turnos",
        "El que firma es el alcalde",
        "No se sabe la fecha",
        "Sabemos que falta agua",
        "Solo quedan dos pozos",
        "Si hubiera agua, se sembrara más",
        "Pidieron que se mejoraran los pastos",
    ],
)
def test_la_tilde_que_depende_de_lo_que_se_quiso_decir_se_deja(texto: str) -> None:
    assert queda(texto) == texto


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("Nesesitamos apoyo", "Nesesitamos apoyo"),  # con mayúscula puede ser un nombre
        ("Nosotros nesesitamos apoyo", "Nosotros necesitamos apoyo"),
        ("Ahora ay menos agua", "Ahora hay menos agua"),
        ("Los ijos de las socias", "Los hijos de las socias"),
        ("El injeniero residente", "El ingeniero residente"),
        ("Una reunion por bimestre en el colejio", "Una reunión por bimestre en el colegio"),
        ("Mejorar la municiplidad", "Mejorar la municipalidad"),
        ("Los pescadroes de la caleta", "Los pescadores de la caleta"),
        ("Que el canal llege al anexo", "Que el canal llegue al anexo"),
        ("Se escrive en el acta", "Se escribe en el acta"),
        ("Dos oras de camino", "Dos horas de camino"),
        ("La comunida campesina", "La comunidad campesina"),
        ("No vienen asta marzo", "No vienen hasta marzo"),
    ],
)
def test_la_palabra_que_solo_puede_ser_una_se_corrige(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("Los niño del anexo", "Los niños del anexo"),
        ("Las familia de la ladera", "Las familias de la ladera"),
        ("Todos los mes", "Todos los meses"),
        ("Son 86 mujer artesana", "Son 86 mujeres artesanas"),
        ("Con 12 pozo nuevo", "Con 12 pozos nuevos"),
        ("Viven con sus familia", "Viven con sus familias"),
        ("Muchos joven sin trabajo", "Muchos jóvenes sin trabajo"),
        ("Unas mujer que tejen", "Unas mujeres que tejen"),
        ("Los 4 sector de la cuenca", "Los 4 sectores de la cuenca"),
        ("Llegar a los anexo", "Llegar a los anexos"),
        ("Varios productor de café", "Varios productores de café"),
    ],
)
def test_el_plural_que_falta_se_pone_donde_es_seguro(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    "texto",
    [
        "La ONG los capacita",
        "Quien las apoya es la posta",
        "ODS 14 vida submarina",
        "El sector 4 tiene agua",
        "Las que tejen",
        "Los de arriba",
        "En 2027 obra nueva",
        "Los más pobres",
        "A las 8 empieza",
        "Nos las financia el canon",
    ],
)
def test_lo_que_no_es_un_plural_a_medias_se_deja(texto: str) -> None:
    assert queda(texto) == texto


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("Agua ,luz y desagüe", "Agua, luz y desagüe"),
        ("Salud,educación y riego", "Salud, educación y riego"),
        ("La posta  del   anexo", "La posta del anexo"),
        ("La encuesta ( ENDES ) de 2023", "La encuesta (ENDES) de 2023"),
        ("Responsable:la posta", "Responsable: la posta"),
        ("Tejidos ; chompas", "Tejidos; chompas"),
        ("  Riego por goteo", "Riego por goteo"),
        ("Riego por goteo  ", "Riego por goteo"),
        ("Ya hablamos.Falta firmar", "Ya hablamos. Falta firmar"),
        ("El alcalde aceptó .", "El alcalde aceptó."),
    ],
)
def test_los_espacios_van_donde_van(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    ("dice", "oracion", "frase"),
    [
        ("falta agua", "Falta agua.", "Falta agua"),
        ("Falta agua.", "Falta agua.", "Falta agua."),
        ("falta agua. no hay posta", "Falta agua. No hay posta.", "Falta agua. No hay posta"),
        ("¿quién responde?", "¿Quién responde?", "¿Quién responde?"),
        ("pone el local\ngana tiempo", "Pone el local.\nGana tiempo.", "Pone el local\nGana tiempo"),
        ("- pozos\n- letrinas", "- Pozos\n- Letrinas", "- Pozos\n- Letrinas"),
        ("Con la empresa Andes S.A.C.", "Con la empresa Andes S.A.C.", "Con la empresa Andes S.A.C."),
        ("él dijo «ya»", "Él dijo «ya».", "Él dijo «ya»"),
        ("falta:", "Falta:", "Falta:"),
        ("Ya…", "Ya…", "Ya…"),
    ],
)
def test_la_oracion_abre_con_mayuscula_y_acaba_en_punto(dice: str, oracion: str, frase: str) -> None:
    assert queda(dice, Forma.ORACION) == oracion
    assert queda(dice) == frase


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("NI LUZ NI AGUA TENEMOS", "Ni luz ni agua tenemos"),
        ("LAS FAMILIA TENDRIAN CONTROL", "Las familias tendrían control"),
        ("24 MESES DESDE ABRIL", "24 meses desde abril"),
        ("MEJORAR LA EDUCACION EN PUNO", "Mejorar la educación en Puno"),
        ("LA UGEL DA LOS MATERIALES", "La UGEL da los materiales"),
        ("PLAN DE DESARROLLO CONCERTADO", "PLAN DE DESARROLLO CONCERTADO"),  # puede ser su nombre
        ("DISTRITO DE SANTA ROSA", "DISTRITO DE SANTA ROSA"),
        ("LA CONSTRUCTORA TRES CRUCES PONE TUBOS", "LA CONSTRUCTORA TRES CRUCES PONE TUBOS"),
        ("MINSA", "MINSA"),
        ("EL SEÑOR PAZ FLORES AVISA", "EL SEÑOR PAZ FLORES AVISA"),
    ],
)
def test_lo_gritado_se_baja_si_se_sabe_que_no_hay_un_nombre(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    ("dice", "debe"),
    [
        ("Riego en junin", "Riego en Junín"),
        ("Las jass de paita", "Las JASS de Paita"),
        ("Se van a juliaca", "Se van a Juliaca"),
        ("El minsa y la ugel", "El MINSA y la UGEL"),
        ("Una reunión por zoom", "Una reunión por Zoom"),
        ("La feria de huaraz", "La feria de Huaraz"),
        ("Limones de piura", "Limones de Piura"),
        ("Una ong de cusco", "Una ONG de Cusco"),
        ("El agua de lima", "El agua de lima"),  # también es otra cosa
        ("Cacao de tarapoto", "Cacao de Tarapoto"),
    ],
)
def test_siglas_marcas_y_lugares_del_catalogo_llevan_sus_mayusculas(dice: str, debe: str) -> None:
    assert queda(dice) == debe


@pytest.mark.parametrize(
    "texto",
    [
        "Sumaq Away y Asosiacion Manos firman",
        "La empresa Nesesaria aporta",
        "Huk umalla, huk sunqulla",
        "Jilatanaka, kullakanaka",
        "Yakuqa kawsaymi",
        "El ayni y la minka",
        "Suma qamaña",
        "Escriban a nosotros.q@correo.example",
        "Está en https://sitio.example/q-xq-pa",
        "El ingeniero dijo «no ay plata pa ustedes»",
        'Nos dijo "asta mañana" y se fue',
        "Son S/ 85,000.00 y US$ 1,200.50",
        "Del 01/03/2026 al 31/12/2027",
        "El 41.3% y 2 000 personas",
        "Trabajan con yakuLab y BioAndes",
        "Viven en llachon y secclla",
        "Sacha inchi y camu camu",
        "Habló pari ayer",
        "La señora chura firma",
        "Con don rimachi, apaza y tuanama",
        "Control en calida",  # «cálida» o «calidad»
        "Solito nadie puede",  # y no «sólito»
        "Don teofilo y doña hermelinda",
        "La arroba de papa huayro",
    ],
)
def test_nombres_citas_montos_fechas_y_otras_lenguas_no_se_tocan(texto: str) -> None:
    assert queda(texto) == texto


def test_un_nombre_del_borrador_no_se_toca_aunque_vaya_en_minusculas() -> None:
    texto = "lo hace asosiacion de ermanas q tejen con los niño"
    assert queda(texto, protegidos=("asosiacion de ermanas",)) == (
        "Lo hace asosiacion de ermanas que tejen con los niños"
    )


# --- Lo que no cambia nunca, con lo que sea alrededor -----------------------------------------------

_ROTAS = "q xq pa tb d falta nesesitamos mas esta agua los niño educacion la comunida ay asta segun el calculo".split()
_NOMBRES = ("Sumaq Away", "caja los andes", "asosiacion manos", "Sol y Mar", "victor prado", "Q'ero Wasi")
_FIRMES = (
    "S/ 85,000.00", "US$ 1,200", "30%", "41.3 %", "14/08/2025", "2027", "nombre@correo.example",
    "https://sitio.example/q", "«no ay nada pa ustedes»", '"asta aora"', "COVID19", "UGEL", "120k",
)  # fmt: skip
_NIEGAN = ("no", "ni", "sin", "nunca", "nada", "nadie", "tampoco")
_UNION = st.sampled_from((" ", " ", " ", ", ", " ,", ". ", "\n", "; "))


@st.composite
def _mezclas(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Un texto con palabras rotas y lo que no debe cambiar, y esto último en orden."""
    trozos = draw(st.lists(st.sampled_from((*_ROTAS, *_NOMBRES, *_FIRMES, *_NIEGAN)), min_size=2, max_size=25))
    texto = "".join(f"{trozo}{draw(_UNION)}" for trozo in trozos)
    return texto, [trozo for trozo in trozos if trozo not in _ROTAS]


@settings(max_examples=400)
@given(_mezclas(), st.sampled_from(Forma))
def test_lo_protegido_sale_igual_y_en_su_orden(mezcla: tuple[str, list[str]], forma: Forma) -> None:
    texto, firmes = mezcla
    sale, desde = queda(texto, forma, _NOMBRES), 0
    for firme in firmes:
        # Una negación que abre una oración lleva mayúscula: es la misma palabra.
        donde = (sale.lower() if firme in _NIEGAN else sale).find(firme, desde)
        assert donde >= 0, (firme, sale)
        desde = donde + len(firme)
    niega = re.compile(rf"\b(?:{'|'.join(_NIEGAN)})\b", re.IGNORECASE)
    assert [una.lower() for una in niega.findall(sale)] == [una.lower() for una in niega.findall(texto)]


@settings(max_examples=300)
@given(st.text(max_size=200), st.sampled_from(Forma))
def test_cualquier_texto_se_corrige_sin_fallar_y_las_correcciones_no_se_pisan(texto: str, forma: Forma) -> None:
    hasta = 0
    for una in corregir(texto, forma, (), REDACTOR):
        assert hasta <= una.inicio <= una.fin <= len(texto)
        assert texto[una.inicio : una.fin] == una.antes != una.despues
        hasta = una.fin


@settings(max_examples=100)
@given(st.sampled_from(_FIRMES), st.sampled_from(_ROTAS))
def test_sin_diccionario_lo_tipografico_se_hace_igual(firme: str, rota: str) -> None:
    sin = Redactor(SinDiccionario(), USOS)
    texto = f"{rota}  hay {firme}"
    assert firme in aplicar(texto, corregir(texto, Forma.ORACION, (), sin))
    assert aplicar("falta agua xq no llueve", corregir("falta agua xq no llueve", Forma.ORACION, (), sin)) == (
        "Falta agua porque no llueve."
    )


@pytest.mark.parametrize(
    ("organismo", "dice", "debe"),
    [
        ("Municipalidad Provincial de Espinar", "Agua limpia para espinar", "Agua limpia para Espinar"),
        ("Municipalidad Distrital de Acobamba", "Las madres de acobamba", "Las madres de Acobamba"),
        ("Gobierno Regional de Huancavelica", "La papa en huancavelica", "La papa en Huancavelica"),
        ("Red de Salud de Canchis", "Los niños de canchis", "Los niños de Canchis"),
        ("Municipalidad de Taraco", "Los pozos de taraco y de Taraco", "Los pozos de Taraco y de Taraco"),
        ("UGEL Ambo", "Las escuelas de ambo", "Las escuelas de ambo"),  # «ambo» no se dijo tras «de»
        (
            "Municipalidad Distrital de Salas",
            "Pintar las paredes de salas y aulas",
            "Pintar las paredes de salas y aulas",
        ),
        ("Municipalidad Distrital de Pueblo Nuevo", "La gente de pueblo", "La gente de pueblo"),
        ("Asociación de Productores de Leche", "Litros de leche", "Litros de leche"),
        ("Cooperativa Sol de Yambrasbamba", "Café de yambrasbamba", "Café de yambrasbamba"),
        ("Municipalidad Provincial de Espinar", "Vamos a espinar", "Vamos a Espinar"),
        ("Municipalidad Provincial de Espinar", "La espinar", "La espinar"),
    ],
)
def test_el_lugar_de_un_organismo_de_la_alianza_lleva_mayuscula(organismo: str, dice: str, debe: str) -> None:
    assert queda(dice, protegidos=(organismo,)) == debe
