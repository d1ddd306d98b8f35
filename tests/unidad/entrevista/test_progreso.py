"""Lo que falta, dicho sin prometer de menos, y los cambios que se anuncian antes de hacerlos."""

from bot.edicion.caminos import INSTANTE, caminos
from bot.entrevista.borrador import Borrador, poner_al_dia
from bot.entrevista.esquema import Migracion
from bot.entrevista.eventos import Deshecha, Migrada, Omitida, Respondida
from bot.entrevista.pasos import avance, faltan, minutos_que_faltan, pendientes, por_seccion, porcentaje
from bot.entrevista.valores.tipos import agregar, cambiar, quitar
from tests.apoyo.entrevista import ENTREVISTA


def test_lo_que_se_promete_al_empezar_es_lo_que_dicen_las_preguntas() -> None:
    assert abs(minutos_que_faltan(ENTREVISTA, Borrador.de(())) - ENTREVISTA.minutos) <= 1


def test_lo_que_falta_nunca_crece_al_responder_y_termina_en_cero() -> None:
    for camino in caminos(ENTREVISTA):
        if "nada" in camino.nombre.split(":")[0]:
            continue
        for corte in range(2, len(camino.eventos), 7):
            borrador = Borrador.de(camino.eventos[:corte])
            respondidas, total = avance(ENTREVISTA, borrador)
            omitidas = len(borrador.omitidas)
            assert respondidas + omitidas + faltan(ENTREVISTA, borrador) == total
        final = Borrador.de(camino.eventos)
        assert (faltan(ENTREVISTA, final), minutos_que_faltan(ENTREVISTA, final)) == (0, 0)


def test_las_secciones_suman_todo_en_el_orden_de_la_propuesta() -> None:
    for camino in caminos(ENTREVISTA):
        borrador = Borrador.de(camino.eventos)
        secciones = por_seccion(ENTREVISTA, borrador)
        respondidas, total = avance(ENTREVISTA, borrador)
        assert (sum(s.respondidos for s in secciones), sum(len(s.pasos) for s in secciones)) == (
            respondidas,
            total,
        ) or (("actores", "") not in borrador.respuestas)
        orden = [ENTREVISTA.secciones.index(una.seccion) for una in secciones]
        assert orden == sorted(orden)


def test_lo_pendiente_dice_que_parte_falta() -> None:
    valor = [
        {"resultado": "Agua", "indicador": None, "linea_base": None, "meta": "12", "fecha": None, "responsable": "X"}
    ]
    borrador = Borrador.de([Respondida(INSTANTE, ("resultados", ""), valor), Omitida(INSTANTE, ("titulo", ""))])
    dichas = [(paso.pregunta.clave, partes) for paso, partes in pendientes(ENTREVISTA, borrador)]
    assert dichas == [("titulo", ()), ("resultados", ("Indicador", "Fecha"))]


def test_el_porcentaje_solo_es_cien_si_esta_todo() -> None:
    assert [porcentaje(*par) for par in ((0, 0), (0, 3), (199, 200), (3, 3))] == [0, 0, 99, 100]


def test_los_elementos_de_una_lista_se_agregan_cambian_y_quitan() -> None:
    actores = ENTREVISTA.pregunta("actores")
    lista = [{"id": "a1", "nombre": "GIZ", "tipo": "fuente"}, {"id": "a2", "nombre": "Sol", "tipo": None}]
    assert agregar(actores, lista, [{"nombre": "giz", "tipo": None}]) == lista
    assert cambiar(actores, lista, 1, {"nombre": "Luna", "tipo": None})[1] == {
        "id": "a2",
        "nombre": "Luna",
        "tipo": None,
    }
    assert cambiar(actores, lista, 0, {"nombre": "GIZ Perú", "tipo": None})[0]["tipo"] == "fuente"
    assert quitar(lista, 0) == lista[1:]
    assert lista[0]["nombre"] == "GIZ"


def test_una_migracion_encadena_y_si_falta_un_tramo_pasa_directo() -> None:
    from dataclasses import replace

    pasos = (Migracion("1", "2", "uno"), Migracion("2", "3", "dos", opciones=(("registro_apci", "vigente", "al_dia"),)))
    entrevista = replace(ENTREVISTA, version="4", migraciones=pasos)
    puesta = poner_al_dia(entrevista, "1", INSTANTE)
    assert puesta is not None
    assert [(migrada.de, migrada.a) for migrada in puesta.eventos] == [("1", "2"), ("2", "3"), ("3", "4")]
    assert puesta.novedades == ("uno", "dos")
    assert poner_al_dia(entrevista, "4", INSTANTE) is None
    respondida = Respondida(INSTANTE, ("registro_apci", ""), "vigente", "Vigente")
    borrador = Borrador.de([respondida, *puesta.eventos])
    assert borrador.respuestas["registro_apci", ""].valor == "al_dia"
    assert borrador.version == "4"


def test_deshacer_tras_una_migracion_devuelve_la_respuesta_con_su_clave_nueva() -> None:
    def dicho(clave: str, valor: str) -> Respondida:
        return Respondida(INSTANTE, (clave, ""), valor, valor)

    migrada = Migrada(INSTANTE, "1", "2", renombradas={"nombre": "titulo"}, quitadas=("lema",))
    historia = [dicho("nombre", "Agua"), dicho("lema", "Siempre"), dicho("nombre", "Agua Segura"), migrada]
    borrador = Borrador.de([*historia, Deshecha(INSTANTE)])
    assert {llave: r.valor for llave, r in borrador.respuestas.items()} == {("titulo", ""): "Agua"}
