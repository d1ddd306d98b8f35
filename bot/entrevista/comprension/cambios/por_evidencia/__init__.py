"""De qué se habla y qué se dice de ello, cada cosa por su lado, y qué cambio hacen juntas."""
