"""La revisión: lo que el personal exporta, lee, anota y devuelve al asistente."""
