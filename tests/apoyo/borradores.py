"""Borradores de prueba: la entrevista con todas sus preguntas, y tres historias que la recorren."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.entrevista.esquema import Campo, Entrevista, Opcion, Pregunta
from bot.entrevista.eventos import Creado, Evento, ModoCambiado, Omitida, Respondida, Valor
from tests.apoyo.entrevista import ENTREVISTA as DEL_PRODUCTO

INSTANTE = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOY = date(2026, 11, 23)

Respuestas = Mapping[tuple[str, str], Valor]


def _opciones(**etiquetas: str) -> tuple[Opcion, ...]:
    return tuple(Opcion(valor, etiqueta) for valor, etiqueta in etiquetas.items())


def _pregunta(
    clave: str, rotulo: str, tipo: str = "texto", *campos: Campo, modo: str = "ampliado", **mas: str
) -> Pregunta:
    return Pregunta(
        clave, "S5", rotulo, tipo, f"¿{rotulo}?", "Porque sí.", "Ayuda.", "Ejemplo.", campos=campos, modo=modo, **mas
    )


RESPONSABLE = Campo("responsable", "Responsable", "actor")
CATEGORIA = Campo(
    "categoria", "Categoría", "opcion", _opciones(politico="Político", social="Social"), obligatorio=False
)
MECANISMO = Campo(
    "mecanismo",
    "Mecanismo",
    "opcion",
    _opciones(
        comite="Comité con un voto por actor", un_actor="Decide un solo actor", no_definido="Todavía no definido"
    ),
)
VINCULOS = Campo("vinculos", "Vínculos", "opcion", _opciones(no_hay="No hay", si_hay="Sí hay", no_se="No sé"))
TODAS = (
    _pregunta(
        "contacto",
        "Contacto",
        "compuesto",
        Campo("nombre", "Nombre"),
        Campo("cargo", "Cargo"),
        Campo("correo", "Correo"),
    ),
    _pregunta("interes_publico", "Interés público"),
    _pregunta("vinculo_negocio", "Vínculo con el negocio"),
    _pregunta("alineamiento", "Alineamiento"),
    replace(
        _pregunta("estado_compromiso", "Estado de compromiso", "opcion", repite_por="actores"),
        opciones=_opciones(idea="Solo es una idea", conversado="Ya conversamos", firmado="Carta o convenio firmado"),
    ),
    _pregunta("beneficio_poblacion", "Beneficio de la población", modo="nucleo"),
    _pregunta(
        "riesgos",
        "Riesgos",
        "lista",
        Campo("riesgo", "Riesgo"),
        CATEGORIA,
        RESPONSABLE,
        Campo("mitigacion", "Mitigación", obligatorio=False),
    ),
    _pregunta(
        "resultados",
        "Resultados",
        "lista",
        Campo("resultado", "Resultado"),
        Campo("indicador", "Indicador"),
        Campo("linea_base", "Línea base", obligatorio=False),
        Campo("meta", "Meta"),
        Campo("fecha", "Fecha", "fecha"),
        RESPONSABLE,
        modo="nucleo",
    ),
    _pregunta("decisiones", "Decisiones", "compuesto", MECANISMO, Campo("detalle", "Detalle")),
    _pregunta("cumplimiento", "Seguimiento y cumplimiento"),
    _pregunta(
        "transparencia",
        "Transparencia",
        "compuesto",
        VINCULOS,
        Campo("detalle", "Detalle", obligatorio=False),
        Campo("informacion_publica", "Información pública"),
    ),
    _pregunta(
        "actividades",
        "Actividades",
        "lista",
        Campo("actividad", "Actividad"),
        RESPONSABLE,
        Campo("mes", "Mes", "entero"),
    ),
    _pregunta("por_conseguir", "Por conseguir", "monto"),
    _pregunta("valor_agregado", "Valor agregado"),
    _pregunta("continuidad", "Continuidad"),
)


def completar(entrevista: Entrevista) -> Entrevista:
    """La misma entrevista con las preguntas que le falten de `TODAS`."""
    presentes = {pregunta.clave for pregunta in entrevista.preguntas}
    faltan = tuple(pregunta for pregunta in TODAS if pregunta.clave not in presentes)
    return replace(entrevista, preguntas=entrevista.preguntas + faltan)


ENTREVISTA = completar(DEL_PRODUCTO)


def fila(**cambios: Valor) -> dict[str, Valor]:
    """Lo que toca a un actor, con un aporte en soles."""
    return {
        "responsabilidad": "operar el sistema de agua",
        "aporte": "dos técnicos, S/ 50,000",
        "beneficio": "menos enfermedades en su zona",
        "riesgo": "que cambien las autoridades en enero",
        "motivacion": "cumplir su deber de dar agua segura",
        **cambios,
    }


PROPONENTE = fila(motivacion="reducir conflictos en su zona", riesgo="que suba el costo de los equipos")
COOPERANTE = fila(motivacion="llevar a escala un método probado", riesgo="que el tipo de cambio baje su aporte")
ACTORES: list[Valor] = [
    {"id": "a1", "nombre": "Municipalidad de Celendín", "tipo": "gob_local"},
    {"id": "a2", "nombre": "GIZ", "tipo": "fuente"},
]
RAPIDO: Respuestas = {
    ("nombre_organizacion", ""): "Minera Andes",
    ("tipo_organizacion", ""): "empresa",
    ("ruc", ""): "20100070970",
    ("titulo", ""): "Agua Segura para Celendín",
    ("problema", ""): "El agua llega sin cloro a los centros poblados de Celendín",
    ("poblacion", ""): {"texto": "500 familias rurales", "cantidad": 500, "unidad": "familias"},
    ("ubicacion", ""): {"departamentos": ["Cajamarca"], "texto": ""},
    ("objetivo_comun", ""): "Ampliar el acceso a agua segura para las familias de Celendín",
    ("ods", ""): [6, 3],
    ("actores", ""): ACTORES,
    ("reparto", "a0"): PROPONENTE,
    ("reparto", "a1"): fila(),
    ("reparto", "a2"): COOPERANTE,
    ("beneficio_poblacion", ""): "Agua segura todos los días",
    ("resultados", ""): [
        {
            "resultado": "Centros poblados con agua clorada",
            "indicador": "centros con cloro de 0.5 mg/l o más",
            "linea_base": "2",
            "meta": "12 centros poblados",
            "fecha": "2028-08",
            "responsable": "a1",
        }
    ],
    ("plazo", ""): {"meses": 18, "inicio": "2027-03"},
    ("presupuesto", ""): {"monto": "150000.00", "moneda": "PEN"},
}
AMPLIADO: Respuestas = {
    **RAPIDO,
    ("contacto", ""): {"nombre": "María Quispe", "cargo": "jefa de proyectos", "correo": "mquispe@andes.pe"},
    ("interes_publico", ""): "Reduce las enfermedades y las faltas a la escuela de los niños",
    ("vinculo_negocio", ""): "La empresa trabaja en la zona y le conviene la paz social",
    ("alineamiento", ""): "Plan de Desarrollo Regional Concertado de Cajamarca",
    ("estado_compromiso", "a0"): "firmado",
    ("estado_compromiso", "a1"): "conversado",
    ("estado_compromiso", "a2"): "idea",
    ("riesgos", ""): [
        {"riesgo": "Sequía", "categoria": "social", "responsable": "a1", "mitigacion": "reservorios"},
        {"riesgo": "Que suba el cloro", "categoria": None, "responsable": "a2", "mitigacion": None},
    ],
    ("decisiones", ""): {"mecanismo": "comite", "detalle": "se reúne cada dos meses y las juntas tienen voto"},
    ("cumplimiento", ""): "Reporte trimestral al comité; si un aporte se retrasa, se reprograma por acta",
    ("transparencia", ""): {
        "vinculos": "no_hay",
        "detalle": None,
        "informacion_publica": "el convenio y un reporte anual",
    },
    ("actividades", ""): [
        {"actividad": "Diagnóstico", "responsable": "a0", "mes": 1},
        {"actividad": "Instalar los cloradores", "responsable": "a1", "mes": 4},
    ],
    ("por_conseguir", ""): {"monto": "2000.00", "moneda": "PEN"},
    ("valor_agregado", ""): "La municipalidad sola no puede pagar los equipos y la empresa sola no puede operarlos",
    ("continuidad", ""): "El área técnica municipal asume la operación con la cuota de las familias",
}


def historia(
    respuestas: Respuestas,
    omitidas: tuple[tuple[str, str], ...] = (),
    modo: str = "ampliado",
    crudos: Mapping[tuple[str, str], str] | None = None,
) -> tuple[Evento, ...]:
    """Los eventos de un borrador: una respuesta por minuto, en el orden en que se dan."""
    eventos: list[Evento] = [
        Creado(INSTANTE, ENTREVISTA.version, ENTREVISTA.aviso.version, acepta=True),
        ModoCambiado(INSTANTE, modo),
    ]
    for llave, valor in respuestas.items():
        if llave not in omitidas:
            crudo = (crudos or {}).get(llave, _palabras(valor))
            eventos.append(Respondida(INSTANTE + timedelta(minutes=len(eventos)), llave, valor, crudo))
    eventos += [Omitida(INSTANTE, llave) for llave in omitidas]
    return tuple(eventos)


def _palabras(valor: Valor) -> str:
    match valor:
        case dict():
            return "\n".join(f"{clave}: {_palabras(uno)}" for clave, uno in valor.items() if uno)
        case list():
            return "\n".join(_palabras(uno).replace("\n", "; ") for uno in valor)
        case _:
            return str(valor)
