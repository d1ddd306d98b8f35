"""Lo más pequeño que se puede cambiar hablando, y lo nuevo en el lugar de lo viejo: «va 11, no 8»."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.entrevista.comprension.cambios.actores import identificador_de, mencionados
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.nuevo import leida_entre
from bot.entrevista.comprension.cambios.senales import (
    UNA_OPINION,
    con_el_punto_de_su_sigla,
    es_claro,
    sin_cola,
)
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Paso
from bot.entrevista.valor import Valor
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.compuestos.campos import CAMPOS, leer_campo, mostrar_campo
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import cambiar, elementos
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, plano, posicion_en


@dataclass(frozen=True, slots=True)
class Hoja:
    """De qué respuesta es, qué parte, cómo se llama y qué dice hoy.

    `parte`: vacía si es la respuesta entera. `lugar`: en una lista, el elemento; si no, -1. `nombres`: con qué palabras
    se habla de ella. `dicho`: vacío si está pendiente.
    """

    llave: Llave
    parte: str
    lugar: int
    rotulo: str
    nombres: tuple[str, ...]
    dicho: str
    es_un_actor: bool = False


def hojas(tenido: Tenido) -> tuple[Hoja, ...]:
    """Las de todo lo respondido, menos lo que se tiene delante y los datos que no se escriben con palabras."""
    return tuple(
        hoja
        for paso in tenido.pasos
        if paso.llave != tenido.delante and tenido.valor(paso.llave) is not None
        for hoja in _de(paso, tenido.valor(paso.llave))
    )


def _de(paso: Paso, valor: Valor) -> Iterator[Hoja]:
    pregunta = paso.pregunta
    match pregunta.tipo, valor:
        case "texto", str(dicho):
            nombres = (pregunta.rotulo, pregunta.etiqueta, *pregunta.sinonimos)
            yield Hoja(paso.llave, "", -1, pregunta.rotulo, nombres, dicho)
        case "matriz", dict():
            for linea in pregunta.lineas:
                nombres = (linea.rotulo, *linea.variantes)
                yield Hoja(paso.llave, linea.clave, -1, linea.rotulo, nombres, str(valor.get(linea.clave) or ""))
        case "lista", _:
            for lugar, uno in enumerate(elementos(valor)):
                for campo in pregunta.campos:
                    dicho = mostrar_campo(campo, uno.get(campo.clave))
                    nombres = (campo.rotulo, *campo.variantes)
                    es_un_actor = CAMPOS[campo.tipo].nombra_actor
                    yield Hoja(paso.llave, campo.clave, lugar, campo.rotulo, nombres, dicho, es_un_actor)
        case _:
            pass


LETRAS_DE_UN_NOMBRE = 4


def se_dice_alguno(nombres: Iterable[str], liso: str) -> bool:
    """Un texto, ya sin tildes, dice alguno de esos nombres; «al» o «da» no bastan."""
    return any(posicion_en(liso, nombre) >= 0 for nombre in nombres if len(nombre) >= LETRAS_DE_UN_NOMBRE)


_DOS_VECES = diferida(r"\b(al|a|del?|la|el|los|las|en|que|q|con|por|y) \1\b", re.IGNORECASE)
"""Lo que se repite donde se juntan lo de antes y lo nuevo: «al al 2029»."""


def con_dicho(tenido: Tenido, hoja: Hoja, nuevo: str) -> Cambio | None:
    """El cambio que deja así esa hoja; None si su validador no lo admite o si ya decía eso."""
    nuevo = _DOS_VECES.sub(r"\1", nuevo.strip())
    valor, pregunta = tenido.valor(hoja.llave), tenido.pregunta(hoja.llave)
    if not nuevo or nuevo == hoja.dicho:
        return None
    cual = f"{hoja.rotulo}: {hoja.dicho or 'pendiente'}"
    if pregunta.tipo == "matriz":
        partes = valor if isinstance(valor, dict) else {}
        if pregunta.maximo is not None and len(nuevo) > pregunta.maximo:
            return None
        return Cambio(Que.CAMBIA, hoja.llave, {**partes, hoja.parte: nuevo}, cual, nuevo)
    if pregunta.tipo == "lista":
        campo = next(campo for campo in pregunta.campos if campo.clave == hoja.parte)
        lectura = leer_campo(campo, nuevo, tenido.entorno)
        if not isinstance(lectura, Valido):
            return None
        lista = elementos(valor)
        elemento = {**lista[hoja.lugar], hoja.parte: lectura.valor}
        nueva: list[Valor] = [*cambiar(pregunta, lista, hoja.lugar, elemento)]
        return Cambio(Que.CAMBIA, hoja.llave, nueva, cual, mostrar_campo(campo, lectura.valor))
    leida = leida_entre(tenido, hoja.llave, [nuevo])
    return replace(leida, que=Que.CAMBIA) if isinstance(leida, Cambio) else None


_ALGO = r"(?:[^,.;:\n]|[.,](?=\d)|\.(?=[a-z]\.))"
_ES = r"(?:consign\w+|pon\w*|es|son|era|eran|seran?|seria|va|van|ahora|sino|mas bien|que|diga|digan)"
_DEBE = r"(?:tiene\w* (?:que|q) (?:ser|decir|ir)|deb\w+ (?:ser|decir|ir)|es|son|va|van|era|eran|que diga|diga|pon\w*)"
_TIENE = (
    r"(?:es|son|era|eran|va|van|pone|ponen|ponemos|dice|cuesta|dura|gana|ganan|ganamos|aporta|aportan|aportamos|hay"
    r"|somos|deberia ser|debe ser|se encarga de|hace|hacen)"
)
_FORMAS = tuple(
    diferida(forma)
    for forma in (
        rf"\bno (?:es|son) (?P<viejo>(?:que|q) {_ALGO}{{1,80}}?),? (?:(?:su|el|la|mi) \w+ )?"
        rf"(?:es|son|sino) (?P<nuevo>(?:que|q) {_ALGO}{{1,120}})",
        rf"\bno (?:{_TIENE} )?(?P<viejo>{_ALGO}{{1,90}}?)\s?(?:[,;.:]\s?(?:{_ES} )+|,? ?\bsino (?:{_ES} )*)"
        rf"(?P<nuevo>{_ALGO}{{1,120}})",
        rf"\b(?:va|van|son|es|pon\w*|sean?|{_DEBE}) (?P<nuevo>{_ALGO}{{1,60}}?),? (?:y )?(?:ya )?"
        rf"no (?!solo\b)(?P<viejo>{_ALGO}{{1,60}})",
        r"\b(?:donde (?:dice|figura|puse|va)(?: que| q)?|dice|dicen|decia|figura|sale|aparece|puse|pusimos|puso"
        rf"|pusiste|habla de|esta) (?P<viejo>{_ALGO}{{1,90}}?),? (?:(?:y|pero|cuando|debe|que) )?(?:en realidad "
        rf"|ahora )?{_DEBE} (?:que )?(?P<nuevo>{_ALGO}{{1,120}})",
        rf"\b(?:cambi|reemplac|reemplaz|sustitu|corrij|corrig|modifi)\w* (?P<viejo>{_ALGO}{{1,90}}?) (?:por(?! fav)|con"
        rf"|a) (?P<nuevo>{_ALGO}{{1,120}})",
        rf"\ben (?:vez|lugar) de (?P<viejo>{_ALGO}{{1,80}}?),? (?:{_DEBE} |quiero |mejor )+(?P<nuevo>{_ALGO}{{1,120}})",
        rf"\b(?:{_DEBE}|quiero|mejor|va) (?P<nuevo>{_ALGO}{{1,80}}?) en (?:vez|lugar) de (?P<viejo>{_ALGO}{{1,80}})",
        rf"\b(?:los|las|el|la) (?P<viejo>{_ALGO}{{1,60}}?) (?:ahora |ya |al final |en realidad )*(?:son|seran|es|sera)"
        rf" (?P<nuevo>(?:\d|{'|'.join(NUMEROS)}\b){_ALGO}{{0,40}})",
    )
)
_MOTIVO = diferida(r"\s(?:x|por) lo d\w+ .*$|\s(?:porque|xq|pq|ya que|para que)\b.*$|\s(?:a|asi) (?:secas|nomas)$")
_EN_SU_SITIO = diferida(
    r"\s(?:en|de) (?:el|la|los|las|lo de[l ]) ?"
    r"(?:objetivo|problema|t[ií]tulo|nombre|beneficio|indicador|resultado|riesgo)\w*$",
    re.IGNORECASE,
)
"""«Por agua segura en el objetivo»: dónde va no es parte de lo nuevo."""
_VERBO = diferida(r"\b(?:son|es|eran|era|sean?)\s", re.IGNORECASE)
_NO_ES_NADA = diferida(rf"(?:un monton|bastante|suficiente|demasiado|poco|nada|mucho|{UNA_OPINION})\b")
"""Lo que se opina de lo viejo, y no lo que va en su lugar."""
_QUE, _QUE_FINAL = diferida(r"(?:que|q)\b"), diferida(r"\b(?:que|q) $")
_FICHA = diferida(r"[a-z0-9%]+(?:[.,]\d+)*")
_PLURAL = diferida(r"\b(?:los|las) $")
_DE, PALABRAS_DE_UNA_PARTE = diferida(r"\sdel?\s"), 3
_MITAD = 0.5
"""Qué parte de lo que se dice que estaba tiene que estar de verdad."""


def leer_sustituir(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """Lo nuevo en el lugar de lo viejo, si lo viejo está escrito en una sola parte; si en varias, cuál."""
    liso = plano(texto)
    de_esas = _de_las_que_habla(tenido, texto, liso)
    for viejo, nuevo in _viejo_y_nuevo(texto, liso, tenido.unidades):
        halladas = [(hoja, tramo) for hoja in de_esas if (tramo := _donde(hoja, viejo))]
        mayor = max((tramo[2] for _, tramo in halladas), default=0)
        cambios = [
            cambio
            for hoja, (inicio, fin, cuantas) in halladas
            if cuantas == mayor and (cambio := con_dicho(tenido, hoja, _con(hoja, inicio, fin, nuevo))) is not None
        ]
        if len(cambios) == 1:
            return cambios[0] if es_claro(liso) else Posibles((cambios[0],))
        if len(cambios) in (2, 3) and (mayor > 1 or viejo.isdigit()):
            return Posibles(tuple(cambios))
    return None


def _viejo_y_nuevo(texto: str, liso: str, unidades: frozenset[str]) -> Iterator[tuple[str, str]]:
    for forma in _FORMAS:
        for hallado in forma.finditer(liso):
            if hallado["viejo"] in unidades:
                continue  # «no son familias, son habitantes» es de la población
            viejo = _MOTIVO.sub("", hallado["viejo"]).strip()
            nuevo = con_el_punto_de_su_sigla(texto, *hallado.span("nuevo"))
            motivo = _MOTIVO.search(plano(nuevo))
            nuevo = sin_cola(_VERBO.split(nuevo[: motivo.start()] if motivo else nuevo)[-1])
            nuevo = _EN_SU_SITIO.sub("", re.sub(r"^de (?=\d)", "", nuevo))
            if re.search(r"\d", viejo) and not leer_numeros(nuevo):
                continue  # «dice 2029 y es optimista» no dice otra cifra
            if viejo and nuevo and _NO_ES_NADA.match(plano(nuevo)) is None:
                yield viejo, nuevo


def _de_las_que_habla(tenido: Tenido, texto: str, liso: str) -> list[Hoja]:
    """Las del actor y las del dato que se nombran; si no se nombra ninguno que esté, todas."""
    elegidas = [hoja for hoja in hojas(tenido) if hoja.dicho]
    suyos = {identificador_de(tenido, mencion) for mencion in mencionados(tenido, texto)}
    claves = {nombrado.clave for nombrado in nombrados(liso, tenido.entrevista.preguntas)}
    elegidas = [hoja for hoja in elegidas if hoja.llave[0] in claves] or elegidas
    elegidas = [hoja for hoja in elegidas if hoja.llave[1] in suyos] or elegidas
    return [hoja for hoja in elegidas if se_dice_alguno(hoja.nombres, liso)] or elegidas


def _fichas(liso: str) -> list[tuple[int, int, str]]:
    return [
        (hallada.start(), hallada.end(), str(NUMEROS.get(hallada.group(), hallada.group())))
        for hallada in _FICHA.finditer(liso)
    ]


def _donde(hoja: Hoja, viejo: str) -> tuple[int, int, int] | None:
    """Dónde está lo viejo, y cuántas de sus palabras con sentido van ahí seguidas; None si está menos de la mitad."""
    buscadas = [ficha for _, _, ficha in _fichas(viejo)]
    dichas = _fichas(plano(hoja.dicho))
    con_sentido = [ficha for ficha in buscadas if ficha not in VACIAS]
    mejor: tuple[int, int, int] | None = None
    for desde in range(len(dichas)):
        for primera in range(len(buscadas)):
            largo = 0
            while (
                desde + largo < len(dichas)
                and primera + largo < len(buscadas)
                and dichas[desde + largo][2] == buscadas[primera + largo]
            ):
                largo += 1
            cuantas = sum(ficha not in VACIAS for ficha in buscadas[primera : primera + largo])
            if cuantas and (mejor is None or cuantas > mejor[2]):
                mejor = (dichas[desde][0], dichas[desde + largo - 1][1], cuantas)
    return mejor if mejor is not None and con_sentido and mejor[2] / len(con_sentido) >= _MITAD else None


def _con(hoja: Hoja, inicio: int, fin: int, nuevo: str) -> str:
    """Lo dicho, con lo nuevo ahí; si lo nuevo es solo una cifra, cambia la cifra y queda lo que se cuenta."""
    dicho = hoja.dicho
    if hoja.es_un_actor:
        return nuevo  # de un actor se dice el nombre a medias, y cambia entero
    if hoja.parte and inicio == 0 and len(nuevo.split()) >= PALABRAS_DE_UNA_PARTE and _DE.match(plano(dicho[fin:])):
        return nuevo  # «inventario visado por la red», en lugar de «actas», de «actas de entrega»
    if _QUE.match(plano(nuevo)) and _QUE.match(plano(dicho)):
        return nuevo  # «que suban los precios» y «que haya paro»: cada una es la oración entera
    if _QUE.match(plano(nuevo)) and (que := _QUE_FINAL.search(plano(dicho[:inicio]))):
        inicio = que.start()
    de_antes, de_ahora = _fichas(plano(dicho[inicio:fin])), _fichas(plano(nuevo))
    solo_cifras = all(ficha[:1].isdigit() or ficha in ("mil", "millones") for _, _, ficha in de_ahora)
    if solo_cifras and de_antes and de_antes[0][2][:1].isdigit():
        ultima = max(fin_de for _, fin_de, ficha in de_antes if ficha[:1].isdigit() or ficha in ("mil", "millones"))
        fin = inicio + ultima
    if _PLURAL.search(plano(dicho[:inicio])) and not plano(nuevo).split()[0].endswith("s"):
        return nuevo  # «reputación», de «que suban los precios»: lo nuevo no cabe en esa oración
    sigue = dicho[fin:]
    ultima = plano(nuevo).split()[-1]
    if plano(sigue).split()[:1] == [ultima]:  # «tres técnicos» en lugar de «dos», de «dos técnicos»
        sigue = sigue[sigue.index(sigue.split()[0]) + len(ultima) :]
    return dicho[:inicio] + nuevo + sigue
