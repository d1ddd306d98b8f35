"""La historia de los borradores: quién anota qué en ella, de uno en uno y sin mezclar lo de nadie."""
