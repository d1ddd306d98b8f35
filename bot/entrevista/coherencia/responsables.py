"""Reglas sobre quién responde de cada cosa: que sea de la alianza, y que no cargue uno solo con todos los riesgos."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.entrevista.coherencia.hallado import Hallado, dicho_de, lugar_en_la_matriz, patron_de
from bot.entrevista.esquema import Catalogos, Regla
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Actor
from bot.entrevista.valores.actores.reconocer import (
    es_sigla_de,
    reconocer_actor,
    siglas_de,
    sin_articulo,
    tipos_posibles,
)
from bot.entrevista.valores.cifras.gente import clase_de_gente
from bot.entrevista.valores.lectura import plegadas
from bot.entrevista.visible import FilaRiesgo, Visible, filas_de_riesgo
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, palabras, plano, raiz

RIESGOS_PARA_COMPARAR = 3
PARTE_DE_UNO_SOLO = 0.8
LARGO_DE_UN_RESPONSABLE = 120  # letras
RESPONSABLES_DE_ALGO = 4
_ENTRE_VARIOS = diferida(r"\s{1,2}(?:y|e|con|junto\s(?:a|con)|mas|o)\s{1,2}|[,;/+&]")
_DE_QUIEN = diferida(r"\s(?:de\s(?:la|el|los|las)|del)\s")
_SIGLA = diferida(r"(?<!\w)[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ0-9]{2,11}(?!\w)")
_NO_NOMBRAN = frozenset(
    "de del la las los el lo y e a al en para por con su sus nuestra nuestro san santa sa sac srl eirl ltda saa coop"
    " univ nacional nac local municipal publica publico privada peruana peruano area oficina jefe jefa equipo tecnico"
    " tecnica".split()
)
_CON_OFICINAS = ("gob_regional", "gob_local")
"""Los tipos que responden por sus oficinas: «la ugel» es del gobierno regional."""
_OFICINA = diferida(r"(?:la\s|el\s)?(?:sub\s?gerencia|gerencia|direccion|oficina|area|unidad)\b")
_SIN_RIESGO = diferida(
    r"\W{0,3}(?:ningun[oa]?|nada|nulo|cero|sin|no(?:\s(?:tienen?|tendria|hay|habria|ve|vemos|corren?|asumen?|aplica))?)"
    r"(?:\s(?:ningun\s)?riesgos?|\sningun[oa]|\snada)?(?:\s(?:para|por|es|le|a)\s[^.;]{0,40})?\W{0,3}(?:$|(?<=[.,;(]))"
)
"""«Ninguno», «no corre riesgo», «ninguno, es trabajo de la asociación»; no «ningún comprador» ni «no hay agua»."""
_LO_ASUME = diferida(
    r"\b(?:l[oa]s?|todo|todos|eso|se)\s(?:l[oa]s?\s)?(?:asum\w{1,4}|cubr\w{1,4}|carga\w{0,3}|ve|ven|llev\w{1,4}|hace\scargo)"
    r"(?:\sde\stodo|\stodo|\stodos)?\s(?:de\s)?"
)
_GRUPO = diferida(
    r"(?:entre\s)?(?:tod[oa]s|nosotr[oa]s|amb[oa]s|cada|quien|quienes|el\sque|la\sque|(?:el\s)?proponente)\b"
)


def responsable_ajeno(visible: Visible, regla: Regla) -> Hallado | None:
    """De un resultado o de una actividad responde otra organización, que no está entre los actores."""
    papeles, alianza = visible.entrevista.papeles, _Alianza.de(visible, regla)
    for clave, parte in ((papeles.resultados, "resultado"), (papeles.actividades, "actividad")):
        for uno in visible.elementos(clave):
            quien = visible.nombre_de(uno.get("responsable"))
            if quien is not None and not alianza.tiene_a(quien):
                return Hallado(marcas={"quien": quien, "que": f"«{uno.get(parte)}»"}, lugar=(clave, ""))
    return None


def riesgo_sin_responsable(visible: Visible, regla: Regla) -> Hallado | None:
    """De algún riesgo respondería otra organización; si no se dijo quién, es un pendiente."""
    filas, alianza = _riesgos(visible), _Alianza.de(visible, regla)
    ajenos = [
        f"«{fila.riesgo}» ({fila.responsable})"
        for fila in filas
        if fila.responsable and _es_ajeno(alianza, fila.responsable, regla)
    ]
    sin_saber = [f"«{fila.riesgo}»" for fila in filas if not fila.responsable]
    riesgos = visible.entrevista.papeles.riesgos
    lista = (riesgos, "") if visible.elementos(riesgos) else None
    if ajenos:
        marcas = {"riesgos": "; ".join(ajenos)}
        return Hallado(es_duda=True, marcas=marcas, lugar=_lugar_del_riesgo(visible, alianza, regla) or lista)
    return Hallado(pendiente=True, marcas={"riesgos": "; ".join(sin_saber)}, lugar=lista) if sin_saber else None


def _es_ajeno(alianza: "_Alianza", dicho: str, regla: Regla) -> bool:
    """Es otra organización, o ni siquiera es gente: «la lluvia»."""
    return not alianza.tiene_a(dicho) or not _es_alguien(alianza, dicho, regla)


def _es_alguien(alianza: "_Alianza", dicho: str, regla: Regla) -> bool:
    """Un actor, un cargo (el contrapeso de la regla), gente o un nombre propio."""
    if _GRUPO.match(plano(dicho)) or alianza.es_suyo(dicho) or patron_de(regla.contrapeso).search(plano(dicho)):
        return True
    catalogos = alianza.catalogos
    quienes = plegadas(catalogos.organizaciones.quienes)
    son_gente = any(p in quienes or clase_de_gente(p, catalogos.unidades) for p in palabras(dicho))
    return son_gente or any(palabra[:1].isupper() for palabra in dicho.split()[1:]) or bool(_SIGLA.search(dicho))


def riesgos_concentrados(visible: Visible, regla: Regla) -> Hallado | None:
    """Casi todos los riesgos recaen en un solo actor, los demás dicen que no tienen, o se dice que los asume todos."""
    filas = _riesgos(visible)
    responsables = Counter(_quien(visible, fila) for fila in filas if fila.responsable)
    if len(visible.actores) < 2 or not responsables:
        return None
    actor, cuantos = responsables.most_common(1)[0]
    if len(filas) >= RIESGOS_PARA_COMPARAR and cuantos >= PARTE_DE_UNO_SOLO * len(filas):
        return Hallado(marcas={"actor": actor, "detalle": f"{cuantos} de {len(filas)}"})
    con_riesgo = {_quien(visible, fila) for fila in filas if fila.responsable}
    sin_riesgo = [uno for uno in visible.actores if _dice_que_ninguno(visible, uno)]
    if len(con_riesgo) == 1 and len(sin_riesgo) == len(visible.actores) - 1:
        return Hallado(marcas={"actor": actor, "detalle": "los demás dicen que no tienen"})
    todo = patron_de(regla.palabras)
    for uno in visible.actores:
        if todo.search(plano(visible.linea(uno, "riesgo") or "")):
            marcas = {"actor": uno.nombre, "detalle": "dice que responde por todo"}
            return Hallado(es_duda=True, marcas=marcas, lugar=lugar_en_la_matriz(visible, uno))
    return None


def sin_riesgos(visible: Visible, _regla: Regla) -> Hallado | None:
    """No se dijo ningún riesgo, ni al repartir ni en la lista."""
    if filas_de_riesgo(visible):
        return None
    dichos = [visible.linea(actor, "riesgo") for actor in visible.actores]
    return Hallado(pendiente=not dichos or any(dicho == "" for dicho in dichos))


def _riesgos(visible: Visible) -> list[FilaRiesgo]:
    """Los riesgos dichos: «ninguno, es trabajo de la junta» no es un riesgo, y «lo asume la junta» es de la junta."""
    filas = [fila for fila in filas_de_riesgo(visible) if not _SIN_RIESGO.match(plano(fila.riesgo))]
    nombres = tuple(actor.nombre for actor in visible.actores)
    de_otros = [_LO_ASUME.search(plano(fila.riesgo)) for fila in filas]
    return [
        replace(fila, responsable=quien) if quien in nombres else fila
        for fila, otro in zip(filas, de_otros, strict=True)
        for quien in (reconocer_actor(fila.riesgo[otro.end() :].split(",")[0].strip(" ."), nombres) if otro else "",)
    ]


def _dice_que_ninguno(visible: Visible, actor: Actor) -> bool:
    """De ese actor se dijo que no tiene ningún riesgo; no es lo mismo que no saberlo."""
    return _SIN_RIESGO.match(plano(dicho_de(visible, actor, "riesgo"))) is not None


def _quien(visible: Visible, fila: FilaRiesgo) -> str:
    nombres = tuple(actor.nombre for actor in visible.actores)
    return reconocer_actor(fila.responsable or "", nombres)


def _lugar_del_riesgo(visible: Visible, alianza: "_Alianza", regla: Regla) -> Llave | None:
    """El primer actor en cuyo reparto se nombra a un responsable ajeno."""
    for actor in visible.actores:
        fila = next((f for f in filas_de_riesgo(visible) if f.riesgo in (visible.linea(actor, "riesgo") or "")), None)
        if fila and fila.responsable and _es_ajeno(alianza, fila.responsable, regla):
            return lugar_en_la_matriz(visible, actor)
    return None


# --- Si es de la alianza --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Conocido:
    """Un actor como se reconoce: su nombre, sus siglas, su tipo y las raíces de su nombre y de lo que hace."""

    nombre: str
    siglas: frozenset[str]
    suyas: frozenset[str]
    todas: frozenset[str]
    tipo: str | None


@dataclass(frozen=True, slots=True)
class _Alianza:
    """Los actores, para reconocer a muchos responsables. `lugares`: las raíces de los nombres de lugar."""

    catalogos: Catalogos
    conocidos: tuple[_Conocido, ...]
    lugares: frozenset[str]
    de_organizacion: tuple[str, ...]

    @classmethod
    def de(cls, visible: Visible, regla: Regla) -> "_Alianza":
        """La que se ve; las palabras de la regla nombran a otras organizaciones («una consultora»)."""
        catalogos = visible.entrevista.catalogos
        conocidos: list[_Conocido] = []
        for actor in visible.actores:
            suyas = _propias(actor.nombre, catalogos)
            # En lo que hace puede estar su oficina: «con la red de salud».
            hace = f"{actor.detalle} {visible.linea(actor, 'responsabilidad') or ''}"
            siglas = frozenset(siglas_de(actor.nombre))
            todas = suyas | _propias(hace, catalogos)
            conocidos.append(_Conocido(comparable(actor.nombre), siglas, suyas, todas, actor.tipo))
        lugares = _propias(_ambito(visible), catalogos) | _de_lugares(catalogos)
        return cls(catalogos, tuple(conocidos), lugares, regla.palabras)

    def tiene_a(self, dicho: str) -> bool:
        """Dice si quien responde de algo es de la alianza, o si no parece otra organización.

        Vale un actor por su nombre, parte de él, sus siglas o su clase («la muni»), alguien suyo («el jefe de Defensa
        Civil de la municipalidad») y un cargo o un grupo sin organización («la presidenta», «el comité»).
        """
        return self.es_suyo(dicho) or not any(self._es_otra(parte) for parte in _partes(dicho))

    def es_suyo(self, dicho: str) -> bool:
        """Es un actor, o lo es alguno de los que se nombran o aquel de quien se dice que es."""
        dicho = dicho[:LARGO_DE_UN_RESPONSABLE]
        finales = [dicho[de.end() :] for de in _DE_QUIEN.finditer(dicho)]
        de_quien = [final for final in finales if self._tipos(final) or not _propias(final, self.catalogos)]
        return any(self._es_un_actor(parte) for parte in (dicho, *_partes(dicho), *de_quien))

    def _es_un_actor(self, dicho: str) -> bool:
        """Es un actor por su nombre o sus siglas, o comparte con uno de su clase una palabra propia o su lugar."""
        liso, tipos = comparable(dicho), self._tipos(dicho)
        siglas = {plano(sigla) for sigla in _SIGLA.findall(dicho)}
        todas = _propias(dicho, self.catalogos)
        propias = todas - self.lugares
        clases = self._clases_de(sin_articulo(dicho))
        es_oficina = bool(tipos) and _OFICINA.match(liso) is not None
        for uno in self.conocidos:
            if uno.nombre in liso or any(suya.startswith(sigla) for sigla in siglas for suya in uno.siglas):
                return True
            if any(es_sigla_de(sigla, uno.nombre) for sigla in siglas):
                return True
            if propias and propias <= uno.todas:
                return True
            if tipos and uno.tipo is not None and uno.tipo not in tipos:
                continue
            if uno.tipo in clases or (es_oficina and uno.tipo in _CON_OFICINAS and uno.suyas <= self.lugares):
                return True
            if propias & uno.suyas:
                return True
            if not propias and tipos and (todas <= uno.suyas or self._puede_ser_de_otro_lugar(dicho, todas, uno)):
                return True
        return not tipos and not todas

    def _puede_ser_de_otro_lugar(self, dicho: str, todas: frozenset[str], uno: _Conocido) -> bool:
        """El actor no lleva lugar en su nombre; si quien responde sí, deben llamarse igual («la parroquia»)."""
        if uno.suyas & self.lugares:
            return False
        de_clase = {palabra for palabra in palabras(dicho) if len(palabra) > 3 and raiz(palabra) not in todas}
        return not todas or not de_clase.isdisjoint(palabras(uno.nombre))

    def _clases_de(self, dicho: str) -> set[str]:
        """Los tipos de actor que se llaman justo así: «la fuente cooperante»."""
        return {
            tipo.valor for tipo in self.catalogos.tipos_actor if plano(dicho).strip(" .") in plegadas(tipo.sinonimos)
        }

    def _tipos(self, dicho: str) -> tuple[str, ...]:
        return tipos_posibles(dicho, self.catalogos.tipos_actor)

    def _es_otra(self, dicho: str) -> bool:
        """Parece una organización: lo dice su clase, una palabra de organización o unas siglas."""
        if self._tipos(dicho) or _SIGLA.search(dicho):
            return True
        propias = self.catalogos.organizaciones
        genericas = plegadas(propias.genericas) | plegadas(propias.siglas)
        return not genericas.isdisjoint(palabras(dicho)) or bool(patron_de(self.de_organizacion).search(plano(dicho)))


def _partes(dicho: str) -> list[str]:
    """Los que se nombran juntos: «la municipalidad y la JASS»."""
    partes = _ENTRE_VARIOS.split(dicho[:LARGO_DE_UN_RESPONSABLE])
    return [parte for parte in partes if parte.strip()][:RESPONSABLES_DE_ALGO]


def _ambito(visible: Visible) -> str:
    """Los lugares donde se trabaja, como se escribieron: lo que comparten dos organizaciones de un mismo lugar."""
    de_lugar = [paso.llave for paso in visible.pasos if paso.pregunta.tipo == "departamentos"]
    respuestas = visible.borrador.respuestas
    return " ".join(respuestas[llave].crudo for llave in de_lugar if llave in respuestas)


def _propias(nombre: str, catalogos: Catalogos) -> frozenset[str]:
    """Las raíces de las palabras que distinguen a una organización: sin las de su clase ni las que no nombran."""
    comunes = _comunes(catalogos)
    return frozenset(raiz(palabra) for palabra in palabras(nombre) if palabra not in comunes and len(palabra) > 1)


@lru_cache(maxsize=4)
def _de_lugares(catalogos: Catalogos) -> frozenset[str]:
    """Las raíces de los departamentos, provincias y ciudades cuyo nombre no es también otra cosa."""
    nombres = (nombre for uno in catalogos.departamentos for nombre in (uno.nombre, *uno.provincias, *uno.ciudades))
    propios = set(nombres) - set(catalogos.lugares_comunes)
    return frozenset(raiz(p) for nombre in propios for p in palabras(nombre) if p not in _NO_NOMBRAN and len(p) > 3)


@lru_cache(maxsize=4)
def _comunes(catalogos: Catalogos) -> frozenset[str]:
    """Las palabras con que se dice la clase de una organización, y las que van en cualquier nombre."""
    oficinas = {plano(p) for tipo in catalogos.tipos_actor if tipo.valor in _CON_OFICINAS for p in tipo.palabras}
    return plegadas(catalogos.organizaciones.genericas) | {p for p in oficinas if " " not in p} | _NO_NOMBRAN
