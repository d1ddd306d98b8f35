"""El mensaje con que se entrega una respuesta: la cita con su fuente, o la honestidad de no tenerla.

Del tema no dice nada propio: entre comillas van solo palabras del documento.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.dialogo.intenciones.reconocer import pregunta_algo
from bot.dialogo.mensajes import Boton, ClaseParrafo, Espacio, Filas, Mensaje, Parrafo, Trozo, cursiva, negrita, parrafo
from bot.dialogo.preguntas.citas import fuente, oraciones_citadas
from bot.dialogo.preguntas.clases import Clase
from bot.dialogo.preguntas.parte import Lectura, ParteContestada, Resultado, resultado_conjunto
from bot.dialogo.preguntas.preparacion.separar import es_ingles, sobrantes
from bot.dialogo.preguntas.reglas.ausencias import trae_el_dato
from bot.dialogo.preguntas.textos import segun
from bot.dialogo.textos import BOTON_PROPUESTA, QUE_SOY_CORTO, botones_de_sugerencias
from bot.dialogo.turno import Estado, PreguntaEnCurso
from conocimiento.frases import enumerar, recortar
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Cita, Ficha
from conocimiento.palabras import palabras


@dataclass(frozen=True, slots=True)
class Forma:
    """En qué momento de la conversación se contesta y cómo se pidió."""

    turno: int = 1
    presentarse: bool = False
    en_entrevista: bool = False
    extracto: bool = False
    en_ingles: bool = False
    cuenta_algo: bool = False  # quien no tiene borrador dice algo y no lo pregunta: quizá cuenta su idea
    sobran: Sequence[str] = ()  # lo que se preguntó en el mismo mensaje y pasa de lo que se contesta de una vez

    @classmethod
    def de(cls, estado: Estado, en_curso: PreguntaEnCurso) -> "Forma":
        """La de contestar ahora lo que se está buscando."""
        return cls(
            estado.turno,
            not estado.saludada,
            estado.en_entrevista,
            en_curso.extracto,
            es_ingles(en_curso.original),
            estado.borrador is None and _cuenta_algo(en_curso.original),
            () if en_curso.extracto else sobrantes(en_curso.de_que),
        )

    def ofrece_empezar(self, partes: Sequence[ParteContestada]) -> bool:
        """Dice si conviene ofrecer el borrador: los documentos no contestan lo que se dijo sin preguntar nada."""
        return self.cuenta_algo and not self.en_entrevista and resultado_conjunto(partes) is not Resultado.RESPUESTA


PALABRAS_DE_QUIEN_CUENTA = 4
SI_CUENTA_SU_IDEA = "Si me está contando su idea para una alianza, la ordeno con usted: toque «Armar mi propuesta»."
TAMBIEN = "También dice:"
FALTAN_A_LA_VISTA = 4
LARGO_DE_LO_QUE_FALTA = 60
EXTRACTO = "Extracto: oraciones enteras del documento, sin cambiarles nada."
QUE_SE_PUEDE = "La APCI puede confirmárselo: toque «Avísenme si hay respuesta» o pídame hablar con una persona."
EN_INGLES = "(In English: the documents are in Spanish; above are their own words and where they come from.)"
EN_INGLES_NO_SABE = "(In English: the documents I have do not deal with that.)"


def redactar_respuesta(partes: Sequence[ParteContestada], fichas: Sequence[Ficha], forma: Forma) -> Mensaje:
    """Devuelve el mensaje completo, con los botones que correspondan al resultado."""
    parrafos: list[Parrafo] = [parrafo(cursiva(QUE_SOY_CORTO))] if forma.presentarse else []
    if forma.extracto:
        parrafos.append(parrafo(negrita(EXTRACTO)))
    ya_citadas: set[tuple[str, int, int]] = set()
    for numero, parte in enumerate(partes, 1):
        if len(partes) > 1:
            parrafos.append(parrafo(negrita(f"{numero}. {_titulo(parte.parte)}")))
        parrafos += _parrafos_explicados(parte)
        parrafos += _parrafos_de(parte, fichas, ya_citadas)
    if forma.sobran:
        parrafos.append(parrafo(_falta_contestar(forma.sobran, len(partes))))
    cita_algo = any(parte.citas for parte in partes)
    if forma.en_ingles and (cita_algo or not any(parte.lectura for parte in partes)):
        parrafos.append(parrafo(cursiva(EN_INGLES if cita_algo else EN_INGLES_NO_SABE)))
    if forma.ofrece_empezar(partes):
        parrafos.append(parrafo(SI_CUENTA_SU_IDEA))
    return Mensaje(tuple(parrafos), _botones(partes, forma))


def _cuenta_algo(texto: str) -> bool:
    return len(palabras(texto)) >= PALABRAS_DE_QUIEN_CUENTA and not pregunta_algo(texto)


def _titulo(parte: str) -> str:
    """La pregunta como título: sin signos y con mayúscula inicial; lo demás, como se escribió («APCI»)."""
    limpia = parte.strip(" ¿?,.;:\n")
    return limpia[:1].upper() + limpia[1:]


def _falta_contestar(sobran: Sequence[str], contestadas: int) -> str:
    citadas = enumerar([f"«{recortar(_titulo(una), LARGO_DE_LO_QUE_FALTA)}»" for una in sobran[:FALTAN_A_LA_VISTA]])
    falta = "Me falta" if len(sobran) == 1 else f"Me faltan {len(sobran)}:"
    return f"Contesto {contestadas} preguntas por mensaje. {falta} {citadas}. Por favor, envíemelo en otro mensaje."


def _parrafos_de(
    parte: ParteContestada, fichas: Sequence[Ficha], ya_citadas: set[tuple[str, int, int]]
) -> Iterator[Parrafo]:
    if parte.lectura is not None:
        yield from _parrafos_leidos(parte.lectura, fichas, ya_citadas)
        if parte.vacio is not None:
            yield parrafo(parte.vacio.mensaje)
        return
    cita = parte.cita
    lugar = (cita.documento, cita.inicio, cita.fin) if cita else None
    repetida = lugar in ya_citadas
    yield parrafo(_entrada(parte, fichas, repetida))
    if cita is None or lugar is None:
        return
    # Lo más cercano no contesta: se ve plegado, y quien quiera lo abre.
    clase = ClaseParrafo.CITA if parte.resultado is Resultado.RESPUESTA else ClaseParrafo.CITA_PLEGABLE
    if not repetida:
        ya_citadas.add(lugar)
        yield Parrafo((Trozo("«"), *_con_destacado(parte, cita), Trozo("»")), clase)
        yield parrafo(cursiva(f"— {fuente(cita, fichas)}"))
    yield from _parrafos_de_lo_que_tambien_dice(parte, fichas, ya_citadas, clase)
    if parte.vacio is not None and parte.resultado is Resultado.RESPUESTA:
        yield parrafo(parte.vacio.mensaje)


def _parrafos_de_lo_que_tambien_dice(
    parte: ParteContestada, fichas: Sequence[Ficha], ya_citadas: set[tuple[str, int, int]], clase: ClaseParrafo
) -> Iterator[Parrafo]:
    """Lo demás que se cita, cada cosa con su fuente; los puntos suspensivos dicen dónde se cortó una oración."""
    nuevas = [par for par in parte.tambien if (par[0].documento, par[0].inicio, par[0].fin) not in ya_citadas]
    if nuevas:
        yield parrafo(TAMBIEN)
    for cita, fragmento in nuevas:
        ya_citadas.add((cita.documento, cita.inicio, cita.fin))
        abre = "«" if any(tramo.inicio == cita.inicio for tramo in fragmento.oraciones) else "«…"
        cierra = "»" if any(tramo.fin == cita.fin for tramo in fragmento.oraciones) else "…»"
        yield Parrafo((Trozo(abre), Trozo(cita.texto), Trozo(cierra)), clase)
        yield parrafo(cursiva(f"— {fuente(cita, fichas)}"))


def _parrafos_explicados(parte: ParteContestada) -> Iterator[Parrafo]:
    """Lo que no es texto del documento, dicho que no lo es; lo que sí, va debajo."""
    for titulo, dicho in parte.explicada:
        if titulo:
            yield parrafo(negrita(titulo))
        yield parrafo(dicho)


def _parrafos_leidos(
    lectura: Lectura, fichas: Sequence[Ficha], ya_citadas: set[tuple[str, int, int]]
) -> Iterator[Parrafo]:
    """Las citas de cada apartado, seguidas, y al final de ellas su fuente."""
    yield parrafo(lectura.entrada)
    clase = ClaseParrafo.ELEMENTO if lectura.en_puntos else ClaseParrafo.CITA
    for una, siguiente in zip_longest(lectura.citas, lectura.citas[1:]):
        ya_citadas.add((una.documento, una.inicio, una.fin))
        yield parrafo(f"«{una.texto}»", clase=clase)
        if siguiente is None or (una.documento, una.apartado) != (siguiente.documento, siguiente.apartado):
            yield parrafo(cursiva(f"— {fuente(una, fichas)}"))
    if lectura.cierre and (lectura.cierre, 0, 0) not in ya_citadas:
        ya_citadas.add((lectura.cierre, 0, 0))  # la misma ficha no se repite en cada parte
        yield parrafo(cursiva(lectura.cierre) if not lectura.citas else lectura.cierre)


def _entrada(parte: ParteContestada, fichas: Sequence[Ficha], repetida: bool) -> str:
    """La frase que precede a la cita y dice qué valor tiene."""
    if parte.resultado is Resultado.NO_SABE:
        return "De eso no tratan los documentos que tengo, así que no puedo responderle."
    if parte.resultado is Resultado.CERCANO:
        if parte.vacio is not None:
            return parte.vacio.mensaje
        lo_que_hay, cerca = _lo_que_no_dice(parte, fichas)
        if parte.cita is None:
            return f"{lo_que_hay} {QUE_SE_PUEDE}"
        return f"{lo_que_hay} Lo más cercano que {cerca} {'es el pasaje de arriba.' if repetida else 'es:'}"
    if parte.no_figuran:
        return f"En este pasaje no figura «{' '.join(parte.no_figuran)}». Lo que dice es:"
    if repetida:
        return "Lo dice el mismo pasaje de arriba."
    ficha = next((una for una in fichas if parte.cita and una.documento == parte.cita.documento), None)
    return f"{segun(ficha)}:"


def _lo_que_no_dice(parte: ParteContestada, fichas: Sequence[Ficha]) -> tuple[str, str]:
    """Qué no se tiene y, de lo más cercano, si lo dice uno o varios.

    De lo que se sabe que a un documento le falta se dice cuál es, si hay más: otro puede decirlo. De lo demás, que no
    se halló.
    """
    citables = [una for una in fichas if not una.documento.startswith(CARPETA_DE_RESPUESTAS)]
    if parte.falta:
        suya = next((una for una in citables if una.documento == parte.falta_en), None)
        quien = f"«{suya.titulo}»" if suya and len(citables) > 1 else "El texto que tengo"
        return f"{quien} no dice {parte.falta}.", "dice"
    no_se_nombra = parte.clase is Clase.SI_O_NO or _se_ve_el_dato(parte)
    con_claridad = " con claridad" if parte.cita else ""
    if len(citables) > 1:
        no_lo_dicen = f"Los textos que tengo no lo dicen{con_claridad}."
        return no_lo_dicen if no_se_nombra else f"En los textos que tengo no encontré {parte.clase.value}.", "dicen"
    return f"El texto que tengo no {f'lo dice{con_claridad}' if no_se_nombra else f'da {parte.clase.value}'}.", "dice"


def _se_ve_el_dato(parte: ParteContestada) -> bool:
    """Si algo de lo que se muestra trae el plazo o el monto que se pide: no se dice que el texto no lo da."""
    pares = ((parte.cita, parte.fragmento), *parte.tambien)
    return any(trae_el_dato(parte.parte, oraciones_citadas(cita, suyo)) for cita, suyo in pares if cita and suyo)


def _con_destacado(parte: ParteContestada, cita: Cita) -> Iterator[Trozo]:
    """El texto literal de la cita, con la mejor oración en negrita si hay más de una."""
    destacada = parte.destacada
    if destacada is None or (destacada.inicio, destacada.fin) == (cita.inicio, cita.fin):
        yield Trozo(cita.texto)
        return
    desde = max(destacada.inicio, cita.inicio) - cita.inicio
    hasta = min(destacada.fin, cita.fin) - cita.inicio
    if desde >= hasta:
        yield Trozo(cita.texto)
        return
    for trozo in (Trozo(cita.texto[:desde]), negrita(cita.texto[desde:hasta]), Trozo(cita.texto[hasta:])):
        if trozo.texto:
            yield trozo


def _botones(partes: Sequence[ParteContestada], forma: Forma) -> Filas:
    resultado, turno, en_entrevista = resultado_conjunto(partes), forma.turno, forma.en_entrevista
    empezar = ((BOTON_PROPUESTA,),) if forma.ofrece_empezar(partes) else ()
    avisar = (Espacio.AVISO_PEDIDO.boton("Avísenme si hay respuesta", turno),)
    if resultado is Resultado.NO_SABE and not any(parte.vacio for parte in partes):
        return (avisar,) if en_entrevista else (*empezar, *botones_de_sugerencias(), avisar)
    filas: list[tuple[Boton, ...]] = [
        (Espacio.VALORACION.boton("👍 Me sirve", "+", turno), Espacio.VALORACION.boton("👎 No", "-", turno))
    ]
    if any(parte.fragmentos for parte in partes):
        filas.append((Espacio.PASAJE.boton("Ver el pasaje", turno),))
    if resultado is not Resultado.RESPUESTA:
        filas += [avisar, *empezar]
    elif not en_entrevista:
        filas.append((BOTON_PROPUESTA,))
    return tuple(filas)
