"""Lo que atiende o pide el personal de la agencia."""
