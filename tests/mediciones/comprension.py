"""Mide qué se entiende de las descripciones y qué ODS se sugieren; imprime precisión y cobertura por clase de dato.

    python -m tests.mediciones.comprension [carpeta de datos con el modelo]

Un dato dudoso (se pregunta con opciones) no cuenta como propuesto, salvo que eso sea lo esperado.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.edicion.leer import leer_entrevista
from bot.entrevista.comprension.comprender import comprender
from bot.entrevista.eventos import Entendido
from bot.entrevista.valores.lectura import Entorno
from conocimiento.palabras import comparable
from tests.apoyo.rutas import ALIANZA, RAIZ

CARPETA = RAIZ / "tests" / "evaluacion"
ABIERTAS, RESERVADAS = CARPETA / "descripciones.yaml", CARPETA / "descripciones-reservadas.yaml"
FRASES = CARPETA / "frases-ods.yaml"
ENTREVISTA = leer_entrevista(ALIANZA)
ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 25))
DATOS = ("organizacion", "tipo", "departamentos", "poblacion", "monto", "meses", "inicio")
HOLGURA_DE_LUGAR = 12  # «Cooperativa Valle Verde» vale por «Cooperativa Valle Verde de Jaén»


@dataclass
class Medida:
    """Aciertos, propuestos de más y no propuestos de una clase de dato."""

    aciertos: int = 0
    de_mas: int = 0
    faltan: int = 0

    @property
    def precision(self) -> float:
        return self.aciertos / max(1, self.aciertos + self.de_mas)

    @property
    def cobertura(self) -> float:
        return self.aciertos / max(1, self.aciertos + self.faltan)


@dataclass
class Resultado:
    """Las medidas por dato y los textos en que un monto, plazo o fecha se propuso mal sin preguntar."""

    medidas: dict[str, Medida] = field(default_factory=dict)
    cifras_equivocadas: list[str] = field(default_factory=list)
    citas_ajenas: list[str] = field(default_factory=list)

    def de(self, dato: str) -> Medida:
        return self.medidas.setdefault(dato, Medida())


def leer_yaml(ruta: Path) -> list[Any]:
    return YAML(typ="safe", pure=True).load(ruta.read_text(encoding="utf-8"))


def medir_descripciones(ruta: Path) -> Resultado:
    """Compara lo propuesto con lo esperado en cada descripción del archivo."""
    resultado = Resultado()
    for caso in leer_yaml(ruta):
        texto = str(caso["texto"])
        entendidos = comprender(ENTREVISTA, texto, ENTORNO)
        resultado.citas_ajenas += [texto for entendido in entendidos if entendido.cita not in texto]
        entendido = _entendido(entendidos)
        for dato in DATOS:
            esperado, dicho = caso.get(dato), entendido.get(dato)
            esperado = str(esperado) if dato == "inicio" and esperado is not None else esperado
            if dicho == "duda" and esperado is None:
                continue
            if esperado is not None and _coincide(dato, esperado, dicho):
                resultado.de(dato).aciertos += 1
                continue
            resultado.de(dato).faltan += esperado is not None
            resultado.de(dato).de_mas += dicho is not None
            if dicho is not None and dicho != "duda" and dato in ("monto", "meses", "inicio"):
                resultado.cifras_equivocadas.append(f"{dato}: {dicho} en «{texto}»")
        _medir_actores(resultado, dict(caso.get("actores") or {}), dict(entendido.get("actores") or {}))
    return resultado


def medir_ods(sugeridor: Any, paridad: int) -> Resultado:
    """Compara el ODS sugerido con el esperado en las frases impares (0) o pares (1) del archivo."""
    resultado = Resultado()
    for numero, (frase, esperado) in enumerate(leer_yaml(FRASES)):
        if numero % 2 != paridad:
            continue
        sugeridos = [ods for ods, _ in sugeridor.sugerir((frase,))]
        if esperado and sugeridos[:1] == [esperado]:
            resultado.de("ods").aciertos += 1
        else:
            resultado.de("ods").de_mas += bool(sugeridos)
            resultado.de("ods").faltan += bool(esperado)
    return resultado


def abrir_sugeridor(datos: Path) -> Any:
    """El sugeridor de ODS con el modelo ya preparado en `datos`."""
    from indices.modelo.preparacion import carpeta_del_modelo
    from indices.modelo.servicio import EmbeddingsLocales
    from indices.parecido.ods import ObjetivoConocido, SugeridorDeOds

    catalogos = ENTREVISTA.catalogos
    objetivos = [
        ObjetivoConocido(ods.numero, ods.descripcion, ods.palabras) for ods in catalogos.ods if not ods.es_medio
    ]
    return SugeridorDeOds(EmbeddingsLocales(carpeta_del_modelo(datos, None)), objetivos, catalogos.frases_sin_ods)


def _entendido(entendidos: tuple[Entendido, ...]) -> dict[str, Any]:
    papeles = ENTREVISTA.papeles
    dicho: dict[str, Any] = {}
    for entendido in entendidos:
        clave, valor = entendido.llave[0], entendido.valor
        tipo = ENTREVISTA.pregunta(clave).tipo
        dudoso = bool(entendido.opciones)
        if clave == papeles.proponente:
            dicho["organizacion"] = valor
        elif clave == papeles.tipo_proponente:
            dicho["tipo"] = "duda" if dudoso else valor
        elif clave == papeles.actores and isinstance(valor, list):
            dicho.setdefault("actores", {}).update({actor["nombre"]: actor["tipo"] for actor in valor})
        elif tipo == "departamentos" and isinstance(valor, dict):
            dicho["departamentos"] = valor["departamentos"]
        elif tipo == "poblacion":
            dicho["poblacion"] = "duda" if dudoso else f"{valor['cantidad']} {valor['unidad']}"
        elif tipo == "monto":
            dicho["monto"] = "duda" if dudoso else f"{valor['moneda']} {valor['monto']}"
        elif tipo == "plazo":
            lectura = entendido.opciones[0][1] if dudoso else valor
            mismos_meses = len({opcion["meses"] for _, opcion in entendido.opciones}) <= 1
            dicho["meses"] = lectura["meses"] if mismos_meses else "duda"
            if lectura["inicio"]:
                dicho["inicio"] = "duda" if dudoso else lectura["inicio"]
    return dicho


def _coincide(dato: str, esperado: Any, dicho: Any) -> bool:
    if dicho is None:
        return False
    if dato == "organizacion":
        return _mismo_nombre(esperado, dicho)
    return sorted(esperado) == sorted(dicho) if dato == "departamentos" else esperado == dicho


def _mismo_nombre(esperado: str, dicho: str) -> bool:
    a, b = comparable(esperado), comparable(dicho)
    return a == b or (b.startswith(a) and len(b) - len(a) <= HOLGURA_DE_LUGAR)


def _medir_actores(resultado: Resultado, esperados: dict[str, Any], dichos: dict[str, Any]) -> None:
    for nombre, tipo in esperados.items():
        hallado = next((dicho for dicho in dichos if _mismo_nombre(nombre, dicho)), None)
        if hallado is None:
            resultado.de("actor").faltan += 1
            continue
        resultado.de("actor").aciertos += 1
        bien = dichos.pop(hallado) == tipo
        resultado.de("clase").aciertos += bien
        resultado.de("clase").de_mas += not bien
    resultado.de("actor").de_mas += len(dichos)


def _tabla(titulo: str, resultado: Resultado) -> None:
    print(f"\n{titulo}\n{'dato':15} {'precisión':>9} {'cobertura':>9}   bien  de más  faltan")
    for dato, medida in resultado.medidas.items():
        cifras = f"{medida.aciertos:6} {medida.de_mas:7} {medida.faltan:7}"
        print(f"{dato:15} {medida.precision:9.2f} {medida.cobertura:9.2f} {cifras}")
    for equivocada in resultado.cifras_equivocadas:
        print("  equivocada:", equivocada)


def principal() -> None:
    """Imprime todas las tablas."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.comprension", description=__doc__)
    lector.add_argument("datos", type=Path, nargs="?", default=RAIZ / "datos" / "pruebas", help="trae el modelo")
    datos = lector.parse_args().datos
    for ruta in (ABIERTAS, RESERVADAS):
        casos = Counter(bool(len(caso) > 1) for caso in leer_yaml(ruta))
        _tabla(
            f"{ruta.name}: {casos.total()} descripciones ({casos[False]} sin nada que entender)",
            medir_descripciones(ruta),
        )
    sugeridor = abrir_sugeridor(datos)
    _tabla("ODS, frases impares (con ellas se calibró)", medir_ods(sugeridor, 0))
    _tabla("ODS, frases pares (reservadas)", medir_ods(sugeridor, 1))


if __name__ == "__main__":
    principal()
