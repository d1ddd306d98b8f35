"""Qué organizaciones se nombran en un texto libre: la de quien escribe y las demás.

Reconoce por la forma: una palabra de tipo («municipalidad», «S.A.C.»), una presentación («somos…») o una
lista anunciada («con A, B y C»). No sabe qué organizaciones existen; lo que no está claro no se propone.
"""

import re
from bisect import bisect_right
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from bot.entrevista.comprension.junto_al_nombre import LectorDeLoQueEs
from bot.entrevista.comprension.nombres import LARGO_MAXIMO, Nombrada
from bot.entrevista.comprension.palabras import (
    ACABA_UN_NOMBRE,
    ANTES,
    APORTA,
    ARTICULO,
    ARTICULO_ANTES,
    CARGO,
    CLASES_DICHAS,
    CLASES_QUE_NOMBRAN,
    CON_OTROS,
    CORRIENTES,
    DE_DONDE_ES,
    DE_NOSOTROS,
    DESCRITA,
    DESEA,
    DESPUES_DE_Y,
    DONDE_SE_INSCRIBE,
    DOS_MITADES,
    EN_UNA_LISTA,
    ENLACES,
    ENLACES_DENTRO,
    GENERICO_DEFINIDO,
    GENERICO_INDEFINIDO,
    GIRO_ANTES,
    INDEFINIDO,
    INFINITIVO,
    LEGAL,
    LETRAS_DELANTE,
    LISTA,
    LLAMADA,
    MES_O_DATO,
    NOMBRE_SEGUIDO,
    PLURALES,
    PRESENTACION,
    PRIMERA_PERSONA,
    PROPONE,
    SIGLA_CORRIENTE,
    SIN_NOMBRE,
    SIN_TIPO,
)
from bot.entrevista.esquema import Catalogos, TipoActor
from bot.entrevista.valores.actores.nombres import normal
from bot.entrevista.valores.actores.reconocer import tipo_calificado
from conocimiento.palabras import comparable, plano

SENALES_MAXIMAS = 60  # con más ya no es una descripción: no hace falta leerlas todas


@lru_cache(maxsize=4)
def _senales(tipos: tuple[TipoActor, ...]) -> re.Pattern[str]:
    """Las palabras que dicen de qué tipo es una organización, primero las más largas."""
    senales = sorted({plano(p) for t in tipos for p in t.palabras} - PLURALES, key=len, reverse=True)
    escritas = "|".join(re.escape(senal).replace(r"\ ", r"\s+") for senal in senales)
    return re.compile(rf"(?<![a-z0-9])(?:{escritas})(?![a-z0-9])")


@lru_cache(maxsize=8)
def organizaciones(texto: str, catalogos: Catalogos) -> tuple[Nombrada | None, tuple[Nombrada, ...]]:
    """La de quien escribe, si se presenta, y las demás en el orden en que aparecen."""
    leido = texto
    if sum(letra.isupper() for letra in texto) > 0.6 * max(1, sum(letra.isalpha() for letra in texto)):
        en_minusculas = texto.lower()  # todo en mayúsculas: no dicen dónde acaba un nombre
        leido = en_minusculas if len(en_minusculas) == len(texto) else texto
    lectura = _Lectura(leido, catalogos)
    propia = lectura.propia()
    otras = lectura.otras(propia)
    if leido is texto:
        return propia, otras
    return (
        replace(propia, nombre=texto[propia.inicio : propia.fin]) if propia and propia.nombre else propia,
        tuple(replace(una, nombre=texto[una.inicio : una.fin]) for una in otras),
    )


def _sin_describir(una: Nombrada) -> bool:
    """Primero las que llevan dicho lo que son: lo que las describe no es otra."""
    return una.fin == una.inicio + len(una.nombre)


class _Lectura(LectorDeLoQueEs):
    """Recorre un texto; dura lo que una lectura."""

    def propia(self) -> Nombrada | None:
        """La organización de quien escribe: por cómo se presenta o porque el texto empieza con ella."""
        for marca in islice(PRESENTACION.finditer(self.liso), SENALES_MAXIMAS):
            if hallada := self._presentada(marca.end(), marca.group()):
                return hallada if hallada.nombre else self._sin_sus_mayusculas(marca) or hallada
            cargo = CARGO.match(self.liso, marca.start())  # «soy gerente de relaciones comunitarias de minera…»
            for de in re.finditer(r"\bdel?\s+", cargo.group()) if cargo else ():
                lugar = marca.start() + de.end()
                if lugar > marca.end() and (hallada := self._presentada(lugar, marca.group())) and hallada.tipo:
                    return hallada
        inicio = len(self.texto) - len(self.texto.lstrip(" ¡¿\"'«"))
        inicio = articulo.end() if (articulo := ARTICULO.match(self.liso, inicio)) else inicio
        nombrada = self._nombre(inicio, exige_tipo=False) if inicio < len(self.texto) else None
        if nombrada is None or len(nombrada.nombre.split()) < 2 or self._es_generica(nombrada.nombre):
            return None
        if nombrada.tipo is None and plano(nombrada.nombre.split()[0]) not in SIN_TIPO:
            return None
        despues = self.liso[nombrada.fin :]
        con_articulo = articulo is not None and articulo.end() > articulo.start()
        se_presenta = re.match(r"\s*(?:[,:.\n]|con\b|$)", despues) and not con_articulo
        propone = (
            CON_OTROS.match(despues)
            or PROPONE.match(despues)
            or (DESEA.match(despues) and not DE_NOSOTROS.search(self.liso))
        )
        return nombrada if se_presenta or propone or PRIMERA_PERSONA.search(despues[:90]) else None

    def _sin_sus_mayusculas(self, marca: re.Match[str]) -> Nombrada | None:
        """«Somos la ong agua clara, de Puno»: las mayúsculas de lo demás las pone el teclado del teléfono."""
        hallada = self._en_minusculas()._presentada(marca.end(), marca.group())
        return hallada if hallada is not None and not DESCRITA.search(plano(hallada.nombre)) else None

    def otras(self, propia: Nombrada | None) -> tuple[Nombrada, ...]:
        """Las demás, sin repetir ni solapar."""
        ocupados = [(propia.inicio, propia.fin)] if propia else []
        halladas: list[Nombrada] = []
        por_tipo = self._por_tipo(ocupados)
        por_clase = self._por_clase([*ocupados, *((una.inicio, una.fin) for una in por_tipo)])
        de_una_lista = (*self.conocidas(), *self._por_lista(ocupados), *self.entre_otras(por_tipo))
        sin_describir = (*por_tipo, *por_clase, *de_una_lista)
        for candidata in sorted(map(self._con_lo_que_es, sin_describir), key=_sin_describir):
            if DONDE_SE_INSCRIBE.search(self.liso, max(0, candidata.inicio - LETRAS_DELANTE), candidata.inicio):
                continue
            libre = all(candidata.fin <= a or candidata.inicio >= b for a, b in ocupados)
            repetida = any(comparable(candidata.nombre) == comparable(otra.nombre) for otra in halladas)
            propio = propia is not None and comparable(propia.nombre) == comparable(candidata.nombre)
            if libre and not repetida and not propio:
                ocupados.append((candidata.inicio, candidata.fin))
                halladas.append(candidata)
        return tuple(sorted(halladas, key=lambda una: una.inicio))

    def _presentada(self, lugar: int, marca: str) -> Nombrada | None:
        del_verbo = self._tipo_de_la_marca(marca)
        if llamada := LLAMADA.match(self.liso, lugar):
            lugar = llamada.end()
        indefinido = INDEFINIDO.match(self.liso, lugar)
        if indefinido:
            frase = re.match(r"[^.,;:\n]{0,80}", self.texto[indefinido.end() :])
            dicho = frase.group() if frase else ""
            if llamada := LLAMADA.search(plano(dicho)):
                tipo = self._tipo(dicho[: llamada.start()])
                hallada = self._nombre(indefinido.end() + llamada.end(), exige_tipo=False, en_minusculas=True)
                return self._con_tipo(hallada, tipo) if hallada else None
            corto = self._hasta_alto(indefinido.end())
            tipo = self._tipo(corto) or self._tipo(re.sub(r"(?<=\w{4})s\b", "", plano(corto)))
            if tipo is None:
                return None
            return Nombrada(lugar, indefinido.end() + len(corto), "", tipo)
        if articulo := ARTICULO.match(self.liso, lugar):
            sigue_el_nombre = not self.texto[articulo.end() : articulo.end() + 1].islower()
            lugar = articulo.end() if sigue_el_nombre else articulo.end("solo")
        if lugar >= len(self.texto):
            return None
        corta = DOS_MITADES.match(self.texto, lugar)  # «Fe y…»: de dos letras no se lee un nombre solo
        hallada = (
            self._nombre(lugar, exige_tipo=False)
            or (Nombrada(*corta.span(), corta.group(), None) if corta is not None else None)
            or (None if marca.startswith("soy") else self._hasta_el_sufijo(lugar))  # tras «soy», primero va el cargo
        )
        if hallada is None or self._es_lugar(hallada.nombre):
            return None
        hallada = self._descripcion_propia(self._con_la_otra_mitad(hallada))
        dichas = hallada.nombre.split()
        aposicion, fin = self._aposicion(hallada.fin)
        if hallada.fin > hallada.inicio + len(hallada.nombre):  # ya se describió
            aposicion, fin = hallada.tipo, hallada.fin
        if hallada.tipo is None and len(dichas) < 2 and del_verbo is None and aposicion is None:
            return None
        if hallada.tipo is not None and self._es_generica(hallada.nombre):
            return Nombrada(hallada.inicio, hallada.fin, "", hallada.tipo)
        return replace(self._con_tipo(hallada, aposicion or del_verbo), fin=fin)

    def _hasta_el_sufijo(self, lugar: int) -> Nombrada | None:
        """«agroexportadora valle verde sac»: sin mayúsculas, el nombre acaba donde dice su forma legal."""
        hallado = re.match(r"[^,.;:\n]*", self.texto[lugar:])
        dichas = list(islice(re.finditer(r"\S+", hallado.group() if hallado else ""), LARGO_MAXIMO))
        for cuantas, dicha in enumerate(dichas):
            if cuantas and LEGAL.match(plano(dicha.group())):
                nombre = self.texto[lugar : lugar + dicha.end()]
                return Nombrada(lugar, lugar + dicha.end(), nombre, self._tipo(nombre))
            if plano(dicha.group()) in self.cortes:
                return None
        return None

    def _con_la_otra_mitad(self, hallada: Nombrada) -> Nombrada:
        """«Fe y Alegría»: dos palabras unidas por «y» que, tras presentarse, son un solo nombre."""
        propias = [p for p in hallada.nombre.split() if plano(p) not in self.genericas]
        mitad = DESPUES_DE_Y.match(self.texto, hallada.fin)
        if len(propias) != 1 or mitad is None or self._tipo(mitad.group(1)) or self._es_lugar(mitad.group(1)):
            return hallada
        siguiente = re.match(r"\s*(?:[,.;:\n(]|$)|\s+(?:del?|en|y)\s|\s+([a-z]+)", self.liso[mitad.end() :])
        if siguiente is None or (siguiente.group(1) and siguiente.group(1) not in self.cortes):
            return hallada
        return replace(hallada, fin=mitad.end(), nombre=self.texto[hallada.inicio : mitad.end()])

    def _tipo_de_la_marca(self, marca: str) -> str | None:
        hallada = re.search(r"\b(empresa|ong|asociacion|cooperativa|fundacion)\b", marca)
        if hallada is None and "se llama" in marca:
            antes = re.search(
                r"\b(empresa|ong|cooperativa)\s+se\s+llama\s+$", self.liso[: self.liso.find(marca)] + marca
            )
            hallada = antes
        return self._tipo(hallada.group(1)) if hallada else None

    def _por_tipo(self, ocupados: list[tuple[int, int]]) -> list[Nombrada]:
        halladas: list[Nombrada] = []
        hasta = 0
        for senal in islice(_senales(self.tipos).finditer(self.liso), SENALES_MAXIMAS):
            dicha = re.sub(r"\s+", " ", senal.group())
            if senal.start() < hasta or any(a <= senal.start() < b for a, b in ocupados):
                continue
            if dicha in SIGLA_CORRIENTE - {"gore"} and not self.texto[senal.start() : senal.end()].isupper():
                continue
            una = self._con_sufijo(senal.start(), senal.end()) if LEGAL.match(dicha) else self._desde(senal, dicha)
            if una is not None:
                halladas.append(una)
                hasta = una.fin
        return halladas

    def _por_clase(self, ocupados: list[tuple[int, int]]) -> list[Nombrada]:
        """«Con la fundacion wiese y la empresa lacteos wari»: en una lista, tras la palabra que dice qué es."""
        halladas: list[Nombrada] = []
        for senal in islice(EN_UNA_LISTA.finditer(self.liso), SENALES_MAXIMAS):
            clase, inicio = senal.group(2), senal.start(2)
            finales = (*(fin for _, fin in ocupados), *(hallada.fin for hallada in halladas))
            se_lista = senal.group(1) == "con" or any(0 <= senal.start() - fin <= 1 for fin in finales)
            lector = self if self.sin_mayusculas or not se_lista else self._en_minusculas()
            una = self._nombre(inicio, exige_tipo=False)
            if lector is not self and (una is None or una.nombre == una.nombre.lower()):
                una = lector._nombre(inicio, exige_tipo=False)
            if una is None or any(a < una.fin and inicio < b for a, b in ocupados):
                continue
            propio = una.nombre[len(clase) :].strip()
            en_mayusculas = re.match(rf"(?:(?:{'|'.join(ENLACES_DENTRO)})\s+)*[A-ZÁÉÍÓÚÑ]", propio) is not None
            sigue = re.match(r"\s*(\w+)", self.liso[una.fin :])
            acaba = ACABA_UN_NOMBRE.match(self.liso, una.fin) or (sigue and INFINITIVO.fullmatch(sigue.group(1)))
            nombran = CLASES_QUE_NOMBRAN | SIN_TIPO
            dichas = nombran if lector is self else nombran | CLASES_DICHAS
            en_minusculas = lector.sin_mayusculas and clase in dichas and acaba is not None
            if not propio or not (en_mayusculas or en_minusculas) or lector._es_generica(una.nombre):
                continue
            primera = plano(propio.split()[0])
            if clase in CORRIENTES and primera not in self.descriptores | self.genericas | ENLACES:
                inicio = una.fin - len(propio)
                una = Nombrada(inicio, una.fin, propio, self._tipo(propio) or self._tipo(clase))
            halladas.append(self._normal(una))
        return halladas

    def _en_minusculas(self) -> "_Lectura":
        """La misma lectura, como si nada llevara mayúsculas: «somos Minera Sol, con la ong caritas cusco»."""
        lectura = copy(self)
        lectura.sin_mayusculas = True
        return lectura

    def _desde(self, senal: re.Match[str], dicha: str) -> Nombrada | None:
        entera = self.texto[senal.start() : senal.end()]
        nombrada = self._nombre(senal.start())
        if nombrada is None or nombrada.fin < senal.end():  # «cooperación suiza», sin mayúsculas
            fin = self._con_su_lugar(senal.end())
            nombre = f"{entera[0].upper()}{self.texto[senal.start() + 1 : fin]}" if fin > senal.end() else entera
            nombrada = Nombrada(senal.start(), fin, nombre, self._tipo(entera))
        propias = nombrada.nombre[len(entera) :]
        if dicha in CORRIENTES and entera.islower() and propias.strip()[:1].isupper():
            seguido = self._nombre(senal.end() + len(propias) - len(propias.lstrip()), exige_tipo=False)
            return self._con_tipo(seguido, self._tipo(entera)) if seguido else None
        sin_nombre = dicha in CORRIENTES and propias == propias.lower()
        if not sin_nombre and not self._es_generica(nombrada.nombre) and comparable(nombrada.nombre) != dicha:
            return self._normal(self._con_lo_de_antes(nombrada))
        con_calificativo = dicha.split()[0] in GENERICO_INDEFINIDO and len(dicha.split()) > 1
        if (
            dicha not in SIN_NOMBRE
            and not con_calificativo
            and not all(palabra in self.genericas | ENLACES for palabra in dicha.split())
        ):
            return nombrada
        antes = ARTICULO_ANTES.search(self.liso, max(0, senal.start() - 8), senal.start())
        if antes is None:
            return None
        if (calificada := tipo_calificado(self._hasta_alto(senal.start()), self.tipos)) is not None:
            tipo, largo = calificada  # «la ONG catalana», y su nombre si sigue: «la ONG catalana Sol»
            propio = NOMBRE_SEGUIDO.match(self.texto, senal.start() + largo)
            fin = propio.end() if propio is not None else senal.start() + largo
            return Nombrada(antes.start(), fin, self.texto[antes.start() : fin], tipo)
        definido = antes.group(1) in ("la", "el")
        if dicha not in (GENERICO_DEFINIDO if definido else GENERICO_INDEFINIDO) and not (
            not definido and dicha.split()[0] in GENERICO_INDEFINIDO
        ):
            return None
        corto = dicha if definido else self._hasta_alto(senal.start())
        fin = senal.start() + len(corto)
        if llamada := LLAMADA.match(self.liso, fin + 1):  # «una empresa llamada Lácteos Wari»
            seguido = self._nombre(llamada.end(), exige_tipo=False, en_minusculas=True)
            return self._con_tipo(seguido, self._tipo(corto)) if seguido else None
        nombre = self.texto[antes.start() : fin]
        return Nombrada(antes.start(), fin, nombre, self._tipo(nombre))

    def _con_su_lugar(self, lugar: int) -> int:
        """Dónde acaba «vaso de leche de Pueblo Nuevo», dicho sin mayúsculas hasta el lugar: su nombre lo lleva."""
        hallado = DE_DONDE_ES.match(self.texto, lugar)
        return hallado.end() if hallado is not None and not LEGAL.match(plano(hallado.group().split()[-1])) else lugar

    def _con_lo_de_antes(self, nombrada: Nombrada) -> Nombrada:
        """«Volcan Compañía Minera»: la palabra con mayúscula que va justo antes también es del nombre."""
        antes = ANTES.search(self.texto, max(0, nombrada.inicio - 40), nombrada.inicio)
        if antes is None or not self.texto[nombrada.inicio].isupper() or plano(antes.group(1)) in self.cortes:
            return nombrada
        inicio = antes.start(1)
        if self._es_lugar(antes.group(1)) or self.texto[:inicio].rstrip()[-1:] in ("", ".", "\n", ":"):
            return nombrada
        return replace(nombrada, inicio=inicio, nombre=self.texto[inicio : nombrada.fin])

    def _con_sufijo(self, inicio: int, fin: int) -> Nombrada | None:
        """«Agua Limpia Andina SAC»: del sufijo hacia la izquierda mientras siga el nombre."""
        lugar = inicio
        for a, b in reversed(self.palabras[: bisect_right(self.inicios, inicio)][-LARGO_MAXIMO:]):
            if b > inicio:
                continue
            palabra = self.liso[a:b]
            if self.texto[b - 1] in ",;:.()" and not LEGAL.match(palabra):
                break
            empieza_frase = not a or self.texto[:a].rstrip(" ¿¡«")[-1:] in ".\n:"
            if (palabra in self.cortes or palabra in CORRIENTES) and (empieza_frase or self.texto[a].islower()):
                break
            es_propia = self.texto[a].isupper() or self.texto[a].isdigit() or palabra in ENLACES_DENTRO
            if not es_propia and not (self.sin_mayusculas and palabra not in ("la", "el")):
                break
            lugar = a
        while (m := re.match(r"(?:de|del|la|el|los|las|con|y)\s+", self.liso[lugar:inicio])) is not None:
            if self.texto[lugar].isupper() and self.texto[:lugar].rstrip()[-1:].islower():
                break  # «con Los Andes SAC»
            lugar += m.end()
        if lugar >= inicio:
            return None
        giro = GIRO_ANTES.search(self.texto, max(0, lugar - 40), lugar)
        if giro is not None:  # «la agroexportadora Uvas del Sur S.A.C.»
            lugar = giro.start(1)
        while fin < len(self.texto) and self.texto[fin] == "." and "." in self.texto[inicio:fin]:
            fin += 1
        nombre = f"{self.texto[lugar].upper()}{self.texto[lugar + 1 : fin]}" if giro else self.texto[lugar:fin]
        return Nombrada(lugar, fin, nombre, self._tipo(nombre)) if len(nombre.split()) <= LARGO_MAXIMO else None

    def _por_lista(self, ocupados: list[tuple[int, int]]) -> list[Nombrada]:
        """Nombres propios de una lista anunciada («con Caritas y…») o de quien aporta («Antamina pondría…»)."""
        halladas: list[Nombrada] = []
        for marca in islice(LISTA.finditer(self.liso), SENALES_MAXIMAS):
            tramo = re.match(r"[^.;\n]*(?:\.(?=\w)[^.;\n]*)*", self.texto[marca.end() :])
            fin = marca.end() + (tramo.end() if tramo else 0)
            lugar = marca.end()
            while lugar < fin and len(halladas) < SENALES_MAXIMAS:
                resto = re.match(r"(?:y\s+)?(?:con\s+)?(?:(?:la|el|los|las)\s+)?", self.texto[lugar:fin])
                lugar += resto.end() if resto else 0
                una = self._nombre(lugar, exige_tipo=False) if lugar < fin and self.texto[lugar].isupper() else None
                if (
                    una is not None
                    and not self._es_lugar(una.nombre)
                    and not MES_O_DATO.match(plano(una.nombre))
                    and (una.tipo is not None or not self._es_ajena(una.nombre))
                ):
                    halladas.append(una)
                separador = re.search(r",\s+|\sy\s+", self.liso[(una.fin if una else lugar) : fin])
                if separador is None or (una is None and self._hay_corte(self.liso[lugar : lugar + separador.start()])):
                    break
                lugar = (una.fin if una else lugar) + separador.end()
        for marca in APORTA.finditer(self.liso):
            una = self._con_sufijo(marca.start(), marca.start())
            if una is not None and not self._es_lugar(una.nombre) and una.nombre[:1].isupper():
                libre = all(una.fin <= a or una.inicio >= b for a, b in ocupados)
                halladas += [una] if libre and len(una.nombre) >= 3 else []
        return halladas

    def _normal(self, nombrada: Nombrada) -> Nombrada:
        """«la muni de Celendín» se propone como «Municipalidad de Celendín»."""
        return replace(nombrada, nombre=normal(nombrada.nombre, self.catalogos.organizaciones.siglas))

    def _hay_corte(self, tramo: str) -> bool:
        return len(tramo.split()) > 4 or not self.cortes.isdisjoint(tramo.split())
