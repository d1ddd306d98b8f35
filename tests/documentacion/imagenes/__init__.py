"""Las imágenes del README, hechas del asistente de verdad por `make imagenes`."""
