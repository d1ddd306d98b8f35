"""Lo que se contesta sin buscar: un apartado del documento, su ficha o el contacto.

De un apartado, `pedido` dice cuál: por sus `lugares` y sus `parrafos`, con las `formas` de nombrarlo, `cuanto` se
quiere leer y los `rodeos` con que se pide. `extracto` elige las oraciones, y `apartado` las da.
"""
