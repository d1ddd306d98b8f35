"""Lo que se le dice a quien arma un borrador y no está en los datos de la entrevista.

Cada módulo que decide tiene aquí el que habla por él, con su mismo nombre; los de una pregunta están en `plantear` y
los de lo entendido de un texto, en `lo_entendido`.
"""
