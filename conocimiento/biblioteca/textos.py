"""Cómo se le dice a una persona lo que se leyó de un archivo y lo que debe mirar antes de publicarlo.

Son las mismas palabras en la consola, en Telegram y en la vista previa.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from conocimiento.biblioteca.gestion import Empeorada
from conocimiento.frases import cantidad, en_un_renglon, enumerar, recortar
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura

NADA = "que no lo dice"
LARGO_DE_LO_CITADO = 80
RECONOCIDO = "texto reconocido de una imagen"
A_LA_VISTA = 8
"""Páginas sueltas, o tramos de ellas, que se nombran; de las demás se dice cuántas son."""


@dataclass(frozen=True, slots=True)
class AvisoDicho:
    """Los avisos de una clase en una frase, con las páginas en que mirar y lo que se vio en ellas."""

    clase: ClaseDeAviso
    texto: str
    paginas: tuple[int, ...]
    muestras: tuple[str, ...]


def decir_lo_leido(lectura: Lectura) -> str:
    """«32 páginas, 41 apartados, 3 tablas y 12 notas al pie»; sin lo que no tenga."""
    clases = Counter(bloque.clase for bloque in lectura.bloques)
    cuentas = (
        (len(lectura.paginas), "página", ""),
        (sum(bool(bloque.apartado) for bloque in lectura.bloques), "apartado", ""),
        (clases[ClaseDeBloque.TABLA], "tabla", ""),
        (clases[ClaseDeBloque.NOTA], "nota al pie", "notas al pie"),
    )
    dichas = [cantidad(cuantas, singular, plural) for cuantas, singular, plural in cuentas if cuantas]
    return enumerar(dichas or [cantidad(len(lectura.bloques), "párrafo")])


def decir_avisos(lectura: Lectura) -> tuple[AvisoDicho, ...]:
    """Una frase por cada clase de aviso, en el orden de `ClaseDeAviso`; vacío si no hay ninguno.

    Las páginas se nombran por su lugar en el archivo, que es como se llega a ellas en cualquier visor; se dice, si
    llevan impreso otro número.
    """
    dichos: list[AvisoDicho] = []
    tienen_otro_numero = any(pagina.rotulo not in {"", str(pagina.numero)} for pagina in lectura.paginas)
    for clase in ClaseDeAviso:
        suyos = [aviso for aviso in lectura.avisos if aviso.clase is clase]
        if suyos:
            paginas = tuple(sorted({aviso.pagina for aviso in suyos if aviso.pagina}))
            muestras = tuple(dict.fromkeys(aviso.muestra for aviso in suyos if aviso.muestra))
            son_todas = len(paginas) == len(lectura.paginas) > 1
            nombradas = f"las {len(paginas)} páginas" if son_todas else nombrar_paginas(paginas)
            nombradas += " del archivo" * (tienen_otro_numero and not son_todas)
            caso = _Caso(clase, sum(aviso.cuantas for aviso in suyos), len(paginas), nombradas, muestras, son_todas)
            frase = _frase(caso)
            dichos.append(AvisoDicho(clase, frase[:1].upper() + frase[1:], paginas, muestras))
    return tuple(dichos)


def nombrar_paginas(numeros: Sequence[int]) -> str:
    """«la página 7», «las páginas 2 y 9», «las páginas 1 a 13 y 20»; van en orden y sin repetir, y no todas si son
    muchas."""
    tramos: list[tuple[int, int]] = []
    for numero in numeros:
        if tramos and tramos[-1][1] == numero - 1:
            tramos[-1] = (tramos[-1][0], numero)
        else:
            tramos.append((numero, numero))
    dichos: list[str] = []
    for desde, hasta in tramos[:A_LA_VISTA]:
        dichos += [f"{desde} a {hasta}"] if hasta - desde > 1 else map(str, range(desde, hasta + 1))
    if len(tramos) > A_LA_VISTA:
        dichos.append(f"{sum(hasta - desde + 1 for desde, hasta in tramos[A_LA_VISTA:])} más")
    return f"la{'s' * (len(numeros) > 1)} página{'s' * (len(numeros) > 1)} {enumerar(dichos)}"


def decir_lo_revisado(ideas: int, preguntas: int, sin_revisar: int, *, que_hice: str = "Usé") -> str:
    """«Usé 97 ideas revisadas (384 preguntas).», o que el borrador no se usa; vacío si no hay preguntas de nadie."""
    if not ideas:
        borrador = cantidad(sin_revisar, "idea")
        return f"Hay un borrador de preguntas sin revisar ({borrador}): no se usa." if sin_revisar else ""
    usadas = f"{que_hice} {cantidad(ideas, 'idea revisada', 'ideas revisadas')} ({cantidad(preguntas, 'pregunta')})."
    no_se_usan = "no se usa" if sin_revisar == 1 else "no se usan"
    return f"{usadas} {cantidad(sin_revisar, 'idea')} sin revisar {no_se_usan}." if sin_revisar else usadas


def decir_empeorada(una: Empeorada) -> tuple[str, ...]:
    """De qué documento es la pregunta, y qué se contestaba y qué se contesta ahora: tres renglones cortos."""
    return (
        f"«{una.pregunta}», de «{una.titulo or una.documento}».",
        f"Antes: {una.antes or NADA}.",
        f"Ahora: {una.ahora or NADA}.",
    )


def decir_lo_contestado(estado: str, cita: str, de_donde: str) -> str:
    """Lo que se contesta a una pregunta, en una frase corta; `cita`, vacía si no se citó nada."""
    if not cita:
        return NADA
    citado = f"«{recortar(en_un_renglon(cita), LARGO_DE_LO_CITADO)}» ({de_donde})"
    return citado if estado == "respuesta" else f"solo lo más cercano, {citado}"


@dataclass(frozen=True, slots=True)
class _Caso:
    clase: ClaseDeAviso
    cuantas: int
    cuantas_paginas: int
    paginas: str  # «las páginas 2 y 9»
    muestras: tuple[str, ...]
    son_todas: bool


def _frase(caso: _Caso) -> str:
    """La frase, que puede empezar en minúscula."""
    cuantas, paginas, es_una = caso.cuantas, caso.paginas, caso.cuantas_paginas == 1
    donde = f"en {paginas} " if caso.cuantas_paginas else ""

    def segun(singular: str, plural: str) -> str:
        return singular if cuantas == 1 else plural

    match caso.clase:
        case ClaseDeAviso.PAGINA_DE_IMAGEN if caso.son_todas:
            return f"{paginas} son imágenes: no pude leer ninguna. Hace falta un archivo que traiga el texto."
        case ClaseDeAviso.PAGINA_DE_IMAGEN if es_una:
            return f"{paginas} es una imagen: no la pude leer. Lo que diga no se citará."
        case ClaseDeAviso.PAGINA_DE_IMAGEN:
            return f"{paginas} son imágenes: no las pude leer. Lo que digan no se citará."
        case ClaseDeAviso.PAGINA_ROTA:
            esta = "está dañada: no la leí" if es_una else "están dañadas: no las leí"
            return f"{paginas} {esta}. Lo demás se puede publicar."
        case ClaseDeAviso.TEXTO_INVISIBLE:
            ven = segun("que no se ve: no la tomé", "que no se ven: no las tomé")
            return f"{donde}había {cantidad(cuantas, 'línea')} {ven}."
        case ClaseDeAviso.OTRA_NORMA_TAPADA:
            tapadas = segun("tapada", "tapadas")
            tome = segun("no la tomé", "no las tomé")
            return (
                f"{donde}había {cantidad(cuantas, 'línea')} {tapadas} de otra norma del mismo diario: {tome}, y no "
                "tiene que hacer nada."
            )
        case ClaseDeAviso.LETRA_DIMINUTA:
            return f"{donde}hay letra tan pequeña que casi no se ve. Revise si es parte del documento."
        case ClaseDeAviso.ORDEN_DUDOSO:
            return f"{donde}no estoy seguro del orden de las columnas. Compare el texto con la imagen."
        case ClaseDeAviso.NO_COINCIDE:
            no = segun("no coincide", "no coinciden")
            return (
                f"{donde}hay {cantidad(cuantas, 'párrafo')} que {no} del todo con lo que se ve. Compare con la imagen."
            )
        case ClaseDeAviso.RECONOCIDA_CON_DUDAS:
            lee = "se lee mal: revísela" if es_una else "se leen mal: revíselas"
            return f"{paginas} {lee} antes de publicar. Es {RECONOCIDO}."
        case ClaseDeAviso.DIRIGIDO_A_MAQUINAS:
            hay = segun("hay una frase que parece escrita", f"hay {cuantas} frases que parecen escritas")
            caso_omiso = segun("No le hago caso, pero podría citarla", "No les hago caso, pero podría citarlas")
            return f"{donde}{hay} para un programa y no para personas. {caso_omiso} si publica."
        case ClaseDeAviso.HOJA_OCULTA:
            nombres = enumerar([f"«{una}»" for una in caso.muestras])
            return f"no leí {segun('la hoja oculta', f'{cuantas} hojas ocultas:')} {nombres}".rstrip(": ") + "."
        case ClaseDeAviso.SIN_VALOR:
            hay = segun("hay una celda con fórmula", f"hay {cuantas} celdas con fórmula")
            return (
                f"{donde}{hay} y sin resultado guardado: no {segun('la', 'las')} leí. Abra el archivo en su programa "
                "de hojas de cálculo, guárdelo y vuelva a enviarlo."
            )
        case ClaseDeAviso.CAMBIOS_SIN_ACEPTAR:
            return (
                f"hay {cantidad(cuantas, 'cambio')} sin aceptar: tomé lo agregado y dejé fuera lo borrado. Si no es lo "
                "que quiere, acepte o rechace los cambios en su archivo y vuelva a enviarlo."
            )
        case ClaseDeAviso.OTRA_NORMA:
            entre_ellas = "entre ellas, " * (0 < len(caso.muestras) < cuantas)
            cuales = f" ({entre_ellas}{enumerar(caso.muestras)})" if caso.muestras else ""
            hay = segun("hay parte de otra norma", f"hay parte de otras {cuantas} normas")
            return (
                f"{donde}{hay}{cuales}. Lo que cite de {segun('ella', 'ellas')} lo dirá; si no {segun('la', 'las')} "
                "quiere, envíe solo las páginas de la suya."
            )
        case _:
            assert_never(caso.clase)
