"""A qué se parece lo que se escribe: a las preguntas que la gente hace, o a lo que se le pide al asistente.

De las preguntas, cada idea es una clase y sus maneras de decirla, los ejemplos. Por su significado y por sus palabras
se dice a qué idea se parece una nueva; con eso y con lo que ya se mide de la búsqueda, tres regresiones
logísticas dan la probabilidad de que el documento la conteste, trate el tema sin decirlo o no lo trate.

De las solicitudes, se compara la frase con ejemplos de cada una y con lo contrario: todas las preguntas y lo que se
responde en la entrevista.

No decide qué se responde ni qué se hace.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from conocimiento.modelo import RESPUESTA, Documento, Fragmento, Hallazgo, Idea, Juicio, Pasaje, Solicitud
from conocimiento.palabras import palabras, sin_abreviaturas
from indices.busqueda import Consulta
from indices.confianza.calibracion import RASGOS_DE_DATO, Calibracion, Certeza, ajustar, logit
from indices.parecido.clasificador import Clasificador, Ejemplos, probabilidades_apartadas
from indices.parecido.discriminante import Clases, Numeros, Vectores
from indices.parecido.vecinos import FrasesConocidas, VecinosDeRespuestas

IDEAS_MOSTRADAS = 6
PESO_DE_IDEAS = 4.0
"""Lo que suma al puntaje z de un pasaje que, de las ideas que el documento contesta, todas sean suyas."""
PESO_CON_POCAS = 2.9
"""Lo que suma si se conocen pocas preguntas: lo mejor que halla la búsqueda queda tan cerca que se cita al lado. De 129
preguntas a tres normas revisadas en una hora, nueve se contestaban en un pasaje que solo la búsqueda ponía primero."""
DE_OTRA_IDEA = 0.025
"""Lo que el coseno de una pregunta conocida de otra idea ha de pasar al de las de la elegida para dudar de esta."""
SEGURO = 0.99
PARECIDO_MINIMO = 0.15
"""Con menos, la oración que se destaca es la que eligió la búsqueda."""
_TIPOS = ("contesta", "falta", "ajena")
RASGOS_DE_JUICIO = (
    "tema",
    "dato",
    *RASGOS_DE_DATO,
    *_TIPOS,
    "mejor_que_contesta",
    "mejor_que_falta",
)
RASGOS_DE_SOLICITUD = ("pide", "mejor")


@dataclass(frozen=True, slots=True)
class Preguntas:
    """Unas preguntas conocidas: la clase de cada una y, de cada clase, su idea; las ajenas a un documento, ninguna."""

    textos: tuple[str, ...]
    clases: tuple[int, ...]
    ideas: tuple[Idea | None, ...]

    @property
    def tipos(self) -> Clases:
        """De cada clase, su lugar en contesta, falta, ajena."""
        return np.array([2 if idea is None else 0 if idea.contesta else 1 for idea in self.ideas])


def reunir(documentos: Sequence[Documento]) -> Preguntas | None:
    """Las preguntas conocidas de todos los documentos, las de cada uno seguidas; None si ninguno las trae."""
    textos: list[str] = []
    clases: list[int] = []
    ideas: list[Idea | None] = []
    for documento in documentos:
        if not documento.ideas:
            continue
        for idea in documento.ideas:
            textos += idea.preguntas
            clases += [len(ideas)] * len(idea.preguntas)
            ideas.append(idea)
        if documento.ajenas:
            textos += documento.ajenas
            clases += [len(ideas)] * len(documento.ajenas)
            ideas.append(None)
    return Preguntas(tuple(textos), tuple(clases), tuple(ideas)) if ideas else None


def ajustar_juicio(preguntas: Preguntas, certezas: Sequence[Certeza], apartadas: Numeros) -> tuple[Calibracion, ...]:
    """Ajusta las probabilidades de cada tipo con las preguntas conocidas; cada tipo cuenta lo mismo.

    `certezas` y `apartadas` traen una entrada por pregunta, en su orden.
    """
    rasgos = np.array(
        [_rasgos_de_juicio(uno, fila, preguntas.tipos) for uno, fila in zip(certezas, apartadas, strict=True)]
    )
    de_cada_una = preguntas.tipos[np.array(preguntas.clases)]
    cuantas = np.bincount(de_cada_una, minlength=len(_TIPOS))
    pesos = len(de_cada_una) / (len(_TIPOS) * cuantas[de_cada_una])
    return tuple(
        ajustar(RASGOS_DE_JUICIO, rasgos, (de_cada_una == tipo).astype(np.float64), pesos)
        for tipo in range(len(_TIPOS))
    )


class Juez:
    """Juzga una consulta ya buscada y ordena sus pasajes también por las ideas a las que se parece."""

    def __init__(
        self,
        preguntas: Preguntas,
        clasificador: Clasificador,
        calibraciones: Sequence[Calibracion],
        fragmentos: Sequence[Fragmento],
    ) -> None:
        self._clasificador = clasificador
        self._calibraciones = tuple(calibraciones)
        self._ideas = preguntas.ideas
        self._tipos = preguntas.tipos
        self._cuantas = len(preguntas.textos)
        self._documentos = frozenset(idea.documento for idea in self._ideas if idea is not None)
        self._fragmentos = [idea and _fragmento_de(idea, fragmentos) for idea in self._ideas]
        self._sabidas = _sabidas(preguntas)
        self._contestan: defaultdict[tuple[str, int], list[int]] = defaultdict(list)  # las ideas que contesta cada uno
        for clase, fragmento in enumerate(self._fragmentos):
            if fragmento is not None and self._contesta(clase):
                self._contestan[fragmento.documento, fragmento.inicio].append(clase)

    def juzgar(self, hallazgo: Hallazgo, sin_ampliar: Certeza, consulta: Consulta) -> Hallazgo:
        """Devuelve el hallazgo con su juicio; igual si el primer pasaje es de un documento sin preguntas conocidas.

        `consulta` son las palabras de la persona, sin ampliar, y `sin_ampliar`, la certeza que dan: con eso se ajustó.
        """
        if not hallazgo.pasajes or hallazgo.pasajes[0].fragmento.documento not in self._documentos:
            return hallazgo
        clase = self._sabidas.get(_letra_por_letra(consulta.texto))
        if clase is not None:
            return self._lo_aprobado(hallazgo, clase)
        probabilidades = self._clasificador.probabilidades(consulta.texto, consulta.vector)
        rasgos = _rasgos_de_juicio(sin_ampliar, probabilidades, self._tipos)
        puntos = [calibracion.confianza(rasgos) for calibracion in self._calibraciones]
        contesta, falta, ajena = (punto / sum(puntos) for punto in puntos)
        orden = [int(clase) for clase in np.argsort(-probabilidades)]
        ideas = [(idea, float(probabilidades[clase])) for clase in orden if (idea := self._ideas[clase])]
        juicio = Juicio(contesta, falta, ajena, tuple(ideas[:IDEAS_MOSTRADAS]), conocidas=self._cuantas)
        if juicio.sabe_poco:
            de_otra = self._clasificador.mas_cerca_de_otra(consulta.vector, orden[0])
            juicio = replace(juicio, es_dudoso=de_otra > DE_OTRA_IDEA)
        peso = PESO_CON_POCAS if juicio.sabe_poco else PESO_DE_IDEAS
        return replace(hallazgo, juicio=juicio, pasajes=self._ordenar(hallazgo.pasajes, probabilidades, peso))

    def aprobada(self, texto: str) -> bool:
        """Si alguien revisó esa pregunta, palabra por palabra, y aprobó lo que la contesta."""
        clase = self._sabidas.get(_letra_por_letra(texto))
        return clase is not None and self._contesta(clase)

    def _lo_aprobado(self, hallazgo: Hallazgo, clase: int) -> Hallazgo:
        """De una pregunta que alguien revisó, lo que aprobó: su pasaje, que falta o que no es de este documento."""
        idea, fragmento, tipo = self._ideas[clase], self._fragmentos[clase], int(self._tipos[clase])
        contesta, falta, ajena = (SEGURO if uno == tipo else (1 - SEGURO) / 2 for uno in range(len(_TIPOS)))
        ideas = ((idea, 1.0),) if idea else tuple((una, 0.0) for una in self._ideas if una)[:1]
        pasajes = hallazgo.pasajes
        if idea is not None and idea.lugar is not None and fragmento is not None:
            suyo = Pasaje(fragmento, pasajes[0].puntuacion + PESO_DE_IDEAS, fragmento.oraciones_en(idea.lugar))
            pasajes = (suyo, *(uno for uno in pasajes if uno.fragmento != fragmento))
        return replace(
            hallazgo,
            juicio=Juicio(contesta, falta, ajena, ideas, conocidas=self._cuantas, es_sabida=True),
            pasajes=pasajes,
        )

    def _ordenar(self, pasajes: Sequence[Pasaje], probabilidades: Numeros, peso: float) -> tuple[Pasaje, ...]:
        contestan = float(probabilidades[self._tipos == 0].sum())
        ordenados: list[Pasaje] = []
        for pasaje in pasajes:
            suyas = self._contestan.get((pasaje.fragmento.documento, pasaje.fragmento.inicio), [])
            parte = float(probabilidades[suyas].sum()) / contestan if contestan else 0.0
            mejor = max(suyas, key=probabilidades.__getitem__, default=None)
            idea = self._ideas[mejor] if mejor is not None and parte >= PARECIDO_MINIMO else None
            oracion = pasaje.fragmento.oraciones_en(idea.lugar) if idea and idea.lugar else pasaje.oracion
            ordenados.append(Pasaje(pasaje.fragmento, pasaje.puntuacion + peso * parte, oracion))
        return tuple(sorted(ordenados, key=lambda pasaje: -pasaje.puntuacion))

    def _contesta(self, clase: int) -> bool:
        idea = self._ideas[clase]
        return idea is not None and idea.contesta


def _letra_por_letra(texto: str) -> str:
    """Un texto sin tildes, mayúsculas, signos ni abreviaturas: dos que solo difieren en eso son la misma pregunta."""
    return " ".join(palabras(sin_abreviaturas(texto.lower())))


def _sabidas(preguntas: Preguntas) -> dict[str, int]:
    """De cada pregunta, su clase; sin las que se escribieron en dos ideas, que no dicen cuál de las dos es."""
    clases: dict[str, set[int]] = {}
    for texto, clase in zip(preguntas.textos, preguntas.clases, strict=True):
        clases.setdefault(_letra_por_letra(texto), set()).add(clase)
    return {texto: next(iter(suyas)) for texto, suyas in clases.items() if len(suyas) == 1}


def _rasgos_de_juicio(certeza: Certeza, probabilidades: Numeros, tipos: Clases) -> tuple[float, ...]:
    senales = dict(certeza.senales)
    por_tipo = [float(probabilidades[tipos == tipo].sum()) for tipo in range(len(_TIPOS))]
    mejores = [float(probabilidades[tipos == tipo].max(initial=0.0)) for tipo in (0, 1)]
    return (
        logit(certeza.tema),
        logit(certeza.dato),
        *(senales.get(nombre, 0.0) for nombre in RASGOS_DE_DATO),
        *map(logit, por_tipo),
        *map(logit, mejores),
    )


def _fragmento_de(idea: Idea, fragmentos: Sequence[Fragmento]) -> Fragmento | None:
    lugar = idea.lugar
    if lugar is None:
        return None
    return next((f for f in fragmentos if f.documento == idea.documento and f.inicio <= lugar.inicio < f.fin), None)


def ejemplos_de_preguntas(preguntas: Preguntas, vectores: Vectores) -> Ejemplos:
    """Las preguntas con su clase; `vectores` trae uno por cada una."""
    return Ejemplos(preguntas.textos, vectores, np.array(preguntas.clases), len(preguntas.ideas))


def ejemplos_de(preguntas: Preguntas, solicitudes: Sequence[Solicitud], vectores: Vectores) -> Ejemplos:
    """Los vectores de las preguntas y, después, los de las solicitudes, cada una una clase, en su orden.

    Sin sus palabras: de una frase que pide algo no distinguen más que el significado, y son miles.
    """
    cuantas = len(preguntas.ideas)
    propias = [cuantas + numero for numero, uno in enumerate(solicitudes) for _ in uno.ejemplos]
    return Ejemplos((), vectores, np.array([*preguntas.clases, *propias]), cuantas + len(solicitudes))


def clases_contrarias(solicitudes: Sequence[Solicitud], cuantas_preguntas: int) -> int:
    """Cuántas de las primeras clases no piden nada: las de las preguntas y, si las hay, la de las respuestas."""
    return cuantas_preguntas + any(solicitud.clave == RESPUESTA for solicitud in solicitudes)


def ajustar_solicitud(ejemplos: Ejemplos, cuantas_preguntas: int) -> Calibracion:
    """Ajusta la probabilidad de que una frase sea una solicitud; las primeras clases, `clases_contrarias`, no."""
    apartadas = probabilidades_apartadas(ejemplos)
    pide = (ejemplos.clases >= cuantas_preguntas).astype(np.float64)
    cuantas = np.bincount(pide.astype(np.int64), minlength=2)
    pesos = len(pide) / (2 * cuantas[pide.astype(np.int64)])
    rasgos = np.array([_rasgos_de_solicitud(fila, cuantas_preguntas) for fila in apartadas])
    return ajustar(RASGOS_DE_SOLICITUD, rasgos, pide, pesos)


@dataclass(frozen=True, slots=True)
class Reconocido:
    """A qué se parece una frase: la probabilidad de que pida algo al asistente y qué, y lo demás de un `Juicio`."""

    pide: float
    solicitud: str
    respuestas: Mapping[str, float]
    solicitudes: Mapping[str, float]


class Reconocedor:
    """Dice cuán probable es que una frase sea una solicitud, y cuál; y cuánto se parece a responder a cada pregunta."""

    def __init__(self, solicitudes: Sequence[Solicitud], ejemplos: Ejemplos, calibracion: Calibracion) -> None:
        self._claves = tuple(solicitud.clave for solicitud in solicitudes if solicitud.clave != RESPUESTA)
        self._preguntas = ejemplos.cuantas - len(self._claves)
        self._vecinos = vecinos_de(solicitudes, ejemplos.vectores)
        self._clasificador = Clasificador(ejemplos)
        self._calibracion = calibracion

    def reconocer(self, consulta: Consulta) -> Reconocido:
        """A qué se parece; sin ejemplos de respuestas, nada se dice de ellas."""
        probabilidades = self._clasificador.probabilidades(consulta.texto, consulta.vector)
        mejor = int(np.argmax(probabilidades[self._preguntas :]))
        pide = self._calibracion.confianza(_rasgos_de_solicitud(probabilidades, self._preguntas))
        vecinos = self._vecinos
        if vecinos is None:
            return Reconocido(pide, self._claves[mejor], {}, {})
        vistas = vecinos.mirar(consulta.vector)
        return Reconocido(pide, self._claves[mejor], vecinos.parecidos(vistas), vecinos.a_cada_solicitud(vistas))


def vecinos_de(solicitudes: Sequence[Solicitud], vectores: Vectores) -> VecinosDeRespuestas | None:
    """Los vecinos entre los ejemplos de las respuestas y los demás; None si no hay respuestas con su pregunta.

    De `vectores`, los últimos son los de los ejemplos de las solicitudes; los primeros, de preguntas a un documento.
    """
    claves = [solicitud.clave for solicitud in solicitudes for _ in solicitud.ejemplos]
    preguntas = [clave for una in solicitudes for clave in (una.preguntas or ("",) * len(una.ejemplos))]
    if not any(preguntas):
        return None
    de_documentos = ("",) * (len(vectores) - len(claves))
    return VecinosDeRespuestas(FrasesConocidas(vectores, (*de_documentos, *claves), (*de_documentos, *preguntas)))


def _rasgos_de_solicitud(probabilidades: Numeros, cuantas_preguntas: int) -> tuple[float, ...]:
    de_solicitudes = probabilidades[cuantas_preguntas:]
    return logit(float(de_solicitudes.sum())), logit(float(de_solicitudes.max()))
