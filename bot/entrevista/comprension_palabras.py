"""Las palabras con que se reconoce el nombre de una organización: dónde acaba, qué lo describe, qué lo anuncia.

Todas sin tildes ni mayúsculas.
"""

import re

LEGAL = re.compile(r"^(?:s\.?a\.?(?:c\.?|a\.?)?|e\.?i\.?r\.?l\.?|s\.?r\.?l\.?|ltda\.?|s\.?c\.?r\.?l\.?)$")
SIGLA_CORRIENTE = {"sa", "uni", "ops", "bid", "caf", "oit", "fida", "fao", "inia", "produce", "gore"}
ENLACES = {"de", "del", "la", "las", "los", "el", "para", "en", "san", "santa", "e"}
ENLACES_DENTRO = {"de", "del", "la", "las", "los", "el"}
DESCRIPTORES = set(
    "nacional provincial distrital regional agraria agrario civil campesina nativa peruana peruano local rural privada "
    "agropecuaria cafetalera usuarios regantes productores productoras pescadores artesanos artesanas ganaderos "
    "mujeres comercio salud educacion desarrollo cooperacion investigacion internacional agencia energia minas "
    "vivienda ambiente trabajo cultura transportes comunicaciones economia finanzas desarrollo inclusion social "
    "agricultura riego produccion superior tecnologico tecnologica publico publica pedagogico exterior comercio "
    "turismo defensa interior justicia mujer poblaciones vulnerables ingenieria agraria industrias comunidades nativas "
    "campesinas cooperativas unidas artesanales multiple servicios apu ayllu".split()
)
ALTO = set(
    "queremos quiero quiere quieren quisiera quisieramos buscamos busca buscan busco necesitamos necesita vamos va van "
    "tenemos tiene tienen trabajamos trabaja llevar apoyar ayudar dar mejorar hacer es son esta estan seria seran "
    "pide piden podria podrian puede pueden pondria pone ponen aporta aportan aportaria aportarian impulsa impulsan "
    "apoya apoyan apoyaria con que quien quienes cual donde cuando porque como pero sin sobre por hasta desde durante "
    "entre junto juntos para en y e o u ni a al ante segun mediante ubicado ubicada ubicados dedicada dedicado se nos "
    "les le lo ha han hay fue nuestro nuestra mi su sus este esta estos llamado llamada unos unas costaria cuesta "
    "no si ya tambien muy mas menos otro otra otros otras todo toda todos todas ahora antes despues asi "
    "aqui alla cada algun alguna algunos esa ese eso esos trae tratan hacer haciendo "
    "beneficiando durara participaria participarian participaran participan participe "
    "presupuesto plazo monto damos aportamos exportamos conectar".split()
)
GENERICO_DEFINIDO = {"municipalidad", "municipio", "muni", "alcaldia", "gobierno regional", "gore", "universidad"}
GENERICO_INDEFINIDO = frozenset(
    {"empresa", "minera", "ong", "oenege", "universidad", "fundacion", "municipalidad", "cooperativa", "camara"}
    | {"gremio", "embajada", "banco", "agencia de cooperacion", "asociacion civil"}
)
PLURALES = {"municipalidades", "comunidades"}
SIN_NOMBRE = frozenset(
    {"cooperacion internacional", "cooperacion tecnica", "fuente cooperante", "gobierno nacional", "gobierno local"}
    | {"programa nacional", "autoridad nacional"}
)
COMUNES = set(
    "municipalidad municipio muni alcaldia gobierno regional gore empresa minera ong ongd oenege universidad eniex "
    "ipreda cooperativa comunidad camara gremio fundacion asociacion civil banco embajada instituto federacion "
    "sindicato ministerio corporacion compania provincial distrital direccion gerencia superintendencia".split()
)
