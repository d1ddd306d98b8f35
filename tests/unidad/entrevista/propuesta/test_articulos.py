"""Cómo se nombra a cada organización dentro de una oración, con nombres como los que hay en el Perú."""

from dataclasses import replace

import pytest

from bot.entrevista.pasos import Actor
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.articulos import nombrar, nombrar_a_todos
from tests.apoyo.borradores import ENTREVISTA, HOY, RAPIDO, historia

CATALOGOS = ENTREVISTA.catalogos


@pytest.mark.parametrize(
    ("nombre", "tipo", "nombrado"),
    [
        # La primera palabra lo dice, con tilde o sin ella, en mayúsculas o no.
        ("Red de Salud Espinar", "gob_regional", "la Red de Salud Espinar"),
        ("Gobierno Regional de Cusco", "gob_regional", "el Gobierno Regional de Cusco"),
        ("Caja Los Andes", "empresa", "la Caja Los Andes"),
        ("Asociación Los Andes de Cajamarca", "ongd", "la Asociación Los Andes de Cajamarca"),
        ("ASOCIACION KUSI WARMA", "ongd", "la ASOCIACION KUSI WARMA"),
        ("Fundación Telefónica", "ongd", "la Fundación Telefónica"),
        ("Cámara de Comercio de Cusco", "gremio", "la Cámara de Comercio de Cusco"),
        ("Comité de Regantes de Anta", "osb", "el Comité de Regantes de Anta"),
        ("comité de regantes", "osb", "el comité de regantes"),
        ("Compañía Minera Antapaccay", "empresa", "la Compañía Minera Antapaccay"),
        ("Unión Europea", "fuente", "la Unión Europea"),
        ("Institución Educativa 50123", "gob_nacional", "la Institución Educativa 50123"),
        ("Defensoría del Pueblo", "gob_nacional", "la Defensoría del Pueblo"),
        ("Ministerio de Salud", "gob_nacional", "el Ministerio de Salud"),
        ("Pontificia Universidad Católica del Perú", "academia", "la Pontificia Universidad Católica del Perú"),
        ("Banco de Crédito del Perú", "empresa", "el Banco de Crédito del Perú"),
        ("JASS de Tintaya", "osb", "la JASS de Tintaya"),
        ("UGEL Canas", "gob_regional", "la UGEL Canas"),
        ("Área Técnica Municipal", "gob_local", "el Área Técnica Municipal"),
        ("Vaso de Leche de Yauri", "osb", "el Vaso de Leche de Yauri"),
        # Si no, su tipo.
        ("Sumaq Away", "ongd", "la organización Sumaq Away"),
        ("Antamina", "empresa", "la empresa Antamina"),
        ("Cáritas Cusco", "ongd", "la organización Cáritas Cusco"),
        ("Yauri", "gob_local", "la Municipalidad de Yauri"),
        ("Sierra Exportadora", "gob_nacional", "la entidad Sierra Exportadora"),
        ("Servicios Educativos Rurales", "ongd", "la organización Servicios Educativos Rurales"),
        ("Laboratorios Portugal", "empresa", "la empresa Laboratorios Portugal"),
        ("«Los Pinos»", "empresa", "la empresa «Los Pinos»"),
        # Siglas que llevan artículo y otras que no.
        ("GIZ", "fuente", "la GIZ"),
        ("MINSA", "gob_nacional", "el MINSA"),
        ("APCI", "gob_nacional", "la APCI"),
        ("PNUD", "fuente", "el PNUD"),
        ("UNICEF", "fuente", "UNICEF"),
        ("BCP", "empresa", "la empresa BCP"),
        # Un artículo con mayúscula es parte del nombre; uno que presenta lo que es, no.
        ("Los Portales S.A.", "empresa", "la empresa Los Portales S.A."),
        ("La Positiva Seguros", "empresa", "la empresa La Positiva Seguros"),
        ("El Comercio S.A.", "empresa", "la empresa El Comercio S.A."),
        ("LAS BAMBAS", "empresa", "la empresa LAS BAMBAS"),
        ("Las Bambas", None, "Las Bambas"),
        ("El Ministerio de Salud", "gob_nacional", "el Ministerio de Salud"),
        ("LA RED DE SALUD", "gob_regional", "la RED DE SALUD"),
        ("la Red Agroforestal", "ongd", "la Red Agroforestal"),
        ("Los comuneros de Tintaya", "osb", "los comuneros de Tintaya"),
        ("la mina", "empresa", "la mina"),
        # En plural, según lo que sean.
        ("Municipalidades de la cuenca", "gob_local", "las Municipalidades de la cuenca"),
        ("Universidades del sur", "academia", "las Universidades del sur"),
        ("Rondas Campesinas de Cajamarca", "osb", "la organización Rondas Campesinas de Cajamarca"),
        # Sin nada que lo diga.
        ("Hermanas de la Caridad", "otro", "Hermanas de la Caridad"),
        ("mi hermano Juan", "osb", "mi hermano Juan"),
        ("XYZ", None, "XYZ"),
        ("", "empresa", ""),
    ],
)
def test_cada_organizacion_lleva_el_articulo_que_le_toca(nombre: str, tipo: str | None, nombrado: str) -> None:
    assert nombrar(Actor("a1", nombre, tipo), CATALOGOS) == nombrado


def test_nombrar_a_varias_las_enumera() -> None:
    actores = [Actor("a1", "GIZ", "fuente"), Actor("a2", "Sumaq Away", "ongd"), Actor("a3", "Red de Salud", None)]
    assert nombrar_a_todos(actores, CATALOGOS) == "la GIZ, la organización Sumaq Away y la Red de Salud"


@pytest.mark.parametrize(
    ("nombre", "tipo", "comienzo"),
    [
        ("Sumaq Away", "ongd", "La organización Sumaq Away propone la alianza «Agua Segura para Celendín» junto con"),
        ("Municipalidades de la cuenca", "gob_local", "Las Municipalidades de la cuenca proponen la alianza"),
        ("los comuneros de Tintaya", "osb", "Los comuneros de Tintaya proponen la alianza"),
        ("Los Portales S.A.", "empresa", "La empresa Los Portales S.A. propone la alianza"),
    ],
)
def test_el_resumen_concuerda_con_quien_propone(nombre: str, tipo: str, comienzo: str) -> None:
    respuestas = {**RAPIDO, ("nombre_organizacion", ""): nombre, ("tipo_organizacion", ""): tipo}
    assert armar(ENTREVISTA, historia(respuestas, modo="nucleo"), HOY).resumen[0].texto.startswith(comienzo)


def test_ninguna_palabra_es_femenina_y_masculina_a_la_vez() -> None:
    organizaciones = CATALOGOS.organizaciones
    assert set(organizaciones.femeninas).isdisjoint(organizaciones.masculinas)
    assert len(set(organizaciones.femeninas)) == len(organizaciones.femeninas)
    assert len(set(organizaciones.masculinas)) == len(organizaciones.masculinas)


def test_una_palabra_que_la_agencia_agrega_con_tilde_tambien_vale() -> None:
    organizaciones = replace(CATALOGOS.organizaciones, femeninas=("cofradía",))
    catalogos = replace(CATALOGOS, organizaciones=organizaciones)
    assert nombrar(Actor("a1", "Cofradia de San Juan", "osb"), catalogos) == "la Cofradia de San Juan"
