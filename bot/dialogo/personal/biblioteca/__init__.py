"""Los documentos de los que se cita, para el personal: enviar uno, ver cómo se leyó, publicarlo y retirarlo."""
