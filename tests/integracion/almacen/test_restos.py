"""De lo borrado, y de lo que se dijo que no se guardó, no quedan copias en los bytes del disco."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from bot.almacen import AlmacenSQL
from bot.dialogo.efectos import Enviar, OlvidarRecibido
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.turno import Conservacion, Estado
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, LUIS, abrir, borrar, recibida

SECRETO = "ZANAHORIACRISTAL"


def en_disco(carpeta: Path) -> list[str]:
    """Los archivos que tienen el secreto en sus bytes."""
    return [ruta.name for ruta in sorted(carpeta.glob("alianzas.db*")) if SECRETO.encode() in ruta.read_bytes()]


@contextmanager
def otro_proceso_lee(carpeta: Path) -> Iterator[None]:
    """Como una copia o una exportación: una lectura abierta que ve la base como estaba."""
    otra = sqlite3.connect(carpeta / "alianzas.db", isolation_level=None)
    otra.execute("BEGIN")
    otra.execute("SELECT count(*) FROM turnos").fetchone()
    try:
        yield
    finally:
        otra.execute("ROLLBACK")
        otra.close()


def abrir_en(carpeta: Path) -> AlmacenSQL:
    return abrir(f"sqlite:///{carpeta / 'alianzas.db'}")


def hablar(almacen: AlmacenSQL, veces: int = 20) -> None:
    for revision in range(veces):
        dicho = (Enviar(Mensaje((parrafo(f"{SECRETO} {revision}"),))),)
        estado = Estado(turno=revision, preguntas=(SECRETO,))
        almacen.guardar(ANA, TurnoAtendido(revision, str(revision), f"{SECRETO} {revision}", estado, dicho, AHORA))


def test_lo_borrado_se_va_del_diario_cuando_quien_leia_termina(tmp_path: Path) -> None:
    almacen = abrir_en(tmp_path)
    hablar(almacen)
    with otro_proceso_lee(tmp_path):
        borrar(almacen, ANA)
        assert en_disco(tmp_path), "quien lee sigue viendo lo de antes"
        almacen.limpiar()
        assert en_disco(tmp_path)
        almacen.guardar(LUIS, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))  # y los demás siguen
    almacen.limpiar()
    assert en_disco(tmp_path) == []
    almacen.cerrar()


def test_el_mantenimiento_tambien_lo_intenta(tmp_path: Path) -> None:
    almacen = abrir_en(tmp_path)
    hablar(almacen)
    with otro_proceso_lee(tmp_path):
        borrar(almacen, ANA)
    almacen.mantener(Conservacion(), AHORA)
    assert en_disco(tmp_path) == []
    almacen.cerrar()


def test_si_el_proceso_muere_antes_lo_hace_el_siguiente(tmp_path: Path) -> None:
    almacen = abrir_en(tmp_path)
    hablar(almacen)
    with otro_proceso_lee(tmp_path):
        borrar(almacen, ANA)
        siguiente = abrir_en(tmp_path)  # el de antes no llegó a cerrarse
    assert en_disco(tmp_path)
    siguiente.limpiar()
    assert en_disco(tmp_path) == []
    for uno in (almacen, siguiente):
        uno.cerrar()


def test_lo_que_se_dijo_que_no_se_guardo_no_espera_en_el_diario(tmp_path: Path) -> None:
    almacen = abrir_en(tmp_path)
    hola = (Enviar(Mensaje((parrafo("Bienvenida"),))),)
    almacen.guardar(ANA, TurnoAtendido(0, "123:0", "", Estado(turno=1), hola, AHORA))
    for numero in range(1, 6):
        almacen.bandeja.recibir([recibida(numero, ANA, f"{SECRETO} {numero}")], AHORA)
        tomada = almacen.bandeja.tomar("123", ANA.direccion)
        assert tomada is not None and en_disco(tmp_path)
        no_se_guardo = (OlvidarRecibido(), Enviar(Mensaje((parrafo("Lo que escribió no se guardó."),))))
        atendido = TurnoAtendido(numero, tomada.entrada, "", Estado(turno=1 + numero), no_se_guardo, AHORA)
        almacen.guardar(ANA, atendido)
        assert en_disco(tmp_path) == []
    almacen.bandeja.recibir([recibida(9, ANA, SECRETO)], AHORA)
    with otro_proceso_lee(tmp_path):
        almacen.guardar(ANA, replace(atendido, numero_de_cambio=6, id_entrada="123:9"))
        assert en_disco(tmp_path)
    almacen.limpiar()
    assert en_disco(tmp_path) == []
    almacen.cerrar()


def test_al_repartirse_una_hoja_llena_tampoco_quedan_copias(tmp_path: Path) -> None:
    almacen, azar = abrir_en(tmp_path), Random(0)  # con esta, sin rehacer el archivo, quedaba una
    quienes = [Persona("telegram", str(numero)) for numero in range(60)]
    cambios = [0] * len(quienes)
    for _ in range(200):
        numero = azar.randrange(len(quienes))
        dicho = f"{SECRETO}{numero:03d}" + "z" * azar.choice((0, 30, 300, 1500))
        estado = Estado(turno=cambios[numero] + 1, preguntas=(dicho,))
        almacen.guardar(quienes[numero], TurnoAtendido(cambios[numero], None, "", estado, (), AHORA))
        cambios[numero] += 1
    se_van = azar.sample(range(len(quienes)), 30)
    for numero in se_van:
        borrar(almacen, quienes[numero])
    disco = (tmp_path / "alianzas.db").read_bytes()
    hallados = {numero for numero in range(len(quienes)) if f"{SECRETO}{numero:03d}".encode() in disco}
    assert hallados == {numero for numero in range(len(quienes)) if cambios[numero] and numero not in se_van}
    almacen.cerrar()
