"""Qué pide cambiar un texto de un borrador o de lo que se entendió: se lee y se propone; nada se guarda."""
