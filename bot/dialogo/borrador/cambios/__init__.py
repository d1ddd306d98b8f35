"""Cambiar lo ya dicho: con un botón, editando el mensaje, respondiendo a él o diciéndolo."""
