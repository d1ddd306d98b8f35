"""De un texto libre a respuestas propuestas, y de lo que la persona decide a respuestas guardadas.

Comprender nunca guarda: guarda la persona, con un botón o escribiéndolo. Lo ya respondido no se toca.
"""

import re
from dataclasses import replace

from bot.dialogo.borrador import lo_entendido
from bot.dialogo.borrador.acciones import parece_pregunta, reconocer_pedido
from bot.dialogo.borrador.responder import responder
from bot.dialogo.borrador.sesion import anotar, borrador_de, en_paso, entorno_de, paso_de
from bot.dialogo.mensajes import parrafo
from bot.dialogo.peticiones import OdsSugeridos, SugerirOds
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Llave, datos_de
from bot.entrevista.comprension.comprender import (
    Propuesto,
    comprender,
    con_opcion,
    fragmentos,
    ods_por_palabras,
    pregunta_de_tipo,
    sin_respondidas,
)
from bot.entrevista.comprension.lote import Lote, datos_del_lote, espera_idea, lote_abierto, numero_siguiente
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Paso, esta_resuelto, identificar, pasos_visibles
from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.plazos import mostrar_fecha
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from conocimiento.palabras import comparable

MUCHAS = 3
"""Si un mensaje trae tantas respuestas más, se muestran todas juntas; si no, cada una en su pregunta."""
_SIN_OTRAS = tuple(clave for clave, tipo in TIPOS.items() if not tipo.trae_otras)
_DE_LECTURA_ESTRICTA = tuple(clave for clave, tipo in TIPOS.items() if tipo.es_estricto)
_SIN_ENTENDER = (
    "Eso no lo pude leer como una corrección. Todavía no guardé lo de abajo; toque un botón o escriba solo el dato.",
    "No estoy seguro de qué cambiar. Si algo está mal, toque «No guardar» o «Descartar» y se lo pregunto después.",
    "Antes de seguir dígame qué hago con esto, por favor. Puede tocar un botón o escribir «guardar» o «descartar».",
)
_GUARDAR = re.compile(r"(si|ok|ya|dale|claro|correcto|exacto|esta bien|asi es|de acuerdo|todo bien|guarda(lo|r|r todo)?"
                      r"|si guarda(lo|r)?( todo)?|guarde(lo)?( todo)?)")  # fmt: skip
_FALTA = re.compile(
    r"\s*(?:y\s+)?(?:falta|faltan|agregue|agrega|agregar|tambi[eé]n|adem[aá]s)\s+(?:con\s+|est[aá]\s+)?(.{3,100})",
    re.IGNORECASE,
)
_DESCARTAR = re.compile(r"(no|descarta(lo|r)?|descarte(lo)?|no guardar|nada|borra(lo|r)?|esta mal)")


def atender_texto(contexto: Contexto, estado: Estado, texto: str) -> Turno | None:
    """Toma el texto como idea o como decisión sobre lo entendido; None si no es ni lo uno ni lo otro."""
    lote = lote_abierto(estado.eventos)
    if espera_idea(estado.eventos):
        pedido = reconocer_pedido(texto, None)
        if pedido in ("n", "guiada"):
            return guiar(contexto, estado)
        if pedido is not None or parece_pregunta(texto, None):
            return None
        return _comprender_idea(contexto, estado, texto)
    if lote is None:
        return None
    return (
        _atender_decision(contexto, estado, lote, texto) if lote.avisa else _atender_si(contexto, estado, lote, texto)
    )


def atender_accion(contexto: Contexto, estado: Estado, accion: str) -> Turno:
    """Atiende un botón de lo entendido: «q3:t» guarda todo, «q3:s2» guarda el tercero…"""
    lote = lote_abierto(estado.eventos)
    dicho = re.fullmatch(r"q(\d+):(t|u|x|[sn](\d+)|o(\d+)\.(\d+))", accion)
    if lote is None or dicho is None or int(dicho.group(1)) != lote.numero:
        return en_paso(contexto, estado, (parrafo("Esa elección ya no corresponde. Seguimos aquí:"),))
    propuestos = dict(lote.propuestos)
    match dicho.group(2)[0]:
        case "t":
            return _guardar(contexto, estado, lote, lote.claros)
        case "u":
            return en_paso(contexto, _proponer(contexto, estado, replace(lote, uno_por_uno=True, avisa=True)))
        case "x":
            return _descartar(contexto, estado, lote, tuple(propuestos))
        case letra:
            lugar = int(dicho.group(3) or dicho.group(4))
            elegido = propuestos.get(lugar)
            if elegido is None:
                return en_paso(contexto, estado, (parrafo("Eso ya estaba decidido. Seguimos aquí:"),))
            if letra == "n":
                return _descartar(contexto, estado, lote, (lugar,))
            if letra == "o":
                if int(dicho.group(5)) >= len(elegido.opciones):
                    return en_paso(contexto, estado)
                elegido = con_opcion(elegido, int(dicho.group(5)))
            return _guardar(contexto, estado, lote, ((lugar, elegido),) if not elegido.opciones else ())


def atender_ods(contexto: Contexto, estado: Estado, entrada: OdsSugeridos) -> Turno:
    """Agrega el ODS sugerido a lo entendido y lo muestra; si no se entendió nada, sigue con las preguntas."""
    lote = _ultimo(estado)
    if lote is None or estado.borrador is None:
        return Turno(estado)
    pregunta = pregunta_de_tipo(contexto.entrevista, "ods")
    sugeridos = [(n, frase) for n, frase in entrada.sugeridos if frase and frase in lote.crudo]
    if pregunta is not None and sugeridos and (pregunta.clave, "") in _abiertas(contexto, estado):
        numeros = ", ".join(str(numero) for numero, _ in sugeridos[: pregunta.maximo or 3])
        lectura = leer(pregunta, numeros, entorno_de(contexto, estado, None))
        if isinstance(lectura, Valido):
            nuevo = Propuesto((pregunta.clave, ""), lectura.valor, lectura.lectura, sugeridos[0][1])
            lote = _agregado(lote, (nuevo,))
            estado = _proponer(contexto, estado, lote)
    return _mostrar(contexto, estado, lote)


def responder_y_proponer(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> Turno:
    """Responde la pregunta por su camino de siempre; si el mensaje trae más, lo propone."""
    turno = responder(contexto, estado, paso, texto)
    if paso.actor is not None or paso.pregunta.tipo in _SIN_OTRAS or len(turno.estado.eventos) <= len(estado.eventos):
        return turno
    if borrador_de(estado).vuelta is not None:
        return turno  # corrige una respuesta: no es momento de proponerle otras
    ultimo = turno.estado.eventos[-1]
    if ultimo.tipo != "respuesta" or borrador_de(turno.estado).duda is not None:
        return turno
    otros = _otros(contexto, turno.estado, paso, texto)
    if not otros:
        return turno
    lote = Lote(numero_siguiente(estado.eventos), texto, (), len(otros) >= MUCHAS, False)
    previo = lote_abierto(turno.estado.eventos)  # lo de un mensaje anterior cuya pregunta aún no llega
    if previo is not None and not previo.avisa:
        abiertas, nuevas = _abiertas(contexto, turno.estado), {otro.llave for otro in otros}
        anteriores = tuple(p for _, p in previo.propuestos if p.llave in abiertas - nuevas)
        lote = replace(lote, crudo=f"{previo.crudo}\n{texto}")
        otros = (*anteriores, *otros)
    lote = _agregado(lote, otros)
    nuevo = _proponer(contexto, turno.estado, lote)
    leido = mostrar(paso.pregunta, ultimo.datos.get("valor"), contexto.entrevista.catalogos)
    es_breve = paso.pregunta.tipo != "texto" and len(leido) <= 60
    acuse = f"Anotado: {leido}." if es_breve else "Anotado."
    if lote.avisa:
        acuse += f" También entendí esto. {lo_entendido.NADA_GUARDADO}"
    return en_paso(contexto, nuevo, (parrafo(acuse),))


def guiar(contexto: Contexto, estado: Estado) -> Turno:
    """La persona prefiere ir pregunta por pregunta."""
    if not espera_idea(estado.eventos):
        return en_paso(contexto, estado, (parrafo("Así vamos, de una en una:"),))
    return en_paso(contexto, anotar(contexto, estado, "guiada"), (parrafo("De acuerdo, de una en una."),))


def _comprender_idea(contexto: Contexto, estado: Estado, texto: str) -> Turno:
    halladas = comprender(contexto.entrevista, texto, entorno_de(contexto, estado, None))
    propuestos = sin_respondidas(halladas, _abiertas(contexto, estado))
    lote = Lote(numero_siguiente(estado.eventos), texto, tuple(enumerate(propuestos)), True, False)
    nuevo = _proponer(contexto, estado, lote)
    return _sugerir_o_mostrar(contexto, nuevo, lote)


def _sugerir_o_mostrar(contexto: Contexto, estado: Estado, lote: Lote) -> Turno:
    pregunta = pregunta_de_tipo(contexto.entrevista, "ods")
    propuestos = tuple(propuesto for _, propuesto in lote.propuestos)
    llaves = {propuesto.llave for propuesto in propuestos}
    partes = fragmentos(contexto.entrevista, lote.crudo, propuestos)
    abierta = pregunta is not None and (pregunta.clave, "") in _abiertas(contexto, estado) - llaves
    if abierta and partes:
        return Turno(estado, (SugerirOds(partes),))
    return _mostrar(contexto, estado, lote)


def _mostrar(contexto: Contexto, estado: Estado, lote: Lote) -> Turno:
    if lote.propuestos:
        return en_paso(contexto, estado)
    dicho = "No encontré en su mensaje datos que pueda anotar, así que vamos de una en una. Nada se perdió."
    return en_paso(contexto, estado, (parrafo(dicho),))


def _atender_si(contexto: Contexto, estado: Estado, lote: Lote, texto: str) -> Turno | None:
    """«Sí», ante lo que se entendió de la pregunta que se tiene delante."""
    paso = paso_de(contexto, estado)
    propios = tuple(par for par in lote.claros if paso is not None and par[1].llave == paso.llave)
    if not propios or len(propios) > 1 or not re.fullmatch(_GUARDAR, _llano(texto)):
        return None
    return _guardar(contexto, estado, lote, propios)


def _leer_lo_dudoso(contexto: Contexto, estado: Estado, propuesto: Propuesto, texto: str) -> Valido | None:
    """Lo escrito como respuesta al dato que se decide; de un monto o un plazo ya dichos basta la moneda o el mes."""
    pregunta, entorno = contexto.entrevista.pregunta(propuesto.llave[0]), entorno_de(contexto, estado, None)
    if pregunta.tipo not in _DE_LECTURA_ESTRICTA:
        return None
    intentos = [texto]
    if pregunta.tipo == "monto" and propuesto.opciones:
        intentos.append(f"{propuesto.cita} {texto}")
    duraciones = {str(valor.get("meses")) for _, valor in propuesto.opciones if isinstance(valor, dict)}
    if pregunta.tipo == "plazo" and len(duraciones) == 1:
        intentos.insert(0, f"{duraciones.pop()} meses desde {texto}")
    comienzos = {str(valor.get("inicio") or "") for _, valor in propuesto.opciones if isinstance(valor, dict)}
    if pregunta.tipo == "plazo" and len(duraciones) > 1 and len(comienzos) == 1 and (inicio := comienzos.pop()):
        intentos.insert(0, f"{texto} desde {mostrar_fecha(inicio)}")
    lecturas = (leer(pregunta, intento, entorno) for intento in intentos)
    return next((lectura for lectura in lecturas if isinstance(lectura, Valido)), None)


def _llano(texto: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", comparable(texto)).strip()


def _atender_decision(contexto: Contexto, estado: Estado, lote: Lote, texto: str) -> Turno | None:
    dicho = _llano(texto)
    lugar, primero = lote.propuestos[0]
    de_uno = lote.uno_por_uno or not lote.claros
    if re.fullmatch(_GUARDAR, dicho):
        if de_uno and primero.opciones:
            return en_paso(contexto, estado, (parrafo("Elija una de estas, por favor:"),))
        return _guardar(contexto, estado, lote, ((lugar, primero),) if de_uno else lote.claros)
    if re.fullmatch(_DESCARTAR, dicho) or reconocer_pedido(texto, None) == "n":
        return _descartar(contexto, estado, lote, (lugar,) if de_uno else tuple(uno for uno, _ in lote.propuestos))
    if re.fullmatch(r"(de )?uno (por|a) uno", dicho):
        return atender_accion(contexto, estado, f"q{lote.numero}:u")
    if reconocer_pedido(texto, None) is not None or parece_pregunta(texto, None):
        return None
    entorno = entorno_de(contexto, estado, None)
    if de_uno and (lectura := _leer_lo_dudoso(contexto, estado, primero, texto)) is not None:
        leido = replace(
            primero, valor=lectura.valor, lectura=lectura.lectura or texto, cita=texto, duda="", opciones=()
        )
        return _guardar(contexto, estado, lote, ((lugar, leido),))
    nuevos = sin_respondidas(
        comprender(contexto.entrevista, texto, entorno) or _actores_que_faltan(contexto, texto, entorno),
        _abiertas(contexto, estado),
    )
    if not nuevos:
        return _sin_entender(contexto, estado, lote)
    corregido = replace(_corregido(contexto, lote, nuevos), numero=numero_siguiente(estado.eventos))
    corregido = replace(corregido, crudo=f"{lote.crudo}\n{texto}", uno_por_uno=False)
    aviso = f"Lo corregí así. {lo_entendido.NADA_GUARDADO}"
    return en_paso(contexto, _proponer(contexto, estado, corregido), (parrafo(aviso),))


def _actores_que_faltan(contexto: Contexto, texto: str, entorno: Entorno) -> tuple[Propuesto, ...]:
    """«Falta Cáritas», «también la posta»: un actor que no se había entendido."""
    dicho = _FALTA.fullmatch(texto)
    if dicho is None:
        return ()
    cita = dicho.group(1).strip(" .")
    pregunta = contexto.entrevista.pregunta(contexto.entrevista.papeles.actores)
    lectura = leer(pregunta, cita, entorno)
    if not isinstance(lectura, Valido) or not isinstance(lectura.valor, list):
        return ()
    return tuple(
        Propuesto((pregunta.clave, ""), [actor], mostrar(pregunta, [actor], contexto.entrevista.catalogos), cita)
        for actor in lectura.valor
    )


def _sin_entender(contexto: Contexto, estado: Estado, lote: Lote) -> Turno:
    """A la segunda no se insiste: lo entendido espera a su pregunta y se sigue."""
    if lote.intentos == 0:
        otra_vez = replace(lote, intentos=1)
        dicho = _SIN_ENTENDER[estado.turno % len(_SIN_ENTENDER)]
    else:
        otra_vez = replace(lote, avisa=False, uno_por_uno=False)
        dicho = (
            "No insisto: se lo pregunto cuando toque y nada de lo que me contó se pierde. Lo que acaba de escribir no "
            "lo guardé. Seguimos con las preguntas:"
        )
    return en_paso(contexto, _proponer(contexto, estado, otra_vez), (parrafo(dicho),))


def _guardar(contexto: Contexto, estado: Estado, lote: Lote, elegidos: tuple[tuple[int, Propuesto], ...]) -> Turno:
    """Guarda lo elegido; los actores se juntan en una sola respuesta. Lo respondido entretanto no se toca."""
    if not elegidos:
        return en_paso(contexto, estado)
    actores = contexto.entrevista.papeles.actores
    juntos = [propuesto for _, propuesto in elegidos if propuesto.llave[0] == actores]
    guardados, juntas = 0, str(len(estado.eventos))  # lo que se guarda de una vez se deshace de una vez
    for _, propuesto in elegidos:
        if propuesto.llave[0] == actores:
            if propuesto is juntos[0]:
                estado, guardados = _guardar_actores(contexto, estado, juntos, juntas), guardados + 1
        elif propuesto.llave in _abiertas(contexto, estado):
            datos = {**datos_de(propuesto.llave), "valor": propuesto.valor, "crudo": propuesto.cita, "lote": juntas}
            estado, guardados = anotar(contexto, estado, "respuesta", datos), guardados + 1
    lugares: list[Valor] = [lugar for lugar, _ in elegidos]
    estado = anotar(contexto, estado, "aceptada", {"lote": lote.numero, "lugares": lugares})
    if guardados == 1 and len(elegidos) == 1:
        unico = elegidos[0][1]
        pregunta = contexto.entrevista.pregunta(unico.llave[0])
        # El botón puede decir solo lo que faltaba aclarar («junio de 2027»): se muestra todo lo guardado.
        dicho = f"Guardado: {mostrar(pregunta, unico.valor, contexto.entrevista.catalogos) or unico.lectura}."
    else:
        dicho = (
            f"Guardé {guardados} {'respuesta' if guardados == 1 else 'respuestas'}. Puede corregirlas cuando quiera."
        )
    return en_paso(contexto, estado, (parrafo(dicho),))


def _guardar_actores(contexto: Contexto, estado: Estado, propuestos: list[Propuesto], juntas: str) -> Estado:
    llave = propuestos[0].llave
    respuesta = borrador_de(estado).respuestas.get(llave)
    previos = respuesta.valor if respuesta is not None and isinstance(respuesta.valor, list) else []
    nuevos = [
        dato for propuesto in propuestos for dato in (propuesto.valor if isinstance(propuesto.valor, list) else [])
    ]
    lista, vistos = list[dict[str, Valor]](), set[str]()
    for dato in (*previos, *nuevos):
        if isinstance(dato, dict) and comparable(str(dato.get("nombre"))) not in vistos:
            vistos.add(comparable(str(dato.get("nombre"))))
            lista.append({clave: valor for clave, valor in dato.items() if clave != "id"})
    crudo = "\n".join([*([respuesta.crudo] if respuesta else []), *(propuesto.cita for propuesto in propuestos)])
    valor = identificar(estado.eventos, contexto.entrevista, lista)
    return anotar(contexto, estado, "respuesta", {**datos_de(llave), "valor": valor, "crudo": crudo, "lote": juntas})


def _descartar(contexto: Contexto, estado: Estado, lote: Lote, lugares: tuple[int, ...]) -> Turno:
    datos: dict[str, Valor] = {"lote": lote.numero, "lugares": [*lugares]}
    nuevo = anotar(contexto, estado, "descartada", datos)
    solo_uno = len(lugares) == 1 and len(lote.propuestos) > 1
    dicho = "No lo guardé." if solo_uno else "Descartado: no guardé nada de eso. Vamos pregunta por pregunta."
    return en_paso(contexto, nuevo, (parrafo(dicho),))


def _otros(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> tuple[Propuesto, ...]:
    """Lo demás que trae un mensaje. De una frase suelta no se sacan organizaciones; de una descripción, sí."""
    entrevista = contexto.entrevista
    papeles, entorno = entrevista.papeles, entorno_de(contexto, estado, None)
    de_organizaciones = {papeles.proponente, papeles.tipo_proponente, papeles.actores}
    halladas = [p for p in comprender(entrevista, texto, entorno) if p.llave != paso.llave]
    if paso.pregunta.clave == papeles.proponente:
        halladas = [p for p in halladas if p.llave[0] == papeles.tipo_proponente]
    elif len([p for p in halladas if p.llave[0] not in de_organizaciones]) < MUCHAS:
        halladas = [p for p in halladas if p.llave[0] not in de_organizaciones]
    if paso.pregunta.clave == papeles.objetivo and not any(
        entrevista.pregunta(p.llave[0]).tipo == "ods" for p in halladas
    ):
        halladas += ods_por_palabras(entrevista, texto, entorno)
    return sin_respondidas(halladas, _abiertas(contexto, estado) - {paso.llave})


def _abiertas(contexto: Contexto, estado: Estado) -> frozenset[Llave]:
    """Las preguntas que se ven y nadie ha resuelto."""
    borrador = borrador_de(estado)
    visibles = pasos_visibles(contexto.entrevista, borrador)
    return frozenset(paso.llave for paso in visibles if not esta_resuelto(borrador, paso))


def _proponer(contexto: Contexto, estado: Estado, lote: Lote) -> Estado:
    return anotar(contexto, estado, "propuesta", datos_del_lote(lote))


def _ultimo(estado: Estado) -> Lote | None:
    """El lote recién propuesto, aunque no traiga nada todavía."""
    if not estado.eventos or estado.eventos[-1].tipo != "propuesta":
        return None
    numero = numero_siguiente(estado.eventos) - 1
    return lote_abierto(estado.eventos) or Lote(
        numero, str(estado.eventos[-1].datos.get("crudo") or ""), (), True, False
    )


def _agregado(lote: Lote, nuevos: tuple[Propuesto, ...]) -> Lote:
    desde = 1 + max((lugar for lugar, _ in lote.propuestos), default=-1)
    return replace(lote, propuestos=(*lote.propuestos, *enumerate(nuevos, start=desde)))


def _corregido(contexto: Contexto, lote: Lote, nuevos: tuple[Propuesto, ...]) -> Lote:
    """Lo nuevo reemplaza lo del mismo dato; los actores se agregan."""
    actores = contexto.entrevista.papeles.actores
    llaves = {nuevo.llave for nuevo in nuevos if nuevo.llave[0] != actores}
    quedan = tuple(par for par in lote.propuestos if par[1].llave not in llaves)
    return _agregado(replace(lote, propuestos=quedan), nuevos)
