"""El informe de una evaluación: `informe.md` para leer e `informe.json` para comparar versiones."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.evaluacion.estadistica import REPETICIONES, SEMILLA, Medida
from bot.evaluacion.marcas import Marca
from bot.evaluacion.metricas import Curvas, Medidas
from conocimiento.errores import ErrorLegible

TITULOS: Mapping[str, str] = {
    "recuperacion.ndcg_10": "nDCG@10",
    "recuperacion.r_1": "R@1",
    "recuperacion.r_5": "R@5",
    "recuperacion.mrr": "MRR",
    "respuesta.evidencia": "Respondibles: lo citado contiene la evidencia",
    "respuesta.evidencia_con_respuesta": "… y además el estado es «respuesta»",
    "respuesta.halladas_hasta_700": "De las que la contienen, citan 700 caracteres o menos",
    "respuesta.largo_mediana": "Largo de lo citado, mediana",
    "respuesta.largo_maximo": "Largo de lo citado, máximo",
    "respuesta.hasta_700": "Citan 700 caracteres o menos",
    "estado.acierto": "Estado correcto (o admitido)",
    "estado.negativas": "No respondibles que no se responden",
    "estado.auc": "AUC respondible / no respondible",
    "estado.auc_tema_ausente": "AUC, solo frente a tema ausente",
    "estado.auc_dato_ausente": "AUC, solo frente a dato ausente",
    "estado.cobertura_1": "Cobertura con 1 % de riesgo",
    "estado.cobertura_2": "Cobertura con 2 % de riesgo",
    "estado.cobertura_5": "Cobertura con 5 % de riesgo",
    "estado.respondidas_1": "Respondibles sobre el umbral con 1 % de falsas (tema ausente)",
    "estado.respondidas_2": "Respondibles sobre el umbral con 2 % de falsas (tema ausente)",
    "estado.respondidas_5": "Respondibles sobre el umbral con 5 % de falsas (tema ausente)",
    "estado.ece": "ECE, confianza frente a respondible",
    "estado.ece_tema": "ECE, confianza frente a «el tema está»",
    "seguimientos.halladas": "Seguimientos: evidencia hallada",
    "seguimientos.halladas_con_entera": "Con pregunta entera: hallada siguiendo el hilo",
    "seguimientos.enteras": "La misma pregunta hecha entera",
    "seguimientos.perdida": "Puntos que se pierden por seguir el hilo",
    "citas.literales": "Citas iguales al documento",
    "latencia.p50": "Milisegundos por pregunta, p50",
    "latencia.p95": "Milisegundos por pregunta, p95",
}
_SECCIONES = (
    ("recuperacion", "Recuperación"),
    ("respuesta", "Respuesta"),
    ("estado", "Estado y confianza"),
    ("seguimientos", "Seguimientos"),
    ("citas", "Citas literales"),
    ("latencia", "Tiempos"),
)
RIESGO, FIABILIDAD = "riesgo-cobertura.png", "fiabilidad.png"
_HUELLAS = {"indice": "índice"}
_DE_CLASE = {"evidencia": "evidencia citada", "negativas": "no se responde", "estado": "estado correcto", "r_1": "R@1"}
_DE_ROBUSTEZ = {"evidencia": "evidencia citada", "estado": "estado correcto", "ndcg_10": "nDCG@10"}


class ErrorInforme(ErrorLegible):
    """El informe no se puede escribir; el mensaje dice dónde y qué hacer."""


@dataclass(frozen=True, slots=True)
class Procedencia:
    """De qué se hizo la medida: lo que hace falta para repetirla."""

    version: str
    fecha: str  # ISO 8601, UTC
    orden: str
    archivo: str
    huella_casos: str  # SHA-256 del archivo de casos
    casos: int
    reservado: bool
    huellas: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Informe:
    """Todo lo medido."""

    procedencia: Procedencia
    medidas: Medidas
    confusiones: Mapping[str, Mapping[str, tuple[int, int]]]
    curvas: Curvas
    marcas: Sequence[Marca]
    umbrales: str = ""  # el archivo; vacío si no se pidió
    incumplidos: Sequence[str] = ()


def preparar_carpeta(carpeta: Path) -> None:
    """Crea la carpeta del informe antes de medir. Raises `ErrorInforme`."""
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ErrorInforme(f"{carpeta}: no se puede crear la carpeta del informe; elija otra ruta.") from error


def escribir_informe(carpeta: Path, informe: Informe) -> None:
    """Escribe `informe.json`, `informe.md` y sus gráficos. Raises `ErrorInforme`."""
    try:
        graficos = dibujar(carpeta, informe.curvas)
        texto = json.dumps(_en_json(informe), ensure_ascii=False, indent=2)
        (carpeta / "informe.json").write_text(texto + "\n", encoding="utf-8")
        (carpeta / "informe.md").write_text(_en_markdown(informe, graficos), encoding="utf-8")
    except OSError as error:
        raise ErrorInforme(f"{carpeta}: no se puede escribir el informe; revise permisos y espacio.") from error


def mostrar(medida: Medida) -> str:
    """Devuelve el valor con su intervalo y su n, en su unidad."""
    intervalo = ""
    if medida.bajo is not None and medida.alto is not None:
        intervalo = f" ({_numero(medida.bajo, medida.unidad)} a {_numero(medida.alto, medida.unidad)})"
    sufijo = {"proporción": " %", "índice": "", "puntos": " puntos"}.get(medida.unidad, f" {medida.unidad}")
    return f"{_numero(medida.valor, medida.unidad)}{sufijo}{intervalo}, n={medida.n}"


def _numero(valor: float, unidad: str) -> str:
    match unidad:
        case "proporción":
            return f"{100 * valor:.1f}"
        case "índice":
            return f"{valor:.3f}"
        case "caracteres":
            return f"{valor:.0f}"
        case _:
            return f"{valor:.1f}"


def _en_json(informe: Informe) -> dict[str, object]:
    cabecera = asdict(informe.procedencia)
    return {
        **cabecera,
        "remuestreo": {"repeticiones": REPETICIONES, "semilla": SEMILLA, "intervalo": "percentiles, 95 %"},
        "medidas": {nombre: asdict(medida) for nombre, medida in informe.medidas.items()},
        "confusiones": {
            esperado: {dado: {"casos": casos, "admitidos": admitidos} for dado, (casos, admitidos) in fila.items()}
            for esperado, fila in informe.confusiones.items()
        },
        "curva_riesgo_cobertura": informe.curvas.riesgo,
        "fiabilidad": informe.curvas.fiabilidad,
        "citas_alteradas": _alteradas(informe),
        "umbrales": {"archivo": informe.umbrales, "incumplidos": list(informe.incumplidos)},
        "por_caso": [] if informe.procedencia.reservado else [_caso_en_json(marca) for marca in informe.marcas],
    }


def _caso_en_json(marca: Marca) -> dict[str, object]:
    return {
        "id": marca.caso.identificador,
        "clase": marca.caso.esperado.clase,
        "dado": marca.dado,
        "confianza": marca.confianza,
        "admitido": marca.admitido,
        "hallada": marca.hallada,
        "puesto": asdict(marca.puesto) if marca.puesto else None,
        "largo": marca.largo,
        "ms": marca.ms,
    }


def _alteradas(informe: Informe) -> list[str]:
    """Los casos con citas que no son el documento: es un fallo del programa, y se dice siempre cuáles."""
    return [marca.caso.identificador for marca in informe.marcas if marca.alteradas]


def _en_markdown(informe: Informe, graficos: Sequence[str]) -> str:
    de = informe.procedencia
    lineas = [
        "# Evaluación",
        "",
        f"- Orden: `{de.orden}`",
        f"- Producto: versión {de.version}; {de.fecha}",
        f"- Casos: {de.casos} de `{de.archivo}`{', RESERVADOS' if de.reservado else ''} (SHA-256 `{de.huella_casos}`)",
        *(f"- Huella: {_HUELLAS.get(nombre, nombre)}, `{huella}`" for nombre, huella in de.huellas.items()),
        f"- Entre paréntesis, intervalo del 95 % por remuestreo de casos ({REPETICIONES} veces, semilla {SEMILLA}); "
        "si todos los casos coinciden, el de Wilson. Lo que ningún caso permite medir no aparece.",
    ]
    if informe.umbrales:
        estado = "incumplidos" if informe.incumplidos else "todos se cumplen"
        lineas += ["", "## Umbrales", "", f"`{informe.umbrales}`: {estado}."]
        lineas += ["", *(f"- {uno}" for uno in informe.incumplidos)] if informe.incumplidos else []
    for prefijo, titulo in _SECCIONES:
        filas = [
            (TITULOS[nombre], mostrar(medida))
            for nombre, medida in informe.medidas.items()
            if nombre.partition(".")[0] == prefijo
        ]
        lineas += _tabla(titulo, ("medida", "valor"), filas)
        if prefijo == "citas" and filas:
            lineas += ["", "Casos con citas alteradas: " + (", ".join(_alteradas(informe)) or "ninguno") + "."]
        if prefijo == "estado" and informe.confusiones:
            lineas += _tabla_de_confusiones(informe.confusiones)
    lineas += _tabla_cruzada("Por clase", "clase", informe.medidas, _DE_CLASE)
    lineas += _tabla_cruzada("Robustez: puntos que se pierden", "robustez", informe.medidas, _DE_ROBUSTEZ)
    lineas += ["", *(f"![{nombre}]({nombre})" for nombre in graficos)]
    return "\n".join(lineas).rstrip() + "\n"


def _tabla(titulo: str, cabecera: Sequence[str], filas: Iterable[Sequence[str]]) -> list[str]:
    cuerpo = ["| " + " | ".join(fila) + " |" for fila in filas]
    if not cuerpo:
        return []
    return ["", f"## {titulo}", "", "| " + " | ".join(cabecera) + " |", "|" + "---|" * len(cabecera), *cuerpo]


def _tabla_de_confusiones(confusiones: Mapping[str, Mapping[str, tuple[int, int]]]) -> list[str]:
    dados = sorted({dado for fila in confusiones.values() for dado in fila})
    filas = [
        (
            esperado,
            *(
                f"{casos}" + (f" ({admitidos} admitidos)" if admitidos and dado != esperado else "")
                for dado, (casos, admitidos) in ((dado, fila.get(dado, (0, 0))) for dado in dados)
            ),
        )
        for esperado, fila in confusiones.items()
    ]
    return _tabla("Estado esperado (filas) y dado (columnas)", ("", *dados), filas)


def _tabla_cruzada(titulo: str, prefijo: str, medidas: Medidas, columnas: Mapping[str, str]) -> list[str]:
    nombres = [nombre.split(".") for nombre in medidas if nombre.partition(".")[0] == prefijo]
    grupos = dict.fromkeys(".".join(partes[1:-1]) for partes in nombres)
    filas = [
        (
            grupo,
            *(
                mostrar(medida) if (medida := medidas.get(f"{prefijo}.{grupo}.{columna}")) else "–"
                for columna in columnas
            ),
        )
        for grupo in grupos
    ]
    return _tabla(titulo, (prefijo, *columnas.values()), filas)


def dibujar(carpeta: Path, curvas: Curvas) -> tuple[str, ...]:
    """Escribe los dos PNG y devuelve sus nombres; ninguno si ningún caso da puntos."""
    if not curvas.fiabilidad:
        return ()
    _dibujar_riesgo(carpeta / RIESGO, curvas.riesgo)
    _dibujar_fiabilidad(carpeta / FIABILIDAD, curvas.fiabilidad)
    return RIESGO, FIABILIDAD


def _lienzo() -> tuple[Any, Any]:
    """Una figura de matplotlib y sus ejes: sus tipos, incompletos, no salen de aquí. Agg dibuja sin pantalla."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figura = Figure(figsize=(6, 4.5), dpi=150, layout="constrained")
    FigureCanvasAgg(figura)
    return figura, figura.add_subplot()


def _dibujar_riesgo(ruta: Path, puntos: tuple[tuple[float, float], ...]) -> None:
    figura, ejes = _lienzo()
    ejes.step([cobertura for cobertura, _ in puntos], [100 * riesgo for _, riesgo in puntos], where="post")
    for tope in (1, 2, 5):
        ejes.axhline(tope, linestyle=":", linewidth=0.8, color="gray")
    ejes.set(
        xlim=(0, 1),
        xlabel="Cobertura: parte de las preguntas que se contesta",
        ylabel="Riesgo: % errado de lo contestado",
        title="Riesgo–cobertura al bajar el umbral de confianza",
    )
    ejes.set_ylim(bottom=0)
    figura.savefig(ruta)


def _dibujar_fiabilidad(ruta: Path, puntos: tuple[tuple[float, float, int], ...]) -> None:
    figura, ejes = _lienzo()
    ejes.plot([0, 1], [0, 1], linestyle=":", color="gray", label="calibración perfecta")
    ejes.plot([uno for uno, _, _ in puntos], [dos for _, dos, _ in puntos], marker="o", label="asistente")
    for confianza, frecuencia, casos in puntos:
        ejes.annotate(
            f"n={casos}", (confianza, frecuencia), textcoords="offset points", xytext=(0, -12), ha="center", fontsize=7
        )
    ejes.set(
        xlim=(-0.03, 1.05),
        ylim=(-0.06, 1.05),
        xlabel="Confianza media del tramo",
        ylabel="Parte que se puede responder",
        title="Fiabilidad de la confianza",
    )
    ejes.legend(loc="upper left")
    figura.savefig(ruta)
