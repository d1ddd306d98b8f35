"""Lee las reglas de la revisión y comprueba que todo lo que nombran exista: así un nombre cambiado no calla ninguna."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from inspect import Parameter
from typing import Any, cast, get_args, get_origin

from bot.entrevista.coherencia.comprobaciones import COMPROBACIONES, parametros_de
from bot.entrevista.coherencia.hallado import Clase, Clave, Linea, Palabra, Parte, TipoDeActor
from bot.entrevista.esquema import Catalogos, Comprobacion, Papeles, Pregunta, Regla
from conocimiento.yaml.nodos import Camino, Nodo, fuera_de_lista, parecido


@dataclass(frozen=True, slots=True)
class _Reglas:
    """Lo que lleva `reglas.yaml`; las reglas se leen una por una."""

    version: str
    reglas: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Nombrables:
    """Lo que una regla puede nombrar de la entrevista."""

    preguntas: tuple[Pregunta, ...]
    papeles: Papeles
    catalogos: Catalogos

    def de(self, clase: object) -> tuple[str, Collection[str]]:
        """Cómo se le dice a un argumento de esa clase, y los que hay."""
        tipos = self.catalogos.tipos_actor
        if clase is Linea:
            return "la línea", self.partes_de(self.papeles.matriz)
        if clase is Clase:
            return "la clase de actor", {tipo.clase for tipo in tipos}
        if clase is TipoDeActor:
            return "el tipo de actor", {tipo.valor for tipo in tipos}
        return "la pregunta", {pregunta.clave for pregunta in self.preguntas}

    def partes_de(self, clave: str) -> set[str]:
        """Los campos y las líneas de una pregunta."""
        return {parte.clave for una in self.preguntas if una.clave == clave for parte in (*una.campos, *una.lineas)}


def leer_reglas(nodo: Nodo, nombrables: Nombrables) -> tuple[str, tuple[Regla, ...]]:
    """La versión de las reglas y las reglas; lo que nombran y no existe se anota con su línea."""
    version = nodo.leer(_Reglas).version
    reglas: list[Regla] = []
    for suyo in nodo.hijos("reglas"):
        regla = suyo.leer(Regla, salvo=("comprobacion",))
        if regla.clave in {otra.clave for otra in reglas}:
            suyo.fallar(f"la regla «{regla.clave}» está repetida", "clave")
        lector = _Lector(suyo, regla.clave, nombrables)
        for lugar, clave in enumerate(regla.preguntas):
            lector.exigir_que_exista(Clave, clave, ("preguntas", lugar))
        reglas.append(replace(regla, comprobacion=lector.leer_comprobacion()))
    return version, tuple(reglas)


@dataclass(frozen=True, slots=True)
class _Lector:
    """Lee la comprobación de una regla. Lo que no se entiende se anota, y queda la que no mira nada."""

    nodo: Nodo
    regla: str
    nombrables: Nombrables

    def leer_comprobacion(self) -> Comprobacion:
        """«nombre», «{nombre: argumento}» o «{nombre: {argumento: valor}}»."""
        dicha: Any = self.nodo.hijo("comprobacion").valor if "comprobacion" in self.nodo else None
        nombre, escritos = dicha, dict[str, object]()
        if isinstance(dicha, dict) and len(cast("dict[str, Any]", dicha)) == 1:
            ((nombre, escritos),) = cast("dict[str, Any]", dicha).items()
        if not isinstance(nombre, str):
            se_espera = "lleva el nombre de una sola, con sus argumentos si los tiene"
            self.nodo.fallar(f"«comprobacion» {se_espera}", "comprobacion")
            return Comprobacion("siempre")
        if nombre not in COMPROBACIONES:
            self.nodo.fallar(fuera_de_lista("comprobacion", nombre, COMPROBACIONES), "comprobacion")
            return Comprobacion("siempre")
        if not isinstance(escritos, dict):  # uno solo, sin su nombre
            escritos = dict[str, object].fromkeys(list(parametros_de(nombre))[:1], escritos)
        return Comprobacion(nombre, self._leer_argumentos(nombre, cast("dict[str, object]", escritos)))

    def _leer_argumentos(self, nombre: str, escritos: dict[str, object]) -> tuple[tuple[str, object], ...]:
        parametros, camino = parametros_de(nombre), ("comprobacion", nombre)
        lleva = f"lleva: {', '.join(parametros)}" if parametros else "no lleva argumentos"
        for sobra in [uno for uno in escritos if uno not in parametros]:
            self.nodo.fallar(f"«{nombre}» no conoce «{sobra}»{parecido(sobra, parametros)}; {lleva}", *camino, sobra)
        leidos: list[tuple[str, object]] = []
        for argumento, parametro in parametros.items():
            if argumento in escritos:
                valor = self._leer_argumento(parametro.annotation, escritos[argumento], (*camino, argumento))
                leidos.append((argumento, valor))
            elif parametro.default is Parameter.empty:
                self.nodo.fallar(f"a «{nombre}» le falta «{argumento}»; {lleva}", *camino)
        return tuple(leidos)

    def _leer_argumento(self, clase: object, dicho: object, camino: Camino) -> object:
        if get_origin(clase) is tuple:
            lista = cast("list[object]", dicho) if isinstance(dicho, list) else [dicho]
            return tuple(self._leer_argumento(get_args(clase)[0], uno, camino) for uno in lista)
        if not isinstance(dicho, str):
            self.nodo.fallar(f"«{camino[-1]}» debe ser un nombre y dice «{dicho}»", *camino)
        elif clase is Palabra:
            if not re.search(r"\w", dicho):
                self.nodo.fallar(f"«{camino[-1]}» lleva palabras y una está vacía", *camino)
        elif clase is Parte or Parte in get_args(clase):
            return self._leer_parte(dicho, camino)
        else:
            self.exigir_que_exista(clase, dicho, camino)
        return dicho

    def _leer_parte(self, dicho: str, camino: Camino) -> Parte:
        parte = Parte(*dicho.split(".", 1))
        existe = self.exigir_que_exista(Clave, parte.pregunta, camino)
        admitidas = self.nombrables.partes_de(parte.pregunta)
        if existe and parte.campo and parte.campo not in admitidas:
            cercana = parecido(parte.campo, admitidas)
            self.nodo.fallar(f"«{parte.pregunta}» no tiene ninguna parte «{parte.campo}»{cercana}", *camino)
        return parte

    def exigir_que_exista(self, clase: object, dicho: str, camino: Camino) -> bool:
        """Dice si lo que se nombra existe; si no, lo anota."""
        que, hay = self.nombrables.de(clase)
        if dicho and dicho not in hay:
            senala = f"la regla «{self.regla}» señala {que} «{dicho}», que no existe"
            self.nodo.fallar(f"{senala}{parecido(dicho, hay)}", *camino)
        return dicho in hay
