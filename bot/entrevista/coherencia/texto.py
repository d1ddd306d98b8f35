"""Reglas que miran las palabras de la persona: señalan lo posible, con la frase que lo motivó."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.entrevista.coherencia.hallado import Clave, Hallado, Palabra, Parte, es_alguna, frase_con, menciona, patron_de
from bot.entrevista.esquema import Regla
from bot.entrevista.visible import Texto, Visible
from conocimiento.palabras import plano

_DATO_PERSONAL = re.compile(
    r"\bdni\b\D{0,15}\d{8}\b"  # un DNI anunciado
    r"|(?<![\d/,.$])9\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)"  # un celular
    r"|\b10\d{9}\b"  # un RUC de persona natural contiene su DNI
    r"|(?<![\w.+-])[\w.+-]+@(?:gmail|hotmail|outlook|yahoo|live|icloud)\.[a-z.]+"  # un correo personal
)
_PERSONA = (
    r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+(?:tiene|padece|sufre|fue diagnosticad[oa]|está enferm[oa])"
)
_ALCANCE_DE_SALUD = 60  # letras entre la persona y la enfermedad


_SIN_ANUNCIAR = re.compile(r"(?<![\d/,.$])\b\d{8}\b(?![.,]\d)|\b(?:dni|doc\w*|carne)\b\D{0,20}[\d.\s-]{8,12}")


def parece_personal(texto: str) -> bool:
    """Puede llevar un DNI, aun sin decirlo, un celular o un correo personal (heurística)."""
    liso = plano(texto)
    return _DATO_PERSONAL.search(liso) is not None or _SIN_ANUNCIAR.search(liso) is not None


def datos_personales(visible: Visible, regla: Regla, salvo_en: tuple[Clave, ...]) -> Hallado | None:
    """Puede haber un DNI, un celular, un correo personal o la salud de alguien (heurística)."""
    for texto in visible.textos():
        hallado = None if texto.llave[0] in salvo_en else _DATO_PERSONAL.search(plano(texto.texto))
        inicio = hallado.start() if hallado else _salud_de_alguien(texto.texto, regla)
        if inicio >= 0:
            # La observación se imprime: no debe repetir el dato que pide quitar.
            frase = re.sub(r"\d(?=[\d -]*\d{2})", "•", frase_con(texto.texto, inicio))
            return Hallado(marcas={"campo": texto.rotulo}, frase=frase, lugar=texto.llave)
    return None


def _salud_de_alguien(texto: str, regla: Regla) -> int:
    for persona in re.finditer(_PERSONA, texto):
        if menciona(texto[persona.end() : persona.end() + _ALCANCE_DE_SALUD], regla.palabras) >= 0:
            return persona.start()
    return -1


# --- Los vínculos entre los actores ----------------------------------------------------------------

_DE = re.compile(r"\s{1,3}(?:de|del|con)\s{1,3}(?:(?:l[ao]s?|el|un[ao]?|mi|su|ex|nuestr[oa]s?|actual)\s{1,3}){0,2}")
_ES = re.compile(
    r"(?<![a-z])(?:es|son|somos|soy|era|eran|sera|seran|sean|estan)\s(?:(?!(?:nuestr[oa]|mi|su|tu|l[ao])s?\s)\w{1,12}\s){0,2}$"
)
_DE_CUALQUIERA = re.compile(r"hij|herman|mama|papa|madre|padre|espos|marido|mujer|familia|pareja|senora|soci")
"""De estos tiene cualquiera: «cada socia y su esposo», «es hijo de pescadores»."""
_SUYO = re.compile(r"(?<![a-z])(?:mi|su|nuestr[oa]|una?|otr[oa])\s(?:propi[oa]\s|ex\s|mism[oa]\s)?$")
_NIEGA = re.compile(
    r"(?<![a-z])(?:"
    r"(?:no|ni|tampoco|nunca|jamas)(?:\s(?:hay|habra|existen?|es|son|somos|sean?|seran?|seria|tienen?|tenemos|tengo|guardan?"
    r"|comparten?|contrat\w{2,6}|de|del|una?|ni|ningun|ninguna|l[ao]s?|el|sus?|entre|se|lazos?|vinculos?|relacion(?:es)?"
    r"|ellos|grado|parentesco|tipo|algun|alguna|ser|a|mis?|nuestr[oa]s?|ninguno|cercanos?|directos?|que)){0,6}"
    r"|(?:ningun|ninguna|ninguno|sin|nadie|evitar|evitando|cualquier|prohib\w{2,6}|si\s(?:es\sque\s)?(?:algun|alguna|alguien|un|una"
    r"|hubiera|hubiese|fuera|aparece|existe|existiera))(?:\s\w{1,14}){0,4}"
    r")\s$"
)
_FIN_DE_ORACION = re.compile(r"[.;:\n]")
VINCULOS_POR_TEXTO = 40
"""Los que se miran, a lo más: nadie nombra a más parientes en una respuesta."""
_ANTES, _DESPUES, _ORACION = 60, 60, 90  # letras que se miran a cada lado


def vinculos_sin_explicar(
    visible: Visible, regla: Regla, vinculos: Parte, explicados_en: Parte, publico: Parte
) -> Hallado | None:
    """Hay vínculos sin explicar o no habrá información pública; lo que no se sabe es un pendiente."""
    if not visible.toca(vinculos.pregunta):
        return None
    declarados = visible.etiqueta(vinculos.pregunta, vinculos.campo)
    publica = str(visible.campo(publico.pregunta, publico.campo) or "")
    if es_alguna(declarados, regla) and not visible.campo(explicados_en.pregunta, explicados_en.campo):
        return Hallado()
    if publica and menciona(publica, regla.contrapeso) == 0:
        return Hallado(frase=publica)
    sin_saber = not declarados or menciona(declarados, ("no sé", "no sabe")) >= 0 or not publica
    return Hallado(pendiente=True) if sin_saber else None


@dataclass(frozen=True, slots=True)
class _Vocabulario:
    """Con qué se dice un vínculo, como expresiones sobre un texto pasado por `plano`."""

    parientes: re.Pattern[str]
    cargos: re.Pattern[str]
    tratos: re.Pattern[str]
    duenos: re.Pattern[str]
    comunes: re.Pattern[str]


def parentesco(
    visible: Visible,
    regla: Regla,
    vinculos: Clave,
    explicados_en: Parte,
    parientes: tuple[Palabra, ...],
    cargos: tuple[Palabra, ...],
    tratos: tuple[Palabra, ...],
    duenos: tuple[Palabra, ...],
) -> Hallado | None:
    """Alguien que decide, vende o se contrata es familiar o socio de otro, o se dice una de las palabras de la regla.

    Un vínculo declarado en `explicados_en` con lo que se hará para que no pese (el contrapeso) ya no se pregunta.
    """
    voces = _Vocabulario(*map(patron_de, (parientes, cargos, tratos, duenos, regla.palabras)))
    declarado = str(visible.campo(explicados_en.pregunta, explicados_en.campo) or "")
    if patron_de(regla.contrapeso).search(plano(declarado)):
        return None
    for texto in (*visible.textos(), *_de_los_actores(visible)):
        lugares = list(_vinculos_en(texto.texto, voces))
        if lugares:
            lugar = (vinculos, "") if visible.toca(vinculos) else texto.llave
            return Hallado(frase=frase_con(texto.texto, min(lugares)), lugar=lugar)
    return None


def _de_los_actores(visible: Visible) -> Iterator[Texto]:
    """Lo que se contó de cada actor al nombrarlo."""
    clave = visible.entrevista.papeles.actores
    return (Texto((clave, ""), "", actor.detalle) for actor in visible.actores if actor.detalle)


def _vinculos_en(texto: str, voces: _Vocabulario) -> Iterator[int]:
    """Dónde se dice un vínculo, sin los que se niegan."""
    liso = plano(texto)
    for dicho in islice(voces.comunes.finditer(liso), VINCULOS_POR_TEXTO):
        if not _se_niega(liso, dicho.start()):
            yield dicho.start()
    for dicho in islice(voces.parientes.finditer(liso), VINCULOS_POR_TEXTO):
        if not _se_niega(liso, dicho.start()) and _es_vinculo(texto, liso, dicho, voces):
            yield dicho.start()
    for dicho in islice(voces.duenos.finditer(liso), VINCULOS_POR_TEXTO):
        if not _se_niega(liso, dicho.start()) and _es_de_quien_decide(liso, dicho, voces):
            yield dicho.start()


def _es_vinculo(texto: str, liso: str, dicho: re.Match[str], voces: _Vocabulario) -> bool:
    """«la hija del alcalde», «son primos», «es cuñado de Rosa», «mi hermano nos vende»."""
    antes = liso[max(0, dicho.start() - _ANTES) : dicho.start()]
    de = _DE.match(liso, dicho.end())
    if de is not None and voces.cargos.match(liso, de.end()):
        return True
    es_de_cualquiera = _DE_CUALQUIERA.match(dicho.group()) is not None
    if (suyo := _SUYO.search(antes)) is not None:
        oracion = _oracion(liso, dicho)
        tiene_tratos = voces.tratos.search(oracion) is not None and not (es_de_cualquiera and suyo.group()[0] == "s")
        return tiene_tratos or voces.cargos.search(oracion) is not None
    if _ES.search(antes):
        es_de_alguien = de is not None and (not es_de_cualquiera or texto[de.end() : de.end() + 1].isupper())
        return es_de_alguien or (dicho.group().endswith("s") and de is None)
    return False


def _es_de_quien_decide(liso: str, dicho: re.Match[str], voces: _Vocabulario) -> bool:
    """«la dueña de la imprenta es la presidenta», «el alcalde también es dueño del molino»."""
    despues = liso[dicho.end() : dicho.end() + _DESPUES].partition(".")[0]
    antes = liso[max(0, dicho.start() - _ANTES) : dicho.start()].rpartition(".")[2]
    tras_es = re.search(r"(?<![a-z])(?:es|son|seria)\s(?:tambien\s)?(?:el|la|los|las|nuestr[oa]|mi)\s", despues)
    if tras_es is not None and voces.cargos.match(despues, tras_es.end()):
        return True
    return _ES.search(antes) is not None and voces.cargos.search(antes) is not None


def _se_niega(liso: str, lugar: int) -> bool:
    return _NIEGA.search(liso, max(0, lugar - _ANTES), lugar) is not None


def _oracion(liso: str, dicho: re.Match[str]) -> str:
    """La oración de lo dicho, hasta donde se mira."""
    antes = liso[max(0, dicho.start() - _ORACION) : dicho.start()]
    despues = liso[dicho.end() : dicho.end() + _ORACION]
    return _FIN_DE_ORACION.split(antes)[-1] + dicho.group() + _FIN_DE_ORACION.split(despues)[0]
