"""Lectura de hojas de cálculo (.xlsx, .xls, .ods) y de tablas en texto (.csv): una tabla por hoja."""

from conocimiento.lectura.oficina.hojas.recorrido import leer_hojas

__all__ = ["leer_hojas"]
