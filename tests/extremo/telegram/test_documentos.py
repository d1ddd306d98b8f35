"""El personal envía documentos por Telegram: se leen, se ven, se publican y se retiran. De los demás no se lee nada."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import typst

from bot.almacen import abrir_almacen
from bot.almacen.personal.bitacora import leer_bitacora
from bot.almacen.personal.lectura import abrir_para_revision
from bot.canal.piezas import Piezas
from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.config import leer_configuracion
from bot.dialogo.decidir import decidir
from bot.montaje import RelojDelSistema, armar_contexto, atender_biblioteca, papeles_configurados
from bot.servicio.atender import Servicio
from bot.servicio.biblioteca import Bibliotecario
from bot.servicio.cumplir import Cumplidor
from tests.conftest import enlazar_datos
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso, Fallo
from tests.extremo.entorno_telegram import DEPRISA, SIN_ESPERAR, BuscadorLento, Documentador
from tests.extremo.persona_simulada import PersonaSimulada, Recibido
from tests.extremo.telegram.test_proceso import en_marcha

DEL_PERSONAL, OTRA = 5550001234, 5550009876
DIRECTIVA = """DIRECTIVA DE HUMEDALES

2.1 VIGENCIA

El registro de humedales altoandinos tiene una vigencia de cinco años, contados desde el día de su inscripción.

2.2 RENOVACIÓN

La renovación del registro de humedales se pide treinta días antes de que venza, con el informe de la oficina regional.
"""


@asynccontextmanager
async def atendiendo(datos: Path) -> AsyncGenerator[BotApiFalso]:
    """El diálogo y la biblioteca de verdad; sin modelo, porque nadie pregunta ni publica."""
    configuracion = leer_configuracion(datos=datos, personal=str(DEL_PERSONAL))
    almacen = abrir_almacen(
        configuracion.direccion_del_almacen, b"c" * 32, personal=papeles_configurados(configuracion)
    )
    cumplidor = Cumplidor(
        almacen,
        BuscadorLento(),
        Documentador(datos),
        bibliotecario=Bibliotecario(partial(atender_biblioteca, configuracion)),
    )
    servicio = Servicio(decidir, almacen, cumplidor, RelojDelSistema(), armar_contexto(configuracion, ()))
    api, detener = BotApiFalso(), asyncio.Event()
    async with api.abierto():
        ajustes = Ajustes(TOKEN, api.raiz, espera=SIN_ESPERAR, paciencia=DEPRISA)
        piezas = Piezas(servicio, almacen, RelojDelSistema())
        tarea = asyncio.create_task(atender_telegram(piezas, ajustes, detener=detener))
        try:
            yield api
        finally:
            detener.set()
            await asyncio.wait_for(tarea, 20)
    almacen.cerrar()
    assert api.faltas == []


async def leido(persona: PersonaSimulada) -> Recibido:
    """Lo que se dice de un archivo, después de decir que se está leyendo."""
    leyendo, dicho = await persona.espera_respuestas(2, 60)
    assert "Lo estoy leyendo" in leyendo.texto
    await persona.api.esperar(lambda: leyendo.numero in persona.quitados, que="que se quite lo que se adelantó")
    return dicho


async def test_se_lee_se_ve_se_corrige_y_se_descarta(tmp_path: Path) -> None:
    async with atendiendo(tmp_path) as api:
        ana = api.persona(DEL_PERSONAL, "Ana")
        await ana.envia_archivo("directiva-004.txt", DIRECTIVA.encode())
        dicho = await leido(ana)
        assert "Todavía no lo uso para responder." in dicho.texto
        assert dicho.etiquetas == ["Ver cómo lo leí", "Publicar", "Descartar"]
        await ana.pulsa("Ver cómo lo leí")
        archivo, explicado = await ana.espera_respuestas(2, 60)
        assert archivo.archivo == "directiva-004.html"
        assert b"vigencia de cinco a\xc3\xb1os" in archivo.contenido
        assert b"default-src 'none'" in archivo.contenido
        assert "no necesita internet" in explicado.texto
        await ana.pulsa("Publicar")
        assert "no dice cómo se llama" in (await ana.espera_respuesta()).texto
        await ana.escribe("Directiva de humedales")
        confirmar = await ana.espera_respuesta()
        assert "— Directiva de humedales, 2.1 Vigencia" in confirmar.texto
        await ana.pulsa("Cambiar el título")
        await ana.espera_respuesta()
        await ana.escribe("Directiva de humedales 2026")
        confirmar = await ana.espera_respuesta()
        assert "— Directiva de humedales 2026, 2.1 Vigencia" in confirmar.texto
        await ana.pulsa("Poner el año")
        await ana.espera_respuesta()
        await ana.escribe("el año pasado")
        assert "no es un año" in (await ana.espera_respuesta()).texto
        await ana.escribe("2026")
        confirmar = await ana.espera_respuesta()
        assert "(2026)" in confirmar.texto
        assert confirmar.etiquetas == ["Sí, publicar", "Cambiar el título", "Decir quién lo publica", "Cambiar el año"]
        await ana.envia_archivo("otro-nombre.txt", DIRECTIVA.encode())
        assert "Ya tengo ese archivo: «Directiva de humedales 2026»" in (await leido(ana)).texto
        await ana.escribe("/documentos")
        assert "Seguir con «Directiva de humedales 2026»" in (await ana.espera_respuesta()).etiquetas
        await ana.pulsa("Descartar")
        assert "no guardo nada" in (await ana.espera_respuesta()).texto
        await ana.pulsa("Publicar")
        assert "ya no está" in (await ana.espera_respuesta()).texto
    motor = abrir_para_revision(leer_configuracion(datos=tmp_path).direccion_del_almacen)
    hechas = leer_bitacora(motor, 9)
    motor.dispose()
    assert sorted(una.accion for una in hechas) == [
        "agregar_documento",
        *["corregir_documento"] * 3,
        "descartar_documento",
    ]
    assert {una.quien.partition("-")[0] for una in hechas} == {"personal"}
    assert str(DEL_PERSONAL) not in repr(hechas)


async def test_de_los_demas_un_archivo_no_se_lee(tmp_path: Path) -> None:
    async with atendiendo(tmp_path) as api:
        eva = api.persona(OTRA, "Eva")
        await eva.envia_archivo("directiva.pdf", b"%PDF-1.7")
        assert (await eva.espera_respuesta()).texto == "No puedo abrir archivos. Por favor, escríbamelo con palabras."
        await eva.escribe("/documentos")
        assert "No conozco la orden /documentos" in (await eva.espera_respuesta()).texto
        await eva.pulsa_codigo("l:lista:")
        assert "ya no" in (await eva.espera_respuesta()).texto
        await eva.pulsa_codigo("l:publicar:0123456789ab")
        await eva.espera_respuesta()
        assert api.de("getFile") == []
    assert not (tmp_path / "biblioteca").exists()


MALOS = {
    "vacío": b"",
    "cortado": b"%PDF-1.7\n1 0 obj\n<<",
    "programa": b"MZ\x90\x00" + bytes(200),
    "comprimido": b"PK\x03\x04" + bytes(60),
    "imagen": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "html sin texto": b"<html><body><script>alert(1)</script></body></html>",
}


async def test_lo_que_no_se_puede_leer_se_dice_y_se_sigue(tmp_path: Path) -> None:
    async with atendiendo(tmp_path) as api:
        ana = api.persona(DEL_PERSONAL, "Ana")
        for clase, contenido in MALOS.items():
            await ana.envia_archivo("informe.pdf", contenido)
            dicho = await leido(ana)
            assert "informe.pdf" in dicho.texto, clase
            assert "ref." not in dicho.texto, clase
            assert "Publicar" not in dicho.etiquetas, clase
        await ana.envia_archivo("enorme.pdf", b"x", pesa=31_200_000)
        dicho = await ana.espera_respuesta()
        assert "«enorme.pdf» pesa 31,2 MB y por Telegram puedo recibir hasta 20 MB" in dicho.texto
        assert len(api.de("getFile")) == len(MALOS)


async def test_si_la_red_falla_se_insiste_y_si_no_se_puede_se_dice(tmp_path: Path) -> None:
    async with atendiendo(tmp_path) as api:
        ana = api.persona(DEL_PERSONAL, "Ana")
        api.fallar("descarga", Fallo(500, "Internal"), Fallo(crudo=b""))
        await ana.envia_archivo("directiva.txt", DIRECTIVA.encode())
        assert "Todavía no lo uso" in (await leido(ana)).texto
        api.fallar("getFile", Fallo(400, "Bad Request: file is too big"))
        await ana.envia_archivo("otra.txt", DIRECTIVA.replace("cinco", "seis").encode())
        assert "No pude recibir el archivo" in (await leido(ana)).texto


REENVIADO = {"forward_origin": {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": "Otra persona"}}


async def test_de_un_album_se_lee_cada_archivo_aunque_lleve_palabras_o_sea_reenviado(tmp_path: Path) -> None:
    async with atendiendo(tmp_path) as api:
        ana, eva = api.persona(DEL_PERSONAL, "Ana"), api.persona(OTRA, "Eva")
        for origen, anios in (({}, ("seis", "siete")), (REENVIADO, ("ocho", "nueve"))):
            for cuantos in anios:
                texto = DIRECTIVA.replace("cinco", cuantos).encode()
                await ana.envia_archivo(f"norma-{cuantos}.txt", texto, media_group_id=anios[0], **origen)
            recibidos = await ana.espera_respuestas(4, 60)
            assert sum("Todavía no lo uso" in uno.texto for uno in recibidos) == 2, origen
        for numero in (1, 2):
            await eva.envia_archivo(f"{numero}.txt", DIRECTIVA.encode(), media_group_id="9", **REENVIADO)
        assert "mensaje reenviado" in (await eva.espera_respuesta()).texto
        await ana.envia_archivo("con-pie.txt", DIRECTIVA.encode(), caption="La nueva")
        assert "Todavía no lo uso" in (await leido(ana)).texto


PROPIO = """# Marco de prueba

## Concepto

Una alianza es un acuerdo voluntario entre varios actores que persiguen un mismo fin público y comparten los riesgos.
"""


def un_pdf() -> bytes:
    """La directiva, con sus títulos en una letra mayor."""
    lineas = [f"= {uno}" if uno.isupper() else uno for uno in DIRECTIVA.split("\n")]
    return typst.compile(("#set document(title: [Directiva de humedales])\n" + "\n".join(lineas)).encode())


async def test_de_enviar_un_pdf_a_preguntarle_hay_dos_toques_y_ninguna_espera_y_retirado_no_se_cita(
    tmp_path: Path, carpeta_modelo: Path
) -> None:
    enlazar_datos(tmp_path / "datos", carpeta_modelo, ("modelo",))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "marco.md").write_text(PROPIO, encoding="utf-8")
    api = BotApiFalso()
    ana = api.persona(DEL_PERSONAL, "Ana")
    ajustes = {"ALIANZAS_PERSONAL": str(DEL_PERSONAL), "ALIANZAS_CORPUS": str(corpus)}
    async with api.abierto(), en_marcha(api, tmp_path, **ajustes) as programa:
        await ana.envia_archivo("directiva.pdf", un_pdf())
        dicho = await leido(ana)
        assert "1 página" in dicho.texto
        for toque in ("Publicar", "Sí, publicar"):
            await ana.pulsa(toque)
            dicho = await ana.espera_respuesta(90)
        dicho = await ana.espera_respuesta(90)  # lo anterior era «lo estoy publicando»
        assert "ya vale para responder" in dicho.texto
        assert "Pruébelo: escriba una pregunta." in dicho.texto
        citado = await preguntar(ana)
        assert "vigencia de cinco años" in citado and "Directiva de humedales" in citado and "pág. 1" in citado
        await ana.escribe("/documentos")
        assert "Cito 2 documentos." in (await ana.espera_respuesta(90)).texto
        await ana.pulsa("Retirar «Directiva de humedales»")
        await ana.espera_respuesta(90)
        await ana.escribe("derogada por R.D. 15-2027")
        assert "derogada por R.D. 15-2027" in (await ana.espera_respuesta(90)).texto
        await ana.pulsa("Sí, retirarlo")
        assert "Ya no cito «Directiva de humedales»" in (await ana.espera_respuesta(90)).texto
        assert "vigencia de cinco años" not in await preguntar(ana)
    assert api.faltas == []
    assert TOKEN not in programa.salida
    assert "derogada" not in programa.salida


async def preguntar(persona: PersonaSimulada) -> str:
    """Todo lo que se contesta a una pregunta que solo la directiva contesta."""
    await persona.escribe("¿Cuánto dura la vigencia del registro de humedales?")
    return "\n".join(uno.texto for uno in await persona.espera_turno(60))
