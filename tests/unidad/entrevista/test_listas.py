"""Listas, repartos y respuestas de varias partes como la gente las escribe: nada se pierde ni va a otra parte."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrevista.eventos import Valor
from bot.entrevista.valores.compuestos.tramos import leer_meses, mostrar_meses
from bot.entrevista.valores.lectura import Entorno, Explicacion, Pide, Valido
from bot.entrevista.valores.matriz import separar_por_actor
from bot.entrevista.valores.tipos import leer, mostrar, sin_dato
from conocimiento.palabras import MESES, VACIAS, plano
from tests.apoyo.entrevista import ENTREVISTA

NOMBRES = ("Minera Andes Altos SAC", "Municipalidad de Celendín", "JASS de Chota", "Banco Andino", "Cáritas")
ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29), NOMBRES[0], None, NOMBRES)
MUNI, JASS, BANCO = NOMBRES[1:4]
MES = next(campo for campo in ENTREVISTA.pregunta("actividades").campos if campo.clave == "mes")


def valor(clave: str, texto: str, entorno: Entorno = ENTORNO) -> Valor:
    lectura = leer(ENTREVISTA.pregunta(clave), texto, entorno)
    assert isinstance(lectura, Valido), lectura
    return lectura.valor


def elementos(clave: str, texto: str) -> list[dict[str, Valor]]:
    """Los elementos leídos, solo con lo que se dijo."""
    lista = valor(clave, texto)
    assert isinstance(lista, list)
    return [{parte: dicho for parte, dicho in uno.items() if dicho} for uno in lista if isinstance(uno, dict)]


def partes(clave: str, texto: str, entorno: Entorno = ENTORNO) -> dict[str, Valor]:
    leido = valor(clave, texto, entorno)
    assert isinstance(leido, dict)
    return {parte: dicho for parte, dicho in leido.items() if dicho}


# --- Dónde se corta una lista ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "texto",
    [
        "primero el expediente lo hace la muni en 4 meses, luego la obra la mina 12 meses y despues "
        "capacitamos a la jass",
        "Primero el expediente lo hace la muni en 4 meses. Luego la obra la mina, 12 meses. "
        "Al final capacitamos a la jass",
        "al inicio el expediente, la muni, 4 meses; luego la obra, la mina, 12 meses; por último capacitamos a la jass",
        "el expediente lo hace la muni en cuatro meses, después la obra la mina 12 meses y finalmente "
        "capacitamos a la jass",
        "primero: el expediente, la muni, 4 meses\nluego: la obra, la mina, 12 meses\ndespués: capacitamos a la jass",
    ],
)
def test_lo_que_va_despues_se_encadena(texto: str) -> None:
    leidos = elementos("actividades", texto)
    assert leidos == [
        {"actividad": "el expediente", "responsable": MUNI, "mes": {"desde": 1, "hasta": 4}},
        {"actividad": "la obra", "responsable": "la mina", "mes": {"desde": 5, "hasta": 16}},
        {"actividad": "capacitamos a la jass", "mes": 17},
    ]


@pytest.mark.parametrize(
    ("texto", "riesgos"),
    [
        (
            "el fenomeno del niño q malogre las tuberias, y conflicto social",
            ["el fenomeno del niño q malogre las tuberias", "conflicto social"],
        ),
        ("que cambie el alcalde, y que suba el costo", ["que cambie el alcalde", "que suba el costo"]),
        ("● huaicos\n● sequía", ["huaicos", "sequía"]),
        ("1. huaicos 2. sequía 3. paros", ["huaicos", "sequía", "paros"]),
        ("a) huaicos b) sequía", ["huaicos", "sequía"]),
        ("✓ huaicos\n✓ sequía\n✓ paros", ["huaicos", "sequía", "paros"]),
        ("primero que no llueva, luego que cambie el alcalde", ["que no llueva", "que cambie el alcalde"]),
        ("\uf0b7\thuaicos\n\uf0b7\tsequía", ["huaicos", "sequía"]),
        ("huaicos\ny que suba el dólar", ["huaicos", "que suba el dólar"]),
        ("que no pague la muni, y por eso se pare", ["que no pague la muni, y por eso se pare"]),
        ("Sequía, heladas y huaicos", ["Sequía, heladas y huaicos"]),
    ],
)
def test_los_riesgos_se_cortan_donde_la_gente_los_corta(texto: str, riesgos: list[str]) -> None:
    assert [uno["riesgo"] for uno in elementos("riesgos", texto)] == riesgos


@pytest.mark.parametrize("texto", ["Sube el costo. Cambia el alcalde.", "que suba el costo. que cambie el alcalde"])
def test_varias_oraciones_pueden_ser_una_o_varias_y_se_pregunta(texto: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("riesgos"), texto, ENTORNO)
    assert isinstance(lectura, Pide)
    assert [len(lista) for _, lista in lectura.opciones if isinstance(lista, list)] == [2, 1]


# --- En el orden en que se pide, y con las palabras de cada parte ----------------------------------


@pytest.mark.parametrize(
    ("texto", "leido"),
    [
        (
            "95% de familias toman agua con cloro, muestras de la posta, 95%, diciembre 2028, Jass",
            ("95% de familias toman agua con cloro", "muestras de la posta", "95%", "2028-12", JASS),
        ),
        (
            "6000 ha aseguradas, polizas emitidas, meta 6000 a diciembre 2028, responsable el banco",
            ("6000 ha aseguradas", "polizas emitidas", "6000", "2028-12", BANCO),
        ),
        (
            "300 docentes formados, constancias, 300, 12/2027, responde la muni",
            ("300 docentes formados", "constancias", "300", "2027-12", MUNI),
        ),
        (
            "baja la anemia, se mide con tamizajes, de 58 a 40%, para julio de 2028, a cargo de Cáritas",
            ("baja la anemia", "tamizajes", "40%", "2028-07", "Cáritas"),
        ),
        (
            "agua todo el dia — horas de servicio — 24 horas — marzo 2028 — JASS",
            ("agua todo el dia", "horas de servicio", "24 horas", "2028-03", JASS),
        ),
        (
            "20 pozos limpios, actas, 20, 2027, lo hace la jass",
            ("20 pozos limpios", "actas", "20", "2027", JASS),
        ),
        (
            "menos diarreas / reporte de la posta / 30% / dic 2028 / la muni",
            ("menos diarreas", "reporte de la posta", "30%", "2028-12", MUNI),
        ),
        (
            "500 familias con riego, indicador: padron, meta: 500, fecha: 2028, responsable: Cáritas",
            ("500 familias con riego", "padron", "500", "2028", "Cáritas"),
        ),
        (
            "niños que leen, prueba de la ugel, 14 a 40%, para diciembre 2028 la muni",
            ("niños que leen", "prueba de la ugel", "40%", "2028-12", MUNI),
        ),
        (
            "12 centros con cloro, muestras, meta de 12 al 2028, responsables la jass",
            ("12 centros con cloro", "muestras", "12", "2028", JASS),
        ),
    ],
)
def test_un_resultado_en_el_orden_pedido_se_lee_entero(texto: str, leido: tuple[str, ...]) -> None:
    (uno,) = elementos("resultados", texto)
    assert tuple(uno.get(clave) for clave in ("resultado", "indicador", "meta", "fecha", "responsable")) == leido


@pytest.mark.parametrize(
    ("dicho", "mes"),
    [
        ("1 al 8", {"desde": 1, "hasta": 8}),
        ("mes 1-2", {"desde": 1, "hasta": 2}),
        ("meses 2 al 8", {"desde": 2, "hasta": 8}),
        ("del mes 4 al 9", {"desde": 4, "hasta": 9}),
        ("mes 1 y 2", {"desde": 1, "hasta": 2}),
        ("mes 4", 4),
        ("en el mes 12", 12),
        ("mes: 6", 6),
        ("mes: 3 a 5", {"desde": 3, "hasta": 5}),
        ("desde el mes 10", {"desde": 10, "hasta": None}),
        ("todos los meses", {"desde": 1, "hasta": None}),
        ("meses 1 – 3", {"desde": 1, "hasta": 3}),
    ],
)
def test_los_meses_de_una_actividad(dicho: str, mes: Valor) -> None:
    (uno,) = elementos("actividades", f"diagnóstico, la muni, {dicho}")
    assert uno == {"actividad": "diagnóstico", "responsable": MUNI, "mes": mes}


@pytest.mark.parametrize(
    "texto",
    [
        "Mes 1–3: diagnóstico (la muni); mes 4–12: obra (Cáritas)",
        "mes 1 al 3: diagnóstico (la muni)\nmes 4 al 12: obra (Cáritas)",
        "diagnóstico (la muni, meses 1-3)\nobra (Cáritas, meses 4-12)",
        "1) diagnóstico, la muni, 1 al 3 2) obra, Cáritas, 4 al 12",
        "diagnóstico — la muni — mes 1-3\nobra — Cáritas — mes 4-12",
    ],
)
def test_quien_y_cuando_se_leen_delante_detras_o_entre_parentesis(texto: str) -> None:
    assert elementos("actividades", texto) == [
        {"actividad": "diagnóstico", "responsable": MUNI, "mes": {"desde": 1, "hasta": 3}},
        {"actividad": "obra", "responsable": "Cáritas", "mes": {"desde": 4, "hasta": 12}},
    ]


@pytest.mark.parametrize(
    ("texto", "responsable", "mitigacion"),
    [
        ("huaicos, lo ve la muni", MUNI, None),
        ("huaicos, de eso se encarga la jass haciendo limpieza", JASS, "haciendo limpieza"),
        ("huaicos, eso lo vería la municipalidad con un plan de contingencia", MUNI, "con un plan de contingencia"),
        ("huaicos - la muni - seguro agrario", MUNI, "seguro agrario"),
        ("huaicos, defensa civil ve eso", "defensa civil", None),
        ("huaicos / nosotros / firmar convenio", NOMBRES[0], "firmar convenio"),
        ("huaicos, ahí el q responde es Cáritas, haciendo asambleas", "Cáritas", "haciendo asambleas"),
        ("huaicos; responsable: la muni; mitigación: acta", MUNI, "acta"),
        ("huaicos, eso nos toca a nosotros", NOMBRES[0], None),
        ("huaicos, a cargo de la posta", "la posta", None),
        ("huaicos (responsable: la muni)", MUNI, None),
        ("huaicos // Cáritas // asambleas", "Cáritas", "asambleas"),
        ("huaicos, lo resuelve la asamblea de la JASS", "la asamblea de la JASS", None),
        ("huaicos, lo asume el banco, con seguros", BANCO, "con seguros"),
    ],
)
def test_quien_se_hace_cargo_de_un_riesgo(texto: str, responsable: str, mitigacion: str | None) -> None:
    (uno,) = elementos("riesgos", texto)
    assert (uno["riesgo"], uno["responsable"], uno.get("mitigacion")) == ("huaicos", responsable, mitigacion)


# --- Lo que le toca a cada actor --------------------------------------------------------------------

TODO = {"responsabilidad": "la obra", "aporte": "dos técnicos", "beneficio": "prestigio", "riesgo": "la sequía"}


@pytest.mark.parametrize(
    "texto",
    [
        "jass de chota: se encarga de la obra, aporta dos técnicos, gana prestigio, su riesgo es la sequía",
        "hace la obra, pone dos técnicos, gana prestigio y arriesga la sequía",
        "hacemos la obra\nponemos dos técnicos\nganamos prestigio\nel riesgo es la sequía",
        "ellos hacen la obra. Dan dos técnicos. Ganan prestigio. El riesgo es la sequía",
        "se encargaría de la obra; daría dos técnicos; ganaría prestigio; su miedo es la sequía",
        "La JASS hace la obra, da dos técnicos, a cambio recibe prestigio y el peligro es la sequía",
        "- hace: la obra\n- pone: dos técnicos\n- ganan: prestigio\n- riesgo: la sequía",
        "● Hacen la obra\n● Ponen dos técnicos\n● Ganan prestigio\n● Riesgo la sequía",
        "Que hace... la obra\nQue pone... dos técnicos\nQue gana... prestigio\nRiesgo la sequía",
        "su tarea es la obra, su aporte es dos técnicos, su beneficio es prestigio, teme la sequía",
        "nos encargamos de la obra, aportamos dos técnicos, obtenemos prestigio y nos preocupa la sequía",
        "1. hacen la obra 2. ponen dos técnicos 3. ganan prestigio 4. riesgo la sequía",
        "se van a encargar de la obra, van a poner dos técnicos, van a ganar prestigio y temen la sequía",
        "se comprometen a la obra\nAporta:\n- dos técnicos\nGana:\n- prestigio\nRiesgo:\n- la sequía",
        "responsables son de la obra, contribuyen con dos técnicos, se llevan prestigio y arriesgan la sequía",
    ],
)
def test_el_reparto_se_dice_con_verbos_corrientes(texto: str) -> None:
    assert partes("reparto", texto, replace(ENTORNO, actor=JASS)) == TODO


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("Aporta agua\nnos motiva el agua limpia", "el agua limpia"),
        ("pone agua, le interesa investigar", "investigar"),
        ("pone agua y busca licencia social", "licencia social"),
        ("ponen agua y quieren que baje la anemia", "que baje la anemia"),
        ("pone agua. Participa porque es su deber", "su deber"),
        ("Aporta: agua\nLe motiva: su deber", "su deber"),
    ],
)
def test_lo_que_motiva_a_un_actor(texto: str, motivo: str) -> None:
    assert partes("reparto", texto)["motivacion"] == motivo


def test_lo_que_sigue_a_un_rotulo_que_no_se_conoce_no_va_al_anterior() -> None:
    leido = partes("reparto", "Se encarga de: operar\nHorario: de 8 a 5\nAporta: dos técnicos")
    assert leido == {"responsabilidad": "operar", "aporte": "dos técnicos", "detalle": "Horario: de 8 a 5"}
    (uno,) = elementos("riesgos", "Riesgo: huaicos; Probabilidad: alta; Responsable: la muni")
    assert uno == {"riesgo": "huaicos", "responsable": MUNI, "detalle": "Probabilidad: alta"}
    contacto = partes("contacto", "Nombre: Rosa Quispe\nDirección: Jr. Lima 123\nCorreo: rosa@agua.pe")
    assert contacto == {"nombre": "Rosa Quispe", "correo": "rosa@agua.pe", "detalle": "Dirección: Jr. Lima 123"}


@pytest.mark.parametrize(
    "dicho",
    [
        *("eso le toca a ellos decir", "que lo digan ellos", "ellos lo dirán", "lo tienen que decir ellos", "no sé"),
        *("eso les toca decirlo a ellos", "déjalo pendiente", "hay que preguntarle a la muni", "ni idea"),
    ],
)
def test_en_una_linea_lo_que_no_se_sabe_queda_pendiente(dicho: str) -> None:
    leido = valor("reparto", f"Aporta: 10 mil soles\nGana: {dicho}")
    assert isinstance(leido, dict)
    assert (leido["aporte"], leido["beneficio"]) == ("10 mil soles", "")


def test_los_signos_y_lo_que_no_es_un_rotulo_se_quedan() -> None:
    assert partes("reparto", "Gana: -20% de costos")["beneficio"] == "-20% de costos"
    assert partes("reparto", "supervisa la obra hace 3 años, aporta un ingeniero") == {
        "responsabilidad": "supervisa la obra hace 3 años",
        "aporte": "un ingeniero",
    }
    assert partes("reparto", "Aporta: plata, y da mantenimiento\nGana: agua")["aporte"] == "plata, y da mantenimiento"


@pytest.mark.parametrize(
    "texto",
    [
        "JASS: opera el sistema; Cáritas: capacita a la gente",
        "jass: opera el sistema\ncaritas: capacita a la gente",
        "La JASS opera el sistema. Cáritas capacita a la gente",
        "La JASS opera el sistema\nCáritas capacita a la gente",
        "• JASS: opera el sistema\n• Cáritas: capacita a la gente",
    ],
)
def test_lo_de_varios_actores_va_a_cada_uno(texto: str) -> None:
    lineas = ENTREVISTA.pregunta("reparto").lineas
    bloques = dict(separar_por_actor(texto, MUNI, NOMBRES, lineas))
    assert {quien: dicho.strip(" .;") for quien, dicho in bloques.items()} == {
        JASS: "opera el sistema",
        "Cáritas": "capacita a la gente",
    }


# --- Respuestas de varias partes --------------------------------------------------------------------

MARLENE = {
    "nombre": "Marlene Huaman Quispe",
    "cargo": "jefa de relaciones comunitarias",
    "correo": "mhuaman@example.pe",
}


@pytest.mark.parametrize(
    "texto",
    [
        "marlene huaman quispe jefa de relaciones comunitarias mhuaman@example.pe 976543210",
        "Marlene Huaman Quispe, jefa de relaciones comunitarias, mhuaman@example.pe",
        "mhuaman@example.pe - Marlene Huaman Quispe - jefa de relaciones comunitarias",
        "Marlene Huaman Quispe\njefa de relaciones comunitarias\nmhuaman@example.pe\ncel 976 543 210",
        "jefa de relaciones comunitarias: Marlene Huaman Quispe, correo mhuaman@example.pe",
        "Marlene Huaman Quispe (jefa de relaciones comunitarias) <mhuaman@example.pe>",
        "Marlene Huaman Quispe; jefa de relaciones comunitarias; el correo es mhuaman@example.pe",
        "contacto: Marlene Huaman Quispe, jefa de relaciones comunitarias, mhuaman@example.pe",
        "Nombre Marlene Huaman Quispe cargo jefa de relaciones comunitarias correo mhuaman@example.pe",
        "soy Marlene Huaman Quispe, jefa de relaciones comunitarias, mhuaman@example.pe",
        "• Marlene Huaman Quispe\n• jefa de relaciones comunitarias\n• mhuaman@example.pe",
        "Marlene Huaman Quispe jefa de relaciones comunitarias, telefono +51 976543210, mail: mhuaman@example.pe",
        "1) Marlene Huaman Quispe 2) jefa de relaciones comunitarias 3) mhuaman@example.pe",
    ],
)
def test_del_contacto_se_lee_el_nombre_el_cargo_y_el_correo(texto: str) -> None:
    assert partes("contacto", texto) == MARLENE
    lectura = leer(ENTREVISTA.pregunta("contacto"), texto, ENTORNO)
    assert isinstance(lectura, Valido)
    assert ("teléfono no hace falta" in lectura.advertencia) == ("976" in texto)
    assert "976" not in str(lectura.valor)


@pytest.mark.parametrize(
    ("texto", "mecanismo"),
    [
        ("un comite con un representante de cada uno q se reune cada mes y se decide por votacion", "comite"),
        ("en asamblea general a mano alzada, y las mujeres primero", "asamblea"),
        ("Consenso; si no hay, dos tercios de los votos", "consenso"),
        ("comité directivo trimestral, un voto por institución. Hablan primero las comunidades", "comite"),
        ("decide la empresa y los demás apoyan", "un_actor"),
        ("por votación cada dos meses en el local comunal", "asamblea"),
        ("de común acuerdo, en quechua y con intérprete", "consenso"),
        ("nos turnamos la presidencia cada año entre los cinco", "otro"),
        ("mesa técnica mensual con actas públicas", "comite"),
        ("todavía no definido, lo veremos en marzo con los socios", "no_definido"),
    ],
)
def test_la_manera_de_decidir_conserva_la_frase_entera(texto: str, mecanismo: str) -> None:
    assert partes("decisiones", texto) == {"mecanismo": mecanismo, "detalle": texto}


def test_una_opcion_sola_no_se_repite_en_el_detalle() -> None:
    assert partes("decisiones", "consenso") == {"mecanismo": "consenso"}
    assert partes("transparencia", "no hay") == {"vinculos": "no_hay"}


@pytest.mark.parametrize(
    ("texto", "vinculos", "detalle", "publica"),
    [
        ("si hay: la comunidad nos alquila camionetas. publicariamos actas y gastos en la web", "si_hay",
         "si hay: la comunidad nos alquila camionetas", "publicariamos actas y gastos en la web"),
        ("el alcalde es primo de la gerente. Se publica todo menos sueldos", "si_hay",
         "el alcalde es primo de la gerente", "Se publica todo menos sueldos"),
        ("no hay vínculos, publicaremos el convenio, las actas y los gastos", "no_hay",
         "no hay vínculos", "publicaremos el convenio, las actas y los gastos"),
        ("mi cuñado es regidor, y las cuentas se van a publicar en la pizarra", "si_hay",
         "mi cuñado es regidor", "las cuentas se van a publicar en la pizarra"),
    ],
)  # fmt: skip
def test_la_transparencia_separa_el_vinculo_de_lo_que_se_publica(
    texto: str, vinculos: str, detalle: str, publica: str
) -> None:
    leido = partes("transparencia", texto)
    assert leido == {"vinculos": vinculos, "detalle": detalle, "informacion_publica": publica}


# --- Nada se pierde ---------------------------------------------------------------------------------

DICHOS = [
    ("actividades", "1 mapeo d puntos d agua, la univ, mes 1-2\n2 compra de cloradores, minera, mes 4"),
    (
        "actividades",
        "Mes 1–3: diagnóstico (Universidad); mes 4–12: instalación (Empresa); mes 6–24: capacitación a JASS (ONG)",
    ),
    ("actividades", "limpiar manantes, la comunidad, mes 1 y 2, con apoyo de jóvenes voluntarios"),
    ("actividades", "pasantía a Cajamarca en el mes 9 a cargo de la muni, que nos presta su camioneta"),
    ("actividades", "primero sensibilizar con radio, luego empadronar casa por casa y después la feria del agua"),
    ("riesgos", "que la gente se canse y pida cambiar todo, ahi el q responde es la federacion, haciendo asambleas"),
    ("riesgos", "bloqueo de vía - RRCC de la mina - mesa de diálogo mensual - social - probabilidad media"),
    ("riesgos", "cambio de autoridades, y que suba el dólar porque los cloradores son importados"),
    (
        "resultados",
        "120 familias con agua clorada, se mide con el aparatito, ahora 0 familias, dic 2027, la jass, ojalá",
    ),
    (
        "resultados",
        "Borrar a los deudores fantasmas para diciembre 2026, medido con el padrón, lo hace la JASS con la muni",
    ),
    (
        "reparto",
        "perdone que sea tan larga. pone dos camionetas, hace el reservorio, gana cariño y arriesga al gerente",
    ),
    ("reparto", "el doctor Salas coordina todo, ponen reactivos y ganan publicaciones; horario: solo mañanas"),
    (
        "contacto",
        "a mi no me pongas q me voy en julio, va Rodrigo Bernales, director ejecutivo, rber@rutajoven.example",
    ),
    (
        "contacto",
        "con mi nieta Yesenia Tarrillo, secretaria de actas, ytarrillo@ejemplo.pe, llamen después de las seis",
    ),
    ("decisiones", "comité y si una comunidad dice pausa se lleva a su asamblea en quechua quince días"),
    ("transparencia", "mi hermana trabaja en la muni, fuera de eso nada. Publicaríamos montos, actas y evaluaciones"),
    ("actores", "serian la ugel que ya firmó, KOICA q pone la plata y una startup q se llama Ejemplo Vivo de Comas"),
    ("actores", "Minera Andina (por su oficina de relaciones)\nla UNALM todavía no confirma\nCáritas de la diócesis"),
]


@pytest.mark.parametrize(("clave", "texto"), DICHOS)
def test_cada_palabra_con_sentido_acaba_en_alguna_parte(clave: str, texto: str) -> None:
    pregunta = ENTREVISTA.pregunta(clave)
    lectura = leer(pregunta, texto, ENTORNO)
    assert not isinstance(lectura, Explicacion), lectura
    valores = [lectura.valor] if isinstance(lectura, Valido) else [dicho for _, dicho in lectura.opciones]
    for leido in valores:
        escrito = plano(mostrar(pregunta, leido, ENTREVISTA.catalogos))
        perdidas = {palabra for palabra in _con_sentido(texto) if not _esta(palabra, escrito)} - _rotulos(clave)
        assert not perdidas, (perdidas, escrito)


def _con_sentido(texto: str) -> set[str]:
    palabras = re.findall(r"[^\W_]{4,}", plano(texto))
    return {palabra for palabra in palabras if palabra not in VACIAS}


def _esta(palabra: str, escrito: str) -> bool:
    """También si se escribió de otra manera: «dic» es diciembre, y «muni», la municipalidad."""
    if palabra in {"muni", "jass", "minera"} or palabra in {"luego", "despues", "primero", "serian", "meses", "mes"}:
        return True
    return palabra in escrito or palabra in MESES


def _rotulos(clave: str) -> set[str]:
    """Las palabras con que se dice qué parte es («responde», «se encarga»): dicen dónde va, y allí está."""
    pregunta = ENTREVISTA.pregunta(clave)
    dichos = [nombre for parte in (*pregunta.campos, *pregunta.lineas) for nombre in (parte.rotulo, *parte.variantes)]
    return {palabra for dicho in dichos for palabra in re.findall(r"[a-z]+", plano(dicho))} | {"llama"}


LARGAS = st.lists(st.from_regex(r"[b-z]{5,9}", fullmatch=True), min_size=1, max_size=12)


@given(
    LARGAS, st.sampled_from(["riesgos", "actividades", "resultados"]), st.sampled_from([" ", ", ", " - ", "\n", "; "])
)
def test_palabras_cualesquiera_no_se_pierden_en_una_lista(palabras: list[str], clave: str, entre: str) -> None:
    lectura = leer(ENTREVISTA.pregunta(clave), entre.join(palabras), ENTORNO)
    if isinstance(lectura, Explicacion):
        return
    valores = [lectura.valor] if isinstance(lectura, Valido) else [dicho for _, dicho in lectura.opciones]
    for leido in valores:
        escrito = mostrar(ENTREVISTA.pregunta(clave), leido, ENTREVISTA.catalogos)
        assert not [palabra for palabra in palabras if palabra not in escrito and palabra not in _rotulos(clave)]


@pytest.mark.parametrize(
    ("dicho", "meses", "se_muestra"),
    [
        ("6, 12 y 18", [6, 12, 18], "6, 12 y 18"),
        ("meses 3, 6 y 9", [3, 6, 9], "3, 6 y 9"),
        ("en los meses 6, 12 y 18", [6, 12, 18], "6, 12 y 18"),
        ("mes 6 / mes 12 / mes 18", [6, 12, 18], "6, 12 y 18"),
        ("4, 8, 12, 16", [4, 8, 12, 16], "4, 8, 12 y 16"),
        ("2 al 5 y 14 al 17", [2, 3, 4, 5, 14, 15, 16, 17], "2 a 5 y 14 a 17"),
        ("13-15 y 25-27", [13, 14, 15, 25, 26, 27], "13 a 15 y 25 a 27"),
        ("1, 3 a 5 y 8", [1, 3, 4, 5, 8], "1, 3 a 5 y 8"),
        ("del 2 al 4 y del 8 al 9", [2, 3, 4, 8, 9], "2 a 4, 8 y 9"),
        ("meses 1-3 y 7-9", [1, 2, 3, 7, 8, 9], "1 a 3 y 7 a 9"),
        ("1 al 6; 10 al 12", [1, 2, 3, 4, 5, 6, 10, 11, 12], "1 a 6 y 10 a 12"),
    ],
)
def test_unos_meses_sueltos(dicho: str, meses: list[int], se_muestra: str) -> None:
    leido = leer_meses(dicho)
    assert isinstance(leido, Valido)
    assert leido.valor == {"desde": meses[0], "hasta": meses[-1], "meses": meses}
    assert mostrar_meses(MES, leido.valor) == se_muestra


@pytest.mark.parametrize(
    "dicho",
    [
        "6, 3 y 9",
        "6, 6 y 6",
        "0, 3 y 5",
        "10, 20 y 300",
        "5 al 2 y 7 al 9",
        "2 al 5 y 4 al 7",
        "1 al 3 y 8 al 300",
        "3, 500 familias",
    ],
)
def test_los_meses_sueltos_van_en_orden_y_caben(dicho: str) -> None:
    assert isinstance(leer_meses(dicho), Explicacion)


@pytest.mark.parametrize("dicho", ["0 soles", "S/ 0", "cero soles", "0", "cero"])
def test_cero_por_conseguir_es_que_no_falta_nada(dicho: str) -> None:
    pregunta = ENTREVISTA.pregunta("por_conseguir")
    assert leer(pregunta, dicho, ENTORNO) == sin_dato(pregunta)
    assert isinstance(leer(ENTREVISTA.pregunta("presupuesto"), dicho, ENTORNO), Explicacion)


# --- Lo que se dice con su quién y con unos rótulos sí y otros no ---------------------------------


@pytest.mark.parametrize(
    ("texto", "actor", "hace"),
    [
        ("textil andina compra los tejidos, pone 30 mil soles", "Textil Andina", "compra los tejidos"),
        ("la bodega junta botellas, pone un local", "Bodega la Esquina", "junta botellas"),
        ("nosotras tejemos, ponemos el local", "Asociación Sumaq Warmi", "tejemos"),
        ("nosotros cobramos la cuota, ponemos el local", "JASS de Chota", "cobramos la cuota"),
        ("la universidad capacita, pone 4 profesores", "Universidad de Huamanga", "capacita"),
        ("la muni arregla la pista, pone maquinaria", "Municipalidad de Celendín", "arregla la pista"),
        ("capacita la universidad, pone 4 profesores", "Universidad de Huamanga", "capacita la universidad"),
        ("compra los tejidos, pone 30 mil soles", "Textil Andina", "compra los tejidos"),
        (
            "la bodega de la esquina y la muni limpian, ponen escobas",
            "Bodega la Esquina",
            "la bodega de la esquina y la muni limpian",
        ),
        ("los comuneros de Chota cavan, pone palas", "JASS de Chota", "los comuneros de Chota cavan"),
    ],
)
def test_quien_lo_hace_no_es_parte_de_lo_que_hace(texto: str, actor: str, hace: str) -> None:
    entorno = replace(ENTORNO, actor=actor, actores=(actor,))
    assert partes("reparto", texto, entorno)["responsabilidad"] == hace


@pytest.mark.parametrize(
    "texto",
    [
        "150 familias venden, indicador: registro de ventas, meta 150, setiembre 2028, la jass",
        "150 familias venden, indicador registro de ventas, meta 150, setiembre 2028, la jass",
        "150 familias venden, indicador: registro de ventas, meta: 150, fecha setiembre 2028, responsable la jass",
        "150 familias venden; indicador: registro de ventas, meta 150, fecha: setiembre 2028, responsable: la jass",
        "150 familias venden, indicador: registro de ventas; meta 150, setiembre 2028, responsable la jass",
    ],
)
def test_unos_rotulos_con_dos_puntos_y_otros_sin_ellos_dicen_lo_mismo(texto: str) -> None:
    assert elementos("resultados", texto) == [
        {
            "resultado": "150 familias venden",
            "indicador": "registro de ventas",
            "meta": "150",
            "fecha": "2028-09",
            "responsable": JASS,
        }
    ]


@pytest.mark.parametrize(
    ("texto", "indicador"),
    [
        ("más ventas, indicador: familias, con la meta puesta en ellas", "familias, con la meta puesta en ellas"),
        ("más ventas, indicador: ferias, mercados y tiendas", "ferias, mercados y tiendas"),
    ],
)  # fmt: skip
def test_una_coma_no_acaba_una_parte_si_no_sigue_otra(texto: str, indicador: str) -> None:
    assert elementos("resultados", texto)[0]["indicador"] == indicador
