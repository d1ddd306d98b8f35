"""Cuánto dura y cuándo empieza, con la precisión que dio la persona: lo que no dijo no se inventa."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cifras.duraciones import Meses, duraciones_en, meses_en
from bot.entrevista.valores.cifras.fechas import (
    Fecha,
    Momento,
    Papel,
    anios_en,
    correr,
    fechas_en,
    meses_entre,
    momento_en,
)
from bot.entrevista.valores.cifras.trozos import liso_de
from bot.entrevista.valores.definicion import Tipo, TipoDeCampo, cifra_de
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido
from conocimiento.frases import cantidad, fecha_en_palabras

DURACION_INCREIBLE = 10**15  # meses: un número así no se repite a quien lo escribió
DURACIONES_HABITUALES = (12, 18, 24, 36)
LECTURAS_MAXIMAS = 4
MESES_DE_UN_FIN = 12
"""«para diciembre de 2028», dicho un año antes o más, es cuándo acaba."""


@dataclass(frozen=True, slots=True)
class _Limites:
    minimo: int
    maximo: int
    hoy: date

    def admiten(self, meses: int) -> bool:
        return self.minimo <= meses <= self.maximo

    def ya_paso(self, fecha: str) -> bool:
        return fecha[:7] < self.hoy.isoformat()[: len(fecha[:7])]


def leer_plazo(texto: str, hoy: date, minimo: int, maximo: int) -> Lectura:
    """Lee duración e inicio. El valor es `{"meses": 24, "inicio": "2027-03"}`; `inicio` puede ser None."""
    limites, fechas = _Limites(minimo, maximo, hoy), fechas_en(texto, hoy)
    if (imposible := next((fecha for fecha in fechas if fecha.problema), None)) is not None:
        return Explicacion(imposible.problema, texto[imposible.inicio : imposible.fin])
    ajenos = [*((fecha.inicio, fecha.fin) for fecha in fechas), *anios_en(liso_de(texto))]
    duraciones = duraciones_en(texto, ajenos, solo_plazo=True)
    if duraciones.sueltas:
        return Explicacion(f"no entendí «{duraciones.sueltas[0]}»; escriba los meses en cifras, por ejemplo «24 meses»")
    meses = meses_en(texto, duraciones)
    if isinstance(meses, Explicacion):
        return meses
    if meses is not None and len(meses.posibles) == 1 and not limites.admiten(meses.posibles[0]):
        solo = meses.posibles[0]
        leido = cantidad(solo, "mes", "meses") if solo < DURACION_INCREIBLE else ""
        return Explicacion(f"la duración debe estar entre {minimo} y {maximo} meses", leido)
    inicios, fines = _papeles(fechas, limites, hay_duracion=meses is not None)
    if espera := next((d for d in duraciones.dichas if d.es_espera), None):
        inicios = (*inicios, correr(f"{hoy.year}-{hoy.month:02d}", round(espera.meses[0])))
    if not fechas and (momento := momento_en(texto, hoy)) is not None:
        return _en_un_momento(meses, momento, limites)
    return _componer(meses, inicios, fines, limites)


def _papeles(
    fechas: tuple[Fecha, ...], limites: _Limites, *, hay_duracion: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Las fechas en que puede empezar y en que puede acabar."""
    inicios: list[str] = []
    fines: list[str] = []
    for lugar, fecha in enumerate(fechas):
        lecturas = tuple(dict.fromkeys(lectura[:7] for lectura in fecha.lecturas))
        if len(lecturas) == 1:
            lecturas = fecha.lecturas[:1]
        es_lejana = (
            not limites.ya_paso(lecturas[0])
            and (meses_entre(limites.hoy.isoformat()[:7], lecturas[0][:7]) or 0) > MESES_DE_UN_FIN
        )
        papel = fecha.papel
        if len(fechas) == 2 and lugar == 1 and papel is not Papel.INICIO and not fines:
            papel = Papel.FIN
        if len(fechas) == 2 and lugar == 1 and papel is Papel.INICIO and inicios and not fines:
            papel = Papel.FIN
        match papel:
            case Papel.FIN:
                fines += lecturas
            case Papel.PARA if es_lejana and len(fechas) == 1:
                fines += lecturas
                inicios += lecturas if hay_duracion else ()
            case _:
                inicios += lecturas
    return tuple(inicios), tuple(fines)


def _componer(meses: Meses | None, inicios: tuple[str, ...], fines: tuple[str, ...], limites: _Limites) -> Lectura:
    """Junta lo que dura con cuándo empieza o acaba: un plazo, o los que pueden ser."""
    if meses is None and not (inicios and fines):
        return _solo_el_fin(fines[0], limites) if fines else _solo_el_inicio(inicios, limites)
    plazos: dict[tuple[int, str], None] = {}
    for inicio in inicios:
        entre = [calculados for fin in fines if (calculados := meses_entre(inicio, fin)) is not None and fin != inicio]
        dichos = meses.posibles if meses else ()
        coinciden = tuple(uno for uno in dichos if uno in entre)
        plazos |= {(uno, inicio[:7]): None for uno in coinciden or (*dichos, *entre)}
    posibles = meses.posibles if meses and (not inicios or inicios == fines) else ()
    for fin in fines:
        plazos |= {(uno, correr(fin, 1 - uno)): None for uno in posibles if len(fin) >= len("2027-01")}
    if not plazos and meses:
        plazos = {(uno, ""): None for uno in meses.posibles}
    if not plazos and inicios and fines:  # «del 2027 al 2029»
        anios = int(fines[0][:4]) - int(inicios[0][:4])
        plazos = {(anios_enteros * 12, inicios[0][:7]): None for anios_enteros in (anios + 1, anios)}
    caben = [
        (uno, inicio) for uno, inicio in plazos if limites.admiten(uno) and not (inicio and limites.ya_paso(inicio))
    ]
    if not caben:
        uno, inicio = next(iter(plazos), (0, ""))
        if inicio and limites.ya_paso(inicio):
            return Explicacion("esa fecha de inicio ya pasó", fecha_en_palabras(inicio))
        leido = cantidad(uno, "mes", "meses") if uno < DURACION_INCREIBLE else ""
        return Explicacion(f"la duración debe estar entre {limites.minimo} y {limites.maximo} meses", leido)
    por_que = meses.por_que if meses else ""
    if len(caben) == 1 and (not por_que or (len(plazos) > 1 and inicios and fines and not por_que)):
        valor = _valor(*caben[0])
        return Valido(valor, mostrar_plazo(valor))
    return Pide(por_que or "¿Cuál de estos plazos es?", _opciones(caben))


def _opciones(plazos: Iterable[tuple[int, str]]) -> tuple[tuple[str, Valor], ...]:
    valores = [_valor(*plazo) for plazo in plazos]
    return tuple((mostrar_plazo(valor), valor) for valor in valores)[:LECTURAS_MAXIMAS]


def _valor(meses: int, inicio: str) -> dict[str, Valor]:
    return {"meses": meses, "inicio": inicio or None}


def _solo_el_inicio(inicios: tuple[str, ...], limites: _Limites) -> Lectura:
    """Solo dijo cuándo empieza: se pregunta cuánto dura, sin perder el comienzo."""
    vigentes = [inicio[:7] for inicio in inicios if not limites.ya_paso(inicio)]
    if len(vigentes) != 1:
        dicho = next((f"empezaría en {fecha_en_palabras(inicio)}" for inicio in inicios), "")
        return Explicacion("falta cuántos meses duraría", dicho)
    duraciones = [(meses, vigentes[0]) for meses in DURACIONES_HABITUALES if limites.admiten(meses)]
    return Pide(f"Empezaría en {fecha_en_palabras(vigentes[0])}. ¿Cuántos meses duraría?", _opciones(duraciones))


def _solo_el_fin(fin: str, limites: _Limites) -> Lectura:
    """Solo dijo cuándo acaba: se pregunta cuánto dura, contando hacia atrás."""
    acaba = fin[:7] if len(fin) > len("2028") else f"{fin}-12"
    plazos = [(meses, correr(acaba, 1 - meses)) for meses in DURACIONES_HABITUALES if limites.admiten(meses)]
    vigentes = [(meses, inicio) for meses, inicio in plazos if not limites.ya_paso(inicio)]
    if not vigentes:
        return Explicacion("falta cuántos meses duraría", f"terminaría en {fecha_en_palabras(fin)}")
    return Pide(f"Terminaría en {fecha_en_palabras(fin)}. ¿Cuánto duraría?", _opciones(vigentes))


def _en_un_momento(meses: Meses | None, momento: Momento, limites: _Limites) -> Lectura:
    """«12 meses desde mediados de 2027», «hasta fines de 2028»: en qué mes."""
    claves = tuple(f"{momento.anio}-{numero:02d}" for numero in momento.meses)
    if meses is None:
        return _solo_el_fin(claves[-1], limites) if momento.es_fin else _solo_el_inicio((str(momento.anio),), limites)
    if momento.es_fin:
        return _componer(meses, (), claves, limites)
    cuantos, *otros = meses.posibles
    if otros:
        return Pide(
            meses.por_que, _opciones((uno, str(momento.anio)) for uno in meses.posibles if limites.admiten(uno))
        )
    opciones: list[tuple[str, Valor]] = [
        (fecha_en_palabras(inicio), _valor(cuantos, inicio)) for inicio in (*claves, str(momento.anio))
    ]
    return Pide("¿En qué mes empezaría?", tuple(opciones))


def leer_fecha(texto: str, hoy: date) -> Lectura:
    """Lee una sola fecha: `AAAA`, `AAAA-MM` o `AAAA-MM-DD` según lo dicho (día/mes/año)."""
    fechas = fechas_en(texto, hoy)
    if (imposible := next((fecha for fecha in fechas if fecha.problema), None)) is not None:
        return Explicacion(imposible.problema, texto[imposible.inicio : imposible.fin])
    claves = list(dict.fromkeys(lectura for fecha in fechas for lectura in fecha.lecturas))
    if len(claves) == 1:
        return Valido(claves[0], fecha_en_palabras(claves[0]))
    if not claves and (momento := momento_en(texto, hoy)) is not None:
        claves = [*(f"{momento.anio}-{numero:02d}" for numero in momento.meses), str(momento.anio)]
    if not 2 <= len(claves) <= LECTURAS_MAXIMAS:
        return Explicacion("necesito una sola fecha, con mes y año")
    return Pide("¿Qué fecha anoto?", tuple((fecha_en_palabras(clave), clave) for clave in claves))


def es_plazo_entero(valor: Valor) -> bool:
    """Dice si se sabe también cuándo empieza."""
    return isinstance(valor, dict) and bool(valor.get("inicio"))


def mostrar_plazo(valor: Valor) -> str:
    """«24 meses, desde marzo de 2027»."""
    if not isinstance(valor, dict):
        return ""
    inicio, meses = valor.get("inicio"), valor.get("meses")
    cuando = f"desde {fecha_en_palabras(str(inicio))}" if inicio else "inicio por definir"
    return f"{meses} {'mes' if meses == 1 else 'meses'}, {cuando}"


def _completar(pregunta: Pregunta, texto: str, crudo: str, entorno: Entorno) -> tuple[str, Lectura] | None:
    """«para marzo» y después «18 meses»; «12 a 18 meses» y después «15», que es lo que dura."""
    limites = pregunta.minimo or 1, pregunta.maximo or 60
    lectura = leer_plazo(texto, entorno.hoy, *limites)
    if not isinstance(lectura, Valido) or not isinstance(lectura.valor, dict) or es_plazo_entero(lectura.valor):
        return None
    junto = f"{texto} desde {crudo}"
    completa = leer_plazo(junto, entorno.hoy, *limites)
    if isinstance(completa, Explicacion):
        return None
    valores = [completa.valor] if isinstance(completa, Valido) else [valor for _, valor in completa.opciones]
    dura_lo_mismo = all(isinstance(uno, dict) and uno["meses"] == lectura.valor["meses"] for uno in valores)
    return (junto, completa) if dura_lo_mismo else None


TIPOS = {
    "plazo": Tipo(
        leer=lambda pregunta, texto, entorno: leer_plazo(
            texto, entorno.hoy, pregunta.minimo or 1, pregunta.maximo or 60
        ),
        muestra=lambda _, muestra: {"meses": 24, "inicio": None if muestra.a_medias else "2027-03"},
        mostrar=lambda _, valor, __: mostrar_plazo(valor),
        numero=cifra_de("meses"),
        con_numero=lambda numero: {"meses": numero, "inicio": None},
        completar=_completar,
        es_estricto=True,
    ),
    "fecha": Tipo(
        leer=lambda _, texto, entorno: leer_fecha(texto, entorno.hoy),
        muestra=lambda _, __: "2028-12-31",
        mostrar=lambda _, valor, __: fecha_en_palabras(str(valor)),
        es_estricto=True,
        es_dato=True,
    ),
}

CAMPOS = {
    "fecha": TipoDeCampo(
        leer=lambda _, texto, entorno: leer_fecha(texto, entorno.hoy),
        muestra=lambda _, __: "2028-12-31",
        mostrar=lambda _, valor: fecha_en_palabras(str(valor)),
    ),
}
