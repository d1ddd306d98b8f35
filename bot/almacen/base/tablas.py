"""Las tablas. Las migraciones hacen este mismo esquema y una prueba lo comprueba.

Solo `direcciones` dice a dónde se le escribe a una persona (y `bandeja`, mientras su mensaje espera);
las demás la conocen por un número, y `personas` por un seudónimo que no se puede recalcular sin la sal.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.almacen.base.conversion import Instante

METADATOS = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _persona() -> Column[int]:
    return Column("persona", Integer, ForeignKey("personas.id"), nullable=False)


PERSONAS = Table(
    "personas",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("clave", String(64), nullable=False, unique=True),
    Column("creada", Instante, nullable=False),
    Column("clave_envuelta", Text),  # abre lo dicho fuera de un borrador; sin ella, nada de eso está cifrado
    sqlite_autoincrement=True,
)

DIRECCIONES = Table(
    "direcciones",
    METADATOS,
    Column("persona", Integer, ForeignKey("personas.id"), primary_key=True),
    Column("canal", Text, nullable=False),
    Column("direccion", Text, nullable=False),
    Column("bloqueada", Instante),  # desde cuándo la persona no admite mensajes
)

# Lo recibido por el canal. Al atenderse pierde el contenido y la dirección: lo que queda solo evita atenderlo
# dos veces. Una «apartada» falló todas las veces y conserva su contenido para quien la investigue.
BANDEJA = Table(
    "bandeja",
    METADATOS,
    Column("entrada", String(200), primary_key=True),
    Column("buzon", String(40), nullable=False),
    Column("numero", BigInteger, nullable=False),
    Column("direccion", Text),
    Column("contenido", JSON(none_as_null=True)),
    Column("recibida", Instante, nullable=False, index=True),
    Column("intentos", Integer, nullable=False),
    Column("situacion", String(10), nullable=False),
    Index(None, "situacion", "buzon", "direccion"),
)

ENTRADAS_VISTAS = Table(
    "entradas_vistas",
    METADATOS,
    Column("persona", Integer, ForeignKey("personas.id"), primary_key=True),
    Column("entrada", String(200), primary_key=True),
    Column("instante", Instante, nullable=False),
)

BORRADORES = Table(
    "borradores",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("nombre", Text, nullable=False),
    Column("creado", Instante, nullable=False),
    Column("clave_envuelta", Text),  # abre lo que en el borrador no es de ningún integrante
    sqlite_autoincrement=True,
)

# Quién participa en un borrador y con qué clave se cierra lo que dice en él. Una fila sin persona es de quien borró lo
# suyo: conserva el código, que otros eventos nombran. Con `hasta`, salió y dejó lo suyo, que ya no ve.
INTEGRANTES = Table(
    "integrantes",
    METADATOS,
    Column("borrador", Integer, ForeignKey("borradores.id"), primary_key=True, autoincrement=False),
    Column("codigo", String(8), primary_key=True),  # «i0» coordina
    Column("persona", Integer, ForeignKey("personas.id")),
    Column("clave_envuelta", Text),  # abre lo que dice en el borrador; sin ella, nada de eso está cifrado
    Column("desde", Instante, nullable=False),
    Column("hasta", Instante),
    Column("por_resumir", Instante),  # desde cuándo hay algo que no se le avisó y le dirá el resumen
    UniqueConstraint("persona", "borrador"),
)

# Del secreto de una invitación solo se guarda la huella. Sirve a una persona, mientras no se use, no se anule, no venza
# y no se escriban tres números que no eran.
INVITACIONES = Table(
    "invitaciones",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("borrador", Integer, ForeignKey("borradores.id"), nullable=False, index=True),
    Column("huella", String(64), nullable=False, unique=True),
    Column("actor", String(40), nullable=False),  # vacío si quien entra solo leerá
    Column("rol", String(20), nullable=False),
    Column("creada", Instante, nullable=False),
    Column("caduca", Instante, nullable=False),
    Column("fallos", Integer, nullable=False),
    Column("usada", Instante),
    Column("anulada", Instante),
    sqlite_autoincrement=True,
)

# Quienes la aceptaron y esperan que la coordinación escriba su número, con la versión de cada aviso que aceptaron.
INGRESOS = Table(
    "ingresos",
    METADATOS,
    Column("invitacion", Integer, ForeignKey("invitaciones.id"), primary_key=True, autoincrement=False),
    Column("persona", Integer, ForeignKey("personas.id"), primary_key=True, autoincrement=False),
    Column("aviso", String(40), nullable=False),
    Column("privacidad", String(80), nullable=False),
    Column("pedido", Instante, nullable=False),
)

# Los grupos que siguen un borrador: lo vinculó un integrante, y se dice en un mensaje que se edita. Sin borrador, el
# grupo dejó de seguirlo y falta decirlo allí.
GRUPOS = Table(
    "grupos",
    METADATOS,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("borrador", Integer, ForeignKey("borradores.id"), unique=True),
    Column("integrante", String(8)),
    Column("hilo", Integer),  # el tema, si el grupo es un foro
    Column("mensaje", Integer),  # el que se edita; nulo: falta enviarlo
    Column("desde", Instante, nullable=False),
    Column("dicho", Instante),  # cuándo se envió o se editó; nulo: cuanto antes
    Column("leidos", Integer, nullable=False),  # cuántos eventos cuenta lo que dice
    ForeignKeyConstraint(["borrador", "integrante"], ["integrantes.borrador", "integrantes.codigo"]),
)

EVENTOS = Table(
    "eventos",
    METADATOS,
    Column("borrador", Integer, ForeignKey("borradores.id"), primary_key=True),
    Column("numero", Integer, primary_key=True, autoincrement=False),
    Column("autor", String(8)),  # el código de quien lo dijo; nulo: es del borrador y de nadie
    Column("tipo", Text, nullable=False),
    Column("instante", String(40), nullable=False),  # ISO 8601 con la zona en que ocurrió
    Column("datos", JSON, nullable=False),
    ForeignKeyConstraint(["borrador", "autor"], ["integrantes.borrador", "integrantes.codigo"]),
)

CONVERSACIONES = Table(
    "conversaciones",
    METADATOS,
    Column("persona", Integer, ForeignKey("personas.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("estado", JSON, nullable=False),
    Column("actualizada", Instante, nullable=False),
    Column("recordar", Instante, index=True),  # `Estado.recordatorio`, para encontrar los vencidos
)

TURNOS = Table(
    "turnos",
    METADATOS,
    Column("id", Integer, primary_key=True),
    _persona(),
    Column("numero", Integer, nullable=False),  # `Estado.turno`: el que se valora
    Column("borrador", Integer, ForeignKey("borradores.id")),
    Column("instante", Instante, nullable=False),
    Column("recibido", Text, nullable=False),
    Column("respuesta", Text, nullable=False),
    Index(None, "persona", "numero"),
    sqlite_autoincrement=True,
)

# Lo que se preguntó a los documentos y cómo salió. El nombre de la tabla, como el de `CONSULTAS`, es el de la
# primera versión: cambiarlo obligaría a migrar cada base.
PREGUNTAS = Table(
    "consultas",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("turno", Integer, ForeignKey("turnos.id"), nullable=False, index=True),
    Column("pregunta", Text, nullable=False),
    Column("estado", Text, nullable=False),
    Column("confianza", Float, nullable=False),
    Column("citas", JSON, nullable=False),
    sqlite_autoincrement=True,
)

# Los identificadores de mensajes no se reutilizan (autoincrement): un «enviado» que llega tarde,
# después de un borrado, no debe marcar el mensaje de otra persona.
MENSAJES = Table(
    "mensajes",
    METADATOS,
    Column("id", Integer, primary_key=True),
    _persona(),
    Column("turno", Integer, ForeignKey("turnos.id"), nullable=False, index=True),
    Column("contenido", JSON, nullable=False),
    Column("creado", Instante, nullable=False),
    Column("pendiente", Boolean(create_constraint=False), nullable=False, index=True),
    Column("enviado", Instante),
    Column("en_canal", String(64)),  # cómo lo identifica el canal, para saber a qué se responde
    Column("dudoso", Instante),  # se cortó la conexión al enviarlo: no se sabe si llegó
    Column("queda", JSON(none_as_null=True)),  # a qué se reduce al entregarse, si muestra palabras de otros
    Column("desde", Instante),  # de un aviso que nadie pidió: antes de esa hora no se entrega
    Index(None, "persona", "en_canal"),
    sqlite_autoincrement=True,
)

VALORACIONES = Table(
    "valoraciones",
    METADATOS,
    Column("persona", Integer, ForeignKey("personas.id"), primary_key=True),
    Column("turno", Integer, primary_key=True, autoincrement=False),
    Column("sirve", Boolean(create_constraint=False), nullable=False),
    Column("instante", Instante, nullable=False),
)

# Deja constancia de que se cumplió un pedido de borrado, sin decir de quién.
BORRADOS = Table(
    "borrados",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("instante", Instante, nullable=False),
    Column("filas", Integer, nullable=False),
)

# Una sola fila: con qué clave de personas se escribió lo que hay, y cuándo fue el último mantenimiento con un reloj en
# que confiar.
INSTALACION = Table(
    "instalacion",
    METADATOS,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("huella_de_personas", String(16), nullable=False),
    Column("mantenida", Instante),
)

# --- La revisión del personal ---------------------------------------------------------------------

BITACORA = Table(
    "bitacora",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("instante", Instante, nullable=False),
    Column("quien", Text, nullable=False),
    Column("accion", Text, nullable=False),
    Column("motivo", Text, nullable=False),
    Column("detalle", JSON, nullable=False),
    sqlite_autoincrement=True,
)

# La sal permite reconocer, al importar, a qué turno corresponde cada seudónimo de la exportación.
EXPORTACIONES = Table(
    "exportaciones",
    METADATOS,
    Column("id", String(16), primary_key=True),
    Column("creada", Instante, nullable=False),
    Column("sal", String(64), nullable=False),
    Column("huella", String(64), nullable=False),
    Column("rubrica", String(64), nullable=False),
)

ANOTACIONES = Table(
    "anotaciones",
    METADATOS,
    Column("turno", Integer, ForeignKey("turnos.id"), primary_key=True, autoincrement=False),
    Column("revisor", String(80), primary_key=True),
    Column("instante", Instante, nullable=False),
    Column("rubrica", String(64), nullable=False),
    Column("valores", JSON, nullable=False),
    Column("nota", Text, nullable=False),
    Column("respuesta_correcta", Text, nullable=False),
    Column("fuentes", JSON, nullable=False),
    Column("definitiva", Boolean(create_constraint=False), nullable=False),
)

TAREAS = Table(
    "pendientes",
    METADATOS,
    Column("id", Integer, primary_key=True),
    Column("creado", Instante, nullable=False),
    Column("asignado", Text, nullable=False),
    Column("cerrado", Instante),
    Column("motivo", Text, nullable=False),  # por qué se cerró, o el documento que la responde
    sqlite_autoincrement=True,
)

TAREAS_PREGUNTAS = Table(
    "pendientes_consultas",
    METADATOS,
    Column("consulta", Integer, ForeignKey("consultas.id"), primary_key=True, autoincrement=False),
    Column("pendiente", Integer, ForeignKey("pendientes.id"), nullable=False, index=True),
)

# Quien pidió que se le avise cuando haya respuesta; `avisado` deja constancia de que se le avisó una vez.
AVISOS_PEDIDOS = Table(
    "avisos",
    METADATOS,
    Column("consulta", Integer, ForeignKey("consultas.id"), primary_key=True, autoincrement=False),
    Column("pedido", Instante, nullable=False),
    Column("avisado", Instante),
)

# Quien es o fue del personal, por su seudónimo, que `personas` llama «clave». Sin papeles (nulos), valen los de la
# configuración; con ellos, esos: se dieron o se quitaron con una orden. Una fila no se borra: dice qué conversaciones
# no se exportan.
PERSONAL = Table(
    "personal",
    METADATOS,
    Column("seudonimo", String(64), primary_key=True),
    Column("desde", Instante, nullable=False),
    Column("atiende", Boolean(create_constraint=False)),
    Column("exporta", Boolean(create_constraint=False)),
)

# Las consultas que una persona envió al personal. El número se aparta antes de decirlo, con la fila vacía. Al borrar
# sus datos vuelve a quedar solo él, para no usarlo otra vez: quien responda a un mensaje viejo no debe escribirle a
# otra persona.
CONSULTAS = Table(
    "traspasos",
    METADATOS,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("persona", Integer, ForeignKey("personas.id"), index=True),
    Column("turno", Integer, ForeignKey("turnos.id"), index=True),  # el que la envió
    Column("instante", Instante, nullable=False),
    # {texto, turnos: [{persona, asistente}], respuestas: [{instante, quien, texto}], motivo}
    Column("contenido", JSON, nullable=False),
    Column("atendido", Instante),  # cuándo se respondió por primera vez
    Column("cerrado", Instante),
)
