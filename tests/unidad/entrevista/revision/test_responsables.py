"""Quién responde de cada cosa: otra organización, alguien de un actor o todos los riesgos en uno solo."""

import pytest

from bot.entrevista.eventos import Valor
from bot.entrevista.valores.actores.reconocer import es_sigla_de
from tests.apoyo.borradores import AMPLIADO, fila
from tests.unidad.entrevista.revision.observar import Cambios, Llave, observar

ACTORES: list[Valor] = [
    {"id": "a1", "nombre": "Municipalidad Distrital de Chao", "tipo": "gob_local"},
    {"id": "a2", "nombre": "Gobierno Regional de La Libertad", "tipo": "gob_regional"},
    {"id": "a3", "nombre": "Universidad Nacional de Trujillo (UNT)", "tipo": "academia"},
    {"id": "a4", "nombre": "Asociación de Mujeres Flor de Virú", "tipo": "osb"},
    {"id": "a5", "nombre": "Fundación Suiza Agua Clara", "tipo": "fuente"},
]
ALIANZA: Cambios = {
    ("nombre_organizacion", ""): "Agroindustrias del Norte S.A.C.",
    ("ubicacion", ""): {"departamentos": ["La Libertad"], "texto": "Virú, distrito de Chao"},
    ("actores", ""): ACTORES,
    ("estado_compromiso", "a3"): "conversado",
    ("estado_compromiso", "a4"): "conversado",
    ("estado_compromiso", "a5"): "conversado",
    **{("reparto", f"a{n}"): fila() for n in range(6)},
    ("reparto", "a2"): fila(responsabilidad="supervisar, con su Red de Salud Virú y la agencia agraria"),
}
CRUDOS: dict[Llave, str] = {("ubicacion", ""): "La Libertad, Virú, distrito de Chao"}
AJENOS = (
    "Sociedad de Beneficencia de Chimbote",
    "la Beneficencia",
    "la Hermandad del Señor de Luren",
    "el Obispado",
    "la Capitanía de Puerto",
    "Cáritas",
    "DEVIDA",
    "DEVIDA, oficina zonal",
    "el OEFA",
    "Universidad Católica Sedes Sapientiae",
    "Ing. Palomino de Agro Rural",
    "Municipalidad Provincial de Jauja",
    "Ministerio de Cultura",
    "Consultora Andes S.A.C.",
    "una consultora de Lima",
    "Policía Nacional",
    "la parroquia San José",
    "Gobierno Regional de Piura",
    "Cáritas del Perú (ONG)",
    "Asociación de Ganaderos El Porvenir",
    "Banco de la Nación",
    "el hospital de Trujillo",
    "GIZ",
    "Cámara de Comercio de Trujillo",
    "Cruz Roja Peruana",
    "Gobierno Regional de Cajamarca",
    "Comité de Regantes de Moche",
    "el proveedor de los equipos",
)
DE_LA_ALIANZA = (
    "Municipalidad Distrital de Chao",
    "la municipalidad",
    "la muni de Chao",
    "Municipalidad",
    "el gobierno regional",
    "GORE La Libertad",
    "UNT",
    "la universidad",
    "la U. Nacional de Trujillo",
    "Flor de Virú",
    "las señoras de la asociación Flor de Virú",
    "Agua Clara",
    "Agroindustrias del Norte",
    "Agroindustrias del Norte y la municipalidad",
    "Municipalidad de Chao y SENASA",
    "jefe de la Oficina de Gestión del Riesgo de Desastres de la Municipalidad",
    "OMAPED de la Municipalidad de Chao",
    "el alcalde",
    "la presidenta de la asociación",
    "nuestra coordinadora",
    "Rosa Quispe, responsable de campo",
    "el equipo técnico",
    "el comité de seguimiento",
    "todos los actores",
    "Red de Salud Virú",
    "los promotores",
    "Gerencia Regional de Agricultura",
    "área técnica municipal",
    "los tesistas de la universidad",
    "la fuente cooperante",
    "Univ. Nac. de Trujillo",
    "el proponente",
    "sub gerencia de desarrollo social de la municipalidad",
)


def _con(responsable: str, clave: str) -> Cambios:
    lista = AMPLIADO[clave, ""]
    assert isinstance(lista, list)
    assert isinstance(lista[0], dict)
    return {**ALIANZA, (clave, ""): [{**lista[0], "responsable": responsable}]}


@pytest.mark.parametrize("clave", ["resultados", "actividades"])
@pytest.mark.parametrize("responsable", AJENOS)
def test_si_responde_otra_organizacion_se_pregunta(responsable: str, clave: str) -> None:
    observacion = observar("R39", _con(responsable, clave), CRUDOS)
    assert observacion is not None
    assert observacion.mensaje.startswith(f"¿Participa {responsable}?")
    assert observacion.lugar == (clave, "")


@pytest.mark.parametrize("responsable", DE_LA_ALIANZA)
def test_un_actor_dicho_de_otra_manera_o_alguien_suyo_es_de_la_alianza(responsable: str) -> None:
    for clave, regla in (("resultados", "R39"), ("actividades", "R39"), ("riesgos", "R14")):
        observacion = observar(regla, _con(responsable, clave), CRUDOS)
        assert observacion is None or observacion.pendiente, observacion


@pytest.mark.parametrize("responsable", (*AJENOS, "la lluvia", "el destino", "la suerte"))
def test_de_un_riesgo_tambien(responsable: str) -> None:
    observacion = observar("R14", _con(responsable, "riesgos"), CRUDOS)
    assert observacion is not None
    assert (observacion.grado, responsable in observacion.mensaje) == ("Por confirmar", True)


# --- Todos los riesgos en uno ----------------------------------------------------------------------


def _riesgos(*dichos: str, lista: tuple[str, ...] = ()) -> tuple[Cambios, dict[Llave, str]]:
    """Lo que arriesga cada actor, como lo escribió, y quién responde de cada riesgo de la lista."""
    leidos = {f"a{n}": "" if dicho.lower() in ("ninguno", "no sé") else dicho for n, dicho in enumerate(dichos)}
    cambios: Cambios = {("reparto", actor): fila(riesgo=dicho) for actor, dicho in leidos.items()}
    cambios["riesgos", ""] = [{"riesgo": f"riesgo {n}", "responsable": uno} for n, uno in enumerate(lista)]
    return cambios, {("reparto", f"a{n}"): f"Aporta: equipos\nRiesgo: {dicho}" for n, dicho in enumerate(dichos)}


@pytest.mark.parametrize(
    "dichos",
    [
        _riesgos("ninguno", "que se malogren las plantas", "ninguno"),
        _riesgos("Ninguno", "que baje el precio", "Ninguno, es trabajo de la comunidad"),
        _riesgos("no tiene riesgo", "la plaga", "no tendría"),
        _riesgos("ninguno", "asume la fruta malograda, el precio y los accidentes", "ninguno", lista=("a1", "a1")),
        _riesgos("que suba el cloro", "sequía", "cambio de moneda", lista=("a1",) * 9),
        _riesgos("nada", "Si algo falla responde por todo la comunidad", "ninguno"),
        _riesgos("que no llegue el agua", "corremos con todo nosotros", "que baje el euro"),
        _riesgos("demora", "asume todos los riesgos del proyecto", "cambio de gobierno"),
        _riesgos("cero", "que se enfermen los animales", "sin riesgos"),
        _riesgos("ninguno para ellos", "se pierde la cosecha", "no corre riesgo"),
        _riesgos("lo asume la Municipalidad de Celendín", "sequía", "eso lo cubre la municipalidad de Celendín"),
        _riesgos("Demora; se hace cargo la Municipalidad de Celendín", "sequía", "todo lo lleva la muni de Celendín"),
    ],
)
def test_si_uno_carga_con_todos_los_riesgos_se_pregunta(dichos: tuple[Cambios, dict[Llave, str]]) -> None:
    observacion = observar("R15", *dichos)
    assert observacion is not None
    assert "Municipalidad de Celendín" in observacion.mensaje
    assert observacion.mensaje.startswith("¿")


@pytest.mark.parametrize(
    "dichos",
    [
        _riesgos("que suba el cloro", "sequía", "cambio de moneda"),
        _riesgos("no sé", "sequía", "no sé"),
        _riesgos("ninguno", "sequía", "que baje el euro"),
        _riesgos("ninguno", "sequía", "ninguno", lista=("a0", "a2")),
        _riesgos("que suba el cloro", "sequía", "cambio de moneda", lista=("a1", "a1", "a1")),
        _riesgos("ningún comprador de hilo", "sequía", "no llegar a tiempo", lista=("a0",)),
        _riesgos("que todos los botes se dañen", "sequía", "que no haya quórum"),
        _riesgos("que nadie asuma el mantenimiento", "robo", "demora"),
        _riesgos("no tener compradores", "robo", "demora"),
        _riesgos("ninguno", "", "que baje el euro"),
    ],
)
def test_los_riesgos_repartidos_no_se_observan(dichos: tuple[Cambios, dict[Llave, str]]) -> None:
    assert observar("R15", *dichos) is None


SIGLAS = (
    ("GEREPRO", "Gerencia Regional de la Producción de Moquegua"),
    ("la GEREPRO", "Gerencia Regional de la Producción de Moquegua"),
    ("DIRESA Tacna", "Dirección Regional de Salud de Tacna"),
    ("GERESA", "Gerencia Regional de Salud de Ica"),
    ("GERCETUR", "Gerencia Regional de Comercio Exterior y Turismo"),
    ("DIREPRO", "Dirección Regional de la Producción de Piura"),
    ("DRE Puno", "Dirección Regional de Educación de Puno"),
    ("DREM", "Dirección Regional de Energía y Minas de Áncash"),
    ("PRODERN", "Programa de Desarrollo Regional Norte"),
    ("COOPAGRO", "Cooperativa Agroindustrial Cabana"),
    ("ASPROCAF", "Asociación de Productores de Café"),
    ("UNAJMA", "Universidad Nacional José María Arguedas"),
)
SIGLAS_DE_OTROS = (
    ("DEVIDA", "Dirección Regional de Salud de Tacna"),
    ("GEREPRO", "Gerencia Regional de Salud de Ica"),
    ("PRODUCE", "Gerencia Regional de la Producción de Moquegua"),
    ("MINSA", "Municipalidad Distrital de Chao"),
    ("SENASA", "Servicios Sanitarios del Norte S.A.C."),
    ("UNT", "Universidad Católica Sedes Sapientiae"),
    ("ASPROCAF", "Asociación de Ganaderos El Porvenir"),
    ("OEFA", "Organización de Ferias de Andahuaylas"),
    ("GIZ", "Grupo Impulsor Andino"),
    ("SERFOR", "Servicios Generales Fortaleza"),
)


@pytest.mark.parametrize(("sigla", "nombre"), SIGLAS)
def test_un_actor_se_reconoce_por_sus_silabas(sigla: str, nombre: str) -> None:
    actores: list[Valor] = [*ACTORES[:2], {"id": "a3", "nombre": nombre, "tipo": "gob_regional"}, *ACTORES[3:]]
    lista = AMPLIADO["resultados", ""]
    assert isinstance(lista, list) and isinstance(lista[0], dict)
    resultados: list[Valor] = [{**lista[0], "responsable": sigla}]
    assert observar("R39", {**ALIANZA, ("actores", ""): actores, ("resultados", ""): resultados}, CRUDOS) is None


@pytest.mark.parametrize(("sigla", "nombre"), SIGLAS_DE_OTROS)
def test_unas_siglas_que_no_son_sus_silabas_son_de_otro(sigla: str, nombre: str) -> None:
    assert not es_sigla_de(sigla.lower(), nombre)
