"""El buscador ya abierto: de unas consultas a sus hallazgos. No abre ni construye nada (lo hace `abrir`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from conocimiento.expresiones import diferida
from conocimiento.frases import Informar
from conocimiento.modelo import Documento, Hallazgo, Pasaje
from conocimiento.palabras import plegar, sin_abreviaturas
from indices import busqueda
from indices.busqueda import Coleccion, Consulta, Cosenos, Mirada, mirar_cada_uno
from indices.encaminamiento.caminos import Camino, elegir, encaminar
from indices.encaminamiento.encaminador import Encaminador
from indices.encaminamiento.nombrados import fuera_de_rango, nombrados, nombre_completo
from indices.guardado.pedido import Servidor
from indices.guardado.vectores import VectoresGuardados
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.consultas import Ampliador, Corrector, Lengua
from indices.palabras.lexico import raices_de
from indices.parecido.conocidas import Juez, Reconocedor
from indices.parecido.oficiales import Oficiales

_INFORMAR_CADA = 256


def callar(_: str) -> None:
    """No avisa a nadie."""


@dataclass(frozen=True, slots=True)
class EstanteAbierto:
    """Unos documentos que se buscan juntos, por su nombre, y cómo se les entiende una consulta.

    Si es uno revisado, con `juez` y las raíces de cuanto dice y de cuanto se pregunta de él (`dichas`).
    """

    documentos: frozenset[str]
    coleccion: Coleccion
    corrector: Corrector
    ampliador: Ampliador
    juez: Juez | None
    dichas: frozenset[str] = frozenset()
    huella: str = ""
    """La de todo aquello de que depende lo que se halla en él."""

    def le_es_ajeno(self, hallazgo: Hallazgo) -> bool:
        """Si el mejor pasaje de otro dice una palabra de la consulta que en este no se dice nunca."""
        fragmento = hallazgo.pasajes[0].fragmento
        lexico = self.coleccion.lexico
        suyas = {*lexico.raices(fragmento.texto), *lexico.raices(fragmento.apartado)}
        return any(raiz in suyas and raiz not in self.dichas for raiz in lexico.raices(hallazgo.consulta))


@dataclass(frozen=True, slots=True)
class Abierto:
    """Un índice abierto: en qué carpeta está, de qué documentos es, cómo se busca y las huellas de todo eso.

    `servidor`: el de Chroma que se pidió, si se pidió uno.
    """

    carpeta: Path
    documentos: tuple[Documento, ...]
    estantes: tuple[EstanteAbierto, ...]
    oficiales: Oficiales
    huellas: Mapping[str, str]
    servidor: Servidor | None = None
    de_todos: str = ""
    """La huella de lo que comparten los estantes: preguntas conocidas, solicitudes y respuestas oficiales."""


@dataclass(frozen=True, slots=True)
class Entendimiento:
    """Cómo se entiende lo que la gente escribe, vaya a donde vaya: se codifica, se ve si pide algo y qué lengua es."""

    embeddings: EmbeddingsLocales
    reconocedor: Reconocedor | None
    lengua: Lengua


_NO_DISPONE = diferida(
    r"(?:VISTOS?|Que),? |.{0,300}\bCONSIDERANDO:|.{0,200}(?:[._]\s?){12}"
    r"|(?:Reg[ií]strese|Comun[ií]quese|Publ[ií]quese|Mando se|POR TANTO|POR CUANTO|Dad[oa] en)\b",
    re.DOTALL,
)
"""Un considerando («Que, mediante Ley N.º…») cuenta por qué se dictó una norma; un renglón de puntos es de llenar, y
«Regístrese y comuníquese» es la fórmula con que se cierra."""
_COMIENZOS = ("VISTO", "Que", "Reg", "Comun", "Publ", "Mando se", "POR ", "Dad")
_HASTA_LOS_PUNTOS, _HASTA_EL_CONSIDERANDO = 224, 313
"""Lo que pueden ocupar: 200 letras y doce puntos o rayas, quizá separados; 300 letras y «CONSIDERANDO:»."""
REBAJA = 1.0
"""En puntaje z: lo que pierde un pasaje así frente a los que disponen algo."""


def _no_dispone(texto: str) -> bool:
    # Buscar cada señal desde cada letra cuesta más que contarlas, y casi nunca están.
    puede = sum(texto.count(signo, 0, _HASTA_LOS_PUNTOS) for signo in "._") >= 12
    puede = puede or texto.startswith(_COMIENZOS) or texto.find("CONSIDERANDO:", 0, _HASTA_EL_CONSIDERANDO) >= 0
    return puede and _NO_DISPONE.match(texto) is not None


_PIDE_EL_PORQUE = diferida(
    r"\b(?:por que(?! (?:principio|medio|via|ley|norma|plazo|monto|entidad|autoridad|mecanismo|canal|tipo)s?\b)"
    r"|(?:que|cual(?:es)?)(?: es| fue| fueron| son)?(?: la| el| las| los)? (?:razon|razones|motivos?"
    r"|sustento|antecedentes?|fundamentos?|justificacion)|considerandos?)\b"
)


def por_lo_que_dispone(pasajes: Sequence[Pasaje], consulta: str = "") -> tuple[Pasaje, ...]:
    """Los mismos, con los considerandos y los formularios por llenar rebajados; si `consulta` pregunta por qué se dictó
    una norma, no: lo dicen sus considerandos. También los que ponen otra cantidad (`fuera_de_rango`)."""
    plana = plegar(consulta)
    pide_el_porque = _PIDE_EL_PORQUE.search(plana) is not None
    con_otra_cantidad = fuera_de_rango(plana, [uno.fragmento.texto for uno in pasajes])
    rebajados = [
        replace(uno, puntuacion=uno.puntuacion - REBAJA)
        if lugar in con_otra_cantidad or not (pide_el_porque or not _no_dispone(uno.fragmento.texto))
        else uno
        for lugar, uno in enumerate(pasajes)
    ]
    if rebajados == list(pasajes):
        return tuple(pasajes)
    return tuple(sorted(rebajados, key=lambda uno: -uno.puntuacion))


def _primero_de(nombrados: frozenset[str], hallazgo: Hallazgo) -> Hallazgo:
    """El mismo, con los pasajes de los documentos nombrados por delante; igual si tiene juez o no hay ninguno suyo."""
    suyos = [pasaje for pasaje in hallazgo.pasajes if pasaje.fragmento.documento in nombrados]
    if hallazgo.juicio is not None or not suyos:
        return hallazgo
    return replace(hallazgo, pasajes=(*suyos, *(uno for uno in hallazgo.pasajes if uno not in suyos)))


class BuscadorLocal:
    """Busca en un corpus ya indexado. Se puede usar desde varios hilos a la vez."""

    def __init__(
        self,
        abierto: Abierto,
        entendimiento: Entendimiento,
        encaminador: Encaminador | None,
        informar: Informar = callar,
    ) -> None:
        """`encaminador` es None si el estante es uno."""
        self._abierto = abierto
        self._entendimiento = entendimiento
        self._encaminador = encaminador
        self._informar = informar
        self._recordadas: VectoresGuardados | None = None
        citables = [documento for documento in abierto.documentos if not documento.es_oficial]
        self._nombres = tuple(uno.ficha.documento for uno in citables)
        self._titulos = tuple(nombre_completo(uno.ficha.titulo, uno.texto) for uno in citables)

    def recordando(self, vectores: VectoresGuardados) -> "BuscadorLocal":
        """Otro que busca en lo mismo sin codificar dos veces lo que `vectores` recuerde.

        Para hacer muchas preguntas conocidas de una vez. Quien conversa no lo usa: en la memoria quedaría lo que
        escribió cada persona.
        """
        otro = BuscadorLocal(self._abierto, self._entendimiento, self._encaminador, self._informar)
        otro._recordadas = vectores
        return otro

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        """Devuelve un hallazgo por consulta, en el mismo orden; sin pasajes si la consulta no dice nada."""
        hallados: dict[str, Hallazgo] = {}
        for numero, consulta in enumerate(consultas, 1):
            if consulta not in hallados:  # quien repite una pregunta en su mensaje la hace una vez
                hallados[consulta] = self._buscar_una(consulta)
            if numero % _INFORMAR_CADA == 0:
                self._informar(f"Consultas buscadas: {numero} de {len(consultas)}.")
        return tuple(hallados[consulta] for consulta in consultas)

    def hallan_lo_mismo(self, otro: "BuscadorLocal", consultas: Sequence[str]) -> list[bool]:
        """De cada consulta, si es seguro que otro índice halla lo mismo: en los dos decide solo un estante revisado, y
        no cambió.

        Cuesta una parte de buscar. Con un servidor de Chroma nunca es seguro: se busca entre lo que él señala.
        """
        if self.servidor is not None or otro.servidor is not None or self._abierto.de_todos != otro._abierto.de_todos:
            return [False] * len(consultas)
        parejas = zip(self._deciden_solos(consultas), otro._deciden_solos(consultas), strict=True)
        return [bool(mio) and mio == suyo for mio, suyo in parejas]

    def _deciden_solos(self, consultas: Sequence[str]) -> list[tuple[str, ...]]:
        """De cada una, cómo queda corregida y las huellas del estante que la corrige y del único revisado en que se
        busca; vacío si no es uno."""
        estantes = self._abierto.estantes
        if not estantes or not consultas:
            return [()] * len(consultas)
        lugares: list[int | None] = [0] * len(consultas)
        corregidas = [self._corregida(una) for una in consultas]
        if self._encaminador is not None:
            vectores = self._quien_codifica.de_preguntas(corregidas)
            repartos = zip(consultas, self._encaminador.de_muchas(vectores), strict=True)
            caminos = [self._camino(una, probables) for una, probables in repartos]
            lugares = [uno.candidatos[0][0] if len(uno.candidatos) == 1 else None for uno in caminos]
        return [
            () if lugar is None or estantes[lugar].juez is None else (una, estantes[0].huella, estantes[lugar].huella)
            for una, lugar in zip(corregidas, lugares, strict=True)
        ]

    def armar(self) -> None:
        """Arma lo que se deja para la primera pregunta: quien atiende lo hace antes de que nadie pregunte."""
        for estante in self._abierto.estantes:
            estante.corrector.armar()

    def lo_que_comparte(self, de_todos: str) -> tuple[Entendimiento | None, Mapping[str, EstanteAbierto]]:
        """Lo que sirve para otro índice en que los estantes comparten lo mismo: cómo se entiende, y cada estante por su
        huella. Nada si comparten otra cosa o si se busca con Chroma, cuya colección es de cada índice.
        """
        estantes = self._abierto.estantes
        if de_todos != self._abierto.de_todos or any(uno.coleccion.cercanos is not None for uno in estantes):
            return None, {}
        return self._entendimiento, {uno.huella: uno for uno in estantes}

    def sin_erratas(self, texto: str) -> str:
        """Lo que alguien escribió, con sus erratas claras corregidas y todo lo demás igual."""
        estantes = self._abierto.estantes
        return estantes[0].corrector.sin_erratas(texto, self._es_de_otro_estante) if estantes else texto

    def _corregida(self, consulta: str) -> str:
        """La consulta, con las erratas corregidas como las corrige el primer estante."""
        return self._abierto.estantes[0].corrector.corregir(consulta, self._es_de_otro_estante)

    def _es_de_otro_estante(self, palabra: str) -> bool:
        """Si la dice un documento de otro estante que el primero: no es una errata."""
        return any(
            uno.coleccion.lexico.contiene(una) for uno in self._abierto.estantes[1:] for una in raices_de(palabra)
        )

    def _buscar_una(self, consulta: str) -> Hallazgo:
        # Cada estante corrige con sus palabras; casi siempre da lo mismo, y entonces el vector es el mismo. Con las del
        # primero, que es uno revisado si lo hay, se decide a cuál va: lo que se contesta de él se codifica una vez.
        corregida = self._corregida(consulta)
        codificada = self._codificar(corregida)
        hallazgo = self._en_los_estantes(consulta, codificada)
        oficiales = self._abierto.oficiales.parecidas(codificada.vector)
        return replace(hallazgo, consulta=consulta, oficiales=oficiales)

    def _en_los_estantes(self, consulta: str, codificada: Consulta) -> Hallazgo:
        estantes, vector, codificadas = self._abierto.estantes, codificada.vector, {codificada.texto: codificada}
        if self._encaminador is None:
            return self._en_un_estante(0, consulta, codificadas)
        cosenos = self._encaminador.cosenos(vector)
        nombrados = self._nombrados(consulta)
        return elegir(
            self._camino(consulta, self._encaminador.probabilidades(vector, cosenos)),
            lambda lugar: _primero_de(nombrados, self._en_un_estante(lugar, consulta, codificadas, cosenos)),
            lambda revisado, de_otro: estantes[revisado].le_es_ajeno(de_otro),
        )

    def _camino(self, consulta: str, probables: tuple[float, ...]) -> Camino:
        """En qué estantes se busca, con la probabilidad de que la consulta vaya a cada uno."""
        estantes, nombrados = self._abierto.estantes, self._nombrados(consulta)
        suyos = {lugar for lugar, uno in enumerate(estantes) if nombrados and nombrados & uno.documentos}
        suyos = suyos or {lugar for lugar, uno in enumerate(estantes) if uno.juez and uno.juez.aprobada(consulta)}
        if len(suyos) == 1:
            probables = tuple(1.0 if lugar in suyos else 0.0 for lugar in range(len(estantes)))
        return encaminar(probables, [uno.juez is not None for uno in estantes])

    def _nombrados(self, consulta: str) -> frozenset[str]:
        """Los documentos que la pregunta nombra por su título."""
        lugares = nombrados(sin_abreviaturas(consulta), self._titulos)
        return frozenset(self._nombres[lugar] for lugar in lugares)

    def _en_un_estante(
        self, lugar: int, consulta: str, codificadas: dict[str, Consulta], cosenos: Sequence[Cosenos] = ()
    ) -> Hallazgo:
        """Lo que se halla en un estante, con su juicio.

        `codificadas` recuerda lo ya codificado; la primera es la consulta como la corrige el primer estante, y
        `cosenos`, los suyos en cada uno.
        """
        estante, primera = self._abierto.estantes[lugar], next(iter(codificadas))
        coleccion = estante.coleccion
        corregida = estante.corrector.corregir(consulta) if lugar else primera
        ampliada = estante.ampliador.ampliar(corregida)
        # Lo que se amplía son palabras, y se busca por ellas; el significado es el de lo que la persona dijo. Codificar
        # también lo ampliado no mejora nada y es lo que más tarda (`docs/decisiones/0006`).
        # Otra tilde u otra mayúscula no valen lo que tarda codificar otra vez; otra palabra, sí.
        igual = next((texto for texto in codificadas if plegar(texto) == plegar(corregida)), None)
        if igual is None:
            igual, codificadas[corregida] = corregida, self._codificar(corregida)
        sabidos = cosenos[lugar] if cosenos and igual == primera else None
        textos = dict.fromkeys((corregida, ampliada.consulta, ampliada.orientada or corregida))
        miradas = mirar_cada_uno(coleccion, textos, codificadas[igual], sabidos)
        hallazgo = busqueda.buscar(coleccion, miradas[ampliada.consulta], miradas.get(ampliada.orientada))
        if coleccion.por_tope:
            hallazgo = replace(hallazgo, pasajes=por_lo_que_dispone(hallazgo.pasajes, corregida))
        if estante.juez is None:
            return replace(hallazgo, orientada=ampliada.orientada or corregida) if hallazgo.pasajes else hallazgo
        return self._juzgar(estante.juez, coleccion, hallazgo, miradas[corregida])

    def _codificar(self, texto: str) -> Consulta:
        embeddings = self._entendimiento.embeddings
        if self._recordadas is None:
            vector, piezas = embeddings.pregunta_por_piezas(texto)
            return Consulta(texto, vector, lambda: piezas)
        # Casi ninguna se busca donde se mira por piezas: de lo recordado se calculan solo si hacen falta.
        (vector,) = self._recordadas.de_preguntas([texto])
        return Consulta(texto, vector, lambda: embeddings.pregunta_por_piezas(texto)[1])

    @property
    def _quien_codifica(self) -> VectoresGuardados | EmbeddingsLocales:
        return self._recordadas or self._entendimiento.embeddings

    def _juzgar(self, juez: Juez, coleccion: Coleccion, hallazgo: Hallazgo, sin_ampliar: Mirada) -> Hallazgo:
        certeza = busqueda.medir(coleccion, sin_ampliar)
        juzgado = juez.juzgar(hallazgo, certeza, sin_ampliar.consulta)
        reconocedor = self._entendimiento.reconocedor
        if reconocedor is None or juzgado.juicio is None:
            return juzgado
        suyo = reconocedor.reconocer(sin_ampliar.consulta)
        return replace(
            juzgado,
            juicio=replace(
                juzgado.juicio,
                pide=suyo.pide,
                solicitud=suyo.solicitud,
                respuestas=suyo.respuestas,
                solicitudes=suyo.solicitudes,
            ),
        )

    @property
    def documentos(self) -> tuple[Documento, ...]:
        """Los documentos en que busca."""
        return self._abierto.documentos

    @property
    def carpeta(self) -> Path:
        """La del índice que se abrió."""
        return self._abierto.carpeta

    @property
    def servidor(self) -> Servidor | None:
        """El servidor de Chroma con que se abrió, para que el siguiente se abra igual."""
        return self._abierto.servidor

    @property
    def embeddings(self) -> EmbeddingsLocales:
        """El codificador con que busca, para comparar otros textos sin cargarlo dos veces."""
        return self._entendimiento.embeddings

    def huellas(self) -> dict[str, str]:
        """Las huellas del corpus, del modelo y del índice, para poder explicar después una respuesta."""
        return dict(self._abierto.huellas)
