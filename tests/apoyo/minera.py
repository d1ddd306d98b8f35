"""Una propuesta ya entregada, con cuatro actores, para probar los cambios que se piden hablando."""

from datetime import date

from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    PorSenalar,
    Posibles,
    Tenido,
    con_respuestas,
)
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno
from tests.apoyo.entrevista import ENTREVISTA

NOSOTROS, MUNI, JASS, CARITAS = ("reparto", "a0"), ("reparto", "a1"), ("reparto", "a2"), ("reparto", "a3")
_PROPONENTE = "Minera Cerro Bravo SAC"


def _reparto(responsabilidad: str, aporte: str, beneficio: str, riesgo: str, motivacion: str | None) -> Valor:
    return {
        "responsabilidad": responsabilidad,
        "aporte": aporte,
        "beneficio": beneficio,
        "riesgo": riesgo,
        "motivacion": motivacion,
    }


_VALORES: dict[Llave, Valor] = {
    ("nombre_organizacion", ""): _PROPONENTE,
    ("tipo_organizacion", ""): "empresa",
    ("ruc", ""): "20100070970",
    ("titulo", ""): "agua limpia para espinar",
    ("problema", ""): "en 8 comunidades de espinar el agua viene con metales y sin cloro, la posta reporta diarreas en"
    " los niños",
    ("poblacion", ""): {"texto": "350 familias", "cantidad": 350, "unidad": "familias"},
    ("ubicacion", ""): {"departamentos": ["Cusco"], "texto": ""},
    ("objetivo_comun", ""): "que las familias de espinar tomen agua clorada todos los dias al 2028",
    ("ods", ""): [6],
    ("actores", ""): [
        {"nombre": "Municipalidad Provincial de Espinar", "tipo": "gob_local", "id": "a1"},
        {"nombre": "JASS de Tintaya", "tipo": "osb", "id": "a2"},
        {"nombre": "ONG Caritas Cusco", "tipo": "ongd", "id": "a3"},
    ],
    NOSOTROS: _reparto("compramos los equipos de cloracion", "400 mil soles", "mejor relacion con las comunidades",
                       "q suban los precios", "vivir en paz con los vecinos"),
    MUNI: _reparto("opera el sistema", "dos tecnicos", "cumplir su meta", "cambio de alcalde", "su deber"),
    JASS: _reparto("cobrar la cuota", "mano de obra", "agua segura", "q no paguen", None),
    CARITAS: _reparto("capacita a las familias", "3 promotores", "experiencia", "q no asistan", "su mision"),
    ("presupuesto", ""): {"monto": "600000.00", "moneda": "PEN"},
    ("beneficio_poblacion", ""): "menos enfermedades en los niños y agua todos los dias",
    ("resultados", ""): [
        {"resultado": "8 comunidades con agua clorada", "indicador": "cloro residual", "linea_base": None,
         "meta": "8", "fecha": "2028-12", "responsable": "Municipalidad Provincial de Espinar", "detalle": None}
    ],
    ("plazo", ""): {"meses": 18, "inicio": "2027-01"},
}  # fmt: skip
TENIDO = Tenido(
    ENTREVISTA,
    con_respuestas(Borrador(version=ENTREVISTA.version), _VALORES),
    Entorno(
        ENTREVISTA.catalogos,
        date(2026, 11, 25),
        _PROPONENTE,
        None,
        (_PROPONENTE, "Municipalidad Provincial de Espinar", "JASS de Tintaya", "ONG Caritas Cusco"),
    ),
)


def lo_leido(leida: LecturaDeCambio | None) -> str:
    """Una línea con lo que se leyó: «hecho», «se pregunta» o «se señala», la respuesta y cómo queda."""
    match leida:
        case Cambio():
            return f"hecho {_como_queda(leida)}"
        case Posibles(cambios):
            return f"se pregunta {' | '.join(map(_como_queda, cambios))}"
        case PorSenalar(llaves):
            return f"se señala {' '.join('/'.join(llave).strip('/') for llave in llaves)}"
        case None:
            return "nada"
        case _:
            return type(leida).__name__


def _como_queda(cambio: Cambio) -> str:
    sobre = "/".join(cambio.llave).strip("/")
    return f"{cambio.que.value} {sobre}: {cambio.cual} → {cambio.ahora or cambio.valor}"
