"""Lo que dice la gente para cambiar lo ya dicho, con cómo debe quedar. Escrito como se escribe en un teléfono."""

ORGANIZACIONES = (
    "Municipalidad de Celendín",
    "GIZ",
    "Universidad Nacional de Cajamarca",
    "Cáritas Cajamarca",
    "Banco Serrano",
    "Comunidad Ponga",
)
"""Los otros actores del borrador de prueba, en su orden: los cambios se dicen sobre ellos."""


def sin(*fuera: str) -> str:
    """Los actores que quedan, como se comparan."""
    return " | ".join(nombre for nombre in ORGANIZACIONES if nombre not in fuera)


def con(*nuevos: str) -> str:
    """Los actores de antes y los nuevos."""
    return " | ".join((*ORGANIZACIONES, *nuevos))


def en_lugar_de(viejo: str, nuevo: str) -> str:
    """Los actores, con uno llamado de otra manera."""
    return " | ".join(nuevo if nombre == viejo else nombre for nombre in ORGANIZACIONES)


TODOS = con()

EN_LA_ENTREVISTA: tuple[tuple[str, str, str], ...] = (
    # quitar un actor
    ("saca al banco serrano de la lista, al final no quiso", "actores", sin("Banco Serrano")),
    ("Quite a Cáritas por favor", "actores", sin("Cáritas Cajamarca")),
    ("la giz ya no va, recien nos avisaron", "actores", sin("GIZ")),
    ("el banco se bajó del proyecto, bórralo", "actores", sin("Banco Serrano")),
    ("oe la comunidad ponga desistió, sácala porfa", "actores", sin("Comunidad Ponga")),
    ("ya no participa la universidad", "actores", sin("Universidad Nacional de Cajamarca")),
    ("Elimine de los participantes a la Municipalidad de Celendin", "actores", sin("Municipalidad de Celendín")),
    ("quita a la uni", "actores", sin("Universidad Nacional de Cajamarca")),
    ("caritas no va a estar, retírela de los actores", "actores", sin("Cáritas Cajamarca")),
    ("me equivoque, el banco serrano no es parte, quitelo", "actores", sin("Banco Serrano")),
    ("retira al banco serano del borrador", "actores", sin("Banco Serrano")),
    ("borre de la lista a ponga y a caritas", "actores", sin("Comunidad Ponga", "Cáritas Cajamarca")),
    # agregar un actor
    ("me olvidé, también está la Universidad Privada del Norte", "actores", con("Universidad Privada del Norte")),
    ("agrega a CARE Perú en los actores", "actores", con("CARE Perú")),
    ("en los participantes falta la Asociación de Mujeres Warmi", "actores", con("Asociación de Mujeres Warmi")),
    ("ah y la UGEL Celendín tambien se suma, agréguela", "actores", con("UGEL Celendín")),
    ("falta el club de leones de celendin en los socios", "actores", con("Club de Leones de Celendin")),
    ("incluya al Gobierno Regional de Cajamarca como actor", "actores", con("Gobierno Regional de Cajamarca")),
    ("se me pasó poner a PNUD en los que participan", "actores", con("PNUD")),
    ("Añada por favor a la lista de actores a Agrorural", "actores", con("Agrorural")),
    ("me falto decir que tambien entra la jass de huacapampa", "actores", con("Jass de Huacapampa")),
    ("olvidé poner a UNICEF, agrégalo como cooperante xfa", "actores", con("UNICEF")),
    # cambiar el nombre de un actor
    ("cambia Banco Serrano por Caja Los Andes", "actores", en_lugar_de("Banco Serrano", "Caja Los Andes")),
    ("Comunidad Ponga se llama Comunidad Campesina de Pongo", "actores",
     en_lugar_de("Comunidad Ponga", "Comunidad Campesina de Pongo")),
    ("la giz se escribe Cooperación Alemana GIZ, corrígelo", "actores",
     en_lugar_de("GIZ", "Cooperación Alemana GIZ")),
    ("renombra caritas cajamarca a Cáritas del Perú", "actores",
     en_lugar_de("Cáritas Cajamarca", "Cáritas del Perú")),
    ("no es banco serrano, es Banco Andino", "actores", en_lugar_de("Banco Serrano", "Banco Andino")),
    ("ya no va el banco, en su lugar entra Fundación Qori", "actores",
     en_lugar_de("Banco Serrano", "Fundación Qori")),
    # título
    ("el nombre de la alianza cambialo a Yaku Masi Celendín", "titulo", "Yaku Masi Celendín"),
    ("oiga el titulo mejor que sea 'Raíces del Marañón' así quedó en asamblea", "titulo", "Raíces del Marañón"),
    ("cambia el título por Agua Limpia para Todos porfa", "titulo", "Agua Limpia para Todos"),
    ("el titulo ya no va, ahora es Tejiendo Agua. lo votamos anoche", "titulo", "Tejiendo Agua"),
    ("puedes corregir el nombre de la alianza, es Puente Andino nomas", "titulo", "Puente Andino"),
    ("que la alianza se llame Qochanchista Waqaychasun nomas", "titulo", "Qochanchista Waqaychasun"),
    ("en el titulo no es Celendín, es Celendín Alto", "titulo", "Agua Segura para Celendín Alto"),
    ("El título debe decir \"Cuenca Alta del Llaucano\", se consignó mal", "titulo", "Cuenca Alta del Llaucano"),
    ("mi señora dice que el titulo suena muy triste, mejor Caminos de Agua", "titulo", "Caminos de Agua"),
    ("ponle de nombre a la alianza Alianza por el Agua de Celendín", "titulo", "Alianza por el Agua de Celendín"),
    # población
    ("no son 500 familias, son 620, recien salio el padron", "poblacion", "620 familias de Celendín"),
    ("Perdón, me corrijo: las familias no eran 500, son 512", "poblacion", "512 familias de Celendín"),
    ("fail 🤦 puse 500 familias y eran 5000", "poblacion", "5000 familias de Celendín"),
    ("hace rato le dije 500 familias y son 508, me bailaron los numeros", "poblacion", "508 familias de Celendín"),
    ("lo de beneficiarios bájelo a 400 fam, me lo observaron", "poblacion", "400 familias de Celendín"),
    ("cambia la poblacion a 800 familias", "poblacion", "800 familias de Celendín"),
    ("los beneficiarios son 1,200 personas de 4 caseríos, corrígelo", "poblacion", "1,200 personas de 4 caseríos"),
    # RUC
    ("el ruc que te di estaba mal, es 20131312955", "ruc", "20131312955"),
    ("EL RUC ESTABA MAL LE FALTABA UN NUMERO ES 20131312955", "ruc", "20131312955"),
    ("corrijo mi ruc: 20131312955", "ruc", "20131312955"),
    ("El RUC que indiqué corresponde a otra razón social. El correcto: 20131312955", "ruc", "20131312955"),
    # presupuesto
    ("cambia el presupuesto a 1 millon de soles", "presupuesto", "S/ 1,000,000.00"),
    ("el presupuesto en realidad es 850 mil soles", "presupuesto", "S/ 850,000.00"),
    ("me equivoqué en el costo, son 700 mil soles", "presupuesto", "S/ 700,000.00"),
    ("el monto ponlo en dolares: US$ 300,000", "presupuesto", "US$ 300,000.00"),
    ("no son 900 mil soles, son 950 mil soles", "presupuesto", "S/ 950,000.00"),
    ("el costo total subió, ahora es S/ 1,100,000", "presupuesto", "S/ 1,100,000.00"),
    # plazo
    ("la duracion cambiala a 24 meses", "plazo", "24 meses, desde marzo de 2027"),
    ("el plazo son 2 años no año y medio", "plazo", "24 meses, desde marzo de 2027"),
    ("corrige la fecha de inicio, empieza en junio de 2027", "plazo", "18 meses, desde junio de 2027"),
    ("no son 18 meses, son 20", "plazo", "20 meses, desde marzo de 2027"),
    # lugar
    ("en ubicacion falta Jaén, tambien se trabaja ahi", "ubicacion", "Cajamarca, provincia de Celendín, Jaén"),
    ("puse mal la provincia, no es Celendín, es Chota", "ubicacion", "Cajamarca, provincia de Chota"),
    ("el lugar es Cajamarca, provincia de Hualgayoc, corrígelo pls", "ubicacion",
     "Cajamarca, provincia de Hualgayoc"),
    ("ah oe en lo del lugar me faltó Amazonas, Bagua", "ubicacion",
     "Cajamarca, provincia de Celendín, Amazonas, Bagua"),
    # ODS
    ("el ods principal debió ser el 3 y no el 6", "ods", "3 Salud y bienestar; 6 Agua limpia y saneamiento"),
    ("quita el ods 3", "ods", "6 Agua limpia y saneamiento"),
    ("agrega el ods 5 tambien", "ods", "6 Agua limpia y saneamiento; 3 Salud y bienestar; 5 Igualdad de género"),
    ("cambia los ods a 6 y 13", "ods", "6 Agua limpia y saneamiento; 13 Acción por el clima"),
    # contacto
    ("sorry me equivoqué de correo, es rosa.chavez@minera.example.com", "contacto.correo",
     "rosa.chavez@minera.example.com"),
    ("el correo que pasé rebota, es con guion bajo: r_chavez@minera.example.com", "contacto.correo",
     "r_chavez@minera.example.com"),
    ("la señora Rosa ya no va a ser el contacto, ponga a Domitila Chinchay", "contacto.nombre", "Domitila Chinchay"),
    # compromiso
    ("con la giz ya firmamos convenio ayer, ya no es solo idea", "estado_compromiso:GIZ", "Carta o convenio firmado"),
    ("ojo que el banco serrano mandó su carta firmada, actualizar", "estado_compromiso:Banco Serrano",
     "Carta o convenio firmado"),
    ("la muni al final no ha firmado nada, solo conversamos", "estado_compromiso:Municipalidad de Celendín",
     "Ya conversamos"),
    # tipo
    ("Banco Serrano es una cooperativa, no empresa", "actores.tipo:Banco Serrano",
     "Organización social, comunidad o cooperativa"),
    ("caritas es una ong extranjera", "actores.tipo:Cáritas Cajamarca", "ONG extranjera (ENIEX)"),
    ("la comunidad ponga ponla como municipalidad", "actores.tipo:Comunidad Ponga", "Municipalidad"),
    # textos largos
    ("al problema tambien le faltaba lo de los relaves que hay plomo en el rio", "problema",
     "En Celendín 500 familias toman agua sin cloro y los niños se enferman. Los relaves que hay plomo en el rio"),
    ("cambia el objetivo a: Que todas las familias de Celendín tengan agua segura al 2029", "objetivo_comun",
     "Que todas las familias de Celendín tengan agua segura al 2029"),
    ("en continuidad pon que la jass cobra la cuota y paga al operador", "continuidad",
     "La jass cobra la cuota y paga al operador"),
    # listas
    ("quita el riesgo de cambio de autoridades", "riesgos", "Alza del precio del cloro — Responsable: GIZ"),
    ("agrega un riesgo: huaicos en verano; responsable: Comunidad Ponga", "riesgos",
     "Cambio de autoridades — Responsable: Municipalidad de Celendín\nAlza del precio del cloro — Responsable: GIZ\n"
     "huaicos en verano — Responsable: Comunidad Ponga"),
    ("la actividad 2 ya no va, bórrala", "actividades",
     "Diagnóstico — Responsable: GIZ — Mes: 1\nCapacitar — Responsable: Cáritas Cajamarca — Mes: 6"),
)  # fmt: skip
"""Qué se escribe, qué respuesta cambia y cómo queda; la pregunta de delante es otra."""

DESPUES: tuple[tuple[str, str, str], ...] = (
    ("cambia el presupuesto a 1 millon de soles", "presupuesto", "S/ 1,000,000.00"),
    ("quiero cambiar el presupuesto a 450 mil soles", "presupuesto", "S/ 450,000.00"),
    ("corrige el titulo: Agua Viva Celendín", "titulo", "Agua Viva Celendín"),
    ("renombra la alianza a Alianza Agua Viva", "titulo", "Alianza Agua Viva"),
    ("ponle otro nombre a la alianza: Marañón Vivo", "titulo", "Marañón Vivo"),
    ("agrega a Care Perú", "actores", con("Care Perú")),
    ("agregue un actor mas: Fundación Romero", "actores", con("Fundación Romero")),
    ("falta la jass de sucre, metela", "actores", con("Jass de Sucre")),
    ("quita al banco serrano", "actores", sin("Banco Serrano")),
    ("sacar a Cáritas Cajamarca", "actores", sin("Cáritas Cajamarca")),
    ("la comunidad ponga ya no participa", "actores", sin("Comunidad Ponga")),
    ("cambia banco serrano por Caja Piura", "actores", en_lugar_de("Banco Serrano", "Caja Piura")),
    ("el plazo ahora es 30 meses", "plazo", "30 meses, desde marzo de 2027"),
    ("pon que dura 12 meses", "plazo", "12 meses, desde marzo de 2027"),
    ("son 700 familias, no 500", "poblacion", "700 familias de Celendín"),
    ("me equivoqué, son 300 familias", "poblacion", "300 familias de Celendín"),
    ("corregir población: 350 familias de Celendín y Sucre", "poblacion", "350 familias de Celendín y Sucre"),
    ("modifica el ruc, es 20131312955", "ruc", "20131312955"),
    ("mi ruc esta mal, el correcto es 20131312955", "ruc", "20131312955"),
    ("agrega San Marcos al lugar", "ubicacion", "Cajamarca, provincia de Celendín, San Marcos"),
    ("agrega el ods 13", "ods", "6 Agua limpia y saneamiento; 3 Salud y bienestar; 13 Acción por el clima"),
    ("quita el segundo riesgo", "riesgos", "Cambio de autoridades — Responsable: Municipalidad de Celendín"),
    ("elimina la actividad de capacitar", "actividades",
     "Diagnóstico — Responsable: GIZ — Mes: 1\nInstalar los equipos — Responsable: Banco Serrano — Mes: 4"),
    ("cambia el objetivo, que diga llevar agua segura a todo Celendín para que nadie se enferme", "objetivo_comun",
     "Llevar agua segura a todo Celendín para que nadie se enferme"),
    ("caritas cajamarca es eniex", "actores.tipo:Cáritas Cajamarca", "ONG extranjera (ENIEX)"),
    ("nuestra organizacion se llama Minera Quebrada Azul S.A.C.", "nombre_organizacion",
     "Minera Quebrada Azul S.A.C."),
    ("el correo de contacto es otro: proyectos@minera.example.com", "contacto.correo", "proyectos@minera.example.com"),
    ("la giz y caritas son lo mismo", "actores", sin("Cáritas Cajamarca")),
    ("borra el ruc", "ruc", ""),
    ("actualiza el inicio: enero de 2028", "plazo", "18 meses, desde enero de 2028"),
)  # fmt: skip
"""Lo mismo, con el borrador entregado y fuera de la entrevista."""

IDEA = (
    "Somos Minera Andes Altos SAC, en Cajamarca. Queremos con la Municipalidad de Celendín, Petroperú, la ONG "
    "Catalana, JICA, la cooperación japonesa, DIRESA, la DIRESA Cajamarca y Comunidad Ponga llevar agua segura a 500 "
    "familias, unos 200 mil soles, 18 meses"
)
"""Lo que se cuenta para que haya una lista que corregir."""
_ENTENDIDAS = (
    "Municipalidad de Celendín",
    "Petroperú",
    "ONG Catalana",
    "JICA",
    "Cooperación Japonesa",
    "DIRESA",
    "DIRESA Cajamarca",
    "Comunidad Ponga",
)


def quedan(*fuera: str, mas: tuple[str, ...] = ()) -> str:
    """Las organizaciones entendidas que quedan, y las que entran."""
    return " | ".join((*(nombre for nombre in _ENTENDIDAS if nombre not in fuera), *mas))


DE_LO_ENTENDIDO: tuple[tuple[str, str, str], ...] = (
    ("quita comunidad ponga", "actores", quedan("Comunidad Ponga")),
    ("DIRESA está repetido, quita uno", "actores", quedan("DIRESA")),
    ("Petroperú es empresa", "tipo:Petroperú", "empresa"),
    ("JICA y la cooperación japonesa son lo mismo", "actores", quedan("Cooperación Japonesa")),
    ("la cooperacion japonesa es lo mismo que JICA", "actores", quedan("Cooperación Japonesa")),
    ("la ong catalana es de españa no peruana", "tipo:ONG Catalana", "eniex"),
    ("falta CARE Perú, es ong peruana", "actores", quedan(mas=("CARE Perú",))),
    ("falta CARE Perú, es ong peruana", "tipo:CARE Perú", "ongd"),
    ("quita el 11", "actores", quedan("Comunidad Ponga")),
    ("borra la 2", "ubicacion", ""),
    ("el 3 son 600 familias", "poblacion", "600 familias"),
    ("cambia el 4 por Municipalidad de Sucre", "actores",
     f"Municipalidad de Sucre | {quedan('Municipalidad de Celendín')}"),
    ("no son 500 familias, son 650", "poblacion", "650 familias"),
    ("el plazo es 24 meses", "plazo", "24 meses, inicio por definir"),
    ("cambia el presupuesto a 350 mil soles", "presupuesto", "S/ 350,000.00"),
    ("pon que son 300 mil soles", "presupuesto", "S/ 300,000.00"),
    ("petroperu ya no va", "actores", quedan("Petroperú")),
    ("saca a la jica", "actores", quedan("JICA")),
    ("agrega a la UGEL Celendín", "actores", quedan(mas=("UGEL Celendín",))),
    ("la comunidad ponga se llama Comunidad Campesina Pongo", "actores",
     quedan("Comunidad Ponga", mas=("Comunidad Campesina Pongo",))),
    ("quita el presupuesto", "presupuesto", ""),
    ("quita el 8 y el 9", "actores", quedan("Cooperación Japonesa", "DIRESA")),
)  # fmt: skip
"""Lo mismo, sobre la lista de lo que se entendió y aún no se guarda."""

NO_SON_CAMBIOS: tuple[tuple[str, str], ...] = (
    ("objetivo_comun", "Cambiar la dieta de los niños de la Comunidad Ponga para que no tengan anemia"),
    ("objetivo_comun", "Quitar el plomo del agua que toman las familias de Celendín"),
    ("objetivo_comun", "Agregar valor al café de la Comunidad Ponga y venderlo en Lima"),
    ("problema", "Falta agua en las escuelas y la municipalidad ya no va a arreglarlo este año"),
    ("problema", "El banco no presta a los productores y la universidad ya no tiene laboratorio ni plata"),
    ("continuidad", "La municipalidad cambia de alcalde pero el presupuesto es de la jass y sigue igual"),
    ("valor_agregado", "Incluir a la Comunidad Ponga y a Cáritas suma lo que a la empresa le falta"),
    ("titulo", "Borrar la Anemia de Celendín"),
    ("titulo", "Cambia el Chip por el agua"),
    ("titulo", "Saca tu Agua Limpia Celendín"),
    ("beneficio_poblacion", "Ya no son 500 niños enfermos, son familias sanas que toman agua limpia"),
    ("cumplimiento", "al que no cumple se le quita de la lista y se busca otro actor en su lugar"),
    ("interes_publico", "Porque el problema es de todos y no solo de la mina, cambia la vida de la gente"),
    ("riesgos", "Que la municipalidad cambie de autoridades y quite el presupuesto; responsable: GIZ"),
    ("actividades", "Eliminar las conexiones malas; responsable: Comunidad Ponga; mes: 3"),
    ("vinculo_negocio", "La empresa es de la zona y si el agua falta también está en riesgo su operación"),
)
"""Respuestas con las palabras de un cambio: la pregunta que contestan y lo que se escribe."""

EN_LOS_DOS: tuple[tuple[str, str, str], ...] = (
    ("ya no cuenten con el banco serrano, se echó para atrás", "actores", sin("Banco Serrano")),
    ("disculpa, borrame a caritas de los actores pe", "actores", sin("Cáritas Cajamarca")),
    ("la municipalidad no va a participar siempre, sáquenla", "actores", sin("Municipalidad de Celendín")),
    ("hay que sacar a la GIZ del borrador", "actores", sin("GIZ")),
    (
        "me informan que la Universidad Nacional de Cajamarca se retiró de la alianza",
        "actores",
        sin("Universidad Nacional de Cajamarca"),
    ),
    ("Sírvase retirar de la relación de actores al Banco Serrano", "actores", sin("Banco Serrano")),
    ("elimina banco serrano", "actores", sin("Banco Serrano")),
    ("quítame al banco de ahi", "actores", sin("Banco Serrano")),
    ("la comunidad ponga al final dijo que no, quitala nomas", "actores", sin("Comunidad Ponga")),
    ("no consideres a la giz", "actores", sin("GIZ")),
    (
        "olvidé mencionar a la cooperativa agraria El Triunfo, también participa",
        "actores",
        con("cooperativa agraria El Triunfo"),
    ),
    ("pon también a Senasa entre los participantes", "actores", con("Senasa")),
    ("agregame un actor que es la ugel celendin", "actores", con("UGEL Celendin")),
    ("súmale a la lista la ONG Agua Viva", "actores", con("ONG Agua Viva")),
    ("en los actores me comí a la Red de Salud Celendín", "actores", con("Red de Salud Celendín")),
    ("se nos une Backus, anótela", "actores", con("Backus")),
    ("a los socios agrégueles el Ministerio de Vivienda", "actores", con("Ministerio de Vivienda")),
    ("también va la JASS Chacapampa, me había olvidado", "actores", con("JASS Chacapampa")),
    ("Banco Serrano ahora se llama Banco del Norte", "actores", en_lugar_de("Banco Serrano", "Banco del Norte")),
    (
        "el nombre correcto de la comunidad ponga es Comunidad Campesina Ponga Alta",
        "actores",
        en_lugar_de("Comunidad Ponga", "Comunidad Campesina Ponga Alta"),
    ),
    ("donde dice banco serrano debe decir Caja Serrana", "actores", en_lugar_de("Banco Serrano", "Caja Serrana")),
    (
        "no es Cáritas Cajamarca sino Cáritas Chachapoyas",
        "actores",
        en_lugar_de("Cáritas Cajamarca", "Cáritas Chachapoyas"),
    ),
    ("el título cambió, ahora será Agua para la Vida", "titulo", "Agua para la Vida"),
    ("mejor que la alianza se llame Manos por el Agua", "titulo", "Manos por el Agua"),
    ("quiero cambiarle el nombre a la alianza, que sea Celendín sin Sed", "titulo", "Celendín sin Sed"),
    ("Corrijo el título: Agua Segura para Celendín y Sucre", "titulo", "Agua Segura para Celendín y Sucre"),
    ("el nombre del proyecto quedó como Sembrando Agua, cámbielo", "titulo", "Sembrando Agua"),
    ("ah me equivoqué con los beneficiarios, son 550 familias", "poblacion", "550 familias de Celendín"),
    ("la cantidad de familias es 480", "poblacion", "480 familias de Celendín"),
    ("actualicen a 530 las familias", "poblacion", "530 familias de Celendín"),
    ("no eran quinientas familias sino seiscientas", "poblacion", "seiscientas familias de Celendín"),
    ("dije 500 familias pero son 450", "poblacion", "450 familias de Celendín"),
    ("el presupuesto lo cambiaron a 1.2 millones de soles", "presupuesto", "S/ 1,200,000.00"),
    ("ojo el costo total no es 900 mil, es 980 mil soles", "presupuesto", "S/ 980,000.00"),
    ("bajaron el presupuesto a 600 mil soles", "presupuesto", "S/ 600,000.00"),
    ("corregir presupuesto: S/ 920,000", "presupuesto", "S/ 920,000.00"),
    ("el plazo lo ampliaron a 36 meses", "plazo", "36 meses, desde marzo de 2027"),
    ("va a durar 2 años, no 18 meses", "plazo", "24 meses, desde marzo de 2027"),
    ("empezamos en julio de 2027 no en marzo", "plazo", "18 meses, desde julio de 2027"),
    ("mi ruc tiene un error, el bueno es 20131312955", "ruc", "20131312955"),
    ("en el lugar también considere Cajabamba", "ubicacion", "Cajamarca, provincia de Celendín, Cajabamba"),
    ("la ubicación está mal, es Amazonas", "ubicacion", "Amazonas"),
    ("el correo está mal escrito es rosa@minera.example.com", "contacto.correo", "rosa@minera.example.com"),
    ("la persona de contacto ahora es Julio Tello", "contacto.nombre", "Julio Tello"),
    ("la giz ya firmó la carta", "estado_compromiso:GIZ", "Carta o convenio firmado"),
    ("con el banco serrano recién conversamos, pon eso", "estado_compromiso:Banco Serrano", "Ya conversamos"),
    ("Cáritas no es ONG peruana, es extranjera", "actores.tipo:Cáritas Cajamarca", "ONG extranjera (ENIEX)"),
    ("el banco serrano es de la cooperación, fuente cooperante", "actores.tipo:Banco Serrano", "Fuente cooperante"),
    ("caritas y la giz son la misma", "actores", sin("GIZ")),
    ("el riesgo del cloro ya no va", "riesgos", "Cambio de autoridades — Responsable: Municipalidad de Celendín"),
    (
        "borra la primera actividad",
        "actividades",
        "Instalar los equipos — Responsable: Banco Serrano — Mes: 4\nCapacitar — Responsable: Cáritas "
        "Cajamarca — Mes: 6",
    ),
    (
        "agrega otra actividad: Monitoreo; responsable: GIZ; mes: 9",
        "actividades",
        "Diagnóstico — Responsable: GIZ — Mes: 1\nInstalar los equipos — Responsable: Banco Serrano — "
        "Mes: 4\nCapacitar — Responsable: Cáritas Cajamarca — Mes: 6\nMonitoreo — Responsable: GIZ — "
        "Mes: 9",
    ),
    ("falta el ods 13", "ods", "6 Agua limpia y saneamiento; 3 Salud y bienestar; 13 Acción por el clima"),
    ("el ods 3 sácalo", "ods", "6 Agua limpia y saneamiento"),
    (
        "en el problema agrega que la posta reporta 40 casos de diarrea al mes",
        "problema",
        "En Celendín 500 familias toman agua sin cloro y los niños se enferman. La posta reporta 40 "
        "casos de diarrea al mes",
    ),
    ("la empresa no se llama asi, es Minera Quebrada Azul S.A.", "nombre_organizacion", "Minera Quebrada Azul S.A."),
    ("la muni de celendin ya no quiere saber nada, sácala", "actores", sin("Municipalidad de Celendín")),
    ("Retírame a Cáritas Cajamarca por favor, tuvimos un problema con ellos", "actores", sin("Cáritas Cajamarca")),
    ("creo que el banco no debería estar, bórralo", "actores", sin("Banco Serrano")),
    ("quitar a la comunidad ponga", "actores", sin("Comunidad Ponga")),
    ("que se quite al banco serrano y a la giz", "actores", sin("GIZ", "Banco Serrano")),
    ("La universidad canceló su participación, elimínela", "actores", sin("Universidad Nacional de Cajamarca")),
    ("puedes borrar a caritas?", "actores", sin("Cáritas Cajamarca")),
    ("oye me quitas al banco serrano porfa", "actores", sin("Banco Serrano")),
    ("banco serrano fuera", "actores", sin("Banco Serrano")),
    ("hay un actor de más, la giz no va", "actores", sin("GIZ")),
    ("nos falta un actor: la Red de Mujeres de Celendín", "actores", con("Red de Mujeres de Celendín")),
    ("hay que añadir a la lista a Sedapar", "actores", con("Sedapar")),
    ("podrías agregar a la ONG Sierra Verde", "actores", con("ONG Sierra Verde")),
    ("quisiera sumar a la Universidad César Vallejo", "actores", con("Universidad César Vallejo")),
    ("no puse a Foncodes y sí participa", "actores", con("Foncodes")),
    ("apunta también a la posta de Sucre", "actores", con("posta de Sucre")),
    (
        "tambien participa el Gobierno Regional de Cajamarca, se me fue",
        "actores",
        con("Gobierno Regional de Cajamarca"),
    ),
    ("Agréguese a la Dirección Regional de Salud", "actores", con("Dirección Regional de Salud")),
    (
        "el banco serrano en realidad es Banco Serrano del Perú",
        "actores",
        en_lugar_de("Banco Serrano", "Banco Serrano del Perú"),
    ),
    (
        "ponle Cáritas Celendín en vez de Cáritas Cajamarca",
        "actores",
        en_lugar_de("Cáritas Cajamarca", "Cáritas Celendín"),
    ),
    ("reemplaza GIZ por KfW", "actores", en_lugar_de("GIZ", "KfW")),
    (
        "corrige, la comunidad se llama San Juan de Ponga",
        "actores",
        en_lugar_de("Comunidad Ponga", "San Juan de Ponga"),
    ),
    ("titulo nuevo: Celendín Bebe Limpio", "titulo", "Celendín Bebe Limpio"),
    ("de título mejor pon Agua y Vida en Celendín", "titulo", "Agua y Vida en Celendín"),
    ("el nombre de la alianza quedó en Pacto por el Agua", "titulo", "Pacto por el Agua"),
    ("cambiemos el título, pongamos Agua que Une", "titulo", "Agua que Une"),
    ("el titulo esta muy largo, dejalo en Agua Segura", "titulo", "Agua Segura"),
    ("al título agrégale 2027", "titulo", "Agua Segura para Celendín 2027"),
    ("en realidad son 5,200 familias", "poblacion", "5,200 familias de Celendín"),
    ("la población beneficiaria aumentó a 650 familias", "poblacion", "650 familias de Celendín"),
    ("los beneficiarios no son 500 sino 505", "poblacion", "505 familias de Celendín"),
    ("rectifico: 495 familias", "poblacion", "495 familias de Celendín"),
    ("S/ 870,000 es el presupuesto correcto", "presupuesto", "S/ 870,000.00"),
    ("el presupuesto no es 900 mil sino 890 mil", "presupuesto", "S/ 890,000.00"),
    ("subele el presupuesto a 1 millon cien mil soles", "presupuesto", "S/ 1,100,000.00"),
    ("sorry el monto era 90 mil soles nomas", "presupuesto", "S/ 90,000.00"),
    ("la alianza va a durar 3 años, corrige", "plazo", "36 meses, desde marzo de 2027"),
    ("no empieza en marzo, empieza en mayo de 2027", "plazo", "18 meses, desde mayo de 2027"),
    ("ponle 24 meses al plazo", "plazo", "24 meses, desde marzo de 2027"),
    ("el RUC correcto es 20131312955", "ruc", "20131312955"),
    ("mi RUC no es ese, es 20131312955", "ruc", "20131312955"),
    ("agrega Amazonas a la ubicación", "ubicacion", "Cajamarca, provincia de Celendín, Amazonas"),
    ("el departamento es La Libertad, me confundí", "ubicacion", "La Libertad"),
    ("nos cambiaron el correo, ahora es agua@minera.example.com", "contacto.correo", "agua@minera.example.com"),
    ("el cargo de Rosa es gerenta, no jefa", "contacto.cargo", "gerenta"),
    ("Cáritas es una ENIEX", "actores.tipo:Cáritas Cajamarca", "ONG extranjera (ENIEX)"),
    ("la GIZ no es fuente, es ONG extranjera", "actores.tipo:GIZ", "ONG extranjera (ENIEX)"),
    ("Cáritas Cajamarca y Banco Serrano son el mismo", "actores", sin("Banco Serrano")),
    ("el riesgo 1 bórralo", "riesgos", "Alza del precio del cloro — Responsable: GIZ"),
    ("saca el riesgo del alza del cloro", "riesgos", "Cambio de autoridades — Responsable: Municipalidad de Celendín"),
    (
        "añade el riesgo de sequía; responsable: GIZ",
        "riesgos",
        "Cambio de autoridades — Responsable: Municipalidad de Celendín\nAlza del precio del cloro — "
        "Responsable: GIZ\nsequía — Responsable: GIZ",
    ),
    ("el ods 3 cámbialo por el 4", "ods", "6 Agua limpia y saneamiento; 4 Educación de calidad"),
    ("pon el ODS 3 primero", "ods", "3 Salud y bienestar; 6 Agua limpia y saneamiento"),
    (
        "el objetivo debe decir Asegurar agua limpia para las familias de Celendín al 2030",
        "objetivo_comun",
        "Asegurar agua limpia para las familias de Celendín al 2030",
    ),
    (
        "en la continuidad falta decir que la EPS supervisa",
        "continuidad",
        "El área técnica municipal asume la operación con la cuota familiar. La EPS supervisa",
    ),
    ("necesito que elimines a Cáritas de la propuesta", "actores", sin("Cáritas Cajamarca")),
    ("la giz nos dijo que no, así que quítenla", "actores", sin("GIZ")),
    ("el banco serrano no firma nada, mejor sácalo de una vez", "actores", sin("Banco Serrano")),
    ("por acuerdo de asamblea la comunidad ponga queda fuera", "actores", sin("Comunidad Ponga")),
    ("descarta a la municipalidad como actor", "actores", sin("Municipalidad de Celendín")),
    ("ya no trabajaremos con Cáritas", "actores", sin("Cáritas Cajamarca")),
    ("nos olvidamos de poner al SENASA", "actores", con("SENASA")),
    ("y también súmenle la Cámara de Comercio de Cajamarca", "actores", con("Cámara de Comercio de Cajamarca")),
    ("recién se acaba de sumar el Programa Juntos, agréguelo por favor", "actores", con("Programa Juntos")),
    ("una más: la ONG Tierra Viva", "actores", con("ONG Tierra Viva")),
    ("inclúyeme a la empresa Gloria en los participantes", "actores", con("empresa Gloria")),
    (
        "Cáritas Cajamarca cambió de nombre a Cáritas Norte",
        "actores",
        en_lugar_de("Cáritas Cajamarca", "Cáritas Norte"),
    ),
    ("la comunidad está mal escrita, es Comunidad Ponja", "actores", en_lugar_de("Comunidad Ponga", "Comunidad Ponja")),
    (
        "GIZ va con su nombre completo: Cooperación Técnica Alemana GIZ",
        "actores",
        en_lugar_de("GIZ", "Cooperación Técnica Alemana GIZ"),
    ),
    ("quiero que el título sea Ríos Limpios de Celendín", "titulo", "Ríos Limpios de Celendín"),
    ("modifíqueme el nombre de la alianza por Agua con Futuro", "titulo", "Agua con Futuro"),
    ("el título: Celendín con Agua Segura", "titulo", "Celendín con Agua Segura"),
    ("no me gusta el título, ponle mejor Agua Hermana", "titulo", "Agua Hermana"),
    ("al final la alianza se llamará Agua Nuestra", "titulo", "Agua Nuestra"),
    ("ya no 500 familias, ahora 530", "poblacion", "530 familias de Celendín"),
    ("son 525 las familias, conté mal", "poblacion", "525 familias de Celendín"),
    ("el padrón dice 498 familias, corríjalo por favor", "poblacion", "498 familias de Celendín"),
    ("la población son 700 familias de Celendín y Sucre", "poblacion", "700 familias de Celendín y Sucre"),
    ("le puse 900 mil y es 990 mil el presupuesto", "presupuesto", "S/ 990,000.00"),
    ("presupuesto: 750 mil soles", "presupuesto", "S/ 750,000.00"),
    ("nos recortaron, ahora el presupuesto es de 500 mil soles", "presupuesto", "S/ 500,000.00"),
    ("actualiza el costo total a S/ 1,050,000", "presupuesto", "S/ 1,050,000.00"),
    ("duración: 30 meses", "plazo", "30 meses, desde marzo de 2027"),
    ("se alargó el proyecto, serán 28 meses", "plazo", "28 meses, desde marzo de 2027"),
    ("el inicio se corrió a setiembre de 2027", "plazo", "18 meses, desde setiembre de 2027"),
    ("ruc 20131312955, el otro era de la filial", "ruc", "20131312955"),
    ("cambia de lugar: ahora es Piura", "ubicacion", "Piura"),
    ("la de contacto ya no es Rosa Quispe, es Elena Ríos", "contacto.nombre", "Elena Ríos"),
    ("cambia el correo a elena@minera.example.com", "contacto.correo", "elena@minera.example.com"),
    ("GIZ: ya hay carta firmada", "estado_compromiso:GIZ", "Carta o convenio firmado"),
    (
        "Cáritas figura mal, es organización social",
        "actores.tipo:Cáritas Cajamarca",
        "Organización social, comunidad o cooperativa",
    ),
    ("el Banco Serrano cámbialo a gremio", "actores.tipo:Banco Serrano", "Gremio o cámara empresarial"),
    ("une a Cáritas con la GIZ, son la misma gente", "actores", sin("GIZ")),
    (
        "el segundo riesgo está de más, bórralo",
        "riesgos",
        "Cambio de autoridades — Responsable: Municipalidad de Celendín",
    ),
    (
        "quita capacitar de las actividades",
        "actividades",
        "Diagnóstico — Responsable: GIZ — Mes: 1\nInstalar los equipos — Responsable: Banco Serrano — Mes: 4",
    ),
    ("súmale el ods 5", "ods", "6 Agua limpia y saneamiento; 3 Salud y bienestar; 5 Igualdad de género"),
    ("los ods son 6 y 13 nomás", "ods", "6 Agua limpia y saneamiento; 13 Acción por el clima"),
    (
        "el objetivo cámbialo: que 600 familias de Celendín tengan agua segura en 2030",
        "objetivo_comun",
        "Que 600 familias de Celendín tengan agua segura en 2030",
    ),
    (
        "agrega al problema que no hay desagüe en los caseríos",
        "problema",
        "En Celendín 500 familias toman agua sin cloro y los niños se enferman. No hay desagüe en los caseríos",
    ),
    ("la organización se llama Minera Honda S.A.", "nombre_organizacion", "Minera Honda S.A."),
)
"""Más maneras de decirlo: valen a mitad de la entrevista y con el borrador entregado."""
