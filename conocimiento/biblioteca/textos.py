"""Cómo se le dice a quien agrega un documento qué se leyó de él y qué debe mirar."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from conocimiento.frases import cantidad, enumerar, recortar
from conocimiento.lectura.valores import Aviso, ClaseDeAviso, ClaseDeBloque, Lectura

PAGINAS_A_LA_VISTA = 6
_RENGLONES = {
    ClaseDeAviso.TEXTO_INVISIBLE: ("línea que no se ve", "líneas que no se ven", "no las tomé"),
    ClaseDeAviso.LETRA_DIMINUTA: ("trozo en letra diminuta", "trozos en letra diminuta", "mírelos"),
    ClaseDeAviso.NO_COINCIDE: ("párrafo que no coincide", "párrafos que no coinciden", "compárelos con el original"),
    ClaseDeAviso.SIN_VALOR: ("fórmula sin resultado", "fórmulas sin resultado", "guarde el archivo desde su programa"),
    ClaseDeAviso.CAMBIOS_SIN_ACEPTAR: (
        "cambio sin aceptar",
        "cambios sin aceptar",
        "tomé el texto como quedaría al aceptarlos",
    ),
}


def resumen(lectura: Lectura) -> str:
    """«32 páginas, 41 apartados, 3 tablas, 12 notas al pie»; lo que no hay no se dice."""
    clases = Counter(bloque.clase for bloque in lectura.bloques)
    apartados = sum(1 for bloque in lectura.bloques if bloque.apartado)
    partes = (
        (len(lectura.paginas), "página", ""),
        (apartados, "apartado", ""),
        (clases[ClaseDeBloque.TABLA], "tabla", ""),
        (clases[ClaseDeBloque.NOTA], "nota al pie", "notas al pie"),
    )
    dichas = [cantidad(cuantas, una, varias) for cuantas, una, varias in partes if cuantas]
    parrafos = clases[ClaseDeBloque.PARRAFO] + clases[ClaseDeBloque.VINETA]
    return ", ".join(dichas) or cantidad(parrafos, "párrafo")


def avisos(lectura: Lectura) -> tuple[str, ...]:
    """Lo que hay que mirar antes de publicar: una frase por clase de aviso, con sus páginas."""
    por_clase: dict[ClaseDeAviso, list[Aviso]] = defaultdict(list)
    for aviso in lectura.avisos:
        por_clase[aviso.clase].append(aviso)
    return tuple(_aviso(clase, suyos) for clase, suyos in por_clase.items())


def paginas(numeros: Iterable[int]) -> str:
    """«pág. 7», «págs. 2 y 9», «págs. 1, 2, 3, 4, 5, 6 y 20 más»; vacío si no hay ninguna."""
    unicas = sorted({numero for numero in numeros if numero})
    a_la_vista, demas = unicas[:PAGINAS_A_LA_VISTA], unicas[PAGINAS_A_LA_VISTA:]
    dichas = [str(numero) for numero in a_la_vista] + ([f"{len(demas)} más"] if demas else [])
    return f"{'pág.' if len(unicas) == 1 else 'págs.'} {enumerar(dichas)}" if unicas else ""


def _aviso(clase: ClaseDeAviso, suyos: list[Aviso]) -> str:
    donde = paginas(aviso.pagina for aviso in suyos)
    cuantas = sum(aviso.cuantas for aviso in suyos)
    muestra = next((aviso.muestra for aviso in suyos if aviso.muestra), "")
    varias = len({aviso.pagina for aviso in suyos}) > 1
    en = f"{donde}: " if donde else ""
    match clase:
        case ClaseDeAviso.PAGINA_DE_IMAGEN:
            return f"{en}{'son imágenes; no las leí' if varias else 'es una imagen; no la leí'}"
        case ClaseDeAviso.PAGINA_ROTA:
            return f"{en}{'están dañadas; no las leí' if varias else 'está dañada; no la leí'}"
        case ClaseDeAviso.ORDEN_DUDOSO:
            return f"{en}no es seguro en qué orden se lee; compárelo con el original"
        case ClaseDeAviso.RECONOCIDA_CON_DUDAS:
            return f"{en}{'se leen' if varias else 'se lee'} mal en la imagen; compárelo con el original"
        case ClaseDeAviso.DIRIGIDO_A_MAQUINAS:
            return f"{en}hay texto que se dirige a un programa («{recortar(muestra, 60)}»); decida si lo publica"
        case ClaseDeAviso.HOJA_OCULTA:
            ocultas = enumerar([f"«{aviso.muestra}»" for aviso in suyos if aviso.muestra])
            return f"no leí {'la hoja oculta' if len(suyos) == 1 else 'las hojas ocultas'} {ocultas}".rstrip()
        case (
            ClaseDeAviso.TEXTO_INVISIBLE
            | ClaseDeAviso.LETRA_DIMINUTA
            | ClaseDeAviso.NO_COINCIDE
            | ClaseDeAviso.SIN_VALOR
            | ClaseDeAviso.CAMBIOS_SIN_ACEPTAR
        ):
            una, muchas, que_hacer = _RENGLONES[clase]
            return f"{en}{cantidad(cuantas, una, muchas)}; {que_hacer}"
