"""Lo que solo lee o escribe el personal: conversaciones, bitácora, tareas pendientes y consultas."""
