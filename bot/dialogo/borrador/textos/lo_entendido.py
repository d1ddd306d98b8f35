"""Las frases con que se invita a contar la idea y se muestra lo que se entendió de ella."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.compuerta import GUARDAR_TODO
from bot.dialogo.mensajes import (
    Boton,
    ClaseParrafo,
    Filas,
    Mensaje,
    Parrafo,
    Trozo,
    en_filas,
    negrita,
    parrafo,
    una_por_fila,
)
from bot.entrevista.comprension.lote import Lote, espera_idea, lote_abierto, renglones
from bot.entrevista.eventos import Entendido
from bot.entrevista.pasos import Paso
from conocimiento.frases import cantidad, punto_tras, recortado

LARGO_DE_CITA = 70
LARGO_DE_ETIQUETA = 32
NADA_GUARDADO = "Nada se guarda hasta que usted lo diga."
_POR_ACLARAR = "por aclarar"
_CLASES = {
    "sector_publico": "Actor público",
    "empresa_privada": "Empresa",
    "fuente_cooperante": "Cooperación",
    "academia": "Academia",
}
_SIN_NOMBRE = ("un ", "una ", "el ", "la ")


def mensaje_pendiente(sesion: Sesion, *previo: Parrafo) -> Mensaje | None:
    """La invitación a contar la idea o lo que espera decisión; None si toca la pregunta."""
    if espera_idea(sesion.propios):
        return invitacion(sesion, *previo)
    lote = lote_abierto(sesion.propios)
    if lote is None or not lote.avisa:
        return None
    return uno(sesion, lote, *previo) if lote.uno_por_uno else todo(sesion, lote, *previo)


def invitacion(sesion: Sesion, *previo: Parrafo) -> Mensaje:
    """«Cuénteme su idea con sus palabras»."""
    pedido = parrafo(
        "Cuénteme su idea con sus palabras: quiénes son, qué problema quieren resolver, dónde y con quiénes. "
        "Si prefiere, vamos pregunta por pregunta."
    )
    return Mensaje((*previo, pedido), sesion.filas(("Pregunta por pregunta", Accion.GUIADA)))


def todo(sesion: Sesion, lote: Lote, *previo: Parrafo) -> Mensaje:
    """Todo lo entendido, cada dato con sus palabras."""
    if not lote.claros:
        return uno(sesion, lote, *previo)
    cabeza = previo or (parrafo(negrita("Esto entendí. "), NADA_GUARDADO),)
    botones = [_boton(sesion, lote, GUARDAR_TODO, "t")]
    if len(lote.entendidos) > 1:
        botones.append(_boton(sesion, lote, "Uno por uno", "u"))
    botones.append(_boton(sesion, lote, "Descartar", "x"))
    return Mensaje((*cabeza, *elementos(sesion, lote)), en_filas(botones))


def uno(sesion: Sesion, lote: Lote, *previo: Parrafo) -> Mensaje:
    """El siguiente dato por decidir."""
    lugar, entendido = lote.entendidos[0]
    quedan = len(lote.entendidos) - 1
    resto = f" Quedan {quedan} más." if quedan > 1 else " Queda uno más." if quedan else ""
    no = _boton(sesion, lote, "No guardar", f"n{lugar}")
    fin: Filas = ((_boton(sesion, lote, "Descartar el resto", "x"),),) if quedan else ()
    nombre = _rotulo(sesion, entendido)
    if entendido.opciones:
        pregunta = parrafo(negrita(f"{nombre}: "), f"usted escribió «{_corta(entendido.cita)}». {entendido.duda}")
        filas = una_por_fila(*_lecturas(sesion, lote, lugar))
        return Mensaje((*previo, pregunta, parrafo(f"También puede escribirlo.{resto}")), (*filas, (no,), *fin))
    dicho = parrafo(negrita(f"{nombre}: "), *_lectura(entendido), _segun(sesion, entendido))
    si = _boton(sesion, lote, "Guardar", f"s{lugar}")
    return Mensaje((*previo, dicho, parrafo(f"¿Lo guardo?{resto}")), ((si, no), *fin))


def con_sugerencia(sesion: Sesion, paso: Paso, mensaje: Mensaje) -> Mensaje:
    """La pregunta, con lo que ya se entendió de ella en un mensaje anterior, si algo se entendió."""
    lote, borrador = lote_abierto(sesion.propios), sesion.borrador
    propios = [par for par in lote.entendidos if par[1].llave == paso.llave] if lote and not lote.avisa else []
    if lote is None or not propios or paso.llave in borrador.respuestas or borrador.duda is not None:
        return mensaje
    parrafos: list[Parrafo] = []
    botones: list[Boton] = []
    for lugar, entendido in propios:
        dicho = _lectura(entendido) if not entendido.opciones else (Trozo(_POR_ACLARAR),)
        parrafos.append(parrafo("De lo que me contó entendí ", *dicho, f"{_segun(sesion, entendido)}."))
        guardar = "Guardar eso" if len(propios) == 1 else f"Guardar: {recortado(entendido.lectura, LARGO_DE_ETIQUETA)}"
        botones += _lecturas(sesion, lote, lugar) or [_boton(sesion, lote, guardar, f"s{lugar}")]
    filas = (*en_filas(botones), *mensaje.botones)
    return replace(mensaje, parrafos=(*mensaje.parrafos, *parrafos), botones=filas)


def _boton(sesion: Sesion, lote: Lote, etiqueta: str, que: str) -> Boton:
    return sesion.boton(etiqueta, Accion.ENTENDIDO, lote.numero, que)


def _lecturas(sesion: Sesion, lote: Lote, lugar: int) -> list[Boton]:
    """Un botón por cada lectura entre las que hay que elegir."""
    opciones = dict(lote.entendidos)[lugar].opciones
    return [_boton(sesion, lote, etiqueta, f"o{lugar}.{numero}") for numero, (etiqueta, _) in enumerate(opciones)]


def elementos(sesion: Sesion, lote: Lote) -> tuple[Parrafo, ...]:
    """Una línea por dato, con su número para corregirla; el nombre y el tipo de la organización van juntos."""
    por_lugar = dict(lote.entendidos)
    lineas: list[Parrafo] = []
    for numero, (lugar, *con_el) in enumerate(renglones(lote, sesion.entrevista.papeles), start=1):
        entendido = por_lugar[lugar]
        aparte = "".join(f" · {por_lugar[otro].lectura or _por_aclarar(por_lugar[otro])}" for otro in con_el)
        if entendido.opciones:
            dicho: tuple[Trozo | str, ...] = (negrita(_POR_ACLARAR), f" ({_entre_cuales(entendido)})")
        else:
            dicho = _lectura(entendido)
        rotulo = _rotulo(sesion, entendido)
        lineas.append(
            parrafo(
                f"{numero}. {rotulo}: ", *dicho, f"{aparte}{_segun(sesion, entendido)}", clase=ClaseParrafo.ELEMENTO
            )
        )
    return tuple(lineas)


def _por_aclarar(entendido: Entendido) -> str:
    return f"{_POR_ACLARAR} ({_entre_cuales(entendido)})"


def _entre_cuales(entendido: Entendido) -> str:
    return " o ".join(etiqueta for etiqueta, _ in entendido.opciones[:3])


def _rotulo(sesion: Sesion, entendido: Entendido) -> str:
    papeles = sesion.entrevista.papeles
    pregunta = sesion.entrevista.pregunta(entendido.llave[0])
    if entendido.llave[0] == papeles.actores:
        return _clase(sesion, entendido)
    if entendido.llave[0] == papeles.proponente:
        return "Organización"
    return "ODS sugerido" if pregunta.tipo == "ods" else pregunta.rotulo


def _clase(sesion: Sesion, entendido: Entendido) -> str:
    valor = entendido.valor
    actor = valor[0] if isinstance(valor, list) and valor and isinstance(valor[0], dict) else {}
    tipos = sesion.entrevista.catalogos.tipos_actor
    clase = next((tipo.clase for tipo in tipos if tipo.valor == actor.get("tipo")), "")
    return _CLASES.get(clase, "Otro actor")


def _lectura(entendido: Entendido) -> tuple[Trozo | str, ...]:
    """El dato destacado; de un actor, su tipo aparte y si falta su nombre."""
    valor = entendido.valor
    actor = valor[0] if isinstance(valor, list) and len(valor) == 1 and isinstance(valor[0], dict) else None
    if actor is None or "nombre" not in actor:
        return (negrita(entendido.lectura),)
    nombre = str(actor["nombre"])
    tipo = entendido.lectura.removeprefix(f"{nombre}: ")
    falta = "; falta el nombre" if nombre.lower().startswith(_SIN_NOMBRE) else ""
    return negrita(nombre), f" · {tipo}{falta}"


def _segun(sesion: Sesion, entendido: Entendido) -> str:
    """« — «sus palabras»»; nada de lo que son ya sus palabras y se ven enteras, como el problema y el objetivo."""
    papeles, clave = sesion.entrevista.papeles, entendido.llave[0]
    es_texto = clave != papeles.proponente and sesion.entrevista.pregunta(clave).tipo == "texto"
    if clave in (papeles.problema, papeles.objetivo) or (es_texto and entendido.lectura == entendido.cita):
        return ""
    return f" — «{_corta(entendido.cita)}»"


def _corta(cita: str) -> str:
    junta = " ".join(cita.split())
    return junta if len(junta) <= LARGO_DE_CITA else f"{junta[:34].rstrip()} … {junta[-30:].lstrip()}"


# --- Lo que se contesta a una decisión ------------------------------------------------------------

ELECCION_VIEJA = parrafo("Esa elección ya no corresponde. Seguimos aquí:")
YA_DECIDIDO = parrafo("Eso ya estaba decidido. Seguimos aquí:")
DE_UNA_EN_UNA = parrafo("De acuerdo, de una en una.")
ASI_VAMOS = parrafo("Así vamos, de una en una:")


def es_de_otra(rotulo: str, nombres: str) -> Parrafo:
    """Lo escrito es de otra pregunta, y espera allí."""
    return parrafo(
        f"Eso es de «{rotulo}»: lo dejo listo para esa pregunta, con lo de {nombres}, y allí lo guarda con un toque."
    )


def que_va_en(rotulo: str, *, se_ve: bool, hecha: bool) -> Parrafo:
    """Antes de explicar una pregunta que no es la de delante."""
    if hecha:
        cuando = f"ya la respondió; para cambiarla, escriba «cambiar {rotulo.lower()}»"
    else:
        cuando = "se la haré más adelante" if se_ve else "solo se pregunta si amplía el borrador con /ampliar"
    return parrafo("Lo que va en ", negrita(f"«{rotulo}»"), f" ({cuando}):")


SU_PREGUNTA = parrafo(
    "Tomo primero lo que me cuenta de su idea. Lo que pregunta lo busco aparte: escríbalo solo, cuando quiera."
)
NADA_ENTENDIDO = parrafo(
    "No encontré en su mensaje datos que pueda anotar, así que vamos de una en una. Nada se perdió."
)
ELIJA_UNA = parrafo("Elija una de estas, por favor:")
NADA_QUE_DESHACER = parrafo("Todavía no corrigió nada de esta lista.")
UNO_POR_UNO = parrafo("Vamos uno por uno, para no perder lo que está bien. Nada se guarda hasta que usted lo diga.")
NO_GUARDADO = parrafo("No lo guardé.")
TODO_DESCARTADO = parrafo("Descartado: no guardé nada de eso. Vamos pregunta por pregunta.")
_SIN_ENTENDER = (
    "Eso no lo pude leer como una corrección. Todavía no guardé lo de abajo; toque un botón o escriba solo el dato.",
    "No estoy seguro de qué cambiar. Si algo está mal, toque «No guardar» o «Descartar» y se lo pregunto después.",
    "Antes de seguir dígame qué hago con esto, por favor. Puede tocar un botón o escribir «guardar» o «descartar».",
)


def no_insisto(rotulo: str = "") -> Parrafo:
    """Lo que se estaba decidiendo queda para su pregunta. `rotulo`: la que se propone responder con lo escrito."""
    escrito = f"Lo que acaba de escribir se lo propongo en «{rotulo}»." if rotulo else "Lo último no lo guardé."
    return parrafo(f"No insisto: se lo pregunto cuando toque y nada de lo que me contó se pierde. {escrito} Seguimos:")


def no_es_actor(nombre: str) -> Parrafo:
    """Se cuenta lo que pone alguien que no se dijo que participa."""
    return parrafo(f"«{nombre}» no está entre los actores, así que no lo anoté. Para agregarlo: «agrega a {nombre}».")


def se_propone_en(rotulo: str, rotulos: Sequence[str]) -> Parrafo:
    """Lo escrito no responde la pregunta de delante, y sí otras que faltan."""
    return parrafo(f"Eso no lo leí como «{rotulo}»: se lo propongo en «{'», «'.join(rotulos)}». Aquí falta:")


def tambien(sesion: Sesion, nuevos: Sequence[Entendido]) -> Parrafo:
    """Lo que se entendió de más en lo que se escribió para corregir la lista."""
    dichos = [f"{_rotulo(sesion, uno)}: {uno.lectura or 'por aclarar'}" for uno in nuevos]
    return parrafo("Esto puse al día: ", negrita("; ".join(dichos)), f"{punto_tras(dichos[-1])} {NADA_GUARDADO}")


def escriba_el_dato(rotulo: str) -> Parrafo:
    """Se nombró un dato de la lista sin decir cómo queda."""
    return parrafo(f"¿Cómo queda «{rotulo}»? Escríbalo con su nombre, por ejemplo «{rotulo}: …».")


def escriba_por(nombre: str) -> Parrafo:
    """Se nombró a un actor de la lista sin decir cómo queda."""
    return parrafo(f"¿Cómo queda «{nombre}»? Escríbalo así: «cambia {nombre} por …», o «quita {nombre}».")


def sin_ese_renglon(numero: int, hay: int) -> Parrafo:
    return parrafo(f"La lista va del 1 al {hay}: no hay {numero}. Dígame cuál cambio o toque un botón.")


def cual_de(sesion: Sesion, lote: Lote, etiquetas: Sequence[str]) -> Mensaje:
    """Varias maneras de corregir la lista, para que elija."""
    botones = [_boton(sesion, lote, etiqueta, f"c{numero}") for numero, etiqueta in enumerate(etiquetas)]
    dejar = sesion.filas(("Dejar la lista como está", Accion.CONTINUAR))
    pregunta = parrafo("No estoy seguro de qué corregir, y nada cambió todavía. ¿Cuál es?")
    return Mensaje((pregunta,), (*una_por_fila(*botones), *dejar))


def con_deshacer(sesion: Sesion, lote: Lote, mensaje: Mensaje) -> Mensaje:
    """La lista recién corregida, con el botón que la deja como estaba."""
    deshacer = _boton(sesion, lote, "Deshacer el cambio", "v")
    return replace(mensaje, botones=(*mensaje.botones, (deshacer,)))


def sin_entender(turno: int) -> Parrafo:
    """Lo escrito no es ni una corrección ni una decisión; se alterna la frase."""
    return parrafo(_SIN_ENTENDER[turno % len(_SIN_ENTENDER)])


def anotado(leido: str, *, hay_mas: bool) -> Parrafo:
    """El acuse de una respuesta que traía más. `leido`: la respuesta."""
    acuse = f"Anotado: {leido}{punto_tras(leido)}"
    return parrafo(f"{acuse} También entendí esto. {NADA_GUARDADO}" if hay_mas else acuse)


def guardado(leido: str) -> Parrafo:
    """Se guardó un solo dato."""
    return parrafo(f"Guardado: {leido}{punto_tras(leido)}")


def guardados(cuantos: int, fuera: str = "") -> Parrafo:
    """Se guardaron varios. `fuera`: lo que la persona dijo que no se guarde."""
    menos = f", menos «{fuera}»" if fuera else ""
    return parrafo(f"Guardé {cantidad(cuantos, 'respuesta', 'respuestas')}{menos}. Puede corregirlas cuando quiera.")


def quitados(cuales: str) -> Parrafo:
    """Se quitaron varios de la lista."""
    return parrafo("Quité ", negrita(cuales), f"{punto_tras(cuales)} {NADA_GUARDADO}")
