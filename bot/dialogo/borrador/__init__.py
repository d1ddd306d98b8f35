"""La conversación que arma un borrador: preguntar, entender, corregir, repasar y entregar."""
