"""Las carpetas del producto y quién importa a quién, dibujados de las importaciones de verdad."""

from tests.apoyo.importaciones import Flecha, flechas, importaciones


def cuartos() -> set[str]:
    """Las carpetas y archivos del primer nivel de `bot`, y los otros dos paquetes enteros."""
    return {*importaciones().find_children("bot"), "indices", "conocimiento"}


def sin_deducibles(todas: set[Flecha]) -> set[Flecha]:
    """Quita las flechas que ya se deducen: si A llega a C pasando por B, la de A a C no se dibuja."""
    siguientes: dict[str, set[str]] = {}
    for desde, hasta in todas:
        siguientes.setdefault(desde, set()).add(hasta)

    def alcanza(cuarto: str) -> set[str]:
        return {lejos for otro in siguientes.get(cuarto, ()) for lejos in (otro, *alcanza(otro))}

    return {
        (desde, hasta)
        for desde, hasta in todas
        if not any(hasta in alcanza(otro) for otro in siguientes[desde] - {hasta})
    }


def dibujar() -> str:
    """El diagrama de Mermaid."""
    lineas = ["flowchart TD"]
    lineas += [f'    {_nombre(uno)}["{uno.replace(".", "/")}"]' for uno in sorted(cuartos())]
    lineas += [
        f"    {_nombre(desde)} --> {_nombre(hasta)}" for desde, hasta in sorted(sin_deducibles(flechas(cuartos())))
    ]
    return "\n".join(lineas)


def _nombre(cuarto: str) -> str:
    return cuarto.rpartition(".")[2].strip("_")
