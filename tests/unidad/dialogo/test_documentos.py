"""Los documentos del personal en el diálogo: qué se pide en cada paso, y que para los demás no existen."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Efecto, Enviar
from bot.dialogo.entradas import (
    ArchivoEnviado,
    BotonPulsado,
    EntradaNoAdmitida,
    MensajeRecibido,
    MensajeReenviado,
    OrdenRecibida,
)
from bot.dialogo.personal.biblioteca.atender import HORAS_PARA_DESHACER, LIMITE
from bot.dialogo.personal.biblioteca.textos import dicho_en_el_chat
from bot.dialogo.peticiones import (
    CorregirDocumento,
    DescartarDocumento,
    DescribirDocumento,
    DeshacerPublicacion,
    DocumentoDescrito,
    DocumentoMirado,
    DocumentoPublicado,
    DocumentosListados,
    EstadoDeDocumento,
    LeerArchivo,
    ListarDocumentos,
    ParaQue,
    Parecido,
    PeticionDeBiblioteca,
    PublicarDocumento,
    RetirarDocumento,
    VerDocumento,
)
from bot.dialogo.turno import Contexto, Entrada, Estado, Papeles, Turno
from tests.apoyo.charla import CONTEXTO
from tests.apoyo.rutas import RAIZ

PERSONAL = replace(CONTEXTO, papeles=Papeles(atiende=True))
SOLO_EXPORTA = replace(CONTEXTO, papeles=Papeles(exporta=True))
V, W = "0123456789ab", "ba9876543210"
ARCHIVO = ArchivoEnviado("AgAD", "guia.pdf", 3_100_000)
ENVIADO = EntradaNoAdmitida("documento", ARCHIVO)
BORRADOR = DocumentoDescrito(V, "Guía 2026", EstadoDeDocumento.BORRADOR, PERSONAL.ahora, cita="Guía 2026, pág. 9")


def seguir(*entradas: Entrada, contexto: Contexto = PERSONAL, estado: Estado | None = None) -> Turno:
    turno = Turno(estado or Estado())
    for entrada in entradas:
        turno = decidir(contexto, turno.estado, entrada)
    return turno


def pedido(turno: Turno) -> Efecto | None:
    return next((uno for uno in turno.efectos if isinstance(uno, PeticionDeBiblioteca)), None)


def dicho(turno: Turno) -> str:
    return "\n".join(efecto.mensaje.texto for efecto in turno.efectos if isinstance(efecto, Enviar))


def etiquetas(turno: Turno) -> list[str]:
    return [boton.etiqueta for boton in turno.estado.botones]


def pulsar(codigo: str) -> BotonPulsado:
    return BotonPulsado(codigo)


@pytest.mark.parametrize(
    ("entrada", "esperado"),
    [
        (ENVIADO, LeerArchivo(ARCHIVO)),
        (MensajeRecibido("la guía nueva", "7", acompana="documento", archivo=ARCHIVO), LeerArchivo(ARCHIVO)),
        (OrdenRecibida("documentos"), ListarDocumentos()),
        (pulsar("l:lista:"), ListarDocumentos()),
        (pulsar(f"l:ver:{V}"), VerDocumento(V)),
        (pulsar(f"l:mirar:{V}"), DescribirDocumento(V, ParaQue.VER)),
        (pulsar(f"l:publicar:{V}"), DescribirDocumento(V, ParaQue.CONFIRMAR)),
        (pulsar(f"l:si:{V}"), DescribirDocumento(V, ParaQue.PUBLICAR)),
        (pulsar(f"l:ambos:{V}"), PublicarDocumento(V)),
        (pulsar(f"l:por:{V}:{W}"), PublicarDocumento(V, W)),
        (pulsar(f"l:deshacer:{V}"), DescribirDocumento(V, ParaQue.DESHACER)),
        (pulsar(f"l:descartar:{V}"), DescartarDocumento(V)),
    ],
)
def test_lo_que_se_pide_en_cada_paso(entrada: Entrada, esperado: Efecto) -> None:
    assert pedido(seguir(entrada)) == esperado
    for contexto in (CONTEXTO, SOLO_EXPORTA):
        assert pedido(seguir(entrada, contexto=contexto)) is None


LEIDO = seguir(DocumentoMirado(BORRADOR, ParaQue.VER)).estado
POR_CONFIRMAR = seguir(DocumentoMirado(BORRADOR, ParaQue.CONFIRMAR)).estado
RECIEN = seguir(DocumentoPublicado(replace(BORRADOR, estado=EstadoDeDocumento.PUBLICADO))).estado
CITADO = replace(BORRADOR, estado=EstadoDeDocumento.PUBLICADO)
EN_LA_LISTA = seguir(DocumentosListados((CITADO,))).estado
EN_PALABRAS: dict[str, tuple[Estado, PeticionDeBiblioteca, tuple[str, ...]]] = {
    "publicarlo": (
        LEIDO,
        DescribirDocumento(V, ParaQue.CONFIRMAR),
        ("publicalo", "Publíquelo, por favor", "ya puedes publicarlo", "está bien, publícalo", "úsalo", "publicar ya"),
    ),
    "confirmarlo": (
        POR_CONFIRMAR,
        DescribirDocumento(V, ParaQue.PUBLICAR),
        ("publicalo", "sí, publícalo nomás", "sí", "está bien", "ok"),
    ),
    "no confirmarlo": (POR_CONFIRMAR, DescribirDocumento(V, ParaQue.VER), ("no", "todavía no")),
    "en la lista": (EN_LA_LISTA, ListarDocumentos(), ("ya no lo uses", "retíralo")),
    "verlo": (LEIDO, VerDocumento(V), ("muéstrame cómo lo leíste", "a ver como lo leyo", "vista previa")),
    "descartarlo": (LEIDO, DescartarDocumento(V), ("descártalo", "no lo publiques", "descartar")),
    "deshacerlo": (RECIEN, DescribirDocumento(V, ParaQue.DESHACER), ("ya no lo uses", "deshazlo", "quítalo")),
    "elegir": (
        Estado(),
        ListarDocumentos(),
        (
            *("publicalo", "ya no lo uses", "ya no la cites más", "cual version esta vigente", "retírala"),
            *("¿Qué documentos tienes?", "esa norma ya no rige", "¿cuáles documentos están publicados?"),
        ),
    ),
}
"""Lo que el personal dice en vez de tocar un botón: a qué se parece, qué tiene a la vista y qué se hace."""


@pytest.mark.parametrize(
    ("estado", "esperado", "dicho"),
    [(estado, esperado, uno) for estado, esperado, dichos in EN_PALABRAS.values() for uno in dichos],
)
def test_lo_que_se_dice_hace_lo_que_haria_su_boton(estado: Estado, esperado: PeticionDeBiblioteca, dicho: str) -> None:
    assert pedido(seguir(MensajeRecibido(dicho), estado=estado)) == esperado
    assert pedido(seguir(MensajeRecibido(dicho), contexto=CONTEXTO)) is None


@pytest.mark.parametrize(
    "dicho",
    ["¿Qué publica la APCI?", "¿Qué versión del reglamento está vigente desde 2017?", "descártalo", "borra mis datos"],
)
def test_lo_que_no_es_de_un_documento_sigue_su_camino(dicho: str) -> None:
    assert pedido(seguir(MensajeRecibido(dicho))) is None


@pytest.mark.parametrize("cual", ["titulo", "anio", "quien"])
@pytest.mark.parametrize("dicho", ["no", "cancelar", "déjalo así", "Volver sin cambiarlo"])
def test_siempre_se_puede_volver_sin_cambiar_un_dato(cual: str, dicho: str) -> None:
    turno = seguir(pulsar(f"l:{cual}:{V}"), MensajeRecibido(dicho))
    assert pedido(turno) == DescribirDocumento(V, ParaQue.VER if cual == "titulo" else ParaQue.CONFIRMAR)


def test_el_motivo_de_retirar_no_es_un_pedido() -> None:
    turno = seguir(pulsar(f"l:retirar:{V}"), MensajeRecibido("ya no rige"))
    assert "Motivo: «ya no rige»" in dicho(turno)
    assert pedido(seguir(pulsar(f"l:retirar:{V}"), MensajeRecibido("publícalo"))) == ListarDocumentos()


def test_al_retirar_uno_de_la_lista_se_dice_cual() -> None:
    assert "¿Por qué se retira «Guía 2026»?" in dicho(seguir(pulsar(f"l:retirar:{V}"), estado=EN_LA_LISTA))
    assert "¿Por qué se retira?" in dicho(seguir(pulsar(f"l:retirar:{V}")))


def test_para_los_demas_un_archivo_es_lo_que_era_y_los_botones_no_existen() -> None:
    for contexto in (CONTEXTO, SOLO_EXPORTA):
        assert seguir(ENVIADO, contexto=contexto) == seguir(EntradaNoAdmitida("documento"), contexto=contexto)
        for codigo in (f"l:publicar:{V}", "l:lista:", f"l:retirar:{V}", f"l:fuera:{V}", "l:nada:", f"l:titulo:{V}"):
            assert seguir(pulsar(codigo), contexto=contexto) == seguir(pulsar("zz:x"), contexto=contexto)


def test_lo_que_no_cabe_por_telegram_no_se_pide() -> None:
    turno = seguir(EntradaNoAdmitida("documento", replace(ARCHIVO, octetos=LIMITE + 1)))
    assert pedido(turno) is None
    assert "pesa 20 MB y por Telegram puedo recibir hasta 20 MB" in dicho(turno)
    assert pedido(seguir(EntradaNoAdmitida("documento", replace(ARCHIVO, octetos=LIMITE)))) is not None


@pytest.mark.parametrize(
    ("clase", "dice"), [("documento", "de uno en uno"), ("foto", "envíe el documento como archivo")]
)
def test_al_personal_se_le_dice_como_enviar_lo_que_no_llego_como_un_archivo(clase: str, dice: str) -> None:
    """Un álbum de documentos y la foto de una página; a los demás, lo de siempre."""

    def dicho(contexto: Contexto) -> str:
        turno = seguir(EntradaNoAdmitida(clase), contexto=contexto)
        return "\n".join(uno.mensaje.texto for uno in turno.efectos if isinstance(uno, Enviar))

    assert dice in dicho(PERSONAL) and dice not in dicho(CONTEXTO)


def test_las_palabras_de_una_respuesta_son_de_esa_respuesta() -> None:
    respuesta = MensajeRecibido("Sí, adjunto la guía", "8", "5", "documento", ARCHIVO)
    assert pedido(seguir(respuesta)) is None


def test_sin_titulo_se_pide_antes_de_publicar_y_con_el_se_confirma() -> None:
    sin_titulo = replace(BORRADOR, titulo="")
    turno = seguir(pulsar(f"l:si:{V}"), DocumentoMirado(sin_titulo, ParaQue.PUBLICAR))
    assert "no dice cómo se llama" in dicho(turno)
    turno = seguir(MensajeRecibido("  Guía de\nAlianzas "), estado=turno.estado)
    assert pedido(turno) == CorregirDocumento(V, titulo="Guía de Alianzas")
    turno = seguir(DocumentoMirado(BORRADOR, ParaQue.CONFIRMAR), estado=turno.estado)
    assert "— Guía 2026, pág. 9" in dicho(turno)
    assert etiquetas(turno) == ["Sí, publicar", "Cambiar el título", "Decir quién lo publica", "Poner el año"]


@pytest.mark.parametrize(
    ("escrito", "anio"),
    [("2026", 2026), (" 2026. ", 2026), ("sin año", 0), ("Sin año.", 0), ("1821", 1821), ("2027", 2027)],
)
def test_el_anio_se_entiende(escrito: str, anio: int) -> None:
    assert pedido(seguir(pulsar(f"l:anio:{V}"), MensajeRecibido(escrito))) == CorregirDocumento(V, anio=anio)


@pytest.mark.parametrize(("escrito", "institucion"), [(" MINAM ", "MINAM"), ("Sin institución.", ""), ("ninguna", "")])
def test_la_institucion_se_dice_o_se_quita(escrito: str, institucion: str) -> None:
    turno = seguir(pulsar(f"l:quien:{V}"), MensajeRecibido(escrito))
    assert pedido(turno) == CorregirDocumento(V, institucion=institucion)
    largo = seguir(pulsar(f"l:quien:{V}"), MensajeRecibido("a" * 121))
    assert pedido(seguir(MensajeRecibido("APCI"), estado=largo.estado)) == CorregirDocumento(V, institucion="APCI")


def test_un_archivo_reenviado_es_del_personal_como_si_lo_enviara_y_de_los_demas_no_es_nada() -> None:
    archivo = ArchivoEnviado("f", "guia.pdf", 3)
    enviado, reenviado = EntradaNoAdmitida("documento", archivo), MensajeReenviado(archivo)
    assert seguir(reenviado) == seguir(enviado)
    sin_papeles = replace(CONTEXTO, papeles=Papeles())
    assert decidir(sin_papeles, Estado(), reenviado) == decidir(sin_papeles, Estado(), MensajeReenviado())


@pytest.mark.parametrize("escrito", ["el año pasado", "26", "20266", "1532", "2099", "²⁰²⁶", "dos mil"])
def test_lo_que_no_es_un_anio_se_pide_otra_vez(escrito: str) -> None:
    turno = seguir(pulsar(f"l:anio:{V}"), MensajeRecibido(escrito))
    assert pedido(turno) is None
    assert "no es un año" in dicho(turno)
    assert pedido(seguir(MensajeRecibido("2026"), estado=turno.estado)) == CorregirDocumento(V, anio=2026)


def test_un_titulo_que_no_cabe_en_una_cita_se_pide_otra_vez() -> None:
    turno = seguir(pulsar(f"l:titulo:{V}"), MensajeRecibido("a" * 201))
    assert pedido(turno) is None
    assert pedido(seguir(MensajeRecibido("a" * 200), estado=turno.estado)) == CorregirDocumento(V, titulo="a" * 200)


def test_nada_se_retira_sin_motivo_ni_sin_confirmar() -> None:
    turno = seguir(pulsar(f"l:retirar:{V}"), MensajeRecibido("derogada por R.D. 15-2027"))
    assert pedido(turno) is None
    assert "derogada por R.D. 15-2027" in dicho(turno)
    assert pedido(seguir(pulsar(f"l:fuera:{V}"), estado=turno.estado)) == RetirarDocumento(
        V, "derogada por R.D. 15-2027"
    )
    assert pedido(seguir(pulsar(f"l:fuera:{W}"), estado=turno.estado)) is None
    assert pedido(seguir(pulsar(f"l:fuera:{V}"))) is None
    for arrepentido in (pulsar("l:nada:"), MensajeRecibido("no")):
        assert pedido(seguir(arrepentido, estado=turno.estado)) is None
    assert "No retiré nada" in dicho(seguir(pulsar(f"l:retirar:{V}"), MensajeRecibido("no")))


def test_quien_pasa_a_otra_cosa_ya_no_debe_ningun_dato() -> None:
    for entrada in (OrdenRecibida("ayuda"), pulsar("m:propuesta"), EntradaNoAdmitida("voz")):
        turno = seguir(pulsar(f"l:titulo:{V}"), entrada, MensajeRecibido("¿Qué es una alianza?"))
        assert pedido(turno) is None, entrada


def test_si_se_parece_a_algo_que_se_cita_se_pregunta_antes() -> None:
    parecido = replace(BORRADOR, parecidos=(Parecido(W, "Marco conceptual, 2017", 86),))
    turno = seguir(pulsar(f"l:si:{V}"), DocumentoMirado(parecido, ParaQue.PUBLICAR))
    assert pedido(turno) is None
    assert "«Marco conceptual, 2017» (comparten el 86 %)" in dicho(turno)
    assert etiquetas(turno) == ["Sí: dejar de citar «Marco conceptual, 2017»", "No: valen los dos"]
    assert pedido(seguir(MensajeRecibido("no"), estado=turno.estado)) == PublicarDocumento(V)
    assert pedido(seguir(MensajeRecibido("si"), estado=turno.estado)) == PublicarDocumento(V, W)
    turno = seguir(pulsar(f"l:si:{V}"), DocumentoMirado(BORRADOR, ParaQue.PUBLICAR))
    assert pedido(turno) == PublicarDocumento(V)


@pytest.mark.parametrize("horas", [0, HORAS_PARA_DESHACER, HORAS_PARA_DESHACER + 1])
def test_se_deshace_en_un_dia(horas: int) -> None:
    publicado = replace(BORRADOR, estado=EstadoDeDocumento.PUBLICADO, cuando=PERSONAL.ahora - timedelta(hours=horas))
    turno = seguir(pulsar(f"l:deshacer:{V}"), DocumentoMirado(publicado, ParaQue.DESHACER))
    assert pedido(turno) == (DeshacerPublicacion(V) if horas <= HORAS_PARA_DESHACER else None)


def test_lo_que_ya_no_es_un_borrador_no_se_publica_otra_vez() -> None:
    for estado in (EstadoDeDocumento.PUBLICADO, EstadoDeDocumento.REEMPLAZADO, EstadoDeDocumento.RETIRADO):
        for para in (ParaQue.CONFIRMAR, ParaQue.PUBLICAR, ParaQue.VER):
            mirado = DocumentoMirado(replace(BORRADOR, estado=estado), para)
            assert pedido(seguir(pulsar(f"l:si:{V}"), mirado)) is None, (estado, para)


def test_lo_que_se_espera_se_guarda_con_el_estado_y_vuelve_igual() -> None:
    from bot.almacen.base.conversion import estado_a_json, estado_de_json

    estado = seguir(pulsar(f"l:retirar:{V}"), MensajeRecibido("derogada")).estado
    assert estado.por_escribir is not None
    assert estado_de_json(estado_a_json(estado), ()) == estado
    sin_el = {clave: valor for clave, valor in estado_a_json(estado).items() if clave != "por_escribir"}
    assert estado_de_json(sin_el, ()).por_escribir is None


DE_CONSOLA = re.compile(r"alianzas [a-z]|--[a-z]")
LANZAN = (*sorted((RAIZ / "conocimiento" / "biblioteca").glob("*.py")), RAIZ / "bot" / "evaluacion" / "empeora.py")


def _errores_que_nombran_la_consola() -> Iterator[tuple[str, dict[str, str]]]:
    """Cada llamada que arma un error con algo de la consola, y lo que dice cada uno de sus argumentos con nombre."""
    for ruta in LANZAN:
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            if not isinstance(nodo, ast.Call) or not nodo.args:
                continue
            funcion = nodo.func
            nombre = funcion.id if isinstance(funcion, ast.Name) else getattr(funcion, "attr", "")
            if nombre == "__init__" or nombre[:1].isupper():
                posicional = _letras(*nodo.args)
                if DE_CONSOLA.search(posicional):
                    yield f"{ruta.name}: {posicional}", {uno.arg or "": _letras(uno.value) for uno in nodo.keywords}


def _letras(*nodos: ast.expr) -> str:
    partes = (parte for nodo in nodos for parte in ast.walk(nodo) if isinstance(parte, ast.Constant))
    return "".join(str(parte.value) for parte in partes)


def test_quien_conversa_no_recibe_ordenes_de_la_consola() -> None:
    errores = dict(_errores_que_nombran_la_consola())
    assert len(errores) >= 5
    for error, dichos in errores.items():
        assert dichos.get("en_el_chat"), error
        assert not DE_CONSOLA.search(dichos["en_el_chat"]), error
    de_otro_lado = dicho_en_el_chat("El índice está dañado. Ejecute `alianzas indexar`.")
    assert "quien administra el asistente" in de_otro_lado and de_otro_lado.endswith("`alianzas indexar`.")
    assert dicho_en_el_chat("Ya lo tengo.") == "Ya lo tengo."


def test_al_publicar_se_dice_que_preguntas_se_usan_y_cual_se_responde_peor() -> None:
    peor = "«toy full», de «Marco». Antes: «Una alianza…» (Marco, 2.1). Ahora: que no lo dice."
    dice = dicho(seguir(DocumentoPublicado(CITADO, (), 40, 1, (peor,), "Usé 97 ideas revisadas (384 preguntas).")))
    assert "Usé 97 ideas revisadas (384 preguntas)." in dice
    assert "Probé 40 preguntas conocidas y 1 se responde peor:" in dice and peor in dice
    assert "Usé" not in dicho(seguir(DocumentoPublicado(CITADO, (), 40)))
