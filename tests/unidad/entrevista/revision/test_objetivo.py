"""El objetivo, los ODS, la población y las metas, cruzados entre sí."""

import pytest

from bot.entrevista.eventos import Valor
from tests.unidad.entrevista.revision.observar import Cambios, leido, observar

NO_CABE = (
    ("90 gestantes por año, en total 135", "gestantes alojadas", "160"),
    ("40 jóvenes por ciclo, en total son 120 jóvenes", "jóvenes egresados", "150"),
    ("420 mujeres fileteadoras de nueve talleres", "fileteadoras examinadas", "650"),
    ("1 150 niñas y niños de 14 escuelas", "niños con nivel satisfactorio", "1 800 niños"),
    ("320 pescadores artesanales", "N.º de pescadores con permiso vigente", "500"),
    ("45 familias, unas 190 personas", "N.º de personas con agua sin coliformes", "350"),
    ("200 familias", "familias que siembran", "300"),
    ("200 familias", "personas capacitadas", "2500 personas"),
    ("60 jóvenes", "jóvenes con empleo", "80 jóvenes"),
    ("150 productores de cacao", "número de productores certificados", "400"),
    ("100 artesanas", "artesanas que venden por internet", "150 artesanas"),
    ("2 000 habitantes", "pobladores atendidos", "3000"),
    ("80 adultos mayores", "adultos mayores con visita", "120"),
    ("40 recicladores", "cantidad de recicladores formalizados", "65"),
    ("8 comunidades awajún, unas 900 personas", "comunidades con agua", "12 comunidades"),
    ("250 alumnos de 5 colegios", "colegios con biblioteca", "9"),
    ("60 jóvenes de 18 a 25 años", "jóvenes capacitados", "el 150 % de los jóvenes"),
    ("70 embarcaciones y 210 pescadores", "embarcaciones con zarpe", "120"),
    ("400 hogares", "hogares con panel solar", "650 hogares"),
)
CABE = (
    ("12 escuelas, en total 340 niños y niñas", "niños con lentes", "300 niños"),
    ("unas 90 gestantes por año de 11 caseríos, en total 135 en los 18 meses", "gestantes alojadas", "100"),
    ("40 jóvenes por ciclo, en total 120", "jóvenes egresados", "100"),
    ("60 familias cada año, en total unas 180", "familias con biohuerto", "150 familias"),
    ("420 mujeres fileteadoras de nueve talleres", "fileteadoras examinadas", "400"),
    ("45 familias, unas 190 personas", "personas con agua segura", "180"),
    ("200 familias", "personas con agua segura", "900 personas"),
    ("800 adultos mayores", "número de consultas", "1 900 consultas"),
    ("1 980 niños de 6 a 35 meses y 2 300 familias", "familias que cloran o hierven", "2 200 familias"),
    ("1 980 niños de 6 a 35 meses", "% de 1 980 niños", "75 % (1 485 niños)"),
    ("54 chicas y jóvenes", "diseños registrados", "60"),
    ("1 200 niños", "docentes formados", "90 docentes"),
    ("30 niños", "docentes y padres formados", "90 docentes"),
    ("118 familias kukama", "soles por familia al año", "2 600"),
    ("165 familias", "concesiones con patrulla", "140 de 165"),
    ("300 jóvenes", "porcentaje de jóvenes con empleo", "70 %"),
    ("410 familias de extractores", "hectáreas con plantones vivos", "1 800 hectáreas"),
    ("60 jóvenes", "fecha de cierre", "2028"),
    ("500 familias", "plantas sembradas por las familias", "20 000"),
    ("500 familias", "litros por día", "4 500"),
    ("250 alumnos de 5 colegios", "colegios con biblioteca", "5"),
    ("300 mototaxistas", "revisiones técnicas hechas", "900 revisiones"),
    ("300 artesanos", "aumento de ingresos", "150 %"),
    ("12 caseríos con 40 familias cada uno", "familias con letrina", "430 familias"),
    ("150 niños", "raciones servidas", "30 000"),
    ("70 embarcaciones y 210 pescadores", "kilos por embarcación", "300"),
)


def _resultado(indicador: str, meta: str, **mas: Valor) -> dict[str, Valor]:
    partes: dict[str, Valor] = {"resultado": "Lo que se logra", "indicador": indicador, "meta": meta}
    return {**partes, "fecha": "2028-08", "responsable": "a1", **mas}


@pytest.mark.parametrize(("poblacion", "indicador", "meta"), NO_CABE)
def test_una_meta_mayor_que_la_poblacion_se_pregunta(poblacion: str, indicador: str, meta: str) -> None:
    cambios: Cambios = {("poblacion", ""): leido("poblacion", poblacion)}
    observacion = observar("R40", {**cambios, ("resultados", ""): [_resultado(indicador, meta)]})
    assert observacion is not None
    assert f"«{meta}»" in observacion.mensaje and poblacion in observacion.mensaje
    assert observacion.lugar == ("resultados", "")


@pytest.mark.parametrize(("poblacion", "indicador", "meta"), CABE)
def test_una_meta_que_cabe_o_cuenta_otra_cosa_no_se_observa(poblacion: str, indicador: str, meta: str) -> None:
    cambios: Cambios = {("poblacion", ""): leido("poblacion", poblacion)}
    observacion = observar("R40", {**cambios, ("resultados", ""): [_resultado(indicador, meta)]})
    assert observacion is None, observacion


SIN_MEDIR = (
    ("Bajar los embarazos de adolescentes y que las chicas terminen el colegio", ("número de talleres", "afiches")),
    ("Bajar las diarreas en los escolares con baños que funcionen", ("convenios", "notas de prensa", "banners")),
    ("Reducir la violencia contra las mujeres en ocho comunidades", ("talleres dictados", "folletos", "seguidores")),
    ("Parar la deforestación y aumentar el ingreso de las familias", ("talleres", "video difundido", "página web")),
    ("Reducir la anemia de los niños de 6 a 35 meses", ("charlas de nutrición", "recetarios y afiches")),
    ("Que los jóvenes consigan un empleo formal", ("reuniones del comité", "asistentes a la feria")),
    ("Recuperar la danza de tijeras entre los jóvenes", ("publicaciones en redes", "spots de radio")),
    ("Que las personas con discapacidad sean contratadas", ("actas firmadas", "campañas de sensibilización")),
    ("Que los pescadores vendan a mejor precio", ("informes trimestrales", "visitas de coordinación")),
    ("Que las familias sepan evacuar a tiempo", ("número de reuniones", "polos repartidos")),
    ("Reducir la anemia de los niños menores de tres años", ("cuadernos entregados", "módulos instalados")),
    ("Que los jóvenes consigan un empleo formal", ("personas que asisten a las charlas", "afiches")),
    ("Bajar la deserción escolar", ("canchas construidas", "uniformes")),
    ("Reducir los accidentes de mototaxis", ("chalecos", "polos con logo")),
)
SE_MIDE = (
    ("Bajar los embarazos de adolescentes", ("embarazos en menores de 17 años", "talleres")),
    ("Bajar las diarreas en los escolares", ("casos de diarrea al año",)),
    ("Que la gente tenga agua buena", ("viviendas con cloro residual de 0,5 mg/l",)),
    ("Reducir la anemia de los niños", ("% de niños con hemoglobina normal",)),
    ("Que los jóvenes consigan un empleo formal", ("jóvenes en planilla a los tres meses",)),
    ("Que las fincas ya no boten el agua miel a la quebrada", ("DBO en cosecha mg/l",)),
    ("Formar a 300 docentes rurales con talleres", ("talleres con docentes aprobados",)),
    ("Que el niño lea en shipibo y en castellano", ("niños con nivel satisfactorio, prueba",)),
    ("Recuperar manglar degradado", ("hectáreas con plantones vivos",)),
    ("Que las mujeres de Belén vivan sin violencia", ("mujeres con plan de seguridad",)),
    ("Que los criadores vendan mejor su fibra", ("soles por libra",)),
    ("Que las chicas aprendan el kené", ("chicas que pasan la prueba de las maestras",)),
    ("Que el río esté limpio", ("DBO mg/l", "puntos de vertido cerrados")),
    ("Que la gente tenga agua segura", ("conexiones domiciliarias",)),
    ("Que el barrio esté más seguro de noche", ("luminarias instaladas", "denuncias por robo")),
    ("Que los productores exporten cacao", ("contenedores",)),
    ("Llevar internet a las escuelas rurales", ("escuelas conectadas",)),
    ("Que el puente permita cruzar todo el año", ("días al año con paso",)),
)


def _medidos(objetivo: str, indicadores: tuple[str, ...]) -> Cambios:
    resultados: list[Valor] = [_resultado(uno, "30", resultado=uno) for uno in indicadores]
    return {("objetivo_comun", ""): objetivo, ("problema", ""): objetivo, ("resultados", ""): resultados}


@pytest.mark.parametrize(("objetivo", "indicadores"), SIN_MEDIR)
def test_si_solo_se_cuentan_tareas_se_pregunta_que_mide_el_objetivo(
    objetivo: str, indicadores: tuple[str, ...]
) -> None:
    observacion = observar("R41", _medidos(objetivo, indicadores))
    assert observacion is not None
    assert objetivo in observacion.mensaje
    assert observacion.grado == "Por confirmar"


@pytest.mark.parametrize(("objetivo", "indicadores"), SE_MIDE)
def test_si_algo_mide_el_objetivo_no_se_observa(objetivo: str, indicadores: tuple[str, ...]) -> None:
    assert observar("R41", _medidos(objetivo, indicadores)) is None


TEMAS = {
    "agua": "Que las familias tomen agua clorada y bajen las diarreas de los niños",
    "anemia": "Reducir la anemia de los niños menores de tres años con hierro y mejor comida",
    "escuela": "Que los niños de las escuelas rurales lean y comprendan lo que leen",
    "café": "Que las familias cafetaleras controlen la roya y vuelvan a cosechar catorce quintales",
    "empleo": "Que los jóvenes inscritos consigan un empleo formal en confecciones",
    "violencia": "Reducir la violencia de pareja contra las mujeres y que reciban atención a tiempo",
    "manglar": "Recuperar el manglar degradado y respetar las vedas de la concha negra",
    "basura": "Que las embarcaciones traigan a tierra el plástico y las redes abandonadas del mar",
    "crecida": "Que las familias de los caseríos reciban el aviso de crecida y sepan evacuar",
    "kené": "Que las chicas aprendan el kené de las maestras y el saber no se pierda",
    "discapacidad": "Que las personas con discapacidad sean contratadas en planilla por las empresas",
    "comedor": "Abrir comedores para 400 adultos mayores solos",
    "ancianos": "Que los ancianos con catarata sean operados y recuperen la vista",
}
AJENOS = (
    ("agua", 14), ("agua", 7), ("anemia", 7), ("anemia", 14), ("escuela", 14), ("escuela", 15), ("café", 14),
    ("café", 16), ("empleo", 14), ("empleo", 15), ("violencia", 14), ("violencia", 7), ("violencia", 9),
    ("manglar", 4), ("manglar", 5), ("basura", 5), ("basura", 7), ("crecida", 5), ("kené", 14), ("kené", 7),
    ("discapacidad", 14), ("discapacidad", 13), ("ancianos", 14), ("ancianos", 13), ("ancianos", 15),
)  # fmt: skip
PROPIOS = (
    ("agua", 6), ("agua", 3), ("anemia", 2), ("anemia", 3), ("escuela", 4), ("café", 8), ("café", 2), ("café", 1),
    ("empleo", 8), ("violencia", 5), ("violencia", 16), ("violencia", 3), ("manglar", 14), ("manglar", 13),
    ("manglar", 15), ("basura", 14), ("basura", 12), ("crecida", 11), ("crecida", 13), ("kené", 11), ("kené", 4),
    ("comedor", 1), ("comedor", 2), ("comedor", 10),
    ("discapacidad", 10), ("discapacidad", 8), ("ancianos", 3), ("agua", 17),
)  # fmt: skip


def _de(tema: str, ods: int) -> Cambios:
    textos = ("titulo", "problema", "objetivo_comun", "interes_publico", "beneficio_poblacion")
    cambios: Cambios = {(clave, ""): TEMAS[tema] for clave in textos}
    cambios["poblacion", ""] = {"texto": "300 personas", "cantidad": 300, "unidad": "personas"}
    vacios: Cambios = {("resultados", ""): [], ("actividades", ""): []}
    return {**cambios, **vacios, ("ods", ""): [ods, 17]}


@pytest.mark.parametrize(("tema", "ods"), AJENOS)
def test_un_ods_del_que_nada_trata_se_pregunta(tema: str, ods: int) -> None:
    observacion = observar("R42", _de(tema, ods))
    assert observacion is not None
    assert f"ODS {ods} (" in observacion.mensaje
    assert (observacion.severidad, observacion.lugar) == ("sugerencia", ("ods", ""))


@pytest.mark.parametrize(("tema", "ods"), PROPIOS)
def test_un_ods_que_viene_al_caso_no_se_pregunta(tema: str, ods: int) -> None:
    assert observar("R42", _de(tema, ods)) is None


def test_sin_nada_que_comparar_no_se_pregunta_por_el_ods() -> None:
    vacio: Cambios = {(clave, ""): "abc" for clave in ("titulo", "problema", "objetivo_comun", "interes_publico")}
    assert observar("R42", {**_de("agua", 14), **vacio, ("beneficio_poblacion", ""): "abc"}) is None


SOLO_LO_PROPIO = (
    (
        "Consolidar a la empresa como operador líder del distrito antes que la competencia",
        "Es parte del plan comercial",
    ),
    ("Que la cooperativa compre su molino y se quede con el margen", "es para nosotros pues, los socios sembramos"),
    ("q la agencia venda 40% mas y sea la n° 1 de la laguna", "trae movimiento"),
    ("Que nuestra asociación tenga su planta y vendamos más cara la fibra", "Es para nosotros los socios"),
    ("Aumentar nuestras ventas en el norte", "Mejora nuestra imagen"),
    ("Ganar participación de mercado en la sierra", "Mejora la rentabilidad"),
    ("Fidelizar a la cartera de clientes del banco", "Deja utilidades"),
    ("Tener nuestra planta propia de hielo y ganar más", "nos conviene"),
    ("Que mi empresa facture el doble", "Da ganancias"),
    ("Posicionarnos y quedarnos con los clientes de la zona", "Es nuestro negocio"),
)
DE_TODOS = (
    ("Repoblar la concha de abanico en la bahía", "de la bahia vive toda la caleta no solo los socios"),
    ("Que el mercado tenga agua", "no es para nosotros, es para los que compran ahí"),
    ("Que las artesanas vendan más y a mejor precio", "De eso viven"),
    ("Que los pescadores artesanales tengan permiso y vendan mejor", "El mar es de todos"),
    ("Que las familias socias aumenten sus ventas de café", "De eso vive el distrito"),
    ("Recuperar el bosque y vender la castaña con mejor precio", "El bosque guarda carbono para el país"),
    ("Reducir la anemia", "Es prioridad"),
    ("Que los clientes y las familias de la comunidad tengan agua segura", "Salud"),
    ("Mejorar la posición de las mujeres en el mercado laboral", "Derechos"),
    ("Aumentar las ventas de las recicladoras formalizadas", "Ciudad limpia"),
    ("Que el joven tenga su negocio propio", "Empleo"),
    ("Abrir el museo y fortalecer la danza de tijeras", "Identidad"),
)


@pytest.mark.parametrize(("objetivo", "interes"), SOLO_LO_PROPIO)
def test_un_objetivo_solo_propio_se_pregunta(objetivo: str, interes: str) -> None:
    observacion = observar("R06", {("objetivo_comun", ""): objetivo, ("interes_publico", ""): interes})
    assert observacion is not None
    assert (observacion.grado, observacion.severidad) == ("Por confirmar", "importante")


@pytest.mark.parametrize(("objetivo", "interes"), DE_TODOS)
def test_un_objetivo_de_la_gente_no(objetivo: str, interes: str) -> None:
    assert observar("R06", {("objetivo_comun", ""): objetivo, ("interes_publico", ""): interes}) is None
