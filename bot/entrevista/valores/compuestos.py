"""Respuestas de varias partes: un conjunto de datos rotulados («compuesto») o una lista de ellos («lista»).

Cada parte se lee con el mismo validador que tendría como pregunta suelta. Lo que no se dijo queda en None.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.entrevista.esquema import Campo, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import actores, textos
from bot.entrevista.valores.cifras import cantidades, montos, plazos
from bot.entrevista.valores.cifras.trozos import sin_bordes
from bot.entrevista.valores.definicion import Muestra, Nombrar, Tipo, TipoDeCampo, en_lista
from bot.entrevista.valores.lectura import VINETA, Entorno, Explicacion, Lectura, Pide, Valido
from conocimiento.palabras import comparable, plano

CAMPOS: dict[str, TipoDeCampo] = textos.CAMPOS | actores.CAMPOS | plazos.CAMPOS | montos.CAMPOS | cantidades.CAMPOS
"""Los tipos que puede tener una parte, por el nombre con que los pide la agencia."""

LARGO_DE_UNA_PARTE = 600  # caracteres
PENDIENTE = "[PENDIENTE]"
"""La parte que falta dentro de una respuesta; las enteras las marca cada plantilla a su manera."""

_SEPARADOR = re.compile(r"\s[—–-]\s|[|;\t]")  # los espacios que sobran los quita `_limpio`
_VACIOS = {"", "-", "?", "no se", "no se todavia", "aun no se", "por definir", "pendiente", "ninguno", "ninguna"}


@dataclass(frozen=True, slots=True)
class _Parte:
    """Un trozo dicho: con el campo que nombra su rótulo o, sin rótulo, None."""

    campo: Campo | None
    texto: str


def leer_compuesto(texto: str, campos: tuple[Campo, ...], entorno: Entorno) -> Lectura:
    """Lee «Rótulo: valor» en líneas, o las partes seguidas por comas si no hay duda de cuál es cuál.

    El valor es un mapa de campo a valor; conserva lo ya guardado que este mensaje no menciona.
    """
    partes = _partes(texto, campos, por_comas=True)
    repartidas = _repartir(partes, campos, entorno)
    if isinstance(repartidas, Explicacion):
        return repartidas
    leidos = _leer_partes(repartidas, entorno)
    if isinstance(leidos, Explicacion):
        return leidos
    if not any(valor is not None for valor in leidos.values()):
        return Explicacion("no encontré ningún dato; escriba cada cosa en su línea, con su rótulo y dos puntos")
    previo = entorno.previo if isinstance(entorno.previo, dict) else {}
    valor: dict[str, Valor] = {campo.clave: leidos.get(campo.clave, previo.get(campo.clave)) for campo in campos}
    advertencias = [
        lectura.advertencia
        for campo, dicho in repartidas
        if isinstance(lectura := _leer_campo(campo, dicho, entorno), Valido) and lectura.advertencia
    ]
    es_literal = all(parte.campo is not None for parte in partes)
    return Valido(valor, "" if es_literal else mostrar_compuesto({**leidos}, campos), " ".join(advertencias))


def leer_lista(texto: str, campos: tuple[Campo, ...], entorno: Entorno, minimo: int, maximo: int) -> Lectura:
    """Lee un elemento por línea; sus partes, separadas por « — », «|», «;» o con su rótulo.

    Una línea que empieza con el rótulo de una parte completa el elemento anterior.
    """
    elementos: list[list[_Parte]] = []
    for linea in (linea for linea in texto.splitlines() if linea.strip()):
        partes = _partes(VINETA.sub("", linea).strip(), campos, por_comas=False)
        partes = _por_comas(partes, campos, entorno) or partes
        es_continuacion = bool(partes) and partes[0].campo is not None and partes[0].campo is not campos[0]
        if es_continuacion and elementos:
            elementos[-1] += partes
        elif partes:
            elementos.append(partes)
    valores: list[Valor] = []
    for numero, partes in enumerate(elementos, start=1):
        leido = _leer_elemento(partes, campos, entorno)
        if isinstance(leido, Explicacion):
            return Explicacion(f"en la línea {numero}, {leido.problema}", leido.entendido)
        valores.append({**leido})
    if len(valores) < minimo:
        faltan = "no encontré ninguno" if not valores else f"hay {len(valores)} y hacen falta al menos {minimo}"
        return Explicacion(f"{faltan}; escriba uno por línea")
    if len(valores) > maximo:
        return Explicacion(f"son {len(valores)} y caben hasta {maximo}; deje los principales")
    return Valido(valores, mostrar_lista(valores, campos))


def mostrar_compuesto(valor: Valor, campos: tuple[Campo, ...]) -> str:
    """Una línea por parte dicha: «Nombre: Rosa Quispe»; «pendiente» si es obligatoria y falta."""
    partes = valor if isinstance(valor, dict) else {}
    return "\n".join(
        f"{campo.rotulo}: {mostrar_campo(campo, partes.get(campo.clave)) or 'pendiente'}"
        for campo in campos
        if partes.get(campo.clave) is not None or (campo.obligatorio and campo.clave in partes)
    )


def mostrar_lista(valor: Valor, campos: tuple[Campo, ...]) -> str:
    """Una línea por elemento: «Cambio de autoridades — Responsable: Municipalidad»."""
    lineas: list[str] = []
    for elemento in valor if isinstance(valor, list) else []:
        partes = elemento if isinstance(elemento, dict) else {}
        dichas = [
            texto if lugar == 0 else f"{campo.rotulo}: {texto}"
            for lugar, campo in enumerate(campos)
            if (texto := mostrar_campo(campo, partes.get(campo.clave)))
        ]
        lineas.append(" — ".join(dichas))
    return "\n".join(lineas)


def escribir_compuesto(valor: Valor, campos: tuple[Campo, ...], nombrar: Nombrar) -> str | None:
    """Una línea por parte, como va en el documento; None si no se dijo ninguna."""
    partes = valor if isinstance(valor, dict) else {}
    escritas = [(campo, escribir_campo(campo, partes.get(campo.clave), nombrar)) for campo in campos]
    if not any(escrita for _, escrita in escritas):
        return None
    return "\n".join(
        f"{campo.rotulo}: {escrita or PENDIENTE}" for campo, escrita in escritas if escrita or campo.obligatorio
    )


def escribir_lista(valor: Valor, campos: tuple[Campo, ...], nombrar: Nombrar) -> str | None:
    """Una línea por elemento, como va en el documento; None si no hay ninguno."""
    elementos = valor if isinstance(valor, list) else []
    escritos = [escribir_compuesto(uno, campos, nombrar) for uno in elementos]
    return "\n".join(escrito.replace("\n", " · ") for escrito in escritos if escrito) or None


def _partes(texto: str, campos: tuple[Campo, ...], *, por_comas: bool) -> list[_Parte]:
    """Corta un texto en sus partes, cada una con su campo si trae rótulo."""
    patron, nombres = _rotulos(campos)
    marcas = list(patron.finditer(plano(texto)))
    antes = texto[: marcas[0].start()] if marcas else texto
    partes = [_Parte(None, trozo) for trozo in _trozos(antes, por_comas=por_comas and not marcas)]
    for marca, siguiente in zip(marcas, [*marcas[1:], None], strict=False):
        contenido = texto[marca.end() : siguiente.start() if siguiente else len(texto)]
        campo = nombres[re.sub(r"\s+", " ", marca.group(1))]
        propios = [contenido] if por_comas else _trozos(contenido, por_comas=False) or [""]
        partes.append(_Parte(campo, _limpio(propios[0])))
        partes += [_Parte(None, trozo) for trozo in propios[1:]]
    return partes


@lru_cache(maxsize=64)
def _rotulos(campos: tuple[Campo, ...]) -> tuple[re.Pattern[str], dict[str, Campo]]:
    """Cómo se encuentra el rótulo de una parte, y de cuál es cada uno."""
    nombres = {
        re.sub(r"\s+", " ", plano(nombre)): campo for campo in campos for nombre in (campo.rotulo, *campo.variantes)
    }
    escritos = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(nombres, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s,;.(|—–-]))({escritos})\s*[:=]\s*"), nombres


def _por_comas(partes: list[_Parte], campos: tuple[Campo, ...], entorno: Entorno) -> list[_Parte] | None:
    """«Diagnóstico, la muni, mes 1»: las partes entre comas, si no hay duda de cuál es cuál; si la hay, None.

    No la hay si alguna es de un actor ya nombrado o de un tipo que solo ella admite, y las demás caben justas.
    """
    if len(partes) != 1 or partes[0].campo is not None:
        return None
    trozos = [trozo for t in re.split(r",\s+", partes[0].texto) if (trozo := _limpio(t))]
    if not 1 <= len(trozos) <= len(campos):  # ninguna o más de las que caben: no hace falta mirar de quién es cada una
        return None
    primera, *otras = trozos
    repartidas, libres = [_Parte(campos[0], primera)], [*campos[1:]]
    sueltas: list[str] = []
    for trozo in otras:
        suyos = [
            campo
            for campo in libres
            if not CAMPOS[campo.tipo].es_texto and CAMPOS[campo.tipo].es_de(campo, trozo, entorno)
        ]
        if len(suyos) > 1:
            return None
        if suyos:
            repartidas.append(_Parte(suyos[0], trozo))
            libres.remove(suyos[0])
        else:
            sueltas.append(trozo)
    de_texto = [campo for campo in libres if CAMPOS[campo.tipo].es_texto]
    if len(repartidas) == 1 or len(sueltas) not in (0, len(de_texto)):
        return None
    return [*repartidas, *(_Parte(campo, trozo) for campo, trozo in zip(de_texto, sueltas, strict=False))]


def _trozos(texto: str, *, por_comas: bool) -> list[str]:
    trozos = [t for t in re.split(r"\n", texto) if t.strip()] if por_comas else _SEPARADOR.split(texto)
    if por_comas and len(trozos) == 1:
        trozos = _SEPARADOR.split(texto)
        trozos = re.split(r",\s+", texto) if len(trozos) == 1 else trozos
    return [limpio for trozo in trozos if (limpio := _limpio(trozo))]


def _limpio(texto: str) -> str:
    limpio = sin_bordes(texto, " \n\t;,|—–-•*·")
    if limpio.endswith(")") and "(" not in limpio:
        limpio = limpio[:-1]
    return limpio.rstrip(" (").strip()


def _repartir(
    partes: list[_Parte], campos: tuple[Campo, ...], entorno: Entorno
) -> list[tuple[Campo, str]] | Explicacion:
    """A qué campo va cada parte: por su rótulo, por ser la única que su tipo admite o por el orden."""
    repartidas = [(parte.campo, parte.texto) for parte in partes if parte.campo is not None]
    sueltas = [parte.texto for parte in partes if parte.campo is None]
    usados = {campo for campo, _ in repartidas}
    libres = [campo for campo in campos if campo not in usados]
    if len(sueltas) > len(libres):  # ni aunque cada una fuera de un campo distinto
        return _sin_reparto(campos)
    for campo in [campo for campo in libres if not CAMPOS[campo.tipo].es_libre]:
        validas = [t for t in sueltas if isinstance(_leer_campo(campo, t, entorno), Valido)]
        if len(validas) == 1:
            repartidas.append((campo, validas[0]))
            sueltas.remove(validas[0])
            libres.remove(campo)
    de_texto = [campo for campo in libres if CAMPOS[campo.tipo].es_libre]
    if len(sueltas) > len(de_texto):
        return _sin_reparto(campos)
    return [*repartidas, *zip(de_texto, sueltas, strict=False)]


def _sin_reparto(campos: tuple[Campo, ...]) -> Explicacion:
    rotulos = ", ".join(f"«{campo.rotulo}:»" for campo in campos)
    return Explicacion(f"no sé a qué corresponde cada parte; use los rótulos {rotulos}")


def _leer_elemento(partes: list[_Parte], campos: tuple[Campo, ...], entorno: Entorno) -> dict[str, Valor] | Explicacion:
    """Un elemento de una lista: lo que va sin rótulo ocupa los campos libres en orden."""
    usados = {parte.campo for parte in partes if parte.campo is not None}
    libres = [campo for campo in campos if campo not in usados]
    repartidas: list[tuple[Campo, str]] = []
    for parte in partes:
        campo = parte.campo
        if campo is None:
            if not libres:
                return Explicacion(f"hay más partes de las que caben ({len(campos)})", parte.texto)
            campo = libres.pop(0)
        repartidas.append((campo, parte.texto))
    leidos = _leer_partes(repartidas, entorno)
    if isinstance(leidos, Explicacion):
        return leidos
    if leidos.get(campos[0].clave) is None:
        return Explicacion(f"falta «{campos[0].rotulo}»")
    return {campo.clave: leidos.get(campo.clave) for campo in campos}


def _leer_partes(repartidas: list[tuple[Campo, str]], entorno: Entorno) -> dict[str, Valor] | Explicacion:
    leidos: dict[str, Valor] = {}
    for campo, dicho in repartidas:
        if comparable(dicho) in _VACIOS:
            leidos.setdefault(campo.clave, None)
            continue
        lectura = _leer_campo(campo, dicho, entorno)
        if isinstance(lectura, Explicacion):
            return Explicacion(f"en «{campo.rotulo}», {lectura.problema}", lectura.entendido)
        if isinstance(lectura, Pide):
            opciones = " o ".join(etiqueta for etiqueta, _ in lectura.opciones)
            return Explicacion(f"en «{campo.rotulo}» hay más de una lectura ({opciones}); escríbalo más claro")
        previo = leidos.get(campo.clave)
        junta = isinstance(previo, str) and isinstance(lectura.valor, str) and CAMPOS[campo.tipo].es_texto
        leidos[campo.clave] = f"{previo}; {lectura.valor}" if junta else lectura.valor
    return leidos


def _leer_campo(campo: Campo, texto: str, entorno: Entorno) -> Lectura:
    largo = len(texto)
    if largo > LARGO_DE_UNA_PARTE:
        return Explicacion(f"es muy largo ({largo} caracteres y caben {LARGO_DE_UNA_PARTE})")
    return CAMPOS[campo.tipo].leer(campo, texto, entorno)


def _muestra(campos: tuple[Campo, ...], muestra: Muestra) -> dict[str, Valor]:
    return {
        campo.clave: None if muestra.a_medias and lugar % 2 else CAMPOS[campo.tipo].muestra(campo, muestra)
        for lugar, campo in enumerate(campos)
    }


def _muestra_de_lista(pregunta: Pregunta, muestra: Muestra) -> Valor:
    cuantos = 1 if muestra.a_medias else min(3, pregunta.maximo or 3)
    return [
        _muestra(
            pregunta.campos,
            replace(muestra, texto=f"{muestra.texto} ({numero})", variante=muestra.variante + numero),
        )
        for numero in range(1, cuantos + 1)
    ]


TIPOS = {
    "compuesto": Tipo(
        leer=lambda pregunta, texto, entorno: leer_compuesto(texto, pregunta.campos, entorno),
        muestra=lambda pregunta, muestra: _muestra(pregunta.campos, muestra),
        mostrar=lambda pregunta, valor, _: mostrar_compuesto(valor, pregunta.campos),
        escribir=lambda pregunta, valor, nombrar: escribir_compuesto(valor, pregunta.campos, nombrar),
        pide="campos",
        largo=None,
        trae_otras=False,
    ),
    "lista": Tipo(
        leer=lambda pregunta, texto, entorno: leer_lista(
            texto, pregunta.campos, entorno, pregunta.minimo or 1, pregunta.maximo or 12
        ),
        muestra=_muestra_de_lista,
        mostrar=lambda pregunta, valor, _: mostrar_lista(valor, pregunta.campos),
        escribir=lambda pregunta, valor, nombrar: escribir_lista(valor, pregunta.campos, nombrar),
        con_numero=en_lista,
        pide="campos",
        largo=None,
        minutos=1.5,
        es_lista=True,
        trae_otras=False,
    ),
}


def mostrar_campo(campo: Campo, valor: Valor) -> str:
    """Escribe el valor de una parte; vacío si no hay."""
    return "" if valor is None else CAMPOS[campo.tipo].mostrar(campo, valor)


def escribir_campo(campo: Campo, valor: Valor, nombrar: Nombrar) -> str | None:
    """Una parte como va en el documento; None si no se sabe."""
    return nombrar(valor) if CAMPOS[campo.tipo].nombra_actor else mostrar_campo(campo, valor) or None
