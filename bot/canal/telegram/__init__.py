"""El canal de Telegram. `arranque` dibuja el camino de un mensaje."""
