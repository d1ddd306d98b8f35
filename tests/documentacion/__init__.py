"""Los diagramas y las imágenes de la documentación, hechos del código y del producto, y su prueba."""
