"""Los canales: traducen entre un medio (Telegram, la consola) y el servicio."""
