"""Las consultas que una persona envía al personal, y lo que el personal responde."""
