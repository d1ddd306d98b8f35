"""Lo que se le dice a quien arma un borrador y no está en los datos de la entrevista.

Cada tema que se decide (`permisos`, `borradores`, `repasar`, `responder`) tiene aquí el módulo que habla por él; los de
una pregunta están en `plantear` y los de lo entendido de un texto, en `lo_entendido`.
"""
