"""Un borrador de doce actores, cuarenta resultados y textos largos: lo más que cabe esperar de una alianza."""

from bot.entrevista.eventos import Evento, Valor
from tests.apoyo.borradores import AMPLIADO, Respuestas, fila, historia

NOMBRES = (
    ("Municipalidad Provincial de Sánchez Carrión", "gob_local"),
    ("Gerencia Regional de Vivienda, Construcción y Saneamiento de La Libertad", "gob_regional"),
    ("GIZ", "fuente"),
    ("Cooperación Suiza - SECO", "fuente"),
    ("Asociación de Juntas Administradoras de Servicios de Saneamiento del Alto Chicama", "osb"),
    ("Universidad Nacional de Trujillo", "academia"),
    ("Cámara de Comercio y Producción de La Libertad", "gremio"),
    ("Rondas Campesinas de Curgos", "osb"),
    ("Sumaq Away", "ongd"),
    ("Caja Municipal de Ahorro y Crédito de Trujillo", "empresa"),
    ("Autoridad Nacional del Agua - Administración Local Huamachuco", "gob_nacional"),
)
LARGO = (
    "Instalar y poner en marcha los sistemas de cloración por goteo en los centros poblados de la parte alta,"
    " con la participación de las juntas administradoras, que aprenderán a operarlos y a cobrar la cuota familiar,"
    " y acompañarlas durante dos años hasta que el área técnica municipal pueda hacerlo sola"
)
CORREO = "coordinacion.general.de.proyectos@municipalidad-provincial-sanchezcarrion.gob.pe"
APORTES = ("S/ 120,000", "dos ingenieros y S/ 45,000", "US$ 80,000", "mano de obra valorizada en S/ 30,000", "")


def eventos_de_un_borrador_largo(resultados: int = 40, actividades: int = 25) -> tuple[Evento, ...]:
    """Los eventos, con quien propone como duodécimo actor."""
    actores: list[Valor] = [
        {"id": f"a{lugar}", "nombre": nombre, "tipo": tipo} for lugar, (nombre, tipo) in enumerate(NOMBRES, 1)
    ]
    respuestas: Respuestas = {
        **AMPLIADO,
        ("titulo", ""): "Agua Segura y Saneamiento Sostenible para los Centros Poblados de la Sierra de La Libertad",
        ("problema", ""): f"{LARGO}. " * 3,
        ("objetivo_comun", ""): LARGO,
        ("contacto", ""): {"nombre": "María Quispe", "cargo": "jefa de proyectos", "correo": CORREO},
        ("actores", ""): actores,
        **{("reparto", f"a{lugar}"): _reparto(lugar) for lugar in range(len(NOMBRES) + 1)},
        **{("estado_compromiso", f"a{lugar}"): "conversado" for lugar in range(1, len(NOMBRES) + 1)},
        ("resultados", ""): [_resultado(lugar) for lugar in range(resultados)],
        ("actividades", ""): [_actividad(lugar) for lugar in range(actividades)],
        ("plazo", ""): {"meses": 36, "inicio": "2027-03"},
    }
    return historia(respuestas)


def _reparto(lugar: int) -> Valor:
    corto = lugar % 3 == 0
    return fila(
        responsabilidad="operar el sistema" if corto else LARGO,
        aporte=APORTES[lugar % len(APORTES)],
        beneficio="menos enfermedades" if corto else LARGO[:140],
        riesgo=f"que cambien las autoridades en el distrito {lugar}" if corto else f"{lugar}: {LARGO[:160]}",
        motivacion="cumplir su deber" if corto else LARGO[:200],
    )


def _resultado(lugar: int) -> Valor:
    return {
        "resultado": f"{lugar + 1}. {LARGO if lugar % 4 == 1 else LARGO[:90]}",
        "indicador": "porcentaje de familias que reciben agua con cloro residual de 0.5 mg/l o más",
        "linea_base": f"{lugar} %",
        "meta": f"{lugar + 50} % de las familias",
        "fecha": "2029-08",
        "responsable": f"a{lugar % len(NOMBRES) + 1}",
    }


def _actividad(lugar: int) -> Valor:
    meses: Valor = {"desde": lugar + 1, "hasta": lugar + 6} if lugar % 2 else lugar + 1
    return {"actividad": f"{lugar + 1}. {LARGO[:110]}", "responsable": f"a{lugar % 11 + 1}", "mes": meses}
