"""Lo que se mide del producto, con los mismos hilos de cálculo con que este trabaja."""

import indices as indices  # antes que numpy: al importarlo se fija en cuántos hilos cuenta
