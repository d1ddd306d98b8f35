"""Las frases con que se invita a contar la idea y se muestra lo que se entendió de ella."""

from dataclasses import replace

from bot.dialogo.borrador import acciones, textos
from bot.dialogo.mensajes import Boton, ClaseParrafo, Mensaje, Parrafo, Trozo, negrita, parrafo
from bot.dialogo.turno import Contexto, Estado
from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.comprender import Propuesto
from bot.entrevista.comprension.lote import Lote, espera_idea, lote_abierto
from bot.entrevista.pasos import Paso

LARGO_DE_CITA = 70
NADA_GUARDADO = "Nada se guarda hasta que usted lo diga."
_CLASES = {
    "sector_publico": "Actor público",
    "empresa_privada": "Empresa",
    "fuente_cooperante": "Cooperación",
    "academia": "Academia",
}
_SIN_NOMBRE = ("un ", "una ", "el ", "la ")


def mensaje_pendiente(
    contexto: Contexto, estado: Estado, borrador: Borrador, previo: tuple[Parrafo, ...]
) -> Mensaje | None:
    """La invitación a contar la idea o lo que espera decisión; None si toca la pregunta."""
    if espera_idea(estado.eventos):
        return invitacion(estado, borrador, previo)
    lote = lote_abierto(estado.eventos)
    if lote is None or not lote.avisa:
        return None
    return (
        uno(contexto, estado, borrador, lote, previo)
        if lote.uno_por_uno
        else todo(contexto, estado, borrador, lote, previo)
    )


def invitacion(estado: Estado, borrador: Borrador, previo: tuple[Parrafo, ...] = ()) -> Mensaje:
    """«Cuénteme su idea con sus palabras»."""
    pedido = parrafo(
        "Cuénteme su idea con sus palabras: quiénes son, qué problema quieren resolver, dónde y con quiénes. "
        "Si prefiere, vamos pregunta por pregunta."
    )
    boton = Boton("Pregunta por pregunta", acciones.codigo(estado, borrador, "guiada"))
    return Mensaje((*previo, pedido), ((boton,),))


def todo(
    contexto: Contexto, estado: Estado, borrador: Borrador, lote: Lote, previo: tuple[Parrafo, ...] = ()
) -> Mensaje:
    """Todo lo entendido, cada dato con sus palabras."""
    cabeza = previo or (parrafo(negrita("Esto entendí. "), NADA_GUARDADO),)
    botones = [Boton("Guardar todo", _codigo(estado, borrador, lote, "t"))]
    if len(lote.propuestos) > 1:
        botones.append(Boton("Uno por uno", _codigo(estado, borrador, lote, "u")))
    botones.append(Boton("Descartar", _codigo(estado, borrador, lote, "x")))
    if not lote.claros:
        return uno(contexto, estado, borrador, lote, previo)
    return Mensaje((*cabeza, *elementos(contexto, lote)), textos.en_filas(botones))


def uno(
    contexto: Contexto, estado: Estado, borrador: Borrador, lote: Lote, previo: tuple[Parrafo, ...] = ()
) -> Mensaje:
    """El siguiente dato por decidir."""
    lugar, propuesto = lote.propuestos[0]
    quedan = len(lote.propuestos) - 1
    resto = f" Quedan {quedan} más." if quedan > 1 else " Queda uno más." if quedan else ""
    no = Boton("No guardar", _codigo(estado, borrador, lote, f"n{lugar}"))
    fin = (Boton("Descartar el resto", _codigo(estado, borrador, lote, "x")),) if quedan else ()
    nombre = _rotulo(contexto, propuesto)
    if propuesto.opciones:
        pregunta = parrafo(negrita(f"{nombre}: "), f"usted escribió «{_corta(propuesto.cita)}». {propuesto.duda}")
        filas = tuple(
            (Boton(etiqueta, _codigo(estado, borrador, lote, f"o{lugar}.{numero}")),)
            for numero, (etiqueta, _) in enumerate(propuesto.opciones)
        )
        return Mensaje((*previo, pregunta, parrafo(f"También puede escribirlo.{resto}")), (*filas, (no,), *_fila(fin)))
    dicho = parrafo(negrita(f"{nombre}: "), *_lectura(propuesto), f" — «{_corta(propuesto.cita)}»")
    si = Boton("Guardar", _codigo(estado, borrador, lote, f"s{lugar}"))
    return Mensaje((*previo, dicho, parrafo(f"¿Lo guardo?{resto}")), ((si, no), *_fila(fin)))


def con_sugerencia(contexto: Contexto, estado: Estado, borrador: Borrador, paso: Paso, mensaje: Mensaje) -> Mensaje:
    """La pregunta, con lo que ya se entendió de ella en un mensaje anterior, si algo se entendió."""
    lote = lote_abierto(estado.eventos)
    propios = [par for par in lote.propuestos if par[1].llave == paso.llave] if lote and not lote.avisa else []
    if lote is None or not propios or paso.llave in borrador.respuestas or borrador.duda is not None:
        return mensaje
    parrafos: list[Parrafo] = []
    botones: list[Boton] = []
    for lugar, propuesto in propios:
        entendido = _lectura(propuesto) if not propuesto.opciones else (Trozo("por aclarar"),)
        parrafos.append(parrafo("De lo que me contó entendí ", *entendido, f" — «{_corta(propuesto.cita)}»."))
        for numero, (etiqueta, _) in enumerate(propuesto.opciones):
            botones.append(Boton(etiqueta, _codigo(estado, borrador, lote, f"o{lugar}.{numero}")))
        if not propuesto.opciones:
            botones.append(Boton("Guardar eso", _codigo(estado, borrador, lote, f"s{lugar}")))
    filas = (*textos.en_filas(botones), *mensaje.botones)
    return replace(mensaje, parrafos=(*mensaje.parrafos, *parrafos), botones=filas)


def elementos(contexto: Contexto, lote: Lote) -> tuple[Parrafo, ...]:
    """Una línea por dato; el nombre y el tipo de la organización van juntos."""
    papeles = contexto.entrevista.papeles
    propuestos = [propuesto for _, propuesto in lote.propuestos]
    nombre = next((p for p in propuestos if p.llave[0] == papeles.proponente), None)
    tipo = next((p for p in propuestos if p.llave[0] == papeles.tipo_proponente), None)
    lineas: list[Parrafo] = []
    for propuesto in propuestos:
        if nombre is not None and tipo is not None and propuesto is tipo:
            continue
        aparte = f" · {tipo.lectura}" if propuesto is nombre and tipo is not None else ""
        if propuesto.opciones:
            lecturas = " o ".join(etiqueta for etiqueta, _ in propuesto.opciones[:3])
            dicho: tuple[Trozo | str, ...] = (negrita("por aclarar"), f" ({lecturas})")
        else:
            dicho = _lectura(propuesto)
        rotulo = _rotulo(contexto, propuesto)
        lineas.append(
            parrafo(f"{rotulo}: ", *dicho, f"{aparte} — «{_corta(propuesto.cita)}»", clase=ClaseParrafo.ELEMENTO)
        )
    return tuple(lineas)


def nombres(contexto: Contexto, propuestos: tuple[Propuesto, ...]) -> str:
    """«Población, Lugar»."""
    return ", ".join(dict.fromkeys(_rotulo(contexto, propuesto) for propuesto in propuestos))


def _rotulo(contexto: Contexto, propuesto: Propuesto) -> str:
    papeles = contexto.entrevista.papeles
    pregunta = contexto.entrevista.pregunta(propuesto.llave[0])
    if propuesto.llave[0] == papeles.actores:
        return _clase(contexto, propuesto)
    if propuesto.llave[0] == papeles.proponente:
        return "Organización"
    return "ODS sugerido" if pregunta.tipo == "ods" else pregunta.rotulo


def _clase(contexto: Contexto, propuesto: Propuesto) -> str:
    valor = propuesto.valor
    actor = valor[0] if isinstance(valor, list) and valor and isinstance(valor[0], dict) else {}
    tipos = contexto.entrevista.catalogos.tipos_actor
    clase = next((tipo.clase for tipo in tipos if tipo.valor == actor.get("tipo")), "")
    return _CLASES.get(clase, "Otro actor")


def _lectura(propuesto: Propuesto) -> tuple[Trozo | str, ...]:
    """El dato destacado; de un actor, su tipo aparte y si falta su nombre."""
    valor = propuesto.valor
    actor = valor[0] if isinstance(valor, list) and len(valor) == 1 and isinstance(valor[0], dict) else None
    if actor is None or "nombre" not in actor:
        return (negrita(propuesto.lectura),)
    nombre = str(actor["nombre"])
    tipo = propuesto.lectura.removeprefix(f"{nombre}: ")
    falta = "; falta el nombre" if nombre.lower().startswith(_SIN_NOMBRE) else ""
    return negrita(nombre), f" · {tipo}{falta}"


def _corta(cita: str) -> str:
    junta = " ".join(cita.split())
    return junta if len(junta) <= LARGO_DE_CITA else f"{junta[:34].rstrip()} … {junta[-30:].lstrip()}"


def _codigo(estado: Estado, borrador: Borrador, lote: Lote, accion: str) -> str:
    return acciones.codigo(estado, borrador, f"q{lote.numero}:{accion}")


def _fila(botones: tuple[Boton, ...]) -> tuple[tuple[Boton, ...], ...]:
    return (botones,) if botones else ()
