"""Dónde empieza y dónde acaba el nombre de una organización en un texto libre, y si lo escrito es un nombre.

No busca organizaciones: eso lo hace `actores`.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from bot.entrevista.comprension.palabras import (
    ABREVIATURAS,
    ENLACES,
    ENLACES_DE_FUERA,
    ENLACES_DENTRO,
    ENTIDAD,
    ES_DE_UN_LUGAR,
    INFINITIVO,
    LEGAL,
    NO_ES_VERBO,
    PLURALES,
    SIN_TIPO,
    SU_ARTICULO,
)
from bot.entrevista.esquema import Catalogos, TipoActor
from bot.entrevista.valores.actores.reconocer import tipos_posibles
from bot.entrevista.valores.lectura import plegadas
from bot.entrevista.valores.lugares import lugares_en
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, sin_signos

LARGO_MAXIMO = 12  # palabras
_EN_PRIMERA_PERSONA = "mos"
_ARTICULOS = frozenset({"el", "la", "los", "las"})
UNO_U_OTRO = "|"
"""Separa los tipos posibles de un nombre que no dice cuál es («ONG»)."""


@dataclass(frozen=True, slots=True)
class Nombrada:
    """Una organización nombrada: dónde, cómo se llamaría y de qué tipo parece. Sin nombre, solo se sabe el tipo."""

    inicio: int
    fin: int
    nombre: str
    tipo: str | None


def dice_solo_que_es(texto: str, catalogos: Catalogos) -> bool:
    """«Empresa privada», «ong», «municipalidad distrital»: qué clase de organización es, y no cuál."""
    dichas = re.findall(r"[a-z]+", plano(texto))
    conocidas = plegadas(catalogos.organizaciones.genericas) | plegadas(catalogos.organizaciones.descriptores)
    return bool(dichas) and all(dicha in conocidas | ENLACES | {"un", "una"} for dicha in dichas)


_DICE_QUE = diferida(r"\b(?:que|para|sin)\b")
_NOSOTROS_HACEMOS = diferida(
    r"^(?:(?:hola|buenas|mire|bueno|pues|aqui|aca|ya|y|nosotr[oa]s|tambien|siempre|solo|no|les|le|lo|nos) ){0,4}"
    r"(?!(?:ramos|tramos|gramos|extremos|supremos|ultimos|proximos|primos|animos|amos)\b)"
    r"(?:\w{2,}[aei]mos|somos|damos|vamos)(?: \w+){2,}$"
)
_ALGUIEN_HACE = diferida(
    r"^(?:(?:y|pero|es que|aqui|aca|mire|bueno) )?(?:(?:el|la|los|las|mi|mis|un|una|unos|unas|nuestr[oa]s?|don|dona) "
    r"(?:\w+ ){1,5}?)(?:(?:ya|tambien|siempre|solo|se|les?|lo|la) ){0,3}(?:no (?:\w+ ){0,2}\w+|nos \w+|son|estan?"
    r"|tienen?|quieren?|venden?|necesitan?|sufren?|viven?|faltan?|dij\w+|dicen?|trabajan?|ponen?|producen?|compran?"
    r"|siembran?|cultivan?|llegan?|cuestan?|mueren?|pierden?|aportan?|ofrecen?|hacen?|ganan?|ayudan?|apoyan?|prestan?"
    r"|capacitan?|dan?|consiguen?|mandan?|cobran?|usan?|buscan?)\b"
)
_HAY_O_FALTA = diferida(
    r"^(?:(?:y|pero|es que|aqui|aca|ya|ahora|casi|tambien) ){0,3}"
    r"(?:(?:nos|me|le|les) (?:falt|dan?\b|pon|prest|ayud|apoy|consig)\w*|(?:no )?hay \w+|no (?:tenemos|llega|alcanza)"
    r"|faltan?|son (?:\d+|unos|unas|como|casi)|serian?|costaria|duraria|cuesta|queda en|estan? en)(?: \w+)+$"
)


def cuenta_algo(texto: str) -> bool:
    """«Vendemos café en la feria», «la muni pone el local»: una oración, y no cómo se llama alguien.

    Ante la duda, no: «manos que ayudan» y «Un Techo para mi País» son nombres.
    """
    largas = re.findall(r"[^\W\d_]{4,}", texto)
    if sum(una[0].isupper() for una in largas) * 2 >= len(largas):
        return False  # escrito como un nombre, o todo en mayúsculas
    dicho = sin_signos(texto)
    if _NOSOTROS_HACEMOS.match(dicho) or _HAY_O_FALTA.match(dicho):
        return True
    hace = _ALGUIEN_HACE.match(dicho)
    return hace is not None and _DICE_QUE.search(hace.group()) is None


@lru_cache(maxsize=4)
def _comienzos(tipos: tuple[TipoActor, ...]) -> re.Pattern[str]:
    """Las palabras de todos los tipos, con que puede empezar un nombre."""
    return re.compile(rf"(?:{'|'.join(re.escape(plano(p)) for t in tipos for p in t.palabras) or '(?!)'})\b")


class LectorDeNombres:
    """El texto, sus palabras y dónde acaba cada nombre."""

    def __init__(self, texto: str, catalogos: Catalogos) -> None:
        self.texto, self.liso, self.catalogos = texto, plano(texto), catalogos
        self.tipos: tuple[TipoActor, ...] = catalogos.tipos_actor
        palabras = catalogos.organizaciones
        self.siglas, self.genericas = plegadas(palabras.siglas), plegadas(palabras.genericas)
        self.descriptores, self.ajenas = plegadas(palabras.descriptores), plegadas(palabras.ajenas)
        self.cortes, self.quienes = plegadas(palabras.cortes), plegadas(palabras.quienes)
        self.palabras = [(m.start(), m.end()) for m in re.finditer(r"\S+", texto)]
        self._deducidos: dict[str, str | None] = {}
        self.inicios = [inicio for inicio, _ in self.palabras]
        grandes = sum(1 for a, _ in self.palabras[1:] if texto[a].isupper())
        self.sin_mayusculas = grandes <= len(self.palabras) // 12

    def _nombre(self, inicio: int, *, exige_tipo: bool = True, en_minusculas: bool = False) -> Nombrada | None:
        """El nombre que empieza ahí: palabras con mayúscula, enlaces y descriptores, hasta un alto.

        Con `en_minusculas`, también si ninguna lleva mayúscula: se dijo que es un nombre.
        """
        primera = bisect_right(self.inicios, inicio) - 1
        if primera < 0 or inicio >= self.palabras[primera][1]:
            return None
        fin, largo = inicio, 0
        for n in range(primera, min(primera + LARGO_MAXIMO, len(self.palabras))):
            a, b = max(self.palabras[n][0], inicio), self.palabras[n][1]
            if largo and "\n" in self.texto[fin:a]:
                break
            cruda = self.texto[a:b]
            palabra = re.sub(r"[^a-z0-9&.]", "", self.liso[a:b]).strip(".")
            legal = LEGAL.match(self.liso[a:b].rstrip(",;:)")) is not None
            if not largo and palabra in self.cortes:
                return None
            if largo and not legal and not self._sigue(n, cruda, palabra, self.liso[inicio:fin]):
                break
            es_sigla_entre_parentesis = re.match(r"\([A-Z]{2,10}\)", cruda)
            cortado = cruda.rstrip(",;:!?»\"'")
            if not re.search(r"\.[A-Za-z]+\.$", cortado):
                cortado = cortado.rstrip(".")
            if cortado.endswith(")") and not es_sigla_entre_parentesis:
                cortado = cortado.rstrip(")")
            fin, largo = a + len(cortado), largo + 1
            if legal or (len(cortado) < len(cruda) and self.liso[a:b] not in ABREVIATURAS):
                break
        nombre = self._sin_enlace_final(inicio, fin)
        if not nombre:
            return None
        tipo = self._tipo(nombre)
        if exige_tipo and tipo is None:
            return None
        sin_senal = not self.texto[inicio].isupper() and not self._empieza_por_tipo(nombre)
        if sin_senal and not (en_minusculas and self.sin_mayusculas):
            return None
        if sum(letra.isalpha() for letra in nombre) < 3:
            return None
        return Nombrada(inicio, inicio + len(nombre), nombre, tipo)

    def _sigue(self, n: int, cruda: str, palabra: str, llevado: str) -> bool:
        if re.match(r"\([A-Z]{2,10}\)", cruda):
            return True
        if cruda.startswith("(") or not palabra or "/" in cruda or "$" in cruda:
            return False
        if palabra in self.cortes and palabra.endswith(_EN_PRIMERA_PERSONA):  # «Minera Quebrada Honda Estamos…»
            return False
        if cruda[0].isupper() or (
            cruda[0].isdigit() and not self.sin_mayusculas and llevado.endswith(("pension", "ie"))
        ):
            return True
        siguiente = self.palabras[n + 1] if n + 1 < len(self.palabras) else None
        if palabra in ("y", "e") and siguiente and " y " not in f"{llevado} ":
            return (
                ENTIDAD.match(llevado) is not None
                and re.sub(r"\W", "", self.liso[slice(*siguiente)]) in self.descriptores
            )
        if self.sin_mayusculas and palabra in _ARTICULOS and not self._tras_lo_que_es(llevado):
            return self._es_su_articulo(n, llevado)  # «comunidades de espinar el agua viene…», no
        if palabra not in self.cortes and re.search(r"\b(?:de|del)\s*$", llevado) and self._es_lugar(palabra):
            return ES_DE_UN_LUGAR.match(llevado) is not None or self.sin_mayusculas
        if palabra in ENLACES_DENTRO | {"san", "santa"}:
            return siguiente is not None and self._puede_seguir(n + 1, llevado)
        if palabra in ENLACES_DE_FUERA and not self.sin_mayusculas:
            return self._tras_enlaces_de_fuera(n + 1)
        if palabra in self.descriptores:
            return True
        # «giz capacitar a las juntas»: una sigla ya es el nombre entero.
        return (
            self.sin_mayusculas
            and palabra not in self.cortes
            and (llevado not in self.siglas or self._es_lugar(palabra))  # «ugel tambopata»
            and not cruda[0].isdigit()
            and (palabra in NO_ES_VERBO or INFINITIVO.fullmatch(palabra) is None)
        )

    def _tras_lo_que_es(self, llevado: str) -> bool:
        """Un artículo es del nombre tras una preposición o tras la palabra que dice qué es: «minera el dorado»."""
        ultima = re.search(r"(\w+)\W*$", llevado)
        return ultima is not None and (ultima.group(1) in ENLACES_DENTRO or self._empieza_por_tipo(ultima.group(1)))

    def _es_su_articulo(self, n: int, llevado: str) -> bool:
        """«asociacion de ganaderas las vicuñas»: tras decir qué es y de quiénes, el artículo empieza cómo se llama.

        Solo si es de las que se nombran así y con ello acaba el nombre: «la muni de puno los vecinos…» son dos.
        """
        que_es, *de_quienes = re.findall(r"\w+", llevado) or ("",)
        se_nombra_asi = que_es not in PLURALES and self._empieza_por_tipo(llevado) and not ES_DE_UN_LUGAR.match(llevado)
        conocidas = self.descriptores | self.genericas | ENLACES_DENTRO
        if not se_nombra_asi or not all(dicha in conocidas or dicha.endswith("s") for dicha in de_quienes):
            return False
        hallado = SU_ARTICULO.match(self.liso, self.palabras[n][0])
        suyas = set(re.findall(r"\w+", hallado.group())) if hallado is not None else set[str]()
        return bool(suyas) and suyas.isdisjoint(self.cortes | self.genericas | self.quienes)

    def _puede_seguir(self, desde: int, llevado: str) -> bool:
        """Dice si tras un enlace («de la…») viene otra parte del nombre."""
        for a, b in self.palabras[desde : desde + 4]:
            palabra = re.sub(r"[^a-z0-9]", "", self.liso[a:b])
            if self.texto[a].isupper() or palabra in self.descriptores:
                return True
            if palabra not in ENLACES_DENTRO:
                if not self.sin_mayusculas and ES_DE_UN_LUGAR.match(llevado):
                    return self._es_lugar(palabra)
                return self.sin_mayusculas and palabra not in self.cortes and not self.texto[a].isdigit()
        return False

    def _tras_enlaces_de_fuera(self, desde: int) -> bool:
        """«für die Welt»: tras uno o dos enlaces viene una palabra con mayúscula."""
        for a, b in self.palabras[desde : desde + 2]:
            if self.texto[a].isupper():
                return True
            if self.liso[a:b] not in ENLACES_DE_FUERA | ENLACES_DENTRO:
                return False
        return False

    def _sin_enlace_final(self, inicio: int, fin: int) -> str:
        nombre = self.texto[inicio:fin].rstrip()
        while (m := re.search(r"(?<!\s)\s+(?:de|del|la|las|los|el|para|en|y|e)$", plano(nombre))) is not None:
            nombre = nombre[: m.start()]
        return nombre

    def _hasta_alto(self, inicio: int) -> str:
        """Las palabras hasta un verbo, una preposición o un signo: «empresa minera», «ONG alemana»."""
        fin = inicio
        desde = max(0, bisect_right(self.inicios, inicio) - 1)
        for a, b in self.palabras[desde : desde + LARGO_MAXIMO]:
            a = max(a, inicio)
            palabra = re.sub(r"[^a-z0-9]", "", self.liso[a:b])
            if fin > inicio and (palabra in self.cortes or (palabra in ("de", "del") and self._corta_en_de(b))):
                break
            cortado = self.texto[a:b].rstrip(".,;:)!?")
            fin = a + len(cortado)
            if len(cortado) < b - a:
                break
        return self.texto[inicio:fin]

    def _corta_en_de(self, lugar: int) -> bool:
        """«una ong de piura» se corta; «una empresa de internet», no."""
        resto = self.texto[lugar:].lstrip()
        palabra = re.match(r"\w+", resto)
        return palabra is None or resto[:1].isupper() or self._es_lugar(palabra.group())

    def _es_generica(self, nombre: str) -> bool:
        """Solo dice qué es, sin nombre propio: «municipalidad», «empresa minera», «asociación civil»."""
        palabras = re.findall(r"[^\W\d_]+", nombre)
        propias = [p for p in palabras if p[0].isupper() and plano(p) not in self.genericas]
        if propias or (ES_DE_UN_LUGAR.match(plano(nombre)) and any(self._es_lugar(p) for p in palabras[1:])):
            return False
        if not self.sin_mayusculas:
            return all(plano(p) in self.genericas or not p[0].isupper() for p in palabras)
        dichas = {plano(p) for p in palabras} - ENLACES - self.genericas
        if dichas and ENTIDAD.match(plano(nombre)):
            return False  # «ministerio de salud»
        return dichas <= self.descriptores

    def _es_ajena(self, nombre: str) -> bool:
        """El nombre propio de otra cosa: «Parque Huascarán», «Plan Bicentenario»."""
        primera = re.match(r"\w+", plano(nombre))
        return primera is not None and primera.group() in self.ajenas

    def _es_lugar(self, nombre: str) -> bool:
        lugares = lugares_en(nombre, self.catalogos)
        return bool(lugares) and lugares[0].inicio == 0 and lugares[-1].fin >= len(nombre.rstrip(" .,"))

    def _empieza_por_tipo(self, nombre: str) -> bool:
        """«cooperativa valle verde» y «fundacion wiese», sí; «estudiantes de la UNMSM», no."""
        liso = plano(nombre)
        return _comienzos(self.tipos).match(liso) is not None or liso.partition(" ")[0] in SIN_TIPO

    def _tipo(self, nombre: str) -> str | None:
        if nombre not in self._deducidos:
            self._deducidos[nombre] = UNO_U_OTRO.join(tipos_posibles(nombre, self.tipos)) or None
        return self._deducidos[nombre]
