"""Un almacén con conversaciones inventadas, para probar la revisión y medirla.

Los textos son inventados y los datos personales también; los RUC tienen un dígito verificador válido.
Como orden: `python -m tests.apoyo.revision_sembrada CARPETA CONVERSACIONES TURNOS`.
"""

import random
import shutil
import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, insert
from stdnum.pe import ruc

from bot.almacen.base.conexion import crear_motor, escritura
from bot.almacen.base.conversion import evento_a_json
from bot.almacen.base.identidad import reconocer_sal, sal_de_personas
from bot.almacen.base.tablas import (
    BORRADORES,
    CONVERSACIONES,
    DIRECCIONES,
    EVENTOS,
    INTEGRANTES,
    PERSONAS,
    PREGUNTAS,
    TURNOS,
    VALORACIONES,
)
from bot.entrevista.eventos import COORDINA, Unido
from tests.apoyo.almacen import base_nueva
from tests.apoyo.entrevista import ENTREVISTA

AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
CITA = {
    "documento": "marco-apci-capitulo-2.txt",
    "version": "2017",
    "apartado": "2.1 Concepto",
    "pagina": None,
    "texto": "Un esquema de cooperación voluntaria de carácter horizontal que surge entre el sector público, la "
    "empresa privada, la fuente cooperante y otros actores",
    "inicio": 0,
    "fin": 10,
}
RESPONDIBLES = (
    "¿Qué es una alianza multiactor?",
    "que principios hay",
    "quienes pueden participar",
    "¿Cuál es el objetivo común?",
    "las universidades pueden integrar una alianza?",
)
SIN_RESPUESTA = (
    "¿Cuánto cuesta inscribir una alianza?",
    "que costo tiene inscribirse",
    "en cuanto tiempo responden",
    "¿quién firma el convenio?",
    "a qué correo envío la propuesta",
)
_ADJETIVOS = "Andina Costeña Serrana Amazónica Norteña Sureña Altiplánica Ribereña Cordillerana Yunga".split()
_NUCLEOS = "Cafetalera Textil Lechera Pesquera Minera Forestal Quinuera Cacaotera Alpaquera Artesanal".split()
_CLASES = ("Cooperativa", "Asociación", "Fundación", "Empresa", "Consorcio")
_FINALES = ("S.A.C.", "Ltda.", "S.A.", "", "E.I.R.L.")
_LUGARES = ("Huancavelica", "Puno", "Cusco", "Loreto", "Piura", "Ayacucho")


def ruc_valido(azar: random.Random, prefijo: str = "20") -> str:
    """Devuelve un RUC inventado con su dígito verificador."""
    cifras = prefijo + "".join(str(azar.randrange(10)) for _ in range(8))
    return cifras + ruc.calc_check_digit(cifras)


def organizacion(azar: random.Random, numero: int) -> str:
    """Devuelve un nombre inventado y distinto para cada número."""
    partes = (azar.choice(_CLASES), azar.choice(_NUCLEOS), azar.choice(_ADJETIVOS), f"Kusi{_letras(numero)}")
    return f"{' '.join(partes)} {azar.choice(_FINALES)}".strip()


def autorizacion(instante: datetime) -> dict[str, object]:
    """El evento con que la persona autoriza que se lea su borrador, con el aviso vigente."""
    datos = {"aviso": _aviso_vigente()}
    return {"autor": COORDINA, "tipo": "autorizada", "instante": instante.isoformat(), "datos": datos}


@cache
def _aviso_vigente() -> str:
    return ENTREVISTA.aviso_compartir.version


def _letras(numero: int) -> str:
    letras = ""
    while True:
        letras = chr(97 + numero % 26) + letras
        numero //= 26
        if not numero:
            return letras


def abrir(carpeta: Path) -> Engine:
    """Devuelve el almacén vacío de una carpeta de datos."""
    motor = crear_motor(base_nueva(carpeta.resolve() / "alianzas.db"))
    reconocer_sal(motor, sal_de_personas(carpeta))
    return motor


def preparar_datos(carpeta_modelo: Path, carpeta: Path) -> Path:
    """Hace una carpeta de datos con el modelo ya preparado y una copia del índice al día: así abre antes."""
    from bot.config import leer_configuracion
    from bot.montaje.busqueda import abrir_busqueda

    abrir_busqueda(leer_configuracion(datos=carpeta_modelo), lambda _: None)
    carpeta.mkdir()
    (carpeta / "modelo").symlink_to(carpeta_modelo / "modelo", target_is_directory=True)
    shutil.copytree(carpeta_modelo / "indice", carpeta / "indice")
    return carpeta


def sembrar(motor: Engine, conversaciones: int, turnos: int, semilla: int = 7) -> None:
    """Guarda conversaciones de `turnos` turnos; una de cada cinco arma un borrador y las demás preguntan."""
    azar = random.Random(semilla)
    for desde in range(0, conversaciones, 2000):
        _sembrar_tanda(motor, azar, range(desde, min(desde + 2000, conversaciones)), turnos)


def unir(motor: Engine, borrador: int, persona: int, *, autoriza: bool) -> None:
    """Deja a esa persona como «i1» en ese borrador, por el primer actor; autoriza o no que se lea lo suyo."""
    entra = Unido(AHORA, "i1", "a1", "socio", "1", "1", AHORA)
    fila = {"borrador": borrador, "numero": 90, "autor": None, "tipo": entra.tipo, "instante": AHORA.isoformat()}
    suya = {"borrador": borrador, "numero": 91, **autorizacion(AHORA), "autor": "i1"}
    with escritura(motor) as conexion:
        conexion.execute(insert(INTEGRANTES).values(borrador=borrador, codigo="i1", persona=persona, desde=AHORA))
        conexion.execute(insert(EVENTOS).values(datos=evento_a_json(entra), **fila))
        if autoriza:
            conexion.execute(insert(EVENTOS).values(suya))


def _sembrar_tanda(motor: Engine, azar: random.Random, numeros: range, turnos: int) -> None:
    filas: dict[str, list[dict[str, object]]] = {
        nombre: []
        for nombre in (
            "personas",
            "direcciones",
            "conversaciones",
            "borradores",
            "integrantes",
            "eventos",
            "turnos",
            "consultas",
            "vale",
        )
    }
    for numero in numeros:
        persona = numero + 1
        inicio = AHORA - timedelta(days=azar.randrange(1, 40), minutes=azar.randrange(1440))
        filas["personas"].append({"id": persona, "clave": f"{persona:064x}", "creada": inicio})
        filas["direcciones"].append({"persona": persona, "canal": "telegram", "direccion": str(700000000 + persona)})
        filas["conversaciones"].append({"persona": persona, "revision": 1, "estado": {}, "actualizada": inicio})
        respuestas = _respuestas(azar, numero) if numero % 5 == 0 else []
        if respuestas:
            filas["borradores"].append({"id": persona, "nombre": "propuesta", "creado": inicio})
            filas["integrantes"].append({"borrador": persona, "codigo": COORDINA, "persona": persona, "desde": inicio})
            filas["eventos"].append({"borrador": persona, "numero": 1, **autorizacion(inicio)})
        for lugar in range(turnos):
            turno = numero * turnos + lugar + 1
            instante = inicio + timedelta(minutes=lugar)
            fila = {"id": turno, "persona": persona, "numero": lugar + 1, "borrador": None, "instante": instante}
            if respuestas and lugar < len(respuestas):
                clave, valor, dicho = respuestas[lugar]
                filas["eventos"].append(
                    {
                        "borrador": persona,
                        "numero": lugar + 2,
                        "autor": COORDINA,
                        "tipo": "respuesta",
                        "instante": instante.isoformat(),
                        "datos": {"pregunta": clave, "actor": None, "valor": valor, "crudo": dicho},
                    }
                )
                fila |= {
                    "borrador": persona,
                    "recibido": dicho,
                    "respuesta": f"Anotado: {dicho}\n\nPregunta {lugar + 2} de 14",
                }
            else:
                sabe = azar.random() < 0.7
                pregunta = azar.choice(RESPONDIBLES if sabe else SIN_RESPUESTA)
                respuesta = (
                    f"Según el marco de la APCI:\n«{CITA['texto']}»" if sabe else "De eso no tratan los documentos."
                )
                fila |= {"recibido": pregunta, "respuesta": respuesta}
                filas["consultas"].append(
                    {
                        "id": turno,
                        "turno": turno,
                        "pregunta": pregunta,
                        "estado": "respuesta" if sabe else "no_sabe",
                        "confianza": azar.uniform(0.5, 1) if sabe else azar.uniform(0, 0.2),
                        "citas": [CITA] if sabe else [],
                    }
                )
                if azar.random() < 0.1:
                    filas["vale"].append(
                        {"persona": persona, "turno": lugar + 1, "sirve": azar.random() < 0.7, "instante": instante}
                    )
            filas["turnos"].append(fila)
    tablas = {
        "personas": PERSONAS,
        "direcciones": DIRECCIONES,
        "conversaciones": CONVERSACIONES,
        "borradores": BORRADORES,
        "integrantes": INTEGRANTES,
        "eventos": EVENTOS,
        "turnos": TURNOS,
        "consultas": PREGUNTAS,
        "vale": VALORACIONES,
    }
    with escritura(motor) as conexion:
        for nombre, tabla in tablas.items():
            if filas[nombre]:
                conexion.execute(insert(tabla), filas[nombre])


def _respuestas(azar: random.Random, numero: int) -> list[tuple[str, object, str]]:
    nombre, otra = organizacion(azar, numero * 2), organizacion(azar, numero * 2 + 1)
    lugar, cifras = azar.choice(_LUGARES), ruc_valido(azar)
    return [
        ("nombre_organizacion", nombre, nombre.lower()),
        ("tipo_organizacion", azar.choice(("empresa", "ongd", "academia")), "[Empresa privada]"),
        ("ruc", cifras, cifras),
        ("titulo", f"Alianza agua para {lugar}", f"Alianza agua para {lugar}"),
        ("ubicacion", {"departamentos": [lugar], "texto": lugar}, lugar),
        ("ods", [6, 3], "6, 3"),
        ("actores", [{"id": "a1", "nombre": otra, "tipo": "empresa"}], f"{otra} (empresa)"),
    ][: azar.randrange(3, 8)]


if __name__ == "__main__":
    carpeta = Path(sys.argv[1])
    carpeta.mkdir(parents=True, exist_ok=True)
    sembrar(abrir(carpeta), int(sys.argv[2]), int(sys.argv[3]))
