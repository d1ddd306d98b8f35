"""Lo que se dice con palabras de aquí y es de otro: que otro ayuda o atiende, o un trámite que no es una alianza.

«La cámara ayuda con contactos» no pide que alguien atienda; «renovar mi inscripción» no es presentar una propuesta.
Reconoce por la forma; ante la duda dice que no.
"""

from bot.dialogo.intenciones.decidido import aplanado
from conocimiento.expresiones import diferida

# --- Otro ayuda --------------------------------------------------------------------------------------------------

_HACE = (
    r"(?<!\bun )(?<!\buna )(?<!\bla )(?<!\bel )(?<!\bde )(?:ayuda|apoya|asesora|orienta|contacta|atiende|llama|habla"
    r"|conversa|coordina|comunica|capacita|acompana|guia|consigue|presta|manda|envia|pone|da|facilita|recibe|responde"
    r"|contesta)n?\b"
)
_HARA = (
    r"(?:va a|van a|suelen?|quedo en|quedaron en|se compromet\w+ a|se encargan? de|ofrecio|ofrecieron) "
    r"(?:ayudar|apoyar|asesorar|orientar|contactar|atender|llamar|hablar|conversar|coordinar|comunicar|capacitar"
    r"|acompanar|guiar|conseguir|prestar|mandar|enviar|poner|dar|facilitar|recibir|responder|contestar)\w*"
)
_ALGUIEN = (
    r"(?:alguien|(?:un |una |el |la |algun |alguna )?(?:persona|humano|asesora?|especialista|operadora?|tecnic[oa]"
    r"|funcionari[oa]|encargad[oa]|senorita|ingenier[oa]|jef[ea])(?! (?:de|del|en)\b))"
)
_NO_ES_OTRO = diferida(
    r"\b(?:apci|agencia peruana|ustedes|uds|usted|ud|tu|bot|robot|chat|asistente|maquina|programa|yo|nadie|no|ni|si"
    r"|quien(?:es)?|cual(?:es)?|donde|adonde|cuando|cuant[oa]s?|como|quier\w*|quis\w+|necesit\w*|dese[oa]\w*"
    r"|requier\w*|requer\w+|puede[ns]?|puedo|podr\w+|favor|porfa\w*|xfa|urge\w*|solicit\w+|pido|pedimos|prefier\w+"
    r"|gustaria|alianzas?|marco|documentos?|please|o|\w{2,}[ae](?:me|nos|melo|mela))\b"
    rf"|\b(?:que|q|k|ke)\b(?! nos {_HACE})"
)
_OTRO_HACE = diferida(
    rf"^(?:(?:y|pero|ademas|tambien|ah|ya|ok|pues|entonces|mire|oiga|ahora|ahi|aca|aqui|hola) ){{0,3}}(?!{_ALGUIEN}\b)"
    rf"(?:(?!(?:me|nos)\b)\w+ ){{1,7}}?(?:(?:ya|siempre|tambien|solo|nos|me|se|les?|los?) ){{0,4}}(?:{_HARA}|{_HACE})"
    rf"|^(?:(?:y|ademas|tambien|ya|ahi|aca|alla) ){{0,3}}(?:nos|me|les?) {_HACE} (?:(?:con|en|a) (?:\w+ ){{1,2}})?"
    rf"(?!{_ALGUIEN}\b)(?:el|la|los|las|un|una|unos|unas|mi|mis|nuestr[oa]s?|don|dona)\b"
)


def ayuda_otro(texto: str) -> bool:
    """Dice si se cuenta que otro ayuda, atiende o pone algo, y no se pide que alguien lo haga."""
    plano = aplanado(texto)
    if "?" in texto or _NO_ES_OTRO.search(plano):
        return False
    return _OTRO_HACE.search(plano) is not None


# --- Otro trámite ------------------------------------------------------------------------------------------------

_DE_UNA_ALIANZA = diferida(
    r"\b(?:alianzas?|multiactor|propuestas?|borrador(?:es)?|perfil(?:es)?|iniciativas?|proyectos?|entrevista"
    r"|actor(?:es)?|participa\w*|integra[rn]?|alia(?:r|d[oa]s?)\w*|mis datos)\b"
)
_QUIEN = (
    r"(?:ongs?|ongds?|oenege|eniex|ipreda|apci|asociacion|fundacion|organizacion|institucion|entidad|donantes?"
    r"|cooperantes?|voluntari[oa]|expert[oa])"
)
_DE_QUIEN = rf"(?: (?:de|del|como|en|ante|a|la|las|los|el|mi|nuestra|una?|otra)){{0,4}} {_QUIEN}"
_TRAMITAR = (
    r"(?:re)?(?:nov|renov|actualiz|modific|inscrib|registr|tramit|regulariz|subsan|cancel|anul|obten|saco|saca|solicit"
    r"|present|entreg|vencio|vence|venci|caduc|dar|doy|hago|hacer|consult|pag)\w*"
)
_PAPEL = r"(?:inscripcion|reinscripcion|registro|constancia|carne|expediente|renovacion)"
_ENCARGADO = r"(?:tramite|expediente)"
_LO_DONADO = r"(?:contenedor(?:es)?|container|mercaderia|cargamento|embarque|envio)"
_CLASE = r"(?:ongd|eniex|ipreda)"
_SU_TRAMITE = (
    r"(?:renov|renuev|inscri|registr|requisit|vigenc|vencim|tramit|actualiz|declarac|formulari|constituir|cuesta)\w*"
)
_OTRO_TRAMITE = diferida(
    rf"\b{_TRAMITAR} (?:\w+ ){{0,3}}?(?:mi|nuestr[oa]|la|el|una?|de)? ?{_PAPEL}(?:{_DE_QUIEN}\b|$)"
    rf"|\b(?:mi|nuestr[oa]|su) {_PAPEL}(?: de {_PAPEL})?(?:{_DE_QUIEN}\b|$"
    r"| (?:porque|xq|pq|ya que|pero|vencid[oa]|este ano|hoy|antes de)\b)"
    rf"|\b(?:inscripcion|reinscripcion|renovacion|constancia|registro|padron|directorio){_DE_QUIEN}\b"
    rf"|\bdatos{_DE_QUIEN} en (?:el|su) registro\b|\b(?:re)?(?:inscrib|registr)\w*{_DE_QUIEN}\b"
    rf"|\b(?:dar(?:me|se|nos|le)?|doy|damos|pedir|solicitar) de baja(?: a| de| en)?(?: la| mi| nuestra| una| el)?"
    rf" (?:{_QUIEN}|{_PAPEL})\b"
    rf"|\b(?:se (?:me|nos|le) )?(?:vencio|vence|caduco|caduca|vencid[oa]|caducad[oa]) (?:\w+ ){{0,2}}{_PAPEL}\b"
    r"|\bdeclaracion(?:es)? (?:jurada )?anual(?:es)?\b"
    r"|\bplan(?:es)? (?:(?:anual |anuales )?de operaciones|operativos? anual(?:es)?)\b"
    r"|\b(?:informe|memoria|reporte) anual(?: de actividades)?\b|\btupa\b"
    r"|\bdevol\w+ (?:\w+ ){0,3}(?:igv|impuestos?)\b|\b(?:igv|impuestos?) (?:\w+ ){0,3}(?:devol|exoner)\w+"
    r"|\b(?:liber|desaduan|nacionaliz|intern|ingres)\w+ (?:\w+ ){0,3}donacion(?:es)?\b"
    r"|\bdonacion(?:es)? (?:\w+ ){0,4}(?:aduanas?|exterior|extranjer\w+)\b|\btramit\w+ (?:\w+ ){0,3}donacion(?:es)?\b"
    r"|\b(?:certificad\w+|constancias?|formularios?|fichas?|solicitud) de (?:inscripcion|registro|renovacion)\b"
    r"|\bcambi\w+ (?:\w+ ){0,3}(?:representante legal|domicilio|estatutos?|denominacion|razon social"
    r"|(?:junta|consejo) directiv[oa])\b|\b(?:perd|venc|caduc|recuper)\w* (?:la |su |nuestra )?vigencia\b"
    rf"|\b{_CLASE} (?:\w+ ){{0,6}}?{_SU_TRAMITE}|\b{_SU_TRAMITE}(?: \w+){{0,6}}? {_CLASE}\b"
    r"|\b(?:multa|sancion)\w* (?:\w+ ){0,3}(?:declar|inscrib|inscrip|registr|renov)\w+"
    rf"|\b(?:estado|avance|situacion|seguimiento) (?:de|del|a) (?:(?:mi|nuestro|un|el) )?{_ENCARGADO}\b"
    rf"|\b(?:como|donde|en que) (?:va|esta|anda|quedo) (?:mi|nuestro|el) {_ENCARGADO}\b"
    r"|\b(?:falt|deb|toca|tengo|tenemos|hay|como|donde|olvid)\w* (?:\w+ ){0,2}declar(?:ar|o|amos) (?:\w+ ){0,3}"
    r"(?:20\d\d|ano)\b|\bruos\b"
    rf"|\b{_LO_DONADO} (?:\w+ ){{0,3}}(?:donad\w+|(?:de|en|como) donacion)\b"
    r"|\bdonad\w+ (?:\w+ ){0,4}(?:aduanas?|exterior|extranjer\w+)\b"
)
_DEL_TRAMITE = diferida(r"\b(?:registr|inscri|reinscri|renov|declaraci|constanci|donacion|devoluci|operaciones|multa)")


def es_otro_tramite(texto: str) -> bool:
    """Dice si se habla de un trámite que no es de una alianza: inscribirse, renovar, la declaración anual…"""
    plano = aplanado(texto)
    return _DE_UNA_ALIANZA.search(plano) is None and _OTRO_TRAMITE.search(plano) is not None


_SE_PREGUNTA = diferida(
    r"^(?:(?:y|pero|oiga|oye|disculp\w+|hola|por favor|una|consulta|pregunta|duda) ){0,4}(?:(?:a|en|hasta|desde|de) )?"
    r"(?:donde|adonde|como|cuando|cuant[oa]s?|quien(?:es)?|cual(?:es)?|quiero|quisiera|necesito|deseo|puedo|se puede"
    r"|tengo que|debo|(?:que|q) (?:requisitos?|documentos?|papeles|necesito|hago|debo|tengo|pasa|plazos?))\b"
)


def pregunta_por_otro_tramite(texto: str) -> bool:
    """Lo mismo, si además se pregunta o se pide: así no se responde ninguna pregunta de la entrevista."""
    return _SE_PREGUNTA.match(aplanado(texto)) is not None and es_otro_tramite(texto)


def nombra_un_tramite(citado: str) -> bool:
    """Dice si lo que se cita habla de trámites como esos: entonces el documento sí trata de ello."""
    return _DEL_TRAMITE.search(aplanado(citado)) is not None
