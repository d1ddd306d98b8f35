"""Lo construido para buscar, en el disco: cada construcción completa es una generación."""
