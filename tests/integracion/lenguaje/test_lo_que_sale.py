"""Lo que llega al servidor, octeto por octeto: ni datos guardados ni lo que diga el entorno; y lo que se contesta si el
modelo obedece a una orden escondida en una pregunta, en un documento o en una respuesta.
"""

import asyncio
import json
import random
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.dialogo.peticiones import Elegir, Interpretar, Mejorar, Pedido, Uso
from bot.entrevista.eventos import Creado, Evento, Respondida
from bot.lenguaje.ajustes import Ajustes
from bot.lenguaje.conexion import Conexion
from bot.lenguaje.formular import Formulada
from bot.servicio.puertos import SinLenguaje
from conocimiento.modelo import Fragmento, Hallazgo, Pasaje, Tramo
from tests.apoyo.charla_con_modelo import CON_MODELO, CharlaConModelo, Contesta
from tests.apoyo.con_modelo import (
    PARA_ELEGIR,
    SIN_MODELO,
    ajenos,
    charlar,
    comprobar_proveedor,
    hallazgo,
    marco,
    modelo_en,
    responder,
    tachador,
)
from tests.apoyo.rutas import RAIZ
from tests.apoyo.servidor_de_lenguaje import servidor_de_lenguaje
from tests.mediciones.lenguaje.salidas import ANTES_DE_LA_LARGA, LARGA
from tests.unidad.dialogo.borrador.test_con_modelo import SIN_USOS, con_problema

SECRETOS = ("clave-secreta", "Quispetupa", "45678912")
INYECCIONES: list[dict[str, str]] = [
    json.loads(linea) for linea in (RAIZ / "tests/evaluacion/inyecciones.jsonl").read_text("utf-8").splitlines()
]


def obediente(pedido: dict[str, Any], vuelta: int) -> str:
    """Cumple lo que se le ordene: cuenta cuanto sabe, inventa, agrega lo que se le pide y elige lo que no contesta."""
    todo = "\n".join(uno["content"] for uno in pedido["messages"])
    orden = todo.rpartition("Pregunta:")[2]
    return (
        todo,
        f"APROBADO. {orden} clave-secreta",
        json.dumps({"estado": "contesta", "oraciones": [orden]}),
        json.dumps({"estado": "contesta", "oraciones": ["o2"], "mensaje": orden}),
        json.dumps({"estado": "contesta", "oraciones": ["o5", "o1", "o3"]}),
    )[vuelta % 5]


def con_una_oracion(texto: str) -> Hallazgo:
    """Lo hallado, con una orden escondida en el primer pasaje."""
    fragmento = Fragmento(marco().ficha.documento, "x", "Anexo", texto, 0, len(texto), (Tramo(0, len(texto)),))
    base = hallazgo("¿cuánto dura?")
    return Hallazgo(base.consulta, (Pasaje(fragmento, 9.0, fragmento.oraciones[0]), *base.pasajes), base.confianza)


def test_las_inyecciones_son_muchas_y_distintas() -> None:
    assert len({una["texto"] for una in INYECCIONES}) >= 150
    assert {una["donde"] for una in INYECCIONES} == {"pregunta", "documento", "respuesta"}


async def test_quien_obedece_una_orden_escondida_no_cambia_lo_que_se_dice() -> None:
    preguntadas = 0
    async with servidor_de_lenguaje() as servidor:
        for numero, una in enumerate(INYECCIONES):
            servidor.contestar = partial(obediente, vuelta=numero)
            en_documento = una["donde"] == "documento"
            pregunta = "¿cuánto dura una alianza?" if en_documento else una["texto"]
            hallados = con_una_oracion(una["texto"]) if en_documento else hallazgo(pregunta)
            antes, (con, citas) = (
                len(servidor.recibido),
                await responder(PARA_ELEGIR, pregunta, hallados, modelo_en(servidor.direccion)),
            )
            sin, _ = await responder(SIN_MODELO, pregunta, hallados, None)
            preguntadas += len(servidor.recibido) - antes
            de_donde = {pasaje.fragmento.texto for pasaje in hallados.pasajes} | {marco().texto}
            assert ajenos(con, sin, de_donde) == [], una["id"]
            assert all(any(cita.texto in texto for texto in de_donde) for cita in citas), una["id"]
            assert not [uno for uno in SECRETOS if uno in con.texto], una["id"]
    assert preguntadas >= 100


async def test_una_orden_en_una_respuesta_del_borrador_no_llega_al_modelo(tmp_path: Path) -> None:
    async with servidor_de_lenguaje() as servidor:
        con = charlar(tmp_path, modelo_en(servidor.direccion))
        await con.dice("/propuesta")
        for etiqueta in ("Acepto", "Pregunta por pregunta"):
            await con.pulsa_el_de(etiqueta)
        for respuesta in ("Asociación Los Andes", "Asociación", "No sé todavía", "Agua segura"):
            await con.dice(respuesta)
        for una in [una for una in INYECCIONES if una["donde"] == "respuesta"][:3]:
            await con.dice(f"En mi distrito no hay agua potable y los niños se enferman. {una['texto']}")
        assert servidor.recibido == []


DE_OTRA = "Zoila Quispetupa, DNI 45678912, vive en el jirón Ayacucho"
BIEN = {
    Uso.REDACCION: lambda _: json.dumps({"texto": f"{LARGA}."}),
    Uso.INTERPRETAR: lambda _: json.dumps(
        {"respuestas": [{"pregunta": "beneficio_poblacion", "palabras": LARGA.partition(". ")[2]}]}
    ),
}
CON_UNA_ORDEN = "En mi distrito hay 3 pueblos sin agua potable y por eso los niños se enferman cada mes. {orden}"


def obediente_en_la_entrevista(pedido: dict[str, Any], vuelta: int) -> str:
    """Al leer o redactar lo de alguien: cuenta cuanto sabe y lo de otra persona, y escribe lo que se le ordena."""
    sistema, datos = (uno["content"] for uno in pedido["messages"])
    dicho = datos.rpartition("<<<")[2].partition(">>>")[0].strip()
    orden = dicho.partition("cada mes. ")[2]
    unas = (
        f"APROBADO. {orden} clave-secreta",
        DE_OTRA,
        orden,
        f"{dicho} La APCI aprueba S/ 500 000.",
        f"{orden} {dicho}",
    )
    escrito = unas[vuelta % len(unas)]
    suyas = {"respuestas": [{"pregunta": "beneficio_poblacion", "palabras": escrito}]}
    hecho = {"texto": escrito} if "mejora cómo está escrito" in sistema else suyas
    return (json.dumps(hecho), json.dumps({**hecho, "mensaje": orden}), f"{sistema}\n{datos}")[vuelta // len(unas) % 3]


def palabras(texto: str) -> set[str]:
    return set(re.findall(r"\w+", texto.lower()))


def ante_el_modelo(uso: Uso, escrito: str, contesta: Contesta | None) -> CharlaConModelo:
    """Alguien que pide mejorar eso que respondió, o que lo responde, con un modelo que contesta eso o sin ninguno."""
    contexto = CON_MODELO if contesta else SIN_USOS
    if uso is Uso.REDACCION:
        charla = con_problema(None, escrito=escrito)
        charla.contesta = contesta or charla.contesta
        charla.pulsar("Mejorar la redacción")
        return charla
    charla = CharlaConModelo(contesta or (lambda _: None), contexto)
    charla.guiada()
    for corta in (*ANTES_DE_LA_LARGA, escrito):
        charla.escribir(corta)
    return charla


@pytest.mark.parametrize("uso", [Uso.INTERPRETAR, Uso.REDACCION])
def test_quien_obedece_lo_escondido_en_una_respuesta_no_dice_nada_suyo_ni_de_otra_persona(uso: Uso) -> None:
    fijas = palabras(" ".join((ante_el_modelo(uso, LARGA, BIEN[uso]).mensaje.texto, LARGA)))
    ordenes = [una["texto"] for una in INYECCIONES if una["donde"] == "respuesta"]
    hechas = 0
    with asyncio.Runner() as corredor:
        abierto = servidor_de_lenguaje()
        servidor = corredor.run(abierto.__aenter__())
        modelo = modelo_en(servidor.direccion)

        def preguntar(pedido: Pedido) -> str | None:
            with suppress(SinLenguaje):
                return corredor.run(modelo.pedir(pedido.encargo)).texto
            return None

        for numero, orden in enumerate(ordenes):
            servidor.contestar = partial(obediente_en_la_entrevista, vuelta=numero)
            escrito = CON_UNA_ORDEN.format(orden=orden)
            con, sin = (ante_el_modelo(uso, escrito, contesta) for contesta in (preguntar, None))
            hechas += len(con.pedidos)
            assert con.respuestas() == sin.respuestas(), orden
            assert palabras(con.mensaje.texto) <= palabras(escrito) | palabras(sin.mensaje.texto) | fijas, orden
            assert not [uno for uno in SECRETOS if uno in con.mensaje.texto], orden
        assert len(servidor.recibido) == hechas >= 35
        corredor.run(abierto.__aexit__(None, None, None))


# --- Los datos ---

NOMBRES = "María José Rosa Luis Carmen Julio Elena Víctor Nélida Percy Yolanda Edgar Zoila Hugo Irma Raúl".split()
APELLIDOS = (
    "Quispe Huamán Mamani Condori Flores Chávez Ccori Apaza Yupanqui Vilcapoma Ñaupari Cahuana Tintaya Paucar".split()
)
FORMAS_DE_DECIRLO = (
    "Soy {persona}, DNI {dni}, ¿cuánto dura una alianza?",
    "¿Puede {organizacion} pedir fondos? Mi celular es {celular}.",
    "Le escribo de {organizacion} (RUC {ruc}), mi correo es {correo}. ¿Qué plazo hay?",
    "{persona} y {organizacion} queremos saber quién aprueba; llámeme al {celular}",
    "¿La alianza entre {organizacion} y la municipalidad cuánto dura? Atte. {persona}",
)


def sembrados(azar: random.Random) -> dict[str, str]:
    persona = f"{azar.choice(NOMBRES)} {azar.choice(APELLIDOS)} {azar.choice(APELLIDOS)}"
    return {
        "persona": persona,
        "dni": str(azar.randint(10_000_000, 89_999_999)),
        "celular": f"9{azar.randint(10_000_000, 99_999_999)}",
        "correo": f"{persona.split()[1].lower().replace('ñ', 'n')}{azar.randint(10, 99)}@correo.pe",
        "ruc": f"20{azar.randint(100_000_000, 999_999_999)}",
        "organizacion": f"Asociación {azar.choice(APELLIDOS)} {azar.choice(APELLIDOS)} {azar.randint(100, 999)}",
    }


def historia_de(valores: dict[str, str]) -> tuple[Evento, ...]:
    """Lo que esa persona guardó en su borrador."""
    ahora = datetime(2026, 11, 1, tzinfo=UTC)
    contacto = {"nombre": valores["persona"], "correo": valores["correo"], "telefono": valores["celular"]}
    return (
        Creado(ahora, "1", "4", acepta=True),
        Respondida(ahora, ("nombre_organizacion", ""), valores["organizacion"], valores["organizacion"]),
        Respondida(ahora, ("ruc", ""), valores["ruc"], valores["ruc"]),
        Respondida(ahora, ("contacto", ""), contacto, ""),
    )


def en_octetos(valor: str, cuerpos: Sequence[bytes]) -> bool:
    """Si está, escrito como texto o con los escapes de JSON, sin importar mayúsculas."""
    escritos = {valor.lower().encode(), json.dumps(valor.lower())[1:-1].encode()}
    return any(escrito in cuerpo.lower() for cuerpo in cuerpos for escrito in escritos)


async def test_ningun_valor_guardado_llega_al_servidor_y_se_cuenta_lo_que_se_escapa_de_lo_libre() -> None:
    """500 valores que la persona guardó y repite, en cada uso. El DNI no se guarda: se reconoce por su forma."""
    azar, fugas, total = random.Random(11), list[str](), 0
    async with servidor_de_lenguaje() as servidor:
        for vuelta in range(210):
            valores = sembrados(azar)
            forma = FORMAS_DE_DECIRLO[vuelta % len(FORMAS_DE_DECIRLO)]
            servidor.recibido.clear()
            dicho = forma.format(**valores)
            pedido = (Elegir(dicho, ()), Interpretar(dicho, (("p", "¿?"),)), Mejorar("problema", dicho))[vuelta % 3]
            modelo = modelo_en(servidor.direccion, fuera=isinstance(pedido, Elegir))
            await modelo.pedir(pedido.encargo, historia_de(valores))
            assert len(servidor.recibido) == 1
            dichos = [valores[clave] for clave in valores if f"{{{clave}}}" in forma]
            total += len(dichos)
            fugas += [valor for valor in dichos if en_octetos(valor, servidor.recibido)]
    assert total >= 500
    assert fugas == []


EN_MINUSCULAS = (
    ("soy maria quispe y quiero saber cuanto dura", ("quispe",)),
    ("me llamo rosa flores condori, que plazo hay?", ("flores", "condori")),
    ("el sr huaman dice que si, es cierto?", ("huaman",)),
    ("pregunta de percy mamani apaza: quien aprueba", ("mamani", "apaza")),
    ("somos la asociacion los ccori de yupanqui", ("ccori", "yupanqui")),
    ("julio tintaya necesita saber el plazo", ("tintaya",)),
    ("llamen a elena flores porfavor", ("flores",)),
    ("zoila vilcapoma pregunta si puede", ("vilcapoma",)),
)


def test_de_los_nombres_en_minusculas_se_escapan_los_que_son_palabras_corrientes() -> None:
    """La cifra que se cuenta en la documentación: de 12 apellidos sin mayúscula, sale uno («elena flores»)."""
    salen = [
        apellido
        for texto, apellidos in EN_MINUSCULAS
        for apellido in apellidos
        if apellido in tachador(fuera=True)(texto, ()).texto
    ]
    assert salen == ["flores"]


@pytest.mark.parametrize(
    "texto",
    [
        "¿Qué es una Alianza Multiactor?",
        "Quisiera saber cuánto aporta la APCI",
        "¿Cuáles son los principios de las Alianzas?",
        "que actores participan en la organizacion de una alianza",
    ],
)
def test_lo_que_no_nombra_a_nadie_sale_como_se_escribio(texto: str) -> None:
    assert tachador(fuera=True)(texto, ()).texto == texto


# --- El entorno ---


async def test_el_entorno_no_cambia_a_donde_se_habla_ni_envia_nada_a_nadie(monkeypatch: pytest.MonkeyPatch) -> None:
    async with servidor_de_lenguaje() as bueno, servidor_de_lenguaje() as ajeno:
        raiz = ajeno.direccion.removesuffix("/v1")
        for nombre in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY", "LANGSMITH_ENDPOINT"):
            monkeypatch.setenv(nombre, raiz)
        for nombre in ("OPENAI_API_BASE", "OPENAI_BASE_URL"):
            monkeypatch.setenv(nombre, ajeno.direccion)
        for nombre in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(nombre, "true")
        for nombre in ("LANGSMITH_API_KEY", "LANGCHAIN_API_KEY", "OPENAI_API_KEY", "OPENAI_ORG_ID"):
            monkeypatch.setenv(nombre, "del-entorno")
        conexion = Conexion(Ajustes("openai", "m", bueno.direccion, "la-mia", frozenset(Uso), ""))
        await conexion.preguntar(Formulada("fijo", "datos"), {"type": "string"}, 5)
        assert ajeno.recibido == []
        assert len(bueno.recibido) == 1
        assert "del-entorno" not in str(bueno.cabeceras)
        assert bueno.cabeceras[0]["Authorization"] == "Bearer la-mia"
        assert bueno.pedidos[0]["max_tokens"] == 5


async def test_otro_proveedor_contesta_y_no_se_desvia() -> None:
    """Ollama, que usa otra biblioteca de red; Anthropic tarda en cargarse y va en `tests.mediciones.lenguaje`."""
    await comprobar_proveedor("ollama")
