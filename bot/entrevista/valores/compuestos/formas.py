"""Los tipos «compuesto» y «lista»: todo lo dicho acaba en alguna parte, o se pregunta."""

import re
from dataclasses import replace

from bot.entrevista.esquema import Campo, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.compuestos.campos import (
    CAMPOS,
    DETALLE,
    el_detalle,
    es_una_epoca,
    escribir_compuesto,
    escribir_lista,
    leer_campo,
    mostrar_compuesto,
    mostrar_lista,
)
from bot.entrevista.valores.compuestos.seguidas import repartir_seguidas
from bot.entrevista.valores.compuestos.sueltas import repartir_elemento
from bot.entrevista.valores.compuestos.tramos import CORREO
from bot.entrevista.valores.compuestos.trozos import (
    SEPARADOR,
    Parte,
    con_dos_puntos,
    con_quien,
    encadenar,
    es_una_secuencia,
    oraciones,
    partes_rotuladas,
    quitar_rotulo,
    separar_elementos,
)
from bot.entrevista.valores.definicion import Muestra, Tipo, en_lista
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido, no_se_sabe
from conocimiento.palabras import comparable

Leidas = dict[str, Valor]
"""El valor de cada parte dicha."""


def leer_compuesto(texto: str, campos: tuple[Campo, ...], entorno: Entorno) -> Lectura:
    """Lee «Rótulo: valor» en líneas, o las partes seguidas si no hay duda de cuál es cuál.

    El valor es un mapa de campo a valor; conserva lo ya guardado que este mensaje no menciona. Lo que no cabe en
    ninguna parte va a «detalle», si la respuesta lo tiene.
    """
    partes = [
        _suelta_si_dice_mas(parte) for parte in partes_rotuladas(con_dos_puntos(texto, campos), campos, enteras=True)
    ]
    rotuladas = [(parte.campo, parte.texto) for parte in partes if parte.campo is not None]
    libres = [campo for campo in campos if campo not in {campo for campo, _ in rotuladas}]
    sueltas = "\n".join(parte.texto for parte in partes if parte.campo is None and not parte.ajena)
    avisos: list[str] = []
    if sueltas:
        reparto = repartir_seguidas(sueltas, libres, entorno)
        avisos += reparto.avisos
        rotuladas += reparto.dichas
        ajenas = [*reparto.sobra, *(parte.texto for parte in partes if parte.ajena)]
    else:
        ajenas = [parte.texto for parte in partes if parte.ajena]
    repartidas = _con_detalle(rotuladas, ajenas, campos)
    if repartidas is None:
        return _sin_reparto(campos)
    leidos = _leer_partes(repartidas, entorno)
    if isinstance(leidos, Explicacion):
        return leidos
    if not any(valor is not None for valor in leidos.values()):
        return Explicacion("no encontré ningún dato; escriba cada cosa en su línea, con su rótulo y dos puntos")
    previo = entorno.previo if isinstance(entorno.previo, dict) else {}
    valor: dict[str, Valor] = {campo.clave: leidos.get(campo.clave, previo.get(campo.clave)) for campo in campos}
    avisos += [
        lectura.advertencia
        for campo, dicho in repartidas
        if isinstance(lectura := leer_campo(campo, dicho, entorno), Valido) and lectura.advertencia
    ]
    es_literal = all(parte.campo is not None for parte in partes)
    return Valido(valor, "" if es_literal else mostrar_compuesto({**leidos}, campos), " ".join(avisos))


def _suelta_si_dice_mas(parte: Parte) -> Parte:
    """«Contacto: Rosa Quispe, gerenta, rosa@agua.pe»: tras el rótulo viene también lo de las otras partes."""
    dice_mas = parte.campo is not None and CAMPOS[parte.campo.tipo].es_texto and CORREO.search(parte.texto) is not None
    return Parte(None, parte.texto) if dice_mas else parte


def leer_lista(texto: str, campos: tuple[Campo, ...], entorno: Entorno, minimo: int, maximo: int) -> Lectura:
    """Lee una lista: un elemento por línea, o seguidos («primero… luego…», «…, y…»).

    Las partes de cada uno van con su rótulo, separadas o en el orden en que se piden. Una línea que empieza con el
    rótulo de una parte completa el elemento anterior.
    """
    elementos = separar_elementos(texto)
    if len(elementos) > maximo * (len(campos) + 1):  # ni aunque cada línea fuera una parte
        return _demasiados(len(elementos), maximo)
    if len(elementos) == 1 and 1 < len(dichas := oraciones(elementos[0])) <= maximo and not _siguen(dichas[1:], campos):
        separados, juntos = (_leer_elementos(uno, campos, entorno) for uno in (dichas, elementos))
        if isinstance(separados, list) and isinstance(juntos, list):
            return Pide(
                f"¿Son {len(separados)} o es uno solo?",
                ((f"Son {len(separados)}", [*separados]), ("Es uno solo", [*juntos])),
            )
    if len(elementos) > 1 and es_una_secuencia(texto) and any(campo.tipo == "meses" for campo in campos):
        elementos = encadenar(elementos)
    valores = _leer_elementos(elementos, campos, entorno)
    if isinstance(valores, Explicacion):
        return valores
    if len(valores) < minimo:
        faltan = "no encontré ninguno" if not valores else f"hay {len(valores)} y hacen falta al menos {minimo}"
        return Explicacion(f"{faltan}; escriba uno por línea")
    if len(valores) > maximo:
        return _demasiados(len(valores), maximo)
    return Valido(valores, mostrar_lista(valores, campos))


def _demasiados(cuantos: int, maximo: int) -> Explicacion:
    return Explicacion(f"son {cuantos} y caben hasta {maximo}; deje los principales")


def _leer_elementos(elementos: list[str], campos: tuple[Campo, ...], entorno: Entorno) -> list[Valor] | Explicacion:
    agrupados: list[list[Parte]] = []
    for elemento in elementos:
        partes = partes_rotuladas(elemento, campos, enteras=False)
        if not partes and re.search(r"\w", elemento):
            partes = [Parte(None, elemento)]
        if partes and agrupados and partes[0].campo is not None and partes[0].campo is not campos[0]:
            agrupados[-1] += partes
        elif partes:
            agrupados.append(partes)
        elif elemento:
            agrupados.append([])
    valores: list[Valor] = []
    for numero, partes in enumerate(agrupados, start=1):
        leido = _leer_elemento(partes, campos, entorno)
        if isinstance(leido, Explicacion):
            return Explicacion(f"en la línea {numero}, {leido.problema}", leido.entendido)
        valores.append({**leido})
    return valores


def _leer_elemento(partes: list[Parte], campos: tuple[Campo, ...], entorno: Entorno) -> Leidas | Explicacion:
    """Un elemento de una lista: lo rotulado, en su parte; lo demás, por lo que dice o por el orden."""
    rotuladas = [(parte.campo, parte.texto) for parte in partes if parte.campo is not None]
    libres = [campo for campo in campos if campo not in {campo for campo, _ in rotuladas}]
    ajenas = [parte.texto for parte in partes if parte.ajena]
    sueltas = [parte.texto for parte in partes if parte.campo is None and not parte.ajena]
    if sueltas:
        unidas = " — ".join(sueltas)
        suelta = unidas if rotuladas or SEPARADOR.search(unidas) else con_quien(unidas, campos, entorno)
        reparto = repartir_elemento(suelta, campos, libres, entorno)
        rotuladas, ajenas = [*rotuladas, *reparto.dichas], [*reparto.sobra, *ajenas]
    repartidas = _con_detalle(rotuladas, ajenas, campos)
    if repartidas is None:
        return Explicacion(f"hay más partes de las que caben ({len(campos)})", ajenas[0])
    leidos = _leer_partes(repartidas, entorno)
    if isinstance(leidos, Explicacion):
        return leidos
    if leidos.get(campos[0].clave) is None:
        return Explicacion(f"falta «{campos[0].rotulo}»")
    return {campo.clave: leidos.get(campo.clave) for campo in campos}


def _con_detalle(
    dichas: list[tuple[Campo, str]], ajenas: list[str], campos: tuple[Campo, ...]
) -> list[tuple[Campo, str]] | None:
    """Lo dicho, con lo que no cabe en el detalle; None si sobra algo y no hay dónde ponerlo."""
    detalle = el_detalle(campos)
    if not ajenas:
        return dichas
    return None if detalle is None else [*dichas, *((detalle, ajena) for ajena in ajenas)]


def _siguen(dichas: list[str], campos: tuple[Campo, ...]) -> bool:
    """Dice si las oraciones que siguen son partes de la primera: empiezan con un rótulo."""
    return any(
        quitar_rotulo(dicha, campos[1:]) is not None or partes_rotuladas(dicha, campos, enteras=True)[0].campo
        for dicha in dichas
    )


def _sin_reparto(campos: tuple[Campo, ...]) -> Explicacion:
    rotulos = ", ".join(f"«{campo.rotulo}:»" for campo in campos)
    return Explicacion(f"no sé a qué corresponde cada parte; use los rótulos {rotulos}")


def _es_opcion(campo: Campo, dicho: str) -> bool:
    return comparable(dicho) in {comparable(opcion.etiqueta) for opcion in campo.opciones}


def _leer_partes(repartidas: list[tuple[Campo, str]], entorno: Entorno) -> Leidas | Explicacion:
    leidos: Leidas = {}
    for campo, dicho in repartidas:
        if not comparable(dicho) or (no_se_sabe(dicho) and campo.clave != DETALLE and not _es_opcion(campo, dicho)):
            leidos.setdefault(campo.clave, None)
            continue
        lectura = leer_campo(campo, dicho, entorno)
        if isinstance(lectura, Explicacion):
            return Explicacion(f"en «{campo.rotulo}», {lectura.problema}", lectura.entendido)
        if isinstance(lectura, Pide):
            opciones = " o ".join(etiqueta for etiqueta, _ in lectura.opciones)
            return Explicacion(f"en «{campo.rotulo}» hay más de una lectura ({opciones}); escríbalo más claro")
        previo = leidos.get(campo.clave)
        junta = isinstance(previo, str) and isinstance(lectura.valor, str) and CAMPOS[campo.tipo].es_texto
        leidos[campo.clave] = f"{previo}; {lectura.valor}" if junta else lectura.valor
        if campo.tipo == "fecha" and es_una_epoca(dicho, entorno):
            leidos[DETALLE] = "; ".join(str(uno) for uno in (leidos.get(DETALLE), dicho) if uno)
    return leidos


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


def _textos(pregunta: Pregunta) -> tuple[str, ...]:
    """Las partes con palabras de la persona."""
    return tuple(campo.clave for campo in pregunta.campos if CAMPOS[campo.tipo].se_redacta)


TIPOS = {
    "compuesto": Tipo(
        leer=lambda pregunta, texto, entorno: leer_compuesto(texto, pregunta.campos, entorno),
        muestra=lambda pregunta, muestra: _muestra(pregunta.campos, muestra),
        mostrar=lambda pregunta, valor, _: mostrar_compuesto(valor, pregunta.campos),
        escribir=lambda pregunta, valor, nombrar: escribir_compuesto(valor, pregunta.campos, nombrar),
        pide="campos",
        largo=None,
        trae_otras=False,
        textos=_textos,
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
        textos=_textos,
    ),
}
