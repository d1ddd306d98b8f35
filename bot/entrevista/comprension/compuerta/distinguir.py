"""La compuerta: qué es lo que se escribe ante una pregunta, antes de guardar nada.

Los errores no cuestan lo mismo. Guardar un pedido como si fuera la respuesta es peor que preguntar una vez de más, que
cuesta un toque: queda en el documento y nadie lo nota. Y preguntar a cada respuesta cansa tanto que es peor que las dos
cosas. Por eso hay tres salidas: lo que se ve claro se guarda o se atiende, y solo lo dudoso se pregunta, sin perder el
texto.

Se decide pesando señales: la forma de lo escrito (`pedidos`, `esperas`, `desvios`, `ordenes`), lo que tiene de
respuesta a esa pregunta (`respuestas`) y lo que leyó su validador. Si no es un dato claro, decide sobre todo a qué
se parece por el sentido, que se aprende de ejemplos: las formas se escribieron mirando frases, y las de otra persona no
las tienen.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.entrevista.comprension.compuerta.campos import campos_ajenos, declara_otro
from bot.entrevista.comprension.compuerta.clases import Clase, Senal, senal
from bot.entrevista.comprension.compuerta.desvios import DESVIOS
from bot.entrevista.comprension.compuerta.escritura import Escrito, leer_escrito
from bot.entrevista.comprension.compuerta.esperas import ESPERAS
from bot.entrevista.comprension.compuerta.ordenes import ORDENES
from bot.entrevista.comprension.compuerta.pedidos import PEDIDOS
from bot.entrevista.comprension.compuerta.pesos import DE_LA_FORMA, PESOS, SESGO, SESGO_CON_SENTIDO
from bot.entrevista.comprension.compuerta.respuestas import LARGO_DE_UN_NOMBRE, comparte_palabras, rasgos_de_respuesta
from bot.entrevista.comprension.palabras import SE_COMPROMETE
from bot.entrevista.esquema import Pregunta
from bot.entrevista.valores.lectura import Lectura, Pide, Valido
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano

RESPONDE, NO_RESPONDE = 0.5, 0.93
"""Hasta el primero es una respuesta y desde el segundo no lo es; entre los dos se pregunta."""
ES_CLARO = 0.05
"""Hasta aquí basta la forma, si es un dato o un texto largo."""
_DE_NOMBRES = frozenset({"actores", "departamentos", "clase_actor"})
PALABRAS_DE_UN_NOMBRE = 6
_NO_NOMBRA = diferida(
    rf"^(?:que|q|k|si|porque|porq|cuando) |(?<!\w)no(?! (?:gubernamental|estatal))(?!\w)|{SE_COMPROMETE.pattern}"
)
_VOCALES = frozenset("aeiou")
SIN_DUDA = 0.02
"""Hasta aquí no se mira el sentido de ningún texto: de 969 respuestas de 17 voces ahí caen 272, y de lo demás, nada."""
ES_CLARO_QUE_NO = 0.95
"""Desde aquí, lo que por su forma se pregunta al marco no necesita más."""
LARGO = 300
"""Más letras no las tuvo nada de lo que no era una respuesta; y lo largo es lo que más tarda en mirarse."""
SIN_QUE_GUARDAR = 0.75
"""Si el validador no leyó un valor, nada se guardaría: desde aquí se atiende lo que se pidió en lugar de explicarlo."""

_SENALES: tuple[Senal, ...] = (*PEDIDOS, *ESPERAS, *DESVIOS, *ORDENES)
DECLARA_OTRO = senal("declara_otro", Clase.OTRA_COSA, "")
"""No es una forma fija: depende de por cuál se pregunta (`campos`)."""
_CON_ENVOLTURA = frozenset({Clase.CHARLA, Clase.DISTRACCION})
"""Estas se buscan en el texto entero: el saludo y las gracias son parte de lo que dicen."""
_PRIMERO = (
    Clase.OTRA_COSA, Clase.QUEJA, Clase.EJEMPLO, Clase.SUGERENCIA, Clase.ORDEN, Clase.DISTRACCION, Clase.APLAZAR,
    Clase.MARCO, Clase.AYUDA, Clase.CHARLA,
)  # fmt: skip
"""A igual número de señales, la clase que gana."""
_DECIDEN: Mapping[str, Clase] = {
    "borra_todo": Clase.ORDEN,
    "pide_una_persona": Clase.ORDEN,
    "tema_de_la_vida": Clase.DISTRACCION,
    "vuelve": Clase.ORDEN,
    "pide_ver_lo_avanzado": Clase.ORDEN,
}
"""La señal que por sí sola dice la clase, aunque se vean otras: «borra todo lo que puse» no cambia otra respuesta."""
_DE_CADA_SENAL: Mapping[str, Clase] = {una.nombre: una.de for una in (*_SENALES, DECLARA_OTRO)}
SIN_NINGUNA_SENAL = 0.95
"""Lo más que se cree si solo lo dice el sentido: se atiende, y lo escrito queda a un toque de guardarse."""
DE_UNA_SENAL, SENALES_QUE_CUENTAN = 0.05, 2
"""Lo que suma al coseno con una clase cada señal de ella, y cuántas suman."""
_POCAS_PALABRAS = 4
_DE_UNA_DEFINICION = frozenset({"pregunta_que_es", "pregunta_directa", "pregunta_por_alianzas", "de_estas_alianzas"})


@dataclass(frozen=True, slots=True)
class Distincion:
    """Qué parece lo escrito. `no_responde`: la probabilidad de que no sea la respuesta.

    `clase`: lo que sería si no lo es. `senales`: las que se vieron, por nombre. `campos`: otras preguntas que nombra.
    `se_guardaria`: el validador leyó un valor, así que tomarlo por respuesta es guardarlo. `basta_la_forma`: es un dato
    que se lee de una sola manera, o un texto largo.
    """

    clase: Clase
    no_responde: float
    senales: frozenset[str]
    campos: tuple[str, ...]
    se_guardaria: bool
    basta_la_forma: bool = False

    @property
    def es_dudosa(self) -> bool:
        """No basta la forma: conviene mirar el sentido."""
        if self.clase is Clase.MARCO and self.no_responde >= ES_CLARO_QUE_NO:
            return False  # se va a buscar como pregunta, y basta una vez
        if self.basta_la_forma and self.no_responde <= ES_CLARO:
            return False
        if not self.se_guardaria and not self.senales and self.es_respuesta:
            return False  # nada se guardaría ni se pide nada: ayuda más decir qué falta en lo escrito
        return not (self.se_guardaria and self.no_responde <= SIN_DUDA)

    @property
    def es_respuesta(self) -> bool:
        """Se toma por respuesta."""
        return self.no_responde < (RESPONDE if self.se_guardaria else SIN_QUE_GUARDAR)

    @property
    def se_pregunta(self) -> bool:
        """No está claro, y guardarlo sería un error caro: que lo diga la persona."""
        return self.se_guardaria and RESPONDE <= self.no_responde < NO_RESPONDE


_LO_AFIRMAN = frozenset(
    """actualmente ahora aun creo el encuentra es esta estamos estan gracias joven la lo por ps pues que se
    seguimos senor senorita si sigue somos son tenemos tengo todavia un una ya""".split()
)
"""Lo que se dice al nombrar una opción, sin cambiar cuál es."""


def distinguir(pregunta: Pregunta, texto: str, lectura: Lectura) -> Distincion:
    """Qué es un texto escrito ante una pregunta, con lo que leyó de él su validador."""
    if isinstance(lectura, Valido) and _es_una_opcion(pregunta, texto):
        return Distincion(Clase.RESPUESTA, 0.0, frozenset(), (), se_guardaria=True, basta_la_forma=True)
    escrito = leer_escrito(texto)
    vistas = senales_de(pregunta, escrito)
    campos = campos_ajenos(pregunta.clave, escrito.nucleo)
    rasgos = rasgos_de(pregunta, escrito, lectura, vistas, campos)
    suma = SESGO + sum(PESOS.get(nombre, 0.0) * valor for nombre, valor in rasgos.items())
    nombres = frozenset(una.nombre for una in vistas)
    se_guardaria = isinstance(lectura, Valido)
    es_un_nombre = (se_guardaria or isinstance(lectura, Pide)) and _es_un_nombre(pregunta, texto)
    if not vistas and (es_un_nombre or _empieza_por_su_rotulo(pregunta, texto)):
        return Distincion(Clase.RESPUESTA, 0.0, frozenset(), campos, se_guardaria, basta_la_forma=True)
    return Distincion(
        _clase(pregunta, vistas, escrito),
        _logistica(suma),
        nombres,
        campos,
        se_guardaria,
        rasgos["leido_estricto"] > 0 or len(texto) > LARGO,
    )


def _es_una_opcion(pregunta: Pregunta, texto: str) -> bool:
    """El texto es, entero, el nombre de una de las opciones: «está en trámite» no pide ningún trámite."""
    dicho = _sin_lo_que_lo_dice(texto)
    return any(
        dicho == _sin_lo_que_lo_dice(nombre)
        for opcion in pregunta.opciones
        for nombre in (opcion.etiqueta, opcion.valor, *opcion.sinonimos)
    )


def _es_un_nombre(pregunta: Pregunta, texto: str) -> bool:
    """Unas pocas palabras ante lo que se responde con un nombre: «GIZ», «Kusi Warma». Su sentido no dice qué son.

    «mmm» no lo es: en minúsculas y sin vocales.
    """
    pide_nombres = pregunta.tipo in _DE_NOMBRES or (
        pregunta.tipo == "texto" and (pregunta.maximo or LARGO) <= LARGO_DE_UN_NOMBRE
    )
    renglones = texto.strip().splitlines()
    caben = all(len(renglon.split()) <= PALABRAS_DE_UN_NOMBRE for renglon in renglones)
    if pregunta.tipo in _DE_NOMBRES and _NO_NOMBRA.search(plano(texto)):
        return False  # «q la muni no cumpla», «la muni pone 100 mil soles»
    return pide_nombres and caben and (texto != texto.lower() or not _VOCALES.isdisjoint(comparable(texto)))


def _empieza_por_su_rotulo(pregunta: Pregunta, texto: str) -> bool:
    """«Mecanismo: …», «Correo: …»: nombra la parte que responde, aunque lo que siga no se entienda."""
    rotulo, dos_puntos, _ = texto.partition(":")
    partes = (una for campo in pregunta.campos for una in (campo.rotulo, *campo.variantes))
    return bool(dos_puntos) and comparable(rotulo) in map(comparable, partes)


def _sin_lo_que_lo_dice(texto: str) -> list[str]:
    """Las palabras de un nombre, sin las que lo afirman: «pues está…», «somos una…»."""
    dichas = comparable(texto).split()
    return [una for una in dichas if una not in _LO_AFIRMAN] or dichas


def con_sentido(distincion: Distincion, parecido: float, clases: Mapping[Clase, float]) -> Distincion:
    """Lo mismo, sabiendo además a qué se parece por el sentido.

    `parecido`: cuánto más se parece a lo que otros respondieron a esa pregunta que a lo demás, en la escala de
    una regresión logística. `clases`: de cada una de las que no son respuesta, el coseno con sus ejemplos.
    """
    suma = SESGO_CON_SENTIDO + DE_LA_FORMA * logit(distincion.no_responde) - parecido
    no_responde = _logistica(suma) if distincion.senales else min(_logistica(suma), SIN_NINGUNA_SENAL)
    return replace(distincion, no_responde=no_responde, clase=_clase_con_sentido(distincion, clases))


def _clase_con_sentido(distincion: Distincion, clases: Mapping[Clase, float]) -> Clase:
    """La que más se parece, con lo que suman las señales que se vieron de ella; la que decide sola, esa."""
    if not clases or any(nombre in distincion.senales for nombre in _DECIDEN):
        return distincion.clase
    cuentas = Counter(_DE_CADA_SENAL[nombre] for nombre in distincion.senales)
    return max(clases, key=lambda clase: clases[clase] + DE_UNA_SENAL * min(SENALES_QUE_CUENTAN, cuentas[clase]))


def senales_de(pregunta: Pregunta, escrito: Escrito) -> tuple[Senal, ...]:
    """Las señales que se ven en un texto escrito ante una pregunta."""
    vistas = tuple(una for una in _SENALES if una.forma.search(_donde(una, escrito)))
    return (*vistas, DECLARA_OTRO) if declara_otro(pregunta.clave, escrito.nucleo) else vistas


def rasgos_de(
    pregunta: Pregunta, escrito: Escrito, lectura: Lectura, vistas: tuple[Senal, ...], campos: tuple[str, ...]
) -> dict[str, float]:
    """Todo lo que se pesa, por nombre."""
    rasgos = rasgos_de_respuesta(pregunta, escrito, lectura)
    cuantas, clases = len(vistas), {una.de for una in vistas}
    rasgos |= {una.nombre: 1.0 for una in vistas}
    rasgos |= {
        "ninguna": float(not vistas),
        "ninguna_y_corto": float(not vistas and escrito.palabras <= 8),
        "varias": float(cuantas >= 2),
        "densidad": cuantas / math.sqrt(max(_POCAS_PALABRAS, escrito.palabras)),
        "clases": min(3, len(clases)) / 3,
        "largo_con_senal": float(bool(vistas) and escrito.palabras >= 25),
        "corrige_un_campo": float(bool(campos) and Clase.OTRA_COSA in clases),
    }
    return rasgos


def _donde(una: Senal, escrito: Escrito) -> str:
    return escrito.liso if una.de in _CON_ENVOLTURA else escrito.nucleo


def _clase(pregunta: Pregunta, vistas: tuple[Senal, ...], escrito: Escrito) -> Clase:
    """La clase de la que se vieron más señales; sin ninguna, lo que pregunta es ayuda y lo demás no viene al caso.

    «¿Qué es…?» sobre algo que la pregunta no nombra es para el marco.
    """
    nombres = {una.nombre for una in vistas}
    for nombre, clase in _DECIDEN.items():
        if nombre in nombres:
            return clase
    cuentas = Counter(una.de for una in vistas if una.nombre != "habla_de_la_maquina" or len(vistas) == 1)
    if not cuentas:
        return Clase.AYUDA if escrito.liso.endswith("?") else Clase.DISTRACCION
    clase = max(cuentas, key=lambda clase: (cuentas[clase], -_PRIMERO.index(clase)))
    if nombres <= _DE_UNA_DEFINICION and not comparte_palabras(pregunta, escrito):
        return Clase.MARCO
    return clase


def _logistica(suma: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, suma))))


def logit(probabilidad: float) -> float:
    """El logaritmo de la razón de probabilidades, acotado."""
    acotada = min(max(probabilidad, 1e-4), 1 - 1e-4)
    return math.log(acotada / (1 - acotada))
