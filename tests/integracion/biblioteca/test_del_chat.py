"""Lo que el personal pide desde el chat, con la biblioteca de verdad; el índice, que no hace falta, se da por hecho."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.almacen import abrir_almacen
from bot.almacen.personal.lectura import abrir_para_revision
from bot.dialogo.entradas import ArchivoEnviado
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
    PeticionDeBiblioteca,
    PublicarDocumento,
    RetirarDocumento,
)
from bot.revision.biblioteca import Biblioteca, Piezas
from bot.revision.biblioteca.del_chat import BibliotecaDelChat
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.gestion import Comprobado, PorPreparar, Propio
from conocimiento.lectura.escrito import leer_escrito
from tests.apoyo.almacen import base_nueva

PROPIO = (
    "Una alianza es un acuerdo voluntario entre varios actores que persiguen un mismo fin y comparten los riesgos. "
)
NUEVO = f"# Marco nuevo\n\n## 2.1 Concepto\n\n{PROPIO * 3}\n\n## 2.2 Plazo\n\nDura cinco años desde su firma.\n"
OTRO = "# Directiva de humedales\n\n## Vigencia\n\nEl registro de humedales tiene una vigencia de cinco años.\n"
INICIO = datetime(2026, 11, 29, 15, tzinfo=UTC)


@dataclass
class Reloj:
    hora: datetime = INICIO

    def ahora(self) -> datetime:
        self.hora += timedelta(minutes=1)
        return self.hora


@dataclass
class Chat:
    suya: BibliotecaDelChat
    renovados: list[str] = field(default_factory=list)

    def pedir(self, peticion: PeticionDeBiblioteca, contenido: bytes = b"") -> object:
        return self.suya.atender(peticion, "personal-0badcafe", contenido)

    def leer(self, texto: str, nombre: str = "nuevo.md") -> DocumentoDescrito:
        leido = self.pedir(LeerArchivo(ArchivoEnviado("x", nombre, 1)), texto.encode())
        assert isinstance(leido, DocumentoLeido)
        return leido.documento

    def mirar(self, version: str) -> DocumentoDescrito:
        mirado = self.pedir(DescribirDocumento(version, ParaQue.VER))
        assert isinstance(mirado, DocumentoMirado)
        return mirado.documento

    def titulado(self, texto: str, titulo: str, nombre: str = "nuevo.md") -> str:
        version = self.leer(texto, nombre).version
        self.pedir(CorregirDocumento(version, titulo=titulo))
        return version

    def listados(self) -> dict[str, EstadoDeDocumento]:
        hay = self.pedir(ListarDocumentos())
        assert isinstance(hay, DocumentosListados)
        return {uno.titulo: uno.estado for uno in hay.documentos}


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    url = base_nueva(tmp_path / "alianzas.db")
    abrir_almacen(url, b"c" * 32).cerrar()
    motor = abrir_para_revision(url, None, tmp_path)

    def preparar(pedido: PorPreparar, forzar: bool) -> Comprobado:
        assert not forzar
        pedido.confirmar("generacion-1")
        return Comprobado(145, ())

    piezas = Piezas(
        lambda archivo, _: leer_escrito(archivo.read_text(encoding="utf-8"), es_markdown=True),
        lambda _: b"<!doctype html>",
        lambda: {"marco": Propio("abcdef012345", "Marco conceptual", PROPIO * 3)},
        preparar,
        lambda: None,
    )
    yield Chat(BibliotecaDelChat(Biblioteca(tmp_path, motor, piezas), tmp_path / "documentos", Reloj()))
    motor.dispose()


def test_lo_leido_se_describe_y_el_mismo_archivo_no_se_lee_dos_veces(chat: Chat) -> None:
    descrito = chat.leer(NUEVO)
    assert (descrito.estado, descrito.leido) == (EstadoDeDocumento.BORRADOR, "3 apartados")
    assert "2.1 Concepto" in descrito.cita
    otra_vez = chat.pedir(LeerArchivo(ArchivoEnviado("y", "con-otro-nombre.md", 1)), NUEVO.encode())
    assert isinstance(otra_vez, DocumentoLeido) and otra_vez.ya_estaba
    assert otra_vez.documento.version == descrito.version


def test_publicar_en_lugar_de_otro_y_deshacerlo_devuelve_el_otro(chat: Chat) -> None:
    version = chat.titulado(NUEVO, "Marco nuevo")
    (parecido,) = chat.mirar(version).parecidos
    assert (parecido.titulo, parecido.version) == ("Marco conceptual", "abcdef012345")
    assert parecido.parte >= 50
    publicado = chat.pedir(PublicarDocumento(version, parecido.version))
    assert isinstance(publicado, DocumentoPublicado)
    assert (publicado.salen, publicado.probadas, publicado.empeoran) == (("Marco conceptual",), 145, 0)
    assert chat.listados() == {"Marco nuevo": EstadoDeDocumento.PUBLICADO}
    deshecho = chat.pedir(DeshacerPublicacion(version))
    assert isinstance(deshecho, DocumentoQuitado)
    assert chat.listados() == {
        "Marco nuevo": EstadoDeDocumento.BORRADOR,
        "Marco conceptual": EstadoDeDocumento.PUBLICADO,
    }


def test_pedirlo_dos_veces_no_lo_hace_dos_veces(chat: Chat) -> None:
    """El proceso puede morir después de publicar y antes de decirlo: lo mismo se pide otra vez."""
    version = chat.titulado(OTRO, "Directiva de humedales")
    primera, segunda = (chat.pedir(PublicarDocumento(version)) for _ in range(2))
    assert isinstance(primera, DocumentoPublicado) and isinstance(segunda, DocumentoPublicado)
    assert segunda.documento == primera.documento


def test_se_retira_lo_que_se_agrego_y_lo_que_trae_el_programa(chat: Chat) -> None:
    version = chat.titulado(OTRO, "Directiva de humedales")
    chat.pedir(PublicarDocumento(version))
    for una in (version, "abcdef012345"):
        quitado = chat.pedir(RetirarDocumento(una, "derogada"))
        assert isinstance(quitado, DocumentoQuitado)
        assert quitado.documento.estado is EstadoDeDocumento.RETIRADO
    assert quitado.documento.titulo == "Marco conceptual"
    assert chat.listados() == {}


def test_un_boton_viejo_no_toca_lo_nuevo(chat: Chat) -> None:
    vieja = chat.titulado(OTRO, "Directiva de humedales", "directiva.md")
    nueva = chat.titulado(OTRO + "\nSe renueva con un informe.\n", "Directiva de humedales", "directiva.md")
    assert nueva != vieja
    inscritos = chat.suya.biblioteca.catalogo.inscritos
    assert len({uno.clave for uno in inscritos if uno.version in {vieja, nueva}}) == 1
    for pedido in (PublicarDocumento(vieja), CorregirDocumento(vieja, titulo="Otro"), DescartarDocumento(vieja)):
        with pytest.raises(ErrorDeBiblioteca, match="versión más nueva"):
            chat.pedir(pedido)
    chat.pedir(DescartarDocumento(nueva))
    for pedido in (PublicarDocumento(nueva), RetirarDocumento(nueva, "x"), DescribirDocumento(nueva, ParaQue.VER)):
        with pytest.raises(ErrorDeBiblioteca, match="ya no está"):
            chat.pedir(pedido)
