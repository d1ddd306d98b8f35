"""El almacén sobre SQL: cumple los puertos `Conversaciones`, `Lecturas`, `Envios` y `Vencidos`.

Un turno se guarda en una sola transacción: o está todo (la entrada vista, el estado, los eventos,
la respuesta y los mensajes por entregar) o no está nada.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, func, select, update

from bot.almacen.bandeja import BandejaSQL, vaciar_entrada
from bot.almacen.base.conexion import archivo_sqlite, crear_archivo, crear_motor, documentos_junto_a, escritura, lectura
from bot.almacen.base.conversion import estado_de_json, mensaje_de_fila
from bot.almacen.base.errores import ErrorAlmacen
from bot.almacen.base.identidad import seudonimo
from bot.almacen.base.secretos import SECRETO_DEL_TURNO, abrir_secreto, secreto_de_conversacion
from bot.almacen.base.tablas import CONVERSACIONES, DIRECCIONES, MENSAJES, TURNOS
from bot.almacen.cifrar import poner_al_dia
from bot.almacen.depurar import (
    Vencimiento,
    archivos_de,
    borrar_documentos,
    borrar_filas,
    borrar_sueltos,
    depurar,
    vaciar_diario,
)
from bot.almacen.historia.a_mano import soltar_historias
from bot.almacen.historia.eventos import leer_borradores, leer_eventos
from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora, olvidar_sales
from bot.almacen.personal.consultas import (
    Autor,
    guardar_consultas,
    hay_sin_leer,
    leer_consultas,
    leer_destinos,
    leer_ultimos_turnos,
    quitar_copias,
    reservar_numero,
)
from bot.almacen.personal.papeles import direcciones_del_personal
from bot.almacen.personal.papeles import inscribir as inscribir_personal
from bot.almacen.personas import copias_entregadas, resumir_datos, reunir_datos
from bot.almacen.recordar import por_recordar
from bot.almacen.turnos import (
    YA_ENTREGADO,
    PorEntregar,
    TurnoNuevo,
    anotar_turno,
    anotar_vista,
    avanzar,
    cerrar_dudosos,
    encolar,
    entrada_vista,
    inscribir,
    leer_papeles,
    numero_de_persona,
    readmitir,
)
from bot.almacen.varios.entrar import Autoria, anotar, cumplir, se_lleva_lo_suyo
from bot.almacen.varios.grupos import GruposSQL
from bot.almacen.varios.invitaciones import Puerta
from bot.almacen.varios.llevarse import archivos_del_borrador, olvidar_lo_vencido
from bot.dialogo.efectos import EfectoDeConsulta, Enviar, OlvidarRecibido
from bot.dialogo.mensajes import COPIA_DE_SUS_DATOS, Adjunto, Mensaje
from bot.dialogo.peticiones import (
    BorradorGuardado,
    ComprobarIngreso,
    ConsultaAlPersonal,
    DatosResumidos,
    IngresoComprobado,
    InvitacionesLeidas,
    InvitacionLeida,
    LeerInvitaciones,
    Recibo,
    RevisarInvitacion,
    UltimosTurnosLeidos,
)
from bot.dialogo.peticiones.alianza import EfectoDeAlianza
from bot.dialogo.turno import Conservacion, Estado, Papeles
from bot.entrevista.eventos import COORDINA
from bot.servicio.cifrado import Cifrador, ubicar
from bot.servicio.puertos import (
    Despedir,
    EntradaRepetida,
    Envio,
    EstadoDesactualizado,
    Mantenido,
    Persona,
    TurnoAtendido,
)
from bot.servicio.registro import nombre_en_bitacora

SE_OLVIDA = timedelta(hours=48)
"""Telegram conserva lo no confirmado un día; pasados dos, nada atendido puede volver a llegar."""

_CONVERSACION = select(CONVERSACIONES.c.estado, CONVERSACIONES.c.revision).where(
    CONVERSACIONES.c.persona == bindparam("persona")
)
_MARCAR_ENVIADO = update(MENSAJES).where(MENSAJES.c.id == bindparam("cual"), MENSAJES.c.pendiente).values(YA_ENTREGADO)


def abrir_almacen(
    url: str,
    sal: bytes,
    cifrador: Cifrador | None = None,
    *,
    personal: Mapping[Persona, Papeles] | None = None,
    documentos: Path | None = None,
) -> "AlmacenSQL":
    """Abre la base de datos, la crea si falta y la lleva al esquema de este programa.

    `url` es como `sqlite:////ruta/alianzas.db`; `sal`, la de `sal_de_la_instalacion`; `personal`, los papeles que da la
    configuración; `documentos`, la carpeta de los que se entregan: por omisión, la que está junto a la base de SQLite.
    Con `cifrador`, lo guardado queda cifrado. Raises `ErrorAlmacen`, `ErrorCifrado`, con lo que hay que hacer.
    """
    archivo = archivo_sqlite(url)
    motor = crear_motor(url)
    if archivo is not None:
        crear_archivo(archivo)
    configurados = {seudonimo(sal, una): papeles for una, papeles in (personal or {}).items()}
    documentos = documentos or documentos_junto_a(url)
    try:
        poner_al_dia(motor, sal, cifrador, documentos)
        inscribir_personal(motor, configurados, datetime.now(UTC))
    except BaseException:
        motor.dispose()
        raise
    return AlmacenSQL(motor, sal, documentos, configurados)


class AlmacenSQL:
    """Guarda conversaciones en SQL. Se puede usar desde varios hilos y varios procesos a la vez."""

    def __init__(self, motor: Engine, sal: bytes, documentos: Path, configurados: Mapping[str, Papeles]) -> None:
        """`configurados`: los papeles que da la configuración, por seudónimo."""
        self._motor, self._sal = motor, sal
        self._documentos = documentos
        self._por_vaciar = True  # otro proceso pudo morir antes de vaciar el diario
        self._configurados = configurados
        self.bandeja, self.grupos = BandejaSQL(motor), GruposSQL(motor, sal)

    def cerrar(self) -> None:
        """Cierra las conexiones."""
        self.bandeja.cerrar()
        self._motor.dispose()

    def cargar(self, persona: Persona, id_entrada: str | None = None) -> tuple[Estado, int]:
        with lectura(self._motor) as conexion:
            numero = self._numero(conexion, persona)
            if numero is None:
                return Estado(), 0
            if id_entrada is not None and entrada_vista(conexion, numero, id_entrada):
                raise EntradaRepetida
            fila = conexion.execute(_CONVERSACION, {"persona": numero}).one()
            guardado = secreto_de_conversacion(conexion, numero).abrir_json(fila.estado)
            nombre = guardado.get("borrador")
            leido = leer_eventos(conexion, numero, nombre) if nombre is not None else ((), COORDINA)
            if leido is None:  # salió de él
                leido, guardado = ((), COORDINA), {**guardado, "borrador": None, "en_entrevista": False}
            return estado_de_json(guardado, *leido), fila.revision

    def guardar(self, persona: Persona, atendido: TurnoAtendido) -> tuple[Envio, ...]:
        archivos: set[str] = set()
        with escritura(self._motor) as conexion:
            if se_lleva_lo_suyo(atendido.efectos):
                archivos = archivos_del_borrador(conexion, self._numero(conexion, persona), atendido.estado.borrador)
            envios = self._guardar(conexion, persona, atendido)
        if se_lleva_lo_suyo(atendido.efectos):
            self._vaciar()
            borrar_documentos(self._documentos, archivos)
        if any(adjunto.nombre == COPIA_DE_SUS_DATOS for envio in envios for adjunto in envio.mensaje.adjuntos):
            self._borrar_copias_entregadas(persona)
        if OlvidarRecibido() in atendido.efectos:
            self._vaciar(timedelta(0))  # lo recibido sigue en el diario, y se dice que no se guardó
        return envios

    def papeles(self, persona: Persona) -> tuple[Papeles, bool]:
        with lectura(self._motor) as conexion:
            todos = leer_papeles(conexion, self._configurados)
        suyos = todos.get(seudonimo(self._sal, persona), Papeles())
        return suyos, any(uno.atiende for uno in todos.values())

    def papeles_por_direccion(self, canal: str) -> dict[str, Papeles]:
        """Los de quienes son o fueron del personal y alguna vez escribieron por ese canal."""
        with lectura(self._motor) as conexion:
            direcciones = direcciones_del_personal(conexion, canal)
            todos = leer_papeles(conexion, self._configurados)
        return {direccion: todos[suyo] for direccion, suyo in direcciones.items()}

    def leer_borradores(self, persona: Persona) -> tuple[BorradorGuardado, ...]:
        with lectura(self._motor) as conexion:
            numero = self._numero(conexion, persona)
            return () if numero is None else leer_borradores(conexion, numero)

    def abrir_invitacion(self, persona: Persona, cual: str | RevisarInvitacion, ahora: datetime) -> InvitacionLeida:
        with lectura(self._motor) as conexion:
            return Puerta(conexion, self._sal, ahora).abrir(seudonimo(self._sal, persona), cual)

    def leer_invitaciones(self, persona: Persona, pedido: LeerInvitaciones, ahora: datetime) -> InvitacionesLeidas:
        with lectura(self._motor) as conexion:
            return Puerta(conexion, self._sal, ahora).vivas(self._numero(conexion, persona), pedido)

    def comprobar_ingreso(self, persona: Persona, pedido: ComprobarIngreso, ahora: datetime) -> IngresoComprobado:
        with lectura(self._motor) as conexion:
            return Puerta(conexion, self._sal, ahora).comprobar(self._numero(conexion, persona), pedido)

    def asunto_de(self, persona: Persona, en_canal: str) -> tuple[str, bool]:
        with lectura(self._motor) as conexion:
            numero = self._numero(conexion, persona)
            ultimo = select(func.max(TURNOS.c.id)).where(TURNOS.c.persona == numero).scalar_subquery()
            fila = conexion.execute(
                select(MENSAJES.c.contenido, SECRETO_DEL_TURNO, (MENSAJES.c.turno == ultimo).label("es_lo_ultimo"))
                .join(TURNOS, TURNOS.c.id == MENSAJES.c.turno)
                .where(MENSAJES.c.persona == numero, MENSAJES.c.en_canal == en_canal)
                .order_by(MENSAJES.c.id.desc())
                .limit(1)
            ).one_or_none()
            return ("", False) if fila is None else (self._mensaje(conexion, fila).asunto, bool(fila.es_lo_ultimo))

    def marcar_enviado(self, identificador: int, ahora: datetime, en_canal: str = "") -> None:
        # Cuanto antes, sin esperar al disco: entre la entrega y esta nota, una muerte repentina la duplica.
        with escritura(self._motor, duradera=False) as conexion:
            conexion.execute(_MARCAR_ENVIADO, {"cual": identificador, "enviado": ahora, "en_canal": en_canal or None})

    def marcar_dudoso(self, identificador: int, ahora: datetime) -> None:
        with escritura(self._motor) as conexion:
            conexion.execute(
                update(MENSAJES).where(MENSAJES.c.id == identificador, MENSAJES.c.pendiente).values(dudoso=ahora)
            )

    def anotar_bloqueo(self, persona: Persona, desde: datetime | None) -> None:
        with escritura(self._motor) as conexion:
            if (numero := self._numero(conexion, persona)) is not None:
                conexion.execute(update(DIRECCIONES).where(DIRECCIONES.c.persona == numero).values(bloqueada=desde))

    def leer_envios(self, canal: str, direccion: str | None = None, hasta: datetime | None = None) -> tuple[Envio, ...]:
        solo_esa = () if direccion is None else (DIRECCIONES.c.direccion == direccion,)
        ya = () if hasta is None else (MENSAJES.c.desde.is_(None) | (MENSAJES.c.desde <= hasta),)
        with lectura(self._motor) as conexion:
            filas = conexion.execute(
                select(MENSAJES.c.id, MENSAJES.c.contenido, DIRECCIONES.c.direccion, SECRETO_DEL_TURNO)
                .join(DIRECCIONES, DIRECCIONES.c.persona == MENSAJES.c.persona)
                .join(TURNOS, TURNOS.c.id == MENSAJES.c.turno)
                .where(MENSAJES.c.pendiente, DIRECCIONES.c.canal == canal, DIRECCIONES.c.bloqueada.is_(None))
                .where(*solo_esa, *ya)
                .order_by(MENSAJES.c.id)
            ).all()
            return tuple(
                Envio(fila.id, Persona(canal, fila.direccion), self._mensaje(conexion, fila)) for fila in filas
            )

    def por_entregar(self, canal: str, creados_antes: datetime) -> tuple[str, ...]:
        with lectura(self._motor) as conexion:
            consulta = (
                select(DIRECCIONES.c.direccion)
                .join(MENSAJES, MENSAJES.c.persona == DIRECCIONES.c.persona)
                .where(MENSAJES.c.pendiente, MENSAJES.c.dudoso.is_(None), MENSAJES.c.creado < creados_antes)
                .where(MENSAJES.c.desde.is_(None) | (MENSAJES.c.desde < creados_antes))
                .where(DIRECCIONES.c.canal == canal, DIRECCIONES.c.bloqueada.is_(None))
            )
            return tuple(conexion.scalars(consulta.distinct()))

    def recordatorios_vencidos(self, canal: str, ahora: datetime) -> tuple[tuple[Persona, datetime], ...]:
        with lectura(self._motor) as conexion:
            return por_recordar(conexion, canal, ahora)

    def resumir_datos(self, persona: Persona) -> DatosResumidos:
        with lectura(self._motor) as conexion:
            numero = self._numero(conexion, persona)
            return DatosResumidos(0, 0, 0, 0, ()) if numero is None else resumir_datos(conexion, numero)

    def reunir_datos(self, persona: Persona) -> tuple[dict[str, Any], tuple[Adjunto, ...]]:
        with lectura(self._motor) as conexion:
            numero = self._numero(conexion, persona)
            datos, documentos = ({}, ()) if numero is None else reunir_datos(conexion, numero)
            return datos, tuple(ubicar(self._documentos, uno) for uno in documentos)

    def leer_ultimos_turnos(self, persona: Persona, cuantos: int) -> UltimosTurnosLeidos:
        with lectura(self._motor) as conexion:
            numero = self._numero(conexion, persona)
            return UltimosTurnosLeidos((), 0) if numero is None else leer_ultimos_turnos(conexion, numero, cuantos)

    def numerar_consulta(self, ahora: datetime) -> int:
        while True:
            # Si otro proceso tomó el mismo a la vez, le toca el siguiente.
            with suppress(EstadoDesactualizado), escritura(self._motor, duradera=False) as conexion:
                return reservar_numero(conexion, ahora)

    def leer_consultas(self, numero: int | None) -> tuple[ConsultaAlPersonal, ...]:
        with lectura(self._motor) as conexion:
            return leer_consultas(conexion, numero)

    def leer_destinos(
        self, persona: Persona, numero: int | None, ahora: datetime
    ) -> tuple[tuple[ConsultaAlPersonal, ...], bool]:
        with lectura(self._motor) as conexion:
            quien = self._numero(conexion, persona)
            return leer_destinos(conexion, numero, ahora), quien is not None and hay_sin_leer(conexion, quien)

    def borrar_persona(self, persona: Persona, ahora: datetime, despedir: Despedir) -> tuple[Envio, ...]:
        recibo, archivos, envios = Recibo("", ahora, 0, 0, 0, 0, 0), set[str](), ()
        with escritura(self._motor) as conexion:
            if (numero := self._numero(conexion, persona)) is not None:
                archivos = archivos_de(conexion, numero)
                quitar_copias(conexion, numero, ahora)
                recibo = replace(borrar_filas(conexion, numero, ahora), documentos=len(archivos))
            if (atendido := despedir(recibo)) is not None:
                envios = self._guardar(conexion, persona, atendido, {uno.nombre for uno in recibo.compartidos})
        # Ya está borrada y con su constancia: nada de lo que falte aquí debe hacer que se le diga otra cosa.
        self._vaciar()
        borrar_documentos(self._documentos, archivos)
        return envios

    def mantener(self, plazos: Conservacion, ahora: datetime) -> Mantenido:
        """Borra a quienes no escriben desde hace esos días, lo recibido hace tanto y los archivos que no son de nadie.

        Si algo hace dudar de la hora no borra nada, y lo dice.
        """
        vencimiento = Vencimiento.de(plazos, ahora)
        hecho, archivos = depurar(self._motor, vencimiento, self._documentos), 0
        if hecho.reparo is None or not hecho.reparo.es_del_reloj:
            self.bandeja.olvidar(ahora - SE_OLVIDA, vencimiento.consultas)
            olvidar_sales(self._motor, ahora)
            with escritura(self._motor) as conexion:
                llevaban = olvidar_lo_vencido(conexion, ahora)
            borrar_documentos(self._documentos, llevaban)
            archivos = borrar_sueltos(self._motor, self._documentos, ahora)
        if hecho.borradas or archivos:
            detalle = {"personas": hecho.borradas, "archivos": archivos}
            anotar_en_bitacora(self._motor, Actuacion(ahora, "asistente", "depurar", "conservación", detalle))
        self._vaciar()
        return Mantenido(hecho.borradas, archivos, hecho.reparo)

    def limpiar(self) -> None:
        """Quita del diario de SQLite lo que ya se borró, si antes no se pudo. Es barato si no hay nada que hacer."""
        if self._por_vaciar:
            self._vaciar(timedelta(0))

    def _vaciar(self, espera: timedelta = timedelta(seconds=1)) -> None:
        self._por_vaciar = True
        soltar_historias(self._motor)
        with suppress(ErrorAlmacen):
            self._por_vaciar = not vaciar_diario(self._motor, espera)

    def _guardar(
        self, conexion: Connection, persona: Persona, atendido: TurnoAtendido, salidos: Collection[str] = ()
    ) -> tuple[Envio, ...]:
        estado, ahora, id_entrada = atendido.estado, atendido.ahora, atendido.id_entrada
        numero = self._numero(conexion, persona)
        if numero is None:
            numero = inscribir(conexion, seudonimo(self._sal, persona), persona, ahora)
        elif id_entrada is not None and entrada_vista(conexion, numero, id_entrada):
            return ()
        avanzar(conexion, numero, atendido)
        for una in () if id_entrada is None else (id_entrada, *atendido.junto_con):
            anotar_vista(conexion, numero, una, ahora)
            vaciar_entrada(conexion, una)
        cerrar_dudosos(conexion, numero)
        readmitir(conexion, numero)
        anotado = anotar(conexion, numero, atendido)
        secreto, abierto = anotado.secreto, anotado.del_turno
        nuevo = TurnoNuevo(numero, estado.turno, abierto, ahora, atendido.recibido, atendido.efectos)
        turno = anotar_turno(conexion, secreto, nuevo)
        if de_alianza := [efecto for efecto in atendido.efectos if isinstance(efecto, EfectoDeAlianza)]:
            puerta, quien = Puerta(conexion, self._sal, ahora), seudonimo(self._sal, persona)
            cumplir(Autoria(puerta, numero, quien, turno, anotado, salidos), de_alianza)
        guardados: list[tuple[int, Mensaje]] = []
        if de_consultas := [efecto for efecto in atendido.efectos if isinstance(efecto, EfectoDeConsulta)]:
            autor = Autor(numero, nombre_en_bitacora(self._sal, persona), turno, ahora)
            guardados += guardar_consultas(conexion, autor, de_consultas, self._que_atienden(conexion))
        guardados += [
            (encolar(conexion, secreto, PorEntregar(numero, turno, efecto.guardado), ahora), efecto.mensaje)
            for efecto in atendido.efectos
            if isinstance(efecto, Enviar)
        ]
        return tuple(Envio(identificador, persona, mensaje) for identificador, mensaje in guardados)

    def _borrar_copias_entregadas(self, persona: Persona) -> None:
        """Las copias de sus datos que una nueva reemplaza; si ahora no se puede, se van con la siguiente."""
        with suppress(ErrorAlmacen), lectura(self._motor) as conexion:
            if (numero := self._numero(conexion, persona)) is not None:
                borrar_documentos(self._documentos, copias_entregadas(conexion, numero))

    def _que_atienden(self, conexion: Connection) -> list[str]:
        papeles = leer_papeles(conexion, self._configurados)
        return [quien for quien, suyos in papeles.items() if suyos.atiende]

    def _numero(self, conexion: Connection, persona: Persona) -> int | None:
        return numero_de_persona(conexion, seudonimo(self._sal, persona))

    def _mensaje(self, conexion: Connection, fila: Row[*tuple[Any, ...]]) -> Mensaje:
        secreto = abrir_secreto(conexion, fila.clave_envuelta)
        mensaje = mensaje_de_fila(secreto, fila.contenido)
        return replace(mensaje, adjuntos=tuple(ubicar(self._documentos, uno) for uno in mensaje.adjuntos))
