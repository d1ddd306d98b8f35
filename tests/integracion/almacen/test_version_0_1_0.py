"""Lo que guardó la versión 0.1.0 se abre como está, dice lo mismo y sigue: sus carpetas, su copia y su esquema."""

import json
import re
import sqlite3
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import create_engine, text

from bot.almacen import AlmacenSQL, abrir_almacen, comprobar_almacen, restaurar, sal_de_personas
from bot.almacen.base.conversion import estado_a_json
from bot.almacen.base.errores import VersionDesconocida
from bot.almacen.base.migracion import version_del_programa
from bot.almacen.base.tablas import METADATOS
from bot.almacen.personal.bitacora import leer_bitacora
from bot.almacen.personal.lectura import abrir_para_revision, leer_conversaciones
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida, RecordatorioVencido
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje
from bot.dialogo.turno import Contexto, Entrada, Papeles
from bot.documentos.redactor import RedactorDeDocumentos
from bot.edicion.leer import leer_entrevista
from bot.servicio.atender import Servicio
from bot.servicio.cifrado import Cifrador, leer_adjunto
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Envio, Persona
from conocimiento.ingesta import leer_corpus, leer_vocabulario
from conocimiento.modelo import CARPETA_DE_RESPUESTAS, Hallazgo
from tests.apoyo.almacen import borrar
from tests.apoyo.rutas import ALIANZA_0_1_0, DOCUMENTOS

DE_DESPUES = {
    "archivos",
    "aviso_decidido",
    "borradores",
    "invitacion",
    "leidos",
    "menos_avisos",
    "oidas",
    "por_decir",
    "por_escribir",
    "retenido",
    "sin_cambio",
}
"""Campos del estado que 0.1.0 no tenía; al leer lo suyo valen lo de quien empieza."""

CARPETA = Path(__file__).parent / "version_0_1_0"
ENTREVISTA = leer_entrevista(ALIANZA_0_1_0)
ENCONTRADO: dict[str, Any] = json.loads((CARPETA / "encontrado.json").read_text(encoding="utf-8"))
ESQUEMA: dict[str, Any] = json.loads((CARPETA / "esquema.json").read_text(encoding="utf-8"))
BUZON = "7000000001"
AL_MES = datetime(2026, 12, 23, 15, 0, tzinfo=UTC)
PERSONAS = {quien: Persona(*una["persona"].split(":")) for quien, una in ENCONTRADO["personas"].items()}
PERSONAL = dict.fromkeys((PERSONAS["jefa"], PERSONAS["analista"]), Papeles(atiende=True, exporta=True))


@dataclass(slots=True)
class Instalacion:
    """Una carpeta de datos con su base, que puede estar en otra parte, y con qué se abre."""

    carpeta: Path
    url: str
    cifrador: Cifrador | None = None

    def abrir(self) -> AlmacenSQL:
        documentos = self.carpeta / "documentos"
        sal = sal_de_personas(self.carpeta)
        return abrir_almacen(self.url, sal, self.cifrador, personal=PERSONAL, documentos=documentos)

    def filas(self, consulta: str) -> list[list[Any]]:
        motor = create_engine(self.url)
        with motor.connect() as conexion:
            leidas = [list(fila) for fila in conexion.execute(text(consulta))]
        motor.dispose()
        return leidas


@pytest.fixture(scope="session")
def originales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("version_0_1_0")
    with tarfile.open(CARPETA / "carpetas.tar.xz") as comprimidas:
        comprimidas.extractall(carpeta, filter="data")
    return carpeta


def copiar(original: Path, destino: Path) -> str:
    """Copia una carpeta de datos, con las rutas de otra máquina en sus filas; devuelve su base."""
    for ruta in original.rglob("*"):
        if ruta.is_file():
            nueva = destino / ruta.relative_to(original)
            nueva.parent.mkdir(parents=True, exist_ok=True)
            nueva.write_bytes(ruta.read_bytes())
    return f"sqlite:///{destino / 'alianzas.db'}"


@pytest.fixture(params=["en-claro", "cifrada", "respaldo-sqlite", "respaldo-postgresql"])
def instalacion(request: pytest.FixtureRequest, originales: Path, tmp_path: Path) -> Instalacion:
    datos = tmp_path / "datos"
    match request.param:
        case "en-claro":
            return Instalacion(datos, copiar(originales / "en-claro", datos))
        case "cifrada":
            cifrador = Cifrador([ENCONTRADO["clave_de_datos"]])
            return Instalacion(datos, copiar(originales / "cifrada", datos), cifrador)
        case "respaldo-sqlite":
            url = f"sqlite:///{datos / 'alianzas.db'}"
        case _:
            url = request.getfixturevalue("base_postgresql")
    assert restaurar(originales / "respaldo.tar", url, datos).documentos == 2
    return Instalacion(datos, url)


def sin_lo_que_no_habia(estado: dict[str, Any]) -> dict[str, Any]:
    """Sin los campos que 0.1.0 no tenía, del estado o de lo que espera un sí: en lo que ella guardó, están vacíos."""
    estado = {campo: _sin_campos_nuevos(valor) for campo, valor in estado.items() if campo not in DE_DESPUES}
    espera = estado["traspaso"] or {}
    nuevos = {campo: espera[campo] for campo in ("respondido", "mensaje") if campo in espera}
    assert not any(nuevos.values())
    return estado | {"traspaso": {campo: espera[campo] for campo in espera if campo not in nuevos} or None}


def _sin_campos_nuevos(valor: Any) -> Any:
    """Las citas de entonces no decían en qué página acababan, y ningún botón copiaba, compartía ni decía un texto."""
    if isinstance(valor, list):
        return [_sin_campos_nuevos(uno) for uno in cast("list[Any]", valor)]
    if not isinstance(valor, dict):
        return valor
    suyos = cast("dict[str, Any]", valor)
    nuevos = {campo: suyos[campo] for campo in ("hasta_pagina", "copiar", "compartir", "dicho") if campo in suyos}
    assert not any(nuevos.values())
    return {campo: _sin_campos_nuevos(uno) for campo, uno in suyos.items() if campo not in nuevos}


def de_persona(almacen: AlmacenSQL, persona: Persona, carpeta: Path) -> dict[str, Any]:
    """Lo que hoy se encuentra de alguien, con las mismas partes que `encontrado.json`."""
    estado, revision = almacen.cargar(persona)
    datos, documentos = almacen.reunir_datos(persona)
    contados = almacen.resumir_datos(persona)
    turnos = datos["conversacion"]
    return {
        "persona": f"{persona.canal}:{persona.direccion}",
        "revision": revision,
        "estado": sin_lo_que_no_habia(estado_a_json(estado)),
        "turnos": len(turnos),
        "ultimo_turno": turnos[-1] | {"asistente": turnos[-1]["asistente"][:200]},
        "resultados_de_sus_preguntas": [una["resultado"] for turno in turnos for una in turno["consultas"]],
        "valoraciones": datos["valoraciones"],
        "consentimientos": datos["consentimientos"],
        "consultas_al_personal": datos["consultas_al_personal"],
        "cuenta_de_datos": {
            "mensajes": contados.mensajes,
            "valoraciones": contados.valoraciones,
            "documentos": contados.documentos,
            "avisos": contados.avisos_pedidos,
            "traspasos": contados.consultas_al_personal,
        },
        "borradores": [
            {
                "nombre": uno["nombre"],
                "eventos": len(uno["eventos"]),
                "tipos": dict(sorted(Counter(evento["tipo"] for evento in uno["eventos"]).items())),
            }
            for uno in datos["borradores"]
        ],
        "sin_entregar": [uno.mensaje.texto[:200] for uno in almacen.leer_envios("telegram", persona.direccion)],
        "documentos": [documento(uno, carpeta) for uno in documentos],
    }


def documento(adjunto: Adjunto, carpeta: Path) -> dict[str, Any]:
    """Un documento abierto, que es el que se entregó."""
    contenido = leer_adjunto(adjunto)
    return {
        "ruta": str(Path(adjunto.ruta).relative_to(carpeta.resolve())),
        "nombre": adjunto.nombre,
        "pie": adjunto.pie,
        "sha256": sha256(contenido).hexdigest(),
        "octetos": len(contenido),
    }


def test_lo_guardado_de_cada_persona_se_encuentra_igual(instalacion: Instalacion) -> None:
    almacen = instalacion.abrir()
    for quien, persona in PERSONAS.items():
        esperado = ENCONTRADO["personas"][quien]
        assert de_persona(almacen, persona, instalacion.carpeta) | {"quien_es": esperado["quien_es"]} == esperado, quien
    almacen.cerrar()


def test_cada_evento_se_lee_como_se_escribio(instalacion: Instalacion, originales: Path) -> None:
    with sqlite3.connect(originales / "en-claro" / "alianzas.db") as conexion:
        escritos = [
            {"tipo": tipo, "instante": instante, "datos": json.loads(datos)}
            for tipo, instante, datos in conexion.execute(
                "SELECT tipo, instante, eventos.datos FROM eventos JOIN borradores ON borradores.id = borrador "
                "ORDER BY persona, borrador, numero"
            )
        ]
    almacen = instalacion.abrir()
    (claves,) = zip(*instalacion.filas("SELECT direccion FROM direcciones ORDER BY persona"), strict=True)
    leidos = [
        evento
        for direccion in claves
        for borrador in almacen.reunir_datos(Persona("telegram", direccion))[0]["borradores"]
        for evento in borrador["eventos"]
    ]
    assert leidos == escritos and len(leidos) == 56
    for una in PERSONAS.values():  # y todos se entienden
        assert all(borrador.eventos for borrador in almacen.leer_borradores(una))
    almacen.cerrar()


def test_lo_que_espera_y_lo_del_personal_se_encuentra_igual(instalacion: Instalacion) -> None:
    instalacion.abrir().cerrar()
    dicho = re.sub(
        r", (sin cifrar|cifradas con la clave de huella \w+)",
        "",
        comprobar_almacen(instalacion.url, instalacion.cifrador),
    )
    # 0.1.0 decía lo mismo con el plural mal puesto y su versión del esquema.
    de_hoy = ENCONTRADO["comprobacion"].replace("1 mensajes apartados", "1 mensaje apartado")
    assert dicho == de_hoy.replace(ENCONTRADO["alembic"], version_del_programa())
    almacen = instalacion.abrir()
    cuantas = {tabla: instalacion.filas(f"SELECT count(*) FROM {tabla}")[0][0] for tabla in ENCONTRADO["tablas"]}
    assert cuantas == ENCONTRADO["tablas"]
    assert {
        "por_atender": list(almacen.bandeja.por_atender(BUZON)),
        "apartadas": almacen.bandeja.contar_retiradas(),
        "sin_atender": instalacion.filas(
            "SELECT entrada, numero, direccion, intentos, situacion FROM bandeja WHERE situacion != 'atendida' "
            "ORDER BY numero"
        ),
    } == ENCONTRADO["bandeja"]
    assert [
        {
            "numero": una.numero,
            "instante": una.instante.isoformat(),
            "pregunta": una.pregunta,
            "turnos": len(una.turnos),
            "respuestas": una.respuestas,
        }
        for una in almacen.leer_consultas(None)
    ] == ENCONTRADO["consultas_abiertas"]
    assert [
        {
            "pregunta": una.pregunta,
            "respuestas": una.respuestas,
            "atendido": una.atendido and una.atendido.isoformat(),
            "turnos": [[turno.persona, turno.asistente] for turno in una.turnos],
        }
        for una in almacen.leer_consultas(1)
    ] == ENCONTRADO["consulta_1"]
    assert list(almacen.leer_consultas(3)) == ENCONTRADO["consulta_3"]
    assert sorted(almacen.por_entregar("telegram", AL_MES)) == ENCONTRADO["por_entregar"]
    assert [
        [persona.direccion, cuando.isoformat()]
        for persona, cuando in almacen.recordatorios_vencidos("telegram", AL_MES)
    ] == ENCONTRADO["recordatorios_vencidos"]
    almacen.cerrar()
    motor = abrir_para_revision(instalacion.url, instalacion.cifrador)
    assert [
        [una.instante.isoformat(), una.quien, una.accion, una.motivo, una.detalle]
        for una in reversed(leer_bitacora(motor, 100))
    ] == ENCONTRADO["bitacora"]
    todas = list(leer_conversaciones(motor))
    motor.dispose()
    turnos = [turno for una in todas for turno in una.turnos]
    del_personal = [una for una in ENCONTRADO["personas"].values() if Persona(*una["persona"].split(":")) in PERSONAL]
    revision = ENCONTRADO["revision"] | {  # 0.1.0 contaba también las del personal
        "conversaciones": ENCONTRADO["revision"]["conversaciones"] - len(del_personal),
        "turnos": ENCONTRADO["revision"]["turnos"] - sum(una["turnos"] for una in del_personal),
    }
    assert {
        "conversaciones": len(todas),
        "turnos": len(turnos),
        "consultas": sum(len(turno.preguntas) for turno in turnos),
        "valorados": [turno.sirve for turno in turnos if turno.sirve is not None],
        "traspasos": sum(turno.es_consulta for turno in turnos),
        "anotaciones": [
            [una.revisor, una.valores, una.nota, una.respuesta_correcta, list(una.fuentes), una.definitiva]
            for turno in turnos
            for una in turno.anotaciones
        ],
    } == revision


def test_las_respuestas_oficiales_se_citan_como_las_demas(originales: Path, tmp_path: Path) -> None:
    copiar(originales / "en-claro", tmp_path)
    nombres = sorted(ruta.name for ruta in (tmp_path / CARPETA_DE_RESPUESTAS).iterdir())
    assert nombres == ENCONTRADO["respuestas_oficiales"]
    documentos = leer_corpus(DOCUMENTOS, tmp_path, datetime(2026, 12, 1, tzinfo=UTC).date())
    assert [uno.ficha.titulo for uno in documentos][-1] == "Respuesta oficial 1"


class SinPasajes:
    """Ninguna pregunta halla nada: aquí no se prueba la búsqueda."""

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(Hallazgo(consulta, (), 0.0) for consulta in consultas)


@dataclass
class Oficina:
    """El asistente de una instalación, y quienes le siguen escribiendo cuatro días después."""

    instalacion: Instalacion
    ahora_es: datetime = datetime(2026, 11, 27, 16, 32, tzinfo=UTC)
    numero: int = 92
    ultimos: dict[str, list[Mensaje]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cifra = self.instalacion.cifrador is not None
        documentos, vocabulario = leer_corpus(DOCUMENTOS), leer_vocabulario(DOCUMENTOS)
        fichas = tuple(uno.ficha for uno in documentos)

        def contexto(ahora: datetime) -> Contexto:
            return Contexto(ENTREVISTA, fichas, ahora, "consultas@ejemplo.pe", vocabulario, puede_recordar=True)

        self.almacen = self.instalacion.abrir()
        redactor = RedactorDeDocumentos(ALIANZA_0_1_0, self.instalacion.carpeta / "documentos", cifrar=cifra)
        cumplidor = Cumplidor(self.almacen, SinPasajes(), redactor, sal=sal_de_personas(self.instalacion.carpeta))
        self.servicio = Servicio(decidir, self.almacen, cumplidor, self, contexto, estricto=True)

    def ahora(self) -> datetime:
        return self.ahora_es

    async def hacer(self, quien: str, que: str) -> str:
        """Hace lo que dice `encontrado.json` y devuelve la primera línea de lo que se le contesta."""
        self.ahora_es += timedelta(minutes=1)
        self.numero += 1
        if que == "pendientes":
            self._entregar(quien, self.almacen.leer_envios("telegram", PERSONAS[quien].direccion))
        else:
            entrada, nombre = self._entrada(quien, que)
            self._entregar(quien, await self.servicio.atender(PERSONAS[quien], entrada, nombre))
        return "\n".join(mensaje.texto for mensaje in self.ultimos[quien])[:200].split("\n")[0]

    def _entrada(self, quien: str, que: str) -> tuple[Entrada, str]:
        nombre, propio = f"{BUZON}:{500 + self.numero}", str(100 * self.numero)
        if que == "bandeja":
            tomada = self.almacen.bandeja.tomar(BUZON, PERSONAS[quien].direccion)
            assert tomada is not None
            return MensajeRecibido(tomada.contenido["message"]["text"], propio), tomada.entrada
        if que == "recordatorio":
            return RecordatorioVencido(), nombre
        if que.startswith("["):
            etiqueta = que.strip("[]")
            return BotonPulsado(
                next(uno.codigo for uno in self._botones(quien) if uno.etiqueta.startswith(etiqueta))
            ), nombre
        if que.startswith("/"):
            orden, _, argumento = que[1:].partition(" ")
            return OrdenRecibida(orden, argumento), nombre
        return MensajeRecibido(que, propio), nombre

    def _botones(self, quien: str) -> Iterator[Boton]:
        mostrados = [boton for uno in self.ultimos.get(quien, ()) for fila in uno.botones for boton in fila]
        yield from mostrados or self.almacen.cargar(PERSONAS[quien])[0].botones

    def _entregar(self, quien: str, envios: Sequence[Envio]) -> None:
        for lugar, envio in enumerate(envios):
            self.almacen.marcar_enviado(envio.identificador, self.ahora(), str(100 * self.numero + 50 + lugar))
        self.ultimos[quien] = [envio.mensaje for envio in envios]

    def tipos_de_eventos(self, quien: str) -> Counter[tuple[str, str]]:
        borradores = self.almacen.reunir_datos(PERSONAS[quien])[0]["borradores"]
        return Counter((uno["nombre"], evento["tipo"]) for uno in borradores for evento in uno["eventos"])


async def test_cada_quien_sigue_donde_estaba(instalacion: Instalacion) -> None:
    oficina = Oficina(instalacion)
    for paso in ENCONTRADO["sigue"]:
        antes = oficina.tipos_de_eventos(paso["quien"])
        respuesta = await oficina.hacer(paso["quien"], paso["hace"])
        agregados = (oficina.tipos_de_eventos(paso["quien"]) - antes).elements()
        assert (respuesta, sorted(tipo for _, tipo in agregados)) == (
            paso["respuesta"],
            sorted(paso.get("anota", [])),
        ), paso
    borrar(oficina.almacen, PERSONAS["bruno"], oficina.ahora())
    assert list((instalacion.carpeta / "documentos").iterdir()) == []
    oficina.almacen.cerrar()


# --- El esquema ---------------------------------------------------------------------------------------


def tablas_de_sqlite(base: Path) -> dict[str, Any]:
    """Las tablas sin la letra: una columna agregada después deja otro texto y el mismo esquema."""
    conexion = sqlite3.connect(base)

    def filas(consulta: str) -> list[list[Any]]:
        return [list(fila) for fila in conexion.execute(consulta)]

    creadas = dict(filas("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
    tablas = {
        tabla: {
            "columnas": filas(
                f"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{tabla}') ORDER BY cid"
            ),
            "ajenas": sorted(filas(f'SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'{tabla}\')')),
            "indices": sorted(
                [
                    nombre if origen == "c" else origen,
                    bool(unico),
                    [columna for (columna,) in filas(f"SELECT name FROM pragma_index_info('{nombre}') ORDER BY seqno")],
                ]
                for nombre, unico, origen in filas(f"SELECT name, \"unique\", origin FROM pragma_index_list('{tabla}')")
            ),
            "restricciones": sorted(re.findall(r"CONSTRAINT (\w+)", sql)),
            "autoincrement": "AUTOINCREMENT" in sql,
        }
        for tabla, sql in creadas.items()
    }
    conexion.close()
    return tablas


AGREGADAS = {"personal", "instalacion", "integrantes", "invitaciones", "ingresos", "grupos"}
"""Las tablas que 0.1.0 no tenía."""
CAMBIADAS = {"borradores", "eventos", "mensajes"}
"""Las que perdieron o ganaron una columna cuando un borrador pudo ser de varios. Lo demás sigue como estaba."""


def test_una_base_nueva_de_sqlite_tiene_las_tablas_de_0_1_0(tmp_path: Path) -> None:
    abrir_almacen(f"sqlite:///{tmp_path / 'alianzas.db'}", b"k" * 32).cerrar()
    tablas = tablas_de_sqlite(tmp_path / "alianzas.db")
    assert set(tablas) - set(ESQUEMA["sqlite"]) == AGREGADAS
    assert iguales(tablas) == iguales(ESQUEMA["sqlite"])


def iguales(tablas: dict[str, Any]) -> dict[str, Any]:
    return {nombre: tabla for nombre, tabla in tablas.items() if nombre not in AGREGADAS | CAMBIADAS}


def test_una_base_nueva_de_postgresql_tiene_las_tablas_de_0_1_0_y_las_agregadas(
    base_postgresql: str, tmp_path: Path
) -> None:
    abrir_almacen(base_postgresql, b"k" * 32).cerrar()
    filas = Instalacion(tmp_path, base_postgresql).filas
    columnas = {
        tabla: filas(
            "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default "
            f"FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{tabla}' "
            "ORDER BY ordinal_position"
        )
        for tabla in (*METADATOS.tables, "alembic_version")
    }
    assert iguales(columnas) == iguales(ESQUEMA["postgresql"])
    indices = filas("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, indexname")
    cambiados = tuple(f" ON public.{tabla} " for tabla in CAMBIADAS)
    assert [una for tabla, una in indices if tabla not in AGREGADAS | CAMBIADAS] == [
        una for una in ESQUEMA["indices_de_postgresql"] if not any(de in una for de in cambiados)
    ]
    restricciones = filas(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname"
    )
    assert [una for una in restricciones if una[0] not in AGREGADAS | CAMBIADAS] == [
        una for una in ESQUEMA["restricciones_de_postgresql"] if una[0] not in CAMBIADAS
    ]
    secuencias = filas("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename")
    assert {una for (una,) in secuencias} - set(ESQUEMA["secuencias_de_postgresql"]) == {"invitaciones_id_seq"}


def test_abrirla_la_deja_con_el_esquema_de_una_base_nueva(originales: Path, tmp_path: Path) -> None:
    url = copiar(originales / "en-claro", tmp_path / "suya")
    assert version_del_programa() > ENCONTRADO["alembic"]
    abrir_almacen(url, sal_de_personas(tmp_path / "suya")).cerrar()
    abrir_almacen(f"sqlite:///{tmp_path / 'nueva.db'}", b"k" * 32).cerrar()
    assert tablas_de_sqlite(tmp_path / "suya" / "alianzas.db") == tablas_de_sqlite(tmp_path / "nueva.db")


def test_su_copia_vuelve_tambien_a_una_base_que_este_programa_ya_abrio(originales: Path, tmp_path: Path) -> None:
    datos = tmp_path / "datos"
    url = f"sqlite:///{datos / 'alianzas.db'}"
    abrir_almacen(url, sal_de_personas(datos)).cerrar()
    assert restaurar(originales / "respaldo.tar", url, datos).documentos == 2
    almacen = abrir_almacen(url, sal_de_personas(datos))
    assert almacen.cargar(PERSONAS["bruno"])[1] == ENCONTRADO["personas"]["bruno"]["revision"]
    almacen.cerrar()


@pytest.mark.parametrize("version", ["0001", "0006"])
def test_un_esquema_que_no_llego_a_publicarse_dice_con_que_actualizarlo(
    originales: Path, tmp_path: Path, version: str
) -> None:
    url = copiar(originales / "en-claro", tmp_path)
    with sqlite3.connect(tmp_path / "alianzas.db") as conexion:
        conexion.execute("UPDATE alembic_version SET version_num = ?", (version,))
    antes = (tmp_path / "alianzas.db").read_bytes()
    for accion in (lambda: abrir_almacen(url, b"k" * 32), lambda: comprobar_almacen(url)):
        with pytest.raises(VersionDesconocida, match=f"«{version}», anterior .* con la versión 0.1.0"):
            accion()
    assert (tmp_path / "alianzas.db").read_bytes() == antes
