"""El recuento de una evaluación."""

from bot.puntuacion import Esperado, intervalo, resumir, sostiene

TEXTO = "La alianza es voluntaria. Nadie paga."


def dada(estado: str, *citas: tuple[int, int]) -> dict[str, object]:
    return {
        "estado": estado,
        "ms": 5.0,
        "citas": [{"documento": "a", "texto": TEXTO[uno:dos], "inicio": uno, "fin": dos} for uno, dos in citas],
    }


def test_sostiene_solo_si_la_cita_contiene_la_evidencia() -> None:
    assert sostiene(dada("respuesta", (0, 25)), "es voluntaria", {"a": TEXTO})
    assert not sostiene(dada("respuesta", (26, 37)), "es voluntaria", {"a": TEXTO})
    assert not sostiene(dada("no_sabe", (0, 25)), "es voluntaria", {"a": TEXTO})


def test_resume_aciertos_negativas_y_citas_alteradas() -> None:
    alterada = dada("respuesta", (0, 10))
    alterada["citas"][0]["texto"] = "otra cosa"  # type: ignore[index]
    lineas = resumir(
        [Esperado("1", True, "es voluntaria"), Esperado("2", False, None), Esperado("3", False, None)],
        [dada("respuesta", (0, 25)), dada("no_sabe"), alterada],
        {"a": TEXTO},
    )
    assert lineas[0].startswith("Respondibles que citan su evidencia: 1/1")
    assert "No respondibles que no se responden: 1/2" in "\n".join(lineas)
    assert "respondida sin deber: 3" in "\n".join(lineas)
    assert "Citas literales: 1/2" in "\n".join(lineas)


def test_el_intervalo_de_wilson_coincide_con_el_publicado() -> None:
    # Ejemplo de Newcombe (1998), Statistics in Medicine 17, tabla I: 81 de 263 da 0,2553 a 0,3662.
    bajo, alto = intervalo(81, 263)
    assert (round(bajo, 4), round(alto, 4)) == (0.2553, 0.3662)
