"""Los nombres ficticios de una historia: los datos de una conversación, cambiados por otros con los que sigue igual."""

from string import ascii_uppercase

from bot.almacen.personal.lectura import ConversacionGuardada
from bot.entrevista.esquema import Entrevista
from bot.revision.tachado.conocidos import CORREO, ENTIDAD, PERSONA, RUC, Conocido, valores_de
from bot.revision.tachado.formas.numeros import RUC_ERRADO
from bot.revision.tachado.tachar import Tachador
from conocimiento.palabras import palabras

RUC_DE_EJEMPLO = "20131312955"  # el de la SUNAT, que la propia entrevista pone de ejemplo
RUC_ERRADO_DE_EJEMPLO = "20131312954"  # con otro dígito: ante él, la entrevista vuelve a preguntar


class Ficticios:
    """Cambia los datos de una conversación por otros ficticios con los que la entrevista sigue igual."""

    def __init__(self, tachador: Tachador, entrevista: Entrevista, conversacion: ConversacionGuardada) -> None:
        self._tachador = tachador
        self._propios = tuple(
            conocido
            for eventos in conversacion.borradores.values()
            for evento in eventos
            for conocido in valores_de(entrevista, evento)
        )
        catalogos = entrevista.catalogos
        self._de_clase = {
            palabra
            for tipo in catalogos.tipos_actor
            for texto in (tipo.etiqueta, *tipo.sinonimos, *tipo.palabras)
            for palabra in palabras(texto)
        }
        self._puestos: dict[str, str] = {}

    def sustituir(self, texto: str) -> str:
        """Devuelve el texto con nombres ficticios, los mismos en toda la conversación."""
        redactado, tachados = self._tachador.tachar(texto, self._propios)
        partes: list[str] = []
        desde = 0
        for uno in tachados:
            partes += (redactado[desde : uno.inicio], self._ficticio(uno.tipo, uno.seudonimo))
            desde = uno.fin
        return "".join((*partes, redactado[desde:]))

    def _ficticio(self, tipo: str, seudonimo: str) -> str:
        if tipo in (RUC, RUC_ERRADO):
            return RUC_DE_EJEMPLO if tipo == RUC else RUC_ERRADO_DE_EJEMPLO
        if seudonimo not in self._puestos:
            letra = ascii_uppercase[len(self._puestos) % len(ascii_uppercase)]
            nombres = {ENTIDAD: f"{self._clase(seudonimo)} Ficticia {letra}", PERSONA: f"Persona Ficticia {letra}"}
            nombres[CORREO] = f"persona-{letra.lower()}@ejemplo.org.pe"
            self._puestos[seudonimo] = nombres.get(tipo, seudonimo)
        return self._puestos[seudonimo]

    def _clase(self, seudonimo: str) -> str:
        """Las primeras palabras del nombre que dicen qué clase de organización es: de ellas depende la entrevista."""
        nombre = next(
            (uno.valor for uno in self._propios if uno.tipo == ENTIDAD and self._es(uno, seudonimo)), "Organización"
        )
        propias: list[str] = []
        for palabra in nombre.split()[:2]:
            if not set(palabras(palabra)) <= self._de_clase:
                break
            propias.append(palabra)
        return " ".join(propias) or "Organización"

    def _es(self, conocido: Conocido, seudonimo: str) -> bool:
        return self._tachador.organizacion(conocido.valor) == seudonimo
