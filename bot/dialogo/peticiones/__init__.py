"""Lo que el diálogo pide y vuelve: cada petición junto a lo que se responde. Solo valores.

Una petición es un efecto en infinitivo; su resultado, una entrada en participio. Las cumple `servicio`.
"""

from bot.dialogo.peticiones.biblioteca import (
    CorregirDocumento,
    DescartarDocumento,
    DescribirDocumento,
    DeshacerPublicacion,
    DocumentoDescrito,
    DocumentoLeido,
    DocumentoMirado,
    DocumentoPublicado,
    DocumentoQuitado,
    DocumentoRehusado,
    DocumentoSinHacer,
    DocumentosListados,
    EstadoDeDocumento,
    LeerArchivo,
    ListarDocumentos,
    ParaQue,
    Parecido,
    PeticionDeBiblioteca,
    PublicarDocumento,
    ResultadoDeBiblioteca,
    RetirarDocumento,
    VerDocumento,
    VistaHecha,
)
from bot.dialogo.peticiones.conversacion import (
    BorradoresLeidos,
    BorradorGuardado,
    Buscar,
    BuscarPregunta,
    DatosBorrados,
    DatosResumidos,
    DatosReunidos,
    DocumentoFallido,
    DocumentoListo,
    LeerBorradores,
    OdsSugeridos,
    PasajesEncontrados,
    PreguntaHallada,
    Recibo,
    RedactarBorrador,
    ResumirDatos,
    RetenerTexto,
    ReunirDatos,
    SoltarTexto,
    SugerirOds,
    TextoRetenido,
    TextoSoltado,
)
from bot.dialogo.peticiones.personal import (
    BuscarDestinos,
    ConsultaAlPersonal,
    ConsultaNumerada,
    ConsultasLeidas,
    ConversacionesExportadas,
    DestinosHallados,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    Filtros,
    LeerConsultas,
    LeerUltimosTurnos,
    NumerarConsulta,
    OrdenDelPersonal,
    PedidoDelPersonal,
    RespuestaDelPersonal,
    ResultadoDeConsulta,
    TurnoDicho,
    UltimosTurnosLeidos,
)
from bot.dialogo.peticiones.voz import SinOir, Transcribir, VozNoTranscrita, VozTranscrita

__all__ = [
    "BorradorGuardado",
    "BorradoresLeidos",
    "Buscar",
    "BuscarDestinos",
    "BuscarPregunta",
    "ConsultaAlPersonal",
    "ConsultaNumerada",
    "ConsultasLeidas",
    "ConversacionesExportadas",
    "CorregirDocumento",
    "DatosBorrados",
    "DatosResumidos",
    "DatosReunidos",
    "DescartarDocumento",
    "DescribirDocumento",
    "DeshacerPublicacion",
    "DestinosHallados",
    "DocumentoDescrito",
    "DocumentoFallido",
    "DocumentoLeido",
    "DocumentoListo",
    "DocumentoMirado",
    "DocumentoPublicado",
    "DocumentoQuitado",
    "DocumentoRehusado",
    "DocumentoSinHacer",
    "DocumentosListados",
    "EstadoDeDocumento",
    "ExportacionFallida",
    "ExportacionRetenida",
    "ExportarConversaciones",
    "Filtros",
    "LeerArchivo",
    "LeerBorradores",
    "LeerConsultas",
    "LeerUltimosTurnos",
    "ListarDocumentos",
    "NumerarConsulta",
    "OdsSugeridos",
    "OrdenDelPersonal",
    "ParaQue",
    "Parecido",
    "PasajesEncontrados",
    "PedidoDelPersonal",
    "Peticion",
    "PeticionDeBiblioteca",
    "PreguntaHallada",
    "PublicarDocumento",
    "Recibo",
    "RedactarBorrador",
    "RespuestaDelPersonal",
    "ResultadoDeBiblioteca",
    "ResultadoDeConsulta",
    "ResumirDatos",
    "RetenerTexto",
    "RetirarDocumento",
    "ReunirDatos",
    "SinOir",
    "SoltarTexto",
    "SugerirOds",
    "TextoRetenido",
    "TextoSoltado",
    "Transcribir",
    "TurnoDicho",
    "UltimosTurnosLeidos",
    "VerDocumento",
    "VistaHecha",
    "VozNoTranscrita",
    "VozTranscrita",
]

Peticion = (
    Buscar
    | SugerirOds
    | RedactarBorrador
    | LeerBorradores
    | BuscarPregunta
    | RetenerTexto
    | SoltarTexto
    | ResumirDatos
    | ReunirDatos
    | LeerUltimosTurnos
    | NumerarConsulta
    | LeerConsultas
    | BuscarDestinos
    | ExportarConversaciones
    | Transcribir
    | PeticionDeBiblioteca
)
"""Los que devuelven algo: su resultado vuelve como entrada en el mismo turno."""
