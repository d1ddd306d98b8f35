"""Lo que se propone con un botón cuando solo una parte está nombrada con certeza y se pide sumarle algo o cambiarla."""
