"""Qué parte de lo anotado señala un mensaje: por su nombre, por su actor, por sus palabras o por su cifra."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.entrevista.comprension.cambios.actores import identificador_de, lista_de
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import ORDINALES, actores_de, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.comprension.cambios.por_evidencia.del_reparto import habla_de_quien_propone
from bot.entrevista.comprension.cambios.por_evidencia.en_su_sitio import lo_que_se_quita
from bot.entrevista.comprension.cambios.por_evidencia.hojas import Hoja, hojas
from bot.entrevista.comprension.cambios.por_evidencia.lo_dicho import Hace, Oracion
from bot.entrevista.pasos import PROPONENTE
from bot.entrevista.valores.tipos import mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano, posicion_en, raices_con_sentido

_DATOS = ("monto", "plazo", "poblacion", "departamentos", "ruc", "ods")
"""Lo que no se escribe con palabras y también se puede cambiar diciendo cómo queda."""
POR_EL_ACTOR, POR_EL_NOMBRE, POR_OTRO_NOMBRE, POR_UN_NOMBRE_CORTO = 3, 3, 2, 1
POR_SER_DE_ESA_LISTA, POR_FALTAR, DE_OTRO_ACTOR, POR_PEDIR_QUE_SE_QUITE = 1, 2, -2, 3
POR_CITARLA, POR_SUS_HERMANAS, POR_SU_ORDEN = 2, 1, 2
VECES_EN_UN_ELEMENTO = 2
_ORDINAL = diferida(rf"\b({'|'.join(ORDINALES)})[oa]? (?:resultado|actividad|riesgo|meta|indicador)")
POR_UNA_PALABRA_SOLO_SUYA, POR_UNA_DE_DOS, MAXIMO_POR_PALABRAS = 2, 1, 5
LETRAS_DE_UN_NOMBRE = 5
_FALTABA = diferida(r"\b(?:falt\w+|pendient\w+|en blanco|vaci\w+|incomplet\w+|no (?:lo |la )?(?:puse|pusimos|dije))\b")
_SE_CITA = diferida(r"\b(?:lo|eso|esa parte|la parte|donde dice|dice)(?: (?:de|d|del))?(?: (?:que|q))? ([a-z ]{3,50})")
"""«Eso de su misión», «donde dice buena imagen»."""
_NOSOTROS_LOS_DE = diferida(r"\bnosotr[oa]s,? (?:los|las) de\b")
_PONER_ALGO = diferida(r"\b(?:le|lo|la|les|si|que) (?:ponemos|damos)\b")
_EL_NOMBRE = diferida(
    r"\b(?:nombre|titulo|(?:que|q) se llame)\b"
    r"(?! de (?:mi|la|nuestra) (?:organizacion|empresa|institucion|ong|asociacion))"
)


@dataclass(frozen=True, slots=True)
class Apuntada:
    """Una parte de lo anotado y cuánto la señala el mensaje. `nombre`: cuánto, porque se dice cómo se llama."""

    hoja: Hoja
    peso: float
    nombre: float
    por_actor: bool
    por_palabras: float

    @property
    def por_nombre(self) -> bool:
        """Se dice cómo se llama, o que se quite."""
        return self.nombre >= POR_EL_NOMBRE


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
    fuera = frozenset(raices_con_sentido(lo_que_se_quita(cuentan)))
    falta = _FALTABA.search(liso) is not None
    citadas = frozenset(raiz for cita in _SE_CITA.finditer(liso) for raiz in raices_con_sentido(cita.group(1)))
    sin_actor = not suyos - {PROPONENTE} and _EL_NOMBRE.search(liso) is not None
    salida: list[Apuntada] = []
    for hoja in todas:
        nombre = _por_su_nombre(hoja, liso, de_las_palabras, nombradas)
        if sin_actor and hoja.llave[0] == tenido.entrevista.papeles.titulo:
            nombre = POR_EL_NOMBRE + POR_SER_DE_ESA_LISTA
        actor = POR_EL_ACTOR if hoja.llave[1] and hoja.llave[1] in suyos else 0
        if hoja.llave[1] and suyos and not actor:
            actor = DE_OTRO_ACTOR
        nombre += POR_FALTAR if falta and (nombre or actor > 0) and not hoja.dicho else 0
        if fuera and fuera <= raices[hoja] and not hoja.es_un_actor:
            nombre += POR_PEDIR_QUE_SE_QUITE
        comunes = raices[hoja] & de_las_palabras
        palabras = min(
            MAXIMO_POR_PALABRAS,
            sum({1: POR_UNA_PALABRA_SOLO_SUYA, 2: POR_UNA_DE_DOS}.get(veces[una], 0.5) for una in comunes),
        )
        if hoja.lugar >= 0:
            ordinal = _ordinal(hoja, liso)
            hermanas = frozenset(
                raiz for otra in todas if otra is not hoja and _es_hermana(otra, hoja) for raiz in raices[otra]
            )
            nombre += ordinal + (POR_SUS_HERMANAS if nombre and _solo_suyas(hermanas & de_las_palabras, veces) else 0)
        palabras += (
            POR_CITARLA if citadas & raices[hoja] and any(veces[una] == 1 for una in citadas & raices[hoja]) else 0
        )
        salida.append(Apuntada(hoja, nombre + actor + palabras, nombre, actor > 0, palabras))
    return sorted(salida, key=lambda una: -una.peso)


def actores_nombrados(tenido: Tenido, liso: str) -> frozenset[str]:
    """Los identificadores de los actores que se nombran, con quien propone."""
    halladas = menciones(liso, actores_de(tenido), tenido.entorno.catalogos)
    suyos = {identificador_de(tenido, una) for una in halladas} or _por_su_clase(tenido, liso)
    if _NOSOTROS_LOS_DE.search(liso):
        return frozenset(suyos)
    liso = _PONER_ALGO.sub(" ", liso)
    propio = habla_de_quien_propone(tenido, liso) or _es_su_clase(tenido, liso)
    return frozenset(suyos | ({PROPONENTE} if propio else set()))


def _por_su_clase(tenido: Tenido, liso: str) -> set[str]:
    """«Los de la junta», «la universidad»: el único actor de ese tipo."""
    por_tipo: dict[str, list[str]] = {}
    for uno in lista_de(tenido):
        por_tipo.setdefault(str(uno.get("tipo")), []).append(str(uno.get("id")))
    suyos: set[str] = set()
    for tipo in tenido.entorno.catalogos.tipos_actor:
        unico = por_tipo.get(tipo.valor, [])
        palabras = [plano(una) for una in tipo.sinonimos if " " not in una]
        if len(unico) == 1 and any(re.search(rf"\b(?:la|el) {re.escape(una)}\b", liso) for una in palabras):
            suyos.add(unico[0])
    return suyos


def _es_su_clase(tenido: Tenido, liso: str) -> bool:
    """«La empresa», si quien propone es una y ningún otro actor lo es."""
    tipo = tenido.valor((tenido.entrevista.papeles.tipo_proponente, ""))
    if any(uno.get("tipo") == tipo for uno in lista_de(tenido)):
        return False
    suyo = next((uno for uno in tenido.entorno.catalogos.tipos_actor if uno.valor == tipo), None)
    palabras = [plano(una) for una in (suyo.sinonimos if suyo else ()) if " " not in una]
    return any(re.search(rf"\b(?:la|el|nuestra|nuestro|mi) {re.escape(una)}\b", liso) for una in palabras)


def _raices_de_nombres(tenido: Tenido) -> frozenset[str]:
    """Las de los nombres de los actores, que señalan al actor y no a lo que se dijo con ellas."""
    nombres = (str(uno.get("nombre")) for uno in lista_de(tenido))
    return frozenset(raiz for nombre in nombres for raiz in raices_con_sentido(nombre))


def _por_su_nombre(hoja: Hoja, liso: str, dichas: frozenset[str], nombradas: set[str]) -> int:
    """Cuánto pesa cómo se la llama: por su rótulo, por otro nombre, por uno corto o nada."""
    if not hoja.parte:
        return POR_EL_NOMBRE + 1 if hoja.llave[0] in nombradas else 0
    propias = frozenset(raices_con_sentido(hoja.rotulo))
    de_esa_lista = POR_SER_DE_ESA_LISTA if hoja.lugar >= 0 and hoja.llave[0] in nombradas else 0
    if propias and propias <= dichas:
        de_otra = hoja.lugar >= 0 and _es_complemento(hoja.rotulo, liso)
        return POR_UN_NOMBRE_CORTO if de_otra else POR_EL_NOMBRE + de_esa_lista
    otros = [nombre for nombre in hoja.nombres if posicion_en(liso, nombre) >= 0]
    if not otros:
        return 0
    return POR_OTRO_NOMBRE if max(map(len, otros)) >= LETRAS_DE_UN_NOMBRE else POR_UN_NOMBRE_CORTO


def _es_hermana(una: Hoja, otra: Hoja) -> bool:
    """Otra parte del mismo elemento de una lista."""
    return una.llave == otra.llave and una.lugar == otra.lugar


def _solo_suyas(comunes: frozenset[str], veces: Counter[str]) -> bool:
    return any(veces[una] <= VECES_EN_UN_ELEMENTO for una in comunes)


def _ordinal(hoja: Hoja, liso: str) -> int:
    """«El segundo resultado»: cuánto más, o cuánto menos, pesa este elemento."""
    dicho = _ORDINAL.search(liso)
    if dicho is None:
        return 0
    return POR_SU_ORDEN if ORDINALES.index(dicho.group(1)) == hoja.lugar else -POR_SU_ORDEN


def _es_complemento(rotulo: str, liso: str) -> bool:
    """«La meta del resultado»: se habla de la meta."""
    raiz = plano(rotulo).split()[0][:6]
    return re.search(rf"\b\w{{4,}} (?:de|del|de los|de la) {re.escape(raiz)}", liso) is not None
