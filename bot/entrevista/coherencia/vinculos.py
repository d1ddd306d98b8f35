"""Los vínculos entre quienes participan: familia, propiedad o negocios de quien decide, vende o se contrata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.entrevista.coherencia.hallado import Clave, Hallado, Palabra, Parte, es_alguna, frase_con, menciona, patron_de
from bot.entrevista.esquema import Regla
from bot.entrevista.valores.lectura import plegadas
from bot.entrevista.visible import Texto, Visible
from conocimiento.expresiones import diferida
from conocimiento.palabras import VACIAS, palabras, plano

_DE = diferida(r"\s{1,3}(?:de|del|con)\s{1,3}(?:(?:l[ao]s?|el|un[ao]?|mi|su|ex|nuestr[oa]s?|actual)\s{1,3}){0,2}")
_ES = diferida(
    r"(?<![a-z])(?:es|son|somos|soy|era|eran|sera|seran|sean|estan)\s(?:(?!(?:nuestr[oa]|mi|su|tu|l[ao])s?\s)\w{1,12}\s){0,2}$"
)
_DE_CUALQUIERA = diferida(r"hij|herman|mama|papa|madre|padre|espos|marido|mujer|familia|pareja|senora|soci")
"""De estos tiene cualquiera: «cada socia y su esposo», «es hijo de pescadores»."""
_SUYO = diferida(r"(?<![a-z])(?:mi|su|nuestr[oa]|una?|otr[oa])\s(?:propi[oa]\s|ex\s|mism[oa]\s)?$")
_NIEGA = diferida(
    r"(?<![a-z])(?:"
    r"(?:no|ni|tampoco|nunca|jamas)(?:\s(?:hay|habra|existen?|es|son|somos|sean?|seran?|seria|tienen?|tenemos|tengo|guardan?"
    r"|comparten?|contrat\w{2,6}|de|del|una?|ni|ningun|ninguna|l[ao]s?|el|sus?|entre|se|lazos?|vinculos?|relacion(?:es)?"
    r"|ellos|grado|parentesco|tipo|algun|alguna|ser|a|mis?|nuestr[oa]s?|ninguno|cercanos?|directos?|que)){0,6}"
    r"|(?:ningun|ninguna|ninguno|sin|nadie|evitar|evitando|cualquier|prohib\w{2,6}|si\s(?:es\sque\s)?(?:algun|alguna|alguien|un|una"
    r"|hubiera|hubiese|fuera|aparece|existe|existiera))(?:\s\w{1,14}){0,4}"
    r")\s$"
)
_FIN_DE_UNA_IDEA = diferida(r"[.\n]\s{0,3}")
LARGO_DE_ORACION = 300  # letras: nadie dice un vínculo más lejos de quien lo tiene
_NO_LO_ES = diferida(r"(?<![a-z])(?:no|ni|ningun[oa]?|nadie|sin|nunca|tampoco|jamas)(?![a-z])")
_SUYO_POR_CARGO = r"(?<![a-z])(?:gerent|duen|fundador|propietari|accionist|proveedor|contratist|administrador)"
_TRATA = r"(?<![a-z])(?:vend|contrat|compr|alquil|arriend|provee|cotiz|factur|cobra)\w{0,6}"
_ABREVIA = diferida(r"(?<![a-z])(?:ing|lic|dra?|sra?|mg|econ|arq|abog|prof|cpc)\.")
_TACHADO = "#"
_EMPRESA = "empresa"
"""El tipo de actor que vende y se contrata."""
_FIN_DE_ORACION = diferida(r"[.;:\n]")
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
    empresas: re.Pattern[str]
    de_dos_lados: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Palabras:
    """Las de la regla con que se dice que alguien es de los dos lados."""

    parientes: tuple[Palabra, ...]
    cargos: tuple[Palabra, ...]
    duenos: tuple[Palabra, ...]
    negocios: tuple[Palabra, ...]
    personas: tuple[Palabra, ...]
    deciden: tuple[Palabra, ...]


def parentesco(
    visible: Visible,
    regla: Regla,
    vinculos: Clave,
    explicados_en: Parte,
    parientes: tuple[Palabra, ...],
    cargos: tuple[Palabra, ...],
    tratos: tuple[Palabra, ...],
    duenos: tuple[Palabra, ...],
    negocios: tuple[Palabra, ...] = (),
    personas: tuple[Palabra, ...] = (),
    deciden: tuple[Palabra, ...] = (),
) -> Hallado | None:
    """Alguien que decide, vende o se contrata es familiar o socio de otro, o se dice una de las palabras de la regla.

    O es de los dos lados: uno con cargo, o de las `personas` («don», «la ingeniera»), tiene, armó o lleva uno de los
    `negocios` o la empresa que es actor. Si solo es de las `personas`, ha de decirse que decide (`deciden`).

    Un vínculo declarado en `explicados_en` con lo que se hará para que no pese (el contrapeso) ya no se pregunta.
    """
    dichas = _Palabras(parientes, cargos, duenos, negocios, personas, deciden)
    voces = _Vocabulario(
        *map(patron_de, (parientes, cargos, tratos, duenos, regla.palabras)),
        empresas=patron_de(_empresas(visible)),
        de_dos_lados=_de_dos_lados(dichas),
    )
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
    for inicio, oracion in islice(
        _oraciones(_ABREVIA.sub(_sin_punto, voces.empresas.sub(_tachada, liso))), VINCULOS_POR_TEXTO
    ):
        for patron in voces.de_dos_lados:
            if (hallado := patron.search(oracion)) is not None and not _NO_LO_ES.search(hallado.group()):
                yield inicio + hallado.start()


def _tachada(nombre: re.Match[str]) -> str:
    """Una empresa que es actor, se llame como se llame; cada letra conserva su lugar."""
    return _TACHADO * len(nombre.group())


def _sin_punto(abreviada: re.Match[str]) -> str:
    return f"{abreviada.group()[:-1]} "


def _oraciones(liso: str) -> Iterator[tuple[int, str]]:
    """Cada oración y dónde empieza, hasta donde se mira."""
    inicio = 0
    for fin in (*(corte.end() for corte in _FIN_DE_UNA_IDEA.finditer(liso)), len(liso)):
        yield inicio, liso[inicio : min(fin, inicio + LARGO_DE_ORACION)]
        inicio = fin


def _empresas(visible: Visible) -> tuple[Palabra, ...]:
    """Las palabras propias de los nombres de las empresas que son actores: «ortopedia», «alertec»."""
    organizaciones = visible.entrevista.catalogos.organizaciones
    comunes = plegadas(organizaciones.genericas) | plegadas(organizaciones.descriptores) | VACIAS
    nombres = [actor.nombre for actor in visible.actores if actor.tipo == _EMPRESA]
    propias = {p for nombre in nombres for p in palabras(nombre)[:1] if len(p) > 4 and p not in comunes}
    return tuple(Palabra(propia) for propia in sorted(propias))


@lru_cache(maxsize=4)
def _de_dos_lados(dichas: _Palabras) -> tuple[re.Pattern[str], ...]:
    """Cómo se dice que quien decide por uno es dueño de otro o trabaja en él, sobre una oración lisa."""
    cargo, dueno, persona, decide, pariente, uno_cualquiera = (
        patron_de(unas).pattern
        for unas in (dichas.cargos, dichas.duenos, dichas.personas, dichas.deciden, dichas.parientes, dichas.negocios)
    )
    negocio = rf"(?:{_TACHADO}{{4,40}}|{uno_cualquiera})"
    quien = rf"(?:{cargo}|{persona})"
    # El gerente de una empresa la fundó o la lleva: es de los dos lados solo si es «nuestro».
    de_otro = rf"(?:nuestr[oa]s?\s\w{{1,15}}(?:\s\w{{1,15}})?|(?!{_SUYO_POR_CARGO}){cargo})"
    unas = r"[^.;]{0,60}?"
    parte = r"mitad\sde|(?:por\sciento|%)\s(?:de\slas\sacciones\s)?de|parte\sde|participacion\sen"
    tiene = rf"(?:{dueno}|socio|socia|accion\w{{0,6}}|{parte})"
    arma = r"(?<![a-z])(?:arm|fund|constitu|cre|mont|abr|form|pus)\w{0,3}(?:o|io|yo|aron|ieron|yeron|so)(?![a-z])"
    lleva = r"(?<![a-z])(?:tienen?|posee|maneja|lleva|administra|conduce|regenta|le\spertenece)(?![a-z])"
    tambien = (
        r"(?<![a-z])(?:tambien|tmb|tb|tbn|ademas|a\sla\svez|a\ssu\svez|al\smismo\stiempo|el\smismo|la\smisma)(?![a-z])"
    )
    trabaja = r"(?:represent|asesor|emplead|trabaj|llev|manej|administr|contador|conduc)\w{0,6}"
    papel = rf"(?:{dueno}|gerent\w{{0,2}}|socio|socia|{trabaja})"
    articulo = r"(?:l[ao]s?|el|nuestr[oa]s?|sus?)(?:\s(?:mism[oa]|propi[oa]))?\s"
    suya = rf"(?:(?:es|era|son|propiedad)\s(?:del\s|de\s{articulo})|pertenecen?\s(?:al\s|a\s{articulo})){cargo}"
    de_todos = r"(?!\s(?:escolar|comun|municipal|solidari|asociativ|social))"
    vive = r"(?<![a-z])(?:conviv\w{1,4}|vive|viven|casad[oa]s?|se\scaso|esta\ssaliendo)\scon"
    escritos = (
        rf"{quien}{unas}{tambien}{unas}{papel}{unas}{negocio}",
        rf"{quien}{unas}{papel}\s{tambien}{unas}{negocio}",
        rf"{quien}\s[^.;]{{0,30}}{tambien}\s(?:es\s|son\s)?(?:el\s|la\s)?{dueno}\sde",
        rf"{cargo}{unas}(?:{lleva}[^.;]{{0,25}}|(?:es|son|seria)\s(?:[^.;\s]{{1,9}}\s){{0,2}}){tiene}{unas}{negocio}",
        rf"{de_otro}{unas}{arma}[^.;]{{0,30}}{negocio}",
        rf"{de_otro}[^.;]{{0,30}}{lleva}\s(?:(?:una|su|la|el|un|esa|otra)\s){negocio}{de_todos}",
        rf"{negocio}[^.;]{{0,20}}(?<![a-z])l[ao]\s{arma}\s(?:el|la|nuestr[oa]s?)\s{cargo}",
        rf"{negocio}{unas}{suya}",
        rf"{_TRATA}{unas}{negocio}\s(?:de\s(?:la|nuestr[oa]s?)|del)\s{cargo}",
        rf"{negocio}[^.;]{{0,20}}\s(?:de\s(?:la|nuestr[oa]s?)|del)\s{cargo}[^.;]{{0,30}}{_TRATA}",
        rf"{decide}{unas}{lleva}\s(?:(?:una|su|la|el|un|esa|otra)\s){negocio}{de_todos}",
        rf"{decide}[^.]{{0,60}}?(?<![a-z])(?:su\s{pariente}|es\s(?:quien|la\sque|el\sque|tambien\squien)){unas}{_TRATA}",
        rf"{decide}{unas}(?:tienen?|conserva|posee|guarda)\s(?:\w{{1,12}}\s){{0,3}}acciones",
        rf"{negocio}[^.;]{{0,25}}(?:{dueno}|socio|socia)\s(?:es\s|son\s)?{articulo}{cargo}",
        rf"propiedad\sde(?:l|\s{articulo})\s?{cargo}",
        rf"{quien}{unas}{decide}[^.]{{0,60}}?(?:{negocio}[^.;]{{0,20}}\s(?:es|son)\ssuy[oa]s?|{dueno}\sdel?)(?![a-z])",
        rf"{vive}\s(?:nuestr[oa]s?|el|la|un|una)\s{cargo}",
    )
    return tuple(re.compile(escrito) for escrito in escritos)


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
