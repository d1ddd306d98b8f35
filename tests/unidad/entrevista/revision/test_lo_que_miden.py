"""Lo que cuentan los resultados frente a lo que dice el objetivo.

Cada resultado va como «resultado|indicador|meta».
"""

import pytest

from bot.entrevista.eventos import Valor
from tests.unidad.entrevista.revision.observar import Cambios, observar

SIN_MEDIR = (
    (
        "Lograr que las niñas y los niños de las nueve escuelas comprendan lo que leen",
        (
            "Kits entregados|niños que recibieron su kit personal|480 niños",
            "Docentes capacitados|docentes con 60 horas de taller|22",
        ),
    ),
    (
        "Que las mujeres de Cotahuasi mejoren sus ingresos",
        ("Semillas repartidas|mujeres que recibieron semilla|90", "Herramientas|mujeres que recibirán su kit|60"),
    ),
    ("Que los jóvenes consigan empleo", ("Charlas dadas|lista de asistencia|12", "Jóvenes inscritos|registro|90")),
    ("Bajar la anemia de los niños", ("Talleres con madres|fichas|20", "Recetarios|encuesta|300")),
    (
        "Que los adolescentes de los 11 colegios rurales no abandonen la secundaria y la terminen",
        (
            "Aulas renovadas|Aulas pintadas y con pupitres|66",
            "Tabletas entregadas|Tabletas|300",
            "Docentes capacitados|Docentes que asisten al taller|90",
            "Festival juvenil|Festivales|2",
        ),
    ),
    (
        "Que las familias de Taraco tengan en su casa agua de consumo sin arsénico",
        (
            "familias informadas|familias que asisten a charlas|600",
            "difusión|afiches y spots|12 spots",
            "plantones|árboles sembrados|500",
        ),
    ),
    (
        "Reducir la anemia de los niños menores de tres años",
        (
            "Huertos instalados|N.º de huertos|80",
            "Kits de cocina|Kits entregados|300",
        ),
    ),
    (
        "Reducir la anemia de los niños menores de tres años",
        (
            "Madres capacitadas|Madres capacitadas en nutrición|300",
            "Ollas donadas|Ollas|120",
        ),
    ),
    (
        "Que las mujeres vivan sin violencia",
        (
            "Comisaría pintada|Comisarías remodeladas|2",
            "Promotoras formadas|Promotoras capacitadas|40",
        ),
    ),
    (
        "Bajar los accidentes de tránsito en la carretera",
        (
            "Señales colocadas|Señales|60",
            "Campaña escolar|Escolares sensibilizados|900",
        ),
    ),
    (
        "Que los jóvenes consigan empleo formal",
        (
            "Jóvenes inscritos|Jóvenes inscritos en los cursos|200",
            "Ambientes equipados|Laboratorios equipados|2",
        ),
    ),
    (
        "Que los alumnos comprendan lo que leen",
        (
            "Bibliotecas implementadas|Bibliotecas|14",
            "Libros entregados|Libros|2 000",
        ),
    ),
    (
        "Aumentar el ingreso de las artesanas",
        (
            "Catálogo impreso|Catálogos|500",
            "Stand en feria|Ferias|3",
            "Página web|Página en línea|1",
        ),
    ),
    (
        "Que bajen las muertes maternas en el Cenepa",
        (
            "Puestos de salud pintados|Puestos|6",
            "Parteras capacitadas|Parteras que llevaron el curso|30",
        ),
    ),
    (
        "Que el río vuelva a estar limpio",
        (
            "Brigada escolar|Escolares que participan|300",
            "Papeleras instaladas|Papeleras|40",
        ),
    ),
    (
        "Que los pescadores respeten la veda",
        (
            "Polos y gorros|Polos entregados|200",
            "Spots de radio|Spots|20",
        ),
    ),
    (
        "Que los quechuahablantes sean atendidos en su lengua en las postas",
        (
            "Carteles bilingües|Carteles colocados|40",
            "Convenio firmado|Convenios|1",
        ),
    ),
    (
        "Evitar que los niños trabajen en las ladrilleras",
        (
            "Canchita deportiva construida|Losas|1",
            "Chocolatada|Niños que asisten a la chocolatada|300",
        ),
    ),
    (
        "Que los ancianos no estén solos",
        (
            "Padrón hecho|Padrones|1",
            "Sillas de ruedas donadas|Sillas|40",
        ),
    ),
    (
        "Que la gente pueda vender sus productos en Lima",
        (
            "Local remodelado|m2 remodelados|300",
            "Asociaciones fortalecidas|Reuniones con asociaciones|24",
        ),
    ),
    (
        "Disminuir la deforestación en las comunidades",
        (
            "Drones adquiridos|Drones|4",
            "Guardaparques uniformados|Uniformes|30",
        ),
    ),
    (
        "Que bajen los robos en el mercado",
        (
            "Cámaras compradas|Cámaras|20",
            "Boletines|Boletines|12",
        ),
    ),
    (
        "Que los niños dejen de enfermarse de diarrea",
        (
            "Módulos construidos|Módulos de lavamanos construidos|10",
            "Jornadas de limpieza|Jornadas|24",
        ),
    ),
    (
        "Mejorar el aprendizaje de matemática en primaria",
        (
            "Laptops distribuidas|Laptops|200",
            "Plan de estudios impreso|Ejemplares|50",
        ),
    ),
    (
        "Que las chicas no queden embarazadas antes de tiempo",
        (
            "Consultorio implementado|Consultorios|3",
            "Ferias informativas|Chicas asistentes|900",
        ),
    ),
    (
        "Que los agricultores pierdan menos cosecha por la helada",
        (
            "Estación instalada|Estaciones|3",
            "Mantas entregadas|Mantas|500",
        ),
    ),
    (
        "Reducir el consumo de alcohol en los jóvenes",
        (
            "Torneo de fulbito|Equipos inscritos|24",
            "Mural pintado|Murales|5",
        ),
    ),
    (
        "Que los recicladores ganen más",
        (
            "Guantes y botas|Pares entregados|80",
            "Carnés emitidos|Carnés|40",
        ),
    ),
    (
        "Que más gente use el transporte formal",
        (
            "Paraderos pintados|Paraderos|30",
            "App lanzada|Descargas|5 000",
        ),
    ),
    (
        "Que la población esté preparada ante un sismo",
        (
            "Mochilas de emergencia repartidas|Mochilas|500",
            "Trípticos|Trípticos|2 000",
        ),
    ),
    (
        "Que las familias de la quebrada estén a salvo de los huaicos",
        (
            "Reuniones vecinales|Reuniones|12",
            "Volantes|Volantes entregados|2 000",
        ),
    ),
    (
        "Disminuir la malaria en el Tigre",
        (
            "Mosquiteros repartidos|Mosquiteros|800",
            "Microscopios donados|Microscopios|2",
        ),
    ),
    (
        "Que los niños con discapacidad estudien con los demás",
        (
            "Rampas construidas|Rampas|14",
            "Docentes en taller|Docentes asistentes|90",
        ),
    ),
    (
        "Que las familias coman mejor",
        (
            "Ferias gastronómicas|Ferias|4",
            "Recetario|Recetarios impresos|500",
        ),
    ),
    (
        "Que la juventud de Huanta no migre",
        (
            "Centro juvenil inaugurado|Centros|1",
            "Concurso de talentos|Participantes|120",
        ),
    ),
    (
        "Que las mujeres decidan sobre su dinero",
        (
            "Cartillas de ahorro impresas|Cartillas|400",
            "Mujeres que asisten|Mujeres que asisten a las sesiones|200",
        ),
    ),
    (
        "Bajar la tuberculosis en el penal",
        (
            "Ambulancia comprada|Ambulancias|1",
            "Personal sensibilizado|Agentes sensibilizados|80",
        ),
    ),
    (
        "Que el agua llegue a los de abajo",
        (
            "Comité reunido|Reuniones del comité|24",
            "Estudio elaborado|Estudios|1",
        ),
    ),
    (
        "Que los mototaxistas manejen con cuidado",
        (
            "Cascos entregados|Cascos|300",
            "Foro|Foros|2",
        ),
    ),
    (
        "Que las empresas contraten a personas con discapacidad",
        (
            "Guía publicada|Guías|1 000",
            "Desayuno empresarial|Empresas asistentes|60",
        ),
    ),
    (
        "Que el ganado deje de morir por sequía",
        (
            "Mangueras entregadas|Metros de manguera|2 000",
            "Charlas|Charlas|10",
        ),
    ),
    (
        "Que los chicos lean por gusto",
        (
            "Estantes comprados|Estantes|14",
            "Día del libro|Celebraciones|2",
        ),
    ),
    (
        "Aumentar la producción de leche por vaca",
        (
            "Botas y baldes|Baldes entregados|180",
            "Productores en charla|Productores capacitados|90",
        ),
    ),
    (
        "Que los turistas se queden más noches",
        (
            "Letreros colocados|Letreros|20",
            "Video promocional|Videos|1",
            "Seguidores|Seguidores en redes|5 000",
        ),
    ),
    (
        "Que se acabe el trabajo forzoso en la tala",
        (
            "Radios comunitarias equipadas|Radios|6",
            "Afiches|Afiches|1 000",
        ),
    ),
    (
        "Que los adultos mayores cobren su pensión cerca",
        (
            "Convenio suscrito|Convenios|1",
            "Difusión|Perifoneos|60",
        ),
    ),
    (
        "Que la cuenca tenga menos basura",
        (
            "Contenedores comprados|Contenedores|40",
            "Caminata|Caminatas|3",
        ),
    ),
    (
        "Que las niñas sigan estudiando",
        (
            "Uniformes donados|Uniformes|200",
            "Loza deportiva|Losas construidas|1",
        ),
    ),
)
SE_MIDE = (
    ("Elevar la segregación en la fuente de los residuos", ("Hogares que segregan|hogares inscritos|12,000",)),
    ("Abrir comedores para 400 adultos mayores solos", ("400 adultos mayores atendidos|lista de asistencia|400",)),
    ("Que los ancianos coman caliente", ("Ancianos que almuerzan|padrón de comensales|200",)),
    (
        "Que los jóvenes consigan empleo",
        (
            "Jóvenes con empleo|Jóvenes en planilla|40",
            "Talleres|Talleres|12",
        ),
    ),
    ("Que todas las escuelas tengan biblioteca", ("Bibliotecas implementadas|Bibliotecas|14",)),
    ("Que las familias cuenten con letrinas", ("Letrinas construidas|Letrinas|120",)),
    ("Dotar de agua a las casas", ("Piletas instaladas|Piletas|80",)),
    ("Recuperar el bosque ribereño", ("Árboles sembrados|Árboles|5 000",)),
    ("Reforestar la cabecera de cuenca", ("Plantones sembrados|Plantones|20 000",)),
    ("Llevar luz a las casas", ("Paneles instalados|Paneles|90",)),
    (
        "Que los niños lean mejor",
        (
            "Niños que leen|% en nivel satisfactorio|60 %",
            "Libros entregados|Libros|2 000",
        ),
    ),
    ("Reducir la anemia", ("Menos anemia|% con hemoglobina normal|70 %",)),
    ("Que el agua sea segura", ("Muestras buenas|% de muestras sin coliformes|95 %",)),
    ("Que la quebrada esté limpia", ("Fincas que ya no botan|Fincas con fosa|130",)),
    ("Que los vecinos evacúen a tiempo", ("Simulacro|Minutos hasta zona segura|15",)),
    ("Que los pescadores vendan mejor", ("Precio|Soles por kilo|8",)),
    ("Formar promotoras de salud en las comunidades", ("Promotoras capacitadas|Promotoras|40",)),
    ("Capacitar a los docentes en lengua de señas", ("Docentes capacitados|Docentes|90",)),
    ("Que las chicas terminen el colegio", ("Chicas que terminan|Chicas con certificado|80",)),
    ("Que los ancianos sean visitados", ("Visitas|Visitas por semana|40",)),
    ("Difundir la historia del pueblo", ("Publicaciones|Libros publicados|3",)),
    ("Poner en valor el sitio arqueológico", ("Sitio abierto|Visitantes al año|3 000",)),
    ("Que los productores exporten", ("Contenedores|Contenedores al año|6",)),
    ("Que el mercado esté limpio", ("Basura|Toneladas fuera del botadero|20",)),
    ("Mejorar la conectividad rural", ("Antenas instaladas|Antenas|6",)),
    ("Reducir la mortalidad de crías de alpaca", ("Cobertizos|Familias que usan el cobertizo|200",)),
    ("Que haya menos incendios", ("Focos|Focos de calor al año|14",)),
    ("Que los jóvenes tengan oficio", ("Certificados|Jóvenes certificados|80",)),
    ("Ampliar el riego", ("Canales|Km de canal construidos|12",)),
    ("Reducir el tiempo de viaje de los productores", ("Trocha|Horas de viaje|2",)),
    ("Reducir la violencia", ("Denuncias atendidas|% en 72 horas|80 %",)),
    ("Que los niños coman mejor", ("Desayunos|Niños que desayunan a diario|300",)),
    ("Salvar la lengua kukama", ("Hablantes|Jóvenes que la hablan|60",)),
    ("Tener un centro de acopio", ("Centro de acopio construido|Centro|1",)),
    ("Que las embarcaciones sean seguras", ("Zarpe|Embarcaciones con zarpe|70",)),
    ("Que las familias tengan viviendas abrigadas", ("Casas calientes|Casas terminadas|48",)),
    ("Formalizar a los recicladores", ("Carnés emitidos|Recicladores con carné|40",)),
    ("Que las niñas sigan estudiando", ("Niñas matriculadas|Niñas que pasan de año|200",)),
    ("Que se construya el puente", ("Puente terminado|% de avance|100 %",)),
    ("Que los turistas se queden más noches", ("Pernoctes|Noches por turista|2",)),
    ("Que el ganado deje de morir", ("Muertes|Animales muertos al año|20",)),
    ("Bajar la malaria", ("Casos|Casos por mil|10",)),
    ("Que las mujeres decidan sobre su dinero", ("Mujeres con cuenta|Mujeres con cuenta propia|200",)),
    ("Que la leche rinda más", ("Leche|Litros por vaca|9",)),
    ("Que el agua llegue", ("Caudal|Litros por segundo|4",)),
    ("Que los adultos mayores cobren cerca", ("Puntos de pago|Puntos abiertos|6",)),
    ("Que la radio llegue a las comunidades", ("Radio al aire|Horas al día|8",)),
    ("Que la cuenca tenga menos basura", ("Basura|Toneladas retiradas|24",)),
    ("Que los jueces atiendan en quechua", ("Audiencias en quechua|Audiencias|60",)),
    ("Equipar la posta", ("Equipos comprados|Equipos|30",)),
    ("Que los comuneros tengan títulos", ("Títulos entregados|Títulos|120",)),
    ("Vacunar a los niños", ("Vacunas aplicadas|Dosis|900",)),
    ("Rescatar las semillas nativas", ("Banco de semillas creado|Variedades|60",)),
    ("Que cada familia tenga su huerto", ("Huertos instalados|Huertos|80",)),
    (
        "Que los jóvenes hagan deporte",
        (
            "Losas construidas|Losas|2",
            "Jóvenes que entrenan|Jóvenes|90",
        ),
    ),
    ("Que las mujeres tengan DNI", ("DNI emitidos|DNI|300",)),
    ("Que el bosque se cuide", ("Vigilancia|Patrullajes al mes|4",)),
)


def _medidos(objetivo: str, escritos: tuple[str, ...]) -> Cambios:
    resultados: list[Valor] = []
    for escrito in escritos:
        partes: dict[str, Valor] = dict(zip(("resultado", "indicador", "meta"), escrito.split("|"), strict=True))
        resultados.append({**partes, "fecha": "2028-08", "responsable": "a1"})
    return {("objetivo_comun", ""): objetivo, ("problema", ""): objetivo, ("resultados", ""): resultados}


@pytest.mark.parametrize(("objetivo", "escritos"), SIN_MEDIR)
def test_si_nada_mide_lo_que_cambiaria_se_pregunta(objetivo: str, escritos: tuple[str, ...]) -> None:
    observacion = observar("R41", _medidos(objetivo, escritos))
    assert observacion is not None
    assert (observacion.grado, observacion.lugar) == ("Por confirmar", ("resultados", ""))


@pytest.mark.parametrize(("objetivo", "escritos"), SE_MIDE)
def test_si_algo_lo_mide_o_darlo_es_el_objetivo_no(objetivo: str, escritos: tuple[str, ...]) -> None:
    assert observar("R41", _medidos(objetivo, escritos)) is None
