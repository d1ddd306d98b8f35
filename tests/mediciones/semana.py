"""Una semana de un borrador de cinco integrantes: a quién se le avisa, cuándo y cuántas veces.

`python -m tests.mediciones.semana` la simula hora a hora, con el servicio y el almacén de verdad y un reloj que se
mueve. La suite corre una con pocos hechos.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.almacen.varios.invitaciones import SE_ESPERA
from bot.dialogo.borrador.alianza.acordar import VECES_QUE_SE_PIDE
from bot.dialogo.entradas import RecordatorioVencido
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Contexto
from bot.entrevista.borrador import Borrador, Suerte
from bot.entrevista.eventos import Sugerida, VersionPuesta
from conocimiento.hora import HORA_DE_LIMA
from tests.apoyo.borradores import ENTREVISTA, historia
from tests.apoyo.mesa import Mesa, Persona
from tests.apoyo.organizaciones import respuestas

ENTRAN = (("muni", "Municipalidad"), ("giz", "GIZ"), ("universidad", "Universidad"), ("lectora", "Solo para leer"))
SOCIAS = ("muni", "giz", "universidad")
LUNES = datetime(2026, 12, 7, 0, 0, tzinfo=HORA_DE_LIMA)
DIAS, PASO = 7, timedelta(minutes=15)
BORRADOR = "de minera"
AL_DIA, DE_DIA, DE_NOCHE = 3, 8, 20
Llegadas = list[tuple[str, datetime, str]]
"""A quién, cuándo y qué se le dijo sin que escribiera."""


class Semana(Mesa):
    """La mesa, con lo que llegó a cada quien sin que escribiera y cuándo aceptó alguien una invitación."""

    def __init__(self, carpeta: Path) -> None:
        super().__init__(Contexto(ENTREVISTA, (), LUNES - timedelta(hours=14)), carpeta)
        self.avisos: Llegadas = []
        self.resumenes: Llegadas = []
        self.aceptaron: list[datetime] = []

    def repartir(self) -> None:
        """Nada: lo que es de otra lo lleva `repasar`, a su hora."""

    def repasar(self) -> None:
        """Lo que el canal hace cada pocos segundos: el resumen que toque y lo que ya se puede entregar."""
        for persona, cuando in self.almacen.recordatorios_vencidos("telegram", self.ahora()):
            entrada = f"recordatorio:{cuando.isoformat()}"
            for envio in asyncio.run(self.servicio.atender(persona, RecordatorioVencido(), entrada)):
                self._llega(envio.identificador, persona.direccion, envio.mensaje, self.resumenes)
        for direccion in self.almacen.por_entregar("telegram", self.ahora()):
            for envio in self.almacen.leer_envios("telegram", direccion, self.ahora()):
                self._llega(envio.identificador, direccion, envio.mensaje, self.avisos)

    def _llega(self, cual: int, quien: str, mensaje: Mensaje, donde: Llegadas) -> None:
        if not mensaje.texto.startswith("Bienvenida"):  # la espera quien está al teléfono: no es un aviso
            donde.append((quien, self.ahora(), mensaje.texto))
        self.personas[quien].mensajes.append(mensaje)
        self.almacen.marcar_enviado(cual, self.ahora())

    def son_las(self, ahora: datetime) -> None:
        """Mueve el reloj hasta esa hora, repasando por el camino."""
        while self.ahora() < ahora:
            self.contexto = replace(self.contexto, ahora=min(ahora, self.ahora() + PASO))
            self.repasar()


def entrar(mesa: Semana, nombre: str, boton: str) -> Persona:
    """Alguien entra por la mañana de un día de antes."""
    minera, quien = mesa.personas["minera"], mesa.sentar(nombre)
    mesa.escribe(minera, "quiero invitar a alguien")
    for etiqueta in (boton, "Crear invitación"):
        assert _si_esta(mesa, minera, etiqueta), etiqueta
    mesa.escribe(quien, f"/start i_{mesa.enlace(minera)}")
    mesa.pulsa(quien, next(uno.etiqueta for uno in quien.botones() if uno.etiqueta.startswith("Sí, ")))
    mesa.pulsa(quien, "Acepto y entro")
    tres = quien.leido.partition("este número: ")[2][:3]
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, next(uno.etiqueta for uno in minera.botones() if uno.etiqueta.startswith("Número: ")))
    mesa.escribe(minera, tres)
    mesa.repasar()
    return quien


def hacer_algo(mesa: Semana, azar: Random) -> None:
    """Un hecho: quien coordina cambia lo común, pide el visto bueno, decide o invita; una socia propone o responde."""
    numero = azar.randint(6, 60)
    if azar.random() < 0.4:
        minera = mesa.personas["minera"]
        match azar.choice(("cambiar", "pedir", "decidir", "invitar")):
            case "cambiar":
                mesa.escribe(minera, "/propuesta")
                mesa.escribe(minera, f"cambia el plazo a {numero} meses desde marzo de 2027")
            case "pedir":
                mesa.escribe(minera, "/alianza")
                mesa.escribe(minera, "quiero pedir el visto bueno")
                _si_esta(mesa, minera, "Enviar versión")
            case "decidir":
                mesa.escribe(minera, "/alianza")
                mesa.escribe(minera, "ver las propuestas por decidir")
                _si_esta(mesa, minera, azar.choice(("Aceptar", "No por ahora")))
            case _:
                _invitar_a_quien_no_entra(mesa, minera)
        return
    socia = mesa.personas[azar.choice(SOCIAS)]
    match azar.choice(("proponer", "proponer", "visto bueno", "lo suyo")):
        case "proponer":
            mesa.pulsa_codigo(socia, f"i:proponer:{BORRADOR}")
            if _si_esta(mesa, socia, "Plazo"):
                mesa.escribe(socia, f"{numero} meses desde abril de 2027")
                _si_esta(mesa, socia, "Enviar propuesta")
        case "visto bueno":
            mesa.pulsa_codigo(socia, f"i:ver:{BORRADOR}")
            mesa.escribe(socia, "doy mi visto bueno")
        case _:
            mesa.pulsa_codigo(socia, f"i:corregir:{BORRADOR}")
            mesa.escribe(socia, f"Aporta: {numero} técnicos y una camioneta")


def _si_esta(mesa: Semana, quien: Persona, etiqueta: str) -> bool:
    suyo = next((uno for uno in quien.botones() if uno.etiqueta.startswith(etiqueta)), None)
    if suyo is not None:
        mesa.pulsa_codigo(quien, suyo.codigo)
    return suyo is not None


def _invitar_a_quien_no_entra(mesa: Semana, minera: Persona) -> None:
    """Alguien acepta una invitación para leer, y nadie escribe su número."""
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Invitar a un socio")
    mesa.pulsa(minera, "Solo para leer")
    if _si_esta(mesa, minera, "Crear invitación") and any(uno.copiar for uno in minera.botones()):
        alguien = mesa.sentar(f"alguien {len(mesa.personas)}")
        mesa.escribe(alguien, f"/start i_{mesa.enlace(minera)}")
        mesa.pulsa(alguien, "Sí, quiero leerlo")
        mesa.pulsa(alguien, "Acepto y entro")
        mesa.aceptaron.append(mesa.ahora())


def simular(azar: Random, hechos: int, carpeta: Path, dias: int = DIAS) -> Semana:
    """Esos hechos a horas al azar de los días que siguen a un lunes, y la mañana siguiente sin ninguno."""
    mesa = Semana(carpeta)
    minera = mesa.sentar("minera", historia(respuestas(4)))
    mesa.escribe(minera, "/propuesta")
    for nombre, boton in ENTRAN:
        entrar(mesa, nombre, boton)
    horas = sorted(LUNES + timedelta(days=dias) * azar.random() for _ in range(hechos))
    for hora in horas:
        mesa.son_las(hora)
        hacer_algo(mesa, azar)
    mesa.son_las(LUNES + timedelta(days=dias, hours=12))
    return mesa


def sin_decir(mesa: Semana) -> list[str]:
    """Lo que al final sigue por decidir y no se le dijo a quien le toca, ni en el momento ni en un resumen."""
    borrador, eventos = Borrador.de(mesa.historias[BORRADOR]), mesa.historias[BORRADOR]
    mal: list[str] = []

    def falta(quien: str, desde: datetime, *dichos: str) -> None:
        todo = (uno for uno in (*mesa.avisos, *mesa.resumenes) if uno[0] == quien and uno[1] >= desde)
        if not any(dicho in texto for _, _, texto in todo for dicho in dichos):
            mal.append(f"a {quien} no se le dijo lo de {desde.astimezone(HORA_DE_LIMA)}: {dichos[0]}")

    for uno in eventos:
        if isinstance(uno, Sugerida) and borrador.sugerencias[uno.autor, uno.numero].suerte is Suerte.ABIERTA:
            falta("minera", uno.instante, "propone cambiar", "Por decidir: ")
    for cuando in mesa.aceptaron:
        if cuando > mesa.ahora() - SE_ESPERA:
            falta("minera", cuando, "alguien aceptó su invitación", "su invitación: vea")
    puestas = [lugar for lugar, uno in enumerate(eventos) if isinstance(uno, VersionPuesta)]
    for nombre in SOCIAS if puestas else ():
        codigo, ultima = mesa.integrantes[BORRADOR][nombre], eventos[puestas[-1]]
        suyos = [lugar for lugar, uno in enumerate(eventos) if uno.autor == codigo and lugar < puestas[-1]]
        calla = sum(lugar > max(suyos, default=0) for lugar in puestas[:-1]) >= VECES_QUE_SE_PIDE
        dado = borrador.vistos.get(codigo)
        assert borrador.puesta is not None
        if not calla and (dado is None or dado.huella != borrador.puesta.huella):
            falta(nombre, ultima.instante, "Versión ", "Falta su visto bueno")
    return mal


def faltas(mesa: Semana) -> list[str]:
    """Lo que no debía pasar: de noche, demasiadas veces al día, o algo que decidir que no se dijo a quien le toca."""
    mal: list[str] = []
    for que, cuales, caben in (("avisos", mesa.avisos, AL_DIA), ("resúmenes", mesa.resumenes, 1)):
        por_dia: Counter[tuple[str, date]] = Counter()
        for quien, cuando, _ in cuales:
            aqui = cuando.astimezone(HORA_DE_LIMA)
            por_dia[quien, aqui.date()] += 1
            if not DE_DIA <= aqui.hour < DE_NOCHE:
                mal.append(f"{que}: a {quien} de noche, {aqui}")
        mal += [f"{que}: {cuantos} a {quien} el {dia}" for (quien, dia), cuantos in por_dia.items() if cuantos > caben]
    return mal + sin_decir(mesa)


def _principal() -> int:
    leidos = argparse.ArgumentParser("python -m tests.mediciones.semana", description=__doc__)
    leidos.add_argument("--semanas", type=int, default=5)
    leidos.add_argument("--hechos", type=int, default=300)
    pedido, mal = leidos.parse_args(), list[str]()
    for semilla in range(pedido.semanas):
        with tempfile.TemporaryDirectory() as carpeta:
            mesa = simular(Random(semilla), pedido.hechos, Path(carpeta))
            suyas = faltas(mesa)
            cuantos = Counter(quien for quien, _, _ in mesa.avisos)
            print(
                f"semana {semilla}: {pedido.hechos} hechos, {len(mesa.historias[BORRADOR])} eventos; "
                f"{len(mesa.avisos)} avisos ({dict(cuantos)}), {len(mesa.resumenes)} resúmenes; faltas: {len(suyas)}",
                *suyas[:5],
                sep="\n  ",
            )
            mesa.almacen.cerrar()
            mal += suyas
    return 1 if mal else 0


if __name__ == "__main__":
    sys.exit(_principal())
