"""De un documento sin revisar: un artículo corto se cita entero, y lo poco probable, si dice lo preguntado."""

from dataclasses import replace

import pytest

from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.preguntas.mensaje import Forma, redactar_respuesta
from bot.dialogo.preguntas.parte import Resultado
from bot.dialogo.preguntas.reglas.sin_juicio import contestar_sin_juicio
from conocimiento.modelo import Fragmento, Hallazgo, Pasaje, Tramo
from tests.unidad.dialogo.preguntas.test_apartados import contexto

TEXTO = (
    "119.1 Los residuos domésticos los gestiona la municipalidad.\n\n"
    "119.2 De los industriales responde el generador.\n\n"
    "120.1 El agua se cuida."
)
PARRAFOS = TEXTO.split("\n\n")
APARTADOS = ("Artículo 119", "Artículo 119", "Artículo 120")


def norma(*, con_paginas: bool = True) -> tuple[Fragmento, ...]:
    fragmentos: list[Fragmento] = []
    for apartado, parrafo in zip(APARTADOS, PARRAFOS, strict=True):
        inicio = TEXTO.index(parrafo)
        fin = inicio + len(parrafo)
        paginas = ((inicio, 3),) if con_paginas else ()
        fragmentos.append(Fragmento("ley.pdf", "1", apartado, parrafo, inicio, fin, (Tramo(inicio, fin),), paginas))
    return tuple(fragmentos)


def citado(fragmentos: tuple[Fragmento, ...], pregunta: str, confianza: float, orientada: str = "") -> list[str]:
    pasajes = tuple(Pasaje(uno, 6.0 - 3.0 * n, uno.oraciones[0]) for n, uno in enumerate(fragmentos))
    hallazgo = Hallazgo(pregunta, pasajes, confianza, dato=0.5, orientada=orientada)
    en_orden = tuple(sorted(fragmentos, key=lambda uno: uno.inicio))
    en_curso = replace(contexto(), fragmentos=en_orden)
    parte = contestar_sin_juicio(en_curso, pregunta, Clase.ABIERTA, hallazgo)
    assert parte.resultado is not Resultado.RESPUESTA
    assert all(cita.texto == TEXTO[cita.inicio : cita.fin] for cita in parte.citas)
    return [cita.texto for cita in parte.citas]


def test_un_articulo_corto_se_cita_entero_y_no_pasa_al_siguiente() -> None:
    entero = "\n\n".join(PARRAFOS[:2])
    assert citado(norma(), "¿quién responde de los residuos?", 0.6) == [entero]
    primero, segundo, tercero = norma()
    assert citado((segundo, primero, tercero), "¿quién responde de los residuos?", 0.6) == [entero]
    assert citado((tercero, primero, segundo), "¿quién cuida el agua?", 0.6) == [PARRAFOS[2]]


def test_sin_paginas_no_se_sabe_que_hay_entre_dos_parrafos_y_no_se_juntan() -> None:
    assert citado(norma(con_paginas=False), "¿quién responde de los residuos?", 0.6) == [PARRAFOS[0]]


@pytest.mark.parametrize(
    ("orientada", "se_muestra"),
    [
        ("", False),
        ("quién ve lo de la basura (residuos domésticos)", True),
        ("quién ve lo de la basura (residuos sólidos)", False),
    ],
)
def test_lo_poco_probable_se_muestra_si_dice_varias_palabras_de_lo_preguntado(orientada: str, se_muestra: bool) -> None:
    assert bool(citado(norma(), "quién ve lo de la basura", 0.01, orientada)) is se_muestra


@pytest.mark.parametrize(
    ("puntajes", "confianza", "cuantos"),
    [
        ((3.0, 2.5, 2.2, 2.0), 0.6, 3),  # tres lugares, y no más
        ((3.0, 2.5, 0.4, 0.2), 0.6, 2),  # el tercero está lejos
        ((3.0, 0.4, 0.3, 0.2), 0.6, 1),
        ((3.0, 2.5, 2.2, 2.0), 0.04, 1),  # apenas se trata: los demás son ruido
    ],
)
def test_lo_que_no_se_afirma_se_muestra_hasta_en_tres_lugares(
    puntajes: tuple[float, ...], confianza: float, cuantos: int
) -> None:
    textos = [f"El comité {numero} de la cuenca se reúne con la autoridad del agua." for numero in range(4)]
    fragmentos = [
        Fragmento("ley.pdf", "1", f"Artículo {n}", t, n * 200, n * 200 + len(t), (Tramo(n * 200, n * 200 + len(t)),))
        for n, t in enumerate(textos)
    ]
    pasajes = tuple(Pasaje(uno, z, uno.oraciones[0]) for uno, z in zip(fragmentos, puntajes, strict=True))
    pregunta = "¿con quién se reúne el comité de la cuenca?"
    hallazgo = Hallazgo(pregunta, pasajes, confianza, dato=0.5)
    parte = contestar_sin_juicio(replace(contexto(), fragmentos=tuple(fragmentos)), pregunta, Clase.ABIERTA, hallazgo)
    assert parte.resultado is Resultado.CERCANO
    assert [cita.texto for cita in parte.citas] == textos[:cuantos]
    dicho = redactar_respuesta((parte,), (), Forma()).texto
    assert dicho.count("También dice:") == (cuantos > 1)


def test_lo_que_no_se_afirma_se_cita_entero_aunque_sea_largo() -> None:
    oraciones = [f"La autoridad {numero} del agua revisa el expediente en su sede." for numero in range(15)]
    texto = " ".join(oraciones)
    lugares = [(texto.index(una), texto.index(una) + len(una)) for una in oraciones]
    fragmento = Fragmento("ley.pdf", "1", "", texto, 0, len(texto), tuple(Tramo(*lugar) for lugar in lugares))
    hallazgo = Hallazgo("qué revisa", (Pasaje(fragmento, 3.0, fragmento.oraciones[2]),), 0.6, dato=0.3)
    assert 800 < len(texto) < 1_000
    parte = contestar_sin_juicio(contexto(), "¿qué revisa la autoridad del agua?", Clase.ABIERTA, hallazgo)
    assert [cita.texto for cita in parte.citas] == [texto]


LEJANOS = (
    "El reglamento de sanciones se aprueba luego.",
    "El comité se reúne en la capital.",
    "Multa no mayor de 10,000 Unidades Impositivas Tributarias.",
    "La norma entra en vigencia el 1 de febrero de 2016.",
    "El río es de la selva por debajo de los 600 msnm.",
    "En un plazo de veinte (20) días la oficina responde la solicitud.",
)


@pytest.mark.parametrize(
    ("pregunta", "lugar"),
    [
        ("cuanto es lo maximo q le pueden poner de multa", 2),
        ("¿Desde qué fecha rige la norma?", 3),
        ("¿A partir de qué altitud un río es de la selva?", 4),
        ("¿en cuántos días responden la solicitud?", 5),
        ("¿qué hace el comité?", None),  # no pide nada que se reconozca por su forma: no se va a buscar lejos
    ],
)
def test_si_el_mejor_pasaje_no_trae_el_dato_se_cita_tambien_el_que_lo_trae(pregunta: str, lugar: int | None) -> None:
    fragmentos = tuple(
        Fragmento(f"{n}.pdf", "1", f"Artículo {n}", texto, 0, len(texto), (Tramo(0, len(texto)),))
        for n, texto in enumerate(LEJANOS)
    )
    pasajes = tuple(Pasaje(uno, 6.0 - 3.0 * n, uno.oraciones[0]) for n, uno in enumerate(fragmentos))
    hallazgo = Hallazgo(pregunta, pasajes, 0.6, dato=0.5)
    parte = contestar_sin_juicio(replace(contexto(), fragmentos=fragmentos), pregunta, Clase.ABIERTA, hallazgo)
    assert [cita.texto for cita in parte.citas] == [LEJANOS[0], *([] if lugar is None else [LEJANOS[lugar]])]


def test_si_lo_que_trae_el_dato_no_es_lo_que_mas_se_parece_se_citan_los_dos() -> None:
    textos = ("La ficha la elaboran dos especialistas inscritos.", "Se prescinde de la firma en todos los folios.")
    fragmentos = tuple(
        Fragmento(f"{n}.pdf", "1", f"Artículo {n}", texto, 0, len(texto), (Tramo(0, len(texto)),))
        for n, texto in enumerate(textos)
    )
    pasajes = tuple(Pasaje(uno, 9.0 - 6.0 * n, uno.oraciones[0]) for n, uno in enumerate(fragmentos))
    pregunta = "la ficha la puede firmar solo un ingeniero"
    hallazgo = Hallazgo(pregunta, pasajes, 0.9, dato=0.9)
    parte = contestar_sin_juicio(replace(contexto(), fragmentos=fragmentos), pregunta, Clase.TRAMITE, hallazgo)
    assert [cita.texto for cita in parte.citas] == [textos[1], textos[0]]


@pytest.mark.parametrize(
    ("otro", "dice"), [(5, "no lo dice con claridad"), (1, f"no da {Clase.PLAZO.value}")], ids=["trae", "no trae"]
)
def test_no_se_dice_que_el_texto_no_da_un_plazo_si_lo_que_se_muestra_lo_trae(otro: int, dice: str) -> None:
    fragmentos = tuple(
        Fragmento(f"{n}.pdf", "1", f"Artículo {n}", LEJANOS[n], 0, len(LEJANOS[n]), (Tramo(0, len(LEJANOS[n])),))
        for n in (0, otro)
    )
    pasajes = tuple(Pasaje(uno, 6.0 - 3.0 * n, uno.oraciones[0]) for n, uno in enumerate(fragmentos))
    hallazgo = Hallazgo("¿en cuántos días responden la solicitud?", pasajes, 0.6, dato=0.5)
    parte = contestar_sin_juicio(replace(contexto(), fragmentos=fragmentos), hallazgo.consulta, Clase.PLAZO, hallazgo)
    assert f"El texto que tengo {dice}." in redactar_respuesta([parte], (), Forma()).texto
