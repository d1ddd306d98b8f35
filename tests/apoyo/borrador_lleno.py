"""Un borrador ampliado con todo respondido, para cambiarlo: sus eventos y lo que se ve de él."""

from datetime import UTC, datetime

from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Creado, Evento, Llave, ModoCambiado, Respondida
from bot.entrevista.pasos import identificar, pasos_visibles
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.tipos import elementos, leer, mostrar
from tests.apoyo.cambios_dichos import ORGANIZACIONES
from tests.apoyo.charla import ENTREVISTA

AHORA = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
DICHO = {
    "nombre_organizacion": "Minera Quebrada Honda S.A.C.",
    "tipo_organizacion": "Empresa privada",
    "ruc": "20100070970",
    "contacto": "Nombre: Rosa Quispe\nCargo: jefa\nCorreo: rquispe@minera.example.com",
    "titulo": "Agua Segura para Celendín",
    "problema": "En Celendín 500 familias toman agua sin cloro y los niños se enferman.",
    "poblacion": "500 familias de Celendín",
    "ubicacion": "Cajamarca, provincia de Celendín",
    "objetivo_comun": "Llevar agua segura a 500 familias de Celendín para que los niños no se enfermen",
    "interes_publico": "Reduce enfermedades y el servicio queda a cargo de la municipalidad",
    "ods": "6, 3",
    "alineamiento": "Plan de Desarrollo Regional Concertado de Cajamarca",
    "actores": "\n".join(ORGANIZACIONES),
    "vinculo_negocio": "La mina usa agua de la misma cuenca que las familias del valle",
    "presupuesto": "S/ 900,000",
    "por_conseguir": "S/ 200,000",
    "beneficio_poblacion": "Agua segura todos los días y menos enfermedades",
    "riesgos": "Cambio de autoridades; responsable: Municipalidad de Celendín\n"
    "Alza del precio del cloro; responsable: GIZ",
    "resultados": "Agua clorada; indicador: familias con agua; meta: 500; fecha: 31/08/2028; responsable: GIZ",
    "decisiones": "Mecanismo: consenso\nDetalle: reunión cada mes",
    "cumplimiento": "Reporte trimestral al comité y reprogramación por acta",
    "transparencia": "Vínculos: no hay\nInformación pública: el convenio",
    "plazo": "18 meses desde marzo de 2027",
    "actividades": "Diagnóstico; responsable: GIZ; mes: 1\nInstalar los equipos; responsable: Banco Serrano; mes: 4\n"
    "Capacitar; responsable: Cáritas Cajamarca; mes: 6",
    "valor_agregado": "La empresa sola no puede operar el servicio y la municipalidad no puede pagarlo",
    "continuidad": "El área técnica municipal asume la operación con la cuota familiar",
    "estado_compromiso": "Solo es una idea",
}
REPARTO = "Se encarga de: lo suyo de {0}\nAporta: equipos de {0}\nGana: paz\nRiesgo: costo\nLe motiva: su gente"


def eventos_hasta(clave: str = "") -> tuple[Evento, ...]:
    """Los eventos de un borrador con todo respondido hasta esa pregunta, sin ella; sin clave, todo."""
    eventos: list[Evento] = [
        Creado(AHORA, ENTREVISTA.version, ENTREVISTA.aviso.version, True),
        ModoCambiado(AHORA, "ampliado"),
    ]
    while True:
        borrador = Borrador.de(eventos)
        pendiente = next((p for p in pasos_visibles(ENTREVISTA, borrador) if p.llave not in borrador.respuestas), None)
        if pendiente is None or pendiente.pregunta.clave == clave:
            return tuple(eventos)
        pregunta, actor = pendiente.pregunta, pendiente.actor
        dicho = DICHO.get(pregunta.clave, "Organización social, comunidad o cooperativa")
        dicho = REPARTO.format(actor.nombre) if pregunta.tipo == "matriz" and actor is not None else dicho
        entorno = Entorno(ENTREVISTA.catalogos, AHORA.date(), actores=ORGANIZACIONES)
        lectura = leer(pregunta, dicho, entorno)
        assert isinstance(lectura, Valido), (pregunta.clave, lectura)
        valor: Valor = lectura.valor
        if pregunta.tipo == "actores":
            valor = identificar(eventos, ENTREVISTA, elementos(valor))
        eventos.append(Respondida(AHORA, pendiente.llave, valor, dicho))


def lo_que_se_ve(eventos: tuple[Evento, ...], que: str) -> str:
    """Una respuesta como la lee la persona: «titulo», «contacto.correo», «actores», «actores.tipo:GIZ»…"""
    borrador = Borrador.de(eventos)
    cual, _, de_quien = que.partition(":")
    clave, _, parte = cual.partition(".")
    lista = elementos(_valor(borrador, (ENTREVISTA.papeles.actores, "")))
    if clave == "actores" and not parte:
        return " | ".join(str(uno["nombre"]) for uno in lista)
    suyo = next((uno for uno in lista if uno["nombre"] == de_quien), {})
    if clave == "actores":
        tipo = suyo.get("tipo")
        return next((t.etiqueta for t in ENTREVISTA.catalogos.tipos_actor if t.valor == tipo), "")
    valor = _valor(borrador, (clave, str(suyo.get("id", ""))))
    if parte:
        return str(valor.get(parte)) if isinstance(valor, dict) else ""
    return "" if valor is None else mostrar(ENTREVISTA.pregunta(clave), valor, ENTREVISTA.catalogos)


def _valor(borrador: Borrador, llave: Llave) -> Valor:
    respuesta = borrador.respuestas.get(llave)
    return respuesta.valor if respuesta is not None else None
