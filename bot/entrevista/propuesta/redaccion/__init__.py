"""Las palabras de la persona, dispuestas para un documento: ortografía y tipografía, sin cambiar lo que dicen."""
