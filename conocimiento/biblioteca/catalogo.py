"""El catálogo: qué versiones hay de cada documento y cuáles se citan. Lo único que decide lo que está en vigor.

    borrador → publicado → reemplazado | retirado

De una clave se cita una sola versión cada día. Lo que se publicó alguna vez no sale del catálogo: de ello se pudo citar
y hay que poder volver a leerlo.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from conocimiento.biblioteca.errores import CatalogoDanado, ErrorDeBiblioteca
from conocimiento.frases import fecha_en_palabras
from conocimiento.yaml.nodos import parecido

if TYPE_CHECKING:
    from pydantic import TypeAdapter

UN_DIA = timedelta(days=1)
DIAS_DE_UN_BORRADOR = 30


class Estado(StrEnum):
    """En qué punto de su vida está una versión."""

    BORRADOR = "borrador"
    PUBLICADO = "publicado"
    REEMPLAZADO = "reemplazado"
    RETIRADO = "retirado"


@dataclass(frozen=True, slots=True)
class Acto:
    """Quién hace algo y cuándo; `dia` es el de entonces en el Perú."""

    quien: str
    cuando: datetime
    dia: date


@dataclass(frozen=True, slots=True)
class Inscrito:
    """Una versión en el catálogo, con lo último que se hizo con ella.

    `desde` y `hasta`: el primer y el último día en que se cita, según lo previsto; un borrador con `desde` estuvo
    publicado. `por`: la `clave/version` que la reemplazó. `generacion`: el índice que se hizo al publicarla.
    """

    clave: str
    version: str
    estado: Estado
    quien: str
    cuando: datetime
    desde: date | None = None
    hasta: date | None = None
    motivo: str = ""
    por: str = ""
    generacion: str = ""

    @property
    def nombre(self) -> str:
        """«clave/version», que la distingue de cualquier otra."""
        return f"{self.clave}/{self.version}"

    @property
    def nunca_se_publico(self) -> bool:
        """De un borrador que nunca se publicó no se pudo citar nada."""
        return self.estado is Estado.BORRADOR and self.desde is None

    def rige(self, dia: date) -> bool:
        """Si ese día se cita."""
        if self.estado not in (Estado.PUBLICADO, Estado.REEMPLAZADO):
            return False
        return (self.desde is None or self.desde <= dia) and (self.hasta is None or dia <= self.hasta)

    def regira(self, dia: date) -> bool:
        """Si se cita ese día o se citará alguno posterior."""
        return self.rige(dia if self.desde is None else max(dia, self.desde))


@dataclass(frozen=True, slots=True)
class Catalogo:
    """Las versiones inscritas, en el orden en que llegaron."""

    inscritos: tuple[Inscrito, ...] = ()

    def de(self, clave: str) -> tuple[Inscrito, ...]:
        """Las versiones de una clave. Raises `ErrorDeBiblioteca` si no hay ninguna."""
        hallados = tuple(uno for uno in self.inscritos if uno.clave == clave)
        if not hallados:
            cercana = parecido(clave, {uno.clave for uno in self.inscritos})
            raise ErrorDeBiblioteca(
                f"No hay ningún documento con la clave «{clave}»{cercana}. Vea los que hay con: alianzas documentos",
                en_el_chat="Ese documento ya no está. Vea los que hay con /documentos.",
            )
        return hallados

    def con_version(self, version: str) -> Inscrito | None:
        """La que tiene ese contenido, sea cual sea su clave."""
        return next((uno for uno in self.inscritos if uno.version == version), None)

    def ultimo(self, clave: str) -> Inscrito:
        """La versión que llegó al final. Raises `ErrorDeBiblioteca`."""
        return self.de(clave)[-1]

    def vigentes(self, dia: date) -> tuple[Inscrito, ...]:
        """Las que ese día se citan, por orden de clave."""
        return tuple(sorted((uno for uno in self.inscritos if uno.rige(dia)), key=lambda uno: uno.clave))

    def propios_fuera(self, dia: date) -> frozenset[str]:
        """Las claves de lo que trae el programa (se inscribe sin `desde`) que ese día no se citan."""
        propios = (uno for uno in self.inscritos if uno.desde is None and uno.estado is not Estado.BORRADOR)
        return frozenset(uno.clave for uno in propios if not uno.rige(dia))


def inscribir(catalogo: Catalogo, clave: str, version: str, acto: Acto) -> Catalogo:
    """Agrega una versión como borrador; si ya está, lo deja igual."""
    if any(uno.nombre == f"{clave}/{version}" for uno in catalogo.inscritos):
        return catalogo
    return Catalogo((*catalogo.inscritos, Inscrito(clave, version, Estado.BORRADOR, acto.quien, acto.cuando)))


def inscribir_propio(catalogo: Catalogo, clave: str, propios: Mapping[str, str], acto: Acto) -> Catalogo:
    """Agrega, ya publicado, uno de los que trae el programa (su versión por clave), si hace falta nombrarlo."""
    if clave not in propios or any(uno.clave == clave for uno in catalogo.inscritos):
        return catalogo
    suyo = Inscrito(clave, propios[clave], Estado.PUBLICADO, acto.quien, acto.cuando)
    return Catalogo((*catalogo.inscritos, suyo))


def publicar(
    catalogo: Catalogo, clave: str, acto: Acto, desde: date | None = None, reemplaza: tuple[str, ...] = ()
) -> Catalogo:
    """Publica la última versión de una clave desde un día (hoy, si no se dice).

    La versión anterior de la clave, y las de las claves que `reemplaza`, se citan hasta el día antes. Raises
    `ErrorDeBiblioteca`.
    """
    nuevo, primero = catalogo.ultimo(clave), desde or acto.dia
    if nuevo.regira(acto.dia):
        raise ErrorDeBiblioteca(f"«{clave}» ya está publicado.")
    if primero < acto.dia:
        raise ErrorDeBiblioteca(
            f"El {fecha_en_palabras(primero)} ya pasó: lo que se publica se cita desde hoy o desde otro día que venga."
        )
    salen = [
        _reemplazable(catalogo, una, acto.dia)
        for una in dict.fromkeys((clave, *reemplaza))
        if una != clave or any(otro.regira(acto.dia) for otro in catalogo.de(clave))
    ]
    sustituidos = (
        replace(_mover(uno, Estado.REEMPLAZADO, acto, por=nuevo.nombre), hasta=primero - UN_DIA) for uno in salen
    )
    publicado = replace(_mover(nuevo, Estado.PUBLICADO, acto), desde=primero, hasta=None)
    return _cambiar(catalogo, (*sustituidos, publicado))


def retirar(catalogo: Catalogo, clave: str, acto: Acto, motivo: str) -> Catalogo:
    """Deja de citar una clave desde ahora. Raises `ErrorDeBiblioteca`.

    Si aún no había empezado a citarse, lo que iba a reemplazar se queda.
    """
    if not motivo.strip():
        raise ErrorDeBiblioteca(
            "Diga por qué se retira, con --motivo: quien pregunte después lo leerá.",
            en_el_chat="Escriba por qué se retira: quien pregunte después lo leerá.",
        )
    regiran = [uno for uno in catalogo.de(clave) if uno.regira(acto.dia)]
    if not regiran:
        raise ErrorDeBiblioteca(f"«{clave}» no se cita: {_por_que_no(catalogo.ultimo(clave))}.")
    retirados = [_mover(uno, Estado.RETIRADO, acto, motivo.strip()) for uno in regiran]
    sin_empezar = [uno for uno in regiran if uno.desde is not None and uno.desde > acto.dia]
    ya = _cambiar(catalogo, retirados)
    return _cambiar(ya, _devueltos(ya, sin_empezar, acto))


def deshacer(catalogo: Catalogo, clave: str, acto: Acto) -> Catalogo:
    """Vuelve a borrador lo último que se publicó de una clave, y se cita lo que había reemplazado.

    Raises `ErrorDeBiblioteca` si no está publicado.
    """
    publicado = next((uno for uno in catalogo.de(clave) if uno.estado is Estado.PUBLICADO), None)
    if publicado is None or publicado.desde is None:
        raise ErrorDeBiblioteca(f"«{clave}» no está publicado: no hay nada que deshacer.")
    ya = _cambiar(catalogo, (_mover(publicado, Estado.BORRADOR, acto),))
    return _cambiar(ya, _devueltos(ya, [publicado], acto))


def descartar(catalogo: Catalogo, clave: str) -> tuple[Catalogo, Inscrito]:
    """Saca del catálogo un borrador que nunca se publicó, y dice cuál era. Raises `ErrorDeBiblioteca`."""
    ultimo = catalogo.ultimo(clave)
    if not ultimo.nunca_se_publico:
        raise ErrorDeBiblioteca(
            f"«{clave}» estuvo publicado y pudo citarse: se conserva. Para que no se cite: alianzas documentos retirar",
            en_el_chat="Ese documento estuvo publicado y pudo citarse: se conserva. Para que no se cite, retírelo en "
            "/documentos.",
        )
    return Catalogo(tuple(uno for uno in catalogo.inscritos if uno != ultimo)), ultimo


def olvidar_borradores(catalogo: Catalogo, ahora: datetime) -> tuple[Catalogo, tuple[Inscrito, ...]]:
    """Saca los borradores que nunca se publicaron y tienen más de `DIAS_DE_UN_BORRADOR`; dice cuáles eran."""
    antes = ahora - timedelta(days=DIAS_DE_UN_BORRADOR)
    viejos = tuple(uno for uno in catalogo.inscritos if uno.nunca_se_publico and uno.cuando < antes)
    return Catalogo(tuple(uno for uno in catalogo.inscritos if uno not in viejos)), viejos


def con_generacion(catalogo: Catalogo, clave: str, generacion: str) -> Catalogo:
    """Anota, en la última versión de una clave, con qué índice se publicó."""
    return _cambiar(catalogo, (replace(catalogo.ultimo(clave), generacion=generacion),))


def a_json(catalogo: Catalogo) -> bytes:
    """El catálogo como JSON, para guardarlo; `de_json` lo devuelve igual."""
    return _adaptador().dump_json(catalogo, indent=1, exclude_defaults=True)


def de_json(octetos: bytes) -> Catalogo:
    """El catálogo que `a_json` guardó. Raises `CatalogoDanado`."""
    try:
        return _adaptador().validate_json(octetos)
    except ValueError as error:
        raise CatalogoDanado(
            "El catálogo de documentos (biblioteca/catalogo.json) no se entiende. Devuélvalo de una copia de respaldo."
        ) from error


def _reemplazable(catalogo: Catalogo, clave: str, dia: date) -> Inscrito:
    """La única versión de una clave que se cita. Raises `ErrorDeBiblioteca` si no hay, o si otra ya espera su día."""
    regiran = [uno for uno in catalogo.de(clave) if uno.regira(dia)]
    if not regiran:
        raise ErrorDeBiblioteca(f"«{clave}» no se puede reemplazar: {_por_que_no(catalogo.ultimo(clave))}.")
    for uno in regiran:
        if uno.desde is not None and uno.desde > dia:
            raise ErrorDeBiblioteca(
                f"«{clave}» ya tiene una versión para el {fecha_en_palabras(uno.desde)}. Deshágala o retírela antes."
            )
        if uno.estado is Estado.REEMPLAZADO:
            raise ErrorDeBiblioteca(f"A «{clave}» ya la reemplazará «{uno.por}». Deshágalo o retire esa antes.")
    return regiran[0]


def _por_que_no(uno: Inscrito) -> str:
    match uno.estado:
        case Estado.BORRADOR:
            return "es un borrador"
        case Estado.REEMPLAZADO:
            return f"la reemplazó «{uno.por}»"
        case Estado.RETIRADO:
            return "ya se retiró"
        case Estado.PUBLICADO:
            return "su plazo terminó"


def _devueltos(catalogo: Catalogo, quitados: Iterable[Inscrito], acto: Acto) -> Iterable[Inscrito]:
    """Lo que reemplazaban los quitados, otra vez publicado; salvo si de su clave ya se cita otra versión."""
    nombres = {uno.nombre for uno in quitados}
    for uno in catalogo.inscritos:
        if uno.estado is Estado.REEMPLAZADO and uno.por in nombres:
            otras = (otro for otro in catalogo.de(uno.clave) if otro != uno)
            if not any(otro.regira(acto.dia) for otro in otras):
                yield replace(_mover(uno, Estado.PUBLICADO, acto), hasta=None)


def _mover(uno: Inscrito, estado: Estado, acto: Acto, motivo: str = "", por: str = "") -> Inscrito:
    return replace(uno, estado=estado, quien=acto.quien, cuando=acto.cuando, motivo=motivo, por=por)


def _cambiar(catalogo: Catalogo, cambiados: Iterable[Inscrito]) -> Catalogo:
    nuevos = {uno.nombre: uno for uno in cambiados}
    return Catalogo(tuple(nuevos.get(uno.nombre, uno) for uno in catalogo.inscritos))


@cache
def _adaptador() -> "TypeAdapter[Catalogo]":
    from pydantic import TypeAdapter

    return TypeAdapter(Catalogo)
