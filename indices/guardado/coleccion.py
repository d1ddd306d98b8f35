"""De un índice guardado a la colección en memoria en que se busca."""

import logging
from dataclasses import replace
from itertools import accumulate

from indices.busqueda import LIMITE_EXACTO, Cercanos, Coleccion, fondo_de, texto_indexado
from indices.errores import ErrorDeIndice
from indices.guardado.generacion import CHROMA, Generacion
from indices.guardado.pedido import IndicePedido
from indices.palabras.lexico import IndiceLexico

_registro = logging.getLogger(__name__)


def coleccion_de(pedido: IndicePedido, generacion: Generacion) -> Coleccion:
    """Devuelve la colección de un índice, con los coeficientes de base y el fondo medido en ella."""
    fragmentos = pedido.fragmentos
    coleccion = Coleccion(
        fragmentos=fragmentos,
        vectores=generacion.fragmentos,
        lexico=IndiceLexico([texto_indexado(fragmento.apartado, fragmento.texto) for fragmento in fragmentos]),
        calibraciones=pedido.base,
        oraciones=generacion.oraciones,
        comienzos=tuple(accumulate((len(uno.oraciones) for uno in fragmentos[:-1]), initial=0)),
        cercanos=_cercanos(generacion) if len(fragmentos) > LIMITE_EXACTO else None,
    )
    return replace(coleccion, fondo=fondo_de(coleccion, generacion.fondo))


def _cercanos(generacion: Generacion) -> Cercanos | None:
    """La búsqueda aproximada de Chroma; si no se puede abrir, `None`, y se compara con todos los vectores."""
    from indices.guardado.chroma import LectorDeChroma

    try:
        return LectorDeChroma(generacion.carpeta / CHROMA, len(generacion.fragmentos)).cercanos
    except ErrorDeIndice:
        _registro.warning("chroma no disponible: se busca en todos los vectores")
        return None
