"""Lo que se contesta a una respuesta: el acuse, lo que trae, lo que hay que elegir y lo que no se pudo leer.

También lo que se dice antes de volver a la pregunta: que un botón es viejo, que algo se deshizo, que no hay más atrás.
"""

from collections.abc import Sequence

from bot.dialogo.borrador.textos.repasar import nombre_del_paso
from bot.dialogo.mensajes import Parrafo, negrita, parrafo
from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Consecuencias, Paso, partes_sin_decir
from bot.entrevista.valores.lectura import Explicacion, Valido
from bot.entrevista.valores.tipos import TIPOS
from conocimiento import frases

NOMBRES_EN_UNA_CONSECUENCIA = 3
LARGO_DE_UN_DATO = 60
LARGO_DE_LO_ANOTADO = 240

ELECCION_VIEJA = parrafo("Esa elección ya no corresponde. Seguimos aquí:")
COMO_ESTABA = parrafo("Queda como estaba.")
PREGUNTA_VIEJA = parrafo("Esa pregunta ya no corresponde en su borrador.")
OTRO_BORRADOR = parrafo("Esa pregunta es de otro borrador y aquí no cambia nada. Con /borradores puede abrirlo.")
GUARDARLO_ASI, CAMBIAR, ANOTAR = "Guardarlo así", "Cambiar", "Anotar"
REEMPLAZAR_LISTA, AGREGAR_A_LISTA = "Reemplazar la lista", "Agregar a la lista"


def anotado(paso: Paso, lectura: Valido, valor: Valor, dicho: str) -> tuple[Parrafo, ...]:
    """Lo que se anotó, siempre a la vista, y lo que falta decir. `dicho`: el valor como se le muestra."""
    faltan = partes_sin_decir(paso.pregunta, valor)
    leida = frases.recortado(dicho, LARGO_DE_LO_ANOTADO)
    leido = parrafo("Anotado: ", negrita(leida), *frases.punto_tras(leida))
    if faltan:
        quien = f"De {paso.actor.nombre} queda" if paso.actor else "Queda"
        leido = parrafo(*leido.trozos, f" {quien} pendiente: {', '.join(faltan)}.")
    advertencia = (parrafo(lectura.advertencia),) if lectura.advertencia else ()
    if TIPOS[paso.pregunta.tipo].es_lista:
        advertencia = *advertencia, parrafo("Para agregar, cambiar o quitar uno, toque «◀ Atrás».")
    return leido, *advertencia


def queda_pendiente(paso: Paso) -> Parrafo:
    """«No sé todavía»."""
    return parrafo(f"De acuerdo, «{nombre_del_paso(paso)}» queda pendiente.")


def guardo_corto(texto: str, problema: str) -> str:
    """Un texto que solo falla por corto."""
    return f"«{texto}»: {problema}{frases.punto_tras(problema)} ¿Lo guardo así? Después puede completarlo."


def si_cambia(paso: Paso, leido: str, consecuencias: str) -> str:
    """Lo que traería cambiar una respuesta."""
    nuevo = frases.recortado(leido, LARGO_DE_UN_DATO)
    punto = frases.punto_tras(consecuencias)
    return f"Si acepta, cambiar «{paso.pregunta.rotulo}» a «{nuevo}» {consecuencias}{punto} ¿Lo cambio?"


def hacer_el_cambio(consecuencias: str) -> str:
    """Lo que traería cambiar un elemento de una lista."""
    return f"Hacer este cambio {consecuencias}{frases.punto_tras(consecuencias)} ¿Lo cambio?"


def lista_mas_corta(crudo: str, fuera: Sequence[str]) -> str:
    """La lista nueva deja algo fuera."""
    nombres = ", ".join(frases.recortado(nombre, LARGO_DE_UN_DATO) for nombre in fuera)
    return f"«{frases.recortado(crudo, LARGO_DE_UN_DATO)}» no incluye: {nombres}{frases.punto_tras(nombres)} ¿Qué hago?"


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
    return frases.enumerar(partes)


def _nombrar(pasos: tuple[Paso, ...]) -> str:
    nombres = [nombre_del_paso(paso) for paso in pasos[:NOMBRES_EN_UNA_CONSECUENCIA]]
    mas = len(pasos) - len(nombres)
    return ", ".join(nombres) + (f" y {mas} más" if mas else "")


# --- Listas ---------------------------------------------------------------------------------------

DEBE_QUEDAR_UNO = parrafo("Debe quedar al menos uno. Si ya no corresponde, toque «No sé todavía» o cámbielo.")
ELIJA_CON_UN_BOTON = parrafo("Elija con un botón cuál, por favor.")
YA_HAY_OTRO = parrafo("Ya hay otro con ese nombre en la lista.")
YA_ESTABA = parrafo("Eso ya estaba en la lista.")


def quitado(nombre: str) -> Parrafo:
    """Salió de la lista."""
    return parrafo(f"Quitado: {nombre}{frases.punto_tras(nombre)}")


def cambiado(nombre: str) -> Parrafo:
    """Se cambió."""
    return parrafo(f"Cambiado: {nombre}{frases.punto_tras(nombre)}")


def agregado(nombres: Sequence[str]) -> Parrafo:
    """Entraron en la lista."""
    juntos = ", ".join(nombres)
    return parrafo(f"Agregado: {juntos}{frases.punto_tras(juntos)}")


def son_varios(cuantos: int) -> Parrafo:
    """Se cambia uno y se escribieron varios."""
    return parrafo(f"Entendí {cuantos}. Escriba solo el que cambia, por favor.")


def no_caben(serian: int, maximo: int) -> Parrafo:
    """La lista está llena."""
    return parrafo(f"Serían {serian} y caben {maximo}. Quite alguno antes.")


def anotado_lo_de(leidos: Sequence[str], pendientes: Sequence[str], sin_leer: Sequence[str]) -> tuple[Parrafo, ...]:
    """Lo que toca a varios actores, dicho de una vez. `pendientes`: «GIZ (Aporta)»."""
    juntos = ", ".join(dict.fromkeys(leidos))
    dicho = [parrafo("Anotado lo de ", negrita(juntos), *frases.punto_tras(juntos))]
    if pendientes:
        juntos = "; ".join(pendientes)
        dicho.append(parrafo(f"Queda pendiente: {juntos}{frases.punto_tras(juntos)}"))
    if sin_leer:
        dicho.append(parrafo(f"Lo de {', '.join(sin_leer)} no lo pude leer; no lo guardé y se lo pregunto aparte."))
    return tuple(dicho)


# --- Correcciones ---------------------------------------------------------------------------------


def ya_decia_eso(paso: Paso) -> Parrafo:
    """La corrección no cambia nada."""
    return parrafo(f"«{nombre_del_paso(paso)}» ya decía eso; no cambié nada.")


def para_corregir(paso: Paso, cual: str) -> str:
    """La corrección tiene varias lecturas."""
    return f"Para corregir «{nombre_del_paso(paso)}»: {cual}"


def no_se_corrigio(paso: Paso, lectura: Explicacion, *, tenia: bool) -> Parrafo:
    """La corrección no se pudo leer."""
    leido = f"entendí «{lectura.entendido}», pero " if lectura.entendido else ""
    queda = "Su respuesta sigue como estaba." if tenia else "No anoté nada."
    return parrafo(
        f"Sobre «{nombre_del_paso(paso)}»: {leido}{lectura.problema}{frases.punto_tras(lectura.problema)} {queda}"
    )


def anoto(paso: Paso, nuevo: str, consecuencias: str) -> str:
    """Si se anota lo que no se había respondido."""
    return f"¿Anoto en «{nombre_del_paso(paso)}»: «{nuevo}»?{_ademas(consecuencias)}"


def cambio(paso: Paso, viejo: str, nuevo: str, consecuencias: str) -> str:
    """Si se cambia lo ya respondido."""
    return f"¿Cambio «{nombre_del_paso(paso)}» de «{viejo}» a «{nuevo}»?{_ademas(consecuencias)}"


def _ademas(consecuencias: str) -> str:
    return f" Ese cambio {consecuencias}{frases.punto_tras(consecuencias)}" if consecuencias else ""


# --- Antes de volver a la pregunta ----------------------------------------------------------------

PRIMERA_PREGUNTA = parrafo("Esta es la primera pregunta.")
NADA_QUE_DESHACER = parrafo("No hay nada que deshacer.")

_BOTON_VIEJO = (
    "Ese botón es de un mensaje anterior y ya no cambia nada. Seguimos aquí:",
    "Ese botón, de un mensaje anterior, ya se usó o quedó atrás. Para cambiar una respuesta escriba /revisar. "
    "Seguimos aquí:",
)
_ANTE_LA_MOLESTIA = (
    "Lo entiendo; no lo anoté. Soy un programa y puedo fallar: si prefiere, deje esta pregunta con «No sé todavía», o "
    "escriba «quiero hablar con una persona». Seguimos aquí:",
    "De acuerdo, eso no lo guardé. Puede parar con /pausa cuando quiera; sus respuestas quedan. Seguimos aquí:",
)


RESPONDE_A_OTRO = parrafo(
    "Eso responde a otro mensaje, así que no lo anoté. Si contesta a esta pregunta, escríbalo sin «Responder»:"
)
"""Respondió a un mensaje que no es la pregunta de ahora ni una anterior."""


def boton_viejo(turno: int) -> Parrafo:
    """El botón ya no vale; se alterna la frase para no repetirla."""
    return parrafo(_BOTON_VIEJO[turno % len(_BOTON_VIEJO)])


def ante_la_molestia(turno: int) -> Parrafo:
    """A quien se desahoga; se alterna la frase."""
    return parrafo(_ANTE_LA_MOLESTIA[turno % len(_ANTE_LA_MOLESTIA)])


def por_donde_iba(resumen: str, ibamos: str) -> tuple[Parrafo, ...]:
    """A quien vuelve a su borrador."""
    return (parrafo(resumen), parrafo(ibamos)) if ibamos else (parrafo(resumen),)


def actualizada(novedades: Sequence[str]) -> tuple[Parrafo, ...]:
    """Las preguntas del borrador cambiaron de versión."""
    titulo = parrafo(negrita("La APCI actualizó las preguntas de este borrador."), " Sus respuestas se conservan.")
    return (titulo, *map(parrafo, novedades))


def como_se_deshace(hasta: int) -> Parrafo:
    """El número pedido no vale."""
    return parrafo(f"Escriba /deshacer, o /deshacer 3 para los últimos tres cambios (hasta {hasta}).")


def deshecho(cambios: int, rotulos: Sequence[str], de_otros: Sequence[str] = ()) -> tuple[Parrafo, ...]:
    """Lo que se deshizo, lo último primero, y lo que no, porque otra organización lo cambió después."""
    cuantos = "su último cambio" if cambios == 1 else f"sus {cambios} últimos cambios"
    juntos, ajenos = ", ".join(rotulos), ", ".join(de_otros)
    dichos: list[Parrafo] = []
    if rotulos:
        dichos.append(parrafo(f"Deshice {cuantos}: {juntos}{frases.punto_tras(juntos)} Lo demás sigue como estaba."))
    if de_otros:
        ajenos += frases.punto_tras(ajenos)
        dichos.append(parrafo(f"Esto no lo deshice, porque otra organización lo cambió después: {ajenos}"))
    return tuple(dichos)
