"""Lo que edita la agencia: leerlo, comprobarlo y verlo."""
