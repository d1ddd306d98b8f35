"""Las historias que guardó la versión 0.1.0 dan hoy el mismo borrador y las mismas preguntas, e imprimen lo mismo.

Lo que depende de la entrevista se compara con la de entonces: si la agencia cambia las preguntas o las reglas, cambia
con razón lo que falta o lo que se observa. El borrador que dejó una historia no puede cambiar nunca.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, get_args

import pytest

from bot.almacen.base.conversion import evento_a_json
from bot.entrevista.borrador import Borrador, esta_autorizado, poner_al_dia
from bot.entrevista.comprension.lote import espera_idea, lote_abierto
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento, Llave, Redactada, entre_varios
from bot.entrevista.pasos import (
    Paso,
    actores,
    anterior,
    avance,
    faltan,
    minutos_que_faltan,
    partes_que_faltan,
    paso_actual,
    pasos_visibles,
    por_completar,
    porcentaje,
    siguiente,
)
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.versiones import comparar, versiones_de
from bot.entrevista.valores.tipos import mostrar
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.palabras import palabras
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.historias import GUARDADO, HISTORIAS, Json, entrevista_de, eventos_de

DE_HOY = ENTREVISTA


@pytest.mark.parametrize("nombre", HISTORIAS)
def test_una_historia_guardada_deja_el_mismo_borrador(nombre: str) -> None:
    historia = HISTORIAS[nombre]
    dejado = _dejado(eventos_de(historia))
    esperado = {campo: historia["resumen"][campo] for campo in dejado}
    esperado["respuestas"] = {
        llave: [dicha["valor"], dicha.get("crudo", dicha["texto"])] for llave, dicha in esperado["respuestas"].items()
    }
    assert dejado == esperado


@pytest.mark.parametrize("nombre", HISTORIAS)
def test_una_historia_guardada_pregunta_e_imprime_lo_mismo(nombre: str) -> None:
    historia = HISTORIAS[nombre]
    entrevista, eventos = entrevista_de(historia["entrevista"]), eventos_de(historia)
    visto = _visto(entrevista, eventos)
    del_borrador = _dejado(eventos).keys() - {"respuestas"}
    esperado = {campo: valor for campo, valor in historia["resumen"].items() if campo not in del_borrador}
    # La huella de entonces llevaba además la versión de las reglas, y de ella sale el número de la versión siguiente.
    impresa = {campo: valor for campo, valor in esperado["propuesta"].items() if campo not in ("huella", "numero")}
    esperado["propuesta"] = {**impresa, "pendientes": _en_palabras(impresa["pendientes"])}
    assert visto == esperado
    if "documento" in historia:
        impresas = set(palabras(_impreso(entrevista, eventos)))
        rotulos = {
            una for pregunta in entrevista.preguntas for campo in pregunta.campos for una in palabras(campo.rotulo)
        }
        dichas = set(palabras(_dicho_entonces(historia["documento"]))) - rotulos - {"none", "pendiente"}
        assert sorted(dichas - impresas) == []


@pytest.mark.parametrize("nombre", HISTORIAS)
def test_una_historia_guardada_sigue_con_la_entrevista_de_hoy(nombre: str) -> None:
    respondidas, total, _ = _visto(DE_HOY, eventos_de(HISTORIAS[nombre]))["avance"]
    assert 0 <= respondidas <= total


def test_la_entrevista_guardada_es_la_de_la_version_0_1_0() -> None:
    de_entonces = entrevista_de("hoy")
    versiones = (GUARDADO["version_de_la_entrevista"], GUARDADO["version_de_las_reglas"])
    assert (de_entonces.version, de_entonces.version_reglas) == versiones


def test_hay_historias_guardadas_de_cada_cosa_que_puede_pasar() -> None:
    posteriores = {una for una in get_args(Evento) if una is Redactada or una.__module__ == entre_varios.__name__}
    pasados = {type(evento) for historia in HISTORIAS.values() for evento in eventos_de(historia)}
    assert pasados == set(get_args(Evento)) - posteriores


def _dejado(eventos: Sequence[Evento]) -> Json:
    """Lo que se sabe de una historia sin mirar la entrevista."""
    borrador, lote = Borrador.de(eventos), lote_abierto(eventos)
    duda, elemento = borrador.duda, borrador.elemento
    return {
        "version": borrador.version,
        "aviso": borrador.aviso,
        "autorizada": borrador.autorizada,
        "modo": borrador.modo,
        "situacion": borrador.situacion,
        "revision": borrador.pasos_dados,
        "fallos": borrador.fallos,
        "vuelta": _en_texto(borrador.vuelta),
        "regreso": borrador.regreso,
        "espera_idea": espera_idea(eventos),
        "respuestas": {_en_texto(llave): [una.valor, una.crudo] for llave, una in borrador.respuestas.items()},
        "omitidas": sorted(filter(None, map(_en_texto, borrador.omitidas))),
        "cambios": [[_en_texto(llave) for llave in cambio] for cambio in borrador.cambios],
        "duda": duda
        and {
            "numero": duda.numero,
            "llave": _en_texto(duda.llave),
            "crudo": duda.crudo,
            "texto": duda.texto,
            "opciones": [etiqueta for etiqueta, _ in duda.opciones],
            "confirma": duda.confirma,
            "mensaje": duda.mensaje,
        },
        "elemento": elemento and [_en_texto(elemento.llave), elemento.accion, elemento.lugar],
        "lote_abierto": lote
        and {
            "numero": lote.numero,
            "crudo": lote.crudo,
            "avisa": lote.avisa,
            "uno_por_uno": lote.uno_por_uno,
            "intentos": lote.intentos,
            "propuestos": [
                [lugar, _en_texto(uno.llave), uno.lectura or uno.duda, [etiqueta for etiqueta, _ in uno.opciones]]
                for lugar, uno in lote.entendidos
            ],
        },
        "versiones": [[una.numero, una.huella, una.eventos] for una in versiones_de(eventos)],
    }


def _visto(entrevista: Entrevista, eventos: Sequence[Evento]) -> Json:
    """Lo que se pregunta y se imprime con esa entrevista."""
    borrador, fecha = Borrador.de(eventos), _fecha(eventos)
    visibles, puesta = (
        pasos_visibles(entrevista, borrador),
        poner_al_dia(entrevista, borrador.version, eventos[-1].instante),
    )
    llaves, versiones = [paso.llave for paso in visibles], versiones_de(eventos)
    propuesta = armar(entrevista, eventos, fecha)
    respondidas, total = avance(entrevista, borrador)
    cambios = comparar(entrevista, eventos[: versiones[-1].eventos], eventos, fecha) if versiones else ()
    return {
        "esta_autorizado": esta_autorizado(entrevista, borrador),
        "paso_actual": _en_texto(paso_actual(entrevista, borrador)),
        "siguiente": _en_texto(siguiente(entrevista, borrador)),
        "anterior": _en_texto(anterior(entrevista, borrador)),
        "por_completar": _en_texto(por_completar(entrevista, borrador)),
        "cuantos_pasos_visibles": len(visibles),
        "pasos_visibles": list(map(_en_texto, llaves)),
        "avance": [respondidas, total, porcentaje(respondidas, total)],
        "faltan": faltan(entrevista, borrador),
        "minutos_que_faltan": minutos_que_faltan(entrevista, borrador),
        "actores": [[uno.identificador, uno.nombre, uno.tipo] for uno in actores(entrevista, borrador)],
        "respuestas": {_en_texto(llave): _respuesta(entrevista, borrador, llave) for llave in borrador.respuestas},
        "apartadas": sorted(str(_en_texto(llave)) for llave in borrador.respuestas if llave not in llaves),
        "partes_que_faltan": {
            _en_texto(paso): list(partes) for paso in visibles if (partes := partes_que_faltan(borrador, paso))
        },
        "cambio_desde_la_ultima_version": [[uno.etiqueta, uno.antes, uno.ahora] for uno in cambios]
        if versiones
        else None,
        "al_abrir_se_agrega": puesta and [{"tipo": uno.tipo, "datos": evento_a_json(uno)} for uno in puesta.eventos],
        "propuesta": {
            "fecha": propuesta.fecha.isoformat(),
            "titulo": propuesta.titulo,
            "version_reglas": propuesta.version_reglas,
            "pendientes": _en_palabras(pendiente.que for pendiente in propuesta.pendientes),
            "observaciones": [
                [una.regla, una.severidad, una.pendiente, una.posible, _en_texto(una.lugar)]
                for una in propuesta.observaciones
            ],
            "procedencia": len(propuesta.procedencia),
        },
    }


def _respuesta(entrevista: Entrevista, borrador: Borrador, llave: Llave) -> dict[str, Any]:
    """El valor, cómo se muestra y, si no son lo mismo, las palabras con que se dijo."""
    respuesta = borrador.respuestas[llave]
    pregunta = next((una for una in entrevista.preguntas if una.clave == llave[0]), None)
    texto = mostrar(pregunta, respuesta.valor, entrevista.catalogos) if pregunta else None
    palabras = {} if respuesta.crudo == texto else {"crudo": respuesta.crudo}
    return {"valor": respuesta.valor, "texto": texto, **palabras}


def _dicho_entonces(lineas: Sequence[str]) -> str:
    """Los datos y las celdas del documento de entonces, sin sus títulos ni lo que solo decía que faltaba algo."""
    dichas = (linea.split(" · ", 2)[2] for linea in lineas)
    dichas = (dicha for dicha in dichas if not dicha.startswith("("))
    sin_etiqueta = (re.sub(r"^[^|:]+: ", "", dicha) for dicha in dichas)
    return re.sub(r"\.00\b", "", "\n".join(sin_etiqueta))


def _impreso(entrevista: Entrevista, eventos: Sequence[Evento]) -> str:
    """Todo lo que dice la propuesta de hoy."""
    propuesta = armar(entrevista, eventos, _fecha(eventos))
    datos = [*propuesta.de_un_vistazo, *(dato for seccion in propuesta.secciones for dato in seccion.datos)]
    cuadros = [cuadro for seccion in propuesta.secciones for cuadro in seccion.cuadros]
    return "\n".join(
        (
            *(parrafo.texto for seccion in propuesta.secciones for parrafo in seccion.parrafos),
            *(str(dato.valor) for dato in datos),
            *(str(celda) for cuadro in cuadros for fila in cuadro.filas for celda in fila),
        )
    )


def _en_palabras(pendientes: Iterable[str]) -> list[list[str]]:
    """Lo que falta, por sus palabras: con qué signos y en qué caja se escriben puede cambiar."""
    return [[una for una in palabras(pendiente) if una != "y"] for pendiente in pendientes]


def _fecha(eventos: Sequence[Evento]) -> date:
    """La de Lima del último evento."""
    return eventos[-1].instante.astimezone(HORA_DE_LIMA).date()


def _en_texto(lugar: Paso | Llave | None) -> str | None:
    """«reparto|a1»; sin actor, «titulo»."""
    llave = lugar.llave if isinstance(lugar, Paso) else lugar
    return "|".join(filter(None, llave)) if llave else None
