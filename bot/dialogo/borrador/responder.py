"""De lo que la persona escribe o elige a un evento guardado, una duda o una explicación."""

from dataclasses import replace
from typing import assert_never

from bot.dialogo.borrador import acciones, plantear, textos
from bot.dialogo.borrador.repasar import mostrar_seccion
from bot.dialogo.borrador.sesion import anotar, borrador_de, en_paso, entorno_de
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Mensaje, Parrafo, negrita, parrafo
from bot.dialogo.textos import BOTON_PERSONAL
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Llave, datos_de
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Consecuencias, Paso, buscar_paso, comparar, identificar, partes_sin_decir
from bot.entrevista.valores.elementos import TIPOS_DE_LISTA, agregar, elementos, nombre_de
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.plazos import es_plazo_entero
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar, sin_dato
from conocimiento import frases

NOMBRES_EN_UNA_CONSECUENCIA = 3
FALLOS_PARA_UNA_PERSONA = 3


def responder(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> Turno:
    """Lee el texto con el validador de la pregunta y actúa según lo que devuelva."""
    borrador = borrador_de(estado)
    entorno = entorno_de(contexto, estado, paso)
    lectura = leer(paso.pregunta, texto, entorno)
    duda = borrador.duda
    if isinstance(lectura, Explicacion) and paso.pregunta.tipo == "monto" and duda and duda.llave == paso.llave:
        texto = f"{duda.crudo} {texto}"  # «500» y después «soles»
        lectura = leer(paso.pregunta, texto, entorno)
    if isinstance(lectura, Valido) and paso.pregunta.tipo == "plazo" and duda and duda.llave == paso.llave:
        junto = f"{texto} desde {duda.crudo}"  # «para marzo» y después «18 meses»
        completa = leer(paso.pregunta, junto, entorno)
        if not es_plazo_entero(lectura.valor) and not isinstance(completa, Explicacion):
            texto, lectura = junto, completa
    match lectura:
        case Valido():
            return aceptar(contexto, estado, paso, lectura, texto)
        case Pide(pregunta, opciones):
            return dudar(contexto, estado, paso, texto, pregunta, opciones)
        case Explicacion():
            return explicar_fallo(contexto, estado, paso, texto, lectura)
        case _:
            assert_never(lectura)


def explicar_fallo(contexto: Contexto, estado: Estado, paso: Paso, texto: str, lectura: Explicacion) -> Turno:
    """Dice qué pasó; a la segunda ofrece guardar un texto que solo es corto, y a la tercera, seguir o una persona."""
    nuevo = anotar(contexto, estado, "fallo", datos_de(paso.llave))
    despues = borrador_de(nuevo)
    if despues.fallos >= 2 and (corto := _aunque_corto(contexto, nuevo, paso, texto)) is not None:
        pregunta = f"«{texto}»: {lectura.problema}. ¿Lo guardo así? Después puede completarlo."
        return dudar(contexto, nuevo, paso, texto, pregunta, (("Guardarlo así", corto.valor),))
    parrafos = plantear.fallo(contexto, despues, paso, lectura.problema, lectura.entendido)
    botones = plantear.botones_del_paso(contexto, nuevo, despues, paso)
    if despues.fallos >= FALLOS_PARA_UNA_PERSONA and contexto.hay_personal:
        botones = (*botones, (BOTON_PERSONAL,))
    return Turno(nuevo, (Enviar(Mensaje(parrafos, botones, asunto=acciones.asunto_de(nuevo, paso.llave))),))


def elegir_opcion(contexto: Contexto, estado: Estado, paso: Paso, elegido: str) -> Turno:
    """Guarda una opción de la lista o de un catálogo; una desconocida vuelve a mostrar el paso."""
    for opcion in paso.pregunta.opciones:
        if opcion.valor == elegido:
            return aceptar(contexto, estado, paso, Valido(opcion.valor, opcion.etiqueta), opcion.etiqueta)
    if paso.pregunta.tipo in plantear.CON_CATALOGO:
        return responder(contexto, estado, paso, elegido)
    return en_paso(contexto, estado)


def elegir_duda(contexto: Contexto, estado: Estado, numero: int, lugar: int) -> Turno:
    """Guarda la lectura elegida, si la duda sigue en pie."""
    borrador = borrador_de(estado)
    duda = borrador.duda
    paso = buscar_paso(contexto.entrevista, borrador, duda.llave) if duda is not None else None
    if duda is None or paso is None or duda.numero != numero or lugar >= len(duda.opciones):
        return en_paso(contexto, estado, (parrafo("Esa elección ya no corresponde. Seguimos aquí:"),))
    valor = duda.opciones[lugar][1]
    leido = Valido(valor, mostrar(paso.pregunta, valor, contexto.entrevista.catalogos))
    de_la_persona = replace(contexto, mensaje=duda.mensaje)
    return aceptar(de_la_persona, estado, paso, leido, duda.crudo, confirmado=duda.confirma)


def dejar_sin_dato(contexto: Contexto, estado: Estado, paso: Paso) -> Turno:
    """«No tengo RUC» y parecidos: es una respuesta."""
    return aceptar(contexto, estado, paso, sin_dato(paso.pregunta), paso.pregunta.sin_dato)


def dejar_pendiente(contexto: Contexto, estado: Estado, paso: Paso) -> Turno:
    """«No sé todavía»: queda pendiente y se sigue."""
    nuevo = anotar(contexto, estado, "omitida", datos_de(paso.llave))
    dicho = parrafo(f"De acuerdo, «{textos.nombre_del_paso(paso)}» queda pendiente.")
    return seguir(contexto, estado, nuevo, (dicho,))


def aceptar(
    contexto: Contexto,
    estado: Estado,
    paso: Paso,
    lectura: Valido,
    crudo: str,
    *,
    confirmado: bool = False,
    acuse: tuple[Parrafo, ...] = (),
) -> Turno:
    """Guarda un valor; si al cambiarlo cambia lo que se pregunta, antes lo dice y espera."""
    entrevista = contexto.entrevista
    valor = con_identificadores(contexto, estado, paso, lectura.valor)
    datos = _datos(contexto, paso.llave, valor, crudo)
    nuevo = anotar(contexto, estado, "respuesta", datos)
    if not confirmado and (dicho := describir(consecuencias(contexto, estado, nuevo, paso))):
        leido = lectura.lectura or mostrar(paso.pregunta, valor, entrevista.catalogos)
        cambio = " este cambio" if acuse else f" cambiar «{paso.pregunta.rotulo}» a «{frases.recortado(leido, 60)}»"
        pregunta = f"{'Hacer' if acuse else 'Si acepta,'}{cambio} {dicho}. ¿Lo cambio?"
        return dudar(contexto, estado, paso, crudo, pregunta, (("Cambiar", valor),), confirma=True)
    if not confirmado and not acuse and (duda := _lista_mas_corta(contexto, estado, paso, valor, crudo)) is not None:
        return duda
    previo = acuse or _acuse(paso, lectura, valor)
    return seguir(contexto, estado, nuevo, previo)


def _lista_mas_corta(contexto: Contexto, estado: Estado, paso: Paso, valor: Valor, crudo: str) -> Turno | None:
    """Si la lista nueva deja fuera algo de la que había, pregunta si la reemplaza o se suma a ella."""
    tenia = borrador_de(estado).respuestas.get(paso.llave)
    if paso.pregunta.tipo not in TIPOS_DE_LISTA or tenia is None:
        return None
    viejos, nuevos = elementos(tenia.valor), elementos(valor)
    fuera = agregar(paso.pregunta, nuevos, viejos)[len(nuevos) :]
    juntos = agregar(paso.pregunta, viejos, nuevos)
    if not fuera or len(juntos) > (paso.pregunta.maximo or len(juntos)):
        return None
    nombres = ", ".join(frases.recortado(nombre_de(paso.pregunta, uno), 60) for uno in fuera)
    opciones: tuple[tuple[str, Valor], ...] = (("Reemplazar la lista", valor),)
    if len(juntos) > len(viejos):
        opciones = (("Agregar a la lista", [*juntos]), *opciones)
    pregunta = f"«{frases.recortado(crudo, 60)}» no incluye: {nombres}. ¿Qué hago?"
    return dudar(contexto, estado, paso, crudo, pregunta, opciones, confirma=True)


def seguir(contexto: Contexto, antes: Estado, despues: Estado, previo: tuple[Parrafo, ...]) -> Turno:
    """Después de un cambio: de vuelta a la revisión si se venía de ella; si no, al paso que toca."""
    regreso = borrador_de(antes).regreso
    if regreso:
        return mostrar_seccion(contexto, despues, regreso, previo)
    return en_paso(contexto, despues, previo)


def con_identificadores(contexto: Contexto, estado: Estado, paso: Paso, valor: Valor) -> Valor:
    """El valor por guardar: los actores, con el identificador que los une a lo que se dijo de ellos."""
    if paso.pregunta.tipo != "actores" or not isinstance(valor, list):
        return valor
    return identificar(estado.eventos, contexto.entrevista, [dato for dato in valor if isinstance(dato, dict)])


def consecuencias(contexto: Contexto, antes: Estado, despues: Estado, paso: Paso) -> Consecuencias:
    """Lo que hay que decir antes de guardar: lo que aparta siempre; lo demás, si cambia una respuesta ya dada."""
    viejo = borrador_de(antes)
    cambio = comparar(contexto.entrevista, viejo, borrador_de(despues))
    es_cambio = paso.llave in viejo.respuestas and paso.pregunta.tipo not in TIPOS_DE_LISTA
    return cambio if cambio.aparta or es_cambio else Consecuencias()


def describir(cambio: Consecuencias) -> str:
    """«añade 1 pregunta (RUC), aparta 2 respuestas (…) y recupera 1 respuesta (…)»; vacío si no trae nada."""
    partes = [
        f"{verbo} {frases.cantidad(len(pasos), cosa, f'{cosa}s')} ({_nombrar(pasos)})"
        for verbo, cosa, pasos in (
            ("añade", "pregunta", cambio.anade),
            ("aparta", "respuesta", cambio.aparta),
            ("recupera", "respuesta", cambio.recupera),
        )
        if pasos
    ]
    return partes[0] if len(partes) == 1 else " y ".join((", ".join(partes[:-1]), partes[-1])) if partes else ""


def dudar(
    contexto: Contexto,
    estado: Estado,
    paso: Paso,
    crudo: str,
    pregunta: str,
    opciones: tuple[tuple[str, Valor], ...],
    *,
    confirma: bool = False,
) -> Turno:
    """Pregunta cuál de varias lecturas guardar, o si cambia lo ya respondido; todavía no guarda nada."""
    datos: dict[str, Valor] = {
        **datos_de(paso.llave),
        "crudo": crudo,
        "opciones": [[etiqueta, valor] for etiqueta, valor in opciones],
        "confirma": confirma,
        "texto": pregunta,
        "mensaje": contexto.mensaje,
    }
    nuevo = anotar(contexto, estado, "duda", datos)
    borrador = borrador_de(nuevo)
    assert borrador.duda is not None
    return Turno(nuevo, (Enviar(plantear.duda(contexto, nuevo, borrador, paso, borrador.duda)),))


def _datos(contexto: Contexto, llave: Llave, valor: Valor, crudo: str) -> dict[str, Valor]:
    datos: dict[str, Valor] = {**datos_de(llave), "valor": valor, "crudo": crudo}
    return {**datos, "mensaje": contexto.mensaje} if contexto.mensaje else datos


def _aunque_corto(contexto: Contexto, estado: Estado, paso: Paso, texto: str) -> Valido | None:
    """Un texto que solo falla por corto: a la segunda, la persona decide."""
    if not TIPOS[paso.pregunta.tipo].admite_corto or len(texto) >= (paso.pregunta.minimo or 1):
        return None
    lectura = leer(replace(paso.pregunta, minimo=1), texto, entorno_de(contexto, estado, None))
    return lectura if isinstance(lectura, Valido) else None


def _acuse(paso: Paso, lectura: Valido, valor: Valor) -> tuple[Parrafo, ...]:
    faltan = partes_sin_decir(paso.pregunta, valor)
    leido = parrafo("Anotado.")
    if lectura.lectura and paso.pregunta.tipo != "matriz":
        leido = parrafo("Anotado: ", negrita(" · ".join(lectura.lectura.splitlines())), ".")
    if faltan:
        quien = f"De {paso.actor.nombre} queda" if paso.actor else "Queda"
        leido = parrafo(*leido.trozos, f" {quien} pendiente: {', '.join(faltan)}.")
    aviso = (parrafo(lectura.aviso),) if lectura.aviso else ()
    if paso.pregunta.tipo in TIPOS_DE_LISTA:
        aviso = *aviso, parrafo("Para agregar, cambiar o quitar uno, toque «◀ Atrás».")
    return leido, *aviso


def _nombrar(pasos: tuple[Paso, ...]) -> str:
    nombres = [textos.nombre_del_paso(paso) for paso in pasos[:NOMBRES_EN_UNA_CONSECUENCIA]]
    mas = len(pasos) - len(nombres)
    return ", ".join(nombres) + (f" y {mas} más" if mas else "")
