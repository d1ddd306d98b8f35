"""Lo que el almacén hace porque un borrador puede ser de varias organizaciones."""
