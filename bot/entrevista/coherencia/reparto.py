"""Reglas sobre lo que se distribuye (aportes, beneficios y resultados) y para cuándo."""

from dataclasses import dataclass
from re import Pattern

from bot.entrevista.coherencia.hallado import (
    Clave,
    Hallado,
    Linea,
    Palabra,
    actores_sin,
    dicho_de,
    hay_sin_linea,
    lugar_en_la_matriz,
    patron_de,
)
from bot.entrevista.esquema import Regla, Unidades
from bot.entrevista.eventos import Llave, Valor
from bot.entrevista.valores.cifras.gente import clase_de_gente
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.compuestos.tramos import ultimo_mes
from bot.entrevista.valores.lectura import plegadas
from bot.entrevista.visible import Visible
from conocimiento.expresiones import diferida
from conocimiento.frases import cantidad, enumerar
from conocimiento.palabras import NUMEROS, VACIAS, palabras, plano

MESES_DE_UN_PILOTO_LARGO = 36
_ES_VERBO = diferida(r"[a-z]{1,15}(?:[aei]mos|ran|riamos|rian|ando|iendo|yendo|mente)$")
"""«iremos», «apoyaran», «viendo», «activamente»: lo que se haría no dice qué se pone."""
_EN_LUGAR_DE_VERBO = diferida(
    r"(?<![a-z])(?:se|nos|les?|que|algo|no|(?:con|de|en|a)\s(?:donde|cuanto|quien))"
    r"(?:\s(?:se|les?|nos|lo|ya|va|van|vaya|vayan|ha|han|sea|sean)){0,3}\s([a-z]{2,15})"
)
"""«se les ocurrirá», «con qué entran», «lo que vaya surgiendo»: ahí va un verbo, termine como termine."""
_DE_QUE_DEPENDE = diferida(
    r"(?<![a-z])(?:"
    # «cuando arranque», «conforme avance el proyecto», «mientras la gerencia siga»
    r"(?:cuando|conforme|apenas|mientras|a medida que|una vez que)\s(?:(?:el|la|los|las|su|sus)\s[a-z]{1,15}\s)?"
    r"(?:(?:se|les?|nos|lo|ya)\s){0,2}[a-z]{1,15}"
    # «según cómo vaya el año fiscal», «depende de la disponibilidad presupuestal del gobierno»
    r"|(?:segun|de acuerdo (?:a|con)|sujet[oa]s? a|depend[a-z]{0,8}\s(?:de|del))"
    r"\s(?:(?:el|la|lo|los|las|su|sus|que|como|si|se|les?|nos)\s){0,2}[a-z]{1,15}(?:\s(?:de|del)(?:\s(?:la|el|los|las|su))?\s[a-z]{1,15}|\sque\s[a-z]{1,15})?"
    # «si se presenta la ocasión, alguna difusión»: lo que sigue tampoco es seguro
    r"|(?:si|cuando)\s(?:se\s)?(?:present|d[aei]|hay|hubier|surg|tien|pued|tuv)[a-z]{0,8}\s(?:la|una|alguna)\s"
    r"(?:ocasion|oportunidad|posibilidad)[^.;]{0,60}"
    # «por determinar»
    r"|por\s[a-z]{2,12}(?:ar|er|ir)(?:se)?"
    # «lo que el presupuesto permita»
    r"|lo que\s(?:el|la|los|las|su|sus)\s[a-z]{1,15}\s(?:(?:les?|nos|se)\s)?"
    r"(?:permit|aprueb|decid|dispong|asign|dig|determin|estim|acuerd)[a-z]{1,5}"
    # «algo saldrá del próximo presupuesto», «que algo caiga del canon»
    r"|algo\s(?:(?:se|les?|nos|ya)\s){0,2}(?:sal|caig|caer|qued|sobr|lleg|consig|consegu|hab|resul|jal)[a-z]{1,8}"
    r"(?:\s(?:de|del|con|por)\s(?:(?:el|la|los|las|su|sus)\s)?[a-z]{1,15}(?:\s[a-z]{1,15})?)?"
    # «si el directorio lo aprueba», «si les alcanza»
    r"|si\s(?:(?:el|la|los|las|su|sus)\s[a-z]{1,15}\s)?(?:(?:se|les?|nos|lo|la|los|las|hay)\s){0,2}[a-z]{1,15}"
    r")(?![a-z])"
)
"""De qué se hace depender lo que se pondría: no es lo que se pone."""
_HACIA_QUIEN = diferida(
    r"(?<![a-z])((?:compromis|simpati|solidari|carin|aprecio|afecto|confianza|adhesi|lealtad|dedicaci|devoci|amor|entusiasm|fe"
    r"|vocaci|identifica|sensibil|cercan)[a-z]{0,8}(?:\s(?:total|plen[oa]|absolut[oa]|institucional|moral|social|siempre)){0,2})"
    r"\s(?:con|al?|por|hacia|ante|en)(?:\s(?!(?:con|y|e)\s)[a-z]{1,15}){1,7}"
)
"""«compromiso con la niñez del distrito»: a quién se dirige lo que no es nada que se pueda contar."""
_PERO = diferida(r"[:;]|(?<![a-z])(?:pero|sino|aunque)(?![a-z])")
"""Tras esto se dice otra cosa: «buena voluntad: ponen la leña»."""


def beneficios_sin_repartir(visible: Visible, _regla: Regla, linea: Linea, poblacion: Clave) -> Hallado | None:
    """Algún actor o la población no recibe nada; es crítico si lo recibe uno solo o falta la población."""
    faltan, sin_saber = actores_sin(visible, linea)
    nombres, ignorados = [actor.nombre for actor in faltan], [actor.nombre for actor in sin_saber]
    toca, para_todos = visible.toca(poblacion), visible.valor(poblacion)
    falta_poblacion = toca and para_todos is not None and not str(para_todos).strip()
    if falta_poblacion:
        nombres.append("la población")
    elif toca and para_todos is None:
        ignorados.append("la población")
    if not nombres and not ignorados:
        return None
    con_beneficio = len(visible.actores) - len(faltan) - len(sin_saber)
    severidad = "importante" if con_beneficio >= 2 and not falta_poblacion else ""
    primero = (faltan or sin_saber)[:1]
    lugar: Llave = lugar_en_la_matriz(visible, primero[0]) if primero else (poblacion, "")
    return Hallado(
        pendiente=not nombres,
        es_duda=hay_sin_linea(visible, faltan),
        severidad=severidad,
        marcas={"actores": enumerar(nombres or ignorados)},
        lugar=lugar,
    )


def resultado_incompleto(visible: Visible, _regla: Regla) -> Hallado | None:
    """A algún resultado le falta indicador, meta con número, fecha o responsable."""
    resultados = visible.entrevista.papeles.resultados
    if visible.es_pendiente(resultados):
        return Hallado(pendiente=True, marcas={"resultados": "falta indicarlos"})
    partes = {"indicador": "indicador", "meta": "meta", "fecha": "fecha", "responsable": "responsable"}
    sin_numero: list[str] = []
    incompletos: list[str] = []
    for uno in visible.elementos(resultados):
        nombre, meta = str(uno.get("resultado") or "sin nombre"), str(uno.get("meta") or "")
        if meta and not leer_numeros(meta):
            sin_numero.append(f"«{nombre}» (la meta no tiene un número)")
        elif faltan := [rotulo for clave, rotulo in partes.items() if not uno.get(clave)]:
            incompletos.append(f"«{nombre}» (falta {enumerar(faltan)})")
    if not sin_numero and not incompletos:
        return None
    return Hallado(pendiente=not sin_numero, marcas={"resultados": "; ".join(sin_numero + incompletos)})


def promesa_vacia(
    visible: Visible,
    regla: Regla,
    linea: Linea,
    relleno: tuple[Palabra, ...],
    huecas: tuple[Palabra, ...] = (),
    cosas: tuple[Palabra, ...] = (),
) -> Hallado | None:
    """Lo que un actor aportaría no es nada que se pueda contar: «nada», «lo que se pueda», «apoyo moral».

    Quitadas esas palabras y las de relleno no queda otra: «apoyo moral y tres voluntarios» sí dice algo. Si se dice una
    de las `huecas` («prestigio», «ya veremos») basta que lo que queda no sea una cifra, gente ni una de las `cosas`.
    """
    catalogos = visible.entrevista.catalogos
    de_los_ods = tuple(palabra for ods in catalogos.ods for palabra in ods.terminos)
    voces = _Promesa(
        patron_de((*regla.palabras, *huecas)),
        patron_de(relleno),
        patron_de(huecas),
        patron_de((*cosas, *de_los_ods)),
        catalogos.unidades,
        plegadas(catalogos.organizaciones.genericas),
    )
    for actor in visible.actores:
        dicho = dicho_de(visible, actor, linea)
        if dicho and voces.es_vacia(plano(dicho)):
            marcas = {"actor": actor.nombre, "dicho": dicho}
            return Hallado(marcas=marcas, lugar=lugar_en_la_matriz(visible, actor))
    return None


@dataclass(frozen=True, slots=True)
class _Promesa:
    """Con qué se promete sin poner nada, como expresiones sobre un texto pasado por `plano`.

    `organizaciones`: con qué se nombra a quien lo recibe o lo decide («estar al lado de la asociación»).
    """

    vacias: Pattern[str]
    relleno: Pattern[str]
    huecas: Pattern[str]
    cosas: Pattern[str]
    unidades: Unidades
    organizaciones: frozenset[str]

    def es_vacia(self, liso: str) -> bool:
        """No queda nada que se pueda contar."""
        cuantas, quedan = self._lo_que_queda(liso)
        if all(_ES_VERBO.search(palabra) for palabra in quedan):
            return cuantas > 0 or self.cosas.search(liso) is None
        _, tras_pero = self._lo_que_queda(_PERO.split(liso)[-1]) if _PERO.search(liso) else (0, [])
        return not tras_pero and self.huecas.search(liso) is not None and not any(map(self._se_cuenta, quedan))

    def _lo_que_queda(self, liso: str) -> tuple[int, list[str]]:
        """Cuántas cosas vacías dice y las palabras que no son de ellas, ni de qué depende, ni de relleno."""
        sin_condiciones, condiciones = _DE_QUE_DEPENDE.subn(" ", _HACIA_QUIEN.sub(r"\1", liso))
        verbos = {verbo[1] for verbo in _EN_LUGAR_DE_VERBO.finditer(sin_condiciones)}
        sin_vacias, cuantas = self.vacias.subn(" ", sin_condiciones)
        quedan = [
            palabra
            for palabra in palabras(self.relleno.sub(" ", sin_vacias))
            if palabra not in VACIAS and (self._se_cuenta(palabra) or palabra not in verbos | self.organizaciones)
        ]
        return cuantas + condiciones + len(verbos), quedan

    def _se_cuenta(self, palabra: str) -> bool:
        """Una cifra, gente o una cosa de las que se ponen."""
        es_cifra = palabra[0].isdigit() or palabra in NUMEROS
        return es_cifra or self.cosas.match(palabra) is not None or bool(clase_de_gente(palabra, self.unidades))


def plazo_incoherente(visible: Visible, _regla: Regla, pregunta: Clave) -> Hallado | None:
    """Inicio pasado, resultados o actividades fuera del plazo, o un piloto muy largo."""
    papeles, valor = visible.entrevista.papeles, visible.valor(pregunta)
    if not isinstance(valor, dict):
        return (
            Hallado(pendiente=True, marcas={"detalle": "falta indicarlo"}) if visible.es_pendiente(pregunta) else None
        )
    inicio, meses = valor.get("inicio"), valor.get("meses")
    if isinstance(inicio, str) and inicio < visible.fecha.isoformat()[: len(inicio)]:
        return Hallado(marcas={"detalle": "la fecha de inicio ya pasó"})
    if isinstance(meses, int):
        tarde = [
            f"«{uno.get('actividad')}» está en el mes {mes} y el plazo es de {cantidad(meses, 'mes', 'meses')}"
            for uno in visible.elementos(papeles.actividades)
            if (mes := ultimo_mes(uno.get("mes"))) is not None and mes > meses
        ]
        if tarde:
            return Hallado(marcas={"detalle": "; ".join(tarde)}, lugar=(papeles.actividades, ""))
        if fuera := _resultados_fuera(visible, inicio, meses):
            detalle = f"{enumerar(fuera)} {'tiene' if len(fuera) == 1 else 'tienen'} fecha fuera del plazo"
            return Hallado(marcas={"detalle": detalle}, lugar=(papeles.resultados, ""))
        if meses > MESES_DE_UN_PILOTO_LARGO:
            detalle = f"{meses} meses es largo para un piloto"
            return Hallado(severidad="sugerencia", marcas={"detalle": detalle})
    if inicio is None:
        return Hallado(pendiente=True, marcas={"detalle": "falta cuándo empezaría"})
    return None


def _resultados_fuera(visible: Visible, inicio: Valor, meses: int) -> list[str]:
    """Los resultados cuya fecha, con la precisión que se dio, cae antes del inicio o después del fin."""
    if not isinstance(inicio, str):
        return []
    antes, despues = (inicio[:7], inicio[:7]) if len(inicio) > 4 else (f"{inicio}-01", f"{inicio}-12")
    corrido = int(despues[:4]) * 12 + int(despues[5:7]) - 1 + meses  # el mes siguiente al último
    # Una meta puede medirse al cierre: se admite hasta el mes que sigue al final.
    primero, ultimo = antes, f"{corrido // 12}-{corrido % 12 + 1:02d}"
    fuera: list[str] = []
    for uno in visible.elementos(visible.entrevista.papeles.resultados):
        fecha = uno.get("fecha")
        if isinstance(fecha, str) and fecha:
            corte = min(len(fecha), len("2027-01"))
            if not primero[:corte] <= fecha[:corte] <= ultimo[:corte]:
                fuera.append(f"«{uno.get('resultado')}»")
    return fuera
