"""La línea de órdenes `alianzas`: traduce argumentos; lo pesado se carga dentro de cada orden."""
