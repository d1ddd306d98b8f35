"""Preparar un documento: lo que propone un modelo queda en borradores que nadie carga hasta que alguien los aprueba."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import ErrorConfiguracion, leer_configuracion
from bot.dialogo.peticiones import Contestado, Encargo, Motivo, TextoEnviado, Uso
from bot.entrevista.eventos import Evento
from bot.montaje.preparar import preparar_documento
from bot.ordenes.documentos import decir
from bot.revision.biblioteca.borrador import (
    FORMA_DE_PREPARAR,
    Propuesta,
    explicaciones_en_yaml,
    leer_propuesta,
    preguntas_en_yaml,
    reparos_de_explicacion,
)
from bot.revision.biblioteca.preparar import FALLOS_SEGUIDOS, preparar
from bot.servicio.puertos import SinLenguaje
from conocimiento.biblioteca.errores import ErrorDeBiblioteca
from conocimiento.biblioteca.guardado import BORRADOR, guardado, leer_catalogo
from conocimiento.ingesta.corpus import leer_guardado
from conocimiento.modelo import Documento
from tests.apoyo.arbitrarios import textos_de_un_modelo
from tests.apoyo.biblioteca import agregar, directiva, escribir
from tests.apoyo.servidor_de_lenguaje import servidor_de_lenguaje
from tests.mediciones.comprension import leer_yaml

ORACION = "La oficina evalúa el expediente de convenio en quince días hábiles desde que llega completo."


class Dicho:
    """Un modelo en este proceso, detrás del puerto: contesta lo que se le diga de cada oración, o falla."""

    def __init__(self, contesta: Callable[[str], object]) -> None:
        self.contesta, self.encargos = contesta, list[Encargo]()

    async def pedir(self, encargo: Encargo, historia: Sequence[Evento] = ()) -> Contestado:
        assert not historia
        self.encargos.append(encargo)
        dicho = self.contesta(encargo.publico["oracion"])
        if isinstance(dicho, Motivo):
            raise SinLenguaje(dicho)
        return Contestado(dicho if isinstance(dicho, str) else json.dumps(dicho), TextoEnviado(""))

    def anotar(self, uso: Uso, resultado: Any) -> None:
        raise AssertionError((uso, resultado))


def propone(explicacion: str, *preguntas: str, no_dice: Sequence[object] = ()) -> dict[str, object]:
    return {"preguntas": list(preguntas), "explicacion": explicacion, "no_dice": list(no_dice)}


def documento(datos: Path) -> tuple[Documento, Path]:
    agregado = agregar(datos, escribir(datos.parent, "directiva.txt", directiva("quince")))
    suyo = guardado(datos, leer_catalogo(datos).inscritos[0])
    assert agregado is not None
    return leer_guardado(suyo), suyo.carpeta


async def test_cada_oracion_se_pide_aparte_y_solo_sale_texto_del_documento(tmp_path: Path) -> None:
    leido, _ = documento(tmp_path / "datos")
    modelo = Dicho(lambda _: propone("Se evalúa.", "¿Cuándo?"))
    hecho = await preparar(modelo, leido, lambda _: None)
    assert [uno.publico["oracion"] in " ".join(leido.texto.split()) for uno in modelo.encargos] == [True, True]
    assert {(uno.uso, uno.personal) for uno in modelo.encargos} == {(Uso.PREPARAR, "")}
    assert (hecho.hechas, hecho.sin_hacer, hecho.fuera) == (2, (), 0)


async def test_los_borradores_no_se_cargan_hasta_que_alguien_los_aprueba(tmp_path: Path) -> None:
    datos = tmp_path / "datos"
    leido, carpeta = documento(datos)
    vacio = {
        "falta": "quién recibe el expediente",
        "cerca": "desde que llega completo",
        "preguntas": ["¿Quién lo recibe?"],
    }
    facil = "La oficina evalúa el expediente de convenio en quince días hábiles."
    modelo = Dicho(lambda _: propone(facil, "¿En cuántos días lo evalúan?", no_dice=[vacio]))
    hecho = await preparar(modelo, leido, lambda _: None)
    preguntas, explicaciones = carpeta / f"preguntas{BORRADOR}", carpeta / f"sencillo{BORRADOR}"
    preguntas.write_text(hecho.preguntas, encoding="utf-8")
    explicaciones.write_text(hecho.explicaciones, encoding="utf-8")
    suyo = guardado(datos, leer_catalogo(datos).inscritos[0])
    assert leer_guardado(suyo) == leido
    preguntas.rename(carpeta / "preguntas.yaml")
    explicaciones.rename(carpeta / "sencillo.yaml")
    sin_aprobar = leer_guardado(suyo)
    assert (sin_aprobar.ideas, sin_aprobar.explicaciones) == ((), ())
    aprobadas = hecho.preguntas.replace("revisada: no", "revisada: sí")
    (carpeta / "preguntas.yaml").write_text(aprobadas, encoding="utf-8")
    firmada = hecho.explicaciones.replace("      # aprobado_por: Nombre y apellido", "      aprobado_por: Rosa Quispe")
    (carpeta / "sencillo.yaml").write_text(firmada.replace("      # fecha:", "      fecha:"), encoding="utf-8")
    aprobado = leer_guardado(suyo)
    assert [idea.falta for idea in aprobado.ideas if not idea.contesta] == ["quién recibe el expediente"] * 2
    assert {una.aprobada_por for una in aprobado.explicaciones} == {"Rosa Quispe"}
    assert aprobado.explicaciones[-1].en_sencillo == facil


async def test_lo_que_no_se_comprueba_se_marca(tmp_path: Path) -> None:
    leido, _ = documento(tmp_path / "datos")
    vacio = {"falta": "el costo", "cerca": "palabras que no están", "preguntas": ["cuánto cuesta"]}
    con_ideas = replace(leido, ideas=())
    modelo = Dicho(lambda _: propone("La oficina aprueba el expediente en 3 días.", "¿Cuándo?", no_dice=[vacio]))
    hecho = await preparar(modelo, con_ideas, lambda _: None)
    assert hecho.marcadas == 2
    for marca in ("está repetida: ya está en «", "no parece una pregunta", "no son palabras del documento"):
        assert f"# REVISAR: {marca}" in hecho.preguntas
    assert "# REVISAR: agrega «" in hecho.explicaciones


async def test_lo_que_el_modelo_no_contesta_se_dice_y_si_no_esta_no_se_insiste(tmp_path: Path) -> None:
    leido, _ = documento(tmp_path / "datos")
    modelo = Dicho(lambda _: Motivo.PLAZO)
    largo = replace(leido, fragmentos=tuple(_con_muchas(leido, 8)))
    hecho = await preparar(modelo, largo, lambda _: None)
    assert len(modelo.encargos) == FALLOS_SEGUIDOS
    assert (hecho.hechas, len(hecho.sin_hacer)) == (0, 8)
    assert "FALTA: de 8 oraciones no hay borrador" in hecho.preguntas
    assert "no contestó a tiempo" in hecho.preguntas
    assert "no se le pidió" in hecho.explicaciones
    limitado = await preparar(Dicho(lambda _: propone("Es.", "¿Qué?")), largo, lambda _: None, hasta=3)
    assert (limitado.hechas, limitado.fuera) == (3, 5)
    assert "FALTA: 5 oraciones más" in limitado.preguntas


def _con_muchas(leido: Documento, cuantas: int) -> list[Any]:
    """Fragmentos de una oración cada uno, todas distintas."""
    primero = leido.fragmentos[0]
    textos = [f"La oficina número {numero} recibe los expedientes de convenio." for numero in range(cuantas)]
    tramo = type(primero.oraciones[0])
    return [replace(primero, texto=uno, inicio=0, fin=len(uno), oraciones=(tramo(0, len(uno)),)) for uno in textos]


async def test_la_orden_habla_con_un_servidor_de_verdad_y_deja_los_borradores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datos = tmp_path / "datos"
    _, carpeta = documento(datos)
    monkeypatch.chdir(tmp_path)
    facil = propone(
        "La oficina evalúa el expediente en quince días hábiles, desde que llega completo.", "¿En qué plazo?"
    )

    async with servidor_de_lenguaje(lambda _: json.dumps(facil)) as servidor:
        for nombre, valor in (("", "openai:de-prueba"), ("_DIRECCION", servidor.direccion), ("_USOS", "preparar")):
            monkeypatch.setenv(f"ALIANZAS_LENGUAJE{nombre}", valor)
        configuracion = leer_configuracion(datos=datos)
        clave = leer_catalogo(datos).inscritos[0].clave
        escrito = await asyncio.to_thread(preparar_documento, configuracion, clave, 10, lambda _: None)
        assert (escrito.hecho.hechas, escrito.hecho.sin_hacer) == (2, ())
        assert escrito.preguntas.parent == escrito.explicaciones.parent == carpeta
        assert "¿En qué plazo?" in escrito.preguntas.read_text(encoding="utf-8")
        assert str(facil["explicacion"]) in escrito.explicaciones.read_text(encoding="utf-8")
        with pytest.raises(ErrorDeBiblioteca, match="Ya hay un borrador"):
            await asyncio.to_thread(preparar_documento, configuracion, clave, 10, lambda _: None)
        escrito.preguntas.unlink()
        escrito.explicaciones.unlink()
        servidor.modo = "500"
        fallido = await asyncio.to_thread(preparar_documento, configuracion, clave, 10, lambda _: None)
        assert "FALTA: de 2 oraciones no hay borrador" in fallido.preguntas.read_text(encoding="utf-8")
        assert "el servidor falló" in decir.preparado(fallido.hecho, fallido.preguntas, fallido.explicaciones)


async def test_sin_un_modelo_para_eso_la_orden_dice_que_falta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datos = tmp_path / "datos"
    documento(datos)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ErrorConfiguracion, match="ALIANZAS_LENGUAJE"):
        preparar_documento(leer_configuracion(datos=datos), "directiva", 10, lambda _: None)


@pytest.mark.parametrize(
    "dice",
    ["", "{}", "[]", "no puedo", json.dumps({"preguntas": [], "explicacion": 3, "no_dice": []}), '{"preguntas": []}'],
    ids=range(6),
)
def test_lo_que_no_es_lo_pedido_no_se_lee(dice: str) -> None:
    assert leer_propuesta(dice, ORACION) is None


def test_la_forma_pedida_es_la_que_se_lee() -> None:
    pedidas = set(FORMA_DE_PREPARAR["required"])
    assert pedidas == set(propone("x"))
    assert leer_propuesta(json.dumps(propone("x")), ORACION) is not None


def test_solo_la_que_dice_lo_mismo_queda_sin_reparos() -> None:
    def reparos(explicacion: str) -> tuple[str, ...]:
        return reparos_de_explicacion(Propuesta(ORACION, (), explicacion, ()))

    assert reparos("La oficina evalúa el expediente en quince días hábiles, desde que llega completo.") == ()
    assert reparos("La oficina evalúa el expediente en quince días hábiles.") == ("no dice la condición «desde»",)
    assert reparos(ORACION) == ("es la misma oración",)
    assert reparos("La oficina evalúa el expediente de convenio en treinta días hábiles.") != ()
    assert "caben 40" in reparos("La oficina evalúa. " * 30)[0]


_TEXTOS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(['"', "\n- idea: otra", "# x", "'", "\\", "\u2028", "\x00", "¿Qué?", "{{", "*ancla", "!!python"]),
    st.sampled_from([ORACION, "desde que llega completo", "¿En qué plazo?", "La oficina evalúa el expediente."]),
)
_PEDIDO = st.builds(
    lambda explicacion, preguntas, falta, cerca, vacios: json.dumps(
        propone(explicacion, *preguntas, no_dice=vacios * [{"falta": falta, "cerca": cerca, "preguntas": preguntas}])
    ),
    _TEXTOS, st.lists(_TEXTOS, max_size=3), _TEXTOS, _TEXTOS, st.integers(0, 2),
)  # fmt: skip


def dichos_al_preparar() -> st.SearchStrategy[str]:
    """Lo que un modelo podría contestar de una oración: de la basura a lo pedido, con cualquier cosa dentro."""
    return st.integers(0, 3).flatmap(lambda numero: _PEDIDO if numero else textos_de_un_modelo())


def comprobar_borradores(dichos: Sequence[str]) -> list[bool]:
    """Que de eso salgan borradores en YAML, sin nada aprobado y en que lo citado sea la oración. Y qué se leyó."""
    leidas = [leer_propuesta(dicho, ORACION) for dicho in dichos]
    propuestas = [una for una in leidas if una is not None]
    escrito = _cargar(preguntas_en_yaml("# Cabecera.", propuestas))
    assert set(escrito) <= {"ajenas", "contesta", "no_dice"}
    con_preguntas = [una for una in propuestas if una.preguntas]
    assert [una["preguntas"] for una in escrito.get("contesta", [])] == [[*una.preguntas] for una in con_preguntas]
    assert all(una["palabras"] == ORACION for una in escrito.get("contesta", []))
    for una in (*escrito.get("contesta", []), *escrito.get("no_dice", [])):
        assert una["revisada"] is False or una["revisada"] == "no"
        assert una.get("cerca", ORACION) in ORACION
    explicadas = _cargar(explicaciones_en_yaml("# Cabecera.", propuestas))
    assert [una["oracion"] for una in explicadas] == [ORACION for una in con_preguntas if una.explicacion]
    assert not any("aprobado_por" in idea for una in explicadas for idea in una["ideas"])
    return [una is not None for una in leidas]


@settings(max_examples=80, deadline=None)
@given(st.lists(dichos_al_preparar(), max_size=3))
def test_diga_lo_que_diga_los_borradores_son_yaml_y_lo_suyo_no_se_sale_de_su_sitio(dichos: list[str]) -> None:
    comprobar_borradores(dichos)


def _cargar(texto: str) -> Any:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as archivo:
        archivo.write(texto)
        archivo.flush()
        return leer_yaml(Path(archivo.name))
