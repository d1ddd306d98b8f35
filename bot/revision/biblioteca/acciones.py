"""Lo que el personal hace con los documentos de la biblioteca; de cada cosa queda constancia en la bitácora."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine

from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora
from bot.revision.biblioteca import revisadas, textos
from bot.revision.biblioteca.revisadas import Puesto
from conocimiento.biblioteca import gestion
from conocimiento.biblioteca.catalogo import Acto, Catalogo, Inscrito
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import (
    Agregado,
    Comprobado,
    Leer,
    PorAgregar,
    PorPreparar,
    PorPublicar,
    Propio,
    elegir,
)
from conocimiento.biblioteca.guardado import (
    EXPLICACIONES,
    PREGUNTAS,
    DocumentoGuardado,
    guardado,
    leer_catalogo,
    turno,
)
from conocimiento.biblioteca.parecidos import Parecido, parecidos
from conocimiento.frases import Informar
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta.cortes import dividir
from conocimiento.ingesta.ideas import IdeasLeidas, revisar_ideas


@dataclass(frozen=True, slots=True)
class Piezas:
    """Lo que hace falta de fuera. `preparar` publica aunque empeore algo si se le dice (`forzar`)."""

    leer: Leer
    mostrar: Callable[[DocumentoGuardado], bytes]
    """La página que muestra cómo se leyó y cómo se citará."""
    propios: Callable[[], Mapping[str, Propio]]
    preparar: Callable[[PorPreparar, bool], Comprobado]
    renovar: Callable[[], None]
    """Rehace el índice con lo que ahora está en vigor."""


@dataclass(frozen=True, slots=True)
class Publicado:
    """Lo publicado, lo que deja de citarse por ello y lo que dio la comprobación.

    `revisado`: lo que trae su archivo de preguntas; None si no tiene.
    """

    guardado: DocumentoGuardado
    inscrito: Inscrito
    salen: tuple[Inscrito, ...]
    comprobado: Comprobado
    revisado: IdeasLeidas | None = None


class Biblioteca:
    """Los documentos de una instalación. Cada acción se hace entera o no se hace, aunque el proceso muera."""

    def __init__(self, datos: Path, motor: Engine, piezas: Piezas) -> None:
        self._datos = datos
        self._motor = motor
        self._piezas = piezas

    @property
    def catalogo(self) -> Catalogo:
        """Lo que hay, también lo que ya no se cita. Raises `CatalogoDanado`."""
        return leer_catalogo(self._datos)

    def guardado(self, dicha: str) -> DocumentoGuardado:
        """Una versión en el disco, por su «clave» (la última) o «clave/version». Raises `ErrorDeBiblioteca`."""
        return guardado(self._datos, elegir(self.catalogo, dicha))

    def ver(self, dicha: str) -> bytes:
        """La página que muestra cómo se leyó una versión y cómo se citará.

        Raises `ErrorDeBiblioteca`, `ErrorDeLectura`, `ErrorDeDocumento`.
        """
        return self._piezas.mostrar(self.guardado(dicha))

    @property
    def propios(self) -> Mapping[str, Propio]:
        """Los documentos que trae el programa, por su clave; también los que ya no se citan."""
        return self._piezas.propios()

    def parecidos(self, uno: DocumentoGuardado, ahora: datetime) -> tuple[tuple[Parecido, str], ...]:
        """Lo que se cita y uno quizá reemplaza, con su título, del más parecido al menos."""
        dia = ahora.astimezone(HORA_DE_LIMA).date()
        otros = gestion.con_que_comparar(self._datos, self.catalogo, dia, self.propios)
        return tuple((otro, otros[otro.clave][0]) for otro in parecidos(uno.texto, uno.ficha.titulo, otros))

    def agregar(self, pedido: PorAgregar, quien: str, ahora: datetime) -> Agregado:
        """Guarda un archivo como borrador. Raises los errores de `gestion.agregar`."""
        hecho = gestion.agregar(self._datos, pedido, _acto(quien, ahora), self._piezas.leer, self._piezas.propios())
        self._anotar("agregar_documento", quien, ahora, hecho.guardado, {"archivo": pedido.nombre})
        return hecho

    def corregir(self, clave: str, nueva: FichaEscrita, quien: str, ahora: datetime) -> None:
        """Cambia los datos de un borrador. Raises `ErrorDeBiblioteca`."""
        suyo = gestion.corregir(self._datos, clave, nueva)
        self._anotar("corregir_documento", quien, ahora, suyo, asdict(nueva))

    def publicar(self, pedido: PorPublicar, quien: str, ahora: datetime, *, forzar: bool = False) -> Publicado:
        """Publica una clave. Raises los errores de `gestion.publicar` y `PublicacionRehusada`."""
        comprobado = Comprobado(0, ())

        def preparar(una: PorPreparar) -> None:
            nonlocal comprobado
            comprobado = self._piezas.preparar(una, forzar)

        acto = _acto(quien, ahora)
        hecho, salen = gestion.publicar(self._datos, pedido, acto, preparar, self._piezas.propios())
        inscrito = elegir(self.catalogo, f"{hecho.clave}/{hecho.version}")
        detalle = {
            "desde": str(inscrito.desde),
            "reemplaza": [uno.nombre for uno in salen],
            "probadas": comprobado.probadas,
            "empeoran": len(comprobado.empeoran),
            "forzada": forzar,
        }
        self._anotar("publicar_documento", quien, ahora, hecho, detalle)
        return Publicado(hecho, inscrito, salen, comprobado, revisado_de(hecho))

    def poner(
        self, clave: str, archivos: Sequence[Path], quien: str, ahora: datetime, *, forzar: bool = False
    ) -> Puesto:
        """Pone a un documento las preguntas y explicaciones revisadas de esos archivos; no publica nada.

        Si ya se cita, antes se prueba que nada se conteste peor. Raises `ErrorDeBiblioteca` con todo lo que haya que
        corregir, `PublicacionRehusada`, `OSError`; en cualquier caso, sin poner nada.
        """
        uno, dia = self.guardado(clave), ahora.astimezone(HORA_DE_LIMA).date()
        if not uno.carpeta.is_dir():
            raise ErrorDeBiblioteca(textos.lo_trae_el_programa(clave))
        dados = revisadas.por_su_nombre(archivos)
        puesto = revisadas.comprobar(uno, dados)
        contenidos = {nombre: archivo.read_bytes() for nombre, archivo in dados.items()}
        escritos = (dados.get(PREGUNTAS, uno.preguntas), dados.get(EXPLICACIONES, uno.explicaciones))
        with turno(self._datos):
            if any(otro.nombre == f"{uno.clave}/{uno.version}" for otro in self.catalogo.vigentes(dia)):
                cambio = PorPreparar(
                    self.catalogo, dia, True, lambda _: revisadas.guardar(uno, contenidos), {uno.documento: escritos}
                )
                puesto = replace(puesto, comprobado=self._piezas.preparar(cambio, forzar))
            else:
                revisadas.guardar(uno, contenidos)
        self._anotar("poner_preguntas", quien, ahora, uno, {"archivos": sorted(dados), "forzada": forzar})
        return puesto

    def retirar(self, clave: str, motivo: str, quien: str, ahora: datetime) -> Inscrito:
        """Deja de citar una clave: el catálogo, primero. Raises `ErrorDeBiblioteca` y los de rehacer el índice."""
        inscrito = gestion.retirar(self._datos, clave, _acto(quien, ahora), motivo, self._piezas.propios())
        self._anotar("retirar_documento", quien, ahora, guardado(self._datos, inscrito), motivo=motivo.strip())
        self._piezas.renovar()
        return inscrito

    def deshacer(self, clave: str, quien: str, ahora: datetime) -> Inscrito:
        """Vuelve a borrador lo último que se publicó de una clave. Raises como `retirar`."""
        inscrito = gestion.deshacer(self._datos, clave, _acto(quien, ahora))
        self._anotar("deshacer_publicacion", quien, ahora, guardado(self._datos, inscrito))
        self._piezas.renovar()
        return inscrito

    def descartar(self, clave: str, quien: str, ahora: datetime) -> None:
        """Borra un borrador que nunca se publicó. Raises `ErrorDeBiblioteca`."""
        self._anotar("descartar_documento", quien, ahora, gestion.descartar(self._datos, clave))

    def _anotar(
        self,
        accion: str,
        quien: str,
        ahora: datetime,
        uno: DocumentoGuardado,
        detalle: Mapping[str, Any] = MappingProxyType({}),
        *,
        motivo: str = "",
    ) -> None:
        suyo = {"clave": uno.clave, "version": uno.version, **detalle}
        anotar_en_bitacora(self._motor, Actuacion(ahora, quien, accion, motivo, suyo))


def informado(informar: Informar, leer: Callable[[Path, str, Callable[[int, int], None]], Any]) -> Leer:
    """El lector, diciendo por qué página va."""
    return lambda archivo, nombre: leer(
        archivo, nombre, lambda pagina, total: informar(f"Leyendo «{nombre}»: página {pagina} de {total}.")
    )


def revisado_de(uno: DocumentoGuardado) -> IdeasLeidas | None:
    """Lo que trae el archivo de preguntas de una versión; None si no tiene. Raises `ErrorDeFicha`."""
    return revisar_ideas(uno.preguntas, uno.documento, dividir(uno), ()) if uno.preguntas.is_file() else None


def _acto(quien: str, ahora: datetime) -> Acto:
    return Acto(quien, ahora, ahora.astimezone(HORA_DE_LIMA).date())
