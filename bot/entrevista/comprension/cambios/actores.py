"""Cambios de los actores: quién entra, quién sale, cómo se llama, de qué tipo es y quién es el mismo que otro."""

import re
from dataclasses import replace

from bot.entrevista.comprension.cambios.lo_anotado.cosas import Cosa, Mencion, actores_de, empatadas, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, LecturaDeCambio, Que, SinHallar, Tenido
from bot.entrevista.comprension.cambios.senales import es_un_pedido, sin_cola
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from bot.entrevista.valores.actores.lista import leer_lineas
from bot.entrevista.valores.actores.reconocer import clases_de_actor, deducir_tipo
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.textos import leer_opcion
from bot.entrevista.valores.tipos import elementos
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, VACIAS, comparable, plano

_SON_LO_MISMO = diferida(
    r"\b(?:son|es|seria|vienen a ser|viene a ser)\s+(?:(?:el|la|lo|los|las)\s+)?(?:mism[oa]s?|igual(?:es)?)"
    r"(?:\s+(?:cosa|actor|entidad|organizacion|institucion|empresa))?(?:\s+(?:que|q|con))?\b|\bes decir\b"
)
_JUNTAR = diferida(
    r"(?<!\bla )(?<!\buna )(?<!\bcada )(?<!\bnuestra )(?<!\besta )(?<!\bsu )"  # «la junta», de agua o de usuarios
    r"\b(?:junt(?:a|e|ar|alos|elos|arlos)|un(?:e|ir|elos|irlos|ifica\w*)|fusion(?:a|e|ar)\w*)"
    r"(?=\s+(?:a\s+)?(?:el |la )?\w.*\s(?:con|y|a)\s+\w)"
)
_DEJA_SOLO = diferida(r"\b(?:deja\w*|qued\w+|conserv\w+) (?:solo |solamente |nomas )?(?:a )?(?=(?:la|el|los|las) )")
_ADJETIVO = diferida(r"(?:(?:la|el) )?(?:distrital|provincial|regional|nacional|metropolitan[oa])\b")
"""«La distrital de Coporaque»: falta decir qué es, y es lo mismo que era."""
_DE_UN_TIPO = diferida(
    r"(?:(?:la|el|una?|de tipo) )?(?:internacional|nacional|peruan[oa]|extranjer[oa]|privad[oa]|public[oa]|estatal"
    r"|local|particular|social|mixt[oa]|religios[oa]|comunitari[oa])\b"
)
"""«No es ONG peruana, es internacional»: dice de qué tipo es, y no cómo se llama."""
_NO_ES_DE_NADIE = diferida(
    r"(?:(?:un|una|el|la) )?(?:ing|ingenier[oa]|alcalde|alcaldesa|gerente|presidente|señora?|técnic[oa]s?|tecnic[oa]s?"
    r"|promotora?e?s?|reunión|reunion|parte|lado)\b|(?:que|q)\s|[a-z]{3,14}(?:ar|er|ir) (?:el|la|los|las|a|al"
    r"|con|en|un|una|por)\s"
)
_CUENTA_ALGO = diferida(r"\b[a-zñ]{3,}ó\b|\d de l[oa]s \d")
"""«Minería contaminó 5 de las 8 comunidades» no es nadie."""
_ABSORBE = diferida(r"\b(?:absorbid|integrad|fusionad|incorporad|anexad)[oa]s? (?:por|al?|en|con)\b")
"""«La JASS fue absorbida por la municipalidad»: queda la que se dice después."""
_NO_SON_LO_MISMO = diferida(r"\bno (?:son|es)\s+(?:(?:el|la|lo|los|las)\s+)?mism")
_NO_ES_NOMBRE = diferida(
    r"^[\s,;:.]*(?:(?:a|al|el|la|los|las|un|una|otro|otra|mas|actor|socio|aliado|participante|que|q|tambien|tb"
    r"|poner|en|actores|actora|quieren?|quisieran|entrar|sumarse|participar|estar|ser parte|los de"
    r"|mencionar(?:le)?|mencion\w+|considerar|anotar|es|era|llamad[oa]s?|institucion"
    r"|relacion|socios|aliados|participantes|participan|entre|mi|mis|decir|decirle|incluir|agregar"
    r"|mencionar|esta|estan|entra|va"
    r"|de|del|con|se|me|nos|como|lista|ahi|alli|pe|ps|pues|y|ah|oe|oye|por favor|porfa|organizacion llamada"
    r"|institucion llamada)\b[\s:,]*)+"
)
_TRAS_UN_NOMBRE = diferida(
    r"\s{0,2}(?:,|;|(?<!\.\w)\.(?:\s|$)|\n|:|\s[-–—]\s|\(|\b(?:en (?:los|la|las|el|lo)|entre los|a (?:los|la lista|mis)"
    r"|como (?:actor|socio|aliado|participante|uno)|que (?:ellas?|ellos?|son|esta|van?)"
    r"|q (?:ellas?|ellos?|son|van?)|porque|xq|tambien|tb|tmb|se (?:suma|sube|une|unen|suman)\w*|ya (?:va|acepto"
    r"|firmo)|por favor|porfa|xfa|x fa|gracias|y (?:me|lo|la|si|tambien|ya|no|quieren?|participa)"
    r"|de los (?:actores|socios|participantes))\b).*$"
    r"|\s{0,2}[,;]\s{0,2}$",
    re.DOTALL,
)
_Y_A = diferida(r"\s{0,2}(?:,|\by\b)\s{1,2}(?:a la|al|a los|a las|a)\s{1,2}", re.IGNORECASE)
_COMO = diferida(r"\s{0,2}(?:,|\(|\bcomo\b)\s{0,2}(?:es\s{1,2}|son\s{1,2})?(?:una?\s{1,2})?([^,.)]{3,40})")


_NO_ACABAN_UN_NOMBRE = frozenset("con de del en y e a al por para sin que el la los las un una".split())
_VERBO = diferida(r"\b(?:viene|vienen|tiene|tienen|hay|esta|estan|falta|sufren?|llega|llegan|queremos|hace|hacen)\b")


def llave_de_actores(tenido: Tenido) -> Llave:
    """Dónde está la lista de los otros actores."""
    return (tenido.entrevista.papeles.actores, "")


def lista_de(tenido: Tenido) -> list[dict[str, Valor]]:
    """Los otros actores como están guardados."""
    return elementos(tenido.valor(llave_de_actores(tenido)))


def son_el_mismo(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """«JICA y la cooperación japonesa son lo mismo»: se juntan, y lo que se dijo de los dos queda en uno."""
    liso = plano(texto)
    junta, mismos = _JUNTAR.search(liso), _SON_LO_MISMO.search(liso)
    if _NO_SON_LO_MISMO.search(liso) or (mismos is None and (junta is None or not es_un_pedido(liso, junta))):
        return None
    dos = _las_dos(tenido, liso, mismos) if mismos is not None else ()
    if len(dos) < 2:
        halladas = menciones(liso, actores_de(tenido), tenido.entorno.catalogos)
        distintas = list({m.cosa.lugar: m for m in halladas}.values())[:2]
        dos = tuple(m.cosa for m in sorted(distintas, key=lambda m: m.inicio))
    if len(dos) < 2:
        return None
    uno, otro = dos
    if _ABSORBE.search(liso):
        return _juntar(tenido, otro, uno)
    if (deja := _DEJA_SOLO.search(liso)) is not None:
        quedan = menciones(liso, actores_de(tenido), tenido.entorno.catalogos, deja.end())
        if quedan and min(quedan, key=lambda m: m.inicio).cosa in dos:
            queda = min(quedan, key=lambda m: m.inicio).cosa
            return _juntar(tenido, queda, otro if queda == uno else uno)
    if mismos is not None and mismos.group().startswith(("es ", "seria ")):
        uno, otro = otro, uno  # «X es lo mismo que Y»: es Y
    return _juntar(tenido, uno, otro)


def _las_dos(tenido: Tenido, liso: str, mismos: re.Match[str]) -> tuple[Cosa, ...]:
    """Cada lado de «X y Y son lo mismo», por su nombre o por su número de renglón; de dos posibles, el más parecido."""
    antes, _, ultimo = liso[: mismos.start()].rpartition(" y ")
    lados = (liso[: mismos.start()], liso[mismos.end() :]) if liso[mismos.end() :].strip(" .") else (antes, ultimo)
    dos: list[Cosa] = []
    for lado in lados:
        numero = re.search(r"\b(\d{1,2})\b", lado)
        renglon = int(numero.group(1)) - 1 if numero is not None else -1
        if 0 <= renglon < len(tenido.renglones):
            llave, lugar = tenido.renglones[renglon]
            suyas = [una for una in actores_de(tenido) if (una.llave, una.lugar) == (llave, lugar)]
        else:
            halladas = menciones(lado, actores_de(tenido), tenido.entorno.catalogos)
            suyas = [m.cosa for m in sorted(halladas, key=lambda m: (-m.peso, len(m.cosa.nombre)))]
        dos += [una for una in suyas if una not in dos][:1]
    return tuple(dos) if len(dos) == 2 else ()


def _juntar(tenido: Tenido, uno: Cosa, otro: Cosa) -> Cambio:
    queda, sobra = (otro, uno) if plano(uno.nombre).startswith(("la ", "el ", "una ", "un ")) else (uno, otro)
    lista = lista_de(tenido)
    suyo, ajeno = lista[queda.lugar], lista[sobra.lugar]
    junto = {**suyo, "tipo": suyo.get("tipo") or ajeno.get("tipo")}
    nueva = [junto if lugar == queda.lugar else dato for lugar, dato in enumerate(lista) if lugar != sobra.lugar]
    mas: list[tuple[Llave, Valor]] = []
    for (clave, actor), respuesta in tenido.borrador.respuestas.items():
        if actor == ajeno.get("id"):
            destino = (clave, str(suyo.get("id")))
            mas.append((destino, _sumado(tenido.valor(destino), respuesta.valor)))
    mas += con_otro_nombre(tenido, sobra.nombre, queda.nombre)
    return Cambio(Que.JUNTA, queda.llave, [*nueva], sobra.nombre, queda.nombre, tuple(mas))


def _sumado(suyo: Valor, ajeno: Valor) -> Valor:
    """Lo dicho de uno y, donde falta o dice otra cosa, lo del otro."""
    if suyo is None:
        return ajeno
    if not isinstance(suyo, dict) or not isinstance(ajeno, dict):
        return suyo
    sumado = dict[str, Valor]()
    for clave in {**ajeno, **suyo}:
        uno, otro = suyo.get(clave), ajeno.get(clave)
        distintos = bool(uno) and bool(otro) and comparable(str(uno)) != comparable(str(otro))
        sumado[clave] = f"{uno}; {otro}" if distintos else uno or otro
    return sumado


def con_otro_nombre(tenido: Tenido, viejo: str, nuevo: str) -> list[tuple[Llave, Valor]]:
    """Las respuestas de lista donde se nombra a ese actor como responsable, con su otro nombre."""
    cambiadas: list[tuple[Llave, Valor]] = []
    for paso in tenido.pasos:
        de_actor = [campo.clave for campo in paso.pregunta.campos if campo.tipo == "actor"]
        valor = tenido.valor(paso.llave)
        if not de_actor or not isinstance(valor, list):
            continue
        otro: list[Valor] = [
            {k: nuevo if k in de_actor and v == viejo else v for k, v in uno.items()} if isinstance(uno, dict) else uno
            for uno in valor
        ]
        if otro != valor:
            cambiadas.append((paso.llave, otro))
    return cambiadas


def renombrar(tenido: Tenido, cosa: Cosa, dicho: str) -> LecturaDeCambio | None:
    """El mismo actor con otro nombre: conserva su identificador, y así lo que se dijo de él."""
    if dicho.lower().startswith(("de ", "del ", "d ")):  # «no es JASS de Tintaya, es de Marquiri»: sigue siendo JASS
        dicho = f"{re.split(r' del? ', cosa.nombre, maxsplit=1)[0]} {dicho}"
    if (de_un_tipo := _DE_UN_TIPO.match(plano(dicho))) is not None:
        resto = plano(dicho)[de_un_tipo.end() :].split()
        if set(plano(cosa.nombre).split()).issuperset(resto):
            return _del_mismo_genero(tenido, cosa, de_un_tipo.group().split()[-1])
    if _ADJETIVO.match(plano(dicho)):
        dicho = f"{cosa.nombre.split()[0]} {re.sub(r'^(?:la|el) ', '', dicho, flags=re.IGNORECASE)}"
    if not _puede_ser_un_nombre(dicho) or plano(dicho).split()[0] in NUMEROS:
        return None
    leidos = leer_lineas([dicho], tenido.entorno.catalogos, tenido.entorno.proponente)
    if len(leidos) != 1 or comparable(str(leidos[0]["nombre"])) == comparable(cosa.nombre):
        return None
    if es_un_tipo(tenido, dicho):
        return de_otro_tipo(tenido, cosa, dicho)
    lista = lista_de(tenido)
    tenia = lista[cosa.lugar]
    nombre = str(leidos[0]["nombre"])
    nuevo = {**tenia, "nombre": nombre, "tipo": leidos[0].get("tipo") or tenia.get("tipo")}
    nueva = [*lista[: cosa.lugar], nuevo, *lista[cosa.lugar + 1 :]]
    return Cambio(
        Que.CAMBIA, cosa.llave, [*nueva], cosa.nombre, nombre, tuple(con_otro_nombre(tenido, cosa.nombre, nombre))
    )


def _del_mismo_genero(tenido: Tenido, cosa: Cosa, adjetivo: str) -> LecturaDeCambio | None:
    """«Internacional», de una ONG peruana: «ONG internacional»; None si así no se llama ningún tipo."""
    suyo = lista_de(tenido)[cosa.lugar].get("tipo")
    tipo = next((uno for uno in tenido.entorno.catalogos.tipos_actor if uno.valor == suyo), None)
    nombres = (tipo.etiqueta, *tipo.sinonimos) if tipo is not None else ()
    for primera in dict.fromkeys(nombre.split()[0] for nombre in (*nombres, cosa.nombre)):
        if es_un_tipo(tenido, dicho := f"{primera} {adjetivo}"):
            return de_otro_tipo(tenido, cosa, dicho)
    return None


def de_otro_tipo(tenido: Tenido, cosa: Cosa, dicho: str) -> LecturaDeCambio | None:
    """El mismo actor, de otro tipo; None si lo dicho no es un tipo de organización o ya era ese."""
    catalogos = tenido.entorno.catalogos
    lectura = leer_opcion(dicho, clases_de_actor(catalogos))
    tipo = str(lectura.valor) if isinstance(lectura, Valido) else deducir_tipo(dicho, catalogos.tipos_actor)
    lista = lista_de(tenido)
    if tipo is None or lista[cosa.lugar].get("tipo") == tipo:
        return None
    nueva = [*lista[: cosa.lugar], {**lista[cosa.lugar], "tipo": tipo}, *lista[cosa.lugar + 1 :]]
    etiqueta = next(t.etiqueta for t in catalogos.tipos_actor if t.valor == tipo)
    return Cambio(Que.CAMBIA, cosa.llave, [*nueva], cosa.nombre, f"{cosa.nombre}: {etiqueta}")


def _puede_ser_un_nombre(dicho: str) -> bool:
    """«8 comunidades donde el agua viene con…» cuenta algo, aunque nombre a quien podría ser un actor."""
    dichas = plano(dicho).split()
    if _NO_ES_DE_NADIE.match(dicho) or _CUENTA_ALGO.search(dicho):
        return False
    if VACIAS.issuperset(dichas) or dichas[0] in ("eso", "esto") or dicho.count('"') == 1:
        return False
    return not dichas[0][0].isdigit() and dichas[-1] not in _NO_ACABAN_UN_NOMBRE and _VERBO.search(plano(dicho)) is None


def es_un_tipo(tenido: Tenido, dicho: str) -> bool:
    """Lo dicho es como se llama un tipo de organización, y no una de ellas."""
    return any(
        comparable(dicho) == comparable(uno)
        for tipo in tenido.entorno.catalogos.tipos_actor
        for uno in (tipo.etiqueta, *tipo.sinonimos)
    )


def con_otro(tenido: Tenido, dicho: str, *, exige_forma: bool) -> LecturaDeCambio | None:
    """La lista con otro actor; con `exige_forma`, solo si lo dicho parece el nombre de una organización."""
    liso = plano(dicho)
    inicio = antes.end() if (antes := _NO_ES_NOMBRE.match(liso)) else 0
    corte = _TRAS_UN_NOMBRE.search(liso, inicio)
    como = _COMO.match(liso, corte.start()) if corte else _COMO.search(liso, inicio)
    fin = min((m.start() for m in (corte, como) if m is not None), default=len(dicho))
    nombre = sin_cola(dicho[inicio:fin])
    catalogos = tenido.entorno.catalogos
    leidos = leer_lineas([nombre], catalogos, tenido.entorno.proponente) if len(nombre) >= 3 else []
    if len(leidos) != 1 or len(nombre.split()) > 12 or not _puede_ser_un_nombre(nombre):
        return None
    if es_un_tipo(tenido, nombre):
        return None  # «se nos considera gobierno local»: dice de qué tipo es alguien, y no quién
    if nombre[:1].islower() and any(m.inicio > 0 for m in menciones(plano(nombre), actores_de(tenido), catalogos)):
        return None  # «parte de la muni», «reunión con la JASS»
    nuevo = leidos[0]
    if exige_forma and nuevo.get("tipo") is None and not re.search(r"[A-ZÁÉÍÓÚÑ]\w", nombre):
        return None
    if como is not None:
        lectura = leer_opcion(como.group(1).strip(), clases_de_actor(catalogos))
        nuevo = {**nuevo, "tipo": str(lectura.valor)} if isinstance(lectura, Valido) else nuevo
    lista = lista_de(tenido)
    if any(comparable(str(uno.get("nombre"))) == comparable(str(nuevo["nombre"])) for uno in lista):
        return None
    varios = leer_lineas(_Y_A.split(nombre), catalogos, tenido.entorno.proponente)
    if len(varios) > 1 and como is None:  # «a la posta y al colegio»
        juntos = ", ".join(str(uno["nombre"]) for uno in varios)
        return Cambio(Que.AGREGA, llave_de_actores(tenido), [*lista, *varios], ahora=juntos)
    return Cambio(Que.AGREGA, llave_de_actores(tenido), [*lista, nuevo], ahora=str(nuevo["nombre"]))


def sin_esos(tenido: Tenido, fuera: list[Cosa]) -> Cambio:
    """Una lista sin esos elementos, todos de la misma."""
    llave = fuera[0].llave
    lista, lugares = elementos(tenido.valor(llave)), {una.lugar for una in fuera}
    quedan: list[Valor] = [uno for lugar, uno in enumerate(lista) if lugar not in lugares]
    return Cambio(Que.QUITA, llave, quedan or None, ", ".join(una.nombre for una in fuera))


def el_repetido(tenido: Tenido, texto: str) -> LecturaDeCambio | None:
    """«DIRESA está repetido, quita uno»: sale el que menos dice."""
    halladas = menciones(plano(texto), actores_de(tenido), tenido.entorno.catalogos)
    if not halladas:
        return None
    iguales = [m for m in halladas if m.inicio == halladas[0].inicio]
    if len(iguales) < 2:
        return SinHallar(f"otro {halladas[0].cosa.nombre}")
    sobra = min(iguales, key=lambda m: (len(m.cosa.nombre), -m.cosa.lugar))
    queda = next(m for m in iguales if m is not sobra)
    junta = _juntar(tenido, queda.cosa, sobra.cosa)
    return replace(junta, que=Que.QUITA, ahora="")


def mencionados(tenido: Tenido, texto: str, desde: int = 0) -> list[Mencion]:
    """Los actores que se nombran desde ahí: el más nombrado y los que no se distinguen de él."""
    return empatadas(menciones(plano(texto), actores_de(tenido), tenido.entorno.catalogos, desde))


def identificador_de(tenido: Tenido, mencion: Mencion) -> str:
    """El del actor mencionado: con él se guarda lo que le toca."""
    return str(lista_de(tenido)[mencion.cosa.lugar].get("id"))
