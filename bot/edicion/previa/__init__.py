"""La vista previa de un documento leído: qué se entendió de él y cómo se citará."""
