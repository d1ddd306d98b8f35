"""Lo que se lee en un borrador de varias organizaciones."""
