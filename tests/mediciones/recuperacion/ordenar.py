"""En qué puesto queda lo que se busca: con el conjunto público y con las preguntas del dominio."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

from indices.abrir import abrir_buscador
from indices.busqueda import Coleccion
from tests.apoyo.rutas import DOCUMENTOS
from tests.mediciones.medidas import por_pregunta, puesto_de
from tests.mediciones.recuperacion.banco import Banco


def medir_orden(banco: Banco, azar: random.Random, cuantas: int) -> None:
    """nDCG@10 y R@1 sobre el corpus completo y sobre corpus diminutos, cuidado y descuidado."""
    todas = list(range(len(banco.datos.preguntas)))
    muestra = todas if cuantas <= 0 else azar.sample(todas, min(cuantas, len(todas)))
    for con_oraciones in (False, True):
        completo = banco.coleccion(range(len(banco.fragmentos)), con_oraciones=con_oraciones)
        for descuidada in (False, True):
            _imprimir_orden(
                "Corpus completo"
                + (", con vectores de oraciones" if con_oraciones else "")
                + (", escritura descuidada" if descuidada else ""),
                _puestos(banco, completo, muestra, descuidada),
            )
    puestos: list[int | None] = []
    for _ in range(100):
        desde = azar.randrange(len(banco.fragmentos) - 12)
        filas = list(range(desde, desde + azar.randint(6, 12)))
        diminuto = banco.coleccion(filas, con_oraciones=True)
        presentes = {banco.fragmentos[fila][0] for fila in filas}
        candidatas = [numero for numero in todas if banco.datos.preguntas[numero].parrafo in presentes]
        puestos += _puestos(banco, diminuto, azar.sample(candidatas, min(10, len(candidatas))), False)
    _imprimir_orden("Corpus de 6 a 12 fragmentos", puestos)


def _puestos(banco: Banco, coleccion: Coleccion, numeros: Sequence[int], descuidada: bool) -> list[int | None]:
    preguntas = [banco.datos.preguntas[numero] for numero in numeros]
    hallazgos = banco.buscar(
        coleccion,
        banco.corrector(coleccion),
        [pregunta.descuidada if descuidada else pregunta.texto for pregunta in preguntas],
    )
    return [
        puesto_de([pasaje.fragmento.documento for pasaje in hallazgo.pasajes], str(pregunta.parrafo))
        for pregunta, hallazgo in zip(preguntas, hallazgos, strict=True)
    ]


def _imprimir_orden(nombre: str, puestos: Sequence[int | None]) -> None:
    medidas = por_pregunta(puestos)
    print(f"{nombre}: nDCG@10 {medidas['ndcg_10'].mean():.1%}, R@1 {medidas['r_1'].mean():.1%} (n = {len(puestos)})")


def medir_casos(ruta: Path, carpeta_datos: Path) -> None:
    """Las preguntas del dominio sobre el corpus que viaja: evidencia entre los primeros y confianza."""
    buscador = abrir_buscador(DOCUMENTOS, carpeta_datos)
    casos = [json.loads(linea) for linea in ruta.read_text(encoding="utf-8").splitlines() if linea.strip()]
    hallazgos = buscador.buscar([caso["pregunta"] for caso in casos])
    primero = segundo = en_oracion = con_evidencia = 0
    for caso, hallazgo in zip(casos, hallazgos, strict=True):
        puesto = None
        if caso["evidencia"]:
            con_evidencia += 1
            textos = [pasaje.fragmento.texto for pasaje in hallazgo.pasajes]
            puesto = next((lugar for lugar, texto in enumerate(textos) if caso["evidencia"] in texto), None)
            primero += puesto == 0
            segundo += puesto in (0, 1)
            oracion = hallazgo.pasajes[0].fragmento.oracion(hallazgo.pasajes[0].oracion)
            en_oracion += puesto == 0 and (caso["evidencia"] in oracion or oracion in caso["evidencia"])
        print(f"  {caso['id']} {caso['tipo']:<20} puesto {puesto!s:<5} confianza {hallazgo.confianza:.2f}")
    print(
        f"Casos del dominio: evidencia primera {primero}, entre las dos primeras {segundo}, "
        f"en la mejor oración {en_oracion} (n = {con_evidencia})"
    )
