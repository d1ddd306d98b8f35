"""Lo que se suele preguntar de cualquier norma, según de qué trate, y con qué palabras estaría dicho.

En las plantillas, `{el}` es aquello de que trata («el IGAC»); `{de}`, lo mismo con «de»; `{n}`, la «n» si va en plural.
"""

from dataclasses import dataclass

from conocimiento.biblioteca.borrador.asunto import Clase

UN_CARGO = "gobernador|ministr[oa]|superintendente|president[ea]|gerente|director|alcalde|jefe|consejer[oa]"
SECTORES = (
    ("la minería", "miner"),
    ("la pesca", r"pesc|pesquer|acuic"),
    ("la construcción", "construc"),
    ("el transporte", "transport"),
    ("la educación", "educa|universi"),
    ("el turismo", "turis"),
)
"""Sectores por los que se pregunta, y la raíz con que se nombran: de los que el texto no nombra, uno."""
_DIAS = (
    r"(?:\d{1,3}|un|una|dos|tres|cinco|diez|quince|veinte|treinta|sesenta|noventa|ciento veinte)\)? "
    r"(?:dias|meses|mes|anos?|horas|semanas)"
)
_DINERO = r"s/\.? ?\d|us\$ ?\d|\d ?%|por ciento|\d+ ?uit\b|\buit\b|\bsoles\b|dolares"
_TRAMITE, _ORGANO, _NORMA = Clase.TRAMITE, Clase.ORGANO, Clase.NORMA
_MANDA = r"sancion|infracc|\bmulta|obligaci|prohib|\bdeber"
_SOLICITUDES = r"solicitud|solicitante|autorizaci|licencia|permiso|\btramit"


@dataclass(frozen=True, slots=True)
class Habitual:
    """Una pregunta habitual: está dicho si en una oración se hallan todas las expresiones de `juntas` (en lo plegado).

    `de`: de qué clase de asunto se pregunta. `si_nombra`: solo se propone si el texto nombra esto; vacío, siempre.
    """

    clave: str
    falta: str
    preguntas: tuple[str, ...]
    juntas: tuple[str, ...]
    de: frozenset[Clase]
    si_nombra: str = ""


def _una(de: str, clave: str, falta: str, preguntas: tuple[str, ...], *juntas: str, si_nombra: str = "") -> Habitual:
    clases = {"t": _TRAMITE, "o": _ORGANO, "n": _NORMA}
    return Habitual(clave, falta, preguntas, juntas, frozenset(clases[una] for una in de), si_nombra)


HABITUALES = (
    # de un trámite
    _una("t", "costo", "cuánto cuesta el trámite {de}",
         ("¿Cuánto cuesta el trámite {de}?", "¿Cuántos soles se pagan por {el}?"), rf"{_DINERO}|gratuit|sin costo"),
    _una("t", "formulario", "dónde se descarga el formato {de}",
         ("¿Dónde descargo el formato {de}?", "¿Qué formulario lleno para {el}?"), r"descarg|portal|www\."
             r"|formato digital"),
    _una("t", "requisitos", "qué requisitos pide {el}",
         ("¿Qué requisitos pide {el}?", "¿Qué documentos piden para {el}?"), r"requisit|adjunt|acompanad[oa] de"),
    _una("t", "donde-presentar", "dónde se presenta {el}",
         ("¿Dónde presento {el}?",),
         r"mesa de partes|ventanilla|plataforma|sede digital|present\w+ (?:\S+ ){0,6}?(?:ante|al?|en) (?:la|el|su)?\b"),
    _una("t", "por-internet", "si {el} se puede presentar por internet",
         ("¿Puedo presentar {el} por internet?",), r"internet|virtual|en linea|electronic|digital|plataforma"),
    _una("t", "respuesta", "en cuánto tiempo responden la solicitud {de}",
         ("¿En cuánto tiempo responden la solicitud {de}?",),
         "resuelv|resolver|respond|pronunci|evalua|aprob|emit|notific|conformidad", rf"{_DIAS}|plazo"),
    _una("t", "renovacion", "cuánto dura {el} o cada cuánto se renueva",
         ("¿Cada cuánto se renueva {el}?", "¿Cuándo vence {el}?"),
         r"renov|caduc|tiene (?:una )?vigencia de|plazo de vigencia"),
    _una("t", "quien-firma", "quién firma {el}", ("¿Quién firma {el}?",), "suscri|firm"),
    _una("t", "ejemplo", "un ejemplo {de}", ("¿Hay un ejemplo {de} ya hecho?",), r"ejemplo de|modelo de"),
    _una("t", "extension", "cuántas páginas debe tener {el}", ("¿Cuántas páginas debe tener {el}?",), r"paginas"
        r"|folios"),
    _una("t", "consultor", "cuánto cobra un consultor por {el}",
         ("¿Cuánto cobra un consultor por {el}?",), r"honorario|tarifa", si_nombra="consultor"),
    _una("t", "ayuda", "si hay ayuda económica para {el}",
         ("¿Hay ayuda económica para {el}?",), r"prestamo|subsidi|credito|financiamiento para"),
    # de un trámite o de una norma con trámites
    _una("tn", "apelacion", "cómo se apela una decisión sobre {el}",
         ("¿Cómo apelo una decisión sobre {el}?",),
         r"apelaci|reconsideraci|recurso (?:administrativo|impugn)|impugn", si_nombra=r"resoluci|sancion|deneg"
         r"|desaprob"),
    _una("tn", "silencio", "si hay silencio administrativo en los trámites {de}",
         ("¿Hay silencio administrativo en los trámites {de}?",), "silencio", si_nombra=r"solicitud(?:es)? de"
             r"|procedimientos? administrativos?|presenta\w* la solicitud"),
    # de cualquiera
    _una("tn", "multa", "de cuánto es la multa por incumplir {el}",
         ("¿De cuánto es la multa por incumplir {el}?", "¿Cuántas UIT se pagan por incumplir {el}?"),
         "mult|sancion|penalidad", _DINERO, si_nombra=_MANDA),
    _una("tn", "incumplimiento", "qué pasa si no se cumple {el}",
         ("¿Qué pasa si no cumplo {el}?",), "mult|sancion|infracc|penalidad|incumpl|bajo responsabilidad",
         si_nombra=r"obligaci|prohib|\bdeber"),
    _una("tn", "carcel", "cuántos años de cárcel dan por incumplir {el}",
         ("¿Cuántos años de cárcel dan por incumplir {el}?",),
         r"pena privativa|carcel|prision|delito", r"\banos\b", si_nombra="penal|delito|sancion"),
    _una("tn", "oficina", "dónde queda la oficina que atiende {el}",
         ("¿Dónde queda la oficina que atiende {el}?",),
         r"\bav(?:enida|\.)|\bjr\.|\bjiron|\bcalle\b|ubicad[oa] en",
         si_nombra=_SOLICITUDES),
    _una("tn", "horario", "en qué horario se atienden los trámites {de}",
         ("¿En qué horario atienden los trámites {de}?",),
         r"\bhorario|\b\d{1,2}:\d\d\b", si_nombra=_SOLICITUDES),
    _una("n", "formulario", "qué formulario se llena para los trámites {de}",
         ("¿Qué formulario lleno para los trámites {de}?",),
         "formulari|formato|ficha|plantilla", si_nombra=_SOLICITUDES),
    _una("tn", "descuento", "si hay descuento por pagar pronto la multa {de}",
         ("¿Hay descuento si pago pronto la multa {de}?",),
         "descuento|pronto pago|reduccion",
         si_nombra=r"\bmultas?\b"),
    _una("tn", "prescripcion", "en cuánto tiempo prescribe una infracción {de}",
         ("¿En cuánto tiempo prescribe una infracción {de}?",), "prescri", si_nombra="infracc|sancion"),
    _una("tn", "denuncia", "dónde se denuncia a quien incumple {el}",
         ("¿Dónde denuncio a quien incumple {el}?",), "denunci|queja|reclam", si_nombra=_MANDA),
    _una("tn", "fiscaliza", "quién fiscaliza {el}",
         ("¿Quién fiscaliza {el}?",), "fiscaliz|supervis|vigila|control de(?:l)? cumplimiento", si_nombra=_MANDA),
    _una("n", "indemnizacion", "de cuánto es la indemnización según {el}",
         ("¿De cuánto es la indemnización según {el}?",), r"indemni.*(?:\d|uit)", si_nombra="indemni"),
    _una("n", "requisitos", "qué documentos pide{n} {el}",
         ("¿Qué documentos pide{n} {el}?",), r"requisit|documentos? (?:que|requerid|necesari|siguient)|adjunt",
         si_nombra=_SOLICITUDES),
    _una("n", "costo", "cuánto cuestan los trámites {de}",
         ("¿Cuánto cuestan los trámites {de}?",), rf"{_DINERO}|gratuit|\btasas?\b|\btupa\b", si_nombra=_SOLICITUDES),
    _una("n", "respuesta", "en cuánto tiempo responden las solicitudes según {el}",
         ("¿En cuánto tiempo responden las solicitudes según {el}?",),
         "resuelv|resolver|respond|pronunci|evalua|aprob|emit|notific", rf"{_DIAS}|plazo", si_nombra=_SOLICITUDES),
    _una("n", "vigencia", "desde cuándo rige{n} {el}",
         ("¿Desde cuándo rige{n} {el}?",),
         r"vigencia|en vigor|\brige\b|a partir del (?:dia|\d)|dia siguiente de su publicacion"),
    _una("n", "reglamento", "cuándo sale el reglamento {de}",
         ("¿Cuándo sale el reglamento {de}?",), rf"reglament.*(?:{_DIAS})",
         si_nombra=r"reglamento de (?:la )?presente (?:ley|norma)|reglamentar?a? la presente"),
    _una("n", "excepciones", "a quiénes no se aplica{n} {el}",
         ("¿A quiénes no se aplica{n} {el}?",), r"exceptu|excluy|excepci|no (?:se )?aplica|exonera", si_nombra=_MANDA),
    # de un órgano
    _una("o", "sesiones", "cada cuánto se reúne {el}",
         ("¿Cada cuánto se reúne {el}?",), r"se reune|sesion"),
    _una("o", "presupuesto", "con qué presupuesto funciona {el}",
         ("¿Con qué presupuesto funciona {el}?",), rf"presupuest.*(?:{_DINERO}|institucional)"),
    _una("o", "secretaria", "quién es la secretaría técnica {de}",
         ("¿Quién es la secretaría técnica {de}?",), "secretaria tecnica"),
    _una("o", "alternos", "si los miembros {de} pueden nombrar suplentes",
         ("¿Los miembros {de} pueden mandar a un suplente?",), "alterno|suplente|accesitari"),
    _una("o", "invitacion", "cómo se pide participar en {el}",
         ("¿Cómo pido que me inviten a {el}?",), r"solicit\w+ (?:su )?(?:participaci|incorporaci)"),
    _una("o", "preside", "quién preside {el}", ("¿Quién preside {el}?",), "presid"),
    _una("o", "pago", "si les pagan a los miembros {de}",
         ("¿Les pagan a los miembros {de}?",), "ad honorem|dieta|remunera"),
    _una("o", "duracion", "cuánto dura {el}", ("¿Cuánto dura {el}?",), rf"(?:vigencia|plazo|duracion).*(?:{_DIAS})"
        rf"|permanente"),
    _una("o", "informe", "dónde se publican los informes {de}",
         ("¿Dónde se publican los informes {de}?",), r"public\w+ (?:\S+ ){0,8}informe|informe\w* (?:\S+ ){0,8}public"),
    _una("o", "votos", "con cuántos votos decide {el}", ("¿Con cuántos votos decide {el}?",), r"\bvotos?\b|quorum"
        r"|mayoria"),
)  # fmt: skip
