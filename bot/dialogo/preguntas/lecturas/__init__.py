"""Lo que se contesta sin buscar: un apartado del documento, su ficha o el contacto.

De un apartado, `pedido` dice cuál, con las `formas` de nombrarlo; `extracto` elige las oraciones, y `apartado` las da.
"""
