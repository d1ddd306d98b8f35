"""La propuesta: el documento ordenado que se imprime, sus versiones y de dónde sale cada dato."""
