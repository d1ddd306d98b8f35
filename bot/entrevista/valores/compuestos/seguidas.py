"""Las partes de una sola respuesta dichas sin rótulos: «Rosa Quispe, jefa, rosa@agua.pe», «un comité que se reúne…»."""

from dataclasses import dataclass, field

from bot.entrevista.esquema import Campo
from bot.entrevista.valores.compuestos.campos import CAMPOS, DETALLE, leer_campo
from bot.entrevista.valores.compuestos.sueltas import tiene_senal
from bot.entrevista.valores.compuestos.tramos import TELEFONO, sin_tramo
from bot.entrevista.valores.compuestos.trozos import limpio, quitar_rotulo
from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.textos import primera_opcion
from conocimiento.expresiones import diferida
from conocimiento.formas.marcas import renglones
from conocimiento.palabras import comparable

SIN_TELEFONO = "El teléfono no hace falta y no se guarda."
_COMA = diferida(r",\s+|;|:\s+|\s[—–-]\s|\s\.\s|\.\s+(?=\S)")
_ORACION = diferida(r"\.\s+|;\s*|,\s+y\s+|\n")
_PRESENTA = diferida(
    r"(?:(?:y|soy|es|que|quien|lo|la|ve|a|nombre|de|con|conmigo|mism[oa]|mi|persona|nomas|yo|jaja|contacto|va|me|llamo)\b\s*)+"
)
_FINO = diferida(r",\s+")


@dataclass(slots=True)
class Seguidas:
    """Las partes dichas, lo que no cupo y lo que conviene avisar. Dura lo que una lectura."""

    dichas: list[tuple[Campo, str]] = field(default_factory=list[tuple[Campo, str]])
    sobra: list[str] = field(default_factory=list[str])
    avisos: list[str] = field(default_factory=list[str])


def repartir_seguidas(texto: str, libres: list[Campo], entorno: Entorno) -> Seguidas:
    """Reparte un texto sin rótulos entre las partes libres; nada se pierde: lo que no se reconoce, sobra."""
    texto = "\n".join(renglones(texto))
    if any(campo.tipo == "opcion" for campo in libres):
        return _con_opciones(texto, libres)
    return _con_datos(texto, libres, entorno)


def _con_datos(texto: str, libres: list[Campo], entorno: Entorno) -> Seguidas:
    """Los datos que se reconocen por su forma (correo, nombre, cargo) y, lo demás, en su orden."""
    reparto, quedan = Seguidas(), list(libres)
    if any(campo.tipo == "correo" for campo in libres):
        while (telefono := TELEFONO.search(texto)) is not None:
            texto = sin_tramo(texto, telefono.span())
            reparto.avisos = [SIN_TELEFONO]
    for campo in tuple(quedan):
        halla = CAMPOS[campo.tipo].halla
        if halla is None or CAMPOS[campo.tipo].es_texto or (tramo := halla(texto)) is None:
            continue
        propio = texto[tramo[0] : tramo[1]]
        if isinstance(leer_campo(campo, propio, entorno), Valido):
            reparto.dichas.append((campo, propio))
            quedan.remove(campo)
            texto = sin_tramo(texto, tramo)
    for campo in sorted(quedan, key=lambda uno: uno.tipo == "persona"):  # el cargo se quita antes de buscar el nombre
        halla = CAMPOS[campo.tipo].halla
        if halla is None or not CAMPOS[campo.tipo].es_texto:
            continue
        if (tramo := halla(texto)) is not None:
            reparto.dichas.append((campo, limpio(texto[tramo[0] : tramo[1]])))
            quedan.remove(campo)
            texto = sin_tramo(texto, tramo)
    trozos = [
        uno
        for trozo in _COMA.split(texto.replace("\n", ", "))
        if (uno := limpio(trozo).rstrip(": ")) and _dice_algo(uno)
    ]
    textos = [c for c in quedan if c.clave != DETALLE and CAMPOS[c.tipo].es_libre]
    if any(campo.tipo == "persona" for campo in libres):  # el nombre y el cargo tienen su forma: lo demás no lo es
        textos = [c for c in textos if c.tipo not in ("persona", "cargo")] or (
            [c for c in textos if c.tipo == "persona"] if len(trozos) == 1 and not reparto.dichas else []
        )
    for campo in [c for c in quedan if c not in textos and c.clave != DETALLE and not CAMPOS[c.tipo].es_libre]:
        validos = [uno for uno in trozos if isinstance(leer_campo(campo, uno, entorno), Valido)]
        if len(validos) == 1:
            reparto.dichas.append((campo, validos[0]))
            trozos.remove(validos[0])
    if len(trozos) <= len(textos):
        reparto.dichas += list(zip(textos, trozos, strict=False))
    else:
        reparto.sobra += trozos
    return reparto


def _dice_algo(trozo: str) -> bool:
    """«soy», «conmigo nomás»: solo presentan a la persona, que ya está en su parte."""
    liso = comparable(trozo)
    return bool(liso) and _PRESENTA.fullmatch(liso) is None


def _con_opciones(texto: str, libres: list[Campo]) -> Seguidas:
    """La opción es la primera que se nombra, y la frase entera se guarda: una opción no dice todo lo que dice ella."""
    reparto = Seguidas()
    de_texto = [campo for campo in libres if CAMPOS[campo.tipo].es_texto and campo.clave != DETALLE]
    por_campo: dict[Campo, list[str]] = {}
    dichas: list[str] = []
    for oracion in (uno for trozo in _ORACION.split(texto) if (uno := limpio(trozo))):
        destino, resto = list[str](), list[str]()
        for pieza in _FINO.split(oracion):
            rotulado = quitar_rotulo(pieza, tuple(de_texto))
            suyo = rotulado[0] if rotulado else next((campo for campo in de_texto if tiene_senal(campo, pieza)), None)
            if suyo is not None:
                destino = por_campo.setdefault(suyo, [])
                destino.append(pieza)
            elif destino:
                destino[-1] = f"{destino[-1]}, {pieza}"
            else:
                resto.append(pieza)
        dichas += [", ".join(resto)] if resto else []
    contado = ". ".join(dichas) if por_campo else limpio(texto.replace("\n", ". "))
    for campo in libres:
        if campo.tipo != "opcion":
            continue
        opcion = primera_opcion(contado or texto, campo.opciones)
        if opcion is not None:
            reparto.dichas.append((campo, opcion.etiqueta))
            nombres = {comparable(nombre) for nombre in (opcion.etiqueta, opcion.valor, *opcion.sinonimos)}
            if comparable(contado) in nombres:
                contado = ""
    reparto.dichas += [(campo, "; ".join(piezas)) for campo, piezas in por_campo.items()]
    if contado:
        sin_detalle = all(campo.clave != DETALLE for campo in libres)
        libre = next((c for c in de_texto if c not in por_campo), None) if sin_detalle else None
        reparto.dichas += [(libre, contado)] if libre is not None else []
        reparto.sobra += [] if libre is not None else [contado]
    return reparto
