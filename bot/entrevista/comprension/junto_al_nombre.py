"""Lo que va junto a un nombre: qué es («X (asociación)», «X, que es una ONG peruana») y otro nombre entre dos."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from bot.entrevista.comprension.nombres import UNO_U_OTRO, LectorDeNombres, Nombrada
from bot.entrevista.comprension.palabras import (
    ACABA_UN_NOMBRE,
    APOSICION,
    CIERRA_LA_APOSICION,
    EN_MEDIO,
    EN_MEDIO_SIN_MAYUSCULAS,
    ENTRE_PARENTESIS,
    JUNTO_A_OTRAS,
    LEGAL,
    LUGAR_PROPIO,
    QUE_ES,
    TIPO_DETRAS,
)
from bot.entrevista.esquema import Catalogos
from bot.entrevista.valores.actores.nombres import normal
from bot.entrevista.valores.actores.reconocer import tipo_calificado
from conocimiento.palabras import comparable, plano

CONOCIDAS_MAXIMAS = 60  # con más ya no es una descripción


@lru_cache(maxsize=4)
def _empresas(catalogos: Catalogos) -> re.Pattern[str]:
    """Las que se nombran sin decir qué son, donde se nombra a quien participa; primero las más largas."""
    nombres = sorted(map(plano, catalogos.organizaciones.empresas), key=len, reverse=True)
    return re.compile(rf"{JUNTO_A_OTRAS}({'|'.join(map(re.escape, nombres)) or '(?!)'})\b")


class LectorDeLoQueEs(LectorDeNombres):
    """Lee el tipo que se dice al lado del nombre, y el nombre que va al lado de otros."""

    def _con_lo_que_es(self, nombrada: Nombrada) -> Nombrada:
        """La misma, con el tipo que se dice detrás si su nombre no lo dice, y hasta donde se dice."""
        if not nombrada.nombre or not (nombrada.tipo is None or UNO_U_OTRO in nombrada.tipo):
            return nombrada
        if (dicho := ENTRE_PARENTESIS.match(self.texto, nombrada.fin)) is not None:
            # «Recicladores Unidos (asociación)» es una de recicladores; «ONG Sol (peruana)», una ONG peruana.
            solo, clase = dicho.group(1), nombrada.nombre.split()[0]
            posibles = [self._tipo(uno) for uno in (solo, f"{clase} {solo}", f"{solo} de {nombrada.nombre}")]
            dichos = [uno for uno in posibles if uno is not None]
            tipo = next((uno for uno in dichos if UNO_U_OTRO not in uno), next(iter(dichos), None))
            return replace(nombrada, fin=dicho.end(), tipo=tipo) if tipo else nombrada
        que_es = QUE_ES.match(self.liso, nombrada.fin)
        dicho = que_es or APOSICION.match(self.liso, nombrada.fin)
        if dicho is None or dicho.end() >= len(self.texto):
            return nombrada
        corto = self._hasta_alto(dicho.end())
        lugar = re.match(rf"\s+(?:de|del|en)\s+(?:la\s+|el\s+)?{LUGAR_PROPIO}", self.texto[dicho.end() + len(corto) :])
        fin, tipo = dicho.end() + len(corto) + (lugar.end() if lugar else 0), self._tipo(corto)
        solo_lo_que_es = self._es_generica(corto) or corto == corto.lower()
        if tipo is None or not solo_lo_que_es or not (que_es or CIERRA_LA_APOSICION.match(self.liso, fin)):
            return nombrada  # «Lácteos Wari, una ONG alemana y la muni» son tres
        return replace(nombrada, fin=fin, tipo=tipo)

    def _con_tipo(self, hallada: Nombrada, tipo: str | None) -> Nombrada:
        legal = LEGAL.match(plano(hallada.nombre.split()[-1])) is not None
        elegido = hallada.tipo if legal or tipo is None else tipo
        return Nombrada(hallada.inicio, hallada.fin, hallada.nombre, elegido)

    def _aposicion(self, lugar: int) -> tuple[str | None, int]:
        """«World Vision Perú, ENIEX.»: el tipo que se dice justo después del nombre, y dónde acaba."""
        hallada = TIPO_DETRAS.match(self.texto, lugar)
        if hallada is None:
            return None, lugar
        dicho = (hallada.group(1) or hallada.group(2)).strip()
        calificada = tipo_calificado(dicho, self.tipos)  # «ONG alemana»
        if calificada is not None and calificada[1] == len(dicho):
            return calificada[0], hallada.end()
        for tipo in self.tipos:
            if comparable(dicho) in {comparable(nombre) for nombre in (tipo.etiqueta, *tipo.sinonimos, *tipo.palabras)}:
                return tipo.valor, hallada.end()
        return None, lugar

    def _descripcion_propia(self, hallada: Nombrada) -> Nombrada:
        """«X S.A.C., una empresa de Cajamarca, …»: lo que describe a quien escribe no es otro actor."""
        hallado = re.match(r",\s*(?:somos\s+|que\s+es\s+)?una?\s+", self.liso[hallada.fin :])
        if hallado is None:
            return hallada
        corto = self._hasta_alto(hallada.fin + hallado.end())
        fin = hallada.fin + hallado.end() + len(corto)
        lugar = re.match(rf"\s+(?:de|del|en)\s+(?:la\s+|el\s+)?{LUGAR_PROPIO}", self.texto[fin:])
        cierra = re.match(r"\s*(?:[,.;:\n]|$)|\s+(?!y\b|e\b)\w+", self.liso[fin + (lugar.end() if lugar else 0) :])
        tipo = self._tipo(corto)
        if tipo is None or cierra is None or hallada.tipo not in (None, tipo):
            return hallada
        return replace(hallada, fin=fin, tipo=tipo)

    def entre_otras(self, conocidas: list[Nombrada]) -> list[Nombrada]:
        """«El Gobierno Regional, Southern Perú y la Universidad»: el nombre que va entre dos ya reconocidas."""
        halladas: list[Nombrada] = []
        en_medio = EN_MEDIO_SIN_MAYUSCULAS if self.sin_mayusculas else EN_MEDIO
        for una, otra in pairwise(conocidas):
            medio = en_medio.fullmatch(self.texto[una.fin : otra.inicio]) if otra.inicio - una.fin < 80 else None
            if medio is None:
                continue
            nombrada = self._nombre(una.fin + medio.start(1), exige_tipo=False, en_minusculas=True)
            if nombrada and nombrada.nombre == medio.group(1) and not self._es_lugar(nombrada.nombre):
                halladas.append(nombrada)
        return halladas

    def conocidas(self) -> list[Nombrada]:
        """«…la muni y gloria»: las que se nombran sin decir qué son, si van donde va quien participa."""
        halladas: list[Nombrada] = []
        for hallada in islice(_empresas(self.catalogos).finditer(self.liso), CONOCIDAS_MAXIMAS):
            inicio, fin = hallada.span(1)
            sigue = re.match(r"\s*(\w+)", self.liso[fin:])
            if ACABA_UN_NOMBRE.match(self.liso, fin) or (sigue and sigue.group(1) in self.cortes):
                nombre = normal(self.texto[inicio:fin], self.catalogos.organizaciones.siglas)
                halladas.append(Nombrada(inicio, fin, nombre, self._tipo("empresa")))
        return halladas
