"""Qué es lo que se escribe ante una pregunta: lo que pide no se guarda y lo que responde no se pierde."""

import time

import pytest

from bot.entrevista.comprension.compuerta.clases import Clase
from bot.entrevista.comprension.compuerta.distinguir import Distincion, con_sentido, distinguir, senales_de
from bot.entrevista.comprension.compuerta.escritura import leer_escrito
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import leer
from conocimiento.palabras import plano
from tests.apoyo.charla import ENTORNO, ENTREVISTA

PEDIDOS = {
    Clase.AYUDA: (
        ("resultados", "meta = ?"),
        ("transparencia", "que cosa es vinculo contractual"),
        ("registro_apci", "cual de las opciones marco si soy colegio"),
        ("titulo", "no se que poner"),
        ("resultados", "no se como poner eso de los indicadores, ayudame"),
        ("problema", "no entiendo esto, q tengo q poner?"),
        ("problema", "que pongo aqui?"),
        ("objetivo_comun", "a q se refieren con objetivo compartido"),
        ("interes_publico", "esto es lo mismo de la anterior o q cosa piden"),
        ("cumplimiento", "ni idea de q me estan preguntando, explicame"),
        ("continuidad", "me puede decir con otras palabras q quiere saber"),
        ("beneficio_poblacion", "¿aquí se escribe lo que gana la gente o lo que gana la empresa?"),
        ("valor_agregado", "no capto la pregunta"),
        ("riesgos", "qué es mitigación?"),
        ("decisiones", "como se responde esto si todavia no hay comite"),
    ),
    Clase.EJEMPLO: (
        ("actividades", "ejemplo de mes y responsable"),
        ("titulo", "como se llamaron las otras alianzas"),
        ("problema", "me puedes dar un ejemplo de como llenarlo por favor"),
        ("titulo", "ponme un ejemplo d nombre"),
        ("riesgos", "muestrame uno d otra mina"),
        ("resultados", "quiero ver como se llena una linea"),
        ("objetivo_comun", "un ejemplo pe"),
        ("cumplimiento", "que ponen los demas en esta parte"),
        ("continuidad", "deme algun modelo para copiar"),
        ("valor_agregado", "por ejemplo como cual"),
        ("actividades", "hay alguna muestra que pueda ver antes?"),
        ("beneficio_poblacion", "¿Podría mostrarme una respuesta bien hecha?"),
    ),
    Clase.SUGERENCIA: (
        ("titulo", "digame usted un nombre que pegue"),
        ("presupuesto", "pon una cifra que no asuste"),
        ("alineamiento", "busque usted la politica que calce"),
        ("ods", "Es de agua y de empleo, usted sabrá"),
        ("cumplimiento", "tu que dices, que pongo"),
        ("ods", "usted qué diría, el 6 o el 13?"),
        ("titulo", "cuál suena mejor para una alianza de pescadores"),
        ("ods", "cuáles pegan más con la pesca"),
        ("titulo", "sugiereme un nombre"),
        ("titulo", "dame ideas"),
        ("titulo", "que nombre le pondrias tu"),
        ("objetivo_comun", "escribelo tu con todo lo que ya te dije"),
        ("problema", "redactame el problema bonito"),
        ("riesgos", "proponme los riesgos que veas"),
        ("beneficio_poblacion", "ponle tu lo q quede mejor"),
        ("cumplimiento", "q me recomienda poner usted"),
        ("decisiones", "armame una forma de decidir q sea justa"),
        ("alineamiento", "busca tu q politica va con esto"),
    ),
    Clase.APLAZAR: (
        ("poblacion", "ni se cuantos van a ser, la otra semana contamos"),
        ("contacto", "todavía no sabemos quién va a quedar de encargado"),
        ("riesgos", "esta la dejo para el final mejor"),
        ("continuidad", "esa me la salto por ahora"),
        ("presupuesto", "eso se define en la asamblea, antes no le puedo decir"),
        ("titulo", "espera un rato"),
        ("titulo", "estoy esperando a mi jefe"),
        ("problema", "te mando la respuesta mas tarde que estoy manejando"),
        ("titulo", "dejalo pendiente"),
        ("poblacion", "no me acuerdo"),
        ("decisiones", "eso le toca a ellos decir"),
        ("continuidad", "tengo q preguntarle al gerente primero"),
        ("beneficio_poblacion", "luego te digo ahorita estoy en reunion"),
        ("cumplimiento", "todavia no lo hemos conversado, el viernes vemos"),
        ("riesgos", "eso lo ve mi jefa, mañana le pregunto"),
        ("actividades", "mas tarde la lleno esa"),
    ),
    Clase.OTRA_COSA: (
        ("decisiones", "Falto la UGEL en la lista de los que participan"),
        ("riesgos", "en los que participan falta la posta"),
        ("plazo", "me olvide de la asociacion de riego, tambien va"),
        ("problema", "de una vez le aviso que el presupuesto anda por 300 mil soles"),
        ("titulo", "por si acaso, esto empezaría en junio y dura dos años"),
        ("riesgos", "antes que se me vaya, también entra la universidad agraria"),
        ("actores", "le adelanto que serían 24 meses"),
        ("problema", "puedes corregir el nombre de la alianza, es Puente Andino nomas"),
        ("titulo", "el ruc es 20512345671"),
        ("objetivo_comun", "me equivoque en el ruc, termina en 8"),
        ("riesgos", "agrega a Caritas en los participantes que me olvide"),
        ("continuidad", "el correo que puse esta mal, es con j"),
        ("cumplimiento", "quita a la minera de la lista ya no va"),
        ("valor_agregado", "en poblacion puse 300 y eran 500 familias, cambialo"),
        ("beneficio_poblacion", "corrijo el presupuesto, son 800 mil"),
        ("decisiones", "ah y tambien participa la universidad, aumentala en los actores"),
        ("interes_publico", "oye el titulo q te di no va, cambialo por Agua Viva"),
    ),
    Clase.MARCO: (
        ("interes_publico", "lo que se dona es deducible del impuesto?"),
        ("valor_agregado", "cual es la base legal de esto"),
        ("titulo", "do I need a RUC? we are an international organisation"),
        ("problema", "¿la APCI pone plata para estas alianzas?"),
        ("objetivo_comun", "cuantos actores minimo tiene que tener una alianza"),
        ("continuidad", "quien aprueba la alianza en la apci?"),
        ("cumplimiento", "una universidad puede liderar la alianza?"),
        ("interes_publico", "cuales son los principios de la alianza"),
    ),
    Clase.ORDEN: (
        ("decisiones", "El PDF, con lo que haya"),
        ("riesgos", "word por favor"),
        ("contacto", "Avance hasta hoy"),
        ("problema", "cuantas mas son"),
        ("titulo", "ponlo en pausa q ya bajo del micro"),
        ("ods", "guardalo ahi nomas y sigo en la tarde"),
        ("poblacion", "paremos un toque que me llama mi jefa"),
        ("actores", "cortamos aquí por hoy"),
        ("riesgos", "pause ahí un ratito"),
        ("problema", "léame lo que puse en el título"),
        ("problema", "cuanto falta?"),
        ("objetivo_comun", "donde puedo ver mi avance?"),
        ("continuidad", "regresa a la pregunta anterior"),
        ("titulo", "quiero hacer otro proyecto aparte"),
        ("cumplimiento", "mandame el word como va"),
        ("riesgos", "guarda todo y seguimos mañana"),
        ("beneficio_poblacion", "salta esta pregunta y vamos a la que sigue"),
        ("decisiones", "borra todo y empecemos de nuevo"),
        ("valor_agregado", "muestrame lo que llevo hasta ahora"),
    ),
    Clase.QUEJA: (
        ("valor_agregado", "esto en google lo hago en dos minutos, que lento"),
        ("resultados", "llevo media hora y no termino"),
        ("contacto", "siempre piden los mismos datos en todas las oficinas"),
        ("actividades", "nadie tiene tiempo de llenar todo esto"),
        ("continuidad", "que bruto este bot, ya te lo puse"),
        ("problema", "eso ya te lo dije al principio cuando te conte mi idea"),
        ("titulo", "no sirves para nada, siempre me copias lo mismo"),
        ("continuidad", "ya te lo puse dos veces y me vuelves a preguntar lo mismo"),
        ("riesgos", "que fastidio tanta pregunta"),
        ("cumplimiento", "esto es puro papeleo oiga"),
        ("interes_publico", "este bot no entiende nada de lo que escribo"),
    ),
    Clase.CHARLA: (
        ("nombre_organizacion", "Buenos dias. Le habla Carbajal."),
        ("objetivo_comun", "listo, ya estoy de vuelta, perdone la tardanza"),
        ("problema", "ya regresé de almorzar"),
        ("decisiones", "qué interesante"),
        ("objetivo_comun", "jajaja que buena pregunta"),
        ("continuidad", "muchas gracias muy amable por su paciencia"),
        ("titulo", "buenas tardes como esta usted"),
        ("cumplimiento", "ya regrese disculpa"),
    ),
    Clase.DISTRACCION: (
        ("poblacion", "Ingeniera, ya le mande el informe a su correo"),
        ("plazo", "a como cerro el dolar hoy"),
        ("problema", "mama compra el pan que ya llego"),
        ("titulo", "a que hora juega peru hoy"),
        ("continuidad", "va a llover mañana en cusco?"),
        ("objetivo_comun", "como se prepara la causa limeña"),
        ("beneficio_poblacion", "Juan dile a tu hermano que traiga la llave"),
    ),
}
RESPUESTAS = (
    ("transparencia", "un regidor es primo del gerente, del mismo partido"),
    ("objetivo_comun", "guardar agua en el cerro para el verano"),
    ("riesgos", "falta de lluvia; la municipalidad; reservorios"),
    ("problema", "la gente lleva horas esperando en la posta"),
    ("estado_compromiso", "hubo dos almuerzos con su jefe, nada firmado"),
    ("titulo", "Hola Huerto"),
    ("poblacion", "somos como 40"),
    ("contacto", "Soy yo, Elmer Tello, presidente, etello@correo.example"),
    ("actividades", "hacer un archivo de semillas, la universidad, mes 3"),
    ("cumplimiento", "cada mes un avance en asamblea"),
    ("vinculo_negocio", "claro que ayuda, si la gente produce más nosotros compramos más"),
    ("por_conseguir", "todavía no hay nada, falta todo"),
    ("ruc", "a ver, un momento... aquí está: 20512345671"),
    ("contacto", "póngale a doña Rosa Quispe, rquispe@correo.example"),
    ("titulo", "Salta la Valla, Mujer"),
    ("continuidad", "ahí sí que la municipalidad lo asume con su canon"),
    ("beneficio_poblacion", "que ya no tengan que esperar el camión cisterna"),
    ("actividades", "pausar la pesca de marzo a mayo, la Direpro, mes 3"),
    ("plazo", "empezamos en abril y son dos años"),
    ("titulo", "Chau plástico en Lima"),
    ("titulo", "Eliminar mis datos de pobreza"),
    ("titulo", "Gracias Pachamama, agua para todos"),
    ("titulo", "Adiós a la anemia en Huancané"),
    ("titulo", "No te olvides de mi río"),
    ("titulo", "Ayuda Mutua por el Agua"),
    ("titulo", "se llama Manos Unidas por Ccatca"),
    ("titulo", "Sigamos Sembrando Quinua"),
    ("nombre_organizacion", "Asociación Civil Volver a Empezar"),
    ("nombre_organizacion", "ONG Hola Niño"),
    (
        "problema",
        "¿Por qué hay anemia? Porque en 12 centros poblados el agua llega sin cloro y la posta no tiene hierro",
    ),
    (
        "problema",
        "El agua llega sin cloro a doce centros poblados de Angaraes y los niños se enferman. " * 6 + "¿Está bien así?",
    ),
    ("problema", "los ganaderos no saben como vender su leche y les pagan lo que quieren, 0.80 el litro"),
    ("problema", "la gente pide ayuda y nadie la atiende, el centro de salud queda a cuatro horas"),
    ("objetivo_comun", "Cambiar la manera en que se maneja la basura en los tres distritos de la provincia"),
    ("objetivo_comun", "Borrar de una vez por todas el analfabetismo de las mujeres de la zona alta"),
    ("beneficio_poblacion", "que ya no esperen meses por una cita y les expliquen en quechua"),
    ("riesgos", "que la comunidad diga ya no quiero seguir; la directiva; asambleas cada mes"),
    ("riesgos", "que cambien al gerente y el nuevo no sepa nada, lo vería el comité con un acta"),
    ("decisiones", "por consenso, y si no hay acuerdo se vuelve atrás y se conversa otra vez en la asamblea"),
    ("cumplimiento", "primero se le llama la atención, después carta y a la tercera se le saca de la alianza"),
    ("continuidad", "eso lo sigue la municipalidad con su presupuesto y las familias con su cuota de cinco soles"),
    ("valor_agregado", "solos ya probamos y no se pudo: ellos tienen la plata y nosotros la confianza de la gente"),
    (
        "interes_publico",
        "¿a quién no le importa que los niños coman bien? si se enferman lo pagamos todos con impuestos",
    ),
    ("poblacion", "no sé exacto pero serán unas 300 familias de seis comunidades"),
    ("alineamiento", "ninguno que conozcamos, el plan de la provincia se venció"),
    ("actores", "la muni de Ocros, la posta, el colegio y una ong italiana que todavía no confirma"),
    ("transparencia", "mi primo trabaja en la municipalidad, prefiero decirlo; publicaremos actas y gastos"),
)

TROZOS_LARGOS = (
    "7",
    "ab",
    "7 ",
    "ja",
    "que el que ",
    "¿y? ",
    "pon ",
    "no ",
    "«",
    "-\n",
    "Muni de Lircay, ",
    "a. ",
    "_",
    "é7",
)
SEGUNDOS = 0.5


def de(clave: str, texto: str) -> Distincion:
    pregunta = ENTREVISTA.pregunta(clave)
    return distinguir(pregunta, texto, leer(pregunta, texto, ENTORNO))


@pytest.mark.parametrize(("clave", "texto"), [par for pares in PEDIDOS.values() for par in pares])
def test_lo_que_no_responde_no_se_guarda_sin_preguntar(clave: str, texto: str) -> None:
    distincion = de(clave, texto)
    assert not (distincion.es_respuesta and distincion.se_guardaria), distincion


@pytest.mark.parametrize("trozo", TROZOS_LARGOS)
def test_lo_mas_largo_que_admite_telegram_se_distingue_enseguida(trozo: str) -> None:
    """Una palabra sin fin no hace probar todas las maneras de partirla: una fila de cifras detenía el proceso."""
    escrito = leer_escrito((trozo * 4_096)[:4_096])
    inicio = time.process_time()
    senales_de(ENTREVISTA.pregunta("problema"), escrito)
    assert time.process_time() - inicio < SEGUNDOS


@pytest.mark.parametrize(("clave", "texto"), RESPUESTAS)
def test_lo_que_responde_se_guarda_o_se_pregunta(clave: str, texto: str) -> None:
    distincion = de(clave, texto)
    assert distincion.es_respuesta or distincion.se_pregunta, distincion


def test_casi_todas_las_respuestas_se_guardan_sin_preguntar() -> None:
    preguntadas = [texto for clave, texto in RESPUESTAS if not de(clave, texto).es_respuesta]
    assert len(preguntadas) <= 3, preguntadas


def test_casi_siempre_se_sabe_que_se_pide() -> None:
    vistas = [(clase, de(*par).clase) for clase, pares in PEDIDOS.items() for par in pares]
    otras = [par for par in vistas if par[0] is not par[1]]
    assert len(otras) <= 0.2 * len(vistas), otras


def test_lo_que_se_parece_por_el_sentido_a_una_respuesta_pesa_a_favor() -> None:
    dudosa = de("continuidad", "eso todavia se vera con el gobierno regional cuando llegue el momento")
    assert con_sentido(dudosa, 3.0, {}).no_responde < con_sentido(dudosa, -3.0, {}).no_responde


def test_lo_que_va_entre_comillas_no_lo_dice_la_persona() -> None:
    assert leer_escrito("«no entiendo nada, ayúdame» nos dicen las señoras").liso == "«» nos dicen las senoras"


def test_la_envoltura_no_es_la_respuesta() -> None:
    escrito = leer_escrito("Buenas noches joven, disculpe la hora. Serían la ugel y la posta, ¿está bien así? gracias")
    assert "ugel" in escrito.nucleo
    assert "buenas" not in escrito.nucleo


@pytest.mark.parametrize(
    ("pregunta", "texto"),
    [
        (pregunta.clave, nombre)
        for pregunta in ENTREVISTA.preguntas
        for opcion in pregunta.opciones
        for nombre in (opcion.etiqueta, *opcion.sinonimos)
    ],
)
def test_el_nombre_de_una_opcion_es_siempre_la_respuesta(pregunta: str, texto: str) -> None:
    una = ENTREVISTA.pregunta(pregunta)
    for dicho in (texto, texto.upper(), plano(texto)):
        lectura = leer(una, dicho, ENTORNO)
        if isinstance(lectura, Valido):  # un sinónimo puede ser de dos, y se pregunta
            assert distinguir(una, dicho, lectura).es_respuesta
            assert not distinguir(una, dicho, lectura).es_dudosa


@pytest.mark.parametrize(
    ("clave", "dicho"),
    [
        ("actores", "GIZ"),
        ("actores", "Save the Children"),
        ("actores", "PNUD"),
        ("actores", "Kallpa\nCáritas\nla posta"),
        ("actores", "Fundación Luna\nGIZ"),
        ("actores", "Backus y Gloria"),
        ("nombre_organizacion", "Kusi Warma"),
        ("nombre_organizacion", "AJE"),
        ("nombre_organizacion", "Brot und Wasser"),
        ("nombre_organizacion", "Yachay"),
        ("titulo", "Titicaca limpio"),
        ("titulo", "Chorrillos Recicla"),
        ("ubicacion", "Espinar"),
        ("ubicacion", "Jaén"),
    ],
)
def test_un_nombre_solo_responde_lo_que_se_responde_con_un_nombre_y_su_sentido_no_se_mira(
    clave: str, dicho: str
) -> None:
    pregunta = ENTREVISTA.pregunta(clave)
    distincion = distinguir(pregunta, dicho, leer(pregunta, dicho, ENTORNO))
    assert distincion.es_respuesta
    assert not distincion.es_dudosa


@pytest.mark.parametrize("dicho", ["mmm", "hmm", "ayuda", "no entiendo", "¿qué pongo?", "no sé", "ponle tú"])
def test_lo_que_no_es_un_nombre_no_se_toma_por_uno(dicho: str) -> None:
    pregunta = ENTREVISTA.pregunta("nombre_organizacion")
    distincion = distinguir(pregunta, dicho, leer(pregunta, dicho, ENTORNO))
    assert distincion.es_dudosa or not distincion.es_respuesta
