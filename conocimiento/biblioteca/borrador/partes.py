"""Una oración de una norma, partida en quién, qué hace y qué: lo justo para preguntar por ella con sus palabras.

No es un análisis: si no se ve con claridad dónde está el verbo, no se parte, y de esa oración no se pregunta nada.
"""

import re
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

PALABRAS_DE_QUIEN, PALABRAS_DE_QUE, PALABRAS_DE_SI_O_NO = 26, 14, 14
_PRESENTES = """
    abarca actualiza asciende adopta aprueba aplica articula asegura asume brinda comprende comunica conduce
    conforma considera consiste constituye contempla contiene contribuye controla coordina crea cuenta cumple
    define desarrolla designa determina dicta difunde diseña dispone dota efectúa ejecuta ejerce elabora emite
    encarga establece estimula evalúa exige facilita faculta favorece fija fiscaliza fomenta formula garantiza
    gestiona goza identifica implementa impulsa incluye incorpora incurre informa integra interviene mantiene
    modifica monitorea notifica obliga orienta otorga participa percibe permite posee prepara presenta prevé
    procura promueve propone protege publica realiza reconoce recibe regula remite representa requiere resuelve
    responde revisa rige sanciona señala solicita supervisa suscribe tiene tramita vela verifica vigila""".split()
"""Lo que hace una norma o alguien en ella, en presente y en singular; el plural lleva «n»."""
_PLURALES = "|".join(f"{uno}n?" for uno in _PRESENTES)
_VERBO = diferida(
    rf"(?<![\w-])(?P<no>no\s)?(?P<se>se\s)?(?P<verbo>deben?|pueden?|es|son|est[aá]n?"
    rf"|(?:{_PLURALES}|\w{{2,20}}r(?:á|án))(?:(?:,\s\w{{3,20}}[ae]n?){{0,3}}\s[ye]\s(?:{_PLURALES})(?![\w-]))?)"
    r"(?![\w-]|\sdecir\b)"
)
_EN_OTRA = frozenset(
    "que quien quienes donde cuando como si cual cuales cuyo cuya cuyos cuyas no se lo la los las".split()
)
"""La palabra tras la cual un verbo es de una oración dentro de la otra («las empresas que realizan…»)."""
_QUIEN = (
    r"(?:el|la|los|las|todo|toda|todos|todas|cada|cualquier|ning[úu]n|ninguna|alguna|algún|dicho|dicha|dichos"
    r"|dichas|esta|este|estas"
    r"|estos|un|una)\s"
)
_ENLACE = diferida(
    r"(?:que|y|o|en (?:ese|tal|este) sentido|asimismo|además|adicionalmente|por (?:lo )?tanto|en consecuencia"
    r"|no obstante"
    r"|sin embargo|de ser el caso|en general|en todo caso|finalmente|igualmente|(?:de|del) (?:igual|mismo) modo"
    r"|al respecto"
    r"|para (?:ello|tal fin|tal efecto|estos efectos))\s?,\s",
    re.IGNORECASE,
)
_CIRCUNSTANCIA = diferida(
    r"(?:a|al|ante|bajo|como|con|conforme|contra|cuando|de|del|dentro|durante|en|entre|hasta|luego|mediante|para|por"
    r"|previ[oa]|salvo|según|si|sin|sobre|tras)\s[^;:]{3,220}?,\s(?=" + _QUIEN + r"|(?-i:[A-ZÁÉÍÓÚÑ]{3,12})\s)",
    re.IGNORECASE,
)
"""Lo que va antes de quien hace: «Asimismo,», «Para la gestión de los recursos,»."""
_MARCA = diferida(
    r"(?:[a-zñ]{1,2}\)|[a-zñ]\.|\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[ivx]{1,5}[.)]|[•‣–—-])\s{1,3}(?=[\w“«\"(])",
    re.IGNORECASE,
)
_DETERMINANTE = diferida(_QUIEN, re.IGNORECASE)
_PRESENTE = diferida(r"\b([Ee]l|[Dd]el|[Aa]l|[Ll]a|[Ll]os|[Ll]as)\spresentes?\s")
_DISPOSITIVO = diferida(r"\b(?P<articulo>[Ee]l|[Dd]el|[Aa]l) (?:presente )?dispositivo(?: legal)?\b")
_ENTRE_PARENTESIS = diferida(
    r"\s?\((?:\d{1,4}|[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ-]{1,12})\)|(?<=[a-záéíóúñ])\s[–—-]\s[A-ZÁÉÍÓÚÑ]{2,10}(?=[,.;]?\s|[.,]?$)"
)
"""La cifra o la sigla que repite lo que ya se dijo: «tres (3) años», «la Autoridad Nacional del Agua (ANA)»."""
_UNO_U_OTRA = diferida(r"\b([Ee]l)/[Ll]a (\w+)o/a\b")
_APARTE = diferida(r",?\s(?:entre otr[oa]s|de ser el caso|según corresponda|de corresponder|cuando corresponda),\s?")
_ROTULO_PEGADO = diferida(r"^(?:[A-ZÁÉÍÓÚÑi]{2,}\s){2,}(?=(?:El|La|Los|Las)\s[a-zA-Z])")
_EPIGRAFE_PEGADO = diferida(
    r".{5,120}?\s(?P<oracion>(?:La|El|Los|Las)\s(?P<quien>.{5,60}?)\s(?:tienen?|est[áa]n?|deben?|pueden?|es|son)\s)"
)
_LA_NORMA = {"El": "La norma", "el": "la norma", "Del": "De la norma", "del": "de la norma",
             "Al": "A la norma", "al": "a la norma"}  # fmt: skip
_ESTA_NORMA = r"ley|norma|resoluci[óo]n|ordenanza|directiva|reglamento|decreto"
_ESTE = diferida(rf"\b(?P<letra>[Ee])st(?P<genero>[ea])\s(?=[A-ZÁÉÍÓÚÑ]|(?:{_ESTA_NORMA})\b)")
_INCISO = diferida(
    r"(?P<antes>\w+(?:\s(?!que\b)\w+){0,2}|),\s(?:por|al|a|como|con|en|según|bas|previ|cuando|si|sin|mediante"
    r"|siempre|entre|bajo"
    r"|para|conforme|de ser|de manera|\w+(?:ando|endo|mente))[^,;:]{2,120},\s(?P<despues>(?:"
    + _QUIEN
    + r"|de\s(?=US|S/|\d)|medidas\s|mecanismos\s).*)",
    re.IGNORECASE,
)
_DE_UNA_NORMA = diferida(
    r"(?:art[ií]culo|p[áa]rrafo|numeral|literal|inciso|considerando|dictamen|informe|oficio)s?$", re.IGNORECASE
)
"""Lo que otra norma establece no se pregunta a esta."""
_ADVERBIO = diferida(r"(?:\s(?:también|además|solo|sólo|únicamente|igualmente|asimismo))+$")
_PARENTESIS = diferida(r"\s\([^()]{1,120}\)")
_ENUMERA = diferida(
    r",\s(?!as[ií]|(?:que|con|sin|para|por|desde|hasta|mediante|en|si)\b|cuando\b|el cual|la cual)"
    r"(?:(?:\w+(?:\s\w+){0,3},\s)*\w+(?:\s\w+){0,3}\s(?:y|e)\s"
    r"|(?:\w+(?:\s\w+){0,3},\s)+\w+(?:\s\w+){0,3}\s(?:o|u)\s)"
)
_CORTE = diferida(
    r"[;:(]|[.,](?!\d)|\s(?:cuando|en los siguientes t[ée]rminos|lo siguiente|tales como|entre otr[oa]s|(?:y"
    r"|o) (?:no )?(?:deben?|pueden?|se|es|son)|siempre que|salvo|mientras|as[ií] como|a fin de|con el fin"
    r"|con la finalidad|con el objeto|el cual"
    r"|la cual|los cuales|las cuales|según|seg[uú]n|conforme|de acuerdo|de conformidad|en el marco|por lo que"
    r"|y que|sin|dando|estableciendo|considerando|teniendo|incluyendo|debiendo|ante (?:la|el) mism[ao])\b|\s(?:y"
    r"|o)\s\w{3,}[ae]n?\s(?:sus?|los?|las?|el)\b"
)
_ACABA_AHI = diferida(
    r"\s?(?:[.;:]|$|,?\s(?:de acuerdo|conforme|seg[uú]n|cuando|siempre|salvo|previ[oa]|en el marco|de conformidad"
    r"|debiendo|pudiendo|a fin|con la finalidad|sin perjuicio|bajo|para lo cual|por lo que)\b)"
)
"""Lo que puede seguir a lo que se dijo entero: un punto o las condiciones de lo dicho, y no otro elemento más."""
_SUELTO = diferida(r"\s(?:para|mediante|con|por|en)\s")
_EN_UN_NOMBRE = diferida(r"\s[A-ZÁÉÍÓÚÑ]\S*\s(?:para|mediante|con|por|en)\s(?:el\s|la\s|los\s|las\s)?[A-ZÁÉÍÓÚÑ]")
"""«Áreas Naturales Protegidas por el Estado»: no se corta."""
_SIGUE_EL_NOMBRE = diferida(r"\s(?:(?:de|del|para|en|y|e)\s)?(?:la\s|el\s|los\s|las\s)?[A-ZÁÉÍÓÚÑ]")
"""«el Reglamento Nacional [de Vehículos]» o «la Iniciativa del Aire Limpio [para Lima]» dirían otra cosa."""
NO_TERMINA = frozenset(
    """a al ante con contra de del desde e el en entre hacia hasta la las los lo ni o para por que sin sobre su sus
    tras u un una y cuyo cuya cual presente siguiente siguientes no se nº n""".split()
)
_AGENTES = frozenset(
    """administrado administrados agencia alcalde autoridad autoridades banco beneficiario beneficiarios causante
    ciudadano ciudadanos cliente clientes comision comite comunidad comunidades congreso consejo consultor consultora
    consultoras consultores direccion directorio director empleador empleadores empresa empresas entidad entidades
    estado estados funcionario funcionarios gerencia gerente gobernador gobierno gobiernos habitante habitantes
    institucion instituciones jefe juez jueces ministerio ministerios ministro municipalidad municipalidades oficina
    operador operadores organismo organismos organo organos organizacion organizaciones particulares persona personas
    poblacion poblaciones poder presidente productor productores profesional profesionales propietario propietarios
    proveedor proveedores pueblo pueblos regulador responsable responsables revisor sector secretaria servidor
    servidores sociedad solicitante solicitantes superintendencia supervisor titular titulares trabajador
    trabajadores tribunal unidad unidades universidad universidades usuario usuarios generador generadores
    peru sujeto sujetos interesado interesados postulante postulantes segregador segregadores consultores comisiones
    inspector inspectores miembro miembros integrante integrantes viceministro viceministra ministra presidenta
    contratista contratistas grupo inversionista inversionistas importador importadores fabricante fabricantes
    asociacion asociaciones cooperativa cooperativas docente docentes estudiante estudiantes alumno alumnos
    congresista congresistas magistrado magistrados fiscal fiscales defensor contralor procurador
    afiliado afiliados socio socios acreedor deudor conductor conductores peruano peruanos extranjero
    extranjeros menor menores mujer mujeres madre madres padre padres familia familias productora
    """.split()
)
_A_MEDIAS = frozenset(
    """literal literales articulo articulos numeral numerales inciso incisos parrafo parrafos nº n° terminos referencia
    anexo anexos minimo menos cada cuenta dispuesto establecido previsto señalado cual lo""".split()
)
"""Si lo que cabe acaba así, está a medias (plegado)."""
_PARECE_VERBO = diferida(
    r"\b(?:\w{2,}(?:an|en|rán?|aba|aban|ían?)|es|son|hay|se|no|sea|sean|puedan?|deban?|\w{3,}[ae])$"
)
_GERUNDIO, _UN_INFINITIVO = diferida(r"\w+(?:ando|iendo|yendo)$"), diferida(r"\w+[aei]r(?:se)?$")
_PARTICIPIO = diferida(r"\w{3,}(?:ad|id|uest|crit)[oa]s?$")
_QUE_HAGA = diferida(r"\bque\s(?:\S+\s){0,4}\S+(?:en|an|e)$|mente$")
_DA = diferida(r"(?:present|remit|report|comunic|inform|solicit|entreg|envi|proporcion|notific)\w*\s")
_LO_QUE_DA = diferida(
    r"(?<!\ba\s)(?<!\bde\s)(?<!\ben\s)(?<!\bcon\s)(?<!\bpara\s)(?<!\bpor\s)\b(?:un|una|unos|los|las|el|la|su|sus"
    r"|copia|informaci[oó]n)\s"
)
"""Quien puede hacer algo: con estos se pregunta «¿quién…?»; con los demás, «¿qué…?» (plegado)."""
_SIGLA = diferida(r"[A-ZÁÉÍÓÚÑ]{3,12}")
_INSTITUCION = diferida(
    r"MIN[A-Z]{1,9}|MEF|MTC|PCM|ANA|OEFA|SERNANP|SERFOR|SENACE|SENASA|SUNAT|SUNARP|SBS|APCI|DIGESA|INDECOPI|OSINERGMIN"
    r"|OSINFOR|OSCE|CONAM|PRODUCE|MIDAGRI|MIDIS|MIMP|MVCS|INEI|RENIEC|ONPE|JNE|SMV|BCRP|CEPLAN|SERVIR|INACAL|PNP"
)
"""Las siglas de quien puede hacer algo: las demás («IGAC») suelen ser de un documento o de un trámite."""
_EN_CONDICION = diferida(r"\s(?:en su (?:condici[oó]n|calidad) de|a trav[eé]s del?|por intermedio)\b.*")


INFINITIVO = diferida(
    r"(?P<todo>(?P<verbo>\w+[aei]r(?:se|l[oae]s?)?\b)(?:\s(?:y|o|e|u)/?o?\s\w+[aei]r)?)\s?(?P<resto>.*)"
)
NO_SE_ENTIENDE_SOLA = diferida(
    r"\b(?:dich[oa]s?|citad[oa]s?|mencionad[oa]s?|referid[oa]s?|señalad[oa]s? en|est[aeo]s?|es[aeo]s?|ell[oa]s?"
    r"|anterior(?:es)?|precedentes?|antes|siguientes?|aquel\w*"
    r"|cual(?:es)? (?!es\b|son\b)"
    r"|mism[oa]s?|un caso particular|su vez|lo (?:señalado|indicado|establecido|dispuesto))\b",
    re.IGNORECASE,
)
"""Lo que señala a otra oración: fuera de su sitio, la pregunta no dice de qué habla."""


EN_PLURAL = diferida(r"(?:(?:los|las)\s)?\w+[aeiou]s\b(?<!is)")
FEMENINO = diferida(
    r"(?:\w+(?:i[oó]n|dad|tad|tud|iones|dades|tades|tudes|umbres?)|\w*[^m]as?|redes|red|ley(?:es)?|fuentes?|bases?"
    r"|partes?"
    r"|calles?|clases?|series?|señal(?:es)?|especies?|subespecies?|superficies?|sedes?|muerte|mujer(?:es)?)\b",
    re.IGNORECASE,
)
_SUENA_A = diferida(r"(?:agua|área|arma|ave|acta|aula|habla|alza|d[ií]a|mapa|camión|avión|gorrión)\b", re.IGNORECASE)
"""Lo que parece femenino y lleva «el»."""


@dataclass(frozen=True, slots=True)
class Partes:
    """«[Las empresas] [deben] [aplicar este reglamento]»: quién, el verbo con su «no» y su «se», y lo que sigue.

    `quien` vacío: la oración no lo dice («Se prohíbe…»). `resto` es lo que sigue entero; `que`, lo que cabe en una
    pregunta, y puede faltar.
    """

    quien: str
    verbo: str
    que: str
    resto: str
    """Lo que sigue al verbo."""
    no: bool = False
    se: bool = False

    @property
    def es_agente(self) -> bool:
        """Si quien hace es alguien, y no algo."""
        palabras = self.quien.split()
        cabeza = palabras[1] if len(palabras) > 1 and _DETERMINANTE.match(self.quien) else "".join(palabras[:1])
        return es_de_agente(cabeza) and not self.quien.startswith(("alguna ", "algún "))

    @property
    def es_entero(self) -> bool:
        """Si lo que cabe es todo lo que se hace, hasta la primera pausa."""
        return self.que == entero(self.resto)

    @property
    def es_corta(self) -> bool:
        """Si dicha entera («¿las empresas pueden…?») cabe en una pregunta y no se le quitó nada."""
        despues = self.resto.removeprefix(self.que) if self.resto.startswith(self.que) else ", y"
        cabe = len(f"{self.quien} {self.que}".split()) <= PALABRAS_DE_SI_O_NO
        return cabe and _ACABA_AHI.match(despues) is not None

    @property
    def sin_ni(self) -> str:
        """Lo que cabe, dicho sin negar: «crear ni aumentar gastos» es «crear o aumentar gastos»."""
        return self.que.replace(" ni ", " o ")

    @property
    def plural(self) -> bool:
        """Si el verbo va en plural."""
        return self.verbo.partition(" ")[0].strip(",").endswith(("n", "son"))

    @property
    def verbo_singular(self) -> str:
        """El mismo verbo, para «¿quién…?»."""
        if self.verbo == "son":
            return "es"
        return re.sub(r"(?<=\w\w)n\b", "", self.verbo) if self.plural else self.verbo


def sin_marca(oracion: str) -> str:
    """Sin el número o la letra de la lista: «a) Ministerio» es «Ministerio»."""
    return oracion[hallada.end() :] if (hallada := _MARCA.match(oracion)) else oracion


def sin_entrada(oracion: str) -> str:
    """Sin lo que va antes de quien hace («Asimismo, », «Para la gestión del agua, »), si lo que sigue dice quién."""
    while hallada := _ENLACE.match(oracion) or _CIRCUNSTANCIA.match(oracion):
        oracion = oracion[hallada.end() :]
    return oracion


def sin_deicticos(dicha: str) -> str:
    """«la presente ley» y «esta Superintendencia» son, en una pregunta, «la ley» y «la Superintendencia»."""
    dicha = _DISPOSITIVO.sub(lambda uno: _LA_NORMA[uno["articulo"]], dicha)
    dicha = _PRESENTE.sub(r"\1 ", re.sub(r"\bde presente\s(?=[A-Z])", "de la ", dicha))
    articulos = {"Ee": "El", "Ea": "La", "ee": "el", "ea": "la"}
    return _ESTE.sub(lambda uno: f"{articulos[uno['letra'] + uno['genero']]} ", dicha)


def articulo_de_nombre(nombre: str) -> str:
    """«la» de «ley», «los» de «lineamientos»: por cómo termina su primera palabra, que basta casi siempre."""
    de_genero = FEMENINO.match(nombre) and not _SUENA_A.match(nombre)
    if EN_PLURAL.match(nombre):
        return "las" if de_genero else "los"
    return "la" if de_genero else "el"


def en_limpio(oracion: str) -> str:
    """Sin la marca de su lista, lo que repite entre paréntesis, comillas sin pareja ni lo que señala a esta norma."""
    dicha = _ENTRE_PARENTESIS.sub("", sin_deicticos(sin_marca(oracion)))
    dicha = _UNO_U_OTRA.sub(r"\1 \2o", dicha)
    for abre, cierra in ("“”", "«»"):
        if dicha.count(abre) != dicha.count(cierra):
            dicha = dicha.replace(abre, "").replace(cierra, "")
    dicha = _ROTULO_PEGADO.sub("", dicha)
    pegado = _EPIGRAFE_PEGADO.match(dicha)
    if pegado and pegado["quien"] in dicha[: pegado.start("oracion")]:
        dicha = dicha[pegado.start("oracion") :]
    dicha = _APARTE.sub(" ", dicha)
    return dicha.replace('"', "") if dicha.count('"') % 2 else dicha


def partir(oracion: str) -> Partes | None:
    """Sus partes; None si no se ve cuáles son."""
    dicha = sin_entrada(en_limpio(oracion))
    for hallado in _VERBO.finditer(dicha):
        antes = dicha[: hallado.start()].rstrip()
        if not antes:
            return None
        if plegar(antes.rpartition(" ")[2].strip(",")) in _EN_OTRA:
            continue
        quien = _EN_CONDICION.sub("", _quien(antes) or _quien_sin_pausa(antes))
        if not quien or not _concuerdan(quien, hallado["verbo"]):
            return None
        resto = dicha[hallado.end() :].strip()
        if inciso := _INCISO.match(resto):
            resto = f"{inciso['antes']} {inciso['despues']}".strip()
        return Partes(quien, hallado["verbo"], acortar(resto), resto, bool(hallado["no"]), bool(hallado["se"]))
    return None


def _concuerdan(quien: str, verbo: str) -> bool:
    """«la gestión y las medidas [deben]» perdió a alguien por el camino si quedó en «la gestión»."""
    plural = verbo.partition(" ")[0].strip(",").endswith(("n", "son"))
    de_varios = quien.lower().startswith(("los ", "las ", "todos ", "todas ", "estos ", "estas ", "dichos ", "dichas "))
    return plural is de_varios or (plural and re.search(r"\s[ye]\s", quien) is not None)


def es_de_agente(palabra: str) -> bool:
    """Si nombra a quien puede hacer algo: «empresas», «OEFA»."""
    return plegar(palabra).strip(",") in _AGENTES or _INSTITUCION.fullmatch(palabra.strip(",")) is not None


def _quien(antes: str) -> str:
    """De lo que va antes del verbo, quién hace: «El Estado, a través de sus órganos,» es «el Estado»."""
    if not (_DETERMINANTE.match(antes) or _SIGLA.match(antes)):
        return ""
    antes = re.sub(r"\sen materia\b.*", "", _ADVERBIO.sub("", _PARENTESIS.sub("", antes)))
    if antes.endswith(","):
        antes = _hasta_la_pausa(antes)
    palabras = antes.split()
    if not 0 < len(palabras) <= PALABRAS_DE_QUIEN or set(";:()") & set(antes) or plegar(palabras[-1]) in NO_TERMINA:
        return ""
    if _DE_UNA_NORMA.match(palabras[1] if _DETERMINANTE.match(antes) and len(palabras) > 1 else palabras[0]):
        return ""
    if "," in antes and _hasta_la_pausa(antes) != antes:
        return ""
    return antes if _SIGLA.match(antes) else antes[:1].lower() + antes[1:]


def _quien_sin_pausa(antes: str) -> str:
    """«Para categorizarlos las empresas [pueden…]» es «las empresas»."""
    hallado = re.search(r"\b(?:el|la|los|las|cualquier)\s(\w+)(?:\s(?:de|del|natural)\s[\w ]{2,40})?,?$", antes)
    es_antes = re.match(r"(?:a|al|con|de|en|para|por|mediante|durante|previo|sin|seg[uú]n)\s", antes, re.IGNORECASE)
    return hallado.group().strip(",") if hallado and es_antes and es_de_agente(hallado.group(1)) else ""


def _hasta_la_pausa(texto: str) -> str:
    """Hasta la primera pausa, sin contar las comas de una enumeración («Supervisión, Fiscalización y Sanción»)."""
    desde = 0
    while corte := _CORTE.search(texto, desde):
        enumera = _ENUMERA.match(texto, corte.start())
        if enumera is None:
            return texto[: corte.start()]
        desde = enumera.end()
    return texto


def acortar(resto: str, caben: int = PALABRAS_DE_QUE) -> str:
    """Lo que cabe en una pregunta de lo que sigue a un verbo, sin dejarlo a medias; vacío si no se puede."""
    dicho = _hasta_la_pausa(resto).strip(" ,;:.")
    palabras = dicho.split()
    if len(palabras) > caben:
        dicho = " ".join(palabras[:caben])
        lugares = [
            uno.start()
            for uno in _SUELTO.finditer(dicho)
            if len(dicho[: uno.start()].split()) >= 3
            and not _EN_UN_NOMBRE.match(dicho, dicho.rfind(" ", 0, uno.start()))
        ]
        primeras = dicho.partition(", ")[0].split()
        palabras = dicho[: lugares[-1]].split() if lugares else primeras if 3 <= len(primeras) <= caben else []
        if palabras and _PARTICIPIO.match(palabras[-1]) and palabras[-1].islower():
            palabras.pop()
        primero, enumera, sigue = " ".join(palabras).partition(", ")
        if enumera and not re.search(r"\s(?:y|e|o|u)\s\S+(?:\s\S+){0,5}$", sigue):
            palabras = primero.split()
    es_todo = " ".join(palabras) == resto.strip(" ,;:.")
    while len(palabras) > 1 and not es_todo and _queda_suelta(palabras[-1]):
        if _UN_INFINITIVO.match(palabras.pop()):
            return ""
    dicho = " ".join(palabras)
    lo_que = dicho.rpartition(" que ")[2] if " que " in dicho else ""
    if lo_que and _DETERMINANTE.match(lo_que) and not _VERBO.search(lo_que):
        return ""
    if lo_que and not any(map(_PARECE_VERBO.match, lo_que.split()[:-1])):
        return ""
    sigue = resto[len(dicho) :] if resto.startswith(dicho) else ""
    if palabras and palabras[-1][:1].isupper() and _SIGUE_EL_NOMBRE.match(sigue):
        return ""
    sin_cerrar = any(dicho.count(abre) != dicho.count(cierra) for abre, cierra in ("“”", "«»"))
    if not palabras or sin_cerrar or plegar(palabras[-1]) in _A_MEDIAS or _QUE_HAGA.search(dicho):
        return ""
    return "" if _DA.match(dicho) and not _LO_QUE_DA.search(dicho) else dicho.replace('"', "")


def entero(resto: str) -> str:
    """Lo que sigue a un verbo hasta la primera pausa, quepa o no en una pregunta."""
    return _hasta_la_pausa(resto).strip(" ,;:.")


def _queda_suelta(palabra: str) -> bool:
    """Si, al final de lo que cabe, deja la frase a medias: «…y», «…estableciendo», «…a fin de prevenir»."""
    return plegar(palabra) in NO_TERMINA or bool(_GERUNDIO.match(palabra) or _UN_INFINITIVO.match(palabra))
