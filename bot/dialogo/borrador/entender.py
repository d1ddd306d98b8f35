"""De un texto libre a lo que se entiende de él, y de lo que la persona decide a respuestas guardadas.

Comprender nunca guarda: guarda la persona, con un botón o escribiéndolo. Lo ya respondido no se toca.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion, parece_pregunta, reconocer_pedido
from bot.dialogo.borrador.cambios.de_lo_entendido import (
    con_la_lista,
    corregir,
    deshacer_correccion,
    elegir_correccion,
    guardar_otra,
    preguntar_renglon,
    quitar_cada_uno,
    tenido_con,
)
from bot.dialogo.borrador.paso.interpretar import (
    con_lo_senalado,
    por_interpretar,
    preguntar_lo_demas,
)
from bot.dialogo.borrador.paso.lo_escrito import (
    MUCHAS,
    abiertas,
    aclarado,
    anotar_lote,
    decir_lo_demas,
    decir_que_no_hay,
    juntar_al_lote,
    leer_lo_dudoso,
    lo_dicho,
    proponer_en_otra,
    puesto_al_dia,
    sin_entender,
    sin_lo_de_un_nombre,
    trae_otras,
)
from bot.dialogo.borrador.paso.responder import responder
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import lo_entendido as textos
from bot.dialogo.efectos import Enviar
from bot.dialogo.intenciones.decidido import da_por_bueno
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import (
    Consultar,
    Interpretar,
    LenguajeFallo,
    LenguajeRespondio,
    OdsSugeridos,
    ResultadoDeUso,
    SugerirOds,
)
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.senales import pide_quitar_o_cambiar
from bot.entrevista.comprension.comprender import (
    comprender,
    comprender_idea,
    con_opcion,
    cuenta_una_idea,
    fragmentos,
    ods_por_palabras,
    pregunta_de_tipo,
    sin_respondidas,
)
from bot.entrevista.comprension.lote import agregado, espera_idea, lote_abierto, numero_siguiente
from bot.entrevista.eventos import (
    Aceptada,
    Descartada,
    Entendida,
    Entendido,
    Fallo,
    Guiada,
    Lote,
    Respondida,
)
from bot.entrevista.pasos import Paso, identificar
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano, sin_signos

_DESCARTAR = diferida(
    r"(no|descarta(lo|r)?|descarte(lo)?|no (lo )?guard(ar|es?)( nada| eso)?|nada|borra(lo|r)?|esta mal)"
)
_NO_TODO = diferida(
    r"no|(?:eso |algo )?esta mal|no (?:esta|es) (?:bien|correcto|asi)|(?:es )?incorrecto|hay (?:un )?error(?:es)?"
)
"""Ante la lista entera dice que algo no va, no que se tire todo."""
_RENGLON = diferida(r"(?:(?:el|la|numero|nro|n|punto|opcion) ?)?(\d{1,2})")

_TODO_MENOS = diferida(
    r"(?:(?:si|ok|ya|bueno|dale|esta bien|guard\w++|acept\w++|anot\w++|correcto|conforme) ?)*(?:todo ?)?(?:lo demas ?)?"
    r"(?:esta bien ?|bien ?|correcto ?|ok ?)?(?:menos|excepto|salvo|pero (?:sin|no guardes)) (.{2,80})"
)
"""Se acepta lo entendido, menos algo."""
_QUITA_VARIOS = diferida(
    r"(?:quit|borr|sac|elimin|retir)\w* ((?:(?:el|la|lo|los|las|numero|linea) )*\d{1,2}(?: y (?:el |la )?\d{1,2})+)"
)

_COMO_ESTABA = diferida(
    r"(?:(?:no|uy|mejor|al final|perdon|creo que) )*(?:(?:si|ya) (?:va|van|vuelve|se queda|entra|participa)n?"
    r"|(?:dejal|dejel)[oa]s?(?: como estaba)?|que (?:se quede|vaya|siga)n?|como estaba)(?: (?:nomas|pues|tambien))?"
)
"""«No, mejor sí va», tras quitarla: se vuelve a lo de antes."""

Numerado = tuple[int, Entendido]
"""Un dato entendido, con su lugar en el lote."""


def atender_texto(sesion: Sesion, texto: str) -> Turno | None:
    """Toma el texto como idea o como decisión sobre lo entendido; None si no es ni lo uno ni lo otro."""
    if espera_idea(sesion.propios):
        pedido = reconocer_pedido(texto, None)
        if pedido in (Accion.OMITIR, Accion.GUIADA):
            return guiar(sesion)
        if pedido is not None:
            return None
        if not parece_pregunta(texto, None):
            return _comprender_idea(sesion, texto)
        if not cuenta_una_idea(sesion.entrevista, texto, sesion.entorno):
            return None
        turno = _comprender_idea(sesion, texto)
        return Turno(turno.estado, (Enviar(Mensaje((textos.SU_PREGUNTA,))), *turno.efectos))
    lote = lote_abierto(sesion.propios)
    if lote is None:
        return None
    return _atender_decision(sesion, lote, texto) if lote.avisa else _atender_si(sesion, lote, texto)


def elegir(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Atiende un botón de lo entendido. `argumentos`: el número del lote y «t» (guardar todo), «s2» (el tercero)…"""
    match argumentos:
        case [numero, que]:
            return _elegir(sesion, int(numero), que)
        case _:
            return en_paso(sesion)


def _elegir(sesion: Sesion, numero: int, que: str) -> Turno:
    lote = lote_abierto(sesion.propios)
    dicho = re.fullmatch(r"(t|u|x|v|c\d|[sn](\d+)|o(\d+)\.(\d+))", que)
    if lote is None or dicho is None or numero != lote.numero:
        return en_paso(sesion, textos.ELECCION_VIEJA)
    entendidos = dict(lote.entendidos)
    match que[0]:
        case "t":
            return _guardar(sesion, lote, lote.claros)
        case "u":
            return en_paso(anotar_lote(sesion, replace(lote, uno_por_uno=True, avisa=True)))
        case "x":
            return _descartar(sesion, lote, tuple(entendidos))
        case "v":
            return deshacer_correccion(sesion, lote) or en_paso(sesion)
        case "c":
            return elegir_correccion(sesion, lote, int(que[1:]))
        case letra:
            lugar = int(dicho.group(2) or dicho.group(3))
            elegido = entendidos.get(lugar)
            if elegido is None:
                return en_paso(sesion, textos.YA_DECIDIDO)
            if letra == "n":
                return _descartar(sesion, lote, (lugar,))
            if letra == "o":
                if int(dicho.group(4)) >= len(elegido.opciones):
                    return en_paso(sesion)
                elegido = con_opcion(elegido, int(dicho.group(4)))
            return _guardar(sesion, lote, ((lugar, elegido),) if not elegido.opciones else ())


def atender_ods(sesion: Sesion, entrada: OdsSugeridos) -> Turno:
    """Agrega el ODS sugerido a lo entendido y lo muestra; si no se entendió nada, sigue con las preguntas."""
    lote = _ultimo(sesion)
    if lote is None or sesion.estado.borrador is None:
        return sesion.turno()
    pregunta = pregunta_de_tipo(sesion.entrevista, "ods")
    sugeridos = [(n, frase) for n, frase in entrada.sugeridos if frase and frase in lote.crudo]
    if pregunta is not None and sugeridos and (pregunta.clave, "") in abiertas(sesion):
        numeros = ", ".join(str(numero) for numero, _ in sugeridos[: pregunta.maximo or 3])
        lectura = leer(pregunta, numeros, sesion.entorno)
        if isinstance(lectura, Valido):
            nuevo = Entendido((pregunta.clave, ""), lectura.valor, lectura.lectura, sugeridos[0][1])
            lote = agregado(lote, (nuevo,))
            sesion = anotar_lote(sesion, lote)
    return _mostrar(sesion, lote)


def responder_y_proponer(sesion: Sesion, paso: Paso, texto: str) -> Turno:
    """Responde la pregunta por su camino de siempre; si el mensaje trae más, lo propone."""
    turno = responder(sesion, paso, texto)
    nueva = sesion.en(turno.estado)
    eventos, previos = nueva.estado.eventos, sesion.estado.eventos
    if sesion.borrador.vuelta is None and isinstance(eventos[-1], Fallo) and len(eventos) > len(previos):
        return proponer_en_otra(sesion, paso, texto) or turno
    if paso.actor is not None or not TIPOS[paso.pregunta.tipo].trae_otras or len(eventos) <= len(previos):
        return turno
    if sesion.borrador.vuelta is not None:
        return turno  # corrige una respuesta: no es momento de proponerle otras
    respondida = eventos[-1]
    if not isinstance(respondida, Respondida) or nueva.borrador.duda is not None:
        return turno
    if otros := _otros(nueva, paso, texto):
        lote = juntar_al_lote(nueva, otros, texto, avisa=len(otros) >= MUCHAS)
        turno = decir_lo_demas(nueva, respondida, lote)
    return preguntar_lo_demas(nueva, turno, texto)


def guiar(sesion: Sesion) -> Turno:
    """La persona prefiere ir pregunta por pregunta."""
    if not espera_idea(sesion.propios):
        return en_paso(sesion, textos.ASI_VAMOS)
    return en_paso(sesion.anotar(Guiada(sesion.ahora)), textos.DE_UNA_EN_UNA)


def _comprender_idea(sesion: Sesion, texto: str) -> Turno:
    entendidos = sin_respondidas(comprender_idea(sesion.entrevista, texto, sesion.entorno), abiertas(sesion))
    lote = Lote(numero_siguiente(sesion.propios), texto, tuple(enumerate(entendidos)), True, False)
    anotada = anotar_lote(sesion, lote)
    pedido = por_interpretar(anotada, texto, lote)
    return _sugerir_o_mostrar(anotada, lote) if pedido is None else anotada.turno(Consultar(pedido))


def atender_interpretado(
    sesion: Sesion, pedido: Interpretar, vuelto: LenguajeRespondio | LenguajeFallo
) -> tuple[Turno, ResultadoDeUso]:
    """Suma a lo entendido lo que un modelo señaló del mensaje; si no señaló nada que valga, queda lo de las reglas."""
    lote = _ultimo(sesion)
    if lote is None or lote.crudo != pedido.texto:
        return en_paso(sesion), ResultadoDeUso.SIN_CAMBIO  # ya no es el mensaje que se estaba leyendo
    sumada, lote, quedo = con_lo_senalado(sesion, lote, pedido, vuelto)
    return _sugerir_o_mostrar(sumada, lote), quedo


def _sugerir_o_mostrar(sesion: Sesion, lote: Lote) -> Turno:
    pregunta = pregunta_de_tipo(sesion.entrevista, "ods")
    entendidos = tuple(entendido for _, entendido in lote.entendidos)
    partes = fragmentos(sesion.entrevista, lote.crudo, entendidos)
    llaves = {entendido.llave for entendido in entendidos}
    if pregunta is not None and (pregunta.clave, "") in abiertas(sesion) - llaves and partes:
        return sesion.turno(SugerirOds(partes))
    return _mostrar(sesion, lote)


def _mostrar(sesion: Sesion, lote: Lote) -> Turno:
    return en_paso(sesion) if lote.entendidos else en_paso(sesion, textos.NADA_ENTENDIDO)


def _atender_si(sesion: Sesion, lote: Lote, texto: str) -> Turno | None:
    """«Sí», ante lo que se entendió de la pregunta que se tiene delante."""
    paso = sesion.paso
    propios = tuple(par for par in lote.claros if paso is not None and par[1].llave == paso.llave)
    if len(propios) != 1 or not da_por_bueno(texto):
        return None
    return _guardar(sesion, lote, propios)


def _atender_decision(sesion: Sesion, lote: Lote, texto: str) -> Turno | None:
    dicho = sin_signos(texto)
    lugar, primero = lote.entendidos[0]
    de_uno = lote.uno_por_uno or not lote.claros
    if da_por_bueno(texto):
        if de_uno and primero.opciones:
            return en_paso(sesion, textos.ELIJA_UNA)
        return _guardar(sesion, lote, ((lugar, primero),) if de_uno else lote.claros)
    pedido = reconocer_pedido(texto, None)
    if not de_uno and (pedido is Accion.OMITIR or _NO_TODO.fullmatch(dicho)):
        return en_paso(anotar_lote(sesion, replace(lote, uno_por_uno=True, avisa=True)), textos.UNO_POR_UNO)
    if _DESCARTAR.fullmatch(dicho) or pedido is Accion.OMITIR:
        return _descartar(sesion, lote, (lugar,) if de_uno else tuple(uno for uno, _ in lote.entendidos))
    if re.fullmatch(r"(de )?uno (por|a) uno", dicho):
        return _elegir(sesion, lote.numero, "u")
    if (menos := _TODO_MENOS.fullmatch(dicho)) is not None and not de_uno:
        return _guardar_menos(sesion, lote, menos.group(1))
    if (quitados := _quitar_varios(sesion, lote, dicho)) is not None:
        return quitados
    if not de_uno and not lote.dudosos and (renglon := _RENGLON.fullmatch(dicho)) is not None:
        return en_paso(sesion, preguntar_renglon(sesion, lote, int(renglon.group(1))))
    if _COMO_ESTABA.fullmatch(dicho) and (deshecha := deshacer_correccion(sesion, lote)) is not None:
        return deshecha
    if (sin_el_dato := decir_que_no_hay(sesion, texto)) is not None:
        return sin_el_dato
    if de_uno and (otra := guardar_otra(sesion, lote, texto)) is not None:
        return otra
    if (corregida := corregir(sesion, lote, texto)) is not None:
        return corregida
    if pedido is not None or parece_pregunta(texto, None):
        return None
    nuevos = sin_respondidas(comprender_idea(sesion.entrevista, texto, sesion.entorno), abiertas(sesion))
    if de_uno and not trae_otras(nuevos, primero) and (lectura := leer_lo_dudoso(sesion, primero, texto)) is not None:
        leido = replace(
            primero, valor=lectura.valor, lectura=lectura.lectura or texto, cita=texto, duda="", opciones=()
        )
        return _guardar(sesion, lote, ((lugar, leido),))
    if pide_quitar_o_cambiar(plano(texto)):
        return sin_entender(sesion, lote, "")  # leerlo como un dato más haría lo contrario de lo que pide
    nuevos = sin_lo_de_un_nombre(sesion, lote, nuevos) or aclarado(sesion, lote, texto)
    corregido = puesto_al_dia(sesion, lote, nuevos)
    if not nuevos or lo_dicho(corregido) == lo_dicho(lote):
        return sin_entender(sesion, lote, texto)
    corregido = replace(
        corregido, numero=numero_siguiente(sesion.propios), crudo=f"{lote.crudo}\n{texto}", uno_por_uno=False
    )
    return con_la_lista(anotar_lote(sesion, corregido), textos.tambien(sesion, nuevos))


def _guardar_menos(sesion: Sesion, lote: Lote, fuera: str) -> Turno:
    """«Guarda todo menos el lugar»: se quita eso y se guarda lo demás; si no se sabe qué es, no se guarda nada."""
    nueva = quitar_cada_uno(sesion, lote, fuera)
    if nueva is None:
        return sin_entender(sesion, lote, "")
    queda = lote_abierto(nueva.propios)
    return _guardar(nueva, queda, queda.claros, fuera) if queda is not None else en_paso(nueva, textos.NO_GUARDADO)


def _quitar_varios(sesion: Sesion, lote: Lote, dicho: str) -> Turno | None:
    """«Quita el 2 y el 5», si son de preguntas distintas."""
    if (numeros := _QUITA_VARIOS.fullmatch(dicho)) is None:
        return None
    visibles, dichos = tenido_con(sesion, lote).renglones, [int(uno) for uno in re.findall(r"\d+", numeros.group(1))]
    if len({visibles[uno - 1][0] for uno in dichos if 0 < uno <= len(visibles)}) < 2:  # de una sola, es una corrección
        return None
    nueva = quitar_cada_uno(sesion, lote, numeros.group(1))
    return con_la_lista(nueva, textos.quitados(numeros.group(1))) if nueva is not None else None


def _guardar(sesion: Sesion, lote: Lote, elegidos: Sequence[Numerado], fuera: str = "") -> Turno:
    """Guarda lo elegido; los actores se juntan en una sola respuesta. Lo respondido entretanto no se toca."""
    if not elegidos:
        return en_paso(sesion)
    actores = sesion.entrevista.papeles.actores
    juntos = [entendido for _, entendido in elegidos if entendido.llave[0] == actores]
    guardados, juntas = 0, str(len(sesion.estado.eventos))  # lo que se guarda de una vez se deshace de una vez
    for _, entendido in elegidos:
        if entendido.llave[0] == actores:
            if entendido is juntos[0]:
                sesion, guardados = _guardar_actores(sesion, juntos, juntas), guardados + 1
        elif entendido.llave in abiertas(sesion):
            respondida = Respondida(sesion.ahora, entendido.llave, entendido.valor, entendido.cita, lote=juntas)
            sesion, guardados = sesion.anotar(respondida), guardados + 1
    sesion = sesion.anotar(Aceptada(sesion.ahora, lote.numero, tuple(lugar for lugar, _ in elegidos)))
    if fuera or guardados != 1 or len(elegidos) != 1:
        return en_paso(sesion, textos.guardados(guardados, fuera))
    unico = elegidos[0][1]
    pregunta = sesion.entrevista.pregunta(unico.llave[0])
    # El botón puede decir solo lo que faltaba aclarar («junio de 2027»): se muestra todo lo guardado.
    leido = mostrar(pregunta, unico.valor, sesion.entrevista.catalogos) or unico.lectura
    return en_paso(sesion, textos.guardado(leido))


def _guardar_actores(sesion: Sesion, entendidos: Sequence[Entendido], juntas: str) -> Sesion:
    llave = entendidos[0].llave
    respuesta = sesion.borrador.respuestas.get(llave)
    previos = respuesta.valor if respuesta is not None and isinstance(respuesta.valor, list) else []
    nuevos = [dato for uno in entendidos for dato in (uno.valor if isinstance(uno.valor, list) else [])]
    lista, vistos = list[dict[str, Valor]](), set[str]()
    for dato in (*previos, *nuevos):
        if isinstance(dato, dict) and comparable(str(dato.get("nombre"))) not in vistos:
            vistos.add(comparable(str(dato.get("nombre"))))
            lista.append({clave: valor for clave, valor in dato.items() if clave != "id"})
    crudo = "\n".join([*([respuesta.crudo] if respuesta else []), *(uno.cita for uno in entendidos)])
    valor = identificar(sesion.estado.eventos, sesion.entrevista, lista)
    return sesion.anotar(Respondida(sesion.ahora, llave, valor, crudo, lote=juntas))


def _descartar(sesion: Sesion, lote: Lote, lugares: tuple[int, ...]) -> Turno:
    nueva = sesion.anotar(Descartada(sesion.ahora, lote.numero, lugares))
    solo_uno = len(lugares) == 1 and len(lote.entendidos) > 1
    return en_paso(nueva, textos.NO_GUARDADO if solo_uno else textos.TODO_DESCARTADO)


def _otros(sesion: Sesion, paso: Paso, texto: str) -> tuple[Entendido, ...]:
    """Lo demás que trae un mensaje. De una frase suelta no se sacan organizaciones; de una descripción, sí."""
    entrevista = sesion.entrevista
    papeles = entrevista.papeles
    de_organizaciones = {papeles.proponente, papeles.tipo_proponente, papeles.actores}
    halladas = [p for p in comprender(entrevista, texto, sesion.entorno) if p.llave != paso.llave]
    if paso.pregunta.clave == papeles.proponente:
        halladas = [p for p in halladas if p.llave[0] == papeles.tipo_proponente]
    elif len([p for p in halladas if p.llave[0] not in de_organizaciones]) < MUCHAS:
        halladas = [p for p in halladas if p.llave[0] not in de_organizaciones]
    if paso.pregunta.clave == papeles.objetivo and not any(
        entrevista.pregunta(p.llave[0]).tipo == "ods" for p in halladas
    ):
        halladas += ods_por_palabras(entrevista, texto, sesion.entorno)
    return sin_respondidas(halladas, abiertas(sesion) - {paso.llave})


def _ultimo(sesion: Sesion) -> Lote | None:
    """El lote recién entendido, aunque no traiga nada todavía."""
    eventos = sesion.propios
    match eventos[-1:]:
        case [Entendida(lote=lote)]:
            return lote_abierto(eventos) or Lote(lote.numero, lote.crudo, (), True, False)
        case _:
            return None
