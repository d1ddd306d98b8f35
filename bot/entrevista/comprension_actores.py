"""Qué organizaciones se nombran en un texto libre: la de quien escribe y las demás.

Reconoce por la forma: una palabra de tipo («municipalidad», «S.A.C.»), una presentación («somos…») o una
lista anunciada («con A, B y C»). No sabe qué organizaciones existen; lo que no está claro no se propone.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from bot.entrevista.comprension_palabras import (
    ALTO,
    APORTA,
    ARTICULO,
    ARTICULO_ANTES,
    COMUNES,
    CORRIENTES,
    DESCRIPTORES,
    EN_MEDIO,
    ENLACES,
    ENLACES_DENTRO,
    GENERICO_DEFINIDO,
    GENERICO_INDEFINIDO,
    INDEFINIDO,
    LEGAL,
    LISTA,
    LLAMADA,
    MESES,
    PLURALES,
    PRESENTACION,
    PRIMERA_PERSONA,
    SIGLA_CORRIENTE,
    SIN_NOMBRE,
)
from bot.entrevista.esquema import Catalogos, TipoActor
from bot.entrevista.valores import comparable, plano
from bot.entrevista.valores_actores import deducir_tipo
from bot.entrevista.valores_lugar import lugares_en

LARGO_MAXIMO = 12  # palabras
SENALES_MAXIMAS = 60  # con más ya no es una descripción: no hace falta leerlas todas


@dataclass(frozen=True, slots=True)
class Nombrada:
    """Una organización nombrada: dónde, cómo se llamaría y de qué tipo parece. Sin nombre, solo se sabe el tipo."""

    inicio: int
    fin: int
    nombre: str
    tipo: str | None


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


class _Lectura:
    """El texto con lo que hace falta para recorrerlo; dura lo que una lectura."""

    def __init__(self, texto: str, catalogos: Catalogos) -> None:
        self.texto, self.liso, self.catalogos = texto, plano(texto), catalogos
        self.tipos: tuple[TipoActor, ...] = catalogos.tipos_actor
        self.palabras = [(m.start(), m.end()) for m in re.finditer(r"\S+", texto)]
        self._deducidos: dict[str, str | None] = {}
        self.inicios = [inicio for inicio, _ in self.palabras]
        grandes = sum(1 for a, _ in self.palabras[1:] if texto[a].isupper())
        self.sin_mayusculas = grandes <= len(self.palabras) // 12

    def propia(self) -> Nombrada | None:
        """La organización de quien escribe: por cómo se presenta o porque el texto empieza con ella."""
        for marca in islice(PRESENTACION.finditer(self.liso), SENALES_MAXIMAS):
            if hallada := self._presentada(marca.end(), marca.group()):
                return hallada
        inicio = len(self.texto) - len(self.texto.lstrip(" ¡¿\"'«"))
        inicio = articulo.end() if (articulo := ARTICULO.match(self.liso, inicio)) else inicio
        nombrada = self._nombre(inicio) if inicio < len(self.texto) else None
        if nombrada is None or nombrada.tipo is None or len(nombrada.nombre.split()) < 2:
            return None
        despues = self.liso[nombrada.fin :]
        con_articulo = articulo is not None and articulo.end() > articulo.start()
        se_presenta = re.match(r"\s*(?:[,:.\n]|con\b|$)", despues) and not con_articulo
        return nombrada if se_presenta or PRIMERA_PERSONA.search(despues[:90]) else None

    def otras(self, propia: Nombrada | None) -> tuple[Nombrada, ...]:
        """Las demás, sin repetir ni solapar."""
        ocupados = [(propia.inicio, propia.fin)] if propia else []
        halladas: list[Nombrada] = []
        por_tipo = self._por_tipo(ocupados)
        for candidata in (*por_tipo, *self._por_lista(ocupados), *self._entre_otras(por_tipo)):
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
                hallada = self._nombre(indefinido.end() + llamada.end(), exige_tipo=False)
                return self._con_tipo(hallada, tipo) if hallada else None
            corto = self._hasta_alto(indefinido.end())
            tipo = self._tipo(corto) or self._tipo(re.sub(r"(\w{4,}?)s\b", r"\1", plano(corto)))
            if tipo is None:
                return None
            return Nombrada(lugar, indefinido.end() + len(corto), "", tipo)
        if articulo := ARTICULO.match(self.liso, lugar):
            lugar = articulo.end()
        if lugar >= len(self.texto):
            return None
        hallada = self._nombre(lugar, exige_tipo=False)
        if hallada is None or self._es_lugar(hallada.nombre):
            return None
        dichas = hallada.nombre.split()
        if hallada.tipo is None and len(dichas) < 2 and del_verbo is None:
            return None
        if hallada.tipo is not None and self._es_generica(hallada.nombre):
            return Nombrada(hallada.inicio, hallada.fin, "", hallada.tipo)
        tipo, fin = self._aposicion(hallada.fin)
        return replace(self._con_tipo(hallada, tipo or del_verbo), fin=fin)

    def _con_tipo(self, hallada: Nombrada, tipo: str | None) -> Nombrada:
        legal = LEGAL.match(plano(hallada.nombre.split()[-1])) is not None
        elegido = hallada.tipo if legal or tipo is None else tipo
        return Nombrada(hallada.inicio, hallada.fin, hallada.nombre, elegido)

    def _tipo_de_la_marca(self, marca: str) -> str | None:
        hallada = re.search(r"\b(empresa|ong|asociacion|cooperativa|fundacion)\b", marca)
        if hallada is None and "se llama" in marca:
            antes = re.search(
                r"\b(empresa|ong|cooperativa)\s+se\s+llama\s+$", self.liso[: self.liso.find(marca)] + marca
            )
            hallada = antes
        return self._tipo(hallada.group(1)) if hallada else None

    def _aposicion(self, lugar: int) -> tuple[str | None, int]:
        """«World Vision Perú, ENIEX.»: el tipo que se dice justo después del nombre, y dónde acaba."""
        hallada = re.match(r",\s*(?:somos\s+)?(?:una?\s+)?([^.,;:\n]{2,40})(?=[.,;:\n]|$)", self.texto[lugar:])
        dicho = comparable(hallada.group(1)) if hallada else ""
        for tipo in self.tipos:
            if dicho in {comparable(nombre) for nombre in (tipo.etiqueta, *tipo.sinonimos, *tipo.palabras)}:
                return tipo.valor, lugar + (hallada.end() if hallada else 0)
        return None, lugar

    def _por_tipo(self, ocupados: list[tuple[int, int]]) -> list[Nombrada]:
        senales = sorted({plano(p) for t in self.tipos for p in t.palabras} - PLURALES, key=len, reverse=True)
        escritas = "|".join(re.escape(senal).replace(r"\ ", r"\s+") for senal in senales)
        patron = rf"(?<![a-z0-9])(?:{escritas})(?![a-z0-9])"
        halladas: list[Nombrada] = []
        hasta = 0
        for senal in islice(re.finditer(patron, self.liso), SENALES_MAXIMAS):
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

    def _desde(self, senal: re.Match[str], dicha: str) -> Nombrada | None:
        entera = self.texto[senal.start() : senal.end()]
        nombrada = self._nombre(senal.start())
        if nombrada is None or nombrada.fin < senal.end():  # «cooperación suiza», sin mayúsculas
            nombrada = Nombrada(senal.start(), senal.end(), entera, self._tipo(entera))
        propias = nombrada.nombre[len(entera) :]
        if dicha in CORRIENTES and entera.islower() and propias.strip()[:1].isupper():
            seguido = self._nombre(senal.end() + len(propias) - len(propias.lstrip()), exige_tipo=False)
            return self._con_tipo(seguido, self._tipo(entera)) if seguido else None
        sin_nombre = dicha in CORRIENTES and propias == propias.lower()
        if not sin_nombre and not self._es_generica(nombrada.nombre) and comparable(nombrada.nombre) != dicha:
            return self._normal(nombrada)
        calificada = dicha.split()[0] in GENERICO_INDEFINIDO and len(dicha.split()) > 1
        if (
            dicha not in SIN_NOMBRE
            and not calificada
            and not all(palabra in COMUNES | ENLACES for palabra in dicha.split())
        ):
            return nombrada
        antes = ARTICULO_ANTES.search(self.liso, max(0, senal.start() - 8), senal.start())
        if antes is None:
            return None
        definido = antes.group(1) in ("la", "el")
        if dicha not in (GENERICO_DEFINIDO if definido else GENERICO_INDEFINIDO) and not (
            not definido and dicha.split()[0] in GENERICO_INDEFINIDO
        ):
            return None
        corto = dicha if definido else self._hasta_alto(senal.start())
        fin = senal.start() + len(corto)
        nombre = self.texto[antes.start() : fin]
        return Nombrada(antes.start(), fin, nombre, self._tipo(nombre))

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
            if (palabra in ALTO or palabra in CORRIENTES) and (empieza_frase or self.texto[a].islower()):
                break
            es_propia = self.texto[a].isupper() or self.texto[a].isdigit() or palabra in ENLACES_DENTRO
            if not es_propia and not (self.sin_mayusculas and palabra not in ("la", "el")):
                break
            lugar = a
        while (m := re.match(r"(?:de|del|la|el|los|las|con|y)\s+", self.liso[lugar:inicio])) is not None:
            lugar += m.end()
        if lugar >= inicio:
            return None
        while fin < len(self.texto) and self.texto[fin] == "." and "." in self.texto[inicio:fin]:
            fin += 1
        nombre = self.texto[lugar:fin]
        return Nombrada(lugar, fin, nombre, self._tipo(nombre)) if len(nombre.split()) <= LARGO_MAXIMO else None

    def _por_lista(self, ocupados: list[tuple[int, int]]) -> list[Nombrada]:
        """Nombres propios de una lista anunciada («con Caritas y…») o de quien aporta («Antamina pondría…»)."""
        halladas: list[Nombrada] = []
        for marca in islice(LISTA.finditer(self.liso), SENALES_MAXIMAS):
            tramo = re.match(r"[^.;\n]*(?:\.(?=\w)[^.;\n]*)*", self.texto[marca.end() :])
            fin = marca.end() + (tramo.end() if tramo else 0)
            lugar = marca.end()
            while lugar < fin and len(halladas) < SENALES_MAXIMAS:
                resto = re.match(r"(?:y\s+)?(?:con\s+)?(?:(?:la|el|los|las)\s+)?", self.liso[lugar:fin])
                lugar += resto.end() if resto else 0
                una = self._nombre(lugar, exige_tipo=False) if lugar < fin and self.texto[lugar].isupper() else None
                if una is not None and not self._es_lugar(una.nombre) and not MESES.match(plano(una.nombre)):
                    halladas.append(una)
                separador = re.search(r",\s+|\s+y\s+", self.liso[(una.fin if una else lugar) : fin])
                if separador is None or (una is None and _hay_alto(self.liso[lugar : lugar + separador.start()])):
                    break
                lugar = (una.fin if una else lugar) + separador.end()
        for a, b in self.palabras:
            palabra = self.texto[a:b]
            es_nombre = palabra[0].isupper() and palabra.isalnum() and not self._es_lugar(palabra)
            if es_nombre and APORTA.match(self.liso, b) and not any(x <= a < y for x, y in ocupados):
                halladas.append(Nombrada(a, b, self.texto[a:b], self._tipo(self.texto[a:b])))
        return halladas

    def _entre_otras(self, conocidas: list[Nombrada]) -> list[Nombrada]:
        """«El Gobierno Regional, Southern Perú y la Universidad»: el nombre que va entre dos ya reconocidas."""
        halladas: list[Nombrada] = []
        for una, otra in pairwise(conocidas):
            medio = EN_MEDIO.fullmatch(self.texto[una.fin : otra.inicio]) if otra.inicio - una.fin < 80 else None
            nombrada = self._nombre(una.fin + medio.start(1), exige_tipo=False) if medio else None
            if medio and nombrada and nombrada.nombre == medio.group(1) and not self._es_lugar(nombrada.nombre):
                halladas.append(nombrada)
        return halladas

    def _nombre(self, inicio: int, *, exige_tipo: bool = True) -> Nombrada | None:
        """El nombre que empieza ahí: palabras con mayúscula, enlaces y descriptores, hasta un alto."""
        primera = bisect_right(self.inicios, inicio) - 1
        if primera < 0 or inicio >= self.palabras[primera][1]:
            return None
        fin, largo = inicio, 0
        for n in range(primera, min(primera + LARGO_MAXIMO, len(self.palabras))):
            a, b = max(self.palabras[n][0], inicio), self.palabras[n][1]
            cruda = self.texto[a:b]
            palabra = re.sub(r"[^a-z0-9&.]", "", self.liso[a:b]).strip(".")
            legal = LEGAL.match(re.sub(r"[,;:)]+$", "", self.liso[a:b])) is not None
            if not largo and palabra in ALTO:
                return None
            if largo and not legal and not self._sigue(n, cruda, palabra, self.liso[inicio:fin]):
                break
            es_sigla_entre_parentesis = re.match(r"\([A-Z]{2,10}\)", cruda)
            cortado = re.sub(r"[,;:!?»\"']+$", "", cruda)
            if not re.search(r"\.[A-Za-z]+\.$", cortado):
                cortado = cortado.rstrip(".")
            if cortado.endswith(")") and not es_sigla_entre_parentesis:
                cortado = cortado.rstrip(")")
            fin, largo = a + len(cortado), largo + 1
            if legal or len(cortado) < len(cruda):
                break
        nombre = self._sin_enlace_final(inicio, fin)
        if not nombre:
            return None
        tipo = self._tipo(nombre)
        if exige_tipo and tipo is None:
            return None
        if not self.texto[inicio].isupper() and not self._empieza_por_tipo(nombre):
            return None
        if sum(letra.isalpha() for letra in nombre) < 3:
            return None
        return Nombrada(inicio, inicio + len(nombre), nombre, tipo)

    def _sigue(self, n: int, cruda: str, palabra: str, llevado: str) -> bool:
        if re.match(r"\([A-Z]{2,10}\)", cruda):
            return True
        if cruda.startswith("(") or not palabra or "/" in cruda or "$" in cruda:
            return False
        if cruda[0].isupper() or (
            cruda[0].isdigit() and not self.sin_mayusculas and llevado.endswith(("pension", "ie"))
        ):
            return True
        siguiente = self.palabras[n + 1] if n + 1 < len(self.palabras) else None
        if palabra in ("y", "e") and siguiente and " y " not in f"{llevado} ":
            es_entidad = re.match(r"(?:ministerio|superintendencia|direccion|gerencia)\b", llevado)
            return bool(es_entidad) and re.sub(r"\W", "", self.liso[slice(*siguiente)]) in DESCRIPTORES
        if palabra in ENLACES_DENTRO | {"san", "santa"}:
            return siguiente is not None and self._puede_seguir(n + 1)
        if palabra in DESCRIPTORES:
            return True
        return self.sin_mayusculas and palabra not in ALTO and not cruda[0].isdigit()

    def _puede_seguir(self, desde: int) -> bool:
        """Dice si tras un enlace («de la…») viene otra parte del nombre."""
        for a, b in self.palabras[desde : desde + 4]:
            palabra = re.sub(r"[^a-z0-9]", "", self.liso[a:b])
            if self.texto[a].isupper() or palabra in DESCRIPTORES:
                return True
            if palabra not in ENLACES_DENTRO:
                return self.sin_mayusculas and palabra not in ALTO and not self.texto[a].isdigit()
        return False

    def _sin_enlace_final(self, inicio: int, fin: int) -> str:
        nombre = self.texto[inicio:fin].rstrip()
        while (m := re.search(r"\s+(?:de|del|la|las|los|el|para|en|y|e)$", plano(nombre))) is not None:
            nombre = nombre[: m.start()]
        return nombre

    def _hasta_alto(self, inicio: int) -> str:
        """Las palabras hasta un verbo, una preposición o un signo: «empresa minera», «ONG alemana»."""
        fin = inicio
        desde = max(0, bisect_right(self.inicios, inicio) - 1)
        for a, b in self.palabras[desde : desde + LARGO_MAXIMO]:
            a = max(a, inicio)
            palabra = re.sub(r"[^a-z0-9]", "", self.liso[a:b])
            if fin > inicio and (palabra in ALTO or (palabra in ("de", "del") and self._corta_en_de(b))):
                break
            cortado = re.sub(r"[.,;:)!?]+$", "", self.texto[a:b])
            fin = a + len(cortado)
            if len(cortado) < b - a:
                break
        return self.texto[inicio:fin]

    def _corta_en_de(self, lugar: int) -> bool:
        """«una ong de piura» se corta; «una empresa de internet», no."""
        resto = self.texto[lugar:].lstrip()
        palabra = re.match(r"\w+", resto)
        return palabra is None or resto[:1].isupper() or self._es_lugar(palabra.group())

    def _es_generica(self, nombre: str) -> bool:
        """Solo dice qué es, sin nombre propio: «municipalidad», «empresa minera», «asociación civil»."""
        palabras = re.findall(r"[^\W\d_]+", nombre)
        propias = [p for p in palabras if p[0].isupper() and plano(p) not in COMUNES]
        if propias:
            return False
        if not self.sin_mayusculas:
            return all(plano(p) in COMUNES or not p[0].isupper() for p in palabras)
        return all(plano(p) in COMUNES | DESCRIPTORES | ENLACES for p in palabras)

    def _es_lugar(self, nombre: str) -> bool:
        lugares = lugares_en(nombre, self.catalogos)
        return bool(lugares) and lugares[0].inicio == 0 and lugares[-1].fin >= len(nombre.rstrip(" .,"))

    def _empieza_por_tipo(self, nombre: str) -> bool:
        """«cooperativa valle verde», sí; «estudiantes de la UNMSM», no."""
        return any(re.match(rf"{re.escape(plano(p))}\b", plano(nombre)) for t in self.tipos for p in t.palabras)

    def _tipo(self, nombre: str) -> str | None:
        if nombre not in self._deducidos:
            self._deducidos[nombre] = deducir_tipo(nombre, self.tipos)
        return self._deducidos[nombre]

    def _normal(self, nombrada: Nombrada) -> Nombrada:
        """«la muni de Celendín» se propone como «Municipalidad de Celendín»."""
        nombre = re.sub(r"^muni\b", "Municipalidad", nombrada.nombre, flags=re.IGNORECASE)
        return Nombrada(nombrada.inicio, nombrada.fin, nombre, nombrada.tipo)


def _hay_alto(tramo: str) -> bool:
    return len(tramo.split()) > 4 or any(palabra in ALTO for palabra in tramo.split())
