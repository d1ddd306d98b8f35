"""Donde se juntan las piezas: el único módulo que las nombra a todas, y el único de `bot` que nombra `indices`."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine

from bot.almacen import AlmacenSQL, abrir_almacen, sal_de_la_instalacion
from bot.almacen.base.conexion import DOCUMENTOS
from bot.canal.piezas import Piezas, Renovar
from bot.config import Configuracion
from bot.dialogo.datos.aviso import aviso_con_voz
from bot.dialogo.decidir import decidir
from bot.dialogo.peticiones import PeticionDeBiblioteca, ResultadoDeBiblioteca
from bot.dialogo.turno import Conservacion, Contexto, Papeles, hoy
from bot.documentos.mis_datos import ArchivadorAparte, ArchivadorDeDatos
from bot.documentos.redactor import RedactorAparte, RedactorDeDocumentos
from bot.edicion.leer import leer_entrevista
from bot.entrevista.propuesta.redaccion.modelo import SinDiccionario
from bot.lenguaje.voz.abrir import abrir_transcriptor
from bot.montaje.busqueda import abrir_busqueda, abrir_sugeridor, vectores_de_preguntas, vigilar
from bot.revision.exportacion.entregar import ExportadorDeConversaciones, Exportar
from bot.servicio.aparte import hacer_aparte
from bot.servicio.atender import Servicio
from bot.servicio.biblioteca import Bibliotecario
from bot.servicio.cifrado import Cifrador
from bot.servicio.cumplir import Cumplidor
from bot.servicio.escucha import Escucha
from bot.servicio.puertos import AtenderBiblioteca, Mantenido, Persona
from conocimiento.biblioteca.catalogo import Acto
from conocimiento.biblioteca.gestion import olvidar_borradores
from conocimiento.formas.rotulados import listas_rotuladas
from conocimiento.frases import Informar
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta import Vigencia, clave_propia, fichas_segun, leer_corpus, leer_vocabulario
from conocimiento.ingesta.corpus import leer_guardado, vigentes_de
from conocimiento.modelo import Documento
from indices import abrir
from indices.buscador import BuscadorLocal
from indices.palabras.ortografia import el_que_haya

if TYPE_CHECKING:
    from bot.montaje.lenguaje import LenguajeMontado
    from bot.revision.biblioteca import Biblioteca
    from bot.revision.exportacion.exportar import ExportacionPedida, Exportada, Material
    from conocimiento.biblioteca.gestion import Comprobado, PorPreparar, Propio

_registro = logging.getLogger(__name__)
_T = TypeVar("_T")

CANAL_DEL_PERSONAL = "telegram"
"""El único en que se sabe quién escribe: en la terminal, cada uno dice el nombre que quiere."""
CARPETA_ENTREVISTA = Path(__file__).resolve().parent.parent / "entrevista" / "alianza"


class RelojDelSistema:
    """La hora de la máquina, en UTC."""

    def ahora(self) -> datetime:
        """Devuelve el instante actual con zona horaria."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asistente:
    """El asistente listo para conectarse a un canal."""

    servicio: Servicio
    almacen: AlmacenSQL
    reloj: RelojDelSistema
    conservacion: Conservacion
    datos: Path
    renovar: Renovar
    """Si el índice en disco es otro o algo caducó, se pasa a usar el nuevo; devuelve cuántos documentos tiene."""
    mas_medidas: Callable[[], bytes] | None = None

    @property
    def piezas(self) -> Piezas:
        """Lo que un canal necesita de él."""
        return Piezas(self.servicio, self.almacen, self.reloj, self.mantener, self.renovar, self.mas_medidas)

    def mantener(self) -> Mantenido:
        """Borra lo que ya cumplió su plazo y dice cuánto era, o por qué no borró a nadie."""
        ahora = self.reloj.ahora()
        olvidar_borradores(self.datos, Acto(CANAL_DEL_PERSONAL, ahora, ahora.astimezone(HORA_DE_LIMA).date()))
        return self.almacen.mantener(self.conservacion, ahora)

    def cerrar(self) -> None:
        """Cierra el almacén; lo demás no retiene nada."""
        self.almacen.cerrar()


def montar(configuracion: Configuracion, informar: Informar, *, puede_recordar: bool = False) -> Asistente:
    """Abre todo lo que una conversación necesita. Quien lo llama lo cierra.

    `puede_recordar`: el canal entrega también lo que se guarda sin que la persona escriba.
    """
    configuracion.datos.mkdir(parents=True, exist_ok=True)
    buscador = abrir_busqueda(configuracion, informar)
    buscador.armar()
    contexto = armar_contexto(
        configuracion, buscador.documentos, puede_recordar=puede_recordar, sin_erratas=buscador.sin_erratas
    )
    reloj = RelojDelSistema()
    base = contexto(reloj.ahora())
    lenguaje: LenguajeMontado | None = None
    if configuracion.habla_de_un_modelo:  # entonces, y solo entonces, se carga
        from bot.montaje.lenguaje import montar_lenguaje

        lenguaje = montar_lenguaje(configuracion, base, buscador.documentos)
        contexto = lenguaje.en(contexto) if lenguaje else contexto
    url = configuracion.direccion_del_almacen
    sal = sal_de_la_instalacion(url, configuracion.datos)
    documentos = configuracion.datos / DOCUMENTOS
    cifrador = cifrador_de(configuracion)
    personal = papeles_configurados(configuracion)
    almacen = abrir_almacen(url, sal, cifrador, personal=personal, documentos=documentos)
    cumplidor = Cumplidor(
        almacen,
        buscador,
        RedactorAparte(RedactorDeDocumentos(CARPETA_ENTREVISTA, documentos, cifrar=cifrador is not None)),
        abrir_sugeridor(buscador, base.entrevista.catalogos),
        ArchivadorAparte(ArchivadorDeDatos(documentos, cifrar=cifrador is not None)),
        ExportadorDeConversaciones(exportar_aparte(configuracion), documentos, reloj, cifrar=cifrador is not None),
        sal,
        Bibliotecario(biblioteca_aparte(configuracion)),
        Escucha(abrir_transcriptor(configuracion, base.vocabulario)),
        lenguaje.modelo if lenguaje else None,
    )
    servicio = Servicio(decidir, almacen, cumplidor, reloj, contexto)
    vigilado, de_uno_en_uno = vigilar(configuracion, buscador), asyncio.Lock()

    async def renovar() -> int | None:
        async with de_uno_en_uno:
            nuevo = await asyncio.to_thread(vigilado.renovar, reloj.ahora().astimezone(HORA_DE_LIMA).date())
            if nuevo is None:
                return None
            con_los_nuevos = con_lo_que_se_cita(configuracion, nuevo.documentos)
            servicio.conocer(
                nuevo, lambda ahora: replace(con_los_nuevos(contexto(ahora)), sin_erratas=nuevo.sin_erratas)
            )
            return len(nuevo.documentos)

    servicio.usar_lo_publicado_con(renovar)
    medidas = lenguaje.modelo.medidas.en_texto if lenguaje else None
    return Asistente(servicio, almacen, reloj, plazos_de(configuracion), configuracion.datos, renovar, medidas)


def armar_contexto(
    configuracion: Configuracion,
    documentos: tuple[Documento, ...],
    *,
    puede_recordar: bool = False,
    sin_erratas: Callable[[str], str] = str,
) -> Callable[[datetime], Contexto]:
    """Lee todo una vez y devuelve quien hace el contexto de un turno. `sin_erratas`: cómo corrige el buscador."""
    entrevista, escucha = leer_entrevista(CARPETA_ENTREVISTA), configuracion.voz is not None
    if escucha:
        entrevista = replace(entrevista, aviso=aviso_con_voz(entrevista.aviso))
    vocabulario = leer_vocabulario(configuracion.carpeta_corpus)
    plazos = plazos_de(configuracion)
    con_los_documentos = con_lo_que_se_cita(configuracion, documentos)
    diccionario = el_que_haya() or SinDiccionario()

    def contexto(ahora: datetime) -> Contexto:
        base = Contexto(entrevista, (), ahora, configuracion.contacto, vocabulario, plazos, puede_recordar)
        return replace(con_los_documentos(base), diccionario=diccionario, escucha=escucha, sin_erratas=sin_erratas)

    return contexto


def con_lo_que_se_cita(configuracion: Configuracion, documentos: Sequence[Documento]) -> Callable[[Contexto], Contexto]:
    """Pone en un contexto la ficha de cada documento y, de los que hoy se citan, los fragmentos y lo demás."""
    vigencia = Vigencia(documentos, configuracion.datos)

    @lru_cache(maxsize=1)
    def sin_lo_de(fuera: frozenset[str]) -> Callable[[Contexto], Contexto]:
        quedan = [documento for documento in documentos if documento.ficha.documento not in fuera]
        fragmentos = tuple(fragmento for documento in quedan for fragmento in documento.fragmentos)
        return partial(
            replace,
            fichas=fichas_segun(documentos, fuera),
            fragmentos=fragmentos,
            listas=listas_rotuladas(fragmentos),
            explicaciones=configuracion.en_sencillo.de(quedan),
        )

    return lambda contexto: sin_lo_de(vigencia.fuera(hoy(contexto)))(contexto)


def cifrador_de(configuracion: Configuracion) -> Cifrador | None:
    """Devuelve con qué se cifra lo guardado, o None si no se cifra."""
    return Cifrador(configuracion.claves_de_datos) if configuracion.claves_de_datos else None


def papeles_configurados(configuracion: Configuracion) -> dict[Persona, Papeles]:
    """Los papeles del personal que da la configuración."""
    atienden, exportan = configuracion.chats_que_atienden, configuracion.chats_que_exportan
    return {
        Persona(CANAL_DEL_PERSONAL, chat): Papeles(atiende=chat in atienden, exporta=chat in exportan)
        for chat in atienden | exportan
    }


def plazos_de(configuracion: Configuracion) -> Conservacion:
    """Devuelve los plazos de conservación configurados."""
    return Conservacion(configuracion.conservacion_consultas_dias, configuracion.conservacion_dias)


def reunir_material(configuracion: Configuracion, motor: Engine) -> "Material":
    """Devuelve de dónde sale lo que el personal exporta o promueve."""
    # Lo del personal se carga al usarlo: quien solo atiende no lo espera al arrancar.
    from bot.revision.exportacion.exportar import Material
    from bot.revision.grupos.juntar import agrupar

    def vectores(textos: Sequence[str]) -> Sequence[Sequence[float]]:
        # Aparte: el modelo ocupa más memoria que toda la exportación.
        return hacer_aparte(vectores_de_preguntas, configuracion, textos)

    documentos = leer_corpus(configuracion.carpeta_corpus, configuracion.datos)
    entrevista, lenguaje = leer_entrevista(CARPETA_ENTREVISTA), None
    if configuracion.habla_de_un_modelo:
        from bot.montaje.lenguaje import version_del_modelo

        lenguaje = version_del_modelo(configuracion)
    return Material(motor, entrevista, documentos, partial(agrupar, vectorizar=vectores), lenguaje)


def exportar_conversaciones(configuracion: Configuracion, pedido: "ExportacionPedida") -> "Exportada":
    """Exporta lo guardado. Raises `FugaDetectada`, `ErrorDeExportacion`, `ErrorAlmacen`, `ErrorCifrado`."""
    from bot.almacen.personal.lectura import abrir_para_revision
    from bot.revision.exportacion.exportar import exportar

    url = configuracion.direccion_del_almacen
    motor = abrir_para_revision(url, cifrador_de(configuracion), configuracion.datos)
    try:
        return exportar(pedido, reunir_material(configuracion, motor), lambda _: None)
    finally:
        motor.dispose()


def exportar_aparte(configuracion: Configuracion) -> Exportar:
    """Devuelve `exportar_conversaciones`, que se hará en otro proceso. Lanza además `TrabajoInterrumpido`."""
    return lambda pedido: hacer_aparte(exportar_conversaciones, configuracion, pedido)


# --- La biblioteca ---


def abrir_biblioteca(configuracion: Configuracion, motor: Engine, informar: Informar) -> "Biblioteca":
    """Devuelve lo que el personal usa para agregar, publicar y retirar documentos."""
    from bot.edicion.previa.de_guardado import mostrar_guardado
    from bot.revision.biblioteca import Biblioteca, Piezas, informado
    from conocimiento.lectura.aparte import leer_aparte

    return Biblioteca(
        configuracion.datos,
        motor,
        Piezas(
            informado(informar, leer_aparte),
            mostrar_guardado,
            partial(documentos_del_programa, configuracion),
            partial(preparar_publicacion, configuracion, informar),
            lambda: abrir_busqueda(configuracion, informar) and None,
        ),
    )


def con_la_biblioteca(
    configuracion: Configuracion, hacer: "Callable[[Biblioteca], _T]", informar: Informar = _registro.debug
) -> _T:
    """Abre la biblioteca, hace algo con ella y la cierra. Sirve para `hacer_aparte`, con `operator.methodcaller`."""
    from bot.almacen.personal.lectura import abrir_para_revision

    url, datos = configuracion.direccion_del_almacen, configuracion.datos
    datos.mkdir(parents=True, exist_ok=True)
    cifrador = cifrador_de(configuracion)
    abrir_almacen(url, sal_de_la_instalacion(url, datos), cifrador).cerrar()  # si todavía no existe, lo crea
    motor = abrir_para_revision(url, cifrador, datos)
    try:
        return hacer(abrir_biblioteca(configuracion, motor, informar))
    finally:
        motor.dispose()


def atender_biblioteca(
    configuracion: Configuracion, peticion: PeticionDeBiblioteca, quien: str, contenido: bytes
) -> ResultadoDeBiblioteca:
    """Hace lo que el personal pide de los documentos desde un chat. Raises `ErrorLegible`, `OSError`."""
    from bot.revision.biblioteca.del_chat import BibliotecaDelChat

    documentos, cifrar = configuracion.datos / DOCUMENTOS, bool(configuracion.claves_de_datos)

    def hacer(biblioteca: "Biblioteca") -> ResultadoDeBiblioteca:
        suya = BibliotecaDelChat(biblioteca, documentos, RelojDelSistema(), cifrar)
        return suya.atender(peticion, quien, contenido)

    return con_la_biblioteca(configuracion, hacer)


def biblioteca_aparte(configuracion: Configuracion) -> AtenderBiblioteca:
    """Devuelve `atender_biblioteca`, que se hará en otro proceso. Lanza además `TrabajoInterrumpido`."""
    return lambda pedida, quien, contenido: hacer_aparte(atender_biblioteca, configuracion, pedida, quien, contenido)


def documentos_del_programa(configuracion: Configuracion) -> "Mapping[str, Propio]":
    """Los que no agregó la agencia, por la clave con que se pueden reemplazar o retirar."""
    from conocimiento.biblioteca.gestion import Propio

    documentos = leer_corpus(configuracion.carpeta_corpus)
    return {clave_propia(uno): Propio(uno.huella[:12], uno.ficha.titulo, uno.texto) for uno in documentos}


def preparar_publicacion(
    configuracion: Configuracion, informar: Informar, pedido: "PorPreparar", forzar: bool
) -> "Comprobado":
    """Hace el índice nuevo, prueba las preguntas conocidas y publica. Raises `PublicacionRehusada`, sin publicar."""
    from bot.evaluacion.empeora import Lado, PublicacionRehusada, preguntas_que_empeoran, se_rehusa
    from conocimiento.biblioteca.gestion import Comprobado

    anterior = abrir_busqueda(configuracion, informar)
    documentos = leer_corpus(
        configuracion.carpeta_corpus, configuracion.datos, pedido.dia, pedido.catalogo, anterior.documentos
    )
    if pedido.escritos:
        nuevos = {
            uno.documento: leer_guardado(uno, inscrito.hasta, pedido.escritos[uno.documento])
            for uno, inscrito in vigentes_de(configuracion.datos, pedido.catalogo, pedido.dia)
            if uno.documento in pedido.escritos
        }
        documentos = tuple(nuevos.get(uno.ficha.documento, uno) for uno in documentos)
    hecho = Comprobado(0, ())

    def lado(buscador: BuscadorLocal) -> Lado:
        armado = armar_contexto(configuracion, buscador.documentos, sin_erratas=buscador.sin_erratas)
        contexto = armado(RelojDelSistema().ahora())
        return Lado(contexto, buscador, buscador.documentos)

    def comprobar(antes: BuscadorLocal, despues: BuscadorLocal) -> None:
        nonlocal hecho
        informar("Probando las preguntas conocidas…")
        hecho = preguntas_que_empeoran(lado(antes), lado(despues), partial(despues.hallan_lo_mismo, antes))
        if not forzar and se_rehusa(hecho):
            raise PublicacionRehusada(hecho)

    cambio = abrir.Cambio(documentos, comprobar, pedido.confirmar, pedido.en_uso)
    abrir.cambiar(anterior, configuracion.carpeta_corpus, configuracion.datos, cambio)
    return hecho
