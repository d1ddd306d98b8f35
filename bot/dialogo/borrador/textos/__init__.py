"""Lo que se le dice a quien arma un borrador y no está en los datos de la entrevista.

Cada tema que se decide (`permisos`, `borradores`, `repasar`, `responder`, `sugerir`) tiene aquí el módulo que habla por
él; los de lo entendido de un texto están en `lo_entendido`, y los de una pregunta, en `plantear`.
"""
