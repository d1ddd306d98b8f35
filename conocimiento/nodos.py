"""Un mapa leído de un archivo que sabe en qué línea está y anota sus errores sin detenerse."""

from typing import Any, cast


class Nodo:
    """Un mapa con su archivo y su línea; `errores` es la lista común donde se anotan."""

    def __init__(self, archivo: str, mapa: Any, errores: list[str], linea: int = 1) -> None:
        self.archivo, self.errores = archivo, errores
        self.linea = int(mapa.lc.line) + 1 if hasattr(mapa, "lc") else linea
        self.mapa: dict[str, Any] = cast("dict[str, Any]", mapa) if isinstance(mapa, dict) else {}
        if not isinstance(mapa, dict):
            self.error("aquí va un mapa de «clave: valor»")

    def error(self, mensaje: str, clave: str = "") -> None:
        linea = self.linea
        if clave in self.mapa:
            linea = int(cast(Any, self.mapa).lc.key(clave)[0]) + 1
        self.errores.append(f"{self.archivo}:{linea}: {mensaje}")

    def admitir(self, *claves: str) -> None:
        for clave in self.mapa:
            if clave not in claves:
                self.error(f"clave desconocida «{clave}»; se admiten: {', '.join(claves)}", clave)

    def texto(self, clave: str, *, obligatorio: bool = True, entre: tuple[str, ...] = ()) -> str:
        valor = self.mapa.get(clave)
        if valor is None or (isinstance(valor, str) and not valor.strip()):
            if obligatorio:
                self.error(f"falta «{clave}»; escríbalo con un texto")
            return ""
        if not isinstance(valor, str):
            self.error(f"«{clave}» debe ser un texto; póngalo entre comillas (dice {valor!r})", clave)
            return ""
        if entre and valor not in entre:
            self.error(f"«{clave}: {valor}» no existe; use uno de: {', '.join(entre)}", clave)
        return str(valor).strip()

    def entero(self, clave: str) -> int | None:
        valor = self.mapa.get(clave)
        if valor is not None and (not isinstance(valor, int) or isinstance(valor, bool)):
            self.error(f"«{clave}» debe ser un número entero (dice {valor!r})", clave)
            return None
        return valor

    def textos(self, clave: str) -> tuple[str, ...]:
        valores = self._lista(clave)
        for valor in valores:
            if not isinstance(valor, str):
                self.error(f"en «{clave}» cada elemento debe ser un texto entre comillas (dice {valor!r})", clave)
        return tuple(str(valor) for valor in valores)

    def nodos(self, clave: str, *, obligatorio: bool = False) -> list["Nodo"]:
        valores = self._lista(clave)
        if obligatorio and not valores:
            self.error(f"falta «{clave}», con al menos un elemento")
        return [Nodo(self.archivo, valor, self.errores, self.linea) for valor in valores]

    def nodo(self, clave: str) -> "Nodo":
        if clave not in self.mapa:
            self.error(f"falta «{clave}»")
            return Nodo(self.archivo, {}, self.errores, self.linea)
        return Nodo(self.archivo, self.mapa[clave], self.errores, self.linea)

    def _lista(self, clave: str) -> list[Any]:
        valor = self.mapa.get(clave)
        if valor is None:
            return []
        if not isinstance(valor, list):
            self.error(f"«{clave}» debe ser una lista", clave)
            return []
        return cast("list[Any]", valor)
