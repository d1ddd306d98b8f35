"""De una propuesta a un documento de Word, con la plantilla que edita la agencia."""
