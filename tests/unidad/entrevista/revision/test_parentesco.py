"""Los vínculos entre quienes participan: de familia, de propiedad o de negocio; y lo que se les parece y no lo es."""

import pytest

from bot.entrevista.eventos import Valor
from tests.apoyo.borradores import fila
from tests.unidad.entrevista.revision.observar import observar

CON_VINCULO = (
    "los sensores los vende mi cuñado, que tiene la tienda",
    "La constructora es de la hija del alcalde",
    "nuestra tesorera es esposa del gerente de la empresa",
    "El dueño del molino es primo de la presidenta de la cooperativa",
    "compramos en la ferretería de mi hermano, nos fía",
    "la imprenta es mía también, así sale más barato",
    "La consultora y la ONG tienen la misma dueña",
    "el regidor Campos es sobrino de nuestro coordinador",
    "mi señor padre es el alcalde y mi papá nos firma el convenio",
    "La presidenta y el gerente son hermanos",
    "los dos directores son compadres desde hace años",
    "el alcalde es mi tío y ya nos ofreció la maquinaria",
    "La empresa pertenece a mi familia y mi esposa la administra",
    "quien nos alquila el camión es el yerno del presidente",
    "la gerente está casada con el jefe de la agencia agraria",
    "soy socio de la empresa que pone los equipos",
    "Tengo acciones en la planta que comprará la leche",
    "la dueña de la botica es nuestra secretaria",
    "el alcalde también es dueño del terreno que se alquilará",
    "un familiar de la directora dará los talleres y los cobra",
    "el proveedor es ahijado del gobernador",
    "Comparten dueño la empresa de transporte y la de combustible",
    "Ronald, que es hijo de Rosa Quispe la presidenta, llevará las obras",
    "su conviviente de la jefa de proyecto es quien vende las semillas",
    "la nuera del apu lleva la tienda donde compraremos",
    "AgroSur es filial de nuestra empresa",
)
SIN_VINCULO = (
    "no hay ningún vínculo familiar entre los actores",
    "Dos actores se apellidan Castillo pero no son parientes",
    "Los Quispe de la junta y los Quispe de la empresa no son familia",
    "que nuestros hijos tengan agua segura todos los días",
    "participan 200 familias beneficiarias de la agricultura familiar",
    "las hermanas de la congregación atienden el comedor",
    "Transportes Castillo Hermanos S.A.C. lleva los materiales",
    "los padres de familia de la escuela arman el biohuerto",
    "las madres y sus hijos menores de tres años",
    "centro materno infantil de la microrred",
    "hijos de pescadores que estudian en la capital",
    "los socios de la cooperativa ponen su mano de obra",
    "cada socia y su esposo siembran una parcela",
    "Son nuestras hijas las que dejan el colegio",
    "no somos parientes ni tenemos negocios con la empresa",
    "ningún familiar de los directivos será contratado",
    "no se contratará a familiares de los directivos",
    "si algún pariente de un directivo postula, se abstiene de votar",
    "la comunidad es dueña del bosque y lo cuida",
    "los dueños de los botes llevan a los turistas",
    "ellos son los dueños de sus datos",
    "no es la misma empresa ni tienen dueños comunes",
    "entre nosotras nos decimos hermanas, pero es por la congregación",
    "es hijo de agricultores y conoce el campo",
    "las mujeres de la asociación venden en la feria",
    "Seguro familiar y salud de la familia",
    "no es para una familia ni para la directiva, es para los dos pueblos",
    "el puesto de salud y la casa de la mujer",
    "Warmi Ñan atiende a la mujer y a sus hijos",
    "la pareja de técnicos que visita las chacras",
    "La socia principal de la red es la universidad",
    "nuestra madre tierra y el padre río",
    "Nuestra Señora y el padre Pablo, párroco, nos prestan el salón",
)


@pytest.mark.parametrize("dicho", CON_VINCULO)
@pytest.mark.parametrize("linea", ["responsabilidad", "motivacion"])
def test_un_vinculo_se_pregunta_con_la_frase_que_lo_dice(dicho: str, linea: str) -> None:
    observacion = observar("R36", {("reparto", "a1"): fila(**{linea: dicho})})
    assert observacion is not None
    assert (observacion.grado, observacion.lugar) == ("Por confirmar", ("transparencia", ""))
    assert observacion.mensaje.startswith("¿")
    assert observacion.frase


@pytest.mark.parametrize("dicho", SIN_VINCULO)
def test_lo_que_se_parece_a_un_vinculo_no_se_pregunta(dicho: str) -> None:
    observacion = observar("R36", {("reparto", "a1"): fila(motivacion=dicho)})
    assert observacion is None, observacion


def test_un_vinculo_declarado_con_lo_que_se_hara_ya_no_se_pregunta() -> None:
    dicho = "el gerente es cuñado del alcalde"
    for detalle, se_pregunta in ((dicho, True), (f"{dicho}; el alcalde se abstiene y se compra por concurso", False)):
        transparencia: Valor = {"vinculos": "si_hay", "detalle": detalle, "informacion_publica": "las actas"}
        assert (observar("R36", {("transparencia", ""): transparencia}) is not None) is se_pregunta
