"""Lo que se pide con palabras en un borrador de varios, y lo que se le parece y no es un pedido."""

import pytest

from bot.dialogo.borrador.alianza.pedidos import reconocer

PEDIDOS = {
    "invitar": (
        "quiero invitar a la municipalidad",
        "Quisiera invitar a GIZ, por favor",
        "como hago para invitar a la ong",
        "¿A quién puedo invitar?",
        "invitar a la muni",
        "oiga queremos invitar al gobierno regional",
    ),
    "salir": (
        "quiero salir de la alianza",
        "queremos retirarnos del borrador",
        "me salgo de la alianza",
        "ya no quiero participar en esta alianza",
    ),
    "quienes": ("quien falta", "¿Quiénes ya entraron?", "quienes estan en la alianza", "ver la alianza"),
    "visto bueno": ("doy mi visto bueno", "damos el visto bueno a la version 2", "apruebo la versión 1"),
    "pedir visto bueno": ("quiero pedir el visto bueno", "pido el visto bueno a todos", "solicitar vistos buenos"),
    "proponer": ("propongo un cambio", "quisiera proponer un cambio al plazo", "quiero sugerir cambios"),
    "cambios": ("¿quién cambió qué?", "quiero ver quien cambio que"),
    "propuestas": ("ver propuestas por decidir", "las propuestas pendientes"),
    "relevo": ("quiero pasar la coordinacion a giz", "ya no quiero coordinar", "que coordine otra organizacion"),
    "retirar": ("sacar a la muni de la alianza", "quiero retirar a GIZ del borrador"),
    "vincular grupo": ("quiero vincular un grupo", "¿cómo puedo vincular el grupo?", "vincular nuestro grupo"),
    "desvincular grupo": (
        "desvincula el grupo",
        "quiero desvincular nuestro grupo",
        "no quiero que se vea la alianza en el grupo",
    ),
    "": (
        "vincular a los grupos de mujeres con la municipalidad",
        "conectar el agua al grupo de viviendas de la parte alta",
        "invitar a la gente del barrio a los talleres de mayo en la plaza de armas",
        "invitamos a las autoridades",
        "¿quiénes participan en una alianza?",
        "que es una alianza multiactor",
        "quitar a GIZ",
        "dar agua segura a 12 centros poblados",
        "el visto bueno del alcalde",
        "retirar la basura de la quebrada",
        "proponer cambios en la norma de agua es tarea del gobierno regional y de la municipalidad",
    ),
}


@pytest.mark.parametrize(("que", "dicho"), [(que, dicho) for que, todos in PEDIDOS.items() for dicho in todos])
def test_se_entiende_lo_que_se_pide_y_solo_eso(que: str, dicho: str) -> None:
    assert reconocer(dicho) == que
