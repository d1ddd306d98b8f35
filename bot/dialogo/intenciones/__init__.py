"""Lo que la persona quiere o decide y no es una pregunta al marco."""
