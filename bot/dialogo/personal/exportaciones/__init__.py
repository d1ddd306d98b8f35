"""La orden /exportar del personal: de lo que se escribe a lo que se exporta y lo que se contesta."""
