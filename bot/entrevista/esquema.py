"""La entrevista como valores: preguntas, secciones, reglas y catálogos ya leídos y comprobados."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from re import Pattern
from typing import Literal

from bot.entrevista.condiciones import Condicion
from bot.entrevista.sugerencias import Sugerencias

ClaveDeLinea = Literal["responsabilidad", "aporte", "beneficio", "riesgo", "motivacion"]
ClaveDeCuadro = Literal["actores", "matriz", "motivacion", "presupuesto", "riesgos", "resultados", "cronograma"]
Severidad = Literal["critica", "importante", "sugerencia", "info"]
Base = Literal["marco", "referencia", "norma", "coherencia"]
Deteccion = Literal["determinista", "heuristica"]
"""Una «heuristica» se muestra como posible."""


@dataclass(frozen=True, slots=True)
class Opcion:
    """Una respuesta cerrada: lo que se guarda, lo que se ve y otras maneras de decirlo."""

    valor: str
    etiqueta: str
    sinonimos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linea:
    """Una línea rotulada de la matriz de un actor («Aporta: …»), con las variantes que se aceptan.

    `verbos`: con ellos empieza lo que es de esta línea y se quedan en lo que dice («opera el sistema»).
    """

    clave: ClaveDeLinea
    rotulo: str
    variantes: tuple[str, ...] = ()
    verbos: tuple[str, ...] = ()
    obligatoria: bool = True


@dataclass(frozen=True, slots=True)
class Campo:
    """Una parte de una respuesta compuesta o de cada elemento de una lista («Responsable: …»).

    `tipo`: una clave de `valores.compuestos.campos.CAMPOS`. `senales`: palabras que, dentro de un trozo sin rótulo,
    dicen que es de esta parte; con «*», cualquier terminación («public*») o cualquier comienzo («*ando»).
    """

    clave: str
    rotulo: str
    tipo: str = "texto"
    opciones: tuple[Opcion, ...] = ()
    variantes: tuple[str, ...] = ()
    senales: tuple[str, ...] = ()
    obligatorio: bool = True


@dataclass(frozen=True, slots=True)
class Pregunta:
    """Una pregunta. `minimo` y `maximo` son caracteres, meses, unidades o elementos según el tipo.

    `tipo`: una clave de `valores.tipos.TIPOS`. `repite_por`: «otros_actores» son todos menos quien propone.
    """

    clave: str
    seccion: str
    rotulo: str
    tipo: str
    texto: str
    por_que: str
    ayuda: str
    ejemplo: str
    ejemplo_flojo: str = ""
    por_que_flojo: str = ""
    """Una respuesta que convendría mejorar, y por qué."""
    etiqueta: str = ""
    """Cómo se llama el dato en el documento."""
    sinonimos: tuple[str, ...] = ()
    """Otras maneras de llamarlo cuando se pide cambiarlo («el costo», «los socios»)."""
    fuente: tuple[str, ...] = ()
    modo: Literal["nucleo", "ampliado"] = "nucleo"
    si: Condicion | None = None
    repite_por: Literal["", "actores", "otros_actores"] = ""
    minimo: int | None = None
    maximo: int | None = None
    opciones: tuple[Opcion, ...] = ()
    lineas: tuple[Linea, ...] = ()
    campos: tuple[Campo, ...] = ()
    """De una respuesta «compuesto» (un valor por campo) o de cada elemento de una «lista»."""
    reservada: bool = False
    """En un borrador de varios, su respuesta solo la ve la organización de que trata."""
    sin_dato: str = ""
    """Etiqueta de «no tengo» (por ejemplo, «No tengo RUC»); vacío si no aplica."""

    def __hash__(self) -> int:
        """Basta su clave: no hay dos iguales, y mirar todo lo que tiene cuesta en cada turno."""
        return hash(self.clave)


@dataclass(frozen=True, slots=True)
class SeccionEntrevista:
    """Un tema de la entrevista y su título en el documento."""

    clave: str
    titulo: str


@dataclass(frozen=True, slots=True)
class Papeles:
    """Qué pregunta da cada parte que el motor y el documento necesitan reconocer; vacío, si no se pregunta."""

    titulo: str
    proponente: str
    tipo_proponente: str
    actores: str
    matriz: str
    objetivo: str
    problema: str = ""
    compromiso: str = ""
    riesgos: str = ""
    resultados: str = ""
    actividades: str = ""
    presupuesto: str = ""
    por_conseguir: str = ""
    plazo: str = ""


@dataclass(frozen=True, slots=True)
class Comprobacion:
    """Lo que mira una regla: una de `coherencia.comprobaciones.COMPROBACIONES`, con sus argumentos ya comprobados."""

    nombre: str
    argumentos: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Regla:
    """Una regla de la revisión. `interna`: solo la ve el personal."""

    clave: str
    titulo: str
    severidad: Severidad
    mensaje: str
    base: Base
    fuente: str
    preguntas: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()
    contrapeso: tuple[str, ...] = ()
    deteccion: Deteccion = "determinista"
    interna: bool = False
    comprobacion: Comprobacion = Comprobacion("siempre")


@dataclass(frozen=True, slots=True)
class ParrafoDelDocumento:
    """Un párrafo que se arma con las respuestas: sus oraciones, en orden; la que no se puede completar no se imprime.

    `entrada`: lo que va delante, en negrita. Cómo se escribe una oración: `propuesta.oraciones`.
    """

    oraciones: tuple[str, ...]
    entrada: str = ""


@dataclass(frozen=True, slots=True)
class SeccionDocumento:
    """Una sección del documento: su título y qué se imprime en ella, en este orden.

    `preguntas`: claves que van como «etiqueta: valor». Una sección sin nada que imprimir no aparece.
    """

    titulo: str
    parrafos: tuple[ParrafoDelDocumento, ...] = ()
    preguntas: tuple[str, ...] = ()
    cuadros: tuple[ClaveDeCuadro, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDelDocumento:
    """Lo que lleva el documento: el resumen de la primera página, sus datos de un vistazo y las secciones."""

    resumen: tuple[ParrafoDelDocumento, ...] = ()
    de_un_vistazo: tuple[str, ...] = ()
    secciones: tuple[SeccionDocumento, ...] = ()


@dataclass(frozen=True, slots=True)
class Ods:
    """Un Objetivo de Desarrollo Sostenible, las palabras que lo señalan y de qué trata.

    `es_medio`: describe el medio y no el fin; solo, no basta, y no se sugiere. `terminos`: con qué se habla de lo suyo,
    en sentido amplio («vend*» con cualquier terminación); si no hay ninguno, se pregunta si viene al caso.
    """

    numero: int
    nombre: str
    palabras: tuple[str, ...] = ()
    descripcion: str = ""
    es_medio: bool = False
    terminos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Departamento:
    """Un ámbito territorial: su nombre, cómo más se le llama y lo que contiene."""

    nombre: str
    alias: tuple[str, ...] = ()
    provincias: tuple[str, ...] = ()
    ciudades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TipoActor:
    """Un tipo de organización y la clase del concepto de alianza a la que pertenece.

    Una palabra que dos tipos señalan («ONG») no decide: se pregunta. Una de `bases` con uno de `gentilicios` («ONG
    catalana») sí.
    """

    valor: str
    etiqueta: str
    clase: str
    sinonimos: tuple[str, ...] = ()
    palabras: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    gentilicios: tuple[str, ...] = ()
    en_frase: str = ""
    """Lo que se pone delante del nombre de una en una oración («la empresa»)."""


@dataclass(frozen=True, slots=True)
class Moneda:
    """Una moneda admitida, por su código ISO 4217."""

    codigo: str
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unidades:
    """Con qué palabras se cuenta a quienes se beneficia, en singular; las personas cuentan antes que los colectivos."""

    personas: tuple[str, ...]
    colectivos: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.personas or self.colectivos)


@dataclass(frozen=True, slots=True, eq=False)  # es el mismo si es el mismo: comparar miles de nombres cuesta
class NombresDeOrganizacion:
    """Palabras para reconocer en un texto libre el nombre de una organización.

    `siglas`: las que por sí solas son un nombre. `genericas`: dicen qué clase de organización es, no cuál.
    `descriptores`: siguen dentro del nombre aunque vayan en minúsculas. `ajenas`: con ellas empieza el nombre de un
    lugar, un plan o una fecha. `rellenos`: lo que se dice antes de nombrarla. `explicaciones`: con qué empieza lo que
    se cuenta de ella. `cortes`: nunca son de un nombre. `quienes`: quién se encarga de algo («la posta»). `empresas`:
    se nombran sin decir que lo son («gloria»). `femeninas`, `masculinas`: el nombre lleva «la» o «el» delante.
    """

    siglas: tuple[str, ...]
    genericas: tuple[str, ...]
    descriptores: tuple[str, ...]
    ajenas: tuple[str, ...]
    rellenos: tuple[str, ...] = ()
    explicaciones: tuple[str, ...] = ()
    cortes: tuple[str, ...] = ()
    quienes: tuple[str, ...] = ()
    empresas: tuple[str, ...] = ()
    femeninas: tuple[str, ...] = ()
    masculinas: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.siglas or self.genericas or self.descriptores or self.ajenas)


@dataclass(frozen=True, slots=True, eq=False)  # es el mismo si es el mismo: comparar miles de nombres cuesta
class Catalogos:
    """Las listas que usan los validadores."""

    ods: tuple[Ods, ...] = ()
    frases_sin_ods: tuple[str, ...] = ()
    """Frases que no hablan de ningún ODS, para no sugerir de más."""
    palabras_sin_ods: tuple[str, ...] = ()
    """Palabras de un ODS que suelen decir otra cosa: solo cuentan al responder por los ODS."""
    departamentos: tuple[Departamento, ...] = ()
    lugares_comunes: tuple[str, ...] = ()
    """Provincias y ciudades cuyo nombre es también otra cosa («Grau», «Santa»)."""
    tipos_actor: tuple[TipoActor, ...] = ()
    monedas: tuple[Moneda, ...] = ()
    unidades: Unidades = Unidades((), ())
    organizaciones: NombresDeOrganizacion = NombresDeOrganizacion((), (), (), ())
    correos_gratuitos: tuple[str, ...] = ()
    """Los dominios que dan correos a cualquiera, sin su terminación («gmail»)."""


@dataclass(frozen=True, slots=True)
class FormaDeDato:
    """Una clase de dato que la agencia quiere que se tache. Los patrones se buscan en minúsculas y sin tildes."""

    nombre: str
    que_es: str
    patrones: tuple[Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class ConModelo:
    """Lo que el aviso dice en lugar de una frase suya si se usa un modelo de lenguaje: uno propio o uno de fuera.

    En `externo`, «{quien}» es de quién es y en qué país está.
    """

    en_lugar_de: str
    local: str
    externo: str


@dataclass(frozen=True, slots=True)
class AvisoPrivacidad:
    """El aviso que se acepta antes de empezar; un párrafo por línea. `con_voz`: otro, si se escuchan notas de voz."""

    version: str
    texto: str
    con_modelo: ConModelo | None = None
    con_voz: str = ""


@dataclass(frozen=True, slots=True)
class Migracion:
    """Cómo pasa un borrador de la versión `de` a la versión `a` de la entrevista."""

    de: str
    a: str
    novedad: str
    renombradas: tuple[tuple[str, str], ...] = ()
    """Clave vieja y clave nueva: la respuesta se conserva."""
    quitadas: tuple[str, ...] = ()
    """Claves que ya no se preguntan."""
    opciones: tuple[tuple[str, str, str], ...] = ()
    """Clave (ya nueva), valor viejo y valor nuevo de una opción."""


@dataclass(frozen=True, slots=True)
class Usos:
    """Lo que la agencia sabe de cómo se escribe. Todas las claves, en minúsculas."""

    abreviaturas: Mapping[str, str] = field(default_factory=dict[str, str])
    """Palabras que se acortan al teclear, y enteras."""
    raras: Mapping[str, str] = field(default_factory=dict[str, str])
    """Palabras que existen y casi nadie usa, y la que se quiso escribir."""
    frases: Mapping[str, str] = field(default_factory=dict[str, str])
    """Varias palabras seguidas que siempre llevan otra tilde u otra letra."""
    conocidas: frozenset[str] = frozenset()
    """Palabras del Perú que no están en el diccionario y están bien escritas."""
    propias: Mapping[str, str] = field(default_factory=dict[str, str])
    """Las que llevan mayúsculas aunque se escriban sin ellas: siglas, marcas y lugares."""

    def conoce(self, palabra: str) -> bool:
        """Dice si la agencia sabe cómo va una palabra en minúsculas."""
        return palabra in self.abreviaturas or palabra in self.raras or palabra in self.conocidas


@dataclass(frozen=True, slots=True)
class Entrevista:
    """La entrevista completa, lista para usar."""

    version: str
    aviso: AvisoPrivacidad
    minutos: int
    secciones: tuple[SeccionEntrevista, ...]
    preguntas: tuple[Pregunta, ...]
    papeles: Papeles
    reglas: tuple[Regla, ...] = ()
    catalogos: Catalogos = field(default_factory=Catalogos)
    migraciones: tuple[Migracion, ...] = ()
    version_reglas: str = ""
    documento: PlanDelDocumento = PlanDelDocumento()
    aviso_compartir: AvisoPrivacidad = AvisoPrivacidad("", "")
    """El que se acepta para que la APCI lea un borrador."""
    aviso_alianza: AvisoPrivacidad = AvisoPrivacidad("", "")
    """El que se acepta, además del de privacidad, para entrar al borrador de otra organización."""
    formas: tuple[FormaDeDato, ...] = ()
    """Lo que se tacha al exportar además de lo que ya se reconoce."""
    sugerencias: Sugerencias = field(default_factory=Sugerencias)
    usos: Usos = field(default_factory=Usos)
    """Con qué se disponen para el documento las palabras de la persona."""

    @property
    def reservadas(self) -> frozenset[str]:
        """Las claves de las preguntas cuya respuesta solo ve la organización de que trata."""
        return frozenset(pregunta.clave for pregunta in self.preguntas if pregunta.reservada)

    def pregunta(self, clave: str) -> Pregunta:
        """Devuelve la pregunta de esa clave; `KeyError` si no existe."""
        for pregunta in self.preguntas:
            if pregunta.clave == clave:
                return pregunta
        raise KeyError(clave)
