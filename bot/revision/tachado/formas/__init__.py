"""Las formas de un dato personal en un texto: cómo se escriben en el Perú, se disfracen como se disfracen."""
