"""La orden `alianzas por-que`: una respuesta con la versión que se citó aquel día. Lo pesado se carga dentro."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.ordenes.comun import Datos, EnJson, Quien, abrir_lo_guardado, ahora, dia_y_hora, sal_de_promocion
from bot.ordenes.documentos.decir import en_json as a_json
from bot.ordenes.documentos.decir import situacion

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.revision.por_que import CitaDeEntonces, Explicada


def por_que(
    respuesta: Annotated[
        str, typer.Argument(metavar="RESPUESTA", help="Su número, o el de la página de revisión, como T-5D21C0AF13E2.")
    ],
    datos: Datos = None,
    quien: Quien = "",
    en_json: EnJson = False,
) -> None:
    """Muestra una respuesta con cada cita leída de la versión que se citó aquel día, aunque ya no se cite."""
    from dataclasses import asdict

    from bot.montaje import reunir_material
    from bot.revision.por_que import Carpetas, explicar
    from bot.revision.promocion import Fuente
    from bot.revision.turnos import hallar_turno

    configuracion, motor = abrir_lo_guardado(datos)
    carpetas = Carpetas(configuracion.carpeta_corpus, configuracion.datos)
    hecha = explicar(motor, carpetas, hallar_turno(motor, respuesta), quien, ahora())
    material = reunir_material(configuracion, motor)
    tachador = Fuente(sal_de_promocion(configuracion), motor, material.entrevista, material.documentos).tachador()

    def tachar(dicho: str) -> str:
        return tachador.tachar(dicho)[0]

    if en_json:
        llano = asdict(hecha)
        llano["respuesta"] = tachar(hecha.respuesta)
        for una in llano["preguntas"]:
            una["pregunta"] = tachar(una["pregunta"])
        print(a_json(llano))
    else:
        _mostrar(hecha, tachar)


def _mostrar(hecha: "Explicada", tachar: "Callable[[str], str]") -> None:
    print(f"Respuesta {hecha.turno}, del {dia_y_hora(hecha.instante)}:\n")
    print(tachar(hecha.respuesta))
    if not hecha.preguntas:
        print("\nNo contesta ninguna pregunta a los documentos.")
    for una in hecha.preguntas:
        print(f"\nSe preguntó: {tachar(una.pregunta)}")
        print(f"Se contestó: {una.estado} (confianza {una.confianza * 100:.0f} %)")
        for cita in una.citas:
            _mostrar_cita(cita)


def _mostrar_cita(cita: "CitaDeEntonces") -> None:
    pagina = f", pág. {cita.pagina}" if cita.pagina else ""
    titulo = f"{cita.titulo}: " if cita.titulo else ""
    print(f"\n  {titulo}{cita.documento}, versión {cita.version}, {cita.apartado or 'sin apartado'}{pagina}")
    if cita.inscrito is not None:
        print(f"  Hoy está {situacion(cita.inscrito)}")
    if cita.texto is None:
        print("  Esa versión ya no se conserva. Lo que se envió:")
    elif not cita.coincide:
        print("  CUIDADO: la versión que se conserva no dice eso en ese lugar. Lo que se envió:")
    print(f"  «{cita.enviado}»")
