"""Lo que `docs/langchain.md` dice que se escriba funciona, escrito así."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, ToolMessage

from conocimiento.modelo import Fragmento, Hallazgo, Pasaje, Tramo
from indices.buscador import BuscadorLocal
from indices.recuperador import RecuperadorAlianzas
from tests.apoyo.rutas import DOCUMENTOS, RAIZ

PAGINA = RAIZ / "docs" / "langchain.md"
BLOQUE = re.compile(r"```python\n([^`]{1,4000})```")


class ModeloDePrueba(GenericFakeChatModel):
    """Un modelo que ya sabe qué va a decir."""

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "ModeloDePrueba":
        return self


@pytest.fixture(scope="module")
def nombres(carpeta_producto: Path) -> Iterator[dict[str, Any]]:
    """Lo que queda definido al ejecutar los bloques de la página, en orden."""
    pide = AIMessage("", tool_calls=[{"name": "buscar", "args": {"query": "¿Qué es una alianza?"}, "id": "1"}])
    definidos: dict[str, Any] = {"modelo": ModeloDePrueba(messages=iter([pide, AIMessage("Listo.")]))}
    with pytest.MonkeyPatch.context() as entorno:
        entorno.setenv("ALIANZAS_DATOS", str(carpeta_producto))
        for bloque in BLOQUE.findall(PAGINA.read_text(encoding="utf-8")):
            exec(compile(bloque, PAGINA.name, "exec"), definidos)
        yield definidos


def test_la_cadena_son_diez_lineas() -> None:
    cadena, agente = BLOQUE.findall(PAGINA.read_text(encoding="utf-8"))
    assert len([linea for linea in cadena.splitlines() if linea]) == 10
    assert len([linea for linea in agente.splitlines() if linea]) <= 5


def test_la_cadena_lleva_al_modelo_pasajes_literales_con_su_sitio(nombres: dict[str, Any]) -> None:
    hallados = nombres["recuperador"].invoke("¿Qué es una alianza multiactor?")
    assert len(hallados) == 3
    textos = {ruta.name: ruta.read_text(encoding="utf-8") for ruta in DOCUMENTOS.glob("*.txt")}
    pedido = nombres["cadena"].invoke("¿Qué es una alianza multiactor?").to_string()
    for uno in hallados:
        datos = uno.metadata
        assert {"documento", "version", "apartado", "pagina", "inicio", "fin"} <= set(datos)
        assert textos[datos["documento"]][datos["inicio"] : datos["fin"]] == uno.page_content
        assert uno.page_content in pedido and f"'version': '{datos['version']}'" in pedido
    modelo = ModeloDePrueba(messages=iter([AIMessage("Un acuerdo.")]))
    assert (nombres["cadena"] | modelo).invoke("¿Qué es una alianza multiactor?").content == "Un acuerdo."


class BuscadorDePaginas(BuscadorLocal):
    """Encuentra siempre lo mismo: un fragmento que empieza en la página 9 y acaba en la 10."""

    def __init__(self) -> None:
        pass

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(Hallazgo(una, (Pasaje(EN_LA_NUEVE, 1.0, Tramo(104, 110)),), 0.9) for una in consultas)


EN_LA_NUEVE = Fragmento(
    "guia.pdf", "abc", "2.1", "Uno. Dos.", 100, 109, (Tramo(100, 104), Tramo(105, 109)), ((90, 8), (98, 9), (106, 10))
)


def test_los_metadatos_dicen_en_que_pagina_empieza_el_pasaje() -> None:
    (uno,) = RecuperadorAlianzas(buscador=BuscadorDePaginas()).invoke("dos")
    assert uno.metadata["pagina"] == 9
    assert (uno.metadata["documento"], uno.metadata["version"], uno.metadata["apartado"]) == ("guia.pdf", "abc", "2.1")


def test_el_agente_busca_y_recibe_los_pasajes(nombres: dict[str, Any]) -> None:
    mensajes = nombres["agente"].invoke({"messages": [{"role": "user", "content": "¿Qué es una alianza?"}]})["messages"]
    (recibido,) = [uno for uno in mensajes if isinstance(uno, ToolMessage)]
    assert nombres["recuperador"].invoke("¿Qué es una alianza?")[0].page_content in str(recibido.content)
    assert mensajes[-1].content == "Listo."
