"""Duraciones, meses y fechas, con la precisión que dio la persona: nunca se inventa el día ni el mes."""

import re
from bisect import bisect_left
from datetime import date

from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cantidades import cantidades
from bot.entrevista.valores.definicion import Tipo, TipoDeCampo, cifra_de
from bot.entrevista.valores.lectura import Explicacion, Lectura, Pide, Valido
from conocimiento.frases import cantidad, fecha_en_palabras
from conocimiento.palabras import MESES, plano

_NOMBRES = {
    nombre: numero
    for numero, mes in enumerate(MESES, start=1)
    for nombre in (mes, mes[:3], mes[:4] if mes.startswith("set") else mes)
} | {"septiembre": 9, "sep": 9, "sept": 9}
PATRON_DE_MES = "|".join(sorted(_NOMBRES, key=len, reverse=True))
_FECHA_NOMBRADA = re.compile(
    rf"(?:\b(\d{{1,2}})\s+(?:de\s+)?)?\b({PATRON_DE_MES})\b\.?\s*(?:(?:de|del|/|-|,)?\s*(20\d\d)\b)?"
)
_FECHA_CIFRAS = re.compile(r"\b(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](20\d\d)\b")
_ANIO = re.compile(r"\b(20\d\d)\b")
EPOCAS = {
    "inicios": (1, 2, 3), "comienzos": (1, 2, 3), "principios": (1, 2, 3), "mediados": (5, 6, 7),
    "fines": (10, 11, 12), "finales": (10, 11, 12), "fin": (10, 11, 12),
    "primer semestre": (1, 3, 6), "segundo semestre": (7, 9, 12),
}  # fmt: skip

_UNIDADES = tuple(
    (re.compile(rf"([\w.,]++(?:\s++y\s++\w++)?)\s++{unidad}\b(\s+y\s+medio\b)?|[\w.,]++"), meses)
    for unidad, meses in (("anos?", 12), ("semestres?", 6), ("trimestres?", 3), ("mes(?:es)?", 1))
)
"""Lo que va delante de cada unidad, y sus meses. Lo que no la lleva detrás se pasa de una vez."""

DURACION_INCREIBLE = 10**15  # meses: un número así no se repite a quien lo escribió
DURACIONES_HABITUALES = (12, 18, 24, 36)


def leer_plazo(texto: str, hoy: date, minimo: int, maximo: int) -> Lectura:
    """Lee duración e inicio. El valor es `{"meses": 24, "inicio": "2027-03"}`; `inicio` puede ser None."""
    liso = plano(texto)
    fechas = _fechas(liso, hoy)
    resto = _FECHA_CIFRAS.sub(" ", _FECHA_NOMBRADA.sub(" ", liso))
    meses = _duracion(_ANIO.sub(" ", resto))
    if isinstance(meses, Explicacion):
        return meses
    if meses is None and len(fechas) == 2:
        (anio_a, mes_a), (anio_b, mes_b) = (_anio_mes(fecha) for fecha in fechas)
        if mes_a and mes_b:
            meses = (anio_b - anio_a) * 12 + mes_b - mes_a + 1
    if meses is None:
        return _sin_duracion(fechas, _epoca(liso, hoy), hoy, (minimo, maximo))
    if not minimo <= meses <= maximo:
        leido = cantidad(meses, "mes", "meses") if meses < DURACION_INCREIBLE else ""
        return Explicacion(f"la duración debe estar entre {minimo} y {maximo} meses", leido)
    if not fechas and (epoca := _epoca(liso, hoy)):
        anio, numeros = epoca
        opciones = tuple(_opcion_plazo(meses, f"{anio}-{numero:02d}") for numero in numeros)
        return Pide("¿En qué mes empezaría?", (*opciones, _opcion_plazo(meses, str(anio))))
    inicio = fechas[0] if fechas else None
    if inicio and inicio[:7] < hoy.isoformat()[: len(inicio[:7])]:
        return Explicacion("esa fecha de inicio ya pasó", fecha_en_palabras(inicio))
    valor: dict[str, Valor] = {"meses": meses, "inicio": inicio[:7] if inicio else None}
    return Valido(valor, mostrar_plazo(valor))


def _sin_duracion(
    fechas: list[str], epoca: tuple[int, tuple[int, ...]] | None, hoy: date, limites: tuple[int, int]
) -> Lectura:
    """Solo dijo cuándo empieza: se pregunta cuánto dura, sin perder el comienzo."""
    inicio = fechas[0][:7] if fechas else str(epoca[0]) if epoca else ""
    if len(fechas) > 1 or not inicio or inicio < hoy.isoformat()[: len(inicio)]:
        return Explicacion(
            "falta cuántos meses duraría", f"empezaría en {fecha_en_palabras(fechas[0])}" if fechas else ""
        )
    duraciones: list[tuple[str, Valor]] = []
    for meses in DURACIONES_HABITUALES:
        if limites[0] <= meses <= limites[1]:
            valor: dict[str, Valor] = {"meses": meses, "inicio": inicio}
            duraciones.append((mostrar_plazo(valor), valor))
    return Pide(f"Empezaría en {fecha_en_palabras(inicio)}. ¿Cuántos meses duraría?", tuple(duraciones))


def leer_fecha(texto: str, hoy: date) -> Lectura:
    """Lee una sola fecha: `AAAA`, `AAAA-MM` o `AAAA-MM-DD` según lo dicho (día/mes/año)."""
    liso = plano(texto)
    fechas = _fechas(liso, hoy)
    if len(fechas) == 1:
        return Valido(fechas[0], fecha_en_palabras(fechas[0]))
    if not fechas and (epoca := _epoca(liso, hoy)):
        anio, numeros = epoca
        claves = [f"{anio}-{numero:02d}" for numero in numeros] + [str(anio)]
        return Pide("¿Qué fecha anoto?", tuple((fecha_en_palabras(clave), clave) for clave in claves))
    return Explicacion("necesito una sola fecha, con mes y año")


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


def _opcion_plazo(meses: int, inicio: str) -> tuple[str, Valor]:
    return fecha_en_palabras(inicio), {"meses": meses, "inicio": inicio}


def _anio_mes(fecha: str) -> tuple[int, int]:
    partes = [int(parte) for parte in fecha.split("-")]
    return partes[0], partes[1] if len(partes) > 1 else 0


def _fechas(liso: str, hoy: date) -> list[str]:
    halladas: list[tuple[int, str]] = []
    for hallada in _FECHA_CIFRAS.finditer(liso):
        dia, mes, anio = hallada.groups()
        if 1 <= int(mes) <= 12:
            halladas.append((hallada.start(), _iso(int(anio), int(mes), int(dia) if dia else None)))
    anios = [(hallado.start(), int(hallado.group(1))) for hallado in _ANIO.finditer(liso)]
    for hallada in _FECHA_NOMBRADA.finditer(liso):
        dia, mes, anio = hallada.groups()
        numero = _NOMBRES[mes]
        if anio is None and len(mes) < 5 and mes not in MESES:
            continue
        siguiente = bisect_left(anios, (hallada.end(), 0))
        prestado = anios[siguiente][1] if siguiente < len(anios) else hoy.year + (numero < hoy.month)
        halladas.append((hallada.start(), _iso(int(anio) if anio else prestado, numero, int(dia) if dia else None)))
    if not halladas and not any(re.search(rf"\b{epoca}\b", liso) for epoca in EPOCAS):
        halladas = [(hallada.start(), hallada.group(1)) for hallada in _ANIO.finditer(liso)]
        if not halladas and re.search(r"\b(el proximo ano|el ano que viene)\b", liso):
            halladas = [(0, str(hoy.year + 1))]
    return [fecha for _, fecha in sorted(halladas)]


def _iso(anio: int, mes: int, dia: int | None) -> str:
    if dia is not None:
        try:
            return date(anio, mes, dia).isoformat()
        except ValueError:
            pass
    return f"{anio}-{mes:02d}"


def _epoca(liso: str, hoy: date) -> tuple[int, tuple[int, ...]] | None:
    anio = _ANIO.search(liso)
    for nombre, meses in EPOCAS.items():
        if re.search(rf"\b{nombre}\b", liso):
            numero = int(anio.group(1)) if anio else hoy.year + 1
            return numero, meses
    return None


def _duracion(liso: str) -> int | Explicacion | None:
    """Meses que dura; None si no se dice."""
    liso = re.sub(r"\b(un )?ano y medio\b", "18 meses", liso)
    liso = re.sub(r"\bmedio ano\b", "6 meses", liso)
    meses, hallado = 0, False
    for patron, factor in _UNIDADES:
        for trozo in (hallado for hallado in patron.finditer(liso) if hallado.group(1)):
            numeros = cantidades("1" if trozo.group(1) in ("un", "una") else trozo.group(1))
            if not numeros or len(numeros[-1].lecturas) != 1:
                continue
            total = numeros[-1].lecturas[0] * factor + (factor // 2 if trozo.group(2) else 0)
            if total != total.to_integral_value() or (factor == 1 and trozo.group(2)):
                return Explicacion("necesito un número entero de meses", str(total))
            meses, hallado = meses + int(total), True
    if hallado:
        return meses
    sueltos = cantidades(liso)
    if len(sueltos) == 1 and len(sueltos[0].lecturas) == 1 and sueltos[0].lecturas[0] == int(sueltos[0].lecturas[0]):
        return int(sueltos[0].lecturas[0])
    return None


TIPOS = {
    "plazo": Tipo(
        leer=lambda pregunta, texto, entorno: leer_plazo(
            texto, entorno.hoy, pregunta.minimo or 1, pregunta.maximo or 60
        ),
        muestra=lambda _, muestra: {"meses": 24, "inicio": None if muestra.a_medias else "2027-03"},
        mostrar=lambda _, valor, __: mostrar_plazo(valor),
        numero=cifra_de("meses"),
        con_numero=lambda numero: {"meses": numero, "inicio": None},
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
