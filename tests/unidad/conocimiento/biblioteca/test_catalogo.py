"""El catálogo: qué se cita cada día, pase lo que pase con él."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conocimiento.biblioteca import catalogo as modulo
from conocimiento.biblioteca.catalogo import (
    Acto,
    Catalogo,
    Estado,
    a_json,
    de_json,
    descartar,
    deshacer,
    inscribir,
    inscribir_propio,
    olvidar_borradores,
    publicar,
    retirar,
)
from conocimiento.biblioteca.errores import CatalogoDanado, ErrorDeBiblioteca

HOY = date(2026, 11, 25)


def acto(dia: date = HOY) -> Acto:
    return Acto("rosa", datetime(dia.year, dia.month, dia.day, 15, tzinfo=UTC), dia)


def con(*nombres: str) -> Catalogo:
    """Un catálogo con esas «clave/version», todas borradores."""
    catalogo = Catalogo()
    for nombre in nombres:
        clave, _, version = nombre.partition("/")
        catalogo = inscribir(catalogo, clave, version, acto())
    return catalogo


def vigentes(catalogo: Catalogo, dia: date = HOY) -> list[str]:
    return [uno.nombre for uno in catalogo.vigentes(dia)]


def test_un_borrador_no_se_cita_y_publicado_si() -> None:
    catalogo = con("guia/a1")
    assert vigentes(catalogo) == []
    assert vigentes(publicar(catalogo, "guia", acto())) == ["guia/a1"]


def test_otra_version_de_la_misma_clave_reemplaza_a_la_anterior() -> None:
    catalogo = publicar(con("guia/a1", "guia/b2"), "guia", acto())
    assert vigentes(catalogo) == ["guia/b2"]
    catalogo = publicar(inscribir(catalogo, "guia", "c3", acto()), "guia", acto())
    assert vigentes(catalogo) == ["guia/c3"]
    reemplazada = catalogo.de("guia")[1]
    assert (reemplazada.estado, reemplazada.por, reemplazada.hasta) == (
        Estado.REEMPLAZADO,
        "guia/c3",
        HOY - timedelta(days=1),
    )


def test_con_otra_fecha_cada_dia_se_cita_una_sola() -> None:
    catalogo = publicar(con("vieja/a1"), "vieja", acto())
    futura = date(2026, 12, 10)
    catalogo = publicar(inscribir(catalogo, "nueva", "b2", acto()), "nueva", acto(), futura, ("vieja",))
    dias = {dia: vigentes(catalogo, dia) for dia in (HOY, futura - timedelta(days=1), futura)}
    assert list(dias.values()) == [["vieja/a1"], ["vieja/a1"], ["nueva/b2"]]


def test_retirar_lo_que_no_empezo_devuelve_lo_que_iba_a_reemplazar() -> None:
    catalogo = publicar(con("vieja/a1"), "vieja", acto())
    futura = date(2026, 12, 10)
    catalogo = publicar(inscribir(catalogo, "nueva", "b2", acto()), "nueva", acto(), futura, ("vieja",))
    catalogo = retirar(catalogo, "nueva", acto(), "se publicó por error")
    assert vigentes(catalogo, futura) == ["vieja/a1"]


def test_retirado_no_se_cita_nunca_y_se_puede_volver_a_publicar() -> None:
    catalogo = retirar(publicar(con("guia/a1"), "guia", acto()), "guia", acto(), "derogada")
    assert [vigentes(catalogo, HOY + timedelta(days=dias)) for dias in (-400, 0, 400)] == [[], [], []]
    assert catalogo.ultimo("guia").motivo == "derogada"
    assert vigentes(publicar(catalogo, "guia", acto())) == ["guia/a1"]


def test_deshacer_devuelve_lo_reemplazado() -> None:
    catalogo = publicar(con("vieja/a1", "otra/z9"), "vieja", acto())
    catalogo = publicar(inscribir(catalogo, "nueva", "b2", acto()), "nueva", acto(), None, ("vieja",))
    deshecho = deshacer(catalogo, "nueva", acto())
    assert vigentes(deshecho) == ["vieja/a1"]
    assert deshecho.ultimo("nueva").estado is Estado.BORRADOR
    with pytest.raises(ErrorDeBiblioteca, match="pudo citarse"):
        descartar(deshecho, "nueva")  # estuvo publicado


def test_lo_que_trae_el_programa_tambien_se_reemplaza_y_se_retira() -> None:
    propios = {"marco": "m1"}
    catalogo = inscribir_propio(con("guia/a1"), "marco", propios, acto())
    assert catalogo.propios_fuera(HOY) == frozenset()
    publicado = publicar(catalogo, "guia", acto(), None, ("marco",))
    assert publicado.propios_fuera(HOY) == {"marco"}
    assert publicado.propios_fuera(HOY - timedelta(days=1)) == frozenset()
    assert deshacer(publicado, "guia", acto()).propios_fuera(HOY) == frozenset()
    assert retirar(catalogo, "marco", acto(), "ya no rige").propios_fuera(HOY) == {"marco"}
    assert inscribir_propio(catalogo, "otro", propios, acto()) == catalogo


@pytest.mark.parametrize(
    ("hacer", "dicho"),
    [
        (lambda uno: publicar(uno, "no-hay", acto()), "No hay ningún documento con la clave «no-hay»"),
        (lambda uno: publicar(uno, "gui", acto()), "¿quiso decir «guia»?"),
        (lambda uno: publicar(uno, "guia", acto()), "ya está publicado"),
        (lambda uno: publicar(uno, "otra", acto(), HOY - timedelta(days=1)), "24 de noviembre de 2026 ya pasó"),
        (lambda uno: publicar(uno, "otra", acto(), None, ("borrador",)), "«borrador» no se puede reemplazar"),
        (lambda uno: publicar(uno, "otra", acto(), None, ("no-hay",)), "No hay ningún documento"),
        (lambda uno: retirar(uno, "otra", acto(), "m"), "«otra» no se cita: es un borrador"),
        (lambda uno: retirar(uno, "guia", acto(), "  "), "--motivo"),
        (lambda uno: deshacer(uno, "otra", acto()), "no está publicado"),
        (lambda uno: descartar(uno, "guia"), "pudo citarse"),
    ],
)
def test_lo_que_no_se_puede_dice_que_hacer(hacer: object, dicho: str) -> None:
    catalogo = publicar(con("guia/a1", "otra/b2", "borrador/c3"), "guia", acto())
    with pytest.raises(ErrorDeBiblioteca) as error:
        hacer(catalogo)  # pyright: ignore[reportCallIssue]
    assert dicho in str(error.value)


def test_no_se_reemplaza_a_quien_ya_espera_su_dia() -> None:
    catalogo = publicar(con("vieja/a1"), "vieja", acto())
    catalogo = publicar(inscribir(catalogo, "nueva", "b2", acto()), "nueva", acto(), date(2026, 12, 10), ("vieja",))
    catalogo = inscribir(catalogo, "tercera", "c3", acto())
    with pytest.raises(ErrorDeBiblioteca, match="ya la reemplazará «nueva/b2»"):
        publicar(catalogo, "tercera", acto(), None, ("vieja",))
    with pytest.raises(ErrorDeBiblioteca, match="ya tiene una versión para el 10 de diciembre de 2026"):
        publicar(catalogo, "tercera", acto(), None, ("nueva",))


def test_los_borradores_viejos_que_nunca_se_publicaron_se_olvidan() -> None:
    catalogo = publicar(con("guia/a1", "vieja/b2"), "guia", acto())
    catalogo = deshacer(catalogo, "guia", acto())
    reciente, viejos = olvidar_borradores(catalogo, acto(HOY + timedelta(days=29)).cuando)
    assert (reciente, viejos) == (catalogo, ())
    queda, viejos = olvidar_borradores(catalogo, acto(HOY + timedelta(days=31)).cuando)
    assert [uno.nombre for uno in viejos] == ["vieja/b2"]
    assert [uno.nombre for uno in queda.inscritos] == ["guia/a1"]  # estuvo publicada: pudo citarse


@pytest.mark.parametrize("octetos", [b"", b"{", b"[]", b'{"inscritos": [{"clave": 3}]}', b"\xff\xfe", b'{"otra": 1'])
def test_un_catalogo_que_no_se_entiende_lo_dice(octetos: bytes) -> None:
    with pytest.raises(CatalogoDanado, match="copia de respaldo"):
        de_json(octetos)


CLAVES = ("guia", "marco", "directiva")
PASOS = st.lists(
    st.tuples(
        st.sampled_from(("inscribir", "publicar", "retirar", "deshacer", "descartar", "olvidar")),
        st.sampled_from(CLAVES),
        st.integers(0, 12),  # días que pasan
        st.sampled_from((None, 0, 1, 5)),  # desde cuándo, en días
        st.sampled_from(((), ("guia",), ("marco",), ("guia", "marco"))),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(PASOS)
def test_pase_lo_que_pase_el_catalogo_es_coherente(
    pasos: list[tuple[str, str, int, int | None, tuple[str, ...]]],
) -> None:
    catalogo, dia, numero = Catalogo(), HOY, 0
    publicados: set[str] = set()
    for accion, clave, pasan, dias, reemplaza in pasos:
        dia += timedelta(days=pasan)
        suyo = acto(dia)
        antes = catalogo
        try:
            match accion:
                case "inscribir":
                    numero += 1
                    catalogo = inscribir(catalogo, clave, f"{numero:012x}", suyo)
                case "publicar":
                    desde = None if dias is None else dia + timedelta(days=dias)
                    catalogo = publicar(catalogo, clave, suyo, desde, reemplaza)
                case "retirar":
                    catalogo = retirar(catalogo, clave, suyo, "porque sí")
                    assert not any(uno.clave == clave for uno in catalogo.vigentes(dia))
                case "deshacer":
                    catalogo = deshacer(catalogo, clave, suyo)
                case "descartar":
                    catalogo = descartar(catalogo, clave)[0]
                case _:
                    catalogo = olvidar_borradores(catalogo, suyo.cuando)[0]
        except ErrorDeBiblioteca:
            assert catalogo is antes
        publicados |= {uno.nombre for uno in catalogo.vigentes(dia)}
        for despues in range(-2, 20):  # cada día, de cada clave, una versión como mucho
            claves = [uno.clave for uno in catalogo.vigentes(dia + timedelta(days=despues)) if despues >= 0]
            assert len(claves) == len(set(claves))
        nombres = [uno.nombre for uno in catalogo.inscritos]
        assert len(nombres) == len(set(nombres))
        assert publicados <= set(nombres)  # lo que se citó no sale nunca
        assert de_json(a_json(catalogo)) == catalogo
        for uno in catalogo.inscritos:
            if uno.estado in (Estado.BORRADOR, Estado.RETIRADO):
                assert not uno.regira(dia)


def test_el_plazo_de_un_borrador_es_el_que_dice_la_guia() -> None:
    assert modulo.DIAS_DE_UN_BORRADOR == 30
