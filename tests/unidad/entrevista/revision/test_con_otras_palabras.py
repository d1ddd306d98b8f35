"""Las fallas que se ponen en un borrador, dichas de otras maneras, y lo honrado que se les parece."""

import pytest

from bot.entrevista.eventos import Valor
from tests.apoyo.borradores import fila
from tests.unidad.entrevista.revision.observar import Cambios, observar

# --- Quien decide, vende o se contrata es de los dos lados ------------------------------------------

DE_LOS_DOS_LADOS = (
    "Como don Hugo tmb es dueño de la Ortopedia se coordina rapidito",
    "la conocemos bien porque el decano armó esa consultora con un colega y la tienen mitad y mitad",
    "Las cotizaciones las ve la ingeniera Salas, que a la vez es accionista de AgroInsumos",
    "El regidor Paredes vota por la municipalidad y además es propietario de la ferretería que nos vende",
    "nuestro administrador abrió el año pasado la imprenta que hará los manuales",
    "la constructora es del alcalde, pero no figura",
    "la empresa está a nombre de la esposa del tesorero",
    "el terreno que se alquilará es de nuestra presidenta",
    "El director de la ONG tiene la mitad de la consultora que hará la línea de base",
    "Nuestro coordinador es socio de Riegos del Sur, que pone los equipos",
    "quien firma por la cooperativa es también la gerente de la exportadora que nos compra",
    "el jefe de logística tiene el 40 % de las acciones de la proveedora",
    "La consultora la fundaron el rector y su hermano",
    "el contador de la asociación es el mismo que lleva la empresa que cotizó",
    "la supervisora de la obra trabaja también para la constructora",
    "El ingeniero que aprueba los pagos es dueño del camión que se contrata",
    "La señora Tello preside la junta y maneja la bodega donde se compran los víveres",
    "el presidente está casado con la gerente de la planta",
    "la gerenta de Alertec convive con nuestro tesorero",
    "los dueños de la distribuidora son los papás del alcalde",
    "el concuñado del gerente regional hará los estudios",
    "Vende los plantones el vivero de nuestro presidente",
    "se contratará a la empresa de la directora por su experiencia",
    "el decano y un colega son los dueños de la consultora contratada",
    "Don Hugo evalúa las ofertas; la ortopedia es suya",
    "La Lic. Peña firma las conformidades por la ONG y su hijo es quien vende las carpas",
    "El gerente de la muni tiene participación en Constructora Valle Alto, la que hará los reservorios",
    "Nuestra coordinadora es además representante de la empresa Solar Andina",
    "A los proveedores los escoge el ing. Rivas, que también es socio de la comercializadora",
    "la camioneta se alquila a la esposa de nuestro director",
    "Los análisis los hará el laboratorio que es de la hermana de la decana",
    "El presidente de la cooperativa y la dueña del almacén son esposos",
    "El alcalde tiene la ferretería donde se comprará todo",
    "La consultora que se contratará pertenece al jefe de planificación",
    "quien revisa las facturas es cuñada del proveedor",
    "la distribuidora es un negocio familiar del presidente",
    "Nuestro contador le lleva también los libros a la empresa proveedora",
    "El regidor Díaz, que aprueba el pago, es quien alquila la maquinaria",
    "la dueña de Textiles Illa es mamá de la directora del CITE",
    "el hijo mayor del presidente maneja la tienda donde se compran los kits",
    "La señora Inés ve las compras en la asociación y a su vez le pertenece la bodega",
    "El gerente de la empresa es compadre del alcalde",
    "La ONG le compra a Semillas del Sur, de propiedad de su propio director ejecutivo",
    "en la constructora está como accionista el gobernador",
)
DE_UN_SOLO_LADO = (
    "El dueño aprendió de un maestro del barrio",
    "Juan Pérez, dueño de Talleres Palomino, firma por su empresa",
    "la fundadora de la empresa nació en el distrito",
    "El gerente fundó la empresa hace 20 años",
    "la presidenta fundó la asociación con otras doce madres",
    "el alcalde abrió una oficina para atender a las comunidades",
    "los socios son dueños de la cooperativa en partes iguales",
    "la comunidad también es dueña de la planta y decide en asamblea",
    "el decano no tiene ninguna empresa ni participa en consultoras",
    "la consultora se elegirá por concurso y nadie de la alianza es socio de ella",
    "cada familia es dueña de su panel y además lo cuida",
    "la mitad de la junta son mujeres y la otra mitad varones",
    "la empresa pone la mitad y la municipalidad la otra mitad",
    "el director armó el equipo técnico con tres docentes",
    "la directora tiene a su cargo la oficina de proyección social",
    "nuestra presidenta también es promotora de salud en su anexo",
    "el alcalde también es miembro del comité de defensa civil",
    "el local es de la municipalidad y se cede por diez años",
    "Los equipos quedan a nombre de la asociación de regantes",
    "el gerente maneja la camioneta cuando falta el chofer",
    "la universidad montó un laboratorio y el rector lo inauguró",
    "la tesorera lleva la contabilidad de la asociación",
    "El coordinador trabaja también los sábados con las familias",
    "ninguno de los que votan es dueño ni accionista de la proveedora",
    "la empresa es de capital peruano y de la zona",
    "el presidente de la empresa familiar Rojas firma el convenio",
    "la dueña de la empresa firmó la carta y estará en el comité",
    "El gerente general de la empresa también asistirá a las reuniones del comité",
    "la presidenta también vende en la feria con las demás socias",
    "nuestra tesorera lleva las cuentas y las muestra cada mes",
    "Don Julio, el yachachiq, enseña a los jóvenes y también cuida el vivero comunal",
    "el alcalde firmó con la empresa el convenio de cesión del terreno",
    "los productores son dueños de su planta y eligen a su gerente",
    "la empresa contrata a jóvenes de la zona y el gerente los visita",
    "quien no cumple responde ante la asamblea y la empresa lo reemplaza",
    "la directora administra la tienda escolar con los padres de familia",
    "Ing. Patricia Velarde, subgerente de pesquería",
    "El decano preside el comité y la empresa tiene un voto",
    "la profesora lleva a los niños al vivero y al terreno",
    "el técnico de la empresa también capacita a los regantes",
    "El terreno es del Estado y lo cede la municipalidad",
    "La señora Rosa alquila su salón a precio de mercado, sin ser de ningún actor",
    "la imprenta tiene como dueña a una familia de Quinua",
    "se compra por concurso y el regidor no conoce a la ferretería",
    "el director abrió el taller y formó a 30 jóvenes",
    "la gerente de la exportadora compra directo a las familias",
)


@pytest.mark.parametrize("dicho", DE_LOS_DOS_LADOS)
def test_quien_esta_de_los_dos_lados_se_pregunta(dicho: str) -> None:
    observacion = observar("R36", {("reparto", "a1"): fila(responsabilidad=dicho)})
    assert observacion is not None and observacion.frase


@pytest.mark.parametrize("dicho", DE_UN_SOLO_LADO)
def test_quien_esta_de_un_solo_lado_no_se_pregunta(dicho: str) -> None:
    observacion = observar("R36", {("reparto", "a1"): fila(responsabilidad=dicho)})
    assert observacion is None, observacion


# --- Lo que se pondría no es nada --------------------------------------------------------------------

NO_PONEN_NADA = (
    "Todavía no nos dicen con qué entran, confiamos en que algo salga del próximo presupuesto",
    "acompañar en lo que se vaya presentando",
    "Aún no han dicho con cuánto, pero entran seguro",
    "Estar al lado de la asociación en lo que toque",
    "Esperamos que algo caiga del canon",
    "Ir sumando según se presenten las necesidades",
    "No ha precisado qué pondrá; suponemos que algo habrá",
    "Facilitar lo que vaya surgiendo en el camino",
    "Lo que vayan pidiendo los demás",
    "Ya se les ocurrirá algo",
    "Están viendo de dónde sacar",
    "Cuando salga su presupuesto nos avisan con qué entran",
    "Su contribución se conversará llegado el momento",
    "Mantenerse informados y acompañar el proceso",
    "Dicen que después se pondrán al día con su parte",
    "Confían en poder sumar más adelante",
    "Aún está por verse qué pueden aportar",
    "Nos dijeron que vayamos avanzando y luego se suman",
    "Ellos verán cómo colaboran cuando llegue el momento",
    "Algo pondrán, siempre cumplen",
    "No sabemos todavía con qué se comprometerán",
    "Avalar la iniciativa y estar al tanto",
    "Lo que la gerencia disponga en su oportunidad",
    "Respaldar las gestiones que se hagan",
    "Algo se conseguirá con el próximo alcalde",
    "Estarán pendientes y verán la manera",
    "Ofrecieron mirar el tema más adelante",
    "Lo que nazca de su voluntad",
    "Nos acompañarán como institución amiga",
    "Su respaldo en las coordinaciones",
    "Apoyarán cuando se les llame",
    "Tienen toda la intención de sumar",
    "Aún sin decidir, pero confían en el proyecto",
    "Todavía evalúan su participación",
    "Participar activamente",
    "Estar en lo que se les requiera",
    "A la espera de lo que diga la sede central",
    "Ya nos avisarán",
    "Poner empeño",
    "Algo de su presupuesto si queda",
    "Su buena voluntad de siempre",
    "Dicen que sí van a poner pero no han dicho qué",
    "Irán viendo sobre el avance",
    "Cualquier cosa que necesitemos, ahí están",
)
PONEN_ALGO = (
    "Acompañar a las familias con dos psicólogas",
    "Todavía no dicen el monto, pero ya cedieron el terreno",
    "Lo que se recaude en la pollada, unos S/ 2 000",
    "Algo de semilla: 40 kilos",
    "Aún no entra dinero suyo; entra con su tractor",
    "Esperamos que salga el canon; mientras tanto presta su volquete",
    "Sus socios, que van sumando faenas cada domingo",
    "Acompañar las visitas de campo con su camioneta",
    "No dice cuánto vale, pero pone los salones",
    "Confían en nosotros y nos dejan su almacén",
    "Ir a las comunidades a traducir",
    "Estar en la garita de noche, por turnos",
    "Lo que coseche su parcela demostrativa",
    "Llegado el momento, el flete de la cosecha",
    "Informar por su radio a los caseríos",
    "Poner el pescado para los comedores",
    "Cuando salga la campaña, 300 plantones",
    "Respaldar el crédito con una carta fianza",
    "Según se presenten las lluvias, maquinaria para limpiar",
    "Dar seguimiento a los pacientes en casa",
    "Mantener la trocha",
    "Acompañar con sus rondas a las niñas hasta la escuela",
    "No pone plata todavía; barre y abre la capilla",
    "No pone dinero pero sí su local: dos salones con luz, valorizados en mil soles al mes por 12 meses (12 mil)",
    "Un biólogo medio tiempo",
    "Sus dos botes",
    "El almuerzo de las faenas",
    "Ceder su cancha",
    "Cuarenta sacos de guano",
    "Clases de quechua",
    "La difusión en la radio y los afiches",
    "El acompañamiento de una psicóloga",
    "La custodia de los equipos",
    "Adobes",
    "Transporte de la carga",
    "Personal para las encuestas",
    "Permisos de pesca",
    "Sus promotores",
    "El estudio de suelos",
    "La misa y el salón",
    "Limpieza del canal",
    "Asesoría legal gratuita",
    "Vigilar el bosque de noche",
    "Arena y piedra",
)


@pytest.mark.parametrize("aporte", NO_PONEN_NADA)
def test_lo_que_no_es_nada_se_pregunta(aporte: str) -> None:
    observacion = observar("R38", {("reparto", "a1"): fila(aporte=aporte)})
    assert observacion is not None and aporte in observacion.mensaje


@pytest.mark.parametrize("aporte", PONEN_ALGO)
def test_lo_que_es_algo_no_se_pregunta(aporte: str) -> None:
    assert observar("R38", {("reparto", "a1"): fila(aporte=aporte)}) is None


# --- Lo que se cuenta no es lo que cambiaría -----------------------------------------------------------

CUENTAN_OTRA_COSA = (
    (
        "Que las familias cafetaleras vendan su café a mejor precio y aumenten su ingreso anual",
        (
            "Familias con plan de abonamiento|N.° de familias con plan firmado|160",
            "Plantones renovados|N.° de plantones instalados|90 000",
            "Parcelas con análisis de suelo|N.° de parcelas analizadas|150",
        ),
    ),
    ("Que los queseros ganen más por su queso", ("Vacas vacunadas|Vacas|300", "Pastos sembrados|Hectáreas|40")),
    ("Subir el ingreso de las tejedoras", ("Diseños registrados|N.° de diseños|60", "Ovillos entregados|Ovillos|900")),
    ("Que los pescadores vendan a mejor precio", ("Cajas isotérmicas|N.° de cajas|90", "Botes pintados|Botes|30")),
    (
        "Reducir la anemia infantil",
        ("Cuyes entregados|Cuyes|900", "Viviendas visitadas|N.° de viviendas visitadas|300"),
    ),
    ("Bajar las muertes maternas", ("Fichas llenadas|N.° de fichas|500", "Ambulancia operativa|Ambulancias|1")),
    ("Que menos niños dejen la escuela", ("Techos reparados|Techos|11", "Padrones actualizados|Padrones|11")),
    ("Que los jóvenes consigan trabajo", ("CV elaborados|N.° de CV|200", "Perfiles registrados|Perfiles|400")),
    ("Disminuir los robos en el mercado", ("Puestos empadronados|N.° de puestos|400", "Postes pintados|Postes|80")),
    ("Que los alumnos entiendan lo que leen", ("Aulas inventariadas|Aulas|40", "Anaqueles armados|Anaqueles|40")),
    ("Que la quebrada deje de estar contaminada", ("Puntos georreferenciados|Puntos|30", "Mapas|Mapas|2")),
    (
        "Reducir la violencia contra las mujeres",
        ("Comités conformados|Comités|12", "Protocolos aprobados|Documentos|1"),
    ),
    ("Que los productores de cacao reciban un pago justo", ("Fincas mapeadas|N.° de fincas|200", "Podas|Podas|2 000")),
    ("Que los turistas gasten más en el distrito", ("Rutas señalizadas|Rutas|3", "Guías uniformados|Guías|20")),
    ("Que bajen los accidentes en la vía", ("Reductores instalados|Reductores|8", "Choferes carnetizados|Carnés|300")),
    ("Que las niñas no se embaracen", ("Consejerías|N.° de consejerías|400", "Colegios visitados|Colegios|11")),
    ("Frenar la tala en el bosque", ("Mojones colocados|Mojones|90", "Actas levantadas|Actas|24")),
    ("Que los criadores pierdan menos alpacas", ("Corrales numerados|N.° de corrales|200", "Botiquines|Botiquines|30")),
    ("Aumentar las ventas de las artesanas", ("Telares comprados|Telares|40", "Etiquetas diseñadas|Modelos|12")),
    ("Que la gente se enferme menos del estómago", ("Tanques lavados|N.° de tanques|60", "Tubos cambiados|Metros|900")),
    ("Que los mineros dejen de usar mercurio", ("Equipos inventariados|Equipos|80", "Visitas|Visitas|40")),
    ("Mejorar el sueldo de las trabajadoras del hogar", ("Afiliadas al padrón|Fichas|300", "Volantes|Volantes|900")),
    (
        "Que las familias cuyeras mejoren su economía",
        ("Galpones construidos|Galpones|80", "Reproductores entregados|Reproductores|800"),
    ),
    (
        "Que los apicultores vendan más miel y a buen precio",
        (
            "Colmenas instaladas|N.° de colmenas|400",
            "Apicultores capacitados|Apicultores|60",
            "Manual de buenas prácticas|Manual|1",
        ),
    ),
    (
        "Que los egresados encuentren trabajo formal",
        (
            "Convenios con empresas|Convenios|12",
            "Bolsa de trabajo|Página en línea|1",
            "Inscritos|N.° de inscritos en la bolsa|500",
        ),
    ),
    (
        "Reducir la contaminación del río Chillón",
        ("Letreros|N.° de letreros|30", "Escolares en charlas|Escolares que asisten|900", "Murales|Murales|4"),
    ),
    (
        "Bajar la violencia familiar en el distrito",
        (
            "Ruta de atención impresa|Ejemplares|2 000",
            "Comité instalado|Comité|1",
            "Líderes con curso terminado|N.° de líderes|40",
        ),
    ),
    (
        "Que los productores de quinua reciban mejor precio",
        ("Parcelas con certificación|Parcelas inspeccionadas|120", "Semilla entregada|Kilos|2 000"),
    ),
    (
        "Que menos adolescentes abandonen la escuela",
        ("Tablets repartidas|Tablets|200", "Tutores formados|Tutores capacitados|20", "Aulas pintadas|Aulas|11"),
    ),
    (
        "Que las personas mayores caigan menos en depresión",
        ("Talleres de tejido|Talleres|30", "Sillas compradas|Sillas|60"),
    ),
)
CUENTAN_LO_QUE_CAMBIA = (
    ("Que las familias cafetaleras vendan a mejor precio", ("Precio|S/ por quintal|700", "Planes|Planes firmados|90")),
    ("Que los queseros ganen más", ("Lo que entra|Soles al mes por quesero|900", "Vacas vacunadas|Vacas|300")),
    ("Subir el ingreso de las tejedoras", ("Chompas vendidas|N.° de chompas|3 000",)),
    ("Que los pescadores vendan a mejor precio", ("Kilos vendidos sin intermediario|Kilos|40 000",)),
    ("Reducir la anemia infantil", ("Niños recuperados|% de niños|60 %", "Cuyes entregados|Cuyes|900")),
    ("Bajar las muertes maternas", ("Partos atendidos en el puesto|N.° de partos|90",)),
    ("Que menos niños dejen la escuela", ("Retiro|% de retirados|3 %", "Techos reparados|Techos|11")),
    ("Que los jóvenes consigan trabajo", ("Contratados|N.° de contratados|80",)),
    ("Disminuir los robos en el mercado", ("Denuncias|N.° de denuncias al mes|4",)),
    ("Que los alumnos entiendan lo que leen", ("Comprensión|Puntaje en la prueba|500",)),
    ("Que la quebrada deje de estar contaminada", ("Metales|mg/l de plomo|0,05",)),
    ("Reducir la violencia contra las mujeres", ("Casos|N.° de casos|40",)),
    ("Que los productores de cacao reciban un pago justo", ("Socios con contrato|N.° de socios|200",)),
    ("Que los turistas gasten más en el distrito", ("Gasto|Soles por visitante|120",)),
    ("Que bajen los accidentes en la vía", ("Heridos|Heridos al año|8",)),
    ("Que las niñas no se embaracen", ("Embarazos|Embarazos de menores de 18|4",)),
    ("Frenar la tala en el bosque", ("Hectáreas perdidas|ha al año|40",)),
    ("Que los criadores pierdan menos alpacas", ("Crías vivas|% de crías vivas|90 %",)),
    ("Aumentar las ventas de las artesanas", ("Pedidos|N.° de pedidos del exterior|40",)),
    ("Que las parcelas recuperen su suelo", ("Parcelas con suelo sano|N.° de parcelas analizadas con 3 %|150",)),
    ("Que los mineros dejen de usar mercurio", ("Plantas limpias|Mineros que procesan sin azogue|80",)),
    ("Que cada parcela tenga su análisis de suelo", ("Parcelas con análisis de suelo|Parcelas analizadas|150",)),
    (
        "Que las familias cuyeras mejoren su economía",
        ("Ingreso neto|Soles al mes por familia|600", "Galpones construidos|Galpones|80"),
    ),
    ("Que las mujeres rurales ganen su propio dinero", ("Mujeres que venden cada semana|N.° de mujeres|90",)),
    ("Que los apicultores vendan más miel", ("Miel colocada|Toneladas al año|14", "Colmenas instaladas|Colmenas|400")),
    ("Que los niños dejen de tener anemia", ("Anemia en menores de 3|% de niños|20 %",)),
    ("Que los egresados encuentren trabajo formal", ("Egresados en planilla|N.° de egresados|80",)),
    ("Reducir la contaminación del río Chillón", ("Coliformes|NMP/100 ml|1 000",)),
    ("Bajar la violencia familiar", ("Reincidencia|% de agresores que reinciden|10 %",)),
    ("Que los productores reciban mejor precio", ("Precio en chacra|S/ por kilo|6",)),
    ("Que la gente llegue a tiempo al hospital", ("Tiempo de traslado|Minutos|40",)),
    ("Conservar la laguna", ("Aves|Especies vistas|40", "Juncos|Hectáreas de junco|12")),
    ("Que los vecinos vuelvan a usar el parque", ("Uso del parque|Personas por día|300",)),
    ("Que los jóvenes no se vayan", ("Emprendimientos vivos al año|N.° de emprendimientos|30",)),
    ("Recuperar los andenes", ("Andenes recuperados|Andenes|40",)),
    ("Que los hogares gasten menos leña", ("Consumo|Cargas de leña al mes|4",)),
    ("Que haya más camarón en el río", ("Población de camarón|Individuos por m2|6",)),
    ("Que los bebés nazcan sanos", ("Bajo peso al nacer|%|5",)),
)


@pytest.mark.parametrize(("objetivo", "escritos"), CUENTAN_OTRA_COSA)
def test_lo_que_se_cuenta_y_no_es_lo_que_cambiaria_se_pregunta(objetivo: str, escritos: tuple[str, ...]) -> None:
    assert observar("R41", _medidos(objetivo, escritos)) is not None


@pytest.mark.parametrize(("objetivo", "escritos"), CUENTAN_LO_QUE_CAMBIA)
def test_lo_que_cuenta_el_cambio_no_se_pregunta(objetivo: str, escritos: tuple[str, ...]) -> None:
    assert observar("R41", _medidos(objetivo, escritos)) is None


def _medidos(objetivo: str, escritos: tuple[str, ...]) -> Cambios:
    resultados: list[Valor] = []
    for escrito in escritos:
        partes: dict[str, Valor] = dict(zip(("resultado", "indicador", "meta"), escrito.split("|"), strict=True))
        resultados.append({**partes, "fecha": "2028-08", "responsable": "a1"})
    return {("objetivo_comun", ""): objetivo, ("problema", ""): objetivo, ("resultados", ""): resultados}


# --- El objetivo es el negocio de quien propone ---------------------------------------------------------

EL_NEGOCIO = (
    (
        "Asegurar que la empresa cuente con personal estable y bajar nuestro costo de cosecha por kilo.",
        "Permite a la compañía cumplir los contratos con sus clientes y mantener su posición.",
    ),
    (
        "Abrir la segunda sede de Sonrisa Real y llegar a 1 500 pacientes nuevos y S/ 60 000 de facturación al mes",
        "Una clínica moderna le da prestigio al distrito",
    ),
    ("Inaugurar dos sucursales de la botica y duplicar su facturación", "Es bueno para el barrio"),
    ("Que el instituto matricule 400 alumnos más y abra su filial de Chiclayo", "Más oferta en la ciudad"),
    ("Captar 2 000 nuevos usuarios para nuestra aplicación", "La tecnología es el futuro"),
    ("Crecer en el sur y sumar 300 abonados al cable", "Da movimiento"),
    ("Que el hotel llene sus habitaciones todo el año y suba su tarifa", "El turismo conviene"),
    (
        "Ampliar la planta de la empresa para procesar 30 % más y bajar el costo por caja",
        "Una empresa rentable es buena",
    ),
    ("Colocar 5 000 créditos y aumentar la cartera de la caja", "El crédito mueve la economía"),
    ("Duplicar los ingresos de la academia con 200 alumnas nuevas", "Una academia más grande da prestigio"),
    ("Abrir el tercer local de la cadena y llegar a 900 comensales por semana", "Trae modernidad"),
    ("Aumentar la rentabilidad de la clínica y fidelizar a sus pacientes", "Más servicios"),
    ("Ser la marca número uno de la región con 40 puntos de venta", "La marca es regional"),
    ("Que la universidad privada gane 500 postulantes frente a sus competidores", "Hay más oferta"),
    ("Poner en marcha el segundo grifo de la empresa y vender 20 000 galones al mes", "Hay demanda"),
    ("Que la línea de buses sume tres rutas y gane pasajeros a las combis", "Más buses"),
    ("Expandir nuestra cadena de tiendas a cuatro provincias", "Llega la modernidad"),
    ("Incrementar las utilidades de la compañía y recuperar la inversión en dos años", "Da impuestos"),
    ("Que la clínica venda 800 paquetes de atención a las empresas mineras", "Es un mercado sin atender"),
    ("Asegurar la provisión de leche para nuestra planta y bajar su costo", "La planta da prestigio"),
    ("Lograr que 3 000 clientes compren en nuestra tienda virtual", "Comprar por internet es cómodo"),
    ("Abrir nuestro segundo restaurante en la playa y tener 3 000 comensales por mes", "Genera movimiento"),
    ("Que la fábrica aumente su producción y baje sus costos de transporte", "Somos empresa importante"),
    ("Que la empresa llegue a diez mil suscriptores de internet", "La conexión es el futuro"),
    ("Conseguir terreno para ampliar el colegio privado y subir la matrícula a 900 alumnos", "Más colegios"),
    ("Hacer conocida la marca Andina Real y vender 50 mil unidades", "Marca peruana"),
    ("Que nuestra cooperativa de ahorro capte 2 millones en depósitos", "Somos sólidos"),
    ("Mejorar la imagen de la minera y obtener la licencia para ampliar el tajo", "Trae progreso"),
    ("Llenar el hotel en temporada baja", "El turismo suma"),
    ("Que la agencia de viajes venda 1 200 paquetes a Kuélap", "Viene gente"),
    ("Asegurar a la planta 40 toneladas diarias de fruta", "La planta es moderna"),
)
EL_BIEN_DE_OTROS = (
    ("Que los pacientes del hospital se atiendan sin esperar más de una hora", "La salud es un derecho"),
    ("Que los alumnos de la sierra de Piura terminen el colegio", "La educación es de todos"),
    ("Que las usuarias del comedor coman caliente y aprendan a vender pan", "Es un barrio pobre"),
    ("Abrir una segunda sede del comedor para 300 ancianos solos", "Nadie los atiende"),
    ("Que las tejedoras tengan más clientes y ganen más", "De eso viven 200 familias"),
    ("Abrir el segundo centro de salud en la zona alta de Parcona", "Ahí no hay posta"),
    ("Que los usuarios del canal rieguen todo el año", "El agua es de todos"),
    ("Que los pasajeros de mototaxi lleguen sin accidentes", "Las vías son de todos"),
    ("Que las familias de Parcona se atiendan gratis los dientes", "La caries es un problema de salud pública"),
    ("Que los afiliados al SIS reciban sus medicinas a tiempo", "Es un derecho"),
    ("Aumentar las ventas de 120 pequeños criadores de cuy", "De eso viven los anexos"),
    ("Abrir un local para que las recicladoras vendan mejor", "La ciudad queda limpia"),
    ("Que los comensales de los mercados coman sin enfermarse", "La inocuidad es de todos"),
    ("Que los productores vendan directo y sin intermediarios", "La papa es del país"),
    ("Que los postulantes indígenas ingresen a la universidad", "La diversidad es de todos"),
    ("Que las panaderías del barrio vendan pan con hierro contra la anemia", "La anemia es un problema público"),
    ("Que los huéspedes y los vecinos cuiden el humedal", "El humedal es de todos"),
    ("Llegar a 1 500 pacientes con VIH de la Amazonía que hoy no se atienden", "Es salud pública"),
    ("Abrir 12 agentes bancarios para que los ancianos cobren su pensión cerca", "Hoy viajan seis horas"),
    ("Que los clientes de las farmacias devuelvan sus medicinas vencidas", "Contaminan el río de la ciudad"),
    ("Que los pescadores de la caleta vendan su pesca sin intermediario", "Comida fresca para todos"),
    ("Ampliar el colegio público para que 300 niños más estudien", "No hay cupos"),
    ("Que los negocios familiares del mercado se formalicen", "Paga impuestos el barrio"),
    ("Que las familias tengan internet en casa", "La brecha digital es de todos"),
    ("Que los hoteles y restaurantes dejen de botar basura al mar", "La playa es pública"),
    ("Que la posta abra una segunda sala de partos para las gestantes", "Mueren madres"),
    ("Que los socios de la cooperativa y sus familias tengan agua", "Es un derecho"),
    ("Que las bodegas del barrio vendan alimentos sanos a los escolares", "La obesidad crece"),
    ("Que la planta de tratamiento limpie el río", "El río es de todos"),
    ("Que los artesanos lleguen a 2 000 clientes del exterior y ganen más", "Viven de eso 200 familias"),
)


@pytest.mark.parametrize(("objetivo", "interes"), EL_NEGOCIO)
def test_el_negocio_de_quien_propone_se_pregunta(objetivo: str, interes: str) -> None:
    assert observar("R06", _objetivo(objetivo, interes)) is not None


@pytest.mark.parametrize(("objetivo", "interes"), EL_BIEN_DE_OTROS)
def test_el_bien_de_otros_no_se_pregunta(objetivo: str, interes: str) -> None:
    assert observar("R06", _objetivo(objetivo, interes)) is None


def _objetivo(objetivo: str, interes: str) -> Cambios:
    return {("objetivo_comun", ""): objetivo, ("interes_publico", ""): interes}
