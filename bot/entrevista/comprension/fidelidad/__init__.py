"""Si un texto dice lo mismo que otro, y nada más: sin red y sin modelo, mirando palabra por palabra."""
