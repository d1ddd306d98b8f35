"""Lo que edita la agencia, visto como lo ve una persona."""
