"""El resumen de una evaluación que se muestra al terminar: unas líneas en la terminal. Módulo puro."""

from collections.abc import Sequence
from statistics import median, quantiles

from bot.evaluacion.estadistica import wilson
from bot.evaluacion.marcas import Marca


def resumir(marcas: Sequence[Marca], con_identificadores: bool = True) -> tuple[str, ...]:
    """Devuelve líneas legibles: evidencia citada, negativas correctas, citas literales y tiempos.

    Sin identificadores no dice qué casos fallan (los reservados no se miran uno por uno).
    """
    lineas: list[str] = []
    con_evidencia = [marca for marca in marcas if marca.hallada is not None]
    if con_evidencia:
        lineas.append(_proporcion("Respondibles que citan su evidencia", [bool(uno.hallada) for uno in con_evidencia]))
        lineas.append(
            _proporcion(
                "  de ellas, con estado «respuesta»", [bool(uno.hallada) and uno.responde for uno in con_evidencia]
            )
        )
        if con_identificadores:
            lineas += [
                f"  sin su evidencia: {marca.caso.identificador} ({marca.dado})"
                for marca in con_evidencia
                if not marca.hallada
            ]
    imposibles = [marca for marca in marcas if marca.respondible is False]
    if imposibles:
        lineas.append(_proporcion("No respondibles que no se responden", [not marca.responde for marca in imposibles]))
        if con_identificadores:
            lineas += [f"  respondida sin deber: {uno.caso.identificador}" for uno in imposibles if uno.responde]
    con_estado = [marca.admitido for marca in marcas if marca.admitido is not None]
    if con_estado:
        lineas.append(_proporcion("Estado correcto", con_estado))
    citas = [lugar >= marca.alteradas for marca in marcas for lugar in range(marca.citas)]
    if citas:
        lineas.append(_proporcion("Citas literales", citas))
    tiempos = [marca.ms for marca in marcas]
    if len(tiempos) > 1:
        lineas.append(
            f"Milisegundos por pregunta: mediana {median(tiempos):.1f}, p95 {quantiles(tiempos, n=20)[-1]:.1f}, "
            f"n={len(tiempos)}"
        )
    return tuple(lineas)


def _proporcion(nombre: str, aciertos: Sequence[bool]) -> str:
    bien, total = sum(aciertos), len(aciertos)
    bajo, alto = wilson(bien, total)
    return f"{nombre}: {bien}/{total} = {bien / total:.1%} (IC 95 %: {bajo:.1%} a {alto:.1%})"
