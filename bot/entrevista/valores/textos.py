"""Textos, opciones, RUC y correos."""

import re

from rapidfuzz import fuzz
from stdnum.pe import ruc as stdnum_ruc

from bot.entrevista.esquema import Campo, Catalogos, Opcion, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.definicion import Muestra, Tipo, TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido
from conocimiento.expresiones import diferida
from conocimiento.frases import cantidad
from conocimiento.palabras import VACIAS, comparable, palabras, plano, posicion, posicion_en, raiz

PARECIDO_MINIMO = 88.0
MARGEN_MINIMO = 15.0
PALABRAS_DE_UNA_ELECCION = 14
PALABRAS_DE_MAS = 4
"""Cuántas puede agregar quien elige («una municipalidad chica de la sierra») sin que se le pregunte si elige."""
_NIEGA = diferida(r"\b(?:no|sin|ni|nunca|tampoco)\s+(?:[a-z]+\s+){0,2}$")
_EMPIEZA_NEGANDO = diferida(r"\W*(?:(?:todavia|aun|pues|ya)\s+)?(?:no|sin|ni|nunca)\b")
"""«No firmaron», «sin convenio»: lo que se niega no es la opción que se elige."""
COMAS_DE_VARIOS_DATOS = 3
CERCANIA_PARA_PREGUNTAR = 75.0
OTRA = "otro"
"""La opción de lo que no es ninguna de las demás."""
_ANTES_DE_ELEGIR = diferida(
    r"\W*(?:(?:pues|bueno|mire|yo|diria|creo|que|nosotr[oa]s|somos|soy|es|son|seria|una?|como|de|tipo)\s+)+"
)
_ADVERTENCIAS_DE_RUC = {
    "10": "Ese RUC es de una persona natural y lleva dentro su DNI, que es un dato personal. Si su organización tiene "
    "RUC propio (empieza con 20), mejor use ese.",
    "16": "Hay pocos RUC que empiezan con 16; revise que sea el correcto.",
}


def leer_texto(texto: str, minimo: int = 1, maximo: int = 4000) -> Lectura:
    """Acepta un texto tal cual, con límites de caracteres."""
    largo = len(texto)
    if not re.search(r"[^\W\d_]{2}", texto):  # «S/ 250,000.00» no dice nada
        return Explicacion("aquí necesito palabras, no solo números o signos")
    if largo < minimo:
        return Explicacion(
            f"es muy corto; cuente un poco más ({cantidad(largo, 'carácter', 'caracteres')} de {minimo})"
        )
    if largo > maximo:
        return Explicacion(f"es muy largo; resúmalo, por favor ({largo} caracteres y caben {maximo})")
    return Valido(texto)


def leer_opcion(texto: str, opciones: tuple[Opcion, ...]) -> Lectura:
    """Reconoce una opción por su etiqueta, un sinónimo o un parecido claro; si duda, pregunta."""
    dicho = comparable(texto)
    iguales = [
        opcion
        for opcion in opciones
        if dicho in {comparable(nombre) for nombre in (opcion.etiqueta, opcion.valor, *opcion.sinonimos)}
    ]
    if len(iguales) == 1:
        return Valido(iguales[0].valor, iguales[0].etiqueta)
    if iguales:  # «ONG» puede ser peruana o extranjera
        return Pide("¿Cuál de estas es?", tuple((o.etiqueta, o.valor) for o in iguales))
    mencionadas = _mencionadas(texto, opciones)
    if len(mencionadas) == 1:
        return Valido(mencionadas[0].valor, mencionadas[0].etiqueta)
    if len(mencionadas) > 1:
        return Pide("¿Cuál de estas es?", tuple((o.etiqueta, o.valor) for o in mencionadas))
    parecidos = sorted(((_errata(dicho, o), o) for o in opciones), key=lambda par: -par[0])
    mejor, segundo = parecidos[0], parecidos[1][0] if len(parecidos) > 1 else 0.0
    es_clara = mejor[0] >= PARECIDO_MINIMO and mejor[0] - segundo >= MARGEN_MINIMO
    if es_clara and not _EMPIEZA_NEGANDO.match(plano(texto)):
        return Valido(mejor[1].valor, mejor[1].etiqueta)
    sueltos = sorted(((_cercania(dicho, o), o) for o in opciones), key=lambda par: -par[0])
    cercanas = [opcion for cercania, opcion in sueltos[:3] if cercania >= CERCANIA_PARA_PREGUNTAR]
    if cercanas and len(dicho) >= 3:
        return Pide(
            "No estoy seguro de haber entendido. ¿Es una de estas?", tuple((o.etiqueta, o.valor) for o in cercanas)
        )
    return Explicacion("no es una de las opciones")


def primera_opcion(texto: str, opciones: tuple[Opcion, ...]) -> Opcion | None:
    """La opción que se nombra primero en una frase; «Otro», si la hay, cuando no se nombra ninguna.

    La que se nombra con todas las letras manda: «un comité que decide por consenso» decide por consenso.
    """
    liso = plano(texto)
    enteras = [una for una in opciones if una.valor != OTRA and posicion_en(liso, una.etiqueta) >= 0]
    if len(enteras) == 1:
        return enteras[0]
    lugares = [
        (lugar, -len(nombre), numero)
        for numero, opcion in enumerate(opciones)
        for nombre in (opcion.etiqueta, *opcion.sinonimos)
        if (lugar := posicion_en(liso, nombre)) >= 0
    ]
    if lugares:
        return opciones[min(lugares)[2]]
    return next((opcion for opcion in opciones if opcion.valor == OTRA), None)


CIFRAS_DE_OTRA_COSA, PALABRAS_DE_OTRA_COSA = 4, 4
"""«Que ganen el doble al 2028» no es un RUC mal escrito: el número es de otra cosa."""


def leer_ruc(texto: str) -> Lectura:
    """Comprueba largo, prefijo y dígito verificador (módulo 11); no dice si el RUC existe en la SUNAT."""
    # Una palabra sin cifras se pasa entera.
    candidatos = re.findall(r"([A-Za-z_]*+\d\w*+(?:[\s.\-–]++\d++)*+)|\w++", texto, re.ASCII)
    mayor = max(candidatos, key=len, default="")
    cifras = re.sub(r"^[A-Za-z]+|[\s.\-–]", "", mayor)
    if not cifras.isdecimal() or (len(cifras) <= CIFRAS_DE_OTRA_COSA and len(texto.split()) >= PALABRAS_DE_OTRA_COSA):
        return Explicacion("el RUC lleva solo números")
    if len(cifras) != 11:
        return Explicacion(f"el RUC tiene 11 dígitos y este tiene {len(cifras)}", cifras)
    if cifras[:2] not in ("10", "15", "16", "17", "20"):
        return Explicacion(f"ningún RUC empieza con {cifras[:2]}; suelen empezar con 20 o 10", cifras)
    if stdnum_ruc.calc_check_digit(cifras) != cifras[-1]:
        return Explicacion("el último dígito no corresponde a los otros diez; quizá hay un número cambiado", cifras)
    return Valido(cifras, cifras, _ADVERTENCIAS_DE_RUC.get(cifras[:2], ""))


def leer_correo(texto: str, gratuitos: tuple[str, ...]) -> Lectura:
    """Comprueba la forma de un correo, sin consultar la red; avisa si es de uno de los dominios gratuitos."""
    from email_validator import EmailNotValidError, validate_email  # tarda en cargarse, y pocas veces hace falta

    candidato = next((parte.strip("<>(),;") for parte in texto.split() if "@" in parte), texto.strip())
    try:
        correo = validate_email(candidato, check_deliverability=False).normalized
    except EmailNotValidError:
        return Explicacion("eso no tiene la forma de un correo: falta la arroba, el dominio o sobra algo")
    es_personal = re.search(rf"@(?:{'|'.join(gratuitos)})\.[a-z.]+$", correo.casefold())
    advertencia = (
        "Parece un correo personal; si la organización tiene uno propio, conviene usar ese." if es_personal else ""
    )
    return Valido(correo, correo, advertencia)


def leer_parte(_campo: Campo, texto: str, _entorno: Entorno) -> Lectura:
    """Acepta un texto tal cual."""
    return Valido(texto)


def leer_elegida(pregunta: Pregunta | Campo, texto: str, _entorno: Entorno) -> Lectura:
    """Lee una de las opciones de la pregunta."""
    return leer_opcion(texto, pregunta.opciones)


def si_solo_elige(texto: str, lectura: Lectura, opciones: tuple[Opcion, ...], de_mas: int = PALABRAS_DE_MAS) -> Lectura:
    """La misma lectura; de un texto con varios datos, o que dice bastante más que la opción, se pregunta si es esa."""
    if not isinstance(lectura, Valido):
        return lectura
    es_corto = len(texto.split()) <= PALABRAS_DE_UNA_ELECCION and re.search(r"[\n;]", texto.strip()) is None
    comienzo = _ANTES_DE_ELEGIR.match(plano(texto))
    empieza = primera_opcion(texto[comienzo.end() :].split(" ")[0], opciones) if comienzo is not None else None
    if empieza is not None and empieza.valor == lectura.valor != OTRA:
        de_mas = max(de_mas, PALABRAS_DE_MAS)  # «somos empresa privada pero pequeñita nomás»
    es_solo_eso = len(_ademas_de(texto, lectura.valor, opciones)) <= de_mas
    if es_corto and es_solo_eso and not _trae_varios_datos(texto):
        return lectura
    return Pide("¿Es esta?", ((lectura.lectura, lectura.valor),))


def _ademas_de(texto: str, valor: Valor, opciones: tuple[Opcion, ...]) -> set[str]:
    """Las palabras que dicen algo y no son de esa opción."""
    suyas = {
        raiz(palabra)
        for opcion in opciones
        if opcion.valor == valor
        for nombre in (opcion.etiqueta, *opcion.sinonimos)
        for palabra in palabras(nombre)
    }
    return {una for una in palabras(texto) if una not in VACIAS and len(una) > 2 and raiz(una) not in suyas}


def _trae_varios_datos(texto: str) -> bool:
    """«mujeres que ahorran, encuesta, 2000, junio 2028, el banco»: nombra la opción de paso."""
    return re.search(r"\d{3}", texto) is not None or len(re.findall(r"[,;]", texto)) >= COMAS_DE_VARIOS_DATOS


def una_opcion(pregunta: Pregunta | Campo, muestra: Muestra) -> Valor:
    """Una de las opciones, según la variante."""
    return pregunta.opciones[muestra.variante % len(pregunta.opciones)].valor


def mostrar_elegida(pregunta: Pregunta | Campo, valor: Valor, _catalogos: Catalogos | None = None) -> str:
    """La etiqueta de la opción elegida; lo guardado, si ya no es una opción."""
    return next((opcion.etiqueta for opcion in pregunta.opciones if opcion.valor == valor), str(valor))


def _mencionadas(texto: str, opciones: tuple[Opcion, ...]) -> list[Opcion]:
    """Opciones nombradas con palabras enteras; gana el nombre más largo si uno contiene al otro."""
    liso = plano(texto)
    hallados = [
        (nombre, opcion)
        for opcion in opciones
        for nombre in (opcion.etiqueta, *opcion.sinonimos)
        if len(nombre) > 2 and (lugar := posicion_en(liso, nombre)) >= 0 and not _NIEGA.search(liso[:lugar])
    ]
    propios = [
        opcion
        for nombre, opcion in hallados
        if not any(nombre != otro and posicion(otro, nombre) >= 0 for otro, dueno in hallados if dueno is not opcion)
    ]
    return list(dict.fromkeys(propios))


def _errata(dicho: str, opcion: Opcion) -> float:
    """Parecido letra a letra con la frase entera o con una de sus palabras largas."""
    nombres = [comparable(nombre) for nombre in (opcion.etiqueta, *opcion.sinonimos)]
    frases = [dicho, *(palabra for palabra in dicho.split() if len(palabra) >= 7)]
    return max(fuzz.ratio(frase, nombre) for frase in frases for nombre in nombres)


def _cercania(dicho: str, opcion: Opcion) -> float:
    """Parecido flexible, solo para sugerir."""
    return max(fuzz.WRatio(dicho, comparable(nombre)) for nombre in (opcion.etiqueta, *opcion.sinonimos))


_CORREO_DE_MUESTRA = "proyectos@organizacion.org.pe"

TIPOS = {
    "texto": Tipo(
        leer=lambda pregunta, texto, _: leer_texto(texto, pregunta.minimo or 1, pregunta.maximo or 4000),
        muestra=lambda _, muestra: muestra.texto,
        largo=None,
        minutos=0.6,
        es_libre=True,
        admite_corto=True,
        es_oracion=True,
        textos=lambda _: ("",),
    ),
    "opcion": Tipo(
        leer=lambda pregunta, texto, entorno: si_solo_elige(
            texto, leer_elegida(pregunta, texto, entorno), pregunta.opciones
        ),
        muestra=una_opcion,
        mostrar=mostrar_elegida,
        pide="opciones",
        minutos=0.2,
        trae_otras=False,
    ),
    "ruc": Tipo(
        leer=lambda _, texto, __: leer_ruc(texto),
        muestra=lambda _, __: "20131312955",
        identifica="RUC",
        es_dato=True,
        trae_otras=False,
    ),
    "correo": Tipo(
        leer=lambda _, texto, entorno: leer_correo(texto, entorno.catalogos.correos_gratuitos),
        muestra=lambda _, __: _CORREO_DE_MUESTRA,
        identifica="CORREO",
        es_dato=True,
        trae_otras=False,
    ),
}

CAMPOS = {
    "texto": TipoDeCampo(
        leer=leer_parte,
        muestra=lambda campo, muestra: f"{campo.rotulo}: {muestra.texto}",
        es_libre=True,
        es_texto=True,
        se_redacta=True,
    ),
    "opcion": TipoDeCampo(leer=leer_elegida, muestra=una_opcion, mostrar=mostrar_elegida, pide="opciones"),
    "correo": TipoDeCampo(
        leer=lambda _, texto, entorno: leer_correo(texto, entorno.catalogos.correos_gratuitos),
        muestra=lambda _, __: _CORREO_DE_MUESTRA,
        identifica="CORREO",
    ),
}
