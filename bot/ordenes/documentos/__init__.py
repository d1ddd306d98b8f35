"""Las órdenes con que se agregan, publican y retiran documentos, y se explica una respuesta."""
