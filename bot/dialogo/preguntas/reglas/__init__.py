"""Lo que vale para cualquier documento, se sepa o no qué se pregunta de él."""
