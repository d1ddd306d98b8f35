"""Oraciones de normas peruanas de verdad: qué preguntas se admiten de cada una, y ninguna otra.

Las admitidas las escribió una persona leyendo la oración: son más de las que el programa propone. Donde no hay
ninguna, la oración se queda sin pregunta.
"""

import pytest

from conocimiento.biblioteca.borrador.formas import preguntas_de, tiene_sentido
from conocimiento.biblioteca.borrador.sitio import Sitio
from conocimiento.biblioteca.borrador.sobrante import nadie_lo_pregunta

NORMAL, MANDA = Sitio(), Sitio(manda=True)
REQUISITOS = Sitio(presenta="Los requisitos para la presentación del IGAC son los siguientes:")
INTEGRAN = Sitio(presenta="La Comisión Multisectorial está conformada por:")
FUNCIONES = Sitio(apartado="Artículo 3. Funciones de la Comisión Multisectorial”")

DE_NORMAS: tuple[tuple[str, Sitio, tuple[str, ...]], ...] = (
    ("El IGAC también es aplicable a quienes contando con un instrumento de gestión ambiental aprobado, hayan"
     " modificado las condiciones, características o la ubicación de su actividad u operación.", NORMAL,
     ("¿A quién se aplica el IGAC?", "¿A quiénes se aplica el IGAC?")),
    ("El presente dispositivo es de aplicación a nivel nacional para las personas naturales y jurídicas que, en forma"
     " individual o colectiva, son sujetos de formalización de la actividad minera informal.", NORMAL,
     ("¿A quién se aplica la norma?", "¿A quiénes se aplica la norma?")),
    ("La Comisión Multisectorial está conformada por:", NORMAL, ("¿Quiénes integran la Comisión Multisectorial?",)),
    ("El/La Viceministro/a de Gestión Ambiental, quien lo preside.", INTEGRAN,
     ("¿Quién preside la Comisión Multisectorial?",
      "¿El Viceministro de Gestión Ambiental integra la Comisión Multisectorial?")),
    ("La Comisión Multisectorial puede invitar a otras entidades del Estado, del sector privado y de la sociedad civil"
     " para que participen y cooperen en el cumplimiento de su objeto.", INTEGRAN,
     ("¿Quién puede invitar a otras entidades del Estado?",
      "¿La Comisión Multisectorial puede invitar a otras entidades del Estado?")),
    ("Los miembros de la Comisión Multisectorial ejercen su función ad honorem”.", NORMAL,
     ("¿Les pagan a los miembros de la Comisión Multisectorial?",)),
    ("Formular un cronograma para la implementación de la norma de emisiones Euro IV o su equivalente así como impulsar"
     " la introducción de Tecnologías V y VI.", FUNCIONES,
     ("¿Quién debe formular un cronograma?", "¿La Comisión Multisectorial debe formular un cronograma?")),
    ("Vigencia de la Comisión Multisectorial La Comisión Multisectorial tiene vigencia de cuatro (4) años, contados"
     " desde el día de su instalación”.", NORMAL, ("¿Cuánto dura la Comisión Multisectorial?",)),
    ("Créase la Comisión Multisectorial de naturaleza temporal, dependiente del Ministerio del Ambiente que tiene por"
     " objeto coordinar y formular propuestas para mejorar la calidad de los combustibles.", MANDA,
     ("¿Con qué norma se crea la Comisión Multisectorial?", "¿Para qué se crea la Comisión Multisectorial?")),
    ("Modifícanse los artículos 1, 2, 3 y 6 del Decreto Supremo N° 013-2016-MINAM, que crea el Grupo.", MANDA,
     ("¿Qué artículos se modifican del Decreto Supremo N° 013-2016-MINAM?",)),
    ("Derógase el Decreto Supremo N° 002-2008-MINAM, el Decreto Supremo N° 023-2009-MINAM y el Decreto Supremo N°"
     " 015-2015-MINAM.", MANDA, ("¿Qué normas se derogan?",)),
    ("Que, mediante Decreto Supremo Nº 013-2016-MINAM, se crea el Grupo de Trabajo Multisectorial, de carácter"
     " temporal, dependiente del Ministerio del Ambiente;", NORMAL,
     ("¿Con qué norma se creó el Grupo de Trabajo Multisectorial?",)),
    ("El presente Decreto Supremo es refrendado por la Ministra del Ambiente y el Ministro de Economía.", NORMAL,
     ("¿Quién refrenda el Decreto Supremo?",)),
    ("Las etapas del procedimiento del IGAC son las siguientes:", NORMAL,
     ("¿Cuáles son las etapas del procedimiento del IGAC?",)),
    ("Los requisitos para la presentación del IGAC son los siguientes:", NORMAL,
     ("¿Cuáles son los requisitos para la presentación del IGAC?",
      "¿Qué requisitos pide el IGAC?", "¿Qué requisitos piden para la presentación del IGAC?")),
    ("Recibo de pago por derecho de trámite, de acuerdo al Texto Único de Procedimientos Administrativos (TUPA) del"
     " Gobierno Regional correspondiente.", REQUISITOS,
     ("¿Hay que presentar recibo de pago por derecho de trámite?", "¿Hay que pagar por el trámite?")),
    ("El IGAC debe estar suscrito por un profesional, como mínimo; quién debe estar inscrito en el registro de"
     " consultoras regionales.", NORMAL, ("¿Quién firma el IGAC?",)),
    ("Los sujetos de formalización deberán presentar el IGAC ante el correspondiente Gobierno Regional en el plazo"
     " único, máximo e improrrogable de cinco (05) meses, contados a partir de la vigencia del presente Decreto"
     " Supremo.", NORMAL,
     ("¿Qué plazo tienen los sujetos de formalización para presentar el IGAC ante el Gobierno Regional?",
      "¿Qué plazo hay para presentar el IGAC ante el Gobierno Regional?",
      "¿Cuánto tiempo tengo para presentar el IGAC ante el Gobierno Regional?")),
    ("El sujeto de formalización tendrá un plazo no mayor de cuarenta y cinco (45) días calendario contados a partir de"
     " la comunicación del Gobierno Regional para presentar la subsanación de todas las observaciones efectuadas al"
     " IGAC.", NORMAL,
     ("¿Qué plazo tiene el sujeto de formalización para presentar la subsanación de todas las observaciones efectuadas"
      " al IGAC?",
      "¿Qué plazo hay para presentar la subsanación de todas las observaciones efectuadas al IGAC?",
      "¿Cuánto tiempo tengo para presentar la subsanación de todas las observaciones efectuadas al IGAC?")),
    ("El Gobierno Regional verificará la subsanación de las observaciones en un plazo no mayor de veinte y cinco (25)"
     " días calendario, contados a partir de la recepción de las mismas.", NORMAL,
     ("¿Qué plazo tiene el Gobierno Regional para verificar la subsanación de las observaciones?",
      "¿Qué plazo hay para verificar la subsanación de las observaciones?",
      "¿Cuánto demora el Gobierno Regional en verificar la subsanación de las observaciones?")),
    ("La Resolución deberá ser notificada al sujeto de formalización en un plazo máximo de cinco (05) días calendario"
     " de emitida.", NORMAL, ("¿En qué plazo se notifica la Resolución?",)),
    ("El plazo para la culminación de la implementación de las medidas correctivas establecidas en el IGAC no podrá ser"
     " mayor de tres (03) años, contados a partir de la fecha de la Resolución.", NORMAL,
     ("¿Cuál es el plazo para la culminación de la implementación de las medidas correctivas establecidas en el"
      " IGAC?",)),
    ("En caso de existir observaciones o comentarios de cualquiera de las entidades antes mencionadas; el Gobierno"
     " Regional las comunicará, por única vez, al solicitante, en un plazo máximo de cuarenta y cinco (45) días"
     " calendario.", NORMAL, ("¿Qué plazo hay para comunicar las observaciones?",)),
    ("Para ello, disponen de un plazo máximo de tres (03) años para presentar el PAMA a la Autoridad Ambiental"
     " competente, contado desde la admisión a trámite.", NORMAL,
     ("¿Qué plazo hay para presentar el PAMA a la Autoridad Ambiental competente?",)),
    ("El IGAC debe establecer un programa de trabajo para implementar las medidas de prevención y/o mitigación con las"
     " metas a alcanzar, acompañado de un cronograma de inversión detallado con metas graduales y objetivos a corto y"
     " mediano plazo.", NORMAL, ("¿Qué debe establecer el IGAC?",)),
    ("El incumplimiento del IGAC podrá conducir a la cancelación de su inscripción en el correspondiente registro de"
     " Declaraciones de Compromisos.", NORMAL, ("¿Qué pasa si no se cumple el IGAC?",)),
    ("El incumplimiento de las medidas correctivas y medidas permanentes, precisadas en el IGAC, determina que el"
     " sujeto adquiere la condición de ilegal.", NORMAL,
     ("¿Qué pasa si no se cumplen las medidas correctivas y medidas permanentes?",)),
    ("Aprobado el IGAC el sujeto de formalización se encuentra obligado a cumplir lo siguiente:", NORMAL,
     ("¿Qué obligaciones tiene el sujeto de formalización?",)),
    ("Los sujetos de formalización cuyas operaciones se localizan en una misma cuenca y posean características"
     " similares, podrán presentar de manera colectiva el IGAC; para lo cual deberán precisar las responsabilidades.",
     NORMAL, ("¿Se puede presentar de manera colectiva el IGAC?", "¿Quién puede presentar de manera colectiva el IGAC?",
              "¿Quién podrá presentar de manera colectiva el IGAC?")),
    ("Sin perjuicio de las acciones que de oficio pueda llevar a cabo el Gobierno Regional respectivo cualquier persona"
     " natural o jurídica, podrá denunciar presuntas infracciones ambientales ante la misma autoridad.", NORMAL,
     ("¿Quién podrá denunciar presuntas infracciones ambientales?",
      "¿Se puede denunciar presuntas infracciones ambientales?")),
    ("La vacunación antitetánica es obligatoria.", NORMAL, ("¿Es obligatoria la vacunación antitetánica?",)),
    ("Toda persona tiene el derecho irrenunciable a vivir en un ambiente saludable, equilibrado y adecuado para el"
     " pleno desarrollo de la vida.", NORMAL, ("¿Tengo derecho a vivir en un ambiente saludable?",)),
    ("El causante de la degradación del ambiente y de sus componentes, sea una persona natural o jurídica, pública o"
     " privada, está obligado a adoptar inexcusablemente las medidas para su restauración.", NORMAL,
     ("¿A qué está obligado el causante de la degradación del ambiente y de sus componentes?",)),
    ("El Ministerio de Salud es la autoridad competente para declarar los Estados de Alerta Nacionales para"
     " contaminantes del aire.", NORMAL,
     ("¿Quién es la autoridad competente para declarar los Estados de Alerta Nacionales?",
      "¿Quién es la autoridad competente para declarar los Estados de Alerta Nacionales para contaminantes del aire?")),
    ("Instrumento de Gestión Ambiental Correctivo – IGAC.- Es el instrumento de gestión ambiental que permite la"
     " formalización de la actividad minera.", NORMAL,
     ("¿Qué es el IGAC?", "¿Qué es el Instrumento de Gestión Ambiental Correctivo?",
      "¿Qué significa Instrumento de Gestión Ambiental Correctivo?")),
    ("Consultores.- Personas naturales o jurídicas debidamente inscritas en el registro de consultoras.", NORMAL,
     ("¿Quiénes son los consultores?", "¿Qué son los consultores?", "¿Qué significa consultores?")),
    ("Los instrumentos de gestión ambiental pueden ser de planificación, promoción, prevención, control, corrección,"
     " información, entre otros.", NORMAL, ()),
    ("Esta situación determina que el sujeto adquiere la condición de ilegal y, a su vez, es pasible de la aplicación"
     " de las medidas de interdicción.", NORMAL, ()),
    ("El Ministerio del Ambiente aprobará con Resolución Ministerial y en el marco de sus competencias, las normas"
     " complementarias necesarias para la mejor aplicación del presente dispositivo.", NORMAL, ()),
    ("Los gobiernos locales deben evitar que actividades o usos incompatibles, por razones ambientales, se desarrollen"
     " dentro de una misma zona.", NORMAL, ()),
    ("Las excepciones por motivos de sanidad o de grave riesgo son reguladas por la ley.", NORMAL, ()),
    ("La gestión integral de los humedales, así como las medidas y acciones para su protección, deben considerar los"
     " principios contenidos en la Ley 28245.", NORMAL, ()),
)  # fmt: skip


@pytest.mark.parametrize("numero", range(len(DE_NORMAS)))
def test_de_cada_oracion_solo_salen_preguntas_que_alguien_haria(numero: int) -> None:
    oracion, sitio, admitidas = DE_NORMAS[numero]
    hechas = preguntas_de(oracion, sitio)
    assert set(hechas) <= set(admitidas)
    assert bool(hechas) is bool(admitidas), oracion


@pytest.mark.parametrize(
    "pregunta",
    [
        "¿El IGAC es aplicable a quienes?",
        "¿La Comisión Multisectorial está conformada por?",
        "¿La Comisión Multisectorial” debe proponer medidas?",
        "¿El plazo para la culminación de la implementación puede ser mayor de tres?",
        "¿Quién debe ser de manera individual)?",
        "¿Quién es responsable de su tratamiento?",
        "¿Quién ejerce funciones de vigilancia, establecimiento de criterios y de ser necesario?",
        "¿Está permitida la comercialización de combustible cuyo contenido de azufre sea?",
        "¿Se puede fumar pueden colocarse adicionalmente rótulos?",
        "¿Qué pasa cuando no sea posible eliminar las causas que la generan?",
        "¿Con qué norma se aprueba la NTS No 0'1'-1 Norma Técnica?",
        "¿Qué plazo tiene el titular titular para presentar el plan?",
        "¿Se aplica a las autoridades antes mencionadas?",
    ],
)
def test_una_pregunta_a_medias_o_que_senala_a_otra_oracion_no_tiene_sentido(pregunta: str) -> None:
    assert not tiene_sentido(pregunta)


DE_UN_FORMULARIO = (
    "-------------------------------------------------",
    "Señor(a) : ......................................",
    "Teléfono: .......................................",
    "Gobierno Regional: ..............................",
    "Yo,....................... con DNI Nº ..........., y con RUC Nº ...........",
    "Lugar y fecha:...............................................",
    "Firma y copia del DNI Nombres y Apellidos DNI",
    "Asimismo, declaro bajo juramento no estar incurso en las causales de impedimento establecidas en la Ley.",
    "Agradeciendo la atención que se sirvan brindar a la presente, quedo de ustedes.",
    "PLAZO: 45 días PLAZO: 10 días SUJETO DE FORMALIZACIÓN DE LA PEQUEÑA MINERIA",
    "Capítulo 1 Elaboración del Instrumento de Gestión Ambiental Correctivo - IGAC",
    "MANUEL PULGAR-VIDAL OTÁLORA Ministro del Ambiente",
    "PATRICIA J. GARCÍA FUNEGRA Ministra de Salud",
    "V.01 NORMA TÉCNICA DE SALUD QUE GUÍA EL MANEJO SELECTIVO DE RESIDUOS SÓLIDOS (En aplicación del D.S. 57-04)",
    '_~ _____ ... - .~ ... ____.__ _ ."-:0--.,. .. ". \'." .. - ..',
    'i "1\'" hagán SUS ~eces én lós Gobiernos Región~les, establecer la vigilarÍcia',
    "Procedimientos Específicos:",
    "Con el visado del Viceministerio de Gestión Ambiental y de la Secretaría General; y",
    "De conformidad con lo dispuesto en el numeral 8) del artículo 118 de la Constitución Política del Perú;",
)


@pytest.mark.parametrize("numero", range(len(DE_UN_FORMULARIO)))
def test_lo_de_un_formulario_una_firma_o_una_imagen_mal_leida_no_se_propone(numero: int) -> None:
    assert nadie_lo_pregunta(DE_UN_FORMULARIO[numero])


@pytest.mark.parametrize("numero", range(len(DE_NORMAS)))
def test_lo_que_una_norma_manda_no_se_toma_por_un_formulario(numero: int) -> None:
    assert not nadie_lo_pregunta(DE_NORMAS[numero][0])
