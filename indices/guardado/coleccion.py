"""De un índice guardado a la colección en memoria en que se busca."""

from dataclasses import replace
from itertools import accumulate

from indices.busqueda import Cercanos, Coleccion, fondo_de, texto_indexado
from indices.guardado.cercanos import CercanosDeChroma, lugar_de
from indices.guardado.generacion import Generacion
from indices.guardado.pedido import IndicePedido
from indices.palabras.lexico import IndiceLexico


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
        cercanos=_cercanos(pedido, generacion),
    )
    return replace(coleccion, fondo=fondo_de(coleccion, generacion.fondo))


def _cercanos(pedido: IndicePedido, generacion: Generacion) -> Cercanos | None:
    lugar = lugar_de(pedido, generacion.carpeta)
    return None if lugar is None else CercanosDeChroma(lugar, len(pedido.fragmentos))
