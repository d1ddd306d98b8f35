"""Las palabras que cambian lo que una oración dice, por su clase: negarlo, obligar, prometer, contar, oponerse.

Todas plegadas (`conocimiento.palabras.plegar`); las que se flexionan se comparan por su raíz.
"""

from conocimiento.palabras import raiz


def _raices(dichas: str) -> frozenset[str]:
    return frozenset(map(raiz, dichas.split()))


NIEGAN = frozenset(
    "no ni nunca jamas tampoco nada nadie ningun ninguno ninguna ningunos ningunas sin excepto contra".split()
)
"""Dan la vuelta a lo que sigue, o a lo que va delante."""

REPITEN = NIEGAN - {"no", "sin", "excepto"}
"""Tras un «no», dicen lo mismo que él."""

FUERZAS = {
    "obliga": _raices(
        """debe deber debera debido obligatorio obligacion obligado obliga obligar necesario necesita necesidad requiere
        requisito requerir exige exigir exigible imprescindible indispensable forzoso corresponde"""
    ),
    "permite": _raices("puede poder podra podria pueda opcional facultativo permite permitir permitido autoriza"),
    "recomienda": _raices("recomienda recomendar recomendable recomendacion conviene convenir conveniente sugiere"),
    "promete": _raices("garantiza garantizar garantia asegura asegurar seguro seguridad logra lograr"),
    "se propone": _raices(
        """compromiso compromete comprometer busca buscar pretende pretender procura intenta potencial posible
        posibilita quiere quieren queremos querer desea deseamos desean planea planeamos espera esperamos"""
    ),
    "castiga": _raices("sancion sancionar multa multar suspende suspender expulsa expulsar pierde perder castiga"),
}
"""Con cuánta fuerza se dice algo. Cambiar de clase cambia lo dicho, aunque el resto sea igual."""
DOS_PALABRAS_QUE_OBLIGAN = frozenset({"tiene que", "tienen que", "tener que", "tendra que", "tendran que", "hay que"})

CONDICIONAN = frozenset(
    """si cuando siempre salvo mientras antes despues hasta desde excepto segun aunque aun excepcionalmente
    luego hoy ya todavia enseguida""".split()
)
"""De qué depende lo dicho, o cuándo vale. Quitar un «aunque» afirma lo que dependía de él."""

CUENTAN = frozenset(
    """todo todos toda todas cada cualquier cualquiera solo sola solos solas solamente unicamente unico unica
        exclusivamente mas menos mayor mayores menor menores maximo maxima minimo minima algun algunos algunas varios
        varias muchos muchas pocos pocas mayoria minoria unanimidad mitad doble triple ambos ambas total totalmente
        parte principal principales principalmente siempre nunca casi
        aproximadamente""".split()
) | _raices("primero ultimo igual mejor peor")
"""A cuántos alcanza lo dicho, o cuánto."""

OPUESTOS = tuple(
    (_raices(una), _raices(otra))
    for una, otra in (
        ("voluntario voluntad libre", "obligatorio forzoso"),
        ("publico estado", "privado"),
        ("peruano nacional", "extranjero internacional"),
        ("antes previo anticipacion", "despues posterior luego"),
        ("dentro interior", "fuera exterior"),
        ("horizontal igual", "jerarquico jefe superior dirige obedece"),
        ("confianza confiar", "desconfianza desconfiar"),
        ("comun compartido", "propio individual"),
        ("escrito", "verbal oral palabra"),
        ("aceptar aprobar", "rechazar"),
        ("aumentar subir", "disminuir bajar reducir"),
        ("incluir", "excluir"),
        ("abierto", "cerrado"),
        ("claro", "reserva secreto"),
        ("gratis gratuito", "costo cobrar pagar"),
        ("empezar iniciar", "terminar acabar"),
        ("maximo", "minimo"),
        ("habil", "calendario"),
        ("dinero efectivo", "especie"),
        ("distinto diferente", "igual mismo"),
        ("urbano", "rural"),
        ("permanente", "temporal"),
    )
)
"""Lo uno y lo contrario: si el texto dice uno, la oración no puede decir el otro."""

DE_TODOS_LOS_DIAS = _raices(
    """es son ser sera seran sea sean sido siendo somos hay haber hace hacen hacer hecho tiene tienen tener tenga tengan
    tendra esta estan estar da dan dar dado dice decir dicen dijo significa significar llama llaman llamar trata tratar
    sirve sirven servir forma formas manera modo cosa cosas aqui esto eso ello asi ademas tambien entonces luego pues
    va van ir usa usan usar pone ponen poner queda quedan vez ver vea lleva llevan cabo mediante respecto acerca dicho
    dicha dichos dichas siguiente siguientes persona personas gente ellos alli cuyo cuya donde diversos diversas"""
)
"""Los verbos y nombres que valen para todo: se pueden escribir de más, o no escribirlos, sin decir otra cosa."""

DIVIDEN = frozenset({"pero", "mientras", "sino", "aunque"})
"""Con qué empieza otra cláusula, además de los signos."""

DERIVAN = tuple(
    """imient amient cion acion icion ion ador edor idor ativ itiv iv idad abl ibl anci enci ment os al ari ist izacion
    iz ad id adur""".split()
)
"""Lo que alarga una raíz sin cambiar de qué se habla: «cumpl-imient», «particip-ativ»."""

FUTURO = ("re", "ras", "ra", "remos", "ran")
PASADO = ("aron", "ieron", "aba", "aban", "abamos", "ado", "ada", "ido", "ida")
"""En qué acaba un verbo que dice que algo pasará, o que ya pasó."""
