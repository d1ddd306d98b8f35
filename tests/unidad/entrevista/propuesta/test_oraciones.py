"""Las oraciones del documento: se completan o no se imprimen, y lo que escribió una persona no se interpreta."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.entrevista.propuesta.oraciones import (
    Hueco,
    completar,
    componer,
    con_mayuscula,
    con_punto,
    nombres_de_huecos,
    sin_punto,
)

HUECOS = {
    "quien": Hueco("la Red de Salud"),
    "otros": Hueco("la JASS y la ONG Wayra", 2),
    "uno": Hueco("la JASS"),
    "correo": Hueco("ana@wayra.org.pe"),
    "vacio": Hueco(" "),
    "contacto.cargo": Hueco("jefa"),
}


@pytest.mark.parametrize(
    ("oracion", "escrita"),
    [
        ("{quien} propone una alianza", "La Red de Salud propone una alianza."),
        ("{Quien} propone", "La Red de Salud propone."),
        ("Propone {Quien}", "Propone La Red de Salud."),
        ("{nadie} propone", ""),
        ("{vacio} propone", ""),
        ("Con {otros} || Con {uno}", "Con la JASS y la ONG Wayra."),
        ("Con {nadie} || Con {uno}", "Con la JASS."),
        ("{nadie} || {vacio} || Sin nadie más", "Sin nadie más."),
        ("{nadie} || {vacio}", ""),
        ("{otros} [participa|participan|otros]", "La JASS y la ONG Wayra participan."),
        ("{uno} [participa|participan|uno]", "La JASS participa."),
        ("[Participa|Participan|nadie] alguien", ""),
        ("Contribuye [al|a los|otros] ODS", "Contribuye a los ODS."),
        ("Es la {contacto.cargo}.", "Es la jefa."),
        ("Escriba a {correo}", "Escriba a ana@wayra.org.pe"),
        ("¿Lo propone {quien}?", "¿Lo propone la Red de Salud?"),
        ("«{quien}»", "«La Red de Salud»."),
        ("", ""),
    ],
)
def test_una_oracion_se_completa_entera_o_no_se_imprime(oracion: str, escrita: str) -> None:
    assert completar(oracion, HUECOS) == escrita


@pytest.mark.parametrize(
    ("texto", "con", "sin"),
    [
        ("Agua para todos", "Agua para todos.", "Agua para todos"),
        ("Agua para todos.", "Agua para todos.", "Agua para todos"),
        ("Agua para todos .", "Agua para todos.", "Agua para todos"),
        ("Minera Andes S.A.C.", "Minera Andes S.A.C.", "Minera Andes S.A.C."),
        ("Minera Andes S. A. C.", "Minera Andes S. A. C.", "Minera Andes S. A. C."),
        ("viene de EE. UU.", "viene de EE. UU.", "viene de EE. UU."),
        ("papa, quinua, etc.", "papa, quinua, etc.", "papa, quinua, etc."),
        ("Pérez Hnos.", "Pérez Hnos.", "Pérez Hnos."),
        ("y nos dijeron que sí.", "y nos dijeron que sí.", "y nos dijeron que sí"),
        ("eso es todo…", "eso es todo…", "eso es todo…"),
        ("ya veremos...", "ya veremos...", "ya veremos..."),
        ("¿quién paga?", "¿quién paga?", "¿quién paga?"),
        ("«Agua Segura»", "«Agua Segura».", "«Agua Segura»"),
        ("dijo «basta.»", "dijo «basta.»", "dijo «basta.»"),
        ("cuesta 2.000.", "cuesta 2.000.", "cuesta 2.000"),
        ("ana@wayra.org.pe", "ana@wayra.org.pe", "ana@wayra.org.pe"),
        ("ana@wayra.org.pe.", "ana@wayra.org.pe.", "ana@wayra.org.pe"),
        ("vea https://gob.pe/apci", "vea https://gob.pe/apci", "vea https://gob.pe/apci"),
        ("vea www.gob.pe.", "vea www.gob.pe.", "vea www.gob.pe"),
        ("(www.gob.pe)", "(www.gob.pe)", "(www.gob.pe)"),
        ("primero, ", "primero.", "primero,"),
        ("primero;", "primero.", "primero;"),
        ("---", "---", "---"),
        ("", "", ""),
        ("   ", "", ""),
    ],
)
def test_el_punto_final_se_pone_una_vez_y_nunca_pegado_a_una_direccion(texto: str, con: str, sin: str) -> None:
    assert con_punto(texto) == con
    assert sin_punto(texto) == sin


@pytest.mark.parametrize(
    ("texto", "escrito"),
    [
        ("agua", "Agua"),
        ("«agua»", "«Agua»"),
        ("¿agua?", "¿Agua?"),
        ("ñandú", "Ñandú"),
        ("éxito", "Éxito"),
        ("500 familias", "500 familias"),
        ("(la red)", "(La red)"),
        ("ana@wayra.org.pe", "ana@wayra.org.pe"),
        ("www.gob.pe", "www.gob.pe"),
        ("https://gob.pe", "https://gob.pe"),
        ("iPerú", "iPerú"),
        ("IPerú", "IPerú"),
        ("ONG", "ONG"),
        ("", ""),
    ],
)
def test_la_mayuscula_inicial_no_cambia_una_direccion_una_cifra_ni_una_marca(texto: str, escrito: str) -> None:
    assert con_mayuscula(texto) == escrito


def test_tras_una_direccion_se_pasa_de_renglon() -> None:
    assert componer(["Escriba a {correo}", "{nadie}", "Responde {quien}"], HUECOS) == (
        "Escriba a ana@wayra.org.pe\nResponde la Red de Salud."
    )
    assert componer(["Propone {quien}", "Con {uno}"], HUECOS) == "Propone la Red de Salud. Con la JASS."


def test_los_huecos_de_una_oracion_se_nombran_como_en_el_archivo() -> None:
    oracion = "{Proponente} [propone|proponen|otros] {contacto.correo} || {proponente}"
    assert nombres_de_huecos(oracion) == ("proponente", "contacto.correo", "otros")


# --- Con cualquier texto -------------------------------------------------------------------------

RAROS = st.text(st.sampled_from("aÁñ 5.,;:{}[]|«»()…?!@/\n-")) | st.text()
DIRECCIONES = st.sampled_from(["ana@x.pe", "www.x.pe/a", "https://x.pe/?q=1"])


@example(". .")
@given(RAROS)
def test_poner_o_quitar_el_punto_dos_veces_es_hacerlo_una(texto: str) -> None:
    assert con_punto(con_punto(texto)) == con_punto(texto)
    assert sin_punto(sin_punto(texto)) == sin_punto(texto)
    assert con_mayuscula(con_mayuscula(texto)) == con_mayuscula(texto)


@given(RAROS)
def test_lo_que_escribio_una_persona_no_se_interpreta_ni_se_pierde(texto: str) -> None:
    huecos = {"a": Hueco(texto), "b": Hueco("uno", 2), "c": Hueco("tres")}
    escrita = completar("Dice «{a}» y [no|sí|b] {c} || nada", huecos)
    assert escrita == (f"Dice «{texto}» y sí tres." if texto.strip() else "Nada.")


@given(RAROS, DIRECCIONES)
def test_a_una_direccion_nunca_se_le_pega_nada(antes: str, direccion: str) -> None:
    assert con_punto(f"{antes} {direccion}").endswith(direccion)


@given(RAROS)
def test_una_oracion_de_la_agencia_mal_escrita_no_falla(oracion: str) -> None:
    assert isinstance(completar(oracion, {"a": Hueco("x")}), str)


@pytest.mark.parametrize(
    ("primera", "segunda", "parrafo"),
    [
        ("No hay", "No hay vínculos", "No hay vínculos."),
        ("Consenso", "Un comité se reúne y decide por consenso", "Un comité se reúne y decide por consenso."),
        ("Votación", "Cada actor tiene un voto", "Votación. Cada actor tiene un voto."),
        (
            "Sí hay",
            "El alcalde es primo del gerente y no votará",
            "Sí hay. El alcalde es primo del gerente y no votará.",
        ),
        ("Voto", "Votos por actor", "Voto. Votos por actor."),
        (
            "Un comité con uno de cada actor",
            "Un comité con uno de cada actor y actas",
            "Un comité con uno de cada actor. Un comité con uno de cada actor y actas.",
        ),
    ],
)
def test_lo_breve_que_sigue_dicho_con_las_mismas_palabras_no_se_repite(
    primera: str, segunda: str, parrafo: str
) -> None:
    huecos = {"mecanismo": Hueco(primera), "detalle": Hueco(segunda)}
    assert componer(["{mecanismo}", "{detalle}"], huecos) == parrafo
