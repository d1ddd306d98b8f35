"""A qué parte va cada trozo sin rótulo: por lo que dice, por su forma o por el orden; lo que no cabe, al detalle."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bot.entrevista.esquema import Campo
from bot.entrevista.valores.actores.reconocer import a_quien, es_alguien, puede_ser_alguien, sin_lo_que_hace
from bot.entrevista.valores.cifras.fechas import fechas_en
from bot.entrevista.valores.compuestos.campos import CAMPOS, DETALLE, LARGO_DE_UNA_PARTE, leer_campo
from bot.entrevista.valores.compuestos.tramos import CIFRA_INICIAL, DE_A
from bot.entrevista.valores.compuestos.trozos import SEPARADOR, limpio, quien_se_dice, quitar_rotulo, trozos
from bot.entrevista.valores.lectura import Entorno, Valido
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_COMAS = diferida(r",\s+|\.\s+(?=\S)|\s\((?=[^)]*,)")
_ANIO_SOLO = diferida(r"(?:el |al |en |para |para el |fin de |hasta )?(20\d\d)")
_PREGUNTA = diferida(r"^¿|\?$")
TROZOS_MAXIMOS = 20
"""Con más, los últimos se guardan juntos."""


@dataclass(slots=True)
class Reparto:
    """Lo que ya tiene su parte, las partes que siguen libres y lo que no cupo. Dura lo que una lectura."""

    entorno: Entorno
    primera: Campo
    libres: list[Campo]
    dichas: list[tuple[Campo, str]] = field(default_factory=list[tuple[Campo, str]])
    sobra: list[str] = field(default_factory=list[str])
    hay_mes: bool = False
    """Uno de los trozos dice una fecha con su mes: un número como 2028, solo, no lo es."""

    def poner(self, campo: Campo, texto: str) -> None:
        """La parte queda ocupada; si ya lo estaba, lo dicho se suma cuando es un texto."""
        if campo in self.libres:
            self.libres.remove(campo)
        self.dichas.append((campo, texto))

    def libre(self, *tipos: str) -> Campo | None:
        """La primera parte libre de uno de esos tipos."""
        return next((campo for campo in self.libres if campo.tipo in tipos), None)

    def textos_libres(self) -> list[Campo]:
        """Las partes de texto que faltan, en orden; el detalle no cuenta."""
        tipos = ((campo, CAMPOS[campo.tipo]) for campo in self.libres if campo.clave != DETALLE)
        return [campo for campo, tipo in tipos if tipo.es_texto and tipo.por_orden]


def repartir_elemento(texto: str, campos: tuple[Campo, ...], libres: list[Campo], entorno: Entorno) -> Reparto:
    """Reparte lo que un elemento de una lista dice sin rótulos: la primera parte, primero."""
    primera = campos[0]
    reparto = Reparto(entorno, primera, list(libres))
    dichos = trozos(texto)
    con_rayas = len(dichos) > 1 or bool(SEPARADOR.search(texto))
    if not con_rayas:
        dichos = [uno for trozo in _COMAS.split(texto) if (uno := limpio(trozo))]
    if not dichos:
        return reparto
    reparto.hay_mes = any(len(clave) > len("2028") for uno in dichos for clave in _claves_de_fecha(uno, entorno))
    if len(dichos) > TROZOS_MAXIMOS:
        dichos = [*dichos[:TROZOS_MAXIMOS], ", ".join(dichos[TROZOS_MAXIMOS:])]
    empieza = primera in libres
    dicha = dichos[0]
    if empieza:
        suyas = [_reconocer(uno, reparto) for uno in dichos]
        if not con_rayas and not any(suyas[1:]):
            cuantos, dicha = len(dichos), limpio(texto)
        else:
            cuantos = 1 if con_rayas else _de_la_primera(suyas, reparto, campos)
            dicha = ", ".join(dichos[:cuantos])
        reparto.poner(primera, dicha)
        dichos = dichos[cuantos:]
    for uno in dichos:
        _poner(uno, reparto, con_rayas=con_rayas)
    _completar(dicha, reparto)
    return reparto


def _claves_de_fecha(trozo: str, entorno: Entorno) -> tuple[str, ...]:
    return tuple(clave for fecha in fechas_en(trozo, entorno.hoy) for clave in fecha.lecturas)


def _de_la_primera(suyas: list[Campo | None], reparto: Reparto, campos: tuple[Campo, ...]) -> int:
    """Cuántos trozos son de la primera parte: los de antes de lo primero que se reconoce, si no les toca otra."""
    hasta = next(lugar for lugar, suya in enumerate(suyas) if lugar and suya)
    reconocida = suyas[hasta]
    orden = {campo: lugar for lugar, campo in enumerate(campos)}
    antes = [c for c in reparto.textos_libres()[1:] if reconocida is not None and orden[c] < orden[reconocida]]
    return max(1, hasta - len(antes))


def _reconocer(trozo: str, reparto: Reparto) -> Campo | None:
    """De qué parte es, sin duda, un trozo: por su rótulo, su tipo, un actor o una señal."""
    otras = tuple(campo for campo in reparto.libres if campo is not reparto.primera)
    if (rotulado := quitar_rotulo(trozo, otras)) is not None:
        return rotulado[0]
    numero = _ANIO_SOLO.fullmatch(trozo.strip())
    es_anio = numero is not None and not reparto.hay_mes and int(numero[1]) >= reparto.entorno.hoy.year
    for campo in otras:
        tipo = CAMPOS[campo.tipo]
        if numero is not None and campo.tipo in ("meta", "fecha"):
            es_suyo = es_anio == (campo.tipo == "fecha")
        elif campo.tipo == "actor":
            es_suyo = es_alguien(sin_lo_que_hace(trozo)[0], reparto.entorno)
        elif not tipo.es_libre or campo.tipo == "meta":
            es_suyo = tipo.es_de(campo, trozo, reparto.entorno) or _es_casi_todo(campo, trozo)
        else:
            es_suyo = tiene_senal(campo, trozo)
        if es_suyo:
            return campo
    return None


def _poner(trozo: str, reparto: Reparto, *, con_rayas: bool) -> None:
    """El trozo va a su parte; lo que además dice de otra (una fecha, unos meses) va a la otra."""
    if _PREGUNTA.search(trozo):  # «¿le falta algo?» no es un dato
        reparto.sobra.append(trozo)
        return
    campo = _reconocer(trozo, reparto)
    if campo is None and _va_de_una_cifra_a_otra(trozo, reparto):
        return
    if campo is None:
        _por_orden(trozo, reparto, con_rayas=con_rayas)
        return
    rotulado = quitar_rotulo(trozo, (campo,))
    entera = not CAMPOS[campo.tipo].es_libre and isinstance(leer_campo(campo, trozo, reparto.entorno), Valido)
    if rotulado is None and not entera and CAMPOS[campo.tipo].halla is not None and campo.tipo not in ("actor", "meta"):
        resto = _sacar_tramos(trozo, reparto)
        if resto and resto != trozo:
            _poner(resto, reparto, con_rayas=False)
            return
        if not resto:
            return
    _poner_partido(campo, trozo if entera and rotulado is None else (rotulado or (campo, trozo))[1], reparto, trozo)


def _va_de_una_cifra_a_otra(trozo: str, reparto: Reparto) -> bool:
    """«40%, -20%»: de dos cifras seguidas, la primera es de dónde se parte, y la segunda, la meta."""
    base = next((campo for campo in reparto.libres if campo.clave == "linea_base"), None)
    lugar = next((lugar for lugar, (campo, _) in enumerate(reparto.dichas) if campo.tipo == "meta"), None)
    if base is None or lugar is None:
        return False
    meta, dicho = reparto.dichas[lugar]
    if not CAMPOS[meta.tipo].es_de(meta, trozo, reparto.entorno):
        return False
    reparto.dichas[lugar] = (meta, limpio(trozo))
    reparto.poner(base, dicho)
    return True


def _poner_partido(campo: Campo, dicho: str, reparto: Reparto, entero: str = "") -> None:
    """Pone una parte; lo que en ella es claramente de otra («la muni en enero», «6000 a diciembre») va a la otra."""
    tipo = CAMPOS[campo.tipo]
    if campo.tipo == "actor":
        dicho = _sacar_tramos(dicho, reparto) or dicho
        quien, hace = sin_lo_que_hace(dicho)
        reparto.poner(campo, a_quien(quien, reparto.entorno))
        if hace:
            libres = reparto.textos_libres()
            if libres:
                reparto.poner(libres[0], hace)
            else:
                reparto.sobra.append(hace)
        return
    if campo.tipo == "meta" and (base := DE_A.search(plano(dicho))) is not None:
        de_base = next((c for c in reparto.libres if c.clave == "linea_base"), None)
        if de_base is not None:
            reparto.poner(de_base, dicho[base.start(1) : base.end(1)].strip())
            dicho = dicho[: base.start()] + dicho[base.start(2) :]
    if tipo.es_texto:
        if campo.tipo == "meta" and _ANIO_SOLO.fullmatch(dicho) is None:
            dicho = _sacar_tramos(dicho, reparto) or dicho
        reparto.poner(campo, limpio(dicho))
        return
    for intento in (entero, dicho):
        if intento and isinstance(leer_campo(campo, intento, reparto.entorno), Valido):
            tramo = tipo.halla(intento) if tipo.halla is not None else None
            resto = limpio(f"{intento[: tramo[0]]} {intento[tramo[1] :]}") if tramo is not None else ""
            reparto.poner(campo, intento[tramo[0] : tramo[1]].strip() if tramo is not None and resto else intento)
            if resto:
                _poner(resto, reparto, con_rayas=False)
            return
    resto = _sacar_tramos(entero or dicho, reparto)
    if resto:
        reparto.sobra.append(resto)


def _por_orden(trozo: str, reparto: Reparto, *, con_rayas: bool) -> None:
    """El trozo va a la parte libre que sigue; si ninguna lo admite, sobra."""
    libres = [campo for campo in reparto.libres if campo.clave != DETALLE and CAMPOS[campo.tipo].por_orden]
    if con_rayas and libres:
        campo = libres[0]
        if campo.tipo == "actor":
            if ", " in trozo and es_alguien(sin_lo_que_hace(trozo.split(", ")[0])[0], reparto.entorno):
                quien, _, resto = trozo.partition(", ")
                _poner_partido(campo, quien, reparto)
                _por_orden(resto, reparto, con_rayas=True)
                return
            _poner_partido(campo, trozo, reparto)
            return
        if CAMPOS[campo.tipo].es_libre or isinstance(leer_campo(campo, trozo, reparto.entorno), Valido):
            _poner_partido(campo, trozo, reparto)
            return
        otro = next((c for c in libres[1:] if CAMPOS[c.tipo].es_de(c, trozo, reparto.entorno)), None)
        if otro is not None or DETALLE not in {c.clave for c in reparto.libres}:
            reparto.poner(otro or campo, trozo)
        else:
            reparto.sobra.append(trozo)
        return
    textos = reparto.textos_libres()
    actor = reparto.libre("actor")
    if not textos and actor is not None and puede_ser_alguien(trozo):
        _poner_partido(actor, trozo, reparto)
    elif textos:
        _poner_partido(textos[0], trozo, reparto)
    else:
        reparto.sobra.append(trozo)


def _completar(dicho: str, reparto: Reparto) -> None:
    """Lo que la primera parte dice de otra que quedó sin decir se copia en ella: no se quita de donde se dijo."""
    dicho = dicho[:LARGO_DE_UNA_PARTE]
    for campo in tuple(reparto.libres):
        tipo = CAMPOS[campo.tipo]
        if campo is reparto.primera:
            continue
        if campo.tipo == "actor":
            quien = quien_se_dice(campo, dicho)
            if quien and es_alguien(quien, reparto.entorno):
                reparto.poner(campo, a_quien(quien, reparto.entorno))
        elif campo.tipo == "meta":
            if (base := DE_A.search(plano(dicho))) is not None:
                _poner_partido(campo, dicho[slice(*base.span())], reparto)
            elif (cifra := CIFRA_INICIAL.match(plano(dicho))) is not None:
                reparto.poner(campo, limpio(dicho[: cifra.end()]))
        elif tipo.halla is not None and not tipo.es_texto and (tramo := tipo.halla(dicho)) is not None:
            propio = dicho[slice(*tramo)].strip()
            if isinstance(leer_campo(campo, propio, reparto.entorno), Valido):
                reparto.poner(campo, propio)


def _sacar_tramos(trozo: str, reparto: Reparto) -> str:
    """El trozo sin las fechas o los meses que dice, que van a su parte; vacío si no decía más."""
    for campo in tuple(reparto.libres):
        halla = CAMPOS[campo.tipo].halla
        if halla is None or CAMPOS[campo.tipo].es_texto:
            continue
        tramo = halla(trozo)
        if tramo is None:
            continue
        propio = trozo[tramo[0] : tramo[1]].strip()
        if not isinstance(leer_campo(campo, propio, reparto.entorno), Valido):
            continue
        reparto.poner(campo, propio)
        trozo = limpio(f"{trozo[: tramo[0]].rstrip(' ,')} {trozo[tramo[1] :].lstrip(' ,')}")
    return trozo


def _es_casi_todo(campo: Campo, trozo: str) -> bool:
    """El tramo que se busca es el trozo, o lo que queda es poco: «para marzo 2028 la comunidad»."""
    halla = CAMPOS[campo.tipo].halla
    tramo = halla(trozo) if halla is not None else None
    return tramo is not None and len(f"{trozo[: tramo[0]]} {trozo[tramo[1] :]}".split()) <= 4


@lru_cache(maxsize=64)
def _patron_de_senales(senales: tuple[str, ...]) -> re.Pattern[str]:
    escritas = "|".join(
        r"\w*".join(re.escape(plano(parte)).replace(r"\ ", r"\s+") for parte in uno.split("*")) for uno in senales
    )
    return re.compile(rf"(?<!\w)(?:{escritas or '(?!)'})(?!\w)")


def tiene_senal(campo: Campo, trozo: str) -> bool:
    """Dice si el trozo trae una palabra que es de esa parte."""
    return bool(campo.senales) and _patron_de_senales(campo.senales).search(plano(trozo)) is not None
