"""El caso de uso y sus puertos: atender una entrada es cargar, decidir, cumplir, guardar y responder."""
