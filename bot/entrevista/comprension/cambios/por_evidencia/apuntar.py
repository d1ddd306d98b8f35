"""Qué parte de lo anotado señala un mensaje: por su nombre, por su actor, por sus palabras o por su cifra."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.entrevista.comprension.cambios.actores import identificador_de, lista_de
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.comprension.cambios.por_evidencia.oraciones import Hace, Oracion
from bot.entrevista.comprension.cambios.por_partes.del_reparto import habla_de_quien_propone
from bot.entrevista.comprension.cambios.por_partes.hojas import Hoja, hojas
from bot.entrevista.pasos import PROPONENTE
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.tipos import mostrar
from conocimiento.palabras import posicion_en, raices_con_sentido

_DATOS = ("monto", "plazo", "poblacion", "departamentos", "ruc", "ods")
"""Lo que no se escribe con palabras y también se puede cambiar diciendo cómo queda."""
POR_EL_ACTOR, POR_EL_NOMBRE, POR_OTRO_NOMBRE, POR_UN_NOMBRE_CORTO = 3, 3, 2, 1
POR_UNA_PALABRA_SOLO_SUYA, POR_UNA_DE_DOS, MAXIMO_POR_PALABRAS = 2, 1, 5
LETRAS_DE_UN_NOMBRE = 5


@dataclass(frozen=True, slots=True)
class Apuntada:
    """Una parte de lo anotado y cuánto la señala el mensaje. `por_nombre`: se dice cómo se llama."""

    hoja: Hoja
    peso: float
    por_nombre: bool
    por_actor: bool
    por_palabras: float


def todo_lo_anotado(tenido: Tenido) -> tuple[Hoja, ...]:
    """Las partes escritas con palabras y, además, los datos: un monto, un plazo, la gente."""
    datos = [
        Hoja(
            paso.llave,
            "",
            -1,
            paso.pregunta.rotulo,
            (paso.pregunta.rotulo, paso.pregunta.etiqueta, *paso.pregunta.sinonimos),
            mostrar(paso.pregunta, tenido.valor(paso.llave), tenido.entorno.catalogos),
        )
        for paso in tenido.pasos
        if paso.pregunta.tipo in _DATOS and tenido.valor(paso.llave) is not None and paso.llave != tenido.delante
    ]
    return (*hojas(tenido), *datos)


def apuntadas(tenido: Tenido, dichas: Sequence[Oracion]) -> list[Apuntada]:
    """Lo que señala el mensaje, de más a menos; lo que se dice que quede como está no cuenta."""
    cuentan = [una for una in dichas if una.hace is not Hace.DEJA]
    liso, texto = " ".join(una.liso for una in cuentan), " ".join(una.texto for una in cuentan)
    todas = todo_lo_anotado(tenido)
    raices = {hoja: frozenset(raices_con_sentido(hoja.dicho)) for hoja in todas}
    veces = Counter(raiz for suyas in raices.values() for raiz in suyas)
    suyos = actores_nombrados(tenido, liso)
    de_las_palabras = frozenset(raices_con_sentido(texto)) - _raices_de_nombres(tenido)
    nombradas = {uno.clave for uno in nombrados(liso, tenido.entrevista.preguntas)}
    salida: list[Apuntada] = []
    for hoja in todas:
        nombre = _por_su_nombre(hoja, liso, de_las_palabras, nombradas)
        actor = POR_EL_ACTOR if hoja.llave[1] and hoja.llave[1] in suyos else 0
        if hoja.llave[1] and suyos and not actor:
            actor = -2
        comunes = raices[hoja] & de_las_palabras
        palabras = min(
            MAXIMO_POR_PALABRAS,
            sum(
                {1: POR_UNA_PALABRA_SOLO_SUYA, 2: POR_UNA_DE_DOS}.get(veces[una], 0.5) for una in comunes
            ),
        )
        salida.append(Apuntada(hoja, nombre + actor + palabras, nombre >= POR_EL_NOMBRE, actor > 0, palabras))
    return sorted(salida, key=lambda una: -una.peso)


def actores_nombrados(tenido: Tenido, liso: str) -> frozenset[str]:
    """Los identificadores de los actores que se nombran, con quien propone."""
    halladas = menciones(liso, actores_de(tenido), tenido.entorno.catalogos)
    suyos = {identificador_de(tenido, una) for una in halladas}
    return frozenset(suyos | ({PROPONENTE} if habla_de_quien_propone(tenido, liso) else set()))


def _raices_de_nombres(tenido: Tenido) -> frozenset[str]:
    """Las de los nombres de los actores, que señalan al actor y no a lo que se dijo con ellas."""
    nombres = (str(uno.get("nombre")) for uno in lista_de(tenido))
    return frozenset(raiz for nombre in nombres for raiz in raices_con_sentido(nombre))


def _por_su_nombre(hoja: Hoja, liso: str, dichas: frozenset[str], nombradas: set[str]) -> int:
    if not hoja.parte:
        return POR_EL_NOMBRE + 1 if hoja.llave[0] in nombradas else 0
    propias = frozenset(raices_con_sentido(hoja.rotulo))
    if propias and propias <= dichas:
        return POR_EL_NOMBRE
    otros = [nombre for nombre in hoja.nombres if posicion_en(liso, nombre) >= 0]
    if not otros:
        return 0
    return POR_OTRO_NOMBRE if max(map(len, otros)) >= LETRAS_DE_UN_NOMBRE else POR_UN_NOMBRE_CORTO
