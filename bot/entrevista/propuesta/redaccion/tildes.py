"""Las tildes que dependen de lo que hay al lado: «esta» y «está», «mas» y «más», «termino» y «término».

Solo las que las palabras vecinas hacen seguras; las demás se dejan como se escribieron.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.entrevista.propuesta.redaccion.modelo import Clase, Diccionario
from bot.entrevista.propuesta.redaccion.ortografia import con_otra_tilde
from bot.entrevista.propuesta.redaccion.trozos import Trozo, junto, palabras_de
from conocimiento.expresiones import diferida


@dataclass(frozen=True, slots=True)
class Vecinas:
    """Las palabras que rodean a `esta`, sin tildes ni mayúsculas; vacías si las separa un signo o no hay.

    `acaba`: después viene un signo o el final; una cifra, no. `tras_abrir`: la de antes es la que abre la oración.
    """

    esta: str
    previa: str
    antes: str
    despues: str
    acaba: bool
    tras_abrir: bool = False


def acentuar(trozos: list[Trozo], diccionario: Diccionario) -> list[Trozo]:
    """Los trozos con las tildes seguras."""
    lugares = palabras_de(trozos)
    nuevos = list(trozos)
    for orden, lugar in enumerate(lugares):
        trozo = nuevos[lugar]
        if trozo.fijo or trozo.nuevo.lower() != trozo.liso:
            continue
        vecinas = _vecinas(nuevos, lugares, orden)
        regla = _REGLAS.get(trozo.liso)
        acentuada = regla(vecinas) if regla is not None else ""
        acentuada = acentuada or _nombre(vecinas, diccionario) or _futuro(vecinas, diccionario)
        if acentuada:
            entera = acentuada.capitalize() if trozo.nuevo[0].isupper() else acentuada
            nuevos[lugar] = trozo.con(entera, Clase.TILDE)
    return nuevos


def _vecinas(trozos: Sequence[Trozo], lugares: Sequence[int], orden: int) -> Vecinas:
    antes = trozos[lugares[orden - 1]].liso if junto(trozos, lugares, orden - 1) else ""
    previa = trozos[lugares[orden - 2]].liso if antes and junto(trozos, lugares, orden - 2) else ""
    despues = trozos[lugares[orden + 1]].liso if junto(trozos, lugares, orden) else ""
    siguen = trozos[lugares[orden] + 1 : lugares[orden] + 3]
    sigue_cifra = len(siguen) == 2 and not siguen[0].texto.strip() and siguen[1].fijo
    tras_abrir = antes != "" and trozos[lugares[orden - 1]].abre
    acaba = not despues and not sigue_cifra
    return Vecinas(trozos[lugares[orden]].liso, previa, antes, despues, acaba, tras_abrir)


# --- Palabra por palabra --------------------------------------------------------------------------

_TRAS_ESTAR = frozenset(
    "en muy mal bien lejos cerca sin por listo lista aqui aca alli ahi peor mejor pendiente "
    "el la los las un una su nuestro nuestra mi".split()
)
_TRAS_UNA_DEMOSTRATIVA = frozenset("en de con por para a desde sobre hacia hasta ante entre segun toda y o".split())
_AL_ACABAR = frozenset("donde no ya que todo nadie aun".split())
_DE_ELLA_EN_O = frozenset("mano foto moto radio como solo tipo cuando cuanto otro".split())
_PARTICIPIO = diferida(r"\w{2,20}(?:ad[oa]|id[oa]|ando|iendo|yendo)")
_NOMBRES_QUE_LO_PARECEN = frozenset(
    "ida vida medida salida comida bebida partida jornada entrada llegada temporada quebrada decada manada mirada "
    "parada helada nevada fachada cascada cruzada posada ensenada cuadrada brigada granada morada carnada tonada "
    "corrida venida movida caida guarida herida huida perdida cogida acogida subida bajada pasada".split()
)
"""Tras «esta» son lo que se señala: «esta temporada», «esta medida»."""


def _esta(vecinas: Vecinas) -> str:
    """«Está» si sigue un estado, un artículo o algo que no es femenino; «esta comunidad» y «en esta» se dejan."""
    sigue = vecinas.despues
    es_estado = sigue in _TRAS_ESTAR or (sigue.endswith("o") and len(sigue) > 2 and sigue not in _DE_ELLA_EN_O)
    es_participio = _PARTICIPIO.fullmatch(sigue) is not None and sigue not in _NOMBRES_QUE_LO_PARECEN
    al_acabar = vecinas.acaba and vecinas.antes in _AL_ACABAR
    return "está" if (es_estado or es_participio or al_acabar) and vecinas.antes not in _TRAS_UNA_DEMOSTRATIVA else ""


_SE_OPONE = frozenset("no si nunca el la los las lo un una en se nadie nada todo eso ahora aun tambien".split())


def _mas(vecinas: Vecinas) -> str:
    """Como «pero» va tras una pausa y delante de lo que se opone: entonces se deja."""
    return "más" if vecinas.antes or (vecinas.despues and vecinas.despues not in _SE_OPONE) else ""


_DICEN = frozenset("que creo creemos dijo dijeron dice dicen respondio respondieron".split())


def _si(vecinas: Vecinas) -> str:
    return "sí" if vecinas.antes in _DICEN and vecinas.acaba else ""


_TRAS_UN_NOMBRE = frozenset("con para por de a sin en ante".split())


def _el(vecinas: Vecinas) -> str:
    acaba = vecinas.acaba or vecinas.despues in ("pero", "porque", "tambien", "mismo", "tampoco")
    return "él" if vecinas.antes in _TRAS_UN_NOMBRE and acaba else ""


def _mi(vecinas: Vecinas) -> str:
    acaba = vecinas.acaba or vecinas.despues in ("me", "si", "no", "tambien", "tampoco", "es")
    return "mí" if vecinas.antes in ("para", "a", "por", "de", "sin") and acaba else ""


_PREGUNTAN = {
    "cual": "cuál", "cuales": "cuáles", "como": "cómo", "cuando": "cuándo", "cuanto": "cuánto", "cuantos": "cuántos",
    "cuanta": "cuánta", "cuantas": "cuántas", "donde": "dónde", "quien": "quién", "quienes": "quiénes", "que": "qué",
}  # fmt: skip
_SABEN = frozenset("sabemos sabe saben sabiamos sabian".split())


def _se(vecinas: Vecinas) -> str:
    return "sé" if vecinas.antes == "no" and (vecinas.despues in _PREGUNTAN or vecinas.despues == "si") else ""


def _pregunta(vecinas: Vecinas) -> str:
    """«No sé cuál», «no sabemos cuándo»; «sabemos que» no pregunta nada."""
    tras_no_se = vecinas.antes == "se" and vecinas.previa == "no"
    tras_saber = vecinas.antes in _SABEN and vecinas.previa == "no" and vecinas.esta != "que"
    return _PREGUNTAN[vecinas.esta] if tras_no_se or tras_saber else ""


def _aun(vecinas: Vecinas) -> str:
    return "aún" if vecinas.despues == "no" else ""


_LARGO_DE_UN_NOMBRE = 5
_PREPOSICIONES = frozenset("de con sin por para en a hasta desde sobre segun hay entre bajo ante".split())
_ARTICULOS = frozenset("el un del al este ese aquel cada ningun algun primer su nuestro mi una ninguna nuestra".split())
_ARTICULO_O_PRONOMBRE = frozenset("la las los".split())
_DETERMINAN = frozenset("un una unos unas el la los las su sus este esta estos estas lo le les".split())
_ES_PUBLICO = frozenset(
    "interes sector servicio espacio gasto ministerio transporte fondo local concurso presupuesto recurso tesoro "
    "empleo colegio alumbrado orden debate patrimonio en".split()
)
_ES_PUBLICA = frozenset(
    "salud inversion entidad gestion universidad via obra politica administracion audiencia cuenta educacion escuela "
    "informacion seguridad opinion limpieza consulta plaza es".split()
)


def _nombre(vecinas: Vecinas, diccionario: Diccionario) -> str:
    """«El calculo», «sin vinculo»: tras un artículo o una preposición no va un verbo, y la otra tilde es un nombre.

    «El publico un informe» puede ser «él publicó»: se deja. «La» solo es artículo tras una preposición: «en la».
    """
    tras_articulo = vecinas.antes in _ARTICULOS and (vecinas.antes != "el" or vecinas.despues not in _DETERMINAN)
    tras_preposicion = vecinas.antes in _PREPOSICIONES or (
        vecinas.antes in _ARTICULO_O_PRONOMBRE and vecinas.previa in _PREPOSICIONES - {"hay"}
    )
    if not (tras_articulo or tras_preposicion) or len(vecinas.esta) < _LARGO_DE_UN_NOMBRE:
        return ""
    if not diccionario.es_verbo(vecinas.esta) or diccionario.es_nombre(vecinas.esta):
        return ""
    nombres = con_otra_tilde(vecinas.esta, diccionario)
    return nombres[0] if len(nombres) == 1 else ""


def _futuro(vecinas: Vecinas, diccionario: Diccionario) -> str:
    """«Se mejoraran los pastos» al empezar: sin «que» ni «si» delante no es «mejoraran», que dice otra cosa."""
    if not (vecinas.tras_abrir and vecinas.antes == "se" and vecinas.esta.endswith(("ara", "aran", "era", "eran"))):
        return ""
    lugar = vecinas.esta.rindex("a")
    futura = f"{vecinas.esta[:lugar]}á{vecinas.esta[lugar + 1 :]}"
    return futura if diccionario.es_verbo(futura) and not diccionario.es_nombre(vecinas.esta) else ""


def _publico(vecinas: Vecinas) -> str:
    return "público" if vecinas.antes in _ES_PUBLICO and vecinas.despues not in _DETERMINAN else ""


def _publica(vecinas: Vecinas) -> str:
    return "pública" if vecinas.antes in _ES_PUBLICA and vecinas.despues not in _DETERMINAN else ""


def _rio(vecinas: Vecinas) -> str:
    return "río" if vecinas.antes in ("el", "del", "al", "un", "este", "nuestro", "su") else ""


def _seria(vecinas: Vecinas) -> str:
    sigue = vecinas.despues in ("el", "la", "un", "una", "los", "las", "mejor", "bueno")
    return "sería" if sigue and vecinas.antes not in ("una", "la", "muy", "tan", "mas") else ""


_SIGUEN_A_CONTINUAR = frozenset("con en el la los las siendo".split())
_QUE_ES_CONTINUA = frozenset("la una formacion forma manera mejora educacion capacitacion atencion asistencia".split())


def _continua(vecinas: Vecinas) -> str:
    """«La JASS continúa con la cuota», «nadie lo continúa»; «la formación continua en salud», no."""
    es_verbo = vecinas.antes in ("lo", "se") or vecinas.despues in _SIGUEN_A_CONTINUAR
    return "continúa" if es_verbo and vecinas.antes and vecinas.antes not in _QUE_ES_CONTINUA else ""


_REGLAS: dict[str, Callable[[Vecinas], str]] = {
    "esta": _esta, "mas": _mas, "si": _si, "el": _el, "mi": _mi, "se": _se, "aun": _aun, "rio": _rio, "seria": _seria,
    **dict.fromkeys(_PREGUNTAN, _pregunta),
    "continua": _continua, "publico": _publico, "publica": _publica,
}  # fmt: skip
