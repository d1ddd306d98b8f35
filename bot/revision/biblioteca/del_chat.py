"""Lo que el personal pide de los documentos desde un chat, hecho con la biblioteca."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never

from bot.almacen.depurar import DE_UN_DIA
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import (
    CorregirDocumento,
    DescartarDocumento,
    DescribirDocumento,
    DeshacerPublicacion,
    DocumentoDescrito,
    DocumentoLeido,
    DocumentoMirado,
    DocumentoPublicado,
    DocumentoQuitado,
    DocumentosListados,
    EstadoDeDocumento,
    LeerArchivo,
    ListarDocumentos,
    ParaQue,
    Parecido,
    PeticionDeBiblioteca,
    PublicarDocumento,
    ResultadoDeBiblioteca,
    RetirarDocumento,
    VerDocumento,
    VistaHecha,
)
from bot.dialogo.preguntas.citas import citar, fuente
from bot.documentos.archivo import guardar
from bot.revision.biblioteca.acciones import Biblioteca
from bot.servicio.cifrado import cerrar_archivo
from bot.servicio.puertos import Reloj
from conocimiento.biblioteca.catalogo import Estado, Inscrito
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.gestion import PorAgregar, PorPublicar
from conocimiento.biblioteca.guardado import version_de
from conocimiento.biblioteca.textos import decir_avisos, decir_empeorada, decir_lo_leido, decir_lo_revisado
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta.segmentacion import de_muestra, segmentar
from conocimiento.modelo import Ficha

NO_ESTA = "Ese documento ya no está. Vea los que hay con /documentos."
HAY_OTRA = "De ese documento hay una versión más nueva. Véala con /documentos."
PARECIDOS = PEORES = 3


@dataclass(frozen=True, slots=True)
class BibliotecaDelChat:
    """La de una instalación. La vista previa queda en `documentos`, y no se guarda más de un día."""

    biblioteca: Biblioteca
    documentos: Path
    reloj: Reloj
    cifrar: bool = False

    def atender(self, peticion: PeticionDeBiblioteca, quien: str, contenido: bytes) -> ResultadoDeBiblioteca:
        """Como `AtenderBiblioteca`. Raises `ErrorLegible`, `OSError`."""
        match peticion:
            case LeerArchivo(archivo):
                return self._leer(contenido, archivo.nombre, quien)
            case DescribirDocumento(version, para):
                return DocumentoMirado(self._describir(self._inscrito(version)), para)
            case CorregirDocumento():
                return self._corregir(peticion, quien)
            case VerDocumento(version):
                return self._ver(self._inscrito(version))
            case PublicarDocumento():
                return self._publicar(peticion, quien)
            case DeshacerPublicacion(version) | RetirarDocumento(version):
                return self._dejar_de_citar(peticion, version, quien)
            case DescartarDocumento(version):
                descrito = self._describir(self._inscrito(version))
                self.biblioteca.descartar(self._ultima(version), quien, self.reloj.ahora())
                return DocumentoQuitado(descrito, peticion)
            case ListarDocumentos():
                return DocumentosListados(tuple(self._listar()))
            case _:
                assert_never(peticion)

    def _leer(self, contenido: bytes, nombre: str, quien: str) -> DocumentoLeido:
        conocido = self.biblioteca.catalogo.con_version(version_de(contenido))
        if conocido is not None:
            return DocumentoLeido(self._describir(conocido), ya_estaba=True)
        with TemporaryDirectory(prefix="alianzas-recibido-") as carpeta:
            archivo = Path(carpeta) / "recibido"
            archivo.write_bytes(contenido)
            agregado = self.biblioteca.agregar(PorAgregar(archivo, nombre), quien, self.reloj.ahora())
        return DocumentoLeido(self._describir(self._inscrito(agregado.guardado.version)))

    def _corregir(self, pedido: CorregirDocumento, quien: str) -> DocumentoMirado:
        clave = self._ultima(pedido.version)
        ficha = self.biblioteca.guardado(clave).ficha
        if pedido.titulo is not None:
            ficha = replace(ficha, titulo=pedido.titulo)
        if pedido.anio is not None:
            ficha = replace(ficha, anio=pedido.anio or None)
        if pedido.institucion is not None:
            ficha = replace(ficha, institucion=pedido.institucion)
        self.biblioteca.corregir(clave, ficha, quien, self.reloj.ahora())
        return DocumentoMirado(self._describir(self._inscrito(pedido.version)), ParaQue.CONFIRMAR)

    def _ver(self, inscrito: Inscrito) -> VistaHecha:
        contenido = self.biblioteca.ver(inscrito.nombre)
        guardado, secreto = cerrar_archivo(contenido) if self.cifrar else (contenido, "")
        ruta = guardar(self.documentos.resolve(), guardado, f"{DE_UN_DIA}.html")
        adjunto = Adjunto(str(ruta), f"{inscrito.clave}.html", "", sha256(contenido).hexdigest(), secreto)
        return VistaHecha(self._describir(inscrito), adjunto)

    def _publicar(self, pedido: PublicarDocumento, quien: str) -> DocumentoPublicado:
        clave, antes = self._ultima(pedido.version), self._inscrito(pedido.version)
        if antes.estado is Estado.PUBLICADO:  # se pidió dos veces, o murió el proceso antes de decirlo
            return DocumentoPublicado(self._describir(antes))
        reemplaza = (self._clave_de(pedido.reemplaza),) if pedido.reemplaza else ()
        hecho = self.biblioteca.publicar(PorPublicar(clave, None, reemplaza), quien, self.reloj.ahora())
        comprobado, usado = hecho.comprobado, hecho.revisado
        return DocumentoPublicado(
            self._describir(hecho.inscrito),
            tuple(map(self._titulo, hecho.salen)),
            comprobado.probadas,
            len(comprobado.empeoran),
            tuple(" ".join(decir_empeorada(una)) for una in comprobado.empeoran[:PEORES]),
            decir_lo_revisado(len(usado.revisadas), usado.preguntas, usado.sin_revisar) if usado else "",
        )

    def _dejar_de_citar(
        self, pedido: DeshacerPublicacion | RetirarDocumento, version: str, quien: str
    ) -> DocumentoQuitado:
        clave, ahora = self._clave_de(version), self.reloj.ahora()
        if isinstance(pedido, RetirarDocumento):
            hecho = self.biblioteca.retirar(clave, pedido.motivo, quien, ahora)
        else:
            hecho = self.biblioteca.deshacer(clave, quien, ahora)
        return DocumentoQuitado(self._nombrar(hecho), pedido)

    def _listar(self) -> list[DocumentoDescrito]:
        catalogo, ahora = self.biblioteca.catalogo, self.reloj.ahora()
        borradores = [self._nombrar(uno) for uno in catalogo.inscritos if uno.estado is Estado.BORRADOR]
        inscritos = {uno.clave for uno in catalogo.inscritos}
        propios = [
            DocumentoDescrito(uno.version, uno.titulo, EstadoDeDocumento.PUBLICADO, ahora)
            for clave, uno in self.biblioteca.propios.items()
            if clave not in inscritos
        ]
        vigentes = catalogo.vigentes(ahora.astimezone(HORA_DE_LIMA).date())
        return [*borradores, *propios, *map(self._nombrar, vigentes)]

    def _inscrito(self, version: str) -> Inscrito:
        inscrito = self.biblioteca.catalogo.con_version(version)
        if inscrito is None:
            raise ErrorDeBiblioteca(NO_ESTA)
        return inscrito

    def _clave_de(self, version: str) -> str:
        """La de una versión, también de las que trae el programa."""
        propias = (clave for clave, uno in self.biblioteca.propios.items() if uno.version == version)
        return next(propias, None) or self._inscrito(version).clave

    def _ultima(self, version: str) -> str:
        """La clave de una versión, si es la última que llegó: lo que se hace por clave se hace con la última."""
        clave = self._inscrito(version).clave
        if self.biblioteca.catalogo.ultimo(clave).version != version:
            raise ErrorDeBiblioteca(HAY_OTRA)
        return clave

    def _titulo(self, uno: Inscrito) -> str:
        guardado = self.biblioteca.guardado(uno.nombre)
        if guardado.carpeta.is_dir():
            return guardado.ficha.titulo
        propio = self.biblioteca.propios.get(uno.clave)
        return propio.titulo if propio else uno.clave

    def _nombrar(self, uno: Inscrito) -> DocumentoDescrito:
        """Sin leerlo: lo que hace falta para nombrarlo."""
        estado = EstadoDeDocumento(uno.estado.value)
        descrito = DocumentoDescrito(uno.version, self._titulo(uno), estado, uno.cuando, desde=uno.desde)
        guardado = self.biblioteca.guardado(uno.nombre)
        if not guardado.carpeta.is_dir():
            return descrito
        return replace(descrito, institucion=guardado.ficha.institucion, anio=guardado.ficha.anio)

    def _describir(self, uno: Inscrito) -> DocumentoDescrito:
        descrito, guardado = self._nombrar(uno), self.biblioteca.guardado(uno.nombre)
        if not guardado.carpeta.is_dir():
            return descrito
        lectura, escrita = guardado.lectura, guardado.ficha
        ficha = Ficha(
            guardado.documento, escrita.titulo, escrita.institucion, escrita.anio, "", uno.version, escrita.capitulo
        )
        fragmentos = segmentar(lectura, guardado.documento, uno.version)
        muestra = de_muestra(fragmentos, escrita.titulo) or fragmentos[0]
        parecidos = self.biblioteca.parecidos(guardado, self.reloj.ahora()) if uno.estado is Estado.BORRADOR else ()
        return replace(
            descrito,
            leido=decir_lo_leido(lectura),
            avisos=tuple(aviso.texto for aviso in decir_avisos(lectura)),
            cita=fuente(citar(muestra), (ficha,)),
            parecidos=tuple(
                Parecido(self._version_vigente(otro.clave), titulo, round(otro.parte * 100))
                for otro, titulo in parecidos[:PARECIDOS]
                if otro.clave != uno.clave  # a la versión anterior de lo mismo la reemplaza siempre
            ),
        )

    def _version_vigente(self, clave: str) -> str:
        vigentes = self.biblioteca.catalogo.vigentes(self.reloj.ahora().astimezone(HORA_DE_LIMA).date())
        return (
            next((uno.version for uno in vigentes if uno.clave == clave), "") or self.biblioteca.propios[clave].version
        )
