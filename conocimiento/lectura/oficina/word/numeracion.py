"""La numeración automática: lo que Word escribe delante de un párrafo y no está en su texto («Artículo 4.-», «a)»)."""

import re
from collections import defaultdict
from dataclasses import dataclass

from conocimiento.expresiones import diferida
from conocimiento.lectura.formatos.arbol import Elemento
from conocimiento.lectura.oficina.numeros import VINETA, escribir_numero
from conocimiento.lectura.oficina.word.marcas import W, camino, encendido, valor

_LUGAR = diferida(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Nivel:
    comienza: int
    clase: str
    muestra: str
    en_cifras: bool  # los números de los otros niveles, siempre en cifras
    estilo: str


class Numeracion:
    """Lleva la cuenta de cada lista, en el orden del documento."""

    def __init__(self, raiz: Elemento | None) -> None:
        abstractas = [] if raiz is None else raiz.findall(camino("abstractNum"))
        listas = [] if raiz is None else raiz.findall(camino("num"))
        niveles = {una.get(W + "abstractNumId", ""): _niveles(una) for una in abstractas}
        de_estilo = {valor(una, "styleLink"): una.get(W + "abstractNumId", "") for una in abstractas}
        reenvios = {
            una.get(W + "abstractNumId", ""): de_estilo[valor(una, "numStyleLink")]
            for una in abstractas
            if valor(una, "numStyleLink") and valor(una, "numStyleLink") in de_estilo
        }
        self._abstracta: dict[str, str] = {}
        self._niveles: dict[str, dict[int, _Nivel]] = {}
        self._reinicios: dict[str, dict[int, int]] = {}
        for lista in listas:
            clave, abstracta = lista.get(W + "numId", ""), valor(lista, "abstractNumId")
            abstracta = reenvios.get(abstracta, abstracta)
            cambios = lista.findall(camino("lvlOverride"))
            self._abstracta[clave] = abstracta
            self._niveles[clave] = {**niveles.get(abstracta, {})}
            self._reinicios[clave] = {}
            for cambio in cambios:
                self._niveles[clave] |= _niveles(cambio)
                desde = valor(cambio, "startOverride")
                if desde.isdecimal():
                    self._reinicios[clave][_entero(cambio.get(W + "ilvl", ""))] = int(desde)
        self._cuentas: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def rotular(self, lista: str, nivel: str, estilo: str = "") -> str:
        """Lo que va delante del párrafo, y lo cuenta; vacío si la lista no existe o no muestra nada."""
        niveles = self._niveles.get(lista)
        if not niveles:
            return ""
        lugar = (
            _entero(nivel) if nivel else next((k for k, uno in niveles.items() if estilo and uno.estilo == estilo), 0)
        )
        propio = niveles.get(lugar)
        if propio is None:
            return ""
        cuenta = self._cuentas[self._abstracta[lista]]
        if lugar in self._reinicios[lista]:
            cuenta[lugar] = self._reinicios[lista].pop(lugar)
        else:
            cuenta[lugar] = cuenta[lugar] + 1 if lugar in cuenta else propio.comienza
        for otro in [uno for uno in cuenta if uno > lugar]:
            del cuenta[otro]
        if propio.clase == "bullet":
            return VINETA
        if propio.clase == "none" and "%" not in propio.muestra:
            return propio.muestra.strip()

        def poner(hallado: re.Match[str]) -> str:
            cual = int(hallado.group(1)) - 1
            suyo = niveles.get(cual)
            if suyo is None:
                return ""
            clase = "decimal" if propio.en_cifras and cual != lugar else suyo.clase
            return escribir_numero(cuenta.get(cual, suyo.comienza), clase)

        return _LUGAR.sub(poner, propio.muestra).strip()


def _niveles(contiene: Elemento) -> dict[int, _Nivel]:
    return {
        _entero(uno.get(W + "ilvl", "")): _Nivel(
            _entero(valor(uno, "start"), 1),
            valor(uno, "numFmt") or "decimal",
            valor(uno, "lvlText"),
            encendido(uno, "isLgl") is True,
            valor(uno, "pStyle"),
        )
        for uno in contiene.findall(camino("lvl"))
    }


def _entero(texto: str, omision: int = 0) -> int:
    return int(texto) if texto.isdecimal() and len(texto) < 7 else omision
