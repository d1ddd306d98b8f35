"""Cómo se muestra el título de un apartado, y qué palabras abren uno, en cualquier formato."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from conocimiento.expresiones import diferida
from conocimiento.lectura.blancos import sin_invisibles
from conocimiento.lectura.valores import Bloque, ClaseDeBloque
from conocimiento.palabras import VACIAS, plegar

LARGO_DE_TITULO = 300
_PROGRAMA = diferida(r"microsoft\s(?:word|excel|powerpoint|office\s\w{1,12})\s[-–]\s", re.IGNORECASE)
_TERMINACION = diferida(r"\.(?:docx?|xlsx?|pdf|odt|ods|html?|rtf|txt|pptx?|csv|indd)$", re.IGNORECASE)
_DE_UN_PROGRAMA = diferida(
    r"microsoft\s(?:word|excel|powerpoint|office)|publicaci[oó]n\soficial\b.*|(?:documento?|libro|book|presentaci[óo]n(?:\sde\spowerpoint)?|(?:powerpoint\s)?presentation|hoja|sheet|plantilla"
    r"|template|untitled|sin\st[íi]tulo|nuevo(?:\sdocumento)?|new|p[áa]gina|page|blank|inicio|home)?[\s_()\d.-]{0,12}",
    re.IGNORECASE,
)
"""El título que un programa pone por su cuenta a lo que aún no tiene uno."""
DIVISION = r"(?:LIBRO|PARTE|T[IÍ]TULO|SUB[ -]?CAP[IÍ]TULO|CAP[IÍ]TULO|SUB[ -]?SECCI[OÓ]N|SECCI[OÓ]N|ANEXO)"
NUMERO = (
    r"(?:\d{1,4}(?:-[A-Z])?|[IVXLC]{1,8}|[ÚU]nico|[ÚU]NICO|Primer[oa]|PRIMER[OA]|Segund[oa]|SEGUND[OA]|Tercer[oa]"
    r"|TERCER[OA]|Cuart[oa]|CUART[OA]|Quint[oa]|QUINT[OA]|Sext[oa]|SEXT[OA]|S[eé]ptim[oa]|S[EÉ]PTIM[OA]|Octav[oa]"
    r"|OCTAV[OA]|Noven[oa]|NOVEN[OA]|D[eé]cim[oa]|D[EÉ]CIM[OA])"
)
_COMILLAS = '(?P<comillas>[“«"]?)'
ARTICULO = diferida(
    rf"{_COMILLAS}(?P<palabra>Art[ií]culo|ART[IÍ]CULO|Art\.|ART\.)\s{{0,3}}(?P<numero>{NUMERO})\s?[°ºªo*%”\"’']?"
    r"(?:\s?[.:]?\s?[-–—_]\s?|[.:](?=\s|$)|(?<=[°º])(?=\s|$)|$)\s{0,3}"
)
_UNIDAD = r"Primer|Segund|Tercer|Cuart|Quint|Sext|S[eé]p?tim|Octav|Noven"
DISPOSICION = diferida(
    rf"{_COMILLAS}(?P<numero>(?:(?:D[eé]cim|Vig[eé]sim|Trig[eé]sim)[ao]\s?)?(?:{_UNIDAD})(?:a|(?P<masculino>o))"
    r"|[ÚU]nica|(?:Un|Duo)?D[eé]cima|Vig[eé]sima|Trig[eé]sima)\s?(?P<cierre>[.:]?\s?[-–—]|[.:](?=\s|$))\s{0,3}",
    re.IGNORECASE,
)
"""«PRIMERA.- Vigencia», «Única. Derogación», «Décimo Segunda.-»: lo que abre cada una de unas disposiciones."""
DE_DISPOSICIONES = diferida(
    rf"(?:(?:{_UNIDAD}|[ÚU]nic)a\s+)?DISPOSICI[OÓ]N(?:ES)?\s+(?:COMPLEMENTARIA|FINAL|TRANSITORIA|DEROGATORIA"
    r"|MODIFICATORIA|GENERAL|ESPECIAL)",
    re.IGNORECASE,
)
DE_UNA_NORMA = diferida(
    r"(?:VISTOS?|CONSIDERANDOS?|(?:SE\s)?RESUELVEN?|(?:SE\s)?DECRETAN?|(?:SE\s)?ORDENAN?|(?:SE\s)?ACUERDAN?|POR\sTANTO"
    r"|Vistos?|Considerando|(?:Se\s)?[Rr]esuelven?|Por\stanto)\s?:?$"
)
"""El renglón solo con que una norma separa lo que la explica de lo que manda: «VISTO:», «CONSIDERANDO:», «DECRETA:»."""
_ABRE_LO_QUE_EXPLICA = diferida(r"(?P<comillas>)(?P<numero>VISTOS?|Vistos?|CONSIDERANDOS?|Considerando)\s?[:,]\s")
"""Lo mismo, con lo suyo en el mismo renglón: «VISTO, el Informe N.º 5…»."""
LARGO_DE_EPIGRAFE, PALABRAS_DE_EPIGRAFE = 160, 5
OTRA_NORMA = "Otra norma"
"""Con lo que empieza el apartado de lo que un extracto del diario oficial trae de una norma que no es la suya."""
NIVEL_DE_ARTICULO = 9  # por debajo de cualquier título
COLA_DE_TITULO = diferida(r"[.\s:\-–—]+$")
ROTULO = diferida(
    r"[\W_]*+(?:GR[AÁ]FICO|FIGURA|CUADRO|TABLA|IMAGEN|ILUSTRACI[OÓ]N)\s*+N?\s*+[°º.]*+\s*+\d+[\W_]*$", re.I
)
_ANEXO = diferida(rf"A(?:nexo|NEXO)(?:\s(?:N\s?[°º.·]{{0,2}}\s?)?(?:{NUMERO}|[A-Z]))?(?!\w)")
_DEJA_EL_ANEXO = diferida(
    rf"(?:{DIVISION}|ley|decreto|resoluci[oó]n|ordenanza|aprueban?|modifican?|designan?|nombran?|autorizan?|disponen?"
    r"|declaran?|establecen?|crean?|encargan?|aceptan?|otorgan?|prorrogan?|precisan?|rectifican?|delegan?)\b",
    re.IGNORECASE,
)
"""Con qué empieza el título que ya no es de un anexo: una división del texto, u otra norma en la misma página."""
_LETRA_MAL_LEIDA = diferida(r"(?<=[A-ZÁÉÍÓÚÑ])[áéíóúñil](?=[A-ZÁÉÍÓÚÑ]|\b)")
"""La minúscula que un reconocedor pone en una palabra en mayúsculas: «ESPECíFICA», «DISPOSICiÓN»."""
_ROMANO = diferida(r"[IVXLC]+(?:[.)]|\.?[-–—])?$")


def esta_en_mayusculas(texto: str) -> bool:
    """Si tiene al menos cuatro letras y todas lo están; la «º» de «Nº» no tiene, y una mal leída no cuenta."""
    letras = [caracter for caracter in _LETRA_MAL_LEIDA.sub("", texto) if caracter.isalpha() and caracter not in "ºª"]
    return len(letras) >= 4 and all(letra.isupper() for letra in letras)


def en_minusculas(titulo: str) -> str:
    """«2.1 CONCEPTO» → «2.1 Concepto»; los números romanos y las claves («N° 009-2015-MINAM») se quedan como están."""
    palabras = [palabra if _es_clave(palabra) else palabra.lower() for palabra in titulo.split()]
    candidatas = (n for n, palabra in enumerate(palabras) if palabra[:1].isalpha() and not _es_clave(palabra))
    primera = next(candidatas, None)
    if primera is not None:
        palabras[primera] = palabras[primera][:1].upper() + palabras[primera][1:]
    return " ".join(palabras)


def mostrar(titulo: str) -> str:
    """El título como se muestra: en minúsculas si va todo en mayúsculas."""
    return en_minusculas(titulo) if esta_en_mayusculas(titulo) or titulo.isupper() else titulo


_DE_LETRAS = diferida(r"[^\W\d_]+")
_TILDES = frozenset("áéíóúÁÉÍÓÚ")
VECES = 3
"""Cuántas veces más ha de escribirse una palabra con tilde, o con mayúscula, para que su título la lleve."""


def con_su_escritura(texto: str, bloques: Sequence[Bloque]) -> list[Bloque]:
    """Los mismos bloques, y el apartado de cada título en mayúsculas con las tildes y los nombres propios del texto.

    «CONSTITUCION POLITICA DEL PERU» es «Constitución política del Perú» si el texto los escribe así. Si el documento
    calla las tildes en las mayúsculas y dice en un título una palabra que no está en el texto, ese título se queda
    como se imprimió.
    """
    titulos = {lugar for lugar, uno in enumerate(bloques) if _va_en_mayusculas(texto, uno)}
    cuerpo = (uno for lugar, uno in enumerate(bloques) if lugar not in titulos)
    escritura = _escritura(texto[uno.inicio : uno.fin] for uno in cuerpo)
    calla_tildes = any(
        _TILDES.isdisjoint(bloques[lugar].apartado)
        and not _TILDES.isdisjoint("".join(escritura.get(plegar(una), "") for una in _dichas(bloques[lugar].apartado)))
        for lugar in titulos
    )
    return [
        replace(uno, apartado=_escrito(texto, uno, escritura, calla_tildes=calla_tildes)) if lugar in titulos else uno
        for lugar, uno in enumerate(bloques)
    ]


def _va_en_mayusculas(texto: str, bloque: Bloque) -> bool:
    es_titulo = bloque.clase is ClaseDeBloque.TITULO and bloque.apartado != ""
    es_comun = DE_DISPOSICIONES.match(bloque.apartado) is not None  # se llaman igual en todas las normas
    return es_titulo and not es_comun and esta_en_mayusculas(texto[bloque.inicio : bloque.fin])


def _dichas(apartado: str) -> list[str]:
    return [una for una in _DE_LETRAS.findall(apartado) if not una.isupper()]


def _escritura(parrafos: Iterable[str]) -> Mapping[str, str]:
    """De cada palabra, plegada, cómo la escribe un texto."""
    formas: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for parrafo in parrafos:
        if esta_en_mayusculas(parrafo):
            continue
        for hallada in _DE_LETRAS.finditer(parrafo):
            anterior = parrafo[: hallada.start()].rstrip(' «“"(¿¡')[-1:]
            abre = not anterior or anterior in ".:;?!-–—•)"
            dicha = hallada.group()
            formas[plegar(dicha)][dicha.lower() if abre and dicha.istitle() else dicha] += 1
    return {plegada: _la_forma(cuales) for plegada, cuales in formas.items()}


def _la_forma(formas: Counter[str]) -> str:
    """Con mayúscula si casi siempre la lleva en medio de una oración, y con tilde si casi siempre la lleva."""
    minusculas = {una: veces for una, veces in formas.items() if una.islower()}
    son_pocas = VECES * sum(minusculas.values()) < formas.total() - sum(minusculas.values())
    elegibles = {una: veces for una, veces in formas.items() if not una.islower()} if son_pocas else minusculas
    con, sin = (
        {una: veces for una, veces in elegibles.items() if _TILDES.isdisjoint(una) is calla} for calla in (False, True)
    )
    usuales = con if sum(con.values()) >= VECES * sum(sin.values()) else sin
    return max(usuales, key=lambda una: usuales[una])


def _escrito(texto: str, bloque: Bloque, escritura: Mapping[str, str], *, calla_tildes: bool) -> str:
    """El apartado de un título en mayúsculas. Si lleva tildes, las que no lleva es que no van."""
    apartado, sin_tildes = bloque.apartado, _TILDES.isdisjoint(bloque.apartado)
    plegadas = {plegar(una) for una in _dichas(apartado)}
    if calla_tildes and sin_tildes and not plegadas <= escritura.keys() | VACIAS:
        return COLA_DE_TITULO.sub("", " ".join(texto[bloque.inicio : bloque.fin].split()))

    def poner(hallada: re.Match[str]) -> str:
        dicha = hallada.group()
        forma = escritura.get(plegar(dicha), dicha)
        if dicha.isupper() or not (sin_tildes or forma.lower() == dicha.lower()):
            return dicha
        return forma[:1].upper() + forma[1:] if dicha[:1].isupper() else forma

    return _DE_LETRAS.sub(poner, apartado)


def abre_apartado(texto: str) -> re.Match[str] | None:
    """Con qué empieza un artículo, una disposición o lo que explica una norma: «Artículo 5.-», «“Artículo 5.-»,
    «PRIMERA.-», «VISTO, el informe»; `None` si no lo es.

    En masculino, o sin mayúscula, un ordinal es de una lista cualquiera, salvo que lleve raya.
    """
    hallado = ARTICULO.match(texto) or _ABRE_LO_QUE_EXPLICA.match(texto)
    if hallado is not None:
        return hallado
    hallado = DISPOSICION.match(texto)
    if hallado is None or not hallado["numero"][0].isupper():
        return None
    return None if hallado["masculino"] and hallado["cierre"][-1] in ".:" else hallado


_MANDA = diferida(r"[A-ZÁÉÍÓÚÑ]+[AEI]R(?:SE)?\s(?=.*[a-zñ])")
"""«DISPONER la publicación…»: lo que el artículo manda, y no su nombre."""


@dataclass(slots=True)
class Anidado:
    """Cómo se llama cada apartado según el que lo contiene, en el orden en que se leen.

    Lo que una norma cambia en otra va entre comillas y dentro de lo suyo («Artículo 3, “Artículo 11-A. Excepción”»); de
    unas disposiciones, cada una lleva su clase («Primera disposición complementaria final»); y lo que está en un anexo,
    cuál es («Anexo 2, Categoría 1»). Lo que explica una norma lleva su nombre: en una página de un diario hay varias.
    """

    _disposicion: str = ""
    _contenedor: str = ""
    _anexo: str = ""
    _norma: str = ""
    """El título que se acaba de leer, mientras no se abra un artículo."""

    def titulo(self, nombre: str) -> str:
        """El nombre de un título, con el de su anexo delante si está en uno."""
        de_disposiciones = DE_DISPOSICIONES.match(nombre) is not None
        self._disposicion = _en_singular(nombre) if de_disposiciones else ""
        if not de_disposiciones:
            self._contenedor = ""
        if DE_UNA_NORMA.match(nombre):
            return self._de_la_norma(nombre)
        self._norma = nombre
        if anexo := _ANEXO.match(nombre):
            self._anexo = anexo.group()
        elif de_disposiciones or _DEJA_EL_ANEXO.match(nombre):
            self._anexo = ""
        elif self._anexo:
            return f"{self._anexo}, {nombre}"
        return nombre

    def _de_la_norma(self, nombre: str) -> str:
        self._disposicion = self._contenedor = self._anexo = ""
        return ", ".join(filter(None, (self._norma, nombre)))

    def articulo(self, hallado: re.Match[str], epigrafe: str) -> str:
        """El de lo que halló `abre_apartado`, con su epígrafe si lo tiene."""
        numero = hallado["numero"]
        if hallado.re.pattern == _ABRE_LO_QUE_EXPLICA.pattern:
            return self._de_la_norma(numero.capitalize())
        self._norma = self._anexo = ""
        if "palabra" in hallado.re.groupindex:  # es de `ARTICULO`
            es_palabra = len(numero) > 2 and numero.isalpha() and not set(numero) <= set("IVXLC")
            cabeza = f"Artículo {numero.capitalize() if es_palabra else numero}"
        else:
            cabeza = " ".join(filter(None, (numero.capitalize(), self._disposicion)))
        if _MANDA.match(epigrafe):
            epigrafe = ""
        nombre = ". ".join(filter(None, (cabeza, mostrar(COLA_DE_TITULO.sub("", epigrafe)))))
        if hallado["comillas"]:
            return f"{self._contenedor}, “{nombre}”" if self._contenedor else nombre
        self._contenedor = cabeza
        return nombre


def articulo_de(parrafo: str, anidado: Anidado, resaltado: str = "") -> str:
    """«Artículo 5. Definiciones» o «Primera disposición final. Vigencia» si el párrafo empieza así; si no, nada.

    Su epígrafe es lo resaltado o, sin nada resaltado, una primera oración de pocas palabras que no está sola.
    """
    hallado = abre_apartado(parrafo)
    if hallado is None:
        return ""
    epigrafe = resaltado[hallado.end() :].strip()
    if not epigrafe or len(epigrafe) > LARGO_DE_EPIGRAFE or (epigrafe == parrafo[hallado.end() :].strip() != ""):
        primera, punto, sigue = parrafo[hallado.end() :][:LARGO_DE_EPIGRAFE].partition(".")
        es_corta = len(primera.split()) <= PALABRAS_DE_EPIGRAFE
        epigrafe = primera if es_corta and (sigue.strip() or not punto) else ""
    return anidado.articulo(hallado, epigrafe)


_DISPOSICIONES = diferida(r"disposici(?:ones|[oó]n)")
_PLURAL = diferida(r"(ria|al)e?s\b")
_ORDINAL = diferida(rf"(?:{_UNIDAD}|unic)a", re.IGNORECASE)


def _en_singular(titulo: str) -> str:
    """«Disposiciones complementarias finales» → «disposición complementaria final»."""
    palabras = [_DISPOSICIONES.sub("disposición", palabra) for palabra in titulo.lower().split()]
    return " ".join(_PLURAL.sub(r"\1", palabra) for palabra in palabras if not _ORDINAL.fullmatch(plegar(palabra)))


def _es_clave(palabra: str) -> bool:
    return bool(_ROMANO.match(palabra)) or palabra in ("N°", "Nº") or any(map(str.isdigit, palabra))


def titulo_util(titulo: str) -> str:
    """El título que dice un archivo, o nada si es el que puso un programa («Microsoft Word - Documento1»)."""
    limpio = _TERMINACION.sub("", _PROGRAMA.sub("", sin_invisibles(titulo)[0][:LARGO_DE_TITULO])).strip()
    return "" if _DE_UN_PROGRAMA.fullmatch(limpio) else limpio
