"""El panel del período: lo que se cuenta mientras se exporta, y sus gráficos.

Los gráficos salen como posiciones ya calculadas; la plantilla los dibuja en SVG y escapa los textos.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.revision.exportacion.conversacion import DE_DOCUMENTOS
from bot.revision.exportacion.formato import ConversacionJson
from bot.revision.grupos.juntar import Agrupar
from conocimiento.frases import recortar

_ALTO, _BASE = 130, 158
_MAXIMO_DE_PREGUNTAS = 20_000
PREGUNTAS_POR_AGRUPAR = 300
_LARGO_DE_ROTULO = 36
_ANCHO_DE_BARRAS = 170
_MARGEN = 18
_DIAS_VISIBLES, _DIAS_CON_CIFRA = 62, 14
ESTADOS = {
    "respuesta": "Respondió con el documento",
    "cercano": "Mostró lo más cercano",
    "no_sabe": "Dijo que no lo sabe",
}
BORRADORES = {
    "sin_borrador": "Solo preguntaron",
    "en_curso": "En curso",
    "completo": "Completo",
    "abandonado": "Abandonado",
}


@dataclass(frozen=True, slots=True)
class Columna:
    """Una columna de un gráfico por días."""

    rotulo: str
    valor: int
    x: float
    y: float
    ancho: float
    alto: float
    centro: float
    con_rotulo: bool
    con_cifra: bool


@dataclass(frozen=True, slots=True)
class Barra:
    """Una barra horizontal con su rótulo a la izquierda."""

    rotulo: str
    entero: str
    valor: int
    y: int
    ancho: float


@dataclass(frozen=True, slots=True)
class Grafico:
    """Un gráfico listo para dibujar: por columnas o por barras."""

    titulo: str
    descripcion: str
    nota: str = ""
    columnas: tuple[Columna, ...] = ()
    barras: tuple[Barra, ...] = ()
    ancho: int = 480
    alto: int = 0


class Panel:
    """Cuenta conversación a conversación."""

    def __init__(self) -> None:
        self.conversaciones = self.turnos = self.consultas = 0
        self.tachados: Counter[str] = Counter()
        self._por_dia: Counter[str] = Counter()
        self._estados: Counter[str] = Counter()
        self._borradores: Counter[str] = Counter()
        self._abandonos: Counter[str] = Counter()
        self._reglas: Counter[str] = Counter()
        self._valoraciones: Counter[str] = Counter()
        self._preguntas: Counter[str] = Counter()

    def sumar(self, una: ConversacionJson) -> None:
        """Agrega una conversación."""
        self.conversaciones += 1
        self.turnos += len(una["turnos"])
        self._borradores[una["estado"]] += 1
        if una["abandono_en"]:
            self._abandonos[una["abandono_en"]] += 1
        self._reglas.update(una["reglas"])
        for turno in una["turnos"]:
            self.tachados.update(tachado["tipo"] for tachado in turno["redacciones"])
            if turno["valoracion"]:
                self._valoraciones[turno["valoracion"]] += 1
            for consulta in turno["consultas"]:
                if consulta["estado"] in DE_DOCUMENTOS:
                    self.consultas += 1
                    self._por_dia[turno["instante"][:10]] += 1
                    self._estados[consulta["estado"]] += 1
                    pregunta = " ".join(consulta["pregunta"].split())[:300]
                    if pregunta in self._preguntas or len(self._preguntas) < _MAXIMO_DE_PREGUNTAS:
                        self._preguntas[pregunta] += 1

    def graficos(
        self,
        rotulos: Mapping[str, str],
        reglas: Mapping[str, str],
        agrupar: Agrupar,
        repasar: Callable[[str], str],
    ) -> tuple[Grafico, ...]:
        """Devuelve los gráficos.

        `rotulos` y `reglas` nombran las preguntas de la entrevista y las reglas; `repasar` tacha lo que al recortar
        una pregunta parezca un dato.
        """
        return (
            _por_dias("Preguntas por día", self._por_dia),
            _barras("Cómo se respondió", {ESTADOS[clave]: cuantas for clave, cuantas in self._estados.most_common()}),
            _barras(
                "Temas más consultados",
                self._temas(agrupar),
                "Preguntas parecidas, juntas; se muestra una.",
                repasar,
            ),
            _barras(
                "Borradores",
                {BORRADORES.get(clave, clave): cuantos for clave, cuantos in self._borradores.most_common()},
            ),
            _barras(
                "Dónde se abandona la entrevista",
                {rotulos.get(clave, clave): cuantos for clave, cuantos in self._abandonos.most_common(12)},
                "Pregunta pendiente en los borradores sin actividad en una semana.",
            ),
            _barras(
                "Observaciones que más saltan",
                {
                    f"{clave} {reglas.get(clave, '')}".strip(): cuantas
                    for clave, cuantas in self._reglas.most_common(12)
                },
                "De la revisión automática de cada borrador. No cuenta lo que está pendiente.",
            ),
            _barras(
                "Valoraciones",
                {
                    "Le sirvió": self._valoraciones["sirve"],
                    "No le sirvió": self._valoraciones["no_sirve"],
                }
                if self._valoraciones
                else {},
            ),
        )

    def cifras(self) -> tuple[tuple[str, str], ...]:
        """Devuelve las cifras del período, con su nombre."""
        valoradas = self._valoraciones.total()
        return (
            ("conversaciones", f"{self.conversaciones:,}"),
            ("turnos", f"{self.turnos:,}"),
            ("preguntas a los documentos", f"{self.consultas:,}"),
            ("se respondieron", _porcentaje(self._estados["respuesta"], self.consultas)),
            ("no se supo responder", _porcentaje(self._estados["no_sabe"], self.consultas)),
            ("de lo valorado, sirvió", _porcentaje(self._valoraciones["sirve"], valoradas)),
        )

    def _temas(self, agrupar: Agrupar) -> dict[str, int]:
        comunes = self._preguntas.most_common(PREGUNTAS_POR_AGRUPAR)
        temas: Counter[str] = Counter()
        for grupo in agrupar([pregunta for pregunta, _ in comunes]):
            mas_dicha = max(grupo, key=lambda lugar: comunes[lugar][1])
            temas[comunes[mas_dicha][0]] += sum(comunes[lugar][1] for lugar in grupo)
        return dict(temas.most_common(12))


def _porcentaje(parte: int, total: int) -> str:
    return f"{100 * parte / total:.0f} %" if total else "—"


def _por_dias(titulo: str, cuentas: Counter[str]) -> Grafico:
    if not cuentas:
        return Grafico(titulo, "Sin datos")
    primero, ultimo = date.fromisoformat(min(cuentas)), date.fromisoformat(max(cuentas))
    primero = max(primero, ultimo - timedelta(days=_DIAS_VISIBLES - 1))
    dias = [(primero + timedelta(days=paso)).isoformat() for paso in range((ultimo - primero).days + 1)]
    tope = max(cuentas[dia] for dia in dias)
    paso = (480 - 2 * _MARGEN) / len(dias)
    ancho = min(paso * 0.8, 60.0)
    saltar = max(1, len(dias) // 10)
    columnas = tuple(
        Columna(
            rotulo=f"{dia[8:]}/{dia[5:7]}",
            valor=cuentas[dia],
            x=round(_MARGEN + paso * lugar + (paso - ancho) / 2, 1),
            y=round(_BASE - _ALTO * cuentas[dia] / tope, 1),
            ancho=round(ancho, 1),
            alto=round(_ALTO * cuentas[dia] / tope, 1),
            centro=round(_MARGEN + paso * (lugar + 0.5), 1),
            con_rotulo=lugar % saltar == 0,
            con_cifra=len(dias) <= _DIAS_CON_CIFRA,
        )
        for lugar, dia in enumerate(dias)
    )
    nota = f"Los últimos {_DIAS_VISIBLES} días del período." if len(dias) == _DIAS_VISIBLES else ""
    return Grafico(titulo, f"{titulo}: {sum(cuentas.values())} en total, hasta {tope} en un día", nota, columnas)


def _barras(titulo: str, cuentas: Mapping[str, int], nota: str = "", repasar: Callable[[str], str] = str) -> Grafico:
    tope = max(cuentas.values(), default=0)
    barras = tuple(
        Barra(
            rotulo=repasar(recortar(rotulo, _LARGO_DE_ROTULO)),
            entero=repasar(rotulo),
            valor=valor,
            y=lugar * 26 + 4,
            ancho=round(_ANCHO_DE_BARRAS * valor / tope, 1) if tope else 0,
        )
        for lugar, (rotulo, valor) in enumerate(cuentas.items())
    )
    dicho = "; ".join(f"{barra.entero}: {barra.valor}" for barra in barras)
    return Grafico(titulo, f"{titulo}. {dicho}", nota, barras=barras, alto=len(barras) * 26 + 8)
