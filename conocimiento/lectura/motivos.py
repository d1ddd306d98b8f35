"""Por qué no se leyó un archivo y qué hacer: lo que sigue al nombre del archivo en un `ErrorDeLectura`."""

PROTEGIDO = "está protegido con contraseña; ábralo, guárdelo sin ella y vuelva a enviarlo."
SIN_TEXTO = "no encontré texto en él; revise que no sea solo títulos o imágenes."
VACIO = "está vacío; revíselo y vuelva a enviarlo."
ENREDADO = "está hecho de partes que al abrirse crecen demasiado; ábralo, guárdelo otra vez como PDF o .docx y envíelo."


SIN_UTF_8 = (
    "tiene letras que no se entienden (no está en UTF-8); ábralo con el Bloc de notas, elija «Guardar como» y la "
    "codificación UTF-8, y vuelva a enviarlo."
)
_QUE_HACER = {
    "un archivo comprimido": "ábralo y envíe los documentos que trae, de uno en uno",
    "una imagen": "si es de un documento, guárdela como PDF",
    "una presentación": "guárdela como PDF",
    "una presentación antigua (.ppt)": "guárdela como PDF",
} | dict.fromkeys(("un programa", "un audio", "un video", "una base de datos"), "envíe el documento como PDF o .docx")


def formato_ajeno(que_es: str) -> str:
    """`que_es`: «una imagen», «un Word antiguo (.doc)»."""
    return f"es {que_es} y no leo ese formato; {_QUE_HACER.get(que_es, 'guárdelo como PDF o .docx')}."


def danado(pagina: int = 0, clase: str = "") -> str:
    """Desde qué página, si se sabe (desde 1); `clase`: lo que dice ser y quizá no es («un PDF»)."""
    desde = f" desde la página {pagina}" if pagina else ""
    otra = f" (o no es {clase})" if clase else ""
    return f"está dañado{desde}{otra}; pídalo otra vez o guárdelo de nuevo como PDF o .docx."


def demasiado(cuanto: str, tope: str) -> str:
    """«pesa 61 MB» y «50 MB»."""
    return f"{cuanto} y leo hasta {tope}; divídalo en partes."


def interrumpido(pagina: int, minutos: int) -> str:
    """Pasó de su plazo o de su procesador; `pagina`, la última leída (0 si ninguna o no las tiene)."""
    hasta = f"llegué a la página {pagina} y " if pagina else ""
    return f"{hasta}no terminé de leerlo en {minutos} minutos; divídalo en partes."


def sin_memoria(pagina: int) -> str:
    """Necesitó más memoria de la que se le da; `pagina` como en `interrumpido`."""
    hasta = f"llegué a la página {pagina} y " if pagina else ""
    return f"{hasta}ocupa demasiada memoria al abrirse; divídalo en partes o guárdelo otra vez como PDF."


def solo_imagenes(paginas: int) -> str:
    """Todas sus páginas son imágenes y no hay con qué reconocerlas."""
    son = "es 1 página" if paginas == 1 else f"son {paginas:,} páginas"
    return f"{son} de imagen: hace falta el texto, o instalar el reconocimiento de texto."
