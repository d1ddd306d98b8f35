"""Cómo dicen las órdenes de documentos lo que hicieron, en palabras o en JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from conocimiento.biblioteca.catalogo import Estado, Inscrito
from conocimiento.biblioteca.comparacion import Cambio
from conocimiento.biblioteca.ficha import FichaEscrita
from conocimiento.biblioteca.gestion import Agregado, Comprobado
from conocimiento.biblioteca.guardado import DocumentoGuardado
from conocimiento.biblioteca.textos import decir_avisos, decir_empeorada, decir_lo_leido, decir_lo_revisado
from conocimiento.frases import cantidad, enumerar, fecha_en_palabras, unos
from conocimiento.hora import HORA_DE_LIMA
from conocimiento.ingesta.ideas import ClaseDeReparo, IdeasLeidas, Reparo

if TYPE_CHECKING:
    from bot.revision.biblioteca import Publicado
    from bot.revision.biblioteca.preparar import Preparado
    from bot.revision.biblioteca.revisadas import Puesto
    from conocimiento.biblioteca.borrador.proponer import Propuesto

REPAROS_A_LA_VISTA = 12
LO_QUE_HACER_CON_LAS_PEORES = (
    "  De cada una: si lo que se contesta ahora está bien, no haga nada; y si antes se decía que no lo dice, quítela",
    "  de esas. Si está mal, agregue a la idea que debía contestarla dos o tres maneras más de preguntarlo que nombren",
    "  de qué documento es, y póngalas con «--con»; o quite del otro documento la pregunta que se le parece.",
)
Fila = tuple[Inscrito, DocumentoGuardado]


def lista(filas: Sequence[Fila]) -> str:
    """Un documento por párrafo: título, clave y versión, y en qué está."""
    if not filas:
        return "Todavía no agregó ningún documento. Para agregar uno: alianzas documentos agregar ARCHIVO"
    return "\n".join(f"{_titulo(guardado)}\n   {uno.nombre} · {situacion(uno)}" for uno, guardado in filas)


def lista_en_json(filas: Sequence[Fila]) -> str:
    """Lo mismo, para otro programa."""
    return en_json([{**asdict(uno), "titulo": _titulo(guardado)} for uno, guardado in filas])


def agregado(hecho: Agregado, segundos: float) -> str:
    """Qué se leyó, qué mirar, a qué se parece y qué hacer ahora."""
    clave = hecho.guardado.clave
    titulo = f"«{hecho.ficha.titulo}»" if hecho.ficha.titulo else "un documento que no dice su título"
    lineas = [f"Leí {titulo} en {unos(max(1, round(segundos)), 'segundo')}: {decir_lo_leido(hecho.lectura)}."]
    lineas += ["Revise:", *(f"  • {uno.texto}" for uno in decir_avisos(hecho.lectura))] if hecho.lectura.avisos else []
    if hecho.lectura.fecha and str(hecho.ficha.anio) == hecho.lectura.fecha[:4]:
        fecha = fecha_en_palabras(hecho.lectura.fecha)
        lineas.append(f"Lo publicó El Peruano el {fecha}: de ahí tomé el año. Si es otro, cámbielo con --anio.")
    for uno, otro in hecho.parecidos:
        parte = f"Se parece en {uno.parte * 100:.0f} % a" if uno.parte >= 0.01 else "Se llama igual que"
        if uno.clave == clave:
            lineas.append(f"{parte} «{otro}», que está publicado con la misma clave: al publicarlo, lo reemplaza.")
        else:
            lineas.append(f"{parte} «{otro}», que está publicado. ¿Lo reemplaza? → --reemplaza {uno.clave}")
    lineas.append(f"Queda como borrador: no se cita todavía. Mire cómo lo leí: alianzas documentos ver {clave}")
    if hecho.ficha.titulo and not (hecho.ficha.institucion and hecho.ficha.anio):
        corregir = f'alianzas documentos corregir {clave} --institucion "…" --anio …'
        lineas.append(f"{asi_se_citara(hecho.ficha)} Para que diga quién lo publica y el año: {corregir}")
    if hecho.ficha.titulo:
        lineas.append(f"Para que se cite: alianzas documentos publicar {clave}")
    else:
        lineas.append(f'Falta el título, con el que se cita: alianzas documentos corregir {clave} --titulo "…"')
    return "\n".join(lineas)


def agregado_en_json(hecho: Agregado) -> str:
    """Lo mismo, para otro programa."""
    return en_json(
        {
            "clave": hecho.guardado.clave,
            "version": hecho.guardado.version,
            **asdict(hecho.ficha),
            "paginas": len(hecho.lectura.paginas),
            "resumen": decir_lo_leido(hecho.lectura),
            "avisos": [uno.texto for uno in decir_avisos(hecho.lectura)],
            "parecidos": [{**asdict(uno), "titulo": otro} for uno, otro in hecho.parecidos],
        }
    )


def publicado(hecho: "Publicado") -> str:
    """Desde cuándo se cita, qué deja de citarse y qué dio la prueba."""
    suyo, comprobado = hecho.inscrito, hecho.comprobado
    desde = suyo.desde or suyo.cuando.astimezone(HORA_DE_LIMA).date()
    hoy = suyo.cuando.astimezone(HORA_DE_LIMA).date()
    cuando = "desde hoy" if desde <= hoy else f"desde el {fecha_en_palabras(desde)}"
    lineas = [f"Publicado: «{hecho.guardado.ficha.titulo}» se cita {cuando}. {asi_se_citara(hecho.guardado.ficha)}"]
    if hecho.salen:
        salen = enumerar([f"«{uno.nombre}»" for uno in hecho.salen])
        dejan = "Deja" if len(hecho.salen) == 1 else "Dejan"
        lineas.append(f"{dejan} de citarse {'hoy' if desde <= hoy else 'ese día'}: {salen}.")
    if hecho.revisado and (usado := lo_revisado(hecho.revisado)):
        lineas.append(usado)
    lineas += _lo_probado(comprobado)
    if hecho.revisado is None:
        lineas.append(
            f"Sin preguntas revisadas afirma poco. Para escribirlas: alianzas documentos preguntas {suyo.clave}"
        )
    lineas.append(f"Para dejar de citarlo: alianzas documentos retirar {suyo.clave} --motivo …")
    return "\n".join(lineas)


def _lo_probado(comprobado: Comprobado) -> list[str]:
    if not comprobado.probadas:
        return []
    cuantas = cantidad(comprobado.probadas, "pregunta conocida", "preguntas conocidas")
    empeoran = len(comprobado.empeoran)
    peor = f"{empeoran} se responde{'n' * (empeoran > 1)} peor:" if empeoran else "ninguna se responde peor."
    lineas = [f"Probé {cuantas} y {peor}"]
    for una in comprobado.empeoran:
        pregunta, *contestado = decir_empeorada(una)
        lineas += [f"  · {pregunta}", *(f"    {dicho}" for dicho in contestado)]
    return [*lineas, *(LO_QUE_HACER_CON_LAS_PEORES if empeoran else ())]


def acompanan(archivos: Sequence[Path]) -> str:
    """Lo que había junto al archivo y también se toma."""
    estan = "está" if len(archivos) == 1 else "están"
    return f"Tomo también {enumerar([f'«{uno.name}»' for uno in archivos])}, que {estan} a su lado."


def puesto(hecho: "Puesto") -> str:
    """Lo que se puso a un documento, lo que conviene mirar y qué hacer ahora."""
    lineas = [lo_revisado(hecho.preguntas, "Tomé") if hecho.preguntas else ""]
    if hecho.explicaciones:
        lineas.append(f"Y {cantidad(hecho.explicaciones, 'explicación aprobada', 'explicaciones aprobadas')}.")
    for una in hecho.preguntas.repetidas if hecho.preguntas else ():
        donde = enumerar([f"«{uno}»" for uno in una.apartados])
        sitio = f"están varias veces en {donde}" if len(una.apartados) == 1 else f"están en {donde}"
        lineas.append(
            f"Revise «{una.idea}» (línea {una.linea}): sus palabras {sitio}, y tomé la primera. Si es otra, agregue "
            + ("más palabras." if len(una.apartados) == 1 else f'apartado: "{una.apartados[-1]}"')
        )
    lineas += _por_mirar(hecho.preguntas.reparos if hecho.preguntas else ())
    lineas += [f"No se usa, porque el documento no trae entera su oración: {una}" for una in hecho.caidas]
    if hecho.comprobado is None:
        lineas.append(f"Quedó puesto. Todavía no se cita: alianzas documentos publicar {hecho.clave}")
    else:
        lineas += [*_lo_probado(hecho.comprobado), "Quedó puesto, y ya se usa."]
    return "\n".join(filter(None, lineas))


def _por_mirar(reparos: Sequence[Reparo]) -> list[str]:
    """Lo que se admitió y quizá no se quería; de muchos, los primeros."""
    lineas = ["Mire también:"] if reparos else []
    lineas += [f"  · {_reparo(uno)}" for uno in reparos[:REPAROS_A_LA_VISTA]]
    sobran = len(reparos) - REPAROS_A_LA_VISTA
    return [*lineas, f"  · y {cantidad(sobran, 'más', 'más')}."] if sobran > 0 else lineas


def _reparo(uno: Reparo) -> str:
    """Lo que conviene mirar de una pregunta revisada, con su línea."""
    match uno.clase:
        case ClaseDeReparo.EN_BLANCO:
            return f'línea {uno.linea}: hay una pregunta en blanco (""): escríbala o borre el renglón.'
        case ClaseDeReparo.CON_COMILLAS:
            return (
                f"línea {uno.linea}: las comillas de {uno.pregunta} quedan como parte de la pregunta. Si las puso para "
                'encerrarla, use " y no “ ni ”.'
            )
        case ClaseDeReparo.EN_DOS_IDEAS:
            return (
                f"línea {uno.linea}: «{uno.pregunta}» ya está en otra idea (línea {uno.otra}), y solo una puede "
                "contestarla. Déjela en la que corresponda."
            )


def publicado_en_json(hecho: "Publicado") -> str:
    """Lo mismo, para otro programa."""
    return en_json(
        {
            **asdict(hecho.inscrito),
            "reemplaza": [uno.nombre for uno in hecho.salen],
            "ideas_revisadas": len(hecho.revisado.revisadas) if hecho.revisado else 0,
            "preguntas_revisadas": hecho.revisado.preguntas if hecho.revisado else 0,
            "ideas_sin_revisar": hecho.revisado.sin_revisar if hecho.revisado else 0,
            "probadas": hecho.comprobado.probadas,
            "empeoran": [asdict(una) for una in hecho.comprobado.empeoran],
        }
    )


def lo_revisado(leidas: IdeasLeidas, que_hice: str = "Usé") -> str:
    """Cuántas ideas revisadas se usan; vacío si el archivo no trae ninguna."""
    return decir_lo_revisado(len(leidas.revisadas), leidas.preguntas, leidas.sin_revisar, que_hice=que_hice)


def asi_se_citara(ficha: FichaEscrita) -> str:
    """«Así se citará: Guía de Alianzas (APCI, 2026).»."""
    entre = ", ".join(str(parte) for parte in (ficha.institucion, ficha.anio) if parte)
    return f"Así se citará: {ficha.titulo}{f' ({entre})' if entre else ''}."


def diferencias(cambios: Sequence[Cambio]) -> str:
    """Cada párrafo que cambió, bajo su apartado."""
    if not cambios:
        return "Dicen lo mismo, palabra por palabra."
    lineas: list[str] = []
    apartado = None
    for uno in cambios:
        if uno.apartado != apartado:
            apartado = uno.apartado
            lineas.append(f"\n{apartado or 'Sin apartado'}")
        lineas.append(f"  {uno.dicho}")
    return f"{cantidad(len(cambios), 'párrafo')} con cambios: [-sale-] y {{+entra+}}.\n" + "\n".join(lineas)


def preguntas_propuestas(archivo: Path, hecho: "Propuesto", clave: str) -> str:
    """Dónde quedaron y qué hay que hacer con ellas."""
    sin = "va sin pregunta" if hecho.sin_pregunta == 1 else "van sin pregunta"
    falta = f" ({hecho.sin_pregunta} {sin}, para que la escriba usted)" if hecho.sin_pregunta else ""
    lineas = [f"{cantidad(hecho.ideas, 'idea')} por revisar{falta} en {archivo}"]
    if hecho.fuera:
        fuera = cantidad(hecho.fuera, "oración", "oraciones")
        lineas.append(f"No propuse {fuera}: el principio del archivo dice de qué artículos son, por si alguna importa.")
    lineas.append(
        "Ábralo con un editor de texto: corrija o borre cada una y, si queda bien, cambie «revisada: no» por "
        "«revisada: sí». Ninguna se usa antes."
    )
    return "\n".join((*lineas, _al_terminar(archivo, clave)))


def preguntas_que_tiene(archivo: Path, clave: str) -> str:
    """Las que ya tenía, para corregirlas."""
    dicho = f"Las preguntas que «{clave}» ya tiene están ahora en {archivo}: corríjalas ahí."
    return f"{dicho}\n{_al_terminar(archivo, clave)}"


def _al_terminar(archivo: Path, clave: str) -> str:
    return (
        f"Al terminar: alianzas documentos preguntas {clave} --con {archivo.name}\n"
        "Dice de una vez lo que haya que corregir y, si ya se cita, prueba antes que nada se conteste peor."
    )


def preparado(hecho: "Preparado", preguntas: Path, explicaciones: Path) -> str:
    """De cuántas oraciones hay borrador, cuáles mirar con cuidado, qué falta y qué hacer."""
    lineas = [
        f"Borrador de {cantidad(hecho.hechas, 'oración', 'oraciones')}: {preguntas} y {explicaciones}",
        f"{cantidad(hecho.marcadas, 'explicación', 'explicaciones')} por mirar con cuidado («# REVISAR»).",
        "Nada de esto se usa. Cada archivo dice, al principio, cómo se aprueba lo que esté bien.",
    ]
    if hecho.sin_hacer:
        motivos = ", ".join(dict.fromkeys(una.motivo for una in hecho.sin_hacer))
        lineas.append(
            f"FALTA: de {cantidad(len(hecho.sin_hacer), 'oración', 'oraciones')} no hay borrador ({motivos})."
        )
    if hecho.fuera:
        lineas.append(f"FALTA: {cantidad(hecho.fuera, 'oración más', 'oraciones más')} que no se pidieron (--hasta).")
    return "\n".join(lineas)


def _titulo(guardado: DocumentoGuardado) -> str:
    if not guardado.carpeta.is_dir():
        return f"{guardado.clave} (lo trae el programa)"
    return guardado.ficha.titulo or f"{guardado.clave} (sin título)"


def situacion(uno: Inscrito) -> str:
    """«publicado desde el 01/12/2026 (rosa, 30/11/2026)»."""
    quien = f"{uno.quien}, {uno.cuando.astimezone(HORA_DE_LIMA):%d/%m/%Y}"
    desde = f" desde el {uno.desde:%d/%m/%Y}" if uno.desde else ""
    hasta = f" hasta el {uno.hasta:%d/%m/%Y}" if uno.hasta else ""
    match uno.estado:
        case Estado.BORRADOR:
            return f"borrador, no se cita ({quien})"
        case Estado.PUBLICADO:
            return f"publicado{desde} ({quien})"
        case Estado.REEMPLAZADO:
            return f"reemplazado por {uno.por}; citado{desde}{hasta} ({quien})"
        case Estado.RETIRADO:
            return f"retirado: {uno.motivo} ({quien})"


def en_json(valor: object) -> str:
    """Un valor, con sus fechas como texto."""
    return json.dumps(valor, ensure_ascii=False, default=str)
